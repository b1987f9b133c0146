/*
 * demo: families one after the other, and the children of each (contract in demo.h).
 *
 * A family's own facts (kind, approval, number of children) come from the chance of its first
 * placement, so that a cut list of placements is the beginning of a longer one.
 */
#include "demo/demo.h"

#include <string.h>

#include "demo/demo_intern.h"

struct familie {
    struct str id;
    struct noegle noegle;
    enum art art;
    enum godkendelse godkendelse;
    int boern;
    struct start foerste; /* of its first child */
};

void byg_situation(struct byg *b, enum situation_art art, struct periode periode)
{
    ASSERT(b->sag.situationer < BYG_SITUATIONER);
    b->situation[b->sag.situationer++] = (struct situation){periode, art};
}

void byg_aftale(struct byg *b, struct aftale aftale)
{
    ASSERT(b->sag.aftaler < BYG_AFTALER);
    b->aftale[b->sag.aftaler++] = aftale;
}

struct dato byg_kendt(const struct byg *b, struct dato dag)
{
    return dato_min(dag, dato_plus(b->vindue.til, -1));
}

static void *gem(struct arena *arena, const void *liste, size_t antal, size_t bytes)
{
    if (antal == 0) return NULL;
    void *copy = arena_array(arena, antal, bytes);
    memcpy(copy, liste, antal * bytes);
    return copy;
}

/* The placement with its lists moved to the arena. */
static struct sag faerdig(struct arena *arena, const struct byg *b)
{
    struct sag sag = b->sag;

    sag.indplacering = gem(arena, b->indplacering, sag.indplaceringer, sizeof(*b->indplacering));
    sag.situation = gem(arena, b->situation, sag.situationer, sizeof(*b->situation));
    sag.aftale = gem(arena, b->aftale, sag.aftaler, sizeof(*b->aftale));
    sag.doegn = gem(arena, b->doegn, sag.doegn_antal, sizeof(*b->doegn));
    return sag;
}

static struct familie familie_make(struct arena *arena, const struct demo_args *args,
                                   struct vindue vindue, int nr, int placement)
{
    struct familie f = {.noegle = noegle_make(args->seed, placement)};

    f.id = str_format(arena, "F%06d", nr);
    f.boern = traek_af(f.noegle, TIL_STOERRELSE, 0, &tal_boern);
    f.art = (enum art)traek_af(f.noegle, TIL_ART, 0, &tal_art);
    f.godkendelse = (enum godkendelse)traek_af(f.noegle, TIL_GODKENDELSE, 0, &tal_godkendelse);
    if (f.art == ART_NETVAERK) f.godkendelse = GODKENDELSE_KONKRET;
    f.foerste = forloeb_start(f.noegle, vindue, f.art);
    return f;
}

static struct start barn_start(const struct familie *f, struct noegle noegle, struct vindue vindue,
                               int barn)
{
    if (barn == 0) return f->foerste;
    if (traek_promille(noegle, TIL_SOESKENDE, 0, PROMILLE_SOESKENDE)) {
        return forloeb_soeskende(noegle, vindue, f->foerste);
    }
    return forloeb_start(noegle, vindue, f->art);
}

/* Most placements are known some days ahead, a few only after the child has moved in. */
static struct dato anbringelse_kendt(const struct byg *b)
{
    bool sent = traek_promille(b->noegle, TIL_KENDT_SENT, 0, PROMILLE_ANBRINGELSE_SENT);
    int dage =
        sent ? traek(b->noegle, TIL_KENDT, 0, 5, 40) : -traek(b->noegle, TIL_KENDT, 1, 1, 21);

    return byg_kendt(b, dato_plus(b->start.indflyttet, dage));
}

static struct sag barn_make(struct arena *arena, struct byg *b, const struct familie *f, int nr,
                            int barn)
{
    b->noegle = noegle_make(b->args->seed, nr);
    b->start = barn_start(f, b->noegle, b->vindue, barn);
    b->sag = (struct sag){.id = str_format(arena, "D%06d", nr),
                          .familie = f->id,
                          .godkendelse = f->godkendelse,
                          .foedt = b->start.foedt,
                          .art = f->art,
                          .indflyttet = b->start.indflyttet,
                          .fraflyttet = DATO_MAX,
                          .kendt_fra = anbringelse_kendt(b),
                          .fraflyttet_kendt_fra = DATO_MIN,
                          .kommune = b->args->kommune};
    memset(b->indplacering, 0, sizeof(b->indplacering));
    forloeb_slut(b);
    fakta_make(b);
    return faerdig(arena, b);
}

void demo_make(struct arena *arena, const struct demo_args *args, struct sager *out)
{
    struct byg b = {.args = args};

    ASSERT(args->antal >= DEMO_ANTAL_MIN && args->antal <= DEMO_ANTAL_MAX);
    ASSERT(args->til.nr >= DEMO_TIL_MIN.nr && args->til.nr <= DEMO_TIL_MAX.nr);
    b.vindue.fra = maaned_first((struct maaned){args->til.nr - (DEMO_MAANEDER - 1)});
    b.vindue.til = maaned_end(args->til);
    out->sag = ARENA_ARRAY(arena, (size_t)args->antal, struct sag);
    out->count = 0;
    for (int nr = 1, familie = 1; nr <= args->antal; familie++) {
        struct familie f = familie_make(arena, args, b.vindue, familie, nr);
        for (int barn = 0; barn < f.boern && nr <= args->antal; barn++, nr++) {
            out->sag[out->count++] = barn_make(arena, &b, &f, nr, barn);
        }
    }
    ASSERT(out->count == (size_t)args->antal);
}
