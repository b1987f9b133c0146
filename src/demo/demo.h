/*
 * demo: an invented municipality's placements, for showing, testing and measuring.
 *
 * The facts cover the 24 months that end with `til`: placements that ran when they began and those
 * that began in them. What is known later than the last day of `til` is not there, but an interval
 * that is planned (a school year, aftercare) may end after it. Some facts arrive late, with a
 * kendt_fra after the day they hold from: levels, departures, school years, nights in relief.
 *
 * Everything is invented. There are ids only: D000001 for a placement, F000001 for a family. The
 * shares come from public statistics (docs/kilder.md, "Demo municipality") and are integer weights.
 *
 * Invariants: (1) the same arguments give the same facts on every machine; (2) the first n
 * placements are the same for every antal >= n; (3) the children of a family stand together;
 * (4) situations, agreements and nights lie within the stay.
 * Cost: linear in antal, some 2 kB of arena each.
 */
#ifndef DEMO_DEMO_H
#define DEMO_DEMO_H

#include "sag/sag.h"

enum {
    DEMO_ANTAL_MIN = 10,
    DEMO_ANTAL_MAX = 100000,
    DEMO_MAANEDER = 24, /* how far back the facts go */
};

/* The months `til` may be: the whole of people's lives must lie in the supported years. */
#define DEMO_TIL_MIN ((struct maaned){1950 * 12})
#define DEMO_TIL_MAX ((struct maaned){2150 * 12})

enum demo_niveau {
    DEMO_TRIN,     /* levels 1-5 */
    DEMO_VEDERLAG, /* KL's numbers of vederlag, 3-9 */
};

struct demo_args {
    int antal;         /* placements, DEMO_ANTAL_MIN to DEMO_ANTAL_MAX */
    uint64_t seed;     /* another seed is another municipality */
    int kommune;       /* its code, 101-999 */
    struct maaned til; /* the last month of the facts */
    enum demo_niveau niveau;
};

/* Arguments outside what is said above are our own mistake: they stop the run. */
void demo_make(struct arena *arena, const struct demo_args *args, struct sager *out);

/* The people in those placements: each child (ID-B) and each family's contract holder (ID-K), as a
 * CSV file of persons that the register imports. Names and numbers are invented. */
void demo_personer(struct buf *out, const struct demo_args *args, const struct sager *sager);

#endif
