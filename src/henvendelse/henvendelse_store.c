/*
 * henvendelse_store: the rows of a henvendelse.
 */
#include "base/id.h"
#include "base/tid.h"
#include "henvendelse/henvendelse.h"
#include "register/register.h"

enum { ROWS_MAX = 1000000 };

#define ARGS(...)                                                                                  \
    (const struct store_value[]){__VA_ARGS__},                                                     \
        sizeof((const struct store_value[]){__VA_ARGS__}) / sizeof(struct store_value)

/* ---- reading */

static bool state_of(struct str kode, enum henvendelse_tilstand *out)
{
    for (int i = 0; i < HENVENDELSE_TILSTANDE; i++) {
        if (!str_is(kode, henvendelse_tilstand_kode((enum henvendelse_tilstand)i))) continue;
        *out = (enum henvendelse_tilstand)i;
        return true;
    }
    return false;
}

static bool read_row(const struct store_rows *rows, size_t at, struct henvendelse *out,
                     struct err *err)
{
    *out = (struct henvendelse){
        .id = store_at(rows, at, 0).s,
        .familie = store_at(rows, at, 1).s,
        .person = store_at(rows, at, 3).s,
        .linje = {store_at(rows, at, 4).i,
                  store_at(rows, at, 5).s,
                  store_at(rows, at, 6).s,
                  store_at(rows, at, 7).s,
                  store_at(rows, at, 8).s,
                  store_at(rows, at, 9).s,
                  {(int32_t)store_at(rows, at, 10).i}},
        .dag = {(int32_t)store_at(rows, at, 11).i},
        .frist = {(int32_t)store_at(rows, at, 12).i},
        .tid_us = store_at(rows, at, 13).i,
        .trin = store_at(rows, at, 14).i,
        .rolle = store_at(rows, at, 16).s,
        .ansvarlig = store_at(rows, at, 17).s,
    };
    if (henvendelse_art_of(store_at(rows, at, 2).s, &out->art) &&
        state_of(store_at(rows, at, 15).s, &out->tilstand))
        return true;
    return err_set(err, ERR_INPUT, "henvendelse",
                   "En henvendelse kan ikke læses; hent en sikkerhedskopi");
}

static bool read_list(struct store *store, struct arena *arena, enum sql statement,
                      const struct store_value *args, size_t count, struct henvendelse **out,
                      size_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, statement, args, count, ROWS_MAX, &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct henvendelse);
    for (size_t i = 0; i < rows.count; i++) TRY(read_row(&rows, i, &(*out)[i], err));
    *antal = rows.count;
    return true;
}

bool henvendelse_find(struct store *store, struct arena *arena, int kommune, struct str id,
                      struct henvendelse *out, struct err *err)
{
    struct henvendelse *h;
    size_t n;

    TRY(read_list(store, arena, SQL_HENVENDELSE_FIND, ARGS(STORE_I(kommune), STORE_S(id)), &h, &n,
                  err));
    *out = n == 0 ? (struct henvendelse){.id = STR_EMPTY} : h[0];
    return true;
}

bool henvendelse_familiens(struct store *store, struct arena *arena, int kommune,
                           struct str familie, struct henvendelse **out, size_t *antal,
                           struct err *err)
{
    return read_list(store, arena, SQL_HENVENDELSE_FAMILIE,
                     ARGS(STORE_I(kommune), STORE_S(familie)), out, antal, err);
}

bool henvendelse_liste(struct store *store, struct arena *arena, int kommune, bool lukkede,
                       struct henvendelse **out, size_t *antal, struct err *err)
{
    return read_list(store, arena, SQL_HENVENDELSE_ALLE, ARGS(STORE_I(kommune), STORE_I(lukkede)),
                     out, antal, err);
}

bool henvendelse_beskeder(struct store *store, struct arena *arena, int kommune, struct str id,
                          struct henvendelse_besked **out, size_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_HENVENDELSE_BESKEDER, ARGS(STORE_I(kommune), STORE_S(id)),
                    ROWS_MAX, &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct henvendelse_besked);
    for (size_t i = 0; i < rows.count; i++) {
        struct store_value tekst = store_at(&rows, i, 2);
        (*out)[i] = (struct henvendelse_besked){
            str_is(store_at(&rows, i, 1).s, "kommune"),
            tekst.type == STORE_NULL ? STR("(slettet)") : tekst.s,
            store_at(&rows, i, 3).s,
            store_at(&rows, i, 4).i,
        };
    }
    *antal = rows.count;
    return true;
}

/* ---- writing */

static bool check_text(struct str *tekst, struct err *err)
{
    size_t from = 0, to = tekst->n;

    while (from < to && (unsigned char)tekst->p[from] <= ' ') from++;
    while (to > from && (unsigned char)tekst->p[to - 1] <= ' ') to--;
    *tekst = str_sub(*tekst, from, to);
    if (tekst->n == 0) return err_set(err, ERR_INPUT, "tekst", "Skriv, hvad det drejer sig om.");
    if (tekst->n <= HENVENDELSE_TEKST_MAX) return true;
    return err_set(err, ERR_INPUT, "tekst",
                   "Teksten er for lang: skriv højst %d tegn, og fortsæt i en ny besked.",
                   HENVENDELSE_TEKST_MAX);
}

static bool add_message(struct store *store, struct arena *arena, const struct adgang *adgang,
                        struct str id, int64_t nr, bool fra_kommune, struct str tekst,
                        int64_t now_us, struct err *err)
{
    struct str fritekst;

    TRY(register_tekst_skriv(store, adgang->kommune, tekst, arena, &fritekst, err));
    return store_exec(store, SQL_HENVENDELSE_BESKED_INDSAET,
                      ARGS(STORE_I(adgang->kommune), STORE_S(id), STORE_I(nr),
                           STORE_S(fra_kommune ? STR("kommune") : STR("familie")),
                           STORE_S(fritekst), STORE_S(adgang->bruger), STORE_I(now_us)),
                      NULL, err);
}

static bool add_move(struct store *store, const struct adgang *adgang, struct str id, int64_t nr,
                     enum henvendelse_tilstand til, struct str rolle, struct str ansvarlig,
                     int64_t now_us, struct err *err)
{
    return store_exec(store, SQL_HENVENDELSE_TRIN_INDSAET,
                      ARGS(STORE_I(adgang->kommune), STORE_S(id), STORE_I(nr),
                           STORE_S(str_from(henvendelse_tilstand_kode(til))), STORE_S(rolle),
                           STORE_S(ansvarlig), STORE_S(adgang->bruger), STORE_I(now_us)),
                      NULL, err);
}

static bool check_count(struct store *store, struct arena *arena, int kommune, struct str familie,
                        struct err *err)
{
    struct henvendelse *h;
    size_t n, aabne = 0;

    TRY(henvendelse_familiens(store, arena, kommune, familie, &h, &n, err));
    for (size_t i = 0; i < n; i++) aabne += h[i].tilstand != HENVENDELSE_LUKKET;
    if (aabne < HENVENDELSE_AABNE_MAX) return true;
    return err_set(err, ERR_INPUT, "antal",
                   "I har allerede %zu åbne henvendelser. Skriv i en af dem, eller ring til os.",
                   aabne);
}

static bool add_case(struct store *store, const struct adgang *adgang,
                     const struct henvendelse_ny *ny, int64_t now_us, struct err *err)
{
    const struct henvendelse_linje *l = &ny->linje;
    struct dato frist = henvendelse_frist(ny->art, dato_of_us(now_us));
    const struct store_value args[] = {
        STORE_I(adgang->kommune), STORE_S(ny->id),
        STORE_S(ny->familie),     STORE_S(str_from(henvendelse_art_kode(ny->art))),
        STORE_S(ny->person),      STORE_I(l->koersel),
        STORE_S(l->anbringelse),  STORE_S(l->ydelse),
        STORE_S(l->modtager),     STORE_S(l->kanal),
        STORE_S(l->skat),         STORE_I(l->maaned.nr),
        STORE_I(ny->dag.dag),     STORE_I(frist.dag),
        STORE_S(adgang->bruger),  STORE_I(now_us),
    };

    return store_exec(store, SQL_HENVENDELSE_INDSAET, args, sizeof(args) / sizeof(*args), NULL,
                      err);
}

bool henvendelse_opret(struct store *store, struct arena *arena, const struct adgang *adgang,
                       const struct henvendelse_ny *ny, int64_t now_us, bool *oprettet,
                       struct err *err)
{
    struct henvendelse kendt;
    struct str tekst = ny->tekst;
    struct str rolle = str_from(rolle_kode(henvendelse_rolle(ny->art)));

    *oprettet = false;
    TRY(check_text(&tekst, err));
    if (!id_valid(ny->id))
        return err_set(err, ERR_INPUT, "id", "Åbn siden igen, og prøv en gang til.");
    TRY(henvendelse_find(store, arena, adgang->kommune, ny->id, &kendt, err));
    if (kendt.id.n > 0) {
        if (str_eq(kendt.familie, ny->familie)) return true;
        return err_set(err, ERR_INPUT, "id", "Åbn siden igen, og prøv en gang til.");
    }
    TRY(check_count(store, arena, adgang->kommune, ny->familie, err));
    TRY(add_case(store, adgang, ny, now_us, err));
    TRY(add_message(store, arena, adgang, ny->id, 1, false, tekst, now_us, err));
    TRY(add_move(store, adgang, ny->id, 1, HENVENDELSE_NY, rolle, STR_EMPTY, now_us, err));
    *oprettet = true;
    return true;
}

bool henvendelse_flyt(struct store *store, const struct adgang *adgang, const struct henvendelse *h,
                      enum henvendelse_tilstand til, struct str ansvarlig, int64_t now_us,
                      struct err *err)
{
    if (!henvendelse_kan_flytte(h->tilstand, til))
        return err_set(err, ERR_INPUT, "henvendelse", "Henvendelsen er %s og kan ikke blive %s",
                       henvendelse_tilstand_navn(h->tilstand), henvendelse_tilstand_navn(til));
    return add_move(store, adgang, h->id, h->trin + 1, til, h->rolle, ansvarlig, now_us, err);
}

bool henvendelse_skriv(struct store *store, struct arena *arena, const struct adgang *adgang,
                       const struct henvendelse *h, bool fra_kommune, struct str tekst,
                       int64_t now_us, struct err *err)
{
    struct henvendelse_besked *b;
    size_t n;

    TRY(check_text(&tekst, err));
    if (fra_kommune && h->tilstand == HENVENDELSE_LUKKET)
        return err_set(err, ERR_INPUT, "henvendelse", "Henvendelsen er lukket");
    TRY(henvendelse_beskeder(store, arena, adgang->kommune, h->id, &b, &n, err));
    if (n > 0 && b[n - 1].fra_kommune == fra_kommune && str_eq(b[n - 1].tekst, tekst)) return true;
    if (n >= HENVENDELSE_BESKEDER_MAX)
        return err_set(err, ERR_INPUT, "antal", "Der er skrevet for meget her. Begynd en ny.");
    TRY(add_message(store, arena, adgang, h->id, (int64_t)n + 1, fra_kommune, tekst, now_us, err));
    if (fra_kommune)
        return henvendelse_flyt(store, adgang, h, HENVENDELSE_BESVARET, adgang->bruger, now_us,
                                err);
    if (h->tilstand == HENVENDELSE_NY || h->tilstand == HENVENDELSE_I_GANG) return true;
    return henvendelse_flyt(store, adgang, h, HENVENDELSE_I_GANG, h->ansvarlig, now_us, err);
}
