/*
 * test_adgang: a kommune with its first user, on either engine. Only for this room's tests.
 */
#ifndef ADGANG_TEST_ADGANG_H
#define ADGANG_TEST_ADGANG_H

#include "store/test_both.h"

#include "adgang/adgang_intern.h"

#define DAY_US (INT64_C(24) * 3600 * 1000000)
#define NOW INT64_C(1622548800000000) /* 2021-06-01 */

/* A kommune with its first user, rod. */
struct test_case {
    struct test_url url;
    struct arena arena;
    struct err err;
    struct store *store;
    struct str token; /* rod's */
    struct adgang rod;
};

static inline void open_store(struct test_case *t)
{
    assert_ok(store_open(&t->arena, t->url.c, true, &t->store, &t->err), t->err);
}

static inline struct str token_for(struct test_case *t, int kommune, const char *navn)
{
    struct str token;

    assert_ok(adgang_noegle_lav(&t->arena, kommune, str_from(navn), &token, &t->err), t->err);
    return token;
}

static inline bool login(struct test_case *t, int kommune, const char *navn, struct str token,
                         int64_t now_us, struct adgang *out)
{
    return adgang_login(t->store, &t->arena, kommune, str_from(navn), token, now_us, out, &t->err);
}

static inline bool make_kommune(struct test_case *t, int kommune, const char *bruger,
                                struct str token)
{
    return adgang_kommune_opret(t->store, &t->arena, kommune, STR("Prøvekommunen"),
                                str_from(bruger), token, NOW, &t->err);
}

static inline void open_empty(struct test_case *t, struct test_store *place)
{
    *t = (struct test_case){.url = test_store_ready(place), .err = ERR_INIT};
    arena_init(&t->arena, 64 << 20);
    open_store(t);
}

static inline void open_new(struct test_case *t, struct test_store *place)
{
    open_empty(t, place);
    t->token = token_for(t, 773, "rod");
    assert_ok(make_kommune(t, 773, "rod", t->token), t->err);
    assert_ok(login(t, 773, "rod", t->token, NOW, &t->rod), t->err);
}

static inline void close_case(struct test_case *t)
{
    assert_false(store_in_transaction(t->store));
    store_close(t->store);
    arena_release(&t->arena);
}

static inline bool make_user(struct test_case *t, const struct adgang *af, const char *navn,
                             enum rolle rolle, struct str token)
{
    return adgang_bruger_opret(t->store, &t->arena, af, str_from(navn), &rolle, 1, token, NOW,
                               &t->err);
}

/* A new user with one role, logged in. */
static inline struct adgang new_user(struct test_case *t, const char *navn, enum rolle rolle)
{
    struct str token = token_for(t, 773, navn);
    struct adgang adgang;

    assert_ok(make_user(t, &t->rod, navn, rolle, token), t->err);
    assert_ok(login(t, 773, navn, token, NOW, &adgang), t->err);
    return adgang;
}

static inline bool set_role(struct test_case *t, const struct adgang *af, const char *navn,
                            enum rolle rolle, bool givet)
{
    return adgang_rolle_saet(t->store, &t->arena, af, str_from(navn), rolle, givet, NOW, &t->err);
}

static inline bool renew(struct test_case *t, const struct adgang *af, const char *navn,
                         struct str token, int64_t udloeber_us)
{
    return adgang_noegle_ny(t->store, &t->arena, af, str_from(navn), token, udloeber_us, NOW,
                            &t->err);
}

static inline bool withdraw(struct test_case *t, const struct adgang *af, const char *navn)
{
    return adgang_noegle_luk(t->store, &t->arena, af, str_from(navn), NOW, &t->err);
}

static inline size_t list(struct test_case *t, int64_t now_us, struct adgang_bruger **out)
{
    size_t n = 0;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(adgang_brugere(t->store, &t->arena, 773, now_us, out, &n, &t->err), t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
    return n;
}

#endif
