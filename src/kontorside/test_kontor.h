/*
 * test_kontor: people of the invented municipality who ask for the staff's pages. Only for this
 * room's tests.
 */
#ifndef KONTORSIDE_TEST_KONTOR_H
#define KONTORSIDE_TEST_KONTOR_H

#include "side/test_side.h"

#include "base/id.h"
#include "henvendelse/henvendelse.h"
#include "kontorside/kontorside.h"
#include "register/venter.h"

struct by {
    struct test_side ts;
    struct test_bruger anna; /* økonomi */
    struct test_bruger eva;  /* familierådgiver */
    struct test_bruger hans; /* håndbogsansvarlig */
    struct test_bruger rod;  /* adgang */
    struct test_bruger mor;  /* a member of a family */
    struct str familie;      /* the family's id */
    struct str person;       /* who mor is */
    struct str sted;         /* a placement there */
};

/* The family of the first placement with a contract, and who holds it. */
static inline void find_family(struct by *by)
{
    struct test_afregning *t = &by->ts.t;
    struct register_udsnit u = test_udsnit(t->store, &t->arena, -1);

    for (size_t i = 0; i < u.sager.count && by->person.n == 0; i++) {
        if (u.til[i].holdere == 0 || u.til[i].holder[0].til.dag != DATO_MAX.dag) continue;
        by->familie = u.sager.sag[i].familie;
        by->sted = u.sager.sag[i].id;
        by->person = u.til[i].holder[0].person;
    }
    assert_true(by->person.n > 0);
}

static inline void open_town(struct by *by, struct test_store *place)
{
    *by = (struct by){0};
    test_side_open(&by->ts, place, &KONTORSIDE);
    by->anna = test_side_stab(&by->ts, "inge", ROLLE_OEKONOMI);
    by->eva = test_side_stab(&by->ts, "eva", ROLLE_FAMILIERAADGIVER);
    by->hans = test_side_stab(&by->ts, "hans", ROLLE_HAANDBOGSANSVARLIG);
    by->rod = test_side_bruger(&by->ts, "rod");
    find_family(by);
    by->mor = test_side_familie(&by->ts, by->person);
}

static inline void close_town(struct by *by)
{
    test_side_close(&by->ts);
}

static inline struct web_response ask(struct by *by, struct test_bruger b, const char *adresse)
{
    return test_side_ask(&by->ts, b, adresse);
}

static inline const char *address(struct by *by, const char *form, struct str id)
{
    return str_c(&by->ts.t.arena,
                 str_format(&by->ts.t.arena, "/henvendelser/%.*s%s", STR_ARG(id), form));
}

/* What a family has written, put there as its page would. */
static inline struct str written(struct by *by, enum henvendelse_art art, const char *tekst)
{
    struct test_afregning *t = &by->ts.t;
    struct henvendelse_ny ny = {.familie = by->familie,
                                .person = by->person,
                                .art = art,
                                .dag = DATO_MIN,
                                .tekst = str_from(tekst)};
    struct id id;
    bool made;

    assert_ok(id_make(&id, &t->err), t->err);
    ny.id = str_copy(&t->arena, id_str(&id));
    ny.linje.anbringelse = by->sted;
    if (art == HENVENDELSE_FORSLAG)
        ny.regel = (struct henvendelse_regel){STR("morsoe"), STR("2021-01-01"), STR("x")};
    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    assert_ok(
        henvendelse_opret(t->store, &t->arena, &by->mor.adgang, &ny, t->now_us, &made, &t->err),
        t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
    assert_true(made);
    return ny.id;
}

static inline struct henvendelse now(struct by *by, struct str id)
{
    struct test_afregning *t = &by->ts.t;
    struct henvendelse h;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(henvendelse_find(t->store, &t->arena, TEST_KOMMUNE, id, &h, &t->err), t->err);
    store_rollback(t->store);
    return h;
}

static inline const char *trin(struct by *by, struct str id)
{
    return str_c(&by->ts.t.arena, str_format(&by->ts.t.arena, "%lld", (long long)now(by, id).trin));
}

static inline size_t messages(struct by *by, struct str id)
{
    struct test_afregning *t = &by->ts.t;
    struct henvendelse_besked *b;
    size_t n;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(henvendelse_beskeder(t->store, &t->arena, TEST_KOMMUNE, id, &b, &n, &t->err), t->err);
    store_rollback(t->store);
    return n;
}

#endif
