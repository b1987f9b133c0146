/*
 * The income year over New Year, on both engines: the journal, the payroll file and the yearly
 * statement say the same of a December run that is paid in January, of one that is paid sooner than
 * it was made for, and of a payment that comes back and is sent again in the new year.
 */
#include "afregning/test_eftersyn.h"

#include "afregning/breve.h"
#include "afregning/doctor.h"

static struct test_store sqlite;
static struct test_store postgres;

#define SAGER                                                                                      \
    "{\"sager\":[\n" EFTERSYN_SAG("S1", "F1", "2011-06-16",                                        \
                                  "3") ",\n" EFTERSYN_SAG("S2", "F2", "2009-02-01", "2") "]}\n"

static struct eksport_resultat export_on(struct test_afregning *t, int64_t nr, const char *dag)
{
    struct dato dato = test_dag(dag);
    struct eksport_resultat r;
    enum afregning_udfald udfald;

    assert_ok(koersel_eksporter(t->store, &t->arena, &t->bo, nr, &EFTERSYN_OPSAETNING, &dato,
                                t->now_us, &r, &udfald, &t->err),
              t->err);
    assert_int_equal(udfald, AFREGNING_GJORT);
    return r;
}

static struct eksport_resultat again(struct test_afregning *t, int64_t nr, const char *dag)
{
    struct eksport_resultat r;
    enum afregning_udfald udfald;

    assert_ok(koersel_eksporter_igen(t->store, &t->arena, &t->bo, nr, &EFTERSYN_OPSAETNING,
                                     test_dag(dag), t->now_us, &r, &udfald, &t->err),
              t->err);
    assert_int_equal(udfald, AFREGNING_GJORT);
    return r;
}

/* The payroll file of an export: every line is of the year. */
static void expect_payroll(struct test_afregning *t, const struct eksport_resultat *r, int aar)
{
    struct kanal_loen loen;
    size_t seen = 0;

    for (size_t i = 0; i < r->filer; i++) {
        if (!str_ends(r->fil[i].navn, STR("-loen-linjer.csv"))) continue;
        assert_ok(kanal_loen_read(&t->arena, "loen.csv", r->fil[i].bytes, &loen, &t->err), t->err);
        for (size_t k = 0; k < loen.count; k++, seen++)
            assert_int_equal(loen.raekke[k].indkomstaar, aar);
    }
    assert_true(seen > 0);
}

/* What the journal says was sent in a year; what is only granted is of no year. */
static int64_t sent(struct test_afregning *t, int aar)
{
    struct journal_raekke *r;
    size_t n = test_journal(t, &r);
    int64_t sum = 0;

    for (size_t i = 0; i < n; i++) {
        bool moves = r[i].kredit == KONTO_UDBETALT || r[i].debet == KONTO_UDBETALT;
        if (!moves) assert_int_equal(r[i].aar, 0);
        if (r[i].aar != aar) continue;
        sum += r[i].kredit == KONTO_UDBETALT ? r[i].beloeb.oere : -r[i].beloeb.oere;
    }
    return sum;
}

static bool take(void *ctx, const struct brev_forsendelse *brev, struct err *err)
{
    size_t *n = ctx;

    (void)brev;
    (void)err;
    (*n)++;
    return true;
}

/* Each statement is held against the journal before it is printed; this counts them. */
static size_t statements(struct test_afregning *t, int aar)
{
    struct brev_afsender afsender = {.kommune = STR("Prøve Kommune"), .cvr = STR("12345678")};
    struct breve_valg valg = {&afsender, test_dag("2022-02-01")};
    struct brev_trykkeri *trykkeri;
    size_t antal, taget = 0;

    assert_ok(brev_trykkeri_open(&t->arena, &brev_filer_debian, &trykkeri, &t->err), t->err);
    assert_ok(breve_aar(t->store, &t->arena, &t->anna, aar, &valg, trykkeri, take, &taget, &antal,
                        &t->err),
              t->err);
    brev_trykkeri_close(trykkeri);
    assert_int_equal(antal, taget);
    return antal;
}

static void expect_well(struct test_afregning *t)
{
    struct doctor_svar svar;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(afregning_doctor(t->store, &t->arena, TEST_KOMMUNE, NULL, &svar, &t->err), t->err);
    store_rollback(t->store);
    for (size_t i = 0; i < svar.antal; i++)
        print_message("%s: %.*s\n", svar.brud[i].krav->id, STR_ARG(svar.brud[i].hvor));
    assert_int_equal(svar.i_alt, 0);
}

static int64_t december(struct test_afregning *t, struct test_store *place)
{
    test_afregning_open(t, place);
    test_facts(t, SAGER);
    test_persons(t);
    return test_settle(t, "2021-12", false); /* made for 30 December */
}

/* Approved too late: the money is there in January, and is that year's income. */
static void december_paid_in_january(void **state)
{
    struct test_afregning t;
    int64_t nr = december(&t, *state);
    int64_t owed = test_konto(&t, KONTO_SKYLDIG);

    t.now_us = test_us("2022-01-03");
    struct eksport_resultat r = export_on(&t, nr, "2022-01-06");
    expect_payroll(&t, &r, 2022);
    assert_int_equal(sent(&t, 2021), 0);
    assert_int_equal(sent(&t, 2022), owed);
    assert_int_equal(statements(&t, 2021), 0);
    assert_int_equal(statements(&t, 2022), 2);
    expect_well(&t);
    test_afregning_close(&t);
}

/* A run made for January whose files are made for December. */
static void january_paid_in_december(void **state)
{
    struct test_afregning t;
    struct koersel_ny ny = {.maaned = test_maaned("2021-12"), .ekstra = false};
    int64_t nr;

    test_afregning_open(&t, *state);
    test_facts(&t, SAGER);
    test_persons(&t);
    t.now_us = test_us("2021-12-15");
    ny.skaeringsdato = test_i_dag(&t);
    ny.dispositionsdato = test_dag("2022-01-04");
    assert_ok(koersel_opret(t.store, &t.anna, &ny, t.now_us, &nr, &t.err), t.err);
    test_calc(&t, nr);
    assert_int_equal(test_try_approve(&t, &t.bo, nr, NULL, NULL), AFREGNING_GJORT);
    int64_t owed = test_konto(&t, KONTO_SKYLDIG);
    struct eksport_resultat r = export_on(&t, nr, "2021-12-30");
    expect_payroll(&t, &r, 2021);
    assert_int_equal(sent(&t, 2021), owed);
    assert_int_equal(sent(&t, 2022), 0);
    assert_int_equal(statements(&t, 2021), 2);
    assert_int_equal(statements(&t, 2022), 0);
    expect_well(&t);
    test_afregning_close(&t);
}

/* Rejected in December and sent again in January: the income of the year it got there. */
static void sent_again_in_the_new_year(void **state)
{
    struct test_afregning t;
    int64_t nr = december(&t, *state);
    int64_t owed = test_konto(&t, KONTO_SKYLDIG);

    export_on(&t, nr, "2021-12-30");
    test_answer(&t, nr, "loen", true);
    test_answer(&t, nr, "nemkonto", false);
    int64_t back = test_konto(&t, KONTO_AFVIST);
    assert_true(back > 0);
    assert_int_equal(sent(&t, 2021), owed - back);
    assert_int_equal(statements(&t, 2021), 2); /* the rest of it */
    t.now_us = test_us("2022-01-03");
    struct eksport_resultat r = again(&t, nr, "2022-01-06");
    expect_payroll(&t, &r, 2022);
    assert_int_equal(sent(&t, 2021), owed - back);
    assert_int_equal(sent(&t, 2022), back);
    assert_int_equal(statements(&t, 2021), 2);
    assert_int_equal(statements(&t, 2022), 1);
    expect_well(&t);
    test_afregning_close(&t);
}

static int start(void **state)
{
    (void)state;
    test_store_start(&sqlite, STORE_SQLITE);
    test_store_start(&postgres, STORE_POSTGRES);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    test_store_stop(&postgres);
    test_store_stop(&sqlite);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(december_paid_in_january),
        BOTH(january_paid_in_december),
        BOTH(sent_again_in_the_new_year),
    };

    return cmocka_run_group_tests(tests, start, stop);
}
