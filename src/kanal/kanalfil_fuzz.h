/*
 * kanalfil_fuzz: any bytes as one of the files this room reads back or is set up with. For
 * kanalfil_fuzz.c and for the test that replays the corpus.
 *
 * The first byte chooses the reader. A file is refused with a text, or what was read of it holds
 * what the header promises.
 */
#ifndef KANAL_KANALFIL_FUZZ_H
#define KANAL_KANALFIL_FUZZ_H

#include "kanal/kanal.h"

enum { KANALFIL_FUZZ_LIMIT = 64 << 20 };

static inline bool kanalfil_pain001(struct arena *arena, struct str text, struct err *err)
{
    struct kanal_pain001 pain;
    int64_t sum = 0;

    TRY(kanal_pain001_read(arena, "f", text, &pain, err));
    for (size_t i = 0; i < pain.count; i++) {
        ASSERT(pain.betaling[i].beloeb.oere > 0);
        ASSERT(pain.betaling[i].iban.n > 0 || pain.betaling[i].nummer.n > 0);
        sum += pain.betaling[i].beloeb.oere;
    }
    ASSERT(sum == pain.sum.oere && pain.count > 0);
    ASSERT(kanal_iban_valid(pain.iban));
    return true;
}

static inline bool kanalfil_loen(struct arena *arena, struct str text, struct err *err)
{
    struct kanal_loen loen;
    int64_t sum = 0;

    TRY(kanal_loen_read(arena, "f", text, &loen, err));
    for (size_t i = 0; i < loen.count; i++) sum += loen.raekke[i].beloeb.oere;
    ASSERT(sum == loen.sum.oere && loen.betalinger <= loen.count);
    return true;
}

static inline bool kanalfil_postering(struct arena *arena, struct str text, struct err *err)
{
    struct kanal_postering p;
    int64_t balance = 0;

    TRY(kanal_postering_read(arena, "f", text, &p, err));
    for (size_t i = 0; i < p.g69_count; i++) {
        balance += p.g69[i].kredit ? -p.g69[i].beloeb.oere : p.g69[i].beloeb.oere;
    }
    for (size_t i = 0; i < p.g68_count; i++) {
        if (p.g68[i].type == KANAL_G68_UDBETAL) balance -= p.g68[i].beloeb.oere;
    }
    ASSERT(balance == 0);
    return true;
}

/* Every row is found by its own key, and by it alone. */
static inline bool kanalfil_kontoplan(struct arena *arena, struct str text, struct err *err)
{
    struct kanal_kontoplan plan;
    struct str mangel;

    TRY(kanal_kontoplan_read(arena, "f", text, &plan, err));
    for (size_t i = 0; i < plan.count; i++) {
        const struct kanal_kontoplan_raekke *r = &plan.raekke[i];
        ASSERT(kanal_kontoplan_find(arena, &plan, r->fra, r->ydelse, r->art, r->hjemmel,
                                    r->alder_til, &mangel) == r);
    }
    return true;
}

static inline bool kanalfil_lukkedage(struct arena *arena, struct str text, struct err *err)
{
    struct kanal_lukkedage days;

    TRY(kanal_lukkedage_read(arena, "f", text, &days, err));
    for (size_t i = 0; i < days.count; i++) {
        ASSERT(!kanal_bankdag(&days, days.dag[i]));
        ASSERT(kanal_bankdag_efter(&days, days.dag[i], 1).dag > days.dag[i].dag);
    }
    return true;
}

static inline void kanalfil_fuzz_one(struct arena *arena, struct str text)
{
    struct err err = ERR_INIT;
    bool read = false;

    if (text.n == 0) return;
    struct str rest = str_sub(text, 1, text.n);
    switch (text.p[0]) {
    case 'p': read = kanalfil_pain001(arena, rest, &err); break;
    case 'l': read = kanalfil_loen(arena, rest, &err); break;
    case 'g': read = kanalfil_postering(arena, rest, &err); break;
    case 'k': read = kanalfil_kontoplan(arena, rest, &err); break;
    case 'd': read = kanalfil_lukkedage(arena, rest, &err); break;
    default: return;
    }
    ASSERT(read == (err.kind == ERR_NONE));
    ASSERT(read || err.text[0] != '\0');
}

static inline void kanalfil_fuzz(const uint8_t *data, size_t size)
{
    static struct arena arena;

    arena_init(&arena, KANALFIL_FUZZ_LIMIT);
    if (setjmp(arena.boundary) == 0) {
        arena.has_boundary = true;
        kanalfil_fuzz_one(&arena, (struct str){(const char *)data, size});
    }
    arena_release(&arena);
}

#endif
