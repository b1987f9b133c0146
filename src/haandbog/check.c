/*
 * check: what only the whole handbook shows (contract in haandbog.h).
 *
 * A handbook with errors from the compiler is looked at for its form only: what it means is not
 * known, so that more findings would blame the wrong place. Cost: linear in the text; for the rates
 * see check_sats.h.
 */
#include "haandbog/check.h"

#include <stdlib.h>
#include <string.h>

#include "haandbog/eksempel.h"
#include "haandbog/prosa.h"

struct fund_ord tjek_alder(struct arena *arena, int fra, int til)
{
    if (fra < 0) return FUND_ORD("", "");
    if (fra == til) return fund_ord(arena, " for alderen %d", " for the age %d", fra);
    return fund_ord(arena, " for aldrene %d-%d", " for the ages %d-%d", fra, til);
}

struct fund_ord tjek_periode(struct arena *arena, struct dato fra, struct dato til)
{
    struct str foerste = dato_iso(arena, fra);

    if (til.dag >= DATO_MAX.dag) return fund_ord(arena, "fra %.*s", "from %.*s", STR_ARG(foerste));
    struct str sidste = dato_iso(arena, dato_plus(til, -1));
    return fund_ord(arena, "fra %.*s til og med %.*s", "from %.*s to %.*s", STR_ARG(foerste),
                    STR_ARG(sidste));
}

bool tjek_samme_fil(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* ---- days in force ---- */

static int by_fra(const void *left, const void *right)
{
    const struct plan_udenfor *a = left;
    const struct plan_udenfor *b = right;

    return dato_cmp(a->fra, b->fra);
}

static void add_days(struct tjek *t, struct dato fra, struct dato til)
{
    if (fra.dag < til.dag) t->gaelder[t->gaelder_antal++] = (struct tidsrum){fra, til};
}

static void gather_days(struct tjek *t)
{
    const struct plan *plan = t->plan;
    size_t antal = plan->udenfor_antal;
    struct plan_udenfor *ude = ARENA_ARRAY(t->arena, antal, struct plan_udenfor);
    struct dato fra = plan->gaelder_fra;

    for (size_t i = 0; i < antal; i++) ude[i] = plan->udenfor[i];
    if (antal > 1) qsort(ude, antal, sizeof(*ude), by_fra);
    t->gaelder = ARENA_ARRAY(t->arena, antal + 1, struct tidsrum);
    for (size_t i = 0; i < antal; i++) {
        add_days(t, fra, dato_min(ude[i].fra, plan->gaelder_til));
        fra = dato_max(fra, ude[i].til);
    }
    add_days(t, fra, plan->gaelder_til);
    if (t->gaelder_antal > 0) return;
    fund_begge(t->fund, true, "uopnåelig", STR("dækker ikke"), t->haandbog->dokument.regel[0].sted,
               "håndbogen dækker ikke en eneste af de dage, den gælder",
               "the handbook does not cover a single one of the days it holds");
}

/* ---- what formulas need ---- */

static void add_need(struct tjek *t, struct behov behov)
{
    int nr = (int)t->behov_antal;

    if (behov.formel->antal == 0) return;
    t->behov[t->behov_antal++] = behov;
    for (size_t i = 0; i < behov.formel->antal; i++) {
        const struct plan_led *led = &behov.formel->led[i];
        for (size_t k = 0; k < led->faktorer; k++) {
            if (led->faktor[k].art != FAKTOR_TAKST) continue;
            int *foerste = t->sats[led->faktor[k].takst].foerste;
            int fra = led->faktor[k].efter_alder ? behov.alder_fra : UDEN_ALDER;
            int til = led->faktor[k].efter_alder ? behov.alder_til : UDEN_ALDER;
            for (int alder = fra; alder <= til; alder++) {
                if (foerste[alder] < 0) foerste[alder] = nr;
            }
        }
    }
}

static bool gives(const struct plan_ydelse *regel, enum art *out)
{
    for (int art = 0; art < ART_ANTAL; art++) {
        *out = (enum art)art;
        if (regel->for_art[art] == FOR_GIVER) return true;
    }
    return false;
}

static void add_rule(struct tjek *t, const struct plan_ydelse *regel)
{
    struct behov behov = {.art = BEHOV_YDELSE,
                          .alder_fra = regel->fra_alder,
                          .alder_til = regel->til_alder,
                          .navn = t->plan->linje[regel->linje].navn,
                          .sted = regel->sted};

    if (!gives(regel, &behov.pleje)) return;
    behov.formel = &regel->beloeb;
    add_need(t, behov);
    behov.formel = &regel->doegnsats;
    add_need(t, behov);
    behov.art = BEHOV_TREDJE;
    behov.formel = &regel->tredje;
    add_need(t, behov);
}

/* The ages of a line's rules together. */
static void ages_of(const struct plan *plan, size_t linje, int *fra, int *til)
{
    *fra = PLAN_MAX_AGE;
    *til = -1;
    for (size_t i = 0; i < plan->ydelser; i++) {
        const struct plan_ydelse *regel = &plan->ydelse[i];
        enum art unused;
        if (regel->linje != (int)linje || !gives(regel, &unused)) continue;
        if (regel->fra_alder < *fra) *fra = regel->fra_alder;
        if (regel->til_alder > *til) *til = regel->til_alder;
    }
}

static void add_deduction(struct tjek *t, enum situation_art art, size_t linje)
{
    const struct plan_virkning *virkning = &t->plan->situation[art].virkning[linje];
    struct behov behov = {.art = BEHOV_SITUATION,
                          .formel = &virkning->fradrag,
                          .navn = t->plan->linje[linje].navn,
                          .situation = art};

    if (virkning->art != VIRKNING_FRADRAG) return;
    ages_of(t->plan, linje, &behov.alder_fra, &behov.alder_til);
    if (behov.alder_til < 0) return;
    if (art == SITUATION_EFTERVAERN && behov.alder_fra < 18) behov.alder_fra = 18;
    add_need(t, behov);
}

static void gather_needs(struct tjek *t)
{
    const struct plan *plan = t->plan;
    const struct haandbog *haandbog = t->haandbog;
    size_t antal =
        3 * plan->ydelser + SITUATION_ANTAL * plan->linjer + 2 * haandbog->sammenligninger;

    t->behov = ARENA_ARRAY(t->arena, antal, struct behov);
    t->sats = ARENA_ARRAY(t->arena, plan->takst_antal, struct sats_behov);
    for (size_t i = 0; i < plan->takst_antal; i++) {
        for (int alder = 0; alder < ALDRE; alder++) t->sats[i].foerste[alder] = -1;
    }
    for (size_t i = 0; i < plan->ydelser; i++) add_rule(t, &plan->ydelse[i]);
    for (int s = 0; s < SITUATION_ANTAL; s++) {
        for (size_t i = 0; i < plan->linjer; i++) add_deduction(t, (enum situation_art)s, i);
    }
    for (size_t i = 0; i < haandbog->sammenligninger; i++) {
        const struct sammenligning *s = &haandbog->sammenligning[i];
        struct behov behov = {
            .art = BEHOV_SAMMENLIGN, .alder_til = PLAN_MAX_AGE, .navn = s->navn, .sted = s->sted};
        behov.formel = &s->formel;
        add_need(t, behov);
        behov.formel = &s->med;
        add_need(t, behov);
    }
    ASSERT(t->behov_antal <= antal);
}

/* ---- examples ---- */

static void check_examples(struct tjek *t)
{
    const struct dokument *dokument = &t->haandbog->dokument;
    size_t antal = 0;

    for (size_t i = 0; i < dokument->regler; i++) {
        const struct regel *regel = &dokument->regel[i];
        struct eksempel *eksempel = NULL;
        size_t unused = 0;
        if (regel->art != REGEL_EKSEMPEL && regel->art != REGEL_EKSEMPLER) continue;
        antal++;
        (void)eksempel_read(t->arena, t->plan, regel, &eksempel, &unused, t->fund);
    }
    if (antal > 0) return;
    fund_begge(t->fund, true, "mangler-nøgle", STR("eksempel"), dokument->regel[0].sted,
               "håndbogen har ingen eksempler", "the handbook has no examples")
        ->raad = FUND_ORD("skriv mindst ét eksempel, der er regnet i hånden",
                          "write at least one example that was worked out by hand");
}

/* ---- the whole ---- */

/* Whether the handbook, or a rate file, was found wrong before. A full list may hide more. */
static bool has_errors(const struct tjek *t)
{
    const struct fund_liste *fund = t->fund;
    size_t kept = 0;

    for (size_t i = 0; i < fund->count; i++) {
        if (!fund->fund[i].fejl) continue;
        kept++;
        if (tjek_samme_fil(fund->fund[i].sted.fil, t->haandbog->dokument.fil)) return true;
        bool takst = strncmp(fund->fund[i].kode, "takst-", 6) == 0;
        if (takst && strcmp(fund->fund[i].kode, "takst-mangler") != 0) return true;
    }
    return fund->fejl > kept;
}

bool haandbog_check(struct arena *arena, struct haandbog *haandbog, struct fund_liste *fund,
                    struct err *err)
{
    struct tjek t = {.arena = arena, .haandbog = haandbog, .plan = haandbog->plan, .fund = fund};
    struct prosa_brug brug = {0};
    size_t fra = fund->count;

    if (haandbog->plan == NULL) {
        return err_begge(err, ERR_INPUT, haandbog->dokument.fil, "håndbogen er ikke oversat",
                         "the handbook is not compiled");
    }
    if (has_errors(&t)) {
        (void)prosa_check(arena, haandbog, false, NULL, fund);
        return true;
    }
    ASSERT(haandbog->dokument.regler > 0);
    ASSERT(t.plan->gaelder_fra.dag < t.plan->gaelder_til.dag);
    gather_days(&t);
    gather_needs(&t);
    (void)prosa_check(arena, haandbog, true, &brug, fund);
    check_daekning(&t);
    check_takster(&t, brug.navn, brug.antal);
    check_trin(&t);
    check_beloeb(&t);
    check_sammenlign(&t);
    check_erklaeret(&t);
    check_examples(&t);
    check_accept(&t, fra);
    return true;
}
