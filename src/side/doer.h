/*
 * doer: the pages at which one comes in, goes out and chooses a password. Only for src/side.
 */
#ifndef SIDE_DOER_H
#define SIDE_DOER_H

#include "side/side_rum.h"

/* One who can be tried. */
struct log_ind_proeve {
    struct str navn;
    struct str roller; /* "økonomi", "plejefamilie" */
};

/* A provider to log in through. */
struct log_ind_udbyder {
    struct str navn;
    struct str adresse;
};

struct log_ind {
    struct str navn; /* as it was written; a password never comes back */
    struct str til;  /* where to go afterwards: an address of ours */
    bool proeve;
    const struct log_ind_proeve *bruger;
    size_t bruger_antal;
    const struct log_ind_udbyder *udbyder;
    size_t udbyder_antal;
    bool afvist;
    int vent_sekunder;
};

struct adgangskode {
    struct str csrf;
    bool skift;       /* it must be changed before anything else */
    struct str fejl;  /* what is wrong with the new one */
    bool gammel_fejl; /* the earlier one was another */
    int vent_sekunder;
};

#endif
