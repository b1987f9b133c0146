/*
 * sider: the rooms of pages that the program has, in the order in which their routes are tried.
 */
#include "cmd/sider.h"

#include "api/api.h"
#include "familieside/familieside.h"

const struct side_afsnit *const SIDER[] = {
    &FAMILIESIDE,
    &API_SIDE,
};
const size_t SIDER_ANTAL = sizeof(SIDER) / sizeof(*SIDER);
