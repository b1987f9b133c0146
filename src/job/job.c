/*
 * job: the rows of the queue. Every change of one is a single statement that names who has it, so
 * that of two who would change it at once one finds nothing to change.
 */
#include "job/job.h"

#include <string.h>

#include "base/id.h"

#define ARGS(...)                                                                                  \
    (const struct store_value[]){__VA_ARGS__},                                                     \
        sizeof((const struct store_value[]){__VA_ARGS__}) / sizeof(struct store_value)

static const char *const TILSTAND[JOB_TILSTANDE] = {"venter", "i_gang", "faerdig", "fejlet"};

static const char OPGIVET[] =
    "Arbejdet holdt op, hver gang det blev begyndt. Prøv igen, og sig det til den, der driver "
    "serveren, hvis det sker igen.";

static struct job job_row(const struct store_rows *rows)
{
    struct job job = {
        .id = store_at(rows, 0, 0).s,
        .art = store_at(rows, 0, 1).s,
        .argument = store_at(rows, 0, 2).s,
        .valg = store_at(rows, 0, 3).s,
        .bruger = store_at(rows, 0, 4).s,
        .oprettet_us = store_at(rows, 0, 5).i,
        .tilstand = JOB_TILSTANDE,
        .forsoeg = store_at(rows, 0, 7).i,
        .arbejder = store_at(rows, 0, 8).s,
        .puls_us = store_at(rows, 0, 9).i,
        .gjort = store_at(rows, 0, 10).i,
        .alt = store_at(rows, 0, 11).i,
        .fejl = store_at(rows, 0, 12).s,
        .slut_us = store_at(rows, 0, 13).i,
    };

    for (int i = 0; i < JOB_TILSTANDE; i++)
        if (str_is(store_at(rows, 0, 6).s, TILSTAND[i])) job.tilstand = (enum job_tilstand)i;
    ASSERT(job.tilstand != JOB_TILSTANDE);
    return job;
}

/* Commits what went well; undoes the rest. */
static bool finish(struct store *store, bool ok, struct err *err)
{
    if (ok) return store_commit(store, err);
    store_rollback(store);
    return false;
}

/* ---- asking for work */

static bool find_or_add(struct store *store, struct arena *arena, const struct adgang *adgang,
                        const char *art, struct str argument, struct str valg, int64_t now_us,
                        struct str *id, struct err *err)
{
    struct store_rows rows;
    struct job sidst;
    struct id ny;
    bool fundet;

    TRY(store_query(store, arena, SQL_JOB_AABENT,
                    ARGS(STORE_I(adgang->kommune), STORE_S(str_from(art)), STORE_S(argument)), 1,
                    &rows, err));
    if (rows.count > 0) {
        *id = store_at(&rows, 0, 0).s;
        return true;
    }
    /* The newest about a thing is the one that was asked for last, also by a clock that stands. */
    TRY(job_nyeste(store, arena, adgang->kommune, argument, &sidst, &fundet, err));
    if (fundet && sidst.oprettet_us >= now_us) now_us = sidst.oprettet_us + 1;
    TRY(id_make(&ny, err));
    *id = str_copy(arena, id_str(&ny));
    return store_exec(store, SQL_JOB_INSERT,
                      ARGS(STORE_I(adgang->kommune), STORE_S(*id), STORE_S(str_from(art)),
                           STORE_S(argument), STORE_S(valg), STORE_S(adgang->bruger),
                           STORE_I(now_us)),
                      NULL, err);
}

bool job_opret(struct store *store, struct arena *arena, const struct adgang *adgang,
               const char *art, struct str argument, struct str valg, int64_t now_us,
               struct str *id, struct err *err)
{
    TRY(store_begin(store, STORE_WRITE, err));
    return finish(store, find_or_add(store, arena, adgang, art, argument, valg, now_us, id, err),
                  err);
}

bool job_nyeste(struct store *store, struct arena *arena, int kommune, struct str argument,
                struct job *out, bool *fundet, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_JOB_NYESTE, ARGS(STORE_I(kommune), STORE_S(argument)), 1,
                    &rows, err));
    *fundet = rows.count > 0;
    if (*fundet) *out = job_row(&rows);
    return true;
}

/* ---- working */

static bool end(struct store *store, int kommune, const struct job *job, struct str fejl,
                int64_t now_us, struct err *err)
{
    const char *til = TILSTAND[fejl.n > 0 ? JOB_FEJLET : JOB_FAERDIG];

    return store_exec(store, SQL_JOB_SLUT,
                      ARGS(STORE_I(kommune), STORE_S(job->id), STORE_S(job->arbejder),
                           STORE_S(str_from(til)), STORE_S(fejl), STORE_I(now_us)),
                      NULL, err);
}

static bool next(struct store *store, struct arena *arena, int kommune, int64_t now_us,
                 struct job *out, bool *fundet, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_JOB_NAESTE,
                    ARGS(STORE_I(kommune), STORE_I(now_us - JOB_DOED_US)), 1, &rows, err));
    *fundet = rows.count > 0;
    if (*fundet) *out = job_row(&rows);
    return true;
}

static bool take(struct store *store, struct arena *arena, int kommune, struct str arbejder,
                 int64_t now_us, struct job *out, bool *fundet, struct err *err)
{
    int64_t changed = 0;

    TRY(next(store, arena, kommune, now_us, out, fundet, err));
    if (!*fundet) return true;
    *fundet = false;
    if (out->forsoeg >= JOB_FORSOEG)
        return end(store, kommune, out, str_from(OPGIVET), now_us, err);
    TRY(store_exec(store, SQL_JOB_TAG,
                   ARGS(STORE_I(kommune), STORE_S(out->id), STORE_S(arbejder), STORE_I(now_us),
                        STORE_I(out->forsoeg)),
                   &changed, err));
    ASSERT(changed == 1); /* read and changed in one transaction */
    out->forsoeg++;
    out->arbejder = arbejder;
    out->puls_us = now_us;
    out->tilstand = JOB_I_GANG;
    *fundet = true;
    return true;
}

bool job_tag(struct store *store, struct arena *arena, int kommune, struct str arbejder,
             int64_t now_us, struct job *out, bool *fundet, struct err *err)
{
    /* Looked for without a lock: most often there is none. */
    TRY(store_begin(store, STORE_READ, err));
    bool ok = next(store, arena, kommune, now_us, out, fundet, err);
    store_rollback(store);
    if (!ok || !*fundet) return ok;
    TRY(store_begin(store, STORE_WRITE, err));
    if (finish(store, take(store, arena, kommune, arbejder, now_us, out, fundet, err), err))
        return true;
    *fundet = false;
    return false;
}

bool job_puls(struct store *store, int kommune, const struct job *job, int64_t gjort, int64_t alt,
              int64_t now_us, bool *vores, struct err *err)
{
    int64_t changed = 0;

    TRY(store_begin(store, STORE_WRITE, err));
    bool ok = store_exec(store, SQL_JOB_PULS,
                         ARGS(STORE_I(kommune), STORE_S(job->id), STORE_S(job->arbejder),
                              STORE_I(now_us), STORE_I(gjort), STORE_I(alt)),
                         &changed, err);
    *vores = changed > 0;
    return finish(store, ok, err);
}

bool job_slut(struct store *store, int kommune, const struct job *job, struct str fejl,
              int64_t now_us, struct err *err)
{
    TRY(store_begin(store, STORE_WRITE, err));
    return finish(store, end(store, kommune, job, fejl, now_us, err), err);
}
