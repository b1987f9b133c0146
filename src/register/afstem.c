/*
 * register/afstem: wanted facts against what is known (contract in afstem.h).
 *
 * Invariants: (1) a known fact is found by at most one wanted fact; (2) no known fact's id is given
 * to a new one, not even one's that was taken back.
 * Cost: both sides are sorted; only what differs is compared pair by pair.
 */
#include "register/afstem.h"

#include <stdlib.h>

#include "register/felt.h"
#include "register/resolve.h"

/* Without the columns that no file of facts has. */
static struct register_fakta stripped(const struct register_fakta *f)
{
    struct register_fakta s = *f;

    if (s.slags == SLAGS_INDPLACERING) {
        s.indplacering.organ = s.indplacering.kriterier = STR_EMPTY;
        s.indplacering.bilag = s.indplacering.tekst = STR_EMPTY;
    } else if (s.slags == SLAGS_OPHOER) {
        s.ophoer.part = s.ophoer.aarsag = STR_EMPTY;
    }
    return s;
}

/* The wanted fact as a registration of the known one. */
static struct register_fakta correction(const struct register_fakta *kendt,
                                        const struct register_fakta *oensket)
{
    struct register_fakta ny = *oensket;

    ny.ejer = kendt->ejer;
    ny.id = kendt->id;
    if (ny.slags == SLAGS_INDPLACERING) {
        ny.indplacering.organ = kendt->indplacering.organ;
        ny.indplacering.kriterier = kendt->indplacering.kriterier;
        ny.indplacering.bilag = kendt->indplacering.bilag;
        ny.indplacering.tekst = kendt->indplacering.tekst;
    } else if (ny.slags == SLAGS_OPHOER) {
        ny.ophoer.part = kendt->ophoer.part;
        ny.ophoer.aarsag = kendt->ophoer.aarsag;
    }
    return ny;
}

static bool same_kind(const struct register_fakta *a, const struct register_fakta *b)
{
    if (a->slags == SLAGS_SITUATION) return a->situation.art == b->situation.art;
    if (a->slags != SLAGS_AFTALE) return true;
    if (a->aftale.art != b->aftale.art) return false;
    if (a->aftale.art == AFTALE_VILKAAR) return a->aftale.vilkaar == b->aftale.vilkaar;
    return str_eq(a->aftale.ydelse, b->aftale.ydelse);
}

/* Whether they say the same but for the days. */
static bool same_but_days(const struct register_fakta *a, const struct register_fakta *b)
{
    struct register_fakta x = *a;

    x.fra = b->fra;
    x.til = b->til;
    return tabel_lig(&x, b);
}

static int by_content(const void *a, const void *b)
{
    return tabel_indhold(a, b);
}

/* A known or wanted fact, and whether its other half was found. */
struct side {
    struct register_fakta f; /* stripped */
    const struct register_fakta *hel;
    bool fundet;
};

struct sider {
    struct side *side;
    size_t antal;
};

static struct sider make_sides(struct arena *arena, const struct register_fakta *f, size_t n)
{
    struct sider s = {ARENA_ARRAY(arena, n, struct side), 0};

    for (size_t i = 0; i < n; i++) {
        if (f[i].tilbagekaldt) continue;
        s.side[s.antal++] = (struct side){stripped(&f[i]), &f[i], false};
    }
    qsort(s.side, s.antal, sizeof(*s.side), by_content);
    return s;
}

/* ---- 1: the same in all ---- */

/* What holds, with neighbours that say the same joined; by content. */
static size_t normal(struct arena *arena, const struct sider *s, struct register_fakta **ud)
{
    struct register_fakta *f = ARENA_ARRAY(arena, s->antal, struct register_fakta);
    size_t n = 0;

    for (size_t i = 0; i < s->antal; i++) {
        f[i] = s->side[i].f;
        f[i].id = s->side[i].hel->id;
        f[i].nr = s->side[i].hel->nr;
    }
    size_t antal = resolve_fakta(arena, f, s->antal, ud);
    /* Pieces come by day; the ends of those open for a neighbour are few, so each looks back. */
    bool join = s->antal > 0 && s->side[0].f.slags == SLAGS_INDPLACERING;
    for (size_t i = 0; i < antal; i++) {
        struct register_fakta *p = &(*ud)[i];
        if (join && n > 0 && (*ud)[n - 1].til.dag == p->fra.dag &&
            same_but_days(&(*ud)[n - 1], p)) {
            (*ud)[n - 1].til = p->til;
        } else {
            (*ud)[n++] = *p;
        }
    }
    if (n > 1) qsort(*ud, n, sizeof(**ud), by_content);
    return n;
}

static bool same_in_all(struct arena *arena, const struct sider *a, const struct sider *b)
{
    struct register_fakta *x = NULL, *y = NULL;
    size_t n = normal(arena, a, &x);

    if (n != normal(arena, b, &y)) return false;
    for (size_t i = 0; i < n; i++)
        if (!tabel_lig(&x[i], &y[i])) return false;
    return true;
}

/* ---- 2 to 4: which known fact a wanted one is ---- */

static void add(struct aendringer *ud, const struct register_fakta *gammel,
                const struct register_fakta *ny)
{
    ud->aendring = arena_grow(ud->arena, ud->aendring, ud->antal, &ud->plads, ud->antal + 1,
                              sizeof(*ud->aendring));
    ud->aendring[ud->antal++] = (struct aendring){gammel, *ny};
}

static void pair_exact(struct sider *w, struct sider *k)
{
    for (size_t i = 0, j = 0; i < w->antal && j < k->antal;) {
        int order = tabel_indhold(&w->side[i].f, &k->side[j].f);
        if (order == 0) w->side[i].fundet = k->side[j].fundet = true;
        if (order <= 0) i++;
        if (order >= 0) j++;
    }
}

enum regel { REGEL_FRA, REGEL_DAGE, REGEL_ORDEN };

static bool fits(enum regel regel, const struct register_fakta *w, const struct register_fakta *k)
{
    switch (regel) {
    case REGEL_FRA: return w->fra.dag == k->fra.dag && same_kind(w, k);
    case REGEL_DAGE:
        return same_but_days(w, k) && w->fra.dag <= k->til.dag && k->fra.dag <= w->til.dag;
    case REGEL_ORDEN: return same_kind(w, k);
    }
    return false;
}

static void pair_by(struct aendringer *ud, struct sider *w, struct sider *k, enum regel regel)
{
    for (size_t i = 0; i < w->antal; i++) {
        for (size_t j = 0; j < k->antal && !w->side[i].fundet; j++) {
            if (k->side[j].fundet || !fits(regel, &w->side[i].f, &k->side[j].f)) continue;
            struct register_fakta ny = correction(k->side[j].hel, w->side[i].hel);
            add(ud, k->side[j].hel, &ny);
            w->side[i].fundet = k->side[j].fundet = true;
        }
    }
}

/* ---- 5: new ones, and what is left ---- */

static void add_new(struct aendringer *ud, const struct sider *w,
                    const struct register_fakta *kendt, size_t kendte)
{
    int nr = felt_hoejeste(kendt, kendte);

    for (size_t i = 0; i < w->antal; i++) {
        if (w->side[i].fundet) continue;
        struct register_fakta ny = *w->side[i].hel;
        ny.id = str_format(ud->arena, "%c%d", tabeller[ny.slags].navn[0], ++nr);
        add(ud, NULL, &ny);
    }
}

static void leave_or_take_back(struct aendringer *ud, const struct sider *k, bool erstat)
{
    for (size_t j = 0; j < k->antal; j++) {
        if (k->side[j].fundet) continue;
        if (!erstat) {
            ud->beholdt++;
            continue;
        }
        struct register_fakta ny = *k->side[j].hel;
        ny.tilbagekaldt = true;
        add(ud, k->side[j].hel, &ny);
    }
}

void afstem(struct aendringer *ud, const struct register_fakta *oensket, size_t oensker,
            const struct register_fakta *kendt, size_t kendte, bool erstat)
{
    if (oensker == 0 && kendte == 0) return;
    struct sider w = make_sides(ud->arena, oensket, oensker);
    struct sider k = make_sides(ud->arena, kendt, kendte);

    if (k.antal > 0 && same_in_all(ud->arena, &w, &k)) return;
    pair_exact(&w, &k);
    pair_by(ud, &w, &k, REGEL_FRA);
    pair_by(ud, &w, &k, REGEL_DAGE);
    if (erstat) pair_by(ud, &w, &k, REGEL_ORDEN);
    add_new(ud, &w, kendt, kendte);
    leave_or_take_back(ud, &k, erstat);
}

/* ---- facts known at different times ---- */

static bool is_supplement(const struct register_fakta *f)
{
    return f->slags == SLAGS_AFTALE && f->aftale.art == AFTALE_TILLAEG;
}

static bool overlap(const struct register_fakta *a, const struct register_fakta *b)
{
    return a->fra.dag < b->til.dag && b->fra.dag < a->til.dag;
}

/* Two known equally late of which only one can hold, saying different things of the same day. */
static bool conflict(const struct register_fakta *a, const struct register_fakta *b)
{
    bool only_one = a->slags == SLAGS_INDPLACERING ||
                    (a->slags == SLAGS_AFTALE && a->aftale.art != AFTALE_TILLAEG);

    if (!only_one || a->nr != b->nr || !same_kind(a, b) || !overlap(a, b)) return false;
    struct register_fakta x = *a;
    if (a->slags == SLAGS_INDPLACERING) x.indplacering.besluttet = b->indplacering.besluttet;
    if (a->slags == SLAGS_AFTALE) {
        x.aftale.besluttet_af = b->aftale.besluttet_af;
        x.aftale.tekst = b->aftale.tekst;
    }
    return !same_but_days(&x, b);
}

struct liste {
    struct register_fakta *f;
    size_t antal;
    size_t plads;
};

static void keep(struct arena *arena, struct liste *l, struct register_fakta f, struct dato fra,
                 struct dato til)
{
    l->f = arena_grow(arena, l->f, l->antal, &l->plads, l->antal + 1, sizeof(*l->f));
    f.fra = fra;
    f.til = til;
    l->f[l->antal++] = f;
}

/* What supplements known later leave of one; `alle` come by fra. */
static void cut_supplement(struct arena *arena, const struct register_fakta *f,
                           const struct register_fakta *alle, size_t antal, struct liste *ud)
{
    struct dato fra = f->fra;

    for (size_t i = 0; i < antal && fra.dag < f->til.dag; i++) {
        const struct register_fakta *g = &alle[i];
        if (!is_supplement(g) || g->nr <= f->nr || !same_kind(f, g) || g->til.dag <= fra.dag ||
            g->fra.dag >= f->til.dag) {
            continue;
        }
        if (fra.dag < g->fra.dag) keep(arena, ud, *f, fra, g->fra);
        fra = g->til;
    }
    if (fra.dag < f->til.dag) keep(arena, ud, *f, fra, f->til);
}

static int by_fra(const void *a, const void *b)
{
    const struct register_fakta *x = a, *y = b;
    int fra = dato_cmp(x->fra, y->fra);
    return fra != 0 ? fra : dato_cmp(x->til, y->til);
}

bool afstem_kendt(struct arena *arena, const struct register_fakta *fakta, size_t antal,
                  struct register_fakta **ud, size_t *ud_antal, struct dato *dag)
{
    struct register_fakta *loest = NULL;
    struct liste l = {0};

    for (size_t i = 0; i < antal && fakta[0].slags != SLAGS_DOEGN; i++) {
        for (size_t j = i + 1; j < antal; j++) {
            if (!conflict(&fakta[i], &fakta[j])) continue;
            *dag = dato_max(fakta[i].fra, fakta[j].fra);
            return false;
        }
    }
    size_t n = resolve_fakta(arena, fakta, antal, &loest);
    if (n > 1) qsort(loest, n, sizeof(*loest), by_fra);
    for (size_t i = 0; i < n; i++) {
        if (is_supplement(&loest[i]))
            cut_supplement(arena, &loest[i], loest, n, &l);
        else
            keep(arena, &l, loest[i], loest[i].fra, loest[i].til);
    }
    *ud = l.f;
    *ud_antal = l.antal;
    return true;
}
