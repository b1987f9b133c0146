/*
 * formel: the grammar both ways, proved units, and values.
 */
#include "base/test_fund.h"
#include "base/test_help.h"

#include <string.h>

#include "haandbog/formel.h"

static const struct plan_trin TRIN[] = {{.nr = 1, .vederlag = {3, 1}},
                                        {.nr = 2, .vederlag = {7, 2}}};
static const struct str TAKST[] = {{"kost", 4}, {"vederlag_dag", 12}, {"maanedlig", 9}};
static const bool HAR_ALDER[] = {true, false, false};

struct proeve {
    struct arena arena;
    struct fund_liste fund;
    struct enhed enhed[3];
    bool brugt[3];
    struct formel_navne navne;
};

static int setup(void **state)
{
    static struct proeve p;
    struct err err = ERR_INIT;
    p = (struct proeve){0};
    arena_init(&p.arena, 8u << 20);
    fund_init(&p.fund, &p.arena);
    assert_true(enhed_parse(STR("kr/døgn"), &p.enhed[0], &err));
    assert_true(enhed_parse(STR("kr/vederlag/døgn"), &p.enhed[1], &err));
    assert_true(enhed_parse(STR("kr/måned"), &p.enhed[2], &err));
    p.navne = (struct formel_navne){.trin = TRIN,
                                    .trin_antal = 2,
                                    .takst = TAKST,
                                    .takst_enhed = p.enhed,
                                    .takst_har_alder = HAR_ALDER,
                                    .takst_antal = 3,
                                    .takst_brugt = p.brugt};
    *state = &p;
    return 0;
}

static int teardown(void **state)
{
    struct proeve *p = *state;
    arena_release(&p->arena);
    return 0;
}

static struct laes start(struct proeve *p, const char *tekst)
{
    struct sted sted = {.fil = "x.md", .linje = 1, .kol = 1};
    return laes_start(&p->arena, &p->fund,
                      (struct regel_tekst){.tekst = str_from(tekst), .sted = sted});
}

static void canonical_text_and_unit(void **state)
{
    static const struct {
        const char *tekst, *kanonisk, *enhed;
    } sager[] = {
        {"antal vederlag * takst vederlag_dag×30,41 døgn/måned",
         "antal vederlag × takst vederlag_dag × 30,41 døgn/måned", "kr/måned"},
        {"takst kost efter alder", "takst kost efter alder", "kr/døgn"},
        {"vederlag på trin 2 × takst vederlag_dag - takst kost efter alder / 2",
         "vederlag på trin 2 × takst vederlag_dag − takst kost efter alder / 2", "kr/døgn"},
        {"20  døgn/måned × takst kost   efter alder − takst maanedlig",
         "20 døgn/måned × takst kost efter alder − takst maanedlig", "kr/måned"},
        {"takst maanedlig / 365/12 døgn/måned", "takst maanedlig / 365/12 døgn/måned", "kr/døgn"},
        {"takst maanedlig × 1,50", "takst maanedlig × 1,5", "kr/måned"},
        {"1 vederlag × takst vederlag_dag", "1 vederlag × takst vederlag_dag", "kr/døgn"},
    };
    struct proeve *p = *state;
    for (size_t i = 0; i < sizeof sager / sizeof *sager; i++) {
        struct plan_formel f = {0}, igen = {0};
        struct laes l = start(p, sager[i].tekst);
        assert_true(formel_read(&l, &p->navne, &f) && laes_slut(&l));
        assert_str(f.tekst, sager[i].kanonisk);
        assert_true(enhed_is(f.enhed, sager[i].enhed));
        l = start(p, sager[i].kanonisk);
        assert_true(formel_read(&l, &p->navne, &igen) && laes_slut(&l));
        assert_true(str_eq(f.tekst, igen.tekst));
    }
    assert_true(p->brugt[0] && p->brugt[1] && p->brugt[2]);
}

static void stops_at_other_words(void **state)
{
    struct proeve *p = *state;
    struct plan_formel f = {0};
    struct laes l = start(p, "takst kost efter alder × 2 for 3. barn");
    assert_true(formel_read(&l, &p->navne, &f));
    assert_true(laes_kraev(&l, "for 3. barn"));
    assert_true(laes_slut(&l));
}

static void refused(void **state)
{
    static const struct {
        const char *tekst, *kode;
        int kol;
    } sager[] = {
        {"148 kr/døgn × antal vederlag", "enhed", 5},
        {"takst kost", "form", 7},
        {"takst maanedlig efter alder", "form", 7},
        {"takst maanedli", "navn", 7},
        {"takst ukendtnavn", "navn", 7},
        {"vederlag på trin 3 × takst vederlag_dag", "navn", 18},
        {"vederlag på trin 0", "tal", 18},
        {"takst maanedlig + takst kost efter alder", "enhed", 19},
        {"takst maanedlig / 0", "tal", 19},
        {"takst maanedlig / antal vederlag", "form", 19},
        {"takst maanedlig / takst kost efter alder", "form", 19},
        {"takst maanedlig ×", "form", 18},
        {"takts maanedlig", "ukendt-ord", 1},
        {"30.410 døgn/måned", "tal-tvetydigt", 1},
        {"3 dygn", "ukendt-ord", 3},
        {"", "form", 1},
        {"1×1×1×1×1×1×1×1×1", "form", 17},
        {"1+1+1+1+1+1+1+1+1", "form", 17},
        {"takst maanedlig x 2", "form", 17},
    };
    struct proeve *p = *state;
    for (size_t i = 0; i < sizeof sager / sizeof *sager; i++) {
        struct plan_formel f = {0};
        struct laes l = start(p, sager[i].tekst);
        assert_false(formel_read(&l, &p->navne, &f) && laes_slut(&l));
        assert_int_equal(p->fund.count, i + 1);
        const struct fund *fund = &p->fund.fund[i];
        if (strcmp(fund->kode, sager[i].kode) != 0 || fund->sted.kol != sager[i].kol)
            fail_msg("%s: %s at %d: %.*s", sager[i].tekst, fund->kode, fund->sted.kol,
                     STR_ARG(fund->tekst.dansk));
    }
    assert_fund_begge(&p->fund);
}

static struct takst row(const char *navn, int fra, int til, int64_t oere, bool ukendt)
{
    return (struct takst){.navn = str_from(navn),
                          .alder_fra = fra,
                          .alder_til = til,
                          .fra = dato_make(2021, 1, 1),
                          .til = dato_make(2022, 1, 1),
                          .ukendt = ukendt,
                          .beloeb = {oere},
                          .kendt_fra = DATO_MIN,
                          .kilde = STR("kilde")};
}

static void values(void **state)
{
    struct proeve *p = *state;
    struct takst takst[] = {row("kost", 0, 9, 19300, false), row("kost", 10, 22, 20600, false),
                            row("vederlag_dag", -1, -1, 14760, false),
                            row("maanedlig", -1, -1, 0, true)};
    const size_t foerste[] = {0, 2, 3, 4};
    struct plan plan = {.trin = TRIN,
                        .trin_antal = 2,
                        .takst_navne = TAKST,
                        .takst_antal = 3,
                        .takster = {.takst = takst, .count = 4},
                        .takst_foerste = foerste};
    struct formel_fakta fakta = {
        .plan = &plan, .dag = dato_make(2021, 6, 1), .alder = 10, .vederlag = {6, 1}};
    struct plan_formel f = {0};
    struct brok value = BROK_NUL;
    struct err err = ERR_INIT;
    int mangler = 7;
    struct laes l = start(p, "antal vederlag × takst vederlag_dag × 365/12 døgn/måned − "
                             "20 døgn/måned × takst kost efter alder / 2");
    assert_true(formel_read(&l, &p->navne, &f));
    assert_true(formel_value(&f, &fakta, &value, &mangler, &err));
    /* 6 × 147,60 × 365 / 12 − 20 × 206 / 2 = 26.937 − 2.060 */
    assert_true(brok_eq(value, brok_int(24877)));
    assert_int_equal(mangler, -1);
    fakta.alder = 23;
    assert_false(formel_value(&f, &fakta, &value, &mangler, &err));
    assert_int_equal(mangler, 0);
    l = start(p, "takst maanedlig");
    assert_true(formel_read(&l, &p->navne, &f));
    assert_false(formel_value(&f, &fakta, &value, &mangler, &err));
    assert_int_equal(mangler, 2);
    assert_int_equal(err.kind, ERR_NONE);
    l = start(p, "vederlag på trin 2 × takst vederlag_dag");
    assert_true(formel_read(&l, &p->navne, &f));
    assert_true(formel_value(&f, &fakta, &value, &mangler, &err));
    assert_true(brok_eq(value, (struct brok){5166, 10}) || brok_eq(value, (struct brok){2583, 5}));
    l = start(p, "999999999999999 × 999999999999999 × takst vederlag_dag");
    assert_true(formel_read(&l, &p->navne, &f));
    assert_false(formel_value(&f, &fakta, &value, &mangler, &err));
    assert_int_equal(mangler, -1);
    assert_int_equal(err.kind, ERR_OVERFLOW);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(canonical_text_and_unit),
        TEST(stops_at_other_words),
        TEST(refused),
        TEST(values),
    };
    return cmocka_run_group_tests_name("formel", tests, NULL, NULL);
}
