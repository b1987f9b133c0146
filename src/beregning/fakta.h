/*
 * fakta: the facts of a case as they were known, looked up by day.
 *
 * A fact is known at `kendt` when its kendt_fra is not later. Where known facts of one kind cover
 * the same day, the one known last holds; two known equally late that say different things are a
 * conflict, which the caller must name and never decide.
 */
#ifndef BEREGNING_FAKTA_H
#define BEREGNING_FAKTA_H

#include "plan/plan.h"
#include "sag/sag.h"

static inline bool fakta_kendt(struct dato kendt_fra, struct dato kendt)
{
    return kendt_fra.dag <= kendt.dag;
}

/* The day of departure, as told or by an actual interruption; DATO_MAX when none is known. */
struct dato fakta_fraflyttet(const struct sag *sag, struct dato kendt);

/* The days of the stay that count, by the plan's two choices; til is DATO_MAX while it runs. */
struct ophold {
    struct dato fra;
    struct dato til;
};
struct ophold fakta_ophold(const struct plan *plan, const struct sag *sag, struct dato kendt);

/* The day facts are read for when a right runs on after the stay: the last day of the stay. */
struct dato fakta_dag(struct ophold ophold, struct dato dag);

const struct indplacering *fakta_indplacering(const struct sag *sag, struct dato dag,
                                              struct dato kendt, bool *strid);
/* Bit per enum situation_art. */
unsigned fakta_situationer(const struct sag *sag, struct dato dag, struct dato kendt);
/* The agreement of that kind on that ydelse known last; NULL when none. strid: two equally late. */
const struct aftale *fakta_erstatning(const struct sag *sag, struct str ydelse, struct dato dag,
                                      struct dato kendt, bool *strid);
/* Up to max supplements on that ydelse: all those known last. Returns how many. */
size_t fakta_tillaeg(const struct sag *sag, struct str ydelse, struct dato dag, struct dato kendt,
                     const struct aftale **out, size_t max);
const struct aftale *fakta_vilkaar(const struct sag *sag, enum aftale_vilkaar vilkaar,
                                   struct dato dag, struct dato kendt);
bool fakta_doegn(const struct sag *sag, struct dato dag, struct dato kendt);

/* Until which day (not included) a line's right runs, apart from the 18th birthday. */
struct ret {
    struct dato til;
    struct dato uvist; /* from here to `til` two agreed notices, known equally late, disagree */
    bool varsel;       /* the days after the stay are notice */
    int varsel_dage;
    bool varsel_rykket;  /* `til` was moved on to a 1st or a 15th */
    enum ophoer_art art; /* which event; meaningful when ophoer */
    bool ophoer;
};
struct ret fakta_ret(const struct plan *plan, const struct sag *sag, int linje, struct dato kendt);
/* First day on which the contract has ended by age; DATO_MAX when the handbook lets it run. */
struct dato fakta_atten(const struct plan *plan, const struct sag *sag);

/* The child's age on a day by the plan's choice of when a birthday counts. */
int fakta_alder(const struct plan *plan, const struct sag *sag, struct dato dag);
/* The day from which the child counts as `alder`. */
struct dato fakta_fylder(const struct plan *plan, const struct sag *sag, int alder);

/* The child's number among `familie` (placements of one family); 0 when it does not count. */
int fakta_barn_nr(const struct plan *plan, const struct sag *const *familie, size_t antal,
                  const struct sag *sag, struct dato dag, struct dato kendt);

/* Every placement, one family after another, by id within it: both readers take a family at a
 * time. The array is on the arena. */
const struct sag **fakta_familier(struct arena *arena, const struct sager *sager);

#endif
