/*
 * db init, db migrate: a database and its tables. Neither needs a token: before the tables there is
 * nobody who could have one, and who may change the tables the database itself decides.
 */
#include <stdio.h>

#include "cmd/cmd_db.h"

static int migrate(struct cmd_db *db)
{
    struct err err = ERR_INIT;
    int before = 0;
    int after = 0;

    if (!store_version(db->store, &before, &err) || !store_migrate(db->store, db->now_us, &err) ||
        !store_version(db->store, &after, &err)) {
        int code = cmd_db_error(db, &err);
        return code == CMD_FOUND ? CMD_USAGE : code;
    }
    if (before == after)
        printf("%s: opbygning %d; der var intet at ændre\n", store_shown(db->store), after);
    else
        printf("%s: fra opbygning %d til %d\n", store_shown(db->store), before, after);
    return CMD_OK;
}

static int run(struct arena *arena, int argc, char **argv, bool create, const char *usage)
{
    const char *url = NULL;
    const struct cmd_option options[] = {{"--db", &url, NULL}};
    struct cmd_db db;
    const char *rest[1];
    size_t n;

    if (!cmd_options(argc, argv, options, 1, rest, &n, 0)) return cmd_usage(usage);
    int code = cmd_db_start(arena, url, create, false, &db);
    return code == CMD_OK ? cmd_db_close(&db, migrate(&db)) : code;
}

int cmd_db_init(struct arena *arena, int argc, char **argv)
{
    return run(arena, argc, argv, true, "db init [--db URL]");
}

int cmd_db_migrate(struct arena *arena, int argc, char **argv)
{
    return run(arena, argc, argv, false, "db migrate [--db URL]");
}
