/*
 * register/stroem: the newest registrations of a fact table, one owner after another; for this room
 * only.
 */
#ifndef REGISTER_STROEM_H
#define REGISTER_STROEM_H

#include "register/tabel.h"

/* Which facts: all of the kommune, or those of one owner; known at `nr`. */
struct stroem {
    struct store *store;
    struct arena *arena; /* texts and lists that are handed out live here */
    int kommune;
    int64_t nr;
    const struct str *ejer; /* NULL: all */
};

/* What is known of one owner (without owner: of one id), by id: the newest row of each fact, also
 * of those taken back. The list is used again after the call; its texts are not. */
typedef bool stroem_modtager(void *ctx, const struct register_fakta *fakta, size_t antal,
                             struct err *err);

bool stroem_laes(const struct stroem *s, enum register_slags slags, stroem_modtager *modtager,
                 void *ctx, struct err *err) MUST_CHECK;

/* The same as one list, by owner, then id. */
struct samling {
    struct register_fakta *fakta;
    size_t antal;
    size_t plads;
};
bool stroem_saml(const struct stroem *s, enum register_slags slags, struct samling *ud,
                 struct err *err) MUST_CHECK;
/* The placements that are in a family as known, by id, also those taken back. */
bool stroem_familie(const struct stroem *s, struct str familie, struct samling *ud,
                    struct err *err) MUST_CHECK;
/* Every row, oldest of an id first: the whole history. */
bool stroem_alle_raekker(const struct stroem *s, enum register_slags slags, struct samling *ud,
                         struct err *err) MUST_CHECK;
/* The facts of one owner; *antal may be 0. */
const struct register_fakta *samling_ejer(const struct samling *samling, struct str ejer,
                                          size_t *antal);
/* The fact with that id, of what has no owner; NULL when there is none. */
const struct register_fakta *samling_id(const struct samling *samling, struct str id);

#endif
