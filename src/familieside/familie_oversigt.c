/*
 * familie_oversigt: the answer first: when, how much, and why not the same as last month.
 */
#include "familieside/familie_oversigt.h"

#include "beregning/ord.h"
#include "henvendelse/henvendelse.h"
#include "familieside/familieside.h"
#include "familieside/skabelon.h"

enum { TIDLIGERE_MAX = 13 };

/* ---- payments */

struct familie_kort familie_kort_af(const struct side *s, const struct familie_kreds *k,
                                    const struct familie_betaling *b)
{
    return (struct familie_kort){
        .familie = k->familie,
        .nr = b->koersel.loebenr,
        .maaned = side_maaned(s, b->koersel.maaned),
        .dag = side_ugedag(s, b->dag),
        .trin = familie_trin_ord(s, b->trin),
        .klasse = familie_trin_klasse(b->trin),
        .saetning = familie_trin_saetning(s, b->trin),
        .beloeb = b->beloeb,
        .a_indkomst = b->a_indkomst,
        .skattefri = b->skattefri,
        .til_barn = b->til_barn,
        .har_til_barn = b->til_barn.oere != 0,
        .ekstra = b->koersel.ekstra,
    };
}

/* Of the payments still to come the first, else the newest. */
static size_t main_payment(const struct side *s, const struct familie_betaling *b, size_t n,
                           bool *kommende)
{
    size_t best = 0;

    *kommende = false;
    for (size_t i = 0; i < n; i++) {
        if (b[i].dag.dag < s->i_dag.dag) continue;
        if (!*kommende || b[i].dag.dag <= b[best].dag.dag) best = i;
        *kommende = true;
    }
    return best;
}

static void earlier(const struct side *s, const struct familie_kreds *k,
                    const struct familie_betaling *b, size_t n, size_t vist,
                    struct familie_oversigt *page)
{
    struct familie_kort *row = ARENA_ARRAY(s->arena, n, struct familie_kort);

    for (size_t i = 0; i < n && page->tidligere_antal < TIDLIGERE_MAX; i++)
        if (i != vist) row[page->tidligere_antal++] = familie_kort_af(s, k, &b[i]);
    page->tidligere = row;
}

/* ---- why another amount than the month before */

static struct str why_heading(const struct side *s, int64_t forskel, struct maaned foer)
{
    struct str m = side_maaned(s, foer);
    struct oere a = {forskel < 0 ? -forskel : forskel};
    struct str beloeb = oere_kr(s->arena, a);

    if (forskel == 0)
        return str_format(s->arena,
                          s->engelsk ? "The same amount as in %.*s" : "Samme beløb som i %.*s",
                          STR_ARG(m));
    if (s->engelsk)
        return str_format(s->arena, "Why %.*s %s than in %.*s?", STR_ARG(beloeb),
                          forskel < 0 ? "less" : "more", STR_ARG(m));
    return str_format(s->arena, "Hvorfor %.*s %s end i %.*s?", STR_ARG(beloeb),
                      forskel < 0 ? "mindre" : "mere", STR_ARG(m));
}

static bool why(struct side *s, const struct familie_kreds *k, const struct familie_betaling *nu,
                const struct familie_koersel *run, const struct familie_betaling *b, size_t n,
                struct familie_oversigt *page, struct err *err)
{
    const struct familie_betaling *foer = NULL;
    struct familie_koersel before;
    struct familie_aendring *a;

    for (size_t i = 0; i < n && !nu->koersel.ekstra; i++)
        if (!b[i].koersel.ekstra && b[i].koersel.maaned.nr == nu->koersel.maaned.nr - 1)
            foer = &b[i];
    if (foer == NULL) return true;
    TRY(familie_koersel(k, &foer->koersel, &before, err));
    familie_sammenlign(s->arena, &before, run, &a, &page->hvorfor_antal);
    struct familie_hvorfor *row =
        ARENA_ARRAY(s->arena, page->hvorfor_antal, struct familie_hvorfor);
    for (size_t i = 0; i < page->hvorfor_antal; i++)
        row[i] = (struct familie_hvorfor){
            a[i].barn, a[i].titel,
            familie_aendring_ord(s, &a[i], foer->koersel.maaned, nu->koersel.maaned),
            side_fortegn(s, a[i].forskel.oere)};
    page->har_hvorfor = true;
    page->hvorfor = row;
    page->hvorfor_overskrift =
        why_heading(s, nu->beloeb.oere - foer->beloeb.oere, foer->koersel.maaned);
    return true;
}

/* ---- what is missing */

const struct familie_mangel *familie_mangler(struct side *s, const struct familie_koersel *run,
                                             size_t *antal)
{
    size_t most = run->grund.udgave.mangler, n = 0;
    struct familie_mangel *row = ARENA_ARRAY(s->arena, most, struct familie_mangel);

    for (size_t i = 0; i < run->modtagelser; i++) {
        const struct brev_maaned *b = &run->modtagelse[i].brev;
        for (size_t j = 0; j < b->boern; j++) {
            for (size_t m = 0; m < b->barn[j].mangler && n < most; m++) {
                const struct brev_mangel *x = &b->barn[j].mangel[m];
                row[n++] =
                    (struct familie_mangel){b->barn[j].navn, x->titel, side_maaned(s, x->maaned),
                                            oversat_stort(s->arena, x->mangel->grund, s->engelsk)};
            }
        }
    }
    *antal = n;
    return row;
}

/* ---- the children */

static struct str level_words(const struct side *s, const struct indplacering *p)
{
    if (p->trin > 0) return str_format(s->arena, s->engelsk ? "level %d" : "trin %d", p->trin);
    return str_format(s->arena, s->engelsk ? "%.*s times the basic fee" : "%.*s vederlag",
                      STR_ARG(ord_tal(s->arena, p->vederlag, (struct enhed){0})));
}

static struct str since(const struct side *s, struct dato dag)
{
    return str_format(s->arena, s->engelsk ? "since %.*s" : "siden %.*s",
                      STR_ARG(side_dato(s, dag)));
}

/* The contract of the day, else the newest that has begun. */
static bool contract(struct side *s, const struct familie_kreds *k, struct str anbringelse,
                     struct familie_barn *out, struct err *err)
{
    const struct register_fakta *valgt = NULL;
    struct register_fakta *f;
    size_t n;

    TRY(register_fakta_af(k->store, s->arena, k->kommune, k->nr, SLAGS_KONTRAKT, anbringelse, &f,
                          &n, err));
    for (size_t i = 0; i < n; i++) {
        if (f[i].tilbagekaldt || f[i].fra.dag > s->i_dag.dag) continue;
        if (valgt == NULL || f[i].fra.dag > valgt->fra.dag) valgt = &f[i];
    }
    if (valgt == NULL) return true;
    TRY(familie_navn(s, valgt->kontrakt.holder, false, &out->kontrakt, err));
    out->kontrakt_fra = since(s, valgt->fra);
    if (valgt->kontrakt.vilkaar.n == 0) return true;
    return register_tekst(k->store, s->arena, k->kommune, valgt->kontrakt.vilkaar, &out->vilkaar,
                          err);
}

static bool child(struct side *s, const struct familie_kreds *k, const struct sag *sag,
                  struct str barn, struct familie_barn *out, struct err *err)
{
    int years = dato_age(sag->foedt, s->i_dag, SKUDDAG_1_MARTS);

    TRY(familie_navn(s, barn, true, &out->navn, err));
    out->alder = str_format(s->arena, s->engelsk ? "%d years" : "%d år", years < 0 ? 0 : years);
    out->art = side_art_ord(s, sag->art);
    out->siden = side_dato(s, sag->indflyttet);
    if (sag->fraflyttet.dag != DATO_MAX.dag) out->til = side_dato(s, sag->fraflyttet);
    for (size_t i = 0; i < sag->indplaceringer; i++) {
        if (!periode_on(sag->indplacering[i].periode, s->i_dag)) continue;
        out->niveau = level_words(s, &sag->indplacering[i]);
        out->niveau_fra = since(s, sag->indplacering[i].periode.fra);
    }
    return contract(s, k, sag->id, out, err);
}

/* Who lives there, and who moved out in the last year. */
static bool children(struct side *s, const struct familie_kreds *k, struct familie_oversigt *page,
                     struct err *err)
{
    struct register_udsnit u;
    struct familie_barn *row;

    TRY(register_read(k->store, s->arena, k->kommune, k->nr, &k->familie, 1, &u, err));
    row = ARENA_ARRAY(s->arena, u.sager.count, struct familie_barn);
    for (size_t i = 0; i < u.sager.count; i++) {
        if ((int64_t)u.sager.sag[i].fraflyttet.dag + 365 < s->i_dag.dag) continue;
        TRY(child(s, k, &u.sager.sag[i], u.til[i].barn, &row[page->barn_antal++], err));
    }
    page->barn = row;
    return true;
}

static bool unanswered(struct side *s, const struct familie_kreds *k, int *out, struct err *err)
{
    struct henvendelse *h;
    size_t n;

    TRY(henvendelse_familiens(k->store, s->arena, k->kommune, k->familie, &h, &n, err));
    for (size_t i = 0; i < n; i++)
        *out += h[i].tilstand == HENVENDELSE_NY || h[i].tilstand == HENVENDELSE_I_GANG;
    return true;
}

/* ---- the pages */

static bool show(struct side *s, const struct familie_kreds *k, bool flere, struct err *err)
{
    struct familie_oversigt page = {.familie = k->familie, .flere = flere};
    struct familie_betaling *b;
    struct familie_koersel run;
    size_t n;

    TRY(familie_betalinger(k, &b, &n, err));
    if (n > 0) {
        size_t at = main_payment(s, b, n, &page.kommende);
        page.har_kort = true;
        page.kort = familie_kort_af(s, k, &b[at]);
        TRY(familie_koersel(k, &b[at].koersel, &run, err));
        TRY(why(s, k, &b[at], &run, b, n, &page, err));
        page.mangel = familie_mangler(s, &run, &page.mangel_antal);
        earlier(s, k, b, n, at, &page);
    }
    TRY(children(s, k, &page, err));
    TRY(unanswered(s, k, &page.ubesvarede, err));
    html_familie_oversigt(&s->h, &page);
    return side_vis(s, "Jeres penge", "Your money");
}

static bool children_of(struct side *s, struct str familie, struct str *out, struct err *err)
{
    struct familie_kreds k;
    struct buf names;

    buf_init(&names, s->arena);
    TRY(familie_kreds(s->app->store, s->arena, s->app->kommune, NULL, familie, &k, err));
    for (size_t i = 0; i < k.steder; i++) {
        struct str navn;
        if (k.sted[i].tilbagekaldt) continue;
        TRY(familie_navn(s, k.sted[i].anbringelse.barn, true, &navn, err));
        buf_format(&names, "%s%.*s", names.n > 0 ? ", " : "", STR_ARG(navn));
    }
    *out = names.n > 0 ? buf_str(&names) : familie;
    return true;
}

bool side_familie(struct side *s, struct err *err)
{
    struct familie_liste page = {0};
    struct familie_kreds k;
    struct str *familie;
    size_t n;

    TRY(side_familier(s, &familie, &n, err));
    for (size_t i = 0; i < n; i++) TRY(familie_set(s, familie[i], err));
    if (n == 0) TRY(side_set(s, VISNING_PERSON, s->person, "egen sag", 1, err));
    if (n == 1) {
        TRY(familie_kreds(s->app->store, s->arena, s->app->kommune, &s->app->lager, familie[0], &k,
                          err));
        return show(s, &k, false, err);
    }
    struct familie_valg *row = ARENA_ARRAY(s->arena, n, struct familie_valg);
    for (size_t i = 0; i < n; i++) {
        row[i].familie = familie[i];
        TRY(children_of(s, familie[i], &row[i].navn, err));
    }
    page.valg = row;
    page.valg_antal = n;
    html_familie_liste(&s->h, &page);
    return side_vis(s, "Jeres penge", "Your money");
}

bool side_familie_en(struct side *s, struct err *err)
{
    struct familie_kreds k;
    struct str *familie;
    size_t n;

    TRY(familie_aabn(s, &k, err));
    TRY(side_familier(s, &familie, &n, err));
    return show(s, &k, n > 1, err);
}
