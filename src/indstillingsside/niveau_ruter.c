/*
 * niveau_ruter: the addresses of the pages of levels.
 *
 * Whoever may decide a level opens them; what stands on them is cut to what the one who asks may
 * see, and what may be done is asked of the room that does it.
 */
#include "indstillingsside/indstillingsside.h"

#define SER SIDE_RET, RET_BESLUT_NIVEAU
#define STILLER SIDE_RET, RET_INDSTIL

static const struct side_rute RUTER[] = {
    {{WEB_GET, "/indstillinger"}, SER, SIDE_VISER, side_indstillinger},
    {{WEB_GET, "/indstillinger/ny"}, STILLER, SIDE_VISER, side_indstilling_ny},
    {{WEB_POST, "/indstillinger/ny"}, STILLER, SIDE_SKRIVER, side_indstilling_ny_send},
    {{WEB_GET, "/indstillinger/{id}"}, SER, SIDE_VISER, side_indstilling},
    {{WEB_POST, "/indstillinger/{id}"}, SER, SIDE_SKRIVER, side_indstilling_send},
    {{WEB_GET, "/indstillinger/{id}/afgoerelse"}, SER, SIDE_VISER, side_indstilling_afgoerelse},
    {{WEB_GET, "/indstillinger/{id}/kontrakt"}, SER, SIDE_VISER, side_indstilling_kontrakt},
    {{WEB_GET, "/dagsordener"}, SER, SIDE_VISER, side_dagsordener},
    {{WEB_POST, "/dagsordener"}, SIDE_RET, RET_DAGSORDEN, SIDE_SKRIVER, side_dagsordener_send},
    {{WEB_GET, "/dagsordener/{moede}"}, SER, SIDE_VISER, side_dagsorden},
    {{WEB_POST, "/dagsordener/{moede}"},
     SIDE_RET,
     RET_DAGSORDEN,
     SIDE_SKRIVER,
     side_dagsorden_send},
    {{WEB_GET, "/opsigelser"}, STILLER, SIDE_VISER, side_opsigelser},
    {{WEB_GET, "/opsigelser/ny"}, STILLER, SIDE_VISER, side_opsigelse_ny},
    {{WEB_POST, "/opsigelser/ny"}, STILLER, SIDE_SKRIVER, side_opsigelse_ny_send},
    {{WEB_GET, "/opsigelser/{id}"}, STILLER, SIDE_VISER, side_opsigelse},
    {{WEB_POST, "/opsigelser/{id}"}, STILLER, SIDE_SKRIVER, side_opsigelse_send},
};

static const struct side_menupunkt MENU[] = {
    {30, "/indstillinger", {"Niveauer", "Levels"}, SER, {"/dagsordener", "/opsigelser"}},
};

const struct side_afsnit INDSTILLINGSSIDE = SIDE_AFSNIT(RUTER, MENU);
