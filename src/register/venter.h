/*
 * venter: what of the register somebody is to look at: accounts that wait for a second person,
 * placements that end and approvals that run out.
 *
 * Each list is asked for in parts and costs what is in it, not what the register holds. All run
 * inside a transaction of the caller, and tell what is known now.
 */
#ifndef REGISTER_VENTER_H
#define REGISTER_VENTER_H

#include "register/register.h"

/* An account that was proposed and can still be answered. */
struct venter_konto {
    struct str person;
    int64_t forslag;
    int64_t tid_us;
    struct str bruger; /* who proposed it */
};
/* Oldest first. `ikke`: the user whose own proposals are left out. */
bool venter_konti(struct store *store, struct arena *arena, int kommune, struct str ikke,
                  size_t fra, size_t hoejst, struct venter_konto **out, size_t *antal,
                  struct err *err) MUST_CHECK;
bool venter_konti_antal(struct store *store, struct arena *arena, int kommune, struct str ikke,
                        int64_t *antal, struct err *err) MUST_CHECK;

/* What ends on a day. */
struct venter_ophoer {
    struct str anbringelse; /* of an approval one of those in the family */
    struct str plejefamilie;
    struct str barn; /* of a placement */
    struct dato dag;
};
struct venter_valg {
    struct dato fra; /* what ends in [fra, til) */
    struct dato til;
    struct str bruger; /* only cases this user has (adgang/relation.h); empty: all */
    struct dato i_dag; /* on this day */
};
/* The last day of a stay, or the day one was given notice to. By day. */
bool venter_anbringelser(struct store *store, struct arena *arena, int kommune,
                         const struct venter_valg *valg, size_t fra, size_t hoejst,
                         struct venter_ophoer **out, size_t *antal, struct err *err) MUST_CHECK;
bool venter_anbringelser_antal(struct store *store, struct arena *arena, int kommune,
                               const struct venter_valg *valg, int64_t *antal,
                               struct err *err) MUST_CHECK;
/* Approvals, where no later one of the family follows and a child lives there beyond it. By day. */
bool venter_godkendelser(struct store *store, struct arena *arena, int kommune,
                         const struct venter_valg *valg, size_t fra, size_t hoejst,
                         struct venter_ophoer **out, size_t *antal, struct err *err) MUST_CHECK;
bool venter_godkendelser_antal(struct store *store, struct arena *arena, int kommune,
                               const struct venter_valg *valg, int64_t *antal,
                               struct err *err) MUST_CHECK;

#endif
