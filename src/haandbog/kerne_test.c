/*
 * The column kernel agrees with the scalar reader to the øre: for the four handbooks and for
 * invented ones with every week rule, part-month rule, rounding, choice and effect, on random and
 * on realistic populations, in and outside the months in force, at many days of knowledge.
 */
#include "base/test_help.h"

#include <stdio.h>
#include <stdlib.h>

#include "beregning/kerne.h"
#include "haandbog/kerne_test_data.h"
#include "haandbog/kerne_test_variant.h"

#define LIMIT ((size_t)3 << 30)

struct regnskab { /* what was compared */
    uint64_t alle;
    uint64_t kan;
    uint64_t beloeb;
    uint64_t mangler;
    uint64_t afvist;
    uint64_t overloeb;
    uint64_t grund[KERNE_GRUNDE];
};

/* What the scalar reader says of one line, in the kernel's terms. */
static int64_t scalar_amount(const struct sag_beregning *s, struct str kode)
{
    for (size_t i = 0; i < s->mangler; i++)
        if (str_eq(s->mangel[i].ydelse, kode) || str_is(s->mangel[i].ydelse, "alle"))
            return KERNE_MANGLER;
    for (size_t i = 0; i < s->linjer; i++)
        if (str_eq(s->linje[i].ydelse, kode)) return s->linje[i].beloeb.oere;
    return KERNE_INGEN;
}

static const char *shown(int64_t oere, char *text, size_t n)
{
    if (oere == KERNE_MANGLER) return "mangler";
    if (oere == KERNE_INGEN) return "ingen";
    snprintf(text, n, "%lld øre", (long long)oere);
    return text;
}

static _Noreturn void tell_difference(struct arena *arena, const struct sager *sager, size_t i,
                                      struct str kode, struct maaned maaned, struct dato kendt,
                                      int64_t kernel, int64_t scalar)
{
    struct buf out;
    struct sager one = {&sager->sag[i], 1};
    char a[32], b[32];
    buf_init(&out, arena);
    sag_write_json(&out, &one);
    print_error("%.*s\n", STR_ARG(buf_str(&out)));
    fail_msg("%.*s, %.*s, kendt %.*s, %.*s: the kernel says %s, the scalar reader %s",
             STR_ARG(sager->sag[i].id), STR_ARG(maaned_iso(arena, maaned)),
             STR_ARG(dato_iso(arena, dato_min(kendt, dato_make(2200, 12, 31)))), STR_ARG(kode),
             shown(kernel, a, sizeof(a)), shown(scalar, b, sizeof(b)));
    abort();
}

static void compare_one(struct arena *arena, const struct kerne_soejler *s, struct maaned maaned,
                        const struct plan *plan, const struct beregning *b, const int64_t *out,
                        struct regnskab *r)
{
    for (size_t i = 0; i < s->antal; i++) {
        r->alle++;
        r->grund[s->grund[i]]++;
        if (s->grund[i] != KERNE_KAN) {
            assert_true(s->grund[i] < KERNE_GRUNDE);
            continue;
        }
        r->kan++;
        for (size_t l = 0; l < s->linjer; l++) {
            int64_t kernel = out[l * s->antal + i];
            int64_t scalar = scalar_amount(&b->sag[i], plan->linje[l].kode);
            if (kernel != scalar)
                tell_difference(arena, s->sager, i, plan->linje[l].kode, maaned, s->kendt, kernel,
                                scalar);
            r->mangler += kernel == KERNE_MANGLER;
            r->beloeb += kernel >= 0;
        }
    }
}

/* The kernel's amounts for one month; false when it refuses the month as a whole. The columns are
 * made for `maaneder` months of which it is the last. */
static bool run_kernel(struct arena *arena, const struct plan_samling *planer,
                       const struct sager *sager, struct maaned maaned, int maaneder,
                       struct dato kendt, struct kerne_soejler *s, struct kerne_maaned *m,
                       int64_t **out, struct regnskab *r)
{
    struct kerne_afvist afvist;
    struct err err = ERR_INIT;
    struct dato fra = maaned_first((struct maaned){maaned.nr - maaneder + 1});
    assert_true(
        kerne_soejler_make(arena, planer, sager, fra, maaned_end(maaned), kendt, s, &afvist, &err));
    if (afvist.grund == NULL && !kerne_maaned_make(arena, planer, s, maaned, m, &afvist, &err)) {
        assert_int_equal(err.kind, ERR_OVERFLOW);
        r->overloeb++;
        return false;
    }
    if (afvist.grund != NULL) {
        r->alle += sager->count;
        r->afvist += sager->count;
        return false;
    }
    *out = ARENA_ARRAY(arena, s->linjer * s->antal, int64_t);
    kerne_run(m, s, 0, s->antal, *out, s->antal);
    return true;
}

static void compare_month(const struct plan_samling *planer, const struct sager *sager,
                          struct maaned maaned, int maaneder, struct dato kendt, struct regnskab *r)
{
    struct arena arena;
    struct kerne_soejler s;
    struct kerne_maaned m;
    struct beregning b;
    struct err err = ERR_INIT;
    int64_t *out;
    arena_init(&arena, LIMIT);
    if (run_kernel(&arena, planer, sager, maaned, maaneder, kendt, &s, &m, &out, r)) {
        if (beregning_month(&arena, planer, sager, maaned, kendt, &b, &err))
            compare_one(&arena, &s, maaned, m.stykke[0].plan, &b, out, r);
        else
            r->overloeb += err.kind == ERR_OVERFLOW;
    }
    arena_release(&arena);
}

static void report(const char *what, const struct regnskab *r)
{
    assert_int_equal(r->overloeb, 0);
    print_message("%s: %llu placement-months, the kernel did %llu (%llu %%), %llu amounts, "
                  "%llu missing; refused as a whole: %llu\n",
                  what, (unsigned long long)r->alle, (unsigned long long)r->kan,
                  (unsigned long long)(r->kan * 100 / (r->alle + !r->alle)),
                  (unsigned long long)r->beloeb, (unsigned long long)r->mangler,
                  (unsigned long long)r->afvist);
    for (int g = 1; g < KERNE_GRUNDE; g++)
        if (r->grund[g] > 0)
            print_message("    %s: %llu\n", kerne_grund_navn((enum kerne_grund)g),
                          (unsigned long long)r->grund[g]);
}

/* ---- the handbooks ---- */

struct bog {
    struct arena arena;
    struct haandbog_samling samling;
};

static void load(struct bog *bog, const char *sti)
{
    struct fund_liste fund;
    struct err err = ERR_INIT;
    arena_init(&bog->arena, LIMIT);
    fund_init(&fund, &bog->arena);
    bool ok = haandbog_load(&bog->arena, sti, false, &bog->samling, &fund, &err);
    if (!ok) fail_msg("%s: %s", sti, err.text);
    assert_int_equal(fund.fejl, 0);
}

static void random_months(const struct plan_samling *planer, uint64_t seed, int rounds,
                          size_t antal, struct regnskab *r)
{
    for (int i = 0; i < rounds; i++) {
        struct arena arena;
        struct sager sager;
        uint64_t s = seed + (uint64_t)i;
        const struct plan *plan = planer->plan[tilfaelde_next(&s) % planer->count];
        arena_init(&arena, LIMIT);
        tilfaelde_random(&arena, tilfaelde_next(&s), plan, antal, &sager);
        struct maaned maaned = tilfaelde_maaned(tilfaelde_next(&s), plan, &sager);
        struct dato kendt = tilfaelde_kendt(tilfaelde_next(&s), &sager);
        int maaneder = tilfaelde_between(&s, 0, 3) == 0 ? 12 : 1;
        compare_month(planer, &sager, maaned, maaneder, kendt, r);
        arena_release(&arena);
    }
}

static void random_cases(const char *sti, uint64_t seed)
{
    struct bog bog;
    struct regnskab r = {0};
    load(&bog, sti);
    random_months(&bog.samling.planer, seed, 160, 150, &r);
    report(sti, &r);
    assert_true(r.beloeb > r.alle / 4 && r.mangler > 0);
    assert_true(r.afvist * 4 < r.alle); /* months outside the handbook */
    arena_release(&bog.arena);
}

static void test_random_morsoe(void **state)
{
    (void)state;
    random_cases("haandboeger/morsoe", 1);
}

static void test_random_kl(void **state)
{
    (void)state;
    random_cases("haandboeger/kl", 2);
}

static void test_random_herningmodel(void **state)
{
    (void)state;
    random_cases("haandboeger/eksempel-herningmodel", 3);
}

static void test_random_aarhusmodel(void **state)
{
    (void)state;
    random_cases("haandboeger/eksempel-aarhusmodel", 4);
}

/* Columns made once for the year do at least 85 of 100 placements of a realistic population. */
static void test_realistic_year(void **state)
{
    static const char *const sti[] = {"haandboeger/morsoe", "haandboeger/kl",
                                      "haandboeger/eksempel-herningmodel",
                                      "haandboeger/eksempel-aarhusmodel"};
    (void)state;
    for (size_t h = 0; h < 4; h++) {
        struct bog bog;
        struct sager sager;
        struct regnskab r = {0};
        load(&bog, sti[h]);
        befolkning_make(&bog.arena, bog.samling.planer.plan[0], 40 + h, 800, 2021, &sager);
        for (int m = 1; m <= 12; m++)
            compare_month(&bog.samling.planer, &sager, maaned_make(2021, m), m, DATO_MAX, &r);
        report(sti[h], &r);
        assert_true(r.kan * 100 >= r.alle * 85);
        arena_release(&bog.arena);
    }
}

/* ---- invented handbooks ---- */

static void test_variants(void **state)
{
    struct regnskab r = {0};
    (void)state;
    for (uint64_t seed = 1; seed <= 140; seed++) {
        struct arena arena;
        struct plan_samling planer;
        arena_init(&arena, LIMIT);
        variant_make(&arena, seed, &planer);
        random_months(&planer, seed * 1000, 5, 100, &r);
        arena_release(&arena);
    }
    report("variants", &r);
    assert_true(r.kan * 100 >= r.alle * 20 && r.mangler > 0 && r.beloeb > 0);
    assert_true(r.afvist > 0 && r.afvist * 2 < r.alle);
    for (int g = 1; g < KERNE_GRUNDE; g++)
        if (g != KERNE_MANGE_NIVEAUER) assert_true(r.grund[g] > 0);
}

/* ---- what cannot be done as a whole ---- */

static void test_more_levels_than_the_tables_hold(void **state)
{
    struct arena arena;
    struct plan_samling planer;
    struct sager sager;
    struct regnskab r = {0};
    (void)state;
    arena_init(&arena, LIMIT);
    variant_make(&arena, 1, &planer);
    befolkning_make(&arena, planer.plan[0], 7, 400, 2021, &sager);
    for (size_t i = 0; i < sager.count; i++) {
        struct err err = ERR_INIT;
        sager.sag[i].indplaceringer = 1;
        sager.sag[i].indplacering = ARENA_NEW(&arena, struct indplacering);
        sager.sag[i].indplacering->periode =
            (struct periode){sager.sag[i].indflyttet, DATO_MAX, DATO_MIN};
        assert_true(brok_make(100 + (int64_t)i, 100, &sager.sag[i].indplacering->vederlag, &err));
    }
    compare_month(&planer, &sager, maaned_make(2021, 5), 1, DATO_MAX, &r);
    assert_true(r.grund[KERNE_MANGE_NIVEAUER] > 100);
    assert_true(r.kan > KERNE_MAX_NIVEAUER / 2);
    arena_release(&arena);
}

/* Rates up to the greatest the type holds: the same amount, or an error, never a wrapped number. */
static void test_amounts_near_the_limit(void **state)
{
    struct regnskab r = {0};
    (void)state;
    for (int64_t size = 1000000; size < INT64_MAX / 8; size *= 7) {
        struct arena arena;
        struct plan_samling planer;
        struct sager sager;
        arena_init(&arena, LIMIT);
        variant_make(&arena, (uint64_t)size % 40 * 3 + 1, &planer);
        for (size_t p = 0; p < planer.count; p++)
            for (size_t i = 0; i < planer.plan[p]->takster.count; i++)
                planer.plan[p]->takster.takst[i].beloeb.oere = size + (int64_t)i;
        befolkning_make(&arena, planer.plan[0], (uint64_t)size, 50, 2021, &sager);
        compare_month(&planer, &sager, maaned_make(2021, 6), 1, DATO_MAX, &r);
        arena_release(&arena);
    }
    assert_true(r.overloeb > 2 && r.beloeb > 500);
}

static void test_no_handbook_in_the_period(void **state)
{
    struct bog bog;
    struct sager sager;
    struct kerne_soejler s;
    struct kerne_afvist afvist;
    struct err err = ERR_INIT;
    (void)state;
    load(&bog, "haandboeger/morsoe");
    befolkning_make(&bog.arena, bog.samling.planer.plan[0], 1, 10, 2021, &sager);
    assert_true(kerne_soejler_make(&bog.arena, &bog.samling.planer, &sager, dato_make(2030, 1, 1),
                                   dato_make(2030, 2, 1), DATO_MAX, &s, &afvist, &err));
    assert_non_null(afvist.grund);
    arena_release(&bog.arena);
}

static void test_every_reason_has_a_name(void **state)
{
    (void)state;
    for (int g = 0; g < KERNE_GRUNDE; g++)
        assert_true(str_from(kerne_grund_navn((enum kerne_grund)g)).n > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_morsoe),
        cmocka_unit_test(test_random_kl),
        cmocka_unit_test(test_random_herningmodel),
        cmocka_unit_test(test_random_aarhusmodel),
        cmocka_unit_test(test_realistic_year),
        cmocka_unit_test(test_variants),
        cmocka_unit_test(test_more_levels_than_the_tables_hold),
        cmocka_unit_test(test_amounts_near_the_limit),
        cmocka_unit_test(test_no_handbook_in_the_period),
        cmocka_unit_test(test_every_reason_has_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
