/*
 * A simulation against a second computation made the obvious way: every month of every placement by
 * the scalar reader alone, compared line by line, for invented handbooks and random placements, for
 * the four handbooks and a realistic population; and what a person is told.
 */
#include "base/test_help.h"

#include <stdlib.h>

#include "beregning/beregning.h"
#include "demo/demo.h"
#include "haandbog/kerne_test_data.h"
#include "haandbog/kerne_test_variant.h"
#include "simulering/simulering.h"

#define LIMIT ((size_t)3 << 30)

/* ---- the slow way */

enum { YDELSER = 40, ALLE = YDELSER };

struct langsom {
    struct str kode[YDELSER];
    unsigned egne[2][YDELSER]; /* whether the versions in force on a side have the ydelse */
    size_t ydelser;
    struct simulering_par i_alt;
    struct simulering_par ydelse[YDELSER];
    size_t anbringelser, aendrede, mere, mindre;
};

static size_t place_of(struct langsom *l, struct str kode)
{
    for (size_t y = 0; y < l->ydelser; y++)
        if (str_eq(l->kode[y], kode)) return y;
    assert_true(l->ydelser < YDELSER);
    l->kode[l->ydelser] = kode;
    return l->ydelser++;
}

static void collect(struct langsom *l, int side, const struct plan_samling *planer,
                    const struct simulering_ind *ind)
{
    int til = maaned_first((struct maaned){ind->fra.nr + ind->maaneder}).dag;
    for (int dag = maaned_first(ind->fra).dag; dag < til; dag++) {
        const struct plan *plan = plan_on(planer, (struct dato){dag}, ind->kendt);
        for (size_t i = 0; plan != NULL && i < plan->linjer; i++)
            l->egne[side][place_of(l, plan->linje[i].kode)] = 1;
    }
}

struct svar {
    bool mangler;
    bool findes;
    int64_t oere;
};

static struct svar answer(const struct langsom *l, int side, const struct sag_beregning *b,
                          size_t y)
{
    struct svar svar = {0};
    bool nogen = false;
    for (size_t i = 0; i < l->ydelser; i++) nogen |= l->egne[side][i] != 0;
    for (size_t i = 0; i < b->linjer; i++)
        if (str_eq(b->linje[i].ydelse, l->kode[y]))
            svar = (struct svar){.findes = true, .oere = b->linje[i].beloeb.oere};
    for (size_t i = 0; i < b->mangler; i++) {
        bool alle = str_is(b->mangel[i].ydelse, "alle") && (!nogen || l->egne[side][y]);
        if (alle || str_eq(b->mangel[i].ydelse, l->kode[y]))
            svar = (struct svar){.mangler = true, .findes = true};
    }
    return svar;
}

static void count_line(struct simulering_par *par, struct svar foer, struct svar efter)
{
    par->foer.mangler += foer.mangler;
    par->efter.mangler += efter.mangler;
    par->foer.beregnet.oere += foer.oere;
    par->efter.beregnet.oere += efter.oere;
    if (foer.mangler || efter.mangler)
        par->forskel.mangler++;
    else
        par->forskel.beregnet.oere += efter.oere - foer.oere;
}

/* One placement in every month; false: the scalar reader refused (overflow). */
static bool slow_placement(struct arena *arena, struct langsom *l, const struct simulering_ind *ind,
                           size_t i, const struct beregning *foer, const struct beregning *efter)
{
    bool noget = false, aendret = false;
    int64_t forskel = 0;
    (void)arena;
    for (int m = 0; m < ind->maaneder; m++)
        for (size_t y = 0; y < l->ydelser; y++) {
            struct svar a = answer(l, 0, &foer[m].sag[i], y);
            struct svar b = answer(l, 1, &efter[m].sag[i], y);
            if (!a.findes && !b.findes) continue;
            noget = true;
            count_line(&l->i_alt, a, b);
            count_line(&l->ydelse[y], a, b);
            if (a.mangler || b.mangler) continue;
            aendret |= a.oere != b.oere;
            forskel += b.oere - a.oere;
        }
    l->anbringelser += noget;
    l->aendrede += aendret;
    l->mere += aendret && forskel > 0;
    l->mindre += aendret && forskel < 0;
    return true;
}

static void slow(struct arena *arena, const struct simulering_ind *ind, struct langsom *l)
{
    struct beregning foer[SIMULERING_MAANEDER_MAX], efter[SIMULERING_MAANEDER_MAX];
    struct err err = ERR_INIT;
    *l = (struct langsom){0};
    collect(l, 0, ind->foer, ind);
    collect(l, 1, ind->efter, ind);
    for (int m = 0; m < ind->maaneder; m++) {
        struct maaned maaned = {ind->fra.nr + m};
        assert_ok(beregning_month(arena, ind->foer, ind->sager, maaned, ind->kendt, &foer[m], &err),
                  err);
        assert_ok(
            beregning_month(arena, ind->efter, ind->sager, maaned, ind->kendt, &efter[m], &err),
            err);
    }
    for (size_t i = 0; i < ind->sager->count; i++) slow_placement(arena, l, ind, i, foer, efter);
}

/* ---- compared */

static void same_sum(const struct simulering_sum *a, const struct simulering_sum *b)
{
    assert_int_equal(a->beregnet.oere, b->beregnet.oere);
    assert_int_equal(a->mangler, b->mangler);
}

static void same_par(const struct simulering_par *a, const struct simulering_par *b)
{
    same_sum(&a->foer, &b->foer);
    same_sum(&a->efter, &b->efter);
    same_sum(&a->forskel, &b->forskel);
}

static void add_sum(struct simulering_sum *to, const struct simulering_sum *from)
{
    to->beregnet.oere += from->beregnet.oere;
    to->mangler += from->mangler;
}

static void add_par(struct simulering_par *to, const struct simulering_par *from)
{
    add_sum(&to->foer, &from->foer);
    add_sum(&to->efter, &from->efter);
    add_sum(&to->forskel, &from->forskel);
}

/* The parts of a simulation agree among themselves. */
static void whole(const struct simulering *s)
{
    struct simulering_par maaneder = {0}, ydelser = {0};
    for (int m = 0; m < s->maaneder; m++) add_par(&maaneder, &s->maaned[m]);
    for (size_t y = 0; y < s->ydelser; y++) {
        struct simulering_par egne = {0};
        for (int m = 0; m < s->maaneder; m++) add_par(&egne, &s->ydelse[y].maaned[m]);
        same_par(&egne, &s->ydelse[y].i_alt);
        add_par(&ydelser, &egne);
    }
    same_par(&maaneder, &s->i_alt);
    same_par(&ydelser, &s->i_alt);
    assert_true(s->faar_mere + s->faar_mindre <= s->aendrede);
    assert_true(s->aendrede <= s->anbringelser);
}

static size_t lines_of(const struct simulering *s, bool kan_nu)
{
    size_t n = 0;
    for (size_t i = 0; i < s->skift_antal; i++)
        if (s->skift[i].kan_nu == kan_nu) n += s->skift[i].linjer;
    return n;
}

struct regnskab {
    uint64_t beloeb, forskelle, mangler, skift;
};

static void compare(const struct simulering_ind *ind, struct regnskab *r)
{
    struct arena arena;
    struct simulering s;
    struct langsom l;
    struct err err = ERR_INIT;
    arena_init(&arena, LIMIT);
    if (!simulering_run(&arena, ind, &s, &err)) {
        assert_int_equal(err.kind, ERR_INPUT);
        arena_release(&arena);
        return;
    }
    slow(&arena, ind, &l);
    assert_int_equal(s.ydelser, l.ydelser);
    for (size_t y = 0; y < s.ydelser; y++) {
        assert_true(str_eq(s.ydelse[y].kode, l.kode[y]));
        same_par(&s.ydelse[y].i_alt, &l.ydelse[y]);
    }
    same_par(&s.i_alt, &l.i_alt);
    whole(&s);
    assert_int_equal(s.anbringelser, l.anbringelser);
    assert_int_equal(s.aendrede, l.aendrede);
    assert_int_equal(s.faar_mere, l.mere);
    assert_int_equal(s.faar_mindre, l.mindre);
    /* What lacks under one only: what either lacks is what before lacks and what is lost. */
    assert_int_equal(l.i_alt.forskel.mangler, l.i_alt.foer.mangler + lines_of(&s, false));
    assert_int_equal(l.i_alt.forskel.mangler, l.i_alt.efter.mangler + lines_of(&s, true));
    for (size_t i = 0; i < s.skift_antal; i++) assert_true(s.skift[i].mangler.n > 0);
    r->beloeb += (uint64_t)l.i_alt.foer.beregnet.oere;
    r->forskelle += l.aendrede;
    r->mangler += l.i_alt.forskel.mangler;
    r->skift += s.skift_antal;
    arena_release(&arena);
}

/* ---- what is compared */

/* Any invented handbook against another, or against itself with later versions. */
static void test_variants(void **state)
{
    struct regnskab r = {0};
    (void)state;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        struct arena arena;
        struct plan_samling foer, efter;
        struct sager sager;
        uint64_t s = seed * 77;
        arena_init(&arena, LIMIT);
        variant_make(&arena, seed, &foer);
        variant_make(&arena, seed % 3 == 0 ? seed : seed + 1000, &efter);
        if (seed % 3 == 0) foer.count = 1;
        tilfaelde_random(&arena, tilfaelde_next(&s), foer.plan[0], 60, &sager);
        struct simulering_ind ind = {.foer = &foer,
                                     .efter = &efter,
                                     .sager = &sager,
                                     .fra =
                                         tilfaelde_maaned(tilfaelde_next(&s), foer.plan[0], &sager),
                                     .maaneder = tilfaelde_between(&s, 1, 14),
                                     .kendt = tilfaelde_kendt(tilfaelde_next(&s), &sager),
                                     .stoerste = 5};
        compare(&ind, &r);
        arena_release(&arena);
    }
    assert_true(r.beloeb > 0 && r.forskelle > 500 && r.mangler > 500 && r.skift > 20);
}

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
    assert_ok(haandbog_load(&bog->arena, sti, false, &bog->samling, &fund, &err), err);
    assert_int_equal(fund.fejl, 0);
}

/* R347: two handbooks with different ydelser, levels and years, over months that neither covers
 * whole. */
static void test_handbooks(void **state)
{
    static const char *const sti[] = {"haandboeger/morsoe", "haandboeger/kl",
                                      "haandboeger/eksempel-herningmodel",
                                      "haandboeger/eksempel-aarhusmodel"};
    struct bog bog[4];
    struct regnskab r = {0};
    (void)state;
    for (size_t i = 0; i < 4; i++) load(&bog[i], sti[i]);
    for (size_t i = 0; i < 4; i++)
        for (size_t k = 0; k < 4; k++) {
            struct sager sager;
            befolkning_make(&bog[i].arena, bog[i].samling.planer.plan[0], 10 * i + k, 70, 2021,
                            &sager);
            struct simulering_ind ind = {.foer = &bog[i].samling.planer,
                                         .efter = &bog[k].samling.planer,
                                         .sager = &sager,
                                         .fra = maaned_make(2021, 6),
                                         .maaneder = 9,
                                         .kendt = DATO_MAX,
                                         .stoerste = 10};
            compare(&ind, &r);
        }
    assert_true(r.beloeb > 0 && r.forskelle > 0 && r.mangler > 0 && r.skift > 0);
    for (size_t i = 0; i < 4; i++) arena_release(&bog[i].arena);
}

/* The same handbook changes nothing. */
static void test_nothing_changes(void **state)
{
    struct bog bog;
    struct sager sager;
    struct simulering s;
    struct err err = ERR_INIT;
    (void)state;
    load(&bog, "haandboeger/morsoe");
    befolkning_make(&bog.arena, bog.samling.planer.plan[0], 3, 300, 2021, &sager);
    struct simulering_ind ind = {.foer = &bog.samling.planer,
                                 .efter = &bog.samling.planer,
                                 .sager = &sager,
                                 .fra = maaned_make(2021, 1),
                                 .maaneder = 12,
                                 .kendt = DATO_MAX,
                                 .stoerste = 5};
    assert_ok(simulering_run(&bog.arena, &ind, &s, &err), err);
    assert_true(s.anbringelser > 100 && s.i_alt.foer.beregnet.oere > 0);
    assert_int_equal(s.aendrede + s.skift_antal + s.stoerste_antal + s.familier_aendrede, 0);
    assert_int_equal(s.i_alt.forskel.beregnet.oere, 0);
    arena_release(&bog.arena);
}

/* Written, read and written again, it is the same. */
static void assert_read_back(struct arena *arena, const struct simulering *s)
{
    struct err err = ERR_INIT;
    struct simulering igen;
    struct buf foerst, siden;

    buf_init(&foerst, arena);
    buf_init(&siden, arena);
    simulering_print_json(&foerst, s);
    assert_ok(simulering_laes_json(arena, buf_str(&foerst), &igen, &err), err);
    simulering_print_json(&siden, &igen);
    assert_true(str_eq(buf_str(&foerst), buf_str(&siden)));
    struct str halv = str_sub(buf_str(&foerst), 0, foerst.n / 2);
    assert_false(simulering_laes_json(arena, halv, &igen, &err));
    err = (struct err)ERR_INIT;
    assert_false(simulering_laes_json(arena, STR("{\"fra\":\"2021-01\"}"), &igen, &err));
}

/* The order of the facts is no part of the answer. */
static void test_order_of_facts(void **state)
{
    struct bog bog, anden;
    struct sager sager, vendt;
    struct simulering a, b;
    struct err err = ERR_INIT;
    (void)state;
    load(&bog, "haandboeger/morsoe");
    load(&anden, "haandboeger/eksempel-herningmodel");
    befolkning_make(&bog.arena, bog.samling.planer.plan[0], 8, 200, 2021, &sager);
    vendt = (struct sager){ARENA_ARRAY(&bog.arena, sager.count, struct sag), sager.count};
    for (size_t i = 0; i < sager.count; i++) vendt.sag[i] = sager.sag[sager.count - 1 - i];
    struct simulering_ind ind = {
        &bog.samling.planer, &anden.samling.planer, &sager, maaned_make(2021, 3), 6, DATO_MAX, 7};
    assert_ok(simulering_run(&bog.arena, &ind, &a, &err), err);
    ind.sager = &vendt;
    assert_ok(simulering_run(&bog.arena, &ind, &b, &err), err);
    same_par(&a.i_alt, &b.i_alt);
    assert_int_equal(a.stoerste_antal, 7);
    for (size_t i = 0; i < a.stoerste_antal; i++) {
        assert_true(str_eq(a.stoerste[i].id, b.stoerste[i].id));
        assert_true(str_eq(a.stoerste_familie[i].id, b.stoerste_familie[i].id));
        same_par(&a.stoerste[i].par, &b.stoerste[i].par);
    }
    assert_read_back(&bog.arena, &a);
    arena_release(&bog.arena);
    arena_release(&anden.arena);
}

/* A total with something missing is null, and the computed part stands beside it. */
static void test_missing_is_told(void **state)
{
    struct bog bog;
    struct sager sager;
    struct simulering s;
    struct err err = ERR_INIT;
    struct buf json, tekst;
    size_t at;
    (void)state;
    load(&bog, "haandboeger/morsoe");
    befolkning_make(&bog.arena, bog.samling.planer.plan[0], 5, 40, 2021, &sager);
    struct plan_samling ingen = {bog.samling.planer.plan, 0};
    struct simulering_ind ind = {
        &bog.samling.planer, &ingen, &sager, maaned_make(2021, 3), 2, DATO_MAX, 3};
    assert_ok(simulering_run(&bog.arena, &ind, &s, &err), err);
    assert_int_equal(s.i_alt.efter.beregnet.oere, 0);
    assert_int_equal(s.i_alt.forskel.beregnet.oere, 0);
    assert_true(s.i_alt.efter.mangler > 50);
    assert_true(s.skift_antal > 0 && !s.skift[0].kan_nu);
    buf_init(&json, &bog.arena);
    buf_init(&tekst, &bog.arena);
    simulering_print_json(&json, &s);
    simulering_print_text(&tekst, &s);
    assert_read_back(&bog.arena, &s);
    assert_true(
        str_find(buf_str(&json), STR("\"efter\":{\"oere\":null,\"beregnet_oere\":0,"), &at));
    assert_true(str_find(buf_str(&tekst), STR("kan ikke længere beregnes"), &at));
    assert_true(str_find(buf_str(&tekst), STR("Summen er ikke hele beløbet"), &at));
    arena_release(&bog.arena);
}

static void test_no_handbook_at_all(void **state)
{
    struct arena arena;
    struct plan_samling ingen = {NULL, 0};
    struct sager sager = {NULL, 0};
    struct simulering s;
    struct err err = ERR_INIT;
    (void)state;
    arena_init(&arena, LIMIT);
    struct simulering_ind ind = {&ingen, &ingen, &sager, maaned_make(2021, 3), 2, DATO_MAX, 3};
    assert_false(simulering_run(&arena, &ind, &s, &err));
    assert_int_equal(err.kind, ERR_INPUT);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_variants),        cmocka_unit_test(test_handbooks),
        cmocka_unit_test(test_nothing_changes), cmocka_unit_test(test_order_of_facts),
        cmocka_unit_test(test_missing_is_told), cmocka_unit_test(test_no_handbook_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
