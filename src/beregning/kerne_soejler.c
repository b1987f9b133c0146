/*
 * kerne_soejler: a population taken apart into columns (contract in kerne.h).
 *
 * Done once for a period of months. Facts outside the period are left out, so that a placement whose
 * history is long is still one the kernel can do, when nothing of it happens in the period.
 */
#include <stdlib.h>
#include <string.h>

#include "beregning/fakta.h"
#include "beregning/kerne.h"

struct udtraek {
    struct arena *arena;
    const struct plan *plan; /* any of the versions: they agree on what is used here */
    struct dato fra;
    struct dato til;
    struct dato kendt;
    struct kerne_soejler *s;
};

const char *kerne_grund_navn(enum kerne_grund grund)
{
    static const char *const navn[KERNE_GRUNDE] = {
        "kan beregnes i søjler",
        "en individuel aftale",
        "flere indplaceringer i perioden",
        "flere situationer i perioden",
        "barnets nummer i familien skifter",
        "niveauets historie skal sammenlignes",
        "for mange forskellige niveauer",
        "et døgn i aflastning uden for anbringelsen",
    };
    return navn[grund];
}

static bool touches(const struct udtraek *u, struct periode p)
{
    return fakta_kendt(p.kendt_fra, u->kendt) && p.fra.dag < u->til.dag && p.til.dag > u->fra.dag;
}

/* ---- bands ---- */

static int cmp_int(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

/* Every age at which a rate or a rule may change. */
static void find_bands(const struct plan_samling *planer, struct kerne_soejler *s)
{
    bool first[PLAN_MAX_AGE + 2] = {true};
    first[PLAN_MAX_AGE + 1] = true;
    for (size_t p = 0; p < planer->count; p++) {
        const struct plan *plan = planer->plan[p];
        for (size_t i = 0; i < plan->ydelser; i++) first[plan->ydelse[i].fra_alder] = true;
        for (size_t i = 0; i < plan->takster.count; i++) {
            const struct takst *t = &plan->takster.takst[i];
            if (t->alder_fra < 0) continue;
            first[t->alder_fra] = true;
            first[t->alder_til + 1] = true;
        }
    }
    for (int a = 0; a <= PLAN_MAX_AGE + 1; a++)
        if (first[a]) s->baand[s->baand_antal++] = a;
    ASSERT(s->baand_antal <= KERNE_MAX_BAAND);
    qsort(s->baand, s->baand_antal, sizeof(int), cmp_int);
}

/* ---- one placement ---- */

static uint8_t level_index(struct kerne_soejler *s, int trin, struct brok vederlag)
{
    for (size_t i = 1; i < s->niveauer_antal; i++)
        if (s->niveauer[i].trin == trin && brok_eq(s->niveauer[i].vederlag, vederlag))
            return (uint8_t)i;
    if (s->niveauer_antal == KERNE_MAX_NIVEAUER) return UINT8_MAX;
    s->niveauer[s->niveauer_antal] = (struct kerne_niveau){trin, vederlag};
    return (uint8_t)s->niveauer_antal++;
}

/* The number of vederlag, when the plan accepts the placement. */
static bool accepted_level(const struct udtraek *u, const struct sag *sag,
                           const struct indplacering *f, struct brok *out)
{
    const struct plan *p = u->plan;
    enum plan_model model = f->trin != 0 ? MODEL_TRIN : MODEL_VEDERLAG;
    if (p->overgang.findes) {
        bool ny = sag->indflyttet.dag >= p->overgang.dato.dag;
        if (model != (ny ? p->overgang.nye : p->overgang.aeldre)) return false;
    }
    if (!p->model[model]) return false;
    if (model == MODEL_TRIN) {
        if ((size_t)f->trin > p->trin_antal) return false;
        *out = p->trin[f->trin - 1].vederlag;
        return true;
    }
    *out = f->vederlag;
    return brok_cmp(*out, p->vederlag_min) >= 0 && brok_cmp(*out, p->vederlag_max) <= 0;
}

/* Whether the one level that touches the period covers the stay's part of it. */
static enum kerne_grund put_level(const struct udtraek *u, const struct sag *sag, size_t i)
{
    struct kerne_soejler *s = u->s;
    const struct indplacering *only = NULL;
    struct brok vederlag;
    s->niveau[i] = 0;
    if (sag->indplaceringer == 0) return KERNE_KAN;
    struct dato slut = fakta_dag(fakta_ophold(u->plan, sag, u->kendt), dato_plus(u->til, -1));
    for (size_t k = 0; k < sag->indplaceringer; k++) {
        const struct indplacering *f = &sag->indplacering[k];
        /* After the stay the level of its last day is read, which may lie before the period. */
        bool last = fakta_kendt(f->periode.kendt_fra, u->kendt) && periode_on(f->periode, slut);
        if (!last && !touches(u, f->periode)) continue;
        if (only != NULL) return KERNE_NIVEAUER;
        only = f;
    }
    if (only == NULL) return KERNE_KAN;
    if (u->plan->retning == RETNING_ALDRIG_NED && sag->indplaceringer > 1)
        return KERNE_NIVEAU_HISTORIE;
    struct dato begin = dato_max(u->fra, sag->indflyttet);
    bool whole = only->periode.fra.dag <= begin.dag && only->periode.til.dag > slut.dag;
    if (!whole && slut.dag >= u->fra.dag) return KERNE_NIVEAUER;
    if (!accepted_level(u, sag, only, &vederlag)) return KERNE_KAN;
    s->niveau[i] = level_index(s, only->trin, vederlag);
    return s->niveau[i] == UINT8_MAX ? KERNE_MANGE_NIVEAUER : KERNE_KAN;
}

static enum kerne_grund put_situation(const struct udtraek *u, const struct sag *sag, size_t i)
{
    struct kerne_soejler *s = u->s;
    s->situation[i] = 0;
    s->sit_fra[i] = s->sit_til[i] = DATO_MAX.dag;
    for (size_t k = 0; k < sag->situationer; k++) {
        const struct situation *f = &sag->situation[k];
        /* A right that outlives the stay keeps the situation of the last day. */
        struct ophold o = fakta_ophold(u->plan, sag, u->kendt);
        bool after = o.til.dag < u->til.dag && fakta_kendt(f->periode.kendt_fra, u->kendt) &&
                     f->periode.til.dag >= o.til.dag && f->periode.fra.dag < o.til.dag;
        if (after) return KERNE_SITUATIONER;
        if (!touches(u, f->periode)) continue;
        if (s->situation[i] != 0) return KERNE_SITUATIONER;
        s->situation[i] = (uint8_t)(1 + f->art);
        s->sit_fra[i] = f->periode.fra.dag;
        s->sit_til[i] = f->periode.til.dag;
    }
    return KERNE_KAN;
}

/* The days on which the child is number three or four, found at every day the family changes. */
static enum kerne_grund put_number(const struct udtraek *u, const struct sag *const *familie,
                                   size_t n, const struct sag *sag, size_t i)
{
    struct kerne_soejler *s = u->s;
    bool inside = false, ended = false;
    s->tredje_fra[i] = s->tredje_til[i] = DATO_MAX.dag;
    if (n < 3) return KERNE_KAN;
    for (size_t l = 0; l < u->plan->linjer; l++) /* the number of the last day lives on in notice */
        if (s->til[i] < u->til.dag && s->ret_til[l][i] > s->til[i]) return KERNE_SOESKENDE;
    struct dato dag = u->fra;
    while (dag.dag < u->til.dag) {
        int nr = fakta_barn_nr(u->plan, familie, n, sag, dag, u->kendt);
        struct dato next = u->til;
        for (size_t k = 0; k < n; k++) {
            struct ophold o = fakta_ophold(u->plan, familie[k], u->kendt);
            if (o.fra.dag > dag.dag) next = dato_min(next, o.fra);
            if (o.til.dag > dag.dag) next = dato_min(next, o.til);
        }
        bool third = nr >= 3;
        if (nr > 4 && u->plan->valg.tredje == TREDJE_3_OG_4_SAMME_KOMMUNE) return KERNE_SOESKENDE;
        if (third && ended) return KERNE_SOESKENDE;
        if (third && !inside) s->tredje_fra[i] = dag.dag;
        if (third) s->tredje_til[i] = next.dag;
        ended = ended || (inside && !third);
        inside = third;
        dag = next;
    }
    return KERNE_KAN;
}

static enum kerne_grund put_doegn(const struct udtraek *u, const struct sag *sag, size_t i)
{
    struct kerne_soejler *s = u->s;
    for (size_t k = 0; k < sag->doegn_antal; k++) {
        if (!touches(u, sag->doegn[k])) continue;
        if (sag->doegn[k].fra.dag < sag->indflyttet.dag || sag->doegn[k].til.dag > s->til[i])
            return KERNE_DOEGN_UDENFOR;
        for (size_t j = 0; j < k; j++) {
            bool apart = !touches(u, sag->doegn[j]) ||
                         sag->doegn[j].til.dag <= sag->doegn[k].fra.dag ||
                         sag->doegn[k].til.dag <= sag->doegn[j].fra.dag;
            if (!apart) return KERNE_DOEGN_UDENFOR;
        }
    }
    return KERNE_KAN;
}

static bool has_aftale(const struct udtraek *u, const struct sag *sag)
{
    for (size_t k = 0; k < sag->aftaler; k++)
        if (touches(u, sag->aftale[k].periode) || sag->aftale[k].art == AFTALE_VILKAAR) return true;
    return false;
}

static void put_days(const struct udtraek *u, const struct sag *sag, size_t i)
{
    struct kerne_soejler *s = u->s;
    struct ophold o = fakta_ophold(u->plan, sag, u->kendt);
    bool kendt = fakta_kendt(sag->kendt_fra, u->kendt);
    s->art[i] = (uint8_t)sag->art;
    s->fra[i] = kendt ? o.fra.dag : DATO_MAX.dag;
    s->til[i] = o.til.dag;
    s->atten[i] = fakta_atten(u->plan, sag).dag;
    for (size_t b = 0; b < s->baand_antal; b++)
        s->fylder[b][i] = fakta_fylder(u->plan, sag, s->baand[b]).dag;
    for (size_t l = 0; l < u->plan->linjer; l++)
        s->ret_til[l][i] = fakta_ret(u->plan, sag, (int)l, u->kendt).til.dag;
}

static void put_one(const struct udtraek *u, const struct sag *const *familie, size_t n,
                    const struct sag *sag)
{
    struct kerne_soejler *s = u->s;
    size_t i = (size_t)(sag - s->sager->sag);
    put_days(u, sag, i);
    enum kerne_grund grund = has_aftale(u, sag) ? KERNE_AFTALE : KERNE_KAN;
    if (grund == KERNE_KAN) grund = put_level(u, sag, i);
    if (grund == KERNE_KAN) grund = put_situation(u, sag, i);
    if (grund == KERNE_KAN) grund = put_number(u, familie, n, sag, i);
    if (grund == KERNE_KAN) grund = put_doegn(u, sag, i);
    s->grund[i] = (uint8_t)grund;
}

/* ---- all ---- */

static void make_columns(struct arena *a, const struct plan *plan, struct kerne_soejler *s)
{
    size_t n = s->antal, nights = 0;
    s->grund = ARENA_ARRAY(a, n, uint8_t);
    s->art = ARENA_ARRAY(a, n, uint8_t);
    s->niveau = ARENA_ARRAY(a, n, uint8_t);
    s->situation = ARENA_ARRAY(a, n, uint8_t);
    int32_t **days[] = {&s->fra,     &s->til,     &s->atten,     &s->sit_fra,
                        &s->sit_til, &s->tredje_fra, &s->tredje_til};
    for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++) *days[i] = ARENA_ARRAY(a, n, int32_t);
    for (size_t b = 0; b < s->baand_antal; b++) s->fylder[b] = ARENA_ARRAY(a, n, int32_t);
    for (size_t l = 0; l < plan->linjer; l++) s->ret_til[l] = ARENA_ARRAY(a, n, int32_t);
    s->doegn_fra = ARENA_ARRAY(a, n + 1, uint32_t);
    for (size_t i = 0; i < n; i++) nights += s->sager->sag[i].doegn_antal;
    s->doegn = ARENA_ARRAY(a, nights, struct periode);
}

static void put_nights(const struct udtraek *u)
{
    struct kerne_soejler *s = u->s;
    uint32_t at = 0;
    for (size_t i = 0; i < s->antal; i++) {
        const struct sag *sag = &s->sager->sag[i];
        s->doegn_fra[i] = at;
        for (size_t k = 0; k < sag->doegn_antal; k++)
            if (fakta_kendt(sag->kendt_fra, u->kendt) && touches(u, sag->doegn[k]))
                s->doegn[at++] = sag->doegn[k];
    }
    s->doegn_fra[s->antal] = at;
}

static int by_family(const void *a, const void *b)
{
    const struct sag *x = *(const struct sag *const *)a, *y = *(const struct sag *const *)b;
    int familie = str_cmp(x->familie, y->familie);
    return familie != 0 ? familie : str_cmp(x->id, y->id);
}

static bool same_terms(const struct plan *a, const struct plan *b)
{
    if (a == b) return true;
    if (a->linjer != b->linjer || a->trin_antal != b->trin_antal || a->retning != b->retning)
        return false;
    for (size_t i = 0; i < a->linjer; i++)
        if (!str_eq(a->linje[i].kode, b->linje[i].kode)) return false;
    for (size_t i = 0; i < a->trin_antal; i++)
        if (!brok_eq(a->trin[i].vederlag, b->trin[i].vederlag)) return false;
    if (memcmp(&a->valg, &b->valg, sizeof(a->valg)) != 0) return false;
    const struct plan_opsigelse *x = &a->opsigelse, *y = &b->opsigelse;
    return a->overgang.findes == b->overgang.findes && a->overgang.dato.dag == b->overgang.dato.dag &&
           a->overgang.nye == b->overgang.nye && a->overgang.aeldre == b->overgang.aeldre &&
           memcmp(a->model, b->model, sizeof(a->model)) == 0 &&
           brok_eq(a->vederlag_min, b->vederlag_min) && brok_eq(a->vederlag_max, b->vederlag_max) &&
           x->foerste_maaneder == y->foerste_maaneder && x->til == y->til && x->atten == y->atten &&
           x->varsel_foerst_dage == y->varsel_foerst_dage &&
           x->varsel_siden_dage == y->varsel_siden_dage &&
           memcmp(x->stop, y->stop, sizeof(x->stop)) == 0;
}

bool kerne_soejler_make(struct arena *arena, const struct plan_samling *planer,
                        const struct sager *sager, struct dato fra, struct dato til,
                        struct dato kendt, struct kerne_soejler *out, struct kerne_afvist *afvist,
                        struct err *err)
{
    (void)err;
    const struct plan *plan = NULL;
    *afvist = (struct kerne_afvist){0};
    for (size_t i = 0; i < planer->count; i++) {
        const struct plan *p = planer->plan[i];
        if (p->gaelder_fra.dag >= til.dag || p->gaelder_til.dag <= fra.dag) continue;
        if (plan == NULL) plan = p;
        if (!same_terms(plan, p))
            afvist->grund = "håndbogens versioner i perioden er ikke enige om valg, trin eller vilkår";
    }
    if (plan == NULL) afvist->grund = "ingen håndbog er i kraft i perioden";
    if (afvist->grund != NULL) return true;

    *out = (struct kerne_soejler){.antal = sager->count, .sager = sager, .niveauer_antal = 1};
    find_bands(planer, out);
    make_columns(arena, plan, out);
    struct udtraek u = {arena, plan, fra, til, kendt, out};
    const struct sag **order = ARENA_ARRAY(arena, sager->count, const struct sag *);
    for (size_t i = 0; i < sager->count; i++) order[i] = &sager->sag[i];
    qsort(order, sager->count, sizeof(*order), by_family);
    for (size_t i = 0, next; i < sager->count; i = next) {
        for (next = i + 1; next < sager->count; next++)
            if (!str_eq(order[next]->familie, order[i]->familie)) break;
        for (size_t k = i; k < next; k++) put_one(&u, &order[i], next - i, order[k]);
    }
    put_nights(&u);
    return true;
}
