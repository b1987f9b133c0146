/*
 * check_sats: bands of ages, cut by days, painted with the rows from the one known last.
 *
 * Within a group of ages that no row divides, the days are cut where a row begins or ends. Rows are
 * painted in the order of precedence, so that a piece of days keeps the first colour it gets; a
 * piece remembers the next one that may still be bare, so that every piece is painted once.
 */
#include "haandbog/check_sats.h"

#include <stdlib.h>

struct maler {
    struct arena *arena;
    struct dato fra;
    struct dato til;
    const struct takst **raekke; /* those of the group, the one known last first */
    size_t raekker;
    struct dato *snit; /* the first days of the pieces, and til */
    size_t snit_antal;
    const struct takst **farve; /* of each piece */
    size_t *naeste;             /* the next piece that may be bare */
    struct sats_felt *felt;
    size_t felter;
    size_t plads;
};

static int by_day(const void *left, const void *right)
{
    const struct dato *a = left;
    const struct dato *b = right;

    return dato_cmp(*a, *b);
}

/* Later rows of the table come first when they are known from the same day, as in plan_takst_on. */
static int by_known(const void *left, const void *right)
{
    const struct takst *a = *(const struct takst *const *)left;
    const struct takst *b = *(const struct takst *const *)right;
    int order = dato_cmp(b->kendt_fra, a->kendt_fra);

    return order != 0 ? order : (a < b) - (a > b);
}

static bool overlaps(const struct maler *m, const struct takst *takst)
{
    return takst->fra.dag < m->til.dag && m->fra.dag < takst->til.dag;
}

static void choose_rows(struct maler *m, const struct takst *raekke, size_t antal, int alder)
{
    m->raekker = 0;
    for (size_t i = 0; i < antal; i++) {
        bool med = raekke[i].alder_fra <= alder && alder <= raekke[i].alder_til;
        if (med && overlaps(m, &raekke[i])) m->raekke[m->raekker++] = &raekke[i];
    }
    if (m->raekker > 1) qsort(m->raekke, m->raekker, sizeof(struct takst *), by_known);
}

static void cut_days(struct maler *m)
{
    size_t antal = 0;
    size_t kept = 1;

    m->snit[antal++] = m->fra;
    m->snit[antal++] = m->til;
    for (size_t i = 0; i < m->raekker; i++) {
        m->snit[antal++] = dato_max(m->raekke[i]->fra, m->fra);
        m->snit[antal++] = dato_min(m->raekke[i]->til, m->til);
    }
    qsort(m->snit, antal, sizeof(*m->snit), by_day);
    for (size_t i = 1; i < antal; i++) {
        if (m->snit[i].dag != m->snit[kept - 1].dag) m->snit[kept++] = m->snit[i];
    }
    m->snit_antal = kept;
}

/* The first piece that begins on that day or later. */
static size_t piece_of(const struct maler *m, struct dato dag)
{
    size_t lav = 0;
    size_t hoej = m->snit_antal;

    while (lav < hoej) {
        size_t midt = lav + (hoej - lav) / 2;
        if (m->snit[midt].dag < dag.dag) {
            lav = midt + 1;
        } else {
            hoej = midt;
        }
    }
    return lav;
}

/* The first piece from `at` on that may be bare; shortens the way for the next one. */
static size_t bare_from(struct maler *m, size_t at)
{
    size_t fri = at;

    while (m->naeste[fri] != fri) fri = m->naeste[fri];
    while (m->naeste[at] != at) {
        size_t videre = m->naeste[at];
        m->naeste[at] = fri;
        at = videre;
    }
    return fri;
}

static void paint(struct maler *m, const struct takst *takst)
{
    size_t slut = piece_of(m, dato_min(takst->til, m->til));
    size_t at = bare_from(m, piece_of(m, dato_max(takst->fra, m->fra)));

    while (at < slut) {
        m->farve[at] = takst;
        m->naeste[at] = at + 1;
        at = bare_from(m, at);
    }
}

static void add_fields(struct maler *m, int alder_fra, int alder_til)
{
    for (size_t i = 0; i + 1 < m->snit_antal; i++) {
        struct sats_felt *sidste = m->felter > 0 ? &m->felt[m->felter - 1] : NULL;
        if (i > 0 && m->farve[i] == m->farve[i - 1]) {
            sidste->til = m->snit[i + 1];
            continue;
        }
        m->felt =
            arena_grow(m->arena, m->felt, m->felter, &m->plads, m->felter + 1, sizeof(*m->felt));
        m->felt[m->felter++] = (struct sats_felt){.alder_fra = alder_fra,
                                                  .alder_til = alder_til,
                                                  .fra = m->snit[i],
                                                  .til = m->snit[i + 1],
                                                  .takst = m->farve[i]};
    }
}

static void paint_group(struct maler *m, const struct takst *raekke, size_t antal, int alder_fra,
                        int alder_til)
{
    choose_rows(m, raekke, antal, alder_fra);
    cut_days(m);
    for (size_t i = 0; i < m->snit_antal; i++) {
        m->farve[i] = NULL;
        m->naeste[i] = i;
    }
    for (size_t i = 0; i < m->raekker; i++) paint(m, m->raekke[i]);
    add_fields(m, alder_fra, alder_til);
}

void sats_felter(struct arena *arena, const struct takst *raekke, size_t antal, struct dato fra,
                 struct dato til, struct sats_felt **out, size_t *count)
{
    struct maler m = {.arena = arena, .fra = fra, .til = til};
    bool kant[PLAN_MAX_AGE + 2] = {[0] = true, [PLAN_MAX_AGE + 1] = true};
    bool efter_alder = antal > 0 && raekke[0].alder_fra >= 0;
    size_t med = 0;

    ASSERT(fra.dag < til.dag);
    for (size_t i = 0; i < antal; i++) {
        if (!overlaps(&m, &raekke[i])) continue;
        med++;
        ASSERT(raekke[i].alder_til <= PLAN_MAX_AGE);
        if (efter_alder) kant[raekke[i].alder_fra] = kant[raekke[i].alder_til + 1] = true;
    }
    m.raekke = ARENA_ARRAY(arena, med, const struct takst *);
    m.snit = ARENA_ARRAY(arena, 2 * med + 2, struct dato);
    m.farve = ARENA_ARRAY(arena, 2 * med + 2, const struct takst *);
    m.naeste = ARENA_ARRAY(arena, 2 * med + 2, size_t);
    if (!efter_alder) paint_group(&m, raekke, antal, -1, -1);
    for (int alder = 0; efter_alder && alder <= PLAN_MAX_AGE; alder++) {
        int sidste = alder;
        if (!kant[alder]) continue;
        while (!kant[sidste + 1]) sidste++;
        paint_group(&m, raekke, antal, alder, sidste);
    }
    *out = m.felt;
    *count = m.felter;
}
