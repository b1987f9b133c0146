/*
 * familie_aar: what a family was paid in a year, payee by payee, made by the function that makes
 * the letters of the year.
 *
 * Invariant: as familie.c: rows of the family's own placements, and what was drawn from its own
 * payees, and nothing else.
 */
#include "afregning/familie.h"

#include <stdlib.h>

#include "afregning/breve_intern.h"

struct navngivne { /* the children of a family's placements */
    const struct familie_kreds *kreds;
    struct str *navn; /* as kreds->sted */
};

static bool own_child(void *ctx, struct str anbringelse, struct str *navn)
{
    const struct navngivne *n = ctx;

    for (size_t i = 0; i < n->kreds->steder; i++) {
        if (!str_eq(n->kreds->sted[i].id, anbringelse)) continue;
        *navn = n->navn[i];
        return true;
    }
    return false;
}

static bool read_names(const struct familie_kreds *k, struct navngivne *out, struct err *err)
{
    *out = (struct navngivne){k, ARENA_ARRAY(k->arena, k->steder, struct str)};
    for (size_t i = 0; i < k->steder; i++) {
        struct register_person p;
        TRY(register_person(k->store, k->arena, k->kommune, k->sted[i].anbringelse.barn, &p, err));
        out->navn[i] = breve_fornavn(p.id.n > 0 ? &p : NULL);
    }
    return true;
}

static bool is_child(const struct familie_kreds *k, struct str person)
{
    for (size_t i = 0; i < k->steder; i++)
        if (str_eq(k->sted[i].anbringelse.barn, person)) return true;
    return false;
}

bool familie_aar(const struct familie_kreds *kreds, int aar, struct familie_aarsdel **out,
                 size_t *antal, struct err *err)
{
    struct haandbog_samling haandbog;
    struct navngivne navne;
    struct koersel *koersel;
    struct str plan;
    size_t koersler;
    bool fundet;

    *out = NULL;
    *antal = 0;
    TRY(breve_aar_plan(kreds->store, kreds->arena, kreds->kommune, &plan, &fundet, err));
    if (!fundet) return true;
    TRY(grundlag_plan_gemt(kreds->store, kreds->arena, kreds->kommune, kreds->lager, plan,
                           &haandbog, err));
    TRY(koersel_liste(kreds->store, kreds->arena, kreds->kommune, &koersel, &koersler, err));
    TRY(read_names(kreds, &navne, err));
    const struct breve_aarskilde k = {kreds->store, kreds->arena, kreds->kommune, aar,   &haandbog,
                                      koersel,      koersler,     own_child,      &navne};
    *out = ARENA_ARRAY(kreds->arena, kreds->modtagere, struct familie_aarsdel);
    for (size_t i = 0; i < kreds->modtagere; i++) {
        struct familie_aarsdel *d = &(*out)[*antal];
        size_t udeladt;
        *d = (struct familie_aarsdel){.modtager = kreds->modtager[i],
                                      .barn = is_child(kreds, kreds->modtager[i])};
        TRY(breve_aar_udfyld(&k, d->modtager, &d->brev, &udeladt, err));
        d->vort = udeladt == 0;
        *antal += d->brev.poster > 0;
    }
    return true;
}

static int newest_first(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;

    return (x < y) - (x > y);
}

bool familie_aarene(const struct familie_kreds *kreds, int **out, size_t *antal, struct err *err)
{
    size_t n = 0, plads = 0;

    *out = NULL;
    *antal = 0;
    for (size_t i = 0; i < kreds->modtagere; i++) {
        struct store_rows rows;
        TRY(store_query(kreds->store, kreds->arena, SQL_AFREGNING_BETALING_MODTAGER,
                        ARGS(STORE_I(kreds->kommune), STORE_S(kreds->modtager[i])), ROWS_MAX, &rows,
                        err));
        *out = arena_grow(kreds->arena, *out, n, &plads, n + rows.count, sizeof(**out));
        for (size_t k = 0; k < rows.count; k++)
            if (!str_is(store_at(&rows, k, 0).s, "leverandoer"))
                (*out)[n++] = dato_year((struct dato){(int32_t)store_at(&rows, k, 1).i});
    }
    if (n > 0) qsort(*out, n, sizeof(**out), newest_first);
    for (size_t i = 0; i < n; i++)
        if (*antal == 0 || (*out)[*antal - 1] != (*out)[i]) (*out)[(*antal)++] = (*out)[i];
    return true;
}

bool familie_aarsbrev(const struct familie_kreds *kreds, int aar, struct str modtager,
                      const struct breve_valg *valg, struct brev_trykkeri *trykkeri,
                      struct str *pdf, bool *fundet, struct err *err)
{
    struct familie_aarsdel *d;
    struct register_person p;
    size_t n, at = 0;

    *fundet = false;
    TRY(familie_aar(kreds, aar, &d, &n, err));
    while (at < n && !str_eq(d[at].modtager, modtager)) at++;
    if (at == n || !d[at].vort) return true;
    TRY(register_person(kreds->store, kreds->arena, kreds->kommune, modtager, &p, err));
    d[at].brev.afsender = *valg->afsender;
    d[at].brev.dato = valg->dato;
    d[at].brev.modtager = breve_modtager(kreds->arena, p.id.n > 0 ? &p : NULL);
    *fundet = true;
    return brev_aar_pdf(kreds->arena, trykkeri, &d[at].brev, pdf, err);
}
