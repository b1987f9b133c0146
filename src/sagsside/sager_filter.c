/*
 * sager_filter: searches that a user keeps under a name.
 */
#include "sagsside/sager_filter.h"

#include "base/orden.h"

static struct str address_of(struct side *s, const char *liste, struct str soegning)
{
    return str_format(s->arena, soegning.n > 0 ? "/%s?%.*s" : "/%s", liste, STR_ARG(soegning));
}

/* By name, as Danish has it. */
static void in_order(struct arena *arena, struct sager_filter *f, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        struct sager_filter x = f[i];
        struct str noegle = orden_noegle(arena, x.navn);
        size_t k = i;
        for (; k > 0 && str_cmp(noegle, orden_noegle(arena, f[k - 1].navn)) < 0; k--)
            f[k] = f[k - 1];
        f[k] = x;
    }
}

bool sager_filtre(struct side *s, const char *liste, struct str soegning,
                  const struct sager_filter **out, size_t *antal, struct err *err)
{
    const struct store_value args[] = {STORE_I(s->app->kommune), STORE_S(s->hvem.bruger),
                                       STORE_S(str_from(liste))};
    struct store_rows rows;

    TRY(store_query(s->app->store, s->arena, SQL_SAGSSIDE_FILTER_LISTE, args, 3, SAGER_FILTRE_MAX,
                    &rows, err));
    struct sager_filter *alle = ARENA_ARRAY(s->arena, rows.count, struct sager_filter);
    for (size_t i = 0; i < rows.count; i++)
        alle[i] = (struct sager_filter){store_at(&rows, i, 0).s,
                                        address_of(s, liste, store_at(&rows, i, 1).s),
                                        str_eq(soegning, store_at(&rows, i, 1).s)};
    in_order(s->arena, alle, rows.count);
    *out = alle;
    *antal = rows.count;
    return true;
}

/* What an address may hold: names of fields and values, percent-encoded. */
static bool is_search(struct str s)
{
    static const char tegn[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.=&%";

    for (size_t i = 0; i < s.n; i++) {
        size_t at;
        if (!str_find(STR(tegn), str_sub(s, i, i + 1), &at)) return false;
    }
    return s.n > 0 && s.n < 1000 && !register_ligner_cpr(s);
}

static bool check_name(struct str navn, struct err *err)
{
    bool ok = navn.n > 0 && str_width(navn) <= SAGER_FILTERNAVN_MAX && !register_ligner_cpr(navn);

    if (ok)
        return tegn_tjek(navn, 0, (struct tegn_hvad){"Navnet", "The name"}, err) ||
               err_at(err, "navn");
    _Static_assert(SAGER_FILTERNAVN_MAX == 60, "the texts below say this number");
    return err_begge(err, ERR_INPUT, "navn",
                     "Giv søgningen et navn på højst 60 tegn; et CPR-nummer kan det ikke være.",
                     "Give the search a name of at most 60 characters; it cannot be a CPR "
                     "number.");
}

static bool keep(struct side *s, const char *liste, struct str navn, struct str soegning,
                 struct err *err)
{
    const struct store_value noegle[] = {STORE_I(s->app->kommune), STORE_S(s->hvem.bruger),
                                         STORE_S(str_from(liste)), STORE_S(navn)};
    struct store_rows rows;

    TRY(store_query(s->app->store, s->arena, SQL_SAGSSIDE_FILTER_NYESTE, noegle, 4, 1, &rows, err));
    int64_t nr = rows.count == 0 ? 0 : store_at(&rows, 0, 0).i;
    struct str foer = nr == 0 ? STR_EMPTY : store_at(&rows, 0, 1).s;
    if (str_eq(foer, soegning)) return true;
    const struct store_value args[] = {noegle[0],
                                       noegle[1],
                                       noegle[2],
                                       noegle[3],
                                       STORE_I(nr + 1),
                                       STORE_S(soegning),
                                       STORE_I(s->request->now_us)};
    return store_exec(s->app->store, SQL_SAGSSIDE_FILTER_INDSAET, args, 7, NULL, err);
}

bool sager_filter_gem(struct side *s, const char *liste, struct str *adresse, struct err *err)
{
    const struct web_felter *form = &s->request->form;
    const struct sager_filter *alle;
    struct str navn, soegning, slet;
    size_t n;

    TRY(sager_felt(form, "navn", &navn, err));
    TRY(sager_felt(form, "soegning", &soegning, err));
    TRY(sager_felt(form, "slet", &slet, err));
    *adresse = address_of(s, liste, is_search(soegning) ? soegning : STR_EMPTY);
    TRY(check_name(navn, err));
    if (slet.n > 0) return keep(s, liste, navn, STR_EMPTY, err);
    if (!is_search(soegning)) {
        return err_begge(err, ERR_INPUT, NULL,
                         "Der er ingen søgning at gemme; vælg noget i listen først.",
                         "There is no search to keep; choose something in the list first.");
    }
    TRY(sager_filtre(s, liste, soegning, &alle, &n, err));
    if (n + 1 >= SAGER_FILTRE_MAX) {
        _Static_assert(SAGER_FILTRE_MAX == 50, "the texts below say one less");
        return err_begge(err, ERR_INPUT, NULL, "Der kan gemmes 49 søgninger; slet nogle først.",
                         "49 searches can be kept; delete some first.");
    }
    return keep(s, liste, navn, soegning, err);
}
