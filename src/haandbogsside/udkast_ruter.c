/*
 * udkast_ruter: the addresses of drafts and rates.
 */
#include "haandbogsside/haandbogsside.h"

#define LAES(sti, side)                                                                            \
    {                                                                                              \
        {WEB_GET, sti}, SIDE_RET, RET_SIMULER, SIDE_LAESER, side                                   \
    }
#define SKRIV(sti, ret, side)                                                                      \
    {                                                                                              \
        {WEB_POST, sti}, SIDE_RET, ret, SIDE_SKRIVER, side                                         \
    }

static const struct side_rute RUTER[] = {
    LAES("/udkast", side_udkast_liste),
    {{WEB_GET, "/udkast/nyt"}, SIDE_RET, RET_HAANDBOG_SKRIV, SIDE_LAESER, side_udkast_ny},
    SKRIV("/udkast/nyt", RET_HAANDBOG_SKRIV, side_udkast_opret),
    LAES("/udkast/{udkast}", side_udkast),
    SKRIV("/udkast/{udkast}", RET_HAANDBOG_SKRIV, side_udkast_gem),
    {{WEB_POST, "/udkast/{udkast}/tjek"},
     SIDE_RET,
     RET_HAANDBOG_SKRIV,
     SIDE_LAESER,
     side_udkast_tjek},
    LAES("/udkast/{udkast}/vis", side_udkast_vis),
    LAES("/udkast/{udkast}/forskel", side_udkast_forskel),
    {{WEB_GET, "/udkast/{udkast}/koster"}, SIDE_RET, RET_SIMULER, SIDE_SELV, side_udkast_koster},
    SKRIV("/udkast/{udkast}/foreslaa", RET_HAANDBOG_SKRIV, side_udkast_foreslaa),
    SKRIV("/udkast/{udkast}/ikraft", RET_HAANDBOG_IKRAFT, side_udkast_ikraft),
    SKRIV("/udkast/{udkast}/afvis", RET_HAANDBOG_IKRAFT, side_udkast_afvis),
    SKRIV("/udkast/{udkast}/opgiv", RET_HAANDBOG_SKRIV, side_udkast_opgiv),
    LAES("/takster", side_takster),
    {{WEB_GET, "/takster/{takster}/ny"}, SIDE_RET, RET_HAANDBOG_SKRIV, SIDE_LAESER, side_takst_ny},
    SKRIV("/takster/{takster}/ny", RET_HAANDBOG_SKRIV, side_takst_tilfoej),
};

static const struct side_menupunkt MENU[] = {
    {50, "/udkast", {"Regler og takster", "Rules and rates"}, SIDE_RET, RET_SIMULER, {"/takster"}},
};

const struct side_afsnit HAANDBOGSSIDE = SIDE_AFSNIT_JOB(RUTER, MENU, UDKAST_JOB);
