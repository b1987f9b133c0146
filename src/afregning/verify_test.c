/*
 * verify: nothing that is changed past the program goes unseen. Every byte of every column, rows
 * taken out, the end cut off, all of it made anew.
 *
 * VEDERLAG_VENDINGER=1 changes every byte and cuts at every row; without it one in some hundred,
 * evenly spread. VEDERLAG_PROEVE: only tests that fit, for instance '*journal*'.
 */
#include "afregning/test_eftersyn.h"

#include "afregning/verify.h"

enum { RAEKKER = 1000 };

static struct verify_svar look(struct test_afregning *t, const struct anker *anker, size_t ankre,
                               bool genberegn)
{
    struct verify_valg valg = {anker, ankre, genberegn, NULL};
    struct verify_svar svar;
    struct err err = ERR_INIT;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    bool ok = afregning_verify(t->store, &t->arena, TEST_KOMMUNE, &valg, &svar, &err);
    store_rollback(t->store);
    /* Bytes that are no text are refused before they can be compared. */
    if (!ok) svar = (struct verify_svar){.i_alt = 1};
    return svar;
}

static bool tells(const struct verify_svar *svar, enum verify_slags slags)
{
    bool tells = false;

    for (size_t i = 0; i < svar->antal; i++) {
        assert_true(svar->fund[i].engelsk.n > 0);
        assert_false(str_eq(svar->fund[i].engelsk, svar->fund[i].tekst));
        tells = tells || svar->fund[i].slags == slags;
    }
    return tells;
}

static void a_history_is_as_it_was(void **state)
{
    struct test_afregning t;

    test_afregning_open(&t, *state);
    test_history(&t);
    struct verify_svar svar = look(&t, NULL, 0, true);
    for (size_t i = 0; i < svar.antal; i++) print_message("%.*s\n", STR_ARG(svar.fund[i].tekst));
    assert_int_equal(svar.i_alt, 0);
    assert_int_equal(svar.udgaver, 5);
    assert_int_equal(svar.eksporter, 4);
    assert_true(svar.tekster > 10);
    assert_int_equal(svar.raekker, svar.hoved.nr);
    test_afregning_close(&t);
}

/* ---- anchors */

static const char *write_anchor(struct test_afregning *t, const struct test_store *place,
                                const char *text)
{
    static char path[128];

    snprintf(path, sizeof(path), "%s/anker.json", place->dir);
    assert_ok(fil_write(path, str_from(text), &t->err), t->err);
    return path;
}

static void anchors_are_read_wherever_they_stand(void **state)
{
    static const char hash[] = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    struct test_afregning t;
    struct journal_hoved hoved = {.nr = 3};
    struct anker *a = NULL;
    size_t n = 0;
    struct buf text;

    test_afregning_open(&t, *state);
    memcpy(hoved.hash, hash, sizeof(hoved.hash));
    buf_init(&text, &t.arena);
    anker_skriv(&text, TEST_KOMMUNE, &hoved, t.now_us);
    buf_c(&text, "\n{\"kommuner\":[{\"kommune\":101,\"nr\":9,\"hash\":\"");
    buf_format(&text, "%s\"}],\"hoved\":{\"kommune\":102,\"nr\":8,\"hash\":\"%s\"}}\n", hash, hash);
    const char *path = write_anchor(&t, *state, str_c(&t.arena, buf_str(&text)));
    assert_ok(anker_laes(&t.arena, path, &a, &n, &t.err), t.err);
    assert_int_equal(n, 3);
    assert_int_equal(a[0].kommune, TEST_KOMMUNE);
    assert_int_equal(a[0].nr, 3);
    assert_string_equal(a[0].hash, hash);
    assert_int_equal(a[1].kommune + a[2].kommune, 203);
    assert_refused(anker_laes(&t.arena, write_anchor(&t, *state, "{\"nr\":1}"), &a, &n, &t.err),
                   t.err, "intet hoved");
    assert_refused(anker_laes(&t.arena, write_anchor(&t, *state, "hoved"), &a, &n, &t.err), t.err,
                   "ikke JSON");
    test_afregning_close(&t);
}

/* ---- a thousand rows, and what is done to them */

static void write_rows(struct test_afregning *t, int64_t seed)
{
    static struct journal_raekke r[RAEKKER];
    struct journal_hoved hoved;

    for (int64_t i = 0; i < RAEKKER; i++) {
        r[i] = (struct journal_raekke){
            .art = JOURNAL_TILKENDELSE,
            .debet = KONTO_TILKENDT,
            .kredit = KONTO_SKYLDIG,
            .beloeb = {1000 + i * 7 + seed},
            .koersel = 1,
            .anbringelse = str_format(&t->arena, "S%lld", (long long)i),
            .ydelse = STR("vederlag"),
            .modtager = STR("F1-K"),
            .kanal = STR("loen"),
            .skat = STR_EMPTY,
            .maaned = test_maaned("2021-05"),
            .aar = 2021,
            .har_efter = i % 3 != 0,
            .tilkendt = {1000 + i * 7 + seed},
            .reference = STR_EMPTY,
            .bruger = STR("u-bo"),
            .tid_us = t->now_us,
        };
    }
    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    assert_ok(journal_skriv(t->store, &t->arena, TEST_KOMMUNE, r, RAEKKER, &hoved, &t->err),
              t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
}

/* A value of a column, as it is and changed. */
struct vending {
    sqlite3 *db;
    const char *table;
    const char *column;
    sqlite3_value *before;
    int64_t flips;
    int64_t unseen;
    int64_t stride;
    int64_t at;
    const struct anker *anker; /* an earlier head, or NULL */
};

/* How many ways a value is changed: each byte, or one more where there is none. */
static int ways(sqlite3_value *v)
{
    if (sqlite3_value_type(v) == SQLITE_INTEGER) return 8;
    int n = sqlite3_value_bytes(v);
    return n == 0 ? 1 : n;
}

static void bind_changed(sqlite3_stmt *s, int at, sqlite3_value *v, int way)
{
    if (sqlite3_value_type(v) == SQLITE_NULL) {
        sqlite3_bind_int64(s, at, 0);
    } else if (sqlite3_value_type(v) == SQLITE_INTEGER) {
        uint64_t flipped = (uint64_t)sqlite3_value_int64(v) ^ (UINT64_C(1) << (8 * way));
        sqlite3_bind_int64(s, at, (int64_t)flipped);
    } else if (sqlite3_value_bytes(v) == 0) {
        sqlite3_bind_text(s, at, "x", 1, SQLITE_STATIC);
    } else {
        int n = sqlite3_value_bytes(v);
        char *copy = sqlite3_malloc(n);
        memcpy(copy, sqlite3_value_text(v), (size_t)n);
        copy[way] ^= 1;
        sqlite3_bind_text(s, at, copy, n, sqlite3_free);
    }
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *s = NULL;

    if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    return s;
}

static void run_raw(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
}

/* The value again; the whole table where the key was changed, and the row cannot be found. */
static void put_back(struct vending *v, const char *where)
{
    char sql[400];

    snprintf(sql, sizeof(sql), "UPDATE %s SET %s = ?1 WHERE %s", v->table, v->column, where);
    sqlite3_stmt *s = prepare(v->db, sql);
    sqlite3_bind_value(s, 1, v->before);
    sqlite3_step(s);
    sqlite3_finalize(s);
    if (sqlite3_changes(v->db) == 1) return;
    snprintf(sql, sizeof(sql), "DELETE FROM %s; INSERT INTO %s SELECT * FROM kopi", v->table,
             v->table);
    run_raw(v->db, sql);
}

/* Changes one byte of one row, looks, and puts it back from the copy of the row. */
static void flip_one(struct test_afregning *t, struct vending *v, const char *where, int way)
{
    char sql[400];
    struct arena keep = t->arena;

    snprintf(sql, sizeof(sql), "UPDATE %s SET %s = ?1 WHERE %s", v->table, v->column, where);
    sqlite3_stmt *s = prepare(v->db, sql);
    bind_changed(s, 1, v->before, way);
    int code = sqlite3_step(s);
    sqlite3_finalize(s);
    if (code != SQLITE_DONE) return; /* a key says no: such a change cannot be made */
    arena_init(&t->arena, 256 << 20);
    struct verify_svar svar = look(t, v->anker, v->anker != NULL, false);
    arena_release(&t->arena);
    t->arena = keep;
    v->flips++;
    if (svar.i_alt == 0) {
        print_error("unseen: %s.%s, byte %d, where %s\n", v->table, v->column, way, where);
        v->unseen++;
    }
    put_back(v, where);
}

/* All columns of one row; `where` finds it. */
static void flip_row(struct test_afregning *t, struct vending *v, const char *where)
{
    char sql[300];

    snprintf(sql, sizeof(sql), "SELECT * FROM kopi WHERE %s", where);
    sqlite3_stmt *row = prepare(v->db, sql);
    assert_int_equal(sqlite3_step(row), SQLITE_ROW);
    int columns = sqlite3_column_count(row);
    for (int c = 0; c < columns; c++) {
        v->before = sqlite3_value_dup(sqlite3_column_value(row, c));
        v->column = sqlite3_column_name(row, c);
        for (int way = 0; way < ways(v->before); way++)
            if (v->at++ % v->stride == 0) flip_one(t, v, where, way);
        sqlite3_value_free(v->before);
    }
    sqlite3_finalize(row);
}

static int64_t stride_of(int64_t usual)
{
    const char *all = getenv("VEDERLAG_VENDINGER");

    return all != NULL && strcmp(all, "1") == 0 ? 1 : usual;
}

/* A connection past the store on a database without triggers, with a copy of the table. */
static void open_raw(struct vending *v, const struct test_url *url, const char *table,
                     int64_t usual)
{
    char sql[200];

    *v = (struct vending){.table = table, .stride = stride_of(usual)};
    test_break(url->c + 7, "SELECT 1");
    assert_int_equal(sqlite3_open(url->c + 7, &v->db), SQLITE_OK);
    run_raw(v->db, "PRAGMA synchronous = 0; PRAGMA ignore_check_constraints = 1");
    snprintf(sql, sizeof(sql), "CREATE TEMP TABLE kopi AS SELECT * FROM %s", table);
    run_raw(v->db, sql);
}

static void close_raw(struct vending *v)
{
    print_message("%lld changes, %lld unseen\n", (long long)v->flips, (long long)v->unseen);
    assert_true(v->flips > 100);
    assert_int_equal(v->unseen, 0);
    sqlite3_close(v->db);
}

static void open_at(struct test_afregning *t, struct test_url *url)
{
    test_afregning_open(t, &sqlite);
    snprintf(url->c, sizeof(url->c), "sqlite:%s/%d.db", sqlite.dir, sqlite.made);
}

static void every_byte_of_the_journal_is_seen(void **state)
{
    struct test_afregning t;
    struct test_url url;
    struct vending v;
    struct anker anker = {.kommune = TEST_KOMMUNE, .fil = "hoved.json"};
    char where[64];

    (void)state;
    open_at(&t, &url);
    write_rows(&t, 0);
    struct verify_svar svar = look(&t, NULL, 0, false);
    assert_int_equal(svar.i_alt, 0);
    anker.nr = svar.hoved.nr;
    memcpy(anker.hash, svar.hoved.hash, sizeof(anker.hash));
    open_raw(&v, &url, "journal", 1499);
    v.anker = &anker;
    for (int nr = 1; nr <= RAEKKER; nr++) {
        /* Nothing follows the last row: given to another kommune it is an end cut off. */
        if (nr == RAEKKER) v.stride = 1;
        snprintf(where, sizeof(where), "kommune = 999 AND nr = %d", nr);
        flip_row(&t, &v, where);
        if (stride_of(0) == 1 && nr % 50 == 0) print_message("%d rows\n", nr);
    }
    close_raw(&v);
    assert_int_equal(look(&t, NULL, 0, false).i_alt, 0);
    test_afregning_close(&t);
}

static void every_byte_of_stored_texts_is_seen(void **state)
{
    struct test_afregning t;
    struct test_url url;
    struct vending v;
    char where[200];
    struct arena rows;

    (void)state;
    open_at(&t, &url);
    test_history(&t);
    open_raw(&v, &url, "indhold", 997);
    arena_init(&rows, 1 << 20);
    sqlite3_stmt *list = prepare(v.db, "SELECT hash FROM kopi");
    while (sqlite3_step(list) == SQLITE_ROW) {
        snprintf(where, sizeof(where), "kommune = 999 AND hash = '%s'",
                 (const char *)sqlite3_column_text(list, 0));
        flip_row(&t, &v, where);
    }
    sqlite3_finalize(list);
    arena_release(&rows);
    close_raw(&v);
    test_afregning_close(&t);
}

/* A text in force with one letter more, and a hash that is another's. */
static void a_changed_text_in_force_is_seen(void **state)
{
    struct test_afregning t;
    struct test_url url;

    (void)state;
    open_at(&t, &url);
    test_history(&t);
    struct verify_svar svar = look(&t, NULL, 0, false);
    assert_int_equal(svar.i_alt, 0);
    assert_int_equal(svar.udkast, 2);
    test_break(url.c + 7, "UPDATE udkast_tekst SET tekst = tekst || ' '");
    assert_int_equal(look(&t, NULL, 0, false).i_alt, 2);
    test_afregning_close(&t);
}

/* Rows taken out, the end cut off, and a chain made anew. */
static void what_is_gone_is_seen(void **state)
{
    struct test_afregning t;
    struct test_url url;
    struct vending v;
    char sql[100];
    struct anker anker = {.kommune = TEST_KOMMUNE, .fil = "hoved.json"};
    struct anker other = {.kommune = 101, .nr = 5000, .fil = "anden.json"};

    (void)state;
    open_at(&t, &url);
    write_rows(&t, 0);
    struct verify_svar svar = look(&t, NULL, 0, false);
    anker.nr = svar.hoved.nr;
    memcpy(anker.hash, svar.hoved.hash, sizeof(anker.hash));
    assert_int_equal(look(&t, &anker, 1, false).i_alt, 0);
    assert_int_equal(look(&t, &other, 1, false).i_alt, 0);
    open_raw(&v, &url, "journal", 1);
    for (int64_t nr = RAEKKER - 1; nr >= 0; nr -= stride_of(37)) {
        snprintf(sql, sizeof(sql), "DELETE FROM journal WHERE nr > %lld", (long long)nr);
        run_raw(v.db, sql);
        svar = look(&t, &anker, 1, false);
        assert_true(tells(&svar, VERIFY_AFKORTET));
        assert_int_equal(look(&t, NULL, 0, false).i_alt, 0); /* only an anchor can tell */
    }
    run_raw(v.db, "DELETE FROM journal");
    write_rows(&t, 1);
    svar = look(&t, &anker, 1, false);
    assert_true(tells(&svar, VERIFY_UDSKIFTET));
    assert_false(tells(&svar, VERIFY_RAEKKE));
    run_raw(v.db, "DELETE FROM journal WHERE nr = 500");
    svar = look(&t, NULL, 0, false);
    assert_true(tells(&svar, VERIFY_RAEKKE));
    sqlite3_close(v.db);
    test_afregning_close(&t);
}

/* ---- exports and sums */

static void what_an_export_says_is_held_against_it(void **state)
{
    static const char *const damage[] = {
        "UPDATE eksport_fil SET sum_oere = sum_oere + 1 WHERE eksport = 1 AND nr = 1",
        "UPDATE eksport_fil SET laengde = laengde + 1 WHERE eksport = 1 AND nr = 1",
        "UPDATE eksport_fil SET antal = 0 WHERE eksport = 2 AND nr = 1",
        "UPDATE eksport_fil SET fil = 'x' WHERE eksport = 2 AND nr = 1",
        "UPDATE eksport_fil SET indhold = (SELECT max(manifest) FROM eksport) WHERE eksport = 1",
        "DELETE FROM eksport_fil WHERE eksport = 3 AND nr = 1",
        "UPDATE eksport SET hoved_nr = 1 WHERE nr = 1",
        "UPDATE eksport SET koersel = 2 WHERE nr = 1",
    };
    struct test_afregning t;
    struct test_url url;
    char path[128];

    (void)state;
    open_at(&t, &url);
    test_history(&t);
    snprintf(path, sizeof(path), "%s/hel.db", sqlite.dir);
    assert_ok(store_backup(t.store, path, &t.err), t.err);
    test_afregning_close(&t);
    for (size_t i = 0; i < sizeof(damage) / sizeof(*damage); i++) {
        char broken[128], at[160];
        snprintf(broken, sizeof(broken), "%s/brudt.db", sqlite.dir);
        snprintf(at, sizeof(at), "sqlite:%s", broken);
        arena_init(&t.arena, 256 << 20);
        test_copy_file(&t.arena, path, broken);
        test_break(broken, damage[i]);
        assert_ok(store_open(&t.arena, at, false, &t.store, &t.err), t.err);
        struct verify_svar svar = look(&t, NULL, 0, false);
        if (!tells(&svar, VERIFY_EKSPORT)) fail_msg("unseen: %s", damage[i]);
        test_afregning_close(&t);
    }
}

/* Another edition's lines in the place of a run's own: every hash is right, the sums are not. */
static void sums_are_computed_again(void **state)
{
    struct test_afregning t;
    struct test_url url;

    (void)state;
    open_at(&t, &url);
    test_history(&t);
    test_break(url.c + 7, "UPDATE koersel_udgave SET fakta = (SELECT fakta FROM koersel_udgave "
                          "WHERE koersel = 2) WHERE koersel = 1");
    assert_int_equal(look(&t, NULL, 0, false).i_alt, 0);
    struct verify_svar svar = look(&t, NULL, 0, true);
    assert_true(tells(&svar, VERIFY_GENBEREGN));
    test_afregning_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(a_history_is_as_it_was),
        cmocka_unit_test_prestate(anchors_are_read_wherever_they_stand, &sqlite),
        cmocka_unit_test(every_byte_of_the_journal_is_seen),
        cmocka_unit_test(every_byte_of_stored_texts_is_seen),
        cmocka_unit_test(a_changed_text_in_force_is_seen),
        cmocka_unit_test(what_is_gone_is_seen),
        cmocka_unit_test(what_an_export_says_is_held_against_it),
        cmocka_unit_test(sums_are_computed_again),
    };

    cmocka_set_test_filter(getenv("VEDERLAG_PROEVE"));
    return cmocka_run_group_tests(tests, start_both, stop_both);
}
