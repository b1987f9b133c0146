/*
 * compile: what a small handbook compiles to, and one finding for each way to damage it.
 */
#include "base/test_fund.h"
#include "base/test_help.h"

#include <string.h>

#include "haandbog/compile_test_data.h"
#include "haandbog/haandbog.h"

struct proeve {
    struct arena arena;
    struct fund_liste fund;
    struct haandbog h;
    struct err err;
};

static int setup(void **state)
{
    static struct proeve p;
    p = (struct proeve){0};
    arena_init(&p.arena, 64u << 20);
    fund_init(&p.fund, &p.arena);
    *state = &p;
    return 0;
}

static int teardown(void **state)
{
    struct proeve *p = *state;
    arena_release(&p->arena);
    return 0;
}

static void again(struct proeve *p)
{
    arena_release(&p->arena);
    arena_init(&p->arena, 64u << 20);
    fund_init(&p->fund, &p->arena);
    p->err = (struct err){0};
}

static bool compile(struct proeve *p, struct str tekst)
{
    static const char *const navn[] = {"kl", "staten"};
    const struct str csv[] = {STR(TEST_CSV),
                              STR(TEST_CSV_HOVED "anden;;kr/km;2021-01-01;;3;endelig;;Staten;\n")};
    struct takst_kilde takster = {.navn = navn, .tekst = csv, .antal = 2};
    bool ok = haandbog_compile(&p->arena, "x.md", tekst, &takster, &p->h, &p->fund, &p->err);
    assert_fund_begge(&p->fund);
    return ok;
}

static void print_findings(const struct proeve *p)
{
    struct arena arena;
    struct buf buf;
    arena_init(&arena, 8u << 20);
    buf_init(&buf, &arena);
    for (size_t i = 0; i < p->fund.count; i++) fund_print(&buf, &p->fund.fund[i], STR_EMPTY);
    print_error("%.*s", STR_ARG(buf_str(&buf)));
    arena_release(&arena);
}

static const struct plan *compiled(struct proeve *p)
{
    assert_true(compile(p, STR(TEST_HAANDBOG)));
    if (p->fund.count != 0) print_findings(p);
    assert_int_equal(p->fund.count, 0);
    return p->h.plan;
}

static void head_and_choices(void **state)
{
    const struct plan *plan = compiled(*state);
    assert_str(plan->haandbog, "Prøve Kommune");
    assert_int_equal(plan->kommunekode, 773);
    assert_false(plan->opdigtet);
    assert_int_equal(plan->gaelder_fra.dag, dato_make(2021, 1, 1).dag);
    assert_int_equal(plan->gaelder_til.dag, DATO_MAX.dag);
    assert_int_equal(plan->kendt_fra.dag, DATO_MIN.dag);
    assert_true(plan->model[MODEL_TRIN] && plan->model[MODEL_VEDERLAG]);
    assert_true(brok_eq(plan->vederlag_max, brok_int(10)));
    assert_int_equal(plan->valg.alder, ALDER_FOERSTE_I_MAANEDEN);
    assert_true(plan->valg.indflytningsdag_taeller);
    assert_false(plan->valg.fraflytningsdag_taeller);
    assert_int_equal(plan->valg.raekkefoelge, RAEKKE_ALDER);
    assert_int_equal(plan->valg.taeller_som_barn, 1U << ART_DOEGN | 1U << ART_NETVAERK);
    assert_int_equal(plan->valg.tredje, TREDJE_FRA_3_SAMME_STED);
    assert_int_equal(plan->valg_tekster, 8);
    assert_str(plan->valg_tekst[5].vaerdi, "døgnpleje, netværk");
    assert_str(plan->valg_tekst[6].kilde, "loven");
    assert_false(plan->valg_tekst[6].valgt_af_os);
    assert_true(plan->valg_tekst[7].valgt_af_os);
}

static void lines_levels_and_rates(void **state)
{
    struct proeve *p = *state;
    const struct plan *plan = compiled(p);
    assert_int_equal(plan->linjer, 2);
    assert_str(plan->linje[1].navn, "øl_og_beklædning");
    assert_str(plan->linje[1].kode, "oel_og_beklaedning");
    assert_str(plan->linje[1].titel, "Øl og beklædning");
    assert_int_equal(plan->trin_antal, 2);
    assert_true(brok_eq(plan->trin[0].vederlag, (struct brok){7, 2}));
    assert_str(plan->trin[1].belastning, "høj");
    assert_int_equal(plan->takst_antal, 3);
    assert_str(plan->takst_navne[0], "andel");
    assert_str(plan->takst_navne[1], "tøj");
    assert_str(plan->takst_navne[2], "vederlag_døgn");
    assert_int_equal(plan->takst_foerste[1], 1);
    assert_int_equal(plan->takst_foerste[2], 3);
    assert_int_equal(plan->takst_foerste[3], 5);
    assert_int_equal(plan->takster.count, 5);
    assert_int_equal(p->h.takster_alle.count, 7);
    const struct takst *t = plan_takst_on(plan, 1, 11, dato_make(2030, 1, 1), DATO_MAX);
    assert_non_null(t);
    assert_int_equal(t->beloeb.oere, 17750);
    assert_str(t->kilde, "tøj");
    assert_true(plan_takst_on(plan, 0, -1, dato_make(2021, 1, 1), DATO_MAX)->ukendt);
    t = takst_on(&p->h.takster_alle, STR("ubrugt"), -1, dato_make(2021, 8, 1), DATO_MAX);
    assert_int_equal(t->beloeb.oere, 103600);
    assert_int_equal(t->status, TAKST_FORELOEBIG);
    assert_int_equal(t->kendt_fra.dag, dato_make(2021, 6, 1).dag);
    assert_int_equal(t->til.dag, dato_make(2022, 1, 1).dag);
}

static void rules(void **state)
{
    const struct plan *plan = compiled(*state);
    assert_int_equal(plan->ydelser, 3);
    const struct plan_ydelse *y = &plan->ydelse[0];
    assert_int_equal(y->for_art[ART_DOEGN], FOR_GIVER);
    assert_int_equal(y->for_art[ART_AKUT], FOR_IKKE);
    assert_int_equal(y->for_art[ART_AFLASTNING], FOR_INTET);
    assert_true(enhed_is(y->beloeb.enhed, "kr/måned"));
    assert_str(y->beloeb.tekst, "antal vederlag × takst vederlag_døgn × 365/12 døgn/måned");
    assert_int_equal(y->beloeb.led[0].faktor[1].takst, 2);
    assert_int_equal(y->del, DEL_DOEGNSATS);
    assert_true(enhed_is(y->doegnsats.enhed, "kr/døgn"));
    assert_int_equal(y->afrund, AFRUND_NED);
    assert_int_equal(y->afrund_step, 100);
    assert_int_equal(y->skat, SKAT_A_INDKOMST);
    assert_str(y->afsnit, "Løn");
    y = &plan->ydelse[1];
    assert_int_equal(y->linje, 1);
    assert_int_equal(y->fra_alder, 3);
    assert_int_equal(y->til_alder, PLAN_MAX_AGE);
    assert_str(y->ukendt_grund[ART_AKUT], "kilden nævner dem ikke");
    assert_true(y->har_tredje);
    assert_true(y->beloeb.led[0].faktor[0].efter_alder);
    assert_int_equal(y->modtager, MODTAGER_BARN);
    assert_int_equal(y->skat, SKAT_SKATTEFRI_TIL_LOVENS_SATS);
    assert_int_equal(y->kanal, KANAL_NEMKONTO);
    y = &plan->ydelse[2];
    assert_int_equal(y->linje, 0);
    assert_true(y->faktiske_doegn);
    assert_int_equal(y->beloeb.led[0].faktor[0].trin, 2);
}

static void situations_and_endings(void **state)
{
    struct proeve *p = *state;
    const struct plan *plan = compiled(p);
    const struct plan_situation *s = &plan->situation[SITUATION_EFTERSKOLE];
    assert_true(s->findes);
    assert_int_equal(s->virkning[0].art, VIRKNING_SOM_TRIN);
    assert_int_equal(s->virkning[0].trin, 1);
    assert_int_equal(s->virkning[1].art, VIRKNING_FRADRAG);
    assert_int_equal(s->virkning[1].fradrag.led[0].faktor[1].takst, 0);
    s = &plan->situation[SITUATION_HJEMMEBESOEG];
    assert_true(s->ukendt);
    assert_str(s->grund, "kilden tier");
    assert_int_equal(s->virkning[1].art, VIRKNING_UKENDT);
    assert_str(s->kilde, "valgt af os");
    assert_false(plan->situation[SITUATION_EFTERVAERN].findes);
    const struct plan_opsigelse *o = &plan->opsigelse;
    assert_int_equal(o->varsel_foerst_dage, 14);
    assert_int_equal(o->foerste_maaneder, 3);
    assert_int_equal(o->varsel_siden_dage, 30);
    assert_int_equal(o->til, VARSEL_FOERSTE_ELLER_15);
    assert_int_equal(o->stop[OPHOER_OPSIGELSE][0], STOP_VARSEL);
    assert_int_equal(o->stop[OPHOER_OPSIGELSE][1], STOP_STRAKS);
    assert_int_equal(o->stop[OPHOER_FAKTISK][1], STOP_FRAFLYTNING);
    assert_int_equal(o->stop[OPHOER_ADOPTION][0], STOP_DATOEN);
    assert_false(o->atten);
    assert_true(plan->overgang.findes);
    assert_int_equal(plan->overgang.nye, MODEL_TRIN);
    assert_int_equal(plan->overgang.aeldre, MODEL_VEDERLAG);
    assert_int_equal(p->h.sammenligninger, 1);
    assert_int_equal(p->h.sammenligning[0].med.led[0].faktor[1].takst, 2);
    assert_int_equal(p->h.modstride, 1);
    assert_str(p->h.modstrid[0].krav, "N16");
    assert_int_equal(p->h.accepter, 2);
    assert_str(p->h.accept[0].emne, "andel");
    assert_str(p->h.accept[1].kode, "ukendt-regel");
    assert_str(p->h.accept[1].emne, "");
    assert_str(p->h.trin_kilde, "tabellen");
}

/* The handbook with the one place of `fra` replaced. */
static struct str damaged(struct proeve *p, const char *fra, const char *til)
{
    struct str hele = STR(TEST_HAANDBOG);
    size_t at = 0, igen = 0;
    if (!str_find(hele, str_from(fra), &at)) fail_msg(">%s< is not there", fra);
    size_t efter = at + strlen(fra);
    if (str_find(str_sub(hele, efter, hele.n), str_from(fra), &igen))
        fail_msg(">%s< is there twice", fra);
    return str_format(&p->arena, "%.*s%s%.*s", (int)at, hele.p, til, (int)(hele.n - efter),
                      hele.p + efter);
}

struct skade {
    const char *fra, *til, *kode;
};

/* Every damage gives at least one error, and the first has the code. */
static void assert_damages(struct proeve *p, const struct skade *skade, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        again(p);
        assert_true(compile(p, damaged(p, skade[i].fra, skade[i].til)));
        fund_sort(&p->fund);
        bool found = false;
        for (size_t n = 0; n < p->fund.count; n++) {
            const struct fund *fund = &p->fund.fund[n];
            assert_true(fund->fejl);
            assert_true(fund->sted.linje > 0 && fund->sted.kol > 0);
            found = found || strcmp(fund->kode, skade[i].kode) == 0;
        }
        if (found && p->fund.count <= 2) continue;
        print_findings(p);
        fail_msg("%s → %s: no %s, or more than two", skade[i].fra, skade[i].til, skade[i].kode);
    }
}

static void damaged_head(void **state)
{
    static const struct skade skade[] = {
        {"håndbog Prøve Kommune", "håndbog", "mangler-nøgle"},
        {"  kommunekode   773\n", "", "mangler-nøgle"},
        {"773", "77", "tal"},
        {"773", "inge", "tal"},
        {"fra 2021-01-01\n", "fra 2021-02-30\n", "dato"},
        {"fra 2021-01-01\n", "fra 2021-01-01 til og med 2020-12-31\n", "dato"},
        {"fra 2021-01-01\n", "fra 2021-01-01 og\n", "form"},
        {"  takster       kl\n", "", "mangler-nøgle"},
        {"takster       kl", "takster       k", "navn"},
        {"takster       kl", "takster       kl, kl", "gentaget"},
        {"takster       kl", "takster       kl, staten", "gentaget"},
        {"trin; antal vederlag", "trinn; antal vederlag", "ukendt-ord"},
        {"trin; antal vederlag fra 1 til 10", "trin; trin", "gentaget"},
        {"fra 1 til 10", "fra 10 til 1", "tal"},
        {"fra 1 til 10", "fra 0 til 10", "tal"},
        {"fra 1 til 10", "fra 1 til 101", "tal"},
        {"fastholdes hele", "fastholder hele", "ukendt-ord"},
        {"  kilde         \"prøven\"\n", "", "mangler-nøgle"},
        {"\"prøven\"\n", "\"prøven\"\n  retter 2020-01-01, kendt fra 2021-02-01\n", "version"},
        {"\"prøven\"\n", "\"prøven\"\n  retter 2021-01-01\n", "form"},
        {"\"prøven\"\n", "\"prøven\"\n  dækker ikke 2020-01-01 til og med 2020-02-01 \"x\"\n",
         "uopnåelig"},
        {"\"prøven\"\n", "\"prøven\"\n  dækker ikke 2021-03-01 til og med 2021-02-01 \"x\"\n",
         "dato"},
        {"\"prøven\"\n",
         "\"prøven\"\n  dækker ikke 2021-02-01 til og med 2021-02-01 \"x\"\n"
         "  dækker ikke 2021-01-01 til og med 2021-02-01 \"x\"\n",
         "overlap"},
        {"valg\n", "håndbog To\nvalg\n", "gentaget"},
    };
    assert_damages(*state, skade, sizeof skade / sizeof *skade);
}

static void damaged_choices_levels_and_rates(void **state)
{
    static const struct skade skade[] = {
        {"  indflytningsdag       tæller med; valgt af os\n", "", "mangler-nøgle"},
        {"fra den 1. i måneden; valgt", "fra den 1. i månden; valgt", "ukendt-ord"},
        {"i måneden; valgt af os", "i måneden", "mangler-nøgle"},
        {"i måneden; valgt af os", "i måneden; valgt af", "form"},
        {"sted; kilde \"loven\"", "sted; kilde", "form"},
        {"døgnpleje,  netværk; valgt", "netværk, netværk; valgt", "gentaget"},
        {"døgnpleje,  netværk; valgt", "netværk, hest; valgt", "ukendt-ord"},
        {"   1 |      3,5", "   2 |      3,5", "tabel"},
        {"   1 |      3,5", "   1 |      3,555", "tal"},
        {"   1 |      3,5", "   1 |        0", "tal"},
        {"mindst lav ", "lav ", "ukendt-ord"},
        {"  nr | vederlag |", "  nr | vederlaget |", "tabel"},
        {"  kilde \"tabellen\"\n", "", "mangler-nøgle"},
        {"takst andel kr/døgn", "takst andel kr/dygn", "ukendt-ord"},
        {"takst andel kr/døgn", "takst Andel kr/døgn", "form"},
        {"takst andel kr/døgn", "takst andel døgn", "enhed"},
        {"  ukendt \"kilden tier\"\ntakst", "takst", "mangler-nøgle"},
        {"  beløb  1.036 kr\n", "  beløb 1.036 kr\n  ukendt \"x\"\n", "overlap"},
        {"1.036 kr", "1.036", "form"},
        {"1.036 kr", "-5 kr", "tal"},
        {"1.036 kr", "0 kr", "tal"},
        {"   0-10 | 118", "  10-0 | 118", "tal"},
        {"   0-10 | 118", "  0-23 | 118", "tal"},
        {"   0-10 | 118", "  0-10 | hest", "tal"},
        {"  alder | beløb\n", "  alder | kroner\n", "tabel"},
        {"  kilde \"ubrugt\"\n", "", "mangler-nøgle"},
        {"status foreløbig", "status forløbig", "ukendt-ord"},
        {"takst ubrugt kr/måned", "takst tøj kr/måned", "enhed"},
        {"takst ubrugt kr/måned", "takst tøj kr/uge", "form"},
        {"takst ubrugt kr/måned", "takst anden kr/måned", "gentaget"},
    };
    assert_damages(*state, skade, sizeof skade / sizeof *skade);
}

static void damaged_rules(void **state)
{
    static const struct skade skade[] = {
        {"netværk, akut \"de får andet\"", "netværk \"de får andet\"", "dækning"},
        {"netværk, akut \"de får andet\"", "netværk, akut, akut", "overlap"},
        {"netværk, akut \"de får andet\"", "netværk, akut, aflastning", "overlap"},
        {"netværk, akut \"de får andet\"", "netværk, akut og andet", "form"},
        {"akut \"kilden nævner dem ikke\"", "akut", "form"},
        {"børn under 3 år", "børn under 23 år", "tal"},
        {"børn under 3 år\n", "børn under 3 år\n  ikke for børn under 4 år\n", "gentaget"},
        {"  del af måned  dage × antal vederlag × takst vederlag_døgn\n", "", "mangler-nøgle"},
        {"dage × antal vederlag × takst", "dage × 2 × takst", "enhed"},
        {"vederlag på trin 2 × takst vederlag_døgn\n",
         "vederlag på trin 2 × takst vederlag_døgn\n  del af måned månedsbeløb × dage / 30\n",
         "uopnåelig"},
        {"vederlag på trin 2 × takst vederlag_døgn\n",
         "vederlag på trin 2 × takst vederlag_døgn\n  ugebeløb omregnes × 30/7\n", "uopnåelig"},
        {"vederlag på trin 2 × takst", "vederlag på trin 2 × 30 døgn/måned × takst", "enhed"},
        {"vederlag på trin 2 × takst", "vederlag på trin 3 × takst", "navn"},
        {"antal vederlag × takst vederlag_døgn × 365/12 døgn/måned", "takst vederlag_døgn",
         "enhed"},
        {"antal vederlag × takst vederlag_døgn × 365/12 døgn/måned", "4489 kr/måned", "enhed"},
        {"× 1/2 for 3. barn", "× 1/2 døgn for 3. barn", "enhed"},
        {"× 1/2 for 3. barn", "× 1/2", "form"},
        {"til hele kroner, ned", "til kroner, ned", "ukendt-ord"},
        {"til hele kroner, ned", "til hele kroner", "form"},
        {"kontrakthaver, A-indkomst, via løn", "kontrakthaver, via løn", "ukendt-ord"},
        {"  kilde         \"aflastning\"\n", "", "mangler-nøgle"},
        {"  beløb         takst tøj efter alder\n  dog ", "  dog ", "mangler-nøgle"},
        {"ydelse øl_og_beklædning", "ydelse øl og beklædning", "form"},
        {"  for           aflastning, pr faktisk døgn\n", "  ikke for aflastning\n", "uopnåelig"},
        {"  for           aflastning, pr faktisk døgn\n", "", "uopnåelig"},
    };
    static const char kode[] = "ydelse tøj\n  ikke for døgnpleje, aflastning, akut, netværk\n"
                               "  kilde \"x\"\nydelse toej\n  ikke for akut\n  kilde \"x\"\n"
                               "situation efterskole\n  toej  stopper\n  tøj  stopper\n";
    struct proeve *p = *state;
    struct skade flere = {"situation efterskole\n", kode, "gentaget"};
    again(p);
    assert_true(compile(p, damaged(p, flere.fra, flere.til)));
    assert_int_equal(p->h.plan->linjer, 3);
    assert_string_equal(p->fund.fund[0].kode, "gentaget");
    for (size_t i = 0; i < sizeof skade / sizeof *skade; i++) {
        again(p);
        assert_true(compile(p, damaged(p, skade[i].fra, skade[i].til)));
        bool found = false;
        for (size_t n = 0; n < p->fund.count; n++)
            found = found || strcmp(p->fund.fund[n].kode, skade[i].kode) == 0;
        if (found) continue;
        print_findings(p);
        fail_msg("%s → %s: no %s", skade[i].fra, skade[i].til, skade[i].kode);
    }
}

/* A missing entry says what could stand there. */
static void what_is_missing_has_advice(void **state)
{
    static const struct {
        const char *fra, *til, *raad;
    } sager[] = {
        {"  afrundes      til hele kroner, ned\n", "", "afrundes  til øre, halve op"},
        {"  indflytningsdag       tæller med; valgt af os\n", "",
         "indflytningsdag  tæller med; valgt af os"},
        {"  derefter            30 dage, til den 1. eller den 15.\n", "", "derefter  30 dage"},
        {"ydelse øl_og_beklædning", "ydelse øl og beklædning", "øl_og_beklædning"},
        {"antal vederlag × takst vederlag_døgn × 365", "antal vederlag x takst vederlag_døgn × 365",
         "\"×\" eller \"*\""},
    };
    struct proeve *p = *state;
    for (size_t i = 0; i < sizeof sager / sizeof *sager; i++) {
        size_t at = 0;
        again(p);
        assert_true(compile(p, damaged(p, sager[i].fra, sager[i].til)));
        assert_true(p->fund.count > 0);
        const struct fund *f = &p->fund.fund[0];
        struct str sagt =
            str_format(&p->arena, "%.*s %.*s", STR_ARG(f->tekst.dansk), STR_ARG(f->raad.dansk));
        if (!str_find(sagt, str_from(sager[i].raad), &at)) fail_msg("%.*s", STR_ARG(sagt));
    }
}

static void damaged_rest(void **state)
{
    static const struct skade skade[] = {
        {"situation efterskole", "situation efterskolen", "ukendt-ord"},
        {"situation hjemmebesøg", "situation efterskole", "gentaget"},
        {"  vederlag         som trin 1\n", "", "mangler-nøgle"},
        {"som trin 1", "som trin 3", "navn"},
        {"som trin 1", "som 0 vederlag", "tal"},
        {"som trin 1", "som 3 vederla", "ukendt-ord"},
        {"  øl_og_beklædning  fradrag 20 døgn/måned × takst andel",
         "  øl_og_beklædning  ét trin ned", "navn"},
        {"  øl_og_beklædning  fradrag", "  øl_og_beklædnin  fradrag", "navn"},
        {"fradrag 20 døgn/måned × takst", "fradrag 20 døgn/uge × takst", "enhed"},
        {"  kilde            \"efterskole\"\n", "", "mangler-nøgle"},
        {"  alle ydelser  ukendt \"kilden tier\"\n",
         "  alle ydelser  stopper\n  vederlag  stopper\n", "overlap"},
        {"  valgt af os\nopsigelse", "  valgt af os\n  kilde \"x\"\nopsigelse", "overlap"},
        {"14 dage i de første 3 måneder", "14 dage i de første måneder", "tal"},
        {"30 dage, til den 1. eller den 15.", "30 dage, til den 1.", "form"},
        {"vederlag løber varslet ud; øvrige", "vederlag løber varslet; øvrige", "ukendt-ord"},
        {"vederlag løber varslet ud; øvrige ydelser stopper straks", "vederlag løber varslet ud",
         "dækning"},
        {"øl_og_beklædning, vederlag stopper", "vederlag, vederlag stopper", "overlap"},
        {"øl_og_beklædning, vederlag stopper", "vedrlag stopper", "navn"},
        {"alle ydelser stopper på datoen",
         "alle ydelser stopper på datoen; øvrige ydelser stopper straks", "uopnåelig"},
        {"alle ydelser stopper på datoen", "øvrige ydelser stopper på datoen", "form"},
        {"  ved 18 år           alle ydelser fortsætter\n", "", "mangler-nøgle"},
        {"alle ydelser fortsætter", "alle ydelser stopper", "ukendt-ord"},
        {"ældre anbringelser  antal vederlag", "ældre anbringelser  trin", "uopnåelig"},
        {"  ældre anbringelser  antal vederlag\n", "", "mangler-nøgle"},
        {"fra 2021-03-01: trin", "fra 2021-03-01 trin", "form"},
        {"sammenlign \"dag og måned\"", "sammenlign dag og måned", "form"},
        {"  formel  1 vederlag ×", "  formel  antal vederlag ×", "form"},
        {"× 10 døgn/måned", "× 10", "enhed"},
        {"  vi gør        \"overskrifter\"\n", "", "mangler-nøgle"},
        {"N16", "16", "form"},
        {"takst-ukendt andel", "takst-ukent andel", "ukendt-ord"},
        {"\"kommunen afgør\"", "kommunen afgør", "form"},
    };
    assert_damages(*state, skade, sizeof skade / sizeof *skade);
}

static void missing_statements(void **state)
{
    struct proeve *p = *state;
    assert_true(compile(p, STR("intet\n")));
    assert_true(p->fund.fejl >= 4);
    assert_non_null(p->h.plan);
    again(p);
    assert_true(compile(p, STR("")));
    again(p);
    assert_true(
        haandbog_compile(&p->arena, "x.md", STR(TEST_HAANDBOG), NULL, &p->h, &p->fund, &p->err));
    assert_string_equal(p->fund.fund[0].kode, "navn");
    again(p);
    assert_false(compile(p, STR("\xFF")));
    assert_int_equal(p->err.kind, ERR_INPUT);
}

static void broken_rate_file(void **state)
{
    static const char *const navn[] = {"kl"};
    const struct str csv[] = {STR(TEST_CSV_HOVED "\"a;b\n")};
    struct takst_kilde takster = {.navn = navn, .tekst = csv, .antal = 1};
    struct proeve *p = *state;
    assert_true(haandbog_compile(&p->arena, "x.md", STR(TEST_HAANDBOG), &takster, &p->h, &p->fund,
                                 &p->err));
    assert_string_equal(p->fund.fund[0].kode, "takst-fil");
    assert_int_equal(p->fund.fund[0].sted.linje, 7);
}

static void same_text_same_hash(void **state)
{
    struct proeve *p = *state;
    struct hash hash = compiled(p)->hash, regler = p->h.plan->regler_hash;
    again(p);
    assert_true(compile(p, damaged(p, "# En håndbog", "# En anden tekst\n\nMere.")));
    assert_string_equal(p->h.plan->hash.hex, hash.hex);
    again(p);
    assert_true(compile(p, damaged(p, "| 118\n", "| 119\n")));
    assert_string_equal(p->h.plan->regler_hash.hex, regler.hex);
    assert_string_not_equal(p->h.plan->hash.hex, hash.hex);
    again(p);
    assert_true(compile(p, damaged(p, "kroner, ned", "kroner, op")));
    assert_string_not_equal(p->h.plan->regler_hash.hex, regler.hex);
}

/* Random damage never crashes, and never gives a plan that cannot be walked. */
static void random_damage(void **state)
{
    static const char tegn[] = " \n,;:|\"#×-/0123abtrinæøå";
    struct proeve *p = *state;
    uint64_t random = 11;
    struct str hele = STR(TEST_HAANDBOG);
    for (int i = 0; i < 600; i++) {
        again(p);
        char *tekst = str_c(&p->arena, hele);
        size_t n = hele.n;
        for (int64_t k = test_between(&random, 1, 4); k > 0; k--) {
            size_t at = (size_t)test_between(&random, 0, (int64_t)n - 1);
            if (test_between(&random, 0, 1) == 0 && (unsigned char)tekst[at] < 0x80) {
                tekst[at] = tegn[test_between(&random, 0, 17)];
            } else {
                size_t cut = (size_t)test_between(&random, 1, 12);
                if (at + cut > n) cut = n - at;
                memmove(tekst + at, tekst + at + cut, n - at - cut);
                n -= cut;
            }
        }
        if (!compile(p, (struct str){tekst, n})) continue;
        struct buf buf;
        buf_init(&buf, &p->arena);
        plan_bytes_regler(&buf, p->h.plan);
        for (size_t k = 0; k < p->h.plan->takst_antal; k++)
            (void)plan_takst_on(p->h.plan, (int)k, -1, p->h.plan->gaelder_fra, DATO_MAX);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(head_and_choices),
        TEST(lines_levels_and_rates),
        TEST(rules),
        TEST(situations_and_endings),
        TEST(damaged_head),
        TEST(damaged_choices_levels_and_rates),
        TEST(damaged_rules),
        TEST(what_is_missing_has_advice),
        TEST(damaged_rest),
        TEST(missing_statements),
        TEST(broken_rate_file),
        TEST(same_text_same_hash),
        TEST(random_damage),
    };
    return cmocka_run_group_tests_name("compile", tests, NULL, NULL);
}
