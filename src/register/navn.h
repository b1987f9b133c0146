/*
 * register/navn: what a name is found and sorted by, and what a person was called; for this room
 * only. The door is register.h.
 */
#ifndef REGISTER_NAVN_H
#define REGISTER_NAVN_H

#include "register/register.h"

/* The words the person is found by follow the name; kendt->id is empty for a new one. */
bool navn_ord(struct store *store, struct arena *arena, int kommune,
              const struct register_person *kendt, struct str person, struct str navn,
              struct err *err) MUST_CHECK;
/* A name that is told to be another, without a day: what was known was never right. */
bool navn_kendt(struct store *store, struct arena *arena, int kommune, int64_t nr,
                const struct register_person *kendt, struct str navn, struct err *err) MUST_CHECK;

#endif
