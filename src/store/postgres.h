/*
 * store/postgres: what the files of the PostgreSQL engine share.
 */
#ifndef STORE_POSTGRES_H
#define STORE_POSTGRES_H

#include <libpq-fe.h>

#include "store/intern.h"

struct postgres {
    struct store store; /* first, so that one pointer is both */
    PGconn *conn;
    bool *prepared; /* by enum sql */
    PGresult *result;
    bool first; /* result is the first row, not yet handed out */
    enum sql current_name;
};

extern const struct engine postgres_engine;

/* Tells in Danish what the server answered; `what` is a statement's name or what was being done. */
bool postgres_failed(struct postgres *postgres, const PGresult *result, const char *what,
                     struct err *err);
/* The same, where a row may have broken a constraint. */
bool postgres_statement_failed(struct postgres *postgres, const PGresult *result,
                               enum sql statement, struct err *err);
/* Runs a text of the engine's own (BEGIN, SET …). */
bool postgres_run(struct postgres *postgres, const char *sql, const char *what, struct err *err);

#endif
