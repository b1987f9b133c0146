/*
 * kerne_soejler: a population taken apart into columns (contract in kerne.h).
 *
 * Done once for a period of months. Facts outside the period are left out, so that a placement
 * whose history is long is still one the kernel can do, when nothing of it happens in the period.
 */
#include <string.h>

#include "beregning/fakta.h"
#include "beregning/kerne.h"

struct udtraek {
    const struct plan *plan; /* any of the versions: they agree on what is used here */
    struct dato fra;
    struct dato til;
    struct dato kendt;
    struct kerne_soejler *s;
};

const char *kerne_grund_navn(enum kerne_grund grund)
{
    static const char *const navn[KERNE_GRUNDE] = {
        [KERNE_KAN] = "kan beregnes i søjler",
        [KERNE_AFTALE] = "en individuel aftale",
        [KERNE_NIVEAUER] = "flere indplaceringer i perioden",
        [KERNE_SITUATIONER] = "flere situationer i perioden",
        [KERNE_SOESKENDE] = "barnets nummer i familien skifter",
        [KERNE_NIVEAU_HISTORIE] = "et højere niveau før, og håndbogen sænker aldrig",
        [KERNE_MANGE_NIVEAUER] = "for mange forskellige niveauer",
        [KERNE_DOEGN] = "døgn i aflastning uden for anbringelsen eller meldt to gange",
    };
    ASSERT(grund < KERNE_GRUNDE);
    return navn[grund];
}

/* The columns' number of a day. */
static int16_t day_in(const struct udtraek *u, struct dato dag)
{
    struct dato d = dato_min(dato_max(dag, dato_plus(u->fra, -1)), u->til);
    return (int16_t)(d.dag - u->fra.dag);
}

static bool touches(const struct udtraek *u, struct periode p)
{
    return fakta_kendt(p.kendt_fra, u->kendt) && p.fra.dag < u->til.dag && p.til.dag > u->fra.dag;
}

/* ---- bands ---- */

/* Every age at which a rate or a rule may change. */
static void find_bands(const struct plan_samling *planer, struct kerne_soejler *s)
{
    bool first[KERNE_MAX_BAAND] = {true};
    first[PLAN_MAX_AGE + 1] = true;
    for (size_t p = 0; p < planer->count; p++) {
        const struct plan *plan = planer->plan[p];
        for (size_t i = 0; i < plan->ydelser; i++)
            if (plan->ydelse[i].fra_alder <= PLAN_MAX_AGE) first[plan->ydelse[i].fra_alder] = true;
        for (size_t i = 0; i < plan->takster.count; i++) {
            const struct takst *t = &plan->takster.takst[i];
            if (t->alder_fra < 0) continue;
            if (t->alder_fra <= PLAN_MAX_AGE) first[t->alder_fra] = true;
            if (t->alder_til < PLAN_MAX_AGE) first[t->alder_til + 1] = true;
        }
    }
    for (int a = 0; a < KERNE_MAX_BAAND; a++)
        if (first[a]) s->baand[s->baand_antal++] = a;
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
        if (f->trin < 1 || (size_t)f->trin > p->trin_antal) return false;
        *out = p->trin[f->trin - 1].vederlag;
        return true;
    }
    *out = f->vederlag;
    return brok_cmp(*out, p->vederlag_min) >= 0 && brok_cmp(*out, p->vederlag_max) <= 0;
}

/* Whether some level of the case that was ever known is higher than `nu`. */
static bool higher_known(const struct udtraek *u, const struct sag *sag, struct brok nu)
{
    for (size_t k = 0; k < sag->indplaceringer; k++) {
        const struct indplacering *f = &sag->indplacering[k];
        struct brok v = f->vederlag;
        if (!fakta_kendt(f->periode.kendt_fra, u->kendt)) continue;
        if (f->trin != 0 && (f->trin < 1 || (size_t)f->trin > u->plan->trin_antal)) continue;
        if (f->trin != 0) v = u->plan->trin[f->trin - 1].vederlag;
        if (brok_cmp(v, nu) > 0) return true;
    }
    return false;
}

/* The one level on the days a level is read for: those of the stay that lie in the period, or the
 * last day of the stay when it ended before. */
static enum kerne_grund put_level(const struct udtraek *u, const struct sag *sag, struct ophold o,
                                  size_t i)
{
    struct kerne_soejler *s = u->s;
    const struct indplacering *only = NULL;
    struct brok vederlag;
    struct dato slut = fakta_dag(o, dato_plus(u->til, -1));
    struct dato fra = dato_min(dato_max(u->fra, sag->indflyttet), slut);
    s->niveau[i] = 0;
    for (size_t k = 0; k < sag->indplaceringer; k++) {
        const struct indplacering *f = &sag->indplacering[k];
        if (!fakta_kendt(f->periode.kendt_fra, u->kendt)) continue;
        if (f->periode.fra.dag > slut.dag || f->periode.til.dag <= fra.dag) continue;
        if (only != NULL) return KERNE_NIVEAUER;
        only = f;
    }
    if (only == NULL) return KERNE_KAN;
    if (!periode_on(only->periode, fra) || !periode_on(only->periode, slut)) return KERNE_NIVEAUER;
    if (!accepted_level(u, sag, only, &vederlag)) return KERNE_KAN;
    if (u->plan->retning == RETNING_ALDRIG_NED && higher_known(u, sag, vederlag))
        return KERNE_NIVEAU_HISTORIE;
    s->niveau[i] = level_index(s, only->trin, vederlag);
    if (s->niveau[i] != UINT8_MAX) return KERNE_KAN;
    s->niveau[i] = 0;
    return KERNE_MANGE_NIVEAUER;
}

/* A right that outlives the stay keeps the situation of its last day; one that begins later is
 * never read. */
static enum kerne_grund put_situation(const struct udtraek *u, const struct sag *sag,
                                      struct ophold o, size_t i)
{
    struct kerne_soejler *s = u->s;
    struct dato sidste = fakta_dag(o, DATO_MAX);
    bool ended = o.til.dag < u->til.dag;
    for (size_t k = 0; k < sag->situationer; k++) {
        const struct situation *f = &sag->situation[k];
        bool known = fakta_kendt(f->periode.kendt_fra, u->kendt);
        if (ended && known && periode_on(f->periode, sidste)) return KERNE_SITUATIONER;
        if (!touches(u, f->periode) || f->periode.fra.dag > sidste.dag) continue;
        if (s->situation[i] != 0) return KERNE_SITUATIONER;
        s->situation[i] = (uint8_t)(1 + f->art);
        s->sit_fra[i] = day_in(u, f->periode.fra);
        s->sit_til[i] = day_in(u, f->periode.til);
    }
    return KERNE_KAN;
}

/* The first day after `dag` on which a child of the family moves in or out. */
static struct dato next_move(const struct udtraek *u, const struct sag *const *familie, size_t n,
                             struct dato dag)
{
    struct dato next = u->til;
    for (size_t k = 0; k < n; k++) {
        struct ophold o = fakta_ophold(u->plan, familie[k], u->kendt);
        if (o.fra.dag > dag.dag) next = dato_min(next, o.fra);
        if (o.til.dag > dag.dag) next = dato_min(next, o.til);
    }
    return next;
}

/* The days on which the child is number three or four: one interval, or the kernel cannot. */
static enum kerne_grund put_number(const struct udtraek *u, const struct sag *const *familie,
                                   size_t n, const struct sag *sag, struct ophold o, size_t i)
{
    struct kerne_soejler *s = u->s;
    bool inside = false, ended = false;
    if (n < 3) return KERNE_KAN;
    for (size_t l = 0; l < s->linjer; l++) /* the number of the last day lives on in notice */
        if (o.til.dag < u->til.dag && s->slut[l][i] > day_in(u, o.til)) return KERNE_SOESKENDE;
    for (struct dato dag = u->fra, next; dag.dag < u->til.dag; dag = next) {
        int nr = fakta_barn_nr(u->plan, familie, n, sag, dag, u->kendt);
        bool third = nr >= 3;
        next = next_move(u, familie, n, dag);
        if (nr > 4 && u->plan->valg.tredje == TREDJE_3_OG_4_SAMME_KOMMUNE) return KERNE_SOESKENDE;
        if (third && ended) return KERNE_SOESKENDE;
        if (third && !inside) s->tredje_fra[i] = day_in(u, dag);
        if (third) s->tredje_til[i] = day_in(u, next);
        ended = ended || (inside && !third);
        inside = third;
    }
    return KERNE_KAN;
}

static enum kerne_grund put_doegn(const struct udtraek *u, const struct sag *sag, struct ophold o)
{
    for (size_t k = 0; k < sag->doegn_antal; k++) {
        struct periode p = sag->doegn[k];
        if (!touches(u, p)) continue;
        if (p.fra.dag < sag->indflyttet.dag || p.til.dag > o.til.dag) return KERNE_DOEGN;
        for (size_t j = 0; j < k; j++) {
            struct periode q = sag->doegn[j];
            if (touches(u, q) && q.til.dag > p.fra.dag && p.til.dag > q.fra.dag) return KERNE_DOEGN;
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

static void put_days(const struct udtraek *u, const struct sag *sag, struct ophold o, size_t i)
{
    struct kerne_soejler *s = u->s;
    struct dato atten = fakta_atten(u->plan, sag);
    bool known = fakta_kendt(sag->kendt_fra, u->kendt);
    s->art[i] = (uint8_t)sag->art;
    s->fra[i] = day_in(u, known ? o.fra : u->til);
    s->niveau[i] = s->situation[i] = 0;
    s->sit_fra[i] = s->sit_til[i] = s->tredje_fra[i] = s->tredje_til[i] = day_in(u, u->til);
    for (size_t b = 0; b < s->baand_antal; b++)
        s->fylder[b][i] = day_in(u, fakta_fylder(u->plan, sag, s->baand[b]));
    for (size_t l = 0; l < s->linjer; l++)
        s->slut[l][i] = day_in(u, dato_min(atten, fakta_ret(u->plan, sag, (int)l, u->kendt).til));
}

static enum kerne_grund put_facts(const struct udtraek *u, const struct sag *const *familie,
                                  size_t n, const struct sag *sag, struct ophold o, size_t i)
{
    enum kerne_grund grund = has_aftale(u, sag) ? KERNE_AFTALE : KERNE_KAN;
    if (grund == KERNE_KAN) grund = put_level(u, sag, o, i);
    if (grund == KERNE_KAN) grund = put_situation(u, sag, o, i);
    if (grund == KERNE_KAN) grund = put_number(u, familie, n, sag, o, i);
    if (grund == KERNE_KAN) grund = put_doegn(u, sag, o);
    return grund;
}

static void put_one(const struct udtraek *u, const struct sag *const *familie, size_t n,
                    const struct sag *sag)
{
    struct kerne_soejler *s = u->s;
    size_t i = (size_t)(sag - s->sager->sag);
    struct ophold o = fakta_ophold(u->plan, sag, u->kendt);
    put_days(u, sag, o, i);
    if (fakta_kendt(sag->kendt_fra, u->kendt))
        s->grund[i] = (uint8_t)put_facts(u, familie, n, sag, o, i);
    s->brugt[s->art[i]][0] = true;
    s->brugt[s->art[i]][s->situation[i]] = true;
}

/* ---- all ---- */

static void make_columns(struct arena *a, struct kerne_soejler *s)
{
    size_t n = s->antal, nights = 0;
    s->grund = ARENA_ARRAY(a, n, uint8_t);
    s->art = ARENA_ARRAY(a, n, uint8_t);
    s->niveau = ARENA_ARRAY(a, n, uint8_t);
    s->situation = ARENA_ARRAY(a, n, uint8_t);
    int16_t **days[] = {&s->fra, &s->sit_fra, &s->sit_til, &s->tredje_fra, &s->tredje_til};
    for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++) *days[i] = ARENA_ARRAY(a, n, int16_t);
    for (size_t b = 0; b < s->baand_antal; b++) s->fylder[b] = ARENA_ARRAY(a, n, int16_t);
    for (size_t l = 0; l < s->linjer; l++) s->slut[l] = ARENA_ARRAY(a, n, int16_t);
    s->doegn_fra = ARENA_ARRAY(a, n + 1, uint32_t);
    for (size_t i = 0; i < n; i++) nights += s->sager->sag[i].doegn_antal;
    s->doegn = ARENA_ARRAY(a, nights, struct periode);
}

/* The known nights of the period; ascending, which is needed only where they do not overlap. */
static void put_nights(const struct udtraek *u)
{
    struct kerne_soejler *s = u->s;
    uint32_t at = 0;
    for (size_t i = 0; i < s->antal; i++) {
        const struct sag *sag = &s->sager->sag[i];
        uint32_t first = s->doegn_fra[i] = at;
        for (size_t k = 0; k < sag->doegn_antal; k++) {
            if (!fakta_kendt(sag->kendt_fra, u->kendt) || !touches(u, sag->doegn[k])) continue;
            uint32_t to = at++;
            for (; to > first && s->doegn[to - 1].fra.dag > sag->doegn[k].fra.dag; to--)
                s->doegn[to] = s->doegn[to - 1];
            s->doegn[to] = sag->doegn[k];
        }
    }
    s->doegn_fra[s->antal] = at;
}

static bool same_choices(const struct plan_valg *a, const struct plan_valg *b)
{
    return a->alder == b->alder && a->indflytningsdag_taeller == b->indflytningsdag_taeller &&
           a->fraflytningsdag_taeller == b->fraflytningsdag_taeller &&
           a->raekkefoelge == b->raekkefoelge && a->taeller_som_barn == b->taeller_som_barn &&
           a->tredje == b->tredje && a->skuddag == b->skuddag;
}

static bool same_end(const struct plan_opsigelse *a, const struct plan_opsigelse *b)
{
    return a->foerste_maaneder == b->foerste_maaneder && a->til == b->til && a->atten == b->atten &&
           a->varsel_foerst_dage == b->varsel_foerst_dage &&
           a->varsel_siden_dage == b->varsel_siden_dage &&
           memcmp(a->stop, b->stop, sizeof(a->stop)) == 0;
}

static bool same_levels(const struct plan *a, const struct plan *b)
{
    if (a->trin_antal != b->trin_antal || a->retning != b->retning) return false;
    for (size_t i = 0; i < a->trin_antal; i++)
        if (!brok_eq(a->trin[i].vederlag, b->trin[i].vederlag)) return false;
    return a->overgang.findes == b->overgang.findes &&
           a->overgang.dato.dag == b->overgang.dato.dag && a->overgang.nye == b->overgang.nye &&
           a->overgang.aeldre == b->overgang.aeldre && a->model[0] == b->model[0] &&
           a->model[1] == b->model[1] && brok_eq(a->vederlag_min, b->vederlag_min) &&
           brok_eq(a->vederlag_max, b->vederlag_max);
}

static bool same_terms(const struct plan *a, const struct plan *b)
{
    if (a->linjer != b->linjer) return false;
    for (size_t i = 0; i < a->linjer; i++)
        if (!str_eq(a->linje[i].kode, b->linje[i].kode)) return false;
    return same_choices(&a->valg, &b->valg) && same_levels(a, b) &&
           same_end(&a->opsigelse, &b->opsigelse);
}

/* The plan that stands for all versions in force in the period; NULL when they do not agree. */
static const struct plan *common_plan(const struct plan_samling *planer, struct dato fra,
                                      struct dato til, struct kerne_afvist *afvist)
{
    const struct plan *plan = NULL;
    *afvist = (struct kerne_afvist){"ingen håndbog er i kraft i perioden"};
    for (size_t i = 0; i < planer->count; i++) {
        const struct plan *p = planer->plan[i];
        if (p->gaelder_fra.dag >= til.dag || p->gaelder_til.dag <= fra.dag) continue;
        afvist->grund = NULL;
        if (plan == NULL) plan = p;
        if (same_terms(plan, p)) continue;
        afvist->grund = "versionerne i perioden er ikke enige om valg, niveauer eller vilkår";
        return NULL;
    }
    return plan;
}

bool kerne_soejler_make(struct arena *arena, const struct plan_samling *planer,
                        const struct sager *sager, struct dato fra, struct dato til,
                        struct dato kendt, struct kerne_soejler *out, struct kerne_afvist *afvist,
                        struct err *err)
{
    (void)err;
    ASSERT(fra.dag < til.dag && til.dag - fra.dag <= KERNE_MAX_DAGE);
    const struct plan *plan = common_plan(planer, fra, til, afvist);
    if (plan == NULL) return true;
    *out = (struct kerne_soejler){.periode_fra = fra,
                                  .periode_til = til,
                                  .kendt = kendt,
                                  .antal = sager->count,
                                  .sager = sager,
                                  .linjer = plan->linjer,
                                  .niveauer_antal = 1};
    find_bands(planer, out);
    make_columns(arena, out);
    struct udtraek u = {plan, fra, til, kendt, out};
    const struct sag **order = fakta_familier(arena, sager);
    for (size_t i = 0, next; i < sager->count; i = next) {
        for (next = i + 1; next < sager->count; next++)
            if (!str_eq(order[next]->familie, order[i]->familie)) break;
        for (size_t k = i; k < next; k++) put_one(&u, &order[i], next - i, order[k]);
    }
    put_nights(&u);
    return true;
}
