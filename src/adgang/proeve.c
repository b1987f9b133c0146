/*
 * proeve: a kommune of invented people, which anybody may try as any of its users.
 *
 * Invariant: a kommune becomes one only while nothing is registered in it, so that no session is
 * ever opened without a password where there are people.
 */
#include "adgang/session_intern.h"

static bool mark(struct store *store, void *ctx, struct err *err)
{
    const struct store_value args[] = {STORE_I(*(const int *)ctx)};
    int64_t changed = 0;

    TRY(adgang_change(store, SQL_ADGANG_KOMMUNE_OPDIGT, args, 1, &changed, err));
    return changed == 1 ||
           err_begge(
               err, ERR_INPUT, NULL,
               "Kommunen findes ikke, eller der er registreret noget i den; "
               "kun en ny kommune kan blive opdigtet",
               "The municipality does not exist, or something is registered in it; only a new "
               "municipality can become an invented one");
}

bool adgang_kommune_opdigt(struct store *store, int kommune, struct err *err)
{
    return adgang_write(store, mark, &kommune, err);
}

bool adgang_kommune_opdigtet(struct store *store, int kommune, bool *out, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune)};
    struct store_rows rows;
    struct arena arena;

    arena_init(&arena, (size_t)1 << 16);
    bool ok = adgang_ask(store, &arena, SQL_ADGANG_KOMMUNE_OPDIGTET, args, 1, 1, &rows, err);
    *out = ok && rows.count == 1 && store_at(&rows, 0, 0).i == 1;
    arena_release(&arena);
    return ok;
}

struct trial {
    struct arena *arena;
    int kommune;
    struct str navn;
    int64_t now_us;
    struct str bruger;
    struct str cookie;
};

static bool open_trial(struct store *store, void *ctx, struct err *err)
{
    struct trial *t = ctx;
    struct str navn;
    bool opdigtet;

    TRY(adgang_kommune_opdigtet(store, t->kommune, &opdigtet, err));
    if (!opdigtet) {
        return err_begge(err, ERR_ACCESS, NULL,
                         "Kun en opdigtet kommune kan prøves uden adgangskode",
                         "Only an invented municipality can be tried without a password");
    }
    TRY(adgang_navn_parse(t->arena, t->navn, &navn, err));
    TRY(adgang_find(store, t->arena, t->kommune, navn, &t->bruger, err));
    if (t->bruger.n == 0)
        return err_begge(err, ERR_ACCESS, NULL, "Der er ingen bruger af det navn",
                         "There is no user of that name");
    const struct session_raekke ny = {
        .kommune = t->kommune,
        .bruger = t->bruger,
        .aabnet_us = t->now_us,
        .set_us = t->now_us,
        .frisk_us = t->now_us,
    };
    TRY(session_lav(store, t->arena, &ny, &t->cookie, err));
    return adgang_haendelse(store, t->arena, t->kommune, t->bruger, "ind", t->bruger, t->now_us,
                            err);
}

bool session_proeve(struct store *store, struct arena *arena, int kommune, struct str navn,
                    int64_t now_us, struct session_svar *out, struct err *err)
{
    struct trial t = {.arena = arena, .kommune = kommune, .navn = navn, .now_us = now_us};

    *out = (struct session_svar){.art = SESSION_AFVIST};
    TRY(adgang_write(store, open_trial, &t, err));
    *out = (struct session_svar){.art = SESSION_INDE, .cookie = t.cookie, .bruger = t.bruger};
    return true;
}
