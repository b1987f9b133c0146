/*
 * cmd_db: what every command with a database does first: it opens the database, sees that its
 * tables are the program's, and finds out who is asking.
 *
 *     struct cmd_db_words w = {0};
 *     struct cmd_db db;
 *     const struct cmd_option options[] = {CMD_DB_OPTIONS(&w), {"--maaned", &maaned, NULL}};
 *     ... cmd_options ...
 *     int code = cmd_db_open(arena, &w, &db);
 *     if (code != CMD_OK) return code;
 *     if (!koersel_opret(db.store, &db.adgang, …, &err)) code = cmd_db_error(&db, &err);
 *     return cmd_db_close(&db, code);
 */
#ifndef CMD_CMD_DB_H
#define CMD_CMD_DB_H

#include "adgang/adgang.h"
#include "cmd/cmd.h"
#include "store/store.h"

/* What the user wrote; NULL where nothing. */
struct cmd_db_words {
    const char *db;      /* else VEDERLAG_DB, else sqlite:vederlag.db */
    const char *som;     /* the user's name */
    const char *noegler; /* the folder of NAVN.noegle; else VEDERLAG_NOEGLER, else
                            ~/.config/vederlag */
    const char *kommune; /* needed when the database has several */
    bool json;
};

/* The options of every such command, for its table. */
#define CMD_DB_OPTIONS(w)                                                                          \
    {"--db", &(w)->db, NULL}, {"--som", &(w)->som, NULL}, {"--noegler", &(w)->noegler, NULL},      \
        {"--kommune", &(w)->kommune, NULL},                                                        \
    {                                                                                              \
        "--json", NULL, &(w)->json                                                                 \
    }

struct cmd_db {
    struct store *store;
    int64_t now_us;
    struct adgang adgang; /* empty after cmd_db_start */
};

/* These print what is wrong, and return CMD_OK or the code to end with; nothing is open then. */

/* Opens, checks the tables and logs in. Never makes a database. */
int cmd_db_open(struct arena *arena, const struct cmd_db_words *words, struct cmd_db *out);
/* Only opens, for the few commands that need no token; `create` makes a database that is not
 * there, `check` sees that its tables are the program's. */
int cmd_db_start(struct arena *arena, const char *url, bool create, bool check, struct cmd_db *out);

/* Prints the error and returns its code, CMD_CONFLICT when somebody else was in the way. */
int cmd_db_error(const struct cmd_db *db, const struct err *err);
/* Closes; returns the code it is given. */
int cmd_db_close(struct cmd_db *db, int code);

/* A command that reads something and prints it: `skriv` adds what it prints, as text or JSON, in a
 * read transaction. */
struct cmd_laes {
    const char *usage;
    size_t ord;   /* words that must be given beside the common options, at most CMD_LAES_ORD */
    enum ret ret; /* that the user must have */
    bool (*skriv)(const struct cmd_db *db, const char *const *ord, bool json, struct buf *out,
                  struct err *err);
};
enum { CMD_LAES_ORD = 4 };
/* All of such a command; its exit code. */
int cmd_db_laes(struct arena *arena, int argc, char **argv, const struct cmd_laes *kommando);

/* The code of a kommune; NULL gives 0. */
bool cmd_db_kommune(const char *word, int *out, struct err *err) MUST_CHECK;
/* The folder of the tokens; NULL, with an error, when there is no telling. */
const char *cmd_db_noegler(struct arena *arena, const struct cmd_db_words *words,
                           struct err *err) MUST_CHECK;
/* FOLDER/NAVN.noegle */
const char *cmd_db_noeglefil(struct arena *arena, const char *folder, struct str navn);

#endif
