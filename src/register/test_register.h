/*
 * test_register: a database with one kommune, for tests. Only for *_test.c; include it first.
 */
#ifndef REGISTER_TEST_REGISTER_H
#define REGISTER_TEST_REGISTER_H

#include "base/test_fund.h"
#include "store/test_both.h"

#include "register/register.h"

enum { TEST_KOMMUNE = 999 };

struct test_register {
    struct arena arena;
    struct err err;
    struct store *store;
    struct adgang adgang;
    int64_t now_us; /* a minute later at every write */
};

static inline void test_register_open(struct test_register *t, struct test_store *place)
{
    struct test_url url = test_store_ready(place);
    struct str token;

    *t = (struct test_register){.err = ERR_INIT, .now_us = 1000000};
    arena_init(&t->arena, (size_t)2 << 30);
    t->adgang = (struct adgang){TEST_KOMMUNE, STR("bruger-1"), STR("anna"), ~0u};
    assert_ok(store_open(&t->arena, url.c, false, &t->store, &t->err), t->err);
    assert_ok(adgang_noegle_lav(&t->arena, TEST_KOMMUNE, STR("anna"), &token, &t->err), t->err);
    assert_ok(adgang_kommune_opret(t->store, &t->arena, TEST_KOMMUNE, STR("Prøve"), STR("anna"),
                                   token, 1, &t->err),
              t->err);
}

static inline void test_register_close(struct test_register *t)
{
    store_close(t->store);
    arena_release(&t->arena);
}

static inline struct dato test_dag(const char *iso)
{
    struct dato d = DATO_MAX;
    struct err err = ERR_INIT;

    if (iso != NULL) assert_true(dato_parse(str_from(iso), &d, &err));
    return d;
}

static inline struct register_importeret test_import_as(struct test_register *t, struct str tekst,
                                                        struct register_import valg)
{
    struct register_fil fil = {"fakta.json", tekst};
    struct register_importeret ud;

    t->now_us += 60000000;
    assert_ok(
        register_importer(t->store, &t->arena, &t->adgang, &fil, 1, &valg, t->now_us, &ud, &t->err),
        t->err);
    assert_fund_begge(&ud.fund);
    return ud;
}

/* All that is in the file; errors fail the test. */
static inline struct register_importeret test_import(struct test_register *t, struct str tekst)
{
    struct register_importeret ud =
        test_import_as(t, tekst, (struct register_import){.kendt = DATO_MAX});

    if (ud.fund.fejl > 0)
        fail_msg("%s: %.*s", ud.fund.fund[0].sted.fil, STR_ARG(ud.fund.fund[0].tekst.dansk));
    return ud;
}

/* What is known at nr; -1: now. In a transaction of its own. */
static inline struct register_udsnit test_udsnit(struct store *store, struct arena *arena,
                                                 int64_t nr)
{
    struct register_udsnit ud;
    struct err err = ERR_INIT;

    assert_ok(store_begin(store, STORE_READ, &err), err);
    if (nr < 0) assert_ok(register_newest(store, TEST_KOMMUNE, &nr, &err), err);
    assert_ok(register_read(store, arena, TEST_KOMMUNE, nr, NULL, 0, &ud, &err), err);
    store_rollback(store);
    return ud;
}

static inline struct register_udsnit test_read(struct test_register *t, int64_t nr)
{
    return test_udsnit(t->store, &t->arena, nr);
}

static inline struct str test_json(struct test_register *t, int64_t nr)
{
    struct register_udsnit ud = test_read(t, nr);
    struct buf buf;

    buf_init(&buf, &t->arena);
    sag_write_json(&buf, &ud.sager);
    return buf_str(&buf);
}

#endif
