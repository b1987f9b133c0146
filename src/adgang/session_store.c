/*
 * session/store: sessions and attempts in the database.
 *
 * Invariants: (1) the database knows the SHA-256 of a cookie only; (2) an attempt is counted before
 * it is looked at; (3) a session that has run out opens nothing, also before it is swept away.
 */
#include "adgang/session.h"

#include "adgang/kode.h"
#include "adgang/session_intern.h"

#define SECOND_US INT64_C(1000000)
#define FORSOEG_GLEMT_US (INT64_C(3600) * SECOND_US)
#define ROER_US (INT64_C(60) * SECOND_US)

/* ---- attempts */

/* How many there were of late, and how many seconds of waiting are left. */
static bool read_forsoeg(struct store *store, struct arena *arena, int kommune,
                         const struct forsoeg *f, int64_t now_us, int64_t *antal, int *vent,
                         struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_S(str_from(f->hash.hex))};
    struct store_rows rows;

    *antal = 0;
    *vent = 0;
    TRY(adgang_ask(store, arena, SQL_ADGANG_FORSOEG_FIND, args, 2, 1, &rows, err));
    if (rows.count == 0) return true;
    int64_t last_us = store_at(&rows, 0, 1).i;
    if (now_us - last_us >= FORSOEG_GLEMT_US || now_us < last_us) return true;
    *antal = store_at(&rows, 0, 0).i;
    int64_t free_us = last_us + forsoeg_vent_sekunder(*antal, f->frit) * SECOND_US;
    if (now_us < free_us) *vent = (int)((free_us - now_us + SECOND_US - 1) / SECOND_US);
    return true;
}

bool forsoeg_tael(struct store *store, struct arena *arena, int kommune, struct forsoeg *forsoeg,
                  size_t antal, int64_t now_us, int *vent, struct err *err)
{
    const struct store_value sweep[] = {STORE_I(kommune), STORE_I(now_us - FORSOEG_GLEMT_US)};

    *vent = 0;
    for (size_t i = 0; i < antal; i++) {
        int own = 0;
        TRY(read_forsoeg(store, arena, kommune, &forsoeg[i], now_us, &forsoeg[i].antal, &own, err));
        if (own > *vent) *vent = own;
    }
    if (*vent > 0) return true;
    for (size_t i = 0; i < antal; i++) {
        const struct store_value args[] = {STORE_I(kommune), STORE_S(str_from(forsoeg[i].hash.hex)),
                                           STORE_I(++forsoeg[i].antal), STORE_I(now_us)};
        TRY(adgang_add(store, SQL_ADGANG_FORSOEG_PUT, args, 4, err));
    }
    return adgang_add(store, SQL_ADGANG_FORSOEG_SWEEP, sweep, 2, err);
}

bool forsoeg_glem(struct store *store, int kommune, const struct forsoeg *forsoeg, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_S(str_from(forsoeg->hash.hex))};

    return adgang_add(store, SQL_ADGANG_FORSOEG_FORGET, args, 2, err);
}

/* ---- sessions */

bool session_find(struct store *store, struct arena *arena, struct str cookie, int64_t now_us,
                  struct session_raekke *out, struct err *err)
{
    struct store_rows rows;

    *out = (struct session_raekke){0};
    if (!session_cookie_laes(cookie, &out->kommune)) return true;
    out->hash = hash_of(cookie);
    const struct store_value args[] = {STORE_I(out->kommune), STORE_S(str_from(out->hash.hex))};
    TRY(adgang_ask(store, arena, SQL_ADGANG_SESSION_FIND, args, 2, 1, &rows, err));
    if (rows.count == 0) return true;
    out->bruger = store_at(&rows, 0, 0).s;
    out->aabnet_us = store_at(&rows, 0, 1).i;
    out->set_us = store_at(&rows, 0, 2).i;
    out->frisk_us = store_at(&rows, 0, 3).i;
    out->navn = store_at(&rows, 0, 4).s;
    out->udsteder = store_at(&rows, 0, 5).s;
    out->aaben = session_lever(out->aabnet_us, out->set_us, now_us);
    return true;
}

bool session_lav(struct store *store, struct arena *arena, const struct session_raekke *raekke,
                 struct str *cookie, struct err *err)
{
    *cookie = session_cookie_lav(arena, raekke->kommune);
    struct hash hash = hash_of(*cookie);
    const struct store_value args[] = {
        STORE_I(raekke->kommune),
        STORE_S(str_from(hash.hex)),
        STORE_S(raekke->bruger),
        STORE_I(raekke->aabnet_us),
        STORE_I(raekke->set_us),
        STORE_I(raekke->frisk_us),
        STORE_S(raekke->udsteder.n > 0 ? raekke->udsteder : STR_EMPTY),
    };

    return adgang_add(store, SQL_ADGANG_SESSION_INSERT, args, 7, err);
}

bool session_forny(struct store *store, struct arena *arena, const struct session_raekke *raekke,
                   int64_t now_us, struct str *cookie, struct err *err)
{
    int64_t changed = 0;

    *cookie = session_cookie_lav(arena, raekke->kommune);
    struct hash hash = hash_of(*cookie);
    const struct store_value args[] = {STORE_I(raekke->kommune),
                                       STORE_S(str_from(raekke->hash.hex)),
                                       STORE_S(str_from(hash.hex)), STORE_I(now_us)};
    TRY(adgang_change(store, SQL_ADGANG_SESSION_RENEW, args, 4, &changed, err));
    ASSERT(changed == 1);
    return true;
}

bool session_aabn(struct store *store, struct arena *arena, struct str cookie, int64_t now_us,
                  struct session *out, struct err *err)
{
    struct session_raekke raekke;
    struct konto_laest konto;
    struct bruger bruger;
    struct str person = STR_EMPTY;

    *out = (struct session){0};
    TRY(session_find(store, arena, cookie, now_us, &raekke, err));
    if (!raekke.aaben) return true;
    TRY(adgang_bruger_laes(store, arena, raekke.kommune, raekke.bruger, &bruger, err));
    TRY(adgang_konto_laes(store, arena, raekke.kommune, raekke.bruger, &konto, err));
    if (bruger.roller == 1u << ROLLE_PLEJEFAMILIE) {
        TRY(familie_person(store, arena, raekke.kommune, raekke.bruger, &person, err));
    }
    *out = (struct session){
        .aaben = true,
        .adgang = {raekke.kommune, raekke.bruger, raekke.navn, bruger.roller},
        .person = person,
        .csrf = session_csrf_af(arena, cookie),
        .hash = str_copy(arena, str_from(raekke.hash.hex)),
        .frisk = now_us - raekke.frisk_us < SESSION_FRISK_US,
        /* Of the local account, which was not used. */
        .skift = konto.skift && raekke.udsteder.n == 0,
        .uden_totp = konto.gemt.n == 0,
        .udsteder = raekke.udsteder,
        .roer = now_us - raekke.set_us >= ROER_US,
        .slut_us = session_slut(raekke.aabnet_us, raekke.set_us),
    };
    return true;
}

bool session_roer(struct store *store, const struct session *session, int64_t now_us,
                  struct err *err)
{
    ASSERT(session->aaben);
    const struct store_value args[] = {STORE_I(session->adgang.kommune), STORE_S(session->hash),
                                       STORE_I(now_us)};

    return adgang_add(store, SQL_ADGANG_SESSION_SEEN, args, 3, err);
}

/* ---- ending */

struct closing {
    struct arena *arena;
    struct str cookie;
    const struct adgang *af;
    struct str navn;
    int64_t now_us;
    int64_t antal;
};

static bool end_one(struct store *store, void *ctx, struct err *err)
{
    const struct closing *c = ctx;
    struct session_raekke raekke;

    TRY(session_find(store, c->arena, c->cookie, c->now_us, &raekke, err));
    if (raekke.bruger.n == 0) return true;
    const struct store_value args[] = {STORE_I(raekke.kommune), STORE_S(str_from(raekke.hash.hex))};
    TRY(adgang_add(store, SQL_ADGANG_SESSION_END, args, 2, err));
    return adgang_haendelse(store, c->arena, raekke.kommune, raekke.bruger, "ud", raekke.bruger,
                            c->now_us, err);
}

bool session_luk(struct store *store, struct arena *arena, struct str cookie, int64_t now_us,
                 struct err *err)
{
    struct closing c = {.arena = arena, .cookie = cookie, .now_us = now_us};
    int kommune = 0;

    if (!session_cookie_laes(cookie, &kommune)) return true;
    return adgang_write(store, end_one, &c, err);
}

static bool end_all(struct store *store, void *ctx, struct err *err)
{
    struct closing *c = ctx;
    struct bruger bruger;
    struct str kept;

    TRY(adgang_find_anden(store, c->arena, c->af, c->navn, &kept, &bruger, err));
    TRY(adgang_kraev_over(store, c->arena, c->af, &bruger, err));
    TRY(adgang_luk_sessioner(store, c->af->kommune, bruger.id, &c->antal, err));
    return adgang_haendelse(store, c->arena, c->af->kommune, bruger.id, "lukket_ude", c->af->bruger,
                            c->now_us, err);
}

bool session_luk_alle(struct store *store, struct arena *arena, const struct adgang *af,
                      struct str navn, int64_t now_us, size_t *antal, struct err *err)
{
    struct closing c = {.arena = arena, .af = af, .navn = navn, .now_us = now_us};

    TRY(adgang_write(store, end_all, &c, err));
    *antal = (size_t)c.antal;
    return true;
}
