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

/* A decision of a level, as two letters. */
struct familie_afgoerelse {
    struct str familie;
    struct str id;
    struct str navn; /* of the child */
    struct str niveau;
    struct str fra;
    struct str dag;
};

/* The family is asked to answer before it may be given notice. */
struct familie_hoering {
    struct str navn;
    struct str grund;
    struct str frist;
    bool aaben; /* it can still answer */
};

struct familie_dokumenter {
    struct str familie;
    const struct familie_hoering *hoering;
    size_t hoering_antal;
    const struct familie_afgoerelse *afgoerelse;
    size_t afgoerelse_antal;
    const struct familie_dokument *dokument;
    size_t dokument_antal;
};

/* Fills in decisions and hearings of the family's placements. */
bool familie_afgoerelser(struct side *s, const struct familie_kreds *kreds,
                         struct familie_dokumenter *page, struct err *err) MUST_CHECK;
/* Who writes a letter. */
struct brev_afsender familie_afsender(const struct side *s);

#endif
