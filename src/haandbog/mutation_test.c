/*
 * Tests of the damage itself, of who is said to have noticed it, and the proof by a seeded sample:
 * no small damage to a handbook or rate file of this tree changes an amount unseen. The whole proof
 * is `make mutation`.
 */
#include "base/test_help.h"

#include <string.h>

#include "haandbog/mutation.h"

enum { SAMPLE = 2000, SAMPLE_SEED = 20221122, JOBS = 2 };

static struct arena arena;
static struct arena scratch;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, (size_t)2 << 30);
    arena_init(&scratch, 1);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_release(&scratch);
    arena_release(&arena);
    return 0;
}

/* ---- the mutants of a text ---- */

static struct mutanter find(struct str tekst)
{
    struct mutanter found = {0};
    mutation_find(&arena, tekst, 0, tekst.n, '|', 1, &found);
    return found;
}

static size_t count_of(const struct mutanter *found, enum mutant_art art)
{
    size_t count = 0;
    for (size_t i = 0; i < found->count; i++) count += found->mutant[i].art == art;
    return count;
}

static bool makes(const struct mutanter *found, struct str tekst, enum mutant_art art,
                  const char *expected)
{
    for (size_t i = 0; i < found->count; i++)
        if (found->mutant[i].art == art &&
            str_is(mutation_apply(&arena, tekst, &found->mutant[i]), expected))
            return true;
    return false;
}

static void test_kinds_and_places(void **state)
{
    (void)state;
    struct str tekst = STR("1,ø\n2\n");
    struct mutanter m = find(tekst);
    assert_int_equal(count_of(&m, MUTANT_SLET), 6);
    assert_int_equal(count_of(&m, MUTANT_INDSAET_CIFFER), 6);
    assert_int_equal(count_of(&m, MUTANT_INDSAET_KOMMA), 6);
    assert_int_equal(count_of(&m, MUTANT_INDSAET_PUNKTUM), 6);
    assert_int_equal(count_of(&m, MUTANT_INDSAET_BOGSTAV), 6);
    assert_int_equal(count_of(&m, MUTANT_ERSTAT_CIFFER), 6);
    assert_int_equal(count_of(&m, MUTANT_ERSTAT_KOMMA), 5);
    assert_int_equal(count_of(&m, MUTANT_ERSTAT_PUNKTUM), 6);
    assert_int_equal(count_of(&m, MUTANT_ERSTAT_BOGSTAV), 6);
    assert_int_equal(count_of(&m, MUTANT_BYT), 5);
    assert_int_equal(count_of(&m, MUTANT_LINJE_SLET), 2);
    assert_int_equal(count_of(&m, MUTANT_LINJE_GENTAG), 2);
    assert_int_equal(count_of(&m, MUTANT_LINJE_BYT), 1);
    assert_int_equal(count_of(&m, MUTANT_CELLE_BYT), 0);
    assert_true(makes(&m, tekst, MUTANT_SLET, "1,\n2\n"));
    assert_true(makes(&m, tekst, MUTANT_SLET, "1,ø2\n"));
    assert_true(makes(&m, tekst, MUTANT_INDSAET_KOMMA, "1,,ø\n2\n"));
    assert_true(makes(&m, tekst, MUTANT_ERSTAT_PUNKTUM, "1.ø\n2\n"));
    assert_true(makes(&m, tekst, MUTANT_BYT, "1ø,\n2\n"));
    assert_true(makes(&m, tekst, MUTANT_LINJE_SLET, "2\n"));
    assert_true(makes(&m, tekst, MUTANT_LINJE_GENTAG, "1,ø\n2\n2\n"));
    assert_true(makes(&m, tekst, MUTANT_LINJE_BYT, "2\n1,ø\n"));
}

static void test_cells(void **state)
{
    (void)state;
    struct str tekst = STR(" a |b| c\nd\n");
    struct mutanter m = find(tekst);
    assert_int_equal(count_of(&m, MUTANT_CELLE_BYT), 2);
    assert_true(makes(&m, tekst, MUTANT_CELLE_BYT, "b| a | c\nd\n"));
    assert_true(makes(&m, tekst, MUTANT_CELLE_BYT, " a | c|b\nd\n"));
}

static void test_every_mutant_differs(void **state)
{
    (void)state;
    struct str tekst = STR("  0-9 | 1.036,55 kr, ærø\n  10  | 1.036,55 kr, ærø\n");
    struct mutanter m = find(tekst), again = find(tekst);
    assert_int_equal(m.count, again.count);
    for (size_t i = 0; i < m.count; i++) {
        assert_memory_equal(&m.mutant[i], &again.mutant[i], sizeof m.mutant[i]);
        assert_false(str_eq(mutation_apply(&arena, tekst, &m.mutant[i]), tekst));
    }
}

/* ---- who noticed ---- */

/* clang-format off */
#define HOVED \
    "```regel\n" \
    "håndbog Prøve\n" \
    "  kommunekode   ingen\n" \
    "  gælder        fra 2021-06-01 til og med 2021-06-30\n" \
    "  takster       satser\n" \
    "  model         antal vederlag fra 1 til 2\n" \
    "  retning       genforhandles årligt\n" \
    "  kilde         \"prøven\"\n" \
    "valg\n" \
    "  alder regnes          på dagen; valgt af os\n" \
    "  indflytningsdag       tæller med; valgt af os\n" \
    "  fraflytningsdag       tæller ikke med; valgt af os\n" \
    "  ugebeløb omregnes     × dage / 7; valgt af os\n" \
    "  børnerækkefølge       efter alder, ældste først; valgt af os\n" \
    "  tæller som barn       døgnpleje, netværk; valgt af os\n" \
    "  3. barn gælder        fra 3. barn på samme sted; valgt af os\n" \
    "  29. februar           fødselsdag 1. marts i andre år; valgt af os\n" \
    "ydelse kost\n" \
    "  for       døgnpleje, netværk\n" \
    "  ikke for  aflastning, akut\n" \
    "  beløb     takst kost\n" \
    "  afrundes  til øre, halve op\n" \
    "  til       kontrakthaver, skattefri, via NemKonto\n" \
    "  kilde     \"prøven\"\n" \
    "situation efterskole\n" \
    "  alle ydelser  fortsætter\n" \
    "  valgt af os\n" \
    "situation efterværn\n" \
    "  alle ydelser  fortsætter\n" \
    "  valgt af os\n" \
    "situation ophold i aflastning\n" \
    "  alle ydelser  fortsætter\n" \
    "  valgt af os\n" \
    "situation hjemmebesøg\n" \
    "  alle ydelser  fortsætter\n" \
    "  valgt af os\n" \
    "opsigelse\n" \
    "  først               14 dage i de første 3 måneder\n" \
    "  derefter            30 dage\n" \
    "  ved opsigelse       alle ydelser løber varslet ud\n" \
    "  ved faktisk ophør   alle ydelser stopper på fraflytningsdagen\n" \
    "  ved misligholdelse  alle ydelser stopper straks\n" \
    "  ved adoption        alle ydelser stopper på datoen\n" \
    "  ved 18 år           alle ydelser fortsætter\n" \
    "  valgt af os\n"
#define EKSEMPEL_AKUT \
    "eksempel \"akut\"\n" \
    "  barn   født 2013-02-01, akut, indflyttet 2021-01-01, 1 vederlag\n" \
    "  måned  2021-06\n" \
    "  giver  ingen kost\n"
#define EKSEMPEL_KOST \
    "eksempel \"kost\"\n" \
    "  barn   født 2013-02-01, døgnpleje, indflyttet 2021-01-01, 1 vederlag\n" \
    "  måned  2021-06\n" \
    "  giver  kost 5.790,00 kr = 30 døgn × 193 kr\n"
#define CSV \
    "takst;nøgle;enhed;fra;til_og_med;beløb;status;kendt_fra;kilde;begrundelse\n" \
    "kost;;kr/døgn;2020-01-01;2020-12-31;190;endelig;;KL;\n" \
    "kost;;kr/døgn;2021-01-01;2021-12-31;193;endelig;;KL;\n"
/* clang-format on */

static void make(struct korpus *korpus, struct str tekst)
{
    static const char *const navn[] = {"satser"};
    static const struct str csv[] = {{CSV, sizeof CSV - 1}};
    struct takst_kilde takster = {NULL, navn, csv, 1};
    struct err err = ERR_INIT;
    if (!korpus_from(&arena, "proeve.md", tekst, &takster, 1, korpus, &err))
        fail_msg("%s: %s", err.place, err.text);
}

static void make_blind(struct korpus *korpus)
{
    make(korpus, STR(HOVED EKSEMPEL_AKUT "```\n"));
}

static void make_seeing(struct korpus *korpus)
{
    make(korpus, STR(HOVED EKSEMPEL_AKUT EKSEMPEL_KOST "```\n"));
}

/* The number of the mutant of that kind at the first place of `at`, `plus` bytes on. */
static uint32_t number_of(const struct korpus *korpus, size_t fil, const char *at, size_t plus,
                          enum mutant_art art)
{
    const struct korpus_fil *f = &korpus->fil[fil];
    size_t place = 0;
    assert_true(str_find(f->tekst, str_from(at), &place));
    for (size_t i = 0; i < f->antal; i++)
        if (f->mutanter.mutant[i].fra == place + plus && f->mutanter.mutant[i].art == art)
            return (uint32_t)(f->foerste + i);
    fail_msg("no mutant at >%s<", at);
    return 0;
}

static void expect(const struct korpus *korpus, uint32_t nr, enum dom expected)
{
    struct mutant m;
    const struct korpus_fil *fil = korpus_mutant(korpus, nr, &m);
    enum dom dom = mutation_judge(korpus, nr, &scratch, NULL);
    if (dom == expected) return;
    fail_msg("dom %d, expected %d:\n%.*s", dom, expected,
             STR_ARG(mutation_apply(&arena, fil->tekst, &m)));
}

/* 193 becomes another number: nothing but an example with that amount can know. */
static void test_hole_is_found(void **state)
{
    (void)state;
    struct korpus korpus;
    struct str hvor = STR_EMPTY;
    make_blind(&korpus);
    assert_int_equal(korpus.filer, 2);
    uint32_t nr = number_of(&korpus, 1, ";193;", 3, MUTANT_ERSTAT_CIFFER);
    expect(&korpus, nr, DOM_AENDRET);
    expect(&korpus, number_of(&korpus, 0, "til øre", 0, MUTANT_SLET), DOM_FEJL);
    assert_int_equal(mutation_judge(&korpus, nr, &scratch, &hvor), DOM_AENDRET);
    size_t at = 0;
    assert_true(str_find(hvor, STR("kost"), &at));
    assert_true(str_find(hvor, STR(" → "), &at));
}

static void test_example_closes_the_hole(void **state)
{
    (void)state;
    struct korpus korpus;
    make_seeing(&korpus);
    expect(&korpus, number_of(&korpus, 1, ";193;", 3, MUTANT_ERSTAT_CIFFER), DOM_EKSEMPEL);
}

static void test_who_noticed(void **state)
{
    (void)state;
    struct korpus k;
    make_seeing(&k);
    expect(&k, number_of(&k, 0, "2021-06-30", 5, MUTANT_SLET), DOM_FEJL);
    expect(&k, number_of(&k, 0, "situation hjemme", 0, MUTANT_LINJE_SLET), DOM_FEJL);
    expect(&k, number_of(&k, 1, ";193;", 1, MUTANT_ERSTAT_KOMMA), DOM_FEJL);
    expect(&k, number_of(&k, 1, ";193;", 1, MUTANT_SLET), DOM_BEMAERKNING);
    expect(&k, number_of(&k, 0, "5.790,00 kr = ", 0, MUTANT_ERSTAT_CIFFER), DOM_EKSEMPEL);
    expect(&k, number_of(&k, 0, "\"prøven\"", 1, MUTANT_SLET), DOM_UAENDRET);
    expect(&k, number_of(&k, 0, "eksempel \"kost\"", 10, MUTANT_SLET), DOM_UAENDRET);
    expect(&k, number_of(&k, 1, ";190;", 3, MUTANT_ERSTAT_CIFFER), DOM_UAENDRET);
}

/* Compiles a mutant; false when it has errors. */
static bool compile_mutant(const struct korpus *k, uint32_t nr, struct haandbog *out)
{
    struct mutant m;
    struct fund_liste fund;
    struct err err = ERR_INIT;
    const struct korpus_fil *fil = korpus_mutant(k, nr, &m);
    struct str tekst = mutation_apply(&scratch, fil->tekst, &m);
    fund_init(&fund, &scratch);
    return haandbog_compile(&scratch, "a", tekst, &k->takster, out, &fund, &err) && fund.fejl == 0;
}

/* Where the shortcut says that amounts are the same, comparing every case says so too. */
static void test_shortcut_is_exact(void **state)
{
    (void)state;
    enum { STEP = 17, ENOUGH = 4 };
    struct korpus k;
    struct haandbog original, mutant;
    struct fund_liste fund;
    struct err err = ERR_INIT;
    int compared = 0;
    make_seeing(&k);
    fund_init(&fund, &arena);
    struct str tekst = k.fil[0].tekst;
    assert_true(haandbog_compile(&arena, "a", tekst, &k.takster, &original, &fund, &err));
    struct hash penge = mutation_penge_hash(&arena, original.plan);
    struct gitter *gitter = gitter_new(&arena, original.plan, 1);
    for (uint32_t nr = 0; nr < k.fil[0].antal && compared < ENOUGH; nr += STEP) {
        arena_release(&scratch);
        arena_init(&scratch, (size_t)1 << 30);
        if (!compile_mutant(&k, nr, &mutant)) continue;
        if (strcmp(mutant.plan->hash.hex, original.plan->hash.hex) == 0) continue;
        struct hash own = mutation_penge_hash(&scratch, mutant.plan);
        if (strcmp(own.hex, penge.hex) != 0) continue;
        assert_false(gitter_forskel(gitter, mutant.plan, &scratch, NULL));
        compared++;
    }
    assert_int_equal(compared, ENOUGH);
}

/* ---- many at once ---- */

static void test_stopped_process_is_told(void **state)
{
    (void)state;
    struct korpus k;
    struct err err = ERR_INIT;
    uint8_t svar[4] = {DOM_ANTAL, DOM_ANTAL, DOM_ANTAL, DOM_ANTAL};
    make_seeing(&k);
    uint32_t fejl = number_of(&k, 0, "2021-06-30", 5, MUTANT_SLET);
    uint32_t ens = number_of(&k, 0, "\"prøven\"", 1, MUTANT_SLET);
    uint32_t nr[4] = {fejl, (uint32_t)k.mutanter, ens, fejl}; /* the second does not exist */
    print_message("an assertion is meant to fail here:\n");
    assert_true(mutation_run(&k, nr, 4, JOBS, false, svar, &err));
    assert_int_equal(svar[0], DOM_FEJL);
    assert_int_equal(svar[1], DOM_STYRTET);
    assert_int_equal(svar[2], DOM_UAENDRET);
    assert_int_equal(svar[3], DOM_FEJL);
}

static void test_report_names_holes(void **state)
{
    (void)state;
    struct korpus k;
    struct buf out;
    size_t at = 0;
    make_blind(&k);
    uint32_t nr[] = {number_of(&k, 0, "til øre", 0, MUTANT_SLET),
                     number_of(&k, 1, ";193;", 3, MUTANT_ERSTAT_CIFFER)};
    uint8_t svar[] = {DOM_FEJL, DOM_AENDRET};
    buf_init(&out, &arena);
    assert_int_equal(mutation_report(&out, &k, nr, 2, svar, false), 1);
    assert_true(str_find(buf_str(&out), STR("takster/satser.csv:3: ændret beløb"), &at));
    assert_true(str_find(buf_str(&out), STR("før   kost;;kr/døgn;2021-01-01"), &at));
}

/* The proof, by sample. */
static void test_no_amount_changes_unseen(void **state)
{
    (void)state;
    struct korpus k;
    struct err err = ERR_INIT;
    struct buf out;
    uint32_t *nr = NULL;
    size_t count = 0;
    if (!korpus_load(&arena, ".", SAMPLE_SEED, &k, &err)) fail_msg("%s: %s", err.place, err.text);
    korpus_sample(&arena, &k, SAMPLE, SAMPLE_SEED, &nr, &count);
    assert_int_equal(count, SAMPLE);
    uint8_t *svar = ARENA_ARRAY(&arena, count, uint8_t);
    if (!mutation_run(&k, nr, count, JOBS, false, svar, &err)) fail_msg("%s", err.text);
    buf_init(&out, &arena);
    if (mutation_report(&out, &k, nr, count, svar, false) > 0) fail_msg("%.*s", (int)out.n, out.p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_kinds_and_places, setup, teardown),
        cmocka_unit_test_setup_teardown(test_cells, setup, teardown),
        cmocka_unit_test_setup_teardown(test_every_mutant_differs, setup, teardown),
        cmocka_unit_test_setup_teardown(test_hole_is_found, setup, teardown),
        cmocka_unit_test_setup_teardown(test_example_closes_the_hole, setup, teardown),
        cmocka_unit_test_setup_teardown(test_who_noticed, setup, teardown),
        cmocka_unit_test_setup_teardown(test_shortcut_is_exact, setup, teardown),
        cmocka_unit_test_setup_teardown(test_stopped_process_is_told, setup, teardown),
        cmocka_unit_test_setup_teardown(test_report_names_holes, setup, teardown),
        cmocka_unit_test_setup_teardown(test_no_amount_changes_unseen, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
