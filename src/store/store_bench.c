/*
 * store_bench: rows written a second, one at a time and many at a time, on both engines.
 *
 * PostgreSQL is a private server on this machine (tools/postgres.sh). Runs from the top of the
 * tree.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/fil.h"
#include "store/intern.h"
#include "store/sql_test.h"

enum {
    ROWS = 40000,
    COLUMNS = 12,
    ROUNDS = 3,
    MIGRATIONS_MAX = 200,
};

static struct sql_migration migration[MIGRATIONS_MAX];

static void stop(const struct err *err)
{
    fprintf(stderr, "store_bench: %s: %s\n", err->place, err->text);
    exit(1);
}

static int64_t clock_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* The program's migrations, then the tests'. */
static struct sql_set bench_set(void)
{
    struct sql_set set = sql_test_all;
    int n = 0;

    ASSERT(sql_all.migrations + sql_test_all.migrations <= MIGRATIONS_MAX);
    for (int i = 0; i < sql_all.migrations; i++) migration[n++] = sql_all.migration[i];
    for (int i = 0; i < sql_test_all.migrations; i++) migration[n++] = sql_test_all.migration[i];
    set.migration = migration;
    set.migrations = n;
    return set;
}

struct source {
    int64_t kommune;
    int64_t next;
    char id[24];
    char anbringelse[24];
};

/* Ids come in an order of their own, as random ones do. */
static bool next_row(void *ctx, struct store_value *args, bool *end, struct err *err)
{
    struct source *source = ctx;
    int64_t i = source->next++;

    (void)err;
    *end = i == ROWS;
    if (*end) return true;
    snprintf(source->id, sizeof(source->id), "id%016llx",
             (unsigned long long)i * 0x9E3779B97F4A7C15u);
    snprintf(source->anbringelse, sizeof(source->anbringelse), "an%016llx",
             (unsigned long long)(i / 4) * 0x9E3779B97F4A7C15u);
    args[0] = STORE_I(source->kommune);
    args[1] = STORE_S(str_from(source->id));
    args[2] = STORE_S(str_from(source->anbringelse));
    args[3] = STORE_S(STR("kost_og_logi"));
    args[4] = STORE_I(2021 * 12 + i % 12);
    args[5] = STORE_I(18000 + i % 365);
    args[6] = STORE_I(18030 + i % 365);
    args[7] = STORE_I(448900 + i);
    args[8] = STORE_I(30);
    args[9] = STORE_S(STR("loen"));
    args[10] = i % 10 == 0 ? STORE_S(STR("en note om rækken")) : STORE_NUL;
    args[11] = STORE_I(i);
    return true;
}

static bool one_at_a_time(struct store *store, enum sql statement, struct source *source,
                          struct err *err)
{
    struct store_value args[COLUMNS];
    bool end = false;

    for (;;) {
        TRY(next_row(source, args, &end, err));
        if (end) return true;
        TRY(store_exec(store, statement, args, COLUMNS, NULL, err));
    }
}

/* Microseconds for one transaction with all rows. */
static int64_t measure(struct store *store, int64_t kommune, bool many)
{
    const enum sql statement = (enum sql)SQL_TEST_BRED_INSERT;
    struct source source = {.kommune = kommune};
    struct err err = ERR_INIT;
    int64_t started = clock_us();

    if (!store_begin(store, STORE_WRITE, &err)) stop(&err);
    bool ok = many ? store_exec_each(store, statement, next_row, &source, NULL, &err)
                   : one_at_a_time(store, statement, &source, &err);
    if (!ok || !store_commit(store, &err)) stop(&err);
    return clock_us() - started;
}

static void bench(const char *what, const char *url)
{
    struct arena arena;
    struct store *store = NULL;
    struct err err = ERR_INIT;
    struct sql_set set = bench_set();
    int64_t best[2] = {INT64_MAX, INT64_MAX};

    arena_init(&arena, 64 << 20);
    if (!store_open_extra(&arena, url, true, &set, &store, &err)) stop(&err);
    if (!store_migrate(store, 1, &err)) stop(&err);
    for (int round = 0; round < ROUNDS; round++) {
        for (int many = 0; many < 2; many++) {
            int64_t us = measure(store, round * 2 + many, many == 1);
            if (us < best[many]) best[many] = us;
        }
    }
    printf(
        "%-12s %d rows of %d columns: exec %lld rows/s, exec_many %lld rows/s, %lld.%lld times\n",
        what, ROWS, COLUMNS, (long long)(ROWS * INT64_C(1000000) / best[0]),
        (long long)(ROWS * INT64_C(1000000) / best[1]), (long long)(best[0] / best[1]),
        (long long)(best[0] * 10 / best[1] % 10));
    store_close(store);
    arena_release(&arena);
}

/* Runs tools/postgres.sh; its own output goes nowhere. */
static bool server(const char *what, const char *dir)
{
    char pid[24];
    int status = 1;

    snprintf(pid, sizeof(pid), "%ld", (long)getpid());
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        if (freopen("/dev/null", "w", stdout) == NULL) _exit(126);
        execl("tools/postgres.sh", "tools/postgres.sh", what, dir,
              strcmp(what, "start") == 0 ? pid : NULL, (char *)NULL);
        _exit(127);
    }
    return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

static void bench_postgres(struct arena *arena, const char *dir)
{
    struct err err = ERR_INIT;
    struct str url;

    if (!server("start", dir)) {
        printf("postgresql   not measured: the server is missing, or runs not from here\n");
        return;
    }
    if (!fil_read(arena, str_format(arena, "%s/url%c", dir, 0).p, 400, &url, &err)) stop(&err);
    bench("postgresql", str_c(arena, str_trim(str_sub(url, 0, url.n - 1))));
    server("stop", dir);
}

int main(void)
{
    char dir[] = "/tmp/vederlag-bench.XXXXXX";
    struct arena arena;

    arena_init(&arena, 1 << 20);
    if (mkdtemp(dir) == NULL) return 1;
    bench("sqlite", str_format(&arena, "sqlite:%s/bench.db%c", dir, 0).p);
    bench_postgres(&arena, dir);
    fflush(stdout);
    if (fork() == 0) execlp("rm", "rm", "-rf", dir, (char *)NULL);
    wait(NULL);
    arena_release(&arena);
    return 0;
}
