/*
 * sager_ny: a new placement with its child, and a new family with its first foster parent and its
 * approval: several facts under one registrering.
 *
 * Ids of what is new are made from one that was drawn when the form was shown, so that a form that
 * is sent twice is the same facts. A number that the sender gives must be free.
 */
#include "base/id.h"
#include "register/tjek.h"
#include "sagsside/sager_skriv.h"
#include "sagsside/sagsside.h"

enum { KORT = 8 }; /* characters of a drawn id that people are shown */

/* The drawn id: new, or as it was sent. */
static bool drawn(struct side *s, struct str *out, struct err *err)
{
    struct id id;

    if (s->request->method == WEB_POST) {
        TRY(sager_felt(&s->request->form, "fakta", out, err));
        return id_valid(*out) || side_findes_ikke(err);
    }
    TRY(id_make(&id, err));
    *out = str_copy(s->arena, id_str(&id));
    return true;
}

/* "A-K3F7X2AB": a letter for what it is, and the first of the drawn ones in capitals. */
static struct str new_id(const struct sager_gang *g, char bogstav)
{
    struct buf b;

    buf_init(&b, g->form.s->arena);
    buf_format(&b, "%c-", bogstav);
    for (size_t i = 0; i < KORT && i < g->form.side.fakta.n; i++) {
        char c = g->form.side.fakta.p[i];
        buf_char(&b, c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
    }
    return buf_str(&b);
}

static struct str value(struct sager_gang *g, const char *navn)
{
    return sager_form_felt(&g->form, navn)->vaerdi;
}

/* What is registered under an id, newest; NULL when nothing is. */
static bool known(struct side *s, enum register_slags slags, struct str id,
                  const struct register_fakta **out, struct err *err)
{
    struct register_fakta *f;
    size_t n;

    TRY(register_fakta_af(s->app->store, s->arena, s->app->kommune, INT64_MAX, slags, id, &f, &n,
                          err));
    *out = n == 1 ? f : NULL;
    return true;
}

/* A number that was given, else one made of the drawn id. One that is taken is the sender's own
 * when the form has been sent before: then its registration is by this user, now. */
static bool number(struct sager_gang *g, enum register_slags slags, char bogstav, struct str *id,
                   struct err *err)
{
    struct side *s = g->form.s;
    struct err fejl = ERR_INIT;
    const struct register_fakta *f;
    struct register_registrering r;

    *id = value(g, "nummer");
    if (id->n == 0) {
        *id = new_id(g, bogstav);
        return known(s, slags, *id, &g->nu, err);
    }
    if (!tjek_id(*id, (struct tegn_hvad){"", ""}, &fejl)) {
        sager_form_fejl(&g->form, "nummer",
                        "Brug A-Z, a-z, 0-9, punktum, bindestreg og understregning; det må ikke "
                        "ligne et CPR-nummer.",
                        "Use A-Z, a-z, 0-9, dot, hyphen and underscore; it may not be like a CPR "
                        "number.");
        return true;
    }
    TRY(known(s, slags, *id, &f, err));
    g->nu = f;
    if (f == NULL) return true;
    TRY(register_registrering(s->app->store, s->arena, s->app->kommune, f->nr, &r, err));
    if (!str_eq(r.bruger, s->hvem.bruger))
        sager_form_fejl(&g->form, "nummer", "Nummeret er taget; vælg et andet.",
                        "The number is taken; choose another.");
    return true;
}

/* ---- a placement */

static bool find_family(struct sager_gang *g, struct str *out, struct err *err)
{
    struct side *s = g->form.s;
    struct register_fakta f;
    bool fandtes, ser = false;

    *out = value(g, "familie");
    TRY(sager_familien(s, *out, INT64_MAX, &f, &fandtes, err));
    if (fandtes) TRY(side_sag_ser(s, *out, STR_EMPTY, &ser, err));
    if (!ser)
        sager_form_fejl(&g->form, "familie", "Der er ingen familie med det nummer.",
                        "There is no family of that number.");
    return true;
}

/* The child is one the register knows, and nothing more is told of it. */
static bool known_child(struct sager_gang *g, struct str barn, struct err *err)
{
    struct sager_form *form = &g->form;
    const struct register_fakta *f;
    bool anden_dag;

    TRY(known(form->s, SLAGS_BARN, barn, &f, err));
    if (f == NULL || f->tilbagekaldt) {
        sager_form_fejl(form, "barn", "Der er intet barn med det nummer.",
                        "There is no child of that number.");
        return true;
    }
    anden_dag = value(g, "foedt").n > 0 &&
                sager_form_fakta(form, SLAGS_BARN)->barn.foedt.dag != f->barn.foedt.dag;
    if (anden_dag)
        sager_form_fejl(form, "foedt", "Barnet er registreret med en anden fødselsdag.",
                        "The child is registered with another birth date.");
    *sager_form_fakta(form, SLAGS_BARN) = *f;
    form->person.id = STR_EMPTY;
    return true;
}

static bool new_child(struct sager_gang *g, struct str *barn, struct err *err)
{
    struct sager_form *form = &g->form;
    struct side *s = form->s;
    struct str *kendt;
    size_t n;

    *barn = new_id(g, 'B');
    if (value(g, "navn").n == 0)
        sager_form_fejl(form, "navn", "Skriv barnets navn, eller barnets nummer.",
                        "Write the child's name, or its number.");
    if (value(g, "foedt").n == 0)
        sager_form_fejl(form, "foedt", "Skriv barnets fødselsdag.", "Write the birth date.");
    form->person.id = *barn;
    sager_form_fakta(form, SLAGS_BARN)->id = *barn;
    if (form->person.cpr.n == 0) return true;
    TRY(register_nummer_find(s->app->store, s->arena, s->app->kommune, form->person.cpr, &kendt, &n,
                             err));
    if (n > 0 && !str_eq(kendt[0], *barn))
        sager_form_fejl(form, "cpr",
                        "En person i registret har det CPR-nummer. Søg den frem, og skriv barnets "
                        "nummer i stedet.",
                        "A person in the register has that CPR number. Find it, and write the "
                        "number of the child instead.");
    return true;
}

static bool gather_placement(struct sager_gang *g, struct err *err)
{
    struct sager_form *form = &g->form;
    struct str familie, barn = value(g, "barn"), id;

    TRY(find_family(g, &familie, err));
    TRY(barn.n > 0 ? known_child(g, barn, err) : new_child(g, &barn, err));
    TRY(number(g, SLAGS_ANBRINGELSE, 'A', &id, err));
    struct register_fakta *f = sager_form_fakta(form, SLAGS_ANBRINGELSE);
    f->id = id;
    f->anbringelse.plejefamilie = familie;
    f->anbringelse.barn = barn;
    g->sti = str_format(form->s->arena, "/anbringelser/%.*s", STR_ARG(id));
    return true;
}

static bool open_placement(struct side *s, struct sager_gang *g, struct err *err)
{
    struct err fejl = ERR_INIT;
    struct str noegle;

    TRY(drawn(s, &noegle, err));
    sager_form_start(s, &SAGER_NY_ANBRINGELSE, NULL, &g->form);
    g->form.side.om = side_tekst(s, "Anbringelser", "Placements");
    g->form.side.tilbage = STR("/anbringelser");
    g->form.side.adresse = STR("/anbringelser/ny");
    g->form.side.fakta = noegle;
    g->art = VISNING_LISTE;
    g->id = STR("anbringelser");
    g->flere = true;
    g->saml = gather_placement;
    if (s->request->method == WEB_POST) return true;
    struct str *familie = &sager_form_felt(&g->form, "familie")->vaerdi;
    TRY(sager_felt(&s->request->query, "familie", familie, err));
    if (familie->n == 0 || !tjek_id(*familie, (struct tegn_hvad){"", ""}, &fejl)) return true;
    g->form.side.om =
        str_format(s->arena, s->engelsk ? "Family %.*s" : "Familie %.*s", STR_ARG(*familie));
    g->form.side.tilbage = str_format(s->arena, "/familier/%.*s", STR_ARG(*familie));
    return true;
}

/* ---- a family */

static bool gather_family(struct sager_gang *g, struct err *err)
{
    struct sager_form *form = &g->form;
    struct side *s = form->s;
    struct str id, *kendt;
    size_t n = 0;

    TRY(number(g, SLAGS_PLEJEFAMILIE, 'F', &id, err));
    sager_form_fakta(form, SLAGS_PLEJEFAMILIE)->id = id;
    struct register_fakta *godkendt = sager_form_fakta(form, SLAGS_GODKENDELSE);
    godkendt->ejer = id;
    godkendt->id = STR("g1");
    form->person.id = str_format(s->arena, "%.*s-h1", STR_ARG(id));
    struct register_fakta *h = sager_form_fakta(form, SLAGS_HUSSTAND);
    h->ejer = id;
    h->id = STR("h1");
    h->fra = godkendt->fra;
    h->husstand.rolle = STR("plejeforaelder");
    h->husstand.person = form->person.id;
    if (form->person.cpr.n > 0)
        TRY(register_nummer_find(s->app->store, s->arena, s->app->kommune, form->person.cpr, &kendt,
                                 &n, err));
    if (n > 0 && !str_eq(kendt[0], form->person.id)) {
        h->husstand.person = kendt[0];
        form->person.id = STR_EMPTY;
    }
    g->sti = str_format(s->arena, "/familier/%.*s", STR_ARG(id));
    return true;
}

/* Who sees only cases it is given would not see the family it makes. */
static bool may_make(struct side *s, struct err *err)
{
    struct str kreds;

    TRY(side_sag_kreds(s, &kreds, err));
    return kreds.n == 0 || side_findes_ikke(err);
}

static bool open_family(struct side *s, struct sager_gang *g, struct err *err)
{
    struct str noegle;

    TRY(may_make(s, err));
    TRY(drawn(s, &noegle, err));
    sager_form_start(s, &SAGER_NY_FAMILIE, NULL, &g->form);
    g->form.side.om = side_tekst(s, "Familier", "Families");
    g->form.side.tilbage = STR("/familier");
    g->form.side.adresse = STR("/familier/ny");
    g->form.side.fakta = noegle;
    g->art = VISNING_LISTE;
    g->id = STR("familier");
    g->flere = true;
    g->saml = gather_family;
    return true;
}

bool side_sager_ny(struct side *s, struct err *err)
{
    return sager_gang_vis(s, open_placement, err);
}

bool side_sager_ny_send(struct side *s, struct err *err)
{
    return sager_gang_send(s, open_placement, err);
}

bool side_sager_ny_familie(struct side *s, struct err *err)
{
    return sager_gang_vis(s, open_family, err);
}

bool side_sager_ny_familie_send(struct side *s, struct err *err)
{
    return sager_gang_send(s, open_family, err);
}
