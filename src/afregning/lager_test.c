/*
 * lager: what is kept is found again, gives way to what is newer, and never while it is used.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "afregning/lager.h"
#include "base/test_help.h"

static struct grundlag_lager lager;

static struct str name(struct arena *arena, int i)
{
    return str_format(arena, "hash %d", i);
}

/* Keeps the number under its own name; false: there is no place. */
static bool keep(struct arena *arena, int i)
{
    struct lager_plads *p = lager_plads(&lager, LAGER_PLAN, arena);

    if (p == NULL) return false;
    int *kept = ARENA_NEW(&p->arena, int);
    *kept = i;
    lager_gem(&lager, p, name(arena, i), kept);
    return true;
}

static bool is_kept(struct arena *arena, int i)
{
    const int *kept = lager_find(&lager, LAGER_PLAN, name(arena, i));

    assert_true(kept == NULL || *kept == i);
    return kept != NULL;
}

static void the_one_used_longest_ago_gives_way(void **state)
{
    struct arena arena;

    (void)state;
    arena_init(&arena, 1 << 20);
    for (int i = 0; i < LAGER_PLADSER; i++) {
        lager_ny_gang(&lager);
        assert_true(keep(&arena, i));
    }
    lager_ny_gang(&lager);
    assert_true(is_kept(&arena, 0)); /* used again */
    lager_ny_gang(&lager);
    assert_true(keep(&arena, 100));
    assert_true(is_kept(&arena, 0));
    assert_false(is_kept(&arena, 1));
    assert_true(is_kept(&arena, 2));
    assert_true(is_kept(&arena, 100));
    lager_slip(&lager);
    assert_false(is_kept(&arena, 100));
    arena_release(&arena);
}

static void nothing_gives_way_while_it_is_used(void **state)
{
    struct arena arena;

    (void)state;
    arena_init(&arena, 1 << 20);
    lager_ny_gang(&lager);
    for (int i = 0; i < LAGER_PLADSER; i++) assert_true(keep(&arena, i));
    assert_false(keep(&arena, 100));
    for (int i = 0; i < LAGER_PLADSER; i++) assert_true(is_kept(&arena, i));
    lager_ny_gang(&lager);
    assert_true(keep(&arena, 100));
    lager_slip(&lager);
    arena_release(&arena);
}

/* Each kind has its own places, and of families there are many. */
static void kinds_are_apart(void **state)
{
    struct arena arena;

    (void)state;
    arena_init(&arena, 1 << 20);
    lager_ny_gang(&lager);
    for (int i = 0; i < LAGER_FAMILIER; i++) {
        struct lager_plads *p = lager_plads(&lager, LAGER_FAMILIE, &arena);
        assert_non_null(p);
        int *kept = ARENA_NEW(&p->arena, int);
        *kept = i;
        lager_gem(&lager, p, name(&arena, i), kept);
    }
    assert_null(lager_plads(&lager, LAGER_FAMILIE, &arena));
    assert_false(is_kept(&arena, 0)); /* as a plan */
    assert_null(lager_find(&lager, LAGER_FAKTA, name(&arena, 0)));
    for (int i = 0; i < LAGER_FAMILIER; i++) {
        const int *kept = lager_find(&lager, LAGER_FAMILIE, name(&arena, i));
        assert_non_null(kept);
        assert_int_equal(*kept, i);
    }
    lager_slip(&lager);
    assert_null(lager_find(&lager, LAGER_FAMILIE, name(&arena, 0)));
    arena_release(&arena);
}

/* A reading that ended in the middle, by an error or by a jump, leaves nothing to be found. */
static void what_was_begun_is_not_kept(void **state)
{
    struct arena arena;

    (void)state;
    arena_init(&arena, 1 << 20);
    if (setjmp(arena.boundary) == 0) {
        arena.has_boundary = true;
        lager_ny_gang(&lager);
        struct lager_plads *p = lager_plads(&lager, LAGER_PLAN, &arena);
        for (;;) (void)arena_alloc(&p->arena, 1 << 20);
    }
    assert_false(is_kept(&arena, 0));
    assert_true(keep(&arena, 0));
    assert_true(is_kept(&arena, 0));
    lager_slip(&lager);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_one_used_longest_ago_gives_way),
        cmocka_unit_test(nothing_gives_way_while_it_is_used),
        cmocka_unit_test(kinds_are_apart),
        cmocka_unit_test(what_was_begun_is_not_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
