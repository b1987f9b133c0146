/*
 * eksempel: what can be written, where a mistake is found, and what a run says when the answer is
 * another. The reading tests use a plan of names only; the runs compile a small handbook.
 */
#include "base/test_fund.h"
#include "base/test_help.h"

#include <stdio.h>

#include "haandbog/eksempel.h"
#include "haandbog/haandbog.h"

struct bench {
    struct arena arena;
    struct fund_liste fund;
    struct eksempel *eksempel;
    size_t count;
    bool ok;
};

static const struct plan_linje LINJER[] = {
    {.kode = {"vederlag", 8}, .navn = {"vederlag", 8}},
    {.kode = {"kost_og_logi", 12}, .navn = {"kost_og_logi", 12}},
    {.kode = {"beklaedning", 11}, .navn = {"beklædning", 11}},
};
static const struct plan_trin TRIN[] = {{.nr = 1}, {.nr = 2}, {.nr = 3}};
static const struct plan NAVNE = {
    .kommunekode = 773, .linje = LINJER, .linjer = 3, .trin = TRIN, .trin_antal = 3};

static void start(struct bench *b)
{
    *b = (struct bench){0};
    arena_init(&b->arena, (size_t)1 << 26);
    fund_init(&b->fund, &b->arena);
}

/* Reads one statement; its text starts on line 2. */
static void read_statement(struct bench *b, const struct plan *plan, const char *statement)
{
    struct err err = ERR_INIT;
    struct dokument dokument;

    start(b);
    struct str text = str_format(&b->arena, "```regel\n%s\n```\n", statement);
    assert_true(dokument_read(&b->arena, "h.md", text, &dokument, &b->fund, &err));
    if (b->fund.count > 0) fail_msg("%.*s", STR_ARG(b->fund.fund[0].tekst.dansk));
    assert_int_equal(dokument.regler, 1);
    b->ok = eksempel_read(&b->arena, plan, &dokument.regel[0], &b->eksempel, &b->count, &b->fund);
    assert_true(b->ok == (b->fund.fejl == 0));
    assert_fund_begge(&b->fund);
}

static void read_good(struct bench *b, const char *statement)
{
    read_statement(b, &NAVNE, statement);
    if (!b->ok)
        fail_msg("%d:%d: %.*s", b->fund.fund[0].sted.linje, b->fund.fund[0].sted.kol,
                 STR_ARG(b->fund.fund[0].tekst.dansk));
}

#define BARN "  barn   født 2012-05-04, døgnpleje, indflyttet 2020-01-01"

/* ---- reading ---- */

static void facts_of_the_child(void **state)
{
    struct bench b;

    (void)state;
    read_good(&b,
              "eksempel \"a\"\n"
              "  barn      født 2012-05-04, netværk, indflyttet 2020-01-01, fraflyttet 2021-06-20, "
              "2,5 vederlag, kommune 787\n"
              "  søskende  født 2010-01-01, døgnpleje, indflyttet 2019-01-01, trin 2\n"
              "  søskende  født 2011-01-01, aflastning, indflyttet 2019-02-01\n"
              "  måned     2021-06\n"
              "  kendt pr  2021-05-02\n"
              "  giver     ingen vederlag\n"
              "  kilde     \"regnet i hånden\"");
    assert_int_equal(b.count, 1);
    const struct eksempel *e = &b.eksempel[0];
    const struct sag *sag = e->sager.sag;
    assert_str(e->navn, "a");
    assert_int_equal(e->sager.count, 3);
    assert_int_equal(e->maaned.nr, maaned_make(2021, 6).nr);
    assert_int_equal(e->kendt.dag, dato_make(2021, 5, 2).dag);
    assert_str(sag[0].id, "E");
    assert_str(sag[1].id, "S1");
    assert_str(sag[2].id, "S2");
    assert_str(sag[2].familie, "F");
    assert_int_equal(sag[0].art, ART_NETVAERK);
    assert_int_equal(sag[0].kommune, 787);
    assert_int_equal(sag[0].fraflyttet.dag, dato_make(2021, 6, 20).dag);
    assert_int_equal(sag[0].indplacering[0].trin, 0);
    assert_true(brok_eq(sag[0].indplacering[0].vederlag, (struct brok){5, 2}));
    assert_int_equal(sag[1].kommune, 773);
    assert_int_equal(sag[1].fraflyttet.dag, DATO_MAX.dag);
    assert_int_equal(sag[1].indplacering[0].trin, 2);
    assert_int_equal(sag[1].indplacering[0].periode.fra.dag, dato_make(2019, 1, 1).dag);
    assert_int_equal(sag[2].indplaceringer, 0);
    arena_release(&b.arena);
}

static void facts_over_time(void **state)
{
    struct bench b;

    (void)state;
    read_good(&b, "eksempel \"a\"\n" BARN ", trin 1\n"
                  "  indplacering  trin 2 fra 2020-01-01 til 2021-06-11\n"
                  "  indplacering  7 vederlag fra 2021-06-11, kendt fra 2021-07-01\n"
                  "  situation     ophold i aflastning fra 2021-06-01 til 2021-06-03\n"
                  "  situation     efterskole fra 2021-08-01\n"
                  "  døgn          fra 2021-06-04 til 2021-06-06, fra 2021-06-06 til 2021-06-07\n"
                  "  aftale        tillæg beklædning 100,50 kr/måned fra 2021-06-01\n"
                  "  ophør         faktisk ophør 2021-06-20\n"
                  "  måned         2021-06\n"
                  "  giver         ingen vederlag");
    const struct sag *sag = b.eksempel[0].sager.sag;
    assert_int_equal(sag->indplaceringer, 2);
    assert_int_equal(sag->indplacering[0].trin, 2);
    assert_int_equal(sag->indplacering[0].periode.til.dag, dato_make(2021, 6, 11).dag);
    assert_int_equal(sag->indplacering[1].vederlag.t, 7);
    assert_int_equal(sag->indplacering[1].periode.kendt_fra.dag, dato_make(2021, 7, 1).dag);
    assert_int_equal(sag->situationer, 2);
    assert_int_equal(sag->situation[0].art, SITUATION_OPHOLD_I_AFLASTNING);
    assert_int_equal(sag->situation[1].periode.til.dag, DATO_MAX.dag);
    assert_int_equal(sag->doegn_antal, 2);
    assert_int_equal(sag->doegn[1].til.dag, dato_make(2021, 6, 7).dag);
    assert_int_equal(sag->aftaler, 1);
    assert_int_equal(sag->aftale[0].art, AFTALE_TILLAEG);
    assert_str(sag->aftale[0].ydelse, "beklaedning");
    assert_int_equal(sag->aftale[0].beloeb.oere, 10050);
    assert_true(sag->har_ophoer);
    assert_int_equal(sag->ophoer.art, OPHOER_FAKTISK);
    arena_release(&b.arena);
}

static void terms_of_agreements(void **state)
{
    static const struct {
        const char *text;
        enum aftale_art art;
        enum aftale_vilkaar vilkaar;
        int days;
    } cases[] = {
        {"erstatning vederlag 10.000 kr/måned fra 2021-06-01", AFTALE_ERSTATNING,
         VILKAAR_FORTSAETTER_EFTER_18, 0},
        {"fortsætter efter 18 fra 2021-06-01 til 2022-01-01", AFTALE_VILKAAR,
         VILKAAR_FORTSAETTER_EFTER_18, 0},
        {"varsel 60 dage fra 2021-06-01", AFTALE_VILKAAR, VILKAAR_VARSEL, 60},
    };
    struct bench b;

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        char text[400];
        assert_true(snprintf(text, sizeof(text),
                             "eksempel \"a\"\n" BARN "\n  måned 2021-06\n  giver ingen vederlag\n"
                             "  aftale %s",
                             cases[i].text) > 0);
        read_good(&b, text);
        const struct aftale *a = b.eksempel[0].sager.sag->aftale;
        assert_int_equal(a->art, cases[i].art);
        assert_int_equal(a->vilkaar, cases[i].vilkaar);
        assert_int_equal(a->dage, cases[i].days);
        assert_int_equal(a->periode.fra.dag, dato_make(2021, 6, 1).dag);
        arena_release(&b.arena);
    }
}

/* The arithmetic is exact, products before sums; units are decoration. */
static void arithmetic(void **state)
{
    static const struct {
        const char *text;
        struct brok value;
    } cases[] = {
        {"15 døgn × 193 kr + 15 døgn × 206 kr", {5985, 1}},
        {"6 vederlag × 148 kr/vederlag/døgn × 30,41 døgn/måned", {675102, 25}},
        {"207 kr/uge × 30 dage / 7", {6210, 7}},
        {"207 × 30/7", {6210, 7}},
        {"10/7 uge × 32 kr", {320, 7}},
        {"4.489 kr * 6 - 100 kr − 1 kr", {26833, 1}},
        {"2 + 3 × 4 / 6", {4, 1}},
        {"1.036,00 kr", {1036, 1}},
        {"15 af", {0, 0}},
        {"15 døgn 193 kr", {0, 0}},
        {"15 døgn ×", {0, 0}},
        {"15 døgn × kr", {0, 0}},
        {"15 kr/dogn", {0, 0}},
        {"15 / 0", {0, 0}},
        {"9.999.999.999.999 × 9.999.999.999.999", {0, 0}},
    };
    struct bench b;

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        char text[400];
        assert_true(snprintf(text, sizeof(text),
                             "eksempel \"a\"\n" BARN "\n  måned 2021-06\n"
                             "  giver kost_og_logi 1,00 kr = %s",
                             cases[i].text) > 0);
        read_statement(&b, &NAVNE, text);
        if (b.ok != (cases[i].value.n > 0)) fail_msg("%s", cases[i].text);
        if (b.ok) {
            assert_true(brok_eq(b.eksempel[0].forventning[0].stykke, cases[i].value));
            assert_str(b.eksempel[0].forventning[0].stykke_tekst, cases[i].text);
        } else {
            assert_int_equal(b.fund.fejl, 1);
            assert_int_equal(b.fund.fund[0].sted.linje, 5);
        }
        arena_release(&b.arena);
    }
}

/* One mistake gives one finding, with its code, line and column. */
static void mistakes_have_a_place(void **state)
{
    static const struct {
        const char *statement;
        const char *code;
        int line;
        int column;
    } cases[] = {
        {"eksempel a\n" BARN "\n  måned 2021-06\n  giver ingen vederlag", "form", 2, 10},
        {"eksempel \"a\"\n  måned 2021-06\n  giver ingen vederlag", "mangler-nøgle", 2, 1},
        {"eksempel \"a\"\n" BARN "\n  giver ingen vederlag", "mangler-nøgle", 2, 1},
        {"eksempel \"a\"\n" BARN "\n  måned 2021-06", "mangler-nøgle", 2, 1},
        {"eksempel \"a\"\n  barn født 2012-05-04, indflyttet 2020-01-01\n  måned 2021-06\n"
         "  giver ingen vederlag",
         "mangler-nøgle", 2, 1},
        {"eksempel \"a\"\n" BARN ", født 2012-05-04\n  måned 2021-06\n  giver ingen vederlag",
         "gentaget", 3, 61},
        {"eksempel \"a\"\n" BARN ", trin 1, 3 vederlag\n  måned 2021-06\n  giver ingen vederlag",
         "gentaget", 3, 69},
        {"eksempel \"a\"\n" BARN ", trin 4\n  måned 2021-06\n  giver ingen vederlag", "navn", 3,
         66},
        {"eksempel \"a\"\n" BARN ", 0 vederlag\n  måned 2021-06\n  giver ingen vederlag", "tal", 3,
         61},
        {"eksempel \"a\"\n" BARN ", døgnpleje\n  måned 2021-06\n  giver ingen vederlag", "gentaget",
         3, 61},
        {"eksempel \"a\"\n" BARN ", trinn 2\n  måned 2021-06\n  giver ingen vederlag", "ukendt-ord",
         3, 61},
        {"eksempel \"a\"\n" BARN ", fraflyttet 2019-12-31\n  måned 2021-06\n  giver ingen vederlag",
         "dato", 2, 1},
        {"eksempel \"a\"\n  barn født 2021-05-04, akut, indflyttet 2020-01-01\n  måned 2021-06\n"
         "  giver ingen vederlag",
         "dato", 2, 1},
        {"eksempel \"a\"\n" BARN "\n  måned 2021-13\n  giver ingen vederlag", "dato", 4, 9},
        {"eksempel \"a\"\n" BARN "\n  måned 2021-06\n  giver kost 5 kr", "navn", 5, 9},
        {"eksempel \"a\"\n" BARN "\n  måned 2021-06\n  giver vederlag 5 kroner", "form", 5, 20},
        {"eksempel \"a\"\n" BARN "\n  måned 2021-06\n  giver vederlag 5,555 kr", "tal", 5, 18},
        {"eksempel \"a\"\n" BARN "\n  måned 2021-06\n  giver vederlag 5 kr\n"
         "  giver ingen vederlag",
         "gentaget", 6, 9},
        {"eksempel \"a\"\n" BARN "\n  måned 2021-06\n  giver ingen vederlag nu", "form", 5, 24},
        {"eksempel \"a\"\n" BARN "\n  måned 2021-06\n  giver ingen vederlag\n"
         "  indplacering trin 2 fra 2021-06-01 til 2021-06-01",
         "dato", 6, 42},
        {"eksempel \"a\"\n" BARN "\n  måned 2021-06\n  giver ingen vederlag\n"
         "  døgn fra 2021-06-03 til 2021-06-05, fra 2021-06-04 til 2021-06-06",
         "dato", 6, 39},
        {"eksempel \"a\"\n" BARN "\n  måned 2021-06\n  giver ingen vederlag\n"
         "  aftale tillæg kost_og_logi 100 kr fra 2021-06-01",
         "form", 6, 34},
        {"eksempel \"a\"\n" BARN "\n  måned 2021-06\n  giver ingen vederlag\n"
         "  ophør skilsmisse 2021-06-01",
         "ukendt-ord", 6, 9},
    };
    struct bench b;

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        read_statement(&b, &NAVNE, cases[i].statement);
        if (b.fund.fejl != 1) fail_msg("%zu: %zu findings", i, b.fund.fejl);
        const struct fund *fund = &b.fund.fund[0];
        if (!str_is(str_from(fund->kode), cases[i].code) || fund->sted.linje != cases[i].line ||
            fund->sted.kol != cases[i].column)
            fail_msg("%zu: %d:%d: %s: %.*s", i, fund->sted.linje, fund->sted.kol, fund->kode,
                     STR_ARG(fund->tekst.dansk));
        arena_release(&b.arena);
    }
}

static void several_lacks_of_one_ydelse(void **state)
{
    struct bench b;

    (void)state;
    read_good(&b, "eksempel \"a\"\n" BARN "\n  måned 2021-06\n"
                  "  giver vederlag mangler \"indplacering\"\n"
                  "  giver vederlag mangler \"takst vederlag_døgn\"");
    assert_int_equal(b.eksempel[0].forventninger, 2);
    assert_str(b.eksempel[0].forventning[1].mangler, "takst vederlag_døgn");
    arena_release(&b.arena);
}

static void a_row_is_an_example(void **state)
{
    struct bench b;

    (void)state;
    read_good(&b, "eksempler \"efter alder\"\n"
                  "  barn   døgnpleje, indflyttet 2020-01-01, trin 1\n"
                  "  giver  ingen beklædning\n"
                  "  født       | måned   | antal | vederlag | kost_og_logi\n"
                  "  2012-05-04 | 2021-06 | 2     | mangler  | 5.790,00\n"
                  "  2010-05-04 | 2021-07 | 3,5   | 12       | ingen");
    assert_int_equal(b.count, 2);
    const struct eksempel *e = &b.eksempel[1];
    assert_str(e->navn, "efter alder, række 2");
    assert_int_equal(e->sted.linje, 7);
    assert_int_equal(e->maaned.nr, maaned_make(2021, 7).nr);
    assert_int_equal(e->sager.sag->foedt.dag, dato_make(2010, 5, 4).dag);
    assert_int_equal(e->sager.sag->indplacering[0].trin, 0);
    assert_true(brok_eq(e->sager.sag->indplacering[0].vederlag, (struct brok){7, 2}));
    assert_int_equal(e->forventninger, 3);
    assert_int_equal(e->forventning[0].art, FORVENT_INGEN);
    assert_int_equal(e->forventning[1].beloeb.oere, 1200);
    assert_int_equal(e->forventning[2].art, FORVENT_INGEN);
    assert_int_equal(b.eksempel[0].forventning[1].art, FORVENT_MANGEL);
    assert_int_equal(b.eksempel[0].forventning[2].beloeb.oere, 579000);
    arena_release(&b.arena);
}

static void mistakes_in_tables(void **state)
{
    static const struct {
        const char *table;
        const char *code;
        int line;
        int column;
    } cases[] = {
        {"  født | kost\n  2012-05-04 | 5", "navn", 4, 10},
        {"  født | født | vederlag\n  2012-05-04 | 2012-05-04 | 5", "gentaget", 4, 10},
        {"  født | vederlag\n  2012-05-04 | 5\n  2012-05-4 | 6", "dato", 6, 3},
        {"  født | vederlag\n  2012-05-04 | intet", "tal", 5, 16},
        {"  født | trin\n  2012-05-04 | 1", "mangler-nøgle", 5, 3},
        {"  trin | vederlag\n  2 | 5", "mangler-nøgle", 5, 3},
        {"  født | art | vederlag\n  2012-05-04 | plejehjem | 5", "ukendt-ord", 5, 16},
    };
    struct bench b;

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        char text[600];
        assert_true(snprintf(text, sizeof(text),
                             "eksempler \"a\"\n  barn døgnpleje, indflyttet 2020-01-01\n%s\n"
                             "  måned 2021-06",
                             cases[i].table) > 0);
        read_statement(&b, &NAVNE, text);
        if (b.fund.fejl != 1) fail_msg("%zu: %zu findings", i, b.fund.fejl);
        const struct fund *fund = &b.fund.fund[0];
        if (!str_is(str_from(fund->kode), cases[i].code) || fund->sted.linje != cases[i].line ||
            fund->sted.kol != cases[i].column)
            fail_msg("%zu: %d:%d: %s: %.*s", i, fund->sted.linje, fund->sted.kol, fund->kode,
                     STR_ARG(fund->tekst.dansk));
        arena_release(&b.arena);
    }
}

static void nobodys_handbook_has_a_municipality(void **state)
{
    struct plan plan = NAVNE;
    struct bench b;

    (void)state;
    plan.kommunekode = 0;
    read_statement(&b, &plan, "eksempel \"a\"\n" BARN "\n  måned 2021-06\n  giver ingen vederlag");
    assert_true(b.ok);
    assert_int_equal(b.eksempel[0].sager.sag->kommune, EKSEMPEL_KOMMUNE);
    arena_release(&b.arena);
}

/* ---- running ---- */

static const char HAANDBOG[] =
    "# Prøve\n\n```regel\n"
    "håndbog Prøve\n"
    "  kommunekode  ingen\n"
    "  gælder       fra 2021-01-01 til og med 2021-12-31\n"
    "  takster      prove\n"
    "  model        trin\n"
    "  retning      fastholdes hele anbringelsen\n"
    "  kilde        \"opdigtet\"\n"
    "\n"
    "valg\n"
    "  alder regnes       på dagen; valgt af os\n"
    "  indflytningsdag    tæller med; valgt af os\n"
    "  fraflytningsdag    tæller med; valgt af os\n"
    "  ugebeløb omregnes  × dage / 7; valgt af os\n"
    "  børnerækkefølge    efter indflytning, ved lighed ældste først; valgt af os\n"
    "  tæller som barn    døgnpleje; valgt af os\n"
    "  3. barn gælder     fra 3. barn på samme sted; valgt af os\n"
    "  29. februar        fødselsdag 1. marts i andre år; valgt af os\n"
    "\n"
    "trin\n"
    "  nr | vederlag | belastning | godkendelse | arbejde ved siden af | uddannelse | erfaring\n"
    "  1  | 3        | lav        | mindst lav  | ingen grænse         | ingen krav | ingen krav\n"
    "  2  | 6        | middel     | mindst lav  | ingen grænse         | ingen krav | ingen krav\n"
    "  kilde \"opdigtet\"\n"
    "\n"
    "opsigelse\n"
    "  først               14 dage i de første 3 måneder\n"
    "  derefter            30 dage\n"
    "  ved opsigelse       alle ydelser stopper på fraflytningsdagen\n"
    "  ved faktisk ophør   alle ydelser stopper på fraflytningsdagen\n"
    "  ved misligholdelse  alle ydelser stopper straks\n"
    "  ved adoption        alle ydelser stopper på datoen\n"
    "  ved 18 år           alle ydelser fortsætter\n"
    "  valgt af os\n"
    "\n"
    "takst madpakke kr/døgn\n"
    "  ukendt \"prøven siger intet\"\n"
    "\n"
    "ydelse vederlag\n"
    "  for           døgnpleje\n"
    "  ikke for      aflastning, akut, netværk\n"
    "  beløb         antal vederlag × takst vederlag_døgn × 30,41 døgn/måned\n"
    "  del af måned  månedsbeløb × dage / månedens dage\n"
    "  afrundes      til øre, halve op\n"
    "  til           kontrakthaver, A-indkomst, via løn\n"
    "  kilde         \"opdigtet\"\n"
    "\n"
    "ydelse kost_og_logi\n"
    "  for           døgnpleje, netværk\n"
    "  ikke for      aflastning, akut\n"
    "  beløb         takst kost_og_logi efter alder\n"
    "  afrundes      til hele kroner, ned\n"
    "  til           kontrakthaver, skattefri, via NemKonto\n"
    "  kilde         \"opdigtet\"\n"
    "\n"
    "ydelse mad\n"
    "  for           døgnpleje\n"
    "  ikke for      aflastning, akut, netværk\n"
    "  beløb         takst madpakke\n"
    "  afrundes      til øre, halve op\n"
    "  til           kontrakthaver, skattefri, via NemKonto\n"
    "  kilde         \"opdigtet\"\n"
    "\n";

static const char TAKSTER[] =
    "takst;nøgle;enhed;fra;til_og_med;beløb;status;kendt_fra;kilde;begrundelse\n"
    "vederlag_døgn;;kr/vederlag/døgn;2021-01-01;2021-12-31;148;endelig;;opdigtet;\n"
    "kost_og_logi;alder 0-9;kr/døgn;2021-01-01;2021-12-31;193,25;endelig;;opdigtet;\n"
    "kost_og_logi;alder 10-22;kr/døgn;2021-01-01;2021-12-31;206;endelig;;opdigtet;\n";

/* Compiles the handbook with the examples and runs them. */
static struct eksempel_resultat *run(struct bench *b, const char *examples, size_t *count)
{
    static const char *const navn[] = {"prove"};
    struct str tekst[] = {STR(TAKSTER)};
    struct takst_kilde kilde = {.navn = navn, .tekst = tekst, .antal = 1};
    struct err err = ERR_INIT;
    struct haandbog *h;
    struct eksempel_resultat *resultat;
    struct buf text;

    start(b);
    h = ARENA_NEW(&b->arena, struct haandbog);
    buf_init(&text, &b->arena);
    buf_c(&text, HAANDBOG);
    buf_c(&text, examples);
    buf_c(&text, "\n```\n");
    if (!haandbog_compile(&b->arena, "prove.md", buf_str(&text), &kilde, h, &b->fund, &err))
        fail_msg("%s", err.text);
    for (size_t i = 0; i < b->fund.count; i++)
        if (b->fund.fund[i].fejl)
            fail_msg("%d: %.*s", b->fund.fund[i].sted.linje, STR_ARG(b->fund.fund[i].tekst.dansk));
    assert_int_equal(b->fund.fejl, 0);
    if (!haandbog_test(&b->arena, h, &resultat, count, &err)) fail_msg("%s", err.text);
    return resultat;
}

static void good_examples_pass(void **state)
{
    struct bench b;
    size_t count;

    (void)state;
    const struct eksempel_resultat *r =
        run(&b,
            "eksempel \"fylder 10 år\"\n"
            "  barn   født 2011-06-16, døgnpleje, indflyttet 2020-01-01, trin 2\n"
            "  måned  2021-06\n"
            "  giver  kost_og_logi 5.988 kr = 15 døgn × 193,25 kr + 15 døgn × 206 kr\n"
            "  giver  vederlag 27.004,08 kr = 6 vederlag × 148 kr × 30,41 døgn\n"
            "  giver  mad mangler \"takst madpakke\"\n"
            "\n"
            "eksempler \"arter\"\n"
            "  barn   født 2015-01-01, indflyttet 2020-01-01, trin 1\n"
            "  måned  2021-06\n"
            "  art       | vederlag  | kost_og_logi | mad\n"
            "  døgnpleje | 13.502,04 | 5.797,00     | mangler\n"
            "  netværk   | ingen     | 5.797,00     | ingen",
            &count);
    assert_int_equal(count, 3);
    for (size_t i = 0; i < count; i++) {
        if (!r[i].bestaaet) fail_msg("%.*s", STR_ARG(r[i].forklaring.dansk));
        assert_int_equal(r[i].forklaring.engelsk.n, 0);
    }
    assert_str(r[2].navn, "arter, række 2");
    arena_release(&b.arena);
}

#define JUNI "  barn født 2011-06-16, døgnpleje, indflyttet 2020-01-01, trin 2\n  måned 2021-06\n"

/* What the handbook, the rates and the examples say of their own; all else is the program's. */
static const char *const DERES[] = {
    "vederlag",
    "kost_og_logi",
    "mad",
    "mand",
    "madpakke",
    "kost",
    "opdigtet",
    "prøven siger intet",
    "Prøve",
    "nat",
    "15 døgn × 193 kr + 15 døgn × 206 kr",
};

static void only_theirs_is_danish(struct bench *b, const struct eksempel_resultat *r)
{
    struct str engelsk = r->forklaring.engelsk;
    struct str citat =
        test_fremmed_citat(&b->arena, engelsk, DERES, sizeof(DERES) / sizeof(*DERES));

    if (citat.n > 0) fail_msg("in Danish alone: %.*s", STR_ARG(citat));
    if (test_dansk(&b->arena, engelsk)) fail_msg("Danish: %.*s", STR_ARG(engelsk));
}

/* The English account says that, and nothing of ours in Danish. */
static void says_in_english(struct bench *b, const struct eksempel_resultat *r, const char *says)
{
    size_t at;

    if (!str_find(r->forklaring.engelsk, str_from(says), &at))
        fail_msg(">%s< is not in >%.*s<", says, STR_ARG(r->forklaring.engelsk));
    only_theirs_is_danish(b, r);
}

static void says_in_danish(const struct eksempel_resultat *r, const char *says)
{
    size_t at;

    if (!str_find(r->forklaring.dansk, str_from(says), &at))
        fail_msg(">%s< is not in >%.*s<", says, STR_ARG(r->forklaring.dansk));
}

#define VEDERLAG                                                                                   \
    "  6 fees (level 2) × 148,00 kr/day (“opdigtet”, final) × 30,41 days/month\n"            \
    "  the whole month, 30 of 30 days; rounded to øre, halves up            The "                 \
    "handbook, section “Prøve”\n"
#define INGEN_MAD                                                                                  \
    "the rate “madpakke” is missing (1 June 2021 to 30 June 2021): “prøven siger intet”"

/* Every kind of account, whole in English: `mere` is more facts of the child. */
static const struct {
    const char *mere, *giver;
    const char *says[3];
    const char *english;
} FORKERTE[] = {
    {"",
     "vederlag 27.004,00 kr",
     {", vederlag: forventet 27.004,00 kr.", "beregnet 27.004,08 kr.", "forskel 0,08 kr."},
     "“vederlag”: expected 27.004,00 kr., computed 27.004,08 kr., a difference of 0,08 "
     "kr.\n" VEDERLAG},
    {"",
     "kost_og_logi 5.990,00 kr",
     {"forskel -2,00 kr.", "beregnet 5.988,00 kr.", "206"},
     "“kost_og_logi”: expected 5.990,00 kr., computed 5.988,00 kr., a difference of "
     "-2,00 kr.\n"
     "  1-15 June   15 days × 193,25 kr/day (aged under 10)                       "
     "2.898,75 kr.\n"
     "  16-30 June  15 days × 206,00 kr/day (turned 10 on 16 June 2021)           "
     "3.090,00 kr.\n"
     "  rounded down to whole kroner                                                "
     " -0,75 kr.\n"
     "  rates: “opdigtet”, final                                             The "
     "handbook, section “Prøve”\n"},
    {"",
     "kost_og_logi 5.988,00 kr = 15 døgn × 193 kr + 15 døgn × 206 kr",
     {"regnestykket \"15 døgn × 193 kr + 15 døgn × 206 kr\" giver 5.985,00 kr.",
      "og ikke 5.988,00 kr.", ""},
     "“kost_og_logi”: the calculation “15 døgn × 193 kr + 15 døgn × 206 kr” gives "
     "5.985,00 kr. and not 5.988,00 kr."},
    {"",
     "mad 10,00 kr",
     {"forventet 10,00 kr., men", "takst madpakke mangler", "1. juni 2021"},
     "“mad”: expected 10,00 kr., but " INGEN_MAD},
    {"",
     "ingen mad",
     {"forventet ingen linje, men", "takst madpakke mangler", ""},
     "“mad”: expected no line, but " INGEN_MAD},
    {"",
     "ingen vederlag",
     {"forventet ingen linje, men", "beregnet 27.004,08 kr.", "30,41"},
     "“vederlag”: expected no line, but computed 27.004,08 kr.\n" VEDERLAG},
    {"",
     "mad mangler \"takst kost\"",
     {"forventet at takst kost mangler, men", "madpakke", ""},
     "“mad”: expected the rate “kost” to be missing, but " INGEN_MAD},
    {"",
     "vederlag mangler \"indplacering\"",
     {"indplacering", "beregnet 27.004,08 kr.", "148"},
     "“vederlag”: expected the level to be missing, but computed 27.004,08 kr.\n" VEDERLAG},
    {"  indplacering trin 1 fra 2020-01-01 til 2021-06-11\n"
     "  indplacering trin 2 fra 2021-06-11\n"
     "  aftale tillæg vederlag 500 kr/måned fra 2021-06-21\n",
     "vederlag 1,00 kr",
     {"forventet 1,00 kr.", "aftalt tillæg", "Niveauet er ændret"},
     "“vederlag”: expected 1,00 kr., computed 22.670,07 kr., a difference of "
     "22.669,07 kr.\n"
     "  1-10 June   3 fees (level 1) × 148,00 kr/day × 30,41 days/month\n"
     "              × 10 of 30 days                                               "
     "4.500,68 kr.\n"
     "  11-20 June  6 fees (level 2) × 148,00 kr/day × 30,41 days/month\n"
     "              × 10 of 30 days                                               "
     "9.001,36 kr.\n"
     "  21-30 June  6 fees (level 2) × 148,00 kr/day × 30,41 days/month\n"
     "              × 10 of 30 days\n"
     "              + 500,00 kr/month × 10 of 30 days\n"
     "              agreed supplement                                             "
     "9.168,03 kr.\n"
     "  rates: “opdigtet”, final\n"
     "  rounded to øre, halves up                                            The "
     "handbook, section “Prøve”\n"
     "  Note: The level has changed since the placement began, although the "
     "handbook's model keeps it; it\n"
     "    is paid as it was decided.\n"},
    {"  aftale erstatning vederlag 10.000 kr/måned fra 2021-06-01\n",
     "vederlag 1,00 kr",
     {"forventet 1,00 kr.", "aftalt i stedet", ""},
     "“vederlag”: expected 1,00 kr., computed 10.000,00 kr., a difference of "
     "9.999,00 kr.\n"
     "  10.000,00 kr/month\n"
     "    agreed instead\n"
     "  the whole month, 30 of 30 days; rounded to øre, halves up            The "
     "handbook, section “Prøve”\n"},
    {"  situation efterskole fra 2021-06-11\n",
     "vederlag 1,00 kr",
     {"situation efterskole mangler", "håndbogen siger ikke, hvad der gælder", ""},
     "“vederlag”: expected 1,00 kr., but the situation: boarding school is missing (11 "
     "June 2021 to 30 June 2021): the handbook does not say what holds"},
    {"  indplacering 2,5 vederlag fra 2020-01-01\n",
     "vederlag 1,00 kr",
     {"indplacering mangler", "håndbogen kender ikke indplacering med antal vederlag", ""},
     "“vederlag”: expected 1,00 kr., but the level is missing (1 June 2021 to 30 June "
     "2021): the handbook knows no placing by a number of fees"},
};

/* What is said after "line 69, ". */
static struct str after_the_place(const struct eksempel_resultat *r)
{
    struct str engelsk = r->forklaring.engelsk;
    size_t at;

    assert_true(str_starts(engelsk, STR("line ")));
    assert_true(str_find(engelsk, STR(", "), &at));
    return str_sub(engelsk, at + 2, engelsk.n);
}

static void a_wrong_answer_is_explained(void **state)
{
    struct bench b;
    size_t count;

    (void)state;
    for (size_t i = 0; i < sizeof(FORKERTE) / sizeof(*FORKERTE); i++) {
        char text[800];
        assert_true(snprintf(text, sizeof(text), "eksempel \"a\"\n" JUNI "%s  giver %s",
                             FORKERTE[i].mere, FORKERTE[i].giver) > 0);
        const struct eksempel_resultat *r = run(&b, text, &count);
        assert_int_equal(count, 1);
        assert_false(r[0].bestaaet);
        for (size_t n = 0; n < 3; n++) says_in_danish(&r[0], FORKERTE[i].says[n]);
        only_theirs_is_danish(&b, &r[0]);
        assert_str(after_the_place(&r[0]), FORKERTE[i].english);
        arena_release(&b.arena);
    }
}

static void no_line_is_not_zero(void **state)
{
    struct bench b;
    size_t count, at;

    (void)state;
    const struct eksempel_resultat *r =
        run(&b,
            "eksempel \"a\"\n"
            "  barn født 2011-06-16, netværk, indflyttet 2020-01-01\n"
            "  måned 2021-06\n"
            "  giver vederlag 0,00 kr\n"
            "  giver mad mangler \"takst madpakke\"",
            &count);
    assert_false(r[0].bestaaet);
    assert_true(str_find(r[0].forklaring.dansk, STR("0,00 kr., men der er ingen linje"), &at));
    assert_true(str_find(r[0].forklaring.dansk, STR("intet mangler, og der er ingen linje"), &at));
    says_in_english(&b, &r[0], "expected 0,00 kr., but there is no line");
    says_in_english(&b, &r[0], "missing, but nothing is missing, and there is no line");
    arena_release(&b.arena);
}

/* What differed before the computation failed is told in both languages. */
static void what_fails_midway_is_told_so_far(void **state)
{
    struct bench b;
    size_t count;

    (void)state;
    const struct eksempel_resultat *r =
        run(&b,
            "eksempel \"a\"\n" JUNI "  giver vederlag 27.004,00 kr\n"
            "  giver kost_og_logi 5.988 kr = 9.999.999.999.999 × 99.999",
            &count);
    assert_false(r[0].bestaaet);
    says_in_danish(&r[0], "forskel 0,08 kr.");
    says_in_danish(&r[0], "\nmåneden kan ikke beregnes: ");
    says_in_english(&b, &r[0], "a difference of 0,08 kr.");
    says_in_english(&b, &r[0], "\nthe month cannot be computed: ");
    arena_release(&b.arena);
}

static void an_unreadable_example_fails(void **state)
{
    static const struct plan_linje linje[] = {{.kode = {"mad", 3}, .navn = {"mad", 3}}};
    struct plan plan = {.linje = linje, .linjer = 1};
    struct haandbog h = {.plan = &plan};
    struct eksempel_resultat *r;
    struct err err = ERR_INIT;
    struct bench b;
    size_t count, at;

    (void)state;
    start(&b);
    assert_true(dokument_read(&b.arena, "h.md",
                              STR("```regel\neksempel \"a\"\n" JUNI "  giver ingen mand\n```\n"),
                              &h.dokument, &b.fund, &err));
    assert_true(haandbog_test(&b.arena, &h, &r, &count, &err));
    assert_int_equal(count, 1);
    assert_false(r[0].bestaaet);
    assert_int_equal(r[0].sted.linje, 2);
    assert_true(str_find(r[0].forklaring.dansk, STR("mente du \"mad\"?"), &at));
    says_in_english(&b, &r[0], "did you mean “mad”?");
    h.plan = NULL;
    assert_false(haandbog_test(&b.arena, &h, &r, &count, &err));
    arena_release(&b.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(facts_of_the_child),
        cmocka_unit_test(facts_over_time),
        cmocka_unit_test(terms_of_agreements),
        cmocka_unit_test(arithmetic),
        cmocka_unit_test(mistakes_have_a_place),
        cmocka_unit_test(several_lacks_of_one_ydelse),
        cmocka_unit_test(a_row_is_an_example),
        cmocka_unit_test(mistakes_in_tables),
        cmocka_unit_test(nobodys_handbook_has_a_municipality),
        cmocka_unit_test(good_examples_pass),
        cmocka_unit_test(a_wrong_answer_is_explained),
        cmocka_unit_test(no_line_is_not_zero),
        cmocka_unit_test(what_fails_midway_is_told_so_far),
        cmocka_unit_test(an_unreadable_example_fails),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
