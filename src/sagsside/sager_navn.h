/*
 * sager_navn: what the people of a family are called and were called. Only for src/sagsside.
 */
#ifndef SAGSSIDE_SAGER_NAVN_H
#define SAGSSIDE_SAGER_NAVN_H

#include "sagsside/sager_sted.h"

/* A person of the family, on its page. */
struct sager_navngivet {
    struct str familie;
    struct str person;
    struct str navn;
    struct str hvad; /* "barn", "i husstanden" */
    struct str foer; /* what the person was called before; may be empty */
    bool kan_rette;
};
/* Those of the household, who are paid, and the children, each once. */
bool sager_navngivne(struct side *s, struct str familie, const struct sager_navngivet **out,
                     size_t *antal, struct err *err) MUST_CHECK;

/* As sager_navn, but as it was known then, of the day it was known. */
bool sager_navn_da(struct side *s, struct str person, const struct sager_kendt *kendt,
                   struct str *out, struct err *err) MUST_CHECK;

struct sager_navnelinje {
    struct str navn;
    struct str fra;  /* "fra 1. marts 2021", "fra begyndelsen" */
    struct str naar; /* who registered it, and when */
    bool gaelder;    /* it was neither corrected nor taken back */
};

/* The form, with what was registered before. */
struct sager_navneform {
    struct str csrf;
    struct str familie;
    struct str person;
    struct str nu;
    struct str kendt; /* the newest registration that is shown */
    struct str navn;
    struct str fra;
    bool er_skift;
    bool er_ret;
    bool er_tilbage;
    bool kan_tilbage;       /* there is a change to take back */
    struct str tilbage_til; /* what the name would be then */
    const struct sager_navnelinje *linje;
    size_t linje_antal;
};

#endif
