/*
 * test_eftersyn: a kommune's small history with one of everything, and SQL past the store. Only for
 * *_test.c; include it first.
 *
 * Two families; five runs, three exports, a rejected payment sent again, one that is returned, a
 * tilgodehavende that is drawn and waived, an aconto, an account changed by two people.
 */
#ifndef AFREGNING_TEST_EFTERSYN_H
#define AFREGNING_TEST_EFTERSYN_H

#include "afregning/test_afregning.h"

#include <sqlite3.h>

#include "afregning/eksport.h"
#include "base/id.h"
#include "udkast/udkast.h"

static const struct eksport_opsaetning EFTERSYN_OPSAETNING = {
    .kommune_navn = {"Prøve", 6},
    .cvr = {"12345678", 8},
    .konto = {{"1234", 4}, {"0000001234", 10}},
    .bic = {"", 0},
    .hjemmel = {"", 0},
    .kontoudtog = {"Plejevederlag", 13},
};

/* The two who have the contracts get a name and an invented replacement number. */
static inline void test_persons(struct test_afregning *t)
{
    struct register_person p[] = {{.id = STR("F1-K"), .navn = STR("Person Et")},
                                  {.id = STR("F2-K"), .navn = STR("Person To")}};
    bool skrevet;

    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    for (size_t i = 0; i < 2; i++) {
        p[i].cpr = str_format(&t->arena, "710192%04zu", 1000 + i);
        p[i].adresse = p[i].postnummer = p[i].by_navn = STR_EMPTY;
        assert_ok(
            register_person_skriv(t->store, &t->arena, TEST_KOMMUNE, 0, &p[i], &skrevet, &t->err),
            t->err);
    }
    assert_ok(store_commit(t->store, &t->err), t->err);
}

static inline struct eksport_resultat test_export(struct test_afregning *t, int64_t nr)
{
    struct eksport_resultat r;
    enum afregning_udfald udfald;

    assert_ok(koersel_eksporter(t->store, &t->arena, &t->bo, nr, &EFTERSYN_OPSAETNING, NULL,
                                t->now_us, &r, &udfald, &t->err),
              t->err);
    assert_int_equal(udfald, AFREGNING_GJORT);
    return r;
}

static inline void test_receipt(struct test_afregning *t, int64_t nr, struct buf *csv,
                                const char *kanal)
{
    struct kvitter_resultat r;
    struct fund_liste fund;
    enum afregning_udfald udfald;

    fund_init(&fund, &t->arena);
    assert_ok(koersel_kvitter(t->store, &t->arena, &t->bo, nr, 0, str_from(kanal), "svar.csv",
                              buf_str(csv), t->now_us, &r, &fund, &udfald, &t->err),
              t->err);
    assert_int_equal(udfald, AFREGNING_GJORT);
}

/* Answers the newest export of a run on a channel: the first payment with `first` ("afvist;why",
 * "retur;why" or "udført;"), the others as carried out. */
static inline void test_answer_with(struct test_afregning *t, int64_t nr, const char *kanal,
                                    const char *first)
{
    struct betaling *b;
    size_t n;
    int64_t newest = 0;
    struct buf csv;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(betaling_liste(t->store, &t->arena, TEST_KOMMUNE, nr, &b, &n, &t->err), t->err);
    store_rollback(t->store);
    buf_init(&csv, &t->arena);
    buf_c(&csv, "betalingsid;status;årsag\n");
    for (size_t i = 0; i < n; i++)
        if (str_is(b[i].kanal, kanal) && b[i].eksport > newest) newest = b[i].eksport;
    for (size_t i = 0; i < n; i++) {
        if (!str_is(b[i].kanal, kanal) || b[i].eksport != newest) continue;
        buf_format(&csv, "%.*s;%s\n", STR_ARG(b[i].id), first);
        first = "udført;";
    }
    test_receipt(t, nr, &csv, kanal);
}

/* The first payment is rejected when told so. */
static inline void test_answer(struct test_afregning *t, int64_t nr, const char *kanal, bool reject)
{
    test_answer_with(t, nr, kanal, reject ? "afvist;kontoen er lukket" : "udført;");
}

static inline void test_account(struct test_afregning *t, const char *person)
{
    struct adgang carla = {TEST_KOMMUNE, STR("u-carla"), STR("carla"), ~0u};
    struct register_konto konto = {true, STR("1234"), STR("0000004321")};
    int64_t nr;

    assert_ok(register_konto_foreslaa(t->store, &t->anna, str_from(person), &konto, t->now_us, &nr,
                                      &t->err),
              t->err);
    assert_ok(register_konto_svar(t->store, &carla, str_from(person), nr, true, t->now_us, &t->err),
              t->err);
}

/* May is paid, answered, sent again and closed. */
static inline void test_first_month(struct test_afregning *t)
{
    enum afregning_udfald udfald;
    struct eksport_resultat r;

    int64_t nr = test_settle(t, "2021-05", false);
    test_export(t, nr);
    test_answer(t, nr, "loen", false);
    test_answer(t, nr, "nemkonto", true);
    assert_ok(koersel_eksporter_igen(t->store, &t->arena, &t->bo, nr, &EFTERSYN_OPSAETNING,
                                     test_dag("2021-06-15"), t->now_us, &r, &udfald, &t->err),
              t->err);
    assert_int_equal(udfald, AFREGNING_GJORT);
    test_answer(t, nr, "nemkonto", false);
    assert_ok(koersel_afslut(t->store, &t->bo, nr, t->now_us, &udfald, &t->err), t->err);
    assert_int_equal(udfald, AFREGNING_GJORT);
}

/* Rates that anna writes and carla puts in force. */
static inline void test_rates(struct test_afregning *t, const char *beloeb)
{
    struct adgang carla = {TEST_KOMMUNE, STR("u-carla"), STR("carla"), ~0u};
    struct udkast_ny ny = {.tekst = {UDKAST_TAKSTER, STR("lokal"), STR_EMPTY, 0}};
    struct udkast_tjek tjek;
    struct udkast udkast;
    struct id id;
    bool gemt;
    int64_t nr;

    assert_ok(id_make(&id, &t->err), t->err);
    ny.id = id_str(&id);
    ny.tekst.tekst =
        str_format(&t->arena,
                   "takst;nøgle;enhed;fra;til_og_med;beløb;status;kendt_fra;kilde;begrundelse\n"
                   "tillæg;;kr/døgn;2031-01-01;2031-12-31;%s;endelig;;byrådet;\n",
                   beloeb);
    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    assert_ok(
        udkast_gem(t->store, &t->arena, &t->anna, NULL, &ny, t->now_us, &tjek, &gemt, &t->err),
        t->err);
    assert_ok(udkast_find(t->store, &t->arena, TEST_KOMMUNE, ny.id, &udkast, &t->err), t->err);
    assert_ok(udkast_foreslaa(t->store, &t->arena, &t->anna, NULL, &udkast, t->now_us, &t->err),
              t->err);
    assert_ok(udkast_find(t->store, &t->arena, TEST_KOMMUNE, ny.id, &udkast, &t->err), t->err);
    assert_ok(udkast_ikraft(t->store, &t->arena, &carla, NULL, &udkast, t->now_us, &nr, &t->err),
              t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
}

static inline void test_history(struct test_afregning *t)
{
    struct beslutning_ny ny = {.art = BESLUTNING_MODREGNING,
                               .modtager = STR("F1-K"),
                               .kanal = STR("nemkonto"),
                               .skat = STR_EMPTY,
                               .anbringelse = STR_EMPTY,
                               .ydelse = STR_EMPTY,
                               .beloeb = {10000},
                               .begrundelse = STR("aftalt med familien")};
    struct str id;
    struct register_fakta f = {.slags = SLAGS_SITUATION,
                               .ejer = STR("S2"),
                               .id = STR("e"),
                               .fra = test_dag("2021-08-01"),
                               .til = test_dag("2021-09-01"),
                               .situation = {.art = SITUATION_EFTERSKOLE}};

    test_rates(t, "10");
    test_rates(t, "11");
    test_facts(t, FIL(SAG("S1", "F1", "2011-05-01", "3") ",\n" S2));
    test_persons(t);
    test_account(t, "F2-K");
    test_first_month(t);
    test_facts(t, FIL(S1));
    test_export(t, test_settle(t, "2021-06", false));
    assert_int_equal(test_decide(t, &t->anna, &ny, &id), AFREGNING_GJORT);
    int64_t juli = test_settle(t, "2021-07", false);
    test_export(t, juli);
    ny.art = BESLUTNING_EFTERGIVELSE;
    assert_int_equal(test_decide(t, &t->anna, &ny, &id), AFREGNING_GJORT);
    test_fact(t, &f);
    test_settle(t, "2021-08", false);
    ny = (struct beslutning_ny){.art = BESLUTNING_ACONTO,
                                .modtager = STR("F2-K"),
                                .kanal = STR("nemkonto"),
                                .skat = STR("skattefri_til_lovens_sats"),
                                .anbringelse = STR("S2"),
                                .ydelse = STR("kost_og_logi"),
                                .maaned = test_maaned("2021-08"),
                                .beloeb = {400000},
                                .begrundelse = STR("familien har lagt ud")};
    assert_int_equal(test_decide(t, &t->anna, &ny, &id), AFREGNING_GJORT);
    test_settle(t, "2021-08", true);
    test_answer_with(t, juli, "loen", "retur;kontoen er lukket");
}

/* ---- past the store */

/* Runs SQL on a copy of a SQLite database without triggers, keys and checks. */
static inline void test_break(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *list = NULL;
    char drop[200];
    char *why = NULL;

    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    sqlite3_exec(db, "PRAGMA ignore_check_constraints = 1; PRAGMA synchronous = 0", NULL, NULL,
                 NULL);
    for (;;) {
        sqlite3_prepare_v2(db, "SELECT name FROM sqlite_master WHERE type = 'trigger'", -1, &list,
                           NULL);
        bool more = sqlite3_step(list) == SQLITE_ROW;
        if (more) snprintf(drop, sizeof(drop), "DROP TRIGGER %s", sqlite3_column_text(list, 0));
        sqlite3_finalize(list);
        if (!more) break;
        assert_int_equal(sqlite3_exec(db, drop, NULL, NULL, NULL), SQLITE_OK);
    }
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK) fail_msg("%s: %s", sql, why);
    sqlite3_close(db);
}

static inline void test_copy_file(struct arena *arena, const char *from, const char *to)
{
    struct str bytes;
    struct err err = ERR_INIT;

    assert_ok(fil_read(arena, from, (size_t)1 << 30, &bytes, &err), err);
    assert_ok(fil_write(to, bytes, &err), err);
}

#endif
