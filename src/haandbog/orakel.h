/*
 * orakel: the second computation of a month, for *_test.c only.
 *
 * Written from docs/sprog.md and the headers alone, day by day and without any cutting: for each
 * day of the month and each line it asks whether the line gives, what one day is worth, or what is
 * missing. It shares no code with src/beregning: it has fractions of its own, picks the version,
 * the facts and the rates itself, and knows dates only through base/dato. Slow on purpose.
 *
 * Choices the language reference leaves open are marked "chosen".
 */
#ifndef HAANDBOG_ORAKEL_H
#define HAANDBOG_ORAKEL_H

#include <string.h>

#include "plan/plan.h"

__extension__ typedef __int128 orakel_tal;

enum { ORAKEL_LINJER = 32, ORAKEL_DAGE = 31, ORAKEL_NAVN = 64 };

/* A fraction t/n, n > 0. */
struct orakel_brok {
    orakel_tal t;
    orakel_tal n;
};

struct orakel_linje {
    struct str kode;
    bool findes;             /* some day gives */
    bool mangler;            /* some day lacks something: no amount then */
    char hvad[ORAKEL_NAVN];  /* the first lack by name */
    struct orakel_brok foer; /* exact øre */
    int64_t oere;
};

struct orakel_svar {
    struct orakel_linje linje[ORAKEL_LINJER];
    size_t linjer;
    bool alle_mangler; /* a day without a handbook */
};

/* ---- fractions ---- */

static inline struct orakel_brok orakel_kort(orakel_tal t, orakel_tal n)
{
    ASSERT(n != 0);
    orakel_tal a = t < 0 ? -t : t;
    orakel_tal b = n < 0 ? -n : n;
    while (b != 0) {
        orakel_tal rest = a % b;
        a = b;
        b = rest;
    }
    if (n < 0) a = -a;
    return (struct orakel_brok){t / a, n / a};
}

static inline struct orakel_brok orakel_hel(int64_t tal)
{
    return (struct orakel_brok){tal, 1};
}

static inline struct orakel_brok orakel_af(struct brok b)
{
    return orakel_kort(b.t, b.n);
}

static inline struct orakel_brok orakel_plus(struct orakel_brok a, struct orakel_brok b)
{
    return orakel_kort(a.t * b.n + b.t * a.n, a.n * b.n);
}

static inline struct orakel_brok orakel_gange(struct orakel_brok a, struct orakel_brok b)
{
    return orakel_kort(a.t * b.t, a.n * b.n);
}

static inline struct orakel_brok orakel_delt(struct orakel_brok a, struct orakel_brok b)
{
    return orakel_kort(a.t * b.n, a.n * b.t);
}

static inline bool orakel_ens(struct orakel_brok a, struct orakel_brok b)
{
    return a.t == b.t && a.n == b.n;
}

static inline bool orakel_under(struct orakel_brok a, struct orakel_brok b)
{
    return a.t * b.n < b.t * a.n;
}

/* To a whole number of steps: by the name of the rounding, on the size without sign. */
static inline int64_t orakel_afrund(struct orakel_brok a, int64_t step, enum afrunding how)
{
    bool minus = a.t < 0;
    orakel_tal t = minus ? -a.t : a.t;
    orakel_tal n = a.n * step;
    orakel_tal hele = t / n;
    orakel_tal rest = t - hele * n;
    if (how == AFRUND_OP && rest > 0) hele++;
    if (how == AFRUND_HALVE_OP && 2 * rest >= n) hele++;
    return (int64_t)(minus ? -hele : hele) * step;
}

/* ---- what is asked about one sag in one month ---- */

struct orakel {
    const struct plan_samling *planer;
    const struct sager *sager;
    const struct sag *sag;
    struct dato kendt;
    struct dato dag;             /* the day asked about */
    const struct plan *plan;     /* in force on that day */
    const struct plan *set_plan; /* the highest level before the day set_til, under set_plan */
    int set_til;
    struct orakel_brok set_hoejest;
};

/* What a line does on one day. */
enum orakel_art { ORAKEL_INTET, ORAKEL_GIVER, ORAKEL_MANGLER };

struct orakel_dag {
    enum orakel_art art;
    const struct plan_ydelse *regel;
    char hvad[ORAKEL_NAVN];
    bool har_maaned;              /* `grund` is a month's amount; else a day's */
    bool har_doegnsats;           /* part months are paid by `doegnsats` */
    struct orakel_brok grund;     /* by the rule's formula, or agreed instead */
    struct orakel_brok doegnsats; /* DEL_DOEGNSATS: a day's when the month is not whole and even */
    struct orakel_brok maaned;    /* what else is by the month: supplements, deductions */
    struct orakel_brok doegn;     /* and by the day */
};

static inline bool orakel_kendt(const struct orakel *o, struct dato kendt_fra)
{
    return kendt_fra.dag <= o->kendt.dag;
}

static inline bool orakel_gaelder(const struct orakel *o, struct periode p)
{
    return orakel_kendt(o, p.kendt_fra) && p.fra.dag <= o->dag.dag && o->dag.dag < p.til.dag;
}

static inline bool orakel_mangler(struct orakel_dag *d, const char *hvad, struct str navn)
{
    size_t n = strlen(hvad);
    d->art = ORAKEL_MANGLER;
    memset(d->hvad, 0, sizeof d->hvad);
    memcpy(d->hvad, hvad, n);
    memcpy(d->hvad + n, navn.p, navn.n < ORAKEL_NAVN - 1 - n ? navn.n : ORAKEL_NAVN - 1 - n);
    return false;
}

/* The latest version that has begun, of those known; of corrections of the same beginning the one
 * known last. It may have ended. */
static inline const struct plan *orakel_begyndt(const struct orakel *o)
{
    const struct plan *valgt = NULL;
    for (size_t i = 0; i < o->planer->count; i++) {
        const struct plan *p = o->planer->plan[i];
        if (p->gaelder_fra.dag > o->dag.dag || !orakel_kendt(o, p->kendt_fra)) continue;
        if (valgt != NULL && p->gaelder_fra.dag < valgt->gaelder_fra.dag) continue;
        if (valgt != NULL && p->gaelder_fra.dag == valgt->gaelder_fra.dag &&
            p->kendt_fra.dag < valgt->kendt_fra.dag)
            continue;
        valgt = p;
    }
    return valgt;
}

/* The version in force on the day: begun, not ended, and the day not declared uncovered. */
static inline const struct plan *orakel_plan(const struct orakel *o)
{
    const struct plan *valgt = orakel_begyndt(o);
    if (valgt == NULL || valgt->gaelder_til.dag <= o->dag.dag) return NULL;
    for (size_t i = 0; i < valgt->udenfor_antal; i++) {
        const struct plan_udenfor *u = &valgt->udenfor[i];
        if (u->fra.dag <= o->dag.dag && o->dag.dag < u->til.dag) return NULL;
    }
    return valgt;
}

/* ---- days: the stay, the ends ---- */

/* An actual end tells the departure when nothing else does. */
static inline struct dato orakel_fraflyttet(const struct orakel *o, const struct sag *sag)
{
    bool faktisk = sag->har_ophoer && orakel_kendt(o, sag->ophoer.kendt_fra) &&
                   sag->ophoer.art == OPHOER_FAKTISK;
    if (orakel_kendt(o, sag->fraflyttet_kendt_fra) && sag->fraflyttet.dag < DATO_MAX.dag)
        return sag->fraflyttet;
    return faktisk ? sag->ophoer.dato : DATO_MAX;
}

/* First day counted, and the first day no longer counted. */
static inline struct dato orakel_ind(const struct orakel *o, const struct sag *sag)
{
    return dato_plus(sag->indflyttet, o->plan->valg.indflytningsdag_taeller ? 0 : 1);
}

static inline struct dato orakel_ud(const struct orakel *o, const struct sag *sag)
{
    struct dato ud = orakel_fraflyttet(o, sag);
    if (ud.dag >= DATO_MAX.dag) return DATO_MAX;
    return dato_plus(ud, o->plan->valg.fraflytningsdag_taeller ? 1 : 0);
}

static inline bool orakel_bor(const struct orakel *o, const struct sag *sag)
{
    return orakel_kendt(o, sag->kendt_fra) && orakel_ind(o, sag).dag <= o->dag.dag &&
           o->dag.dag < orakel_ud(o, sag).dag;
}

/* The end of the contract, as known: a departure without a stated end is an actual end. */
static inline bool orakel_ophoer(const struct orakel *o, struct ophoer *ud)
{
    if (o->sag->har_ophoer && orakel_kendt(o, o->sag->ophoer.kendt_fra)) {
        *ud = o->sag->ophoer;
        return true;
    }
    *ud = (struct ophoer){OPHOER_FAKTISK, orakel_fraflyttet(o, o->sag), DATO_MIN};
    return ud->dato.dag < DATO_MAX.dag;
}

/* The first day after the notice. An actual end happened on the day of departure and counts from
 * the day after the last counted one; other ends count from their day. Two agreed notices known
 * equally late are in conflict: `uvist` is then the earliest day that could be the answer. */
static inline struct dato orakel_varsel(const struct orakel *o, struct ophoer slut,
                                        struct dato *uvist)
{
    const struct plan_opsigelse *regel = &o->plan->opsigelse;
    bool faktisk = slut.art == OPHOER_FAKTISK;
    struct dato fra = faktisk ? orakel_ud(o, o->sag) : slut.dato;
    struct dato skete = faktisk ? orakel_fraflyttet(o, o->sag) : slut.dato;
    struct dato graense = dato_plus_months_clamped(o->sag->indflyttet, regel->foerste_maaneder);
    bool foerst = skete.dag < graense.dag;
    int dage = 0;
    int faerrest = 0;
    struct dato nyest = DATO_MIN;
    for (size_t i = 0; i < o->sag->aftaler; i++) {
        const struct aftale *a = &o->sag->aftale[i];
        if (a->art != AFTALE_VILKAAR || a->vilkaar != VILKAAR_VARSEL) continue;
        if (!orakel_kendt(o, a->periode.kendt_fra) || !periode_on(a->periode, skete)) continue;
        if (dage > 0 && a->periode.kendt_fra.dag < nyest.dag) continue;
        if (dage == 0 || a->periode.kendt_fra.dag > nyest.dag) dage = faerrest = a->dage;
        nyest = a->periode.kendt_fra;
        if (a->dage > dage) dage = a->dage;
        if (a->dage < faerrest) faerrest = a->dage;
    }
    *uvist = dato_plus(fra, faerrest);
    if (dage > 0) return dato_plus(fra, dage);
    struct dato slutter =
        dato_plus(fra, foerst ? regel->varsel_foerst_dage : regel->varsel_siden_dage);
    *uvist = DATO_MAX;
    if (foerst || regel->til != VARSEL_FOERSTE_ELLER_15) return slutter;
    int aar, maaned, dag;
    for (;;) {
        dato_civil(slutter, &aar, &maaned, &dag);
        if (dag == 1 || dag == 15) return slutter;
        slutter = dato_plus(slutter, 1);
    }
}

/* Whether the contract has ended because the child is 18. */
static inline bool orakel_atten(const struct orakel *o)
{
    if (!o->plan->opsigelse.findes || !o->plan->opsigelse.atten) return false;
    struct dato fylder = dato_turns(o->sag->foedt, 18, o->plan->valg.skuddag);
    if (fylder.dag >= DATO_MAX.dag || o->dag.dag < maaned_end(maaned_of(fylder)).dag) return false;
    for (size_t i = 0; i < o->sag->aftaler; i++) {
        const struct aftale *a = &o->sag->aftale[i];
        if (a->art == AFTALE_VILKAAR && a->vilkaar == VILKAAR_FORTSAETTER_EFTER_18 &&
            orakel_gaelder(o, a->periode))
            return false;
    }
    return true;
}

/* Whether the line is paid on the day, as far as stay and end go; `uvist`: agreements disagree. */
static inline bool orakel_ret(const struct orakel *o, int linje, bool *uvist)
{
    struct ophoer slut;
    struct dato ud = orakel_ud(o, o->sag);
    struct dato fra = DATO_MAX;
    if (!orakel_kendt(o, o->sag->kendt_fra) || o->dag.dag < orakel_ind(o, o->sag).dag) return false;
    if (orakel_atten(o)) return false;
    if (o->plan->opsigelse.findes && orakel_ophoer(o, &slut)) {
        switch (o->plan->opsigelse.stop[slut.art][linje]) {
        case STOP_VARSEL: ud = orakel_varsel(o, slut, &fra); break;
        case STOP_STRAKS:
        case STOP_DATOEN: ud = dato_min(ud, slut.dato); break;
        default: break;
        }
    }
    *uvist = fra.dag <= o->dag.dag && o->dag.dag < ud.dag;
    return o->dag.dag < ud.dag;
}

/* The day the level, the situations and the other children are looked up for: when the notice runs
 * after the stay, its last counted day (chosen). */
static inline struct orakel orakel_i_opholdet(const struct orakel *o)
{
    struct orakel da = *o;
    struct dato ud = orakel_ud(o, o->sag);
    if (o->dag.dag >= ud.dag) da.dag = dato_max(orakel_ind(o, o->sag), dato_plus(ud, -1));
    return da;
}

static inline bool orakel_nat(const struct orakel *o)
{
    if (!orakel_kendt(o, o->sag->kendt_fra)) return false;
    for (size_t i = 0; i < o->sag->doegn_antal; i++)
        if (orakel_gaelder(o, o->sag->doegn[i])) return true;
    return false;
}

/* ---- age, level, place in the row of children ---- */

static inline int orakel_alder(const struct orakel *o)
{
    int alder = 0;
    for (int n = 1; n <= 120; n++) {
        struct dato fylder = dato_turns(o->sag->foedt, n, o->plan->valg.skuddag);
        if (fylder.dag >= DATO_MAX.dag) break;
        if (o->plan->valg.alder == ALDER_FOERSTE_I_MAANEDEN)
            fylder = maaned_first(maaned_of(fylder));
        if (o->plan->valg.alder == ALDER_FOERSTE_I_MAANEDEN_EFTER)
            fylder = maaned_end(maaned_of(fylder));
        if (fylder.dag > o->dag.dag) break;
        alder = n;
    }
    return alder;
}

/* The level decided for a day: false when there is none, or two known equally late differ. */
static inline bool orakel_besluttet(const struct orakel *o, const struct indplacering **ud)
{
    const struct indplacering *valgt = NULL;
    bool uens = false;
    for (size_t i = 0; i < o->sag->indplaceringer; i++) {
        const struct indplacering *p = &o->sag->indplacering[i];
        if (!orakel_gaelder(o, p->periode)) continue;
        int senere = valgt == NULL ? 1 : p->periode.kendt_fra.dag - valgt->periode.kendt_fra.dag;
        if (senere < 0) continue;
        if (senere > 0) uens = false;
        if (senere == 0 &&
            (p->trin != valgt->trin || (p->trin == 0 && !brok_eq(p->vederlag, valgt->vederlag))))
            uens = true;
        valgt = p;
    }
    *ud = valgt;
    return valgt != NULL && !uens;
}

static inline bool orakel_trin(const struct plan *plan, int nr, struct orakel_brok *ud)
{
    for (size_t i = 0; i < plan->trin_antal; i++) {
        if (plan->trin[i].nr != nr) continue;
        *ud = orakel_af(plan->trin[i].vederlag);
        return true;
    }
    return false;
}

/* The number of vederlag of a decided level under the handbook of the day. */
static inline bool orakel_antal(const struct orakel *o, const struct indplacering *p,
                                struct orakel_brok *ud)
{
    const struct plan *plan = o->plan;
    enum plan_model model = p->trin > 0 ? MODEL_TRIN : MODEL_VEDERLAG;
    if (!plan->model[model]) return false;
    if (plan->overgang.findes) {
        bool ny = o->sag->indflyttet.dag >= plan->overgang.dato.dag;
        if (model != (ny ? plan->overgang.nye : plan->overgang.aeldre)) return false;
    }
    if (p->trin > 0) return orakel_trin(plan, p->trin, ud);
    *ud = orakel_af(p->vederlag);
    return !orakel_under(*ud, orakel_af(plan->vederlag_min)) &&
           !orakel_under(orakel_af(plan->vederlag_max), *ud);
}

/* The number a level means, whether or not the handbook accepts it here. */
static inline bool orakel_regnet(const struct orakel *o, const struct indplacering *p,
                                 struct orakel_brok *ud)
{
    if (p->trin > 0) return orakel_trin(o->plan, p->trin, ud);
    *ud = orakel_af(p->vederlag);
    return true;
}

/* "aldrig sænkes": whether some earlier day of the placement had a higher level than `antal`. Every
 * day is looked at once: what is found is kept while the days asked about go forward under one
 * handbook. */
static inline bool orakel_saenket(struct orakel *o, struct orakel_brok antal)
{
    struct orakel foer = *o;
    if (o->set_plan != o->plan || o->set_til > o->dag.dag) {
        o->set_plan = o->plan;
        o->set_til = o->sag->indflyttet.dag;
        o->set_hoejest = orakel_hel(0);
    }
    for (; o->set_til < o->dag.dag; o->set_til++) {
        const struct indplacering *p;
        struct orakel_brok da;
        foer.dag.dag = o->set_til;
        if (!orakel_besluttet(&foer, &p) || !orakel_regnet(&foer, p, &da)) continue;
        if (orakel_under(o->set_hoejest, da)) o->set_hoejest = da;
    }
    return orakel_under(antal, o->set_hoejest);
}

/* Whether child a stands before child b. */
static inline bool orakel_foer(const struct orakel *o, const struct sag *a, const struct sag *b)
{
    bool alder = o->plan->valg.raekkefoelge == RAEKKE_ALDER;
    int foerst = alder ? dato_cmp(a->foedt, b->foedt) : dato_cmp(a->indflyttet, b->indflyttet);
    int dernaest = alder ? dato_cmp(a->indflyttet, b->indflyttet) : dato_cmp(a->foedt, b->foedt);
    if (foerst != 0) return foerst < 0;
    if (dernaest != 0) return dernaest < 0; /* chosen for age: moved in first */
    return str_cmp(a->id, b->id) < 0;       /* chosen: twins by their id */
}

/* 1 for the first child; 0 when the child does not count. */
static inline int orakel_nummer(const struct orakel *o)
{
    const struct plan_valg *valg = &o->plan->valg;
    int nummer = 1;
    if ((valg->taeller_som_barn & 1u << o->sag->art) == 0 || !orakel_bor(o, o->sag)) return 0;
    for (size_t i = 0; i < o->sager->count; i++) {
        const struct sag *s = &o->sager->sag[i];
        if (s == o->sag || !str_eq(s->familie, o->sag->familie)) continue;
        if ((valg->taeller_som_barn & 1u << s->art) == 0 || !orakel_bor(o, s)) continue;
        if (valg->tredje == TREDJE_3_OG_4_SAMME_KOMMUNE && s->kommune != o->sag->kommune) continue;
        if (orakel_foer(o, s, o->sag)) nummer++;
    }
    return nummer;
}

/* ---- what a formula is worth ---- */

/* How a day's number of vederlag comes about; only asked when a formula uses it. */
struct orakel_niveau {
    const struct plan_virkning *virkning; /* NULL: no situation changes it */
};

static inline bool orakel_niveau(struct orakel *o, struct orakel_niveau n, struct orakel_brok *ud,
                                 struct orakel_dag *d)
{
    const struct indplacering *p;
    enum situation_virkning art = n.virkning == NULL ? VIRKNING_FORTSAETTER : n.virkning->art;
    bool ok = true;
    if (art == VIRKNING_SOM_VEDERLAG) {
        *ud = orakel_af(n.virkning->vederlag);
        return true;
    }
    if (art == VIRKNING_SOM_TRIN) {
        ok = orakel_trin(o->plan, n.virkning->trin, ud);
        return ok || orakel_mangler(d, "indplacering", STR_EMPTY);
    }
    struct orakel da = orakel_i_opholdet(o);
    ok = orakel_besluttet(&da, &p) && orakel_antal(&da, p, ud);
    if (ok && o->plan->retning == RETNING_ALDRIG_NED) ok = !orakel_saenket(&da, *ud);
    o->set_plan = da.set_plan;
    o->set_til = da.set_til;
    o->set_hoejest = da.set_hoejest;
    if (ok && art == VIRKNING_TRIN_NED) {
        int nr = p->trin - n.virkning->trin;
        ok = p->trin > 0 && orakel_trin(o->plan, nr < 1 ? 1 : nr, ud);
    }
    return ok || orakel_mangler(d, "indplacering", STR_EMPTY);
}

static inline bool orakel_takst(const struct orakel *o, const struct plan_faktor *f,
                                struct orakel_brok *ud, struct orakel_dag *d)
{
    const struct takst *valgt = NULL;
    int alder = f->efter_alder ? orakel_alder(o) : -1;
    struct str navn = o->plan->takst_navne[f->takst];
    for (size_t i = 0; i < o->plan->takster.count; i++) {
        const struct takst *t = &o->plan->takster.takst[i];
        if (!str_eq(t->navn, navn) || !orakel_kendt(o, t->kendt_fra)) continue;
        if (o->dag.dag < t->fra.dag || t->til.dag <= o->dag.dag) continue;
        if (alder < 0 ? t->alder_fra >= 0 : alder < t->alder_fra || t->alder_til < alder) continue;
        if (valgt != NULL && t->kendt_fra.dag < valgt->kendt_fra.dag) continue;
        valgt = t;
    }
    if (valgt == NULL || valgt->ukendt) return orakel_mangler(d, "takst ", navn);
    *ud = orakel_kort(valgt->beloeb.oere, 100);
    return true;
}

static inline bool orakel_faktor(struct orakel *o, const struct plan_faktor *f,
                                 struct orakel_niveau n, struct orakel_brok *ud,
                                 struct orakel_dag *d)
{
    switch (f->art) {
    case FAKTOR_TAL: *ud = orakel_af(f->tal); return true;
    case FAKTOR_VEDERLAG: return orakel_niveau(o, n, ud, d);
    case FAKTOR_VEDERLAG_TRIN: return orakel_trin(o->plan, f->trin, ud);
    case FAKTOR_TAKST: return orakel_takst(o, f, ud, d);
    }
    return false;
}

/* Øre for one of the formula's own unit. */
static inline bool orakel_formel(struct orakel *o, const struct plan_formel *formel,
                                 struct orakel_niveau n, struct orakel_brok *ud,
                                 struct orakel_dag *d)
{
    *ud = orakel_hel(0);
    for (size_t i = 0; i < formel->antal; i++) {
        const struct plan_led *led = &formel->led[i];
        struct orakel_brok produkt = orakel_hel(led->minus ? -100 : 100);
        for (size_t k = 0; k < led->faktorer; k++) {
            struct orakel_brok v = orakel_hel(0);
            if (!orakel_faktor(o, &led->faktor[k], n, &v, d)) return false;
            produkt = led->faktor[k].divider ? orakel_delt(produkt, v) : orakel_gange(produkt, v);
        }
        *ud = orakel_plus(*ud, produkt);
    }
    return true;
}

/* Adds a formula's amount to what is by the month or by the day. A week becomes a seventh for each
 * day, or a month's amount. */
static inline bool orakel_laeg(struct orakel *o, const struct plan_formel *formel,
                               struct orakel_niveau n, bool minus, struct orakel_dag *d,
                               bool *har_maaned, struct orakel_brok *maaned,
                               struct orakel_brok *doegn)
{
    static const int64_t omregn[][2] = {[UGE_DAGE_7] = {1, 7},
                                        [UGE_365_84] = {365, 84},
                                        [UGE_52_12] = {52, 12},
                                        [UGE_30_7] = {30, 7}};
    struct orakel_brok v;
    bool til_maaned = formel->enhed.potens[ENHED_MAANED] != 0;
    if (!orakel_formel(o, formel, n, &v, d)) return false;
    if (minus) v.t = -v.t;
    if (formel->enhed.potens[ENHED_UGE] != 0) {
        v = orakel_gange(v, orakel_kort(omregn[d->regel->uge][0], omregn[d->regel->uge][1]));
        til_maaned = d->regel->uge != UGE_DAGE_7;
    }
    if (til_maaned)
        *maaned = orakel_plus(*maaned, v);
    else
        *doegn = orakel_plus(*doegn, v);
    if (til_maaned && har_maaned != NULL) *har_maaned = true;
    return true;
}

/* ---- situations and agreements ---- */

/* The one situation that changes the line on the day; false when it is a lack. */
static inline bool orakel_situation(const struct orakel *o, int linje,
                                    const struct plan_virkning **ud, struct orakel_dag *d)
{
    struct orakel da = orakel_i_opholdet(o);
    *ud = NULL;
    for (int art = 0; art < SITUATION_ANTAL; art++) {
        const struct plan_situation *regel = &o->plan->situation[art];
        bool gaelder = false;
        for (size_t i = 0; i < o->sag->situationer; i++)
            if ((int)o->sag->situation[i].art == art &&
                orakel_gaelder(&da, o->sag->situation[i].periode))
                gaelder = true;
        if (!gaelder) continue;
        if (!regel->findes || regel->ukendt) return orakel_mangler(d, "situation", STR_EMPTY);
        const struct plan_virkning *v = &regel->virkning[linje];
        if (v->art == VIRKNING_UKENDT) return orakel_mangler(d, "situation", STR_EMPTY);
        if (v->art == VIRKNING_FORTSAETTER) continue;
        if (*ud != NULL) return orakel_mangler(d, "situation", STR_EMPTY);
        *ud = v;
    }
    return true;
}

static inline bool orakel_om(const struct orakel *o, const struct aftale *a, enum aftale_art art,
                             struct str linje)
{
    return a->art == art && str_eq(a->ydelse, linje) && orakel_gaelder(o, a->periode);
}

/* The day the agreements of one kind that hold were learned: later ones replace earlier ones. */
static inline bool orakel_nyest(const struct orakel *o, enum aftale_art art, struct str linje,
                                struct dato *ud)
{
    bool nogen = false;
    for (size_t i = 0; i < o->sag->aftaler; i++) {
        const struct aftale *a = &o->sag->aftale[i];
        if (!orakel_om(o, a, art, linje)) continue;
        *ud = nogen ? dato_max(*ud, a->periode.kendt_fra) : a->periode.kendt_fra;
        nogen = true;
    }
    return nogen;
}

static inline void orakel_tillaeg(const struct orakel *o, struct str linje, struct orakel_dag *d)
{
    struct dato nyest = DATO_MIN;
    if (!orakel_nyest(o, AFTALE_TILLAEG, linje, &nyest)) return;
    for (size_t i = 0; i < o->sag->aftaler; i++) {
        const struct aftale *a = &o->sag->aftale[i];
        if (!orakel_om(o, a, AFTALE_TILLAEG, linje) || a->periode.kendt_fra.dag != nyest.dag)
            continue;
        struct orakel_brok *sum = a->pr == PR_MAANED ? &d->maaned : &d->doegn;
        *sum = orakel_plus(*sum, orakel_hel(a->beloeb.oere));
    }
}

/* The amount that stands in for the line, if any; two different, known equally late, are a lack. */
static inline bool orakel_erstatning(const struct orakel *o, struct str linje, struct orakel_dag *d,
                                     const struct aftale **ud)
{
    struct dato nyest = DATO_MIN;
    *ud = NULL;
    if (!orakel_nyest(o, AFTALE_ERSTATNING, linje, &nyest)) return true;
    for (size_t i = 0; i < o->sag->aftaler; i++) {
        const struct aftale *a = &o->sag->aftale[i];
        if (!orakel_om(o, a, AFTALE_ERSTATNING, linje) || a->periode.kendt_fra.dag != nyest.dag)
            continue;
        if (*ud != NULL && ((*ud)->beloeb.oere != a->beloeb.oere || (*ud)->pr != a->pr))
            return orakel_mangler(d, "aftale", STR_EMPTY);
        *ud = a;
    }
    return true;
}

/* ---- one line on one day ---- */

static inline const struct plan_ydelse *orakel_regel(const struct orakel *o, int linje)
{
    for (size_t i = 0; i < o->plan->ydelser; i++) {
        const struct plan_ydelse *y = &o->plan->ydelse[i];
        if (y->linje == linje && y->for_art[o->sag->art] != FOR_INTET) return y;
    }
    return NULL;
}

/* "pr faktisk døgn" is said of those the rule gives to. */
static inline bool orakel_faktisk(const struct orakel *o, const struct plan_ydelse *y)
{
    return y->faktiske_doegn && y->for_art[o->sag->art] == FOR_GIVER;
}

/* Whether the day is one the rule pays for. What is paid by actual nights is not touched by
 * "opsigelse"; a night outside the placement is a lack (chosen). */
static inline bool orakel_betales(const struct orakel *o, const struct plan_ydelse *y, int linje,
                                  struct orakel_dag *d)
{
    bool uvist = false;
    if (orakel_faktisk(o, y)) {
        if (!orakel_nat(o)) return false;
        if (o->dag.dag < o->sag->indflyttet.dag || o->dag.dag >= orakel_ud(o, o->sag).dag)
            (void)orakel_mangler(d, "døgn", STR_EMPTY);
        return true;
    }
    if (!orakel_ret(o, linje, &uvist)) return false;
    if (uvist) (void)orakel_mangler(d, "aftale", STR_EMPTY);
    return true;
}

/* What the handbook gives, before supplements; false when something is missing. */
static inline bool orakel_haandbog(struct orakel *o, const struct plan_virkning *v,
                                   struct orakel_dag *d)
{
    const struct plan_ydelse *y = d->regel;
    const struct plan_formel *formel = &y->beloeb;
    struct orakel_niveau n = {v};
    struct orakel_brok maaned = orakel_hel(0);
    struct orakel_brok doegn = orakel_hel(0);
    if (y->har_tredje) {
        struct orakel da = orakel_i_opholdet(o);
        int nummer = orakel_nummer(&da);
        if (nummer >= 5 && o->plan->valg.tredje == TREDJE_3_OG_4_SAMME_KOMMUNE)
            return orakel_mangler(d, "regel for 5. barn", STR_EMPTY);
        if (nummer >= 3) formel = &y->tredje;
    }
    if (!orakel_laeg(o, formel, n, false, d, &d->har_maaned, &maaned, &doegn)) return false;
    d->grund = d->har_maaned ? maaned : doegn;
    d->har_doegnsats = d->har_maaned && y->del == DEL_DOEGNSATS;
    if (d->har_doegnsats &&
        !orakel_laeg(o, &y->doegnsats, n, false, d, NULL, &maaned, &d->doegnsats))
        return false;
    if (v != NULL && v->art == VIRKNING_FRADRAG)
        return orakel_laeg(o, &v->fradrag, n, true, d, NULL, &d->maaned, &d->doegn);
    return true;
}

/* The amount of a day on which the rule gives; false when it is nothing or a lack. */
static inline bool orakel_giver(struct orakel *o, int linje, struct orakel_dag *d)
{
    const struct aftale *aftalt;
    const struct plan_virkning *v = NULL;
    struct str kode = o->plan->linje[linje].kode;
    if (orakel_alder(o) > d->regel->til_alder) return orakel_mangler(d, "alder", STR_EMPTY);
    if (!orakel_erstatning(o, kode, d, &aftalt)) return false;
    if (!orakel_faktisk(o, d->regel) && !orakel_situation(o, linje, &v, d)) return false;
    if (v != NULL && v->art == VIRKNING_STOPPER) return false;
    if (aftalt != NULL) {
        d->har_maaned = aftalt->pr == PR_MAANED;
        d->grund = orakel_hel(aftalt->beloeb.oere);
    } else if (!orakel_haandbog(o, v, d)) {
        return false;
    }
    orakel_tillaeg(o, kode, d);
    return true;
}

static inline struct orakel_dag orakel_dag(struct orakel *o, int linje)
{
    struct orakel_brok nul = orakel_hel(0);
    struct orakel_dag d = {.grund = nul, .doegnsats = nul, .maaned = nul, .doegn = nul};
    struct str kode = o->plan->linje[linje].kode;
    struct dato dag;
    d.regel = orakel_regel(o, linje);
    if (d.regel == NULL || !orakel_betales(o, d.regel, linje, &d)) return d;
    if (d.art == ORAKEL_MANGLER && d.regel->for_art[o->sag->art] != FOR_IKKE) return d;
    d.art = ORAKEL_INTET;
    enum plan_for hvem = d.regel->for_art[o->sag->art];
    if (hvem == FOR_UKENDT) {
        (void)orakel_mangler(&d, "regel for ", STR_EMPTY);
    } else if (hvem == FOR_GIVER && orakel_alder(o) >= d.regel->fra_alder) {
        if (orakel_giver(o, linje, &d)) d.art = ORAKEL_GIVER;
    } else if (orakel_nyest(o, AFTALE_TILLAEG, kode, &dag) ||
               orakel_nyest(o, AFTALE_ERSTATNING, kode, &dag)) {
        /* An agreement on what the handbook does not give here (chosen). */
        (void)orakel_mangler(&d, "aftale", STR_EMPTY);
    }
    return d;
}

/* ---- the month ---- */

static inline bool orakel_samme_modtager(const struct plan_ydelse *a, const struct plan_ydelse *b)
{
    return a->modtager == b->modtager && a->kanal == b->kanal && a->skat == b->skat;
}

/* Whether every day of the month gives, to the same receiver, and the same by rule or agreement. */
static inline bool orakel_hel_og_ens(const struct orakel_dag *dag, int dage)
{
    for (int i = 0; i < dage; i++) {
        if (dag[i].art != ORAKEL_GIVER || dag[i].har_maaned != dag[0].har_maaned) return false;
        if (!orakel_ens(dag[i].grund, dag[0].grund) ||
            !orakel_samme_modtager(dag[i].regel, dag[0].regel))
            return false;
    }
    return true;
}

/* What one day is worth in a month of so many days. Supplements and deductions by the month are
 * always by the days of the month (chosen). */
static inline struct orakel_brok orakel_vaerdi(const struct orakel_dag *d, int dage, bool hel)
{
    struct orakel_brok en_dag = orakel_kort(1, dage);
    struct orakel_brok sum = orakel_plus(d->doegn, orakel_gange(d->maaned, en_dag));
    if (!d->har_maaned) return orakel_plus(sum, d->grund);
    if (d->har_doegnsats && !hel) return orakel_plus(sum, d->doegnsats);
    if (d->regel->del == DEL_30 && !hel) en_dag = orakel_kort(1, 30);
    return orakel_plus(sum, orakel_gange(d->grund, en_dag));
}

/* A line that is not there yet; NULL when it is. */
static inline struct orakel_linje *orakel_ny(struct orakel_svar *svar, struct str kode)
{
    for (size_t i = 0; i < svar->linjer; i++)
        if (str_eq(svar->linje[i].kode, kode)) return NULL;
    ASSERT(svar->linjer < ORAKEL_LINJER);
    struct orakel_linje *ny = &svar->linje[svar->linjer++];
    *ny = (struct orakel_linje){.kode = kode, .foer = orakel_hel(0)};
    return ny;
}

/* Rounds once for each receiver, by the rule of its last day; below zero is a lack (chosen). */
static inline void orakel_sum(const struct orakel_dag *dag, int dage, struct orakel_linje *linje)
{
    bool hel = orakel_hel_og_ens(dag, dage);
    for (int i = 0; i < dage; i++) {
        struct orakel_brok sum = orakel_hel(0);
        const struct plan_ydelse *sidst = NULL;
        if (dag[i].art != ORAKEL_GIVER) continue;
        linje->findes = true;
        linje->foer = orakel_plus(linje->foer, orakel_vaerdi(&dag[i], dage, hel));
        for (int k = 0; k < dage; k++) {
            if (dag[k].art != ORAKEL_GIVER || !orakel_samme_modtager(dag[k].regel, dag[i].regel))
                continue;
            if (k < i) break; /* this receiver is done */
            sum = orakel_plus(sum, orakel_vaerdi(&dag[k], dage, hel));
            sidst = dag[k].regel;
        }
        if (sidst == NULL) continue;
        int64_t oere = orakel_afrund(sum, sidst->afrund_step, sidst->afrund);
        linje->oere += oere;
        if (oere >= 0) continue;
        linje->mangler = true;
        memcpy(linje->hvad, "beløb", sizeof "beløb");
    }
}

/* One line, found by its code in the version of each day. */
static inline void orakel_maaned(struct orakel *o, struct maaned maaned, struct orakel_linje *linje)
{
    struct orakel_dag dag[ORAKEL_DAGE];
    int dage = maaned_days(maaned);
    for (int i = 0; i < dage; i++) {
        dag[i] = (struct orakel_dag){.art = ORAKEL_INTET};
        o->dag = dato_plus(maaned_first(maaned), i);
        o->plan = orakel_plan(o);
        for (size_t l = 0; o->plan != NULL && l < o->plan->linjer; l++)
            if (str_eq(o->plan->linje[l].kode, linje->kode)) dag[i] = orakel_dag(o, (int)l);
        if (dag[i].art == ORAKEL_MANGLER && !linje->mangler) {
            linje->mangler = true;
            memcpy(linje->hvad, dag[i].hvad, sizeof linje->hvad);
        }
    }
    if (!linje->mangler) orakel_sum(dag, dage, linje);
}

/* Whether a day without a handbook in force needs one: the child was there, or by the version that
 * had begun something would be paid, such as a notice (chosen). */
static inline bool orakel_behov(struct orakel *o)
{
    struct orakel_dag d = {.art = ORAKEL_INTET};
    if (!orakel_kendt(o, o->sag->kendt_fra)) return false;
    if (o->sag->art == ART_AFLASTNING && orakel_nat(o)) return true;
    if (o->sag->art != ART_AFLASTNING && o->sag->indflyttet.dag <= o->dag.dag &&
        o->dag.dag < orakel_fraflyttet(o, o->sag).dag)
        return true;
    o->plan = orakel_begyndt(o);
    for (size_t l = 0; o->plan != NULL && l < o->plan->linjer; l++) {
        const struct plan_ydelse *y = orakel_regel(o, (int)l);
        if (y != NULL && y->for_art[o->sag->art] != FOR_IKKE && orakel_betales(o, y, (int)l, &d))
            return true;
    }
    return false;
}

static inline bool orakel_uden_plan(struct orakel *o, struct maaned maaned)
{
    for (int i = 0; i < maaned_days(maaned); i++) {
        o->dag = dato_plus(maaned_first(maaned), i);
        if (orakel_plan(o) == NULL && orakel_behov(o)) return true;
    }
    return false;
}

/* An agreement on a ydelse the handbook of the day does not have, while the child lives there, is a
 * lack of that name (chosen). */
static inline void orakel_fremmede(struct orakel *o, struct maaned maaned, struct orakel_svar *ud)
{
    for (size_t i = 0; i < o->sag->aftaler; i++) {
        const struct aftale *a = &o->sag->aftale[i];
        bool fremmed = false;
        if (a->art == AFTALE_VILKAAR) continue;
        for (int dag = 0; dag < maaned_days(maaned); dag++) {
            o->dag = dato_plus(maaned_first(maaned), dag);
            o->plan = orakel_plan(o);
            if (o->plan == NULL || !orakel_gaelder(o, a->periode) || !orakel_bor(o, o->sag))
                continue;
            bool kendt = false;
            for (size_t l = 0; l < o->plan->linjer; l++)
                if (str_eq(o->plan->linje[l].kode, a->ydelse)) kendt = true;
            if (!kendt) fremmed = true;
        }
        struct orakel_linje *ny = fremmed ? orakel_ny(ud, a->ydelse) : NULL;
        if (ny == NULL) continue;
        ny->mangler = true;
        memcpy(ny->hvad, "aftale", sizeof "aftale");
    }
}

/* Every line of one sag in one month. */
static inline void orakel_month(const struct plan_samling *planer, const struct sager *sager,
                                size_t sag, struct maaned maaned, struct dato kendt,
                                struct orakel_svar *ud)
{
    struct orakel o = {.planer = planer, .sager = sager, .sag = &sager->sag[sag], .kendt = kendt};
    *ud = (struct orakel_svar){.linjer = 0};
    ud->alle_mangler = orakel_uden_plan(&o, maaned);
    for (size_t p = 0; p < planer->count; p++) {
        for (size_t l = 0; l < planer->plan[p]->linjer; l++) {
            struct orakel_linje *ny = orakel_ny(ud, planer->plan[p]->linje[l].kode);
            if (ny != NULL) orakel_maaned(&o, maaned, ny);
        }
    }
    orakel_fremmede(&o, maaned, ud);
}

#endif
