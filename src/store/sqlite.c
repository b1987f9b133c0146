/*
 * store/sqlite: transactions and statements on SQLite.
 *
 * Invariants: (1) nothing that writes runs without the file lock; (2) a statement is reset before
 * the transaction ends; (3) the lock is held as long as a write transaction with its checkpoint,
 * and for a checkpoint alone.
 * Cost: a statement is prepared once per connection; a commit that leaves more than
 * checkpoint_pages in the log pays for moving them into the database, where store_tidy is called
 * one that leaves DEFERRED_TIMES as many.
 */
#include "store/sqlite.h"

#include <stdio.h>
#include <string.h>

/* How many times as long the log may be before a commit moves it that leaves it to store_tidy. */
enum { DEFERRED_TIMES = 8 };
/* The log begins anew only when a writer comes and all of it has been moved. From so many times
 * checkpoint_pages on store_tidy moves whatever there is, for the next writer to find it so. */
enum { LONG_TIMES = 2 };

static struct sqlite *of(struct store *store)
{
    return (struct sqlite *)store;
}

/* ---- what SQLite answers, in Danish */

/* Where the text of the message goes on after `start`, or NULL. */
static const char *after(const char *message, const char *start)
{
    size_t n = strlen(start);

    return strncmp(message, start, n) == 0 ? message + n : NULL;
}

/* "t.a, t.b" becomes t_a_b and the ending. */
static void join_columns(char *out, size_t size, const char *columns, const char *ending)
{
    const char *dot = strchr(columns, '.');
    size_t n = 0;

    if (dot == NULL) {
        snprintf(out, size, "%s", columns);
        return;
    }
    int table = (int)(dot - columns);
    n = (size_t)snprintf(out, size, "%.*s", table, columns);
    for (const char *at = columns; at != NULL && n < size;) {
        const char *name = at + table + 1;
        at = strstr(name, ", ");
        int length = (int)(at == NULL ? strlen(name) : (size_t)(at - name));
        n += (size_t)snprintf(out + n, size - n, "_%.*s", length, name);
        if (at != NULL) at += 2;
    }
    if (n < size) snprintf(out + n, size - n, "%s", ending);
}

static void name_constraint(struct store *store, int code, const char *message)
{
    char *out = store->constraint;
    size_t size = sizeof(store->constraint);
    const char *unique = after(message, "UNIQUE constraint failed: ");
    const char *null = after(message, "NOT NULL constraint failed: ");
    const char *check = after(message, "CHECK constraint failed: ");
    const char *type = strstr(message, " column ");

    if (code == SQLITE_CONSTRAINT_PRIMARYKEY && unique != NULL) {
        snprintf(out, size, "%.*s_pkey", (int)strcspn(unique, "."), unique);
    } else if (unique != NULL)
        join_columns(out, size, unique, "_key");
    else if (null != NULL)
        join_columns(out, size, null, "_not_null");
    else if (check != NULL)
        snprintf(out, size, "%s", check);
    else if (code == SQLITE_CONSTRAINT_FOREIGNKEY)
        snprintf(out, size, "foreign_key");
    else if (code == SQLITE_CONSTRAINT_DATATYPE && type != NULL) {
        join_columns(out, size, type + strlen(" column "), "_type");
    } else
        snprintf(out, size, "%s", message); /* what a trigger of ours said */
}

static const struct {
    int code;
    const char *grund[2];
} WHY[] = {
    {SQLITE_FULL, {"disken er fuld", "the disk is full"}},
    {SQLITE_IOERR, {"disken melder fejl", "the disk reports an error"}},
    {SQLITE_CORRUPT,
     {"filen er beskadiget; hent en sikkerhedskopi", "the file is damaged; fetch a backup"}},
    {SQLITE_NOTADB, {"filen er ikke en database", "the file is not a database"}},
    {SQLITE_READONLY, {"filen er skrivebeskyttet", "the file is read-only"}},
    {SQLITE_CANTOPEN, {"filen kan ikke åbnes", "the file cannot be opened"}},
    {SQLITE_PERM, {"brugeren har ikke adgang", "the user has no access"}},
    {SQLITE_AUTH, {"brugeren har ikke adgang", "the user has no access"}},
    {SQLITE_NOMEM, {"der er ikke mere hukommelse", "there is no more memory"}},
    {SQLITE_TOOBIG, {"en tekst er for stor", "a text is too large"}},
    {SQLITE_PROTOCOL, {"filen kan ikke låses", "the file cannot be locked"}},
};

static bool unusable(const struct store *store, const char *const grund[2], const char *what,
                     int code, struct err *err)
{
    char dansk[256], engelsk[256];

    (void)snprintf(dansk, sizeof(dansk), "Databasen kan ikke bruges: %s (%s, %d)", grund[0], what,
                   code);
    (void)snprintf(engelsk, sizeof(engelsk), "The database cannot be used: %s (%s, %d)", grund[1],
                   what, code);
    return err_begge_tekst(err, ERR_IO, store->shown, dansk, engelsk);
}

bool sqlite_failed(struct sqlite *sqlite, const char *what, int code, struct err *err)
{
    struct store *store = &sqlite->store;
    const char *message = sqlite3_errmsg(sqlite->db);

    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        store->conflict = true;
        return err_begge(
            err, ERR_IO, store->shown, "Databasen er optaget af en anden (%s); prøv igen om lidt",
            "The database is in use by somebody else (%s); try again in a little while", what);
    case SQLITE_ERROR:
        if (strcmp(message, "integer overflow") == 0) {
            return err_begge(err, ERR_OVERFLOW, store->shown, "En sum er for stor (%s)",
                             "A sum is too large (%s)", what);
        }
        /* Our own SQL does not fit the schema; the message holds no values. */
        return err_begge(
            err, ERR_IO, store->shown, "Programmet og databasen passer ikke sammen (%s: %s)",
            "The program and the database do not fit together (%s: %s)", what, message);
    default: break;
    }
    for (size_t i = 0; i < sizeof(WHY) / sizeof(*WHY); i++)
        if (WHY[i].code == (code & 0xff)) return unusable(store, WHY[i].grund, what, code, err);
    return err_begge(err, ERR_IO, store->shown, "Databasen melder fejl %d (%s)",
                     "The database reports error %d (%s)", code, what);
}

static bool statement_failed(struct sqlite *sqlite, enum sql statement, int code, struct err *err)
{
    if ((code & 0xff) == SQLITE_CONSTRAINT) {
        name_constraint(&sqlite->store, code, sqlite3_errmsg(sqlite->db));
        return store_refused(&sqlite->store, statement, err);
    }
    return sqlite_failed(sqlite, store_name_of(&sqlite->store, statement), code, err);
}

/* ---- transactions */

int sqlite_run(struct sqlite *sqlite, const char *sql)
{
    return sqlite3_exec(sqlite->db, sql, NULL, NULL, NULL);
}

/* Some errors have rolled back already. A rollback itself can only fail for want of memory; then
 * the lock is kept, nothing more is begun, and closing undoes the rest. */
static void rollback(struct store *store)
{
    struct sqlite *sqlite = of(store);

    if (!sqlite3_get_autocommit(sqlite->db)) {
        sqlite3_step(sqlite->rollback);
        sqlite3_reset(sqlite->rollback);
    }
    if (sqlite3_get_autocommit(sqlite->db)) sqlite_lock_release(sqlite);
}

static bool begin(struct store *store, enum begin mode, struct err *err)
{
    struct sqlite *sqlite = of(store);

    rollback(store); /* one that is left over */
    if (!sqlite3_get_autocommit(sqlite->db)) {
        return sqlite_failed(sqlite, "ROLLBACK", SQLITE_NOMEM, err);
    }
    sqlite3_busy_timeout(sqlite->db, store->wait_ms);
    if (mode != BEGIN_READ) TRY(sqlite_lock_take(sqlite, store->wait_ms, err));
    int code = sqlite_run(sqlite, mode == BEGIN_READ ? "BEGIN" : "BEGIN IMMEDIATE");
    if (code == SQLITE_OK) return true;
    sqlite_failed(sqlite, "BEGIN", code, err);
    rollback(store);
    return false;
}

/* While somebody reads what is old, the log goes on after what has been moved: then only what is
 * new counts. */
static bool is_due(const struct sqlite *sqlite, int pages)
{
    return sqlite->wal_pages - sqlite->moved_pages >= pages;
}

/* What is committed is committed: a checkpoint that fails is made by a later one. */
static void checkpoint(struct sqlite *sqlite)
{
    int moved = 0;

    ASSERT(sqlite->lock.held);
    int code = sqlite3_wal_checkpoint_v2(sqlite->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, &moved);
    if (code == SQLITE_OK && moved > 0) sqlite->moved_pages = moved;
}

static bool busy(struct store *store)
{
    struct sqlite *sqlite = of(store);

    return !sqlite->lock.held && sqlite_lock_taken(sqlite);
}

static void tidy(struct store *store)
{
    struct sqlite *sqlite = of(store);
    bool is_long = sqlite->wal_pages >= LONG_TIMES * sqlite->checkpoint_pages;

    if (sqlite->lock.held || !is_due(sqlite, is_long ? 1 : sqlite->tidy_pages)) return;
    if (!sqlite_lock_try(sqlite)) return;
    checkpoint(sqlite);
    sqlite_lock_release(sqlite);
}

static bool commit(struct store *store, struct err *err)
{
    struct sqlite *sqlite = of(store);
    int code = sqlite_run(sqlite, "COMMIT");

    if (code != SQLITE_OK) {
        struct err own = ERR_INIT;
        sqlite_failed(sqlite, "COMMIT", code, &own);
        store_i_tvivl(&own, err);
        rollback(store);
        return false;
    }
    if (store->writing) {
        sqlite->wrote = true;
        int times = store->tidied ? DEFERRED_TIMES : 1;
        if (is_due(sqlite, times * sqlite->checkpoint_pages)) checkpoint(sqlite);
    }
    sqlite_lock_release(sqlite);
    return true;
}

/* ---- statements */

static bool prepare(struct store *store, enum sql statement, struct err *err)
{
    struct sqlite *sqlite = of(store);
    const struct sql_text *text = store_text_of(store, statement);
    sqlite3_stmt **slot = &sqlite->statement[statement];

    if (*slot != NULL) return true;
    int code = sqlite3_prepare_v3(sqlite->db, text->text[STORE_SQLITE], -1,
                                  SQLITE_PREPARE_PERSISTENT, slot, NULL);
    if (code != SQLITE_OK) return statement_failed(sqlite, statement, code, err);
    ASSERT(sqlite3_bind_parameter_count(*slot) == text->params);
    return true;
}

static int bind(sqlite3_stmt *statement, int at, const struct store_value *value)
{
    switch (value->type) {
    case STORE_NULL: return sqlite3_bind_null(statement, at);
    case STORE_INT: return sqlite3_bind_int64(statement, at, value->i);
    case STORE_TEXT: break;
    }
    /* The caller's text lives until the result is read. */
    const char *p = value->s.n == 0 ? "" : value->s.p;
    return sqlite3_bind_text64(statement, at, p, value->s.n, SQLITE_STATIC, SQLITE_UTF8);
}

/* Makes the statement the current one, if the transaction may run it. */
static bool choose(struct store *store, enum sql statement, struct err *err)
{
    struct sqlite *sqlite = of(store);

    TRY(prepare(store, statement, err));
    sqlite3_stmt *current = sqlite->statement[statement];
    if (!store->writing && !sqlite3_stmt_readonly(current)) {
        return err_begge(err, ERR_IO, store->shown, "%s skriver, men transaktionen kan kun læse",
                         "%s writes, but the transaction can only read",
                         store_name_of(store, statement));
    }
    ASSERT(!store->writing || sqlite->lock.held);
    sqlite->current = current;
    sqlite->current_name = statement;
    store->columns = (size_t)sqlite3_column_count(current);
    return true;
}

static bool bind_all(struct sqlite *sqlite, const struct store_value *args, size_t count,
                     struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        int code = bind(sqlite->current, (int)i + 1, &args[i]);
        if (code != SQLITE_OK) return statement_failed(sqlite, sqlite->current_name, code, err);
    }
    return true;
}

static bool start(struct store *store, enum sql statement, const struct store_value *args,
                  size_t count, struct err *err)
{
    return choose(store, statement, err) && bind_all(of(store), args, count, err);
}

static bool read_value(struct sqlite *sqlite, int column, struct store_value *out, struct err *err)
{
    sqlite3_stmt *current = sqlite->current;

    switch (sqlite3_column_type(current, column)) {
    case SQLITE_NULL: *out = STORE_NUL; return true;
    case SQLITE_INTEGER: *out = STORE_I(sqlite3_column_int64(current, column)); return true;
    case SQLITE_TEXT: break;
    default:
        return err_begge(err, ERR_INPUT, sqlite->store.shown,
                         "%s giver en værdi, der hverken er et helt tal eller tekst",
                         "%s gives a value that is neither a whole number nor text",
                         store_name_of(&sqlite->store, sqlite->current_name));
    }
    const char *p = (const char *)sqlite3_column_text(current, column);
    if (p == NULL) return sqlite_failed(sqlite, "SELECT", SQLITE_NOMEM, err);
    *out = STORE_S(((struct str){p, (size_t)sqlite3_column_bytes(current, column)}));
    return true;
}

static enum step step(struct store *store, struct store_value *row, struct err *err)
{
    struct sqlite *sqlite = of(store);
    int code = sqlite3_step(sqlite->current);

    if (code == SQLITE_DONE) return STEP_END;
    if (code != SQLITE_ROW) {
        statement_failed(sqlite, sqlite->current_name, code, err);
        return STEP_FAILED;
    }
    for (size_t i = 0; i < store->columns; i++) {
        if (!read_value(sqlite, (int)i, &row[i], err)) return STEP_FAILED;
    }
    return STEP_ROW;
}

static int64_t changed(struct store *store)
{
    return sqlite3_changes64(of(store)->db);
}

static bool many_start(struct store *store, enum sql statement, struct err *err)
{
    TRY(choose(store, statement, err));
    ASSERT(store->columns == 0);
    return true;
}

static bool many_row(struct store *store, const struct store_value *args, size_t count,
                     struct err *err)
{
    struct sqlite *sqlite = of(store);

    TRY(bind_all(sqlite, args, count, err));
    int code = sqlite3_step(sqlite->current);
    if (code != SQLITE_DONE) return statement_failed(sqlite, sqlite->current_name, code, err);
    store->many_changed += sqlite3_changes64(sqlite->db);
    sqlite3_reset(sqlite->current); /* tells no more than the step did */
    return true;
}

/* Nothing waits. */
static bool many_end(struct store *store, struct err *err)
{
    (void)store;
    (void)err;
    return true;
}

static void finish(struct store *store)
{
    struct sqlite *sqlite = of(store);

    if (sqlite->current == NULL) return;
    sqlite3_reset(sqlite->current);
    sqlite3_clear_bindings(sqlite->current);
    sqlite->current = NULL;
}

static bool script(struct store *store, const char *sql, struct err *err)
{
    struct sqlite *sqlite = of(store);

    ASSERT(sqlite->lock.held);
    int code = sqlite_run(sqlite, sql);
    if (code == SQLITE_OK) return true;
    return sqlite_failed(sqlite, "migration", code, err);
}

static bool explain(struct store *store, struct arena *arena, enum sql statement, struct str *out,
                    struct err *err)
{
    struct sqlite *sqlite = of(store);
    const char *text = store_text_of(store, statement)->text[STORE_SQLITE];
    struct str sql = str_format(arena, "EXPLAIN QUERY PLAN %s", text);
    struct buf buf;
    sqlite3_stmt *plan = NULL;

    int code = sqlite3_prepare_v2(sqlite->db, sql.p, (int)sql.n, &plan, NULL);
    if (code != SQLITE_OK) return statement_failed(sqlite, statement, code, err);
    buf_init(&buf, arena);
    while ((code = sqlite3_step(plan)) == SQLITE_ROW) {
        buf_c(&buf, (const char *)sqlite3_column_text(plan, 3));
        buf_char(&buf, '\n');
    }
    sqlite3_finalize(plan);
    if (code != SQLITE_DONE) return statement_failed(sqlite, statement, code, err);
    *out = buf_str(&buf);
    return true;
}

/* The one who wrote moves the log into the database when nobody is in the way. */
static void checkpoint_at_end(struct sqlite *sqlite)
{
    if (!sqlite->wrote || sqlite->lock.held || !sqlite_lock_try(sqlite)) return;
    sqlite3_busy_timeout(sqlite->db, 0);
    sqlite3_wal_checkpoint_v2(sqlite->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    sqlite_lock_release(sqlite);
}

static void close_store(struct store *store)
{
    struct sqlite *sqlite = of(store);

    for (int i = 0; i < store_statements(store); i++) sqlite3_finalize(sqlite->statement[i]);
    sqlite3_finalize(sqlite->rollback);
    checkpoint_at_end(sqlite);
    int code = sqlite3_close(sqlite->db);
    ASSERT(code == SQLITE_OK);
    sqlite_lock_close(sqlite);
}

void sqlite_set_checkpoint(struct store *store, int pages)
{
    ASSERT(store->which == STORE_SQLITE);
    of(store)->checkpoint_pages = of(store)->tidy_pages = pages;
}

const struct engine sqlite_engine = {
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .prepare = prepare,
    .start = start,
    .step = step,
    .changed = changed,
    .many_start = many_start,
    .many_row = many_row,
    .many_end = many_end,
    .finish = finish,
    .script = script,
    .explain = explain,
    .backup = sqlite_backup,
    .busy = busy,
    .tidy = tidy,
    .close = close_store,
};
