/*
 * test_help: what the tests of this room share. Only for *_test.c; include it first.
 *
 * Randomness is seeded by the test, so that a failure comes again on the next run.
 */
#ifndef BASE_TEST_HELP_H
#define BASE_TEST_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"

/* splitmix64, by Sebastiano Vigna (public domain). */
static inline uint64_t test_random(uint64_t *state)
{
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* A number in [low, high]. */
static inline int64_t test_between(uint64_t *state, int64_t low, int64_t high)
{
    uint64_t span = (uint64_t)high - (uint64_t)low + 1;
    uint64_t pick = span == 0 ? test_random(state) : test_random(state) % span;

    return (int64_t)((uint64_t)low + pick);
}

#define assert_str(s, expected)                                                                    \
    do {                                                                                           \
        struct str assert_str_value = (s);                                                         \
        const char *assert_str_expected = (expected);                                              \
        if (!str_is(assert_str_value, assert_str_expected)) {                                      \
            fail_msg("expected >%s<, got >%.*s<", assert_str_expected, STR_ARG(assert_str_value)); \
        }                                                                                          \
    } while (0)

#endif
