/*
 * register/navn: what people are called, from which day, and since when we know it.
 *
 * A name that was never changed stands in `person` alone. The first change writes the name that was
 * there as its own row, from the beginning; after that nothing of the history is changed. What the
 * person is called now is kept in `person`, where everything reads it.
 */
#include "register/navn.h"

#include "base/orden.h"
#include "register/tjek.h"

enum { NAVNE_MAX = 10000 };

bool navn_ord(struct store *store, struct arena *arena, int kommune,
              const struct register_person *kendt, struct str person, struct str navn,
              struct err *err)
{
    const struct store_value hvem[] = {STORE_I(kommune), STORE_S(person)};
    struct str rest = str_fold(arena, navn), ord;

    if (kendt->id.n > 0 && str_eq(kendt->navn, navn)) return true;
    if (kendt->id.n > 0) TRY(store_exec(store, SQL_REGISTER_SOEG_ORD_SLET, hvem, 2, NULL, err));
    /* str_fold leaves '_' between words. */
    while (str_split(&rest, '_', &ord)) {
        const struct store_value args[] = {STORE_I(kommune), STORE_S(ord), STORE_S(person)};
        if (ord.n == 0) continue;
        TRY(store_exec(store, SQL_REGISTER_SOEG_ORD_INDSAET, args, 3, NULL, err));
    }
    return true;
}

/* ---- reading ---- */

bool register_navne(struct store *store, struct arena *arena, int kommune, struct str person,
                    struct register_navn **out, size_t *antal, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_S(person)};
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_REGISTER_PERSON_NAVNE, args, 2, NAVNE_MAX, &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct register_navn);
    for (size_t i = 0; i < rows.count; i++) {
        const struct store_value *v = rows.value + i * rows.columns;
        (*out)[i] = (struct register_navn){.fra = {(int32_t)v[0].i},
                                           .nr = v[1].i,
                                           .tilbagekaldt = v[2].i != 0,
                                           .navn = v[3].s,
                                           .tid_us = v[4].i,
                                           .bruger = v[5].s};
    }
    *antal = rows.count;
    return true;
}

const struct register_navn *register_navn_paa(const struct register_navn *navn, size_t antal,
                                              struct dato dag, int64_t nr)
{
    const struct register_navn *ud = NULL;

    for (size_t i = 0; i < antal && navn[i].fra.dag <= dag.dag;) {
        const struct register_navn *kendt = NULL; /* of that day */
        size_t k = i;
        for (; k < antal && navn[k].fra.dag == navn[i].fra.dag; k++)
            if (navn[k].nr <= nr) kendt = &navn[k];
        if (kendt != NULL && !kendt->tilbagekaldt) ud = kendt;
        i = k;
    }
    return ud;
}

/* ---- writing ---- */

struct navneliste {
    struct store *store;
    struct arena *arena;
    int kommune;
    int64_t nr;
    const struct register_person *person;
    struct register_navn *navn;
    size_t antal;
    const struct register_navn *nyeste; /* that holds */
};

static bool add(struct navneliste *l, struct dato fra, int64_t nr, bool tilbagekaldt,
                struct str navn, struct err *err)
{
    const struct store_value args[] = {
        STORE_I(l->kommune), STORE_S(l->person->id),        STORE_I(fra.dag),
        STORE_I(nr),         STORE_I(tilbagekaldt ? 1 : 0), STORE_S(navn)};

    return store_exec(l->store, SQL_REGISTER_PERSON_NAVN_INDSAET, args, 6, NULL, err);
}

static bool read_list(struct navneliste *l, struct err *err)
{
    TRY(register_navne(l->store, l->arena, l->kommune, l->person->id, &l->navn, &l->antal, err));
    if (l->antal == 0) {
        TRY(add(l, DATO_MIN, 0, false, l->person->navn, err));
        l->navn = ARENA_NEW(l->arena, struct register_navn);
        *l->navn =
            (struct register_navn){.fra = DATO_MIN, .navn = l->person->navn, .bruger = STR_EMPTY};
        l->antal = 1;
    }
    l->nyeste = register_navn_paa(l->navn, l->antal, DATO_MAX, INT64_MAX);
    ASSERT(l->nyeste != NULL);
    return true;
}

bool navn_kendt(struct store *store, struct arena *arena, int kommune, int64_t nr,
                const struct register_person *kendt, struct str navn, struct err *err)
{
    struct navneliste l = {
        .store = store, .arena = arena, .kommune = kommune, .nr = nr, .person = kendt};

    if (nr == 0) return true;
    TRY(read_list(&l, err));
    return add(&l, l.nyeste->fra, nr, false, navn, err);
}

static bool check_change(const struct navneliste *l, const struct register_navneret *ret,
                         struct err *err)
{
    if (ret->fra.dag > ret->i_dag.dag)
        return err_begge(err, ERR_INPUT, "fra",
                         "Et navn kan først registreres, når det er skiftet; dagen er ikke kommet",
                         "A name is registered when it has been changed; that day is not here yet");
    TRY(tjek_dag(ret->fra, (struct tegn_hvad){"Dagen", "The day"}, err));
    if (ret->fra.dag > l->nyeste->fra.dag) return true;
    return err_begge(err, ERR_INPUT, "fra",
                     "Navnet er allerede skiftet den dag eller senere; ret det nyeste navn, eller "
                     "tag navneskiftet tilbage først",
                     "The name was changed on that day or later; correct the newest name, or take "
                     "the change back first");
}

static bool set_now(struct navneliste *l, struct err *err)
{
    TRY(register_navne(l->store, l->arena, l->kommune, l->person->id, &l->navn, &l->antal, err));
    struct str navn = register_navn_paa(l->navn, l->antal, DATO_MAX, INT64_MAX)->navn;
    const struct store_value args[] = {STORE_I(l->kommune), STORE_S(l->person->id), STORE_S(navn),
                                       STORE_S(orden_noegle(l->arena, navn))};
    TRY(navn_ord(l->store, l->arena, l->kommune, l->person, l->person->id, navn, err));
    return store_exec(l->store, SQL_REGISTER_PERSON_NAVN_SAET, args, 4, NULL, err);
}

static bool write_one(struct navneliste *l, const struct register_navneret *ret, bool *skrevet,
                      struct err *err)
{
    if (ret->handling == NAVN_TILBAGE) {
        if (l->nyeste->fra.dag == DATO_MIN.dag)
            return err_begge(err, ERR_INPUT, "handling", "Der er intet navneskift at tage tilbage",
                             "There is no change of name to take back");
        TRY(add(l, l->nyeste->fra, l->nr, true, l->nyeste->navn, err));
        return set_now(l, err);
    }
    if (str_eq(ret->navn, l->nyeste->navn)) {
        *skrevet = false;
        return true;
    }
    if (ret->handling == NAVN_SKIFTET) TRY(check_change(l, ret, err));
    struct dato fra = ret->handling == NAVN_SKIFTET ? ret->fra : l->nyeste->fra;
    TRY(add(l, fra, l->nr, false, ret->navn, err));
    return set_now(l, err);
}

bool register_navn_ret(struct store *store, struct arena *arena, int kommune, int64_t nr,
                       const struct register_navneret *ret, bool *skrevet, struct err *err)
{
    struct register_person kendt;
    struct register_navneret r = *ret;
    struct navneliste l = {
        .store = store, .arena = arena, .kommune = kommune, .nr = nr, .person = &kendt};

    ASSERT(nr > 0);
    *skrevet = true;
    TRY(register_person(store, arena, kommune, ret->person, &kendt, err));
    if (kendt.id.n == 0)
        return err_begge(err, ERR_INPUT, "person", "Der er ingen person med det nummer",
                         "There is no person with that number");
    r.navn = str_trim(ret->navn);
    if (r.handling != NAVN_TILBAGE && r.navn.n == 0)
        return err_begge(err, ERR_INPUT, "navn", "Skriv navnet", "Write the name");
    if (r.handling != NAVN_TILBAGE && !register_person_navn(r.navn, err))
        return err_at(err, "navn");
    TRY(read_list(&l, err));
    return write_one(&l, &r, skrevet, err);
}
