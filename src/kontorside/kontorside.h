/*
 * kontorside: the staff's daily work around the money: what waits for whom, what families write,
 * looking after, and who may do what.
 */
#ifndef KONTORSIDE_KONTORSIDE_H
#define KONTORSIDE_KONTORSIDE_H

#include "side/side_rum.h"

extern const struct side_afsnit KONTORSIDE;

/* ---- the pages, for the table of routes alone ---- */

bool side_opgaver(struct side *s, struct err *err);

bool side_henvendelser(struct side *s, struct err *err);
bool side_henvendelse(struct side *s, struct err *err);
bool side_henvendelse_tag(struct side *s, struct err *err);
bool side_henvendelse_svar(struct side *s, struct err *err);
bool side_henvendelse_luk(struct side *s, struct err *err);
bool side_henvendelse_aabn(struct side *s, struct err *err);
bool side_henvendelse_videre(struct side *s, struct err *err);

bool side_konto_foreslaa(struct side *s, struct err *err);
bool side_konto_foreslaa_send(struct side *s, struct err *err);
bool side_konto(struct side *s, struct err *err);
bool side_konto_svar(struct side *s, struct err *err);

bool side_forslag(struct side *s, struct err *err);
bool side_forslag_send(struct side *s, struct err *err);

bool side_revision(struct side *s, struct err *err);
bool side_revision_doctor(struct side *s, struct err *err);
bool side_revision_verify(struct side *s, struct err *err);
bool side_revision_visninger(struct side *s, struct err *err);
bool side_revision_kendt(struct side *s, struct err *err);

bool side_adgang(struct side *s, struct err *err);
bool side_adgang_roller(struct side *s, struct err *err);
bool side_adgang_ny(struct side *s, struct err *err);
bool side_adgang_ny_post(struct side *s, struct err *err);
bool side_adgang_familie(struct side *s, struct err *err);
bool side_adgang_person(struct side *s, struct err *err);
bool side_adgang_person_post(struct side *s, struct err *err);
bool side_adgang_bruger(struct side *s, struct err *err);
bool side_adgang_emne(struct side *s, struct err *err);
bool side_adgang_emne_giv(struct side *s, struct err *err);
bool side_adgang_rolle(struct side *s, struct err *err);
bool side_adgang_kode(struct side *s, struct err *err);
bool side_adgang_luk(struct side *s, struct err *err);
bool side_adgang_log_ud(struct side *s, struct err *err);
bool side_adgang_ud(struct side *s, struct err *err);
bool side_adgang_sager(struct side *s, struct err *err);
bool side_adgang_sag(struct side *s, struct err *err);

#endif
