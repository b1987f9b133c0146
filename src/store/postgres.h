/*
 * store/postgres: what the files of the PostgreSQL engine share.
 */
#ifndef STORE_POSTGRES_H
#define STORE_POSTGRES_H

#include <libpq-fe.h>

#include "store/intern.h"

enum {
    POSTGRES_STATEMENT_MS = 60000, /* the longest a statement may take */
    POSTGRES_COMMAND_BYTES = 512,  /* of a text for postgres_run */
};

struct postgres {
    struct store store; /* first, so that one pointer is both */
    PGconn *conn;
    bool keep;      /* prepared statements and settings live on the server between transactions */
    bool *prepared; /* by enum sql; only with keep */
    PGresult *result;
    bool first; /* result is the first row, not yet handed out */
    enum sql current_name;
    bool pipeline;     /* between many_start and finish */
    size_t answered;   /* rows of the batches before */
    size_t sent;       /* rows of the batch that has not been answered */
    size_t sent_bytes; /* and their texts */
};

extern const struct engine postgres_engine;

/* Tells in Danish what the server answered; `what` is a statement's name or what was being done. */
bool postgres_failed(struct postgres *postgres, const PGresult *result, const char *what,
                     struct err *err);
/* The same, where a row may have broken a constraint. */
bool postgres_statement_failed(struct postgres *postgres, const PGresult *result,
                               enum sql statement, struct err *err);
/* The three steps of one statement for many rows, and what finish does about them. */
bool postgres_many_start(struct store *store, enum sql statement, struct err *err) MUST_CHECK;
bool postgres_many_row(struct store *store, const struct store_value *args, size_t count,
                       struct err *err) MUST_CHECK;
bool postgres_many_end(struct store *store, struct err *err) MUST_CHECK;
void postgres_many_finish(struct postgres *postgres);

/* Prepares a statement unless it is; without keep as the unnamed one, until the next. */
bool postgres_prepare(struct postgres *postgres, enum sql statement, struct err *err) MUST_CHECK;
/* Sends a prepared statement; false when the connection is cut. */
bool postgres_send(struct postgres *postgres, enum sql statement, const struct store_value *args,
                   size_t count) MUST_CHECK;

/* Runs a text of the engine's own (BEGIN, SET …). */
bool postgres_run(struct postgres *postgres, const char *sql, const char *what, struct err *err);

#endif
