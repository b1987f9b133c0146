/*
 * store/migrate: numbered migrations, each in one transaction together with its own row.
 *
 * The last one also does what belongs to all tables there are by then (store_migrated), so that no
 * migration has to.
 *
 * Before each step the applied rows are read again under the engine's migration lock, so that two
 * programs that migrate at once do each step once.
 *
 * Invariants: (1) the rows are 1, 2, 3 … and no more than the program knows; (2) each has the name
 * and the hash of the program's own migration.
 */
#include "store/store.h"

#include <stdio.h>

#include "base/hash.h"
#include "store/intern.h"

enum {
    ROWS_MAX = 10000,
};

/* The program's migrations, or a test's instead of them. */
static const struct sql_set *set_of(const struct store *store)
{
    return store->extra == NULL ? &sql_all : store->extra;
}

/* How a database that is not ours to touch is refused. */
static bool refuse(const struct store *store, struct err *err, int64_t number, const char *hvorfor,
                   const char *why)
{
    char dansk[200], engelsk[200];

    (void)snprintf(dansk, sizeof(dansk), "Databasens opbygning (nr. %lld) %s", (long long)number,
                   hvorfor);
    (void)snprintf(engelsk, sizeof(engelsk), "The structure of the database (no. %lld) %s",
                   (long long)number, why);
    return err_begge_tekst(err, ERR_INPUT, store->shown, dansk, engelsk);
}

static bool check_row(const struct store *store, const struct store_rows *rows, size_t at,
                      struct err *err)
{
    int64_t number = store_at(rows, at, 0).i;

    if (number != (int64_t)at + 1) {
        return refuse(store, err, number,
                      "har huller i rækken af ændringer; hent en sikkerhedskopi",
                      "has holes in its row of changes; fetch a backup");
    }
    if (at >= (size_t)set_of(store)->migrations) {
        return refuse(store, err, number,
                      "er nyere, end programmet kender; brug den nyeste udgave af programmet",
                      "is newer than the program knows; use the newest version of the program");
    }
    const struct sql_migration *known = &set_of(store)->migration[at];
    struct hash hash = hash_of(str_from(known->source));
    if (str_is(store_at(rows, at, 1).s, known->name) && str_is(store_at(rows, at, 2).s, hash.hex)) {
        return true;
    }
    return refuse(store, err, number,
                  "er lavet af en anden ændring end programmets; brug det, der lavede den",
                  "was made by another change than the program's; use the one that made it");
}

/* How many migrations are applied; every one of them checked. Inside a transaction. */
static bool read_applied(struct store *store, struct arena *arena, int *out, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_STORE_HAS_SCHEMA, NULL, 0, 1, &rows, err));
    *out = 0;
    if (store_at(&rows, 0, 0).i == 0) return true;
    TRY(store_query(store, arena, SQL_STORE_MIGRATION_LIST, NULL, 0, ROWS_MAX, &rows, err));
    for (size_t i = 0; i < rows.count; i++) TRY(check_row(store, &rows, i, err));
    *out = (int)rows.count;
    return true;
}

static bool apply(struct store *store, int at, int64_t now_us, struct err *err)
{
    const struct sql_migration *migration = &set_of(store)->migration[at];
    struct hash hash = hash_of(str_from(migration->source));

    for (const char *const *sql = migration->step[store->which]; *sql != NULL; sql++) {
        TRY(store->engine->script(store, *sql, err));
    }
    const struct store_value args[] = {
        STORE_I(at + 1),
        STORE_S(str_from(migration->name)),
        STORE_S(str_from(hash.hex)),
        STORE_I(now_us),
    };
    TRY(store_exec(store, SQL_STORE_MIGRATION_INSERT, args, 4, NULL, err));
    if (at + 1 < set_of(store)->migrations) return true;
    struct store_rows rows;
    return store_query(store, store->arena, SQL_STORE_MIGRATED, NULL, 0, 1, &rows, err);
}

/* One step; *done when there was none left. */
static bool migrate_one(struct store *store, struct arena *arena, int64_t now_us, bool *done,
                        struct err *err)
{
    int applied = 0;

    TRY(read_applied(store, arena, &applied, err));
    *done = applied == set_of(store)->migrations;
    return *done || apply(store, applied, now_us, err);
}

bool store_migrate(struct store *store, int64_t now_us, struct err *err)
{
    bool done = false;
    bool ok = true;

    while (ok && !done) {
        ok = store_begin_as(store, BEGIN_MIGRATE, err);
        if (!ok) break;
        ok = migrate_one(store, store->arena, now_us, &done, err);
        if (ok)
            ok = store_commit(store, err);
        else
            store_rollback(store);
    }
    return ok;
}

bool store_version(struct store *store, int *out, struct err *err)
{
    struct store_rows rows = {0};

    TRY(store_begin(store, STORE_READ, err));
    bool ok = store_query(store, store->arena, SQL_STORE_HAS_SCHEMA, NULL, 0, 1, &rows, err);
    int64_t number = 0;
    if (ok && store_at(&rows, 0, 0).i != 0) {
        ok = store_query(store, store->arena, SQL_STORE_MIGRATION_LIST, NULL, 0, ROWS_MAX, &rows,
                         err);
        if (ok && rows.count > 0) number = store_at(&rows, rows.count - 1, 0).i;
    }
    store_rollback(store);
    if (ok) *out = (int)number;
    return ok;
}

bool store_check(struct store *store, struct err *err)
{
    int applied = 0;

    TRY(store_begin(store, STORE_READ, err));
    bool ok = read_applied(store, store->arena, &applied, err);
    store_rollback(store);
    if (!ok || applied == set_of(store)->migrations) return ok;
    return err_begge(err, ERR_INPUT, store->shown,
                     "Databasen er ikke bragt op til programmets udgave (nr. %d af %d)",
                     "The database has not been brought up to the program's version (no. %d of %d)",
                     applied, set_of(store)->migrations);
}
