/*
 * afvist: fields of a refused form are found and marked; what only looks like one is not.
 */
#include "base/test_help.h"

#include "side/afvist.h"

static struct arena arena;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, (size_t)1 << 20);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static const char *marked(const char *side, struct side_afvist *afvist, size_t antal)
{
    const struct html_klar klar = {str_from(side)};

    return str_c(&arena, afvist_maerk(&arena, klar, false, afvist, antal).html);
}

static struct side_afvist why(const char *felt, const char *tekst)
{
    return (struct side_afvist){.felt = str_from(felt), .tekst = str_from(tekst)};
}

#define FEJL(id, tekst)                                                                            \
    "<span class=\"form-error-message\" id=\"" id                                                  \
    "-fejl\"><span class=\"sr-only\">Fejl:</span> " tekst "</span>"

static void a_field_gets_its_reason(void **state)
{
    (void)state;
    struct side_afvist a = why("dag", "Skriv <dagen>.");

    assert_string_equal(
        marked("<form><div class=\"form-group smal\"><label for=\"dag\">Dag</label>"
               "<input type=\"date\" id=\"dag\" aria-describedby=\"dag-hint\" value=\"\"></div>",
               &a, 1),
        "<form><div class=\"form-group form-error smal\"><label for=\"dag\">Dag</label>" FEJL(
            "dag", "Skriv &lt;dagen&gt;.") "<input type=\"date\" id=\"dag\" "
                                           "aria-describedby=\"dag-fejl dag-hint\" value=\"\" "
                                           "aria-invalid=\"true\"></div>");
    assert_str(a.anker, "#dag");
}

/* By its name when no id is that; a field that is hidden or has no id is none. */
static void a_field_is_found_by_name(void **state)
{
    (void)state;
    struct side_afvist a = why("niveau", "Vælg."), b = why("csrf", "Nej."), c = why("q", "Nej.");

    const char *side = "<input type=\"hidden\" id=\"csrf\" name=\"niveau\"><input name=\"q\">"
                       "<select id=\"valg\" name=\"niveau\"></select>";
    assert_string_equal(
        marked(side, &a, 1),
        "<input type=\"hidden\" id=\"csrf\" name=\"niveau\"><input name=\"q\">" FEJL(
            "valg", "Vælg.") "<select id=\"valg\" name=\"niveau\" aria-describedby=\"valg-fejl\" "
                             "aria-invalid=\"true\"></select>");
    assert_str(a.anker, "#valg");
    assert_string_equal(marked(side, &b, 1), side);
    assert_string_equal(marked(side, &c, 1), side);
    assert_int_equal(b.anker.n + c.anker.n, 0);
}

/* A group that is closed before the field is another's. */
static void only_its_own_group_is_marked(void **state)
{
    (void)state;
    struct side_afvist a = why("b", "Nej.");
    const char *ud = marked("<div class=\"form-group\"><input id=\"a\"></div><p><input id=\"b\">"
                            "<div class=\"form-group\"><input id=\"c\"></div>",
                            &a, 1);

    assert_null(strstr(ud, "form-error\""));
    assert_non_null(strstr(ud, "<p>" FEJL("b", "Nej.") "<input id=\"b\""));
}

/* What was typed cannot be taken for a field: its quotes are escaped. */
static void typed_text_is_no_field(void **state)
{
    (void)state;
    struct side_afvist a = why("x", "Nej.");
    const char *side = "<p>&lt;input id=&quot;x&quot;&gt;</p><a id=\"x\">y</a>";

    assert_string_equal(marked(side, &a, 1), side);
    assert_int_equal(a.anker.n, 0);
}

static void reasons_stand_in_the_order_of_the_fields(void **state)
{
    (void)state;
    struct side_afvist a[] = {why("to", "2"), why("en", "1"), why("to", "3"), why("", "0"),
                              why("vaek", "0b")};
    const char *ud =
        marked("<div class=\"form-group\"><input id=\"en\"><input id=\"to\"></div>", a, 5);
    const char *orden[] = {"0", "0b", "1", "2", "3"};

    for (size_t i = 0; i < 5; i++) assert_str(a[i].tekst, orden[i]);
    assert_str(a[4].anker, "#to");
    /* One group, and of a field the first reason. */
    assert_string_equal(
        ud, "<div class=\"form-group form-error\">" FEJL(
                "en", "1") "<input id=\"en\" aria-describedby=\"en-fejl\" "
                           "aria-invalid=\"true\">" FEJL(
                               "to", "2") "<input id=\"to\" aria-describedby=\"to-fejl\" "
                                          "aria-invalid=\"true\"></div>");
}

static void a_field_folded_away_is_shown(void **state)
{
    (void)state;
    struct side_afvist a = why("x", "Nej.");
    const char *ud = marked("<details><summary>a</summary></details><details class=\"fold\">"
                            "<details></details><details open><input id=\"x\"></details></details>",
                            &a, 1);

    assert_non_null(strstr(ud, "<details><summary>a"));
    assert_non_null(strstr(ud, "<details class=\"fold\" open><details></details><details open><"));
}

static void one_of_many_is_told_after_the_legend(void **state)
{
    (void)state;
    struct side_afvist a = why("r", "Vælg.");
    const char *ud = marked("<fieldset><legend>Hvad?</legend><div class=\"form-group-radio\">"
                            "<input type=\"radio\" id=\"r\"></div></fieldset>",
                            &a, 1);

    assert_string_equal(
        ud, "<fieldset><legend>Hvad?</legend>" FEJL(
                "r", "Vælg.") "<div class=\"form-group-radio\"><input type=\"radio\" id=\"r\" "
                              "aria-describedby=\"r-fejl\"></div></fieldset>");
}

/* Whoever says it, a reason is a sentence; what is none of its letters stays. */
static void a_reason_is_a_sentence(void **state)
{
    (void)state;
    static const char *const ORD[][2] = {
        {"taksten har ingen kilde", "Taksten har ingen kilde."},
        {"årstallet er forkert", "Årstallet er forkert."},
        {"ænder er ikke børn.", "Ænder er ikke børn."},
        {"»x« er ikke et tal", "»x« er ikke et tal."},
        {"3 dage er for lidt", "3 dage er for lidt."},
        {"mente du ukendt?", "Mente du ukendt?"},
    };
    struct side s = {.arena = &arena};

    for (size_t i = 0; i < sizeof(ORD) / sizeof(*ORD); i++) {
        side_afvis(&s, NULL, str_from(ORD[i][0]));
        assert_str(s.afvist[i].tekst, ORD[i][1]);
        side_afvis(&s, NULL, str_from(ORD[i][1])); /* the same */
        assert_int_equal(s.afvist_antal, i + 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_field_gets_its_reason, setup, teardown),
        cmocka_unit_test_setup_teardown(a_field_is_found_by_name, setup, teardown),
        cmocka_unit_test_setup_teardown(only_its_own_group_is_marked, setup, teardown),
        cmocka_unit_test_setup_teardown(typed_text_is_no_field, setup, teardown),
        cmocka_unit_test_setup_teardown(reasons_stand_in_the_order_of_the_fields, setup, teardown),
        cmocka_unit_test_setup_teardown(a_field_folded_away_is_shown, setup, teardown),
        cmocka_unit_test_setup_teardown(one_of_many_is_told_after_the_legend, setup, teardown),
        cmocka_unit_test_setup_teardown(a_reason_is_a_sentence, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
