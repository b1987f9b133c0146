/*
 * arbejde: one piece of long work from the queue, for the process beside the workers.
 */
#ifndef SIDE_ARBEJDE_H
#define SIDE_ARBEJDE_H

#include "side/side_rum.h"

/* web_program.arbejd: takes a job, does it, and writes how it ended; false: there was none. ctx is
 * the struct side_app. */
bool side_arbejd(void *ctx, int64_t now_us);

#endif
