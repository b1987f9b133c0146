/*
 * overblik_gem: what an edition comes to, written with it and read again. An edition never changes,
 * so what is kept of it is right for ever.
 */
#include "afregning/intern.h"
#include "afregning/overblik_intern.h"

/* ---- reading */

static struct overblik_summer sums_at(const struct store_rows *rows, size_t at)
{
    return (struct overblik_summer){
        store_at(rows, at, 2).i, {store_at(rows, at, 3).i}, {store_at(rows, at, 4).i}};
}

/* False for a row that this program does not write. */
static bool take_row(const struct store_rows *rows, size_t at, struct overblik *o)
{
    struct str slags = store_at(rows, at, 0).s, kode = store_at(rows, at, 1).s;
    struct overblik_summer sum = sums_at(rows, at);
    enum overblik_grund grund = OVERBLIK_KENDT;

    if (str_is(slags, "alt")) {
        o->alt = sum;
    } else if (str_is(slags, "kanal")) {
        o->kanal[o->kanaler++] = (struct overblik_kanal){kode, sum};
    } else if (str_is(slags, "mangler")) {
        o->mangler = sum.antal;
    } else if (str_is(slags, "rettelser")) {
        o->rettelser = sum;
    } else if (str_is(slags, "foer")) {
        o->har_foer = true;
        o->uaendret = sum.antal;
        o->foer = sum.op;
        o->nu = sum.ned;
        return maaned_nr_parse(kode, &o->foer_maaned);
    } else if (!overblik_grund_parse(kode, &grund)) {
        return false;
    } else if (str_is(slags, "nyt")) {
        o->nyt[grund] = (struct overblik_nyt){sum.antal, sum.op, sum.ned};
    } else {
        o->rettelse[grund] = sum;
    }
    return true;
}

bool overblik_hent(struct store *store, struct arena *arena, int kommune,
                   const struct koersel *koersel, struct overblik *out, struct err *err)
{
    struct store_rows rows;
    bool kendt = true;

    *out = (struct overblik){0};
    TRY(store_query(store, arena, SQL_AFREGNING_OVERBLIK_GEMT,
                    ARGS(STORE_I(kommune), STORE_I(koersel->loebenr), STORE_I(koersel->udgave)),
                    RUNS_MAX, &rows, err));
    out->kanal = ARENA_ARRAY(arena, rows.count, struct overblik_kanal);
    for (size_t i = 0; i < rows.count; i++) kendt = take_row(&rows, i, out) && kendt;
    if (rows.count > 0 && kendt) return true;
    return err_begge(
        err, ERR_INPUT, store_shown(store),
        "Kørsel nr. %lld er beregnet af en anden udgave af programmet; beregn den igen",
        "Run no. %lld was computed by another version of the program; compute it "
        "again",
        (long long)koersel->loebenr);
}

/* ---- placements with a reason */

bool overblik_steder(struct store *store, struct arena *arena, int kommune,
                     const struct koersel *koersel, enum overblik_grund grund, struct str efter,
                     size_t hoejst, struct overblik_sted **out, size_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_AFREGNING_NYT_STEDER,
                    ARGS(STORE_I(kommune), STORE_I(koersel->loebenr), STORE_I(koersel->udgave),
                         STORE_S(str_from(overblik_grund_kode(grund))), STORE_S(efter),
                         STORE_I((int64_t)hoejst)),
                    hoejst, &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct overblik_sted);
    for (size_t i = 0; i < rows.count; i++)
        (*out)[i] = (struct overblik_sted){
            store_at(&rows, i, 0).s, grund, {store_at(&rows, i, 1).i}, {store_at(&rows, i, 2).i}};
    *antal = rows.count;
    return true;
}

/* ---- keeping */

struct gemmer {
    struct store *store;
    int kommune;
    const struct koersel *koersel;
    struct overblik overblik;
    struct overblik_steder steder;
    size_t at;
};

static bool keep(struct gemmer *g, const char *slags, struct str kode, int64_t antal, int64_t op,
                 int64_t ned, struct err *err)
{
    return store_exec(g->store, SQL_AFREGNING_OVERBLIK_INSERT,
                      ARGS(STORE_I(g->kommune), STORE_I(g->koersel->loebenr),
                           STORE_I(g->koersel->udgave), STORE_S(str_from(slags)), STORE_S(kode),
                           STORE_I(antal), STORE_I(op), STORE_I(ned)),
                      NULL, err);
}

static bool keep_sums(struct gemmer *g, const char *slags, struct str kode,
                      const struct overblik_summer *s, struct err *err)
{
    return keep(g, slags, kode, s->antal, s->op.oere, s->ned.oere, err);
}

static bool keep_groups(struct gemmer *g, struct err *err)
{
    const struct overblik *o = &g->overblik;

    for (int i = 0; i < OVERBLIK_GRUNDE; i++) {
        struct str kode = str_from(overblik_grund_kode((enum overblik_grund)i));
        const struct overblik_nyt *n = &o->nyt[i];
        if (n->antal > 0) TRY(keep(g, "nyt", kode, n->antal, n->foer.oere, n->nu.oere, err));
        if (o->rettelse[i].antal > 0) TRY(keep_sums(g, "rettelse", kode, &o->rettelse[i], err));
    }
    return true;
}

static bool next_place(void *ctx, struct store_value *args, bool *end, struct err *err)
{
    struct gemmer *g = ctx;

    (void)err;
    *end = g->at == g->steder.antal;
    if (*end) return true;
    const struct overblik_sted *s = &g->steder.sted[g->at++];
    args[0] = STORE_I(g->kommune);
    args[1] = STORE_I(g->koersel->loebenr);
    args[2] = STORE_I(g->koersel->udgave);
    args[3] = STORE_S(str_from(overblik_grund_kode(s->grund)));
    args[4] = STORE_S(s->anbringelse);
    args[5] = STORE_I(s->foer.oere);
    args[6] = STORE_I(s->nu.oere);
    return true;
}

static bool keep_all(struct gemmer *g, struct arena *arena, struct err *err)
{
    const struct overblik *o = &g->overblik;

    TRY(keep_sums(g, "alt", STR_EMPTY, &o->alt, err));
    TRY(keep(g, "mangler", STR_EMPTY, o->mangler, 0, 0, err));
    TRY(keep_sums(g, "rettelser", STR_EMPTY, &o->rettelser, err));
    for (size_t i = 0; i < o->kanaler; i++)
        TRY(keep_sums(g, "kanal", o->kanal[i].kanal, &o->kanal[i].sum, err));
    if (o->har_foer)
        TRY(keep(g, "foer", str_format(arena, "%d", o->foer_maaned.nr), o->uaendret, o->foer.oere,
                 o->nu.oere, err));
    TRY(keep_groups(g, err));
    return store_exec_each(g->store, SQL_AFREGNING_NYT_INSERT, next_place, g, NULL, err);
}

bool overblik_skriv(struct store *store, struct arena *arena, int kommune,
                    const struct koersel *koersel, struct err *err)
{
    struct gemmer *g = ARENA_NEW(arena, struct gemmer);

    g->store = store;
    g->kommune = kommune;
    g->koersel = koersel;
    TRY(overblik_beregn(store, arena, kommune, koersel, &g->overblik, &g->steder, err));
    return keep_all(g, arena, err);
}
