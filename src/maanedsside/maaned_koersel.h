/* maaned_koersel: one run: where it is, what to do, what is new in it. Only for src/maanedsside. */
#ifndef MAANEDSSIDE_MAANED_KOERSEL_H
#define MAANEDSSIDE_MAANED_KOERSEL_H

#include "beregning/oversat.h"
#include "maanedsside/maaned_eksport.h"
#include "maanedsside/maaned_job.h"

struct maaned_kanal {
    struct str navn;
    int64_t antal;
    struct oere op;
    struct oere ned;
};

struct maaned_grund {
    int64_t nr;
    struct str kode;
    struct str ord;
    int64_t antal;
    struct oere foer;
    struct oere nu;
    struct str forskel;
};

struct maaned_rettelse {
    struct str ord;
    int64_t antal;
    struct oere op;
    struct oere ned;
};

struct maaned_mangelart {
    struct oversat ord;
    int64_t linjer;
    int64_t anbringelser;
};

/* What is to be done next, and whether the one who looks can do it. */
struct maaned_naeste {
    int64_t nr;
    int64_t udgave;
    struct str csrf;
    bool skal_beregnes;   /* it is a draft */
    bool kan_beregnes;    /* by the one who looks */
    bool foerste;         /* computing is what comes first */
    struct str foraeldet; /* why it must be computed again; empty when it need not */
    int64_t usete;        /* registrations since it was computed */
    bool skal_godkendes;
    bool kan_godkendes;
    bool med_grund;          /* only with a reason */
    struct str begrundelse;  /* as typed, when it was refused */
    struct str hvorfor_ikke; /* why not by the one who looks */
    struct str andre;        /* who else may */
    bool er_opgivet;
    struct maaned_overhaler overhaler;
    bool er_forbi; /* by it, for good: it is approved */
    bool knapper;  /* there is something to press */
};

struct maaned_koersel {
    int64_t nr;
    struct str csrf;
    struct str titel;
    struct str tilstand;
    const char *klasse;
    struct str skaering;
    struct str dag;
    struct str lavet;
    struct str beregnet;
    struct str godkendt;
    struct str grund_alene; /* why a leader approved without another */

    struct maaned_arbejde arbejde;
    bool i_ro; /* no work is going on: what can be done is offered */
    struct maaned_naeste naeste;
    struct maaned_eksport eksport;
    bool er_godkendt;
    bool kan_opgives;

    /* what it comes to */
    bool er_beregnet;
    const struct maaned_kanal *kanal;
    size_t kanal_antal;
    struct maaned_kanal alt;
    bool har_ned;
    bool har_foer;
    struct str foer_maaned;
    struct str nu_maaned;
    const struct maaned_grund *grund;
    size_t grund_antal;
    int64_t uaendret;
    struct oere foer;
    struct oere nu;
    struct str forskel;
    const struct maaned_rettelse *rettelse;
    size_t rettelse_antal;
    struct maaned_rettelse rettelser;
    const struct maaned_mangelart *mangel;
    size_t mangel_antal;
    int64_t mangler;
};

/* The page of a run. Inside a transaction. */
bool maaned_vis_koersel(struct side *s, const struct koersel *k, struct err *err) MUST_CHECK;
/* The same after an attempt that was refused (side_afvis), in a transaction of its own. */
bool maaned_vis_afvist(struct side *s, const char *felt, struct str fejl,
                       struct err *err) MUST_CHECK;

#endif
