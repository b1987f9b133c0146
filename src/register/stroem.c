/*
 * register/stroem: rows come ordered by owner, id and nr; the last row of an id is what is known.
 *
 * Cost: one pass over the rows; memory for the texts and the facts of one owner.
 */
#include "register/stroem.h"

enum { ROWS_MAX = 100000 };

struct laeser {
    const struct stroem *s;
    enum register_slags slags;
    bool har_ejer;
    bool historie; /* hand out every row, not only the newest of an id */
    struct register_fakta *gruppe;
    size_t antal;
    size_t plads;
    stroem_modtager *modtager;
    void *ctx;
};

static bool flush(struct laeser *l, struct err *err)
{
    size_t antal = l->antal;

    l->antal = 0;
    return antal == 0 || l->modtager(l->ctx, l->gruppe, antal, err);
}

static bool take_row(void *ctx, const struct store_value *row, size_t columns, struct err *err)
{
    struct laeser *l = ctx;
    struct arena *arena = l->s->arena;
    size_t id = l->har_ejer ? 1 : 0;
    const struct register_fakta *foer = l->antal == 0 ? NULL : &l->gruppe[l->antal - 1];

    ASSERT(columns == tabeller[l->slags].kolonner + id + 3);
    bool same_id = foer != NULL && str_eq(foer->id, row[id].s);
    bool same_owner = foer != NULL && (l->har_ejer ? str_eq(foer->ejer, row[0].s) : same_id);
    struct str ejer = same_owner ? foer->ejer : (struct str){0};
    if (!same_owner) TRY(flush(l, err));
    if (same_owner && same_id && !l->historie) l->antal--;
    l->gruppe = arena_grow(arena, l->gruppe, l->antal, &l->plads, l->antal + 1, sizeof(*l->gruppe));
    struct register_fakta *ny = &l->gruppe[l->antal++];
    ny->ejer = ejer;
    return tabel_laes(l->slags, row, arena, ny, err);
}

static bool run(const struct stroem *s, enum register_slags slags, bool historie,
                stroem_modtager *modtager, void *ctx, struct err *err)
{
    const struct tabel *t = &tabeller[slags];
    struct laeser l = {s, slags, t->har_ejer, historie, NULL, 0, 0, modtager, ctx};
    struct store_value args[3] = {STORE_I(s->kommune), STORE_I(s->nr), STORE_NUL};
    size_t count = 2;
    enum sql sql = t->alle;

    if (s->ejer != NULL) {
        sql = t->ejer;
        args[count++] = STORE_S(*s->ejer);
    }
    TRY(store_each(s->store, s->arena, sql, args, count, take_row, &l, err));
    return flush(&l, err);
}

bool stroem_laes(const struct stroem *s, enum register_slags slags, stroem_modtager *modtager,
                 void *ctx, struct err *err)
{
    return run(s, slags, false, modtager, ctx, err);
}

struct saml {
    struct arena *arena;
    struct samling *ud;
};

static bool keep(void *ctx, const struct register_fakta *fakta, size_t antal, struct err *err)
{
    struct saml *s = ctx;
    struct samling *ud = s->ud;

    (void)err;
    ud->fakta = arena_grow(s->arena, ud->fakta, ud->antal, &ud->plads, ud->antal + antal,
                           sizeof(*ud->fakta));
    for (size_t i = 0; i < antal; i++) ud->fakta[ud->antal++] = fakta[i];
    return true;
}

bool stroem_saml(const struct stroem *s, enum register_slags slags, struct samling *ud,
                 struct err *err)
{
    struct saml saml = {s->arena, ud};

    return run(s, slags, false, keep, &saml, err);
}

bool stroem_familie(const struct stroem *s, struct str familie, struct samling *ud, struct err *err)
{
    const struct store_value args[] = {STORE_I(s->kommune), STORE_S(familie)};
    struct stroem en = *s;
    struct store_rows rows;
    size_t n = 0;

    TRY(store_query(s->store, s->arena, SQL_REGISTER_FAMILIE_NOGENSINDE, args, 2, ROWS_MAX, &rows,
                    err));
    for (size_t i = 0; i < rows.count; i++) {
        struct str id = store_at(&rows, i, 0).s;
        en.ejer = &id;
        TRY(stroem_saml(&en, SLAGS_ANBRINGELSE, ud, err));
    }
    /* Another family may have it by now. */
    for (size_t i = 0; i < ud->antal; i++)
        if (str_eq(ud->fakta[i].anbringelse.plejefamilie, familie)) ud->fakta[n++] = ud->fakta[i];
    ud->antal = n;
    return true;
}

bool stroem_alle_raekker(const struct stroem *s, enum register_slags slags, struct samling *ud,
                         struct err *err)
{
    struct saml saml = {s->arena, ud};

    return run(s, slags, true, keep, &saml, err);
}

/* The first place whose owner (or id) is not before the key. */
static size_t lower(const struct samling *samling, struct str key, bool by_id)
{
    size_t low = 0;
    size_t high = samling->antal;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        const struct register_fakta *f = &samling->fakta[mid];
        if (str_cmp(by_id ? f->id : f->ejer, key) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

const struct register_fakta *samling_ejer(const struct samling *samling, struct str ejer,
                                          size_t *antal)
{
    size_t at = lower(samling, ejer, false);
    size_t end = at;

    while (end < samling->antal && str_eq(samling->fakta[end].ejer, ejer)) end++;
    *antal = end - at;
    return samling->fakta == NULL ? NULL : samling->fakta + at;
}

const struct register_fakta *samling_id(const struct samling *samling, struct str id)
{
    size_t at = lower(samling, id, true);

    if (at == samling->antal || !str_eq(samling->fakta[at].id, id)) return NULL;
    return &samling->fakta[at];
}
