/*
 * The settlement of a month, asked for as a browser asks, on an invented municipality that has
 * settled three months.
 */
#include "maanedsside/test_maaned.h"

static bool has_header(struct web_response r, const char *navn)
{
    for (size_t i = 0; i < r.hoved.antal; i++)
        if (str_is(r.hoved.felt[i].navn, navn)) return true;
    return false;
}

/* ---- tests */

/* One computes, another approves, in three clicks from the list; the one who computed is told
 * before, and refused. */
static void one_computes_and_another_approves(void **state)
{
    struct by by;
    struct journal_raekke *r;

    open_town(&by, *state);
    make_july(&by);
    assert_says(ASK(&by, anna, "/maaned"), "href=\"/maaned/4\">Beregn<");
    assert_says(ASK(&by, anna, "/maaned/4"), "Beregn kørslen");
    assert_not(ASK(&by, anna, "/maaned/4"), "Godkend kørslen");
    /* asked for twice, it is one piece of work; the page waits for it and offers nothing else */
    assert_int_equal(POST(&by, anna, "/maaned/4/beregn", "x", "").status, 303);
    assert_int_equal(POST(&by, anna, "/maaned/4/beregn", "x", "").status, 303);
    struct web_response venter = ASK(&by, bo, "/maaned/4");
    assert_says(venter, "Kørslen beregnes.");
    assert_true(has_header(venter, "Refresh"));
    assert_not(venter, "<button class=\"button button-primary\"");
    work(&by);
    assert_int_equal(find_run(&by, 4).udgave, 1);
    assert_false(has_header(ASK(&by, bo, "/maaned/4"), "Refresh"));
    struct web_response egen = ASK(&by, anna, "/maaned/4");
    assert_says(egen, "Du har selv lavet eller beregnet kørslen.");
    assert_says(egen, "bo.web");
    assert_not(egen, "Godkend kørslen");
    size_t foer = test_journal(&by.ts.t, &r);
    struct web_response nej = POST(&by, anna, "/maaned/4/godkend", "udgave", "1");
    assert_int_equal(nej.status, 400);
    assert_says(nej, "En anden skal godkende");
    assert_int_equal(test_journal(&by.ts.t, &r), foer);
    /* bo: the list, the run, the button */
    assert_says(ASK(&by, bo, "/maaned"), "href=\"/maaned/4\">Se og godkend<");
    struct web_response page = ASK(&by, bo, "/maaned/4");
    assert_says(page, "Nyt siden juni 2021");
    const char *udgave = edition_on(&by, page);
    assert_int_equal(POST(&by, bo, "/maaned/4/godkend", "udgave", udgave).status, 303);
    assert_int_equal(find_run(&by, 4).tilstand, KOERSEL_GODKENDT);
    size_t efter = test_journal(&by.ts.t, &r);
    assert_true(efter > foer);
    /* sent again, it is done already */
    assert_int_equal(POST(&by, bo, "/maaned/4/godkend", "udgave", udgave).status, 303);
    assert_int_equal(test_journal(&by.ts.t, &r), efter);
    assert_says(ASK(&by, bo, "/maaned/4"), "bo.web, 25. juni 2021 kl. 14.00<");
    close_town(&by);
}

/* What is approved is what was looked at. */
static void a_run_computed_anew_is_looked_at_anew(void **state)
{
    struct by by;

    open_town(&by, *state);
    make_july(&by);
    assert_int_equal(POST(&by, anna, "/maaned/4/beregn", "x", "").status, 303);
    work(&by);
    const char *set = edition_on(&by, ASK(&by, bo, "/maaned/4"));
    assert_int_equal(POST(&by, anna, "/maaned/4/beregn", "x", "").status, 303);
    work(&by);
    struct web_response r = POST(&by, bo, "/maaned/4/godkend", "udgave", set);
    assert_int_equal(r.status, 400);
    assert_says(r, "beregnet igen, siden du så den");
    assert_int_equal(POST(&by, bo, "/maaned/4/godkend", "x", "").status, 400);
    assert_int_equal(find_run(&by, 4).tilstand, KOERSEL_BEREGNET);
    assert_int_equal(POST(&by, anna, "/maaned/4/opgiv", "x", "").status, 303);
    assert_int_equal(find_run(&by, 4).tilstand, KOERSEL_OPGIVET);
    assert_says(ASK(&by, anna, "/maaned/4"), "Intet af den er betalt");
    assert_int_equal(POST(&by, anna, "/maaned/4/beregn", "x", "").status, 400);
    close_town(&by);
}

/* A month that was made in two runs is paid by one of them; the other waits for nobody. */
static void a_run_that_was_overtaken_waits_for_nobody(void **state)
{
    struct by by;

    open_town(&by, *state);
    struct test_afregning *t = &by.ts.t;
    make_july(&by);
    assert_int_equal(POST(&by, anna, "/maaned/4/beregn", "x", "").status, 303);
    work(&by);
    int64_t nyere = test_run_new(t, "2021-07", false);
    assert_int_equal(nyere, 5);
    test_side_inde(&by.ts, &by.anna); /* it is July now */
    test_side_inde(&by.ts, &by.bo);
    assert_not(ASK(&by, bo, "/maaned"), "Overhalet"); /* a draft overtakes nothing */
    test_calc(t, nyere);
    struct web_response r = ASK(&by, bo, "/maaned");
    assert_says(r, "Overhalet af <a href=\"/maaned/5\">kørsel nr. 5, juli 2021</a>");
    assert_says(r, "href=\"/maaned/5\">Se og godkend<");
    assert_not(r, "href=\"/maaned/4\">Se og godkend<");
    assert_says(ASK(&by, bo, "/maaned/4"), "Kun én af dem kan betales");
    assert_says(ASK(&by, bo, "/maaned/4"), "Godkend kørslen");
    assert_int_equal(test_try_approve(t, &t->bo, nyere, NULL, NULL), AFREGNING_GJORT);
    r = ASK(&by, bo, "/maaned");
    assert_says(r, "Overhalet af <a href=\"/maaned/5\">");
    assert_not(r, "Se og godkend");
    assert_not(r, "Venter på en anden");
    r = ASK(&by, anna, "/maaned/4");
    assert_says(r, "Intet af denne kørsel bliver betalt");
    assert_says(r, "Opgiv kørslen");
    assert_not(r, "Beregn igen");
    assert_not(ASK(&by, bo, "/maaned/4"), "Godkend kørslen");
    assert_not(ASK(&by, bo, "/maaned/5"), "overhalet");
    assert_int_equal(POST(&by, anna, "/maaned/4/opgiv", "x", "").status, 303);
    assert_not(ASK(&by, bo, "/maaned"), "Overhalet");
    close_town(&by);
}

/* Wrong input: the form again with what was typed and what is wrong; nothing is made. */
static void a_new_run_is_checked(void **state)
{
    struct by by;
    struct web_response r;

    open_town(&by, *state);
    r = ASK(&by, anna, "/maaned");
    assert_says(r, "name=\"maaned\"");
    assert_says(r, "value=\"2021-07\"");
    assert_says(r, "value=\"2021-07-30\"");
    r = POST(&by, anna, "/maaned", "maaned", "2021-07", "skaering", "2021-07-01", "dag",
             "2021-07-31");
    assert_int_equal(r.status, 400);
    assert_says(r, "ikke en bankdag");
    assert_says(r, "value=\"2021-07-31\"");
    r = POST(&by, anna, "/maaned", "maaned", "<b>", "skaering", "2021-07-01", "dag", "2021-07-30");
    assert_int_equal(r.status, 400);
    assert_says(r, "value=\"&lt;b&gt;\"");
    r = POST(&by, anna, "/maaned", "maaned", "1821-07", "skaering", "2021-07-01", "dag",
             "2021-07-30");
    assert_int_equal(r.status, 400);
    assert_says(r, "Året 1821 kan ikke passe; skriv et år fra 1980 til 2051.");
    /* What was left empty is told of, not quoted. */
    r = POST(&by, anna, "/maaned", "maaned", "2021-07", "skaering", "", "dag", "2021-07-30");
    assert_int_equal(r.status, 400);
    assert_says(r, "Datoen mangler; skriv år, måned og dag som 2021-06-16.");
    r = POST(&by, anna, "/maaned", "maaned", "", "skaering", "2021-07-01", "dag", "2021-07-30");
    assert_says(r, "Måneden mangler; skriv år og måned som 2021-06.");
    /* Each field that is wrong is told of at once. */
    r = POST(&by, anna, "/maaned", "maaned", "", "skaering", "2021-13-01", "dag", "");
    assert_int_equal(r.status, 400);
    assert_says(r, "Måneden mangler; skriv år og måned som 2021-06.");
    assert_says(r, "id=\"maaned-fejl\"");
    assert_says(r, "id=\"skaering-fejl\"");
    assert_says(r, "id=\"dag-fejl\"");
    r = POST(&by, anna, "/maaned", "maaned", "2021-07", "skaering", "", "dag", "");
    assert_says(r, "Skæringsdato – Datoen mangler");
    assert_says(r, "Dispositionsdato – Datoen mangler");
    r = POST(&by, anna, "/maaned", "maaned", "2021-06", "skaering", "2021-06-30", "dag",
             "2021-06-30");
    assert_int_equal(r.status, 400);
    assert_says(r, "ekstra kørsel");
    assert_not(r, "--ekstra");
    assert_int_equal(POST(&by, anna, "/maaned", "maaned", "2021-06", "skaering", "2021-06-30",
                          "dag", "2021-06-30", "ekstra", "ja")
                         .status,
                     303);
    assert_true(find_run(&by, 4).ekstra);
    close_town(&by);
}

/* Who may not, may not: an auditor reads everything and does nothing; who has no right to money
 * sees none. Addresses of what is not there are 404. */
static void everybody_does_what_they_may(void **state)
{
    static const char *const SIDER[] = {
        "/maaned",
        "/maaned/3",
        "/maaned/3/forskelle",
        "/maaned/3/forskelle?vis=rettelser",
        "/maaned/3/forskelle?vis=nedad",
        "/maaned/3/forskelle/1",
        "/maaned/3/mangler",
        "/maaned/3/nyt/kendt",
        "/maaned?under=2",
    };
    static const char *const INGEN[] = {
        "/maaned/77",
        "/maaned/x",
        "/maaned/3/forskelle/999999",
        "/maaned/3/forskelle/x",
        "/maaned/3/nyt/x",
        "/maaned/77/mangler",
    };
    struct by by;

    open_town(&by, *state);
    make_july(&by);
    struct test_bruger eva = test_side_stab(&by.ts, "eva.web", ROLLE_FAMILIERAADGIVER);
    for (size_t i = 0; i < sizeof(SIDER) / sizeof(*SIDER); i++) {
        assert_int_equal(ASK(&by, rikke, SIDER[i]).status, 200);
        assert_int_equal(test_side_ask(&by.ts, eva, SIDER[i]).status, 403);
        assert_int_equal(test_side_ask(&by.ts, (struct test_bruger){0}, SIDER[i]).status, 303);
    }
    for (size_t i = 0; i < sizeof(INGEN) / sizeof(*INGEN); i++)
        assert_int_equal(ASK(&by, rikke, INGEN[i]).status, 404);
    assert_int_equal(ASK(&by, rikke, "/maaned/4/forskelle").status, 404); /* not computed */
    assert_int_equal(POST(&by, rikke, "/maaned/4/beregn", "x", "").status, 403);
    assert_int_equal(POST(&by, rikke, "/maaned/4/godkend", "x", "").status, 403);
    assert_int_equal(POST(&by, rikke, "/maaned/4/opgiv", "x", "").status, 403);
    assert_int_equal(POST(&by, rikke, "/maaned", "x", "").status, 403);
    assert_int_equal(POST(&by, bo, "/maaned/4/beregn", "x", "").status,
                     403); /* leads, computes not */
    assert_not(ASK(&by, rikke, "/maaned"), "Opret en kørsel");
    assert_not(ASK(&by, rikke, "/maaned/4"), "Beregn kørslen");
    close_town(&by);
}

static int64_t views(struct by *by, enum visning_art art, const char *id)
{
    struct test_afregning *t = &by->ts.t;
    struct visning_linje *v;
    size_t n;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(visning_af(t->store, &t->arena, TEST_KOMMUNE, art, str_from(id), 0, INT64_MAX, 100,
                         &v, &n, &t->err),
              t->err);
    store_rollback(t->store);
    return (int64_t)n;
}

/* The first line of a run with that payment in that month. */
static const struct forskel *line_of(const struct udgave *u, const char *ydelse, struct maaned m)
{
    for (size_t i = 0; i < u->forskelle; i++)
        if (str_is(u->forskel[i].ydelse, ydelse) && u->forskel[i].maaned.nr == m.nr)
            return &u->forskel[i];
    return NULL;
}

/* A line is opened to its rate and where that stands; names are text; each view is remembered. */
static void a_line_is_explained_down_to_its_source(void **state)
{
    struct by by;
    bool skrevet;

    open_town(&by, *state);
    struct test_afregning *t = &by.ts.t;
    struct udgave u = test_udgave(t, by.ts.loebenr[2]);
    const struct forskel *f = line_of(&u, "vederlag", test_maaned("2021-06"));
    assert_non_null(f);
    struct register_person p = {.id = f->modtager, .navn = STR("<script>alert(1)</script> \"'&")};
    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    assert_ok(register_person_skriv(t->store, &t->arena, TEST_KOMMUNE, 0, &p, &skrevet, &t->err),
              t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
    const char *sti =
        str_c(&t->arena, str_format(&t->arena, "/maaned/3/forskelle/%lld", (long long)f->nr));
    const char *sted = str_c(&t->arena, f->anbringelse);
    struct web_response r = ASK(&by, rikke, sti);
    assert_int_equal(r.status, 200);
    assert_says(r, "&lt;script&gt;alert(1)");
    assert_not(r, "<script>alert");
    assert_says(r, "/haandbog/morsoe/2021-01-01#");
    assert_says(r, "Den samme linje i maj 2021");
    assert_says(r, str_c(&t->arena, oere_kr(&t->arena, f->beregnet)));
    assert_says(r, str_c(&t->arena, str_format(&t->arena, "href=\"/anbringelser/%s\"", sted)));
    assert_int_equal(views(&by, VISNING_ANBRINGELSE, sted), 1);
    assert_int_equal(ASK(&by, rikke, "/maaned/3/forskelle").status, 200);
    assert_int_equal(views(&by, VISNING_KOERSEL, "3"), 1);
    /* by a placement, and by a family */
    r = ASK(&by, rikke,
            str_c(&t->arena, str_format(&t->arena, "/maaned/3/forskelle?sted=%s", sted)));
    assert_says(r, sti);
    r = ASK(&by, rikke, "/maaned/3/forskelle?sted=%3Cb%3E");
    assert_says(r, "ændrer intet for &lt;b&gt;");
    assert_says(ASK(&by, rikke, "/maaned/3?sprog=en"), "What the run comes to");
    close_town(&by);
}

/* The first line of a run that corrects a month before its own. */
static const struct forskel *first_correction(const struct udgave *u, const struct koersel *k)
{
    for (size_t i = 0; i < u->forskelle; i++)
        if (overblik_er_rettelse(k, &u->forskel[i]) && u->forskel[i].maaned.nr < k->maaned.nr)
            return &u->forskel[i];
    return NULL;
}

/* A leader who has registered a level, and whom nobody can stand in for, gives a reason. One that
 * is refused is told at its field, and what was written stays. */
static void a_leader_alone_says_why(void **state)
{
    struct register_fakta f = register_tom(SLAGS_INDPLACERING);
    struct by by;

    open_town(&by, *state);
    f.ejer = test_udgave(&by.ts.t, by.ts.loebenr[2]).forskel[0].anbringelse;
    f.id = STR("nyt-trin");
    f.indplacering.trin = 5;
    f.fra = test_dag("2021-07-01");
    by.ts.t.anna = by.bo.adgang;
    test_fact(&by.ts.t, &f);
    test_side_inde(&by.ts, &by.anna);
    test_side_inde(&by.ts, &by.bo);
    make_july(&by);
    assert_int_equal(POST(&by, anna, "/maaned/4/beregn", "x", "").status, 303);
    work(&by);
    struct web_response side = ASK(&by, bo, "/maaned/4");
    assert_says(side, "Hvorfor godkender du den selv?");
    const char *udgave = edition_on(&by, side);
    side = POST(&by, bo, "/maaned/4/godkend", "udgave", udgave, "begrundelse", "ingen\001 andre");
    assert_int_equal(side.status, 400);
    assert_says(side, "href=\"#begrundelse\"");
    assert_says(side, "id=\"begrundelse-fejl\"");
    assert_says(side, " andre</textarea>");
    assert_int_equal(find_run(&by, 4).tilstand, KOERSEL_BEREGNET);
    side = POST(&by, bo, "/maaned/4/godkend", "udgave", udgave, "begrundelse", "der er ikke andre");
    assert_int_equal(side.status, 303);
    assert_int_equal(find_run(&by, 4).tilstand, KOERSEL_GODKENDT);
    test_side_inde(&by.ts, &by.rikke);
    assert_says(ASK(&by, rikke, "/maaned/4"), "der er ikke andre</dd>");
    close_town(&by);
}

/* A birth date holds from no day: what is told of it is the months whose amounts it changes. */
static void a_corrected_birth_date_is_told_by_its_months(void **state)
{
    struct by by;

    open_town(&by, *state);
    struct test_afregning *t = &by.ts.t;
    struct register_udsnit u = test_udsnit(t->store, &t->arena, -1);
    size_t at = 0;
    while (u.sager.sag[at].art != ART_DOEGN || u.sager.sag[at].fraflyttet.dag != DATO_MAX.dag) at++;
    struct register_fakta f = register_tom(SLAGS_BARN);
    f.id = u.til[at].barn;
    f.barn.foedt = test_dag("2020-03-01");
    test_fact(t, &f);
    int64_t juli = test_run_new(t, "2021-07", false);
    test_calc(t, juli);
    test_side_inde(&by.ts, &by.anna);
    struct koersel k = find_run(&by, juli);
    struct udgave ny = test_udgave(t, juli);
    const struct forskel *d = first_correction(&ny, &k);
    assert_non_null(d);
    assert_true(str_eq(d->anbringelse, u.sager.sag[at].id));
    const char *sti = str_c(&t->arena, str_format(&t->arena, "/maaned/%lld/forskelle/%lld",
                                                  (long long)juli, (long long)d->nr));
    struct web_response r = ASK(&by, anna, sti);
    assert_says(r, "Barnets fødselsdag er rettet; det ændrer beløb for april, maj og juni 2021");
    assert_not(r, "gælder fra");
    assert_says(ASK(&by, anna, str_c(&t->arena, str_format(&t->arena, "%s?sprog=en", sti))),
                "it changes amounts of April, May and June 2021");
    close_town(&by);
}

/* 1.000 kr. on account on the line in July, which cannot be computed meanwhile; then it can. */
static int64_t july_paid_ahead(struct by *by, const struct forskel *linje)
{
    struct test_afregning *t = &by->ts.t;
    struct beslutning_ny ny = {.art = BESLUTNING_ACONTO,
                               .modtager = linje->modtager,
                               .kanal = linje->kanal,
                               .skat = linje->skat,
                               .anbringelse = linje->anbringelse,
                               .ydelse = linje->ydelse,
                               .maaned = test_maaned("2021-07"),
                               .beloeb = {100000},
                               .begrundelse = STR("familien har lagt ud")};
    struct register_fakta f = register_tom(SLAGS_SITUATION);
    struct str id;

    f.ejer = linje->anbringelse;
    f.id = STR("efterskole");
    f.situation.art = SITUATION_EFTERSKOLE;
    f.fra = test_dag("2021-07-01");
    f.til = test_dag("2021-08-01");
    test_fact(t, &f);
    test_settle(t, "2021-07", false);
    assert_int_equal(test_decide(t, &t->anna, &ny, &id), AFREGNING_GJORT);
    test_settle(t, "2021-07", true);
    f.tilbagekaldt = true;
    test_fact(t, &f);
    int64_t nr = test_run_new(t, "2021-07", true);
    test_calc(t, nr);
    return nr;
}

/* docs/afregning.md: the line says how much of what was granted before was paid on account. */
static void a_line_tells_what_was_paid_ahead(void **state)
{
    struct by by;

    open_town(&by, *state);
    struct test_afregning *t = &by.ts.t;
    struct udgave juni = test_udgave(t, by.ts.loebenr[2]);
    const struct forskel *linje = line_of(&juni, "kost_og_logi", test_maaned("2021-06"));
    assert_non_null(linje);
    int64_t nr = july_paid_ahead(&by, linje);
    test_side_inde(&by.ts, &by.anna);
    struct udgave u = test_udgave(t, nr);
    const struct forskel *f = line_of(&u, "kost_og_logi", test_maaned("2021-07"));
    assert_non_null(f);
    assert_true(str_eq(f->anbringelse, linje->anbringelse));
    const char *sti = str_c(&t->arena, str_format(&t->arena, "/maaned/%lld/forskelle/%lld",
                                                  (long long)nr, (long long)f->nr));
    assert_says(ASK(&by, anna, sti),
                "heraf betalt på forhånd (aconto) 1.000,00&nbsp;kr., som trækkes fra her");
    sti = str_c(&t->arena, str_format(&t->arena, "/maaned/%lld/forskelle?sted=%.*s", (long long)nr,
                                      STR_ARG(f->anbringelse)));
    assert_says(ASK(&by, anna, sti), "heraf på forhånd 1.000,00&nbsp;kr.");
    assert_not(ASK(&by, anna, "/maaned/3/forskelle"), "heraf på forhånd");
    close_town(&by);
}

/* Somebody else who writes at the same time is no fault of ours: nothing is done, and it may be
 * tried again. */
static void who_is_in_the_way_is_told(void **state)
{
    struct by by;
    struct store *anden;

    open_town(&by, *state);
    make_july(&by);
    struct test_afregning *t = &by.ts.t;
    struct test_url url = test_store_newest(*state);
    store_set_wait(t->store, 50);
    assert_ok(store_open(&t->arena, url.c, false, &anden, &t->err), t->err);
    assert_ok(store_begin(anden, STORE_WRITE, &t->err), t->err);
    struct web_response r = POST(&by, anna, "/maaned/4/opgiv", "x", "");
    store_close(anden);
    assert_int_equal(r.status, 409);
    assert_int_equal(find_run(&by, 4).tilstand, KOERSEL_KLADDE);
    assert_int_equal(POST(&by, anna, "/maaned/4/opgiv", "x", "").status, 303);
    close_town(&by);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(one_computes_and_another_approves),
        BOTH(a_run_computed_anew_is_looked_at_anew),
        BOTH(a_run_that_was_overtaken_waits_for_nobody),
        BOTH(a_new_run_is_checked),
        BOTH(everybody_does_what_they_may),
        BOTH(a_line_is_explained_down_to_its_source),
        BOTH(a_leader_alone_says_why),
        BOTH(a_corrected_birth_date_is_told_by_its_months),
        BOTH(a_line_tells_what_was_paid_ahead),
        /* On PostgreSQL two writers do not wait for each other. */
        {"who_is_in_the_way_is_told", who_is_in_the_way_is_told, NULL, NULL, &sqlite},
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
