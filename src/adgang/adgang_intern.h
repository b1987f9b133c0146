/*
 * adgang_intern: what the files of the room share.
 */
#ifndef ADGANG_ADGANG_INTERN_H
#define ADGANG_ADGANG_INTERN_H

#include "adgang/adgang.h"

/* 101-999. */
bool adgang_kommune_check(int kommune, struct err *err) MUST_CHECK;

#endif
