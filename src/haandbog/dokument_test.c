/*
 * dokument: every finding at its exact place, every key of every kind, the same rule blocks as
 * CommonMark sees, and no text that stops the reader.
 */
#include "base/test_fund.h"
#include "base/test_help.h"

#include <stdio.h>
#include <string.h>

#include <cmark-gfm.h>

#include "haandbog/dokument_intern.h"

struct laest {
    struct arena arena;
    struct dokument dok;
    struct fund_liste fund;
    struct err err;
    bool ok;
};

/* The text is copied to memory of its exact size, so that the sanitizer sees a step beyond it. */
static void read_text(struct laest *l, struct str tekst)
{
    memset(l, 0, sizeof(*l));
    arena_init(&l->arena, (size_t)1 << 30);
    fund_init(&l->fund, &l->arena);
    l->ok =
        dokument_read(&l->arena, "h.md", str_copy(&l->arena, tekst), &l->dok, &l->fund, &l->err);
    fund_sort(&l->fund);
}

static struct str places(struct laest *l)
{
    struct buf buf;

    buf_init(&buf, &l->arena);
    for (size_t i = 0; i < l->fund.count; i++) {
        const struct fund *f = &l->fund.fund[i];
        assert_true(f->fejl);
        assert_string_equal(f->sted.fil, "h.md");
        buf_format(&buf, "%s%s %d:%d:%d", i == 0 ? "" : ", ", f->kode, f->sted.linje, f->sted.kol,
                   f->sted.bredde);
    }
    return buf_str(&buf);
}

static void check_places(const char *tekst, const char *expected)
{
    struct laest l;

    read_text(&l, str_from(tekst));
    assert_true(l.ok);
    struct str got = places(&l);
    if (!str_is(got, expected))
        fail_msg("%s\nexpected >%s<, got >%.*s<", tekst, expected, STR_ARG(got));
    assert_fund_begge(&l.fund);
    arena_release(&l.arena);
}

#define BLOK(s) "```regel\n" s "```\n"

static void findings_in_statements(void **state)
{
    static const struct {
        const char *tekst;
        const char *fund;
    } cases[] = {
        {BLOK("valg\n"), ""},
        {BLOK("valgg\n  x  y\n"), "ukendt-ord 2:1:5"},
        {BLOK("Ydelse a\n"), "ukendt-ord 2:1:6"},
        {BLOK("ydelse æøå\n  kidle \"x\"\n"), "ukendt-ord 3:3:5"},
        {BLOK("ydelse a\n  ikke fra  x\n"), "ukendt-ord 3:3:8"},
        {BLOK("ydelse a\n  helt andet\n"), "ukendt-ord 3:3:4"},
        {BLOK("ydelse a\n  forx y\n"), "ukendt-ord 3:3:4"},
        {BLOK("ydelse a\n  for  x\n  kilde  \"k\"\n  for  y\n"), "gentaget 5:3:3"},
        {BLOK("ydelse a\n  ikke for  x\n  ikke for  y\n"), ""},
        {BLOK("situation efterskole\n  løn  stopper\n  løn  stopper\n"), "gentaget 4:3:3"},
        {BLOK("situation efterskole\n  løn stopper\n"), "form 3:3:11"},
        {BLOK("situation efterskole\n  valgt af o\n"), "form 3:3:10"},
        {BLOK("opsigelse\n  valgt af os her\n"), "form 3:15:3"},
        {BLOK("accepteret\n  takst-ukendt a \"x  y\"\n"), "form 3:3:21"},
        {BLOK("valg a\n"), "form 2:6:1"},
        {BLOK("  for  x\nvalg\n"), "form 2:3:6"},
        {BLOK("  for  x\n  for  y\n"), "form 2:3:6"},
        {BLOK("ydelse a\n for  x\n"), "form 3:1:1"},
        {BLOK("ydelse a\n  kilde  \"æ # x\n"), "form 3:10:6"},
        {BLOK("ydelse a\n  kilde  \"a\" \"b\n"), "form 3:14:2"},
        {BLOK("ydelse å \"x\n"), "form 2:10:2"},
        {BLOK("ydelse a\n  for\tæ\n"), "form 3:6:1"},
        {BLOK("# a\tb\n"), "form 2:4:1"},
        {BLOK("ydelse a\n  for  \xC2\xA0x\n"), "form 3:8:1"},
        {BLOK("ydelse a\n  kilde  \"\x01\"\n"), "form 3:11:1"},
        {BLOK("ydelse a\n  a | b\n"), "tabel 3:3:5"},
        {BLOK("ydelse a\n  kilde  \"a | b\"  # c | d\n"), ""},
        {BLOK("trin\n  å | b\n  1 |\n"), "tabel 4:6:1"},
        {BLOK("trin\n  å | b | c\n  å |  | 2\n"), "tabel 4:6:2"},
        {BLOK("trin\n  å | b | c\n  å || 2\n"), "tabel 4:6:1"},
        {BLOK("trin\n  å | b\n  å |#2\n"), "tabel 4:6:1"},
        {BLOK("trin\n  | a\n"), "tabel 3:3:1"},
        {BLOK("trin\n  å | b\n  ø | 2 | 3 # x\n"), "tabel 4:3:9"},
        {BLOK("trin\n  å | b\n  kilde \"x\"\n  ø | 2\n"), ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        check_places(cases[i].tekst, cases[i].fund);
}

static void findings_of_fences(void **state)
{
    static const struct {
        const char *tekst;
        const char *fund;
    } cases[] = {
        {"```regel\nvalg\n", "form 1:1:8"},
        {"```regel\nvalg\n\nÆrlig prosa.\nMere.\n", "form 1:1:8"},
        {"```regel\nvalg\n\n```regel\ntrin\n```\n", "form 1:1:8"},
        {" ```regel\nvalg\n```\n", "form 1:1:9"},
        {"~~~regel\nvalg\n~~~\n", "form 1:1:8"},
        {"````regel\nvalg\n````\n", "form 1:1:9"},
        {"```Regel\nvalg\n```\n", "form 1:1:8"},
        {"``` regel\nvalg\n```\n", "form 1:1:9"},
        {"```regel \nvalg\n```\n", "form 1:1:9"},
        {"```regel x\nvalg\n```\n", "form 1:1:10"},
        {"```regl\nvalg\n```\n", "form 1:1:7"},
        {"```regler\nvalg\n```\n", "form 1:1:9"},
        {"```shell\nvalg\n```\n", ""},
        {"    ```regel\n    valg\n", "form 1:1:12"},
        {"> ```regel\n> valg\n> ```\n", "form 1:1:10"},
        {"- ```regel\n", "form 1:1:10"},
        {"12. ~~~ regel\n", "form 1:1:13"},
        {"```\næ\n", "form 1:1:3"},
        {"```\nx\n```regel\nvalg\n```\n", "form 3:1:8"},
        {"~~~\n```regel\nvalg\n```\n~~~\n", ""},
        {"````\n```regel\nvalg\n```\n````\n", ""},
        {"~~~ tekst\nx\n~~~~\n\n  ```\n  x\n   ````\n", ""},
        {"- a\n\n  ```\n  b\n  ```\n", "form 3:1:5"},
        {"- a\nb\n  ```\n  c\n  ```\n", "form 3:1:5"},
        {"- a\n\nb\n  ```\n  b\n  ```\n", ""},
        {"<!-- a\n\n" BLOK("valg\n") "-->\n", "form 3:1:8"},
        {"<!-- a -->\n\n" BLOK("valg\n"), ""},
        {"<div>\n" BLOK("valg\n"), "form 2:1:8"},
        {"<div>\n\n" BLOK("valg\n"), ""},
        {"en `x` ```regel\n", ""},
        {"æ\rb\n", "form 1:2:1"},
        {"a\r\nb\r", "form 2:2:1"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        check_places(cases[i].tekst, cases[i].fund);
}

static void check_advice(const char *tekst, const char *raad)
{
    struct laest l;

    read_text(&l, str_from(tekst));
    assert_int_equal(l.fund.count, 1);
    assert_str(l.fund.fund[0].raad.dansk, raad);
    arena_release(&l.arena);
}

static void unknown_words_have_advice(void **state)
{
    (void)state;
    check_advice(BLOK("ydels a\n"), "mente du \"ydelse\"?");
    check_advice(BLOK("ydelse a\n  Kilde \"x\"\n"), "mente du \"kilde\"?");
    check_advice(BLOK("ydelse a\n  del af maaned x\n"), "mente du \"del af måned\"?");
    check_advice(BLOK("overgang\n  xyz a\n"), "nøglerne er: nye anbringelser, ældre anbringelser");
    check_advice(BLOK("situation a\n  valgt af og\n"), "mente du \"valgt af os\"?");
    check_advice(BLOK("valg\n  29. februar  a\n  29. februar  b\n"), "den står allerede i linje 3");
}

/* The keys as docs/sprog.md lists them; + for one that may repeat. */
static const struct {
    enum regel_art art;
    const char *noegler;
} KEYS[] = {
    {REGEL_HAANDBOG, "kommunekode;gælder;retter;takster;model;retning;opdigtet;+dækker ikke;kilde"},
    {REGEL_VALG, "alder regnes;indflytningsdag;fraflytningsdag;ugebeløb omregnes;"
                 "børnerækkefølge;tæller som barn;3. barn gælder;29. februar"},
    {REGEL_TRIN, "kilde"},
    {REGEL_TAKST, "beløb;ukendt;gælder;status;kendt fra;kilde"},
    {REGEL_YDELSE, "for;+ikke for;ukendt for;beløb;dog;del af måned;ugebeløb omregnes;afrundes;"
                   "til;kilde"},
    {REGEL_SITUATION, "kræver;kilde;valgt af os;alle ydelser"},
    {REGEL_OPSIGELSE, "først;derefter;ved opsigelse;ved faktisk ophør;ved misligholdelse;"
                      "ved adoption;ved 18 år;kilde;valgt af os"},
    {REGEL_OVERGANG, "nye anbringelser;ældre anbringelser"},
    {REGEL_KRITERIUM, "spørgsmål;ukendt;kilde;valgt af os"},
    {REGEL_INDIKATORER, "kriterium;kilde;valgt af os"},
    {REGEL_KRAV, "kilde;valgt af os"},
    {REGEL_AFGOERELSE, "besluttes af;leder godkender;partshøring;kilde;valgt af os"},
    {REGEL_SAMMENLIGN, "formel;med"},
    {REGEL_MODSTRID, "kilden siger;vi gør;krav"},
    {REGEL_ACCEPTERET, "takst-ukendt kost_andel"},
    {REGEL_EKSEMPEL, "barn;+søskende;+indplacering;+situation;døgn;aftale;ophør;måned;kendt pr;"
                     "+giver;kilde"},
    {REGEL_EKSEMPLER, "barn;+søskende;+indplacering;+situation;døgn;aftale;ophør;måned;kendt pr;"
                      "+giver;kilde"},
};

/* One key alone, and the same twice. */
static void check_key(enum regel_art art, struct str noegle)
{
    bool flere = str_starts(noegle, STR("+"));
    char tekst[256];
    struct laest l;

    noegle = str_sub(noegle, flere, noegle.n);
    const char *vaerdi = str_is(noegle, "valgt af os") ? "" : "  for  en";
    for (int antal = 1; antal <= 2; antal++) {
        int n = snprintf(tekst, sizeof(tekst), "```regel\n%s\n  %.*s%s\n", regel_art_ord(art),
                         STR_ARG(noegle), vaerdi);
        if (antal == 2)
            n += snprintf(tekst + n, sizeof(tekst) - (size_t)n, "  %.*s%s\n", STR_ARG(noegle),
                          vaerdi);
        snprintf(tekst + n, sizeof(tekst) - (size_t)n, "```\n");
        read_text(&l, str_from(tekst));
        assert_true(l.ok);
        assert_int_equal(l.fund.count, antal == 2 && !flere);
        assert_int_equal(l.dok.regel[0].poster, antal);
        const struct regel_post *post = &l.dok.regel[0].post[antal - 1];
        assert_true(str_eq(post->noegle.tekst, noegle));
        assert_int_equal(post->noegle.sted.linje, 2 + antal);
        assert_int_equal(post->noegle.sted.kol, 3);
        assert_int_equal(post->noegle.sted.bredde, str_width(noegle));
        assert_str(post->vaerdi.tekst, *vaerdi == '\0' ? "" : "for  en");
        assert_int_equal(post->vaerdi.sted.kol, 3 + str_width(noegle) + (*vaerdi == '\0' ? 0 : 2));
        arena_release(&l.arena);
    }
}

static void every_key_of_every_kind(void **state)
{
    size_t seen = 0;

    (void)state;
    assert_int_equal(sizeof(KEYS) / sizeof(KEYS[0]), REGEL_ANTAL);
    for (size_t i = 0; i < REGEL_ANTAL; i++) {
        struct str rest = str_from(KEYS[i].noegler);
        struct str noegle;
        assert_int_equal(KEYS[i].art, i);
        while (str_split(&rest, ';', &noegle)) {
            check_key(KEYS[i].art, noegle);
            seen++;
        }
    }
    assert_int_equal(seen, 9 + 8 + 1 + 6 + 10 + 4 + 9 + 2 + 4 + 3 + 2 + 5 + 2 + 3 + 1 + 11 + 11);
}

static const char SAMPLE[] = "\xEF\xBB\xBF# Håndbog æ\r\n"
                             "\r\n"
                             "Tekst {takst a}.\r\n"
                             "## Honorering ##\r\n"
                             "```regel\r\n"
                             "# før\r\n"
                             "håndbog Morsø \"a # b\" # bog\r\n"
                             "  gælder   fra 2021-01-01 #fra\r\n"
                             "\r\n"
                             "  # alene\r\n"
                             "trin\r\n"
                             "    nr | \"å|b\" | c\r\n"
                             "     1 | ø | 3,5 # ét\r\n"
                             "  kilde \"x\"\r\n"
                             "```\r\n"
                             "~~~ c\r\n"
                             "# ikke en overskrift\r\n"
                             "~~~\r\n"
                             "### Kost ###x\r\n"
                             "```regel\r\n"
                             "trin\r\n"
                             "situation ophold i aflastning\r\n"
                             "  kost og logi  som trin 1\r\n"
                             "  alle ydelser stopper\r\n"
                             "```";

static void a_document_with_places(void **state)
{
    struct laest l;

    (void)state;
    read_text(&l, STR(SAMPLE));
    assert_true(l.ok);
    assert_str(places(&l), "");
    assert_int_equal(l.dok.linjer, 25);
    assert_int_equal(l.dok.linje[0].overskrift, 1);
    assert_str(l.dok.linje[0].tekst, "# Håndbog æ");
    assert_int_equal(l.dok.linje[3].overskrift, 2);
    assert_int_equal(l.dok.linje[5].overskrift, 0);
    assert_true(l.dok.linje[4].regel && l.dok.linje[14].regel && !l.dok.linje[15].regel);
    assert_true(l.dok.linje[15].kode && l.dok.linje[17].kode && !l.dok.linje[18].kode);
    assert_int_equal(l.dok.linje[16].overskrift, 0);
    assert_int_equal(l.dok.blokke, 2);
    assert_int_equal(l.dok.blok[0].fra_linje, 5);
    assert_int_equal(l.dok.blok[0].til_linje, 15);
    assert_int_equal(l.dok.regler, 4);

    const struct regel *bog = &l.dok.regel[0];
    assert_int_equal(bog->art, REGEL_HAANDBOG);
    assert_str(bog->hoved.tekst, "Morsø \"a # b\"");
    assert_int_equal(bog->hoved.sted.kol, 9);
    assert_int_equal(bog->hoved.sted.bredde, 13);
    assert_str(bog->bemaerkning, " bog");
    assert_str(bog->afsnit, "Honorering");
    assert_str(bog->anker, "regel-haandbog-morsoe-a-b");
    assert_int_equal(bog->linjer, 3);
    assert_int_equal(bog->linje[1].art, LINJE_TOM);
    assert_int_equal(bog->linje[2].art, LINJE_BEMAERKNING);
    assert_str(bog->linje[2].bemaerkning, " alene");
    assert_str(bog->post[0].bemaerkning, "fra");
    assert_str(regel_find(bog, "gælder")->vaerdi.tekst, "fra 2021-01-01");
    assert_null(regel_find(bog, "kilde"));

    const struct regel *trin = &l.dok.regel[1];
    assert_str(trin->anker, "regel-trin");
    assert_int_equal(trin->raekker, 2);
    assert_int_equal(trin->raekke[1].celler, 3);
    assert_str(trin->raekke[0].celle[1].tekst, "\"å|b\"");
    assert_int_equal(trin->raekke[0].celle[2].sted.kol, 18);
    assert_str(trin->raekke[1].celle[2].tekst, "3,5");
    assert_int_equal(trin->raekke[1].celle[2].sted.linje, 13);
    assert_int_equal(trin->raekke[1].celle[2].sted.kol, 14);
    assert_int_equal(trin->raekke[1].celle[2].sted.bredde, 3);
    assert_str(trin->raekke[1].bemaerkning, " ét");

    assert_str(l.dok.regel[2].anker, "regel-trin-2");
    assert_str(l.dok.regel[3].afsnit, "Kost ###x");
    assert_str(l.dok.regel[3].post[0].noegle.tekst, "kost og logi");
    assert_str(l.dok.regel[3].post[1].vaerdi.tekst, "stopper");
    arena_release(&l.arena);
}

static void anchors_are_unique(void **state)
{
    struct laest l;

    (void)state;
    read_text(&l, STR(BLOK("ydelse a-2\nydelse a\nydelse a\nydelse  A\nydelse a 2\n"
                           "ydelse Ærø_é - b\nydelse a\n")));
    assert_int_equal(l.dok.regler, 7);
    static const char *const expected[] = {
        "regel-ydelse-a-2",   "regel-ydelse-a",       "regel-ydelse-a-3", "regel-ydelse-a-4",
        "regel-ydelse-a-2-2", "regel-ydelse-aeroe-b", "regel-ydelse-a-5"};
    for (size_t i = 0; i < 7; i++) assert_str(l.dok.regel[i].anker, expected[i]);
    arena_release(&l.arena);
}

static void limits(void **state)
{
    struct laest l;
    static char stor[DOKUMENT_MAX + 1];

    (void)state;
    memset(stor, 'a', sizeof(stor));
    read_text(&l, (struct str){stor, sizeof(stor)});
    assert_false(l.ok);
    assert_int_equal(l.err.kind, ERR_LIMIT);
    arena_release(&l.arena);
    read_text(&l, (struct str){stor, sizeof(stor) - 1});
    assert_true(l.ok);
    arena_release(&l.arena);
    read_text(&l, STR("a\xE6z\n"));
    assert_false(l.ok);
    assert_int_equal(l.err.kind, ERR_INPUT);
    arena_release(&l.arena);
    read_text(&l, STR_EMPTY);
    assert_true(l.ok);
    assert_int_equal(l.dok.linjer, 0);
    arena_release(&l.arena);
}

/* 100,000 equal statements and 50,000 equal names: no part of the reader is quadratic. */
static void many_equal_names(void **state)
{
    struct laest l;
    struct arena arena;
    struct buf buf;

    (void)state;
    arena_init(&arena, 64 << 20);
    buf_init(&buf, &arena);
    buf_c(&buf, "```regel\n");
    for (int i = 0; i < 100000; i++) buf_c(&buf, "trin\n");
    buf_c(&buf, "accepteret\n");
    for (int i = 0; i < 50000; i++) buf_c(&buf, "  kode  \"x\"\n");
    buf_c(&buf, "trin\n  ");
    for (int i = 0; i < 50000; i++) buf_c(&buf, "å | ");
    buf_c(&buf, "\n```\n");
    read_text(&l, buf_str(&buf));
    assert_true(l.ok);
    assert_int_equal(l.dok.regler, 100002);
    assert_str(l.dok.regel[99999].anker, "regel-trin-100000");
    assert_int_equal(l.fund.fejl, 49999 + 1);
    arena_release(&l.arena);
    arena_release(&arena);
}

static void truncated_at_every_byte(void **state)
{
    static const char extra[] =
        "\n<!-- x\n- a\n  ```\n> ```regel\n```regel\nvalg\n  \"a | b\n trin";
    char tekst[sizeof(SAMPLE) + sizeof(extra)];
    size_t read = 0;

    (void)state;
    memcpy(tekst, SAMPLE, sizeof(SAMPLE) - 1);
    memcpy(tekst + sizeof(SAMPLE) - 1, extra, sizeof(extra) - 1);
    size_t n = sizeof(SAMPLE) + sizeof(extra) - 2;
    for (size_t from = 0; from < 40; from++) {
        for (size_t to = from; to <= n; to++) {
            struct laest l;
            read_text(&l, (struct str){tekst + from, to - from});
            read += l.ok;
            arena_release(&l.arena);
        }
    }
    assert_true(read > 40 * 300);
}

/* ---- against CommonMark ---- */

static void collect_cmark(struct str tekst, struct buf *out)
{
    cmark_node *doc = cmark_parse_document(tekst.p, tekst.n, CMARK_OPT_DEFAULT);
    cmark_iter *iter = cmark_iter_new(doc);
    cmark_event_type event;

    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event != CMARK_EVENT_ENTER || cmark_node_get_type(node) != CMARK_NODE_CODE_BLOCK)
            continue;
        if (strcmp(cmark_node_get_fence_info(node), "regel") == 0)
            buf_format(out, "%d-%d ", cmark_node_get_start_line(node),
                       cmark_node_get_end_line(node));
    }
    cmark_iter_free(iter);
    cmark_node_free(doc);
}

/* Findings about fences; those inside statements say nothing about where a block is. */
static bool has_fence_finding(const struct laest *l)
{
    size_t at;

    for (size_t i = 0; i < l->fund.count; i++) {
        struct str tekst = l->fund.fund[i].tekst.dansk;
        if (str_find(tekst, STR("hegn"), &at) || str_find(tekst, STR("regelblokken"), &at))
            return true;
    }
    return false;
}

static void random_markdown(uint64_t *seed, struct buf *out)
{
    static const char *const part[] = {"```regel\nvalg\n```\n",
                                       "```regel\n",
                                       "```\n",
                                       "```\n",
                                       "````\n",
                                       "~~~\n",
                                       "~~~~ x\n",
                                       "  ```\n",
                                       "   ~~~\n",
                                       " ```\n",
                                       "    ```\n",
                                       "\t```\n",
                                       "``` c\n",
                                       "```a`b\n",
                                       "\n",
                                       "\n",
                                       "\n",
                                       "tekst\n",
                                       "tekst\n",
                                       "valg\n",
                                       "- a\n",
                                       "- ```\n",
                                       "1. a\n",
                                       "2) b\n",
                                       "* * *\n",
                                       "---\n",
                                       "- \n",
                                       "+ a\n\n  b\n",
                                       "> a\n",
                                       "> ```\n",
                                       "> - a\n",
                                       "  a\n",
                                       "   b\n",
                                       "    kode\n",
                                       "# H\n",
                                       "## H ##\n",
                                       "<!-- a\n",
                                       "-->\n",
                                       "<!-- a -->\n",
                                       "<div>\n",
                                       "</div>\n",
                                       "<pre>\n",
                                       "</pre>\n",
                                       "<b>x</b>\n",
                                       "<?a\n",
                                       "?>\n",
                                       "<!A\n",
                                       "<![CDATA[\n",
                                       "]]>\n",
                                       "  <!-- b\n",
                                       "<script>\n",
                                       "</script>\n",
                                       "| a | b |\n|---|---|\n",
                                       "[a]: /u\n",
                                       "=====\n",
                                       "~~~\n```regel\nx\n```\n~~~\n",
                                       "```regel \n",
                                       " ```regel\n",
                                       "\\```regel\n"};
    int64_t lines = test_between(seed, 2, 14);

    while (lines-- > 0) buf_c(out, part[test_between(seed, 0, sizeof(part) / sizeof(part[0]) - 1)]);
}

static void same_blocks_as_commonmark(void **state)
{
    uint64_t seed = 20210616;
    int compared = 0;

    (void)state;
    for (int i = 0; i < 30000; i++) {
        struct laest l;
        struct arena arena;
        struct buf tekst, ours, theirs;
        arena_init(&arena, 16 << 20);
        buf_init(&tekst, &arena);
        buf_init(&ours, &arena);
        buf_init(&theirs, &arena);
        random_markdown(&seed, &tekst);
        read_text(&l, buf_str(&tekst));
        for (size_t k = 0; k < l.dok.blokke; k++)
            buf_format(&ours, "%d-%d ", l.dok.blok[k].fra_linje, l.dok.blok[k].til_linje);
        collect_cmark(buf_str(&tekst), &theirs);
        if (!has_fence_finding(&l)) {
            compared += theirs.n > 0;
            if (!str_eq(buf_str(&ours), buf_str(&theirs)))
                fail_msg("%.*s\nours %.*s theirs %.*s", STR_ARG(buf_str(&tekst)),
                         STR_ARG(buf_str(&ours)), STR_ARG(buf_str(&theirs)));
        }
        arena_release(&l.arena);
        arena_release(&arena);
    }
    assert_true(compared > 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(findings_in_statements),
        cmocka_unit_test(findings_of_fences),
        cmocka_unit_test(unknown_words_have_advice),
        cmocka_unit_test(every_key_of_every_kind),
        cmocka_unit_test(a_document_with_places),
        cmocka_unit_test(anchors_are_unique),
        cmocka_unit_test(limits),
        cmocka_unit_test(many_equal_names),
        cmocka_unit_test(truncated_at_every_byte),
        cmocka_unit_test(same_blocks_as_commonmark),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
