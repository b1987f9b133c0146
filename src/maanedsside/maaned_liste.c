/*
 * maaned_liste: the runs there are, each with what is to be done next, and the form of a new one.
 */
#include "maanedsside/maaned_liste.h"

#include "afregning/beslutning.h"
#include "kanal/kanal.h"
#include "maanedsside/maanedsside.h"
#include "maanedsside/skabelon.h"

enum { VIST = 13 /* runs on a page */ };

static bool is_open(enum koersel_tilstand tilstand)
{
    return tilstand == KOERSEL_KLADDE || tilstand == KOERSEL_BEREGNET ||
           tilstand == KOERSEL_GODKENDT || tilstand == KOERSEL_DELVIST_AFVIST;
}

static struct str next_step(const struct side *s, const struct koersel *k)
{
    bool maa_lave = side_maa(s, SIDE_RET, RET_KOERSEL);
    bool maa_godkende = side_maa(s, SIDE_RET, RET_GODKEND) && !str_eq(k->bruger, s->hvem.bruger);
    bool maa_sende = side_maa(s, SIDE_RET, RET_EKSPORT);

    switch (k->tilstand) {
    case KOERSEL_KLADDE: return maa_lave ? side_tekst(s, "Beregn", "Compute") : STR_EMPTY;
    case KOERSEL_BEREGNET:
        return maa_godkende ? side_tekst(s, "Se og godkend", "Look and approve") : STR_EMPTY;
    case KOERSEL_GODKENDT:
        return maa_sende ? side_tekst(s, "Lav filerne", "Make the files") : STR_EMPTY;
    case KOERSEL_EKSPORTERET:
        return maa_sende ? side_tekst(s, "Læs svarene", "Read the answers") : STR_EMPTY;
    case KOERSEL_DELVIST_AFVIST:
        return maa_sende ? side_tekst(s, "Send igen", "Send again") : STR_EMPTY;
    case KOERSEL_KVITTERET: return maa_sende ? side_tekst(s, "Afslut", "Close") : STR_EMPTY;
    default: return STR_EMPTY;
    }
}

/* Said where the one who looks can do nothing. */
static struct str waits_for(const struct side *s, enum koersel_tilstand tilstand)
{
    switch (tilstand) {
    case KOERSEL_KLADDE: return side_tekst(s, "Skal beregnes", "To be computed");
    case KOERSEL_BEREGNET:
        return side_tekst(s, "Venter på en anden, der godkender", "Waits for another to approve");
    case KOERSEL_GODKENDT: return side_tekst(s, "Skal sendes", "To be sent");
    case KOERSEL_EKSPORTERET: return side_tekst(s, "Venter på svar", "Waits for answers");
    case KOERSEL_DELVIST_AFVIST: return side_tekst(s, "Skal sendes igen", "To be sent again");
    default: return STR_EMPTY;
    }
}

/* Nobody waits for it, and what it comes to is not paid. */
static void set_overtaken(const struct side *s, struct maaned_overhaler overhaler,
                          struct maaned_raekke *out)
{
    out->overhaler = overhaler;
    out->tilstand = side_tekst(s, "Overhalet", "Overtaken");
    out->klasse = "badge";
    out->naeste = out->venter = STR_EMPTY;
    out->haster = false;
}

struct koersler {
    const struct koersel *k;
    const struct overblik_folk *folk;
    size_t antal;
};

static bool fill_row(struct side *s, const struct koersler *alle, size_t at,
                     struct maaned_raekke *out, struct err *err)
{
    const struct koersel *k = &alle->k[at];
    const struct overblik_folk *folk = &alle->folk[at];
    struct overblik o;

    *out = (struct maaned_raekke){
        .nr = k->loebenr,
        .titel = maaned_titel(s, k),
        .tilstand = side_koersel_ord(s, k->tilstand),
        .klasse = maaned_tilstand_klasse(k->tilstand),
        .naeste = next_step(s, k),
        .venter = waits_for(s, k->tilstand),
        .haster = is_open(k->tilstand),
        .dag = side_dato(s, k->dispositionsdato),
    };
    TRY(maaned_bruger(s, folk->beregnet, &out->beregnet, err));
    TRY(maaned_bruger(s, folk->godkendt, &out->godkendt, err));
    struct maaned_overhaler overhaler = maaned_overhaler_af(s, alle->k, alle->antal, k);
    if (overhaler.nr > 0) set_overtaken(s, overhaler, out);
    if (k->udgave == 0 || k->tilstand == KOERSEL_OPGIVET || overhaler.nr > 0) return true;
    TRY(overblik_hent(s->app->store, s->arena, s->app->kommune, k, &o, err));
    out->har_sum = true;
    out->op = o.alt.op;
    out->ned = o.alt.ned;
    out->har_ned = o.alt.ned.oere > 0;
    out->mangler = o.mangler;
    return true;
}

/* ---- a new run */

/* What is most likely wanted: the month after the last one settled, known today, there on the last
 * bank day of the month. */
static void propose(const struct side *s, const struct koersel *k, size_t n, struct maaned_ny *out)
{
    struct maaned maaned = {0};

    for (size_t i = 0; i < n; i++)
        if (!k[i].ekstra && koersel_er_godkendt(k[i].tilstand) && k[i].maaned.nr >= maaned.nr)
            maaned.nr = k[i].maaned.nr + 1;
    if (maaned.nr == 0) maaned = maaned_of(s->i_dag);
    struct dato dag = dato_bank_day_not_after(dato_plus(maaned_end(maaned), -1));
    out->maaned = maaned_iso(s->arena, maaned);
    out->skaering = dato_iso(s->arena, dato_max(s->i_dag, maaned_first(maaned)));
    out->dag = dato_iso(s->arena, dag);
}

static bool owed(struct side *s, struct maaned_liste *page, struct err *err)
{
    struct tilgodehavende *t;
    size_t n;

    TRY(tilgodehavende_liste(s->app->store, s->arena, s->app->kommune, &t, &n, err));
    page->tilgode_antal = (int64_t)n;
    for (size_t i = 0; i < n; i++) page->tilgode.oere += t[i].beloeb.oere;
    return true;
}

/* ---- the page */

/* Runs from the one after `under` (0: from the newest). */
static bool fill(struct side *s, int64_t under, const struct maaned_ny *skrevet,
                 struct maaned_liste *page, struct err *err)
{
    struct koersel *k;
    struct overblik_folk *folk;
    size_t n, folk_antal;

    TRY(koersel_liste(s->app->store, s->arena, s->app->kommune, &k, &n, err));
    TRY(overblik_folk(s->app->store, s->arena, s->app->kommune, &folk, &folk_antal, err));
    ASSERT(folk_antal == n);
    const struct koersler alle = {k, folk, n};
    struct maaned_raekke *row = ARENA_ARRAY(s->arena, VIST, struct maaned_raekke);
    for (size_t i = 0; i < n; i++) {
        if (under > 0 && k[i].loebenr >= under) continue;
        if (page->raekke_antal == VIST) {
            page->har_tidligere = true;
            page->tidligere = row[VIST - 1].nr;
            break;
        }
        TRY(fill_row(s, &alle, i, &row[page->raekke_antal++], err));
    }
    bool open = false;
    for (size_t i = 0; i < n; i++)
        open = open || ((k[i].tilstand == KOERSEL_KLADDE || k[i].tilstand == KOERSEL_BEREGNET) &&
                        koersel_overhalet(k, n, &k[i]) == NULL);
    page->raekke = row;
    page->nyeste = under == 0;
    page->maa_lave = side_maa(s, SIDE_RET, RET_KOERSEL);
    if (skrevet != NULL)
        page->ny = *skrevet;
    else
        propose(s, k, n, &page->ny);
    page->ny.csrf = s->csrf;
    page->ny.aaben = !open;
    return owed(s, page, err);
}

static bool show(struct side *s, int64_t under, const struct maaned_ny *skrevet, struct err *err)
{
    struct maaned_liste page = {0};

    TRY(fill(s, under, skrevet, &page, err));
    html_maaned_liste(&s->h, &page);
    return side_vis(s, "Månedsafregning", "Monthly settlement");
}

bool side_maaned_liste(struct side *s, struct err *err)
{
    struct str under;
    int64_t nr = 0;

    TRY(web_felt(&s->request->query, "under", &under, err));
    if (under.n > 0) TRY(maaned_nr(under, &nr, err));
    return show(s, nr, NULL, err);
}

/* ---- making one */

static bool read_form(struct side *s, struct maaned_ny *skrevet, struct err *err)
{
    const struct web_felter *form = &s->request->form;
    struct str ekstra;

    TRY(web_felt(form, "maaned", &skrevet->maaned, err));
    TRY(web_felt(form, "skaering", &skrevet->skaering, err));
    TRY(web_felt(form, "dag", &skrevet->dag, err));
    TRY(web_felt(form, "ekstra", &ekstra, err));
    skrevet->ekstra = ekstra.n > 0;
    return true;
}

/* Two days can be wrong in the same way: the reason says which. */
static void read_day(struct side *s, const char *felt, struct str navn, struct str tekst,
                     struct dato *out)
{
    struct err fejl = ERR_INIT;

    if (!side_dag_felt(s, felt, tekst, out, &fejl))
        side_afvis_ved(s, felt, navn, side_fejltekst(s, &fejl));
}

/* Each field that is wrong is refused; false when one is. */
static bool parse_form(struct side *s, const struct maaned_ny *skrevet, struct koersel_ny *ny)
{
    struct err fejl = ERR_INIT;

    ny->ekstra = skrevet->ekstra;
    if (!side_maaned_felt(s, "maaned", skrevet->maaned, &ny->maaned, &fejl))
        side_afvis_fejl(s, &fejl);
    read_day(s, "skaering", side_tekst(s, "Skæringsdato", "Cut-off date"), skrevet->skaering,
             &ny->skaeringsdato);
    read_day(s, "dag", side_tekst(s, "Dispositionsdato", "Payment date"), skrevet->dag,
             &ny->dispositionsdato);
    return s->afvist_antal == 0;
}

static void refuse(struct side *s, const struct err *fejl)
{
    struct str sted = str_from(fejl->place);
    bool skaering = str_is(sted, "skæringsdato"), dag = str_is(sted, "dispositionsdato");

    if (skaering || dag)
        side_afvis(s, dag ? "dag" : "skaering", side_fejltekst(s, fejl));
    else
        side_afvis_fejl(s, fejl);
}

/* The page again, with what was typed and what is wrong with it. */
static bool show_again(struct side *s, struct maaned_ny *skrevet, struct err *err)
{
    TRY(store_begin(s->app->store, STORE_READ, err));
    bool ok = show(s, 0, skrevet, err);
    store_rollback(s->app->store);
    return ok;
}

bool side_maaned_ny(struct side *s, struct err *err)
{
    struct maaned_ny skrevet = {0};
    struct koersel_ny ny;
    int64_t nr = 0;

    TRY(read_form(s, &skrevet, err));
    if (!parse_form(s, &skrevet, &ny)) return show_again(s, &skrevet, err);
    if (!koersel_opret(s->app->store, &s->hvem, &ny, s->request->now_us, &nr, err)) {
        if (err->kind != ERR_INPUT) return false;
        refuse(s, err);
        *err = (struct err)ERR_INIT;
        return show_again(s, &skrevet, err);
    }
    return side_videre(s, str_format(s->arena, "/maaned/%lld", (long long)nr));
}
