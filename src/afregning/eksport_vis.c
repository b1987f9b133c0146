/*
 * eksport_vis: what of a run has left the house, read for people.
 */
#include "afregning/eksport_vis.h"

#include <stdio.h>
#include <string.h>

#include "afregning/intern.h"
#include "afregning/udgave.h"

/* ---- files */

/* What the export's manifest says of a file: the hash of its own bytes. */
static bool hash_in(struct str manifest, struct arena *arena, struct str navn, struct hash *out,
                    struct err *err)
{
    static const char MAERKE[] = "\"sha256\":\"";
    struct str soegt = str_format(arena, "{\"fil\":\"%.*s\",", STR_ARG(navn)), hex;
    size_t at;

    if (str_find(manifest, soegt, &at)) {
        manifest = str_sub(manifest, at, manifest.n);
        if (str_find(manifest, str_from(MAERKE), &at)) {
            manifest = str_sub(manifest, at + sizeof(MAERKE) - 1, manifest.n);
            if (str_split(&manifest, '"', &hex) && hex.n == sizeof(out->hex) - 1) {
                memcpy(out->hex, hex.p, hex.n);
                return true;
            }
        }
    }
    return err_begge(err, ERR_INPUT, "manifest",
                     "Den gemte følgeseddel nævner ikke %.*s; hent en sikkerhedskopi",
                     "The stored list of the files does not name %.*s; fetch a backup",
                     STR_ARG(navn));
}

/* Rows of one export come together, its manifest last: the others are told from that. */
static bool tell_hashes(struct store *store, struct arena *arena, int kommune,
                        const struct store_rows *rows, struct eksport_gemt *g, struct err *err)
{
    for (size_t i = 0, foerste = 0; i < rows->count; i++) {
        struct str manifest, indhold = store_at(rows, i, 6).s;
        if (!str_is(g[i].kanal, "manifest")) continue;
        TRY(indhold_hent(store, arena, kommune, indhold, &manifest, err));
        for (; foerste < i; foerste++)
            TRY(hash_in(manifest, arena, g[foerste].navn, &g[foerste].hash, err));
        foerste = i + 1;
        g[i].bytes = (int64_t)manifest.n;
        snprintf(g[i].hash.hex, sizeof(g[i].hash.hex), "%.*s", STR_ARG(indhold));
    }
    return true;
}

bool eksport_gemte(struct store *store, struct arena *arena, int kommune, int64_t koersel,
                   struct eksport_gemt **out, size_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_AFREGNING_EKSPORT_GEMTE,
                    ARGS(STORE_I(kommune), STORE_I(koersel)), RUNS_MAX, &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct eksport_gemt);
    for (size_t i = 0; i < rows.count; i++) {
        struct eksport_gemt *g = &(*out)[i];
        *g = (struct eksport_gemt){
            .eksport = store_at(&rows, i, 0).i,
            .tid_us = store_at(&rows, i, 1).i,
            .bruger = store_at(&rows, i, 2).s,
            .kanal = store_at(&rows, i, 4).s,
            .navn = store_at(&rows, i, 5).s,
            .antal = store_at(&rows, i, 7).i,
            .sum = {store_at(&rows, i, 8).i},
            .bytes = store_at(&rows, i, 9).i,
        };
        if (str_is(g->kanal, "manifest"))
            g->navn = eksport_manifest_navn(arena, kommune, g->eksport);
    }
    *antal = rows.count;
    return tell_hashes(store, arena, kommune, &rows, *out, err);
}

bool eksport_hent(struct store *store, struct arena *arena, int kommune, int64_t koersel,
                  struct str navn, struct str *bytes, bool *fundet, struct err *err)
{
    struct store_rows rows;

    *fundet = false;
    TRY(store_query(store, arena, SQL_AFREGNING_EKSPORT_GEMTE,
                    ARGS(STORE_I(kommune), STORE_I(koersel)), RUNS_MAX, &rows, err));
    for (size_t i = 0; i < rows.count && !*fundet; i++) {
        struct str its = store_at(&rows, i, 5).s;
        if (str_is(store_at(&rows, i, 4).s, "manifest"))
            its = eksport_manifest_navn(arena, kommune, store_at(&rows, i, 0).i);
        if (!str_eq(its, navn)) continue;
        *fundet = true;
        TRY(indhold_hent_fil(store, arena, kommune, store_at(&rows, i, 6).s, bytes, err));
    }
    return true;
}

/* ---- payments */

bool betaling_summer(struct store *store, struct arena *arena, int kommune, int64_t koersel,
                     struct betaling_summer **out, size_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_AFREGNING_BETALING_SUMMER,
                    ARGS(STORE_I(kommune), STORE_I(koersel)), RUNS_MAX, &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct betaling_summer);
    for (size_t i = 0; i < rows.count; i++) {
        int64_t besvaret = store_at(&rows, i, 5).i, kom_tilbage = store_at(&rows, i, 6).i;
        struct betaling_summer *b = &(*out)[i];
        *b = (struct betaling_summer){
            .eksport = store_at(&rows, i, 0).i,
            .kanal = store_at(&rows, i, 1).s,
            .dag = {(int32_t)store_at(&rows, i, 2).i},
            .antal = store_at(&rows, i, 3).i,
            .sum = {store_at(&rows, i, 4).i},
            .sendt_igen = store_at(&rows, i, 7).i,
            .tilbage_sum = {store_at(&rows, i, 8).i},
        };
        b->godtaget = besvaret - kom_tilbage;
        b->tilbage = kom_tilbage - b->sendt_igen;
        b->venter = b->antal - besvaret;
    }
    *antal = rows.count;
    return true;
}

bool betaling_tilbage(struct store *store, struct arena *arena, int kommune, int64_t koersel,
                      struct betaling **out, size_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_AFREGNING_BETALING_TILBAGE,
                    ARGS(STORE_I(kommune), STORE_I(koersel)), ROWS_MAX, &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct betaling);
    for (size_t i = 0; i < rows.count; i++)
        (*out)[i] = (struct betaling){
            .id = store_at(&rows, i, 0).s,
            .eksport = store_at(&rows, i, 1).i,
            .kanal = store_at(&rows, i, 2).s,
            .modtager = store_at(&rows, i, 3).s,
            .beloeb = {store_at(&rows, i, 4).i},
            .dispositionsdato = {(int32_t)store_at(&rows, i, 5).i},
            .igen = STR_EMPTY,
            .svar = store_at(&rows, i, 6).s,
            .aarsag = store_at(&rows, i, 7).s,
            .ny = STR_EMPTY,
        };
    *antal = rows.count;
    return true;
}

/* ---- payees */

bool koersel_modtagere(struct store *store, struct arena *arena, int kommune,
                       const struct koersel *koersel, struct str efter, size_t hoejst,
                       struct koersel_modtager **out, size_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_AFREGNING_KOERSEL_MODTAGERE,
                    ARGS(STORE_I(kommune), STORE_I(koersel->loebenr), STORE_I(koersel->udgave),
                         STORE_S(efter), STORE_I((int64_t)hoejst)),
                    hoejst, &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct koersel_modtager);
    for (size_t i = 0; i < rows.count; i++)
        (*out)[i] = (struct koersel_modtager){store_at(&rows, i, 0).s,
                                              store_at(&rows, i, 1).i,
                                              {store_at(&rows, i, 2).i},
                                              {store_at(&rows, i, 3).i}};
    *antal = rows.count;
    return true;
}

bool koersel_modtager_steder(struct store *store, struct arena *arena, int kommune,
                             const struct koersel *koersel, struct str modtager, struct str **out,
                             size_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_AFREGNING_KOERSEL_MODTAGER_STEDER,
                    ARGS(STORE_I(kommune), STORE_I(koersel->loebenr), STORE_I(koersel->udgave),
                         STORE_S(modtager)),
                    ROWS_MAX, &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct str);
    for (size_t i = 0; i < rows.count; i++) (*out)[i] = store_at(&rows, i, 0).s;
    *antal = rows.count;
    return true;
}
