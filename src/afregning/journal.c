/*
 * journal: writing, reading and proving the chain.
 *
 * A row's hash is of every column as length and text, so that no two different rows have the same
 * bytes, after the hash of the row before it. Cost: one SHA-256 of some 300 bytes a row.
 */
#include "afregning/journal.h"

#include <stdio.h>
#include <string.h>

#include "afregning/intern.h"

static const char *const KONTO[KONTO_ANTAL] = {"tilkendt", "skyldig",        "udbetalt",
                                               "afvist",   "tilgodehavende", "eftergivet"};
static const char *const ART[JOURNAL_ARTER] = {
    "tilkendelse",  "aconto",     "faktura",   "kreditnota", "modregning",
    "eftergivelse", "udbetaling", "afvisning", "retur",      "genudbetaling"};
static const char BEGYNDELSE[] = "0000000000000000000000000000000000000000000000000000000000000000";

enum { KOLONNER = 21 };

const char *konto_kode(enum konto konto)
{
    ASSERT(konto < KONTO_ANTAL);
    return KONTO[konto];
}

const char *journal_art_kode(enum journal_art art)
{
    ASSERT(art < JOURNAL_ARTER);
    return ART[art];
}

bool konto_of(struct str kode, enum konto *out)
{
    for (int i = 0; i < KONTO_ANTAL; i++) {
        if (!str_is(kode, KONTO[i])) continue;
        *out = (enum konto)i;
        return true;
    }
    return false;
}

bool journal_art_of(struct str kode, enum journal_art *out)
{
    for (int i = 0; i < JOURNAL_ARTER; i++) {
        if (!str_is(kode, ART[i])) continue;
        *out = (enum journal_art)i;
        return true;
    }
    return false;
}

/* ---- the chain */

static void put_text(struct buf *out, struct str text)
{
    buf_format(out, "%zu:", text.n);
    buf_add(out, text);
    buf_char(out, ',');
}

static void put_int(struct buf *out, int64_t value)
{
    char text[24];

    snprintf(text, sizeof(text), "%lld", (long long)value);
    put_text(out, str_from(text));
}

static struct hash hash_row(struct buf *scratch, int kommune, const struct journal_raekke *r)
{
    scratch->n = 0;
    put_text(scratch, r->forrige);
    put_int(scratch, kommune);
    put_int(scratch, r->nr);
    put_text(scratch, str_from(ART[r->art]));
    put_text(scratch, str_from(KONTO[r->debet]));
    put_text(scratch, str_from(KONTO[r->kredit]));
    put_int(scratch, r->beloeb.oere);
    put_int(scratch, r->koersel);
    put_text(scratch, r->anbringelse);
    put_text(scratch, r->ydelse);
    put_text(scratch, r->modtager);
    put_text(scratch, r->kanal);
    put_text(scratch, r->skat);
    put_int(scratch, r->maaned.nr);
    put_int(scratch, r->aar);
    if (r->har_efter)
        put_int(scratch, r->efter);
    else
        put_text(scratch, STR("-"));
    put_int(scratch, r->tilkendt.oere);
    put_text(scratch, r->reference);
    put_text(scratch, r->bruger);
    put_int(scratch, r->tid_us);
    return hash_of(buf_str(scratch));
}

bool journal_hoved(struct store *store, int kommune, struct journal_hoved *out, struct err *err)
{
    struct arena arena;
    struct store_rows rows;

    *out = (struct journal_hoved){0};
    arena_init(&arena, 1 << 20);
    bool ok = store_query(store, &arena, SQL_AFREGNING_JOURNAL_HOVED, ARGS(STORE_I(kommune)), 1,
                          &rows, err);
    if (ok && rows.count > 0) {
        struct str hash = store_at(&rows, 0, 1).s;
        out->nr = store_at(&rows, 0, 0).i;
        snprintf(out->hash, sizeof(out->hash), "%.*s", STR_ARG(hash));
    }
    arena_release(&arena);
    return ok;
}

/* ---- writing */

struct skriver {
    int kommune;
    const struct journal_raekke *raekke;
    size_t antal;
    size_t at;
};

static bool next_row(void *ctx, struct store_value *args, bool *end, struct err *err)
{
    struct skriver *s = ctx;

    (void)err;
    *end = s->at == s->antal;
    if (*end) return true;
    const struct journal_raekke *r = &s->raekke[s->at++];
    const struct store_value row[KOLONNER] = {
        STORE_I(s->kommune),
        STORE_I(r->nr),
        STORE_S(str_from(ART[r->art])),
        STORE_S(str_from(KONTO[r->debet])),
        STORE_S(str_from(KONTO[r->kredit])),
        STORE_I(r->beloeb.oere),
        STORE_I(r->koersel),
        STORE_S(r->anbringelse),
        STORE_S(r->ydelse),
        STORE_S(r->modtager),
        STORE_S(r->kanal),
        STORE_S(r->skat),
        STORE_I(r->maaned.nr),
        STORE_I(r->aar),
        r->har_efter ? STORE_I(r->efter) : STORE_NUL,
        STORE_I(r->tilkendt.oere),
        STORE_S(r->reference),
        STORE_S(r->bruger),
        STORE_I(r->tid_us),
        STORE_S(r->forrige),
        STORE_S(r->hash),
    };
    memcpy(args, row, sizeof(row));
    return true;
}

bool journal_skriv(struct store *store, struct arena *arena, int kommune,
                   struct journal_raekke *raekke, size_t antal, struct journal_hoved *hoved,
                   struct err *err)
{
    struct skriver s = {.kommune = kommune, .raekke = raekke, .antal = antal};
    struct str forrige;
    struct buf scratch;
    int64_t written = 0;

    TRY(journal_hoved(store, kommune, hoved, err));
    forrige = str_copy(arena, str_from(hoved->nr == 0 ? BEGYNDELSE : hoved->hash));
    buf_init(&scratch, arena);
    for (size_t i = 0; i < antal; i++) {
        struct journal_raekke *r = &raekke[i];
        ASSERT(r->beloeb.oere > 0);
        ASSERT(r->debet != r->kredit);
        r->nr = hoved->nr + (int64_t)i + 1;
        r->forrige = forrige;
        struct hash hash = hash_row(&scratch, kommune, r);
        forrige = r->hash = str_copy(arena, str_from(hash.hex));
    }
    TRY(store_exec_each(store, SQL_AFREGNING_JOURNAL_INSERT, next_row, &s, &written, err));
    ASSERT(written == (int64_t)antal);
    if (antal == 0) return true;
    hoved->nr += (int64_t)antal;
    snprintf(hoved->hash, sizeof(hoved->hash), "%.*s", STR_ARG(forrige));
    return true;
}

/* ---- reading */

bool journal_laes_raekke(const struct store_value *v, struct journal_raekke *out, struct err *err)
{
    bool known = journal_art_of(v[1].s, &out->art);

    known = known && konto_of(v[2].s, &out->debet);
    known = known && konto_of(v[3].s, &out->kredit);
    out->nr = v[0].i;
    if (!known) {
        return err_begge(err, ERR_INPUT, "journal",
                         "Journalens række %lld har et ukendt ord; hent en sikkerhedskopi",
                         "Row %lld of the journal has an unknown word; fetch a backup",
                         (long long)v[0].i);
    }
    out->beloeb.oere = v[4].i;
    out->koersel = v[5].i;
    out->anbringelse = v[6].s;
    out->ydelse = v[7].s;
    out->modtager = v[8].s;
    out->kanal = v[9].s;
    out->skat = v[10].s;
    out->maaned.nr = (int32_t)v[11].i;
    out->aar = (int)v[12].i;
    out->har_efter = v[13].type != STORE_NULL;
    out->efter = out->har_efter ? v[13].i : 0;
    out->tilkendt.oere = v[14].i;
    out->reference = v[15].s;
    out->bruger = v[16].s;
    out->tid_us = v[17].i;
    out->forrige = v[18].s;
    out->hash = v[19].s;
    return true;
}

static bool rows_of(struct store *store, struct arena *arena, enum sql statement,
                    const struct store_value *args, size_t count, struct journal_raekke **out,
                    size_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, statement, args, count, ROWS_MAX, &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct journal_raekke);
    for (size_t i = 0; i < rows.count; i++)
        TRY(journal_laes_raekke(&rows.value[i * rows.columns], &(*out)[i], err));
    *antal = rows.count;
    return true;
}

bool journal_af_modtager(struct store *store, struct arena *arena, int kommune, struct str modtager,
                         struct journal_raekke **out, size_t *antal, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_S(modtager)};

    return rows_of(store, arena, SQL_AFREGNING_JOURNAL_MODTAGER, args, 2, out, antal, err);
}

bool journal_af_anbringelse(struct store *store, struct arena *arena, int kommune,
                            struct str anbringelse, struct journal_raekke **out, size_t *antal,
                            struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_S(anbringelse)};

    return rows_of(store, arena, SQL_AFREGNING_JOURNAL_ANBRINGELSE, args, 2, out, antal, err);
}

bool journal_af_koersel(struct store *store, struct arena *arena, int kommune, int64_t koersel,
                        struct journal_raekke **out, size_t *antal, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_I(koersel)};

    return rows_of(store, arena, SQL_AFREGNING_JOURNAL_KOERSEL, args, 2, out, antal, err);
}

bool journal_efter(struct store *store, struct arena *arena, int kommune, int64_t efter,
                   size_t hoejst, struct journal_raekke **out, size_t *antal, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_I(efter), STORE_I((int64_t)hoejst)};

    return rows_of(store, arena, SQL_AFREGNING_JOURNAL_SIDE, args, 3, out, antal, err);
}

/* ---- proving */

struct eftersyn {
    int kommune;
    struct buf scratch;
    char forrige[65];
    int64_t raekker;
    int64_t brud;
};

static bool prove_row(void *ctx, const struct store_value *v, size_t columns, struct err *err)
{
    struct eftersyn *e = ctx;
    struct journal_raekke r;
    struct err ukendt = ERR_INIT;

    (void)err;
    ASSERT(columns == 20);
    if (e->brud != 0) return true;
    e->raekker++;
    bool ok = journal_laes_raekke(v, &r, &ukendt) && r.nr == e->raekker;
    ok = ok && r.maaned.nr == v[11].i && r.aar == v[12].i; /* nothing was cut off */
    ok = ok && str_is(r.forrige, e->forrige);
    if (ok) {
        struct hash hash = hash_row(&e->scratch, e->kommune, &r);
        ok = str_is(r.hash, hash.hex);
        memcpy(e->forrige, hash.hex, sizeof(e->forrige));
    }
    if (!ok) e->brud = e->raekker;
    return true;
}

bool journal_efterse(struct store *store, struct arena *arena, int kommune, int64_t *raekker,
                     int64_t *brud, struct journal_hoved *hoved, struct err *err)
{
    struct eftersyn e = {.kommune = kommune};

    buf_init(&e.scratch, arena);
    memcpy(e.forrige, BEGYNDELSE, sizeof(e.forrige));
    TRY(store_each(store, arena, SQL_AFREGNING_JOURNAL_FRA, ARGS(STORE_I(kommune), STORE_I(0)),
                   prove_row, &e, err));
    *raekker = e.raekker;
    *brud = e.brud;
    return journal_hoved(store, kommune, hoved, err);
}
