/*
 * maaned_side: what the pages of the settlement share.
 */
#include "maanedsside/maaned_side.h"

bool maaned_nr(struct str tekst, int64_t *out, struct err *err)
{
    if (!str_int(tekst, out) || *out <= 0) return side_findes_ikke(err);
    return true;
}

bool maaned_find(struct side *s, struct koersel *out, struct err *err)
{
    struct koersel *alle;
    size_t n;
    int64_t nr;

    TRY(maaned_nr(web_del(s->request, "nr"), &nr, err));
    TRY(koersel_liste(s->app->store, s->arena, s->app->kommune, &alle, &n, err));
    for (size_t i = 0; i < n; i++) {
        if (alle[i].loebenr != nr) continue;
        *out = alle[i];
        return true;
    }
    return side_findes_ikke(err);
}

bool maaned_bruger(struct side *s, struct str bruger, struct str *out, struct err *err)
{
    *out = STR_EMPTY;
    if (bruger.n == 0) return true;
    return adgang_navn(s->app->store, s->arena, s->app->kommune, bruger, out, err);
}

bool maaned_sted(struct side *s, struct str anbringelse, struct maaned_sted *out, struct err *err)
{
    struct register_fakta *fakta;
    struct register_person p;
    struct str rest, foerste;
    int64_t nyeste;
    size_t n;

    *out = (struct maaned_sted){anbringelse, side_tekst(s, "Barnet", "The child"), STR_EMPTY};
    TRY(register_newest(s->app->store, s->app->kommune, &nyeste, err));
    TRY(register_fakta_af(s->app->store, s->arena, s->app->kommune, nyeste, SLAGS_ANBRINGELSE,
                          anbringelse, &fakta, &n, err));
    if (n == 0) return true;
    out->familie = fakta[0].anbringelse.plejefamilie;
    TRY(register_person(s->app->store, s->arena, s->app->kommune, fakta[0].anbringelse.barn, &p,
                        err));
    rest = p.navn;
    if (p.id.n > 0 && str_split(&rest, ' ', &foerste) && foerste.n > 0) out->barn = foerste;
    return true;
}
