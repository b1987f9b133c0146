/*
 * haandbog_side: the pages of the handbooks.
 *
 * A version is published once, when the worker starts; a page puts it into the shell.
 */
#include "side/haandbog_side.h"

#include <string.h>

#include "beregning/ord.h"
#include "side/ruter.h"
#include "side/side_ord.h"
#include "side/skabelon.h"

/* ---- names and addresses ---- */

/* "haandboeger/morsoe/2021-01-01.md" → "2021-01-01" */
static struct str version_name(const struct plan *plan)
{
    const char *base = strrchr(plan->fil, '/');
    struct str name = str_from(base == NULL ? plan->fil : base + 1);
    return str_ends(name, STR(".md")) ? str_sub(name, 0, name.n - 3) : name;
}

struct str side_haandbog_adresse(struct arena *arena, const struct side_haandbog *h,
                                 const struct plan *plan)
{
    return str_format(arena, "/haandbog/%.*s/%.*s", STR_ARG(h->kode), STR_ARG(version_name(plan)));
}

struct str side_forslag_adresse(struct arena *arena, const struct side_haandbog *h,
                                const struct plan *plan)
{
    return str_format(arena, "/forslag/%.*s/%.*s/", STR_ARG(h->kode), STR_ARG(version_name(plan)));
}

static const struct side_haandbog *handbook_of(const struct side *s, struct str code)
{
    for (size_t i = 0; i < s->app->haandboeger; i++)
        if (str_eq(s->app->haandbog[i].kode, code)) return &s->app->haandbog[i];
    return NULL;
}

static const struct side_haandbog *find_handbook(const struct side *s)
{
    return handbook_of(s, web_del(s->request, "kode"));
}

/* The place of a version in its samling; count when there is none of that name. */
static size_t find_version(const struct side_haandbog *h, struct str name)
{
    size_t i = 0;
    while (i < h->samling.count && !str_eq(version_name(h->samling.haandbog[i].plan), name)) i++;
    return i;
}

static struct haandbog_version describe(const struct side *s, const struct side_haandbog *h,
                                        size_t nr)
{
    const struct plan *plan = h->samling.haandbog[nr].plan;
    return (struct haandbog_version){
        .navn = version_name(plan),
        .adresse = side_haandbog_adresse(s->arena, h, plan),
        .fra = plan->gaelder_fra,
        .sidste = dato_plus(plan->gaelder_til, -1),
        .aaben = plan->gaelder_til.dag == DATO_MAX.dag,
        .rettet = plan->kendt_fra.dag != DATO_MIN.dag,
        .kendt_fra = plan->kendt_fra,
        .nu = plan_on(&h->samling.planer, s->i_dag, DATO_MAX) == plan,
        .forskel = nr == 0 ? STR_EMPTY
                           : str_format(s->arena, "%.*s/siden/%.*s",
                                        STR_ARG(side_haandbog_adresse(s->arena, h, plan)),
                                        STR_ARG(version_name(h->samling.haandbog[nr - 1].plan))),
    };
}

/* ---- the list ---- */

static struct haandbog_post list_one(const struct side *s, const struct side_haandbog *h)
{
    size_t count = h->samling.count;
    struct haandbog_version *versions = ARENA_ARRAY(s->arena, count, struct haandbog_version);
    for (size_t i = 0; i < count; i++) versions[count - 1 - i] = describe(s, h, i);
    const struct plan *newest = h->samling.haandbog[count - 1].plan;
    return (struct haandbog_post){
        .navn = h->navn,
        .opdigtet = newest->opdigtet,
        .egen = s->app->kommune != 0 && newest->kommunekode == s->app->kommune,
        .version = versions,
        .version_antal = count,
    };
}

bool side_haandboeger(struct side *s, struct err *err)
{
    (void)err;
    size_t count = s->app->haandboeger;
    struct haandbog_post *posts = ARENA_ARRAY(s->arena, count, struct haandbog_post);
    struct haandbog_liste page = {.post = posts, .post_antal = count};
    for (size_t i = 0; i < count; i++) posts[i] = list_one(s, &s->app->haandbog[i]);
    html_haandbog_liste(&s->h, &page);
    return side_vis(s, "Håndbøger", "Handbooks");
}

/* The version in force, else the newest. */
bool side_haandbog_nyeste(struct side *s, struct err *err)
{
    const struct side_haandbog *h = find_handbook(s);
    if (h == NULL) return side_findes_ikke(err);
    const struct plan *plan = plan_on(&h->samling.planer, s->i_dag, DATO_MAX);
    if (plan == NULL) plan = h->samling.planer.plan[h->samling.planer.count - 1];
    return side_videre(s, side_haandbog_adresse(s->arena, h, plan));
}

/* ---- one version ---- */

bool side_haandbog_laes(struct side *s, struct err *err)
{
    const struct side_haandbog *h = find_handbook(s);
    if (h == NULL) return side_findes_ikke(err);
    size_t nr = find_version(h, web_del(s->request, "version"));
    if (nr == h->samling.count) return side_findes_ikke(err);
    const struct haandbog *version = &h->samling.haandbog[nr];
    const struct haandbog_side *published = &h->side[nr];
    struct haandbog_laes page = {
        .navn = h->navn,
        .version = describe(s, h, nr),
        .opdigtet = version->plan->opdigtet,
        .indhold = {published->indhold},
        .krop = {published->krop},
    };
    TRY(web_felt(&s->request->query, "soeg", &page.soeg, err));
    if (str_width(page.soeg) > SOEG_ORD_MAX) {
        _Static_assert(SOEG_ORD_MAX == 80, "the texts below say this number");
        return err_begge(err, ERR_INPUT, "soeg", "Søg efter højst 80 tegn.",
                         "Search for at most 80 characters.");
    }
    haandbog_find(s->arena, published, &page);
    html_haandbog_laes(&s->h, &page);
    s->stil = STR("/haandbog.css");
    return side_vis_med(
        s, str_format(s->arena, "%s: %.*s", s->engelsk ? "Handbook" : "Håndbog", STR_ARG(h->navn)));
}

bool side_haandbog_forskel(struct side *s, struct err *err)
{
    const struct side_haandbog *h = find_handbook(s);
    if (h == NULL) return side_findes_ikke(err);
    size_t ny = find_version(h, web_del(s->request, "version"));
    size_t gammel = find_version(h, web_del(s->request, "gammel"));
    if (ny == h->samling.count || gammel == h->samling.count) return side_findes_ikke(err);
    struct haandbog_forskel page = {
        .navn = h->navn,
        .gammel = describe(s, h, gammel),
        .ny = describe(s, h, ny),
    };
    haandbog_forskelle(s->arena, &h->samling.haandbog[gammel].dokument,
                       &h->samling.haandbog[ny].dokument, &page);
    html_haandbog_forskel(&s->h, &page);
    return side_vis(s, "Hvad der er ændret", "What has changed");
}

bool side_haandbog_stil(struct side *s, struct err *err)
{
    (void)err;
    s->response->status = 200;
    s->response->type = "text/css; charset=utf-8";
    s->response->body = str_from(haandbog_stil);
    web_hoved(s->request, s->response, "Cache-Control", STR("public, max-age=3600"));
    return true;
}

/* ---- a rule, for who proposes another */

struct str side_regel(struct side *s, struct str haandbog, struct str version, struct str anker)
{
    const struct side_haandbog *h = handbook_of(s, haandbog);
    size_t nr = h == NULL ? 0 : find_version(h, version);
    if (h == NULL || nr == h->samling.count) return STR_EMPTY;
    const struct dokument *d = &h->samling.haandbog[nr].dokument;
    for (size_t i = 0; i < d->regler; i++) {
        const struct regel *r = &d->regel[i];
        if (!str_eq(r->anker, anker)) continue;
        return str_format(s->arena, "%.*s: %s %.*s (%.*s, %.*s)", STR_ARG(r->afsnit),
                          regel_art_ord(r->art), STR_ARG(ord_navn(s->arena, r->hoved.tekst)),
                          STR_ARG(h->navn), STR_ARG(version));
    }
    return STR_EMPTY;
}
