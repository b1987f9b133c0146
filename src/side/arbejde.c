/*
 * arbejde: takes a job, does it as the user who asked, and writes how it ended.
 *
 * Invariants: (1) the work runs with the roles its user has when it runs; (2) whatever happens to
 * it, no transaction of it stays open; (3) a job whose end cannot be written is taken up again by
 * another process, which is why the work is safe to repeat.
 */
#include "side/arbejde.h"

#include <stdio.h>

#include "base/id.h"
#include "base/tid.h"
#include "side/ikraft.h"

/* Ceiling of one piece of work: a run of 100,000 placements. */
#define ARBEJDE_MAX ((size_t)8 << 30)
enum { GENTAG = 5 /* how often work in whose way somebody was is tried */ };

static const char VORES_FEJL[] =
    "Noget gik galt på serveren, og intet er ændret. Prøv igen, og sig det til den, der driver "
    "serveren, hvis det sker igen.\n"
    "Something went wrong on the server, and nothing was changed. Try again, and tell whoever runs "
    "the server if it happens again.";

void side_arbejde_fortael(void *ctx, size_t gjort, size_t alt)
{
    struct side_arbejde *a = ctx;
    struct err ignored = ERR_INIT;
    int64_t nu;
    bool vores;

    if (store_in_transaction(a->app->store) || !tid_now_us(&nu, &ignored)) return;
    nu += a->now_us - a->taget_us;
    if (nu - a->fortalt_us < JOB_PULS_US && gjort < alt) return;
    a->fortalt_us = nu;
    /* What cannot be told now is told next time. */
    if (!job_puls(a->app->store, a->app->kommune, &a->job, (int64_t)gjort, (int64_t)alt, nu, &vores,
                  &ignored))
        return;
}

/* ---- doing it */

static const struct side_jobart *kind_of(const struct side_app *app, struct str art)
{
    for (size_t i = 0; i < app->jobarter; i++)
        if (str_is(art, app->job[i].art)) return &app->job[i];
    return NULL;
}

/* Who wants it, as that user is now. */
static bool find_user(struct side_arbejde *a, struct err *err)
{
    struct adgang_bruger *alle;
    size_t n;

    TRY(store_begin(a->app->store, STORE_READ, err));
    bool ok = adgang_brugere(a->app->store, a->arena, a->app->kommune, a->now_us, &alle, &n, err);
    store_rollback(a->app->store);
    TRY(ok);
    for (size_t i = 0; i < n; i++) {
        if (!str_eq(alle[i].id, a->job.bruger)) continue;
        a->hvem = (struct adgang){a->app->kommune, alle[i].id, alle[i].navn, alle[i].roller};
        return true;
    }
    return err_begge(err, ERR_ACCESS, NULL, "Brugeren findes ikke længere",
                     "The user is no longer there");
}

static bool work(struct side_arbejde *a, struct err *err)
{
    const struct side_jobart *art = kind_of(a->app, a->job.art);

    if (art == NULL)
        return err_begge(err, ERR_INPUT, NULL, "Serveren kender ikke det arbejde, der er bedt om",
                         "The server does not know the work that was asked for");
    for (int i = 1;; i++) {
        if (side_ikraft_laes(a->app, err) && find_user(a, err) && art->udfoer(a, err)) return true;
        bool i_vejen = err->kind == ERR_CONFLICT || store_conflict(a->app->store);
        store_rollback(a->app->store);
        if (!i_vejen) return false;
        *err = (struct err)ERR_INIT;
        if (i == GENTAG)
            return err_begge(err, ERR_CONFLICT, NULL,
                             "Andre var i vejen, så intet er ændret; prøv igen om lidt",
                             "Others were in the way, so nothing was changed; try again in a "
                             "little while");
    }
}

/* A line in each language, as side_jobfejl reads them. */
static struct str both(struct arena *arena, const struct err *err)
{
    const char *dansk = err_paa_side(err, false), *engelsk = err_paa_side(err, true);
    const char *punktum = str_ends(str_from(dansk), STR(".")) ? "" : ".";

    if (engelsk == dansk) return str_format(arena, "%s%s", dansk, punktum);
    return str_format(arena, "%s%s\n%s%s", dansk, punktum, engelsk,
                      str_ends(str_from(engelsk), STR(".")) ? "" : ".");
}

struct str side_jobfejl(const struct side *s, struct str fejl)
{
    struct str dansk = STR_EMPTY;

    if (!str_split(&fejl, '\n', &dansk)) return dansk;
    return s->engelsk && fejl.n > 0 ? fejl : dansk;
}

/* What people are told; what is ours to mend is told to who runs the server. */
static struct str told(struct side_arbejde *a, const struct err *err)
{
    switch (err->kind) {
    case ERR_NONE: return STR_EMPTY;
    case ERR_INPUT:
    case ERR_LIMIT:
    case ERR_ACCESS:
    case ERR_CONFLICT: return both(a->arena, err);
    default: break;
    }
    fprintf(stderr, "vederlag: job %.*s: %s: %s\n", STR_ARG(a->job.id), err->place, err->text);
    return str_from(VORES_FEJL);
}

static void write_end(struct side_app *app, const struct job *job, struct str fejl, int64_t nu)
{
    struct err err = ERR_INIT;

    for (int i = 0; i < GENTAG; i++) {
        err = (struct err)ERR_INIT;
        if (job_slut(app->store, app->kommune, job, fejl, nu, &err)) return;
    }
    fprintf(stderr, "vederlag: job %.*s: %s\n", STR_ARG(job->id), err.text);
}

/* ---- one piece */

static bool know_self(struct side_app *app, struct err *err)
{
    struct id id;

    if (app->arbejder.n > 0) return true;
    TRY(id_make(&id, err));
    app->arbejder = str_copy(&app->arena, id_str(&id));
    return true;
}

/* In a frame of its own: nothing of it is looked at after a jump. */
static bool one_piece(struct side_app *app, struct arena *arena, int64_t now_us)
{
    struct side_arbejde *a = ARENA_NEW(arena, struct side_arbejde);
    struct err err = ERR_INIT;
    bool fundet = false;

    if (!know_self(app, &err) ||
        !job_tag(app->store, arena, app->kommune, app->arbejder, now_us, &a->job, &fundet, &err) ||
        !fundet)
        return false;
    a->app = app;
    a->arena = arena;
    a->now_us = a->fortalt_us = now_us;
    if (!tid_now_us(&a->taget_us, &err)) a->taget_us = now_us;
    err = (struct err)ERR_INIT;
    if (work(a, &err)) err = (struct err)ERR_INIT;
    write_end(app, &a->job, told(a, &err), now_us);
    return true;
}

bool side_arbejd(void *ctx, int64_t now_us)
{
    struct side_app *app = ctx;
    struct arena arena;

    if (app->store == NULL) return false;
    store_rollback(app->store);
    arena_init(&arena, ARBEJDE_MAX);
    if (setjmp(arena.boundary) != 0) {
        /* Its memory was not enough. It is taken up again, until it has been tried too often. */
        store_rollback(app->store);
        arena_release(&arena);
        return true;
    }
    arena.has_boundary = true;
    bool gjort = one_piece(app, &arena, now_us);
    arena_release(&arena);
    return gjort;
}
