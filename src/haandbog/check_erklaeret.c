/*
 * check_erklaeret: what the handbook itself says it does not know: contradictions, kinds and
 * situations declared unknown, and situations it is silent about.
 */
#include "haandbog/check.h"

static void check_modstrid(const struct tjek *t)
{
    for (size_t i = 0; i < t->haandbog->modstride; i++) {
        const struct modstrid *modstrid = &t->haandbog->modstrid[i];
        struct fund *fund = fund_begge(t->fund, false, "modstrid", modstrid->navn, modstrid->sted,
                                       "%.*s: kilden siger %.*s", "%.*s: the source says “%.*s”",
                                       STR_ARG(modstrid->navn), STR_ARG(modstrid->kilden_siger));
        fund->accepteret = true;
        fund->grund = modstrid->vi_goer;
    }
}

static void check_kinds(const struct tjek *t)
{
    for (size_t i = 0; i < t->plan->ydelser; i++) {
        const struct plan_ydelse *regel = &t->plan->ydelse[i];
        struct str navn = t->plan->linje[regel->linje].navn;
        for (int art = 0; art < ART_ANTAL; art++) {
            if (regel->for_art[art] != FOR_UKENDT) continue;
            const char *ord = art_navn((enum art)art);
            fund_begge(t->fund, false, "ukendt-regel",
                       str_format(t->arena, "%.*s %s", STR_ARG(navn), ord), regel->sted,
                       "ydelsen %.*s er ukendt for %s: %.*s",
                       "the payment %.*s is unknown for “%s”: “%.*s”", STR_ARG(navn), ord,
                       STR_ARG(regel->ukendt_grund[art]));
        }
    }
}

/* The statement of that situation, to point at. */
static struct sted place_of(const struct tjek *t, const char *navn)
{
    const struct dokument *dokument = &t->haandbog->dokument;

    for (size_t i = 0; i < dokument->regler; i++) {
        const struct regel *regel = &dokument->regel[i];
        if (regel->art == REGEL_SITUATION && str_is(regel->hoved.tekst, navn)) return regel->sted;
    }
    return dokument->regel[0].sted;
}

static void check_effects(const struct tjek *t, const struct plan_situation *situation,
                          const char *navn)
{
    for (size_t i = 0; i < t->plan->linjer; i++) {
        const struct plan_virkning *virkning = &situation->virkning[i];
        struct str ydelse = t->plan->linje[i].navn;
        if (virkning->art != VIRKNING_UKENDT) continue;
        fund_begge(t->fund, false, "ukendt-regel",
                   str_format(t->arena, "%.*s %s", STR_ARG(ydelse), navn), place_of(t, navn),
                   "ydelsen %.*s er ukendt under %s: %.*s",
                   "the payment %.*s is unknown during “%s”: “%.*s”", STR_ARG(ydelse), navn,
                   STR_ARG(virkning->grund));
    }
}

static void check_situation(const struct tjek *t, enum situation_art art)
{
    const struct plan_situation *situation = &t->plan->situation[art];
    const char *navn = situation_navn(art);

    if (!situation->findes) {
        fund_begge(t->fund, false, "situation-mangler", str_from(navn), place_of(t, navn),
                   "håndbogen siger intet om situationen %s",
                   "the handbook says nothing of the situation “%s”", navn)
            ->raad = FUND_ORD("en sag i den situation bliver en mangel",
                              "a case in that situation cannot be computed");
    } else if (situation->ukendt) {
        fund_begge(t->fund, false, "ukendt-regel", str_from(navn), place_of(t, navn),
                   "situationen %s er ukendt: %.*s", "the situation “%s” is unknown: “%.*s”", navn,
                   STR_ARG(situation->grund));
    } else {
        check_effects(t, situation, navn);
    }
}

/* The statement of that kind and name, to point at; any name when it is empty. */
static struct sted place_of_kind(const struct tjek *t, enum regel_art art, struct str navn)
{
    const struct dokument *dokument = &t->haandbog->dokument;

    for (size_t i = 0; i < dokument->regler; i++) {
        const struct regel *regel = &dokument->regel[i];
        if (regel->art != art) continue;
        if (navn.n == 0 || str_eq(regel->hoved.tekst, navn)) return regel->sted;
    }
    return dokument->regel[0].sted;
}

static void tell_unknown(const struct tjek *t, const char *emne, struct str grund)
{
    fund_begge(t->fund, false, "ukendt-regel", str_from(emne),
               place_of_kind(t, REGEL_AFGOERELSE, STR_EMPTY), "%s er ukendt: %.*s",
               "“%s” is unknown: “%.*s”", emne, STR_ARG(grund));
}

static void check_levels(const struct tjek *t)
{
    const struct plan_indplacering *p = &t->plan->indplacering;
    const struct plan_afgoerelse *a = &p->afgoerelse;

    for (size_t i = 0; i < p->kriterier; i++) {
        const struct plan_kriterium *k = &p->kriterium[i];
        if (!k->ukendt) continue;
        fund_begge(t->fund, false, "ukendt-regel",
                   str_format(t->arena, "kriterium %.*s", STR_ARG(k->navn)),
                   place_of_kind(t, REGEL_KRITERIUM, k->navn),
                   "kriteriet %.*s peger ikke på noget niveau: %.*s",
                   "the criterion %.*s points to no level: “%.*s”", STR_ARG(k->navn),
                   STR_ARG(k->grund));
    }
    if (!a->findes) return;
    if (a->beslutter == BESLUTTER_UKENDT) tell_unknown(t, "besluttes af", a->beslutter_grund);
    if (a->leder == LEDER_UKENDT) tell_unknown(t, "leder godkender", a->leder_grund);
    if (a->hoering_dage < 0) tell_unknown(t, "partshøring", a->hoering_grund);
}

void check_erklaeret(struct tjek *t)
{
    check_levels(t);
    check_modstrid(t);
    check_kinds(t);
    for (int art = 0; art < SITUATION_ANTAL; art++) check_situation(t, (enum situation_art)art);
}
