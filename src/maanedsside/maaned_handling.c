/*
 * maaned_handling: what is done to a run: computing, approving, giving up.
 *
 * Each is one call of the room of money, in transactions of its own, or asks for one (maaned_job),
 * and safe to send again. What the rules refuse is said on the run's page.
 */
#include "maanedsside/maaned_handling.h"
#include "maanedsside/maaned_job.h"
#include "maanedsside/maanedsside.h"

static bool to_the_run(struct side *s, int64_t nr)
{
    return side_videre(s, str_format(s->arena, "/maaned/%lld", (long long)nr));
}

bool maaned_svar(struct side *s, int64_t nr, enum afregning_udfald udfald, struct err *err)
{
    if (udfald == AFREGNING_GJORT || udfald == AFREGNING_ALLEREDE) return to_the_run(s, nr);
    const char *felt = udfald == AFREGNING_UDEN_GRUND ? "begrundelse" : NULL;
    return maaned_vis_afvist(s, felt, maaned_udfald_ord(s, udfald), err);
}

bool maaned_mislykket(struct side *s, const char *felt, struct err *err)
{
    if (err->kind != ERR_INPUT) return false;
    struct str fejl = side_fejltekst(s, err);
    *err = (struct err)ERR_INIT;
    return maaned_vis_afvist(s, felt, fejl, err);
}

bool maaned_find_nu(struct side *s, struct koersel *out, struct err *err)
{
    TRY(store_begin(s->app->store, STORE_READ, err));
    bool ok = maaned_find(s, out, err);
    store_rollback(s->app->store);
    return ok;
}

/* ---- computing */

bool side_maaned_beregn(struct side *s, struct err *err)
{
    struct koersel k;

    TRY(maaned_find_nu(s, &k, err));
    if (side_egen_haandbog(s->app) == NULL)
        return maaned_vis_afvist(
            s, NULL,
            side_tekst(s, "Serveren har ingen håndbog for kommunen, så der kan ikke beregnes.",
                       "The server has no handbook of the municipality, so nothing is computed."),
            err);
    if (!koersel_kan_flytte(k.tilstand, KOERSEL_BEREGNET))
        return maaned_svar(s, k.loebenr, AFREGNING_FORKERT_TRIN, err);
    return maaned_job_bestil(s, &k, MAANED_BEREGN, STR_EMPTY, err);
}

/* ---- approving */

/* Only what was seen is approved: the form says which edition that was, else none is meant. */
static bool seen_edition(struct side *s, int64_t *udgave, struct err *err)
{
    struct str set;

    TRY(web_felt(&s->request->form, "udgave", &set, err));
    if (!str_int(set, udgave) || *udgave < 1) *udgave = -1;
    return true;
}

bool side_maaned_godkend(struct side *s, struct err *err)
{
    enum afregning_udfald udfald = AFREGNING_GJORT;
    struct godkendelse_resultat r;
    struct str begrundelse;
    struct koersel k;
    int64_t udgave = -1;

    TRY(maaned_find_nu(s, &k, err));
    TRY(web_felt(&s->request->form, "begrundelse", &begrundelse, err));
    TRY(seen_edition(s, &udgave, err));
    if (!koersel_godkend(s->app->store, s->arena, &s->hvem, k.loebenr, udgave,
                         str_trim(begrundelse), s->request->now_us, &r, &udfald, err)) {
        /* What may stand in a reason is told without a place. */
        return maaned_mislykket(s, err->place[0] == '\0' ? "begrundelse" : NULL, err);
    }
    return maaned_svar(s, k.loebenr, udfald, err);
}

/* ---- giving up */

bool side_maaned_opgiv(struct side *s, struct err *err)
{
    enum afregning_udfald udfald = AFREGNING_GJORT;
    struct koersel k;

    TRY(maaned_find_nu(s, &k, err));
    TRY(koersel_opgiv(s->app->store, &s->hvem, k.loebenr, s->request->now_us, &udfald, err));
    return maaned_svar(s, k.loebenr, udfald, err);
}
