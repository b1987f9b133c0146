/*
 * brok: against slow computations, the laws of a field, the exact edges, and text both ways.
 *
 * The references use other methods than brok.c: trial division and a binary gcd for reduction,
 * search for rounding, and the C library's regular expressions for the grammar.
 */
#include "base/test_help.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "base/brok.h"

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 uwide;

typedef bool (*operation)(struct brok a, struct brok b, struct brok *out, struct err *err);

static uwide binary_gcd(uwide a, uwide b)
{
    int shift = 0;

    if (a == 0) return b;
    if (b == 0) return a;
    for (; ((a | b) & 1) == 0; shift++) {
        a >>= 1;
        b >>= 1;
    }
    while ((a & 1) == 0) a >>= 1;
    while (b != 0) {
        while ((b & 1) == 0) b >>= 1;
        if (a > b) {
            uwide swap = a;
            a = b;
            b = swap;
        }
        b -= a;
    }
    return a << shift;
}

/* The fraction t/n by the reference; false when it does not fit. */
static bool reference(wide t, wide n, struct brok *out)
{
    bool negative = (t < 0) != (n < 0);
    uwide tt = t < 0 ? (uwide)0 - (uwide)t : (uwide)t;
    uwide nn = n < 0 ? (uwide)0 - (uwide)n : (uwide)n;
    uwide common = binary_gcd(tt, nn);

    tt /= common;
    nn /= common;
    uwide ceiling = (uwide)INT64_MAX + (negative ? 1 : 0);
    if (tt > ceiling || nn > (uwide)INT64_MAX) return false;
    out->t = negative ? (int64_t) - (wide)tt : (int64_t)tt;
    out->n = (int64_t)nn;
    return true;
}

static int64_t any_size(uint64_t *random)
{
    int64_t value = (int64_t)test_random(random);

    return value / ((int64_t)1 << test_between(random, 0, 62));
}

static struct brok any_brok(uint64_t *random)
{
    struct brok value = BROK_NUL;

    for (;;) {
        struct err err = ERR_INIT;
        int64_t n = any_size(random);
        if (n != 0 && brok_make(any_size(random), n, &value, &err)) return value;
    }
}

static void check_operation(operation op, struct brok a, struct brok b, wide t, wide n)
{
    struct err err = ERR_INIT;
    struct brok expected = {-77, 78};
    struct brok out = {-77, 78};
    bool fits = reference(t, n, &expected);

    assert_int_equal(op(a, b, &out, &err), fits);
    assert_int_equal(err.kind, fits ? ERR_NONE : ERR_OVERFLOW);
    assert_int_equal(out.t, expected.t);
    assert_int_equal(out.n, expected.n);
}

static void check_all(struct brok a, struct brok b)
{
    wide n = (wide)a.n * b.n;

    check_operation(brok_add, a, b, (wide)a.t * b.n + (wide)b.t * a.n, n);
    check_operation(brok_sub, a, b, (wide)a.t * b.n - (wide)b.t * a.n, n);
    check_operation(brok_mul, a, b, (wide)a.t * b.t, n);
    if (b.t != 0) check_operation(brok_div, a, b, (wide)a.t * b.n, (wide)a.n * b.t);
}

static void operations_against_wide(void **state)
{
    uint64_t random = 1;

    (void)state;
    for (int i = 0; i < 100000; i++) check_all(any_brok(&random), any_brok(&random));
}

static void operations_at_the_edges(void **state)
{
    static const int64_t terms[] = {INT64_MIN, INT64_MIN + 1, INT64_MIN / 2, -3,       -1, 0, 1, 2,
                                    7,         INT64_MAX / 2, INT64_MAX - 1, INT64_MAX};
    struct brok values[12 * 12];
    size_t count = 0;

    (void)state;
    for (size_t i = 0; i < 12; i++) {
        for (size_t j = 0; j < 12; j++) {
            struct err err = ERR_INIT;
            struct brok expected = {-77, 78};
            struct brok out = {-77, 78};
            if (terms[j] == 0) continue;
            bool fits = reference(terms[i], terms[j], &expected);
            assert_int_equal(brok_make(terms[i], terms[j], &out, &err), fits);
            assert_int_equal(err.kind, fits ? ERR_NONE : ERR_OVERFLOW);
            assert_true(out.t == expected.t && out.n == expected.n);
            if (fits) values[count++] = out;
        }
    }
    assert_true(count > 100);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++) check_all(values[i], values[j]);
    }
}

static void named_edges(void **state)
{
    struct err err = ERR_INIT;
    struct brok out = BROK_NUL;

    (void)state;
    assert_true(brok_mul(brok_int((int64_t)1 << 62), brok_int(-2), &out, &err));
    assert_true(brok_eq(out, brok_int(INT64_MIN)));
    assert_true(brok_make(INT64_MIN, INT64_MIN, &out, &err));
    assert_true(brok_eq(out, brok_int(1)));
    assert_true(brok_make(2, INT64_MIN, &out, &err));
    assert_true(out.t == -1 && out.n == (int64_t)1 << 62);
    assert_int_equal(err.kind, ERR_NONE);
    assert_false(brok_mul(brok_int((int64_t)1 << 62), brok_int(2), &out, &err));
    assert_int_equal(err.kind, ERR_OVERFLOW);
    err = (struct err)ERR_INIT;
    assert_false(brok_make(1, INT64_MIN, &out, &err));
    assert_int_equal(err.kind, ERR_OVERFLOW);
    err = (struct err)ERR_INIT;
    assert_false(brok_make(1, 0, &out, &err));
    assert_int_equal(err.kind, ERR_INPUT);
    err = (struct err)ERR_INIT;
    assert_false(brok_div(brok_int(1), BROK_NUL, &out, &err));
    assert_int_equal(err.kind, ERR_INPUT);
}

/* Every small fraction, reduced by trial division. */
static void small_fractions_in_lowest_terms(void **state)
{
    (void)state;
    for (int64_t t = -60; t <= 60; t++) {
        for (int64_t n = -60; n <= 60; n++) {
            struct err err = ERR_INIT;
            struct brok out = BROK_NUL;
            if (n == 0) continue;
            assert_true(brok_make(t, n, &out, &err));
            assert_true(out.n > 0);
            assert_int_equal(out.t * n, t * out.n);
            for (int64_t d = 2; d <= 60; d++) assert_false(out.t % d == 0 && out.n % d == 0);
        }
    }
}

static struct brok use(operation op, struct brok a, struct brok b)
{
    struct err err = ERR_INIT;
    struct brok out = BROK_NUL;

    assert_true(op(a, b, &out, &err));
    return out;
}

static struct brok small_brok(uint64_t *random)
{
    struct err err = ERR_INIT;
    struct brok out = BROK_NUL;
    int64_t t = test_between(random, -5000, 5000);

    assert_true(brok_make(t, test_between(random, 1, 5000), &out, &err));
    return out;
}

static void field_laws(void **state)
{
    uint64_t random = 2;

    (void)state;
    for (int i = 0; i < 50000; i++) {
        struct brok a = small_brok(&random);
        struct brok b = small_brok(&random);
        struct brok c = small_brok(&random);
        struct brok ab = use(brok_add, a, b);
        struct brok axb = use(brok_mul, a, b);
        assert_true(brok_eq(ab, use(brok_add, b, a)));
        assert_true(brok_eq(axb, use(brok_mul, b, a)));
        assert_true(brok_eq(use(brok_add, ab, c), use(brok_add, a, use(brok_add, b, c))));
        assert_true(brok_eq(use(brok_mul, axb, c), use(brok_mul, a, use(brok_mul, b, c))));
        assert_true(
            brok_eq(use(brok_mul, ab, c), use(brok_add, use(brok_mul, a, c), use(brok_mul, b, c))));
        assert_true(brok_eq(use(brok_sub, ab, b), a));
        assert_true(brok_eq(use(brok_sub, a, a), BROK_NUL));
        if (b.t != 0) assert_true(brok_eq(use(brok_div, axb, b), a));
        if (a.t != 0) assert_true(brok_eq(use(brok_div, a, a), brok_int(1)));
        /* Order agrees with the sign of the difference. */
        int64_t sign = use(brok_sub, a, b).t;
        assert_int_equal(brok_cmp(a, b), sign < 0 ? -1 : sign > 0);
    }
}

static void order_is_exact_for_large_terms(void **state)
{
    uint64_t random = 3;

    (void)state;
    for (int i = 0; i < 50000; i++) {
        struct brok a = any_brok(&random);
        struct brok b = any_brok(&random);
        assert_int_equal(brok_cmp(a, b), -brok_cmp(b, a));
        assert_int_equal(brok_cmp(a, a), 0);
        /* Floor first, then the remainders crosswise: no product of the full terms. */
        int64_t fa = a.t / a.n - (a.t % a.n < 0);
        int64_t fb = b.t / b.n - (b.t % b.n < 0);
        if (fa != fb) assert_int_equal(brok_cmp(a, b), fa < fb ? -1 : 1);
    }
    /* Neighbours that a 64-bit product or a double would call equal. */
    struct brok a = {INT64_MAX - 1, INT64_MAX};
    struct brok b = {INT64_MAX - 2, INT64_MAX - 1};
    assert_int_equal(brok_cmp(a, b), 1);
    assert_int_equal(brok_cmp((struct brok){INT64_MIN, 1}, (struct brok){INT64_MAX, 1}), -1);
}

/* Rounding by search: the multiples of step around t/n are tried, and the one the name asks for
 * is picked by its distance times n. */
static int64_t round_by_search(int64_t t, int64_t n, int64_t step, enum afrunding how)
{
    int64_t best = 0;
    int64_t best_distance = INT64_MAX;

    for (int64_t k = -130; k <= 130; k++) {
        int64_t away = k * step * n - t;
        int64_t size = k * step < 0 ? -k * step : k * step;
        int64_t best_size = best < 0 ? -best : best;
        int64_t t_size = t < 0 ? -t : t;
        int64_t distance = away < 0 ? -away : away;
        bool other_side = t != 0 && k != 0 && (k < 0) != (t < 0);
        if (other_side) continue;
        if (how == AFRUND_NED && size * n > t_size) continue;
        if (how == AFRUND_OP && size * n < t_size) continue;
        if (distance > best_distance) continue;
        if (distance == best_distance && size <= best_size) continue;
        best = k * step;
        best_distance = distance;
    }
    return best;
}

static void rounding_against_search(void **state)
{
    static const enum afrunding names[] = {AFRUND_HALVE_OP, AFRUND_NED, AFRUND_OP};

    (void)state;
    for (int64_t t = -60; t <= 60; t++) {
        for (int64_t n = 1; n <= 12; n++) {
            for (int64_t step = 1; step <= 6; step++) {
                for (size_t i = 0; i < 3; i++) {
                    struct err err = ERR_INIT;
                    struct brok value = BROK_NUL;
                    int64_t out = -777;
                    assert_true(brok_make(t, n, &value, &err));
                    assert_true(brok_round(value, step, names[i], &out, &err));
                    assert_int_equal(out, round_by_search(t, n, step, names[i]));
                }
            }
        }
    }
}

static void rounding_known(void **state)
{
    static const struct {
        struct brok value;
        int64_t step;
        int64_t halve_op;
        int64_t ned;
        int64_t op;
    } cases[] = {
        {{1, 2}, 1, 1, 0, 1},
        {{-1, 2}, 1, -1, 0, -1},
        {{5, 2}, 1, 3, 2, 3},
        {{-5, 2}, 1, -3, -2, -3},
        {{49, 100}, 1, 0, 0, 1},
        {{-49, 100}, 1, 0, 0, -1},
        {{150, 1}, 100, 200, 100, 200},
        {{-150, 1}, 100, -200, -100, -200},
        {{149, 1}, 100, 100, 100, 200},
        {{200, 1}, 100, 200, 200, 200},
        {{0, 1}, 100, 0, 0, 0},
        {{1, 3}, 1, 0, 0, 1},
        {{INT64_MAX, 2}, 1, INT64_MAX / 2 + 1, INT64_MAX / 2, INT64_MAX / 2 + 1},
        {{INT64_MIN, 1}, 1, INT64_MIN, INT64_MIN, INT64_MIN},
        {{1, INT64_MAX}, INT64_MAX, 0, 0, INT64_MAX},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct err err = ERR_INIT;
        int64_t out = -777;
        assert_true(brok_round(cases[i].value, cases[i].step, AFRUND_HALVE_OP, &out, &err));
        assert_int_equal(out, cases[i].halve_op);
        assert_true(brok_round(cases[i].value, cases[i].step, AFRUND_NED, &out, &err));
        assert_int_equal(out, cases[i].ned);
        assert_true(brok_round(cases[i].value, cases[i].step, AFRUND_OP, &out, &err));
        assert_int_equal(out, cases[i].op);
    }
}

static void rounding_overflow(void **state)
{
    struct err err = ERR_INIT;
    int64_t out = -777;

    (void)state;
    assert_false(brok_round(brok_int(INT64_MAX), 10, AFRUND_OP, &out, &err));
    assert_int_equal(err.kind, ERR_OVERFLOW);
    assert_int_equal(out, -777);
    err = (struct err)ERR_INIT;
    assert_false(brok_round(brok_int(INT64_MIN), 10, AFRUND_OP, &out, &err));
    assert_int_equal(out, -777);
    err = (struct err)ERR_INIT;
    assert_true(brok_round(brok_int(INT64_MAX), 10, AFRUND_NED, &out, &err));
    assert_int_equal(out, INT64_MAX - 7);
}

static void parse_known(void **state)
{
    static const struct {
        const char *text;
        int decimals;
        struct brok value;
    } cases[] = {
        {"27.004,08", 2, {675102, 25}},
        {"30,41", 2, {3041, 100}},
        {"-5", 0, {-5, 1}},
        {"-0,5", 1, {-1, 2}},
        {"0,50", 2, {1, 2}},
        {"365/12", 0, {365, 12}},
        {"-10/4", 0, {-5, 2}},
        {"1.234.567", 0, {1234567, 1}},
        {"5/1", 0, {5, 1}},
        {"0/7", 0, {0, 1}},
        {"999999999999999", 0, {999999999999999, 1}},
        {"0,00000000000001", 15, {1, 100000000000000}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct err err = ERR_INIT;
        struct brok out = BROK_NUL;
        assert_true(brok_parse(str_from(cases[i].text), cases[i].decimals, &out, &err));
        assert_true(out.t == cases[i].value.t && out.n == cases[i].value.n);
    }
}

static void parse_refused(void **state)
{
    static const char *const texts[] = {
        "1.50",  "1,2,3", "1.0000", "",      "--1",    "1.234.5", " 1",       "0x1",
        "1 ",    "-",     ",5",     "5,",    ".5",     "5.",      "+5",       "1e3",
        "½",     "−5",    "0.500",  "1,234", "1..000", "1.,0",    "1234.567", "1000000000000000",
        "1/0",   "1/-2",  "1/",     "/2",    "1/2/3",  "1,5/2",   "1/2,5",    "1/00",
        "1 000", "1'000", "1\n",    "inf",   "1/-0",   "12a",     "a12",      "1,0000000000000000",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        struct err err = ERR_INIT;
        struct brok out = {-77, 78};
        if (brok_parse(str_from(texts[i]), 2, &out, &err)) fail_msg("taken: >%s<", texts[i]);
        assert_int_equal(err.kind, ERR_INPUT);
        assert_true(err.text[0] != '\0');
        test_begge(&err);
        assert_true(out.t == -77 && out.n == 78);
    }
    struct err err = ERR_INIT;
    struct brok out = BROK_NUL;
    assert_false(brok_parse((struct str){"1\0", 2}, 2, &out, &err));
}

/* The reader under the parsers, with all the digits an int64_t can have. */
static void scan_to_the_edge(void **state)
{
    static const struct {
        const char *text;
        bool fits;
        int64_t value;
    } cases[] = {
        {"9223372036854775807", true, INT64_MAX},
        {"-9223372036854775808", true, INT64_MIN},
        {"9.223.372.036.854.775,807", true, INT64_MAX},
        {"9223372036854775808", false, 0},
        {"-9223372036854775809", false, 0},
        {"9999999999999999999", false, 0},
        {"-9999999999999999999", false, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct err err = ERR_INIT;
        int64_t value = -77;
        int decimals = -77;
        assert_int_equal(brok_scan(str_from(cases[i].text), 19, 3, &value, &decimals, &err),
                         cases[i].fits);
        assert_int_equal(value, cases[i].fits ? cases[i].value : -77);
        assert_int_equal(err.kind, cases[i].fits ? ERR_NONE : ERR_OVERFLOW);
    }
}

/* The value of a text the grammar takes: all digits, over ten to the decimals. */
static void check_value(const char *text, struct brok value)
{
    struct err err = ERR_INIT;
    struct brok expected = BROK_NUL;
    int64_t t = 0;
    int64_t n = 1;
    bool after = false;

    for (const char *c = text; *c != '\0'; c++) {
        if (*c == ',') after = true;
        if (*c < '0' || *c > '9') continue;
        t = t * 10 + (*c - '0');
        if (after) n *= 10;
    }
    assert_true(brok_make(text[0] == '-' ? -t : t, n, &expected, &err));
    assert_true(brok_eq(value, expected));
}

/* Every text of up to seven letters of an alphabet, against a regular expression. */
static void parse_against_grammar(void **state)
{
    static const char alphabet[] = "05.,-x";
    regex_t grammar;
    int taken = 0;

    (void)state;
    assert_int_equal(regcomp(&grammar, "^-?([0-9]+|[1-9][0-9]{0,2}([.][0-9]{3})+)(,[0-9]{1,2})?$",
                             REG_EXTENDED | REG_NOSUB),
                     0);
    for (int length = 0, all = 1; length <= 7; length++, all *= 6) {
        for (int pick = 0; pick < all; pick++) {
            struct err err = ERR_INIT;
            struct brok out = BROK_NUL;
            char text[8] = "";
            for (int i = 0, left = pick; i < length; i++, left /= 6) text[i] = alphabet[left % 6];
            bool expected = regexec(&grammar, text, 0, NULL, 0) == 0;
            /* In a piece of its own, so that the sanitizer sees a byte read too far. */
            char *exact = malloc(length == 0 ? 1 : (size_t)length);
            assert_non_null(exact);
            memcpy(exact, text, (size_t)length);
            bool read = brok_parse((struct str){exact, (size_t)length}, 2, &out, &err);
            free(exact);
            if (read != expected) fail_msg(">%s<", text);
            if (!expected) continue;
            taken++;
            check_value(text, out);
        }
    }
    assert_true(taken > 500);
    regfree(&grammar);
}

static void text_comes_back(void **state)
{
    struct arena arena;
    uint64_t random = 5;

    (void)state;
    for (int i = 0; i < 50000; i++) {
        struct err err = ERR_INIT;
        struct brok value = BROK_NUL;
        struct brok back = BROK_NUL;
        int decimals = (int)test_between(&random, 0, 6);
        int64_t n = 1;
        for (int d = 0; d < decimals; d++) n *= 10;
        int64_t t = test_between(&random, -999999999999999, 999999999999999) /
                    ((int64_t)1 << test_between(&random, 0, 49));
        assert_true(brok_make(t, n, &value, &err));
        arena_init(&arena, 1u << 20);
        struct str text = brok_text(&arena, value, decimals);
        size_t comma = 0;
        assert_int_equal(str_find(text, STR(","), &comma), decimals > 0);
        if (decimals > 0) assert_int_equal(text.n - comma - 1, decimals);
        assert_true(brok_parse(text, 6, &back, &err));
        assert_true(brok_eq(back, value));
        struct str shortest = brok_short(&arena, value);
        assert_true(shortest.n <= text.n);
        assert_true(brok_parse(shortest, 6, &back, &err));
        assert_true(brok_eq(back, value));
        arena_release(&arena);
    }
}

static void known_texts(void **state)
{
    struct arena arena;

    (void)state;
    arena_init(&arena, 1u << 20);
    assert_str(brok_text(&arena, (struct brok){675102, 25}, 2), "27.004,08");
    assert_str(brok_text(&arena, brok_int(5), 2), "5,00");
    assert_str(brok_text(&arena, brok_int(1000), 0), "1.000");
    assert_str(brok_text(&arena, brok_int(-999), 0), "-999");
    assert_str(brok_text(&arena, (struct brok){-1, 2}, 1), "-0,5");
    assert_str(brok_text(&arena, (struct brok){365, 12}, 2), "365/12");
    assert_str(brok_text(&arena, (struct brok){1, 8}, 2), "1/8");
    assert_str(brok_text(&arena, brok_int(INT64_MIN), 0), "-9.223.372.036.854.775.808");
    assert_str(brok_text(&arena, brok_int(INT64_MIN), 18),
               "-9.223.372.036.854.775.808,000000000000000000");
    assert_str(brok_short(&arena, (struct brok){3041, 100}), "30,41");
    assert_str(brok_short(&arena, brok_int(6)), "6");
    assert_str(brok_short(&arena, BROK_NUL), "0");
    assert_str(brok_short(&arena, (struct brok){-1, 1000000}), "-0,000001");
    assert_str(brok_short(&arena, (struct brok){1, 10000000}), "1/10000000");
    assert_str(brok_short(&arena, (struct brok){-365, 12}), "-365/12");
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operations_against_wide),
        cmocka_unit_test(operations_at_the_edges),
        cmocka_unit_test(named_edges),
        cmocka_unit_test(small_fractions_in_lowest_terms),
        cmocka_unit_test(field_laws),
        cmocka_unit_test(order_is_exact_for_large_terms),
        cmocka_unit_test(rounding_against_search),
        cmocka_unit_test(rounding_known),
        cmocka_unit_test(rounding_overflow),
        cmocka_unit_test(parse_known),
        cmocka_unit_test(parse_refused),
        cmocka_unit_test(scan_to_the_edge),
        cmocka_unit_test(parse_against_grammar),
        cmocka_unit_test(text_comes_back),
        cmocka_unit_test(known_texts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
