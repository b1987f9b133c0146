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
    int vent_sekunder;
};

struct adgangskode {
    struct str csrf;
    bool skift; /* it must be changed before anything else */
    int vent_sekunder;
};

/* A new second factor: the form, and then what is shown once. */
struct engangskode {
    struct str csrf;
    bool har_en;  /* the present one must be given first */
    bool foerste; /* nothing else may be done before there is one */
    int vent_sekunder;
    struct str hemmelighed; /* empty before it is made */
    struct str qr;          /* a path */
    int qr_bredde;
};

struct min_konto_session {
    struct str aabnet;
    struct str set;
};

struct min_konto_set {
    struct str naar;
    struct str hvem;
    struct str formaal;
};

struct min_konto {
    struct str csrf;
    struct str navn;
    struct str roller;
    const struct min_konto_session *session;
    size_t session_antal;
    bool familie; /* a member of a family: who has seen it is told */
    const struct min_konto_set *set;
    size_t set_antal;
};

#endif
