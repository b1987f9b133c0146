/*
 * sager_skriv: a form's facts written under one registrering, once.
 *
 * Invariants: (1) nothing is committed that the one who sends has not confirmed; (2) what another
 * has changed since the form was shown is not overwritten.
 */
#include "sagsside/sager_skriv.h"

#include <stdlib.h>

#include "afregning/afregning.h"
#include "beregning/ord.h"
#include "sagsside/skabelon.h"

/* ---- writing */

static int by_kind(const void *a, const void *b)
{
    const struct register_fakta *x = a, *y = b;

    return (x->slags > y->slags) - (x->slags < y->slags);
}

/* Free text that is as it was keeps its id, so that the fact is as it was too. */
static bool keep_text(struct sager_gang *g, struct register_fakta *f, struct err *err)
{
    struct side *s = g->form.s;
    struct str *id = register_fritekst(f), kendt = STR_EMPTY;
    struct register_fakta nu;

    if (id == NULL || f->slags == SLAGS_INDPLACERING || f->tilbagekaldt) return true;
    *id = STR_EMPTY;
    if (g->nu != NULL && g->nu->slags == f->slags) {
        nu = *g->nu;
        *id = *register_fritekst(&nu);
    }
    if (id->n > 0) TRY(register_tekst(s->app->store, s->arena, s->app->kommune, *id, &kendt, err));
    if (str_eq(kendt, g->form.fritekst)) return true;
    *id = STR_EMPTY;
    if (g->form.fritekst.n == 0) return true;
    return register_tekst_skriv(s->app->store, s->app->kommune, g->form.fritekst, TEGN_BREV,
                                s->arena, id, err);
}

static bool write_all(struct sager_gang *g, int64_t *nr, bool *skrevet, struct err *err)
{
    struct sager_form *form = &g->form;
    struct side *s = form->s;
    struct store *store = s->app->store;

    *skrevet = false;
    /* A family before its child's placement, a child before its own. */
    qsort(form->fakta, form->fakta_antal, sizeof(*form->fakta), by_kind);
    TRY(register_begin(store, &s->hvem, form->handling, s->request->now_us, nr, err));
    if (form->person.id.n > 0)
        TRY(register_person_skriv(store, s->arena, s->app->kommune, *nr, &form->person, skrevet,
                                  err));
    *skrevet = false;
    for (size_t i = 0; i < form->fakta_antal; i++) {
        bool ny;
        TRY(keep_text(g, &form->fakta[i], err));
        TRY(register_ret(store, s->arena, &s->hvem, *nr, &form->fakta[i], &ny, err));
        *skrevet = *skrevet || ny;
    }
    return true;
}

/* ---- what it touches */

static bool settled(const struct koersel *k)
{
    return k->tilstand >= KOERSEL_GODKENDT && k->tilstand != KOERSEL_OPGIVET && !k->ekstra;
}

static bool is_touched(const struct register_beroert *b, size_t n, struct maaned m)
{
    for (size_t i = 0; i < n; i++)
        if (b[i].fra.dag < b[i].til.dag && b[i].fra.dag < maaned_end(m).dag &&
            maaned_first(m).dag < b[i].til.dag)
            return true;
    return false;
}

/* "april 2021, maj 2021 og juni 2021", of many the first and the last. */
static struct str months_in_words(struct side *s, const struct maaned *m, size_t n)
{
    struct buf b;

    buf_init(&b, s->arena);
    if (n > 6) {
        buf_format(&b, s->engelsk ? "%.*s to %.*s" : "%.*s til %.*s", STR_ARG(side_maaned(s, m[0])),
                   STR_ARG(side_maaned(s, m[n - 1])));
        return buf_str(&b);
    }
    for (size_t i = 0; i < n; i++)
        buf_format(&b, "%s%.*s",
                   i == 0       ? ""
                   : i + 1 < n  ? ", "
                   : s->engelsk ? " and "
                                : " og ",
                   STR_ARG(side_maaned(s, m[i])));
    return buf_str(&b);
}

static bool touches(struct side *s, int64_t nr, struct sager_formular *page, struct err *err)
{
    struct register_beroert *b;
    struct koersel *k;
    size_t n, koersler, antal = 0;

    TRY(register_beroerte(s->app->store, s->arena, s->app->kommune, nr - 1, nr, &b, &n, err));
    TRY(koersel_liste(s->app->store, s->arena, s->app->kommune, &k, &koersler, err));
    struct maaned *m = ARENA_ARRAY(s->arena, koersler, struct maaned);
    for (size_t i = koersler; i-- > 0;)
        if (settled(&k[i]) && is_touched(b, n, k[i].maaned)) m[antal++] = k[i].maaned;
    page->roerer.afregnet = antal > 0;
    if (antal == 0)
        page->roerer.tekst = side_tekst(s, "Det rører ingen måned, der er afregnet.",
                                        "It touches no month that is settled.");
    else
        page->roerer.tekst =
            str_format(s->arena,
                       antal == 1 ? (s->engelsk ? "It touches %zu settled month: %.*s."
                                                : "Det rører %zu afregnet måned: %.*s.")
                                  : (s->engelsk ? "It touches %zu settled months: %.*s."
                                                : "Det rører %zu afregnede måneder: %.*s."),
                       antal, STR_ARG(months_in_words(s, m, antal)));
    return true;
}

/* ---- what comes of it */

enum udfald {
    VIS,      /* the form again, with what is wrong or as it was */
    BEKRAEFT, /* what it will change */
    GJORT,
};

struct behandlet {
    enum udfald udfald;
    int status;
    int64_t nr; /* GJORT: what says that it is done */
    bool skrevet;
};

static bool overtaken(struct sager_gang *g, struct err *err)
{
    struct side *s = g->form.s;
    struct str hvem = STR_EMPTY;

    if (g->nu != NULL) TRY(sager_registreret(s, g->nu->nr, &hvem, err));
    /* Who has read this may send it again: beside the other's, or instead of it. */
    if (g->form.gammel == NULL)
        g->form.side.fakta = g->ny_id;
    else
        g->form.side.kendt = g->nu->nr;
    g->form.side.fejl = str_format(
        s->arena,
        s->engelsk
            ? "Somebody has changed this since you opened it. Nothing was registered. %.*s"
            : "Nogen har ændret oplysningen, siden du åbnede den. Intet er registreret. %.*s",
        STR_ARG(hvem));
    return true;
}

static bool nothing_new(struct sager_gang *g)
{
    g->form.side.fejl =
        side_tekst(g->form.s, "Der er ikke ændret noget: registret siger det allerede.",
                   "Nothing was changed: the register says so already.");
    return true;
}

static struct str name_of(struct sager_gang *g)
{
    const struct sager_form *form = &g->form;
    const char *hvad = form->def->slags == SLAGS_BARN ? "fødselsdato"
                       : form->def->slags < 0
                           ? (form->def == &SAGER_NY_FAMILIE ? "plejefamilie" : "anbringelse")
                           : register_slags_navn((enum register_slags)form->def->slags);
    const char *gjort = g->tilbage             ? "kaldt tilbage"
                        : form->gammel != NULL ? "rettet"
                                               : "registreret";
    struct buf b;

    buf_init(&b, form->s->arena);
    buf_format(&b, "%s %s", hvad, gjort);
    for (size_t i = 0; i < SAGER_HVORFOR_ANTAL; i++) {
        const char *hvorfor = SAGER_HVORFOR[i].tekst[0];
        if (!sager_form_er(form, "hvorfor", SAGER_HVORFOR[i].kode)) continue;
        buf_format(&b, " (%c%s)", hvorfor[0] - 'A' + 'a', hvorfor + 1);
    }
    return buf_str(&b);
}

/* The facts are there: they are written, in the transaction that is open, and looked at. */
static bool try_it(struct sager_gang *g, int64_t kendt, bool bekraeft, struct behandlet *b,
                   struct err *err)
{
    struct err fejl = ERR_INIT;
    bool foraeldet = !g->flere && (g->nu == NULL ? 0 : g->nu->nr) != kendt;

    b->status = 400;
    if (g->tilbage && g->nu != NULL && g->nu->tilbagekaldt) {
        b->udfald = GJORT;
        b->nr = g->nu->nr;
        return true;
    }
    g->form.handling = name_of(g);
    if (!write_all(g, &b->nr, &b->skrevet, &fejl)) {
        if (fejl.kind != ERR_INPUT) {
            *err = fejl;
            return false;
        }
        sager_form_afvist(&g->form, &fejl);
        return true;
    }
    if (b->skrevet) TRY(touches(g->form.s, b->nr, &g->form.side, err));
    if (foraeldet && b->skrevet) {
        b->status = 409;
        return overtaken(g, err);
    }
    if (!b->skrevet && (foraeldet || g->flere)) {
        b->udfald = GJORT;
        b->nr = g->nu != NULL ? g->nu->nr : 0;
        return true;
    }
    if (!b->skrevet) return nothing_new(g);
    TRY(sager_form_aendringer(&g->form, err));
    b->udfald = bekraeft ? GJORT : BEKRAEFT;
    b->status = 200;
    return true;
}

/* What the fact taken back would touch, which its page says however it is shown: it is written in
 * the transaction that is open, and undone by the caller. */
static bool try_back(struct sager_gang *g, struct behandlet *b, struct err *err)
{
    struct err fejl = ERR_INIT;

    g->form.handling = name_of(g);
    TRY(g->saml(g, err));
    if (write_all(g, &b->nr, &b->skrevet, &fejl))
        return touches(g->form.s, b->nr, &g->form.side, err);
    if (fejl.kind == ERR_INPUT) {
        g->form.side.fejl = side_fejltekst(g->form.s, &fejl);
        return true;
    }
    *err = fejl;
    return false;
}

static bool treat(struct sager_gang *g, struct behandlet *b, struct err *err)
{
    const struct web_felter *sendt = &g->form.s->request->form;
    struct str kendt, bekraeft, om_igen;
    int64_t nr = 0;

    *b = (struct behandlet){.udfald = VIS, .status = 400};
    TRY(sager_felt(sendt, "kendt", &kendt, err));
    TRY(sager_felt(sendt, "bekraeft", &bekraeft, err));
    TRY(sager_felt(sendt, "om_igen", &om_igen, err));
    TRY(sager_form_laes(&g->form, err));
    if (om_igen.n > 0) {
        for (size_t i = 0; i < g->form.side.felt_antal; i++) g->form.side.felt[i].fejl = STR_EMPTY;
        g->form.side.fejl_felter = 0;
        b->status = 200;
        return true;
    }
    if (!str_int(kendt, &nr)) nr = -1;
    if (g->form.side.fejl_felter == 0) TRY(g->saml(g, err));
    if (g->form.side.fejl_felter > 0) return !g->tilbage || try_back(g, b, err);
    return try_it(g, nr, bekraeft.n > 0, b, err);
}

/* ---- the pages */

static void refuse(struct sager_form *form)
{
    struct sager_formular *side = &form->side;

    if (side->fejl.n > 0) side_afvis(form->s, NULL, side->fejl);
    for (size_t i = 0; i < side->felt_antal; i++)
        if (side->felt[i].fejl.n > 0)
            side_afvis_ved(form->s, side->felt[i].navn, side->felt[i].tekst, side->felt[i].fejl);
}

static bool render(struct sager_gang *g, enum udfald udfald, int status, struct err *err)
{
    struct side *s = g->form.s;

    TRY(side_set(s, g->art, g->id, "registrering", 1, err));
    if (udfald == VIS) refuse(&g->form);
    if (g->tilbage)
        html_sager_tilbage(&s->h, &(struct sager_tilbage){g->form.side});
    else if (udfald == BEKRAEFT)
        html_sager_bekraeft(&s->h, &(struct sager_bekraeft){g->form.side});
    else
        html_sager_formular(&s->h, &g->form.side);
    side_vis_med(s, g->form.side.overskrift);
    s->response->status = status;
    return true;
}

/* What was tried is undone; the view is written by itself. */
static bool render_alone(struct sager_gang *g, const struct behandlet *b, struct err *err)
{
    struct store *store = g->form.s->app->store;

    TRY(store_begin(store, STORE_WRITE, err));
    if (render(g, b->udfald, b->status, err)) return store_commit(store, err);
    store_rollback(store);
    return false;
}

bool sager_gang_vis(struct side *s, sager_aabn *aabn, struct err *err)
{
    struct sager_gang g = {.id = STR_EMPTY};

    TRY(aabn(s, &g, err));
    TRY(sager_form_kendt(&g.form, err));
    return render(&g, VIS, 200, err);
}

bool sager_gang_send(struct side *s, sager_aabn *aabn, struct err *err)
{
    struct sager_gang g = {.id = STR_EMPTY};
    struct behandlet b;
    struct store *store = s->app->store;

    TRY(store_begin(store, STORE_WRITE, err));
    if (!aabn(s, &g, err) || !treat(&g, &b, err)) {
        store_rollback(store);
        return false;
    }
    if (b.udfald != GJORT) {
        store_rollback(store);
        return render_alone(&g, &b, err);
    }
    if (b.skrevet) {
        TRY(store_commit(store, err));
    } else {
        store_rollback(store);
    }
    return side_videre(s, str_format(s->arena, "%.*s?gjort=%lld", STR_ARG(g.sti), (long long)b.nr));
}

bool sager_gang_tilbage(struct side *s, sager_aabn *aabn, struct err *err)
{
    struct sager_gang g = {.id = STR_EMPTY};
    struct behandlet b = {.udfald = VIS, .status = 200};
    struct store *store = s->app->store;

    TRY(store_begin(store, STORE_WRITE, err));
    bool ok = aabn(s, &g, err) && sager_form_kendt(&g.form, err) && try_back(&g, &b, err);
    store_rollback(store);
    return ok && render_alone(&g, &b, err);
}
