/*
 * relation: who has which case, in the database.
 *
 * Invariants: (1) rows are only added, and of a key the newest holds; (2) who gives or ends a
 * relation may do so in the transaction that does it, and is another than the one who gets it.
 */
#include "adgang/relation.h"

#include "adgang/adgang_intern.h"

enum { RELATIONER_MAX = 100000 };

static const struct {
    const char *kode;
    const char *navn;
} SLAGS[] = {
    [RELATION_RAADGIVER] = {"raadgiver", "rådgiver"},
    [RELATION_KONSULENT] = {"konsulent", "konsulent"},
    [RELATION_VIKAR] = {"vikar", "vikar"},
};
_Static_assert(sizeof(SLAGS) / sizeof(*SLAGS) == RELATION_SLAGS, "every kind has its words");

const char *relation_slags_kode(enum relation_slags slags)
{
    ASSERT(slags < RELATION_SLAGS);
    return SLAGS[slags].kode;
}

const char *relation_slags_navn(enum relation_slags slags)
{
    ASSERT(slags < RELATION_SLAGS);
    return SLAGS[slags].navn;
}

bool relation_slags_parse(struct str kode, enum relation_slags *out, struct err *err)
{
    for (int i = 0; i < RELATION_SLAGS; i++) {
        if (!str_is(kode, SLAGS[i].kode) && !str_is(kode, SLAGS[i].navn)) continue;
        *out = (enum relation_slags)i;
        return true;
    }
    return err_begge(err, ERR_INPUT, NULL, "Skriv rådgiver, konsulent eller vikar",
                     "Write rådgiver (adviser), konsulent (consultant) or vikar (stand-in)");
}

/* ---- who may */

/* The roles whose access is by case. */
static const unsigned SAGSROLLER = 1u << ROLLE_FAMILIERAADGIVER | 1u << ROLLE_FAMILIEPLEJEKONSULENT;

/* ---- giving */

struct giv {
    struct arena *arena;
    const struct adgang *af;
    struct str navn;
    const struct relation *relation;
    int64_t now_us;
};

static bool check_relation(const struct relation *r, struct err *err)
{
    if ((r->familie.n == 0) == (r->anbringelse.n == 0)) {
        return err_begge(err, ERR_INPUT, NULL, "Sig enten en familie eller en anbringelse",
                         "Say either a family or a placement");
    }
    if (r->fra.dag <= r->til.dag) return true;
    return err_begge(
        err, ERR_INPUT, NULL, "»til« skal ligge efter »fra«; ret en af de to datoer",
        "“til” (the last day) must be after “fra” (the first); correct one of the two dates");
}

/* A case is had by who works with it. What stands from before can be ended. */
static bool can_have(const struct bruger *bruger, const struct relation *r, bool findes,
                     struct err *err)
{
    if ((bruger->roller & 1u << ROLLE_PLEJEFAMILIE) == 0) return true;
    if (findes && r->til.dag < DATO_MAX.dag) return true;
    return err_begge(
        err, ERR_INPUT, NULL,
        "Brugeren er et medlem af en plejefamilie og kan ikke få en sag; vælg en "
        "medarbejder",
        "The user is a member of a foster family and cannot be given a case; choose a member of "
        "staff");
}

static bool give(struct store *store, void *ctx, struct err *err)
{
    const struct giv *g = ctx;
    const struct relation *r = g->relation;
    struct str slags = str_from(relation_slags_kode(r->slags));
    struct bruger anden = {.hash = STR_EMPTY};
    struct store_rows rows;
    struct str kept;

    TRY(adgang_kraev_nu(store, g->arena, g->af, RET_GIV_SAG, err));
    TRY(adgang_find_anden(store, g->arena, g->af, g->navn, &kept, &anden, err));
    if (str_eq(anden.id, g->af->bruger)) {
        return err_begge(err, ERR_INPUT, NULL, "Ingen giver sig selv en sag; bed en anden om det",
                         "Nobody gives themselves a case; ask somebody else to do it");
    }
    const struct store_value noegle[] = {STORE_I(g->af->kommune), STORE_S(anden.id),
                                         STORE_S(r->familie), STORE_S(r->anbringelse),
                                         STORE_S(slags)};
    TRY(adgang_ask(store, g->arena, SQL_ADGANG_RELATION_NYESTE, noegle, 5, 1, &rows, err));
    int64_t nr = rows.count == 0 ? 0 : store_at(&rows, 0, 0).i;
    TRY(can_have(&anden, r, nr > 0, err));
    if (nr > 0 && store_at(&rows, 0, 1).i == r->fra.dag && store_at(&rows, 0, 2).i == r->til.dag)
        return true;
    const struct store_value args[] = {
        noegle[0],           noegle[1],           noegle[2],
        noegle[3],           noegle[4],           STORE_I(nr + 1),
        STORE_I(r->fra.dag), STORE_I(r->til.dag), STORE_S(g->af->bruger),
        STORE_I(g->now_us),
    };
    return adgang_add(store, SQL_ADGANG_RELATION_INDSAET, args, 10, err);
}

bool relation_saet(struct store *store, struct arena *arena, const struct adgang *af,
                   struct str navn, const struct relation *relation, int64_t now_us,
                   struct err *err)
{
    struct giv g = {arena, af, navn, relation, now_us};

    TRY(check_relation(relation, err));
    return adgang_write(store, give, &g, err);
}

/* ---- whether it is demanded */

bool relation_krav(struct store *store, struct arena *arena, int kommune, bool *out,
                   struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune)};
    struct store_rows rows;

    TRY(adgang_ask(store, arena, SQL_ADGANG_SAGSKRAV, args, 1, 1, &rows, err));
    *out = rows.count > 0 && store_at(&rows, 0, 1).i == 1;
    return true;
}

struct krav {
    struct arena *arena;
    const struct adgang *af;
    bool kraeves;
    int64_t now_us;
};

static bool demand(struct store *store, void *ctx, struct err *err)
{
    const struct krav *k = ctx;
    const struct store_value args[] = {STORE_I(k->af->kommune)};
    struct store_rows rows;

    TRY(adgang_kraev_nu(store, k->arena, k->af, RET_GIV_SAG, err));
    TRY(adgang_ask(store, k->arena, SQL_ADGANG_SAGSKRAV, args, 1, 1, &rows, err));
    int64_t nr = rows.count == 0 ? 0 : store_at(&rows, 0, 0).i;
    bool nu = rows.count > 0 && store_at(&rows, 0, 1).i == 1;
    if (nu == k->kraeves) return true;
    const struct store_value ny[] = {STORE_I(k->af->kommune), STORE_I(nr + 1), STORE_I(k->kraeves),
                                     STORE_S(k->af->bruger), STORE_I(k->now_us)};
    return adgang_add(store, SQL_ADGANG_SAGSKRAV_INDSAET, ny, 5, err);
}

bool relation_krav_saet(struct store *store, struct arena *arena, const struct adgang *af,
                        bool kraeves, int64_t now_us, struct err *err)
{
    struct krav k = {arena, af, kraeves, now_us};

    return adgang_write(store, demand, &k, err);
}

/* ---- asking */

bool relation_kun_egne(struct store *store, struct arena *arena, const struct adgang *adgang,
                       enum ret ret, bool *out, struct err *err)
{
    bool sagsrolle = false, fri = false;

    for (int i = 0; i < ROLLE_ANTAL; i++) {
        if ((adgang->roller & 1u << i) == 0 || !rolle_har((enum rolle)i, ret)) continue;
        if ((SAGSROLLER & 1u << i) != 0)
            sagsrolle = true;
        else
            fri = true;
    }
    *out = false;
    if (!sagsrolle || fri) return true;
    return relation_krav(store, arena, adgang->kommune, out, err);
}

static bool read_rows(struct store *store, struct arena *arena, enum sql statement,
                      const struct store_value *args, size_t count, struct relation **out,
                      size_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(adgang_ask(store, arena, statement, args, count, RELATIONER_MAX, &rows, err));
    struct relation *alle = ARENA_ARRAY(arena, rows.count, struct relation);
    for (size_t i = 0; i < rows.count; i++) {
        const struct store_value *v = rows.value + i * rows.columns;
        alle[i] = (struct relation){.bruger = v[0].s,
                                    .familie = v[1].s,
                                    .anbringelse = v[2].s,
                                    .fra = {(int32_t)v[4].i},
                                    .til = {(int32_t)v[5].i},
                                    .af = v[6].s,
                                    .tid_us = v[7].i};
        TRY(relation_slags_parse(v[3].s, &alle[i].slags, err));
    }
    *out = alle;
    *antal = rows.count;
    return true;
}

static bool of_case(struct store *store, struct arena *arena, int kommune, struct str familie,
                    struct str anbringelse, struct dato dag, struct relation **out, size_t *antal,
                    struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_S(familie), STORE_S(anbringelse),
                                       STORE_I(dag.dag)};

    *out = NULL;
    *antal = 0;
    if (familie.n == 0 && anbringelse.n == 0) return true;
    return read_rows(store, arena, SQL_ADGANG_RELATION_SAG, args, 4, out, antal, err);
}

bool relation_af_sag(struct store *store, struct arena *arena, int kommune, struct str familie,
                     struct str anbringelse, struct dato dag, struct relation **out, size_t *antal,
                     struct err *err)
{
    struct relation *f, *a, *alle;
    size_t fn, an;

    TRY(of_case(store, arena, kommune, familie, STR_EMPTY, dag, &f, &fn, err));
    TRY(of_case(store, arena, kommune, STR_EMPTY, anbringelse, dag, &a, &an, err));
    alle = ARENA_ARRAY(arena, fn + an, struct relation);
    for (size_t i = 0; i < fn; i++) alle[i] = f[i];
    for (size_t i = 0; i < an; i++) alle[fn + i] = a[i];
    *out = alle;
    *antal = fn + an;
    return true;
}

bool relation_har(struct store *store, struct arena *arena, int kommune, struct str bruger,
                  struct str familie, struct str anbringelse, struct dato dag, bool *out,
                  struct err *err)
{
    struct relation *r;
    size_t n;

    TRY(relation_af_sag(store, arena, kommune, familie, anbringelse, dag, &r, &n, err));
    *out = false;
    for (size_t i = 0; i < n; i++) *out = *out || str_eq(r[i].bruger, bruger);
    return true;
}

bool relation_af_bruger(struct store *store, struct arena *arena, int kommune, struct str bruger,
                        struct relation **out, size_t *antal, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_S(bruger)};

    return read_rows(store, arena, SQL_ADGANG_RELATION_BRUGER, args, 2, out, antal, err);
}
