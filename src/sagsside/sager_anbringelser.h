/*
 * sager_anbringelser: the list of placements. Only for src/sagsside.
 */
#ifndef SAGSSIDE_SAGER_ANBRINGELSER_H
#define SAGSSIDE_SAGER_ANBRINGELSER_H

#include "sagsside/sager_filter.h"

struct sager_raekke {
    struct str id;
    struct str barn;
    struct str alder;
    struct str familie;
    struct str art;
    struct str niveau; /* empty: none on the day */
    bool uden_niveau;  /* and it should have one */
    struct str ind;
    struct str ud; /* empty: until further notice */
};

/* What stands below a list: which rows these are, and the ways to the others. */
struct sager_blade {
    struct str tal; /* "1–50 af 160" */
    struct str forrige;
    struct str naeste;
};
void sager_blade(const struct side *s, struct sager_adresse *adresse, int side, size_t her,
                 int64_t ialt, struct sager_blade *out);

struct sager_anbringelser {
    struct str csrf;
    struct str fejl;     /* what was wrong */
    struct str fejlfelt; /* in which field: "#dag"; empty: none */
    struct str tekst;
    struct str dag;
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
    bool snaevret; /* more than the search itself is chosen */
    bool kun_egne;
    bool kan_oprette;
    const struct sager_raekke *raekke;
    size_t raekke_antal;
    struct sager_blade blade;
    const struct sager_filter *filter;
    size_t filter_antal;
    struct str soegning; /* what a kept search would be; empty: everything is shown */
    bool gemt;           /* it is kept already */
    struct str gemt_navn;
};

#endif
