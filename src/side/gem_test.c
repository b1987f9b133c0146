/*
 * gem: no view without its row, and no row that cannot be written takes another page with it.
 */
#include "side/test_side.h"
#include "store/test_both.h"

#include "side/gem.h"

/* A view of this one cannot be written: the database refuses its number. */
#define UMULIG "P9"

static bool show(struct side *s, struct err *err)
{
    struct str id = web_del(s->request, "id");

    TRY(side_set(s, VISNING_PERSON, id, "opgaver", str_is(id, UMULIG) ? -1 : 1, err));
    TRY(side_set(s, VISNING_LISTE, id, "opgaver", 1, err));
    s->stil = STR("/hemmelig.css");
    web_hoved(s->request, s->response, "X-Hemmelig", id);
    buf_format(&s->h.buf, "Hemmelig %.*s", STR_ARG(id));
    return side_vis(s, "Hemmelig", "Hemmelig");
}

static const struct side_rute RUTER[] = {
    {{WEB_GET, "/proeve/{id}"}, SIDE_STAB, 0, SIDE_VISER, show}};
static const struct side_menupunkt MENU[] = {
    {10, "/proeve", {"Prøve", "Try"}, SIDE_STAB, 0, {NULL}}};
static const struct side_afsnit PROEVE = SIDE_AFSNIT(RUTER, MENU);

enum { FLERE = 3 };

/* A page that is made and waits. */
struct venter {
    struct web_felt cookie;
    struct web_request request;
    struct web_response response;
};

static void ask(struct test_side *ts, struct test_bruger b, const char *sti, struct venter *v)
{
    struct err err = ERR_INIT;

    *v = (struct venter){.cookie = {STR("vederlag"), b.cookie}};
    v->request = (struct web_request){.arena = &ts->t.arena,
                                      .now_us = ts->t.now_us,
                                      .host = STR("localhost"),
                                      .cookies = {&v->cookie, 1}};
    assert_ok(web_adresse(&v->request, str_from(sti), &err), err);
    ts->program.svar(ts->program.ctx, &v->request, &v->response);
    assert_false(store_in_transaction(ts->t.store));
    assert_int_equal(v->response.status, 200);
    assert_non_null(v->response.gem);
}

static size_t rows(struct test_side *ts, const char *id)
{
    struct test_afregning *t = &ts->t;
    struct visning_linje *l;
    struct str brudt;
    size_t n = 0, own = 0;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(visning_alle(t->store, &t->arena, TEST_KOMMUNE, 0, INT64_MAX, 1000, &l, &n, &t->err),
              t->err);
    assert_ok(visning_hel(t->store, &t->arena, TEST_KOMMUNE, &brudt, &t->err), t->err);
    store_rollback(t->store);
    assert_int_equal(brudt.n, 0);
    for (size_t i = 0; i < n; i++) own += str_is(l[i].id, id);
    return own;
}

static void shows_nobody(struct test_side *ts, struct venter *v)
{
    ts->program.ugemt(ts->program.ctx, &v->request, &v->response);
    assert_int_equal(v->response.status, 503);
    assert_true(test_side_har(v->response, "Siden kan ikke vises lige nu"));
    assert_true(test_side_har(v->response, "anna2"));
    assert_false(test_side_har(v->response, "Hemmelig"));
    assert_false(test_side_har(v->response, "hemmelig"));
    bool beskyttet = false;
    for (size_t i = 0; i < v->response.hoved.antal; i++) {
        struct str navn = v->response.hoved.felt[i].navn;
        beskyttet = beskyttet || str_is(navn, "Content-Security-Policy");
        assert_false(str_is(navn, "X-Hemmelig"));
    }
    assert_true(beskyttet);
}

/* Until it is kept there is no row, and then there is, before anything is sent. */
static void a_page_waits_for_its_rows(void **state)
{
    struct test_side ts;
    struct venter v[FLERE];
    struct web_gem gem[FLERE];

    test_side_open(&ts, *state, &PROEVE);
    struct test_bruger anna = test_side_stab(&ts, "anna2", ROLLE_FAMILIERAADGIVER);
    struct test_bruger bo = test_side_stab(&ts, "bo2", ROLLE_FAMILIERAADGIVER);
    ask(&ts, anna, "/proeve/P1", &v[0]);
    ask(&ts, bo, "/proeve/P2", &v[1]);
    ask(&ts, anna, "/proeve/P1", &v[2]);
    assert_int_equal(rows(&ts, "P1") + rows(&ts, "P2"), 0);
    for (int i = 0; i < FLERE; i++) gem[i] = (struct web_gem){v[i].response.gem, false};
    ts.program.gem(ts.program.ctx, gem, FLERE);
    for (int i = 0; i < FLERE; i++) assert_true(gem[i].gemt);
    assert_int_equal(rows(&ts, "P1"), 4);
    assert_int_equal(rows(&ts, "P2"), 2);
    assert_true(test_side_har(v[0].response, "Hemmelig P1"));
    test_side_close(&ts);
}

static int64_t used(struct test_side *ts, struct test_bruger b)
{
    struct test_afregning *t = &ts->t;
    struct session_raekke raekke;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(session_find(t->store, &t->arena, b.cookie, t->now_us, &raekke, &t->err), t->err);
    store_rollback(t->store);
    return raekke.set_us;
}

/* That a session was used is written in the same commit. */
static void the_session_is_touched_with_it(void **state)
{
    struct test_side ts;
    struct venter v;

    test_side_open(&ts, *state, &PROEVE);
    struct test_bruger anna = test_side_stab(&ts, "anna2", ROLLE_FAMILIERAADGIVER);
    int64_t first = ts.t.now_us;
    ts.t.now_us += INT64_C(120) * 1000000;
    ask(&ts, anna, "/proeve/P1", &v);
    assert_int_equal(used(&ts, anna), first);
    struct web_gem gem = {v.response.gem, false};
    ts.program.gem(ts.program.ctx, &gem, 1);
    assert_true(gem.gemt);
    assert_int_equal(used(&ts, anna), ts.t.now_us);
    test_side_close(&ts);
}

static void a_row_that_cannot_be_written_shows_nobody(void **state)
{
    struct test_side ts;
    struct venter v[FLERE];
    struct web_gem gem[FLERE];

    test_side_open(&ts, *state, &PROEVE);
    struct test_bruger anna = test_side_stab(&ts, "anna2", ROLLE_FAMILIERAADGIVER);
    ask(&ts, anna, "/proeve/P1", &v[0]);
    ask(&ts, anna, "/proeve/" UMULIG, &v[1]);
    ask(&ts, anna, "/proeve/P2", &v[2]);
    for (int i = 0; i < FLERE; i++) gem[i] = (struct web_gem){v[i].response.gem, false};
    ts.program.gem(ts.program.ctx, gem, FLERE);
    assert_true(gem[0].gemt);
    assert_false(gem[1].gemt);
    assert_true(gem[2].gemt);
    assert_int_equal(rows(&ts, "P1"), 2);
    assert_int_equal(rows(&ts, UMULIG), 0);
    assert_int_equal(rows(&ts, "P2"), 2);
    shows_nobody(&ts, &v[1]);
    test_side_close(&ts);
}

/* Behind one who holds the database and does not let go nobody is shown. */
static void nobody_is_shown_while_the_database_is_held(void **state)
{
    struct test_store *place = *state;
    struct test_side ts;
    struct arena arena;
    struct store *anden;
    struct venter v;
    struct err err = ERR_INIT;

    if (place->engine != STORE_SQLITE) return; /* the other engine holds rows, not the whole */
    test_side_open(&ts, place, &PROEVE);
    struct test_bruger anna = test_side_stab(&ts, "anna2", ROLLE_FAMILIERAADGIVER);
    ask(&ts, anna, "/proeve/P1", &v);
    arena_init(&arena, (size_t)1 << 26);
    assert_ok(store_open(&arena, store_shown(ts.t.store), false, &anden, &err), err);
    assert_ok(store_begin(anden, STORE_WRITE, &err), err);
    store_set_wait(ts.t.store, 20);
    struct web_gem gem = {v.response.gem, false};
    ts.program.gem(ts.program.ctx, &gem, 1);
    assert_false(gem.gemt);
    shows_nobody(&ts, &v);
    store_rollback(anden);
    assert_int_equal(rows(&ts, "P1"), 0);
    ts.program.gem(ts.program.ctx, &gem, 1);
    assert_true(gem.gemt);
    assert_int_equal(rows(&ts, "P1"), 2);
    arena_release(&arena);
    test_side_close(&ts);
}

/* The number a user's next view gets is taken by another worker that does not let go: that user is
 * not shown, and the others that wait are. */
static void one_users_collision_takes_nobody_else(void **state)
{
    struct test_store *place = *state;
    struct test_side ts;
    struct arena arena;
    struct store *anden;
    struct venter v[FLERE];
    struct web_gem gem[FLERE];
    struct visning taget = {
        .art = VISNING_PERSON, .id = STR("P8"), .formaal = STR("opgaver"), .rute = STR("/proeve")};
    struct err err = ERR_INIT;

    if (place->engine != STORE_POSTGRES) return; /* the other has one lock for all */
    test_side_open(&ts, place, &PROEVE);
    struct test_bruger anna = test_side_stab(&ts, "anna2", ROLLE_FAMILIERAADGIVER);
    struct test_bruger bo = test_side_stab(&ts, "bo2", ROLLE_FAMILIERAADGIVER);
    ask(&ts, bo, "/proeve/P1", &v[0]);
    ask(&ts, anna, "/proeve/P2", &v[1]);
    ask(&ts, bo, "/proeve/P3", &v[2]);
    arena_init(&arena, (size_t)1 << 26);
    assert_ok(store_open(&arena, test_store_newest(place).c, false, &anden, &err), err);
    assert_ok(store_begin(anden, STORE_WRITE, &err), err);
    assert_ok(visning_skriv(anden, &arena, &anna.adgang, &taget, ts.t.now_us, &err), err);
    store_set_wait(ts.t.store, 20);
    for (int i = 0; i < FLERE; i++) gem[i] = (struct web_gem){v[i].response.gem, false};
    ts.program.gem(ts.program.ctx, gem, FLERE);
    assert_true(gem[0].gemt);
    assert_false(gem[1].gemt);
    assert_true(gem[2].gemt);
    store_rollback(anden);
    assert_int_equal(rows(&ts, "P1"), 2);
    assert_int_equal(rows(&ts, "P2"), 0);
    assert_int_equal(rows(&ts, "P3"), 2);
    shows_nobody(&ts, &v[1]);
    store_close(anden);
    arena_release(&arena);
    test_side_close(&ts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(a_page_waits_for_its_rows),
        BOTH(the_session_is_touched_with_it),
        BOTH(a_row_that_cannot_be_written_shows_nobody),
        BOTH(nobody_is_shown_while_the_database_is_held),
        BOTH(one_users_collision_takes_nobody_else),
    };
    return cmocka_run_group_tests(tests, start_both, stop_both);
}
