/*
 * adgang/db: how this room uses the database: transactions whose conflicts are told as such, users
 * with their roles, and who may still do what it asks for.
 */
#include "adgang/adgang_intern.h"

#include <inttypes.h>

enum {
    KOMMUNER_MAX = 1000,
    ROLLE_ROWS_MAX = 10000,
};

/* ---- transactions */

/* How a fault is told when the reason was that somebody else came between. That two add the same
 * row is such a reason too: each has looked whether it is there, so the engine sees a conflict. */
static bool told(const struct store *store, const struct err *own, struct err *err)
{
    if (store_conflict(store)) {
        return err_begge(
            err, ERR_CONFLICT, NULL,
            "Nogen anden ændrede brugerne i samme øjeblik, og intet er gjort; prøv "
            "igen",
            "Somebody else changed the users in the same moment, and nothing was done; try again");
    }
    *err = *own;
    return false;
}

bool adgang_begin(struct store *store, enum store_mode mode, struct err *err)
{
    struct err own = ERR_INIT;

    return store_begin(store, mode, &own) || told(store, &own, err);
}

bool adgang_end(struct store *store, bool ok, struct err *err)
{
    struct err own = ERR_INIT;

    if (!ok) {
        store_rollback(store);
        return false;
    }
    return store_commit(store, &own) || told(store, &own, err);
}

bool adgang_change(struct store *store, enum sql statement, const struct store_value *args,
                   size_t count, int64_t *changed, struct err *err)
{
    struct err own = ERR_INIT;

    return store_exec(store, statement, args, count, changed, &own) || told(store, &own, err);
}

bool adgang_add(struct store *store, enum sql statement, const struct store_value *args,
                size_t count, struct err *err)
{
    return adgang_change(store, statement, args, count, NULL, err);
}

bool adgang_ask(struct store *store, struct arena *arena, enum sql statement,
                const struct store_value *args, size_t count, size_t max_rows,
                struct store_rows *out, struct err *err)
{
    struct err own = ERR_INIT;

    return store_query(store, arena, statement, args, count, max_rows, out, &own) ||
           told(store, &own, err);
}

bool adgang_write(struct store *store,
                  bool (*work)(struct store *store, void *ctx, struct err *err), void *ctx,
                  struct err *err)
{
    /* SQLite has waited its whole time for the one lock before it says so. */
    const int tries = store_engine_of(store) == STORE_POSTGRES ? 5 : 1;

    for (int i = 1;; i++) {
        struct err own = ERR_INIT;
        bool ok = adgang_begin(store, STORE_WRITE, &own);
        if (ok) ok = adgang_end(store, work(store, ctx, &own), &own);
        if (ok) return true;
        if (own.kind != ERR_CONFLICT || i == tries) {
            *err = own;
            return false;
        }
    }
}

/* ---- reading */

bool adgang_find(struct store *store, struct arena *arena, int kommune, struct str navn,
                 struct str *id, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_S(navn)};
    struct store_rows rows;

    TRY(adgang_ask(store, arena, SQL_ADGANG_BRUGER_FIND, args, 2, 1, &rows, err));
    *id = rows.count == 0 ? STR_EMPTY : store_at(&rows, 0, 0).s;
    return true;
}

static bool read_roller(struct store *store, struct arena *arena, int kommune, struct bruger *out,
                        struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_S(out->id)};
    struct store_rows rows;

    TRY(adgang_ask(store, arena, SQL_ADGANG_ROLLE_LIST, args, 2, ROLLE_ROWS_MAX, &rows, err));
    for (size_t i = 0; i < rows.count; i++) {
        enum rolle rolle;
        TRY(rolle_parse(store_at(&rows, i, 1).s, &rolle, err));
        unsigned bit = 1u << rolle;
        out->roller = store_at(&rows, i, 2).i == 1 ? out->roller | bit : out->roller & ~bit;
        out->rolle_nr = store_at(&rows, i, 0).i;
    }
    return true;
}

bool adgang_bruger_laes(struct store *store, struct arena *arena, int kommune, struct str id,
                        struct bruger *out, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_S(id)};
    struct store_rows rows;

    *out = (struct bruger){.id = id, .hash = STR_EMPTY};
    TRY(read_roller(store, arena, kommune, out, err));
    TRY(adgang_ask(store, arena, SQL_ADGANG_NOEGLE_NEWEST, args, 2, 1, &rows, err));
    if (rows.count == 0) return true;
    out->noegle_nr = store_at(&rows, 0, 0).i;
    out->hash = store_at(&rows, 0, 1).s;
    out->udloeber_us = store_at(&rows, 0, 2).i;
    return true;
}

/* ---- the kommune that is meant */

bool adgang_kommuner(struct store *store, struct arena *arena, struct store_rows *out,
                     struct err *err)
{
    return adgang_ask(store, arena, SQL_ADGANG_KOMMUNE_LIST, NULL, 0, KOMMUNER_MAX, out, err);
}

static struct str name_kommuner(struct arena *arena, const struct store_rows *rows)
{
    struct buf text;

    buf_init(&text, arena);
    for (size_t i = 0; i < rows->count; i++) {
        buf_format(&text, "%s%" PRId64 " %.*s", i == 0 ? "" : ", ", store_at(rows, i, 0).i,
                   STR_ARG(store_at(rows, i, 1).s));
    }
    return str_clip(buf_str(&text), 400);
}

bool adgang_find_kommune(struct store *store, struct arena *arena, int *kommune, struct str *navn,
                         struct err *err)
{
    struct store_rows rows;

    TRY(adgang_kommuner(store, arena, &rows, err));
    if (rows.count == 0) {
        return err_begge(
            err, ERR_INPUT, store_shown(store),
            "Databasen har ingen kommune endnu; opret den med »vederlag kommune "
            "opret«",
            "The database has no municipality yet; make it with “vederlag kommune opret”");
    }
    if (*kommune == 0 && rows.count == 1) *kommune = (int)store_at(&rows, 0, 0).i;
    for (size_t i = 0; i < rows.count; i++) {
        if (store_at(&rows, i, 0).i != *kommune) continue;
        if (navn != NULL) *navn = store_at(&rows, i, 1).s;
        return true;
    }
    struct str there = name_kommuner(arena, &rows);
    if (*kommune == 0) {
        return err_begge(err, ERR_INPUT, store_shown(store),
                         "Databasen har flere kommuner; sig med --kommune, hvilken: %.*s",
                         "The database has more municipalities; say with --kommune which: %.*s",
                         STR_ARG(there));
    }
    return err_begge(
        err, ERR_INPUT, store_shown(store), "Databasen har ikke kommune %03d; den har %.*s",
        "The database does not have municipality %03d; it has %.*s", *kommune, STR_ARG(there));
}

/* ---- the one who asks, and the one it is about */

bool adgang_kraev_nu(struct store *store, struct arena *arena, const struct adgang *af,
                     enum ret ret, struct err *err)
{
    struct adgang now = *af;
    struct bruger bruger;

    TRY(adgang_bruger_laes(store, arena, af->kommune, af->bruger, &bruger, err));
    now.roller = bruger.roller;
    return adgang_kraev(&now, ret, err);
}

bool adgang_find_anden(struct store *store, struct arena *arena, const struct adgang *af,
                       struct str navn, struct str *kept, struct bruger *out, struct err *err)
{
    struct str id;

    TRY(adgang_navn_parse(arena, navn, kept, err));
    TRY(adgang_find(store, arena, af->kommune, *kept, &id, err));
    if (id.n == 0) {
        err_set(err, ERR_INPUT, NULL,
                "Brugeren %.*s findes ikke; »vederlag adgang liste« viser dem, der gør",
                STR_ARG(*kept));
        return err_side(err, "Brugeren findes ikke; dem, der gør, står under Adgang",
                        "There is no such user; those there are stand under Access");
    }
    return adgang_bruger_laes(store, arena, af->kommune, id, out, err);
}
