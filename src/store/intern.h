/*
 * store/intern: between the common part of the store and its two engines; also for its own tests.
 *
 * The common part keeps the state of the transaction and asks for one thing at a time; an engine
 * only does it. A value an engine hands out lives until the next step or finish.
 */
#ifndef STORE_INTERN_H
#define STORE_INTERN_H

#include "store/recall.h"
#include "store/store.h"

enum { STORE_WAIT_MS = 5000 }; /* unless told otherwise */

enum begin { BEGIN_READ, BEGIN_WRITE, BEGIN_MIGRATE };
enum step { STEP_ROW, STEP_END, STEP_FAILED };

struct engine {
    bool (*begin)(struct store *store, enum begin mode, struct err *err);
    /* Leaves no transaction, whatever happens. */
    bool (*commit)(struct store *store, struct err *err);
    void (*rollback)(struct store *store);
    bool (*prepare)(struct store *store, enum sql statement, struct err *err);
    /* Prepares where needed, binds, sets store->columns; finish is called in every case. */
    bool (*start)(struct store *store, enum sql statement, const struct store_value *args,
                  size_t count, struct err *err);
    enum step (*step)(struct store *store, struct store_value *row, struct err *err);
    int64_t (*changed)(struct store *store); /* after STEP_END */
    /* One statement for many rows: many_start, many_row for each, many_end, and finish in every
     * case. Rows may wait in the engine; the one that failed is store->failed_row, when it is not
     * the last that was given. store->many_rows counts those given, store->many_changed what the
     * done ones changed. */
    bool (*many_start)(struct store *store, enum sql statement, struct err *err);
    bool (*many_row)(struct store *store, const struct store_value *args, size_t count,
                     struct err *err);
    bool (*many_end)(struct store *store, struct err *err);
    void (*finish)(struct store *store);
    bool (*script)(struct store *store, const char *sql, struct err *err);
    bool (*explain)(struct store *store, struct arena *arena, enum sql statement, struct str *out,
                    struct err *err);
    bool (*backup)(struct store *store, const char *path, struct err *err);
    bool (*busy)(struct store *store); /* NULL: never */
    void (*tidy)(struct store *store); /* NULL: nothing */
    void (*close)(struct store *store);
};

struct store {
    const struct engine *engine;
    enum store_engine which;
    struct arena *arena;
    struct arena_hook hook;      /* closes the connection with the arena */
    const struct sql_set *extra; /* a test's own; NULL in the program */
    char shown[256];             /* the place of every error */
    int wait_ms;
    bool tidied; /* store_tidy is called: commits leave it to that */
    bool in_transaction;
    bool writing;
    bool broken;  /* a statement failed: only rollback is left */
    bool reading; /* between start and finish */
    bool ydre;    /* between store_ydre_begin and store_ydre_end */
    bool indre;   /* in a transaction inside of it */
    bool holder;  /* one inside of it has been committed, and waits */
    size_t columns;
    struct recall recall;              /* of the read transaction that is open */
    const struct recall_answer *again; /* what is given again; NULL: the engine is read */
    size_t again_row;
    bool conflict;
    char constraint[128];
    size_t failed_row; /* counted from 1; 0 is none */
    size_t many_rows;
    int64_t many_changed;
};

/* What store_open does, for tests: their statements come after the program's (SQL_COUNT and up),
 * and their migrations instead of the program's. */
bool store_open_extra(struct arena *arena, const char *url, bool create,
                      const struct sql_set *extra, struct store **out, struct err *err) MUST_CHECK;
/* As store_begin, also in the mode that migrations run in. */
bool store_begin_as(struct store *store, enum begin mode, struct err *err) MUST_CHECK;

bool sqlite_open(struct arena *arena, const char *path, bool create, int statements,
                 struct store **out, struct err *err) MUST_CHECK;
/* How many pages the log may have before a commit, or store_tidy, checkpoints. */
void sqlite_set_checkpoint(struct store *store, int pages);
bool postgres_open(struct arena *arena, const char *url, int statements, struct store **out,
                   struct err *err) MUST_CHECK;

/* One text for both engines: a constraint refused the row. */
bool store_refused(struct store *store, enum sql statement, struct err *err);
/* What went wrong while a COMMIT was answered, and that nobody knows whether it was made. */
bool store_i_tvivl(const struct err *own, struct err *err);
const struct sql_text *store_text_of(const struct store *store, enum sql statement);
const char *store_name_of(const struct store *store, enum sql statement);
int store_statements(const struct store *store);

#endif
