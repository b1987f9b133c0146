/*
 * arena: alignment and zeroing of every piece, the ceiling exactly, growth, release and reuse.
 */
#include "base/test_help.h"

#include <stdalign.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef VEDERLAG_DEBUG
#include <sanitizer/asan_interface.h>
#endif

static void pieces_are_aligned_zeroed_and_apart(void **state)
{
    struct arena arena;
    uint64_t random = 1;
    unsigned char *pieces[3000];
    size_t sizes[3000];

    (void)state;
    arena_init(&arena, 256u << 20);
    for (size_t i = 0; i < 3000; i++) {
        bool big = i % 100 == 99;
        sizes[i] = (size_t)test_between(&random, 0, big ? 200000 : 300);
        pieces[i] = arena_alloc(&arena, sizes[i]);
        assert_int_equal((uintptr_t)pieces[i] % alignof(max_align_t), 0);
        for (size_t j = 0; j < sizes[i]; j++) assert_true(pieces[i][j] == 0);
        memset(pieces[i], (int)(i % 251) + 1, sizes[i]);
    }
    /* What was written to one piece is not in another. */
    for (size_t i = 0; i < 3000; i++) {
        for (size_t j = 0; j < sizes[i]; j++) assert_true(pieces[i][j] == i % 251 + 1);
    }
    arena_release(&arena);
    arena_release(&arena);
}

#ifdef VEDERLAG_DEBUG
static void sanitizers_see_the_end_of_each_piece(void **state)
{
    static const size_t SIZE[] = {1, 7, 8, 15, 16, 17, 300, 16384, 16385, 200001};
    enum { SIZES = sizeof(SIZE) / sizeof(*SIZE) };
    struct arena arena;
    char *piece[SIZES];

    (void)state;
    arena_init(&arena, 1u << 20);
    for (size_t i = 0; i < SIZES; i++) piece[i] = arena_alloc(&arena, SIZE[i]);
    for (size_t i = 0; i < SIZES; i++) {
        assert_null(__asan_region_is_poisoned(piece[i], SIZE[i]));
        assert_true(__asan_address_is_poisoned(piece[i] + SIZE[i]));
    }
    arena_release(&arena);
    for (size_t i = 0; i < SIZES; i++) assert_true(__asan_address_is_poisoned(piece[i]));
}
#endif

/* How many pieces of a size go into a limit before the jump. */
static int pieces_before_jump(size_t limit, size_t size)
{
    struct arena arena;
    volatile int pieces = 0;

    arena_init(&arena, limit);
    if (setjmp(arena.boundary) != 0) {
        assert_true(arena.used <= limit);
        arena_release(&arena);
        return pieces;
    }
    arena.has_boundary = true;
    for (;;) {
        arena_alloc(&arena, size);
        pieces = pieces + 1;
    }
}

static void ceiling_jumps(void **state)
{
    (void)state;
    assert_int_equal(pieces_before_jump(0, 0), 0);
    assert_int_equal(pieces_before_jump(0, 1), 0);
    assert_int_equal(pieces_before_jump(1600, 16), 100);
    assert_int_equal(pieces_before_jump(1599, 16), 99);
    assert_int_equal(pieces_before_jump(1600, 1), 100);
    assert_int_equal(pieces_before_jump(1600, 0), 100);
    assert_int_equal(pieces_before_jump(1 << 20, 1 << 20), 1);
    assert_int_equal(pieces_before_jump((1 << 20) - 1, 1 << 20), 0);
    assert_int_equal(pieces_before_jump(1 << 20, SIZE_MAX), 0);
    assert_int_equal(pieces_before_jump(1 << 20, SIZE_MAX - 15), 0);
}

static void array_overflow_is_the_ceiling(void **state)
{
    struct arena arena;
    volatile bool jumped = false;

    (void)state;
    arena_init(&arena, SIZE_MAX);
    if (setjmp(arena.boundary) == 0) {
        arena.has_boundary = true;
        arena_array(&arena, SIZE_MAX / 8 + 2, 8);
    } else {
        jumped = true;
    }
    assert_true(jumped);
    assert_int_equal(arena.used, 0);
    arena_release(&arena);
}

static void ceiling_without_boundary_stops(void **state)
{
    (void)state;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct arena arena;
        if (freopen("/dev/null", "w", stderr) == NULL) _exit(9);
        arena_init(&arena, 10);
        arena_alloc(&arena, 11);
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 2);
}

static void growth_keeps_what_was_there(void **state)
{
    struct arena arena;
    int *list = NULL;
    size_t capacity = 0;

    (void)state;
    arena_init(&arena, 64u << 20);
    for (size_t i = 0; i < 5000; i++) {
        size_t before = capacity;
        int *grown = arena_grow(&arena, list, i, &capacity, i + 1, sizeof(*list));
        if (i < before) assert_ptr_equal(grown, list);
        list = grown;
        assert_true(capacity > i);
        list[i] = (int)i * 3;
    }
    for (int i = 0; i < 5000; i++) assert_int_equal(list[i], i * 3);
    list = arena_grow(&arena, list, 5000, &capacity, 100000, sizeof(*list));
    assert_true(capacity >= 100000);
    for (int i = 0; i < 5000; i++) assert_int_equal(list[i], i * 3);
    for (int i = 5000; i < 100000; i++) assert_int_equal(list[i], 0);
    arena_release(&arena);
}

/* What is not handed out costs little: one that holds a few bytes has no large block. */
static void small_arenas_are_small(void **state)
{
    struct arena arena;

    (void)state;
    arena_init(&arena, 64u << 20);
    char *before = arena_alloc(&arena, 100);
    assert_true(arena.left < 8 * 1024);
    for (int i = 0; i < 5000; i++) {
        char *piece = arena_alloc(&arena, 100);
        assert_true(piece != before);
        for (int b = 0; b < 100; b++) assert_int_equal(piece[b], 0);
        memset(piece, 'x', 100);
        before = piece;
    }
    arena_release(&arena);
    arena_init(&arena, 64u << 20);
    memset(arena_alloc(&arena, 16000), 'x', 16000); /* more than the first block has */
    memset(arena_alloc(&arena, 3000), 'y', 3000);
    arena_release(&arena);
}

static void reuse_after_release(void **state)
{
    struct arena arena;

    (void)state;
    for (int round = 0; round < 3; round++) {
        arena_init(&arena, 1000);
        char *piece = arena_alloc(&arena, 900);
        memset(piece, 'x', 900);
        arena_release(&arena);
        assert_int_equal(arena.used, 0);
    }
}

/* ---- what hangs on an arena */

static char ended[8];

static void note_end(void *ctx)
{
    size_t n = strlen(ended);

    snprintf(ended + n, sizeof(ended) - n, "%s", (const char *)ctx);
}

/* Three hang; without the middle one, two. After a jump they are still to end, once. */
static void check_ends(bool middle, const char *expected)
{
    static char name[3][2] = {"a", "b", "c"};
    struct arena arena;
    struct arena_hook *hook[3];
    volatile bool jumped = false;

    ended[0] = '\0';
    arena_init(&arena, 5000);
    for (int i = 0; i < 3; i++) {
        hook[i] = ARENA_NEW(&arena, struct arena_hook);
        arena_hang(&arena, hook[i], note_end, name[i]);
    }
    for (int i = 0; i < 2 && !middle; i++) arena_unhang(&arena, hook[1]);
    if (setjmp(arena.boundary) == 0) {
        arena.has_boundary = true;
        for (;;) arena_alloc(&arena, 1000);
    } else
        jumped = true;
    assert_true(jumped);
    assert_string_equal(ended, "");
    for (int i = 0; i < 2; i++) {
        arena_release(&arena);
        assert_string_equal(ended, expected);
    }
}

static void what_hangs_on_an_arena_ends_with_it(void **state)
{
    (void)state;
    check_ends(true, "cba");
    check_ends(false, "ca");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_aligned_zeroed_and_apart),
#ifdef VEDERLAG_DEBUG
        cmocka_unit_test(sanitizers_see_the_end_of_each_piece),
#endif
        cmocka_unit_test(ceiling_jumps),
        cmocka_unit_test(what_hangs_on_an_arena_ends_with_it),
        cmocka_unit_test(array_overflow_is_the_ceiling),
        cmocka_unit_test(ceiling_without_boundary_stops),
        cmocka_unit_test(growth_keeps_what_was_there),
        cmocka_unit_test(small_arenas_are_small),
        cmocka_unit_test(reuse_after_release),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
