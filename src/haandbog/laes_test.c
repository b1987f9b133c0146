/*
 * laes: every reader on what it takes, what it refuses, and where the finding points.
 */
#include "base/test_fund.h"
#include "base/test_help.h"

#include "haandbog/laes.h"

struct proeve {
    struct arena arena;
    struct fund_liste fund;
};

static int setup(void **state)
{
    static struct proeve p;
    arena_init(&p.arena, 8u << 20);
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

static struct laes start(struct proeve *p, const char *tekst)
{
    struct sted sted = {.fil = "x.md", .linje = 7, .kol = 11, .bredde = 3};
    return laes_start(&p->arena, &p->fund,
                      (struct regel_tekst){.tekst = str_from(tekst), .sted = sted});
}

/* The newest finding has this code, column and width. */
static void assert_fund(const struct proeve *p, const char *kode, int kol, int bredde)
{
    assert_true(p->fund.count > 0);
    assert_fund_begge(&p->fund);
    const struct fund *fund = &p->fund.fund[p->fund.count - 1];
    assert_string_equal(fund->kode, kode);
    assert_true(fund->fejl);
    assert_int_equal(fund->sted.linje, 7);
    assert_int_equal(fund->sted.kol, kol);
    assert_int_equal(fund->sted.bredde, bredde);
}

static void words_and_signs(void **state)
{
    struct proeve *p = *state;
    struct laes l = start(p, "fra  2021-01-01 til og  med 2021-12-31; slut");
    struct dato a = DATO_MIN, b = DATO_MIN;
    assert_false(laes_ord(&l, "fr"));
    assert_false(laes_ord(&l, "til"));
    assert_true(laes_ord(&l, "fra"));
    assert_true(laes_dato(&l, &a));
    assert_true(laes_ord(&l, "til og med"));
    assert_true(laes_dato(&l, &b));
    assert_false(laes_tegn(&l, ","));
    assert_true(laes_tegn(&l, ";"));
    assert_false(laes_ved_slut(&l));
    assert_true(laes_kraev(&l, "slut"));
    assert_true(laes_ved_slut(&l));
    assert_true(laes_slut(&l));
    assert_int_equal(b.dag - a.dag, 364);
    assert_int_equal(p->fund.count, 0);
}

static void word_boundaries(void **state)
{
    struct proeve *p = *state;
    struct laes l = start(p, "trinø 3");
    assert_false(laes_ord(&l, "trin"));
    l = start(p, "år×2");
    assert_true(laes_ord(&l, "år"));
    assert_true(laes_tegn(&l, "×"));
    assert_true(laes_ved_ciffer(&l));
    l = start(p, "åræ");
    assert_false(laes_ord(&l, "år"));
    l = start(p, "ukendt\"grund\"");
    assert_true(laes_ord(&l, "ukendt"));
    assert_true(laes_ved_tekst(&l));
    l = start(p, "den 1. eller");
    assert_true(laes_ord(&l, "den 1."));
    assert_true(laes_ved_ord(&l));
}

static void longest_choice_wins(void **state)
{
    static const char *const ord[] = {"fra den 1. i måneden", "på dagen",
                                      "fra den 1. i måneden efter"};
    struct proeve *p = *state;
    size_t valg = 9;
    struct laes l = start(p, "fra den 1. i måneden efter; valgt af os");
    assert_true(laes_valg(&l, ord, 3, &valg));
    assert_int_equal(valg, 2);
    l = start(p, "fra den 1. i måneden; valgt af os");
    assert_true(laes_valg(&l, ord, 3, &valg));
    assert_int_equal(valg, 0);
    assert_true(laes_tegn(&l, ";"));
}

static void unknown_words_suggest(void **state)
{
    static const char *const ord[] = {"på dagen", "fra den 1. i måneden"};
    struct proeve *p = *state;
    size_t valg = 9;
    struct laes l = start(p, "fra den 1. i månden; valgt af os");
    assert_false(laes_valg(&l, ord, 2, &valg));
    assert_fund(p, "ukendt-ord", 11, 3);
    assert_str(p->fund.fund[0].raad.dansk,
               "mente du \"fra den 1. i måneden\"? Muligt er: på dagen · fra den 1. i måneden");
    assert_int_equal(valg, 9);
    l = start(p, "  ");
    assert_false(laes_valg(&l, ord, 2, &valg));
    assert_fund(p, "form", 13, 1);
    l = start(p, "æøå, fre");
    laes_ord(&l, "æøå");
    laes_tegn(&l, ",");
    assert_false(laes_kraev(&l, "fra"));
    assert_fund(p, "ukendt-ord", 16, 3);
}

static void a_failed_reader_reads_no_more(void **state)
{
    struct proeve *p = *state;
    struct laes l = start(p, "x 5");
    int tal = -1;
    struct str navn = STR_EMPTY;
    assert_false(laes_heltal(&l, 0, 9, &tal));
    assert_true(l.fejlet);
    assert_false(laes_navn(&l, &navn));
    assert_false(laes_ord(&l, "x"));
    assert_false(laes_ved_ord(&l));
    assert_true(laes_ved_slut(&l));
    assert_false(laes_slut(&l));
    assert_false(laes_fejl(&l, "form", "%d", "%d", 1));
    assert_int_equal(p->fund.count, 1);
    assert_int_equal(tal, -1);
}

static void numbers(void **state)
{
    static const struct {
        const char *tekst;
        int decimaler;
        bool tvetydig;
        const char *kode; /* NULL: read */
        int64_t t, n;
        const char *rest;
    } sager[] = {
        {"30,41 døgn/måned", 6, true, NULL, 3041, 100, "døgn/måned"},
        {"365/12 døgn", 6, true, NULL, 365, 12, "døgn"},
        {"30 / 7", 6, true, NULL, 30, 1, "/"},
        {"5, kommune", 2, true, NULL, 5, 1, ","},
        {"3. barn", 2, true, NULL, 3, 1, "."},
        {"1.036", 2, false, NULL, 1036, 1, NULL},
        {"1.036", 2, true, "tal-tvetydigt", 0, 0, NULL},
        {"1.036", 3, false, "tal-tvetydigt", 0, 0, NULL},
        {"1.036,5", 6, true, NULL, 2073, 2, NULL},
        {"1.036.000", 6, true, NULL, 1036000, 1, NULL},
        {"1500", 6, true, NULL, 1500, 1, NULL},
        {"12.5", 2, false, "tal", 0, 0, NULL},
        {"1,234", 2, false, "tal", 0, 0, NULL},
        {"1/0", 2, false, "tal", 0, 0, NULL},
        {"9999999999999999999999", 2, false, "tal", 0, 0, NULL},
        {"-5", 2, false, "tal", 0, 0, NULL},
        {"30døgn", 2, false, "form", 0, 0, NULL},
        {"", 2, false, "tal", 0, 0, NULL},
    };
    struct proeve *p = *state;
    for (size_t i = 0; i < sizeof sager / sizeof *sager; i++) {
        struct brok tal = BROK_NUL;
        struct laes l = start(p, sager[i].tekst);
        bool ok = laes_tal(&l, sager[i].decimaler, sager[i].tvetydig, &tal);
        assert_int_equal(ok, sager[i].kode == NULL);
        if (!ok) {
            assert_string_equal(p->fund.fund[p->fund.count - 1].kode, sager[i].kode);
            continue;
        }
        assert_int_equal(tal.t, sager[i].t);
        assert_int_equal(tal.n, sager[i].n);
        if (sager[i].rest != NULL) assert_true(laes_kraev(&l, sager[i].rest));
    }
}

static void whole_numbers_and_amounts(void **state)
{
    struct proeve *p = *state;
    int tal = 0;
    struct oere beloeb = {0};
    struct laes l = start(p, "3-10");
    assert_true(laes_heltal(&l, 0, 22, &tal));
    assert_int_equal(tal, 3);
    assert_true(laes_tegn(&l, "-"));
    assert_true(laes_heltal(&l, 0, 22, &tal));
    assert_true(laes_slut(&l));
    l = start(p, "23");
    assert_false(laes_heltal(&l, 0, 22, &tal));
    assert_fund(p, "tal", 11, 2);
    l = start(p, "3,5");
    assert_false(laes_heltal(&l, 0, 22, &tal));
    l = start(p, "99999999999999999999999");
    assert_false(laes_heltal(&l, 0, 22, &tal));
    l = start(p, "27.004,08 kr");
    assert_true(laes_beloeb(&l, &beloeb));
    assert_int_equal(beloeb.oere, 2700408);
    assert_true(laes_kraev(&l, "kr"));
    l = start(p, "-5,00");
    assert_true(laes_beloeb(&l, &beloeb));
    assert_int_equal(beloeb.oere, -500);
    l = start(p, "5,001");
    assert_false(laes_beloeb(&l, &beloeb));
    assert_fund(p, "tal", 11, 5);
}

static void days_names_and_texts(void **state)
{
    struct proeve *p = *state;
    struct dato dato = {0};
    struct maaned maaned = {0};
    struct str s = STR_EMPTY;
    struct laes l = start(p, "2021-02-29");
    assert_false(laes_dato(&l, &dato));
    assert_fund(p, "dato", 11, 10);
    l = start(p, "2021-06: trin");
    assert_true(laes_maaned(&l, &maaned));
    assert_true(laes_kraev(&l, ":"));
    l = start(p, "2021-13");
    assert_false(laes_maaned(&l, &maaned));
    l = start(p, "beklædning_2 efter");
    assert_true(laes_navn(&l, &s));
    assert_str(s, "beklædning_2");
    l = start(p, "Beklædning");
    assert_false(laes_navn(&l, &s));
    l = start(p, "beKlædning");
    assert_false(laes_navn(&l, &s));
    assert_fund(p, "form", 11, 10);
    l = start(p, "\"en tekst; med tegn\" x");
    assert_true(laes_tekst(&l, &s));
    assert_str(s, "en tekst; med tegn");
    assert_false(laes_slut(&l));
    assert_fund(p, "form", 32, 1);
    l = start(p, "\"uden slut");
    assert_false(laes_tekst(&l, &s));
    l = start(p, "\" \"");
    assert_false(laes_tekst(&l, &s));
}

static void units_and_kinds(void **state)
{
    struct proeve *p = *state;
    struct enhed enhed = {0};
    enum art art = ART_DOEGN;
    struct laes l = start(p, "kr/vederlag/døgn × 3");
    assert_true(laes_enhed(&l, &enhed));
    assert_true(enhed_is(enhed, "kr/vederlag/døgn"));
    l = start(p, "kr/dygn");
    assert_false(laes_enhed(&l, &enhed));
    assert_fund(p, "ukendt-ord", 11, 7);
    for (int i = 0; i < ART_ANTAL; i++) {
        l = start(p, laes_art_ord((enum art)i));
        assert_true(laes_art(&l, &art));
        assert_int_equal(art, i);
    }
    l = start(p, "dognpleje");
    assert_false(laes_art(&l, &art));
    assert_fund(p, "ukendt-ord", 11, 9);
}

/* No input makes a reader run past the value. */
static void random_bytes(void **state)
{
    static const char tegn[] = "ab12.,/-\";: ×*æøåfra kr døgn\xC3\xE2";
    struct proeve *p = *state;
    uint64_t random = 4;
    for (int i = 0; i < 20000; i++) {
        char tekst[24];
        size_t n = (size_t)test_between(&random, 0, sizeof tekst - 1);
        for (size_t j = 0; j < n; j++)
            tekst[j] = tegn[test_between(&random, 0, (int64_t)sizeof tegn - 2)];
        tekst[n] = '\0';
        struct brok tal;
        struct str s;
        struct dato dato;
        struct enhed enhed;
        struct laes l = start(p, tekst);
        switch (test_between(&random, 0, 5)) {
        case 0: (void)laes_tal(&l, 6, true, &tal); break;
        case 1: (void)laes_navn(&l, &s); break;
        case 2: (void)laes_tekst(&l, &s); break;
        case 3: (void)laes_dato(&l, &dato); break;
        case 4: (void)laes_enhed(&l, &enhed); break;
        default: (void)laes_kraev(&l, "fra"); break;
        }
        assert_true(l.at <= n);
        if (p->fund.count < 500) continue;
        arena_release(&p->arena);
        arena_init(&p->arena, 8u << 20);
        fund_init(&p->fund, &p->arena);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(words_and_signs),
        TEST(word_boundaries),
        TEST(longest_choice_wins),
        TEST(unknown_words_suggest),
        TEST(numbers),
        TEST(a_failed_reader_reads_no_more),
        TEST(days_names_and_texts),
        TEST(whole_numbers_and_amounts),
        TEST(units_and_kinds),
        TEST(random_bytes),
    };
    return cmocka_run_group_tests_name("laes", tests, NULL, NULL);
}
