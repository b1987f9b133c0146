/*
 * haandbog_side: a handbook to read: its list of versions, a version, a search in it, and what
 * changed between two. For src/side; rooms of pages above it use the comparison alone.
 */
#ifndef SIDE_HAANDBOG_SIDE_H
#define SIDE_HAANDBOG_SIDE_H

#include "side/side_rum.h"

enum {
    SOEG_FUND_MAX = 60,
    SOEG_ORD_MAX = 80,        /* characters of what is searched for */
    FORSKEL_OMGIVELSE = 2,    /* unchanged lines shown around a change */
    FORSKEL_LINJER_MAX = 4000 /* of one version, so that a comparison ends */
};

struct haandbog_version {
    struct str navn; /* "2021-01-01": the file's name, and the address's */
    struct str adresse;
    struct dato fra;
    struct dato sidste; /* the last day in force */
    bool aaben;         /* no last day */
    bool rettet;        /* a correction, known from kendt_fra */
    struct dato kendt_fra;
    struct str forskel; /* address of what changed since the version before; may be empty */
    bool nu;            /* in force today */
};

struct haandbog_post {
    struct str navn;
    bool opdigtet;
    bool egen; /* of the kommune whose program this is */
    const struct haandbog_version *version;
    size_t version_antal;
};

struct haandbog_liste {
    const struct haandbog_post *post;
    size_t post_antal;
};

/* A section that has the word; where only its heading has it, ord is empty. */
struct haandbog_fund {
    struct str afsnit;
    struct str adresse;
    struct str foer; /* of the line around the first place */
    struct str ord;
    struct str efter;
};

struct haandbog_laes {
    struct str navn;
    struct haandbog_version version;
    bool opdigtet;
    struct html_klar indhold;
    struct html_klar krop;
    struct str soeg; /* what was searched for */
    const struct haandbog_fund *fund;
    size_t fund_antal;
    bool flere; /* there were more than are shown */
};

struct forskel_raekke {
    bool fjernet;
    bool tilfoejet;
    struct str tekst;
};

struct forskel_sted {
    struct str afsnit;
    const struct forskel_raekke *linje;
    size_t linje_antal;
};

struct haandbog_forskel {
    struct str navn;
    struct haandbog_version gammel;
    struct haandbog_version ny;
    const struct forskel_sted *sted;
    size_t sted_antal;
};

/* The places of `ny` that are not as `gammel`, line by line; the fewest lines that tell it. */
void haandbog_forskelle(struct arena *arena, const struct dokument *gammel,
                        const struct dokument *ny, struct haandbog_forskel *out);
/* The sections of the published page with the words searched for, without regard to capitals. */
void haandbog_find(struct arena *arena, const struct haandbog_side *side,
                   struct haandbog_laes *out);

#endif
