/* maaned_linjer: lists of a run's lines: differences, lacks, what is new. Only for
 * src/maanedsside. */
#ifndef MAANEDSSIDE_MAANED_LINJER_H
#define MAANEDSSIDE_MAANED_LINJER_H

#include "beregning/oversat.h"
#include "maanedsside/maaned_side.h"

struct maaned_linje {
    int64_t koersel;
    int64_t nr;
    struct maaned_sted sted;
    struct str titel; /* of the ydelse */
    struct str maaned;
    struct str kanal;
    struct str art; /* "aconto"; empty for a computed line */
    bool rettelse;
    struct oere foer;
    bool har_forud;
    struct oere forud; /* of that paid on account */
    struct oere nu;
    struct str forskel;
};

bool maaned_linje_af(struct side *s, const struct koersel *k,
                     const struct haandbog_samling *haandbog, const struct forskel *f,
                     struct maaned_linje *out, struct err *err) MUST_CHECK;

struct maaned_forskelle {
    int64_t nr;
    struct str titel;
    struct str vis; /* "rettelser", "nedad"; empty: all */
    bool alle;
    bool rettelser;
    bool nedad;
    struct str sted;  /* what was searched for */
    bool fandt_intet; /* of that */
    const struct maaned_linje *linje;
    size_t linje_antal;
    bool flere;
    int64_t efter; /* the last number shown */
    bool senere;   /* not the first page */
};

struct maaned_mangel {
    struct maaned_sted sted;
    struct str titel;
    struct str maaned;
    struct oversat mangler;
    struct oversat grund;
    bool i_haandbogen; /* a rate or a rule: not mended on the placement */
    struct str ydelse; /* the line that may be paid on account meanwhile; empty: none, or may not */
    struct str aar_maaned;
};

struct maaned_mangler {
    int64_t nr;
    struct str titel;
    const struct maaned_mangel *mangel;
    size_t mangel_antal;
    bool flere;
    int64_t naeste;
    bool senere;
};

struct maaned_nyt_sted {
    int64_t koersel;
    struct maaned_sted sted;
    struct oere foer;
    struct oere nu;
    struct str forskel;
};

struct maaned_nyt {
    int64_t nr;
    struct str titel;
    struct str ord;
    struct str kode;
    struct str foer_maaned;
    struct str nu_maaned;
    const struct maaned_nyt_sted *sted;
    size_t sted_antal;
    bool flere;
    struct str efter;
    bool senere;
};

/* The handbook that a computed run was computed with, for what a ydelse is called. */
bool maaned_haandbog(struct side *s, const struct koersel *k, struct haandbog_samling *out,
                     struct err *err) MUST_CHECK;
/* A computed run; 404 for one that is not. */
bool maaned_find_beregnet(struct side *s, struct koersel *k, struct err *err) MUST_CHECK;
/* Writes that lines of a run were seen. */
bool maaned_set(struct side *s, const struct koersel *k, size_t antal, struct err *err) MUST_CHECK;

#endif
