/*
 * test_sager: a town and who asks for its cases. Only for *_test.c of this room; include it first.
 */
#ifndef SAGSSIDE_TEST_SAGER_H
#define SAGSSIDE_TEST_SAGER_H

#include "side/test_side.h"

#include "adgang/relation.h"
#include "base/tid.h"
#include "register/soeg.h"
#include "sagsside/sagsside.h"

struct by {
    struct test_side ts;
    struct test_bruger eva; /* familieraadgiver */
    struct test_bruger b;   /* who asks */
    struct register_udsnit alle;
};

static inline void test_by_laes(struct by *by)
{
    by->alle = test_udsnit(by->ts.t.store, &by->ts.t.arena, -1);
}

static inline void test_by_open(struct by *by, struct test_store *place)
{
    *by = (struct by){0};
    test_side_open(&by->ts, place, &SAGSSIDE);
    by->eva = by->b = test_side_stab(&by->ts, "raadgiveren", ROLLE_FAMILIERAADGIVER);
    test_by_laes(by);
}

static inline void test_by_close(struct by *by)
{
    test_side_close(&by->ts);
}

static inline struct web_response ask(struct by *by, const char *adresse)
{
    return test_side_ask(&by->ts, by->b, adresse);
}

/* An address with an id in it: "/anbringelser/%s/set". */
static inline const char *with_id(struct by *by, const char *foer, struct str id, const char *efter)
{
    return str_c(&by->ts.t.arena,
                 str_format(&by->ts.t.arena, "%s%.*s%s", foer, STR_ARG(id), efter));
}

static inline bool has(struct web_response r, const char *text)
{
    return test_side_har(r, text);
}

#define POST(by, adresse, ...) TEST_POST(&(by)->ts, (by)->b, adresse, __VA_ARGS__)

/* Names a person, and writes it. */
static inline void test_navngiv(struct by *by, struct str id, const char *navn, const char *cpr)
{
    struct test_afregning *t = &by->ts.t;
    struct register_person p = {.id = id,
                                .navn = str_from(navn),
                                .cpr = str_from(cpr),
                                .adresse = STR("Hemmelig Vej 7"),
                                .postnummer = STR("7900"),
                                .by_navn = STR("Nykøbing M"),
                                .beskyttet = true};
    bool skrevet;

    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    assert_ok(register_person_skriv(t->store, &t->arena, TEST_KOMMUNE, 0, &p, &skrevet, &t->err),
              t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
}

static inline struct str test_barn(const struct by *by, size_t i)
{
    return by->alle.til[i].barn;
}

#endif
