/*
 * enhed: units of rates and formulas, as exponents, so that a formula's dimension can be proved.
 *
 * "kr/vederlag/døgn" is kr +1, vederlag −1, døgn −1. Words are a closed list, in any order.
 * Products above a line are written "kr·døgn", a unit without any above it "1/måned". A power
 * beyond eight is no unit: it stays so in every product and equals nothing.
 */
#ifndef TAKST_ENHED_H
#define TAKST_ENHED_H

#include "base/str.h"

enum enhed_ord {
    ENHED_KR,
    ENHED_DOEGN,
    ENHED_UGE,
    ENHED_MAANED,
    ENHED_VEDERLAG,
    ENHED_TIME,
    ENHED_KM,
    ENHED_GANG,
    ENHED_ANTAL,
};

struct enhed {
    int8_t potens[ENHED_ANTAL];
};

/* "kr/døgn", "døgn/måned", "vederlag", "kr". Unknown words are errors with a suggestion. */
bool enhed_parse(struct str text, struct enhed *out, struct err *err) MUST_CHECK;
struct str enhed_text(struct arena *arena,
                      struct enhed enhed); /* canonical; "" when plain number */
bool enhed_eq(struct enhed a, struct enhed b);
struct enhed enhed_mul(struct enhed a, struct enhed b);
struct enhed enhed_div(struct enhed a, struct enhed b);
bool enhed_is(struct enhed enhed, const char *text); /* text must parse; for literals in code */

#endif
