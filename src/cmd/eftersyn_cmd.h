/*
 * eftersyn_cmd: what the commands of proofs and backups share.
 */
#ifndef CMD_EFTERSYN_CMD_H
#define CMD_EFTERSYN_CMD_H

#include "afregning/verify.h"

/* Takes every `--hoved FIL` out of the arguments and reads it; false after a message. */
bool eftersyn_hoveder(struct arena *arena, int *argc, char **argv, struct anker **anker,
                      size_t *ankre);

#endif
