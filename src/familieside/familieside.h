/*
 * familieside: the pages of a foster family: what it is paid and why, its letters, and what it
 * tells the kommune.
 */
#ifndef FAMILIESIDE_FAMILIESIDE_H
#define FAMILIESIDE_FAMILIESIDE_H

#include "side/side_rum.h"

extern const struct side_afsnit FAMILIESIDE;

/* ---- the pages, for the table of routes alone ---- */

bool side_familie(struct side *s, struct err *err);
bool side_familie_en(struct side *s, struct err *err);
bool side_familie_betaling(struct side *s, struct err *err);
bool side_familie_linje(struct side *s, struct err *err);
bool side_familie_linje_send(struct side *s, struct err *err);
bool side_familie_fortael(struct side *s, struct err *err);
bool side_familie_fortael_send(struct side *s, struct err *err);
bool side_familie_dokumenter(struct side *s, struct err *err);
bool side_familie_aarene(struct side *s, struct err *err);
bool side_familie_aar(struct side *s, struct err *err);
bool side_familie_aarsbrev(struct side *s, struct err *err);
bool side_familie_afgoerelse(struct side *s, struct err *err);
bool side_familie_brev(struct side *s, struct err *err);
bool side_familie_henvendelser(struct side *s, struct err *err);
bool side_familie_henvendelse(struct side *s, struct err *err);
bool side_familie_henvendelse_skriv(struct side *s, struct err *err);

#endif
