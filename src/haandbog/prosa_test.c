/*
 * prosa: every amount in the text is found and held to its {…}, and the page's text is written.
 */
#include "base/test_fund.h"
#include "base/test_help.h"

#include <string.h>

#include "haandbog/prosa.h"

static const char REGLER[] =
    "\n\n```regel\n"
    "håndbog Prøve\n"
    "  kommunekode ingen\n"
    "  gælder fra 2021-01-01 til og med 2021-12-31\n"
    "  takster kl\n"
    "  model trin; antal vederlag fra 1 til 9\n"
    "  retning genforhandles årligt\n"
    "  kilde \"prøven\"\n"
    "valg\n"
    "  alder regnes       på dagen; valgt af os\n"
    "  indflytningsdag    tæller med; valgt af os\n"
    "  fraflytningsdag    tæller ikke med; valgt af os\n"
    "  ugebeløb omregnes  × dage / 7; valgt af os\n"
    "  børnerækkefølge    efter alder, ældste først; valgt af os\n"
    "  tæller som barn    døgnpleje; valgt af os\n"
    "  3. barn gælder     fra 3. barn på samme sted; valgt af os\n"
    "  29. februar        fødselsdag 1. marts i andre år; valgt af os\n"
    "trin\n"
    "  nr | vederlag | belastning | godkendelse | arbejde ved siden af | uddannelse | erfaring\n"
    "  1 | 3 | lav | mindst lav | a | b | c\n"
    "  2 | 4 | høj | mindst høj | a | b | c\n"
    "  kilde \"prøven\"\n"
    "ydelse vederlag\n"
    "  for          døgnpleje\n"
    "  ikke for     akut, netværk\n"
    "  beløb        antal vederlag × takst dag × 30,41 døgn/måned\n"
    "  del af måned månedsbeløb × dage / 30\n"
    "  afrundes     til øre, halve op\n"
    "  til          kontrakthaver, A-indkomst, via løn\n"
    "  kilde        \"kilde til vederlag\"\n"
    "ydelse vederlag\n"
    "  for          aflastning, pr faktisk døgn\n"
    "  beløb        vederlag på trin 2 × takst dag\n"
    "  afrundes     til hele kroner, op\n"
    "  til          kontrakthaver, A-indkomst, via løn\n"
    "  kilde        \"kilde til aflastning\"\n"
    "ydelse kost\n"
    "  for          døgnpleje\n"
    "  ikke for     aflastning, akut, netværk\n"
    "  ikke for     børn under 2 år\n"
    "  beløb        takst kost efter alder\n"
    "  dog          takst tredje for 3. barn\n"
    "  afrundes     til øre, halve op\n"
    "  til          kontrakthaver, skattefri, via NemKonto\n"
    "  kilde        \"kilde til kost\"\n"
    "opsigelse\n"
    "  først               14 dage i de første 3 måneder\n"
    "  derefter            30 dage\n"
    "  ved opsigelse       alle ydelser stopper på fraflytningsdagen\n"
    "  ved faktisk ophør   alle ydelser stopper på fraflytningsdagen\n"
    "  ved misligholdelse  alle ydelser stopper straks\n"
    "  ved adoption        alle ydelser stopper på datoen\n"
    "  ved 18 år           alle ydelser fortsætter\n"
    "  valgt af os\n"
    "```\n";

static const char TAKSTER[] =
    "takst;nøgle;enhed;fra;til_og_med;beløb;status;kendt_fra;kilde;begrundelse\n"
    "dag;;kr/vederlag/døgn;2020-01-01;2020-12-31;145;endelig;;KL 2020;\n"
    "dag;;kr/vederlag/døgn;2021-01-01;;148;endelig;;KL 2021;\n"
    "kost;alder 0-9;kr/døgn;2021-01-01;;193;endelig;;KL 2021;\n"
    "kost;alder 10-22;kr/døgn;2021-01-01;2021-06-30;206;endelig;;KL 2021;\n"
    "kost;alder 10-22;kr/døgn;2021-07-01;;206,50;endelig;;KL 2021;\n"
    "tredje;;kr/døgn;2021-01-01;;177;endelig;;KL 2021;\n"
    "ukendt;;kr/døgn;2021-01-01;;ukendt;endelig;;KL tier;\n";

struct proeve {
    struct arena arena;
    struct haandbog haandbog;
    struct fund_liste fund;
    struct prosa_brug brug;
};

static void read_text(struct proeve *p, const char *prosa)
{
    static const char *const navn[] = {"kl"};
    struct str takster = STR(TAKSTER);
    struct takst_kilde kilde = {.navn = navn, .tekst = &takster, .antal = 1};
    struct err err = ERR_INIT;

    *p = (struct proeve){0};
    arena_init(&p->arena, 16u << 20);
    fund_init(&p->fund, &p->arena);
    struct str tekst = str_format(&p->arena, "%s%s", prosa, REGLER);
    assert_true(haandbog_compile(&p->arena, "x.md", tekst, &kilde, &p->haandbog, &p->fund, &err));
    for (size_t i = 0; i < p->fund.count; i++)
        fail_msg("%.*s", STR_ARG(p->fund.fund[i].tekst.dansk));
    bool stille = prosa_check(&p->arena, &p->haandbog, true, &p->brug, &p->fund);
    assert_true(stille == (p->fund.fejl == 0));
    assert_fund_begge(&p->fund);
}

/* "kode linje:kol+bredde" of every finding. */
static struct str findings(struct proeve *p)
{
    struct buf buf;

    buf_init(&buf, &p->arena);
    for (size_t i = 0; i < p->fund.count; i++) {
        const struct fund *fund = &p->fund.fund[i];
        buf_format(&buf, "%s%s %d:%d+%d", i > 0 ? "; " : "", fund->kode, fund->sted.linje,
                   fund->sted.kol, fund->sted.bredde);
    }
    return buf_str(&buf);
}

struct tekst_fund {
    const char *tekst;
    const char *fund;
};

static void expect_all(const struct tekst_fund *proever, size_t antal)
{
    for (size_t i = 0; i < antal; i++) {
        struct proeve p;
        read_text(&p, proever[i].tekst);
        struct str fundet = findings(&p);
        if (!str_is(fundet, proever[i].fund)) {
            fail_msg("%s\nexpected >%s<\ngot      >%.*s<", proever[i].tekst, proever[i].fund,
                     STR_ARG(fundet));
        }
        arena_release(&p.arena);
    }
}

#define EXPECT_ALL(proever) expect_all((proever), sizeof(proever) / sizeof(*(proever)))

/* ---- amounts ---- */

static void every_written_amount_is_found(void **state)
{
    static const struct tekst_fund proever[] = {
        {"Det koster 500 kr.", "beløb-i-tekst 1:12+6"},
        {"Det koster 500kr", "beløb-i-tekst 1:12+5"},
        {"Det koster 500\xC2\xA0kr, ja", "beløb-i-tekst 1:12+6"},
        {"Det koster 500&nbsp;kr", "beløb-i-tekst 1:12+11"},
        {"Det koster **500** kr", "beløb-i-tekst 1:14+8"},
        {"Det koster `500 kr`", "beløb-i-tekst 1:13+6"},
        {"Det koster 1.500,25 kroner", "beløb-i-tekst 1:12+15"},
        {"Det koster 500 Kr og 12 DKK", "beløb-i-tekst 1:12+6; beløb-i-tekst 1:22+6"},
        {"Det koster kr. 500", "beløb-i-tekst 1:16+3"},
        {"Det koster 500,- for alt", "beløb-i-tekst 1:12+5"},
        {"Det koster 2 mio. kr i alt", "beløb-i-tekst 1:12+9"},
        {"Det koster 500\nkr i alt", "beløb-i-tekst 1:12+3"},
        {"> Det koster 500 kr", "beløb-i-tekst 1:14+6"},
        {"# Højst 500 kr", "beløb-i-tekst 1:9+6"},
        {"- Højst 500 kr\n- Mindst 200 kr", "beløb-i-tekst 1:9+6; beløb-i-tekst 2:10+6"},
        {"| a | 500 kr |\n|---|---|\n| 1 | 20 kr. |", "beløb-i-tekst 1:7+6; beløb-i-tekst 3:7+5"},
        {"Fra 500 til 1.000 kr", "beløb-i-tekst 1:13+8"},
        {"æøå 5 kr", "beløb-i-tekst 1:5+4"},
    };

    (void)state;
    EXPECT_ALL(proever);
}

static void other_numbers_are_none(void **state)
{
    static const struct tekst_fund proever[] = {
        {"I 2021 er der 30,41 døgn i en måned, og 500 krydser.", ""},
        {"Fristen er 14 dage. Krav R001 og kr1.", ""},
        {"Der er 3\n\nkr er en valuta", ""},
        {"# Side 3\nkr er en valuta", ""},
        {"Beløb i kroner 2021", ""},
        {"```\n500 kr\n```", ""},
        {"~~~ {.a}\n500 kr {x}\n~~~", ""},
    };

    (void)state;
    EXPECT_ALL(proever);
}

/* ---- insertions ---- */

static void insertions_that_hold(void **state)
{
    static const struct tekst_fund proever[] = {
        {"{takst dag} og {takst kost, alder 9} og {takst dag, den 2020-05-01}", ""},
        {"{ydelse vederlag, trin 2}, {ydelse vederlag, 5 vederlag} {ydelse vederlag, 2,5 vederlag}",
         ""},
        {"{ydelse vederlag, aflastning} og {ydelse kost, alder 9, døgnpleje, den 2021-07-01}", ""},
        {"{ydelse kost, 3. barn}", ""},
        {"13.502,04 kr {= ydelse vederlag, trin 1}", ""},
        {"13.502,04 kr. {= ydelse vederlag, trin 1}.", ""},
        {"13.502,04 kr\n{= ydelse vederlag, trin 1}", ""},
        {"| 13.502,04 {= ydelse vederlag, trin 1} |", ""},
        {"193 **kr** {=takst kost, alder 0}", ""},
        {"4.489 kr {citat \"KL 2021, {punkt} 1\"}", ""},
        {"500,- {citat \"a\"} og kr. 500 {citat \"b\"}", ""},
        {"{{a} {{", ""},
    };

    (void)state;
    EXPECT_ALL(proever);
}

static void insertions_that_do_not(void **state)
{
    static const struct tekst_fund proever[] = {
        {"{takst dog}", "navn 1:8+3"},
        {"{takst kost}", "form 1:8+4"},
        {"{takst dag, alder 3}", "form 1:8+3"},
        {"{takst kost, alder 23}", "tal 1:20+2"},
        {"{takst kost, alder 3, alder 4}", "gentaget 1:29+1"},
        {"{takst dag, den 2019-05-01}", "takst-mangler 1:8+3"},
        {"{takst dag, den 2021-02-30}", "dato 1:17+10"},
        {"{takst ukendt}", "takst-mangler 1:8+6"},
        {"{takst dag trin 1}", "form 1:12+4"},
        {"{takst dag, trin 1}", "form 1:13+4"},
        {"{ydelse kots, alder 3}", "navn 1:9+4"},
        {"{ydelse vederlag}", "form 1:9+8"},
        {"{ydelse kost}", "form 1:9+4"},
        {"{ydelse vederlag, trin 3}", "navn 1:9+8"},
        {"{ydelse vederlag, 10 vederlag}", "navn 1:9+8"},
        {"{ydelse vederlag, trin 1, trin 2}", "gentaget 1:32+1"},
        {"{ydelse vederlag, trin 1, netværk}", "navn 1:9+8"},
        {"{ydelse vederlag, trin 1, alder 9}", "form 1:9+8"},
        {"{ydelse kost, alder 9, trin 1}", "form 1:9+4"},
        {"{ydelse kost, alder 1}", "navn 1:9+4"},
        {"{ydelse vederlag, aflastning, 3. barn}", "navn 1:9+8"},
        {"{ydelse kost, alder 9, den 2022-01-01}", "dato 1:9+4"},
        {"{ydelse kost, alder 9, aften}", "ukendt-ord 1:24+5"},
        {"{tekst dag}", "ukendt-ord 1:2+5"},
        {"{}", "form 1:2+1"},
        {"{takst}", "form 1:7+1"},
        {"en {klamme", "form 1:4+1"},
        {"{takst dag} kr.", "form 1:13+2"},
        {"{citat \"a\"}", "form 1:2+5"},
        {"{= takst dag}", "form 1:2+1"},
        {"500 kr om ugen {citat \"a\"}", "beløb-i-tekst 1:1+6; form 1:17+5"},
        {"500 kr\n\n{citat \"a\"}", "beløb-i-tekst 1:1+6; form 3:2+5"},
        {"500 kr {citat a}", "form 1:15+1"},
        {"500 kr {citat \"a}", "form 1:15+1"},
        {"500 kr {takst dag}", "beløb-i-tekst 1:1+6"},
    };

    (void)state;
    EXPECT_ALL(proever);
}

static void printed_amounts_are_proved(void **state)
{
    struct proeve p;

    (void)state;
    read_text(&p, "Trin 1 er 13.502,05 kr. {= ydelse vederlag, trin 1}");
    assert_str(findings(&p), "trykt-afviger 1:11+12");
    assert_str(p.fund.fund[0].tekst.dansk,
               "teksten siger 13.502,05 kr, men det beregnede er 13.502,04 kr.");
    assert_str(p.fund.fund[0].raad.dansk, "forskellen er 0,01 kr.");
    assert_str(p.fund.fund[0].emne, "ydelse vederlag, trin 1");
    arena_release(&p.arena);
    read_text(&p, "13,502 kr {= takst dag} og 2 mio. kr {= takst dag}");
    assert_str(findings(&p), "tal 1:1+9; tal 1:28+9");
    arena_release(&p.arena);
}

static void a_known_amount_is_suggested(void **state)
{
    struct proeve p;

    (void)state;
    read_text(&p, "193 kr og 148,00 kr");
    assert_str(p.fund.fund[0].raad.dansk, "mente du {takst kost, alder 0}?");
    assert_str(p.fund.fund[1].raad.dansk, "mente du {takst dag}?");
    arena_release(&p.arena);
}

static void rates_looked_up_are_told(void **state)
{
    struct proeve p;

    (void)state;
    read_text(&p, "{takst dag} {takst dag} 177 kr {= takst tredje} {ydelse kost, alder 9}");
    assert_int_equal(p.brug.antal, 2);
    assert_str(p.brug.navn[0], "dag");
    assert_str(p.brug.navn[1], "tredje");
    arena_release(&p.arena);
}

/* A plan with errors is not looked into; the form is checked all the same. */
static void form_alone(void **state)
{
    struct proeve p;

    (void)state;
    read_text(&p, "{takst dag} er {= takst dag} 5 kr");
    p.fund.count = p.fund.fejl = 0;
    assert_false(prosa_check(&p.arena, &p.haandbog, false, NULL, &p.fund));
    assert_str(findings(&p), "form 1:17+1; beløb-i-tekst 1:30+4");
    arena_release(&p.arena);
}

/* ---- the page's text ---- */

static struct str replaced(struct proeve *p, const char *tekst, const struct prosa_maerker *maerker)
{
    struct buf buf;
    struct err err = ERR_INIT;
    size_t slut = 0;

    read_text(p, tekst);
    buf_init(&buf, &p->arena);
    assert_true(prosa_replace(&p->arena, &p->haandbog, maerker, &buf, &err));
    struct str hele = buf_str(&buf);
    assert_true(str_ends(hele, STR("\n")));
    slut = hele.n;
    while (slut > 0 && hele.p[slut - 1] == '\n') slut--;
    return str_sub(hele, 0, slut);
}

static void text_is_written(void **state)
{
    static const struct tekst_fund proever[] = {
        {"Et vederlag er {takst dag} i døgnet.", "Et vederlag er 148,00 kr. i døgnet."},
        {"Et vederlag er {takst dag}.", "Et vederlag er 148,00 kr."},
        {"Et vederlag er {takst dag}..", "Et vederlag er 148,00 kr.."},
        {"{ydelse vederlag, trin 1}", "13.502,04 kr."},
        {"{ydelse vederlag, 2,5 vederlag}", "11.251,70 kr."},
        {"{ydelse vederlag, aflastning}", "592,00 kr."},
        {"{ydelse kost, alder 10, den 2021-07-01}", "206,50 kr."},
        {"{ydelse kost, 3. barn}", "177,00 kr."},
        {"13.502,04 kr {= ydelse vederlag, trin 1}, ja", "13.502,04 kr, ja"},
        {"4.489 kr {citat \"KL\"}.", "4.489 kr (citat: KL)."},
        {"{{a} og {x", "{a} og {x"},
        {"a\n\n~~~\n{takst dag}\n~~~\n\n> {takst dag}",
         "a\n\n~~~\n{takst dag}\n~~~\n\n> 148,00 kr."},
        {"{takst dog}", "{takst dog}"},
    };
    static const struct prosa_maerker maerker = {0};

    (void)state;
    for (size_t i = 0; i < sizeof(proever) / sizeof(proever[0]); i++) {
        struct proeve p;
        assert_str(replaced(&p, proever[i].tekst, &maerker), proever[i].fund);
        arena_release(&p.arena);
    }
}

static void mark_tal(void *ctx, struct buf *out, const struct prosa_tal *tal)
{
    ++*(int *)ctx;
    buf_format(out, "<%.*s|%.*s|%.*s|%.*s>", STR_ARG(tal->tekst), STR_ARG(tal->opslag),
               STR_ARG(tal->kilde), STR_ARG(tal->anker));
}

static void mark_citat(void *ctx, struct buf *out, struct str kilde)
{
    ++*(int *)ctx;
    buf_format(out, "[%.*s]", STR_ARG(kilde));
}

static void mark_blok(void *ctx, struct buf *out, size_t blok)
{
    ++*(int *)ctx;
    buf_format(out, "== %zu\n", blok);
}

static void the_caller_marks_up(void **state)
{
    struct proeve p;
    int antal = 0;
    struct prosa_maerker maerker = {&antal, mark_tal, mark_citat, mark_blok};

    (void)state;
    struct str tekst =
        replaced(&p, "{takst dag} {ydelse kost, alder 9}.\n5 kr {citat \"a\"}", &maerker);
    assert_str(tekst, "<148,00 kr.|takst dag|KL 2021|> "
                      "<193,00 kr|ydelse kost, alder 9|kilde til kost|regel-ydelse-kost>.\n"
                      "5 kr[a]\n\n== 0");
    assert_int_equal(antal, 4);
    arena_release(&p.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_written_amount_is_found),
        cmocka_unit_test(other_numbers_are_none),
        cmocka_unit_test(insertions_that_hold),
        cmocka_unit_test(insertions_that_do_not),
        cmocka_unit_test(printed_amounts_are_proved),
        cmocka_unit_test(a_known_amount_is_suggested),
        cmocka_unit_test(rates_looked_up_are_told),
        cmocka_unit_test(form_alone),
        cmocka_unit_test(text_is_written),
        cmocka_unit_test(the_caller_marks_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
