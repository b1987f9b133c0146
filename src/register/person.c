/*
 * register/person: who people are; may be corrected and erased, and is in no sum and no hash.
 */
#include <stdlib.h>

#include "base/orden.h"
#include "base/tegn.h"
#include "register/navn.h"
#include "register/register.h"
#include "register/tjek.h"

enum { PERSONER_MAX = 10000000, TEKST_MAX = 200 };

static bool digits(struct str s, size_t n)
{
    if (s.n != n) return false;
    for (size_t i = 0; i < n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    return true;
}

/* Law: none is followed for the two check digits: since 2007 numbers are given out that no modulus
 * 11 fits. */
static bool is_cpr(struct str s)
{
    if (!digits(s, 10)) return false;
    int day = (s.p[0] - '0') * 10 + (s.p[1] - '0');
    int month = (s.p[2] - '0') * 10 + (s.p[3] - '0');
    if (day > 60) day -= 60;
    return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

bool register_person_navn(struct str navn, struct err *err)
{
    return tegn_linje(navn, TEGN_BREV, TEKST_MAX, (struct tegn_hvad){"Navnet", "The name"}, err);
}

bool tjek_person(const struct register_person *p, struct err *err)
{
    TRY(tjek_id(p->id, (struct tegn_hvad){"Personen", "The person"}, err));
    TRY(register_person_navn(p->navn, err));
    TRY(tegn_linje(p->adresse, TEGN_BREV, TEKST_MAX, (struct tegn_hvad){"Adressen", "The address"},
                   err));
    TRY(tegn_linje(p->by_navn, TEGN_BREV, TEKST_MAX, (struct tegn_hvad){"Byen", "The town"}, err));
    if (p->postnummer.n > 0 && !digits(p->postnummer, 4)) {
        return err_begge(err, ERR_INPUT, NULL, "Postnummeret skal være fire cifre",
                         "The postal code must be four digits");
    }
    if (p->cpr.n == 0) return true;
    if (p->virksomhed) {
        if (digits(p->cpr, 8)) return true;
        return err_begge(err, ERR_INPUT, NULL,
                         "En virksomheds nummer skal være et cvr-nummer på otte cifre",
                         "The number of a company must be a CVR number of eight digits");
    }
    if (is_cpr(p->cpr)) return true;
    return err_begge(
        err, ERR_INPUT, NULL,
        "Cpr-nummeret skal være ti cifre uden bindestreg, der begynder med en dag og en "
        "måned",
        "The CPR number must be ten digits without a hyphen that begin with a day and a month");
}

static struct register_person person_of(const struct store_value *row)
{
    return (struct register_person){.id = row[0].s,
                                    .virksomhed = str_is(row[1].s, "virksomhed"),
                                    .navn = row[2].s,
                                    .cpr = row[3].s,
                                    .adresse = row[4].s,
                                    .postnummer = row[5].s,
                                    .by_navn = row[6].s,
                                    .beskyttet = row[7].i != 0};
}

bool register_person(struct store *store, struct arena *arena, int kommune, struct str id,
                     struct register_person *out, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_S(id)};
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_REGISTER_PERSON_FIND, args, 2, 1, &rows, err));
    *out = rows.count == 0 ? (struct register_person){.id = STR_EMPTY} : person_of(rows.value);
    return true;
}

bool register_personer(struct store *store, struct arena *arena, int kommune,
                       struct register_person **out, size_t *antal, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune)};
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_REGISTER_PERSON_ALLE, args, 1, PERSONER_MAX, &rows, err));
    struct register_person *alle = ARENA_ARRAY(arena, rows.count, struct register_person);
    for (size_t i = 0; i < rows.count; i++) alle[i] = person_of(rows.value + i * rows.columns);
    *out = alle;
    *antal = rows.count;
    return true;
}

static int by_id(const void *key, const void *item)
{
    return str_cmp(*(const struct str *)key, ((const struct register_person *)item)->id);
}

const struct register_person *register_person_find(const struct register_person *person,
                                                   size_t antal, struct str id)
{
    return antal == 0 ? NULL : bsearch(&id, person, antal, sizeof(*person), by_id);
}

static bool same_person(const struct register_person *a, const struct register_person *b)
{
    return str_eq(a->id, b->id) && a->virksomhed == b->virksomhed && str_eq(a->navn, b->navn) &&
           str_eq(a->cpr, b->cpr) && str_eq(a->adresse, b->adresse) &&
           str_eq(a->postnummer, b->postnummer) && str_eq(a->by_navn, b->by_navn) &&
           a->beskyttet == b->beskyttet;
}

bool register_person_skriv(struct store *store, struct arena *arena, int kommune, int64_t nr,
                           const struct register_person *person, bool *skrevet, struct err *err)
{
    struct register_person kendt;

    TRY(tjek_person(person, err));
    TRY(register_person(store, arena, kommune, person->id, &kendt, err));
    *skrevet = !same_person(&kendt, person);
    if (!*skrevet) return true;
    TRY(navn_ord(store, arena, kommune, &kendt, person->id, person->navn, err));
    if (kendt.id.n > 0 && kendt.navn.n > 0 && !str_eq(kendt.navn, person->navn))
        TRY(navn_kendt(store, arena, kommune, nr, &kendt, person->navn, err));
    const struct store_value args[] = {
        STORE_I(kommune),
        STORE_S(person->id),
        STORE_S(person->virksomhed ? STR("virksomhed") : STR("person")),
        STORE_S(person->navn),
        STORE_S(person->cpr),
        STORE_S(person->adresse),
        STORE_S(person->postnummer),
        STORE_S(person->by_navn),
        STORE_I(person->beskyttet ? 1 : 0),
        STORE_S(orden_noegle(arena, person->navn)),
    };
    enum sql sql = kendt.id.n == 0 ? SQL_REGISTER_PERSON_INDSAET : SQL_REGISTER_PERSON_RET;
    return store_exec(store, sql, args, 10, NULL, err);
}
