/*
 * sager_familier: the list of families, searched and filtered; sent and kept as that of placements.
 */
#include "sagsside/sager_familier.h"

#include "beregning/ord.h"
#include "sagsside/sager_nummer.h"
#include "sagsside/sagsside.h"
#include "sagsside/skabelon.h"

enum { DAGE_MAX = 3660, SIDER_MAX = 10000 };

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

struct valgt {
    struct str tekst, dag, plads, udloeber, med_barn, uden_godkendelse, orden, side;
};

static bool read_fields(const struct web_felter *felter, struct valgt *v, struct err *err)
{
    const struct {
        const char *navn;
        struct str *til;
    } felt[] = {
        {"q", &v->tekst},           {"dag", &v->dag},
        {"plads", &v->plads},       {"udloeber", &v->udloeber},
        {"med_barn", &v->med_barn}, {"uden_godkendelse", &v->uden_godkendelse},
        {"orden", &v->orden},       {"side", &v->side},
    };

    for (size_t i = 0; i < sizeof(felt) / sizeof(*felt); i++)
        TRY(sager_felt(felter, felt[i].navn, felt[i].til, err));
    return true;
}

static void understand(const struct side *s, const struct valgt *v,
                       struct register_familiesoegning *q, struct sager_familier *page)
{
    struct err ingen = ERR_INIT;
    size_t plads = sager_find(PLADS, PLADS_ANTAL, v->plads);

    *q = (struct register_familiesoegning){
        .dag = s->i_dag,
        .tekst = v->tekst,
        .bruger = STR_EMPTY,
        .med_barn = v->med_barn.n > 0,
        .uden_godkendelse = v->uden_godkendelse.n > 0,
        .plads = plads < PLADS_ANTAL ? (enum register_plads)plads : PLADS_ALLE,
        .orden = str_is(v->orden, "boern") ? ORDEN_BOERN : ORDEN_ID,
    };
    if (v->dag.n > 0 && !dato_parse(v->dag, &q->dag, &ingen)) {
        page->fejlfelt = STR("#dag");
        page->fejl = side_tekst(s, "Dagen skal være en dato, der findes: ÅÅÅÅ-MM-DD.",
                                "The day must be a date that exists: YYYY-MM-DD.");
    }
    if (!sager_tal(v->udloeber, DAGE_MAX, &q->udloeber_dage)) {
        page->fejlfelt = STR("#udloeber");
        page->fejl = side_tekst(s, "Antal dage skal være et helt tal.",
                                "The number of days must be a whole number.");
    }
    if (!sager_tal(v->side, SIDER_MAX, &q->side)) q->side = 0;
    if (q->side > 0) q->side--;
}

static void address(struct side *s, const struct valgt *v, struct sager_adresse *a)
{
    sager_adresse(s, a, "/familier");
    sager_tilfoej(a, "q", v->tekst);
    sager_tilfoej(a, "dag", v->dag);
    sager_tilfoej(a, "plads", v->plads);
    sager_tilfoej(a, "udloeber", v->udloeber);
    sager_tilfoej(a, "med_barn", v->med_barn);
    sager_tilfoej(a, "uden_godkendelse", v->uden_godkendelse);
    if (!str_is(v->orden, "nummer")) sager_tilfoej(a, "orden", v->orden);
}

/* ---- showing */

static void show_choices(const struct side *s, const struct valgt *v, struct sager_familier *page)
{
    page->tekst = v->tekst;
    page->dag = v->dag;
    page->udloeber = v->udloeber;
    page->med_barn = v->med_barn.n > 0;
    page->uden_godkendelse = v->uden_godkendelse.n > 0;
    page->plads_antal = sager_valgene(s, PLADS, PLADS_ANTAL, NULL, v->plads, &page->plads);
    page->orden_antal = sager_valgene(s, ORDEN, ORDENER, NULL, v->orden, &page->orden);
    page->snaevret =
        v->dag.n + v->plads.n + v->udloeber.n + v->med_barn.n + v->uden_godkendelse.n + v->orden.n >
        0;
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

static bool list(struct side *s, struct register_familiesoegning *q, struct sager_familier *page,
                 size_t *n, int64_t *ialt, struct err *err)
{
    struct register_familie_fundet *f;

    TRY(side_sag_kreds(s, &q->bruger, err));
    page->kun_egne = q->bruger.n > 0;
    TRY(register_soeg_familier(s->app->store, s->arena, s->app->kommune, q, &f, n, ialt, err));
    struct sager_familieraekke *row = ARENA_ARRAY(s->arena, *n, struct sager_familieraekke);
    for (size_t i = 0; i < *n; i++) {
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
        TRY(sager_plejepersoner(s, f[i].id, q->dag, &row[i].plejere, err));
    }
    page->raekke = row;
    page->raekke_antal = *n;
    return true;
}

static bool show(struct side *s, const struct valgt *v, struct str fejl, struct err *err)
{
    struct sager_familier page = {.csrf = s->csrf, .fejl = STR_EMPTY, .fejlfelt = STR_EMPTY};
    struct register_familiesoegning q;
    struct sager_adresse a;
    int64_t ialt = 0;
    size_t n = 0;

    understand(s, v, &q, &page);
    if (fejl.n > 0) page.fejl = fejl;
    show_choices(s, v, &page);
    address(s, v, &a);
    page.soegning = sager_soegning(&a);
    page.kan_oprette = side_maa(s, SIDE_RET, RET_REGISTRER);
    TRY(sager_filtre(s, "familier", page.soegning, &page.filter, &page.filter_antal, err));
    for (size_t i = 0; i < page.filter_antal; i++) {
        if (!page.filter[i].valgt) continue;
        page.gemt = true;
        page.gemt_navn = page.filter[i].navn;
    }
    if (page.fejlfelt.n == 0) TRY(list(s, &q, &page, &n, &ialt, err));
    page.kan_oprette = page.kan_oprette && !page.kun_egne;
    TRY(side_set(s, VISNING_LISTE, STR("familier"), "sagsbehandling", (int64_t)n, err));
    sager_blade(s, &a, q.side, n, ialt, &page.blade);
    html_sager_familier(&s->h, &page);
    side_vis(s, "Familier", "Families");
    if (page.fejl.n > 0) s->response->status = 400;
    return true;
}

/* ---- the pages */

bool side_sager_familier(struct side *s, struct err *err)
{
    struct valgt v = {0};
    struct str advarsel;

    TRY(read_fields(&s->request->query, &v, err));
    TRY(sager_nummer_advarsel(s, &advarsel, err));
    if (register_ligner_cpr(v.tekst)) return sager_nummer_vaek(s, "familier", err);
    return show(s, &v, advarsel, err);
}

bool side_sager_familier_soeg(struct side *s, struct err *err)
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

bool side_sager_familier_gem(struct side *s, struct err *err)
{
    struct valgt v = {0};
    struct err fejl = ERR_INIT;
    struct str adresse;

    if (sager_filter_gem(s, "familier", &adresse, &fejl)) return side_videre(s, adresse);
    if (fejl.kind == ERR_INPUT) return show(s, &v, side_fejltekst(s, &fejl), err);
    *err = fejl;
    return false;
}
