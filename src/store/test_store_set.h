/*
 * test_store_set: the program's migrations followed by the tests' own. Only for this room's tests.
 */
#ifndef STORE_TEST_STORE_SET_H
#define STORE_TEST_STORE_SET_H

#include "store/test_store.h"

#include "store/intern.h"
#include "store/sql_test.h"

enum { TEST_MIGRATIONS_MAX = 200 };

#define TEST_SQL(name) ((enum sql)SQL_TEST_##name)

/* In static memory: the same set each time. */
static inline const struct sql_set *test_set(void)
{
    static struct sql_migration migration[TEST_MIGRATIONS_MAX];
    static struct sql_set set;

    set = sql_test_all;
    set.migration = migration;
    set.migrations = sql_all.migrations + sql_test_all.migrations;
    assert_true(set.migrations <= TEST_MIGRATIONS_MAX);
    for (int i = 0; i < set.migrations; i++) {
        int mine = i - sql_all.migrations;
        migration[i] = mine < 0 ? sql_all.migration[i] : sql_test_all.migration[mine];
    }
    return &set;
}

/* A connection with its arena, for one test. */
struct test_case {
    struct arena arena;
    struct err err;
    struct store *store;
};

static inline void test_open(struct test_case *t, struct test_url url)
{
    *t = (struct test_case){.err = ERR_INIT};
    arena_init(&t->arena, 64 << 20);
    assert_ok(store_open_extra(&t->arena, url.c, true, test_set(), &t->store, &t->err), t->err);
}

static inline void test_close(struct test_case *t)
{
    store_close(t->store);
    arena_release(&t->arena);
}

static inline void test_open_new(struct test_case *t, struct test_store *place)
{
    test_open(t, test_store_url(place));
    assert_ok(store_migrate(t->store, 1, &t->err), t->err);
}

/* Inserts one row into test_vaerdi, in the transaction that is open. */
static inline bool test_insert(struct test_case *t, int64_t id, int64_t tal, const char *tekst)
{
    const struct store_value args[] = {
        STORE_I(id),
        STORE_I(tal),
        STORE_S(str_from(tekst)),
        STORE_S(STR("note")),
    };

    return store_exec(t->store, TEST_SQL(INSERT), args, 4, NULL, &t->err);
}

/* How many rows test_vaerdi has, in a transaction of its own. */
static inline int64_t test_count(struct test_case *t)
{
    struct store_rows rows;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(store_query(t->store, &t->arena, TEST_SQL(COUNT), NULL, 0, 1, &rows, &t->err),
              t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
    return store_at(&rows, 0, 0).i;
}

/* Which of the tests' tables there are, a bit each, by the migration that makes them. */
static inline int test_tables(struct test_case *t)
{
    static const char *const table[] = {"test_vaerdi", "test_fyld_2", "test_fyld_3", "test_fyld_4"};
    struct store_rows rows;
    int there = 0;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(store_query(t->store, &t->arena, TEST_SQL(TABLES), NULL, 0, 99, &rows, &t->err),
              t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
    for (size_t r = 0; r < rows.count; r++) {
        for (int i = 0; i < 4; i++) {
            if (str_is(store_at(&rows, r, 0).s, table[i])) there |= 1 << i;
        }
    }
    return there;
}

/* What test_tables is to answer after the first `version` migrations. */
static inline int test_tables_at(int version)
{
    int mine = version - sql_all.migrations;

    return mine <= 0 ? 0 : (1 << (mine < 4 ? mine : 4)) - 1;
}

static inline void test_check_tables(struct test_case *t, int version)
{
    assert_int_equal(test_tables(t), test_tables_at(version));
}

/* One test, for each engine; `sqlite` and `postgres` are the places. */
#endif
