/*
 * sager_tidslinje: everything that is and was known of a placement, in one line of time. Only for
 * src/sagsside.
 *
 * Each registration is a post, at the day from which it is true; also one that was corrected or
 * taken back later, which is struck through and says so. Payments stand at the day the money is
 * there.
 */
#ifndef SAGSSIDE_SAGER_TIDSLINJE_H
#define SAGSSIDE_SAGER_TIDSLINJE_H

#include "sagsside/sager_sted.h"

struct sager_post {
    struct dato sort; /* the day it stands at */
    int64_t nr;       /* of the registrering, or of the approval's newest journal row */
    struct str dage;  /* when it is true */
    const char *slags;
    struct str navn; /* "Niveau", "Situation" */
    struct str tekst;
    struct str begrundelse; /* free text; may be empty */
    struct str naar;        /* when it was registered, and by whom */
    struct str overhalet;   /* why it is struck through; empty: it holds */
    struct str ret;         /* where it is corrected and taken back; empty: not by this user */
    struct str tilbage;
    struct str mere; /* where a payment is explained */
    bool penge;
    struct oere beloeb;
};

/* The kinds a line of time may be cut to: code and word; the first is everything. */
extern const struct sager_ord SAGER_TIDSLINJE[];
extern const size_t SAGER_TIDSLINJE_ANTAL;

/* The newest first. vis: the code of a kind; empty: all. `efter_nr`: by registration and not by the
 * day it is true from. `kan_rette`: with the ways to correct what holds. */
bool sager_tidslinje(struct side *s, const struct register_fakta *sted,
                     const struct sager_kendt *kendt, struct str vis, bool efter_nr, bool kan_rette,
                     const struct sager_post **out, size_t *antal, struct err *err) MUST_CHECK;

/* What a fact says, as people say it: "Efterskole", "Trin 3, besluttet 14. marts 2021". */
bool sager_faktatekst(struct side *s, const struct register_fakta *f, struct str *out,
                      struct err *err) MUST_CHECK;
/* What people call a ydelse. */
struct str sager_ydelse(struct side *s, struct str kode);
/* What people call a kind of fact. */
struct str sager_slags(const struct side *s, enum register_slags slags);
/* "Registreret 25. april 2021 kl. 09.00 af eva (nr. 12): import". */
bool sager_registreret(struct side *s, int64_t nr, struct str *out, struct err *err) MUST_CHECK;
/* What the one who asks has just done, by the field `gjort` that the form led here with: the number
 * of a registrering of its own. Else empty. */
bool sager_gjort(struct side *s, struct str *out, struct err *err) MUST_CHECK;

#endif
