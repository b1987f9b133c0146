/*
 * visning: the log of views in the database.
 *
 * Invariants: (1) rows are only added, each user's numbered from 1; (2) a row's hash is that of its
 * fields and of the hash before it.
 */
#include "adgang/visning_intern.h"

#include <inttypes.h>
#include <string.h>

static const char *const arter[] = {
    [VISNING_PLEJEFAMILIE] = "plejefamilie",
    [VISNING_ANBRINGELSE] = "anbringelse",
    [VISNING_PERSON] = "person",
    [VISNING_KOERSEL] = "koersel",
    [VISNING_LISTE] = "liste",
    [VISNING_LOG] = "log",
};
_Static_assert(sizeof(arter) / sizeof(*arter) == VISNING_ART_ANTAL, "every kind has its word");

static const char *const handlinger[] = {
    [VISNING_VIS] = "vis",
    [VISNING_SOEG] = "soeg",
    [VISNING_HENT] = "hent",
};
_Static_assert(sizeof(handlinger) / sizeof(*handlinger) == VISNING_HANDLING_ANTAL,
               "every doing has its word");

const char *visning_art_kode(enum visning_art art)
{
    ASSERT(art < VISNING_ART_ANTAL);
    return arter[art];
}

const char *visning_handling_kode(enum visning_handling handling)
{
    ASSERT(handling < VISNING_HANDLING_ANTAL);
    return handlinger[handling];
}

/* Every purpose, then the lists that are none. */
static const struct {
    const char *ord;
    const char *engelsk;
} ENGELSK[] = {
    {"adgang", "access"},
    {"brev", "letter"},
    {"dagsorden", "agenda"},
    {"egen sag", "own case"},
    {"henvendelser", "messages"},
    {"hvem har set sagen", "who has seen the case"},
    {"indstilling", "proposal of a level"},
    {"indstillinger", "proposals of a level"},
    {"konto", "account"},
    {"månedsafregning", "settlement of the month"},
    {"navn", "name"},
    {"opgaver", "tasks"},
    {"opsigelse", "termination"},
    {"registrering", "registration"},
    {"revision", "audit"},
    {"sagsbehandling", "work on the case"},
    {"snitflade", "API"},
    {"udbetaling", "payout"},
    {"anbringelser", "placements"},
    {"brugere", "users"},
    {"dagsordener", "agendas"},
    {"familier", "families"},
    {"journal", "journal"},
    {"kendt", "what was known"},
    {"nummer", "number"},
    {"opsigelser", "terminations"},
    {"plejefamilier", "foster families"},
    {"tilgodehavender", "what is owed"},
};

const char *visning_engelsk(struct str ord)
{
    for (size_t i = 0; i < sizeof(ENGELSK) / sizeof(*ENGELSK); i++)
        if (str_is(ord, ENGELSK[i].ord)) return ENGELSK[i].engelsk;
    return NULL;
}

/* A text with its length before it, so that no two rows give the same bytes. */
void visning_tekst(struct buf *out, struct str text)
{
    buf_format(out, "%zu:", text.n);
    buf_add(out, text);
}

struct hash visning_hash(struct arena *arena, struct str before, int kommune,
                         const struct visning_linje *l)
{
    struct buf bytes;

    buf_init(&bytes, arena);
    buf_format(&bytes, "visning 1 %d %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " ", kommune,
               l->nr, l->tid_us, l->antal, l->registrering);
    visning_tekst(&bytes, before);
    visning_tekst(&bytes, l->bruger);
    visning_tekst(&bytes, l->art);
    visning_tekst(&bytes, l->id);
    visning_tekst(&bytes, l->handling);
    visning_tekst(&bytes, l->formaal);
    visning_tekst(&bytes, l->rute);
    return hash_of(buf_str(&bytes));
}

bool visning_skriv(struct store *store, struct arena *arena, const struct adgang *af,
                   const struct visning *visning, int64_t now_us, struct err *err)
{
    const struct store_value who[] = {STORE_I(af->kommune), STORE_S(af->bruger)};
    struct store_rows rows;

    ASSERT(visning_engelsk(visning->formaal) != NULL);
    TRY(adgang_ask(store, arena, SQL_ADGANG_VISNING_NEWEST, who, 2, 1, &rows, err));
    const struct visning_linje l = {
        .bruger = af->bruger,
        .nr = rows.count == 0 ? 1 : store_at(&rows, 0, 0).i + 1,
        .tid_us = now_us,
        .art = str_from(visning_art_kode(visning->art)),
        .id = visning->id,
        .handling = str_from(visning_handling_kode(visning->handling)),
        .formaal = visning->formaal,
        .rute = visning->rute,
        .antal = visning->antal,
        .registrering = visning->registrering,
    };
    struct str before = rows.count == 0 ? STR_EMPTY : store_at(&rows, 0, 1).s;
    struct hash hash = visning_hash(arena, before, af->kommune, &l);
    const struct store_value args[] = {
        STORE_I(af->kommune), STORE_S(l.bruger),       STORE_I(l.nr),
        STORE_I(l.tid_us),    STORE_S(l.art),          STORE_S(l.id),
        STORE_S(l.handling),  STORE_S(l.formaal),      STORE_S(l.rute),
        STORE_I(l.antal),     STORE_I(l.registrering), STORE_S(str_from(hash.hex)),
    };
    return adgang_add(store, SQL_ADGANG_VISNING_INSERT, args, 12, err);
}

struct several {
    struct arena *arena;
    const struct visning_post *post;
    size_t antal;
};

static bool write_several(struct store *store, void *ctx, struct err *err)
{
    const struct several *s = ctx;

    for (size_t i = 0; i < s->antal; i++) {
        const struct visning_post *p = &s->post[i];
        TRY(visning_skriv(store, s->arena, p->af, p->visning, p->now_us, err));
        if (p->roer != NULL) TRY(session_roer(store, p->roer, p->now_us, err));
    }
    return true;
}

bool visning_skriv_alle(struct store *store, struct arena *arena, const struct visning_post *post,
                        size_t antal, struct err *err)
{
    struct several s = {arena, post, antal};

    return adgang_write(store, write_several, &s, err);
}

/* ---- reading */

struct visning_linje visning_raekke(const struct store_value *v)
{
    return (struct visning_linje){
        .bruger = v[0].s,
        .nr = v[1].i,
        .tid_us = v[2].i,
        .art = v[3].s,
        .id = v[4].s,
        .handling = v[5].s,
        .formaal = v[6].s,
        .rute = v[7].s,
        .antal = v[8].i,
        .registrering = v[9].i,
    };
}

static bool read_rows(struct store *store, struct arena *arena, enum sql statement,
                      const struct store_value *args, size_t count, size_t hoejst,
                      struct visning_linje **out, size_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(adgang_ask(store, arena, statement, args, count, hoejst, &rows, err));
    struct visning_linje *list = ARENA_ARRAY(arena, rows.count, struct visning_linje);
    for (size_t i = 0; i < rows.count; i++) list[i] = visning_raekke(&rows.value[i * rows.columns]);
    *out = list;
    *antal = rows.count;
    return true;
}

bool visning_af(struct store *store, struct arena *arena, int kommune, enum visning_art art,
                struct str id, int64_t fra_us, int64_t til_us, size_t hoejst,
                struct visning_linje **out, size_t *antal, struct err *err)
{
    const struct store_value args[] = {
        STORE_I(kommune), STORE_S(str_from(visning_art_kode(art))),
        STORE_S(id),      STORE_I(fra_us),
        STORE_I(til_us),  STORE_I((int64_t)hoejst),
    };

    return read_rows(store, arena, SQL_ADGANG_VISNING_AF, args, 6, hoejst, out, antal, err);
}

bool visning_alle(struct store *store, struct arena *arena, int kommune, int64_t fra_us,
                  int64_t til_us, size_t hoejst, struct visning_linje **out, size_t *antal,
                  struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_I(fra_us), STORE_I(til_us),
                                       STORE_I((int64_t)hoejst)};

    return read_rows(store, arena, SQL_ADGANG_VISNING_ALLE, args, 4, hoejst, out, antal, err);
}

bool visning_soeg(struct store *store, struct arena *arena, int kommune,
                  const struct visning_soegning *soegning, size_t fra, size_t hoejst,
                  struct visning_linje **out, size_t *antal, struct err *err)
{
    const struct visning_soegning *s = soegning;
    const struct store_value graense[] = {STORE_I((int64_t)hoejst), STORE_I((int64_t)fra)};

    if (s->id.n > 0) {
        const struct store_value args[] = {
            STORE_I(kommune),   STORE_S(s->art),    STORE_S(s->id), STORE_S(s->bruger),
            STORE_I(s->fra_us), STORE_I(s->til_us), graense[0],     graense[1]};
        return read_rows(store, arena, SQL_ADGANG_VISNING_SOEG_ID, args, 8, hoejst, out, antal,
                         err);
    }
    if (s->bruger.n > 0) {
        const struct store_value args[] = {STORE_I(kommune),   STORE_S(s->bruger),
                                           STORE_I(s->fra_us), STORE_I(s->til_us),
                                           graense[0],         graense[1]};
        return read_rows(store, arena, SQL_ADGANG_VISNING_SOEG_BRUGER, args, 6, hoejst, out, antal,
                         err);
    }
    const struct store_value args[] = {STORE_I(kommune), STORE_I(s->fra_us), STORE_I(s->til_us),
                                       graense[0], graense[1]};
    return read_rows(store, arena, SQL_ADGANG_VISNING_SOEG_TID, args, 5, hoejst, out, antal, err);
}
