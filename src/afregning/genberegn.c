/*
 * genberegn: the handbook, the rates and the facts that an edition stored, and the same lines
 * computed from them.
 */
#include "afregning/genberegn.h"

#include <stdlib.h>

#include "afregning/intern.h"
#include "afregning/linjer.h"
#include "afregning/opslag.h"
#include "afregning/udgave.h"

enum { VERSIONER_MAX = 1000 };

static bool damaged(struct err *err)
{
    return err_begge(err, ERR_INPUT, "gemt grundlag",
                     "Det gemte grundlag kan ikke læses; hent en sikkerhedskopi",
                     "What the run was computed from cannot be read; fetch a backup");
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
    return err_begge(
        err, ERR_INPUT, "gemt håndbog",
        "Programmet kan ikke længere læse den håndbog, der blev brugt; brug den udgave "
        "af programmet, der står ved kørslen",
        "The program can no longer read the handbook that was used; use the "
        "version of the program that stands with the run");
}

bool grundlag_plan_gemt(struct store *store, struct arena *arena, int kommune,
                        struct grundlag_lager *lager, struct str hash, struct haandbog_samling *out,
                        struct err *err)
{
    if (lager == NULL) return grundlag_plan(store, arena, kommune, hash, out, err);
    const struct haandbog_samling *gemt = lager_find(lager, LAGER_PLAN, hash);
    if (gemt != NULL) {
        *out = *gemt;
        return true;
    }
    struct lager_plads *p = lager_plads(lager, LAGER_PLAN, arena);
    if (p == NULL) return grundlag_plan(store, arena, kommune, hash, out, err);
    struct haandbog_samling *ny = ARENA_NEW(&p->arena, struct haandbog_samling);
    TRY(grundlag_plan(store, &p->arena, kommune, hash, ny, err));
    lager_gem(lager, p, hash, ny);
    *out = *ny;
    return true;
}

/* ---- facts */

/* Where the facts of each family lie. */
struct fakta_post {
    struct str familie;
    struct str hash;
};
struct fakta_liste {
    struct fakta_post *post; /* by family */
    size_t antal;
};

static int by_family(const void *a, const void *b)
{
    const struct fakta_post *x = a, *y = b;
    int order = str_cmp(x->familie, y->familie);

    return order != 0 ? order : str_cmp(x->hash, y->hash);
}

static bool read_list(struct store *store, struct arena *arena, int kommune, struct str hash,
                      struct fakta_liste *out, struct err *err)
{
    struct str rest, line;
    size_t room = 0;

    *out = (struct fakta_liste){0};
    TRY(indhold_hent(store, arena, kommune, hash, &rest, err));
    if (!str_split(&rest, '\n', &line) || !str_is(line, "vederlag fakta 1")) return damaged(err);
    while (rest.n > 0 && str_split(&rest, '\n', &line)) {
        struct fakta_post p;
        if (!str_split(&line, '\t', &p.familie)) return damaged(err);
        p.hash = line;
        out->post =
            arena_grow(arena, out->post, out->antal, &room, out->antal + 1, sizeof(*out->post));
        out->post[out->antal++] = p;
    }
    if (out->antal > 0) qsort(out->post, out->antal, sizeof(*out->post), by_family);
    return true;
}

static bool list_kept(struct store *store, struct arena *arena, int kommune,
                      struct grundlag_lager *lager, struct str hash, struct fakta_liste *out,
                      struct err *err)
{
    if (lager == NULL) return read_list(store, arena, kommune, hash, out, err);
    const struct fakta_liste *gemt = lager_find(lager, LAGER_FAKTA, hash);
    if (gemt != NULL) {
        *out = *gemt;
        return true;
    }
    struct lager_plads *p = lager_plads(lager, LAGER_FAKTA, arena);
    if (p == NULL) return read_list(store, arena, kommune, hash, out, err);
    struct fakta_liste *ny = ARENA_NEW(&p->arena, struct fakta_liste);
    TRY(read_list(store, &p->arena, kommune, hash, ny, err));
    lager_gem(lager, p, hash, ny);
    *out = *ny;
    return true;
}

/* From what was read before, when it was; `lager` may be NULL. What the cases point to is shared
 * and stays as it is. */
static bool add_facts(struct store *store, int kommune, struct grundlag_lager *lager,
                      struct str hash, struct linjer_fakta *fakta, struct err *err)
{
    const struct linjer_fakta *gemt = lager == NULL ? NULL : lager_find(lager, LAGER_FAMILIE, hash);
    struct lager_plads *p = NULL;
    struct str tekst;

    if (gemt == NULL) {
        TRY(indhold_hent(store, fakta->arena, kommune, hash, &tekst, err));
        if (lager != NULL && tekst.n <= LAGER_FAMILIE_BYTES)
            p = lager_plads(lager, LAGER_FAMILIE, fakta->arena);
        if (p == NULL) return linjer_fakta_laes(fakta, tekst, err);
        struct linjer_fakta *ny = ARENA_NEW(&p->arena, struct linjer_fakta);
        ny->arena = &p->arena;
        TRY(linjer_fakta_laes(ny, str_copy(&p->arena, tekst), err));
        lager_gem(lager, p, hash, ny);
        gemt = ny;
    }
    linjer_fakta_tag(fakta, gemt);
    return true;
}

static bool read_facts_at(struct store *store, struct arena *arena, int kommune,
                          struct grundlag_lager *lager, const struct fakta_liste *liste, size_t fra,
                          size_t til, struct register_udsnit *out, struct err *err)
{
    struct linjer_fakta fakta = {.arena = arena};

    for (size_t i = fra; i < til; i++)
        TRY(add_facts(store, kommune, lager, liste->post[i].hash, &fakta, err));
    *out = (struct register_udsnit){.sager = {fakta.sag, fakta.antal}, .til = fakta.til};
    return true;
}

static bool read_facts(struct store *store, struct arena *arena, int kommune, struct str hash,
                       struct register_udsnit *out, struct err *err)
{
    struct fakta_liste liste;

    TRY(read_list(store, arena, kommune, hash, &liste, err));
    return read_facts_at(store, arena, kommune, NULL, &liste, 0, liste.antal, out, err);
}

static size_t first_of(const struct fakta_liste *liste, struct str familie)
{
    size_t low = 0, high = liste->antal;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (str_cmp(liste->post[mid].familie, familie) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static bool read_facts_of(struct store *store, struct arena *arena, int kommune,
                          struct grundlag_lager *lager, struct str hash, struct str familie,
                          struct register_udsnit *out, struct err *err)
{
    struct fakta_liste liste;

    TRY(list_kept(store, arena, kommune, lager, hash, &liste, err));
    size_t fra = first_of(&liste, familie), til = fra;
    while (til < liste.antal && str_eq(liste.post[til].familie, familie)) til++;
    return read_facts_at(store, arena, kommune, lager, &liste, fra, til, out, err);
}

bool grundlag_hent(struct store *store, struct arena *arena, int kommune, int64_t koersel,
                   int64_t udgave, struct grundlag *out, struct err *err)
{
    TRY(koersel_find(store, arena, kommune, koersel, &out->koersel, err));
    TRY(udgave_laes(store, arena, kommune, koersel, udgave, &out->udgave, err));
    TRY(grundlag_plan(store, arena, kommune, out->udgave.plan, &out->haandbog, err));
    TRY(read_facts(store, arena, kommune, out->udgave.fakta, &out->udsnit, err));
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
    TRY(read_facts_of(store, arena, kommune, lager, out->udgave.fakta, familie, &out->udsnit, err));
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
