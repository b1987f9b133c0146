/*
 * The API as programs meet it: who may what, by role and by area; pages without holes and repeats;
 * writes that are done once; and bodies that somebody made to hurt.
 */
#include "api/test_api.h"

#include "afregning/test_eftersyn.h"

/* ---- who may ---- */

static void each_role_may_what_the_table_says(void **state)
{
    struct api_by b;

    open_town(&b, *state);
    for (enum rolle rolle = 0; rolle < ROLLE_ANTAL; rolle++) {
        if (rolle == ROLLE_PLEJEFAMILIE) continue; /* gets no token */
        struct str token = user(&b, rolle, ALLE);
        for (size_t i = 0; i < api_operationer_antal; i++) {
            const struct api_operation *o = &api_operationer[i];
            struct web_response r = call(&b, token, o);
            bool nej = !o->aaben && !rolle_har(rolle, o->ret);
            if ((r.status == 403) != nej || r.status == 401 || r.status >= 500)
                fail_msg("%s answers %s with %d: %.*s", o->id, rolle_kode(rolle), r.status,
                         STR_ARG(r.body));
        }
    }
    close_town(&b);
}

static void each_area_opens_only_its_own(void **state)
{
    struct api_by b;

    open_town(&b, *state);
    test_side_stab(&b.ts, "alt", ROLLE_OEKONOMI); /* may everything but handbooks and roles */
    for (int omraade = 0; omraade < OMRAADE_ANTAL; omraade++) {
        struct str token = token_for(&b, "alt", 1u << omraade);
        for (size_t i = 0; i < api_operationer_antal; i++) {
            const struct api_operation *o = &api_operationer[i];
            int status = call(&b, token, o).status;
            bool nej = !o->aaben && (int)o->omraade != omraade;
            if ((status == 403) != nej)
                fail_msg("%s answers %s with %d", o->id, omraade_kode((enum omraade)omraade),
                         status);
        }
    }
    close_town(&b);
}

static void nobody_gets_what_is_closed(void **state)
{
    struct api_by b;

    open_town(&b, *state);
    struct test_bruger inde = test_side_stab(&b.ts, "anna", ROLLE_OEKONOMI);
    struct str kommando;
    struct test_afregning *t = &b.ts.t;
    assert_ok(adgang_noegle_lav(&t->arena, TEST_KOMMUNE, STR("anna"), &kommando, &t->err), t->err);
    assert_ok(adgang_noegle_ny(t->store, &t->arena, &t->rod, STR("anna"), kommando, 0, t->now_us,
                               &t->err),
              t->err);
    const struct str forkert[] = {
        STR_EMPTY, STR("x"), kommando,
        STR("vederlag-api-1:773:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")};
    for (size_t i = 0; i < api_operationer_antal; i++) {
        const struct api_operation *o = &api_operationer[i];
        for (size_t k = 0; k < sizeof(forkert) / sizeof(*forkert); k++)
            if (!o->aaben) assert_status(call(&b, forkert[k], o), 401);
        if (o->aaben) assert_status(call(&b, STR_EMPTY, o), o->status);
        if (o->aaben || o->rute.method != WEB_GET) continue;
        struct web_request med_cookie = {0};
        assert_status(test_side_send(&b.ts, inde, &med_cookie, address(&b, o)), 401);
    }
    close_town(&b);
}

static void a_token_may_what_its_user_may_now(void **state)
{
    struct api_by b;
    struct test_afregning *t = &b.ts.t;
    const char *journal = "/api/v1/journal";

    open_town(&b, *state);
    struct str token = user(&b, ROLLE_OEKONOMI, ALLE);
    struct str navn = str_from(rolle_kode(ROLLE_OEKONOMI));
    assert_status(get(&b, token, journal), 200);
    assert_ok(adgang_rolle_saet(t->store, &t->arena, &t->rod, navn, ROLLE_FAMILIERAADGIVER, true,
                                t->now_us, &t->err),
              t->err);
    assert_ok(adgang_rolle_saet(t->store, &t->arena, &t->rod, navn, ROLLE_OEKONOMI, false,
                                t->now_us, &t->err),
              t->err);
    assert_status(get(&b, token, journal), 403);
    assert_status(get(&b, token, "/api/v1/familier"), 200);
    assert_ok(adgang_rolle_saet(t->store, &t->arena, &t->rod, navn, ROLLE_FAMILIERAADGIVER, false,
                                t->now_us, &t->err),
              t->err);
    assert_status(get(&b, token, "/api/v1/familier"), 401);
    close_town(&b);
}

/* A program reads whole lists: it is no way round that a caseworker sees its own cases only. */
static void cases_of_ones_own_are_no_access_to_all(void **state)
{
    struct api_by b;
    struct test_afregning *t = &b.ts.t;

    open_town(&b, *state);
    struct str token = user(&b, ROLLE_FAMILIERAADGIVER, ALLE);
    assert_status(get(&b, token, "/api/v1/familier"), 200);
    assert_ok(relation_krav_saet(t->store, &t->arena, &t->rod, true, t->now_us, &t->err), t->err);
    for (size_t i = 0; i < api_operationer_antal; i++)
        if (!api_operationer[i].aaben) assert_status(call(&b, token, &api_operationer[i]), 403);
    assert_status(get(&b, user(&b, ROLLE_LEDER, ALLE), "/api/v1/familier"), 200);
    close_town(&b);
}

static void a_token_ends(void **state)
{
    struct api_by b;
    struct test_afregning *t = &b.ts.t;
    struct api_noegle *alle;
    size_t n;

    open_town(&b, *state);
    struct str en = user(&b, ROLLE_REVISION, ALLE);
    struct str to = token_for(&b, rolle_kode(ROLLE_REVISION), ALLE);
    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(api_noegle_liste(t->store, &t->arena, TEST_KOMMUNE, &alle, &n, &t->err), t->err);
    store_rollback(t->store);
    assert_int_equal(n, 2);
    struct str id = str_is(alle[0].navn, "noegle-1") ? alle[0].id : alle[1].id;
    assert_ok(api_noegle_luk(t->store, &t->arena, &t->rod, id, t->now_us, &t->err), t->err);
    assert_status(get(&b, en, "/api/v1/status"), 401);
    assert_status(get(&b, to, "/api/v1/status"), 200);
    t->now_us += (API_NOEGLE_DAGE - 1) * TEST_DAG_US;
    assert_status(get(&b, to, "/api/v1/status"), 200);
    t->now_us += TEST_DAG_US;
    assert_status(get(&b, to, "/api/v1/status"), 401);
    close_town(&b);
}

static void only_some_get_a_token(void **state)
{
    struct api_by b;
    struct test_afregning *t = &b.ts.t;
    struct str token, id;

    open_town(&b, *state);
    struct test_bruger familie =
        test_side_familie(&b.ts, str_format(&t->arena, "%.*s-K", STR_ARG(b.familie)));
    struct test_bruger leder = test_side_stab(&b.ts, "leder", ROLLE_LEDER);
    assert_ok(api_noegle_lav(&t->arena, TEST_KOMMUNE, &token, &t->err), t->err);
    const struct {
        const struct adgang *af;
        struct api_noegle_ny ny;
    } NEJ[] = {
        {&t->rod, {familie.adgang.navn, STR("xx"), ALLE, 1}},
        {&t->rod, {STR("ingen"), STR("xx"), ALLE, 1}},
        {&t->rod, {STR("leder"), STR("xx"), 0, 1}},
        {&t->rod, {STR("leder"), STR("xx"), ALLE, 0}},
        {&t->rod, {STR("leder"), STR("xx"), ALLE, API_NOEGLE_DAGE_MAX + 1}},
        {&t->rod, {STR("leder"), STR("010190-1234"), ALLE, 1}},
        {&leder.adgang, {STR("leder"), STR("xx"), ALLE, 1}},
    };
    for (size_t i = 0; i < sizeof(NEJ) / sizeof(*NEJ); i++) {
        struct err err = ERR_INIT;
        assert_false(api_noegle_opret(t->store, &t->arena, NEJ[i].af, &NEJ[i].ny, token, t->now_us,
                                      &id, &err));
        assert_true(err.kind == ERR_INPUT || err.kind == ERR_ACCESS);
    }
    assert_status(get(&b, token, "/api/v1/status"), 401);
    close_town(&b);
}

/* ---- what is seen is written ---- */

static int64_t views(struct api_by *b)
{
    struct test_afregning *t = &b->ts.t;
    struct visning_linje *v;
    size_t n;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(
        visning_alle(t->store, &t->arena, TEST_KOMMUNE, 0, INT64_MAX, 100000, &v, &n, &t->err),
        t->err);
    store_rollback(t->store);
    for (size_t i = 0; i < n; i++) assert_true(str_starts(v[i].rute, STR("/api/v1/")));
    return (int64_t)n;
}

static void who_sees_a_person_is_written(void **state)
{
    struct api_by b;

    open_town(&b, *state);
    struct str token = user(&b, ROLLE_OEKONOMI, ALLE);
    for (size_t i = 0; i < api_operationer_antal; i++) {
        const struct api_operation *o = &api_operationer[i];
        int64_t before = views(&b);
        struct web_response r = call(&b, token, o);
        int64_t wanted = o->data == API_VISER && r.status == 200 ? 1 : 0;
        if (views(&b) - before != wanted) fail_msg("%s wrote no view", o->id);
    }
    assert_true(views(&b) >= 8);
    close_town(&b);
}

/* What is known on a day that is to come, nobody knows. */
static void nothing_is_known_ahead(void **state)
{
    struct api_by b;

    open_town(&b, *state); /* it is 25 June 2021 */
    struct str token = user(&b, ROLLE_OEKONOMI, ALLE);
    struct web_response r =
        send_it(&b, token, WEB_POST, "/api/v1/fakta?kendt=2021-06-26", b.sag, "noegle-1");
    assert_status(r, 400);
    assert_says(r, "ikke ligger efter i dag");
    r = send_it(&b, token, WEB_POST,
                "/api/v1/beregn?haandbog=morsoe&maaned=2021-06&kendt_pr=2021-06-26", b.sag, NULL);
    assert_status(r, 400);
    assert_says(r, "ikke ligger efter i dag");
    assert_status(send_it(&b, token, WEB_POST, "/api/v1/fakta?kendt=2021-06-25", b.sag, "noegle-1"),
                  200);
    close_town(&b);
}

/* ---- pages ---- */

/* How many rows there are in all, `antal` at a time; none comes twice. */
static size_t count_pages(struct api_by *b, struct str token, const char *adresse, int antal)
{
    struct arena *arena = &b->ts.t.arena;
    json_t *seen = json_object();
    const char *glue = strchr(adresse, '?') == NULL ? "?" : "&";
    struct str sti = str_format(arena, "%s%santal=%d", adresse, glue, antal);

    for (bool mere = true; mere;) {
        struct web_response r = get(b, token, str_c(arena, sti));
        assert_status(r, 200);
        json_t *side = json_of(r);
        json_t *raekker = json_object_get(side, "raekker");
        assert_true(json_array_size(raekker) <= (size_t)antal);
        for (size_t i = 0; i < json_array_size(raekker); i++) {
            char *text = json_dumps(json_array_get(raekker, i), JSON_SORT_KEYS | JSON_COMPACT);
            assert_null(json_object_get(seen, text));
            json_object_set_new(seen, text, json_true());
            free(text);
        }
        const char *naeste = json_string_value(json_object_get(side, "naeste"));
        mere = naeste != NULL;
        if (mere) sti = str_format(arena, "%s%santal=%d&efter=%s", adresse, glue, antal, naeste);
        json_decref(side);
    }
    size_t n = json_object_size(seen);
    json_decref(seen);
    return n;
}

/* Twenty messages of a family, with deadlines apart and alike, in every state; four are closed. */
static void write_much(struct api_by *b)
{
    struct test_afregning *t = &b->ts.t;
    struct str person = str_format(&t->arena, "%.*s-K", STR_ARG(b->familie));
    struct test_bruger familie = test_side_familie(&b->ts, person);
    int64_t nu = t->now_us;

    for (int i = 0; i < 20; i++) {
        struct henvendelse_ny ny = {
            .id = str_format(&t->arena, "aaaaaaaaaaaaaaaaaaa%c", 'a' + (i * 7) % 20),
            .familie = b->familie,
            .person = person,
            .art = i % 2 == 0 ? HENVENDELSE_ANDET : HENVENDELSE_UENIG,
            .dag = DATO_MIN,
            .tekst = STR("hej")};
        struct henvendelse h;
        bool made;
        t->now_us = nu + (int64_t)(i / 5) * TEST_DAG_US;
        assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
        assert_ok(
            henvendelse_opret(t->store, &t->arena, &familie.adgang, &ny, t->now_us, &made, &t->err),
            t->err);
        assert_ok(henvendelse_find(t->store, &t->arena, TEST_KOMMUNE, ny.id, &h, &t->err), t->err);
        if (i % 5 == 4)
            assert_ok(henvendelse_flyt(t->store, &t->bo, &h, HENVENDELSE_LUKKET, STR_EMPTY,
                                       t->now_us, &t->err),
                      t->err);
        if (i % 5 == 3)
            assert_ok(henvendelse_skriv(t->store, &t->arena, &t->bo, &h, true, STR("svar"),
                                        t->now_us, &t->err),
                      t->err);
        assert_ok(store_commit(t->store, &t->err), t->err);
    }
    t->now_us = nu;
}

static void pages_are_whole(void **state)
{
    static const char *const LISTER[] = {"/api/v1/familier",
                                         "/api/v1/koersler",
                                         "/api/v1/koersler/1/forskelle",
                                         "/api/v1/koersler/3/mangler",
                                         "/api/v1/koersler/3/betalinger",
                                         "/api/v1/journal",
                                         "/api/v1/tilgodehavender",
                                         "/api/v1/henvendelser?lukkede=true",
                                         "/api/v1/haandboeger"};
    static const int ANTAL[] = {1, 7, 100, API_RAEKKER_MAX};
    struct api_by b;
    size_t i_alt = 0;

    open_town(&b, *state);
    struct str token = user(&b, ROLLE_OEKONOMI, ALLE);
    struct udgave u = test_udgave(&b.ts.t, 1);
    test_export(&b.ts.t, 3);
    write_much(&b);
    assert_true(count_pages(&b, token, LISTER[4], API_RAEKKER_MAX) > 20);
    assert_int_equal(count_pages(&b, token, LISTER[7], API_RAEKKER_MAX), 20);
    assert_int_equal(count_pages(&b, token, "/api/v1/henvendelser", 3), 16);
    for (size_t i = 0; i < sizeof(LISTER) / sizeof(*LISTER); i++) {
        size_t n = count_pages(&b, token, LISTER[i], API_RAEKKER_MAX);
        for (size_t k = 0; k < sizeof(ANTAL) / sizeof(*ANTAL); k++)
            if (ANTAL[k] > 1 || n < 100)
                assert_int_equal(count_pages(&b, token, LISTER[i], ANTAL[k]), n);
        i_alt += n;
    }
    assert_true(i_alt > 200);
    assert_int_equal(count_pages(&b, token, LISTER[2], 13), u.forskelle);
    assert_status(get(&b, token, "/api/v1/journal?antal=501"), 400);
    assert_status(get(&b, token, "/api/v1/journal?antal=0"), 400);
    assert_status(get(&b, token, "/api/v1/journal?efter=x"), 400);
    assert_status(get(&b, token, "/api/v1/familier?efter=x"), 400);
    assert_status(get(&b, token, "/api/v1/koersler/1/forskelle?efter=99.1"), 400);
    assert_status(get(&b, token, "/api/v1/henvendelser?efter=9999999999.x"), 400);
    assert_status(get(&b, token, "/api/v1/henvendelser?efter=x"), 400);
    assert_status(get(&b, token, "/api/v1/koersler/1/betalinger?efter=x"), 400);
    close_town(&b);
}

/* A list goes on as it was begun, whatever comes between. */
static void a_list_stays_what_it_was(void **state)
{
    struct api_by b;

    open_town(&b, *state);
    struct str token = user(&b, ROLLE_OEKONOMI, ALLE);
    struct arena *arena = &b.ts.t.arena;
    size_t before = count_pages(&b, token, "/api/v1/familier", 500);
    json_t *side = json_of(get(&b, token, "/api/v1/familier?antal=5"));
    struct str naeste =
        str_copy(arena, str_from(json_string_value(json_object_get(side, "naeste"))));
    json_decref(side);
    test_facts(&b.ts.t, FIL(SAG("S-Z", "ZZZ-NY", "2011-06-16", "3")));
    assert_int_equal(count_pages(&b, token, "/api/v1/familier", 500), before + 1);
    side = json_of(get(
        &b, token,
        str_c(arena, str_format(arena, "/api/v1/familier?antal=500&efter=%.*s", STR_ARG(naeste)))));
    assert_int_equal(json_array_size(json_object_get(side, "raekker")), before - 5);
    json_decref(side);
    close_town(&b);
}

/* ---- writes ---- */

static size_t runs(struct api_by *b)
{
    struct test_afregning *t = &b->ts.t;
    struct koersel *k;
    size_t n;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(koersel_liste(t->store, &t->arena, TEST_KOMMUNE, &k, &n, &t->err), t->err);
    store_rollback(t->store);
    return n;
}

static void a_write_is_done_once_for_each_key(void **state)
{
    static const char ny[] = "{\"maaned\":\"2021-07\"}";
    struct api_by b;

    open_town(&b, *state);
    struct str token = user(&b, ROLLE_OEKONOMI, ALLE);
    b.ts.t.now_us = test_us("2021-07-20");
    struct web_response first = post(&b, token, "/api/v1/koersler", ny, "noegle-1");
    assert_status(first, 201);
    assert_int_equal(runs(&b), TEST_MAANEDER + 1);
    for (int i = 0; i < 3; i++) {
        b.ts.t.now_us += TEST_DAG_US;
        struct web_response again = post(&b, token, "/api/v1/koersler", ny, "noegle-1");
        assert_status(again, 201);
        assert_true(str_eq(again.body, first.body));
        bool told = false;
        for (size_t k = 0; k < again.hoved.antal; k++)
            told = told || str_is(again.hoved.felt[k].navn, "Idempotency-Replayed");
        assert_true(told);
    }
    assert_int_equal(runs(&b), TEST_MAANEDER + 1);
    /* another body, another address */
    assert_status(post(&b, token, "/api/v1/koersler", "{\"maaned\":\"2021-08\"}", "noegle-1"), 422);
    assert_status(post(&b, token, "/api/v1/koersler/4/beregn", ny, "noegle-1"), 422);
    /* another user's key is another key */
    test_side_stab(&b.ts, "en-til", ROLLE_OEKONOMI);
    assert_status(post(&b, token_for(&b, "en-til", ALLE), "/api/v1/koersler", ny, "noegle-1"), 201);
    assert_int_equal(runs(&b), TEST_MAANEDER + 2);
    assert_status(post(&b, token, "/api/v1/koersler", ny, NULL), 400);
    assert_status(post(&b, token, "/api/v1/koersler", ny, "kort"), 400);
    assert_status(post(&b, token, "/api/v1/koersler", ny, "med mellemrum"), 400);
    close_town(&b);
}

static void a_refusal_is_not_kept(void **state)
{
    struct api_by b;

    open_town(&b, *state);
    struct str token = user(&b, ROLLE_OEKONOMI, ALLE);
    b.ts.t.now_us = test_us("2021-07-20");
    assert_status(post(&b, token, "/api/v1/koersler", "{\"maaned\":\"2021-06\"}", "noegle-1"), 422);
    assert_int_equal(runs(&b), TEST_MAANEDER);
    assert_status(post(&b, token, "/api/v1/koersler", "{\"maaned\":\"2021-07\"}", "noegle-1"), 201);
    assert_int_equal(runs(&b), TEST_MAANEDER + 1);
    /* nor what the rules say no to */
    struct web_response r =
        post(&b, token, "/api/v1/koersler/4/godkend", "{\"udgave\":1}", "noegle-2");
    assert_status(r, 409);
    assert_says(r, "\"udfald\":\"forkert_trin\"");
    assert_status(post(&b, token, "/api/v1/koersler/4/beregn", "", "noegle-2"), 200);
    r = post(&b, token, "/api/v1/koersler/4/godkend", "{\"udgave\":1}", "noegle-3");
    assert_says(r, "\"udfald\":\"samme_person\"");
    assert_status(post(&b, token, "/api/v1/koersler/4/beregn", "", "noegle-2"), 200);
    assert_int_equal(test_udgave(&b.ts.t, 4).nr, 1);
    test_side_stab(&b.ts, "leder2", ROLLE_LEDER);
    struct str leder = token_for(&b, "leder2", ALLE);
    assert_status(post(&b, leder, "/api/v1/koersler/4/godkend", "{\"udgave\":1}", "noegle-4"), 200);
    assert_says(post(&b, leder, "/api/v1/koersler/4/godkend", "{\"udgave\":1}", "noegle-5"),
                "allerede");
    close_town(&b);
}

/* The caller says which computation it looked through; another is not approved in its place. */
static void only_the_computation_that_was_seen_is_approved(void **state)
{
    static const char *const IKKE[] = {"",
                                       "{}",
                                       "{\"begrundelse\":\"ja\"}",
                                       "{\"udgave\":0}",
                                       "{\"udgave\":-1}",
                                       "{\"udgave\":\"1\"}",
                                       "{\"udgave\":1.5}",
                                       "{\"udgave\":null}"};
    struct api_by b;

    open_town(&b, *state);
    struct str token = user(&b, ROLLE_OEKONOMI, ALLE);
    b.ts.t.now_us = test_us("2021-07-20");
    assert_status(post(&b, token, "/api/v1/koersler", "{\"maaned\":\"2021-07\"}", "noegle-1"), 201);
    assert_status(post(&b, token, "/api/v1/koersler/4/beregn", "", "noegle-2"), 200);
    test_side_stab(&b.ts, "leder2", ROLLE_LEDER);
    struct str leder = token_for(&b, "leder2", ALLE);
    for (size_t i = 0; i < sizeof(IKKE) / sizeof(*IKKE); i++) {
        struct web_response r =
            post(&b, leder, "/api/v1/koersler/4/godkend", IKKE[i], "noegle-uden");
        assert_status(r, 422);
        assert_says(r, "udgave");
    }
    assert_status(post(&b, token, "/api/v1/koersler/4/beregn", "", "noegle-3"), 200);
    struct web_response r =
        post(&b, leder, "/api/v1/koersler/4/godkend", "{\"udgave\":1}", "noegle-4");
    assert_status(r, 409);
    assert_says(r, "\"udfald\":\"anden_udgave\"");
    assert_says(r, "beregnet igen");
    assert_status(post(&b, leder, "/api/v1/koersler/4/godkend", "{\"udgave\":3}", "noegle-4"), 409);
    assert_status(post(&b, leder, "/api/v1/koersler/4/godkend", "{\"udgave\":2}", "noegle-4"), 200);
    close_town(&b);
}

/* Anna writes and carla puts in force, past the API. */
static void put_in_force(struct api_by *b, enum udkast_slags slags, const char *navn,
                         struct str tekst)
{
    struct test_afregning *t = &b->ts.t;
    struct adgang carla = {TEST_KOMMUNE, STR("u-carla"), STR("carla"), ~0u};
    struct udkast_ny ny = {.tekst = {slags, str_from(navn), tekst, 0}};
    struct udkast_tjek tjek;
    struct udkast u;
    struct id id;
    bool gemt;
    int64_t nr;

    assert_ok(id_make(&id, &t->err), t->err);
    ny.id = id_str(&id);
    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    assert_ok(
        udkast_gem(t->store, &t->arena, &t->anna, NULL, &ny, t->now_us, &tjek, &gemt, &t->err),
        t->err);
    assert_ok(udkast_find(t->store, &t->arena, TEST_KOMMUNE, ny.id, &u, &t->err), t->err);
    assert_ok(udkast_foreslaa(t->store, &t->arena, &t->anna, NULL, &u, t->now_us, &t->err), t->err);
    assert_ok(udkast_find(t->store, &t->arena, TEST_KOMMUNE, ny.id, &u, &t->err), t->err);
    assert_ok(udkast_ikraft(t->store, &t->arena, &carla, NULL, &u, t->now_us, &nr, &t->err),
              t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
}

static struct str file_text(struct api_by *b, const char *sti)
{
    struct test_afregning *t = &b->ts.t;
    struct str text;

    assert_ok(fil_read(&t->arena, sti, 1 << 20, &text, &t->err), t->err);
    return text;
}

static int64_t computed(struct api_by *b, struct str token, const char *noegle)
{
    struct web_response r = post(b, token, "/api/v1/koersler/4/beregn", "", noegle);

    assert_status(r, 200);
    json_t *json = json_of(r);
    int64_t oere = json_integer_value(json_object_get(json, "beregnet_oere"));
    json_decref(json);
    return oere;
}

/* What is put in force is what the next request computes with; the rates it corrects are no fault
 * of the version, whose examples are those of its time. */
static void what_is_in_force_is_computed_with(void **state)
{
    struct api_by b;
    size_t at;

    open_town(&b, *state);
    struct arena *a = &b.ts.t.arena;
    struct str token = user(&b, ROLLE_OEKONOMI, ALLE);
    b.ts.t.now_us = test_us("2021-07-20");
    assert_status(post(&b, token, "/api/v1/koersler", "{\"maaned\":\"2021-07\"}", "noegle-1"), 201);
    assert_true(computed(&b, token, "noegle-2") > 0);
    struct str kl = file_text(&b, "takster/kl.csv");
    struct str bog = file_text(&b, "haandboeger/morsoe/2021-01-01.md");
    assert_true(str_find(bog, STR("  kommunekode  773"), &at));
    bog = str_format(a, "%.*s  kommunekode  999%.*s", (int)at, bog.p,
                     STR_ARG(str_sub(bog, at + sizeof("  kommunekode  773") - 1, bog.n)));
    put_in_force(&b, UDKAST_TAKSTER, "kl", kl);
    put_in_force(&b, UDKAST_HAANDBOG, "2021-01-01.md", bog);
    int64_t foer = computed(&b, token, "noegle-3");
    put_in_force(&b, UDKAST_TAKSTER, "kl",
                 str_format(a,
                            "%.*skost_og_logi;alder 0-9;kr/døgn;2021-01-01;2021-12-31;200;rettet;"
                            "2021-07-01;KL, rettet;\n",
                            STR_ARG(kl)));
    assert_true(computed(&b, token, "noegle-4") > foer);
    close_town(&b);
}

static void a_key_is_kept_for_thirty_days(void **state)
{
    static const char ny[] = "{\"maaned\":\"2021-07\"}";
    struct api_by b;

    open_town(&b, *state);
    struct str token = user(&b, ROLLE_OEKONOMI, ALLE);
    b.ts.t.now_us = test_us("2021-07-20");
    assert_status(post(&b, token, "/api/v1/koersler", ny, "noegle-1"), 201);
    b.ts.program.hvil(b.ts.program.ctx, b.ts.t.now_us + 29 * TEST_DAG_US);
    assert_status(post(&b, token, "/api/v1/koersler", ny, "noegle-1"), 201);
    assert_int_equal(runs(&b), TEST_MAANEDER + 1);
    b.ts.program.hvil(b.ts.program.ctx, b.ts.t.now_us + 31 * TEST_DAG_US);
    assert_status(post(&b, token, "/api/v1/koersler", ny, "noegle-1"), 201);
    assert_int_equal(runs(&b), TEST_MAANEDER + 2);
    close_town(&b);
}

/* Memory ends at every place in turn: nothing stays of it, and the key is still good. */
static void a_write_that_runs_out_of_memory_did_nothing(void **state)
{
    static struct arena arena; /* outlives the jump */
    static size_t limit;
    static int jumps;
    struct api_by b;

    open_town(&b, *state);
    struct str token = user(&b, ROLLE_OEKONOMI, ALLE);
    b.ts.t.now_us = test_us("2021-07-20");
    jumps = 0;
    for (limit = 512; runs(&b) == TEST_MAANEDER; limit += 256) {
        struct web_request request = {.arena = &arena,
                                      .method = WEB_POST,
                                      .bearer = token,
                                      .type = STR("application/json"),
                                      .body = STR("{\"maaned\":\"2021-07\"}"),
                                      .noegle = STR("noegle-1")};
        arena_init(&arena, limit);
        if (setjmp(arena.boundary) == 0) {
            arena.has_boundary = true;
            hold_answer(
                test_side_send(&b.ts, (struct test_bruger){0}, &request, "/api/v1/koersler"),
                operation_at(&b, WEB_POST, "/api/v1/koersler"));
        } else {
            b.ts.program.afbrudt(b.ts.program.ctx);
            assert_false(store_in_transaction(b.ts.t.store));
            jumps++;
        }
        arena_release(&arena);
        assert_true(limit < 1 << 20);
    }
    assert_true(jumps > 10);
    assert_int_equal(runs(&b), TEST_MAANEDER + 1);
    assert_status(post(&b, token, "/api/v1/koersler", "{\"maaned\":\"2021-07\"}", "noegle-1"), 201);
    assert_int_equal(runs(&b), TEST_MAANEDER + 1);
    close_town(&b);
}

/* Another worker: its own connection. Ends with 0 when it was answered 201. */
static void run_racer(struct api_by *b, struct str token, const char *url, int start)
{
    struct side_app *app = ((struct api_program *)b->ts.program.ctx)->side;
    struct err err = ERR_INIT;
    char c;

    if (!store_open(&b->ts.arena, url, false, &app->store, &err)) _exit(3);
    b->ts.t.store = app->store;
    if (read(start, &c, 1) != 0) _exit(4);
    struct web_response r =
        post(b, token, "/api/v1/koersler", "{\"maaned\":\"2021-07\"}", "noegle-1");
    bool ours = r.status == 201 && test_side_har(r, "\"koersel\":4,");
    store_close(app->store);
    _exit(ours ? 0 : 1);
}

static void of_many_at_once_one_is_done(void **state)
{
    struct api_by b;
    pid_t child[KAPLOEB];
    int start[2];

    open_town(&b, *state);
    struct str token = user(&b, ROLLE_OEKONOMI, ALLE);
    b.ts.t.now_us = test_us("2021-07-20");
    struct test_url url = test_store_newest(*state);
    assert_int_equal(pipe(start), 0);
    for (int i = 0; i < KAPLOEB; i++) {
        child[i] = fork();
        assert_true(child[i] >= 0);
        if (child[i] != 0) continue;
        close(start[1]); /* or the start would never come */
        run_racer(&b, token, url.c, start[0]);
    }
    close(start[0]);
    test_pause_ms(50);
    close(start[1]);
    for (int i = 0; i < KAPLOEB; i++) assert_int_equal(test_wait(child[i]), 0);
    assert_int_equal(runs(&b), TEST_MAANEDER + 1);
    close_town(&b);
}

/* ---- facts and answers to families ---- */

static void facts_are_registered_whole_or_not_at_all(void **state)
{
    struct api_by b;
    size_t at;

    open_town(&b, *state);
    struct str token = user(&b, ROLLE_FAMILIERAADGIVER, ALLE);
    struct web_response r = send_it(&b, token, WEB_POST, "/api/v1/fakta", b.sag, "noegle-1");
    assert_status(r, 200);
    assert_false(test_side_har(r, "\"registrering\":null"));
    r = send_it(&b, token, WEB_POST, "/api/v1/fakta", b.sag, "noegle-2");
    assert_status(r, 200);
    assert_says(r, "\"registrering\":null");
    char *damaged = str_c(&b.ts.t.arena, b.sag);
    assert_true(str_find(b.sag, STR("\"foedt\""), &at));
    memcpy(damaged + at, "\"fxdte\"", 7);
    r = post(&b, token, "/api/v1/fakta", damaged, "noegle-3");
    assert_status(r, 422);
    assert_says(r, "\"pointer\":\"/sager/0/barn/fxdte\"");
    close_town(&b);
}

static void a_family_is_answered_once(void **state)
{
    struct api_by b;
    struct test_afregning *t = &b.ts.t;
    struct henvendelse_ny ny = {.id = STR("abcdefghijklmnopqrst"),
                                .art = HENVENDELSE_ANDET,
                                .dag = DATO_MIN,
                                .tekst = STR("Hvornår?")};
    bool made;
    const char *sti = "/api/v1/henvendelser/abcdefghijklmnopqrst";

    open_town(&b, *state);
    ny.familie = b.familie;
    ny.person = str_format(&t->arena, "%.*s-K", STR_ARG(b.familie));
    struct test_bruger familie = test_side_familie(&b.ts, ny.person);
    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    assert_ok(
        henvendelse_opret(t->store, &t->arena, &familie.adgang, &ny, t->now_us, &made, &t->err),
        t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
    struct str token = user(&b, ROLLE_FAMILIERAADGIVER, ALLE);
    assert_says(get(&b, token, sti), "Hvornår?");
    const char *svar = "/api/v1/henvendelser/abcdefghijklmnopqrst/svar";
    int64_t before = views(&b);
    struct web_response en = post(&b, token, svar, "{\"tekst\":\"På fredag.\"}", "noegle-1");
    struct web_response to = post(&b, token, svar, "{\"tekst\":\"På fredag.\"}", "noegle-1");
    assert_status(en, 200);
    assert_says(en, "På fredag.");
    assert_says(en, "\"tilstand\":\"besvaret\"");
    assert_true(str_eq(en.body, to.body));
    assert_int_equal(views(&b), before + 1);
    assert_int_equal(count_pages(&b, token, "/api/v1/henvendelser", 1), 1);
    close_town(&b);
}

/* ---- what somebody made to hurt ---- */

static void hostile_bodies_are_refused(void **state)
{
    static const struct {
        const char *krop;
        int status;
    } KROPPE[] = {
        {"", 422},
        {"{", 400},
        {"[]", 400},
        {"null", 400},
        {"\"maaned\"", 400},
        {"{\"maaned\":\"2021-07\"", 400},
        {"{\"maaned\":\"2021-07\",\"maaned\":\"2021-08\"}", 400},
        {"{\"maaned\":\"2021-07\"}x", 400},
        {"{\"maaned\":\"2021-07\",\"ekstra\":1e999}", 400},
        {"{\"maaned\":\"2021-07\",\"x\\u0000y\":1}", 400},
        {"{\"maaned\":\"\\ud800\"}", 400},
        {"{\"maaned\":\"\xff\"}", 400},
        {"{\"maaned\":\"2021-07\xc0\x80\"}", 400},
        {"{\"maaned\":\"2021-07\",\"ekstra\":\"true\"}", 422},
        {"{\"maaned\":\"2021-07\",\"ekstra\":null}", 422},
        {"{\"maaned\":202107}", 422},
        {"{\"maaned\":99999999999999999999999999}", 400},
        {"{\"maaned\":9223372036854775807}", 422},
        {"{\"maaned\":[\"2021-07\"]}", 422},
        {"{\"maaned\":null}", 422},
        {"{\"maaned\":\"2021-07\",\"admin\":true}", 422},
        {"{\"maaned\":\"2021-07\",\"skaeringsdato\":\"2021-02-30\"}", 422},
        {"{\"maaned\":\"2021-07\",\"skaeringsdato\":\"0000-00-00\"}", 422},
        {"{\"maaned\":\"9999-99\"}", 422},
    };
    struct api_by b;
    char noegle[40];

    open_town(&b, *state);
    struct str token = user(&b, ROLLE_OEKONOMI, ALLE);
    for (size_t i = 0; i < sizeof(KROPPE) / sizeof(*KROPPE); i++) {
        snprintf(noegle, sizeof(noegle), "noegle-%zu", i);
        struct web_response r = post(&b, token, "/api/v1/koersler", KROPPE[i].krop, noegle);
        if (r.status != KROPPE[i].status)
            fail_msg("%s: %d: %.*s", KROPPE[i].krop, r.status, STR_ARG(r.body));
    }
    assert_int_equal(runs(&b), TEST_MAANEDER);
    close_town(&b);
}

static void deep_and_large_bodies_are_refused(void **state)
{
    struct api_by b;
    enum { DYB = 30000 };

    open_town(&b, *state);
    struct str token = user(&b, ROLLE_OEKONOMI, ALLE);
    char *dyb = ARENA_ARRAY(&b.ts.t.arena, DYB + 1, char);
    memset(dyb, '[', DYB);
    assert_status(post(&b, token, "/api/v1/koersler", dyb, "noegle-1"), 400);
    assert_status(post(&b, token, "/api/v1/fakta", dyb, "noegle-1"), 400);
    assert_status(post(&b, STR_EMPTY, "/api/v1/beregn?haandbog=morsoe&maaned=2021-06", dyb, NULL),
                  400);
    struct str stor = {arena_alloc(&b.ts.t.arena, 17 << 20), 17 << 20};
    memset((char *)(uintptr_t)stor.p, ' ', stor.n);
    for (size_t i = 0; i < api_operationer_antal; i++) {
        const struct api_operation *o = &api_operationer[i];
        if (o->rute.method != WEB_POST) continue;
        assert_status(send_it(&b, token, WEB_POST, address(&b, o), stor, "noegle-2"), 413);
    }
    struct web_request form = {.method = WEB_POST,
                               .bearer = token,
                               .type = STR("application/x-www-form-urlencoded"),
                               .body = STR("maaned=2021-07"),
                               .noegle = STR("noegle-3")};
    assert_status(test_side_send(&b.ts, (struct test_bruger){0}, &form, "/api/v1/koersler"), 415);
    close_town(&b);
}

static void hostile_addresses_are_refused(void **state)
{
    static const struct {
        const char *adresse;
        int status;
    } ADRESSER[] = {
        {"/api/v1/", 404},
        {"/api/v1/ingen", 404},
        {"/api/v1/koersler/", 404},
        {"/api/v1/koersler/0", 404},
        {"/api/v1/koersler/-1", 404},
        {"/api/v1/koersler/3x", 404},
        {"/api/v1/koersler/99999999999999999999", 404},
        {"/api/v1/koersler/77", 404},
        {"/api/v1/koersler/77/forskelle", 404},
        {"/api/v1/koersler/3/forklaring/S%C3%98/2021-06", 404},
        {"/api/v1/koersler/3/forklaring/ingen/2021-6", 404},
        {"/api/v1/anbringelser/'%20OR%201=1", 404},
        {"/api/v1/anbringelser/ingen/historie", 404},
        {"/api/v1/henvendelser/abcdefghijklmnopqrs2", 404},
        {"/api/v1/status?x=1", 400},
        {"/api/v1/journal?antal=1&antal=2", 400},
        {"/api/v1/journal?antal=1e3", 400},
        {"/api/v1/familier?registrering=999999", 400},
        {"/api/v1/familier?efter=9223372036854775808.x", 400},
        {"/api/v1/haandboeger/morsoe/1999-01-01", 404},
    };
    struct api_by b;

    open_town(&b, *state);
    struct str token = user(&b, ROLLE_OEKONOMI, ALLE);
    for (size_t i = 0; i < sizeof(ADRESSER) / sizeof(*ADRESSER); i++) {
        struct web_response r = get(&b, token, ADRESSER[i].adresse);
        if (r.status != ADRESSER[i].status)
            fail_msg("%s: %d: %.*s", ADRESSER[i].adresse, r.status, STR_ARG(r.body));
    }
    assert_status(post(&b, token, "/api/v1/status", "", NULL), 405);
    assert_status(send_it(&b, token, WEB_DELETE, "/api/v1/koersler/3", STR_EMPTY, NULL), 405);
    close_town(&b);
}

static void who_asks_too_often_waits(void **state)
{
    struct api_by b;
    int stopped = 0;

    open_town(&b, *state);
    struct api_program *p = b.ts.program.ctx;
    struct str token = user(&b, ROLLE_OEKONOMI, ALLE);
    struct str anden = user(&b, ROLLE_LEDER, ALLE);
    p->noegle_graense = (struct api_graense){5, 0};
    for (int i = 0; i < 9; i++) stopped += get(&b, token, "/api/v1/status").status == 429;
    assert_int_equal(stopped, 4);
    assert_status(get(&b, token, "/api/v1/status"), 429);
    assert_status(get(&b, anden, "/api/v1/status"), 200);
    close_town(&b);
}

/* ---- the description ---- */

static void the_description_is_the_same_each_time(void **state)
{
    struct arena arena;
    struct buf en, to;
    json_error_t error;

    (void)state;
    arena_init(&arena, 8 << 20);
    buf_init(&en, &arena);
    buf_init(&to, &arena);
    api_openapi(&en);
    api_openapi(&to);
    assert_true(str_eq(buf_str(&en), buf_str(&to)));
    json_t *json = json_loadb(en.p, en.n, JSON_REJECT_DUPLICATES, &error);
    assert_non_null(json);
    json_t *schemas = json_object_get(json_object_get(json, "components"), "schemas");
    for (size_t i = 0; i < api_operationer_antal; i++) {
        const struct api_operation *o = &api_operationer[i];
        for (size_t k = 0; k < i; k++) assert_string_not_equal(o->id, api_operationer[k].id);
        if (o->svar != NULL) assert_non_null(json_object_get(schemas, o->svar->navn));
        if (o->krop != NULL) assert_non_null(json_object_get(schemas, o->krop->navn));
    }
    json_decref(json);
    arena_release(&arena);
}

/* Every kept input of the fuzzer once more. */
static void kept_inputs(void **state)
{
    struct str *navne = NULL;
    size_t antal = 0;
    struct arena arena;
    struct err err = ERR_INIT;

    (void)state;
    arena_init(&arena, 8 << 20);
    assert_true(fil_list(&arena, "tests/fuzz/api", &navne, &antal, &err));
    for (size_t i = 0; i < antal; i++) {
        struct str bytes;
        struct str sti = str_format(&arena, "tests/fuzz/api/%.*s", STR_ARG(navne[i]));
        assert_true(fil_read(&arena, str_c(&arena, sti), 1 << 20, &bytes, &err));
        api_fuzz((const uint8_t *)bytes.p, bytes.n);
    }
    assert_true(antal >= 20);
    struct web_program *program = api_fuzz_program();
    program->stop(program->ctx);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(each_role_may_what_the_table_says),
        BOTH(each_area_opens_only_its_own),
        BOTH(nobody_gets_what_is_closed),
        BOTH(a_token_may_what_its_user_may_now),
        BOTH(cases_of_ones_own_are_no_access_to_all),
        BOTH(a_token_ends),
        BOTH(only_some_get_a_token),
        BOTH(who_sees_a_person_is_written),
        BOTH(nothing_is_known_ahead),
        BOTH(pages_are_whole),
        BOTH(a_list_stays_what_it_was),
        BOTH(a_write_is_done_once_for_each_key),
        BOTH(a_refusal_is_not_kept),
        BOTH(only_the_computation_that_was_seen_is_approved),
        BOTH(what_is_in_force_is_computed_with),
        BOTH(a_key_is_kept_for_thirty_days),
        BOTH(a_write_that_runs_out_of_memory_did_nothing),
        BOTH(of_many_at_once_one_is_done),
        BOTH(facts_are_registered_whole_or_not_at_all),
        BOTH(a_family_is_answered_once),
        BOTH(hostile_bodies_are_refused),
        BOTH(deep_and_large_bodies_are_refused),
        BOTH(hostile_addresses_are_refused),
        BOTH(who_asks_too_often_waits),
        cmocka_unit_test(the_description_is_the_same_each_time),
        cmocka_unit_test(kept_inputs),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
