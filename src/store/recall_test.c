/*
 * store/recall: within one read transaction an equal question is asked once, and answered alike.
 */
#define TEST_BEGGE
#include "store/test_both.h"

#include "store/test_store_set.h"

enum { ROWS = 400, QUESTIONS = 4000 };

/* ---- the memory alone, against what is told of each question */

static unsigned draw(uint64_t *seed, unsigned below)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*seed >> 33) % below;
}

/* Values that look alike to a careless eye. */
static struct store_value awkward(unsigned which)
{
    static const char *const TEXT[] = {"", "a", "ab", "b", "x", "0"};

    if (which % 9 == 0) return STORE_NUL;
    if (which % 9 < 3) return STORE_I((int64_t)(which % 9) - 1);
    return STORE_S(str_from(TEXT[which % 9 - 3]));
}

struct question {
    enum sql statement;
    unsigned which; /* of 9 × 9 × 9 */
    size_t args;
};

static void values_of(const struct question *q, struct store_value *args)
{
    unsigned which = q->which;

    for (size_t i = 0; i < q->args; i++, which /= 9) args[i] = awkward(which);
}

static unsigned power(unsigned base, size_t n)
{
    return n == 0 ? 1 : base * power(base, n - 1);
}

/* What is answered is made of the question, so that another's answer is seen. */
static struct store_value cell(const struct question *q, size_t row, size_t column)
{
    static char text[RECALL_BYTES];
    unsigned name = q->which * 3 + (unsigned)q->args + (unsigned)q->statement * 4000;

    if (column % 2 == 0) return STORE_I((int64_t)name * 100 + (int64_t)row);
    if (text[0] == '\0') memset(text, 't', sizeof(text));
    return STORE_S(((struct str){text, name % 11 == 0 ? 3000 : name % 40}));
}

static size_t rows_of(const struct question *q)
{
    static const size_t ROWS_OF[] = {0, 1, 2, 5, RECALL_ROWS, RECALL_ROWS + 1};

    return ROWS_OF[(q->which + q->args) % 6];
}

static size_t columns_of(const struct question *q)
{
    return 1 + q->which % 4 * 5;
}

static void take_down(struct recall *recall, const struct question *q, size_t rows, bool end)
{
    struct store_value args[3], row[16];

    values_of(q, args);
    recall_ask(recall, q->statement, args, q->args, columns_of(q));
    for (size_t r = 0; r < rows; r++) {
        for (size_t c = 0; c < columns_of(q); c++) row[c] = cell(q, r, c);
        recall_row(recall, row);
    }
    if (end) recall_end(recall);
}

static void expect_answer(const struct recall_answer *answer, const struct question *q)
{
    const struct store_value *value = answer->value + answer->args;

    assert_int_equal(answer->args, q->args);
    assert_int_equal(answer->rows, rows_of(q));
    assert_int_equal(answer->columns, columns_of(q));
    for (size_t r = 0; r < answer->rows; r++) {
        for (size_t c = 0; c < answer->columns; c++, value++) {
            struct store_value is = cell(q, r, c);
            assert_int_equal(value->type, is.type);
            assert_int_equal(value->i, is.i);
            assert_true(str_eq(value->s, is.s));
        }
    }
}

static void an_answer_is_its_own_questions(void **state)
{
    struct recall *recall = calloc(1, sizeof(*recall));
    uint64_t seed = 5;
    long known = 0, full = 0;

    (void)state;
    assert_non_null(recall);
    for (int snapshot = 0; snapshot < 300; snapshot++) {
        recall_forget(recall);
        unsigned wide = snapshot % 3 == 0 ? 729 : 12;
        for (int i = 0; i < 400; i++) {
            struct question q = {.statement = (enum sql)draw(&seed, 2), .args = draw(&seed, 4)};
            q.which = draw(&seed, wide) % power(9, q.args);
            struct store_value args[3];
            values_of(&q, args);
            const struct recall_answer *answer = recall_find(recall, q.statement, args, q.args);
            if (answer != NULL) {
                expect_answer(answer, &q);
                known++;
                continue;
            }
            /* Some are stopped on the way, or end as a failure does. */
            bool whole = draw(&seed, 5) != 0;
            size_t rows = whole ? rows_of(&q) : draw(&seed, (unsigned)rows_of(&q) + 1);
            take_down(recall, &q, rows, whole);
            full += recall->count == RECALL_ANSWERS || recall->kept_values > RECALL_VALUES - 64;
            assert_true(recall->count <= RECALL_ANSWERS);
            assert_true(recall->values <= RECALL_VALUES && recall->bytes <= RECALL_BYTES);
        }
    }
    assert_true(known > 10000 && full > 1000);
    free(recall);
}

/* ---- in the store */

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
    size_t n = id % 50 == 7 ? (size_t)RECALL_BYTES + 1 : (size_t)(id % 13) * 11;
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
    assert_true(most > RECALL_ANSWERS); /* the memory was full */
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

/* A jump while an answer is given again leaves the connection as usable as one from the engine. */
static bool jump(void *ctx, const struct store_value *row, size_t columns, struct err *err)
{
    struct arena *arena = ctx;

    (void)row;
    (void)columns;
    (void)err;
    longjmp(arena->boundary, 1);
}

static void a_jump_out_of_a_kept_answer_is_survived(void **state)
{
    struct test_case t;
    struct store_rows rows;
    struct arena arena;
    volatile int jumps = 0;

    open_filled(&t, *state, 6);
    assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
    assert_ok(store_query(t.store, &t.arena, TEST_SQL(LIST), NULL, 0, 6, &rows, &t.err), t.err);
    arena_init(&arena, 1 << 20);
    if (setjmp(arena.boundary) == 0)
        assert_false(store_each(t.store, &arena, TEST_SQL(LIST), NULL, 0, jump, &arena, &t.err));
    else
        jumps++;
    arena_release(&arena);
    assert_int_equal(jumps, 1);
    store_rollback(t.store);
    assert_int_equal(test_count(&t), 6);
    test_close(&t);
}

/* After a failure nothing is answered, known or not. */
static void a_failed_transaction_recalls_nothing(void **state)
{
    struct test_case t;
    struct store_rows rows;

    open_filled(&t, *state, 6);
    assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
    assert_ok(store_query(t.store, &t.arena, TEST_SQL(LIST), NULL, 0, 6, &rows, &t.err), t.err);
    assert_false(test_insert(&t, 99, 1, "a"));
    t.err = (struct err)ERR_INIT;
    assert_refused_as(store_query(t.store, &t.arena, TEST_SQL(LIST), NULL, 0, 6, &rows, &t.err),
                      t.err, ERR_IO, "tidligere fejl");
    store_rollback(t.store);
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
        cmocka_unit_test(an_answer_is_its_own_questions),
        BOTH(any_question_is_answered_as_the_engine_would),
        BOTH(it_ends_with_the_transaction),
        BOTH(who_writes_sees_what_is_written),
        BOTH(half_an_answer_is_none),
        BOTH(a_jump_out_of_a_kept_answer_is_survived),
        BOTH(a_failed_transaction_recalls_nothing),
        BOTH(a_kept_answer_has_its_limits),
    };
    return cmocka_run_group_tests(tests, start_both, stop_both);
}
