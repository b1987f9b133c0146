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

enum { VALG_ARGS = 5, UDSNIT_ARGS = VALG_ARGS + 2 };

static void choice_args(int kommune, const struct venter_valg *valg, struct store_value *out)
{
    out[0] = STORE_I(kommune);
    out[1] = STORE_I(valg->fra.dag);
    out[2] = STORE_I(valg->til.dag);
    out[3] = STORE_S(valg->bruger);
    out[4] = STORE_I(valg->i_dag.dag);
}

/* A part of a list. */
struct part {
    enum sql statement;
    const struct venter_valg *valg;
    size_t fra;
    size_t hoejst;
};

static bool ending(struct store *store, struct arena *arena, int kommune, const struct part *p,
                   struct venter_ophoer **out, size_t *antal, struct err *err)
{
    struct store_value args[UDSNIT_ARGS];
    struct store_rows rows;

    choice_args(kommune, p->valg, args);
    args[VALG_ARGS] = STORE_I((int64_t)p->hoejst);
    args[VALG_ARGS + 1] = STORE_I((int64_t)p->fra);
    TRY(store_query(store, arena, p->statement, args, UDSNIT_ARGS, p->hoejst, &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct venter_ophoer);
    for (size_t i = 0; i < rows.count; i++)
        (*out)[i] = (struct venter_ophoer){store_at(&rows, i, 0).s,
                                           store_at(&rows, i, 1).s,
                                           store_at(&rows, i, 2).s,
                                           {(int32_t)store_at(&rows, i, 3).i}};
    *antal = rows.count;
    return true;
}

static bool count_ending(struct store *store, struct arena *arena, int kommune, enum sql statement,
                         const struct venter_valg *valg, int64_t *antal, struct err *err)
{
    struct store_value args[VALG_ARGS];

    choice_args(kommune, valg, args);
    return count(store, arena, statement, args, VALG_ARGS, antal, err);
}

bool venter_anbringelser(struct store *store, struct arena *arena, int kommune,
                         const struct venter_valg *valg, size_t fra, size_t hoejst,
                         struct venter_ophoer **out, size_t *antal, struct err *err)
{
    const struct part p = {SQL_REGISTER_VENTER_ANBRINGELSER, valg, fra, hoejst};

    return ending(store, arena, kommune, &p, out, antal, err);
}

bool venter_anbringelser_antal(struct store *store, struct arena *arena, int kommune,
                               const struct venter_valg *valg, int64_t *antal, struct err *err)
{
    return count_ending(store, arena, kommune, SQL_REGISTER_VENTER_ANBRINGELSER_ANTAL, valg, antal,
                        err);
}

bool venter_godkendelser(struct store *store, struct arena *arena, int kommune,
                         const struct venter_valg *valg, size_t fra, size_t hoejst,
                         struct venter_ophoer **out, size_t *antal, struct err *err)
{
    const struct part p = {SQL_REGISTER_VENTER_GODKENDELSER, valg, fra, hoejst};

    return ending(store, arena, kommune, &p, out, antal, err);
}

bool venter_godkendelser_antal(struct store *store, struct arena *arena, int kommune,
                               const struct venter_valg *valg, int64_t *antal, struct err *err)
{
    return count_ending(store, arena, kommune, SQL_REGISTER_VENTER_GODKENDELSER_ANTAL, valg, antal,
                        err);
}
