/*
 * takst: rates with days, unit, key, source and status.
 *
 * A rate name has rows. A row holds on the days [fra, til) for the ages [alder_fra, alder_til]
 * (both included; −1, −1 when the rate has no age key) and is known from kendt_fra. Where two rows
 * cover the same day and age, the one learned last holds. An amount that the source does not print
 * is a row with ukendt: a named lack, never zero.
 *
 * File format, takster/NAVN.csv (see docs/takster.md), head row exactly:
 *     takst;nøgle;enhed;fra;til_og_med;beløb;status;kendt_fra;kilde;begrundelse
 * nøgle is empty or "alder 3-10"; beløb is Danish kroner with at most two decimals or "ukendt";
 * kendt_fra empty means always known; begrundelse explains a jump of more than 15 %.
 */
#ifndef TAKST_TAKST_H
#define TAKST_TAKST_H

#include "base/dato.h"
#include "base/fund.h"
#include "base/oere.h"
#include "takst/enhed.h"

enum takst_status {
    TAKST_ENDELIG,
    TAKST_FORELOEBIG,
    TAKST_RETTET,
    TAKST_ANTAGET,       /* ours, not found in a source */
    TAKST_FREMSKRIVNING, /* projected */
};

struct takst {
    struct str navn; /* as written, "vederlag_døgn" */
    struct enhed enhed;
    int alder_fra;
    int alder_til;
    struct dato fra;
    struct dato til;
    bool ukendt;
    struct oere beloeb; /* 0 when ukendt */
    enum takst_status status;
    struct dato kendt_fra; /* DATO_MIN: always known */
    struct str kilde;      /* never empty */
    struct str begrundelse;
    struct sted sted;
};

struct takst_tabel {
    struct takst *takst;
    size_t count;
    size_t capacity;
};

const char *takst_status_navn(enum takst_status status); /* "endelig" */
bool takst_status_parse(struct str text, enum takst_status *out);

/* Adds the rows of one file. What is wrong becomes findings (kode "takst-…") at line and column,
 * with a suggestion; the good rows are added all the same, so that one mistake does not hide the
 * next. Only text that is no CSV at all returns false. */
bool takst_read(struct arena *arena, const char *file, struct str text, struct takst_tabel *out,
                struct fund_liste *fund, struct err *err) MUST_CHECK;

void takst_add(struct arena *arena, struct takst_tabel *tabel, struct takst takst);

/* The row of `navn` that holds on `dag` for `alder` (−1 when the rate has no age key), as known at
 * `kendt`. NULL when there is none. */
const struct takst *takst_on(const struct takst_tabel *tabel, struct str navn, int alder,
                             struct dato dag, struct dato kendt);

/* Order: navn, alder_fra, fra, kendt_fra, place. Total, so that plans are byte-identical. */
void takst_sort(struct takst_tabel *tabel);

#endif
