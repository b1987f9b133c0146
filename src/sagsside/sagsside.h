/*
 * sagsside: the pages of those who have the cases: families and placements found, shown as they are
 * and as they were known, and what is registered of them.
 */
#ifndef SAGSSIDE_SAGSSIDE_H
#define SAGSSIDE_SAGSSIDE_H

#include "side/side_rum.h"

extern const struct side_afsnit SAGSSIDE;

/* ---- the pages, for the table of routes alone ---- */

bool side_sager_familier(struct side *s, struct err *err);
bool side_sager_familier_soeg(struct side *s, struct err *err);
bool side_sager_familier_gem(struct side *s, struct err *err);
bool side_sager_familie(struct side *s, struct err *err);
bool side_sager_navn(struct side *s, struct err *err);
bool side_sager_navn_send(struct side *s, struct err *err);
bool side_sager_konto(struct side *s, struct err *err);
bool side_sager_konto_foreslaa(struct side *s, struct err *err);
bool side_sager_konto_svar(struct side *s, struct err *err);
bool side_sager_anbringelser(struct side *s, struct err *err);
bool side_sager_anbringelser_soeg(struct side *s, struct err *err);
bool side_sager_anbringelser_gem(struct side *s, struct err *err);
bool side_sager_ny(struct side *s, struct err *err);
bool side_sager_ny_send(struct side *s, struct err *err);
bool side_sager_ny_familie(struct side *s, struct err *err);
bool side_sager_ny_familie_send(struct side *s, struct err *err);
bool side_sager_ret(struct side *s, struct err *err);
bool side_sager_ret_send(struct side *s, struct err *err);
bool side_sager_tilbage(struct side *s, struct err *err);
bool side_sager_tilbage_send(struct side *s, struct err *err);
bool side_sager_anbringelse(struct side *s, struct err *err);
bool side_sager_anbringelse_set(struct side *s, struct err *err);

#endif
