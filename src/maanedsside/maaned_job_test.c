/*
 * Long work on runs, done by processes of their own: killed in the middle, two at once, refused,
 * given up.
 */
#include "maanedsside/test_maaned.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { DRAB = 8, KLADDER = 4, SENERE_US = 2 * JOB_DOED_US };

/* ---- processes: an open connection does not pass a fork, so the parent has none meanwhile */

static pid_t start_worker(struct by *by, struct test_store *place, int64_t now_us)
{
    struct test_url url = test_store_newest(place);
    struct side_app *app = by->ts.program.ctx;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child > 0) return child;
    struct arena arena;
    struct err err = ERR_INIT;
    arena_init(&arena, (size_t)1 << 30);
    if (!store_open(&arena, url.c, false, &app->store, &err)) _exit(99);
    app->arbejder = STR_EMPTY; /* it is another process */
    while (side_arbejd(app, now_us)) continue;
    store_close(app->store);
    _exit(0);
}

/* Minus the signal that ended it, or its code. */
static int end_of(pid_t child)
{
    int status = 0;

    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static void leave(struct by *by)
{
    store_close(by->ts.t.store);
}

static void come_back(struct by *by, struct test_store *place)
{
    struct test_afregning *t = &by->ts.t;
    struct side_app *app = by->ts.program.ctx;
    struct test_url url = test_store_newest(place);

    assert_ok(store_open(&t->arena, url.c, false, &t->store, &t->err), t->err);
    app->store = t->store;
}

static struct job newest(struct by *by, int64_t loebenr)
{
    struct test_afregning *t = &by->ts.t;
    struct job job;
    bool fundet;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(job_nyeste(t->store, &t->arena, TEST_KOMMUNE,
                         str_format(&t->arena, "koersel %lld", (long long)loebenr), &job, &fundet,
                         &t->err),
              t->err);
    store_rollback(t->store);
    assert_true(fundet);
    return job;
}

/* The newest edition, if there is one, is whole. */
static void assert_whole(struct by *by, int64_t loebenr, size_t forskelle)
{
    struct koersel k = find_run(by, loebenr);

    assert_true((k.udgave == 0) == (k.tilstand == KOERSEL_KLADDE));
    if (k.udgave == 0) return;
    struct udgave u = test_udgave(&by->ts.t, loebenr);
    assert_int_equal(u.forskelle, forskelle);
    struct test_afregning *t = &by->ts.t;
    struct str foerste;
    bool ens;
    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(
        udgave_genberegn(t->store, &t->arena, TEST_KOMMUNE, loebenr, 0, &ens, &foerste, &t->err),
        t->err);
    store_rollback(t->store);
    assert_true(ens);
}

/* ---- tests */

/* Killed at whatever moment, a computation leaves a whole edition or none; after a while another
 * process takes the work up and ends it. */
static void a_killed_process_leaves_nothing_half(void **state)
{
    struct by by;
    int draebt = 0;

    open_town(&by, *state);
    make_july(&by);
    assert_int_equal(POST(&by, anna, "/maaned/4/beregn", "x", "").status, 303);
    work(&by);
    size_t forskelle = test_udgave(&by.ts.t, 4).forskelle;
    for (int i = 0; i < DRAB; i++) {
        assert_int_equal(POST(&by, anna, "/maaned/4/beregn", "x", "").status, 303);
        leave(&by);
        pid_t child = start_worker(&by, *state, by.ts.t.now_us);
        struct timespec lidt = {0, (long)i * 12 * 1000000L};
        nanosleep(&lidt, NULL);
        kill(child, SIGKILL);
        draebt += end_of(child) == -SIGKILL;
        come_back(&by, *state);
        assert_whole(&by, 4, forskelle);
        /* Not before it is taken for dead, unless nobody had it yet. */
        int64_t foer = find_run(&by, 4).udgave;
        if (newest(&by, 4).tilstand == JOB_I_GANG) {
            work(&by);
            assert_int_equal(newest(&by, 4).tilstand, JOB_I_GANG);
            assert_int_equal(find_run(&by, 4).udgave, foer);
        }
        by.ts.t.now_us += SENERE_US;
        work(&by);
        assert_int_equal(newest(&by, 4).tilstand, JOB_FAERDIG);
        assert_whole(&by, 4, forskelle);
        test_side_inde(&by.ts, &by.anna); /* a session does not live for days */
    }
    print_message("killed: %d of %d\n", draebt, DRAB);
    assert_true(draebt > 0);
    close_town(&by);
}

/* Two processes with one queue: each run is computed once. */
static void two_processes_do_each_job_once(void **state)
{
    struct by by;
    pid_t child[2];

    open_town(&by, *state);
    for (int i = 0; i < KLADDER; i++) {
        struct web_response r = POST(&by, anna, "/maaned", "maaned", "2021-07", "skaering",
                                     "2021-07-01", "dag", "2021-07-30");
        const char *sti = str_c(
            &by.ts.t.arena, str_format(&by.ts.t.arena, "%.*s/beregn", STR_ARG(test_side_til(r))));
        assert_int_equal(POST(&by, anna, sti, "x", "").status, 303);
    }
    leave(&by);
    for (int i = 0; i < 2; i++) child[i] = start_worker(&by, *state, by.ts.t.now_us);
    for (int i = 0; i < 2; i++) assert_int_equal(end_of(child[i]), 0);
    come_back(&by, *state);
    work(&by); /* what both were in the way of */
    for (int i = 0; i < KLADDER; i++) {
        assert_int_equal(find_run(&by, 4 + i).udgave, 1);
        assert_int_equal(newest(&by, 4 + i).tilstand, JOB_FAERDIG);
        assert_int_equal(newest(&by, 4 + i).forsoeg, 1);
    }
    close_town(&by);
}

/* Who may no longer, does no longer; what the rules refuse is told on the run's page. */
static void what_is_refused_is_told(void **state)
{
    struct by by;
    struct web_response r;

    open_town(&by, *state);
    make_july(&by);
    assert_int_equal(POST(&by, anna, "/maaned/4/beregn", "x", "").status, 303);
    struct test_afregning *t = &by.ts.t;
    assert_ok(adgang_rolle_saet(t->store, &t->arena, &t->rod, STR("anna.web"), ROLLE_REVISION, true,
                                t->now_us, &t->err),
              t->err);
    assert_ok(adgang_rolle_saet(t->store, &t->arena, &t->rod, STR("anna.web"), ROLLE_OEKONOMI,
                                false, t->now_us, &t->err),
              t->err);
    work(&by);
    assert_int_equal(find_run(&by, 4).tilstand, KOERSEL_KLADDE);
    assert_int_equal(newest(&by, 4).tilstand, JOB_FEJLET);
    assert_ok(adgang_rolle_saet(t->store, &t->arena, &t->rod, STR("anna.web"), ROLLE_OEKONOMI, true,
                                t->now_us, &t->err),
              t->err);
    r = ASK(&by, anna, "/maaned/4");
    assert_says(r, "alert-error");
    assert_says(r, "Beregn kørslen");
    /* asked for again, it is done; a failure that has been mended is told no more */
    assert_int_equal(POST(&by, anna, "/maaned/4/beregn", "x", "").status, 303);
    work(&by);
    assert_not(ASK(&by, anna, "/maaned/4"), "alert-error");
    /* a run that another has passed */
    assert_int_equal(POST(&by, anna, "/maaned", "maaned", "2021-07", "skaering", "2021-07-01",
                          "dag", "2021-07-30")
                         .status,
                     303);
    assert_int_equal(POST(&by, anna, "/maaned/5/beregn", "x", "").status, 303);
    const char *udgave = edition_on(&by, ASK(&by, bo, "/maaned/4"));
    assert_int_equal(POST(&by, bo, "/maaned/4/godkend", "udgave", udgave).status, 303);
    work(&by);
    r = ASK(&by, anna, "/maaned/5");
    assert_says(r, "En senere kørsel har afregnet måneden.");
    close_town(&by);
}

/* Work at which every process dies is not tried for ever. */
static void what_kills_every_process_fails(void **state)
{
    struct by by;

    open_town(&by, *state);
    make_july(&by);
    assert_int_equal(POST(&by, anna, "/maaned/4/beregn", "x", "").status, 303);
    struct test_afregning *t = &by.ts.t;
    for (int i = 0; i < JOB_FORSOEG; i++) {
        struct job job;
        bool fundet;
        assert_ok(job_tag(t->store, &t->arena, TEST_KOMMUNE, STR("en, der dør"), t->now_us, &job,
                          &fundet, &t->err),
                  t->err);
        assert_true(fundet);
        assert_int_equal(job.forsoeg, i + 1);
        t->now_us += SENERE_US;
    }
    work(&by);
    assert_int_equal(newest(&by, 4).tilstand, JOB_FEJLET);
    test_side_inde(&by.ts, &by.anna);
    assert_says(ASK(&by, anna, "/maaned/4"), "Arbejdet holdt op");
    assert_int_equal(POST(&by, anna, "/maaned/4/beregn", "x", "").status, 303);
    work(&by);
    assert_int_equal(find_run(&by, 4).udgave, 1);
    close_town(&by);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(a_killed_process_leaves_nothing_half),
        BOTH(two_processes_do_each_job_once),
        BOTH(what_is_refused_is_told),
        BOTH(what_kills_every_process_fails),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
