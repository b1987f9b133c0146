/*
 * register: numbers of registrering, what they touch, and text kept apart.
 *
 * Invariants: (1) a number is drawn under the kommune's row, which stays locked until the
 * transaction ends; (2) times never go back with the numbers, whatever the clock does.
 */
#include "register/register.h"

#include "base/id.h"

static bool no_kommune(int kommune, struct err *err)
{
    return err_begge(
        err, ERR_INPUT, NULL, "Kommunen %d findes ikke i databasen; opret den, eller vælg en anden",
        "The municipality %d is not in the database; make it, or choose another", kommune);
}

bool register_newest(struct store *store, int kommune, int64_t *nr, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune)};
    struct arena scratch;
    struct store_rows rows;

    arena_init(&scratch, 1 << 16);
    bool ok = store_query(store, &scratch, SQL_REGISTER_NYESTE, args, 1, 1, &rows, err);
    if (ok && rows.count == 0) ok = no_kommune(kommune, err);
    if (ok) *nr = store_at(&rows, 0, 0).i;
    arena_release(&scratch);
    return ok;
}

/* The time of a number; 0 for number 0. */
static bool time_of(struct store *store, int kommune, int64_t nr, int64_t *us, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_I(nr)};
    struct arena scratch;
    struct store_rows rows;

    arena_init(&scratch, 1 << 16);
    bool ok = store_query(store, &scratch, SQL_REGISTER_REGISTRERING, args, 2, 1, &rows, err);
    if (ok) *us = rows.count == 0 ? 0 : store_at(&rows, 0, 1).i;
    arena_release(&scratch);
    return ok;
}

bool register_begin(struct store *store, const struct adgang *adgang, struct str handling,
                    int64_t now_us, int64_t *nr, struct err *err)
{
    const struct store_value kommune[] = {STORE_I(adgang->kommune)};
    int64_t changed = 0;
    int64_t drawn = 0;
    int64_t before = 0;

    TRY(store_exec(store, SQL_REGISTER_TRAEK, kommune, 1, &changed, err));
    if (changed == 0) return no_kommune(adgang->kommune, err);
    TRY(register_newest(store, adgang->kommune, &drawn, err));
    ASSERT(drawn > 0);
    TRY(time_of(store, adgang->kommune, drawn - 1, &before, err));
    const struct store_value args[] = {
        kommune[0],
        STORE_I(drawn),
        STORE_I(now_us > before ? now_us : before),
        STORE_S(adgang->bruger),
        STORE_S(handling),
    };
    TRY(store_exec(store, SQL_REGISTER_REGISTRERING_INDSAET, args, 5, NULL, err));
    *nr = drawn;
    return true;
}

bool register_at(struct store *store, int kommune, int64_t time_us, int64_t *nr, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_I(time_us)};
    struct arena scratch;
    struct store_rows rows;

    arena_init(&scratch, 1 << 16);
    bool ok = store_query(store, &scratch, SQL_REGISTER_REGISTRERING_TID, args, 2, 1, &rows, err);
    if (ok) *nr = rows.count == 0 ? 0 : store_at(&rows, 0, 0).i;
    arena_release(&scratch);
    return ok;
}

struct beroerte {
    struct arena *arena;
    struct register_beroert *liste;
    size_t antal;
    size_t plads;
};

static struct str keep(struct arena *arena, struct str s)
{
    return s.n == 0 ? STR_EMPTY : str_copy(arena, s);
}

static bool take_beroert(void *ctx, const struct store_value *row, size_t columns, struct err *err)
{
    struct beroerte *b = ctx;

    (void)err;
    ASSERT(columns == 8);
    b->liste = arena_grow(b->arena, b->liste, b->antal, &b->plads, b->antal + 1, sizeof(*b->liste));
    b->liste[b->antal++] = (struct register_beroert){
        .nr = row[0].i,
        .plejefamilie = keep(b->arena, row[1].s),
        .anbringelse = keep(b->arena, row[2].s),
        .slags = keep(b->arena, row[3].s),
        .id = keep(b->arena, row[4].s),
        .fra = {(int32_t)row[5].i},
        .til = {(int32_t)row[6].i},
        .bruger = keep(b->arena, row[7].s),
    };
    return true;
}

bool register_beroerte(struct store *store, struct arena *arena, int kommune, int64_t efter,
                       int64_t til, struct register_beroert **out, size_t *antal, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_I(efter), STORE_I(til)};
    struct beroerte b = {.arena = arena};

    TRY(store_each(store, arena, SQL_REGISTER_BEROERT_MELLEM, args, 3, take_beroert, &b, err));
    *out = b.liste;
    *antal = b.antal;
    return true;
}

bool register_beroerte_familie(struct store *store, struct arena *arena, int kommune, int64_t efter,
                               int64_t til, struct str familie, struct register_beroert **out,
                               size_t *antal, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_I(efter), STORE_I(til),
                                       STORE_S(familie)};
    struct beroerte b = {.arena = arena};

    TRY(store_each(store, arena, SQL_REGISTER_BEROERT_FAMILIE, args, 4, take_beroert, &b, err));
    *out = b.liste;
    *antal = b.antal;
    return true;
}

/* ---- text kept apart ---- */

bool register_tekst_skriv(struct store *store, int kommune, struct str tekst, unsigned regler,
                          struct arena *arena, struct str *id, struct err *err)
{
    struct id made;

    TRY(tegn_tjek(tekst, regler | TEGN_LINJER, (struct tegn_hvad){"Teksten", "The text"}, err));
    TRY(id_make(&made, err));
    struct str ny = str_copy(arena, id_str(&made));
    const struct store_value args[] = {STORE_I(kommune), STORE_S(ny), STORE_S(tekst)};
    TRY(store_exec(store, SQL_REGISTER_TEKST_INDSAET, args, 3, NULL, err));
    *id = ny;
    return true;
}

bool register_tekst(struct store *store, struct arena *arena, int kommune, struct str id,
                    struct str *out, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_S(id)};
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_REGISTER_TEKST_FIND, args, 2, 1, &rows, err));
    *out = rows.count == 0 ? STR_EMPTY : store_at(&rows, 0, 0).s;
    return true;
}

bool register_read_tekster(struct store *store, struct arena *arena, int kommune,
                           struct register_udsnit *udsnit, struct err *err)
{
    for (size_t i = 0; i < udsnit->sager.count; i++) {
        struct sag *sag = &udsnit->sager.sag[i];
        for (size_t k = 0; k < sag->aftaler; k++) {
            struct str id = udsnit->til[i].aftaletekst[k];
            if (id.n == 0) continue;
            TRY(register_tekst(store, arena, kommune, id, &sag->aftale[k].begrundelse, err));
        }
    }
    return true;
}
