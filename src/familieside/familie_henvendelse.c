/*
 * familie_henvendelse: what a family has written, and what it was answered.
 */
#include "familieside/familie_henvendelse.h"

#include "base/tid.h"
#include "beregning/ord.h"
#include "familieside/familieside.h"
#include "familieside/skabelon.h"

/* ---- words */

struct str familie_sagart(const struct side *s, enum henvendelse_art art)
{
    static const char *const NAVN[HENVENDELSE_ARTER][2] = {
        [HENVENDELSE_UENIG] = {"Uenig i et beløb", "Disagrees with an amount"},
        [HENVENDELSE_FORSTAAR_IKKE] = {"Forstår ikke et beløb", "Does not understand an amount"},
        [HENVENDELSE_FLYTTET] = {"Et barn er flyttet", "A child has moved"},
        [HENVENDELSE_EFTERSKOLE] = {"Efterskole", "Boarding school"},
        [HENVENDELSE_HUSSTAND] = {"Ændring i husstanden", "Change in the household"},
        [HENVENDELSE_KONTO] = {"Ny konto", "New account"},
        [HENVENDELSE_ANDET] = {"Noget andet", "Something else"},
        [HENVENDELSE_FORSLAG] = {"Forslag til håndbogen", "A proposal for the handbook"},
    };

    ASSERT(art < HENVENDELSE_ARTER);
    return str_from(NAVN[art][s->engelsk]);
}

static const struct {
    const char *ord[2];
    const char *klasse;
} TILSTAND[HENVENDELSE_TILSTANDE] = {
    [HENVENDELSE_NY] = {{"Modtaget", "Received"}, "badge badge-info"},
    [HENVENDELSE_I_GANG] = {{"Vi ser på den", "We are looking at it"}, "badge badge-info"},
    [HENVENDELSE_BESVARET] = {{"Besvaret", "Answered"}, "badge badge-success"},
    [HENVENDELSE_LUKKET] = {{"Lukket", "Closed"}, "badge"},
};

static bool about(struct side *s, const struct familie_kreds *k, const struct henvendelse *h,
                  struct familie_sag *out, struct err *err)
{
    struct buf om;

    buf_init(&om, s->arena);
    for (size_t i = 0; i < k->steder; i++) {
        struct str navn;
        if (!str_eq(k->sted[i].id, h->linje.anbringelse)) continue;
        TRY(familie_navn(s, k->sted[i].anbringelse.barn, true, &navn, err));
        buf_add(&om, navn);
    }
    if (h->linje.koersel > 0) {
        struct str titel = side_ydelse(s, h->linje.ydelse);
        out->har_betaling = true;
        out->betaling = h->linje.koersel;
        buf_format(&om, "%s%.*s, %.*s", om.n > 0 ? ": " : "", STR_ARG(titel),
                   STR_ARG(side_maaned(s, h->linje.maaned)));
    }
    if (h->art == HENVENDELSE_FORSLAG)
        buf_add(&om, side_regel(s, h->regel.haandbog, h->regel.version, h->regel.anker));
    if (h->dag.dag != DATO_MIN.dag)
        buf_format(&om, "%s%s %.*s", om.n > 0 ? ", " : "", s->engelsk ? "from" : "fra",
                   STR_ARG(side_dato(s, h->dag)));
    out->om = buf_str(&om);
    return true;
}

/* Who is to answer: the one who has taken it, else the role. */
static bool owner(struct side *s, const struct henvendelse *h, struct str *out, struct err *err)
{
    struct err ingen = ERR_INIT;
    enum rolle rolle;

    *out = h->rolle;
    if (rolle_parse(h->rolle, &rolle, &ingen)) *out = side_rolle_ord(s, rolle);
    *out = ord_stort(s->arena, *out);
    if (h->ansvarlig.n == 0) return true;
    struct str navn;
    TRY(adgang_navn(s->app->store, s->arena, s->app->kommune, h->ansvarlig, &navn, err));
    if (navn.n > 0) *out = str_format(s->arena, "%.*s, %.*s", STR_ARG(*out), STR_ARG(navn));
    return true;
}

bool familie_sag_af(struct side *s, const struct familie_kreds *kreds, const struct henvendelse *h,
                    struct familie_sag *out, struct err *err)
{
    *out = (struct familie_sag){
        .familie = kreds->familie,
        .id = h->id,
        .art = familie_sagart(s, h->art),
        .sendt = side_dato(s, dato_of_us(h->tid_us)),
        .frist = side_ugedag(s, h->frist),
        .tilstand = str_from(TILSTAND[h->tilstand].ord[s->engelsk]),
        .klasse = TILSTAND[h->tilstand].klasse,
        .venter = h->tilstand == HENVENDELSE_NY || h->tilstand == HENVENDELSE_I_GANG,
    };
    TRY(owner(s, h, &out->hvem, err));
    return about(s, kreds, h, out, err);
}

/* ---- the list */

bool side_familie_henvendelser(struct side *s, struct err *err)
{
    struct familie_henvendelser page = {0};
    struct familie_kreds k;
    struct henvendelse *h;
    size_t n;

    TRY(familie_aabn(s, &k, err));
    TRY(henvendelse_familiens(s->app->store, s->arena, s->app->kommune, k.familie, &h, &n, err));
    struct familie_sag *row = ARENA_ARRAY(s->arena, n, struct familie_sag);
    for (size_t i = 0; i < n; i++) TRY(familie_sag_af(s, &k, &h[i], &row[i], err));
    page.familie = k.familie;
    page.sag = row;
    page.sag_antal = n;
    html_familie_henvendelser(&s->h, &page);
    return side_vis(s, "Jeres henvendelser", "Your messages");
}

/* ---- one */

/* The one that {id} in the path means; 404 when it is not this family's. */
static bool find(struct side *s, const struct familie_kreds *k, struct henvendelse *out,
                 struct err *err)
{
    TRY(henvendelse_find(s->app->store, s->arena, s->app->kommune, web_del(s->request, "id"), out,
                         err));
    return (out->id.n > 0 && str_eq(out->familie, k->familie)) || side_findes_ikke(err);
}

static bool speech(struct side *s, const struct henvendelse *h, struct familie_henvendelse *page,
                   struct err *err)
{
    struct henvendelse_besked *b;
    size_t n;

    TRY(henvendelse_beskeder(s->app->store, s->arena, s->app->kommune, h->id, &b, &n, err));
    struct familie_tale *row = ARENA_ARRAY(s->arena, n, struct familie_tale);
    for (size_t i = 0; i < n; i++) {
        row[i] = (struct familie_tale){b[i].fra_kommune, STR_EMPTY,
                                       side_dato(s, dato_of_us(b[i].tid_us)), b[i].tekst};
        if (!b[i].fra_kommune) {
            row[i].hvem = side_tekst(s, "Jer", "You");
            continue;
        }
        TRY(adgang_navn(s->app->store, s->arena, s->app->kommune, b[i].bruger, &row[i].hvem, err));
        if (row[i].hvem.n == 0) row[i].hvem = side_tekst(s, "Kommunen", "The municipality");
    }
    page->tale = row;
    page->tale_antal = n;
    return true;
}

static bool show(struct side *s, const struct familie_kreds *k, const struct henvendelse *h,
                 struct str tekst, struct err *err)
{
    struct familie_henvendelse page = {.csrf = s->csrf, .tekst = tekst};

    TRY(familie_sag_af(s, k, h, &page.sag, err));
    TRY(speech(s, h, &page, err));
    html_familie_henvendelse(&s->h, &page);
    return side_vis_med(s, page.sag.art);
}

bool side_familie_henvendelse(struct side *s, struct err *err)
{
    struct familie_kreds k;
    struct henvendelse h;

    TRY(familie_aabn(s, &k, err));
    TRY(find(s, &k, &h, err));
    return show(s, &k, &h, STR_EMPTY, err);
}

bool side_familie_henvendelse_skriv(struct side *s, struct err *err)
{
    struct familie_kreds k;
    struct henvendelse h;
    struct err fejl = ERR_INIT;
    struct str tekst;

    TRY(familie_aabn(s, &k, err));
    TRY(find(s, &k, &h, err));
    TRY(web_felt(&s->request->form, "tekst", &tekst, err));
    if (!henvendelse_skriv(s->app->store, s->arena, &s->hvem, &h, false, tekst, s->request->now_us,
                           &fejl)) {
        TRY(side_afvis_henvendelse(s, &fejl, err));
        return show(s, &k, &h, tekst, err);
    }
    return side_videre(s, str_format(s->arena, "/familie/%.*s/henvendelser/%.*s",
                                     STR_ARG(k.familie), STR_ARG(h.id)));
}
