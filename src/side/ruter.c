/*
 * ruter: every address of the program, who may open it, and what it needs.
 */
#include "side/ruter.h"

const struct side_rute SIDE_RUTER[] = {
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
    {{WEB_POST, "/log-ud"}, SIDE_INDE, 0, SIDE_SELV, side_log_ud},
    {{WEB_GET, "/adgangskode"}, SIDE_INDE, 0, SIDE_SELV, side_adgangskode},
    {{WEB_POST, "/adgangskode"}, SIDE_INDE, 0, SIDE_SELV, side_adgangskode_post},
    {{WEB_GET, "/aktiv/{fil}"}, SIDE_ALLE, 0, SIDE_INGEN, side_aktiv},
    {{WEB_GET, "/sundhed"}, SIDE_ALLE, 0, SIDE_INGEN, side_sundhed},
    {{WEB_GET, "/familie"}, SIDE_FAMILIEN, 0, SIDE_VISER, side_familie},
    {{WEB_GET, "/familie/{familie}"}, SIDE_FAMILIEN, 0, SIDE_VISER, side_familie_en},
    {{WEB_GET, "/familie/{familie}/betaling/{nr}"},
     SIDE_FAMILIEN,
     0,
     SIDE_VISER,
     side_familie_betaling},
    {{WEB_GET, "/familie/{familie}/betaling/{nr}/linje/{linje}"},
     SIDE_FAMILIEN,
     0,
     SIDE_VISER,
     side_familie_linje},
    {{WEB_POST, "/familie/{familie}/betaling/{nr}/linje/{linje}"},
     SIDE_FAMILIEN,
     0,
     SIDE_SKRIVER,
     side_familie_linje_send},
    {{WEB_GET, "/familie/{familie}/fortael/{art}"},
     SIDE_FAMILIEN,
     0,
     SIDE_VISER,
     side_familie_fortael},
    {{WEB_POST, "/familie/{familie}/fortael/{art}"},
     SIDE_FAMILIEN,
     0,
     SIDE_SKRIVER,
     side_familie_fortael_send},
    {{WEB_GET, "/familie/{familie}/dokumenter"},
     SIDE_FAMILIEN,
     0,
     SIDE_VISER,
     side_familie_dokumenter},
    {{WEB_GET, "/familie/{familie}/dokumenter/{nr}/{modtager}"},
     SIDE_FAMILIEN,
     0,
     SIDE_VISER,
     side_familie_brev},
    {{WEB_GET, "/familie/{familie}/henvendelser"},
     SIDE_FAMILIEN,
     0,
     SIDE_VISER,
     side_familie_henvendelser},
    {{WEB_GET, "/familie/{familie}/henvendelser/{id}"},
     SIDE_FAMILIEN,
     0,
     SIDE_VISER,
     side_familie_henvendelse},
    {{WEB_POST, "/familie/{familie}/henvendelser/{id}"},
     SIDE_FAMILIEN,
     0,
     SIDE_SKRIVER,
     side_familie_henvendelse_skriv},
};
const size_t SIDE_RUTER_ANTAL = sizeof(SIDE_RUTER) / sizeof(*SIDE_RUTER);

/* The main menu: what the one who asks may open. */
struct menu_row {
    const char *sti;
    const char *tekst[2];
    enum side_krav krav;
    enum ret ret;
};

static const struct menu_row MENU[] = {
    {"/", {"Forside", "Home"}, SIDE_ALLE, 0},
    {"/familie", {"Jeres penge", "Your money"}, SIDE_FAMILIEN, 0},
    {"/beregn", {"Beregn", "Calculate"}, SIDE_ALLE, 0},
    {"/haandbog", {"Håndbog", "Handbook"}, SIDE_ALLE, 0},
};

static bool shown(const struct side *s, const struct menu_row *row)
{
    if (row->krav == SIDE_RET) return s->inde && adgang_har(&s->hvem, row->ret);
    if (row->krav == SIDE_FAMILIEN) return s->inde && s->person.n > 0;
    return row->krav == SIDE_ALLE || s->inde;
}

void side_menuen(struct side *s, struct skal *skal)
{
    size_t count = sizeof(MENU) / sizeof(*MENU);
    struct side_menu *menu = ARENA_ARRAY(s->arena, count, struct side_menu);
    for (size_t i = 0; i < count; i++) {
        if (!shown(s, &MENU[i])) continue;
        struct str sti = str_from(MENU[i].sti);
        menu[skal->menu_antal++] = (struct side_menu){
            .sti = sti,
            .tekst = str_from(MENU[i].tekst[s->engelsk]),
            .valgt =
                str_eq(s->request->sti, sti) || (sti.n > 1 && str_starts(s->request->sti, sti)),
        };
    }
    skal->menu = menu;
}
