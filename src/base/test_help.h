/*
 * test_help: what the tests of all rooms share. Only for *_test.c; include it first.
 *
 * Randomness is seeded by the test, so that a failure comes again on the next run.
 */
#ifndef BASE_TEST_HELP_H
#define BASE_TEST_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

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

/* A text for the English pages: there, another than the Danish one, and without Danish words but
 * for what it quotes. */
static inline void test_begge(const struct err *err)
{
    static const char *const DANSK[] = {" er ",  " og ",  " ikke ", " skal ", " eller ", " med ",
                                        " som ", " den ", " det ",  " kan ",  " der ",   " af "};
    bool citat = false;

    if (err->engelsk[0] == '\0') fail_msg("in Danish alone: %s", err->text);
    if (strcmp(err->engelsk, err->text) == 0) fail_msg("the same twice: %s", err->text);
    for (const char *c = err->engelsk; *c != '\0'; c++) {
        if (strncmp(c, "»", strlen("»")) == 0) citat = true;
        if (strncmp(c, "«", strlen("«")) == 0) citat = false;
        for (size_t i = 0; !citat && i < sizeof(DANSK) / sizeof(*DANSK); i++)
            if (strncmp(c, DANSK[i], strlen(DANSK[i])) == 0)
                fail_msg("Danish >%s< in: %s", DANSK[i], err->engelsk);
    }
}

/* A test of a room whose refusals reach pages defines TEST_BEGGE before it includes this: then each
 * refusal below must say itself in both languages. */
#ifdef TEST_BEGGE
#define TEST_SPROG(e) test_begge(&(e))
#else
#define TEST_SPROG(e) (void)0
#endif

/* Fails the test with the error's text. */
#define assert_ok(call, e)                                                                         \
    do {                                                                                           \
        if (!(call)) fail_msg("%s: %s: %s", #call, (e).place, (e).text);                           \
    } while (0)

/* The call fails with these words; the error is empty again afterwards. */
#define assert_refused(call, e, words)                                                             \
    do {                                                                                           \
        assert_false(call);                                                                        \
        if (strstr((e).text, (words)) == NULL) fail_msg("no >%s< in: %s", (words), (e).text);      \
        TEST_SPROG(e);                                                                             \
        memset(&(e), 0, sizeof(e));                                                                \
    } while (0)

/* The call fails with this kind and these words; the error is empty again afterwards. */
#define assert_refused_as(call, e, expected_kind, words)                                           \
    do {                                                                                           \
        assert_false(call);                                                                        \
        if (strstr((e).text, (words)) == NULL) fail_msg("no >%s< in: %s", (words), (e).text);      \
        assert_int_equal((e).kind, (expected_kind));                                               \
        TEST_SPROG(e);                                                                             \
        memset(&(e), 0, sizeof(e));                                                                \
    } while (0)

#define assert_str(s, expected)                                                                    \
    do {                                                                                           \
        struct str assert_str_value = (s);                                                         \
        const char *assert_str_expected = (expected);                                              \
        if (!str_is(assert_str_value, assert_str_expected)) {                                      \
            fail_msg("expected >%s<, got >%.*s<", assert_str_expected, STR_ARG(assert_str_value)); \
        }                                                                                          \
    } while (0)

#endif
