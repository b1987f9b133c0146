/*
 * publish: a handbook as one self-contained page (contract in haandbog.h).
 *
 * Prose goes through cmark with raw HTML left out. What is not Markdown (computed amounts, rule
 * figures, heading ids) travels through it as marks of private-use code points, which are taken
 * out of the text first and replaced by our own HTML afterwards; so no one's text is ever trusted.
 */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <string.h>

#include "haandbog/prosa.h"
#include "haandbog/publish_intern.h"

#define MARK_TAL "\xee\x80\x80"   /* U+E000 number … end */
#define MARK_BLOK "\xee\x80\x81"  /* U+E001 */
#define MARK_HOVED "\xee\x80\x82" /* U+E002 */
#define MARK_SLUT "\xee\x80\x83"  /* U+E003 */

struct side {
    struct arena *arena;
    const struct haandbog *haandbog;
    struct str forslag; /* where a rule is proposed to be another; may be empty */
    struct str *html;   /* what each MARK_TAL becomes */
    size_t antal;
    size_t plads;
    struct haandbog_afsnit *overskrift;
    size_t overskrifter;
    size_t overskrift_plads;
};

static void keep(struct side *s, struct buf *out, struct str html)
{
    s->html = arena_grow(s->arena, s->html, s->antal, &s->plads, s->antal + 1, sizeof(struct str));
    buf_format(out, MARK_TAL "%zu" MARK_SLUT, s->antal);
    s->html[s->antal++] = html;
}

static void mark_tal(void *ctx, struct buf *out, const struct prosa_tal *tal)
{
    struct side *s = ctx;
    struct buf html;
    buf_init(&html, s->arena);
    bool link = tal->anker.n > 0;
    buf_c(&html, link ? "<a class=\"tal\" href=\"#" : "<span class=\"tal");
    if (link) buf_html(&html, tal->anker);
    buf_c(&html, "\" title=\"");
    buf_html(&html, str_format(s->arena, "Beregnet den %.*s. Kilde: %.*s",
                               STR_ARG(dato_tekst(s->arena, tal->dag)), STR_ARG(tal->kilde)));
    buf_c(&html, "\">");
    buf_html(&html, tal->tekst);
    buf_c(&html, link ? "</a>" : "</span>");
    keep(s, out, buf_str(&html));
}

static void mark_citat(void *ctx, struct buf *out, struct str kilde)
{
    struct side *s = ctx;
    struct buf html;
    buf_init(&html, s->arena);
    buf_c(&html, " <span class=\"citat\">(");
    buf_html(&html, kilde);
    buf_c(&html, ")</span>");
    keep(s, out, buf_str(&html));
}

static void mark_blok(void *ctx, struct buf *out, size_t blok)
{
    (void)ctx;
    buf_format(out, "\n" MARK_BLOK "%zu" MARK_SLUT "\n\n", blok);
}

/* The marks are ours alone: an author's text that holds one is refused, so that none is forged. */
static bool no_marks(const struct dokument *dokument, struct err *err)
{
    for (size_t i = 0; i < dokument->linjer; i++) {
        struct str line = dokument->linje[i].tekst;
        size_t at;
        if (!str_find(line, STR("\xee\x80"), &at) || line.n - at < 3) continue;
        if ((unsigned char)line.p[at + 2] > 0x83) continue;
        return err_begge(
            err, ERR_INPUT, NULL,
            "linje %zu indeholder et af tegnene U+E000 til U+E003, som siden selv bruger; "
            "fjern det",
            "line %zu holds one of the characters U+E000 to U+E003, which the page "
            "uses itself; remove it",
            i + 1);
    }
    return true;
}

static struct str node_text(struct arena *arena, cmark_node *node)
{
    struct buf out;
    buf_init(&out, arena);
    cmark_iter *iter = cmark_iter_new(node);
    while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
        cmark_node *at = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(at);
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
            buf_c(&out, cmark_node_get_literal(at));
    }
    cmark_iter_free(iter);
    return buf_str(&out);
}

static struct str unique_id(struct side *s, struct str tekst)
{
    struct str fold = str_fold(s->arena, tekst);
    struct buf id;
    buf_init(&id, s->arena);
    buf_c(&id, "afsnit-");
    for (size_t i = 0; i < fold.n; i++) {
        char c = fold.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (plain)
            buf_char(&id, c);
        else if (id.p[id.n - 1] != '-')
            buf_char(&id, '-');
    }
    struct str base = buf_str(&id), try = base;
    for (int nr = 2;; nr++) {
        size_t i = 0;
        while (i < s->overskrifter && !str_eq(s->overskrift[i].id, try)) i++;
        if (i == s->overskrifter) return try;
        try = str_format(s->arena, "%.*s-%d", STR_ARG(base), nr);
    }
}

/* Notes every heading and puts a mark in front of its text, for its id. */
static void mark_headings(struct side *s, cmark_node *root)
{
    for (cmark_node *n = cmark_node_first_child(root); n != NULL; n = cmark_node_next(n)) {
        if (cmark_node_get_type(n) != CMARK_NODE_HEADING) continue;
        struct haandbog_afsnit o = {.niveau = cmark_node_get_heading_level(n),
                                    .tekst = node_text(s->arena, n)};
        o.id = unique_id(s, o.tekst);
        s->overskrift = arena_grow(s->arena, s->overskrift, s->overskrifter, &s->overskrift_plads,
                                   s->overskrifter + 1, sizeof(o));
        cmark_node *mark = cmark_node_new(CMARK_NODE_TEXT);
        struct str text = str_format(s->arena, MARK_HOVED "%zu" MARK_SLUT, s->overskrifter);
        cmark_node_set_literal(mark, str_c(s->arena, text));
        cmark_node_prepend_child(n, mark);
        s->overskrift[s->overskrifter++] = o;
    }
}

static struct str render(struct side *s, struct str markdown)
{
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8);
    cmark_syntax_extension *tables = cmark_find_syntax_extension("table");
    ASSERT(parser != NULL && tables != NULL);
    cmark_parser_attach_syntax_extension(parser, tables);
    cmark_parser_feed(parser, markdown.p, markdown.n);
    cmark_node *root = cmark_parser_finish(parser);
    mark_headings(s, root);
    char *html =
        cmark_render_html(root, CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(parser));
    struct str copy = str_copy(s->arena, str_from(html));
    cmark_get_default_mem_allocator()->free(html);
    cmark_node_free(root);
    cmark_parser_free(parser);
    return copy;
}

/* The number of a mark at text[at]; *end is set behind it. */
static bool read_mark(struct str text, size_t at, const char *mark, size_t *number, size_t *end)
{
    if (text.n - at < 4 || memcmp(text.p + at, mark, 3) != 0) return false;
    size_t value = 0, i = at + 3;
    for (; i < text.n && text.p[i] >= '0' && text.p[i] <= '9'; i++)
        value = value * 10 + (size_t)(text.p[i] - '0');
    if (text.n - i < 3 || memcmp(text.p + i, MARK_SLUT, 3) != 0) return false;
    *number = value;
    *end = i + 3;
    return true;
}

/* Puts our HTML where the marks stand. */
static void fill_in(struct side *s, struct buf *out, struct str html)
{
    for (size_t i = 0; i < html.n;) {
        size_t nr, end;
        if (read_mark(html, i, MARK_TAL, &nr, &end) && nr < s->antal) {
            buf_add(out, s->html[nr]);
        } else if (read_mark(html, i, MARK_HOVED, &nr, &end) && nr < s->overskrifter) {
            ASSERT(out->n > 0 && out->p[out->n - 1] == '>');
            out->n--;
            buf_format(out, " id=\"%.*s\">", STR_ARG(s->overskrift[nr].id));
        } else if (str_starts(str_sub(html, i, html.n), STR("<p>" MARK_BLOK)) &&
                   read_mark(html, i + 3, MARK_BLOK, &nr, &end)) {
            publish_blok(out, s->haandbog, nr, s->forslag);
            end += 4; /* </p> */
        } else if (str_starts(str_sub(html, i, html.n), STR("<table>"))) {
            buf_c(out, TABEL_RUL "<table>");
            end = i + 7;
        } else if (str_starts(str_sub(html, i, html.n), STR("</table>"))) {
            buf_c(out, "</table></div>");
            end = i + 8;
        } else {
            buf_char(out, html.p[i]);
            end = i + 1;
        }
        i = end;
    }
}

/* A heading may hold a computed amount; its mark, links and all, is left out. */
static struct str plain_heading(struct side *s, struct str text)
{
    struct buf plain;
    size_t nr, end;
    buf_init(&plain, s->arena);
    for (size_t k = 0; k < text.n; k = end) {
        end = k + 1;
        if (read_mark(text, k, MARK_TAL, &nr, &end)) continue;
        buf_char(&plain, text.p[k]);
    }
    return buf_str(&plain);
}

static void contents(struct buf *out, const struct side *s)
{
    buf_c(out, "<nav aria-label=\"Indhold\"><h2>Indhold</h2><ol>\n");
    for (size_t i = 0; i < s->overskrifter; i++) {
        const struct haandbog_afsnit *o = &s->overskrift[i];
        if (o->niveau < 2 || o->niveau > 3) continue;
        buf_format(out, "<li%s><a href=\"#%.*s\">", o->niveau == 3 ? " class=\"u\"" : "",
                   STR_ARG(o->id));
        buf_html(out, o->tekst);
        buf_c(out, "</a></li>\n");
    }
    buf_c(out, "<li><a href=\"#tillaeg\">Tillæg: valg, forbehold og takster</a></li></ol></nav>\n");
}

static void page_top(struct buf *out, const struct plan *plan)
{
    struct arena *a = out->arena;
    buf_c(out, "<!doctype html>\n<html lang=\"da\"><head><meta charset=\"utf-8\">"
               "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>");
    buf_html(out, str_format(a, "Håndbog for plejefamilier: %.*s", STR_ARG(plan->haandbog)));
    buf_c(out, "</title><style>");
    buf_c(out, publish_stil);
    buf_c(out, haandbog_stil);
    buf_c(out, "</style></head><body>\n");
    if (plan->opdigtet)
        buf_c(out, "<div class=\"opdigtet\" role=\"note\">Et eksempel: beløbene er opdigtede og "
                   "gælder ingen kommune.</div>\n");
    buf_c(out, "<header class=\"top\"><div><p class=\"navn\">");
    buf_html(out, plan->haandbog);
    buf_c(out, "</p><p>Håndbog for plejefamilier, gælder fra ");
    buf_html(out, dato_tekst(a, plan->gaelder_fra));
    if (plan->gaelder_til.dag != DATO_MAX.dag) {
        buf_c(out, " til og med ");
        buf_html(out, dato_tekst(a, dato_plus(plan->gaelder_til, -1)));
    }
    if (plan->kendt_fra.dag != DATO_MIN.dag) {
        buf_c(out, "; rettet, kendt fra ");
        buf_html(out, dato_tekst(a, plan->kendt_fra));
    }
    buf_c(out, "</p></div></header>\n");
}

bool haandbog_publish_dele(struct arena *arena, const struct haandbog *haandbog,
                           const struct fund_liste *fund, struct str forslag,
                           struct haandbog_side *out, struct err *err)
{
    struct side s = {.arena = arena, .haandbog = haandbog, .forslag = forslag};
    struct prosa_maerker marks = {&s, mark_tal, mark_citat, mark_blok};
    struct buf markdown, nav, body;
    buf_init(&markdown, arena);
    buf_init(&nav, arena);
    buf_init(&body, arena);
    TRY(no_marks(&haandbog->dokument, err));
    TRY(prosa_replace(arena, haandbog, &marks, &markdown, err));
    struct str html = render(&s, buf_str(&markdown));
    for (size_t i = 0; i < s.overskrifter; i++)
        s.overskrift[i].tekst = plain_heading(&s, s.overskrift[i].tekst);
    contents(&nav, &s);
    fill_in(&s, &body, html);
    publish_tillaeg(&body, haandbog, fund);
    *out = (struct haandbog_side){
        .indhold = buf_str(&nav),
        .krop = buf_str(&body),
        .afsnit = s.overskrift,
        .afsnit_antal = s.overskrifter,
    };
    return true;
}

bool haandbog_publish(struct arena *arena, const struct haandbog *haandbog,
                      const struct fund_liste *fund, struct buf *out, struct err *err)
{
    struct haandbog_side side;
    TRY(haandbog_publish_dele(arena, haandbog, fund, STR_EMPTY, &side, err));
    page_top(out, haandbog->plan);
    buf_c(out, "<div class=\"side\">\n");
    buf_add(out, side.indhold);
    buf_c(out, "<main class=\"haandbog\">\n");
    buf_add(out, side.krop);
    buf_c(out, "</main></div></body></html>\n");
    return true;
}
