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

static void a_search_without_regard_to_capitals(void **state)
{
    (void)state;
    const struct haandbog_afsnit heading[] = {{1, STR("Ånd"), STR("afsnit-aand")}};
    struct haandbog_side side = {.afsnit = heading, .afsnit_antal = 1};
    struct haandbog h = {.dokument = read("# Ånd\nBørn og ØRE\nintet\n")};
    struct haandbog_laes page = {.soeg = STR(" øre ")};
    haandbog_find(&arena, &h, &side, &page);
    assert_int_equal(page.fund_antal, 1);
    assert_str(page.fund[0].linje, "Børn og ØRE");
    assert_str(page.fund[0].adresse, "#afsnit-aand");
    assert_false(page.flere);
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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
