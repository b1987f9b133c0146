/*
 * arena: memory for one run, freed at once.
 *
 * Allocation never returns NULL. When the ceiling is reached, or the system has no more, control
 * jumps to the boundary the run set up with ARENA_TRY; without a boundary the process stops with a
 * message and code 2. Memory is zeroed and aligned for any type. With VEDERLAG_DEBUG sanitizers see
 * a byte read or written past the end of a piece, and after the arena's end.
 *
 *     struct arena arena;
 *     arena_init(&arena, 64 << 20);
 *     if (setjmp(arena.boundary) != 0) { ... the ceiling was reached: release, report ... }
 *     arena.has_boundary = true;
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>

struct arena_block;

/* Something outside the arena that ends with it: a connection, say. It lies in memory of the
 * caller's, usually on the arena itself. */
struct arena_hook {
    void (*end)(void *ctx);
    void *ctx;
    struct arena_hook *older;
};

struct arena {
    struct arena_block *first;
    struct arena_hook *hook; /* newest first */
    char *next;              /* free space of the newest block */
    size_t left;             /* bytes left there */
    size_t block;            /* bytes of the next block */
    size_t used;             /* bytes handed out in all, with alignment */
    size_t limit;            /* ceiling for used */
    bool has_boundary;
    jmp_buf boundary;
};

void arena_init(struct arena *arena, size_t limit_bytes);
/* Ends what hangs on the arena, newest first, then frees everything; the arena may be initialised
 * again. */
void arena_release(struct arena *arena);
/* From now on `end` is called when the arena is released, also after a jump to the boundary. It may
 * not allocate on this arena. Nothing is allocated here, so nothing can be lost on the way. */
void arena_hang(struct arena *arena, struct arena_hook *hook, void (*end)(void *ctx), void *ctx);
/* It has ended by itself. One that does not hang is fine. */
void arena_unhang(struct arena *arena, struct arena_hook *hook);

/* size 0 gives a valid pointer. */
void *arena_alloc(struct arena *arena, size_t size) __attribute__((malloc, returns_nonnull));
/* count × size with overflow treated as a reached ceiling. */
void *arena_array(struct arena *arena, size_t count, size_t size)
    __attribute__((malloc, returns_nonnull));
/* Room for at least `need` elements: returns `old` when *capacity suffices, else a grown copy
 * (doubling), with the new capacity. The old memory stays in the arena. */
void *arena_grow(struct arena *arena, void *old, size_t count, size_t *capacity, size_t need,
                 size_t size) __attribute__((returns_nonnull));

/* For a library that asks for memory by itself (json_set_alloc_funcs) and would take its lack for
 * something else, a malformed file, say: never NULL. Without memory the process ends with a message
 * and the code 2; what it had not committed is undone. */
void *memory_or_stop(size_t size);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, count, type) ((type *)arena_array((arena), (count), sizeof(type)))

#endif
