/*
 * beregning: plan + sag + month + known-at → lines with explanations, and what is missing.
 *
 * Pure: no clock, no file, no database. The month is cut into pieces in which every fact, rate, age
 * and rule is constant; each piece has an exact value; pieces are added exactly and a line is
 * rounded once, by its rule. A missing rate, rule or decision stops the lines that need it, by
 * name, and never becomes zero.
 *
 * Amounts inside are exact fractions of øre. Errors (err) are only overflow and our limits; what
 * the facts or rules lack is in the result.
 */
#ifndef BEREGNING_BEREGNING_H
#define BEREGNING_BEREGNING_H

#include "plan/plan.h"
#include "sag/sag.h"

/* Which computation this is: another name when an amount or a lack may come out differently. It is
 * kept with what was settled. */
#define BEREGNING_MOTOR "beregning 1"

/* One factor of a product, as it was used. */
struct forklaring_faktor {
    bool divider;
    enum plan_faktor_art art;
    struct brok vaerdi; /* money in kr */
    struct enhed enhed;
    struct str note;           /* "trin 3, besluttet 14. december 2020"; may be empty */
    const struct takst *takst; /* FAKTOR_TAKST: the row; NULL otherwise */
};

struct forklaring_led {
    bool minus;
    const struct forklaring_faktor *faktor;
    size_t faktorer;
    bool fradrag; /* from a situation */
    bool tillaeg; /* from an individual agreement */
    struct str note;
    struct brok oere;       /* per unit: exact øre of this led */
    struct enhed enhed;     /* kr/måned, kr/uge or kr/døgn */
    struct brok gange;      /* what it is multiplied with in this piece: days, 15/30, 30/7 … */
    struct str gange_tekst; /* "15 døgn", "15 af 30 dage" */
};

/* A piece of the month in which nothing changes. */
struct forklaring_del {
    struct dato fra;
    struct dato til;
    int dage; /* counted days */
    const struct plan *plan;
    const struct plan_ydelse *regel;
    const struct forklaring_led *led;
    size_t antal_led;
    struct brok beloeb;       /* exact øre of the piece */
    struct oere vist;         /* øre shown; the shown pieces and `afrunding` add up to the line */
    struct str note;          /* "under 10 år", "fyldt 10 år den 16. juni 2021", "3. barn" */
    const struct str *grunde; /* conditions met: situation, agreement, notice running … */
    size_t antal_grunde;
};

struct forklaring {
    struct maaned maaned;
    const struct forklaring_del *del;
    size_t dele;
    bool hele_maaneden; /* one piece that covers every day of the month */
    struct brok foer;   /* exact øre before rounding */
    struct oere efter;
    struct oere afrunding; /* efter − sum of vist: nonzero only when rounding to kroner */
    enum afrunding afrund;
    int64_t afrund_step;
    const struct str *bemaerkninger;
    size_t antal_bemaerkninger;
};

struct linje {
    struct str ydelse; /* code: "kost_og_logi" */
    struct str titel;
    enum modtager modtager;
    enum kanal kanal;
    enum skat skat;
    struct oere beloeb;
    struct forklaring forklaring;
};

struct mangel {
    struct str ydelse;  /* line code; "alle" when every line is stopped */
    struct str mangler; /* a name to look for: "takst kost_andel", "indplacering" */
    struct str grund;   /* one sentence */
    struct dato fra;    /* first and last+1 day it is missing */
    struct dato til;
};

struct sag_beregning {
    const struct sag *sag;
    const struct linje *linje;
    size_t linjer;
    const struct mangel *mangel;
    size_t mangler;
    struct oere beregnet; /* sum of the lines */
};

struct beregning {
    struct maaned maaned;
    struct dato kendt; /* DATO_MAX: everything known */
    const struct sag_beregning *sag;
    size_t count;
    struct oere beregnet;
    bool hel; /* nothing is missing: beregnet is the total */
};

/* Computes every sag for the month with what was known at the end of day `kendt`. Results keep the
 * order of the facts; their amounts do not depend on it. */
bool beregning_month(struct arena *arena, const struct plan_samling *planer,
                     const struct sager *sager, struct maaned maaned, struct dato kendt,
                     struct beregning *out, struct err *err) MUST_CHECK;

/* ---- prints of the one tree ---- */
void beregning_print_text(struct buf *out, const struct beregning *b, bool forklar);
void beregning_print_json(struct buf *out, const struct beregning *b, bool forklar);
void beregning_print_html(struct buf *out, const struct beregning *b); /* a whole page */
/* The explanation of one line, as the lines under it. */
void forklaring_print_text(struct buf *out, const struct linje *linje);
/* The same in English, for a page; the handbook's own words stand in “quotes”. */
void forklaring_print_engelsk(struct buf *out, const struct linje *linje);
void forklaring_print_json(struct buf *out, const struct linje *linje);

#endif
