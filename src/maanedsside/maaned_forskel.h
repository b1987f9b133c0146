/* maaned_forskel: one line of a run, opened to its rates. Only for src/maanedsside. */
#ifndef MAANEDSSIDE_MAANED_FORSKEL_H
#define MAANEDSSIDE_MAANED_FORSKEL_H

#include "maanedsside/maaned_linjer.h"
#include "side/forklaret.h"

/* Something that was registered, by whom. */
struct maaned_registreret {
    struct str hvad;
    struct str fra; /* empty: it holds from no day */
    struct str til; /* empty: has no end */
    struct str
        maaneder; /* of the placement, whose amounts the run changes; where there is no day */
    struct str hvem;
};

struct maaned_forskel {
    int64_t nr;
    struct str titel;
    struct maaned_linje linje;
    struct str modtager; /* a name */
    struct str skat;
    bool foerste_gang; /* nothing was granted on it before */
    bool besluttet;    /* by a person: there is nothing computed to show */
    const struct maaned_registreret *registreret;
    size_t registreret_antal;
    const struct str *grund; /* of a correction */
    size_t grund_antal;
    bool har_nu;
    struct forklaret nu;
    bool har_foer; /* the same line, the month before */
    struct str foer_maaned;
    struct forklaret foer;
    struct str foer_forskel; /* from it to this */
};

#endif
