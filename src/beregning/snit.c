/*
 * snit: where a month must be cut (contract in snit.h).
 */
#include "beregning/snit.h"

struct snit {
    const struct dag_sag *d;
    struct dato fra;
    struct dato til;
    uint32_t bits;
};

static void cut(struct snit *s, struct dato dag)
{
    if (dag.dag > s->fra.dag && dag.dag < s->til.dag) s->bits |= 1u << (dag.dag - s->fra.dag);
}

static void cut_periode(struct snit *s, struct periode p)
{
    cut(s, p.fra);
    cut(s, p.til);
}

static void cut_facts(struct snit *s)
{
    const struct sag *sag = s->d->sag;
    for (size_t i = 0; i < sag->indplaceringer; i++) cut_periode(s, sag->indplacering[i].periode);
    for (size_t i = 0; i < sag->situationer; i++) cut_periode(s, sag->situation[i].periode);
    for (size_t i = 0; i < sag->aftaler; i++) cut_periode(s, sag->aftale[i].periode);
    for (size_t i = 0; i < sag->doegn_antal; i++) cut_periode(s, sag->doegn[i]);
    if (sag->har_ophoer) cut(s, sag->ophoer.dato); /* from here the reason tells of the notice */
}

/* The family's other children move in and out and change the order. */
static void cut_family(struct snit *s, const struct plan *plan)
{
    for (size_t i = 0; i < s->d->familie_antal; i++) {
        struct ophold o = fakta_ophold(plan, s->d->familie[i], s->d->kendt);
        cut(s, o.fra);
        cut(s, o.til);
    }
}

static void cut_birthday(struct snit *s, const struct plan *plan)
{
    int alder = fakta_alder(plan, s->d->sag, s->fra);
    for (int k = 0; k <= 2; k++)
        if (alder + k >= 0) cut(s, fakta_fylder(plan, s->d->sag, alder + k));
}

static void cut_plan(struct snit *s, const struct plan *plan)
{
    cut(s, plan->gaelder_fra);
    cut(s, plan->gaelder_til);
    for (size_t i = 0; i < plan->udenfor_antal; i++) {
        cut(s, plan->udenfor[i].fra);
        cut(s, plan->udenfor[i].til);
    }
    for (size_t i = 0; i < plan->takster.count; i++) {
        cut(s, plan->takster.takst[i].fra);
        cut(s, plan->takster.takst[i].til);
    }
    for (size_t i = 0; i < plan->linjer; i++) {
        struct ret ret = fakta_ret(plan, s->d->sag, (int)i, s->d->kendt);
        cut(s, ret.til);
        cut(s, ret.uvist);
    }
    cut(s, fakta_atten(plan, s->d->sag));
    cut_family(s, plan);
    cut_birthday(s, plan);
}

uint32_t snit_of(const struct dag_sag *d, const struct plan_samling *planer)
{
    struct snit s = {d, maaned_first(d->maaned), maaned_end(d->maaned), 1u};
    cut_facts(&s);
    for (size_t i = 0; i < planer->count; i++) {
        const struct plan *plan = planer->plan[i];
        if (plan->gaelder_fra.dag < s.til.dag && plan->gaelder_til.dag > s.fra.dag)
            cut_plan(&s, plan);
    }
    return s.bits;
}
