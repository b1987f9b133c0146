/*
 * overblik_nyt: what a run pays otherwise than the regular run before it, and why.
 *
 * Both months are read as one sum for each placement, in order of id, and walked side by side. Why
 * is told from what could not be computed and from what was registered between the two approvals;
 * a placement nothing was registered of is paid otherwise for what was known: the number of days,
 * a birthday, a rate, an agreement that began.
 */
#include <stdlib.h>

#include "afregning/breve_intern.h"
#include "afregning/overblik_intern.h"
#include "afregning/udgave.h"

static const char *const KODE[OVERBLIK_GRUNDE] = {
    [BREVE_BARN] = "barn",
    [BREVE_ANBRINGELSE] = "anbringelse",
    [BREVE_INDPLACERING] = "indplacering",
    [BREVE_SITUATION] = "situation",
    [BREVE_DOEGN] = "doegn",
    [BREVE_AFTALE] = "aftale",
    [BREVE_OPHOER] = "ophoer",
    [BREVE_KONTRAKT] = "kontrakt",
    [BREVE_PLEJEFAMILIE] = "plejefamilie",
    [BREVE_ACONTO] = "aconto",
    [BREVE_ANDET] = "andet",
    [OVERBLIK_NY] = "ny",
    [OVERBLIK_OPHOERT] = "ophoert",
    [OVERBLIK_MANGLER] = "mangler",
    [OVERBLIK_MANGLEDE] = "manglede",
    [OVERBLIK_KENDT] = "kendt",
};

const char *overblik_grund_kode(enum overblik_grund grund)
{
    ASSERT(grund < OVERBLIK_GRUNDE);
    return KODE[grund];
}

bool overblik_grund_parse(struct str kode, enum overblik_grund *out)
{
    for (int i = 0; i < OVERBLIK_GRUNDE; i++) {
        if (!str_is(kode, KODE[i])) continue;
        *out = (enum overblik_grund)i;
        return true;
    }
    return false;
}

/* ---- what is read */

struct beloeb { /* of a placement */
    struct str anbringelse;
    int64_t oere;
};

struct maanedssum { /* an edition's own month, by placement */
    struct beloeb *sted;
    size_t antal;
    size_t plads;
    struct store_rows mangel;
};

struct kilde {
    struct store *store;
    struct arena *arena;
    int kommune;
    const struct koersel *koersel;
    struct udgave udgave;
    bool har_foer;
    struct maaned foer_maaned;
    struct maanedssum foer;
    struct maanedssum nu;
    struct register_beroert *beroert; /* by placement */
    size_t beroerte;
};

struct samling {
    struct arena *arena;
    struct maanedssum *ind;
};

static bool take_sum(void *ctx, const struct store_value *v, size_t columns, struct err *err)
{
    struct samling *s = ctx;
    struct maanedssum *m = s->ind;

    (void)err;
    ASSERT(columns == 2);
    m->sted = arena_grow(s->arena, m->sted, m->antal, &m->plads, m->antal + 1, sizeof(*m->sted));
    m->sted[m->antal++] = (struct beloeb){str_copy(s->arena, v[0].s), v[1].i};
    return true;
}

static bool read_month(struct kilde *k, int64_t koersel, int64_t udgave, struct maaned maaned,
                       struct maanedssum *out, struct err *err)
{
    const struct store_value args[] = {STORE_I(k->kommune), STORE_I(koersel), STORE_I(udgave),
                                       STORE_I(maaned.nr)};
    struct samling s = {k->arena, out};

    TRY(store_each(k->store, k->arena, SQL_AFREGNING_OVERBLIK_STED, args, 4, take_sum, &s, err));
    return store_query(k->store, k->arena, SQL_AFREGNING_OVERBLIK_MANGEL_STED, args, 4, ROWS_MAX,
                       &out->mangel, err);
}

static int by_placement(const void *a, const void *b)
{
    const struct register_beroert *x = a, *y = b;
    int order = str_cmp(x->anbringelse, y->anbringelse);

    if (order == 0) order = (x->nr > y->nr) - (x->nr < y->nr);
    if (order == 0) order = str_cmp(x->slags, y->slags);
    return order != 0 ? order : str_cmp(x->id, y->id);
}

/* The registrering the approval before knew up to; *foerste: there is none. */
static bool known_before(struct kilde *k, int64_t *skaering, bool *foerste, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(k->store, k->arena, SQL_AFREGNING_FIND,
                    ARGS(STORE_I(k->kommune), STORE_I(k->udgave.efter)), 1, &rows, err));
    *foerste = rows.count == 0;
    *skaering = *foerste ? 0 : store_at(&rows, 0, 5).i;
    return true;
}

/* What was registered between the approval before the run and the run itself. */
static bool read_touched(struct kilde *k, struct err *err)
{
    int64_t skaering;
    bool foerste;

    TRY(known_before(k, &skaering, &foerste, err));
    if (foerste) return true; /* the first run corrects nothing */
    TRY(register_beroerte(k->store, k->arena, k->kommune, skaering, k->udgave.skaering, &k->beroert,
                          &k->beroerte, err));
    if (k->beroerte > 0) qsort(k->beroert, k->beroerte, sizeof(*k->beroert), by_placement);
    return true;
}

static bool read_all(struct kilde *k, struct err *err)
{
    const struct koersel *run = k->koersel;
    struct store_rows rows;

    TRY(udgave_hoved(k->store, k->arena, k->kommune, run->loebenr, run->udgave, &k->udgave, err));
    TRY(read_touched(k, err));
    if (run->ekstra) return true;
    TRY(store_query(k->store, k->arena, SQL_AFREGNING_OVERBLIK_FOER,
                    ARGS(STORE_I(k->kommune), STORE_I(run->maaned.nr), STORE_I(k->udgave.efter)), 1,
                    &rows, err));
    if (rows.count == 0) return true;
    k->har_foer = true;
    k->foer_maaned.nr = (int32_t)store_at(&rows, 0, 2).i;
    TRY(read_month(k, store_at(&rows, 0, 0).i, store_at(&rows, 0, 1).i, k->foer_maaned, &k->foer,
                   err));
    return read_month(k, run->loebenr, run->udgave, run->maaned, &k->nu, err);
}

/* ---- why */

static bool lacks(const struct maanedssum *m, struct str anbringelse)
{
    size_t low = 0, high = m->mangel.count;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = str_cmp(store_at(&m->mangel, mid, 0).s, anbringelse);
        if (order == 0) return true;
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return false;
}

/* Reasons of a placement for what was registered of [fra, til). */
static unsigned touched(const struct kilde *k, struct str anbringelse, struct dato fra,
                        struct dato til)
{
    size_t low = 0, high = k->beroerte;
    unsigned grunde = 0;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (str_cmp(k->beroert[mid].anbringelse, anbringelse) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    for (; low < k->beroerte && str_eq(k->beroert[low].anbringelse, anbringelse); low++)
        if (k->beroert[low].fra.dag < til.dag && k->beroert[low].til.dag > fra.dag)
            grunde |= breve_slags_grund(k->beroert[low].slags);
    return grunde;
}

static enum overblik_grund first_of(unsigned grunde, enum overblik_grund ellers)
{
    for (int i = 0; i < BREVE_GRUNDE; i++)
        if ((grunde & 1u << i) != 0) return (enum overblik_grund)i;
    return ellers;
}

/* foer or nu NULL: nothing was computed for it then. */
static enum overblik_grund why(const struct kilde *k, struct str id, const struct beloeb *foer,
                               const struct beloeb *nu)
{
    bool mangler = lacks(&k->nu, id), manglede = lacks(&k->foer, id);

    if (mangler && !manglede) return OVERBLIK_MANGLER;
    if (manglede && !mangler) return OVERBLIK_MANGLEDE;
    if (foer == NULL) return OVERBLIK_NY;
    if (nu == NULL) return OVERBLIK_OPHOERT;
    return first_of(touched(k, id, maaned_first(k->foer_maaned), maaned_end(k->koersel->maaned)),
                    OVERBLIK_KENDT);
}

/* ---- the two months side by side */

/* Takes the next placement of either month, in order of id; false at the end. */
static bool next_place(const struct kilde *k, size_t *a, size_t *b, const struct beloeb **foer,
                       const struct beloeb **nu)
{
    *foer = *a < k->foer.antal ? &k->foer.sted[*a] : NULL;
    *nu = *b < k->nu.antal ? &k->nu.sted[*b] : NULL;
    if (*foer == NULL && *nu == NULL) return false;
    if (*foer != NULL && *nu != NULL) {
        int order = str_cmp((*foer)->anbringelse, (*nu)->anbringelse);
        if (order < 0) *nu = NULL;
        if (order > 0) *foer = NULL;
    }
    *a += *foer != NULL;
    *b += *nu != NULL;
    return true;
}

static void collect(const struct kilde *k, struct overblik_steder *steder, struct str id,
                    enum overblik_grund grund, int64_t foer, int64_t nu)
{
    steder->sted = arena_grow(k->arena, steder->sted, steder->antal, &steder->plads,
                              steder->antal + 1, sizeof(*steder->sted));
    steder->sted[steder->antal++] = (struct overblik_sted){id, grund, {foer}, {nu}};
}

static void compare(const struct kilde *k, struct overblik *out, struct overblik_steder *steder)
{
    const struct beloeb *foer, *nu;
    size_t a = 0, b = 0;

    while (next_place(k, &a, &b, &foer, &nu)) {
        int64_t da = foer == NULL ? 0 : foer->oere, nu_oere = nu == NULL ? 0 : nu->oere;
        out->foer.oere += da;
        out->nu.oere += nu_oere;
        if (da == nu_oere) {
            out->uaendret++;
            continue;
        }
        struct str id = foer != NULL ? foer->anbringelse : nu->anbringelse;
        enum overblik_grund grund = why(k, id, foer, nu);
        struct overblik_nyt *n = &out->nyt[grund];
        n->antal++;
        n->foer.oere += da;
        n->nu.oere += nu_oere;
        collect(k, steder, id, grund, da, nu_oere);
    }
}

/* ---- corrections */

static void add_to(struct overblik_summer *sum, const struct forskel *f)
{
    int64_t d = f->beregnet.oere - f->tilkendt.oere;

    sum->antal++;
    if (d > 0)
        sum->op.oere += d;
    else
        sum->ned.oere -= d;
}

static bool add_corrections(struct kilde *k, struct overblik *out, struct err *err)
{
    struct forskel *f;
    size_t n;

    TRY(overblik_forskelle(k->store, k->arena, k->kommune, k->koersel, OVERBLIK_RETTELSER, 0,
                           ROWS_MAX, &f, &n, err));
    for (size_t i = 0; i < n; i++) {
        enum overblik_grund grund =
            str_is(f[i].art, "tilkendelse")
                ? first_of(touched(k, f[i].anbringelse, maaned_first(f[i].maaned),
                                   maaned_end(f[i].maaned)),
                           (enum overblik_grund)BREVE_ANDET)
                : (enum overblik_grund)BREVE_ACONTO;
        add_to(&out->rettelse[grund], &f[i]);
        add_to(&out->rettelser, &f[i]);
    }
    return true;
}

/* ---- the whole */

static bool add_sums(struct store *store, struct arena *arena, int kommune,
                     const struct koersel *koersel, struct overblik *out, struct err *err)
{
    struct store_rows rows;
    struct overblik_mangel *mangel;
    size_t n;

    *out = (struct overblik){0};
    TRY(store_query(store, arena, SQL_AFREGNING_OVERBLIK_KANAL,
                    ARGS(STORE_I(kommune), STORE_I(koersel->loebenr), STORE_I(koersel->udgave)),
                    RUNS_MAX, &rows, err));
    out->kanal = ARENA_ARRAY(arena, rows.count, struct overblik_kanal);
    for (size_t i = 0; i < rows.count; i++) {
        struct overblik_kanal *c = &out->kanal[out->kanaler++];
        *c = (struct overblik_kanal){
            store_at(&rows, i, 0).s,
            {store_at(&rows, i, 1).i, {store_at(&rows, i, 2).i}, {store_at(&rows, i, 3).i}}};
        out->alt.antal += c->sum.antal;
        out->alt.op.oere += c->sum.op.oere;
        out->alt.ned.oere += c->sum.ned.oere;
    }
    TRY(overblik_manglende(store, arena, kommune, koersel, &mangel, &n, err));
    for (size_t i = 0; i < n; i++) out->mangler += mangel[i].linjer;
    return true;
}

bool overblik_beregn(struct store *store, struct arena *arena, int kommune,
                     const struct koersel *koersel, struct overblik *out,
                     struct overblik_steder *steder, struct err *err)
{
    struct kilde *k = ARENA_NEW(arena, struct kilde);

    *k = (struct kilde){.store = store, .arena = arena, .kommune = kommune, .koersel = koersel};
    TRY(add_sums(store, arena, kommune, koersel, out, err));
    TRY(read_all(k, err));
    out->har_foer = k->har_foer;
    out->foer_maaned = k->foer_maaned;
    if (k->har_foer) compare(k, out, steder);
    return add_corrections(k, out, err);
}

/* ---- one line */

bool overblik_registreret(struct store *store, struct arena *arena, int kommune,
                          const struct koersel *koersel, struct str familie, struct str anbringelse,
                          struct maaned maaned, struct overblik_registreret **out, size_t *antal,
                          struct err *err)
{
    struct kilde k = {.store = store, .arena = arena, .kommune = kommune, .koersel = koersel};
    struct register_beroert *b;
    int64_t skaering;
    bool foerste;
    size_t n;

    *out = NULL;
    *antal = 0;
    TRY(udgave_hoved(store, arena, kommune, koersel->loebenr, koersel->udgave, &k.udgave, err));
    TRY(known_before(&k, &skaering, &foerste, err));
    if (foerste) return true;
    TRY(register_beroerte_familie(store, arena, kommune, skaering, k.udgave.skaering, familie, &b,
                                  &n, err));
    *out = ARENA_ARRAY(arena, n, struct overblik_registreret);
    for (size_t i = 0; i < n; i++) {
        unsigned grund = breve_slags_grund(b[i].slags);
        bool her = b[i].anbringelse.n == 0 || str_eq(b[i].anbringelse, anbringelse);
        if (!her || grund == 0 || b[i].fra.dag >= maaned_end(maaned).dag ||
            b[i].til.dag <= maaned_first(maaned).dag)
            continue;
        (*out)[(*antal)++] = (struct overblik_registreret){first_of(grund, OVERBLIK_KENDT),
                                                           b[i].fra, b[i].til, b[i].bruger};
    }
    return true;
}

bool overblik_foer(struct store *store, struct arena *arena, int kommune,
                   const struct koersel *koersel, struct koersel *out, struct err *err)
{
    struct store_rows rows;
    struct udgave u;

    *out = (struct koersel){0};
    TRY(udgave_hoved(store, arena, kommune, koersel->loebenr, koersel->udgave, &u, err));
    TRY(store_query(store, arena, SQL_AFREGNING_OVERBLIK_FOER,
                    ARGS(STORE_I(kommune), STORE_I(koersel->maaned.nr), STORE_I(u.efter)), 1, &rows,
                    err));
    if (rows.count == 0) return true;
    return koersel_find(store, arena, kommune, store_at(&rows, 0, 0).i, out, err);
}
