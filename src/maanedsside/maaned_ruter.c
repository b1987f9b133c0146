/*
 * maaned_ruter: the addresses of the settlement of a month.
 */
#include "maanedsside/maaned_job.h"
#include "maanedsside/maanedsside.h"

#define LAES SIDE_RET, RET_LAES_PENGE
#define LAVER SIDE_RET, RET_KOERSEL
#define BESLUTTER SIDE_RET, RET_BESLUT_PENGE
#define SENDER SIDE_RET, RET_EKSPORT

static const struct side_rute RUTER[] = {
    {{WEB_GET, "/maaned"}, LAES, SIDE_LAESER, side_maaned_liste},
    {{WEB_POST, "/maaned"}, LAVER, SIDE_SELV, side_maaned_ny},
    {{WEB_GET, "/maaned/penge"}, LAES, SIDE_VISER, side_maaned_penge},
    {{WEB_GET, "/maaned/penge/{slags}"}, BESLUTTER, SIDE_LAESER, side_maaned_beslut},
    {{WEB_POST, "/maaned/penge/{slags}"}, BESLUTTER, SIDE_SELV, side_maaned_beslut_send},
    {{WEB_POST, "/maaned/penge/{id}/tilbage"}, BESLUTTER, SIDE_SELV, side_maaned_tag_tilbage},
    {{WEB_GET, "/maaned/{nr}"}, LAES, SIDE_LAESER, side_maaned_koersel},
    {{WEB_POST, "/maaned/{nr}/beregn"}, LAVER, SIDE_SELV, side_maaned_beregn},
    {{WEB_POST, "/maaned/{nr}/godkend"}, SIDE_RET, RET_GODKEND, SIDE_SELV, side_maaned_godkend},
    {{WEB_POST, "/maaned/{nr}/opgiv"}, LAVER, SIDE_SELV, side_maaned_opgiv},
    {{WEB_GET, "/maaned/{nr}/forskelle"}, LAES, SIDE_VISER, side_maaned_forskelle},
    {{WEB_GET, "/maaned/{nr}/forskelle/{forskel}"}, LAES, SIDE_VISER, side_maaned_forskel},
    {{WEB_GET, "/maaned/{nr}/mangler"}, LAES, SIDE_VISER, side_maaned_mangler},
    {{WEB_GET, "/maaned/{nr}/nyt/{grund}"}, LAES, SIDE_VISER, side_maaned_nyt},
    {{WEB_POST, "/maaned/{nr}/eksport"}, SENDER, SIDE_SELV, side_maaned_eksport},
    {{WEB_POST, "/maaned/{nr}/igen"}, SENDER, SIDE_SELV, side_maaned_igen},
    {{WEB_POST, "/maaned/{nr}/kvittering"}, SENDER, SIDE_SELV, side_maaned_kvittering},
    {{WEB_POST, "/maaned/{nr}/afslut"}, SENDER, SIDE_SELV, side_maaned_afslut},
    {{WEB_GET, "/maaned/{nr}/filer/{navn}"}, SENDER, SIDE_VISER, side_maaned_fil},
    {{WEB_GET, "/maaned/{nr}/tilbage"}, LAES, SIDE_VISER, side_maaned_tilbage},
    {{WEB_GET, "/maaned/{nr}/modtagere"}, LAES, SIDE_VISER, side_maaned_modtagere},
    {{WEB_GET, "/maaned/{nr}/brev/{modtager}"}, LAES, SIDE_VISER, side_maaned_brev},
};

static const struct side_menupunkt MENU[] = {
    {40, "/maaned", {"Månedsafregning", "Monthly settlement"}, SIDE_RET, RET_LAES_PENGE, {NULL}},
};

const struct side_afsnit MAANEDSSIDE = SIDE_AFSNIT_JOB(RUTER, MENU, MAANED_JOB);
