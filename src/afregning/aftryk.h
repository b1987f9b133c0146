/*
 * aftryk: one hash of everything in handbooks and rates that the money of a month can depend on.
 *
 * Two runs that find the same hash for a month would compute the same from the same facts. It holds
 * the rules in force on each day, as known at `kendt`, and the rate rows of those days.
 */
#ifndef AFREGNING_AFTRYK_H
#define AFREGNING_AFTRYK_H

#include "base/hash.h"
#include "plan/plan.h"

struct hash aftryk_of(struct arena *scratch, const struct plan_samling *planer,
                      struct maaned maaned, struct dato kendt);

#endif
