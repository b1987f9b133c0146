/*
 * check: what the files of the checker share. Nobody else includes it.
 *
 * check.c gathers what the handbook uses and calls the rest; check_daekning.c proves that every
 * rate a formula needs is there, check_takst.c looks at the rates themselves, check_tal.c at
 * levels, amounts and comparisons, check_erklaeret.c at what the handbook declares,
 * check_accept.c matches accepted remarks. check_sats.c and check_formel.c help.
 *
 * The checker sees a handbook that compiled without errors only.
 */
#ifndef HAANDBOG_CHECK_H
#define HAANDBOG_CHECK_H

#include "haandbog/check_formel.h"
#include "haandbog/check_sats.h"
#include "haandbog/haandbog.h"

/* Days the handbook answers for: its period without what it says it does not cover. */
struct tidsrum {
    struct dato fra;
    struct dato til;
};

enum behov_art { BEHOV_YDELSE, BEHOV_TREDJE, BEHOV_SITUATION, BEHOV_SAMMENLIGN };

/* A formula that must be computable, for these ages on every day in force. */
struct behov {
    enum behov_art art;
    const struct plan_formel *formel;
    int alder_fra;
    int alder_til;
    enum art pleje; /* the first kind of placement the rule gives to */
    struct str navn;
    enum situation_art situation; /* BEHOV_SITUATION */
    struct sted sted;
};

enum { UDEN_ALDER = PLAN_MAX_AGE + 1, ALDRE };

/* For each age, and for the rate without ages, the first need of a rate; −1 when there is none. */
struct sats_behov {
    int foerste[ALDRE];
};

struct tjek {
    struct arena *arena;
    struct haandbog *haandbog;
    const struct plan *plan;
    struct fund_liste *fund;
    struct tidsrum *gaelder;
    size_t gaelder_antal;
    struct behov *behov;
    size_t behov_antal;
    struct sats_behov *sats; /* by the plan's rates */
};

void check_daekning(struct tjek *t);
void check_takster(struct tjek *t, const struct str *tekst_takst, size_t tekst_antal);
void check_trin(struct tjek *t);
void check_beloeb(struct tjek *t);
void check_sammenlign(struct tjek *t);
void check_erklaeret(struct tjek *t);
/* Accepts remarks from `fra` on in the list, and earlier ones of the handbook's own file. */
void check_accept(struct tjek *t, size_t fra);

/* " for alderen 14", " for aldrene 14-15"; empty of none (−1) */
struct fund_ord tjek_alder(struct arena *arena, int fra, int til);
/* "fra 2021-01-01 til og med 2021-12-31", "fra 2021-01-01" */
struct fund_ord tjek_periode(struct arena *arena, struct dato fra, struct dato til);
bool tjek_samme_fil(const char *a, const char *b);

#endif
