/* niveau_liste: the list of proposals. Only for src/indstillingsside. */
#ifndef INDSTILLINGSSIDE_NIVEAU_LISTE_H
#define INDSTILLINGSSIDE_NIVEAU_LISTE_H

#include "indstillingsside/niveau_side.h"

struct niveau_raekke {
    struct str id;
    struct str barn;
    struct str familie;
    struct str niveau;
    struct dato fra;
    struct str tilstand;
    const char *klasse;
    struct dato rettet; /* of the newest move */
    struct str hvem;
};

struct niveau_liste {
    struct niveau_valgene valgene;
    const struct niveau_raekke *raekke;
    size_t raekke_antal;
    bool kan_indstille;
    bool medlem; /* sees what stands on its agendas alone */
    bool alle;
    struct str forrige;
    struct str naeste;
};

#endif
