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
    {{WEB_GET, "/henvendelser/{id}/konto"},
     SIDE_RET,
     RET_REGISTRER,
     SIDE_VISER,
     side_konto_foreslaa},
    {{WEB_POST, "/henvendelser/{id}/konto"},
     SIDE_RET,
     RET_REGISTRER,
     SIDE_SELV,
     side_konto_foreslaa_send},
    {{WEB_GET, "/konti/{person}/{nr}"}, SIDE_RET, RET_REGISTRER, SIDE_VISER, side_konto},
    {{WEB_POST, "/konti/{person}/{nr}"}, SIDE_RET, RET_KONTO_SVAR, SIDE_SELV, side_konto_svar},
    {{WEB_GET, "/forslag/{kode}/{version}/{anker}"}, SIDE_INDE, 0, SIDE_LAESER, side_forslag},
    {{WEB_POST, "/forslag/{kode}/{version}/{anker}"},
     SIDE_INDE,
     0,
     SIDE_SKRIVER,
     side_forslag_send},
    {{WEB_GET, "/revision"}, SIDE_RET, RET_SIKKERHED, SIDE_LAESER, side_revision},
    {{WEB_POST, "/revision/krav"}, SIDE_RET, RET_SIKKERHED, SIDE_LAESER, side_revision_doctor},
    {{WEB_POST, "/revision/journal"}, SIDE_RET, RET_SIKKERHED, SIDE_LAESER, side_revision_verify},
    {{WEB_GET, "/revision/visninger"},
     SIDE_RET,
     RET_SIKKERHED,
     SIDE_VISER,
     side_revision_visninger},
    {{WEB_GET, "/revision/kendt"}, SIDE_RET, RET_LAES_PERSON, SIDE_VISER, side_revision_kendt},
};

static const struct side_menupunkt MENU[] = {
    {10, "/opgaver", {"Opgaver", "Tasks"}, SIDE_STAB, 0},
    {20, "/henvendelser", {"Henvendelser", "Messages"}, SIDE_STAB, 0},
    {60, "/revision", {"Revision", "Audit"}, SIDE_RET, RET_SIKKERHED},
};

const struct side_afsnit KONTORSIDE = SIDE_AFSNIT(RUTER, MENU);
