/*
 * udkast_rediger: a draft's text with what is wrong at the line, saved, checked, and on its way.
 */
#include "base/tid.h"
#include "haandbogsside/haandbogsside.h"
#include "haandbogsside/skabelon.h"
#include "haandbogsside/udkast_side.h"

#include <string.h>

enum { OMGIVELSE = 3 /* lines shown around one with a finding */ };

/* ---- what is wrong */

static struct str verdict(const struct side *s, const struct udkast_tjek *t)
{
    size_t fejl = t->fund.fejl;

    if (fejl > 0 && s->engelsk)
        return str_format(s->arena, "%zu %s, %zu remarks. The examples run when they are mended.",
                          fejl, fejl == 1 ? "error" : "errors", t->bemaerkninger);
    if (fejl > 0)
        return str_format(s->arena,
                          "%zu fejl og %zu bemærkninger. Eksemplerne regnes efter, når fejlene er "
                          "rettet.",
                          fejl, t->bemaerkninger);
    if (t->eksempler_fejl > 0)
        return str_format(s->arena,
                          s->engelsk ? "No errors, but %zu of %zu examples give another answer."
                                     : "Ingen fejl, men %zu af %zu eksempler giver et andet svar.",
                          t->eksempler_fejl, t->eksempler);
    return str_format(s->arena,
                      s->engelsk ? "No errors, %zu remarks. All %zu examples give the right answer."
                                 : "Ingen fejl, %zu bemærkninger. Alle %zu eksempler giver det "
                                   "rigtige svar.",
                      t->bemaerkninger, t->eksempler);
}

static struct udkast_fund finding(const struct side *s, const struct fund *f, const char *egen)
{
    bool anden = f->sted.fil != NULL && strcmp(f->sted.fil, egen) != 0;

    return (struct udkast_fund){
        .fejl = f->fejl,
        .linje = f->sted.linje,
        .tekst = udkast_ord(s, f->tekst),
        .raad = udkast_ord(s, f->raad),
        .sted = anden ? str_from(f->sted.fil) : STR_EMPTY,
    };
}

/* The draft as findings name it. */
static const char *own_file(struct side *s, const struct udkast_tekst *t)
{
    if (t->slags == UDKAST_HAANDBOG) return str_c(s->arena, t->navn);
    return str_c(s->arena, str_format(s->arena, "takster/%.*s.csv", STR_ARG(t->navn)));
}

static void tell_findings(struct side *s, const struct udkast_tekst *tekst,
                          const struct udkast_tjek *t, struct udkast_rediger *page)
{
    const char *egen = own_file(s, tekst);
    struct udkast_fund *fund = ARENA_ARRAY(s->arena, t->fund.count, struct udkast_fund);
    struct udkast_eksempel *e = ARENA_ARRAY(s->arena, t->eksempler_fejl, struct udkast_eksempel);

    for (size_t i = 0; i < t->fund.count; i++)
        if (!t->fund.fund[i].accepteret)
            fund[page->fund_antal++] = finding(s, &t->fund.fund[i], egen);
    for (size_t i = 0; i < t->eksempler_fejl; i++)
        e[page->eksempel_antal++] =
            (struct udkast_eksempel){t->eksempel[i].sted.linje, t->eksempel[i].navn,
                                     udkast_ord(s, t->eksempel[i].forklaring)};
    page->fund = fund;
    page->eksempel = e;
    page->dom = verdict(s, t);
    page->god = udkast_kan_foreslaas(t);
}

/* The findings at a line, among all. */
static void at_line(struct side *s, const struct udkast_rediger *page, struct udkast_linje *l)
{
    struct udkast_fund *fund;
    size_t most = page->fund_antal + page->eksempel_antal;

    fund = ARENA_ARRAY(s->arena, most, struct udkast_fund);
    l->fund = fund;
    for (size_t i = 0; i < page->fund_antal; i++)
        if (page->fund[i].linje == l->nr && page->fund[i].sted.n == 0)
            fund[l->fund_antal++] = page->fund[i];
    for (size_t i = 0; i < page->eksempel_antal; i++)
        if (page->eksempel[i].linje == l->nr)
            fund[l->fund_antal++] =
                (struct udkast_fund){.fejl = true, .tekst = page->eksempel[i].forklaring};
}

static bool is_marked(const struct udkast_rediger *page, int nr)
{
    for (size_t i = 0; i < page->fund_antal; i++)
        if (page->fund[i].linje == nr && page->fund[i].sted.n == 0) return true;
    for (size_t i = 0; i < page->eksempel_antal; i++)
        if (page->eksempel[i].linje == nr) return true;
    return false;
}

static bool is_near(const struct udkast_rediger *page, int nr)
{
    for (int i = nr - OMGIVELSE; i <= nr + OMGIVELSE; i++)
        if (is_marked(page, i)) return true;
    return false;
}

/* The lines that have findings, with those around them, so that one is read where it stands. */
static void tell_lines(struct side *s, struct str tekst, struct udkast_rediger *page)
{
    struct udkast_linje *linje = NULL;
    struct str rest = tekst, line;
    size_t plads = 0;
    int sidste = 0;

    for (int nr = 1; str_split(&rest, '\n', &line); nr++) {
        if (!is_near(page, nr)) continue;
        linje = arena_grow(s->arena, linje, page->linje_antal, &plads, page->linje_antal + 1,
                           sizeof(*linje));
        struct udkast_linje *l = &linje[page->linje_antal++];
        *l = (struct udkast_linje){.nr = nr, .tekst = line, .spring = sidste != nr - 1};
        if (is_marked(page, nr)) at_line(s, page, l);
        sidste = nr;
    }
    page->linje = linje;
}

/* ---- what may be done next */

static void tell_next(struct side *s, const struct udkast *u, bool egen,
                      struct udkast_rediger *page)
{
    bool skriver = adgang_har(&s->hvem, RET_HAANDBOG_SKRIV);
    bool saetter = adgang_har(&s->hvem, RET_HAANDBOG_IKRAFT);
    bool kladde = u->tilstand == UDKAST_KLADDE, foreslaaet = u->tilstand == UDKAST_FORESLAAET;

    page->aaben = skriver && (kladde || foreslaaet);
    page->kan_opgive = page->aaben;
    page->kan_foreslaa = skriver && kladde && page->god;
    page->mangler_rettelse = skriver && kladde && !page->god;
    page->kan_ikraft = saetter && foreslaaet && !egen;
    page->skal_anden = foreslaaet && egen;
    if (foreslaaet && !egen && !saetter)
        page->venter = side_tekst(s, "Udkastet venter på en, der må sætte det i kraft.",
                                  "The draft waits for somebody who may put it in force.");
    if (kladde && !skriver)
        page->venter =
            side_tekst(s, "Udkastet er ikke foreslået endnu.", "The draft is not proposed yet.");
    if (u->tilstand == UDKAST_I_KRAFT)
        page->venter =
            side_tekst(s,
                       "Teksten er sat i kraft og kan ikke ændres. Begynd et nyt udkast for at "
                       "ændre den.",
                       "The text is in force and cannot be changed. Begin a new draft to change "
                       "it.");
    if (u->tilstand == UDKAST_OPGIVET)
        page->venter = side_tekst(s, "Udkastet er opgivet.", "The draft is given up.");
}

/* ---- the page */

static bool show(struct side *s, const struct udkast *u, struct udkast_stof *stof,
                 struct udkast_rediger *page, struct err *err)
{
    struct udkast_tjek tjek;
    bool egen;

    TRY(udkast_tjek(s->arena, s->app->kommune, &stof->g, &stof->tekst, s->i_dag, &tjek, err));
    TRY(udkast_top(s, u, &page->top, err));
    TRY(udkast_er_egen(s->app->store, s->arena, &s->hvem, u, &egen, err));
    page->top.er_tekst = true;
    page->csrf = s->csrf;
    page->efter = u->tekst;
    page->tekst = stof->tekst.tekst;
    tell_findings(s, &stof->tekst, &tjek, page);
    tell_lines(s, stof->tekst.tekst, page);
    tell_next(s, u, egen, page);
    html_udkast_rediger(&s->h, page);
    return side_vis_med(s, page->top.titel);
}

/* What was done before, as the address says. */
static bool done_before(struct side *s, struct str *out, struct err *err)
{
    static const struct {
        const char *ord;
        const char *tekst[2];
    } GJORT[] = {
        {"gemt", {"Udkastet er gemt.", "The draft is saved."}},
        {"foreslaaet",
         {"Udkastet er foreslået. En anden kan nu sætte det i kraft.",
          "The draft is proposed. Another person can now put it in force."}},
        {"ikraft",
         {"Det er sat i kraft. Næste kørsel beregner med det.",
          "It is in force. The next run computes with it."}},
        {"afvist", {"Udkastet er sendt tilbage.", "The draft is sent back."}},
    };
    struct str ord;

    *out = STR_EMPTY;
    TRY(web_felt(&s->request->query, "gjort", &ord, err));
    for (size_t i = 0; i < sizeof(GJORT) / sizeof(*GJORT); i++)
        if (str_is(ord, GJORT[i].ord)) *out = str_from(GJORT[i].tekst[s->engelsk]);
    return true;
}

bool side_udkast(struct side *s, struct err *err)
{
    struct udkast_rediger page = {0};
    struct udkast_stof stof;
    struct udkast u;

    TRY(udkast_i_adressen(s, &u, err));
    TRY(udkast_stof(s, &u, &stof, err));
    TRY(done_before(s, &page.meddelelse, err));
    return show(s, &u, &stof, &page, err);
}

/* ---- saved, checked */

static bool written(struct side *s, struct str *tekst, struct err *err)
{
    TRY(web_felt(&s->request->form, "tekst", tekst, err));
    *tekst = udkast_linjeender(s->arena, *tekst);
    return true;
}

/* What others saved over the text that this one was written over. */
static bool tell_meanwhile(struct side *s, const struct udkast *u, int64_t efter,
                           struct udkast_rediger *page, struct err *err)
{
    struct str foer, nu, hvem;

    page->imens = true;
    TRY(udkast_hvem(s, u->skrevet_af, &hvem, err));
    side_afvis(
        s, NULL,
        str_format(
            s->arena,
            s->engelsk
                ? "The draft has been saved by %.*s since you opened it. Your text stands below "
                  "and is not saved. Write in what the other has changed, and then save: what you "
                  "save is the draft."
                : "Udkastet er gemt af %.*s, siden du åbnede det. Din tekst står nedenfor og er "
                  "ikke gemt. Skriv ind, hvad den anden har ændret, og gem så: det, du gemmer, er "
                  "udkastet.",
            STR_ARG(hvem)));
    if (efter < 1 || efter >= u->tekst) return true;
    TRY(udkast_hent(s->app->store, s->arena, s->app->kommune, u->id, efter, &foer, err));
    TRY(udkast_hent(s->app->store, s->arena, s->app->kommune, u->id, u->tekst, &nu, err));
    return udkast_steder(s, u->slags, foer, nu, &page->andres, err);
}

/* Of two who save, the second sees its own text again, why it is not saved, and what the first
 * changed. A text that is empty is answered with the one that is kept. */
static bool save(struct side *s, const struct udkast *u, struct udkast_stof *stof, int64_t efter,
                 struct err *err)
{
    struct udkast_ny ny = {u->id, efter, stof->tekst};
    struct udkast_rediger page = {0};
    struct udkast_tjek tjek;
    struct err why = ERR_INIT;
    bool gemt;

    if (udkast_gem(s->app->store, s->arena, &s->hvem, side_egne_filer(s->app), &ny,
                   s->request->now_us, &tjek, &gemt, &why))
        return side_videre(s, str_format(s->arena, "/udkast/%.*s?gjort=gemt", STR_ARG(u->id)));
    if (store_conflict(s->app->store) || (why.kind != ERR_CONFLICT && why.kind != ERR_INPUT)) {
        *err = why;
        return false;
    }
    if (udkast_er_tomt(stof->tekst.tekst)) TRY(udkast_stof(s, u, stof, err));
    if (why.kind == ERR_CONFLICT)
        TRY(tell_meanwhile(s, u, efter, &page, err));
    else
        side_afvis_fejl(s, &why);
    TRY(show(s, u, stof, &page, err));
    if (why.kind == ERR_CONFLICT) s->response->status = 409;
    return true;
}

bool side_udkast_gem(struct side *s, struct err *err)
{
    struct udkast_rediger page = {0};
    struct udkast_stof stof;
    struct udkast u;
    struct str handling, ord;
    int64_t efter;

    TRY(udkast_i_adressen(s, &u, err));
    TRY(udkast_stof(s, &u, &stof, err));
    TRY(web_felt(&s->request->form, "handling", &handling, err));
    TRY(web_felt(&s->request->form, "efter", &ord, err));
    if (!str_int(ord, &efter))
        return err_begge(err, ERR_INPUT, "efter", "Åbn udkastet igen, og prøv en gang til.",
                         "Open the draft again and try once more.");
    TRY(written(s, &stof.tekst.tekst, err));
    if (!str_is(handling, "tjek")) return save(s, &u, &stof, efter, err);
    page.meddelelse =
        side_tekst(s, "Teksten er tjekket, ikke gemt.", "The text is checked, not saved.");
    return show(s, &u, &stof, &page, err);
}

static void json_findings(struct side *s, const struct udkast_rediger *page, struct buf *out)
{
    buf_c(out, "{\"god\":");
    buf_c(out, page->god ? "true" : "false");
    buf_c(out, ",\"dom\":");
    buf_json(out, page->dom);
    buf_c(out, ",\"fund\":[");
    for (size_t i = 0; i < page->fund_antal + page->eksempel_antal; i++) {
        bool eksempel = i >= page->fund_antal;
        const struct udkast_eksempel *e = eksempel ? &page->eksempel[i - page->fund_antal] : NULL;
        const struct udkast_fund *f = eksempel ? NULL : &page->fund[i];
        int linje = eksempel ? e->linje : f->linje;
        buf_format(out, "%s{\"linje\":%d,\"art\":", i > 0 ? "," : "", linje);
        buf_json(out, eksempel  ? side_tekst(s, "eksempel", "example")
                      : f->fejl ? side_tekst(s, "fejl", "error")
                                : side_tekst(s, "bemærkning", "remark"));
        buf_format(out, ",\"fejl\":%s,\"sted\":", eksempel || f->fejl ? "true" : "false");
        buf_json(out, eksempel ? STR_EMPTY : f->sted);
        buf_c(out, ",\"tekst\":");
        buf_json(out, oversat_tekst(s->arena, eksempel ? e->forklaring : f->tekst));
        buf_c(out, ",\"raad\":");
        buf_json(out, eksempel ? STR_EMPTY : oversat_tekst(s->arena, f->raad));
        buf_char(out, '}');
    }
    buf_c(out, "]}");
}

bool side_udkast_tjek(struct side *s, struct err *err)
{
    struct udkast_rediger page = {0};
    struct udkast_tjek tjek;
    struct udkast_stof stof;
    struct udkast u;
    struct buf out;

    TRY(udkast_i_adressen(s, &u, err));
    TRY(udkast_stof(s, &u, &stof, err));
    TRY(written(s, &stof.tekst.tekst, err));
    TRY(udkast_tjek(s->arena, s->app->kommune, &stof.g, &stof.tekst, s->i_dag, &tjek, err));
    tell_findings(s, &stof.tekst, &tjek, &page);
    buf_init(&out, s->arena);
    json_findings(s, &page, &out);
    s->response->status = 200;
    s->response->type = "application/json; charset=utf-8";
    s->response->body = buf_str(&out);
    return true;
}

/* ---- on its way */

/* After a step: the page again, with what was done, or with why it was not. `page` holds what was
 * typed, `felt` is where: the field that ERR_INPUT is about, or NULL. */
static bool after_form(struct side *s, const struct udkast *u, bool ok, const char *gjort,
                       struct udkast_rediger *page, const char *felt, const struct err *why,
                       struct err *err)
{
    struct udkast_stof stof;

    if (ok)
        return side_videre(s, str_format(s->arena, "/udkast/%.*s?gjort=%s", STR_ARG(u->id), gjort));
    if (store_conflict(s->app->store) ||
        (why->kind != ERR_INPUT && why->kind != ERR_ACCESS && why->kind != ERR_CONFLICT)) {
        *err = *why;
        return false;
    }
    TRY(udkast_stof(s, u, &stof, err));
    side_afvis(s, felt, side_fejltekst(s, why));
    TRY(show(s, u, &stof, page, err));
    if (why->kind == ERR_ACCESS) s->response->status = 403;
    if (why->kind == ERR_CONFLICT) s->response->status = 409;
    return true;
}

static bool after(struct side *s, const struct udkast *u, bool ok, const char *gjort,
                  const struct err *why, struct err *err)
{
    struct udkast_rediger page = {0};

    return after_form(s, u, ok, gjort, &page, NULL, why, err);
}

/* What is proposed, or put in force, is the text that was looked at. */
static bool looked_at(struct side *s, const struct udkast *u, struct err *err)
{
    struct str ord;
    int64_t efter;

    TRY(web_felt(&s->request->form, "efter", &ord, err));
    if (str_int(ord, &efter) && efter == u->tekst) return true;
    return err_begge(err, ERR_CONFLICT, "udkast",
                     "Udkastet er et andet, siden du åbnede det; læs det igen.",
                     "The draft is another since you opened it; read it again.");
}

bool side_udkast_foreslaa(struct side *s, struct err *err)
{
    struct err why = ERR_INIT;
    struct udkast u;

    TRY(udkast_i_adressen(s, &u, err));
    bool ok = looked_at(s, &u, &why) &&
              udkast_foreslaa(s->app->store, s->arena, &s->hvem, side_egne_filer(s->app), &u,
                              s->request->now_us, &why);
    return after(s, &u, ok, "foreslaaet", &why, err);
}

bool side_udkast_ikraft(struct side *s, struct err *err)
{
    struct err why = ERR_INIT;
    struct udkast u;
    int64_t nr = 0;

    TRY(udkast_i_adressen(s, &u, err));
    bool ok = looked_at(s, &u, &why) &&
              udkast_ikraft(s->app->store, s->arena, &s->hvem, side_egne_filer(s->app), &u,
                            s->request->now_us, &nr, &why);
    return after(s, &u, ok, "ikraft", &why, err);
}

static bool with_reason(struct side *s, const char *gjort, const char *felt,
                        bool (*step)(struct store *, const struct adgang *, const struct udkast *,
                                     struct str, int64_t, struct err *),
                        struct err *err)
{
    struct udkast_rediger page = {0};
    struct err why = ERR_INIT;
    struct str begrundelse;
    struct udkast u;

    TRY(udkast_i_adressen(s, &u, err));
    TRY(web_felt(&s->request->form, "begrundelse", &begrundelse, err));
    bool ok = step(s->app->store, &s->hvem, &u, begrundelse, s->request->now_us, &why);
    /* What may stand in a reason is told without a place. */
    bool i_felt = why.kind == ERR_INPUT &&
                  (why.place[0] == '\0' || str_is(str_from(why.place), "begrundelse"));
    *(step == udkast_afvis ? &page.afvis : &page.opgiv) = begrundelse;
    return after_form(s, &u, ok, gjort, &page, i_felt ? felt : NULL, &why, err);
}

bool side_udkast_afvis(struct side *s, struct err *err)
{
    return with_reason(s, "afvist", "afvis", udkast_afvis, err);
}

bool side_udkast_opgiv(struct side *s, struct err *err)
{
    return with_reason(s, "opgivet", "opgiv", udkast_opgiv, err);
}
