/* One fact at a time: what is refused, what is touched, and which way a level may move. */
#define TEST_BEGGE
#include "register/tabel.h"
#include "register/test_register.h"

static bool put_as(struct test_register *t, const struct register_fakta *f, bool *skrevet,
                   int64_t *nr)
{
    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    assert_ok(register_begin(t->store, &t->adgang, STR("test"), ++t->now_us, nr, &t->err), t->err);
    if (register_ret(t->store, &t->arena, &t->adgang, *nr, f, skrevet, &t->err)) {
        assert_ok(store_commit(t->store, &t->err), t->err);
        return true;
    }
    store_rollback(t->store);
    return false;
}

static bool put(struct test_register *t, struct register_fakta f)
{
    bool skrevet = false;
    int64_t nr = 0;

    return put_as(t, &f, &skrevet, &nr);
}

static struct register_fakta placement(const char *id, const char *familie, const char *barn,
                                       const char *fra)
{
    return (struct register_fakta){
        .slags = SLAGS_ANBRINGELSE,
        .id = str_from(id),
        .fra = test_dag(fra),
        .til = DATO_MAX,
        .anbringelse = {str_from(familie), str_from(barn), ART_DOEGN, 101}};
}

static struct register_fakta child(const char *id, const char *foedt)
{
    return (struct register_fakta){
        .slags = SLAGS_BARN, .id = str_from(id), .barn = {test_dag(foedt)}};
}

static struct register_fakta level(const char *id, const char *fra, const char *til, int trin)
{
    return (struct register_fakta){
        .slags = SLAGS_INDPLACERING,
        .ejer = STR("A1"),
        .id = str_from(id),
        .fra = test_dag(fra),
        .til = test_dag(til),
        .indplacering = {.trin = trin, .vederlag = BROK_NUL, .besluttet = DATO_MIN}};
}

static struct register_fakta family(const char *id)
{
    return (struct register_fakta){.slags = SLAGS_PLEJEFAMILIE, .id = str_from(id)};
}

static void begin(struct test_register *t, struct test_store *place)
{
    test_register_open(t, place);
    assert_ok(put(t, family("F1")), t->err);
    assert_ok(put(t, family("F2")), t->err);
    assert_ok(put(t, child("B1", "2011-05-05")), t->err);
    assert_ok(put(t, placement("A1", "F1", "B1", "2020-09-01")), t->err);
}

static size_t touched(struct test_register *t, int64_t efter, struct register_beroert **b)
{
    size_t antal = 0;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(
        register_beroerte(t->store, &t->arena, TEST_KOMMUNE, efter, INT64_MAX, b, &antal, &t->err),
        t->err);
    store_rollback(t->store);
    return antal;
}

static void what_cannot_be_is_refused(void **state)
{
    struct test_register t;
    struct register_fakta f = level("i1", "2020-09-01", NULL, 3);

    begin(&t, *state);
    assert_refused(put(&t, placement("A2", "F9", "B1", "2020-09-01")), t.err, "plejefamilie");
    assert_refused(put(&t, placement("A2", "F1", "B9", "2020-09-01")), t.err, "barn");
    assert_refused(put(&t, placement("A2", "F1", "B1", "2001-09-01")), t.err, "født");
    assert_refused(put(&t, child("B1", "2021-05-05")), t.err, "født");
    assert_refused(put(&t, child("7101921234", "2011-05-05")), t.err, "cpr-nummer");
    assert_refused(put(&t, child("710192-1234", "2011-05-05")), t.err, "cpr-nummer");
    assert_refused(put(&t, child("B 2", "2011-05-05")), t.err, "tegn");
    assert_refused(put(&t, child("B2", "1911-05-05")), t.err, "1950");
    f.ejer = STR("A9");
    assert_refused(put(&t, f), t.err, "anbringelse");
    assert_refused(put(&t, level("i1", "2020-09-01", "2020-09-01", 3)), t.err, "ligge efter");
    assert_refused(put(&t, level("i1", "2020-09-01", NULL, 0)), t.err, "enten");
    assert_refused(put(&t, level("i1", "2020-09-01", NULL, 100)), t.err, "trin");
    f = level("i1", "2020-09-01", NULL, 3);
    f.indplacering.vederlag = (struct brok){4, 1};
    assert_refused(put(&t, f), t.err, "enten");
    f = family("F1");
    f.tilbagekaldt = true;
    assert_refused(put(&t, f), t.err, "A1");
    f = child("B1", "2011-05-05");
    f.tilbagekaldt = true;
    assert_refused(put(&t, f), t.err, "A1");
    f = level("i1", "2020-09-01", NULL, 3);
    f.tilbagekaldt = true;
    assert_refused(put(&t, f), t.err, "at kalde tilbage");
    t.adgang.roller = 1u << ROLLE_REVISION;
    assert_false(put(&t, level("i1", "2020-09-01", NULL, 3)));
    test_register_close(&t);
}

static void models_and_approvals_fit(void **state)
{
    struct test_register t;
    struct register_fakta k = {.slags = SLAGS_KONTRAKT,
                               .ejer = STR("A1"),
                               .id = STR("K1"),
                               .fra = test_dag("2021-01-01"),
                               .til = DATO_MAX,
                               .kontrakt = {STR("P1"), KONTRAKT_VEDERLAG, DATO_MIN, STR_EMPTY}};
    struct register_fakta g = {.slags = SLAGS_GODKENDELSE,
                               .ejer = STR("F1"),
                               .id = STR("G1"),
                               .fra = test_dag("2019-01-01"),
                               .til = test_dag("2021-01-01"),
                               .godkendelse = {GODKENDELSE_ALMEN, -1, -1, -1, STR_EMPTY}};

    begin(&t, *state);
    assert_ok(put(&t, level("i1", "2020-09-01", "2021-01-01", 3)), t.err);
    assert_ok(put(&t, k), t.err);
    assert_refused(put(&t, level("i2", "2021-01-01", NULL, 3)), t.err, "antal vederlag");
    k.fra = test_dag("2020-12-31");
    assert_refused(put(&t, k), t.err, "trin");
    assert_ok(put(&t, g), t.err);
    g.id = STR("G2");
    assert_refused(put(&t, g), t.err, "G1");
    g.fra = test_dag("2021-01-01");
    g.til = DATO_MAX;
    assert_ok(put(&t, g), t.err);
    g.godkendelse.antal_boern = 0;
    assert_refused(put(&t, g), t.err, "antal_boern");
    test_register_close(&t);
}

static void what_is_touched(void **state)
{
    struct test_register t;
    struct register_beroert *b = NULL;
    bool skrevet = true;
    int64_t nr = 0;

    begin(&t, *state);
    assert_ok(put(&t, placement("A2", "F2", "B1", "2019-01-01")), t.err);
    /* A child in two families touches both, from each move in. */
    struct register_fakta f = child("B1", "2011-06-05");
    assert_ok(put_as(&t, &f, &skrevet, &nr), t.err);
    assert_int_equal(touched(&t, nr - 1, &b), 2);
    assert_str(b[0].plejefamilie, "F1");
    assert_int_equal(b[0].fra.dag, test_dag("2020-09-01").dag);
    assert_str(b[1].plejefamilie, "F2");
    assert_int_equal(b[1].fra.dag, test_dag("2019-01-01").dag);
    /* A placement that moves to another family: all days, since what is known of days before the
     * stay is told of there now. One that only begins earlier: from that day. */
    f = placement("A1", "F2", "B1", "2020-08-01");
    assert_ok(put_as(&t, &f, &skrevet, &nr), t.err);
    assert_int_equal(touched(&t, nr - 1, &b), 2);
    assert_str(b[0].plejefamilie, "F1");
    assert_str(b[1].plejefamilie, "F2");
    assert_int_equal(b[0].fra.dag, DATO_MIN.dag);
    assert_int_equal(b[0].til.dag, DATO_MAX.dag);
    f = placement("A1", "F2", "B1", "2020-07-01");
    assert_ok(put_as(&t, &f, &skrevet, &nr), t.err);
    assert_int_equal(touched(&t, nr - 1, &b), 1);
    assert_int_equal(b[0].fra.dag, test_dag("2020-07-01").dag);
    /* From the earlier day of a situation, old or new, for ever; the same again writes nothing. */
    f = (struct register_fakta){.slags = SLAGS_SITUATION,
                                .ejer = STR("A1"),
                                .id = STR("s1"),
                                .fra = test_dag("2021-01-01"),
                                .til = test_dag("2021-02-01"),
                                .situation = {SITUATION_EFTERSKOLE}};
    assert_ok(put_as(&t, &f, &skrevet, &nr), t.err);
    f.fra = test_dag("2021-01-20");
    f.til = test_dag("2021-03-01");
    assert_ok(put_as(&t, &f, &skrevet, &nr), t.err);
    assert_int_equal(touched(&t, nr - 1, &b), 1);
    assert_int_equal(b->fra.dag, test_dag("2021-01-01").dag);
    assert_int_equal(b->til.dag, DATO_MAX.dag); /* a notice may run on under it */
    assert_ok(put_as(&t, &f, &skrevet, &nr), t.err);
    assert_false(skrevet);
    assert_int_equal(touched(&t, nr - 1, &b), 0);
    f.tilbagekaldt = true;
    assert_ok(put_as(&t, &f, &skrevet, &nr), t.err);
    assert_int_equal(touched(&t, nr - 1, &b), 1);
    assert_int_equal(b->fra.dag, test_dag("2021-01-20").dag);
    assert_int_equal(test_read(&t, -1).sager.sag[0].situationer, 0);
    /* Members of the household touch no money. */
    f = (struct register_fakta){.slags = SLAGS_HUSSTAND,
                                .ejer = STR("F1"),
                                .id = STR("h1"),
                                .fra = test_dag("2021-01-01"),
                                .til = DATO_MAX,
                                .husstand = {STR("P1"), STR("plejeforaelder")}};
    assert_ok(put_as(&t, &f, &skrevet, &nr), t.err);
    assert_int_equal(touched(&t, nr - 1, &b), 1);
    assert_int_equal(b->fra.dag, b->til.dag);
    test_register_close(&t);
}

static void families_are_read_alone(void **state)
{
    struct test_register t;
    struct register_udsnit ud;
    const struct str to[] = {STR("F2"), STR("F1"), STR("F2"), STR("F9")};

    begin(&t, *state);
    assert_ok(put(&t, child("B2", "2012-05-05")), t.err);
    assert_ok(put(&t, placement("A0", "F2", "B2", "2020-01-01")), t.err);
    assert_ok(put(&t, placement("A2", "F1", "B2", "2020-01-01")), t.err);
    assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
    assert_ok(register_read(t.store, &t.arena, TEST_KOMMUNE, 99, to, 4, &ud, &t.err), t.err);
    assert_int_equal(ud.sager.count, 3);
    assert_str(ud.sager.sag[0].id, "A1");
    assert_str(ud.sager.sag[1].id, "A2");
    assert_str(ud.sager.sag[2].id, "A0");
    assert_str(ud.til[2].barn, "B2");
    assert_false(ud.til[0].har_godkendelse);
    assert_ok(register_read(t.store, &t.arena, TEST_KOMMUNE, 99, to, 1, &ud, &t.err), t.err);
    assert_int_equal(ud.sager.count, 1);
    assert_ok(register_read(t.store, &t.arena, TEST_KOMMUNE, 99, to, 0, &ud, &t.err), t.err);
    assert_int_equal(ud.sager.count, 0);
    store_rollback(t.store);
    test_register_close(&t);
}

/* R036: a level is never lowered; R034: it stays for the whole placement; R039: it moves freely. */
static void levels_move_as_the_handbook_says(void **state)
{
    static const struct {
        enum niveau_regel regel;
        const char *id, *fra;
        int trin;
        bool begrundet;
        enum niveau_svar svar;
    } ret[] = {
        {NIVEAU_ALDRIG_NED, "c", "2021-06-01", 5, false, NIVEAU_TILLADT},
        {NIVEAU_ALDRIG_NED, "c", "2021-06-01", 4, false, NIVEAU_TILLADT},
        {NIVEAU_ALDRIG_NED, "c", "2021-06-01", 3, false, NIVEAU_SAENKET},
        {NIVEAU_ALDRIG_NED, "c", "2021-06-01", 3, true, NIVEAU_SAENKET},
        {NIVEAU_ALDRIG_NED, "b", "2021-03-01", 3, false, NIVEAU_SAENKET},
        {NIVEAU_ALDRIG_NED, "b", "2021-03-01", 3, true, NIVEAU_TILLADT},
        {NIVEAU_ALDRIG_NED, "b", "2021-03-01", 2, true, NIVEAU_SAENKET},
        {NIVEAU_ALDRIG_NED, "c", "2021-02-01", 5, false, NIVEAU_SAENKET},
        {NIVEAU_ALDRIG_NED, "c", "2021-02-01", 4, false, NIVEAU_TILLADT},
        {NIVEAU_ALDRIG_NED, "c", "2021-06-01", 0, false, NIVEAU_UENS},
        {NIVEAU_FASTHOLDES, "c", "2021-06-01", 5, false, NIVEAU_AENDRET},
        {NIVEAU_GENFORHANDLES, "c", "2021-06-01", 1, false, NIVEAU_TILLADT},
        {NIVEAU_GENFORHANDLES, "c", "2021-06-01", 0, false, NIVEAU_TILLADT},
    };
    struct register_fakta kendt[] = {level("a", "2021-01-01", "2021-03-01", 3),
                                     level("b", "2021-03-01", NULL, 4),
                                     level("d", "2021-04-01", NULL, 9)};

    (void)state;
    kendt[2].tilbagekaldt = true;
    for (size_t i = 0; i < sizeof(ret) / sizeof(ret[0]); i++) {
        struct register_fakta ny = level(ret[i].id, ret[i].fra, NULL, ret[i].trin);
        if (ret[i].trin == 0) ny.indplacering.vederlag = (struct brok){9, 2};
        enum niveau_svar svar = register_retning(ret[i].regel, kendt, 3, &ny, ret[i].begrundet);
        if (svar != ret[i].svar) fail_msg("row %zu: %d, not %d", i, (int)svar, (int)ret[i].svar);
    }
    assert_str(niveau_svar_ord(NIVEAU_SAENKET, true).engelsk,
               "the handbook says that the level can be raised, but never lowered; a mistake is "
               "corrected in the same registration of the level, with a reason");
    assert_str(niveau_svar_ord(NIVEAU_SAENKET, false).engelsk,
               "the handbook says that the level can be raised, but never lowered");
    struct register_fakta samme = level("a", "2021-01-01", NULL, 5);
    assert_int_equal(register_retning(NIVEAU_FASTHOLDES, kendt, 1, &samme, true), NIVEAU_TILLADT);
    assert_int_equal(register_retning(NIVEAU_FASTHOLDES, kendt, 1, &samme, false), NIVEAU_AENDRET);
}

static void what_is_shown(void **state)
{
    struct test_register t;
    struct buf out;

    begin(&t, *state);
    assert_ok(put(&t, level("i1", "2020-09-01", NULL, 3)), t.err);
    assert_ok(put(&t, level("i2", "2021-03-01", NULL, 4)), t.err);
    buf_init(&out, &t.arena);
    assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
    assert_ok(register_vis_paa(t.store, &t.arena, TEST_KOMMUNE, 6, STR("A1"),
                               test_dag("2021-02-28"), REGISTER_DANSK, &out, &t.err),
              t.err);
    struct str tekst = buf_str(&out);
    size_t at = 0;
    assert_true(str_find(tekst, STR("trin 3"), &at));
    assert_false(str_find(tekst, STR("trin 4"), &at));
    assert_true(str_find(tekst, STR("til 1. marts 2021"), &at));
    assert_true(str_find(tekst, STR("født 5. maj 2011"), &at));
    buf_init(&out, &t.arena);
    assert_ok(register_vis_paa(t.store, &t.arena, TEST_KOMMUNE, 6, STR("A1"),
                               test_dag("2021-02-28"), REGISTER_ENGELSK, &out, &t.err),
              t.err);
    tekst = buf_str(&out);
    assert_true(str_find(tekst, STR("A1, as known at registration 6 ("), &at));
    assert_true(str_find(tekst, STR("), on 28 February 2021:\n"), &at));
    assert_true(str_find(
        tekst, STR("level placement i1: from 1 September 2020, to 1 March 2021, level 3"), &at));
    assert_true(str_find(tekst, STR("born 5 May 2011 (registration "), &at));
    assert_true(str_find(tekst, STR("kind full-time foster care"), &at));
    assert_true(str_find(tekst, STR("until further notice"), &at));
    assert_false(str_find(tekst, STR("moved out"), &at));
    assert_refused(register_vis_paa(t.store, &t.arena, TEST_KOMMUNE, 3, STR("A1"), DATO_MIN,
                                    REGISTER_DANSK, &out, &t.err),
                   t.err, "A1");
    store_rollback(t.store);
    test_register_close(&t);
}

static void assert_begge(const char *const vist[2])
{
    static const char *const dansk[] = {"æ", "ø", "å"};
    size_t at = 0;

    assert_true((vist[0] == NULL) == (vist[1] == NULL));
    if (vist[0] == NULL) return;
    for (size_t i = 0; i < 3; i++)
        assert_false(str_find(str_from(vist[1]), str_from(dansk[i]), &at));
}

static void what_is_shown_has_english(void **state)
{
    (void)state;
    for (size_t i = 0; i < SLAGS_ANTAL; i++) {
        assert_begge((const char *const[2]){tabeller[i].vist, tabeller[i].engelsk});
        for (size_t j = 0; j < tabeller[i].kolonner; j++) {
            const struct kolonne *k = &tabeller[i].kolonne[j];
            assert_begge(k->vist);
            for (size_t o = 0; o < k->ord_antal; o++) {
                assert_non_null(k->ord[o].vist[0]);
                assert_begge(k->ord[o].vist);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(what_cannot_be_is_refused),
        BOTH(models_and_approvals_fit),
        BOTH(what_is_touched),
        BOTH(families_are_read_alone),
        BOTH(what_is_shown),
        cmocka_unit_test(what_is_shown_has_english),
        cmocka_unit_test(levels_move_as_the_handbook_says),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
