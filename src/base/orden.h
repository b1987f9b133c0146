/*
 * orden: names in Danish order, as a key that is compared bytewise.
 *
 * The key is made once, when a name is written, and kept beside it, so that both engines sort and
 * page by it alike. The order is that of DS 377: a to z, æ, ø, å; aa as å; ä as æ, ö as ø, ü as y;
 * capitals and accents make no difference; a space comes before every letter, and a hyphen is one;
 * other marks are not looked at. Two names may have the same key: what sorts by it needs something
 * more to be total, as orden_sort takes the name itself.
 */
#ifndef BASE_ORDEN_H
#define BASE_ORDEN_H

#include "base/str.h"

struct str orden_noegle(struct arena *arena, struct str navn);

/* A name of a list, and its place there before the list is sorted. */
struct orden_navn {
    struct str noegle; /* orden_noegle, of the name or of what is shown in its stead */
    struct str navn;
    size_t plads;
};
/* By key, and names of the same key bytewise. */
void orden_sort(struct orden_navn *list, size_t n);

#endif
