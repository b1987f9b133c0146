/*
 * csv: a strict reader for semicolon-separated text.
 *
 * UTF-8 with or without byte order mark, LF or CRLF. A cell may be quoted with "…" ("" inside is a
 * quote), but holds no line break. A quote inside an unquoted cell, text after a closing quote, an
 * unclosed quote and a row with another number of cells than the head row are errors with line and
 * column. Lines that are empty or start with # are skipped. The first row is the head.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/str.h"

struct csv_cell {
    struct str text;
    int line; /* 1-based */
    int col;  /* 1-based, in code points */
};

struct csv {
    const char *file;
    size_t columns;
    size_t rows;                  /* without the head */
    const struct csv_cell *head;  /* columns cells */
    const struct csv_cell *cells; /* rows × columns */
};

/* The cells borrow text, which must live as long as they do. */
bool csv_read(struct arena *arena, const char *file, struct str text, struct csv *out,
              struct err *err) MUST_CHECK;
static inline struct csv_cell csv_at(const struct csv *csv, size_t row, size_t column)
{
    return csv->cells[row * csv->columns + column];
}

/* One cell for a file a Danish spreadsheet opens: quoted where needed, and a cell that would start
 * a formula (= + - @) gets a leading apostrophe unless it is a plain number. */
void csv_add_cell(struct buf *buf, struct str text);

#endif
