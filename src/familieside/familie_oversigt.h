/* familie_oversigt: a family's front page, and the list for who has several. */
#ifndef FAMILIESIDE_FAMILIE_OVERSIGT_H
#define FAMILIESIDE_FAMILIE_OVERSIGT_H

#include "beregning/oversat.h"
#include "familieside/familie_side.h"

/* A payment in a few words. */
struct familie_kort {
    struct str familie;
    int64_t nr;
    struct str maaned;
    struct str dag;
    struct str trin;
    const char *klasse;
    struct str saetning;
    struct oere beloeb;
    struct oere a_indkomst;
    struct oere skattefri;
    struct oere til_barn;
    bool har_til_barn;
    bool ekstra;
};

struct familie_kort familie_kort_af(const struct side *s, const struct familie_kreds *kreds,
                                    const struct familie_betaling *betaling);

/* Why it is another amount. */
struct familie_hvorfor {
    struct str barn;
    struct str titel;
    struct str grund;
    struct str forskel; /* "−1.234,00 kr.", "+1.234,00 kr." */
};

struct familie_mangel {
    struct str barn;
    struct str hvad;
    struct str maaned;
    struct oversat grund;
};

/* What could not be computed in a run, for both pages. */
const struct familie_mangel *familie_mangler(struct side *s, const struct familie_koersel *run,
                                             size_t *antal);

struct familie_barn {
    struct str navn;
    struct str alder; /* "9 år" */
    struct str art;
    struct str niveau;     /* "trin 3", "6 vederlag"; may be empty */
    struct str niveau_fra; /* "siden 1. maj 2020" */
    struct str siden;      /* when the child moved in */
    struct str til;        /* when it moves or moved out; may be empty */
    struct str kontrakt;   /* who holds the contract */
    struct str kontrakt_fra;
    struct str vilkaar; /* free text; may be empty */
};

struct familie_oversigt {
    struct str familie;
    bool flere; /* the one who asks belongs to several families */
    bool har_kort;
    bool kommende; /* the payment shown is still to come */
    struct familie_kort kort;
    bool har_hvorfor; /* there is a month before to compare with */
    struct str hvorfor_overskrift;
    const struct familie_hvorfor *hvorfor;
    size_t hvorfor_antal;
    const struct familie_mangel *mangel;
    size_t mangel_antal;
    const struct familie_kort *tidligere;
    size_t tidligere_antal;
    const struct familie_barn *barn;
    size_t barn_antal;
    int ubesvarede; /* henvendelser */
};

struct familie_valg {
    struct str familie;
    struct str navn; /* of the children there */
};

struct familie_liste {
    const struct familie_valg *valg;
    size_t valg_antal;
};

#endif
