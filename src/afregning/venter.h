/*
 * afregning/venter: what stops money: lacks that are open, and payments that came back.
 *
 * Inside a transaction of the caller. Lists are asked for in parts.
 */
#ifndef AFREGNING_VENTER_H
#define AFREGNING_VENTER_H

#include "afregning/afregning.h"

/* A placement of which something is missing in the newest approved edition. */
struct venter_mangel {
    struct str plejefamilie;
    struct str anbringelse;
    struct maaned maaned; /* the first month */
    struct str mangler;   /* what is missing first, by name: "kost_andel" */
    struct str grund;     /* one Danish sentence of it */
    int64_t antal;        /* lacks of the placement */
};
/* By month, each placement once. `bruger`: only cases that user has on the day; empty: all. */
bool venter_mangler(struct store *store, struct arena *arena, int kommune, struct str bruger,
                    struct dato dag, size_t fra, size_t hoejst, struct venter_mangel **out,
                    size_t *antal, struct err *err) MUST_CHECK;
bool venter_mangler_antal(struct store *store, struct arena *arena, int kommune, struct str bruger,
                          struct dato dag, int64_t *antal, struct err *err) MUST_CHECK;

/* A payment that was rejected or returned, and is not sent again yet. */
struct venter_afvist {
    struct str betaling;
    int64_t koersel;
    struct str modtager; /* person.id */
    struct oere beloeb;
    struct str aarsag;
    int64_t tid_us; /* when we read that it came back */
};
/* Oldest first. */
bool venter_afviste(struct store *store, struct arena *arena, int kommune, size_t fra,
                    size_t hoejst, struct venter_afvist **out, size_t *antal,
                    struct err *err) MUST_CHECK;
bool venter_afviste_antal(struct store *store, struct arena *arena, int kommune, int64_t *antal,
                          struct err *err) MUST_CHECK;

#endif
