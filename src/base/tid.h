/*
 * tid: moments, as whole microseconds UTC since 1970, and what the clock in Denmark shows then.
 *
 * Denmark's clock is UTC+1, and UTC+2 from the last Sunday of March to the last Sunday of October,
 * both at 01:00 UTC. The rule is used for every year, also those before it (1996): no moment of
 * ours is older. No tables of the system are read.
 * Law: direktiv 2000/84/EF, artikel 2-3; BEK nr. 1040 af 19/12/2001.
 */
#ifndef BASE_TID_H
#define BASE_TID_H

#include "base/dato.h"

/* The day it is in Denmark; DATO_MIN or DATO_MAX outside the supported years. */
struct dato dato_of_us(int64_t us_utc);
/* "2021-06-01 13:05:09", Danish time; a moment outside the supported years gives their first or
 * last second. */
struct str tid_tekst(struct arena *arena, int64_t us_utc);
/* Reads "ÅÅÅÅ-MM-DDTHH:MM:SS", Danish time. Of the hour that comes twice in October the first is
 * meant; one that is skipped in March is refused. */
bool tid_parse(struct str text, int64_t *us_utc, struct err *err) MUST_CHECK;

/* The one clock. It is the system's, unless VEDERLAG_NU in the environment (read as by tid_parse)
 * says otherwise, for demos and tests: it stands still there, and with a '+' after it goes on from
 * there, from the first time it is asked in the process that later ones are forked from. One that
 * cannot be read is an error, never ignored. */
bool tid_now_us(int64_t *us_utc, struct err *err) MUST_CHECK;

#endif
