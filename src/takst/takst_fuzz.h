/*
 * takst_fuzz: any bytes as a rate file. For takst_fuzz.c and for the test that replays the corpus.
 *
 * A file is refused with a text, or gives rows that hold what takst.h promises; findings have
 * places and can be printed.
 */
#ifndef TAKST_TAKST_FUZZ_H
#define TAKST_TAKST_FUZZ_H

#include "takst/takst.h"

enum { TAKST_FUZZ_LIMIT = 64 << 20 };

static inline void takst_fuzz_row(const struct takst *t)
{
    ASSERT(t->navn.n > 0 && t->kilde.n > 0);
    ASSERT(t->fra.dag < t->til.dag);
    ASSERT((t->alder_fra < 0) == (t->alder_til < 0) && t->alder_fra <= t->alder_til);
    ASSERT(!t->ukendt || t->beloeb.oere == 0);
    ASSERT(t->beloeb.oere >= 0);
}

static inline void takst_fuzz_findings(struct arena *arena, struct fund_liste *fund,
                                       struct str source)
{
    struct buf out;
    buf_init(&out, arena);
    fund_sort(fund);
    for (size_t i = 0; i < fund->count && i < 20; i++) {
        ASSERT(fund->fund[i].tekst.dansk.n > 0);
        ASSERT(fund->fund[i].tekst.engelsk.n > 0);
        ASSERT((fund->fund[i].raad.dansk.n > 0) == (fund->fund[i].raad.engelsk.n > 0));
        fund_print(&out, &fund->fund[i], source);
    }
    fund_print_json(&out, fund);
    struct str text = buf_str(&out);
    struct err err = ERR_INIT;
    ASSERT(str_check_utf8(&text, "fund", &err));
}

static inline void takst_fuzz_one(struct arena *arena, struct str text)
{
    struct takst_tabel tabel = {0};
    struct fund_liste fund;
    struct err err = ERR_INIT;
    fund_init(&fund, arena);
    if (!takst_read(arena, "takst.csv", text, &tabel, &fund, &err)) {
        ASSERT(err.kind != ERR_NONE && err.text[0] != '\0');
        return;
    }
    takst_sort(&tabel);
    for (size_t i = 0; i < tabel.count; i++) {
        const struct takst *t = &tabel.takst[i];
        takst_fuzz_row(t);
        const struct takst *on = takst_on(&tabel, t->navn, t->alder_fra, t->fra, DATO_MAX);
        ASSERT(on != NULL && str_eq(on->navn, t->navn));
    }
    takst_fuzz_findings(arena, &fund, text);
}

static inline void takst_fuzz(const uint8_t *data, size_t size)
{
    static struct arena arena;
    arena_init(&arena, TAKST_FUZZ_LIMIT);
    if (setjmp(arena.boundary) == 0) {
        arena.has_boundary = true;
        takst_fuzz_one(&arena, (struct str){(const char *)data, size});
    }
    arena_release(&arena);
}

#endif
