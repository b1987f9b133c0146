/*
 * test_afregning: a kommune that settles, for tests. Only for *_test.c; include it first.
 *
 * Three people: anna registers and computes, bo approves, carla leads. Days pass by `now_us`.
 */
#ifndef AFREGNING_TEST_AFREGNING_H
#define AFREGNING_TEST_AFREGNING_H

#include "register/test_register.h"

#include "afregning/afregning.h"
#include "afregning/beslutning.h"
#include "afregning/journal.h"
#include "haandbog/haandbog.h"

#define TEST_DAG_US (INT64_C(86400) * 1000000)

/* A file of facts, and a placement of it that has not ended. */
#define FIL(sager) "{\"sager\":[\n" sager "\n]}\n"
#define SAG(id, familie, foedt, trin)                                                              \
    "{\"id\":\"" id "\",\"plejefamilie\":{\"id\":\"" familie "\",\"godkendelse\":\"almen\"},"      \
    "\"barn\":{\"foedt\":\"" foedt "\"},\"anbringelse\":{\"art\":\"doegn\",\"indflyttet\":"        \
    "\"2020-01-01\",\"fraflyttet\":null,\"anbringende_kommune\":773},"                             \
    "\"indplacering\":[{\"trin\":" trin ",\"fra\":\"2020-01-01\",\"til\":null}],"                  \
    "\"situationer\":[],\"aftaler\":[],\"ophoer\":null}"

#define S1 SAG("S1", "F1", "2011-06-16", "3")
#define S2 SAG("S2", "F2", "2009-02-01", "2")

struct test_afregning {
    struct arena arena;
    struct err err;
    struct store *store;
    struct adgang anna;
    struct adgang bo;
    struct adgang rod; /* gives roles */
    struct haandbog_samling haandbog;
    int64_t now_us;
};

static inline int64_t test_us(const char *iso)
{
    return (int64_t)test_dag(iso).dag * TEST_DAG_US + TEST_DAG_US / 2;
}

static inline struct maaned test_maaned(const char *iso)
{
    struct maaned m;
    struct err err = ERR_INIT;

    assert_true(maaned_parse(str_from(iso), &m, &err));
    return m;
}

/* Morsø's handbook, which is read once: nobody changes it. */
static inline void test_haandbog(struct test_afregning *t)
{
    static struct arena arena;
    static struct haandbog_samling laest;
    struct fund_liste fund;

    if (laest.planer.count == 0) {
        arena_init(&arena, (size_t)1 << 28);
        fund_init(&fund, &arena);
        assert_ok(haandbog_load(&arena, "haandboeger/morsoe", true, &laest, &fund, &t->err),
                  t->err);
        assert_int_equal(fund.fejl, 0);
    }
    t->haandbog = laest;
}

static inline void test_kommune(struct test_afregning *t, int kommune)
{
    struct str token;

    assert_ok(adgang_noegle_lav(&t->arena, kommune, STR("rod"), &token, &t->err), t->err);
    assert_ok(adgang_kommune_opret(t->store, &t->arena, kommune, STR("Prøve"), STR("rod"), token, 1,
                                   &t->err),
              t->err);
    assert_ok(adgang_login(t->store, &t->arena, kommune, STR("rod"), token, 2, &t->rod, &t->err),
              t->err);
    t->anna = (struct adgang){kommune, STR("u-anna"), STR("anna"), ~0u};
    t->bo = (struct adgang){kommune, STR("u-bo"), STR("bo"), 1u << ROLLE_OEKONOMI};
}

/* With the database as it is. */
static inline void test_afregning_begin(struct test_afregning *t, struct test_url url)
{
    *t = (struct test_afregning){.err = ERR_INIT, .now_us = test_us("2021-01-15")};
    arena_init(&t->arena, (size_t)4 << 30);
    assert_ok(store_open(&t->arena, url.c, false, &t->store, &t->err), t->err);
    test_haandbog(t);
}

static inline void test_afregning_open(struct test_afregning *t, struct test_store *place)
{
    test_afregning_begin(t, test_store_ready(place));
    test_kommune(t, TEST_KOMMUNE);
}

static inline void test_afregning_close(struct test_afregning *t)
{
    store_close(t->store);
    arena_release(&t->arena);
}

static inline struct dato test_i_dag(const struct test_afregning *t)
{
    return (struct dato){(int32_t)(t->now_us / TEST_DAG_US)};
}

/* Registers what a file holds. */
static inline void test_fil(struct test_afregning *t, const char *navn, const char *tekst)
{
    struct register_fil fil = {navn, str_from(tekst)};
    struct register_import valg = {.kendt = DATO_MAX};
    struct register_importeret ud;

    assert_ok(
        register_importer(t->store, &t->arena, &t->anna, &fil, 1, &valg, t->now_us, &ud, &t->err),
        t->err);
    if (ud.fund.fejl > 0)
        fail_msg("%s: %.*s", ud.fund.fund[0].sted.fil, STR_ARG(ud.fund.fund[0].tekst.dansk));
}

/* The facts of a file, a day later. */
static inline void test_facts(struct test_afregning *t, const char *json)
{
    t->now_us += TEST_DAG_US;
    test_fil(t, "fakta.json", json);
}

/* One fact, registered the next day. */
static inline void test_fact(struct test_afregning *t, const struct register_fakta *fakta)
{
    bool skrevet;
    int64_t nr;

    t->now_us += TEST_DAG_US;
    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    assert_ok(register_begin(t->store, &t->anna, STR("prøve"), t->now_us, &nr, &t->err), t->err);
    assert_ok(register_ret(t->store, &t->arena, &t->anna, nr, fakta, &skrevet, &t->err), t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
}

static inline int64_t test_run_new(struct test_afregning *t, const char *maaned, bool ekstra)
{
    struct koersel_ny ny = {.maaned = test_maaned(maaned), .ekstra = ekstra};
    int64_t nr = 0;

    if (test_i_dag(t).dag < maaned_first(ny.maaned).dag)
        t->now_us = (int64_t)maaned_first(ny.maaned).dag * TEST_DAG_US + TEST_DAG_US / 2;
    ny.skaeringsdato = test_i_dag(t);
    ny.dispositionsdato = dato_bank_day_not_after(dato_plus(maaned_end(ny.maaned), -1));
    assert_ok(koersel_opret(t->store, &t->anna, &ny, t->now_us, &nr, &t->err), t->err);
    return nr;
}

static inline struct udgave_resultat test_calc(struct test_afregning *t, int64_t nr)
{
    struct udgave_resultat r = {0};
    enum afregning_udfald udfald;

    assert_ok(koersel_beregn(t->store, &t->arena, &t->anna, nr, &t->haandbog, t->now_us, NULL, &r,
                             &udfald, &t->err),
              t->err);
    assert_int_equal(udfald, AFREGNING_GJORT);
    return r;
}

static inline enum afregning_udfald test_try_approve(struct test_afregning *t,
                                                     const struct adgang *who, int64_t nr,
                                                     const char *begrundelse,
                                                     struct godkendelse_resultat *r)
{
    enum afregning_udfald udfald = AFREGNING_UDFALD;
    struct godkendelse_resultat ubrugt;

    assert_ok(koersel_godkend(t->store, &t->arena, who, nr, 0, str_from(begrundelse), t->now_us,
                              r == NULL ? &ubrugt : r, &udfald, &t->err),
              t->err);
    return udfald;
}

/* New, computed and approved by another. */
static inline int64_t test_settle(struct test_afregning *t, const char *maaned, bool ekstra)
{
    int64_t nr = test_run_new(t, maaned, ekstra);

    test_calc(t, nr);
    assert_int_equal(test_try_approve(t, &t->bo, nr, NULL, NULL), AFREGNING_GJORT);
    return nr;
}

static inline enum afregning_udfald test_decide(struct test_afregning *t, const struct adgang *who,
                                                const struct beslutning_ny *ny, struct str *id)
{
    enum afregning_udfald udfald = AFREGNING_UDFALD;

    assert_ok(beslutning_ny(t->store, &t->arena, who, ny, t->now_us, id, &udfald, &t->err), t->err);
    return udfald;
}

static inline struct udgave test_udgave(struct test_afregning *t, int64_t nr)
{
    struct udgave u;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(udgave_laes(t->store, &t->arena, t->anna.kommune, nr, 0, &u, &t->err), t->err);
    store_rollback(t->store);
    return u;
}

/* The whole journal. */
static inline size_t test_journal(struct test_afregning *t, struct journal_raekke **out)
{
    struct store_rows rows;
    const struct store_value args[] = {STORE_I(t->anna.kommune), STORE_I(0)};

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(store_query(t->store, &t->arena, SQL_AFREGNING_JOURNAL_FRA, args, 2, 10000000, &rows,
                          &t->err),
              t->err);
    store_rollback(t->store);
    *out = ARENA_ARRAY(&t->arena, rows.count, struct journal_raekke);
    for (size_t i = 0; i < rows.count; i++)
        assert_ok(journal_laes_raekke(&rows.value[i * rows.columns], &(*out)[i], &t->err), t->err);
    return rows.count;
}

/* What an account stands at. */
static inline int64_t test_konto(struct test_afregning *t, enum konto konto)
{
    struct journal_raekke *r;
    size_t n = test_journal(t, &r);
    int64_t sum = 0;

    for (size_t i = 0; i < n; i++) {
        if (r[i].kredit == konto) sum += r[i].beloeb.oere;
        if (r[i].debet == konto) sum -= r[i].beloeb.oere;
    }
    return sum;
}

/* What is granted on a placement's ydelse in a month, over all receivers. */
static inline int64_t test_tilkendt(struct test_afregning *t, const char *anbringelse,
                                    const char *ydelse, const char *maaned)
{
    struct journal_raekke *r;
    size_t n = test_journal(t, &r);
    int64_t sum = 0;

    for (size_t i = 0; i < n; i++) {
        if (!r[i].har_efter || !str_is(r[i].anbringelse, anbringelse)) continue;
        if (!str_is(r[i].ydelse, ydelse) || r[i].maaned.nr != test_maaned(maaned).nr) continue;
        sum += r[i].kredit == KONTO_SKYLDIG ? r[i].beloeb.oere : -r[i].beloeb.oere;
    }
    return sum;
}

#endif
