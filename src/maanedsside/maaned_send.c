/*
 * maaned_send: the files are made and fetched, answers are read, a run is closed; payees and their
 * letters.
 *
 * Files are served from what is stored. What they hold is about persons, so each is written down as
 * fetched before its bytes leave.
 */
#include "afregning/familie.h"
#include "kanal/kanal.h"
#include "maanedsside/maaned_eksport.h"
#include "maanedsside/maaned_handling.h"
#include "maanedsside/maaned_job.h"
#include "maanedsside/maaned_linjer.h"
#include "maanedsside/maanedsside.h"
#include "maanedsside/skabelon.h"

/* ---- making them */

static bool no_setup(struct side *s, struct err *err)
{
    return maaned_vis_afvist(
        s, NULL,
        side_tekst(s, "Serveren kender ikke kommunens konto og kontoplan, så der kan ikke sendes.",
                   "The server does not know the municipality's account, so nothing can be sent."),
        err);
}

/* A day that can be met; what else may be wrong is found where the files are made. */
static bool order(struct side *s, enum maaned_job art, enum koersel_tilstand fra, struct err *err)
{
    struct koersel k;
    struct dato dag;
    struct str tekst;

    TRY(maaned_find_nu(s, &k, err));
    if (s->app->eksport == NULL) return no_setup(s, err);
    if (k.tilstand != fra) {
        bool gjort = k.tilstand > fra && k.tilstand != KOERSEL_OPGIVET;
        return maaned_svar(s, k.loebenr, gjort ? AFREGNING_ALLEREDE : AFREGNING_FORKERT_TRIN, err);
    }
    TRY(web_felt(&s->request->form, "dag", &tekst, err));
    if (!side_dag_laes(s, tekst, &dag, err) ||
        !kanal_dispositionsdato_check(&s->app->eksport->lukkedage, s->i_dag, dag, err))
        return maaned_mislykket(s, art == MAANED_IGEN ? "igen-dag" : "eksport-dag", err);
    return maaned_job_bestil(s, &k, art, tekst, err);
}

bool side_maaned_eksport(struct side *s, struct err *err)
{
    return order(s, MAANED_EKSPORT, KOERSEL_GODKENDT, err);
}

bool side_maaned_igen(struct side *s, struct err *err)
{
    return order(s, MAANED_IGEN, KOERSEL_DELVIST_AFVIST, err);
}

/* ---- answers */

static struct str with_findings(const struct side *s, struct str tekst,
                                const struct fund_liste *fund)
{
    enum { VIST = 10 };
    struct buf out;

    buf_init(&out, s->arena);
    buf_add(&out, tekst);
    for (size_t i = 0; i < fund->count && i < VIST; i++) {
        buf_c(&out, " ");
        if (fund->fund[i].sted.linje > 0)
            buf_format(&out, s->engelsk ? "Line %d: " : "Linje %d: ", fund->fund[i].sted.linje);
        struct fund_ord ord = fund->fund[i].tekst;
        buf_format(&out, "%.*s.", STR_ARG(s->engelsk ? ord.engelsk : ord.dansk));
    }
    return buf_str(&out);
}

static bool receipt(struct side *s, const struct koersel *k, struct str kanal, int64_t eksport,
                    const struct web_fil *fil, struct err *err)
{
    enum afregning_udfald udfald = AFREGNING_GJORT;
    struct kvitter_resultat r;
    struct fund_liste fund;

    fund_init(&fund, s->arena);
    if (!koersel_kvitter(s->app->store, s->arena, &s->hvem, k->loebenr, eksport, kanal,
                         "kvitteringen", fil->indhold, s->request->now_us, &r, &fund, &udfald,
                         err)) {
        if (err->kind != ERR_INPUT) return false;
        struct str fejl = with_findings(s, side_fejltekst(s, err), &fund);
        *err = (struct err)ERR_INIT;
        return maaned_vis_afvist(s, "fil", fejl, err);
    }
    return maaned_svar(s, k->loebenr, udfald, err);
}

bool side_maaned_kvittering(struct side *s, struct err *err)
{
    struct str kanal, nr;
    struct koersel k;
    int64_t eksport = 0;

    TRY(maaned_find_nu(s, &k, err));
    TRY(web_felt(&s->request->form, "kanal", &kanal, err));
    TRY(web_felt(&s->request->form, "eksport", &nr, err));
    if (nr.n > 0) TRY(maaned_nr(nr, &eksport, err));
    if (s->request->filer != 1 || s->request->fil[0].indhold.n == 0)
        return maaned_vis_afvist(
            s, "fil",
            side_tekst(s, "Vælg den fil, der er kommet fra banken eller lønsystemet.",
                       "Choose the file that came from the bank or the payroll system."),
            err);
    return receipt(s, &k, kanal, eksport, &s->request->fil[0], err);
}

bool side_maaned_afslut(struct side *s, struct err *err)
{
    enum afregning_udfald udfald = AFREGNING_GJORT;
    struct koersel k;

    TRY(maaned_find_nu(s, &k, err));
    TRY(koersel_afslut(s->app->store, &s->hvem, k.loebenr, s->request->now_us, &udfald, err));
    return maaned_svar(s, k.loebenr, udfald, err);
}

/* ---- fetching */

/* A file about persons leaves. */
static bool fetched(struct side *s, const struct koersel *k, const char *formaal, struct err *err)
{
    return side_hentet(s, VISNING_KOERSEL, str_format(s->arena, "%lld", (long long)k->loebenr),
                       formaal, err);
}

static const char *type_of(struct str navn)
{
    static const char *const TYPE[][2] = {
        {".csv", "text/csv; charset=utf-8"},
        {".xml", "application/xml"},
        {".json", "application/json"},
        {".txt", "text/plain; charset=utf-8"},
        {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    };

    for (size_t i = 0; i < sizeof(TYPE) / sizeof(*TYPE); i++)
        if (str_ends(navn, str_from(TYPE[i][0]))) return TYPE[i][1];
    return "application/octet-stream";
}

static bool send_file(struct side *s, struct str navn, const char *type, struct str bytes)
{
    s->response->status = 200;
    s->response->type = type;
    s->response->body = bytes;
    web_hoved(s->request, s->response, "Content-Disposition",
              str_format(s->arena, "attachment; filename=\"%.*s\"", STR_ARG(navn)));
    return true;
}

bool side_maaned_fil(struct side *s, struct err *err)
{
    struct str bytes, navn = web_del(s->request, "navn");
    struct koersel k;
    bool fundet;

    TRY(maaned_find(s, &k, err));
    TRY(eksport_hent(s->app->store, s->arena, s->app->kommune, k.loebenr, navn, &bytes, &fundet,
                     err));
    if (!fundet) return side_findes_ikke(err);
    TRY(fetched(s, &k, "udbetaling", err));
    return send_file(s, navn, type_of(navn), bytes);
}

/* ---- payments that came back */

static bool name_of(struct side *s, struct str person, struct str *out, struct err *err)
{
    struct register_person p;

    TRY(register_person(s->app->store, s->arena, s->app->kommune, person, &p, err));
    *out = p.id.n > 0 && p.navn.n > 0 ? p.navn : person;
    return true;
}

bool side_maaned_tilbage(struct side *s, struct err *err)
{
    struct maaned_tilbage page = {0};
    struct betaling *b;
    struct koersel k;
    size_t n;

    TRY(adgang_kraev(&s->hvem, RET_LAES_PERSON, err));
    TRY(maaned_find(s, &k, err));
    TRY(betaling_tilbage(s->app->store, s->arena, s->app->kommune, k.loebenr, &b, &n, err));
    struct maaned_kom_tilbage *row = ARENA_ARRAY(s->arena, n, struct maaned_kom_tilbage);
    for (size_t i = 0; i < n; i++) {
        row[i] = (struct maaned_kom_tilbage){
            .modtager = b[i].modtager,
            .kanal = maaned_kanal_ord(s, b[i].kanal),
            .beloeb = b[i].beloeb,
            .svar = str_is(b[i].svar, "retur") ? side_tekst(s, "kom retur", "returned")
                                               : side_tekst(s, "afvist", "rejected"),
            .aarsag = b[i].aarsag,
        };
        TRY(name_of(s, b[i].modtager, &row[i].navn, err));
    }
    page.nr = k.loebenr;
    page.titel = maaned_titel(s, &k);
    page.betaling = row;
    page.betaling_antal = n;
    TRY(maaned_set(s, &k, n, err));
    html_maaned_tilbage(&s->h, &page);
    return side_vis(s, "Betalinger, der kom tilbage", "Payments that came back");
}

/* ---- payees and letters */

/* The one family a payee's lines of a run belong to; empty when there are several, or none. */
static bool family_of(struct side *s, const struct koersel *k, struct str modtager, struct str *out,
                      struct err *err)
{
    struct str *sted;
    size_t n;

    *out = STR_EMPTY;
    TRY(koersel_modtager_steder(s->app->store, s->arena, s->app->kommune, k, modtager, &sted, &n,
                                err));
    for (size_t i = 0; i < n; i++) {
        struct maaned_sted m;
        TRY(maaned_sted(s, sted[i], &m, err));
        if (i > 0 && !str_eq(*out, m.familie)) {
            *out = STR_EMPTY;
            return true;
        }
        *out = m.familie;
    }
    return true;
}

static bool is_approved(const struct koersel *k)
{
    return k->tilstand >= KOERSEL_GODKENDT && k->tilstand != KOERSEL_OPGIVET;
}

bool side_maaned_modtagere(struct side *s, struct err *err)
{
    struct maaned_modtagere page = {0};
    struct koersel_modtager *m;
    struct koersel k;
    struct str efter;
    size_t n;

    TRY(adgang_kraev(&s->hvem, RET_LAES_PERSON, err));
    TRY(maaned_find_beregnet(s, &k, err));
    TRY(web_felt(&s->request->query, "efter", &efter, err));
    TRY(koersel_modtagere(s->app->store, s->arena, s->app->kommune, &k, efter, MAANED_SIDE + 1, &m,
                          &n, err));
    page.flere = n > MAANED_SIDE;
    if (page.flere) n = MAANED_SIDE;
    struct maaned_modtager *row = ARENA_ARRAY(s->arena, n, struct maaned_modtager);
    for (size_t i = 0; i < n; i++) {
        row[i] = (struct maaned_modtager){.koersel = k.loebenr,
                                          .id = m[i].modtager,
                                          .linjer = m[i].linjer,
                                          .op = m[i].op,
                                          .ned = m[i].ned,
                                          .har_brev = is_approved(&k)};
        TRY(name_of(s, m[i].modtager, &row[i].navn, err));
    }
    page.nr = k.loebenr;
    page.titel = maaned_titel(s, &k);
    page.breve = is_approved(&k);
    page.modtager = row;
    page.modtager_antal = n;
    page.efter = n > 0 ? m[n - 1].modtager : STR_EMPTY;
    page.senere = efter.n > 0;
    TRY(maaned_set(s, &k, n, err));
    html_maaned_modtagere(&s->h, &page);
    return side_vis(s, "Modtagere", "Payees");
}

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

static bool make_letter(struct side *s, const struct koersel *k, struct str modtager,
                        struct str *pdf, struct err *err)
{
    struct brev_afsender afsender = sender(s);
    struct side_app *app = s->app;
    struct familie_kreds kreds;
    struct str familie;
    bool fundet, ene;

    TRY(family_of(s, k, modtager, &familie, err));
    if (familie.n == 0 || !is_approved(k)) return side_findes_ikke(err);
    TRY(familie_kreds(app->store, s->arena, app->kommune, &app->lager, familie, &kreds, err));
    TRY(familie_brev_er_vort(&kreds, k->loebenr, modtager, &ene, err));
    if (!ene) return side_findes_ikke(err);
    if (app->trykkeri == NULL)
        TRY(brev_trykkeri_open(&app->arena, &brev_filer_debian, &app->trykkeri, err));
    TRY(familie_brev(&kreds, k, modtager, &afsender, app->trykkeri, pdf, &fundet, err));
    return fundet || side_findes_ikke(err);
}

bool side_maaned_brev(struct side *s, struct err *err)
{
    struct str pdf, navn;
    struct koersel k;

    TRY(adgang_kraev(&s->hvem, RET_LAES_PERSON, err));
    TRY(maaned_find_beregnet(s, &k, err));
    TRY(make_letter(s, &k, web_del(s->request, "modtager"), &pdf, err));
    TRY(fetched(s, &k, "brev", err));
    navn = str_format(s->arena, "brev-%.*s.pdf", STR_ARG(maaned_iso(s->arena, k.maaned)));
    return send_file(s, navn, "application/pdf", pdf);
}
