/*
 * sager_anbringelser: the list of placements. Only for src/sagsside.
 */
#ifndef SAGSSIDE_SAGER_ANBRINGELSER_H
#define SAGSSIDE_SAGER_ANBRINGELSER_H

#include "sagsside/sager_liste.h"

struct sager_raekke {
    struct str id;
    struct str barn;
    struct str alder;
    struct str familie;
    struct str art;
    struct str niveau; /* empty: none on the day */
    bool uden_niveau;  /* and by the handbook it should have one */
    struct str ind;
    struct str ud; /* empty: until further notice */
};

struct sager_anbringelser {
    struct sager_liste liste;
    const struct sager_valg *ophold;
    size_t ophold_antal;
    const struct sager_valg *art;
    size_t art_antal;
    const struct sager_valg *situation;
    size_t situation_antal;
    const struct sager_valg *orden;
    size_t orden_antal;
    struct str trin;
    struct str slutter;
    bool uden_niveau;
    bool uden_godkendelse;
    const struct sager_raekke *raekke;
    size_t raekke_antal;
};

#endif
