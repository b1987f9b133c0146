/*
 * indstillingsside: the pages of how a level is decided: proposals, the udvalg's agendas, and
 * hearings before a termination.
 */
#ifndef INDSTILLINGSSIDE_INDSTILLINGSSIDE_H
#define INDSTILLINGSSIDE_INDSTILLINGSSIDE_H

#include "side/side_rum.h"

extern const struct side_afsnit INDSTILLINGSSIDE;

/* ---- the pages, for the table of routes alone ---- */

bool side_indstillinger(struct side *s, struct err *err);
bool side_indstilling_ny(struct side *s, struct err *err);
bool side_indstilling_ny_send(struct side *s, struct err *err);
bool side_indstilling(struct side *s, struct err *err);
bool side_indstilling_send(struct side *s, struct err *err);
bool side_indstilling_afgoerelse(struct side *s, struct err *err);
bool side_indstilling_kontrakt(struct side *s, struct err *err);
bool side_dagsordener(struct side *s, struct err *err);
bool side_dagsordener_send(struct side *s, struct err *err);
bool side_dagsorden(struct side *s, struct err *err);
bool side_dagsorden_send(struct side *s, struct err *err);
bool side_opsigelser(struct side *s, struct err *err);
bool side_opsigelse_ny(struct side *s, struct err *err);
bool side_opsigelse_ny_send(struct side *s, struct err *err);
bool side_opsigelse(struct side *s, struct err *err);
bool side_opsigelse_send(struct side *s, struct err *err);

#endif
