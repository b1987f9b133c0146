/*
 * sager_filter: searches that a user keeps under a name. Only for src/sagsside.
 *
 * A kept search is the fields of an address; what may be a CPR number is kept in neither the name
 * nor the search.
 */
#ifndef SAGSSIDE_SAGER_FILTER_H
#define SAGSSIDE_SAGER_FILTER_H

#include "sagsside/sager_ord.h"

enum { SAGER_FILTRE_MAX = 50, SAGER_FILTERNAVN_MAX = 60 };

struct sager_filter {
    struct str navn;
    struct str adresse;
    bool valgt; /* it is the search that is shown */
};

/* Those of the user, by name. liste: "familier" or "anbringelser"; soegning: what is shown. */
bool sager_filtre(struct side *s, const char *liste, struct str soegning,
                  const struct sager_filter **out, size_t *antal, struct err *err) MUST_CHECK;
/* Answers the form that keeps a search, or forgets it: `navn`, `soegning`, `slet`. Refused
 * (ERR_INPUT): a name that is empty, too long or may be a number, a search that is empty, too many.
 * *adresse: where to go then. */
bool sager_filter_gem(struct side *s, const char *liste, struct str *adresse,
                      struct err *err) MUST_CHECK;

#endif
