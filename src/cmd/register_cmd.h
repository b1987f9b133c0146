/*
 * register_cmd: what the commands on the register share.
 */
#ifndef CMD_REGISTER_CMD_H
#define CMD_REGISTER_CMD_H

#include "cmd/cmd_db.h"
#include "register/register.h"

/* How a handbook lets levels move: as its newest version says. */
bool register_cmd_retning(struct arena *arena, const char *sti, enum niveau_regel *ud,
                          struct err *err) MUST_CHECK;

#endif
