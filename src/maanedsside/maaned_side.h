/*
 * maaned_side: what the pages of the settlement share. Only for src/maanedsside.
 */
#ifndef MAANEDSSIDE_MAANED_SIDE_H
#define MAANEDSSIDE_MAANED_SIDE_H

#include "afregning/overblik.h"
#include "side/side_ord.h"
#include "side/skabelon.h"

enum { MAANED_SIDE = 50 /* rows on a page */ };

/* The run that {nr} in the path means; 404 when there is none. Inside a transaction. */
bool maaned_find(struct side *s, struct koersel *out, struct err *err) MUST_CHECK;
/* The number in the path alone; 404 when it is none. */
bool maaned_nr(struct str tekst, int64_t *out, struct err *err) MUST_CHECK;
/* The name of a user; empty for none. */
bool maaned_bruger(struct side *s, struct str bruger, struct str *out, struct err *err) MUST_CHECK;

const char *maaned_tilstand_klasse(enum koersel_tilstand tilstand); /* of the badge */
/* A run that has overtaken another (koersel_overhalet). */
struct maaned_overhaler {
    int64_t nr;      /* 0: there is none */
    struct str navn; /* "kørsel nr. 5, juli 2021" */
};
struct maaned_overhaler maaned_overhaler_af(const struct side *s, const struct koersel *alle,
                                            size_t antal, const struct koersel *k);
/* What the rules say of an attempt, and what to do. */
struct str maaned_udfald_ord(const struct side *s, enum afregning_udfald udfald);
struct str maaned_kanal_ord(const struct side *s, struct str kanal); /* "Løn" */
/* Why placements are paid otherwise; of a correction, why it was made. */
struct str maaned_grund_ord(const struct side *s, enum overblik_grund grund);
/* "juni 2021", "maj 2021 (ekstra)" */
struct str maaned_titel(const struct side *s, const struct koersel *koersel);
/* A placement with what people know it by. */
struct maaned_sted {
    struct str id;
    struct str barn; /* the first name; "Barnet" where it is not known */
    struct str familie;
};
bool maaned_sted(struct side *s, struct str anbringelse, struct maaned_sted *out,
                 struct err *err) MUST_CHECK;

#endif
