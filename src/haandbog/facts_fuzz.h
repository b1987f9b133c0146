/*
 * facts_fuzz: any bytes as a file of facts, paid by a fixed handbook. For facts_fuzz.c and the test
 * that replays the corpus.
 *
 * Months that the facts name are computed and printed; lines add up, and the column kernel agrees.
 */
#ifndef HAANDBOG_FACTS_FUZZ_H
#define HAANDBOG_FACTS_FUZZ_H

#include "haandbog/compile_test_data.h"
#include "haandbog/fuzz_faelles.h"

enum { FACTS_FUZZ_LIMIT = 256 << 20, FACTS_FUZZ_SAGER = 40, FACTS_FUZZ_MONTHS = 4 };

/* Compiled once; its arena lives as long as the program. */
static inline const struct plan *facts_fuzz_plan(void)
{
    static const char *const navn[] = {"kl"};
    static struct arena arena;
    static struct haandbog h;
    struct str csv = STR(TEST_CSV);
    struct takst_kilde kilde = {.navn = navn, .tekst = &csv, .antal = 1};
    struct fund_liste fund;
    struct err err = ERR_INIT;
    if (h.plan != NULL) return h.plan;
    arena_init(&arena, FACTS_FUZZ_LIMIT);
    fund_init(&fund, &arena);
    ASSERT(haandbog_compile(&arena, "proeve.md", STR(TEST_HAANDBOG), &kilde, &h, &fund, &err));
    ASSERT(fund.fejl == 0);
    return h.plan;
}

static inline void facts_fuzz_one(struct arena *arena, struct str text)
{
    const struct plan *one[] = {facts_fuzz_plan()};
    struct plan_samling planer = {one, 1};
    struct sager sager;
    struct err err = ERR_INIT;
    if (!sag_read_json(arena, "fakta.json", text, &sager, &err)) return;
    if (sager.count > FACTS_FUZZ_SAGER) return;
    for (uint64_t seed = 1; seed <= FACTS_FUZZ_MONTHS; seed++)
        fuzz_month(arena, &planer, &sager, tilfaelde_maaned(seed, one[0], &sager),
                   tilfaelde_kendt(seed, &sager));
}

static inline void facts_fuzz(const uint8_t *data, size_t size)
{
    static struct arena arena;
    arena_init(&arena, FACTS_FUZZ_LIMIT);
    if (setjmp(arena.boundary) == 0) {
        arena.has_boundary = true;
        facts_fuzz_one(&arena, (struct str){(const char *)data, size});
    }
    arena_release(&arena);
}

#endif
