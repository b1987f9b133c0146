/*
 * str: text as pointer and length, and a buffer that grows on an arena.
 *
 * Text is UTF-8 and is never terminated by accident: str_c copies with a NUL for the C library.
 * Danish letters fold to ASCII (æ→ae, ø→oe, å→aa) where code, files and JSON need a name.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

struct str {
    const char *p;
    size_t n;
};

#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})
#define STR_ARG(s) (int)(s).n, (s).p /* for "%.*s" */
#define STR_EMPTY ((struct str){"", 0})

struct str str_from(const char *c); /* borrows; NULL gives empty */
char *str_c(struct arena *arena, struct str s);
struct str str_copy(struct arena *arena, struct str s);
struct str str_format(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
struct str str_vformat(struct arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

bool str_eq(struct str a, struct str b);
bool str_is(struct str s, const char *c);
int str_cmp(struct str a, struct str b); /* bytewise, total */
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
struct str str_sub(struct str s, size_t from, size_t to); /* [from, to), clamped */
struct str str_clip(struct str s, size_t width);          /* at most width code points */
struct str str_trim(struct str s);                        /* spaces and tabs at both ends */
bool str_find(struct str s, struct str needle, size_t *at);
/* Takes the text up to the first c off *rest; false when rest was exhausted before the call. Every
 * part comes out, also an empty last one: "a;" gives "a" and "", and "" gives one "". */
bool str_split(struct str *rest, char c, struct str *part);

/* A whole number as a program writes it: digits without a leading zero, '-' before them when it is
 * below zero. false for everything else and for what does not fit. What people write is read by
 * brok.h. */
bool str_int(struct str s, int64_t *out) MUST_CHECK;

/* Lower-case letters a-z, æ→ae, ø→oe, å→aa, spaces and '-' → '_'; other bytes kept. */
struct str str_fold(struct arena *arena, struct str s);
/* Number of code points; the text must be valid UTF-8 (other bytes count one each). */
size_t str_width(struct str s);
/* The code point at s[at], and how many bytes it takes; a byte that begins none is above every code
 * point there is. */
size_t str_step(struct str s, size_t at, uint32_t *code);
/* Edit distance (insert, delete, substitute, adjacent swap = 1) in code points, stops at limit+1.
 * For words: differing texts of more than 256 code points count as limit+1. */
int str_distance(struct str a, struct str b, int limit);
/* The candidate nearest to word when near enough to be meant (distance at most 2, and less than
 * half its length); empty otherwise. */
struct str str_suggest(struct str word, const struct str *candidates, size_t count);

/* Checks UTF-8 (no surrogates, no overlong forms, no NUL). On failure err tells line and column
 * and, when the bytes look like Windows-1252, says so and how to save the file again. A leading
 * byte order mark is skipped: *text then starts after it. */
bool str_check_utf8(struct str *text, const char *file, struct err *err) MUST_CHECK;

/* The length in bytes of what stands at s[at] and could steer a terminal or hide what a person
 * reads (control characters, marks that turn the direction of text); 0 for ordinary text. */
size_t str_steering(struct str s, size_t at);

struct buf {
    struct arena *arena;
    char *p;
    size_t n;
    size_t capacity;
};

void buf_init(struct buf *buf, struct arena *arena);
void buf_add(struct buf *buf, struct str s);
void buf_c(struct buf *buf, const char *c);
void buf_char(struct buf *buf, char c);
void buf_fill(struct buf *buf, char c, size_t count);
void buf_format(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Text padded with spaces on the right (left) to width code points. */
void buf_left(struct buf *buf, struct str s, size_t width);
void buf_right(struct buf *buf, struct str s, size_t width);
void buf_html(struct buf *buf, struct str s); /* escaped for element text and quoted attributes */
void buf_json(struct buf *buf, struct str s); /* a JSON string with its quotes */
/* What would steer a terminal becomes '?'; line ends and tabs stay. */
void buf_terminal(struct buf *buf, struct str s);
struct str buf_str(const struct buf *buf); /* borrows the buffer */

#endif
