/*
 * henvendelse_store: the rows of a henvendelse.
 */
#include <stdlib.h>

#include "base/id.h"
#include "base/tegn.h"
#include "base/tid.h"
#include "henvendelse/henvendelse_intern.h"
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
        .bruger = store_at(rows, at, 18).s,
        .regel = {store_at(rows, at, 19).s, store_at(rows, at, 20).s, store_at(rows, at, 21).s},
    };
    if (henvendelse_art_of(store_at(rows, at, 2).s, &out->art) &&
        state_of(store_at(rows, at, 15).s, &out->tilstand))
        return true;
    return err_begge(err, ERR_INPUT, "henvendelse",
                     "En henvendelse kan ikke læses; hent en sikkerhedskopi",
                     "A message cannot be read; fetch a backup");
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

static int by_deadline(const void *a, const void *b)
{
    const struct henvendelse *x = a, *y = b;

    if (x->frist.dag != y->frist.dag) return x->frist.dag < y->frist.dag ? -1 : 1;
    return str_cmp(x->id, y->id);
}

/* Each stand is in order by its index: the first of all are among the first of each. */
bool henvendelse_efter(struct store *store, struct arena *arena, int kommune, bool lukkede,
                       struct dato frist, struct str id, size_t hoejst, struct henvendelse **out,
                       size_t *antal, struct err *err)
{
    size_t plads = 0;

    *out = NULL;
    *antal = 0;
    for (int stand = HENVENDELSE_VENTER; stand < HENVENDELSE_SLUT + lukkede; stand++) {
        struct henvendelse *h;
        size_t n;
        TRY(read_list(store, arena, SQL_HENVENDELSE_EFTER,
                      ARGS(STORE_I(kommune), STORE_I(stand), STORE_I(frist.dag), STORE_S(id),
                           STORE_I((int64_t)hoejst)),
                      &h, &n, err));
        *out = arena_grow(arena, *out, *antal, &plads, *antal + n, sizeof(**out));
        for (size_t i = 0; i < n; i++) (*out)[(*antal)++] = h[i];
    }
    if (*antal > 0) qsort(*out, *antal, sizeof(**out), by_deadline);
    if (*antal > hoejst) *antal = hoejst;
    return true;
}

bool henvendelse_egne(struct store *store, struct arena *arena, int kommune, struct str bruger,
                      struct henvendelse **out, size_t *antal, struct err *err)
{
    return read_list(store, arena, SQL_HENVENDELSE_EGNE, ARGS(STORE_I(kommune), STORE_S(bruger)),
                     out, antal, err);
}

/* ---- a part of them */

enum { HVEM_ARGS = 18, UDSNIT_ARGS = HVEM_ARGS + 2 };

/* The user's roles stand from the sixth; a role it has not is an empty text, which none has. */
static void part_args(const struct adgang *adgang, const struct henvendelse_valg *valg,
                      struct store_value out[UDSNIT_ARGS])
{
    enum { ROLLER_FRA = 5 };
    _Static_assert(ROLLE_ANTAL <= 10, "the statements have room for ten roles");

    out[0] = STORE_I(adgang->kommune);
    out[1] = STORE_I(valg->stand);
    out[2] = STORE_I(valg->foer.dag);
    out[3] = STORE_S(adgang->bruger);
    out[4] = STORE_I(valg->hvem);
    for (int i = 0; i < 10; i++) {
        bool har = i < ROLLE_ANTAL && (adgang->roller & 1u << i) != 0;
        out[ROLLER_FRA + i] = STORE_S(har ? str_from(rolle_kode((enum rolle)i)) : STR_EMPTY);
    }
    out[15] = STORE_I(valg->kun_forslag);
    out[16] = STORE_S(valg->kun_sager);
    out[17] = STORE_I(valg->dag.dag);
}

bool henvendelse_udsnit(struct store *store, struct arena *arena, const struct adgang *adgang,
                        const struct henvendelse_valg *valg, size_t fra, size_t hoejst,
                        struct henvendelse **out, size_t *antal, struct err *err)
{
    struct store_value args[UDSNIT_ARGS];
    enum sql statement =
        valg->stand == HENVENDELSE_VENTER ? SQL_HENVENDELSE_VENTER : SQL_HENVENDELSE_SENESTE;

    part_args(adgang, valg, args);
    args[HVEM_ARGS] = STORE_I((int64_t)hoejst);
    args[HVEM_ARGS + 1] = STORE_I((int64_t)fra);
    return read_list(store, arena, statement, args, UDSNIT_ARGS, out, antal, err);
}

bool henvendelse_antal(struct store *store, struct arena *arena, const struct adgang *adgang,
                       const struct henvendelse_valg *valg, int64_t *antal, struct err *err)
{
    struct store_value args[UDSNIT_ARGS];
    struct store_rows rows;

    part_args(adgang, valg, args);
    TRY(store_query(store, arena, SQL_HENVENDELSE_TAELLES, args, HVEM_ARGS, 1, &rows, err));
    *antal = store_at(&rows, 0, 0).i;
    return true;
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

/* `tom`: how it is refused when nothing is written. */
static bool check_text(struct str *tekst, const char *tom, struct err *err)
{
    size_t from = 0, to = tekst->n;

    while (from < to && (unsigned char)tekst->p[from] <= ' ') from++;
    while (to > from && (unsigned char)tekst->p[to - 1] <= ' ') to--;
    *tekst = str_sub(*tekst, from, to);
    if (tekst->n == 0) return henvendelse_afvis(err, tom);
    if (tegn_antal(*tekst) > HENVENDELSE_TEKST_MAX) return henvendelse_afvis(err, "tekst-lang");
    return tegn_tjek(*tekst, TEGN_LINJER, (struct tegn_hvad){"Teksten", "The text"}, err);
}

static bool add_message(struct store *store, struct arena *arena, const struct adgang *adgang,
                        struct str id, int64_t nr, bool fra_kommune, struct str tekst,
                        int64_t now_us, struct err *err)
{
    struct str fritekst;

    TRY(register_tekst_skriv(store, adgang->kommune, tekst, 0, arena, &fritekst, err));
    return store_exec(store, SQL_HENVENDELSE_BESKED_INDSAET,
                      ARGS(STORE_I(adgang->kommune), STORE_S(id), STORE_I(nr),
                           STORE_S(fra_kommune ? STR("kommune") : STR("familie")),
                           STORE_S(fritekst), STORE_S(adgang->bruger), STORE_I(now_us)),
                      NULL, err);
}

static enum henvendelse_stand stand_of(enum henvendelse_tilstand tilstand)
{
    switch (tilstand) {
    case HENVENDELSE_BESVARET: return HENVENDELSE_SVARET;
    case HENVENDELSE_LUKKET: return HENVENDELSE_SLUT;
    default: return HENVENDELSE_VENTER;
    }
}

/* A move, and that it is the newest. */
struct move {
    struct str id;
    int64_t nr;
    enum henvendelse_tilstand til;
    struct str rolle;
    struct str ansvarlig;
    struct dato frist;
};

static bool add_move(struct store *store, const struct adgang *adgang, const struct move *m,
                     int64_t now_us, struct err *err)
{
    TRY(store_exec(store, SQL_HENVENDELSE_TRIN_INDSAET,
                   ARGS(STORE_I(adgang->kommune), STORE_S(m->id), STORE_I(m->nr),
                        STORE_S(str_from(henvendelse_tilstand_kode(m->til))), STORE_S(m->rolle),
                        STORE_S(m->ansvarlig), STORE_S(adgang->bruger), STORE_I(now_us)),
                   NULL, err));
    return store_exec(store, SQL_HENVENDELSE_NU_SAET,
                      ARGS(STORE_I(adgang->kommune), STORE_S(m->id), STORE_I(m->nr),
                           STORE_I(stand_of(m->til)), STORE_I(m->frist.dag), STORE_S(m->rolle),
                           STORE_S(m->ansvarlig)),
                      NULL, err);
}

static bool check_count(struct store *store, struct arena *arena, int kommune, struct str familie,
                        struct err *err)
{
    struct henvendelse *h;
    size_t n, aabne = 0;

    TRY(henvendelse_familiens(store, arena, kommune, familie, &h, &n, err));
    for (size_t i = 0; i < n; i++) aabne += h[i].tilstand != HENVENDELSE_LUKKET;
    return aabne < HENVENDELSE_AABNE_MAX || henvendelse_afvis(err, "aabne");
}

static bool add_case(struct store *store, const struct adgang *adgang,
                     const struct henvendelse_ny *ny, struct dato frist, int64_t now_us,
                     struct err *err)
{
    const struct henvendelse_linje *l = &ny->linje;
    const struct store_value args[] = {
        STORE_I(adgang->kommune),
        STORE_S(ny->id),
        STORE_S(ny->familie),
        STORE_S(str_from(henvendelse_art_kode(ny->art))),
        STORE_S(ny->person),
        STORE_I(l->koersel),
        STORE_S(l->anbringelse),
        STORE_S(l->ydelse),
        STORE_S(l->modtager),
        STORE_S(l->kanal),
        STORE_S(l->skat),
        STORE_I(l->maaned.nr),
        STORE_I(ny->dag.dag),
        STORE_I(frist.dag),
        STORE_S(adgang->bruger),
        STORE_I(now_us),
        STORE_S(ny->regel.haandbog),
        STORE_S(ny->regel.version),
        STORE_S(ny->regel.anker),
    };

    return store_exec(store, SQL_HENVENDELSE_INDSAET, args, sizeof(args) / sizeof(*args), NULL,
                      err);
}

/* Whether it is there already: *kendt. An id that is another's is refused. */
static bool is_known(struct store *store, struct arena *arena, const struct adgang *adgang,
                     const struct henvendelse_ny *ny, bool *kendt, struct err *err)
{
    struct henvendelse h;

    if (!id_valid(ny->id)) return henvendelse_afvis(err, "id");
    TRY(henvendelse_find(store, arena, adgang->kommune, ny->id, &h, err));
    *kendt = h.id.n > 0;
    if (!*kendt) return true;
    bool own =
        str_eq(h.familie, ny->familie) && (ny->familie.n > 0 || str_eq(h.bruger, adgang->bruger));
    return own || henvendelse_afvis(err, "id");
}

bool henvendelse_opret(struct store *store, struct arena *arena, const struct adgang *adgang,
                       const struct henvendelse_ny *ny, int64_t now_us, bool *oprettet,
                       struct err *err)
{
    struct str tekst = ny->tekst;
    bool kendt = false;
    struct move foerste = {
        .id = ny->id,
        .nr = 1,
        .til = HENVENDELSE_NY,
        .rolle = str_from(rolle_kode(henvendelse_rolle(ny->art))),
        .ansvarlig = STR_EMPTY,
        .frist = henvendelse_frist(ny->art, dato_of_us(now_us)),
    };

    ASSERT((ny->art == HENVENDELSE_FORSLAG) == (ny->regel.anker.n > 0));
    ASSERT(ny->familie.n > 0 || ny->art == HENVENDELSE_FORSLAG);
    *oprettet = false;
    TRY(check_text(&tekst, ny->art == HENVENDELSE_FORSLAG ? "tekst-forslag" : "tekst-tom", err));
    TRY(is_known(store, arena, adgang, ny, &kendt, err));
    if (kendt) return true;
    if (ny->familie.n > 0) TRY(check_count(store, arena, adgang->kommune, ny->familie, err));
    TRY(add_case(store, adgang, ny, foerste.frist, now_us, err));
    TRY(add_message(store, arena, adgang, ny->id, 1, false, tekst, now_us, err));
    TRY(add_move(store, adgang, &foerste, now_us, err));
    *oprettet = true;
    return true;
}

bool henvendelse_flyt(struct store *store, const struct adgang *adgang, const struct henvendelse *h,
                      enum henvendelse_tilstand til, struct str ansvarlig, int64_t now_us,
                      struct err *err)
{
    const struct move m = {h->id, h->trin + 1, til, h->rolle, ansvarlig, h->frist};

    if (!henvendelse_kan_flytte(h->tilstand, til)) return henvendelse_afvis(err, "flyt");
    return add_move(store, adgang, &m, now_us, err);
}

bool henvendelse_giv_videre(struct store *store, const struct adgang *adgang,
                            const struct henvendelse *h, enum rolle rolle, int64_t now_us,
                            struct err *err)
{
    const struct move m = {h->id,     h->trin + 1, h->tilstand, str_from(rolle_kode(rolle)),
                           STR_EMPTY, h->frist};

    if (stand_of(h->tilstand) != HENVENDELSE_VENTER) return henvendelse_afvis(err, "flyt");
    return add_move(store, adgang, &m, now_us, err);
}

bool henvendelse_skriv(struct store *store, struct arena *arena, const struct adgang *adgang,
                       const struct henvendelse *h, bool fra_kommune, struct str tekst,
                       int64_t now_us, struct err *err)
{
    struct henvendelse_besked *b;
    size_t n;

    TRY(check_text(&tekst, fra_kommune ? "tekst-svar" : "tekst-besked", err));
    if (fra_kommune && h->tilstand == HENVENDELSE_LUKKET) return henvendelse_afvis(err, "lukket");
    TRY(henvendelse_beskeder(store, arena, adgang->kommune, h->id, &b, &n, err));
    if (n > 0 && b[n - 1].fra_kommune == fra_kommune && str_eq(b[n - 1].tekst, tekst)) return true;
    if (n >= HENVENDELSE_BESKEDER_MAX) return henvendelse_afvis(err, "beskeder");
    TRY(add_message(store, arena, adgang, h->id, (int64_t)n + 1, fra_kommune, tekst, now_us, err));
    if (fra_kommune)
        return henvendelse_flyt(store, adgang, h, HENVENDELSE_BESVARET, adgang->bruger, now_us,
                                err);
    if (h->tilstand == HENVENDELSE_NY || h->tilstand == HENVENDELSE_I_GANG) return true;
    return henvendelse_flyt(store, adgang, h, HENVENDELSE_I_GANG, h->ansvarlig, now_us, err);
}
