/*
 * adgang_intern: what the files of the room share.
 */
#ifndef ADGANG_ADGANG_INTERN_H
#define ADGANG_ADGANG_INTERN_H

#include "adgang/adgang.h"
#include "base/id.h"

/* 101-999. */
bool adgang_kommune_check(int kommune, struct err *err) MUST_CHECK;

/* What is known of one user. */
struct bruger {
    struct str id;
    unsigned roller;
    int64_t rolle_nr; /* of the newest rows; 0 when there is none */
    int64_t noegle_nr;
    struct str hash; /* of the newest token; empty when it is taken back */
    int64_t udloeber_us;
};

/* ---- the database; that somebody else was in the way is ERR_CONFLICT in all of these ---- */

bool adgang_begin(struct store *store, enum store_mode mode, struct err *err) MUST_CHECK;
/* Commits what went well, and rolls back what did not. */
bool adgang_end(struct store *store, bool ok, struct err *err) MUST_CHECK;
/* Runs a statement without rows; changed may be NULL. */
bool adgang_change(struct store *store, enum sql statement, const struct store_value *args,
                   size_t count, int64_t *changed, struct err *err) MUST_CHECK;
bool adgang_add(struct store *store, enum sql statement, const struct store_value *args,
                size_t count, struct err *err) MUST_CHECK;
bool adgang_ask(struct store *store, struct arena *arena, enum sql statement,
                const struct store_value *args, size_t count, size_t max_rows,
                struct store_rows *out, struct err *err) MUST_CHECK;

/* A write transaction around `work`, which is done again (PostgreSQL; at most five times) when
 * somebody else came between; so it may only set what it sets anew each time. */
bool adgang_write(struct store *store,
                  bool (*work)(struct store *store, void *ctx, struct err *err), void *ctx,
                  struct err *err) MUST_CHECK;

/* The kommuner there are: code, name. */
bool adgang_kommuner(struct store *store, struct arena *arena, struct store_rows *out,
                     struct err *err) MUST_CHECK;
/* The kommune that is meant, which must be there (0: the only one), and its name unless navn is
 * NULL. */
bool adgang_find_kommune(struct store *store, struct arena *arena, int *kommune, struct str *navn,
                         struct err *err) MUST_CHECK;
/* The id by the name as it is kept; empty when there is none. */
bool adgang_find(struct store *store, struct arena *arena, int kommune, struct str navn,
                 struct str *id, struct err *err) MUST_CHECK;
/* Everything about the user with this id. */
bool adgang_bruger_laes(struct store *store, struct arena *arena, int kommune, struct str id,
                        struct bruger *out, struct err *err) MUST_CHECK;
/* As adgang_kraev, with the roles that the one who asks has in the database now. */
bool adgang_kraev_nu(struct store *store, struct arena *arena, const struct adgang *af,
                     enum ret ret, struct err *err) MUST_CHECK;
/* The user that something is done to, who must be there. */
bool adgang_find_anden(struct store *store, struct arena *arena, const struct adgang *af,
                       struct str navn, struct str *kept, struct bruger *out,
                       struct err *err) MUST_CHECK;
/* A user that is not there yet, with a role that `af` gives it; no token. */
bool adgang_bruger_lav(struct store *store, int kommune, struct str navn, enum rolle rolle,
                       struct str af, int64_t now_us, struct id *id, struct err *err) MUST_CHECK;

/* ---- the local account ---- */

enum { KODE_HASH_SIZE = 128 };

/* argon2id with its costs and a new salt, as text. */
bool kode_hash(struct str kode, char out[KODE_HASH_SIZE], struct err *err) MUST_CHECK;
/* Whether it is the password; `hash` empty takes as long and is never right. */
bool kode_passer(struct str hash, struct str kode);
/* The hash was made with other costs than those of today. */
bool kode_er_gammel(struct str hash);

/* The newest step of 30 seconds near now (one before, one after), after `sidst`, whose code this
 * is; -1 when there is none. Spaces in the code are left out. */
int64_t totp_trin(struct str hemmelighed, struct str kode, int64_t now_us, int64_t sidst);

/* What the database has of a local account; texts empty where there is nothing. */
struct konto_laest {
    struct str kode;
    bool skift;
    int64_t kode_us; /* when it was set */
    struct str hemmelighed;
    struct str gemt;  /* what the database has of it: locked when there was a key */
    struct str laast; /* what it should have instead; empty when all is well */
    int64_t trin;
};
bool adgang_konto_laes(struct store *store, struct arena *arena, int kommune, struct str bruger,
                       struct konto_laest *out, struct err *err) MUST_CHECK;
/* Uses a code up; *ny false: it was used before. A secret that lay open is locked now. */
bool adgang_totp_brug(struct store *store, int kommune, struct str bruger,
                      const struct konto_laest *konto, int64_t trin, bool *ny,
                      struct err *err) MUST_CHECK;
/* What happened at a user's door, in the open write transaction. */
bool adgang_haendelse(struct store *store, struct arena *arena, int kommune, struct str bruger,
                      const char *art, struct str af, int64_t now_us, struct err *err) MUST_CHECK;
/* Ends the sessions of a user and forgets its browsers, in the open write transaction. */
bool adgang_luk_sessioner(struct store *store, int kommune, struct str bruger, int64_t *antal,
                          struct err *err) MUST_CHECK;
/* The user's own doing, or that of one with RET_BRUGERE, or for a member of a family with
 * RET_GIV_FAMILIE; as the database knows it now. */
bool adgang_kraev_over(struct store *store, struct arena *arena, const struct adgang *af,
                       const struct bruger *bruger, struct err *err) MUST_CHECK;

/* The words that are guessed first, ascending; folded letters. */
extern const char *const kode_ord[];
extern const size_t kode_ord_antal;

#endif
