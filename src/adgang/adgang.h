/*
 * adgang: users, roles and personal tokens of a kommune, and who may do what.
 *
 * A user proves who it is with a token: 256 random bits in a file that only its owner may read
 * (mode 0600), whose SHA-256 stands in the database. A role is given and taken back by rows that
 * are added. What a role may do is one table here (adgang_ret); which person did a thing is
 * always a user's id, never a name.
 */
#ifndef ADGANG_ADGANG_H
#define ADGANG_ADGANG_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "store/store.h"

enum rolle {
    ROLLE_FAMILIERAADGIVER,
    ROLLE_FAMILIEPLEJEKONSULENT,
    ROLLE_UDVALG,
    ROLLE_LEDER,
    ROLLE_OEKONOMI,
    ROLLE_HAANDBOGSANSVARLIG,
    ROLLE_REVISION,
    ROLLE_ANALYTIKER,
    ROLLE_ADGANG, /* gives and takes roles; nothing else */
    ROLLE_ANTAL,
};

enum ret {
    RET_BRUGERE,      /* add users, give roles, issue tokens */
    RET_REGISTRER,    /* register facts about families, children, placements */
    RET_KONTO_SVAR,   /* answer another person's proposal of an account */
    RET_LAES_PERSON,  /* see facts and money of persons */
    RET_LAES_PENGE,   /* see runs and the journal */
    RET_KOERSEL,      /* make and compute a run */
    RET_GODKEND,      /* approve a run another has computed */
    RET_EKSPORT,      /* export, read receipts, close */
    RET_BESLUT_PENGE, /* decide aconto, modregning, eftergivelse */
    RET_SIKKERHED,    /* backup, restore, verify */
    RET_ANTAL,
};

/* One who has proved who it is. */
struct adgang {
    int kommune;
    struct str bruger; /* bruger.id */
    struct str navn;
    unsigned roller; /* bit per enum rolle */
};

const char *rolle_kode(enum rolle rolle); /* "oekonomi" */
const char *rolle_navn(enum rolle rolle); /* "økonomi" */
bool rolle_parse(struct str kode, enum rolle *out, struct err *err) MUST_CHECK;
/* Whether some role of the user has the right. */
bool adgang_har(const struct adgang *adgang, enum ret ret);
/* As adgang_har, with an error that names what is missing and who can give it. */
bool adgang_kraev(const struct adgang *adgang, enum ret ret, struct err *err) MUST_CHECK;

/* Makes the kommune (code 101-999) and its first user with the role `adgang`, in one transaction of
 * its own. Refused when the kommune is there. `token` is the secret to hand to the user. */
bool adgang_kommune_opret(struct store *store, struct arena *arena, int kommune, struct str navn,
                          struct str bruger, int64_t now_us, struct str *token,
                          struct err *err) MUST_CHECK;

/* Who a token belongs to, read in a transaction of its own. A missing, forged, expired or withdrawn
 * token gives the same error. kommune 0: the only kommune of the database, else an error that says
 * which there are. */
bool adgang_login(struct store *store, struct arena *arena, int kommune, struct str navn,
                  struct str token, int64_t now_us, struct adgang *out, struct err *err) MUST_CHECK;

/* The rest in transactions of their own, each needing RET_BRUGERE. */
bool adgang_bruger_opret(struct store *store, struct arena *arena, const struct adgang *af,
                         struct str navn, const enum rolle *roller, size_t antal, int64_t now_us,
                         struct str *token, struct err *err) MUST_CHECK;
bool adgang_rolle_saet(struct store *store, struct arena *arena, const struct adgang *af,
                       struct str navn, enum rolle rolle, bool givet, int64_t now_us,
                       struct err *err) MUST_CHECK;
/* A new token; the earlier ones no longer work. udloeber_us 0: a year from now. */
bool adgang_noegle_ny(struct store *store, struct arena *arena, const struct adgang *af,
                      struct str navn, int64_t udloeber_us, int64_t now_us, struct str *token,
                      struct err *err) MUST_CHECK;
bool adgang_noegle_luk(struct store *store, struct arena *arena, const struct adgang *af,
                       struct str navn, int64_t now_us, struct err *err) MUST_CHECK;

struct adgang_bruger {
    struct str id;
    struct str navn;
    unsigned roller;
    bool har_noegle; /* one that works now */
};
/* Every user, by name. Inside a transaction. */
bool adgang_brugere(struct store *store, struct arena *arena, int kommune, int64_t now_us,
                    struct adgang_bruger **out, size_t *antal, struct err *err) MUST_CHECK;
/* A user's name by its id; "" when there is none. Inside a transaction. */
bool adgang_navn(struct store *store, struct arena *arena, int kommune, struct str bruger,
                 struct str *out, struct err *err) MUST_CHECK;

/* ---- the token's file ---- */

/* Writes a new file with mode 0600; an existing one is not replaced. */
bool adgang_noegle_skriv(const char *sti, struct str token, struct err *err) MUST_CHECK;
/* Refuses a file that others may read, that is a link, or that another owns. */
bool adgang_noegle_laes(struct arena *arena, const char *sti, struct str *token,
                        struct err *err) MUST_CHECK;

#endif
