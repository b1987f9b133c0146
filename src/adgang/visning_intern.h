/*
 * visning_intern: what the files about the log of views share.
 */
#ifndef ADGANG_VISNING_INTERN_H
#define ADGANG_VISNING_INTERN_H

#include "adgang/adgang_intern.h"
#include "adgang/visning.h"
#include "base/hash.h"

/* A text with its length before it, so that no two rows give the same bytes. */
void visning_tekst(struct buf *out, struct str text);
/* The hash of a row; `before`: that of the user's row before it, or empty. */
struct hash visning_hash(struct arena *arena, struct str before, int kommune,
                         const struct visning_linje *l);
/* The ten columns of a row. */
struct visning_linje visning_raekke(const struct store_value *v);

#endif
