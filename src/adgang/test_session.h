/*
 * test_session: users with local accounts, on either engine. Only for this room's tests.
 */
#ifndef ADGANG_TEST_SESSION_H
#define ADGANG_TEST_SESSION_H

#include "adgang/test_adgang.h"

#include <sodium.h>

#include "adgang/kode.h"
#include "adgang/session_intern.h"

#define SECOND_US INT64_C(1000000)
#define MINUTE_US (60 * SECOND_US)
#define HOUR_US (60 * MINUTE_US)
#define STEP_US (TOTP_SEKUNDER * SECOND_US)
#define KODE "torsk paraply gevind sopran"

/* A user with a password and a second factor. */
struct konto {
    struct adgang adgang;
    struct str totp; /* the secret */
};

static inline void give_konto(struct test_case *t, struct konto *k)
{
    struct str uri;

    assert_ok(kode_saet(t->store, &t->arena, &k->adgang, k->adgang.navn, STR(KODE), NOW, &t->err),
              t->err);
    assert_ok(
        totp_lav(t->store, &t->arena, &k->adgang, k->adgang.navn, NOW, &k->totp, &uri, &t->err),
        t->err);
}

static inline struct konto new_konto(struct test_case *t, const char *navn, enum rolle rolle)
{
    struct konto k = {.adgang = new_user(t, navn, rolle)};

    give_konto(t, &k);
    return k;
}

/* The code an app shows then. */
static inline struct str code_at(struct test_case *t, struct str secret, int64_t now_us)
{
    char code[TOTP_CIFRE + 1];

    assert_ok(totp_kode(secret, now_us / STEP_US, code, &t->err), t->err);
    return str_copy(&t->arena, str_from(code));
}

/* A code that is none of those near that time. */
static inline struct str wrong_code(struct test_case *t, struct str secret, int64_t now_us)
{
    char code[TOTP_CIFRE + 1];

    for (int i = 0;; i++) {
        bool hit = false;
        int n = snprintf(code, sizeof(code), "%06d", i);
        assert_int_equal(n, TOTP_CIFRE);
        for (int step = -1; step <= 1; step++) {
            hit = hit || str_is(code_at(t, secret, now_us + step * STEP_US), code);
        }
        if (!hit) return str_copy(&t->arena, str_from(code));
    }
}

static inline struct session_svar try_login(struct test_case *t, struct session_login login,
                                            int64_t now_us)
{
    struct session_svar svar;

    assert_ok(session_log_ind(t->store, &t->arena, &login, now_us, &svar, &t->err), t->err);
    assert_int_equal(svar.art == SESSION_INDE, svar.cookie.n > 0);
    assert_int_equal(svar.art == SESSION_VENT, svar.vent_sekunder > 0);
    return svar;
}

static inline struct session_login words(struct test_case *t, const struct konto *k, int64_t now_us)
{
    return (struct session_login){.kommune = 773,
                                  .navn = k->adgang.navn,
                                  .kode = STR(KODE),
                                  .totp = code_at(t, k->totp, now_us)};
}

static inline struct session_svar log_in(struct test_case *t, const struct konto *k, int64_t now_us)
{
    struct session_svar svar = try_login(t, words(t, k, now_us), now_us);

    assert_int_equal(svar.art, SESSION_INDE);
    return svar;
}

static inline struct session open_with(struct test_case *t, struct str cookie, int64_t now_us)
{
    struct session session;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(session_aabn(t->store, &t->arena, cookie, now_us, &session, &t->err), t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
    return session;
}

static inline bool is_open(struct test_case *t, struct str cookie, int64_t now_us)
{
    return open_with(t, cookie, now_us).aaben;
}

static inline void touch(struct test_case *t, struct str cookie, int64_t now_us)
{
    struct session session;

    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    assert_ok(session_aabn(t->store, &t->arena, cookie, now_us, &session, &t->err), t->err);
    assert_true(session.aaben);
    assert_ok(session_roer(t->store, &session, now_us, &t->err), t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
}

#endif
