/*
 * niveaubrev: what stands in the decision a family gets and in its contract, gathered from the
 * register as it was known by the registration of the level: the same letter each time it is made.
 */
#ifndef INDSTILLING_NIVEAUBREV_H
#define INDSTILLING_NIVEAUBREV_H

#include "brev/brev.h"
#include "indstilling/indstilling.h"

/* Refused when the level is not registered. planer: the kommune's handbook. */
bool niveaubrev(struct store *store, struct arena *arena, int kommune,
                const struct plan_samling *planer, const struct indstilling *i,
                const struct brev_afsender *afsender, struct brev_niveau *out,
                struct err *err) MUST_CHECK;

#endif
