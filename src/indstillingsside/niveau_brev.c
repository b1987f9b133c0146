/*
 * niveau_brev: the decision and the contract as files.
 */
#include "indstilling/niveaubrev.h"

#include "indstillingsside/indstillingsside.h"
#include "indstillingsside/niveau_sag.h"

static struct brev_afsender sender(const struct side *s)
{
    const struct eksport_opsaetning *o = s->app->eksport;

    if (o == NULL) return (struct brev_afsender){.kommune = s->app->kommune_navn};
    return (struct brev_afsender){
        .kommune = o->kommune_navn,
        .afdeling = o->afdeling,
        .cvr = o->cvr,
        .kontakt = o->kontakt,
        .kontaktlinjer = o->kontaktlinjer,
        .uenig = o->uenig,
    };
}

static bool letter(struct side *s, bool kontrakt, struct err *err)
{
    struct side_app *app = s->app;
    const struct side_haandbog *bog = side_egen_haandbog(app);
    struct brev_afsender afsender = sender(s);
    const struct plan *plan = NULL;
    struct indstilling i;
    struct brev_niveau brev;
    struct str pdf = STR_EMPTY;

    TRY(niveau_sag_find(s, &i, &plan, err));
    if (indstilling_nu(&i)->registrering == 0) return side_findes_ikke(err);
    ASSERT(bog != NULL); /* niveau_sag_find has found a version of it */
    TRY(side_set(s, VISNING_ANBRINGELSE, i.anbringelse, "indstilling", 1, err));
    TRY(niveaubrev(app->store, s->arena, app->kommune, &bog->samling.planer, &i, &afsender, &brev,
                   err));
    if (app->trykkeri == NULL)
        TRY(brev_trykkeri_open(&app->arena, &brev_filer_debian, &app->trykkeri, err));
    if (kontrakt)
        TRY(brev_kontrakt_pdf(s->arena, app->trykkeri, &brev, &pdf, err));
    else
        TRY(brev_afgoerelse_pdf(s->arena, app->trykkeri, &brev, &pdf, err));
    s->response->status = 200;
    s->response->type = "application/pdf";
    s->response->body = pdf;
    web_hoved(s->request, s->response, "Content-Disposition",
              kontrakt ? STR("inline; filename=\"kontrakt.pdf\"")
                       : STR("inline; filename=\"afgoerelse.pdf\""));
    return true;
}

bool side_indstilling_afgoerelse(struct side *s, struct err *err)
{
    return letter(s, false, err);
}

bool side_indstilling_kontrakt(struct side *s, struct err *err)
{
    return letter(s, true, err);
}
