/*
 * html: pages, written so that what comes from outside can only be text.
 *
 * A template (NAME.html beside the code that fills it, compiled to C by tools/embed_html.sh) is a
 * function html_NAME(struct html *, const struct NAME *). Its holes are typed: a struct str is
 * escaped, a struct oere becomes "27.004,08 kr.", a struct dato "14. marts 2021", a struct maaned
 * "juni 2021", a whole number itself; a struct html_klar is a page's part that was made by a
 * template, and only that goes through as it is. A hole that is an address (href, src, action) must
 * lead to ourselves.
 *
 * Two languages: every text in a template stands as [[dansk|english]]; the page's language chooses.
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

/* What templates compile to; not for hand-written code. */
void html_fast(struct html *h, const char *literal, size_t n);
void html_str(struct html *h, struct str s);
void html_c(struct html *h, const char *c);
void html_int(struct html *h, long long n);
void html_oere(struct html *h, struct oere a);
void html_dato(struct html *h, struct dato d);
void html_maaned(struct html *h, struct maaned m);
void html_del(struct html *h, struct html_klar k);
/* An address of ours: begins with '/' (not "//"), '#' or '?'. Another is our own mistake: ASSERT. */
void html_adresse(struct html *h, struct str s);

#define HTML_HUL(h, x)                                                                             \
    _Generic((x),                                                                                  \
        struct str: html_str,                                                                      \
        const char *: html_c,                                                                      \
        char *: html_c,                                                                            \
        int: html_int,                                                                             \
        long: html_int,                                                                            \
        long long: html_int,                                                                       \
        unsigned: html_int,                                                                        \
        size_t: html_int,                                                                          \
        struct oere: html_oere,                                                                    \
        struct dato: html_dato,                                                                    \
        struct maaned: html_maaned,                                                                \
        struct html_klar: html_del)(h, x)

/* Whether a hole's value counts as there, for {{#if}}. */
static inline bool html_er_str(struct str s)
{
    return s.n > 0;
}
static inline bool html_er_tal(long long n)
{
    return n != 0;
}
static inline bool html_er_del(struct html_klar k)
{
    return k.html.n > 0;
}
static inline bool html_er_c(const char *c)
{
    return c != NULL && *c != '\0';
}

#define HTML_ER(x)                                                                                 \
    _Generic((x),                                                                                  \
        struct str: html_er_str,                                                                   \
        struct html_klar: html_er_del,                                                             \
        const char *: html_er_c,                                                                   \
        char *: html_er_c,                                                                         \
        default: html_er_tal)(x)

/* Of two texts the one in the page's language. */
struct str html_tekst(const struct html *h, const char *dansk, const char *engelsk);

#endif
