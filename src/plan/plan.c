/*
 * plan: names, which version holds and which rate row holds.
 *
 * Invariant: plan_takst_on gives the row takst_on gives on the same rows. Cost: plan_on is one pass
 * over the versions, plan_takst_on one over the rows of the rate.
 */
#include "plan/plan.h"

struct ord {
    const char *kode;
    const char *navn;
};

static const struct ord MODTAGER[MODTAGER_ANTAL] = {
    [MODTAGER_KONTRAKTHAVER] = {"kontrakthaver", "kontrakthaver"},
    [MODTAGER_BARN] = {"barn", "barnets NemKonto"},
};
static const struct ord KANAL[KANAL_ANTAL] = {
    [KANAL_LOEN] = {"loen", "via løn"},
    [KANAL_NEMKONTO] = {"nemkonto", "via NemKonto"},
};
static const struct ord SKAT[SKAT_ANTAL] = {
    [SKAT_A_INDKOMST] = {"a_indkomst", "A-indkomst"},
    [SKAT_SKATTEFRI] = {"skattefri", "skattefri"},
    [SKAT_SKATTEFRI_TIL_LOVENS_SATS] = {"skattefri_til_lovens_sats", "skattefri til lovens sats"},
};

const char *modtager_kode(enum modtager modtager)
{
    ASSERT(modtager < MODTAGER_ANTAL);
    return MODTAGER[modtager].kode;
}

const char *modtager_navn(enum modtager modtager)
{
    ASSERT(modtager < MODTAGER_ANTAL);
    return MODTAGER[modtager].navn;
}

const char *kanal_kode(enum kanal kanal)
{
    ASSERT(kanal < KANAL_ANTAL);
    return KANAL[kanal].kode;
}

const char *kanal_navn(enum kanal kanal)
{
    ASSERT(kanal < KANAL_ANTAL);
    return KANAL[kanal].navn;
}

const char *skat_kode(enum skat skat)
{
    ASSERT(skat < SKAT_ANTAL);
    return SKAT[skat].kode;
}

const char *skat_navn(enum skat skat)
{
    ASSERT(skat < SKAT_ANTAL);
    return SKAT[skat].navn;
}

const struct plan *plan_on(const struct plan_samling *samling, struct dato dag, struct dato kendt)
{
    const struct plan *best = NULL;
    for (size_t i = 0; i < samling->count; i++) {
        const struct plan *plan = samling->plan[i];
        if (plan->gaelder_fra.dag > dag.dag || plan->kendt_fra.dag > kendt.dag) continue;
        int order = best == NULL ? 1 : dato_cmp(plan->gaelder_fra, best->gaelder_fra);
        if (order == 0) order = dato_cmp(plan->kendt_fra, best->kendt_fra);
        if (order >= 0) best = plan;
    }
    return best != NULL && dag.dag < best->gaelder_til.dag ? best : NULL;
}

static bool row_on(const struct takst *takst, int alder, struct dato dag, struct dato kendt)
{
    if (dag.dag < takst->fra.dag || dag.dag >= takst->til.dag) return false;
    if (takst->kendt_fra.dag > kendt.dag) return false;
    if (takst->alder_fra < 0) return alder < 0;
    return takst->alder_fra <= alder && alder <= takst->alder_til;
}

const struct takst *plan_takst_on(const struct plan *plan, int takst, int alder, struct dato dag,
                                  struct dato kendt)
{
    const struct takst *best = NULL;
    ASSERT(takst >= 0 && (size_t)takst < plan->takst_antal);
    for (size_t i = plan->takst_foerste[takst]; i < plan->takst_foerste[takst + 1]; i++) {
        const struct takst *row = &plan->takster.takst[i];
        if (!row_on(row, alder, dag, kendt)) continue;
        if (best == NULL || row->kendt_fra.dag >= best->kendt_fra.dag) best = row;
    }
    return best;
}
