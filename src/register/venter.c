/*
 * register/venter: lists of what waits or ends, in parts.
 */
#include "register/venter.h"

#define ARGS(...)                                                                                  \
    (const struct store_value[]){__VA_ARGS__},                                                     \
        sizeof((const struct store_value[]){__VA_ARGS__}) / sizeof(struct store_value)

static bool count(struct store *store, struct arena *arena, enum sql statement,
                  const struct store_value *args, size_t n, int64_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, statement, args, n, 1, &rows, err));
    *antal = store_at(&rows, 0, 0).i;
    return true;
}

/* ---- accounts */

bool venter_konti(struct store *store, struct arena *arena, int kommune, struct str ikke,
                  size_t fra, size_t hoejst, struct venter_konto **out, size_t *antal,
                  struct err *err)
{
    struct store_rows rows;

    TRY(store_query(
        store, arena, SQL_REGISTER_VENTER_KONTI,
        ARGS(STORE_I(kommune), STORE_S(ikke), STORE_I((int64_t)hoejst), STORE_I((int64_t)fra)),
        hoejst, &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct venter_konto);
    for (size_t i = 0; i < rows.count; i++)
        (*out)[i] = (struct venter_konto){store_at(&rows, i, 0).s, store_at(&rows, i, 1).i,
                                          store_at(&rows, i, 2).i, store_at(&rows, i, 3).s};
    *antal = rows.count;
    return true;
}

bool venter_konti_antal(struct store *store, struct arena *arena, int kommune, struct str ikke,
                        int64_t *antal, struct err *err)
{
    return count(store, arena, SQL_REGISTER_VENTER_KONTI_ANTAL,
                 ARGS(STORE_I(kommune), STORE_S(ikke)), antal, err);
}

/* ---- what ends */

static bool ending(struct store *store, struct arena *arena, enum sql statement,
                   const struct store_value *args, size_t n, size_t hoejst,
                   struct venter_ophoer **out, size_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, statement, args, n, hoejst, &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct venter_ophoer);
    for (size_t i = 0; i < rows.count; i++)
        (*out)[i] = (struct venter_ophoer){store_at(&rows, i, 0).s,
                                           store_at(&rows, i, 1).s,
                                           store_at(&rows, i, 2).s,
                                           {(int32_t)store_at(&rows, i, 3).i}};
    *antal = rows.count;
    return true;
}

bool venter_anbringelser(struct store *store, struct arena *arena, int kommune, struct dato dag,
                         struct dato til, size_t fra, size_t hoejst, struct venter_ophoer **out,
                         size_t *antal, struct err *err)
{
    return ending(store, arena, SQL_REGISTER_VENTER_ANBRINGELSER,
                  ARGS(STORE_I(kommune), STORE_I(dag.dag), STORE_I(til.dag),
                       STORE_I((int64_t)hoejst), STORE_I((int64_t)fra)),
                  hoejst, out, antal, err);
}

bool venter_anbringelser_antal(struct store *store, struct arena *arena, int kommune,
                               struct dato dag, struct dato til, int64_t *antal, struct err *err)
{
    return count(store, arena, SQL_REGISTER_VENTER_ANBRINGELSER_ANTAL,
                 ARGS(STORE_I(kommune), STORE_I(dag.dag), STORE_I(til.dag)), antal, err);
}

bool venter_godkendelser(struct store *store, struct arena *arena, int kommune, struct dato dag,
                         struct dato til, size_t fra, size_t hoejst, struct venter_ophoer **out,
                         size_t *antal, struct err *err)
{
    return ending(store, arena, SQL_REGISTER_VENTER_GODKENDELSER,
                  ARGS(STORE_I(kommune), STORE_I(dag.dag), STORE_I(til.dag),
                       STORE_I((int64_t)hoejst), STORE_I((int64_t)fra)),
                  hoejst, out, antal, err);
}

bool venter_godkendelser_antal(struct store *store, struct arena *arena, int kommune,
                               struct dato dag, struct dato til, int64_t *antal, struct err *err)
{
    return count(store, arena, SQL_REGISTER_VENTER_GODKENDELSER_ANTAL,
                 ARGS(STORE_I(kommune), STORE_I(dag.dag), STORE_I(til.dag)), antal, err);
}
