/*
 * fund: findings of a check, with a place in a text.
 *
 * A fejl stops a document from being used; a bemaerkning is for a person to judge. Every finding
 * has a code and a subject (`emne`), so that a remark can be accepted by name, and is said in both
 * languages; the words that a text itself uses are the same in both.
 */
#ifndef BASE_FUND_H
#define BASE_FUND_H

#include "base/str.h"

struct sted {
    const char *fil; /* path as given by the user; NULL when there is none */
    int linje;       /* 1-based; 0 when unknown */
    int kol;         /* 1-based, in code points */
    int bredde;      /* code points to underline; 0 for none */
};

/* The same sentence twice. */
struct fund_ord {
    struct str dansk;
    struct str engelsk; /* for the English pages */
};
#define FUND_ORD(dansk, engelsk)                                                                   \
    (struct fund_ord)                                                                              \
    {                                                                                              \
        STR(dansk), STR(engelsk)                                                                   \
    }
/* Two formats of the same arguments in the same order. An argument that is a word of one language
 * is passed over by %.0s in the other. */
struct fund_ord fund_ord(struct arena *arena, const char *dansk, const char *engelsk, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));
/* A text of both languages as two arguments: "%s%.0s" in Danish, "%.0s%s" in English. */
#define FUND_BEGGE(arena, ord) str_c((arena), (ord).dansk), str_c((arena), (ord).engelsk)
#define FUND_ERR(err) (err)->text, err_paa_side((err), true)
struct fund_ord fund_ordv(struct arena *arena, const char *dansk, const char *engelsk, va_list args)
    __attribute__((format(printf, 2, 0), format(printf, 3, 0)));

struct fund {
    struct sted sted;
    bool fejl;             /* else a bemaerkning */
    bool accepteret;       /* a bemaerkning the document accepts, with its reason */
    const char *kode;      /* from the closed list in docs/sprog.md, for example "takst-ukendt" */
    struct str emne;       /* what it is about, for example "kost_andel"; may be empty */
    struct fund_ord tekst; /* one sentence: what is wrong */
    struct fund_ord raad;  /* what was expected or what to do; may be empty */
    struct str grund;      /* why it is accepted */
};

struct fund_liste {
    struct arena *arena;
    struct fund *fund;
    size_t count;
    size_t capacity;
    size_t fejl; /* how many are errors */
};

void fund_init(struct fund_liste *liste, struct arena *arena);
/* Adds a finding and returns it so that raad can be set. A list holds at most 1,000 findings; more
 * are counted in fejl but not kept. */
struct fund *fund_begge(struct fund_liste *liste, bool fejl, const char *kode, struct str emne,
                        struct sted sted, const char *dansk, const char *engelsk, ...)
    __attribute__((format(printf, 6, 8), format(printf, 7, 8)));
struct fund *fund_beggev(struct fund_liste *liste, bool fejl, const char *kode, struct str emne,
                         struct sted sted, const char *dansk, const char *engelsk, va_list args)
    __attribute__((format(printf, 6, 0), format(printf, 7, 0)));
/* Whether the finding just added is kept: advice for another need not be made. */
bool fund_beholdt(const struct fund_liste *liste, const struct fund *fund);
/* For a sentence that is whole already. */
struct fund *fund_tekst(struct fund_liste *liste, bool fejl, const char *kode, struct str emne,
                        struct sted sted, struct fund_ord tekst);
/* Sorted by file, line, column, code. */
void fund_sort(struct fund_liste *liste);
/* "fil:linje:kol: fejl|bemærkning: tekst", the line before and the line itself with an underline
 * when the text of the file is given (may be empty), and the advice. */
void fund_print(struct buf *out, const struct fund *fund, struct str source);
void fund_print_json(struct buf *out, const struct fund_liste *liste);

#endif
