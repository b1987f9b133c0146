/*
 * status: what it says of a small history, and that it does not read the journal through.
 */
#include "afregning/test_eftersyn.h"

#include "afregning/status.h"

static void it_says_how_things_stand(void **state)
{
    struct test_afregning t;
    struct afregning_status s;

    test_afregning_open(&t, *state);
    test_history(&t);
    assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
    assert_ok(afregning_status(t.store, &t.arena, TEST_KOMMUNE, &s, &t.err), t.err);
    store_rollback(t.store);
    assert_int_equal(s.anbringelser, 2);
    assert_int_equal(s.godkendelser, 5);
    assert_int_equal(s.til_maaned.nr, test_maaned("2021-08").nr);
    assert_int_equal(s.koersler, 5);
    assert_int_equal(s.koersel[0].loebenr, 5);
    assert_int_equal(s.tilgodehavende.oere, -test_konto(&t, KONTO_TILGODEHAVENDE));
    struct journal_raekke *r;
    assert_int_equal(s.hoved.nr, test_journal(&t, &r));
    test_afregning_close(&t);
}

static void sums_are_read_from_their_index(void **state)
{
    struct test_afregning t;
    struct str plan;
    size_t at;

    test_afregning_open(&t, *state);
    assert_ok(store_explain(t.store, &t.arena, SQL_AFREGNING_STATUS_SKYLDES, &plan, &t.err), t.err);
    assert_true(str_find(plan, STR("COVERING INDEX journal_skyldes"), &at));
    assert_ok(store_explain(t.store, &t.arena, SQL_AFREGNING_STATUS_BETALT_TILBAGE, &plan, &t.err),
              t.err);
    assert_true(str_find(plan, STR("COVERING INDEX journal_betalt_tilbage"), &at));
    test_afregning_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(it_says_how_things_stand),
        cmocka_unit_test_prestate(sums_are_read_from_their_index, &sqlite),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
