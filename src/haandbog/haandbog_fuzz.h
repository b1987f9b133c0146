/*
 * haandbog_fuzz: any bytes as a handbook, for haandbog_fuzz.c and the test that replays the corpus.
 *
 * A line of five equal signs splits the input: the handbook, then the rate file "kl". What is read
 * is laid out (twice the same), compiled (twice the same plan), checked and shown; a handbook
 * without errors runs its examples, is published, and pays random placements by both readers.
 */
#ifndef HAANDBOG_HAANDBOG_FUZZ_H
#define HAANDBOG_HAANDBOG_FUZZ_H

#include <string.h>

#include "haandbog/fuzz_faelles.h"

#define HAANDBOG_FUZZ_LIMIT ((size_t)256 << 20)

struct haandbog_fuzz {
    struct arena *arena;
    struct str tekst;
    struct takst_kilde kilde;
};

/* Both readers on a few random placements. */
static inline void haandbog_fuzz_pay(const struct haandbog_fuzz *z, const struct plan *plan)
{
    const struct plan *one[] = {plan};
    struct plan_samling planer = {one, 1};
    struct sager sager;
    tilfaelde_random(z->arena, z->tekst.n, plan, 6, &sager);
    fuzz_month(z->arena, &planer, &sager, tilfaelde_maaned(1, plan, &sager),
               tilfaelde_kendt(z->tekst.n, &sager));
}

/* The layout does not change a second time, and means the same. */
static inline void haandbog_fuzz_fmt(const struct haandbog_fuzz *z, const struct haandbog *first)
{
    struct haandbog again;
    struct fund_liste fund;
    struct buf once, twice;
    struct err err = ERR_INIT;
    buf_init(&once, z->arena);
    buf_init(&twice, z->arena);
    fund_init(&fund, z->arena);
    if (!dokument_fmt(z->arena, &first->dokument, &once, &err)) {
        ASSERT(err.kind != ERR_NONE && err.text[0] != '\0');
        return;
    }
    ASSERT(haandbog_compile(z->arena, "igen.md", buf_str(&once), &z->kilde, &again, &fund, &err));
    ASSERT(dokument_fmt(z->arena, &again.dokument, &twice, &err));
    ASSERT(str_eq(buf_str(&once), buf_str(&twice)));
    ASSERT(fund.fejl == 0);
    ASSERT(memcmp(&again.plan->hash, &first->plan->hash, sizeof(struct hash)) == 0);
}

static inline void haandbog_fuzz_findings(struct arena *arena, struct fund_liste *fund,
                                          struct str tekst)
{
    struct buf out;
    struct err err = ERR_INIT;
    buf_init(&out, arena);
    fund_sort(fund);
    for (size_t i = 0; i < fund->count && i < 20; i++) {
        ASSERT(fund->fund[i].tekst.dansk.n > 0);
        ASSERT(fund->fund[i].tekst.engelsk.n > 0);
        ASSERT((fund->fund[i].raad.dansk.n > 0) == (fund->fund[i].raad.engelsk.n > 0));
        fund_print(&out, &fund->fund[i], tekst);
    }
    fund_print_json(&out, fund);
    struct str text = buf_str(&out);
    ASSERT(str_check_utf8(&text, "fund", &err));
}

static inline void haandbog_fuzz_use(const struct haandbog_fuzz *z, struct haandbog *h,
                                     struct fund_liste *fund)
{
    struct err err = ERR_INIT;
    struct eksempel_resultat *r;
    size_t n;
    struct buf out;
    haandbog_fuzz_fmt(z, h);
    buf_init(&out, z->arena);
    haandbog_show(&out, h);
    if (!haandbog_check(z->arena, h, fund, &err)) {
        ASSERT(err.kind != ERR_NONE && err.text[0] != '\0');
        return;
    }
    if (fund->fejl > 0) return;
    if (!haandbog_test(z->arena, h, &r, &n, &err)) ASSERT(err.text[0] != '\0');
    err = (struct err)ERR_INIT;
    if (!haandbog_publish(z->arena, h, fund, &out, &err)) ASSERT(err.text[0] != '\0');
    struct str text = buf_str(&out);
    err = (struct err)ERR_INIT;
    ASSERT(str_check_utf8(&text, "side", &err));
    haandbog_fuzz_pay(z, h->plan);
}

static inline void haandbog_fuzz_one(const struct haandbog_fuzz *z)
{
    struct haandbog h;
    struct fund_liste fund;
    struct err err = ERR_INIT;
    fund_init(&fund, z->arena);
    if (!haandbog_compile(z->arena, "haandbog.md", z->tekst, &z->kilde, &h, &fund, &err)) {
        ASSERT(err.kind != ERR_NONE && err.text[0] != '\0');
        return;
    }
    if (fund.fejl == 0) haandbog_fuzz_use(z, &h, &fund);
    haandbog_fuzz_findings(z->arena, &fund, h.dokument.tekst);
}

static inline void haandbog_fuzz(const uint8_t *data, size_t size)
{
    static const char *const navn[] = {"kl"};
    static const struct str skel = {"\n=====\n", 7};
    static struct arena arena;
    struct str tekst = {(const char *)data, size};
    struct str csv = STR_EMPTY;
    size_t at;
    if (str_find(tekst, skel, &at)) {
        csv = str_sub(tekst, at + skel.n, tekst.n);
        tekst = str_sub(tekst, 0, at + 1);
    }
    struct haandbog_fuzz z = {&arena, tekst, {.navn = navn, .tekst = &csv, .antal = 1}};
    arena_init(&arena, HAANDBOG_FUZZ_LIMIT);
    if (setjmp(arena.boundary) == 0) {
        arena.has_boundary = true;
        haandbog_fuzz_one(&z);
    }
    arena_release(&arena);
}

#endif
