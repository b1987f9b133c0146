/*
 * dokument: cuts a handbook into lines, fenced blocks and headings.
 *
 * What is executed and what a Markdown reader shows as a block must be the same lines. CommonMark
 * knows lists and HTML, where a fence may mean something else; this file does not follow them, but
 * keeps a superset of the places where they may be open and refuses a fence there. Invariants:
 *   1. `liste` holds whenever CommonMark has an open list (a blank line and then text in the first
 *      column always ends one);
 *   2. `html` has the bit of every HTML block CommonMark may have open;
 *   3. a document without findings has the same rule blocks here and in CommonMark.
 * One pass over the lines; the text is borrowed from the caller.
 */
#include "haandbog/dokument_intern.h"

#include <string.h>

enum { HTML_ARTER = 5, HTML_TIL_TOM = 1 << HTML_ARTER };

struct hegn {
    size_t indryk;
    char tegn;
    size_t laengde;
    struct str info;
};

enum tilstand { I_TEKST, I_KODE, I_REGEL };

struct skanner {
    struct bygger *b;
    enum tilstand tilstand;
    struct hegn hegn; /* the fence that opened the block */
    int hegn_linje;
    bool liste;
    bool tom_foer; /* the line before was blank */
    unsigned html;
};

/* ---- fences ---- */

static size_t indent_of(struct str linje)
{
    size_t n = 0;

    while (n < linje.n && linje.p[n] == ' ') n++;
    return n;
}

static bool hegn_read(struct str linje, struct hegn *out)
{
    size_t indryk = indent_of(linje);
    size_t at = indryk;

    if (indryk > 3 || at == linje.n || (linje.p[at] != '`' && linje.p[at] != '~')) return false;
    while (at < linje.n && linje.p[at] == linje.p[indryk]) at++;
    *out = (struct hegn){.indryk = indryk,
                         .tegn = linje.p[indryk],
                         .laengde = at - indryk,
                         .info = str_trim(str_sub(linje, at, linje.n))};
    size_t unused;
    return out->laengde >= 3 && !(out->tegn == '`' && str_find(out->info, STR("`"), &unused));
}

static bool hegn_closes(const struct hegn *aaben, struct str linje)
{
    struct hegn hegn;

    return hegn_read(linje, &hegn) && hegn.tegn == aaben->tegn && hegn.laengde >= aaben->laengde &&
           hegn.info.n == 0;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Whether a person who wrote this info string may have meant a rule block. */
static bool is_almost_regel(struct str info)
{
    char ord[8];
    size_t n = 0;

    while (n < info.n && n < sizeof(ord) && !er_blank(info.p[n])) {
        ord[n] = lower(info.p[n]);
        n++;
    }
    return n < sizeof(ord) && str_distance((struct str){ord, n}, STR("regel"), 2) <= 2;
}

static bool is_regel_hegn(struct str linje)
{
    return str_is(linje, "```regel");
}

/* A fence of a rule block behind an indent, a quote mark or a list mark. */
static bool is_hidden_hegn(struct str linje)
{
    struct hegn hegn;
    size_t at = 0;

    while (at < linje.n && memchr(" \t>*+-.)0123456789", linje.p[at], 18) != NULL) at++;
    return at > 0 && hegn_read(str_sub(linje, at, linje.n), &hegn) && is_almost_regel(hegn.info);
}

static void almost_regel(struct skanner *s, int nr)
{
    struct str linje = s->b->linje[nr - 1].tekst;

    bygger_fejl(s->b, "form", nr, linje.p, linje.n, "hegnet ligner en regelblok, men er det ikke",
                "the fence looks like a rule block, but is none")
        ->raad =
        FUND_ORD("en regelblok begynder med en linje, der er præcis ```regel i første kolonne",
                 "a rule block begins with a line that is exactly ```regel in the first column");
}

/* ---- lists and HTML ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A line that may begin a list item. */
static bool is_list_mark(struct str linje)
{
    size_t at = indent_of(linje);
    size_t from = at;

    if (at > 3) return false;
    while (at < linje.n && is_digit(linje.p[at])) at++;
    bool tal = at > from;
    if (at == linje.n || memchr(tal ? ".)." : "-+*", linje.p[at], 3) == NULL) return false;
    return at + 1 == linje.n || er_blank(linje.p[at + 1]);
}

static bool starts_ignoring_case(struct str s, const char *c)
{
    size_t n = strlen(c);

    for (size_t i = 0; i < n; i++) {
        if (i >= s.n || lower(s.p[i]) != c[i]) return false;
    }
    return true;
}

static bool finds_ignoring_case(struct str s, const char *c)
{
    for (size_t i = 0; i < s.n; i++) {
        if (lower(s.p[i]) == c[0] && starts_ignoring_case(str_sub(s, i, s.n), c)) return true;
    }
    return false;
}

static const struct {
    const char *start[4];
    const char *slut[4];
} HTML[HTML_ARTER] = {
    {{"<script", "<pre", "<style", "<textarea"},
     {"</script>", "</pre>", "</style>", "</textarea>"}},
    {{"<!--"}, {"-->"}},
    {{"<?"}, {"?>"}},
    {{"<!"}, {">"}},
    {{"<![cdata["}, {"]]>"}},
};

/* Which HTML blocks may be open after this line. */
static unsigned html_after(unsigned html, struct str linje)
{
    size_t indryk = indent_of(linje);
    struct str tekst = str_sub(linje, indryk, linje.n);

    if (str_trim(linje).n == 0) html &= ~(unsigned)HTML_TIL_TOM;
    bool start = indryk <= 3 && tekst.n > 1 && tekst.p[0] == '<';
    if (start) html |= HTML_TIL_TOM;
    for (unsigned k = 0; k < HTML_ARTER; k++) {
        for (size_t i = 0; start && i < 4 && HTML[k].start[i] != NULL; i++)
            html |= starts_ignoring_case(tekst, HTML[k].start[i]) ? 1u << k : 0;
        for (size_t i = 0; (html & 1u << k) && i < 4 && HTML[k].slut[i] != NULL; i++)
            html &= finds_ignoring_case(tekst, HTML[k].slut[i]) ? ~(1u << k) : ~0u;
    }
    return html;
}

/* ---- headings ---- */

static int heading_level(struct str linje)
{
    size_t at = indent_of(linje);
    size_t from = at;

    while (at < linje.n && linje.p[at] == '#') at++;
    size_t n = at - from;
    if (from > 3 || n < 1 || n > 6 || (at < linje.n && !er_blank(linje.p[at]))) return 0;
    return (int)n;
}

static struct str heading_text(struct str linje)
{
    struct str tekst = str_trim(linje);
    size_t slut = tekst.n;

    while (tekst.n > 0 && tekst.p[0] == '#') tekst = str_sub(tekst, 1, tekst.n);
    slut = tekst.n;
    while (slut > 0 && tekst.p[slut - 1] == '#') slut--;
    if (slut == 0 || er_blank(tekst.p[slut - 1])) tekst.n = slut;
    return str_trim(tekst);
}

/* ---- lines ---- */

static void cut_lines(struct bygger *b, struct str tekst)
{
    size_t antal = 0;

    for (size_t i = 0; i < tekst.n; i++) antal += tekst.p[i] == '\n' || i + 1 == tekst.n;
    b->linje = ARENA_ARRAY(b->arena, antal, struct dokument_linje);
    while (b->linjer < antal) {
        const char *slut = memchr(tekst.p, '\n', tekst.n);
        size_t n = slut == NULL ? tekst.n : (size_t)(slut - tekst.p);
        struct str linje = str_sub(tekst, 0, n);
        if (slut != NULL && n > 0 && linje.p[n - 1] == '\r') linje.n--;
        b->linje[b->linjer++].tekst = linje;
        if (slut != NULL) tekst = str_sub(tekst, n + 1, tekst.n);
    }
}

/* A lone CR ends a line for some readers and not for others. */
static void check_line_ends(struct bygger *b)
{
    for (size_t i = 0; i < b->linjer; i++) {
        struct str linje = b->linje[i].tekst;
        const char *cr = linje.n == 0 ? NULL : memchr(linje.p, '\r', linje.n);
        if (cr != NULL)
            bygger_fejl(b, "form", (int)i + 1, cr, 1, "linjen har et vognretur, der ikke ender den",
                        "the line has a carriage return that does not end it")
                ->raad = FUND_ORD("gem filen med linjeskift af typen LF",
                                  "save the file with line ends of the kind LF");
    }
}

static void add_block(struct bygger *b, struct regel_blok blok, bool lukket)
{
    size_t plads = b->blok_plads;

    b->blok =
        arena_grow(b->arena, b->blok, b->blokke, &b->blok_plads, b->blokke + 1, sizeof(*b->blok));
    b->blok_lukket = arena_grow(b->arena, b->blok_lukket, b->blokke, &plads, b->blokke + 1,
                                sizeof(*b->blok_lukket));
    ASSERT(plads == b->blok_plads);
    b->blok[b->blokke] = blok;
    b->blok_lukket[b->blokke++] = lukket;
}

/* Ends the open block at line nr; lukket tells whether that line is its closing fence. */
static void end_block(struct skanner *s, int nr, bool lukket)
{
    struct str hegn = s->b->linje[s->hegn_linje - 1].tekst;

    if (!lukket)
        bygger_fejl(s->b, "form", s->hegn_linje, hegn.p, hegn.n, "%s%.0s er ikke lukket",
                    "%.0s%s is not closed",
                    s->tilstand == I_REGEL ? "regelblokken" : "den indhegnede blok",
                    s->tilstand == I_REGEL ? "the rule block" : "the fenced block")
            ->raad = fund_ord(s->b->arena, "slut blokken med en linje, der er præcis %.*s",
                              "end the block with a line that is exactly %.*s",
                              (int)s->hegn.laengde, hegn.p + s->hegn.indryk);
    if (s->tilstand == I_REGEL) add_block(s->b, (struct regel_blok){s->hegn_linje, nr}, lukket);
    s->tilstand = I_TEKST;
    s->tom_foer = false;
}

static void open_block(struct skanner *s, int nr, const struct hegn *hegn)
{
    struct str linje = s->b->linje[nr - 1].tekst;
    bool regel = is_regel_hegn(linje);

    if (!regel && is_almost_regel(hegn->info))
        almost_regel(s, nr);
    else if (s->html != 0)
        bygger_fejl(s->b, "form", nr, linje.p, linje.n, "hegnet står i et stykke HTML",
                    "the fence stands in a piece of HTML")
            ->raad = FUND_ORD("slut HTML-stykket, og lad en linje være tom før hegnet",
                              "end the piece of HTML, and leave a line empty before the fence");
    else if (s->liste && hegn->indryk > 0)
        bygger_fejl(s->b, "form", nr, linje.p, linje.n, "hegnet er rykket ind i en liste",
                    "the fence is indented into a list")
            ->raad =
            FUND_ORD("skriv hegnet i første kolonne", "write the fence in the first column");
    s->tilstand = regel ? I_REGEL : I_KODE;
    s->hegn = *hegn;
    s->hegn_linje = nr;
    s->liste = false;
    s->html = 0;
}

static void scan_text(struct skanner *s, int nr)
{
    struct dokument_linje *linje = &s->b->linje[nr - 1];
    struct str tekst = linje->tekst;
    bool tom = str_trim(tekst).n == 0;
    struct hegn hegn;

    if (hegn_read(tekst, &hegn)) {
        open_block(s, nr, &hegn);
        return;
    }
    if (is_hidden_hegn(tekst)) almost_regel(s, nr);
    linje->overskrift = heading_level(tekst);
    s->html = html_after(s->html, tekst);
    if (is_list_mark(tekst))
        s->liste = true;
    else if (!tom && s->tom_foer && !er_blank(tekst.p[0]))
        s->liste = false;
    s->tom_foer = tom;
}

static void scan_line(struct skanner *s, int nr)
{
    struct dokument_linje *linje = &s->b->linje[nr - 1];

    if (s->tilstand == I_REGEL && is_regel_hegn(linje->tekst))
        end_block(s, nr - 1, false); /* the block above was forgotten open */
    if (s->tilstand == I_TEKST) {
        scan_text(s, nr);
        linje->kode = s->tilstand == I_KODE;
        linje->regel = s->tilstand == I_REGEL;
        return;
    }
    linje->kode = s->tilstand == I_KODE;
    linje->regel = s->tilstand == I_REGEL;
    if (hegn_closes(&s->hegn, linje->tekst))
        end_block(s, nr, true);
    else if (linje->kode && s->hegn.laengde == 3 && s->hegn.tegn == '`' &&
             is_regel_hegn(linje->tekst))
        bygger_fejl(s->b, "form", nr, linje->tekst.p, linje->tekst.n,
                    "regelblokken står i en anden indhegnet blok",
                    "the rule block stands in another fenced block")
            ->raad =
            fund_ord(s->b->arena, "luk blokken fra linje %d først, eller indhegn den med ~~~",
                     "close the block from line %d first, or fence it with ~~~", s->hegn_linje);
}

/* ---- the whole ---- */

static void read_blocks(struct bygger *b)
{
    struct str afsnit = STR_EMPTY;
    size_t i = 0;

    for (size_t k = 0; k < b->blokke; k++) {
        for (; i < (size_t)b->blok[k].fra_linje; i++) {
            if (b->linje[i].overskrift > 0) afsnit = heading_text(b->linje[i].tekst);
        }
        blok_read(b, k, afsnit);
    }
}

bool dokument_read(struct arena *arena, const char *fil, struct str tekst, struct dokument *out,
                   struct fund_liste *fund, struct err *err)
{
    struct bygger b = {.arena = arena, .fund = fund, .fil = fil, .ankre = {.arena = arena}};
    struct skanner s = {.b = &b, .tom_foer = true};

    if (tekst.n > DOKUMENT_MAX)
        return err_begge(err, ERR_LIMIT, fil, "dokumentet er større end 2 MB",
                         "the document is larger than 2 MB");
    TRY(str_check_utf8(&tekst, fil, err));
    cut_lines(&b, tekst);
    check_line_ends(&b);
    for (int nr = 1; nr <= (int)b.linjer; nr++) scan_line(&s, nr);
    if (s.tilstand != I_TEKST) end_block(&s, (int)b.linjer, false);
    read_blocks(&b);
    *out = (struct dokument){.fil = fil,
                             .tekst = tekst,
                             .linje = b.linje,
                             .linjer = b.linjer,
                             .blok = b.blok,
                             .blokke = b.blokke,
                             .regel = b.regel,
                             .regler = b.regler};
    return true;
}
