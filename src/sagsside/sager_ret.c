/*
 * sager_ret: one fact of a placement or a family registered, corrected or taken back.
 */
#include "sagsside/sager_familie.h"
#include "sagsside/sager_skriv.h"
#include "sagsside/sagsside.h"

/* Whose fact it is. */
struct ejer {
    struct str id;      /* of the placement or the family */
    struct str familie; /* the family in either case */
    struct str barn;
    bool sted;
};

static bool owner(struct side *s, struct sager_gang *g, struct ejer *e, struct err *err)
{
    const struct register_fakta *sted;
    struct register_fakta familie;
    struct str navn;

    e->sted = web_del(s->request, "anbringelse").n > 0;
    if (e->sted) {
        TRY(sager_sted_ret(s, &sted, err));
        TRY(sager_navn(s, sted->anbringelse.barn, &navn, err));
        *e = (struct ejer){sted->id, sted->anbringelse.plejefamilie, sted->anbringelse.barn, true};
        g->art = VISNING_ANBRINGELSE;
        g->sti = str_format(s->arena, "/anbringelser/%.*s", STR_ARG(e->id));
    } else {
        TRY(sager_familie_hele(s, &familie, err));
        TRY(sager_plejepersoner(s, familie.id, s->i_dag, &navn, err));
        *e = (struct ejer){familie.id, familie.id, STR_EMPTY, false};
        g->art = VISNING_PLEJEFAMILIE;
        g->sti = str_format(s->arena, "/familier/%.*s", STR_ARG(e->id));
    }
    g->id = e->id;
    g->form.side.om = navn.n > 0 ? navn : e->id;
    return true;
}

/* The owner of a fact of that kind, and the id of the one there can be; else the field `fakta`. */
static bool which(struct side *s, const struct ejer *e, enum register_slags slags,
                  struct str *fakta_ejer, struct str *id, struct err *err)
{
    *fakta_ejer = e->id;
    if (slags == SLAGS_ANBRINGELSE || slags == SLAGS_PLEJEFAMILIE) {
        *id = e->id;
        return true;
    }
    if (slags == SLAGS_BARN) {
        *fakta_ejer = *id = e->barn;
        return true;
    }
    bool sendt = s->request->method == WEB_POST;
    return sager_felt(sendt ? &s->request->form : &s->request->query, "fakta", id, err);
}

/* ---- what the form does not ask */

/* A new member of the household is a person whose id comes from the fact's. */
static bool member(struct sager_gang *g, struct register_fakta *f, struct err *err)
{
    struct sager_form *form = &g->form;
    struct side *s = form->s;
    struct str *kendt;
    size_t n;

    if (form->gammel != NULL) return true;
    form->person.id = str_format(s->arena, "%.*s-%.*s", STR_ARG(f->ejer), STR_ARG(f->id));
    f->husstand.person = form->person.id;
    if (form->person.cpr.n == 0) return true;
    TRY(register_nummer_find(s->app->store, s->arena, s->app->kommune, form->person.cpr, &kendt, &n,
                             err));
    /* Who is in the register already is not made once more. */
    if (n == 0 || str_eq(kendt[0], form->person.id)) return true;
    f->husstand.person = kendt[0];
    form->person.id = STR_EMPTY;
    return true;
}

static bool gather(struct sager_gang *g, struct err *err)
{
    struct sager_form *form = &g->form;
    struct register_fakta *f = sager_form_fakta(form, (enum register_slags)form->def->slags);

    if (g->tilbage) {
        *f = *form->gammel;
        f->tilbagekaldt = true;
        return true;
    }
    f->id = form->side.fakta;
    f->ejer = form->gammel != NULL ? form->gammel->ejer : g->id;
    f->tilbagekaldt = false;
    if (f->slags == SLAGS_HUSSTAND) return member(g, f, err);
    return true;
}

/* ---- choices that only the register and the handbook know */

static void add_choice(struct sager_valg *row, size_t *n, struct str kode, struct str tekst)
{
    for (size_t i = 0; i < *n; i++)
        if (str_eq(row[i].kode, kode)) return;
    row[(*n)++] = (struct sager_valg){kode, tekst, false, true};
}

/* Carers, and who has held a contract of the family before. */
static bool holders(struct side *s, const struct ejer *e, struct sager_form *form, struct err *err)
{
    struct register_plejeperson *p;
    struct register_fakta *f;
    size_t antal, kontrakter, n = 0;

    TRY(register_plejepersoner(s->app->store, s->arena, s->app->kommune, e->familie, s->i_dag, &p,
                               &antal, err));
    TRY(register_fakta_af(s->app->store, s->arena, s->app->kommune, INT64_MAX, SLAGS_KONTRAKT,
                          e->id, &f, &kontrakter, err));
    struct sager_valg *row = ARENA_ARRAY(s->arena, antal + kontrakter, struct sager_valg);
    for (size_t i = 0; i < antal; i++)
        add_choice(row, &n, p[i].id, p[i].navn.n > 0 ? p[i].navn : p[i].id);
    for (size_t i = 0; i < kontrakter; i++) {
        struct str navn;
        TRY(sager_navn(s, f[i].kontrakt.holder, &navn, err));
        add_choice(row, &n, f[i].kontrakt.holder, navn);
    }
    sager_form_valg(form, "holder", row, n);
    return true;
}

/* The benefits of the kommune's handbook, of all there are where it has none of its own, by the
 * words people know. */
static void benefits(struct side *s, struct sager_form *form)
{
    const struct side_haandbog *egen = side_egen_haandbog(s->app);
    const struct side_haandbog *h = egen != NULL ? egen : s->app->haandbog;
    size_t boeger = egen != NULL ? 1 : s->app->haandboeger, most = 0, n = 0;

    for (size_t i = 0; i < boeger; i++) {
        const struct plan_samling *p = &h[i].samling.planer;
        if (p->count > 0) most += p->plan[p->count - 1]->linjer;
    }
    struct sager_valg *row = ARENA_ARRAY(s->arena, most + 1, struct sager_valg);
    for (size_t i = 0; i < boeger; i++) {
        const struct plan_samling *p = &h[i].samling.planer;
        const struct plan *plan = p->count > 0 ? p->plan[p->count - 1] : NULL;
        for (size_t k = 0; plan != NULL && k < plan->linjer; k++)
            add_choice(row, &n, plan->linje[k].kode, plan->linje[k].titel);
    }
    /* One that is known of the fact and in no handbook any more can still be kept. */
    if (form->gammel != NULL && form->gammel->aftale.ydelse.n > 0)
        add_choice(row, &n, form->gammel->aftale.ydelse,
                   sager_ydelse(s, form->gammel->aftale.ydelse));
    sager_form_valg(form, "ydelse", row, n);
}

static bool given_choices(struct side *s, const struct ejer *e, struct sager_form *form,
                          struct err *err)
{
    if (form->def->slags == SLAGS_KONTRAKT) return holders(s, e, form, err);
    if (form->def->slags == SLAGS_AFTALE) benefits(s, form);
    return true;
}

/* ---- opening */

static const struct sager_formdef *form_of(const struct side *s)
{
    struct str slags = web_del(s->request, "slags");

    return web_del(s->request, "anbringelse").n > 0 ? sager_form_anbringelse(slags)
                                                    : sager_form_familie(slags);
}

/* The fact with that id among those of its owner; without an id a new one. 404 for one that is
 * neither. */
static bool known(struct side *s, enum register_slags slags, struct str ejer, struct str *id,
                  struct sager_gang *g, struct err *err)
{
    struct register_fakta *f;
    size_t n;

    TRY(register_fakta_af(s->app->store, s->arena, s->app->kommune, INT64_MAX, slags, ejer, &f, &n,
                          err));
    for (size_t i = 0; i < n; i++)
        if (str_eq(f[i].id, *id)) g->nu = &f[i];
    g->ny_id = register_nyt_id(s->arena, slags, f, n);
    if (g->nu != NULL) return true;
    if (id->n == 0) *id = g->ny_id;
    return str_eq(*id, g->ny_id) || side_findes_ikke(err);
}

/* The number of the fact that the form was shown with: 0 when it was new. */
static bool was_new(struct side *s, bool *out, struct err *err)
{
    struct str kendt;

    TRY(sager_felt(&s->request->form, "kendt", &kendt, err));
    *out = s->request->method == WEB_POST && str_is(kendt, "0");
    return true;
}

static bool open_fact(struct side *s, struct sager_gang *g, bool tilbage, struct err *err)
{
    const struct sager_formdef *def = form_of(s);
    struct ejer e = {.id = STR_EMPTY};
    struct str fakta_ejer, id, om;
    bool ny;

    if (def == NULL) return side_findes_ikke(err);
    enum register_slags slags = (enum register_slags)def->slags;
    TRY(owner(s, g, &e, err));
    TRY(which(s, &e, slags, &fakta_ejer, &id, err));
    TRY(known(s, slags, fakta_ejer, &id, g, err));
    TRY(was_new(s, &ny, err));
    om = g->form.side.om;
    const struct register_fakta *gammel = ny ? NULL : g->nu;
    /* Taken back by another in the meantime: what is sent is read as a correction of it. */
    if (gammel != NULL && gammel->tilbagekaldt && s->request->method == WEB_GET)
        return side_findes_ikke(err);
    if (tilbage && gammel == NULL) return side_findes_ikke(err);
    sager_form_start(s, def, gammel, &g->form);
    g->form.side.om = om;
    g->form.side.tilbage = g->sti;
    g->form.side.fakta = id;
    g->form.side.kendt = gammel != NULL ? gammel->nr : 0;
    g->form.side.adresse = s->request->sti;
    g->saml = gather;
    g->tilbage = tilbage;
    return tilbage || given_choices(s, &e, &g->form, err);
}

static bool open_form(struct side *s, struct sager_gang *g, struct err *err)
{
    return open_fact(s, g, false, err);
}

/* Only why it is taken back is asked. */
static bool open_back(struct side *s, struct sager_gang *g, struct err *err)
{
    static const struct sager_feltdef INTET = {0};
    struct sager_formdef *def = ARENA_NEW(s->arena, struct sager_formdef);
    struct str tekst, slags;

    TRY(open_fact(s, g, true, err));
    if (g->form.def->slags == SLAGS_BARN || g->form.def->slags == SLAGS_PLEJEFAMILIE)
        return side_findes_ikke(err);
    const struct sager_formular foer = g->form.side;
    slags = sager_slags(s, g->form.gammel->slags);
    TRY(sager_faktatekst(s, g->form.gammel, &tekst, err));
    *def = (struct sager_formdef){.slags = g->form.def->slags,
                                  .ret = {"Tag tilbage", "Take back"},
                                  .ny = {"Tag tilbage", "Take back"},
                                  .hjaelp = {"", ""},
                                  .felt = &INTET,
                                  .felter = 0};
    sager_form_start(s, def, g->form.gammel, &g->form);
    g->form.side.om = foer.om;
    g->form.side.tilbage = foer.tilbage;
    g->form.side.fakta = foer.fakta;
    g->form.side.kendt = foer.kendt;
    g->form.side.adresse = foer.adresse;
    struct str dage = g->form.gammel->slags == SLAGS_OPHOER
                          ? side_dato(s, g->form.gammel->fra)
                          : sager_periode(s, g->form.gammel->fra, g->form.gammel->til);
    g->form.side.hjaelp =
        str_format(s->arena, "%.*s: %.*s, %.*s", STR_ARG(slags), STR_ARG(tekst), STR_ARG(dage));
    sager_form_felt(&g->form, "hvorfor")->tekst =
        side_tekst(s, "Hvorfor tages den tilbage?", "Why is it taken back?");
    return true;
}

bool side_sager_ret(struct side *s, struct err *err)
{
    return sager_gang_vis(s, open_form, err);
}

bool side_sager_ret_send(struct side *s, struct err *err)
{
    return sager_gang_send(s, open_form, err);
}

bool side_sager_tilbage(struct side *s, struct err *err)
{
    return sager_gang_tilbage(s, open_back, err);
}

bool side_sager_tilbage_send(struct side *s, struct err *err)
{
    return sager_gang_send(s, open_back, err);
}
