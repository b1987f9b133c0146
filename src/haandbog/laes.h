/*
 * laes: reads the value of one entry, word by word, from closed lists.
 *
 * A reader that fails adds one finding with the place inside the value, marks itself fejlet and
 * from then on reads nothing: callers can read a whole phrase and look at fejlet once. Words are
 * separated by one or more spaces; comparison is exact (case matters).
 */
#ifndef HAANDBOG_LAES_H
#define HAANDBOG_LAES_H

#include "base/brok.h"
#include "base/dato.h"
#include "base/fund.h"
#include "base/oere.h"
#include "haandbog/dokument.h"
#include "sag/sag.h"
#include "takst/enhed.h"

struct laes {
    struct arena *arena;
    struct fund_liste *fund;
    struct str tekst;
    size_t at; /* bytes read */
    struct sted sted;
    bool fejlet;
};

struct laes laes_start(struct arena *arena, struct fund_liste *fund, struct regel_tekst tekst);

/* ---- looking: true and consumed when it comes next; false and nothing happens otherwise ---- */
bool laes_ord(struct laes *l, const char *ord);   /* a word or a phrase: "til og med" */
bool laes_tegn(struct laes *l, const char *tegn); /* punctuation or operator: "," ";" "×" */
bool laes_ved_slut(struct laes *l);
bool laes_ved_ciffer(struct laes *l);
bool laes_ved_ord(struct laes *l);   /* at a letter */
bool laes_ved_tekst(struct laes *l); /* at a quote */

/* ---- demanding: a finding when it does not come next ---- */
bool laes_kraev(struct laes *l, const char *ord_eller_tegn);
/* One of count phrases (longest first wins); its index in *valg. Unknown: finding "ukendt-ord" with
 * a suggestion and the list. */
bool laes_valg(struct laes *l, const char *const *muligheder, size_t count, size_t *valg);
bool laes_heltal(struct laes *l, int min, int max, int *out);
/* Danish decimal or t/n without spaces. One point with exactly three digits behind is refused as
 * "tal-tvetydigt" when max_decimaler >= 3 or tvetydig is set. */
bool laes_tal(struct laes *l, int max_decimaler, bool tvetydig, struct brok *out);
bool laes_beloeb(struct laes *l, struct oere *out); /* kroner, no unit */
bool laes_enhed(struct laes *l, struct enhed *out);
bool laes_dato(struct laes *l, struct dato *out);
bool laes_maaned(struct laes *l, struct maaned *out);
bool laes_navn(struct laes *l, struct str *out);
bool laes_tekst(struct laes *l, struct str *out); /* "…" without the quotes */
bool laes_art(struct laes *l, enum art *out);     /* one of laes_art_ord */
bool laes_slut(struct laes *l);                   /* nothing may be left */

const char *laes_art_ord(enum art art); /* the language's word: "døgnpleje", "akut" … */

/* A finding at the current word, in both languages. Sets fejlet. Returns false. */
bool laes_fejl(struct laes *l, const char *kode, const char *dansk, const char *engelsk, ...)
    __attribute__((format(printf, 3, 5), format(printf, 4, 5)));

#endif
