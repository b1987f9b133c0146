/*
 * check_tal: levels, printed amounts, amounts that cannot be paid, and comparisons.
 */
#include "haandbog/check.h"

#include <stdlib.h>

/* ---- levels ---- */

static void check_order(const struct tjek *t)
{
    const struct plan *plan = t->plan;

    for (size_t i = 1; i < plan->trin_antal; i++) {
        const struct plan_trin *under = &plan->trin[i - 1];
        const struct plan_trin *trin = &plan->trin[i];
        if (brok_cmp(trin->vederlag, under->vederlag) > 0) continue;
        fund_begge(
            t->fund, true, "tal", STR("trin"), trin->sted,
            "trin %d giver %.*s vederlag og trin %d giver %.*s, men hvert trin giver mere end "
            "det under",
            "level %d gives %.*s fees and level %d gives %.*s, but each level gives more than "
            "the one below",
            trin->nr, STR_ARG(brok_short(t->arena, trin->vederlag)), under->nr,
            STR_ARG(brok_short(t->arena, under->vederlag)));
    }
}

/* The rule that pays a child in døgnpleje by the month and by level; NULL when there is none. */
static const struct plan_ydelse *level_rule(const struct plan *plan)
{
    for (size_t i = 0; i < plan->ydelser; i++) {
        const struct plan_ydelse *regel = &plan->ydelse[i];
        if (regel->for_art[ART_DOEGN] == FOR_GIVER && enhed_is(regel->beloeb.enhed, "kr/måned") &&
            formel_uses(&regel->beloeb, FAKTOR_VEDERLAG) && !formel_by_age(&regel->beloeb)) {
            return regel;
        }
    }
    return NULL;
}

/* The first day the handbook answers for. */
static struct dato first_day(const struct tjek *t)
{
    return t->gaelder_antal > 0 ? t->gaelder[0].fra : t->plan->gaelder_fra;
}

static void check_print(const struct tjek *t, const struct plan_ydelse *regel,
                        const struct plan_trin *trin, struct regel_tekst celle)
{
    struct formel_fakta fakta = {
        .plan = t->plan, .dag = first_day(t), .alder = -1, .vederlag = trin->vederlag};
    struct laes l = laes_start(t->arena, t->fund, celle);
    struct err err = ERR_INIT;
    struct brok kroner = BROK_NUL;
    struct oere trykt = {0};
    struct oere regnet = {0};
    struct oere forskel = {0};
    int mangler = -1;

    if (!laes_beloeb(&l, &trykt) || !laes_slut(&l)) return;
    if (!formel_value(&regel->beloeb, &fakta, &kroner, &mangler, &err)) return; /* told elsewhere */
    if (!ydelse_round(regel, kroner, &regnet, &err) || regnet.oere == trykt.oere) return;
    struct fund *fund =
        fund_begge(t->fund, true, "trykt-afviger", str_format(t->arena, "trin %d", trin->nr),
                   celle.sted, "kilden trykker %.*s for trin %d, men det beregnede er %.*s",
                   "the source prints %.*s for level %d, but what is computed is %.*s",
                   STR_ARG(oere_kr(t->arena, trykt)), trin->nr, STR_ARG(oere_kr(t->arena, regnet)));
    bool fits = trykt.oere > regnet.oere ? oere_sub(trykt, regnet, &forskel, &err)
                                         : oere_sub(regnet, trykt, &forskel, &err);
    if (!fits) return;
    fund->raad = fund_ord(t->arena, "forskellen er %.*s", "the difference is %.*s",
                          STR_ARG(oere_kr(t->arena, forskel)));
}

void check_trin(struct tjek *t)
{
    const struct regel *regel = t->haandbog->trin_regel;
    const struct plan_ydelse *ydelse = level_rule(t->plan);
    size_t kol = 0;

    check_order(t);
    if (regel == NULL || regel->raekker != t->plan->trin_antal + 1) return;
    const struct regel_raekke *hoved = &regel->raekke[0];
    while (kol < hoved->celler && !str_is(hoved->celle[kol].tekst, "trykt pr måned")) kol++;
    if (kol == hoved->celler) return;
    if (ydelse == NULL) {
        fund_begge(
            t->fund, true, "trykt-afviger", STR("trin"), hoved->celle[kol].sted,
            "ingen ydelse giver et beløb i kr/måned efter \"antal vederlag\" i døgnpleje, så "
            "de trykte beløb kan ikke efterregnes",
            "no payment gives an amount in “kr/måned” by “antal vederlag” in full-time foster "
            "care, so the printed amounts cannot be checked");
        return;
    }
    for (size_t i = 1; i < regel->raekker; i++) {
        if (kol < regel->raekke[i].celler) {
            check_print(t, ydelse, &t->plan->trin[i - 1], regel->raekke[i].celle[kol]);
        }
    }
}

/* ---- amounts that cannot be paid ---- */

/* False when something was said: one finding for each formula is enough. */
static bool check_value(const struct tjek *t, const struct behov *behov, int alder,
                        struct brok vederlag)
{
    struct formel_fakta fakta = {
        .plan = t->plan, .dag = first_day(t), .alder = alder, .vederlag = vederlag};
    struct err err = ERR_INIT;
    struct brok kroner = BROK_NUL;
    struct brok oere = BROK_NUL;
    int mangler = -1;

    bool ok = formel_value(behov->formel, &fakta, &kroner, &mangler, &err);
    if (!ok && mangler >= 0) return true; /* told as takst-mangler or takst-ukendt */
    ok = ok && brok_mul(kroner, brok_int(100 * 31), &oere, &err);
    if (!ok) {
        fund_begge(t->fund, true, "tal", behov->navn, behov->sted, "%.*s kan ikke regnes: %s%.0s",
                   "%.*s cannot be computed: %.0s%s", STR_ARG(behov->navn), FUND_ERR(&err));
        return false;
    }
    if (kroner.t > 0) return true;
    struct fund_ord barn = tjek_alder(t->arena, alder, alder);
    fund_begge(t->fund, true, "tal", behov->navn, behov->sted,
               "ydelsen %.*s giver%s%.0s et beløb, der ikke er over 0: %.*s kr",
               "the payment %.*s gives%.0s%s an amount that is not above 0: %.*s kr",
               STR_ARG(behov->navn), FUND_BEGGE(t->arena, barn),
               STR_ARG(brok_short(t->arena, kroner)));
    return false;
}

/* Both ends of what a child may be placed at. */
static size_t levels_of(const struct plan *plan, const struct plan_formel *formel, struct brok *out)
{
    size_t antal = 0;

    out[0] = brok_int(1);
    if (!formel_uses(formel, FAKTOR_VEDERLAG)) return 1;
    if (plan->trin_antal > 0) {
        out[antal++] = plan->trin[0].vederlag;
        out[antal++] = plan->trin[plan->trin_antal - 1].vederlag;
    }
    if (plan->model[MODEL_VEDERLAG]) {
        out[antal++] = plan->vederlag_min;
        out[antal++] = plan->vederlag_max;
    }
    return antal;
}

static void check_formula(const struct tjek *t, const struct behov *behov)
{
    struct brok vederlag[4];
    size_t antal = levels_of(t->plan, behov->formel, vederlag);
    bool efter_alder = formel_by_age(behov->formel);
    int fra = efter_alder ? behov->alder_fra : -1;
    int til = efter_alder ? behov->alder_til : -1;

    for (int alder = fra; alder <= til; alder++) {
        for (size_t i = 0; i < antal; i++) {
            if (!check_value(t, behov, alder, vederlag[i])) return;
        }
    }
}

void check_beloeb(struct tjek *t)
{
    for (size_t i = 0; i < t->behov_antal; i++) {
        if (t->behov[i].art != BEHOV_SAMMENLIGN) check_formula(t, &t->behov[i]);
    }
}

/* ---- comparisons ---- */

enum { PERIODER_MAX = 1000 };

struct perioder {
    struct arena *arena;
    struct dato *dag; /* where something may change */
    size_t antal;
    size_t plads;
};

static void add_day(struct perioder *p, struct dato dag)
{
    p->dag = arena_grow(p->arena, p->dag, p->antal, &p->plads, p->antal + 1, sizeof(*p->dag));
    p->dag[p->antal++] = dag;
}

static int by_day(const void *left, const void *right)
{
    const struct dato *a = left;
    const struct dato *b = right;

    return dato_cmp(*a, *b);
}

/* The days inside `rum` on which a rate of the formula changes. */
static void add_changes(struct perioder *p, const struct plan *plan,
                        const struct plan_formel *formel, const struct tidsrum *rum)
{
    for (size_t i = 0; i < formel->antal; i++) {
        for (size_t k = 0; k < formel->led[i].faktorer; k++) {
            const struct plan_faktor *faktor = &formel->led[i].faktor[k];
            if (faktor->art != FAKTOR_TAKST) continue;
            for (size_t r = plan->takst_foerste[faktor->takst];
                 r < plan->takst_foerste[faktor->takst + 1]; r++) {
                const struct takst *takst = &plan->takster.takst[r];
                bool fra = takst->fra.dag > rum->fra.dag && takst->fra.dag < rum->til.dag;
                bool til = takst->til.dag > rum->fra.dag && takst->til.dag < rum->til.dag;
                if (fra) add_day(p, takst->fra);
                if (til) add_day(p, takst->til);
            }
        }
    }
}

static struct perioder find_periods(const struct tjek *t, const struct sammenligning *s)
{
    struct perioder p = {.arena = t->arena};
    size_t kept = 0;

    for (size_t i = 0; i < t->gaelder_antal; i++) {
        add_day(&p, t->gaelder[i].fra);
        add_changes(&p, t->plan, &s->formel, &t->gaelder[i]);
        add_changes(&p, t->plan, &s->med, &t->gaelder[i]);
    }
    if (p.antal > 1) qsort(p.dag, p.antal, sizeof(*p.dag), by_day);
    for (size_t i = 0; i < p.antal; i++) {
        if (kept == 0 || p.dag[kept - 1].dag != p.dag[i].dag) p.dag[kept++] = p.dag[i];
    }
    p.antal = kept;
    return p;
}

struct forskel {
    struct formel_fakta fakta;
    struct brok a;
    struct brok b;
};

/* Whether the formulas differ on that day, and first where. err.kind tells of what does not fit. */
static bool differ(const struct tjek *t, const struct sammenligning *s, struct dato dag,
                   struct forskel *out, struct err *err)
{
    bool efter_alder = formel_by_age(&s->formel) || formel_by_age(&s->med);
    int sidste = efter_alder ? PLAN_MAX_AGE : -1;
    int mangler = -1;

    for (int alder = efter_alder ? 0 : -1; alder <= sidste; alder++) {
        struct forskel f = {.fakta = {t->plan, dag, alder, BROK_NUL}, .a = BROK_NUL};
        if (!formel_value(&s->formel, &f.fakta, &f.a, &mangler, err)) continue;
        if (!formel_value(&s->med, &f.fakta, &f.b, &mangler, err)) continue;
        if (brok_eq(f.a, f.b)) continue;
        *out = f;
        return true;
    }
    return false;
}

/* In kroner; a comparison of anything else has no unit in its text. */
static struct str value_text(const struct tjek *t, const struct plan_formel *formel,
                             struct brok vaerdi)
{
    if (formel->enhed.potens[ENHED_KR] == 1) return amount_text(t->arena, vaerdi);
    return brok_short(t->arena, vaerdi);
}

/* "3 × 4.489 kr = 13.467,00 kr" */
static struct str side_text(const struct tjek *t, const struct plan_formel *formel,
                            const struct formel_fakta *fakta, struct brok vaerdi)
{
    struct str tal = formel_in_figures(t->arena, formel, fakta);
    struct str sum = value_text(t, formel, vaerdi);

    return str_format(t->arena, "%.*s = %.*s", STR_ARG(tal), STR_ARG(sum));
}

static void report_difference(const struct tjek *t, const struct sammenligning *s,
                              const struct forskel *f, size_t antal, size_t perioder)
{
    struct str a = side_text(t, &s->formel, &f->fakta, f->a);
    struct str b = side_text(t, &s->med, &f->fakta, f->b);
    struct str dag = dato_iso(t->arena, f->fakta.dag);
    struct fund_ord alder = tjek_alder(t->arena, f->fakta.alder, f->fakta.alder);
    struct brok forskel = BROK_NUL;
    struct err err = ERR_INIT;

    bool fits = brok_cmp(f->a, f->b) > 0 ? brok_sub(f->a, f->b, &forskel, &err)
                                         : brok_sub(f->b, f->a, &forskel, &err);
    struct fund_ord hvor = FUND_ORD("; det er ikke ens", "; they are not alike");
    if (fits)
        hvor = fund_ord(t->arena, ": forskellen er %.*s", ": the difference is %.*s",
                        STR_ARG(value_text(t, &s->formel, forskel)));
    struct fund *fund = fund_begge(
        t->fund, false, "sammenlign", s->navn, s->sted, "%.*s: %.*s og %.*s%s%.0s den %.*s%s%.0s",
        "%.*s: %.*s and %.*s%.0s%s on %.*s%.0s%s", STR_ARG(s->navn), STR_ARG(a), STR_ARG(b),
        FUND_BEGGE(t->arena, hvor), STR_ARG(dag), FUND_BEGGE(t->arena, alder));
    if (perioder > 1) {
        fund->raad = fund_ord(t->arena, "formlerne er forskellige i %zu af %zu perioder",
                              "the formulas differ in %zu of %zu periods", antal, perioder);
    }
}

static void compare(const struct tjek *t, const struct sammenligning *s)
{
    struct perioder p = find_periods(t, s);
    struct forskel foerste = {.a = BROK_NUL};
    size_t antal = 0;

    if (p.antal > PERIODER_MAX) {
        fund_begge(t->fund, true, "tal", s->navn, s->sted,
                   "satserne skifter %zu gange, og en sammenligning rækker til %d",
                   "the rates change %zu times, and a comparison reaches to %d", p.antal,
                   PERIODER_MAX);
        return;
    }
    for (size_t i = 0; i < p.antal; i++) {
        struct forskel f;
        struct err err = ERR_INIT;
        if (differ(t, s, p.dag[i], &f, &err) && antal++ == 0) foerste = f;
        if (err.kind == ERR_NONE) continue;
        fund_begge(t->fund, true, "tal", s->navn, s->sted,
                   "sammenligningen kan ikke regnes: %s%.0s",
                   "the comparison cannot be computed: %.0s%s", FUND_ERR(&err));
        return;
    }
    if (antal > 0) report_difference(t, s, &foerste, antal, p.antal);
}

void check_sammenlign(struct tjek *t)
{
    for (size_t i = 0; i < t->haandbog->sammenligninger; i++) {
        compare(t, &t->haandbog->sammenligning[i]);
    }
}
