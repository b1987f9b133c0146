/*
 * gem: see gem.h.
 *
 * Invariant: a page is called kept only after the commit of its views was answered with success. An
 * answer that is uncertain is a failure: then the log may tell of a view that was not given.
 */
#include "side/gem.h"

#include <time.h>

#define GEM_MAX ((size_t)64 << 20)
/* After which no more are tried: a worker that does not answer is taken to hang (web/svar.c). */
enum { FORSOEG_SEKUNDER = 30 };

void side_vent(struct side *s)
{
    struct side *kept = ARENA_NEW(s->arena, struct side);
    struct side_ventende *v = ARENA_NEW(s->arena, struct side_ventende);

    *kept = *s;
    *v = (struct side_ventende){.hvem = &kept->hvem,
                                .visning = kept->visning,
                                .roer = kept->session.roer ? &kept->session : NULL,
                                .now_us = s->request->now_us,
                                .side = kept};
    s->response->gem = v;
}

static size_t views_of(const struct side_ventende *w)
{
    size_t n = 0;

    for (const struct side_visning *v = w->visning; v != NULL; v = v->foer) n++;
    return n;
}

/* In the order in which they were told; with the first that the session was used. */
static void put_views(const struct side_ventende *w, struct visning_post *post, size_t n)
{
    for (const struct side_visning *v = w->visning; v != NULL; v = v->foer)
        post[--n] = (struct visning_post){w->hvem, &v->v, w->now_us, NULL};
    post[0].roer = w->roer;
}

static bool keep(struct side_app *app, struct web_gem *gem, size_t antal, struct err *err)
{
    struct arena arena;
    size_t n = 0, at = 0;

    arena_init(&arena, GEM_MAX);
    for (size_t i = 0; i < antal; i++) n += views_of(gem[i].hvad);
    struct visning_post *post = ARENA_ARRAY(&arena, n, struct visning_post);
    for (size_t i = 0; i < antal; i++) {
        size_t own = views_of(gem[i].hvad);
        put_views(gem[i].hvad, &post[at], own);
        at += own;
    }
    bool ok = visning_skriv_alle(app->store, &arena, post, n, err);
    for (size_t i = 0; i < antal; i++) gem[i].gemt = ok;
    arena_release(&arena);
    return ok;
}

static int64_t seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec;
}

/* One that cannot be written is not to take the others with it. A conflict on SQLite is somebody
 * who holds the whole database: all have waited together, and would wait again one by one. On
 * PostgreSQL it is also two rows of one user's chain, which are in nobody else's way. */
static bool helps_alone(const struct side_app *app, const struct err *err)
{
    return err->kind != ERR_CONFLICT || store_engine_of(app->store) == STORE_POSTGRES;
}

void side_gem(void *ctx, struct web_gem *gem, size_t antal)
{
    struct side_app *app = ctx;
    struct err err = ERR_INIT;
    int64_t slut = seconds() + FORSOEG_SEKUNDER;

    if (keep(app, gem, antal, &err)) return;
    bool alone = antal > 1 && helps_alone(app, &err);
    size_t i = 0;
    for (; alone && i < antal && seconds() < slut; i++) {
        struct err own = ERR_INIT;
        if (!keep(app, &gem[i], 1, &own)) web_log_fejl("en visning kan ikke skrives", &own);
    }
    if (i < antal) web_log_fejl("visninger kan ikke skrives", &err);
}

bool side_travlt(void *ctx)
{
    struct side_app *app = ctx;
    return app->store != NULL && store_busy(app->store);
}

void side_bagefter(void *ctx)
{
    struct side_app *app = ctx;
    if (app->store != NULL && !store_in_transaction(app->store)) store_tidy(app->store);
}
