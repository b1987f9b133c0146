/*
 * sager_familie: one family, and where it is paid. Only for src/sagsside.
 */
#ifndef SAGSSIDE_SAGER_FAMILIE_H
#define SAGSSIDE_SAGER_FAMILIE_H

#include "sagsside/sager_anbringelse.h"
#include "sagsside/sager_navn.h"

/* A fact of the family: who lives there, an approval. */
struct sager_familiefakta {
    struct str tekst;
    struct str dage;
    struct str under; /* an address, or that it is protected; may be empty */
    struct str naar;
    bool nu; /* it holds today */
    struct str ret;
    struct str tilbage;
};

struct sager_boende {
    struct str id;
    struct str barn;
    struct str alder;
    struct str art;
    struct str niveau;
    struct str dage;
};

struct sager_modtager {
    struct str familie;
    struct str csrf;
    struct str person;
    struct str navn;
    bool barn;          /* it is a child's own */
    struct str konto;   /* "NemKonto", "konto, der slutter på 0017" */
    struct str forslag; /* what waits for an answer; empty: nothing */
    int64_t forslag_nr;
    bool kan_svare;
    bool kan_foreslaa;
};

struct sager_henvendelse {
    struct str id;
    struct str sendt;
    struct str art;
    struct str tilstand;
    struct str frist;
};

struct sager_familie {
    struct str csrf;
    struct str id;
    struct str plejere;
    struct str besked;
    bool hele; /* all of the family may be seen */
    const struct sager_noegle *noegle;
    size_t noegle_antal;
    const struct str *advarsel; /* what does not fit the approval */
    size_t advarsel_antal;
    const struct sager_vej *vej;
    size_t vej_antal;
    const struct sager_boende *bor;
    size_t bor_antal;
    const struct sager_boende *boede;
    size_t boede_antal;
    const struct sager_familiefakta *medlem;
    size_t medlem_antal;
    const struct sager_familiefakta *godkendelse;
    size_t godkendelse_antal;
    const struct sager_navngivet *navngivet;
    size_t navngivet_antal;
    const struct sager_modtager *modtager;
    size_t modtager_antal;
    const struct sager_henvendelse *henvendelse;
    size_t henvendelse_antal;
};

/* The family of {familie} in the path if all of it may be seen; else 404. */
bool sager_familie_hele(struct side *s, struct register_fakta *out, struct err *err) MUST_CHECK;
/* Who the family's money goes to, and where, with what waits. */
bool sager_modtagere(struct side *s, struct str familie, const struct sager_modtager **out,
                     size_t *antal, struct err *err) MUST_CHECK;

/* The form for a new account. */
struct sager_konto {
    struct str csrf;
    struct str familie;
    struct str person;
    struct str navn;
    struct str nu;
    struct str reg;
    struct str konto;
};

#endif
