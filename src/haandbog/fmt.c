/*
 * fmt: the one canonical layout of a handbook.
 *
 * Prose is copied; a rule block is written anew from its statements. Nothing but spaces, empty
 * lines and the two signs of formulas changes: reading the result gives the same statements.
 * The text is read again here, with findings of its own: a document with errors of form has parts
 * that are not in any statement, and would lose them.
 */
#include "haandbog/dokument_intern.h"

#include <string.h>

enum {
    INDRYK_POST = 2,
    INDRYK_RAEKKE = 4,
    BREDDE_MAX = 100, /* what is wider than this sticks out of its column */
};

enum del {
    DEL_INTET,       /* nothing written in the block yet */
    DEL_HOVED,       /* a head */
    DEL_INDE,        /* a line below a head */
    DEL_BEMAERKNING, /* a comment in the first column, before the next head */
};

struct skriver {
    struct arena *arena;
    const struct dokument *dok;
    struct buf *ud;
    enum del foer;
    bool tom_foer; /* the source has an empty line here */
};

/* ---- texts ---- */

static bool has_formula(struct str noegle)
{
    static const char *const ord[] = {"beløb", "dog", "formel", "med"};

    for (size_t i = 0; i < sizeof(ord) / sizeof(ord[0]); i++) {
        if (str_is(noegle, ord[i])) return true;
    }
    return false;
}

/* The sign an operator is written with, when the text at `at` is one between two spaces. */
static struct str operator_at(struct str s, size_t at)
{
    bool alene = at > 0 && er_blank(s.p[at - 1]) && at + 1 < s.n && er_blank(s.p[at + 1]);

    if (alene && s.p[at] == '*') return STR("×");
    if (alene && s.p[at] == '-') return STR("−");
    return str_sub(s, at, at + 1);
}

/* Runs of spaces outside quotes become one. */
static struct str collapse(struct arena *arena, struct str s, bool formel)
{
    struct buf buf;

    buf_init(&buf, arena);
    for (size_t at = 0; at < s.n;) {
        size_t from = at;
        char c = tekst_skridt(s, &at);
        if (c == '"')
            buf_add(&buf, str_sub(s, from, at));
        else if (!er_blank(c))
            buf_add(&buf, formel ? operator_at(s, from) : str_sub(s, from, at));
        else if (at < s.n && !er_blank(s.p[at]))
            buf_char(&buf, ' ');
    }
    return buf_str(&buf);
}

static void end_line(struct buf *ud, struct str bemaerkning)
{
    if (bemaerkning.n > 0)
        buf_format(ud, "  #%s%.*s", bemaerkning.p[0] == ' ' || bemaerkning.p[0] == '#' ? "" : " ",
                   STR_ARG(bemaerkning));
    buf_char(ud, '\n');
}

static void write_comment(struct buf *ud, size_t indryk, struct str bemaerkning)
{
    bool luft = bemaerkning.n > 0 && bemaerkning.p[0] != ' ' && bemaerkning.p[0] != '#';

    buf_fill(ud, ' ', indryk);
    buf_format(ud, "#%s%.*s\n", luft ? " " : "", STR_ARG(bemaerkning));
}

/* ---- entries ---- */

static size_t key_width(const struct regel *regel)
{
    size_t width = 0;

    for (size_t i = 0; i < regel->poster; i++) {
        size_t n = str_width(regel->post[i].noegle.tekst);
        if (n > width && n <= BREDDE_MAX) width = n;
    }
    return width;
}

static void write_post(struct skriver *s, const struct regel_post *post, size_t width)
{
    bool formel = has_formula(post->noegle.tekst);
    struct str noegle = post->noegle.tekst;
    struct str vaerdi = collapse(s->arena, post->vaerdi.tekst, formel);

    buf_fill(s->ud, ' ', INDRYK_POST);
    if (vaerdi.n > 0) {
        buf_left(s->ud, noegle, width);
        buf_c(s->ud, "  ");
        buf_add(s->ud, vaerdi);
    } else {
        buf_add(s->ud, noegle);
    }
    end_line(s->ud, post->bemaerkning);
}

/* ---- tables ---- */

struct kolonne {
    size_t bredde;
    bool hoejre;
};

static bool is_number(struct str s)
{
    if (str_ends(s, STR(" kr"))) s.n -= 3;
    if (s.n == 0) return false;
    bool ciffer = false;
    for (size_t i = 0; i < s.n; i++) {
        bool digit = s.p[i] >= '0' && s.p[i] <= '9';
        if (!digit && memchr(".,-/", s.p[i], 4) == NULL) return false;
        ciffer = ciffer || digit;
    }
    return ciffer;
}

static struct kolonne measure_column(struct arena *arena, const struct regel *regel, size_t k)
{
    struct kolonne kolonne = {0, false};
    bool tekst = false;

    for (size_t i = 0; i < regel->raekker; i++) {
        struct str celle = collapse(arena, regel->raekke[i].celle[k].tekst, false);
        size_t n = str_width(celle);
        if (n > kolonne.bredde && n <= BREDDE_MAX) kolonne.bredde = n;
        if (i == 0 || str_is(celle, "ingen") || str_is(celle, "mangler")) continue;
        kolonne.hoejre = kolonne.hoejre || is_number(celle);
        tekst = tekst || !is_number(celle);
    }
    kolonne.hoejre = kolonne.hoejre && !tekst;
    return kolonne;
}

static struct kolonne *measure_table(struct arena *arena, const struct regel *regel)
{
    size_t celler = regel->raekker == 0 ? 0 : regel->raekke[0].celler;
    struct kolonne *kolonne = ARENA_ARRAY(arena, celler, struct kolonne);

    for (size_t k = 0; k < celler; k++) kolonne[k] = measure_column(arena, regel, k);
    return kolonne;
}

static void write_row(struct skriver *s, const struct regel_raekke *raekke,
                      const struct kolonne *kolonne)
{
    buf_fill(s->ud, ' ', INDRYK_RAEKKE);
    for (size_t k = 0; k < raekke->celler; k++) {
        struct str celle = collapse(s->arena, raekke->celle[k].tekst, false);
        if (k > 0) buf_c(s->ud, " | ");
        if (kolonne[k].hoejre)
            buf_right(s->ud, celle, kolonne[k].bredde);
        else if (k + 1 < raekke->celler)
            buf_left(s->ud, celle, kolonne[k].bredde);
        else
            buf_add(s->ud, celle);
    }
    end_line(s->ud, raekke->bemaerkning);
}

/* ---- statements ---- */

/* Empty lines before a part: one between statements, none at the start of a block or below a head,
 * elsewhere one where the author has some. */
static void begin_part(struct skriver *s, enum del del)
{
    bool inde = s->foer == DEL_HOVED || s->foer == DEL_INDE;
    bool tom = s->tom_foer;

    if (s->foer == DEL_INTET || (s->foer == DEL_HOVED && del == DEL_INDE))
        tom = false;
    else if (inde && del != DEL_INDE)
        tom = true;
    if (tom) buf_char(s->ud, '\n');
    s->foer = del;
    s->tom_foer = false;
}

static void write_head(struct skriver *s, const struct regel *regel)
{
    struct str hoved = collapse(s->arena, regel->hoved.tekst, false);

    begin_part(s, DEL_HOVED);
    buf_c(s->ud, regel_art_ord(regel->art));
    if (hoved.n > 0) buf_char(s->ud, ' ');
    buf_add(s->ud, hoved);
    end_line(s->ud, regel->bemaerkning);
}

/* How many of the statement's lines are its own: comments in the first column after its last entry
 * belong to what follows. */
static size_t own_lines(const struct dokument *dok, const struct regel *regel)
{
    size_t slut = 0;

    for (size_t i = 0; i < regel->linjer; i++) {
        enum regel_linje_art art = regel->linje[i].art;
        if (art == LINJE_POST || art == LINJE_RAEKKE) slut = i + 1;
    }
    for (size_t i = slut; i < regel->linjer; i++) {
        struct str tekst = dok->linje[(size_t)regel->sted.linje + i].tekst;
        if (regel->linje[i].art == LINJE_TOM) continue;
        if (!er_blank(tekst.p[0])) break;
        slut = i + 1;
    }
    return slut;
}

static void write_outer(struct skriver *s, struct str linje)
{
    struct regel_delt delt = linje_delt(linje);

    if (!delt.har_bemaerkning) {
        s->tom_foer = true;
        return;
    }
    begin_part(s, DEL_BEMAERKNING);
    write_comment(s->ud, 0, delt.bemaerkning);
}

static void write_regel(struct skriver *s, const struct regel *regel)
{
    size_t width = key_width(regel);
    size_t egne = own_lines(s->dok, regel);
    struct kolonne *kolonne = measure_table(s->arena, regel);

    write_head(s, regel);
    for (size_t i = 0; i < regel->linjer; i++) {
        const struct regel_linje *linje = &regel->linje[i];
        if (i >= egne || linje->art == LINJE_TOM) {
            write_outer(s, s->dok->linje[(size_t)regel->sted.linje + i].tekst);
            continue;
        }
        begin_part(s, DEL_INDE);
        if (linje->art == LINJE_POST)
            write_post(s, &regel->post[linje->nr], width);
        else if (linje->art == LINJE_RAEKKE)
            write_row(s, &regel->raekke[linje->nr], kolonne);
        else
            write_comment(s->ud, INDRYK_POST, linje->bemaerkning);
    }
}

/* Writes a block with its fences; *k is the first statement not yet written. */
static void write_block(struct skriver *s, const struct regel_blok *blok, size_t *k)
{
    int nr = blok->fra_linje + 1;

    s->foer = DEL_INTET;
    s->tom_foer = false;
    buf_c(s->ud, "```regel\n");
    while (nr < blok->til_linje) {
        if (*k < s->dok->regler && s->dok->regel[*k].sted.linje == nr) {
            const struct regel *regel = &s->dok->regel[(*k)++];
            write_regel(s, regel);
            nr += 1 + (int)regel->linjer;
        } else {
            write_outer(s, s->dok->linje[nr - 1].tekst);
            nr++;
        }
    }
    buf_c(s->ud, "```\n");
}

static bool read_again(struct arena *arena, const struct dokument *dokument, struct dokument *out,
                       struct err *err)
{
    struct fund_liste fund;

    fund_init(&fund, arena);
    TRY(dokument_read(arena, dokument->fil, dokument->tekst, out, &fund, err));
    if (fund.count == 0) return true;
    fund_sort(&fund);
    err_begge(err, ERR_INPUT, NULL, "dokumentet kan ikke stilles op: %s%.0s",
              "the document cannot be laid out: %.0s%s", FUND_BEGGE(arena, fund.fund[0].tekst));
    return err_at(err, "%s:%d:%d", dokument->fil == NULL ? "" : dokument->fil,
                  fund.fund[0].sted.linje, fund.fund[0].sted.kol);
}

bool dokument_fmt(struct arena *arena, const struct dokument *dokument, struct buf *out,
                  struct err *err)
{
    struct dokument dok;
    struct skriver s = {.arena = arena, .dok = &dok, .ud = out};
    size_t foer = out->n;
    size_t blok = 0;
    size_t regel = 0;

    TRY(read_again(arena, dokument, &dok, err));
    for (size_t i = 0; i < dok.linjer; i++) {
        if (blok < dok.blokke && (int)i + 1 == dok.blok[blok].fra_linje) {
            write_block(&s, &dok.blok[blok], &regel);
            i = (size_t)dok.blok[blok++].til_linje - 1;
            continue;
        }
        buf_add(out, dok.linje[i].tekst);
        buf_char(out, '\n');
    }
    ASSERT(regel == dok.regler);
    if (out->n - foer > DOKUMENT_MAX)
        return err_begge(err, ERR_LIMIT, dokument->fil, "opstillet er dokumentet større end 2 MB",
                         "laid out, the document is larger than 2 MB");
    return true;
}
