/*
 * adgang_bruger: one user, and what is done to it.
 */
#include "adgang/kode.h"
#include "adgang/relation.h"
#include "beregning/ord.h"
#include "base/tid.h"
#include "kontorside/adgang_side.h"
#include "kontorside/kontorside.h"
#include "kontorside/skabelon.h"
#include "register/register.h"
#include "register/soeg.h"
#include "side/side_ord.h"

bool adgang_bruger_find(struct side *s, struct konto_bruger *out, struct err *err)
{
    TRY(konto_find(s->app->store, s->arena, s->app->kommune, web_del(s->request, "navn"),
                   s->request->now_us, out, err));
    bool sees = out->bruger.id.n > 0 && (adgang_over(s, out) || adgang_har(&s->hvem, RET_GIV_SAG));
    if (sees && out->person.n > 0 && !adgang_har(&s->hvem, RET_BRUGERE))
        TRY(kontor_person_maa_ses(s, out->person, &sees, err));
    return sees || side_findes_ikke(err);
}

/* The same in a transaction of its own. */
static bool find_now(struct side *s, struct konto_bruger *out, struct err *err)
{
    TRY(store_begin(s->app->store, STORE_READ, err));
    bool ok = adgang_bruger_find(s, out, err);
    store_rollback(s->app->store);
    return ok;
}

/* ---- the page */

static void roles(struct side *s, const struct konto_bruger *k, struct adgang_bruger_vis *page)
{
    struct adgang_rolle *row = ARENA_ARRAY(s->arena, ROLLE_ANTAL, struct adgang_rolle);

    for (int i = 0; i < ROLLE_ANTAL; i++) {
        if (i == ROLLE_PLEJEFAMILIE) continue;
        row[page->rolle_antal++] =
            (struct adgang_rolle){str_from(rolle_kode((enum rolle)i)),
                                  ord_stort(s->arena, side_rolle_ord(s, (enum rolle)i)),
                                  (k->bruger.roller & 1u << i) != 0};
    }
    page->rolle = row;
}

/* Names of cases are told who may read of persons; the number to who may only give them. */
static bool case_name(struct side *s, const struct kontor_opslag *o, const struct relation *r,
                      struct str *out, struct err *err)
{
    bool familie = r->familie.n > 0;

    *out = familie ? r->familie : r->anbringelse;
    if (!adgang_har(&s->hvem, RET_LAES_PERSON)) return true;
    return familie ? kontor_familie(o, r->familie, out, err)
                   : kontor_barn(o, r->anbringelse, true, out, err);
}

static bool cases(struct side *s, const struct konto_bruger *k, struct adgang_bruger_vis *page,
                  struct err *err)
{
    unsigned sagsroller = 1u << ROLLE_FAMILIERAADGIVER | 1u << ROLLE_FAMILIEPLEJEKONSULENT;
    struct kontor_opslag o;
    struct relation *r;
    size_t n;

    page->kan_sager = adgang_har(&s->hvem, RET_GIV_SAG);
    page->har_sager = (k->bruger.roller & sagsroller) != 0;
    if (!page->har_sager) return true;
    TRY(relation_af_bruger(s->app->store, s->arena, s->app->kommune, k->bruger.id, &r, &n, err));
    TRY(kontor_opslag(s, &o, err));
    struct adgang_sag *row = ARENA_ARRAY(s->arena, n, struct adgang_sag);
    for (size_t i = 0; i < n; i++) {
        row[i] = (struct adgang_sag){
            .slags = str_from(relation_slags_navn(r[i].slags)),
            .slags_kode = str_from(relation_slags_kode(r[i].slags)),
            .familie = r[i].familie,
            .anbringelse = r[i].anbringelse,
            .fra = r[i].fra,
            .til = r[i].til,
            .aaben = r[i].til.dag == DATO_MAX.dag,
            .slut = r[i].til.dag <= s->i_dag.dag,
        };
        TRY(case_name(s, &o, &r[i], &row[i].navn, err));
    }
    page->sag = row;
    page->sag_antal = n;
    return true;
}

/* `skrevet`: the case that was refused; NULL when none was. */
static bool show(struct side *s, const struct konto_bruger *k, const struct relation *skrevet,
                 struct err *err)
{
    struct adgang_bruger_vis page = {.csrf = s->csrf};
    struct konto_session *session;
    size_t n;

    TRY(adgang_raekke_af(s, k, &page.bruger, err));
    TRY(konto_sessioner(s->app->store, s->arena, s->app->kommune, k->bruger.id, s->request->now_us,
                        &session, &n, err));
    page.sessioner = (int64_t)n;
    page.oprettet = side_tid(s, k->oprettet_us);
    page.har_noegle = k->bruger.har_noegle;
    if (page.har_noegle) page.noegle_til = side_dato(s, dato_of_us(k->bruger.udloeber_us));
    bool familie = k->bruger.roller == 1u << ROLLE_PLEJEFAMILIE;
    page.kan_rolle = !familie && adgang_har(&s->hvem, RET_BRUGERE);
    page.kan_konto = adgang_over(s, k) && !str_eq(k->bruger.id, s->hvem.bruger);
    page.har_konto = k->har_kode || k->bruger.har_noegle;
    page.kan_emne = s->app->udbydere > 0 && adgang_over(s, k);
    page.kan_ud = k->person.n > 0 && adgang_har(&s->hvem, RET_GIV_FAMILIE);
    roles(s, k, &page);
    TRY(cases(s, k, &page, err));
    if (skrevet != NULL) {
        /* What may be a person's number is not said again. */
        if (!register_ligner_cpr(skrevet->anbringelse)) page.anbringelse = skrevet->anbringelse;
        if (!register_ligner_cpr(skrevet->familie)) page.familie = skrevet->familie;
        page.som_konsulent = skrevet->slags == RELATION_KONSULENT;
        page.som_vikar = skrevet->slags == RELATION_VIKAR;
    }
    TRY(side_set(s, k->person.n > 0 ? VISNING_PERSON : VISNING_LISTE,
                 k->person.n > 0 ? k->person : STR("brugere"), "adgang", 1, err));
    html_adgang_bruger_vis(&s->h, &page);
    return side_vis_med(s, k->bruger.navn);
}

bool side_adgang_bruger(struct side *s, struct err *err)
{
    struct konto_bruger k;

    TRY(adgang_bruger_find(s, &k, err));
    return show(s, &k, NULL, err);
}

/* ---- what is done */

/* Back to the user, or its page again with why it was not done, at the field the error names. */
static bool finish_case(struct side *s, const struct konto_bruger *k, bool gjort,
                        const struct relation *skrevet, const struct err *fejl, struct err *err)
{
    if (gjort)
        return side_videre(s, str_format(s->arena, "/adgang/bruger/%.*s", STR_ARG(k->bruger.navn)));
    TRY(adgang_afvis(s, fejl->place, fejl, err));
    TRY(store_begin(s->app->store, STORE_WRITE, err));
    if (show(s, k, skrevet, err)) return store_commit(s->app->store, err);
    store_rollback(s->app->store);
    return false;
}

static bool finish(struct side *s, const struct konto_bruger *k, bool gjort, const struct err *fejl,
                   struct err *err)
{
    return finish_case(s, k, gjort, NULL, fejl, err);
}

bool side_adgang_rolle(struct side *s, struct err *err)
{
    struct err fejl = ERR_INIT;
    struct konto_bruger k;
    struct str kode, givet;
    enum rolle rolle;

    TRY(find_now(s, &k, err));
    TRY(web_felt(&s->request->form, "rolle", &kode, err));
    TRY(web_felt(&s->request->form, "givet", &givet, err));
    bool ok = rolle_parse(kode, &rolle, &fejl) &&
              adgang_rolle_saet(s->app->store, s->arena, &s->hvem, k.bruger.navn, rolle,
                                str_is(givet, "ja"), s->request->now_us, &fejl);
    return finish(s, &k, ok, &fejl, err);
}

/* One's own password is changed where one is asked for the present one. */
static bool is_other(struct side *s, const struct konto_bruger *k, struct err *err)
{
    if (!adgang_over(s, k)) TRY(adgang_kraev(&s->hvem, RET_BRUGERE, err));
    return !str_eq(k->bruger.id, s->hvem.bruger) ||
           err_begge(err, ERR_ACCESS, NULL, "Din egen adgang skifter du under »Min adgang«.",
                     "Your own access you change under “My access”.");
}

bool side_adgang_kode(struct side *s, struct err *err)
{
    struct konto_bruger k;

    TRY(find_now(s, &k, err));
    TRY(is_other(s, &k, err));
    return adgang_vis_kode(s, k.bruger.navn, err);
}

bool side_adgang_luk(struct side *s, struct err *err)
{
    struct err fejl = ERR_INIT;
    struct konto_bruger k;

    TRY(find_now(s, &k, err));
    TRY(is_other(s, &k, err));
    /* The key first: the last one with the role adgang keeps it, and then nothing is closed. */
    bool ok = !k.bruger.har_noegle || !adgang_har(&s->hvem, RET_BRUGERE) ||
              adgang_noegle_luk(s->app->store, s->arena, &s->hvem, k.bruger.navn,
                                s->request->now_us, &fejl);
    ok =
        ok && kode_luk(s->app->store, s->arena, &s->hvem, k.bruger.navn, s->request->now_us, &fejl);
    return finish(s, &k, ok, &fejl, err);
}

bool side_adgang_log_ud(struct side *s, struct err *err)
{
    struct err fejl = ERR_INIT;
    struct konto_bruger k;
    size_t antal;

    TRY(find_now(s, &k, err));
    TRY(is_other(s, &k, err));
    bool ok = session_luk_alle(s->app->store, s->arena, &s->hvem, k.bruger.navn, s->request->now_us,
                               &antal, &fejl);
    return finish(s, &k, ok, &fejl, err);
}

bool side_adgang_ud(struct side *s, struct err *err)
{
    struct err fejl = ERR_INIT;
    struct konto_bruger k;

    TRY(find_now(s, &k, err));
    bool ok =
        familie_tag(s->app->store, s->arena, &s->hvem, k.bruger.navn, s->request->now_us, &fejl) &&
        kode_luk(s->app->store, s->arena, &s->hvem, k.bruger.navn, s->request->now_us, &fejl);
    return finish(s, &k, ok, &fejl, err);
}

/* ---- cases */

/* There is such a family or placement. */
static bool case_exists(struct side *s, const struct relation *r, bool *findes, struct err *err)
{
    struct register_fakta *f;
    struct str *sted;
    int64_t nr;
    size_t n;

    *findes = false;
    if ((r->familie.n > 0) == (r->anbringelse.n > 0)) return true;
    TRY(store_begin(s->app->store, STORE_READ, err));
    bool ok = register_newest(s->app->store, s->app->kommune, &nr, err);
    if (ok && r->anbringelse.n > 0)
        ok = register_fakta_af(s->app->store, s->arena, s->app->kommune, nr, SLAGS_ANBRINGELSE,
                               r->anbringelse, &f, &n, err);
    else if (ok)
        ok = register_familie_anbringelser(s->app->store, s->arena, s->app->kommune, nr, r->familie,
                                           &sted, &n, err);
    store_rollback(s->app->store);
    *findes = ok && n > 0;
    return ok;
}

bool side_adgang_sag(struct side *s, struct err *err)
{
    struct relation r = {.fra = s->i_dag, .til = DATO_MAX};
    struct err fejl = ERR_INIT;
    struct konto_bruger k;
    struct str slags, slut;
    bool findes = false;

    TRY(find_now(s, &k, err));
    TRY(web_felt(&s->request->form, "familie", &r.familie, err));
    TRY(web_felt(&s->request->form, "anbringelse", &r.anbringelse, err));
    TRY(web_felt(&s->request->form, "slags", &slags, err));
    TRY(web_felt(&s->request->form, "slut", &slut, err));
    r.familie = str_trim(r.familie);
    r.anbringelse = str_trim(r.anbringelse);
    if (str_is(slut, "ja")) r.til = s->i_dag;
    TRY(case_exists(s, &r, &findes, err));
    bool ok = relation_slags_parse(slags, &r.slags, &fejl);
    ok = ok && (findes ||
                err_begge_tekst(&fejl, ERR_INPUT,
                                r.anbringelse.n == 0 && r.familie.n > 0 ? "familie" : "anbringelse",
                                "Der er ingen anbringelse eller familie med det nummer. Skriv "
                                "en af de to.",
                                "There is no such placement or family. Write one of the two."));
    ok = ok && relation_saet(s->app->store, s->arena, &s->hvem, k.bruger.navn, &r,
                             s->request->now_us, &fejl);
    /* A case is ended by a button, and has no fields. */
    return finish_case(s, &k, ok, slut.n == 0 ? &r : NULL, &fejl, err);
}
