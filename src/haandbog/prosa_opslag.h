/*
 * prosa_opslag: one {…} of the text, read and looked up. Only for the files of prosa.
 */
#ifndef HAANDBOG_PROSA_OPSLAG_H
#define HAANDBOG_PROSA_OPSLAG_H

#include "haandbog/laes.h"
#include "haandbog/prosa.h"

enum indsat_art {
    INDSAT_TAKST,  /* {takst …} */
    INDSAT_YDELSE, /* {ydelse …} */
    INDSAT_ER,     /* {= …} */
    INDSAT_CITAT,  /* {citat …} */
};

/* The end of the insertion that begins at `fra`: where its } stands. False when it is not closed
 * on its line. */
bool indsat_slut(struct str linje, size_t fra, size_t *til);

/* What it begins with, without a finding; false when it begins with nothing known. */
bool indsat_art_of(struct str indhold, enum indsat_art *out);

/* The quotation mark's text of {citat "…"}. */
bool citat_read(struct laes *l, struct str *kilde);

/* Reads and looks up what {takst …}, {ydelse …} or {= …} asks; findings when it has no answer. */
struct opslag_svar {
    struct oere beloeb;
    struct str kilde;
    struct str anker;
    struct dato dag;
    struct str takst; /* the rate's name; empty for a ydelse */
};
bool opslag_read(struct laes *l, const struct haandbog *haandbog, struct opslag_svar *out);

#endif
