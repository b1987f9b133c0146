/*
 * print_faelles: what every print does before it prints: checks the sums, finds the handbooks and
 * the sources a result stands on.
 *
 * Invariant: a result whose parts do not make its sums is never printed.
 */
#include "beregning/print.h"

void print_check_linje(const struct linje *linje)
{
    const struct forklaring *f = &linje->forklaring;
    struct err err = ERR_INIT;
    struct oere sum = f->afrunding;

    for (size_t i = 0; i < f->dele; i++) {
        bool fits = oere_add(sum, f->del[i].vist, &sum, &err);
        ASSERT(fits);
    }
    ASSERT(sum.oere == f->efter.oere);
    ASSERT(f->efter.oere == linje->beloeb.oere);
}

static struct oere sum_of_lines(const struct sag_beregning *s)
{
    struct err err = ERR_INIT;
    struct oere sum = {0};

    for (size_t i = 0; i < s->linjer; i++) {
        print_check_linje(&s->linje[i]);
        bool fits = oere_add(sum, s->linje[i].beloeb, &sum, &err);
        ASSERT(fits);
    }
    return sum;
}

void print_check(const struct beregning *b)
{
    struct err err = ERR_INIT;
    struct oere sum = {0};
    bool hel = true;

    for (size_t i = 0; i < b->count; i++) {
        const struct sag_beregning *s = &b->sag[i];
        ASSERT(sum_of_lines(s).oere == s->beregnet.oere);
        bool fits = oere_add(sum, s->beregnet, &sum, &err);
        ASSERT(fits);
        hel = hel && s->mangler == 0;
    }
    ASSERT(sum.oere == b->beregnet.oere);
    ASSERT(hel == b->hel);
}

static void add_plan(struct arena *arena, const struct plan *plan, struct print_planer *planer)
{
    if (plan == NULL) return;
    for (size_t i = 0; i < planer->count; i++) {
        if (planer->plan[i] == plan) return;
    }
    planer->plan = arena_grow(arena, planer->plan, planer->count, &planer->capacity,
                              planer->count + 1, sizeof(struct plan *));
    planer->plan[planer->count++] = plan;
}

void print_planer_of(struct arena *arena, const struct linje *linje, struct print_planer *planer)
{
    for (size_t i = 0; i < linje->forklaring.dele; i++) {
        add_plan(arena, linje->forklaring.del[i].plan, planer);
    }
}

void print_planer_all(struct arena *arena, const struct beregning *b, struct print_planer *planer)
{
    for (size_t i = 0; i < b->count; i++) {
        for (size_t k = 0; k < b->sag[i].linjer; k++) {
            print_planer_of(arena, &b->sag[i].linje[k], planer);
        }
    }
}

bool print_opdigtet(const struct print_planer *planer)
{
    for (size_t i = 0; i < planer->count; i++) {
        if (planer->plan[i]->opdigtet) return true;
    }
    return false;
}

/* Distinct texts. A line has few, so that looking through them all is cheap. */
struct tekster {
    struct arena *arena;
    struct str *tekst;
    size_t count;
    size_t capacity;
};

static void add_tekst(struct tekster *t, struct str tekst)
{
    for (size_t i = 0; i < t->count; i++) {
        if (str_eq(t->tekst[i], tekst)) return;
    }
    t->tekst =
        arena_grow(t->arena, t->tekst, t->count, &t->capacity, t->count + 1, sizeof(struct str));
    t->tekst[t->count++] = tekst;
}

/* Each is a sentence of its own: joined first, they would be read as one. */
static struct oversat joined(const struct tekster *t, bool engelsk)
{
    struct oversat alle = {NULL, 0};

    for (size_t i = 0; i < t->count; i++) {
        struct oversat en = oversat_af(t->arena, t->tekst[i], engelsk);
        alle = i == 0 ? en : oversat_sammen(t->arena, alle, "; ", en);
    }
    return alle;
}

static void add_satser(struct tekster *t, const struct forklaring_del *del)
{
    for (size_t i = 0; i < del->antal_led; i++) {
        const struct forklaring_led *led = &del->led[i];
        for (size_t k = 0; k < led->faktorer; k++) {
            const struct takst *takst = led->faktor[k].takst;
            if (takst != NULL) add_tekst(t, ord_takst_kilde(t->arena, takst));
        }
    }
}

struct oversat print_satser_oversat(struct arena *arena, const struct forklaring *forklaring,
                                    bool engelsk)
{
    struct tekster t = {.arena = arena};

    for (size_t i = 0; i < forklaring->dele; i++) add_satser(&t, &forklaring->del[i]);
    return joined(&t, engelsk);
}

struct oversat print_afsnit_oversat(struct arena *arena, const struct forklaring *forklaring,
                                    bool engelsk)
{
    struct tekster t = {.arena = arena};

    for (size_t i = 0; i < forklaring->dele; i++) {
        const struct plan_ydelse *regel = forklaring->del[i].regel;
        if (regel != NULL) add_tekst(&t, ord_afsnit(arena, regel));
    }
    return joined(&t, engelsk);
}

struct str print_satser(struct arena *arena, const struct forklaring *forklaring)
{
    return oversat_tekst(arena, print_satser_oversat(arena, forklaring, false));
}

struct str print_afsnit(struct arena *arena, const struct forklaring *forklaring)
{
    return oversat_tekst(arena, print_afsnit_oversat(arena, forklaring, false));
}
