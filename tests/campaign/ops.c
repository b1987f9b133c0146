/*
 * ops: small commands over the store, for the fault, kill and race campaigns, until and beside
 * those of the program itself. Linked with the program's own library and the tests' tables.
 *
 *   ops migrate URL          brings the schema up
 *   ops fill URL N           N rows in one transaction, if there are none
 *   ops add URL N            one more row in a transaction of its own, until there are N
 *   ops halves URL N         as fill, wrongly: in two transactions (the campaigns must find it)
 *   ops claim URL            takes what one only can have
 *   ops backup URL FILE      a copy, if there is none
 *   ops write FILE N         a file of N bytes
 *   ops check URL [N]        the invariants; with N also: that many rows, and no half
 *
 * Exit: 0 done (also: was done already), 1 refused, 2 could not; 3 an invariant is broken.
 */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "base/fil.h"
#include "store/intern.h"
#include "store/sql_test.h"

enum code { OK, REFUSED, COULD_NOT, BROKEN };

enum { MIGRATIONS_MAX = 200 };

#define TEST_SQL(name) ((enum sql)SQL_TEST_##name)

struct run {
    struct arena arena;
    struct err err;
    struct store *store;
    const char *url;
    const char *arg;
};

static const struct sql_set *set(void)
{
    static struct sql_migration migration[MIGRATIONS_MAX];
    static struct sql_set all;
    int n = 0;

    ASSERT(sql_all.migrations + sql_test_all.migrations <= MIGRATIONS_MAX);
    for (int i = 0; i < sql_all.migrations; i++) migration[n++] = sql_all.migration[i];
    for (int i = 0; i < sql_test_all.migrations; i++) migration[n++] = sql_test_all.migration[i];
    all = sql_test_all;
    all.migration = migration;
    all.migrations = n;
    return &all;
}

static bool count_rows(struct run *run, int64_t *rows)
{
    struct store_rows found;

    TRY(store_query(run->store, &run->arena, TEST_SQL(COUNT), NULL, 0, 1, &found, &run->err));
    *rows = store_at(&found, 0, 0).i;
    return true;
}

static void make_row(struct store_value args[4], int64_t id)
{
    args[0] = STORE_I(id);
    args[1] = STORE_I(id);
    args[2] = STORE_S(STR("en tekst af nogen længde, så at rækkerne fylder sider"));
    args[3] = STORE_S(STR("note"));
}

/* ---- the commands; false when err is set */

static bool migrate(struct run *run, enum code *code)
{
    (void)code;
    return store_migrate(run->store, 1, &run->err);
}

struct source {
    int64_t next;
    int64_t count;
};

static bool next_row(void *ctx, struct store_value *args, bool *end, struct err *err)
{
    struct source *source = ctx;

    (void)err;
    *end = source->next == source->count;
    if (!*end) make_row(args, ++source->next);
    return true;
}

static bool fill(struct run *run, enum code *code)
{
    struct source source = {.count = strtol(run->arg, NULL, 10)};
    int64_t rows = 0;

    TRY(store_begin(run->store, STORE_WRITE, &run->err));
    TRY(count_rows(run, &rows));
    if (rows != 0) {
        *code = rows == source.count ? OK : BROKEN;
        return true;
    }
    TRY(store_exec_each(run->store, TEST_SQL(INSERT), next_row, &source, &rows, &run->err));
    ASSERT(rows == source.count);
    return store_commit(run->store, &run->err);
}

static bool halves(struct run *run, enum code *code)
{
    const int64_t count = strtol(run->arg, NULL, 10);
    struct source source = {.count = count / 2};
    int64_t rows = 0;

    for (int half = 0; half < 2; half++) {
        TRY(store_begin(run->store, STORE_WRITE, &run->err));
        TRY(count_rows(run, &rows));
        *code = rows == count ? OK : BROKEN;
        if (rows != source.next) return true;
        TRY(store_exec_each(run->store, TEST_SQL(INSERT), next_row, &source, NULL, &run->err));
        TRY(store_commit(run->store, &run->err));
        source = (struct source){source.count, count};
    }
    *code = OK;
    return true;
}

static bool add(struct run *run, enum code *code)
{
    int64_t wanted = strtol(run->arg, NULL, 10);
    struct store_value args[4];

    (void)code;
    for (;;) {
        int64_t rows = 0;
        TRY(store_begin(run->store, STORE_WRITE, &run->err));
        TRY(count_rows(run, &rows));
        if (rows >= wanted) return true;
        make_row(args, rows + 1);
        TRY(store_exec(run->store, TEST_SQL(INSERT), args, 4, NULL, &run->err));
        TRY(store_commit(run->store, &run->err));
    }
}

static bool claim(struct run *run, enum code *code)
{
    struct store_value args[4];

    make_row(args, 1);
    store_set_wait(run->store, 60000);
    TRY(store_begin(run->store, STORE_WRITE, &run->err));
    if (store_exec(run->store, TEST_SQL(INSERT), args, 4, NULL, &run->err)) {
        return store_commit(run->store, &run->err);
    }
    if (strcmp(store_constraint(run->store), "test_vaerdi_pkey") != 0) return false;
    *code = REFUSED;
    return true;
}

static bool backup(struct run *run, enum code *code)
{
    (void)code;
    return fil_exists(run->arg) || store_backup(run->store, run->arg, &run->err);
}

/* Every row in [1, number of rows] is there; with an argument, that many, all in one or none. */
static bool check(struct run *run, enum code *code)
{
    int64_t rows = 0;
    struct store_rows found;

    TRY(store_check(run->store, &run->err));
    TRY(store_begin(run->store, STORE_READ, &run->err));
    TRY(count_rows(run, &rows));
    TRY(store_query(run->store, &run->arena, TEST_SQL(LIST), NULL, 0, (size_t)rows, &found,
                    &run->err));
    for (size_t i = 0; i < found.count; i++) {
        if (store_at(&found, i, 0).i != (int64_t)i + 1) *code = BROKEN;
    }
    if (run->arg != NULL && rows != strtol(run->arg, NULL, 10)) *code = BROKEN;
    return true;
}

static bool pages_are_whole(const char *path)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;

    bool ok = sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
              sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &statement, NULL) == SQLITE_OK &&
              sqlite3_step(statement) == SQLITE_ROW &&
              strcmp((const char *)sqlite3_column_text(statement, 0), "ok") == 0;
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return ok;
}

/* ---- the table */

static const struct {
    const char *name;
    bool (*run)(struct run *run, enum code *code);
    bool makes; /* the database, when there is none */
    bool needs; /* an argument */
} commands[] = {
    {"migrate", migrate, true, false}, {"fill", fill, false, true},
    {"add", add, false, true},         {"halves", halves, false, true},
    {"claim", claim, false, false},    {"backup", backup, false, true},
    {"check", check, false, false},
};

static int tell(struct run *run)
{
    fprintf(stderr, "ops: %s: %s\n", run->err.place, run->err.text);
    return run->err.kind == ERR_INPUT ? REFUSED : COULD_NOT;
}

static int on_store(struct run *run, const char *name)
{
    enum code code = OK;
    size_t i = 0;
    const size_t count = sizeof(commands) / sizeof(*commands);

    while (i < count && strcmp(commands[i].name, name) != 0) i++;
    if (i == count || (commands[i].needs && run->arg == NULL)) return COULD_NOT;
    bool ok =
        store_open_extra(&run->arena, run->url, commands[i].makes, set(), &run->store, &run->err) &&
        commands[i].run(run, &code);
    store_close(run->store);
    run->store = NULL;
    if (!ok) return tell(run);
    bool file = strncmp(run->url, "sqlite:", 7) == 0;
    if (strcmp(name, "check") == 0 && file && !pages_are_whole(run->url + 7)) return BROKEN;
    if (code == BROKEN) fprintf(stderr, "ops: an invariant is broken\n");
    return (int)code;
}

static int write_file(struct run *run)
{
    size_t n = strtoul(run->arg == NULL ? "0" : run->arg, NULL, 10);
    char *text = arena_alloc(&run->arena, n);

    for (size_t i = 0; i < n; i++) text[i] = (char)('a' + i % 26);
    return fil_write(run->url, (struct str){text, n}, &run->err) ? OK : tell(run);
}

int main(int argc, char **argv)
{
    static struct run run;
    volatile int code = COULD_NOT;

    if (argc < 3) return COULD_NOT;
    run.url = argv[2];
    run.arg = argc > 3 ? argv[3] : NULL;
    arena_init(&run.arena, (size_t)256 << 20);
    if (setjmp(run.arena.boundary) == 0) {
        run.arena.has_boundary = true;
        code = strcmp(argv[1], "write") == 0 ? write_file(&run) : on_store(&run, argv[1]);
    } else
        fprintf(stderr, "ops: no memory\n");
    arena_release(&run.arena);
    return code;
}
