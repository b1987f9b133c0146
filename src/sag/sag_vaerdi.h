/*
 * sag_vaerdi: reads one value of the facts format into a record; used by sag_json.c only.
 */
#ifndef SAG_SAG_VAERDI_H
#define SAG_SAG_VAERDI_H

#include <jansson.h>

#include "sag/sag_felt.h"

enum { VAERDI_VIST_MAX = 40 /* code points of the user's text in a message */ };

struct vaerdi_laeser {
    struct arena *arena;
    const char *fil;
    struct err *err;
};

/* A JSON pointer, from its last part up. */
struct vaerdi_sti {
    const struct vaerdi_sti *op; /* NULL for the first part */
    struct str noegle;           /* p is NULL for a place in a list */
    size_t nr;
};

/* Reads a value of any type but object and list. Only a right value is stored. */
bool vaerdi_laes(const struct vaerdi_laeser *l, const struct vaerdi_sti *sti,
                 const struct felt *felt, const json_t *vaerdi, void *record) MUST_CHECK;
void vaerdi_gem(void *record, size_t offset, const void *vaerdi, size_t bytes);

/* ---- messages; those that return bool return false ---- */

/* The path of the file; only its end when it is so long that it would crowd out the place. */
struct str vaerdi_filnavn(const struct vaerdi_laeser *l);
/* Sets the error with its place: a JSON pointer, or the start of the file when sti is NULL. Two
 * formats of the same arguments. */
bool vaerdi_afvis(const struct vaerdi_laeser *l, enum err_kind kind, const struct vaerdi_sti *sti,
                  const char *dansk, const char *engelsk, ...)
    __attribute__((format(printf, 4, 6), format(printf, 5, 6)));
/* The same of two texts that are whole. */
bool vaerdi_afvis_tekst(const struct vaerdi_laeser *l, enum err_kind kind,
                        const struct vaerdi_sti *sti, struct str dansk, struct str engelsk);
/* With a question mark for each control character, so that a message cannot steer a terminal. */
struct str vaerdi_ren(struct arena *arena, struct str tekst);
/* "… skal være …, men er …; raad" */
bool vaerdi_forkert(const struct vaerdi_laeser *l, const struct vaerdi_sti *sti,
                    const struct felt *felt, const json_t *vaerdi, const char *raad,
                    const char *advice);
/* What a field must hold, as in "skal være …". */
struct str vaerdi_forventet(const struct vaerdi_laeser *l, const struct felt *felt, bool engelsk);
/* What was found, as in "men er …". */
struct str vaerdi_fundet(const struct vaerdi_laeser *l, const json_t *vaerdi, bool engelsk);
/* The words of a FELT_ORD whose bits are set. */
void vaerdi_ordene(struct buf *buf, const struct felt *felt, unsigned bits);

#endif
