/*
 * maaned_linjer: a run's lines, some at a time, each with the child and the family it is about.
 */
#include "maanedsside/maaned_linjer.h"

#include "beregning/ord.h"
#include "maanedsside/maanedsside.h"
#include "maanedsside/skabelon.h"

bool maaned_haandbog(struct side *s, const struct koersel *k, struct haandbog_samling *out,
                     struct err *err)
{
    struct side_app *app = s->app;
    struct str plan;

    TRY(overblik_plan(app->store, s->arena, app->kommune, k, &plan, err));
    return grundlag_plan_gemt(app->store, s->arena, app->kommune, &app->lager, plan, out, err);
}

static struct str kind_word(const struct side *s, struct str art)
{
    if (str_is(art, "aconto")) return side_tekst(s, "på forhånd", "on account");
    if (str_is(art, "faktura")) return side_tekst(s, "faktura", "invoice");
    if (str_is(art, "kreditnota")) return side_tekst(s, "kreditnota", "credit note");
    return STR_EMPTY;
}

bool maaned_linje_af(struct side *s, const struct koersel *k,
                     const struct haandbog_samling *haandbog, const struct forskel *f,
                     struct maaned_linje *out, struct err *err)
{
    *out = (struct maaned_linje){
        .koersel = k->loebenr,
        .nr = f->nr,
        .titel = side_titel(s, haandbog, f->ydelse),
        .maaned = side_maaned(s, f->maaned),
        .kanal = maaned_kanal_ord(s, f->kanal),
        .art = kind_word(s, f->art),
        .rettelse = overblik_er_rettelse(k, f),
        .foer = f->tilkendt,
        .nu = f->beregnet,
        .forskel = side_fortegn(s, f->beregnet.oere - f->tilkendt.oere),
    };
    if (str_is(f->art, "tilkendelse") && f->tilkendt.oere != 0)
        TRY(overblik_forud(s->app->store, s->arena, s->app->kommune, f, &out->forud, err));
    out->har_forud = out->forud.oere != 0;
    return maaned_sted(s, f->anbringelse, &out->sted, err);
}

bool maaned_find_beregnet(struct side *s, struct koersel *k, struct err *err)
{
    TRY(maaned_find(s, k, err));
    return k->udgave > 0 || side_findes_ikke(err);
}

bool maaned_set(struct side *s, const struct koersel *k, size_t antal, struct err *err)
{
    return side_set(s, VISNING_KOERSEL, str_format(s->arena, "%lld", (long long)k->loebenr),
                    "månedsafregning", (int64_t)antal, err);
}

/* ---- differences */

static enum overblik_vis view_of(struct str vis)
{
    return str_is(vis, "rettelser") ? OVERBLIK_RETTELSER
           : str_is(vis, "nedad")   ? OVERBLIK_NEDAD
                                    : OVERBLIK_ALLE;
}

/* Those of a placement, or of every placement of a family, with that id. */
static bool find_place(struct side *s, const struct koersel *k, struct str id, struct forskel **out,
                       size_t *antal, struct err *err)
{
    struct side_app *app = s->app;
    struct str *sted;
    int64_t nyeste;
    size_t steder, plads = 0;

    *out = NULL;
    *antal = 0;
    TRY(register_newest(app->store, app->kommune, &nyeste, err));
    TRY(register_familie_anbringelser(app->store, s->arena, app->kommune, nyeste, id, &sted,
                                      &steder, err));
    for (size_t i = 0; i <= steder; i++) {
        struct forskel *f;
        size_t n;
        TRY(overblik_forskelle_af(app->store, s->arena, app->kommune, k, i == steder ? id : sted[i],
                                  &f, &n, err));
        *out = arena_grow(s->arena, *out, *antal, &plads, *antal + n, sizeof(**out));
        for (size_t m = 0; m < n; m++) (*out)[(*antal)++] = f[m];
    }
    return true;
}

static bool read_query(struct side *s, struct maaned_forskelle *page, int64_t *efter,
                       struct err *err)
{
    struct str tekst;

    TRY(web_felt(&s->request->query, "vis", &page->vis, err));
    TRY(web_felt(&s->request->query, "sted", &page->sted, err));
    TRY(web_felt(&s->request->query, "efter", &tekst, err));
    page->sted = str_trim(page->sted);
    *efter = 0;
    if (tekst.n > 0) TRY(maaned_nr(tekst, efter, err));
    return true;
}

static bool read_differences(struct side *s, const struct koersel *k, struct maaned_forskelle *page,
                             int64_t efter, struct forskel **out, size_t *antal, struct err *err)
{
    if (page->sted.n > 0) {
        TRY(find_place(s, k, page->sted, out, antal, err));
        page->fandt_intet = *antal == 0;
        return true;
    }
    TRY(overblik_forskelle(s->app->store, s->arena, s->app->kommune, k, view_of(page->vis), efter,
                           MAANED_SIDE + 1, out, antal, err));
    page->flere = *antal > MAANED_SIDE;
    if (page->flere) *antal = MAANED_SIDE;
    page->senere = efter > 0;
    return true;
}

bool side_maaned_forskelle(struct side *s, struct err *err)
{
    struct maaned_forskelle page = {0};
    struct haandbog_samling haandbog;
    struct forskel *f;
    struct koersel k;
    int64_t efter;
    size_t n;

    TRY(adgang_kraev(&s->hvem, RET_LAES_PERSON, err));
    TRY(maaned_find_beregnet(s, &k, err));
    TRY(read_query(s, &page, &efter, err));
    TRY(read_differences(s, &k, &page, efter, &f, &n, err));
    TRY(maaned_haandbog(s, &k, &haandbog, err));
    struct maaned_linje *row = ARENA_ARRAY(s->arena, n, struct maaned_linje);
    for (size_t i = 0; i < n; i++) TRY(maaned_linje_af(s, &k, &haandbog, &f[i], &row[i], err));
    page.nr = k.loebenr;
    page.titel = maaned_titel(s, &k);
    page.rettelser = view_of(page.vis) == OVERBLIK_RETTELSER && page.sted.n == 0;
    page.nedad = view_of(page.vis) == OVERBLIK_NEDAD && page.sted.n == 0;
    page.alle = !page.rettelser && !page.nedad;
    page.linje = row;
    page.linje_antal = n;
    page.efter = n > 0 ? f[n - 1].nr : 0;
    TRY(maaned_set(s, &k, n, err));
    html_maaned_forskelle(&s->h, &page);
    return side_vis_med(s, str_format(s->arena, s->engelsk ? "Lines of %.*s" : "Linjer i %.*s",
                                      STR_ARG(page.titel)));
}

/* ---- lacks */

bool side_maaned_mangler(struct side *s, struct err *err)
{
    struct maaned_mangler page = {0};
    struct haandbog_samling haandbog;
    struct udgave_mangel *m;
    struct koersel k;
    struct str tekst;
    int64_t fra = 1;
    size_t n;

    TRY(adgang_kraev(&s->hvem, RET_LAES_PERSON, err));
    TRY(maaned_find_beregnet(s, &k, err));
    TRY(web_felt(&s->request->query, "fra", &tekst, err));
    if (tekst.n > 0) TRY(maaned_nr(tekst, &fra, err));
    TRY(overblik_mangler(s->app->store, s->arena, s->app->kommune, &k, fra, MAANED_SIDE + 1, &m, &n,
                         err));
    TRY(maaned_haandbog(s, &k, &haandbog, err));
    page.flere = n > MAANED_SIDE;
    if (page.flere) n = MAANED_SIDE;
    bool beslutter = side_maa(s, SIDE_RET, RET_BESLUT_PENGE);
    struct maaned_mangel *row = ARENA_ARRAY(s->arena, n, struct maaned_mangel);
    for (size_t i = 0; i < n; i++) {
        bool alle = str_is(m[i].ydelse, "alle");
        row[i] = (struct maaned_mangel){
            .titel = alle ? side_tekst(s, "Alle ydelser", "All payments")
                          : side_titel(s, &haandbog, m[i].ydelse),
            .maaned = side_maaned(s, m[i].maaned),
            .mangler = oversat_stort(s->arena, ord_navn(s->arena, m[i].mangler), s->engelsk),
            .grund = oversat_stort(s->arena, m[i].grund, s->engelsk),
            .i_haandbogen =
                str_starts(m[i].mangler, STR("takst ")) || str_is(m[i].mangler, "håndbog"),
            .ydelse = alle || !beslutter ? STR_EMPTY : m[i].ydelse,
            .aar_maaned = maaned_iso(s->arena, m[i].maaned),
        };
        TRY(maaned_sted(s, m[i].anbringelse, &row[i].sted, err));
    }
    page.nr = k.loebenr;
    page.titel = maaned_titel(s, &k);
    page.mangel = row;
    page.mangel_antal = n;
    page.naeste = fra + MAANED_SIDE;
    page.senere = fra > 1;
    TRY(maaned_set(s, &k, n, err));
    html_maaned_mangler(&s->h, &page);
    return side_vis(s, "Det kan ikke beregnes", "What cannot be computed");
}

/* ---- what is new */

bool side_maaned_nyt(struct side *s, struct err *err)
{
    struct maaned_nyt page = {0};
    struct overblik_sted *sted;
    enum overblik_grund grund;
    struct overblik o;
    struct koersel k;
    struct str efter;
    size_t n;

    TRY(adgang_kraev(&s->hvem, RET_LAES_PERSON, err));
    TRY(maaned_find_beregnet(s, &k, err));
    if (!overblik_grund_parse(web_del(s->request, "grund"), &grund)) return side_findes_ikke(err);
    TRY(web_felt(&s->request->query, "efter", &efter, err));
    TRY(overblik_hent(s->app->store, s->arena, s->app->kommune, &k, &o, err));
    TRY(overblik_steder(s->app->store, s->arena, s->app->kommune, &k, grund, efter, MAANED_SIDE + 1,
                        &sted, &n, err));
    page.flere = n > MAANED_SIDE;
    if (page.flere) n = MAANED_SIDE;
    struct maaned_nyt_sted *row = ARENA_ARRAY(s->arena, n, struct maaned_nyt_sted);
    for (size_t i = 0; i < n; i++) {
        row[i] = (struct maaned_nyt_sted){
            .koersel = k.loebenr,
            .foer = sted[i].foer,
            .nu = sted[i].nu,
            .forskel = side_fortegn(s, sted[i].nu.oere - sted[i].foer.oere),
        };
        TRY(maaned_sted(s, sted[i].anbringelse, &row[i].sted, err));
    }
    page.nr = k.loebenr;
    page.titel = maaned_titel(s, &k);
    page.ord = maaned_grund_ord(s, grund);
    page.kode = str_from(overblik_grund_kode(grund));
    page.foer_maaned = n > 0 ? side_maaned(s, o.foer_maaned) : STR_EMPTY;
    page.nu_maaned = side_maaned(s, k.maaned);
    page.sted = row;
    page.sted_antal = n;
    page.efter = n > 0 ? sted[n - 1].anbringelse : STR_EMPTY;
    page.senere = efter.n > 0;
    TRY(maaned_set(s, &k, n, err));
    html_maaned_nyt(&s->h, &page);
    return side_vis_med(s, page.ord);
}
