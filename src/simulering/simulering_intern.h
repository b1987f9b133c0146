/*
 * simulering_intern: the amounts of one month under one handbook (private to the room).
 */
#ifndef SIMULERING_SIMULERING_INTERN_H
#define SIMULERING_SIMULERING_INTERN_H

#include "beregning/kerne.h"
#include "simulering/simulering.h"

/* The ydelser of both handbooks. */
struct ydelser {
    struct str kode[SIMULERING_YDELSER_MAX];
    struct str titel[SIMULERING_YDELSER_MAX];
    size_t antal;
};
/* The place of a ydelse; antal when it is not there. */
size_t ydelser_find(const struct ydelser *ydelser, struct str kode);

/* Placements by family, then id: order[] are indexes into the facts. */
struct familier {
    const struct sager *sager;
    const size_t *orden;
};
/* The end of the family that begins at order[at]. */
size_t familier_slut(const struct familier *familier, size_t at);

/* One handbook over the months. */
struct regnevej {
    struct arena *arena;
    const struct plan_samling *planer;
    const struct familier *familier;
    const struct ydelser *ydelser;
    struct dato kendt;
    uint32_t egne;   /* bit per ydelse: those of the versions in force in the months */
    bool i_kolonner; /* the kernel took the placements apart */
    struct kerne_soejler soejler;
};

/* Adds the ydelser of the versions in force in [fra, til), and says which they are. */
bool regnevej_ydelser(const struct plan_samling *planer, struct dato fra, struct dato til,
                      struct dato kendt, struct ydelser *ydelser, uint32_t *egne,
                      struct err *err) MUST_CHECK;
/* The rest of *r, whose first members are set. */
bool regnevej_init(struct regnevej *r, struct dato fra, struct dato til,
                   struct err *err) MUST_CHECK;
/* Amounts of a month, ydelse after ydelse: out[y * sager.count + i], KERNE_MANGLER and
 * KERNE_INGEN where there is none. */
bool regnevej_maaned(const struct regnevej *r, struct maaned maaned, int64_t *out,
                     struct err *err) MUST_CHECK;
/* What one placement's line lacks in a month. Texts live on the arena of *r. */
bool regnevej_mangel(const struct regnevej *r, struct maaned maaned, size_t i, struct str ydelse,
                     struct str *mangler, struct str *grund, struct err *err) MUST_CHECK;

#endif
