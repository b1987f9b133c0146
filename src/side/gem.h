/*
 * gem: the views of pages are kept before the pages are sent, those of many pages in one commit.
 *
 * A page that shows persons reads one snapshot and then waits. When the worker has answered all
 * that had come, one transaction writes the views of all the pages that wait, and only then they
 * are sent; where it fails, they are answered with a page that shows nobody.
 */
#ifndef SIDE_GEM_H
#define SIDE_GEM_H

#include "side/side_rum.h"

/* What waits (web_response.gem): a page, or another answer that shows persons. */
struct side_ventende {
    const struct adgang *hvem;
    const struct side_visning *visning; /* at least one */
    const struct session *roer;         /* is used now; NULL: none */
    int64_t now_us;
    const struct side *side; /* the page; NULL: it is none */
};
/* The page is whole, and is not to be sent before its views are kept. */
void side_vent(struct side *s);
/* web_program.gem. */
void side_gem(void *ctx, struct web_gem *gem, size_t antal);
/* web_program.travlt and .bagefter. */
bool side_travlt(void *ctx);
void side_bagefter(void *ctx);

#endif
