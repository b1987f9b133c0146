/*
 * visning: each view leaves a row that cannot be changed or taken out unseen, on both engines.
 */
#include "adgang/test_adgang.h"

#include <sqlite3.h>

#include "adgang/visning.h"

static void see(struct test_case *t, const struct adgang *af, enum visning_art art, const char *id,
                int64_t now_us)
{
    const struct visning v = {.art = art,
                              .id = str_from(id),
                              .handling = VISNING_VIS,
                              .formaal = STR("sagsbehandling"),
                              .rute = STR("/familie/{id}"),
                              .antal = 1,
                              .registrering = 7};

    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    assert_ok(visning_skriv(t->store, &t->arena, af, &v, now_us, &t->err), t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
}

static size_t seen(struct test_case *t, int kommune, const char *id, int64_t fra_us, int64_t til_us,
                   struct visning_linje **out)
{
    size_t n = 0;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(visning_af(t->store, &t->arena, kommune, VISNING_PLEJEFAMILIE, str_from(id), fra_us,
                         til_us, 100, out, &n, &t->err),
              t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
    return n;
}

static struct str broken(struct test_case *t, int kommune)
{
    struct str brudt;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(visning_hel(t->store, &t->arena, kommune, &brudt, &t->err), t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
    return brudt;
}

static void a_view_leaves_a_row(void **state)
{
    struct test_case t;
    struct visning_linje *l;

    open_new(&t, *state);
    struct adgang anna = new_user(&t, "anna", ROLLE_LEDER);
    see(&t, &anna, VISNING_PLEJEFAMILIE, "F1", NOW);
    see(&t, &t.rod, VISNING_PLEJEFAMILIE, "F1", NOW + 5);
    see(&t, &anna, VISNING_PLEJEFAMILIE, "F2", NOW + 6);
    see(&t, &anna, VISNING_ANBRINGELSE, "F1", NOW + 7);
    assert_int_equal(seen(&t, 773, "F1", NOW, NOW + 100, &l), 2);
    assert_true(str_eq(l[0].bruger, t.rod.bruger));
    assert_true(str_eq(l[1].bruger, anna.bruger));
    assert_int_equal(l[1].nr, 1);
    assert_int_equal(l[1].tid_us, NOW);
    assert_str(l[1].art, "plejefamilie");
    assert_str(l[1].handling, "vis");
    assert_str(l[1].formaal, "sagsbehandling");
    assert_str(l[1].rute, "/familie/{id}");
    assert_int_equal(l[1].antal, 1);
    assert_int_equal(l[1].registrering, 7);
    assert_int_equal(seen(&t, 773, "F1", NOW + 1, NOW + 5, &l), 0);
    assert_int_equal(seen(&t, 740, "F1", NOW, NOW + 100, &l), 0);
    assert_int_equal(seen(&t, 773, "f1", NOW, NOW + 100, &l), 0);
    assert_int_equal(broken(&t, 773).n, 0);
    close_case(&t);
}

/* What pages show of it; a word that no page writes has no English. */
static void words_have_english(void **state)
{
    (void)state;
    assert_string_equal(visning_engelsk(STR("sagsbehandling")), "work on the case");
    assert_string_equal(visning_engelsk(STR("plejefamilier")), "foster families");
    assert_null(visning_engelsk(STR("nysgerrighed")));
    assert_null(visning_engelsk(STR_EMPTY));
}

/* What is rolled back was not seen; what cannot be logged is an error of the transaction. */
static void a_view_is_in_the_transaction(void **state)
{
    const struct visning v = {.art = VISNING_PERSON,
                              .id = STR("P1"),
                              .handling = VISNING_HENT,
                              .formaal = STR("udbetaling"),
                              .rute = STR("/person/{id}")};
    const struct adgang nobody = {773, STR("aaaaaaaaaaaaaaaaaaaa"), STR("nobody"), 0};
    struct visning_linje *l;
    struct test_case t;
    size_t n = 0;

    open_new(&t, *state);
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    assert_ok(visning_skriv(t.store, &t.arena, &t.rod, &v, NOW, &t.err), t.err);
    store_rollback(t.store);
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    /* A user that is not there: the database refuses, at once or at the commit. */
    bool ok = visning_skriv(t.store, &t.arena, &nobody, &v, NOW, &t.err);
    if (ok) ok = store_commit(t.store, &t.err);
    store_rollback(t.store);
    assert_false(ok);
    memset(&t.err, 0, sizeof(t.err));
    assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
    assert_ok(visning_alle(t.store, &t.arena, 773, 0, NOW + 1, 10, &l, &n, &t.err), t.err);
    assert_ok(store_commit(t.store, &t.err), t.err);
    assert_int_equal(n, 0);
    close_case(&t);
}

/* Past the triggers, as one with the file in hand could. */
static void damage(struct test_case *t, const char *sql)
{
    sqlite3 *db = NULL;

    assert_int_equal(sqlite3_open(t->url.c + strlen("sqlite:"), &db), SQLITE_OK);
    int code = sqlite3_exec(db,
                            "DROP TRIGGER IF EXISTS visning_no_update;"
                            "DROP TRIGGER IF EXISTS visning_no_delete",
                            NULL, NULL, NULL);
    assert_int_equal(code, SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_changes(db), 1);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void a_changed_log_is_seen(void **state)
{
    static const char *const changes[] = {
        "UPDATE visning SET tid_us = tid_us + 1 WHERE nr = 2",
        "UPDATE visning SET art = 'person' WHERE nr = 2",
        "UPDATE visning SET id = 'F9' WHERE nr = 2",
        "UPDATE visning SET handling = 'hent' WHERE nr = 2",
        "UPDATE visning SET formaal = 'x' WHERE nr = 2",
        "UPDATE visning SET rute = '/' WHERE nr = 2",
        "UPDATE visning SET antal = 0 WHERE nr = 3",
        "UPDATE visning SET registrering = 8 WHERE nr = 1",
        "UPDATE visning SET hash = 'x' WHERE nr = 3",
        "UPDATE visning SET formaal = 'sagsbehandling/', rute = 'familie/{id}' WHERE nr = 2",
        "DELETE FROM visning WHERE nr = 1",
        "DELETE FROM visning WHERE nr = 2",
        "UPDATE visning SET nr = 4 WHERE nr = 3",
    };

    for (size_t i = 0; i < sizeof(changes) / sizeof(*changes); i++) {
        struct test_case t;
        open_new(&t, *state);
        struct adgang anna = new_user(&t, "anna", ROLLE_LEDER);
        for (int k = 0; k < 3; k++) see(&t, &anna, VISNING_PLEJEFAMILIE, "F1", NOW + k);
        see(&t, &t.rod, VISNING_LISTE, "familier", NOW);
        assert_int_equal(broken(&t, 773).n, 0);
        /* rod's one row is left as it is. */
        struct str sql =
            str_format(&t.arena, "%s AND bruger = '%.*s'", changes[i], STR_ARG(anna.bruger));
        damage(&t, str_c(&t.arena, sql));
        if (!str_eq(broken(&t, 773), anna.bruger)) fail_msg("unseen: %s", changes[i]);
        close_case(&t);
    }
}

/* ---- how long it is kept */

static int64_t months_ago(int n)
{
    return NOW - n * INT64_C(31) * DAY_US;
}

static size_t rows_of(struct test_case *t, struct str bruger, struct visning_linje **out)
{
    const struct visning_soegning alt = {.bruger = bruger, .til_us = INT64_MAX};
    size_t n = 0;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(visning_soeg(t->store, &t->arena, 773, &alt, 0, 100, out, &n, &t->err), t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
    return n;
}

/* Ten old views of anna's and two new; one old one of rod's, which is also rod's newest. */
static struct adgang old_and_new(struct test_case *t)
{
    struct adgang anna = new_user(t, "anna", ROLLE_LEDER);

    for (int i = 0; i < 10; i++) see(t, &anna, VISNING_PLEJEFAMILIE, "F1", months_ago(20 - i));
    for (int i = 0; i < 2; i++) see(t, &anna, VISNING_PLEJEFAMILIE, "F2", NOW + i);
    see(t, &t->rod, VISNING_LISTE, "familier", months_ago(20));
    return anna;
}

static void old_rows_go_and_the_chain_stays_whole(void **state)
{
    struct visning_linje *l;
    struct test_case t;
    int64_t slettet = 0;

    open_new(&t, *state);
    struct adgang anna = old_and_new(&t);
    assert_false(visning_slet(t.store, &t.arena, &anna, 12, NOW, &slettet, &t.err));
    assert_int_equal(t.err.kind, ERR_ACCESS);
    memset(&t.err, 0, sizeof(t.err));
    assert_false(visning_slet(t.store, &t.arena, &t.rod, 5, NOW, &slettet, &t.err));
    assert_int_equal(t.err.kind, ERR_INPUT);
    memset(&t.err, 0, sizeof(t.err));
    assert_ok(visning_slet(t.store, &t.arena, &t.rod, 12, NOW, &slettet, &t.err), t.err);
    assert_int_equal(slettet, 9); /* those of 20 to 12 times 31 days ago */
    assert_int_equal(rows_of(&t, anna.bruger, &l), 3);
    assert_int_equal(rows_of(&t, t.rod.bruger, &l), 1);
    assert_int_equal(broken(&t, 773).n, 0);
    assert_ok(visning_slet(t.store, &t.arena, &t.rod, 12, NOW, &slettet, &t.err), t.err);
    assert_int_equal(slettet, 0);
    see(&t, &anna, VISNING_PLEJEFAMILIE, "F3", NOW + 5);
    assert_ok(visning_slet(t.store, &t.arena, &t.rod, 6, NOW + 400 * DAY_US, &slettet, &t.err),
              t.err);
    assert_int_equal(slettet, 3);
    assert_int_equal(rows_of(&t, anna.bruger, &l), 1);
    assert_int_equal(l[0].nr, 13);
    assert_int_equal(broken(&t, 773).n, 0);
    close_case(&t);
}

/* Without a row that says so, the database itself lets none go. */
static void nothing_goes_without_a_trace(void **state)
{
    static const char *const changes[] = {
        "UPDATE visning_slettet SET antal = 7 WHERE nr = 9",
        "UPDATE visning_slettet SET af = 'x' WHERE nr = 9",
        "UPDATE visning_slettet SET hash = 'x' WHERE nr = 9",
        "DELETE FROM visning_slettet WHERE nr = 9",
        "DELETE FROM visning WHERE nr = 10",
        "UPDATE visning SET formaal = 'x' WHERE nr = 10",
    };

    for (size_t i = 0; i < sizeof(changes) / sizeof(*changes); i++) {
        struct test_case t;
        int64_t slettet = 0;
        sqlite3 *db = NULL;
        open_new(&t, *state);
        struct adgang anna = old_and_new(&t);
        assert_int_equal(sqlite3_open(t.url.c + strlen("sqlite:"), &db), SQLITE_OK);
        assert_int_not_equal(sqlite3_exec(db, "DELETE FROM visning", NULL, NULL, NULL), SQLITE_OK);
        assert_ok(visning_slet(t.store, &t.arena, &t.rod, 12, NOW, &slettet, &t.err), t.err);
        assert_int_not_equal(sqlite3_exec(db, "DELETE FROM visning", NULL, NULL, NULL), SQLITE_OK);
        assert_int_not_equal(sqlite3_exec(db, "DELETE FROM visning_slettet", NULL, NULL, NULL),
                             SQLITE_OK);
        assert_int_equal(sqlite3_exec(db,
                                      "DROP TRIGGER visning_slettet_no_update;"
                                      "DROP TRIGGER visning_slettet_no_delete",
                                      NULL, NULL, NULL),
                         SQLITE_OK);
        assert_int_equal(sqlite3_close(db), SQLITE_OK);
        damage(&t, changes[i]);
        if (!str_eq(broken(&t, 773), anna.bruger)) fail_msg("unseen: %s", changes[i]);
        close_case(&t);
    }
}

static void the_log_is_searched(void **state)
{
    struct visning_linje *l;
    struct test_case t;
    size_t n = 0;

    open_new(&t, *state);
    struct adgang anna = old_and_new(&t);
    const struct visning_soegning soeg[] = {
        {.art = STR("plejefamilie"), .id = STR("F2"), .til_us = INT64_MAX},
        {.art = STR("plejefamilie"), .id = STR("F2"), .bruger = t.rod.bruger, .til_us = INT64_MAX},
        {.bruger = anna.bruger, .fra_us = NOW, .til_us = INT64_MAX},
        {.fra_us = months_ago(21), .til_us = NOW},
    };
    static const size_t svar[] = {2, 0, 2, 11};
    assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
    for (size_t i = 0; i < sizeof(soeg) / sizeof(*soeg); i++) {
        assert_ok(visning_soeg(t.store, &t.arena, 773, &soeg[i], 0, 100, &l, &n, &t.err), t.err);
        assert_int_equal(n, svar[i]);
    }
    assert_ok(visning_soeg(t.store, &t.arena, 773, &soeg[3], 10, 5, &l, &n, &t.err), t.err);
    assert_int_equal(n, 1);
    assert_ok(store_commit(t.store, &t.err), t.err);
    close_case(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(old_rows_go_and_the_chain_stays_whole),
        {"nothing_goes_without_a_trace", nothing_goes_without_a_trace, NULL, NULL, &sqlite},
        BOTH(the_log_is_searched),
        BOTH(a_view_leaves_a_row),
        cmocka_unit_test(words_have_english),
        BOTH(a_view_is_in_the_transaction),
        {"a_changed_log_is_seen", a_changed_log_is_seen, NULL, NULL, &sqlite},
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
