/*
 * niveau_flet: a draft's form beside what is kept, when somebody else may have saved in between.
 *
 * For each field of the form there is what was kept when the page was opened, what is kept now, and
 * what was sent. Only for src/indstillingsside.
 */
#ifndef INDSTILLINGSSIDE_NIVEAU_FLET_H
#define INDSTILLINGSSIDE_NIVEAU_FLET_H

#include "indstillingsside/niveau_side.h"

/* As fields hold it: the words of an answer, "ja" of what is ticked, "trin=3", a person's id. */
struct flet_felt {
    struct str felt; /* the name in the form: "svar.indsats" */
    struct str navn; /* as it is called on the page */
    bool dansk;      /* … in the handbook's words */
    struct str da;
    struct str nu;
    struct str sendt;
    struct str hvem; /* bruger.id of who wrote what is kept now; empty: nobody did */
};

struct niveau_flet {
    struct flet_felt *felt;
    size_t antal;
    bool imens;      /* somebody has saved since the page was opened */
    struct str hvem; /* bruger.id of the last who did */
};

/* Reads the form that was sent, and what it was sent over. */
bool niveau_flet(struct side *s, const struct indstilling *i, const struct plan *plan,
                 struct niveau_flet *out, struct err *err) MUST_CHECK;
/* Everything that was sent is kept already. */
bool niveau_flet_ens(const struct niveau_flet *f);
/* What the field shows. `taget_ind`: what was not touched shows what another has saved. */
struct str niveau_flet_vaerdi(const struct niveau_flet *f, struct str felt, bool taget_ind,
                              struct str ellers);

/* A row for the reader. */
struct niveau_imens {
    struct str navn;
    bool dansk;   /* the name is the handbook's */
    bool skrevet; /* the text is as somebody wrote it */
    struct str tekst;
    struct str hvem; /* the name of who wrote it */
    bool andet;      /* the user wrote something else, which stands in the field */
};
/* What others saved while the page was open. */
bool niveau_flet_andres(struct side *s, const struct niveau_flet *f, struct niveau_imens **out,
                        size_t *antal, struct err *err) MUST_CHECK;
/* What was sent and is not kept. */
bool niveau_flet_egne(struct side *s, const struct niveau_flet *f, struct niveau_imens **out,
                      size_t *antal, struct err *err) MUST_CHECK;

/* Line ends as in a file, and no spaces around: a browser sends CR LF. */
struct str niveau_linjer(struct arena *arena, struct str s);

#endif
