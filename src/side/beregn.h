/*
 * beregn: the public calculator. A municipality, a month and a child, and every line explained.
 *
 * Everything stands in the address, and nothing in it is about a person: an age and a month of
 * birth, not a date. So the answer can be printed, kept as a link and sent to others.
 */
#ifndef SIDE_BEREGN_H
#define SIDE_BEREGN_H

#include "side/forklaret.h"
#include "side/side_rum.h"

enum {
    BEREGN_SOESKENDE_MAX = 5,
    BEREGN_VALG_MAX = 240, /* options of one list: 20 years of months */
};

/* ---- what was chosen (beregn_valg.c) ---- */

enum beregn_felt {
    FELT_HAANDBOG,
    FELT_MAANED,
    FELT_ART,
    FELT_ALDER,
    FELT_FOEDT,
    FELT_TRIN,
    FELT_VEDERLAG,
    FELT_SOESKENDE,
    FELT_SITUATION,
    FELT_DAG,
    FELT_DOEGN,
    BEREGN_FELTER,
};

struct beregn_valg {
    const struct side_haandbog *haandbog;
    const struct plan *plan; /* the version in force that month */
    struct maaned maaned;
    enum art art;
    int alder; /* on the first day of the month, or turned in it */
    int foedt; /* month of birth, 1-12 */
    int trin;  /* 0: by a number of vederlag */
    struct brok vederlag;
    int soeskende;
    int situation;                      /* enum situation_art, or -1 */
    int dag;                            /* moves in that day of the month; 1: was there already */
    int doegn;                          /* nights, of relief */
    bool spurgt;                        /* the form was sent: an amount is wanted */
    const char *fejl[BEREGN_FELTER][2]; /* in both languages; NULL where all is well */
    size_t fejl_antal;
    struct str skrevet[BEREGN_FELTER]; /* as it was written */
};

extern const char *const BEREGN_NAVN[BEREGN_FELTER]; /* "haandbog", the names in the address */

/* Reads the address. What is not there becomes the first thing that fits. */
bool beregn_laes(struct side *s, struct beregn_valg *v, struct err *err) MUST_CHECK;
/* The facts of it: the child asked about is the first. */
struct sager beregn_sager(struct arena *arena, const struct beregn_valg *v);

/* ---- the page ---- */

struct beregn_option {
    struct str kode;
    struct str tekst;
    bool valgt;
};

struct beregn_liste {
    const struct beregn_option *option;
    size_t option_antal;
};

struct beregn_mangel {
    struct str ydelse;
    struct oversat mangler;
    struct oversat grund;
};

struct beregn_choice {
    struct oversat noegle;
    struct oversat vaerdi;
    bool vores;
    struct str kilde;
};

/* One month of the year; what cannot be computed has no amount. */
struct beregn_maaned {
    struct maaned maaned;
    struct oere beloeb;
    bool hel;
    bool findes;      /* a version is in force */
    struct str grund; /* what changed since the month before; may be empty */
    int hoejde;       /* of its bar, 0-120 */
    int x;
    int y;
    struct str kort; /* "jan" */
};

struct beregn {
    bool opdigtet;
    struct beregn_liste haandbog;
    struct beregn_liste maaned;
    struct beregn_liste art;
    struct beregn_liste alder;
    struct beregn_liste foedt;
    struct beregn_liste trin;
    struct beregn_liste soeskende;
    struct beregn_liste situation;
    bool med_vederlag;
    bool aflastning;
    struct str vederlag;
    struct str dag;
    struct str doegn;

    bool svar;
    struct maaned for_maaned;
    struct oere beregnet;
    bool hel;
    struct str haandbog_navn;
    struct str haandbog_adresse;
    const struct forklaret *linje;
    size_t linje_antal;
    const struct beregn_mangel *mangel;
    size_t mangel_antal;
    const struct beregn_choice *choice;
    size_t choice_antal;
    const struct beregn_maaned *aaret;
    size_t aaret_antal;
    int aar;
};

#endif
