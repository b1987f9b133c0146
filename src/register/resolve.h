/*
 * register/resolve: what holds, from what is registered; pure. For this room only.
 *
 * Where facts with different ids cover the same day and only one can hold, the one registered last
 * holds and the others are cut; an older one may be cut in two. Of two registered together (which
 * checks keep from overlapping) the later id holds.
 */
#ifndef REGISTER_RESOLVE_H
#define REGISTER_RESOLVE_H

#include "register/tabel.h"

/* The registrations that hold, cut, by fra, then id: indplacering, kontrakt; erstatning per ydelse
 * and vilkaar per sort; all the others as they stand. Those taken back are left out. The facts are
 * of one owner and one kind. */
size_t resolve_fakta(struct arena *arena, const struct register_fakta *fakta, size_t antal,
                     struct register_fakta **ud);

/* Of those not taken back the one registered last; NULL when there is none. */
const struct register_fakta *resolve_seneste(const struct register_fakta *fakta, size_t antal);

/* The id of an approval that is for one placement of the family alone: "til-" and its id. */
struct str resolve_egen_godkendelse(struct arena *arena, struct str anbringelse);
bool resolve_er_egen(struct str id);
/* The approval that covers a day, for a placement: its own goes first, then the latest fra, then
 * the one registered last. NULL when there is none. */
const struct register_fakta *resolve_godkendelse(const struct register_fakta *fakta, size_t antal,
                                                 struct str anbringelse, struct dato dag);

/* The resolved facts put where the sag has them. */
void resolve_til_sag(struct arena *arena, const struct register_fakta *fakta, size_t antal,
                     struct sag *sag, struct register_sag *til);

#endif
