/*
 * session_intern: what the files about sessions share.
 */
#ifndef ADGANG_SESSION_INTERN_H
#define ADGANG_SESSION_INTERN_H

#include "adgang/adgang_intern.h"
#include "adgang/session.h"
#include "base/hash.h"

/* A new cookie, "773." and 256 random bits, which VEDERLAG_FROE has no part in. */
struct str session_cookie_lav(struct arena *arena, int kommune);
struct str session_csrf_af(struct arena *arena, struct str cookie);
/* Whether a session opened and last seen then is open now, and when it ends by itself. */
bool session_lever(int64_t aabnet_us, int64_t set_us, int64_t now_us);
int64_t session_slut(int64_t aabnet_us, int64_t set_us);

/* How long must pass after the last of `antal` attempts, when `frit` need not wait. */
int forsoeg_vent_sekunder(int64_t antal, int64_t frit);

/* What is counted: hash is of the name, browser or address. */
struct forsoeg {
    struct hash hash;
    int64_t frit;
    int64_t antal; /* of late, with this one */
};
/* Counts one more of each, unless one of them must wait: then nothing is counted and *vent is how
 * many seconds. In the open write transaction. */
bool forsoeg_tael(struct store *store, struct arena *arena, int kommune, struct forsoeg *forsoeg,
                  size_t antal, int64_t now_us, int *vent, struct err *err) MUST_CHECK;
bool forsoeg_glem(struct store *store, int kommune, const struct forsoeg *forsoeg,
                  struct err *err) MUST_CHECK;

/* The session of a cookie; *out->aaben false when there is none. In the open transaction. */
struct session_raekke {
    bool aaben;
    int kommune;
    struct hash hash;
    struct str bruger;
    struct str navn;
    int64_t aabnet_us;
    int64_t set_us;
    int64_t frisk_us;
    struct str udsteder; /* of the provider it was opened through; empty for a local account */
};
bool session_find(struct store *store, struct arena *arena, struct str cookie, int64_t now_us,
                  struct session_raekke *out, struct err *err) MUST_CHECK;
/* Opens a session and gives its cookie. In the open write transaction. */
bool session_lav(struct store *store, struct arena *arena, const struct session_raekke *raekke,
                 struct str *cookie, struct err *err) MUST_CHECK;
/* The session goes on under the id of a new cookie, with a fresh second factor. */
bool session_forny(struct store *store, struct arena *arena, const struct session_raekke *raekke,
                   int64_t now_us, struct str *cookie, struct err *err) MUST_CHECK;

#endif
