/*
 * kerne_test_data: an invented population for the tests and the benchmark of the kernel.
 *
 * The population is that of a municipality on an ordinary year: families with one to four children,
 * one in six a relief family with weekends, some young people at efterskole, some who move in or
 * out, few agreements. Every value is invented; the same seed gives the same population.
 */
#ifndef HAANDBOG_KERNE_TEST_DATA_H
#define HAANDBOG_KERNE_TEST_DATA_H

#include "haandbog/haandbog.h"
#include "haandbog/tilfaelde.h"

/* ---- a population ---- */

struct befolkning {
    struct arena *arena;
    const struct plan *plan;
    uint64_t seed;
    int year;
};

static inline bool befolkning_chance(struct befolkning *b, int of_1000)
{
    return tilfaelde_between(&b->seed, 1, 1000) <= of_1000;
}

static inline struct dato befolkning_day(struct befolkning *b, int year)
{
    return dato_plus(dato_make(year, 1, 1), tilfaelde_between(&b->seed, 0, 364));
}

static inline void befolkning_level(struct befolkning *b, struct sag *sag)
{
    struct indplacering *f = ARENA_ARRAY(b->arena, 2, struct indplacering);
    const struct plan_overgang *o = &b->plan->overgang;
    bool trin = b->plan->model[MODEL_TRIN];
    if (o->findes) trin = (sag->indflyttet.dag >= o->dato.dag ? o->nye : o->aeldre) == MODEL_TRIN;
    for (int i = 0; i < 2; i++) {
        f[i].periode = (struct periode){sag->indflyttet, DATO_MAX, DATO_MIN};
        if (trin)
            f[i].trin = tilfaelde_between(&b->seed, 1, (int)b->plan->trin_antal);
        else
            f[i].vederlag = brok_int(tilfaelde_between(&b->seed, 3, 9));
    }
    sag->indplacering = f;
    sag->indplaceringer = 1;
    struct dato ny = befolkning_day(b, b->year);
    if (!befolkning_chance(b, 25) || ny.dag <= sag->indflyttet.dag) return;
    f[0].periode.til = f[1].periode.fra = ny;
    sag->indplaceringer = 2;
}

/* A weekend every second week of the year. */
static inline void befolkning_weekends(struct befolkning *b, struct sag *sag)
{
    struct dato day = dato_make(b->year, 1, 1);
    sag->doegn = ARENA_ARRAY(b->arena, 26, struct periode);
    while (dato_weekday(day) != 5) day = dato_plus(day, 1);
    day = dato_plus(day, 7 * tilfaelde_between(&b->seed, 0, 1));
    for (; sag->doegn_antal < 26; day = dato_plus(day, 14)) {
        int nights = tilfaelde_between(&b->seed, 1, 3);
        if (day.dag < sag->indflyttet.dag) {
            if (day.dag > dato_make(b->year, 12, 1).dag) break;
            continue;
        }
        sag->doegn[sag->doegn_antal++] = (struct periode){day, dato_plus(day, nights), DATO_MIN};
    }
}

static inline void befolkning_situation(struct befolkning *b, struct sag *sag)
{
    int age = b->year - 2000 - (maaned_of(sag->foedt).nr / 12 - 2000);
    struct situation *s = ARENA_NEW(b->arena, struct situation);
    sag->situation = s;
    if (age >= 15 && age <= 17 && befolkning_chance(b, 150)) {
        *s = (struct situation){{dato_make(b->year, 8, 9), dato_make(b->year + 1, 6, 26), DATO_MIN},
                                SITUATION_EFTERSKOLE};
        sag->situationer = 1;
    } else if (befolkning_chance(b, 100)) {
        struct dato fra = befolkning_day(b, b->year);
        *s = (struct situation){{fra, dato_plus(fra, 3), DATO_MIN}, SITUATION_OPHOLD_I_AFLASTNING};
        sag->situationer = 1;
    }
}

static inline void befolkning_agreement(struct befolkning *b, struct sag *sag)
{
    struct aftale *a = ARENA_NEW(b->arena, struct aftale);
    *a = (struct aftale){.periode = {sag->indflyttet, DATO_MAX, DATO_MIN},
                         .art = AFTALE_TILLAEG,
                         .ydelse = STR("kost_og_logi"),
                         .beloeb = {25000},
                         .begrundelse = STR("særlig kost"),
                         .besluttet_af = STR("familierådgiveren")};
    sag->aftale = a;
    sag->aftaler = 1;
}

static inline void befolkning_child(struct befolkning *b, enum art art, struct sag *sag)
{
    int born = b->year - tilfaelde_between(&b->seed, 1, 17);
    sag->art = art;
    sag->foedt = befolkning_day(b, born);
    sag->kommune = b->plan->kommunekode > 0 ? b->plan->kommunekode : 760;
    bool this_year = befolkning_chance(b, 120);
    int year = this_year ? b->year : tilfaelde_between(&b->seed, born, b->year - 1);
    sag->indflyttet = dato_max(befolkning_day(b, year), sag->foedt);
    sag->kendt_fra = sag->fraflyttet_kendt_fra = DATO_MIN;
    sag->fraflyttet = DATO_MAX;
    if (befolkning_chance(b, 100))
        sag->fraflyttet = dato_max(befolkning_day(b, b->year), dato_plus(sag->indflyttet, 1));
    if (art != ART_NETVAERK) befolkning_level(b, sag);
    if (art == ART_AFLASTNING)
        befolkning_weekends(b, sag);
    else
        befolkning_situation(b, sag);
    if (befolkning_chance(b, 40)) befolkning_agreement(b, sag);
    while (sag->doegn_antal > 0 && sag->doegn[sag->doegn_antal - 1].til.dag > sag->fraflyttet.dag)
        sag->doegn_antal--;
}

static inline void befolkning_make(struct arena *arena, const struct plan *plan, uint64_t seed,
                                   size_t antal, int year, struct sager *out)
{
    static const enum art arts[] = {ART_DOEGN, ART_DOEGN,    ART_DOEGN,
                                    ART_DOEGN, ART_NETVAERK, ART_AFLASTNING};
    struct befolkning b = {arena, plan, seed, year};
    struct sag *sag = ARENA_ARRAY(arena, antal, struct sag);
    for (size_t i = 0, family = 0; i < antal; family++) {
        enum art art = arts[tilfaelde_between(&b.seed, 0, 5)];
        int pick = tilfaelde_between(&b.seed, 1, 100);
        int children = pick <= 55 ? 1 : pick <= 83 ? 2 : pick <= 95 ? 3 : 4;
        struct str familie = str_format(arena, "F%zu", family);
        for (int k = 0; k < children && i < antal; k++, i++) {
            sag[i].id = str_format(arena, "S%zu.%d", family, k);
            sag[i].familie = familie;
            befolkning_child(&b, art, &sag[i]);
        }
    }
    *out = (struct sager){sag, antal};
}

#endif
