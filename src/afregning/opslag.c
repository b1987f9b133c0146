/*
 * opslag: an index of ids, sorted once.
 */
#include "afregning/opslag.h"

#include <stdlib.h>

static int by_id(const void *a, const void *b)
{
    return str_cmp(((const struct opslag_sted *)a)->id, ((const struct opslag_sted *)b)->id);
}

void opslag_make(struct arena *arena, const struct sager *sager, struct opslag *out)
{
    out->antal = sager->count;
    out->sted = ARENA_ARRAY(arena, out->antal, struct opslag_sted);
    for (size_t i = 0; i < out->antal; i++)
        out->sted[i] = (struct opslag_sted){sager->sag[i].id, i};
    if (out->antal > 0) qsort(out->sted, out->antal, sizeof(*out->sted), by_id);
}

bool opslag_find(const struct opslag *opslag, struct str anbringelse, size_t *at)
{
    const struct opslag_sted key = {.id = anbringelse};

    if (opslag->antal == 0) return false;
    const struct opslag_sted *found =
        bsearch(&key, opslag->sted, opslag->antal, sizeof(*opslag->sted), by_id);
    if (found == NULL) return false;
    *at = found->at;
    return true;
}

struct str opslag_titel(const struct haandbog_samling *haandbog, struct str ydelse)
{
    for (size_t i = haandbog->count; i-- > 0;) {
        const struct plan *plan = haandbog->planer.plan[i];
        for (size_t k = 0; k < plan->linjer; k++)
            if (str_eq(plan->linje[k].kode, ydelse)) return plan->linje[k].titel;
    }
    return STR_EMPTY;
}
