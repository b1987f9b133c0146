/*
 * fmt: the canonical layout, what it refuses, and on random documents: written twice is written
 * once, the same statements come back, and no sign but space is lost.
 */
#include "base/test_help.h"

#include <string.h>

#include "haandbog/dokument_intern.h"

static bool read_quiet(struct arena *arena, struct str tekst, struct dokument *out)
{
    struct fund_liste fund;
    struct err err = ERR_INIT;

    fund_init(&fund, arena);
    return dokument_read(arena, "h.md", tekst, out, &fund, &err) && fund.count == 0;
}

/* False when the document is refused. */
static bool format(struct arena *arena, struct str tekst, struct str *out)
{
    struct dokument dok;
    struct fund_liste fund;
    struct buf buf;
    struct err err = ERR_INIT;

    fund_init(&fund, arena);
    buf_init(&buf, arena);
    if (!dokument_read(arena, "h.md", tekst, &dok, &fund, &err)) return false;
    bool ok = dokument_fmt(arena, &dok, &buf, &err);
    assert_int_equal(ok, fund.count == 0);
    assert_int_equal(err.kind, ok ? ERR_NONE : ERR_INPUT);
    *out = buf_str(&buf);
    return ok;
}

static void check_layout(const char *tekst, const char *expected)
{
    struct arena arena;
    struct str got;

    arena_init(&arena, 16 << 20);
    assert_true(format(&arena, str_from(tekst), &got));
    assert_str(got, expected);
    assert_true(format(&arena, got, &got));
    assert_str(got, expected);
    arena_release(&arena);
}

static void entries_are_aligned(void **state)
{
    (void)state;
    check_layout("```regel\nydelse   løn  #x\n     for   døgnpleje,   netværk#y\n"
                 "  del af måned a   #  z\n  kilde  \"a   #  b\" # \n```\n",
                 "```regel\nydelse løn  # x\n  for           døgnpleje, netværk#y\n"
                 "  del af måned  a  #  z\n  kilde         \"a   #  b\"\n```\n");
    check_layout("```regel\nsituation a\n  b    fortsætter\n  valgt af os\n```\n",
                 "```regel\nsituation a\n  b            fortsætter\n  valgt af os\n```\n");
}

static void formulas_have_their_signs(void **state)
{
    (void)state;
    check_layout("```regel\nydelse a\n  beløb  b * c - d*e -1 \" * \"\n  til  a * b - c\n```\n",
                 "```regel\nydelse a\n  beløb  b × c − d*e -1 \" * \"\n  til    a * b - c\n```\n");
    check_layout("```regel\nsammenlign \"a - b\"\n  formel  * a *\n  med  a  -  b\n```\n",
                 "```regel\nsammenlign \"a - b\"\n  formel  * a *\n  med     a − b\n```\n");
}

static void tables_are_padded(void **state)
{
    (void)state;
    check_layout("```regel\ntrin\n  nr|vederlag |  å\n   1| 3| laveste # x\n"
                 "  10 |4,25|\"a|b\"  d\n  kilde \"k\"\n```\n",
                 "```regel\ntrin\n    nr | vederlag | å\n     1 |        3 | laveste  # x\n"
                 "    10 |     4,25 | \"a|b\" d\n  kilde  \"k\"\n```\n");
    check_layout("```regel\ntakst a kr/uge\n  alder | beløb\n  3-10 | 1.032 kr\n  16|2 kr\n```\n",
                 "```regel\ntakst a kr/uge\n    alder |    beløb\n     3-10 | 1.032 kr\n"
                 "       16 |     2 kr\n```\n");
    check_layout("```regel\neksempler \"a\"\n  født|løn|b\n  2011-06-16|1,00|ingen\n"
                 "  2011-06-17|mangler|ingen\n```\n",
                 "```regel\neksempler \"a\"\n          født |     løn | b\n"
                 "    2011-06-16 |    1,00 | ingen\n"
                 "    2011-06-17 | mangler | ingen\n```\n");
}

static void empty_lines_and_comments(void **state)
{
    (void)state;
    check_layout("```regel\n\n\n# a\n#b\n\n\n  ##c\ntrin\n\n  kilde  \"x\"\n\n\n# d\n  a | b\n"
                 "\n  # e\n#\n  # f\nvalg # g\nvalg\n\n```\n",
                 "```regel\n# a\n# b\n\n##c\ntrin\n  kilde  \"x\"\n\n  # d\n    a | b\n\n  # e\n\n"
                 "#\n# f\nvalg  # g\n\nvalg\n```\n");
    check_layout("```regel\n\n\n```\n", "```regel\n```\n");
}

static void prose_is_copied(void **state)
{
    (void)state;
    check_layout(
        "\xEF\xBB\xBF a  \tæ \r\n\r\n\r\n~~~\r\n valg\r\n~~~\r\n```regel\r\nvalg\r\n ```` \r\nx",
        " a  \tæ \n\n\n~~~\n valg\n~~~\n```regel\nvalg\n```\nx\n");
    check_layout("", "");
}

static void wide_cells_stick_out(void **state)
{
    struct arena arena;
    struct buf buf;
    struct str got;

    (void)state;
    arena_init(&arena, 64 << 20);
    buf_init(&buf, &arena);
    buf_c(&buf, "```regel\ntrin\n");
    for (int i = 0; i < 2000; i++) buf_c(&buf, "  a | b\n");
    buf_c(&buf, "  ");
    buf_fill(&buf, 'x', 2000);
    buf_c(&buf, " | b\n```\n");
    assert_true(format(&arena, buf_str(&buf), &got));
    assert_true(got.n < buf.n + 2000 * 4);
    arena_release(&arena);
}

static void errors_of_form_are_refused(void **state)
{
    struct arena arena;
    struct dokument dok;
    struct fund_liste fund;
    struct err err = ERR_INIT;
    struct buf buf;

    (void)state;
    arena_init(&arena, 16 << 20);
    fund_init(&fund, &arena);
    buf_init(&buf, &arena);
    assert_true(dokument_read(&arena, "h.md", STR("a\n```regel\nydelse a\n  kidle  \"x\"\n```\n"),
                              &dok, &fund, &err));
    assert_false(dokument_fmt(&arena, &dok, &buf, &err));
    assert_int_equal(err.kind, ERR_INPUT);
    assert_string_equal(err.place, "h.md:4:3");
    assert_int_equal(buf.n, 0);
    arena_release(&arena);
}

/* ---- random documents ---- */

static void random_spaces(uint64_t *seed, struct buf *out, int64_t least)
{
    buf_fill(out, ' ', (size_t)test_between(seed, least, least + 3));
}

static void random_word(uint64_t *seed, struct buf *out)
{
    static const char *const words[] = {
        "a",     "løn",          "3. barn",   "16",     "3-10",       "1.032,50",
        "27 kr", "ingen",        "×",         "*",      "-",          "−",
        "x#y",   "til",          "æøå",       "\"\"",   "2021-06-16", "/",
        ",",     "\"a  # | b\"", "\"*  - \"", "kilde",  "for",        "for  en",
        "€𝄞",    "trin",         "+",         "mangler"};
    buf_c(out, words[test_between(seed, 0, sizeof(words) / sizeof(words[0]) - 1)]);
}

static void random_value(uint64_t *seed, struct buf *out)
{
    int64_t words = test_between(seed, 1, 5);

    for (int64_t i = 0; i < words; i++) {
        if (i > 0) random_spaces(seed, out, 1);
        random_word(seed, out);
    }
}

static void random_end(uint64_t *seed, struct buf *out)
{
    static const char *const comments[] = {"#x", "# æ  ø", "## \"y", "#  | z"};

    if (test_between(seed, 0, 3) == 0) {
        random_spaces(seed, out, 1);
        buf_c(out, comments[test_between(seed, 0, 3)]);
    }
    if (test_between(seed, 0, 3) == 0) random_spaces(seed, out, 0);
    buf_c(out, test_between(seed, 0, 9) == 0 ? "\r\n" : "\n");
}

static void random_between(uint64_t *seed, struct buf *out)
{
    static const char *const lines[] = {"\n",        "   \n",   "# c\n", "  # d\n",
                                        "    #e \n", "##f\r\n", "#\n"};

    while (test_between(seed, 0, 3) == 0) buf_c(out, lines[test_between(seed, 0, 6)]);
}

static void random_post(uint64_t *seed, struct buf *out, const struct art_ord *art, int64_t nr)
{
    const struct noegle_ord *k = art->noegler;
    bool fri = art->frie && (k->ord == NULL || test_between(seed, 0, 1) == 0);

    while (!fri && nr > 0 && k[1].ord != NULL) {
        k++;
        nr--;
    }
    random_spaces(seed, out, 2);
    if (fri) {
        buf_format(out, "navn %d", (int)nr);
        if (test_between(seed, 0, 1) == 0) buf_c(out, " \"q  r\"");
    } else {
        buf_c(out, k->ord);
    }
    if (fri || strcmp(k->ord, "valgt af os") != 0) {
        random_spaces(seed, out, fri ? 2 : 1);
        random_value(seed, out);
    }
    random_end(seed, out);
}

static void random_row(uint64_t *seed, struct buf *out, int64_t cells)
{
    random_spaces(seed, out, 2);
    for (int64_t i = 0; i < cells; i++) {
        if (i > 0) {
            random_spaces(seed, out, 0);
            buf_char(out, '|');
            random_spaces(seed, out, 0);
        }
        if (test_between(seed, 0, 1) == 0)
            random_word(seed, out);
        else
            random_value(seed, out);
    }
    random_end(seed, out);
}

static void random_statement(uint64_t *seed, struct buf *out)
{
    const struct art_ord *art = art_ord((enum regel_art)test_between(seed, 0, REGEL_ANTAL - 1));
    int64_t cells = test_between(seed, 2, 4);

    buf_c(out, art->ord);
    if (art->navngivet) {
        random_spaces(seed, out, 1);
        random_value(seed, out);
    }
    random_end(seed, out);
    for (int64_t nr = 0; nr < 5; nr++) {
        random_between(seed, out);
        if (test_between(seed, 0, 1) == 0) random_post(seed, out, art, nr);
        if (art->tabel && test_between(seed, 0, 1) == 0) random_row(seed, out, cells);
    }
    random_between(seed, out);
}

static void random_document(uint64_t *seed, struct buf *out)
{
    static const char *const prose[] = {"# Æ\n", "tekst  x \n", "\n", "~~~\n  for  x\n~~~\n",
                                        "\t\n",  "| a |\r\n"};

    for (int64_t n = test_between(seed, 1, 3); n > 0; n--) {
        while (test_between(seed, 0, 2) > 0) buf_c(out, prose[test_between(seed, 0, 5)]);
        buf_c(out, "```regel\n");
        random_between(seed, out);
        for (int64_t k = test_between(seed, 0, 3); k > 0; k--) random_statement(seed, out);
        buf_c(out, test_between(seed, 0, 3) == 0 ? " ``` \n" : "```\n");
    }
}

/* The text without spaces outside quotes, and with one sign for each operator. */
static struct str bare(struct arena *arena, struct str s, bool signs)
{
    struct buf buf;
    bool quote = false;

    buf_init(&buf, arena);
    for (size_t i = 0; i < s.n; i++) {
        quote = quote != (s.p[i] == '"');
        struct str rest = str_sub(s, i, s.n);
        if (!quote && strchr(" \r\n", s.p[i]) != NULL) continue;
        if (signs && str_starts(rest, STR("×"))) {
            buf_char(&buf, '*');
            i += strlen("×") - 1;
        } else if (signs && str_starts(rest, STR("−"))) {
            buf_char(&buf, '-');
            i += strlen("−") - 1;
        } else {
            buf_char(&buf, s.p[i]);
        }
    }
    return buf_str(&buf);
}

static void check_same(struct arena *arena, struct str a, struct str b, bool signs)
{
    if (!str_eq(bare(arena, a, signs), bare(arena, b, signs)))
        fail_msg("expected >%.*s<, got >%.*s<", STR_ARG(a), STR_ARG(b));
}

static void check_same_posts(struct arena *arena, const struct regel *x, const struct regel *y)
{
    assert_int_equal(x->poster, y->poster);
    for (size_t i = 0; i < x->poster; i++) {
        const char *key = str_c(arena, x->post[i].noegle.tekst);
        bool formel = strcmp(key, "beløb") == 0 || strcmp(key, "dog") == 0 ||
                      strcmp(key, "formel") == 0 || strcmp(key, "med") == 0;
        assert_true(str_eq(x->post[i].noegle.tekst, y->post[i].noegle.tekst));
        check_same(arena, x->post[i].vaerdi.tekst, y->post[i].vaerdi.tekst, formel);
        check_same(arena, x->post[i].bemaerkning, y->post[i].bemaerkning, false);
    }
}

static void check_same_rows(struct arena *arena, const struct regel *x, const struct regel *y)
{
    assert_int_equal(x->raekker, y->raekker);
    for (size_t i = 0; i < x->raekker; i++) {
        assert_int_equal(x->raekke[i].celler, y->raekke[i].celler);
        for (size_t k = 0; k < x->raekke[i].celler; k++)
            check_same(arena, x->raekke[i].celle[k].tekst, y->raekke[i].celle[k].tekst, false);
        check_same(arena, x->raekke[i].bemaerkning, y->raekke[i].bemaerkning, false);
    }
}

static size_t next_line(const struct regel *regel, size_t i)
{
    while (i < regel->linjer && regel->linje[i].art == LINJE_TOM) i++;
    return i;
}

static void check_same_lines(struct arena *arena, const struct regel *x, const struct regel *y)
{
    size_t i = next_line(x, 0);
    size_t k = next_line(y, 0);

    while (i < x->linjer && k < y->linjer) {
        assert_int_equal(x->linje[i].art, y->linje[k].art);
        assert_int_equal(x->linje[i].nr, y->linje[k].nr);
        check_same(arena, x->linje[i].bemaerkning, y->linje[k].bemaerkning, false);
        i = next_line(x, i + 1);
        k = next_line(y, k + 1);
    }
    assert_int_equal(i, x->linjer);
    assert_int_equal(k, y->linjer);
}

static void check_same_statements(struct arena *arena, struct dokument *x, struct dokument *y)
{
    assert_int_equal(x->blokke, y->blokke);
    assert_int_equal(x->regler, y->regler);
    for (size_t i = 0; i < x->regler; i++) {
        const struct regel *a = &x->regel[i];
        const struct regel *b = &y->regel[i];
        assert_int_equal(a->art, b->art);
        assert_int_equal(a->blok, b->blok);
        assert_true(str_eq(a->anker, b->anker));
        assert_true(str_eq(a->afsnit, b->afsnit));
        check_same(arena, a->hoved.tekst, b->hoved.tekst, false);
        check_same(arena, a->bemaerkning, b->bemaerkning, false);
        check_same_posts(arena, a, b);
        check_same_rows(arena, a, b);
        check_same_lines(arena, a, b);
    }
}

/* Layout of what fmt wrote: no space at the end of a line in a block, no two empty lines. */
static void check_lines(const struct dokument *dok)
{
    for (size_t i = 0; i < dok->linjer; i++) {
        struct str linje = dok->linje[i].tekst;
        if (!dok->linje[i].regel) continue;
        assert_false(str_ends(linje, STR(" ")));
        assert_false(linje.n == 0 && dok->linje[i - 1].tekst.n == 0);
    }
    for (size_t k = 0; k < dok->blokke; k++) {
        assert_true(dok->linje[dok->blok[k].fra_linje].tekst.n > 0);
        assert_true(dok->linje[dok->blok[k].til_linje - 2].tekst.n > 0);
    }
}

/* All that holds for a document fmt accepts; false when it does not accept it. */
static bool check_document(struct arena *arena, struct str tekst)
{
    struct str once;
    struct str twice;
    struct dokument x;
    struct dokument y;

    if (!format(arena, tekst, &once)) return false;
    if (!format(arena, once, &twice))
        fail_msg("refused: %.*s\n----\n%.*s", STR_ARG(tekst), STR_ARG(once));
    if (!str_eq(once, twice))
        fail_msg("%.*s\n----\n%.*s\n----\n%.*s", STR_ARG(tekst), STR_ARG(once), STR_ARG(twice));
    assert_true(read_quiet(arena, tekst, &x));
    assert_true(read_quiet(arena, once, &y));
    check_same_statements(arena, &x, &y);
    check_lines(&y);
    return true;
}

static void random_documents(void **state)
{
    uint64_t seed = 1;
    int accepted = 0;

    (void)state;
    for (int i = 0; i < 4000; i++) {
        struct arena arena;
        struct buf buf;
        struct str out;
        arena_init(&arena, 64 << 20);
        buf_init(&buf, &arena);
        random_document(&seed, &buf);
        if (check_document(&arena, buf_str(&buf))) {
            accepted++;
            assert_true(format(&arena, buf_str(&buf), &out));
            /* Quotes in comments are no quotes, so without those only. */
            size_t at;
            if (!str_find(out, STR("## \"y"), &at)) check_same(&arena, buf_str(&buf), out, true);
        }
        arena_release(&arena);
    }
    assert_true(accepted > 1000);
}

/* Damaged documents: what is still accepted keeps the same properties. */
static void damaged_documents(void **state)
{
    static const char signs[] = " #\"|\n`~-*x\r";
    uint64_t seed = 2;
    int accepted = 0;

    (void)state;
    for (int i = 0; i < 6000; i++) {
        struct arena arena;
        struct buf buf;
        arena_init(&arena, 64 << 20);
        buf_init(&buf, &arena);
        random_document(&seed, &buf);
        for (int64_t n = test_between(&seed, 1, 3); n > 0; n--)
            buf.p[test_between(&seed, 0, (int64_t)buf.n - 1)] =
                signs[test_between(&seed, 0, sizeof(signs) - 2)];
        accepted += check_document(&arena, buf_str(&buf));
        arena_release(&arena);
    }
    assert_true(accepted > 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_are_aligned),
        cmocka_unit_test(formulas_have_their_signs),
        cmocka_unit_test(tables_are_padded),
        cmocka_unit_test(empty_lines_and_comments),
        cmocka_unit_test(prose_is_copied),
        cmocka_unit_test(wide_cells_stick_out),
        cmocka_unit_test(errors_of_form_are_refused),
        cmocka_unit_test(random_documents),
        cmocka_unit_test(damaged_documents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
