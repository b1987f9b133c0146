/*
 * egenskab: what must hold for every handbook and every case, on random ones.
 *
 * A world is one handbook (the four of the project in turn, every other one random), a few families
 * and a month worth looking at. VEDERLAG_EGENSKAB=N asks for N worlds for each property instead of
 * the ordinary number.
 */
#include "base/test_help.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/fil.h"
#include "haandbog/orakel.h"
#include "haandbog/orakel_haandbog.h"

enum { VERDENER = 120, SAGER = 5, BOEGER = 4 };

static const char *const MAPPER[BOEGER] = {"haandboeger/morsoe", "haandboeger/kl",
                                           "haandboeger/eksempel-herningmodel",
                                           "haandboeger/eksempel-aarhusmodel"};

static struct arena shelf_arena;
static struct haandbog_samling shelf[BOEGER];

static int load_shelf(void **state)
{
    struct fund_liste fund;
    struct err err = ERR_INIT;
    (void)state;
    arena_init(&shelf_arena, (size_t)1 << 30);
    fund_init(&fund, &shelf_arena);
    for (int i = 0; i < BOEGER; i++)
        if (!haandbog_load(&shelf_arena, MAPPER[i], false, &shelf[i], &fund, &err)) return -1;
    return fund.fejl == 0 ? 0 : -1;
}

static int release_shelf(void **state)
{
    (void)state;
    arena_release(&shelf_arena);
    return 0;
}

/* ---- worlds ---- */

struct verden {
    struct arena *arena;
    uint64_t seed;
    struct plan *plan;
    struct sager sager;
    struct maaned maaned;
    struct dato kendt;
};

static struct beregning compute_known(struct verden *v, const struct sager *sager,
                                      struct dato kendt)
{
    const struct plan *plan = v->plan;
    struct plan_samling planer = {&plan, 1};
    struct beregning b;
    struct err err = ERR_INIT;
    if (!beregning_month(v->arena, &planer, sager, v->maaned, kendt, &b, &err))
        fail_msg("seed %llu: %s", (unsigned long long)v->seed, err.text);
    return b;
}

static struct beregning compute(struct verden *v)
{
    return compute_known(v, &v->sager, v->kendt);
}

/* All that is said of one case: amounts, lacks, the whole explanation. */
static struct str told(struct verden *v, const struct beregning *b, size_t sag)
{
    struct buf ud;
    struct beregning alone = *b;
    buf_init(&ud, v->arena);
    alone.sag = &b->sag[sag];
    alone.count = 1;
    alone.beregnet = b->sag[sag].beregnet;
    alone.hel = b->sag[sag].mangler == 0;
    beregning_print_json(&ud, &alone, true);
    beregning_print_text(&ud, &alone, true);
    return buf_str(&ud);
}

static void same(struct verden *v, struct str a, struct str b)
{
    if (str_eq(a, b)) return;
    fail_msg("seed %llu\n%.*s\n---- and\n%.*s", (unsigned long long)v->seed, STR_ARG(a),
             STR_ARG(b));
}

/* The number of the case with that id. */
static size_t find(const struct sager *sager, struct str id)
{
    size_t i = 0;
    while (i < sager->count && !str_eq(sager->sag[i].id, id)) i++;
    assert_true(i < sager->count);
    return i;
}

/* Runs a property over the worlds; it returns how often it had something to say. */
static void in_every_world(size_t (*property)(struct verden *v), uint64_t seed)
{
    const char *asked = getenv("VEDERLAG_EGENSKAB");
    size_t worlds = asked == NULL ? VERDENER : (size_t)strtoul(asked, NULL, 10);
    size_t said = 0;
    for (size_t i = 0; i < worlds; i++) {
        struct arena arena;
        arena_init(&arena, (size_t)1 << 28);
        struct verden v = {.arena = &arena, .seed = seed * 1000003 + i};
        if (i % 2 == 0)
            v.plan = shelf[i / 2 % BOEGER].haandbog[0].plan;
        else
            v.plan = bog_random(&arena, v.seed, "2021-01-01", "2021-12-31", NULL)->plan;
        tilfaelde_random(&arena, v.seed, v.plan, SAGER, &v.sager);
        v.maaned = tilfaelde_maaned(v.seed, v.plan, &v.sager);
        v.kendt = tilfaelde_kendt(v.seed, &v.sager);
        said += property(&v);
        arena_release(&arena);
    }
    assert_true(said >= worlds / 4);
}

/* ---- a rate one øre higher ---- */

/* What a term of a product is worth more when a rate in it rises by one øre. */
static struct orakel_brok rise_of(const struct forklaring_led *led, const struct takst *row)
{
    struct orakel_brok now = orakel_gange(orakel_af(led->oere), orakel_af(led->gange));
    struct orakel_brok then = now;
    for (size_t i = 0; i < led->faktorer; i++) {
        const struct forklaring_faktor *f = &led->faktor[i];
        if (f->takst != row) continue;
        struct orakel_brok ratio = orakel_kort(row->beloeb.oere + 1, row->beloeb.oere);
        then = f->divider ? orakel_delt(then, ratio) : orakel_gange(then, ratio);
    }
    now.t = -now.t;
    return orakel_plus(then, now);
}

static struct orakel_brok rise_of_line(const struct linje *l, const struct takst *row)
{
    struct orakel_brok sum = orakel_hel(0);
    for (size_t i = 0; i < l->forklaring.dele; i++) {
        const struct forklaring_del *del = &l->forklaring.del[i];
        for (size_t k = 0; k < del->antal_led; k++)
            sum = orakel_plus(sum, rise_of(&del->led[k], row));
    }
    return sum;
}

/* Two equal amounts that stop being equal make another part-month rule hold; not looked at. */
static bool may_turn_uneven(const struct linje *l)
{
    for (size_t i = 0; i < l->forklaring.dele; i++)
        if (l->forklaring.del[i].regel->del != DEL_MAANEDENS_DAGE) return l->forklaring.dele > 1;
    return false;
}

static size_t rise(struct verden *v)
{
    size_t said = 0;
    struct takst *row = &v->plan->takster.takst[v->seed * 7 % v->plan->takster.count];
    struct beregning before = compute(v);
    if (row->ukendt) return 1;
    row->beloeb.oere++;
    struct beregning after = compute(v);
    row->beloeb.oere--;
    for (size_t s = 0; s < before.count; s++) {
        const struct sag_beregning *a = &before.sag[s], *b = &after.sag[s];
        if (a->linjer != b->linjer) continue; /* a deduction has passed its amount */
        for (size_t i = 0; i < a->linjer; i++) {
            if (may_turn_uneven(&a->linje[i])) continue;
            struct orakel_brok want = orakel_plus(orakel_af(a->linje[i].forklaring.foer),
                                                  rise_of_line(&a->linje[i], row));
            if (!orakel_ens(want, orakel_af(b->linje[i].forklaring.foer)))
                fail_msg("seed %llu, %.*s", (unsigned long long)v->seed,
                         STR_ARG(a->linje[i].ydelse));
            said++;
        }
    }
    return said;
}

static void an_oere_more_is_factor_times_units(void **state)
{
    (void)state;
    in_every_world(rise, 1);
}

/* ---- a rate that is missing ---- */

static bool uses(const struct linje *l, const struct takst *row)
{
    for (size_t i = 0; i < l->forklaring.dele; i++)
        for (size_t k = 0; k < l->forklaring.del[i].antal_led; k++)
            for (size_t f = 0; f < l->forklaring.del[i].led[k].faktorer; f++)
                if (l->forklaring.del[i].led[k].faktor[f].takst == row) return true;
    return false;
}

static const struct mangel *lack_of(const struct sag_beregning *s, struct str ydelse)
{
    for (size_t i = 0; i < s->mangler; i++)
        if (str_eq(s->mangel[i].ydelse, ydelse)) return &s->mangel[i];
    return NULL;
}

static bool has_line(const struct sag_beregning *s, struct str ydelse)
{
    for (size_t i = 0; i < s->linjer; i++)
        if (str_eq(s->linje[i].ydelse, ydelse)) return true;
    return false;
}

static size_t missing_rate(struct verden *v)
{
    size_t said = 0;
    struct takst *row = &v->plan->takster.takst[v->seed * 11 % v->plan->takster.count];
    struct takst kept = *row;
    struct beregning before = compute(v);
    if (v->seed % 2 == 0)
        row->ukendt = true;
    else
        row->til = row->fra; /* it never holds */
    struct beregning after = compute(v);
    *row = kept;
    for (size_t s = 0; s < before.count; s++) {
        for (size_t i = 0; i < before.sag[s].linjer; i++) {
            const struct linje *l = &before.sag[s].linje[i];
            if (!uses(l, row) || kept.kendt_fra.dag > DATO_MIN.dag) continue;
            const struct mangel *m = lack_of(&after.sag[s], l->ydelse);
            if (m == NULL) fail_msg("seed %llu: no lack", (unsigned long long)v->seed);
            assert_true(str_starts(m->mangler, STR("takst ")));
            assert_false(has_line(&after.sag[s], l->ydelse));
            assert_false(after.hel);
            said++;
        }
    }
    return said;
}

static void a_missing_rate_never_yields_a_number(void **state)
{
    (void)state;
    in_every_world(missing_rate, 2);
}

/* ---- cutting what does not change ---- */

/* Cuts one interval of `count` at some day inside it; false when it is a day long. */
static bool cut(struct verden *v, struct periode *one, struct periode *two)
{
    struct dato last = dato_min(one->til, maaned_end(v->maaned));
    *two = *one;
    if (last.dag - one->fra.dag < 2) return false;
    int low = one->fra.dag + 1, high = last.dag - 1;
    int month = maaned_first(v->maaned).dag + 1;
    if (month > low && month < high) low = month; /* mostly inside the month */
    one->til.dag = tilfaelde_between(&v->seed, low, high);
    two->fra = one->til;
    return true;
}

#define CUT_LIST(v, sag, list, count, type)                                                        \
    do {                                                                                           \
        type *more = ARENA_ARRAY((v)->arena, 2 * (sag)->count + 1, type);                          \
        size_t n = (sag)->count;                                                                   \
        for (size_t k = 0; k < n; k++) more[k] = (sag)->list[k];                                   \
        for (size_t k = 0; k < n; k++) {                                                           \
            more[(sag)->count] = more[k];                                                          \
            if (cut((v), PERIODE_OF(&more[k]), PERIODE_OF(&more[(sag)->count]))) (sag)->count++;   \
        }                                                                                          \
        (sag)->list = more;                                                                        \
    } while (0)

/* Every kind of interval begins with its days. */
#define PERIODE_OF(fact) ((struct periode *)(void *)(fact))

static size_t cutting(struct verden *v)
{
    struct beregning before = compute(v);
    struct sager whole = v->sager;
    v->sager.sag = ARENA_ARRAY(v->arena, whole.count, struct sag);
    for (size_t i = 0; i < whole.count; i++) {
        struct sag *s = &v->sager.sag[i];
        *s = whole.sag[i];
        CUT_LIST(v, s, indplacering, indplaceringer, struct indplacering);
        CUT_LIST(v, s, situation, situationer, struct situation);
        CUT_LIST(v, s, aftale, aftaler, struct aftale);
        CUT_LIST(v, s, doegn, doegn_antal, struct periode);
    }
    struct beregning after = compute(v);
    size_t said = 0;
    for (size_t i = 0; i < whole.count; i++) {
        same(v, told(v, &before, i), told(v, &after, i));
        said += before.sag[i].linjer;
    }
    return said;
}

static void cutting_changes_nothing_not_even_the_words(void **state)
{
    (void)state;
    in_every_world(cutting, 3);
}

/* ---- order ---- */

#define SHUFFLE(v, list, count, type)                                                              \
    do {                                                                                           \
        for (size_t k = (count); k > 1; k--) {                                                     \
            size_t at = (size_t)tilfaelde_between(&(v)->seed, 0, (int)k - 1);                      \
            type moved = (list)[k - 1];                                                            \
            (list)[k - 1] = (list)[at];                                                            \
            (list)[at] = moved;                                                                    \
        }                                                                                          \
    } while (0)

static size_t order(struct verden *v)
{
    struct beregning before = compute(v);
    struct sager kept = {ARENA_ARRAY(v->arena, v->sager.count, struct sag), v->sager.count};
    struct str *words = ARENA_ARRAY(v->arena, kept.count, struct str);
    for (size_t i = 0; i < kept.count; i++) {
        kept.sag[i] = v->sager.sag[i];
        words[i] = told(v, &before, i);
    }
    for (size_t i = 0; i < kept.count; i++) {
        struct sag *s = &v->sager.sag[i];
        SHUFFLE(v, s->indplacering, s->indplaceringer, struct indplacering);
        SHUFFLE(v, s->situation, s->situationer, struct situation);
        SHUFFLE(v, s->aftale, s->aftaler, struct aftale);
        SHUFFLE(v, s->doegn, s->doegn_antal, struct periode);
    }
    SHUFFLE(v, v->sager.sag, v->sager.count, struct sag);
    struct beregning after = compute(v);
    assert_int_equal(before.beregnet.oere, after.beregnet.oere);
    for (size_t i = 0; i < kept.count; i++)
        same(v, words[i], told(v, &after, find(&v->sager, kept.sag[i].id)));
    return before.beregnet.oere != 0 ? 1 : 0;
}

static void order_changes_nothing(void **state)
{
    (void)state;
    in_every_world(order, 4);
}

/* ---- what was known ---- */

#define KEEP_KNOWN(v, sag, list, count)                                                            \
    do {                                                                                           \
        size_t n = 0;                                                                              \
        for (size_t k = 0; k < (sag)->count; k++)                                                  \
            if (PERIODE_OF(&(sag)->list[k])->kendt_fra.dag <= (v)->kendt.dag)                      \
                (sag)->list[n++] = (sag)->list[k];                                                 \
        (sag)->count = n;                                                                          \
    } while (0)

/* The facts known on the day, picked out by hand, are all that a later look needs. Only handbooks
 * whose rates and versions were always known: those are asked with the day too. */
static size_t known(struct verden *v)
{
    struct sager filtered = {ARENA_ARRAY(v->arena, v->sager.count, struct sag), 0};
    for (size_t i = 0; i < v->plan->takster.count; i++)
        if (v->plan->takster.takst[i].kendt_fra.dag > DATO_MIN.dag) return 1;
    struct beregning then = compute(v);
    struct str *words = ARENA_ARRAY(v->arena, v->sager.count, struct str);
    for (size_t i = 0; i < then.count; i++) words[i] = told(v, &then, i);
    for (size_t i = 0; i < v->sager.count; i++) {
        struct sag s = v->sager.sag[i];
        if (s.kendt_fra.dag > v->kendt.dag) {
            assert_int_equal(then.sag[i].linjer + then.sag[i].mangler, 0);
            continue;
        }
        KEEP_KNOWN(v, &s, indplacering, indplaceringer);
        KEEP_KNOWN(v, &s, situation, situationer);
        KEEP_KNOWN(v, &s, aftale, aftaler);
        KEEP_KNOWN(v, &s, doegn, doegn_antal);
        if (s.fraflyttet_kendt_fra.dag > v->kendt.dag) s.fraflyttet = DATO_MAX;
        if (s.har_ophoer && s.ophoer.kendt_fra.dag > v->kendt.dag) s.har_ophoer = false;
        filtered.sag[filtered.count++] = s;
    }
    struct dato kendt = v->kendt;
    v->kendt = DATO_MAX;
    struct beregning now = compute_known(v, &filtered, DATO_MAX);
    now.kendt = kendt;
    for (size_t i = 0; i < filtered.count; i++)
        same(v, words[find(&v->sager, filtered.sag[i].id)], told(v, &now, i));
    return filtered.count;
}

static void known_at_is_the_facts_known_then(void **state)
{
    (void)state;
    in_every_world(known, 5);
}

static bool overlap(struct periode a, struct periode b)
{
    return a.fra.dag < b.til.dag && b.fra.dag < a.til.dag;
}

/* Whether two facts of a case may contradict each other, so that the later known one matters. */
static bool contradicts(const struct sag *s)
{
    for (size_t i = 0; i < s->indplaceringer; i++)
        for (size_t k = 0; k < i; k++)
            if (overlap(s->indplacering[i].periode, s->indplacering[k].periode)) return true;
    for (size_t i = 0; i < s->aftaler; i++)
        for (size_t k = 0; k < i; k++)
            if (overlap(s->aftale[i].periode, s->aftale[k].periode)) return true;
    return false;
}

static void learn(struct verden *v, struct dato *kendt_fra)
{
    *kendt_fra = dato_plus(maaned_first(v->maaned), tilfaelde_between(&v->seed, -300, 300));
}

/* Facts that do not contradict each other end the same, whenever each of them was learned. */
static size_t learning(struct verden *v)
{
    v->kendt = DATO_MAX;
    struct beregning before = compute(v);
    struct str *words = ARENA_ARRAY(v->arena, before.count, struct str);
    size_t said = 0;
    for (size_t i = 0; i < before.count; i++) words[i] = told(v, &before, i);
    for (size_t i = 0; i < v->sager.count; i++) {
        struct sag *s = &v->sager.sag[i];
        if (contradicts(s)) continue;
        for (size_t k = 0; k < s->indplaceringer; k++)
            learn(v, &s->indplacering[k].periode.kendt_fra);
        for (size_t k = 0; k < s->situationer; k++) learn(v, &s->situation[k].periode.kendt_fra);
        for (size_t k = 0; k < s->aftaler; k++) learn(v, &s->aftale[k].periode.kendt_fra);
        for (size_t k = 0; k < s->doegn_antal; k++) learn(v, &s->doegn[k].kendt_fra);
        learn(v, &s->ophoer.kendt_fra);
        learn(v, &s->fraflyttet_kendt_fra);
        learn(v, &s->kendt_fra);
        said++;
    }
    struct beregning after = compute(v);
    for (size_t i = 0; i < before.count; i++) same(v, words[i], told(v, &after, i));
    return said;
}

static void learned_in_any_order_it_ends_the_same(void **state)
{
    (void)state;
    in_every_world(learning, 6);
}

/* ---- numbers add up, and have sources ---- */

static void check_led(const struct forklaring_led *led, struct orakel_brok *sum)
{
    struct orakel_brok product = orakel_hel(led->minus ? -100 : 100);
    for (size_t i = 0; i < led->faktorer; i++) {
        const struct forklaring_faktor *f = &led->faktor[i];
        struct orakel_brok value = orakel_af(f->vaerdi);
        product = f->divider ? orakel_delt(product, value) : orakel_gange(product, value);
        if (f->art == FAKTOR_TAKST) {
            assert_non_null(f->takst);
            assert_true(f->takst->kilde.n > 0);
            assert_false(f->takst->ukendt);
            assert_true(orakel_ens(value, orakel_kort(f->takst->beloeb.oere, 100)));
        }
    }
    assert_true(orakel_ens(product, orakel_af(led->oere)));
    *sum = orakel_plus(*sum, orakel_gange(product, orakel_af(led->gange)));
}

static void check_line(struct verden *v, const struct linje *l)
{
    const struct forklaring *f = &l->forklaring;
    struct orakel_brok all = orakel_hel(0);
    int64_t vist = 0;
    struct dato after = DATO_MIN;
    assert_true(f->dele > 0);
    for (size_t i = 0; i < f->dele; i++) {
        const struct forklaring_del *del = &f->del[i];
        struct orakel_brok sum = orakel_hel(0);
        assert_true(del->fra.dag >= after.dag && del->til.dag > del->fra.dag);
        assert_int_equal(del->dage, del->til.dag - del->fra.dag);
        assert_int_equal(maaned_of(del->fra).nr, v->maaned.nr);
        assert_true(del->regel->kilde.n > 0);
        after = del->til;
        for (size_t k = 0; k < del->antal_led; k++) check_led(&del->led[k], &sum);
        assert_true(orakel_ens(sum, orakel_af(del->beloeb)));
        all = orakel_plus(all, sum);
        vist += del->vist.oere;
    }
    assert_true(after.dag <= maaned_end(v->maaned).dag);
    assert_true(orakel_ens(all, orakel_af(f->foer)));
    assert_int_equal(orakel_afrund(all, f->afrund_step, f->afrund), l->beloeb.oere);
    assert_int_equal(vist + f->afrunding.oere, l->beloeb.oere);
    assert_int_equal(f->efter.oere, l->beloeb.oere);
    if (f->afrund_step == 1) assert_int_equal(f->afrunding.oere, 0);
}

static size_t adding(struct verden *v)
{
    struct beregning b = compute(v);
    int64_t total = 0;
    bool hel = true;
    size_t said = 0;
    for (size_t s = 0; s < b.count; s++) {
        int64_t sum = 0;
        for (size_t i = 0; i < b.sag[s].linjer; i++) {
            const struct linje *l = &b.sag[s].linje[i];
            check_line(v, l);
            assert_null(lack_of(&b.sag[s], l->ydelse)); /* I4 */
            assert_true(l->beloeb.oere >= 0);
            sum += l->beloeb.oere;
            said++;
        }
        for (size_t i = 0; i < b.sag[s].mangler; i++) {
            assert_true(b.sag[s].mangel[i].mangler.n > 0 && b.sag[s].mangel[i].grund.n > 0);
            assert_true(b.sag[s].mangel[i].fra.dag < b.sag[s].mangel[i].til.dag);
            hel = false;
        }
        assert_int_equal(sum, b.sag[s].beregnet.oere);
        total += sum;
    }
    assert_int_equal(total, b.beregnet.oere);
    assert_true(hel == b.hel);
    return said;
}

static void pieces_add_up_and_have_sources(void **state)
{
    (void)state;
    in_every_world(adding, 7);
}

/* ---- a month cut by a change of version ---- */

/* The same handbook in two parts that meet on any day pays the same as in one. */
static size_t change_of_version(struct verden *v)
{
    struct beregning whole = compute(v);
    struct plan first = *v->plan, second = *v->plan;
    const struct plan *const parts[] = {&first, &second};
    struct plan_samling planer = {parts, 2};
    struct beregning cut_up;
    struct err err = ERR_INIT;
    int day = maaned_first(v->maaned).dag + (int)(v->seed % 28);
    if (day <= first.gaelder_fra.dag || day >= first.gaelder_til.dag) return 0;
    first.gaelder_til.dag = second.gaelder_fra.dag = day;
    assert_true(beregning_month(v->arena, &planer, &v->sager, v->maaned, v->kendt, &cut_up, &err));
    for (size_t s = 0; s < whole.count; s++) {
        assert_int_equal(whole.sag[s].linjer, cut_up.sag[s].linjer);
        assert_int_equal(whole.sag[s].mangler, cut_up.sag[s].mangler);
        for (size_t i = 0; i < whole.sag[s].linjer; i++)
            assert_int_equal(whole.sag[s].linje[i].beloeb.oere, cut_up.sag[s].linje[i].beloeb.oere);
    }
    return whole.beregnet.oere != 0 ? 1 : 0;
}

static void a_version_that_changes_nothing_pays_the_same(void **state)
{
    (void)state;
    in_every_world(change_of_version, 8);
}

/* And two that differ pay what the oracle says. */
static void two_versions_agree_with_the_oracle(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        struct arena arena;
        arena_init(&arena, (size_t)1 << 28);
        char til[] = "2021-06-00", fra[] = "2021-06-00";
        int day = (int)(seed % 28) + 1;
        til[8] = (char)('0' + day / 10), til[9] = (char)('0' + day % 10);
        fra[8] = (char)('0' + (day + 1) / 10), fra[9] = (char)('0' + (day + 1) % 10);
        const struct plan *parts[] = {
            bog_random(&arena, seed, "2021-01-01", til, NULL)->plan,
            bog_random(&arena, seed + 900, fra, "2021-12-31", NULL)->plan};
        struct plan_samling planer = {parts, 2};
        struct sager sager;
        struct beregning b;
        struct err err = ERR_INIT;
        struct maaned june = maaned_make(2021, 6);
        tilfaelde_random(&arena, seed, parts[seed % 2], SAGER, &sager);
        assert_true(beregning_month(&arena, &planer, &sager, june, DATO_MAX, &b, &err));
        for (size_t s = 0; s < sager.count; s++) {
            struct orakel_svar o;
            int64_t sum = 0;
            orakel_month(&planer, &sager, s, june, DATO_MAX, &o);
            for (size_t l = 0; l < o.linjer; l++)
                if (!o.alle_mangler && !o.linje[l].mangler) sum += o.linje[l].oere;
            assert_int_equal(sum, b.sag[s].beregnet.oere);
        }
        arena_release(&arena);
    }
}

/* ---- the third child and those after ---- */

static void after_the_fourth_child_every_one_is_a_lack(void **state)
{
    struct verden v = {.plan = shelf[0].haandbog[0].plan, .kendt = DATO_MAX};
    uint64_t seed = 9;
    (void)state;
    v.maaned = maaned_make(2021, 6);
    for (int round = 0; round < 40; round++) {
        struct arena arena;
        arena_init(&arena, (size_t)1 << 26);
        v.arena = &arena;
        size_t n = (size_t)tilfaelde_between(&seed, 1, 8), low = 0, lacks = 0;
        v.sager = (struct sager){ARENA_ARRAY(&arena, n, struct sag), n};
        for (size_t i = 0; i < n; i++)
            v.sager.sag[i] =
                (struct sag){.id = str_format(&arena, "S%zu", i),
                             .familie = STR("F"),
                             .foedt = dato_make(tilfaelde_between(&seed, 2005, 2018), 2, 3),
                             .art = tilfaelde_between(&seed, 0, 1) == 0 ? ART_DOEGN : ART_NETVAERK,
                             .indflyttet = dato_make(tilfaelde_between(&seed, 2019, 2020), 3, 1),
                             .fraflyttet = DATO_MAX,
                             .kendt_fra = DATO_MIN,
                             .kommune = 773};
        struct beregning b = compute(&v);
        for (size_t s = 0; s < n; s++) {
            const struct mangel *m = lack_of(&b.sag[s], STR("kost_og_logi"));
            if (m != NULL) assert_str(m->mangler, "regel for 5. barn");
            lacks += m != NULL;
            for (size_t i = 0; i < b.sag[s].linjer; i++)
                low += str_is(b.sag[s].linje[i].ydelse, "kost_og_logi") &&
                       b.sag[s].linje[i].beloeb.oere == 30 * 17700;
        }
        assert_int_equal(low, n < 3 ? 0 : n == 3 ? 1 : 2);
        assert_int_equal(lacks, n < 5 ? 0 : n - 4);
        arena_release(&arena);
    }
}

/* ---- plans ---- */

static void same_plan(struct arena *arena, const struct plan *a, const struct plan *b)
{
    struct buf x, y;
    buf_init(&x, arena);
    buf_init(&y, arena);
    plan_bytes_regler(&x, a);
    plan_bytes_takster(&x, a);
    plan_bytes_regler(&y, b);
    plan_bytes_takster(&y, b);
    assert_true(str_eq(buf_str(&x), buf_str(&y)));
    assert_string_equal(a->hash.hex, b->hash.hex);
    assert_string_equal(a->regler_hash.hex, b->regler_hash.hex);
    assert_string_equal(a->takster_hash.hex, b->takster_hash.hex);
}

static void compiled_twice_is_the_same_bytes(void **state)
{
    struct arena arena;
    (void)state;
    arena_init(&arena, (size_t)1 << 30);
    for (uint64_t seed = 1; seed <= 25; seed++) {
        const struct plan *a = bog_random(&arena, seed, "2021-01-01", "2021-12-31", NULL)->plan;
        const struct plan *b = bog_random(&arena, seed, "2021-01-01", "2021-12-31", NULL)->plan;
        const struct plan *c =
            bog_random(&arena, seed + 99, "2021-01-01", "2021-12-31", NULL)->plan;
        same_plan(&arena, a, b);
        assert_string_not_equal(a->hash.hex, c->hash.hex);
    }
    arena_release(&arena);
}

static struct plan *compile(struct arena *arena, const char *file, struct str text)
{
    struct takst_kilde kilde = {.mappe = "takster"};
    struct haandbog h;
    struct fund_liste fund;
    struct err err = ERR_INIT;
    fund_init(&fund, arena);
    if (!haandbog_compile(arena, file, text, &kilde, &h, &fund, &err)) fail_msg("%s", err.text);
    if (fund.fejl > 0)
        fail_msg("%s:%d: %.*s", file, fund.fund[0].sted.linje, STR_ARG(fund.fund[0].tekst.dansk));
    return h.plan;
}

/* The handbook with other prose and a comment on every line of a rule. Headings stay: they are
 * named on the statements. */
static struct str dressed_up(struct arena *arena, struct str text)
{
    struct buf ud;
    struct str line;
    bool rule = false;
    buf_init(&ud, arena);
    buf_c(&ud, "Et nyt afsnit, som intet ændrer.\n\n");
    while (str_split(&text, '\n', &line)) {
        bool fence = str_starts(line, STR("```"));
        buf_add(&ud, line);
        if (fence)
            rule = !rule;
        else if (rule && line.n > 0)
            buf_c(&ud, "   # en bemærkning");
        else if (!rule && line.n > 0 && line.p[0] != '|' && line.p[0] != '#')
            buf_c(&ud, " Mere tekst.");
        if (text.n > 0) buf_char(&ud, '\n');
    }
    return buf_str(&ud);
}

static struct str formatted(struct arena *arena, const char *file, struct str text)
{
    struct dokument dokument;
    struct fund_liste fund;
    struct buf ud;
    struct err err = ERR_INIT;
    fund_init(&fund, arena);
    buf_init(&ud, arena);
    assert_true(dokument_read(arena, file, text, &dokument, &fund, &err));
    assert_int_equal(fund.fejl, 0);
    assert_true(dokument_fmt(arena, &dokument, &ud, &err));
    return buf_str(&ud);
}

static void what_pays_nothing_keeps_the_hash(void **state)
{
    (void)state;
    for (int i = 0; i < BOEGER; i++) {
        struct arena arena;
        struct str text;
        struct err err = ERR_INIT;
        arena_init(&arena, (size_t)1 << 30);
        const char *file = shelf[i].haandbog[0].plan->fil;
        assert_true(fil_read(&arena, file, (size_t)1 << 22, &text, &err));
        const struct plan *plain = compile(&arena, file, text);
        assert_string_equal(plain->hash.hex, shelf[i].haandbog[0].plan->hash.hex);
        struct str more = dressed_up(&arena, text);
        assert_true(more.n > text.n);
        same_plan(&arena, plain, compile(&arena, file, more));
        same_plan(&arena, plain, compile(&arena, file, formatted(&arena, file, text)));
        same_plan(&arena, plain, compile(&arena, file, formatted(&arena, file, more)));
        arena_release(&arena);
    }
}

static void every_rule_and_rate_has_a_source(void **state)
{
    (void)state;
    for (int i = 0; i < BOEGER; i++) {
        const struct plan *plan = shelf[i].haandbog[0].plan;
        for (size_t k = 0; k < plan->ydelser; k++) assert_true(plan->ydelse[k].kilde.n > 0);
        for (size_t k = 0; k < plan->takster.count; k++)
            assert_true(plan->takster.takst[k].kilde.n > 0);
        for (size_t k = 0; k < plan->valg_tekster; k++)
            assert_true(plan->valg_tekst[k].valgt_af_os || plan->valg_tekst[k].kilde.n > 0);
        for (int s = 0; s < SITUATION_ANTAL; s++)
            if (plan->situation[s].findes) assert_true(plan->situation[s].kilde.n > 0);
        assert_true(plan->opsigelse.kilde.n > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_oere_more_is_factor_times_units),
        cmocka_unit_test(a_missing_rate_never_yields_a_number),
        cmocka_unit_test(cutting_changes_nothing_not_even_the_words),
        cmocka_unit_test(order_changes_nothing),
        cmocka_unit_test(known_at_is_the_facts_known_then),
        cmocka_unit_test(learned_in_any_order_it_ends_the_same),
        cmocka_unit_test(pieces_add_up_and_have_sources),
        cmocka_unit_test(a_version_that_changes_nothing_pays_the_same),
        cmocka_unit_test(two_versions_agree_with_the_oracle),
        cmocka_unit_test(after_the_fourth_child_every_one_is_a_lack),
        cmocka_unit_test(compiled_twice_is_the_same_bytes),
        cmocka_unit_test(what_pays_nothing_keeps_the_hash),
        cmocka_unit_test(every_rule_and_rate_has_a_source),
    };
    return cmocka_run_group_tests(tests, load_shelf, release_shelf);
}
