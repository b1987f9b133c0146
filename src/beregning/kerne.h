/*
 * kerne: the column kernel: a month for a whole population, without explanations.
 *
 * The second reader of a plan. Placements are taken apart into columns once (kerne_soejler); a
 * month's tables are made from the plan (kerne_maaned), one cell for everything a line can depend
 * on; then every placement costs a few additions (kerne_run). It agrees with beregning_month to
 * the øre.
 *
 * What it cannot do it names, placement by placement (enum kerne_grund), and leaves to the scalar
 * reader. Where something is missing it says that a line is missing, not what: the scalar reader
 * says.
 *
 * Three steps: kerne_soejler.c (columns), kerne_maaned.c (tables), kerne.c (the run).
 */
#ifndef BEREGNING_KERNE_H
#define BEREGNING_KERNE_H

#include "plan/plan.h"
#include "sag/sag.h"

#define KERNE_MANGLER INT64_MIN     /* the line is missing something */
#define KERNE_INGEN (INT64_MIN + 1) /* the line is not given */

enum kerne_grund {
    KERNE_KAN,
    KERNE_AFTALE,      /* an individual agreement touches the period */
    KERNE_NIVEAUER,    /* more than one level in the period, or a part of it without one */
    KERNE_SITUATIONER, /* more than one situation in the period, or one that outlives the stay */
    KERNE_SOESKENDE,   /* the child is the third in turns, passes four, or has a notice running */
    KERNE_NIVEAU_HISTORIE, /* the handbook forbids lowering, and a higher level has been known */
    KERNE_MANGE_NIVEAUER,  /* more different levels than the tables hold */
    KERNE_DOEGN,           /* a night of relief outside the placement, or told twice */
    KERNE_GRUNDE,
};

const char *kerne_grund_navn(enum kerne_grund grund);

#define KERNE_MAX_BAAND (PLAN_MAX_AGE + 2)
#define KERNE_MAX_NIVEAUER 64
#define KERNE_SITUATIONER_ANTAL (1 + SITUATION_ANTAL) /* 0: none */

/* A level in use: a trin, or a number when trin is 0. */
struct kerne_niveau {
    int trin;
    struct brok vederlag;
};

/* The population as columns, for the months in [periode_fra, periode_til) as known at one day.
 *
 * Days are counted from periode_fra: −1 is any day before it, the length of the period any day
 * after it. They take half the memory of a date, and memory is what a run waits for. */
struct kerne_soejler {
    struct dato periode_fra;
    struct dato periode_til;
    struct dato kendt;
    size_t antal;
    const struct sager *sager;
    uint8_t *grund; /* enum kerne_grund */
    uint8_t *art;
    uint8_t *niveau;    /* index in niveauer; 0 = none or refused */
    uint8_t *situation; /* 1 + enum situation_art; 0 = none */
    int16_t *fra;       /* first counted day of the stay; the end of the period when not known */
    int16_t *sit_fra;
    int16_t *sit_til;
    int16_t *tredje_fra; /* days on which it is the third (or fourth) child */
    int16_t *tredje_til;
    int16_t *fylder[KERNE_MAX_BAAND]; /* the day of each age band's first age */
    int16_t *slut[PLAN_MAX_LINES];    /* by line: first day without a right to it */
    uint32_t *doegn_fra;              /* first relief interval of each; antal + 1 entries */
    struct periode *doegn;
    int baand[KERNE_MAX_BAAND]; /* first age of each band, ascending, baand[0] = 0 */
    size_t baand_antal;
    size_t linjer;
    struct kerne_niveau niveauer[KERNE_MAX_NIVEAUER]; /* [0]: no level */
    size_t niveauer_antal;
    bool brugt[ART_ANTAL][KERNE_SITUATIONER_ANTAL]; /* combinations that occur */
};

/* Why a whole period cannot be run in columns; empty when it can. */
struct kerne_afvist {
    const char *grund; /* NULL when it can */
};

#define KERNE_MAX_DAGE 30000

/* Takes the population apart for [fra, til), at most KERNE_MAX_DAGE days, under `planer`. All
 * versions in force in the period must agree on choices, levels, terms and lines (rates and
 * formulas may differ); otherwise `afvist` says so and nothing is made. */
bool kerne_soejler_make(struct arena *arena, const struct plan_samling *planer,
                        const struct sager *sager, struct dato fra, struct dato til,
                        struct dato kendt, struct kerne_soejler *out, struct kerne_afvist *afvist,
                        struct err *err) MUST_CHECK;

enum kerne_tilstand { KERNE_INTET, KERNE_GIVER, KERNE_LACK };

struct kerne_celle {
    int64_t hel;      /* per day, in 1/naevner øre, when the month is whole and even */
    int64_t del;      /* per day when it is not */
    int64_t ekstra;   /* per day: deductions of a situation */
    uint8_t tilstand; /* enum kerne_tilstand */
};

struct kerne_stykke { /* days of the month with one version and one set of rates */
    int16_t fra;
    int16_t til;
    const struct plan *plan;
    bool doegn[ART_ANTAL][PLAN_MAX_LINES]; /* the line counts nights of relief */
    struct kerne_celle *celle;
};

/* The tables of one month. */
struct kerne_maaned {
    struct maaned maaned;
    int16_t fra; /* its first day, as the columns count */
    int16_t til;
    struct kerne_stykke *stykke;
    size_t stykker;
    size_t linjer;
    size_t niveauer;
    size_t baand;
    size_t celler; /* combinations; each has a kerne_celle for every line */
    int64_t naevner[PLAN_MAX_LINES];
    const struct plan_ydelse *regel[PLAN_MAX_LINES][ART_ANTAL]; /* how to round */
    unsigned doegn_art;    /* bit per enum art: some line counts nights */
    const int64_t *beloeb; /* [line * celler + cell]: øre of a month in which nothing changes */
};

/* Tables for a month within the columns' period. false: overflow. afvist: a day of the month has no
 * handbook that covers it, or two versions in it differ in rounding, receiver or units. */
bool kerne_maaned_make(struct arena *arena, const struct plan_samling *planer,
                       const struct kerne_soejler *soejler, struct maaned maaned,
                       struct kerne_maaned *out, struct kerne_afvist *afvist,
                       struct err *err) MUST_CHECK;

/* Amounts in øre for placements [fra, til), line after line: out[line * stride + (i − fra)].
 * KERNE_MANGLER and KERNE_INGEN where there is no amount. Placements whose grund is not KERNE_KAN
 * get KERNE_MANGLER in every line and must go to the scalar reader. */
void kerne_run(const struct kerne_maaned *maaned, const struct kerne_soejler *soejler, size_t fra,
               size_t til, int64_t *out, size_t stride);

#endif
