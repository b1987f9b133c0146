/*
 * sider: the rooms of pages that the program has, in the order in which their routes are tried.
 */
#include "cmd/sider.h"

#include "api/api.h"
#include "familieside/familieside.h"
#include "haandbogsside/haandbogsside.h"
#include "indstillingsside/indstillingsside.h"
#include "kontorside/kontorside.h"
#include "maanedsside/maanedsside.h"
#include "sagsside/sagsside.h"

const struct side_afsnit *const SIDER[] = {
    &API_SIDE,   &FAMILIESIDE, &HAANDBOGSSIDE, &INDSTILLINGSSIDE,
    &KONTORSIDE, &MAANEDSSIDE, &SAGSSIDE,
};
const size_t SIDER_ANTAL = sizeof(SIDER) / sizeof(*SIDER);
