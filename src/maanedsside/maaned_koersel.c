/*
 * maaned_koersel: one run: where it is and what to do next, what it comes to, what is new in it.
 *
 * Why somebody may not approve is said before anybody has tried, by the function that approves.
 */
#include "maanedsside/maaned_koersel.h"

#include "beregning/ord.h"
#include "maanedsside/maanedsside.h"
#include "maanedsside/skabelon.h"

#define SE_IGEN "2" /* seconds until a page of a run that is worked on looks again */

/* ---- what to do next */

static struct str joined(const struct side *s, const struct str *navn, size_t antal)
{
    struct buf out;

    buf_init(&out, s->arena);
    for (size_t i = 0; i < antal; i++) {
        if (i > 0) buf_c(&out, i + 1 < antal ? ", " : s->engelsk ? " or " : " eller ");
        buf_add(&out, navn[i]);
    }
    return buf_str(&out);
}

static bool may_be_approved(struct side *s, const struct koersel *k, struct maaned_naeste *page,
                            struct err *err)
{
    struct koersel_godkendere g;

    TRY(koersel_maa_godkende(s->app->store, s->arena, &s->hvem, k->loebenr, s->request->now_us, &g,
                             err));
    if (g.udfald == AFREGNING_FORAELDET) {
        page->foraeldet = maaned_udfald_ord(s, g.udfald);
        return true;
    }
    page->skal_godkendes = true;
    page->andre = joined(s, g.navn, g.antal);
    if (!side_maa(s, SIDE_RET, RET_GODKEND)) {
        page->hvorfor_ikke = side_tekst(s, "En leder eller en økonom skal godkende kørslen.",
                                        "A leader or an economist must approve the run.");
        return true;
    }
    page->med_grund = g.udfald == AFREGNING_UDEN_GRUND;
    page->kan_godkendes = g.udfald == AFREGNING_GJORT || page->med_grund;
    if (g.udfald != AFREGNING_GJORT) page->hvorfor_ikke = maaned_udfald_ord(s, g.udfald);
    return !page->med_grund || web_felt(&s->request->form, "begrundelse", &page->begrundelse, err);
}

static bool add_overtaker(struct side *s, const struct koersel *k, struct maaned_naeste *page,
                          struct err *err)
{
    struct koersel *alle;
    size_t n;

    TRY(koersel_liste(s->app->store, s->arena, s->app->kommune, &alle, &n, err));
    page->overhaler = maaned_overhaler_af(s, alle, n, k);
    for (size_t i = 0; i < n; i++)
        if (alle[i].loebenr == page->overhaler.nr)
            page->er_forbi = koersel_er_godkendt(alle[i].tilstand);
    return true;
}

static bool next_step(struct side *s, const struct koersel *k, struct maaned_naeste *page,
                      struct err *err)
{
    bool ret = side_maa(s, SIDE_RET, RET_KOERSEL);

    page->nr = k->loebenr;
    page->udgave = k->udgave;
    page->csrf = s->csrf;
    TRY(add_overtaker(s, k, page, err));
    if (page->er_forbi) return true;
    page->skal_beregnes = k->tilstand == KOERSEL_KLADDE;
    page->kan_beregnes = ret && koersel_kan_flytte(k->tilstand, KOERSEL_BEREGNET);
    page->er_opgivet = k->tilstand == KOERSEL_OPGIVET;
    page->foerste = page->skal_beregnes;
    page->knapper = page->kan_beregnes;
    if (k->tilstand != KOERSEL_BEREGNET) return true;
    TRY(overblik_usete(s->app->store, s->arena, s->app->kommune, k, &page->usete, err));
    TRY(may_be_approved(s, k, page, err));
    page->knapper = page->kan_beregnes || page->kan_godkendes;
    page->foerste = page->foraeldet.n > 0 || (page->usete > 0 && !page->kan_godkendes);
    return true;
}

/* ---- what it comes to */

static void add_channels(struct side *s, const struct overblik *o, struct maaned_koersel *page)
{
    struct maaned_kanal *row = ARENA_ARRAY(s->arena, o->kanaler, struct maaned_kanal);

    for (size_t i = 0; i < o->kanaler; i++) {
        const struct overblik_kanal *k = &o->kanal[i];
        row[i] = (struct maaned_kanal){maaned_kanal_ord(s, k->kanal), k->sum.antal, k->sum.op,
                                       k->sum.ned};
    }
    page->kanal = row;
    page->kanal_antal = o->kanaler;
    page->alt = (struct maaned_kanal){STR_EMPTY, o->alt.antal, o->alt.op, o->alt.ned};
    page->har_ned = o->alt.ned.oere > 0;
}

static void add_news(struct side *s, const struct koersel *k, const struct overblik *o,
                     struct maaned_koersel *page)
{
    /* What people look for first, the calendar last. */
    static const int FOERST[] = {OVERBLIK_NY, OVERBLIK_OPHOERT, OVERBLIK_MANGLER,
                                 OVERBLIK_MANGLEDE};
    struct maaned_grund *row = ARENA_ARRAY(s->arena, OVERBLIK_GRUNDE, struct maaned_grund);
    int orden[OVERBLIK_GRUNDE], n = 0;

    for (size_t i = 0; i < sizeof(FOERST) / sizeof(*FOERST); i++) orden[n++] = FOERST[i];
    for (int i = 0; i < BREVE_GRUNDE; i++) orden[n++] = i;
    orden[n++] = OVERBLIK_KENDT;
    ASSERT(n == OVERBLIK_GRUNDE);
    for (int i = 0; i < n; i++) {
        enum overblik_grund grund = (enum overblik_grund)orden[i];
        const struct overblik_nyt *nyt = &o->nyt[grund];
        if (nyt->antal == 0) continue;
        row[page->grund_antal++] = (struct maaned_grund){
            .nr = k->loebenr,
            .kode = str_from(overblik_grund_kode(grund)),
            .ord = maaned_grund_ord(s, grund),
            .antal = nyt->antal,
            .foer = nyt->foer,
            .nu = nyt->nu,
            .forskel = side_fortegn(s, nyt->nu.oere - nyt->foer.oere),
        };
    }
    page->grund = row;
    page->har_foer = o->har_foer;
    page->foer_maaned = o->har_foer ? side_maaned(s, o->foer_maaned) : STR_EMPTY;
    page->nu_maaned = side_maaned(s, k->maaned);
    page->uaendret = o->uaendret;
    page->foer = o->foer;
    page->nu = o->nu;
    page->forskel = side_fortegn(s, o->nu.oere - o->foer.oere);
}

static void add_corrections(struct side *s, const struct overblik *o, struct maaned_koersel *page)
{
    struct maaned_rettelse *row = ARENA_ARRAY(s->arena, BREVE_GRUNDE, struct maaned_rettelse);

    for (int i = 0; i < BREVE_GRUNDE; i++) {
        const struct overblik_summer *r = &o->rettelse[i];
        if (r->antal == 0) continue;
        row[page->rettelse_antal++] = (struct maaned_rettelse){
            maaned_grund_ord(s, (enum overblik_grund)i), r->antal, r->op, r->ned};
    }
    page->rettelse = row;
    page->rettelser =
        (struct maaned_rettelse){STR_EMPTY, o->rettelser.antal, o->rettelser.op, o->rettelser.ned};
}

static bool add_lacks(struct side *s, const struct koersel *k, struct maaned_koersel *page,
                      struct err *err)
{
    struct overblik_mangel *m;
    size_t n;

    TRY(overblik_manglende(s->app->store, s->arena, s->app->kommune, k, &m, &n, err));
    struct maaned_mangelart *row = ARENA_ARRAY(s->arena, n, struct maaned_mangelart);
    for (size_t i = 0; i < n; i++)
        row[i] = (struct maaned_mangelart){
            oversat_stort(s->arena, ord_navn(s->arena, m[i].mangler), s->engelsk), m[i].linjer,
            m[i].anbringelser};
    page->mangel = row;
    page->mangel_antal = n;
    return true;
}

static bool add_contents(struct side *s, const struct koersel *k, struct maaned_koersel *page,
                         struct err *err)
{
    struct overblik o;

    if (k->udgave == 0) return true;
    TRY(overblik_hent(s->app->store, s->arena, s->app->kommune, k, &o, err));
    page->er_beregnet = true;
    page->mangler = o.mangler;
    add_channels(s, &o, page);
    add_news(s, k, &o, page);
    add_corrections(s, &o, page);
    return add_lacks(s, k, page, err);
}

/* ---- who */

static bool add_person(struct side *s, struct str bruger, int64_t us, struct str *out,
                       struct err *err)
{
    struct str navn;

    TRY(maaned_bruger(s, bruger, &navn, err));
    if (navn.n == 0) return true;
    *out = str_format(s->arena, "%.*s, %.*s", STR_ARG(navn), STR_ARG(side_tid(s, us)));
    return true;
}

static bool add_people(struct side *s, const struct koersel *k, struct maaned_koersel *page,
                       struct err *err)
{
    struct overblik_folk *folk;
    size_t n;

    TRY(overblik_folk(s->app->store, s->arena, s->app->kommune, &folk, &n, err));
    TRY(koersel_godkendt_grund(s->app->store, s->arena, s->app->kommune, k->loebenr,
                               &page->grund_alene, err));
    for (size_t i = 0; i < n; i++) {
        if (folk[i].loebenr != k->loebenr) continue;
        TRY(add_person(s, folk[i].lavet, k->tid_us, &page->lavet, err));
        TRY(add_person(s, folk[i].beregnet, folk[i].beregnet_us, &page->beregnet, err));
        TRY(add_person(s, folk[i].godkendt, folk[i].godkendt_us, &page->godkendt, err));
    }
    return true;
}

/* ---- the page */

bool maaned_vis_koersel(struct side *s, const struct koersel *k, struct err *err)
{
    struct maaned_koersel page = {
        .nr = k->loebenr,
        .csrf = s->csrf,
        .kan_opgives =
            side_maa(s, SIDE_RET, RET_KOERSEL) && koersel_kan_flytte(k->tilstand, KOERSEL_OPGIVET),
        .titel = maaned_titel(s, k),
        .tilstand = side_koersel_ord(s, k->tilstand),
        .klasse = maaned_tilstand_klasse(k->tilstand),
        .skaering = side_dato(s, k->skaeringsdato),
        .dag = side_dato(s, k->dispositionsdato),
    };

    TRY(add_people(s, k, &page, err));
    TRY(maaned_job_af(s, k, &page.arbejde, err));
    page.i_ro = !page.arbejde.i_gang;
    if (page.arbejde.i_gang) web_hoved(s->request, s->response, "Refresh", STR(SE_IGEN));
    TRY(next_step(s, k, &page.naeste, err));
    if (page.naeste.overhaler.nr > 0) {
        page.tilstand = side_tekst(s, "Overhalet", "Overtaken");
        page.klasse = "badge";
    }
    TRY(maaned_eksport_af(s, k, page.i_ro, &page.eksport, err));
    page.er_godkendt = page.eksport.vist;
    TRY(add_contents(s, k, &page, err));
    html_maaned_koersel(&s->h, &page);
    return side_vis_med(s, str_format(s->arena,
                                      s->engelsk ? "Settlement of %.*s" : "Afregning af %.*s",
                                      STR_ARG(page.titel)));
}

bool maaned_vis_afvist(struct side *s, const char *felt, struct str fejl, struct err *err)
{
    struct koersel k;

    side_afvis(s, felt, fejl);
    TRY(store_begin(s->app->store, STORE_READ, err));
    bool ok = maaned_find(s, &k, err) && maaned_vis_koersel(s, &k, err);
    store_rollback(s->app->store);
    return ok;
}

bool side_maaned_koersel(struct side *s, struct err *err)
{
    struct koersel k;

    TRY(maaned_find(s, &k, err));
    return maaned_vis_koersel(s, &k, err);
}
