/*
 * lager: what a process keeps of what it has read and never changes: plans and lists of facts, by
 * the hash of their text.
 *
 * A hash is never another text's, so what is kept is never out of date. There are few places; the
 * one that was used longest ago gives way, but never one that was used since lager_ny_gang: what
 * was handed out lives until then.
 */
#ifndef AFREGNING_LAGER_H
#define AFREGNING_LAGER_H

#include "base/arena.h"
#include "base/str.h"

enum { LAGER_PLADSER = 12 };

struct lager_plads {
    struct arena arena;
    bool aaben;      /* the arena is in use */
    struct str hash; /* empty: nothing is kept here */
    const void *hvad;
    uint64_t gang; /* when it was used last */
};

struct lager {
    struct lager_plads plads[LAGER_PLADSER];
};

struct grundlag_lager {
    struct lager plan;  /* struct haandbog_samling */
    struct lager fakta; /* struct fakta_liste */
    uint64_t gang;
};

/* A new request: nothing that was handed out before is used any more. */
void lager_ny_gang(struct grundlag_lager *lager);
void lager_slip(struct grundlag_lager *lager);

/* What is kept under the hash; NULL when there is nothing. */
const void *lager_find(struct lager *lager, uint64_t gang, struct str hash);
/* A place to read into: its arena is empty and reaches its ceiling where `som` does. NULL: every
 * place is in use. The place keeps nothing before lager_gem. */
struct lager_plads *lager_plads(struct lager *lager, uint64_t gang, const struct arena *som);
void lager_gem(struct lager_plads *plads, uint64_t gang, struct str hash, const void *hvad);

#endif
