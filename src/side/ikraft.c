/*
 * ikraft: see ikraft.h. A worker asks for the newest number before each page; the texts are read
 * and compiled only when it has moved. What was read before is then let go: no request is running.
 */
#include "side/ikraft.h"

#include <string.h>

#define IKRAFT_MAX ((size_t)256 << 20)

bool side_ikraft_udgiv(const struct side_app *app, struct arena *arena, struct side_haandbog *h,
                       const struct fund_liste *fund, struct err *err)
{
    const struct haandbog_samling *all = &h->samling;
    struct haandbog_side *side = ARENA_ARRAY(arena, all->count, struct haandbog_side);

    for (size_t i = 0; i < all->count; i++) {
        struct str forslag = STR_EMPTY;
        if (app->opsaetning.db != NULL)
            forslag = side_forslag_adresse(arena, h, all->haandbog[i].plan);
        TRY(haandbog_publish_dele(arena, &all->haandbog[i], fund, forslag, &side[i], err));
    }
    h->side = side;
    return true;
}

/* ---- the files */

static struct str base_name(const char *fil)
{
    const char *slash = strrchr(fil, '/');

    return str_from(slash == NULL ? fil : slash + 1);
}

static void add_rates(struct haandbog_tekster *filer, const struct haandbog_tekst *takst)
{
    for (size_t i = 0; i < filer->takst_antal; i++)
        if (str_eq(filer->takster[i].navn, takst->navn)) return;
    filer->takster[filer->takst_antal++] = *takst;
}

static void keep_files(struct side_app *app)
{
    struct side_ikraft *k = &app->ikraft;
    const struct side_haandbog *egen = side_egen_haandbog(app);

    if (k->laest) return;
    k->laest = true;
    k->egen = app->haandboeger;
    if (egen == NULL) return;
    size_t n = egen->samling.count;
    k->egen = (size_t)(egen - app->haandbog);
    k->filer.version = ARENA_ARRAY(&app->arena, n, struct haandbog_tekst);
    k->filer.takster = ARENA_ARRAY(&app->arena, n * HAANDBOG_TAKSTFILER_MAX, struct haandbog_tekst);
    for (size_t i = 0; i < n; i++) {
        const struct haandbog *h = &egen->samling.haandbog[i];
        k->filer.version[k->filer.versioner++] =
            (struct haandbog_tekst){base_name(h->dokument.fil), h->dokument.tekst};
        for (size_t t = 0; t < h->takstfiler; t++) add_rates(&k->filer, &h->takstfil[t]);
    }
}

const struct haandbog_tekster *side_egne_filer(struct side_app *app)
{
    keep_files(app);
    return app->ikraft.filer.versioner == 0 ? NULL : &app->ikraft.filer;
}

/* ---- over the files */

static bool read_in_force(struct side_app *app, struct arena *arena, struct side_haandbog *out,
                          int64_t *nr, struct err *err)
{
    struct udkast_gaeldende g;
    struct fund_liste fund;

    fund_init(&fund, arena);
    TRY(store_begin(app->store, STORE_READ, err));
    bool ok = udkast_gaeldende(app->store, arena, app->kommune, side_egne_filer(app), &g, err);
    store_rollback(app->store);
    TRY(ok);
    *nr = g.nr;
    TRY(udkast_samling(arena, &g, NULL, &out->samling, &fund, err));
    if (out->samling.count == 0) return true;
    if (fund.fejl > 0)
        return err_begge(err, ERR_IO, fund.fund[0].sted.fil,
                         "Håndbogen i kraft kan ikke læses mere: %s%.0s",
                         "The handbook in force cannot be read any more: %.0s%s",
                         FUND_BEGGE(arena, fund.fund[0].tekst));
    for (size_t i = 0; i < out->samling.count; i++) /* the remarks a version has accepted */
        TRY(haandbog_check_version(arena, &out->samling, i, &fund, &fund, err));
    out->kode =
        app->ikraft.egen < app->haandboeger ? app->haandbog[app->ikraft.egen].kode : STR("egen");
    TRY(side_ikraft_udgiv(app, arena, out, &fund, err));
    out->navn = out->samling.planer.plan[out->samling.count - 1]->haandbog;
    return true;
}

static void take_over(struct side_app *app, const struct side_haandbog *ny, int64_t nr)
{
    struct side_ikraft *k = &app->ikraft;

    if (k->aaben) arena_release(&k->arena[k->nu]);
    k->aaben = true;
    k->nu = 1 - k->nu;
    k->nr = nr;
    if (ny->samling.count == 0) return; /* rates alone */
    struct side_haandbog *to = &app->haandbog[k->egen];
    if (k->egen == app->haandboeger) app->haandboeger++;
    *to = *ny;
}

bool side_ikraft_laes(struct side_app *app, struct err *err)
{
    struct side_haandbog ny = {0};
    int64_t nr = 0;

    if (app->store == NULL) return true;
    TRY(store_begin(app->store, STORE_READ, err));
    bool ok = udkast_nyeste(app->store, app->kommune, &nr, err);
    store_rollback(app->store);
    TRY(ok);
    if (nr == app->ikraft.nr) return true;
    keep_files(app);
    struct arena *arena = &app->ikraft.arena[1 - app->ikraft.nu];
    arena_init(arena, IKRAFT_MAX);
    if (!read_in_force(app, arena, &ny, &nr, err)) {
        arena_release(arena);
        return false;
    }
    take_over(app, &ny, nr);
    return true;
}

void side_ikraft_slip(struct side_app *app)
{
    if (app->ikraft.aaben) arena_release(&app->ikraft.arena[app->ikraft.nu]);
    app->ikraft = (struct side_ikraft){0};
}

static bool read_texts(struct side_app *app, struct arena *arena, struct udkast_gaeldende *g,
                       struct err *err)
{
    bool mine = !store_in_transaction(app->store);

    if (mine) TRY(store_begin(app->store, STORE_READ, err));
    bool ok = udkast_gaeldende(app->store, arena, app->kommune, side_egne_filer(app), g, err);
    if (mine) store_rollback(app->store);
    return ok;
}

bool side_haandbog_bestaar(struct side_app *app, struct arena *arena, struct err *err)
{
    const struct side_haandbog *egen = side_egen_haandbog(app);
    const struct eksempel_resultat *eksempel;
    struct haandbog_samling samling;
    struct udkast_gaeldende g;
    struct fund_liste fund;

    if (egen == NULL) return true;
    if (app->ikraft.nr == 0) return haandbog_bestaar(arena, &egen->samling, err);
    fund_init(&fund, arena);
    TRY(read_texts(app, arena, &g, err));
    TRY(udkast_samling(arena, &g, NULL, &samling, &fund, err));
    TRY(udkast_efterse(arena, &g, &samling, true, &fund, &eksempel, err));
    if (fund.fejl > 0)
        return err_begge_tekst(
            err, ERR_INPUT, NULL,
            str_c(arena, str_format(arena, "Håndbogen har fejl, så intet er beregnet: %.*s",
                                    STR_ARG(fund.fund[0].tekst.dansk))),
            "The handbook has errors, so nothing was computed; see them under Rules "
            "and rates");
    if (eksempel == NULL) return true;
    return err_begge(err, ERR_INPUT, NULL,
                     "Eksemplet \"%.*s\" giver et andet svar, så intet er beregnet",
                     "The example \"%.*s\" gives another answer, so nothing was computed",
                     STR_ARG(eksempel->navn));
}
