/*
 * haandbogsside: the pages where handbooks and rates are changed: drafts with findings at the line,
 * preview, difference, what the change costs, and into force by a second person.
 */
#ifndef HAANDBOGSSIDE_HAANDBOGSSIDE_H
#define HAANDBOGSSIDE_HAANDBOGSSIDE_H

#include "side/side_rum.h"

extern const struct side_afsnit HAANDBOGSSIDE;
extern const struct side_jobart UDKAST_JOB[1]; /* what a draft costs */

/* ---- the pages, for the table of routes alone ---- */

bool side_udkast_liste(struct side *s, struct err *err);
bool side_udkast_ny(struct side *s, struct err *err);
bool side_udkast_opret(struct side *s, struct err *err);
bool side_udkast(struct side *s, struct err *err);
bool side_udkast_gem(struct side *s, struct err *err);
bool side_udkast_tjek(struct side *s, struct err *err); /* JSON, for the editor's script */
bool side_udkast_vis(struct side *s, struct err *err);
bool side_udkast_forskel(struct side *s, struct err *err);
bool side_udkast_koster(struct side *s, struct err *err);
bool side_udkast_foreslaa(struct side *s, struct err *err);
bool side_udkast_ikraft(struct side *s, struct err *err);
bool side_udkast_afvis(struct side *s, struct err *err);
bool side_udkast_opgiv(struct side *s, struct err *err);
bool side_takster(struct side *s, struct err *err);
bool side_takst_ny(struct side *s, struct err *err);
bool side_takst_tilfoej(struct side *s, struct err *err);

#endif
