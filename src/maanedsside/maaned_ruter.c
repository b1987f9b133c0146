/*
 * maaned_ruter: the addresses of the settlement of a month.
 */
#include "maanedsside/maanedsside.h"

#define LAES SIDE_RET, RET_LAES_PENGE

static const struct side_rute RUTER[] = {
    {{WEB_GET, "/maaned"}, LAES, SIDE_LAESER, side_maaned_liste},
    {{WEB_POST, "/maaned"}, SIDE_RET, RET_KOERSEL, SIDE_SELV, side_maaned_ny},
    {{WEB_GET, "/maaned/{nr}"}, LAES, SIDE_LAESER, side_maaned_koersel},
    {{WEB_POST, "/maaned/{nr}/beregn"}, SIDE_RET, RET_KOERSEL, SIDE_SELV, side_maaned_beregn},
    {{WEB_POST, "/maaned/{nr}/godkend"}, SIDE_RET, RET_GODKEND, SIDE_SELV, side_maaned_godkend},
    {{WEB_POST, "/maaned/{nr}/opgiv"}, SIDE_RET, RET_KOERSEL, SIDE_SELV, side_maaned_opgiv},
    {{WEB_GET, "/maaned/{nr}/forskelle"}, LAES, SIDE_VISER, side_maaned_forskelle},
    {{WEB_GET, "/maaned/{nr}/forskelle/{forskel}"}, LAES, SIDE_VISER, side_maaned_forskel},
    {{WEB_GET, "/maaned/{nr}/mangler"}, LAES, SIDE_VISER, side_maaned_mangler},
    {{WEB_GET, "/maaned/{nr}/nyt/{grund}"}, LAES, SIDE_VISER, side_maaned_nyt},
};

static const struct side_menupunkt MENU[] = {
    {40, "/maaned", {"Månedsafregning", "Monthly settlement"}, SIDE_RET, RET_LAES_PENGE},
};

const struct side_afsnit MAANEDSSIDE = SIDE_AFSNIT(RUTER, MENU);
