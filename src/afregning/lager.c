/*
 * lager: see lager.h.
 */
#include "afregning/lager.h"

#include <string.h>

#define PLADS_MAX ((size_t)64 << 20)

void lager_ny_gang(struct grundlag_lager *lager)
{
    lager->gang++;
}

static void empty(struct lager_plads *p)
{
    if (p->aaben) arena_release(&p->arena);
    *p = (struct lager_plads){0};
}

/* The places of a kind. */
static struct lager_plads *places(struct grundlag_lager *lager, enum lager_hvad hvad, size_t *n)
{
    *n = hvad == LAGER_FAMILIE ? LAGER_FAMILIER : LAGER_PLADSER;
    switch (hvad) {
    case LAGER_PLAN: return lager->plan;
    case LAGER_FAKTA: return lager->fakta;
    default: return lager->familie;
    }
}

void lager_slip(struct grundlag_lager *lager)
{
    for (int hvad = 0; hvad < LAGER_SLAGS; hvad++) {
        size_t n;
        struct lager_plads *p = places(lager, (enum lager_hvad)hvad, &n);
        for (size_t i = 0; i < n; i++) empty(&p[i]);
    }
}

const void *lager_find(struct grundlag_lager *lager, enum lager_hvad hvad, struct str hash)
{
    size_t n;
    struct lager_plads *p = places(lager, hvad, &n);

    for (size_t i = 0; i < n; i++) {
        if (p[i].hash.n == 0 || !str_eq(p[i].hash, hash)) continue;
        p[i].gang = lager->gang;
        return p[i].hvad;
    }
    return NULL;
}

struct lager_plads *lager_plads(struct grundlag_lager *lager, enum lager_hvad hvad,
                                const struct arena *som)
{
    size_t n;
    struct lager_plads *p = places(lager, hvad, &n), *alle = p;

    for (size_t i = 1; i < n; i++) {
        struct lager_plads *q = &alle[i];
        if (p->hash.n > 0 && (q->hash.n == 0 || q->gang < p->gang)) p = q;
    }
    if (p->hash.n > 0 && p->gang == lager->gang) return NULL;
    empty(p);
    arena_init(&p->arena, PLADS_MAX);
    p->aaben = true;
    p->arena.has_boundary = som->has_boundary;
    memcpy(p->arena.boundary, som->boundary, sizeof(som->boundary));
    return p;
}

void lager_gem(struct grundlag_lager *lager, struct lager_plads *plads, struct str hash,
               const void *hvad)
{
    plads->arena.has_boundary = false;
    plads->hash = str_copy(&plads->arena, hash);
    plads->hvad = hvad;
    plads->gang = lager->gang;
}
