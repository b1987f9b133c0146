/* familie_aarsside: what a family was paid in a year. Only for src/familieside. */
#ifndef FAMILIESIDE_FAMILIE_AARSSIDE_H
#define FAMILIESIDE_FAMILIE_AARSSIDE_H

#include "familieside/familie_side.h"

struct familie_aarsvalg {
    struct str familie;
    int aar;
    bool valgt;
};

/* What one payment gave in the month it was paid. */
struct familie_aarslinje {
    struct str familie;
    int64_t nr;
    struct str maaned;   /* it was paid in; empty: the same as the line before */
    struct str betaling; /* "juni 2021", "maj 2021 (ekstra)" */
    struct oere a_indkomst;
    struct oere skattefri;
    struct oere i_alt;
};

struct familie_aarsmodtager {
    struct str familie;
    int aar;
    struct str id;
    struct str navn;
    struct oere i_alt;
    bool har_brev;
};

struct familie_aarsside {
    struct str familie;
    int aar;
    const struct familie_aarsvalg *valg;
    size_t valg_antal;
    bool opdigtet;
    const struct familie_aarslinje *linje;
    size_t linje_antal;
    struct oere a_indkomst;
    struct oere skattefri;
    struct oere i_alt;
    bool har_rettelser;
    struct oere rettelser;
    const struct familie_aarsmodtager *modtager;
    size_t modtager_antal;
};

#endif
