/*
 * print: what the prints of this room share (private to the room).
 */
#ifndef BEREGNING_PRINT_H
#define BEREGNING_PRINT_H

#include "beregning/ord.h"

/* The style sheet of the page, without its tag. */
void print_html_stil(struct buf *out);

#endif
