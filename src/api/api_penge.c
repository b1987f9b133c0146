/*
 * api_penge: the journal, and what is owed.
 */
#include "api/api_intern.h"
#include "api/api_svar.h"

bool api_journal(struct api *a, struct err *err)
{
    size_t most = api_antal(a), antal = 0;
    struct journal_raekke *r;
    int64_t fra = 0;

    TRY(api_efter_nr(a, &fra));
    TRY(journal_efter(a->side->store, a->arena, a->side->kommune, fra, most + 1, &r, &antal, err));
    struct api_side side = {.raekke = r, .antal = antal > most ? most : antal};
    if (antal > most) side.naeste = str_format(a->arena, "%lld", (long long)r[most - 1].nr);
    TRY(api_set(a, VISNING_LISTE, STR("journal"), "snitflade", side.antal, err));
    return api_svar(a, &side);
}

/* The cursor is "0.CHANNEL.PAYEE": a channel is a code, which has no full stop. */
bool api_tilgodehavender(struct api *a, struct err *err)
{
    size_t most = api_antal(a), antal;
    struct tilgodehavende *t;
    struct str modtager, kanal = STR_EMPTY;
    int64_t nul = 0;

    TRY(api_efter(a, &nul, &modtager));
    if (modtager.n > 0 && !str_split(&modtager, '.', &kanal))
        return api_afvis_parameter(a, "efter", API_EFTER_SKAL, API_EFTER_MUST);
    TRY(tilgodehavende_side(a->side->store, a->arena, a->side->kommune, modtager, kanal, most + 1,
                            &t, &antal, err));
    struct api_side side = {.raekke = t, .antal = antal > most ? most : antal};
    if (antal > most)
        side.naeste = str_format(a->arena, "0.%.*s.%.*s", STR_ARG(t[most - 1].kanal),
                                 STR_ARG(t[most - 1].modtager));
    TRY(api_set(a, VISNING_LISTE, STR("tilgodehavender"), "snitflade", side.antal, err));
    return api_svar(a, &side);
}
