/*
 * udbyder: the pages of logging in through a provider (OpenID Connect). Only for src/side.
 */
#ifndef SIDE_UDBYDER_H
#define SIDE_UDBYDER_H

#include "side/doer.h"

/* What became of a login that did not open the door. */
struct udbyder {
    struct str overskrift;
    struct str tekst;
    struct str grund; /* in Danish; may be empty */
    struct str emne;  /* what to tell whoever gives access; may be empty */
    struct str igen;  /* the address to try again at; may be empty */
    struct str navn;  /* of the provider; may be empty */
};

/* Where to log out at the provider too. */
struct log_ud_hos {
    struct str navn;
    struct str adresse; /* empty: the provider has no such place, or cannot be reached */
};

/* Reads the providers' files; in a worker that starts. */
bool side_udbydere_start(struct side_app *app, struct err *err) MUST_CHECK;
void side_udbydere_stop(struct side_app *app);
/* The buttons of the page at which one logs in. */
void side_udbydere(struct side *s, struct log_ind *page);
/* Where one goes after logging out. */
struct str side_udbyder_ud(struct side *s);

#endif
