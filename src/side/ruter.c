/*
 * ruter: the addresses that are open to everybody, and the doors.
 */
#include "side/ruter.h"

static const struct side_rute RUTER[] = {
    {{WEB_GET, "/"}, SIDE_ALLE, 0, SIDE_INGEN, side_forside},
    {{WEB_GET, "/beregn"}, SIDE_ALLE, 0, SIDE_INGEN, side_beregn},
    {{WEB_GET, "/haandbog"}, SIDE_ALLE, 0, SIDE_INGEN, side_haandboeger},
    {{WEB_GET, "/haandbog.css"}, SIDE_ALLE, 0, SIDE_INGEN, side_haandbog_stil},
    {{WEB_GET, "/haandbog/{kode}"}, SIDE_ALLE, 0, SIDE_INGEN, side_haandbog_nyeste},
    {{WEB_GET, "/haandbog/{kode}/{version}"}, SIDE_ALLE, 0, SIDE_INGEN, side_haandbog_laes},
    {{WEB_GET, "/haandbog/{kode}/{version}/siden/{gammel}"},
     SIDE_ALLE,
     0,
     SIDE_INGEN,
     side_haandbog_forskel},
    {{WEB_GET, "/log-ind"}, SIDE_ALLE, 0, SIDE_SELV, side_log_ind},
    {{WEB_POST, "/log-ind"}, SIDE_ALLE, 0, SIDE_SELV, side_log_ind_post},
    {{WEB_POST, "/log-ind/proeve"}, SIDE_ALLE, 0, SIDE_SELV, side_log_ind_proeve},
    {{WEB_GET, "/log-ind/oidc"}, SIDE_ALLE, 0, SIDE_SELV, side_log_ind_oidc},
    {{WEB_GET, "/log-ind/oidc/svar"}, SIDE_ALLE, 0, SIDE_SELV, side_log_ind_oidc_svar},
    {{WEB_GET, "/log-ud/hos"}, SIDE_ALLE, 0, SIDE_SELV, side_log_ud_hos},
    {{WEB_POST, "/log-ud"}, SIDE_INDE, 0, SIDE_SELV, side_log_ud},
    {{WEB_GET, "/adgangskode"}, SIDE_INDE, 0, SIDE_SELV, side_adgangskode},
    {{WEB_POST, "/adgangskode"}, SIDE_INDE, 0, SIDE_SELV, side_adgangskode_post},
    {{WEB_GET, "/engangskode"}, SIDE_INDE, 0, SIDE_SELV, side_engangskode},
    {{WEB_POST, "/engangskode"}, SIDE_INDE, 0, SIDE_SELV, side_engangskode_post},
    {{WEB_GET, "/min-konto"}, SIDE_INDE, 0, SIDE_LAESER, side_min_konto},
    {{WEB_POST, "/min-konto/log-ud"}, SIDE_INDE, 0, SIDE_SELV, side_min_konto_luk},
    {{WEB_GET, "/aktiv/{fil}"}, SIDE_ALLE, 0, SIDE_INGEN, side_aktiv},
    {{WEB_GET, "/sundhed"}, SIDE_ALLE, 0, SIDE_INGEN, side_sundhed},
};

static const struct side_menupunkt MENU[] = {
    {1, "/", {"Forside", "Home"}, SIDE_ALLE, 0, {NULL}},
    {80, "/beregn", {"Beregn", "Calculate"}, SIDE_ALLE, 0, {NULL}},
    {90, "/haandbog", {"Håndbog", "Handbook"}, SIDE_ALLE, 0, {"/forslag"}},
};

const struct side_afsnit SIDE_OFFENTLIG = SIDE_AFSNIT(RUTER, MENU);
