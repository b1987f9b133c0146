/*
 * test_maaned: a town that has settled three months, and those of it who work with its money. For
 * *_test.c of this room; include it first.
 */
#ifndef MAANEDSSIDE_TEST_MAANED_H
#define MAANEDSSIDE_TEST_MAANED_H

#include "side/test_side.h"

#include "maanedsside/maaned_side.h"
#include "maanedsside/maanedsside.h"
#include "side/arbejde.h"

struct by { /* a town, and those of it who work with money */
    struct test_side ts;
    struct test_bruger anna;  /* computes */
    struct test_bruger bo;    /* approves */
    struct test_bruger rikke; /* audits */
};

static inline void open_town(struct by *by, struct test_store *place)
{
    *by = (struct by){0};
    test_side_open(&by->ts, place, &MAANEDSSIDE);
    test_side_egen(&by->ts);
    by->anna = test_side_stab(&by->ts, "anna.web", ROLLE_OEKONOMI);
    by->bo = test_side_stab(&by->ts, "bo.web", ROLLE_LEDER);
    by->rikke = test_side_stab(&by->ts, "rikke.web", ROLLE_REVISION);
}

static inline void close_town(struct by *by)
{
    test_side_close(&by->ts);
}

#define ASK(by, hvem, sti) test_side_ask(&(by)->ts, (by)->hvem, sti)
#define POST(by, hvem, sti, ...) TEST_POST(&(by)->ts, (by)->hvem, sti, __VA_ARGS__)

static inline void assert_not(struct web_response r, const char *text)
{
    if (test_side_har(r, text)) fail_msg(">%s< in: %.*s", text, STR_ARG(r.body));
}

/* The value of the hidden field `udgave` on a run's page. */
static inline const char *edition_on(struct by *by, struct web_response page)
{
    struct str rest = page.body, nr;
    size_t at;

    assert_true(str_find(rest, STR("name=\"udgave\" value=\""), &at));
    rest = str_sub(rest, at + 21, rest.n);
    assert_true(str_split(&rest, '"', &nr));
    return str_c(&by->ts.t.arena, nr);
}

static inline struct koersel find_run(struct by *by, int64_t nr)
{
    struct test_afregning *t = &by->ts.t;
    struct koersel k;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(koersel_find(t->store, &t->arena, TEST_KOMMUNE, nr, &k, &t->err), t->err);
    store_rollback(t->store);
    return k;
}

/* What the process beside the pages does: everything there is. */
static inline void work(struct by *by)
{
    while (side_arbejd(by->ts.program.ctx, by->ts.t.now_us)) continue;
    assert_false(store_in_transaction(by->ts.t.store));
}

/* July as a draft that anna made in the browser. */
static inline void make_july(struct by *by)
{
    struct web_response r = POST(by, anna, "/maaned", "maaned", "2021-07", "skaering", "2021-07-01",
                                 "dag", "2021-07-30");

    assert_int_equal(r.status, 303);
    assert_str(test_side_til(r), "/maaned/4");
}

/* July, computed by anna and approved by bo. */
static inline void settle_july(struct by *by)
{
    make_july(by);
    assert_int_equal(POST(by, anna, "/maaned/4/beregn", "x", "").status, 303);
    work(by);
    const char *udgave = edition_on(by, ASK(by, bo, "/maaned/4"));
    assert_int_equal(POST(by, bo, "/maaned/4/godkend", "udgave", udgave).status, 303);
}

#endif
