/*
 * maengde: many rows that the server's statistics do not know of, as when a municipality has just
 * come, or just settled: what is asked then is answered in a moment.
 */
#include "afregning/test_afregning.h"

#include "afregning/intern.h"

enum { KENDT = 7, NY = 8, RAEKKER = 20000, MOST_MS = 5000 };

static struct test_store postgres;

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* A run of a kommune, with the payments it would leave by: the chain is none of this test's. */
static void many_rows(const char *url, int kommune)
{
    char sql[2500];

    snprintf(
        sql, sizeof(sql),
        "SET session_replication_role = replica;" /* the run itself is not there */
        "INSERT INTO journal SELECT %d, n, 'tilkendelse', 'tilkendt', 'skyldig', 100, 1,"
        " 'A' || n, 'vederlag', 'P' || n / 2, 'loen', 'skattepligtig', 24253, 2021, 0, 100, '',"
        " 'u-bo', 1, '', n::text FROM generate_series(1, %d) n;"
        "INSERT INTO afregning VALUES (%d, 1, 1, 1, 24253, 24253, 1, 'u-bo', 1);"
        "INSERT INTO koersel_forskel SELECT %d, 1, 1, n, 'A' || n, 'vederlag', 'P' || n / 2,"
        " 'loen',"
        " 'skattepligtig', 24253, 0, 0, 100, 'tilkendelse', '' FROM generate_series(1, %d) n;"
        "INSERT INTO betaling SELECT %d, 'B' || n, 1, 1, 'loen', 'P' || n, 200, 18000, ''"
        " FROM generate_series(1, %d) n;"
        "INSERT INTO betaling_linje SELECT %d, n, 'B' || n / 2 + 1"
        " FROM generate_series(1, %d) n",
        kommune, RAEKKER, kommune, kommune, RAEKKER, kommune, RAEKKER / 2, kommune, RAEKKER - 2);
    assert_true(test_postgres_run(url, sql));
}

/* `value` STORE_INT 0: the statement asks for the kommune alone. */
static void answered_soon(struct test_afregning *t, const char *name, enum sql statement,
                          struct store_value value, size_t rows_most)
{
    const struct store_value args[] = {STORE_I(NY), value};
    size_t antal = value.type == STORE_INT && value.i == 0 ? 1 : 2;
    int64_t begun = now_ms();
    struct store_rows rows;
    struct arena arena;

    arena_init(&arena, (size_t)1 << 30);
    assert_ok(store_query(t->store, &arena, statement, args, antal, RAEKKER, &rows, &t->err),
              t->err);
    assert_in_range(rows.count, rows_most == 0 ? 0 : 1, rows_most);
    arena_release(&arena);
    if (now_ms() - begun > MOST_MS)
        fail_msg("%s took %lld ms", name, (long long)(now_ms() - begun));
}

static void asked_after_much(struct test_store *place, bool analyzed)
{
    struct test_afregning t;
    struct test_url url;

    t = (struct test_afregning){.err = ERR_INIT};
    arena_init(&t.arena, (size_t)1 << 30);
    url = test_store_url(place);
    assert_ok(store_open(&t.arena, url.c, true, &t.store, &t.err), t.err);
    assert_ok(store_migrate(t.store, 1, &t.err), t.err);
    if (analyzed) {
        many_rows(url.c, KENDT);
        assert_true(test_postgres_run(url.c, "ANALYZE"));
    }
    many_rows(url.c, NY);
    assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
    answered_soon(&t, "journal_sum", SQL_AFREGNING_JOURNAL_SUM, STORE_I(1), 1);
    answered_soon(&t, "journal_koersel", SQL_AFREGNING_JOURNAL_KOERSEL, STORE_I(1), RAEKKER);
    answered_soon(&t, "journal_modtager", SQL_AFREGNING_JOURNAL_MODTAGER, STORE_S(STR("P17")), 2);
    answered_soon(&t, "betaling_liste", SQL_AFREGNING_BETALING_LISTE, STORE_I(1), RAEKKER);
    answered_soon(&t, "betaling_linje_liste", SQL_AFREGNING_BETALING_LINJE_LISTE, STORE_I(1),
                  RAEKKER);
    /* what the doctor demands: nothing differs */
    answered_soon(&t, "doctor_forskel_tilkendt", SQL_AFREGNING_DOCTOR_FORSKEL_TILKENDT, STORE_I(0),
                  0);
    store_rollback(t.store);
    test_afregning_close(&t);
}

static void a_kommune_unknown_to_the_statistics(void **state)
{
    asked_after_much(*state, true);
}

static void no_statistics_yet(void **state)
{
    asked_after_much(*state, false);
}

/* The reason stands in migration 0001; store_migrate does it for every table. */
static void no_table_has_statistics_of_the_kommune(void **state)
{
    struct test_afregning t;
    struct test_url url = test_store_url(*state);

    t = (struct test_afregning){.err = ERR_INIT};
    arena_init(&t.arena, (size_t)1 << 30);
    assert_ok(store_open(&t.arena, url.c, true, &t.store, &t.err), t.err);
    assert_ok(store_migrate(t.store, 1, &t.err), t.err);
    assert_true(test_postgres_run(
        url.c, "DO $$ DECLARE tabel text; BEGIN"
               " SELECT string_agg(c.relname, ' ') INTO tabel FROM pg_class c"
               " JOIN pg_attribute a ON a.attrelid = c.oid"
               " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'"
               " AND a.attname = 'kommune' AND a.attstattarget <> 0;"
               " IF tabel IS NOT NULL THEN RAISE '%', tabel; END IF; END $$"));
    test_afregning_close(&t);
}

static int start(void **state)
{
    (void)state;
    test_store_start(&postgres, STORE_POSTGRES);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    test_store_stop(&postgres);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(a_kommune_unknown_to_the_statistics, &postgres),
        cmocka_unit_test_prestate(no_statistics_yet, &postgres),
        cmocka_unit_test_prestate(no_table_has_statistics_of_the_kommune, &postgres),
    };

    return cmocka_run_group_tests(tests, start, stop);
}
