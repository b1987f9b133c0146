/*
 * kerne: a month's tables and their use over columns (contract in kerne.h).
 *
 * A cell answers for one combination of kind, situation, third child, level and age band what a line
 * is worth per day, as an integer over the line's common denominator. A placement's month is then
 * days × cell, summed over the few pieces a month falls into, and rounded once. No fraction, no
 * allocation and no text is touched while it runs.
 *
 * Invariants
 *  1. A cell times 64 fits 64 bits, so no sum over a month overflows.
 *  2. A line's denominator is a multiple of every cell's.
 */
#include "beregning/kerne.h"

#include "beregning/fakta.h"

#define SITUATIONER (1 + SITUATION_ANTAL)
#define MAX_STYKKER 32
#define MAX_SNIT (MAX_STYKKER + 8)

enum { TILSTAND_INTET, TILSTAND_GIVER, TILSTAND_MANGLER };

struct broek_celle {
    struct brok hel;
    struct brok del;
    struct brok ekstra;
    uint8_t tilstand;
};

struct bord { /* while tables are made */
    const struct kerne_maaned *m;
    const struct kerne_soejler *s;
    const struct plan *plan;
    struct dato dag;
    int dage;
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
    if (v != NULL && v->art == VIRKNING_SOM_VEDERLAG) *out = v->vederlag;
    else if (v != NULL && v->art == VIRKNING_SOM_TRIN) *out = b->plan->trin[v->trin - 1].vederlag;
    else if (c->niveau == 0) return false;
    else if (v == NULL || v->art != VIRKNING_TRIN_NED) *out = n->vederlag;
    else if (n->trin == 0) return false;
    else *out = b->plan->trin[n->trin - v->trin < 1 ? 0 : n->trin - v->trin - 1].vederlag;
    return true;
}

static bool factor(const struct bord *b, const struct celle_sted *c, const struct plan_virkning *v,
                   const struct plan_faktor *f, struct brok *out, bool *mangler)
{
    const struct takst *row;
    switch (f->art) {
    case FAKTOR_TAL:
        *out = f->tal;
        return true;
    case FAKTOR_VEDERLAG:
        *mangler = *mangler || !level_of(b, c, v, out);
        return true;
    case FAKTOR_VEDERLAG_TRIN:
        *out = b->plan->trin[f->trin - 1].vederlag;
        return true;
    case FAKTOR_TAKST:
        row = plan_takst_on(b->plan, f->takst, f->efter_alder ? b->s->baand[c->baand] : -1, b->dag,
                            b->m->kendt);
        *mangler = *mangler || row == NULL || row->ukendt;
        if (!*mangler) *out = brok_int(row->beloeb.oere); /* øre: the sum is not scaled again */
        return true;
    }
    ASSERT(false);
}

/* The formula's value per unit, in øre. Every formula holds exactly one rate in each product, which
 * carries the krone; the compiler proves it by units. */
static bool formula(const struct bord *b, const struct celle_sted *c, const struct plan_virkning *v,
                    const struct plan_formel *f, struct brok *out, bool *mangler)
{
    *out = BROK_NUL;
    for (size_t i = 0; i < f->antal && !*mangler; i++) {
        struct brok product = brok_int(f->led[i].minus ? -1 : 1);
        for (size_t k = 0; k < f->led[i].faktorer && !*mangler; k++) {
            const struct plan_faktor *p = &f->led[i].faktor[k];
            struct brok value = BROK_NUL;
            TRY(factor(b, c, v, p, &value, mangler));
            if (*mangler) break;
            if (p->divider) TRY(brok_div(product, value, &product, b->err));
            else TRY(brok_mul(product, value, &product, b->err));
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
    out->tilstand = mangler ? TILSTAND_MANGLER : TILSTAND_GIVER;
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
    *out = (struct broek_celle){BROK_NUL, BROK_NUL, BROK_NUL, TILSTAND_INTET};
    if (regel->for_art[c->art] == FOR_IKKE) return true;
    out->tilstand = TILSTAND_MANGLER;
    if (regel->for_art[c->art] == FOR_UKENDT) return true;
    if (b->s->baand[c->baand] < regel->fra_alder) {
        out->tilstand = TILSTAND_INTET;
        return true;
    }
    if (b->s->baand[c->baand] > PLAN_MAX_AGE) return true;
    if (c->situation > 0 && !regel->faktiske_doegn) {
        const struct plan_situation *s = &b->plan->situation[c->situation - 1];
        v = &s->virkning[c->linje];
        if (!s->findes || s->ukendt || v->art == VIRKNING_UKENDT) return true;
    }
    if (v != NULL && v->art == VIRKNING_STOPPER) {
        out->tilstand = TILSTAND_INTET;
        return true;
    }
    return rule_value(b, c, regel, v, out);
}

/* ---- tables ---- */

static size_t cells_of(const struct kerne_maaned *m)
{
    return (size_t)ART_ANTAL * SITUATIONER * 2 * m->niveauer * m->baand * m->linjer;
}

static size_t cell_index(const struct kerne_maaned *m, size_t art, size_t situation, size_t tredje,
                         size_t niveau, size_t baand)
{
    size_t i = (art * SITUATIONER + situation) * 2 + tredje;
    return ((i * m->niveauer + niveau) * m->baand + baand) * m->linjer;
}

static bool fill(const struct bord *b, struct broek_celle *out)
{
    const struct kerne_maaned *m = b->m;
    for (size_t art = 0; art < ART_ANTAL; art++)
        for (size_t sit = 0; sit < SITUATIONER; sit++)
            for (size_t t = 0; t < 2; t++)
                for (size_t n = 0; n < m->niveauer; n++)
                    for (size_t a = 0; a < m->baand; a++)
                        for (size_t l = 0; l < m->linjer; l++) {
                            struct celle_sted c = {(int)l, (int)art, (int)sit, t == 1, n, a};
                            TRY(cell(b, &c, &out[cell_index(m, art, sit, t, n, a) + l]));
                        }
    return true;
}

static bool common_multiple(int64_t *into, int64_t n, struct err *err)
{
    struct brok q;
    TRY(brok_make(*into, n, &q, err));
    int64_t lcm;
    if (__builtin_mul_overflow(*into, q.n, &lcm))
        return err_set(err, ERR_OVERFLOW, NULL, "måneden har ingen fælles nævner, der kan bruges");
    *into = lcm;
    return true;
}

static bool scaled(struct brok value, int64_t naevner, int64_t *out, struct err *err)
{
    int64_t n;
    if (__builtin_mul_overflow(value.t, naevner / value.n, &n) || n > INT64_MAX / 64 ||
        n < -(INT64_MAX / 64))
        return err_set(err, ERR_OVERFLOW, NULL, "et beløb er for stort til kernens tabeller");
    *out = n;
    return true;
}

static bool scale(const struct kerne_maaned *m, const struct broek_celle *from,
                  struct kerne_celle *to, struct err *err)
{
    for (size_t i = 0, n = cells_of(m); i < n; i++) {
        int64_t naevner = m->naevner[i % m->linjer];
        to[i].tilstand = from[i].tilstand;
        if (from[i].tilstand != TILSTAND_GIVER) continue;
        TRY(scaled(from[i].hel, naevner, &to[i].hel, err));
        TRY(scaled(from[i].del, naevner, &to[i].del, err));
        TRY(scaled(from[i].ekstra, naevner, &to[i].ekstra, err));
    }
    return true;
}

static bool denominators(struct kerne_maaned *m, const struct broek_celle *cells, struct err *err)
{
    for (size_t i = 0, n = cells_of(m); i < n; i++) {
        int64_t *d = &m->naevner[i % m->linjer];
        if (cells[i].tilstand != TILSTAND_GIVER) continue;
        TRY(common_multiple(d, cells[i].hel.n, err));
        TRY(common_multiple(d, cells[i].del.n, err));
        TRY(common_multiple(d, cells[i].ekstra.n, err));
    }
    return true;
}

/* ---- pieces of the month ---- */

static bool declared_out(const struct plan *plan, struct dato dag)
{
    for (size_t i = 0; plan != NULL && i < plan->udenfor_antal; i++)
        if (plan->udenfor[i].fra.dag <= dag.dag && dag.dag < plan->udenfor[i].til.dag) return true;
    return false;
}

/* Whether some rate row begins or ends on that day. */
static bool rate_change(const struct plan *plan, struct dato dag)
{
    for (size_t i = 0; plan != NULL && i < plan->takster.count; i++)
        if (plan->takster.takst[i].fra.dag == dag.dag || plan->takster.takst[i].til.dag == dag.dag)
            return true;
    return false;
}

static void split_month(const struct plan_samling *planer, struct kerne_maaned *m)
{
    struct dato fra = maaned_first(m->maaned);
    for (int i = 0; i < maaned_days(m->maaned); i++) {
        struct dato dag = dato_plus(fra, i);
        const struct plan *plan = plan_on(planer, dag, m->kendt);
        bool udenfor = declared_out(plan, dag);
        struct kerne_stykke *last = m->stykker > 0 ? &m->stykke[m->stykker - 1] : NULL;
        if (last != NULL && last->plan == plan && last->udenfor == udenfor &&
            !rate_change(plan, dag)) {
            last->til = dag.dag + 1;
            continue;
        }
        m->stykke[m->stykker++] = (struct kerne_stykke){.fra = dag.dag, .til = dag.dag + 1,
                                                        .plan = plan, .udenfor = udenfor};
    }
}

static bool agree(const struct plan_ydelse *a, const struct plan_ydelse *b)
{
    return a->afrund == b->afrund && a->afrund_step == b->afrund_step &&
           a->modtager == b->modtager && a->kanal == b->kanal && a->skat == b->skat &&
           a->faktiske_doegn == b->faktiske_doegn && enhed_eq(a->beloeb.enhed, b->beloeb.enhed);
}

static void find_rules(struct kerne_maaned *m, struct kerne_afvist *afvist)
{
    for (size_t i = 0; i < m->stykker; i++)
        for (size_t l = 0; m->stykke[i].plan != NULL && l < m->linjer; l++)
            for (int art = 0; art < ART_ANTAL; art++) {
                const struct plan_ydelse *r = rule_of(m->stykke[i].plan, (int)l, art);
                if (m->regel[l][art] != NULL && !agree(m->regel[l][art], r))
                    afvist->grund = "to versioner i måneden afrunder eller udbetaler forskelligt";
                m->regel[l][art] = r;
            }
}

static size_t lines_in(const struct kerne_maaned *m)
{
    for (size_t i = 0; i < m->stykker; i++)
        if (m->stykke[i].plan != NULL) return m->stykke[i].plan->linjer;
    return 0;
}

bool kerne_maaned_make(struct arena *arena, const struct plan_samling *planer,
                       const struct kerne_soejler *soejler, struct maaned maaned, struct dato kendt,
                       struct kerne_maaned *out, struct kerne_afvist *afvist, struct err *err)
{
    struct broek_celle *cells[MAX_STYKKER] = {NULL};
    struct kerne_maaned *m = out;
    *m = (struct kerne_maaned){.maaned = maaned, .kendt = kendt};
    *afvist = (struct kerne_afvist){0};
    m->stykke = ARENA_ARRAY(arena, MAX_STYKKER, struct kerne_stykke);
    m->niveauer = soejler->niveauer_antal;
    m->baand = soejler->baand_antal;
    split_month(planer, m);
    m->linjer = lines_in(m);
    find_rules(m, afvist);
    if (m->linjer == 0) afvist->grund = "ingen håndbog er i kraft i måneden";
    if (afvist->grund != NULL) return true;
    for (size_t l = 0; l < m->linjer; l++) m->naevner[l] = 1;
    for (size_t i = 0; i < m->stykker; i++) {
        struct kerne_stykke *s = &m->stykke[i];
        struct bord b = {m, soejler, s->plan, {s->fra}, maaned_days(maaned), err};
        if (s->plan == NULL) continue;
        cells[i] = ARENA_ARRAY(arena, cells_of(m), struct broek_celle);
        TRY(fill(&b, cells[i]));
        TRY(denominators(m, cells[i], err));
    }
    for (size_t i = 0; i < m->stykker; i++) {
        if (cells[i] == NULL) continue;
        m->stykke[i].celle = ARENA_ARRAY(arena, cells_of(m), struct kerne_celle);
        TRY(scale(m, cells[i], m->stykke[i].celle, err));
    }
    return true;
}

/* ---- running ---- */

struct sum {
    int64_t hel;
    int64_t del;
    int64_t ekstra;
    int64_t foerste; /* per-day value of the first giving piece */
    int32_t dage;
    bool ens;
    bool mangler;
};

static int32_t overlap(int32_t a_fra, int32_t a_til, int32_t b_fra, int32_t b_til)
{
    int32_t fra = a_fra > b_fra ? a_fra : b_fra;
    int32_t til = a_til < b_til ? a_til : b_til;
    return til > fra ? til - fra : 0;
}

static int32_t nights(const struct kerne_soejler *s, size_t i, int32_t fra, int32_t til)
{
    int32_t n = 0;
    for (uint32_t k = s->doegn_fra[i]; k < s->doegn_fra[i + 1]; k++)
        n += overlap(s->doegn[k].fra.dag, s->doegn[k].til.dag, fra, til);
    return n;
}

static size_t band_on(const struct kerne_soejler *s, size_t i, int32_t dag)
{
    size_t b = s->baand_antal - 1;
    while (b > 0 && s->fylder[b][i] > dag) b--;
    return b;
}

/* Adds one piece [fra, til) of the month, in which nothing changes for placement i. */
static void add_piece(const struct kerne_maaned *m, const struct kerne_soejler *s, size_t i,
                      const struct kerne_stykke *stykke, int32_t fra, int32_t til, struct sum *sum)
{
    size_t sit = fra >= s->sit_fra[i] && fra < s->sit_til[i] ? s->situation[i] : 0;
    size_t tredje = fra >= s->tredje_fra[i] && fra < s->tredje_til[i] ? 1 : 0;
    size_t at = cell_index(m, s->art[i], sit, tredje, s->niveau[i], band_on(s, i, fra));
    for (size_t l = 0; l < m->linjer; l++) {
        const struct kerne_celle *c = &stykke->celle[at + l];
        int32_t slut = s->ret_til[l][i] < s->atten[i] ? s->ret_til[l][i] : s->atten[i];
        const struct plan_ydelse *regel = m->regel[l][s->art[i]];
        int32_t dage = regel->faktiske_doegn && regel->for_art[s->art[i]] == FOR_GIVER
                           ? nights(s, i, fra, til)
                           : overlap(fra, til, s->fra[i], slut);
        if (dage == 0 || c->tilstand == TILSTAND_INTET) continue;
        if (c->tilstand == TILSTAND_MANGLER) sum[l].mangler = true;
        if (sum[l].dage == 0) sum[l].foerste = c->hel;
        sum[l].ens = sum[l].ens && sum[l].foerste == c->hel;
        sum[l].dage += dage;
        sum[l].hel += dage * c->hel;
        sum[l].del += dage * c->del;
        sum[l].ekstra += dage * c->ekstra;
    }
}

static int64_t rounded(int64_t total, int64_t naevner, const struct plan_ydelse *regel)
{
    int64_t step = naevner * regel->afrund_step;
    int64_t whole = total / step, rest = total % step;
    if (regel->afrund == AFRUND_HALVE_OP && rest >= step - rest) whole++;
    if (regel->afrund == AFRUND_OP && rest > 0) whole++;
    return whole * regel->afrund_step;
}

static int64_t amount(const struct kerne_maaned *m, const struct kerne_soejler *s, size_t i,
                      size_t l, const struct sum *sum)
{
    if (sum->mangler) return KERNE_MANGLER;
    if (sum->dage == 0) return KERNE_INGEN;
    bool hel = sum->ens && sum->dage == maaned_days(m->maaned);
    int64_t total = (hel ? sum->hel : sum->del) + sum->ekstra;
    if (total < 0) return KERNE_MANGLER;
    return rounded(total, m->naevner[l], m->regel[l][s->art[i]]);
}

/* Whether the child lived in the family, or spent a night of relief, on days without a handbook. */
static bool needs(const struct kerne_maaned *m, const struct kerne_soejler *s, size_t i,
                  const struct kerne_stykke *stykke)
{
    const struct sag *sag = &s->sager->sag[i];
    if (sag->art == ART_AFLASTNING) return nights(s, i, stykke->fra, stykke->til) > 0;
    bool flyttet = fakta_kendt(sag->fraflyttet_kendt_fra, m->kendt);
    return s->fra[i] != DATO_MAX.dag &&
           overlap(stykke->fra, stykke->til, sag->indflyttet.dag,
                   flyttet ? sag->fraflyttet.dag : DATO_MAX.dag) > 0;
}

static void cut_at(int32_t *cut, size_t *n, int32_t day, int32_t fra, int32_t til)
{
    if (day <= fra || day >= til) return;
    size_t at = (*n)++;
    for (; at > 0 && cut[at - 1] > day; at--) cut[at] = cut[at - 1];
    cut[at] = day;
}

/* One placement over one piece of constant rates. */
static void run_piece(const struct kerne_maaned *m, const struct kerne_soejler *s, size_t i,
                      const struct kerne_stykke *stykke, struct sum *sum)
{
    int32_t cut[MAX_SNIT];
    size_t n = 0;
    int32_t fra = stykke->fra, til = stykke->til;
    size_t b = band_on(s, i, fra);
    if (b + 1 < s->baand_antal) cut_at(cut, &n, s->fylder[b + 1][i], fra, til);
    cut_at(cut, &n, s->sit_fra[i], fra, til);
    cut_at(cut, &n, s->sit_til[i], fra, til);
    cut_at(cut, &n, s->tredje_fra[i], fra, til);
    cut_at(cut, &n, s->tredje_til[i], fra, til);
    for (size_t k = 0; k <= n; k++) {
        int32_t end = k == n ? til : cut[k];
        if (end > fra) add_piece(m, s, i, stykke, fra, end, sum);
        fra = end;
    }
}

static bool run_one(const struct kerne_maaned *m, const struct kerne_soejler *s, size_t i,
                    struct sum *sum)
{
    for (size_t l = 0; l < m->linjer; l++) sum[l] = (struct sum){.ens = true};
    for (size_t k = 0; k < m->stykker; k++) {
        const struct kerne_stykke *stykke = &m->stykke[k];
        if ((stykke->plan == NULL || stykke->udenfor) && needs(m, s, i, stykke)) return false;
        if (stykke->plan != NULL) run_piece(m, s, i, stykke, sum);
    }
    return true;
}

void kerne_run(const struct kerne_maaned *maaned, const struct kerne_soejler *soejler, size_t fra,
               size_t til, int64_t *out, size_t stride)
{
    struct sum sum[PLAN_MAX_LINES];
    for (size_t i = fra; i < til; i++) {
        bool can = soejler->grund[i] == KERNE_KAN && run_one(maaned, soejler, i, sum);
        for (size_t l = 0; l < maaned->linjer; l++)
            out[l * stride + (i - fra)] =
                can ? amount(maaned, soejler, i, l, &sum[l]) : KERNE_MANGLER;
    }
}
