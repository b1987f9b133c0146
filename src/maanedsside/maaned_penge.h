/* maaned_penge: what is owed, and what people decide on money. Only for src/maanedsside. */
#ifndef MAANEDSSIDE_MAANED_PENGE_H
#define MAANEDSSIDE_MAANED_PENGE_H

#include "afregning/beslutning.h"
#include "maanedsside/maaned_side.h"

struct maaned_skylder {
    struct str id;
    struct str navn;
    struct str kanal_kode;
    struct str kanal;
    struct oere beloeb;
    bool kan_besluttes;
};

struct maaned_beslutning {
    struct str id;
    struct str art;
    struct str navn;
    struct str om; /* the line, the month, the number */
    struct str hvem;
    struct str begrundelse;
    struct oere beloeb;
    bool kan_tages;
    struct str csrf;
};

struct maaned_penge {
    const struct maaned_skylder *skylder;
    size_t skylder_antal;
    struct oere i_alt;
    const struct maaned_beslutning *beslutning;
    size_t beslutning_antal;
    bool maa;
};

struct maaned_valg {
    struct str kode;
    struct str navn;
    bool valgt;
};

/* The form of a decision: what each kind must be told is shown, and no more. */
struct maaned_beslut {
    struct str adresse;
    struct str csrf;
    struct str id; /* of the decision that will be: sent twice, it is made once */
    struct str overskrift;
    struct str vejledning;
    bool med_sted;
    struct str anbringelse;
    const struct maaned_valg *ydelse;
    size_t ydelse_antal;
    bool med_maaned;
    struct str maaned;
    struct str modtager;
    bool med_kanal;
    const struct maaned_valg *kanal;
    size_t kanal_antal;
    bool med_skat;
    const struct maaned_valg *skat;
    size_t skat_antal;
    struct str beloeb;
    bool med_pr_maaned;
    struct str pr_maaned;
    bool med_nummer;
    struct str nummer;
    bool med_faktura;
    struct str faktura;
    bool med_tekst;
    struct str tekst;
    bool familien_skylder;
    struct str begrundelse;
};

struct str maaned_art_ord(const struct side *s, struct str art); /* "Modregning" */

#endif
