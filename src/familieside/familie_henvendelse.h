/* familie_henvendelse: forms of a family, and what came of them. Only for src/familieside. */
#ifndef FAMILIESIDE_FAMILIE_HENVENDELSE_H
#define FAMILIESIDE_FAMILIE_HENVENDELSE_H

#include "henvendelse/henvendelse.h"
#include "familieside/familie_oversigt.h"

struct familie_barnevalg {
    struct str id; /* of the placement */
    struct str navn;
    bool valgt;
};

struct familie_formular {
    struct str familie;
    struct str adresse; /* where it is sent to */
    struct str tilbage; /* where one came from */
    struct str csrf;
    struct str id; /* of the henvendelse that will be */
    struct str overskrift;
    struct str vejledning;
    bool bekraeft; /* only asks whether what was written is right */
    bool med_linje;
    struct str linje;
    struct oere beloeb;
    bool forstaar_ikke;
    bool med_barn;
    const struct familie_barnevalg *barn;
    size_t barn_antal;
    struct str barn_valgt; /* of the confirmation */
    bool med_dag;
    struct str dag;
    bool med_konto;
    struct str reg;
    struct str konto;
    struct str tekst;
    struct str frist;
};

/* A henvendelse in a list, and at the head of its own page. */
struct familie_sag {
    struct str familie;
    struct str id;
    struct str art;
    struct str om; /* the line or the child; may be empty */
    int64_t betaling;
    bool har_betaling;
    struct str sendt;
    struct str frist;
    struct str tilstand;
    const char *klasse;
    struct str hvem; /* who has it */
    bool venter;     /* an answer is due */
};

struct familie_tale {
    bool fra_kommune;
    struct str hvem;
    struct str naar;
    struct str tekst;
};

struct familie_henvendelse {
    struct familie_sag sag;
    const struct familie_tale *tale;
    size_t tale_antal;
    struct str csrf;
    struct str tekst;
};

struct familie_henvendelser {
    struct str familie;
    const struct familie_sag *sag;
    size_t sag_antal;
};

/* For the lists. */
bool familie_sag_af(struct side *s, const struct familie_kreds *kreds, const struct henvendelse *h,
                    struct familie_sag *out, struct err *err) MUST_CHECK;
struct str familie_sagart(const struct side *s, enum henvendelse_art art);

#endif
