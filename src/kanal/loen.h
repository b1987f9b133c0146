/*
 * loen: the rows and sums that the payroll files are printed from. Only for src/kanal.
 */
#ifndef KANAL_LOEN_H
#define KANAL_LOEN_H

#include "kanal/kanal.h"

enum loen_kolonne {
    LOEN_BETALING,
    LOEN_CPR,
    LOEN_NAVN,
    LOEN_AAR,
    LOEN_DATO,
    LOEN_YDELSE,
    LOEN_TITEL,
    LOEN_MAANED,
    LOEN_BELOEB,
    LOEN_KOLONNER
};
enum { LOEN_PERSON_KOLONNER = 5 };

struct loen_person {
    struct str cpr;
    struct str navn;
    int indkomstaar;
    size_t nr; /* of the payment, so that the order is total */
    size_t betalinger;
    struct oere beloeb;
};

struct loen_tal {
    const struct kanal_eksport *eksport;
    struct loen_person *person;
    size_t person_count;
    size_t linjer;
    struct oere sum;
};

struct str kanal_loen_celle(struct arena *arena, const struct kanal_eksport *e,
                            const struct kanal_betaling *b, const struct kanal_linje *l,
                            enum loen_kolonne kolonne);
const char *kanal_loen_navn(enum loen_kolonne kolonne);
bool kanal_loen_xlsx(struct arena *arena, const struct loen_tal *tal, struct str *out,
                     struct err *err) MUST_CHECK;

#endif
