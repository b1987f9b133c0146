/*
 * sager_anbringelser: the list of placements, searched and filtered.
 *
 * The search is sent as a form, so that a CPR number is in no address; what was chosen becomes an
 * address that can be kept, and turns the pages.
 */
#include "sagsside/sager_anbringelser.h"

#include "sagsside/sager_nummer.h"
#include "sagsside/sagsside.h"
#include "sagsside/skabelon.h"

enum { DAGE_MAX = 3660, SIDER_MAX = 10000 };

static const struct sager_ord OPHOLD[OPHOLD_ANTAL] = {
    [OPHOLD_DAGEN] = {"dagen", {"Bor der på dagen", "Lives there on the day"}},
    [OPHOLD_KOMMER] = {"kommer", {"Flytter ind senere", "Moves in later"}},
    [OPHOLD_FORBI] = {"forbi", {"Er flyttet", "Has moved out"}},
    [OPHOLD_ALLE] = {"alle", {"Alle", "All"}},
};
static const struct sager_ord ORDEN[] = {
    [ORDEN_ID] = {"nummer", {"Nummer", "Number"}},
    [ORDEN_BARN] = {"barn", {"Barnets navn", "Name of the child"}},
    [ORDEN_FAMILIE] = {"familie", {"Familie", "Family"}},
    [ORDEN_INDFLYTTET] = {"ind", {"Sidst flyttet ind først", "Latest moved in first"}},
    [ORDEN_FRAFLYTTET] = {"ud", {"Først til at slutte", "First to end"}},
};
enum { ORDENER = sizeof(ORDEN) / sizeof(*ORDEN) };
static const char *const ALLE_SLAGS[2] = {"Alle slags", "All kinds"};
static const char *const ALLE_SITUATIONER[2] = {"Uanset", "Whatever"};

/* What was asked for, as it was written. */
struct valgt {
    struct str tekst, dag, ophold, art, situation, trin, slutter, uden_niveau, uden_godkendelse,
        orden, side;
};

static bool read_fields(const struct web_felter *felter, struct valgt *v, struct err *err)
{
    const struct {
        const char *navn;
        struct str *til;
    } felt[] = {
        {"q", &v->tekst},
        {"dag", &v->dag},
        {"ophold", &v->ophold},
        {"art", &v->art},
        {"situation", &v->situation},
        {"trin", &v->trin},
        {"slutter", &v->slutter},
        {"uden_niveau", &v->uden_niveau},
        {"uden_godkendelse", &v->uden_godkendelse},
        {"orden", &v->orden},
        {"side", &v->side},
    };

    for (size_t i = 0; i < sizeof(felt) / sizeof(*felt); i++)
        TRY(sager_felt(felter, felt[i].navn, felt[i].til, err));
    return true;
}

/* ---- what it means */

static struct str wrong(const struct side *s, struct sager_anbringelser *page, const char *felt,
                        const char *dansk, const char *engelsk)
{
    page->fejlfelt = str_from(felt);
    return side_tekst(s, dansk, engelsk);
}

static void understand(const struct side *s, const struct valgt *v, struct register_soegning *q,
                       struct sager_anbringelser *page)
{
    struct err ingen = ERR_INIT;
    size_t ophold = sager_find(OPHOLD, OPHOLD_ANTAL, v->ophold);
    size_t orden = sager_find(ORDEN, ORDENER, v->orden);
    size_t art = sager_find(SAGER_ART, ART_ANTAL, v->art);
    size_t situation = sager_find(SAGER_SITUATION, SITUATION_ANTAL, v->situation);

    *q = (struct register_soegning){
        .dag = s->i_dag,
        .tekst = v->tekst,
        .bruger = STR_EMPTY,
        .ophold = ophold < OPHOLD_ANTAL ? (enum register_ophold)ophold : OPHOLD_DAGEN,
        .har_art = art < ART_ANTAL,
        .art = art < ART_ANTAL ? (enum art)art : ART_DOEGN,
        .har_situation = situation < SITUATION_ANTAL,
        .situation =
            situation < SITUATION_ANTAL ? (enum situation_art)situation : SITUATION_EFTERSKOLE,
        .uden_niveau = v->uden_niveau.n > 0,
        .uden_godkendelse = v->uden_godkendelse.n > 0,
        .orden = orden < ORDENER ? (enum register_orden)orden : ORDEN_ID,
    };
    if (v->dag.n > 0 && !dato_parse(v->dag, &q->dag, &ingen))
        page->fejl = wrong(s, page, "#dag", "Dagen skal være en dato, der findes: ÅÅÅÅ-MM-DD.",
                           "The day must be a date that exists: YYYY-MM-DD.");
    if (!sager_tal(v->trin, 99, &q->trin))
        page->fejl = wrong(s, page, "#trin", "Trin skal være et helt tal.",
                           "The level must be a whole number.");
    if (!sager_tal(v->slutter, DAGE_MAX, &q->slutter_dage))
        page->fejl = wrong(s, page, "#slutter", "Antal dage skal være et helt tal.",
                           "The number of days must be a whole number.");
    if (!sager_tal(v->side, SIDER_MAX, &q->side)) q->side = 0;
    if (q->side > 0) q->side--;
}

/* The address of what was chosen, without the page. */
static void address(struct side *s, const struct valgt *v, struct sager_adresse *a)
{
    sager_adresse(s, a, "/anbringelser");
    sager_tilfoej(a, "q", v->tekst);
    sager_tilfoej(a, "dag", v->dag);
    if (!str_is(v->ophold, "dagen")) sager_tilfoej(a, "ophold", v->ophold);
    sager_tilfoej(a, "art", v->art);
    sager_tilfoej(a, "situation", v->situation);
    sager_tilfoej(a, "trin", v->trin);
    sager_tilfoej(a, "slutter", v->slutter);
    sager_tilfoej(a, "uden_niveau", v->uden_niveau);
    sager_tilfoej(a, "uden_godkendelse", v->uden_godkendelse);
    if (!str_is(v->orden, "nummer")) sager_tilfoej(a, "orden", v->orden);
}

void sager_blade(const struct side *s, struct sager_adresse *adresse, int side, size_t her,
                 int64_t ialt, struct sager_blade *out)
{
    struct str alt = sager_adressen(adresse);
    const char *mellem = adresse->har ? "&" : "?";
    int64_t foer = (int64_t)side * REGISTER_SIDE;

    *out = (struct sager_blade){STR_EMPTY, STR_EMPTY, STR_EMPTY};
    out->tal = str_format(s->arena, s->engelsk ? "%lld–%lld of %lld" : "%lld–%lld af %lld",
                          (long long)foer + 1, (long long)foer + (long long)her, (long long)ialt);
    if (side > 0) out->forrige = str_format(s->arena, "%.*s%sside=%d", STR_ARG(alt), mellem, side);
    if (foer + (int64_t)her < ialt)
        out->naeste = str_format(s->arena, "%.*s%sside=%d", STR_ARG(alt), mellem, side + 2);
}

/* ---- showing */

static void show_choices(const struct side *s, const struct valgt *v,
                         struct sager_anbringelser *page)
{
    page->tekst = v->tekst;
    page->dag = v->dag;
    page->trin = v->trin;
    page->slutter = v->slutter;
    page->uden_niveau = v->uden_niveau.n > 0;
    page->uden_godkendelse = v->uden_godkendelse.n > 0;
    page->ophold_antal = sager_valgene(s, OPHOLD, OPHOLD_ANTAL, NULL, v->ophold, &page->ophold);
    page->art_antal = sager_valgene(s, SAGER_ART, ART_ANTAL, ALLE_SLAGS, v->art, &page->art);
    page->situation_antal = sager_valgene(s, SAGER_SITUATION, SITUATION_ANTAL, ALLE_SITUATIONER,
                                          v->situation, &page->situation);
    page->orden_antal = sager_valgene(s, ORDEN, ORDENER, NULL, v->orden, &page->orden);
    page->snaevret = v->dag.n + v->art.n + v->situation.n + v->trin.n + v->slutter.n +
                         v->uden_niveau.n + v->uden_godkendelse.n + v->ophold.n + v->orden.n >
                     0;
}

static void show_rows(const struct side *s, const struct register_soegning *q,
                      const struct register_fundet *f, size_t n, struct sager_anbringelser *page)
{
    struct sager_raekke *row = ARENA_ARRAY(s->arena, n, struct sager_raekke);

    for (size_t i = 0; i < n; i++) {
        row[i] = (struct sager_raekke){
            .id = f[i].id,
            .barn = f[i].navn.n > 0 ? f[i].navn : f[i].barn,
            .alder = sager_alder(s, f[i].foedt, q->dag),
            .familie = f[i].familie,
            .art = str_from(SAGER_ART[f[i].art].tekst[s->engelsk]),
            .niveau = f[i].har_niveau ? sager_niveau(s, f[i].trin, f[i].vederlag) : STR_EMPTY,
            .ind = side_dato(s, f[i].indflyttet),
        };
        bool bor = f[i].indflyttet.dag <= q->dag.dag && q->dag.dag < f[i].fraflyttet.dag;
        row[i].uden_niveau = bor && !f[i].har_niveau && f[i].art != ART_AFLASTNING;
        if (f[i].fraflyttet.dag != DATO_MAX.dag) row[i].ud = side_dato(s, f[i].fraflyttet);
    }
    page->raekke = row;
    page->raekke_antal = n;
}

static bool list(struct side *s, struct register_soegning *q, struct sager_anbringelser *page,
                 size_t *n, int64_t *ialt, struct err *err)
{
    struct register_fundet *f;

    TRY(side_sag_kreds(s, &q->bruger, err));
    page->kun_egne = q->bruger.n > 0;
    TRY(register_soeg(s->app->store, s->arena, s->app->kommune, q, &f, n, ialt, err));
    show_rows(s, q, f, *n, page);
    return true;
}

static bool show(struct side *s, const struct valgt *v, struct str fejl, struct err *err)
{
    struct sager_anbringelser page = {.csrf = s->csrf, .fejl = STR_EMPTY, .fejlfelt = STR_EMPTY};
    struct register_soegning q;
    struct sager_adresse a;
    int64_t ialt = 0;
    size_t n = 0;

    understand(s, v, &q, &page);
    if (fejl.n > 0) page.fejl = fejl;
    show_choices(s, v, &page);
    address(s, v, &a);
    page.soegning = sager_soegning(&a);
    page.kan_oprette = side_maa(s, SIDE_RET, RET_REGISTRER);
    TRY(sager_filtre(s, "anbringelser", page.soegning, &page.filter, &page.filter_antal, err));
    for (size_t i = 0; i < page.filter_antal; i++) {
        if (!page.filter[i].valgt) continue;
        page.gemt = true;
        page.gemt_navn = page.filter[i].navn;
    }
    if (page.fejlfelt.n == 0) TRY(list(s, &q, &page, &n, &ialt, err));
    TRY(side_set(s, VISNING_LISTE, STR("anbringelser"), "sagsbehandling", (int64_t)n, err));
    sager_blade(s, &a, q.side, n, ialt, &page.blade);
    html_sager_anbringelser(&s->h, &page);
    side_vis(s, "Anbringelser", "Placements");
    if (page.fejl.n > 0) s->response->status = 400;
    return true;
}

bool side_sager_anbringelser(struct side *s, struct err *err)
{
    struct valgt v = {0};
    struct str advarsel;

    TRY(read_fields(&s->request->query, &v, err));
    TRY(sager_nummer_advarsel(s, &advarsel, err));
    if (register_ligner_cpr(v.tekst)) return sager_nummer_vaek(s, "anbringelser", err);
    return show(s, &v, advarsel, err);
}

bool side_sager_anbringelser_soeg(struct side *s, struct err *err)
{
    struct valgt v = {0};
    struct sager_adresse a;
    struct str adresse;

    TRY(read_fields(&s->request->form, &v, err));
    if (!register_ligner_cpr(v.tekst)) {
        address(s, &v, &a);
        return side_videre(s, sager_adressen(&a));
    }
    TRY(sager_nummer_til(s, v.tekst, &adresse, err));
    if (adresse.n > 0) return side_videre(s, adresse);
    v.tekst = STR_EMPTY;
    return show(s, &v, sager_nummer_ingen(s), err);
}

bool side_sager_anbringelser_gem(struct side *s, struct err *err)
{
    struct valgt v = {0};
    struct err fejl = ERR_INIT;
    struct str adresse;

    if (sager_filter_gem(s, "anbringelser", &adresse, &fejl)) return side_videre(s, adresse);
    if (fejl.kind == ERR_INPUT) return show(s, &v, side_fejltekst(s, &fejl), err);
    *err = fejl;
    return false;
}
