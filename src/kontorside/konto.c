/*
 * konto: what a family told of its account becomes a proposal, and another person answers it.
 *
 * The numbers come out of what the family confirmed and are typed by nobody; the register holds
 * that the one who proposed never answers.
 */
#include "kontorside/konto.h"

#include "base/tid.h"
#include "kontorside/henvendelse_side.h"
#include "kontorside/kontorside.h"
#include "kontorside/skabelon.h"
#include "register/register.h"

/* Where somebody is paid now, as words. */
static bool paid_now(struct side *s, const struct kontor_opslag *o, struct str person,
                     struct str *out, struct err *err)
{
    struct register_konto k;

    TRY(register_konto(s->app->store, s->arena, s->app->kommune, person, o->nr, &k, err));
    *out = !k.har_konto ? STR("NemKonto")
                        : str_format(s->arena, "%.*s %.*s", STR_ARG(k.registreringsnummer),
                                     STR_ARG(k.kontonummer));
    return true;
}

/* ---- proposing */

/* The account the henvendelse in the path tells of; 404 when it tells of none. */
static bool told(struct side *s, struct henvendelse *h, struct register_konto *konto,
                 struct err *err)
{
    struct henvendelse_besked *b;
    size_t n;

    TRY(kontor_henvendelse_find(s, h, err));
    if (h->art != HENVENDELSE_KONTO) return side_findes_ikke(err);
    TRY(henvendelse_beskeder(s->app->store, s->arena, s->app->kommune, h->id, &b, &n, err));
    konto->har_konto = true;
    return (n > 0 &&
            henvendelse_konto_laes(b[0].tekst, &konto->registreringsnummer, &konto->kontonummer)) ||
           side_findes_ikke(err);
}

bool side_konto_foreslaa(struct side *s, struct err *err)
{
    struct konto_foreslaa page = {.csrf = s->csrf, .adresse = s->request->sti};
    struct register_konto konto;
    struct kontor_opslag o;
    struct henvendelse h;

    TRY(told(s, &h, &konto, err));
    TRY(kontor_opslag(s, &o, err));
    TRY(kontor_person(&o, h.person, &page.navn, err));
    TRY(paid_now(s, &o, h.person, &page.nu, err));
    page.reg = konto.registreringsnummer;
    page.nummer = konto.kontonummer;
    page.tilbage = str_format(s->arena, "/henvendelser/%.*s", STR_ARG(h.id));
    TRY(side_set(s, VISNING_PERSON, h.person, "konto", 1, err));
    html_konto_foreslaa(&s->h, &page);
    return side_vis(s, "Foreslå en ny konto", "Propose a new account");
}

/* The same account that waits already; 0 when none does. */
static bool waiting(struct side *s, struct str person, const struct register_konto *konto,
                    int64_t *nr, struct err *err)
{
    struct register_konto_forslag *f;
    size_t n;

    TRY(register_konto_forslagene(s->app->store, s->arena, s->app->kommune, person, &f, &n, err));
    *nr = 0;
    for (size_t i = 0; i < n && *nr == 0; i++)
        if (!f[i].besvaret && f[i].konto.har_konto &&
            str_eq(f[i].konto.registreringsnummer, konto->registreringsnummer) &&
            str_eq(f[i].konto.kontonummer, konto->kontonummer))
            *nr = f[i].nr;
    return true;
}

bool side_konto_foreslaa_send(struct side *s, struct err *err)
{
    struct register_konto konto;
    struct henvendelse h;
    int64_t nr = 0;

    TRY(store_begin(s->app->store, STORE_READ, err));
    bool ok = told(s, &h, &konto, err) && waiting(s, h.person, &konto, &nr, err);
    store_rollback(s->app->store);
    TRY(ok);
    if (nr == 0)
        TRY(register_konto_foreslaa(s->app->store, &s->hvem, h.person, &konto, s->request->now_us,
                                    &nr, err));
    return side_videre(s,
                       str_format(s->arena, "/konti/%.*s/%lld", STR_ARG(h.person), (long long)nr));
}

/* ---- answering */

/* The proposal that the path means; 404 when there is none. */
static bool proposal(struct side *s, struct register_konto_forslag *out, struct err *err)
{
    struct register_konto_forslag *f;
    int64_t nr = 0;
    size_t n;

    if (!str_int(web_del(s->request, "nr"), &nr)) return side_findes_ikke(err);
    TRY(register_konto_forslagene(s->app->store, s->arena, s->app->kommune,
                                  web_del(s->request, "person"), &f, &n, err));
    for (size_t i = 0; i < n; i++) {
        if (f[i].nr != nr) continue;
        *out = f[i];
        return true;
    }
    return side_findes_ikke(err);
}

static bool answered(struct side *s, const struct register_konto_forslag *f, struct str *out,
                     struct err *err)
{
    struct str navn;

    if (!f->besvaret) return true;
    TRY(kontor_bruger(s, f->svar_bruger, &navn, err));
    const char *ord = f->godkendt ? (s->engelsk ? "Approved by" : "Godkendt af")
                                  : (s->engelsk ? "Rejected by" : "Afvist af");
    *out =
        str_format(s->arena, "%s %.*s, %.*s", ord, STR_ARG(navn), STR_ARG(side_tid(s, f->svar_us)));
    return true;
}

bool side_konto(struct side *s, struct err *err)
{
    struct konto_svar page = {.csrf = s->csrf, .adresse = s->request->sti};
    struct register_konto_forslag f;
    struct str person = web_del(s->request, "person"), navn;
    struct kontor_opslag o;

    TRY(proposal(s, &f, err));
    if (!adgang_har(&s->hvem, RET_KONTO_SVAR) && !str_eq(f.bruger, s->hvem.bruger))
        return side_findes_ikke(err);
    TRY(kontor_opslag(s, &o, err));
    TRY(kontor_person(&o, person, &page.navn, err));
    TRY(paid_now(s, &o, person, &page.nu, err));
    TRY(kontor_bruger(s, f.bruger, &navn, err));
    page.fra = str_format(s->arena, "%.*s, %.*s", STR_ARG(navn), STR_ARG(side_tid(s, f.tid_us)));
    page.nemkonto = !f.konto.har_konto;
    page.reg = f.konto.registreringsnummer;
    page.nummer = f.konto.kontonummer;
    TRY(answered(s, &f, &page.svar, err));
    page.egen = !f.besvaret && str_eq(f.bruger, s->hvem.bruger);
    page.kan_svare = !f.besvaret && !page.egen && adgang_har(&s->hvem, RET_KONTO_SVAR);
    TRY(side_set(s, VISNING_PERSON, person, "konto", 1, err));
    html_konto_svar(&s->h, &page);
    return side_vis(s, "Ny konto", "New account");
}

bool side_konto_svar(struct side *s, struct err *err)
{
    struct register_konto_forslag f;
    struct str person = web_del(s->request, "person"), svar;

    TRY(store_begin(s->app->store, STORE_READ, err));
    bool ok = proposal(s, &f, err);
    store_rollback(s->app->store);
    TRY(ok);
    TRY(web_felt(&s->request->form, "svar", &svar, err));
    bool godkend = str_is(svar, "godkend");
    if (!godkend && !str_is(svar, "afvis"))
        return err_begge_tekst(err, ERR_INPUT, "svar",
                               "Vælg, om kontoen skal godkendes eller afvises.",
                               "Choose whether to approve or reject the account.");
    /* Answered meanwhile: the page says by whom. */
    if (!f.besvaret)
        TRY(register_konto_svar(s->app->store, &s->hvem, person, f.nr, godkend, s->request->now_us,
                                err));
    return side_videre(s, s->request->sti);
}
