/* henvendelse_side: one henvendelse, for the pages that do something to it. */
#ifndef KONTORSIDE_HENVENDELSE_SIDE_H
#define KONTORSIDE_HENVENDELSE_SIDE_H

#include "kontorside/henvendelser.h"

bool kontor_henvendelse_raekke(const struct kontor_opslag *o, const struct henvendelse *h,
                               struct henvendelse_raekke *out, struct err *err) MUST_CHECK;
/* The one that {id} in the path means; 404 when the one who asks may not see it. */
bool kontor_henvendelse_find(struct side *s, struct henvendelse *out, struct err *err) MUST_CHECK;
/* Whether the one who asks may answer it. */
bool kontor_henvendelse_maa(const struct side *s, const struct henvendelse *h);

#endif
