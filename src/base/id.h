/*
 * id: random names for rows, which tell nothing about who they stand for.
 *
 * Twenty characters of a-z and 2-7, a hundred bits. Never more than five digits in a row, so that
 * none can be taken for a CPR number.
 */
#ifndef BASE_ID_H
#define BASE_ID_H

#include "base/str.h"

enum { ID_CHARS = 20 };

struct id {
    char c[ID_CHARS + 1]; /* and a NUL */
};

/* A new one. With VEDERLAG_FROE (a whole number) in the environment, for demos that come out the
 * same each time, the process's ids follow from it, from VEDERLAG_NU and from id_mix alone; then
 * two processes must differ in one of them, so `serve` takes it with one worker only. One that is
 * no number is an error. */
bool id_make(struct id *out, struct err *err) MUST_CHECK;
/* Says what else the ids are to follow from when there is a seed (the command line, say). Before
 * the first id_make. */
void id_mix(struct str text);
bool id_valid(struct str text);
static inline struct str id_str(const struct id *id)
{
    return (struct str){id->c, ID_CHARS};
}

#endif
