/*
 * fuzz_faelles: what the harnesses of this room share: a month computed twice and compared.
 */
#ifndef HAANDBOG_FUZZ_FAELLES_H
#define HAANDBOG_FUZZ_FAELLES_H

#include "beregning/kerne.h"
#include "haandbog/haandbog.h"
#include "haandbog/tilfaelde.h"

static inline int64_t fuzz_scalar(const struct sag_beregning *s, struct str kode)
{
    for (size_t i = 0; i < s->mangler; i++)
        if (str_eq(s->mangel[i].ydelse, kode) || str_is(s->mangel[i].ydelse, "alle"))
            return KERNE_MANGLER;
    for (size_t i = 0; i < s->linjer; i++)
        if (str_eq(s->linje[i].ydelse, kode)) return s->linje[i].beloeb.oere;
    return KERNE_INGEN;
}

/* The kernel agrees with the scalar reader, wherever it says that it can. */
static inline void fuzz_kernel(struct arena *arena, const struct plan_samling *planer,
                               const struct sager *sager, const struct beregning *b)
{
    struct kerne_soejler s;
    struct kerne_maaned m;
    struct kerne_afvist afvist;
    struct err err = ERR_INIT;
    if (!kerne_soejler_make(arena, planer, sager, maaned_first(b->maaned), maaned_end(b->maaned),
                            b->kendt, &s, &afvist, &err))
        return;
    if (afvist.grund != NULL) return;
    if (!kerne_maaned_make(arena, planer, &s, b->maaned, &m, &afvist, &err)) return;
    if (afvist.grund != NULL) return;
    int64_t *out = ARENA_ARRAY(arena, s.antal * s.linjer, int64_t);
    kerne_run(&m, &s, 0, s.antal, out, s.antal);
    for (size_t i = 0; i < s.antal; i++)
        for (size_t l = 0; l < s.linjer && s.grund[i] == KERNE_KAN; l++)
            ASSERT(out[l * s.antal + i] == fuzz_scalar(&b->sag[i], planer->plan[0]->linje[l].kode));
}

static inline void fuzz_adds_up(const struct beregning *b)
{
    int64_t all = 0;
    for (size_t i = 0; i < b->count; i++) {
        int64_t sum = 0;
        for (size_t l = 0; l < b->sag[i].linjer; l++) {
            const struct linje *linje = &b->sag[i].linje[l];
            int64_t vist = linje->forklaring.afrunding.oere;
            for (size_t d = 0; d < linje->forklaring.dele; d++)
                vist += linje->forklaring.del[d].vist.oere;
            ASSERT(vist == linje->beloeb.oere && linje->beloeb.oere >= 0);
            sum += linje->beloeb.oere;
        }
        ASSERT(sum == b->sag[i].beregnet.oere);
        all += sum;
    }
    ASSERT(all == b->beregnet.oere);
}

/* A month, its three prints and the kernel. Overflow is an error with a text, not a failure. */
static inline void fuzz_month(struct arena *arena, const struct plan_samling *planer,
                              const struct sager *sager, struct maaned maaned, struct dato kendt)
{
    struct beregning b;
    struct err err = ERR_INIT;
    struct buf out;
    if (!beregning_month(arena, planer, sager, maaned, kendt, &b, &err)) {
        ASSERT(err.kind != ERR_NONE && err.text[0] != '\0');
        return;
    }
    fuzz_adds_up(&b);
    buf_init(&out, arena);
    beregning_print_text(&out, &b, true);
    beregning_print_json(&out, &b, true);
    beregning_print_html(&out, &b);
    struct str text = buf_str(&out);
    ASSERT(str_check_utf8(&text, "svar", &err));
    fuzz_kernel(arena, planer, sager, &b);
}

#endif
