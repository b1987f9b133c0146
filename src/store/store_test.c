/*
 * store: the same on both engines. Values, constraints, transactions, schema, statements and plans.
 */
#define TEST_BEGGE
#include "store/test_both.h"

#include "store/test_store_set.h"

static struct test_store unkept; /* the same server, with prepared=off */

static int start(void **state)
{
    start_both(state);
    unkept = postgres;
    unkept.options = "&prepared=off";
    unkept.made = 1000;
    return 0;
}

/* ---- schema */

static void migrating_twice_is_migrating_once(void **state)
{
    struct test_case t;
    int version = -1;

    test_open(&t, test_store_url(*state));
    assert_ok(store_version(t.store, &version, &t.err), t.err);
    assert_int_equal(version, 0);
    assert_refused_as(store_check(t.store, &t.err), t.err, ERR_INPUT, "ikke bragt op");
    for (int i = 0; i < 2; i++) {
        assert_ok(store_migrate(t.store, 1, &t.err), t.err);
        assert_ok(store_version(t.store, &version, &t.err), t.err);
        assert_int_equal(version, test_set()->migrations);
        assert_ok(store_check(t.store, &t.err), t.err);
    }
    test_close(&t);
}

static void newer_database_is_refused(void **state)
{
    struct test_case t;
    struct test_url url = test_store_url(*state);
    struct sql_set older;

    test_open(&t, url);
    assert_ok(store_migrate(t.store, 1, &t.err), t.err);
    test_close(&t);
    test_open(&t, url);
    older = *test_set();
    older.migrations--;
    t.store->extra = &older;
    assert_refused_as(store_migrate(t.store, 1, &t.err), t.err, ERR_INPUT, "nyere");
    assert_refused_as(store_check(t.store, &t.err), t.err, ERR_INPUT, "nyere");
    assert_false(store_in_transaction(t.store));
    test_close(&t);
}

static void changed_migration_is_refused(void **state)
{
    struct test_case t;
    struct sql_set changed = *test_set();
    struct sql_migration migration[TEST_MIGRATIONS_MAX];

    memcpy(migration, changed.migration, (size_t)changed.migrations * sizeof(*migration));
    migration[0].source = "CREATE TABLE schema_version (x INTEGER) STRICT;\n";
    changed.migration = migration;
    test_open_new(&t, *state);
    t.store->extra = &changed;
    assert_refused_as(store_migrate(t.store, 1, &t.err), t.err, ERR_INPUT, "en anden ændring");
    assert_refused_as(store_check(t.store, &t.err), t.err, ERR_INPUT, "nr. 1");
    test_close(&t);
}

static void failing_migration_leaves_nothing(void **state)
{
    static const char *const step[] = {"CREATE TABLE test_halv (id INTEGER)", "CREATE TABEL x",
                                       NULL};
    struct test_case t;
    struct sql_set longer = *test_set();
    struct sql_migration migration[TEST_MIGRATIONS_MAX];
    struct store_rows rows;
    int version = 0;

    memcpy(migration, longer.migration, (size_t)longer.migrations * sizeof(*migration));
    migration[longer.migrations] = (struct sql_migration){"halv", "x", {step, step}};
    longer.migration = migration;
    longer.migrations++;
    test_open_new(&t, *state);
    t.store->extra = &longer;
    assert_refused_as(store_migrate(t.store, 1, &t.err), t.err, ERR_IO, "passer ikke sammen");
    assert_ok(store_version(t.store, &version, &t.err), t.err);
    assert_int_equal(version, longer.migrations - 1);
    assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
    assert_ok(store_query(t.store, &t.arena, TEST_SQL(TABLES), NULL, 0, 99, &rows, &t.err), t.err);
    for (size_t i = 0; i < rows.count; i++) {
        assert_false(str_is(store_at(&rows, i, 0).s, "test_halv"));
    }
    test_close(&t);
}

/* ---- values */

static void check_value(struct test_case *t, int64_t id, struct store_value tal,
                        struct store_value tekst)
{
    const struct store_value args[] = {STORE_I(id), tal, tekst, STORE_S(STR_EMPTY)};
    struct store_rows rows;
    int64_t changed = 0;

    assert_ok(store_exec(t->store, TEST_SQL(INSERT), args, 4, &changed, &t->err), t->err);
    assert_int_equal(changed, 1);
    assert_ok(store_query(t->store, &t->arena, TEST_SQL(FIND), args, 1, 1, &rows, &t->err), t->err);
    assert_int_equal(rows.count, 1);
    assert_int_equal(rows.columns, 3);
    struct store_value got_tal = store_at(&rows, 0, 0);
    struct store_value got_tekst = store_at(&rows, 0, 1);
    assert_int_equal(got_tal.type, tal.type);
    assert_true(got_tal.i == tal.i);
    assert_int_equal(got_tekst.type, tekst.type);
    assert_true(str_eq(got_tekst.s, tekst.s));
    assert_int_equal(store_at(&rows, 0, 2).type, STORE_TEXT);
    assert_int_equal(store_at(&rows, 0, 2).s.n, 0);
}

static void values_come_back_as_they_went(void **state)
{
    struct test_case t;

    test_open_new(&t, *state);
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    check_value(&t, 1, STORE_I(INT64_MAX),
                STORE_S(STR("Æblegrød på Læsø – 𝄞 'x' \"y\" ; -- ?1 $1")));
    check_value(&t, 2, STORE_I(INT64_MIN), STORE_S(STR_EMPTY));
    check_value(&t, 3, STORE_I(0), STORE_NUL);
    check_value(&t, 4, STORE_NUL, STORE_S(STR("\n\t\r%s\\")));
    check_value(&t, 5, STORE_NUL, STORE_S(STR("A\xcc\x8a"))); /* a decomposed Å stays one */
    check_value(&t, INT64_MIN, STORE_I(-1), STORE_S(STR("y")));
    check_value(&t, INT64_MAX, STORE_I(-1), STORE_S(STR("x")));
    assert_ok(store_commit(t.store, &t.err), t.err);
    assert_int_equal(test_count(&t), 7);
    test_close(&t);
}

static void long_texts_come_back(void **state)
{
    struct test_case t;
    struct store_rows rows;
    struct buf big;

    test_open_new(&t, *state);
    buf_init(&big, &t.arena);
    for (int i = 0; i < 50000; i++) buf_format(&big, "blåbærgrød %d ", i);
    const struct store_value args[] = {STORE_I(1), STORE_S(buf_str(&big))};
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    assert_ok(test_insert(&t, 1, 1, "a"), t.err);
    assert_ok(store_exec(t.store, TEST_SQL(UPDATE), args, 2, NULL, &t.err), t.err);
    assert_ok(store_query(t.store, &t.arena, TEST_SQL(FIND), args, 1, 1, &rows, &t.err), t.err);
    assert_true(str_eq(store_at(&rows, 0, 2).s, buf_str(&big)));
    test_close(&t);
}

static void parameters_go_by_number(void **state)
{
    const struct store_value args[] = {STORE_S(STR("a")), STORE_S(STR("b"))};
    struct test_case t;
    struct store_rows rows;

    test_open_new(&t, *state);
    assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
    assert_ok(store_query(t.store, &t.arena, TEST_SQL(TURNED), args, 2, 1, &rows, &t.err), t.err);
    assert_str(store_at(&rows, 0, 0).s, "b");
    assert_str(store_at(&rows, 0, 1).s, "a");
    test_close(&t);
}

static void sums_are_whole_or_refused(void **state)
{
    const struct store_value one[] = {STORE_I(1)};
    struct test_case t;
    struct store_rows rows;

    test_open_new(&t, *state);
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    assert_ok(test_insert(&t, 1, INT64_MAX - 1, "a"), t.err);
    assert_ok(test_insert(&t, 2, 1, "b"), t.err);
    assert_ok(store_query(t.store, &t.arena, TEST_SQL(SUM), NULL, 0, 1, &rows, &t.err), t.err);
    assert_true(store_at(&rows, 0, 0).i == INT64_MAX);
    assert_int_equal(store_at(&rows, 0, 1).type, STORE_INT);
    assert_int_equal(store_at(&rows, 0, 1).i, 1);
    assert_ok(test_insert(&t, 3, 1, "c"), t.err);
    assert_refused_as(store_query(t.store, &t.arena, TEST_SQL(SUM), NULL, 0, 1, &rows, &t.err),
                      t.err, ERR_OVERFLOW, "for stor");
    store_rollback(t.store);
    assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
    assert_false(store_query(t.store, &t.arena, TEST_SQL(FRACTION), one, 1, 1, &rows, &t.err));
    test_close(&t);
}

static void text_that_is_not_text_is_refused(void **state)
{
    static const struct str bad[] = {{"a\0b", 3}, {"\xe6", 1}, {"\xed\xa0\x80", 3}};
    struct test_case t;

    test_open_new(&t, *state);
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    for (size_t i = 0; i < 3; i++) {
        const struct store_value args[] = {STORE_I(1), STORE_I(1), STORE_S(bad[i]),
                                           STORE_S(STR_EMPTY)};
        assert_refused_as(store_exec(t.store, TEST_SQL(INSERT), args, 4, NULL, &t.err), t.err,
                          ERR_INPUT, "Værdi nr. 3");
    }
    assert_ok(test_insert(&t, 1, 1, "god"), t.err);
    assert_ok(store_commit(t.store, &t.err), t.err);
    test_close(&t);
}

static void order_is_bytewise(void **state)
{
    static const char *const sorted[] = {"Aagaard", "Z", "a", "aa", "b", "Å", "Ø", "å", "æ"};
    static const int turn[] = {5, 2, 8, 0, 7, 1, 3, 6, 4};
    struct test_case t;
    struct store_rows rows;

    test_open_new(&t, *state);
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    for (int i = 0; i < 9; i++) assert_ok(test_insert(&t, i, 1, sorted[turn[i]]), t.err);
    assert_ok(store_query(t.store, &t.arena, TEST_SQL(LIST), NULL, 0, 9, &rows, &t.err), t.err);
    for (size_t i = 0; i < 9; i++) assert_str(store_at(&rows, i, 1).s, sorted[i]);
    test_close(&t);
}

/* ---- constraints */

/* Each refusal names its constraint, in the same word on both engines, and ends the transaction. */
static void check_refusal(struct test_case *t, enum sql statement, const struct store_value *args,
                          size_t count, const char *constraint)
{
    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    assert_ok(test_insert(t, 50, 50, "før"), t->err);
    assert_refused_as(store_exec(t->store, statement, args, count, NULL, &t->err), t->err,
                      ERR_INPUT, constraint);
    assert_string_equal(store_constraint(t->store), constraint);
    assert_false(store_conflict(t->store));
    assert_refused_as(test_insert(t, 51, 51, "efter"), t->err, ERR_IO, "rul den tilbage");
    assert_refused_as(store_commit(t->store, &t->err), t->err, ERR_IO, "afbrudt");
    assert_false(store_in_transaction(t->store));
    assert_int_equal(test_count(t), 1);
}

static void broken_constraints_are_told_by_name(void **state)
{
    const struct store_value text = STORE_S(STR("a"));
    const struct store_value same_id[] = {STORE_I(1), STORE_I(2), text, text};
    const struct store_value same_pair[] = {STORE_I(2), STORE_I(1), text, text};
    const struct store_value thirteen[] = {STORE_I(2), STORE_I(-13), text, text};
    const struct store_value no_note[] = {STORE_I(2), STORE_I(2), text, STORE_NUL};
    const struct store_value orphan[] = {STORE_I(1), STORE_I(77)};
    struct test_case t;

    test_open_new(&t, *state);
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    assert_ok(test_insert(&t, 1, 1, "a"), t.err);
    assert_ok(store_commit(t.store, &t.err), t.err);
    check_refusal(&t, TEST_SQL(INSERT), same_id, 4, "test_vaerdi_pkey");
    check_refusal(&t, TEST_SQL(INSERT), same_pair, 4, "test_vaerdi_tal_tekst_key");
    check_refusal(&t, TEST_SQL(INSERT), thirteen, 4, "test_vaerdi_tal_umulig");
    check_refusal(&t, TEST_SQL(INSERT), no_note, 4, "test_vaerdi_note_not_null");
    check_refusal(&t, TEST_SQL(PART_INSERT), orphan, 2, "foreign_key");
    test_close(&t);
}

static void insert_only_tables_keep_what_they_have(void **state)
{
    const struct test_store *place = *state;
    const struct store_value args[] = {STORE_I(1), STORE_S(STR("a"))};
    struct test_case t;
    struct test_url url = test_store_url(*state);

    test_open(&t, url);
    assert_ok(store_migrate(t.store, 1, &t.err), t.err);
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    assert_ok(store_exec(t.store, TEST_SQL(FIXED_INSERT), args, 2, NULL, &t.err), t.err);
    assert_ok(test_insert(&t, 1, 1, "a"), t.err);
    assert_ok(store_commit(t.store, &t.err), t.err);
    check_refusal(&t, TEST_SQL(FIXED_UPDATE), args, 2, "test_fast_insert_only");
    check_refusal(&t, TEST_SQL(FIXED_DELETE), args, 1, "test_fast_insert_only");
    if (place->engine == STORE_POSTGRES) {
        assert_true(test_postgres_run(url.c, "SELECT * FROM test_fast"));
        assert_false(test_postgres_run(url.c, "TRUNCATE test_fast"));
        assert_false(test_postgres_run(url.c, "DELETE FROM schema_version"));
    }
    test_close(&t);
}

/* ---- transactions */

static void commit_keeps_and_rollback_forgets(void **state)
{
    struct test_case t;
    struct test_url url = test_store_url(*state);

    test_open(&t, url);
    assert_ok(store_migrate(t.store, 1, &t.err), t.err);
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    assert_ok(test_insert(&t, 1, 1, "a"), t.err);
    assert_ok(store_commit(t.store, &t.err), t.err);
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    assert_ok(test_insert(&t, 2, 2, "b"), t.err);
    assert_true(store_in_transaction(t.store));
    store_rollback(t.store);
    store_rollback(t.store);
    assert_int_equal(test_count(&t), 1);
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    assert_ok(test_insert(&t, 3, 3, "c"), t.err);
    test_close(&t); /* with a transaction open */
    test_open(&t, url);
    assert_int_equal(test_count(&t), 1);
    test_close(&t);
}

/* A transaction of its own that adds a row. */
static void a_part(struct test_case *t, int id, bool commit)
{
    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    assert_ok(test_insert(t, id, id, "a"), t->err);
    if (commit)
        assert_ok(store_commit(t->store, &t->err), t->err);
    else
        store_rollback(t->store);
}

static void parts_stand_together(void **state)
{
    struct test_case t;

    test_open_new(&t, *state);
    store_ydre_begin(t.store);
    assert_int_equal(test_count(&t), 0); /* reads before it are as always */
    a_part(&t, 1, false);
    assert_false(store_in_transaction(t.store)); /* nothing was held */
    a_part(&t, 2, true);
    assert_true(store_in_transaction(t.store));
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    assert_refused_as(store_begin(t.store, STORE_READ, &t.err), t.err, ERR_IO, "allerede i gang");
    assert_ok(store_commit(t.store, &t.err), t.err);
    a_part(&t, 3, true);
    assert_int_equal(test_count(&t), 2); /* a part sees the ones before it */
    assert_ok(store_ydre_end(t.store, true, &t.err), t.err);
    assert_false(store_in_transaction(t.store));
    assert_int_equal(test_count(&t), 2);
    test_close(&t);
}

static void parts_fall_together(void **state)
{
    struct test_case t;

    test_open_new(&t, *state);
    store_ydre_begin(t.store);
    a_part(&t, 1, true);
    assert_ok(store_ydre_end(t.store, false, &t.err), t.err);
    assert_int_equal(test_count(&t), 0);

    store_ydre_begin(t.store);
    a_part(&t, 1, true);
    a_part(&t, 2, false);
    assert_refused_as(store_begin(t.store, STORE_WRITE, &t.err), t.err, ERR_IO, "afbrudt");
    assert_refused_as(store_ydre_end(t.store, true, &t.err), t.err, ERR_IO, "afbrudt");
    assert_false(store_in_transaction(t.store));
    assert_int_equal(test_count(&t), 0);

    store_ydre_begin(t.store);
    assert_ok(store_ydre_end(t.store, true, &t.err), t.err);
    a_part(&t, 1, true);
    assert_int_equal(test_count(&t), 1);
    test_close(&t);
}

/* A failed part keeps why it failed until the end is known. */
static void a_part_that_fails_undoes_all(void **state)
{
    struct test_case t;

    test_open_new(&t, *state);
    store_ydre_begin(t.store);
    a_part(&t, 1, true);
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    assert_refused_as(test_insert(&t, 1, 1, "a"), t.err, ERR_INPUT, "er brudt");
    store_rollback(t.store);
    assert_true(store_constraint(t.store)[0] != '\0');
    assert_refused_as(store_ydre_end(t.store, true, &t.err), t.err, ERR_IO, "afbrudt");
    assert_int_equal(test_count(&t), 0);
    test_close(&t);
}

static void second_begin_is_refused(void **state)
{
    struct test_case t;

    test_open_new(&t, *state);
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    assert_refused_as(store_begin(t.store, STORE_READ, &t.err), t.err, ERR_IO, "allerede i gang");
    assert_ok(test_insert(&t, 1, 1, "a"), t.err); /* the first one goes on */
    assert_ok(store_commit(t.store, &t.err), t.err);
    test_close(&t);
}

static void read_transaction_cannot_write(void **state)
{
    struct test_case t;

    test_open_new(&t, *state);
    assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
    assert_refused_as(test_insert(&t, 1, 1, "a"), t.err, ERR_IO, "kan kun læse");
    store_rollback(t.store);
    assert_int_equal(test_count(&t), 0);
    test_close(&t);
}

static void reader_sees_one_moment(void **state)
{
    struct test_case reader;
    struct test_case writer;
    struct test_url url = test_store_url(*state);
    struct store_rows rows;
    /* An equal question is not asked again: three that would see a row. */
    const enum sql question[] = {TEST_SQL(COUNT), TEST_SQL(LIST), TEST_SQL(SUM)};

    test_open(&writer, url);
    assert_ok(store_migrate(writer.store, 1, &writer.err), writer.err);
    test_open(&reader, url);
    assert_ok(store_begin(reader.store, STORE_READ, &reader.err), reader.err);
    for (int i = 0; i < 3; i++) {
        assert_ok(
            store_query(reader.store, &reader.arena, question[i], NULL, 0, 1, &rows, &reader.err),
            reader.err);
        if (i == 0) assert_int_equal(store_at(&rows, 0, 0).i, 0);
        if (i == 1) assert_int_equal(rows.count, 0);
        if (i == 2) assert_int_equal(store_at(&rows, 0, 0).type, STORE_NULL);
        assert_ok(store_begin(writer.store, STORE_WRITE, &writer.err), writer.err);
        assert_ok(test_insert(&writer, i, i, "a"), writer.err);
        assert_ok(store_commit(writer.store, &writer.err), writer.err);
    }
    assert_ok(store_commit(reader.store, &reader.err), reader.err);
    assert_int_equal(test_count(&reader), 3);
    test_close(&reader);
    test_close(&writer);
}

/* ---- results */

struct seen {
    int64_t rows;
    int64_t stop_at;
};

static bool see_row(void *ctx, const struct store_value *value, size_t columns, struct err *err)
{
    struct seen *seen = ctx;

    assert_int_equal(columns, 2);
    assert_int_equal(value[0].i, seen->rows);
    if (++seen->rows == seen->stop_at)
        return err_begge(err, ERR_INPUT, NULL, "nok", "enough of that");
    return true;
}

static void results_end_where_they_must(void **state)
{
    struct test_case t;
    struct store_rows rows;
    struct seen all = {0, -1};
    struct seen some = {0, 4};

    test_open_new(&t, *state);
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    for (int i = 0; i < 100; i++) assert_ok(test_insert(&t, i, i, "a"), t.err);
    assert_ok(store_query(t.store, &t.arena, TEST_SQL(LIST), NULL, 0, 100, &rows, &t.err), t.err);
    assert_int_equal(rows.count, 100);
    assert_refused_as(store_query(t.store, &t.arena, TEST_SQL(LIST), NULL, 0, 99, &rows, &t.err),
                      t.err, ERR_LIMIT, "99");
    assert_refused_as(
        store_each(t.store, &t.arena, TEST_SQL(LIST), NULL, 0, see_row, &some, &t.err), t.err,
        ERR_INPUT, "nok");
    assert_int_equal(some.rows, 4);
    assert_ok(store_each(t.store, &t.arena, TEST_SQL(LIST), NULL, 0, see_row, &all, &t.err), t.err);
    assert_int_equal(all.rows, 100);
    /* Neither ended the transaction. */
    assert_ok(store_commit(t.store, &t.err), t.err);
    assert_int_equal(test_count(&t), 100);
    test_close(&t);
}

static void insert_can_answer(void **state)
{
    const struct store_value args[] = {STORE_I(7), STORE_I(7), STORE_NUL, STORE_S(STR("å"))};
    const struct store_value nobody[] = {STORE_I(99), STORE_S(STR("x"))};
    struct test_case t;
    struct store_rows rows;
    int64_t changed = -1;

    test_open_new(&t, *state);
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    assert_ok(store_query(t.store, &t.arena, TEST_SQL(INSERT_RETURNING), args, 4, 1, &rows, &t.err),
              t.err);
    assert_int_equal(store_at(&rows, 0, 0).i, 7);
    assert_str(store_at(&rows, 0, 1).s, "å");
    assert_ok(store_exec(t.store, TEST_SQL(UPDATE), nobody, 2, &changed, &t.err), t.err);
    assert_int_equal(changed, 0);
    assert_ok(store_commit(t.store, &t.err), t.err);
    assert_int_equal(test_count(&t), 1);
    test_close(&t);
}

/* A jump out of the middle of a result leaves a connection that can go on after a rollback. */
static void full_arena_leaves_a_usable_connection(void **state)
{
    struct test_case t;
    struct arena small;
    struct store_rows rows;
    volatile bool jumped = false;

    test_open_new(&t, *state);
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    for (int i = 0; i < 500; i++)
        assert_ok(test_insert(&t, i, i, "en tekst af nogen længde"), t.err);
    assert_ok(store_commit(t.store, &t.err), t.err);
    assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
    arena_init(&small, 20000);
    if (setjmp(small.boundary) == 0) {
        small.has_boundary = true;
        (void)!store_query(t.store, &small, TEST_SQL(LIST), NULL, 0, 1000, &rows, &t.err);
    } else
        jumped = true;
    assert_true(jumped);
    store_rollback(t.store);
    arena_release(&small);
    assert_int_equal(test_count(&t), 500);
    test_close(&t);
}

/* A blob is kept as text; libpq and SQLite both take it whole. */
static void texts_of_megabytes_come_back(void **state)
{
    enum { BYTES = 16 << 20 };
    struct test_case t;
    struct store_rows rows;
    struct str seen = STR_EMPTY;

    test_open_new(&t, *state);
    char *p = malloc(BYTES);
    assert_non_null(p);
    for (size_t i = 0; i < BYTES; i++) p[i] = (char)(' ' + i * 7919 % 95);
    memcpy(p + BYTES - 2, "å", 2);
    const struct store_value args[] = {STORE_I(1), STORE_I(1), STORE_NUL,
                                       STORE_S(((struct str){p, BYTES}))};
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    assert_ok(store_exec_many(t.store, TEST_SQL(INSERT), args, 1, 4, NULL, &t.err), t.err);
    assert_ok(store_commit(t.store, &t.err), t.err);
    assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
    assert_ok(store_query(t.store, &t.arena, TEST_SQL(FIND), args, 1, 1, &rows, &t.err), t.err);
    seen = store_at(&rows, 0, 2).s;
    assert_int_equal(seen.n, BYTES);
    assert_memory_equal(seen.p, p, BYTES);
    free(p);
    test_close(&t);
}

/* ---- many rows */

/* Rows numbered from 1; the one called `bad` is spoiled, and after `count` there are no more. */
struct source {
    int64_t next;
    int64_t count;
    int64_t bad;
    enum { FINE, REPEATED, NO_TEXT, REFUSED, JUMP } how;
    struct arena *small;
    char text[32]; /* written over for each row */
};

static bool next_row(void *ctx, struct store_value *args, bool *end, struct err *err)
{
    struct source *source = ctx;
    int64_t id = ++source->next;
    bool bad = id == source->bad;

    *end = id > source->count;
    if (*end) return true;
    if (bad && source->how == REFUSED)
        return err_begge(err, ERR_INPUT, "linje 9", "nok nu", "enough of that");
    if (bad && source->how == JUMP) {
        for (;;) arena_alloc(source->small, 1000);
    }
    int n = snprintf(source->text, sizeof(source->text), "tekst %lld", (long long)id);
    args[0] = STORE_I(bad && source->how == REPEATED ? 1 : id);
    args[1] = id % 3 == 0 ? STORE_NUL : STORE_I(id);
    args[2] = STORE_S(((struct str){source->text, (size_t)n}));
    args[3] = STORE_S(bad && source->how == NO_TEXT ? ((struct str){"\xe6", 1}) : STR("note"));
    return true;
}

static void many_rows_are_written_in_their_order(void **state)
{
    struct test_case t;
    struct source source = {.count = 2500};
    struct store_rows rows;
    int64_t changed = -1;
    const struct store_value args[] = {STORE_I(2499)};

    test_open_new(&t, *state);
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    assert_ok(store_exec_each(t.store, TEST_SQL(INSERT), next_row, &source, &changed, &t.err),
              t.err);
    assert_int_equal(changed, 2500);
    assert_int_equal(store_failed_row(t.store), 0);
    /* The connection goes on as before, in the same transaction. */
    assert_ok(store_query(t.store, &t.arena, TEST_SQL(FIND), args, 1, 1, &rows, &t.err), t.err);
    assert_int_equal(store_at(&rows, 0, 0).type, STORE_NULL);
    assert_str(store_at(&rows, 0, 1).s, "tekst 2499");
    assert_ok(test_insert(&t, 3000, 3000, "en for sig"), t.err);
    assert_ok(store_commit(t.store, &t.err), t.err);
    assert_int_equal(test_count(&t), 2501);
    test_close(&t);
}

static void many_rows_from_an_array(void **state)
{
    const struct store_value args[] = {
        STORE_I(1), STORE_S(STR("a")), STORE_I(2), STORE_S(STR("b")),
        STORE_I(9), STORE_S(STR("c")), STORE_I(1), STORE_S(STR("")),
    };
    struct test_case t;
    struct store_rows rows;
    int64_t changed = -1;

    test_open_new(&t, *state);
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    assert_ok(test_insert(&t, 1, 1, "x"), t.err);
    assert_ok(test_insert(&t, 2, 2, "y"), t.err);
    assert_ok(store_exec_many(t.store, TEST_SQL(UPDATE), args, 4, 2, &changed, &t.err), t.err);
    assert_int_equal(changed, 3); /* nobody is number 9 */
    assert_ok(store_exec_many(t.store, TEST_SQL(UPDATE), NULL, 0, 2, &changed, &t.err), t.err);
    assert_int_equal(changed, 0);
    assert_ok(store_query(t.store, &t.arena, TEST_SQL(FIND), args, 1, 1, &rows, &t.err), t.err);
    assert_str(store_at(&rows, 0, 2).s, "");
    assert_ok(store_query(t.store, &t.arena, TEST_SQL(FIND), args + 2, 1, 1, &rows, &t.err), t.err);
    assert_str(store_at(&rows, 0, 2).s, "b");
    store_rollback(t.store);
    assert_int_equal(test_count(&t), 0);
    test_close(&t);
}

/* Texts of 100 kB: a batch ends by its bytes. */
static void many_long_rows_are_written(void **state)
{
    enum { ROWS = 60, BYTES = 100000 };
    struct test_case t;
    struct store_value args[ROWS * 4];

    test_open_new(&t, *state);
    char *p = arena_alloc(&t.arena, BYTES);
    memset(p, 'x', BYTES);
    for (int i = 0; i < ROWS; i++) {
        args[i * 4] = STORE_I(i);
        args[i * 4 + 1] = STORE_I(i);
        args[i * 4 + 2] = STORE_NUL;
        args[i * 4 + 3] = STORE_S(((struct str){p, BYTES}));
    }
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    assert_ok(store_exec_many(t.store, TEST_SQL(INSERT), args, ROWS, 4, NULL, &t.err), t.err);
    assert_ok(store_commit(t.store, &t.err), t.err);
    assert_int_equal(test_count(&t), ROWS);
    test_close(&t);
}

/* The transaction is spent, the row is told, and the connection can be used again. */
static void check_bad_row(struct test_case *t, struct source source, const char *words)
{
    int64_t changed = -77;
    char row[48];

    snprintf(row, sizeof(row), "Række nr. %lld: ", (long long)source.bad);
    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    assert_false(store_exec_each(t->store, TEST_SQL(INSERT), next_row, &source, &changed, &t->err));
    assert_non_null(strstr(t->err.text, row));
    assert_int_equal(store_failed_row(t->store), source.bad);
    assert_int_equal(changed, -77);
    assert_refused_as(false, t->err, ERR_INPUT, words);
    assert_false(store_conflict(t->store));
    assert_string_equal(store_constraint(t->store),
                        source.how == REPEATED ? "test_vaerdi_pkey" : "");
    assert_refused_as(test_insert(t, 5000, 1, "efter"), t->err, ERR_IO, "rul den tilbage");
    assert_refused_as(store_commit(t->store, &t->err), t->err, ERR_IO, "afbrudt");
    assert_int_equal(test_count(t), 0);
}

static void failing_row_is_told_by_number(void **state)
{
    static const int64_t at[] = {2, 999, 1000, 1001, 2000, 2345, 2500};
    struct test_case t;

    test_open_new(&t, *state);
    for (size_t i = 0; i < sizeof(at) / sizeof(*at); i++) {
        check_bad_row(&t, (struct source){.count = 2500, .bad = at[i], .how = REPEATED},
                      "reglen test_vaerdi_pkey er brudt (test_insert)");
        check_bad_row(&t, (struct source){.count = 2500, .bad = at[i], .how = NO_TEXT},
                      "Værdi nr. 4");
        check_bad_row(&t, (struct source){.count = 2500, .bad = at[i], .how = REFUSED}, "nok nu");
    }
    test_close(&t);
}

/* Row 40 breaks a constraint, and row 60 cannot be made: 40 comes first on both engines. */
static bool two_faults(void *ctx, struct store_value *args, bool *end, struct err *err)
{
    struct source *source = ctx;

    if (source->next == 59) return err_begge(err, ERR_INPUT, NULL, "nok nu", "enough of that");
    return next_row(ctx, args, end, err);
}

static void first_fault_is_the_one_told(void **state)
{
    struct test_case t;
    struct source source = {.count = 100, .bad = 40, .how = REPEATED};

    test_open_new(&t, *state);
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    assert_refused_as(store_exec_each(t.store, TEST_SQL(INSERT), two_faults, &source, NULL, &t.err),
                      t.err, ERR_INPUT, "Række nr. 40: Databasen afviser rækken");
    store_rollback(t.store);
    test_close(&t);
}

static void many_rows_obey_a_read_transaction(void **state)
{
    struct test_case t;
    struct source source = {.count = 5};

    test_open_new(&t, *state);
    assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
    assert_refused_as(store_exec_each(t.store, TEST_SQL(INSERT), next_row, &source, NULL, &t.err),
                      t.err, ERR_IO, "kan kun læse");
    store_rollback(t.store);
    assert_int_equal(test_count(&t), 0);
    test_close(&t);
}

/* A jump out of fill, with rows sent and not answered. */
static void jump_among_many_rows_leaves_a_usable_connection(void **state)
{
    struct test_case t;
    struct arena small;
    struct source source = {.count = 2000, .bad = 1500, .how = JUMP, .small = &small};
    volatile bool jumped = false;

    test_open_new(&t, *state);
    arena_init(&small, 20000);
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    if (setjmp(small.boundary) == 0) {
        small.has_boundary = true;
        (void)!store_exec_each(t.store, TEST_SQL(INSERT), next_row, &source, NULL, &t.err);
    } else
        jumped = true;
    assert_true(jumped);
    store_rollback(t.store);
    arena_release(&small);
    assert_int_equal(test_count(&t), 0);
    test_close(&t);
}

/* ---- a pool between */

static void nothing_is_kept_on_the_server(void **state)
{
    struct test_case t;
    struct source source = {.count = 10};
    struct store_rows rows;
    struct test_url url = test_store_url(*state);

    test_open(&t, url);
    assert_ok(store_migrate(t.store, 1, &t.err), t.err);
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    assert_ok(store_exec_each(t.store, TEST_SQL(INSERT), next_row, &source, NULL, &t.err), t.err);
    assert_ok(store_query(t.store, &t.arena, TEST_SQL(KEPT), NULL, 0, 1, &rows, &t.err), t.err);
    assert_true((store_at(&rows, 0, 0).i > 0) == (*state == &postgres));
    assert_ok(store_commit(t.store, &t.err), t.err);
    test_close(&t);
    snprintf(url.c + strlen(url.c), 20, "&prepared=maybe");
    assert_refused_as(store_open_extra(&t.arena, url.c, true, test_set(), &t.store, &t.err), t.err,
                      ERR_INPUT, "on eller off");
    arena_release(&t.arena);
}

static void expect_limits(struct test_case *t, enum begin mode, const char *lock, const char *whole)
{
    struct store_rows rows;

    assert_ok(store_begin_as(t->store, mode, &t->err), t->err);
    assert_ok(store_query(t->store, &t->arena, TEST_SQL(LIMITS), NULL, 0, 1, &rows, &t->err),
              t->err);
    assert_str(store_at(&rows, 0, 0).s, lock);
    assert_str(store_at(&rows, 0, 1).s, whole);
    store_rollback(t->store);
}

/* What is waited for ends, whether the limits are the connection's or the transaction's. */
static void the_server_knows_the_limits(void **state)
{
    struct test_case t;

    test_open_new(&t, *state);
    expect_limits(&t, BEGIN_READ, "5s", "1min");
    expect_limits(&t, BEGIN_WRITE, "5s", "1min");
    expect_limits(&t, BEGIN_MIGRATE, "5s", "0");
    store_set_wait(t.store, 50);
    expect_limits(&t, BEGIN_READ, "50ms", "1min");
    store_set_wait(t.store, 5000);
    expect_limits(&t, BEGIN_WRITE, "5s", "1min");
    test_close(&t);
}

/* A jump out of everything: the release of the arena is all that is left to do. */
static void connection_ends_with_its_arena(void **state)
{
    struct test_case t;
    struct test_case other;
    struct test_url url = test_store_url(*state);
    volatile bool jumped = false;

    test_open(&t, url);
    assert_ok(store_migrate(t.store, 1, &t.err), t.err);
    if (setjmp(t.arena.boundary) == 0) {
        t.arena.has_boundary = true;
        assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
        assert_ok(test_insert(&t, 1, 1, "a"), t.err);
        for (;;) arena_alloc(&t.arena, 1 << 20);
    } else
        jumped = true;
    assert_true(jumped);
    arena_release(&t.arena);
    test_open(&other, url);
    store_set_wait(other.store, 0);
    assert_int_equal(test_count(&other), 0);
    assert_ok(store_begin(other.store, STORE_WRITE, &other.err), other.err);
    assert_ok(test_insert(&other, 1, 1, "b"), other.err);
    assert_ok(store_commit(other.store, &other.err), other.err);
    test_close(&other);
}

/* ---- every statement of the program */

static void all_statements_prepare(void **state)
{
    struct test_case t;

    test_open_new(&t, *state);
    assert_ok(store_prepare_all(t.store, &t.err), t.err);
    test_close(&t);
}

static bool line_has(struct str line, const char *words)
{
    size_t at = 0;

    return str_find(line, str_from(words), &at);
}

/* All of a kommune: the first key column stands in every table, so to ask by it alone is to read
 * the whole table of a municipality. The kommune's own table has one row of it. */
static bool whole_kommune(struct str line)
{
    return str_starts(line, STR("SEARCH ")) && line_has(line, "(kommune=?)") &&
           !str_starts(line, STR("SEARCH kommune "));
}

/* A table or an index read from end to end, or all of it that a kommune has. */
static bool plan_scans(enum store_engine engine, struct str plan)
{
    struct str line;

    while (str_split(&plan, '\n', &line)) {
        if (engine == STORE_SQLITE) {
            if (str_starts(line, STR("SCAN ")) && !line_has(line, "CONSTANT ROW")) return true;
            if (whole_kommune(line)) return true;
            continue;
        }
        if (line_has(line, "Seq Scan on")) return true;
        if (!line_has(line, "Index Scan using") && !line_has(line, "Index Only Scan")) continue;
        struct str rest = plan;
        struct str under;
        if (!str_split(&rest, '\n', &under) || !line_has(under, "Index Cond")) return true;
    }
    return false;
}

static void full_scans_have_a_reason(void **state)
{
    static bool scans[2][10000];
    struct test_store *place = *state;
    struct test_case t;
    struct str plan;
    int found = 0;

    test_open_new(&t, *state);
    int count = store_statements(t.store);
    assert_true(count < 10000);
    for (int i = 0; i < count; i++) {
        const struct sql_text *text = store_text_of(t.store, (enum sql)i);
        assert_ok(store_explain(t.store, &t.arena, (enum sql)i, &plan, &t.err), t.err);
        scans[place->engine][i] = plan_scans(place->engine, plan);
        if (scans[place->engine][i] && text->scan == NULL) {
            print_error(
                "%s reads a whole table; write why (-- scan:), or give it an index:\n%.*s\n",
                text->name, STR_ARG(plan));
            found++;
        }
        /* PostgreSQL is the last of the two. */
        if (place->engine == STORE_POSTGRES && text->scan != NULL && !scans[0][i] && !scans[1][i]) {
            print_error("%s has a reason for a scan that no engine makes\n", text->name);
            found++;
        }
    }
    assert_int_equal(found, 0);
    test_close(&t);
}

#define UNKEPT(f)                                                                                  \
    {                                                                                              \
#f "_unkept", f, NULL, NULL, &unkept                                                       \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(migrating_twice_is_migrating_once),
        BOTH(newer_database_is_refused),
        BOTH(changed_migration_is_refused),
        BOTH(failing_migration_leaves_nothing),
        BOTH(values_come_back_as_they_went),
        BOTH(long_texts_come_back),
        BOTH(parameters_go_by_number),
        BOTH(sums_are_whole_or_refused),
        BOTH(text_that_is_not_text_is_refused),
        BOTH(order_is_bytewise),
        BOTH(broken_constraints_are_told_by_name),
        BOTH(insert_only_tables_keep_what_they_have),
        BOTH(commit_keeps_and_rollback_forgets),
        BOTH(parts_stand_together),
        BOTH(parts_fall_together),
        BOTH(a_part_that_fails_undoes_all),
        BOTH(second_begin_is_refused),
        BOTH(read_transaction_cannot_write),
        BOTH(reader_sees_one_moment),
        BOTH(results_end_where_they_must),
        BOTH(insert_can_answer),
        BOTH(texts_of_megabytes_come_back),
        BOTH(many_rows_are_written_in_their_order),
        BOTH(many_rows_from_an_array),
        BOTH(many_long_rows_are_written),
        BOTH(failing_row_is_told_by_number),
        BOTH(first_fault_is_the_one_told),
        BOTH(many_rows_obey_a_read_transaction),
        BOTH(jump_among_many_rows_leaves_a_usable_connection),
        {"the_server_knows_the_limits", the_server_knows_the_limits, NULL, NULL, &postgres},
        UNKEPT(the_server_knows_the_limits),
        UNKEPT(migrating_twice_is_migrating_once),
        UNKEPT(values_come_back_as_they_went),
        UNKEPT(text_that_is_not_text_is_refused),
        UNKEPT(broken_constraints_are_told_by_name),
        UNKEPT(reader_sees_one_moment),
        UNKEPT(results_end_where_they_must),
        UNKEPT(many_rows_are_written_in_their_order),
        UNKEPT(failing_row_is_told_by_number),
        UNKEPT(all_statements_prepare),
        UNKEPT(nothing_is_kept_on_the_server),
        {"nothing_is_kept_on_the_server_kept", nothing_is_kept_on_the_server, NULL, NULL,
         &postgres},
        BOTH(full_arena_leaves_a_usable_connection),
        BOTH(connection_ends_with_its_arena),
        BOTH(all_statements_prepare),
        BOTH(full_scans_have_a_reason),
    };

    return cmocka_run_group_tests(tests, start, stop_both);
}
