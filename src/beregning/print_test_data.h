/*
 * print_test_data: a small handbook made by hand and cases under it, for print_test.c only.
 *
 * The amounts follow KL 2021 where it has them; clothing is invented, so that rounding to kroner
 * is seen.
 */
#ifndef BEREGNING_PRINT_TEST_DATA_H
#define BEREGNING_PRINT_TEST_DATA_H

#include <stdio.h>
#include <string.h>

#include "beregning/beregning.h"

enum { T_BEKLAEDNING, T_KOST_ANDEL, T_KOST, T_LOMMEPENGE, T_VEDERLAG, T_ANTAL };
enum { L_VEDERLAG, L_KOST, L_LOMMEPENGE, L_BEKLAEDNING, L_ANTAL };

static inline struct enhed data_enhed(const char *tekst)
{
    struct enhed enhed = {{0}};
    struct err err = ERR_INIT;
    bool ok = enhed_parse(str_from(tekst), &enhed, &err);

    ASSERT(ok);
    return enhed;
}

struct data_takster {
    struct arena *arena;
    struct plan *plan;
    struct str *navn;
    size_t *foerste;
};

/* Rows of one rate: ages from, to, øre; ends with a negative øre. */
static inline void data_takst(const struct data_takster *d, int nr, const char *navn,
                              const char *enhed, const int (*raekke)[3])
{
    static const char ukendt[] = "kilden trykker kun kost og logi samlet";

    d->navn[nr] = str_from(navn);
    d->foerste[nr] = d->plan->takster.count;
    for (size_t i = 0; raekke[i][2] >= 0; i++) {
        struct takst t = {.navn = d->navn[nr],
                          .enhed = data_enhed(enhed),
                          .alder_fra = raekke[i][0],
                          .alder_til = raekke[i][1],
                          .fra = dato_make(2021, 1, 1),
                          .til = dato_make(2022, 1, 1),
                          .ukendt = nr == T_KOST_ANDEL,
                          .beloeb = {raekke[i][2]},
                          .kendt_fra = DATO_MIN,
                          .kilde = STR("KL takster 2021, punkt 2")};
        if (t.ukendt) t.kilde = str_from(ukendt);
        takst_add(d->arena, &d->plan->takster, t);
    }
    d->foerste[nr + 1] = d->plan->takster.count;
}

static inline void data_takster(struct arena *arena, struct plan *plan)
{
    static const int vederlag[][3] = {{-1, -1, 14800}, {0, 0, -1}};
    static const int kost[][3] = {{0, 9, 19300}, {10, 22, 20600}, {0, 0, -1}};
    static const int penge[][3] = {
        {3, 10, 3200}, {11, 13, 6900}, {14, 15, 13800}, {16, 22, 27800}, {0, 0, -1}};
    static const int andel[][3] = {{-1, -1, 0}, {0, 0, -1}};
    static const int toej[][3] = {{0, 9, 61233}, {10, 22, 81250}, {0, 0, -1}};
    struct data_takster d = {arena, plan, ARENA_ARRAY(arena, T_ANTAL, struct str),
                             ARENA_ARRAY(arena, T_ANTAL + 1, size_t)};

    plan->takst_navne = d.navn;
    plan->takst_antal = T_ANTAL;
    plan->takst_foerste = d.foerste;
    data_takst(&d, T_BEKLAEDNING, "beklædning", "kr/måned", toej);
    data_takst(&d, T_KOST_ANDEL, "kost_andel", "kr/døgn", andel);
    data_takst(&d, T_KOST, "kost_og_logi", "kr/døgn", kost);
    data_takst(&d, T_LOMMEPENGE, "lommepenge", "kr/uge", penge);
    data_takst(&d, T_VEDERLAG, "vederlag_døgn", "kr/vederlag/døgn", vederlag);
}

static inline struct plan_formel data_formel(struct arena *arena, const char *tekst,
                                             const struct plan_faktor *faktor, size_t n)
{
    struct plan_led *led = ARENA_NEW(arena, struct plan_led);
    struct plan_faktor *kopi = ARENA_ARRAY(arena, n, struct plan_faktor);
    struct enhed enhed = {{0}};

    for (size_t i = 0; i < n; i++) {
        kopi[i] = faktor[i];
        enhed = enhed_mul(enhed, faktor[i].enhed);
    }
    *led = (struct plan_led){.faktor = kopi, .faktorer = n};
    return (struct plan_formel){led, 1, enhed, str_from(tekst)};
}

static inline struct plan_formel data_takst_formel(struct arena *arena, const char *tekst,
                                                   const char *enhed, int takst)
{
    struct plan_faktor f = {.art = FAKTOR_TAKST,
                            .enhed = data_enhed(enhed),
                            .takst = takst,
                            .efter_alder = takst != T_KOST_ANDEL};

    return data_formel(arena, tekst, &f, 1);
}

static inline void data_ydelser(struct arena *arena, struct plan *plan)
{
    const struct plan_faktor vederlag[] = {
        {.art = FAKTOR_VEDERLAG, .enhed = data_enhed("vederlag")},
        {.art = FAKTOR_TAKST, .enhed = data_enhed("kr/vederlag/døgn"), .takst = T_VEDERLAG},
        {.art = FAKTOR_TAL, .enhed = data_enhed("døgn/måned"), .tal = {3041, 100}},
    };
    struct plan_ydelse *y = ARENA_ARRAY(arena, L_ANTAL, struct plan_ydelse);

    for (int i = 0; i < L_ANTAL; i++) {
        y[i] = (struct plan_ydelse){.linje = i,
                                    .for_art = {FOR_GIVER, FOR_IKKE, FOR_IKKE, FOR_UKENDT},
                                    .til_alder = PLAN_MAX_AGE,
                                    .afrund_step = 1,
                                    .skat = SKAT_SKATTEFRI,
                                    .kanal = KANAL_NEMKONTO,
                                    .kilde = STR("Håndbogen juni 2021"),
                                    .afsnit = STR("Honorering"),
                                    .anker = STR("regel-1")};
        y[i].ukendt_grund[ART_NETVAERK] = STR("kilden nævner ikke netværk");
    }
    y[L_VEDERLAG].beloeb =
        data_formel(arena, "antal vederlag × takst vederlag_døgn × 30,41 døgn/måned", vederlag, 3);
    y[L_VEDERLAG].skat = SKAT_A_INDKOMST;
    y[L_VEDERLAG].kanal = KANAL_LOEN;
    y[L_KOST].beloeb =
        data_takst_formel(arena, "takst kost_og_logi efter alder", "kr/døgn", T_KOST);
    y[L_LOMMEPENGE].beloeb =
        data_takst_formel(arena, "takst lommepenge efter alder", "kr/uge", T_LOMMEPENGE);
    y[L_LOMMEPENGE].fra_alder = 3;
    y[L_LOMMEPENGE].modtager = MODTAGER_BARN;
    y[L_BEKLAEDNING].beloeb =
        data_takst_formel(arena, "takst beklædning efter alder", "kr/måned", T_BEKLAEDNING);
    y[L_BEKLAEDNING].afrund_step = 100;
    plan->ydelse = y;
    plan->ydelser = L_ANTAL;
}

static inline void data_situationer(struct arena *arena, struct plan *plan)
{
    struct plan_situation *e = &plan->situation[SITUATION_EFTERSKOLE];

    e->findes = true;
    e->virkning[L_VEDERLAG] = (struct plan_virkning){.art = VIRKNING_SOM_TRIN, .trin = 1};
    e->virkning[L_KOST].art = VIRKNING_FRADRAG;
    e->virkning[L_KOST].fradrag =
        data_takst_formel(arena, "takst kost_andel", "kr/døgn", T_KOST_ANDEL);
    plan->situation[SITUATION_HJEMMEBESOEG].findes = true;
    e = &plan->situation[SITUATION_OPHOLD_I_AFLASTNING];
    e->findes = true;
    e->virkning[L_VEDERLAG] = (struct plan_virkning){.art = VIRKNING_TRIN_NED, .trin = 1};
    e->virkning[L_BEKLAEDNING].art = VIRKNING_FRADRAG;
    e->virkning[L_BEKLAEDNING].fradrag =
        data_takst_formel(arena, "takst kost_og_logi efter alder", "kr/døgn", T_KOST);
}

static inline const struct plan *data_plan(struct arena *arena)
{
    static const struct plan_linje linje[L_ANTAL] = {
        {{"vederlag", 8}, {"vederlag", 8}, {"Vederlag", 8}},
        {{"kost_og_logi", 12}, {"kost_og_logi", 12}, {"Kost og logi", 12}},
        {{"lommepenge", 10}, {"lommepenge", 10}, {"Lommepenge", 10}},
        {{"beklaedning", 11}, {"beklædning", 11}, {"Beklædning", 11}},
    };
    static const struct plan_trin trin[] = {{.nr = 1, .vederlag = {3, 1}},
                                            {.nr = 2, .vederlag = {4, 1}},
                                            {.nr = 3, .vederlag = {6, 1}}};
    static const struct plan_valg_tekst valg[] = {
        {{"alder regnes", 12}, {"på dagen", 9}, true, {"", 0}},
        {{"børnerækkefølge", 18},
         {"efter indflytning, ved lighed ældste først", 44},
         false,
         {"Lov om social service § 142", 28}},
    };
    struct plan *plan = ARENA_NEW(arena, struct plan);

    *plan = (struct plan){.haandbog = STR("Prøve Kommune"),
                          .kommunekode = 999,
                          .gaelder_fra = dato_make(2021, 1, 1),
                          .gaelder_til = DATO_MAX,
                          .kendt_fra = DATO_MIN,
                          .retning = RETNING_GENFORHANDLES,
                          .model = {true, true},
                          .vederlag_min = {1, 1},
                          .vederlag_max = {10, 1},
                          .valg = {.indflytningsdag_taeller = true, .taeller_som_barn = 1},
                          .valg_tekst = valg,
                          .valg_tekster = 2,
                          .linje = linje,
                          .linjer = L_ANTAL,
                          .trin = trin,
                          .trin_antal = 3};
    memset(plan->hash.hex, 'a', 64);
    data_takster(arena, plan);
    data_ydelser(arena, plan);
    data_situationer(arena, plan);
    return plan;
}

/* A child in ordinary care since 2020 on a level. */
static inline struct sag data_sag(struct arena *arena, const char *id, struct dato foedt, int trin)
{
    struct indplacering *i = ARENA_NEW(arena, struct indplacering);

    *i = (struct indplacering){.periode = {dato_make(2020, 1, 1), DATO_MAX, DATO_MIN},
                               .trin = trin,
                               .har_besluttet = true,
                               .besluttet = dato_make(2020, 12, 14)};
    return (struct sag){.id = str_from(id),
                        .familie = str_from(id),
                        .foedt = foedt,
                        .indflyttet = dato_make(2020, 1, 1),
                        .fraflyttet = DATO_MAX,
                        .kendt_fra = DATO_MIN,
                        .fraflyttet_kendt_fra = DATO_MIN,
                        .kommune = 999,
                        .indplacering = i,
                        .indplaceringer = 1};
}

/* June 2021 for the cases. */
static inline struct beregning data_beregn(struct arena *arena, struct sag *sag, size_t antal)
{
    struct sager sager = {sag, antal};
    const struct plan **plan = ARENA_NEW(arena, const struct plan *);
    struct plan_samling planer = {plan, 1};
    struct beregning b;
    struct err err = ERR_INIT;

    *plan = data_plan(arena);
    bool ok = beregning_month(arena, &planer, &sager, maaned_make(2021, 6), DATO_MAX, &b, &err);
    if (!ok) fprintf(stderr, "%s\n", err.text);
    ASSERT(ok);
    return b;
}

#endif
