/*
 * beregning: a month of money for every case (contract in beregning.h).
 *
 * For each case the month is cut (snit), every line is valued on the first day of each piece
 * (dagsats), equal neighbours are joined, and then the pieces get their number of units: only
 * when all pieces are known can it be said whether the month is whole and even. Exact sums; one
 * rounding.
 *
 * Invariants
 *  1. A line exists only when no piece of it is missing anything.
 *  2. The shown pieces plus the rounding difference are the line; the lines are the case; exactly.
 *  3. Amounts do not depend on the order of facts or of cases.
 *
 * Cost: cases × lines × pieces; the family order is found once by sorting.
 */
#include "beregning/beregning.h"

#include "beregning/dagsats.h"
#include "beregning/snit.h"

#define MAX_STYKKER 31
#define MAX_LINJER (31 * PLAN_MAX_LINES) /* a version of its own every day of the month */

struct stykke {
    struct dato fra;
    struct dato til;
    struct dagsats s;
};

struct maengde {
    struct linje *linje;
    size_t linjer;
    size_t linje_plads;
    struct mangel *mangel;
    size_t mangler;
    size_t mangel_plads;
};

struct loeb {
    struct arena *arena;
    const struct plan_samling *planer;
    struct dag_sag d;
    struct dato fra;
    struct dato til;
    struct maengde m;
    struct err *err;
};

/* ---- what is missing ---- */

static void add_mangel(struct loeb *l, struct str ydelse, const struct stykke *s)
{
    struct maengde *m = &l->m;
    for (size_t i = 0; i < m->mangler; i++) {
        struct mangel *known = &m->mangel[i];
        if (!str_eq(known->ydelse, ydelse) || !str_eq(known->mangler, s->s.mangler)) continue;
        known->fra = dato_min(known->fra, s->fra);
        known->til = dato_max(known->til, s->til);
        return;
    }
    m->mangel = arena_grow(l->arena, m->mangel, m->mangler, &m->mangel_plads, m->mangler + 1,
                           sizeof(struct mangel));
    m->mangel[m->mangler++] = (struct mangel){.ydelse = ydelse,
                                              .mangler = s->s.mangler,
                                              .grund = s->s.mangler_grund,
                                              .fra = s->fra,
                                              .til = s->til};
}

/* ---- units in a piece ---- */

static bool unit_is(struct enhed enhed, enum enhed_ord ord)
{
    return enhed.potens[ord] == -1;
}

static struct brok week_factor(enum valg_uge uge)
{
    switch (uge) {
    case UGE_365_84: return (struct brok){365, 84};
    case UGE_52_12: return (struct brok){13, 3};
    case UGE_30_7: return (struct brok){30, 7};
    case UGE_DAGE_7: break;
    }
    return (struct brok){1, 7};
}

static const char *week_text(enum valg_uge uge)
{
    switch (uge) {
    case UGE_365_84: return "365/84 uger";
    case UGE_52_12: return "52/12 uger";
    case UGE_30_7: return "30/7 uger";
    case UGE_DAGE_7: break;
    }
    return "";
}

struct tid {
    int dage;
    int maanedens_dage;
    bool hel_og_ens;
    const struct plan_ydelse *regel;
};

/* The share of a month this piece is. */
static bool month_share(struct arena *arena, const struct tid *t, bool ordinary, struct brok *gange,
                        struct str *tekst, struct err *err)
{
    bool tredive = ordinary && t->regel->del == DEL_30 && !t->hel_og_ens;
    int af = tredive ? 30 : t->maanedens_dage;
    *tekst = t->dage == t->maanedens_dage && !tredive
                 ? str_format(arena, "hele måneden, %d af %d dage", t->dage, af)
                 : str_format(arena, "%d af %d dage", t->dage, af);
    return brok_make(t->dage, af, gange, err);
}

/* Fills gange and gange_tekst of one term. `ordinary`: part of the rule's own amount. */
static bool led_units(struct arena *arena, struct forklaring_led *led, const struct tid *t,
                      bool ordinary, struct err *err)
{
    enum valg_uge uge = t->regel->uge;
    if (unit_is(led->enhed, ENHED_DOEGN)) {
        led->gange = brok_int(t->dage);
        led->gange_tekst = str_format(arena, "%d døgn", t->dage);
        return true;
    }
    if (unit_is(led->enhed, ENHED_UGE) && uge == UGE_DAGE_7) {
        led->gange_tekst = str_format(arena, "%d dage / 7", t->dage);
        return brok_make(t->dage, 7, &led->gange, err);
    }
    struct str tekst;
    TRY(month_share(arena, t, ordinary, &led->gange, &tekst, err));
    if (unit_is(led->enhed, ENHED_UGE)) {
        TRY(brok_mul(led->gange, week_factor(uge), &led->gange, err));
        tekst = str_format(arena, "%s × %.*s", week_text(uge), STR_ARG(tekst));
    }
    led->gange_tekst = tekst;
    return true;
}

/* ---- pieces ---- */

static bool sum_rate(struct led_liste liste, struct brok *out, struct err *err)
{
    *out = BROK_NUL;
    for (size_t i = 0; i < liste.antal; i++) TRY(brok_add(*out, liste.led[i].oere, out, err));
    return true;
}

/* Whether the pieces cover the whole month with one and the same rate. */
static bool whole_and_even(const struct loeb *l, const struct stykke *s, size_t n, bool *out)
{
    struct brok foerste = BROK_NUL;
    int dage = 0;
    *out = false;
    for (size_t i = 0; i < n; i++) {
        struct brok sum;
        TRY(sum_rate(s[i].s.sats, &sum, l->err));
        if (i == 0) foerste = sum;
        bool same_unit = enhed_eq(s[i].s.sats.led[0].enhed, s[0].s.sats.led[0].enhed);
        if (!brok_eq(sum, foerste) || !same_unit) return true;
        dage += s[i].til.dag - s[i].fra.dag;
    }
    *out = dage == maaned_days(l->d.maaned);
    return true;
}

/* Value of one piece: its terms with units, and their exact sum. */
static bool value_piece(const struct loeb *l, const struct stykke *s, bool hel_og_ens,
                        struct forklaring_del *out)
{
    const struct dagsats *dag = &s->s;
    struct tid t = {s->til.dag - s->fra.dag, maaned_days(l->d.maaned), hel_og_ens, dag->regel};
    bool by_day = dag->doegnsats.antal > 0 && !hel_og_ens;
    struct led_liste egne = by_day ? dag->doegnsats : dag->sats;
    size_t antal = egne.antal + dag->ekstra.antal;
    struct forklaring_led *led = ARENA_ARRAY(l->arena, antal, struct forklaring_led);
    *out = (struct forklaring_del){.fra = s->fra,
                                   .til = s->til,
                                   .dage = t.dage,
                                   .plan = dag->plan,
                                   .regel = dag->regel,
                                   .led = led,
                                   .antal_led = antal,
                                   .beloeb = BROK_NUL,
                                   .note = dag->note,
                                   .antal_grunde = dag->grunde};
    for (size_t i = 0; i < antal; i++) {
        bool ordinary = i < egne.antal;
        struct brok value;
        led[i] = ordinary ? egne.led[i] : dag->ekstra.led[i - egne.antal];
        TRY(led_units(l->arena, &led[i], &t, ordinary, l->err));
        TRY(brok_mul(led[i].oere, led[i].gange, &value, l->err));
        TRY(brok_add(out->beloeb, value, &out->beloeb, l->err));
    }
    struct str *grunde = ARENA_ARRAY(l->arena, dag->grunde, struct str);
    for (size_t i = 0; i < dag->grunde; i++) grunde[i] = dag->grund[i];
    out->grunde = grunde;
    return true;
}

/* Rounds the sum once; gives every piece the øre it shows, so that they add up. */
static bool round_line(const struct loeb *l, struct forklaring_del *del, size_t dele,
                       struct forklaring *f)
{
    const struct plan_ydelse *regel = del[dele - 1].regel;
    struct brok sum = BROK_NUL;
    int64_t vist = 0;
    for (size_t i = 0; i < dele; i++) {
        int64_t hidtil;
        TRY(brok_add(sum, del[i].beloeb, &sum, l->err));
        TRY(brok_round(sum, 1, regel->afrund, &hidtil, l->err));
        del[i].vist.oere = hidtil - vist;
        vist = hidtil;
    }
    f->foer = sum;
    f->afrund = regel->afrund;
    f->afrund_step = regel->afrund_step;
    TRY(brok_round(sum, regel->afrund_step, regel->afrund, &f->efter.oere, l->err));
    return oere_sub(f->efter, (struct oere){vist}, &f->afrunding, l->err);
}

static void add_remarks(const struct loeb *l, const struct stykke *s, size_t n,
                        struct forklaring *f)
{
    bool aendret = false;
    for (size_t i = 0; i < n; i++) aendret = aendret || s[i].s.niveau_aendret;
    if (!aendret) return;
    struct str *b = ARENA_NEW(l->arena, struct str);
    *b = STR("Niveauet er ændret siden anbringelsens start, selv om håndbogens model "
             "fastholder det; der betales, som det er besluttet.");
    f->bemaerkninger = b;
    f->antal_bemaerkninger = 1;
}

static bool add_line(struct loeb *l, const struct plan_linje *navn, const struct stykke *s,
                     size_t n)
{
    struct forklaring_del *del = ARENA_ARRAY(l->arena, n, struct forklaring_del);
    const struct plan_ydelse *regel = s[n - 1].s.regel;
    struct forklaring f = {.maaned = l->d.maaned, .del = del, .dele = n};
    bool hel_og_ens;
    TRY(whole_and_even(l, s, n, &hel_og_ens));
    for (size_t i = 0; i < n; i++) TRY(value_piece(l, &s[i], hel_og_ens, &del[i]));
    TRY(round_line(l, del, n, &f));
    f.hele_maaneden = n == 1 && del[0].dage == maaned_days(l->d.maaned);
    add_remarks(l, s, n, &f);
    if (f.efter.oere < 0) {
        struct stykke negative = s[0];
        negative.til = s[n - 1].til;
        negative.s.mangler = STR("beløb");
        negative.s.mangler_grund = STR("fradraget er større end beløbet");
        add_mangel(l, navn->kode, &negative);
        return true;
    }
    l->m.linje = arena_grow(l->arena, l->m.linje, l->m.linjer, &l->m.linje_plads, l->m.linjer + 1,
                            sizeof(struct linje));
    l->m.linje[l->m.linjer++] = (struct linje){.ydelse = navn->kode,
                                               .titel = navn->titel,
                                               .modtager = regel->modtager,
                                               .kanal = regel->kanal,
                                               .skat = regel->skat,
                                               .beloeb = f.efter,
                                               .forklaring = f};
    return true;
}

/* ---- the handbook of a day ---- */

/* The version that speaks of that day; NULL, and why, when none is in force or the one that is
 * declares that it does not cover the day. */
static const struct plan *plan_for(const struct loeb *l, struct dato dag, struct str *grund)
{
    const struct plan *plan = plan_on(l->planer, dag, l->d.kendt);
    *grund = STR("ingen håndbog er i kraft");
    for (size_t i = 0; plan != NULL && i < plan->udenfor_antal; i++) {
        const struct plan_udenfor *u = &plan->udenfor[i];
        if (dag.dag < u->fra.dag || dag.dag >= u->til.dag) continue;
        *grund = u->grund;
        return NULL;
    }
    return plan;
}

/* ---- one line of one case ---- */

static int find_linje(const struct plan *plan, struct str kode)
{
    for (size_t i = 0; i < plan->linjer; i++)
        if (str_eq(plan->linje[i].kode, kode)) return (int)i;
    return -1;
}

/* The line's values over the month, equal neighbours joined. Returns the number of pieces. */
static bool pieces_of(struct loeb *l, uint32_t snit, struct str kode, struct stykke *out, size_t *n)
{
    *n = 0;
    for (int i = 0, dage = maaned_days(l->d.maaned); i < dage; i++) {
        struct dato dag = dato_plus(l->fra, i);
        struct stykke *last = *n > 0 ? &out[*n - 1] : NULL;
        if ((snit & 1u << i) == 0) {
            last->til = dato_plus(dag, 1);
            continue;
        }
        struct str ubrugt;
        const struct plan *plan = plan_for(l, dag, &ubrugt);
        int linje = plan == NULL ? -1 : find_linje(plan, kode);
        struct stykke s = {.fra = dag, .til = dato_plus(dag, 1)};
        s.s = (struct dagsats){.udfald = DAG_INTET, .plan = plan};
        if (linje >= 0) TRY(dagsats_on(&l->d, plan, linje, dag, &s.s, l->err));
        if (last != NULL && dagsats_eq(&last->s, &s.s))
            last->til = s.til;
        else
            out[(*n)++] = s;
    }
    return true;
}

static bool same_channel(const struct dagsats *a, const struct dagsats *b)
{
    return a->regel->modtager == b->regel->modtager && a->regel->kanal == b->regel->kanal &&
           a->regel->skat == b->regel->skat;
}

/* Pays the pieces of one receiver and channel; two versions of a handbook in one month may
 * differ. When one of the lines cannot be paid, none of them is. */
static bool pay_pieces(struct loeb *l, const struct plan_linje *navn, struct stykke *s, size_t n)
{
    bool done[MAX_STYKKER] = {false};
    size_t linjer = l->m.linjer, mangler = l->m.mangler;
    for (size_t i = 0; i < n; i++) {
        struct stykke *part = ARENA_ARRAY(l->arena, n, struct stykke);
        size_t parts = 0;
        if (done[i]) continue;
        for (size_t k = i; k < n; k++) {
            if (done[k] || !same_channel(&s[i].s, &s[k].s)) continue;
            part[parts++] = s[k];
            done[k] = true;
        }
        TRY(add_line(l, navn, part, parts));
    }
    if (l->m.mangler > mangler) l->m.linjer = linjer;
    return true;
}

static bool line_of(struct loeb *l, uint32_t snit, const struct plan_linje *navn)
{
    struct stykke *s = ARENA_ARRAY(l->arena, MAX_STYKKER, struct stykke);
    size_t n, giver = 0;
    bool mangler = false;
    TRY(pieces_of(l, snit, navn->kode, s, &n));
    for (size_t i = 0; i < n; i++) {
        if (s[i].s.udfald == DAG_MANGLER) {
            add_mangel(l, navn->kode, &s[i]);
            mangler = true;
        }
        if (s[i].s.udfald == DAG_GIVER) s[giver++] = s[i];
    }
    if (mangler || giver == 0) return true;
    return pay_pieces(l, navn, s, giver);
}

/* ---- one case ---- */

/* The version in force on `dag`, or the last one that was before it. */
static const struct plan *latest_plan(const struct loeb *l, struct dato dag)
{
    const struct plan *best = NULL;
    for (size_t i = 0; i < l->planer->count; i++) {
        const struct plan *plan = l->planer->plan[i];
        if (plan->gaelder_fra.dag > dag.dag || plan->kendt_fra.dag > l->d.kendt.dag) continue;
        int order = best == NULL ? 1 : dato_cmp(plan->gaelder_fra, best->gaelder_fra);
        if (order == 0) order = dato_cmp(plan->kendt_fra, best->kendt_fra);
        if (order >= 0) best = plan;
    }
    return best;
}

/* Whether the case needs a handbook that day: the child was there, or a right that had begun, such
 * as a notice, runs on by the last handbook there was. */
static bool needs_plan(const struct loeb *l, struct dato dag)
{
    const struct sag *sag = l->d.sag;
    const struct plan *plan = latest_plan(l, dag);
    struct dato fraflyttet = fakta_fraflyttet(sag, l->d.kendt);
    if (plan != NULL && dagsats_ret(&l->d, plan, dag)) return true;
    if (sag->art == ART_AFLASTNING) return fakta_doegn(sag, dag, l->d.kendt);
    return dag.dag >= sag->indflyttet.dag && dag.dag < fraflyttet.dag;
}

/* Days without a handbook in force, or that it declares not to cover, stop the whole case. */
static bool covered(struct loeb *l)
{
    bool all = true;
    for (int i = 0, dage = maaned_days(l->d.maaned); i < dage; i++) {
        struct dato dag = dato_plus(l->fra, i);
        struct stykke s = {.fra = dag, .til = dato_plus(dag, 1)};
        if (plan_for(l, dag, &s.s.mangler_grund) != NULL || !needs_plan(l, dag)) continue;
        s.s.mangler = STR("håndbog");
        add_mangel(l, STR("alle"), &s);
        all = false;
    }
    return all;
}

/* Whether an agreed amount is for a ydelse that the handbook of some day does not have. */
static void foreign_agreement(struct loeb *l, const struct aftale *a)
{
    if (a->art == AFTALE_VILKAAR || !fakta_kendt(a->periode.kendt_fra, l->d.kendt)) return;
    for (int i = 0, dage = maaned_days(l->d.maaned); i < dage; i++) {
        struct dato dag = dato_plus(l->fra, i);
        struct str ubrugt;
        const struct plan *plan = plan_for(l, dag, &ubrugt);
        if (plan == NULL || !periode_on(a->periode, dag)) continue;
        struct ophold ophold = fakta_ophold(plan, l->d.sag, l->d.kendt);
        if (dag.dag < ophold.fra.dag || dag.dag >= ophold.til.dag) continue;
        if (find_linje(plan, a->ydelse) >= 0) continue;
        struct stykke s = {.fra = dag, .til = dato_plus(dag, 1)};
        s.s.mangler = STR("aftale");
        s.s.mangler_grund = STR("aftalen gælder en ydelse, håndbogen ikke har");
        add_mangel(l, a->ydelse, &s);
    }
}

/* Every line that a version in force some day of the month names, in order of appearance. */
static size_t lines_of(const struct loeb *l, const struct plan_linje **out)
{
    size_t n = 0;
    for (int i = 0, dage = maaned_days(l->d.maaned); i < dage; i++) {
        const struct plan *plan = plan_on(l->planer, dato_plus(l->fra, i), l->d.kendt);
        for (size_t k = 0; plan != NULL && k < plan->linjer; k++) {
            size_t at = 0;
            while (at < n && !str_eq(out[at]->kode, plan->linje[k].kode)) at++;
            if (at < n) continue;
            ASSERT(n < MAX_LINJER);
            out[n++] = &plan->linje[k];
        }
    }
    return n;
}

static bool one_case(struct loeb *l, struct sag_beregning *out)
{
    const struct plan_linje *navne[MAX_LINJER];
    *out = (struct sag_beregning){.sag = l->d.sag};
    l->m = (struct maengde){0};
    if (!fakta_kendt(l->d.sag->kendt_fra, l->d.kendt)) return true;
    uint32_t snit = snit_of(&l->d, l->planer);
    if (covered(l)) {
        size_t n = lines_of(l, navne);
        for (size_t i = 0; i < n; i++) TRY(line_of(l, snit, navne[i]));
        for (size_t i = 0; i < l->d.sag->aftaler; i++) foreign_agreement(l, &l->d.sag->aftale[i]);
    }
    for (size_t i = 0; i < l->m.linjer; i++)
        TRY(oere_add(out->beregnet, l->m.linje[i].beloeb, &out->beregnet, l->err));
    out->linje = l->m.linje;
    out->linjer = l->m.linjer;
    out->mangel = l->m.mangel;
    out->mangler = l->m.mangler;
    return true;
}

/* ---- all cases ---- */

bool beregning_month(struct arena *arena, const struct plan_samling *planer,
                     const struct sager *sager, struct maaned maaned, struct dato kendt,
                     struct beregning *out, struct err *err)
{
    const struct sag **order = fakta_familier(arena, sager);
    struct sag_beregning *result = ARENA_ARRAY(arena, sager->count, struct sag_beregning);
    struct beregning b = {
        .maaned = maaned, .kendt = kendt, .sag = result, .count = sager->count, .hel = true};
    struct loeb l = {.arena = arena, .planer = planer, .err = err};
    l.fra = maaned_first(maaned);
    l.til = maaned_end(maaned);
    for (size_t i = 0, next; i < sager->count; i = next) {
        for (next = i + 1; next < sager->count; next++)
            if (!str_eq(order[next]->familie, order[i]->familie)) break;
        for (size_t k = i; k < next; k++) {
            struct sag_beregning *r = &result[order[k] - sager->sag];
            l.d = (struct dag_sag){arena, order[k], &order[i], next - i, maaned, kendt};
            if (!one_case(&l, r)) return err_at(err, "sag %.*s", STR_ARG(order[k]->id));
        }
    }
    for (size_t i = 0; i < sager->count; i++) {
        TRY(oere_add(b.beregnet, result[i].beregnet, &b.beregnet, err));
        if (result[i].mangler > 0) b.hel = false;
    }
    *out = b;
    return true;
}
