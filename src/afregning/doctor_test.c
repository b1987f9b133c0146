/*
 * doctor: a history with one of everything has no breach, and each invariant is seen when broken.
 */
#include "afregning/test_eftersyn.h"

#include "afregning/doctor.h"

static struct doctor_svar ask(struct test_afregning *t)
{
    struct doctor_svar svar;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(afregning_doctor(t->store, &t->arena, TEST_KOMMUNE, NULL, &svar, &t->err), t->err);
    store_rollback(t->store);
    return svar;
}

static bool tells(const struct doctor_svar *svar, const char *id)
{
    for (size_t i = 0; i < svar->antal; i++)
        if (strcmp(svar->brud[i].krav->id, id) == 0) return true;
    return false;
}

static void expect_well(const struct doctor_svar *svar)
{
    for (size_t i = 0; i < svar->antal; i++) {
        const struct doctor_brud *b = &svar->brud[i];
        print_message("%s %s: %.*s, %lld, %lld\n", b->krav->id, b->krav->krav, STR_ARG(b->hvor),
                      (long long)b->fundet, (long long)b->ventet);
    }
    assert_int_equal(svar->i_alt, 0);
}

static void a_history_is_well(void **state)
{
    struct test_afregning t;
    struct doctor_svar svar;

    test_afregning_open(&t, *state);
    svar = ask(&t);
    expect_well(&svar);
    test_history(&t);
    svar = ask(&t);
    expect_well(&svar);
    test_afregning_close(&t);
}

/* Each damage, and the invariant that must see it. Both engines read them. */
static const struct {
    const char *id;
    const char *sql;
} damages[] = {
    {"D01", "DELETE FROM registrering WHERE nr = 2"},
    {"D02", "UPDATE kommune SET registrering = registrering + 1"},
    {"D02", "DELETE FROM registrering WHERE nr = (SELECT max(nr) FROM registrering)"},
    {"D42", "UPDATE kommune SET anbringelser = anbringelser + 1"},
    {"D03", "UPDATE anbringelse SET nr = 99 WHERE id = 'S1'"},
    {"D03", "UPDATE konto_svar SET nr = 99"},
    {"D04", "UPDATE registrering SET bruger = 'u-anna'"},
    {"D05", "DELETE FROM koersel_flytning WHERE koersel = 2 AND nr = 2"},
    {"D05", "DELETE FROM koersel_flytning WHERE koersel = 2"},
    {"D05", "UPDATE koersel_flytning SET fra = 'kladde' WHERE koersel = 2 AND nr = 3"},
    {"D06", "UPDATE koersel_flytning SET til = 'kvitteret' WHERE koersel = 2 AND nr = 3"},
    {"D07", "DELETE FROM afregning WHERE nr = 2"},
    {"D08", "DELETE FROM afregning WHERE nr = 5"},
    {"D08", "INSERT INTO koersel_flytning (kommune, koersel, nr, fra, til, bruger, tid_us) "
            "VALUES (999, 5, 4, 'godkendt', 'godkendt', 'x', 1)"},
    {"D09", "UPDATE koersel_udgave SET efter = 7 WHERE koersel = 2"},
    {"D09", "UPDATE afregning SET skaering = skaering - 1 WHERE nr = 3"},
    {"D10", "UPDATE afregning SET til_maaned = til_maaned + 1 WHERE nr = 2"},
    {"D10", "UPDATE afregning SET fra_maaned = fra_maaned - 1 WHERE nr = 5"},
    {"D11", "UPDATE afregning SET bruger = 'u-anna' WHERE nr = 2"},
    {"D11", "UPDATE koersel SET bruger = 'u-bo' WHERE loebenr = 2"},
    {"D11", "UPDATE koersel_udgave SET bruger = 'u-bo' WHERE koersel = 2"},
    {"D12", "UPDATE koersel_forskel SET beregnet_oere = beregnet_oere + 1 WHERE koersel = 1 AND "
            "nr = 1"},
    {"D12", "DELETE FROM koersel_forskel WHERE koersel = 1 AND nr = 1"},
    {"D12", "DELETE FROM journal WHERE nr = 1"},
    {"D13", "DELETE FROM journal WHERE nr = 3"},
    {"D14", "UPDATE journal SET efter = 1 WHERE nr = 2"},
    {"D15", "UPDATE journal SET tilkendt_oere = tilkendt_oere + 1 WHERE nr = 2"},
    {"D15", "UPDATE journal SET beloeb_oere = beloeb_oere + 1 WHERE nr = 2"},
    {"D16", "UPDATE journal SET kredit = 'udbetalt' WHERE nr = 1"},
    {"D16", "UPDATE journal SET modtager = '' WHERE nr = 1"},
    {"D16", "UPDATE journal SET reference = '' WHERE art = 'udbetaling'"},
    {"D17", "UPDATE journal SET beloeb_oere = 100000000 WHERE art = 'udbetaling'"},
    {"D18", "UPDATE journal SET beloeb_oere = 100000000 WHERE art = 'afvisning'"},
    {"D19", "UPDATE journal SET beloeb_oere = 100000000 WHERE art = 'genudbetaling'"},
    {"D20", "UPDATE journal SET beloeb_oere = 100000000 WHERE art = 'modregning'"},
    {"D21", "UPDATE journal SET koersel = 77 WHERE nr = 1"},
    {"D21", "UPDATE journal SET bruger = 'u-anna' WHERE nr = 1"},
    {"D22", "UPDATE beslutning SET beloeb_oere = 1"},
    {"D23", "DELETE FROM beslutning"},
    {"D23", "UPDATE beslutning SET modtager = 'x'"},
    {"D24", "DELETE FROM eksport WHERE nr = 2"},
    {"D25", "UPDATE eksport SET hoved_nr = 1 WHERE nr = 2"},
    {"D25", "UPDATE journal SET hash = forrige"},
    {"D26", "UPDATE eksport_fil SET sum_oere = sum_oere + 1 WHERE kanal = 'nemkonto'"},
    {"D26", "UPDATE betaling SET beloeb_oere = beloeb_oere + 1"},
    {"D27", "DELETE FROM eksport_fil WHERE kanal = 'nemkonto' AND eksport = 1"},
    {"D28", "UPDATE betaling SET koersel = 5 WHERE eksport = 1"},
    {"D29", "UPDATE betaling SET modtager = 'x'"},
    {"D29", "UPDATE betaling_linje SET journal = 9999 WHERE journal = 1"},
    {"D30", "UPDATE betaling SET beloeb_oere = beloeb_oere + 1"},
    {"D30", "DELETE FROM betaling_linje WHERE journal = 1"},
    {"D31", "DELETE FROM betaling WHERE eksport = 3"},
    {"D32", "DELETE FROM eksport WHERE koersel = 3"},
    {"D33", "DELETE FROM journal WHERE art = 'udbetaling' AND koersel = 3"},
    {"D33", "UPDATE journal SET reference = 'x' WHERE art = 'udbetaling'"},
    {"D34", "DELETE FROM journal WHERE art = 'afvisning'"},
    {"D34", "DELETE FROM kvittering WHERE svar = 'afvist'"},
    {"D35", "DELETE FROM journal WHERE art = 'genudbetaling'"},
    {"D36", "DELETE FROM betaling_igen"},
    {"D36", "UPDATE kvittering SET svar = 'godtaget'"},
    {"D36", "UPDATE betaling SET beloeb_oere = beloeb_oere + 1 WHERE igen <> ''"},
    {"D37", "DELETE FROM indhold WHERE art = 'linjer'"},
    {"D37", "DELETE FROM indhold WHERE art = 'manifest'"},
    {"D38", "DELETE FROM kvittering WHERE svar = 'godtaget'"},
    {"D38", "DELETE FROM betaling_igen"},
    {"D40", "DELETE FROM betaling_retur"},
    {"D40", "DELETE FROM journal WHERE art = 'retur'"},
    {"D40", "UPDATE kvittering SET svar = 'afvist'"},
    {"D41",
     "INSERT INTO beslutning VALUES (999, 'k', 'kreditnota', 'S1', 'x', 'V1', 'leverandoer', "
     "'skattefri', 24244, 1, 0, 't', 'K-1', 'f', '', 0, 'x', 1)"},
    {"D39", "UPDATE journal SET aar = aar + 1 WHERE art = 'udbetaling'"},
    {"D39", "UPDATE journal SET aar = aar - 1 WHERE art = 'genudbetaling'"},
    {"D39", "UPDATE journal SET aar = 0 WHERE art = 'afvisning'"},
    {"D39", "UPDATE journal SET aar = 2021 WHERE art = 'tilkendelse'"},
    {"D39", "UPDATE betaling SET dispositionsdato = dispositionsdato + 365"},
    {"D70", "INSERT INTO visning VALUES (999, 'x', 2, 1, 'liste', '', 'vis', '', '', 1, 0, '0')"},
    {"D71", "INSERT INTO henvendelse_trin VALUES (999, 'h', 1, 'ny', 'leder', '', 'x', 1)"},
    {"D72", "INSERT INTO konto_venter VALUES (999, 99, 'P')"},
    {"D75",
     "INSERT INTO indstilling_trin VALUES (999, 'i', 1, 'besluttet', 1, 0, 1, '', 0, '', 99, "
     "'x', 1)"},
    {"D76",
     "INSERT INTO indstilling_trin VALUES (999, 'i', 1, 'kladde', 0, 0, 1, '', 0, '', 0, 'x', 1), "
     "(999, 'i', 2, 'indstillet', 1, 0, 1, '', 0, '', 0, 'x', 1), "
     "(999, 'i', 3, 'godkendt', 1, 0, 1, '', 0, '', 1, 'x', 1)"},
    {"D77", "INSERT INTO partshoering_trin VALUES (999, 'h', 1, 'opsagt', '', 99, 'x', 1)"},
    {"D80", "DELETE FROM udkast_ikraft WHERE nr = 1"},
    {"D81", "UPDATE udkast_ikraft SET efter = 7 WHERE nr = 2"},
    {"D81", "UPDATE udkast_ikraft SET hash = 'x'"},
    {"D81", "UPDATE udkast_tekst SET hash = 'x'"},
    {"D82", "UPDATE udkast_tekst SET bruger = 'u-carla'"},
    {"D82", "UPDATE udkast_ikraft SET foreslaaet_af = bruger"},
};

#define DAMAGES (sizeof(damages) / sizeof(*damages))

/* One damage after another on a fresh copy. */
static void each_damage_is_seen_sqlite(void **state)
{
    struct test_afregning t;
    struct doctor_svar svar;
    struct arena arena;
    char whole[128], broken[128], url[160];
    int unseen = 0;

    test_afregning_open(&t, *state);
    test_history(&t);
    snprintf(whole, sizeof(whole), "%s/hel.db", sqlite.dir);
    snprintf(broken, sizeof(broken), "%s/brudt.db", sqlite.dir);
    snprintf(url, sizeof(url), "sqlite:%s", broken);
    assert_ok(store_backup(t.store, whole, &t.err), t.err);
    test_afregning_close(&t);
    for (size_t i = 0; i < DAMAGES; i++) {
        arena_init(&arena, 256 << 20);
        test_copy_file(&arena, whole, broken);
        test_break(broken, damages[i].sql);
        arena_release(&arena);
        t.err = (struct err)ERR_INIT;
        arena_init(&t.arena, 256 << 20);
        assert_ok(store_open(&t.arena, url, false, &t.store, &t.err), t.err);
        svar = ask(&t);
        if (!tells(&svar, damages[i].id)) {
            print_error("%s does not see: %s\n", damages[i].id, damages[i].sql);
            unseen++;
        }
        test_afregning_close(&t);
    }
    assert_int_equal(unseen, 0);
}

/* Every invariant has a damage of its own. */
static void each_invariant_is_tried(void **state)
{
    (void)state;
    for (size_t k = 0; k < doctor_krav_antal; k++) {
        bool tried = false;
        for (size_t i = 0; i < DAMAGES; i++)
            if (strcmp(damages[i].id, doctor_krav[k].id) == 0) tried = true;
        if (!tried) fail_msg("no damage for %s: %s", doctor_krav[k].id, doctor_krav[k].krav);
        assert_true(doctor_krav[k].krav_en[0] != '\0');
        assert_true(doctor_krav[k].handling_en[0] != '\0');
        assert_string_not_equal(doctor_krav[k].krav, doctor_krav[k].krav_en);
        assert_string_not_equal(doctor_krav[k].handling, doctor_krav[k].handling_en);
    }
}

/* The same damages on PostgreSQL, one after the other on the same database. */
static void damages_are_seen_postgres(void **state)
{
    struct test_afregning t;
    struct doctor_svar svar;
    char sql[600];

    test_afregning_open(&t, *state);
    test_history(&t);
    for (size_t i = 0; i < DAMAGES; i++) {
        snprintf(sql, sizeof(sql), "SET session_replication_role = replica; %s", damages[i].sql);
        test_postgres_run(test_store_newest(&postgres).c, sql); /* a CHECK may refuse it */
    }
    svar = ask(&t);
    static const char *const seen[] = {"D01", "D07", "D12", "D13", "D15", "D24", "D37"};
    for (size_t i = 0; i < sizeof(seen) / sizeof(*seen); i++)
        if (!tells(&svar, seen[i])) fail_msg("%s is not seen", seen[i]);
    test_afregning_close(&t);
}

/* The statement and the table of koersel.c allow the same moves: each pair is tried. */
static void moves_are_those_of_the_table(void **state)
{
    struct test_afregning t;
    struct doctor_svar svar;
    struct buf sql;
    char path[128], url[160];

    test_afregning_open(&t, *state);
    int64_t nr = test_run_new(&t, "2021-05", false);
    snprintf(path, sizeof(path), "%s/flyt.db", sqlite.dir);
    snprintf(url, sizeof(url), "sqlite:%s", path);
    assert_ok(store_backup(t.store, path, &t.err), t.err);
    test_afregning_close(&t);
    assert_int_equal(nr, 1);
    for (int fra = 0; fra < KOERSEL_TILSTANDE; fra++) {
        for (int til = 0; til < KOERSEL_TILSTANDE; til++) {
            arena_init(&t.arena, 256 << 20);
            buf_init(&sql, &t.arena);
            buf_format(&sql, "UPDATE koersel_flytning SET fra = '%s', til = '%s'",
                       koersel_tilstand_kode((enum koersel_tilstand)fra),
                       koersel_tilstand_kode((enum koersel_tilstand)til));
            test_break(path, str_c(&t.arena, buf_str(&sql)));
            assert_ok(store_open(&t.arena, url, false, &t.store, &t.err), t.err);
            svar = ask(&t);
            assert_int_equal(!tells(&svar, "D06"), koersel_kan_flytte((enum koersel_tilstand)fra,
                                                                      (enum koersel_tilstand)til));
            test_afregning_close(&t);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(a_history_is_well),
        cmocka_unit_test_prestate(each_damage_is_seen_sqlite, &sqlite),
        cmocka_unit_test(each_invariant_is_tried),
        cmocka_unit_test_prestate(damages_are_seen_postgres, &postgres),
        cmocka_unit_test_prestate(moves_are_those_of_the_table, &sqlite),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
