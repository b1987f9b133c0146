/*
 * familie_side: whose family a page is about.
 *
 * Invariant: a struct familie_kreds comes out of here only for a family the one who asks belongs to
 * on the day.
 */
#include "familieside/familie_side.h"

#include "beregning/ord.h"

bool side_familier(struct side *s, struct str **out, size_t *antal, struct err *err)
{
    int64_t nr;

    *out = NULL;
    *antal = 0;
    if (!s->inde || s->person.n == 0) return true;
    TRY(register_newest(s->app->store, s->app->kommune, &nr, err));
    return register_person_familier(s->app->store, s->arena, s->app->kommune, nr, s->person,
                                    s->i_dag, out, antal, err);
}

bool familie_set(struct side *s, struct str familie, struct err *err)
{
    return side_set(s, VISNING_PLEJEFAMILIE, familie, "egen sag", 1, err);
}

bool familie_aabn(struct side *s, struct familie_kreds *out, struct err *err)
{
    struct str *familie, id = web_del(s->request, "familie");
    size_t n;

    TRY(side_familier(s, &familie, &n, err));
    for (size_t i = 0; i < n; i++) {
        if (!str_eq(familie[i], id)) continue;
        TRY(familie_set(s, id, err));
        return familie_kreds(s->app->store, s->arena, s->app->kommune, &s->app->lager, familie[i],
                             out, err);
    }
    return side_findes_ikke(err);
}

bool familie_find_betaling(struct side *s, const struct familie_kreds *kreds,
                           struct familie_betaling *out, struct err *err)
{
    struct familie_betaling *b;
    size_t n;
    int64_t nr;

    if (!str_int(web_del(s->request, "nr"), &nr)) return side_findes_ikke(err);
    TRY(familie_betalinger(kreds, &b, &n, err));
    for (size_t i = 0; i < n; i++) {
        if (b[i].koersel.loebenr != nr) continue;
        *out = b[i];
        return true;
    }
    return side_findes_ikke(err);
}

bool familie_navn(struct side *s, struct str person, bool barn, struct str *out, struct err *err)
{
    struct register_person p;
    struct str rest, foerste;

    TRY(register_person(s->app->store, s->arena, s->app->kommune, person, &p, err));
    *out =
        barn ? side_tekst(s, "Barnet", "The child") : side_tekst(s, "Plejefamilien", "The family");
    if (p.id.n == 0 || p.navn.n == 0) return true;
    *out = p.navn;
    rest = p.navn;
    if (barn && str_split(&rest, ' ', &foerste) && foerste.n > 0) *out = foerste;
    return true;
}
