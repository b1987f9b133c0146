/*
 * sager_liste: what the lists of families and of placements share. Only for src/sagsside.
 *
 * A list is searched by a form that is sent, so that a CPR number is in no address; what was chosen
 * becomes an address, which can be kept under a name and turns the pages. A list (struct
 * sager_listeart) says which fields there are, what they mean, and shows its rows.
 */
#ifndef SAGSSIDE_SAGER_LISTE_H
#define SAGSSIDE_SAGER_LISTE_H

#include "sagsside/sager_filter.h"

enum { SAGER_DAGE_MAX = 3660, SAGER_VALG_MAX = 12 };

/* What stands below a list: which rows these are, and the ways to the others. */
struct sager_blade {
    struct str tal; /* "1–50 af 160" */
    struct str forrige;
    struct str naeste;
};

struct sager_liste_top { /* above the search */
    const struct sager_filter *filter;
    size_t filter_antal;
};

struct sager_liste_gem { /* below the rows: keeping the search */
    struct str navn;     /* of the list: "familier" */
    struct str csrf;
    struct str soegning; /* what a kept search would be; empty: everything is shown */
    bool gemt;           /* it is kept already */
    struct str gemt_navn;
    struct str skrevet; /* a name as typed, when it was refused */
};

/* What stands around the rows and choices of any list. */
struct sager_liste {
    struct sager_liste_top top;
    struct sager_liste_gem gem;
    struct sager_blade blade;
    struct str csrf;
    struct str tekst;
    struct str dag;
    bool snaevret;   /* more than the search itself is chosen */
    bool ikke_soegt; /* a field says nothing: there are no rows, and nothing to keep */
    bool kun_egne;
    bool kan_oprette;
};

/* The fields that every list begins with; which page it is comes last. */
enum { LISTE_TEKST, LISTE_DAG, LISTE_EGNE };

struct sager_listefelt {
    const char *navn;
    const char *udelades; /* the value that says nothing; NULL: only what is empty */
};

/* One page of a list, on its way from what was asked to what is shown. */
struct sager_opslag {
    struct side *s;
    struct str valgt[SAGER_VALG_MAX]; /* as it was written, by field */
    struct dato paa;                  /* the day that is looked at */
    struct str bruger;                /* only that user's cases; empty: all */
    bool forkert;                     /* a field says nothing: there are no rows */
    int side;                         /* 0, 1, 2 … */
    size_t antal;                     /* rows shown */
    int64_t ialt;
    struct sager_liste liste;
};

struct sager_listeart {
    const char *navn; /* "familier": the address, kept searches, the log of views */
    const char *titel[2];
    const struct sager_listefelt *felt; /* in the order of the address */
    size_t felter;
    /* Understands the fields; unless one is wrong, reads the rows and sets antal and ialt. */
    bool (*hent)(struct sager_opslag *o, void **page, struct err *err);
    /* Writes the page, when everything of `o` is known. */
    void (*skriv)(struct sager_opslag *o, void *page);
};

/* The list itself; the form that searches; the form that keeps a search or forgets it. */
bool sager_liste_vis(struct side *s, const struct sager_listeart *art, struct err *err) MUST_CHECK;
bool sager_liste_soeg(struct side *s, const struct sager_listeart *art, struct err *err) MUST_CHECK;
bool sager_liste_gem(struct side *s, const struct sager_listeart *art, struct err *err) MUST_CHECK;

/* A whole number from 0 to `hoejst` in a field of the list; else the list says what is wrong. */
void sager_liste_tal(struct sager_opslag *o, size_t felt, const char *id, int hoejst, int *out,
                     const char *dansk, const char *engelsk);

#endif
