/*
 * snit: the days of a month on which anything a case depends on may change.
 *
 * Bit i is set when a new piece may begin on day i (0-based) of the month. Setting a bit too many
 * costs a little work and changes nothing, since equal neighbours are joined; a missing bit would
 * be an error in an amount.
 */
#ifndef BEREGNING_SNIT_H
#define BEREGNING_SNIT_H

#include "beregning/dagsats.h"

uint32_t snit_of(const struct dag_sag *d, const struct plan_samling *planer);

#endif
