/*
 * job: a queue of long work in the database, for processes of their own beside the pages.
 *
 * A job says what is to be done (art), to what (argument) and how (valg), and who wants it. One
 * process at a time has it: taking it is a change of one row that only one can make. While it
 * works, the process says now and then that it lives (puls); one that has not been heard of for
 * JOB_DOED_US is taken for dead, and the job is taken up again by another, at most JOB_FORSOEG
 * times in all; after that it has failed, and a person may ask for it anew.
 *
 * A process that was slow and not dead may then do the same work as another. So the work itself is
 * what is safe to repeat: it has transactions of its own, which leave nothing half.
 *
 * Of one kind and about one thing there is at most one job that is not done: what is asked for
 * twice is done once.
 */
#ifndef JOB_JOB_H
#define JOB_JOB_H

#include "adgang/adgang.h"
#include "store/store.h"

enum job_tilstand { JOB_VENTER, JOB_I_GANG, JOB_FAERDIG, JOB_FEJLET, JOB_TILSTANDE };

enum {
    JOB_DOED_US = 60 * 1000 * 1000,
    JOB_PULS_US = 500 * 1000, /* a process need not say more often that it lives */
    JOB_FORSOEG = 3,
};

struct job {
    struct str id;
    struct str art;
    struct str argument;
    struct str valg;   /* what was chosen for it; may be empty */
    struct str bruger; /* who wants it: bruger.id */
    int64_t oprettet_us;
    enum job_tilstand tilstand;
    int64_t forsoeg;     /* how often it was begun */
    struct str arbejder; /* the process that has it, or had it last */
    int64_t puls_us;
    int64_t gjort; /* how far it has come, of alt; both 0 when that is not told */
    int64_t alt;
    struct str fejl; /* for people: a line in Danish, then one in English; empty unless it failed */
    int64_t slut_us;
};

/* Asks for work. One that is not done yet is left as it is, and its id given. In a write
 * transaction of its own. */
bool job_opret(struct store *store, struct arena *arena, const struct adgang *adgang,
               const char *art, struct str argument, struct str valg, int64_t now_us,
               struct str *id, struct err *err) MUST_CHECK;

/* The newest about a thing, of whatever kind; inside a transaction. */
bool job_nyeste(struct store *store, struct arena *arena, int kommune, struct str argument,
                struct job *out, bool *fundet, struct err *err) MUST_CHECK;

/* ---- for the process that works; each in a write transaction of its own ---- */

/* Takes the oldest job there is to take. One that has been begun too often is not taken but fails;
 * then, and when there is none, *fundet is false. */
bool job_tag(struct store *store, struct arena *arena, int kommune, struct str arbejder,
             int64_t now_us, struct job *out, bool *fundet, struct err *err) MUST_CHECK;
/* Says that the process lives, and how far it has come. *vores false: another has taken the job. */
bool job_puls(struct store *store, int kommune, const struct job *job, int64_t gjort, int64_t alt,
              int64_t now_us, bool *vores, struct err *err) MUST_CHECK;
/* It is done, or with a text in fejl it failed. One that another has taken is left alone. */
bool job_slut(struct store *store, int kommune, const struct job *job, struct str fejl,
              int64_t now_us, struct err *err) MUST_CHECK;

#endif
