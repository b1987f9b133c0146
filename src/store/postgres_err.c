/*
 * store/postgres_err: what the server answers, in Danish.
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

static const char *why(const char *state)
{
    if (strcmp(state, "53100") == 0) return "serverens disk er fuld";
    if (strcmp(state, "53200") == 0) return "serveren har ikke mere hukommelse";
    if (is_class(state, "53")) return "serveren har ikke plads til flere forbindelser";
    if (is_class(state, "57")) return "serveren lukker ned";
    if (is_class(state, "58")) return "serverens disk melder fejl";
    if (is_class(state, "XX")) return "serverens data er beskadiget; hent en sikkerhedskopi";
    if (strcmp(state, "25006") == 0) return "transaktionen kan kun læse";
    if (strcmp(state, "42501") == 0) return "brugeren har ikke adgang";
    return NULL;
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
    const char *reason = why(state);

    if (is_conflict(state)) {
        store->conflict = true;
        return err_set(err, ERR_IO, store->shown,
                       "Databasen er optaget af en anden (%s); prøv igen om lidt", what);
    }
    if (strcmp(state, "57014") == 0) {
        return err_set(err, ERR_LIMIT, store->shown, "Databasen var for længe om at svare (%s)",
                       what);
    }
    if (strcmp(state, "22003") == 0) {
        return err_set(err, ERR_OVERFLOW, store->shown, "Et tal er for stort (%s)", what);
    }
    if (is_class(state, "54")) {
        return err_set(err, ERR_LIMIT, store->shown, "En tekst er for lang til databasen (%s)",
                       what);
    }
    if (is_class(state, "22")) {
        return err_set(err, ERR_INPUT, store->shown, "En værdi har en forkert form (%s, %s)", what,
                       state);
    }
    if (reason != NULL) {
        return err_set(err, ERR_IO, store->shown, "Databasen kan ikke bruges: %s (%s, %s)", reason,
                       what, state);
    }
    if (is_cut(postgres)) {
        return err_set(err, ERR_IO, store->shown, "Forbindelsen til databasen er brudt (%s)", what);
    }
    if (is_class(state, "42")) {
        return err_set(err, ERR_IO, store->shown,
                       "Programmet og databasen passer ikke sammen (%s: %s)", what,
                       field(result, PG_DIAG_MESSAGE_PRIMARY));
    }
    return err_set(err, ERR_IO, store->shown, "Databasen melder fejl %s (%s)",
                   state[0] == '\0' ? "uden nummer" : state, what);
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
