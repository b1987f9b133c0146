/*
 * oere: sums to the edge of int64_t, and text both ways for every size of amount.
 */
#include "base/test_help.h"

#include "base/oere.h"

static int64_t any_size(uint64_t *random)
{
    int64_t value = (int64_t)test_random(random);

    /* All magnitudes are as likely, instead of nearly always the greatest. */
    return value / ((int64_t)1 << test_between(random, 0, 62));
}

static void known_texts(void **state)
{
    static const struct {
        int64_t oere;
        const char *text;
    } cases[] = {
        {0, "0,00"},
        {1, "0,01"},
        {-1, "-0,01"},
        {99, "0,99"},
        {-500, "-5,00"},
        {100000, "1.000,00"},
        {99999, "999,99"},
        {2700408, "27.004,08"},
        {-123456789012, "-1.234.567.890,12"},
        {INT64_MAX, "92.233.720.368.547.758,07"},
        {INT64_MIN, "-92.233.720.368.547.758,08"},
    };
    struct arena arena;

    (void)state;
    arena_init(&arena, 1u << 20);
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        assert_str(oere_text(&arena, (struct oere){cases[i].oere}), cases[i].text);
    }
    assert_str(oere_kr(&arena, (struct oere){2700408}), "27.004,08 kr.");
    arena_release(&arena);
}

static void known_amounts(void **state)
{
    static const struct {
        const char *text;
        int64_t oere;
    } cases[] = {
        {"1.036", 103600}, {"1036", 103600}, {"1036,5", 103650},     {"-5,00", -500},
        {"0", 0},          {"-0", 0},        {"27.004,08", 2700408}, {"007,10", 710},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct err err = ERR_INIT;
        struct oere amount = {-77};
        assert_true(oere_parse(str_from(cases[i].text), &amount, &err));
        assert_int_equal(amount.oere, cases[i].oere);
    }
}

static void refused_texts(void **state)
{
    static const struct {
        const char *text;
        enum err_kind kind;
    } cases[] = {
        {"", ERR_INPUT},
        {"-", ERR_INPUT},
        {"1,234", ERR_INPUT},
        {"1/2", ERR_INPUT},
        {"1.50", ERR_INPUT},
        {"5 kr", ERR_INPUT},
        {"+5", ERR_INPUT},
        {"1,", ERR_INPUT},
        {"92.233.720.368.547.758,08", ERR_OVERFLOW},
        {"-92.233.720.368.547.758,09", ERR_OVERFLOW},
        {"9223372036854775807", ERR_OVERFLOW},
        {"9999999999999999999", ERR_OVERFLOW},
        /* These wrap to small numbers if a carry is missed. */
        {"99.999.999.999.999.999,99", ERR_OVERFLOW},
        {"-99.999.999.999.999.999,99", ERR_OVERFLOW},
        {"92.233.720.368.547.758,10", ERR_OVERFLOW},
        {"99999999999999999999", ERR_INPUT},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct err err = ERR_INIT;
        struct oere amount = {-77};
        assert_false(oere_parse(str_from(cases[i].text), &amount, &err));
        assert_int_equal(err.kind, cases[i].kind);
        assert_int_equal(amount.oere, -77);
    }
}

static void text_comes_back(void **state)
{
    struct arena arena;
    uint64_t random = 7;

    (void)state;
    for (int i = 0; i < 50000; i++) {
        struct err err = ERR_INIT;
        struct oere amount = {any_size(&random)};
        struct oere back = {0};
        arena_init(&arena, 1u << 20);
        assert_true(oere_parse(oere_text(&arena, amount), &back, &err));
        assert_int_equal(back.oere, amount.oere);
        arena_release(&arena);
    }
}

__extension__ typedef __int128 wide;

static void check_sum(int64_t a, int64_t b)
{
    struct err err = ERR_INIT;
    struct oere out = {-77};
    wide sum = (wide)a + b;
    wide difference = (wide)a - b;
    bool fits = sum >= INT64_MIN && sum <= INT64_MAX;

    assert_int_equal(oere_add((struct oere){a}, (struct oere){b}, &out, &err), fits);
    assert_int_equal(out.oere, fits ? (int64_t)sum : -77);
    assert_int_equal(err.kind, fits ? ERR_NONE : ERR_OVERFLOW);
    err = (struct err)ERR_INIT;
    out.oere = -77;
    fits = difference >= INT64_MIN && difference <= INT64_MAX;
    assert_int_equal(oere_sub((struct oere){a}, (struct oere){b}, &out, &err), fits);
    assert_int_equal(out.oere, fits ? (int64_t)difference : -77);
    assert_int_equal(err.kind, fits ? ERR_NONE : ERR_OVERFLOW);
}

static void sums_against_wide_sums(void **state)
{
    static const int64_t edges[] = {INT64_MIN, INT64_MIN + 1, -1,           0, 1,
                                    INT64_MAX, INT64_MAX - 1, INT64_MAX / 2};
    uint64_t random = 11;

    (void)state;
    for (size_t i = 0; i < 8; i++) {
        for (size_t j = 0; j < 8; j++) check_sum(edges[i], edges[j]);
    }
    for (int i = 0; i < 100000; i++) check_sum(any_size(&random), any_size(&random));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_texts),
        cmocka_unit_test(known_amounts),
        cmocka_unit_test(refused_texts),
        cmocka_unit_test(text_comes_back),
        cmocka_unit_test(sums_against_wide_sums),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
