/*
 * afregning/intern: what the files of the room share.
 */
#ifndef AFREGNING_INTERN_H
#define AFREGNING_INTERN_H

#include "afregning/afregning.h"
#include "register/register.h"

enum {
    RUNS_MAX = 100000,
    ROWS_MAX = 20000000, /* of one answer: far above a run of 100,000 placements */
};

/* ---- runs: inside a write transaction ---- */

/* Adds the move; two who move at once draw the same number, and the database refuses one. */
bool koersel_flyt(struct store *store, const struct adgang *adgang, const struct koersel *koersel,
                  enum koersel_tilstand til, struct str begrundelse, int64_t now_us,
                  struct err *err) MUST_CHECK;

/* ---- approvals ---- */

struct afregning {
    int64_t nr; /* 0: nothing has been approved */
    int64_t koersel;
    int64_t udgave;
    struct maaned fra_maaned; /* the first month that is settled here */
    struct maaned til_maaned; /* and the last */
    int64_t skaering;
};
bool afregning_sidste(struct store *store, struct arena *arena, int kommune, struct afregning *out,
                      struct err *err) MUST_CHECK;

/* The cut of the run approved last; DATO_MIN when there is none. A later run must not know less. */
bool koersel_sidste_skaering(struct store *store, struct arena *arena, int kommune,
                             const struct afregning *sidste, struct dato *out,
                             struct err *err) MUST_CHECK;

/* The hash of rules and rates a month was last settled with, from the rows of
 * afregning_plan_liste; empty when it never was. */
struct str aftryk_kendt(const struct store_rows *rows, int64_t maaned);

/* ---- stored texts ---- */

/* Stores a text unless it is there, and gives its hash. */
bool indhold_gem(struct store *store, int kommune, const char *art, struct str tekst,
                 struct hash *hash, struct err *err) MUST_CHECK;
/* A text whose bytes no longer have its hash is an error. */
bool indhold_hent(struct store *store, struct arena *arena, int kommune, struct str hash,
                  struct str *tekst, struct err *err) MUST_CHECK;

/* A file's bytes, which need not be text. */
bool indhold_gem_fil(struct store *store, struct arena *arena, int kommune, struct str bytes,
                     struct hash *hash, struct err *err) MUST_CHECK;
bool indhold_hent_fil(struct store *store, struct arena *arena, int kommune, struct str hash,
                      struct str *bytes, struct err *err) MUST_CHECK;

/* "0773-000001-manifest.json" of an export. */
struct str eksport_manifest_navn(struct arena *arena, int kommune, int64_t nr);

/* A short writer for arguments: the engine wants an array of values. */
#define ARGS(...)                                                                                  \
    (const struct store_value[]){__VA_ARGS__},                                                     \
        sizeof((const struct store_value[]){__VA_ARGS__}) / sizeof(struct store_value)

static inline bool at_rollback(struct store *store)
{
    store_rollback(store);
    return false;
}

#endif
