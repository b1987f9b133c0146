/*
 * publish: the page holds everything, escapes everyone's text, and links to what is there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/fil.h"
#include "haandbog/haandbog.h"

#define MB ((size_t)1 << 20)

struct side {
    struct arena arena;
    struct haandbog_samling samling;
    struct fund_liste fund;
    struct buf html;
};

static void open_side(struct side *s)
{
    arena_init(&s->arena, 256 * MB);
    fund_init(&s->fund, &s->arena);
    buf_init(&s->html, &s->arena);
}

/* Publishes one handbook of the project. */
static void publish(struct side *s, const char *sti)
{
    struct err err = ERR_INIT;
    open_side(s);
    assert_true(haandbog_load(&s->arena, sti, true, &s->samling, &s->fund, &err));
    assert_int_equal(s->fund.fejl, 0);
    assert_true(haandbog_publish(&s->arena, &s->samling.haandbog[0], &s->fund, &s->html, &err));
}

/* Publishes Morsø's handbook with `more` behind it. */
static bool publish_with(struct side *s, const char *more, struct err *err)
{
    struct str text, rates;
    struct haandbog h;
    static const char *const navn[] = {"kl"};
    open_side(s);
    assert_true(fil_read(&s->arena, "haandboeger/morsoe/2021-01-01.md", MB, &text, err));
    assert_true(fil_read(&s->arena, "takster/kl.csv", MB, &rates, err));
    text = str_format(&s->arena, "%.*s\n%s\n", STR_ARG(text), more);
    struct takst_kilde kilde = {.navn = navn, .tekst = &rates, .antal = 1};
    assert_true(haandbog_compile(&s->arena, "side.md", text, &kilde, &h, &s->fund, err));
    return haandbog_publish(&s->arena, &h, &s->fund, &s->html, err);
}

static bool has(const struct side *s, const char *needle)
{
    size_t at;
    return str_find(buf_str(&s->html), str_from(needle), &at);
}

static void computed_amounts_stand_in_the_text(void **state)
{
    (void)state;
    struct side s;
    publish(&s, "haandboeger/morsoe");
    /* R003-R007 in the text, each wrapped as computed, with a link to the rule that gives it. */
    const char *const trin[] = {"13.502,04 kr.", "18.002,72 kr.", "27.004,08 kr.", "31.504,76 kr.",
                                "40.506,12 kr."};
    for (size_t i = 0; i < 5; i++) assert_true(has(&s, trin[i]));
    assert_true(has(&s, "class=\"tal\" href=\"#regel-ydelse-vederlag\""));
    assert_false(has(&s, "{ydelse"));
    assert_false(has(&s, "{takst"));
    assert_false(has(&s, "\xee\x80")); /* no mark is left */
    arena_release(&s.arena);
}

static void choices_contradictions_and_remarks_are_appended(void **state)
{
    (void)state;
    struct side s;
    publish(&s, "haandboeger/morsoe");
    const struct haandbog *h = &s.samling.haandbog[0];
    assert_true(has(&s, "id=\"tillaeg\""));
    assert_true(has(&s, h->plan->hash.hex));
    for (size_t i = 0; i < h->plan->valg_tekster; i++)
        assert_true(has(&s, str_c(&s.arena, h->plan->valg_tekst[i].noegle)));
    assert_true(h->modstride > 5);
    for (size_t i = 0; i < h->modstride; i++)
        assert_true(has(&s, str_c(&s.arena, h->modstrid[i].vi_goer)));
    arena_release(&s.arena);
}

static void every_rule_has_its_anchor(void **state)
{
    (void)state;
    struct side s;
    publish(&s, "haandboeger/kl");
    const struct dokument *d = &s.samling.haandbog[0].dokument;
    for (size_t i = 0; i < d->regler; i++) {
        struct str id = str_format(&s.arena, "<figure class=\"regel\" id=\"%.*s\">",
                                   STR_ARG(d->regel[i].anker));
        assert_true(has(&s, str_c(&s.arena, id)));
    }
    arena_release(&s.arena);
}

static void invented_amounts_say_so(void **state)
{
    (void)state;
    struct side s;
    publish(&s, "haandboeger/eksempel-herningmodel");
    assert_true(has(&s, "class=\"opdigtet\""));
    arena_release(&s.arena);
    publish(&s, "haandboeger/morsoe");
    assert_false(has(&s, "class=\"opdigtet\""));
    arena_release(&s.arena);
}

static void hostile_text_is_escaped(void **state)
{
    (void)state;
    struct side s;
    struct err err = ERR_INIT;
    assert_true(publish_with(&s,
                             "## <script>alert(1)</script>\n\n<img src=x onerror=y>\n\n"
                             "[tryk](javascript:alert(1)) `<b>`\n\n```regel\nmodstrid \"<i>\"\n"
                             "  kilden siger  \"<script>x</script>\"\n  vi gør  \"a\"\n```\n",
                             &err));
    assert_false(has(&s, "<script"));
    assert_false(has(&s, "<img"));
    assert_false(has(&s, "javascript:"));
    assert_false(has(&s, "<i>"));
    assert_true(has(&s, "&lt;script&gt;x&lt;/script&gt;"));
    arena_release(&s.arena);
}

static void a_forged_mark_is_refused(void **state)
{
    (void)state;
    struct side s;
    struct err err = ERR_INIT;
    assert_false(publish_with(&s,
                              "tekst \xee\x80\x80"
                              "0\xee\x80\x83 tekst",
                              &err));
    assert_int_equal(err.kind, ERR_INPUT);
    assert_non_null(strstr(err.text, "linje"));
    arena_release(&s.arena);
}

static void headings_with_the_same_text_get_ids_of_their_own(void **state)
{
    (void)state;
    struct side s;
    struct err err = ERR_INIT;
    assert_true(
        publish_with(&s, "## Æble {takst lommepenge, alder 14}\n\n## Æble\n\n## Æble\n", &err));
    assert_true(has(&s, "id=\"afsnit-aeble\""));
    assert_true(has(&s, "id=\"afsnit-aeble-2\""));
    arena_release(&s.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(computed_amounts_stand_in_the_text),
        cmocka_unit_test(choices_contradictions_and_remarks_are_appended),
        cmocka_unit_test(every_rule_has_its_anchor),
        cmocka_unit_test(invented_amounts_say_so),
        cmocka_unit_test(hostile_text_is_escaped),
        cmocka_unit_test(a_forged_mark_is_refused),
        cmocka_unit_test(headings_with_the_same_text_get_ids_of_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
