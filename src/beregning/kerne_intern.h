/*
 * kerne_intern: what the three files of the kernel share.
 */
#ifndef BEREGNING_KERNE_INTERN_H
#define BEREGNING_KERNE_INTERN_H

#include "beregning/kerne.h"

/* The number of a combination. `situation` is 0 or 1 + enum situation_art, `tredje` 0 or 1. */
static inline size_t kerne_celle_nr(const struct kerne_maaned *m, size_t art, size_t situation,
                                    size_t tredje, size_t niveau, size_t baand)
{
    size_t i = (art * KERNE_SITUATIONER_ANTAL + situation) * 2 + tredje;
    return (i * m->niveauer + niveau) * m->baand + baand;
}

/* What each combination gives in a month in which nothing changes (kerne_maaned.beloeb). */
void kerne_hele_maaneder(const struct kerne_maaned *m, int64_t *beloeb);

#endif
