/*
 * qr: a text as a QR code, drawn as one path. Only for src/side.
 */
#ifndef SIDE_QR_H
#define SIDE_QR_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct qr {
    int bredde;     /* of the whole, with its margin, in modules */
    struct str sti; /* the dark modules, as an SVG path in those units */
};

/* A text that is too long for a code is ERR_LIMIT. */
bool qr_tegn(struct arena *arena, struct str tekst, struct qr *out, struct err *err) MUST_CHECK;

#endif
