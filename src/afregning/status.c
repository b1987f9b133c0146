/*
 * status: newest rows, and sums that an index holds.
 */
#include "afregning/status.h"

#include "afregning/intern.h"

static bool ask_one(struct store *store, struct arena *arena, enum sql statement, int kommune,
                    int64_t *out, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, statement, ARGS(STORE_I(kommune)), 1, &rows, err));
    *out = store_at(&rows, 0, 0).i;
    return true;
}

static bool read_register(struct store *store, struct arena *arena, int kommune,
                          struct afregning_status *out, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_AFREGNING_STATUS_REGISTRERING, ARGS(STORE_I(kommune)), 1,
                    &rows, err));
    if (rows.count > 0) {
        out->registrering = store_at(&rows, 0, 0).i;
        out->registreret_us = store_at(&rows, 0, 1).i;
    }
    return ask_one(store, arena, SQL_AFREGNING_STATUS_ANBRINGELSER, kommune, &out->anbringelser,
                   err);
}

static bool read_approval(struct store *store, struct arena *arena, int kommune,
                          struct afregning_status *out, struct err *err)
{
    struct afregning sidste;
    struct store_rows rows;

    TRY(afregning_sidste(store, arena, kommune, &sidste, err));
    out->godkendelser = sidste.nr;
    if (sidste.nr == 0) return true;
    out->til_maaned = sidste.til_maaned;
    TRY(store_query(store, arena, SQL_AFREGNING_STATUS_MANGLER,
                    ARGS(STORE_I(kommune), STORE_I(sidste.koersel), STORE_I(sidste.udgave)), 1,
                    &rows, err));
    ASSERT(rows.count == 1); /* written with the edition (overblik_gem.c) */
    out->mangler = store_at(&rows, 0, 0).i;
    return true;
}

bool afregning_status(struct store *store, struct arena *arena, int kommune,
                      struct afregning_status *out, struct err *err)
{
    int64_t skyldes = 0, tilbage = 0;

    *out = (struct afregning_status){0};
    TRY(read_register(store, arena, kommune, out, err));
    TRY(koersel_liste(store, arena, kommune, &out->koersel, &out->koersler, err));
    if (out->koersler > STATUS_KOERSLER) out->koersler = STATUS_KOERSLER;
    TRY(read_approval(store, arena, kommune, out, err));
    TRY(ask_one(store, arena, SQL_AFREGNING_STATUS_SKYLDES, kommune, &skyldes, err));
    TRY(ask_one(store, arena, SQL_AFREGNING_STATUS_BETALT_TILBAGE, kommune, &tilbage, err));
    out->tilgodehavende.oere = skyldes - tilbage;
    return journal_hoved(store, kommune, &out->hoved, err);
}
