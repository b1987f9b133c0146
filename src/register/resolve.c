/*
 * register/resolve: what holds, from what is registered (contract in resolve.h).
 *
 * Invariants: (1) two pieces of the same group never share a day; (2) every day some fact covers is
 * covered by a piece of the one registered last among those that cover it.
 * Cost: quadratic in the facts of one placement and kind, which are few; those that are only kept
 * are sorted.
 */
#include "register/resolve.h"

#include <stdlib.h>

/* Whether only one fact can hold on a day. */
static bool excludes(const struct register_fakta *f)
{
    if (f->slags == SLAGS_INDPLACERING || f->slags == SLAGS_KONTRAKT) return true;
    return f->slags == SLAGS_AFTALE && f->aftale.art != AFTALE_TILLAEG;
}

/* Whether two that exclude others exclude each other. */
static bool same_group(const struct register_fakta *a, const struct register_fakta *b)
{
    if (!excludes(a) || !excludes(b)) return false;
    if (a->slags != SLAGS_AFTALE) return true;
    if (a->aftale.art != b->aftale.art) return false;
    if (a->aftale.art == AFTALE_VILKAAR) return a->aftale.vilkaar == b->aftale.vilkaar;
    return str_eq(a->aftale.ydelse, b->aftale.ydelse);
}

static int by_newest(const void *a, const void *b)
{
    const struct register_fakta *x = a, *y = b;
    if (x->nr != y->nr) return x->nr < y->nr ? 1 : -1;
    return str_cmp(y->id, x->id);
}

static int by_day(const void *a, const void *b)
{
    const struct register_fakta *x = a, *y = b;
    int dag = dato_cmp(x->fra, y->fra);
    if (dag != 0) return dag;
    int id = str_cmp(x->id, y->id);
    return id != 0 ? id : dato_cmp(x->til, y->til);
}

struct stykker {
    struct arena *arena;
    struct register_fakta *stykke; /* by fra */
    size_t antal;
    size_t plads;
};

static void add(struct stykker *s, struct register_fakta f, struct dato fra, struct dato til)
{
    ASSERT(fra.dag < til.dag || f.slags == SLAGS_OPHOER);
    s->stykke =
        arena_grow(s->arena, s->stykke, s->antal, &s->plads, s->antal + 1, sizeof(*s->stykke));
    f.fra = fra;
    f.til = til;
    s->stykke[s->antal++] = f;
}

/* What of f the pieces placed so far leave of it; they are by fra, and those of its group share no
 * day. */
static void place(struct stykker *s, const struct register_fakta *f)
{
    struct dato fra = f->fra;
    size_t antal = s->antal;

    for (size_t i = 0; i < antal && fra.dag < f->til.dag; i++) {
        struct register_fakta p = s->stykke[i];
        if (!same_group(&p, f) || p.til.dag <= fra.dag || p.fra.dag >= f->til.dag) continue;
        if (fra.dag < p.fra.dag) add(s, *f, fra, p.fra);
        fra = p.til;
    }
    if (fra.dag < f->til.dag) add(s, *f, fra, f->til);
    if (s->antal > 1) qsort(s->stykke, s->antal, sizeof(*s->stykke), by_day);
}

size_t resolve_fakta(struct arena *arena, const struct register_fakta *fakta, size_t antal,
                     struct register_fakta **ud)
{
    struct register_fakta *her = ARENA_ARRAY(arena, antal, struct register_fakta);
    struct stykker s = {.arena = arena};
    size_t n = 0;
    bool cut = false;

    for (size_t i = 0; i < antal; i++) {
        if (fakta[i].tilbagekaldt) continue;
        her[n++] = fakta[i];
        cut = cut || excludes(&fakta[i]);
    }
    *ud = her;
    if (n < 2) return n;
    if (!cut) {
        qsort(her, n, sizeof(*her), by_day);
        return n;
    }
    qsort(her, n, sizeof(*her), by_newest);
    for (size_t i = 0; i < n; i++) place(&s, &her[i]);
    *ud = s.stykke;
    return s.antal;
}

const struct register_fakta *resolve_seneste(const struct register_fakta *fakta, size_t antal)
{
    const struct register_fakta *best = NULL;

    for (size_t i = 0; i < antal; i++) {
        if (fakta[i].tilbagekaldt) continue;
        if (best == NULL || by_newest(&fakta[i], best) < 0) best = &fakta[i];
    }
    return best;
}

#define EGEN STR("til-")

struct str resolve_egen_godkendelse(struct arena *arena, struct str anbringelse)
{
    return str_format(arena, "til-%.*s", STR_ARG(anbringelse));
}

bool resolve_er_egen(struct str id)
{
    return str_starts(id, EGEN);
}

/* Whether a goes before b for the placement. */
static bool approves_before(const struct register_fakta *a, const struct register_fakta *b)
{
    bool a_egen = resolve_er_egen(a->id);
    bool b_egen = resolve_er_egen(b->id);

    if (a_egen != b_egen) return a_egen;
    if (a->fra.dag != b->fra.dag) return a->fra.dag > b->fra.dag;
    return by_newest(a, b) < 0;
}

const struct register_fakta *resolve_godkendelse(const struct register_fakta *fakta, size_t antal,
                                                 struct str anbringelse, struct dato dag)
{
    const struct register_fakta *best = NULL;

    for (size_t i = 0; i < antal; i++) {
        const struct register_fakta *f = &fakta[i];
        if (f->tilbagekaldt || dag.dag < f->fra.dag || f->til.dag <= dag.dag) continue;
        if (resolve_er_egen(f->id) && !str_eq(str_sub(f->id, EGEN.n, f->id.n), anbringelse))
            continue;
        if (best == NULL || approves_before(f, best)) best = f;
    }
    return best;
}

/* ---- into the sag ---- */

static struct periode periode_of(const struct register_fakta *f)
{
    return (struct periode){f->fra, f->til, DATO_MIN};
}

static void niveauer(struct arena *arena, const struct register_fakta *f, size_t n, struct sag *sag)
{
    sag->indplacering = ARENA_ARRAY(arena, n, struct indplacering);
    sag->indplaceringer = n;
    for (size_t i = 0; i < n; i++) {
        bool har = f[i].indplacering.besluttet.dag != DATO_MIN.dag;
        sag->indplacering[i] = (struct indplacering){.periode = periode_of(&f[i]),
                                                     .trin = f[i].indplacering.trin,
                                                     .vederlag = f[i].indplacering.vederlag,
                                                     .har_besluttet = har,
                                                     .besluttet = f[i].indplacering.besluttet};
    }
}

static void aftaler(struct arena *arena, const struct register_fakta *f, size_t n, struct sag *sag,
                    struct register_sag *til)
{
    sag->aftale = ARENA_ARRAY(arena, n, struct aftale);
    sag->aftaler = n;
    til->aftaletekst = ARENA_ARRAY(arena, n, struct str);
    for (size_t i = 0; i < n; i++) {
        sag->aftale[i] = (struct aftale){.periode = periode_of(&f[i]),
                                         .art = f[i].aftale.art,
                                         .ydelse = f[i].aftale.ydelse,
                                         .beloeb = f[i].aftale.beloeb,
                                         .pr = f[i].aftale.pr,
                                         .vilkaar = f[i].aftale.vilkaar,
                                         .dage = f[i].aftale.dage,
                                         .begrundelse = STR_EMPTY,
                                         .besluttet_af = f[i].aftale.besluttet_af};
        til->aftaletekst[i] = f[i].aftale.tekst;
    }
}

static void situationer(struct arena *arena, const struct register_fakta *f, size_t n,
                        struct sag *sag)
{
    sag->situation = ARENA_ARRAY(arena, n, struct situation);
    sag->situationer = n;
    for (size_t i = 0; i < n; i++)
        sag->situation[i] = (struct situation){periode_of(&f[i]), f[i].situation.art};
}

static void naetter(struct arena *arena, const struct register_fakta *f, size_t n, struct sag *sag)
{
    sag->doegn = ARENA_ARRAY(arena, n, struct periode);
    sag->doegn_antal = n;
    for (size_t i = 0; i < n; i++) sag->doegn[i] = periode_of(&f[i]);
}

static void holdere(struct arena *arena, const struct register_fakta *f, size_t n,
                    struct register_sag *til)
{
    til->holder = ARENA_ARRAY(arena, n, struct register_holder);
    til->holdere = n;
    for (size_t i = 0; i < n; i++)
        til->holder[i] = (struct register_holder){f[i].fra, f[i].til, f[i].kontrakt.holder};
}

void resolve_til_sag(struct arena *arena, const struct register_fakta *fakta, size_t antal,
                     struct sag *sag, struct register_sag *til)
{
    struct register_fakta *f = NULL;
    const struct register_fakta *o = NULL;

    if (antal == 0) return;
    if (fakta[0].slags == SLAGS_OPHOER) {
        o = resolve_seneste(fakta, antal);
        sag->har_ophoer = o != NULL;
        if (o != NULL) sag->ophoer = (struct ophoer){o->ophoer.art, o->fra, DATO_MIN};
        return;
    }
    size_t n = resolve_fakta(arena, fakta, antal, &f);
    if (n == 0) return;
    switch (fakta[0].slags) {
    case SLAGS_INDPLACERING: niveauer(arena, f, n, sag); break;
    case SLAGS_AFTALE: aftaler(arena, f, n, sag, til); break;
    case SLAGS_SITUATION: situationer(arena, f, n, sag); break;
    case SLAGS_DOEGN: naetter(arena, f, n, sag); break;
    case SLAGS_KONTRAKT: holdere(arena, f, n, til); break;
    case SLAGS_PLEJEFAMILIE:
    case SLAGS_GODKENDELSE:
    case SLAGS_HUSSTAND:
    case SLAGS_BARN:
    case SLAGS_ANBRINGELSE:
    case SLAGS_OPHOER:
    case SLAGS_ANTAL: ASSERT(false);
    }
}
