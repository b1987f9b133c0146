/*
 * register/afstem: wanted facts against what is known: which registrations make them so. Pure; for
 * this room only.
 *
 * Facts of one placement and one kind have ids of the register's own (i1, i2 …), which a file does
 * not know. So wanted facts find the fact they are by what they say:
 *  1. when what is known says the same in all, nothing is registered;
 *  2. facts that are known exactly so are left alone;
 *  3. a wanted fact with the same first day (and kind of situation, or ydelse and kind of
 *     agreement) as a known one is that fact, corrected;
 *  4. so is one that says the same for other days, when the days touch; with `erstat` any of the
 *     same kind that is left, in order;
 *  5. what is still left is new, and gets the next id.
 * What is known and was not found is kept; with `erstat` it is taken back.
 */
#ifndef REGISTER_AFSTEM_H
#define REGISTER_AFSTEM_H

#include "register/tabel.h"

/* One registration to make. */
struct aendring {
    const struct register_fakta *gammel; /* in the list that was given; NULL for a new fact */
    struct register_fakta ny;
};

struct aendringer {
    struct arena *arena;
    struct aendring *aendring;
    size_t antal;
    size_t plads;
    size_t beholdt; /* known facts that no wanted fact was, kept */
};

/* `oensket`: all of one kind, not overlapping where only one can hold. `kendt`: all of that owner
 * and kind, also those taken back. For agreements the text itself stands in aftale.tekst, in both.
 * Columns a file does not have (who decided a level …) are kept from the known fact. */
void afstem(struct aendringer *ud, const struct register_fakta *oensket, size_t oensker,
            const struct register_fakta *kendt, size_t kendte, bool erstat);

/* Facts with kendt_fra as `nr` made so that those known last hold, as in sag.h: where only one can
 * hold, and supplements of one ydelse, which an agreement known later replaces. Returns false when
 * two known equally late say different things of a day (*dag). */
bool afstem_kendt(struct arena *arena, const struct register_fakta *fakta, size_t antal,
                  struct register_fakta **ud, size_t *ud_antal, struct dato *dag) MUST_CHECK;

#endif
