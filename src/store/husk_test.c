/*
 * store/husk: within one read transaction an equal question is asked once, and answered alike.
 */
#define TEST_BEGGE
#include "store/test_both.h"

#include "store/test_store_set.h"

enum { ROWS = 400, QUESTIONS = 4000 };

/* The engine, and how often it was asked. */
static struct {
    const struct engine *real;
    struct engine counted;
    int asked;
} watched;

static bool counting_start(struct store *store, enum sql statement, const struct store_value *args,
                           size_t count, struct err *err)
{
    watched.asked++;
    return watched.real->start(store, statement, args, count, err);
}

static void watch(struct store *store)
{
    watched.real = store->engine;
    watched.counted = *store->engine;
    watched.counted.start = counting_start;
    watched.asked = 0;
    store->engine = &watched.counted;
}

/* What stands in row `id`: most texts are short, some are longer than the memory. */
static struct str text_of(struct arena *arena, int64_t id)
{
    size_t n = id % 50 == 7 ? (size_t)HUSK_BYTES + 1 : (size_t)(id % 13) * 11;
    char *p = ARENA_ARRAY(arena, n + 1, char);

    for (size_t i = 0; i < n; i++) p[i] = (char)('a' + (id + (int64_t)i) % 26);
    return (struct str){p, n};
}

static void add(struct test_case *t, int64_t id)
{
    struct store_value args[] = {STORE_I(id), STORE_I(id * 7), STORE_S(text_of(&t->arena, id)),
                                 STORE_S(STR("x"))};

    assert_ok(store_exec(t->store, TEST_SQL(INSERT), args, 4, NULL, &t->err), t->err);
}

static void open_filled(struct test_case *t, void *place, int rows)
{
    test_open_new(t, place);
    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    for (int i = 0; i < rows; i++) add(t, i);
    assert_ok(store_commit(t->store, &t->err), t->err);
}

static bool see(void *ctx, const struct store_value *row, size_t columns, struct err *err)
{
    struct store_value *out = ctx;

    (void)err;
    assert_int_equal(columns, 3);
    *out = row[0];
    return true;
}

/* Asks for a row in one of the two ways, and holds the answer against what was written. */
static void ask(struct test_case *t, int64_t id, bool each)
{
    const struct store_value args[] = {STORE_I(id)};
    struct arena arena;

    arena_init(&arena, 8 << 20);
    if (each) {
        struct store_value tal = STORE_NUL;
        assert_ok(store_each(t->store, &arena, TEST_SQL(FIND), args, 1, see, &tal, &t->err),
                  t->err);
        assert_int_equal(tal.type, id < ROWS ? STORE_INT : STORE_NULL);
        assert_int_equal(tal.i, id < ROWS ? id * 7 : 0);
    } else {
        struct store_rows rows;
        assert_ok(store_query(t->store, &arena, TEST_SQL(FIND), args, 1, 1, &rows, &t->err),
                  t->err);
        assert_int_equal(rows.count, id < ROWS ? 1 : 0);
        if (rows.count == 1) {
            assert_int_equal(store_at(&rows, 0, 0).i, id * 7);
            assert_true(str_eq(store_at(&rows, 0, 1).s, text_of(&arena, id)));
        }
    }
    arena_release(&arena);
}

static void any_question_is_answered_as_the_engine_would(void **state)
{
    struct test_case t;
    uint64_t seed = 11;
    int most = 0;

    open_filled(&t, *state, ROWS);
    for (int round = 0; round < 8; round++) {
        watch(t.store);
        assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
        for (int i = 0; i < QUESTIONS / 8; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            /* Of few rows, or of many more than are kept; some are not there. */
            ask(&t, (int64_t)((seed >> 33) % (round % 2 == 0 ? 60 : ROWS + 20)), seed >> 63 == 1);
        }
        assert_ok(store_commit(t.store, &t.err), t.err);
        if (watched.asked > most) most = watched.asked;
        /* Of the 60 rows two are too long to be kept. */
        if (round % 2 == 0) assert_in_range(watched.asked, 58, 58 + 2 * QUESTIONS / 8 / 20);
        t.store->engine = watched.real;
    }
    assert_true(most > HUSK_ANSWERS); /* the memory was full */
    test_close(&t);
}

static void it_ends_with_the_transaction(void **state)
{
    struct test_case t, other;
    struct test_url url = test_store_url(*state);

    test_open(&t, url);
    assert_ok(store_migrate(t.store, 1, &t.err), t.err);
    test_open(&other, url);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(test_count(&t), i);
        assert_ok(store_begin(other.store, STORE_WRITE, &other.err), other.err);
        add(&other, i);
        assert_ok(store_commit(other.store, &other.err), other.err);
    }
    test_close(&other);
    test_close(&t);
}

static void who_writes_sees_what_is_written(void **state)
{
    struct test_case t;
    struct store_rows rows;

    test_open_new(&t, *state);
    /* Also where the part of a transaction that is held begins as one that reads. */
    store_ydre_begin(t.store);
    for (int i = 0; i < 3; i++) {
        assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
        add(&t, i);
        assert_ok(store_commit(t.store, &t.err), t.err);
        assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
        for (int again = 0; again < 2; again++) {
            assert_ok(store_query(t.store, &t.arena, TEST_SQL(COUNT), NULL, 0, 1, &rows, &t.err),
                      t.err);
            assert_int_equal(store_at(&rows, 0, 0).i, i + 1);
        }
        assert_ok(store_commit(t.store, &t.err), t.err);
    }
    assert_ok(store_ydre_end(t.store, true, &t.err), t.err);
    test_close(&t);
}

static bool stop(void *ctx, const struct store_value *row, size_t columns, struct err *err)
{
    (void)ctx;
    (void)row;
    (void)columns;
    return err_begge(err, ERR_INPUT, NULL, "nok", "enough");
}

/* What was not read to its end, or was longer than may be kept, is asked again. */
static void half_an_answer_is_none(void **state)
{
    struct test_case t;
    struct store_rows rows;

    open_filled(&t, *state, 60);
    watch(t.store);
    assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
    assert_refused_as(store_each(t.store, &t.arena, TEST_SQL(LIST), NULL, 0, stop, NULL, &t.err),
                      t.err, ERR_INPUT, "nok");
    assert_refused_as(store_query(t.store, &t.arena, TEST_SQL(LIST), NULL, 0, 7, &rows, &t.err),
                      t.err, ERR_LIMIT, "7");
    for (int i = 0; i < 2; i++) {
        assert_ok(store_query(t.store, &t.arena, TEST_SQL(LIST), NULL, 0, 60, &rows, &t.err),
                  t.err);
        assert_int_equal(rows.count, 60);
    }
    assert_int_equal(watched.asked, 4);
    assert_ok(store_commit(t.store, &t.err), t.err);
    t.store->engine = watched.real;
    test_close(&t);
}

/* A kept answer obeys what is asked of it this time. */
static void a_kept_answer_has_its_limits(void **state)
{
    struct test_case t;
    struct store_rows rows;

    open_filled(&t, *state, 6);
    watch(t.store);
    assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
    assert_ok(store_query(t.store, &t.arena, TEST_SQL(LIST), NULL, 0, 6, &rows, &t.err), t.err);
    assert_refused_as(store_query(t.store, &t.arena, TEST_SQL(LIST), NULL, 0, 5, &rows, &t.err),
                      t.err, ERR_LIMIT, "5");
    assert_refused_as(store_each(t.store, &t.arena, TEST_SQL(LIST), NULL, 0, stop, NULL, &t.err),
                      t.err, ERR_INPUT, "nok");
    assert_ok(store_query(t.store, &t.arena, TEST_SQL(LIST), NULL, 0, 6, &rows, &t.err), t.err);
    assert_int_equal(rows.count, 6);
    assert_int_equal(watched.asked, 1);
    assert_ok(store_commit(t.store, &t.err), t.err);
    t.store->engine = watched.real;
    test_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(any_question_is_answered_as_the_engine_would),
        BOTH(it_ends_with_the_transaction),
        BOTH(who_writes_sees_what_is_written),
        BOTH(half_an_answer_is_none),
        BOTH(a_kept_answer_has_its_limits),
    };
    return cmocka_run_group_tests(tests, start_both, stop_both);
}
