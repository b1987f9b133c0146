/*
 * A family's pages, asked for as a browser asks, on an invented municipality that has settled.
 */
#include "afregning/test_afregning.h"

#include "demo/demo.h"
#include "side/familie_side.h"

enum { MAANEDER = 3 };

struct by { /* a town */
    struct test_afregning t;
    struct arena arena; /* of the program */
    struct web_program program;
    struct str person;
    struct arena request;
    int64_t loebenr[MAANEDER];
};

static struct by *by_nu;

/* Whoever the test says. */
static bool hvem(struct side *s, struct err *err)
{
    (void)err;
    s->inde = by_nu->person.n > 0;
    s->person = by_nu->person;
    s->hvem = (struct adgang){TEST_KOMMUNE, STR("u-familie"), STR("familien"), 0};
    s->csrf = STR("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
    return true;
}

/* What is known of the municipality by `dag`. */
static void learn(struct by *by, struct str fakta, struct str personer, const char *dag)
{
    struct register_fil fil[] = {{"fakta.json", fakta}, {"personer.csv", personer}};
    struct register_import valg = {.kendt = test_dag(dag)};
    struct register_importeret ud;
    struct test_afregning *t = &by->t;

    t->now_us = test_us(dag);
    assert_ok(
        register_importer(t->store, &t->arena, &t->anna, fil, 2, &valg, t->now_us, &ud, &t->err),
        t->err);
    if (ud.fund.fejl > 0)
        fail_msg("%s: %.*s", ud.fund.fund[0].sted.fil, STR_ARG(ud.fund.fund[0].tekst));
}

static void open_town(struct by *by, struct test_store *place)
{
    const struct demo_args args = {60, 1, TEST_KOMMUNE, test_maaned("2021-09"), DEMO_TRIN};
    static const char *const DAG[MAANEDER] = {"2021-04-26", "2021-05-26", "2021-06-25"};
    static const char *const MAANED[MAANEDER] = {"2021-04", "2021-05", "2021-06"};
    struct sager sager;
    struct buf fakta, personer;
    struct err err = ERR_INIT;

    memset(by, 0, sizeof(*by));
    by_nu = by;
    test_afregning_open(&by->t, place);
    demo_make(&by->t.arena, &args, &sager);
    buf_init(&fakta, &by->t.arena);
    buf_init(&personer, &by->t.arena);
    sag_write_json(&fakta, &sager);
    demo_personer(&personer, &args, &sager);
    for (int i = 0; i < MAANEDER; i++) {
        learn(by, buf_str(&fakta), buf_str(&personer), DAG[i]);
        by->loebenr[i] = test_settle(&by->t, MAANED[i], false);
    }
    struct side_opsaetning opsaetning = {.haandboeger = "haandboeger", .usikker_cookie = true};
    arena_init(&by->arena, (size_t)1 << 26);
    side_program(&by->arena, &opsaetning, &by->program);
    assert_ok(by->program.start(by->program.ctx, &err), err);
    struct side_app *app = by->program.ctx;
    app->store = by->t.store; /* the same database, whose clock the test moves */
    app->kommune = TEST_KOMMUNE;
    app->hvem = hvem;
}

static void close_town(struct by *by)
{
    by->program.stop(by->program.ctx);
    arena_release(&by->arena);
    test_afregning_close(&by->t);
}

static struct web_response ask(struct by *by, const char *adresse)
{
    struct web_request request = {
        .arena = &by->t.arena, .now_us = by->t.now_us, .host = STR("localhost")};
    struct web_response response = {0};
    struct err err = ERR_INIT;

    assert_ok(web_adresse(&request, str_from(adresse), &err), err);
    by->program.svar(by->program.ctx, &request, &response);
    return response;
}

static struct web_response ask_id(struct by *by, const char *form, struct str id, int64_t nr)
{
    struct str adresse = str_format(&by->t.arena, "/familie/%.*s%s", STR_ARG(id), form);

    if (nr > 0) adresse = str_format(&by->t.arena, "%.*s%lld", STR_ARG(adresse), (long long)nr);
    return ask(by, str_c(&by->t.arena, adresse));
}

static bool has(struct web_response r, const char *text)
{
    size_t at;

    return str_find(r.body, str_from(text), &at);
}

#define assert_says(r, text)                                                                       \
    do {                                                                                           \
        if (!has(r, text)) fail_msg("%d, no >%s< in: %.*s", (r).status, text, STR_ARG((r).body));  \
    } while (0)

/* The amount as a page writes it. */
static const char *amount(struct by *by, int64_t oere)
{
    struct html h;

    html_init(&h, &by->t.arena, false);
    html_oere(&h, (struct oere){oere});
    return str_c(&by->t.arena, buf_str(&h.buf));
}

/* Every family of the town, and what the journal says its placements were granted in a run. */
struct facit {
    struct str familie;
    int64_t oere;
};

static struct register_udsnit everybody(struct by *by)
{
    struct register_udsnit u;
    int64_t nr;
    struct test_afregning *t = &by->t;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(register_newest(t->store, TEST_KOMMUNE, &nr, &t->err), t->err);
    assert_ok(register_read(t->store, &t->arena, TEST_KOMMUNE, nr, NULL, 0, &u, &t->err), t->err);
    store_rollback(t->store);
    return u;
}

static int64_t granted(struct by *by, const struct register_udsnit *u, struct str familie,
                       int64_t loebenr)
{
    struct journal_raekke *r;
    size_t n = test_journal(&by->t, &r);
    int64_t sum = 0;

    for (size_t i = 0; i < n; i++) {
        if (r[i].koersel != loebenr || r[i].kredit != KONTO_SKYLDIG) continue;
        for (size_t k = 0; k < u->sager.count; k++)
            if (str_eq(u->sager.sag[k].id, r[i].anbringelse) &&
                str_eq(u->sager.sag[k].familie, familie))
                sum += r[i].beloeb.oere;
    }
    return sum;
}

static struct str holder(struct by *by, struct str familie)
{
    return str_format(&by->t.arena, "%.*s-K", STR_ARG(familie));
}

/* ---- tests */

static void amounts_are_the_journals(void **state)
{
    struct by by;
    size_t vist = 0;

    open_town(&by, *state);
    struct register_udsnit u = everybody(&by);
    for (size_t i = 0; i < u.sager.count; i++) {
        struct str familie = u.sager.sag[i].familie;
        if (i > 0 && str_eq(u.sager.sag[i - 1].familie, familie)) continue;
        by.person = holder(&by, familie);
        struct web_response front = ask_id(&by, "", familie, 0);
        assert_int_equal(front.status, 200);
        for (int m = 0; m < MAANEDER; m++) {
            int64_t oere = granted(&by, &u, familie, by.loebenr[m]);
            if (oere == 0) continue;
            assert_says(front, amount(&by, oere));
            struct web_response page = ask_id(&by, "/betaling/", familie, by.loebenr[m]);
            assert_int_equal(page.status, 200);
            assert_says(page, amount(&by, oere));
            vist++;
        }
    }
    assert_true(vist > 60);
    close_town(&by);
}

static void a_family_sees_only_itself(void **state)
{
    struct by by;

    open_town(&by, *state);
    struct register_udsnit u = everybody(&by);
    struct str min = u.sager.sag[0].familie;
    struct web_response ukendt, fremmed;

    by.person = STR_EMPTY;
    assert_int_equal(ask(&by, "/familie").status, 403);
    by.person = holder(&by, min);
    ukendt = ask(&by, "/familie/F999999");
    assert_int_equal(ukendt.status, 404);
    for (size_t i = 0; i < u.sager.count; i++) {
        struct str familie = u.sager.sag[i].familie;
        if (str_eq(familie, min)) continue;
        fremmed = ask_id(&by, "", familie, 0);
        assert_int_equal(fremmed.status, 404);
        assert_int_equal(fremmed.body.n, ukendt.body.n);
        assert_int_equal(ask_id(&by, "/betaling/", familie, by.loebenr[0]).status, 404);
    }
    assert_int_equal(ask_id(&by, "/betaling/", min, 77).status, 404);
    assert_int_equal(ask_id(&by, "/betaling/0", min, 0).status, 404);
    assert_int_equal(ask_id(&by, "/betaling/1x", min, 0).status, 404);
    assert_int_equal(ask_id(&by, "/betaling/", min, by.loebenr[2]).status, 200);
    by.person = STR("ingen");
    assert_says(ask(&by, "/familie"), "ikke registreret som plejeforælder");
    close_town(&by);
}

static void why_is_answered_first_and_adds_up(void **state)
{
    struct by by;
    size_t svar[GRUND_ANTAL] = {0}, i_alt = 0;
    struct err err = ERR_INIT;

    open_town(&by, *state);
    struct register_udsnit u = everybody(&by);
    assert_ok(store_begin(by.t.store, STORE_READ, &err), err);
    for (size_t i = 0; i < u.sager.count; i++) {
        struct familie_kreds k;
        struct familie_betaling *b;
        size_t n;
        struct str familie = u.sager.sag[i].familie;
        if (i > 0 && str_eq(u.sager.sag[i - 1].familie, familie)) continue;
        assert_ok(familie_kreds(by.t.store, &by.t.arena, TEST_KOMMUNE, NULL, familie, &k, &err),
                  err);
        assert_ok(familie_betalinger(&k, &b, &n, &err), err);
        for (size_t j = 0; j + 1 < n; j++) {
            struct familie_koersel nu, foer;
            struct familie_aendring *a;
            size_t antal;
            int64_t sum = 0;
            assert_ok(familie_koersel(&k, &b[j].koersel, &nu, &err), err);
            assert_ok(familie_koersel(&k, &b[j + 1].koersel, &foer, &err), err);
            familie_sammenlign(&by.t.arena, &foer, &nu, &a, &antal);
            for (size_t m = 0; m < antal; m++) {
                sum += a[m].forskel.oere;
                svar[a[m].grund]++;
                i_alt++;
            }
            assert_int_equal(sum, b[j].beloeb.oere - b[j + 1].beloeb.oere);
        }
    }
    store_rollback(by.t.store);
    print_message("reasons:");
    for (size_t i = 0; i < GRUND_ANTAL; i++) print_message(" %zu", svar[i]);
    print_message(" of %zu\n", i_alt);
    /* A difference without a reason is rare. */
    assert_true(i_alt > 30);
    assert_true(svar[GRUND_ANDET] * 10 <= i_alt);
    close_town(&by);
}

static void both_languages_and_two_clicks(void **state)
{
    struct by by;

    open_town(&by, *state);
    struct register_udsnit u = everybody(&by);
    struct str familie = u.sager.sag[0].familie;
    by.person = holder(&by, familie);
    struct web_response front = ask(&by, "/familie");
    struct web_response page = ask_id(&by, "/betaling/", familie, by.loebenr[2]);
    assert_says(front, "<h1>Jeres penge</h1>");
    assert_says(front, "Se, hvad pengene er for");
    assert_says(front, "Børn hos jer");
    assert_says(page, "<details class=\"linje\"");
    assert_says(page, "KL");
    assert_says(page, "/haandbog/morsoe/2021-01-01#");
    assert_says(page, "Jeg er uenig / jeg forstår det ikke");
    assert_says(ask(&by, "/familie?sprog=en"), "<h1>Your money</h1>");
    struct web_response english = ask_id(&by, "/betaling/3?sprog=en", familie, 0);
    assert_says(english, "What is the money for?");
    assert_false(has(english, "Hvad er pengene for?"));
    close_town(&by);
}

static void hostile_names_are_text(void **state)
{
    struct by by;
    bool skrevet;

    open_town(&by, *state);
    struct register_udsnit u = everybody(&by);
    struct str familie = u.sager.sag[0].familie;
    struct register_person p = {.id = u.til[0].barn, .navn = STR("<script>alert(1)</script> \"'&")};
    struct test_afregning *t = &by.t;
    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    assert_ok(register_person_skriv(t->store, &t->arena, TEST_KOMMUNE, &p, &skrevet, &t->err),
              t->err);
    p = (struct register_person){.id = holder(&by, familie),
                                 .navn = STR("<b>\"Ond\"</b>"),
                                 .adresse = STR("Hemmelig Vej 1"),
                                 .beskyttet = true};
    assert_ok(register_person_skriv(t->store, &t->arena, TEST_KOMMUNE, &p, &skrevet, &t->err),
              t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
    by.person = holder(&by, familie);
    struct web_response r[] = {ask(&by, "/familie"),
                               ask_id(&by, "/betaling/", familie, by.loebenr[2])};
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(r[i].status, 200);
        assert_false(has(r[i], "<script>alert"));
        assert_false(has(r[i], "<b>\"Ond"));
        assert_false(has(r[i], "Hemmelig Vej"));
        assert_says(r[i], "&lt;script&gt;alert(1)&lt;/script&gt;");
    }
    close_town(&by);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(amounts_are_the_journals),
        BOTH(a_family_sees_only_itself),
        BOTH(why_is_answered_first_and_adds_up),
        BOTH(both_languages_and_two_clicks),
        BOTH(hostile_names_are_text),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
