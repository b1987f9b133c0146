/*
 * udkast_cmd: the handbook that a command computes with: files, and over them what the kommune has
 * put in force.
 */
#ifndef CMD_UDKAST_CMD_H
#define CMD_UDKAST_CMD_H

#include "cmd/cmd_db.h"
#include "udkast/udkast.h"

/* The handbook at `sti` (NULL: no files) with the texts in force over it, and `udkast` (NULL: none)
 * as if it were. Checked; findings that are errors are printed and make it fail. With `eksempler`
 * every example must pass: nothing is paid from another. In a transaction of its own. */
bool udkast_cmd_haandbog(struct arena *arena, const struct cmd_db *db, const char *sti,
                         const char *udkast, bool eksempler, struct haandbog_samling *out,
                         struct err *err) MUST_CHECK;
/* Prints the findings that are errors, in order. */
void udkast_cmd_fejl(struct arena *arena, struct fund_liste *fund);

#endif
