/*
 * partshoering: a family's time to answer runs out before it is given notice; never sooner, and
 * once. On both engines. Cites R102 R103 R104.
 */
#include "indstilling/test_indstilling.h"

#include <string.h>

static void the_table_of_moves(void **state)
{
    static const char *const kan[] = {".111", ".111", "....", "...."};

    (void)state;
    for (int fra = 0; fra < PARTSHOERING_TILSTANDE; fra++)
        for (int til = 0; til < PARTSHOERING_TILSTANDE; til++)
            assert_int_equal(partshoering_kan_flytte((enum partshoering_tilstand)fra,
                                                     (enum partshoering_tilstand)til),
                             kan[fra][til] == '1');
    for (int i = 0; i < AARSAGER; i++) {
        enum opsigelse_aarsag a = AARSAGER;
        assert_true(
            opsigelse_aarsag_of(str_from(opsigelse_aarsag_kode((enum opsigelse_aarsag)i)), &a));
        assert_int_equal(a, i);
    }
}

static bool hear(struct test_sag *t, const struct adgang *som, struct str id, struct dato frist)
{
    test_begin(t);
    return test_end(t, partshoering_send(t->r.store, &t->r.arena, som, &t->p.plan, id, STR("A1"),
                                         STR("samarbejdet er brudt sammen"), frist, t->r.now_us,
                                         &t->r.err));
}

static struct partshoering find(struct test_sag *t, struct str id)
{
    struct partshoering h;

    assert_ok(partshoering_find(t->r.store, &t->r.arena, &t->raadgiver, id, &h, &t->r.err),
              t->r.err);
    assert_true(h.id.n > 0);
    return h;
}

static bool give_notice(struct test_sag *t, struct str id, struct dato dato)
{
    test_begin(t);
    struct partshoering h = find(t, id);
    return test_end(t, partshoering_opsig(t->r.store, &t->r.arena, &t->raadgiver, &h, dato,
                                          AARSAG_KONFLIKT, t->r.now_us, &t->r.err));
}

static size_t endings(struct test_sag *t, struct register_fakta **out)
{
    size_t n = 0;

    assert_ok(store_begin(t->r.store, STORE_READ, &t->r.err), t->r.err);
    assert_ok(register_fakta_af(t->r.store, &t->r.arena, TEST_KOMMUNE, INT64_MAX, SLAGS_OPHOER,
                                STR("A1"), out, &n, &t->r.err),
              t->r.err);
    store_rollback(t->r.store);
    return n;
}

static void notice_waits_for_the_hearing(void **state)
{
    struct test_sag t;
    struct register_fakta *f;

    test_sag_open(&t, *state);
    struct str id = test_new_id(&t);
    struct dato i_dag = dato_make(2021, 7, 1), frist = dato_make(2021, 7, 15);
    assert_afvist(hear(&t, &t.medlem, id, DATO_MIN), t.r.err, ERR_ACCESS);
    assert_afvist(hear(&t, &t.raadgiver, id, dato_plus(frist, -1)), t.r.err, ERR_INPUT);
    assert_ok(hear(&t, &t.raadgiver, id, DATO_MIN), t.r.err);
    assert_ok(hear(&t, &t.raadgiver, id, DATO_MIN), t.r.err); /* sent twice: one hearing */
    assert_afvist(hear(&t, &t.raadgiver, test_new_id(&t), DATO_MIN), t.r.err, ERR_INPUT);
    assert_afvist(give_notice(&t, id, dato_plus(frist, 1)), t.r.err, ERR_INPUT);
    assert_non_null(strstr(t.r.err.text, "15. juli 2021"));
    t.r.now_us += 14 * TEST_DOEGN; /* the last day to answer */
    assert_afvist(give_notice(&t, id, dato_plus(frist, 1)), t.r.err, ERR_INPUT);
    assert_int_equal(endings(&t, &f), 0);
    t.r.now_us += TEST_DOEGN;
    assert_afvist(give_notice(&t, id, i_dag), t.r.err, ERR_INPUT); /* nor dated back */
    assert_afvist(give_notice(&t, id, frist), t.r.err, ERR_INPUT);
    assert_ok(give_notice(&t, id, dato_plus(frist, 1)), t.r.err);
    assert_int_equal(endings(&t, &f), 1);
    assert_int_equal(f[0].ophoer.art, OPHOER_OPSIGELSE);
    assert_str(f[0].ophoer.part, "kommune");
    assert_str(f[0].ophoer.aarsag, "konflikt");
    assert_afvist(give_notice(&t, id, dato_plus(frist, 2)), t.r.err, ERR_CONFLICT);
    assert_int_equal(endings(&t, &f), 1);
    test_register_close(&t.r);
}

/* An answer does not end the time to answer: another may come. */
static void an_answer_is_kept_and_it_may_be_dropped(void **state)
{
    struct test_sag t;

    test_sag_open(&t, *state);
    struct str id = test_new_id(&t);
    assert_ok(hear(&t, &t.raadgiver, id, DATO_MIN), t.r.err);
    test_begin(&t);
    struct partshoering h = find(&t, id);
    assert_afvist(test_end(&t, partshoering_svar(t.r.store, &t.r.arena, &t.raadgiver, &h, STR(" "),
                                                 t.r.now_us, &t.r.err)),
                  t.r.err, ERR_INPUT);
    assert_string_equal(t.r.err.text, "Skriv det, familien har svaret; det står i sagen.");
    test_begin(&t);
    assert_ok(partshoering_svar(t.r.store, &t.r.arena, &t.raadgiver, &h, STR("vi er uenige"),
                                t.r.now_us, &t.r.err),
              t.r.err);
    test_end(&t, true);
    assert_afvist(give_notice(&t, id, dato_make(2021, 7, 16)), t.r.err, ERR_INPUT);
    test_begin(&t);
    h = find(&t, id);
    assert_int_equal(partshoering_nu(&h)->tilstand, PARTSHOERING_BESVARET);
    assert_afvist(test_end(&t, partshoering_frafald(t.r.store, &t.r.arena, &t.raadgiver, &h,
                                                    STR(" "), t.r.now_us, &t.r.err)),
                  t.r.err, ERR_INPUT);
    assert_string_equal(t.r.err.text, "Skriv, hvorfor opsigelsen er frafaldet; det står i sagen.");
    test_begin(&t);
    assert_ok(partshoering_frafald(t.r.store, &t.r.arena, &t.raadgiver, &h, STR("de har ret"),
                                   t.r.now_us, &t.r.err),
              t.r.err);
    test_end(&t, true);
    t.r.now_us += 20 * TEST_DOEGN;
    assert_afvist(give_notice(&t, id, dato_make(2021, 7, 20)), t.r.err, ERR_CONFLICT);
    assert_ok(hear(&t, &t.raadgiver, test_new_id(&t), DATO_MIN), t.r.err); /* a new one may begin */
    test_register_close(&t.r);
}

/* What the handbook does not say is chosen in each hearing, and never taken to be nothing. */
static void an_unknown_time_is_chosen(void **state)
{
    struct test_sag t;

    test_sag_open(&t, *state);
    t.p.plan.indplacering.afgoerelse.hoering_dage = -1;
    struct str id = test_new_id(&t);
    assert_afvist(hear(&t, &t.raadgiver, id, DATO_MIN), t.r.err, ERR_INPUT);
    assert_afvist(hear(&t, &t.raadgiver, id, dato_make(2021, 7, 1)), t.r.err, ERR_INPUT);
    assert_ok(hear(&t, &t.raadgiver, id, dato_make(2021, 7, 8)), t.r.err);
    t.r.now_us += 7 * TEST_DOEGN;
    assert_afvist(give_notice(&t, id, dato_make(2021, 7, 9)), t.r.err, ERR_INPUT);
    t.r.now_us += TEST_DOEGN;
    assert_ok(give_notice(&t, id, dato_make(2021, 7, 9)), t.r.err);
    test_register_close(&t.r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_of_moves),
        BOTH(notice_waits_for_the_hearing),
        BOTH(an_answer_is_kept_and_it_may_be_dropped),
        BOTH(an_unknown_time_is_chosen),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
