/*
 * niveau_side: what the pages of levels share: names, words, badges. Only for src/indstillingsside.
 */
#ifndef INDSTILLINGSSIDE_NIVEAU_SIDE_H
#define INDSTILLINGSSIDE_NIVEAU_SIDE_H

#include "beregning/oversat.h"
#include "indstilling/indstilling.h"
#include "indstilling/partshoering.h"
#include "side/side_ord.h"
#include "side/side_rum.h"
#include "side/side_sag.h"
#include "side/skabelon.h"

enum { NIVEAU_SIDE = 50 }; /* rows of a page */

/* A state as a badge. */
struct niveau_maerke {
    struct str navn;
    const char *klasse;
};
struct niveau_maerke niveau_tilstand(const struct side *s, enum indstilling_tilstand tilstand);
struct niveau_maerke niveau_hoering(const struct side *s, enum partshoering_tilstand tilstand);
struct niveau_maerke niveau_kontrol(const struct side *s, enum kontrol_svar svar);
struct str niveau_kontrol_navn(const struct side *s, enum kontrol_art art);
/* "trin 3", "step 3"; "4,5 vederlag". */
struct str niveau_navn(const struct side *s, struct niveau niveau);
/* "trin 2-3", "4-6 vederlag". */
struct str niveau_straekning(const struct side *s, const struct plan_niveau *niveau);
/* Who decides, by the handbook: "Gennemsnitsudvalget". */
struct str niveau_beslutter(const struct side *s, const struct plan *plan);
struct str niveau_aarsag(const struct side *s, enum opsigelse_aarsag aarsag);

/* The child, and who it lives with, as they are known now; never empty. */
struct niveau_hvem {
    struct str barn;
    struct str familie;
};
bool niveau_hvem(struct side *s, struct str anbringelse, struct str familie,
                 struct niveau_hvem *out, struct err *err) MUST_CHECK;
bool niveau_bruger(struct side *s, struct str bruger, struct str *out, struct err *err) MUST_CHECK;
/* How far the one who asks gets into a proposal. */
enum niveau_adgang {
    NIVEAU_LUKKET,
    NIVEAU_DAGSORDEN, /* it stands on an agenda that opens it: to see it, and decide as a member */
    NIVEAU_SAGEN,     /* has the case */
};
bool niveau_adgang(struct side *s, const struct indstilling *i, enum niveau_adgang *out,
                   struct err *err) MUST_CHECK;
/* Free text by its id; empty when there is none. */
bool niveau_tekst_af(struct side *s, struct str id, struct str *out, struct err *err) MUST_CHECK;
/* The kommune's handbook on that day; NULL where there is none. */
const struct plan *niveau_plan(const struct side *s, struct dato dag);
/* A field of the form; what stands twice is an error. */
bool niveau_felt(struct side *s, const char *navn, struct str *out, struct err *err) MUST_CHECK;
/* Refuses (ERR_CONFLICT) when the form's `set` is not the number of the newest move: something was
 * done since it was shown. `nu`, `now`: how it stands now, in words of each language. */
bool niveau_set_nu(struct side *s, int64_t nyeste, const char *nu, const char *now,
                   struct err *err) MUST_CHECK;
/* What a form that was refused is answered with: 400, 403 or 409. */
int niveau_status(const struct err *fejl);
/* Whether what the function said is for the form ("er wrong", refused by a rule, already done) and
 * not for the page of errors. */
bool niveau_til_formular(const struct err *fejl);
/* Undoes what was written since the page began and goes on in a new transaction: what a refused
 * form had begun does not stay. */
bool niveau_forfra(struct side *s, struct err *err) MUST_CHECK;
/* The number of the page that is asked for (?side=2), as the first row: 0, 50 … */
bool niveau_fra(struct side *s, size_t *fra, struct err *err) MUST_CHECK;

/* The lists of the room, as a row of links; `valgt`: the address of the one that is open. */
struct niveau_valg {
    struct str sti;
    struct str navn;
    bool valgt;
};
struct niveau_valgene {
    const struct niveau_valg *valg;
    size_t valg_antal;
};
struct niveau_valgene niveau_valgene(const struct side *s, const char *valgt);

/* What is demanded or known: the program's words in the page's language, the handbook's and the
 * register's in Danish. */
struct oversat niveau_oversat(const struct side *s, struct str tekst);

#endif
