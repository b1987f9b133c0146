/* The register on both engines: numbers, reading at a number, what is touched, import. */
#define TEST_BEGGE
#include "register/test_register.h"

#define SAG_1                                                                                      \
    "{\"id\":\"S1\",\"plejefamilie\":{\"id\":\"F1\",\"godkendelse\":\"konkret\"},"                 \
    "\"barn\":{\"foedt\":\"2011-05-05\"},"                                                         \
    "\"anbringelse\":{\"art\":\"doegn\",\"indflyttet\":\"2020-09-01\",\"fraflyttet\":null,"        \
    "\"anbringende_kommune\":101},"                                                                \
    "\"indplacering\":[{\"trin\":3,\"fra\":\"2020-09-01\",\"til\":\"2021-03-01\"},"                \
    "{\"trin\":4,\"fra\":\"2021-03-01\",\"til\":null}],"                                           \
    "\"situationer\":[{\"art\":\"efterskole\",\"fra\":\"2021-08-01\",\"til\":\"2022-07-01\"}],"    \
    "\"aftaler\":[{\"art\":\"tillaeg\",\"ydelse\":\"vederlag\",\"beloeb_oere\":50000,"             \
    "\"pr\":\"maaned\",\"fra\":\"2021-01-01\",\"til\":\"2021-04-01\","                             \
    "\"begrundelse\":\"særlig indsats\",\"besluttet_af\":\"chefen\"}],\"ophoer\":null}"
#define SAG_2                                                                                      \
    "{\"id\":\"S2\",\"plejefamilie\":{\"id\":\"F1\",\"godkendelse\":\"almen\"},"                   \
    "\"barn\":{\"foedt\":\"2013-01-31\"},"                                                         \
    "\"anbringelse\":{\"art\":\"aflastning\",\"indflyttet\":\"2020-09-01\","                       \
    "\"fraflyttet\":\"2021-07-01\"},\"indplacering\":[],\"situationer\":[],\"aftaler\":[],"        \
    "\"doegn\":[{\"fra\":\"2021-06-04\",\"til\":\"2021-06-06\"}],"                                 \
    "\"ophoer\":{\"art\":\"faktisk_ophoer\",\"dato\":\"2021-07-01\"}}"
#define FIL(sager) "{\"sager\":[\n" sager "\n]}\n"

static void file_comes_back(void **state)
{
    struct test_register t;
    struct str fil = STR(FIL(SAG_1 ",\n" SAG_2));

    test_register_open(&t, *state);
    struct register_importeret ud = test_import(&t, fil);
    assert_int_equal(ud.nr, 1);
    assert_int_equal(ud.sager, 2);
    assert_int_equal(ud.rettet + ud.tilbagekaldt + ud.beholdt + ud.udeladt, 0);
    struct register_udsnit laest = test_read(&t, 1);
    assert_int_equal(laest.sager.count, 2);
    assert_str(laest.sager.sag[0].aftale[0].begrundelse, "");
    assert_str(laest.til[0].barn, "S1-B");
    assert_int_equal(laest.til[0].holdere, 1);
    assert_str(laest.til[0].holder[0].person, "F1-K");
    assert_int_equal(laest.til[0].holder[0].fra.dag, test_dag("2020-09-01").dag);
    assert_true(laest.til[0].har_godkendelse);
    assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
    assert_ok(register_read_tekster(t.store, &t.arena, TEST_KOMMUNE, &laest, &t.err), t.err);
    store_rollback(t.store);
    struct buf buf;
    buf_init(&buf, &t.arena);
    sag_write_json(&buf, &laest.sager);
    assert_str(buf_str(&buf), str_c(&t.arena, fil));
    /* The same again registers nothing. */
    ud = test_import(&t, fil);
    assert_int_equal(ud.nr, 0);
    assert_int_equal(ud.nye + ud.rettet + ud.tilbagekaldt + ud.beholdt, 0);
    assert_int_equal(test_read(&t, 0).sager.count, 0);
    test_register_close(&t);
}

static void numbers_and_times(void **state)
{
    struct test_register t;
    int64_t nr = -1;

    test_register_open(&t, *state);
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    assert_ok(register_newest(t.store, TEST_KOMMUNE, &nr, &t.err), t.err);
    assert_int_equal(nr, 0);
    assert_ok(register_begin(t.store, &t.adgang, STR("a"), 1000, &nr, &t.err), t.err);
    assert_int_equal(nr, 1);
    assert_ok(store_commit(t.store, &t.err), t.err);
    /* A number that is rolled back is drawn again. */
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    assert_ok(register_begin(t.store, &t.adgang, STR("b"), 2000, &nr, &t.err), t.err);
    assert_int_equal(nr, 2);
    store_rollback(t.store);
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    /* The clock went back. */
    assert_ok(register_begin(t.store, &t.adgang, STR("c"), 500, &nr, &t.err), t.err);
    assert_int_equal(nr, 2);
    assert_ok(store_commit(t.store, &t.err), t.err);
    static const struct {
        int64_t us, nr;
    } at[] = {{999, 0}, {1000, 2}, {1001, 2}};
    assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
    for (size_t i = 0; i < sizeof(at) / sizeof(at[0]); i++) {
        assert_ok(register_at(t.store, TEST_KOMMUNE, at[i].us, &nr, &t.err), t.err);
        assert_int_equal(nr, at[i].nr);
    }
    assert_refused(register_newest(t.store, 998, &nr, &t.err), t.err, "998");
    store_rollback(t.store);
    test_register_close(&t);
}

static struct register_beroert *touched(struct test_register *t, int64_t efter, size_t *antal)
{
    struct register_beroert *b = NULL;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(
        register_beroerte(t->store, &t->arena, TEST_KOMMUNE, efter, INT64_MAX, &b, antal, &t->err),
        t->err);
    store_rollback(t->store);
    return b;
}

/* Replaces one text in the file. */
static struct str with(struct test_register *t, const char *fil, const char *gammel, const char *ny)
{
    struct buf buf;
    const char *at = strstr(fil, gammel);

    assert_non_null(at);
    buf_init(&buf, &t->arena);
    buf_add(&buf, (struct str){fil, (size_t)(at - fil)});
    buf_c(&buf, ny);
    buf_c(&buf, at + strlen(gammel));
    return buf_str(&buf);
}

static void corrections_are_of_the_same_fact(void **state)
{
    static const struct {
        const char *gammel, *ny, *slags, *id, *fra, *til;
    } ret[] = {
        {"2011-05-05", "2011-06-05", "barn", "S1-B", "2020-09-01", NULL},
        {"\"trin\":4", "\"trin\":5", "indplacering", "i2", "2021-03-01", NULL},
        {"\"fraflyttet\":\"2021-07-01\"", "\"fraflyttet\":\"2021-06-01\"", "anbringelse", "S2",
         "2020-09-01", NULL},
        {"\"beloeb_oere\":50000", "\"beloeb_oere\":60000", "aftale", "a1", "2021-01-01",
         "2021-04-01"},
        {"særlig indsats", "stor indsats", "aftale", "a1", "2021-01-01", "2021-04-01"},
        {"\"fra\":\"2021-08-01\"", "\"fra\":\"2021-08-15\"", "situation", "s1", "2021-08-01", NULL},
        {"\"dato\":\"2021-07-01\"", "\"dato\":\"2021-06-20\"", "ophoer", "o1", "2020-12-02", NULL},
        {"\"fra\":\"2021-06-04\"", "\"fra\":\"2021-06-05\"", "doegn", "d1", "2021-06-04",
         "2021-06-06"},
    };
    const char *fil = FIL(SAG_1 ",\n" SAG_2);

    for (size_t i = 0; i < sizeof(ret) / sizeof(ret[0]); i++) {
        struct test_register t;
        size_t antal = 0;
        test_register_open(&t, *state);
        test_import(&t, str_from(fil));
        struct str foer = test_json(&t, 1);
        struct register_importeret ud = test_import(&t, with(&t, fil, ret[i].gammel, ret[i].ny));
        assert_int_equal(ud.nr, 2);
        assert_int_equal(ud.rettet, 1);
        assert_int_equal(ud.nye + ud.tilbagekaldt + ud.beholdt, 0);
        struct register_beroert *b = touched(&t, 1, &antal);
        assert_int_equal(antal, 1);
        assert_str(b->slags, ret[i].slags);
        assert_str(b->id, ret[i].id);
        assert_str(b->plejefamilie, "F1");
        assert_str(b->bruger, "bruger-1");
        assert_int_equal(b->fra.dag, test_dag(ret[i].fra).dag);
        assert_int_equal(b->til.dag, test_dag(ret[i].til).dag);
        /* What was known before stands (R106). */
        assert_str(test_json(&t, 1), str_c(&t.arena, foer));
        test_register_close(&t);
    }
}

static void errors_are_all_named(void **state)
{
    struct test_register t;
    struct str fil = STR("{\"sager\":[{\"id\":\"A\"},\n" SAG_2 ",{\"id\":\"1\"},\n" SAG_2 "]}");

    test_register_open(&t, *state);
    struct register_importeret ud =
        test_import_as(&t, fil, (struct register_import){.kendt = DATO_MAX});
    assert_int_equal(ud.nr, 0);
    assert_int_equal(ud.fund.fejl, 2);
    assert_string_equal(ud.fund.fund[0].sted.fil, "fakta.json: /sager/0/plejefamilie");
    assert_string_equal(ud.fund.fund[1].sted.fil, "fakta.json: /sager/2/plejefamilie");
    fil = STR("{\"sager\":[" SAG_2 ",\n" SAG_2 "]}");
    ud = test_import_as(&t, fil, (struct register_import){.kendt = DATO_MAX});
    assert_int_equal(ud.fund.fejl, 1);
    assert_int_equal(test_read(&t, -1).sager.count, 0);
    test_register_close(&t);
}

/* Two placements of one child: the file must say one birth date. */
static void one_child_one_birth_date(void **state)
{
    static const char barn[] = "id;foedt\nB1;2011-05-05\n";
    static const char familie[] = "id\nF1\n";
    static const char anbringelser[] = "id;plejefamilie;barn;art;indflyttet\n"
                                       "S1;F1;B1;doegn;2020-09-01\nS2;F1;B1;doegn;2020-09-01\n";
    const struct register_fil filer[] = {{"boern.csv", STR(barn)},
                                         {"plejefamilier.csv", STR(familie)},
                                         {"anbringelser.csv", STR(anbringelser)}};
    const struct register_import valg = {.kendt = DATO_MAX};
    struct register_importeret ud;
    struct test_register t;

    test_register_open(&t, *state);
    assert_ok(register_importer(t.store, &t.arena, &t.adgang, filer, 3, &valg, 1, &ud, &t.err),
              t.err);
    assert_int_equal(ud.nr, 1);
    struct str json = test_json(&t, -1);
    struct str ny = with(&t, str_c(&t.arena, json), "2011-05-05", "2011-05-06");
    ud = test_import_as(&t, ny, valg);
    assert_int_equal(ud.fund.fejl, 1);
    ny = with(&t, str_c(&t.arena, ny), "2011-05-05", "2011-05-06");
    ud = test_import_as(&t, ny, valg);
    assert_int_equal(ud.fund.fejl, 0);
    assert_int_equal(ud.rettet, 1);
    assert_int_equal(ud.nr, 2);
    size_t antal = 0;
    touched(&t, 1, &antal);
    assert_int_equal(antal, 4); /* the child at both, and a contract of each is made */
    test_register_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(file_comes_back),
        BOTH(numbers_and_times),
        BOTH(corrections_are_of_the_same_fact),
        BOTH(errors_are_all_named),
        BOTH(one_child_one_birth_date),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
