/*
 * register/skriv: rows gathered per table and written together, so that a server is asked seldom.
 *
 * Law: none; which days a fact may move the money of is our own reading of the computation:
 * a birth date and a placement count from the move in and for ever (age, order of children); the
 * end of a placement reaches back to a notice and forward without end; an agreed term reaches
 * forward, since a notice given in it runs on after it; a level reaches forward, since a fee may be
 * one that never goes down, and a contract, since its last holder is paid what comes after it, and
 * a situation, since the one of the last day of the stay holds while a notice runs on; the rest are
 * their own days.
 */
#include "register/skriv.h"

#include <stdlib.h>

#include "register/stroem.h"

/* A notice and its first payment lie within this of the day that is told. */
enum { OPHOER_TILBAGE_DAGE = 200 };

enum { ROWS_MAX = 100000 };

void skriv_fakta(struct skriver *s, const struct register_fakta *gammel,
                 const struct register_fakta *ny)
{
    struct samling *liste = &s->ny[ny->slags];
    bool foer = gammel != NULL && !gammel->tilbagekaldt;

    if (ny->slags == SLAGS_ANBRINGELSE) s->anbringelser += !ny->tilbagekaldt - foer;

    liste->fakta = arena_grow(s->arena, liste->fakta, liste->antal, &liste->plads, liste->antal + 1,
                              sizeof(*liste->fakta));
    liste->fakta[liste->antal++] = *ny;
}

struct dage {
    struct dato fra;
    struct dato til;
};

static struct dage touched(const struct register_fakta *f, const struct sted_i_register *sted)
{
    switch (f->slags) {
    case SLAGS_GODKENDELSE:
    case SLAGS_HUSSTAND: return (struct dage){f->fra, f->fra};
    case SLAGS_PLEJEFAMILIE:
    case SLAGS_BARN: return (struct dage){sted->indflyttet, DATO_MAX};
    case SLAGS_ANBRINGELSE: return (struct dage){f->fra, DATO_MAX};
    case SLAGS_OPHOER:
        return (struct dage){dato_max(DATO_MIN, dato_plus(f->fra, -OPHOER_TILBAGE_DAGE)), DATO_MAX};
    case SLAGS_AFTALE:
        return (struct dage){f->fra, f->aftale.art == AFTALE_VILKAAR ? DATO_MAX : f->til};
    case SLAGS_INDPLACERING:
    case SLAGS_KONTRAKT:
    case SLAGS_SITUATION: return (struct dage){f->fra, DATO_MAX};
    case SLAGS_DOEGN: return (struct dage){f->fra, f->til};
    case SLAGS_ANTAL: break;
    }
    ASSERT(false);
}

static void add_beroert(struct skriver *s, struct register_beroert b)
{
    s->beroert = arena_grow(s->arena, s->beroert, s->beroerte, &s->plads, s->beroerte + 1,
                            sizeof(*s->beroert));
    s->beroert[s->beroerte++] = b;
}

/* A placement of another family, child or kind than before, or known again: what is known of days
 * before the stay (nights of relief that are not in it) is told of there now. */
static bool placed_anew(const struct register_fakta *gammel, const struct register_fakta *ny)
{
    if (ny->slags != SLAGS_ANBRINGELSE || gammel == NULL || ny->tilbagekaldt) return false;
    return gammel->tilbagekaldt || gammel->anbringelse.art != ny->anbringelse.art ||
           !str_eq(gammel->anbringelse.plejefamilie, ny->anbringelse.plejefamilie) ||
           !str_eq(gammel->anbringelse.barn, ny->anbringelse.barn);
}

void skriv_beroert(struct skriver *s, const struct sted_i_register *sted,
                   const struct register_fakta *gammel, const struct register_fakta *ny)
{
    bool foer = gammel != NULL && !gammel->tilbagekaldt;
    bool efter = !ny->tilbagekaldt;
    struct dage dage = touched(efter ? ny : gammel, sted);

    ASSERT(foer || efter);
    if (foer) {
        struct dage d = touched(gammel, sted);
        dage.fra = dato_min(dage.fra, d.fra);
        dage.til = dato_max(dage.til, d.til);
    }
    if (placed_anew(gammel, ny)) dage.fra = DATO_MIN;
    struct register_beroert b = {.plejefamilie = sted->familie,
                                 .anbringelse = sted->anbringelse,
                                 .slags = str_from(tabeller[ny->slags].navn),
                                 .id = ny->id,
                                 .fra = dage.fra,
                                 .til = dage.til};
    add_beroert(s, b);
    if (!foer || ny->slags != SLAGS_ANBRINGELSE) return;
    /* A placement that moves to another family touches both. */
    b.plejefamilie = gammel->anbringelse.plejefamilie;
    if (!str_eq(b.plejefamilie, sted->familie)) add_beroert(s, b);
}

bool skriv_barn_beroert(struct skriver *s, struct store *store, const struct register_fakta *gammel,
                        const struct register_fakta *ny, struct err *err)
{
    const struct store_value args[] = {STORE_I(s->kommune), STORE_S(ny->id)};
    struct store_rows rows;

    TRY(store_query(store, s->arena, SQL_REGISTER_BARN_ANBRINGELSER, args, 2, ROWS_MAX, &rows,
                    err));
    for (size_t i = 0; i < rows.count; i++) {
        struct str id = store_at(&rows, i, 0).s;
        struct samling a = {0};
        struct stroem stroem = {store, s->arena, s->kommune, INT64_MAX, &id};
        TRY(stroem_saml(&stroem, SLAGS_ANBRINGELSE, &a, err));
        ASSERT(a.antal == 1);
        struct sted_i_register sted = {.familie = a.fakta[0].anbringelse.plejefamilie,
                                       .anbringelse = id,
                                       .indflyttet = a.fakta[0].fra};
        bool her = !a.fakta[0].tilbagekaldt && str_eq(a.fakta[0].anbringelse.barn, ny->id);
        if (her) skriv_beroert(s, &sted, gammel, ny);
    }
    return true;
}

static int by_key(const void *a, const void *b)
{
    return tabel_orden(a, b);
}

struct raekker {
    struct skriver *s;
    struct samling *liste;
    size_t naeste;
};

static bool next_fact(void *ctx, struct store_value *args, bool *end, struct err *err)
{
    struct raekker *r = ctx;

    (void)err;
    *end = r->naeste == r->liste->antal;
    if (*end) return true;
    struct register_fakta *f = &r->liste->fakta[r->naeste++];
    f->nr = r->s->nr;
    tabel_args(f, r->s->kommune, args);
    return true;
}

static bool write_table(struct skriver *s, struct store *store, enum register_slags slags,
                        struct err *err)
{
    struct raekker r = {s, &s->ny[slags], 0};

    if (r.liste->antal == 0) return true;
    /* In the order of the key: the table grows at its end. */
    qsort(r.liste->fakta, r.liste->antal, sizeof(*r.liste->fakta), by_key);
    return store_exec_each(store, tabeller[slags].indsaet, next_fact, &r, NULL, err);
}

static int by_place(const void *a, const void *b)
{
    const struct register_beroert *x = a, *y = b;
    int order = str_cmp(x->plejefamilie, y->plejefamilie);
    if (order == 0) order = str_cmp(x->anbringelse, y->anbringelse);
    if (order == 0) order = str_cmp(x->slags, y->slags);
    return order != 0 ? order : str_cmp(x->id, y->id);
}

/* One row for a fact and a place, however often it was told. */
static void join_places(struct skriver *s)
{
    size_t n = 0;

    if (s->beroerte > 1) qsort(s->beroert, s->beroerte, sizeof(*s->beroert), by_place);
    for (size_t i = 0; i < s->beroerte; i++) {
        struct register_beroert b = s->beroert[i];
        if (n > 0 && by_place(&s->beroert[n - 1], &b) == 0) {
            struct register_beroert *foer = &s->beroert[n - 1];
            foer->fra = dato_min(foer->fra, b.fra);
            foer->til = dato_max(foer->til, b.til);
        } else {
            s->beroert[n++] = b;
        }
    }
    s->beroerte = n;
}

static bool next_place(void *ctx, struct store_value *args, bool *end, struct err *err)
{
    struct raekker *r = ctx;

    (void)err;
    *end = r->naeste == r->s->beroerte;
    if (*end) return true;
    const struct register_beroert *b = &r->s->beroert[r->naeste++];
    args[0] = STORE_I(r->s->kommune);
    args[1] = STORE_I(r->s->nr);
    args[2] = STORE_S(b->plejefamilie);
    args[3] = STORE_S(b->anbringelse);
    args[4] = STORE_S(b->slags);
    args[5] = STORE_S(b->id);
    args[6] = STORE_I(b->fra.dag);
    args[7] = STORE_I(b->til.dag);
    return true;
}

static bool write_beroert(struct skriver *s, struct store *store, struct err *err)
{
    struct raekker r = {s, NULL, 0};

    join_places(s);
    if (s->beroerte == 0) return true;
    return store_exec_each(store, SQL_REGISTER_BEROERT_INDSAET, next_place, &r, NULL, err);
}

static bool write_count(struct skriver *s, struct store *store, struct err *err)
{
    const struct store_value args[] = {STORE_I(s->kommune), STORE_I(s->anbringelser)};

    if (s->anbringelser == 0) return true;
    return store_exec(store, SQL_REGISTER_ANBRINGELSER, args, 2, NULL, err);
}

bool skriv_alt(struct skriver *s, struct store *store, struct err *err)
{
    for (int i = 0; i < SLAGS_ANTAL; i++) {
        TRY(write_table(s, store, (enum register_slags)i, err));
    }
    TRY(write_beroert(s, store, err));
    return write_count(s, store, err);
}
