/*
 * api: the kommune's other programs ask and write by HTTP and JSON, under /api/v1.
 *
 * One table of operations (api_operation.c) says of each what it is, who may call it, what it takes
 * and what it answers. From it come the routes, the checking of what is sent, the description in
 * OpenAPI 3.1 and the page that people read. Operations call the rooms that the command line and
 * the pages call; nothing is computed here.
 *
 * Who calls shows a token (adgang/api_noegle.h); a cookie means nothing. What shows persons is
 * written in the log of views. A write has a key of the caller's (Idempotency-Key): the answer is
 * kept with what was done, in the same transaction, so that the same call again is answered the
 * same and done once. Errors are application/problem+json (RFC 9457).
 */
#ifndef API_API_H
#define API_API_H

#include "side/side_rum.h"

/* Puts the API before a program of pages (side_program): paths under /api/v1/ are answered here,
 * all else there. Lives on the arena. */
void api_foran(struct arena *arena, struct web_program *program);

/* The page that people read: /api. */
extern const struct side_afsnit API_SIDE;

/* The description of the whole, OpenAPI 3.1 as JSON: the same bytes each time. */
void api_openapi(struct buf *out);

#endif
