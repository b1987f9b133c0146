/*
 * sager_anbringelser: the list of placements, searched and filtered.
 */
#include "sagsside/sager_anbringelser.h"

#include "sagsside/sagsside.h"
#include "sagsside/skabelon.h"

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

enum {
    OPHOLDET = LISTE_EGNE,
    ARTEN,
    SITUATIONEN,
    TRIN,
    SLUTTER,
    UDEN_NIVEAU,
    UDEN_GODKENDELSE,
    ORDENEN,
    SIDEN,
    FELTER,
};
static const struct sager_listefelt FELT[FELTER] = {
    [LISTE_TEKST] = {"q", NULL},
    [LISTE_DAG] = {"dag", NULL},
    [OPHOLDET] = {"ophold", "dagen"},
    [ARTEN] = {"art", NULL},
    [SITUATIONEN] = {"situation", NULL},
    [TRIN] = {"trin", NULL},
    [SLUTTER] = {"slutter", NULL},
    [UDEN_NIVEAU] = {"uden_niveau", NULL},
    [UDEN_GODKENDELSE] = {"uden_godkendelse", NULL},
    [ORDENEN] = {"orden", "nummer"},
    [SIDEN] = {"side", NULL},
};

/* ---- what it means */

/* The kinds of placement whose payment needs a level on the day, by the kommune's own handbook. */
static void need_level(const struct sager_opslag *o, bool *out)
{
    const struct side_haandbog *h = side_egen_haandbog(o->s->app);
    const struct plan *plan = h == NULL ? NULL : plan_on(&h->samling.planer, o->paa, DATO_MAX);

    for (int i = 0; i < ART_ANTAL; i++)
        out[i] = plan != NULL && plan_kraever_niveau(plan, (enum art)i);
}

static void understand(struct sager_opslag *o, struct register_soegning *q)
{
    const struct str *v = o->valgt;
    size_t ophold = sager_find(OPHOLD, OPHOLD_ANTAL, v[OPHOLDET]);
    size_t orden = sager_find(ORDEN, ORDENER, v[ORDENEN]);
    size_t art = sager_find(SAGER_ART, ART_ANTAL, v[ARTEN]);
    size_t situation = sager_find(SAGER_SITUATION, SITUATION_ANTAL, v[SITUATIONEN]);

    *q = (struct register_soegning){
        .dag = o->paa,
        .tekst = v[LISTE_TEKST],
        .bruger = o->bruger,
        .ophold = ophold < OPHOLD_ANTAL ? (enum register_ophold)ophold : OPHOLD_DAGEN,
        .har_art = art < ART_ANTAL,
        .art = art < ART_ANTAL ? (enum art)art : ART_DOEGN,
        .har_situation = situation < SITUATION_ANTAL,
        .situation =
            situation < SITUATION_ANTAL ? (enum situation_art)situation : SITUATION_EFTERSKOLE,
        .uden_niveau = v[UDEN_NIVEAU].n > 0,
        .uden_godkendelse = v[UDEN_GODKENDELSE].n > 0,
        .orden = orden < ORDENER ? (enum register_orden)orden : ORDEN_ID,
        .side = o->side,
    };
    need_level(o, q->kraever_niveau);
    sager_liste_tal(o, TRIN, "trin", 99, &q->trin, "Trin skal være et helt tal.",
                    "The level must be a whole number.");
    sager_liste_tal(o, SLUTTER, "slutter", SAGER_DAGE_MAX, &q->slutter_dage,
                    "Antal dage skal være et helt tal.",
                    "The number of days must be a whole number.");
}

/* ---- showing */

static void show_choices(const struct sager_opslag *o, struct sager_anbringelser *page)
{
    const struct side *s = o->s;
    const struct str *v = o->valgt;

    page->trin = v[TRIN];
    page->slutter = v[SLUTTER];
    page->uden_niveau = v[UDEN_NIVEAU].n > 0;
    page->uden_godkendelse = v[UDEN_GODKENDELSE].n > 0;
    page->ophold_antal = sager_valgene(s, OPHOLD, OPHOLD_ANTAL, NULL, v[OPHOLDET], &page->ophold);
    page->art_antal = sager_valgene(s, SAGER_ART, ART_ANTAL, ALLE_SLAGS, v[ARTEN], &page->art);
    page->situation_antal = sager_valgene(s, SAGER_SITUATION, SITUATION_ANTAL, ALLE_SITUATIONER,
                                          v[SITUATIONEN], &page->situation);
    page->orden_antal = sager_valgene(s, ORDEN, ORDENER, NULL, v[ORDENEN], &page->orden);
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
        row[i].uden_niveau = bor && !f[i].har_niveau && q->kraever_niveau[f[i].art];
        if (f[i].fraflyttet.dag != DATO_MAX.dag) row[i].ud = side_dato(s, f[i].fraflyttet);
    }
    page->raekke = row;
    page->raekke_antal = n;
}

static bool fetch(struct sager_opslag *o, void **out, struct err *err)
{
    struct sager_anbringelser *page = ARENA_NEW(o->s->arena, struct sager_anbringelser);
    const struct side_app *app = o->s->app;
    struct register_soegning q;
    struct register_fundet *f;

    *out = page;
    understand(o, &q);
    show_choices(o, page);
    if (o->forkert) return true;
    TRY(register_soeg(app->store, o->s->arena, app->kommune, &q, &f, &o->antal, &o->ialt, err));
    show_rows(o->s, &q, f, o->antal, page);
    return true;
}

static void write(struct sager_opslag *o, void *out)
{
    struct sager_anbringelser *page = out;

    page->liste = o->liste;
    html_sager_anbringelser(&o->s->h, page);
}

/* ---- the pages */

static const struct sager_listeart LISTE = {
    "anbringelser", {"Anbringelser", "Placements"}, FELT, FELTER, fetch, write};

bool side_sager_anbringelser(struct side *s, struct err *err)
{
    return sager_liste_vis(s, &LISTE, err);
}

bool side_sager_anbringelser_soeg(struct side *s, struct err *err)
{
    return sager_liste_soeg(s, &LISTE, err);
}

bool side_sager_anbringelser_gem(struct side *s, struct err *err)
{
    return sager_liste_gem(s, &LISTE, err);
}
