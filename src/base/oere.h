/*
 * oere: an amount of money, in whole øre.
 *
 * A struct of one member, so that an amount cannot be mixed with a count or a day number. Range:
 * every int64_t; sums that overflow are errors.
 */
#ifndef BASE_OERE_H
#define BASE_OERE_H

#include "base/brok.h"

struct oere {
    int64_t oere;
};

bool oere_add(struct oere a, struct oere b, struct oere *out, struct err *err) MUST_CHECK;
bool oere_sub(struct oere a, struct oere b, struct oere *out, struct err *err) MUST_CHECK;
/* "27.004,08", "-5,00", "1.036" (no decimals means whole kroner); at most two decimals. No unit. */
bool oere_parse(struct str text, struct oere *out, struct err *err) MUST_CHECK;
struct str oere_text(struct arena *arena, struct oere a); /* "27.004,08" always two decimals */
struct str oere_kr(struct arena *arena, struct oere a);   /* "27.004,08 kr." */

#endif
