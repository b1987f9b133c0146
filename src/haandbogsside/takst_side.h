/*
 * takst_side: what the templates of rates show. Only for src/haandbogsside.
 */
#ifndef HAANDBOGSSIDE_TAKST_SIDE_H
#define HAANDBOGSSIDE_TAKST_SIDE_H

#include "haandbogsside/udkast_side.h"

/* An amount that holds a year, or a part of it. */
struct takst_sats {
    struct str beloeb; /* "147,60 kr.", "ukendt" */
    struct str fra;    /* "fra 1. juli 2021" when it begins in the middle of the year */
    struct str status; /* when it is not final */
};

struct takst_celle {
    const struct takst_sats *sats; /* none: there is no rate that year */
    size_t sats_antal;
};

struct takst_raekke {
    struct str navn;
    struct str noegle; /* "3-10 år"; may be empty */
    struct str enhed;
    struct str kode; /* which rate it is, for the address of a new row */
    const struct takst_celle *celle;
    size_t celle_antal;
};

struct takst_kilde_raekke {
    struct str navn;
    struct str noegle;
    struct str fra;
    struct str til;
    struct str beloeb;
    struct str status;
    struct str kendt;
    struct str kilde;
};

struct takst_aar {
    int aar;
};

struct takst_fil {
    struct str navn;
    struct str titel;
    bool kan_skrive;
    const struct takst_aar *aar;
    size_t aar_antal;
    const struct takst_raekke *raekke;
    size_t raekke_antal;
    const struct takst_kilde_raekke *kilde;
    size_t kilde_antal;
};

struct takster_side {
    const struct takst_fil *fil;
    size_t fil_antal;
};

struct takst_noegle { /* a rate that may get one more row */
    struct str kode;
    struct str titel;
    bool valgt;
};

struct takst_status_valg {
    struct str kode;
    struct str navn;
    bool valgt;
};

struct takst_ny {
    struct str csrf;
    struct str id; /* drawn for the draft, if it makes one */
    struct str fil;
    struct str titel;
    const struct takst_noegle *noegle;
    size_t noegle_antal;
    const struct takst_status_valg *status;
    size_t status_antal;
    struct str fra;
    struct str til;
    struct str beloeb;
    struct str kendt;
    struct str kilde;
    struct str begrundelse;
};

/* ---- the keys of a rate file: name, ages and unit */

struct takst_noegler {
    const struct takst **takst; /* the first row of each */
    size_t antal;
};
void takst_noegler_find(struct arena *arena, const struct takst_tabel *tabel,
                        struct takst_noegler *out);
/* "lommepenge 14-15": which rate it is, in an address; it stays when other rates come and go. */
struct str takst_kode(struct arena *arena, const struct takst *t);
/* "Vederlag døgn", "3-10 år". */
struct str takst_navn_ord(struct arena *arena, struct str navn);
struct str takst_noegle_ord(const struct side *s, const struct takst *t);
struct str takst_status_ord(const struct side *s, enum takst_status status);

#endif
