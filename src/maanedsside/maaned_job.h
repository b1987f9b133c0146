/* maaned_job: what of a run takes long: computing, and making files. Only for src/maanedsside. */
#ifndef MAANEDSSIDE_MAANED_JOB_H
#define MAANEDSSIDE_MAANED_JOB_H

#include "maanedsside/maaned_side.h"

enum maaned_job { MAANED_BEREGN, MAANED_EKSPORT, MAANED_IGEN, MAANED_JOB_ANTAL };

extern const struct side_jobart MAANED_JOB[MAANED_JOB_ANTAL];

/* Asks for it; the answer is the run's page. valg: the day of an export, "2021-07-30". */
bool maaned_job_bestil(struct side *s, const struct koersel *k, enum maaned_job art,
                       struct str valg, struct err *err) MUST_CHECK;

/* How the newest work on a run stands. */
struct maaned_arbejde {
    bool i_gang; /* it waits or is being done: nothing else is offered, and the page looks again */
    struct str hvad;
    bool har_tal;
    int64_t gjort;
    int64_t alt;
    struct str fejl; /* why it could not be done; empty when it could, or the run has moved on */
};
/* Inside a transaction. */
bool maaned_job_af(struct side *s, const struct koersel *k, struct maaned_arbejde *out,
                   struct err *err) MUST_CHECK;

#endif
