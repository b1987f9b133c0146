/*
 * haandbog_find: a search in one version, as its reader sees it: the published page, section by
 * section, with amounts where the text has formulas.
 *
 * Invariant: a section is found at most once, with the first place of the word in it. Examples are
 * not searched: they are full of the same words and tell a reader nothing new.
 */
#include "side/haandbog_side.h"

enum {
    FOER_MAX = 60,  /* characters shown before the word */
    EFTER_MAX = 140 /* and after it */
};

/* Lower case, æøå too; everything else as it is, so every place is the same in both. str_fold makes
 * two letters of an æ, and would find "aa" where there is an å. */
static struct str lower(struct arena *arena, struct str s)
{
    struct buf out;
    buf_init(&out, arena);
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 'A' && c <= 'Z') c = (unsigned char)(c - 'A' + 'a');
        /* Æ, Ø, Å are c3 86, c3 98, c3 85; the small ones lie 32 higher. */
        bool second = i > 0 && (unsigned char)s.p[i - 1] == 0xc3;
        if (second && (c == 0x86 || c == 0x98 || c == 0x85)) c = (unsigned char)(c + 0x20);
        buf_char(&out, (char)c);
    }
    return buf_str(&out);
}

/* ---- from the page to plain lines ---- */

/* Past the next `end` after `at`, or to the end of the text. */
static size_t past(struct str html, size_t at, struct str end)
{
    size_t found;
    if (!str_find(str_sub(html, at, html.n), end, &found)) return html.n;
    return at + found + end.n;
}

/* Where a part that is not read ends; `at` where one is read. */
static size_t skipped(struct str html, size_t at)
{
    struct str rest = str_sub(html, at, html.n);
    if (str_starts(rest, STR("<p class=\"foreslaa\">"))) return past(html, at, STR("</p>"));
    if (str_starts(rest, STR("<a href=\"#regel-"))) return past(html, at, STR("</a>"));
    if (str_starts(rest, STR("<details><summary>eksem"))) return past(html, at, STR("</details>"));
    return at;
}

/* Tags in the run of a sentence; all others begin a new line. */
static bool in_line(struct str tag)
{
    static const char *const runs[] = {"em>",   "strong>", "code>", "a>",
                                       "span>", "a ",      "span ", "sub>"};
    if (str_starts(tag, STR("/"))) tag = str_sub(tag, 1, tag.n);
    for (size_t i = 0; i < sizeof(runs) / sizeof(*runs); i++)
        if (str_starts(tag, str_from(runs[i]))) return true;
    return false;
}

static size_t entity(struct str html, size_t at, struct buf *out)
{
    static const struct {
        const char *navn;
        char tegn;
    } kendte[] = {
        {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''},
    };
    for (size_t i = 0; i < sizeof(kendte) / sizeof(*kendte); i++) {
        struct str navn = str_from(kendte[i].navn);
        if (!str_starts(str_sub(html, at, html.n), navn)) continue;
        buf_char(out, kendte[i].tegn);
        return at + navn.n;
    }
    buf_char(out, '&');
    return at + 1;
}

/* A piece of the page as lines of text; a cell of a table and an entry of a rule are set apart by
 * two spaces. */
static struct str plain(struct arena *arena, struct str html)
{
    struct buf out;
    buf_init(&out, arena);
    for (size_t i = 0; i < html.n;) {
        size_t end = skipped(html, i);
        if (end > i) {
            i = end;
        } else if (html.p[i] == '<') {
            struct str tag = str_sub(html, i + 1, html.n);
            bool cell = str_starts(tag, STR("/td")) || str_starts(tag, STR("/th")) ||
                        str_starts(tag, STR("/dt"));
            if (cell)
                buf_c(&out, "  ");
            else if (!in_line(tag) && !str_starts(tag, STR("t")) && !str_starts(tag, STR("dd")))
                buf_char(&out, '\n');
            i = past(html, i, STR(">"));
        } else if (html.p[i] == '&') {
            i = entity(html, i, &out);
        } else {
            buf_char(&out, html.p[i++]);
        }
    }
    return buf_str(&out);
}

/* ---- the search ---- */

/* The last `width` characters. */
static struct str tail(struct str s, size_t width)
{
    uint32_t code;
    size_t drop = str_width(s) > width ? str_width(s) - width : 0;
    size_t at = 0;
    for (; drop > 0; drop--) at += str_step(s, at, &code);
    return str_sub(s, at, s.n);
}

/* The line that has the word, around the word. */
static void around(struct arena *arena, struct str line, size_t at, size_t n,
                   struct haandbog_fund *out)
{
    struct str foer = str_sub(line, 0, at);
    struct str efter = str_sub(line, at + n, line.n);
    struct str kort = tail(foer, FOER_MAX), lang = str_clip(efter, EFTER_MAX);
    out->foer = str_format(arena, "%s%.*s", kort.n < foer.n ? "…" : "", STR_ARG(kort));
    out->ord = str_sub(line, at, at + n);
    out->efter = str_format(arena, "%.*s%s", STR_ARG(lang), lang.n < efter.n ? "…" : "");
}

/* Of the lines of a section: whether one has the word; the first that has. */
static bool first_line(struct arena *arena, struct str tekst, struct str word,
                       struct haandbog_fund *out)
{
    struct str line;
    while (str_split(&tekst, '\n', &line)) {
        size_t at;
        line = str_trim(line);
        if (!str_find(lower(arena, line), word, &at)) continue;
        around(arena, line, at, word.n, out);
        return true;
    }
    return false;
}

/* Where the text under the heading with this id begins; false where there is none. */
static bool heading_end(struct arena *arena, struct str krop, struct str id, size_t from,
                        size_t *heading, size_t *text)
{
    size_t at;
    struct str anchor = str_format(arena, " id=\"%.*s\">", STR_ARG(id));
    if (!str_find(str_sub(krop, from, krop.n), anchor, &at)) return false;
    *heading = from + at;
    *text = past(krop, *heading, STR("</h"));
    *text = past(krop, *text, STR(">"));
    return true;
}

/* The text of section nr, from its heading to the next. */
static struct str section(struct arena *arena, const struct haandbog_side *side, size_t nr,
                          size_t *from)
{
    size_t heading, text, next, under;
    if (!heading_end(arena, side->krop, side->afsnit[nr].id, *from, &heading, &text))
        return STR_EMPTY;
    *from = text;
    if (nr + 1 == side->afsnit_antal ||
        !heading_end(arena, side->krop, side->afsnit[nr + 1].id, text, &next, &under))
        next = side->krop.n;
    else
        while (next > text && side->krop.p[next] != '<') next--;
    return plain(arena, str_sub(side->krop, text, next));
}

void haandbog_find(struct arena *arena, const struct haandbog_side *side, struct haandbog_laes *out)
{
    struct str word = lower(arena, str_trim(out->soeg));
    struct haandbog_fund *fund = ARENA_ARRAY(arena, SOEG_FUND_MAX, struct haandbog_fund);
    size_t from = 0;
    if (word.n == 0) return;
    for (size_t i = 0; i < side->afsnit_antal; i++) {
        struct haandbog_fund f = {.afsnit = side->afsnit[i].tekst};
        size_t at;
        struct str tekst = section(arena, side, i, &from);
        if (!first_line(arena, tekst, word, &f) && !str_find(lower(arena, f.afsnit), word, &at))
            continue;
        if (out->fund_antal == SOEG_FUND_MAX) {
            out->flere = true;
            break;
        }
        f.adresse = str_format(arena, "#%.*s", STR_ARG(side->afsnit[i].id));
        fund[out->fund_antal++] = f;
    }
    out->fund = fund;
}
