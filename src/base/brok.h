/*
 * brok: exact fractions with 64-bit terms.
 *
 * Always in lowest terms with a positive denominator. Whatever does not fit 64 bits after reduction
 * is an error, never a wrapped or rounded number. Products go through 128 bits inside.
 */
#ifndef BASE_BROK_H
#define BASE_BROK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct brok {
    int64_t t; /* tæller */
    int64_t n; /* nævner, > 0 */
};

/* The named roundings of a line. */
enum afrunding {
    AFRUND_HALVE_OP, /* nearest; halves away from zero */
    AFRUND_NED,      /* towards zero */
    AFRUND_OP,       /* away from zero */
};

#define BROK_NUL ((struct brok){0, 1})
struct brok brok_int(int64_t value);
/* t/n reduced; n may be negative, not 0 (0 is an error in err). */
bool brok_make(int64_t t, int64_t n, struct brok *out, struct err *err) MUST_CHECK;
bool brok_add(struct brok a, struct brok b, struct brok *out, struct err *err) MUST_CHECK;
bool brok_sub(struct brok a, struct brok b, struct brok *out, struct err *err) MUST_CHECK;
bool brok_mul(struct brok a, struct brok b, struct brok *out, struct err *err) MUST_CHECK;
bool brok_div(struct brok a, struct brok b, struct brok *out, struct err *err) MUST_CHECK;
int brok_cmp(struct brok a, struct brok b); /* -1, 0, 1; exact for every pair */
bool brok_eq(struct brok a, struct brok b);

/* Rounds to a multiple of step (step > 0), by name: 100 øre steps give whole kroner. The result is
 * the rounded value itself. */
bool brok_round(struct brok a, int64_t step, enum afrunding how, int64_t *out,
                struct err *err) MUST_CHECK;

/* A Danish decimal such as "27.004,08", "30,41", "-5": points group thousands (exactly three digits
 * between), a comma starts decimals. At most max_decimals decimals and 15 digits. Also "365/12". */
bool brok_parse(struct str text, int max_decimals, struct brok *out, struct err *err) MUST_CHECK;
/* "27.004,08" with exactly `decimals` decimals when the value has no more, else "t/n". */
struct str brok_text(struct arena *arena, struct brok a, int decimals);
/* The shortest Danish decimal when it is finite within 6 decimals ("30,41", "6"), else "365/12". */
struct str brok_short(struct arena *arena, struct brok a);

/* The reader under brok_parse and oere_parse: a Danish decimal (never "a/b") as value /
 * 10^decimals, with at most max_digits digits in all. */
bool brok_scan(struct str text, int max_digits, int max_decimals, int64_t *value, int *decimals,
               struct err *err) MUST_CHECK;

#endif
