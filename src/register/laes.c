/*
 * register_read: the fact tables joined to sager, each table read once in the order of its owners.
 *
 * A whole kommune is one pass over each table; a few families are each read by keys, by the same
 * code. Placements stand by id while the tables pass, and by family at the end.
 * Cost: 100,000 placements with eight facts each take about a second on SQLite.
 */
#include "register/register.h"

#include <stdlib.h>

#include "register/resolve.h"
#include "register/stroem.h"

/* So many families are read faster in one pass over all. */
enum { MANGE = 2000 };

struct samler {
    const struct stroem *s;
    struct register_udsnit *ud;
    size_t foerste;        /* the placements of this pass begin here, by id */
    const struct str *kun; /* the families asked for, in order; NULL: all */
    size_t kun_antal;
    size_t plads_sag;
    size_t plads_til;
    size_t her; /* the placement the owners have come to */
    struct samling boern;
    struct samling familier;
    struct samling godkendelser;
};

static bool holds(const struct register_fakta *f)
{
    return f != NULL && !f->tilbagekaldt;
}

static void approve(const struct samler *m, struct sag *sag, struct register_sag *til)
{
    size_t antal = 0;
    const struct register_fakta *f = samling_ejer(&m->godkendelser, sag->familie, &antal);
    struct dato sidste = dato_max(sag->indflyttet, dato_plus(sag->fraflyttet, -1));
    const struct register_fakta *g = resolve_godkendelse(f, antal, sag->id, sidste);

    til->har_godkendelse = g != NULL;
    if (g != NULL) sag->godkendelse = g->godkendelse.art;
}

static int by_text(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static bool asked_for(const struct samler *m, struct str familie)
{
    return bsearch(&familie, m->kun, m->kun_antal, sizeof(familie), by_text) != NULL;
}

static bool take_placement(void *ctx, const struct register_fakta *f, size_t antal, struct err *err)
{
    struct samler *m = ctx;
    struct register_udsnit *ud = m->ud;
    struct str familie = f->anbringelse.plejefamilie;
    const struct register_fakta *barn = samling_id(&m->boern, f->anbringelse.barn);
    size_t n = ud->sager.count;

    (void)err;
    ASSERT(antal == 1);
    if (f->tilbagekaldt || !holds(barn) || !holds(samling_id(&m->familier, familie))) return true;
    if (m->kun != NULL && !asked_for(m, familie)) return true;
    ud->sager.sag =
        arena_grow(m->s->arena, ud->sager.sag, n, &m->plads_sag, n + 1, sizeof(*ud->sager.sag));
    ud->til = arena_grow(m->s->arena, ud->til, n, &m->plads_til, n + 1, sizeof(*ud->til));
    struct sag *sag = &ud->sager.sag[n];
    *sag = (struct sag){.id = f->id,
                        .familie = familie,
                        .godkendelse = GODKENDELSE_ALMEN,
                        .foedt = barn->barn.foedt,
                        .art = f->anbringelse.art,
                        .indflyttet = f->fra,
                        .fraflyttet = f->til,
                        .kendt_fra = DATO_MIN,
                        .fraflyttet_kendt_fra = DATO_MIN,
                        .kommune = f->anbringelse.kommune};
    ud->til[n] = (struct register_sag){.barn = f->anbringelse.barn};
    approve(m, sag, &ud->til[n]);
    ud->sager.count++;
    return true;
}

/* Facts come by owner, placements stand by id: both are walked once. Facts of placements that are
 * not there are passed over. */
static bool take_facts(void *ctx, const struct register_fakta *f, size_t antal, struct err *err)
{
    struct samler *m = ctx;
    struct sager *sager = &m->ud->sager;

    (void)err;
    while (m->her < sager->count && str_cmp(sager->sag[m->her].id, f->ejer) < 0) m->her++;
    if (m->her == sager->count || !str_eq(sager->sag[m->her].id, f->ejer)) return true;
    resolve_til_sag(m->s->arena, f, antal, &sager->sag[m->her], &m->ud->til[m->her]);
    return true;
}

static const enum register_slags fakta[] = {SLAGS_INDPLACERING, SLAGS_SITUATION, SLAGS_DOEGN,
                                            SLAGS_AFTALE,       SLAGS_OPHOER,    SLAGS_KONTRAKT};

enum { FAKTA = sizeof(fakta) / sizeof(fakta[0]) };

/* The kommune, or the families asked for, each table in one pass. */
static bool read_all(struct samler *m, struct err *err)
{
    TRY(stroem_saml(m->s, SLAGS_PLEJEFAMILIE, &m->familier, err));
    TRY(stroem_saml(m->s, SLAGS_BARN, &m->boern, err));
    TRY(stroem_saml(m->s, SLAGS_GODKENDELSE, &m->godkendelser, err));
    TRY(stroem_laes(m->s, SLAGS_ANBRINGELSE, take_placement, m, err));
    for (size_t i = 0; i < FAKTA; i++) {
        m->her = 0;
        TRY(stroem_laes(m->s, fakta[i], take_facts, m, err));
    }
    return true;
}

/* One family, by keys. */
static bool read_family(struct samler *m, const struct str *familie, struct err *err)
{
    struct sager *sager = &m->ud->sager;
    struct stroem s = *m->s;
    struct samling a = {0};

    m->s = &s;
    m->boern.antal = m->familier.antal = m->godkendelser.antal = 0;
    m->foerste = sager->count;
    s.ejer = familie;
    TRY(stroem_saml(&s, SLAGS_PLEJEFAMILIE, &m->familier, err));
    if (m->familier.antal == 0) return true;
    TRY(stroem_saml(&s, SLAGS_GODKENDELSE, &m->godkendelser, err));
    TRY(stroem_familie(&s, *familie, &a, err));
    for (size_t i = 0; i < a.antal; i++) {
        m->boern.antal = 0;
        s.ejer = &a.fakta[i].anbringelse.barn;
        TRY(stroem_saml(&s, SLAGS_BARN, &m->boern, err));
        TRY(take_placement(m, &a.fakta[i], 1, err));
    }
    for (m->her = m->foerste; m->her < sager->count; m->her++) {
        s.ejer = &sager->sag[m->her].id;
        for (size_t i = 0; i < FAKTA; i++) TRY(stroem_laes(&s, fakta[i], take_facts, m, err));
    }
    return true;
}

struct par {
    struct sag sag;
    struct register_sag til;
};

static int by_family(const void *a, const void *b)
{
    const struct par *x = a, *y = b;
    int familie = str_cmp(x->sag.familie, y->sag.familie);
    return familie != 0 ? familie : str_cmp(x->sag.id, y->sag.id);
}

static bool in_order(const struct sager *sager)
{
    for (size_t i = 1; i < sager->count; i++) {
        const struct sag *a = &sager->sag[i - 1], *b = &sager->sag[i];
        int familie = str_cmp(a->familie, b->familie);
        if (familie > 0 || (familie == 0 && str_cmp(a->id, b->id) > 0)) return false;
    }
    return true;
}

static void put_in_order(struct arena *arena, struct register_udsnit *ud)
{
    size_t n = ud->sager.count;

    if (in_order(&ud->sager)) return;
    struct par *par = ARENA_ARRAY(arena, n, struct par);
    for (size_t i = 0; i < n; i++) par[i] = (struct par){ud->sager.sag[i], ud->til[i]};
    qsort(par, n, sizeof(*par), by_family);
    for (size_t i = 0; i < n; i++) {
        ud->sager.sag[i] = par[i].sag;
        ud->til[i] = par[i].til;
    }
}

bool register_read(struct store *store, struct arena *arena, int kommune, int64_t nr,
                   const struct str *familier, size_t antal, struct register_udsnit *out,
                   struct err *err)
{
    struct register_udsnit ud = {.nr = nr};
    struct stroem s = {store, arena, kommune, nr, NULL};
    struct samler m = {.s = &s, .ud = &ud};

    if (familier != NULL) {
        struct str *order = ARENA_ARRAY(arena, antal, struct str);
        for (size_t i = 0; i < antal; i++) order[i] = familier[i];
        if (antal > 1) qsort(order, antal, sizeof(*order), by_text);
        m.kun = order;
        m.kun_antal = antal;
    }
    if (familier == NULL || antal >= MANGE) TRY(read_all(&m, err));
    for (size_t i = 0; familier != NULL && antal < MANGE && i < antal; i++) {
        m.s = &s;
        if (i == 0 || !str_eq(m.kun[i], m.kun[i - 1])) TRY(read_family(&m, &m.kun[i], err));
    }
    put_in_order(arena, &ud);
    *out = ud;
    return true;
}
