/*
 * henvendelse_intern: what the files of the room share.
 */
#ifndef HENVENDELSE_HENVENDELSE_INTERN_H
#define HENVENDELSE_HENVENDELSE_INTERN_H

#include "henvendelse/henvendelse.h"

/* Refuses with the Danish text of that place. Always false. */
bool henvendelse_afvis(struct err *err, const char *sted);

#endif
