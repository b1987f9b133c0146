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

void lager_slip(struct grundlag_lager *lager)
{
    for (size_t i = 0; i < LAGER_PLADSER; i++) {
        empty(&lager->plan.plads[i]);
        empty(&lager->fakta.plads[i]);
    }
}

const void *lager_find(struct lager *lager, uint64_t gang, struct str hash)
{
    for (size_t i = 0; i < LAGER_PLADSER; i++) {
        struct lager_plads *p = &lager->plads[i];
        if (p->hash.n == 0 || !str_eq(p->hash, hash)) continue;
        p->gang = gang;
        return p->hvad;
    }
    return NULL;
}

struct lager_plads *lager_plads(struct lager *lager, uint64_t gang, const struct arena *som)
{
    struct lager_plads *p = &lager->plads[0];

    for (size_t i = 1; i < LAGER_PLADSER; i++) {
        struct lager_plads *q = &lager->plads[i];
        if (p->hash.n > 0 && (q->hash.n == 0 || q->gang < p->gang)) p = q;
    }
    if (p->hash.n > 0 && p->gang == gang) return NULL;
    empty(p);
    arena_init(&p->arena, PLADS_MAX);
    p->aaben = true;
    p->arena.has_boundary = som->has_boundary;
    memcpy(p->arena.boundary, som->boundary, sizeof(som->boundary));
    return p;
}

void lager_gem(struct lager_plads *plads, uint64_t gang, struct str hash, const void *hvad)
{
    plads->arena.has_boundary = false;
    plads->hash = str_copy(&plads->arena, hash);
    plads->hvad = hvad;
    plads->gang = gang;
}
