/*
 * tilfaelde: random placements, for tests, mutation and the kernel's comparison.
 *
 * The same seed and plan give the same sager on every machine. They are made to hit what is rare:
 * birthdays, changes of level, departures, situations and agreements lie near one day of the plan's
 * period, so that the months around it hold several of them. Some facts break the handbook's rules
 * on purpose (levels it lacks, numbers outside its model, contradicting facts); what never occurs
 * is a fact that sag_read_json would refuse.
 */
#ifndef HAANDBOG_TILFAELDE_H
#define HAANDBOG_TILFAELDE_H

#include "plan/plan.h"
#include "sag/sag.h"

/* splitmix64: the next number of a seed that moves. */
uint64_t tilfaelde_next(uint64_t *seed);
/* A number in [low, high]. */
int tilfaelde_between(uint64_t *seed, int low, int high);

/* `antal` sager in families of one to five children; the last family may be cut short. */
void tilfaelde_random(struct arena *arena, uint64_t seed, const struct plan *plan, size_t antal,
                      struct sager *out);
/* A month worth looking at: of some day that stands in the facts, mostly within the plan's
 * period. */
struct maaned tilfaelde_maaned(uint64_t seed, const struct plan *plan, const struct sager *sager);
/* A known-at worth looking at: DATO_MAX, or near the day something was learned. */
struct dato tilfaelde_kendt(uint64_t seed, const struct sager *sager);

#endif
