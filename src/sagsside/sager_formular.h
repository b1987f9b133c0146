/*
 * sager_formular: what a caseworker registers, as forms described in one table (sager_former.c).
 * Only for src/sagsside.
 *
 * A form is shown, sent, shown once more as what it will change, and only then written. Every field
 * that cannot be read is named at the field; what the register refuses is told at the field it is
 * about where it is about one.
 */
#ifndef SAGSSIDE_SAGER_FORMULAR_H
#define SAGSSIDE_SAGER_FORMULAR_H

#include "sagsside/sager_tidslinje.h"

enum sager_felttype {
    FELT_DAG,
    FELT_SIDSTE_DAG, /* "til og med": the register has the day after it; empty is no end */
    FELT_TAL,
    FELT_BELOEB,
    FELT_LINJE,
    FELT_TEKST, /* free text, kept apart */
    FELT_VALG,
};
enum sager_krav {
    KAN_UDELADES,
    SKAL_SIGES,
    BETINGET, /* hangs on what else is told; its hint says so */
};
/* What a field is of: a kind of fact, or the person, or the form itself. */
enum { FELT_PERSON = -1, FELT_FORM = -2 };

struct sager_feltdef {
    const char *navn;    /* of the field */
    int af;              /* enum register_slags, FELT_PERSON or FELT_FORM */
    const char *kolonne; /* as register_saet has it */
    enum sager_felttype type;
    enum sager_krav krav;
    const char *tekst[2];
    const char *hjaelp[2];
    const struct sager_ord *ord; /* of FELT_VALG; NULL: given by the page */
    size_t ord_antal;
};

struct sager_formdef {
    int slags;         /* enum register_slags; -1: of several */
    const char *ny[2]; /* the heading of a new one, and of a correction */
    const char *ret[2];
    const char *hjaelp[2];
    const struct sager_feltdef *felt;
    size_t felter;
};
/* The forms of a placement and of a family; NULL when there is none for the kind. */
const struct sager_formdef *sager_form_anbringelse(struct str slags);
const struct sager_formdef *sager_form_familie(struct str slags);
extern const struct sager_formdef SAGER_NY_ANBRINGELSE;
extern const struct sager_formdef SAGER_NY_FAMILIE;
/* Why something known is changed; goes into the registrering's own words. */
extern const struct sager_ord SAGER_HVORFOR[];
extern const size_t SAGER_HVORFOR_ANTAL;

/* A field as it is shown. */
struct sager_formfelt {
    const char *navn;
    struct str tekst;
    struct str hjaelp;
    struct str fejl;
    struct str vaerdi;
    bool er_dag;
    bool er_tal;
    bool er_tekst;
    bool er_valg;
    bool valgfri; /* may be left empty */
    const struct sager_valg *valg;
    size_t valg_antal;
};

/* What will be another. */
struct sager_aendring {
    struct str navn;
    struct str foer;
    struct str nu;
};

/* Which settled months it touches. */
struct sager_roerer {
    struct str tekst;
    bool afregnet;
};

enum { SAGER_FAKTA_MAX = 4 };

struct sager_formular {
    struct str csrf;
    struct str overskrift;
    struct str hjaelp;
    struct str om; /* whose it is: "Alma Birk, anbringelse A1" */
    struct str tilbage;
    struct str adresse;
    struct str fejl; /* not at a field */
    int fejl_felter; /* how many fields are wrong */
    struct sager_formfelt *felt;
    size_t felt_antal;
    struct str fakta; /* the id of the fact, or what ids of new ones are made from */
    int64_t kendt;    /* the number it had when the form was shown; 0: it is new */
    bool ret;         /* a correction: says what it was */
    const struct sager_aendring *aendring;
    size_t aendring_antal;
    struct sager_roerer roerer;
};
/* The same, asked whether it is right; and of a fact that is to be taken back. */
struct sager_bekraeft {
    struct sager_formular form;
};
struct sager_tilbage {
    struct sager_formular form;
};

/* A form on its way. */
struct sager_form {
    struct side *s;
    const struct sager_formdef *def;
    struct sager_formular side;
    struct register_fakta fakta[SAGER_FAKTA_MAX]; /* one of each kind the form has */
    size_t fakta_antal;
    const struct register_fakta *gammel; /* what is corrected; NULL: new */
    struct register_person person;       /* when the form has one */
    struct str fritekst;                 /* as typed */
    struct str handling;                 /* what the registrering is called */
};

/* A form with empty fields. `gammel` may be NULL. */
void sager_form_start(struct side *s, const struct sager_formdef *def,
                      const struct register_fakta *gammel, struct sager_form *out);
/* The fields filled with what is known of the fact. */
bool sager_form_kendt(struct sager_form *form, struct err *err) MUST_CHECK;
/* A field by name; it is there. */
struct sager_formfelt *sager_form_felt(struct sager_form *form, const char *navn);
/* Whether it was filled, or is known so. */
bool sager_form_er(const struct sager_form *form, const char *navn, const char *vaerdi);
/* Choices that only the page knows. */
void sager_form_valg(struct sager_form *form, const char *navn, const struct sager_valg *valg,
                     size_t antal);
/* Names a field as wrong. */
void sager_form_fejl(struct sager_form *form, const char *navn, const char *dansk,
                     const char *engelsk);
/* The fact of a kind, which is made when it is not there. */
struct register_fakta *sager_form_fakta(struct sager_form *form, enum register_slags slags);
/* Reads what was sent into the fields and the facts; wrong fields are named. An error is only what
 * is not the sender's doing. */
bool sager_form_laes(struct sager_form *form, struct err *err) MUST_CHECK;
/* Puts a refusal of the register where it belongs. */
void sager_form_afvist(struct sager_form *form, const struct err *fejl);
/* What will be another, for the page that asks whether it is right. */
bool sager_form_aendringer(struct sager_form *form, struct err *err) MUST_CHECK;

#endif
