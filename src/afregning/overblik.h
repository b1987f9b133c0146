/*
 * overblik: what a computed run comes to, what is new in it since the month before, and its
 * differences page by page. Part of the door of the room, for whoever looks at a run.
 *
 * What is new is told placement by placement for the run's own month, against what the regular run
 * before it was approved with for its month; the groups add up to the difference between the two.
 * Corrections of other months are told apart, by the reason for them.
 *
 * Inside a transaction of the caller.
 */
#ifndef AFREGNING_OVERBLIK_H
#define AFREGNING_OVERBLIK_H

#include "afregning/afregning.h"
#include "afregning/breve.h"

/* Why a placement is paid something else: first the reasons of enum breve_grund, which tell what
 * was registered; then what is seen from the two months themselves. */
enum overblik_grund {
    OVERBLIK_NY = BREVE_GRUNDE, /* nothing was computed for it the month before */
    OVERBLIK_OPHOERT,           /* nothing is computed for it any more */
    OVERBLIK_MANGLER,           /* something of it cannot be computed now, and could then */
    OVERBLIK_MANGLEDE,          /* could not be computed then, and can now */
    OVERBLIK_KENDT,             /* nothing new was registered: days, a birthday, a rate */
    OVERBLIK_GRUNDE,
};
const char *overblik_grund_kode(enum overblik_grund grund); /* "ny", "indplacering" */
/* False for what is no reason. */
bool overblik_grund_parse(struct str kode, enum overblik_grund *out);

struct overblik_summer {
    int64_t antal;
    struct oere op;  /* what is granted more */
    struct oere ned; /* what is granted less, as a positive amount */
};

struct overblik_kanal {
    struct str kanal; /* "loen" */
    struct overblik_summer sum;
};

struct overblik_nyt {
    int64_t antal; /* placements */
    struct oere foer;
    struct oere nu;
};

struct overblik {
    struct overblik_summer alt; /* differences */
    struct overblik_kanal *kanal;
    size_t kanaler;
    int64_t mangler;
    bool har_foer; /* there is a regular run before it */
    struct maaned foer_maaned;
    int64_t uaendret; /* placements that are paid as the month before */
    struct oere foer; /* in all, for the run's own month and the one before */
    struct oere nu;
    struct overblik_nyt nyt[OVERBLIK_GRUNDE];
    struct overblik_summer rettelse[OVERBLIK_GRUNDE]; /* only reasons of enum breve_grund */
    struct overblik_summer rettelser;                 /* in all */
};
/* Of the newest edition of a run that is computed, as it was kept when that was written. */
bool overblik_hent(struct store *store, struct arena *arena, int kommune,
                   const struct koersel *koersel, struct overblik *out, struct err *err) MUST_CHECK;

/* A placement that is paid something else than the month before. */
struct overblik_sted {
    struct str anbringelse;
    enum overblik_grund grund;
    struct oere foer;
    struct oere nu;
};
/* Those with that reason whose id is after `efter`, at most `hoejst`, by id. */
bool overblik_steder(struct store *store, struct arena *arena, int kommune,
                     const struct koersel *koersel, enum overblik_grund grund, struct str efter,
                     size_t hoejst, struct overblik_sted **out, size_t *antal,
                     struct err *err) MUST_CHECK;

/* ---- differences and lacks, some at a time ---- */

enum overblik_vis {
    OVERBLIK_ALLE,
    OVERBLIK_RETTELSER, /* of other months, and what people have decided */
    OVERBLIK_NEDAD,     /* what was granted too much */
};
/* Those of the newest edition with nr > efter, by nr; at most `hoejst`. */
bool overblik_forskelle(struct store *store, struct arena *arena, int kommune,
                        const struct koersel *koersel, enum overblik_vis vis, int64_t efter,
                        size_t hoejst, struct forskel **out, size_t *antal,
                        struct err *err) MUST_CHECK;
/* All of one placement. */
bool overblik_forskelle_af(struct store *store, struct arena *arena, int kommune,
                           const struct koersel *koersel, struct str anbringelse,
                           struct forskel **out, size_t *antal, struct err *err) MUST_CHECK;
/* The one with that number; *fundet says whether there is one. */
bool overblik_forskel(struct store *store, struct arena *arena, int kommune,
                      const struct koersel *koersel, int64_t nr, struct forskel *out, bool *fundet,
                      struct err *err) MUST_CHECK;
/* How much of what was granted before on the line of a difference was paid on account, so that it
 * is taken off now; what an earlier correction took off is not told again. */
bool overblik_forud(struct store *store, struct arena *arena, int kommune,
                    const struct forskel *forskel, struct oere *out, struct err *err) MUST_CHECK;
/* Whether a difference is a correction, or something new of the run's own month. */
bool overblik_er_rettelse(const struct koersel *koersel, const struct forskel *forskel);

/* Lacks [fra, fra + hoejst) of the newest edition, as they are numbered. */
bool overblik_mangler(struct store *store, struct arena *arena, int kommune,
                      const struct koersel *koersel, int64_t fra, size_t hoejst,
                      struct udgave_mangel **out, size_t *antal, struct err *err) MUST_CHECK;
/* What is missing, and how much of it. */
struct overblik_mangel {
    struct str mangler; /* "kontrakt" */
    int64_t linjer;
    int64_t anbringelser;
};
/* Most first. */
bool overblik_manglende(struct store *store, struct arena *arena, int kommune,
                        const struct koersel *koersel, struct overblik_mangel **out, size_t *antal,
                        struct err *err) MUST_CHECK;

/* ---- who did what ---- */

/* Something that was registered since the approval before, and touches a month of a placement. */
struct overblik_registreret {
    enum overblik_grund grund;
    struct dato fra; /* what it touches */
    struct dato til;
    struct str bruger; /* bruger.id */
};
/* Oldest first. */
bool overblik_registreret(struct store *store, struct arena *arena, int kommune,
                          const struct koersel *koersel, struct str familie, struct str anbringelse,
                          struct maaned maaned, struct overblik_registreret **out, size_t *antal,
                          struct err *err) MUST_CHECK;
/* The regular run before it that was approved when it was computed; loebenr 0: there is none. */
bool overblik_foer(struct store *store, struct arena *arena, int kommune,
                   const struct koersel *koersel, struct koersel *out, struct err *err) MUST_CHECK;

struct overblik_folk {
    int64_t loebenr;
    struct str lavet;    /* bruger.id */
    struct str beregnet; /* who computed it last; empty before */
    int64_t beregnet_us;
    struct str godkendt; /* empty before */
    int64_t godkendt_us;
};
/* Of every run, newest first, as koersel_liste gives them. */
bool overblik_folk(struct store *store, struct arena *arena, int kommune,
                   struct overblik_folk **out, size_t *antal, struct err *err) MUST_CHECK;

/* The hash of the handbooks and rates the newest edition was computed with (grundlag_plan_gemt). */
bool overblik_plan(struct store *store, struct arena *arena, int kommune,
                   const struct koersel *koersel, struct str *out, struct err *err) MUST_CHECK;
/* How many registrations a computed run may have missed: made since it was computed, and within its
 * skaeringsdato. */
bool overblik_usete(struct store *store, struct arena *arena, int kommune,
                    const struct koersel *koersel, int64_t *out, struct err *err) MUST_CHECK;

#endif
