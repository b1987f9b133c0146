/*
 * sider: the rooms of pages that the program has. Only for src/cmd.
 */
#ifndef CMD_SIDER_H
#define CMD_SIDER_H

#include "side/side.h"

extern const struct side_afsnit *const SIDER[];
extern const size_t SIDER_ANTAL;

#endif
