/*
 * enhed: every unit the handbooks use, its canonical text, and arithmetic that never wraps.
 */
#include "base/test_help.h"

#include "takst/enhed.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct enhed unit(const char *text)
{
    struct enhed enhed = {0};
    struct err err = ERR_INIT;

    if (!enhed_parse(str_from(text), &enhed, &err)) fail_msg("%s: %s", text, err.text);
    return enhed;
}

static void canonical_texts(void **state)
{
    static const char *const cases[][2] = {
        {"kr", "kr"},
        {"", ""},
        {"1", ""},
        {"vederlag", "vederlag"},
        {"kr/døgn", "kr/døgn"},
        {"kr/vederlag/døgn", "kr/vederlag/døgn"},
        {"kr/døgn/vederlag", "kr/vederlag/døgn"}, /* R005: a day rate per vederlag */
        {"døgn/måned", "døgn/måned"},
        {"kr/uge", "kr/uge"},
        {"kr/km", "kr/km"},
        {"kr/gang", "kr/gang"},
        {"kr/time", "kr/time"},
        {"1/måned", "1/måned"},
        {"vederlag·kr", "kr·vederlag"},
        {"døgn/døgn", ""},
        {"kr/døgn/døgn", "kr/døgn/døgn"},
    };
    struct arena arena;

    (void)state;
    arena_init(&arena, 1u << 20);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str text = enhed_text(&arena, unit(cases[i][0]));
        assert_str(text, cases[i][1]);
        assert_true(enhed_eq(unit(cases[i][1]), unit(cases[i][0])));
    }
    arena_release(&arena);
}

static void refused_texts(void **state)
{
    static const char *const cases[][2] = {
        {"kr/dogn", "»dogn« er ikke en enhed; mente du døgn?"},
        {"kr/maaned", "»maaned« er ikke en enhed; mente du måned?"},
        {"kr/uger", "»uger« er ikke en enhed; mente du uge?"},
        {"kroner", "»kroner« er ikke en enhed; mente du kr?"},
        {"kr/dag", "»dag« er ikke en enhed; mente du døgn?"},
        {"kr/", "Enheden mangler et ord"},
        {"/døgn", "Enheden mangler et ord"},
        {"kr//døgn", "Enheden mangler et ord"},
        {"kr / døgn", "»kr « er ikke en enhed"},
        {"kr/1", "»1« er ikke en enhed"},
        {"KR", "»KR« er ikke en enhed"},
        {"procent", "brug kr, døgn, uge, måned, vederlag, time, km og gang"},
        {"kr·", "Enheden mangler et ord"},
        {"kr·kr·kr·kr·kr·kr·kr·kr·kr", "Enheden nævner kr mere end 8 gange"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct enhed enhed = {0};
        struct err err = ERR_INIT;
        size_t at = 0;
        assert_false(enhed_parse(str_from(cases[i][0]), &enhed, &err));
        assert_int_equal(err.kind, ERR_INPUT);
        if (!str_find(str_from(err.text), str_from(cases[i][1]), &at)) {
            fail_msg("%s: %s", cases[i][0], err.text);
        }
    }
}

static struct enhed any_unit(uint64_t *random)
{
    struct enhed enhed = {0};

    for (int i = 0; i < ENHED_ANTAL; i++) enhed.potens[i] = (int8_t)test_between(random, -4, 4);
    return enhed;
}

static void arithmetic(void **state)
{
    uint64_t random = 7;
    struct arena arena;

    (void)state;
    arena_init(&arena, 64u << 20);
    for (int i = 0; i < 20000; i++) {
        struct enhed a = any_unit(&random);
        struct enhed b = any_unit(&random);
        struct str text = enhed_text(&arena, a);
        struct enhed back = {0};
        struct err err = ERR_INIT;
        assert_true(enhed_parse(text, &back, &err));
        assert_true(enhed_eq(back, a));
        assert_true(enhed_eq(enhed_div(enhed_mul(a, b), b), a));
        assert_true(enhed_eq(enhed_mul(a, b), enhed_mul(b, a)));
    }
    arena_release(&arena);
    /* The formula of a vederlag: number × rate × days in a month. */
    struct enhed kr =
        enhed_mul(enhed_mul(unit("vederlag"), unit("kr/vederlag/døgn")), unit("døgn/måned"));
    assert_true(enhed_is(kr, "kr/måned"));
    assert_false(enhed_is(kr, "kr/døgn"));
}

/* A unit out of bounds can never come back to look like a right one. */
static void out_of_bounds_stays_out(void **state)
{
    struct enhed kr = unit("kr");
    struct enhed enhed = kr;

    (void)state;
    for (int i = 0; i < 1000; i++) enhed = enhed_mul(enhed, kr);
    for (int i = 0; i < 1000; i++) {
        enhed = enhed_div(enhed, kr);
        assert_false(enhed_eq(enhed, kr));
        assert_false(enhed_eq(enhed, enhed));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(canonical_texts),
        cmocka_unit_test(refused_texts),
        cmocka_unit_test(arithmetic),
        cmocka_unit_test(out_of_bounds_stays_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
