/*
 * status: how things stand, in a moment: nothing here reads the journal through.
 */
#ifndef AFREGNING_STATUS_H
#define AFREGNING_STATUS_H

#include "afregning/afregning.h"
#include "afregning/journal.h"

struct afregning_status {
    int64_t registrering; /* 0: none */
    int64_t registreret_us;
    int64_t anbringelser;    /* registered and not taken back */
    struct koersel *koersel; /* newest first, at most STATUS_KOERSLER */
    size_t koersler;
    int64_t godkendelser;
    struct maaned til_maaned;   /* settled up to and including; 0 when none is */
    int64_t mangler;            /* open lacks: of the newest approved edition */
    struct oere tilgodehavende; /* what families owe */
    struct journal_hoved hoved;
};
enum { STATUS_KOERSLER = 5 };

/* Inside a read transaction. */
bool afregning_status(struct store *store, struct arena *arena, int kommune,
                      struct afregning_status *out, struct err *err) MUST_CHECK;

#endif
