/*
 * afvist: the fields of a refused form, found and marked in the page's own markup.
 *
 * Cost: a few walks through the page for each field that is wrong, and none for a page that is not
 * refused.
 */
#include "side/afvist.h"

#include <stdlib.h>

#include "side/skabelon.h"

/* Of each field: its group, its reason, two of its attributes, and what it is folded away in. */
enum { STYKKER_PR_FELT = 4 + 8, FOLD_MAX = 8 };

/* A piece that is put into the page, before what stands at `at`. */
struct stykke {
    size_t at;
    size_t nr; /* those at one place keep their order */
    struct str html;
};

struct maerkning {
    struct arena *arena;
    struct str side;
    struct stykke *stykke;
    size_t antal;
};

/* Twice the same in one place is once: two fields may be of one group. */
static void put(struct maerkning *m, size_t at, struct str html)
{
    for (size_t i = 0; i < m->antal; i++)
        if (m->stykke[i].at == at && str_eq(m->stykke[i].html, html)) return;
    m->stykke[m->antal] = (struct stykke){at, m->antal, html};
    m->antal++;
}

/* ---- looking at markup ---- */

/* The first place of `piece` in [from, to); `to` when it is not there. */
static size_t find(struct str side, const char *piece, size_t from, size_t to)
{
    size_t at;

    return str_find(str_sub(side, from, to), str_from(piece), &at) ? from + at : to;
}

/* The last place of `piece` in [from, to); `to` when it is not there. */
static size_t find_last(struct str side, const char *piece, size_t from, size_t to)
{
    size_t last = to;

    for (size_t at = find(side, piece, from, to); at < to; at = find(side, piece, at + 1, to))
        last = at;
    return last;
}

/* What an attribute holds, which a template has written as ` name="…"`. */
static struct str attribute(struct arena *arena, struct str tag, const char *name)
{
    const char *begin = str_c(arena, str_format(arena, " %s=\"", name));
    size_t at = find(tag, begin, 0, tag.n);

    if (at == tag.n) return STR_EMPTY;
    at += str_from(begin).n;
    return str_sub(tag, at, find(tag, "\"", at, tag.n));
}

struct felt {
    size_t fra, til; /* its tag, from '<' to after '>' */
    struct str id;
    struct str type;
};

/* The first field that a person fills, with an id, whose `name` is this. */
static bool find_field(const struct maerkning *m, const char *name, struct str navn,
                       struct felt *out)
{
    static const char *const FIELD[] = {"<input ", "<select ", "<textarea "};
    size_t n = m->side.n, til;

    for (size_t at = find(m->side, "<", 0, n); at < n; at = find(m->side, "<", til, n)) {
        til = find(m->side, ">", at, n) + 1;
        if (til > n) return false;
        struct str tag = str_sub(m->side, at, til);
        bool felt = false;
        for (size_t i = 0; i < sizeof(FIELD) / sizeof(*FIELD); i++)
            felt = felt || str_starts(tag, str_from(FIELD[i]));
        if (!felt || !str_eq(attribute(m->arena, tag, name), navn)) continue;
        *out = (struct felt){at, til, attribute(m->arena, tag, "id"),
                             attribute(m->arena, tag, "type")};
        if (out->id.n > 0 && !str_is(out->type, "hidden")) return true;
    }
    return false;
}

/* ---- marking ---- */

/* The group that the field itself stands in: nothing is closed between the two. */
static void mark_group(struct maerkning *m, const struct felt *f)
{
    static const char GROUP[] = "<div class=\"form-group";
    size_t at = find_last(m->side, GROUP, 0, f->fra), end = at + sizeof(GROUP) - 1;

    if (at == f->fra || find(m->side, "</div>", at, f->fra) < f->fra) return;
    if (m->side.p[end] == '"' || m->side.p[end] == ' ') put(m, end, STR(" form-error"));
}

/* What is folded away is neither seen nor read aloud. */
static void unfold(struct maerkning *m, const struct felt *f)
{
    static const char BEGIN[] = "<details", END[] = "</details>";
    size_t open[FOLD_MAX], n = 0;

    for (size_t at = find(m->side, BEGIN, 0, f->fra); at < f->fra;
         at = find(m->side, BEGIN, at + 1, f->fra)) {
        size_t naeste = find(m->side, BEGIN, at + 1, f->fra);
        ASSERT(n < FOLD_MAX);
        open[n++] = at;
        for (size_t e = find(m->side, END, at, naeste); e < naeste && n > 0;
             e = find(m->side, END, e + 1, naeste))
            n--;
    }
    for (size_t i = 0; i < n; i++) {
        size_t end = find(m->side, ">", open[i], f->fra);
        if (find(m->side, " open", open[i], end) == end) put(m, end, STR(" open"));
    }
}

/* Where the reason is read before the field is. */
static size_t reason_at(const struct maerkning *m, const struct felt *f)
{
    static const char END[] = "</legend>";
    bool en_af_flere = str_is(f->type, "checkbox") || str_is(f->type, "radio");
    size_t at = en_af_flere ? find_last(m->side, END, 0, f->fra) : f->fra;

    /* The legend of a group that is closed is another's. */
    if (at == f->fra || find(m->side, "</fieldset>", at, f->fra) < f->fra) return f->fra;
    return at + sizeof(END) - 1;
}

static void mark_field(struct maerkning *m, const struct felt *f)
{
    static const char BESKREVET[] = " aria-describedby=\"";
    size_t end = f->til - 1, at = find(m->side, BESKREVET, f->fra, end);

    if (at < end)
        put(m, at + sizeof(BESKREVET) - 1, str_format(m->arena, "%.*s-fejl ", STR_ARG(f->id)));
    else
        put(m, end, str_format(m->arena, "%s%.*s-fejl\"", BESKREVET, STR_ARG(f->id)));
    /* A radio button is right or wrong only together with the others. */
    if (!str_is(f->type, "radio")) put(m, end, STR(" aria-invalid=\"true\""));
}

static void mark(struct maerkning *m, const struct felt *f, const struct side_afvist *a,
                 bool engelsk)
{
    struct afvist_felt reason = {f->id, a->tekst, a->dansk};
    struct html h;

    html_init(&h, m->arena, engelsk);
    html_afvist_felt(&h, &reason);
    unfold(m, f);
    mark_group(m, f);
    put(m, reason_at(m, f), buf_str(&h.buf));
    mark_field(m, f);
}

static int by_place(const void *a, const void *b)
{
    const struct stykke *x = a, *y = b;

    if (x->at != y->at) return (x->at > y->at) - (x->at < y->at);
    return (x->nr > y->nr) - (x->nr < y->nr);
}

static struct str put_together(struct maerkning *m)
{
    struct buf out;
    size_t done = 0;

    qsort(m->stykke, m->antal, sizeof(*m->stykke), by_place);
    buf_init(&out, m->arena);
    for (size_t i = 0; i < m->antal; i++) {
        buf_add(&out, str_sub(m->side, done, m->stykke[i].at));
        buf_add(&out, m->stykke[i].html);
        done = m->stykke[i].at;
    }
    buf_add(&out, str_sub(m->side, done, m->side.n));
    return buf_str(&out);
}

/* Whether an earlier reason has marked that field: the first is told at it. */
static bool is_marked(const struct side_afvist *afvist, size_t n, struct str anker)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(afvist[i].anker, anker)) return true;
    return false;
}

/* Reasons in the order of their fields, those of none first; of one field as they were said. */
static void in_order(struct side_afvist *afvist, size_t *at, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        struct side_afvist x = afvist[i];
        size_t plads = at[i], k = i;
        for (; k > 0 && at[k - 1] > plads; k--) {
            afvist[k] = afvist[k - 1];
            at[k] = at[k - 1];
        }
        afvist[k] = x;
        at[k] = plads;
    }
}

struct html_klar afvist_maerk(struct arena *arena, struct html_klar side, bool engelsk,
                              struct side_afvist *afvist, size_t antal)
{
    struct maerkning m = {arena, side.html,
                          ARENA_ARRAY(arena, antal * STYKKER_PR_FELT, struct stykke), 0};
    size_t *at = ARENA_ARRAY(arena, antal, size_t);
    struct felt f;

    for (size_t i = 0; i < antal; i++) {
        struct str navn = afvist[i].felt;
        at[i] = 0;
        if (navn.n == 0) continue;
        if (!find_field(&m, "id", navn, &f) && !find_field(&m, "name", navn, &f)) continue;
        at[i] = f.til;
        afvist[i].anker = str_format(arena, "#%.*s", STR_ARG(f.id));
        if (!is_marked(afvist, i, afvist[i].anker)) mark(&m, &f, &afvist[i], engelsk);
    }
    in_order(afvist, at, antal);
    return (struct html_klar){put_together(&m)};
}
