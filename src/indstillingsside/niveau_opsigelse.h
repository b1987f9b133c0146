/* niveau_opsigelse: hearings before a termination. Only for src/indstillingsside. */
#ifndef INDSTILLINGSSIDE_NIVEAU_OPSIGELSE_H
#define INDSTILLINGSSIDE_NIVEAU_OPSIGELSE_H

#include "indstillingsside/niveau_side.h"

struct niveau_hoeringsraekke {
    struct str id;
    struct str barn;
    struct str familie;
    struct dato sendt;
    struct dato frist;
    struct str tilstand;
    const char *klasse;
};
struct niveau_opsigelser {
    struct niveau_valgene valgene;
    const struct niveau_hoeringsraekke *raekke;
    size_t raekke_antal;
};

struct niveau_hoeringsskridt {
    struct str tid;
    struct str hvem;
    struct str tilstand;
    const char *klasse;
    struct str tekst;
};
struct niveau_aarsagsvalg {
    struct str kode;
    struct str navn;
    bool valgt;
};
struct niveau_opsigelse {
    struct str id;
    struct str csrf;
    int64_t set; /* the number of the newest move */
    struct str barn;
    struct str familie;
    struct str anbringelse;
    struct dato sendt;
    struct str frist;
    struct dato tidligst; /* the first day a notice can be given */
    struct str grund;
    struct str tilstand;
    const char *klasse;
    bool aaben;
    bool udloebet; /* the family's time to answer has run out */
    struct str dato;
    struct niveau_aarsagsvalg *aarsag;
    size_t aarsag_antal;
    struct str tekst; /* the family's answer as typed, when it was refused */
    const struct niveau_hoeringsskridt *skridt;
    size_t skridt_antal;
};

#endif
