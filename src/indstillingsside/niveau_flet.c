/*
 * niveau_flet: see niveau_flet.h.
 *
 * Answers and moves are numbered and only added, so that what stood on a page can be read again by
 * the two numbers it was made from: "set" (the newest move) and "set_svar" (the newest answer). A
 * form without them was made from nothing.
 */
#include "indstillingsside/niveau_flet.h"

struct kilder { /* what a field's three values are read from */
    struct side *s;
    const struct plan *plan;
    struct indstilling_svarene da, nu;
    const struct indstilling_trin *trin_da, *trin_nu; /* NULL: there was none */
    struct niveau_flet *out;
    size_t plads;
};

struct str niveau_linjer(struct arena *arena, struct str s)
{
    struct buf out;

    buf_init(&out, arena);
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '\r') buf_char(&out, s.p[i]);
    return str_trim(buf_str(&out));
}

/* ---- the fields ---- */

static bool add(struct kilder *k, struct flet_felt f, struct err *err)
{
    struct niveau_flet *out = k->out;
    struct str sendt;

    TRY(niveau_felt(k->s, str_c(k->s->arena, f.felt), &sendt, err));
    f.sendt = niveau_linjer(k->s->arena, sendt);
    out->felt = arena_grow(k->s->arena, out->felt, out->antal, &k->plads, out->antal + 1,
                           sizeof(*out->felt));
    out->felt[out->antal++] = f;
    return true;
}

static struct str value_of(const struct indstilling_svar *svar)
{
    return svar == NULL ? STR_EMPTY : svar->vaerdi;
}

/* An answer the handbook no longer has stands in no field. */
static struct str choice_of(const struct plan_kriterium *kr, const struct indstilling_svar *svar)
{
    for (size_t n = 0; svar != NULL && n < kr->svar_antal; n++)
        if (str_eq(kr->svar[n].tekst, svar->vaerdi)) return svar->vaerdi;
    return STR_EMPTY;
}

static bool note_of(const struct kilder *k, const struct indstilling_svar *svar, struct str *out,
                    struct err *err)
{
    *out = STR_EMPTY;
    return svar == NULL || niveau_tekst_af(k->s, svar->tekst, out, err);
}

static bool add_question(struct kilder *k, const struct plan_kriterium *kr, struct err *err)
{
    struct arena *arena = k->s->arena;
    const struct indstilling_svar *da = indstilling_svar_find(&k->da, SVAR_KRITERIUM, kr->kode);
    const struct indstilling_svar *nu = indstilling_svar_find(&k->nu, SVAR_KRITERIUM, kr->kode);
    struct str hvem = nu == NULL ? STR_EMPTY : nu->bruger;
    struct flet_felt svar = {.felt = str_format(arena, "svar.%.*s", STR_ARG(kr->kode)),
                             .navn = kr->spoergsmaal,
                             .dansk = true,
                             .da = choice_of(kr, da),
                             .nu = choice_of(kr, nu),
                             .hvem = hvem};
    struct flet_felt note = {
        .felt = str_format(arena, "note.%.*s", STR_ARG(kr->kode)),
        .navn =
            str_format(arena, k->s->engelsk ? "Words to the answer: %.*s" : "Ord til svaret: %.*s",
                       STR_ARG(kr->spoergsmaal)),
        .hvem = hvem};

    TRY(add(k, svar, err));
    TRY(note_of(k, da, &note.da, err));
    TRY(note_of(k, nu, &note.nu, err));
    return add(k, note, err);
}

static struct str ticked(const struct indstilling_svarene *svar, struct str noegle)
{
    const struct indstilling_svar *s = indstilling_svar_find(svar, SVAR_TEGN, noegle);

    return s != NULL && str_is(s->vaerdi, "1") ? STR("ja") : STR_EMPTY;
}

static bool add_signs(struct kilder *k, const struct plan_indikatorer *liste, struct err *err)
{
    struct arena *arena = k->s->arena;

    for (size_t n = 0; n < liste->antal; n++) {
        struct str noegle =
            str_format(arena, "%.*s.%.*s", STR_ARG(liste->kode), STR_ARG(liste->tegn[n].kode));
        const struct indstilling_svar *nu = indstilling_svar_find(&k->nu, SVAR_TEGN, noegle);
        struct flet_felt f = {.felt = str_format(arena, "tegn.%.*s", STR_ARG(noegle)),
                              .navn = liste->tegn[n].tekst,
                              .dansk = true,
                              .da = ticked(&k->da, noegle),
                              .nu = ticked(&k->nu, noegle),
                              .hvem = nu == NULL ? STR_EMPTY : nu->bruger};
        TRY(add(k, f, err));
    }
    return true;
}

static bool add_told(struct kilder *k, struct err *err)
{
    static const char *const NAVN[OPLYSNINGER][2] = {
        [OPLYSNING_ARBEJDE] = {"Arbejde ved siden af, stillinger i alt",
                               "Work beside it, posts in all"},
        [OPLYSNING_UDDANNELSE] = {"Er kravet til uddannelse opfyldt?",
                                  "Is the demand on education met?"},
        [OPLYSNING_ERFARING] = {"Er kravet til erfaring opfyldt?",
                                "Is the demand on experience met?"},
        [OPLYSNING_BILAG] = {"Papirer, det hviler på", "Papers it rests on"},
        [OPLYSNING_KONTRAKTHAVER] = {"Ny kontrakt med", "New contract with"},
    };

    for (int n = 0; n < OPLYSNINGER; n++) {
        struct str kode = str_from(oplysning_kode((enum oplysning)n));
        const struct indstilling_svar *nu = indstilling_svar_find(&k->nu, SVAR_OPLYSNING, kode);
        struct flet_felt f = {.felt = kode,
                              .navn = str_from(NAVN[n][k->s->engelsk]),
                              .da = value_of(indstilling_svar_find(&k->da, SVAR_OPLYSNING, kode)),
                              .nu = value_of(nu),
                              .hvem = nu == NULL ? STR_EMPTY : nu->bruger};
        TRY(add(k, f, err));
    }
    return true;
}

static struct str step_of(struct arena *arena, const struct indstilling_trin *t)
{
    return t == NULL || t->niveau.trin == 0 ? STR_EMPTY
                                            : str_format(arena, "trin=%d", t->niveau.trin);
}

static struct str number_of(struct arena *arena, const struct indstilling_trin *t)
{
    bool tal = t != NULL && t->niveau.trin == 0 && niveau_sagt(t->niveau);

    return tal ? brok_short(arena, t->niveau.vederlag) : STR_EMPTY;
}

static bool add_proposal(struct kilder *k, struct err *err)
{
    struct arena *arena = k->s->arena;
    struct str hvem = k->trin_nu->bruger;
    struct flet_felt niveau = {.felt = STR("niveau"),
                               .navn = side_tekst(k->s, "Niveau", "Level"),
                               .da = step_of(arena, k->trin_da),
                               .nu = step_of(arena, k->trin_nu),
                               .hvem = hvem};
    struct flet_felt antal = {.felt = STR("vederlag"),
                              .navn = side_tekst(k->s, "Antal vederlag", "Number of fees"),
                              .da = number_of(arena, k->trin_da),
                              .nu = number_of(arena, k->trin_nu),
                              .hvem = hvem};
    struct flet_felt grund = {.felt = STR("begrundelse"),
                              .navn = side_tekst(k->s, "Begrundelse", "Reasons"),
                              .da = STR_EMPTY,
                              .hvem = hvem};

    TRY(add(k, niveau, err));
    TRY(add(k, antal, err));
    if (k->trin_da != NULL) TRY(niveau_tekst_af(k->s, k->trin_da->tekst, &grund.da, err));
    TRY(niveau_tekst_af(k->s, k->trin_nu->tekst, &grund.nu, err));
    return add(k, grund, err);
}

/* ---- read ---- */

static bool number(struct side *s, const char *felt, int64_t *out, struct err *err)
{
    struct str tekst;

    TRY(niveau_felt(s, felt, &tekst, err));
    if (!str_int(tekst, out)) *out = -1;
    return true;
}

/* The proposal as the moves up to that number said it. */
static const struct indstilling_trin *proposal_then(const struct indstilling *i, int64_t hoejst)
{
    struct indstilling da = *i;

    while (da.trin_antal > 0 && da.trin[da.trin_antal - 1].nr > hoejst) da.trin_antal--;
    return da.trin_antal == 0 ? NULL : indstilling_forslag(&da);
}

/* Who wrote last: the newest move, or the newest answer. */
static struct str last_hand(const struct indstilling *i, const struct indstilling_svarene *svar)
{
    struct str hvem = indstilling_nu(i)->bruger;
    int64_t tid_us = indstilling_nu(i)->tid_us;

    for (size_t n = 0; n < svar->antal; n++)
        if (svar->svar[n].tid_us > tid_us) {
            hvem = svar->svar[n].bruger;
            tid_us = svar->svar[n].tid_us;
        }
    return hvem;
}

bool niveau_flet(struct side *s, const struct indstilling *i, const struct plan *plan,
                 struct niveau_flet *out, struct err *err)
{
    struct kilder k = {.s = s, .plan = plan, .out = out};
    const struct plan_indplacering *p = &plan->indplacering;
    int64_t trin = 0, svar = 0;

    *out = (struct niveau_flet){0};
    TRY(number(s, "set", &trin, err));
    TRY(number(s, "set_svar", &svar, err));
    TRY(indstilling_svarene(s->app->store, s->arena, s->app->kommune, i->id, &k.nu, err));
    TRY(indstilling_svarene_da(s->app->store, s->arena, s->app->kommune, i->id, svar, &k.da, err));
    k.trin_nu = indstilling_forslag(i);
    k.trin_da = proposal_then(i, trin);
    out->imens = trin != indstilling_nu(i)->nr || svar != k.nu.nyeste;
    out->hvem = last_hand(i, &k.nu);
    for (size_t n = 0; n < p->kriterier; n++) TRY(add_question(&k, &p->kriterium[n], err));
    for (size_t n = 0; n < p->indikator_lister; n++) TRY(add_signs(&k, &p->indikatorer[n], err));
    TRY(add_told(&k, err));
    return add_proposal(&k, err);
}

bool niveau_flet_ens(const struct niveau_flet *f)
{
    for (size_t n = 0; n < f->antal; n++)
        if (!str_eq(f->felt[n].sendt, f->felt[n].nu)) return false;
    return true;
}

struct str niveau_flet_vaerdi(const struct niveau_flet *f, struct str felt, bool taget_ind,
                              struct str ellers)
{
    for (size_t n = 0; n < f->antal; n++) {
        const struct flet_felt *x = &f->felt[n];
        if (!str_eq(x->felt, felt)) continue;
        return taget_ind && str_eq(x->sendt, x->da) ? x->nu : x->sendt;
    }
    return ellers;
}

/* ---- for the reader ---- */

/* What a field holds, as words. */
static bool words(struct side *s, const struct flet_felt *f, struct str vaerdi, struct str *out,
                  struct err *err)
{
    struct register_person person;
    struct niveau niveau;

    *out = vaerdi;
    if (str_starts(f->felt, STR("tegn."))) {
        *out =
            vaerdi.n > 0 ? side_tekst(s, "sat", "ticked") : side_tekst(s, "ikke sat", "not ticked");
    } else if (vaerdi.n == 0) {
        *out = side_tekst(s, "(tomt)", "(empty)");
    } else if (str_is(f->felt, "niveau")) {
        struct err ikke = ERR_INIT;
        if (niveau_laes(vaerdi, &niveau, &ikke)) *out = niveau_navn(s, niveau);
    } else if (str_is(f->felt, "uddannelse") || str_is(f->felt, "erfaring")) {
        *out = str_is(vaerdi, "ja") ? side_tekst(s, "Ja", "Yes") : side_tekst(s, "Nej", "No");
    } else if (str_is(f->felt, "kontrakthaver")) {
        TRY(register_person(s->app->store, s->arena, s->app->kommune, vaerdi, &person, err));
        if (person.navn.n > 0) *out = person.navn;
    }
    return true;
}

bool niveau_flet_andres(struct side *s, const struct niveau_flet *f, struct niveau_imens **out,
                        size_t *antal, struct err *err)
{
    *out = ARENA_ARRAY(s->arena, f->antal, struct niveau_imens);
    *antal = 0;
    for (size_t n = 0; n < f->antal; n++) {
        const struct flet_felt *x = &f->felt[n];
        if (str_eq(x->nu, x->da)) continue;
        struct niveau_imens *row = &(*out)[(*antal)++];
        row->navn = x->navn;
        row->dansk = x->dansk;
        row->andet = !str_eq(x->sendt, x->da) && !str_eq(x->sendt, x->nu);
        TRY(words(s, x, x->nu, &row->tekst, err));
        row->skrevet = str_eq(row->tekst, x->nu);
        TRY(niveau_bruger(s, x->hvem, &row->hvem, err));
    }
    return true;
}

bool niveau_flet_egne(struct side *s, const struct niveau_flet *f, struct niveau_imens **out,
                      size_t *antal, struct err *err)
{
    *out = ARENA_ARRAY(s->arena, f->antal, struct niveau_imens);
    *antal = 0;
    for (size_t n = 0; n < f->antal; n++) {
        const struct flet_felt *x = &f->felt[n];
        if (str_eq(x->sendt, x->nu) || str_eq(x->sendt, x->da)) continue;
        struct niveau_imens *row = &(*out)[(*antal)++];
        row->navn = x->navn;
        row->dansk = x->dansk;
        TRY(words(s, x, x->sendt, &row->tekst, err));
        row->skrevet = str_eq(row->tekst, x->sendt);
    }
    return true;
}
