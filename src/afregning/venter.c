/*
 * afregning/venter: open lacks and payments that came back, in parts.
 */
#include "afregning/venter.h"

#include "afregning/intern.h"

bool venter_mangler(struct store *store, struct arena *arena, int kommune, struct str bruger,
                    struct dato dag, size_t fra, size_t hoejst, struct venter_mangel **out,
                    size_t *antal, struct err *err)
{
    struct afregning sidste;
    struct store_rows rows;

    *out = NULL;
    *antal = 0;
    TRY(afregning_sidste(store, arena, kommune, &sidste, err));
    if (sidste.nr == 0) return true;
    TRY(store_query(store, arena, SQL_AFREGNING_VENTER_MANGLER,
                    ARGS(STORE_I(kommune), STORE_I(sidste.koersel), STORE_I(sidste.udgave),
                         STORE_S(bruger), STORE_I(dag.dag), STORE_I((int64_t)hoejst),
                         STORE_I((int64_t)fra)),
                    hoejst, &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct venter_mangel);
    for (size_t i = 0; i < rows.count; i++)
        (*out)[i] = (struct venter_mangel){
            store_at(&rows, i, 0).s, store_at(&rows, i, 1).s, {(int32_t)store_at(&rows, i, 2).i},
            store_at(&rows, i, 3).s, store_at(&rows, i, 4).s, store_at(&rows, i, 5).i};
    *antal = rows.count;
    return true;
}

bool venter_mangler_antal(struct store *store, struct arena *arena, int kommune, struct str bruger,
                          struct dato dag, int64_t *antal, struct err *err)
{
    struct afregning sidste;
    struct store_rows rows;

    *antal = 0;
    TRY(afregning_sidste(store, arena, kommune, &sidste, err));
    if (sidste.nr == 0) return true;
    TRY(store_query(store, arena, SQL_AFREGNING_VENTER_MANGLER_ANTAL,
                    ARGS(STORE_I(kommune), STORE_I(sidste.koersel), STORE_I(sidste.udgave),
                         STORE_S(bruger), STORE_I(dag.dag)),
                    1, &rows, err));
    *antal = store_at(&rows, 0, 0).i;
    return true;
}

bool venter_afviste(struct store *store, struct arena *arena, int kommune, size_t fra,
                    size_t hoejst, struct venter_afvist **out, size_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_AFREGNING_VENTER_AFVISTE,
                    ARGS(STORE_I(kommune), STORE_I((int64_t)hoejst), STORE_I((int64_t)fra)), hoejst,
                    &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct venter_afvist);
    for (size_t i = 0; i < rows.count; i++)
        (*out)[i] = (struct venter_afvist){store_at(&rows, i, 0).s, store_at(&rows, i, 1).i,
                                           store_at(&rows, i, 2).s, {store_at(&rows, i, 3).i},
                                           store_at(&rows, i, 4).s, store_at(&rows, i, 5).i};
    *antal = rows.count;
    return true;
}

bool venter_afviste_antal(struct store *store, struct arena *arena, int kommune, int64_t *antal,
                          struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_AFREGNING_VENTER_AFVISTE_ANTAL, ARGS(STORE_I(kommune)), 1,
                    &rows, err));
    *antal = store_at(&rows, 0, 0).i;
    return true;
}
