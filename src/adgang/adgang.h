/*
 * adgang: users, roles and personal tokens of a kommune, and who may do what.
 *
 * A user proves who it is with a token: 256 random bits in a file that only its owner may read
 * (mode 0600), whose SHA-256 stands in the database. A role is given and taken back by rows that
 * are added. What a role may do is one table (adgang.c), printed in docs/adgang.md; which person
 * did a thing is always a user's id, never a name.
 *
 * A refusal is ERR_ACCESS. Somebody else who was in the way is ERR_CONFLICT: nothing was done, and
 * the same may be tried again. No error repeats a token or what may be a CPR number.
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
    ROLLE_ADGANG,       /* gives and takes roles; nothing else */
    ROLLE_PLEJEFAMILIE, /* a member of a foster family (kode.h); never beside another role */
    ROLLE_ANTAL,
};

enum ret {
    RET_BRUGERE,         /* add users, give roles, issue tokens */
    RET_REGISTRER,       /* register facts about families, children, placements */
    RET_KONTO_SVAR,      /* answer another person's proposal of an account */
    RET_LAES_PERSON,     /* see facts and money of persons */
    RET_LAES_PENGE,      /* see runs and the journal */
    RET_KOERSEL,         /* make and compute a run */
    RET_GODKEND,         /* approve a run another has computed */
    RET_EKSPORT,         /* export, read receipts, close */
    RET_BESLUT_PENGE,    /* decide aconto, faktura, modregning, eftergivelse, mellemregning */
    RET_SIKKERHED,       /* backup, restore, verify */
    RET_GIV_FAMILIE,     /* let a member of a family in, and keep it out again */
    RET_EGEN_FAMILIE,    /* see what concerns one's own family */
    RET_SIMULER,         /* compute what another handbook would cost */
    RET_HAANDBOG_SKRIV,  /* write drafts of handbooks and rates, and propose them */
    RET_HAANDBOG_IKRAFT, /* put in force what another has proposed */
    RET_INDSTIL,         /* propose a level, send a hearing, register a termination after it */
    RET_DAGSORDEN,       /* make the udvalg's agenda, and say who is invited */
    RET_BESLUT_NIVEAU, /* decide a level where the handbook says so; a member of the udvalg sees the
                           cases of the agendas it is invited to, and nothing else */
    RET_GODKEND_NIVEAU, /* approve a decision above the handbook's limit */
    RET_FORSLAG,        /* answer proposals to the handbook */
    RET_GIV_SAG,        /* say which user has which case */
    RET_ANTAL,
};

/* One who has proved who it is. */
struct adgang {
    int kommune;
    struct str bruger; /* bruger.id */
    struct str navn;
    unsigned roller; /* bit per enum rolle */
};

const char *rolle_kode(enum rolle rolle);    /* "oekonomi" */
const char *rolle_navn(enum rolle rolle);    /* "økonomi" */
const char *ret_navn(enum ret ret);          /* "godkende en kørsel, en anden har beregnet" */
const char *rolle_engelsk(enum rolle rolle); /* "economist" */
const char *ret_engelsk(enum ret ret);       /* "approve a run that somebody else computed" */
/* Reads a code or a name: "oekonomi", "økonomi". */
bool rolle_parse(struct str kode, enum rolle *out, struct err *err) MUST_CHECK;
bool rolle_har(enum rolle rolle, enum ret ret); /* the table itself */
/* Whether some role of the user has the right. */
bool adgang_har(const struct adgang *adgang, enum ret ret);
/* As adgang_har, with an error that names what is missing and who can give it. */
bool adgang_kraev(const struct adgang *adgang, enum ret ret, struct err *err) MUST_CHECK;

/* A user's name as it is kept: 2-40 of a-z, 0-9, '-' and '.', beginning and ending with a letter or
 * digit; capitals and Danish letters are folded ("Søren" is soeren). One that holds what may be a
 * CPR number is refused. */
bool adgang_navn_parse(struct arena *arena, struct str text, struct str *out,
                       struct err *err) MUST_CHECK;

/* ---- tokens and their files ---- */

/* A new token, "vederlag-1:773:anna:" and 256 random bits. It opens nothing until one of the
 * functions below has registered it; so its file can be written first, and is never lost. */
bool adgang_noegle_lav(struct arena *arena, int kommune, struct str navn, struct str *token,
                       struct err *err) MUST_CHECK;
/* Whether the text has a token's form and is for this user (a name as it is kept). It says nothing
 * about whether it opens. */
bool adgang_noegle_er_for(struct str token, int kommune, struct str navn);
/* Writes a new file with mode 0600; an existing one is not replaced. */
bool adgang_noegle_skriv(const char *sti, struct str token, struct err *err) MUST_CHECK;
/* Refuses a file that others may read, that is a link, or that another owns. */
bool adgang_noegle_laes(struct arena *arena, const char *sti, struct str *token,
                        struct err *err) MUST_CHECK;

/* ---- in transactions of their own ---- */

/* Makes the kommune (code 101-999) and its first user with the role `adgang`, whose token is
 * registered for a year. Refused when the kommune is there. */
bool adgang_kommune_opret(struct store *store, struct arena *arena, int kommune, struct str navn,
                          struct str bruger, struct str token, int64_t now_us,
                          struct err *err) MUST_CHECK;

/* Says that all people of the kommune are invented, so that session_proeve opens it to anybody.
 * Refused (ERR_INPUT) once anything is registered. */
bool adgang_kommune_opdigt(struct store *store, int kommune, struct err *err) MUST_CHECK;
/* Whether that was said; inside a transaction. */
bool adgang_kommune_opdigtet(struct store *store, int kommune, bool *out,
                             struct err *err) MUST_CHECK;

/* The kommune that is meant and its name. 0: the only one of the database, else an error that says
 * which there are. */
bool adgang_kommune(struct store *store, struct arena *arena, int kommune, int *out,
                    struct str *navn, struct err *err) MUST_CHECK;

/* Who a token belongs to. A missing (empty), forged, expired or withdrawn token, and an unknown
 * user, give the same error. kommune 0: the only kommune of the database, else an error that says
 * which there are. */
bool adgang_login(struct store *store, struct arena *arena, int kommune, struct str navn,
                  struct str token, int64_t now_us, struct adgang *out, struct err *err) MUST_CHECK;

/* The rest each need RET_BRUGERE, which is looked up anew in their transaction.
 *
 * A new user with at least one role, and its token registered for a year; empty: it has none. */
bool adgang_bruger_opret(struct store *store, struct arena *arena, const struct adgang *af,
                         struct str navn, const enum rolle *roller, size_t antal, struct str token,
                         int64_t now_us, struct err *err) MUST_CHECK;
/* Gives or takes a role; what is so already, is left so. Nobody gives itself a role, and the last
 * user who has the role `adgang` and a token that works keeps both. The role plejefamilie is not
 * given here, and who has it gets no other. */
bool adgang_rolle_saet(struct store *store, struct arena *arena, const struct adgang *af,
                       struct str navn, enum rolle rolle, bool givet, int64_t now_us,
                       struct err *err) MUST_CHECK;
/* Registers a new token; the earlier ones no longer work. udloeber_us 0: a year from now. */
bool adgang_noegle_ny(struct store *store, struct arena *arena, const struct adgang *af,
                      struct str navn, struct str token, int64_t udloeber_us, int64_t now_us,
                      struct err *err) MUST_CHECK;
/* Takes every token of the user back. */
bool adgang_noegle_luk(struct store *store, struct arena *arena, const struct adgang *af,
                       struct str navn, int64_t now_us, struct err *err) MUST_CHECK;

/* ---- inside a transaction ---- */

struct adgang_bruger {
    struct str id;
    struct str navn;
    unsigned roller;
    bool har_noegle;     /* one that works now */
    int64_t udloeber_us; /* when that ends; 0 when there is none */
};
/* Every user, by name in Danish order (orden.h). */
bool adgang_brugere(struct store *store, struct arena *arena, int kommune, int64_t now_us,
                    struct adgang_bruger **out, size_t *antal, struct err *err) MUST_CHECK;
/* A user's name by its id; "" when there is none. */
bool adgang_navn(struct store *store, struct arena *arena, int kommune, struct str bruger,
                 struct str *out, struct err *err) MUST_CHECK;

#endif
