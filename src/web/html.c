/*
 * html: what templates compile to.
 *
 * Invariant: text from outside reaches the buffer through buf_html or percent-encoding only.
 */
#include "web/html.h"

#include "base/dato_engelsk.h"

void html_init(struct html *h, struct arena *arena, bool engelsk)
{
    buf_init(&h->buf, arena);
    h->engelsk = engelsk;
}

struct html_klar html_faerdig(const struct html *h)
{
    return (struct html_klar){buf_str(&h->buf)};
}

void html_fast(struct html *h, const char *literal, size_t n)
{
    buf_add(&h->buf, (struct str){literal, n});
}

const char *html_month_name(int month)
{
    return maaned_navn_engelsk(month);
}

void html_str(struct html *h, struct str s)
{
    buf_html(&h->buf, s);
}

void html_c(struct html *h, const char *c)
{
    buf_html(&h->buf, str_from(c));
}

void html_int(struct html *h, long long n)
{
    buf_format(&h->buf, "%lld", n);
}

void html_size(struct html *h, size_t n)
{
    buf_format(&h->buf, "%zu", n);
}

/* The sign and the unit stay on the line of the figures. */
void html_oere(struct html *h, struct oere a)
{
    struct str tal = oere_text(h->buf.arena, a);
    if (tal.n > 0 && tal.p[0] == '-') {
        buf_c(&h->buf, "\xe2\x88\x92");
        tal = str_sub(tal, 1, tal.n);
    }
    buf_add(&h->buf, tal);
    buf_c(&h->buf, "&nbsp;kr.");
}

void html_dato(struct html *h, struct dato d)
{
    struct arena *arena = h->buf.arena;

    buf_add(&h->buf, h->engelsk ? dato_engelsk(arena, d) : dato_tekst(arena, d));
}

void html_maaned(struct html *h, struct maaned m)
{
    if (!h->engelsk) {
        buf_add(&h->buf, maaned_tekst(h->buf.arena, m));
        return;
    }
    buf_format(&h->buf, "%s %d", maaned_navn_engelsk(m.nr % 12 + 1), m.nr / 12);
}

void html_klar(struct html *h, struct html_klar k)
{
    buf_add(&h->buf, k.html);
}

void html_oere_vaerdi(struct html *h, struct oere a)
{
    buf_add(&h->buf, oere_text(h->buf.arena, a));
}

void html_dato_iso(struct html *h, struct dato d)
{
    buf_add(&h->buf, dato_iso(h->buf.arena, d));
}

void html_maaned_iso(struct html *h, struct maaned m)
{
    buf_add(&h->buf, maaned_iso(h->buf.arena, m));
}

void html_procent(struct html *h, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     c == '-' || c == '_' || c == '.';
        if (plain)
            buf_char(&h->buf, (char)c);
        else
            buf_format(&h->buf, "%%%02X", c);
    }
}

void html_adresse(struct html *h, struct str s)
{
    ASSERT(s.n > 0);
    ASSERT(s.p[0] == '/' || s.p[0] == '#' || s.p[0] == '?');
    ASSERT(s.n < 2 || s.p[0] != '/' || (s.p[1] != '/' && s.p[1] != '\\'));
    buf_html(&h->buf, s);
}

bool html_er_str(struct str s)
{
    return s.n > 0;
}

bool html_er_c(const char *c)
{
    return c != NULL && *c != '\0';
}

bool html_er_klar(struct html_klar k)
{
    return k.html.n > 0;
}

bool html_er_tal(long long n)
{
    return n != 0;
}

bool html_er_size(size_t n)
{
    return n > 0;
}
