/*
 * compile_indplacering: what a level is decided by, read from a handbook, and one finding for each
 * way to damage it. Cites R041 R044-R053 R058-R061 R065-R070 R073 R074 R355-R357.
 */
#include "base/test_fund.h"
#include "base/test_help.h"

#include <string.h>

#include "haandbog/compile_test_data.h"
#include "haandbog/haandbog.h"

/* clang-format off */
#define NIVEAU \
    "kriterium støttebehov\n" \
    "  spørgsmål  \"Hvor meget støtte?\"\n" \
    "  svar      | peger på\n" \
    "  lidt      | trin 1\n" \
    "  noget     | trin 1-2\n" \
    "  meget     | 4-6,5 vederlag\n" \
    "  ved ikke  | intet niveau\n" \
    "  kilde \"tabellen\"\n" \
    "kriterium varighed\n" \
    "  spørgsmål  \"Hvor længe?\"\n" \
    "  ukendt     \"kilden tier om varigheden\"\n" \
    "  valgt af os\n" \
    "indikatorer alvorlige\n" \
    "  kriterium  støttebehov\n" \
    "  kode  | tegn\n" \
    "  søvn  | sover dårligt\n" \
    "  angst | er bange\n" \
    "  kilde \"listen\"\n" \
    "krav\n" \
    "  vederlag | godkendelse   | arbejde ved siden af       | uddannelse | erfaring\n" \
    "       1-3 | mindst lav    | ingen grænse, tid til barn | ingen krav | nogen\n" \
    "         4 | mindst middel | højst 1,5 stilling i alt   | ingen krav | nogen\n" \
    "      5-10 | mindst høj    | én hjemme                  | pædagogisk | stor\n" \
    "  valgt af os\n" \
    "afgørelse\n" \
    "  besluttes af     udvalg \"Niveauudvalget\"\n" \
    "  leder godkender  over trin 1\n" \
    "  partshøring      14 dage\n" \
    "  kilde \"kompetenceplanen\"\n" \
    "sammenlign \"dag og måned\"\n"
/* clang-format on */

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

static struct str replaced(struct proeve *p, struct str hele, const char *fra, const char *til)
{
    size_t at = 0;
    if (!str_find(hele, str_from(fra), &at)) fail_msg(">%s< is not there", fra);
    size_t efter = at + strlen(fra);
    return str_format(&p->arena, "%.*s%s%.*s", (int)at, hele.p, til, (int)(hele.n - efter),
                      hele.p + efter);
}

/* The test handbook with the levels' statements, one place of which is damaged. */
static bool compile(struct proeve *p, const char *fra, const char *til)
{
    static const char *const navn[] = {"kl"};
    const struct str csv[] = {STR(TEST_CSV)};
    struct takst_kilde takster = {.navn = navn, .tekst = csv, .antal = 1};
    struct str hele = replaced(p, STR(TEST_HAANDBOG), "sammenlign \"dag og måned\"\n", NIVEAU);
    hele = replaced(p, hele, fra, til);
    bool ok = haandbog_compile(&p->arena, "x.md", hele, &takster, &p->h, &p->fund, &p->err);
    assert_fund_begge(&p->fund);
    return ok;
}

static const struct plan_indplacering *compiled(struct proeve *p)
{
    assert_true(compile(p, "lidt", "lidt"));
    assert_int_equal(p->fund.count, 0);
    return &p->h.plan->indplacering;
}

static void assert_niveau(const struct plan_niveau *n, enum plan_model model, struct brok fra,
                          struct brok til)
{
    assert_int_equal(n->model, model);
    assert_true(brok_eq(n->fra, fra));
    assert_true(brok_eq(n->til, til));
}

static void criteria_and_indicators(void **state)
{
    const struct plan_indplacering *i = compiled(*state);
    assert_int_equal(i->kriterier, 2);
    const struct plan_kriterium *k = &i->kriterium[0];
    assert_str(k->kode, "stoettebehov");
    assert_str(k->spoergsmaal, "Hvor meget støtte?");
    assert_int_equal(k->svar_antal, 4);
    assert_niveau(&k->svar[0].niveau, MODEL_TRIN, brok_int(1), brok_int(1));
    assert_niveau(&k->svar[1].niveau, MODEL_TRIN, brok_int(1), brok_int(2));
    assert_niveau(&k->svar[2].niveau, MODEL_VEDERLAG, brok_int(4), (struct brok){13, 2});
    assert_true(k->svar[2].peger);
    assert_false(k->svar[3].peger);
    assert_true(i->kriterium[1].ukendt);
    assert_str(i->kriterium[1].grund, "kilden tier om varigheden");
    assert_str(i->kriterium[1].kilde, "valgt af os");
    assert_int_equal(i->indikator_lister, 1);
    assert_int_equal(i->indikatorer[0].kriterium, 0);
    assert_int_equal(i->indikatorer[0].antal, 2);
    assert_str(i->indikatorer[0].tegn[0].kode, "soevn");
    assert_str(i->indikatorer[0].tegn[0].tekst, "sover dårligt");
}

static void demands_and_decision(void **state)
{
    const struct plan_indplacering *i = compiled(*state);
    const struct plan_krav *k = plan_krav_on(i, MODEL_TRIN, brok_int(2));
    assert_non_null(k);
    assert_int_equal(k->godkendelse, KRAV_INGEN);
    assert_true(k->har_graense);
    assert_false(k->graense_findes);
    k = plan_krav_on(i, MODEL_VEDERLAG, brok_int(4));
    assert_non_null(k);
    assert_int_equal(k->godkendelse, KRAV_MIDDEL);
    assert_true(k->har_graense && k->graense_findes);
    assert_true(brok_eq(k->hoejst_stilling, (struct brok){3, 2}));
    k = plan_krav_on(i, MODEL_VEDERLAG, brok_int(5));
    assert_non_null(k);
    assert_false(k->har_graense); /* "én hjemme" is for people to read */
    assert_str(k->uddannelse, "pædagogisk");
    assert_null(plan_krav_on(i, MODEL_VEDERLAG, (struct brok){9, 2}));
    assert_null(plan_krav_on(i, MODEL_TRIN, brok_int(3)));
    assert_int_equal(i->afgoerelse.beslutter, BESLUTTER_UDVALG);
    assert_str(i->afgoerelse.udvalg, "Niveauudvalget");
    assert_int_equal(i->afgoerelse.leder, LEDER_OVER);
    assert_niveau(&i->afgoerelse.leder_over, MODEL_TRIN, brok_int(1), brok_int(1));
    assert_int_equal(i->afgoerelse.hoering_dage, 14);
}

static void what_is_unknown_stays_unknown(void **state)
{
    struct proeve *p = *state;
    assert_true(compile(p,
                        "udvalg \"Niveauudvalget\"\n  leder godkender  over trin 1\n"
                        "  partshøring      14 dage",
                        "ukendt \"hvem\"\n  leder godkender ukendt \"grænsen\"\n"
                        "  partshøring ukendt \"fristen\""));
    assert_int_equal(p->fund.count, 0);
    const struct plan_afgoerelse *a = &p->h.plan->indplacering.afgoerelse;
    assert_int_equal(a->beslutter, BESLUTTER_UKENDT);
    assert_str(a->beslutter_grund, "hvem");
    assert_int_equal(a->leder, LEDER_UKENDT);
    assert_str(a->leder_grund, "grænsen");
    assert_int_equal(a->hoering_dage, -1);
    assert_str(a->hoering_grund, "fristen");
}

/* A question worded otherwise is another edition of the handbook, and no other amount. */
static void hashes_apart(void **state)
{
    struct proeve *p = *state;
    struct hash regler, takster, hele, niveau;
    compiled(p);
    regler = p->h.plan->regler_hash;
    takster = p->h.plan->takster_hash;
    hele = p->h.plan->hash;
    niveau = p->h.plan->indplacering.hash;
    static const char *const skift[][2] = {
        {"Hvor meget støtte?", "Hvor megen støtte?"},
        {"noget     | trin 1-2", "noget     | trin 2"},
        {"er bange", "er ræd"},
        {"højst 1,5", "højst 1,25"},
        {"over trin 1", "altid"},
        {"14 dage\n  kilde", "15 dage\n  kilde"},
    };
    for (size_t i = 0; i < sizeof(skift) / sizeof(*skift); i++) {
        assert_true(compile(p, skift[i][0], skift[i][1]));
        assert_int_equal(p->fund.count, 0);
        assert_string_equal(p->h.plan->regler_hash.hex, regler.hex);
        assert_string_equal(p->h.plan->takster_hash.hex, takster.hex);
        assert_string_not_equal(p->h.plan->indplacering.hash.hex, niveau.hex);
        assert_string_not_equal(p->h.plan->hash.hex, hele.hex);
    }
}

static void damages(void **state)
{
    static const struct {
        const char *fra, *til, *kode;
    } skade[] = {
        {"kriterium støttebehov", "kriterium", "mangler-nøgle"},
        {"kriterium støttebehov", "kriterium Støttebehov", "form"},
        {"kriterium varighed", "kriterium støttebehov", "gentaget"},
        {"  spørgsmål  \"Hvor meget støtte?\"\n", "", "mangler-nøgle"},
        {"  kilde \"tabellen\"\nkriterium", "kriterium", "mangler-nøgle"},
        {"svar      | peger på", "svar      | trin", "tabel"},
        {"lidt      | trin 1\n", "lidt      | trin 3\n", "navn"},
        {"lidt      | trin 1\n", "lidt      | trin\n", "tal"},
        {"lidt      | trin 1\n", "noget     | trin 1\n", "gentaget"},
        {"trin 1-2", "trin 2-1", "tal"},
        {"trin 1-2", "trin 1-3", "navn"},
        {"4-6,5 vederlag", "4-11 vederlag", "navn"},
        {"4-6,5 vederlag", "4-6,5", "form"},
        {"intet niveau", "ingen niveau", "tal"},
        {"  ukendt     \"kilden tier om varigheden\"\n", "", "tabel"},
        {"\"Hvor meget støtte?\"\n", "\"Hvor meget?\"\n  ukendt \"x\"\n", "overlap"},
        {"  kriterium  støttebehov\n", "", "mangler-nøgle"},
        {"  kriterium  støttebehov\n", "  kriterium  støtebehov\n", "navn"},
        {"kode  | tegn", "kode  | navn", "tabel"},
        {"søvn  |", "angst |", "gentaget"},
        {"søvn  |", "Søvn  |", "form"},
        {"         4 | mindst", "         3 | mindst", "overlap"},
        {"5-10 | mindst", "5-12 | mindst", "navn"},
        {"mindst middel", "mindst mellem", "ukendt-ord"},
        {"udvalg \"Niveauudvalget\"", "udvalget", "ukendt-ord"},
        {"udvalg \"Niveauudvalget\"", "udvalg", "form"},
        {"over trin 1", "over trin 2", "uopnåelig"},
        {"over trin 1", "over trin 1-2", "form"},
        {"over trin 1", "over 10 vederlag", "uopnåelig"},
        {"over trin 1", "", "form"},
        {"  partshøring      14 dage\n", "", "mangler-nøgle"},
        {"partshøring      14 dage", "partshøring      0 dage", "tal"},
        {"partshøring      14 dage", "partshøring      14", "form"},
    };
    struct proeve *p = *state;
    for (size_t i = 0; i < sizeof(skade) / sizeof(*skade); i++) {
        fund_init(&p->fund, &p->arena);
        assert_true(compile(p, skade[i].fra, skade[i].til));
        bool found = false;
        for (size_t n = 0; n < p->fund.count; n++)
            found = found || strcmp(p->fund.fund[n].kode, skade[i].kode) == 0;
        if (found && p->fund.count <= 2) continue;
        for (size_t n = 0; n < p->fund.count; n++)
            print_error("%s: %.*s\n", p->fund.fund[n].kode, STR_ARG(p->fund.fund[n].tekst.dansk));
        fail_msg("%s → %s: no %s, or more than two", skade[i].fra, skade[i].til, skade[i].kode);
    }
}

/* Criteria without anybody who decides are refused; neither needs the other things. */
static void who_decides_is_said(void **state)
{
    struct proeve *p = *state;
    assert_true(compile(p,
                        "afgørelse\n  besluttes af     udvalg \"Niveauudvalget\"\n"
                        "  leder godkender  over trin 1\n  partshøring      14 dage\n"
                        "  kilde \"kompetenceplanen\"\n",
                        ""));
    assert_int_equal(p->fund.count, 1);
    assert_string_equal(p->fund.fund[0].kode, "mangler-nøgle");
    assert_str(p->fund.fund[0].emne, "afgørelse");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(criteria_and_indicators),
        TEST(demands_and_decision),
        TEST(what_is_unknown_stays_unknown),
        TEST(hashes_apart),
        TEST(damages),
        TEST(who_decides_is_said),
    };
    return cmocka_run_group_tests_name("compile_indplacering", tests, NULL, NULL);
}
