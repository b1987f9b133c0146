/*
 * store/sqlite: what the files of the SQLite engine share.
 */
#ifndef STORE_SQLITE_H
#define STORE_SQLITE_H

#include <sqlite3.h>

#include "store/intern.h"

/* The file beside the database, whose exclusive lock is the right to write. */
struct file_lock {
    int fd;
    bool held;
};

struct sqlite {
    struct store store; /* first, so that one pointer is both */
    sqlite3 *db;
    struct file_lock lock;
    sqlite3_stmt **statement; /* by enum sql, prepared when first used */
    sqlite3_stmt *rollback;   /* made beforehand: it must work when memory is gone */
    sqlite3_stmt *current;
    enum sql current_name;
    int wal_pages;        /* in the log after the newest commit */
    int moved_pages;      /* of these, what the newest checkpoint of ours left in the database */
    int checkpoint_pages; /* so many are moved by the commit, */
    int tidy_pages;       /* so many by store_tidy */
    bool wrote;           /* a checkpoint is due at the end */
};

/* Opens (makes, when there is none) NAVN-lock beside the database. */
bool sqlite_lock_open(struct sqlite *sqlite, struct err *err) MUST_CHECK;
/* Waits at most wait_ms; the error names the process that holds it. */
bool sqlite_lock_take(struct sqlite *sqlite, int wait_ms, struct err *err) MUST_CHECK;
bool sqlite_lock_try(struct sqlite *sqlite) MUST_CHECK;
/* Whether another has it now. */
bool sqlite_lock_taken(struct sqlite *sqlite) MUST_CHECK;
void sqlite_lock_release(struct sqlite *sqlite);
void sqlite_lock_close(struct sqlite *sqlite);

/* Tells in Danish what SQLite answered; `what` is a statement's name or what was being done. */
bool sqlite_failed(struct sqlite *sqlite, const char *what, int code, struct err *err);

/* The engine's functions, for the file that opens. */
extern const struct engine sqlite_engine;

bool sqlite_backup(struct store *store, const char *path, struct err *err) MUST_CHECK;
/* Runs a text of the engine's own (BEGIN, PRAGMA …). */
int sqlite_run(struct sqlite *sqlite, const char *sql);
/* The whole number a PRAGMA answers. */
bool sqlite_number(struct sqlite *sqlite, const char *sql, int64_t *out,
                   struct err *err) MUST_CHECK;

#endif
