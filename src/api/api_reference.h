/* api_reference: the page that people read, filled from the same tables that answer. */
#ifndef API_API_REFERENCE_H
#define API_API_REFERENCE_H

#include "side/side_rum.h"

struct api_reference_felt {
    struct str navn;
    struct str type;
    struct str skema; /* the schema it is of; may be empty */
    struct str tekst;
    bool valgfri;
};

struct api_reference_operation {
    struct str id;
    struct str metode;
    struct str sti;
    struct str navn;
    struct str tekst;
    struct str omraade; /* empty: open to all */
    struct str ret;
    bool skriver;
    const struct api_reference_felt *par;
    size_t par_antal;
    struct str krop; /* a schema's name; may be empty */
    struct str svar; /* likewise */
    int status;
};

struct api_reference_gruppe {
    struct str navn;
    struct api_reference_operation *op;
    size_t op_antal;
};

struct api_reference_skema {
    struct str navn;
    struct str tekst;
    const struct api_reference_felt *felt;
    size_t felt_antal;
};

struct api_reference_omraade {
    struct str kode;
    struct str tekst;
};

struct api_reference_problem {
    int status;
    struct str kode;
    struct str titel;
    struct str tekst;
};

struct api_reference {
    struct api_reference_gruppe *gruppe;
    size_t gruppe_antal;
    struct api_reference_skema *skema;
    size_t skema_antal;
    struct api_reference_omraade *omraade;
    size_t omraade_antal;
    struct api_reference_problem *problem;
    size_t problem_antal;
};

bool api_reference(struct side *s, struct err *err);

#endif
