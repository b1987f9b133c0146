/*
 * test_both: a test program whose tests run on both engines. Only for *_test.c; include it first.
 *
 *     const struct CMUnitTest tests[] = {BOTH(a_row_is_kept)};
 *     return cmocka_run_group_tests(tests, start_both, stop_both);
 *
 * A test finds its engine in *state.
 */
#ifndef STORE_TEST_BOTH_H
#define STORE_TEST_BOTH_H

#include "store/test_store.h"

static struct test_store sqlite;
static struct test_store postgres;

static inline int start_both(void **state)
{
    (void)state;
    test_store_start(&sqlite, STORE_SQLITE);
    test_store_start(&postgres, STORE_POSTGRES);
    return 0;
}

static inline int stop_both(void **state)
{
    (void)state;
    test_store_stop(&sqlite);
    test_store_stop(&postgres);
    return 0;
}

#define BOTH(f)                                                                                    \
    {#f "_sqlite", f, NULL, NULL, &sqlite},                                                        \
    {                                                                                              \
#f "_postgres", f, NULL, NULL, &postgres                                                   \
    }

#endif
