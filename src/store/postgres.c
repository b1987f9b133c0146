/*
 * store/postgres: transactions and statements on PostgreSQL, through libpq.
 *
 * A statement is prepared once per connection. Whole numbers go as text, text as its bytes (the
 * binary form of text), so that nothing is copied or quoted. Rows come one at a time.
 *
 * Invariants: (1) no result is left on the connection when a statement is finished; (2) a read
 * transaction is one snapshot, a write transaction SERIALIZABLE; (3) no session state is changed
 * after opening but by SET LOCAL, which ends with the transaction.
 */
#include "store/postgres.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The types a value may have, by the server's fixed numbers (its header is in another package). */
enum {
    TYPE_BOOL = 16,
    TYPE_NAME = 19,
    TYPE_INT8 = 20,
    TYPE_INT2 = 21,
    TYPE_INT4 = 23,
    TYPE_TEXT = 25,
    TYPE_VARCHAR = 1043,
    TYPE_NUMERIC = 1700,
};

enum {
    NUMBER_BYTES = 24,
};

static struct postgres *of(struct store *store)
{
    return (struct postgres *)store;
}

bool postgres_run(struct postgres *postgres, const char *sql, const char *what, struct err *err)
{
    PGresult *result = PQexec(postgres->conn, sql);
    ExecStatusType status = PQresultStatus(result);
    bool ok = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;

    if (!ok) postgres_failed(postgres, result, what, err);
    PQclear(result);
    return ok;
}

/* ---- transactions */

static void rollback(struct store *store)
{
    if (PQtransactionStatus(of(store)->conn) == PQTRANS_IDLE) return;
    PQclear(PQexec(of(store)->conn, "ROLLBACK"));
}

static bool begin(struct store *store, enum begin mode, struct err *err)
{
    static const char *const kind[] = {
        [BEGIN_READ] = "REPEATABLE READ READ ONLY",
        [BEGIN_WRITE] = "SERIALIZABLE READ WRITE",
        /* Each statement sees what was committed while the lock below was waited for. */
        [BEGIN_MIGRATE] = "READ COMMITTED READ WRITE",
    };
    char settings[POSTGRES_COMMAND_BYTES / 2] = "", sql[POSTGRES_COMMAND_BYTES];
    /* To the server 0 is no limit at all. */
    int wait_ms = store->wait_ms > 0 ? store->wait_ms : 1;
    bool migrate = mode == BEGIN_MIGRATE;

    /* An opened connection keeps the usual ones. */
    int n = 0;
    if (migrate || !of(store)->keep || wait_ms != STORE_WAIT_MS)
        n = snprintf(settings, sizeof(settings),
                     "; SET LOCAL lock_timeout = %d; SET LOCAL statement_timeout = %d%s", wait_ms,
                     migrate ? 0 : POSTGRES_STATEMENT_MS,
                     of(store)->keep ? ""
                                     : "; SET LOCAL standard_conforming_strings = on; "
                                       "SET LOCAL datestyle = 'ISO'");
    ASSERT(n >= 0 && (size_t)n < sizeof(settings));
    n = snprintf(sql, sizeof(sql), "BEGIN ISOLATION LEVEL %s%s%s", kind[mode], settings,
                 migrate ? "; SELECT pg_advisory_xact_lock(1449423468)" : "");
    ASSERT(n > 0 && (size_t)n < sizeof(sql));
    if (postgres_run(of(store), sql, "BEGIN", err)) return true;
    rollback(store);
    return false;
}

static bool commit(struct store *store, struct err *err)
{
    struct err own = ERR_INIT;
    struct postgres *postgres = of(store);
    PGresult *result = PQexec(postgres->conn, "COMMIT");
    bool ok = PQresultStatus(result) == PGRES_COMMAND_OK;

    if (!ok) {
        postgres_failed(postgres, result, "COMMIT", &own);
        store_i_tvivl(&own, err);
    } else if (strcmp(PQcmdStatus(result), "COMMIT") != 0) {
        /* The server answers a COMMIT after an error with a rollback, and calls it well. */
        ok = err_begge(err, ERR_IO, store->shown, "Transaktionen er rullet tilbage af en fejl",
                       "The transaction was rolled back by an error");
    }
    PQclear(result);
    rollback(store);
    return ok;
}

/* ---- statements */

static bool prepare_as(struct postgres *postgres, enum sql statement, const char *name,
                       struct err *err)
{
    const char *text = store_text_of(&postgres->store, statement)->text[STORE_POSTGRES];
    PGresult *result = PQprepare(postgres->conn, name, text, 0, NULL);
    bool ok = PQresultStatus(result) == PGRES_COMMAND_OK;

    if (!ok) postgres_statement_failed(postgres, result, statement, err);
    PQclear(result);
    return ok;
}

bool postgres_prepare(struct postgres *postgres, enum sql statement, struct err *err)
{
    const char *name = store_name_of(&postgres->store, statement);

    if (!postgres->keep) return prepare_as(postgres, statement, "", err);
    if (postgres->prepared[statement]) return true;
    TRY(prepare_as(postgres, statement, name, err));
    postgres->prepared[statement] = true;
    return true;
}

static bool prepare(struct store *store, enum sql statement, struct err *err)
{
    return postgres_prepare(of(store), statement, err);
}

bool postgres_send(struct postgres *postgres, enum sql statement, const struct store_value *args,
                   size_t count)
{
    const char *name = postgres->keep ? store_name_of(&postgres->store, statement) : "";
    char number[STORE_PARAMS_MAX][NUMBER_BYTES];
    const char *value[STORE_PARAMS_MAX];
    int length[STORE_PARAMS_MAX];
    int binary[STORE_PARAMS_MAX];

    ASSERT(count <= STORE_PARAMS_MAX);
    for (size_t i = 0; i < count; i++) {
        bool text = args[i].type == STORE_TEXT;
        snprintf(number[i], NUMBER_BYTES, "%lld", (long long)args[i].i);
        value[i] = args[i].type == STORE_NULL ? NULL : text ? args[i].s.p : number[i];
        if (text && args[i].s.n == 0) value[i] = "";
        ASSERT(!text || args[i].s.n < (1u << 30));
        length[i] = text ? (int)args[i].s.n : 0;
        binary[i] = text;
    }
    return PQsendQueryPrepared(postgres->conn, name, (int)count, value, length, binary, 0) == 1;
}

/* Fetches the next result and tells what it is. */
static enum step fetch(struct postgres *postgres, struct err *err)
{
    PQclear(postgres->result);
    postgres->result = PQgetResult(postgres->conn);
    switch (PQresultStatus(postgres->result)) {
    case PGRES_SINGLE_TUPLE: return STEP_ROW;
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK: return STEP_END;
    default: break;
    }
    postgres_statement_failed(postgres, postgres->result, postgres->current_name, err);
    return STEP_FAILED;
}

static bool start(struct store *store, enum sql statement, const struct store_value *args,
                  size_t count, struct err *err)
{
    struct postgres *postgres = of(store);
    const char *name = store_name_of(store, statement);

    ASSERT(postgres->result == NULL);
    TRY(prepare(store, statement, err));
    if (!postgres_send(postgres, statement, args, count))
        return postgres_failed(postgres, NULL, name, err);
    int single = PQsetSingleRowMode(postgres->conn);
    ASSERT(single == 1);
    postgres->current_name = statement;
    if (fetch(postgres, err) == STEP_FAILED) return false;
    postgres->first = true;
    store->columns = (size_t)PQnfields(postgres->result);
    return true;
}

static bool read_int(const char *text, int64_t *out)
{
    char *end = NULL;

    errno = 0;
    *out = strtoll(text, &end, 10);
    return errno == 0 && end != text && *end == '\0';
}

static bool read_value(struct postgres *postgres, int column, struct store_value *out,
                       struct err *err)
{
    const PGresult *result = postgres->result;
    const char *text = PQgetvalue(result, 0, column);

    *out = STORE_NUL;
    if (PQgetisnull(result, 0, column)) return true;
    out->type = STORE_INT;
    switch (PQftype(result, column)) {
    case TYPE_INT2:
    case TYPE_INT4:
    case TYPE_INT8:
    case TYPE_NUMERIC: /* what sum() gives */
        if (read_int(text, &out->i)) return true;
        return err_begge(err, ERR_OVERFLOW, postgres->store.shown, "Et tal er for stort (%s)",
                         "A number is too large (%s)",
                         store_name_of(&postgres->store, postgres->current_name));
    case TYPE_BOOL: out->i = text[0] == 't'; return true;
    case TYPE_TEXT:
    case TYPE_VARCHAR:
    case TYPE_NAME:
        *out = STORE_S(((struct str){text, (size_t)PQgetlength(result, 0, column)}));
        return true;
    default: break;
    }
    return err_begge(err, ERR_INPUT, postgres->store.shown,
                     "%s giver en værdi, der hverken er et helt tal eller tekst",
                     "%s gives a value that is neither a whole number nor text",
                     store_name_of(&postgres->store, postgres->current_name));
}

static enum step step(struct store *store, struct store_value *row, struct err *err)
{
    struct postgres *postgres = of(store);
    enum step step = STEP_ROW;

    if (!postgres->first)
        step = fetch(postgres, err);
    else if (PQresultStatus(postgres->result) != PGRES_SINGLE_TUPLE)
        step = STEP_END;
    postgres->first = false;
    if (step != STEP_ROW) return step;
    for (size_t i = 0; i < store->columns; i++) {
        if (!read_value(postgres, (int)i, &row[i], err)) return STEP_FAILED;
    }
    return STEP_ROW;
}

static int64_t changed(struct store *store)
{
    int64_t rows = 0;

    return read_int(PQcmdTuples(of(store)->result), &rows) ? rows : 0;
}

static void finish(struct store *store)
{
    struct postgres *postgres = of(store);
    PGresult *result = NULL;

    if (postgres->pipeline) postgres_many_finish(postgres);
    PQclear(postgres->result);
    postgres->result = NULL;
    postgres->first = false;
    while ((result = PQgetResult(postgres->conn)) != NULL) PQclear(result);
}

static bool script(struct store *store, const char *sql, struct err *err)
{
    return postgres_run(of(store), sql, "migration", err);
}

/* ---- plans */

static struct str explain_text(struct store *store, struct arena *arena, enum sql statement)
{
    const struct sql_text *text = store_text_of(store, statement);
    struct buf buf;

    buf_init(&buf, arena);
    buf_format(&buf, "EXPLAIN (COSTS OFF) EXECUTE %s", text->name);
    for (int i = 0; i < text->params; i++) buf_c(&buf, i == 0 ? "(NULL" : ", NULL");
    if (text->params > 0) buf_char(&buf, ')');
    buf_char(&buf, '\0');
    return buf_str(&buf);
}

static bool read_plan(struct postgres *postgres, struct str sql, enum sql statement,
                      struct buf *plan, struct err *err)
{
    /* One plan for all values, and scans dear. */
    TRY(postgres_run(postgres,
                     "SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_seqscan = "
                     "off",
                     "EXPLAIN", err));
    if (postgres->keep)
        TRY(postgres_prepare(postgres, statement, err));
    else
        TRY(prepare_as(postgres, statement, store_name_of(&postgres->store, statement), err));
    PGresult *result = PQexec(postgres->conn, sql.p);
    bool ok = PQresultStatus(result) == PGRES_TUPLES_OK;
    if (!ok) postgres_statement_failed(postgres, result, statement, err);
    for (int i = 0; ok && i < PQntuples(result); i++) {
        buf_c(plan, PQgetvalue(result, i, 0));
        buf_char(plan, '\n');
    }
    PQclear(result);
    return ok;
}

static bool explain(struct store *store, struct arena *arena, enum sql statement, struct str *out,
                    struct err *err)
{
    struct buf plan;
    struct str sql = explain_text(store, arena, statement);

    buf_init(&plan, arena);
    TRY(begin(store, BEGIN_WRITE, err));
    bool ok = read_plan(of(store), sql, statement, &plan, err);
    rollback(store);
    if (ok) *out = buf_str(&plan);
    return ok;
}

static bool backup(struct store *store, const char *path, struct err *err)
{
    return err_begge(err, ERR_INPUT, path,
                     "Kun en SQLite-database kopieres her; brug pg_dump til %s",
                     "Only an SQLite database is copied here; use pg_dump for %s", store->shown);
}

static void close_store(struct store *store)
{
    PQfinish(of(store)->conn);
}

const struct engine postgres_engine = {
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .prepare = prepare,
    .start = start,
    .step = step,
    .changed = changed,
    .many_start = postgres_many_start,
    .many_row = postgres_many_row,
    .many_end = postgres_many_end,
    .finish = finish,
    .script = script,
    .explain = explain,
    .backup = backup,
    .close = close_store,
};
