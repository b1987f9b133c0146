/*
 * register/felt: the columns of a fact as people write them: in CSV files and on the command line.
 *
 * The same columns as in tabel.h, but for a number of vederlag ("4,5"), an amount ("1.250,00") and
 * free text, which stands itself in the place of its id.
 */
#ifndef REGISTER_FELT_H
#define REGISTER_FELT_H

#include "register/tabel.h"

enum { FELTER_MAX = 16 };

struct felt_navn {
    const char *navn;
    const struct kolonne *kolonne;
    bool kraevet;
};

/* The columns of a kind, without owner and id. */
size_t felt_liste(enum register_slags slags, struct felt_navn ud[FELTER_MAX]);
/* The owner's column: "anbringelse" or "plejefamilie"; NULL where there is none. */
const char *felt_ejer(enum register_slags slags);
/* Reads a value; an empty one is not known. The error tells what was expected and never repeats
 * what was found. */
bool felt_laes(struct arena *arena, const struct felt_navn *felt, struct str tekst,
               struct register_fakta *ud, struct err *err) MUST_CHECK;
/* The value as felt_laes reads it. */
struct str felt_skriv(struct arena *arena, const struct felt_navn *felt,
                      const struct register_fakta *fakta);
/* The highest number among ids such as i1, i2; 0 when none. */
int felt_hoejeste(const struct register_fakta *kendt, size_t antal);

#endif
