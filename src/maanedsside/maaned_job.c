/*
 * maaned_job: the long work on a run, asked for by a page and done by the process beside the pages.
 *
 * Each piece is one call of the room of money, which leaves nothing half. Done again, an export
 * finds that it was made, and a computation that was made after it was asked for is left alone.
 */
#include "maanedsside/maaned_job.h"

#include "maanedsside/maanedsside.h"

#define OM "koersel "

static struct str about(struct arena *arena, int64_t loebenr)
{
    return str_format(arena, OM "%lld", (long long)loebenr);
}

static bool run_of(const struct job *job, int64_t *loebenr, struct err *err)
{
    struct str nr = str_sub(job->argument, sizeof(OM) - 1, job->argument.n);

    if (str_starts(job->argument, STR(OM)) && str_int(nr, loebenr)) return true;
    return err_begge(err, ERR_INPUT, NULL, "Arbejdet er ikke om en kørsel",
                     "The work is not about a run");
}

/* A refusal as the error of the job, in both languages. */
static bool outcome(enum afregning_udfald udfald, struct err *err)
{
    const struct side sprog[] = {{.engelsk = false}, {.engelsk = true}};

    if (udfald == AFREGNING_GJORT || udfald == AFREGNING_ALLEREDE) return true;
    return err_begge_tekst(err, ERR_INPUT, NULL, maaned_udfald_ord(&sprog[0], udfald).p,
                           maaned_udfald_ord(&sprog[1], udfald).p); /* constants, whole texts */
}

/* ---- the work */

/* A process that died after it had computed left a job that looks undone. */
static bool computed_since(struct side_arbejde *a, int64_t loebenr, bool *out, struct err *err)
{
    struct overblik_folk *folk;
    size_t n;

    *out = false;
    if (a->job.forsoeg <= 1) return true;
    TRY(store_begin(a->app->store, STORE_READ, err));
    bool ok = overblik_folk(a->app->store, a->arena, a->app->kommune, &folk, &n, err);
    store_rollback(a->app->store);
    for (size_t i = 0; ok && i < n; i++)
        if (folk[i].loebenr == loebenr) *out = folk[i].beregnet_us >= a->job.oprettet_us;
    return ok;
}

static bool compute(struct side_arbejde *a, struct err *err)
{
    const struct side_haandbog *h = side_egen_haandbog(a->app);
    const struct fremgang fremgang = {side_arbejde_fortael, a};
    enum afregning_udfald udfald = AFREGNING_GJORT;
    struct udgave_resultat r;
    int64_t loebenr;
    bool gjort;

    TRY(run_of(&a->job, &loebenr, err));
    if (h == NULL)
        return err_begge(err, ERR_INPUT, NULL, "Serveren har ingen håndbog for kommunen",
                         "The server has no handbook of the municipality");
    TRY(computed_since(a, loebenr, &gjort, err));
    if (gjort) return true;
    TRY(side_haandbog_bestaar(a->app, a->arena, err));
    TRY(koersel_beregn(a->app->store, a->arena, &a->hvem, loebenr, &h->samling, a->now_us,
                       &fremgang, &r, &udfald, err));
    return outcome(udfald, err);
}

static bool export(struct side_arbejde *a, struct err *err)
{
    enum afregning_udfald udfald = AFREGNING_GJORT;
    struct eksport_resultat r;
    struct dato dag;
    int64_t loebenr;

    TRY(run_of(&a->job, &loebenr, err));
    TRY(dato_parse(a->job.valg, &dag, err));
    if (a->app->eksport == NULL)
        return err_begge(err, ERR_INPUT, NULL, "Serveren kender ikke kommunens konto og kontoplan",
                         "The server does not know the municipality's account and chart of "
                         "accounts");
    TRY(koersel_eksporter(a->app->store, a->arena, &a->hvem, loebenr, a->app->eksport, &dag,
                          a->now_us, &r, &udfald, err));
    return outcome(udfald, err);
}

static bool export_again(struct side_arbejde *a, struct err *err)
{
    enum afregning_udfald udfald = AFREGNING_GJORT;
    struct eksport_resultat r;
    struct dato dag;
    int64_t loebenr;

    TRY(run_of(&a->job, &loebenr, err));
    TRY(dato_parse(a->job.valg, &dag, err));
    if (a->app->eksport == NULL)
        return err_begge(err, ERR_INPUT, NULL, "Serveren kender ikke kommunens konto og kontoplan",
                         "The server does not know the municipality's account and chart of "
                         "accounts");
    TRY(koersel_eksporter_igen(a->app->store, a->arena, &a->hvem, loebenr, a->app->eksport, dag,
                               a->now_us, &r, &udfald, err));
    /* A process that died after it had sent them left nothing to send. */
    return (udfald == AFREGNING_INTET && a->job.forsoeg > 1) || outcome(udfald, err);
}

const struct side_jobart MAANED_JOB[MAANED_JOB_ANTAL] = {
    [MAANED_BEREGN] = {"koersel_beregn", compute},
    [MAANED_EKSPORT] = {"koersel_eksport", export},
    [MAANED_IGEN] = {"koersel_igen", export_again},
};

/* ---- asking for it, and how it stands */

static const char *const HVAD[MAANED_JOB_ANTAL][2] = {
    [MAANED_BEREGN] = {"Kørslen beregnes.", "The run is being computed."},
    [MAANED_EKSPORT] = {"Filerne laves.", "The files are being made."},
    [MAANED_IGEN] = {"Betalingerne sendes igen.", "The payments are being sent again."},
};

/* Whether the run is still where the work would have been done: else its failure is of no use. */
static bool still_wanted(const struct koersel *k, int art)
{
    switch (art) {
    case MAANED_BEREGN: return koersel_kan_flytte(k->tilstand, KOERSEL_BEREGNET);
    case MAANED_EKSPORT: return k->tilstand == KOERSEL_GODKENDT;
    default: return k->tilstand == KOERSEL_DELVIST_AFVIST;
    }
}

bool maaned_job_bestil(struct side *s, const struct koersel *k, enum maaned_job art,
                       struct str valg, struct err *err)
{
    struct str id;

    TRY(job_opret(s->app->store, s->arena, &s->hvem, MAANED_JOB[art].art,
                  about(s->arena, k->loebenr), valg, s->request->now_us, &id, err));
    return side_videre(s, str_format(s->arena, "/maaned/%lld", (long long)k->loebenr));
}

bool maaned_job_af(struct side *s, const struct koersel *k, struct maaned_arbejde *out,
                   struct err *err)
{
    struct job job;
    bool fundet;
    int art = 0;

    *out = (struct maaned_arbejde){0};
    TRY(job_nyeste(s->app->store, s->arena, s->app->kommune, about(s->arena, k->loebenr), &job,
                   &fundet, err));
    while (fundet && art < MAANED_JOB_ANTAL && !str_is(job.art, MAANED_JOB[art].art)) art++;
    if (!fundet || art == MAANED_JOB_ANTAL) return true;
    out->i_gang = job.tilstand == JOB_VENTER || job.tilstand == JOB_I_GANG;
    out->hvad = str_from(HVAD[art][s->engelsk]);
    out->har_tal = job.alt > 0;
    out->gjort = job.gjort;
    out->alt = job.alt;
    if (job.tilstand == JOB_FEJLET && still_wanted(k, art)) out->fejl = side_jobfejl(s, job.fejl);
    return true;
}
