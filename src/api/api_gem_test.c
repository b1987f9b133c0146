/*
 * What the API shows of persons: no answer without its row, and the rows of many in one commit; and
 * of families each with its own placements.
 */
#include "api/test_api.h"

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
    return (int64_t)n;
}

/* An answer that is made and waits, as the server has it. */
struct api_venter {
    struct web_request request;
    struct web_response response;
};

static void wait_for(struct api_by *b, struct str token, const char *adresse, struct api_venter *v)
{
    struct test_afregning *t = &b->ts.t;

    *v = (struct api_venter){.request = {.arena = &t->arena,
                                         .now_us = t->now_us,
                                         .host = STR("localhost"),
                                         .bearer = token,
                                         .fra = STR("192.0.2.1")}};
    assert_ok(web_adresse(&v->request, str_from(adresse), &t->err), t->err);
    b->ts.program.svar(b->ts.program.ctx, &v->request, &v->response);
    assert_int_equal(v->response.status, 200);
    assert_false(store_in_transaction(t->store));
    assert_non_null(v->response.gem);
}

/* No row, no answer; the rows of all that wait are kept together. */
static void an_answer_waits_for_its_row(void **state)
{
    struct api_by b;
    struct api_venter v[3];
    struct web_gem gem[2];

    open_town(&b, *state);
    struct str token = user(&b, ROLLE_OEKONOMI, ALLE);
    const char *sti = str_c(
        &b.ts.t.arena, str_format(&b.ts.t.arena, "/api/v1/anbringelser/%.*s", STR_ARG(b.sted)));
    wait_for(&b, token, sti, &v[0]);
    wait_for(&b, token, "/api/v1/familier", &v[1]);
    wait_for(&b, token, sti, &v[2]);
    assert_int_equal(views(&b), 0);
    for (int i = 0; i < 2; i++) gem[i] = (struct web_gem){v[i].response.gem, false};
    b.ts.program.gem(b.ts.program.ctx, gem, 2);
    assert_true(gem[0].gemt && gem[1].gemt);
    assert_int_equal(views(&b), 2);
    hold_answer(v[0].response, operation_at(&b, WEB_GET, sti));
    assert_true(test_side_har(v[0].response, str_c(&b.ts.t.arena, b.sted)));
    /* One that could not be kept shows nobody, and is a problem like the others. */
    b.ts.program.ugemt(b.ts.program.ctx, &v[2].request, &v[2].response);
    assert_status(v[2].response, 503);
    assert_true(test_side_har(v[2].response, "problem-ugemt"));
    assert_false(test_side_har(v[2].response, str_c(&b.ts.t.arena, b.sted)));
    bool beskyttet = false;
    for (size_t i = 0; i < v[2].response.hoved.antal; i++)
        beskyttet =
            beskyttet || str_is(v[2].response.hoved.felt[i].navn, "Content-Security-Policy");
    assert_true(beskyttet);
    assert_int_equal(views(&b), 2);
    close_town(&b);
}

/* ---- families ---- */

static void put_family(struct test_afregning *t, const char *id)
{
    struct register_fakta f = {.slags = SLAGS_PLEJEFAMILIE, .id = str_from(id)};
    bool skrevet = false;
    int64_t nr = 0;

    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    assert_ok(register_begin(t->store, &t->bo, STR("test"), t->now_us, &nr, &t->err), t->err);
    assert_ok(register_ret(t->store, &t->arena, &t->bo, nr, &f, &skrevet, &t->err), t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
}

/* Holds an answer against what the register says of the family; how many placements that is. */
static size_t expect_own(struct test_afregning *t, const json_t *familie)
{
    const json_t *given = json_object_get(familie, "anbringelser");
    struct str id = str_from(json_string_value(json_object_get(familie, "id")));
    struct str *own;
    size_t n;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(register_familie_anbringelser(t->store, &t->arena, TEST_KOMMUNE, INT64_MAX, id, &own,
                                            &n, &t->err),
              t->err);
    store_rollback(t->store);
    assert_int_equal(json_array_size(given), n);
    for (size_t i = 0; i < n; i++) assert_str(own[i], json_string_value(json_array_get(given, i)));
    return n;
}

/* One page; returns where the next begins, or nothing. */
static struct str read_page(struct api_by *b, struct str token, int antal, struct str efter,
                            size_t seen[3])
{
    struct arena *arena = &b->ts.t.arena;
    const char *glue = efter.n == 0 ? "" : "&efter=";
    struct str sti =
        str_format(arena, "/api/v1/familier?antal=%d%s%.*s", antal, glue, STR_ARG(efter));
    json_t *side = json_of(get(b, token, str_c(arena, sti)));
    const json_t *raekker = json_object_get(side, "raekker");

    for (size_t i = 0; i < json_array_size(raekker); i++) {
        size_t n = expect_own(&b->ts.t, json_array_get(raekker, i));
        seen[n > 2 ? 2 : n]++;
    }
    const char *naeste = json_string_value(json_object_get(side, "naeste"));
    struct str out = naeste == NULL ? STR_EMPTY : str_copy(arena, str_from(naeste));
    json_decref(side);
    return out;
}

static void each_family_has_its_own_placements(void **state)
{
    static const int ANTAL[] = {1, 3, 500};
    struct api_by b;

    open_town(&b, *state);
    struct str token = user(&b, ROLLE_OEKONOMI, ALLE);
    put_family(&b.ts.t, "A"); /* the first, one between, and the last have none */
    put_family(&b.ts.t, "F000003-X");
    put_family(&b.ts.t, "z");
    for (size_t k = 0; k < sizeof(ANTAL) / sizeof(*ANTAL); k++) {
        size_t seen[3] = {0};
        struct str efter = STR_EMPTY;
        do efter = read_page(&b, token, ANTAL[k], efter, seen);
        while (efter.n > 0);
        assert_true(seen[0] >= 3 && seen[1] > 0 && seen[2] > 0);
    }
    close_town(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(an_answer_waits_for_its_row),
        BOTH(each_family_has_its_own_placements),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
