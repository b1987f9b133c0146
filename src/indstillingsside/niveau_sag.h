/* niveau_sag: one proposal on one page. Only for src/indstillingsside. */
#ifndef INDSTILLINGSSIDE_NIVEAU_SAG_H
#define INDSTILLINGSSIDE_NIVEAU_SAG_H

#include "indstillingsside/niveau_flet.h"
#include "indstillingsside/niveau_side.h"

struct niveau_svarvalg {
    struct str id;
    struct str tekst;
    struct str peger; /* where it points; empty: nowhere */
    bool valgt;
};
struct niveau_tegn {
    struct str id;
    struct str felt; /* the field's name: "tegn.alvorlige.selvskade" */
    struct str tekst;
    bool sat;
};
struct niveau_tegnliste {
    struct str navn;
    const struct niveau_tegn *tegn;
    size_t tegn_antal;
    int sat; /* how many are ticked */
};
struct niveau_spoergsmaal {
    struct str felt; /* the fields' names: "svar.stoettebehov" */
    struct str notefelt;
    struct str noteid;
    struct str spoergsmaal;
    struct str grund; /* why it points nowhere; empty where there are answers */
    const struct niveau_svarvalg *svar;
    size_t svar_antal;
    const struct niveau_tegnliste *liste;
    size_t liste_antal;
    struct str note;
    struct str valgt; /* the answer that was chosen; may be empty */
    struct str peger; /* where that points; empty: nowhere */
    struct str sat;   /* the signs that are ticked, with commas */
    bool gammelt;     /* the answer is no longer in the handbook */
    bool tavs;        /* neither answer nor words */
};
struct niveau_kontrolraekke {
    struct str navn;
    struct oversat krav;
    struct oversat fundet;
    struct str svar;
    const char *klasse;
    bool tier; /* the family's approval says nothing of it */
};
struct niveau_niveauvalg {
    struct str kode; /* "trin=3" */
    struct str navn;
    bool valgt;
};
struct niveau_moedevalg {
    struct str id;
    struct str navn;
};
struct niveau_holdervalg {
    struct str id;
    struct str navn;
    bool valgt;
};
struct niveau_skridt {
    struct str tid;
    struct str hvem;
    struct str tilstand;
    const char *klasse;
    struct str niveau;
    struct str tekst;
};
struct niveau_tekstlinje {
    struct str tekst;
};

/* What the answers point to, and the checks. */
struct niveau_hjaelp {
    const struct niveau_tekstlinje *sum;
    size_t sum_antal;
    struct str ubesvaret;
    const struct niveau_kontrolraekke *kontrol;
    size_t kontrol_antal;
};

/* What may be done now by the one who asks. */
struct niveau_gange {
    struct str id;
    struct str csrf;
    int64_t set; /* the newest move */
    struct str besluttet;
    const struct niveau_niveauvalg *niveau;
    size_t niveau_antal;
    bool med_vederlag; /* a number may be written */
    struct str vederlag;
    struct str skrevet; /* reasons that could not be taken as they were */
    bool kan_beslutte;
    bool kan_godkende;
    bool kan_dagsorden;
    const struct niveau_moedevalg *valgmoede;
    size_t valgmoede_antal;
    bool kan_tilbage;
    bool kan_traekke;
    bool kan_slippe; /* one of these two */
};

struct niveau_sag {
    struct str id;
    struct str csrf;
    int64_t set;
    int64_t set_svar; /* the newest answer */
    struct str besked;
    struct niveau_imens *imens; /* what others saved while this was written, or see `forsent` */
    size_t imens_antal;
    bool forsent; /* it is no draft any more: what was written and can no longer be saved */
    struct str barn;
    struct str familie;
    struct str anbringelse;
    bool kan_sag; /* the placement's page may be opened */
    struct str alder;
    struct dato fra;
    struct str nu; /* the level so far */
    struct str tilstand;
    const char *klasse;
    struct str beslutter;
    struct str leder; /* when a leader must approve */
    struct str moede; /* the agenda it stands on, as words */
    struct str moede_sti;
    struct str foreslaaet; /* the level that is proposed */
    struct str foreslaaet_af;
    struct str begrundelse;
    struct str besluttet; /* what was decided; empty: nothing */
    struct str besluttet_tekst;
    bool faerdig; /* the letters are there */
    bool kladde;  /* the form is shown */
    const struct niveau_spoergsmaal *spoergsmaal;
    size_t spoergsmaal_antal;
    struct str arbejde;
    bool uddannelse_ja, uddannelse_nej;
    bool erfaring_ja, erfaring_nej;
    struct str bilag;
    const struct niveau_holdervalg *holder;
    size_t holder_antal;
    const struct niveau_niveauvalg *niveau;
    size_t niveau_antal;
    bool med_vederlag;
    struct str vederlag;
    struct niveau_hjaelp hjaelp;
    struct niveau_gange gange;
    const struct niveau_skridt *skridt;
    size_t skridt_antal;
};

/* The one that {id} in the path means; 404 when it is not there for the one who asks. */
bool niveau_sag_find(struct side *s, struct indstilling *out, const struct plan **plan,
                     struct err *err) MUST_CHECK;
/* Shows it as it stands in the open transaction. With an error the status is 400. */
bool niveau_sag_vis(struct side *s, struct str id, const struct err *fejl,
                    const char *const *besked, struct err *err) MUST_CHECK;

#endif
