/* forslag: somebody proposes that a rule of the handbook should be another. Only for
 * src/kontorside. */
#ifndef KONTORSIDE_FORSLAG_H
#define KONTORSIDE_FORSLAG_H

#include "kontorside/kontor.h"

struct forslag {
    struct str adresse;
    struct str tilbage; /* the rule in the handbook */
    struct str regel;
    struct str csrf;
    struct str id;
    struct str tekst;
    struct str frist;
};

#endif
