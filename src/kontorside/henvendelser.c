/*
 * henvendelser: the list of them, cut in the ways people ask for it.
 */
#include "kontorside/henvendelser.h"

#include "beregning/ord.h"
#include "kontorside/henvendelse_side.h"
#include "kontorside/kontorside.h"
#include "kontorside/skabelon.h"

/* ---- words */

struct str kontor_henvendelse_art(const struct side *s, enum henvendelse_art art)
{
    static const char *const NAVN[HENVENDELSE_ARTER][2] = {
        [HENVENDELSE_UENIG] = {"Uenig i et beløb", "Disagrees with an amount"},
        [HENVENDELSE_FORSTAAR_IKKE] = {"Forstår ikke et beløb", "Does not understand an amount"},
        [HENVENDELSE_FLYTTET] = {"Et barn er flyttet", "A child has moved"},
        [HENVENDELSE_EFTERSKOLE] = {"Efterskole", "Boarding school"},
        [HENVENDELSE_HUSSTAND] = {"Ændring i husstanden", "Change in the household"},
        [HENVENDELSE_KONTO] = {"Ny konto", "New account"},
        [HENVENDELSE_ANDET] = {"Noget andet", "Something else"},
        [HENVENDELSE_FORSLAG] = {"Forslag til håndbogen", "Proposal for the handbook"},
    };

    ASSERT(art < HENVENDELSE_ARTER);
    return str_from(NAVN[art][s->engelsk]);
}

static const struct {
    const char *ord[2];
    const char *klasse;
} TILSTAND[HENVENDELSE_TILSTANDE] = {
    [HENVENDELSE_NY] = {{"Ny", "New"}, "badge badge-info"},
    [HENVENDELSE_I_GANG] = {{"I gang", "In progress"}, "badge badge-info"},
    [HENVENDELSE_BESVARET] = {{"Besvaret", "Answered"}, "badge badge-success"},
    [HENVENDELSE_LUKKET] = {{"Lukket", "Closed"}, "badge"},
};

bool kontor_henvendelse_fra(const struct kontor_opslag *o, const struct henvendelse *h,
                            struct str *out, struct err *err)
{
    bool maa_se = adgang_har(&o->s->hvem, RET_LAES_PERSON);

    if (h->familie.n == 0) return kontor_bruger(o->s, h->bruger, out, err);
    *out = side_tekst(o->s, "En plejefamilie", "A foster family");
    return !maa_se || kontor_familie(o, h->familie, out, err);
}

bool kontor_henvendelse_raekke(const struct kontor_opslag *o, const struct henvendelse *h,
                               struct henvendelse_raekke *out, struct err *err)
{
    struct side *s = o->s;

    *out = (struct henvendelse_raekke){
        .sti = str_format(s->arena, "/henvendelser/%.*s", STR_ARG(h->id)),
        .art = kontor_henvendelse_art(s, h->art),
        .hos = kontor_rolle(s, h->rolle),
        .frist = h->frist,
        .venter = h->tilstand == HENVENDELSE_NY || h->tilstand == HENVENDELSE_I_GANG,
        .tilstand = str_from(TILSTAND[h->tilstand].ord[s->engelsk]),
        .tilstand_klasse = TILSTAND[h->tilstand].klasse,
    };
    out->naar = kontor_naar(s, h->frist, &out->klasse);
    if (h->ansvarlig.n > 0) TRY(kontor_bruger(s, h->ansvarlig, &out->hos, err));
    return kontor_henvendelse_fra(o, h, &out->fra, err);
}

/* ---- the ways it is cut */

static const struct {
    const char *kode;
    const char *navn[2];
    enum henvendelse_stand stand;
    enum henvendelse_hvem hvem;
    bool forsent;
} VIS[] = {
    {"alle", {"Alle, der venter", "All that wait"}, HENVENDELSE_VENTER, HENVENDELSE_ALLES, false},
    {"mine", {"Mine", "Mine"}, HENVENDELSE_VENTER, HENVENDELSE_MINE, false},
    {"rollens", {"Min rolles", "My role's"}, HENVENDELSE_VENTER, HENVENDELSE_ROLLENS, false},
    {"forsent", {"For sent", "Late"}, HENVENDELSE_VENTER, HENVENDELSE_ALLES, true},
    {"besvarede", {"Besvarede", "Answered"}, HENVENDELSE_SVARET, HENVENDELSE_ALLES, false},
    {"lukkede", {"Lukkede", "Closed"}, HENVENDELSE_SLUT, HENVENDELSE_ALLES, false},
};
enum { VISNINGER = sizeof(VIS) / sizeof(*VIS) };

static bool choice_of(struct side *s, size_t i, struct henvendelse_valg *out, struct err *err)
{
    *out = (struct henvendelse_valg){
        .stand = VIS[i].stand,
        .hvem = VIS[i].hvem,
        .foer = VIS[i].forsent ? s->i_dag : DATO_MAX,
        .kun_forslag = !adgang_har(&s->hvem, RET_LAES_PERSON),
        .dag = s->i_dag,
    };
    return kontor_kun_egne(s, &out->kun_sager, err);
}

static bool chosen(struct side *s, size_t *out, struct err *err)
{
    struct str vis;

    TRY(web_felt(&s->request->query, "vis", &vis, err));
    *out = 0;
    if (vis.n == 0) return true;
    for (size_t i = 0; i < VISNINGER; i++) {
        if (!str_is(vis, VIS[i].kode)) continue;
        *out = i;
        return true;
    }
    return side_findes_ikke(err);
}

static bool choices(struct side *s, size_t valgt, struct henvendelser *page, int64_t *i_alt,
                    struct err *err)
{
    struct kontor_valg *row = ARENA_ARRAY(s->arena, VISNINGER, struct kontor_valg);

    for (size_t i = 0; i < VISNINGER; i++) {
        struct henvendelse_valg valg;
        TRY(choice_of(s, i, &valg, err));
        row[i] = (struct kontor_valg){
            .sti = str_format(s->arena, "/henvendelser?vis=%s", VIS[i].kode),
            .navn = str_from(VIS[i].navn[s->engelsk]),
            .med_antal = VIS[i].stand == HENVENDELSE_VENTER,
            .valgt = i == valgt,
        };
        if (!row[i].med_antal && i != valgt) continue;
        TRY(henvendelse_antal(s->app->store, s->arena, &s->hvem, &valg, &row[i].antal, err));
        if (i == valgt) *i_alt = row[i].antal;
    }
    page->valg = row;
    page->valg_antal = VISNINGER;
    return true;
}

static bool rows_of(struct side *s, const struct henvendelse *h, size_t n,
                    struct henvendelser *page, struct err *err)
{
    struct henvendelse_raekke *row = ARENA_ARRAY(s->arena, n, struct henvendelse_raekke);
    struct kontor_opslag o;

    TRY(kontor_opslag(s, &o, err));
    for (size_t i = 0; i < n; i++) TRY(kontor_henvendelse_raekke(&o, &h[i], &row[i], err));
    page->raekke = row;
    page->raekke_antal = n;
    return true;
}

/* Who may see none of others' sees the own ones, without choices. */
static bool own_list(struct side *s, struct henvendelser *page, struct err *err)
{
    struct henvendelse *h;
    size_t n;

    TRY(henvendelse_egne(s->app->store, s->arena, s->app->kommune, s->hvem.bruger, &h, &n, err));
    return rows_of(s, h, n, page, err);
}

static bool full_list(struct side *s, struct henvendelser *page, struct err *err)
{
    struct henvendelse *h;
    struct henvendelse_valg valg;
    size_t valgt, fra, n;
    int64_t i_alt = 0;

    TRY(chosen(s, &valgt, err));
    TRY(kontor_fra(s, &fra, err));
    TRY(choices(s, valgt, page, &i_alt, err));
    TRY(choice_of(s, valgt, &valg, err));
    TRY(henvendelse_udsnit(s->app->store, s->arena, &s->hvem, &valg, fra, KONTOR_SIDE, &h, &n,
                           err));
    page->sider = kontor_sider(s, str_format(s->arena, "/henvendelser?vis=%s&", VIS[valgt].kode),
                               fra, n, i_alt);
    return rows_of(s, h, n, page, err);
}

bool side_henvendelser(struct side *s, struct err *err)
{
    struct henvendelser page = {0};
    bool alle = adgang_har(&s->hvem, RET_LAES_PERSON) || adgang_har(&s->hvem, RET_FORSLAG);

    TRY(alle ? full_list(s, &page, err) : own_list(s, &page, err));
    TRY(side_set(s, VISNING_LISTE, STR("henvendelser"), "henvendelser", (int64_t)page.raekke_antal,
                 err));
    html_henvendelser(&s->h, &page);
    return side_vis(s, "Henvendelser", "Messages");
}
