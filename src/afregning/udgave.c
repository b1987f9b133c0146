/*
 * udgave: computing a run, reading what a computation came to, and computing it anew from what was
 * stored.
 */
#include "afregning/udgave.h"

#include <stdlib.h>

/* ---- computing */

static bool read(struct udregning *u, int64_t loebenr, enum afregning_udfald *udfald,
                 struct err *err)
{
    TRY(koersel_find(u->store, u->arena, u->adgang->kommune, loebenr, &u->koersel, err));
    *udfald = AFREGNING_FORKERT_TRIN;
    if (!koersel_kan_flytte(u->koersel.tilstand, KOERSEL_BEREGNET)) return true;
    TRY(afregning_sidste(u->store, u->arena, u->adgang->kommune, &u->sidste, err));
    struct dato skaering;
    TRY(koersel_sidste_skaering(u->store, u->arena, u->adgang->kommune, &u->sidste, &skaering,
                                err));
    *udfald = AFREGNING_FORBI;
    if (u->koersel.skaeringsdato.dag < skaering.dag) return true;
    if (!u->koersel.ekstra && u->sidste.nr > 0 && u->koersel.maaned.nr <= u->sidste.til_maaned.nr)
        return true;
    *udfald = AFREGNING_GJORT;
    return udregning_laes(u, err);
}

bool koersel_beregn(struct store *store, struct arena *arena, const struct adgang *adgang,
                    int64_t loebenr, const struct haandbog_samling *haandbog, int64_t now_us,
                    const struct fremgang *fremgang, struct udgave_resultat *out,
                    enum afregning_udfald *udfald, struct err *err)
{
    struct udregning *u = ARENA_NEW(arena, struct udregning);

    TRY(adgang_kraev(adgang, RET_KOERSEL, err));
    u->store = store;
    u->arena = arena;
    u->adgang = adgang;
    u->haandbog = haandbog;
    u->fremgang = fremgang;
    TRY(store_begin(store, STORE_READ, err));
    if (!read(u, loebenr, udfald, err)) return at_rollback(store);
    TRY(store_commit(store, err));
    if (*udfald != AFREGNING_GJORT) return true;
    TRY(udregning_beregn(u, err));
    TRY(udregning_skriv(u, now_us, udfald, err));
    *out = u->resultat;
    return true;
}

/* ---- reading */

struct forskel udgave_forskel_raekke(const struct store_rows *rows, size_t at)
{
    return (struct forskel){
        .anbringelse = store_at(rows, at, 0).s,
        .ydelse = store_at(rows, at, 1).s,
        .modtager = store_at(rows, at, 2).s,
        .kanal = store_at(rows, at, 3).s,
        .skat = store_at(rows, at, 4).s,
        .maaned = {(int32_t)store_at(rows, at, 5).i},
        .efter = store_at(rows, at, 6).i,
        .tilkendt = {store_at(rows, at, 7).i},
        .beregnet = {store_at(rows, at, 8).i},
        .art = store_at(rows, at, 9).s,
        .reference = store_at(rows, at, 10).s,
        .nr = store_at(rows, at, 11).i,
    };
}

struct udgave_mangel udgave_mangel_raekke(const struct store_rows *rows, size_t at)
{
    return (struct udgave_mangel){
        .plejefamilie = store_at(rows, at, 0).s,
        .anbringelse = store_at(rows, at, 1).s,
        .maaned = {(int32_t)store_at(rows, at, 2).i},
        .ydelse = store_at(rows, at, 3).s,
        .mangler = store_at(rows, at, 4).s,
        .grund = store_at(rows, at, 5).s,
        .fra = {(int32_t)store_at(rows, at, 6).i},
        .til = {(int32_t)store_at(rows, at, 7).i},
        .nr = store_at(rows, at, 8).i,
    };
}

bool udgave_hoved(struct store *store, struct arena *arena, int kommune, int64_t koersel,
                  int64_t nr, struct udgave *out, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_AFREGNING_UDGAVE_FIND,
                    ARGS(STORE_I(kommune), STORE_I(koersel), STORE_I(nr)), 1, &rows, err));
    if (rows.count == 0) {
        err_set(err, ERR_INPUT, store_shown(store),
                "Kørsel nr. %lld er ikke beregnet; brug vederlag run calc", (long long)koersel);
        return err_side(err, "Kørslen er ikke beregnet; beregn den på kørslens side",
                        "The run is not computed; compute it on the page of the run");
    }
    *out = (struct udgave){
        .koersel = koersel,
        .nr = store_at(&rows, 0, 0).i,
        .efter = store_at(&rows, 0, 1).i,
        .skaering = store_at(&rows, 0, 2).i,
        .motor = store_at(&rows, 0, 3).s,
        .plan = store_at(&rows, 0, 4).s,
        .fakta = store_at(&rows, 0, 5).s,
        .linjer = store_at(&rows, 0, 6).s,
        .bruger = store_at(&rows, 0, 7).s,
        .tid_us = store_at(&rows, 0, 8).i,
    };
    return true;
}

bool udgave_laes(struct store *store, struct arena *arena, int kommune, int64_t koersel, int64_t nr,
                 struct udgave *out, struct err *err)
{
    struct koersel k;
    struct store_rows rows;

    if (nr == 0) {
        TRY(koersel_find(store, arena, kommune, koersel, &k, err));
        nr = k.udgave;
    }
    TRY(udgave_hoved(store, arena, kommune, koersel, nr, out, err));
    TRY(store_query(store, arena, SQL_AFREGNING_FORSKEL_LISTE,
                    ARGS(STORE_I(kommune), STORE_I(koersel), STORE_I(nr)), ROWS_MAX, &rows, err));
    out->forskel = ARENA_ARRAY(arena, rows.count, struct forskel);
    for (size_t i = 0; i < rows.count; i++) out->forskel[i] = udgave_forskel_raekke(&rows, i);
    out->forskelle = rows.count;
    TRY(store_query(store, arena, SQL_AFREGNING_MANGEL_LISTE,
                    ARGS(STORE_I(kommune), STORE_I(koersel), STORE_I(nr)), ROWS_MAX, &rows, err));
    out->mangel = ARENA_ARRAY(arena, rows.count, struct udgave_mangel);
    for (size_t i = 0; i < rows.count; i++) out->mangel[i] = udgave_mangel_raekke(&rows, i);
    out->mangler = rows.count;
    return true;
}

static int by_nr(const void *a, const void *b)
{
    const struct forskel *x = a, *y = b;

    return (x->nr > y->nr) - (x->nr < y->nr);
}

static void add_differences(struct udgave *u, size_t *plads, const struct store_rows *rows,
                            struct arena *arena)
{
    u->forskel = arena_grow(arena, u->forskel, u->forskelle, plads, u->forskelle + rows->count,
                            sizeof(*u->forskel));
    for (size_t i = 0; i < rows->count; i++)
        u->forskel[u->forskelle++] = udgave_forskel_raekke(rows, i);
}

bool udgave_familie(struct store *store, struct arena *arena, int kommune,
                    const struct koersel *koersel, struct str familie, const struct str *sted,
                    size_t steder, struct udgave *out, struct err *err)
{
    struct store_rows rows;
    size_t plads = 0;
    int64_t nr = koersel->udgave;

    TRY(udgave_hoved(store, arena, kommune, koersel->loebenr, nr, out, err));
    for (size_t i = 0; i < steder; i++) {
        TRY(store_query(
            store, arena, SQL_AFREGNING_FORSKEL_STED,
            ARGS(STORE_I(kommune), STORE_I(koersel->loebenr), STORE_I(nr), STORE_S(sted[i])),
            ROWS_MAX, &rows, err));
        add_differences(out, &plads, &rows, arena);
    }
    if (out->forskelle > 0) qsort(out->forskel, out->forskelle, sizeof(*out->forskel), by_nr);
    TRY(store_query(
        store, arena, SQL_AFREGNING_MANGEL_FAMILIE,
        ARGS(STORE_I(kommune), STORE_I(koersel->loebenr), STORE_I(nr), STORE_S(familie)), ROWS_MAX,
        &rows, err));
    out->mangel = ARENA_ARRAY(arena, rows.count, struct udgave_mangel);
    for (size_t i = 0; i < rows.count; i++) out->mangel[i] = udgave_mangel_raekke(&rows, i);
    out->mangler = rows.count;
    return true;
}
