/* niveau_moede: the udvalg's agendas. Only for src/indstillingsside. */
#ifndef INDSTILLINGSSIDE_NIVEAU_MOEDE_H
#define INDSTILLINGSSIDE_NIVEAU_MOEDE_H

#include "indstillingsside/niveau_side.h"

struct niveau_moederaekke {
    struct str id;
    struct str dag;
    struct str navn;
    size_t punkter;
    size_t deltagere;
    bool holdt;
};

struct niveau_moeder {
    struct niveau_valgene valgene;
    struct str csrf;
    struct str nyt_id;
    struct str dag;
    const struct niveau_moederaekke *raekke;
    size_t raekke_antal;
    bool kan_lave;
};

struct niveau_punkt {
    int nr;
    struct str id;
    int64_t set;            /* the number of its newest move */
    struct str felt;        /* the id of the field for why it is taken off */
    struct str begrundelse; /* … as typed, when it was refused */
    struct str barn;
    struct str familie;
    struct str niveau;
    struct str tilstand;
    const char *klasse;
    bool kan_op;
    bool kan_ned;
    bool kan_noget; /* one of these two */
    bool kan_af;
};
struct niveau_medlem {
    struct str id;
    struct str navn;
    bool med;
};
struct niveau_dagsorden {
    struct str id;
    struct str csrf;
    struct str navn;
    struct str dag;
    struct niveau_punkt *punkt;
    size_t punkt_antal;
    struct str skjulte;   /* how many more there are; empty: none */
    struct str indkaldte; /* names */
    bool kan_lave;
    const struct niveau_medlem *medlem;
    size_t medlem_antal;
};

#endif
