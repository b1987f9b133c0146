/*
 * html: pages, written so that what comes from outside can only be text.
 *
 * A template is a file NAME.html beside the code that fills it; tools/embed_html.sh makes of it the
 * function html_NAME(struct html *, const struct NAME *), declared in ROOM/skabelon.h. What a
 * template may hold is told in tools/embed_html.awk. A hole is written by its type and its place:
 *
 *                   in text             in value, datetime …   in an address
 *   struct str      escaped             escaped                percent-encoded; a whole address
 *                                                              must lead to ourselves
 *   struct oere     27.004,08 kr.       27.004,08              -
 *   struct dato     14. marts 2021      2021-03-14             2021-03-14
 *   struct maaned   juni 2021           2021-06                2021-06
 *   whole number    itself              itself                 itself
 *   html_klar       as it is            -                      -
 *
 * Only a template makes a struct html_klar, so nothing from outside goes through as it is. In the
 * English view dates are "14 March 2021"; amounts are the same in both.
 */
#ifndef WEB_HTML_H
#define WEB_HTML_H

#include "base/arena.h"
#include "base/dato.h"
#include "base/oere.h"
#include "base/str.h"

struct html {
    struct buf buf;
    bool engelsk;
};

/* A finished part of a page. */
struct html_klar {
    struct str html;
};

void html_init(struct html *h, struct arena *arena, bool engelsk);
struct html_klar html_faerdig(const struct html *h);

const char *html_month_name(int month); /* 1 → "January" */

/* ---- what templates compile to; not for code written by hand ---- */

void html_fast(struct html *h, const char *literal, size_t n);
#define HTML_FAST(h, literal) html_fast((h), (literal), sizeof(literal) - 1)

void html_str(struct html *h, struct str s);
void html_c(struct html *h, const char *c);
void html_int(struct html *h, long long n);
void html_size(struct html *h, size_t n);
void html_oere(struct html *h, struct oere a);
void html_dato(struct html *h, struct dato d);
void html_maaned(struct html *h, struct maaned m);
void html_klar(struct html *h, struct html_klar k);
void html_oere_vaerdi(struct html *h, struct oere a);
void html_dato_iso(struct html *h, struct dato d);
void html_maaned_iso(struct html *h, struct maaned m);
void html_procent(struct html *h, struct str s);
/* A whole address of ours: begins with '/' (not with two), '#' or '?'. Another is our own mistake
 * and stops the worker. */
void html_adresse(struct html *h, struct str s);

/* clang-format off */
/* A hole in text or in an attribute that people read. */
#define HTML_HUL(h, x)                                                                             \
    _Generic((x),                                                                                  \
        struct str: html_str, const char *: html_c, char *: html_c,                                \
        int: html_int, long: html_int, long long: html_int,                                        \
        unsigned: html_int, unsigned long: html_size, bool: html_int,                              \
        struct oere: html_oere, struct dato: html_dato, struct maaned: html_maaned,                \
        struct html_klar: html_klar)((h), (x))
/* In an attribute that a program reads. */
#define HTML_VAERDI(h, x)                                                                          \
    _Generic((x),                                                                                  \
        struct str: html_str, const char *: html_c, char *: html_c,                                \
        int: html_int, long: html_int, long long: html_int,                                        \
        unsigned: html_int, unsigned long: html_size,                                              \
        struct oere: html_oere_vaerdi, struct dato: html_dato_iso,                                 \
        struct maaned: html_maaned_iso)((h), (x))
/* A part of an address. */
#define HTML_URL(h, x)                                                                             \
    _Generic((x),                                                                                  \
        struct str: html_procent,                                                                  \
        int: html_int, long: html_int, long long: html_int,                                        \
        unsigned: html_int, unsigned long: html_size,                                              \
        struct dato: html_dato_iso, struct maaned: html_maaned_iso)((h), (x))
/* clang-format on */

bool html_er_str(struct str s);
bool html_er_c(const char *c);
bool html_er_klar(struct html_klar k);
bool html_er_tal(long long n);
bool html_er_size(size_t n);
/* Whether {{#if x}} holds: a text that is not empty, a number other than 0, a finished part. */
/* clang-format off */
#define HTML_ER(x)                                                                                 \
    _Generic((x),                                                                                  \
        struct str: html_er_str, struct html_klar: html_er_klar,                                   \
        const char *: html_er_c, char *: html_er_c,                                              \
        unsigned long: html_er_size, default: html_er_tal)(x)
/* clang-format on */

#endif
