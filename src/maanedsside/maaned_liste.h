/* maaned_liste: the runs there are, and a new one. Only for src/maanedsside. */
#ifndef MAANEDSSIDE_MAANED_LISTE_H
#define MAANEDSSIDE_MAANED_LISTE_H

#include "maanedsside/maaned_side.h"

struct maaned_raekke {
    int64_t nr;
    struct str titel;
    struct str tilstand;
    const char *klasse;
    struct str naeste; /* what is to be done with it; empty: nothing */
    struct str venter; /* on whom it waits instead */
    bool haster;       /* a person waits for it */
    struct maaned_overhaler overhaler;
    bool har_sum;
    struct oere op;
    struct oere ned;
    bool har_ned;
    int64_t mangler;
    struct str dag;      /* when the money is there */
    struct str beregnet; /* who */
    struct str godkendt; /* who */
};

/* What was typed, or what is proposed. */
struct maaned_ny {
    struct str csrf;
    struct str maaned;
    struct str skaering;
    struct str dag;
    bool ekstra;
    bool aaben; /* unfolded from the start */
};

struct maaned_liste {
    const struct maaned_raekke *raekke;
    size_t raekke_antal;
    bool maa_lave;
    struct maaned_ny ny;
    bool har_tidligere;
    int64_t tidligere; /* the number older ones are below */
    bool nyeste;       /* the page of the newest */
    int64_t tilgode_antal;
    struct oere tilgode;
};

#endif
