/*
 * sager_ruter: the addresses of the pages of cases.
 *
 * A search is sent as a form and answered with an address; so it stands among the writes.
 */
#include "sagsside/sagsside.h"

#define LAES SIDE_RET, RET_LAES_PERSON
#define SKRIV SIDE_RET, RET_REGISTRER

static const struct side_rute RUTER[] = {
    {{WEB_GET, "/anbringelser"}, LAES, SIDE_VISER, side_sager_anbringelser},
    {{WEB_POST, "/anbringelser"}, LAES, SIDE_SKRIVER, side_sager_anbringelser_soeg},
    {{WEB_POST, "/anbringelser/filter"}, LAES, SIDE_SKRIVER, side_sager_anbringelser_gem},
    {{WEB_GET, "/anbringelser/{anbringelse}"}, LAES, SIDE_VISER, side_sager_anbringelse},
    {{WEB_GET, "/anbringelser/{anbringelse}/set"}, LAES, SIDE_VISER, side_sager_anbringelse_set},
};

static const struct side_menupunkt MENU[] = {
    {21, "/anbringelser", {"Anbringelser", "Placements"}, LAES},
};

const struct side_afsnit SAGSSIDE = SIDE_AFSNIT(RUTER, MENU);
