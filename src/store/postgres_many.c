/*
 * store/postgres_many: one statement for many rows, in libpq's pipeline mode.
 *
 * Rows are sent without waiting for the answer to each; after a batch all its answers are read, one
 * for each row in their order, and then the one to the batch's end. So memory on both sides is
 * bounded by the batch, and the first answer that is an error tells which row it was.
 *
 * What libpq has no memory for it may lose in silence, and then wait for it for ever. So a wait has
 * an end, and where libpq and the server are out of step the connection is cut: the transaction is
 * lost in any case.
 *
 * Invariants: (1) rows before the batch are done and answered; (2) the connection leaves pipeline
 * mode in finish, whatever happened, or it is cut.
 * Cost: one round trip for each batch.
 */
#include "store/postgres.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>

enum {
    BATCH_ROWS = 1000,
    BATCH_BYTES = 1 << 20,
    WAIT_MS = 70000, /* longer than the server lets a statement take */
};

/* The next thing done with the connection finds it broken. */
static void cut(struct postgres *postgres)
{
    int fd = PQsocket(postgres->conn);

    if (fd >= 0) shutdown(fd, SHUT_RDWR);
    (void)!PQconsumeInput(postgres->conn);
}

/* As PQgetResult, in bounded time. */
static PGresult *next_result(struct postgres *postgres)
{
    while (PQflush(postgres->conn) >= 0 && PQisBusy(postgres->conn) == 1) {
        struct pollfd wait = {PQsocket(postgres->conn), POLLIN, 0};
        int ready = poll(&wait, 1, WAIT_MS);
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) cut(postgres);
        if (ready <= 0 || PQconsumeInput(postgres->conn) == 0) break;
    }
    return PQgetResult(postgres->conn);
}

bool postgres_many_start(struct store *store, enum sql statement, struct err *err)
{
    struct postgres *postgres = (struct postgres *)store;

    TRY(postgres_prepare(postgres, statement, err));
    postgres->current_name = statement;
    postgres->answered = 0;
    postgres->sent = 0;
    postgres->sent_bytes = 0;
    if (PQenterPipelineMode(postgres->conn) != 1) {
        return postgres_failed(postgres, NULL, store_name_of(store, statement), err);
    }
    postgres->pipeline = true;
    return true;
}

/* Reads one row's answer and the NULL after it. */
static bool read_answer(struct postgres *postgres, struct err *err)
{
    PGresult *result = next_result(postgres);
    bool ok = PQresultStatus(result) == PGRES_COMMAND_OK;

    if (ok) {
        ASSERT(PQnfields(result) == 0);
        postgres->store.many_changed += strtoll(PQcmdTuples(result), NULL, 10);
        PGresult *none = next_result(postgres);
        ASSERT(none == NULL);
    } else {
        postgres_statement_failed(postgres, result, postgres->current_name, err);
        /* It is libpq itself that failed. */
        if (PQresultErrorField(result, PG_DIAG_SQLSTATE) == NULL) cut(postgres);
    }
    PQclear(result);
    return ok;
}

/* Reads up to the answer to the batch's end; NULLs part the answers, and a cut connection has no
 * more of them. */
static bool read_to_sync(struct postgres *postgres)
{
    while (PQstatus(postgres->conn) == CONNECTION_OK) {
        PGresult *result = next_result(postgres);
        bool end = PQresultStatus(result) == PGRES_PIPELINE_SYNC;
        PQclear(result);
        if (end) return true;
    }
    return false;
}

bool postgres_many_end(struct store *store, struct err *err)
{
    struct postgres *postgres = (struct postgres *)store;
    const char *name = store_name_of(store, postgres->current_name);

    if (postgres->sent == 0) return true;
    if (PQpipelineSync(postgres->conn) != 1) return postgres_failed(postgres, NULL, name, err);
    for (size_t i = 0; i < postgres->sent; i++) {
        if (read_answer(postgres, err)) continue;
        store->failed_row = postgres->answered + i + 1;
        if (read_to_sync(postgres)) postgres->sent = 0;
        return false;
    }
    if (!read_to_sync(postgres)) return postgres_failed(postgres, NULL, name, err);
    postgres->answered += postgres->sent;
    postgres->sent = 0;
    postgres->sent_bytes = 0;
    return true;
}

bool postgres_many_row(struct store *store, const struct store_value *args, size_t count,
                       struct err *err)
{
    struct postgres *postgres = (struct postgres *)store;

    if (!postgres_send(postgres, postgres->current_name, args, count)) {
        return postgres_failed(postgres, NULL, store_name_of(store, postgres->current_name), err);
    }
    postgres->sent++;
    for (size_t i = 0; i < count; i++) {
        if (args[i].type == STORE_TEXT) postgres->sent_bytes += args[i].s.n;
    }
    if (postgres->sent < BATCH_ROWS && postgres->sent_bytes < BATCH_BYTES) return true;
    return postgres_many_end(store, err);
}

void postgres_many_finish(struct postgres *postgres)
{
    postgres->pipeline = false;
    /* Left in the middle of a batch: by a jump, or an error in sending. */
    if (postgres->sent > 0 && PQpipelineSync(postgres->conn) == 1) read_to_sync(postgres);
    postgres->sent = 0;
    postgres->sent_bytes = 0;
    if (PQexitPipelineMode(postgres->conn) != 1) cut(postgres);
}
