/*
 * register/skriv: changes gathered, then written table by table; for this room only.
 */
#ifndef REGISTER_SKRIV_H
#define REGISTER_SKRIV_H

#include "register/stroem.h"

/* Whose money a fact touches, and from when. */
struct sted_i_register {
    struct str familie;
    struct str anbringelse; /* empty: the whole family */
    struct dato indflyttet; /* the placement's first day; for barn */
    struct sted kilde;      /* in a file; for findings */
};

struct skriver {
    struct arena *arena;
    int kommune;
    int64_t nr;
    struct samling ny[SLAGS_ANTAL];
    struct register_beroert *beroert;
    size_t beroerte;
    size_t plads;
    int64_t anbringelser; /* more than before that are not taken back; below zero: fewer */
};

/* Adds one registration; gammel is what was known of the same fact, NULL when nothing was. */
void skriv_fakta(struct skriver *s, const struct register_fakta *gammel,
                 const struct register_fakta *ny);
/* Adds what the change touches at one place. */
void skriv_beroert(struct skriver *s, const struct sted_i_register *sted,
                   const struct register_fakta *gammel, const struct register_fakta *ny);
/* As skriv_beroert for a child that was known: at each of its placements. */
bool skriv_barn_beroert(struct skriver *s, struct store *store, const struct register_fakta *gammel,
                        const struct register_fakta *ny, struct err *err) MUST_CHECK;
/* Writes all of it under s->nr in the open transaction. */
bool skriv_alt(struct skriver *s, struct store *store, struct err *err) MUST_CHECK;

#endif
