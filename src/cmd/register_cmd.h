/*
 * register_cmd: what the commands on the register share.
 */
#ifndef CMD_REGISTER_CMD_H
#define CMD_REGISTER_CMD_H

#include "cmd/cmd_db.h"
#include "register/register.h"

/* Which registrering is meant: --registrering N, or --kendt with a day (its end) or a moment
 * "ÅÅÅÅ-MM-DDTHH:MM:SS"; neither is the newest. Inside a transaction. */
bool register_cmd_nr(const struct cmd_db *db, const char *registrering, const char *kendt,
                     int64_t *nr, struct err *err) MUST_CHECK;
/* A day on the command line; NULL gives `mangler`. */
bool register_cmd_dag(const char *word, const char *option, struct dato mangler, struct dato *out,
                      struct err *err) MUST_CHECK;

/* How a handbook lets levels move: as its newest version says. */
bool register_cmd_retning(struct arena *arena, const char *sti, enum niveau_regel *ud,
                          struct err *err) MUST_CHECK;

#endif
