/*
 * indstilling: what the files of the room share. Nobody else includes it.
 */
#ifndef INDSTILLING_INDSTILLING_INTERN_H
#define INDSTILLING_INDSTILLING_INTERN_H

#include "indstilling/indstilling.h"

#define ARGS(...)                                                                                  \
    (const struct store_value[]){__VA_ARGS__},                                                     \
        sizeof((const struct store_value[]){__VA_ARGS__}) / sizeof(struct store_value)

enum { RAEKKER_MAX = 1000000 };

/* Whether the level may be registered beside those known of the placement. Pure. */
enum niveau_svar indstilling_retning(const struct plan *plan, const struct indstilling *i,
                                     const struct indstilling_forhold *f, struct niveau niveau);

/* Adds the next move, of its state; refused when the table of moves says no. What the move does not
 * say (niveau, moede, punkt) is kept from the one before only when `bliv` is set. Free text is
 * written; who and when are the user's and now. */
struct flytning {
    enum indstilling_tilstand til;
    struct niveau niveau;
    struct str moede;
    int punkt;
    struct str tekst; /* words, or empty */
    int64_t registrering;
};
bool indstilling_flyt(struct store *store, struct arena *arena, const struct adgang *adgang,
                      const struct indstilling *i, const struct flytning *f, int64_t now_us,
                      struct err *err) MUST_CHECK;
/* Reasons without spaces around them: not empty, not too long. When nothing is written, both texts
 * ask for it. */
bool indstilling_tekst(struct str *tekst, const char *skriv, const char *write,
                       struct err *err) MUST_CHECK;
#define SKRIV_BEGRUNDELSEN                                                                         \
    "Skriv begrundelsen; den står i sagen.", "Write the reasons; they stand in the case."

/* Whether the user is invited to the meeting. */
bool udvalgsmoede_er_med(struct store *store, struct arena *arena, const struct adgang *adgang,
                         struct str moede, bool *med, struct err *err) MUST_CHECK;
/* Refuses (ERR_ACCESS) who may not take the case off the agenda it stands on. */
bool indstilling_kraev_af(struct store *store, struct arena *arena, const struct adgang *adgang,
                          const struct indstilling *i, struct err *err) MUST_CHECK;
/* The cases a statement gives: head and moves in one row each, those of a case together. */
bool indstilling_saml(struct store *store, struct arena *arena, enum sql statement,
                      const struct store_value *args, size_t count, struct indstilling **out,
                      size_t *antal, struct err *err) MUST_CHECK;

#endif
