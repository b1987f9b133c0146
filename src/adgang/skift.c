/*
 * skift: a user's own change of password, in three steps as a login: count the attempt, look at the
 * passwords outside of any transaction, and set the new one where nothing has changed since.
 */
#include "adgang/kode.h"
#include "adgang/session_intern.h"

enum { FRIT_SKIFT = 5 };

struct change {
    struct arena *arena;
    struct str cookie;
    int64_t now_us;
    struct session_raekke raekke;
    struct konto_laest konto;
    bool medarbejder;
    struct forsoeg counted;
    int vent;
    char hash[KODE_HASH_SIZE];
    bool done;
    struct str ny_cookie;
};

static bool begin_change(struct store *store, void *ctx, struct err *err)
{
    struct change *c = ctx;
    struct bruger bruger;

    TRY(session_find(store, c->arena, c->cookie, c->now_us, &c->raekke, err));
    if (!c->raekke.aaben) return true;
    const int kommune = c->raekke.kommune;
    c->counted = (struct forsoeg){
        hash_of(str_format(c->arena, "skift:%.*s", STR_ARG(c->raekke.bruger))), FRIT_SKIFT, 0};
    TRY(forsoeg_tael(store, c->arena, kommune, &c->counted, 1, c->now_us, &c->vent, err));
    TRY(adgang_bruger_laes(store, c->arena, kommune, c->raekke.bruger, &bruger, err));
    c->medarbejder = bruger.roller != 1u << ROLLE_PLEJEFAMILIE;
    return adgang_konto_laes(store, c->arena, kommune, c->raekke.bruger, &c->konto, err);
}

static bool set_new(struct store *store, const struct change *c, struct err *err)
{
    const struct store_value args[] = {
        STORE_I(c->raekke.kommune), STORE_S(c->raekke.bruger),
        STORE_S(str_from(c->hash)), STORE_I(0),
        STORE_I(c->now_us),
    };

    return adgang_add(store, SQL_ADGANG_KODE_PUT, args, 5, err);
}

static bool finish_change(struct store *store, void *ctx, struct err *err)
{
    struct change *c = ctx;
    struct session_raekke raekke;
    struct konto_laest now;

    c->done = false;
    TRY(session_find(store, c->arena, c->cookie, c->now_us, &raekke, err));
    if (!raekke.aaben) return true;
    TRY(adgang_konto_laes(store, c->arena, raekke.kommune, raekke.bruger, &now, err));
    if (!str_eq(now.kode, c->konto.kode)) return true;
    TRY(set_new(store, c, err));
    TRY(adgang_luk_sessioner(store, raekke.kommune, raekke.bruger, NULL, err));
    TRY(session_lav(store, c->arena, &raekke, &c->ny_cookie, err));
    TRY(forsoeg_glem(store, raekke.kommune, &c->counted, err));
    c->done = true;
    return adgang_haendelse(store, c->arena, raekke.kommune, raekke.bruger, "kode", raekke.bruger,
                            c->now_us, err);
}

bool session_skift_kode(struct store *store, struct arena *arena, struct str cookie,
                        struct str gammel, struct str ny, int64_t now_us, struct session_svar *out,
                        struct err *err)
{
    struct change c = {.arena = arena, .cookie = cookie, .now_us = now_us};

    *out = (struct session_svar){.art = SESSION_AFVIST};
    TRY(adgang_write(store, begin_change, &c, err));
    if (!c.raekke.aaben) return true;
    if (c.vent > 0) {
        *out = (struct session_svar){.art = SESSION_VENT, .vent_sekunder = c.vent};
        return true;
    }
    TRY(kode_god(arena, ny, c.raekke.navn, c.medarbejder, err));
    if (str_eq(gammel, ny)) {
        return err_begge(err, ERR_INPUT, NULL,
                         "Den nye adgangskode er den samme som den gamle; vælg en anden",
                         "The new password is the same as the old one; choose another");
    }
    if (!kode_passer(c.konto.kode, gammel)) return true;
    TRY(kode_hash(ny, c.hash, err));
    TRY(adgang_write(store, finish_change, &c, err));
    if (!c.done) return true;
    *out = (struct session_svar){
        .art = SESSION_INDE, .cookie = c.ny_cookie, .bruger = c.raekke.bruger};
    return true;
}
