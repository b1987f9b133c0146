/*
 * eksport_vis: the exports, payments and payees of a run as people look at them. Part of the door
 * of the room.
 *
 * Inside a transaction of the caller.
 */
#ifndef AFREGNING_EKSPORT_VIS_H
#define AFREGNING_EKSPORT_VIS_H

#include "afregning/eksport.h"
#include "base/hash.h"

/* A stored file, without its bytes. */
struct eksport_gemt {
    int64_t eksport;
    int64_t tid_us;    /* when the export was made */
    struct str bruger; /* by whom: bruger.id */
    struct str kanal;  /* "loen" …, "manifest" */
    struct str navn;
    int64_t antal; /* payments in it, and their sum; 0 of a manifest */
    struct oere sum;
    int64_t bytes;
    struct hash hash; /* SHA-256, as the manifest has it */
};
/* Of all the run's exports, oldest first, each export's manifest last. */
bool eksport_gemte(struct store *store, struct arena *arena, int kommune, int64_t koersel,
                   struct eksport_gemt **out, size_t *antal, struct err *err) MUST_CHECK;
/* The bytes of the run's file with that name; *fundet says whether there is one. */
bool eksport_hent(struct store *store, struct arena *arena, int kommune, int64_t koersel,
                  struct str navn, struct str *bytes, bool *fundet, struct err *err) MUST_CHECK;

/* How the payments of one export on one channel stand. */
struct betaling_summer {
    int64_t eksport;
    struct str kanal;
    struct dato dag;
    int64_t antal;
    struct oere sum;
    int64_t godtaget;
    int64_t tilbage; /* rejected or returned, and not sent again */
    struct oere tilbage_sum;
    int64_t sendt_igen;
    int64_t venter; /* without an answer */
};
bool betaling_summer(struct store *store, struct arena *arena, int kommune, int64_t koersel,
                     struct betaling_summer **out, size_t *antal, struct err *err) MUST_CHECK;
/* Payments that came back and are not sent again, with what was answered. */
bool betaling_tilbage(struct store *store, struct arena *arena, int kommune, int64_t koersel,
                      struct betaling **out, size_t *antal, struct err *err) MUST_CHECK;

/* What a computed run grants one payee, over all channels. */
struct koersel_modtager {
    struct str modtager;
    int64_t linjer;
    struct oere op;
    struct oere ned;
};
/* Those whose id is after `efter`, at most `hoejst`, by id. */
bool koersel_modtagere(struct store *store, struct arena *arena, int kommune,
                       const struct koersel *koersel, struct str efter, size_t hoejst,
                       struct koersel_modtager **out, size_t *antal, struct err *err) MUST_CHECK;
/* The placements on which the run grants a payee something, by id. */
bool koersel_modtager_steder(struct store *store, struct arena *arena, int kommune,
                             const struct koersel *koersel, struct str modtager, struct str **out,
                             size_t *antal, struct err *err) MUST_CHECK;

#endif
