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
    char top[768]; /* what stands over every printed page */
    lxw_workbook *book;
    lxw_format *bold;
    lxw_format *head;
    lxw_format *head_number;
    lxw_format *text;
    lxw_format *amount;
    lxw_format *total;
    lxw_format *count;
    lxw_format *total_count;
    bool good;
};

/* What people see: no code of a ydelse, and headings in their own words. */
static const struct {
    enum loen_kolonne kolonne;
    const char *navn;
    int tenths;
} kolonner[] = {
    {LOEN_BETALING, "Betalings-id", 380}, {LOEN_CPR, "CPR-nummer", 120},
    {LOEN_NAVN, "Kontrakthaver", 340},    {LOEN_AAR, "Indkomstår", 120},
    {LOEN_DATO, "Dispositionsdato", 170}, {LOEN_TITEL, "Ydelse", 300},
    {LOEN_MAANED, "Måned", 100},          {LOEN_BELOEB, "Beløb", 160},
};
enum { KOLONNER = sizeof(kolonner) / sizeof(kolonner[0]) };

/* Every text a cell needs, with its NUL. */
static void make_ready(struct arena *arena, struct blad *b)
{
    const struct kanal_eksport *e = b->tal->eksport;
    size_t at = 0;

    b->linje = ARENA_ARRAY(arena, b->tal->linjer * KOLONNER, const char *);
    b->person = ARENA_ARRAY(arena, b->tal->person_count * 2, const char *);
    for (size_t i = 0; i < e->count; i++) {
        const struct kanal_betaling *p = &e->betalinger[i];
        for (size_t j = 0; j < p->linje_count; j++) {
            for (int k = 0; k < KOLONNER; k++) {
                b->linje[at++] =
                    str_c(arena, kanal_loen_celle(arena, e, p, &p->linjer[j], kolonner[k].kolonne));
            }
        }
    }
    for (size_t i = 0; i < b->tal->person_count; i++) {
        b->person[i * 2] = str_c(arena, b->tal->person[i].cpr);
        b->person[i * 2 + 1] = str_c(arena, b->tal->person[i].navn);
    }
}

/* '&' begins a code in the head of a page. */
static void make_top(struct arena *arena, struct blad *b)
{
    const struct kanal_eksport *e = b->tal->eksport;
    struct str name = str_from(b->kommune);
    struct buf buf;

    buf_init(&buf, arena);
    buf_c(&buf, "&L");
    for (size_t i = 0; i < name.n; i++) {
        if (name.p[i] == '&') buf_char(&buf, '&');
        buf_char(&buf, name.p[i]);
    }
    buf_format(&buf, "&CA-indkomst, til disposition %.*s&REksport %lld",
               STR_ARG(dato_tekst(arena, e->dispositionsdato)), (long long)e->eksport_nr);
    snprintf(b->top, sizeof(b->top), "%.*s", STR_ARG(buf_str(&buf)));
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

static lxw_worksheet *start_sheet(struct blad *b, const char *name)
{
    lxw_worksheet *sheet = workbook_add_worksheet(b->book, name);

    b->good &= worksheet_set_header(sheet, b->top) == LXW_NO_ERROR;
    b->good &= worksheet_set_footer(sheet, "&C&A, side &P af &N") == LXW_NO_ERROR;
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
    static const char *const heads[] = {"CPR-nummer", "Kontrakthaver", "Indkomstår", "Betalinger",
                                        "Beløb"};
    static const int tenths[] = {250, 400, 120, 120, 160};
    lxw_worksheet *sheet = start_sheet(b, "Personer");
    int rows = (int)b->tal->person_count;

    for (int i = 0; i < LOEN_PERSON_KOLONNER; i++) {
        kanal_xlsx_width(sheet, i, tenths[i]);
        write_text(b, sheet, 0, i, heads[i], i < 2 ? b->head : b->head_number);
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

static void write_line(struct blad *b, lxw_worksheet *sheet, int row, const struct kanal_linje *l)
{
    const char **texts = &b->linje[(size_t)(row - 1) * KOLONNER];

    for (int k = 0; k < KOLONNER; k++) {
        switch (kolonner[k].kolonne) {
        case LOEN_AAR: b->good &= kanal_xlsx_count(sheet, row, k, l->indkomstaar, b->count); break;
        case LOEN_BELOEB: b->good &= kanal_xlsx_amount(sheet, row, k, l->beloeb, b->amount); break;
        default: write_text(b, sheet, row, k, texts[k], b->text);
        }
    }
}

static void line_sheet(struct blad *b)
{
    lxw_worksheet *sheet = start_sheet(b, "Linjer");
    const struct kanal_eksport *e = b->tal->eksport;
    int row = 1;

    for (int k = 0; k < KOLONNER; k++) {
        bool number = kolonner[k].kolonne == LOEN_AAR || kolonner[k].kolonne == LOEN_BELOEB;
        kanal_xlsx_width(sheet, k, kolonner[k].tenths);
        write_text(b, sheet, 0, k, kolonner[k].navn, number ? b->head_number : b->head);
    }
    for (size_t i = 0; i < e->count; i++) {
        for (size_t j = 0; j < e->betalinger[i].linje_count; j++) {
            write_line(b, sheet, row++, &e->betalinger[i].linjer[j]);
        }
    }
    ASSERT((size_t)row == b->tal->linjer + 1);
    totals(b, sheet, row - 1, KOLONNER - 1);
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
    b->head = make_format(b->book, NULL, true);
    b->head_number = make_format(b->book, NULL, true);
    format_set_align(b->head_number, LXW_ALIGN_RIGHT);
    format_set_bottom(b->head, LXW_BORDER_THIN);
    format_set_bottom(b->head_number, LXW_BORDER_THIN);
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
        return err_begge(err, ERR_LIMIT, NULL, "Regnearket har plads til %d linjer; der er %zu",
                         "The spreadsheet has room for %d lines; there are %zu", ROWS_MAX,
                         tal->linjer);
    }
    if (tal->sum.oere > KANAL_XLSX_MAX_OERE) {
        return err_begge(err, ERR_LIMIT, NULL, "Summen er for stor til et regneark",
                         "The sum is too large for a spreadsheet");
    }
    make_ready(arena, &b);
    snprintf(b.kommune, sizeof(b.kommune), "%.*s",
             STR_ARG(str_clip(tal->eksport->kommune_navn, 60)));
    make_top(arena, &b);
    int fd = memfd_create("vederlag-loen", MFD_CLOEXEC);
    if (fd < 0) {
        return err_begge(err, ERR_IO, NULL, "Systemet giver ikke hukommelse til regnearket",
                         "The system gives no memory for the spreadsheet");
    }
    snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    bool good = fill(&b, path);
    good = good && take_bytes(arena, fd, out);
    close(fd);
    return good || err_begge(err, ERR_IO, NULL,
                             "Regnearket kunne ikke dannes; er der hukommelse og plads i mappen "
                             "til midlertidige filer?",
                             "The spreadsheet could not be made; is there memory, and room in the "
                             "folder of temporary files?");
}
