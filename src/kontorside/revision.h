/* revision: whether all is well, and who saw whom. Only for src/kontorside. */
#ifndef KONTORSIDE_REVISION_H
#define KONTORSIDE_REVISION_H

#include "kontorside/kontor.h"

/* The pages of the audit that the one who asks may see. */
enum revision_side { REVISION_I_ORDEN, REVISION_HVEM, REVISION_KENDT };
const struct kontor_valg *revision_valg(struct side *s, enum revision_side valgt, size_t *antal);

struct revision_koersel {
    struct str maaned;
    struct str tilstand;
    bool ekstra;
};

struct revision_brud {
    struct str hvor;
    int64_t fundet;
    int64_t ventet;
};

struct revision_krav {
    struct str id;
    struct str krav;
    struct str handling;
    bool brudt;
    const struct revision_brud *brud;
    size_t brud_antal;
};

struct revision_fund {
    struct str tekst;
};

struct revision {
    const struct kontor_valg *valg; /* between the pages of the audit */
    size_t valg_antal;
    struct str csrf;
    /* how things stand */
    struct str registreret; /* when something was last registered; empty: never */
    int64_t anbringelser;
    bool afregnet;
    struct str til_maaned;
    int64_t mangler;
    struct oere tilgodehavende;
    int64_t hoved_nr;
    struct str hoved;
    const struct revision_koersel *koersel;
    size_t koersel_antal;
    /* the doctor's answer */
    bool spurgt;
    const struct revision_krav *krav;
    size_t krav_antal;
    int64_t brud_i_alt;
    /* what verify found */
    bool efterset;
    int64_t raekker;
    int64_t tekster;
    int64_t eksporter;
    int64_t ankre;
    struct str anker_json; /* the head, for another time */
    const struct revision_fund *fund;
    size_t fund_antal;
    int64_t fund_i_alt;
};

struct revision_visning {
    struct str tid;
    struct str bruger;
    struct str hvad; /* "plejefamilie" */
    struct str hvem; /* a name where it may be told */
    struct str formaal;
    int64_t antal;
};

struct revision_visninger {
    const struct kontor_valg *valg; /* between the pages of the audit */
    size_t valg_antal;
    struct str bruger; /* as it was asked */
    struct str id;
    struct str dag;
    bool art_familie;
    bool art_anbringelse;
    bool art_person;
    bool spurgt;
    const struct revision_visning *visning;
    size_t visning_antal;
    struct kontor_sider sider;
};

struct revision_oplysning {
    struct str tekst; /* in Danish, as the register says it */
};

struct revision_kendt {
    const struct kontor_valg *valg; /* between the pages of the audit */
    size_t valg_antal;
    struct str anbringelse;
    struct str kendt;
    struct str paa;
    const struct revision_oplysning *svar; /* what was known */
    size_t svar_antal;
    struct str dag; /* known as; empty before it is asked */
    struct str overskrift;
};

#endif
