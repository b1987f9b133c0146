/*
 * sager_skriv: what a form holds becomes one registrering; and a request with a form, from its
 * opening to its answer. Only for src/sagsside.
 *
 * What a registration touches is found out by doing it and undoing it: the same code, in a
 * transaction that is rolled back. A form names the fact's id and the number it had when it was
 * shown; so a form that is sent twice writes once, and one that another has overtaken writes
 * nothing.
 */
#ifndef SAGSSIDE_SAGER_SKRIV_H
#define SAGSSIDE_SAGER_SKRIV_H

#include "sagsside/sager_formular.h"

/* A request with a form. */
struct sager_gang {
    struct sager_form form;
    struct str sti; /* where it leads when it is done: a page that says so by `gjort` */
    enum visning_art art;
    struct str id; /* whose view it is */
    const struct register_fakta
        *nu;          /* the fact as known now, also taken back; NULL: there is none */
    struct str ny_id; /* the next id that is free beside it */
    bool tilbage;     /* it is taken back */
    bool flere;       /* several new facts, whose ids come from a drawn one */
    /* Gives the facts their ids and what else the form does not ask; may name fields as wrong. */
    bool (*saml)(struct sager_gang *g, struct err *err);
};

/* `aabn` finds out whose form it is, in the open transaction, and starts it; 404 is its. */
typedef bool sager_aabn(struct side *s, struct sager_gang *g, struct err *err);
/* The form, empty or filled with what is known. */
bool sager_gang_vis(struct side *s, sager_aabn *aabn, struct err *err) MUST_CHECK;
/* What was sent: shown again, asked about, or written. Opens transactions of its own. */
bool sager_gang_send(struct side *s, sager_aabn *aabn, struct err *err) MUST_CHECK;
/* The page that asks whether a fact is to be taken back. Opens transactions of its own. */
bool sager_gang_tilbage(struct side *s, sager_aabn *aabn, struct err *err) MUST_CHECK;

#endif
