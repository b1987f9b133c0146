/*
 * udkast_liste: drafts and what is in force; a new draft begins from a text there is.
 */
#include "base/id.h"
#include "haandbogsside/haandbogsside.h"
#include "haandbogsside/skabelon.h"
#include "haandbogsside/udkast_side.h"
#include "side/side_ord.h"

enum { AFTRYK = 12 /* characters of a hash that are shown */ };

/* ---- the list */

static struct str found(const struct side *s, const struct udkast *u)
{
    int64_t n = u->fejl + u->eksempler_fejl;

    if (n == 0) return side_tekst(s, "Ingen fejl", "No errors");
    if (s->engelsk)
        return str_format(s->arena, n == 1 ? "%lld error" : "%lld errors", (long long)n);
    return str_format(s->arena, "%lld fejl", (long long)n);
}

static bool post_of(struct side *s, const struct udkast *u, struct udkast_post *out,
                    struct err *err)
{
    *out = (struct udkast_post){
        .id = u->id,
        .titel = udkast_titel(s, u->slags, u->navn),
        .tilstand = udkast_tilstand_ord(s, u->tilstand),
        .klasse = udkast_klasse(u->tilstand),
        .hvornaar = side_tid(s, u->skrevet_us),
        .fund = found(s, u),
        .begrundelse = u->begrundelse,
    };
    return udkast_hvem(s, u->skrevet_af, &out->hvem, err);
}

/* Those in one state; what is in force stands in the table of that. */
static bool posts(struct side *s, const struct udkast *u, size_t n, enum udkast_tilstand tilstand,
                  const struct udkast_post **out, size_t *antal, struct err *err)
{
    struct udkast_post *row = ARENA_ARRAY(s->arena, n, struct udkast_post);

    *antal = 0;
    for (size_t i = 0; i < n; i++)
        if (u[i].tilstand == tilstand) TRY(post_of(s, &u[i], &row[(*antal)++], err));
    *out = row;
    return true;
}

static bool forces(struct side *s, struct udkast_liste *page, struct err *err)
{
    struct udkast_kraft *k;
    size_t n;

    TRY(udkast_kraefter(s->app->store, s->arena, s->app->kommune, &k, &n, err));
    struct udkast_kraft_post *row = ARENA_ARRAY(s->arena, n, struct udkast_kraft_post);
    for (size_t i = 0; i < n; i++) {
        row[i] = (struct udkast_kraft_post){
            .nr = k[i].nr,
            .titel = udkast_titel(s, k[i].slags, k[i].navn),
            .fra = k[i].gaelder_fra,
            .hvornaar = side_tid(s, k[i].tid_us),
            .hash = str_sub(k[i].hash, 0, AFTRYK),
            .udkast = k[i].udkast,
            .afloest = !k[i].gaelder,
        };
        TRY(udkast_hvem(s, k[i].foreslaaet_af, &row[i].foreslaaet_af, err));
        TRY(udkast_hvem(s, k[i].bruger, &row[i].bruger, err));
    }
    page->kraft = row;
    page->kraft_antal = n;
    return true;
}

bool side_udkast_liste(struct side *s, struct err *err)
{
    struct udkast_liste page = {.kan_skrive = adgang_har(&s->hvem, RET_HAANDBOG_SKRIV)};
    struct udkast *u;
    size_t n;

    TRY(udkast_liste(s->app->store, s->arena, s->app->kommune, &u, &n, err));
    TRY(posts(s, u, n, UDKAST_FORESLAAET, &page.venter, &page.venter_antal, err));
    TRY(posts(s, u, n, UDKAST_KLADDE, &page.kladde, &page.kladde_antal, err));
    TRY(posts(s, u, n, UDKAST_OPGIVET, &page.slut, &page.slut_antal, err));
    TRY(forces(s, &page, err));
    html_udkast_liste(&s->h, &page);
    return side_vis(s, "Regler og takster", "Rules and rates");
}

/* ---- a new draft */

struct ny { /* as it was filled in */
    struct str id;
    struct str art;
    struct str dag;
    struct str grund;
};

static struct str key_of(const struct side *s, const struct udkast_tekst *t)
{
    return str_format(s->arena, "%s:%.*s", udkast_slags_kode(t->slags), STR_ARG(t->navn));
}

static bool in_force(struct side *s, struct udkast_gaeldende *g, struct err *err)
{
    return udkast_gaeldende(s->app->store, s->arena, s->app->kommune, side_egne_filer(s->app), g,
                            err);
}

static bool show_form(struct side *s, const struct ny *ny, const struct udkast_gaeldende *g)
{
    struct udkast_grund *grund = ARENA_ARRAY(s->arena, g->antal, struct udkast_grund);
    struct udkast_ny_side page = {
        .csrf = s->csrf,
        .id = ny->id,
        .grund = grund,
        .grund_antal = g->antal,
        .er_version = str_is(ny->art, "version"),
        .er_rettelse = str_is(ny->art, "rettelse"),
        .er_takster = str_is(ny->art, "takster"),
        .dag = ny->dag,
    };

    for (size_t i = 0; i < g->antal; i++) {
        const struct udkast_tekst *t = &g->tekst[i];
        grund[i] = (struct udkast_grund){key_of(s, t), udkast_titel(s, t->slags, t->navn), false};
        grund[i].valgt = str_eq(grund[i].noegle, ny->grund);
    }
    html_udkast_ny_side(&s->h, &page);
    return side_vis(s, "Begynd et udkast", "Begin a draft");
}

bool side_udkast_ny(struct side *s, struct err *err)
{
    struct ny ny = {.art = STR("version"), .dag = STR_EMPTY, .grund = STR_EMPTY};
    struct udkast_gaeldende g;
    struct id id;

    TRY(id_make(&id, err));
    ny.id = id_str(&id);
    TRY(in_force(s, &g, err));
    /* The newest version is what one mostly begins from. */
    for (size_t i = 0; i < g.antal; i++)
        if (g.tekst[i].slags == UDKAST_HAANDBOG) ny.grund = key_of(s, &g.tekst[i]);
    return show_form(s, &ny, &g);
}

static bool read_form(struct side *s, struct ny *ny, struct err *err)
{
    const struct web_felter *form = &s->request->form;

    TRY(web_felt(form, "id", &ny->id, err));
    TRY(web_felt(form, "art", &ny->art, err));
    TRY(web_felt(form, "dag", &ny->dag, err));
    return web_felt(form, "grund", &ny->grund, err);
}

static const struct udkast_tekst *chosen(const struct side *s, const struct udkast_gaeldende *g,
                                         struct str noegle)
{
    for (size_t i = 0; i < g->antal; i++)
        if (str_eq(key_of(s, &g->tekst[i]), noegle)) return &g->tekst[i];
    return NULL;
}

static bool is_there(const struct udkast_gaeldende *g, struct str navn)
{
    for (size_t i = 0; i < g->antal; i++)
        if (g->tekst[i].slags == UDKAST_HAANDBOG && str_eq(g->tekst[i].navn, navn)) return true;
    return false;
}

/* The name the draft gets; empty when it is refused. */
static struct str name_of(struct side *s, const struct ny *ny, const struct udkast_gaeldende *g,
                          const struct udkast_tekst *grund)
{
    struct dato dag;
    int rettelse = 0;
    struct str navn;

    if (str_is(ny->art, "takster")) return grund->navn;
    if (str_is(ny->art, "version")) {
        if (!side_dag_eller(s, "dag", ny->dag, &dag,
                            "Skriv dagen, den nye håndbog gælder fra, som år-måned-dag.",
                            "Write the day the new handbook holds from as year-month-day."))
            return STR_EMPTY;
        return str_format(s->arena, "%.*s.md", STR_ARG(ny->dag));
    }
    (void)haandbog_version_navn(grund->navn, &dag, &rettelse);
    do {
        navn = str_format(s->arena, "%.*s.r%d.md", STR_ARG(dato_iso(s->arena, dag)), ++rettelse);
    } while (is_there(g, navn));
    return navn;
}

static bool is_well_chosen(struct side *s, const struct ny *ny, const struct udkast_tekst *grund)
{
    bool takster = str_is(ny->art, "takster");

    if (!takster && !str_is(ny->art, "version") && !str_is(ny->art, "rettelse"))
        side_afvis(s, "art", side_tekst(s, "Vælg, hvad du vil ændre.", "Choose what to change."));
    else if (grund == NULL || takster != (grund->slags == UDKAST_TAKSTER))
        side_afvis(s, "grund",
                   takster ? side_tekst(s, "Vælg de takster, du begynder fra.",
                                        "Choose the rates you begin from.")
                           : side_tekst(s, "Vælg den håndbog, du begynder fra.",
                                        "Choose the handbook you begin from."));
    return s->afvist_antal == 0;
}

bool side_udkast_opret(struct side *s, struct err *err)
{
    struct ny ny;
    struct udkast_gaeldende g;
    struct udkast_tjek tjek;
    bool gemt;

    TRY(read_form(s, &ny, err));
    TRY(in_force(s, &g, err));
    const struct udkast_tekst *grund = chosen(s, &g, ny.grund);
    struct str navn = STR_EMPTY;
    if (is_well_chosen(s, &ny, grund)) navn = name_of(s, &ny, &g, grund);
    if (navn.n == 0) return show_form(s, &ny, &g);
    struct udkast_ny draft = {.id = ny.id, .tekst = {grund->slags, navn, grund->tekst, 0}};
    TRY(udkast_gem(s->app->store, s->arena, &s->hvem, side_egne_filer(s->app), &draft,
                   s->request->now_us, &tjek, &gemt, err));
    return side_videre(s, str_format(s->arena, "/udkast/%.*s", STR_ARG(draft.id)));
}
