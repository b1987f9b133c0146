/*
 * forklaret: one computed line as a page shows it, opened down to its rates.
 *
 * The words and figures are those of beregning/ord.h, so that a page, a letter and a print say the
 * same; on an English page they are in English (beregning/oversat.h), and what the handbook says
 * stays Danish.
 */
#ifndef SIDE_FORKLARET_H
#define SIDE_FORKLARET_H

#include "beregning/beregning.h"
#include "beregning/oversat.h"
#include "side/side_rum.h"

struct vist_faktor {
    struct str tegn; /* "×", "/", "+", "−" or empty */
    struct str vaerdi;
    struct oversat note;
};

struct vist_led {
    const struct vist_faktor *faktor;
    size_t faktor_antal;
    struct oversat note;
};

struct vist_del {
    struct str periode;
    const struct vist_led *led;
    size_t led_antal;
    const struct oversat *grund; /* why it is so: "under 10 år", a situation, an agreement */
    size_t grund_antal;
    struct oere vist;
};

/* A rate that was used, once each. */
struct vist_takst {
    struct str navn;
    struct str vaerdi; /* "148,00 kr/døgn" */
    struct str gaelder;
    struct oversat kilde;
};

struct forklaret {
    struct str titel;
    struct str skat; /* "Før skat" */
    struct str til;  /* "kontrakthaver via løn" */
    struct oere beloeb;
    bool aaben; /* opened from the start */
    const struct vist_del *del;
    size_t del_antal;
    bool flere; /* several pieces, or a rounding of its own: a table that adds up */
    struct oere afrunding;
    bool har_afrunding;
    struct str afrundet; /* "til øre, halve op" */
    struct str dage;
    const struct vist_takst *takst;
    size_t takst_antal;
    struct oversat regel; /* the place in the handbook */
    struct str adresse;   /* of that place; may be empty */
    struct str kilde;
    const struct oversat *bemaerkning;
    size_t bemaerkning_antal;
};

/* `haandbog`: the address of the handbook's page without its anchor; empty when there is none. */
struct forklaret forklaret_linje(const struct side *s, const struct linje *linje,
                                 struct str haandbog);

#endif
