/*
 * kerne: the columns of a population run over the tables of a month (contract in kerne.h).
 *
 * In most months nothing changes for a placement: no birthday, no move, no situation begins or
 * ends.
 * Such a placement is quiet: its amounts stand ready, one for each combination
 * (kerne_maaned.beloeb).
 * The first pass over a block of placements compares whole columns with the month, without a
 * branch, and finds who is quiet and which combination holds; the second copies amounts. The
 * others are cut into the few pieces their month falls into, days × cell are summed and rounded
 * once.
 *
 * Invariants
 *  1. No sum overflows (invariant 1 of kerne_maaned.c).
 *  2. A quiet placement's amount is what the pieces would give: both come from add_cell.
 *
 * Cost: some 20 integers read for each placement; no fraction, no allocation, no text.
 */
#include "beregning/kerne_intern.h"

#define BLOK 1024
#define MAX_SNIT 5

/* ---- a placement's month as pieces ---- */

struct sum {
    int64_t hel;
    int64_t del;
    int64_t ekstra;
    int64_t foerste; /* per-day value of the first giving piece */
    int32_t dage;
    bool ens;
    bool mangler;
};

static int32_t overlap(int32_t a_fra, int32_t a_til, int32_t b_fra, int32_t b_til)
{
    int32_t fra = a_fra > b_fra ? a_fra : b_fra;
    int32_t til = a_til < b_til ? a_til : b_til;
    return til > fra ? til - fra : 0;
}

/* Nights of relief in [fra, til), days of the columns. A placement's intervals are ascending and do
 * not overlap. */
static int32_t nights(const struct kerne_soejler *s, size_t i, int32_t fra, int32_t til)
{
    uint32_t low = s->doegn_fra[i], end = s->doegn_fra[i + 1];
    int32_t n = 0;
    fra += s->periode_fra.dag;
    til += s->periode_fra.dag;
    for (uint32_t high = end; low < high;) {
        uint32_t mid = low + (high - low) / 2;
        if (s->doegn[mid].til.dag > fra)
            high = mid;
        else
            low = mid + 1;
    }
    for (; low < end && s->doegn[low].fra.dag < til; low++)
        n += overlap(s->doegn[low].fra.dag, s->doegn[low].til.dag, fra, til);
    return n;
}

static void add_cell(const struct kerne_celle *c, int32_t dage, struct sum *sum)
{
    if (dage == 0 || c->tilstand == KERNE_INTET) return;
    if (c->tilstand == KERNE_LACK) sum->mangler = true;
    if (sum->dage == 0) sum->foerste = c->hel;
    sum->ens = sum->ens && sum->foerste == c->hel;
    sum->dage += dage;
    sum->hel += dage * c->hel;
    sum->del += dage * c->del;
    sum->ekstra += dage * c->ekstra;
}

/* Rounds total/naevner as brok_round does: halves and "op" away from zero, "ned" towards it. */
static int64_t rounded(int64_t total, int64_t naevner, const struct plan_ydelse *regel)
{
    int64_t size = total < 0 ? -total : total;
    int64_t step = naevner * regel->afrund_step;
    int64_t whole = size / step, rest = size % step;
    if (regel->afrund == AFRUND_HALVE_OP && rest >= step - rest) whole++;
    if (regel->afrund == AFRUND_OP && rest > 0) whole++;
    return (total < 0 ? -whole : whole) * regel->afrund_step;
}

static int64_t amount(const struct kerne_maaned *m, size_t art, size_t l, const struct sum *sum)
{
    if (sum->mangler) return KERNE_MANGLER;
    if (sum->dage == 0) return KERNE_INGEN;
    bool hel = sum->ens && sum->dage == m->til - m->fra;
    int64_t oere =
        rounded((hel ? sum->hel : sum->del) + sum->ekstra, m->naevner[l], m->regel[l][art]);
    return oere < 0 ? KERNE_MANGLER : oere;
}

static size_t band_on(const struct kerne_soejler *s, size_t i, int32_t dag)
{
    size_t b = s->baand_antal - 1;
    while (b > 0 && s->fylder[b][i] > dag) b--;
    return b;
}

/* Adds the days of [fra, til) to every line, by the cells of one combination. */
static void add_days(const struct kerne_maaned *m, const struct kerne_soejler *s, size_t i,
                     const struct kerne_stykke *stykke, size_t nr, int32_t fra, int32_t til,
                     struct sum *sum)
{
    size_t art = s->art[i];
    int32_t doegn = m->doegn_art >> art & 1u ? nights(s, i, fra, til) : 0;
    for (size_t l = 0; l < m->linjer; l++) {
        bool by_night = stykke->doegn[art][l];
        int32_t dage = by_night ? doegn : overlap(fra, til, s->fra[i], s->slut[l][i]);
        add_cell(&stykke->celle[nr * m->linjer + l], dage, &sum[l]);
    }
}

/* Adds the piece [fra, til), in which nothing changes for placement i but what ends a right. */
static void add_piece(const struct kerne_maaned *m, const struct kerne_soejler *s, size_t i,
                      const struct kerne_stykke *stykke, int32_t fra, int32_t til, struct sum *sum)
{
    size_t sit = fra >= s->sit_fra[i] && fra < s->sit_til[i] ? s->situation[i] : 0;
    size_t tredje = fra >= s->tredje_fra[i] && fra < s->tredje_til[i] ? 1 : 0;
    size_t nr = kerne_celle_nr(m, s->art[i], sit, tredje, s->niveau[i], band_on(s, i, fra));
    add_days(m, s, i, stykke, nr, fra, til, sum);
}

static void cut_at(int32_t *cut, size_t *n, int32_t day, int32_t fra, int32_t til)
{
    if (day <= fra || day >= til) return;
    size_t at = (*n)++;
    for (; at > 0 && cut[at - 1] > day; at--) cut[at] = cut[at - 1];
    cut[at] = day;
}

/* One placement over one piece of constant rates. A month holds at most one birthday. */
static void run_piece(const struct kerne_maaned *m, const struct kerne_soejler *s, size_t i,
                      const struct kerne_stykke *stykke, struct sum *sum)
{
    int32_t cut[MAX_SNIT];
    size_t n = 0;
    int32_t fra = stykke->fra, til = stykke->til;
    size_t b = band_on(s, i, fra);
    if (b + 1 < s->baand_antal) cut_at(cut, &n, s->fylder[b + 1][i], fra, til);
    cut_at(cut, &n, s->sit_fra[i], fra, til);
    cut_at(cut, &n, s->sit_til[i], fra, til);
    cut_at(cut, &n, s->tredje_fra[i], fra, til);
    cut_at(cut, &n, s->tredje_til[i], fra, til);
    for (size_t k = 0; k <= n; k++) {
        int32_t end = k == n ? til : cut[k];
        if (end > fra) add_piece(m, s, i, stykke, fra, end, sum);
        fra = end;
    }
}

static void run_one(const struct kerne_maaned *m, const struct kerne_soejler *s, size_t i,
                    int64_t *out, size_t stride)
{
    struct sum sum[PLAN_MAX_LINES];
    bool can = s->grund[i] == KERNE_KAN;
    for (size_t l = 0; l < m->linjer; l++) sum[l] = (struct sum){.ens = true};
    for (size_t k = 0; k < m->stykker && can; k++) run_piece(m, s, i, &m->stykke[k], sum);
    for (size_t l = 0; l < m->linjer; l++)
        out[l * stride] = can ? amount(m, s->art[i], l, &sum[l]) : KERNE_MANGLER;
}

/* The same for a placement whose nights alone must be counted: nothing else changes. */
static void run_nights(const struct kerne_maaned *m, const struct kerne_soejler *s, size_t i,
                       size_t nr, int64_t *out, size_t stride)
{
    struct sum sum[PLAN_MAX_LINES];
    for (size_t l = 0; l < m->linjer; l++) sum[l] = (struct sum){.ens = true};
    for (size_t k = 0; k < m->stykker; k++) {
        const struct kerne_stykke *p = &m->stykke[k];
        add_days(m, s, i, p, nr, p->fra, p->til, sum);
    }
    for (size_t l = 0; l < m->linjer; l++) out[l * stride] = amount(m, s->art[i], l, &sum[l]);
}

/* ---- quiet placements ---- */

void kerne_hele_maaneder(const struct kerne_maaned *m, int64_t *beloeb)
{
    size_t per_art = m->celler / ART_ANTAL;
    for (size_t nr = 0; nr < m->celler; nr++)
        for (size_t l = 0; l < m->linjer; l++) {
            struct sum sum = {.ens = true};
            for (size_t k = 0; k < m->stykker; k++) {
                const struct kerne_stykke *p = &m->stykke[k];
                add_cell(&p->celle[nr * m->linjer + l], p->til - p->fra, &sum);
            }
            beloeb[l * m->celler + nr] = amount(m, nr / per_art, l, &sum);
        }
}

enum { URO_SKIFT = 1, URO_DOEGN = 2 }; /* something changes, or cannot be done; nights count */

struct blok {
    size_t fra; /* first placement */
    size_t antal;
    int16_t uro[BLOK];    /* 0: quiet */
    uint32_t celle[BLOK]; /* which combination holds on the first of the month */
};

/* Marks who has a day of this column inside the month. */
static void unrest(struct blok *b, const struct kerne_maaned *m, const int16_t *column)
{
    int16_t fra = m->fra, til = m->til;
    column += b->fra;
    for (size_t i = 0; i < b->antal; i++) b->uro[i] |= (column[i] > fra) & (column[i] < til);
}

/* Those the kernel cannot do, and those whose nights must be counted. */
static void never_quiet(struct blok *b, const struct kerne_maaned *m, const struct kerne_soejler *s)
{
    const uint8_t *grund = s->grund + b->fra, *art = s->art + b->fra;
    for (size_t i = 0; i < b->antal; i++) b->uro[i] = grund[i] != KERNE_KAN;
    for (unsigned a = 0; a < ART_ANTAL; a++) {
        if ((m->doegn_art >> a & 1u) == 0) continue;
        for (size_t i = 0; i < b->antal; i++) b->uro[i] |= (int16_t)(art[i] == a ? URO_DOEGN : 0);
    }
}

/* Whether the first of the month lies in [fra, til), as 0 or all ones. */
static uint32_t holds(int32_t fra, int32_t til, int32_t dag)
{
    return (uint32_t)(-(int32_t)((fra <= dag) & (dag < til)));
}

static void find_cells(struct blok *b, const struct kerne_maaned *m, const struct kerne_soejler *s)
{
    uint32_t niveauer = (uint32_t)m->niveauer, baand = (uint32_t)m->baand;
    const uint8_t *art = s->art + b->fra, *situation = s->situation + b->fra;
    const uint8_t *niveau = s->niveau + b->fra;
    const int16_t *sit_fra = s->sit_fra + b->fra, *sit_til = s->sit_til + b->fra;
    const int16_t *tre_fra = s->tredje_fra + b->fra, *tre_til = s->tredje_til + b->fra;
    for (size_t i = 0; i < b->antal; i++) {
        uint32_t sit = situation[i] & holds(sit_fra[i], sit_til[i], m->fra);
        uint32_t tredje = 1u & holds(tre_fra[i], tre_til[i], m->fra);
        uint32_t nr = (art[i] * (uint32_t)KERNE_SITUATIONER_ANTAL + sit) * 2u + tredje;
        b->celle[i] = (nr * niveauer + niveau[i]) * baand;
    }
    for (size_t a = 1; a < m->baand; a++) {
        const int16_t *fylder = s->fylder[a] + b->fra;
        for (size_t i = 0; i < b->antal; i++) b->celle[i] += fylder[i] <= m->fra;
    }
}

static void find_quiet(struct blok *b, const struct kerne_maaned *m, const struct kerne_soejler *s)
{
    never_quiet(b, m, s);
    for (size_t a = 1; a < m->baand; a++) unrest(b, m, s->fylder[a]);
    for (size_t l = 0; l < m->linjer; l++) unrest(b, m, s->slut[l]);
    unrest(b, m, s->fra);
    unrest(b, m, s->sit_fra);
    unrest(b, m, s->sit_til);
    unrest(b, m, s->tredje_fra);
    unrest(b, m, s->tredje_til);
}

static void copy_amounts(const struct blok *b, const struct kerne_maaned *m,
                         const struct kerne_soejler *s, int64_t *out, size_t stride)
{
    const int16_t *fra = s->fra + b->fra;
    for (size_t l = 0; l < m->linjer; l++) {
        const int64_t *beloeb = m->beloeb + l * m->celler;
        const int16_t *slut = s->slut[l] + b->fra;
        for (size_t i = 0; i < b->antal; i++) {
            int64_t ret = -(int64_t)((fra[i] <= m->fra) & (slut[i] > m->fra));
            out[l * stride + i] = (beloeb[b->celle[i]] & ret) | (KERNE_INGEN & ~ret);
        }
    }
}

void kerne_run(const struct kerne_maaned *maaned, const struct kerne_soejler *soejler, size_t fra,
               size_t til, int64_t *out, size_t stride)
{
    struct blok b = {.fra = fra};
    ASSERT(fra <= til && til <= soejler->antal);
    for (; b.fra < til; b.fra += b.antal) {
        int64_t *to = out + (b.fra - fra);
        b.antal = til - b.fra < BLOK ? til - b.fra : BLOK;
        find_quiet(&b, maaned, soejler);
        find_cells(&b, maaned, soejler);
        copy_amounts(&b, maaned, soejler, to, stride);
        for (size_t i = 0; i < b.antal; i++) {
            if (b.uro[i] == URO_DOEGN)
                run_nights(maaned, soejler, b.fra + i, b.celle[i], to + i, stride);
            else if (b.uro[i] != 0)
                run_one(maaned, soejler, b.fra + i, to + i, stride);
        }
    }
}
