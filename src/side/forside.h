/* forside: the front page. Only for src/side. */
#ifndef SIDE_FORSIDE_H
#define SIDE_FORSIDE_H

#include "side/side_rum.h"

struct forside {
    struct str sted; /* the kommune; may be empty */
    bool kan_ind;    /* there is a database to log in to */
};

#endif
