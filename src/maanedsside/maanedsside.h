/*
 * maanedsside: the settlement of a month in the browser, for economy, leaders and auditors: runs,
 * what they would change and why, approving, exports, receipts, and decisions on money.
 */
#ifndef MAANEDSSIDE_MAANEDSSIDE_H
#define MAANEDSSIDE_MAANEDSSIDE_H

#include "side/side_rum.h"

extern const struct side_afsnit MAANEDSSIDE;

/* ---- the pages, for the table of routes alone ---- */

bool side_maaned_liste(struct side *s, struct err *err);
bool side_maaned_ny(struct side *s, struct err *err);
bool side_maaned_koersel(struct side *s, struct err *err);
bool side_maaned_beregn(struct side *s, struct err *err);
bool side_maaned_godkend(struct side *s, struct err *err);
bool side_maaned_opgiv(struct side *s, struct err *err);
bool side_maaned_forskelle(struct side *s, struct err *err);
bool side_maaned_forskel(struct side *s, struct err *err);
bool side_maaned_mangler(struct side *s, struct err *err);
bool side_maaned_nyt(struct side *s, struct err *err);
bool side_maaned_eksport(struct side *s, struct err *err);
bool side_maaned_igen(struct side *s, struct err *err);
bool side_maaned_kvittering(struct side *s, struct err *err);
bool side_maaned_afslut(struct side *s, struct err *err);
bool side_maaned_fil(struct side *s, struct err *err);
bool side_maaned_tilbage(struct side *s, struct err *err);
bool side_maaned_modtagere(struct side *s, struct err *err);
bool side_maaned_brev(struct side *s, struct err *err);
bool side_maaned_penge(struct side *s, struct err *err);
bool side_maaned_tag_tilbage(struct side *s, struct err *err);
bool side_maaned_beslut(struct side *s, struct err *err);
bool side_maaned_beslut_send(struct side *s, struct err *err);

#endif
