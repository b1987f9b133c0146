/*
 * oversat_ord: the sentences of an explanation in both languages (private to the room).
 *
 * In a sentence # is a number, @ a day with or without its year, & a unit, ~ a word of the closed
 * lists (a situation, a kind of placement or of ending, a model of levels), and * what somebody
 * else wrote, which is not translated. Both languages have the same of them in the same order.
 */
#ifndef BEREGNING_OVERSAT_ORD_H
#define BEREGNING_OVERSAT_ORD_H

#include <stddef.h>

#define OVERSAT_TEGN "#@&~*"

struct oversat_par {
    const char *dansk;
    const char *engelsk;
};

extern const struct oversat_par OVERSAT_SAETNING[]; /* the first that fits is used */
extern const size_t OVERSAT_SAETNINGER;
extern const struct oversat_par OVERSAT_LISTE[]; /* the words that ~ may be */
extern const size_t OVERSAT_LISTER;
extern const struct oversat_par OVERSAT_ENHED[]; /* the words of & */
extern const size_t OVERSAT_ENHEDER;

#endif
