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

static const char *const GODKENDELSE[KRAV_GODKENDELSER] = {
    [KRAV_LAV] = "mindst lav",   [KRAV_MIDDEL] = "mindst middel",
    [KRAV_HOEJ] = "mindst høj",  [KRAV_HOEJ_ELLER_HOEJESTE] = "høj eller højeste",
    [KRAV_INGEN] = "ingen krav",
};
static const char *const BESLUTTER[BESLUTTERE] = {
    [BESLUTTER_UKENDT] = "ukendt",
    [BESLUTTER_UDVALG] = "udvalg",
    [BESLUTTER_LEDER] = "leder",
    [BESLUTTER_FAMILIERAADGIVER] = "familierådgiver",
    [BESLUTTER_FAMILIEPLEJEKONSULENT] = "familieplejekonsulent",
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

const char *plan_godkendelse_navn(enum plan_godkendelse krav)
{
    ASSERT(krav < KRAV_GODKENDELSER);
    return GODKENDELSE[krav];
}

const char *plan_beslutter_navn(enum plan_beslutter beslutter)
{
    ASSERT(beslutter < BESLUTTERE);
    return BESLUTTER[beslutter];
}

const struct plan_krav *plan_krav_on(const struct plan_indplacering *indplacering,
                                     enum plan_model model, struct brok tal)
{
    for (size_t i = 0; i < indplacering->krav_antal; i++) {
        const struct plan_krav *krav = &indplacering->krav[i];
        if (krav->niveau.model != model || brok_cmp(tal, krav->niveau.fra) < 0) continue;
        if (brok_cmp(tal, krav->niveau.til) <= 0) return krav;
    }
    return NULL;
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

static bool of_level(const struct plan_formel *formel)
{
    for (size_t i = 0; i < formel->antal; i++)
        for (size_t j = 0; j < formel->led[i].faktorer; j++)
            if (formel->led[i].faktor[j].art == FAKTOR_VEDERLAG) return true;
    return false;
}

bool plan_kraever_niveau(const struct plan *plan, enum art art)
{
    for (size_t i = 0; i < plan->ydelser; i++) {
        const struct plan_ydelse *y = &plan->ydelse[i];
        if (y->for_art[art] != FOR_GIVER) continue;
        if (of_level(&y->beloeb) || of_level(&y->doegnsats)) return true;
        if (y->har_tredje && of_level(&y->tredje)) return true;
    }
    return false;
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
