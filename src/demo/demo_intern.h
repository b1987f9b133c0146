/*
 * demo_intern: one placement while it is being made. Only for src/demo.
 */
#ifndef DEMO_DEMO_INTERN_H
#define DEMO_DEMO_INTERN_H

#include "demo/demo.h"
#include "demo/demo_tal.h"

/* More than two years can hold; a full list is our own mistake. */
enum { BYG_NIVEAUER = 2, BYG_SITUATIONER = 64, BYG_AFTALER = 4, BYG_WEEKENDER = 64 };

/* The days the facts cover. */
struct vindue {
    struct dato fra;
    struct dato til; /* first day after the last month */
};

/* Birth and move-in, which children placed together share. */
struct start {
    bool bestand; /* placed before the first day */
    struct dato foedt;
    struct dato indflyttet;
};

struct byg {
    const struct demo_args *args;
    struct vindue vindue;
    struct noegle noegle;
    struct sag sag; /* its lists point to those below */
    struct start start;
    struct dato slut; /* first day that is not of the stay, DATO_MAX while none is known */
    struct indplacering indplacering[BYG_NIVEAUER];
    struct situation situation[BYG_SITUATIONER];
    struct aftale aftale[BYG_AFTALER];
    struct periode doegn[BYG_WEEKENDER];
};

/* How it begins, from the chance of one placement. */
struct start forloeb_start(struct noegle noegle, struct vindue vindue, enum art art);
/* The same move-in as an elder or younger child of the family. */
struct start forloeb_soeskende(struct noegle noegle, struct vindue vindue, struct start foerste);
/* When and how it ends, aftercare, and when each became known. Needs art and start. */
void forloeb_slut(struct byg *b);

/* Levels, school year, agreements, stays away, nights. Needs the end. */
void fakta_make(struct byg *b);

void byg_situation(struct byg *b, enum situation_art art, struct periode periode);
void byg_aftale(struct byg *b, struct aftale aftale);
/* What became known on that day, as far as it is known when the facts end. */
struct dato byg_kendt(const struct byg *b, struct dato dag);

#endif
