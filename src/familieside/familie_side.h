/*
 * familie_side: what the pages of a family share. Only for src/familieside.
 *
 * Whose family a page is about is found anew at every request: by the person the user is, and by
 * what the register says on the day. An id that is another family's answers as one that is unknown.
 */
#ifndef FAMILIESIDE_FAMILIE_SIDE_H
#define FAMILIESIDE_FAMILIE_SIDE_H

#include "afregning/familie.h"
#include "side/forklaret.h"
#include "side/side_ord.h"
#include "side/skabelon.h"

/* The families the one who asks may see, by id. */
bool side_familier(struct side *s, struct str **out, size_t *antal, struct err *err) MUST_CHECK;
/* The family that {familie} in the path means; 404 when it is not one of those. */
bool familie_aabn(struct side *s, struct familie_kreds *out, struct err *err) MUST_CHECK;
/* The payment that {nr} in the path means, among the family's; 404 when it is none. `andre` may be
 * NULL; else all of them, newest first. */
bool familie_find_betaling(struct side *s, const struct familie_kreds *kreds,
                           struct familie_betaling *out, struct err *err) MUST_CHECK;
/* A person's first name, "Barnet" or "Plejefamilien" where it is not known. */
bool familie_navn(struct side *s, struct str person, bool barn, struct str *out,
                  struct err *err) MUST_CHECK;

struct str familie_trin_ord(const struct side *s, enum familie_trin trin);
const char *familie_trin_klasse(enum familie_trin trin); /* of the badge */
/* What the state means, as a whole sentence. */
struct str familie_trin_saetning(const struct side *s, enum familie_trin trin);
/* Where an amount goes: "Løn", "Jeres NemKonto", "Mads' egen konto". */
struct str familie_konto_ord(const struct side *s, bool barn, enum kanal kanal, struct str navn);
/* Why a payment is another than the month before, as a whole sentence. */
struct str familie_aendring_ord(const struct side *s, const struct familie_aendring *a,
                                struct maaned foer, struct maaned nu);

/* Writes that the family was seen by one of its own. */
bool familie_set(struct side *s, struct str familie, struct err *err) MUST_CHECK;

#endif
