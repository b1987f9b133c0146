/*
 * fremdrift: a bar that shows how far long work has come.
 *
 * Drawn on standard error, only when that is a terminal and the work has taken half a second; at
 * most ten times a second, each time over the last; gone at the end. It may be told as often as one
 * likes: most calls only look at the clock.
 *
 *     struct fremdrift f;
 *     fremdrift_init(&f, "Beregner familier");
 *     for (…) { …; fremdrift_vis(&f, done, total); }
 *     fremdrift_slut(&f);          also when the work failed, before the error is printed
 */
#ifndef CMD_FREMDRIFT_H
#define CMD_FREMDRIFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fremdrift {
    const char *label;
    int fd;
    bool terminal;
    bool drawn;         /* something stands on the line now */
    int64_t started_us; /* on a clock that only goes forward */
    int64_t drawn_us;
};

enum { FREMDRIFT_BYTES = 256 };

void fremdrift_init(struct fremdrift *f, const char *label);
/* As fremdrift_init, drawn on another file. */
void fremdrift_init_on(struct fremdrift *f, const char *label, int fd);
/* total 0: how much there is, is not known. */
void fremdrift_vis(struct fremdrift *f, size_t done, size_t total);
void fremdrift_slut(struct fremdrift *f);

/* What is drawn, without the way back to the line's beginning: label, bar and "done af total". */
void fremdrift_tekst(char out[FREMDRIFT_BYTES], const char *label, size_t done, size_t total);

#endif
