/*
 * kerne: the column kernel: a month for a whole population, without explanations.
 *
 * The second reader of a plan. Placements are taken apart into columns once (kerne_soejler); a month's
 * tables are made from the plan (kerne_maaned), one cell for everything a line can depend on; then every
 * placement costs a few additions (kerne_run). It agrees with beregning_month to the øre.
 *
 * What it cannot do it names, placement by placement (enum kerne_grund), and leaves to the scalar
 * reader. Where something is missing it says that a line is missing, not what: the scalar reader says.
 */
#ifndef BEREGNING_KERNE_H
#define BEREGNING_KERNE_H

#include "plan/plan.h"
#include "sag/sag.h"

#define KERNE_MANGLER INT64_MIN   /* the line is missing something */
#define KERNE_INGEN (INT64_MIN + 1) /* the line is not given */

enum kerne_grund {
    KERNE_KAN,
    KERNE_AFTALE,            /* an individual agreement touches the period */
    KERNE_NIVEAUER,          /* more than one placement on a level, or a conflict */
    KERNE_SITUATIONER,       /* more than one situation in the period */
    KERNE_SOESKENDE,         /* the child's number changes more than once, or passes four */
    KERNE_NIVEAU_HISTORIE,   /* the handbook forbids lowering, and there is a history to compare */
    KERNE_MANGE_NIVEAUER,    /* more different levels than the tables hold */
    KERNE_DOEGN_UDENFOR,     /* a night of relief outside the placement */
    KERNE_GRUNDE,
};

const char *kerne_grund_navn(enum kerne_grund grund);

#define KERNE_MAX_BAAND 24
#define KERNE_MAX_NIVEAUER 64

/* A level in use: a trin, or a number when trin is 0. */
struct kerne_niveau {
    int trin;
    struct brok vederlag;
};

/* The population as columns, for the months in [fra, til) as known at one day. */
struct kerne_soejler {
    size_t antal;
    const struct sager *sager;
    uint8_t *grund;  /* enum kerne_grund */
    uint8_t *art;
    uint8_t *niveau; /* index in niveauer; 0 = none or refused */
    uint8_t *situation; /* 1 + enum situation_art; 0 = none */
    int32_t *fra;    /* first counted day of the stay */
    int32_t *til;    /* first day after it */
    int32_t *atten;
    int32_t *sit_fra;
    int32_t *sit_til;
    int32_t *tredje_fra; /* days on which it is the third (or fourth) child */
    int32_t *tredje_til;
    int32_t *fylder[KERNE_MAX_BAAND]; /* the day of each age band's first age */
    int32_t *ret_til[PLAN_MAX_LINES]; /* by line */
    uint32_t *doegn_fra;  /* first relief interval of each placement; antal + 1 entries */
    struct periode *doegn;
    int baand[KERNE_MAX_BAAND]; /* first age of each band, ascending, baand[0] = 0 */
    size_t baand_antal;
    struct kerne_niveau niveauer[KERNE_MAX_NIVEAUER]; /* [0]: no level */
    size_t niveauer_antal;
};

/* Why a whole period cannot be run in columns; empty when it can. */
struct kerne_afvist {
    const char *grund; /* NULL when it can */
};

/* Takes the population apart for [fra, til) under `planer`. All versions in force in the period must
 * agree on choices, levels, terms and lines (rates and formulas may differ); otherwise `afvist` says
 * which not and nothing is made. */
bool kerne_soejler_make(struct arena *arena, const struct plan_samling *planer,
                        const struct sager *sager, struct dato fra, struct dato til,
                        struct dato kendt, struct kerne_soejler *out, struct kerne_afvist *afvist,
                        struct err *err) MUST_CHECK;

struct kerne_celle {
    int64_t hel;   /* per day, in 1/naevner øre, when the month is whole and even */
    int64_t del;   /* per day when it is not */
    int64_t ekstra; /* per day: deductions of a situation */
    uint8_t tilstand; /* 0 nothing, 1 gives, 2 missing */
};

struct kerne_stykke { /* days of the month with one version and one set of rates */
    int32_t fra;
    int32_t til;
    const struct plan *plan; /* NULL: no handbook in force */
    bool udenfor;            /* the handbook declares that it does not cover these days */
    struct kerne_celle *celle;
};

/* The tables of one month. */
struct kerne_maaned {
    struct maaned maaned;
    struct dato kendt;
    struct kerne_stykke *stykke;
    size_t stykker;
    size_t linjer;
    size_t niveauer;
    size_t baand;
    int64_t naevner[PLAN_MAX_LINES];
    const struct plan_ydelse *regel[PLAN_MAX_LINES][ART_ANTAL]; /* how to round, and what counts */
};

/* false: overflow. afvist: the roundings of two versions in the month differ. */
bool kerne_maaned_make(struct arena *arena, const struct plan_samling *planer,
                       const struct kerne_soejler *soejler, struct maaned maaned, struct dato kendt,
                       struct kerne_maaned *out, struct kerne_afvist *afvist,
                       struct err *err) MUST_CHECK;

/* Amounts in øre for placements [fra, til), line after line: out[line * stride + (i − fra)].
 * KERNE_MANGLER and KERNE_INGEN where there is no amount. Placements whose grund is not KERNE_KAN get
 * KERNE_MANGLER in every line and must go to the scalar reader. */
void kerne_run(const struct kerne_maaned *maaned, const struct kerne_soejler *soejler, size_t fra,
               size_t til, int64_t *out, size_t stride);

#endif
