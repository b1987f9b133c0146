/*
 * brok: exact fractions.
 *
 * Invariants: (1) n > 0 and gcd(|t|, n) = 1 in every result; (2) a result that does not fit is
 * refused, and *out is untouched then; (3) no product leaves 128 bits: terms are below 2^63 in
 * size, so a product is below 2^126 and a sum of two below 2^127.
 */
#include "base/brok.h"

#include <inttypes.h>
#include <string.h>

__extension__ typedef __int128 i128;
__extension__ typedef unsigned __int128 u128;

enum { MAX_DIGITS = 15, SHORT_DECIMALS = 6, TEXT_DECIMALS = 18 };

static i128 ten_to(int power)
{
    i128 value = 1;

    ASSERT(power >= 0 && power <= TEXT_DECIMALS);
    for (int i = 0; i < power; i++) value *= 10;
    return value;
}

static u128 size_of(i128 value)
{
    return value < 0 ? (u128)0 - (u128)value : (u128)value;
}

static u128 gcd(u128 a, u128 b)
{
    while (b != 0) {
        u128 rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* t/n in lowest terms, when it fits. */
static bool settle(i128 t, i128 n, struct brok *out, struct err *err)
{
    ASSERT(n != 0);
    if (n < 0) {
        t = -t;
        n = -n;
    }
    i128 common = (i128)gcd(size_of(t), (u128)n);
    t /= common;
    n /= common;
    if (t < INT64_MIN || t > INT64_MAX || n > INT64_MAX) {
        return err_begge(
            err, ERR_OVERFLOW, NULL, "Mellemregningen fylder mere, end der kan regnes præcist med",
            "A step of the computation needs more digits than can be computed with exactly");
    }
    out->t = (int64_t)t;
    out->n = (int64_t)n;
    ASSERT(out->n > 0);
    return true;
}

struct brok brok_int(int64_t value)
{
    return (struct brok){value, 1};
}

bool brok_make(int64_t t, int64_t n, struct brok *out, struct err *err)
{
    if (n == 0)
        return err_begge(err, ERR_INPUT, NULL, "En brøk kan ikke have nævneren 0",
                         "A fraction cannot have the denominator 0");
    return settle(t, n, out, err);
}

bool brok_add(struct brok a, struct brok b, struct brok *out, struct err *err)
{
    ASSERT(a.n > 0);
    ASSERT(b.n > 0);
    return settle((i128)a.t * b.n + (i128)b.t * a.n, (i128)a.n * b.n, out, err);
}

bool brok_sub(struct brok a, struct brok b, struct brok *out, struct err *err)
{
    ASSERT(a.n > 0);
    ASSERT(b.n > 0);
    return settle((i128)a.t * b.n - (i128)b.t * a.n, (i128)a.n * b.n, out, err);
}

bool brok_mul(struct brok a, struct brok b, struct brok *out, struct err *err)
{
    ASSERT(a.n > 0);
    ASSERT(b.n > 0);
    return settle((i128)a.t * b.t, (i128)a.n * b.n, out, err);
}

bool brok_div(struct brok a, struct brok b, struct brok *out, struct err *err)
{
    ASSERT(a.n > 0);
    ASSERT(b.n > 0);
    if (b.t == 0)
        return err_begge(err, ERR_INPUT, NULL, "Der kan ikke divideres med 0",
                         "One cannot divide by 0");
    return settle((i128)a.t * b.n, (i128)a.n * b.t, out, err);
}

int brok_cmp(struct brok a, struct brok b)
{
    ASSERT(a.n > 0);
    ASSERT(b.n > 0);
    i128 left = (i128)a.t * b.n;
    i128 right = (i128)b.t * a.n;
    return left < right ? -1 : left > right;
}

bool brok_eq(struct brok a, struct brok b)
{
    return brok_cmp(a, b) == 0;
}

bool brok_round(struct brok a, int64_t step, enum afrunding how, int64_t *out, struct err *err)
{
    ASSERT(a.n > 0);
    ASSERT(step > 0);
    /* Works on the size, so that the three names mean the same on both sides of zero. */
    u128 unit = (uint64_t)step;
    u128 divisor = (uint64_t)a.n * unit;
    u128 size = size_of(a.t);
    u128 steps = size / divisor;
    u128 rest = size % divisor;
    bool up = false;
    switch (how) {
    case AFRUND_HALVE_OP: up = rest >= divisor - rest; break;
    case AFRUND_NED: break;
    case AFRUND_OP: up = rest > 0; break;
    }
    if (up) steps++;
    i128 value = (i128)(steps * unit);
    if (a.t < 0) value = -value;
    if (value < INT64_MIN || value > INT64_MAX) {
        return err_begge(err, ERR_OVERFLOW, NULL, "Det afrundede tal er for stort til at regne med",
                         "The rounded number is too large to compute with");
    }
    *out = (int64_t)value;
    return true;
}

/* What is read of a number so far. The value is gathered below zero, since the lowest int64_t has
 * no positive twin. */
struct scan {
    struct str text;
    size_t at;
    int digits;
    int64_t below;
    bool too_big;
};

static bool next_is(const struct scan *scan, char c)
{
    return scan->at < scan->text.n && scan->text.p[scan->at] == c;
}

static int take_digits(struct scan *scan)
{
    int taken = 0;

    for (; scan->at < scan->text.n && taken < 1000; scan->at++, taken++) {
        char c = scan->text.p[scan->at];
        if (c < '0' || c > '9') break;
        if (__builtin_mul_overflow(scan->below, (int64_t)10, &scan->below)) scan->too_big = true;
        if (__builtin_sub_overflow(scan->below, (int64_t)(c - '0'), &scan->below)) {
            scan->too_big = true;
        }
    }
    scan->digits += taken;
    return taken;
}

/* Digits in one run, or a group of one to three that is not led by 0 and then groups of three.
 * 0.500 is refused because it is most likely foreign writing for a half. */
static bool take_whole(struct scan *scan)
{
    bool zero_first = next_is(scan, '0');
    int first = take_digits(scan);

    if (first == 0) return false;
    if (!next_is(scan, '.')) return true;
    if (first > 3 || zero_first) return false;
    while (next_is(scan, '.')) {
        scan->at++;
        if (take_digits(scan) != 3) return false;
    }
    return true;
}

static bool not_a_number(struct str text, int max_decimals, struct err *err)
{
    struct str shown = str_clip(text, 40);

    if (max_decimals == 0) {
        return err_begge(err, ERR_INPUT, NULL,
                         "»%.*s« er ikke et helt tal; skriv for eksempel 27004 eller 27.004",
                         "“%.*s” is not a whole number; write for example 27004 or 27.004",
                         STR_ARG(shown));
    }
    return err_begge(
        err, ERR_INPUT, NULL,
        "»%.*s« er ikke et tal; skriv for eksempel 27.004,08 med komma før decimaler "
        "og punktum kun mellem grupper af tre cifre",
        "“%.*s” is not a number; write for example 27.004,08 with a comma before decimals and a "
        "point only between groups of three digits",
        STR_ARG(shown));
}

bool brok_scan(struct str text, int max_digits, int max_decimals, int64_t *value, int *decimals,
               struct err *err)
{
    struct scan scan = {.text = text};
    bool negative = next_is(&scan, '-');
    struct str shown = str_clip(text, 40);
    int after = 0;

    if (negative) scan.at++;
    if (!take_whole(&scan)) return not_a_number(text, max_decimals, err);
    if (next_is(&scan, ',')) {
        scan.at++;
        after = take_digits(&scan);
        if (after == 0) return not_a_number(text, max_decimals, err);
    }
    if (scan.at != text.n) return not_a_number(text, max_decimals, err);
    if (after > max_decimals) {
        return err_begge(err, ERR_INPUT, NULL, "»%.*s« har %d decimaler; her må der højst være %d",
                         "“%.*s” has %d decimals; here there may be at most %d", STR_ARG(shown),
                         after, max_decimals);
    }
    if (scan.digits > max_digits) {
        return err_begge(err, ERR_INPUT, NULL, "»%.*s« har %d cifre; et tal må højst have %d",
                         "“%.*s” has %d digits; a number may have at most %d", STR_ARG(shown),
                         scan.digits, max_digits);
    }
    if (scan.too_big || (!negative && scan.below == INT64_MIN)) {
        return err_begge(err, ERR_OVERFLOW, NULL, "»%.*s« er for stort til at regne med",
                         "“%.*s” is too large to compute with", STR_ARG(shown));
    }
    *value = negative ? scan.below : -scan.below;
    *decimals = after;
    return true;
}

/* "365/12": both terms whole, the lower one positive. */
static bool parse_terms(struct str text, size_t slash, struct brok *out, struct err *err)
{
    struct str lower = str_sub(text, slash + 1, text.n);
    int64_t t = 0;
    int64_t n = 0;
    int decimals = 0;

    TRY(brok_scan(str_sub(text, 0, slash), MAX_DIGITS, 0, &t, &decimals, err));
    TRY(brok_scan(lower, MAX_DIGITS, 0, &n, &decimals, err));
    if (n <= 0 || lower.p[0] == '-') {
        struct str shown = str_clip(text, 40);
        return err_begge(
            err, ERR_INPUT, NULL, "Brøken »%.*s« skal have en nævner, der er større end 0",
            "The fraction “%.*s” must have a denominator greater than 0", STR_ARG(shown));
    }
    return brok_make(t, n, out, err);
}

bool brok_parse(struct str text, int max_decimals, struct brok *out, struct err *err)
{
    int64_t value = 0;
    int decimals = 0;
    size_t slash = 0;

    ASSERT(max_decimals >= 0);
    if (str_find(text, STR("/"), &slash)) return parse_terms(text, slash, out, err);
    TRY(brok_scan(text, MAX_DIGITS, max_decimals, &value, &decimals, err));
    ASSERT(decimals <= MAX_DIGITS);
    return settle(value, ten_to(decimals), out, err);
}

/* value / 10^decimals with points between groups of three; written from the end. */
static struct str decimal_text(struct arena *arena, i128 value, int decimals)
{
    char digits[64];
    size_t at = sizeof(digits);
    u128 left = size_of(value);

    for (int place = 0; place <= decimals || left > 0; place++) {
        int whole = place - decimals;
        if (whole == 0 && decimals > 0) digits[--at] = ',';
        if (whole > 0 && whole % 3 == 0) digits[--at] = '.';
        digits[--at] = (char)('0' + (int)(left % 10));
        left /= 10;
    }
    if (value < 0) digits[--at] = '-';
    return str_copy(arena, (struct str){digits + at, sizeof(digits) - at});
}

static bool whole_in_decimals(struct brok a, int decimals, i128 *value)
{
    i128 scaled = (i128)a.t * ten_to(decimals);

    if (scaled % a.n != 0) return false;
    *value = scaled / a.n;
    return true;
}

static struct str terms_text(struct arena *arena, struct brok a)
{
    return str_format(arena, "%" PRId64 "/%" PRId64, a.t, a.n);
}

struct str brok_text(struct arena *arena, struct brok a, int decimals)
{
    i128 value = 0;

    ASSERT(a.n > 0);
    if (!whole_in_decimals(a, decimals, &value)) return terms_text(arena, a);
    return decimal_text(arena, value, decimals);
}

struct str brok_short(struct arena *arena, struct brok a)
{
    i128 value = 0;

    ASSERT(a.n > 0);
    for (int decimals = 0; decimals <= SHORT_DECIMALS; decimals++) {
        if (whole_in_decimals(a, decimals, &value)) return decimal_text(arena, value, decimals);
    }
    return terms_text(arena, a);
}
