/*
 * mutation: the mutants of a text.
 *
 * Places are byte offsets at code points. A mutant keeps only its place, its kind and which
 * character of a class was drawn; the new text is made when it is needed. A million mutants are
 * 12 MB.
 */
#include "haandbog/mutation.h"

#include "haandbog/tilfaelde.h"

static const struct str BOGSTAV[] = {
    {"a", 1}, {"b", 1}, {"c", 1}, {"d", 1}, {"e", 1}, {"f", 1}, {"g", 1}, {"h", 1},
    {"i", 1}, {"j", 1}, {"k", 1}, {"l", 1}, {"m", 1}, {"n", 1}, {"o", 1}, {"p", 1},
    {"q", 1}, {"r", 1}, {"s", 1}, {"t", 1}, {"u", 1}, {"v", 1}, {"w", 1}, {"x", 1},
    {"y", 1}, {"z", 1}, {"æ", 2}, {"ø", 2}, {"å", 2},
};
static const char CIFRE[] = "0123456789";

enum { BOGSTAVER = sizeof BOGSTAV / sizeof *BOGSTAV, ANTAL_CIFRE = 10 };

const char *mutant_art_navn(enum mutant_art art)
{
    static const char *const navne[MUTANT_ARTER] = {
        [MUTANT_SLET] = "tegn slettet",
        [MUTANT_INDSAET_CIFFER] = "ciffer indsat",
        [MUTANT_INDSAET_KOMMA] = "komma indsat",
        [MUTANT_INDSAET_PUNKTUM] = "punktum indsat",
        [MUTANT_INDSAET_BOGSTAV] = "bogstav indsat",
        [MUTANT_ERSTAT_CIFFER] = "tegn blev ciffer",
        [MUTANT_ERSTAT_KOMMA] = "tegn blev komma",
        [MUTANT_ERSTAT_PUNKTUM] = "tegn blev punktum",
        [MUTANT_ERSTAT_BOGSTAV] = "tegn blev bogstav",
        [MUTANT_BYT] = "nabotegn byttet",
        [MUTANT_LINJE_SLET] = "linje slettet",
        [MUTANT_LINJE_GENTAG] = "linje gentaget",
        [MUTANT_LINJE_BYT] = "linjer byttet",
        [MUTANT_CELLE_BYT] = "celler byttet",
    };
    ASSERT(art < MUTANT_ARTER);
    return navne[art];
}

/* ---- reading places ---- */

/* The first byte after the code point at `at`. */
static size_t after(struct str tekst, size_t at)
{
    at++;
    while (at < tekst.n && ((unsigned char)tekst.p[at] & 0xC0U) == 0x80U) at++;
    return at;
}

/* The first byte after the line at `at`, its newline included. */
static size_t line_end(struct str tekst, size_t at, size_t til)
{
    while (at < til && tekst.p[at] != '\n') at++;
    return at < til ? at + 1 : at;
}

static struct str drawn(enum mutant_art art, uint8_t tegn)
{
    switch (art) {
    case MUTANT_INDSAET_CIFFER:
    case MUTANT_ERSTAT_CIFFER: return (struct str){CIFRE + tegn, 1};
    case MUTANT_INDSAET_KOMMA:
    case MUTANT_ERSTAT_KOMMA: return STR(",");
    case MUTANT_INDSAET_PUNKTUM:
    case MUTANT_ERSTAT_PUNKTUM: return STR(".");
    case MUTANT_INDSAET_BOGSTAV:
    case MUTANT_ERSTAT_BOGSTAV: return BOGSTAV[tegn];
    default: return STR_EMPTY;
    }
}

/* ---- finding ---- */

struct soegning {
    struct arena *arena;
    struct str tekst;
    size_t til;
    uint64_t seed;
    struct mutanter *ud;
};

static void add(struct soegning *s, size_t fra, size_t til, enum mutant_art art, uint8_t tegn)
{
    struct mutanter *ud = s->ud;
    if (ud->count == ud->capacity)
        ud->mutant = arena_grow(s->arena, ud->mutant, ud->count, &ud->capacity, ud->count + 1,
                                sizeof *ud->mutant);
    ud->mutant[ud->count++] = (struct mutant){(uint32_t)fra, (uint32_t)til, (uint8_t)art, tegn};
}

/* A character of a class of `antal`; not the original's. */
static void add_drawn(struct soegning *s, size_t fra, size_t til, enum mutant_art art, int antal)
{
    uint64_t seed = s->seed ^ ((uint64_t)fra * MUTANT_ARTER + (uint64_t)art);
    int tegn = tilfaelde_between(&seed, 0, antal - 1);
    struct str old = str_sub(s->tekst, fra, til);
    if (til > fra && str_eq(drawn(art, (uint8_t)tegn), old)) {
        if (antal == 1) return;
        tegn = (tegn + 1) % antal;
    }
    add(s, fra, til, art, (uint8_t)tegn);
}

static void find_at(struct soegning *s, size_t at)
{
    size_t end = after(s->tekst, at);
    add(s, at, end, MUTANT_SLET, 0);
    add_drawn(s, at, at, MUTANT_INDSAET_CIFFER, ANTAL_CIFRE);
    add_drawn(s, at, at, MUTANT_INDSAET_KOMMA, 1);
    add_drawn(s, at, at, MUTANT_INDSAET_PUNKTUM, 1);
    add_drawn(s, at, at, MUTANT_INDSAET_BOGSTAV, BOGSTAVER);
    add_drawn(s, at, end, MUTANT_ERSTAT_CIFFER, ANTAL_CIFRE);
    add_drawn(s, at, end, MUTANT_ERSTAT_KOMMA, 1);
    add_drawn(s, at, end, MUTANT_ERSTAT_PUNKTUM, 1);
    add_drawn(s, at, end, MUTANT_ERSTAT_BOGSTAV, BOGSTAVER);
    if (end >= s->til) return;
    size_t next = after(s->tekst, end);
    if (!str_eq(str_sub(s->tekst, at, end), str_sub(s->tekst, end, next)))
        add(s, at, next, MUTANT_BYT, 0);
}

static void find_line(struct soegning *s, size_t at)
{
    size_t end = line_end(s->tekst, at, s->til);
    add(s, at, end, MUTANT_LINJE_SLET, 0);
    add(s, at, end, MUTANT_LINJE_GENTAG, 0);
    size_t next = line_end(s->tekst, end, s->til);
    if (next == end || s->tekst.p[next - 1] != '\n') return;
    if (!str_eq(str_sub(s->tekst, at, end), str_sub(s->tekst, end, next)))
        add(s, at, next, MUTANT_LINJE_BYT, 0);
}

static void find_cells(struct soegning *s, size_t at, char skille)
{
    struct str rest = str_sub(s->tekst, at, line_end(s->tekst, at, s->til));
    struct str left, right;
    if (rest.n > 0 && rest.p[rest.n - 1] == '\n') rest.n--;
    if (!str_split(&rest, skille, &left)) return;
    for (; str_split(&rest, skille, &right); left = right) {
        size_t fra = (size_t)(left.p - s->tekst.p);
        size_t til = (size_t)(right.p - s->tekst.p) + right.n;
        if (!str_eq(left, right)) add(s, fra, til, MUTANT_CELLE_BYT, (uint8_t)skille);
    }
}

void mutation_find(struct arena *arena, struct str tekst, size_t fra, size_t til, char skille,
                   uint64_t seed, struct mutanter *out)
{
    struct soegning s = {.arena = arena, .tekst = tekst, .til = til, .seed = seed, .ud = out};
    bool line = true;
    ASSERT(til <= tekst.n && tekst.n < UINT32_MAX);
    for (size_t at = fra; at < til; at = after(tekst, at)) {
        if (line) {
            find_line(&s, at);
            find_cells(&s, at, skille);
        }
        line = tekst.p[at] == '\n';
        find_at(&s, at);
    }
}

/* ---- applying ---- */

/* Where the second half of what is swapped begins. */
static size_t middle(struct str gammel, const struct mutant *mutant)
{
    size_t at = 0;
    if (mutant->art == MUTANT_BYT) return after(gammel, 0);
    if (mutant->art == MUTANT_LINJE_BYT) return line_end(gammel, 0, gammel.n);
    while (at < gammel.n && gammel.p[at] != (char)mutant->tegn) at++;
    return at;
}

static void add_swapped(struct buf *out, struct str gammel, const struct mutant *mutant)
{
    size_t at = middle(gammel, mutant);
    size_t skille = mutant->art == MUTANT_CELLE_BYT ? 1 : 0;
    buf_add(out, str_sub(gammel, at + skille, gammel.n));
    buf_add(out, str_sub(gammel, at, at + skille));
    buf_add(out, str_sub(gammel, 0, at));
}

struct str mutation_apply(struct arena *arena, struct str tekst, const struct mutant *mutant)
{
    struct buf out;
    enum mutant_art art = (enum mutant_art)mutant->art;
    struct str gammel = str_sub(tekst, mutant->fra, mutant->til);
    buf_init(&out, arena);
    buf_add(&out, str_sub(tekst, 0, mutant->fra));
    switch (art) {
    case MUTANT_LINJE_GENTAG:
        buf_add(&out, gammel);
        buf_add(&out, gammel);
        break;
    case MUTANT_BYT:
    case MUTANT_LINJE_BYT:
    case MUTANT_CELLE_BYT: add_swapped(&out, gammel, mutant); break;
    default: buf_add(&out, drawn(art, mutant->tegn));
    }
    buf_add(&out, str_sub(tekst, mutant->til, tekst.n));
    return buf_str(&out);
}
