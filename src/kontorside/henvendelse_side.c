/*
 * henvendelse_side: one henvendelse: what it is about, what was written, and what is done to it.
 *
 * What is done names the state it was done from (`trin`): if somebody else came between, nothing is
 * done, and the page is shown as it is now.
 */
#include "kontorside/henvendelse_side.h"

#include "afregning/udgave.h"
#include "base/tid.h"
#include "kontorside/kontorside.h"
#include "kontorside/skabelon.h"
#include "register/register.h"

/* ---- who may */

static bool is_own(const struct side *s, const struct henvendelse *h)
{
    return h->familie.n == 0 && str_eq(h->bruger, s->hvem.bruger);
}

bool kontor_henvendelse_maa(const struct side *s, const struct henvendelse *h)
{
    return adgang_har(&s->hvem, h->art == HENVENDELSE_FORSLAG ? RET_FORSLAG : RET_REGISTRER);
}

bool kontor_henvendelse_find(struct side *s, struct henvendelse *out, struct err *err)
{
    TRY(henvendelse_find(s->app->store, s->arena, s->app->kommune, web_del(s->request, "id"), out,
                         err));
    bool maa = out->id.n > 0 && (adgang_har(&s->hvem, RET_LAES_PERSON) ||
                                 kontor_henvendelse_maa(s, out) || is_own(s, out));
    if (maa && out->familie.n > 0 && adgang_har(&s->hvem, RET_LAES_PERSON))
        TRY(kontor_maa_se(s, out->familie, out->linje.anbringelse, &maa, err));
    return maa || side_findes_ikke(err);
}

/* ---- what it is about */

static bool line_amount(struct side *s, const struct henvendelse *h, const struct koersel *run,
                        struct henvendelse_vis *page, struct err *err)
{
    const struct henvendelse_linje *l = &h->linje;
    struct udgave u;

    if (run->udgave == 0) return true;
    TRY(udgave_familie(s->app->store, s->arena, s->app->kommune, run, h->familie, &l->anbringelse,
                       1, &u, err));
    for (size_t i = 0; i < u.forskelle; i++) {
        const struct forskel *f = &u.forskel[i];
        if (!str_eq(f->ydelse, l->ydelse) || !str_eq(f->modtager, l->modtager) ||
            !str_eq(f->kanal, l->kanal) || !str_eq(f->skat, l->skat) ||
            f->maaned.nr != l->maaned.nr)
            continue;
        page->har_beloeb = true;
        page->beloeb = f->beregnet;
    }
    return true;
}

static bool about_line(struct side *s, const struct henvendelse *h, struct henvendelse_vis *page,
                       struct err *err)
{
    struct koersel run;

    if (h->linje.koersel == 0) return true;
    TRY(koersel_find(s->app->store, s->arena, s->app->kommune, h->linje.koersel, &run, err));
    page->har_linje = true;
    page->linje = str_format(s->arena, "%.*s, %.*s", STR_ARG(side_ydelse(s, h->linje.ydelse)),
                             STR_ARG(side_maaned(s, h->linje.maaned)));
    page->koersel = str_format(s->arena, s->engelsk ? "the run of %.*s" : "kørslen for %.*s",
                               STR_ARG(side_maaned(s, run.maaned)));
    if (adgang_har(&s->hvem, RET_LAES_PENGE))
        page->koersel_sti = str_format(s->arena, "/maaned/%lld", (long long)run.loebenr);
    return line_amount(s, h, &run, page, err);
}

/* The placement it is about, else all of the family's: where it is registered. */
static bool about_places(const struct kontor_opslag *o, const struct henvendelse *h,
                         struct henvendelse_vis *page, struct err *err)
{
    struct side *s = o->s;
    struct str *id = NULL;
    struct str en = h->linje.anbringelse;
    size_t n = 1;

    if (h->familie.n == 0 || !adgang_har(&s->hvem, RET_LAES_PERSON)) return true;
    page->familie_sti = str_format(s->arena, "/familier/%.*s", STR_ARG(h->familie));
    if (en.n > 0)
        id = &en;
    else
        TRY(register_familie_anbringelser(s->app->store, s->arena, s->app->kommune, o->nr,
                                          h->familie, &id, &n, err));
    struct henvendelse_sted *row = ARENA_ARRAY(s->arena, n, struct henvendelse_sted);
    for (size_t i = 0; i < n; i++) {
        row[i].sti = str_format(s->arena, "/anbringelser/%.*s", STR_ARG(id[i]));
        TRY(kontor_barn(o, id[i], false, &row[i].navn, err));
    }
    page->sted = row;
    page->sted_antal = n;
    return true;
}

/* What is to be done about it beside answering. */
static struct str advice(const struct side *s, const struct henvendelse *h)
{
    switch (h->art) {
    case HENVENDELSE_FLYTTET:
        return side_tekst(s, "Registrér dagen på anbringelsen. Næste kørsel retter pengene.",
                          "Register the day on the placement. The next run corrects the money.");
    case HENVENDELSE_EFTERSKOLE:
        return side_tekst(s, "Registrér opholdet på anbringelsen, når det er aftalt.",
                          "Register the stay on the placement when it is agreed.");
    case HENVENDELSE_HUSSTAND:
        return side_tekst(s,
                          "Registrér, hvem der bor der, og se, om godkendelsen skal ses på igen.",
                          "Register who lives there, and see whether the approval is to be looked "
                          "at again.");
    case HENVENDELSE_KONTO:
        return side_tekst(s,
                          "Ring til familien på det nummer, vi kender, før kontoen foreslås. En "
                          "anden end dig skal svare på forslaget.",
                          "Call the family on the number we know before you propose the account. "
                          "Somebody else must answer the proposal.");
    case HENVENDELSE_UENIG:
    case HENVENDELSE_FORSTAAR_IKKE:
        return side_tekst(s,
                          "Åbn linjen, og svar med grunden. Er en oplysning forkert, så ret den på "
                          "anbringelsen; næste kørsel retter pengene.",
                          "Open the line, and answer with the reason. If a fact is wrong, correct "
                          "it on the placement; the next run corrects the money.");
    default: return STR_EMPTY;
    }
}

static bool about(const struct kontor_opslag *o, const struct henvendelse *h,
                  struct henvendelse_vis *page, struct err *err)
{
    struct side *s = o->s;

    if (h->dag.dag != DATO_MIN.dag) page->fra_dag = side_dato(s, h->dag);
    page->sendt = side_tid(s, h->tid_us);
    page->raad = advice(s, h);
    if (h->art == HENVENDELSE_FORSLAG) {
        page->regel = side_regel(s, h->regel.haandbog, h->regel.version, h->regel.anker);
        page->regel_sti =
            str_format(s->arena, "/haandbog/%.*s/%.*s#%.*s", STR_ARG(h->regel.haandbog),
                       STR_ARG(h->regel.version), STR_ARG(h->regel.anker));
    }
    if (h->art == HENVENDELSE_KONTO && adgang_har(&s->hvem, RET_REGISTRER))
        page->konto_sti = str_format(s->arena, "/henvendelser/%.*s/konto", STR_ARG(h->id));
    TRY(about_places(o, h, page, err));
    return about_line(s, h, page, err);
}

/* ---- what was written */

static bool speech(struct side *s, const struct henvendelse *h, struct henvendelse_vis *page,
                   struct err *err)
{
    struct henvendelse_besked *b;
    size_t n;

    TRY(henvendelse_beskeder(s->app->store, s->arena, s->app->kommune, h->id, &b, &n, err));
    struct henvendelse_tale *row = ARENA_ARRAY(s->arena, n, struct henvendelse_tale);
    for (size_t i = 0; i < n; i++) {
        row[i] = (struct henvendelse_tale){b[i].fra_kommune, page->sag.fra,
                                           side_tid(s, b[i].tid_us), b[i].tekst};
        if (b[i].fra_kommune) TRY(kontor_bruger(s, b[i].bruger, &row[i].hvem, err));
    }
    page->tale = row;
    page->tale_antal = n;
    return true;
}

/* ---- what may be done */

static void other_roles(struct side *s, const struct henvendelse *h, struct henvendelse_vis *page)
{
    enum ret ret = h->art == HENVENDELSE_FORSLAG ? RET_FORSLAG : RET_REGISTRER;
    struct henvendelse_rolle *row = ARENA_ARRAY(s->arena, ROLLE_ANTAL, struct henvendelse_rolle);

    for (int i = 0; i < ROLLE_ANTAL; i++) {
        struct str kode = str_from(rolle_kode((enum rolle)i));
        if (!rolle_har((enum rolle)i, ret) || str_eq(kode, h->rolle)) continue;
        row[page->rolle_antal++] = (struct henvendelse_rolle){kode, kontor_rolle(s, kode)};
    }
    page->rolle = row;
}

static void may_do(struct side *s, const struct henvendelse *h, struct henvendelse_vis *page)
{
    bool maa = kontor_henvendelse_maa(s, h);
    bool mine = str_eq(h->ansvarlig, s->hvem.bruger);

    page->egen = is_own(s, h) && !maa;
    page->kan_svare = maa && h->tilstand != HENVENDELSE_LUKKET;
    page->kan_tage = maa && page->sag.venter && !mine;
    page->kan_lukke = maa && h->tilstand != HENVENDELSE_LUKKET;
    page->kan_aabne = maa && h->tilstand == HENVENDELSE_LUKKET;
    page->kan_videre = maa && page->sag.venter;
    if (page->kan_videre) other_roles(s, h, page);
}

static bool show(struct side *s, const struct henvendelse *h, struct str tekst, struct err *err)
{
    struct henvendelse_vis page = {.csrf = s->csrf, .trin = h->trin, .tekst = tekst};
    struct kontor_opslag o;

    TRY(kontor_opslag(s, &o, err));
    TRY(kontor_henvendelse_raekke(&o, h, &page.sag, err));
    page.adresse = page.sag.sti;
    TRY(about(&o, h, &page, err));
    TRY(speech(s, h, &page, err));
    may_do(s, h, &page);
    TRY(side_set(s, h->familie.n > 0 ? VISNING_PLEJEFAMILIE : VISNING_LISTE,
                 h->familie.n > 0 ? h->familie : STR("henvendelser"), "henvendelser", 1, err));
    html_henvendelse_vis(&s->h, &page);
    return side_vis_med(s, page.sag.art);
}

bool side_henvendelse(struct side *s, struct err *err)
{
    struct henvendelse h;

    TRY(kontor_henvendelse_find(s, &h, err));
    return show(s, &h, STR_EMPTY, err);
}

/* ---- what is done */

/* Finds the one that is meant, and sees that who asks may do something to it. *nu false: it is no
 * longer as it was when the form was shown, and the page says so. */
static bool begin(struct side *s, struct henvendelse *h, struct str tekst, bool *nu,
                  struct err *err)
{
    struct str trin;
    int64_t set = 0;

    TRY(kontor_henvendelse_find(s, h, err));
    if (!kontor_henvendelse_maa(s, h))
        TRY(adgang_kraev(&s->hvem, h->art == HENVENDELSE_FORSLAG ? RET_FORSLAG : RET_REGISTRER,
                         err));
    TRY(web_felt(&s->request->form, "trin", &trin, err));
    *nu = str_int(trin, &set) && set == h->trin;
    if (*nu) return true;
    side_afvis(s, NULL,
               side_tekst(s, "En anden nåede at gøre noget ved den. Her er den, som den er nu.",
                          "Somebody else did something to it. Here it is as it is now."));
    return show(s, h, tekst, err);
}

/* After something was done, or refused with words for the one who asked. */
static bool finish(struct side *s, const struct henvendelse *h, bool gjort, struct str tekst,
                   const struct err *fejl, struct err *err)
{
    if (gjort) return side_videre(s, str_format(s->arena, "/henvendelser/%.*s", STR_ARG(h->id)));
    TRY(side_afvis_henvendelse(s, fejl, err));
    return show(s, h, tekst, err);
}

bool side_henvendelse_tag(struct side *s, struct err *err)
{
    struct err fejl = ERR_INIT;
    struct henvendelse h;
    bool nu;

    TRY(begin(s, &h, STR_EMPTY, &nu, err));
    if (!nu) return true;
    bool ok = henvendelse_flyt(s->app->store, &s->hvem, &h, HENVENDELSE_I_GANG, s->hvem.bruger,
                               s->request->now_us, &fejl);
    return finish(s, &h, ok, STR_EMPTY, &fejl, err);
}

bool side_henvendelse_luk(struct side *s, struct err *err)
{
    struct err fejl = ERR_INIT;
    struct henvendelse h;
    bool nu;

    TRY(begin(s, &h, STR_EMPTY, &nu, err));
    if (!nu) return true;
    bool ok = henvendelse_flyt(s->app->store, &s->hvem, &h, HENVENDELSE_LUKKET, s->hvem.bruger,
                               s->request->now_us, &fejl);
    return finish(s, &h, ok, STR_EMPTY, &fejl, err);
}

bool side_henvendelse_aabn(struct side *s, struct err *err)
{
    return side_henvendelse_tag(s, err);
}

bool side_henvendelse_videre(struct side *s, struct err *err)
{
    struct err fejl = ERR_INIT, ukendt = ERR_INIT;
    struct henvendelse h;
    struct str kode;
    enum rolle rolle;
    bool nu;

    TRY(begin(s, &h, STR_EMPTY, &nu, err));
    if (!nu) return true;
    TRY(web_felt(&s->request->form, "rolle", &kode, err));
    enum ret ret = h.art == HENVENDELSE_FORSLAG ? RET_FORSLAG : RET_REGISTRER;
    if (!rolle_parse(kode, &rolle, &ukendt) || !rolle_har(rolle, ret)) {
        side_afvis(
            s, "rolle",
            side_tekst(s, "Vælg den rolle, der skal svare.", "Choose the role that is to answer."));
        return show(s, &h, STR_EMPTY, err);
    }
    bool ok = henvendelse_giv_videre(s->app->store, &s->hvem, &h, rolle, s->request->now_us, &fejl);
    return finish(s, &h, ok, STR_EMPTY, &fejl, err);
}

bool side_henvendelse_svar(struct side *s, struct err *err)
{
    struct err fejl = ERR_INIT;
    struct henvendelse h;
    struct str tekst;
    bool nu = true;

    TRY(web_felt(&s->request->form, "tekst", &tekst, err));
    TRY(kontor_henvendelse_find(s, &h, err));
    /* A colleague writes again in a proposal of its own. */
    bool kommune = kontor_henvendelse_maa(s, &h);
    if (kommune || !is_own(s, &h)) TRY(begin(s, &h, tekst, &nu, err));
    if (!nu) return true;
    bool ok = henvendelse_skriv(s->app->store, s->arena, &s->hvem, &h, kommune, tekst,
                                s->request->now_us, &fejl);
    return finish(s, &h, ok, tekst, &fejl, err);
}
