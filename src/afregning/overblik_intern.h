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

/* Makes it of the edition itself. Inside a transaction, like the next. */
bool overblik_beregn(struct store *store, struct arena *arena, int kommune,
                     const struct koersel *koersel, struct overblik *out,
                     struct overblik_steder *steder, struct err *err) MUST_CHECK;
/* The same, kept beside the edition koersel->udgave, which has just been written. */
bool overblik_skriv(struct store *store, struct arena *arena, int kommune,
                    const struct koersel *koersel, struct err *err) MUST_CHECK;

#endif
