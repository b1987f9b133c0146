/*
 * indgang: who is asking, and whether a write comes from our own pages. Only for src/side.
 */
#ifndef SIDE_INDGANG_H
#define SIDE_INDGANG_H

#include "side/side_rum.h"

/* The name of the session's cookie, and what the request has under it. */
const char *side_cookie_navn(const struct side_app *app);
struct str side_cookie(const struct side *s);
/* Sets a cookie that scripts cannot read; 0 seconds takes it away. */
void side_saet_cookie(struct side *s, const char *navn, struct str vaerdi, int64_t sekunder);

/* An address of ours to go on to; another, or none, is the front page. */
struct str side_egen_adresse(struct str til);

/* Finds out who is asking, in transactions of its own; nobody is no error. */
bool side_hvem(struct side *s, struct err *err) MUST_CHECK;
/* ERR_ACCESS unless the browser says that the page which sends this is ours. */
bool side_egen_side(const struct side *s, struct err *err) MUST_CHECK;
/* ERR_ACCESS unless the form holds the session's token. */
bool side_csrf(const struct side *s, struct err *err) MUST_CHECK;

#endif
