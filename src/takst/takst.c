/*
 * takst: the table of rates, its order and the row that holds.
 *
 * Invariants: (1) which row holds does not depend on the order of the rows; (2) the order is total.
 * Cost: takst_on is one pass over the table.
 */
#include "takst/takst.h"

#include <stdlib.h>

static const char *const status_navne[] = {
    [TAKST_ENDELIG] = "endelig", [TAKST_FORELOEBIG] = "foreløbig",        [TAKST_RETTET] = "rettet",
    [TAKST_ANTAGET] = "antaget", [TAKST_FREMSKRIVNING] = "fremskrivning",
};

enum { STATUS_ANTAL = sizeof(status_navne) / sizeof(status_navne[0]) };

const char *takst_status_navn(enum takst_status status)
{
    ASSERT((int)status < STATUS_ANTAL);
    return status_navne[status];
}

bool takst_status_parse(struct str text, enum takst_status *out)
{
    for (int i = 0; i < STATUS_ANTAL; i++) {
        if (!str_is(text, status_navne[i])) continue;
        *out = (enum takst_status)i;
        return true;
    }
    return false;
}

void takst_add(struct arena *arena, struct takst_tabel *tabel, struct takst takst)
{
    ASSERT(takst.fra.dag < takst.til.dag);
    ASSERT((takst.alder_fra < 0) == (takst.alder_til < 0));
    tabel->takst = arena_grow(arena, tabel->takst, tabel->count, &tabel->capacity, tabel->count + 1,
                              sizeof(*tabel->takst));
    tabel->takst[tabel->count++] = takst;
}

static int by_number(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

/* What is left to tell two rows apart by when all that decides is the same. */
static int by_rest(const struct takst *a, const struct takst *b)
{
    int order = str_cmp(str_from(a->sted.fil), str_from(b->sted.fil));

    if (order == 0) order = by_number(a->sted.linje, b->sted.linje);
    if (order == 0) order = by_number(a->sted.kol, b->sted.kol);
    if (order == 0) order = by_number(a->alder_til, b->alder_til);
    if (order == 0) order = dato_cmp(a->til, b->til);
    if (order == 0) order = by_number(a->ukendt, b->ukendt);
    if (order == 0) order = by_number(a->beloeb.oere, b->beloeb.oere);
    if (order == 0) order = by_number(a->status, b->status);
    if (order == 0) order = str_cmp(a->kilde, b->kilde);
    if (order == 0) order = str_cmp(a->begrundelse, b->begrundelse);
    return order;
}

static int by_takst(const void *left, const void *right)
{
    const struct takst *a = left;
    const struct takst *b = right;
    int order = str_cmp(a->navn, b->navn);

    if (order == 0) order = by_number(a->alder_fra, b->alder_fra);
    if (order == 0) order = dato_cmp(a->fra, b->fra);
    if (order == 0) order = dato_cmp(a->kendt_fra, b->kendt_fra);
    return order == 0 ? by_rest(a, b) : order;
}

void takst_sort(struct takst_tabel *tabel)
{
    if (tabel->count > 1) qsort(tabel->takst, tabel->count, sizeof(*tabel->takst), by_takst);
}

static bool holds(const struct takst *takst, struct str navn, int alder, struct dato dag,
                  struct dato kendt)
{
    if (dag.dag < takst->fra.dag || dag.dag >= takst->til.dag) return false;
    if (takst->kendt_fra.dag > kendt.dag) return false;
    if (takst->alder_fra < 0 ? alder >= 0 : alder < takst->alder_fra || alder > takst->alder_til) {
        return false;
    }
    return str_eq(takst->navn, navn);
}

const struct takst *takst_on(const struct takst_tabel *tabel, struct str navn, int alder,
                             struct dato dag, struct dato kendt)
{
    const struct takst *best = NULL;

    for (size_t i = 0; i < tabel->count; i++) {
        const struct takst *takst = &tabel->takst[i];
        if (!holds(takst, navn, alder, dag, kendt)) continue;
        /* The checker refuses two rows learned on one day; the order settles them all the same. */
        if (best == NULL || takst->kendt_fra.dag > best->kendt_fra.dag ||
            (takst->kendt_fra.dag == best->kendt_fra.dag && by_takst(takst, best) > 0)) {
            best = takst;
        }
    }
    return best;
}
