/*
 * ord: the Danish words of an explanation, for every print of it, in this room and above it.
 *
 * A number a person reads on paper, on a page or in the JSON tree is made here once, letter for
 * letter. Nothing here computes an amount.
 */
#ifndef BEREGNING_ORD_H
#define BEREGNING_ORD_H

#include "beregning/beregning.h"
#include "beregning/oversat.h"

/* Text from outside, fit for a terminal: what would steer it becomes a question mark and white
 * space becomes a space. */
struct str ord_ren(struct arena *arena, struct str s);
struct str ord_navn(struct arena *arena, struct str navn); /* without its underscores */
struct str ord_stort(struct arena *arena, struct str s);   /* with a capital first */

struct str ord_tal(struct arena *arena, struct brok vaerdi, struct enhed enhed); /* "148,00" */
/* "148,00 kr/døgn"; "per vederlag" is left out, as people say it after "6 vederlag ×". */
struct str ord_faktor(struct arena *arena, const struct forklaring_faktor *faktor);
/* "trin 3, besluttet 14. december 2020"; "KL takster 2021, punkt 4, endelig"; may be empty. */
struct str ord_faktor_note(struct arena *arena, const struct forklaring_faktor *faktor);
struct str ord_takst_kilde(struct arena *arena, const struct takst *takst);

/* The length of the piece stands before the factors ("15 døgn × …") or after them. */
bool ord_gange_foerst(const struct forklaring_led *led);
/* The length of the piece; empty for a whole month, which is told beside the rounding. */
struct str ord_gange(const struct forklaring_led *led);

/* "1.-15. juni", "16. juni", "28. maj-2. juni"; a period with an open end is "fra 1. juni". */
struct str ord_periode(struct arena *arena, struct dato fra, struct dato til);
/* The same for a piece; "hele måneden" for the whole month. */
struct str ord_del(struct arena *arena, const struct forklaring_del *del, struct maaned maaned);
/* "hele måneden, 30 af 30 dage", "12.-30. juni, 19 af 30 dage". */
struct str ord_dage(struct arena *arena, const struct forklaring_del *del, struct maaned maaned);
struct str ord_afrunding(struct arena *arena, const struct forklaring *forklaring);
const char *ord_retning(enum afrunding retning);                    /* "halve op" */
struct str ord_skat(enum skat skat);                                /* "før skat" */
struct str ord_til(struct arena *arena, const struct linje *linje); /* "kontrakthaver via løn" */
/* "Håndbogen, afsnittet Honorering"; the source where the rule stands under no heading. */
struct str ord_afsnit(struct arena *arena, const struct plan_ydelse *regel);
struct str ord_haandbog(struct arena *arena, const struct plan *plan);

struct str ord_kendt(struct arena *arena, struct dato kendt);

/* Stops the run when the shown pieces and the rounding do not make the amount. */
void print_check_linje(const struct linje *linje);
/* … when lines do not make the sums, or something missing is called whole. */
void print_check(const struct beregning *b);

/* Things used more than once, each kept once, in the order they were met. */
struct print_planer {
    const struct plan **plan;
    size_t count;
    size_t capacity;
};
void print_planer_of(struct arena *arena, const struct linje *linje, struct print_planer *planer);
void print_planer_all(struct arena *arena, const struct beregning *b, struct print_planer *planer);
/* For people: the title of a line that has only a code. */
struct str ord_ydelse(struct arena *arena, const struct print_planer *planer, struct str kode);
bool print_opdigtet(const struct print_planer *planer);
/* The distinct words of sources of the rates a line used, joined by "; ". */
struct str print_satser(struct arena *arena, const struct forklaring *forklaring);
/* The distinct places of its rules in the handbook, joined by "; ". */
struct str print_afsnit(struct arena *arena, const struct forklaring *forklaring);
/* The same in the language of who reads them. */
struct oversat print_satser_oversat(struct arena *arena, const struct forklaring *forklaring,
                                    bool engelsk);
struct oversat print_afsnit_oversat(struct arena *arena, const struct forklaring *forklaring,
                                    bool engelsk);

#endif
