/*
 * side: the pages, and what every request goes through before one of them.
 *
 * The tables of routes, one of each room of pages, say for each page what it is, who may open it
 * and what it needs. One function walks a request through: the route; who is asking; whether
 * that one may; for a write its origin and token; a transaction of the database; the page; the
 * log of what was seen; the shell around it; the header fields every answer has. A page is a
 * function that reads, fills a struct and calls its template.
 */
#ifndef SIDE_SIDE_H
#define SIDE_SIDE_H

#include "web/web.h"

struct side_opsaetning {
    const char *db;          /* URL of the database; NULL: only the public pages */
    const char *haandboeger; /* a folder of handbooks, each a folder of versions */
    const char *opsaetning;  /* the kommune's setup (eksport.h), for letters; may be NULL */
    const char *oidc;        /* files of providers of logins (oidc.h), comma between; or NULL */
    int kommune;             /* 0: the only one of the database */
    bool usikker_cookie;     /* cookies also over plain HTTP: on loopback, for trial and tests */
    bool proeve;             /* anybody comes in as any user; only where all people are invented */
};

struct side_afsnit; /* the pages of a room (side_rum.h) */

extern const struct side_afsnit SIDE_OFFENTLIG; /* the public pages and the doors */

/* The program for web_server, with the pages of SIDE_OFFENTLIG and of these rooms. It lives on the
 * arena; each worker opens the database and reads the handbooks when it starts. */
void side_program(struct arena *arena, const struct side_opsaetning *opsaetning,
                  const struct side_afsnit *const *afsnit, size_t antal, struct web_program *out);

#endif
