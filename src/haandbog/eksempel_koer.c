/*
 * Runs the handbook's examples against its own plan and says what differs.
 *
 * An example stands alone: one plan, its own few placements, one month. Every expectation that does
 * not hold adds its own lines to the text, so that an author sees all of it at once.
 */
#include "haandbog/eksempel.h"
#include "haandbog/haandbog.h"

struct proeve {
    struct arena *arena;
    const struct plan *plan;
    const struct eksempel *eksempel;
    const struct sag_beregning *svar; /* of the child of the example */
    struct buf *ud;
    bool fejlet;
};

/* Starts a line about an expectation that did not hold. */
static void start_fejl(struct proeve *p, const struct forventning *f)
{
    struct str navn = p->plan->linje[f->linje].navn;
    if (p->fejlet && p->ud->n > 0 && p->ud->p[p->ud->n - 1] != '\n') buf_char(p->ud, '\n');
    buf_format(p->ud, "linje %d, %.*s: ", f->sted.linje, STR_ARG(navn));
    p->fejlet = true;
}

static void add_kr(struct proeve *p, struct oere beloeb)
{
    buf_add(p->ud, oere_kr(p->arena, beloeb));
}

static bool gaelder(const struct proeve *p, const struct forventning *f, struct str ydelse)
{
    return str_eq(ydelse, p->plan->linje[f->linje].kode);
}

static const struct mangel *find_mangel(const struct proeve *p, const struct forventning *f)
{
    for (size_t i = 0; i < p->svar->mangler; i++) {
        const struct mangel *m = &p->svar->mangel[i];
        if (gaelder(p, f, m->ydelse) || str_is(m->ydelse, "alle")) return m;
    }
    return NULL;
}

static bool har_mangel(const struct proeve *p, const struct forventning *f)
{
    for (size_t i = 0; i < p->svar->mangler; i++) {
        const struct mangel *m = &p->svar->mangel[i];
        if (!str_eq(m->mangler, f->mangler)) continue;
        if (gaelder(p, f, m->ydelse) || str_is(m->ydelse, "alle")) return true;
    }
    return false;
}

static void add_mangel(struct proeve *p, const struct mangel *m)
{
    struct dato sidste = dato_plus(m->til, -1);
    buf_format(p->ud, "%.*s mangler (%.*s til og med %.*s): %.*s", STR_ARG(m->mangler),
               STR_ARG(dato_tekst(p->arena, m->fra)), STR_ARG(dato_tekst(p->arena, sidste)),
               STR_ARG(m->grund));
}

/* The lines of the ydelse: their sum and the first of them; NULL when there is none. */
static bool find_linjer(const struct proeve *p, const struct forventning *f, struct oere *sum,
                        const struct linje **foerste, struct err *err)
{
    *sum = (struct oere){0};
    *foerste = NULL;
    for (size_t i = 0; i < p->svar->linjer; i++) {
        const struct linje *linje = &p->svar->linje[i];
        if (!gaelder(p, f, linje->ydelse)) continue;
        TRY(oere_add(*sum, linje->beloeb, sum, err));
        if (*foerste == NULL) *foerste = linje;
    }
    return true;
}

static void explain(struct proeve *p, const struct forventning *f)
{
    for (size_t i = 0; i < p->svar->linjer; i++)
        if (gaelder(p, f, p->svar->linje[i].ydelse)) {
            if (p->ud->p[p->ud->n - 1] != '\n') buf_char(p->ud, '\n');
            forklaring_print_text(p->ud, &p->svar->linje[i]);
        }
}

/* ---- expectations ---- */

/* The author's arithmetic, rounded as the line was, is the amount the author wrote. */
static bool check_stykke(struct proeve *p, const struct forventning *f, const struct linje *linje,
                         struct err *err)
{
    const struct forklaring *forklaring = &linje->forklaring;
    struct brok eksakt;
    struct oere afrundet;
    if (!f->har_stykke) return true;
    TRY(brok_mul(f->stykke, brok_int(100), &eksakt, err));
    TRY(brok_round(eksakt, forklaring->afrund_step, forklaring->afrund, &afrundet.oere, err));
    if (afrundet.oere == f->beloeb.oere) return true;
    start_fejl(p, f);
    buf_format(p->ud, "regnestykket \"%.*s\" giver ", STR_ARG(f->stykke_tekst));
    add_kr(p, afrundet);
    buf_c(p->ud, " og ikke ");
    add_kr(p, f->beloeb);
    return true;
}

static bool check_beloeb(struct proeve *p, const struct forventning *f, struct err *err)
{
    const struct mangel *mangel = find_mangel(p, f);
    const struct linje *linje;
    struct oere sum, forskel;
    TRY(find_linjer(p, f, &sum, &linje, err));
    if (mangel == NULL && linje != NULL) TRY(check_stykke(p, f, linje, err));
    if (mangel == NULL && linje != NULL && sum.oere == f->beloeb.oere) return true;
    start_fejl(p, f);
    buf_c(p->ud, "forventet ");
    add_kr(p, f->beloeb);
    if (mangel != NULL) {
        buf_c(p->ud, ", men ");
        add_mangel(p, mangel);
        return true;
    }
    if (linje == NULL) {
        buf_c(p->ud, ", men der er ingen linje");
        return true;
    }
    TRY(oere_sub(sum, f->beloeb, &forskel, err));
    buf_c(p->ud, ", beregnet ");
    add_kr(p, sum);
    buf_c(p->ud, ", forskel ");
    add_kr(p, forskel);
    explain(p, f);
    return true;
}

static bool check_ingen(struct proeve *p, const struct forventning *f, struct err *err)
{
    const struct mangel *mangel = find_mangel(p, f);
    const struct linje *linje;
    struct oere sum;
    TRY(find_linjer(p, f, &sum, &linje, err));
    if (mangel == NULL && linje == NULL) return true;
    start_fejl(p, f);
    buf_c(p->ud, "forventet ingen linje, men ");
    if (mangel != NULL) {
        add_mangel(p, mangel);
        return true;
    }
    buf_c(p->ud, "beregnet ");
    add_kr(p, sum);
    explain(p, f);
    return true;
}

static bool check_mangler(struct proeve *p, const struct forventning *f, struct err *err)
{
    bool navngivet = f->art == FORVENT_MANGLER;
    const struct mangel *mangel = find_mangel(p, f);
    const struct linje *linje;
    struct oere sum;
    if (navngivet ? har_mangel(p, f) : mangel != NULL) return true;
    TRY(find_linjer(p, f, &sum, &linje, err));
    start_fejl(p, f);
    if (navngivet)
        buf_format(p->ud, "forventet at %.*s mangler, men ", STR_ARG(f->mangler));
    else
        buf_c(p->ud, "forventet at noget mangler, men ");
    if (mangel != NULL) {
        add_mangel(p, mangel);
    } else if (linje == NULL) {
        buf_c(p->ud, "intet mangler, og der er ingen linje");
    } else {
        buf_c(p->ud, "beregnet ");
        add_kr(p, sum);
        explain(p, f);
    }
    return true;
}

static bool check_alle(struct proeve *p, struct err *err)
{
    for (size_t i = 0; i < p->eksempel->forventninger; i++) {
        const struct forventning *f = &p->eksempel->forventning[i];
        switch (f->art) {
        case FORVENT_BELOEB: TRY(check_beloeb(p, f, err)); break;
        case FORVENT_INGEN: TRY(check_ingen(p, f, err)); break;
        case FORVENT_MANGLER:
        case FORVENT_MANGEL: TRY(check_mangler(p, f, err)); break;
        }
    }
    return true;
}

/* ---- one example, and all of them ---- */

static bool compute_and_check(struct proeve *p, struct err *err)
{
    const struct eksempel *e = p->eksempel;
    const struct plan *planer[] = {p->plan};
    struct plan_samling samling = {.plan = planer, .count = 1};
    struct beregning b;
    TRY(beregning_month(p->arena, &samling, &e->sager, e->maaned, e->kendt, &b, err));
    ASSERT(b.count == e->sager.count);
    p->svar = &b.sag[0];
    return check_alle(p, err);
}

static struct eksempel_resultat run(struct arena *arena, const struct plan *plan,
                                    const struct eksempel *e)
{
    struct buf ud;
    struct err err = ERR_INIT;
    buf_init(&ud, arena);
    struct proeve p = {.arena = arena, .plan = plan, .eksempel = e, .ud = &ud};
    if (!compute_and_check(&p, &err)) {
        p.fejlet = true;
        if (ud.n > 0) buf_char(&ud, '\n');
        buf_format(&ud, "måneden kan ikke beregnes: %s", err.text);
    }
    return (struct eksempel_resultat){
        .navn = e->navn, .sted = e->sted, .bestaaet = !p.fejlet, .forklaring = buf_str(&ud)};
}

/* An example that cannot be read has failed; its findings are the explanation. */
static struct eksempel_resultat unreadable(struct arena *arena, const struct regel *regel,
                                           const struct fund_liste *fund)
{
    struct buf ud;
    buf_init(&ud, arena);
    for (size_t i = 0; i < fund->count; i++) {
        const struct fund *f = &fund->fund[i];
        if (i > 0) buf_char(&ud, '\n');
        buf_format(&ud, "linje %d: %.*s", f->sted.linje, STR_ARG(f->tekst.dansk));
    }
    return (struct eksempel_resultat){.navn = regel->hoved.tekst,
                                      .sted = regel->sted,
                                      .bestaaet = false,
                                      .forklaring = buf_str(&ud)};
}

static bool is_eksempel(const struct regel *regel)
{
    return regel->art == REGEL_EKSEMPEL || regel->art == REGEL_EKSEMPLER;
}

bool haandbog_test(struct arena *arena, const struct haandbog *haandbog,
                   struct eksempel_resultat **out, size_t *count, struct err *err)
{
    struct eksempel_resultat *resultat = NULL;
    size_t antal = 0, plads = 0;
    if (haandbog->plan == NULL)
        return err_begge(err, ERR_INPUT, haandbog->dokument.fil,
                         "håndbogen kunne ikke oversættes, så dens eksempler kan ikke køres",
                         "the handbook could not be compiled, so its examples cannot be run");
    for (size_t i = 0; i < haandbog->dokument.regler; i++) {
        const struct regel *regel = &haandbog->dokument.regel[i];
        struct eksempel *eksempel = NULL;
        size_t eksempler = 0;
        struct fund_liste fund;
        if (!is_eksempel(regel)) continue;
        fund_init(&fund, arena);
        bool ok = eksempel_read(arena, haandbog->plan, regel, &eksempel, &eksempler, &fund);
        size_t nye = ok ? eksempler : 1;
        resultat = arena_grow(arena, resultat, antal, &plads, antal + nye, sizeof *resultat);
        if (!ok) resultat[antal++] = unreadable(arena, regel, &fund);
        for (size_t n = 0; ok && n < eksempler; n++)
            resultat[antal++] = run(arena, haandbog->plan, &eksempel[n]);
    }
    *out = resultat;
    *count = antal;
    return true;
}

bool haandbog_bestaar(struct arena *arena, const struct haandbog_samling *samling, struct err *err)
{
    for (size_t i = 0; i < samling->count; i++) {
        struct eksempel_resultat *r;
        size_t n;
        TRY(haandbog_test(arena, &samling->haandbog[i], &r, &n, err));
        for (size_t k = 0; k < n; k++)
            if (!r[k].bestaaet) {
                err_set(err, ERR_INPUT, NULL,
                        "eksemplet \"%.*s\" giver et andet svar, så intet er beregnet; kør "
                        "vederlag haandbog test",
                        STR_ARG(r[k].navn));
                return err_side(err,
                                "Et eksempel i håndbogen giver et andet svar, så intet er "
                                "beregnet; ret det i et udkast under Regler og takster",
                                "An example in the handbook gives another answer, so nothing was "
                                "computed; mend it in a draft under Rules and rates");
            }
    }
    return true;
}
