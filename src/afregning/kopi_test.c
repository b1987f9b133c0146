/*
 * kopi: a backup comes back as the database it was, and everything that may be wrong with one is
 * told apart. A drill on both engines.
 */
#include "afregning/test_eftersyn.h"

#include <sys/stat.h>

#include "afregning/doctor.h"
#include "afregning/kopi.h"

struct oevelse {
    struct test_afregning t;
    char url[500];
    char fil[160];
    char ny[500]; /* where it is restored */
    char ny_fil[160];
    struct kopi_manifest manifest;
    enum kopi_udfald udfald;
    struct str tekst;
};

/* Where nothing is yet: a file, or an empty database. */
static void new_place(struct oevelse *o, struct test_store *place)
{
    static int made;
    char name[32], sql[64];

    snprintf(name, sizeof(name), "ny%d", ++made);
    snprintf(o->ny, sizeof(o->ny), "%s", test_store_named(place, name).c);
    if (place->engine == STORE_SQLITE) {
        snprintf(o->ny_fil, sizeof(o->ny_fil), "%s/%s.db", place->dir, name);
        return;
    }
    snprintf(sql, sizeof(sql), "CREATE DATABASE %s", name);
    assert_true(test_postgres_run(place->server, sql));
}

static void begin(struct oevelse *o, struct test_store *place)
{
    memset(o, 0, sizeof(*o));
    test_afregning_open(&o->t, place);
    snprintf(o->url, sizeof(o->url), "%s", test_store_newest(place).c);
    test_history(&o->t);
    snprintf(o->fil, sizeof(o->fil), "%s/kopi%d", place->dir, place->made);
    assert_ok(
        kopi_lav(o->t.store, &o->t.arena, o->url, o->fil, o->t.now_us, &o->manifest, &o->t.err),
        o->t.err);
    new_place(o, place);
}

static bool restore(struct oevelse *o, const struct anker *anker)
{
    return kopi_genopret(&o->t.arena, o->fil, o->ny, anker, anker == NULL ? 0 : 1, o->t.now_us,
                         &o->udfald, &o->tekst, &o->t.err);
}

static void expect(struct oevelse *o, const struct anker *anker, enum kopi_udfald udfald,
                   const char *words)
{
    size_t at;

    assert_ok(restore(o, anker), o->t.err);
    if (o->udfald != udfald)
        fail_msg("expected %s, got %s: %.*s", kopi_udfald_kode(udfald), kopi_udfald_kode(o->udfald),
                 STR_ARG(o->tekst));
    if (!str_find(o->tekst, str_from(words), &at))
        fail_msg("no >%s< in: %.*s", words, STR_ARG(o->tekst));
    if (udfald != KOPI_I_ORDEN && o->ny_fil[0] != '\0') assert_false(fil_exists(o->ny_fil));
}

static struct str everything(struct test_afregning *t)
{
    struct journal_raekke *r;
    size_t n = test_journal(t, &r);
    struct buf out;

    buf_init(&out, &t->arena);
    for (size_t i = 0; i < n; i++) buf_format(&out, "%.*s\n", STR_ARG(r[i].hash));
    return buf_str(&out);
}

/* The drill: copy, go on working, lose it, restore, see that it is what it was, and go on. */
static void a_copy_comes_back(void **state)
{
    struct oevelse o;
    struct doctor_svar svar;

    begin(&o, *state);
    struct str before = str_copy(&o.t.arena, everything(&o.t));
    test_settle(&o.t, "2021-09", false); /* after the copy: not in it */
    expect(&o, NULL, KOPI_I_ORDEN, "");
    store_close(o.t.store);
    assert_ok(store_open(&o.t.arena, o.ny, false, &o.t.store, &o.t.err), o.t.err);
    struct str after = everything(&o.t);
    assert_int_equal(before.n, after.n);
    assert_memory_equal(before.p, after.p, before.n);
    test_settle(&o.t, "2021-09", false);
    assert_ok(store_begin(o.t.store, STORE_READ, &o.t.err), o.t.err);
    assert_ok(afregning_doctor(o.t.store, &o.t.arena, TEST_KOMMUNE, NULL, &svar, &o.t.err),
              o.t.err);
    store_rollback(o.t.store);
    assert_int_equal(svar.i_alt, 0);
    /* What is there is never written over. */
    assert_refused(restore(&o, NULL), o.t.err, "i forvejen");
    assert_refused(kopi_lav(o.t.store, &o.t.arena, o.ny, o.fil, 1, &o.manifest, &o.t.err), o.t.err,
                   "allerede");
    test_afregning_close(&o.t);
}

/* The triggers come back too: nothing of a restored database can be changed. */
static void a_restored_database_is_insert_only(void **state)
{
    struct oevelse o;
    char sql[200];

    begin(&o, *state);
    expect(&o, NULL, KOPI_I_ORDEN, "");
    if (o.t.store != NULL && store_engine_of(o.t.store) == STORE_POSTGRES) {
        snprintf(sql, sizeof(sql), "UPDATE journal SET beloeb_oere = 1");
        assert_false(test_postgres_run(o.ny, sql));
    } else {
        sqlite3 *db = NULL;
        assert_int_equal(sqlite3_open(o.ny_fil, &db), SQLITE_OK);
        assert_int_not_equal(
            sqlite3_exec(db, "UPDATE journal SET beloeb_oere = 1", NULL, NULL, NULL), SQLITE_OK);
        sqlite3_close(db);
    }
    test_afregning_close(&o.t);
}

/* ---- what may be wrong */

static void write_copy(struct oevelse *o, struct str bytes)
{
    assert_ok(fil_write(o->fil, bytes, &o->t.err), o->t.err);
}

static void damage_and_truncation_are_told_apart(void **state)
{
    struct oevelse o;
    struct str whole, part;

    begin(&o, *state);
    assert_ok(fil_read(&o.t.arena, o.fil, (size_t)1 << 30, &whole, &o.t.err), o.t.err);
    for (size_t n = 0; n < whole.n; n += whole.n / 7 + 1) {
        write_copy(&o, str_sub(whole, 0, n));
        expect(&o, NULL, KOPI_AFKORTET, "afkortet");
    }
    part = str_copy(&o.t.arena, whole);
    for (size_t at = 0; at < whole.n; at += whole.n / 50 + 1) {
        char *p = (char *)(uintptr_t)part.p;
        p[at] ^= 1;
        write_copy(&o, part);
        expect(&o, NULL, KOPI_BESKADIGET, "beskadiget");
        p[at] ^= 1;
    }
    write_copy(&o, whole);
    expect(&o, NULL, KOPI_I_ORDEN, "");
    test_afregning_close(&o.t);
}

static void anchors_tell_an_old_copy_and_another_kommune(void **state)
{
    struct oevelse o;
    struct anker a = {.kommune = TEST_KOMMUNE, .fil = "hoved.json"};
    struct anker anden = {.kommune = 101, .nr = 1, .fil = "anden.json"};
    struct journal_hoved hoved;
    char words[80];

    begin(&o, *state);
    test_settle(&o.t, "2021-09", false);
    assert_ok(store_begin(o.t.store, STORE_READ, &o.t.err), o.t.err);
    assert_ok(journal_hoved(o.t.store, TEST_KOMMUNE, &hoved, &o.t.err), o.t.err);
    store_rollback(o.t.store);
    a.nr = hoved.nr;
    memcpy(a.hash, hoved.hash, sizeof(a.hash));
    snprintf(words, sizeof(words), "mangler journalrækkerne %lld-%lld",
             (long long)o.manifest.kommune[0].hoved.nr + 1, (long long)hoved.nr);
    expect(&o, &a, KOPI_FOR_GAMMEL, words);
    expect(&o, &anden, KOPI_ANDEN_KOMMUNE, "anden kommune");
    a.nr = o.manifest.kommune[0].hoved.nr; /* that number, with another hash */
    expect(&o, &a, KOPI_FORKERT, "udskiftet");
    if (o.ny_fil[0] == '\0') new_place(&o, *state); /* PostgreSQL keeps what was put in */
    memcpy(a.hash, o.manifest.kommune[0].hoved.hash, sizeof(a.hash));
    expect(&o, &a, KOPI_I_ORDEN, "");
    test_afregning_close(&o.t);
}

/* The manifest with one text put in the place of another. */
static void with_manifest(struct oevelse *o, const char *from, const char *to)
{
    struct str text;
    struct buf out;
    char path[200];
    size_t at;

    snprintf(path, sizeof(path), "%s.json", o->fil);
    assert_ok(fil_read(&o->t.arena, path, 1 << 20, &text, &o->t.err), o->t.err);
    assert_true(str_find(text, str_from(from), &at));
    buf_init(&out, &o->t.arena);
    buf_add(&out, str_sub(text, 0, at));
    buf_c(&out, to);
    buf_add(&out, str_sub(text, at + strlen(from), text.n));
    assert_ok(fil_write(path, buf_str(&out), &o->t.err), o->t.err);
}

static void a_manifest_is_held_against_the_copy(void **state)
{
    struct oevelse o;
    char from[64], to[64], path[200];

    begin(&o, *state);
    snprintf(from, sizeof(from), "\"opbygning\":%d", o.manifest.opbygning);
    with_manifest(&o, from, "\"opbygning\":99");
    expect(&o, NULL, KOPI_NYERE, "nyere program");
    with_manifest(&o, "\"opbygning\":99", from);
    with_manifest(&o, "\"motor\":\"sqlite\"", "\"motor\":\"postgresql\"");
    expect(&o, NULL, KOPI_ANDEN_MOTOR, "PostgreSQL");
    with_manifest(&o, "\"motor\":\"postgresql\"", "\"motor\":\"sqlite\"");
    snprintf(from, sizeof(from), "\"nr\":%lld", (long long)o.manifest.kommune[0].hoved.nr);
    snprintf(to, sizeof(to), "\"nr\":%lld", (long long)o.manifest.kommune[0].hoved.nr + 1);
    with_manifest(&o, from, to);
    expect(&o, NULL, KOPI_FORKERT, "manifestet");
    with_manifest(&o, "\"format\":1", "\"format\":2");
    assert_refused(restore(&o, NULL), o.t.err, "nyere program");
    snprintf(path, sizeof(path), "%s.json", o.fil);
    assert_int_equal(unlink(path), 0);
    assert_refused(restore(&o, NULL), o.t.err, "manifest mangler");
    test_afregning_close(&o.t);
}

/* ---- killed on the way */

static void a_kill_leaves_nothing_or_all(void **state)
{
    struct oevelse o;
    struct store *store = NULL;
    int whole = 0;

    begin(&o, *state);
    store_close(o.t.store);
    o.t.store = NULL;
    for (int ms = 1; ms < 400 && whole < 3; ms += 13) {
        unlink(o.ny_fil);
        pid_t child = fork();
        if (child == 0) {
            struct err err = ERR_INIT;
            bool ok = kopi_genopret(&o.t.arena, o.fil, o.ny, NULL, 0, 1, &o.udfald, &o.tekst, &err);
            _exit(ok ? 0 : 1);
        }
        test_pause_ms(ms);
        kill(child, SIGKILL);
        test_wait(child);
        if (!fil_exists(o.ny_fil)) continue;
        whole++;
        assert_ok(store_open(&o.t.arena, o.ny, false, &store, &o.t.err), o.t.err);
        assert_ok(store_check(store, &o.t.err), o.t.err);
        store_close(store);
    }
    unlink(o.ny_fil);
    expect(&o, NULL, KOPI_I_ORDEN, "");
    arena_release(&o.t.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(a_copy_comes_back),
        BOTH(a_restored_database_is_insert_only),
        BOTH(damage_and_truncation_are_told_apart),
        BOTH(anchors_tell_an_old_copy_and_another_kommune),
        cmocka_unit_test_prestate(a_manifest_is_held_against_the_copy, &sqlite),
        cmocka_unit_test_prestate(a_kill_leaves_nothing_or_all, &sqlite),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
