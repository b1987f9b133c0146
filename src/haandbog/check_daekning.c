/*
 * check_daekning: every rate a formula needs has a row, for every age and every day in force.
 *
 * Works on fields of ages and days (check_sats.h), not day by day; a test compares it with the slow
 * way. What is found on the way is used at once: a row of the handbook itself that no need ever
 * meets, and rows in use that are unknown or not final.
 */
#include "haandbog/check.h"

/* ---- a gap ---- */

struct hul {
    struct str takst;
    int alder_fra; /* the needed ages among those of the field; −1 without ages */
    int alder_til;
    struct dato fra;
    struct dato til;
    const struct behov *behov;
};

/* "Et barn på 14 år i døgnpleje ville ikke kunne beregnes fra 2021-01-01." */
static struct fund_ord consequence(const struct tjek *t, const struct hul *hul)
{
    const struct behov *behov = hul->behov;
    struct str dag = dato_iso(t->arena, hul->fra);
    const char *pleje = art_navn(behov->pleje);

    switch (behov->art) {
    case BEHOV_SAMMENLIGN:
        return fund_ord(t->arena, "Sammenligningen \"%.*s\" ville ikke kunne regnes fra %.*s.",
                        "The comparison “%.*s” could not be computed from %.*s.",
                        STR_ARG(behov->navn), STR_ARG(dag));
    case BEHOV_SITUATION:
        return fund_ord(t->arena, "Ydelsen %.*s ville ikke kunne beregnes under %s fra %.*s.",
                        "The payment %.*s could not be computed during “%s” from %.*s.",
                        STR_ARG(behov->navn), situation_navn(behov->situation), STR_ARG(dag));
    case BEHOV_YDELSE:
    case BEHOV_TREDJE: break;
    }
    bool tredje = behov->art == BEHOV_TREDJE;
    const char *barn = tredje ? "Et 3. barn" : "Et barn",
               *child = tredje ? "A 3rd child" : "A child";
    if (hul->alder_fra < 0)
        return fund_ord(t->arena, "%s%.0s i %s ville ikke kunne beregnes fra %.*s.",
                        "%.0s%s in “%s” could not be computed from %.*s.", barn, child, pleje,
                        STR_ARG(dag));
    return fund_ord(t->arena, "%s%.0s på %d år i %s ville ikke kunne beregnes fra %.*s.",
                    "%.0s%s of %d in “%s” could not be computed from %.*s.", barn, child,
                    hul->alder_fra, pleje, STR_ARG(dag));
}

static struct str band_text(struct arena *arena, int fra, int til)
{
    return fra == til ? str_format(arena, "%d", fra) : str_format(arena, "%d-%d", fra, til);
}

/* The row whose ages stop short of the gap, on its first day; *ment tells what they should be. */
static const struct takst *next_band(const struct tjek *t, const struct hul *hul,
                                     const struct takst *raekke, size_t antal, struct str *ment)
{
    const struct takst *under = NULL;

    for (size_t i = 0; i < antal; i++) {
        const struct takst *takst = &raekke[i];
        if (hul->fra.dag < takst->fra.dag || hul->fra.dag >= takst->til.dag) continue;
        if (takst->alder_fra == hul->alder_til + 1) {
            *ment = band_text(t->arena, hul->alder_fra, takst->alder_til);
            return takst;
        }
        if (takst->alder_til == hul->alder_fra - 1) under = takst;
    }
    if (under != NULL) *ment = band_text(t->arena, under->alder_fra, hul->alder_til);
    return under;
}

/* A row for just these ages on other days: then the days are wrong, not the ages. */
static bool has_same_band(const struct hul *hul, const struct takst *raekke, size_t antal)
{
    for (size_t i = 0; i < antal; i++) {
        if (raekke[i].alder_fra == hul->alder_fra && raekke[i].alder_til == hul->alder_til) {
            return true;
        }
    }
    return false;
}

/* The row that ended last before the gap, or else the first to begin after it. */
static const struct takst *next_period(const struct hul *hul, const struct takst *raekke,
                                       size_t antal)
{
    const struct takst *foer = NULL;
    const struct takst *efter = NULL;

    for (size_t i = 0; i < antal; i++) {
        const struct takst *takst = &raekke[i];
        if (hul->alder_fra < takst->alder_fra || hul->alder_fra > takst->alder_til) continue;
        bool slut = takst->til.dag <= hul->fra.dag;
        if (slut && (foer == NULL || takst->til.dag > foer->til.dag)) foer = takst;
        if (!slut && (efter == NULL || takst->fra.dag < efter->fra.dag)) efter = takst;
    }
    return foer != NULL ? foer : efter;
}

static void report_gap(const struct tjek *t, const struct hul *hul, const struct takst *raekke,
                       size_t antal)
{
    struct str ment = STR_EMPTY;
    struct fund_ord alder = tjek_alder(t->arena, hul->alder_fra, hul->alder_til);
    struct fund_ord periode = tjek_periode(t->arena, hul->fra, hul->til);
    const struct takst *naer = NULL;

    if (hul->alder_fra >= 0 && !has_same_band(hul, raekke, antal))
        naer = next_band(t, hul, raekke, antal, &ment);
    if (naer == NULL) naer = next_period(hul, raekke, antal);
    struct fund *fund = fund_begge(
        t->fund, true, "takst-mangler", hul->takst, naer != NULL ? naer->sted : hul->behov->sted,
        "takst %.*s har ingen sats%s%.0s %s%.0s", "the rate %.*s has no row%.0s%s %.0s%s",
        STR_ARG(hul->takst), FUND_BEGGE(t->arena, alder), FUND_BEGGE(t->arena, periode));
    struct fund_ord foelge = consequence(t, hul);
    fund->raad = ment.n == 0
                     ? foelge
                     : fund_ord(t->arena, "mente du %.*s?\n%s%.0s", "did you mean %.*s?\n%.0s%s",
                                STR_ARG(ment), FUND_BEGGE(t->arena, foelge));
}

/* ---- fields beside needs ---- */

struct daekning {
    struct tjek *t;
    size_t nr; /* of the rate */
    const struct takst *raekke;
    size_t antal;
    const int *foerste; /* the needs by age */
};

static bool needed(const struct daekning *d, int alder_fra, int alder_til)
{
    if (alder_fra < 0) return d->foerste[UDEN_ALDER] >= 0;
    for (int alder = alder_fra; alder <= alder_til; alder++) {
        if (d->foerste[alder] >= 0) return true;
    }
    return false;
}

static bool in_force(const struct tjek *t, struct dato fra, struct dato til)
{
    for (size_t i = 0; i < t->gaelder_antal; i++) {
        if (fra.dag < t->gaelder[i].til.dag && t->gaelder[i].fra.dag < til.dag) return true;
    }
    return false;
}

/* The field without a row, for each run of ages that a formula needs. */
static void report_field(const struct daekning *d, const struct sats_felt *felt,
                         const struct tidsrum *rum)
{
    struct tjek *t = d->t;
    struct hul hul = {.takst = t->plan->takst_navne[d->nr],
                      .alder_fra = -1,
                      .alder_til = -1,
                      .fra = dato_max(felt->fra, rum->fra),
                      .til = dato_min(felt->til, rum->til)};

    if (felt->alder_fra < 0) {
        hul.behov = &t->behov[d->foerste[UDEN_ALDER]];
        report_gap(t, &hul, d->raekke, d->antal);
        return;
    }
    for (int alder = felt->alder_fra; alder <= felt->alder_til; alder++) {
        if (d->foerste[alder] < 0) continue;
        hul.alder_fra = alder;
        while (alder < felt->alder_til && d->foerste[alder + 1] >= 0) alder++;
        hul.alder_til = alder;
        hul.behov = &t->behov[d->foerste[hul.alder_fra]];
        report_gap(t, &hul, d->raekke, d->antal);
    }
}

static void report_gaps(const struct daekning *d, const struct sats_felt *felt)
{
    for (size_t i = 0; i < d->t->gaelder_antal; i++) {
        const struct tidsrum *rum = &d->t->gaelder[i];
        bool med = felt->fra.dag < rum->til.dag && rum->fra.dag < felt->til.dag;
        if (med) report_field(d, felt, rum);
    }
}

/* ---- rows in use ---- */

enum { UKENDT_SAGT = TAKST_FREMSKRIVNING + 1, SAGT_ANTAL };

/* A row in use that is not what its issuer will stand by. Once for each rate and reason. */
static void remark_row(const struct tjek *t, const struct takst *takst, bool *sagt)
{
    static const char *const kode[] = {[TAKST_FORELOEBIG] = "takst-foreløbig",
                                       [TAKST_ANTAGET] = "takst-antaget",
                                       [TAKST_FREMSKRIVNING] = "takst-fremskrivning",
                                       [UKENDT_SAGT] = "takst-ukendt"};
    static const char *const ENGELSK[] = {[TAKST_FORELOEBIG] = "provisional",
                                          [TAKST_ANTAGET] = "assumed",
                                          [TAKST_FREMSKRIVNING] = "carried forward"};
    int grund = takst->ukendt ? UKENDT_SAGT : (int)takst->status;

    if (kode[grund] == NULL || sagt[grund]) return;
    sagt[grund] = true;
    if (takst->ukendt) {
        struct fund_ord hvorfor = FUND_ORD("", "");
        if (takst->begrundelse.n > 0)
            hvorfor = fund_ord(t->arena, ": %.*s", ": “%.*s”", STR_ARG(takst->begrundelse));
        fund_begge(t->fund, false, kode[grund], takst->navn, takst->sted,
                   "takst %.*s er ukendt%s%.0s", "the rate %.*s is unknown%.0s%s",
                   STR_ARG(takst->navn), FUND_BEGGE(t->arena, hvorfor))
            ->raad = FUND_ORD("en linje, der bruger den, bliver en mangel, til beløbet er sat",
                              "a line that uses it is missing until the amount is set");
        return;
    }
    struct fund_ord periode = tjek_periode(t->arena, takst->fra, takst->til);
    fund_begge(t->fund, false, kode[grund], takst->navn, takst->sted, "takst %.*s er %s%.0s %s%.0s",
               "the rate %.*s is %.0s%s %.0s%s", STR_ARG(takst->navn),
               takst_status_navn(takst->status), ENGELSK[grund], FUND_BEGGE(t->arena, periode));
}

/* A row that the handbook wrote itself and no child and no day can meet. */
static void check_reachable(const struct daekning *d, const struct takst *takst)
{
    const struct tjek *t = d->t;

    if (!tjek_samme_fil(takst->sted.fil, t->haandbog->dokument.fil)) return;
    if (!in_force(t, takst->fra, takst->til)) {
        fund_begge(t->fund, true, "uopnåelig", takst->navn, takst->sted,
                   "takst %.*s gælder kun dage, håndbogen ikke gælder",
                   "the rate %.*s holds only on days when the handbook does not",
                   STR_ARG(takst->navn));
    } else if (!needed(d, takst->alder_fra, takst->alder_til)) {
        struct fund_ord alder = tjek_alder(t->arena, takst->alder_fra, takst->alder_til);
        fund_begge(t->fund, true, "uopnåelig", takst->navn, takst->sted,
                   "takst %.*s%s%.0s bliver ikke brugt til nogen",
                   "the rate %.*s%.0s%s is used for nobody", STR_ARG(takst->navn),
                   FUND_BEGGE(t->arena, alder))
            ->raad = FUND_ORD("reglerne giver kun beløbet til andre aldre",
                              "the rules give the amount to other ages only");
    }
}

static void check_rate(struct tjek *t, size_t nr)
{
    const struct plan *plan = t->plan;
    size_t foerste = plan->takst_foerste[nr];
    struct daekning d = {.t = t,
                         .nr = nr,
                         .raekke = &plan->takster.takst[foerste],
                         .antal = plan->takst_foerste[nr + 1] - foerste,
                         .foerste = t->sats[nr].foerste};
    bool sagt[SAGT_ANTAL] = {false};
    struct sats_felt *felt = NULL;
    size_t felter = 0;

    if (!needed(&d, -1, -1) && !needed(&d, 0, PLAN_MAX_AGE)) return;
    sats_felter(t->arena, d.raekke, d.antal, plan->gaelder_fra, plan->gaelder_til, &felt, &felter);
    for (size_t i = 0; i < felter; i++) {
        if (!needed(&d, felt[i].alder_fra, felt[i].alder_til)) continue;
        if (felt[i].takst == NULL) {
            report_gaps(&d, &felt[i]);
        } else if (in_force(t, felt[i].fra, felt[i].til)) {
            remark_row(t, felt[i].takst, sagt);
        }
    }
    for (size_t i = 0; i < d.antal; i++) check_reachable(&d, &d.raekke[i]);
}

void check_daekning(struct tjek *t)
{
    ASSERT(t->behov_antal == 0 || t->behov != NULL);
    if (t->gaelder_antal == 0) return;
    for (size_t i = 0; i < t->plan->takst_antal; i++) check_rate(t, i);
}
