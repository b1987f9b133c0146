/*
 * kanal_xlsx: the payroll workbook, for people: sums per person, and the rows of the CSV.
 *
 * libxlsxwriter 1.1.4 writes to a path only; the path is that of a memory file, so nothing with a
 * CPR touches a disk but for the library's own unnamed temporary files.
 *
 * Invariants: (1) the arena is not asked for memory while a workbook is open, since it may jump
 * away; every text is made ready first; (2) the bytes depend on the export alone: the creation
 * date is the export's.
 */
/* memfd_create is Linux; the program targets Debian. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "kanal/intern.h"
#include "kanal/loen.h"

enum { ROWS_MAX = 1000000 };

struct blad {
    const struct loen_tal *tal;
    const char **linje;  /* LOEN_KOLONNER texts per line */
    const char **person; /* cpr and name per person */
    char kommune[256];
    lxw_workbook *book;
    lxw_format *bold;
    lxw_format *text;
    lxw_format *amount;
    lxw_format *total;
    lxw_format *count;
    lxw_format *total_count;
    bool good;
};

/* Every text a cell needs, with its NUL. */
static void make_ready(struct arena *arena, struct blad *b)
{
    const struct kanal_eksport *e = b->tal->eksport;
    size_t at = 0;

    b->linje = ARENA_ARRAY(arena, b->tal->linjer * LOEN_KOLONNER, const char *);
    b->person = ARENA_ARRAY(arena, b->tal->person_count * 2, const char *);
    for (size_t i = 0; i < e->count; i++) {
        const struct kanal_betaling *p = &e->betalinger[i];
        for (size_t j = 0; j < p->linje_count; j++) {
            for (int k = 0; k < LOEN_KOLONNER; k++) {
                b->linje[at++] = str_c(
                    arena, kanal_loen_celle(arena, e, p, &p->linjer[j], (enum loen_kolonne)k));
            }
        }
    }
    for (size_t i = 0; i < b->tal->person_count; i++) {
        b->person[i * 2] = str_c(arena, b->tal->person[i].cpr);
        b->person[i * 2 + 1] = str_c(arena, b->tal->person[i].navn);
    }
}

static lxw_format *make_format(lxw_workbook *book, const char *number, bool bold)
{
    lxw_format *format = workbook_add_format(book);

    if (number != NULL) format_set_num_format(format, number);
    if (bold) format_set_bold(format);
    return format;
}

static void write_text(struct blad *b, lxw_worksheet *sheet, int row, int column, const char *text,
                       lxw_format *format)
{
    if (text[0] == '\0') return;
    if (worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)column, text, format) !=
        LXW_NO_ERROR) {
        b->good = false;
    }
}

static lxw_worksheet *start_sheet(struct blad *b, const char *name, const int *tenths, int columns)
{
    lxw_worksheet *sheet = workbook_add_worksheet(b->book, name);

    for (int i = 0; i < columns; i++) kanal_xlsx_width(sheet, i, tenths[i]);
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9); /* A4 */
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 0, 0);
    return sheet;
}

/* The total, and a formula that is 0,00 as long as nobody has changed a row. */
static void totals(struct blad *b, lxw_worksheet *sheet, int rows, int column)
{
    char formula[96];
    char letter = (char)('A' + column);

    write_text(b, sheet, rows + 1, 0, "I alt", b->bold);
    b->good &= kanal_xlsx_amount(sheet, rows + 1, column, b->tal->sum, b->total);
    write_text(b, sheet, rows + 2, 0, "Kontrol (skal være 0,00)", b->text);
    snprintf(formula, sizeof(formula), "=ROUND(SUM(%c2:%c%d)-%c%d,2)", letter, letter, rows + 1,
             letter, rows + 2);
    b->good &= kanal_xlsx_formula(sheet, rows + 2, column, formula, (struct oere){0}, b->amount);
}

static void person_sheet(struct blad *b)
{
    static const int tenths[] = {240, 400, 120, 120, 160};
    lxw_worksheet *sheet = start_sheet(b, "Personer", tenths, LOEN_PERSON_KOLONNER);
    int rows = (int)b->tal->person_count;

    for (size_t i = 0; i < LOEN_PERSON_KOLONNER; i++) {
        write_text(b, sheet, 0, (int)i, kanal_loen_person_navn(i), b->bold);
    }
    for (int i = 0; i < rows; i++) {
        const struct loen_person *p = &b->tal->person[i];
        write_text(b, sheet, i + 1, 0, b->person[i * 2], b->text);
        write_text(b, sheet, i + 1, 1, b->person[i * 2 + 1], b->text);
        b->good &= kanal_xlsx_count(sheet, i + 1, 2, p->indkomstaar, b->count);
        b->good &= kanal_xlsx_count(sheet, i + 1, 3, (int64_t)p->betalinger, b->count);
        b->good &= kanal_xlsx_amount(sheet, i + 1, 4, p->beloeb, b->amount);
    }
    b->good &=
        kanal_xlsx_count(sheet, rows + 1, 3, (int64_t)b->tal->eksport->count, b->total_count);
    totals(b, sheet, rows, 4);
}

static void line_sheet(struct blad *b)
{
    static const int tenths[] = {380, 120, 340, 110, 160, 200, 300, 100, 160};
    lxw_worksheet *sheet = start_sheet(b, "Linjer", tenths, LOEN_KOLONNER);
    const struct kanal_eksport *e = b->tal->eksport;
    int row = 1;

    for (int k = 0; k < LOEN_KOLONNER; k++) {
        write_text(b, sheet, 0, k, kanal_loen_navn((enum loen_kolonne)k), b->bold);
    }
    for (size_t i = 0; i < e->count; i++) {
        for (size_t j = 0; j < e->betalinger[i].linje_count; j++, row++) {
            const char **texts = &b->linje[(size_t)(row - 1) * LOEN_KOLONNER];
            const struct kanal_linje *l = &e->betalinger[i].linjer[j];
            for (int k = 0; k < LOEN_BELOEB; k++) {
                if (k != LOEN_AAR) write_text(b, sheet, row, k, texts[k], b->text);
            }
            b->good &= kanal_xlsx_count(sheet, row, LOEN_AAR, l->indkomstaar, b->count);
            b->good &= kanal_xlsx_amount(sheet, row, LOEN_BELOEB, l->beloeb, b->amount);
        }
    }
    totals(b, sheet, row - 1, LOEN_BELOEB);
}

static void properties(struct blad *b)
{
    static char title[] = "A-indkomst til lønsystemet";
    lxw_doc_properties p = {.title = title, .company = b->kommune};

    p.created = (time_t)(b->tal->eksport->oprettet_us / 1000000);
    workbook_set_properties(b->book, &p);
}

/* Everything between opening and closing the workbook. */
static bool fill(struct blad *b, const char *path)
{
    b->book = workbook_new(path);
    if (b->book == NULL) return false;
    b->good = true;
    b->bold = make_format(b->book, NULL, true);
    b->text = make_format(b->book, "@", false);
    b->amount = make_format(b->book, "#,##0.00", false);
    b->total = make_format(b->book, "#,##0.00", true);
    b->count = make_format(b->book, "0", false);
    b->total_count = make_format(b->book, "0", true);
    properties(b);
    person_sheet(b);
    line_sheet(b);
    return workbook_close(b->book) == LXW_NO_ERROR && b->good;
}

static bool take_bytes(struct arena *arena, int fd, struct str *out)
{
    off_t size = lseek(fd, 0, SEEK_END);

    if (size <= 0 || size > KANAL_FIL_MAX) return false;
    /* The ceiling would jump past the caller's close. */
    if ((size_t)size + 4096 > arena->limit - arena->used) return false;
    char *bytes = arena_alloc(arena, (size_t)size);
    for (size_t done = 0; done < (size_t)size;) {
        ssize_t got = pread(fd, bytes + done, (size_t)size - done, (off_t)done);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        done += (size_t)got;
    }
    *out = (struct str){bytes, (size_t)size};
    return true;
}

bool kanal_loen_xlsx(struct arena *arena, const struct loen_tal *tal, struct str *out,
                     struct err *err)
{
    struct blad b = {.tal = tal};
    char path[64];

    if (tal->linjer > ROWS_MAX) {
        return err_set(err, ERR_LIMIT, NULL, "Regnearket har plads til %d linjer; der er %zu",
                       ROWS_MAX, tal->linjer);
    }
    if (tal->sum.oere > KANAL_XLSX_MAX_OERE) {
        return err_set(err, ERR_LIMIT, NULL, "Summen er for stor til et regneark");
    }
    make_ready(arena, &b);
    snprintf(b.kommune, sizeof(b.kommune), "%.*s",
             STR_ARG(str_clip(tal->eksport->kommune_navn, 60)));
    int fd = memfd_create("vederlag-loen", MFD_CLOEXEC);
    if (fd < 0) {
        return err_set(err, ERR_IO, NULL, "Systemet giver ikke hukommelse til regnearket");
    }
    snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    bool good = fill(&b, path);
    good = good && take_bytes(arena, fd, out);
    close(fd);
    return good || err_set(err, ERR_IO, NULL,
                           "Regnearket kunne ikke dannes; er der hukommelse og plads i mappen "
                           "til midlertidige filer?");
}
