/*
 * store/postgres_err: what the server answers, in our words.
 *
 * The server's own texts may repeat values, and so person data; they are shown only where our SQL
 * does not fit the schema.
 */
#include "store/postgres.h"

#include <stdio.h>
#include <string.h>

static bool is_class(const char *state, const char *class)
{
    return strncmp(state, class, 2) == 0;
}

static const char *field(const PGresult *result, int name)
{
    const char *text = result == NULL ? NULL : PQresultErrorField(result, name);

    return text == NULL ? "" : text;
}

static bool is_conflict(const char *state)
{
    return strcmp(state, "40001") == 0 || strcmp(state, "40P01") == 0 ||
           strcmp(state, "55P03") == 0;
}

/* In the order they are looked for: a class of two letters, or a state of five. */
static const struct {
    const char *state;
    const char *grund[2];
} WHY[] = {
    {"53100", {"serverens disk er fuld", "the server's disk is full"}},
    {"53200", {"serveren har ikke mere hukommelse", "the server has no more memory"}},
    {"53",
     {"serveren har ikke plads til flere forbindelser",
      "the server has no room for more connections"}},
    {"57", {"serveren lukker ned", "the server is shutting down"}},
    {"58", {"serverens disk melder fejl", "the server's disk reports an error"}},
    {"XX",
     {"serverens data er beskadiget; hent en sikkerhedskopi",
      "the server's data is damaged; fetch a backup"}},
    {"25006", {"transaktionen kan kun læse", "the transaction can only read"}},
    {"42501", {"brugeren har ikke adgang", "the user has no access"}},
};

static const char *const *why(const char *state)
{
    for (size_t i = 0; i < sizeof(WHY) / sizeof(*WHY); i++)
        if (strncmp(state, WHY[i].state, strlen(WHY[i].state)) == 0) return WHY[i].grund;
    return NULL;
}

static bool unusable(const struct store *store, const char *const grund[2], const char *what,
                     const char *state, struct err *err)
{
    char dansk[256], engelsk[256];

    (void)snprintf(dansk, sizeof(dansk), "Databasen kan ikke bruges: %s (%s, %s)", grund[0], what,
                   state);
    (void)snprintf(engelsk, sizeof(engelsk), "The database cannot be used: %s (%s, %s)", grund[1],
                   what, state);
    return err_begge_tekst(err, ERR_IO, store->shown, dansk, engelsk);
}

/* The connection is gone: the result, if any, does not say why. */
static bool is_cut(const struct postgres *postgres)
{
    return PQstatus(postgres->conn) != CONNECTION_OK;
}

bool postgres_failed(struct postgres *postgres, const PGresult *result, const char *what,
                     struct err *err)
{
    struct store *store = &postgres->store;
    const char *state = field(result, PG_DIAG_SQLSTATE);
    const char *const *reason = why(state);

    if (is_conflict(state)) {
        store->conflict = true;
        return err_begge(
            err, ERR_IO, store->shown, "Databasen er optaget af en anden (%s); prøv igen om lidt",
            "The database is in use by somebody else (%s); try again in a little while", what);
    }
    if (strcmp(state, "57014") == 0) {
        return err_begge(err, ERR_LIMIT, store->shown, "Databasen var for længe om at svare (%s)",
                         "The database took too long to answer (%s)", what);
    }
    if (strcmp(state, "22003") == 0) {
        return err_begge(err, ERR_OVERFLOW, store->shown, "Et tal er for stort (%s)",
                         "A number is too large (%s)", what);
    }
    if (is_class(state, "54")) {
        return err_begge(err, ERR_LIMIT, store->shown, "En tekst er for lang til databasen (%s)",
                         "A text is too long for the database (%s)", what);
    }
    if (is_class(state, "22")) {
        return err_begge(err, ERR_INPUT, store->shown, "En værdi har en forkert form (%s, %s)",
                         "A value has a wrong form (%s, %s)", what, state);
    }
    if (reason != NULL) {
        return unusable(store, reason, what, state, err);
    }
    if (is_cut(postgres)) {
        return err_begge(err, ERR_IO, store->shown, "Forbindelsen til databasen er brudt (%s)",
                         "The connection to the database is broken (%s)", what);
    }
    if (is_class(state, "42")) {
        return err_begge(err, ERR_IO, store->shown,
                         "Programmet og databasen passer ikke sammen (%s: %s)",
                         "The program and the database do not fit together (%s: %s)", what,
                         field(result, PG_DIAG_MESSAGE_PRIMARY));
    }
    return err_begge(err, ERR_IO, store->shown, "Databasen melder fejl %s (%s)",
                     "The database reports error %s (%s)", state[0] == '\0' ? "?" : state, what);
}

bool postgres_statement_failed(struct postgres *postgres, const PGresult *result,
                               enum sql statement, struct err *err)
{
    struct store *store = &postgres->store;
    const char *state = field(result, PG_DIAG_SQLSTATE);
    size_t size = sizeof(store->constraint);

    if (!is_class(state, "23")) {
        return postgres_failed(postgres, result, store_name_of(store, statement), err);
    }
    if (strcmp(state, "23502") == 0) {
        snprintf(store->constraint, size, "%s_%s_not_null", field(result, PG_DIAG_TABLE_NAME),
                 field(result, PG_DIAG_COLUMN_NAME));
    } else if (strcmp(state, "23503") == 0 || strcmp(state, "23001") == 0) {
        snprintf(store->constraint, size, "foreign_key");
    } else {
        snprintf(store->constraint, size, "%s", field(result, PG_DIAG_CONSTRAINT_NAME));
    }
    return store_refused(store, statement, err);
}
