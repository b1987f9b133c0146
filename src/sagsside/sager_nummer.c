/*
 * sager_nummer: a CPR number that is searched for.
 */
#include "sagsside/sager_nummer.h"

bool sager_tal(struct str tekst, int64_t most, int *out)
{
    int64_t n = 0;

    *out = 0;
    if (tekst.n == 0) return true;
    if (!str_int(tekst, &n) || n < 0 || n > most) return false;
    *out = (int)n;
    return true;
}

/* Of a child's placements those that may be seen. */
static bool seen_by(struct side *s, struct str *sted, size_t *n, struct err *err)
{
    size_t m = 0;

    for (size_t i = 0; i < *n; i++) {
        bool ser;
        TRY(sager_sted_ser(s, sted[i], &ser, err));
        if (ser) sted[m++] = sted[i];
    }
    *n = m;
    return true;
}

bool sager_nummer_til(struct side *s, struct str nummer, struct str *adresse, struct err *err)
{
    struct str *person, *sted;
    size_t n, steder;
    struct sager_adresse a;

    *adresse = STR_EMPTY;
    TRY(side_set(s, VISNING_LISTE, STR("nummer"), "sagsbehandling", 0, err));
    TRY(register_nummer_find(s->app->store, s->arena, s->app->kommune, nummer, &person, &n, err));
    for (size_t i = 0; i < n; i++) {
        TRY(register_barn_anbringelser(s->app->store, s->arena, s->app->kommune, person[i], &sted,
                                       &steder, err));
        TRY(seen_by(s, sted, &steder, err));
        if (steder == 0) continue;
        sager_adresse(s, &a, "/anbringelser");
        sager_tilfoej(&a, "q", person[i]);
        sager_tilfoej(&a, "ophold", STR("alle"));
        *adresse = steder == 1 ? str_format(s->arena, "/anbringelser/%.*s", STR_ARG(sted[0]))
                               : sager_adressen(&a);
        return true;
    }
    for (size_t i = 0; i < n; i++) {
        TRY(register_person_familier(s->app->store, s->arena, s->app->kommune, INT64_MAX, person[i],
                                     s->i_dag, &sted, &steder, err));
        for (size_t k = 0; k < steder; k++) {
            bool ser;
            TRY(side_sag_ser(s, sted[k], STR_EMPTY, &ser, err));
            if (ser) *adresse = str_format(s->arena, "/familier/%.*s", STR_ARG(sted[k]));
        }
    }
    return true;
}

struct str sager_nummer_ingen(const struct side *s)
{
    return side_tekst(s, "Der er ingen i registret med det CPR-nummer.",
                      "Nobody in the register has that CPR number.");
}

bool sager_nummer_vaek(struct side *s, const char *liste, struct err *err)
{
    TRY(side_set(s, VISNING_LISTE, str_from(liste), "sagsbehandling", 0, err));
    return side_videre(s, str_format(s->arena, "/%s?advarsel=cpr", liste));
}

bool sager_nummer_advarsel(struct side *s, struct str *out, struct err *err)
{
    struct str advarsel;

    TRY(sager_felt(&s->request->query, "advarsel", &advarsel, err));
    *out = STR_EMPTY;
    if (str_is(advarsel, "cpr"))
        *out = side_tekst(s, "Et CPR-nummer skal skrives i feltet; det må ikke stå i en adresse.",
                          "Type a CPR number in the field; it must not stand in an address.");
    return true;
}
