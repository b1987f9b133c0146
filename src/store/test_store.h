/*
 * test_store: databases for tests, on either engine. Only for *_test.c; include it first.
 *
 * A test program starts what it needs and stops it again; when it dies, the server stops by itself.
 * Programs run from the top of the tree.
 */
#ifndef STORE_TEST_STORE_H
#define STORE_TEST_STORE_H

#include "base/test_help.h"

#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <libpq-fe.h>

#include "base/fil.h"
#include "store/store.h"

extern char **environ;

enum { TEST_STORE_SECONDS = 90 };

struct test_store {
    enum store_engine engine;
    char dir[64];
    char server[256];    /* PostgreSQL's address */
    const char *options; /* more of them for the address; NULL is none */
    int made;
    bool ready; /* the newest is a copy of one that is brought up to date */
    bool model; /* which has been made */
};

struct test_url {
    char c[400];
};

static inline void test_pause_ms(int ms)
{
    struct timespec pause = {ms / 1000, (long)(ms % 1000) * 1000000};

    nanosleep(&pause, NULL);
}

/* Waits a bounded time for a child; its exit code, or -1. */
static inline int test_wait(pid_t child)
{
    int status = 0;

    for (int i = 0; i < TEST_STORE_SECONDS * 100; i++) {
        pid_t got = waitpid(child, &status, WNOHANG);
        if (got == child) return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        test_pause_ms(10);
    }
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    return -1;
}

static inline int test_run(const char *const argv[])
{
    pid_t child = 0;

    if (posix_spawnp(&child, argv[0], NULL, NULL, (char *const *)(uintptr_t)argv, environ) != 0) {
        return -1;
    }
    return test_wait(child);
}

/* Memory where there is plenty of it: what is proved here is not what a disk does. */
static inline const char *test_store_root(void)
{
    struct statvfs memory;
    const uint64_t enough = UINT64_C(4) << 30;

    if (statvfs("/dev/shm", &memory) != 0 || access("/dev/shm", W_OK) != 0) return "/tmp";
    return (uint64_t)memory.f_bavail * memory.f_bsize >= enough ? "/dev/shm" : "/tmp";
}

static inline void test_store_start(struct test_store *place, enum store_engine engine)
{
    char pid[32];
    char path[96];
    struct arena arena;
    struct str url;
    struct err err = ERR_INIT;

    *place = (struct test_store){.engine = engine};
    snprintf(place->dir, sizeof(place->dir), "%s/vederlag-store.XXXXXX", test_store_root());
    assert_non_null(mkdtemp(place->dir));
    if (engine == STORE_SQLITE) return;
    snprintf(pid, sizeof(pid), "%ld", (long)getpid());
    const char *const start[] = {"tools/postgres.sh", "start", place->dir, pid, NULL};
    if (test_run(start) != 0) {
        fail_msg("no PostgreSQL server: install the package postgresql, or run ./dev setup");
    }
    arena_init(&arena, 1 << 20);
    snprintf(path, sizeof(path), "%s/url", place->dir);
    assert_true(fil_read(&arena, path, 200, &url, &err));
    snprintf(place->server, sizeof(place->server), "%.*s", (int)url.n - 1, url.p);
    arena_release(&arena);
}

static inline void test_store_stop(struct test_store *place)
{
    const char *const stop[] = {"tools/postgres.sh", "stop", place->dir, NULL};
    const char *const away[] = {"rm", "-rf", place->dir, NULL};

    if (place->dir[0] == '\0') return;
    if (place->engine == STORE_POSTGRES) assert_int_equal(test_run(stop), 0);
    assert_int_equal(test_run(away), 0);
}

/* Runs SQL of the test's own past the store; true when the server took it. */
static inline bool test_postgres_run(const char *url, const char *sql)
{
    PGconn *conn = PQconnectdb(url);
    PGresult *result = PQexec(conn, sql);
    ExecStatusType status = PQresultStatus(result);

    PQclear(result);
    PQfinish(conn);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

/* The address of a database of its own, not a schema, by its name. */
static inline struct test_url test_store_named(const struct test_store *place, const char *name)
{
    struct test_url url;

    if (place->engine == STORE_SQLITE)
        snprintf(url.c, sizeof(url.c), "sqlite:%s/%s.db", place->dir, name);
    else
        snprintf(url.c, sizeof(url.c), "postgresql:///%s%s", name, strchr(place->server, '?'));
    return url;
}

/* The address of the newest database. */
static inline struct test_url test_store_newest(const struct test_store *place)
{
    struct test_url url;
    char name[32];

    snprintf(name, sizeof(name), place->engine == STORE_SQLITE ? "%d" : "t%d", place->made);
    if (place->ready || place->engine == STORE_SQLITE)
        url = test_store_named(place, name);
    else
        snprintf(url.c, sizeof(url.c), "%s&options=-csearch_path%%3Dt%d%s", place->server,
                 place->made, place->options == NULL ? "" : place->options);
    return url;
}

/* The address of an empty database: a new file, or a new schema on the server. On SQLite it is
 * there when it has been opened with `create`. */
static inline struct test_url test_store_url(struct test_store *place)
{
    char sql[64];
    int number = ++place->made;

    place->ready = false;
    if (place->engine == STORE_POSTGRES) {
        snprintf(sql, sizeof(sql), "SET client_min_messages = error; CREATE SCHEMA t%d", number);
        assert_true(test_postgres_run(place->server, sql));
    }
    return test_store_newest(place);
}

static inline void test_store_copy(const char *from, const char *to)
{
    char piece[1 << 16];
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    size_t n = 0;

    assert_non_null(in);
    assert_non_null(out);
    while ((n = fread(piece, 1, sizeof(piece), in)) > 0)
        assert_int_equal(fwrite(piece, 1, n, out), n);
    assert_int_equal(ferror(in), 0);
    fclose(in);
    assert_int_equal(fclose(out), 0);
}

/* Makes the database that others are copies of. */
static inline void test_store_model(struct test_store *place)
{
    const struct test_url url = test_store_named(place, "model");
    struct arena arena;
    struct store *store;
    struct err err = ERR_INIT;

    place->model = true;
    arena_init(&arena, 64 << 20);
    if (place->engine == STORE_POSTGRES)
        assert_true(test_postgres_run(place->server, "CREATE DATABASE model"));
    assert_ok(store_open(&arena, url.c, true, &store, &err), err);
    assert_ok(store_migrate(store, 1, &err), err);
    store_close(store);
    arena_release(&arena);
}

/* The address of a copy of a database that nobody has open. On the server it is a database, not a
 * schema. */
static inline struct test_url test_store_copy_of(struct test_store *place, const char *name)
{
    char text[128], to[96];
    int number = ++place->made;

    place->ready = true;
    if (place->engine == STORE_SQLITE) {
        snprintf(text, sizeof(text), "%s/%s.db", place->dir, name);
        snprintf(to, sizeof(to), "%s/%d.db", place->dir, number);
        test_store_copy(text, to);
    } else {
        snprintf(text, sizeof(text), "CREATE DATABASE t%d TEMPLATE %s STRATEGY file_copy", number,
                 name);
        assert_true(test_postgres_run(place->server, text));
    }
    return test_store_newest(place);
}

/* The address of a database that is brought up to date: a copy of one that was, since the
 * migrations take longer than most tests. */
static inline struct test_url test_store_ready(struct test_store *place)
{
    if (!place->model) test_store_model(place);
    return test_store_copy_of(place, "model");
}

/* The newest database, closed, gets a name: others are made as copies of it. */
static inline void test_store_keep(struct test_store *place, const char *name)
{
    char text[128], to[96];

    assert_true(place->ready);
    if (place->engine == STORE_SQLITE) {
        snprintf(text, sizeof(text), "%s/%d.db", place->dir, place->made);
        snprintf(to, sizeof(to), "%s/%s.db", place->dir, name);
        assert_int_equal(rename(text, to), 0);
    } else {
        snprintf(text, sizeof(text), "ALTER DATABASE t%d RENAME TO %s", place->made, name);
        assert_true(test_postgres_run(place->server, text));
    }
}

/* The newest database away again, closed: for those who make hundreds. */
static inline void test_store_drop(struct test_store *place)
{
    static const char *const ending[] = {"", "-wal", "-shm", "-lock"};
    char text[128];

    if (place->engine == STORE_POSTGRES) {
        snprintf(text, sizeof(text),
                 place->ready ? "DROP DATABASE t%d WITH (FORCE)"
                              : "SET client_min_messages = error; DROP SCHEMA t%d CASCADE",
                 place->made);
        assert_true(test_postgres_run(place->server, text));
        return;
    }
    for (size_t i = 0; i < sizeof(ending) / sizeof(*ending); i++) {
        snprintf(text, sizeof(text), "%s/%d.db%s", place->dir, place->made, ending[i]);
        unlink(text);
    }
}

#endif
