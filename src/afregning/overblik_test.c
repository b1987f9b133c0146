/*
 * What a run is said to come to, against its differences themselves.
 */
#include "afregning/test_afregning.h"

#include "afregning/overblik_intern.h"

#define S3 SAG("S3", "F3", "2012-03-01", "1")
#define S5 SAG("S5", "F5", "2010-05-01", "2")
#define S4 SAG("S4", "F4", "2010-03-01", "2")

static struct koersel find_run(struct test_afregning *t, int64_t nr)
{
    struct koersel k;

    assert_ok(koersel_find(t->store, &t->arena, TEST_KOMMUNE, nr, &k, &t->err), t->err);
    return k;
}

static void begin(struct test_afregning *t)
{
    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
}

static struct overblik look(struct test_afregning *t, const struct koersel *k)
{
    struct overblik o;

    assert_ok(overblik_hent(t->store, &t->arena, TEST_KOMMUNE, k, &o, &t->err), t->err);
    return o;
}

/* The sums are those of the edition, channel by channel, and what is new adds up. */
static void assert_adds_up(struct test_afregning *t, const struct koersel *k,
                           const struct overblik *o)
{
    struct udgave u;
    int64_t op = 0, ned = 0, antal = 0, foer = 0, nu = 0, rettet = 0;

    assert_ok(udgave_laes(t->store, &t->arena, TEST_KOMMUNE, k->loebenr, 0, &u, &t->err), t->err);
    for (size_t i = 0; i < u.forskelle; i++) {
        int64_t d = u.forskel[i].beregnet.oere - u.forskel[i].tilkendt.oere;
        op += d > 0 ? d : 0;
        ned += d < 0 ? -d : 0;
        rettet += overblik_er_rettelse(k, &u.forskel[i]);
    }
    assert_int_equal(o->alt.op.oere, op);
    assert_int_equal(o->alt.ned.oere, ned);
    assert_int_equal(o->alt.antal, u.forskelle);
    assert_int_equal(o->mangler, u.mangler);
    assert_int_equal(o->rettelser.antal, rettet);
    for (size_t i = 0; i < o->kanaler; i++) antal += o->kanal[i].sum.antal;
    assert_int_equal(antal, u.forskelle);
    for (int i = 0; i < OVERBLIK_GRUNDE; i++) {
        foer += o->nyt[i].foer.oere;
        nu += o->nyt[i].nu.oere;
    }
    assert_int_equal(o->nu.oere - o->foer.oere, nu - foer);
}

/* dag NULL: it was never true. */
static void move_out(struct test_afregning *t, const char *id, const char *familie, const char *dag)
{
    struct register_fakta f = register_tom(SLAGS_ANBRINGELSE);

    f.id = str_from(id);
    f.fra = test_dag("2020-01-01");
    f.til = dag == NULL ? DATO_MAX : test_dag(dag);
    f.tilbagekaldt = dag == NULL;
    f.anbringelse.plejefamilie = str_from(familie);
    f.anbringelse.barn = str_format(&t->arena, "%s-B", id);
    f.anbringelse.art = ART_DOEGN;
    f.anbringelse.kommune = 773;
    test_fact(t, &f);
}

static size_t places(struct test_afregning *t, const struct koersel *k, enum overblik_grund grund,
                     struct str *first)
{
    struct overblik_sted *sted;
    size_t n;

    assert_ok(overblik_steder(t->store, &t->arena, TEST_KOMMUNE, k, grund, STR_EMPTY, 10, &sted, &n,
                              &t->err),
              t->err);
    if (n > 0) *first = sted[0].anbringelse;
    return n;
}

/* One placement that is new, one that never was, one that is under notice, one with another level,
 * one of which nothing was registered: each in its group, and the groups add up. */
static void what_is_new_is_grouped_by_its_reason(void **state)
{
    struct test_afregning t;
    struct overblik o;
    struct koersel k;
    struct str sted = STR_EMPTY;

    test_afregning_open(&t, *state);
    test_facts(&t, FIL(S1 ",\n" S2 ",\n" S3 ",\n" S5));
    test_settle(&t, "2021-05", false);
    t.now_us = test_us("2021-06-01");
    test_facts(&t, FIL(SAG("S2", "F2", "2009-02-01", "5") ",\n" S4));
    move_out(&t, "S3", "F3", "2021-05-31");
    move_out(&t, "S5", "F5", NULL);
    int64_t nr = test_run_new(&t, "2021-06", false);
    test_calc(&t, nr);
    begin(&t);
    k = find_run(&t, nr);
    o = look(&t, &k);
    assert_adds_up(&t, &k, &o);
    assert_true(o.har_foer);
    assert_int_equal(o.foer_maaned.nr, test_maaned("2021-05").nr);
    assert_int_equal(o.nyt[OVERBLIK_NY].antal, 1);
    assert_int_equal(o.nyt[OVERBLIK_NY].foer.oere, 0);
    assert_int_equal(o.nyt[BREVE_INDPLACERING].antal, 1);
    assert_true(o.nyt[BREVE_INDPLACERING].nu.oere > o.nyt[BREVE_INDPLACERING].foer.oere);
    assert_int_equal(o.nyt[OVERBLIK_KENDT].antal, 1); /* S1: a birthday in June */
    assert_int_equal(o.nyt[OVERBLIK_OPHOERT].antal, 1);
    assert_int_equal(o.nyt[OVERBLIK_OPHOERT].nu.oere, 0);
    /* The level holds from 2020, so earlier months are corrected too. */
    assert_true(o.rettelse[BREVE_INDPLACERING].antal > 0);
    assert_true(o.rettelse[BREVE_INDPLACERING].op.oere > 0);
    assert_int_equal(places(&t, &k, OVERBLIK_NY, &sted), 1);
    assert_str(sted, "S4");
    assert_int_equal(places(&t, &k, OVERBLIK_OPHOERT, &sted), 1);
    assert_str(sted, "S5");
    assert_true(o.rettelse[BREVE_ANBRINGELSE].ned.oere > 0);
    assert_int_equal(places(&t, &k, (enum overblik_grund)BREVE_ANBRINGELSE, &sted), 1);
    assert_str(sted, "S3");
    assert_int_equal(places(&t, &k, (enum overblik_grund)BREVE_INDPLACERING, &sted), 1);
    assert_str(sted, "S2");
    assert_int_equal(places(&t, &k, OVERBLIK_MANGLER, &sted), 0);
    store_rollback(t.store);
    test_afregning_close(&t);
}

static void assert_same(const struct overblik *a, const struct overblik *b)
{
    assert_int_equal(a->kanaler, b->kanaler);
    for (size_t i = 0; i < a->kanaler; i++) {
        assert_true(str_eq(a->kanal[i].kanal, b->kanal[i].kanal));
        assert_memory_equal(&a->kanal[i].sum, &b->kanal[i].sum, sizeof(a->alt));
    }
    assert_memory_equal(&a->alt, &b->alt, sizeof(a->alt));
    assert_memory_equal(&a->rettelser, &b->rettelser, sizeof(a->alt));
    assert_memory_equal(a->nyt, b->nyt, sizeof(a->nyt));
    assert_memory_equal(a->rettelse, b->rettelse, sizeof(a->rettelse));
    assert_int_equal(a->mangler, b->mangler);
    assert_int_equal(a->har_foer, b->har_foer);
    assert_int_equal(a->foer_maaned.nr, b->foer_maaned.nr);
    assert_int_equal(a->uaendret, b->uaendret);
    assert_int_equal(a->foer.oere, b->foer.oere);
    assert_int_equal(a->nu.oere, b->nu.oere);
}

/* Whoever computes a run, its overview is kept with the edition, and says what the edition says; a
 * new edition has its own. */
static void what_is_kept_is_what_the_edition_says(void **state)
{
    struct test_afregning t;
    struct overblik kept, made;
    struct str sted = STR_EMPTY;

    test_afregning_open(&t, *state);
    test_facts(&t, FIL(S1 ",\n" S2 ",\n" S3));
    test_settle(&t, "2021-05", false);
    t.now_us = test_us("2021-06-01");
    test_facts(&t, FIL(SAG("S2", "F2", "2009-02-01", "5") ",\n" S4));
    int64_t nr = test_run_new(&t, "2021-06", false);
    for (int i = 0; i < 2; i++) {
        struct overblik_steder steder = {0};
        size_t nye = 0;
        test_calc(&t, nr);
        begin(&t);
        struct koersel k = find_run(&t, nr);
        kept = look(&t, &k);
        assert_ok(overblik_beregn(t.store, &t.arena, TEST_KOMMUNE, &k, &made, &steder, &t.err),
                  t.err);
        assert_same(&kept, &made);
        assert_adds_up(&t, &k, &kept);
        for (size_t j = 0; j < steder.antal; j++) nye += steder.sted[j].grund == OVERBLIK_NY;
        assert_int_equal(places(&t, &k, OVERBLIK_NY, &sted), nye);
        assert_str(sted, "S4");
        assert_true(places(&t, &k, (enum overblik_grund)BREVE_INDPLACERING, &sted) > 0);
        assert_str(sted, "S2");
        store_rollback(t.store);
        test_facts(&t, FIL(SAG("S1", "F1", "2011-06-16", "4")));
    }
    test_afregning_close(&t);
}

/* What lacked and no longer does, and the other way round; what is missing is counted. */
static void what_lacks_is_told_apart(void **state)
{
    struct test_afregning t;
    struct overblik_mangel *m;
    struct udgave_mangel *linje;
    struct overblik o;
    struct koersel k;
    struct register_fakta f = register_tom(SLAGS_SITUATION);
    size_t n, linjer;

    test_afregning_open(&t, *state);
    test_facts(&t, FIL(S1 ",\n" S2));
    test_settle(&t, "2021-05", false);
    f.ejer = STR("S1");
    f.id = STR("efterskole");
    f.situation.art = SITUATION_EFTERSKOLE;
    f.fra = test_dag("2021-06-01");
    f.til = test_dag("2021-07-01");
    test_fact(&t, &f);
    int64_t juni = test_run_new(&t, "2021-06", false);
    test_calc(&t, juni);
    begin(&t);
    k = find_run(&t, juni);
    o = look(&t, &k);
    assert_adds_up(&t, &k, &o);
    assert_int_equal(o.nyt[OVERBLIK_MANGLER].antal, 1);
    assert_ok(overblik_manglende(t.store, &t.arena, TEST_KOMMUNE, &k, &m, &n, &t.err), t.err);
    assert_true(n > 0);
    assert_int_equal(m[0].anbringelser, 1);
    assert_ok(overblik_mangler(t.store, &t.arena, TEST_KOMMUNE, &k, 1, 1, &linje, &linjer, &t.err),
              t.err);
    assert_int_equal(linjer, 1);
    assert_str(linje[0].anbringelse, "S1");
    store_rollback(t.store);
    assert_int_equal(test_try_approve(&t, &t.bo, juni, NULL, NULL), AFREGNING_GJORT);
    int64_t juli = test_run_new(&t, "2021-07", false);
    test_calc(&t, juli);
    begin(&t);
    k = find_run(&t, juli);
    o = look(&t, &k);
    assert_adds_up(&t, &k, &o);
    assert_int_equal(o.nyt[OVERBLIK_MANGLEDE].antal, 1);
    store_rollback(t.store);
    test_afregning_close(&t);
}

/* Page by page, each difference is met once, in order, whatever is looked for. */
static void pages_hold_each_difference_once(void **state)
{
    struct test_afregning t;
    struct udgave u;
    struct koersel k;
    size_t set[3] = {0}, ventet[3] = {0};

    test_afregning_open(&t, *state);
    test_facts(&t, FIL(S1 ",\n" S2 ",\n" S3 ",\n" S4));
    test_settle(&t, "2021-05", false);
    t.now_us = test_us("2021-06-01");
    test_facts(&t,
               FIL(SAG("S2", "F2", "2009-02-01", "5") ",\n" SAG("S4", "F4", "2010-03-01", "1")));
    int64_t nr = test_run_new(&t, "2021-06", false);
    test_calc(&t, nr);
    begin(&t);
    k = find_run(&t, nr);
    assert_ok(udgave_laes(t.store, &t.arena, TEST_KOMMUNE, nr, 0, &u, &t.err), t.err);
    for (size_t i = 0; i < u.forskelle; i++) {
        ventet[OVERBLIK_ALLE]++;
        ventet[OVERBLIK_RETTELSER] += overblik_er_rettelse(&k, &u.forskel[i]);
        ventet[OVERBLIK_NEDAD] += u.forskel[i].beregnet.oere < u.forskel[i].tilkendt.oere;
    }
    for (int vis = 0; vis < 3; vis++) {
        int64_t efter = 0;
        for (;;) {
            struct forskel *f;
            size_t n;
            assert_ok(overblik_forskelle(t.store, &t.arena, TEST_KOMMUNE, &k,
                                         (enum overblik_vis)vis, efter, 3, &f, &n, &t.err),
                      t.err);
            for (size_t i = 0; i < n; i++) {
                assert_true(f[i].nr > efter);
                assert_str(f[i].anbringelse, str_c(&t.arena, u.forskel[f[i].nr - 1].anbringelse));
                efter = f[i].nr;
            }
            set[vis] += n;
            if (n < 3) break;
        }
        assert_int_equal(set[vis], ventet[vis]);
        assert_true(set[vis] > 0);
    }
    store_rollback(t.store);
    test_afregning_close(&t);
}

/* Before anybody clicks, each is told what the approval itself then answers. */
static void who_may_approve_is_known_before(void **state)
{
    struct test_afregning t;
    struct koersel_godkendere g;
    int64_t usete;

    test_afregning_open(&t, *state);
    test_facts(&t, FIL(S1));
    int64_t nr = test_run_new(&t, "2021-05", false);
    for (int trin = 0; trin < 3; trin++) {
        const struct adgang *hvem[] = {&t.anna, &t.bo};
        if (trin == 1) test_calc(&t, nr);
        for (size_t i = 0; i < 2; i++) {
            begin(&t);
            assert_ok(koersel_maa_godkende(t.store, &t.arena, hvem[i], nr, t.now_us, &g, &t.err),
                      t.err);
            store_rollback(t.store);
            assert_int_equal(g.udfald, test_try_approve(&t, hvem[i], nr, NULL, NULL));
        }
    }
    /* A run that others passed is stale, whoever asks. */
    int64_t gammel = test_run_new(&t, "2021-06", false), ny = test_run_new(&t, "2021-06", false);
    test_calc(&t, gammel);
    begin(&t);
    struct koersel k = find_run(&t, gammel);
    assert_ok(overblik_usete(t.store, &t.arena, TEST_KOMMUNE, &k, &usete, &t.err), t.err);
    store_rollback(t.store);
    assert_int_equal(usete, 0);
    test_fil(&t, "fakta.json", FIL(S1 ",\n" S2)); /* the same day */
    begin(&t);
    assert_ok(overblik_usete(t.store, &t.arena, TEST_KOMMUNE, &k, &usete, &t.err), t.err);
    store_rollback(t.store);
    assert_int_equal(usete, 1);
    test_calc(&t, ny);
    assert_int_equal(test_try_approve(&t, &t.bo, ny, NULL, NULL), AFREGNING_GJORT);
    begin(&t);
    assert_ok(koersel_maa_godkende(t.store, &t.arena, &t.bo, gammel, t.now_us, &g, &t.err), t.err);
    store_rollback(t.store);
    assert_int_equal(g.udfald, AFREGNING_FORAELDET);
    test_afregning_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(what_is_new_is_grouped_by_its_reason),
        BOTH(what_is_kept_is_what_the_edition_says),
        BOTH(what_lacks_is_told_apart),
        BOTH(pages_hold_each_difference_once),
        BOTH(who_may_approve_is_known_before),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
