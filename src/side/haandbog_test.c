/*
 * What changed between two versions, and what a search finds.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/test_help.h"
#include "side/haandbog_side.h"

static struct arena arena;

static struct dokument read(const char *text)
{
    struct dokument doc;
    struct fund_liste fund;
    struct err err = ERR_INIT;

    fund_init(&fund, &arena);
    assert_ok(dokument_read(&arena, "x.md", str_from(text), &doc, &fund, &err), err);
    return doc;
}

static struct haandbog_forskel compare(const char *before, const char *after)
{
    struct haandbog_forskel out = {0};
    struct dokument a = read(before);
    struct dokument b = read(after);

    haandbog_forskelle(&arena, &a, &b, &out);
    return out;
}

static void a_changed_line_with_its_section(void **state)
{
    (void)state;
    struct haandbog_forskel f =
        compare("# A\nen\n\n# B\nto\ntre\nfire\n", "# A\nen\n\n# B\nto\n3\nfire\n");
    assert_int_equal(f.sted_antal, 1);
    assert_str(f.sted[0].afsnit, "B");
    assert_int_equal(f.sted[0].linje_antal, 5);
    assert_true(f.sted[0].linje[2].fjernet);
    assert_str(f.sted[0].linje[2].tekst, "tre");
    assert_true(f.sted[0].linje[3].tilfoejet);
    assert_str(f.sted[0].linje[3].tekst, "3");
}

static void none_where_none_is(void **state)
{
    (void)state;
    assert_int_equal(compare("# A\nen\n", "# A\nen\n").sted_antal, 0);
}

static void changes_far_apart_are_two_places(void **state)
{
    (void)state;
    struct haandbog_forskel f =
        compare("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "x\n2\n3\n4\n5\n6\n7\n8\n9\ny\n");
    assert_int_equal(f.sted_antal, 2);
    assert_true(f.sted[0].linje[0].fjernet);
    assert_true(f.sted[0].linje[1].tilfoejet);
    const struct forskel_sted *last = &f.sted[1];
    assert_str(last->linje[last->linje_antal - 1].tekst, "y");
}

/* What a reader sees is searched: amounts and cells, not marks; one place a section. */
static struct haandbog_laes search(const char *word)
{
    const struct haandbog_afsnit heading[] = {
        {1, STR("Ånd"), STR("afsnit-aand")},
        {2, STR("Lommepenge & tøj"), STR("afsnit-lommepenge")},
    };
    static const char krop[] =
        "<h1 id=\"afsnit-aand\">Ånd</h1>\n<p>Børn og <em>ØRE</em>.</p><p>Igen øre &lt;her&gt;.</p>"
        "<figure class=\"regel\" id=\"regel-x\"><figcaption><span>ydelse x</span>"
        "<a href=\"#regel-x\">#</a></figcaption><dl><dt>beløb</dt><dd>takst x</dd></dl>"
        "<p class=\"foreslaa\"><a href=\"/f\">Foreslå en ændring</a></p></figure>\n"
        "<figure class=\"regel\"><details><summary>eksempel</summary><p>kaktus</p></details>"
        "</figure>"
        "<h2 id=\"afsnit-lommepenge\">Lommepenge &amp; tøj</h2>"
        "<table><tr><td>3-10 år</td><td>32,00</td></tr></table>";
    const struct haandbog_side side = {.krop = STR(krop), .afsnit = heading, .afsnit_antal = 2};
    struct haandbog_laes page = {.soeg = str_from(word)};
    haandbog_find(&arena, &side, &page);
    return page;
}

static void a_search_without_regard_to_capitals(void **state)
{
    (void)state;
    struct haandbog_laes page = search(" øre ");
    assert_int_equal(page.fund_antal, 1);
    assert_str(page.fund[0].afsnit, "Ånd");
    assert_str(page.fund[0].adresse, "#afsnit-aand");
    assert_str(page.fund[0].foer, "Børn og ");
    assert_str(page.fund[0].ord, "ØRE");
    assert_str(page.fund[0].efter, ".");
    assert_false(page.flere);
}

static void a_search_reads_what_the_page_says(void **state)
{
    (void)state;
    struct haandbog_laes page = search("<her");
    assert_int_equal(page.fund_antal, 1);
    assert_str(page.fund[0].efter, ">.");
    page = search("32,00");
    assert_int_equal(page.fund_antal, 1);
    assert_str(page.fund[0].adresse, "#afsnit-lommepenge");
    assert_str(page.fund[0].foer, "3-10 år  ");
    page = search("takst x");
    assert_str(page.fund[0].foer, "beløb  ");
    /* A heading alone is found too, and has no line to show. */
    page = search("tøj");
    assert_int_equal(page.fund_antal, 1);
    assert_int_equal(page.fund[0].ord.n, 0);
}

static void a_search_leaves_marks_and_examples_out(void **state)
{
    (void)state;
    assert_int_equal(search("foreslå").fund_antal, 0);
    assert_int_equal(search("figcaption").fund_antal, 0);
    assert_int_equal(search("kaktus").fund_antal, 0);
    assert_int_equal(search("#").fund_antal, 0);
    assert_int_equal(search("  ").fund_antal, 0);
}

static int begin(void **state)
{
    (void)state;
    arena_init(&arena, (size_t)16 << 20);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_changed_line_with_its_section, begin, end),
        cmocka_unit_test_setup_teardown(none_where_none_is, begin, end),
        cmocka_unit_test_setup_teardown(changes_far_apart_are_two_places, begin, end),
        cmocka_unit_test_setup_teardown(a_search_without_regard_to_capitals, begin, end),
        cmocka_unit_test_setup_teardown(a_search_reads_what_the_page_says, begin, end),
        cmocka_unit_test_setup_teardown(a_search_leaves_marks_and_examples_out, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
