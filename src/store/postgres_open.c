/*
 * store/postgres_open: connecting to a PostgreSQL server.
 *
 * Invariant: what is shown of the address is user, host, port and database, nothing else; a text of
 * libpq's that holds the password is not repeated.
 */
#include "store/postgres.h"

#include <stdio.h>
#include <string.h>

enum {
    OPTIONS_MAX = 64,
    VERSION_MIN = 150000,
};

/* What libpq is given: the address's options, and ours where the address says nothing. */
struct options {
    const char *key[OPTIONS_MAX + 1];
    const char *value[OPTIONS_MAX + 1];
    int count;
};

static const char *option(const struct options *options, const char *key)
{
    for (int i = 0; i < options->count; i++) {
        if (strcmp(options->key[i], key) == 0) return options->value[i];
    }
    return NULL;
}

static void add(struct options *options, const char *key, const char *value)
{
    if (option(options, key) != NULL) return;
    ASSERT(options->count < OPTIONS_MAX);
    options->key[options->count] = key;
    options->value[options->count++] = value;
}

static const char *or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

/* A password with an unescaped @, / or : spills into host, port or name; then nothing of the
 * address may be shown. */
static bool is_sound(const struct options *options)
{
    const char *port = or_empty(option(options, "port"));

    return strchr(or_empty(option(options, "host")), '@') == NULL &&
           strchr(or_empty(option(options, "dbname")), '@') == NULL &&
           port[strspn(port, "0123456789,")] == '\0';
}

static void show(struct store *store, const struct options *options)
{
    const char *user = option(options, "user");
    const char *port = option(options, "port");

    snprintf(store->shown, sizeof(store->shown), "postgresql://%s%s%s%s%s/%s", or_empty(user),
             user == NULL ? "" : "@", or_empty(option(options, "host")), port == NULL ? "" : ":",
             or_empty(port), or_empty(option(options, "dbname")));
}

static bool no_connection(struct postgres *postgres, const struct options *options, struct err *err)
{
    const char *message = PQerrorMessage(postgres->conn);
    const char *password = option(options, "password");
    int length = (int)strcspn(message, "\n");

    if (password != NULL && password[0] != '\0' && strstr(message, password) != NULL) length = 0;
    return err_begge(
        err, ERR_IO, postgres->store.shown,
        "Der er ingen forbindelse til databasen; se efter, om serveren kører, og "
        "adressen er rigtig (%.*s)",
        "There is no connection to the database; see whether the server runs and the address is "
        "right (%.*s)",
        length, message);
}

/* The server's notices go nowhere: what matters is an error. */
static void ignore_notice(void *ctx, const char *message)
{
    (void)ctx;
    (void)message;
}

static bool check_server(struct postgres *postgres, struct err *err)
{
    const char *encoding = PQparameterStatus(postgres->conn, "server_encoding");
    const char *shown = postgres->store.shown;

    /* What the server said of itself, libpq had no memory to keep. */
    if (PQserverVersion(postgres->conn) == 0 || encoding == NULL) {
        return err_begge(err, ERR_IO, shown, "Der er ikke hukommelse til forbindelsen",
                         "There is no memory for the connection");
    }
    if (PQserverVersion(postgres->conn) < VERSION_MIN) {
        return err_begge(err, ERR_INPUT, shown, "Serveren er ældre end PostgreSQL 15",
                         "The server is older than PostgreSQL 15");
    }
    if (strcmp(encoding, "UTF8") != 0) {
        return err_begge(err, ERR_INPUT, shown,
                         "Databasen gemmer ikke tekst som UTF-8; opret den med ENCODING 'UTF8'",
                         "The database does not keep text as UTF-8; make it with ENCODING 'UTF8'");
    }
    /* Without keep, each transaction sets its own. */
    if (!postgres->keep) return true;
    char sql[POSTGRES_COMMAND_BYTES];
    snprintf(sql, sizeof(sql),
             "SET standard_conforming_strings = on; SET statement_timeout = %d; "
             "SET lock_timeout = %d; SET datestyle = 'ISO'",
             POSTGRES_STATEMENT_MS, STORE_WAIT_MS);
    return postgres_run(postgres, sql, "åbning", err);
}

static bool connect_to(struct postgres *postgres, struct options *options, struct err *err)
{
    /* The address may not choose another encoding. */
    for (int i = 0; i < options->count; i++) {
        if (strcmp(options->key[i], "client_encoding") == 0) options->value[i] = "UTF8";
    }
    add(options, "client_encoding", "UTF8");
    add(options, "connect_timeout", "10");
    add(options, "application_name", "vederlag");
    postgres->conn = PQconnectdbParams(options->key, options->value, 0);
    if (PQstatus(postgres->conn) != CONNECTION_OK) return no_connection(postgres, options, err);
    PQsetNoticeProcessor(postgres->conn, ignore_notice, NULL);
    return check_server(postgres, err);
}

/* libpq's own text may repeat the address, with its password; it is empty or this when there was no
 * memory. */
static bool unreadable(const char *message, struct err *err)
{
    if (message == NULL || strstr(message, "out of memory") != NULL) {
        return err_begge(err, ERR_IO, NULL, "Der er ikke hukommelse til at læse databasens adresse",
                         "There is no memory to read the address of the database");
    }
    return err_begge(
        err, ERR_INPUT, NULL,
        "Adressen på databasen kan ikke læses; den har formen "
        "postgresql://bruger@vært:port/navn, og @ / : ? i en adgangskode skrives "
        "%%40 %%2F %%3A %%3F",
        "The address of the database cannot be read; it has the form "
        "postgresql://user@host:port/name, and @ / : ? in a password are written %%40 %%2F %%3A "
        "%%3F");
}

/* Takes our own option, prepared=on or off, out of the address: libpq does not know it. */
static bool take_prepared(struct arena *arena, struct str url, const char **rest, bool *keep,
                          struct err *err)
{
    struct buf buf;
    struct str part;
    char mark = '?';

    buf_init(&buf, arena);
    *keep = true;
    if (!str_split(&url, '?', &part)) part = STR_EMPTY;
    buf_add(&buf, part);
    while (str_split(&url, '&', &part)) {
        if (!str_starts(part, STR("prepared="))) {
            buf_char(&buf, mark);
            buf_add(&buf, part);
            mark = '&';
            continue;
        }
        *keep = str_is(part, "prepared=on");
        if (*keep || str_is(part, "prepared=off")) continue;
        return err_begge(err, ERR_INPUT, NULL,
                         "prepared i databasens adresse er enten on eller off",
                         "prepared in the address of the database is either on or off");
    }
    buf_char(&buf, '\0');
    *rest = buf.p;
    return true;
}

bool postgres_open(struct arena *arena, const char *url, int statements, struct store **out,
                   struct err *err)
{
    struct postgres *postgres = ARENA_NEW(arena, struct postgres);
    struct options options = {0};

    postgres->store.engine = &postgres_engine;
    postgres->store.which = STORE_POSTGRES;
    postgres->prepared = ARENA_ARRAY(arena, (size_t)statements, bool);
    TRY(take_prepared(arena, str_from(url), &url, &postgres->keep, err));
    char *message = NULL;
    PQconninfoOption *parsed = PQconninfoParse(url, &message);
    if (parsed == NULL) {
        unreadable(message, err);
        PQfreemem(message);
        return false;
    }
    for (const PQconninfoOption *at = parsed; at->keyword != NULL; at++) {
        if (at->val != NULL) add(&options, at->keyword, at->val);
    }
    bool ok = is_sound(&options) || unreadable("spilled", err);
    if (ok) {
        show(&postgres->store, &options);
        ok = connect_to(postgres, &options, err);
    }
    PQconninfoFree(parsed);
    if (ok)
        *out = &postgres->store;
    else
        PQfinish(postgres->conn);
    return ok;
}
