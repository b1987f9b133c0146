/*
 * kerne_maaned: the tables of one month (contract in kerne.h).
 *
 * A cell answers for one combination of kind, situation, third child, level and age band what a
 * line is worth per day, as an integer over the line's common denominator.
 *
 * Invariants
 *  1. A cell times 64 fits 64 bits, so no sum over a month overflows: 31 days of a value and of a
 *     deduction are less than 62 cells.
 *  2. A line's denominator is a multiple of every cell's, and 100 times it fits 64 bits (rounding
 * to     whole kroner).
 *
 * Cost: combinations in use × pieces of the month, each some fractions.
 */
#include "beregning/kerne_intern.h"

#define MAX_STYKKER 31

struct broek_celle { /* kerne_celle, before the common denominator is known */
    struct brok hel;
    struct brok del;
    struct brok ekstra;
    uint8_t tilstand;
};

struct bord { /* while tables are made */
    const struct kerne_maaned *m;
    const struct kerne_soejler *s;
    const struct plan *plan;
    struct dato dag; /* the first of the piece */
    int dage;        /* of the month */
    struct err *err;
};

struct celle_sted {
    int linje;
    int art;
    int situation;
    bool tredje;
    size_t niveau;
    size_t baand;
};

/* ---- the value of a cell ---- */

/* The level after the situation's effect; false when there is none. */
static bool level_of(const struct bord *b, const struct celle_sted *c,
                     const struct plan_virkning *v, struct brok *out)
{
    const struct kerne_niveau *n = &b->s->niveauer[c->niveau];
    if (v != NULL && v->art == VIRKNING_SOM_VEDERLAG)
        *out = v->vederlag;
    else if (v != NULL && v->art == VIRKNING_SOM_TRIN)
        *out = b->plan->trin[v->trin - 1].vederlag;
    else if (c->niveau == 0)
        return false;
    else if (v == NULL || v->art != VIRKNING_TRIN_NED)
        *out = n->vederlag;
    else if (n->trin == 0)
        return false;
    else
        *out = b->plan->trin[n->trin - v->trin < 1 ? 0 : n->trin - v->trin - 1].vederlag;
    return true;
}

static bool factor(const struct bord *b, const struct celle_sted *c, const struct plan_virkning *v,
                   const struct plan_faktor *f, struct brok *out, bool *mangler)
{
    const struct takst *row;
    switch (f->art) {
    case FAKTOR_TAL: *out = f->tal; return true;
    case FAKTOR_VEDERLAG: *mangler = *mangler || !level_of(b, c, v, out); return true;
    case FAKTOR_VEDERLAG_TRIN: *out = b->plan->trin[f->trin - 1].vederlag; return true;
    case FAKTOR_TAKST:
        row = plan_takst_on(b->plan, f->takst, f->efter_alder ? b->s->baand[c->baand] : -1, b->dag,
                            b->s->kendt);
        *mangler = *mangler || row == NULL || row->ukendt;
        return *mangler || brok_make(row->beloeb.oere, 100, out, b->err);
    }
    ASSERT(false);
}

/* The formula's value per unit, in øre. */
static bool formula(const struct bord *b, const struct celle_sted *c, const struct plan_virkning *v,
                    const struct plan_formel *f, struct brok *out, bool *mangler)
{
    *out = BROK_NUL;
    for (size_t i = 0; i < f->antal && !*mangler; i++) {
        struct brok product = brok_int(f->led[i].minus ? -100 : 100);
        for (size_t k = 0; k < f->led[i].faktorer && !*mangler; k++) {
            const struct plan_faktor *p = &f->led[i].faktor[k];
            struct brok value = BROK_NUL;
            TRY(factor(b, c, v, p, &value, mangler));
            if (*mangler) break;
            if (p->divider)
                TRY(brok_div(product, value, &product, b->err));
            else
                TRY(brok_mul(product, value, &product, b->err));
        }
        TRY(brok_add(*out, product, out, b->err));
    }
    return true;
}

static struct brok weeks_a_month(enum valg_uge uge)
{
    if (uge == UGE_365_84) return (struct brok){365, 84};
    if (uge == UGE_52_12) return (struct brok){13, 3};
    return (struct brok){30, 7};
}

/* Per day from per unit; `deler` is the number of days a month is divided by. */
static bool per_day(const struct bord *b, const struct plan_ydelse *regel, struct enhed enhed,
                    int deler, struct brok *value)
{
    if (enhed.potens[ENHED_DOEGN] == -1) return true;
    if (enhed.potens[ENHED_UGE] == -1 && regel->uge == UGE_DAGE_7)
        return brok_div(*value, brok_int(7), value, b->err);
    if (enhed.potens[ENHED_UGE] == -1)
        TRY(brok_mul(*value, weeks_a_month(regel->uge), value, b->err));
    return brok_div(*value, brok_int(deler), value, b->err);
}

static bool rule_value(const struct bord *b, const struct celle_sted *c,
                       const struct plan_ydelse *regel, const struct plan_virkning *v,
                       struct broek_celle *out)
{
    bool mangler = false;
    const struct plan_formel *f = c->tredje && regel->har_tredje ? &regel->tredje : &regel->beloeb;
    TRY(formula(b, c, v, f, &out->hel, &mangler));
    out->del = out->hel;
    int deler = regel->del == DEL_30 ? 30 : b->dage;
    TRY(per_day(b, regel, f->enhed, b->dage, &out->hel));
    TRY(per_day(b, regel, f->enhed, deler, &out->del));
    if (regel->del == DEL_DOEGNSATS && !mangler)
        TRY(formula(b, c, v, &regel->doegnsats, &out->del, &mangler));
    out->ekstra = BROK_NUL;
    if (v != NULL && v->art == VIRKNING_FRADRAG && !mangler) {
        TRY(formula(b, c, v, &v->fradrag, &out->ekstra, &mangler));
        TRY(per_day(b, regel, v->fradrag.enhed, b->dage, &out->ekstra));
        TRY(brok_mul(out->ekstra, brok_int(-1), &out->ekstra, b->err));
    }
    out->tilstand = mangler ? KERNE_LACK : KERNE_GIVER;
    return true;
}

static const struct plan_ydelse *rule_of(const struct plan *plan, int linje, int art)
{
    for (size_t i = 0; i < plan->ydelser; i++)
        if (plan->ydelse[i].linje == linje && plan->ydelse[i].for_art[art] != FOR_INTET)
            return &plan->ydelse[i];
    return NULL;
}

static bool cell(const struct bord *b, const struct celle_sted *c, struct broek_celle *out)
{
    const struct plan_ydelse *regel = rule_of(b->plan, c->linje, c->art);
    const struct plan_virkning *v = NULL;
    ASSERT(regel != NULL);
    *out = (struct broek_celle){BROK_NUL, BROK_NUL, BROK_NUL, KERNE_INTET};
    if (regel->for_art[c->art] == FOR_IKKE) return true;
    out->tilstand = KERNE_LACK;
    if (regel->for_art[c->art] == FOR_UKENDT) return true;
    if (b->s->baand[c->baand] < regel->fra_alder) {
        out->tilstand = KERNE_INTET;
        return true;
    }
    if (b->s->baand[c->baand] > PLAN_MAX_AGE) return true;
    if (c->situation > 0 && !regel->faktiske_doegn) {
        const struct plan_situation *s = &b->plan->situation[c->situation - 1];
        v = &s->virkning[c->linje];
        if (!s->findes || s->ukendt || v->art == VIRKNING_UKENDT) return true;
    }
    if (v != NULL && v->art == VIRKNING_STOPPER) {
        out->tilstand = KERNE_INTET;
        return true;
    }
    return rule_value(b, c, regel, v, out);
}

/* ---- tables ---- */

static bool fill(const struct bord *b, struct broek_celle *out)
{
    const struct kerne_maaned *m = b->m;
    for (size_t art = 0; art < ART_ANTAL; art++)
        for (size_t sit = 0; sit < KERNE_SITUATIONER_ANTAL; sit++)
            for (size_t t = 0; t < 2 && b->s->brugt[art][sit]; t++)
                for (size_t n = 0; n < m->niveauer; n++)
                    for (size_t a = 0; a < m->baand; a++)
                        for (size_t l = 0; l < m->linjer; l++) {
                            struct celle_sted c = {(int)l, (int)art, (int)sit, t == 1, n, a};
                            size_t nr = kerne_celle_nr(m, art, sit, t, n, a);
                            TRY(cell(b, &c, &out[nr * m->linjer + l]));
                        }
    return true;
}

static bool common_multiple(int64_t *into, int64_t n, struct err *err)
{
    struct brok q;
    TRY(brok_make(*into, n, &q, err));
    int64_t lcm;
    if (__builtin_mul_overflow(*into, q.n, &lcm) || lcm > INT64_MAX / 100)
        return err_begge(err, ERR_OVERFLOW, NULL, "måneden har ingen fælles nævner, der kan bruges",
                         "the month has no common denominator that can be used");
    *into = lcm;
    return true;
}

static bool scaled(struct brok value, int64_t naevner, int64_t *out, struct err *err)
{
    int64_t n;
    if (__builtin_mul_overflow(value.t, naevner / value.n, &n) || n > INT64_MAX / 64 ||
        n < -(INT64_MAX / 64))
        return err_begge(err, ERR_OVERFLOW, NULL, "et beløb er for stort til kernens tabeller",
                         "an amount is too large for the kernel's tables");
    *out = n;
    return true;
}

static bool scale(const struct kerne_maaned *m, const struct broek_celle *from,
                  struct kerne_celle *to, struct err *err)
{
    for (size_t i = 0, n = m->celler * m->linjer; i < n; i++) {
        int64_t naevner = m->naevner[i % m->linjer];
        to[i].tilstand = from[i].tilstand;
        if (from[i].tilstand != KERNE_GIVER) continue;
        TRY(scaled(from[i].hel, naevner, &to[i].hel, err));
        TRY(scaled(from[i].del, naevner, &to[i].del, err));
        TRY(scaled(from[i].ekstra, naevner, &to[i].ekstra, err));
    }
    return true;
}

static bool denominators(struct kerne_maaned *m, const struct broek_celle *cells, struct err *err)
{
    for (size_t i = 0, n = m->celler * m->linjer; i < n; i++) {
        int64_t *d = &m->naevner[i % m->linjer];
        if (cells[i].tilstand != KERNE_GIVER) continue;
        TRY(common_multiple(d, cells[i].hel.n, err));
        TRY(common_multiple(d, cells[i].del.n, err));
        TRY(common_multiple(d, cells[i].ekstra.n, err));
    }
    return true;
}

/* ---- pieces of the month ---- */

/* The version that speaks of that day; NULL when none is in force or it declares not to. */
static const struct plan *plan_for(const struct plan_samling *planer, struct dato dag,
                                   struct dato kendt)
{
    const struct plan *plan = plan_on(planer, dag, kendt);
    for (size_t i = 0; plan != NULL && i < plan->udenfor_antal; i++)
        if (plan->udenfor[i].fra.dag <= dag.dag && dag.dag < plan->udenfor[i].til.dag) return NULL;
    return plan;
}

/* Whether some rate row begins or ends on that day. */
static bool rate_change(const struct plan *plan, struct dato dag)
{
    for (size_t i = 0; i < plan->takster.count; i++)
        if (plan->takster.takst[i].fra.dag == dag.dag || plan->takster.takst[i].til.dag == dag.dag)
            return true;
    return false;
}

static void split_month(const struct plan_samling *planer, struct dato kendt,
                        struct kerne_maaned *m, struct kerne_afvist *afvist)
{
    struct dato first = maaned_first(m->maaned);
    for (int16_t day = m->fra; day < m->til; day++) {
        struct dato dag = dato_plus(first, day - m->fra);
        const struct plan *plan = plan_for(planer, dag, kendt);
        struct kerne_stykke *last = m->stykker > 0 ? &m->stykke[m->stykker - 1] : NULL;
        if (plan == NULL) {
            afvist->grund = "ingen håndbog dækker hele måneden";
            return;
        }
        if (last != NULL && last->plan == plan && !rate_change(plan, dag)) {
            last->til++;
            continue;
        }
        ASSERT(m->stykker < MAX_STYKKER);
        m->stykke[m->stykker++] =
            (struct kerne_stykke){.fra = day, .til = (int16_t)(day + 1), .plan = plan};
    }
}

static bool agree(const struct plan_ydelse *a, const struct plan_ydelse *b)
{
    return a->afrund == b->afrund && a->afrund_step == b->afrund_step &&
           a->modtager == b->modtager && a->kanal == b->kanal && a->skat == b->skat &&
           a->del == b->del && a->uge == b->uge && enhed_eq(a->beloeb.enhed, b->beloeb.enhed);
}

static void find_rules(struct kerne_maaned *m, struct kerne_stykke *s, struct kerne_afvist *afvist)
{
    for (size_t l = 0; l < m->linjer; l++)
        for (int art = 0; art < ART_ANTAL; art++) {
            const struct plan_ydelse *r = rule_of(s->plan, (int)l, art);
            bool nights = r->faktiske_doegn && r->for_art[art] == FOR_GIVER;
            s->doegn[art][l] = nights;
            if (nights) m->doegn_art |= 1u << art;
            if (m->regel[l][art] != NULL && !agree(m->regel[l][art], r))
                afvist->grund = "to versioner i måneden afrunder eller udbetaler forskelligt";
            m->regel[l][art] = r;
        }
}

/* ---- the month ---- */

static bool make_cells(struct arena *arena, struct kerne_maaned *m, const struct kerne_soejler *s,
                       struct err *err)
{
    struct broek_celle *cells[MAX_STYKKER] = {NULL};
    size_t antal = m->celler * m->linjer;
    for (size_t l = 0; l < m->linjer; l++) m->naevner[l] = 1;
    for (size_t i = 0; i < m->stykker; i++) {
        const struct kerne_stykke *k = &m->stykke[i];
        struct bord b = {m, s, k->plan, dato_plus(s->periode_fra, k->fra), m->til - m->fra, err};
        cells[i] = ARENA_ARRAY(arena, antal, struct broek_celle);
        TRY(fill(&b, cells[i]));
        TRY(denominators(m, cells[i], err));
    }
    for (size_t i = 0; i < m->stykker; i++) {
        m->stykke[i].celle = ARENA_ARRAY(arena, antal, struct kerne_celle);
        TRY(scale(m, cells[i], m->stykke[i].celle, err));
    }
    return true;
}

bool kerne_maaned_make(struct arena *arena, const struct plan_samling *planer,
                       const struct kerne_soejler *soejler, struct maaned maaned,
                       struct kerne_maaned *out, struct kerne_afvist *afvist, struct err *err)
{
    struct kerne_maaned *m = out;
    int32_t fra = maaned_first(maaned).dag - soejler->periode_fra.dag;
    int32_t til = maaned_end(maaned).dag - soejler->periode_fra.dag;
    ASSERT(fra >= 0 && til <= soejler->periode_til.dag - soejler->periode_fra.dag);
    *m = (struct kerne_maaned){.maaned = maaned,
                               .fra = (int16_t)fra,
                               .til = (int16_t)til,
                               .linjer = soejler->linjer,
                               .niveauer = soejler->niveauer_antal,
                               .baand = soejler->baand_antal};
    *afvist = (struct kerne_afvist){0};
    m->celler = kerne_celle_nr(m, ART_ANTAL, 0, 0, 0, 0);
    m->stykke = ARENA_ARRAY(arena, MAX_STYKKER, struct kerne_stykke);
    split_month(planer, soejler->kendt, m, afvist);
    if (afvist->grund != NULL) return true;
    for (size_t i = 0; i < m->stykker; i++) find_rules(m, &m->stykke[i], afvist);
    if (afvist->grund != NULL) return true;
    TRY(make_cells(arena, m, soejler, err));
    int64_t *beloeb = ARENA_ARRAY(arena, m->celler * m->linjer, int64_t);
    kerne_hele_maaneder(m, beloeb);
    m->beloeb = beloeb;
    return true;
}
