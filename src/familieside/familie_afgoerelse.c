/*
 * familie_afgoerelse: what a family gets of the decision of a level, and what it is heard about.
 *
 * Invariant: shown is what concerns a placement that the register says is this family's.
 */
#include "base/tid.h"
#include "familieside/familie_dokumenter.h"
#include "familieside/familieside.h"
#include "indstilling/niveaubrev.h"
#include "indstilling/partshoering.h"

static bool decisions_of(struct side *s, const struct familie_kreds *k, struct str anbringelse,
                         struct str navn, struct familie_dokumenter *page,
                         struct familie_afgoerelse **row, size_t *plads, struct err *err)
{
    struct indstilling *i;
    size_t n = 0;

    TRY(indstilling_familiens(s->app->store, s->arena, s->app->kommune, anbringelse, &i, &n, err));
    for (size_t at = 0; at < n; at++) {
        const struct indstilling_trin *t = indstilling_nu(&i[at]);
        if (!str_eq(i[at].familie, k->familie)) continue;
        *row = arena_grow(s->arena, *row, page->afgoerelse_antal, plads, page->afgoerelse_antal + 1,
                          sizeof(**row));
        (*row)[page->afgoerelse_antal++] = (struct familie_afgoerelse){
            .familie = k->familie,
            .id = i[at].id,
            .navn = navn,
            .niveau = t->niveau.trin > 0 && s->engelsk
                          ? str_format(s->arena, "level %d", t->niveau.trin)
                          : niveau_tekst(s->arena, t->niveau),
            .fra = side_dato(s, i[at].fra),
            .dag = side_dato(s, dato_of_us(t->tid_us)),
        };
    }
    return true;
}

static bool hearings_of(struct side *s, const struct familie_kreds *k, struct str anbringelse,
                        struct str navn, struct familie_dokumenter *page,
                        struct familie_hoering **row, size_t *plads, struct err *err)
{
    struct partshoering *h;
    size_t n = 0;

    TRY(partshoering_familiens(s->app->store, s->arena, s->app->kommune, anbringelse, &h, &n, err));
    for (size_t at = 0; at < n; at++) {
        struct str grund;
        /* What was dropped or has been decided is told otherwise. */
        if (!partshoering_kan_flytte(partshoering_nu(&h[at])->tilstand, PARTSHOERING_OPSAGT))
            continue;
        if (!str_eq(h[at].familie, k->familie)) continue;
        TRY(register_tekst(s->app->store, s->arena, s->app->kommune, h[at].grund, &grund, err));
        *row = arena_grow(s->arena, *row, page->hoering_antal, plads, page->hoering_antal + 1,
                          sizeof(**row));
        (*row)[page->hoering_antal++] = (struct familie_hoering){
            navn, grund, side_ugedag(s, h[at].frist), !partshoering_er_udloebet(&h[at], s->i_dag)};
    }
    return true;
}

bool familie_afgoerelser(struct side *s, const struct familie_kreds *kreds,
                         struct familie_dokumenter *page, struct err *err)
{
    struct familie_afgoerelse *afgoerelse = NULL;
    struct familie_hoering *hoering = NULL;
    size_t plads = 0, hoering_plads = 0;

    for (size_t i = 0; i < kreds->steder; i++) {
        struct str navn;
        TRY(familie_navn(s, kreds->sted[i].anbringelse.barn, true, &navn, err));
        TRY(decisions_of(s, kreds, kreds->sted[i].id, navn, page, &afgoerelse, &plads, err));
        TRY(hearings_of(s, kreds, kreds->sted[i].id, navn, page, &hoering, &hoering_plads, err));
    }
    page->afgoerelse = afgoerelse;
    page->hoering = hoering;
    return true;
}

/* ---- one letter ---- */

/* The decision that {id} in the path means; 404 when it is not one of this family's. */
static bool find(struct side *s, const struct familie_kreds *k, struct indstilling *out,
                 struct err *err)
{
    struct str id = web_del(s->request, "id");

    for (size_t at = 0; at < k->steder; at++) {
        struct indstilling *i;
        size_t n = 0;
        TRY(indstilling_familiens(s->app->store, s->arena, s->app->kommune, k->sted[at].id, &i, &n,
                                  err));
        for (size_t x = 0; x < n; x++) {
            if (!str_eq(i[x].id, id) || !str_eq(i[x].familie, k->familie)) continue;
            *out = i[x];
            return true;
        }
    }
    return side_findes_ikke(err);
}

bool side_familie_afgoerelse(struct side *s, struct err *err)
{
    struct side_app *app = s->app;
    const struct side_haandbog *bog = side_egen_haandbog(app);
    struct brev_afsender afsender = familie_afsender(s);
    struct str brev = web_del(s->request, "brev"), pdf = STR_EMPTY;
    bool kontrakt = str_is(brev, "kontrakt");
    struct brev_niveau indhold;
    struct familie_kreds k;
    struct indstilling i;

    TRY(familie_aabn(s, &k, err));
    TRY(find(s, &k, &i, err));
    if (bog == NULL || (!kontrakt && !str_is(brev, "afgoerelse"))) return side_findes_ikke(err);
    TRY(niveaubrev(app->store, s->arena, app->kommune, &bog->samling.planer, &i, &afsender,
                   &indhold, err));
    if (app->trykkeri == NULL)
        TRY(brev_trykkeri_open(&app->arena, &brev_filer_debian, &app->trykkeri, err));
    if (kontrakt)
        TRY(brev_kontrakt_pdf(s->arena, app->trykkeri, &indhold, &pdf, err));
    else
        TRY(brev_afgoerelse_pdf(s->arena, app->trykkeri, &indhold, &pdf, err));
    s->response->status = 200;
    s->response->type = "application/pdf";
    s->response->body = pdf;
    web_hoved(s->request, s->response, "Content-Disposition",
              kontrakt ? STR("inline; filename=\"kontrakt.pdf\"")
                       : STR("inline; filename=\"afgoerelse.pdf\""));
    return true;
}
