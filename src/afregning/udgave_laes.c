/*
 * udgave_laes: what a computation starts from, read in one snapshot.
 */
#include "afregning/udgave.h"

#include <stdlib.h>

#include "afregning/aftryk.h"
#include "base/tid.h"

/* ---- the cut */

bool udregning_dagens_slut(struct arena *arena, struct dato dag, int64_t *us, struct err *err)
{
    struct str iso = dato_iso(arena, dag);

    TRY(tid_parse(str_format(arena, "%.*sT23:59:59", STR_ARG(iso)), us, err));
    *us += 999999;
    return true;
}

/* ---- which months */

/* Months from the first that was ever settled to the run's; `hele` where everybody is computed. */
static bool months_of(struct udregning *u, struct maaned *fra, int *maaneder, bool **hele,
                      struct err *err)
{
    struct store_rows kendt = {0};
    struct maaned til = u->koersel.maaned;

    *fra = til;
    if (u->sidste.nr > 0) {
        TRY(store_query(u->store, u->arena, SQL_AFREGNING_PLAN_LISTE,
                        ARGS(STORE_I(u->adgang->kommune)), RUNS_MAX, &kendt, err));
        ASSERT(kendt.count > 0);
        fra->nr = (int32_t)store_at(&kendt, 0, 0).i;
        if (til.nr < u->sidste.til_maaned.nr) til = u->sidste.til_maaned;
    }
    *maaneder = til.nr - fra->nr + 1;
    *hele = ARENA_ARRAY(u->arena, (size_t)*maaneder, bool);
    u->aftryk = ARENA_ARRAY(u->arena, (size_t)*maaneder, struct hash);
    for (int m = 0; m < *maaneder; m++) {
        struct maaned maaned = {fra->nr + m};
        u->aftryk[m] = aftryk_of(u->arena, &u->haandbog->planer, maaned, u->koersel.skaeringsdato);
        (*hele)[m] = !str_eq(aftryk_kendt(&kendt, maaned.nr), str_from(u->aftryk[m].hex));
    }
    return true;
}

/* ---- which families */

static bool posts_of(struct udregning *u, struct omfang_post **out, size_t *antal, struct err *err)
{
    struct register_beroert *beroert;
    struct udgave sidste = {0};
    size_t n;

    *out = NULL;
    *antal = 0;
    if (u->sidste.nr == 0) return true;
    TRY(register_beroerte(u->store, u->arena, u->adgang->kommune, u->sidste.skaering, u->skaering,
                          &beroert, &n, err));
    TRY(udgave_laes(u->store, u->arena, u->adgang->kommune, u->sidste.koersel, u->sidste.udgave,
                    &sidste, err));
    *out = ARENA_ARRAY(u->arena, n + sidste.mangler, struct omfang_post);
    for (size_t i = 0; i < n; i++) {
        const struct register_beroert *b = &beroert[i];
        if (b->fra.dag >= b->til.dag) continue; /* touches no money */
        (*out)[(*antal)++] = (struct omfang_post){b->plejefamilie, b->anbringelse, b->fra, b->til};
    }
    for (size_t i = 0; i < sidste.mangler; i++) {
        const struct udgave_mangel *m = &sidste.mangel[i];
        (*out)[(*antal)++] = (struct omfang_post){m->plejefamilie, m->anbringelse,
                                                  maaned_first(m->maaned), maaned_end(m->maaned)};
    }
    return true;
}

static bool read_facts(struct udregning *u, struct err *err)
{
    struct str *familie = ARENA_ARRAY(u->arena, u->omfang.familier, struct str);
    bool alle = omfang_nogen_hel(&u->omfang);

    for (size_t i = 0; i < u->omfang.familier; i++) familie[i] = u->omfang.familie[i].id;
    if (!alle && u->omfang.familier == 0) {
        u->udsnit = (struct register_udsnit){.nr = u->skaering};
        return true;
    }
    return register_read(u->store, u->arena, u->adgang->kommune, u->skaering, alle ? NULL : familie,
                         alle ? 0 : u->omfang.familier, &u->udsnit, err);
}

/* ---- what has been granted */

static bool same_key(const struct tilkendt *a, const struct tilkendt *b)
{
    return a->maaned.nr == b->maaned.nr && str_eq(a->anbringelse, b->anbringelse) &&
           str_eq(a->ydelse, b->ydelse) && str_eq(a->modtager, b->modtager) &&
           str_eq(a->kanal, b->kanal) && str_eq(a->skat, b->skat);
}

/* Rows come key by key, the newest last: it takes the place of the one before. */
static bool take_grant(void *ctx, const struct store_value *v, size_t columns, struct err *err)
{
    struct udregning *u = ctx;
    struct tilkendt t = {v[0].s, v[1].s, v[2].s, v[3].s, v[4].s, {(int32_t)v[5].i}, v[6].i, v[7].i};
    struct tilkendt *last = u->tilkendte > 0 ? &u->tilkendt[u->tilkendte - 1] : NULL;

    (void)err;
    ASSERT(columns == 8);
    if (last != NULL && same_key(last, &t)) {
        ASSERT(t.nr > last->nr);
        last->nr = t.nr;
        last->oere = t.oere;
        return true;
    }
    t.anbringelse = str_copy(u->arena, t.anbringelse);
    t.ydelse = str_copy(u->arena, t.ydelse);
    t.modtager = str_copy(u->arena, t.modtager);
    t.kanal = str_copy(u->arena, t.kanal);
    t.skat = str_copy(u->arena, t.skat);
    u->tilkendt = arena_grow(u->arena, u->tilkendt, u->tilkendte, &u->tilkendt_plads,
                             u->tilkendte + 1, sizeof(t));
    u->tilkendt[u->tilkendte++] = t;
    return true;
}

static int by_place(const void *a, const void *b)
{
    const struct tilkendt *x = a, *y = b;
    int order = str_cmp(x->anbringelse, y->anbringelse);

    if (order == 0) order = (x->maaned.nr > y->maaned.nr) - (x->maaned.nr < y->maaned.nr);
    if (order == 0) order = str_cmp(x->ydelse, y->ydelse);
    if (order == 0) order = str_cmp(x->modtager, y->modtager);
    if (order == 0) order = str_cmp(x->kanal, y->kanal);
    return order != 0 ? order : str_cmp(x->skat, y->skat);
}

static bool grants_of(struct udregning *u, struct str anbringelse, struct err *err)
{
    return store_each(u->store, u->arena, SQL_AFREGNING_TILKENDT,
                      ARGS(STORE_I(u->adgang->kommune), STORE_S(anbringelse)), take_grant, u, err);
}

static int by_str(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* Every placement of a touched family, now or in what was touched, each once. */
static bool grants_of_touched(struct udregning *u, struct err *err)
{
    size_t most = u->udsnit.sager.count, n = 0;

    for (size_t i = 0; i < u->omfang.familier; i++) most += u->omfang.familie[i].anbringelser;
    struct str *id = ARENA_ARRAY(u->arena, most, struct str);
    for (size_t i = 0; i < u->udsnit.sager.count; i++) {
        const struct sag *sag = &u->udsnit.sager.sag[i];
        if (omfang_find(&u->omfang, sag->familie) != NULL) id[n++] = sag->id;
    }
    for (size_t i = 0; i < u->omfang.familier; i++)
        for (size_t k = 0; k < u->omfang.familie[i].anbringelser; k++)
            id[n++] = u->omfang.familie[i].anbringelse[k];
    if (n > 0) qsort(id, n, sizeof(*id), by_str);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || !str_eq(id[i - 1], id[i])) TRY(grants_of(u, id[i], err));
    return true;
}

/* New months have no grants; a settled month that is computed for everybody needs all of them. */
static bool read_grants(struct udregning *u, struct err *err)
{
    struct maaned settled = u->sidste.til_maaned;
    bool alle = false;

    if (u->sidste.nr == 0) return true;
    for (int m = 0; m < u->omfang.maaneder; m++)
        if (u->omfang.hele[m] && u->omfang.fra.nr + m <= settled.nr) alle = true;
    if (alle) {
        TRY(store_each(
            u->store, u->arena, SQL_AFREGNING_TILKENDT_ALLE,
            ARGS(STORE_I(u->adgang->kommune), STORE_I(u->omfang.fra.nr), STORE_I(settled.nr)),
            take_grant, u, err));
    } else {
        TRY(grants_of_touched(u, err));
    }
    if (u->tilkendte > 0) qsort(u->tilkendt, u->tilkendte, sizeof(*u->tilkendt), by_place);
    return true;
}

/* No rule gives an invoice's key, so its grant is not among those of the computed families. */
static bool read_invoices(struct udregning *u, struct err *err)
{
    int kommune = u->adgang->kommune;

    for (size_t i = 0; i < u->beslutninger; i++) {
        struct beslutning *b = &u->beslutning[i];
        struct store_rows rows;
        if (!str_is(b->art, "faktura") && !str_is(b->art, "kreditnota")) continue;
        TRY(beslutning_sted_kendt(u->store, u->arena, kommune, u->skaering, b->anbringelse,
                                  &b->kendt, err));
        TRY(store_query(u->store, u->arena, SQL_AFREGNING_TILKENDT_NOEGLE,
                        ARGS(STORE_I(kommune), STORE_S(b->anbringelse), STORE_S(b->ydelse),
                             STORE_S(b->modtager), STORE_S(b->kanal), STORE_S(b->skat),
                             STORE_I(b->maaned.nr)),
                        1, &rows, err));
        if (rows.count == 0) continue;
        b->tilkendt_nr = store_at(&rows, 0, 0).i;
        b->tilkendt_oere = store_at(&rows, 0, 1).i;
    }
    return true;
}

bool udregning_laes(struct udregning *u, struct err *err)
{
    struct maaned fra;
    int maaneder;
    bool *hele;
    struct omfang_post *post;
    size_t antal;
    int64_t us;

    TRY(udregning_dagens_slut(u->arena, u->koersel.skaeringsdato, &us, err));
    TRY(register_at(u->store, u->adgang->kommune, us, &u->skaering, err));
    /* What an earlier run has used stays used. */
    if (u->skaering < u->sidste.skaering) u->skaering = u->sidste.skaering;
    TRY(months_of(u, &fra, &maaneder, &hele, err));
    TRY(posts_of(u, &post, &antal, err));
    omfang_make(u->arena, fra, maaneder, hele, post, antal, &u->omfang);
    TRY(read_facts(u, err));
    TRY(read_grants(u, err));
    TRY(beslutning_aabne(u->store, u->arena, u->adgang->kommune, &u->beslutning, &u->beslutninger,
                         err));
    return read_invoices(u, err);
}
