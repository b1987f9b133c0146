/*
 * overblik: sums and pages of an edition, read by index.
 */
#include "afregning/overblik.h"

#include "afregning/intern.h"
#include "afregning/udgave.h"

bool overblik_forud(struct store *store, struct arena *arena, int kommune,
                    const struct forskel *forskel, struct oere *out, struct err *err)
{
    struct store_rows rows;

    out->oere = 0;
    if (forskel->efter == 0) return true;
    TRY(store_query(store, arena, SQL_AFREGNING_FORUD,
                    ARGS(STORE_I(kommune), STORE_S(forskel->anbringelse), STORE_S(forskel->ydelse),
                         STORE_S(forskel->modtager), STORE_S(forskel->kanal),
                         STORE_S(forskel->skat), STORE_I(forskel->maaned.nr),
                         STORE_I(forskel->efter)),
                    1, &rows, err));
    if (store_at(&rows, 0, 1).i > 0) out->oere = store_at(&rows, 0, 0).i;
    return true;
}

bool overblik_er_rettelse(const struct koersel *koersel, const struct forskel *forskel)
{
    return forskel->efter != 0 || !str_is(forskel->art, "tilkendelse") ||
           forskel->maaned.nr < koersel->maaned.nr || koersel->ekstra;
}

/* ---- differences */

static void rows_of(struct arena *arena, const struct store_rows *rows, struct forskel **out,
                    size_t *antal)
{
    *out = ARENA_ARRAY(arena, rows->count, struct forskel);
    for (size_t i = 0; i < rows->count; i++) (*out)[i] = udgave_forskel_raekke(rows, i);
    *antal = rows->count;
}

bool overblik_forskelle(struct store *store, struct arena *arena, int kommune,
                        const struct koersel *koersel, enum overblik_vis vis, int64_t efter,
                        size_t hoejst, struct forskel **out, size_t *antal, struct err *err)
{
    struct store_rows rows;
    /* Everything an extra run changes is a correction. */
    bool alle = vis == OVERBLIK_ALLE || (vis == OVERBLIK_RETTELSER && koersel->ekstra);
    const struct store_value args[] = {STORE_I(kommune),         STORE_I(koersel->loebenr),
                                       STORE_I(koersel->udgave), STORE_I(efter),
                                       STORE_I((int64_t)hoejst), STORE_I(koersel->maaned.nr)};
    size_t n = sizeof(args) / sizeof(*args);

    if (alle)
        TRY(store_query(store, arena, SQL_AFREGNING_OVERBLIK_FORSKELLE, args, n - 1, hoejst, &rows,
                        err));
    else if (vis == OVERBLIK_RETTELSER)
        TRY(store_query(store, arena, SQL_AFREGNING_OVERBLIK_RETTELSER, args, n, hoejst, &rows,
                        err));
    else
        TRY(store_query(store, arena, SQL_AFREGNING_OVERBLIK_NEDAD, args, n - 1, hoejst, &rows,
                        err));
    rows_of(arena, &rows, out, antal);
    return true;
}

bool overblik_forskelle_af(struct store *store, struct arena *arena, int kommune,
                           const struct koersel *koersel, struct str anbringelse,
                           struct forskel **out, size_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_AFREGNING_FORSKEL_STED,
                    ARGS(STORE_I(kommune), STORE_I(koersel->loebenr), STORE_I(koersel->udgave),
                         STORE_S(anbringelse)),
                    ROWS_MAX, &rows, err));
    rows_of(arena, &rows, out, antal);
    return true;
}

bool overblik_forskel(struct store *store, struct arena *arena, int kommune,
                      const struct koersel *koersel, int64_t nr, struct forskel *out, bool *fundet,
                      struct err *err)
{
    struct store_rows rows;

    TRY(store_query(
        store, arena, SQL_AFREGNING_OVERBLIK_FORSKEL,
        ARGS(STORE_I(kommune), STORE_I(koersel->loebenr), STORE_I(koersel->udgave), STORE_I(nr)), 1,
        &rows, err));
    *fundet = rows.count > 0;
    if (*fundet) *out = udgave_forskel_raekke(&rows, 0);
    return true;
}

/* ---- lacks */

bool overblik_mangler(struct store *store, struct arena *arena, int kommune,
                      const struct koersel *koersel, int64_t fra, size_t hoejst,
                      struct udgave_mangel **out, size_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_AFREGNING_OVERBLIK_MANGLER,
                    ARGS(STORE_I(kommune), STORE_I(koersel->loebenr), STORE_I(koersel->udgave),
                         STORE_I(fra), STORE_I((int64_t)hoejst)),
                    hoejst, &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct udgave_mangel);
    for (size_t i = 0; i < rows.count; i++) (*out)[i] = udgave_mangel_raekke(&rows, i);
    *antal = rows.count;
    return true;
}

bool overblik_manglende(struct store *store, struct arena *arena, int kommune,
                        const struct koersel *koersel, struct overblik_mangel **out, size_t *antal,
                        struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_AFREGNING_OVERBLIK_MANGLENDE,
                    ARGS(STORE_I(kommune), STORE_I(koersel->loebenr), STORE_I(koersel->udgave)),
                    ROWS_MAX, &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct overblik_mangel);
    for (size_t i = 0; i < rows.count; i++)
        (*out)[i] = (struct overblik_mangel){store_at(&rows, i, 0).s, store_at(&rows, i, 1).i,
                                             store_at(&rows, i, 2).i};
    *antal = rows.count;
    return true;
}

/* ---- people */

static struct str text_at(const struct store_rows *rows, size_t row, size_t column)
{
    struct store_value v = store_at(rows, row, column);

    return v.type == STORE_NULL ? STR_EMPTY : v.s;
}

static int64_t number_at(const struct store_rows *rows, size_t row, size_t column)
{
    struct store_value v = store_at(rows, row, column);

    return v.type == STORE_NULL ? 0 : v.i;
}

bool overblik_folk(struct store *store, struct arena *arena, int kommune,
                   struct overblik_folk **out, size_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_AFREGNING_OVERBLIK_FOLK, ARGS(STORE_I(kommune)), RUNS_MAX,
                    &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct overblik_folk);
    for (size_t i = 0; i < rows.count; i++)
        (*out)[i] = (struct overblik_folk){
            .loebenr = store_at(&rows, i, 0).i,
            .lavet = store_at(&rows, i, 1).s,
            .beregnet = text_at(&rows, i, 2),
            .beregnet_us = number_at(&rows, i, 3),
            .godkendt = text_at(&rows, i, 4),
            .godkendt_us = number_at(&rows, i, 5),
        };
    *antal = rows.count;
    return true;
}

bool overblik_plan(struct store *store, struct arena *arena, int kommune,
                   const struct koersel *koersel, struct str *out, struct err *err)
{
    struct udgave u;

    TRY(udgave_hoved(store, arena, kommune, koersel->loebenr, koersel->udgave, &u, err));
    *out = u.plan;
    return true;
}

bool overblik_usete(struct store *store, struct arena *arena, int kommune,
                    const struct koersel *koersel, int64_t *out, struct err *err)
{
    struct udgave u;
    int64_t us, nr;

    TRY(udgave_hoved(store, arena, kommune, koersel->loebenr, koersel->udgave, &u, err));
    TRY(udregning_dagens_slut(arena, koersel->skaeringsdato, &us, err));
    TRY(register_at(store, kommune, us, &nr, err));
    *out = nr > u.skaering ? nr - u.skaering : 0;
    return true;
}
