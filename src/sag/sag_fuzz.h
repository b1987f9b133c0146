/*
 * sag_fuzz: any bytes as a file of facts. For sag_fuzz.c and for the test that replays the corpus.
 *
 * A file is refused with a text, or is read; what was read can be written, and reading that back
 * gives the same bytes again.
 */
#ifndef SAG_SAG_FUZZ_H
#define SAG_SAG_FUZZ_H

#include "sag/sag.h"

enum { SAG_FUZZ_LIMIT = 64 << 20 };

static inline void sag_fuzz_one(struct arena *arena, struct str text)
{
    struct sager sager, again;
    struct err err = ERR_INIT;
    struct buf first, second;
    if (!sag_read_json(arena, "fakta.json", text, &sager, &err)) {
        ASSERT(err.kind != ERR_NONE && err.text[0] != '\0');
        return;
    }
    buf_init(&first, arena);
    buf_init(&second, arena);
    sag_write_json(&first, &sager);
    ASSERT(sag_read_json(arena, "igen.json", buf_str(&first), &again, &err));
    sag_write_json(&second, &again);
    ASSERT(str_eq(buf_str(&first), buf_str(&second)));
    for (size_t i = 0; i < sager.count; i++) {
        const struct sag *s = &sager.sag[i];
        ASSERT(s->foedt.dag <= s->indflyttet.dag);
        ASSERT(s->indflyttet.dag <= s->fraflyttet.dag);
        ASSERT(s->id.n > 0 && s->familie.n > 0);
    }
}

static inline void sag_fuzz(const uint8_t *data, size_t size)
{
    static struct arena arena;
    arena_init(&arena, SAG_FUZZ_LIMIT);
    if (setjmp(arena.boundary) == 0) {
        arena.has_boundary = true;
        sag_fuzz_one(&arena, (struct str){(const char *)data, size});
    }
    arena_release(&arena);
}

#endif
