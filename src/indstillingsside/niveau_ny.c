/*
 * niveau_ny: a proposal, or a hearing, is begun.
 */
#include "indstillingsside/niveau_ny.h"

#include "base/id.h"
#include "indstillingsside/indstillingsside.h"
#include "indstillingsside/skabelon.h"

static bool new_id(struct side *s, struct str *out, struct err *err)
{
    struct id id;

    TRY(id_make(&id, err));
    *out = str_copy(s->arena, id_str(&id));
    return true;
}

/* The placement's child and family, when there is such a placement that may be seen. */
static bool who(struct side *s, struct niveau_ny *page, struct err *err)
{
    struct register_fakta *a;
    struct niveau_hvem hvem;
    size_t n = 0;
    bool ser = false;

    page->barn = page->familie = STR_EMPTY;
    if (page->anbringelse.n == 0) return true;
    TRY(register_fakta_af(s->app->store, s->arena, s->app->kommune, INT64_MAX, SLAGS_ANBRINGELSE,
                          page->anbringelse, &a, &n, err));
    if (n != 1 || a[0].tilbagekaldt) return true;
    TRY(side_sag_ser(s, a[0].anbringelse.plejefamilie, a[0].id, &ser, err));
    if (!ser) return true;
    TRY(niveau_hvem(s, a[0].id, a[0].anbringelse.plejefamilie, &hvem, err));
    TRY(side_set(s, VISNING_ANBRINGELSE, a[0].id, "indstilling", 1, err));
    page->barn = hvem.barn;
    page->familie = hvem.familie;
    return true;
}

/* How long a family has to answer. */
static struct str deadline_words(const struct side *s)
{
    const struct plan *plan = niveau_plan(s, s->i_dag);
    int dage = plan == NULL || !plan->indplacering.afgoerelse.findes
                   ? -1
                   : plan->indplacering.afgoerelse.hoering_dage;

    if (dage < 0)
        return side_tekst(s, "Håndbogen siger ikke, hvor længe familien har; vælg en dag.",
                          "The handbook does not say how long the family has; choose a day.");
    return str_format(s->arena,
                      s->engelsk ? "The handbook gives the family at least %d days: not before %.*s"
                                 : "Håndbogen giver familien mindst %d dage: tidligst %.*s",
                      dage, STR_ARG(side_dato(s, dato_plus(s->i_dag, dage))));
}

static void no_placement(struct side *s)
{
    side_afvis(s, "anbringelse",
               side_tekst(s, "Der er ingen anbringelse med det nummer.",
                          "There is no placement with that number."));
}

static bool show(struct side *s, struct niveau_ny *page, struct err *err)
{
    page->csrf = s->csrf;
    if (page->opsigelse) page->frist_vejledning = deadline_words(s);
    TRY(who(s, page, err));
    if (page->barn.n == 0) {
        if (page->anbringelse.n > 0 && s->afvist_antal == 0) no_placement(s);
        TRY(side_set(s, VISNING_LISTE, STR("indstillinger"), "indstilling", 0, err));
    }
    html_niveau_ny(&s->h, page);
    if (page->opsigelse)
        side_vis(s, "Hør familien om en opsigelse", "Hear the family about a termination");
    else
        side_vis(s, "Ny indstilling af niveau", "New proposal of a level");
    return true;
}

bool side_indstilling_ny(struct side *s, struct err *err)
{
    struct niveau_ny page = {.fra = dato_iso(s->arena, s->i_dag)};

    TRY(web_felt(&s->request->query, "anbringelse", &page.anbringelse, err));
    TRY(new_id(s, &page.id, err));
    return show(s, &page, err);
}

bool side_indstilling_ny_send(struct side *s, struct err *err)
{
    struct niveau_ny page = {0};
    struct err fejl = ERR_INIT;
    struct dato fra = DATO_MIN;

    TRY(niveau_felt(s, "id", &page.id, err));
    TRY(niveau_felt(s, "anbringelse", &page.anbringelse, err));
    TRY(niveau_felt(s, "fra", &page.fra, err));
    TRY(who(s, &page, err));
    const struct plan *plan = NULL;
    if (side_dag_laes(s, page.fra, &fra, &fejl)) plan = niveau_plan(s, fra);
    if (str_is(str_from(fejl.place), SIDE_AAR))
        side_afvis(s, "fra", side_fejltekst(s, &fejl));
    else if (page.fra.n == 0 || fra.dag == DATO_MIN.dag)
        side_afvis(s, "fra",
                   side_tekst(s, "Vælg den dag, niveauet skal gælde fra.",
                              "Choose the day the level is to hold from."));
    else if (plan == NULL)
        side_afvis(s, "fra",
                   side_tekst(s, "Kommunen har ingen håndbog, der gælder den dag.",
                              "The municipality has no handbook in force on that day."));
    if (page.barn.n == 0) no_placement(s);
    if (s->afvist_antal > 0) return show(s, &page, err);
    fejl = (struct err)ERR_INIT;
    if (indstilling_ny(s->app->store, s->arena, &s->hvem, plan, page.id, page.anbringelse, fra,
                       s->request->now_us, &fejl))
        return side_videre(s, str_format(s->arena, "/indstillinger/%.*s", STR_ARG(page.id)));
    if (!niveau_til_formular(&fejl)) {
        *err = fejl;
        return false;
    }
    side_afvis_fejl(s, &fejl);
    TRY(niveau_forfra(s, err));
    return show(s, &page, err);
}

/* ---- a hearing ---- */

bool side_opsigelse_ny(struct side *s, struct err *err)
{
    const struct plan *plan = niveau_plan(s, s->i_dag);
    struct niveau_ny page = {.opsigelse = true};

    if (plan != NULL && plan->indplacering.afgoerelse.hoering_dage > 0)
        page.frist =
            dato_iso(s->arena, dato_plus(s->i_dag, plan->indplacering.afgoerelse.hoering_dage));
    TRY(web_felt(&s->request->query, "anbringelse", &page.anbringelse, err));
    TRY(new_id(s, &page.id, err));
    return show(s, &page, err);
}

static bool send_hearing(struct side *s, const struct niveau_ny *page, struct err *err)
{
    const struct plan *plan = niveau_plan(s, s->i_dag);
    struct dato frist = DATO_MIN;

    if (page->barn.n == 0)
        return err_begge(err, ERR_INPUT, "anbringelse", "Der er ingen anbringelse med det nummer.",
                         "There is no placement with that number.");
    if (plan == NULL)
        return err_begge(err, ERR_INPUT, "haandbog",
                         "Kommunen har ingen håndbog, der gælder i dag.",
                         "The municipality has no handbook in force today.");
    if (page->frist.n > 0) TRY(side_dag_felt(s, "frist", page->frist, &frist, err));
    return partshoering_send(s->app->store, s->arena, &s->hvem, plan, page->id, page->anbringelse,
                             page->grund, frist, s->request->now_us, err);
}

bool side_opsigelse_ny_send(struct side *s, struct err *err)
{
    struct niveau_ny page = {.opsigelse = true};
    struct err fejl = ERR_INIT;

    TRY(niveau_felt(s, "id", &page.id, err));
    TRY(niveau_felt(s, "anbringelse", &page.anbringelse, err));
    TRY(niveau_felt(s, "grund", &page.grund, err));
    TRY(niveau_felt(s, "frist", &page.frist, err));
    TRY(who(s, &page, err));
    if (send_hearing(s, &page, &fejl))
        return side_videre(s, str_format(s->arena, "/opsigelser/%.*s", STR_ARG(page.id)));
    if (!niveau_til_formular(&fejl)) {
        *err = fejl;
        return false;
    }
    bool tekst = str_is(str_from(fejl.place), "tekst");
    side_afvis(s, tekst ? "grund" : fejl.place, side_fejltekst(s, &fejl));
    TRY(niveau_forfra(s, err));
    return show(s, &page, err);
}
