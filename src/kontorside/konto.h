/* konto: an account is proposed by one and answered by another. Only for src/kontorside. */
#ifndef KONTORSIDE_KONTO_H
#define KONTORSIDE_KONTO_H

#include "kontorside/kontor.h"

/* A proposal and its answer. */
struct konto_svar {
    struct str adresse; /* where the form is sent to */
    struct str csrf;
    struct str navn; /* of who is to be paid */
    struct str nu;   /* where that one is paid now, as words */
    struct str reg;
    struct str nummer;
    bool nemkonto;   /* the proposal is the NemKonto */
    struct str fra;  /* who proposed it, and when */
    struct str svar; /* what it was answered; empty while it waits */
    bool kan_svare;  /* the one who looks is another and has the right */
    bool egen;       /* the one who looks proposed it */
};

/* The form of proposing. */
struct konto_foreslaa {
    struct str adresse;
    struct str csrf;
    struct str navn;
    struct str nu;
    struct str reg;
    struct str nummer;
    struct str tilbage; /* the henvendelse */
};

#endif
