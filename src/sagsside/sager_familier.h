/*
 * sager_familier: the list of families. Only for src/sagsside.
 */
#ifndef SAGSSIDE_SAGER_FAMILIER_H
#define SAGSSIDE_SAGER_FAMILIER_H

#include "sagsside/sager_liste.h"

struct sager_familieraekke {
    struct str id;
    struct str plejere; /* names; empty when not known */
    int boern;
    struct str godkendt; /* "almen, 2 børn, 0–12 år"; empty: no approval on the day */
    struct str udloeber; /* empty: until further notice */
    struct str socialtilsyn;
    bool over; /* more children than approved */
};

struct sager_familier {
    struct sager_liste liste;
    struct str udloeber;
    const struct sager_valg *plads;
    size_t plads_antal;
    const struct sager_valg *orden;
    size_t orden_antal;
    bool med_barn;
    bool uden_godkendelse;
    const struct sager_familieraekke *raekke;
    size_t raekke_antal;
};

#endif
