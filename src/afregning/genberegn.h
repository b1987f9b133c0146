/*
 * genberegn: a stored computation back in memory: for letters, proofs and whoever asks why.
 */
#ifndef AFREGNING_GENBEREGN_H
#define AFREGNING_GENBEREGN_H

#include "afregning/afregning.h"
#include "register/register.h"

/* What an edition was computed with. */
struct grundlag {
    struct koersel koersel;
    struct udgave udgave;
    struct haandbog_samling haandbog;
    struct register_udsnit udsnit; /* the families that were used, by id */
};

/* The handbook versions of a stored plan (koersel_udgave.plan). Inside a transaction, as below. */
bool grundlag_plan(struct store *store, struct arena *arena, int kommune, struct str hash,
                   struct haandbog_samling *out, struct err *err) MUST_CHECK;
/* All of an edition's; udgave 0: the newest. A stored text that is missing, changed or no longer
 * readable is an error. */
bool grundlag_hent(struct store *store, struct arena *arena, int kommune, int64_t koersel,
                   int64_t udgave, struct grundlag *out, struct err *err) MUST_CHECK;

#endif
