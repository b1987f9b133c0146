/*
 * udkast_side: what the templates of drafts show, and what the pages share. Only for
 * src/haandbogsside.
 */
#ifndef HAANDBOGSSIDE_UDKAST_SIDE_H
#define HAANDBOGSSIDE_UDKAST_SIDE_H

#include "side/forklaret.h"
#include "side/haandbog_side.h"
#include "side/side_rum.h"
#include "side/skabelon.h"

/* ---- the list */

struct udkast_post {
    struct str id;
    struct str titel;
    struct str tilstand;
    struct str klasse; /* of its badge */
    struct str hvem;
    struct str hvornaar;
    struct str fund; /* "2 fejl", "ingen fejl" */
    struct str begrundelse;
};

struct udkast_kraft_post {
    int64_t nr;
    struct str titel;
    struct dato fra;
    struct str foreslaaet_af;
    struct str bruger;
    struct str hvornaar;
    struct str hash; /* its first characters */
    struct str udkast;
    bool afloest;
};

struct udkast_liste {
    bool kan_skrive;
    const struct udkast_post *venter; /* proposed */
    size_t venter_antal;
    const struct udkast_post *kladde;
    size_t kladde_antal;
    const struct udkast_post *slut;
    size_t slut_antal;
    const struct udkast_kraft_post *kraft;
    size_t kraft_antal;
};

/* ---- a new one */

struct udkast_grund {  /* a text to begin from */
    struct str noegle; /* "haandbog:2021-01-01.md" */
    struct str titel;
    bool valgt;
};

struct udkast_ny_side {
    struct str csrf;
    struct str id; /* drawn for the draft */
    const struct udkast_grund *grund;
    size_t grund_antal;
    struct str art; /* what is chosen: version, rettelse, takster */
    bool er_version, er_rettelse, er_takster;
    struct str dag;
    struct str navn;
};

/* ---- the top of a draft's pages */

struct udkast_top {
    struct str id;
    struct str titel;
    struct str fil;
    struct str tilstand;
    struct str klasse;
    struct str gemt; /* "Gemt af hanne den 20. august 2021 kl. 14.03" */
    struct str begrundelse;
    struct str afvist_af;
    bool uden_h1;  /* what is shown has a heading of its own */
    bool har_vis;  /* a handbook: it can be previewed */
    bool er_tekst; /* which of its pages this is */
    bool er_vis;
    bool er_forskel;
    bool er_koster;
};

/* ---- the text, with what is wrong at the line */

struct udkast_fund {
    bool fejl;
    int linje;
    struct oversat tekst;
    struct oversat raad;
    struct str sted; /* another file; empty: the draft itself */
};

struct udkast_linje {
    int nr;
    struct str tekst;
    bool spring; /* lines before it are left out */
    const struct udkast_fund *fund;
    size_t fund_antal;
};

struct udkast_eksempel {
    int linje;
    struct str navn;
    struct oversat forklaring;
};

/* The places where a text is not as another, line by line. */
struct udkast_steder {
    const struct forskel_sted *sted;
    size_t sted_antal;
};

struct udkast_rediger {
    struct udkast_top top;
    struct str csrf;
    struct str meddelelse;       /* what was done */
    bool imens;                  /* another saved while this was written, and this is not saved */
    struct udkast_steder andres; /* what that changed */
    bool aaben;                  /* may be written in */
    int64_t efter;
    struct str tekst;
    struct str dom; /* "Ingen fejl. 120 eksempler passer." */
    bool god;
    const struct udkast_fund *fund;
    size_t fund_antal;
    const struct udkast_eksempel *eksempel;
    size_t eksempel_antal;
    const struct udkast_linje *linje; /* only when there are findings */
    size_t linje_antal;
    bool kan_foreslaa;
    bool mangler_rettelse; /* it would be proposed, were there no errors */
    bool kan_ikraft;
    bool skal_anden; /* proposed, and the one who looks is not another */
    bool kan_opgive;
    struct str venter; /* proposed, for who cannot put in force */
    struct str afvis;  /* why it is sent back, or given up, as typed and refused */
    struct str opgiv;
};

/* ---- preview, difference, cost */

struct udkast_vis {
    struct udkast_top top;
    bool har_fejl;
    struct html_klar indhold;
    struct html_klar krop;
};

struct udkast_forskel {
    struct udkast_top top;
    struct str mod; /* what it is held against; empty: nothing */
    struct udkast_steder steder;
};

struct koster_celle {
    struct str navn;
    bool dansk; /* the name is the handbook's */
    struct oere foer;
    struct oere efter;
    struct str forskel;
    size_t foer_mangler;
    size_t efter_mangler;
    size_t forskel_mangler;
};

struct koster_soejle {
    int x;
    int y;
    int hoejde;
    int bredde;
    struct str kort;
};

struct koster_skift {
    struct str titel;
    bool kan_nu;
    size_t anbringelser;
    size_t linjer;
    struct str anbringelse; /* one of them, and why */
    struct str maaned;
    struct oversat grund;
};

struct koster_aendring {
    struct str id;
    struct str familie;
    struct oere foer;
    struct oere efter;
    struct str forskel;
};

struct udkast_koster {
    struct udkast_top top;
    struct str fejl;   /* why it cannot be computed */
    bool venter;       /* it is being computed */
    struct str regnet; /* when it was */
    struct maaned fra;
    struct maaned sidste;
    int maaneder;
    struct str skrevet_fra; /* both as typed */
    struct str skrevet_maaneder;
    struct str tidligere; /* it also changes months that are over: a link to them */
    struct maaned tidligere_fra;
    int tidligere_maaneder;
    struct str svar; /* the answer in one sentence */
    struct str hvem;
    struct str mangler;
    const struct koster_celle *maaned;
    size_t maaned_antal;
    const struct koster_celle *ydelse;
    size_t ydelse_antal;
    struct koster_celle i_alt;
    const struct koster_soejle *soejle;
    size_t soejle_antal;
    int nul_y;          /* where the axis is */
    struct str stoerst; /* what the longest column stands for */
    const struct koster_skift *skift;
    size_t skift_antal;
    const struct koster_aendring *aendring;
    size_t aendring_antal;
};

/* ---- shared */

/* What a finding says. What an English sentence has in quotation marks is the handbook's words and
 * marked as Danish. */
struct oversat udkast_ord(const struct side *s, struct fund_ord ord);
/* "Version fra 1. januar 2022", "Rettelse 1 af versionen fra …", "Takster: kl" */
struct str udkast_titel(const struct side *s, enum udkast_slags slags, struct str navn);
struct str udkast_tilstand_ord(const struct side *s, enum udkast_tilstand tilstand);
struct str udkast_klasse(enum udkast_tilstand tilstand);
bool udkast_hvem(struct side *s, struct str bruger, struct str *out, struct err *err) MUST_CHECK;

/* The draft in the address; 404 when there is none. */
bool udkast_i_adressen(struct side *s, struct udkast *out, struct err *err) MUST_CHECK;
bool udkast_top(struct side *s, const struct udkast *u, struct udkast_top *out,
                struct err *err) MUST_CHECK;
/* What is in force, and the draft's newest text. */
struct udkast_stof {
    struct udkast_gaeldende g;
    struct udkast_tekst tekst;
};
bool udkast_stof(struct side *s, const struct udkast *u, struct udkast_stof *out,
                 struct err *err) MUST_CHECK;
/* Where `ny` is not as `gammel`. */
bool udkast_steder(struct side *s, enum udkast_slags slags, struct str gammel, struct str ny,
                   struct udkast_steder *out, struct err *err) MUST_CHECK;
/* Line ends of a browser's text field become those of a file. */
struct str udkast_linjeender(struct arena *arena, struct str tekst);

#endif
