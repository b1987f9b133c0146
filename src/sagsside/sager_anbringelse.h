/*
 * sager_anbringelse: one placement. Only for src/sagsside.
 */
#ifndef SAGSSIDE_SAGER_ANBRINGELSE_H
#define SAGSSIDE_SAGER_ANBRINGELSE_H

#include "sagsside/sager_tidslinje.h"

/* One of the facts at the top. */
struct sager_noegle {
    struct str navn;
    struct str vaerdi;
    struct str til; /* where it leads; may be empty */
    bool mangler;
};

/* A way to register something. */
struct sager_vej {
    struct str sti;
    struct str tekst;
};

struct sager_anbringelse {
    struct str id;
    struct str barn;
    struct str under;   /* "9 år, døgnpleje" */
    struct str kendt;   /* as it stood in the field */
    struct str banner;  /* as known when; empty: now */
    bool ukendt;        /* it was not known then */
    struct str tilbage; /* it has been taken back: when and by whom; empty: not */
    struct str besked;  /* what was just done */
    const struct sager_noegle *noegle;
    size_t noegle_antal;
    const struct sager_vej *vej;
    size_t vej_antal;
    const struct sager_valg *vis;
    size_t vis_antal;
    bool efter_nr;
    const struct sager_post *post;
    size_t post_antal;
};

/* Who saw it. */
struct sager_blik {
    struct str naar;
    struct str hvem;
    struct str hvad;
};
struct sager_set {
    struct str id;
    struct str barn;
    const struct sager_blik *blik;
    size_t blik_antal;
};

#endif
