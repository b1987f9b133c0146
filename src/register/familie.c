/*
 * register/familie: what is one family's, and which families are one person's.
 */
#include <stdlib.h>

#include "register/register.h"
#include "register/stroem.h"

enum { STEDER_MAX = 10000 };

bool register_familie_steder(struct store *store, struct arena *arena, int kommune, int64_t nr,
                             struct str familie, struct register_fakta **out, size_t *antal,
                             struct err *err)
{
    struct stroem s = {store, arena, kommune, nr, NULL};
    struct samling a = {0};

    TRY(stroem_familie(&s, familie, &a, err));
    *out = a.fakta;
    *antal = a.antal;
    return true;
}

/* ---- the families of a person */

struct kreds {
    struct store *store;
    struct arena *arena;
    int kommune;
    int64_t nr;
    struct str person;
    struct dato dag;
    struct str *familie;
    size_t antal;
    size_t plads;
};

static void add(struct kreds *k, struct str familie)
{
    for (size_t i = 0; i < k->antal; i++)
        if (str_eq(k->familie[i], familie)) return;
    k->familie =
        arena_grow(k->arena, k->familie, k->antal, &k->plads, k->antal + 1, sizeof(*k->familie));
    k->familie[k->antal++] = familie;
}

static bool household(struct kreds *k, struct str familie, struct err *err)
{
    struct register_fakta *f;
    size_t n;

    TRY(register_fakta_af(k->store, k->arena, k->kommune, k->nr, SLAGS_HUSSTAND, familie, &f, &n,
                          err));
    for (size_t i = 0; i < n; i++) {
        bool der = f[i].fra.dag <= k->dag.dag && k->dag.dag < f[i].til.dag;
        if (!f[i].tilbagekaldt && der && str_eq(f[i].husstand.person, k->person) &&
            str_is(f[i].husstand.rolle, "plejeforaelder"))
            add(k, familie);
    }
    return true;
}

static bool holds(const struct kreds *k, const struct register_fakta *f)
{
    return !f->tilbagekaldt && str_eq(f->kontrakt.holder, k->person) && f->fra.dag <= k->dag.dag &&
           (int64_t)f->til.dag + REGISTER_EFTER_DAGE > k->dag.dag;
}

static bool contract(struct kreds *k, struct str anbringelse, struct err *err)
{
    struct register_fakta *f, *sted;
    size_t n, steder;
    bool holder = false;

    TRY(register_fakta_af(k->store, k->arena, k->kommune, k->nr, SLAGS_KONTRAKT, anbringelse, &f,
                          &n, err));
    for (size_t i = 0; i < n; i++) holder = holder || holds(k, &f[i]);
    if (!holder) return true;
    TRY(register_fakta_af(k->store, k->arena, k->kommune, k->nr, SLAGS_ANBRINGELSE, anbringelse,
                          &sted, &steder, err));
    if (steder == 1 && !sted->tilbagekaldt) add(k, sted->anbringelse.plejefamilie);
    return true;
}

static bool ids_of(struct store *store, struct arena *arena, int kommune, enum sql statement,
                   struct str person, struct str **out, size_t *antal, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_S(person)};
    struct store_rows rows;

    TRY(store_query(store, arena, statement, args, 2, STEDER_MAX, &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct str);
    for (size_t i = 0; i < rows.count; i++) (*out)[i] = store_at(&rows, i, 0).s;
    *antal = rows.count;
    return true;
}

bool register_person_kontrakter(struct store *store, struct arena *arena, int kommune,
                                struct str person, struct str **out, size_t *antal, struct err *err)
{
    return ids_of(store, arena, kommune, SQL_REGISTER_PERSON_KONTRAKTER, person, out, antal, err);
}

static int by_text(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

bool register_person_familier(struct store *store, struct arena *arena, int kommune, int64_t nr,
                              struct str person, struct dato dag, struct str **out, size_t *antal,
                              struct err *err)
{
    struct kreds k = {store, arena, kommune, nr, person, dag, NULL, 0, 0};

    struct str *id;
    size_t n;

    TRY(ids_of(store, arena, kommune, SQL_REGISTER_PERSON_HUSSTANDE, person, &id, &n, err));
    for (size_t i = 0; i < n; i++) TRY(household(&k, id[i], err));
    TRY(register_person_kontrakter(store, arena, kommune, person, &id, &n, err));
    for (size_t i = 0; i < n; i++) TRY(contract(&k, id[i], err));
    if (k.antal > 0) qsort(k.familie, k.antal, sizeof(*k.familie), by_text);
    *out = k.familie;
    *antal = k.antal;
    return true;
}
