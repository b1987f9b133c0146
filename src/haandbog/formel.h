/*
 * formel: the grammar of formulas, and their units.
 */
#ifndef HAANDBOG_FORMEL_H
#define HAANDBOG_FORMEL_H

#include "haandbog/laes.h"
#include "plan/plan.h"

/* What names mean while a formula is read: the levels and the rate names with their units. */
struct formel_navne {
    const struct plan_trin *trin;
    size_t trin_antal;
    const struct str *takst;
    const struct enhed *takst_enhed;
    const bool *takst_har_alder;
    size_t takst_antal;
    bool takst_ufuldstaendig; /* a rate file could not be read: unknown names are not told again */
    bool *takst_brugt;        /* set for every rate a formula names; may be NULL */
};

/* Reads a formula up to a word that cannot continue it; findings on unknown names, mixed units, a
 * rate with ages used without "efter alder" and the other way round. */
bool formel_read(struct laes *l, const struct formel_navne *navne, struct plan_formel *out);

/* "kr/døgn", in English in quotation marks; "a plain number" of none. */
struct fund_ord formel_enhed_ord(struct arena *arena, struct enhed enhed);

/* The value for given facts; NULL takst rows (missing) give false and *mangler the rate's index.
 * In kr. Used by checks and prose; the readers in beregning have their own. */
struct formel_fakta {
    const struct plan *plan;
    struct dato dag;
    int alder;            /* −1 when unknown */
    struct brok vederlag; /* 0 when unknown */
};
bool formel_value(const struct plan_formel *formel, const struct formel_fakta *fakta,
                  struct brok *out, int *mangler, struct err *err) MUST_CHECK;

#endif
