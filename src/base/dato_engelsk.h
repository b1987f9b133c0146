/*
 * dato_engelsk: days as English pages write them.
 */
#ifndef BASE_DATO_ENGELSK_H
#define BASE_DATO_ENGELSK_H

#include "base/dato.h"

const char *maaned_navn_engelsk(int month);                  /* 1 → "January" */
struct str dato_engelsk(struct arena *arena, struct dato d); /* "16 June 2021" */

#endif
