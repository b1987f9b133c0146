/*
 * api_noegle: what another program of the kommune shows to come in: the data warehouse, payroll.
 *
 * A token is 256 random bits; the database knows only its SHA-256, so it is shown once. It belongs
 * to a user, has a name, runs out, and is for the areas (omraade) it was made with. What it may is
 * what its user may now, and of that only what lies in its areas. The personal tokens of the
 * command line (adgang.h) are no such tokens, and these open no command line.
 */
#ifndef ADGANG_API_NOEGLE_H
#define ADGANG_API_NOEGLE_H

#include "adgang/adgang.h"

enum omraade {
    OMRAADE_STATUS,
    OMRAADE_REGISTER_LAES,
    OMRAADE_REGISTER_SKRIV,
    OMRAADE_KOERSEL_LAES,
    OMRAADE_KOERSEL_SKRIV,
    OMRAADE_KOERSEL_GODKEND,
    OMRAADE_JOURNAL_LAES,
    OMRAADE_HENVENDELSE_LAES,
    OMRAADE_HENVENDELSE_SKRIV,
    OMRAADE_ANTAL,
};
const char *omraade_kode(enum omraade omraade);    /* "koersel:skriv" */
const char *omraade_tekst(enum omraade omraade);   /* "oprette og beregne kørsler" */
const char *omraade_engelsk(enum omraade omraade); /* "make and compute runs" */
/* Reads codes with commas or spaces between into bits. */
bool omraade_parse(struct str koder, unsigned *out, struct err *err) MUST_CHECK;
/* The codes, in order, with `mellem` between. */
struct str omraade_koder(struct arena *arena, unsigned omraader, const char *mellem);

struct api_noegle {
    struct str id;
    struct str bruger; /* bruger.id */
    struct str navn;
    unsigned omraader;
    int64_t udloeber_us;
    bool lukket;
};

enum {
    API_NOEGLE_DAGE = 365,     /* how long a token works unless told otherwise */
    API_NOEGLE_DAGE_MAX = 730, /* and at most */
};

struct api_noegle_ny {
    struct str bruger; /* the user's name */
    struct str navn;   /* what the token is for: 1-60 characters, no CPR number */
    unsigned omraader; /* at least one */
    int dage;          /* 1-API_NOEGLE_DAGE_MAX */
};
/* "vederlag-api-1:773:" and 256 random bits. It opens nothing before it is registered. */
bool api_noegle_lav(struct arena *arena, int kommune, struct str *token,
                    struct err *err) MUST_CHECK;
/* Registers a token (RET_BRUGERE). Refused for a member of a family. In a transaction of its own,
 * as api_noegle_luk. */
bool api_noegle_opret(struct store *store, struct arena *arena, const struct adgang *af,
                      const struct api_noegle_ny *ny, struct str token, int64_t now_us,
                      struct str *id, struct err *err) MUST_CHECK;
/* Takes one back (RET_BRUGERE); one that is taken back already is fine. */
bool api_noegle_luk(struct store *store, struct arena *arena, const struct adgang *af,
                    struct str id, int64_t now_us, struct err *err) MUST_CHECK;

/* ---- inside a transaction ---- */

/* Who a token speaks for. A missing, forged, expired or withdrawn token, and one of somebody who
 * has no role any more, give the same error (ERR_ACCESS). */
bool api_noegle_aabn(struct store *store, struct arena *arena, int kommune, struct str token,
                     int64_t now_us, struct adgang *hvem, struct api_noegle *noegle,
                     struct err *err) MUST_CHECK;
/* All of the kommune's, oldest first. */
bool api_noegle_liste(struct store *store, struct arena *arena, int kommune,
                      struct api_noegle **out, size_t *antal, struct err *err) MUST_CHECK;

#endif
