/*
 * simulering: see simulering.h. One pass over the months: the amounts of both handbooks, then the
 * sums of the month, of each ydelse and of each placement.
 */
#include "simulering/simulering.h"

#include <stdlib.h>

#include "simulering/simulering_intern.h"

/* What is known of a placement when the months have been added up. */
struct sted_sum {
    struct simulering_par par;
    bool noget;      /* some line or lack */
    bool aendret;    /* another amount somewhere */
    uint32_t kan_nu; /* bit per ydelse: can be computed in some month only after */
    uint32_t kan_ej; /* … only before */
};

/* Of a ydelse, one way. */
struct skift_sum {
    size_t anbringelser;
    size_t linjer;
    size_t foerste; /* the first placement seen, and its month */
    struct maaned maaned;
};

struct opgoerelse {
    struct arena *arena;
    const struct simulering_ind *ind;
    struct ydelser ydelser;
    struct familier familier;
    struct regnevej foer;
    struct regnevej efter;
    int64_t *beloeb_foer; /* of the month, as regnevej_maaned writes */
    int64_t *beloeb_efter;
    struct simulering_par *ydelse_maaned; /* [y * maaneder + m] */
    struct simulering_par *maaned;
    struct sted_sum *sted;
    struct skift_sum skift[2][SIMULERING_YDELSER_MAX]; /* [kan_nu] */
};

/* ---- adding up */

static bool add(struct simulering_sum *sum, int64_t oere, struct err *err)
{
    if (oere == KERNE_MANGLER) {
        sum->mangler++;
        return true;
    }
    return oere_add(sum->beregnet, (struct oere){oere}, &sum->beregnet, err);
}

/* One line of one month; what is not given is 0 beside what is. */
static bool add_line(struct simulering_par *par, int64_t foer, int64_t efter, struct err *err)
{
    struct oere forskel = {KERNE_MANGLER};

    if (foer != KERNE_MANGLER && efter != KERNE_MANGLER)
        TRY(oere_sub((struct oere){efter}, (struct oere){foer}, &forskel, err));
    TRY(add(&par->foer, foer, err));
    TRY(add(&par->efter, efter, err));
    return add(&par->forskel, forskel.oere, err);
}

static bool add_sum(struct simulering_sum *to, const struct simulering_sum *from, struct err *err)
{
    to->mangler += from->mangler;
    return oere_add(to->beregnet, from->beregnet, &to->beregnet, err);
}

static bool add_par(struct simulering_par *to, const struct simulering_par *from, struct err *err)
{
    TRY(add_sum(&to->foer, &from->foer, err));
    TRY(add_sum(&to->efter, &from->efter, err));
    return add_sum(&to->forskel, &from->forskel, err);
}

static void note_skift(struct opgoerelse *o, bool kan_nu, size_t y, size_t i, struct maaned maaned)
{
    struct skift_sum *s = &o->skift[kan_nu][y];
    uint32_t *seen = kan_nu ? &o->sted[i].kan_nu : &o->sted[i].kan_ej;

    if (s->linjer++ == 0) {
        s->foerste = i;
        s->maaned = maaned;
    }
    if ((*seen & ((uint32_t)1 << y)) == 0) s->anbringelser++;
    *seen |= (uint32_t)1 << y;
}

/* Where there is no version at all, nobody can say that a line is not given. */
static int64_t not_given(const struct plan_samling *planer)
{
    return planer->count == 0 ? KERNE_MANGLER : 0;
}

static bool add_cell(struct opgoerelse *o, size_t y, size_t i, int m, struct err *err)
{
    size_t at = y * o->ind->sager->count + i;
    int64_t foer = o->beloeb_foer[at], efter = o->beloeb_efter[at];
    struct sted_sum *sted = &o->sted[i];
    struct maaned maaned = {o->ind->fra.nr + m};

    if (foer == KERNE_INGEN && efter == KERNE_INGEN) return true;
    if (foer == KERNE_INGEN) foer = not_given(o->ind->foer);
    if (efter == KERNE_INGEN) efter = not_given(o->ind->efter);
    bool mangler_foer = foer == KERNE_MANGLER, mangler_efter = efter == KERNE_MANGLER;
    sted->noget = true;
    if (mangler_foer != mangler_efter) note_skift(o, mangler_foer, y, i, maaned);
    if (!mangler_foer && !mangler_efter && foer != efter) sted->aendret = true;
    TRY(add_line(&sted->par, foer, efter, err));
    return add_line(&o->ydelse_maaned[y * (size_t)o->ind->maaneder + (size_t)m], foer, efter, err);
}

static bool one_month(struct opgoerelse *o, int m, struct err *err)
{
    struct maaned maaned = {o->ind->fra.nr + m};

    TRY(regnevej_maaned(&o->foer, maaned, o->beloeb_foer, err));
    TRY(regnevej_maaned(&o->efter, maaned, o->beloeb_efter, err));
    for (size_t y = 0; y < o->ydelser.antal; y++) {
        for (size_t i = 0; i < o->ind->sager->count; i++) TRY(add_cell(o, y, i, m, err));
        TRY(add_par(&o->maaned[m], &o->ydelse_maaned[y * (size_t)o->ind->maaneder + (size_t)m],
                    err));
    }
    return true;
}

/* ---- before the months */

static int by_family(const void *a, const void *b)
{
    const struct sag *x = *(const struct sag *const *)a, *y = *(const struct sag *const *)b;
    int familie = str_cmp(x->familie, y->familie);
    return familie != 0 ? familie : str_cmp(x->id, y->id);
}

static void order_families(struct opgoerelse *o)
{
    const struct sager *sager = o->ind->sager;
    const struct sag **sag = ARENA_ARRAY(o->arena, sager->count, const struct sag *);
    size_t *orden = ARENA_ARRAY(o->arena, sager->count, size_t);

    for (size_t i = 0; i < sager->count; i++) sag[i] = &sager->sag[i];
    qsort(sag, sager->count, sizeof(*sag), by_family);
    for (size_t i = 0; i < sager->count; i++) orden[i] = (size_t)(sag[i] - sager->sag);
    o->familier = (struct familier){sager, orden};
}

static struct regnevej way(struct opgoerelse *o, const struct plan_samling *planer, uint32_t egne)
{
    return (struct regnevej){.arena = o->arena,
                             .planer = planer,
                             .familier = &o->familier,
                             .ydelser = &o->ydelser,
                             .kendt = o->ind->kendt,
                             .egne = egne};
}

static bool prepare(struct opgoerelse *o, struct err *err)
{
    const struct simulering_ind *ind = o->ind;
    struct dato fra = maaned_first(ind->fra);
    struct dato til = maaned_first((struct maaned){ind->fra.nr + ind->maaneder});
    size_t count = ind->sager->count, maaneder = (size_t)ind->maaneder;
    uint32_t foer = 0, efter = 0;

    TRY(regnevej_ydelser(ind->foer, fra, til, ind->kendt, &o->ydelser, &foer, err));
    TRY(regnevej_ydelser(ind->efter, fra, til, ind->kendt, &o->ydelser, &efter, err));
    if (o->ydelser.antal == 0)
        return err_begge(err, ERR_INPUT, NULL,
                         "Ingen af håndbøgerne gælder i månederne fra %.*s; vælg andre måneder",
                         "None of the handbooks holds in the months from %.*s; choose other months",
                         STR_ARG(maaned_tekst(o->arena, ind->fra)));
    order_families(o);
    o->foer = way(o, ind->foer, foer);
    o->efter = way(o, ind->efter, efter);
    TRY(regnevej_init(&o->foer, fra, til, err));
    TRY(regnevej_init(&o->efter, fra, til, err));
    o->beloeb_foer = ARENA_ARRAY(o->arena, o->ydelser.antal * count, int64_t);
    o->beloeb_efter = ARENA_ARRAY(o->arena, o->ydelser.antal * count, int64_t);
    o->ydelse_maaned = ARENA_ARRAY(o->arena, o->ydelser.antal * maaneder, struct simulering_par);
    o->maaned = ARENA_ARRAY(o->arena, maaneder, struct simulering_par);
    o->sted = ARENA_ARRAY(o->arena, count, struct sted_sum);
    return true;
}

/* ---- after the months */

static bool tell_ydelser(struct opgoerelse *o, struct simulering *out, struct err *err)
{
    size_t maaneder = (size_t)o->ind->maaneder;
    struct simulering_ydelse *y = ARENA_ARRAY(o->arena, o->ydelser.antal, struct simulering_ydelse);

    for (size_t i = 0; i < o->ydelser.antal; i++) {
        y[i].kode = o->ydelser.kode[i];
        y[i].titel = o->ydelser.titel[i];
        y[i].maaned = &o->ydelse_maaned[i * maaneder];
        for (size_t m = 0; m < maaneder; m++) TRY(add_par(&y[i].i_alt, &y[i].maaned[m], err));
        TRY(add_par(&out->i_alt, &y[i].i_alt, err));
    }
    out->ydelse = y;
    out->ydelser = o->ydelser.antal;
    return true;
}

static bool tell_skift(struct opgoerelse *o, struct simulering *out, struct err *err)
{
    struct simulering_skift *skift =
        ARENA_ARRAY(o->arena, o->ydelser.antal * 2, struct simulering_skift);

    out->skift = skift;
    for (int kan_nu = 0; kan_nu < 2; kan_nu++)
        for (size_t y = 0; y < o->ydelser.antal; y++) {
            const struct skift_sum *s = &o->skift[kan_nu][y];
            struct simulering_skift *to = &skift[out->skift_antal];
            if (s->linjer == 0) continue;
            *to = (struct simulering_skift){.ydelse = o->ydelser.kode[y],
                                            .titel = o->ydelser.titel[y],
                                            .kan_nu = kan_nu == 1,
                                            .anbringelser = s->anbringelser,
                                            .linjer = s->linjer,
                                            .anbringelse = o->ind->sager->sag[s->foerste].id,
                                            .maaned = s->maaned};
            TRY(regnevej_mangel(kan_nu == 1 ? &o->foer : &o->efter, s->maaned, s->foerste,
                                to->ydelse, &to->mangler, &to->grund, err));
            out->skift_antal++;
        }
    return true;
}

static uint64_t size_of(const struct simulering_aendring *a)
{
    int64_t oere = a->par.forskel.beregnet.oere;
    return oere < 0 ? -(uint64_t)oere : (uint64_t)oere;
}

static int by_size(const void *a, const void *b)
{
    const struct simulering_aendring *x = a, *y = b;
    if (size_of(x) != size_of(y)) return size_of(x) > size_of(y) ? -1 : 1;
    return str_cmp(x->id, y->id);
}

static size_t keep_largest(const struct opgoerelse *o, struct simulering_aendring *a, size_t n)
{
    qsort(a, n, sizeof(*a), by_size);
    return n < o->ind->stoerste ? n : o->ind->stoerste;
}

static void tell_placements(struct opgoerelse *o, struct simulering *out)
{
    const struct sager *sager = o->ind->sager;
    struct simulering_aendring *a = ARENA_ARRAY(o->arena, sager->count, struct simulering_aendring);

    for (size_t i = 0; i < sager->count; i++) {
        const struct sted_sum *s = &o->sted[i];
        out->anbringelser += s->noget;
        if (!s->aendret) continue;
        out->faar_mere += s->par.forskel.beregnet.oere > 0;
        out->faar_mindre += s->par.forskel.beregnet.oere < 0;
        a[out->aendrede++] =
            (struct simulering_aendring){sager->sag[i].id, sager->sag[i].familie, s->par};
    }
    out->stoerste = a;
    out->stoerste_antal = keep_largest(o, a, out->aendrede);
}

static bool tell_families(struct opgoerelse *o, struct simulering *out, struct err *err)
{
    const struct sager *sager = o->ind->sager;
    struct simulering_aendring *a = ARENA_ARRAY(o->arena, sager->count, struct simulering_aendring);

    for (size_t at = 0, end; at < sager->count; at = end) {
        struct str familie = sager->sag[o->familier.orden[at]].familie;
        struct simulering_aendring sum = {.id = familie, .familie = familie};
        bool aendret = false;
        end = familier_slut(&o->familier, at);
        for (size_t i = at; i < end; i++) {
            const struct sted_sum *s = &o->sted[o->familier.orden[i]];
            aendret |= s->aendret;
            TRY(add_par(&sum.par, &s->par, err));
        }
        if (aendret) a[out->familier_aendrede++] = sum;
    }
    out->stoerste_familie = a;
    out->stoerste_familie_antal = keep_largest(o, a, out->familier_aendrede);
    return true;
}

bool simulering_run(struct arena *arena, const struct simulering_ind *ind, struct simulering *out,
                    struct err *err)
{
    struct opgoerelse *o = ARENA_NEW(arena, struct opgoerelse);

    ASSERT(ind->maaneder >= 1);
    ASSERT(ind->maaneder <= SIMULERING_MAANEDER_MAX);
    o->arena = arena;
    o->ind = ind;
    *out = (struct simulering){.fra = ind->fra, .maaneder = ind->maaneder};
    TRY(prepare(o, err));
    for (int m = 0; m < ind->maaneder; m++) TRY(one_month(o, m, err));
    out->maaned = o->maaned;
    TRY(tell_ydelser(o, out, err));
    TRY(tell_skift(o, out, err));
    tell_placements(o, out);
    return tell_families(o, out, err);
}
