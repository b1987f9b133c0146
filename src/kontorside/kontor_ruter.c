/*
 * kontor_ruter: the addresses of the staff's pages.
 */
#include "kontorside/kontorside.h"

static const struct side_rute RUTER[] = {
    {{WEB_GET, "/opgaver"}, SIDE_STAB, 0, SIDE_VISER, side_opgaver},
    {{WEB_GET, "/henvendelser"}, SIDE_STAB, 0, SIDE_VISER, side_henvendelser},
    {{WEB_GET, "/henvendelser/{id}"}, SIDE_STAB, 0, SIDE_VISER, side_henvendelse},
    {{WEB_POST, "/henvendelser/{id}/tag"}, SIDE_STAB, 0, SIDE_SKRIVER, side_henvendelse_tag},
    {{WEB_POST, "/henvendelser/{id}/svar"}, SIDE_STAB, 0, SIDE_SKRIVER, side_henvendelse_svar},
    {{WEB_POST, "/henvendelser/{id}/luk"}, SIDE_STAB, 0, SIDE_SKRIVER, side_henvendelse_luk},
    {{WEB_POST, "/henvendelser/{id}/aabn"}, SIDE_STAB, 0, SIDE_SKRIVER, side_henvendelse_aabn},
    {{WEB_POST, "/henvendelser/{id}/videre"}, SIDE_STAB, 0, SIDE_SKRIVER, side_henvendelse_videre},
    {{WEB_GET, "/forslag/{kode}/{version}/{anker}"}, SIDE_INDE, 0, SIDE_LAESER, side_forslag},
    {{WEB_POST, "/forslag/{kode}/{version}/{anker}"},
     SIDE_INDE,
     0,
     SIDE_SKRIVER,
     side_forslag_send},
};

static const struct side_menupunkt MENU[] = {
    {10, "/opgaver", {"Opgaver", "Tasks"}, SIDE_STAB, 0},
    {20, "/henvendelser", {"Henvendelser", "Messages"}, SIDE_STAB, 0},
};

const struct side_afsnit KONTORSIDE = SIDE_AFSNIT(RUTER, MENU);
