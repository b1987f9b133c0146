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
static bool comes_after(const struct tilgodehavende *t, struct str sidste)
{
    struct str modtager = sidste, kanal;

    if (sidste.n == 0 || !str_split(&modtager, '.', &kanal)) return true;
    int n = str_cmp(t->modtager, modtager);
    return n > 0 || (n == 0 && str_cmp(t->kanal, kanal) > 0);
}

bool api_tilgodehavender(struct api *a, struct err *err)
{
    size_t most = api_antal(a), antal, at = 0;
    struct tilgodehavende *t;
    struct str sidste;
    int64_t nul = 0;

    TRY(api_efter(a, &nul, &sidste));
    TRY(tilgodehavende_liste(a->side->store, a->arena, a->side->kommune, &t, &antal, err));
    while (at < antal && !comes_after(&t[at], sidste)) at++;
    struct api_side side = {.raekke = t + at, .antal = antal - at > most ? most : antal - at};
    if (antal - at > most) {
        const struct tilgodehavende *s = &t[at + most - 1];
        side.naeste = str_format(a->arena, "0.%.*s.%.*s", STR_ARG(s->kanal), STR_ARG(s->modtager));
    }
    TRY(api_set(a, VISNING_LISTE, STR("tilgodehavender"), "snitflade", side.antal, err));
    return api_svar(a, &side);
}
