/*
 * csv: a strict reader, row by row, and the writer of one cell.
 *
 * Invariants: (1) every row has as many cells as the head; (2) every refusal names line and column.
 * Cells borrow the text they were read from, apart from those where "" had to be undone.
 * Cost: one pass over the text.
 */
#include "base/csv.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/brok.h"

struct reader {
    struct arena *arena;
    const char *file;
    struct str line; /* without its line end */
    int line_no;
    size_t at;   /* next byte of the line */
    size_t seen; /* col is the column of this byte */
    int col;
    struct csv_cell *cells; /* all rows, also the head */
    size_t count;
    size_t capacity;
};

/* The column of a byte at or after the last one asked for. */
static int col_of(struct reader *r, size_t at)
{
    ASSERT(at >= r->seen);
    r->col += (int)str_width(str_sub(r->line, r->seen, at));
    r->seen = at;
    return r->col;
}

static bool refuse(struct reader *r, int col, struct err *err, const char *dansk,
                   const char *engelsk)
{
    err_begge_tekst(err, ERR_INPUT, NULL, dansk, engelsk);
    return err_at(err, "%s:%d:%d", r->file, r->line_no, col);
}

static void undouble(struct arena *arena, struct str *text)
{
    struct buf buf;

    buf_init(&buf, arena);
    for (size_t i = 0; i < text->n; i++) {
        buf_char(&buf, text->p[i]);
        if (text->p[i] == '"') i++;
    }
    *text = buf_str(&buf);
}

static bool quoted_cell(struct reader *r, struct csv_cell *cell, struct err *err)
{
    size_t from = r->at + 1;
    bool doubled = false;

    for (r->at = from;; r->at++) {
        if (r->at >= r->line.n) {
            return refuse(r, cell->col, err,
                          "Anførselstegnet åbner en celle, der ikke lukkes på samme linje",
                          "The quotation mark opens a cell that is not closed on the same line");
        }
        if (r->line.p[r->at] != '"') continue;
        if (r->at + 1 >= r->line.n || r->line.p[r->at + 1] != '"') break;
        doubled = true;
        r->at++;
    }
    cell->text = str_sub(r->line, from, r->at);
    r->at++;
    if (r->at < r->line.n && r->line.p[r->at] != ';') {
        return refuse(
            r, col_of(r, r->at), err,
            "Efter det lukkende anførselstegn skal der stå semikolon eller linjeskift; "
            "et anførselstegn inde i en celle skrives dobbelt",
            "After the closing quotation mark there must be a semicolon or the end of the line; a "
            "quotation mark inside a cell is written twice");
    }
    if (doubled) undouble(r->arena, &cell->text);
    return true;
}

static bool plain_cell(struct reader *r, struct csv_cell *cell, struct err *err)
{
    size_t from = r->at;

    for (; r->at < r->line.n && r->line.p[r->at] != ';'; r->at++) {
        if (r->line.p[r->at] != '"') continue;
        return refuse(
            r, col_of(r, r->at), err,
            "Et anførselstegn må kun stå i en celle, der selv er i anførselstegn",
            "A quotation mark may only stand in a cell that is itself in quotation marks");
    }
    cell->text = str_sub(r->line, from, r->at);
    return true;
}

/* Appends the cells of the current line; gives how many. */
static bool read_row(struct reader *r, size_t *columns, struct err *err)
{
    size_t before = r->count;

    r->at = 0;
    r->seen = 0;
    r->col = 1;
    for (;;) {
        struct csv_cell cell = {.line = r->line_no, .col = col_of(r, r->at)};
        if (r->at < r->line.n && r->line.p[r->at] == '"') {
            TRY(quoted_cell(r, &cell, err));
        } else {
            TRY(plain_cell(r, &cell, err));
        }
        r->cells =
            arena_grow(r->arena, r->cells, r->count, &r->capacity, r->count + 1, sizeof(*r->cells));
        r->cells[r->count++] = cell;
        if (r->at >= r->line.n) break;
        ASSERT(r->line.p[r->at] == ';');
        r->at++;
    }
    *columns = r->count - before;
    return true;
}

static bool wrong_count(struct reader *r, size_t expected, size_t found, struct err *err)
{
    char dansk[160], engelsk[160];
    /* Points at the first cell too many, or at the last one there is. */
    size_t shown = found > expected ? expected : found - 1;

    snprintf(dansk, sizeof(dansk), "Rækken har %zu %s; overskriften har %zu%s", found,
             found == 1 ? "celle" : "celler", expected,
             expected == 1 ? ", for cellerne skal deles af semikolon" : "");
    snprintf(engelsk, sizeof(engelsk), "The row has %zu %s; the heading has %zu%s", found,
             found == 1 ? "cell" : "cells", expected,
             expected == 1 ? ", for cells are divided by semicolons" : "");
    return refuse(r, r->cells[r->count - found + shown].col, err, dansk, engelsk);
}

/* Counts the line and takes the CR of a CRLF off it. */
static bool begin_line(struct reader *r, struct err *err)
{
    r->line_no++;
    r->seen = 0;
    r->col = 1;
    if (r->line.n > 0 && r->line.p[r->line.n - 1] == '\r') r->line.n--;
    const char *lone = r->line.n == 0 ? NULL : memchr(r->line.p, '\r', r->line.n);
    if (lone == NULL) return true;
    return refuse(r, col_of(r, (size_t)(lone - r->line.p)), err,
                  "Linjen har et enligt CR-tegn; gem filen igen med almindelige linjeskift",
                  "The line has a lone CR character; save the file again with ordinary line ends");
}

bool csv_read(struct arena *arena, const char *file, struct str text, struct csv *out,
              struct err *err)
{
    struct reader r = {.arena = arena, .file = file == NULL ? "" : file};
    size_t columns = 0;
    size_t rows = 0;

    TRY(str_check_utf8(&text, r.file, err));
    while (str_split(&text, '\n', &r.line)) {
        size_t found = 0;
        TRY(begin_line(&r, err));
        if (r.line.n == 0 || r.line.p[0] == '#') continue;
        TRY(read_row(&r, &found, err));
        if (columns == 0) {
            columns = found;
            continue;
        }
        if (found != columns) return wrong_count(&r, columns, found, err);
        rows++;
    }
    if (columns == 0) {
        return err_begge(err, ERR_INPUT, r.file,
                         "Filen er tom; første række skal være overskrifter delt af semikolon",
                         "The file is empty; the first row must be headings divided by semicolons");
    }
    ASSERT(r.count == columns * (rows + 1));
    *out = (struct csv){file, columns, rows, r.cells, r.cells + columns};
    return true;
}

static bool is_plain_number(struct str text)
{
    struct err ignored = ERR_INIT;
    int64_t value = 0;
    int decimals = 0;

    return brok_scan(text, 19, 19, &value, &decimals, &ignored);
}

/* What a spreadsheet would run when it opens the file. */
static bool starts_formula(struct str text)
{
    return text.n > 0 && memchr("=+-@\t\r", text.p[0], 6) != NULL && !is_plain_number(text);
}

static bool needs_quotes(struct str text)
{
    if (text.n == 0) return false;
    /* A leading # would make the line a comment for the reader above. */
    if (text.p[0] == '#' || text.p[0] == ' ' || text.p[text.n - 1] == ' ') return true;
    for (size_t i = 0; i < text.n; i++) {
        if (memchr(";\"\n\r", text.p[i], 4) != NULL) return true;
    }
    return false;
}

void csv_add_cell(struct buf *buf, struct str text)
{
    bool formula = starts_formula(text);

    if (!needs_quotes(text)) {
        if (formula) buf_char(buf, '\'');
        buf_add(buf, text);
        return;
    }
    buf_char(buf, '"');
    if (formula) buf_char(buf, '\'');
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '"') buf_char(buf, '"');
        buf_char(buf, text.p[i]);
    }
    buf_char(buf, '"');
}
