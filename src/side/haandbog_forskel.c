/*
 * haandbog_forskel: what changed between two versions, line by line.
 *
 * The longest common sequence of lines by a table of lengths: a handbook has some hundred lines,
 * and what is equal at both ends is set aside first. Where more than FORSKEL_LINJER_MAX differ,
 * they are shown as one block: all of the old, then all of the new.
 */
#include <string.h>

#include "side/haandbog_side.h"

/* One line of the way from the old text to the new. */
struct step {
    char what; /* ' ', '-' or '+' */
    struct str text;
    struct str section;
};

struct way {
    struct step *step;
    size_t count;
};

static struct str section_of(const struct dokument *doc, size_t line)
{
    for (size_t i = line + 1; i > 0; i--) {
        const struct dokument_linje *l = &doc->linje[i - 1];
        if (l->overskrift == 0) continue;
        size_t skip = (size_t)l->overskrift;
        return str_trim(str_sub(l->tekst, skip, l->tekst.n));
    }
    return STR_EMPTY;
}

static void put(struct way *way, char what, const struct dokument *doc, size_t line)
{
    way->step[way->count++] = (struct step){what, doc->linje[line].tekst, section_of(doc, line)};
}

static bool same(const struct dokument *a, size_t i, const struct dokument *b, size_t k)
{
    return str_eq(a->linje[i].tekst, b->linje[k].tekst);
}

/* The lines [a0, a1) and [b0, b1), which differ at both ends. length[i][k]: the longest common
 * sequence of what is left from there. */
static void middle(struct arena *arena, struct way *way, const struct dokument *a, size_t a0,
                   size_t a1, const struct dokument *b, size_t b0, size_t b1)
{
    size_t n = a1 - a0;
    size_t m = b1 - b0;
    bool large = n > FORSKEL_LINJER_MAX || m > FORSKEL_LINJER_MAX;
    size_t i = 0;
    size_t k = 0;
    if (!large && n > 0 && m > 0) {
        uint16_t *length = ARENA_ARRAY(arena, (n + 1) * (m + 1), uint16_t);
        for (i = n; i-- > 0;) {
            for (k = m; k-- > 0;) {
                uint16_t down = length[(i + 1) * (m + 1) + k];
                uint16_t right = length[i * (m + 1) + k + 1];
                uint16_t both = length[(i + 1) * (m + 1) + k + 1];
                length[i * (m + 1) + k] = same(a, a0 + i, b, b0 + k) ? (uint16_t)(both + 1)
                                          : down >= right            ? down
                                                                     : right;
            }
        }
        for (i = k = 0; i < n && k < m;) {
            if (same(a, a0 + i, b, b0 + k)) {
                put(way, ' ', b, b0 + k++);
                i++;
            } else if (length[(i + 1) * (m + 1) + k] >= length[i * (m + 1) + k + 1]) {
                put(way, '-', a, a0 + i++);
            } else {
                put(way, '+', b, b0 + k++);
            }
        }
    }
    while (i < n) put(way, '-', a, a0 + i++);
    while (k < m) put(way, '+', b, b0 + k++);
}

static struct way walk(struct arena *arena, const struct dokument *a, const struct dokument *b)
{
    struct way way = {.step = ARENA_ARRAY(arena, a->linjer + b->linjer + 1, struct step)};
    size_t head = 0;
    size_t a1 = a->linjer;
    size_t b1 = b->linjer;
    while (head < a1 && head < b1 && same(a, head, b, head)) put(&way, ' ', b, head++);
    while (a1 > head && b1 > head && same(a, a1 - 1, b, b1 - 1)) {
        a1--;
        b1--;
    }
    middle(arena, &way, a, head, a1, b, head, b1);
    for (size_t i = b1; i < b->linjer; i++) put(&way, ' ', b, i);
    return way;
}

/* The next changed line at `from` or after; count when there is none. */
static size_t next_change(const struct way *way, size_t from)
{
    while (from < way->count && way->step[from].what == ' ') from++;
    return from;
}

/* Where a place with a change at `at` ends: two changes near each other are one place. */
static size_t place_end(const struct way *way, size_t at)
{
    size_t end = at;
    for (;;) {
        while (end < way->count && way->step[end].what != ' ') end++;
        size_t next = next_change(way, end);
        if (next == way->count || next - end > 2 * FORSKEL_OMGIVELSE) break;
        end = next;
    }
    end += FORSKEL_OMGIVELSE;
    return end < way->count ? end : way->count;
}

static struct forskel_sted show_place(struct arena *arena, const struct way *way, size_t from,
                                      size_t to, size_t change)
{
    struct forskel_raekke *lines = ARENA_ARRAY(arena, to - from, struct forskel_raekke);
    for (size_t i = from; i < to; i++) {
        const struct step *step = &way->step[i];
        lines[i - from] = (struct forskel_raekke){step->what == '-', step->what == '+', step->text};
    }
    return (struct forskel_sted){way->step[change].section, lines, to - from};
}

void haandbog_forskelle(struct arena *arena, const struct dokument *gammel,
                        const struct dokument *ny, struct haandbog_forskel *out)
{
    struct way way = walk(arena, gammel, ny);
    struct forskel_sted *places = ARENA_ARRAY(arena, way.count, struct forskel_sted);
    size_t shown = 0;
    for (size_t at = next_change(&way, 0); at < way.count; at = next_change(&way, shown)) {
        size_t from = at > FORSKEL_OMGIVELSE ? at - FORSKEL_OMGIVELSE : 0;
        size_t start = from > shown ? from : shown;
        shown = place_end(&way, at);
        places[out->sted_antal++] = show_place(arena, &way, start, shown, at);
    }
    out->sted = places;
}
