/*
 * check_sats: which row of a rate holds for each age on each day, as fields of ages and days.
 *
 * The fields of one rate are apart and together cover every age and every day asked for: where no
 * row holds, a field without a row stands. Cost: n log n for the rows of the rate, times the number
 * of age groups (at most 23).
 */
#ifndef HAANDBOG_CHECK_SATS_H
#define HAANDBOG_CHECK_SATS_H

#include "plan/plan.h"

struct sats_felt {
    int alder_fra; /* −1, −1 when the rate has no ages */
    int alder_til;
    struct dato fra;
    struct dato til;
    const struct takst *takst; /* with everything known; NULL: a gap */
};

/* Rows of one rate, in the order of takst_sort; all with ages or all without. fra < til. The fields
 * come by age, then by day. */
void sats_felter(struct arena *arena, const struct takst *raekke, size_t antal, struct dato fra,
                 struct dato til, struct sats_felt **out, size_t *count);

#endif
