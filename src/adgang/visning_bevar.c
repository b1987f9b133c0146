/*
 * visning/bevar: whether the log of views is whole, and taking its oldest rows away.
 *
 * Invariants: (1) what was taken away is a beginning of a user's rows, and never all of them; (2)
 * what is left begins with the row after it, hashed with the hash that was kept; (3) who took it
 * away, when, and how much, is sealed with the seal before it.
 */
#include <inttypes.h>
#include <string.h>

#include "adgang/visning_intern.h"

#include "base/dato.h"
#include "base/tid.h"

enum { SLETTEDE_MAX = 1000000 };

/* ---- what was taken away of one user, up to a row */

struct slettet {
    struct str bruger;
    int64_t nr;
    struct str hash; /* of that row */
    int64_t antal;
    int64_t foer_us;
    struct str af;
    int64_t tid_us;
    struct str segl;
};

static struct hash seal_of(struct arena *arena, struct str before, int kommune,
                           const struct slettet *s)
{
    struct buf bytes;

    buf_init(&bytes, arena);
    buf_format(&bytes, "visning_slettet 1 %d %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " ",
               kommune, s->nr, s->antal, s->foer_us, s->tid_us);
    visning_tekst(&bytes, before);
    visning_tekst(&bytes, s->bruger);
    visning_tekst(&bytes, s->hash);
    visning_tekst(&bytes, s->af);
    return hash_of(buf_str(&bytes));
}

static bool read_all(struct store *store, struct arena *arena, int kommune, struct slettet **out,
                     size_t *antal, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune)};
    struct store_rows rows;

    TRY(adgang_ask(store, arena, SQL_ADGANG_VISNING_SLETTEDE, args, 1, SLETTEDE_MAX, &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct slettet);
    for (size_t i = 0; i < rows.count; i++) {
        const struct store_value *v = rows.value + i * rows.columns;
        (*out)[i] =
            (struct slettet){v[0].s, v[1].i, v[2].s, v[3].i, v[4].i, v[5].s, v[6].i, v[7].s};
    }
    *antal = rows.count;
    return true;
}

/* ---- whether it is whole */

struct id_room {
    char c[64];
    size_t n;
};

struct walk {
    struct arena *arena; /* of one user's rows; begun anew with each */
    int kommune;
    const struct slettet *slettet; /* by user; the newest of each counts */
    size_t slettede;
    bool *set; /* whether the user of each has rows left */
    struct id_room bruger, brudt;
    struct str before;
    char hex[65];
    int64_t nr;
};

static struct str room_str(const struct id_room *room)
{
    return (struct str){room->c, room->n};
}

static void room_set(struct id_room *room, struct str text)
{
    room->n = text.n < sizeof(room->c) ? text.n : sizeof(room->c);
    memcpy(room->c, text.p, room->n);
}

static void keep_hash(struct walk *w, struct str hash)
{
    w->before = (struct str){w->hex, hash.n < sizeof(w->hex) ? hash.n : 0};
    memcpy(w->hex, hash.p, w->before.n);
}

/* The chain of a user begins at 1, or after what was taken away. */
static void begin_user(struct walk *w, struct str bruger)
{
    room_set(&w->bruger, bruger);
    w->nr = 0;
    keep_hash(w, STR_EMPTY);
    for (size_t i = 0; i < w->slettede; i++) {
        if (!str_eq(w->slettet[i].bruger, bruger)) continue;
        w->set[i] = true;
        w->nr = w->slettet[i].nr;
        keep_hash(w, w->slettet[i].hash);
    }
}

static bool walk_row(void *ctx, const struct store_value *value, size_t columns, struct err *err)
{
    struct walk *w = ctx;
    struct visning_linje l = visning_raekke(value);

    (void)err;
    ASSERT(columns == 11);
    if (!str_eq(room_str(&w->bruger), l.bruger)) begin_user(w, l.bruger);
    arena_release(w->arena);
    arena_init(w->arena, 64 << 20);
    struct hash right = visning_hash(w->arena, w->before, w->kommune, &l);
    bool whole = l.nr == w->nr + 1 && str_is(value[10].s, right.hex);
    if (!whole && w->brudt.n == 0) room_set(&w->brudt, l.bruger);
    w->nr = l.nr;
    keep_hash(w, str_from(right.hex));
    return true;
}

/* Each seal is right, and nobody's rows are all gone. */
static void check_seals(struct walk *w, struct arena *arena)
{
    struct str before = STR_EMPTY;

    for (size_t i = 0; i < w->slettede && w->brudt.n == 0; i++) {
        const struct slettet *s = &w->slettet[i];
        if (i == 0 || !str_eq(w->slettet[i - 1].bruger, s->bruger)) before = STR_EMPTY;
        struct hash right = seal_of(arena, before, w->kommune, s);
        if (!str_is(s->segl, right.hex) || !w->set[i]) room_set(&w->brudt, s->bruger);
        before = s->segl;
    }
}

bool visning_hel(struct store *store, struct arena *arena, int kommune, struct str *brudt,
                 struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune)};
    struct arena row;
    struct slettet *slettet;
    struct walk w = {.arena = &row, .kommune = kommune};

    TRY(read_all(store, arena, kommune, &slettet, &w.slettede, err));
    w.slettet = slettet;
    w.set = ARENA_ARRAY(arena, w.slettede, bool);
    arena_init(&row, 64 << 20);
    bool ok = store_each(store, arena, SQL_ADGANG_VISNING_KAEDE, args, 1, walk_row, &w, err);
    arena_release(&row);
    TRY(ok);
    check_seals(&w, arena);
    *brudt = str_copy(arena, room_str(&w.brudt));
    return true;
}

bool visning_antal(struct store *store, struct arena *arena, int kommune, int64_t *antal,
                   int64_t *slettet, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune)};
    struct store_rows rows;

    TRY(adgang_ask(store, arena, SQL_ADGANG_VISNING_ANTAL, args, 1, 1, &rows, err));
    *antal = store_at(&rows, 0, 0).i;
    *slettet = store_at(&rows, 0, 1).i;
    return true;
}

/* ---- taking the oldest away */

struct sletning {
    struct arena *arena;
    const struct adgang *af;
    int64_t foer_us;
    int64_t now_us;
    int64_t slettet;
};

static bool delete_of(struct store *store, struct sletning *d, struct slettet *s, struct err *err)
{
    const int kommune = d->af->kommune;
    const struct store_value who[] = {STORE_I(kommune), STORE_S(s->bruger)};
    const struct store_value up_to[] = {STORE_I(kommune), STORE_S(s->bruger), STORE_I(s->nr)};
    struct store_rows rows;
    int64_t changed = 0;

    TRY(adgang_ask(store, d->arena, SQL_ADGANG_VISNING_SLETTET_NEWEST, who, 2, 1, &rows, err));
    struct hash segl =
        seal_of(d->arena, rows.count == 0 ? STR_EMPTY : store_at(&rows, 0, 1).s, kommune, s);
    const struct store_value args[] = {
        STORE_I(kommune), STORE_S(s->bruger), STORE_I(s->nr),
        STORE_S(s->hash), STORE_I(s->antal),  STORE_I(s->foer_us),
        STORE_S(s->af),   STORE_I(s->tid_us), STORE_S(str_from(segl.hex)),
    };
    TRY(adgang_add(store, SQL_ADGANG_VISNING_SLETTET_INSERT, args, 9, err));
    TRY(adgang_change(store, SQL_ADGANG_VISNING_SLET, up_to, 3, &changed, err));
    ASSERT(changed == s->antal);
    d->slettet += changed;
    return true;
}

static bool delete_all(struct store *store, void *ctx, struct err *err)
{
    struct sletning *d = ctx;
    const struct store_value args[] = {STORE_I(d->af->kommune), STORE_I(d->foer_us)};
    struct store_rows rows;

    d->slettet = 0;
    TRY(adgang_kraev_nu(store, d->arena, d->af, RET_SIKKERHED, err));
    TRY(adgang_ask(store, d->arena, SQL_ADGANG_VISNING_GAMLE, args, 2, SLETTEDE_MAX, &rows, err));
    for (size_t i = 0; i < rows.count; i++) {
        struct slettet s = {
            .bruger = store_at(&rows, i, 0).s,
            .nr = store_at(&rows, i, 1).i,
            .hash = store_at(&rows, i, 2).s,
            .antal = store_at(&rows, i, 3).i,
            .foer_us = d->foer_us,
            .af = d->af->bruger,
            .tid_us = d->now_us,
        };
        TRY(delete_of(store, d, &s, err));
    }
    return true;
}

bool visning_slet(struct store *store, struct arena *arena, const struct adgang *af, int maaneder,
                  int64_t now_us, int64_t *slettet, struct err *err)
{
    struct sletning d = {.arena = arena, .af = af, .now_us = now_us};

    TRY(adgang_kraev(af, RET_SIKKERHED, err));
    if (maaneder < VISNING_MAANEDER_MIN)
        return err_begge(
            err, ERR_INPUT, NULL,
            "Visninger gemmes i mindst %d måneder; skriv et tal, der ikke er mindre",
            "Views are kept for at least %d months; write a number that is not smaller",
            VISNING_MAANEDER_MIN);
    struct dato i_dag = dato_of_us(now_us);
    struct dato foer = dato_plus_months_clamped(i_dag, -maaneder);
    d.foer_us = now_us - (int64_t)(i_dag.dag - foer.dag) * 24 * 3600 * 1000000;
    TRY(adgang_write(store, delete_all, &d, err));
    *slettet = d.slettet;
    return true;
}
