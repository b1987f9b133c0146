/*
 * store: what is the same on both engines.
 *
 * Invariants: (1) no statement runs outside a transaction; (2) after a failed statement nothing
 * runs until the rollback, and nothing is committed; (3) one result is read at a time; (4) what is
 * given again (recall.h) was answered in the same snapshot.
 */
#include "store/store.h"

#include <stdio.h>
#include <string.h>

#include "store/intern.h"

static void roll_back(struct store *store);

static void end_with_arena(void *ctx)
{
    struct store *store = ctx;

    roll_back(store);
    store->engine->close(store);
}

bool store_open_extra(struct arena *arena, const char *url, bool create,
                      const struct sql_set *extra, struct store **out, struct err *err)
{
    struct str s = str_from(url);
    struct store *store = NULL;
    int statements = sql_all.count + (extra == NULL ? 0 : extra->count);

    if (str_starts(s, STR("sqlite:"))) {
        TRY(sqlite_open(arena, url + strlen("sqlite:"), create, statements, &store, err));
    } else if (str_starts(s, STR("postgresql://")) || str_starts(s, STR("postgres://"))) {
        TRY(postgres_open(arena, url, statements, &store, err));
    } else {
        /* Not repeated in the text: it may hold a password. */
        return err_begge(err, ERR_INPUT, NULL,
                         "Adressen på en database begynder med sqlite: eller postgresql://",
                         "The address of a database begins with sqlite: or postgresql://");
    }
    store->wait_ms = STORE_WAIT_MS;
    store->extra = extra;
    store->arena = arena;
    arena_hang(arena, &store->hook, end_with_arena, store);
    *out = store;
    return true;
}

bool store_open(struct arena *arena, const char *url, bool create, struct store **out,
                struct err *err)
{
    return store_open_extra(arena, url, create, NULL, out, err);
}

void store_close(struct store *store)
{
    if (store == NULL) return;
    arena_unhang(store->arena, &store->hook);
    end_with_arena(store);
}

enum store_engine store_engine_of(const struct store *store)
{
    return store->which;
}

const char *store_shown(const struct store *store)
{
    return store->shown;
}

const char *store_constraint(const struct store *store)
{
    return store->constraint;
}

bool store_conflict(const struct store *store)
{
    return store->conflict;
}

size_t store_failed_row(const struct store *store)
{
    return store->failed_row;
}

bool store_in_transaction(const struct store *store)
{
    return store->in_transaction;
}

void store_set_wait(struct store *store, int milliseconds)
{
    ASSERT(milliseconds >= 0);
    store->wait_ms = milliseconds;
}

bool store_busy(struct store *store)
{
    return store->engine->busy != NULL && store->engine->busy(store);
}

void store_tidy(struct store *store)
{
    ASSERT(!store->in_transaction);
    store->tidied = true;
    if (store->engine->tidy != NULL) store->engine->tidy(store);
}

int store_statements(const struct store *store)
{
    return sql_all.count + (store->extra == NULL ? 0 : store->extra->count);
}

const struct sql_text *store_text_of(const struct store *store, enum sql statement)
{
    int at = (int)statement;

    ASSERT(at >= 0);
    ASSERT(at < store_statements(store));
    return at < sql_all.count ? &sql_all.text[at] : &store->extra->text[at - sql_all.count];
}

const char *store_name_of(const struct store *store, enum sql statement)
{
    return store_text_of(store, statement)->name;
}

bool store_refused(struct store *store, enum sql statement, struct err *err)
{
    return err_begge(err, ERR_INPUT, store->shown,
                     "Databasen afviser rækken: reglen %s er brudt (%s)",
                     "The database refuses the row: the rule %s is broken (%s)", store->constraint,
                     store_name_of(store, statement));
}

bool store_i_tvivl(const struct err *own, struct err *err)
{
    char dansk[sizeof(own->text) + 60], engelsk[sizeof(own->engelsk) + 60];

    (void)snprintf(dansk, sizeof(dansk), "%s; det er uvist, om ændringen er gemt", own->text);
    (void)snprintf(engelsk, sizeof(engelsk), "%s; it is uncertain whether the change was saved",
                   own->engelsk);
    return err_begge_tekst(err, own->kind, own->place, dansk, engelsk);
}

static void forget_failure(struct store *store)
{
    store->conflict = false;
    store->constraint[0] = '\0';
    store->failed_row = 0;
}

/* ---- transactions */

static bool refuse_broken(struct store *store, struct err *err)
{
    return err_begge(
        err, ERR_IO, store->shown,
        "Transaktionen er afbrudt af en tidligere fejl; rul den tilbage, og begynd forfra",
        "The transaction was ended by an earlier error; roll it back and begin again");
}

/* Whether the open transaction is one that only the outer one ends. */
static bool is_held(const struct store *store)
{
    return store->ydre && store->in_transaction && store->writing;
}

bool store_begin_as(struct store *store, enum begin mode, struct err *err)
{
    if (is_held(store) && !store->indre) {
        if (store->broken) return refuse_broken(store, err);
        forget_failure(store);
        store->indre = true;
        return true;
    }
    if (store->in_transaction) {
        return err_begge(err, ERR_IO, store->shown,
                         "En transaktion er allerede i gang på forbindelsen; afslut den først",
                         "A transaction is already going on on the connection; end it first");
    }
    forget_failure(store);
    TRY(store->engine->begin(store, mode, err));
    store->in_transaction = true;
    store->writing = mode != BEGIN_READ;
    store->broken = false;
    store->indre = is_held(store);
    recall_forget(&store->recall);
    return true;
}

bool store_begin(struct store *store, enum store_mode mode, struct err *err)
{
    return store_begin_as(store, mode == STORE_WRITE ? BEGIN_WRITE : BEGIN_READ, err);
}

bool store_commit(struct store *store, struct err *err)
{
    ASSERT(store->in_transaction);
    ASSERT(!store->reading);
    ASSERT(!is_held(store) || store->indre);
    if (store->broken) {
        store_rollback(store);
        return refuse_broken(store, err);
    }
    forget_failure(store);
    if (is_held(store)) {
        store->indre = false;
        store->holder = true;
        return true;
    }
    store->in_transaction = false;
    return store->engine->commit(store, err);
}

static void finish(struct store *store)
{
    if (!store->reading) return;
    if (store->again == NULL) store->engine->finish(store);
    store->again = NULL;
    store->reading = false;
}

/* For real, whoever holds it. */
static void roll_back(struct store *store)
{
    finish(store);
    if (!store->in_transaction) return;
    store->engine->rollback(store);
    store->in_transaction = false;
    store->broken = false;
    store->indre = false;
    store->holder = false;
}

void store_rollback(struct store *store)
{
    if (!is_held(store) || !store->holder) {
        roll_back(store);
        return;
    }
    finish(store);
    store->broken = true;
    store->indre = false;
}

void store_ydre_begin(struct store *store)
{
    ASSERT(!store->ydre);
    ASSERT(!store->in_transaction);
    store->ydre = true;
    forget_failure(store);
}

bool store_ydre_end(struct store *store, bool commit, struct err *err)
{
    bool broken = store->broken;

    store->ydre = false;
    store->indre = false;
    store->holder = false;
    if (!store->in_transaction) return true;
    if (commit && !broken) return store_commit(store, err);
    roll_back(store);
    return !commit || refuse_broken(store, err);
}

/* ---- statements */

static bool check_args(const struct store *store, enum sql statement,
                       const struct store_value *args, size_t count, struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        struct str s = args[i].s;
        struct err bad = ERR_INIT;
        if (args[i].type != STORE_TEXT || str_check_utf8(&s, "", &bad)) continue;
        return err_begge(err, ERR_INPUT, store->shown,
                         "Værdi nr. %zu til %s er ikke gyldig tekst (UTF-8 uden nultegn)",
                         "Value no. %zu of %s is not valid text (UTF-8 without null characters)",
                         i + 1, store_name_of(store, statement));
    }
    return true;
}

static bool may_start(struct store *store, struct err *err)
{
    ASSERT(store->in_transaction);
    ASSERT(!store->reading);
    forget_failure(store);
    return !store->broken || refuse_broken(store, err);
}

/* Whether the snapshot has answered this before; then next gives the rows again. */
static bool recalls(struct store *store, enum sql statement, const struct store_value *args,
                    size_t count)
{
    if (store->writing) return false;
    store->again = recall_find(&store->recall, statement, args, count);
    if (store->again == NULL) return false;
    store->again_row = 0;
    store->columns = store->again->columns;
    return true;
}

static bool start(struct store *store, enum sql statement, const struct store_value *args,
                  size_t count, struct err *err)
{
    ASSERT(count == (size_t)store_text_of(store, statement)->params);
    TRY(may_start(store, err));
    TRY(check_args(store, statement, args, count, err));
    store->reading = true;
    if (recalls(store, statement, args, count)) return true;
    if (store->engine->start(store, statement, args, count, err)) {
        if (!store->writing) recall_ask(&store->recall, statement, args, count, store->columns);
        return true;
    }
    finish(store);
    store->broken = true;
    return false;
}

static enum step next(struct store *store, struct store_value *row, struct err *err)
{
    const struct recall_answer *again = store->again;

    if (again != NULL) {
        if (store->again_row == again->rows) return STEP_END;
        const struct store_value *from =
            again->value + again->args + store->again_row++ * again->columns;
        for (size_t i = 0; i < again->columns; i++) row[i] = from[i];
        return STEP_ROW;
    }
    enum step step = store->engine->step(store, row, err);
    if (step == STEP_FAILED) store->broken = true;
    if (store->writing) return step;
    if (step == STEP_ROW) recall_row(&store->recall, row);
    if (step == STEP_END) recall_end(&store->recall);
    return step;
}

/* Rows that grow on the caller's arena. */
struct collect {
    struct arena *arena;
    struct store_value *value;
    size_t used;
    size_t capacity;
};

static void keep_row(struct collect *all, const struct store_value *row, size_t columns)
{
    all->value = arena_grow(all->arena, all->value, all->used, &all->capacity, all->used + columns,
                            sizeof(*all->value));
    for (size_t i = 0; i < columns; i++) {
        struct store_value value = row[i];
        if (value.type == STORE_TEXT) value.s = str_copy(all->arena, value.s);
        all->value[all->used++] = value;
    }
}

bool store_query(struct store *store, struct arena *arena, enum sql statement,
                 const struct store_value *args, size_t count, size_t max_rows,
                 struct store_rows *out, struct err *err)
{
    struct collect all = {.arena = arena};
    size_t rows = 0;
    enum step step;

    TRY(start(store, statement, args, count, err));
    size_t columns = store->columns;
    ASSERT(columns > 0);
    struct store_value *row = ARENA_ARRAY(arena, columns, struct store_value);
    while ((step = next(store, row, err)) == STEP_ROW) {
        if (rows == max_rows) {
            err_begge(err, ERR_LIMIT, store->shown,
                      "Opslaget %s giver flere rækker end de %zu, der er plads til",
                      "The query %s gives more rows than the %zu there is room for",
                      store_name_of(store, statement), max_rows);
            break;
        }
        keep_row(&all, row, columns);
        rows++;
    }
    finish(store);
    if (step != STEP_END) return false;
    *out = (struct store_rows){rows, columns, all.value};
    return true;
}

bool store_each(struct store *store, struct arena *scratch, enum sql statement,
                const struct store_value *args, size_t count,
                bool (*row)(void *ctx, const struct store_value *value, size_t columns,
                            struct err *err),
                void *ctx, struct err *err)
{
    enum step step;

    TRY(start(store, statement, args, count, err));
    size_t columns = store->columns;
    ASSERT(columns > 0);
    struct store_value *value = ARENA_ARRAY(scratch, columns, struct store_value);
    while ((step = next(store, value, err)) == STEP_ROW) {
        if (!row(ctx, value, columns, err)) break;
    }
    finish(store);
    return step == STEP_END;
}

bool store_exec(struct store *store, enum sql statement, const struct store_value *args,
                size_t count, int64_t *changed, struct err *err)
{
    TRY(start(store, statement, args, count, err));
    ASSERT(store->columns == 0);
    enum step step = next(store, NULL, err);
    int64_t rows = step == STEP_END ? store->engine->changed(store) : 0;
    finish(store);
    if (step != STEP_END) return false;
    if (changed != NULL) *changed = rows;
    return true;
}

/* ---- one statement, many rows */

/* Gives the engine one row after another, until there is none. */
static bool give_rows(struct store *store, enum sql statement,
                      bool (*fill)(void *ctx, struct store_value *args, bool *end, struct err *err),
                      void *ctx, struct err *err)
{
    struct store_value args[STORE_PARAMS_MAX];
    size_t count = (size_t)store_text_of(store, statement)->params;
    bool end = false;

    for (;;) {
        struct err own = ERR_INIT;
        bool ok = fill(ctx, args, &end, &own);
        if (ok && end) return true;
        store->many_rows++;
        ok = ok && check_args(store, statement, args, count, &own);
        if (!ok) {
            /* A row before this one may wait in the engine and fail: it is the first to tell of. */
            size_t row = store->many_rows;
            TRY(store->engine->many_end(store, err));
            store->failed_row = row;
            *err = own;
            return false;
        }
        TRY(store->engine->many_row(store, args, count, err));
    }
}

bool store_exec_each(struct store *store, enum sql statement,
                     bool (*fill)(void *ctx, struct store_value *args, bool *end, struct err *err),
                     void *ctx, int64_t *changed, struct err *err)
{
    struct err own = ERR_INIT;

    TRY(may_start(store, err));
    store->reading = true;
    store->many_rows = 0;
    store->many_changed = 0;
    bool ok = store->engine->many_start(store, statement, &own) &&
              give_rows(store, statement, fill, ctx, &own) && store->engine->many_end(store, &own);
    finish(store);
    if (ok) {
        if (changed != NULL) *changed = store->many_changed;
        return true;
    }
    store->broken = true;
    if (store->failed_row == 0) store->failed_row = store->many_rows;
    if (store->failed_row == 0) {
        *err = own;
        return false;
    }
    char dansk[sizeof(own.text) + 40], engelsk[sizeof(own.engelsk) + 40];
    (void)snprintf(dansk, sizeof(dansk), "Række nr. %zu: %s", store->failed_row, own.text);
    (void)snprintf(engelsk, sizeof(engelsk), "Row no. %zu: %s", store->failed_row, own.engelsk);
    return err_begge_tekst(err, own.kind, own.place, dansk, engelsk);
}

/* The rows of an array. */
struct array {
    const struct store_value *next;
    size_t rows;
    size_t params;
};

static bool fill_from_array(void *ctx, struct store_value *args, bool *end, struct err *err)
{
    struct array *array = ctx;

    (void)err;
    *end = array->rows == 0;
    if (*end) return true;
    for (size_t i = 0; i < array->params; i++) args[i] = array->next[i];
    array->next += array->params;
    array->rows--;
    return true;
}

bool store_exec_many(struct store *store, enum sql statement, const struct store_value *args,
                     size_t rows, size_t params, int64_t *changed, struct err *err)
{
    struct array array = {args, rows, params};

    ASSERT(params == (size_t)store_text_of(store, statement)->params);
    return store_exec_each(store, statement, fill_from_array, &array, changed, err);
}

/* ---- for tests, doctor and backup */

bool store_prepare_all(struct store *store, struct err *err)
{
    for (int i = 0; i < store_statements(store); i++) {
        TRY(store->engine->prepare(store, (enum sql)i, err));
    }
    return true;
}

bool store_explain(struct store *store, struct arena *arena, enum sql statement, struct str *out,
                   struct err *err)
{
    ASSERT(!store->in_transaction);
    return store->engine->explain(store, arena, statement, out, err);
}

bool store_backup(struct store *store, const char *path, struct err *err)
{
    ASSERT(!store->in_transaction);
    return store->engine->backup(store, path, err);
}
