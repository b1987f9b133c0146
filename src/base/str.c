/*
 * str: slices of UTF-8 text and a growing buffer.
 *
 * Invariants: (1) every copy has a NUL after its last byte, so that it can go to the C library;
 * (2) reading never passes p + n, also for texts that are not valid UTF-8; (3) one decoder
 * (step_at) decides what a code point is, for width, distance, checking and output alike.
 */
#include "base/str.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

struct str str_from(const char *c)
{
    return c == NULL ? STR_EMPTY : (struct str){c, strlen(c)};
}

char *str_c(struct arena *arena, struct str s)
{
    ASSERT(s.n < SIZE_MAX);
    char *copy = arena_alloc(arena, s.n + 1);

    if (s.n > 0) memcpy(copy, s.p, s.n);
    return copy;
}

struct str str_copy(struct arena *arena, struct str s)
{
    return (struct str){str_c(arena, s), s.n};
}

/* Most texts are written once, here, and copied; a longer one is counted first. */
enum { FORMAT_KORT = 256 };

struct str str_vformat(struct arena *arena, const char *format, va_list args)
{
    char kort[FORMAT_KORT];
    va_list again;

    va_copy(again, args);
    int needed = vsnprintf(kort, sizeof(kort), format, args);
    ASSERT(needed >= 0);
    char *text = arena_alloc(arena, (size_t)needed + 1);
    int written = needed;
    if ((size_t)needed < sizeof(kort))
        memcpy(text, kort, (size_t)needed + 1);
    else
        written = vsnprintf(text, (size_t)needed + 1, format, again);
    va_end(again);
    ASSERT(written == needed);
    return (struct str){text, (size_t)needed};
}

struct str str_format(struct arena *arena, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    struct str text = str_vformat(arena, format, args);
    va_end(args);
    return text;
}

bool str_eq(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool str_is(struct str s, const char *c)
{
    return str_eq(s, str_from(c));
}

int str_cmp(struct str a, struct str b)
{
    size_t shared = a.n < b.n ? a.n : b.n;
    int order = shared == 0 ? 0 : memcmp(a.p, b.p, shared);

    if (order != 0) return order < 0 ? -1 : 1;
    return a.n < b.n ? -1 : a.n > b.n;
}

bool str_starts(struct str s, struct str prefix)
{
    return s.n >= prefix.n && str_eq((struct str){s.p, prefix.n}, prefix);
}

bool str_ends(struct str s, struct str suffix)
{
    return s.n >= suffix.n && str_eq(str_sub(s, s.n - suffix.n, s.n), suffix);
}

struct str str_sub(struct str s, size_t from, size_t to)
{
    if (to > s.n) to = s.n;
    if (from > to) from = to;
    if (s.n == 0) return s.p == NULL ? STR_EMPTY : s;
    return (struct str){s.p + from, to - from};
}

struct str str_trim(struct str s)
{
    size_t from = 0;
    size_t to = s.n;

    while (from < to && (s.p[from] == ' ' || s.p[from] == '\t')) from++;
    while (to > from && (s.p[to - 1] == ' ' || s.p[to - 1] == '\t')) to--;
    return str_sub(s, from, to);
}

bool str_find(struct str s, struct str needle, size_t *at)
{
    if (needle.n > s.n) return false;
    for (size_t i = 0; i <= s.n - needle.n; i++) {
        if (!str_eq(str_sub(s, i, i + needle.n), needle)) continue;
        *at = i;
        return true;
    }
    return false;
}

/* Its address tells an exhausted rest from an empty last part. */
static const char exhausted[] = "";

bool str_split(struct str *rest, char c, struct str *part)
{
    if (rest->p == NULL || rest->p == exhausted) return false;
    const char *end = rest->n == 0 ? NULL : memchr(rest->p, c, rest->n);
    if (end == NULL) {
        *part = *rest;
        *rest = (struct str){exhausted, 0};
        return true;
    }
    size_t length = (size_t)(end - rest->p);
    struct str all = *rest;
    *part = str_sub(all, 0, length);
    *rest = (struct str){all.p + length + 1, all.n - length - 1};
    return true;
}

bool str_int(struct str s, int64_t *out)
{
    bool below = s.n > 0 && s.p[0] == '-';
    size_t first = below ? 1 : 0;
    int64_t value = 0;

    if (s.n == first || (s.p[first] == '0' && s.n > 1)) return false;
    for (size_t i = first; i < s.n; i++) {
        int digit = s.p[i] - '0';
        if (digit < 0 || digit > 9 || __builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, below ? -digit : digit, &value))
            return false;
    }
    *out = value;
    return true;
}

static unsigned char byte_at(struct str s, size_t at)
{
    return (unsigned char)s.p[at];
}

/* How many bytes a code point takes by its first byte; 0 for a byte that starts none. */
static size_t length_by_lead(unsigned char lead)
{
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

/* Decodes the code point at `at`; gives its length, 0 when the bytes are not valid there. */
static size_t decode(struct str s, size_t at, uint32_t *code)
{
    static const uint32_t lowest[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char lead = byte_at(s, at);
    size_t length = length_by_lead(lead);

    if (length == 0 || length > s.n - at) return 0;
    uint32_t value = length == 1 ? lead : (uint32_t)(lead & (0x7Fu >> length));
    for (size_t i = 1; i < length; i++) {
        unsigned char next = byte_at(s, at + i);
        if ((next & 0xC0u) != 0x80u) return 0;
        value = (value << 6) | (next & 0x3Fu);
    }
    if (value < lowest[length] || value > 0x10FFFF) return 0;
    if (value >= 0xD800 && value <= 0xDFFF) return 0;
    *code = value;
    return length;
}

/* As decode, but a bad byte counts as one code point of its own, above all real ones. */
size_t str_step(struct str s, size_t at, uint32_t *code)
{
    size_t length = decode(s, at, code);

    if (length > 0) return length;
    *code = 0x110000u + byte_at(s, at);
    return 1;
}

size_t str_width(struct str s)
{
    size_t width = 0;
    uint32_t code = 0;

    for (size_t at = 0; at < s.n; at += str_step(s, at, &code)) width++;
    return width;
}

struct str str_clip(struct str s, size_t width)
{
    size_t at = 0;
    uint32_t code = 0;

    for (size_t i = 0; i < width && at < s.n; i++) at += str_step(s, at, &code);
    return str_sub(s, 0, at);
}

static const char *folded(uint32_t code)
{
    switch (code) {
    case 0xE6:
    case 0xC6: return "ae";
    case 0xF8:
    case 0xD8: return "oe";
    case 0xE5:
    case 0xC5: return "aa";
    case ' ':
    case '-': return "_";
    default: return NULL;
    }
}

struct str str_fold(struct arena *arena, struct str s)
{
    struct buf buf;
    uint32_t code = 0;
    size_t step = 0;

    buf_init(&buf, arena);
    for (size_t at = 0; at < s.n; at += step) {
        step = str_step(s, at, &code);
        const char *name = folded(code);
        if (name != NULL) {
            buf_c(&buf, name);
        } else if (code >= 'A' && code <= 'Z') {
            buf_char(&buf, (char)(code - 'A' + 'a'));
        } else {
            buf_add(&buf, str_sub(s, at, at + step));
        }
    }
    return buf_str(&buf);
}

enum { WORD_MAX = 256 };

static bool word_codes(struct str s, uint32_t codes[WORD_MAX], int *count)
{
    int n = 0;

    for (size_t at = 0; at < s.n; n++) {
        if (n == WORD_MAX) return false;
        at += str_step(s, at, &codes[n]);
    }
    *count = n;
    return true;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

int str_distance(struct str a, struct str b, int limit)
{
    uint32_t ac[WORD_MAX];
    uint32_t bc[WORD_MAX];
    int rows[3][WORD_MAX + 1]; /* the two rows before this one, and this one, in turn */
    int an = 0;
    int bn = 0;

    ASSERT(limit >= 0 && limit < INT_MAX);
    if (str_eq(a, b)) return 0;
    if (!word_codes(a, ac, &an) || !word_codes(b, bc, &bn)) return limit + 1;
    for (int j = 0; j <= bn; j++) rows[0][j] = j;
    for (int i = 1; i <= an; i++) {
        int *row = rows[i % 3];
        const int *above = rows[(i + 2) % 3];
        const int *above2 = rows[(i + 1) % 3];
        int nearest = i;
        row[0] = i;
        for (int j = 1; j <= bn; j++) {
            int cost = ac[i - 1] == bc[j - 1] ? 0 : 1;
            row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + cost);
            if (i > 1 && j > 1 && ac[i - 1] == bc[j - 2] && ac[i - 2] == bc[j - 1]) {
                row[j] = least(row[j], above2[j - 2] + 1);
            }
            nearest = least(nearest, row[j]);
        }
        /* Minima of rows never fall: a swap reaches two rows back, but costs one. */
        if (nearest > limit) return limit + 1;
    }
    return least(rows[an % 3][bn], limit + 1);
}

struct str str_suggest(struct str word, const struct str *candidates, size_t count)
{
    size_t width = str_width(word);
    struct str best = STR_EMPTY;
    int nearest = 3;

    for (size_t i = 0; i < count; i++) {
        int distance = str_distance(word, candidates[i], 2);
        if (distance >= nearest || (size_t)distance * 2 >= width) continue;
        nearest = distance;
        best = candidates[i];
    }
    return best;
}

/* Letters and signs a Danish text saved as Windows-1252 is likely to have first. */
static bool danish_1252(unsigned char byte)
{
    static const unsigned char likely[] = {
        0xE6, 0xF8, 0xE5, 0xC6, 0xD8, 0xC5,             /* æ ø å Æ Ø Å */
        0xE9, 0xC9, 0xE8, 0xFC, 0xDC, 0xF6, 0xD6, 0xE4, /* é É è ü Ü ö Ö ä */
        0xA7, 0xBD, 0xB0, 0xB4, 0xAB, 0xBB, 0xA0,       /* § ½ ° ´ « », hard space */
        0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, /* € … quotes and dashes */
    };

    return memchr(likely, byte, sizeof(likely)) != NULL;
}

/* Told from broken UTF-8 by having no whole letter in UTF-8 anywhere. */
static bool looks_like_1252(struct str s, size_t bad)
{
    uint32_t code = 0;
    size_t step = 0;

    if (!danish_1252(byte_at(s, bad))) return false;
    for (size_t at = 0; at < s.n; at += step) {
        step = str_step(s, at, &code);
        if (step > 1 || code == 0) return false;
        unsigned char byte = byte_at(s, at);
        if (byte == 0x81 || byte == 0x8D || byte == 0x8F || byte == 0x90 || byte == 0x9D) {
            return false; /* these have no meaning in Windows-1252 */
        }
    }
    return true;
}

static bool bad_utf8(struct str s, size_t bad, struct err *err)
{
    unsigned byte = byte_at(s, bad);

    if (bad == 0 && (str_starts(s, STR("\xFF\xFE")) || str_starts(s, STR("\xFE\xFF")))) {
        return err_begge(err, ERR_INPUT, NULL,
                         "Filen er gemt som UTF-16; gem den igen med kodningen UTF-8",
                         "The file is saved as UTF-16; save it again with the encoding UTF-8");
    }
    if (byte == 0) {
        return err_begge(
            err, ERR_INPUT, NULL,
            "Filen har et NUL-tegn og er derfor ikke tekst; gem den som tekst i UTF-8",
            "The file has a NUL character and so is not text; save it as text in UTF-8");
    }
    if (looks_like_1252(s, bad)) {
        return err_begge(
            err, ERR_INPUT, NULL,
            "Filen ser ud til at være gemt som Windows-1252; åbn den i en "
            "teksteditor, og gem den igen med kodningen UTF-8",
            "The file seems to be saved as Windows-1252; open it in a text editor and save it "
            "again with the encoding UTF-8");
    }
    return err_begge(
        err, ERR_INPUT, NULL,
        "Filen er ikke gyldig UTF-8 her (byte %02X); ret tegnet, og gem den igen med "
        "kodningen UTF-8",
        "The file is not valid UTF-8 here (byte %02X); correct the character and save it again "
        "with the encoding UTF-8",
        byte);
}

bool str_check_utf8(struct str *text, const char *file, struct err *err)
{
    struct str s = *text;
    uint32_t code = 0;
    int line = 1;
    int col = 1;

    if (s.n > INT_MAX) {
        return err_begge(err, ERR_LIMIT, file, "Filen er for stor; den må højst fylde 2 GB",
                         "The file is too large; it may be at most 2 GB");
    }
    if (str_starts(s, STR("\xEF\xBB\xBF"))) s = str_sub(s, 3, s.n);
    for (size_t at = 0; at < s.n;) {
        size_t step = decode(s, at, &code);
        if (step == 0 || code == 0) {
            bad_utf8(s, at, err);
            return err_at(err, "%s:%d:%d", file == NULL ? "" : file, line, col);
        }
        at += step;
        col = code == '\n' ? 1 : col + 1;
        if (code == '\n') line++;
    }
    *text = s;
    return true;
}

void buf_init(struct buf *buf, struct arena *arena)
{
    *buf = (struct buf){.arena = arena};
}

/* Room for n more bytes and the NUL after them. */
static char *buf_room(struct buf *buf, size_t n)
{
    ASSERT(n < SIZE_MAX - buf->n - 1);
    if (buf->p != NULL && buf->n + n + 1 <= buf->capacity) return buf->p + buf->n;
    buf->p = arena_grow(buf->arena, buf->p, buf->n, &buf->capacity, buf->n + n + 1, 1);
    return buf->p + buf->n;
}

void buf_add(struct buf *buf, struct str s)
{
    char *room = buf_room(buf, s.n);

    if (s.n > 0) memcpy(room, s.p, s.n);
    buf->n += s.n;
    buf->p[buf->n] = '\0';
}

void buf_c(struct buf *buf, const char *c)
{
    buf_add(buf, str_from(c));
}

void buf_char(struct buf *buf, char c)
{
    buf_add(buf, (struct str){&c, 1});
}

void buf_fill(struct buf *buf, char c, size_t count)
{
    memset(buf_room(buf, count), c, count);
    buf->n += count;
    buf->p[buf->n] = '\0';
}

void buf_format(struct buf *buf, const char *format, ...)
{
    char *room = buf_room(buf, FORMAT_KORT);
    va_list args;

    va_start(args, format);
    int needed = vsnprintf(room, FORMAT_KORT + 1, format, args);
    va_end(args);
    ASSERT(needed >= 0);
    if (needed > FORMAT_KORT) {
        room = buf_room(buf, (size_t)needed);
        va_start(args, format);
        int written = vsnprintf(room, (size_t)needed + 1, format, args);
        va_end(args);
        ASSERT(written == needed);
    }
    buf->n += (size_t)needed;
}

void buf_left(struct buf *buf, struct str s, size_t width)
{
    size_t own = str_width(s);

    buf_add(buf, s);
    if (own < width) buf_fill(buf, ' ', width - own);
}

void buf_right(struct buf *buf, struct str s, size_t width)
{
    size_t own = str_width(s);

    if (own < width) buf_fill(buf, ' ', width - own);
    buf_add(buf, s);
}

/* How the character is written in HTML; NULL as it is. */
static const char *html_tegn(char c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

void buf_html(struct buf *buf, struct str s)
{
    size_t fra = 0; /* of what needs no escape and is not added yet */

    for (size_t i = 0; i < s.n; i++) {
        const char *skrevet = html_tegn(s.p[i]);
        if (skrevet == NULL) continue;
        buf_add(buf, str_sub(s, fra, i));
        buf_c(buf, skrevet);
        fra = i + 1;
    }
    buf_add(buf, str_sub(s, fra, s.n));
}

static void json_code(struct buf *buf, uint32_t code, struct str bytes)
{
    switch (code) {
    case '"': buf_c(buf, "\\\""); return;
    case '\\': buf_c(buf, "\\\\"); return;
    case '\n': buf_c(buf, "\\n"); return;
    case '\r': buf_c(buf, "\\r"); return;
    case '\t': buf_c(buf, "\\t"); return;
    default: break;
    }
    if (code < 0x20 || code == 0x7F) {
        buf_format(buf, "\\u%04x", (unsigned)code);
    } else if (code > 0x10FFFF) {
        buf_c(buf, "\xEF\xBF\xBD"); /* a bad byte: JSON must be valid UTF-8 */
    } else {
        buf_add(buf, bytes);
    }
}

void buf_json(struct buf *buf, struct str s)
{
    uint32_t code = 0;
    size_t step = 0;

    buf_char(buf, '"');
    for (size_t at = 0; at < s.n; at += step) {
        step = str_step(s, at, &code);
        json_code(buf, code, str_sub(s, at, at + step));
    }
    buf_char(buf, '"');
}

struct str buf_str(const struct buf *buf)
{
    return buf->p == NULL ? STR_EMPTY : (struct str){buf->p, buf->n};
}

/* Control characters, the C1 block (C2 80-9F) and the marks that turn the direction of text
 * (E2 80 8E-8F, 80 AA-AE, 81 A6-A9) could hide or move what a person reads. Returns the length of
 * the one that starts here, or 0. */
size_t str_steering(struct str s, size_t at)
{
    unsigned char a = (unsigned char)s.p[at];
    unsigned char b = at + 1 < s.n ? (unsigned char)s.p[at + 1] : 0;
    unsigned char c = at + 2 < s.n ? (unsigned char)s.p[at + 2] : 0;

    if (a < 0x20 || a == 0x7F) return 1;
    if (a == 0xC2 && b >= 0x80 && b <= 0x9F) return 2;
    if (a != 0xE2) return 0;
    if (b == 0x80 && (c == 0x8E || c == 0x8F || (c >= 0xA8 && c <= 0xAE))) return 3;
    if (b == 0x81 && c >= 0xA6 && c <= 0xA9) return 3;
    return 0;
}

void buf_terminal(struct buf *buf, struct str s)
{
    for (size_t at = 0; at < s.n;) {
        size_t bad = s.p[at] == '\n' || s.p[at] == '\t' ? 0 : str_steering(s, at);
        buf_char(buf, bad == 0 ? s.p[at] : '?');
        at += bad == 0 ? 1 : bad;
    }
}
