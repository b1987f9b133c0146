/*
 * eksempel: a worked example of the handbook, read from its statement.
 *
 * One `eksempel` gives one struct, `eksempler` one per row of its table. The child of the example
 * is the first sag, "E"; its siblings "S1", "S2" … share its family, "F". An expectation is always
 * about "E". Reading needs the compiled plan for names of ydelser and levels, and nothing else.
 */
#ifndef HAANDBOG_EKSEMPEL_H
#define HAANDBOG_EKSEMPEL_H

#include "haandbog/dokument.h"
#include "plan/plan.h"

/* The municipality of a case when the handbook is nobody's own ("kommunekode ingen"). */
#define EKSEMPEL_KOMMUNE 101

enum forventning_art {
    FORVENT_BELOEB,  /* the lines of the ydelse sum to beloeb */
    FORVENT_MANGLER, /* exactly the lack named in `mangler` stands on the ydelse */
    FORVENT_MANGEL,  /* some lack stands on the ydelse */
    FORVENT_INGEN,   /* neither line nor lack */
};

struct forventning {
    enum forventning_art art;
    size_t linje;       /* index in plan.linje */
    struct oere beloeb; /* FORVENT_BELOEB */
    struct str mangler; /* FORVENT_MANGLER: "takst kost_andel" */
    bool har_stykke;    /* the author's arithmetic: */
    struct brok stykke; /* its exact value in kr */
    struct str stykke_tekst;
    struct sted sted;
};

struct eksempel {
    struct str navn; /* a row of a table: "lommepenge efter alder, række 2" */
    struct sted sted;
    struct sager sager;
    struct maaned maaned;
    struct dato kendt; /* DATO_MAX: everything known */
    const struct forventning *forventning;
    size_t forventninger;
};

/* Reads a statement of kind REGEL_EKSEMPEL or REGEL_EKSEMPLER. True when it gave no findings; *out
 * then holds its examples. */
bool eksempel_read(struct arena *arena, const struct plan *plan, const struct regel *regel,
                   struct eksempel **out, size_t *count, struct fund_liste *fund);

#endif
