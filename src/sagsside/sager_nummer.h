/*
 * sager_nummer: a CPR number that is searched for. Only for src/sagsside.
 *
 * It comes in a form, and stands in no address, page or log.
 */
#ifndef SAGSSIDE_SAGER_NUMMER_H
#define SAGSSIDE_SAGER_NUMMER_H

#include "sagsside/sager_sted.h"

/* Where it leads: a child's to its placement, or to the list of them; a foster parent's to the
 * family. Empty when nobody has it who may be seen. The search is written in the log of views. */
bool sager_nummer_til(struct side *s, struct str nummer, struct str *adresse,
                      struct err *err) MUST_CHECK;
struct str sager_nummer_ingen(const struct side *s); /* "Der er ingen med det CPR-nummer." */
/* One came in an address: the answer leads away from it, to the list with a warning. */
bool sager_nummer_vaek(struct side *s, const char *liste, struct err *err) MUST_CHECK;
/* That warning, when the address asks for it; else empty. */
bool sager_nummer_advarsel(struct side *s, struct str *out, struct err *err) MUST_CHECK;

/* A whole number from 0 to `most`; empty is 0. */
bool sager_tal(struct str tekst, int64_t most, int *out);

#endif
