/*
 * hash: SHA-256 of bytes, as lower-case hex.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/str.h"

struct hash {
    char hex[65]; /* 64 digits and a NUL */
};

struct hash hash_of(struct str bytes);

#endif
