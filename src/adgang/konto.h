/*
 * konto: a user and its local account as pages about access show them.
 *
 * Inside a transaction.
 */
#ifndef ADGANG_KONTO_H
#define ADGANG_KONTO_H

#include "adgang/adgang.h"

struct konto_bruger {
    struct adgang_bruger bruger; /* id empty: there is none */
    bool har_kode;
    bool foerste; /* the password was chosen by another, and is to be changed */
    bool har_totp;
    struct str person;   /* who a member of a family is (person.id), or empty */
    int64_t oprettet_us; /* when the user was made */
    int64_t set_us;      /* when it last came in; 0: never */
};
/* The user of that name. */
bool konto_find(struct store *store, struct arena *arena, int kommune, struct str navn,
                int64_t now_us, struct konto_bruger *out, struct err *err) MUST_CHECK;

struct konto_session {
    int64_t aabnet_us;
    int64_t set_us;
};
/* The sessions of a user that are open now, newest first. */
bool konto_sessioner(struct store *store, struct arena *arena, int kommune, struct str bruger,
                     int64_t now_us, struct konto_session **out, size_t *antal,
                     struct err *err) MUST_CHECK;

#endif
