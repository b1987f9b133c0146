/*
 * publish: what the parts of the published page share (private to the room).
 */
#ifndef HAANDBOG_PUBLISH_INTERN_H
#define HAANDBOG_PUBLISH_INTERN_H

#include "haandbog/haandbog.h"

/* The whole style sheet, for screens of every width and for paper. */
/* Around a table: it scrolls by itself, and so can be reached from the keyboard. */
#define TABEL_RUL "<div class=\"rul\" tabindex=\"0\" role=\"group\" aria-label=\"Tabel\">"

extern const char publish_stil[];

/* All statements of one rule block, as figures with anchors, each with a link to propose another
 * unless `forslag` is empty. */
void publish_blok(struct buf *out, const struct haandbog *haandbog, size_t blok,
                  struct str forslag);
/* Choices, known contradictions, accepted remarks, rates with sources, identity of the version. */
void publish_tillaeg(struct buf *out, const struct haandbog *haandbog,
                     const struct fund_liste *fund);

#endif
