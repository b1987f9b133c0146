/*
 * sider: the rooms of pages that the program has, in the order in which their routes are tried.
 */
#include "cmd/sider.h"

#include "familieside/familieside.h"
#include "kontorside/kontorside.h"

const struct side_afsnit *const SIDER[] = {
    &FAMILIESIDE,
    &KONTORSIDE,
};
const size_t SIDER_ANTAL = sizeof(SIDER) / sizeof(*SIDER);
