/*
 * beregn_valg: the address of the calculator, read field by field, and the facts it stands for.
 *
 * Invariant: a field that cannot be read is told at the field and nothing is computed; it never
 * becomes a number.
 */
#include "side/beregn.h"
#include "side/side_ord.h"

const char *const BEREGN_NAVN[BEREGN_FELTER] = {
    "haandbog", "maaned",    "art",       "alder", "foedt", "trin",
    "vederlag", "soeskende", "situation", "dag",   "doegn",
};

static void wrong(struct beregn_valg *v, enum beregn_felt felt, const char *da, const char *en)
{
    if (v->fejl[felt][0] == NULL) v->fejl_antal++;
    v->fejl[felt][0] = da;
    v->fejl[felt][1] = en;
}

/* A number within bounds; what is empty keeps the value it has. */
static void number(struct beregn_valg *v, enum beregn_felt felt, int min, int max, int *out)
{
    int64_t n = 0;
    struct str text = str_trim(v->skrevet[felt]);
    if (text.n == 0) return;
    if (str_int(text, &n) && n >= min && n <= max)
        *out = (int)n;
    else
        wrong(v, felt, "Skriv et helt tal.", "Write a whole number.");
}

/* ---- the handbook and its month ---- */

static const struct plan *newest_plan(const struct side_haandbog *h)
{
    return h->samling.planer.plan[h->samling.planer.count - 1];
}

static void choose_handbook(const struct side *s, struct beregn_valg *v)
{
    struct str code = v->skrevet[FELT_HAANDBOG];
    v->haandbog = &s->app->haandbog[0];
    for (size_t i = 0; i < s->app->haandboeger; i++) {
        const struct side_haandbog *h = &s->app->haandbog[i];
        if (code.n == 0 ? newest_plan(h)->kommunekode == s->app->kommune : str_eq(h->kode, code)) {
            v->haandbog = h;
            return;
        }
    }
    if (code.n > 0) wrong(v, FELT_HAANDBOG, "Vælg en kommune.", "Choose a municipality.");
}

/* The month asked for, else this one, else the newest that the handbook covers. */
static void choose_month(const struct side *s, struct beregn_valg *v)
{
    struct err fejl = ERR_INIT;
    const struct plan_samling *planer = &v->haandbog->samling.planer;
    const struct plan *newest = newest_plan(v->haandbog);
    struct str text = v->skrevet[FELT_MAANED];
    bool read = text.n > 0 && side_maaned_laes(s, text, &v->maaned, &fejl);
    if (read) v->plan = plan_on(planer, maaned_first(v->maaned), DATO_MAX);
    if (v->plan != NULL) return;
    /* Of another handbook's months this one may have none: that is no mistake of the reader's. */
    const char *aar = str_c(s->arena, side_fejltekst(s, &fejl));
    if (str_is(str_from(fejl.place), SIDE_AAR))
        wrong(v, FELT_MAANED, aar, aar);
    else if (text.n > 0 && !read)
        wrong(v, FELT_MAANED, "Vælg en måned.", "Choose a month.");
    v->maaned = maaned_of(s->i_dag);
    v->plan = plan_on(planer, maaned_first(v->maaned), DATO_MAX);
    if (v->plan != NULL) return;
    v->maaned =
        maaned_of(newest->gaelder_til.dag == DATO_MAX.dag ? newest->gaelder_fra
                                                          : dato_plus(newest->gaelder_til, -1));
    v->plan = newest;
}

/* ---- the child ---- */

static void choose_kind(struct beregn_valg *v)
{
    struct str text = v->skrevet[FELT_ART];
    v->art = ART_DOEGN;
    for (enum art art = 0; art < ART_ANTAL; art++) {
        if (str_is(text, art_kode(art))) {
            v->art = art;
            return;
        }
    }
    if (text.n > 0) wrong(v, FELT_ART, "Vælg en slags pleje.", "Choose a kind of care.");
}

static void choose_situation(struct beregn_valg *v)
{
    struct str text = v->skrevet[FELT_SITUATION];
    v->situation = -1;
    if (text.n == 0) return;
    for (enum situation_art art = 0; art < SITUATION_ANTAL; art++)
        if (str_is(text, situation_kode(art))) v->situation = (int)art;
    if (v->situation < 0) wrong(v, FELT_SITUATION, "Vælg en situation.", "Choose a situation.");
}

static void choose_vederlag(struct beregn_valg *v)
{
    struct err ignored = ERR_INIT;
    struct brok given;
    struct str text = str_trim(v->skrevet[FELT_VEDERLAG]);
    if (text.n == 0) {
        v->vederlag = v->plan->vederlag_min;
        return;
    }
    bool read = brok_parse(text, 1, &given, &ignored);
    if (read && brok_cmp(given, v->plan->vederlag_min) >= 0 &&
        brok_cmp(given, v->plan->vederlag_max) <= 0) {
        v->vederlag = given;
        return;
    }
    wrong(v, FELT_VEDERLAG, "Håndbogen har ikke det antal vederlag.",
          "The handbook does not have that number of fees.");
}

static void choose_level(struct beregn_valg *v)
{
    const struct plan *plan = v->plan;
    v->trin = 0;
    if (plan->model[MODEL_TRIN] && plan->trin_antal > 0) {
        v->trin = 1;
        number(v, FELT_TRIN, plan->model[MODEL_VEDERLAG] ? 0 : 1,
               plan->trin[plan->trin_antal - 1].nr, &v->trin);
    }
    if (v->trin == 0) choose_vederlag(v);
}

bool beregn_laes(struct side *s, struct beregn_valg *v, struct err *err)
{
    *v = (struct beregn_valg){.alder = 7, .dag = 1, .foedt = 1};
    for (enum beregn_felt f = 0; f < BEREGN_FELTER; f++)
        TRY(web_felt(&s->request->query, BEREGN_NAVN[f], &v->skrevet[f], err));
    v->spurgt = v->skrevet[FELT_ART].n > 0;
    choose_handbook(s, v);
    choose_month(s, v);
    choose_kind(v);
    choose_situation(v);
    choose_level(v);
    number(v, FELT_ALDER, 0, PLAN_MAX_AGE, &v->alder);
    number(v, FELT_FOEDT, 1, 12, &v->foedt);
    number(v, FELT_SOESKENDE, 0, BEREGN_SOESKENDE_MAX, &v->soeskende);
    number(v, FELT_DAG, 1, maaned_days(v->maaned), &v->dag);
    number(v, FELT_DOEGN, 0, maaned_days(v->maaned), &v->doegn);
    return true;
}

/* ---- the facts ---- */

/* The first of a month: of the month in which the child has its age, or has just had it. */
static struct dato born(const struct beregn_valg *v)
{
    int year = 0;
    int month = 0;
    int day = 0;
    dato_civil(maaned_first(v->maaned), &year, &month, &day);
    return dato_make(year - v->alder - (v->foedt > month ? 1 : 0), v->foedt, 1);
}

/* Long before the month, on the side of a change of model that the level asks for. */
static struct dato moved_in(const struct beregn_valg *v, struct dato foedt)
{
    const struct plan_overgang *change = &v->plan->overgang;
    struct dato first = maaned_first(v->maaned);
    if (v->dag > 1) return dato_plus(first, v->dag - 1);
    struct dato day = dato_plus_months_clamped(first, -24);
    if (change->findes) {
        enum plan_model model = v->trin > 0 ? MODEL_TRIN : MODEL_VEDERLAG;
        day = model == change->nye ? dato_max(day, change->dato)
                                   : dato_min(day, dato_plus(change->dato, -1));
    }
    return dato_max(day, foedt);
}

static struct sag make_sag(struct arena *arena, const struct beregn_valg *v, struct str id,
                           struct dato foedt)
{
    struct indplacering *level = ARENA_NEW(arena, struct indplacering);
    struct sag sag = {
        .id = id,
        .familie = STR("familie"),
        .foedt = foedt,
        .art = v->art,
        .indflyttet = moved_in(v, foedt),
        .fraflyttet = DATO_MAX,
        .kendt_fra = DATO_MIN,
        .fraflyttet_kendt_fra = DATO_MIN,
        .kommune = v->plan->kommunekode,
    };
    *level = (struct indplacering){
        .periode = {sag.indflyttet, DATO_MAX, DATO_MIN},
        .trin = v->trin,
        .vederlag = v->trin > 0 ? BROK_NUL : v->vederlag,
    };
    sag.indplacering = level;
    sag.indplaceringer = 1;
    return sag;
}

/* Nights of every month of the year, from its first day, or from the day the child moves in. */
static void add_nights(struct arena *arena, const struct beregn_valg *v, struct sag *sag)
{
    enum { MONTHS = 12 };
    if (v->art != ART_AFLASTNING || v->doegn == 0) return;
    struct maaned january = {v->maaned.nr - v->maaned.nr % MONTHS};
    sag->doegn = ARENA_ARRAY(arena, MONTHS, struct periode);
    for (int i = 0; i < MONTHS; i++) {
        struct maaned m = {january.nr + i};
        struct dato from = dato_max(maaned_first(m), sag->indflyttet);
        struct dato to = dato_min(dato_plus(from, v->doegn), maaned_end(m));
        if (to.dag > from.dag)
            sag->doegn[sag->doegn_antal++] = (struct periode){from, to, DATO_MIN};
    }
}

static void add_situation(struct arena *arena, const struct beregn_valg *v, struct sag *sag)
{
    if (v->situation < 0) return;
    sag->situation = ARENA_NEW(arena, struct situation);
    *sag->situation = (struct situation){
        .periode = {sag->indflyttet, DATO_MAX, DATO_MIN},
        .art = (enum situation_art)v->situation,
    };
    sag->situationer = 1;
}

struct sager beregn_sager(struct arena *arena, const struct beregn_valg *v)
{
    struct sager out = {.count = (size_t)v->soeskende + 1};
    struct dato foedt = born(v);
    out.sag = ARENA_ARRAY(arena, out.count, struct sag);
    out.sag[0] = make_sag(arena, v, STR("barn"), foedt);
    add_nights(arena, v, &out.sag[0]);
    add_situation(arena, v, &out.sag[0]);
    /* The others came before this child and are older. */
    for (int i = 1; i <= v->soeskende; i++) {
        struct sag *other = &out.sag[i];
        *other = make_sag(arena, v, str_format(arena, "andet-%d", i), dato_plus(foedt, -i));
        other->art = ART_DOEGN;
        other->indflyttet = dato_max(dato_plus(out.sag[0].indflyttet, -i), other->foedt);
        other->indplacering->periode.fra = other->indflyttet;
    }
    return out;
}
