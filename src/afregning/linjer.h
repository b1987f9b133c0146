/*
 * linjer: a month for chosen placements, as lines with receivers, and as the text that is stored.
 * Pure: the same facts, plan and choice give the same bytes.
 *
 * The text, for one month after another:
 *     M <maaned>                                       year × 12 + month − 1
 *     S <anbringelse>                                  computed; its lines and lacks follow
 *     L <ydelse> <modtager> <kanal> <skat> <øre>
 *     X <ydelse> <mangler>                             could not be computed
 *     T <anbringelse>                                  taken back: there is nothing to compute
 * with tabs between, a line end after each.
 */
#ifndef AFREGNING_LINJER_H
#define AFREGNING_LINJER_H

#include "afregning/forskel.h"
#include "register/register.h"

/* One placement and month. Texts live as long as facts, plan and the arena of struct linjer. */
struct linjer_par {
    struct str plejefamilie;
    struct str anbringelse;
    struct maaned maaned;
    const struct forskel_linje *linje;
    size_t linjer;
    const struct udgave_mangel *mangel;
    size_t mangler;
};

struct linjer {
    struct arena *arena;
    const struct plan_samling *planer;
    const struct register_udsnit *udsnit;
    struct dato kendt; /* rates and handbooks known at the end of this day */
    struct buf tekst;
    /* Told of each placement as it is computed, in the order chosen; false stops. May be NULL. */
    bool (*par)(void *ctx, const struct linjer_par *par, struct err *err);
    void *ctx;
};

void linjer_init(struct linjer *l, struct arena *arena, const struct plan_samling *planer,
                 const struct register_udsnit *udsnit, struct dato kendt);
/* valgt: ascending indexes into udsnit->sager, whole families. */
bool linjer_maaned(struct linjer *l, struct maaned maaned, const size_t *valgt, size_t antal,
                   struct err *err) MUST_CHECK;
/* A placement that is no longer known, in the month told last. */
bool linjer_tilbagekaldt(struct linjer *l, struct maaned maaned, struct str anbringelse,
                         struct err *err) MUST_CHECK;

/* ---- the facts of a family as they are stored ---- */

/* Sager [fra, til) of the cut are one family: their JSON, then who the children are and who holds
 * the contracts. */
void linjer_fakta_skriv(struct buf *out, const struct register_udsnit *udsnit, size_t fra,
                        size_t til);
/* Adds one family's stored facts; register_udsnit grows on the arena. */
struct linjer_fakta {
    struct arena *arena;
    struct sag *sag;
    struct register_sag *til;
    size_t antal;
    size_t sag_plads;
    size_t til_plads;
};
bool linjer_fakta_laes(struct linjer_fakta *fakta, struct str tekst, struct err *err) MUST_CHECK;
/* Adds what was read elsewhere; what its cases point to is shared with it. */
void linjer_fakta_tag(struct linjer_fakta *fakta, const struct linjer_fakta *fra);

#endif
