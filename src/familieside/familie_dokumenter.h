/* familie_dokumenter: a family's letters. Only for src/familieside. */
#ifndef FAMILIESIDE_FAMILIE_DOKUMENTER_H
#define FAMILIESIDE_FAMILIE_DOKUMENTER_H

#include "familieside/familie_side.h"

struct familie_dokument {
    struct str familie;
    int64_t nr;
    struct str modtager; /* person.id */
    struct str navn;     /* of the payee */
    struct str maaned;
    struct str dag; /* when the letter was made: the day of the approval */
};

struct familie_dokumenter {
    struct str familie;
    const struct familie_dokument *dokument;
    size_t dokument_antal;
};

#endif
