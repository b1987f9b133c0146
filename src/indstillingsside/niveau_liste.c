/*
 * niveau_liste: the list of proposals.
 */
#include "indstillingsside/niveau_liste.h"

#include "base/tid.h"
#include "indstillingsside/indstillingsside.h"
#include "indstillingsside/skabelon.h"

static bool fill_row(struct side *s, const struct indstilling *i, struct niveau_raekke *out,
                     struct err *err)
{
    const struct indstilling_trin *nu = indstilling_nu(i);
    const struct indstilling_trin *b = indstilling_beslutning(i);
    struct niveau_maerke m = niveau_tilstand(s, nu->tilstand);
    struct niveau_hvem hvem;
    struct niveau niveau =
        b != NULL && niveau_sagt(b->niveau) ? b->niveau : indstilling_forslag(i)->niveau;

    TRY(niveau_hvem(s, i->anbringelse, i->familie, &hvem, err));
    *out = (struct niveau_raekke){.id = i->id,
                                  .barn = hvem.barn,
                                  .familie = hvem.familie,
                                  .niveau = niveau_navn(s, niveau),
                                  .fra = i->fra,
                                  .tilstand = m.navn,
                                  .klasse = m.klasse,
                                  .rettet = dato_of_us(nu->tid_us)};
    return niveau_bruger(s, nu->bruger, &out->hvem, err);
}

static struct str page_address(const struct side *s, bool alle, size_t nr)
{
    return str_format(s->arena, "/indstillinger?side=%zu%s", nr, alle ? "&vis=alle" : "");
}

bool side_indstillinger(struct side *s, struct err *err)
{
    struct niveau_liste page = {.valgene = niveau_valgene(s, "/indstillinger"),
                                .kan_indstille = adgang_har(&s->hvem, RET_INDSTIL),
                                .medlem = !adgang_har(&s->hvem, RET_LAES_PERSON)};
    struct indstilling *i;
    struct str vis;
    size_t fra = 0, n = 0;

    TRY(web_felt(&s->request->query, "vis", &vis, err));
    TRY(niveau_fra(s, &fra, err));
    page.alle = str_is(vis, "alle");
    TRY(indstilling_liste(s->app->store, s->arena, &s->hvem, !page.alle && !page.medlem, fra,
                          NIVEAU_SIDE + 1, &i, &n, err));
    size_t nr = fra / NIVEAU_SIDE + 1;
    if (nr > 1) page.forrige = page_address(s, page.alle, nr - 1);
    if (n > NIVEAU_SIDE) {
        page.naeste = page_address(s, page.alle, nr + 1);
        n = NIVEAU_SIDE;
    }
    struct niveau_raekke *row = ARENA_ARRAY(s->arena, n, struct niveau_raekke);
    for (size_t at = 0; at < n; at++) {
        bool ser = page.medlem;
        if (!ser) TRY(side_sag_ser(s, i[at].familie, i[at].anbringelse, &ser, err));
        if (ser) TRY(fill_row(s, &i[at], &row[page.raekke_antal++], err));
    }
    page.raekke = row;
    TRY(side_set(s, VISNING_LISTE, STR("indstillinger"), "indstillinger",
                 (int64_t)page.raekke_antal, err));
    html_niveau_liste(&s->h, &page);
    return side_vis(s, "Indstillinger af niveau", "Proposals of a level");
}
