/*
 * kopi_pg: the client programs of PostgreSQL do the copying.
 *
 * The address goes to them in the environment, since a command line with a password can be read by
 * every user of the machine.
 */
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <libpq-fe.h>

#include "afregning/kopi_intern.h"

extern char **environ;

enum { MILJOE_MAX = 4096, ORD_MAX = 12 };

/* The address without the store's own option (prepared=…), which libpq does not know. */
static char *plain_address(struct arena *arena, const char *url)
{
    struct str rest = str_from(url), part;
    struct buf out;
    char mark = '?';

    buf_init(&out, arena);
    if (str_split(&rest, '?', &part)) buf_add(&out, part);
    while (rest.n > 0 && str_split(&rest, '&', &part)) {
        if (str_starts(part, STR("prepared="))) continue;
        buf_char(&out, mark);
        buf_add(&out, part);
        mark = '&';
    }
    return str_c(arena, buf_str(&out));
}

static bool environment(struct arena *arena, const char *url, char ***out, struct err *err)
{
    char **env = ARENA_ARRAY(arena, MILJOE_MAX, char *);
    size_t n = 0;
    PQconninfoOption *parsed = PQconninfoParse(plain_address(arena, url), NULL);

    if (parsed == NULL)
        return err_set(err, ERR_INPUT, "--db", "Adressen på databasen kan ikke læses");
    for (const PQconninfoOption *o = parsed; o->keyword != NULL; o++)
        if (o->val != NULL && o->envvar != NULL && n < MILJOE_MAX - 1)
            env[n++] = str_c(arena, str_format(arena, "%s=%s", o->envvar, o->val));
    PQconninfoFree(parsed);
    /* The first of two of a name holds. */
    for (char **e = environ; *e != NULL && n < MILJOE_MAX - 1; e++) env[n++] = *e;
    *out = env;
    return true;
}

static bool run(struct arena *arena, const char *url, const char *const *word, struct err *err)
{
    char *argv[ORD_MAX + 1] = {NULL};
    char **env = NULL;
    pid_t child = 0;
    int status = 0;

    for (size_t i = 0; word[i] != NULL; i++) {
        ASSERT(i < ORD_MAX);
        argv[i] = str_c(arena, str_from(word[i]));
    }
    TRY(environment(arena, url, &env, err));
    if (posix_spawnp(&child, argv[0], NULL, NULL, argv, env) != 0)
        return err_set(err, ERR_IO, argv[0],
                       "Programmet findes ikke; installér pakken postgresql-client");
    if (waitpid(child, &status, 0) != child)
        return err_set(err, ERR_IO, argv[0], "Programmet kunne ikke ventes på");
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return true;
    return err_set(err, ERR_IO, argv[0], "Programmet meldte fejl (svarkode %d); se det, det skrev",
                   WIFEXITED(status) ? WEXITSTATUS(status) : -1);
}

bool kopi_pg_dump(struct arena *arena, const char *url, struct str snapshot, struct str schema,
                  const char *fil, struct err *err)
{
    const char *word[ORD_MAX] = {"pg_dump", "--format=custom", "--no-owner", "--no-privileges",
                                 "--lock-wait-timeout=10s"};
    size_t n = 5;

    word[n++] = str_c(arena, str_format(arena, "--snapshot=%.*s", STR_ARG(snapshot)));
    word[n++] = str_c(arena, str_format(arena, "--file=%s", fil));
    /* Named, it would be made anew by the restore; public is always there. */
    if (!str_is(schema, "public"))
        word[n++] = str_c(arena, str_format(arena, "--schema=%.*s", STR_ARG(schema)));
    word[n] = NULL;
    return run(arena, url, word, err);
}

bool kopi_pg_restore(struct arena *arena, const char *url, const char *fil, struct err *err)
{
    PQconninfoOption *parsed = PQconninfoParse(plain_address(arena, url), NULL);
    struct str base = STR_EMPTY;

    /* pg_restore writes a script unless it is told the database's name. */
    for (const PQconninfoOption *o = parsed; o != NULL && o->keyword != NULL; o++)
        if (strcmp(o->keyword, "dbname") == 0 && o->val != NULL)
            base = str_copy(arena, str_from(o->val));
    PQconninfoFree(parsed);
    const char *dbname = str_c(arena, str_format(arena, "--dbname=%.*s", STR_ARG(base)));
    const char *const word[] = {"pg_restore",
                                "--single-transaction",
                                "--exit-on-error",
                                "--no-owner",
                                "--no-privileges",
                                dbname,
                                fil,
                                NULL};
    if (base.n == 0)
        return err_set(err, ERR_INPUT, "--db", "Sig i adressen, hvilken database der menes");
    return run(arena, url, word, err);
}
