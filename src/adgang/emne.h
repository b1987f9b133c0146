/*
 * emne: who a user is with a provider of logins, and a browser's journey there and back.
 *
 * A subject (emne) of an issuer (udsteder) is tied to one user, who is there already, by one with
 * the right; a login makes nobody. What the provider said is checked elsewhere (oidc); here it is
 * taken for true.
 *
 * A journey is bound to one browser by a cookie of 256 random bits. State, nonce and verifier are
 * made from it, so the database knows its SHA-256 and nothing that could be used. A journey ends
 * when it comes back, however it ends, and after 10 minutes.
 */
#ifndef ADGANG_EMNE_H
#define ADGANG_EMNE_H

#include "adgang/session.h"

#define REJSE_US (INT64_C(10) * 60 * 1000000)
enum { EMNE_MAX = 255, EMNE_UDSTEDER_MAX = 1024 };

/* ---- ties, in transactions of their own ---- */

/* Ties the subject to the user, instead of an earlier one of that issuer, and ends the user's
 * sessions. By one with RET_BRUGERE, or of a member of a family with RET_GIV_FAMILIE. A subject has
 * one user; one that may be a CPR number is refused (ERR_INPUT). */
bool emne_giv(struct store *store, struct arena *arena, const struct adgang *af, struct str navn,
              struct str udsteder, struct str emne, int64_t now_us, struct err *err) MUST_CHECK;
/* Takes the tie back and ends the user's sessions; one that is not there is fine. */
bool emne_tag(struct store *store, struct arena *arena, const struct adgang *af, struct str navn,
              struct str udsteder, int64_t now_us, struct err *err) MUST_CHECK;

struct emne {
    struct str udsteder;
    struct str emne;
};
/* The ties a user has now, by issuer; for those who may tie, and the user itself. */
bool emne_liste(struct store *store, struct arena *arena, const struct adgang *af, struct str navn,
                struct emne **out, size_t *antal, struct err *err) MUST_CHECK;

/* ---- journeys, in transactions of their own ---- */

struct rejse_plan {
    int kommune;
    struct str udbyder; /* the provider's code in our setup */
    struct str til;     /* the address of ours to go on to */
    struct str fra;     /* the sender's address, or empty: so many in vain, then they must wait */
    bool igen;          /* the user is to log in there once more */
};

struct rejse {
    struct str cookie;
    struct str state, nonce, verifier; /* 64 characters of 0-9 a-f */
    struct str udbyder, til;
    bool igen;
};

/* *vent above 0: too many have begun from there of late; seconds to wait. */
bool rejse_begynd(struct store *store, struct arena *arena, const struct rejse_plan *plan,
                  int64_t now_us, struct rejse *out, int *vent, struct err *err) MUST_CHECK;
/* The journey that cookie and state belong to, which ends with this. *fundet false: there is none,
 * or it was used, or it took too long. */
bool rejse_slut(struct store *store, struct arena *arena, int kommune, struct str cookie,
                struct str state, int64_t now_us, struct rejse *out, bool *fundet,
                struct err *err) MUST_CHECK;

/* ---- coming in ---- */

struct emne_login {
    int kommune;
    struct str udsteder;
    struct str emne;
    bool medarbejdere; /* the provider may let these in */
    bool familier;
    struct str fra;    /* the sender's address, or empty: those who come in there are not counted */
    struct str gammel; /* the cookie of a session that ends with this login, or empty */
};

/* SESSION_INDE: out->cookie and out->bruger. SESSION_AFVIST: the subject is tied to nobody, or to
 * one whom this provider may not let in. In a transaction of its own. */
bool emne_log_ind(struct store *store, struct arena *arena, const struct emne_login *login,
                  int64_t now_us, struct session_svar *out, struct err *err) MUST_CHECK;

/* ---- pure ---- */

/* Ten digits, or six and four with a hyphen or a space between. */
bool emne_ligner_cpr(struct str text);

#endif
