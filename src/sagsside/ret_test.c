/*
 * What a caseworker registers, sent as a browser sends it.
 */
#include "sagsside/test_sager.h"

#include "sagsside/sager_formular.h"

static int64_t newest(struct by *by)
{
    struct test_afregning *t = &by->ts.t;
    int64_t nr;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(register_newest(t->store, TEST_KOMMUNE, &nr, &t->err), t->err);
    store_rollback(t->store);
    return nr;
}

static struct register_fakta fact(struct by *by, enum register_slags slags, struct str ejer,
                                  const char *id)
{
    struct test_afregning *t = &by->ts.t;
    struct register_fakta *f, ud = {.nr = 0};
    size_t n;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(register_fakta_af(t->store, &t->arena, TEST_KOMMUNE, INT64_MAX, slags, ejer, &f, &n,
                                &t->err),
              t->err);
    store_rollback(t->store);
    for (size_t i = 0; i < n; i++)
        if (str_is(f[i].id, id)) ud = f[i];
    return ud;
}

/* Writes a fact as an import does, which takes more years than a form. */
static void put(struct by *by, struct register_fakta f)
{
    struct test_afregning *t = &by->ts.t;
    int64_t nr;
    bool skrevet;

    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    assert_ok(register_begin(t->store, &by->eva.adgang, STR("import"), t->now_us, &nr, &t->err),
              t->err);
    assert_ok(register_ret(t->store, &t->arena, &by->eva.adgang, nr, &f, &skrevet, &t->err),
              t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
    assert_true(skrevet);
}

/* The fact that a form is about. */
static const char *fact_of(struct by *by, struct web_response form)
{
    size_t at;

    assert_true(str_find(form.body, STR("name=\"fakta\" value=\""), &at));
    struct str rest = str_sub(form.body, at + 20, form.body.n), id;
    assert_true(str_split(&rest, '"', &id));
    return str_c(&by->ts.t.arena, id);
}

static const char *number(struct by *by, int64_t nr)
{
    return str_c(&by->ts.t.arena, str_format(&by->ts.t.arena, "%lld", (long long)nr));
}

/* A placement that goes on and has no situation on the day: its number in `alle`. */
static size_t a_stay(const struct by *by)
{
    for (size_t i = 0; i < by->alle.sager.count; i++)
        if (by->alle.sager.sag[i].fraflyttet.dag == DATO_MAX.dag &&
            by->alle.sager.sag[i].art == ART_DOEGN)
            return i;
    fail_msg("no stay goes on");
    return 0;
}

/* ---- tests */

static void a_birth_date_is_corrected_and_the_past_stays(void **state)
{
    struct by by;
    struct web_response svar;

    test_by_open(&by, *state);
    size_t i = a_stay(&by);
    struct str sted = by.alle.sager.sag[i].id, barn = test_barn(&by, i);
    const char *side = with_id(&by, "/anbringelser/", sted, "");
    const char *form = with_id(&by, "/anbringelser/", sted, "/registrer/barn");
    const char *id = str_c(&by.ts.t.arena, barn);
    struct register_fakta foer = fact(&by, SLAGS_BARN, barn, id);
    const char *kendt = number(&by, foer.nr);
    int64_t nr = newest(&by);
    const char *gammel = str_c(&by.ts.t.arena, dato_iso(&by.ts.t.arena, foer.barn.foedt));
    const char *ny =
        str_c(&by.ts.t.arena, dato_iso(&by.ts.t.arena, dato_plus(foer.barn.foedt, -61)));

    svar = ask(&by, form);
    assert_int_equal(svar.status, 200);
    assert_says(svar, gammel);
    /* Asked about first: nothing is written. */
    svar = POST(&by, form, "fakta", id, "kendt", kendt, "foedt", ny, "hvorfor", "fejl");
    assert_int_equal(svar.status, 200);
    assert_says(svar, "Det rører 3 afregnede måneder: april 2021, maj 2021 og juni 2021.");
    assert_says(svar, "Er det rigtigt?");
    assert_int_equal(newest(&by), nr);
    svar = POST(&by, form, "fakta", id, "kendt", kendt, "foedt", ny, "hvorfor", "fejl", "om_igen",
                "ja");
    assert_says(svar, ny);
    assert_int_equal(newest(&by), nr);
    /* Written once, however often it is sent. */
    for (int k = 0; k < 3; k++) {
        svar = POST(&by, form, "fakta", id, "kendt", kendt, "foedt", ny, "hvorfor", "fejl",
                    "bekraeft", "ja");
        assert_int_equal(svar.status, 303);
        assert_int_equal(newest(&by), nr + 1);
    }
    struct register_fakta nu = fact(&by, SLAGS_BARN, barn, id);
    assert_int_equal(nu.barn.foedt.dag, foer.barn.foedt.dag - 61);
    svar = ask(&by, str_c(&by.ts.t.arena, test_side_til(svar)));
    assert_says(svar, "Det er registreret som nr.");
    assert_says(svar, "post-overhalet");
    assert_says(svar, "Rettet ");
    /* As it was known before, it is as before. */
    svar = ask(&by, with_id(&by, side, STR("?kendt="), kendt));
    assert_int_equal(svar.status, 200);
    assert_says(svar, "Sådan kendte vi sagen");
    assert_false(has(svar, "post-overhalet"));
    svar = ask(&by, with_id(&by, side, STR("?kendt=2020-01-01"), ""));
    assert_says(svar, "var ikke registreret da");
    svar = ask(&by, with_id(&by, side, STR("?kendt=snart"), ""));
    assert_int_equal(svar.status, 400);
    svar = ask(&by, with_id(&by, side, STR("?kendt=1821-01-01"), ""));
    assert_int_equal(svar.status, 400);
    assert_says(svar, "Året 1821 kan ikke passe");
    /* Only what changed since is left for the next one to see. */
    svar = POST(&by, form, "fakta", id, "kendt", kendt, "foedt", gammel, "hvorfor", "fejl",
                "bekraeft", "ja");
    assert_int_equal(svar.status, 409);
    assert_says(svar, "Nogen har ændret oplysningen");
    assert_int_equal(newest(&by), nr + 1);
    test_by_close(&by);
}

static void every_bad_field_is_named(void **state)
{
    struct by by;
    struct web_response svar;

    test_by_open(&by, *state);
    struct str sted = by.alle.sager.sag[a_stay(&by)].id;
    const char *form = with_id(&by, "/anbringelser/", sted, "/registrer/situation");
    int64_t nr = newest(&by);
    svar = POST(&by, form, "kendt", "0", "art", "ferie", "fra", "2021-02-30", "til", "x");
    assert_int_equal(svar.status, 400);
    assert_says(svar, "href=\"#art\"");
    assert_says(svar, "href=\"#fra\"");
    assert_says(svar, "href=\"#til\"");
    assert_says(svar, "id=\"fra-fejl\"");
    svar = POST(&by, form, "kendt", "0", "art", "efterskole", "fra", "2021-08-01", "til",
                "2021-07-01");
    assert_int_equal(svar.status, 400);
    assert_says(svar, "Den sidste dag skal ligge efter den første");
    assert_says(svar, "id=\"til-fejl\"");
    svar = POST(&by, form, "kendt", "0", "art", "efterskole", "fra", "1821-08-01", "til",
                "12021-07-01");
    assert_says(svar, "Året 1821 kan ikke passe; skriv et år fra 1980 til 2051.");
    assert_says(svar, "Året 12021 kan ikke passe");
    assert_says(svar, "id=\"fra-fejl\"");
    /* Written for "no end", which is an empty field; but not every last day can be left out. */
    svar = POST(&by, form, "kendt", "0", "art", "efterskole", "fra", "2021-08-01", "til",
                "9999-12-31");
    assert_says(svar, "skriv et år fra 1980 til 2051, eller lad feltet være tomt.");
    svar = POST(&by, form, "kendt", "0", "art", "efterskole", "fra", "9999-12-31", "til",
                "1821-07-01");
    assert_false(has(svar, "lad feltet være tomt"));
    svar = POST(&by, with_id(&by, "/anbringelser/", sted, "/registrer/doegn"), "kendt", "0", "fra",
                "2021-08-01", "til", "9999-12-31");
    assert_says(svar, "Året 9999 kan ikke passe");
    assert_false(has(svar, "lad feltet være tomt"));
    svar = POST(&by, with_id(&by, "/anbringelser/", sted, "/registrer/anbringelse"), "kendt", "0",
                "art", "doegn", "indflyttet", "2021-08-01", "fraflyttet", "9999-12-31");
    assert_says(svar, "skriv et år fra 1980 til 2051, eller lad feltet være tomt.");
    form = with_id(&by, "/anbringelser/", sted, "/registrer/aftale");
    svar = POST(&by, form, "kendt", "0", "art", "tillaeg", "fra", "2021-08-01", "beloeb",
                "<b>mange</b>");
    assert_says(svar, "href=\"#ydelse\"");
    assert_says(svar, "href=\"#beloeb\"");
    assert_says(svar, "href=\"#pr\"");
    assert_false(has(svar, "<b>mange"));
    svar = POST(&by, form, "kendt", "0", "art", "vilkaar", "vilkaar", "varsel", "fra", "2021-08-01",
                "begrundelse", "nr. 700115-0011");
    assert_int_equal(svar.status, 400);
    svar = POST(&by, form, "kendt", "0", "art", "vilkaar", "vilkaar", "varsel", "fra", "2021-08-01",
                "begrundelse", "Aftalt 😀 på møde");
    assert_int_equal(svar.status, 400);
    assert_says(svar, "Teksten har tegnet »😀« (U+1F600) efter »Aftalt«, som breve ikke kan vise");
    assert_says(svar, "Aftalt 😀 på møde</textarea>");
    svar = POST(&by, form, "kendt", "0", "art", "vilkaar", "vilkaar", "varsel", "fra", "2021-08-01",
                "begrundelse", "nr. 700115-0011");
    assert_says(svar, "href=\"#begrundelse\"");
    svar =
        POST(&by, form, "kendt", "0", "art", "vilkaar", "vilkaar", "varsel", "fra", "2021-08-01");
    assert_says(svar, "href=\"#dage\"");
    assert_int_equal(newest(&by), nr);
    test_by_close(&by);
}

static void a_situation_is_registered_once_and_taken_back_once(void **state)
{
    struct by by;
    struct web_response svar;

    test_by_open(&by, *state);
    struct str sted = by.alle.sager.sag[a_stay(&by)].id;
    const char *form = with_id(&by, "/anbringelser/", sted, "/registrer/situation");
    const char *fakta = fact_of(&by, ask(&by, form));
    int64_t nr = newest(&by);
    for (int i = 0; i < 2; i++) {
        svar = POST(&by, form, "fakta", fakta, "kendt", "0", "art", "efterskole", "fra",
                    "2021-08-01", "til", "2022-06-30", "bekraeft", "ja");
        assert_int_equal(svar.status, 303);
        assert_int_equal(newest(&by), nr + 1);
    }
    struct register_fakta f = fact(&by, SLAGS_SITUATION, sted, fakta);
    assert_int_equal(f.til.dag, test_dag("2022-07-01").dag); /* the last day is with it */
    svar = ask(&by, with_id(&by, "/anbringelser/", sted, ""));
    assert_says(svar, "1. august 2021 – 30. juni 2022");
    /* Another one under the same id is not written over it. */
    svar = POST(&by, form, "fakta", fakta, "kendt", "0", "art", "hjemmebesoeg", "fra", "2021-09-01",
                "til", "2021-09-03", "bekraeft", "ja");
    assert_int_equal(svar.status, 409);
    assert_int_equal(newest(&by), nr + 1);
    assert_says(svar, "hjemmebesoeg\" selected");
    /* An id that is neither known nor the next opens nothing. */
    assert_int_equal(POST(&by, form, "fakta", "s99", "kendt", "0", "art", "efterskole", "fra",
                          "2021-08-01", "bekraeft", "ja")
                         .status,
                     404);
    const char *tilbage = with_id(
        &by, "/anbringelser/", sted,
        str_c(&by.ts.t.arena, str_format(&by.ts.t.arena, "/tilbage/situation?fakta=%s", fakta)));
    svar = ask(&by, tilbage);
    assert_int_equal(svar.status, 200);
    assert_says(svar, "Efterskole, 1. august 2021");
    assert_says(svar, "Det rører ingen måned");
    assert_int_equal(newest(&by), nr + 1);
    tilbage = with_id(&by, "/anbringelser/", sted, "/tilbage/situation");
    svar = POST(&by, tilbage, "fakta", fakta, "kendt", number(&by, f.nr), "bekraeft", "ja");
    assert_int_equal(svar.status, 400); /* without a reason */
    for (int i = 0; i < 2; i++) {
        svar = POST(&by, tilbage, "fakta", fakta, "kendt", number(&by, f.nr), "hvorfor",
                    "forkert_sag", "bekraeft", "ja");
        assert_int_equal(svar.status, 303);
        assert_int_equal(newest(&by), nr + 2);
    }
    assert_true(fact(&by, SLAGS_SITUATION, sted, fakta).tilbagekaldt);
    svar = ask(&by, with_id(&by, "/anbringelser/", sted, "?vis=situation"));
    assert_says(svar, "har aldrig været rigtigt");
    test_by_close(&by);
}

/* Which months it touches is said also when taking back is refused. */
static void a_refusal_to_take_back_says_what_it_touches(void **state)
{
    static const char MAANEDER[] =
        "Det rører 3 afregnede måneder: april 2021, maj 2021 og juni 2021.";
    struct by by;
    struct web_response svar;

    test_by_open(&by, *state);
    struct str sted = by.alle.sager.sag[a_stay(&by)].id;
    const char *form = with_id(&by, "/anbringelser/", sted, "/registrer/situation");
    const char *fakta = fact_of(&by, ask(&by, form));
    svar = POST(&by, form, "fakta", fakta, "kendt", "0", "art", "efterskole", "fra", "2021-04-10",
                "til", "2021-05-02", "bekraeft", "ja");
    assert_int_equal(svar.status, 303);
    const char *kendt = number(&by, newest(&by));
    form = with_id(&by, "/anbringelser/", sted, "/tilbage/situation");
    svar = ask(&by, with_id(&by, form, STR("?fakta="), fakta));
    assert_says(svar, MAANEDER);
    svar = POST(&by, form, "fakta", fakta, "kendt", kendt, "bekraeft", "ja");
    assert_int_equal(svar.status, 400);
    assert_says(svar, MAANEDER);
    svar = POST(&by, form, "fakta", fakta, "kendt", "1", "hvorfor", "fejl", "bekraeft", "ja");
    assert_int_equal(svar.status, 409);
    assert_says(svar, MAANEDER);
    assert_int_equal(fact(&by, SLAGS_SITUATION, sted, fakta).tilbagekaldt, false);
    test_by_close(&by);
}

static void a_reason_is_kept_apart_and_kept_once(void **state)
{
    struct by by;
    struct web_response svar;

    test_by_open(&by, *state);
    struct str sted = by.alle.sager.sag[a_stay(&by)].id;
    const char *form = with_id(&by, "/anbringelser/", sted, "/registrer/aftale");
    int64_t nr = newest(&by);
    const char *fakta = fact_of(&by, ask(&by, form));
    for (int i = 0; i < 2; i++) {
        svar = POST(&by, form, "fakta", fakta, "kendt", "0", "art", "vilkaar", "vilkaar", "varsel",
                    "dage", "60", "fra", "2021-08-01", "begrundelse", "Aftalt <b>på</b> møde",
                    "bekraeft", "ja");
        assert_int_equal(svar.status, 303);
        assert_int_equal(newest(&by), nr + 1);
    }
    svar = ask(&by, with_id(&by, "/anbringelser/", sted, ""));
    assert_says(svar, "Varsel på 60 dage");
    assert_says(svar, "Aftalt &lt;b&gt;på&lt;/b&gt; møde");
    svar = ask(&by, with_id(&by, form, STR("?fakta="), fakta));
    assert_says(svar, "Aftalt &lt;b&gt;");
    /* The same once more changes nothing, and says so. */
    svar = POST(&by, form, "fakta", fakta, "kendt", number(&by, nr + 1), "art", "vilkaar",
                "vilkaar", "varsel", "dage", "60", "fra", "2021-08-01", "begrundelse",
                "Aftalt <b>på</b> møde", "hvorfor", "fejl");
    assert_int_equal(svar.status, 400);
    assert_says(svar, "ikke ændret noget");
    test_by_close(&by);
}

static void a_family_and_a_child_are_made_under_one_number_each(void **state)
{
    static const char NOEGLE[] = "abcdefghijklmnopqr23", ANDEN[] = "zbcdefghijklmnopqr23";
    struct by by;
    struct web_response svar;

    test_by_open(&by, *state);
    int64_t nr = newest(&by);
    svar = POST(&by, "/familier/ny", "fakta", NOEGLE, "kendt", "0", "navn", "");
    assert_says(svar, "href=\"#navn\"");
    assert_says(svar, "href=\"#art\"");
    for (int i = 0; i < 2; i++) {
        svar =
            POST(&by, "/familier/ny", "fakta", NOEGLE, "kendt", "0", "navn", "Mor Holm <i>", "cpr",
                 "710192-1234", "socialtilsyn", "Socialtilsyn Nord", "art", "almen", "antal_boern",
                 "1", "alder_fra", "0", "alder_til", "3", "fra", "2021-06-01", "bekraeft", "ja");
        assert_int_equal(svar.status, 303);
        assert_int_equal(newest(&by), nr + 1);
    }
    assert_true(str_starts(test_side_til(svar), STR("/familier/F-ABCDEFGH?gjort=")));
    svar = ask(&by, "/familier/F-ABCDEFGH");
    assert_says(svar, "Mor Holm &lt;i&gt;");
    assert_says(svar, "Socialtilsyn Nord");
    assert_false(has(svar, "1234"));
    /* A child of seven does not fit an approval to three years. */
    svar = POST(&by, "/anbringelser/ny", "fakta", ANDEN, "kendt", "0", "familie", "F-INGEN", "art",
                "doegn", "indflyttet", "2021-06-10");
    assert_says(svar, "href=\"#familie\"");
    assert_says(svar, "href=\"#foedt\"");
    for (int i = 0; i < 2; i++) {
        svar = POST(&by, "/anbringelser/ny", "fakta", ANDEN, "kendt", "0", "familie", "F-ABCDEFGH",
                    "navn", "Lille Per", "foedt", "2014-01-01", "art", "doegn", "indflyttet",
                    "2021-06-10", "bekraeft", "ja");
        assert_int_equal(svar.status, 303);
        assert_int_equal(newest(&by), nr + 2);
    }
    assert_true(str_starts(test_side_til(svar), STR("/anbringelser/A-ZBCDEFGH?gjort=")));
    svar = ask(&by, "/familier/F-ABCDEFGH");
    assert_says(svar, "Lille Per");
    assert_says(svar, "godkendelsen er til 0–3 år");
    svar = ask(&by, "/familier?plads=fuld");
    assert_says(svar, "F-ABCDEFGH");
    assert_says(ask(&by, "/familier?q=holm"), "F-ABCDEFGH");
    /* A number that is taken, and a child that is there already. */
    svar = POST(&by, "/anbringelser/ny", "fakta", NOEGLE, "kendt", "0", "familie", "F-ABCDEFGH",
                "barn", "B-ZBCDEFGH", "art", "aflastning", "indflyttet", "2021-07-01", "nummer",
                str_c(&by.ts.t.arena, by.alle.sager.sag[0].id));
    assert_int_equal(svar.status, 400);
    assert_says(svar, "Nummeret er taget");
    svar = POST(&by, "/anbringelser/ny", "fakta", NOEGLE, "kendt", "0", "familie", "F-ABCDEFGH",
                "barn", "B-ZBCDEFGH", "art", "aflastning", "indflyttet", "2021-07-01", "nummer",
                "A-2", "bekraeft", "ja");
    assert_int_equal(svar.status, 303);
    /* An approval of the same days is told at its field. */
    svar = POST(&by, "/familier/F-ABCDEFGH/registrer/godkendelse", "kendt", "0", "art", "almen",
                "fra", "2021-09-01", "bekraeft", "ja");
    assert_int_equal(svar.status, 400);
    assert_says(svar, "id=\"fra-fejl\"");
    svar = POST(&by, "/familier/F-ABCDEFGH/registrer/husstand", "kendt", "0", "navn", "Far Holm",
                "rolle", "plejeforaelder", "fra", "2021-06-01", "bekraeft", "ja");
    assert_int_equal(svar.status, 303);
    assert_says(ask(&by, "/familier/F-ABCDEFGH"), "Far Holm");
    test_by_close(&by);
}

/* Of a family a day can lie before any child in care was born, and what was imported can end after
 * any form would take it: neither stands in the way of a correction. */
static void days_of_a_family_can_be_old(void **state)
{
    struct by by;
    struct web_response svar;

    test_by_open(&by, *state);
    svar = POST(&by, "/familier/ny", "fakta", "abcdefghijklmnopqr23", "kendt", "0", "navn", "Mor",
                "art", "almen", "fra", "1978-05-01", "bekraeft", "ja");
    assert_int_equal(svar.status, 303);
    const char *form = "/familier/F-ABCDEFGH/registrer/husstand";
    const char *id = fact_of(&by, ask(&by, form));
    svar = POST(&by, form, "fakta", id, "kendt", "0", "navn", "Far", "rolle", "plejeforaelder",
                "fra", "1949-05-01", "bekraeft", "ja");
    assert_int_equal(svar.status, 400);
    assert_says(svar, "skriv et år fra 1950 til 2051.");
    svar = POST(&by, form, "fakta", id, "kendt", "0", "navn", "Far", "rolle", "plejeforaelder",
                "fra", "1978-05-01", "bekraeft", "ja");
    assert_int_equal(svar.status, 303);
    struct register_fakta f = fact(&by, SLAGS_HUSSTAND, STR("F-ABCDEFGH"), id);
    svar = POST(&by, form, "fakta", id, "kendt", number(&by, f.nr), "rolle", "plejeforaelder",
                "fra", "1978-05-01", "til", "2021-05-31", "hvorfor", "ny_viden", "bekraeft", "ja");
    assert_int_equal(svar.status, 303);

    form = "/familier/F-ABCDEFGH/registrer/godkendelse";
    f = fact(&by, SLAGS_GODKENDELSE, STR("F-ABCDEFGH"), "g1");
    assert_true(f.nr > 0);
    f.til = test_dag("2100-01-01");
    put(&by, f);
    f = fact(&by, SLAGS_GODKENDELSE, STR("F-ABCDEFGH"), "g1");
    const char *kendt = number(&by, f.nr);
    svar = POST(&by, form, "fakta", "g1", "kendt", kendt, "art", "almen", "antal_boern", "2", "fra",
                "1978-05-01", "til", "2100-12-31", "hvorfor", "ny_viden", "bekraeft", "ja");
    assert_int_equal(svar.status, 400);
    assert_says(svar, "Året 2100 kan ikke passe");
    svar = POST(&by, form, "fakta", "g1", "kendt", kendt, "art", "almen", "antal_boern", "2", "fra",
                "1978-05-01", "til", "2099-12-31", "hvorfor", "ny_viden", "bekraeft", "ja");
    assert_int_equal(svar.status, 303);
    assert_int_equal(fact(&by, SLAGS_GODKENDELSE, STR("F-ABCDEFGH"), "g1").til.dag, f.til.dag);
    test_by_close(&by);
}

static void an_account_takes_two_people(void **state)
{
    struct by by;
    struct web_response svar;

    test_by_open(&by, *state);
    struct str familie = by.alle.sager.sag[a_stay(&by)].familie;
    const char *side = with_id(&by, "/familier/", familie, "");
    const char *konto = with_id(&by, side, STR("/konto/"), with_id(&by, "", familie, "-K"));
    const char *svare = with_id(&by, konto, STR("/svar"), "");
    struct test_bruger bo = test_side_stab(&by.ts, "bogholderen", ROLLE_OEKONOMI);
    assert_says(ask(&by, side), "NemKonto");
    svar = POST(&by, konto, "til", "konto", "reg", "12", "konto", "5550017");
    assert_int_equal(svar.status, 400);
    assert_says(svar, "fire cifre");
    int64_t nr = newest(&by);
    by.b = bo;
    for (int i = 0; i < 2; i++) {
        svar = POST(&by, konto, "til", "konto", "reg", "1234", "konto", "5550017");
        assert_int_equal(svar.status, 303);
        assert_int_equal(newest(&by), nr + 1);
    }
    svar = ask(&by, side);
    assert_says(svar, "konto, der slutter på 0017");
    assert_false(has(svar, "5550017"));
    assert_false(has(svar, "Godkend kontoen"));
    /* Who proposed cannot answer; who has not the right neither. */
    assert_int_equal(POST(&by, svare, "forslag", number(&by, nr + 1), "svar", "ja").status, 400);
    by.b = by.eva;
    assert_int_equal(POST(&by, svare, "forslag", number(&by, nr + 1), "svar", "ja").status, 403);
    by.b = test_side_stab(&by.ts, "chefen", ROLLE_LEDER);
    assert_says(ask(&by, side), "Godkend kontoen");
    for (int i = 0; i < 2; i++)
        assert_int_equal(POST(&by, svare, "forslag", number(&by, nr + 1), "svar", "ja").status,
                         303);
    assert_says(ask(&by, side), "konto, der slutter på 0017");
    /* A person who is none of the family's payees is not there. */
    assert_int_equal(ask(&by, with_id(&by, side, STR("/konto/F999999-K"), "")).status, 404);
    test_by_close(&by);
}

/* A name that changes, one that was never right, and a change that never was: each once, by a form
 * on the family's page; as known before, the case has the name of then. */
static void a_name_is_changed_and_corrected(void **state)
{
    struct by by;
    struct web_response svar;

    test_by_open(&by, *state);
    size_t i = a_stay(&by);
    struct str familie = by.alle.sager.sag[i].familie, barn = test_barn(&by, i);
    test_navngiv(&by, barn, "Åse Prøve", "7001150011");
    const char *side = with_id(&by, "/familier/", familie, "");
    const char *form = with_id(&by, side, STR("/navn/"), str_c(&by.ts.t.arena, barn));
    const char *sted = with_id(&by, "/anbringelser/", by.alle.sager.sag[i].id, "");
    int64_t nr = newest(&by);
    const char *foer = number(&by, nr);
    assert_says(ask(&by, side), "Ret navn");
    assert_says(ask(&by, form), "Ret navnet Åse Prøve");
    assert_false(has(ask(&by, form), "7001150011"));
    assert_false(has(ask(&by, form), "Hemmelig Vej")); /* the address is protected */
    /* What cannot be is said, and what was written stands. */
    svar = POST(&by, form, "kendt", "0", "handling", "skift", "navn", "Åse 😀", "fra", "2021-06-01");
    assert_int_equal(svar.status, 400);
    assert_says(svar, "Navnet har tegnet »😀« (U+1F600)");
    assert_says(svar, "value=\"Åse 😀\"");
    svar = POST(&by, form, "kendt", "0", "handling", "skift", "navn", "Åse Ny", "fra", "");
    assert_says(svar, "Skriv den dag");
    svar = POST(&by, form, "kendt", "0", "handling", "ret", "navn", "700115-0011");
    assert_says(svar, "CPR-nummer");
    assert_int_equal(newest(&by), nr);
    for (int k = 0; k < 2; k++) {
        svar = POST(&by, form, "kendt", "0", "handling", "skift", "navn", "Åse Ny", "fra",
                    "2021-06-01");
        assert_int_equal(svar.status, 303);
        assert_int_equal(newest(&by), nr + 1);
    }
    svar = ask(&by, side);
    assert_says(svar, "Åse Ny");
    assert_says(svar, "Åse Prøve indtil 1. juni 2021");
    assert_says(ask(&by, sted), "<h1>Åse Ny</h1>");
    assert_says(ask(&by, with_id(&by, sted, STR("?kendt="), foer)), "<h1>Åse Prøve</h1>");
    /* One that another has overtaken writes nothing. */
    svar = POST(&by, form, "kendt", "0", "handling", "ret", "navn", "Åse Nyere");
    assert_int_equal(svar.status, 409);
    svar = POST(&by, form, "kendt", number(&by, nr + 1), "handling", "ret", "navn", "Åse Nyt");
    assert_int_equal(svar.status, 303);
    assert_says(ask(&by, sted), "<h1>Åse Nyt</h1>");
    svar = POST(&by, form, "kendt", number(&by, nr + 2), "handling", "tilbage");
    assert_int_equal(svar.status, 303);
    svar = ask(&by, str_c(&by.ts.t.arena, test_side_til(svar)));
    assert_says(svar, "navneskift taget tilbage");
    assert_says(ask(&by, sted), "<h1>Åse Prøve</h1>");
    assert_says(ask(&by, form), "Taget tilbage af");
    /* Who is none of the family's is not there; who may not register has no form. */
    const char *fremmed = with_id(&by, side, STR("/navn/F999999-K"), "");
    assert_int_equal(ask(&by, fremmed).status, 404);
    by.b = test_side_stab(&by.ts, "revi", ROLLE_REVISION);
    assert_int_equal(ask(&by, form).status, 403);
    test_by_close(&by);
}

/* A foster parent can have changed name before any child in care was born. */
static void a_name_is_changed_long_ago(void **state)
{
    struct by by;
    struct web_response svar;

    test_by_open(&by, *state);
    struct str familie = by.alle.sager.sag[a_stay(&by)].familie;
    struct str mor = str_format(&by.ts.t.arena, "%.*s-K", STR_ARG(familie));
    test_navngiv(&by, mor, "Mor Prøve", "0101552222");
    const char *side = with_id(&by, "/familier/", familie, "");
    const char *form = with_id(&by, side, STR("/navn/"), str_c(&by.ts.t.arena, mor));
    svar =
        POST(&by, form, "kendt", "0", "handling", "skift", "navn", "Mor Gift", "fra", "1949-12-31");
    assert_int_equal(svar.status, 400);
    assert_says(svar, "Året 1949 kan ikke passe; skriv et år fra 1950 til 2051.");
    svar =
        POST(&by, form, "kendt", "0", "handling", "skift", "navn", "Mor Gift", "fra", "1978-05-20");
    assert_int_equal(svar.status, 303);
    assert_says(ask(&by, side), "Mor Prøve indtil 20. maj 1978");
    test_by_close(&by);
}

static void who_may_only_read_registers_nothing(void **state)
{
    struct by by;

    test_by_open(&by, *state);
    struct str sted = by.alle.sager.sag[a_stay(&by)].id;
    const char *form = with_id(&by, "/anbringelser/", sted, "/registrer/situation");
    by.b = test_side_stab(&by.ts, "revisor", ROLLE_REVISION);
    struct web_response svar = ask(&by, with_id(&by, "/anbringelser/", sted, ""));
    assert_int_equal(svar.status, 200);
    assert_false(has(svar, "/registrer/"));
    assert_false(has(svar, "Tag tilbage"));
    assert_says(svar, "/maaned/"); /* who may see runs is led to them */
    assert_int_equal(ask(&by, form).status, 403);
    assert_int_equal(POST(&by, form, "kendt", "0").status, 403);
    by.b = test_side_stab(&by.ts, "analytiker", ROLLE_ANALYTIKER);
    assert_int_equal(ask(&by, "/anbringelser").status, 403);
    assert_int_equal(ask(&by, "/familier").status, 403);
    test_by_close(&by);
}

/* A relation to a placement opens it, and of its family what belongs to it; no writes to the
 * family. */
static void a_relation_to_a_child_is_not_one_to_the_family(void **state)
{
    struct by by;
    struct test_afregning *t = &by.ts.t;

    test_by_open(&by, *state);
    struct test_bruger leder = test_side_stab(&by.ts, "chefen", ROLLE_LEDER);
    const struct sag *mit = NULL, *andet = NULL;
    for (size_t i = 0; i + 1 < by.alle.sager.count && mit == NULL; i++) {
        if (!str_eq(by.alle.sager.sag[i].familie, by.alle.sager.sag[i + 1].familie)) continue;
        mit = &by.alle.sager.sag[i];
        andet = &by.alle.sager.sag[i + 1];
    }
    assert_non_null(mit);
    struct relation r = {.familie = STR_EMPTY,
                         .anbringelse = mit->id,
                         .slags = RELATION_RAADGIVER,
                         .fra = test_dag("2021-01-01"),
                         .til = DATO_MAX};
    assert_ok(relation_krav_saet(t->store, &t->arena, &leder.adgang, true, t->now_us, &t->err),
              t->err);
    assert_ok(relation_saet(t->store, &t->arena, &leder.adgang, STR("raadgiveren"), &r, t->now_us,
                            &t->err),
              t->err);
    struct web_response svar = ask(&by, with_id(&by, "/familier/", mit->familie, ""));
    assert_int_equal(svar.status, 200);
    assert_says(svar, with_id(&by, "/anbringelser/", mit->id, "\""));
    assert_false(has(svar, with_id(&by, "/anbringelser/", andet->id, "\"")));
    assert_false(has(svar, "Hvem pengene går til"));
    assert_false(has(svar, "/registrer/godkendelse"));
    const char *form = with_id(&by, "/familier/", mit->familie, "/registrer/godkendelse");
    assert_int_equal(ask(&by, form).status, 404);
    assert_int_equal(POST(&by, form, "kendt", "0", "art", "almen", "fra", "2021-09-01").status,
                     404);
    form = with_id(&by, "/anbringelser/", andet->id, "/registrer/situation");
    assert_int_equal(ask(&by, form).status, 404);
    assert_int_equal(POST(&by, form, "kendt", "0").status, 404);
    form = with_id(&by, "/anbringelser/", mit->id, "/registrer/situation");
    assert_int_equal(ask(&by, form).status, 200);
    assert_int_equal(ask(&by, "/familier/ny").status, 404);
    assert_says(ask(&by, "/familier"), "1–1 af 1");
    test_by_close(&by);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(a_birth_date_is_corrected_and_the_past_stays),
        BOTH(every_bad_field_is_named),
        BOTH(a_situation_is_registered_once_and_taken_back_once),
        BOTH(a_refusal_to_take_back_says_what_it_touches),
        BOTH(a_reason_is_kept_apart_and_kept_once),
        BOTH(a_family_and_a_child_are_made_under_one_number_each),
        BOTH(days_of_a_family_can_be_old),
        BOTH(an_account_takes_two_people),
        BOTH(a_name_is_changed_and_corrected),
        BOTH(a_name_is_changed_long_ago),
        BOTH(who_may_only_read_registers_nothing),
        BOTH(a_relation_to_a_child_is_not_one_to_the_family),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
