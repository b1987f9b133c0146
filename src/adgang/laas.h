/*
 * laas: the secrets of second factors are locked with a key that is not in the database.
 *
 * The key is 256 bits in a file that only its owner may read (mode 0600), named by
 * VEDERLAG_TOTP_NOEGLE or to the server. It is read once, before anything else is done, and holds
 * for the process and what it forks. Without one, secrets are kept as they are; that is for trials.
 *
 * A locked secret is "1:" and base64 of a nonce and a box (XSalsa20-Poly1305) of whose it is and
 * what it is: in another user's row it does not open.
 */
#ifndef ADGANG_LAAS_H
#define ADGANG_LAAS_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* Makes a new key's file. */
bool laas_noegle_lav(struct arena *arena, const char *sti, struct err *err) MUST_CHECK;
/* Reads a key's file for the process. NULL or "": there is none. */
bool laas_noegle_brug(struct arena *arena, const char *sti, struct err *err) MUST_CHECK;
bool laas_har_noegle(void);

/* What is kept of a secret: locked when there is a key. */
struct str laas_luk(struct arena *arena, int kommune, struct str bruger, struct str hemmelighed);
/* The secret of what was kept. One that was never locked is itself. False (ERR_IO): it is locked
 * and there is no key, or another, or it is another user's. */
bool laas_op(struct arena *arena, int kommune, struct str bruger, struct str gemt,
             struct str *hemmelighed, struct err *err) MUST_CHECK;
bool laas_er_lukket(struct str gemt);

#endif
