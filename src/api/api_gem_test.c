/*
 * What the API shows of persons: no answer without its row, and the rows of many in one commit.
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(an_answer_waits_for_its_row),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
