/*
 * oversat: a Danish sentence is found among those the program writes, and written in English.
 *
 * Invariant: every number, day, unit and word of the Danish sentence stands in the English one, in
 * the same order. Cost: a sentence is tried against the whole table; a page has few.
 */
#include "beregning/oversat.h"

#include <string.h>

#include "base/dato.h"
#include "base/dato_engelsk.h"
#include "beregning/ord.h"
#include "beregning/oversat_ord.h"

enum { FUND_MAX = 8 };

struct traef {
    struct str fund[FUND_MAX]; /* what stood where # @ & ~ and * stand, in order */
    size_t antal;
};

/* ---- how long what a sign stands for may be, at most; 0: it does not stand here */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "3", "1,5", "1.234,00": a point or a comma only between digits. */
static size_t number_length(struct str t)
{
    size_t n = 0;

    while (n < t.n && (is_digit(t.p[n]) || (n > 0 && (t.p[n] == '.' || t.p[n] == ',') &&
                                            n + 1 < t.n && is_digit(t.p[n + 1]))))
        n++;
    return n;
}

static size_t digits(struct str t, size_t at)
{
    size_t n = 0;

    while (at + n < t.n && is_digit(t.p[at + n])) n++;
    return n;
}

/* The month that a text begins with, 1-12; 0 when none. */
static int month_of(struct str t)
{
    for (int m = 1; m <= 12; m++)
        if (str_starts(t, str_from(maaned_navn(m)))) return m;
    return 0;
}

/* "14. marts 2021", "14. marts". */
static size_t day_length(struct str t)
{
    size_t n = digits(t, 0);
    struct str rest = str_sub(t, n, t.n);

    if (n == 0 || n > 2 || !str_starts(rest, STR(". "))) return 0;
    n += 2;
    int month = month_of(str_sub(t, n, t.n));
    if (month == 0) return 0;
    n += strlen(maaned_navn(month));
    if (n < t.n && t.p[n] == ' ' && digits(t, n + 1) == 4) n += 5;
    return n;
}

/* The pair whose Danish word a text begins with, the longest; NULL when none. */
static const struct oversat_par *word_of(const struct oversat_par *ord, size_t antal, struct str t)
{
    const struct oversat_par *best = NULL;

    for (size_t i = 0; i < antal; i++)
        if (str_starts(t, str_from(ord[i].dansk)) &&
            (best == NULL || strlen(ord[i].dansk) > strlen(best->dansk)))
            best = &ord[i];
    return best;
}

static size_t word_length(struct str t)
{
    const struct oversat_par *par = word_of(OVERSAT_LISTE, OVERSAT_LISTER, t);

    return par == NULL ? 0 : strlen(par->dansk);
}

/* "kr/vederlag/døgn" */
static size_t unit_length(struct str t)
{
    size_t n = 0;

    for (;;) {
        const struct oversat_par *par = word_of(OVERSAT_ENHED, OVERSAT_ENHEDER, str_sub(t, n, t.n));
        if (par == NULL) return 0;
        n += strlen(par->dansk);
        struct str rest = str_sub(t, n, t.n);
        if (str_starts(rest, STR("/")))
            n++;
        else if (str_starts(rest, STR("·")))
            n += STR("·").n;
        else
            return n;
    }
}

static size_t length_of(char tegn, struct str t)
{
    switch (tegn) {
    case '#': return number_length(t);
    case '@': return day_length(t);
    case '&': return unit_length(t);
    case '~': return word_length(t);
    default: return t.n;
    }
}

static bool is_sign(char c)
{
    return c != '\0' && strchr(OVERSAT_TEGN, c) != NULL;
}

/* Whether the text is the sentence; of what somebody wrote, as much as can be. */
static bool fits(const char *s, struct str t, struct traef *f)
{
    size_t antal = f->antal;

    for (; *s != '\0' && !is_sign(*s); s++) {
        if (t.n == 0 || t.p[0] != *s) return false;
        t = str_sub(t, 1, t.n);
    }
    if (*s == '\0') return t.n == 0;
    ASSERT(antal < FUND_MAX);
    for (size_t n = length_of(*s, t); n > 0; n--) {
        f->fund[antal] = str_sub(t, 0, n);
        f->antal = antal + 1;
        if (fits(s + 1, str_sub(t, n, t.n), f)) return true;
        if (*s != '*') break;
    }
    f->antal = antal;
    return false;
}

/* ---- the English sentence */

static void add_day(struct buf *out, struct str dag)
{
    size_t n = digits(dag, 0);
    int month = month_of(str_sub(dag, n + 2, dag.n));

    buf_add(out, str_sub(dag, 0, n));
    buf_format(out, " %s", maaned_navn_engelsk(month));
    buf_add(out, str_sub(dag, n + 2 + strlen(maaned_navn(month)), dag.n));
}

/* The first word of a unit is of more than one ("6 fees"), except money and kilometres. */
static void add_unit(struct buf *out, struct str enhed, bool en)
{
    for (size_t n = 0; n < enhed.n;) {
        const struct oversat_par *par =
            word_of(OVERSAT_ENHED, OVERSAT_ENHEDER, str_sub(enhed, n, enhed.n));
        ASSERT(par != NULL);
        buf_c(out, par->engelsk);
        if (n == 0 && !en && strcmp(par->dansk, par->engelsk) != 0) buf_char(out, 's');
        n += strlen(par->dansk);
        struct str rest = str_sub(enhed, n, enhed.n);
        if (rest.n == 0) return;
        size_t tegn = rest.p[0] == '/' ? 1 : STR("·").n;
        buf_add(out, str_sub(rest, 0, tegn));
        n += tegn;
    }
}

struct skriver {
    struct arena *arena;
    struct buf nu;
    struct oversat_bid *bid;
    size_t antal;
};

static void end_part(struct skriver *s, bool dansk)
{
    if (s->nu.n == 0) return;
    s->bid[s->antal++] = (struct oversat_bid){buf_str(&s->nu), dansk};
    buf_init(&s->nu, s->arena);
}

static void add_found(struct skriver *s, char tegn, const struct traef *f, size_t nr)
{
    struct str fund = f->fund[nr];

    switch (tegn) {
    case '#': buf_add(&s->nu, fund); break;
    case '@': add_day(&s->nu, fund); break;
    case '&': add_unit(&s->nu, fund, nr > 0 && str_is(f->fund[nr - 1], "1")); break;
    case '~': buf_c(&s->nu, word_of(OVERSAT_LISTE, OVERSAT_LISTER, fund)->engelsk); break;
    default:
        end_part(s, false);
        buf_add(&s->nu, fund);
        end_part(s, true);
    }
}

static struct oversat write_english(struct arena *arena, const char *engelsk, const struct traef *f)
{
    struct skriver s = {.arena = arena};
    size_t nr = 0;

    s.bid = ARENA_ARRAY(arena, 2 * FUND_MAX + 1, struct oversat_bid);
    buf_init(&s.nu, arena);
    for (const char *c = engelsk; *c != '\0'; c++) {
        if (!is_sign(*c)) {
            buf_char(&s.nu, *c);
            continue;
        }
        ASSERT(nr < f->antal);
        add_found(&s, *c, f, nr++);
    }
    end_part(&s, false);
    return (struct oversat){s.bid, s.antal};
}

static struct oversat one_part(struct arena *arena, struct str tekst, bool dansk)
{
    struct oversat_bid *bid = ARENA_NEW(arena, struct oversat_bid);

    *bid = (struct oversat_bid){tekst, dansk};
    return (struct oversat){bid, 1};
}

struct oversat oversat_af(struct arena *arena, struct str tekst, bool engelsk)
{
    if (tekst.n == 0) return (struct oversat){NULL, 0};
    if (!engelsk) return one_part(arena, tekst, false);
    for (size_t i = 0; i < OVERSAT_SAETNINGER; i++) {
        struct traef f = {.antal = 0};
        if (fits(OVERSAT_SAETNING[i].dansk, tekst, &f))
            return write_english(arena, OVERSAT_SAETNING[i].engelsk, &f);
    }
    return one_part(arena, tekst, true);
}

struct oversat oversat_stort(struct arena *arena, struct str tekst, bool engelsk)
{
    struct oversat o = oversat_af(arena, tekst, engelsk);

    if (o.bid_antal == 0) return o;
    struct oversat_bid *bid = ARENA_ARRAY(arena, o.bid_antal, struct oversat_bid);
    memcpy(bid, o.bid, o.bid_antal * sizeof(*bid));
    bid[0].tekst = ord_stort(arena, bid[0].tekst);
    return (struct oversat){bid, o.bid_antal};
}

struct oversat oversat_sammen(struct arena *arena, struct oversat a, const char *mellem,
                              struct oversat b)
{
    struct oversat_bid *bid = ARENA_ARRAY(arena, a.bid_antal + b.bid_antal + 1, struct oversat_bid);
    size_t n = 0;

    for (size_t i = 0; i < a.bid_antal; i++) bid[n++] = a.bid[i];
    bid[n++] = (struct oversat_bid){str_from(mellem), false};
    for (size_t i = 0; i < b.bid_antal; i++) bid[n++] = b.bid[i];
    return (struct oversat){bid, n};
}

static struct str one_text(struct arena *arena, struct oversat oversat, bool citeret)
{
    struct buf out;

    buf_init(&out, arena);
    for (size_t i = 0; i < oversat.bid_antal; i++) {
        bool citat = citeret && oversat.bid[i].dansk;
        if (citat) buf_c(&out, "“");
        buf_add(&out, oversat.bid[i].tekst);
        if (citat) buf_c(&out, "”");
    }
    return buf_str(&out);
}

struct str oversat_tekst(struct arena *arena, struct oversat oversat)
{
    return one_text(arena, oversat, false);
}

struct str oversat_citeret(struct arena *arena, struct oversat oversat)
{
    return one_text(arena, oversat, true);
}
