/*
 * udkast_faelles: what the pages of drafts share: words, the draft in the address, its top.
 */
#include "haandbogsside/udkast_side.h"
#include "side/side_ord.h"

/* ---- words */

static struct oversat whole(const struct side *s, struct str tekst)
{
    struct oversat_bid *bid = ARENA_NEW(s->arena, struct oversat_bid);

    *bid = (struct oversat_bid){tekst, s->engelsk};
    return (struct oversat){bid, tekst.n > 0};
}

/* Where the quotation that begins a text ends; 0 when none begins there. */
static size_t quotation(struct str tekst)
{
    bool krum = str_starts(tekst, STR("“"));
    struct str aaben = krum ? STR("“") : STR("\"");
    size_t at;

    if (!str_starts(tekst, aaben)) return 0;
    struct str rest = str_sub(tekst, aaben.n, tekst.n);
    return str_find(rest, krum ? STR("”") : STR("\""), &at) ? 2 * aaben.n + at : 0;
}

struct oversat udkast_ord(const struct side *s, struct fund_ord ord)
{
    struct str tekst = ord.engelsk;
    struct oversat_bid *bid = NULL;
    size_t antal = 0, plads = 0, fra = 0, at = 0;

    if (!s->engelsk || tekst.n == 0) return whole(s, ord.dansk);
    while (at < tekst.n) {
        size_t citat = quotation(str_sub(tekst, at, tekst.n));
        if (citat == 0 && ++at < tekst.n) continue;
        bid = arena_grow(s->arena, bid, antal, &plads, antal + 2, sizeof(*bid));
        if (at > fra) bid[antal++] = (struct oversat_bid){str_sub(tekst, fra, at), false};
        if (citat > 0) bid[antal++] = (struct oversat_bid){str_sub(tekst, at, at + citat), true};
        at += citat;
        fra = at;
    }
    return (struct oversat){bid, antal};
}

struct str udkast_titel(const struct side *s, enum udkast_slags slags, struct str navn)
{
    struct dato dag;
    int rettelse;

    if (slags == UDKAST_TAKSTER)
        return str_format(s->arena, s->engelsk ? "Rates: %.*s" : "Takster: %.*s", STR_ARG(navn));
    if (!haandbog_version_navn(navn, &dag, &rettelse)) return navn;
    struct str fra = side_dato(s, dag);
    if (rettelse == 0)
        return str_format(s->arena, s->engelsk ? "Handbook from %.*s" : "Håndbogen fra %.*s",
                          STR_ARG(fra));
    return str_format(s->arena,
                      s->engelsk ? "Correction %d of the handbook from %.*s"
                                 : "Rettelse %d af håndbogen fra %.*s",
                      rettelse, STR_ARG(fra));
}

struct str udkast_tilstand_ord(const struct side *s, enum udkast_tilstand tilstand)
{
    return str_from(s->engelsk ? udkast_tilstand_engelsk(tilstand)
                               : udkast_tilstand_navn(tilstand));
}

struct str udkast_klasse(enum udkast_tilstand tilstand)
{
    static const char *const KLASSE[UDKAST_TILSTANDE] = {"badge badge-info", "badge badge-warning",
                                                         "badge badge-success", "badge"};

    return str_from(KLASSE[tilstand]);
}

bool udkast_hvem(struct side *s, struct str bruger, struct str *out, struct err *err)
{
    return adgang_navn(s->app->store, s->arena, s->app->kommune, bruger, out, err);
}

/* ---- the draft */

bool udkast_i_adressen(struct side *s, struct udkast *out, struct err *err)
{
    struct err kendt = ERR_INIT;

    if (udkast_find(s->app->store, s->arena, s->app->kommune, web_del(s->request, "udkast"), out,
                    &kendt))
        return true;
    if (kendt.kind == ERR_INPUT) return side_findes_ikke(err);
    *err = kendt;
    return false;
}

bool udkast_stof(struct side *s, const struct udkast *u, struct udkast_stof *out, struct err *err)
{
    struct side_app *app = s->app;

    out->tekst = (struct udkast_tekst){u->slags, u->navn, STR_EMPTY, 0};
    TRY(udkast_gaeldende(app->store, s->arena, app->kommune, side_egne_filer(app), &out->g, err));
    return udkast_hent(app->store, s->arena, app->kommune, u->id, u->tekst, &out->tekst.tekst, err);
}

bool udkast_top(struct side *s, const struct udkast *u, struct udkast_top *out, struct err *err)
{
    struct str hvem;
    struct str moment = side_tid(s, u->skrevet_us);

    TRY(udkast_hvem(s, u->skrevet_af, &hvem, err));
    *out = (struct udkast_top){
        .id = u->id,
        .titel = udkast_titel(s, u->slags, u->navn),
        .fil = udkast_fil(s->arena, u->slags, u->navn),
        .tilstand = udkast_tilstand_ord(s, u->tilstand),
        .klasse = udkast_klasse(u->tilstand),
        .gemt = str_format(s->arena, s->engelsk ? "Saved by %.*s on %.*s" : "Gemt af %.*s den %.*s",
                           STR_ARG(hvem), STR_ARG(moment)),
        .begrundelse = u->begrundelse,
        .har_vis = u->slags == UDKAST_HAANDBOG,
    };
    if (u->begrundelse.n > 0) TRY(udkast_hvem(s, u->flyttet_af, &out->afvist_af, err));
    return true;
}

struct str udkast_linjeender(struct arena *arena, struct str tekst)
{
    struct buf out;

    buf_init(&out, arena);
    for (size_t i = 0; i < tekst.n; i++) {
        bool vogn = tekst.p[i] == '\r';
        if (vogn && i + 1 < tekst.n && tekst.p[i + 1] == '\n') continue;
        buf_char(&out, vogn ? '\n' : tekst.p[i]);
    }
    return buf_str(&out);
}
