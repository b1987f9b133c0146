/*
 * The lists of cases, asked for as a browser asks, on an invented municipality that has settled.
 */
#include "sagsside/test_sager.h"

static void a_child_is_found_by_name_number_and_cpr(void **state)
{
    struct by by;

    test_by_open(&by, *state);
    struct str sted = by.alle.sager.sag[0].id;
    test_navngiv(&by, test_barn(&by, 0), "Åse-Marie Ørum Kvist", "7001150011");
    const char *side = with_id(&by, "/anbringelser/", sted, "");
    const char *navne[] = {"aase", "Åse", "ørum", "kvi", "åse kvist", "MARIE"};
    for (size_t i = 0; i < sizeof(navne) / sizeof(*navne); i++) {
        struct web_response svar = POST(&by, "/anbringelser", "q", navne[i], "ophold", "alle");
        assert_int_equal(svar.status, 303);
        svar = ask(&by, str_c(&by.ts.t.arena, test_side_til(svar)));
        assert_int_equal(svar.status, 200);
        assert_says(svar, side);
        assert_says(svar, "1–1 af 1");
    }
    assert_says(ask(&by, "/anbringelser?q=kvist+findes+ikke"), "Ingen anbringelser");
    assert_says(ask(&by, with_id(&by, "/anbringelser?ophold=alle&q=", sted, "")), side);
    assert_says(
        ask(&by, with_id(&by, "/anbringelser?ophold=alle&q=", by.alle.sager.sag[0].familie, "")),
        side);
    /* A whole number leads to the case, and is in no address and on no page. */
    struct web_response svar = POST(&by, "/anbringelser", "q", "700115-0011");
    assert_int_equal(svar.status, 303);
    assert_true(str_eq(test_side_til(svar), str_from(side)));
    svar = POST(&by, "/anbringelser", "q", "7001150012");
    assert_int_equal(svar.status, 400);
    assert_says(svar, "ingen i registret med det CPR-nummer");
    assert_false(has(svar, "7001150012"));
    svar = ask(&by, "/anbringelser?q=700115-0011");
    assert_int_equal(svar.status, 400);
    assert_says(svar, "må ikke stå i en adresse");
    assert_false(has(svar, "700115"));
    /* … nor what only the search knows as one. */
    svar = ask(&by, "/anbringelser?q=7001150-011");
    assert_int_equal(svar.status, 303);
    svar = ask(&by, str_c(&by.ts.t.arena, test_side_til(svar)));
    assert_int_equal(svar.status, 400);
    assert_says(svar, "må ikke stå i en adresse");
    assert_false(has(svar, "700115"));
    test_by_close(&by);
}

/* What the list says is what the register says. */
static void filters_agree_with_the_register(void **state)
{
    struct by by;
    struct test_afregning *t = &by.ts.t;

    test_by_open(&by, *state);
    struct dato dag = dato_of_us(t->now_us);
    for (int art = -1; art < ART_ANTAL; art++) {
        for (int trin = 0; trin <= 5; trin++) {
            struct register_soegning q = {.dag = dag,
                                          .tekst = STR_EMPTY,
                                          .bruger = STR_EMPTY,
                                          .har_art = art >= 0,
                                          .art = art < 0 ? ART_DOEGN : (enum art)art,
                                          .trin = trin};
            struct register_fundet *f;
            size_t n, ventet = 0;
            int64_t ialt;
            for (size_t i = 0; i < by.alle.sager.count; i++) {
                const struct sag *sag = &by.alle.sager.sag[i];
                int her = 0;
                if (dag.dag < sag->indflyttet.dag || dag.dag >= sag->fraflyttet.dag) continue;
                if (art >= 0 && sag->art != (enum art)art) continue;
                for (size_t k = 0; k < sag->indplaceringer; k++)
                    if (periode_on(sag->indplacering[k].periode, dag))
                        her = sag->indplacering[k].trin;
                ventet += trin == 0 || her == trin;
            }
            assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
            assert_ok(register_soeg(t->store, &t->arena, TEST_KOMMUNE, &q, &f, &n, &ialt, &t->err),
                      t->err);
            store_rollback(t->store);
            assert_int_equal(ialt, ventet);
            assert_int_equal(n, ventet < REGISTER_SIDE ? ventet : REGISTER_SIDE);
        }
    }
    test_by_close(&by);
}

/* Names in Danish order, page by page, on both engines. */
static void children_in_danish_order(void **state)
{
    static const char *const NAVN[] = {"Ægir", "Zenia", "Åse", "Ali", "Aabo", "Østen", "émil"};
    static const char *const ORDEN[] = {"Ali", "émil", "Zenia", "Ægir", "Østen", "Aabo", "Åse"};
    enum { ANTAL = sizeof(NAVN) / sizeof(*NAVN) };
    struct by by;
    struct register_fundet *f;
    struct str set = STR_EMPTY;
    size_t n, nr = 0;
    int64_t ialt;

    test_by_open(&by, *state);
    struct test_afregning *t = &by.ts.t;
    for (size_t i = 0, k = 0; i < by.alle.sager.count && k < ANTAL; i++)
        if (i == 0 || !str_eq(test_barn(&by, i), test_barn(&by, i - 1)))
            test_navngiv(&by, test_barn(&by, i), NAVN[k++], "");
    for (int side = 0; side < 3; side++) {
        const struct register_soegning q = {.dag = dato_of_us(t->now_us),
                                            .tekst = STR_EMPTY,
                                            .bruger = STR_EMPTY,
                                            .ophold = OPHOLD_ALLE,
                                            .orden = ORDEN_BARN,
                                            .side = side};
        assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
        assert_ok(register_soeg(t->store, &t->arena, TEST_KOMMUNE, &q, &f, &n, &ialt, &t->err),
                  t->err);
        store_rollback(t->store);
        for (size_t i = 0; i < n; i++)
            for (size_t k = 0; k < ANTAL; k++) {
                if (!str_is(f[i].navn, NAVN[k]) || str_eq(f[i].navn, set)) continue;
                assert_str(f[i].navn, ORDEN[nr++]);
                set = f[i].navn;
            }
    }
    assert_int_equal(nr, ANTAL);
    test_by_close(&by);
}

static bool has_level(const struct sag *sag, struct dato dag)
{
    for (size_t i = 0; i < sag->indplaceringer; i++)
        if (periode_on(sag->indplacering[i].periode, dag)) return true;
    return false;
}

/* A level is missing where the handbook pays by it; of a network family it pays none, so there is
 * none to miss. */
static void a_level_is_missed_where_the_handbook_asks_for_it(void **state)
{
    struct by by;
    int64_t netvaerk = 0, mangler = 0;

    test_by_open(&by, *state);
    struct dato dag = dato_of_us(by.ts.t.now_us);
    const char *uden = "/anbringelser?uden_niveau=ja";
    /* no handbook of the kommune says anything */
    assert_says(ask(&by, uden), "Ingen anbringelser");
    test_side_egen(&by.ts);
    for (size_t i = 0; i < by.alle.sager.count; i++) {
        const struct sag *sag = &by.alle.sager.sag[i];
        if (dag.dag < sag->indflyttet.dag || dag.dag >= sag->fraflyttet.dag) continue;
        if (has_level(sag, dag)) continue;
        netvaerk += sag->art == ART_NETVAERK;
        mangler += sag->art == ART_DOEGN || sag->art == ART_AKUT;
    }
    assert_true(netvaerk > 0);
    struct web_response svar = ask(&by, "/anbringelser?art=netvaerk");
    assert_says(svar, "Netværkspleje");
    assert_false(has(svar, ">mangler<"));
    assert_false(has(ask(&by, "/anbringelser?art=aflastning"), ">mangler<"));
    assert_says(ask(&by, "/anbringelser?art=netvaerk&uden_niveau=ja"), "Ingen anbringelser");
    const char *tal =
        mangler == 0
            ? "Ingen anbringelser"
            : str_c(&by.ts.t.arena, str_format(&by.ts.t.arena, "af %lld", (long long)mangler));
    assert_says(ask(&by, uden), tal);
    test_by_close(&by);
}

struct facit { /* of one family, counted by hand from what the register reads */
    struct str id;
    int boern;
};

static size_t count_families(struct by *by, struct dato dag, struct facit *f)
{
    size_t n = 0;

    for (size_t i = 0; i < by->alle.sager.count; i++) {
        const struct sag *sag = &by->alle.sager.sag[i];
        if (n == 0 || !str_eq(f[n - 1].id, sag->familie)) f[n++] = (struct facit){sag->familie, 0};
        f[n - 1].boern += sag->indflyttet.dag <= dag.dag && dag.dag < sag->fraflyttet.dag;
    }
    return n;
}

static int64_t families(struct by *by, struct register_familiesoegning q,
                        struct register_familie_fundet **f, size_t *n)
{
    struct test_afregning *t = &by->ts.t;
    int64_t ialt;

    q.dag = dato_of_us(t->now_us);
    q.bruger = STR_EMPTY;
    if (q.tekst.n == 0) q.tekst = STR_EMPTY;
    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(register_soeg_familier(t->store, &t->arena, TEST_KOMMUNE, &q, f, n, &ialt, &t->err),
              t->err);
    store_rollback(t->store);
    return ialt;
}

/* R299: what a family is approved for is held against who lives there. */
static void families_are_counted_as_the_register_has_them(void **state)
{
    struct by by;
    struct facit facit[100];
    struct register_familie_fundet *f;
    size_t n, med = 0;

    test_by_open(&by, *state);
    size_t alle = count_families(&by, dato_of_us(by.ts.t.now_us), facit);
    assert_int_equal(families(&by, (struct register_familiesoegning){0}, &f, &n), alle);
    for (size_t i = 0; i < n; i++) {
        assert_true(str_eq(f[i].id, facit[i].id));
        assert_int_equal(f[i].boern, facit[i].boern);
        assert_true(f[i].har_godkendelse);
    }
    for (size_t i = 0; i < alle; i++) med += facit[i].boern > 0;
    assert_int_equal(families(&by, (struct register_familiesoegning){.med_barn = true}, &f, &n),
                     med);
    assert_int_equal(
        families(&by, (struct register_familiesoegning){.uden_godkendelse = true}, &f, &n), 0);
    families(&by, (struct register_familiesoegning){.orden = ORDEN_BOERN}, &f, &n);
    for (size_t i = 1; i < n; i++) assert_true(f[i - 1].boern >= f[i].boern);
    assert_int_equal(
        families(&by, (struct register_familiesoegning){.tekst = by.alle.sager.sag[0].id}, &f, &n),
        1);
    assert_true(str_eq(f[0].id, by.alle.sager.sag[0].familie));
    test_by_close(&by);
}

static size_t seen(struct by *by, enum visning_art art, struct str id)
{
    struct test_afregning *t = &by->ts.t;
    struct visning_linje *l;
    size_t n;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(
        visning_af(t->store, &t->arena, TEST_KOMMUNE, art, id, 0, INT64_MAX, 100, &l, &n, &t->err),
        t->err);
    store_rollback(t->store);
    return n;
}

/* Who saw what is written: a case, a list, a search for a number, and the log itself. */
static void every_view_is_written(void **state)
{
    struct by by;

    test_by_open(&by, *state);
    struct str sted = by.alle.sager.sag[0].id, familie = by.alle.sager.sag[0].familie;
    const char *side = with_id(&by, "/anbringelser/", sted, "");
    ask(&by, side);
    ask(&by, with_id(&by, side, STR("/registrer/situation"), ""));
    assert_int_equal(seen(&by, VISNING_ANBRINGELSE, sted), 2);
    struct web_response svar = ask(&by, with_id(&by, side, STR("/set"), ""));
    assert_says(svar, "raadgiveren");
    assert_says(svar, "sagsbehandling");
    assert_int_equal(seen(&by, VISNING_LOG, sted), 1);
    ask(&by, with_id(&by, "/familier/", familie, ""));
    assert_int_equal(seen(&by, VISNING_PLEJEFAMILIE, familie), 1);
    ask(&by, "/anbringelser");
    ask(&by, "/familier");
    assert_int_equal(seen(&by, VISNING_LISTE, STR("anbringelser")), 1);
    assert_int_equal(seen(&by, VISNING_LISTE, STR("familier")), 1);
    POST(&by, "/familier", "q", "700115-0011");
    assert_int_equal(seen(&by, VISNING_LISTE, STR("nummer")), 1);
    test_by_close(&by);
}

/* A protected address is on no page, nor is a number. */
static void a_protected_address_is_not_shown(void **state)
{
    struct by by;

    test_by_open(&by, *state);
    struct str familie = by.alle.sager.sag[0].familie;
    const char *side = with_id(&by, "/familier/", familie, "");
    struct str mor = str_format(&by.ts.t.arena, "%.*s-h1", STR_ARG(familie));
    const char *form = with_id(&by, side, STR("/registrer/husstand"), "");
    assert_int_equal(POST(&by, form, "kendt", "0", "navn", "Mor", "rolle", "plejeforaelder", "fra",
                          "2021-01-01", "bekraeft", "ja")
                         .status,
                     303);
    test_navngiv(&by, mor, "Mor", "7001150011");
    struct web_response svar = ask(&by, side);
    assert_says(svar, "Adressen er beskyttet");
    assert_false(has(svar, "Hemmelig Vej"));
    assert_false(has(svar, "7001150011"));
    test_by_close(&by);
}

static void pages_are_turned_and_wrong_choices_named(void **state)
{
    struct by by;
    struct web_response svar;

    test_by_open(&by, *state);
    size_t alle = by.alle.sager.count;
    struct arena *arena = &by.ts.t.arena;
    assert_true(alle > REGISTER_SIDE);
    svar = ask(&by, "/anbringelser?ophold=alle");
    assert_says(svar, str_c(arena, str_format(arena, "1–50 af %zu", alle)));
    assert_says(svar, "/anbringelser?ophold=alle&amp;side=2");
    svar = ask(&by, "/anbringelser?ophold=alle&side=2");
    assert_says(svar, str_c(arena, str_format(arena, "51–%zu af %zu", alle, alle)));
    assert_says(svar, "side=1");
    svar = ask(&by, "/anbringelser?dag=2021-02-30");
    assert_int_equal(svar.status, 400);
    assert_says(svar, "en dato, der findes");
    assert_says(svar, "href=\"#dag\"");
    svar = ask(&by, "/anbringelser?dag=1821-02-03");
    assert_int_equal(svar.status, 400);
    assert_says(svar, "Året 1821 kan ikke passe");
    assert_int_equal(ask(&by, "/anbringelser?slutter=-1").status, 400);
    /* What was not searched does not fit nothing, and is not offered to be kept. */
    const char *const FORKERT[] = {"/anbringelser?trin=to", "/familier?udloeber=x"};
    for (size_t i = 0; i < 2; i++) {
        svar = ask(&by, FORKERT[i]);
        assert_int_equal(svar.status, 400);
        assert_says(svar, "Der er ikke søgt. Ret det markerede, og søg igen.");
        assert_false(has(svar, "passer til søgningen"));
        assert_false(has(svar, "name=\"soegning\""));
    }
    svar = ask(&by, "/anbringelser?q=zzzz");
    assert_says(svar, "passer til søgningen");
    assert_says(svar, "name=\"soegning\"");
    svar = ask(&by, "/anbringelser?q=%3Cscript%3Ealert(1)%3C/script%3E");
    assert_int_equal(svar.status, 200);
    assert_false(has(svar, "<script>alert"));
    test_by_close(&by);
}

static void a_search_is_kept_and_forgotten(void **state)
{
    struct by by;
    struct web_response svar;

    test_by_open(&by, *state);
    for (int i = 0; i < 2; i++) {
        svar = POST(&by, "/anbringelser/filter", "navn", "Døgn & akut", "soegning", "art=doegn");
        assert_int_equal(svar.status, 303);
        assert_true(str_is(test_side_til(svar), "/anbringelser?art=doegn"));
    }
    svar = ask(&by, "/anbringelser?art=doegn");
    assert_says(svar, "Døgn &amp; akut</a>");
    assert_says(svar, "maerke-valgt");
    assert_says(svar, "Glem søgningen");
    by.b = test_side_stab(&by.ts, "anden.raadgiver", ROLLE_FAMILIERAADGIVER);
    assert_false(has(ask(&by, "/anbringelser"), "Døgn &amp; akut"));
    by.b = by.eva;
    svar = POST(&by, "/anbringelser/filter", "navn", "700115-0011", "soegning", "art=doegn");
    assert_int_equal(svar.status, 400);
    assert_false(has(svar, "700115"));
    assert_int_equal(
        POST(&by, "/anbringelser/filter", "navn", "x", "soegning", "art=doegn\"><b>").status, 400);
    /* a form that cannot be read, and a number that is not said again */
    svar = POST(&by, "/anbringelser/filter", "navn", "x", "navn", "y", "soegning", "art=doegn");
    assert_int_equal(svar.status, 400);
    svar = POST(&by, "/anbringelser/filter", "navn", "", "soegning",
                "q=%37%30%30%31%31%35%2D%30%30%31%31");
    assert_int_equal(svar.status, 400);
    assert_false(has(svar, "700115"));
    svar = POST(&by, "/anbringelser/filter", "navn", "Døgn & akut", "soegning", "art=doegn", "slet",
                "ja");
    assert_int_equal(svar.status, 303);
    assert_false(has(ask(&by, "/anbringelser"), "Døgn &amp; akut"));
    test_by_close(&by);
}

/* R363: where the kommune demands it, the roles of a case see those they are given, others all. */
static void a_relation_opens_its_case_alone(void **state)
{
    struct by by;
    struct test_afregning *t = &by.ts.t;

    test_by_open(&by, *state);
    struct test_bruger leder = test_side_stab(&by.ts, "chefen", ROLLE_LEDER);
    struct str mit = by.alle.sager.sag[0].id;
    struct str andet = by.alle.sager.sag[by.alle.sager.count - 1].id;
    struct relation r = {.familie = STR_EMPTY,
                         .anbringelse = mit,
                         .slags = RELATION_RAADGIVER,
                         .fra = test_dag("2021-01-01"),
                         .til = DATO_MAX};
    assert_int_equal(ask(&by, with_id(&by, "/anbringelser/", andet, "")).status, 200);
    assert_ok(relation_krav_saet(t->store, &t->arena, &leder.adgang, true, t->now_us, &t->err),
              t->err);
    assert_says(ask(&by, "/anbringelser?ophold=alle"), "Ingen anbringelser");
    struct web_response lukket = ask(&by, with_id(&by, "/anbringelser/", mit, ""));
    struct web_response ukendt = ask(&by, "/anbringelser/findes-ikke");
    assert_int_equal(lukket.status, 404);
    assert_int_equal(lukket.body.n, ukendt.body.n);
    for (int i = 0; i < 2; i++)
        assert_ok(relation_saet(t->store, &t->arena, &leder.adgang, STR("raadgiveren"), &r,
                                t->now_us, &t->err),
                  t->err);
    assert_says(ask(&by, "/anbringelser?ophold=alle"), "1–1 af 1");
    assert_int_equal(ask(&by, with_id(&by, "/anbringelser/", mit, "")).status, 200);
    assert_int_equal(ask(&by, with_id(&by, "/anbringelser/", andet, "")).status, 404);
    assert_int_equal(ask(&by, with_id(&by, "/anbringelser/", andet, "/set")).status, 404);
    /* A number of a child that is not mine is as one that nobody has. */
    test_navngiv(&by, test_barn(&by, by.alle.sager.count - 1), "Et Barn", "7001150011");
    assert_says(POST(&by, "/anbringelser", "q", "7001150011"), "ingen i registret");
    by.b = leder;
    assert_says(ask(&by, "/anbringelser?ophold=alle"), "1–50 af");
    assert_int_equal(ask(&by, with_id(&by, "/anbringelser/", andet, "")).status, 200);
    /* It ends by a row that is added. */
    r.til = r.fra;
    assert_ok(relation_saet(t->store, &t->arena, &leder.adgang, STR("raadgiveren"), &r, t->now_us,
                            &t->err),
              t->err);
    by.b = by.eva;
    assert_int_equal(ask(&by, with_id(&by, "/anbringelser/", mit, "")).status, 404);
    test_by_close(&by);
}

/* A list asks of each family, and each placement, by its id: an index of when things end, which is
 * there for what ends soon, would read all of the kommune for each row. */
static void lists_do_not_go_by_when_things_end(void **state)
{
    static const enum sql LISTE[] = {SQL_REGISTER_SOEG_ANBRINGELSER, SQL_REGISTER_SOEG_FAMILIER};
    struct by by;
    struct str plan;
    size_t at;

    test_by_open(&by, *state);
    for (size_t i = 0; i < sizeof(LISTE) / sizeof(*LISTE); i++) {
        struct test_afregning *t = &by.ts.t;
        assert_ok(store_explain(t->store, &t->arena, LISTE[i], &plan, &t->err), t->err);
        /* as SQLite tells it; it is the one that has no statistics to see it by */
        assert_false(str_find(plan, STR("anbringelse_fraflyttet (kommune=? AND fraflyttet"), &at));
        assert_false(str_find(plan, STR("godkendelse_til (kommune=? AND til"), &at));
    }
    test_by_close(&by);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(a_child_is_found_by_name_number_and_cpr),
        BOTH(filters_agree_with_the_register),
        BOTH(a_level_is_missed_where_the_handbook_asks_for_it),
        BOTH(families_are_counted_as_the_register_has_them),
        BOTH(every_view_is_written),
        BOTH(a_protected_address_is_not_shown),
        BOTH(pages_are_turned_and_wrong_choices_named),
        BOTH(a_search_is_kept_and_forgotten),
        BOTH(a_relation_opens_its_case_alone),
        BOTH(lists_do_not_go_by_when_things_end),
        BOTH(children_in_danish_order),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
