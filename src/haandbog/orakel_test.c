/*
 * orakel: the scalar reader against the slow one, to the øre, over random handbooks and cases.
 *
 * VEDERLAG_ORAKEL=N asks for that many cases (a case is one placement in one month) instead of the
 * ordinary 20,000; VEDERLAG_ORAKEL_SEED=N starts elsewhere. A disagreement prints all it takes to
 * see it again.
 */
#include "base/test_help.h"

#include <stdio.h>
#include <stdlib.h>

#include "haandbog/orakel.h"
#include "haandbog/orakel_haandbog.h"

enum { CASES = 20000, SAGER = 6, FAMILIES_PER_BOOK = 12 };

static const char *const BOOKS[] = {"haandboeger/morsoe", "haandboeger/kl",
                                    "haandboeger/eksempel-herningmodel",
                                    "haandboeger/eksempel-aarhusmodel"};

static size_t from_environment(const char *name, size_t otherwise)
{
    const char *text = getenv(name);
    return text == NULL ? otherwise : (size_t)strtoul(text, NULL, 10);
}

/* ---- one comparison ---- */

struct tal {
    size_t giver;
    size_t mangler;
    size_t intet;
};

struct sammen {
    struct arena *arena;
    struct tal *tal;
    struct plan_samling planer;
    struct sager sager;
    struct maaned maaned;
    struct dato kendt;
};

static bool lacks(const struct sag_beregning *svar, struct str ydelse)
{
    for (size_t i = 0; i < svar->mangler; i++)
        if (str_eq(svar->mangel[i].ydelse, ydelse)) return true;
    return false;
}

/* Whether one of the line's lacks begins with that name. */
static bool lacks_named(const struct sag_beregning *svar, struct str ydelse, const char *name)
{
    for (size_t i = 0; i < svar->mangler; i++)
        if (str_eq(svar->mangel[i].ydelse, ydelse) &&
            str_starts(svar->mangel[i].mangler, str_from(name)))
            return true;
    return false;
}

static size_t find_lines(const struct sag_beregning *svar, struct str ydelse, int64_t *sum)
{
    size_t count = 0;
    *sum = 0;
    for (size_t i = 0; i < svar->linjer; i++) {
        if (!str_eq(svar->linje[i].ydelse, ydelse)) continue;
        *sum += svar->linje[i].beloeb.oere;
        count++;
    }
    return count;
}

static void add_lacks(struct buf *ud, const struct sag_beregning *svar)
{
    for (size_t i = 0; i < svar->mangler; i++)
        buf_format(ud, "  mangel %.*s: %.*s: %.*s\n", STR_ARG(svar->mangel[i].ydelse),
                   STR_ARG(svar->mangel[i].mangler), STR_ARG(svar->mangel[i].grund));
}

static void tell(struct sammen *s, const struct sag_beregning *svar, const struct orakel_linje *l,
                 uint64_t seed)
{
    struct buf ud;
    buf_init(&ud, s->arena);
    buf_format(&ud, "seed %llu, %.*s i %.*s, kendt %.*s, sag %.*s\n", (unsigned long long)seed,
               STR_ARG(l->kode), STR_ARG(maaned_iso(s->arena, s->maaned)),
               STR_ARG(dato_iso(s->arena, s->kendt)), STR_ARG(svar->sag->id));
    int64_t sum;
    size_t count = find_lines(svar, l->kode, &sum);
    buf_format(&ud, "  orakel: %s %s %lld\n",
               l->mangler  ? "mangler"
               : l->findes ? "giver"
                           : "intet",
               l->hvad, (long long)l->oere);
    buf_format(&ud, "  beregning: %s %zu linjer %lld\n", lacks(svar, l->kode) ? "mangler" : "",
               count, (long long)sum);
    add_lacks(&ud, svar);
    for (size_t i = 0; i < svar->linjer; i++)
        if (str_eq(svar->linje[i].ydelse, l->kode)) forklaring_print_text(&ud, &svar->linje[i]);
    struct sager family = {ARENA_ARRAY(s->arena, s->sager.count, struct sag), 0};
    for (size_t i = 0; i < s->sager.count; i++)
        if (str_eq(s->sager.sag[i].familie, svar->sag->familie))
            family.sag[family.count++] = s->sager.sag[i];
    sag_write_json(&ud, &family);
    fprintf(stderr, "%.*s\n", STR_ARG(buf_str(&ud)));
}

static bool agrees(const struct sag_beregning *svar, const struct orakel_linje *l)
{
    int64_t sum;
    size_t count = find_lines(svar, l->kode, &sum);
    if (lacks(svar, l->kode) != l->mangler) return false;
    if (l->mangler) return count == 0 && lacks_named(svar, l->kode, l->hvad);
    return l->findes ? count > 0 && sum == l->oere : count == 0;
}

/* Compares every sag; how many lines disagree. */
static size_t compare(struct sammen *s, uint64_t seed)
{
    struct beregning b;
    struct err err = ERR_INIT;
    size_t wrong = 0;
    if (!beregning_month(s->arena, &s->planer, &s->sager, s->maaned, s->kendt, &b, &err))
        fail_msg("seed %llu: %s", (unsigned long long)seed, err.text);
    for (size_t i = 0; i < s->sager.count; i++) {
        struct orakel_svar o;
        orakel_month(&s->planer, &s->sager, i, s->maaned, s->kendt, &o);
        const struct sag_beregning *svar = &b.sag[i];
        struct orakel_linje alle = {.kode = STR("alle"), .mangler = o.alle_mangler};
        bool ok = agrees(svar, &alle);
        if (!ok) tell(s, svar, &alle, seed);
        for (size_t l = 0; ok && !o.alle_mangler && l < o.linjer; l++) {
            const struct orakel_linje *linje = &o.linje[l];
            if (linje->mangler) s->tal->mangler++;
            if (!linje->mangler && linje->findes) s->tal->giver++;
            if (!linje->mangler && !linje->findes) s->tal->intet++;
            ok = agrees(svar, linje);
            if (!ok) tell(s, svar, linje, seed);
        }
        if (!ok) wrong++;
    }
    return wrong;
}

/* Some families in some months under one collection of handbooks. */
static size_t compare_families(const struct plan_samling *planer, uint64_t seed, size_t families,
                               size_t *cases, struct tal *tal)
{
    size_t wrong = 0;
    for (size_t i = 0; i < families; i++) {
        struct arena arena;
        arena_init(&arena, (size_t)1 << 28);
        struct sammen s = {.arena = &arena, .tal = tal, .planer = *planer};
        uint64_t each = seed * 1000 + i;
        const struct plan *plan = planer->plan[each % planer->count];
        tilfaelde_random(&arena, each, plan, SAGER, &s.sager);
        s.maaned = tilfaelde_maaned(each, plan, &s.sager);
        s.kendt = tilfaelde_kendt(each, &s.sager);
        wrong += compare(&s, each);
        *cases += SAGER;
        arena_release(&arena);
        if (wrong > 3) break;
    }
    return wrong;
}

/* ---- the tests ---- */

/* The cases were worth drawing: each of the three outcomes is at least a twentieth. */
static void assert_varied(const struct tal *t)
{
    size_t all = t->giver + t->mangler + t->intet;
    assert_true(all > 0);
    assert_true(t->giver > all / 20);
    assert_true(t->mangler > all / 20);
    assert_true(t->intet > all / 20);
}

static void the_handbooks_agree_with_the_oracle(void **state)
{
    size_t books = sizeof BOOKS / sizeof BOOKS[0];
    size_t cases = 0;
    struct tal tal = {0};
    size_t each = from_environment("VEDERLAG_ORAKEL", CASES) / 2 / books / SAGER;
    uint64_t seed = from_environment("VEDERLAG_ORAKEL_SEED", 1);
    (void)state;
    for (size_t i = 0; i < books; i++) {
        struct arena arena;
        struct fund_liste fund;
        struct err err = ERR_INIT;
        struct haandbog_samling bog;
        arena_init(&arena, (size_t)1 << 30);
        fund_init(&fund, &arena);
        if (!haandbog_load(&arena, BOOKS[i], false, &bog, &fund, &err))
            fail_msg("%s: %s", BOOKS[i], err.text);
        assert_int_equal(fund.fejl, 0);
        assert_int_equal(compare_families(&bog.planer, seed + 7000 * i, each, &cases, &tal), 0);
        arena_release(&arena);
    }
    assert_varied(&tal);
}

/* One version, two or three versions that meet inside a month, or a version and its correction. */
static struct plan_samling random_books(struct arena *arena, uint64_t seed)
{
    const struct plan **plan = ARENA_ARRAY(arena, 3, const struct plan *);
    struct plan_samling planer = {plan, 1};
    switch (seed % 5) {
    case 0:
        plan[0] = bog_random(arena, seed, "2021-01-01", "2021-05-17", NULL)->plan;
        plan[1] = bog_random(arena, seed + 1, "2021-05-18", "2021-12-31", NULL)->plan;
        planer.count = 2;
        break;
    case 1:
        plan[0] = bog_random(arena, seed, "2021-01-01", "2021-12-31", NULL)->plan;
        plan[1] = bog_random(arena, seed + 1, "2021-01-01", "2021-12-31", "2021-06-20")->plan;
        planer.count = 2;
        break;
    case 2:
        plan[0] = bog_random(arena, seed, "2021-01-01", "2021-05-10", NULL)->plan;
        plan[1] = bog_random(arena, seed + 1, "2021-05-11", "2021-05-20", NULL)->plan;
        plan[2] = bog_random(arena, seed + 2, "2021-05-21", "2021-12-31", NULL)->plan;
        planer.count = 3;
        break;
    default: plan[0] = bog_random(arena, seed, "2020-02-01", "2021-12-31", NULL)->plan;
    }
    return planer;
}

static void random_handbooks_agree_with_the_oracle(void **state)
{
    size_t cases = 0;
    struct tal tal = {0};
    size_t wanted = from_environment("VEDERLAG_ORAKEL", CASES) / 2;
    uint64_t seed = from_environment("VEDERLAG_ORAKEL_SEED", 1) * 100000;
    (void)state;
    for (; cases < wanted; seed++) {
        struct arena arena;
        arena_init(&arena, (size_t)1 << 30);
        struct plan_samling planer = random_books(&arena, seed);
        size_t wrong = compare_families(&planer, seed, FAMILIES_PER_BOOK, &cases, &tal);
        arena_release(&arena);
        assert_int_equal(wrong, 0);
    }
    assert_varied(&tal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_handbooks_agree_with_the_oracle),
        cmocka_unit_test(random_handbooks_agree_with_the_oracle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
