/*
 * ikraft: the kommune's own handbook as the pages show it: its files, and over them what has been
 * put in force since. Only for src/side.
 */
#ifndef SIDE_IKRAFT_H
#define SIDE_IKRAFT_H

#include "side/side_rum.h"

/* Each version published on the arena; h->kode is known. Rules can be proposed to be others where
 * there is a database to keep that in. */
bool side_ikraft_udgiv(const struct side_app *app, struct arena *arena, struct side_haandbog *h,
                       const struct fund_liste *fund, struct err *err) MUST_CHECK;
/* Lets it go, when the worker ends. */
void side_ikraft_slip(struct side_app *app);

#endif
