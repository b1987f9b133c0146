/*
 * log_ind: the way in. An attempt is counted in one transaction; the password is looked at outside
 * of any, since it takes long; what was right is used in a second one.
 *
 * Between the two the account may have been changed: then the second finds another password or a
 * code that is used up, and the attempt is refused like any other.
 */
#include "adgang/session.h"

#include <string.h>

#include "adgang/kode.h"
#include "adgang/session_intern.h"

enum {
    FRIT_NAVN = 5,
    FRIT_ADRESSE = 50,
    BEKRAEFT_MAX = 10, /* wrong codes in a session before it ends */
};

/* One attempt on its way. */
struct attempt {
    struct arena *arena;
    const struct session_login *login;
    int64_t now_us;
    int kommune;
    struct str bruger; /* empty when nobody has the name */
    struct konto_laest konto;
    struct forsoeg counted[2]; /* the name or the browser; the address */
    struct str enhed;          /* the browser's hash when it is known as the user's; else empty */
    int vent;
    int64_t trin;
    bool foerste; /* a first password, and no second factor to give */
    bool has_new_hash;
    char new_hash[KODE_HASH_SIZE];
    bool inside;
    struct str cookie;
    struct str ny_enhed;
};

static struct forsoeg count_of(struct arena *arena, const char *what, struct str text, int64_t frit)
{
    return (struct forsoeg){hash_of(str_format(arena, "%s:%.*s", what, STR_ARG(text))), frit, 0};
}

/* Whether the user has logged in from this browser before; sets a->enhed. */
static bool find_enhed(struct store *store, struct attempt *a, struct err *err)
{
    struct store_rows rows;
    int kommune = 0;

    a->enhed = STR_EMPTY;
    if (!session_cookie_laes(a->login->enhed, &kommune) || kommune != a->kommune) return true;
    struct hash hash = hash_of(a->login->enhed);
    const struct store_value args[] = {STORE_I(kommune), STORE_S(str_from(hash.hex))};
    TRY(adgang_ask(store, a->arena, SQL_ADGANG_ENHED_FIND, args, 2, 1, &rows, err));
    if (rows.count == 0 || !str_eq(store_at(&rows, 0, 0).s, a->bruger)) return true;
    if (a->now_us - store_at(&rows, 0, 1).i >= SESSION_ENHED_US) return true;
    a->enhed = str_copy(a->arena, str_from(hash.hex));
    return true;
}

/* The first transaction: who is meant, and whether anything may be tried. */
static bool begin_attempt(struct store *store, void *ctx, struct err *err)
{
    struct attempt *a = ctx;
    struct err own = ERR_INIT;
    struct str kept = STR_EMPTY;

    a->kommune = a->login->kommune;
    a->bruger = STR_EMPTY;
    TRY(adgang_find_kommune(store, a->arena, &a->kommune, NULL, err));
    bool named = adgang_navn_parse(a->arena, a->login->navn, &kept, &own);
    if (named) TRY(adgang_find(store, a->arena, a->kommune, kept, &a->bruger, err));
    TRY(find_enhed(store, a, err));
    if (a->enhed.n > 0)
        a->counted[0] = count_of(a->arena, "enhed", a->enhed, FRIT_NAVN);
    else
        a->counted[0] = count_of(a->arena, "navn", named ? kept : a->login->navn, FRIT_NAVN);
    a->counted[1] = count_of(a->arena, "fra", a->login->fra, FRIT_ADRESSE);
    size_t counted = a->login->fra.n > 0 && a->enhed.n == 0 ? 2 : 1;
    TRY(forsoeg_tael(store, a->arena, a->kommune, a->counted, counted, a->now_us, &a->vent, err));
    if (a->vent > 0) return true;
    TRY(adgang_konto_laes(store, a->arena, a->kommune, a->bruger, &a->konto, err));
    if (a->bruger.n == 0) return true;
    return adgang_haendelse(store, a->arena, a->kommune, a->bruger, "forsoeg", STR_EMPTY, a->now_us,
                            err);
}

/* Both are looked at, whatever the first of them says. */
static bool is_right(struct attempt *a, struct err *err)
{
    const bool sized = a->login->kode.n <= (size_t)4 * KODE_MAX;
    const bool kode = kode_passer(a->konto.kode, sized ? a->login->kode : STR_EMPTY);

    a->foerste =
        a->konto.skift && a->konto.gemt.n == 0 && a->now_us - a->konto.kode_us < SESSION_FOERSTE_US;
    a->trin = totp_trin(a->konto.hemmelighed, a->login->totp, a->now_us, a->konto.trin);
    if (!kode || !sized || (a->trin < 0 && !a->foerste) || a->bruger.n == 0) return false;
    a->has_new_hash = kode_er_gammel(a->konto.kode);
    return !a->has_new_hash || kode_hash(a->login->kode, a->new_hash, err);
}

static bool rehash(struct store *store, const struct attempt *a, struct err *err)
{
    const struct store_value args[] = {STORE_I(a->kommune), STORE_S(a->bruger),
                                       STORE_S(a->konto.kode), STORE_S(str_from(a->new_hash))};

    return !a->has_new_hash || adgang_add(store, SQL_ADGANG_KODE_REHASH, args, 4, err);
}

/* The account is still as it was looked at, and the code is used up now. */
static bool still_right(struct store *store, const struct attempt *a, bool *right, struct err *err)
{
    struct konto_laest now;

    *right = false;
    TRY(adgang_konto_laes(store, a->arena, a->kommune, a->bruger, &now, err));
    if (!str_eq(now.kode, a->konto.kode)) return true;
    if (a->foerste) {
        *right = now.gemt.n == 0;
        return true;
    }
    return adgang_totp_brug(store, a->kommune, a->bruger, &a->konto, a->trin, right, err);
}

/* The browser is known from now on, by a new secret. */
static bool keep_enhed(struct store *store, struct attempt *a, struct err *err)
{
    a->ny_enhed = session_cookie_lav(a->arena, a->kommune);
    struct hash hash = hash_of(a->ny_enhed);
    const struct store_value ny[] = {STORE_I(a->kommune), STORE_S(str_from(hash.hex)),
                                     STORE_S(a->bruger), STORE_I(a->now_us)};
    const struct store_value gammel[] = {STORE_I(a->kommune), STORE_S(a->enhed)};
    const struct store_value sweep[] = {STORE_I(a->kommune), STORE_S(a->bruger),
                                        STORE_I(a->now_us - SESSION_ENHED_US)};

    if (a->enhed.n > 0) TRY(adgang_add(store, SQL_ADGANG_ENHED_END, gammel, 2, err));
    TRY(adgang_add(store, SQL_ADGANG_ENHED_SWEEP, sweep, 3, err));
    return adgang_add(store, SQL_ADGANG_ENHED_INSERT, ny, 4, err);
}

static bool open_session(struct store *store, struct attempt *a, struct err *err)
{
    struct hash gammel = hash_of(a->login->gammel);
    const struct store_value end[] = {STORE_I(a->kommune), STORE_S(str_from(gammel.hex))};
    const struct store_value sweep[] = {STORE_I(a->kommune),
                                        STORE_I(a->now_us - SESSION_LAENGST_US)};

    TRY(adgang_add(store, SQL_ADGANG_SESSION_END, end, 2, err));
    TRY(adgang_add(store, SQL_ADGANG_SESSION_SWEEP, sweep, 2, err));
    const struct session_raekke ny = {
        .kommune = a->kommune,
        .bruger = a->bruger,
        .aabnet_us = a->now_us,
        .set_us = a->now_us,
        .frisk_us = a->now_us,
    };
    return session_lav(store, a->arena, &ny, &a->cookie, err);
}

/* The second transaction, after everything was right. */
static bool finish_attempt(struct store *store, void *ctx, struct err *err)
{
    struct attempt *a = ctx;

    TRY(still_right(store, a, &a->inside, err));
    if (!a->inside) return true;
    TRY(forsoeg_glem(store, a->kommune, &a->counted[0], err));
    TRY(rehash(store, a, err));
    TRY(open_session(store, a, err));
    TRY(keep_enhed(store, a, err));
    return adgang_haendelse(store, a->arena, a->kommune, a->bruger, "ind", a->bruger, a->now_us,
                            err);
}

bool session_log_ind(struct store *store, struct arena *arena, const struct session_login *login,
                     int64_t now_us, struct session_svar *out, struct err *err)
{
    struct attempt a = {.arena = arena, .login = login, .now_us = now_us};
    struct err own = ERR_INIT;

    *out = (struct session_svar){.art = SESSION_AFVIST};
    TRY(adgang_write(store, begin_attempt, &a, err));
    if (a.vent > 0) {
        *out = (struct session_svar){.art = SESSION_VENT, .vent_sekunder = a.vent};
        return true;
    }
    if (!is_right(&a, &own)) {
        if (own.kind == ERR_NONE) return true;
        *err = own;
        return false;
    }
    TRY(adgang_write(store, finish_attempt, &a, err));
    if (!a.inside) return true;
    *out = (struct session_svar){
        .art = SESSION_INDE, .cookie = a.cookie, .enhed = a.ny_enhed, .bruger = a.bruger};
    return true;
}

/* ---- once more, inside a session */

struct confirm {
    struct arena *arena;
    struct str cookie;
    struct str totp;
    int64_t now_us;
    struct session_svar svar;
};

/* Too many wrong codes end the session: its cookie may be in other hands. */
static bool end_session(struct store *store, const struct confirm *c,
                        const struct session_raekke *raekke, struct err *err)
{
    const struct store_value args[] = {STORE_I(raekke->kommune),
                                       STORE_S(str_from(raekke->hash.hex))};

    TRY(adgang_add(store, SQL_ADGANG_SESSION_END, args, 2, err));
    return adgang_haendelse(store, c->arena, raekke->kommune, raekke->bruger, "lukket_ude",
                            STR_EMPTY, c->now_us, err);
}

static bool use_code(struct store *store, struct confirm *c, const struct session_raekke *raekke,
                     struct err *err)
{
    struct konto_laest konto;
    bool ny = false;

    TRY(adgang_konto_laes(store, c->arena, raekke->kommune, raekke->bruger, &konto, err));
    int64_t trin = totp_trin(konto.hemmelighed, c->totp, c->now_us, konto.trin);
    if (trin < 0) return true;
    TRY(adgang_totp_brug(store, raekke->kommune, raekke->bruger, &konto, trin, &ny, err));
    if (!ny) return true;
    TRY(session_forny(store, c->arena, raekke, c->now_us, &c->svar.cookie, err));
    c->svar.art = SESSION_INDE;
    c->svar.bruger = raekke->bruger;
    return adgang_haendelse(store, c->arena, raekke->kommune, raekke->bruger, "bekraeftet",
                            raekke->bruger, c->now_us, err);
}

static bool confirm(struct store *store, void *ctx, struct err *err)
{
    struct confirm *c = ctx;
    struct session_raekke raekke;
    int vent = 0;

    c->svar = (struct session_svar){.art = SESSION_AFVIST};
    TRY(session_find(store, c->arena, c->cookie, c->now_us, &raekke, err));
    if (!raekke.aaben) return true;
    struct forsoeg f = count_of(c->arena, "session", str_from(raekke.hash.hex), FRIT_NAVN);
    TRY(forsoeg_tael(store, c->arena, raekke.kommune, &f, 1, c->now_us, &vent, err));
    if (vent > 0) {
        c->svar = (struct session_svar){.art = SESSION_VENT, .vent_sekunder = vent};
        return true;
    }
    TRY(use_code(store, c, &raekke, err));
    if (c->svar.art == SESSION_INDE) return forsoeg_glem(store, raekke.kommune, &f, err);
    return f.antal < BEKRAEFT_MAX || end_session(store, c, &raekke, err);
}

bool session_bekraeft(struct store *store, struct arena *arena, struct str cookie, struct str totp,
                      int64_t now_us, struct session_svar *out, struct err *err)
{
    struct confirm c = {.arena = arena, .cookie = cookie, .totp = totp, .now_us = now_us};

    TRY(adgang_write(store, confirm, &c, err));
    *out = c.svar;
    return true;
}
