/*
 * print_linjer: a paragraph of unbreakable pieces, wrapped at a column (private to the room).
 *
 * A piece ("148,00 kr/døgn", "(trin 3, besluttet 14. december 2020)") moves whole to the next line
 * when it does not fit; one longer than a line is broken at its spaces, and a word longer than a
 * line is cut. Columns count code points.
 */
#ifndef BEREGNING_PRINT_LINJER_H
#define BEREGNING_PRINT_LINJER_H

#include "base/str.h"

struct afsnit {
    struct buf *out;
    size_t indryk;  /* of the first line */
    size_t haeng;   /* of the lines after it */
    size_t bredde;  /* the column no piece passes */
    size_t kol;     /* where the next character goes; 0 at the start of a line */
    bool mellemrum; /* a space goes before the next piece */
};

void afsnit_init(struct afsnit *a, struct buf *out, size_t indryk, size_t haeng, size_t bredde);
void afsnit_add(struct afsnit *a, struct str stykke);
void afsnit_format(struct afsnit *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* All words of a text, each its own piece. */
void afsnit_ord(struct afsnit *a, struct str tekst);
/* Spaces up to a column, so that the next piece starts there. */
void afsnit_tab(struct afsnit *a, size_t kol);
/* The next piece starts on a new line. */
void afsnit_break(struct afsnit *a);
/* Ends the line with a text whose last character is at `kol`; on its own line when there is no
 * room beside what stands. */
void afsnit_right(struct afsnit *a, struct str tekst, size_t kol);
void afsnit_end(struct afsnit *a);

#endif
