/*
 * niveau_opsigelse: a family is heard, and given notice when its time to answer has run out.
 */
#include "indstillingsside/niveau_opsigelse.h"

#include "base/tid.h"
#include "indstillingsside/indstillingsside.h"
#include "indstillingsside/skabelon.h"

enum { HOERINGER_VIST = 200 };

/* ---- the list ---- */

bool side_opsigelser(struct side *s, struct err *err)
{
    struct niveau_opsigelser page = {.valgene = niveau_valgene(s, "/opsigelser")};
    struct partshoering *h;
    size_t n = 0;

    TRY(partshoering_liste(s->app->store, s->arena, &s->hvem, &h, &n, err));
    if (n > HOERINGER_VIST) n = HOERINGER_VIST;
    struct niveau_hoeringsraekke *row = ARENA_ARRAY(s->arena, n, struct niveau_hoeringsraekke);
    for (size_t i = 0; i < n; i++) {
        struct niveau_maerke m = niveau_hoering(s, partshoering_nu(&h[i])->tilstand);
        struct niveau_hvem hvem;
        bool ser = false;
        TRY(side_sag_ser(s, h[i].familie, h[i].anbringelse, &ser, err));
        if (!ser) continue;
        TRY(niveau_hvem(s, h[i].anbringelse, h[i].familie, &hvem, err));
        row[page.raekke_antal++] = (struct niveau_hoeringsraekke){
            h[i].id, hvem.barn, hvem.familie, h[i].sendt, h[i].frist, m.navn, m.klasse};
    }
    page.raekke = row;
    TRY(side_set(s, VISNING_LISTE, STR("opsigelser"), "opsigelse", (int64_t)page.raekke_antal,
                 err));
    html_niveau_opsigelser(&s->h, &page);
    return side_vis(s, "Opsigelser", "Terminations");
}

/* ---- one ---- */

static bool find_hearing(struct side *s, struct partshoering *out, struct err *err)
{
    TRY(partshoering_find(s->app->store, s->arena, &s->hvem, web_del(s->request, "id"), out, err));
    if (out->id.n == 0) return side_findes_ikke(err);
    return side_sag_maa(s, out->familie, out->anbringelse, err);
}

static bool fill_steps(struct side *s, const struct partshoering *h, struct niveau_opsigelse *page,
                       struct err *err)
{
    struct niveau_hoeringsskridt *row =
        ARENA_ARRAY(s->arena, h->trin_antal, struct niveau_hoeringsskridt);

    for (size_t n = 0; n < h->trin_antal; n++) {
        const struct partshoering_trin *t = &h->trin[h->trin_antal - 1 - n];
        struct niveau_maerke m = niveau_hoering(s, t->tilstand);
        row[n] = (struct niveau_hoeringsskridt){
            .tid = side_dato(s, dato_of_us(t->tid_us)), .tilstand = m.navn, .klasse = m.klasse};
        if (t->tilstand == PARTSHOERING_SENDT)
            row[n].tilstand = side_tekst(s, "Høring sendt", "Hearing sent");
        TRY(niveau_bruger(s, t->bruger, &row[n].hvem, err));
        TRY(niveau_tekst_af(s, t->tekst, &row[n].tekst, err));
    }
    page->skridt = row;
    page->skridt_antal = h->trin_antal;
    return true;
}

static void fill_causes(struct side *s, struct niveau_opsigelse *page)
{
    struct niveau_aarsagsvalg *row = ARENA_ARRAY(s->arena, AARSAGER, struct niveau_aarsagsvalg);

    for (int i = 0; i < AARSAGER; i++)
        row[i] =
            (struct niveau_aarsagsvalg){str_from(opsigelse_aarsag_kode((enum opsigelse_aarsag)i)),
                                        niveau_aarsag(s, (enum opsigelse_aarsag)i), false};
    page->aarsag = row;
    page->aarsag_antal = AARSAGER;
}

/* What was typed stays; a notice that is given too early is told at its day. */
static bool refuse(struct side *s, struct niveau_opsigelse *page, const struct err *fejl,
                   struct err *err)
{
    struct str dato, kode, handling;

    TRY(niveau_felt(s, "handling", &handling, err));
    TRY(niveau_felt(s, "dato", &dato, err));
    TRY(niveau_felt(s, "aarsag", &kode, err));
    TRY(niveau_felt(s, "tekst", &page->tekst, err));
    bool opsig = str_is(handling, "opsig");
    if (opsig) page->dato = dato;
    for (size_t i = 0; i < page->aarsag_antal; i++)
        page->aarsag[i].valgt = str_eq(page->aarsag[i].kode, kode);
    bool for_tidligt = opsig && str_is(str_from(fejl->place), "frist");
    side_afvis(s, for_tidligt ? "dato" : fejl->place, side_fejltekst(s, fejl));
    return true;
}

static bool show_hearing(struct side *s, const struct err *fejl, struct err *err)
{
    struct niveau_opsigelse page = {.csrf = s->csrf};
    struct partshoering h;
    struct niveau_hvem hvem;

    TRY(find_hearing(s, &h, err));
    struct niveau_maerke m = niveau_hoering(s, partshoering_nu(&h)->tilstand);
    TRY(niveau_hvem(s, h.anbringelse, h.familie, &hvem, err));
    page.id = h.id;
    page.set = partshoering_nu(&h)->nr;
    page.barn = hvem.barn;
    page.familie = hvem.familie;
    page.anbringelse = h.anbringelse;
    page.sendt = h.sendt;
    page.frist = side_ugedag(s, h.frist);
    page.tidligst = dato_plus(h.frist, 1);
    page.tilstand = m.navn;
    page.klasse = m.klasse;
    page.aaben = partshoering_kan_flytte(partshoering_nu(&h)->tilstand, PARTSHOERING_OPSAGT);
    page.udloebet = partshoering_er_udloebet(&h, s->i_dag);
    page.dato = dato_iso(s->arena, dato_max(s->i_dag, page.tidligst));
    TRY(niveau_tekst_af(s, h.grund, &page.grund, err));
    fill_causes(s, &page);
    if (fejl != NULL) TRY(refuse(s, &page, fejl, err));
    TRY(fill_steps(s, &h, &page, err));
    TRY(side_set(s, VISNING_ANBRINGELSE, h.anbringelse, "opsigelse", 1, err));
    html_niveau_opsigelse(&s->h, &page);
    side_vis(s, "Opsigelse", "Termination");
    if (fejl != NULL) s->response->status = niveau_status(fejl);
    return true;
}

bool side_opsigelse(struct side *s, struct err *err)
{
    return show_hearing(s, NULL, err);
}

static bool give_notice(struct side *s, const struct partshoering *h, struct err *err)
{
    enum opsigelse_aarsag aarsag = AARSAG_KONFLIKT;
    struct str dato, kode;
    struct dato dag;

    TRY(niveau_felt(s, "dato", &dato, err));
    TRY(niveau_felt(s, "aarsag", &kode, err));
    TRY(side_dag_felt(s, "dato", dato, &dag, err));
    if (!opsigelse_aarsag_of(kode, &aarsag))
        return err_begge(err, ERR_INPUT, "aarsag", "Vælg en årsag.", "Choose a reason.");
    return partshoering_opsig(s->app->store, s->arena, &s->hvem, h, dag, aarsag, s->request->now_us,
                              err);
}

static bool act(struct side *s, const struct partshoering *h, struct err *err)
{
    struct str handling, tekst;

    const struct partshoering_trin *nu = partshoering_nu(h);
    TRY(niveau_felt(s, "handling", &handling, err));
    TRY(niveau_set_nu(s, nu->nr, partshoering_tilstand_navn(nu->tilstand),
                      partshoering_tilstand_engelsk(nu->tilstand), err));
    if (str_is(handling, "opsig")) return give_notice(s, h, err);
    TRY(niveau_felt(s, "tekst", &tekst, err));
    if (str_is(handling, "svar"))
        return partshoering_svar(s->app->store, s->arena, &s->hvem, h, tekst, s->request->now_us,
                                 err);
    if (str_is(handling, "frafald"))
        return partshoering_frafald(s->app->store, s->arena, &s->hvem, h, tekst, s->request->now_us,
                                    err);
    return err_begge(err, ERR_INPUT, "handling", "Vælg, hvad der skal ske.",
                     "Choose what is to happen.");
}

bool side_opsigelse_send(struct side *s, struct err *err)
{
    struct partshoering h;
    struct err fejl = ERR_INIT;

    TRY(find_hearing(s, &h, err));
    if (act(s, &h, &fejl))
        return side_videre(s, str_format(s->arena, "/opsigelser/%.*s", STR_ARG(h.id)));
    if (!niveau_til_formular(&fejl)) {
        *err = fejl;
        return false;
    }
    TRY(niveau_forfra(s, err));
    return show_hearing(s, &fejl, err);
}
