/*
 * udkast_vis: a draft as families will see it, and what it changes in the text.
 */
#include "haandbogsside/haandbogsside.h"
#include "haandbogsside/skabelon.h"
#include "haandbogsside/udkast_side.h"

/* ---- preview */

bool side_udkast_vis(struct side *s, struct err *err)
{
    struct udkast_vis page = {0};
    struct haandbog_side udgivet;
    struct udkast_tjek tjek;
    struct udkast_stof stof;
    struct udkast u;

    TRY(udkast_i_adressen(s, &u, err));
    if (u.slags != UDKAST_HAANDBOG) return side_findes_ikke(err);
    TRY(udkast_stof(s, &u, &stof, err));
    TRY(udkast_tjek(s->arena, s->app->kommune, &stof.g, &stof.tekst, s->i_dag, &tjek, err));
    TRY(udkast_top(s, &u, &page.top, err));
    page.top.er_vis = true;
    page.har_fejl = tjek.fund.fejl > 0 || tjek.haandbog == NULL;
    page.top.uden_h1 = !page.har_fejl;
    if (!page.har_fejl) {
        TRY(haandbog_publish_dele(s->arena, tjek.haandbog, &tjek.fund, STR_EMPTY, &udgivet, err));
        page.indhold = (struct html_klar){udgivet.indhold};
        page.krop = (struct html_klar){udgivet.krop};
        s->stil = STR("/haandbog.css");
    }
    html_udkast_vis(&s->h, &page);
    return side_vis_med(s, page.top.titel);
}

/* ---- difference */

/* The text as lines, with headings found, also where it is no handbook. */
static bool as_lines(struct side *s, struct str tekst, bool haandbog, struct dokument *out,
                     struct err *err)
{
    struct dokument_linje *linje = NULL;
    struct fund_liste fund;
    struct str line;
    size_t plads = 0;

    fund_init(&fund, s->arena);
    if (haandbog) return dokument_read(s->arena, "", tekst, out, &fund, err);
    *out = (struct dokument){.tekst = tekst};
    while (str_split(&tekst, '\n', &line)) {
        linje = arena_grow(s->arena, linje, out->linjer, &plads, out->linjer + 1, sizeof(*linje));
        linje[out->linjer++] = (struct dokument_linje){.tekst = line};
    }
    out->linje = linje;
    return true;
}

bool udkast_steder(struct side *s, enum udkast_slags slags, struct str gammel, struct str ny,
                   struct udkast_steder *out, struct err *err)
{
    struct haandbog_forskel forskel = {0};
    struct dokument foer, efter;
    bool haandbog = slags == UDKAST_HAANDBOG;

    TRY(as_lines(s, gammel, haandbog, &foer, err));
    TRY(as_lines(s, ny, haandbog, &efter, err));
    haandbog_forskelle(s->arena, &foer, &efter, &forskel);
    *out = (struct udkast_steder){forskel.sted, forskel.sted_antal};
    return true;
}

/* What the draft follows: the text in force of its name, else the version it is later than. */
static const struct udkast_tekst *before(const struct udkast_stof *stof)
{
    const struct udkast_tekst *best = NULL;
    const struct udkast_tekst *ny = &stof->tekst;

    for (size_t i = 0; i < stof->g.antal; i++) {
        const struct udkast_tekst *t = &stof->g.tekst[i];
        if (t->slags != ny->slags) continue;
        if (str_eq(t->navn, ny->navn)) return t;
        if (ny->slags == UDKAST_TAKSTER) continue;
        bool earlier = str_cmp(t->navn, ny->navn) < 0 ||
                       str_starts(ny->navn, str_sub(t->navn, 0, sizeof("2021-01-01") - 1));
        if (earlier && (best == NULL || str_cmp(best->navn, t->navn) < 0)) best = t;
    }
    return best;
}

bool side_udkast_forskel(struct side *s, struct err *err)
{
    struct udkast_forskel page = {0};
    struct udkast_stof stof;
    struct udkast u;

    TRY(udkast_i_adressen(s, &u, err));
    TRY(udkast_stof(s, &u, &stof, err));
    TRY(udkast_top(s, &u, &page.top, err));
    page.top.er_forskel = true;
    const struct udkast_tekst *foer = before(&stof);
    if (foer != NULL) {
        TRY(udkast_steder(s, u.slags, foer->tekst, stof.tekst.tekst, &page.steder, err));
        page.mod = udkast_titel(s, foer->slags, foer->navn);
    }
    html_udkast_forskel(&s->h, &page);
    return side_vis_med(s, page.top.titel);
}
