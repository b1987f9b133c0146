/*
 * udkast_koster: what a draft costs: the placements there are, computed under what is in force and
 * under the draft. Ids and sums; no names.
 *
 * It takes a second and more, so it is asked of the queue and kept: one answer for each text of the
 * draft, day and choice of months, under the facts and rules there are. Who looks before it is
 * there waits for it; so does who looks after a new fact, or after other rules came into force.
 */
#include "base/hash.h"
#include "haandbogsside/haandbogsside.h"
#include "haandbogsside/skabelon.h"
#include "haandbogsside/udkast_side.h"
#include "register/register.h"
#include "side/arbejde.h"
#include "side/side_ord.h"
#include "simulering/simulering.h"

enum {
    MAANEDER = 12,
    MAANEDER_MAX = 36,
    STOERSTE = 20,
    GRAF_BREDDE = 600,
    GRAF_HOEJDE = 180,                /* of the columns; the names stand below */
    PROEV_IGEN_US = 60 * 1000 * 1000, /* after which what failed is asked for again */
};
#define SE_IGEN "2" /* seconds until a page that waits looks again */

/* What an answer is of. */
struct spoergsmaal {
    struct str udkast;
    int64_t tekst; /* the number of its text */
    struct dato dag;
    struct maaned fra;
    int maaneder;
    int64_t registrering; /* the newest of the register */
    struct str regler;    /* names what is in force: a hash */
};
struct koster_svar {
    bool fundet;
    struct simulering sim;
    struct dato gaelder_fra;
    int64_t tid_us;
};

/* ---- what is asked for */

static bool read_fields(struct side *s, struct udkast_koster *page, struct err *err)
{
    struct str fra, maaneder;
    int64_t n;

    page->fra = (struct maaned){maaned_of(s->i_dag).nr + 1};
    page->maaneder = MAANEDER;
    TRY(web_felt(&s->request->query, "fra", &fra, err));
    TRY(web_felt(&s->request->query, "maaneder", &maaneder, err));
    if (fra.n > 0)
        (void)side_maaned_eller(s, "fra", fra, &page->fra,
                                "Skriv måneden som år-måned, fx 2022-01.",
                                "Write the month as year-month, for example 2022-01.");
    if (maaneder.n > 0 && (!str_int(maaneder, &n) || n < 1 || n > MAANEDER_MAX))
        side_afvis(s, "maaneder",
                   side_tekst(s, "Antallet af måneder er fra 1 til 36.",
                              "The number of months is 1 to 36."));
    else if (maaneder.n > 0)
        page->maaneder = (int)n;
    page->skrevet_fra = fra.n > 0 ? fra : maaned_iso(s->arena, page->fra);
    page->skrevet_maaneder = maaneder.n > 0 ? maaneder : str_format(s->arena, "%d", page->maaneder);
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

static void name_text(struct buf *out, const struct haandbog_tekst *t)
{
    struct hash hash = hash_of(t->tekst);

    buf_format(out, "%.*s %s\n", STR_ARG(t->navn), hash.hex);
}

/* The facts and rules there are now. Rules are the files the server has, and over them what was put
 * in force: the newest number says all that was. */
static bool ask_of_now(struct side_app *app, struct arena *arena, struct spoergsmaal *q,
                       struct err *err)
{
    const struct haandbog_tekster *filer = side_egne_filer(app);
    struct buf regler;
    int64_t nr;

    TRY(register_newest(app->store, app->kommune, &q->registrering, err));
    TRY(udkast_nyeste(app->store, app->kommune, &nr, err));
    buf_init(&regler, arena);
    buf_format(&regler, "%lld\n", (long long)nr);
    for (size_t i = 0; filer != NULL && i < filer->versioner; i++)
        name_text(&regler, &filer->version[i]);
    for (size_t i = 0; filer != NULL && i < filer->takst_antal; i++)
        name_text(&regler, &filer->takster[i]);
    struct hash hash = hash_of(buf_str(&regler));
    q->regler = str_copy(arena, str_from(hash.hex));
    return true;
}

/* ---- kept */

static bool find_answer(struct store *store, struct arena *arena, int kommune,
                        const struct spoergsmaal *q, struct koster_svar *out, struct err *err)
{
    const struct store_value args[] = {
        STORE_I(kommune),   STORE_S(q->udkast),   STORE_I(q->tekst),        STORE_I(q->dag.dag),
        STORE_I(q->fra.nr), STORE_I(q->maaneder), STORE_I(q->registrering), STORE_S(q->regler)};
    struct store_rows rows;

    *out = (struct koster_svar){0};
    TRY(store_query(store, arena, SQL_HAANDBOGSSIDE_KOSTER_FIND, args, 8, 1, &rows, err));
    out->fundet = rows.count > 0;
    if (!out->fundet) return true;
    out->gaelder_fra.dag = (int32_t)store_at(&rows, 0, 0).i;
    out->tid_us = store_at(&rows, 0, 2).i;
    return simulering_laes_json(arena, store_at(&rows, 0, 1).s, &out->sim, err);
}

static bool keep_answer(struct side_arbejde *a, const struct spoergsmaal *q,
                        const struct simulering *sim, struct dato gaelder_fra, struct err *err)
{
    struct store *store = a->app->store;
    struct buf json;

    buf_init(&json, a->arena);
    simulering_print_json(&json, sim);
    const struct store_value args[] = {
        STORE_I(a->app->kommune), STORE_S(q->udkast), STORE_I(q->tekst),
        STORE_I(q->dag.dag),      STORE_I(q->fra.nr), STORE_I(q->maaneder),
        STORE_I(q->registrering), STORE_S(q->regler), STORE_I(gaelder_fra.dag),
        STORE_S(buf_str(&json)),  STORE_I(a->now_us),
    };
    TRY(store_begin(store, STORE_WRITE, err));
    if (store_exec(store, SQL_HAANDBOGSSIDE_KOSTER_INSERT, args, 11, NULL, err) &&
        store_commit(store, err))
        return true;
    store_rollback(store);
    return false;
}

/* ---- computed, by the process beside the pages */

/* "udkast ID TEKST DAG FRA MAANEDER REGISTRERING REGLER": the question, which makes it one job
 * however many ask. */
static struct str argument_of(struct arena *arena, const struct spoergsmaal *q)
{
    return str_format(arena, "udkast %.*s %lld %d %d %d %lld %.*s", STR_ARG(q->udkast),
                      (long long)q->tekst, q->dag.dag, q->fra.nr, q->maaneder,
                      (long long)q->registrering, STR_ARG(q->regler));
}

/* Without the facts and rules it was asked of: it is answered of those there are by then. */
static bool question_of(struct str argument, struct spoergsmaal *q, struct err *err)
{
    struct str ord, rest = argument;
    int64_t tal[4] = {0};
    bool ok =
        str_split(&rest, ' ', &ord) && str_is(ord, "udkast") && str_split(&rest, ' ', &q->udkast);

    for (int i = 0; i < 4; i++) ok = ok && str_split(&rest, ' ', &ord) && str_int(ord, &tal[i]);
    if (!ok || tal[3] < 1 || tal[3] > MAANEDER_MAX)
        return err_begge(err, ERR_INPUT, NULL, "Arbejdet er ikke om et udkast",
                         "The work is not about a draft");
    q->tekst = tal[0];
    q->dag.dag = (int32_t)tal[1];
    q->fra.nr = (int32_t)tal[2];
    q->maaneder = (int)tal[3];
    return true;
}

struct stof {   /* what is read for it, in one transaction */
    bool kendt; /* it has been answered: nothing else is read */
    struct udkast u;
    struct udkast_tekst tekst;
    struct udkast_gaeldende g;
    struct register_udsnit udsnit;
};

static bool read_all(struct side_arbejde *a, struct spoergsmaal *q, struct stof *out,
                     struct err *err)
{
    struct store *store = a->app->store;
    int kommune = a->app->kommune;
    struct koster_svar kendt;

    TRY(ask_of_now(a->app, a->arena, q, err));
    TRY(find_answer(store, a->arena, kommune, q, &kendt, err));
    out->kendt = kendt.fundet;
    if (out->kendt) return true;
    TRY(udkast_find(store, a->arena, kommune, q->udkast, &out->u, err));
    out->tekst = (struct udkast_tekst){out->u.slags, out->u.navn, STR_EMPTY, 0};
    TRY(udkast_gaeldende(store, a->arena, kommune, side_egne_filer(a->app), &out->g, err));
    TRY(udkast_hent(store, a->arena, kommune, q->udkast, q->tekst, &out->tekst.tekst, err));
    return register_read(store, a->arena, kommune, q->registrering, NULL, 0, &out->udsnit, err);
}

static bool simulate(struct side_arbejde *a, const struct spoergsmaal *q, const struct stof *stof,
                     struct simulering *out, struct dato *gaelder_fra, struct err *err)
{
    struct haandbog_samling foer;
    struct udkast_tjek tjek;
    struct fund_liste fund;

    TRY(udkast_tjek(a->arena, a->app->kommune, &stof->g, &stof->tekst, q->dag, &tjek, err));
    if (tjek.fund.fejl > 0)
        return err_begge(err, ERR_INPUT, NULL,
                         "Udkastet har fejl. Det kan regnes ud, når de er rettet",
                         "The draft has errors. It can be computed when they are corrected");
    *gaelder_fra = tjek.gaelder_fra;
    fund_init(&fund, a->arena);
    TRY(udkast_samling(a->arena, &stof->g, NULL, &foer, &fund, err));
    const struct simulering_ind ind = {&foer.planer, &tjek.samling.planer, &stof->udsnit.sager,
                                       q->fra,       q->maaneder,          DATO_MAX,
                                       STOERSTE};
    return simulering_run(a->arena, &ind, out, err);
}

static bool compute(struct side_arbejde *a, struct err *err)
{
    struct store *store = a->app->store;
    struct spoergsmaal q = {0};
    struct simulering sim;
    struct dato gaelder_fra = DATO_MIN;
    struct stof stof;

    TRY(adgang_kraev(&a->hvem, RET_SIMULER, err));
    TRY(question_of(a->job.argument, &q, err));
    TRY(store_begin(store, STORE_READ, err));
    bool ok = read_all(a, &q, &stof, err);
    store_rollback(store);
    TRY(ok);
    if (stof.kendt) return true;
    TRY(simulate(a, &q, &stof, &sim, &gaelder_fra, err));
    return keep_answer(a, &q, &sim, gaelder_fra, err);
}

const struct side_jobart UDKAST_JOB[1] = {{"udkast_koster", compute}};

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
    for (size_t i = 0; i < sim->ydelser; i++) {
        y[i] = cell(s, sim->ydelse[i].titel, &sim->ydelse[i].i_alt);
        y[i].dansk = true;
    }
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
        int nr = (sim->fra.nr + i) % 12 + 1;
        const char *navn = s->engelsk ? html_month_name(nr) : maaned_navn(nr);
        k[i] = (struct koster_soejle){
            .x = i * plads,
            .y = oere < 0 ? page->nul_y : page->nul_y - hoejde,
            .hoejde = hoejde,
            .bredde = plads - plads / 5 - 1,
            .kort =
                sim->maaneder > MAANEDER && i % 3 != 0 ? STR_EMPTY : str_clip(str_from(navn), 3),
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
            .anbringelse = f->anbringelse,
            .maaned = side_maaned(s, f->maaned),
            .grund = oversat_af(s->arena, f->grund, s->engelsk),
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

static void tell_all(const struct side *s, const struct koster_svar *svar,
                     struct udkast_koster *page)
{
    page->regnet = side_tid(s, svar->tid_us);
    tell_earlier(s, svar->gaelder_fra, page);
    tell_answer(s, &svar->sim, page);
    tell_cells(s, &svar->sim, page);
    tell_chart(s, &svar->sim, page);
    tell_skift(s, &svar->sim, page);
    tell_largest(s, &svar->sim, page);
}

/* ---- the page */

/* What there is to show; *bestil: the answer is to be asked for. */
static bool read_page(struct side *s, struct udkast_koster *page, struct spoergsmaal *q,
                      struct koster_svar *svar, bool *bestil, struct err *err)
{
    struct side_app *app = s->app;
    struct udkast u;
    struct job job;
    bool fundet;

    TRY(udkast_i_adressen(s, &u, err));
    TRY(udkast_top(s, &u, &page->top, err));
    page->top.er_koster = true;
    *q = (struct spoergsmaal){.udkast = u.id,
                              .tekst = u.tekst,
                              .dag = s->i_dag,
                              .fra = page->fra,
                              .maaneder = page->maaneder};
    if (s->afvist_antal > 0) return true;
    TRY(ask_of_now(app, s->arena, q, err));
    TRY(find_answer(app->store, s->arena, app->kommune, q, svar, err));
    if (svar->fundet) return true;
    TRY(job_nyeste(app->store, s->arena, app->kommune, argument_of(s->arena, q), &job, &fundet,
                   err));
    bool fejlet = fundet && job.tilstand == JOB_FEJLET;
    if (fejlet && s->request->now_us - job.slut_us < PROEV_IGEN_US)
        page->fejl = side_jobfejl(s, job.fejl);
    page->venter = page->fejl.n == 0;
    *bestil = page->venter && (!fundet || fejlet || job.tilstand == JOB_FAERDIG);
    return true;
}

bool side_udkast_koster(struct side *s, struct err *err)
{
    struct udkast_koster page = {0};
    struct koster_svar svar = {0};
    struct spoergsmaal q;
    struct str id;
    bool bestil = false;

    TRY(read_fields(s, &page, err));
    page.sidste = (struct maaned){page.fra.nr + page.maaneder - 1};
    TRY(store_begin(s->app->store, STORE_READ, err));
    bool ok = read_page(s, &page, &q, &svar, &bestil, err);
    store_rollback(s->app->store);
    TRY(ok);
    if (bestil)
        TRY(job_opret(s->app->store, s->arena, &s->hvem, UDKAST_JOB[0].art,
                      argument_of(s->arena, &q), STR_EMPTY, s->request->now_us, &id, err));
    if (page.venter) web_hoved(s->request, s->response, "Refresh", STR(SE_IGEN));
    if (svar.fundet) tell_all(s, &svar, &page);
    html_udkast_koster(&s->h, &page);
    return side_vis_med(s, page.top.titel);
}
