/*
 * arena: blocks from malloc in a list, newest first, freed together.
 *
 * Invariants: (1) every pointer handed out is aligned for any type and zeroed; (2) used never
 * passes limit; (3) nothing is changed before a jump to the boundary.
 * Cost: one addition per allocation; the first block is small, since most arenas are, and each next
 * one twice as large up to 64 kB. Pieces above a quarter of a block get a block of their own, so
 * that the rest of the newest block is not lost.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"

#ifdef VEDERLAG_DEBUG
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#endif

struct arena_block {
    struct arena_block *older;
    alignas(max_align_t) char bytes[];
};

enum {
    ALIGNMENT = alignof(max_align_t),
    STOP_CODE = 2, /* what the program answers when the world refuses */
};

/* For sanitizers there is a gap after each piece, which nobody may touch. */
#ifdef VEDERLAG_DEBUG
enum { GAP = 2 * ALIGNMENT };
#else
enum { GAP = 0 };
#endif
enum { FIRST_BYTES = 4 * 1024, BLOCK_BYTES = 64 * 1024 };

_Static_assert((ALIGNMENT & (ALIGNMENT - 1)) == 0, "alignment is a power of two");

void arena_init(struct arena *arena, size_t limit_bytes)
{
    memset(arena, 0, sizeof(*arena));
    arena->limit = limit_bytes;
    arena->block = FIRST_BYTES;
}

void arena_release(struct arena *arena)
{
    while (arena->hook != NULL) {
        struct arena_hook *hook = arena->hook;
        arena->hook = hook->older;
        hook->end(hook->ctx);
    }
    struct arena_block *block = arena->first;
    while (block != NULL) {
        struct arena_block *older = block->older;
        free(block);
        block = older;
    }
    arena->first = NULL;
    arena->next = NULL;
    arena->left = 0;
    arena->block = FIRST_BYTES;
    arena->used = 0;
    arena->has_boundary = false;
}

void arena_hang(struct arena *arena, struct arena_hook *hook, void (*end)(void *ctx), void *ctx)
{
    *hook = (struct arena_hook){end, ctx, arena->hook};
    arena->hook = hook;
}

void arena_unhang(struct arena *arena, struct arena_hook *hook)
{
    struct arena_hook **at = &arena->hook;

    while (*at != NULL && *at != hook) at = &(*at)->older;
    if (*at != NULL) *at = hook->older;
}

static _Noreturn void full(struct arena *arena)
{
    if (arena->has_boundary) longjmp(arena->boundary, 1);
    fprintf(stderr, "vederlag: hukommelsens loft på %zu byte er nået, kørslen er stoppet\n",
            arena->limit);
    exit(STOP_CODE);
}

void *memory_or_stop(size_t size)
{
    void *memory = malloc(size);

    if (memory != NULL) return memory;
    fprintf(stderr, "vederlag: fejl: der er ikke mere hukommelse, kørslen er stoppet\n");
    exit(STOP_CODE);
}

static char *new_block(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX - sizeof(struct arena_block)) full(arena);
    struct arena_block *block = calloc(1, sizeof(*block) + size);
    if (block == NULL) full(arena);
    block->older = arena->first;
    arena->first = block;
    return block->bytes;
}

/* The zeroed bytes for a piece; exact is what was asked for, rounded what it takes up. */
static char *take(struct arena *arena, size_t exact, size_t rounded)
{
    if (rounded > BLOCK_BYTES / 4) {
        char *alone = new_block(arena, rounded);
        ASAN_POISON_MEMORY_REGION(alone + exact, rounded - exact);
        return alone;
    }
    if (rounded + GAP > arena->left) {
        size_t size = arena->block;
        while (size < rounded + GAP) size *= 2;
        arena->next = new_block(arena, size);
        arena->left = size;
        arena->block = size < BLOCK_BYTES ? 2 * size : size;
        ASAN_POISON_MEMORY_REGION(arena->next, size);
    }
    char *piece = arena->next;
    arena->next += rounded + GAP;
    arena->left -= rounded + GAP;
    ASAN_UNPOISON_MEMORY_REGION(piece, exact);
    return piece;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    size_t exact = size == 0 ? 1 : size;

    ASSERT(arena->used <= arena->limit);
    if (exact > SIZE_MAX - ALIGNMENT) full(arena);
    size_t rounded = (exact + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    if (rounded > arena->limit - arena->used) full(arena);
    char *piece = take(arena, exact, rounded);
    arena->used += rounded;
    return piece;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    size_t bytes = 0;

    if (__builtin_mul_overflow(count, size, &bytes)) full(arena);
    return arena_alloc(arena, bytes);
}

void *arena_grow(struct arena *arena, void *old, size_t count, size_t *capacity, size_t need,
                 size_t size)
{
    ASSERT(count <= *capacity);
    if (old != NULL && need <= *capacity) return old;
    size_t grown = *capacity > SIZE_MAX / 2 ? SIZE_MAX : *capacity * 2;
    if (grown < 8) grown = 8;
    if (grown < need) grown = need;
    void *copy = arena_array(arena, grown, size);
    if (count > 0) memcpy(copy, old, count * size);
    *capacity = grown;
    return copy;
}
