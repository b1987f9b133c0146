/*
 * html: what a hole becomes, by its type, its place and the page's language.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/test_help.h"
#include "web/html.h"

static struct arena arena;

static struct html page(bool engelsk)
{
    struct html h;
    html_init(&h, &arena, engelsk);
    return h;
}

static void text_is_escaped(void **state)
{
    (void)state;
    arena_init(&arena, (size_t)1 << 20);
    struct html h = page(false);
    HTML_HUL(&h, STR("<b a=\"1\" c='2'>&"));
    assert_str(html_faerdig(&h).html, "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;");
    arena_release(&arena);
}

static void amounts_and_days_by_place(void **state)
{
    struct oere minus = {-2700408};
    struct dato dag = dato_make(2021, 3, 14);
    (void)state;
    arena_init(&arena, (size_t)1 << 20);
    struct html h = page(false);
    HTML_HUL(&h, minus);
    HTML_FAST(&h, "|");
    HTML_VAERDI(&h, minus);
    HTML_FAST(&h, "|");
    HTML_HUL(&h, dag);
    HTML_FAST(&h, "|");
    HTML_VAERDI(&h, dag);
    HTML_FAST(&h, "|");
    HTML_URL(&h, maaned_of(dag));
    assert_str(html_faerdig(&h).html,
               "−27.004,08&nbsp;kr.|-27.004,08|14. marts 2021|2021-03-14|2021-03");
    h = page(true);
    HTML_HUL(&h, dag);
    HTML_FAST(&h, "|");
    HTML_HUL(&h, maaned_of(dag));
    assert_str(html_faerdig(&h).html, "14 March 2021|March 2021");
    arena_release(&arena);
}

static void a_part_of_an_address_is_encoded(void **state)
{
    (void)state;
    arena_init(&arena, (size_t)1 << 20);
    struct html h = page(false);
    HTML_URL(&h, STR("a/b?c=\"æ\""));
    assert_str(html_faerdig(&h).html, "a%2Fb%3Fc%3D%22%C3%A6%22");
    h = page(false);
    html_adresse(&h, STR("/familie?a=1&b=2"));
    assert_str(html_faerdig(&h).html, "/familie?a=1&amp;b=2");
    arena_release(&arena);
}

static void what_is_there(void **state)
{
    (void)state;
    assert_false(HTML_ER(STR_EMPTY));
    assert_true(HTML_ER(STR("x")));
    assert_false(HTML_ER(0));
    assert_true(HTML_ER((size_t)1));
    assert_false(HTML_ER((struct html_klar){STR_EMPTY}));
    assert_false(HTML_ER((const char *)NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_escaped),
        cmocka_unit_test(amounts_and_days_by_place),
        cmocka_unit_test(a_part_of_an_address_is_encoded),
        cmocka_unit_test(what_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
