/*
 * print_linjer: wrapping. Every character from outside passes ord_ren here.
 */
#include "beregning/print_linjer.h"

#include "beregning/print.h"

void afsnit_init(struct afsnit *a, struct buf *out, size_t indryk, size_t haeng, size_t bredde)
{
    ASSERT(indryk + 20 <= bredde);
    ASSERT(haeng + 20 <= bredde);
    *a = (struct afsnit){.out = out, .indryk = indryk, .haeng = haeng, .bredde = bredde};
}

static void put(struct afsnit *a, struct str s)
{
    if (a->kol == 0) {
        buf_fill(a->out, ' ', a->indryk);
        a->kol = a->indryk;
        a->mellemrum = false;
    }
    if (a->mellemrum) buf_char(a->out, ' ');
    a->kol += (a->mellemrum ? 1 : 0) + str_width(s);
    buf_add(a->out, s);
    a->mellemrum = true;
}

static size_t room(const struct afsnit *a)
{
    size_t at = a->kol == 0 ? a->indryk : a->kol + (a->mellemrum ? 1 : 0);

    return at >= a->bredde ? 0 : a->bredde - at;
}

static bool fresh(const struct afsnit *a)
{
    return a->kol == 0 || !a->mellemrum;
}

/* A word that may be longer than a line. */
static void put_word(struct afsnit *a, struct str word)
{
    if (str_width(word) > room(a) && !fresh(a)) afsnit_break(a);
    while (str_width(word) > room(a)) {
        struct str part = str_clip(word, room(a));
        ASSERT(part.n > 0);
        put(a, part);
        word = str_sub(word, part.n, word.n);
        afsnit_break(a);
    }
    put(a, word);
}

static void put_words(struct afsnit *a, struct str rest)
{
    struct str word = STR_EMPTY;

    while (str_split(&rest, ' ', &word)) {
        if (word.n > 0) put_word(a, word);
    }
}

void afsnit_add(struct afsnit *a, struct str stykke)
{
    struct str s = str_trim(ord_ren(a->out->arena, stykke));
    size_t width = str_width(s);

    if (s.n == 0) return;
    if (width <= room(a)) {
        put(a, s);
        return;
    }
    if (width <= a->bredde - a->haeng) {
        if (!fresh(a)) afsnit_break(a);
        if (width <= room(a)) {
            put(a, s);
            return;
        }
    }
    put_words(a, s);
}

void afsnit_format(struct afsnit *a, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    struct str s = str_vformat(a->out->arena, format, args);
    va_end(args);
    afsnit_add(a, s);
}

void afsnit_ord(struct afsnit *a, struct str tekst)
{
    put_words(a, ord_ren(a->out->arena, tekst));
}

void afsnit_tab(struct afsnit *a, size_t kol)
{
    if (a->kol >= kol) return;
    buf_fill(a->out, ' ', kol - a->kol);
    a->kol = kol;
    a->mellemrum = false;
}

void afsnit_break(struct afsnit *a)
{
    buf_char(a->out, '\n');
    buf_fill(a->out, ' ', a->haeng);
    a->kol = a->haeng;
    a->mellemrum = false;
}

void afsnit_right(struct afsnit *a, struct str tekst, size_t kol)
{
    size_t width = str_width(tekst);

    if (a->kol + 2 + width > kol) {
        buf_char(a->out, '\n');
        a->kol = 0;
    }
    if (a->kol + width < kol) buf_fill(a->out, ' ', kol - width - a->kol);
    buf_add(a->out, tekst);
    a->kol = kol;
    a->mellemrum = true;
}

void afsnit_end(struct afsnit *a)
{
    if (a->kol > 0) buf_char(a->out, '\n');
    a->kol = 0;
}
