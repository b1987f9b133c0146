/*
 * relation: who has which case, and whether access to persons hangs on it.
 *
 * The roles familieraadgiver (the authority's) and familieplejekonsulent (the supplier's) are roles
 * of a case: where the kommune demands it (relation_krav), they see and register only on families
 * and placements they are given. Every other role with the right sees all. Until a kommune says
 * otherwise nothing is demanded.
 *
 * A relation is to a family, with all its placements, or to one placement of it; it holds in the
 * days [fra, til). Rows are only added: who had a case when, and who gave it, is kept.
 */
#ifndef ADGANG_RELATION_H
#define ADGANG_RELATION_H

#include "adgang/adgang.h"
#include "base/dato.h"

enum relation_slags {
    RELATION_RAADGIVER, /* the child's adviser in the authority */
    RELATION_KONSULENT, /* the family's consultant at the supplier */
    RELATION_VIKAR,     /* stands in for one of them */
    RELATION_SLAGS,
};
const char *relation_slags_kode(enum relation_slags slags); /* "raadgiver" */
const char *relation_slags_navn(enum relation_slags slags); /* "rådgiver" */
bool relation_slags_parse(struct str kode, enum relation_slags *out, struct err *err) MUST_CHECK;

struct relation {
    struct str bruger;  /* bruger.id */
    struct str familie; /* one of the two is empty */
    struct str anbringelse;
    enum relation_slags slags;
    struct dato fra;
    struct dato til; /* DATO_MAX: until further notice */
    struct str af;   /* bruger.id of who gave it */
    int64_t tid_us;
};

/* ---- in transactions of their own; RET_BRUGERE or the role leder, looked up anew ---- */

/* Gives a user a case, or ends it (an earlier `til`); what is so already, is left so. The roles of
 * a case are given to others only: nobody gives itself one; a member of a foster family gets none.
 * relation->bruger is not read. */
bool relation_saet(struct store *store, struct arena *arena, const struct adgang *af,
                   struct str navn, const struct relation *relation, int64_t now_us,
                   struct err *err) MUST_CHECK;
bool relation_krav_saet(struct store *store, struct arena *arena, const struct adgang *af,
                        bool kraeves, int64_t now_us, struct err *err) MUST_CHECK;

/* ---- inside a transaction ---- */

bool relation_krav(struct store *store, struct arena *arena, int kommune, bool *out,
                   struct err *err) MUST_CHECK;
/* Whether this user has the right only on cases of its own. False too when it has not the right at
 * all: that is another question (adgang_kraev). */
bool relation_kun_egne(struct store *store, struct arena *arena, const struct adgang *adgang,
                       enum ret ret, bool *out, struct err *err) MUST_CHECK;
/* Whether the user has the family, or the placement (either may be empty), on the day. */
bool relation_har(struct store *store, struct arena *arena, int kommune, struct str bruger,
                  struct str familie, struct str anbringelse, struct dato dag, bool *out,
                  struct err *err) MUST_CHECK;
/* Those who have the family or the placement on the day, by when they got it. */
bool relation_af_sag(struct store *store, struct arena *arena, int kommune, struct str familie,
                     struct str anbringelse, struct dato dag, struct relation **out, size_t *antal,
                     struct err *err) MUST_CHECK;
/* The cases of a user, the newest row of each, also those that have ended. */
bool relation_af_bruger(struct store *store, struct arena *arena, int kommune, struct str bruger,
                        struct relation **out, size_t *antal, struct err *err) MUST_CHECK;

#endif
