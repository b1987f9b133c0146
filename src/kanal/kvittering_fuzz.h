/*
 * kvittering_fuzz: any bytes as a receipt. For kvittering_fuzz.c and for the test that replays the
 * corpus.
 *
 * A receipt is refused with a text and nothing is handed out, or it has one answer for each payment
 * that was sent, each in its right state.
 */
#ifndef KANAL_KVITTERING_FUZZ_H
#define KANAL_KVITTERING_FUZZ_H

#include "kanal/kvittering_test_data.h"

enum { KVITTERING_FUZZ_LIMIT = 16 << 20 };

static inline void kvittering_fuzz_one(struct arena *arena, struct str text)
{
    const struct kanal_sendt_liste *sendt = kvittering_sendt();
    struct kanal_kvittering k = {0};
    struct fund_liste fund;
    struct err err = ERR_INIT;

    fund_init(&fund, arena);
    if (!kanal_kvittering_read(arena, "k", text, sendt, &k, &fund, &err)) {
        ASSERT(err.kind != ERR_NONE && err.text[0] != '\0');
        ASSERT(k.svar == NULL && k.count == 0);
        return;
    }
    ASSERT(fund.fejl == 0 && err.kind == ERR_NONE);
    ASSERT(k.count == sendt->count);
    ASSERT(k.accepteret + k.afvist + k.retur + k.afventer == k.count);
    for (size_t i = 0; i < k.count; i++) {
        const struct kanal_svar *s = &k.svar[i];
        ASSERT(s->udfald < KANAL_AFVIST || (s->endelig && s->naevnt));
        ASSERT(s->udfald != KANAL_AFVENTER || !s->endelig);
        ASSERT(s->naevnt || s->udfald == KANAL_AFVENTER);
        for (size_t c = 0; c < s->aarsag.n; c++) ASSERT(str_steering(s->aarsag, c) == 0);
    }
}

static inline void kvittering_fuzz(const uint8_t *data, size_t size)
{
    static struct arena arena;

    arena_init(&arena, KVITTERING_FUZZ_LIMIT);
    if (setjmp(arena.boundary) == 0) {
        arena.has_boundary = true;
        kvittering_fuzz_one(&arena, (struct str){(const char *)data, size});
    }
    arena_release(&arena);
}

#endif
