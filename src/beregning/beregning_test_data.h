/*
 * beregning_test_data: a handbook with the rates of 2021 made by hand, and cases under it, for
 * beregning_test.c only.
 *
 * The rules are those of haandboeger/morsoe, whose own examples test the text; here the parts can
 * be changed one by one. Every pointer of the plan leads back into struct bog: it is not copied.
 */
#ifndef BEREGNING_BEREGNING_TEST_DATA_H
#define BEREGNING_BEREGNING_TEST_DATA_H

#include <string.h>

#include "beregning/beregning.h"

enum { L_VEDERLAG, L_KOST, L_LOMMEPENGE, L_BEKLAEDNING, L_ANTAL };
enum { T_BEKLAEDNING, T_KOST_ANDEL, T_KOST, T_KOST_3, T_LOMMEPENGE, T_DOEGN, T_MAANED, T_ANTAL };
/* Rules: by line for those who live there, then relief. */
enum { Y_AFL_VEDERLAG = L_ANTAL, Y_AFL_KOST, Y_ANTAL };
enum { RAEKKER = 32, LED = 4, FAKTORER = 4, TRIN = 5 };

struct bog {
    struct plan plan;
    struct plan_linje linje[L_ANTAL];
    struct plan_ydelse ydelse[Y_ANTAL];
    struct plan_trin trin[TRIN];
    struct str navn[T_ANTAL];
    struct takst takst[RAEKKER];
    size_t foerste[T_ANTAL + 1];
};

static inline struct enhed bog_enhed(const char *tekst)
{
    struct enhed enhed = {{0}};
    struct err err = ERR_INIT;
    bool ok = enhed_parse(str_from(tekst), &enhed, &err);
    ASSERT(ok);
    return enhed;
}

static inline struct dato dag(const char *iso)
{
    struct dato d = DATO_MIN;
    struct err err = ERR_INIT;
    bool ok = dato_parse(str_from(iso), &d, &err);
    ASSERT(ok);
    return d;
}

/* ---- rates: of one name after the other, in the order of the enumeration ---- */

static inline void bog_takst(struct bog *b, int nr, int fra, int til, int64_t oere)
{
    static const char *const navn[T_ANTAL] = {"beklædning",    "kost_andel",
                                              "kost_og_logi",  "kost_og_logi_3_barn",
                                              "lommepenge",    "vederlag_døgn_afrundet",
                                              "vederlag_måned"};
    static const char *const enhed[T_ANTAL] = {"kr/uge",           "kr/døgn", "kr/døgn",
                                               "kr/døgn",          "kr/uge",  "kr/vederlag/døgn",
                                               "kr/vederlag/måned"};
    size_t at = b->plan.takster.count++;
    ASSERT(at < RAEKKER);
    b->navn[nr] = str_from(navn[nr]);
    b->takst[at] = (struct takst){.navn = b->navn[nr],
                                  .enhed = bog_enhed(enhed[nr]),
                                  .alder_fra = fra,
                                  .alder_til = til,
                                  .fra = dag("2021-01-01"),
                                  .til = dag("2022-01-01"),
                                  .ukendt = oere == 0,
                                  .beloeb = {oere},
                                  .kendt_fra = DATO_MIN,
                                  .kilde = STR("KL takster 2021")};
    for (int i = nr + 1; i <= T_ANTAL; i++) b->foerste[i] = at + 1;
}

static inline void bog_takster(struct bog *b)
{
    bog_takst(b, T_BEKLAEDNING, 0, 10, 11800);
    bog_takst(b, T_BEKLAEDNING, 11, 13, 13800);
    bog_takst(b, T_BEKLAEDNING, 14, 15, 16100);
    bog_takst(b, T_BEKLAEDNING, 16, 22, 17700);
    bog_takst(b, T_KOST_ANDEL, -1, -1, 0);
    bog_takst(b, T_KOST, 0, 9, 19300);
    bog_takst(b, T_KOST, 10, 22, 20600);
    bog_takst(b, T_KOST_3, -1, -1, 17700);
    bog_takst(b, T_LOMMEPENGE, 3, 10, 3200);
    bog_takst(b, T_LOMMEPENGE, 11, 13, 6900);
    bog_takst(b, T_LOMMEPENGE, 14, 15, 13800);
    bog_takst(b, T_LOMMEPENGE, 16, 22, 27800);
    bog_takst(b, T_DOEGN, -1, -1, 14800);
    bog_takst(b, T_MAANED, -1, -1, 448900);
}

/* ---- formulas: one product ---- */

static inline struct plan_faktor bog_tal(int64_t t, int64_t n, const char *enhed)
{
    struct plan_faktor f = {.art = FAKTOR_TAL, .enhed = bog_enhed(enhed)};
    struct err err = ERR_INIT;
    bool ok = brok_make(t, n, &f.tal, &err);
    ASSERT(ok);
    return f;
}

static inline struct plan_faktor bog_sats(const struct bog *b, int nr, bool efter_alder)
{
    return (struct plan_faktor){.art = FAKTOR_TAKST,
                                .enhed = b->takst[b->foerste[nr]].enhed,
                                .takst = nr,
                                .efter_alder = efter_alder};
}

static inline struct plan_faktor bog_antal(int trin)
{
    return (struct plan_faktor){.art = trin == 0 ? FAKTOR_VEDERLAG : FAKTOR_VEDERLAG_TRIN,
                                .enhed = bog_enhed("vederlag"),
                                .trin = trin};
}

static inline struct plan_formel bog_formel(struct arena *arena, const char *enhed,
                                            const struct plan_faktor *faktor, size_t antal)
{
    struct plan_faktor *kopi = ARENA_ARRAY(arena, antal, struct plan_faktor);
    struct plan_led *led = ARENA_NEW(arena, struct plan_led);
    memcpy(kopi, faktor, antal * sizeof *faktor);
    *led = (struct plan_led){.faktor = kopi, .faktorer = antal};
    return (struct plan_formel){.led = led, .antal = 1, .enhed = bog_enhed(enhed)};
}
#define BOG_FORMEL(arena, enhed, ...)                                                              \
    bog_formel((arena), (enhed), (const struct plan_faktor[]){__VA_ARGS__},                        \
               sizeof((const struct plan_faktor[]){__VA_ARGS__}) / sizeof(struct plan_faktor))

/* ---- rules ---- */

static inline void bog_ydelse(struct bog *b, int nr, int linje, struct plan_formel beloeb)
{
    bool loen = linje == L_VEDERLAG;
    b->ydelse[nr] = (struct plan_ydelse){.linje = linje,
                                         .til_alder = PLAN_MAX_AGE,
                                         .beloeb = beloeb,
                                         .afrund = AFRUND_HALVE_OP,
                                         .afrund_step = 1,
                                         .modtager = MODTAGER_KONTRAKTHAVER,
                                         .kanal = loen ? KANAL_LOEN : KANAL_NEMKONTO,
                                         .skat = loen              ? SKAT_A_INDKOMST
                                                 : linje == L_KOST ? SKAT_SKATTEFRI_TIL_LOVENS_SATS
                                                                   : SKAT_SKATTEFRI,
                                         .kilde = STR("Håndbogen juni 2021")};
    b->ydelse[nr].for_art[nr < L_ANTAL ? ART_DOEGN : ART_AFLASTNING] = FOR_GIVER;
    if (nr >= L_ANTAL) return;
    b->ydelse[nr].for_art[ART_NETVAERK] = linje == L_VEDERLAG ? FOR_IKKE : FOR_GIVER;
    b->ydelse[nr].for_art[ART_AKUT] = FOR_UKENDT;
    b->ydelse[nr].ukendt_grund[ART_AKUT] = STR("kilden tier");
    if (linje >= L_LOMMEPENGE) b->ydelse[nr].for_art[ART_AFLASTNING] = FOR_IKKE;
}

static inline void bog_ydelser(struct arena *arena, struct bog *b)
{
    bog_ydelse(b, L_VEDERLAG, L_VEDERLAG,
               BOG_FORMEL(arena, "kr/måned", bog_antal(0), bog_sats(b, T_DOEGN, false),
                          bog_tal(3041, 100, "døgn/måned")));
    bog_ydelse(b, L_KOST, L_KOST, BOG_FORMEL(arena, "kr/døgn", bog_sats(b, T_KOST, true)));
    b->ydelse[L_KOST].har_tredje = true;
    b->ydelse[L_KOST].tredje = BOG_FORMEL(arena, "kr/døgn", bog_sats(b, T_KOST_3, false));
    bog_ydelse(b, L_LOMMEPENGE, L_LOMMEPENGE,
               BOG_FORMEL(arena, "kr/uge", bog_sats(b, T_LOMMEPENGE, true)));
    b->ydelse[L_LOMMEPENGE].fra_alder = 3;
    bog_ydelse(b, L_BEKLAEDNING, L_BEKLAEDNING,
               BOG_FORMEL(arena, "kr/uge", bog_sats(b, T_BEKLAEDNING, true)));
    bog_ydelse(b, Y_AFL_VEDERLAG, L_VEDERLAG,
               BOG_FORMEL(arena, "kr/døgn", bog_antal(4), bog_sats(b, T_DOEGN, false)));
    b->ydelse[Y_AFL_VEDERLAG].faktiske_doegn = true;
    bog_ydelse(b, Y_AFL_KOST, L_KOST, BOG_FORMEL(arena, "kr/døgn", bog_sats(b, T_KOST, true)));
    b->ydelse[Y_AFL_KOST].faktiske_doegn = true;
}

static inline void bog_situationer(struct arena *arena, struct bog *b)
{
    struct plan_situation *s = b->plan.situation;
    for (int i = 0; i < SITUATION_ANTAL; i++) s[i].findes = true;
    s[SITUATION_EFTERSKOLE].virkning[L_VEDERLAG] =
        (struct plan_virkning){.art = VIRKNING_SOM_TRIN, .trin = 1};
    s[SITUATION_EFTERSKOLE].virkning[L_KOST] = (struct plan_virkning){
        .art = VIRKNING_FRADRAG,
        .fradrag = BOG_FORMEL(arena, "kr/måned", bog_tal(20, 1, "døgn/måned"),
                              bog_sats(b, T_KOST_ANDEL, false))};
    s[SITUATION_EFTERVAERN].virkning[L_VEDERLAG] =
        (struct plan_virkning){.art = VIRKNING_SOM_TRIN, .trin = 1};
}

static inline void bog_opsigelse(struct bog *b)
{
    struct plan_opsigelse *o = &b->plan.opsigelse;
    *o = (struct plan_opsigelse){.findes = true,
                                 .foerste_maaneder = 3,
                                 .varsel_foerst_dage = 14,
                                 .varsel_siden_dage = 30,
                                 .til = VARSEL_DAGE,
                                 .atten = true};
    o->stop[OPHOER_OPSIGELSE][L_VEDERLAG] = STOP_VARSEL;
    o->stop[OPHOER_FAKTISK][L_VEDERLAG] = STOP_VARSEL;
    o->stop[OPHOER_MISLIGHOLDELSE][L_VEDERLAG] = STOP_STRAKS;
    for (int l = 0; l < L_ANTAL; l++) o->stop[OPHOER_ADOPTION][l] = STOP_DATOEN;
}

/* A handbook for 2021: trin, levels fixed for the placement. */
static inline struct bog *bog_2021(struct arena *arena)
{
    static const int64_t vederlag[TRIN] = {3, 4, 6, 7, 9};
    static const char *const kode[] = {"vederlag", "kost_og_logi", "lommepenge", "beklaedning"};
    struct bog *b = ARENA_NEW(arena, struct bog);
    struct plan *p = &b->plan;
    for (int i = 0; i < L_ANTAL; i++)
        b->linje[i] = (struct plan_linje){str_from(kode[i]), str_from(kode[i]), str_from(kode[i])};
    for (int i = 0; i < TRIN; i++)
        b->trin[i] = (struct plan_trin){.nr = i + 1, .vederlag = brok_int(vederlag[i])};
    p->haandbog = STR("Prøve");
    p->gaelder_fra = dag("2021-01-01");
    p->gaelder_til = dag("2022-01-01");
    p->kendt_fra = DATO_MIN;
    p->model[MODEL_TRIN] = true;
    p->vederlag_min = brok_int(1);
    p->vederlag_max = brok_int(10);
    p->valg = (struct plan_valg){.indflytningsdag_taeller = true,
                                 .taeller_som_barn = 1u << ART_DOEGN | 1u << ART_NETVAERK};
    p->takster.takst = b->takst;
    bog_takster(b);
    bog_ydelser(arena, b);
    bog_situationer(arena, b);
    bog_opsigelse(b);
    p->linje = b->linje;
    p->linjer = L_ANTAL;
    p->trin = b->trin;
    p->trin_antal = TRIN;
    p->takst_navne = b->navn;
    p->takst_antal = T_ANTAL;
    p->takst_foerste = b->foerste;
    p->ydelse = b->ydelse;
    p->ydelser = Y_ANTAL;
    return b;
}

/* ---- cases ---- */

enum { SAG_PLADS = 6 };

/* A child of eight on trin 3 who has lived there since 2020; what differs is set by the test. */
struct barn {
    struct sag sag;
    struct indplacering indplacering[SAG_PLADS];
    struct situation situation[SAG_PLADS];
    struct aftale aftale[SAG_PLADS];
    struct periode doegn[SAG_PLADS];
};

static inline struct barn *barn_ny(struct arena *arena, const char *id)
{
    struct barn *b = ARENA_NEW(arena, struct barn);
    b->sag = (struct sag){.id = str_from(id),
                          .familie = STR("F"),
                          .foedt = dag("2013-02-01"),
                          .indflyttet = dag("2020-01-01"),
                          .fraflyttet = DATO_MAX,
                          .kendt_fra = DATO_MIN,
                          .fraflyttet_kendt_fra = DATO_MIN,
                          .kommune = 773,
                          .indplacering = b->indplacering,
                          .situation = b->situation,
                          .aftale = b->aftale,
                          .doegn = b->doegn};
    b->indplacering[0] =
        (struct indplacering){.periode = {dag("2020-01-01"), DATO_MAX, DATO_MIN}, .trin = 3};
    b->sag.indplaceringer = 1;
    return b;
}

static inline struct periode periode(const char *fra, const char *til)
{
    return (struct periode){dag(fra), til == NULL ? DATO_MAX : dag(til), DATO_MIN};
}

static inline struct indplacering *barn_trin(struct barn *b, int trin, const char *fra,
                                             const char *til)
{
    struct indplacering *ny = &b->indplacering[b->sag.indplaceringer++];
    *ny = (struct indplacering){.periode = periode(fra, til), .trin = trin};
    return ny;
}

static inline void barn_situation(struct barn *b, enum situation_art art, const char *fra,
                                  const char *til)
{
    b->situation[b->sag.situationer++] = (struct situation){periode(fra, til), art};
}

static inline struct aftale *barn_beloeb(struct barn *b, enum aftale_art art, const char *ydelse,
                                         int64_t oere, const char *fra, const char *til)
{
    struct aftale *ny = &b->aftale[b->sag.aftaler++];
    *ny = (struct aftale){.periode = periode(fra, til),
                          .art = art,
                          .ydelse = str_from(ydelse),
                          .beloeb = {oere},
                          .pr = PR_MAANED,
                          .begrundelse = STR("aftalt"),
                          .besluttet_af = STR("rådgiveren")};
    return ny;
}

static inline struct aftale *barn_vilkaar(struct barn *b, enum aftale_vilkaar vilkaar, int dage,
                                          const char *fra, const char *til)
{
    struct aftale *ny = &b->aftale[b->sag.aftaler++];
    *ny = (struct aftale){.periode = periode(fra, til),
                          .art = AFTALE_VILKAAR,
                          .vilkaar = vilkaar,
                          .dage = dage,
                          .ydelse = STR_EMPTY,
                          .begrundelse = STR_EMPTY,
                          .besluttet_af = STR_EMPTY};
    return ny;
}

static inline void barn_ophoer(struct barn *b, enum ophoer_art art, const char *dato)
{
    b->sag.har_ophoer = true;
    b->sag.ophoer = (struct ophoer){art, dag(dato), DATO_MIN};
}

#endif
