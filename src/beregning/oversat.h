/*
 * oversat: what the program says of a computation, in the language of who reads it.
 *
 * Amounts are explained in Danish, which is what is stored, printed and sent in letters. A page in
 * English shows the same sentences in English. What somebody else wrote - the handbook, who decided
 * - stands as it is, and apart, so that the page can mark it as Danish.
 */
#ifndef BEREGNING_OVERSAT_H
#define BEREGNING_OVERSAT_H

#include "base/arena.h"
#include "base/str.h"

/* A part of a text; `dansk`: in Danish on an English page. */
struct oversat_bid {
    struct str tekst;
    bool dansk;
};

struct oversat {
    const struct oversat_bid *bid;
    size_t bid_antal; /* 0: there is nothing to say */
};

/* A text that the functions of beregning/ord.h, or the computation itself (a note, a reason, the
 * name of something missing or why), made. A sentence that is not the program's is Danish whole.
 * Not `engelsk`: the text as it is. */
struct oversat oversat_af(struct arena *arena, struct str tekst, bool engelsk);
/* The same with a capital first. */
struct oversat oversat_stort(struct arena *arena, struct str tekst, bool engelsk);
/* Both, with `mellem` between them. */
struct oversat oversat_sammen(struct arena *arena, struct oversat a, const char *mellem,
                              struct oversat b);
/* All of it as one text, for where Danish words in it cannot be marked. */
struct str oversat_tekst(struct arena *arena, struct oversat oversat);
/* The same with Danish words in “quotes”, as findings have them. */
struct str oversat_citeret(struct arena *arena, struct oversat oversat);

#endif
