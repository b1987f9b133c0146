/*
 * overblik_intern: between the files that tell of an edition (private to the room).
 */
#ifndef AFREGNING_OVERBLIK_INTERN_H
#define AFREGNING_OVERBLIK_INTERN_H

#include "afregning/overblik.h"

struct overblik_steder { /* by id */
    struct overblik_sted *sted;
    size_t antal;
    size_t plads;
};

/* From the edition itself, whatever is kept. Inside a transaction. */
bool overblik_beregn(struct store *store, struct arena *arena, int kommune,
                     const struct koersel *koersel, struct overblik *out,
                     struct overblik_steder *steder, struct err *err) MUST_CHECK;
bool overblik_sum_beregn(struct store *store, struct arena *arena, int kommune,
                         const struct koersel *koersel, struct overblik *out,
                         struct err *err) MUST_CHECK;

#endif
