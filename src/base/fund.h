/*
 * fund: findings of a check, with a place in a text.
 *
 * A fejl stops a document from being used; a bemaerkning is for a person to judge. Every finding
 * has a code and a subject (`emne`), so that a remark can be accepted by name.
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

struct fund {
    struct sted sted;
    bool fejl;        /* else a bemaerkning */
    bool accepteret;  /* a bemaerkning the document accepts, with its reason */
    const char *kode; /* from the closed list in docs/sprog.md, for example "takst-ukendt" */
    struct str emne;  /* what it is about, for example "kost_andel"; may be empty */
    struct str tekst; /* one sentence: what is wrong */
    struct str raad;  /* what was expected or what to do; may be empty */
    struct str grund; /* why it is accepted */
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
struct fund *fund_add(struct fund_liste *liste, bool fejl, const char *kode, struct str emne,
                      struct sted sted, const char *format, ...)
    __attribute__((format(printf, 6, 7)));
/* Sorted by file, line, column, code. */
void fund_sort(struct fund_liste *liste);
/* "fil:linje:kol: fejl|bemærkning: tekst", the line before and the line itself with an underline
 * when the text of the file is given (may be empty), and the advice. */
void fund_print(struct buf *out, const struct fund *fund, struct str source);
void fund_print_json(struct buf *out, const struct fund_liste *liste);

#endif
