/*
 * Runs the handbook's examples against its own plan and says what differs.
 *
 * An example stands alone: one plan, its own few placements, one month. Every expectation that does
 * not hold adds its own lines to the text, so that an author sees all of it at once, in both
 * languages.
 */
#include "beregning/oversat.h"
#include "haandbog/eksempel.h"
#include "haandbog/haandbog.h"

struct proeve {
    struct arena *arena;
    const struct plan *plan;
    const struct eksempel *eksempel;
    const struct sag_beregning *svar; /* of the child of the example */
    struct buf *ud;
    struct buf *paa_engelsk; /* the same in English, written when something differs */
    bool engelsk;            /* what is written in ud */
    bool fejlet;
};

static void say(struct proeve *p, const char *dansk, const char *engelsk)
{
    buf_c(p->ud, p->engelsk ? engelsk : dansk);
}

/* What the computation says; in English the handbook's own words stand in “quotes”. */
static struct str sagt(const struct proeve *p, struct str tekst)
{
    if (!p->engelsk) return tekst;
    return oversat_citeret(p->arena, oversat_af(p->arena, tekst, true));
}

/* Starts a line about an expectation that did not hold. */
static void start_fejl(struct proeve *p, const struct forventning *f)
{
    struct str navn = p->plan->linje[f->linje].navn;
    if (p->fejlet && p->ud->n > 0 && p->ud->p[p->ud->n - 1] != '\n') buf_char(p->ud, '\n');
    buf_format(p->ud, p->engelsk ? "line %d, “%.*s”: " : "linje %d, %.*s: ", f->sted.linje,
               STR_ARG(navn));
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

static struct str navn_paa(const struct proeve *p, struct str mangler)
{
    struct str navn = sagt(p, mangler);

    if (!p->engelsk || str_starts(navn, STR("“"))) return navn;
    return str_format(p->arena, "the %.*s", STR_ARG(navn));
}

static void add_mangel(struct proeve *p, const struct mangel *m)
{
    struct str sidste = dato_tekst(p->arena, dato_plus(m->til, -1));
    struct str tid = str_format(p->arena, "%.*s til og med %.*s",
                                STR_ARG(dato_tekst(p->arena, m->fra)), STR_ARG(sidste));
    buf_format(p->ud, p->engelsk ? "%.*s is missing (%.*s): %.*s" : "%.*s mangler (%.*s): %.*s",
               STR_ARG(navn_paa(p, m->mangler)), STR_ARG(sagt(p, tid)), STR_ARG(sagt(p, m->grund)));
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
            (p->engelsk ? forklaring_print_engelsk : forklaring_print_text)(p->ud,
                                                                            &p->svar->linje[i]);
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
    buf_format(p->ud, p->engelsk ? "the calculation “%.*s” gives " : "regnestykket \"%.*s\" giver ",
               STR_ARG(f->stykke_tekst));
    add_kr(p, afrundet);
    say(p, " og ikke ", " and not ");
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
    say(p, "forventet ", "expected ");
    add_kr(p, f->beloeb);
    if (mangel != NULL) {
        say(p, ", men ", ", but ");
        add_mangel(p, mangel);
        return true;
    }
    if (linje == NULL) {
        say(p, ", men der er ingen linje", ", but there is no line");
        return true;
    }
    TRY(oere_sub(sum, f->beloeb, &forskel, err));
    say(p, ", beregnet ", ", computed ");
    add_kr(p, sum);
    say(p, ", forskel ", ", a difference of ");
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
    say(p, "forventet ingen linje, men ", "expected no line, but ");
    if (mangel != NULL) {
        add_mangel(p, mangel);
        return true;
    }
    say(p, "beregnet ", "computed ");
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
        buf_format(p->ud,
                   p->engelsk ? "expected %.*s to be missing, but "
                              : "forventet at %.*s mangler, men ",
                   STR_ARG(navn_paa(p, f->mangler)));
    else
        say(p, "forventet at noget mangler, men ", "expected something to be missing, but ");
    if (mangel != NULL) {
        add_mangel(p, mangel);
    } else if (linje == NULL) {
        say(p, "intet mangler, og der er ingen linje", "nothing is missing, and there is no line");
    } else {
        say(p, "beregnet ", "computed ");
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
    bool ok = check_alle(p, err);
    if (ok && !p->fejlet) return true;
    struct proeve engelsk = *p;
    struct err igen = ERR_INIT;
    engelsk.ud = p->paa_engelsk;
    engelsk.engelsk = true;
    engelsk.fejlet = false;
    bool ens = check_alle(&engelsk, &igen) == ok; /* it stops where the Danish one did */
    ASSERT(ens);
    return ok;
}

static struct eksempel_resultat run(struct arena *arena, const struct plan *plan,
                                    const struct eksempel *e)
{
    struct buf ud, engelsk;
    struct err err = ERR_INIT;
    buf_init(&ud, arena);
    buf_init(&engelsk, arena);
    struct proeve p = {
        .arena = arena, .plan = plan, .eksempel = e, .ud = &ud, .paa_engelsk = &engelsk};
    if (!compute_and_check(&p, &err)) {
        p.fejlet = true;
        if (ud.n > 0) buf_char(&ud, '\n');
        if (engelsk.n > 0) buf_char(&engelsk, '\n');
        buf_format(&ud, "måneden kan ikke beregnes: %s", err.text);
        buf_format(&engelsk, "the month cannot be computed: %s", err_paa_side(&err, true));
    }
    return (struct eksempel_resultat){.navn = e->navn,
                                      .sted = e->sted,
                                      .bestaaet = !p.fejlet,
                                      .forklaring = {buf_str(&ud), buf_str(&engelsk)}};
}

/* An example that cannot be read has failed; its findings are the explanation. */
static struct eksempel_resultat unreadable(struct arena *arena, const struct regel *regel,
                                           const struct fund_liste *fund)
{
    struct buf ud, engelsk;
    buf_init(&ud, arena);
    buf_init(&engelsk, arena);
    for (size_t i = 0; i < fund->count; i++) {
        const struct fund *f = &fund->fund[i];
        const char *mellem = i > 0 ? "\n" : "";
        buf_format(&ud, "%slinje %d: %.*s", mellem, f->sted.linje, STR_ARG(f->tekst.dansk));
        buf_format(&engelsk, "%sline %d: %.*s", mellem, f->sted.linje, STR_ARG(f->tekst.engelsk));
    }
    return (struct eksempel_resultat){.navn = regel->hoved.tekst,
                                      .sted = regel->sted,
                                      .bestaaet = false,
                                      .forklaring = {buf_str(&ud), buf_str(&engelsk)}};
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
