/*
 * regnevej: the amounts of one month under one handbook: the kernel where it can, the scalar reader
 * for the placements it leaves, block by block, with their siblings beside them.
 */
#include "beregning/beregning.h"
#include "simulering/simulering_intern.h"

enum {
    /* Placements whose explanations are in memory at once: so few that the memory of one block is
     * there for the next, and is not given back to the system and taken anew. */
    BLOK = 16,
    KERNE_BLOK = 4096, /* placements the kernel does in one go */
};
#define BLOK_HUKOMMELSE ((size_t)1 << 30)

size_t ydelser_find(const struct ydelser *ydelser, struct str kode)
{
    size_t i = 0;

    while (i < ydelser->antal && !str_eq(ydelser->kode[i], kode)) i++;
    return i;
}

size_t familier_slut(const struct familier *familier, size_t at)
{
    const struct sag *sag = familier->sager->sag;
    size_t end = at + 1;

    while (end < familier->sager->count &&
           str_eq(sag[familier->orden[end]].familie, sag[familier->orden[at]].familie))
        end++;
    return end;
}

static bool add_lines(const struct plan *plan, struct ydelser *ydelser, uint32_t *egne,
                      struct err *err)
{
    for (size_t l = 0; l < plan->linjer; l++) {
        size_t y = ydelser_find(ydelser, plan->linje[l].kode);
        if (y == SIMULERING_YDELSER_MAX)
            return err_begge(err, ERR_LIMIT, NULL, "håndbøgerne har flere end %d ydelser tilsammen",
                             "the handbooks have more than %d kinds of payment together",
                             SIMULERING_YDELSER_MAX);
        if (y == ydelser->antal) {
            ydelser->kode[y] = plan->linje[l].kode;
            ydelser->titel[y] = plan->linje[l].titel;
            ydelser->antal++;
        }
        *egne |= (uint32_t)1 << y;
    }
    return true;
}

bool regnevej_ydelser(const struct plan_samling *planer, struct dato fra, struct dato til,
                      struct dato kendt, struct ydelser *ydelser, uint32_t *egne, struct err *err)
{
    const struct plan *last = NULL;

    *egne = 0;
    for (struct dato dag = fra; dag.dag < til.dag; dag = dato_plus(dag, 1)) {
        const struct plan *plan = plan_on(planer, dag, kendt);
        if (plan != NULL && plan != last) TRY(add_lines(plan, ydelser, egne, err));
        last = plan;
    }
    return true;
}

bool regnevej_init(struct regnevej *r, struct dato fra, struct dato til, struct err *err)
{
    struct kerne_afvist afvist = {0};

    /* A handbook that does not hold in any of the months lacks everything the other gives. */
    if (r->egne == 0) r->egne = (uint32_t)(((uint64_t)1 << r->ydelser->antal) - 1);
    TRY(kerne_soejler_make(r->arena, r->planer, r->familier->sager, fra, til, r->kendt, &r->soejler,
                           &afvist, err));
    r->i_kolonner = afvist.grund == NULL;
    return true;
}

/* ---- the kernel */

/* The rows of the kernel's lines go to the places of their ydelser. */
static void run_columns(const struct regnevej *r, const struct kerne_maaned *m,
                        struct arena *scratch, int64_t *out)
{
    const struct kerne_soejler *s = &r->soejler;
    const struct plan *plan = m->stykke[0].plan;
    int64_t *blok = ARENA_ARRAY(scratch, s->linjer * KERNE_BLOK, int64_t);

    for (size_t fra = 0; fra < s->antal; fra += KERNE_BLOK) {
        size_t til = fra + KERNE_BLOK < s->antal ? fra + KERNE_BLOK : s->antal;
        kerne_run(m, s, fra, til, blok, KERNE_BLOK);
        for (size_t l = 0; l < s->linjer; l++) {
            size_t y = ydelser_find(r->ydelser, plan->linje[l].kode);
            ASSERT(y < r->ydelser->antal);
            for (size_t i = fra; i < til; i++)
                out[y * s->antal + i] = blok[l * KERNE_BLOK + (i - fra)];
        }
    }
}

/* Whether the columns did the month: those of its placements that are KERNE_KAN. */
static bool columns(const struct regnevej *r, struct maaned maaned, struct arena *scratch,
                    int64_t *out)
{
    struct kerne_afvist afvist = {0};
    struct kerne_maaned m;
    struct err overflow = ERR_INIT; /* of a table; a placement may not need that cell */

    if (!r->i_kolonner) return false;
    if (!kerne_maaned_make(scratch, r->planer, &r->soejler, maaned, &m, &afvist, &overflow))
        return false;
    if (afvist.grund != NULL) return false;
    run_columns(r, &m, scratch, out);
    return true;
}

/* ---- the scalar reader */

static int64_t amount_of(const struct regnevej *r, const struct sag_beregning *b, size_t y)
{
    struct str kode = r->ydelser->kode[y];

    for (size_t i = 0; i < b->mangler; i++) {
        bool alle = str_is(b->mangel[i].ydelse, "alle") && (r->egne & ((uint32_t)1 << y)) != 0;
        if (alle || str_eq(b->mangel[i].ydelse, kode)) return KERNE_MANGLER;
    }
    for (size_t i = 0; i < b->linjer; i++)
        if (str_eq(b->linje[i].ydelse, kode)) return b->linje[i].beloeb.oere;
    return KERNE_INGEN;
}

/* order[fra..til) are whole families; those of them in `skal` get their amounts. */
static bool scalar_block(const struct regnevej *r, struct maaned maaned, const size_t *valgt,
                         size_t antal, const bool *skal, int64_t *out, struct arena *scratch,
                         struct err *err)
{
    const struct sager *alle = r->familier->sager;
    struct sag *sag = ARENA_ARRAY(scratch, antal, struct sag);
    struct sager sager = {sag, antal};
    struct beregning b;

    for (size_t i = 0; i < antal; i++) sag[i] = alle->sag[valgt[i]];
    TRY(beregning_month(scratch, r->planer, &sager, maaned, r->kendt, &b, err));
    ASSERT(b.count == antal);
    for (size_t i = 0; i < antal; i++) {
        if (!skal[valgt[i]]) continue;
        for (size_t y = 0; y < r->ydelser->antal; y++)
            out[y * alle->count + valgt[i]] = amount_of(r, &b.sag[i], y);
    }
    return true;
}

static bool scalar(const struct regnevej *r, struct maaned maaned, const bool *skal, int64_t *out,
                   struct arena *scratch, struct err *err)
{
    size_t count = r->familier->sager->count;
    size_t *valgt = ARENA_ARRAY(scratch, count, size_t);
    size_t antal = 0;
    bool ok = true;

    for (size_t at = 0, end; ok && at < count; at = end) {
        bool nogen = false;
        end = familier_slut(r->familier, at);
        for (size_t i = at; i < end; i++) nogen |= skal[r->familier->orden[i]];
        for (size_t i = at; nogen && i < end; i++) valgt[antal++] = r->familier->orden[i];
        if (antal == 0 || (antal < BLOK && end < count)) continue;
        struct arena blok;
        arena_init(&blok, BLOK_HUKOMMELSE);
        ok = scalar_block(r, maaned, valgt, antal, skal, out, &blok, err);
        arena_release(&blok);
        antal = 0;
    }
    return ok;
}

static bool in_arena(const struct regnevej *r, struct maaned maaned, int64_t *out,
                     struct arena *scratch, struct err *err)
{
    size_t count = r->familier->sager->count;
    bool *skal = ARENA_ARRAY(scratch, count, bool);

    for (size_t k = 0; k < r->ydelser->antal * count; k++) out[k] = KERNE_INGEN;
    bool done = columns(r, maaned, scratch, out);
    for (size_t i = 0; i < count; i++) skal[i] = !done || r->soejler.grund[i] != KERNE_KAN;
    return scalar(r, maaned, skal, out, scratch, err);
}

bool regnevej_maaned(const struct regnevej *r, struct maaned maaned, int64_t *out, struct err *err)
{
    struct arena scratch;

    arena_init(&scratch, BLOK_HUKOMMELSE);
    bool ok = in_arena(r, maaned, out, &scratch, err);
    arena_release(&scratch);
    return ok;
}

/* ---- what is lacking */

bool regnevej_mangel(const struct regnevej *r, struct maaned maaned, size_t i, struct str ydelse,
                     struct str *mangler, struct str *grund, struct err *err)
{
    const struct sager *alle = r->familier->sager;
    struct sag *sag = ARENA_ARRAY(r->arena, alle->count, struct sag);
    struct sager familie = {sag, 0};
    struct beregning b;
    size_t own = 0;

    for (size_t k = 0; k < alle->count; k++) {
        if (!str_eq(alle->sag[k].familie, alle->sag[i].familie)) continue;
        if (k == i) own = familie.count;
        sag[familie.count++] = alle->sag[k];
    }
    TRY(beregning_month(r->arena, r->planer, &familie, maaned, r->kendt, &b, err));
    *mangler = STR("håndbog"); /* what is said where there is no version at all */
    *grund = STR("der er ingen håndbog");
    for (size_t k = 0; k < b.sag[own].mangler; k++) {
        const struct mangel *m = &b.sag[own].mangel[k];
        if (!str_eq(m->ydelse, ydelse) && !str_is(m->ydelse, "alle")) continue;
        *mangler = m->mangler;
        *grund = m->grund;
        break;
    }
    return true;
}
