/*
 * test_side: an invented municipality that has settled three months, and people who are logged in
 * and ask for its pages as a browser does. For *_test.c of the rooms of pages; include it first.
 *
 * A session is opened without its password, which costs some hundred milliseconds and is tested
 * where it belongs; all else is what a browser meets.
 */
#ifndef SIDE_TEST_SIDE_H
#define SIDE_TEST_SIDE_H

#include "afregning/test_afregning.h"

#include "adgang/kode.h"
#include "adgang/session_intern.h"
#include "demo/demo.h"
#include "side/side_rum.h"

enum { TEST_MAANEDER = 3 };

struct test_side {
    struct test_afregning t;
    struct arena arena; /* of the program */
    struct web_program program;
    int64_t loebenr[TEST_MAANEDER]; /* April, May and June 2021 */
    struct adgang leder;            /* a user who may let families in */
};

/* One who is logged in, or nobody when all is empty. */
struct test_bruger {
    struct str cookie;
    struct str csrf;
    struct adgang adgang;
};

/* What is known of the municipality by `dag`. */
static inline void test_side_learn(struct test_side *ts, struct str fakta, struct str personer,
                                   const char *dag)
{
    struct register_fil fil[] = {{"fakta.json", fakta}, {"personer.csv", personer}};
    struct register_import valg = {.kendt = test_dag(dag)};
    struct register_importeret ud;
    struct test_afregning *t = &ts->t;

    t->now_us = test_us(dag);
    assert_ok(
        register_importer(t->store, &t->arena, &t->anna, fil, 2, &valg, t->now_us, &ud, &t->err),
        t->err);
    if (ud.fund.fejl > 0)
        fail_msg("%s: %.*s", ud.fund.fund[0].sted.fil, STR_ARG(ud.fund.fund[0].tekst.dansk));
}

static inline void test_side_settle(struct test_side *ts, int anbringelser)
{
    const struct demo_args args = {anbringelser, 1, TEST_KOMMUNE, test_maaned("2021-09"),
                                   DEMO_TRIN};
    static const char *const DAG[TEST_MAANEDER] = {"2021-04-26", "2021-05-26", "2021-06-25"};
    static const char *const MAANED[TEST_MAANEDER] = {"2021-04", "2021-05", "2021-06"};
    struct sager sager;
    struct buf fakta, personer;

    demo_make(&ts->t.arena, &args, &sager);
    buf_init(&fakta, &ts->t.arena);
    buf_init(&personer, &ts->t.arena);
    sag_write_json(&fakta, &sager);
    demo_personer(&personer, &args, &sager);
    for (int i = 0; i < TEST_MAANEDER; i++) {
        test_side_learn(ts, buf_str(&fakta), buf_str(&personer), DAG[i]);
        ts->loebenr[i] = test_settle(&ts->t, MAANED[i], false);
    }
}

/* The settled municipality: made once on each engine, and then copied for each test. */
static inline void test_side_town(struct test_side *ts, struct test_store *place)
{
    static struct test_side kept[2];
    static bool made[2];
    struct test_side *town = &kept[place->engine == STORE_POSTGRES];
    bool *there = &made[place->engine == STORE_POSTGRES];

    if (!*there) {
        test_afregning_open(&town->t, place);
        test_side_settle(town, 60);
        store_close(town->t.store);
        test_store_keep(place, "town");
        *there = true;
    }
    test_afregning_begin(&ts->t, test_store_copy_of(place, "town"));
    ts->t.anna = town->t.anna;
    ts->t.bo = town->t.bo;
    ts->t.rod = town->t.rod;
    ts->t.now_us = town->t.now_us;
    memcpy(ts->loebenr, town->loebenr, sizeof(ts->loebenr));
}

/* The municipality, and the program with the pages of these rooms. */
static inline void test_side_open_all(struct test_side *ts, struct test_store *place,
                                      const struct side_afsnit *const *afsnit, size_t antal)
{
    struct side_opsaetning opsaetning = {.haandboeger = "haandboeger", .usikker_cookie = true};
    struct err err = ERR_INIT;

    memset(ts, 0, sizeof(*ts));
    test_side_town(ts, place);
    arena_init(&ts->arena, (size_t)1 << 26);
    side_program(&ts->arena, &opsaetning, afsnit, antal, &ts->program);
    assert_ok(ts->program.start(ts->program.ctx, &err), err);
    struct side_app *app = ts->program.ctx;
    app->store = ts->t.store; /* the same database, whose clock the test moves */
    app->kommune = TEST_KOMMUNE;
}

/* The pages of one room. */
static inline void test_side_open(struct test_side *ts, struct test_store *place,
                                  const struct side_afsnit *afsnit)
{
    test_side_open_all(ts, place, &afsnit, 1);
}

/* The handbook that the town has settled with becomes its own: its number is no kommune's. */
static inline void test_side_egen(struct test_side *ts)
{
    struct side_app *app = ts->program.ctx;

    for (size_t i = 0; i < app->haandboeger; i++) {
        struct plan_samling *planer = &app->haandbog[i].samling.planer;
        size_t n = planer->count;
        const struct plan **plan = ARENA_ARRAY(&ts->arena, n, const struct plan *);
        struct plan *own = ARENA_NEW(&ts->arena, struct plan);
        if (!str_is(app->haandbog[i].kode, "morsoe")) continue;
        for (size_t k = 0; k < n; k++) plan[k] = planer->plan[k];
        *own = *plan[n - 1];
        own->kommunekode = TEST_KOMMUNE;
        plan[n - 1] = own;
        planer->plan = plan;
    }
}

static inline void test_side_close(struct test_side *ts)
{
    ts->program.stop(ts->program.ctx);
    arena_release(&ts->arena);
    test_afregning_close(&ts->t);
}

/* ---- people */

/* A session opened now. */
static inline void test_side_inde(struct test_side *ts, struct test_bruger *b)
{
    struct test_afregning *t = &ts->t;
    const struct session_raekke raekke = {.kommune = TEST_KOMMUNE,
                                          .bruger = b->adgang.bruger,
                                          .aabnet_us = t->now_us,
                                          .set_us = t->now_us,
                                          .frisk_us = t->now_us};

    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    assert_ok(session_lav(t->store, &t->arena, &raekke, &b->cookie, &t->err), t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
    b->csrf = session_csrf_af(&t->arena, b->cookie);
}

static inline struct test_bruger test_side_bruger(struct test_side *ts, const char *navn)
{
    struct test_afregning *t = &ts->t;
    struct test_bruger b = {.adgang = {.kommune = TEST_KOMMUNE}};
    struct adgang_bruger *alle;
    size_t n;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(adgang_brugere(t->store, &t->arena, TEST_KOMMUNE, t->now_us, &alle, &n, &t->err),
              t->err);
    store_rollback(t->store);
    for (size_t i = 0; i < n; i++)
        if (str_is(alle[i].navn, navn))
            b.adgang = (struct adgang){TEST_KOMMUNE, alle[i].id, alle[i].navn, alle[i].roller};
    assert_true(b.adgang.bruger.n > 0);
    test_side_inde(ts, &b);
    return b;
}

/* A new member of staff, logged in. The name is one of a user (adgang_navn_parse). */
static inline struct test_bruger test_side_stab(struct test_side *ts, const char *navn,
                                                enum rolle rolle)
{
    struct test_afregning *t = &ts->t;
    struct str token;

    assert_ok(adgang_noegle_lav(&t->arena, TEST_KOMMUNE, str_from(navn), &token, &t->err), t->err);
    assert_ok(adgang_bruger_opret(t->store, &t->arena, &t->rod, str_from(navn), &rolle, 1, token,
                                  t->now_us, &t->err),
              t->err);
    return test_side_bruger(ts, navn);
}

/* A member of a foster family, who is `person` in the register, logged in. */
static inline struct test_bruger test_side_familie(struct test_side *ts, struct str person)
{
    struct test_afregning *t = &ts->t;
    struct str navn = str_format(&t->arena, "p.%.*s", STR_ARG(person));

    if (ts->leder.bruger.n == 0) ts->leder = test_side_stab(ts, "lederen", ROLLE_LEDER).adgang;
    assert_ok(adgang_navn_parse(&t->arena, navn, &navn, &t->err), t->err);
    assert_ok(familie_giv(t->store, &t->arena, &ts->leder, navn, person, t->now_us, &t->err),
              t->err);
    return test_side_bruger(ts, str_c(&t->arena, navn));
}

/* ---- asking */

/* What the server does before it sends an answer that waits. */
static inline struct web_response test_side_gem(struct test_side *ts, struct web_request *request,
                                                struct web_response response)
{
    struct web_gem gem = {response.gem, false};

    if (response.gem == NULL) return response;
    ts->program.gem(ts->program.ctx, &gem, 1);
    if (!gem.gemt) ts->program.ugemt(ts->program.ctx, request, &response);
    return response;
}

static inline struct web_response test_side_send(struct test_side *ts, struct test_bruger b,
                                                 struct web_request *request, const char *adresse)
{
    struct web_felt cookie = {STR("vederlag"), b.cookie};
    struct web_response response = {0};
    struct err err = ERR_INIT;

    if (request->arena == NULL) request->arena = &ts->t.arena;
    request->now_us = ts->t.now_us;
    request->host = STR("localhost");
    if (b.cookie.n > 0) request->cookies = (struct web_felter){&cookie, 1};
    assert_ok(web_adresse(request, str_from(adresse), &err), err);
    ts->program.svar(ts->program.ctx, request, &response);
    assert_false(store_in_transaction(ts->t.store));
    return test_side_gem(ts, request, response);
}

static inline struct web_response test_side_ask(struct test_side *ts, struct test_bruger b,
                                                const char *adresse)
{
    struct web_request request = {0};

    return test_side_send(ts, b, &request, adresse);
}

/* Sends a form as our own page does; `felter` is name and value in turn, until NULL. */
static inline struct web_response test_side_post(struct test_side *ts, struct test_bruger b,
                                                 const char *adresse, const char *const *felter)
{
    struct web_felt felt[40] = {{STR("csrf"), b.csrf}};
    struct web_request request = {
        .method = WEB_POST, .site = STR("same-origin"), .form = {felt, 1}};

    for (; *felter != NULL; felter += 2) {
        assert_true(request.form.antal < sizeof(felt) / sizeof(*felt));
        felt[request.form.antal++] = (struct web_felt){str_from(felter[0]), str_from(felter[1])};
    }
    return test_side_send(ts, b, &request, adresse);
}
#define TEST_POST(ts, bruger, adresse, ...)                                                        \
    test_side_post(ts, bruger, adresse, (const char *const[]){__VA_ARGS__, NULL})

/* The address a 303 leads to. */
static inline struct str test_side_til(struct web_response r)
{
    for (size_t i = 0; i < r.hoved.antal; i++)
        if (str_is(r.hoved.felt[i].navn, "Location")) return r.hoved.felt[i].vaerdi;
    return STR_EMPTY;
}

static inline bool test_side_har(struct web_response r, const char *text)
{
    size_t at;

    return str_find(r.body, str_from(text), &at);
}

#define assert_says(r, text)                                                                       \
    do {                                                                                           \
        if (!test_side_har(r, text))                                                               \
            fail_msg("%d, no >%s< in: %.*s", (r).status, text, STR_ARG((r).body));                 \
    } while (0)

#endif
