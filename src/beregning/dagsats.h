/*
 * dagsats: what one line is worth on one day, and why.
 *
 * The innermost question of the scalar reader. The answer is exact and per unit (a month, a week, a
 * day); how many units a piece of the month holds is decided by beregning.c when all pieces are
 * known.
 */
#ifndef BEREGNING_DAGSATS_H
#define BEREGNING_DAGSATS_H

#include "beregning/beregning.h"
#include "beregning/fakta.h"

#define DAGSATS_GRUNDE 6

enum dag_udfald {
    DAG_INTET,   /* no right this day */
    DAG_GIVER,   /* the line has a value */
    DAG_MANGLER, /* something is missing: named in `mangler` */
};

struct led_liste {
    struct forklaring_led *led;
    size_t antal;
};

struct dagsats {
    enum dag_udfald udfald;
    const struct plan *plan;
    const struct plan_ydelse *regel;
    struct led_liste sats;      /* the rule's amount, or the agreement instead of it */
    struct led_liste doegnsats; /* DEL_DOEGNSATS: the day formula */
    struct led_liste ekstra;    /* deductions of a situation, supplements */
    struct str note;
    struct str grund[DAGSATS_GRUNDE];
    size_t grunde;
    struct str mangler;
    struct str mangler_grund;
    bool niveau_aendret; /* the level differs from the first, under "fastholdes" */
};

struct dag_sag {
    struct arena *arena;
    const struct sag *sag;
    const struct sag *const *familie; /* all placements of the family, this one included */
    size_t familie_antal;
    struct maaned maaned;
    struct dato kendt;
};

/* The value of line `linje` of `plan` on `dag`. False only on overflow. */
bool dagsats_on(const struct dag_sag *d, const struct plan *plan, int linje, struct dato dag,
                struct dagsats *out, struct err *err) MUST_CHECK;

/* Whether some line's right holds on `dag` by what `plan` says, in force or not. */
bool dagsats_ret(const struct dag_sag *d, const struct plan *plan, struct dato dag);

/* Whether two days have the same value for the same reasons, so that they are one piece. */
bool dagsats_eq(const struct dagsats *a, const struct dagsats *b);

#endif
