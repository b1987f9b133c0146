/*
 * sager_familier: the list of families, searched and filtered.
 */
#include "sagsside/sager_familier.h"

#include "beregning/ord.h"
#include "sagsside/sagsside.h"
#include "sagsside/skabelon.h"

static const struct sager_ord PLADS[PLADS_ANTAL] = {
    [PLADS_ALLE] = {"", {"Uanset", "Whatever"}},
    [PLADS_LEDIG] = {"ledig", {"Ledig plads", "Room for more"}},
    [PLADS_FULD] = {"fuld", {"Fuldt belagt", "Full"}},
    [PLADS_OVER] = {"over", {"Flere børn end godkendt", "More children than approved"}},
};
static const struct sager_ord ORDEN[] = {
    {"nummer", {"Nummer", "Number"}},
    {"boern", {"Flest børn først", "Most children first"}},
};
enum { ORDENER = sizeof(ORDEN) / sizeof(*ORDEN) };

enum { PLADSEN = LISTE_EGNE, UDLOEBER, MED_BARN, UDEN_GODKENDELSE, ORDENEN, SIDEN, FELTER };
static const struct sager_listefelt FELT[FELTER] = {
    [LISTE_TEKST] = {"q", NULL},     [LISTE_DAG] = {"dag", NULL},
    [PLADSEN] = {"plads", NULL},     [UDLOEBER] = {"udloeber", NULL},
    [MED_BARN] = {"med_barn", NULL}, [UDEN_GODKENDELSE] = {"uden_godkendelse", NULL},
    [ORDENEN] = {"orden", "nummer"}, [SIDEN] = {"side", NULL},
};

static void understand(struct sager_opslag *o, struct register_familiesoegning *q)
{
    const struct str *v = o->valgt;
    size_t plads = sager_find(PLADS, PLADS_ANTAL, v[PLADSEN]);

    *q = (struct register_familiesoegning){
        .dag = o->paa,
        .tekst = v[LISTE_TEKST],
        .bruger = o->bruger,
        .med_barn = v[MED_BARN].n > 0,
        .uden_godkendelse = v[UDEN_GODKENDELSE].n > 0,
        .plads = plads < PLADS_ANTAL ? (enum register_plads)plads : PLADS_ALLE,
        .orden = str_is(v[ORDENEN], "boern") ? ORDEN_BOERN : ORDEN_ID,
        .side = o->side,
    };
    sager_liste_tal(o, UDLOEBER, "udloeber", SAGER_DAGE_MAX, &q->udloeber_dage,
                    "Antal dage skal være et helt tal.",
                    "The number of days must be a whole number.");
}

/* ---- showing */

static void show_choices(const struct sager_opslag *o, struct sager_familier *page)
{
    const struct str *v = o->valgt;

    page->udloeber = v[UDLOEBER];
    page->med_barn = v[MED_BARN].n > 0;
    page->uden_godkendelse = v[UDEN_GODKENDELSE].n > 0;
    page->plads_antal = sager_valgene(o->s, PLADS, PLADS_ANTAL, NULL, v[PLADSEN], &page->plads);
    page->orden_antal = sager_valgene(o->s, ORDEN, ORDENER, NULL, v[ORDENEN], &page->orden);
}

static struct str approved(const struct side *s, const struct register_familie_fundet *f)
{
    struct buf b;

    buf_init(&b, s->arena);
    if (!f->har_godkendelse) return STR_EMPTY;
    buf_c(&b, SAGER_GODKENDELSE[f->art].tekst[s->engelsk]);
    if (f->antal_boern > 0)
        buf_format(&b, s->engelsk ? ", %d children" : ", %d børn", f->antal_boern);
    if (f->alder_fra >= 0 && f->alder_til >= 0)
        buf_format(&b, s->engelsk ? ", ages %d–%d" : ", %d–%d år", f->alder_fra, f->alder_til);
    return buf_str(&b);
}

static bool show_rows(struct side *s, struct dato dag, const struct register_familie_fundet *f,
                      size_t n, struct sager_familier *page, struct err *err)
{
    struct sager_familieraekke *row = ARENA_ARRAY(s->arena, n, struct sager_familieraekke);

    for (size_t i = 0; i < n; i++) {
        row[i] = (struct sager_familieraekke){
            .id = f[i].id,
            .boern = f[i].boern,
            .godkendt = approved(s, &f[i]),
            .udloeber = STR_EMPTY,
            .socialtilsyn = f[i].socialtilsyn,
            .over = f[i].antal_boern > 0 && f[i].boern > f[i].antal_boern,
        };
        if (f[i].har_godkendelse && f[i].til.dag != DATO_MAX.dag)
            row[i].udloeber = side_dato(s, f[i].til);
        TRY(sager_plejepersoner(s, f[i].id, dag, &row[i].plejere, err));
    }
    page->raekke = row;
    page->raekke_antal = n;
    return true;
}

static bool fetch(struct sager_opslag *o, void **out, struct err *err)
{
    struct sager_familier *page = ARENA_NEW(o->s->arena, struct sager_familier);
    const struct side_app *app = o->s->app;
    struct register_familiesoegning q;
    struct register_familie_fundet *f;

    *out = page;
    understand(o, &q);
    show_choices(o, page);
    o->liste.kan_oprette = o->liste.kan_oprette && !o->liste.kun_egne;
    if (o->forkert) return true;
    TRY(register_soeg_familier(app->store, o->s->arena, app->kommune, &q, &f, &o->antal, &o->ialt,
                               err));
    return show_rows(o->s, q.dag, f, o->antal, page, err);
}

static void write(struct sager_opslag *o, void *out)
{
    struct sager_familier *page = out;

    page->liste = o->liste;
    html_sager_familier(&o->s->h, page);
}

/* ---- the pages */

static const struct sager_listeart LISTE = {
    "familier", {"Familier", "Families"}, FELT, FELTER, fetch, write};

bool side_sager_familier(struct side *s, struct err *err)
{
    return sager_liste_vis(s, &LISTE, err);
}

bool side_sager_familier_soeg(struct side *s, struct err *err)
{
    return sager_liste_soeg(s, &LISTE, err);
}

bool side_sager_familier_gem(struct side *s, struct err *err)
{
    return sager_liste_gem(s, &LISTE, err);
}
