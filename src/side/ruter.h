/*
 * ruter: the pages, one function each. A page reads, fills a struct, calls its template and ends
 * with side_vis, or with side_videre after a write. False: err says what is wrong, and the way of
 * the request (side.c) answers.
 */
#ifndef SIDE_RUTER_H
#define SIDE_RUTER_H

#include "side/side_rum.h"

bool side_forside(struct side *s, struct err *err);
bool side_beregn(struct side *s, struct err *err);
bool side_haandboeger(struct side *s, struct err *err);
bool side_haandbog_nyeste(struct side *s, struct err *err);
bool side_haandbog_laes(struct side *s, struct err *err);
bool side_haandbog_forskel(struct side *s, struct err *err);
bool side_haandbog_stil(struct side *s, struct err *err);
bool side_log_ind(struct side *s, struct err *err);
bool side_log_ind_post(struct side *s, struct err *err);
bool side_log_ind_proeve(struct side *s, struct err *err);
bool side_log_ind_oidc(struct side *s, struct err *err);
bool side_log_ind_oidc_svar(struct side *s, struct err *err);
bool side_log_ud(struct side *s, struct err *err);
bool side_log_ud_hos(struct side *s, struct err *err);
bool side_adgangskode(struct side *s, struct err *err);
bool side_adgangskode_post(struct side *s, struct err *err);
bool side_engangskode(struct side *s, struct err *err);
bool side_engangskode_post(struct side *s, struct err *err);
bool side_min_konto(struct side *s, struct err *err);
bool side_min_konto_luk(struct side *s, struct err *err);
bool side_aktiv(struct side *s, struct err *err);
bool side_sundhed(struct side *s, struct err *err);

#endif
