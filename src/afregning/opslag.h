/*
 * opslag: placements by id, and what a ydelse is called, for whatever is made of a run (private to
 * the room).
 */
#ifndef AFREGNING_OPSLAG_H
#define AFREGNING_OPSLAG_H

#include "haandbog/haandbog.h"
#include "sag/sag.h"

/* Where each placement stands in a list that is ordered otherwise. */
struct opslag {
    struct opslag_sted *sted; /* by id */
    size_t antal;
};
struct opslag_sted {
    struct str id;
    size_t at;
};

/* The ids are borrowed. */
void opslag_make(struct arena *arena, const struct sager *sager, struct opslag *out);
/* *at is an index of the list; false, and *at untouched, when the placement is not in it. */
bool opslag_find(const struct opslag *opslag, struct str anbringelse, size_t *at);

/* What the newest version of the handbook that has the ydelse calls it; empty when none has. */
struct str opslag_titel(const struct haandbog_samling *haandbog, struct str ydelse);

#endif
