/*
 * side_sag: which cases the one who asks may see. For rooms of pages.
 *
 * Who may see persons sees all cases, but for the roles of a case where the kommune demands a
 * relation (adgang/relation.h). Every page about a family or a placement of somebody else's asks
 * here first, in the transaction in which it reads: what the one who asks may not see, is not
 * there (404).
 */
#ifndef SIDE_SIDE_SAG_H
#define SIDE_SIDE_SAG_H

#include "adgang/relation.h"
#include "side/side_rum.h"

/* For lists: the user whose cases they are to be cut to (bruger.id); empty: all. */
bool side_sag_kreds(struct side *s, struct str *bruger, struct err *err) MUST_CHECK;
/* Whether the family, or one placement of it, may be seen: a relation to the family opens all of
 * it, one to a placement that placement alone. */
bool side_sag_ser(struct side *s, struct str familie, struct str anbringelse, bool *out,
                  struct err *err) MUST_CHECK;
/* The same as an answer: 404 when it may not be seen. With `anbringelse` empty it is the whole
 * family that is asked for. */
bool side_sag_maa(struct side *s, struct str familie, struct str anbringelse,
                  struct err *err) MUST_CHECK;
/* A page of a family that may be opened by who has one of its placements: *hele says whether all of
 * it may be seen, else each placement is asked for (side_sag_ser). 404 when nothing may. */
bool side_sag_familie(struct side *s, struct str familie, bool *hele, struct err *err) MUST_CHECK;

#endif
