/*
 * fund: a list of findings, and their two printed forms.
 *
 * Invariant: fejl counts every error added, also those beyond what the list keeps.
 */
#include "base/fund.h"

#include <stdlib.h>
#include <string.h>

enum { KEPT_MAX = 1000, SHORT_RAAD = 40 };

void fund_init(struct fund_liste *liste, struct arena *arena)
{
    *liste = (struct fund_liste){.arena = arena};
}

struct fund_ord fund_ordv(struct arena *arena, const char *dansk, const char *engelsk, va_list args)
{
    struct fund_ord out;
    va_list igen;

    va_copy(igen, args);
    out.dansk = str_vformat(arena, dansk, args);
    out.engelsk = str_vformat(arena, engelsk, igen);
    va_end(igen);
    return out;
}

struct fund_ord fund_ord(struct arena *arena, const char *dansk, const char *engelsk, ...)
{
    va_list args;

    va_start(args, engelsk);
    struct fund_ord out = fund_ordv(arena, dansk, engelsk, args);
    va_end(args);
    return out;
}

struct fund *fund_tekst(struct fund_liste *liste, bool fejl, const char *kode, struct str emne,
                        struct sted sted, struct fund_ord tekst)
{
    ASSERT(kode != NULL);
    ASSERT(liste->count <= KEPT_MAX);
    /* The place after the last one kept takes what is not kept, so that the caller can go on. */
    liste->fund = arena_grow(liste->arena, liste->fund, liste->count, &liste->capacity,
                             liste->count + 1, sizeof(*liste->fund));
    struct fund *fund = &liste->fund[liste->count];
    *fund = (struct fund){.sted = sted,
                          .fejl = fejl,
                          .kode = kode,
                          .emne = emne,
                          .tekst = tekst,
                          .raad = {STR_EMPTY, STR_EMPTY},
                          .grund = STR_EMPTY};
    if (fejl) liste->fejl++;
    if (liste->count < KEPT_MAX) liste->count++;
    return fund;
}

struct fund *fund_beggev(struct fund_liste *liste, bool fejl, const char *kode, struct str emne,
                         struct sted sted, const char *dansk, const char *engelsk, va_list args)
{
    struct fund_ord tekst = {STR_EMPTY, STR_EMPTY};

    if (liste->count < KEPT_MAX) tekst = fund_ordv(liste->arena, dansk, engelsk, args);
    return fund_tekst(liste, fejl, kode, emne, sted, tekst);
}

struct fund *fund_begge(struct fund_liste *liste, bool fejl, const char *kode, struct str emne,
                        struct sted sted, const char *dansk, const char *engelsk, ...)
{
    va_list args;

    va_start(args, engelsk);
    struct fund *fund = fund_beggev(liste, fejl, kode, emne, sted, dansk, engelsk, args);
    va_end(args);
    return fund;
}

bool fund_beholdt(const struct fund_liste *liste, const struct fund *fund)
{
    return fund < liste->fund + liste->count;
}

static int by_number(int a, int b)
{
    return a < b ? -1 : a > b;
}

static int by_place(const void *left, const void *right)
{
    const struct fund *a = left;
    const struct fund *b = right;
    int order = str_cmp(str_from(a->sted.fil), str_from(b->sted.fil));

    if (order == 0) order = by_number(a->sted.linje, b->sted.linje);
    if (order == 0) order = by_number(a->sted.kol, b->sted.kol);
    if (order == 0) order = str_cmp(str_from(a->kode), str_from(b->kode));
    /* qsort keeps no order of its own; these make the result the same everywhere. */
    if (order == 0) order = str_cmp(a->emne, b->emne);
    if (order == 0) order = str_cmp(a->tekst.dansk, b->tekst.dansk);
    return order;
}

void fund_sort(struct fund_liste *liste)
{
    if (liste->count > 1) qsort(liste->fund, liste->count, sizeof(*liste->fund), by_place);
}

static bool line_of(struct str source, int number, struct str *line)
{
    for (int i = 1; str_split(&source, '\n', line); i++) {
        if (i < number) continue;
        if (str_ends(*line, STR("\r"))) line->n--;
        return true;
    }
    return false;
}

/* "   87 | text", where bytes that would steer a terminal are shown as a question mark. */
static void print_line(struct buf *out, int number, struct str line)
{
    buf_format(out, "%5d | ", number);
    for (size_t i = 0; i < line.n; i++) {
        unsigned char byte = (unsigned char)line.p[i];
        bool steers = (byte < 0x20 && byte != '\t') || byte == 0x7F;
        buf_char(out, steers ? '?' : line.p[i]);
    }
    buf_char(out, '\n');
}

/* The underline; tabs before it are repeated, so that it lands under the text. */
static void print_underline(struct buf *out, const struct sted *sted, struct str line)
{
    size_t width = str_width(line);
    size_t before = (size_t)sted->kol - 1;
    size_t length = (size_t)sted->bredde;

    if (before > width) before = width;
    if (length > width - before) length = width - before;
    if (length == 0) length = 1;
    buf_c(out, "      | ");
    struct str head = str_clip(line, before);
    for (size_t at = 0; at < head.n;) {
        struct str letter = str_clip(str_sub(head, at, head.n), 1);
        buf_char(out, str_is(letter, "\t") ? '\t' : ' ');
        at += letter.n;
    }
    buf_fill(out, '^', length);
}

static void print_indented(struct buf *out, struct str text)
{
    struct str line;

    while (str_split(&text, '\n', &line)) {
        buf_c(out, "      ");
        buf_terminal(out, line);
        buf_char(out, '\n');
    }
}

static void print_head(struct buf *out, const struct fund *fund)
{
    const struct sted *sted = &fund->sted;

    if (sted->fil != NULL) {
        buf_c(out, sted->fil);
        if (sted->linje > 0) buf_format(out, ":%d", sted->linje);
        if (sted->linje > 0 && sted->kol > 0) buf_format(out, ":%d", sted->kol);
        buf_c(out, ": ");
    }
    buf_c(out, fund->fejl ? "fejl: " : "bemærkning: ");
    buf_terminal(out, fund->tekst.dansk);
    buf_char(out, '\n');
}

void fund_print(struct buf *out, const struct fund *fund, struct str source)
{
    const struct sted *sted = &fund->sted;
    bool raad_left = fund->raad.dansk.n > 0;
    struct str line = STR_EMPTY;

    print_head(out, fund);
    if (source.n > 0 && sted->linje > 0 && line_of(source, sted->linje, &line)) {
        struct str before = STR_EMPTY;
        if (sted->linje > 1 && line_of(source, sted->linje - 1, &before)) {
            print_line(out, sted->linje - 1, before);
        }
        print_line(out, sted->linje, line);
        if (sted->kol > 0 && sted->bredde > 0) {
            size_t at = 0;
            print_underline(out, sted, line);
            if (raad_left && str_width(fund->raad.dansk) <= SHORT_RAAD &&
                !str_find(fund->raad.dansk, STR("\n"), &at)) {
                buf_char(out, ' ');
                buf_terminal(out, fund->raad.dansk);
                raad_left = false;
            }
            buf_char(out, '\n');
        }
    }
    if (raad_left) print_indented(out, fund->raad.dansk);
    if (fund->accepteret) {
        buf_c(out, "      accepteret: ");
        buf_terminal(out, fund->grund);
        buf_char(out, '\n');
    }
}

static void json_field(struct buf *out, const char *name, struct str value)
{
    buf_format(out, ",\"%s\":", name);
    buf_json(out, value);
}

void fund_print_json(struct buf *out, const struct fund_liste *liste)
{
    buf_char(out, '[');
    for (size_t i = 0; i < liste->count; i++) {
        const struct fund *fund = &liste->fund[i];
        buf_c(out, i == 0 ? "\n{\"fil\":" : ",\n{\"fil\":");
        if (fund->sted.fil == NULL) {
            buf_c(out, "null");
        } else {
            buf_json(out, str_from(fund->sted.fil));
        }
        buf_format(out, ",\"linje\":%d,\"kol\":%d", fund->sted.linje, fund->sted.kol);
        json_field(out, "art", fund->fejl ? STR("fejl") : STR("bemaerkning"));
        buf_format(out, ",\"accepteret\":%s", fund->accepteret ? "true" : "false");
        json_field(out, "kode", str_from(fund->kode));
        json_field(out, "emne", fund->emne);
        json_field(out, "tekst", fund->tekst.dansk);
        json_field(out, "raad", fund->raad.dansk);
        json_field(out, "grund", fund->grund);
        buf_char(out, '}');
    }
    buf_c(out, liste->count == 0 ? "]\n" : "\n]\n");
}
