/*
 * The staff's pages, asked for as a browser asks, on an invented municipality that has settled.
 */
#include "kontorside/test_kontor.h"

#include "base/tid.h"

/* ---- tasks */

/* R-web-opgaver */
static void tasks_stand_with_who_is_to_do_them(void **state)
{
    struct by by;
    struct web_response r;

    open_town(&by, *state);
    written(&by, HENVENDELSE_UENIG, "For lidt");
    written(&by, HENVENDELSE_FLYTTET, "Flyttet");
    r = ask(&by, by.anna, "/opgaver");
    assert_int_equal(r.status, 200);
    assert_says(r, "Svar: Uenig i et beløb");
    assert_says(r, "Eksportér kørslen");
    assert_false(test_side_har(r, "Et barn er flyttet"));
    r = ask(&by, by.eva, "/opgaver?sprog=en");
    assert_says(r, "Tasks");
    assert_false(test_side_har(r, "Disagrees"));
    r = ask(&by, by.rod, "/opgaver");
    assert_says(r, "har ingen opgaver her");
    r = ask(&by, by.hans, "/opgaver");
    assert_says(r, "intet, der venter");
    close_town(&by);
}

static void one_kind_of_task_is_shown_in_pages(void **state)
{
    struct by by;
    struct web_response r;

    open_town(&by, *state);
    for (int i = 0; i < 3; i++) {
        struct str id = written(&by, HENVENDELSE_UENIG, "For lidt");
        struct web_response svar =
            TEST_POST(&by.ts, by.anna, address(&by, "/luk", id), "trin", trin(&by, id));
        assert_int_equal(svar.status, 303);
    }
    for (int i = 0; i < 17; i++) written(&by, HENVENDELSE_UENIG, "For lidt");
    r = ask(&by, by.anna, "/opgaver?slags=henvendelser");
    assert_says(r, "Henvendelser <span class=\"valg-antal\">17</span>");
    assert_false(test_side_har(r, "Kørsler</td>"));
    r = ask(&by, by.anna, "/opgaver?slags=henvendelser&side=2");
    assert_says(r, "intet, der venter");
    assert_int_equal(ask(&by, by.anna, "/opgaver?slags=findes-ikke").status, 404);
    assert_int_equal(ask(&by, by.anna, "/opgaver?side=0&slags=henvendelser").status, 404);
    /* A kind of another's is none. */
    assert_int_equal(ask(&by, by.eva, "/opgaver?slags=konti").status, 404);
    close_town(&by);
}

/* Of a month that was made in two runs only one is to be approved. */
static void a_run_that_was_overtaken_is_no_task(void **state)
{
    struct by by;

    open_town(&by, *state);
    struct test_afregning *t = &by.ts.t;
    int64_t gammel = test_run_new(t, "2021-07", false), ny = test_run_new(t, "2021-07", false);
    test_calc(t, gammel);
    test_side_inde(&by.ts, &by.anna);
    struct web_response r = ask(&by, by.anna, "/opgaver");
    assert_says(r, "Godkend kørslen");
    assert_says(r, "Beregn kørslen");
    test_calc(t, ny);
    r = ask(&by, by.anna, "/opgaver?slags=koersler");
    assert_says(r, "href=\"/maaned/5\"");
    assert_false(test_side_har(r, "href=\"/maaned/4\""));
    assert_int_equal(test_try_approve(t, &t->bo, ny, NULL, NULL), AFREGNING_GJORT);
    r = ask(&by, by.anna, "/opgaver");
    assert_false(test_side_har(r, "Godkend kørslen"));
    assert_false(test_side_har(r, "Beregn kørslen"));
    close_town(&by);
}

static struct register_fakta known(struct by *by, enum register_slags slags, struct str ejer)
{
    struct test_afregning *t = &by->ts.t;
    struct register_fakta *f;
    int64_t nr;
    size_t n;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(register_newest(t->store, TEST_KOMMUNE, &nr, &t->err), t->err);
    assert_ok(
        register_fakta_af(t->store, &t->arena, TEST_KOMMUNE, nr, slags, ejer, &f, &n, &t->err),
        t->err);
    store_rollback(t->store);
    assert_true(n > 0);
    return f[0];
}

/* It is registered the next day, and eva comes in that day. */
static struct dato next_day(struct by *by)
{
    return dato_plus(dato_of_us(by->ts.t.now_us), 1);
}

static void learn(struct by *by, const struct register_fakta *fakta)
{
    test_fact(&by->ts.t, fakta);
    test_side_inde(&by->ts, &by->eva);
}

static bool is_task(struct by *by, const char *adresse, const char *text)
{
    struct web_response r = ask(by, by->eva, adresse);

    assert_int_equal(r.status, 200);
    return test_side_har(r, text);
}

/* What ends within 60 days, and nothing that ends later or was put off again. */
static void what_ends_soon_is_a_task(void **state)
{
    struct by by;

    open_town(&by, *state);
    struct test_afregning *t = &by.ts.t;
    const char *familie =
        str_c(&t->arena, str_format(&t->arena, "/familier/%.*s\"", STR_ARG(by.familie)));
    const char *sted =
        str_c(&t->arena, str_format(&t->arena, "/anbringelser/%.*s\"", STR_ARG(by.sted)));
    struct register_fakta g = known(&by, SLAGS_GODKENDELSE, by.familie);
    g.til = dato_plus(next_day(&by), 59);
    learn(&by, &g);
    assert_true(is_task(&by, "/opgaver?slags=godkendelser", familie));
    g.til = dato_plus(next_day(&by), 60);
    learn(&by, &g);
    assert_false(is_task(&by, "/opgaver?slags=godkendelser", familie));

    struct register_fakta a = known(&by, SLAGS_ANBRINGELSE, by.sted);
    a.til = dato_plus(next_day(&by), 59);
    learn(&by, &a);
    assert_true(is_task(&by, "/opgaver?slags=ophoer", sted));
    a.til = dato_plus(next_day(&by), 60);
    learn(&by, &a);
    assert_false(is_task(&by, "/opgaver?slags=ophoer", sted));
    close_town(&by);
}

static void a_family_or_nobody_sees_none_of_it(void **state)
{
    static const char *const ADRESSE[] = {"/opgaver", "/henvendelser"};
    struct by by;

    open_town(&by, *state);
    struct str id = written(&by, HENVENDELSE_UENIG, "For lidt");
    for (size_t i = 0; i < sizeof(ADRESSE) / sizeof(*ADRESSE); i++) {
        assert_int_equal(ask(&by, by.mor, ADRESSE[i]).status, 403);
        assert_int_equal(ask(&by, (struct test_bruger){0}, ADRESSE[i]).status, 303);
    }
    assert_int_equal(ask(&by, by.mor, address(&by, "", id)).status, 403);
    /* Who may not read of persons, does not learn that it is there. */
    assert_int_equal(ask(&by, by.hans, address(&by, "", id)).status, 404);
    assert_int_equal(ask(&by, by.rod, address(&by, "", id)).status, 404);
    assert_int_equal(ask(&by, by.anna, "/henvendelser/findes-ikke").status, 404);
    close_town(&by);
}

/* ---- messages */

static void a_message_is_taken_answered_and_closed(void **state)
{
    struct by by;
    struct web_response r;

    open_town(&by, *state);
    struct str id = written(&by, HENVENDELSE_UENIG, "For lidt <script>alert(1)</script>");
    r = ask(&by, by.anna, address(&by, "", id));
    assert_says(r, "For lidt &lt;script&gt;");
    assert_says(r, "Åbn linjen, og svar med grunden");
    r = TEST_POST(&by.ts, by.anna, address(&by, "/tag", id), "trin", trin(&by, id));
    assert_int_equal(r.status, 303);
    assert_true(str_eq(now(&by, id).ansvarlig, by.anna.adgang.bruger));
    assert_says(ask(&by, by.anna, "/henvendelser?vis=mine"), "Uenig i et beløb");
    assert_false(test_side_har(ask(&by, by.eva, "/henvendelser?vis=mine"), "Uenig i et beløb"));
    const char *set = trin(&by, id);
    r = TEST_POST(&by.ts, by.anna, address(&by, "/svar", id), "trin", set, "tekst",
                  "Beløbet er "
                  "rigtigt.");
    assert_int_equal(r.status, 303);
    assert_int_equal(now(&by, id).tilstand, HENVENDELSE_BESVARET);
    assert_int_equal(messages(&by, id), 2);
    /* Sent once more it is not written once more. */
    r = TEST_POST(&by.ts, by.anna, address(&by, "/svar", id), "trin", set, "tekst",
                  "Beløbet er "
                  "rigtigt.");
    assert_int_equal(r.status, 400);
    assert_int_equal(messages(&by, id), 2);
    r = TEST_POST(&by.ts, by.anna, address(&by, "/luk", id), "trin", trin(&by, id));
    assert_int_equal(r.status, 303);
    assert_says(ask(&by, by.anna, "/henvendelser?vis=lukkede"), "Uenig i et beløb");
    r = TEST_POST(&by.ts, by.anna, address(&by, "/aabn", id), "trin", trin(&by, id));
    assert_int_equal(now(&by, id).tilstand, HENVENDELSE_I_GANG);
    close_town(&by);
}

static void an_answer_that_is_wrong_is_told_in_the_readers_language(void **state)
{
    struct by by;
    struct web_response r;

    open_town(&by, *state);
    struct str id = written(&by, HENVENDELSE_UENIG, "For lidt");
    const char *set = trin(&by, id);
    r = TEST_POST(&by.ts, by.anna, address(&by, "/svar", id), "trin", set, "tekst", "  ");
    assert_int_equal(r.status, 400);
    assert_says(r, "Skriv svaret.");
    r = TEST_POST(&by.ts, by.anna, address(&by, "/svar?sprog=en", id), "trin", set, "tekst", "");
    assert_says(r, "Write the answer.");
    r = TEST_POST(&by.ts, by.anna, address(&by, "/svar", id), "trin", "77", "tekst", "Mit svar");
    assert_int_equal(r.status, 400);
    assert_says(r, "En anden nåede at gøre noget");
    assert_says(r, "Mit svar</textarea>");
    assert_int_equal(messages(&by, id), 1);
    close_town(&by);
}

static void a_message_is_passed_to_another_role(void **state)
{
    struct by by;
    struct web_response r;

    open_town(&by, *state);
    struct str id = written(&by, HENVENDELSE_ANDET, "Noget");
    assert_false(test_side_har(ask(&by, by.eva, "/opgaver"), "Svar: Noget andet"));
    r = TEST_POST(&by.ts, by.anna, address(&by, "/videre", id), "trin", trin(&by, id), "rolle", "");
    assert_int_equal(r.status, 400);
    r = TEST_POST(&by.ts, by.anna, address(&by, "/videre", id), "trin", trin(&by, id), "rolle",
                  "analytiker");
    assert_int_equal(r.status, 400);
    r = TEST_POST(&by.ts, by.anna, address(&by, "/videre", id), "trin", trin(&by, id), "rolle",
                  "familieraadgiver");
    assert_int_equal(r.status, 303);
    assert_says(ask(&by, by.eva, "/opgaver"), "Svar: Noget andet");
    assert_says(ask(&by, by.eva, "/henvendelser?vis=rollens"), "Noget andet");
    close_town(&by);
}

/* ---- proposals to the handbook */

static const char *a_rule(struct by *by)
{
    const struct side_app *app = by->ts.program.ctx;

    for (size_t i = 0; i < app->haandboeger; i++) {
        const struct side_haandbog *h = &app->haandbog[i];
        if (!str_is(h->kode, "morsoe")) continue;
        const struct dokument *d = &h->samling.haandbog[0].dokument;
        struct str prefix = side_forslag_adresse(&by->ts.t.arena, h, h->samling.haandbog[0].plan);
        return str_c(&by->ts.t.arena, str_format(&by->ts.t.arena, "%.*s%.*s", STR_ARG(prefix),
                                                 STR_ARG(d->regel[2].anker)));
    }
    fail_msg("no handbook");
    return NULL;
}

static const char *new_id(struct by *by)
{
    struct id id;

    assert_ok(id_make(&id, &by->ts.t.err), by->ts.t.err);
    return str_c(&by->ts.t.arena, id_str(&id));
}

static void a_colleague_proposes_another_rule(void **state)
{
    struct by by;
    struct web_response r;

    open_town(&by, *state);
    const char *rule = a_rule(&by), *id = new_id(&by);
    assert_int_equal(ask(&by, (struct test_bruger){0}, rule).status, 303);
    assert_says(ask(&by, by.eva, rule), "Foreslå en ændring");
    assert_int_equal(ask(&by, by.eva, "/forslag/morsoe/2021-01-01/findes-ikke").status, 404);
    r = TEST_POST(&by.ts, by.eva, rule, "id", id, "tekst", " ");
    assert_int_equal(r.status, 400);
    assert_says(r, "Skriv, hvad der bør være anderledes.");
    for (int i = 0; i < 2; i++) {
        r = TEST_POST(&by.ts, by.eva, rule, "id", id, "tekst", "Bør følge alderen");
        assert_int_equal(r.status, 303);
    }
    assert_int_equal(messages(&by, str_from(id)), 1);
    /* Another's id is not added to. */
    r = TEST_POST(&by.ts, by.anna, rule, "id", id, "tekst", "Noget andet");
    assert_int_equal(r.status, 400);
    assert_says(ask(&by, by.hans, "/opgaver"), "Svar: Forslag til håndbogen");
    r = TEST_POST(&by.ts, by.hans, address(&by, "/svar", str_from(id)), "trin", "1", "tekst",
                  "Tak");
    assert_int_equal(r.status, 303);
    assert_says(ask(&by, by.eva, address(&by, "", str_from(id))), "Tak");
    r = TEST_POST(&by.ts, by.eva, address(&by, "/svar", str_from(id)), "tekst", "Selv tak");
    assert_int_equal(r.status, 303);
    assert_int_equal(now(&by, str_from(id)).tilstand, HENVENDELSE_I_GANG);
    close_town(&by);
}

static void a_family_proposes_and_is_not_named_to_who_may_not_know(void **state)
{
    struct by by;
    struct web_response r;

    open_town(&by, *state);
    const char *rule = a_rule(&by), *id = new_id(&by);
    r = TEST_POST(&by.ts, by.mor, rule, "id", id, "tekst", "Svært at forstå");
    assert_int_equal(r.status, 303);
    assert_true(str_starts(test_side_til(r), STR("/familie/")));
    r = ask(&by, by.hans, address(&by, "", str_from(id)));
    assert_says(r, "Svært at forstå");
    assert_says(r, "<dd>En plejefamilie</dd>");
    close_town(&by);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(tasks_stand_with_who_is_to_do_them),
        BOTH(a_run_that_was_overtaken_is_no_task),
        BOTH(one_kind_of_task_is_shown_in_pages),
        BOTH(what_ends_soon_is_a_task),
        BOTH(a_family_or_nobody_sees_none_of_it),
        BOTH(a_message_is_taken_answered_and_closed),
        BOTH(an_answer_that_is_wrong_is_told_in_the_readers_language),
        BOTH(a_message_is_passed_to_another_role),
        BOTH(a_colleague_proposes_another_rule),
        BOTH(a_family_proposes_and_is_not_named_to_who_may_not_know),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
