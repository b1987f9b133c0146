/*
 * familie_aendring: why a payment is another than that of the month before. Pure.
 *
 * The lines of the two runs' own months are paired by placement, ydelse, payee and tax; two lines
 * that differ are told apart by what their explanations say: days, age, rate, level, agreement,
 * situation, in that order. What is paid beside the own month (corrections, what is drawn) is told
 * by itself.
 *
 * Invariant: the differences add up to the difference of the two payments.
 */
#include <stdlib.h>

#include "afregning/familie.h"
#include "afregning/breve_intern.h"
#include "beregning/ord.h"

struct par {
    const struct brev_linje *foer;
    const struct brev_linje *nu;
    const struct forskel *noegle; /* of either */
    struct str barn;
};

struct sammenlign {
    struct arena *arena;
    const struct familie_koersel *foer;
    const struct familie_koersel *nu;
    struct par *par;
    size_t par_antal;
    size_t par_plads;
    struct familie_aendring *ud;
    size_t antal;
    size_t plads;
    /* what is paid beside the runs' own months */
    int64_t rettet_foer;
    int64_t rettet_nu;
    unsigned rettet;
    int64_t trukket_foer;
    int64_t trukket_nu;
};

static struct familie_aendring *add(struct sammenlign *s, struct familie_aendring a)
{
    a.forskel.oere = a.nu.oere - a.foer.oere;
    s->ud = arena_grow(s->arena, s->ud, s->antal, &s->plads, s->antal + 1, sizeof(*s->ud));
    s->ud[s->antal] = a;
    return &s->ud[s->antal++];
}

/* ---- pairing */

static bool same_key(const struct forskel *a, const struct forskel *b)
{
    return str_eq(a->anbringelse, b->anbringelse) && str_eq(a->ydelse, b->ydelse) &&
           str_eq(a->modtager, b->modtager) && str_eq(a->kanal, b->kanal) &&
           str_eq(a->skat, b->skat);
}

static struct par *pair_of(struct sammenlign *s, const struct forskel *f, struct str barn)
{
    for (size_t i = 0; i < s->par_antal; i++)
        if (same_key(s->par[i].noegle, f)) return &s->par[i];
    s->par = arena_grow(s->arena, s->par, s->par_antal, &s->par_plads, s->par_antal + 1,
                        sizeof(*s->par));
    s->par[s->par_antal] = (struct par){.noegle = f, .barn = barn};
    return &s->par[s->par_antal++];
}

static void take_child(struct sammenlign *s, const struct familie_koersel *k, bool nu,
                       const struct brev_barn *barn)
{
    int64_t *rettet = nu ? &s->rettet_nu : &s->rettet_foer;

    for (size_t i = 0; i < barn->linjer; i++) {
        const struct brev_linje *l = &barn->linje[i];
        const struct forskel *f = familie_forskel(k, l->nr);
        ASSERT(f != NULL);
        if (l->maaned.nr != k->grund.koersel.maaned.nr) {
            *rettet += l->beloeb.oere;
            if (nu) s->rettet |= familie_forskel_grunde(k, f);
            continue;
        }
        struct par *p = pair_of(s, f, barn->navn);
        *(nu ? &p->nu : &p->foer) = l;
    }
    for (size_t i = 0; i < barn->rettelser; i++) {
        const struct brev_rettelse *r = &barn->rettelse[i];
        if (r->forskel.oere <= 0) continue;
        *rettet += r->forskel.oere;
        if (nu) s->rettet |= familie_forskel_grunde(k, familie_forskel(k, r->nr));
    }
}

static void take_run(struct sammenlign *s, const struct familie_koersel *k, bool nu)
{
    for (size_t i = 0; i < k->modtagelser; i++) {
        const struct brev_maaned *b = &k->modtagelse[i].brev;
        for (size_t j = 0; j < b->boern; j++) take_child(s, k, nu, &b->barn[j]);
        *(nu ? &s->trukket_nu : &s->trukket_foer) += b->tilgode.trukket.oere;
    }
}

/* ---- what an explanation says */

static int days_of(const struct forklaring *f)
{
    int dage = 0;

    for (size_t i = 0; i < f->dele; i++) dage += f->del[i].dage;
    return dage;
}

static const struct forklaring_led *extra_led(const struct forklaring_del *d, bool tillaeg)
{
    for (size_t i = 0; i < d->antal_led; i++)
        if (tillaeg ? d->led[i].tillaeg : d->led[i].fradrag) return &d->led[i];
    return NULL;
}

static const struct forklaring_faktor *factor_of(const struct forklaring_del *d,
                                                 enum plan_faktor_art art, size_t nr)
{
    for (size_t i = 0; i < d->antal_led; i++)
        for (size_t k = 0; k < d->led[i].faktorer; k++)
            if (d->led[i].faktor[k].art == art && nr-- == 0) return &d->led[i].faktor[k];
    return NULL;
}

static bool same_value(const struct forklaring_faktor *a, const struct forklaring_faktor *b)
{
    return brok_cmp(a->vaerdi, b->vaerdi) == 0;
}

static void values(struct sammenlign *s, struct familie_aendring *a, enum familie_grund grund,
                   const struct forklaring_faktor *foer, const struct forklaring_faktor *nu)
{
    a->grund = grund;
    a->vaerdi_foer = ord_faktor(s->arena, foer);
    a->vaerdi_nu = ord_faktor(s->arena, nu);
}

/* The birthday that the age band of the new rate begins with. */
static void birthday(struct sammenlign *s, struct familie_aendring *a, const struct takst *takst)
{
    const struct sag *sag = familie_sag(s->nu, a->anbringelse);

    a->alder = takst->alder_fra;
    a->dato = sag == NULL ? DATO_MAX : dato_turns(sag->foedt, takst->alder_fra, SKUDDAG_1_MARTS);
}

static bool rates_differ(struct sammenlign *s, struct familie_aendring *a,
                         const struct forklaring_del *foer, const struct forklaring_del *nu)
{
    for (size_t i = 0;; i++) {
        const struct forklaring_faktor *x = factor_of(foer, FAKTOR_TAKST, i);
        const struct forklaring_faktor *y = factor_of(nu, FAKTOR_TAKST, i);
        if (x == NULL || y == NULL) return false;
        if (same_value(x, y) || x->takst == NULL || y->takst == NULL) continue;
        if (!str_eq(x->takst->navn, y->takst->navn)) continue;
        values(s, a, GRUND_TAKST, x, y);
        a->dato = y->takst->fra;
        if (x->takst->alder_fra == y->takst->alder_fra) return true;
        a->grund = GRUND_ALDER;
        birthday(s, a, y->takst);
        return true;
    }
}

static bool levels_differ(struct sammenlign *s, struct familie_aendring *a,
                          const struct forklaring_del *foer, const struct forklaring_del *nu)
{
    const struct forklaring_faktor *x = factor_of(foer, FAKTOR_VEDERLAG, 0);
    const struct forklaring_faktor *y = factor_of(nu, FAKTOR_VEDERLAG, 0);

    if (x == NULL || y == NULL || same_value(x, y)) return false;
    values(s, a, GRUND_NIVEAU, x, y);
    return true;
}

static bool extras_differ(struct familie_aendring *a, const struct forklaring_del *foer,
                          const struct forklaring_del *nu)
{
    const struct forklaring_led *x = extra_led(foer, true), *y = extra_led(nu, true);

    if ((x == NULL) != (y == NULL) || (x != NULL && brok_cmp(x->oere, y->oere) != 0)) {
        a->grund = GRUND_AFTALE;
        return true;
    }
    x = extra_led(foer, false);
    y = extra_led(nu, false);
    if ((x == NULL) == (y == NULL) && foer->antal_grunde == nu->antal_grunde) return false;
    a->grund = GRUND_SITUATION;
    const struct forklaring_del *med = nu->antal_grunde > 0 ? nu : foer;
    if (med->antal_grunde > 0) a->ord = med->grunde[0];
    return true;
}

static bool pieces_differ(struct sammenlign *s, struct familie_aendring *a,
                          const struct forklaring_del *foer, const struct forklaring_del *nu)
{
    return levels_differ(s, a, foer, nu) || rates_differ(s, a, foer, nu) ||
           extras_differ(a, foer, nu);
}

/* Both lines are computed. */
static void why_lines(struct sammenlign *s, struct familie_aendring *a, const struct linje *x,
                      const struct linje *y)
{
    const struct forklaring *f = &x->forklaring, *n = &y->forklaring;

    a->dage_foer = days_of(f);
    a->dage_nu = days_of(n);
    a->dage_foer_af = maaned_days(f->maaned);
    a->dage_nu_af = maaned_days(n->maaned);
    a->grund = GRUND_DAGE;
    if (a->dage_foer != a->dage_foer_af || a->dage_nu != a->dage_nu_af) return;
    a->grund = GRUND_ANDET;
    if (f->dele == 0 || n->dele == 0) return;
    const struct forklaring_del *last = &n->del[n->dele - 1];
    if (pieces_differ(s, a, &f->del[f->dele - 1], last)) return;
    if (pieces_differ(s, a, &f->del[0], last)) return;
    if (pieces_differ(s, a, &f->del[0], &n->del[0])) return;
    if (a->dage_foer_af != a->dage_nu_af) a->grund = GRUND_MAANED;
}

/* ---- lines of one side only */

static bool lacks(const struct familie_koersel *k, const struct forskel *f)
{
    for (size_t i = 0; i < k->grund.udgave.mangler; i++) {
        const struct udgave_mangel *m = &k->grund.udgave.mangel[i];
        if (m->maaned.nr == k->grund.koersel.maaned.nr && str_eq(m->anbringelse, f->anbringelse) &&
            (str_is(m->ydelse, "alle") || str_eq(m->ydelse, f->ydelse)))
            return true;
    }
    return false;
}

static void why_new(struct sammenlign *s, struct familie_aendring *a, const struct par *p)
{
    const struct sag *sag = familie_sag(s->nu, a->anbringelse);
    struct dato since = maaned_first(s->foer->grund.koersel.maaned);

    a->grund = GRUND_ANDET;
    if (p->nu->linje == NULL)
        a->grund = GRUND_ACONTO;
    else if (lacks(s->foer, p->noegle))
        a->grund = GRUND_MANGLEDE;
    else if (sag != NULL && sag->indflyttet.dag >= since.dag) {
        a->grund = GRUND_FLYTTET_IND;
        a->dato = sag->indflyttet;
    }
}

static void why_gone(struct sammenlign *s, struct familie_aendring *a, const struct par *p)
{
    const struct sag *sag = familie_sag(s->nu, a->anbringelse);
    struct dato end = maaned_end(s->nu->grund.koersel.maaned);

    if (sag == NULL) sag = familie_sag(s->foer, a->anbringelse);
    a->grund = GRUND_ANDET;
    if (p->foer->linje == NULL)
        a->grund = GRUND_ACONTO;
    else if (lacks(s->nu, p->noegle))
        a->grund = GRUND_MANGLER;
    else if (sag != NULL && sag->fraflyttet.dag <= end.dag) {
        a->grund = GRUND_FLYTTET_UD;
        a->dato = sag->fraflyttet;
    }
}

static void compare(struct sammenlign *s, const struct par *p)
{
    const struct brev_linje *en = p->nu != NULL ? p->nu : p->foer;
    struct familie_aendring a = {
        .anbringelse = p->noegle->anbringelse,
        .barn = p->barn,
        .titel = en->titel,
        .foer = p->foer == NULL ? (struct oere){0} : p->foer->beloeb,
        .nu = p->nu == NULL ? (struct oere){0} : p->nu->beloeb,
    };

    if (a.foer.oere == a.nu.oere) return;
    if (p->foer == NULL)
        why_new(s, &a, p);
    else if (p->nu == NULL)
        why_gone(s, &a, p);
    else if (p->foer->linje == NULL || p->nu->linje == NULL)
        a.grund = GRUND_ACONTO;
    else
        why_lines(s, &a, p->foer->linje, p->nu->linje);
    add(s, a);
}

/* ---- the whole */

/* Reasons that are of a child and not of a ydelse: its lines become one. */
static bool of_child(const struct familie_aendring *a, const struct familie_aendring *b)
{
    if (a->grund != b->grund || !str_eq(a->anbringelse, b->anbringelse)) return false;
    if (a->grund == GRUND_DAGE) return a->dage_foer == b->dage_foer && a->dage_nu == b->dage_nu;
    return a->grund == GRUND_FLYTTET_IND || a->grund == GRUND_FLYTTET_UD ||
           a->grund == GRUND_MANGLER || a->grund == GRUND_MANGLEDE || a->grund == GRUND_MAANED;
}

static void merge(struct sammenlign *s)
{
    size_t n = 0;

    for (size_t i = 0; i < s->antal; i++) {
        size_t k = 0;
        while (k < n && !of_child(&s->ud[k], &s->ud[i])) k++;
        if (k == n) {
            s->ud[n++] = s->ud[i];
            continue;
        }
        s->ud[k].titel = STR_EMPTY;
        s->ud[k].foer.oere += s->ud[i].foer.oere;
        s->ud[k].nu.oere += s->ud[i].nu.oere;
        s->ud[k].forskel.oere += s->ud[i].forskel.oere;
    }
    s->antal = n;
}

static void add_rest(struct sammenlign *s)
{
    if (s->rettet_nu != 0)
        add(s, (struct familie_aendring){
                   .grund = GRUND_RETTET, .nu = {s->rettet_nu}, .rettet = s->rettet});
    if (s->rettet_foer != 0)
        add(s, (struct familie_aendring){.grund = GRUND_RETTET_FOER, .foer = {s->rettet_foer}});
    if (s->trukket_nu != 0)
        add(s, (struct familie_aendring){.grund = GRUND_TRUKKET, .nu = {-s->trukket_nu}});
    if (s->trukket_foer != 0)
        add(s, (struct familie_aendring){.grund = GRUND_TRUKKET_FOER, .foer = {-s->trukket_foer}});
}

static int64_t paid(const struct familie_koersel *k)
{
    int64_t sum = 0;

    for (size_t i = 0; i < k->modtagelser; i++) sum += k->modtagelse[i].brev.udbetales.oere;
    return sum;
}

static int by_size(const void *a, const void *b)
{
    const struct familie_aendring *x = a, *y = b;
    int64_t p = x->forskel.oere < 0 ? -x->forskel.oere : x->forskel.oere;
    int64_t q = y->forskel.oere < 0 ? -y->forskel.oere : y->forskel.oere;

    if (p != q) return p < q ? 1 : -1;
    int order = str_cmp(x->anbringelse, y->anbringelse);
    if (order == 0) order = str_cmp(x->titel, y->titel);
    return order != 0 ? order : (x->grund > y->grund) - (x->grund < y->grund);
}

void familie_sammenlign(struct arena *arena, const struct familie_koersel *foer,
                        const struct familie_koersel *nu, struct familie_aendring **out,
                        size_t *antal)
{
    struct sammenlign s = {.arena = arena, .foer = foer, .nu = nu};
    int64_t sum = 0;

    take_run(&s, foer, false);
    take_run(&s, nu, true);
    for (size_t i = 0; i < s.par_antal; i++) compare(&s, &s.par[i]);
    merge(&s);
    add_rest(&s);
    for (size_t i = 0; i < s.antal; i++) sum += s.ud[i].forskel.oere;
    ASSERT(sum == paid(nu) - paid(foer));
    if (s.antal > 0) qsort(s.ud, s.antal, sizeof(*s.ud), by_size);
    *out = s.ud;
    *antal = s.antal;
}
