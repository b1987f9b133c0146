/*
 * check_formel: what checks and prose ask of a formula.
 */
#ifndef HAANDBOG_CHECK_FORMEL_H
#define HAANDBOG_CHECK_FORMEL_H

#include "haandbog/formel.h"

bool formel_uses(const struct plan_formel *formel, enum plan_faktor_art art);
bool formel_by_age(const struct plan_formel *formel); /* a rate "efter alder" */

/* An amount in kr as the ydelse rounds it. */
bool ydelse_round(const struct plan_ydelse *regel, struct brok kroner, struct oere *out,
                  struct err *err) MUST_CHECK;

/* The formula with its values in place of names: "3 × 4.489 kr". Every rate it uses must have a
 * known row that day. */
struct str formel_in_figures(struct arena *arena, const struct plan_formel *formel,
                             const struct formel_fakta *fakta);
/* "13.467,00 kr", exact; "ca. 4.306,70 kr" when there is no end to its decimals. */
struct str amount_text(struct arena *arena, struct brok kroner);

#endif
