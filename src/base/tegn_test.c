/*
 * tegn: what a text may have, by what it is for, and what is said of what it may not have.
 */
#include "base/tegn.h"

#include <string.h>

#include "base/test_help.h"

static const struct tegn_hvad grunden = {"Begrundelsen", "The reason"};

static bool may(const char *tekst, unsigned regler)
{
    struct err err = ERR_INIT;

    return tegn_tjek(str_from(tekst), regler, grunden, &err);
}

/* What people write on Danish keyboards, and what word processors make of it. */
static void ordinary_texts(void **state)
{
    (void)state;
    static const char *const tekst[] = {
        "",
        "Mads flytter ind den 3. maj – se bilag 4 (§ 66 a).",
        "Łukasz Şahin-Ångström, Đặng Thị Ánh, Ægir Þórsson, Zoë & Chloé",
        "»Citat« “engelsk” ‘enkelt’ … 25 % à 147,60 kr. ≥ 3 × 2 ½",
        "bind\xE2\x80\x91"
        "estreg\xE2\x80\xAF"
        "her",       /* what Word puts in */
        "a\xCC\x8A", /* å in two pieces, as a Mac writes it */
    };
    for (size_t i = 0; i < sizeof(tekst) / sizeof(*tekst); i++) {
        assert_true(may(tekst[i], TEGN_BREV));
        assert_true(may(tekst[i], 0));
    }
    assert_true(may("to\nlinjer\r\n\tog en tabulator", TEGN_BREV | TEGN_LINJER));
    assert_false(may("to\nlinjer", TEGN_BREV));
}

/* An accent apart from its letter, where letters have no shape for the two. */
static void loose_accents(void **state)
{
    (void)state;
    static const char *const vises[] = {
        "A\xCC\x8A",         /* Å */
        "e\xCC\x82\xCC\x81", /* ế, one after the other */
        "a\xCC\xA3\xCC\x82", /* ậ */
        "q\xCC\x81",         /* by the font's own accent */
    };
    static const char *const ikke[] = {"q\xCC\x8A", "a\xCC\x8A\xCC\x8A", "\xCC\x8A", "x\xCC\xA8",
                                       " \xCC\x88"};
    struct err err = ERR_INIT;

    for (size_t i = 0; i < sizeof(vises) / sizeof(*vises); i++)
        assert_true(may(vises[i], TEGN_BREV));
    for (size_t i = 0; i < sizeof(ikke) / sizeof(*ikke); i++) {
        assert_false(may(ikke[i], TEGN_BREV));
        assert_true(may(ikke[i], 0));
    }
    /* What begins a line stands over nothing. */
    assert_false(may("e\n\xCC\x86", TEGN_BREV | TEGN_LINJER));
    assert_true(may("e\xCC\x86\n", TEGN_BREV | TEGN_LINJER));
    assert_false(tegn_tjek(STR("Mads og q\xCC\x8A"), TEGN_BREV, grunden, &err));
    assert_string_equal(err.text,
                        "Begrundelsen har tegnet »q\xCC\x8A« (U+030A) efter »Mads og«, som breve "
                        "ikke kan vise; slet det, eller skriv det med bogstaver");
}

/* Pictures are for messages, never for letters; their joiners are part of them. */
static void pictures(void **state)
{
    (void)state;
    static const char *const billede[] = {"😀",        "🇩🇰",      "❤️", "👩‍👧‍👦",
                                          "👍🏽", "1️⃣", "→",      "你"};
    for (size_t i = 0; i < sizeof(billede) / sizeof(*billede); i++) {
        assert_true(may(billede[i], TEGN_LINJER));
        assert_false(may(billede[i], TEGN_LINJER | TEGN_BREV));
    }
}

static void what_is_not_seen(void **state)
{
    (void)state;
    static const char *const skjult[] = {
        "a\xE2\x80\xAE"
        "b", /* turns the line */
        "a\xE2\x80\x8B"
        "b", /* nothing wide */
        "a\xE2\x80\x8D"
        "b", /* joins nothing */
        "a\xE2\x81\xA6"
        "b",
        "a\xEF\xBB\xBF"
        "b",
        "a\xC2\xAD"
        "b",
        "a\xD8\x9C"
        "b",
        "a\xF3\xA0\x81\xA1"
        "b",
        "a\xC2\x85"
        "b",
        "a\x1B[2Jb",
        "a\x7F",
    };
    for (size_t i = 0; i < sizeof(skjult) / sizeof(*skjult); i++)
        for (unsigned regler = 0; regler < 4; regler++) assert_false(may(skjult[i], regler));
}

static void it_says_which_and_where(void **state)
{
    (void)state;
    struct err err = ERR_INIT;

    assert_false(
        tegn_tjek(STR("Første linje.\nMads er glad 😀 nu"), TEGN_LINJER | TEGN_BREV, grunden, &err));
    assert_int_equal(err.kind, ERR_INPUT);
    assert_string_equal(err.text,
                        "Begrundelsen har tegnet »😀« (U+1F600) i linje 2 efter »Mads er glad«, "
                        "som breve ikke kan vise; slet det, eller skriv det med bogstaver");
    assert_string_equal(err.engelsk,
                        "The reason has the character “😀” (U+1F600) in line 2 after “Mads er "
                        "glad”, which letters cannot show; delete it, or write it in words");
    err = (struct err)ERR_INIT;
    assert_false(tegn_tjek(STR("\xE2\x80\xAE"
                               "abc"),
                           0, grunden, &err));
    assert_string_equal(err.text,
                        "Begrundelsen har usynlige tegn, der kan skjule eller vende skriften: "
                        "U+202E i begyndelsen; slet det, og skriv stedet igen");
}

/* Letters are counted, not what they take to store. */
static void length_in_characters(void **state)
{
    (void)state;
    struct err err = ERR_INIT;

    assert_true(tegn_linje(STR("æøåæøåæøåå"), TEGN_BREV, 10, grunden, &err));
    assert_false(tegn_linje(STR("æøåæøåæøååå"), TEGN_BREV, 10, grunden, &err));
    assert_string_equal(err.text, "Begrundelsen skal være én linje på højst 10 tegn");
    err = (struct err)ERR_INIT;
    assert_false(tegn_linje(STR("a\nb"), TEGN_BREV | TEGN_LINJER, 10, grunden, &err));
    assert_int_equal(tegn_antal(STR("å\r\nø\n")), 4);
    assert_string_equal(err.engelsk, "The reason must be one line of at most 10 characters");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ordinary_texts),       cmocka_unit_test(pictures),
        cmocka_unit_test(what_is_not_seen),     cmocka_unit_test(it_says_which_and_where),
        cmocka_unit_test(length_in_characters), cmocka_unit_test(loose_accents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
