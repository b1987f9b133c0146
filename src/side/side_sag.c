/*
 * side_sag: which cases the one who asks may see.
 *
 * Invariant: without the right to see persons nothing may be seen.
 */
#include "side/side_sag.h"

#include "register/register.h"

bool side_sag_kreds(struct side *s, struct str *bruger, struct err *err)
{
    bool kun_egne;

    TRY(relation_kun_egne(s->app->store, s->arena, &s->hvem, RET_LAES_PERSON, &kun_egne, err));
    *bruger = kun_egne ? s->hvem.bruger : STR_EMPTY;
    return true;
}

bool side_sag_ser(struct side *s, struct str familie, struct str anbringelse, bool *out,
                  struct err *err)
{
    struct str bruger;

    *out = false;
    if (!side_maa(s, SIDE_RET, RET_LAES_PERSON)) return true;
    TRY(side_sag_kreds(s, &bruger, err));
    *out = bruger.n == 0;
    if (*out) return true;
    return relation_har(s->app->store, s->arena, s->app->kommune, bruger, familie, anbringelse,
                        s->i_dag, out, err);
}

bool side_sag_maa(struct side *s, struct str familie, struct str anbringelse, struct err *err)
{
    bool maa;

    TRY(side_sag_ser(s, familie, anbringelse, &maa, err));
    return maa || side_findes_ikke(err);
}

bool side_sag_familie(struct side *s, struct str familie, bool *hele, struct err *err)
{
    struct str *sted;
    size_t n;
    bool noget;

    TRY(side_sag_ser(s, familie, STR_EMPTY, hele, err));
    noget = *hele;
    if (noget || !side_maa(s, SIDE_RET, RET_LAES_PERSON)) return noget || side_findes_ikke(err);
    TRY(register_familie_anbringelser(s->app->store, s->arena, s->app->kommune, INT64_MAX, familie,
                                      &sted, &n, err));
    for (size_t i = 0; i < n && !noget; i++) TRY(side_sag_ser(s, familie, sted[i], &noget, err));
    return noget || side_findes_ikke(err);
}
