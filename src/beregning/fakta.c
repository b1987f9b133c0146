/*
 * fakta: the facts of a case as they were known, looked up by day (contract in fakta.h).
 *
 * Every function is a pass over the few facts of one case; nothing is cached; only
 * fakta_familier allocates, once for a whole population.
 */
#include "beregning/fakta.h"

#include <stdlib.h>

struct dato fakta_fraflyttet(const struct sag *sag, struct dato kendt)
{
    struct dato slut = DATO_MAX;
    if (fakta_kendt(sag->fraflyttet_kendt_fra, kendt)) slut = sag->fraflyttet;
    bool afbrudt = sag->har_ophoer && sag->ophoer.art == OPHOER_FAKTISK &&
                   fakta_kendt(sag->ophoer.kendt_fra, kendt);
    return slut.dag == DATO_MAX.dag && afbrudt ? sag->ophoer.dato : slut;
}

struct ophold fakta_ophold(const struct plan *plan, const struct sag *sag, struct dato kendt)
{
    struct ophold o = {sag->indflyttet, DATO_MAX};
    struct dato slut = fakta_fraflyttet(sag, kendt);
    if (!plan->valg.indflytningsdag_taeller) o.fra = dato_plus(o.fra, 1);
    if (slut.dag == DATO_MAX.dag) return o;
    o.til = plan->valg.fraflytningsdag_taeller ? dato_plus(slut, 1) : slut;
    return o;
}

struct dato fakta_dag(struct ophold ophold, struct dato dag)
{
    if (dag.dag < ophold.til.dag) return dag;
    return dato_max(ophold.fra, dato_plus(ophold.til, -1));
}

static bool same_placement(const struct indplacering *a, const struct indplacering *b)
{
    return a->trin == b->trin && brok_eq(a->vederlag, b->vederlag);
}

const struct indplacering *fakta_indplacering(const struct sag *sag, struct dato dag,
                                              struct dato kendt, bool *strid)
{
    const struct indplacering *best = NULL;
    *strid = false;
    for (size_t i = 0; i < sag->indplaceringer; i++) {
        const struct indplacering *f = &sag->indplacering[i];
        if (!fakta_kendt(f->periode.kendt_fra, kendt) || !periode_on(f->periode, dag)) continue;
        int order = best == NULL ? 1 : dato_cmp(f->periode.kendt_fra, best->periode.kendt_fra);
        if (order > 0) {
            best = f;
            *strid = false;
        } else if (order == 0) {
            if (!same_placement(f, best)) *strid = true;
            /* Equal in substance: the earlier decision is quoted, whatever the order of facts. */
            else if (f->har_besluttet &&
                     (!best->har_besluttet || f->besluttet.dag < best->besluttet.dag))
                best = f;
        }
    }
    return best;
}

unsigned fakta_situationer(const struct sag *sag, struct dato dag, struct dato kendt)
{
    unsigned mask = 0;
    for (size_t i = 0; i < sag->situationer; i++) {
        const struct situation *s = &sag->situation[i];
        if (fakta_kendt(s->periode.kendt_fra, kendt) && periode_on(s->periode, dag))
            mask |= 1u << s->art;
    }
    return mask;
}

/* Whether an agreement of that kind holds on that day as known. */
static bool aftale_holds(const struct aftale *a, enum aftale_art art, struct dato dag,
                         struct dato kendt)
{
    return a->art == art && fakta_kendt(a->periode.kendt_fra, kendt) && periode_on(a->periode, dag);
}

const struct aftale *fakta_erstatning(const struct sag *sag, struct str ydelse, struct dato dag,
                                      struct dato kendt, bool *strid)
{
    const struct aftale *best = NULL;
    *strid = false;
    for (size_t i = 0; i < sag->aftaler; i++) {
        const struct aftale *a = &sag->aftale[i];
        if (!aftale_holds(a, AFTALE_ERSTATNING, dag, kendt) || !str_eq(a->ydelse, ydelse)) continue;
        int order = best == NULL ? 1 : dato_cmp(a->periode.kendt_fra, best->periode.kendt_fra);
        if (order > 0) {
            best = a;
            *strid = false;
        } else if (order == 0 && (a->beloeb.oere != best->beloeb.oere || a->pr != best->pr)) {
            *strid = true;
        }
    }
    return best;
}

/* Order of supplements that no order of facts can change. */
static int tillaeg_cmp(const struct aftale *a, const struct aftale *b)
{
    if (a->beloeb.oere != b->beloeb.oere) return a->beloeb.oere < b->beloeb.oere ? 1 : -1;
    if (a->pr != b->pr) return a->pr < b->pr ? -1 : 1;
    return str_cmp(a->begrundelse, b->begrundelse);
}

size_t fakta_tillaeg(const struct sag *sag, struct str ydelse, struct dato dag, struct dato kendt,
                     const struct aftale **out, size_t max)
{
    size_t n = 0;
    for (size_t i = 0; i < sag->aftaler; i++) {
        const struct aftale *a = &sag->aftale[i];
        if (!aftale_holds(a, AFTALE_TILLAEG, dag, kendt) || !str_eq(a->ydelse, ydelse)) continue;
        int order = n == 0 ? 1 : dato_cmp(a->periode.kendt_fra, out[0]->periode.kendt_fra);
        if (order > 0) n = 0;
        if (order < 0) continue;
        ASSERT(n < max);
        size_t at = n++;
        for (; at > 0 && tillaeg_cmp(a, out[at - 1]) < 0; at--) out[at] = out[at - 1];
        out[at] = a;
    }
    return n;
}

const struct aftale *fakta_vilkaar(const struct sag *sag, enum aftale_vilkaar vilkaar,
                                   struct dato dag, struct dato kendt)
{
    const struct aftale *best = NULL;
    for (size_t i = 0; i < sag->aftaler; i++) {
        const struct aftale *a = &sag->aftale[i];
        if (!aftale_holds(a, AFTALE_VILKAAR, dag, kendt) || a->vilkaar != vilkaar) continue;
        int order = best == NULL ? 1 : dato_cmp(a->periode.kendt_fra, best->periode.kendt_fra);
        /* Equally late: the longer notice, which does not depend on the order of facts. */
        if (order > 0 || (order == 0 && a->dage > best->dage)) best = a;
    }
    return best;
}

bool fakta_doegn(const struct sag *sag, struct dato dag, struct dato kendt)
{
    for (size_t i = 0; i < sag->doegn_antal; i++)
        if (fakta_kendt(sag->doegn[i].kendt_fra, kendt) && periode_on(sag->doegn[i], dag))
            return true;
    return false;
}

/* The first 1st or 15th of a month that is not before dag. */
static struct dato first_or_15th(struct dato dag)
{
    for (;; dag = dato_plus(dag, 1)) {
        int year, month, day;
        dato_civil(dag, &year, &month, &day);
        if (day == 1 || day == 15) return dag;
    }
}

/* The shortest of the agreed notices known as late as `aftalt`. */
static int shortest_notice(const struct sag *sag, const struct aftale *aftalt, struct dato dag,
                           struct dato kendt)
{
    int dage = aftalt->dage;
    for (size_t i = 0; i < sag->aftaler; i++) {
        const struct aftale *a = &sag->aftale[i];
        if (!aftale_holds(a, AFTALE_VILKAAR, dag, kendt) || a->vilkaar != VILKAAR_VARSEL) continue;
        if (a->periode.kendt_fra.dag == aftalt->periode.kendt_fra.dag && a->dage < dage)
            dage = a->dage;
    }
    return dage;
}

/* Sets the end of the notice for an event on `dag`, running from `fra`. */
static void give_notice(const struct plan *plan, const struct sag *sag, struct dato dag,
                        struct dato fra, struct dato kendt, struct ret *ret)
{
    const struct plan_opsigelse *o = &plan->opsigelse;
    const struct aftale *aftalt = fakta_vilkaar(sag, VILKAAR_VARSEL, dag, kendt);
    bool ny = dag.dag < dato_plus_months_clamped(sag->indflyttet, o->foerste_maaneder).dag;
    ret->varsel = true;
    ret->varsel_dage = ny ? o->varsel_foerst_dage : o->varsel_siden_dage;
    if (aftalt != NULL) ret->varsel_dage = aftalt->dage;
    ret->til = dato_plus(fra, ret->varsel_dage);
    if (aftalt != NULL) ret->uvist = dato_plus(fra, shortest_notice(sag, aftalt, dag, kendt));
    ret->varsel_rykket = aftalt == NULL && !ny && o->til == VARSEL_FOERSTE_ELLER_15;
    if (ret->varsel_rykket) ret->til = first_or_15th(ret->til);
}

struct ret fakta_ret(const struct plan *plan, const struct sag *sag, int linje, struct dato kendt)
{
    struct ophold ophold = fakta_ophold(plan, sag, kendt);
    struct ret ret = {.til = ophold.til, .uvist = DATO_MAX};
    bool meddelt = sag->har_ophoer && fakta_kendt(sag->ophoer.kendt_fra, kendt);
    bool flyttet = ophold.til.dag != DATO_MAX.dag;
    if (!meddelt && !flyttet) return ret;

    /* Moving out without a word of why is an actual interruption on that day. */
    ret.ophoer = true;
    ret.art = meddelt ? sag->ophoer.art : OPHOER_FAKTISK;
    struct dato flyttede = fakta_fraflyttet(sag, kendt);
    struct dato dato = meddelt ? sag->ophoer.dato : flyttede;
    switch (plan->opsigelse.stop[ret.art][linje]) {
    case STOP_VARSEL:
        if (ret.art == OPHOER_FAKTISK)
            give_notice(plan, sag, flyttede, ophold.til, kendt, &ret);
        else
            give_notice(plan, sag, dato, dato, kendt, &ret);
        break;
    case STOP_STRAKS:
    case STOP_DATOEN: ret.til = dato_min(dato, ophold.til); break;
    case STOP_FRAFLYTNING:
    case STOP_MAANEDSUDGANG:
    case STOP_UKENDT: break;
    }
    return ret;
}

struct dato fakta_atten(const struct plan *plan, const struct sag *sag)
{
    if (!plan->opsigelse.atten) return DATO_MAX;
    return maaned_end(maaned_of(dato_turns(sag->foedt, 18, plan->valg.skuddag)));
}

struct dato fakta_fylder(const struct plan *plan, const struct sag *sag, int alder)
{
    struct dato dag = dato_turns(sag->foedt, alder, plan->valg.skuddag);
    if (alder == 0) return dag;
    switch (plan->valg.alder) {
    case ALDER_PAA_DAGEN: return dag;
    case ALDER_FOERSTE_I_MAANEDEN: return maaned_first(maaned_of(dag));
    case ALDER_FOERSTE_I_MAANEDEN_EFTER: return maaned_end(maaned_of(dag));
    }
    ASSERT(false);
}

int fakta_alder(const struct plan *plan, const struct sag *sag, struct dato dag)
{
    int alder = dato_age(sag->foedt, dag, plan->valg.skuddag);
    if (alder < 0) return alder;
    /* The choice moves the day by less than a year in either direction. */
    if (fakta_fylder(plan, sag, alder + 1).dag <= dag.dag) return alder + 1;
    if (fakta_fylder(plan, sag, alder).dag > dag.dag) return alder - 1;
    return alder;
}

/* Whether `other` comes before `sag` in the order of children. */
static bool before(const struct plan *plan, const struct sag *other, const struct sag *sag)
{
    int flyttet = dato_cmp(other->indflyttet, sag->indflyttet);
    int foedt = dato_cmp(other->foedt, sag->foedt);
    bool alder = plan->valg.raekkefoelge == RAEKKE_ALDER;
    int first = alder ? foedt : flyttet;
    int second = alder ? flyttet : foedt;
    if (first != 0) return first < 0;
    if (second != 0) return second < 0;
    return str_cmp(other->id, sag->id) < 0;
}

static bool counts(const struct plan *plan, const struct sag *sag, struct dato dag,
                   struct dato kendt)
{
    struct ophold o = fakta_ophold(plan, sag, kendt);
    return (plan->valg.taeller_som_barn & 1u << sag->art) != 0 &&
           fakta_kendt(sag->kendt_fra, kendt) && o.fra.dag <= dag.dag && dag.dag < o.til.dag;
}

int fakta_barn_nr(const struct plan *plan, const struct sag *const *familie, size_t antal,
                  const struct sag *sag, struct dato dag, struct dato kendt)
{
    if (!counts(plan, sag, dag, kendt)) return 0;
    bool kommune = plan->valg.tredje == TREDJE_3_OG_4_SAMME_KOMMUNE;
    int nr = 1;
    for (size_t i = 0; i < antal; i++) {
        const struct sag *other = familie[i];
        if (other == sag || !counts(plan, other, dag, kendt)) continue;
        if (kommune && other->kommune != sag->kommune) continue;
        if (before(plan, other, sag)) nr++;
    }
    return nr;
}

static int by_family(const void *a, const void *b)
{
    const struct sag *x = *(const struct sag *const *)a, *y = *(const struct sag *const *)b;
    int familie = str_cmp(x->familie, y->familie);
    return familie != 0 ? familie : str_cmp(x->id, y->id);
}

const struct sag **fakta_familier(struct arena *arena, const struct sager *sager)
{
    const struct sag **order = ARENA_ARRAY(arena, sager->count, const struct sag *);
    for (size_t i = 0; i < sager->count; i++) order[i] = &sager->sag[i];
    qsort(order, sager->count, sizeof(*order), by_family);
    return order;
}
