/*
 * partshoering: a family is heard before the kommune gives it notice for reasons on its own side,
 * and the notice cannot be given before its time to answer has run out.
 *
 *     sendt ──► besvaret ──► opsagt      the termination is registered
 *       │          │
 *       └──────────┴───────► frafaldet
 *
 * How long a family has is the handbook's (plan.indplacering.afgoerelse); what it does not say, is
 * said in each hearing. Here a termination is registered only through a hearing; other ends of a
 * placement are registered as any other fact.
 */
#ifndef INDSTILLING_PARTSHOERING_H
#define INDSTILLING_PARTSHOERING_H

#include "adgang/adgang.h"
#include "base/dato.h"
#include "plan/plan.h"
#include "store/store.h"

enum partshoering_tilstand {
    PARTSHOERING_SENDT,
    PARTSHOERING_BESVARET,
    PARTSHOERING_FRAFALDET,
    PARTSHOERING_OPSAGT,
    PARTSHOERING_TILSTANDE,
};
const char *partshoering_tilstand_kode(enum partshoering_tilstand tilstand);
const char *partshoering_tilstand_navn(enum partshoering_tilstand tilstand);
const char *partshoering_tilstand_engelsk(enum partshoering_tilstand tilstand); /* after "is" */
/* The one table of moves. */
bool partshoering_kan_flytte(enum partshoering_tilstand fra, enum partshoering_tilstand til);

/* Why a kommune gives notice, as KL and VIVE ask about it; stands in the register. */
enum opsigelse_aarsag {
    AARSAG_KONFLIKT,
    AARSAG_VEDERLAG,
    AARSAG_FAGLIGHED,  /* the carers lack what the task demands */
    AARSAG_PERSONLIGE, /* illness, divorce and the like */
    AARSAG_FOR_SVAER,  /* the task is too hard */
    AARSAGER,
};
const char *opsigelse_aarsag_kode(enum opsigelse_aarsag aarsag); /* "for_svaer" */
const char *opsigelse_aarsag_navn(enum opsigelse_aarsag aarsag); /* "opgaven er for svær" */
bool opsigelse_aarsag_of(struct str kode, enum opsigelse_aarsag *out);

struct partshoering_trin {
    int64_t nr;
    enum partshoering_tilstand tilstand;
    struct str tekst; /* fritekst.id: what the family answered, or why it was dropped */
    int64_t registrering;
    struct str bruger;
    int64_t tid_us;
};
struct partshoering {
    struct str id; /* empty: there is none */
    struct str anbringelse;
    struct str familie;
    struct dato sendt;
    struct dato frist; /* the last day to answer */
    int mindst_dage;   /* what the handbook said when it was sent; 0: nothing */
    struct str grund;  /* fritekst.id */
    struct str bruger;
    int64_t tid_us;
    const struct partshoering_trin *trin; /* oldest first, at least one */
    size_t trin_antal;
};
const struct partshoering_trin *partshoering_nu(const struct partshoering *h);
/* Whether the time to answer has run out on that day. */
bool partshoering_er_udloebet(const struct partshoering *h, struct dato dag);

/* Reading, for who sees persons; newest first. */
bool partshoering_find(struct store *store, struct arena *arena, const struct adgang *adgang,
                       struct str id, struct partshoering *out, struct err *err) MUST_CHECK;
bool partshoering_liste(struct store *store, struct arena *arena, const struct adgang *adgang,
                        struct partshoering **out, size_t *antal, struct err *err) MUST_CHECK;

/* Those of a placement; the caller has seen that the one who asks is of the family. */
bool partshoering_familiens(struct store *store, struct arena *arena, int kommune,
                            struct str anbringelse, struct partshoering **out, size_t *antal,
                            struct err *err) MUST_CHECK;

/* Sent today (RET_INDSTIL). frist DATO_MIN: as many days as the handbook says; else a day that is
 * not before that. Refused when the placement has an open one. id: as of indstilling_ny. */
bool partshoering_send(struct store *store, struct arena *arena, const struct adgang *adgang,
                       const struct plan *plan, struct str id, struct str anbringelse,
                       struct str grund, struct dato frist, int64_t now_us,
                       struct err *err) MUST_CHECK;
/* What the family has answered, written down; may be said again. */
bool partshoering_svar(struct store *store, struct arena *arena, const struct adgang *adgang,
                       const struct partshoering *h, struct str tekst, int64_t now_us,
                       struct err *err) MUST_CHECK;
bool partshoering_frafald(struct store *store, struct arena *arena, const struct adgang *adgang,
                          const struct partshoering *h, struct str tekst, int64_t now_us,
                          struct err *err) MUST_CHECK;
/* Registers the notice, given on `dato`. Refused until the day after the last day to answer, and
 * for a day before that. A second time is ERR_CONFLICT. */
bool partshoering_opsig(struct store *store, struct arena *arena, const struct adgang *adgang,
                        const struct partshoering *h, struct dato dato,
                        enum opsigelse_aarsag aarsag, int64_t now_us, struct err *err) MUST_CHECK;

#endif
