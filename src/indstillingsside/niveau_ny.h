/* niveau_ny: where a proposal, or a hearing, is begun. Only for src/indstillingsside. */
#ifndef INDSTILLINGSSIDE_NIVEAU_NY_H
#define INDSTILLINGSSIDE_NIVEAU_NY_H

#include "indstillingsside/niveau_side.h"

struct niveau_ny {
    struct str csrf;
    struct str id; /* of what will be */
    struct str anbringelse;
    struct str barn; /* empty until the placement is known */
    struct str familie;
    struct str fra;
    bool opsigelse; /* a hearing */
    struct str grund;
    struct str frist;
    struct str frist_vejledning;
};

#endif
