/*
 * sager_navn: a name that changes, or was never right.
 *
 * Nothing is overwritten: each is a registration of its own (register/navn), so a case that is
 * looked at as it was known then has the names of then. A form that is sent twice writes once, and
 * one that another has overtaken writes nothing.
 */
#include "sagsside/sager_navn.h"

#include "afregning/familie.h"
#include "base/tid.h"
#include "sagsside/sager_familie.h"
#include "sagsside/sager_tidslinje.h"
#include "sagsside/sagsside.h"
#include "sagsside/skabelon.h"

static bool names(struct side *s, struct str person, struct register_navn **n, size_t *antal,
                  struct err *err)
{
    return register_navne(s->app->store, s->arena, s->app->kommune, person, n, antal, err);
}

bool sager_navn_da(struct side *s, struct str person, const struct sager_kendt *kendt,
                   struct str *out, struct err *err)
{
    struct register_navn *n;
    size_t antal;

    TRY(sager_navn(s, person, out, err));
    if (!kendt->da) return true;
    TRY(names(s, person, &n, &antal, err));
    const struct register_navn *da =
        register_navn_paa(n, antal, dato_of_us(kendt->tid_us), kendt->nr);
    if (da != NULL && da->navn.n > 0) *out = da->navn;
    return true;
}

/* ---- those of a family */

struct samling {
    struct side *s;
    struct str familie;
    struct sager_navngivet *row;
    size_t antal;
    bool kan_rette;
};

static bool add(struct samling *l, struct str person, const char *dansk, const char *engelsk,
                struct err *err)
{
    struct side *s = l->s;
    struct register_navn *n;
    size_t antal;

    for (size_t i = 0; i < l->antal; i++)
        if (str_eq(l->row[i].person, person)) return true;
    struct sager_navngivet *r = &l->row[l->antal++];
    *r = (struct sager_navngivet){.familie = l->familie,
                                  .person = person,
                                  .hvad = side_tekst(s, dansk, engelsk),
                                  .foer = STR_EMPTY,
                                  .kan_rette = l->kan_rette};
    TRY(sager_navn(s, person, &r->navn, err));
    TRY(names(s, person, &n, &antal, err));
    const struct register_navn *nu = register_navn_paa(n, antal, DATO_MAX, INT64_MAX);
    if (nu == NULL || nu->fra.dag == DATO_MIN.dag) return true;
    const struct register_navn *foer =
        register_navn_paa(n, antal, dato_plus(nu->fra, -1), INT64_MAX);
    if (foer != NULL)
        r->foer = str_format(s->arena, s->engelsk ? "%.*s until %.*s" : "%.*s indtil %.*s",
                             STR_ARG(foer->navn), STR_ARG(side_dato(s, nu->fra)));
    return true;
}

bool sager_navngivne(struct side *s, struct str familie, const struct sager_navngivet **out,
                     size_t *antal, struct err *err)
{
    struct samling l = {
        .s = s, .familie = familie, .kan_rette = side_maa(s, SIDE_RET, RET_REGISTRER)};
    struct familie_kreds k;
    struct register_fakta *h;
    size_t n;

    TRY(familie_kreds(s->app->store, s->arena, s->app->kommune, NULL, familie, &k, err));
    TRY(register_fakta_af(s->app->store, s->arena, s->app->kommune, INT64_MAX, SLAGS_HUSSTAND,
                          familie, &h, &n, err));
    l.row = ARENA_ARRAY(s->arena, n + k.modtagere + k.steder, struct sager_navngivet);
    for (size_t i = 0; i < n; i++)
        if (!h[i].tilbagekaldt)
            TRY(add(&l, h[i].husstand.person, "i husstanden", "in the household", err));
    for (size_t i = 0; i < k.steder; i++)
        if (!k.sted[i].tilbagekaldt) TRY(add(&l, k.sted[i].anbringelse.barn, "barn", "child", err));
    for (size_t i = 0; i < k.modtagere; i++)
        TRY(add(&l, k.modtager[i], "har en kontrakt", "has a contract", err));
    *out = l.row;
    *antal = l.antal;
    return true;
}

/* ---- the form */

struct navneside {
    struct sager_navneform page;
    struct register_navn *navn;
    size_t antal;
    int64_t nyeste; /* the newest registration of a name */
};

/* The person of {person} in the path; 404 when the family has no such one. */
static bool find(struct side *s, struct navneside *n, struct err *err)
{
    const struct sager_navngivet *alle;
    struct register_fakta familie;
    struct str person = web_del(s->request, "person");
    size_t antal, i = 0;

    TRY(sager_familie_hele(s, &familie, err));
    TRY(sager_navngivne(s, familie.id, &alle, &antal, err));
    while (i < antal && !str_eq(alle[i].person, person)) i++;
    if (i == antal) return side_findes_ikke(err);
    TRY(names(s, person, &n->navn, &n->antal, err));
    for (size_t k = 0; k < n->antal; k++)
        if (n->navn[k].nr > n->nyeste) n->nyeste = n->navn[k].nr;
    n->page = (struct sager_navneform){.csrf = s->csrf,
                                       .familie = familie.id,
                                       .person = person,
                                       .nu = alle[i].navn,
                                       .navn = alle[i].navn,
                                       .fra = STR_EMPTY,
                                       .er_skift = true};
    n->page.kendt = str_format(s->arena, "%lld", (long long)n->nyeste);
    return true;
}

static bool newer_of_the_day(const struct navneside *n, size_t i)
{
    return i + 1 < n->antal && n->navn[i + 1].fra.dag == n->navn[i].fra.dag;
}

/* The newest day first, and of a day what was registered last. */
static bool history(struct side *s, struct navneside *n, struct err *err)
{
    struct sager_navnelinje *row = ARENA_ARRAY(s->arena, n->antal, struct sager_navnelinje);

    for (size_t i = 0; i < n->antal; i++) {
        const struct register_navn *r = &n->navn[n->antal - 1 - i];
        bool fra_foerst = r->fra.dag == DATO_MIN.dag;
        struct str hvem;
        row[i] = (struct sager_navnelinje){
            .navn = r->navn,
            .fra = fra_foerst ? side_tekst(s, "fra begyndelsen", "from the beginning")
                              : str_format(s->arena, s->engelsk ? "from %.*s" : "fra %.*s",
                                           STR_ARG(side_dato(s, r->fra))),
            .naar = side_tekst(s, "Kendt, før navnet første gang blev rettet",
                               "Known before the name was first corrected"),
            .gaelder = !r->tilbagekaldt && !newer_of_the_day(n, n->antal - 1 - i)};
        if (r->nr == 0) continue;
        TRY(sager_bruger(s, r->bruger, &hvem, err));
        row[i].naar = str_format(
            s->arena,
            r->tilbagekaldt
                ? (s->engelsk ? "Taken back by %.*s on %.*s" : "Taget tilbage af %.*s den %.*s")
                : (s->engelsk ? "Registered by %.*s on %.*s" : "Registreret af %.*s den %.*s"),
            STR_ARG(hvem), STR_ARG(side_tid(s, r->tid_us)));
    }
    n->page.linje = row;
    n->page.linje_antal = n->antal;
    return true;
}

static bool show(struct side *s, struct navneside *n, int status, struct err *err)
{
    const struct register_navn *nu = register_navn_paa(n->navn, n->antal, DATO_MAX, INT64_MAX);

    n->page.tilbage_til = STR_EMPTY;
    n->page.kan_tilbage = nu != NULL && nu->fra.dag > DATO_MIN.dag;
    if (n->page.kan_tilbage) {
        const struct register_navn *foer =
            register_navn_paa(n->navn, n->antal, dato_plus(nu->fra, -1), INT64_MAX);
        n->page.tilbage_til = foer == NULL ? n->page.person : foer->navn;
    }
    TRY(history(s, n, err));
    TRY(side_set(s, VISNING_PLEJEFAMILIE, n->page.familie, "navn", 1, err));
    html_sager_navneform(&s->h, &n->page);
    side_vis(s, "Ret et navn", "Correct a name");
    s->response->status = status;
    return true;
}

bool side_sager_navn(struct side *s, struct err *err)
{
    struct navneside n = {.antal = 0};

    TRY(find(s, &n, err));
    return show(s, &n, 200, err);
}

/* ---- what was sent */

/* As the register keeps it; no name stands in it. */
static const char *const HANDLING[] = {
    [NAVN_SKIFTET] = "navn skiftet",
    [NAVN_RETTET] = "navn rettet",
    [NAVN_TILBAGE] = "navneskift taget tilbage",
};

static bool read_form(struct side *s, struct navneside *n, struct register_navneret *ret,
                      int64_t *kendt, struct err *err)
{
    const struct web_felter *form = &s->request->form;
    struct str handling, vist;

    TRY(sager_felt(form, "handling", &handling, err));
    TRY(sager_felt(form, "navn", &n->page.navn, err));
    TRY(sager_felt(form, "fra", &n->page.fra, err));
    TRY(sager_felt(form, "kendt", &vist, err));
    if (!str_int(vist, kendt)) *kendt = -1;
    ret->handling = str_is(handling, "ret")       ? NAVN_RETTET
                    : str_is(handling, "tilbage") ? NAVN_TILBAGE
                                                  : NAVN_SKIFTET;
    n->page.er_skift = ret->handling == NAVN_SKIFTET;
    n->page.er_ret = ret->handling == NAVN_RETTET;
    n->page.er_tilbage = ret->handling == NAVN_TILBAGE;
    ret->person = n->page.person;
    ret->navn = n->page.navn;
    ret->i_dag = s->i_dag;
    return true;
}

static bool check(const struct side *s, const struct navneside *n, struct register_navneret *ret,
                  struct err *fejl)
{
    struct err dag = ERR_INIT;

    if (ret->handling != NAVN_TILBAGE && register_ligner_cpr(ret->navn))
        return err_begge(fejl, ERR_INPUT, "navn", "Et CPR-nummer må ikke stå i et navn",
                         "A CPR number may not stand in a name");
    if (ret->handling != NAVN_SKIFTET ||
        side_dag_laes_fra(s, SIDE_AAR_VOKSEN, n->page.fra, &ret->fra, &dag))
        return true;
    if (str_is(str_from(dag.place), SIDE_AAR))
        return err_begge_tekst(fejl, ERR_INPUT, "fra", dag.text, dag.engelsk);
    return err_begge(fejl, ERR_INPUT, "fra", "Skriv den dag, personen skiftede navn",
                     "Write the day on which the person changed name");
}

static bool back(struct side *s, const struct navneside *n, int64_t nr)
{
    if (nr == 0)
        return side_videre(s, str_format(s->arena, "/familier/%.*s", STR_ARG(n->page.familie)));
    return side_videre(s, str_format(s->arena, "/familier/%.*s?gjort=%lld",
                                     STR_ARG(n->page.familie), (long long)nr));
}

/* The form again, with what is wrong; what was tried is undone, and the view is written. */
static bool again(struct side *s, struct navneside *n, const struct err *fejl, int status,
                  struct err *err)
{
    side_afvis_fejl(s, fejl);
    store_rollback(s->app->store);
    TRY(store_begin(s->app->store, STORE_WRITE, err));
    return show(s, n, status, err);
}

bool side_sager_navn_send(struct side *s, struct err *err)
{
    struct navneside n = {.antal = 0};
    struct register_navneret ret = {.handling = NAVN_SKIFTET};
    struct err fejl = ERR_INIT;
    int64_t kendt, nr;
    bool skrevet;

    TRY(find(s, &n, err));
    TRY(read_form(s, &n, &ret, &kendt, err));
    bool som_sendt = ret.handling != NAVN_TILBAGE && str_eq(str_trim(ret.navn), n.page.nu);
    if (kendt != n.nyeste && som_sendt) return back(s, &n, 0); /* the button was pressed twice */
    if (kendt != n.nyeste) {
        err_begge(&fejl, ERR_CONFLICT, NULL,
                  "Navnet er ændret, siden siden blev åbnet. Se navnene nedenfor, og prøv igen",
                  "The name has changed since the page was opened. See the names below and try "
                  "again");
        return again(s, &n, &fejl, 409, err);
    }
    if (!check(s, &n, &ret, &fejl)) return again(s, &n, &fejl, 400, err);
    TRY(register_begin(s->app->store, &s->hvem, str_from(HANDLING[ret.handling]),
                       s->request->now_us, &nr, err));
    if (!register_navn_ret(s->app->store, s->arena, s->app->kommune, nr, &ret, &skrevet, &fejl)) {
        if (fejl.kind == ERR_INPUT) return again(s, &n, &fejl, 400, err);
        *err = fejl;
        return false;
    }
    if (skrevet) return back(s, &n, nr);
    err_begge(&fejl, ERR_INPUT, "navn", "Personen hedder det allerede",
              "That is what the person is called already");
    return again(s, &n, &fejl, 400, err);
}
