/*
 * fund: the printed forms to the letter, the order, and a list that is full.
 */
#include "base/test_help.h"

#include <jansson.h>

#include "base/fund.h"

static struct arena arena;
static struct fund_liste liste;

static int begin(void **state)
{
    (void)state;
    arena_init(&arena, 64u << 20);
    fund_init(&liste, &arena);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static struct str printed(const struct fund *fund, struct str source)
{
    struct buf buf;

    buf_init(&buf, &arena);
    fund_print(&buf, fund, source);
    return buf_str(&buf);
}

static struct fund *add(int linje, int kol, int bredde)
{
    return fund_begge(&liste, true, "takst-hul", STR("lommepenge"),
                      (struct sted){"m.md", linje, kol, bredde}, "takst %s har hul",
                      "rate %s has a gap", "lommepenge");
}

static void whole_form(void **state)
{
    static const char source[] = "en\n   11-13 |    69\n   15-15 |   138\r\nfire\n";
    struct fund *fund = add(3, 4, 5);

    (void)state;
    fund->raad.dansk = STR("mente du 14-15?");
    assert_str(printed(fund, STR(source)), "m.md:3:4: fejl: takst lommepenge har hul\n"
                                           "    2 |    11-13 |    69\n"
                                           "    3 |    15-15 |   138\n"
                                           "      |    ^^^^^ mente du 14-15?\n");
    /* Forty code points go after the underline, forty-one on a line of their own. */
    fund->raad.dansk = STR("ææææææææææææææææææææææææææææææææææææææææ");
    assert_str(printed(fund, STR(source)),
               "m.md:3:4: fejl: takst lommepenge har hul\n"
               "    2 |    11-13 |    69\n"
               "    3 |    15-15 |   138\n"
               "      |    ^^^^^ ææææææææææææææææææææææææææææææææææææææææ\n");
    fund->raad.dansk = STR("æææææææææææææææææææææææææææææææææææææææææ");
    assert_str(printed(fund, STR(source)), "m.md:3:4: fejl: takst lommepenge har hul\n"
                                           "    2 |    11-13 |    69\n"
                                           "    3 |    15-15 |   138\n"
                                           "      |    ^^^^^\n"
                                           "      æææææææææææææææææææææææææææææææææææææææææ\n");
    fund->raad.dansk = STR("a\nb");
    assert_str(printed(fund, STR(source)), "m.md:3:4: fejl: takst lommepenge har hul\n"
                                           "    2 |    11-13 |    69\n"
                                           "    3 |    15-15 |   138\n"
                                           "      |    ^^^^^\n"
                                           "      a\n"
                                           "      b\n");
}

static void without_place(void **state)
{
    struct fund *fund = add(0, 0, 0);

    (void)state;
    assert_str(printed(fund, STR("en\nto\n")), "m.md: fejl: takst lommepenge har hul\n");
    fund->sted.fil = NULL;
    assert_str(printed(fund, STR_EMPTY), "fejl: takst lommepenge har hul\n");
    fund->fejl = false;
    fund->raad.dansk = STR("!");
    assert_str(printed(fund, STR_EMPTY), "bemærkning: takst lommepenge har hul\n"
                                         "      !\n");
    fund->raad.dansk = STR("ret det");
    assert_str(printed(fund, STR_EMPTY), "bemærkning: takst lommepenge har hul\n"
                                         "      ret det\n");
    fund->accepteret = true;
    fund->grund = STR("aftalt");
    assert_str(printed(fund, STR_EMPTY), "bemærkning: takst lommepenge har hul\n"
                                         "      ret det\n"
                                         "      accepteret: aftalt\n");
}

static void places_at_the_edges(void **state)
{
    (void)state;
    /* The first line has none before it. */
    assert_str(printed(add(1, 1, 2), STR("ab")), "m.md:1:1: fejl: takst lommepenge har hul\n"
                                                 "    1 | ab\n"
                                                 "      | ^^\n");
    /* Letters of two bytes are one column; tabs are repeated; the underline stops at the end. */
    assert_str(printed(add(1, 4, 99), STR("æ\tøå")), "m.md:1:4: fejl: takst lommepenge har hul\n"
                                                     "    1 | æ\tøå\n"
                                                     "      |  \t ^\n");
    assert_str(printed(add(1, 99, 2), STR("ab")), "m.md:1:99: fejl: takst lommepenge har hul\n"
                                                  "    1 | ab\n"
                                                  "      |   ^\n");
    assert_str(printed(add(1, 2, 1), STR("ab")), "m.md:1:2: fejl: takst lommepenge har hul\n"
                                                 "    1 | ab\n"
                                                 "      |  ^\n");
    assert_str(printed(add(1, 1, 0), STR("ab")), "m.md:1:1: fejl: takst lommepenge har hul\n"
                                                 "    1 | ab\n");
    assert_str(printed(add(1, 0, 0), STR("ab")), "m.md:1: fejl: takst lommepenge har hul\n"
                                                 "    1 | ab\n");
    assert_str(printed(add(2, 0, 3), STR("ab\ncd")), "m.md:2: fejl: takst lommepenge har hul\n"
                                                     "    1 | ab\n"
                                                     "    2 | cd\n");
    /* A line the text does not have, and no text at all. */
    assert_str(printed(add(9, 1, 1), STR("ab")), "m.md:9:1: fejl: takst lommepenge har hul\n");
    assert_str(printed(add(9, 1, 1), STR_EMPTY), "m.md:9:1: fejl: takst lommepenge har hul\n");
    /* Bytes that steer a terminal do not reach it. */
    assert_str(printed(add(1, 0, 0), STR("a\x1B[2Jb")), "m.md:1: fejl: takst lommepenge har hul\n"
                                                        "    1 | a?[2Jb\n");
}

static void sorted(void **state)
{
    static const struct {
        const char *fil;
        int linje;
        int kol;
        const char *kode;
    } expected[] = {
        {NULL, 5, 5, "z"},    {"a.md", 0, 0, "a"},  {"a.md", 2, 9, "a"}, {"a.md", 10, 1, "b"},
        {"a.md", 10, 2, "a"}, {"a.md", 10, 2, "b"}, {"b.md", 1, 1, "a"},
    };
    static const size_t shuffled[] = {4, 6, 1, 0, 5, 3, 2};

    (void)state;
    for (size_t i = 0; i < 7; i++) {
        size_t j = shuffled[i];
        fund_begge(&liste, j % 2 == 0, expected[j].kode, STR_EMPTY,
                   (struct sted){expected[j].fil, expected[j].linje, expected[j].kol, 0}, "x", "y");
    }
    assert_int_equal(liste.fejl, 4);
    fund_sort(&liste);
    for (size_t i = 0; i < 7; i++) {
        const struct fund *fund = &liste.fund[i];
        assert_int_equal(fund->sted.linje, expected[i].linje);
        assert_int_equal(fund->sted.kol, expected[i].kol);
        assert_string_equal(fund->kode, expected[i].kode);
        assert_true(
            str_is(str_from(fund->sted.fil), expected[i].fil == NULL ? "" : expected[i].fil));
    }
}

static void two_are_sorted_and_texts_settle_ties(void **state)
{
    static const struct sted place = {"m.md", 1, 1, 0};

    (void)state;
    fund_begge(&liste, true, "a", STR("x"), place, "b", "e");
    fund_begge(&liste, true, "a", STR("x"), place, "a", "e");
    fund_sort(&liste);
    assert_str(liste.fund[0].tekst.dansk, "a");
    fund_begge(&liste, true, "a", STR("w"), place, "c", "e");
    fund_sort(&liste);
    assert_str(liste.fund[0].tekst.dansk, "c");
}

/* A word of one language is passed over in the other; what a list does not keep is not made. */
static void said_in_both_languages(void **state)
{
    static const struct sted place = {"m.md", 1, 1, 0};

    (void)state;
    struct fund_ord ord = FUND_ORD("alderen", "the age");
    struct fund *fund = fund_begge(&liste, true, "form", STR_EMPTY, place, "%s%.0s står i linje %d",
                                   "%.0s%s stands in line %d", FUND_BEGGE(&arena, ord), 7);
    fund->raad = fund_ord(&arena, "slet %.*s", "delete %.*s", STR_ARG(STR("x")));
    assert_str(fund->tekst.dansk, "alderen står i linje 7");
    assert_str(fund->tekst.engelsk, "the age stands in line 7");
    assert_str(fund->raad.dansk, "slet x");
    assert_str(fund->raad.engelsk, "delete x");
    while (liste.count < 1000) {
        fund = fund_begge(&liste, false, "form", STR_EMPTY, place, "a", "b");
        assert_true(fund_beholdt(&liste, fund));
    }
    fund = fund_begge(&liste, true, "form", STR_EMPTY, place, "a", "b");
    assert_false(fund_beholdt(&liste, fund));
    assert_int_equal(fund->tekst.dansk.n, 0);
    assert_int_equal(liste.count, 1000);
    assert_int_equal(liste.fejl, 2);
}

static void full_list_goes_on_counting(void **state)
{
    (void)state;
    for (int i = 1; i <= 2500; i++) {
        struct fund *fund = add(i, 1, 0);
        fund->raad.dansk = STR("råd");
        fund->accepteret = true;
    }
    fund_begge(&liste, false, "x", STR_EMPTY, (struct sted){"m.md", 1, 1, 0}, "bemærkning",
               "remark");
    assert_int_equal(liste.count, 1000);
    assert_int_equal(liste.fejl, 2500);
    for (int i = 0; i < 1000; i++) assert_int_equal(liste.fund[i].sted.linje, i + 1);
    fund_sort(&liste);
    assert_int_equal(liste.count, 1000);
}

static void json_to_the_letter(void **state)
{
    struct buf buf;

    (void)state;
    buf_init(&buf, &arena);
    fund_print_json(&buf, &liste);
    assert_str(buf_str(&buf), "[]\n");
    struct fund *fund = add(3, 4, 5);
    fund->raad.dansk = STR("mente du \"14-15\"?");
    fund =
        fund_begge(&liste, false, "uden-sats", STR_EMPTY, (struct sted){NULL, 0, 0, 0}, "å", "o");
    fund->accepteret = true;
    fund->grund = STR("aftalt");
    buf_init(&buf, &arena);
    fund_print_json(&buf, &liste);
    assert_str(buf_str(&buf),
               "[\n{\"fil\":\"m.md\",\"linje\":3,\"kol\":4,\"art\":\"fejl\",\"accepteret\":false,"
               "\"kode\":\"takst-hul\",\"emne\":\"lommepenge\","
               "\"tekst\":\"takst lommepenge har hul\",\"raad\":\"mente du \\\"14-15\\\"?\","
               "\"grund\":\"\"},\n"
               "{\"fil\":null,\"linje\":0,\"kol\":0,\"art\":\"bemaerkning\",\"accepteret\":true,"
               "\"kode\":\"uden-sats\",\"emne\":\"\",\"tekst\":\"å\",\"raad\":\"\","
               "\"grund\":\"aftalt\"}\n]\n");
}

/* A reader of JSON that is not ours finds the same texts, whatever bytes are in them. */
static void json_read_by_another(void **state)
{
    struct buf buf;
    json_error_t error;

    (void)state;
    for (int i = 0; i < 50; i++) {
        struct fund *fund = add(i, i, 1);
        fund->emne = str_format(&arena, "%c\"\\æ", i + 1);
    }
    buf_init(&buf, &arena);
    fund_print_json(&buf, &liste);
    json_t *root = json_loadb(buf_str(&buf).p, buf_str(&buf).n, 0, &error);
    if (root == NULL) fail_msg("%s", error.text);
    assert_int_equal(json_array_size(root), 50);
    for (size_t i = 0; i < 50; i++) {
        const json_t *one = json_array_get(root, i);
        assert_int_equal(json_object_size(one), 10);
        assert_int_equal(json_integer_value(json_object_get(one, "linje")), i);
        assert_str(liste.fund[i].emne, json_string_value(json_object_get(one, "emne")));
    }
    json_decref(root);
}

static void text_that_steers_a_terminal_is_shown_harmless(void **state)
{
    (void)state;
    struct buf out;
    size_t at;

    buf_init(&out, &arena);
    struct fund *fund = fund_begge(&liste, true, "form", STR_EMPTY, (struct sted){"f", 1, 1, 1},
                                   "ordet \033[2J\xe2\x80\xae er ukendt", "the word");
    fund->raad.dansk = STR("mente du \033]0;x\007?");
    fund_print(&out, fund, STR("a \033[2J"));
    assert_false(str_find(buf_str(&out), STR("\033"), &at));
    assert_false(str_find(buf_str(&out), STR("\xe2\x80\xae"), &at));
    assert_true(str_find(buf_str(&out), STR("ordet ?[2J? er ukendt"), &at));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(text_that_steers_a_terminal_is_shown_harmless),
        TEST(whole_form),
        TEST(without_place),
        TEST(places_at_the_edges),
        TEST(sorted),
        TEST(two_are_sorted_and_texts_settle_ties),
        TEST(said_in_both_languages),
        TEST(full_list_goes_on_counting),
        TEST(json_to_the_letter),
        TEST(json_read_by_another),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
