/*
 * niveau_ord: what the check of a level says, in the reader's language. Cites R041.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/test_help.h"
#include "indstillingsside/niveau_side.h"

static struct arena arena;

static void assert_english(const char *dansk, const char *engelsk)
{
    const struct side s = {.arena = &arena, .engelsk = true};
    struct oversat o = niveau_oversat(&s, str_from(dansk));

    assert_int_equal(o.bid_antal, 1);
    assert_false(o.bid[0].dansk);
    assert_str(o.bid[0].tekst, engelsk);
}

/* What is against a level is said on the page's own list too. */
static void what_is_against_a_level(void **state)
{
    (void)state;
    for (int svar = NIVEAU_UENS; svar < NIVEAU_SVAR_ANTAL; svar++) {
        struct fund_ord ord = niveau_svar_ord((enum niveau_svar)svar, false);
        assert_english(str_c(&arena, ord.dansk), str_c(&arena, ord.engelsk));
    }
}

/* A comma within a number does not part the list it stands in. */
static void a_list_of_levels(void **state)
{
    (void)state;
    assert_english("5,5 vederlag; i alt 10 vederlag med dette barn",
                   "5,5 fees; in all 10 fees with this child");
    assert_english("trin 2, trin 4; i alt 17 vederlag med dette barn",
                   "level 2, level 4; in all 17 fees with this child");
}

static void what_is_not_ours_stays_danish(void **state)
{
    const struct side s = {.arena = &arena, .engelsk = true};

    (void)state;
    struct oversat o = niveau_oversat(&s, STR("trin 2, noget ganske andet"));
    assert_int_equal(o.bid_antal, 1);
    assert_true(o.bid[0].dansk);
    assert_str(o.bid[0].tekst, "trin 2, noget ganske andet");
}

static void in_danish_as_it_is(void **state)
{
    const struct side s = {.arena = &arena};

    (void)state;
    assert_str(niveau_oversat(&s, STR("5,5 vederlag")).bid[0].tekst, "5,5 vederlag");
}

static int begin(void **state)
{
    (void)state;
    arena_init(&arena, (size_t)1 << 20);
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
        cmocka_unit_test_setup_teardown(what_is_against_a_level, begin, end),
        cmocka_unit_test_setup_teardown(a_list_of_levels, begin, end),
        cmocka_unit_test_setup_teardown(what_is_not_ours_stays_danish, begin, end),
        cmocka_unit_test_setup_teardown(in_danish_as_it_is, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
