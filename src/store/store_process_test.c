/*
 * store: more than one process on one database, killed processes and lost servers.
 *
 * A child is forked before this process opens the database: an open connection does not pass a
 * fork.
 */
#include "store/test_both.h"

#include "store/test_store_set.h"

/* Begins, changes row 1 and leaves the transaction open. */
static bool change(struct test_case *t)
{
    const struct store_value args[] = {STORE_I(1), STORE_S(STR("ny"))};

    TRY(store_begin(t->store, STORE_WRITE, &t->err));
    return store_exec(t->store, TEST_SQL(UPDATE), args, 2, NULL, &t->err);
}

/* ---- waiting for another process */

/* A child that changes row 1, says so on one pipe, and takes it back some time after the other is
 * closed. */
static void hold(struct test_url url, int said, int until)
{
    struct test_case t;
    char byte = 'x';

    test_open(&t, url);
    if (!change(&t) || write(said, &byte, 1) != 1) _exit(2);
    if (read(until, &byte, 1) != 0) _exit(3);
    test_pause_ms(200);
    store_rollback(t.store);
    test_close(&t);
    _exit(0);
}

static void writer_waits_or_is_told(void **state)
{
    struct test_url url = test_store_url(*state);
    struct test_case t;
    int said[2];
    int until[2];
    char byte = 0;

    test_open(&t, url);
    assert_ok(store_migrate(t.store, 1, &t.err), t.err);
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    assert_ok(test_insert(&t, 1, 1, "a"), t.err);
    assert_ok(store_commit(t.store, &t.err), t.err);
    test_close(&t);
    assert_int_equal(pipe(said), 0);
    assert_int_equal(pipe(until), 0);
    pid_t child = fork();
    if (child == 0) {
        close(until[1]);
        hold(url, said[1], until[0]);
    }
    assert_int_equal(read(said[0], &byte, 1), 1);
    test_open(&t, url);
    store_set_wait(t.store, 50);
    assert_int_equal(test_count(&t), 1); /* a reader waits for nobody */
    assert_refused_as(change(&t), t.err, ERR_IO, "prøv igen om lidt");
    assert_true(store_conflict(t.store));
    store_rollback(t.store);
    store_set_wait(t.store, 20000);
    close(until[1]);
    assert_ok(change(&t), t.err);
    assert_ok(store_commit(t.store, &t.err), t.err);
    assert_int_equal(test_wait(child), 0);
    test_close(&t);
    close(until[0]);
    close(said[0]);
    close(said[1]);
}

static void many_migrate_at_once(void **state)
{
    struct test_url url = test_store_url(*state);
    struct test_case t;
    pid_t child[4];

    for (int i = 0; i < 4; i++) {
        child[i] = fork();
        if (child[i] != 0) continue;
        test_open(&t, url);
        store_set_wait(t.store, 30000);
        bool ok = store_migrate(t.store, 1, &t.err);
        if (!ok) fprintf(stderr, "%s\n", t.err.text);
        _exit(ok ? 0 : 2);
    }
    for (int i = 0; i < 4; i++) assert_int_equal(test_wait(child[i]), 0);
    test_open(&t, url);
    assert_ok(store_check(t.store, &t.err), t.err);
    test_check_tables(&t, test_set()->migrations);
    test_close(&t);
}

/* ---- kills */

static int64_t now_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* How long opening and migrating takes, in µs. */
static int64_t measure(struct test_store *place)
{
    struct test_case t;
    int64_t begun = now_us();

    test_open_new(&t, place);
    int64_t took = now_us() - begun;
    test_close(&t);
    return took;
}

/* Version and tables belong together. What the dead process had begun may end meanwhile, on the
 * server, so both are read again until the version stands still. */
static void check_one_moment(struct test_case *t)
{
    int before = -1;
    int after = 0;

    while (before != after) {
        assert_ok(store_version(t->store, &before, &t->err), t->err);
        int tables = test_tables(t);
        assert_ok(store_version(t->store, &after, &t->err), t->err);
        if (before == after) assert_int_equal(tables, test_tables_at(after));
    }
}

/* A kill leaves the old schema or the new one of some step. (SQLite is killed at chosen writes, in
 * store_sqlite_test.c.) */
static void killed_migration_is_old_or_new(void **state)
{
    uint64_t random = 7;
    struct test_case t;
    int64_t took = measure(*state);
    int version = 0;

    for (int i = 0; i < 20; i++) {
        struct test_url url = test_store_url(*state);
        int64_t delay = test_between(&random, 0, took);
        pid_t child = fork();
        if (child == 0) {
            test_open(&t, url);
            (void)!store_migrate(t.store, 1, &t.err);
            _exit(0);
        }
        struct timespec pause = {delay / 1000000, delay % 1000000 * 1000};
        nanosleep(&pause, NULL);
        kill(child, SIGKILL);
        test_wait(child);
        test_open(&t, url);
        store_set_wait(t.store,
                       30000); /* the server may still be at the dead one's last statement */
        check_one_moment(&t);
        assert_ok(store_migrate(t.store, 1, &t.err), t.err);
        assert_ok(store_version(t.store, &version, &t.err), t.err);
        assert_int_equal(version, test_set()->migrations);
        test_check_tables(&t, version);
        test_close(&t);
    }
}

/* ---- PostgreSQL alone */

static void crossing_writes_are_not_both_kept(void **state)
{
    const struct store_value mine[] = {STORE_I(1), STORE_S(STR("a"))};
    const struct store_value yours[] = {STORE_I(2), STORE_S(STR("b"))};
    struct test_url url = test_store_url(*state);
    struct test_case a;
    struct test_case b;

    test_open(&a, url);
    assert_ok(store_migrate(a.store, 1, &a.err), a.err);
    test_open(&b, url);
    assert_ok(store_begin(a.store, STORE_WRITE, &a.err), a.err);
    assert_ok(store_begin(b.store, STORE_WRITE, &b.err), b.err);
    assert_ok(store_exec(a.store, TEST_SQL(SKEW), mine, 2, NULL, &a.err), a.err);
    assert_ok(store_exec(b.store, TEST_SQL(SKEW), yours, 2, NULL, &b.err), b.err);
    assert_ok(store_commit(a.store, &a.err), a.err);
    assert_refused_as(store_commit(b.store, &b.err), b.err, ERR_IO, "prøv igen om lidt");
    assert_true(store_conflict(b.store));
    assert_int_equal(test_count(&b), 1);
    test_close(&a);
    test_close(&b);
}

static void lost_connection_is_told(void **state)
{
    static const char cut[] = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                              "WHERE application_name = 'vederlag'";
    struct test_store *place = *state;
    struct test_case t;

    for (int i = 0; i < 2; i++) {
        test_open_new(&t, place);
        assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
        assert_ok(test_insert(&t, 1, 1, "a"), t.err);
        assert_true(test_postgres_run(place->server, cut));
        if (i == 0)
            assert_refused_as(test_insert(&t, 2, 2, "b"), t.err, ERR_IO, "Databasen");
        else
            assert_refused_as(store_commit(t.store, &t.err), t.err, ERR_IO, "uvist");
        store_rollback(t.store);
        assert_refused_as(store_begin(t.store, STORE_READ, &t.err), t.err, ERR_IO, "brudt");
        test_close(&t);
    }
}

static void passwords_are_not_told(void **state)
{
    static const char *const url[] = {
        "postgresql://ole:hemmelig@127.0.0.1:1/x",
        "postgresql://ole:hemmelig@[::/x",
        "postgresql://ole@127.0.0.1:1/x?password=hemmelig",
        "postgresql://ole:hemmelig@127.0.0.1:1/x?sslmode=hemmelig",
        "postgres://ole:hemmelig@127.0.0.1:hemmelig/x",
        "postgresql://ole:hemmelig@hemmelig@127.0.0.1:1/x",
        "postgresql://ole:hemmelig/hemmelig@127.0.0.1:1/x",
        "postgresql://ole:1/hemmelig@127.0.0.1:1/x",
        "postgresql://ole:hemmelig?hemmelig@127.0.0.1:1/x",
        "mysql://ole:hemmelig@127.0.0.1/x",
    };
    struct arena arena;
    struct store *store = NULL;

    (void)state;
    arena_init(&arena, 1 << 20);
    for (size_t i = 0; i < sizeof(url) / sizeof(*url); i++) {
        struct err err = ERR_INIT;
        assert_false(store_open(&arena, url[i], false, &store, &err));
        assert_int_not_equal(err.kind, ERR_NONE);
        if (strstr(err.text, "hemmelig") != NULL || strstr(err.place, "hemmelig") != NULL) {
            fail_msg("%s: %s", err.place, err.text);
        }
    }
    arena_release(&arena);
}

/* What this engine cannot do it says. */
static void backup_is_for_the_servers_own_tool(void **state)
{
    struct test_case t;

    test_open(&t, test_store_url(*state));
    assert_refused_as(store_backup(t.store, "/tmp/x", &t.err), t.err, ERR_INPUT, "pg_dump");
    assert_null(strstr(store_shown(t.store), "search_path"));
    test_close(&t);
}

#define POSTGRES(f)                                                                                \
    {                                                                                              \
#f, f, NULL, NULL, &postgres                                                               \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(writer_waits_or_is_told),
        BOTH(many_migrate_at_once),
        POSTGRES(killed_migration_is_old_or_new),
        POSTGRES(crossing_writes_are_not_both_kept),
        POSTGRES(lost_connection_is_told),
        POSTGRES(passwords_are_not_told),
        POSTGRES(backup_is_for_the_servers_own_tool),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
