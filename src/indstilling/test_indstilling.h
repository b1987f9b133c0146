/*
 * test_indstilling: a kommune with a family of two children, its staff, and a handbook that says
 * how levels are decided. Only for *_test.c; include it first.
 */
#ifndef INDSTILLING_TEST_INDSTILLING_H
#define INDSTILLING_TEST_INDSTILLING_H

#include "register/test_register.h"

#include "base/id.h"
#include "indstilling/indstilling.h"
#include "indstilling/partshoering.h"

#define TEST_DAG(iso) test_dag(iso)
#define TEST_NU INT64_C(1625140800000000) /* 2021-07-01 12:00 UTC */
#define TEST_DOEGN (INT64_C(24) * 3600 * 1000000)

static const char TEST_FAKTA[] =
    "{\"sager\": [\n"
    " {\"id\": \"A1\", \"plejefamilie\": {\"id\": \"F1\", \"godkendelse\": \"almen\"},\n"
    "  \"barn\": {\"foedt\": \"2010-06-16\"},\n"
    "  \"anbringelse\": {\"art\": \"doegn\", \"indflyttet\": \"2021-06-01\", "
    "\"anbringende_kommune\": 999},\n"
    "  \"indplacering\": []},\n"
    " {\"id\": \"A2\", \"plejefamilie\": {\"id\": \"F1\", \"godkendelse\": \"almen\"},\n"
    "  \"barn\": {\"foedt\": \"2012-03-02\"},\n"
    "  \"anbringelse\": {\"art\": \"doegn\", \"indflyttet\": \"2020-01-01\", "
    "\"anbringende_kommune\": 999},\n"
    "  \"indplacering\": [{\"fra\": \"2020-01-01\", \"trin\": 2, "
    "\"besluttet\": \"2019-12-01\"}]}\n"
    "]}\n";

struct test_plan {
    struct plan plan;
    struct plan_trin trin[4];
    struct plan_kriterium kriterium[2];
    struct plan_svar svar[3];
    struct plan_indikatorer liste;
    struct plan_tegn tegn[2];
    struct plan_krav krav[4];
};

/* Four steps of 3, 4, 6 and 8 vederlag; a question with answers and one without. */
static inline void test_plan_make(struct test_plan *p)
{
    static const int vederlag[] = {3, 4, 6, 8};
    static const enum plan_godkendelse mindst[] = {KRAV_LAV, KRAV_LAV, KRAV_MIDDEL, KRAV_HOEJ};

    *p = (struct test_plan){0};
    for (int i = 0; i < 4; i++) {
        struct brok nr = brok_int(i + 1);
        p->trin[i] = (struct plan_trin){i + 1, brok_int(vederlag[i]), STR("x"), {0}};
        p->krav[i] = (struct plan_krav){{MODEL_TRIN, nr, nr},
                                        mindst[i],
                                        STR("højst 1,5 stilling"),
                                        i >= 2,
                                        i >= 2,
                                        {3, 2},
                                        i == 3 ? STR("pædagogisk") : STR("ingen krav"),
                                        STR("ingen krav")};
        if (i < 2) p->krav[i].arbejde = STR("tid til barnet");
    }
    for (int i = 0; i < 3; i++) {
        static const char *const ord[] = {"lidt", "noget", "meget"};
        struct brok nr = brok_int(i + 1);
        p->svar[i] = (struct plan_svar){str_from(ord[i]), true, {MODEL_TRIN, nr, nr}, {0}};
    }
    p->kriterium[0] = (struct plan_kriterium){
        STR("stoette"), STR("støtte"), STR("Hvor meget støtte?"), p->svar, 3, false,
        STR_EMPTY,      STR("prøven")};
    p->kriterium[1] = (struct plan_kriterium){
        STR("varighed"),    STR("varighed"), STR("Hvor længe?"), NULL, 0, true,
        STR("kilden tier"), STR("prøven")};
    p->tegn[0] = (struct plan_tegn){STR("soevn"), STR("sover dårligt"), {0}};
    p->tegn[1] = (struct plan_tegn){STR("angst"), STR("er bange"), {0}};
    p->liste = (struct plan_indikatorer){STR("tegn"), STR("tegn"), 0, p->tegn, 2, STR("prøven")};
    p->plan = (struct plan){
        .haandbog = STR("Prøve"),
        .gaelder_fra = dato_make(2021, 1, 1),
        .gaelder_til = DATO_MAX,
        .kendt_fra = DATO_MIN,
        .retning = RETNING_ALDRIG_NED,
        .model = {[MODEL_TRIN] = true},
        .vederlag_min = BROK_NUL,
        .vederlag_max = BROK_NUL,
        .trin = p->trin,
        .trin_antal = 4,
        .indplacering = {.kriterium = p->kriterium,
                         .kriterier = 2,
                         .indikatorer = &p->liste,
                         .indikator_lister = 1,
                         .krav = p->krav,
                         .krav_antal = 4,
                         .afgoerelse = {.findes = true,
                                        .beslutter = BESLUTTER_UDVALG,
                                        .udvalg = STR("Niveauudvalget"),
                                        .leder = LEDER_OVER,
                                        .leder_over = {MODEL_TRIN, {3, 1}, {3, 1}},
                                        .hoering_dage = 14}},
    };
}

struct test_sag {
    struct test_register r;
    struct test_plan p;
    struct adgang raadgiver, raadgiver2, konsulent, medlem, medlem2, leder, leder2, oekonomi;
};

static inline struct adgang test_bruger(struct test_sag *t, const char *navn, enum rolle rolle)
{
    struct adgang rod = {TEST_KOMMUNE, STR_EMPTY, STR("anna"), 1u << ROLLE_ADGANG};
    struct adgang_bruger *b;
    struct str token;
    size_t n = 0;

    assert_ok(store_begin(t->r.store, STORE_READ, &t->r.err), t->r.err);
    assert_ok(adgang_brugere(t->r.store, &t->r.arena, TEST_KOMMUNE, 2, &b, &n, &t->r.err),
              t->r.err);
    store_rollback(t->r.store);
    for (size_t i = 0; i < n; i++)
        if (str_is(b[i].navn, "anna")) rod.bruger = b[i].id;
    assert_ok(adgang_noegle_lav(&t->r.arena, TEST_KOMMUNE, str_from(navn), &token, &t->r.err),
              t->r.err);
    assert_ok(adgang_bruger_opret(t->r.store, &t->r.arena, &rod, str_from(navn), &rolle, 1, token,
                                  2, &t->r.err),
              t->r.err);
    assert_ok(store_begin(t->r.store, STORE_READ, &t->r.err), t->r.err);
    assert_ok(adgang_brugere(t->r.store, &t->r.arena, TEST_KOMMUNE, 2, &b, &n, &t->r.err),
              t->r.err);
    store_rollback(t->r.store);
    for (size_t i = 0; i < n; i++)
        if (str_is(b[i].navn, navn))
            return (struct adgang){TEST_KOMMUNE, b[i].id, b[i].navn, b[i].roller};
    fail();
    return rod;
}

static inline void test_sag_open(struct test_sag *t, struct test_store *place)
{
    test_register_open(&t->r, place);
    test_plan_make(&t->p);
    test_import(&t->r, str_from(TEST_FAKTA));
    t->raadgiver = test_bruger(t, "rie", ROLLE_FAMILIERAADGIVER);
    t->raadgiver2 = test_bruger(t, "ruth", ROLLE_FAMILIERAADGIVER);
    t->konsulent = test_bruger(t, "kim", ROLLE_FAMILIEPLEJEKONSULENT);
    t->medlem = test_bruger(t, "udo", ROLLE_UDVALG);
    t->medlem2 = test_bruger(t, "ulla", ROLLE_UDVALG);
    t->leder = test_bruger(t, "lis", ROLLE_LEDER);
    t->leder2 = test_bruger(t, "lone", ROLLE_LEDER);
    t->oekonomi = test_bruger(t, "olga", ROLLE_OEKONOMI);
    t->r.now_us = TEST_NU;
}

static inline void test_begin(struct test_sag *t)
{
    t->r.err = (struct err)ERR_INIT;
    t->r.now_us += 60000000;
    assert_ok(store_begin(t->r.store, STORE_WRITE, &t->r.err), t->r.err);
}

/* Commits what went well, rolls back what did not. */
static inline bool test_end(struct test_sag *t, bool ok)
{
    if (ok) {
        assert_ok(store_commit(t->r.store, &t->r.err), t->r.err);
        return true;
    }
    store_rollback(t->r.store);
    return false;
}

static inline struct str test_new_id(struct test_sag *t)
{
    struct id id;

    assert_ok(id_make(&id, &t->r.err), t->r.err);
    return str_copy(&t->r.arena, id_str(&id));
}

/* As one who sees everything. */
static inline struct indstilling test_find(struct test_sag *t, struct str id)
{
    struct indstilling i;
    bool inde = store_in_transaction(t->r.store);

    if (!inde) assert_ok(store_begin(t->r.store, STORE_READ, &t->r.err), t->r.err);
    assert_ok(indstilling_find(t->r.store, &t->r.arena, &t->leder, id, &i, &t->r.err), t->r.err);
    if (!inde) store_rollback(t->r.store);
    assert_true(i.id.n > 0);
    return i;
}

static inline enum indstilling_tilstand test_tilstand(struct test_sag *t, struct str id)
{
    struct indstilling i = test_find(t, id);
    return indstilling_nu(&i)->tilstand;
}

static inline bool test_ny(struct test_sag *t, const struct adgang *som, struct str id,
                           const char *anbringelse)
{
    test_begin(t);
    return test_end(t, indstilling_ny(t->r.store, &t->r.arena, som, &t->p.plan, id,
                                      str_from(anbringelse), dato_make(2021, 6, 15), t->r.now_us,
                                      &t->r.err));
}

static inline bool test_svar(struct test_sag *t, struct str id, enum svar_slags slags,
                             const char *noegle, const char *vaerdi, const char *tekst)
{
    struct svar_ny s = {slags, str_from(noegle), str_from(vaerdi), str_from(tekst)};

    test_begin(t);
    struct indstilling i = test_find(t, id);
    return test_end(t, indstilling_svar_skriv(t->r.store, &t->r.arena, &t->raadgiver, &t->p.plan,
                                              &i, &s, t->r.now_us, &t->r.err));
}

static inline bool test_send(struct test_sag *t, const struct adgang *som, struct str id, int trin,
                             const char *grund)
{
    test_begin(t);
    struct indstilling i = test_find(t, id);
    return test_end(t, indstilling_send(t->r.store, &t->r.arena, som, &t->p.plan, &i,
                                        (struct niveau){trin, BROK_NUL}, str_from(grund),
                                        t->r.now_us, &t->r.err));
}

/* One that is proposed on that step. */
static inline struct str test_indstillet(struct test_sag *t, const char *anbringelse, int trin)
{
    struct str id = test_new_id(t);

    assert_ok(test_ny(t, &t->raadgiver, id, anbringelse), t->r.err);
    assert_ok(test_svar(t, id, SVAR_KRITERIUM, "stoette", "noget", "se § 50"), t->r.err);
    assert_ok(test_svar(t, id, SVAR_KRITERIUM, "varighed", "", "mange år"), t->r.err);
    assert_ok(test_send(t, &t->raadgiver, id, trin, "behovet er stort"), t->r.err);
    return id;
}

static inline struct udvalgsmoede test_moede(struct test_sag *t, const char *dag)
{
    struct udvalgsmoede m;
    struct str id = test_new_id(t);

    test_begin(t);
    assert_ok(udvalgsmoede_opret(t->r.store, &t->r.arena, &t->konsulent, id, test_dag(dag),
                                 STR("Niveauudvalget"), t->r.now_us, &t->r.err),
              t->r.err);
    assert_ok(udvalgsmoede_find(t->r.store, &t->r.arena, &t->konsulent, id, &m, &t->r.err),
              t->r.err);
    test_end(t, true);
    assert_true(m.id.n > 0);
    return m;
}

static inline bool test_paa(struct test_sag *t, struct str id, const struct udvalgsmoede *m,
                            int punkt)
{
    test_begin(t);
    struct indstilling i = test_find(t, id);
    return test_end(t, indstilling_dagsorden(t->r.store, &t->r.arena, &t->konsulent, &i, m, punkt,
                                             t->r.now_us, &t->r.err));
}

static inline bool test_beslut(struct test_sag *t, const struct adgang *som, struct str id,
                               struct beslutning b)
{
    test_begin(t);
    struct indstilling i = test_find(t, id);
    return test_end(t, indstilling_beslut(t->r.store, &t->r.arena, som, &t->p.plan, &i, &b,
                                          t->r.now_us, &t->r.err));
}

static inline bool test_godkend(struct test_sag *t, const struct adgang *som, struct str id,
                                struct beslutning b)
{
    test_begin(t);
    struct indstilling i = test_find(t, id);
    return test_end(t, indstilling_godkend(t->r.store, &t->r.arena, som, &t->p.plan, &i, &b,
                                           t->r.now_us, &t->r.err));
}

#define JA(nr) ((struct beslutning){.niveau = {(nr), BROK_NUL}, .tekst = STR("det passer")})

/* The levels registered of a placement. */
static inline size_t test_niveauer(struct test_sag *t, const char *anbringelse,
                                   struct register_fakta **out)
{
    size_t n = 0;

    assert_ok(store_begin(t->r.store, STORE_READ, &t->r.err), t->r.err);
    assert_ok(register_fakta_af(t->r.store, &t->r.arena, TEST_KOMMUNE, INT64_MAX,
                                SLAGS_INDPLACERING, str_from(anbringelse), out, &n, &t->r.err),
              t->r.err);
    store_rollback(t->r.store);
    return n;
}

/* In both languages, but for what the room of access refuses. */
#define assert_afvist(ok, e, slags)                                                                \
    do {                                                                                           \
        assert_false(ok);                                                                          \
        if ((e).kind != (slags)) fail_msg("kind %d: %s", (e).kind, (e).text);                      \
        if ((e).kind != ERR_ACCESS && (e).engelsk[0] == '\0')                                      \
            fail_msg("not in English: %s", (e).text);                                              \
    } while (0)

#endif
