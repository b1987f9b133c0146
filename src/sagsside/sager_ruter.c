/*
 * sager_ruter: the addresses of the pages of cases.
 *
 * A search is sent as a form and answered with an address; so it stands among the writes.
 */
#include "sagsside/sagsside.h"

#define LAES SIDE_RET, RET_LAES_PERSON
#define SKRIV SIDE_RET, RET_REGISTRER

static const struct side_rute RUTER[] = {
    {{WEB_GET, "/familier"}, LAES, SIDE_VISER, side_sager_familier},
    {{WEB_POST, "/familier"}, LAES, SIDE_SKRIVER, side_sager_familier_soeg},
    {{WEB_POST, "/familier/filter"}, LAES, SIDE_SKRIVER, side_sager_familier_gem},
    {{WEB_GET, "/familier/ny"}, SKRIV, SIDE_VISER, side_sager_ny_familie},
    {{WEB_POST, "/familier/ny"}, SKRIV, SIDE_SELV, side_sager_ny_familie_send},
    {{WEB_GET, "/familier/{familie}"}, LAES, SIDE_VISER, side_sager_familie},
    {{WEB_GET, "/familier/{familie}/registrer/{slags}"}, SKRIV, SIDE_VISER, side_sager_ret},
    {{WEB_POST, "/familier/{familie}/registrer/{slags}"}, SKRIV, SIDE_SELV, side_sager_ret_send},
    {{WEB_GET, "/familier/{familie}/tilbage/{slags}"}, SKRIV, SIDE_SELV, side_sager_tilbage},
    {{WEB_POST, "/familier/{familie}/tilbage/{slags}"}, SKRIV, SIDE_SELV, side_sager_tilbage_send},
    {{WEB_GET, "/familier/{familie}/navn/{person}"}, SKRIV, SIDE_VISER, side_sager_navn},
    {{WEB_POST, "/familier/{familie}/navn/{person}"}, SKRIV, SIDE_SKRIVER, side_sager_navn_send},
    {{WEB_GET, "/familier/{familie}/konto/{modtager}"}, SKRIV, SIDE_VISER, side_sager_konto},
    {{WEB_POST, "/familier/{familie}/konto/{modtager}"},
     SKRIV,
     SIDE_SELV,
     side_sager_konto_foreslaa},
    {{WEB_POST, "/familier/{familie}/konto/{modtager}/svar"},
     SIDE_RET,
     RET_KONTO_SVAR,
     SIDE_SELV,
     side_sager_konto_svar},
    {{WEB_GET, "/anbringelser"}, LAES, SIDE_VISER, side_sager_anbringelser},
    {{WEB_POST, "/anbringelser"}, LAES, SIDE_SKRIVER, side_sager_anbringelser_soeg},
    {{WEB_POST, "/anbringelser/filter"}, LAES, SIDE_SKRIVER, side_sager_anbringelser_gem},
    {{WEB_GET, "/anbringelser/ny"}, SKRIV, SIDE_VISER, side_sager_ny},
    {{WEB_POST, "/anbringelser/ny"}, SKRIV, SIDE_SELV, side_sager_ny_send},
    {{WEB_GET, "/anbringelser/{anbringelse}"}, LAES, SIDE_VISER, side_sager_anbringelse},
    {{WEB_GET, "/anbringelser/{anbringelse}/set"}, LAES, SIDE_VISER, side_sager_anbringelse_set},
    {{WEB_GET, "/anbringelser/{anbringelse}/registrer/{slags}"}, SKRIV, SIDE_VISER, side_sager_ret},
    {{WEB_POST, "/anbringelser/{anbringelse}/registrer/{slags}"},
     SKRIV,
     SIDE_SELV,
     side_sager_ret_send},
    {{WEB_GET, "/anbringelser/{anbringelse}/tilbage/{slags}"},
     SKRIV,
     SIDE_SELV,
     side_sager_tilbage},
    {{WEB_POST, "/anbringelser/{anbringelse}/tilbage/{slags}"},
     SKRIV,
     SIDE_SELV,
     side_sager_tilbage_send},
};

static const struct side_menupunkt MENU[] = {
    {15, "/familier", {"Familier", "Families"}, LAES, {NULL}},
    {16, "/anbringelser", {"Anbringelser", "Placements"}, LAES, {NULL}},
};

const struct side_afsnit SAGSSIDE = SIDE_AFSNIT(RUTER, MENU);
