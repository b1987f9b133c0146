/*
 * kopi_intern: what making a copy and putting it back share.
 */
#ifndef AFREGNING_KOPI_INTERN_H
#define AFREGNING_KOPI_INTERN_H

#include "afregning/kopi.h"

/* The kommuner of a database. Inside a transaction. */
bool kopi_kommuner(struct store *store, struct arena *arena, struct kopi_kommune **out,
                   size_t *antal, struct err *err) MUST_CHECK;
/* Size and hash of a file, read in pieces. */
bool kopi_maal(const char *sti, int64_t *bytes, struct hash *sha256, struct err *err) MUST_CHECK;

/* pg_dump of a snapshot into a new file, and pg_restore of one in a single transaction. */
bool kopi_pg_dump(struct arena *arena, const char *url, struct str snapshot, struct str schema,
                  const char *fil, struct err *err) MUST_CHECK;
bool kopi_pg_restore(struct arena *arena, const char *url, const char *fil,
                     struct err *err) MUST_CHECK;

#endif
