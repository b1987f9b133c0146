/* Persons and accounts on both engines. All numbers are invented: day + 60. */
#define TEST_BEGGE
#include "register/test_register.h"

static const struct register_person bo = {
    .id = {"P1", 2},
    .navn = {"Bo Prøve", 9},
    .cpr = {"7101921234", 10},
    .adresse = {"Prøvevej 1", 11},
    .postnummer = {"9999", 4},
    .by_navn = {"Prøveby", 8},
};

static bool put(struct test_register *t, struct register_person p, bool *skrevet)
{
    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    if (register_person_skriv(t->store, &t->arena, TEST_KOMMUNE, 0, &p, skrevet, &t->err)) {
        assert_ok(store_commit(t->store, &t->err), t->err);
        return true;
    }
    store_rollback(t->store);
    return false;
}

static void a_person_is_kept_and_corrected(void **state)
{
    struct test_register t;
    struct register_person p = bo, laest, *alle = NULL;
    size_t antal = 0;
    bool skrevet = false;

    test_register_open(&t, *state);
    assert_ok(put(&t, p, &skrevet), t.err);
    assert_true(skrevet);
    assert_ok(put(&t, p, &skrevet), t.err);
    assert_false(skrevet);
    p.beskyttet = true;
    assert_ok(put(&t, p, &skrevet), t.err);
    assert_true(skrevet);
    assert_ok(
        put(&t,
            (struct register_person){
                .id = STR("A"), .virksomhed = true, .navn = STR("Firma"), .cpr = STR("99999999")},
            &skrevet),
        t.err);
    assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
    assert_ok(register_person(t.store, &t.arena, TEST_KOMMUNE, STR("P1"), &laest, &t.err), t.err);
    assert_str(laest.navn, "Bo Prøve");
    assert_str(laest.cpr, "7101921234");
    assert_true(laest.beskyttet);
    assert_ok(register_person(t.store, &t.arena, TEST_KOMMUNE, STR("P2"), &laest, &t.err), t.err);
    assert_int_equal(laest.id.n, 0);
    assert_ok(register_personer(t.store, &t.arena, TEST_KOMMUNE, &alle, &antal, &t.err), t.err);
    assert_int_equal(antal, 2);
    assert_str(alle[0].id, "A");
    assert_true(alle[0].virksomhed);
    store_rollback(t.store);
    test_register_close(&t);
}

static void bad_numbers_are_refused_without_being_repeated(void **state)
{
    static const char *const cpr[] = {"710192123",  "71019212345", "7101921a34", "9201921234",
                                      "7113921234", "0001921234",  "710192-1234"};
    struct test_register t;
    struct register_person p = bo;
    bool skrevet = false;

    test_register_open(&t, *state);
    for (size_t i = 0; i < sizeof(cpr) / sizeof(cpr[0]); i++) {
        p.cpr = str_from(cpr[i]);
        assert_false(put(&t, p, &skrevet));
        assert_non_null(strstr(t.err.text, "ti cifre"));
        assert_null(strstr(t.err.text, cpr[i]));
        t.err = (struct err)ERR_INIT;
    }
    p = bo;
    p.virksomhed = true;
    assert_refused(put(&t, p, &skrevet), t.err, "otte cifre");
    p = bo;
    p.id = STR("7101921234");
    assert_refused(put(&t, p, &skrevet), t.err, "ligner et cpr");
    p = bo;
    p.postnummer = STR("99");
    assert_refused(put(&t, p, &skrevet), t.err, "fire cifre");
    p = bo;
    p.navn = STR("Bo \xe2\x80\xae"
                 "Prøve");
    assert_refused(put(&t, p, &skrevet), t.err, "usynlige tegn");
    p.navn = STR("Bo 😀 Prøve");
    assert_refused(put(&t, p, &skrevet), t.err, "Navnet har tegnet »😀« (U+1F600) efter »Bo«");
    p = bo;
    p.adresse = STR("Vej 1 \xe2\x9c\x93");
    assert_refused(put(&t, p, &skrevet), t.err, "Adressen har tegnet »✓«");
    test_register_close(&t);
}

/* ---- names ---- */

static bool rename_as(struct test_register *t, enum navn_handling handling, const char *navn,
                      const char *fra, bool *skrevet)
{
    struct register_navneret ret = {.person = STR("P1"),
                                    .handling = handling,
                                    .navn = str_from(navn),
                                    .fra = fra == NULL ? DATO_MIN : test_dag(fra),
                                    .i_dag = test_dag("2021-06-28")};
    int64_t nr;

    t->now_us += 60000000;
    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    assert_ok(register_begin(t->store, &t->adgang, STR("ret navn"), t->now_us, &nr, &t->err),
              t->err);
    if (register_navn_ret(t->store, &t->arena, TEST_KOMMUNE, nr, &ret, skrevet, &t->err)) {
        assert_ok(store_commit(t->store, &t->err), t->err);
        return true;
    }
    store_rollback(t->store);
    return false;
}

/* What P1 is called on a day as known at nr. */
static struct str called(struct test_register *t, const char *dag, int64_t nr)
{
    struct register_navn *n;
    size_t antal;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(register_navne(t->store, &t->arena, TEST_KOMMUNE, STR("P1"), &n, &antal, &t->err),
              t->err);
    store_rollback(t->store);
    const struct register_navn *navn = register_navn_paa(n, antal, test_dag(dag), nr);
    return navn == NULL ? STR("?") : navn->navn;
}

static struct str called_now(struct test_register *t)
{
    struct register_person p;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(register_person(t->store, &t->arena, TEST_KOMMUNE, STR("P1"), &p, &t->err), t->err);
    store_rollback(t->store);
    return p.navn;
}

/* A new name from a day, one that was never right, and a change that never took place: nothing of
 * what was known is lost, and what is called what is asked for with both times. */
static void a_name_changes_and_is_corrected(void **state)
{
    struct test_register t;
    bool skrevet = false;

    test_register_open(&t, *state);
    assert_ok(put(&t, bo, &skrevet), t.err);
    assert_str(called(&t, "2021-06-28", INT64_MAX), "?"); /* never changed: person alone knows */
    assert_ok(rename_as(&t, NAVN_SKIFTET, "Bo Ærlig", "2021-03-01", &skrevet), t.err);
    assert_true(skrevet);
    assert_str(called_now(&t), "Bo Ærlig");
    assert_str(called(&t, "2021-02-28", INT64_MAX), "Bo Prøve");
    assert_str(called(&t, "2021-03-01", INT64_MAX), "Bo Ærlig");
    assert_str(called(&t, "2021-03-01", 0), "Bo Prøve"); /* before we knew */
    /* it was misspelt: from the same day, and known to be so before */
    assert_ok(rename_as(&t, NAVN_RETTET, " Bo Aerlig ", NULL, &skrevet), t.err);
    assert_str(called_now(&t), "Bo Aerlig");
    assert_str(called(&t, "2021-03-01", 1), "Bo Ærlig");
    assert_str(called(&t, "2021-03-01", 2), "Bo Aerlig");
    assert_ok(rename_as(&t, NAVN_RETTET, "Bo Aerlig", NULL, &skrevet), t.err);
    assert_false(skrevet);
    /* it never took place */
    assert_ok(rename_as(&t, NAVN_TILBAGE, "", NULL, &skrevet), t.err);
    assert_str(called_now(&t), "Bo Prøve");
    assert_str(called(&t, "2021-06-28", 3), "Bo Aerlig");
    assert_str(called(&t, "2021-06-28", INT64_MAX), "Bo Prøve");
    /* an import that says another name corrects it, and that is known too */
    struct register_person p = bo;
    p.navn = STR("Bo Åben");
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    assert_ok(register_person_skriv(t.store, &t.arena, TEST_KOMMUNE, 5, &p, &skrevet, &t.err),
              t.err);
    assert_ok(store_commit(t.store, &t.err), t.err);
    assert_str(called(&t, "2020-01-01", INT64_MAX), "Bo Åben");
    assert_str(called(&t, "2020-01-01", 4), "Bo Prøve");
    test_register_close(&t);
}

static void what_no_name_can_be(void **state)
{
    struct test_register t;
    bool skrevet = false;

    test_register_open(&t, *state);
    assert_refused(rename_as(&t, NAVN_RETTET, "Ny", NULL, &skrevet), t.err, "ingen person");
    assert_ok(put(&t, bo, &skrevet), t.err);
    assert_refused(rename_as(&t, NAVN_RETTET, " ", NULL, &skrevet), t.err, "Skriv navnet");
    assert_refused(rename_as(&t, NAVN_RETTET, "B 😀", NULL, &skrevet), t.err, "»😀«");
    assert_refused(rename_as(&t, NAVN_SKIFTET, "Ny", "2021-06-29", &skrevet), t.err, "ikke kommet");
    assert_refused(rename_as(&t, NAVN_TILBAGE, "", NULL, &skrevet), t.err, "intet navneskift");
    assert_ok(rename_as(&t, NAVN_SKIFTET, "Ny", "2021-06-28", &skrevet), t.err);
    assert_refused(rename_as(&t, NAVN_SKIFTET, "Nyere", "2021-06-28", &skrevet), t.err,
                   "allerede skiftet");
    test_register_close(&t);
}

static struct register_konto account(struct test_register *t, int64_t nr)
{
    struct register_konto k;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(register_konto(t->store, &t->arena, TEST_KOMMUNE, STR("P1"), nr, &k, &t->err),
              t->err);
    store_rollback(t->store);
    return k;
}

static void an_account_needs_two(void **state)
{
    const struct register_konto ny = {true, STR("1234"), STR("0012345678")};
    const struct register_konto nemkonto = {0};
    struct test_register t;
    struct str *brugere = NULL;
    size_t antal = 0;
    bool skrevet = false;
    int64_t nr = 0, andet = 0;

    test_register_open(&t, *state);
    struct adgang anden = t.adgang;
    anden.bruger = STR("bruger-2");
    struct store *s = t.store;
    struct str p = STR("P1");
    assert_refused(register_konto_foreslaa(s, &t.adgang, p, &ny, 1, &nr, &t.err), t.err, "P1");
    assert_ok(put(&t, bo, &skrevet), t.err);
    assert_ok(register_konto_foreslaa(s, &t.adgang, p, &ny, 1, &nr, &t.err), t.err);
    assert_int_equal(nr, 1);
    assert_false(account(&t, INT64_MAX).har_konto);
    assert_refused(register_konto_svar(s, &t.adgang, p, nr, true, 2, &t.err), t.err, "en anden");
    assert_refused(register_konto_svar(s, &anden, p, 9, true, 2, &t.err), t.err, "intet forslag");
    struct adgang uden = anden;
    uden.roller = 1u << ROLLE_REVISION;
    assert_false(register_konto_svar(s, &uden, p, nr, true, 2, &t.err));
    t.err = (struct err)ERR_INIT;
    assert_ok(register_konto_svar(s, &anden, p, nr, true, 2, &t.err), t.err);
    assert_refused(register_konto_svar(s, &anden, p, nr, false, 2, &t.err), t.err, "besvaret");
    assert_false(account(&t, 1).har_konto);
    assert_str(account(&t, 2).kontonummer, "0012345678");
    /* Back to the NemKonto; a refused proposal changes nothing. */
    assert_ok(register_konto_foreslaa(s, &anden, p, &ny, 3, &andet, &t.err), t.err);
    assert_ok(register_konto_foreslaa(s, &anden, p, &nemkonto, 3, &nr, &t.err), t.err);
    assert_ok(register_konto_svar(s, &t.adgang, p, nr, false, 4, &t.err), t.err);
    assert_true(account(&t, INT64_MAX).har_konto);
    assert_ok(register_konto_foreslaa(s, &anden, p, &nemkonto, 5, &nr, &t.err), t.err);
    assert_ok(register_konto_svar(s, &t.adgang, p, nr, true, 6, &t.err), t.err);
    assert_false(account(&t, INT64_MAX).har_konto);
    assert_true(account(&t, nr).har_konto);
    assert_refused(register_konto_svar(s, &t.adgang, p, andet, true, 7, &t.err), t.err, "nyere");
    assert_ok(store_begin(s, STORE_READ, &t.err), t.err);
    assert_ok(register_konto_brugere(s, &t.arena, TEST_KOMMUNE, 0, 1, &brugere, &antal, &t.err),
              t.err);
    assert_int_equal(antal, 1);
    assert_str(brugere[0], "bruger-1");
    assert_ok(register_konto_brugere(s, &t.arena, TEST_KOMMUNE, 0, 99, &brugere, &antal, &t.err),
              t.err);
    assert_int_equal(antal, 2);
    store_rollback(s);
    test_register_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(a_person_is_kept_and_corrected),
        BOTH(bad_numbers_are_refused_without_being_repeated),
        BOTH(a_name_changes_and_is_corrected),
        BOTH(what_no_name_can_be),
        BOTH(an_account_needs_two),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
