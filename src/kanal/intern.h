/*
 * intern: what the files of this room share. Only for src/kanal.
 */
#ifndef KANAL_INTERN_H
#define KANAL_INTERN_H

#include "kanal/kanal.h"

/* What the reading back of our own files says in English, whichever place it stopped at: it is for
 * who mends the program. */
#define KANAL_EGEN_FIL                                                                             \
    "A file that was made does not read back as it should, so nothing was sent; tell who runs "    \
    "the program"

/* ---- numbers and names */

bool kanal_digits(struct str s, size_t min, size_t max);
/* Digits only, no sign, at most 18; false otherwise. */
bool kanal_number(struct str s, int64_t *out);
/* "27004,08" or "27004.08": no thousands, always two decimals. */
struct str kanal_decimal(struct arena *arena, struct oere beloeb, char mark);
/* Exactly what kanal_decimal writes for an amount ≥ 0. */
bool kanal_decimal_read(struct str s, char mark, struct oere *out);
/* An amount ≥ 0 as XML writes decimals: "12", "12.5", "0012.50"; at most two decimals. */
bool kanal_bank_amount(struct str s, struct oere *out);
/* "0123-000017-nemkonto.xml" */
struct str kanal_file_name(struct arena *arena, const struct kanal_eksport *eksport,
                           const char *what, const char *ending);
/* "2026-11-25T18:52:23Z" */
struct str kanal_time(struct arena *arena, int64_t us);

/* Marks of an index of texts, for finding one twice. */
struct kanal_index {
    const struct str **plads; /* a power of two places */
    size_t mask;
};
void kanal_index_init(struct kanal_index *index, struct arena *arena, size_t count);
/* NULL: it was not there and is now (when add). The text must live as long as the index. */
const struct str *kanal_index_find(struct kanal_index *index, const struct str *text, bool add);

/* ---- XML, written: one escaper */

struct kanal_xml_ud {
    struct buf *buf;
};
void kanal_xml_open(struct kanal_xml_ud *xml, const char *tag);
void kanal_xml_close(struct kanal_xml_ud *xml, const char *tag);
void kanal_xml_leaf(struct kanal_xml_ud *xml, const char *tag, struct str text);
void kanal_xml_text(struct buf *buf, struct str text); /* escaped */

/* ---- XML, read: elements with either text or elements in them */

struct kanal_xml {
    struct str navn;  /* without prefix */
    struct str tekst; /* empty when there are elements inside */
    struct str ccy;   /* the attribute Ccy; empty when there is none */
    int linje;
    struct kanal_xml *foerste; /* first element inside */
    struct kanal_xml *naeste;  /* next beside it */
    struct kanal_xml *over;
    struct kanal_xml *sidste; /* last element inside */
};

/* UTF-8 without DTD, entities of its own, processing instructions or CDATA; at most 32 deep. ns is
 * the namespace of the root and of everything in it. */
bool kanal_xml_read(struct arena *arena, const char *file, struct str text, struct kanal_xml **root,
                    struct str *ns, struct err *err) MUST_CHECK;
/* The next element beside *at if it has that name, and moves on; NULL otherwise. */
struct kanal_xml *kanal_xml_take(struct kanal_xml **at, const char *navn);
/* The first element inside with that name; NULL when there is none. */
struct kanal_xml *kanal_xml_find(struct kanal_xml *inside, const char *navn);
/* The text of an element that may be missing; empty then. */
struct str kanal_xml_text_of(struct kanal_xml *inside, const char *navn);

/* ---- receipts, one reader per form */

struct kanal_laeser {
    struct arena *arena;
    const char *file;
    const struct kanal_sendt_liste *sendt;
    struct kanal_index index; /* of the sent ids */
    struct kanal_svar *svar;
    struct str id;
    struct fund_liste *fund;
};

/* The place of that id among the sent; false when it was not sent. */
bool kanal_sendt_find(struct kanal_laeser *l, struct str id, size_t *at);
struct fund *kanal_laeser_fund(struct kanal_laeser *l, int linje, int kol, const char *kode,
                               struct fund_ord tekst);
/* Text from outside is shown on pages and terminals: signs that steer become spaces. */
struct str kanal_plain(struct arena *arena, struct str text);
bool kanal_pain002_read(struct kanal_laeser *l, struct str text, struct err *err) MUST_CHECK;
bool kanal_kvittering_csv(struct kanal_laeser *l, struct str text, struct err *err) MUST_CHECK;

/* ---- the amount cells of a sheet (the one file with floating point) */

struct lxw_worksheet;
struct lxw_format;
#define KANAL_XLSX_MAX_OERE INT64_C(900719925474099) /* a tenth of 2^53 */
bool kanal_xlsx_amount(struct lxw_worksheet *sheet, int row, int column, struct oere beloeb,
                       struct lxw_format *format) MUST_CHECK;
bool kanal_xlsx_count(struct lxw_worksheet *sheet, int row, int column, int64_t count,
                      struct lxw_format *format) MUST_CHECK;
bool kanal_xlsx_formula(struct lxw_worksheet *sheet, int row, int column, const char *formula,
                        struct oere value, struct lxw_format *format) MUST_CHECK;
/* Width in tenths of a character, so that callers need no fractions. */
void kanal_xlsx_width(struct lxw_worksheet *sheet, int column, int tenths);

#endif
