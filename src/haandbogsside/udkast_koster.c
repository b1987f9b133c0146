/*
 * udkast_koster: what a draft costs: the placements there are, computed under what is in force and
 * under the draft. Ids and sums; no names.
 */
#include "haandbogsside/haandbogsside.h"
#include "haandbogsside/skabelon.h"
#include "haandbogsside/udkast_side.h"
#include "register/register.h"
#include "side/side_ord.h"
#include "simulering/simulering.h"

enum {
    MAANEDER = 12,
    MAANEDER_MAX = 36,
    STOERSTE = 20,
    GRAF_BREDDE = 600,
    GRAF_HOEJDE = 180, /* of the columns; the names stand below */
};

/* ---- what is asked for */

static bool read_fields(struct side *s, struct udkast_koster *page, struct err *err)
{
    struct err scan = ERR_INIT;
    struct str fra, maaneder;
    int64_t n;

    page->fra = (struct maaned){maaned_of(s->i_dag).nr + 1};
    page->maaneder = MAANEDER;
    TRY(web_felt(&s->request->query, "fra", &fra, err));
    TRY(web_felt(&s->request->query, "maaneder", &maaneder, err));
    if (fra.n > 0 && !maaned_parse(fra, &page->fra, &scan))
        page->fejl = side_tekst(s, "Skriv måneden som år-måned, fx 2022-01.",
                                "Write the month as year-month, for example 2022-01.");
    if (maaneder.n > 0 && (!str_int(maaneder, &n) || n < 1 || n > MAANEDER_MAX))
        page->fejl = side_tekst(s, "Antallet af måneder er fra 1 til 36.",
                                "The number of months is 1 to 36.");
    else if (maaneder.n > 0)
        page->maaneder = (int)n;
    return true;
}

/* Months that are over and that the draft changes: the next run computes them again. */
static void tell_earlier(const struct side *s, struct dato gaelder_fra, struct udkast_koster *page)
{
    struct maaned nu = maaned_of(s->i_dag), fra = maaned_of(gaelder_fra);

    if (gaelder_fra.dag == DATO_MIN.dag || fra.nr > nu.nr || page->fra.nr <= fra.nr) return;
    if (nu.nr - fra.nr >= MAANEDER_MAX) fra.nr = nu.nr - MAANEDER_MAX + 1;
    page->tidligere_fra = fra;
    page->tidligere_maaneder = nu.nr - fra.nr + 1;
    page->tidligere = str_format(s->arena,
                                 s->engelsk ? "What it changes in the months from %.*s to now"
                                            : "Hvad det ændrer i månederne fra %.*s til nu",
                                 STR_ARG(side_maaned(s, fra)));
}

/* ---- computed */

static bool compute(struct side *s, const struct udkast *u, struct udkast_koster *page,
                    struct simulering *out, struct err *err)
{
    struct udkast_tjek tjek;
    struct udkast_stof stof;
    struct haandbog_samling foer;
    struct register_udsnit udsnit;
    struct fund_liste fund;
    struct err why = ERR_INIT;
    int64_t nr = 0;

    TRY(udkast_stof(s, u, &stof, err));
    TRY(udkast_tjek(s->arena, s->app->kommune, &stof.g, &stof.tekst, s->i_dag, &tjek, err));
    if (tjek.fund.fejl > 0) {
        page->fejl = side_tekst(s, "Udkastet har fejl. Det kan regnes ud, når de er rettet.",
                                "The draft has errors. The cost can be computed when they are "
                                "mended.");
        return true;
    }
    tell_earlier(s, tjek.gaelder_fra, page);
    fund_init(&fund, s->arena);
    TRY(udkast_samling(s->arena, &stof.g, NULL, &foer, &fund, err));
    TRY(register_newest(s->app->store, s->app->kommune, &nr, err));
    TRY(register_read(s->app->store, s->arena, s->app->kommune, nr, NULL, 0, &udsnit, err));
    struct simulering_ind ind = {&foer.planer, &tjek.samling.planer, &udsnit.sager,
                                 page->fra,    page->maaneder,       DATO_MAX,
                                 STOERSTE};
    if (simulering_run(s->arena, &ind, out, &why)) return true;
    if (why.kind != ERR_INPUT) {
        *err = why;
        return false;
    }
    page->fejl = side_fejltekst(s, &why);
    return true;
}

/* ---- told */

/* "+18.002,72 kr."; no sign where nothing changes. */
static struct str signed_amount(const struct side *s, int64_t oere)
{
    return oere == 0 ? oere_kr(s->arena, (struct oere){0}) : side_fortegn(s, oere);
}

static struct koster_celle cell(const struct side *s, struct str navn,
                                const struct simulering_par *p)
{
    return (struct koster_celle){
        .navn = navn,
        .foer = p->foer.beregnet,
        .efter = p->efter.beregnet,
        .forskel = signed_amount(s, p->forskel.beregnet.oere),
        .foer_mangler = p->foer.mangler,
        .efter_mangler = p->efter.mangler,
        .forskel_mangler = p->forskel.mangler,
    };
}

static void tell_cells(const struct side *s, const struct simulering *sim,
                       struct udkast_koster *page)
{
    struct koster_celle *m = ARENA_ARRAY(s->arena, (size_t)sim->maaneder, struct koster_celle);
    struct koster_celle *y = ARENA_ARRAY(s->arena, sim->ydelser, struct koster_celle);

    for (int i = 0; i < sim->maaneder; i++)
        m[i] = cell(s, side_maaned(s, (struct maaned){sim->fra.nr + i}), &sim->maaned[i]);
    for (size_t i = 0; i < sim->ydelser; i++)
        y[i] = cell(s, sim->ydelse[i].titel, &sim->ydelse[i].i_alt);
    page->maaned = m;
    page->maaned_antal = (size_t)sim->maaneder;
    page->ydelse = y;
    page->ydelse_antal = sim->ydelser;
    page->i_alt = cell(s, side_tekst(s, "I alt", "In all"), &sim->i_alt);
}

/* Columns up for more and down for less, from one axis. */
static void tell_chart(const struct side *s, const struct simulering *sim,
                       struct udkast_koster *page)
{
    struct koster_soejle *k = ARENA_ARRAY(s->arena, (size_t)sim->maaneder, struct koster_soejle);
    int64_t op = 0, ned = 0;
    int plads = GRAF_BREDDE / sim->maaneder;

    for (int i = 0; i < sim->maaneder; i++) {
        int64_t oere = sim->maaned[i].forskel.beregnet.oere;
        if (oere > op) op = oere;
        if (oere < ned) ned = oere;
    }
    int64_t hele = op - ned > 0 ? op - ned : 1;
    page->nul_y = ned == 0 ? GRAF_HOEJDE : 4 + (int)((GRAF_HOEJDE - 8) * op / hele);
    for (int i = 0; i < sim->maaneder; i++) {
        int64_t oere = sim->maaned[i].forskel.beregnet.oere;
        int hoejde = (int)((GRAF_HOEJDE - 8) * (oere < 0 ? -oere : oere) / hele);
        struct str iso = maaned_iso(s->arena, (struct maaned){sim->fra.nr + i});
        k[i] = (struct koster_soejle){
            .x = i * plads,
            .y = oere < 0 ? page->nul_y : page->nul_y - hoejde,
            .hoejde = hoejde,
            .bredde = plads - plads / 5 - 1,
            .kort = sim->maaneder > MAANEDER && i % 3 != 0 ? STR_EMPTY : str_sub(iso, 5, 7),
        };
    }
    page->soejle = k;
    page->soejle_antal = (size_t)sim->maaneder;
    page->stoerst = signed_amount(s, op > -ned ? op : ned);
}

static void tell_skift(const struct side *s, const struct simulering *sim,
                       struct udkast_koster *page)
{
    struct koster_skift *k = ARENA_ARRAY(s->arena, sim->skift_antal, struct koster_skift);

    for (size_t i = 0; i < sim->skift_antal; i++) {
        const struct simulering_skift *f = &sim->skift[i];
        k[i] = (struct koster_skift){
            .titel = f->titel,
            .kan_nu = f->kan_nu,
            .anbringelser = f->anbringelser,
            .linjer = f->linjer,
            .eksempel = str_format(s->arena, "Fx %.*s i %.*s: %.*s.", STR_ARG(f->anbringelse),
                                   STR_ARG(maaned_tekst(s->arena, f->maaned)), STR_ARG(f->grund)),
        };
    }
    page->skift = k;
    page->skift_antal = sim->skift_antal;
}

static void tell_largest(const struct side *s, const struct simulering *sim,
                         struct udkast_koster *page)
{
    struct koster_aendring *a = ARENA_ARRAY(s->arena, sim->stoerste_antal, struct koster_aendring);

    for (size_t i = 0; i < sim->stoerste_antal; i++) {
        const struct simulering_aendring *f = &sim->stoerste[i];
        a[i] =
            (struct koster_aendring){f->id, f->familie, f->par.foer.beregnet, f->par.efter.beregnet,
                                     signed_amount(s, f->par.forskel.beregnet.oere)};
    }
    page->aendring = a;
    page->aendring_antal = sim->stoerste_antal;
}

/* The answer in words. */
static void tell_answer(const struct side *s, const struct simulering *sim,
                        struct udkast_koster *page)
{
    int64_t oere = sim->i_alt.forskel.beregnet.oere;
    struct oere abs = {oere < 0 ? -oere : oere};
    struct str beloeb = oere_kr(s->arena, abs);
    struct str fra = side_maaned(s, page->fra), til = side_maaned(s, page->sidste);

    if (oere == 0 && sim->aendrede == 0)
        page->svar = str_format(s->arena,
                                s->engelsk ? "Nothing changes from %.*s to %.*s."
                                           : "Intet beløb ændrer sig fra %.*s til %.*s.",
                                STR_ARG(fra), STR_ARG(til));
    else if (s->engelsk)
        page->svar = str_format(s->arena, "%.*s %s from %.*s to %.*s.", STR_ARG(beloeb),
                                oere < 0 ? "less" : "more", STR_ARG(fra), STR_ARG(til));
    else
        page->svar = str_format(s->arena, "%.*s %s fra %.*s til %.*s.", STR_ARG(beloeb),
                                oere < 0 ? "mindre" : "mere", STR_ARG(fra), STR_ARG(til));
    page->hvem = str_format(
        s->arena,
        s->engelsk
            ? "%zu of %zu placements get another amount, in %zu families: %zu more, %zu less."
            : "%zu af %zu anbringelser får et andet beløb, i %zu familier: %zu mere, %zu "
              "mindre.",
        sim->aendrede, sim->anbringelser, sim->familier_aendrede, sim->faar_mere, sim->faar_mindre);
    if (sim->i_alt.forskel.mangler == 0) return;
    page->mangler = str_format(
        s->arena,
        s->engelsk
            ? "This is not the whole: %zu lines cannot be computed before and %zu not after. "
              "They count as nothing in the difference, not as zero."
            : "Det er ikke hele beløbet: %zu linjer kan ikke beregnes før og %zu ikke efter. "
              "De er ikke med i forskellen og tæller ikke som nul.",
        sim->i_alt.foer.mangler, sim->i_alt.efter.mangler);
}

bool side_udkast_koster(struct side *s, struct err *err)
{
    struct udkast_koster page = {0};
    struct simulering sim = {0};
    struct udkast u;

    TRY(udkast_i_adressen(s, &u, err));
    TRY(udkast_top(s, &u, &page.top, err));
    page.top.er_koster = true;
    TRY(read_fields(s, &page, err));
    page.sidste = (struct maaned){page.fra.nr + page.maaneder - 1};
    bool forkert = page.fejl.n > 0;
    if (!forkert) TRY(compute(s, &u, &page, &sim, err));
    if (page.fejl.n == 0) {
        tell_answer(s, &sim, &page);
        tell_cells(s, &sim, &page);
        tell_chart(s, &sim, &page);
        tell_skift(s, &sim, &page);
        tell_largest(s, &sim, &page);
    }
    html_udkast_koster(&s->h, &page);
    side_vis_med(s, page.top.titel);
    if (forkert) s->response->status = 400;
    return true;
}
