/*
 * genberegn: the handbook, the rates and the facts that an edition stored, and the same lines
 * computed from them.
 */
#include "afregning/genberegn.h"

#include "afregning/intern.h"
#include "afregning/linjer.h"
#include "afregning/opslag.h"
#include "afregning/udgave.h"

enum { VERSIONER_MAX = 1000 };

static bool damaged(struct err *err)
{
    return err_set(err, ERR_INPUT, "gemt grundlag",
                   "Det gemte grundlag kan ikke læses; hent en sikkerhedskopi");
}

/* ---- rules and rates */

struct tekster {
    struct haandbog_tekst version[VERSIONER_MAX];
    size_t versioner;
    struct haandbog_tekst takster[VERSIONER_MAX];
    size_t takst_antal;
};

static bool read_plan_line(struct store *store, struct arena *arena, int kommune, struct str line,
                           struct tekster *t, struct err *err)
{
    struct str word, navn, hash, tekst;

    if (!str_split(&line, '\t', &word) || !str_split(&line, '\t', &navn) ||
        !str_split(&line, '\t', &hash))
        return damaged(err);
    if (str_is(word, "aftryk")) return true;
    TRY(indhold_hent(store, arena, kommune, hash, &tekst, err));
    if (t->versioner == VERSIONER_MAX || t->takst_antal == VERSIONER_MAX) return damaged(err);
    if (str_is(word, "haandbog"))
        t->version[t->versioner++] = (struct haandbog_tekst){navn, tekst};
    else
        t->takster[t->takst_antal++] = (struct haandbog_tekst){navn, tekst};
    return true;
}

bool grundlag_plan(struct store *store, struct arena *arena, int kommune, struct str hash,
                   struct haandbog_samling *out, struct err *err)
{
    struct tekster *t = ARENA_NEW(arena, struct tekster);
    struct fund_liste fund;
    struct str rest, line;

    TRY(indhold_hent(store, arena, kommune, hash, &rest, err));
    if (!str_split(&rest, '\n', &line) || !str_is(line, "vederlag plan 1")) return damaged(err);
    while (rest.n > 0 && str_split(&rest, '\n', &line))
        TRY(read_plan_line(store, arena, kommune, line, t, err));
    fund_init(&fund, arena);
    TRY(haandbog_load_tekster(arena, t->version, t->versioner, t->takster, t->takst_antal, out,
                              &fund, err));
    if (fund.fejl == 0) return true;
    return err_set(err, ERR_INPUT, "gemt håndbog",
                   "Programmet kan ikke længere læse den håndbog, der blev brugt; brug den udgave "
                   "af programmet, der står ved kørslen");
}

bool grundlag_plan_gemt(struct store *store, struct arena *arena, int kommune,
                        struct grundlag_lager *lager, struct str hash, struct haandbog_samling *out,
                        struct err *err)
{
    if (lager == NULL) return grundlag_plan(store, arena, kommune, hash, out, err);
    for (size_t i = 0; i < lager->antal; i++) {
        if (!str_eq(lager->hash[i], hash)) continue;
        *out = lager->haandbog[i];
        return true;
    }
    if (lager->antal == GRUNDLAG_LAGER) return grundlag_plan(store, arena, kommune, hash, out, err);
    TRY(grundlag_plan(store, lager->arena, kommune, hash, out, err));
    lager->hash[lager->antal] = str_copy(lager->arena, hash);
    lager->haandbog[lager->antal++] = *out;
    return true;
}

/* ---- facts */

/* `kun`: the only family that is read, or NULL. */
static bool read_facts(struct store *store, struct arena *arena, int kommune, struct str hash,
                       const struct str *kun, struct register_udsnit *out, struct err *err)
{
    struct linjer_fakta fakta = {.arena = arena};
    struct str rest, line, familie, tekst;

    TRY(indhold_hent(store, arena, kommune, hash, &rest, err));
    if (!str_split(&rest, '\n', &line) || !str_is(line, "vederlag fakta 1")) return damaged(err);
    while (rest.n > 0 && str_split(&rest, '\n', &line)) {
        if (!str_split(&line, '\t', &familie)) return damaged(err);
        if (kun != NULL && !str_eq(familie, *kun)) continue;
        TRY(indhold_hent(store, arena, kommune, line, &tekst, err));
        TRY(linjer_fakta_laes(&fakta, tekst, err));
    }
    *out = (struct register_udsnit){.sager = {fakta.sag, fakta.antal}, .til = fakta.til};
    return true;
}

bool grundlag_hent(struct store *store, struct arena *arena, int kommune, int64_t koersel,
                   int64_t udgave, struct grundlag *out, struct err *err)
{
    TRY(koersel_find(store, arena, kommune, koersel, &out->koersel, err));
    TRY(udgave_laes(store, arena, kommune, koersel, udgave, &out->udgave, err));
    TRY(grundlag_plan(store, arena, kommune, out->udgave.plan, &out->haandbog, err));
    TRY(read_facts(store, arena, kommune, out->udgave.fakta, NULL, &out->udsnit, err));
    out->udsnit.nr = out->udgave.skaering;
    return true;
}

bool grundlag_familie(struct store *store, struct arena *arena, int kommune,
                      struct grundlag_lager *lager, const struct koersel *koersel,
                      struct str familie, const struct str *sted, size_t steder,
                      struct grundlag *out, struct err *err)
{
    out->koersel = *koersel;
    TRY(udgave_familie(store, arena, kommune, koersel, familie, sted, steder, &out->udgave, err));
    TRY(grundlag_plan_gemt(store, arena, kommune, lager, out->udgave.plan, &out->haandbog, err));
    TRY(read_facts(store, arena, kommune, out->udgave.fakta, &familie, &out->udsnit, err));
    out->udsnit.nr = out->udgave.skaering;
    return true;
}

/* ---- the same lines again */

struct gentag {
    struct linjer linjer;
    struct opslag sted;
    size_t *valgt;
    size_t antal;
    struct maaned maaned;
    bool i_gang; /* a month has begun whose placements are not computed yet */
};

static bool month_done(struct gentag *g, struct err *err)
{
    if (!g->i_gang) return true;
    g->i_gang = false;
    return linjer_maaned(&g->linjer, g->maaned, g->valgt, g->antal, err);
}

static bool choose(struct gentag *g, struct str id, struct err *err)
{
    size_t at;

    if (!opslag_find(&g->sted, id, &at) || g->antal == g->sted.antal) return damaged(err);
    g->valgt[g->antal++] = at;
    return true;
}

static bool take_line(struct gentag *g, struct str line, struct err *err)
{
    struct str word;

    if (!str_split(&line, '\t', &word)) return damaged(err);
    if (str_is(word, "M")) {
        TRY(month_done(g, err));
        g->antal = 0;
        g->i_gang = true;
        return maaned_nr_parse(line, &g->maaned) || damaged(err);
    }
    if (str_is(word, "S")) return choose(g, line, err);
    if (!str_is(word, "T")) return true;
    TRY(month_done(g, err));
    return linjer_tilbagekaldt(&g->linjer, g->maaned, line, err);
}

static bool compute_again(struct arena *arena, const struct grundlag *grund, struct str gemt,
                          struct str *ny, struct err *err)
{
    struct gentag g = {.valgt = ARENA_ARRAY(arena, grund->udsnit.sager.count, size_t)};
    struct str line;

    linjer_init(&g.linjer, arena, &grund->haandbog.planer, &grund->udsnit,
                grund->koersel.skaeringsdato);
    opslag_make(arena, &grund->udsnit.sager, &g.sted);
    if (!str_split(&gemt, '\n', &line) || !str_is(line, "vederlag linjer 1")) return damaged(err);
    while (gemt.n > 0 && str_split(&gemt, '\n', &line)) TRY(take_line(&g, line, err));
    TRY(month_done(&g, err));
    *ny = buf_str(&g.linjer.tekst);
    return true;
}

/* The first line that is not the same, as people may read it. */
static struct str first_difference(struct arena *arena, struct str before, struct str now)
{
    struct str a = STR_EMPTY, b = STR_EMPTY;

    while (before.n > 0 || now.n > 0) {
        if (!str_split(&before, '\n', &a)) a = STR_EMPTY;
        if (!str_split(&now, '\n', &b)) b = STR_EMPTY;
        if (!str_eq(a, b)) break;
    }
    return str_format(arena, "%.*s → %.*s", STR_ARG(a), STR_ARG(b));
}

bool udgave_genberegn(struct store *store, struct arena *arena, int kommune, int64_t koersel,
                      int64_t nr, bool *ens, struct str *foerste, struct err *err)
{
    struct grundlag *grund = ARENA_NEW(arena, struct grundlag);
    struct str gemt, ny;

    TRY(grundlag_hent(store, arena, kommune, koersel, nr, grund, err));
    TRY(indhold_hent(store, arena, kommune, grund->udgave.linjer, &gemt, err));
    TRY(compute_again(arena, grund, gemt, &ny, err));
    *ens = str_eq(gemt, ny);
    *foerste = *ens ? STR_EMPTY : first_difference(arena, gemt, ny);
    return true;
}
