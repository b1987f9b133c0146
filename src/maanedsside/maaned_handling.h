/* maaned_handling: what all that is done to a run answers with. Only for src/maanedsside. */
#ifndef MAANEDSSIDE_MAANED_HANDLING_H
#define MAANEDSSIDE_MAANED_HANDLING_H

#include "maanedsside/maaned_koersel.h"

/* The run of the address as it is now, in a transaction of its own. */
bool maaned_find_nu(struct side *s, struct koersel *out, struct err *err) MUST_CHECK;
/* Done, or done before: on to the run. Otherwise its page says why not. */
bool maaned_svar(struct side *s, int64_t nr, enum afregning_udfald udfald,
                 struct err *err) MUST_CHECK;
/* What was typed wrong in a field (or NULL) or is missing is said on the run's page; another error
 * is passed on. */
bool maaned_mislykket(struct side *s, const char *felt, struct err *err) MUST_CHECK;

#endif
