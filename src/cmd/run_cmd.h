/*
 * run_cmd: what the commands on runs share.
 */
#ifndef CMD_RUN_CMD_H
#define CMD_RUN_CMD_H

#include "afregning/eksport.h"
#include "cmd/cmd_db.h"

struct run_args {
    struct cmd_db_words words;
    int64_t loebenr; /* of the run named; 0: none */
};

/* Reads `NUMMER [options]`: the common options and at most 8 more. */
bool run_args_laes(int argc, char **argv, const struct cmd_option *more, size_t antal,
                   struct run_args *a);
/* One of the options is read as a day or a month when it is there; false after a message. */
bool run_dato(const char *option, const char *word, struct dato *out);
bool run_maaned(const char *option, const char *word, struct maaned *out);
/* The number of a run from the command line; false after a message. */
bool run_nummer(const char *word, int64_t *out);
/* Prints what the rules say of an attempt; CMD_OK when it was done, or had been. */
int run_udfald(enum afregning_udfald udfald);
/* Prints the text and closes. */
int run_slut(struct cmd_db *db, const struct buf *out);

/* "27.004,08 kr." right-aligned in a column. */
void run_beloeb(struct buf *out, struct oere beloeb);
void run_json_navn(struct buf *out, const char *navn); /* ,"navn": */

#endif
