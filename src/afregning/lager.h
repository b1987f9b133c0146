/*
 * lager: what a process keeps of what it has read and never changes: plans, lists of facts and the
 * facts of families, by the hash of their text.
 *
 * A hash is never another text's, so what is kept is never out of date. There are few places; the
 * one that was used longest ago gives way, but never one that was used since lager_ny_gang: what
 * was handed out lives until then.
 */
#ifndef AFREGNING_LAGER_H
#define AFREGNING_LAGER_H

#include "base/arena.h"
#include "base/str.h"

/* Of a family with more text than LAGER_FAMILIE_BYTES nothing is kept: what is kept is then at most
 * some times LAGER_FAMILIER × LAGER_FAMILIE_BYTES, and usually a twentieth of that. */
enum { LAGER_PLADSER = 12, LAGER_FAMILIER = 256, LAGER_FAMILIE_BYTES = 64 * 1024 };

struct lager_plads {
    struct arena arena;
    bool aaben;      /* the arena is in use */
    struct str hash; /* empty: nothing is kept here */
    const void *hvad;
    uint64_t gang; /* when it was used last */
};

enum lager_hvad {
    LAGER_PLAN,    /* struct haandbog_samling */
    LAGER_FAKTA,   /* struct fakta_liste */
    LAGER_FAMILIE, /* struct linjer_fakta */
    LAGER_SLAGS,
};

struct grundlag_lager {
    struct lager_plads plan[LAGER_PLADSER];
    struct lager_plads fakta[LAGER_PLADSER];
    struct lager_plads familie[LAGER_FAMILIER];
    uint64_t gang;
};

/* A new request: nothing that was handed out before is used any more. */
void lager_ny_gang(struct grundlag_lager *lager);
void lager_slip(struct grundlag_lager *lager);

/* What is kept under the hash; NULL when there is nothing. */
const void *lager_find(struct grundlag_lager *lager, enum lager_hvad hvad, struct str hash);
/* A place to read into: its arena is empty and reaches its ceiling where `som` does. NULL: every
 * place is in use. The place keeps nothing before lager_gem. */
struct lager_plads *lager_plads(struct grundlag_lager *lager, enum lager_hvad hvad,
                                const struct arena *som);
void lager_gem(struct grundlag_lager *lager, struct lager_plads *plads, struct str hash,
               const void *hvad);

#endif
