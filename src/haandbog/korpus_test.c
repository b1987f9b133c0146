/*
 * Every kept input of the fuzz harnesses, replayed: what once failed must not fail again.
 */
#include "base/test_help.h"

#include <string.h>

#include "base/fil.h"
#include "haandbog/facts_fuzz.h"
#include "haandbog/haandbog_fuzz.h"
#include "sag/sag_fuzz.h"
#include "takst/takst_fuzz.h"

enum { INPUT_MAX = 1 << 20 };

static void replay(const char *mappe, size_t least, void (*harness)(const uint8_t *, size_t))
{
    struct arena arena;
    struct err err = ERR_INIT;
    struct str *navn = NULL;
    size_t antal = 0;
    arena_init(&arena, 64u << 20);
    if (!fil_list(&arena, mappe, &navn, &antal, &err)) fail_msg("%s: %s", mappe, err.text);
    assert_true(antal >= least);
    for (size_t i = 0; i < antal; i++) {
        struct str text;
        struct str sti = str_format(&arena, "%s/%.*s", mappe, STR_ARG(navn[i]));
        assert_true(fil_read(&arena, str_c(&arena, sti), INPUT_MAX, &text, &err));
        /* A copy of its own size, so that the sanitizer sees a read past its end. */
        uint8_t *exact = test_malloc(text.n + (text.n == 0));
        memcpy(exact, text.p, text.n);
        harness(exact, text.n);
        test_free(exact);
    }
    arena_release(&arena);
}

static void test_haandbog(void **state)
{
    (void)state;
    replay("tests/fuzz/haandbog", 5, haandbog_fuzz);
}

static void test_takst(void **state)
{
    (void)state;
    replay("tests/fuzz/takst", 2, takst_fuzz);
}

static void test_sag(void **state)
{
    (void)state;
    replay("tests/fuzz/sag", 5, sag_fuzz);
}

static void test_facts(void **state)
{
    (void)state;
    replay("tests/fuzz/facts", 5, facts_fuzz);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_haandbog),
        cmocka_unit_test(test_takst),
        cmocka_unit_test(test_sag),
        cmocka_unit_test(test_facts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
