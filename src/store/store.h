/*
 * store: one small interface over SQLite (embedded, the default) and PostgreSQL 15.
 *
 * The SQL of the field stands only in .sql files, one named statement after another (sql_set.h); a
 * tool makes the enumeration sql.h from them, and values are always bound. One connection, one
 * thread, one transaction at a time; an open connection does not pass a fork.
 *
 * Writing. A write transaction on SQLite holds one exclusive lock on the file beside the database
 * (NAVN-lock) from before BEGIN until after COMMIT, and so does every checkpoint: the library of
 * Debian 12 can corrupt a WAL database when two connections write or checkpoint at once. The lock
 * goes with its process. synchronous=FULL, mmap off, automatic checkpoints off; the file lies on a
 * local disk. On PostgreSQL a write transaction is SERIALIZABLE, and a read transaction one
 * snapshot.
 *
 * An error from COMMIT does not mean that nothing was written (ERR_IO, store_commit): every caller
 * must be safe to repeat.
 *
 * When a statement fails, its transaction can only be rolled back, on both engines; a result that
 * was longer than allowed or that `row` stopped is no such failure.
 *
 * URL: sqlite:FILE or postgresql://…; a password is never printed. With prepared=off among a
 * PostgreSQL address's options nothing is kept on the server between transactions (no prepared
 * statement, no setting), as a pool of connections (PgBouncer) needs it; each statement is then
 * parsed anew.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "store/sql.h" /* made: enum sql, its texts for both engines */
#include "store/sql_set.h"

struct store;

enum store_mode { STORE_READ, STORE_WRITE };

/* Opens; `create` makes an empty SQLite database where none is (a missing database is otherwise an
 * error, never an empty one). The connection hangs on the arena: store_close closes it, or the
 * arena's release does, also after a jump to its boundary. Then it is rolled back first. */
bool store_open(struct arena *arena, const char *url, bool create, struct store **out,
                struct err *err) MUST_CHECK;
void store_close(struct store *store);
enum store_engine store_engine_of(const struct store *store);
/* The URL as it may be shown: without password and options. */
const char *store_shown(const struct store *store);

/* ---- transactions ---- */

/* Begins one transaction; waits for a lock at most as long as store_set_wait says (5,000 ms unless
 * told otherwise). */
bool store_begin(struct store *store, enum store_mode mode, struct err *err) MUST_CHECK;
/* Whatever it answers, no transaction is open afterwards. */
bool store_commit(struct store *store, struct err *err) MUST_CHECK;
/* Never fails; no transaction is fine. Also what follows a jump to an arena's boundary. */
void store_rollback(struct store *store);
bool store_in_transaction(const struct store *store);

/* One transaction around functions that each have their own, so that what is written beside their
 * work stands or falls with it. From here the first write transaction that begins is held open: its
 * commit waits for store_ydre_end, those that begin after it are parts of it, and one of these that
 * is rolled back undoes all. What reads before it has a transaction of its own, as always, and a
 * first one that is rolled back is over: nothing is held. */
void store_ydre_begin(struct store *store);
/* Commits what was held (`commit`), else undoes it. Nothing held is fine. False: nothing is
 * committed, or nobody knows (see above). */
bool store_ydre_end(struct store *store, bool commit, struct err *err) MUST_CHECK;
void store_set_wait(struct store *store, int milliseconds);
/* Whether a transaction that writes would have to wait for another now. On PostgreSQL never: there
 * nobody has it all. */
bool store_busy(struct store *store);
/* Moves what SQLite has in its log into the database, when the log is long and nobody else writes;
 * outside of any transaction. Where it is not called, the commit that makes the log long does it,
 * which somebody waits for; once it has been called, only a commit that finds the log eight times
 * as long. On PostgreSQL nothing. */
void store_tidy(struct store *store);

/* ---- values and rows ---- */

enum store_type { STORE_NULL, STORE_INT, STORE_TEXT };

struct store_value {
    enum store_type type;
    int64_t i;
    struct str s;
};

#define STORE_I(v) ((struct store_value){STORE_INT, (v), {0}})
#define STORE_S(v) ((struct store_value){STORE_TEXT, 0, (v)})
#define STORE_NUL ((struct store_value){STORE_NULL, 0, {0}})

struct store_rows {
    size_t count;
    size_t columns;
    const struct store_value *value; /* count × columns; text on the caller's arena */
};

static inline struct store_value store_at(const struct store_rows *rows, size_t row, size_t column)
{
    ASSERT(row < rows->count);
    ASSERT(column < rows->columns);
    return rows->value[row * rows->columns + column];
}

/* Statements run inside a transaction. Text is UTF-8 without NUL; other text is ERR_INPUT. A truth
 * comes back as 0 or 1; a value that is neither whole number nor text is an error. In a read
 * transaction an equal statement with equal values may be answered from what it was answered
 * before: a statement's answer is made of its values and the tables, and of nothing else. */

/* Runs a statement that returns rows and reads all of them; more than max_rows is ERR_LIMIT. */
bool store_query(struct store *store, struct arena *arena, enum sql statement,
                 const struct store_value *args, size_t count, size_t max_rows,
                 struct store_rows *out, struct err *err) MUST_CHECK;
/* One row after another, without keeping them: `row` returns false to stop with err set. Texts live
 * until row returns, and row may not use the store. */
bool store_each(struct store *store, struct arena *scratch, enum sql statement,
                const struct store_value *args, size_t count,
                bool (*row)(void *ctx, const struct store_value *value, size_t columns,
                            struct err *err),
                void *ctx, struct err *err) MUST_CHECK;
/* Runs a statement without rows; changed may be NULL. A broken UNIQUE or CHECK is ERR_INPUT with
 * the constraint's name in the text, so that a caller can tell a refusal from a fault. */
bool store_exec(struct store *store, enum sql statement, const struct store_value *args,
                size_t count, int64_t *changed, struct err *err) MUST_CHECK;

/* The same statement for one row of values after another, several times faster than store_exec:
 * rows × params values in one array; changed (may be NULL) is the sum. A failure of any kind names
 * the row in its text and ends the transaction, since the rows before it are there. */
bool store_exec_many(struct store *store, enum sql statement, const struct store_value *args,
                     size_t rows, size_t params, int64_t *changed, struct err *err) MUST_CHECK;
/* The rows come from `fill`: it writes all the values of the next row, whose texts live until it is
 * called again, or sets *end when there are no more; false stops with err set. fill may not use the
 * store. Memory does not grow with the number of rows. */
bool store_exec_each(struct store *store, enum sql statement,
                     bool (*fill)(void *ctx, struct store_value *args, bool *end, struct err *err),
                     void *ctx, int64_t *changed, struct err *err) MUST_CHECK;

/* ---- why the last call failed; kept until the next statement or transaction begins ---- */

/* The constraint that was broken, the same word on both engines; "" when none was: TABLE_pkey,
 * TABLE_COLUMN_COLUMN_key, TABLE_COLUMN_not_null, TABLE_insert_only, foreign_key, or a CHECK's
 * name. */
const char *store_constraint(const struct store *store);
/* Somebody else was in the way (a lock not had in time, a serialization failure): nothing was
 * written, and the same work may be tried again. */
bool store_conflict(const struct store *store);
/* Which row of store_exec_many or store_exec_each it was, counted from 1; 0 when it was none. */
size_t store_failed_row(const struct store *store);

/* ---- schema ---- */

/* Brings the schema to the newest numbered migration, each in one transaction together with its row
 * (number, name, hash of the text, time given by the caller). A kill leaves old or new, never
 * between. A database that is newer than the program, or whose applied migrations have other
 * hashes, is refused. */
bool store_migrate(struct store *store, int64_t now_us, struct err *err) MUST_CHECK;
/* True when the schema is exactly the program's; otherwise the error says what to do. */
bool store_check(struct store *store, struct err *err) MUST_CHECK;
/* The number of the newest applied migration; 0 for an empty database. */
bool store_version(struct store *store, int *out, struct err *err) MUST_CHECK;

/* Prepares every statement; for tests and doctor. err names the first that fails. */
bool store_prepare_all(struct store *store, struct err *err) MUST_CHECK;
/* The engine's plan of a statement as text, for tests that look at it: PostgreSQL's with scans made
 * dear, so that a small table is planned as a large one. Outside transactions. */
bool store_explain(struct store *store, struct arena *arena, enum sql statement, struct str *out,
                   struct err *err) MUST_CHECK;
/* A whole, consistent copy of the database into a new file (SQLite only). Outside transactions. */
bool store_backup(struct store *store, const char *path, struct err *err) MUST_CHECK;

#endif
