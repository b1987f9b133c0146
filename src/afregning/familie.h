/*
 * familie: what one family is paid and why, for its own eyes. Part of the door of the room.
 *
 * A family is paid what is granted on its placements: to the holders of its contracts and to the
 * children's own accounts. Suppliers are not the family. What is said of a run is what its letters
 * say (breve), made by the same functions; but a run that is computed and not yet approved is told
 * of too, and only what concerns this family.
 *
 * What is drawn by a decision hangs on a payee and not on a placement: it is told in every family
 * whose contract the payee holds.
 *
 * Cost: the family's own rows, found by index, and one month computed for it; nothing here reads
 * the kommune through, but for the list of runs. Inside a transaction of the caller, who has seen
 * that the one who asks may see the family.
 */
#ifndef AFREGNING_FAMILIE_H
#define AFREGNING_FAMILIE_H

#include "afregning/breve.h"
#include "afregning/genberegn.h"

struct familie_kreds {
    struct store *store;
    struct arena *arena;
    int kommune;
    struct grundlag_lager *lager; /* may be NULL */
    struct str familie;
    int64_t nr;                  /* as known at */
    struct register_fakta *sted; /* its placements, by id, also those taken back */
    size_t steder;
    struct str *modtager; /* person.id, by id: its contract holders and children */
    size_t modtagere;
    struct breve_journal *journal; /* theirs, each read when it is first asked for */
};
/* A family without placements is fine: then there is nothing to tell. */
bool familie_kreds(struct store *store, struct arena *arena, int kommune,
                   struct grundlag_lager *lager, struct str familie, struct familie_kreds *out,
                   struct err *err) MUST_CHECK;

/* ---- payments */

enum familie_trin {
    FAMILIE_BEREGNET, /* not approved: it may still change */
    FAMILIE_GODKENDT,
    FAMILIE_SENDT,
    FAMILIE_AFVIST, /* sent, and some of it came back and is not sent again yet */
};

/* A run as the family meets it. */
struct familie_betaling {
    struct koersel koersel;
    enum familie_trin trin;
    struct dato dag;        /* when the money is there */
    struct oere beloeb;     /* what is paid: a_indkomst + skattefri */
    struct oere a_indkomst; /* before tax, less what is drawn from it */
    struct oere skattefri;  /* likewise */
    struct oere til_barn;   /* of beloeb: to the children's own accounts */
    struct oere trukket;    /* by decision; is taken off beloeb */
    struct oere for_meget;  /* found to have been paid before; not drawn by itself */
    struct oere maanedens;  /* of beloeb: for the run's own month */
};
/* Newest first; runs that concern the family and are computed at least. Of a month that is computed
 * in several only the one that is paid, or will be. */
bool familie_betalinger(const struct familie_kreds *kreds, struct familie_betaling **out,
                        size_t *antal, struct err *err) MUST_CHECK;

/* ---- one run */

struct familie_modtagelse {
    struct str modtager;     /* person.id */
    bool barn;               /* a child of the family */
    struct brev_maaned brev; /* as its letter would say it; sender and day are empty */
};

struct familie_koersel {
    struct grundlag grund; /* of this family alone */
    struct familie_modtagelse *modtagelse;
    size_t modtagelser;
    struct breve_kilde *kilde; /* for familie_forskel_grunde and familie_brev */
};
bool familie_koersel(const struct familie_kreds *kreds, const struct koersel *koersel,
                     struct familie_koersel *out, struct err *err) MUST_CHECK;
/* The difference with that number in the edition; NULL when the family has none. */
const struct forskel *familie_forskel(const struct familie_koersel *k, int64_t nr);
/* Why it is another amount than before: bits of enum breve_grund. */
unsigned familie_forskel_grunde(const struct familie_koersel *k, const struct forskel *forskel);
/* The facts of a placement as they were used in the run; NULL when it was not computed. */
const struct sag *familie_sag(const struct familie_koersel *k, struct str anbringelse);

/* ---- why another amount than the month before */

enum familie_grund {
    GRUND_FLYTTET_IND,  /* dato; all of the child's lines in one */
    GRUND_FLYTTET_UD,   /* dato */
    GRUND_DAGE,         /* dage_foer of dage_foer_af, dage_nu of dage_nu_af */
    GRUND_ALDER,        /* alder, dato */
    GRUND_TAKST,        /* vaerdi_foer, vaerdi_nu, dato */
    GRUND_NIVEAU,       /* vaerdi_foer, vaerdi_nu */
    GRUND_AFTALE,       /* an individual agreement began, ended or changed */
    GRUND_SITUATION,    /* ord: what the explanation says of it */
    GRUND_MANGLER,      /* cannot be computed now */
    GRUND_MANGLEDE,     /* could not be computed then */
    GRUND_ACONTO,       /* paid ahead in one of them */
    GRUND_MAANED,       /* the months are not equally long */
    GRUND_RETTET,       /* earlier months are corrected now: bits in rettet */
    GRUND_RETTET_FOER,  /* were corrected in the payment before, and are not again */
    GRUND_TRUKKET,      /* drawn by decision now */
    GRUND_TRUKKET_FOER, /* was drawn then */
    GRUND_ANDET,        /* none of these: see the explanations */
    GRUND_ANTAL,
};

struct familie_aendring {
    enum familie_grund grund;
    struct str anbringelse; /* empty for what is not of one child */
    struct str barn;        /* the first name */
    struct str titel;       /* of the ydelse; empty when it is all of the child's */
    struct oere foer;
    struct oere nu;
    struct oere forskel; /* nu − foer */
    int dage_foer;
    int dage_foer_af;
    int dage_nu;
    int dage_nu_af;
    int alder;
    struct dato dato;
    struct str vaerdi_foer;
    struct str vaerdi_nu;
    struct str ord;
    unsigned rettet;
};
/* What makes `nu` another amount than `foer`, the run of the month before; the differences add up
 * to that of the two amounts, which is asserted. Largest first. */
void familie_sammenlign(struct arena *arena, const struct familie_koersel *foer,
                        const struct familie_koersel *nu, struct familie_aendring **out,
                        size_t *antal);

/* ---- a year (familie_aar.c) */

/* What a payee of the family was paid in a calendar year on the family's placements, as its letter
 * of the year says it. */
struct familie_aarsdel {
    struct str modtager;  /* person.id */
    bool barn;            /* a child of the family */
    bool vort;            /* the year is the family's alone: it may have the letter */
    struct brev_aar brev; /* sender, receiver and day are empty */
};
/* Those who were paid something, by id. */
bool familie_aar(const struct familie_kreds *kreds, int aar, struct familie_aarsdel **out,
                 size_t *antal, struct err *err) MUST_CHECK;
/* The years in which payments to the family's payees were to be there, newest first. */
bool familie_aarene(const struct familie_kreds *kreds, int **out, size_t *antal,
                    struct err *err) MUST_CHECK;
/* The letter of the year, as breve_aar makes it; *fundet false: there is none it may have. */
bool familie_aarsbrev(const struct familie_kreds *kreds, int aar, struct str modtager,
                      const struct breve_valg *valg, struct brev_trykkeri *trykkeri,
                      struct str *pdf, bool *fundet, struct err *err) MUST_CHECK;

/* ---- letters */

/* The letter of one payee of an approved run, byte for byte as breve_koersel makes it, dated the
 * day of the approval. The caller asks familie_brev_er_vort first. *fundet false: the run has told
 * this payee nothing. */
bool familie_brev(const struct familie_kreds *kreds, const struct koersel *koersel,
                  struct str modtager, const struct brev_afsender *afsender,
                  struct brev_trykkeri *trykkeri, struct str *pdf, bool *fundet,
                  struct err *err) MUST_CHECK;

/* The day on the letters of an approved run. */
bool familie_brevdag(const struct familie_kreds *kreds, int64_t loebenr, struct dato *out,
                     struct err *err) MUST_CHECK;
/* Whether a payee's letter of a run tells of this family alone: then the family may have it. */
bool familie_brev_er_vort(const struct familie_kreds *kreds, int64_t loebenr, struct str modtager,
                          bool *vort, struct err *err) MUST_CHECK;

#endif
