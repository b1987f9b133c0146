/*
 * genberegn: a stored computation back in memory: for letters, proofs and whoever asks why.
 */
#ifndef AFREGNING_GENBEREGN_H
#define AFREGNING_GENBEREGN_H

#include "afregning/afregning.h"
#include "afregning/lager.h"
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
/* From what was read before, when it was; lager NULL: as grundlag_plan. */
bool grundlag_plan_gemt(struct store *store, struct arena *arena, int kommune,
                        struct grundlag_lager *lager, struct str hash, struct haandbog_samling *out,
                        struct err *err) MUST_CHECK;
/* Only one family's facts, and of the edition what concerns it: the differences of the placements
 * (by nr) and the family's lacks. */
bool grundlag_familie(struct store *store, struct arena *arena, int kommune,
                      struct grundlag_lager *lager, const struct koersel *koersel,
                      struct str familie, const struct str *sted, size_t steder,
                      struct grundlag *out, struct err *err) MUST_CHECK;
bool grundlag_hent(struct store *store, struct arena *arena, int kommune, int64_t koersel,
                   int64_t udgave, struct grundlag *out, struct err *err) MUST_CHECK;

#endif
