/*
 * store on SQLite: opening, the settings, the lock that every write and checkpoint is done under,
 * and copies.
 */
#include "store/test_store_set.h"

#include <sys/stat.h>

#include "store/sqlite.h"
#include "store/test_watch.h"

static struct test_store place;

static int start(void **state)
{
    (void)state;
    watch_install();
    test_store_start(&place, STORE_SQLITE);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    test_store_stop(&place);
    return 0;
}

/* ---- opening */

static void missing_database_is_an_error(void **state)
{
    struct test_url url = test_store_url(&place);
    struct arena arena;
    struct store *store = NULL;
    struct err err = ERR_INIT;

    (void)state;
    arena_init(&arena, 1 << 20);
    assert_refused_as(store_open(&arena, url.c, false, &store, &err), err, ERR_IO, "findes ikke");
    assert_false(fil_exists(url.c + strlen("sqlite:")));
    assert_refused_as(store_open(&arena, "sqlite:", true, &store, &err), err, ERR_INPUT, "sqlite:");
    assert_refused_as(store_open(&arena, "sqlite::memory:", true, &store, &err), err, ERR_INPUT,
                      "sti");
    assert_refused_as(store_open(&arena, "sqlite:file:x", true, &store, &err), err, ERR_INPUT,
                      "sti");
    assert_refused_as(store_open(&arena, "sqlite:/tmp", true, &store, &err), err, ERR_IO, "mappe");
    assert_refused_as(store_open(&arena, "x.db", true, &store, &err), err, ERR_INPUT, "sqlite:");
    arena_release(&arena);
}

static void write_file(const char *path, const char *text)
{
    struct err err = ERR_INIT;

    assert_ok(fil_write(path, str_from(text), &err), err);
}

static void other_files_are_refused(void **state)
{
    struct test_url url = test_store_url(&place);
    const char *path = url.c + strlen("sqlite:");
    struct arena arena;
    struct store *store = NULL;
    struct err err = ERR_INIT;
    sqlite3 *db = NULL;

    (void)state;
    arena_init(&arena, 1 << 20);
    write_file(path, "");
    assert_refused_as(store_open(&arena, url.c, false, &store, &err), err, ERR_INPUT, "Vederlag");
    write_file(path, "Dette er ikke en database, men et brev, som nogen har skrevet engang.\n"
                     "Dette er ikke en database, men et brev, som nogen har skrevet engang.\n");
    assert_refused_as(store_open(&arena, url.c, true, &store, &err), err, ERR_IO,
                      "ikke en database");
    unlink(path);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "CREATE TABLE x (y)", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    assert_refused_as(store_open(&arena, url.c, true, &store, &err), err, ERR_INPUT, "Vederlag");
    arena_release(&arena);
}

static int64_t pragma(struct test_case *t, const char *sql)
{
    int64_t value = -1;

    assert_ok(sqlite_number((struct sqlite *)(void *)t->store, sql, &value, &t->err), t->err);
    return value;
}

static void connection_is_set_up_for_safety(void **state)
{
    struct test_case t;
    struct test_url url = test_store_url(&place);
    struct stat st;

    (void)state;
    test_open(&t, url);
    assert_int_equal(pragma(&t, "PRAGMA synchronous"), 2);
    assert_int_equal(pragma(&t, "PRAGMA wal_autocheckpoint"), 0);
    assert_int_equal(pragma(&t, "PRAGMA foreign_keys"), 1);
    assert_int_equal(pragma(&t, "PRAGMA recursive_triggers"), 1);
    assert_int_equal(pragma(&t, "PRAGMA application_id"), 1449423468);
    assert_int_equal(stat(url.c + strlen("sqlite:"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    test_close(&t);
}

/* Two names of one file have one lock. */
static void link_has_the_lock_of_its_file(void **state)
{
    struct test_case a;
    struct test_case b;
    struct test_url url = test_store_url(&place);
    struct test_url link = test_store_url(&place);

    (void)state;
    test_open(&a, url);
    assert_int_equal(symlink(url.c + strlen("sqlite:"), link.c + strlen("sqlite:")), 0);
    test_open(&b, link);
    store_set_wait(b.store, 20);
    assert_ok(store_begin(a.store, STORE_WRITE, &a.err), a.err);
    assert_refused_as(store_begin(b.store, STORE_WRITE, &b.err), b.err, ERR_IO, "proces");
    assert_true(store_conflict(b.store));
    assert_ok(store_commit(a.store, &a.err), a.err);
    assert_ok(store_begin(b.store, STORE_WRITE, &b.err), b.err);
    test_close(&a);
    test_close(&b);
}

/* ---- the lock */

/* The watch sees a write without the lock, so that its silence says something. */
static void watch_can_find_a_breach(void **state)
{
    struct test_case t;
    struct test_url url = test_store_url(&place);
    sqlite3 *db = NULL;

    (void)state;
    test_open(&t, url);
    assert_ok(store_migrate(t.store, 1, &t.err), t.err);
    test_close(&t);
    watch_reset();
    assert_int_equal(sqlite3_open(url.c + strlen("sqlite:"), &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(
            db,
            "INSERT INTO kommune (kommune, navn, registrering, anbringelser) VALUES (1, 'x', 0, 0)",
            NULL, NULL, NULL),
        SQLITE_OK);
    assert_true(watch.breaches > 0);
    long before = watch.breaches;
    sqlite3_close(db); /* which checkpoints and removes the log */
    assert_true(watch.breaches > before);
}

static bool insert_five(struct test_case *t, int64_t first)
{
    struct store_value args[5][4];

    for (int i = 0; i < 5; i++) {
        args[i][0] = args[i][1] = STORE_I(first + i);
        args[i][2] = args[i][3] = STORE_S(STR("en af fem"));
    }
    return store_exec_many(t->store, TEST_SQL(INSERT), args[0], 5, 4, NULL, &t->err);
}

/* What one process does, over and over: open, read, write, roll back, close. Its exit says whether
 * the watch saw a breach. */
static void work(struct test_url url, int64_t first)
{
    struct test_case t;

    watch_reset();
    for (int64_t i = 0; i < 60; i++) {
        if (i % 10 == 0) {
            test_open(&t, url);
            store_set_wait(t.store, 30000);
            sqlite_set_checkpoint(t.store, (int)(i % 3) * 4);
        }
        bool ok = store_begin(t.store, STORE_WRITE, &t.err) &&
                  (i % 2 == 0 ? insert_five(&t, first + i * 5)
                              : test_insert(&t, first + i * 5, first + i * 5, "a"));
        if (!ok) _exit(2);
        if (i % 7 == 3)
            store_rollback(t.store);
        else if (!store_commit(t.store, &t.err))
            _exit(3);
        test_count(&t);
        if (i % 4 == 3) store_tidy(t.store);
        if (i % 10 == 9) test_close(&t);
    }
    _exit(watch.breaches == 0 && watch.writes > 100 ? 0 : 4);
}

/* How many rows the database has without its log. */
static int64_t rows_in_the_file(struct test_url url)
{
    struct test_url copy = test_store_url(&place);
    const char *const argv[] = {"cp", url.c + strlen("sqlite:"), copy.c + strlen("sqlite:"), NULL};
    sqlite3_stmt *count = NULL;
    sqlite3 *db = NULL;

    assert_int_equal(test_run(argv), 0);
    assert_int_equal(sqlite3_open(copy.c + strlen("sqlite:"), &db), SQLITE_OK);
    int code = sqlite3_prepare_v2(db, "SELECT count(*) FROM test_vaerdi", -1, &count, NULL);
    int64_t rows =
        code == SQLITE_OK && sqlite3_step(count) == SQLITE_ROW ? sqlite3_column_int64(count, 0) : 0;
    sqlite3_finalize(count);
    sqlite3_close(db);
    return rows;
}

static void put_row(struct test_case *t, int64_t id)
{
    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    assert_ok(test_insert(t, id, id, "a"), t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
}

/* No commit waits for the log to be moved where somebody tidies; a log that grows is moved all
 * the same. */
static void the_log_is_moved_when_it_is_tidied(void **state)
{
    struct test_case t, b;
    struct test_url url = test_store_url(&place);

    (void)state;
    test_open(&t, url);
    assert_ok(store_migrate(t.store, 1, &t.err), t.err);
    sqlite_set_checkpoint(t.store, 20);
    store_tidy(t.store);
    int64_t before = rows_in_the_file(url);
    put_row(&t, 1);
    put_row(&t, 2);
    store_tidy(t.store); /* the log is short */
    assert_int_equal(rows_in_the_file(url), before);
    sqlite_set_checkpoint(t.store, 1);
    test_open(&b, url);
    assert_ok(store_begin(b.store, STORE_WRITE, &b.err), b.err);
    assert_true(store_busy(t.store));
    assert_false(store_busy(b.store));
    store_tidy(t.store); /* somebody else writes */
    assert_int_equal(rows_in_the_file(url), before);
    store_rollback(b.store);
    assert_false(store_busy(t.store));
    store_tidy(t.store);
    assert_int_equal(rows_in_the_file(url), 2);
    test_close(&b);
    sqlite_set_checkpoint(t.store, 4);
    for (int64_t i = 3; i < 6; i++) put_row(&t, i);
    assert_int_equal(rows_in_the_file(url), 2); /* it is long enough, and left to store_tidy */
    for (int64_t i = 6; i < 60; i++) put_row(&t, i);
    assert_true(rows_in_the_file(url) > 30);
    test_close(&t);
}

static void nothing_is_written_outside_the_lock(void **state)
{
    struct test_case t;
    struct test_url url = test_store_url(&place);
    pid_t child[3];
    sqlite3_stmt *check = NULL;

    (void)state;
    watch_reset();
    test_open(&t, url);
    assert_ok(store_migrate(t.store, 1, &t.err), t.err);
    test_close(&t);
    assert_true(watch.writes > 20);
    assert_int_equal(watch.breaches, 0);
    for (int i = 0; i < 3; i++) {
        child[i] = fork();
        if (child[i] == 0) work(url, i * 1000);
    }
    for (int i = 0; i < 3; i++) assert_int_equal(test_wait(child[i]), 0);
    test_open(&t, url);
    assert_int_equal(test_count(&t), 3 * ((30 - 4) * 5 + (30 - 5)));
    sqlite3 *db = ((struct sqlite *)(void *)t.store)->db;
    assert_int_equal(sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &check, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(check), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(check, 0), "ok");
    sqlite3_finalize(check);
    test_close(&t);
    assert_int_equal(watch.breaches, 0);
}

/* Killed at its n-th write, a migration is whole or not begun. */
static void killed_migration_is_old_or_new(void **state)
{
    uint64_t random = 20240101;
    struct test_case t;
    int version = 0;

    (void)state;
    watch_reset();
    test_open_new(&t, &place);
    long writes = watch.writes;
    test_close(&t);
    for (int i = 0; i < 20; i++) {
        struct test_url url = test_store_url(&place);
        pid_t child = fork();
        if (child == 0) {
            watch_reset();
            watch.kill_at = (long)test_between(&random, 1, writes);
            test_open(&t, url);
            (void)!store_migrate(t.store, 1, &t.err);
            _exit(0);
        }
        (void)test_random(&random);
        assert_int_equal(test_wait(child), -1);
        test_open(&t, url);
        assert_ok(store_version(t.store, &version, &t.err), t.err);
        test_check_tables(&t, version);
        assert_ok(store_migrate(t.store, 1, &t.err), t.err);
        test_check_tables(&t, test_set()->migrations);
        test_close(&t);
    }
}

/* ---- copies */

static void backup_is_a_whole_database(void **state)
{
    struct test_case t;
    struct test_case copy;
    struct test_url to = test_store_url(&place);
    const char *path = to.c + strlen("sqlite:");
    char log[sizeof(to) + 8];

    (void)state;
    test_open_new(&t, &place);
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    assert_ok(test_insert(&t, 1, 1, "a"), t.err);
    assert_ok(store_commit(t.store, &t.err), t.err);
    assert_ok(store_backup(t.store, path, &t.err), t.err);
    snprintf(log, sizeof(log), "%s-wal", path);
    assert_false(fil_exists(log));
    assert_refused_as(store_backup(t.store, path, &t.err), t.err, ERR_INPUT, "allerede");
    assert_refused_as(store_backup(t.store, "/findes/ikke/x.db", &t.err), t.err, ERR_IO, "kopi");
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    assert_ok(test_insert(&t, 2, 2, "b"), t.err);
    assert_ok(store_commit(t.store, &t.err), t.err);
    test_open(&copy, to);
    assert_ok(store_check(copy.store, &copy.err), copy.err);
    assert_int_equal(test_count(&copy), 1);
    test_close(&copy);
    test_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(missing_database_is_an_error),
        cmocka_unit_test(other_files_are_refused),
        cmocka_unit_test(connection_is_set_up_for_safety),
        cmocka_unit_test(link_has_the_lock_of_its_file),
        cmocka_unit_test(watch_can_find_a_breach),
        cmocka_unit_test(the_log_is_moved_when_it_is_tidied),
        cmocka_unit_test(nothing_is_written_outside_the_lock),
        cmocka_unit_test(killed_migration_is_old_or_new),
        cmocka_unit_test(backup_is_a_whole_database),
    };

    return cmocka_run_group_tests(tests, start, stop);
}
