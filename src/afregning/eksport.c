/*
 * eksport: payments, files, journal rows and the move, in one transaction.
 */
#include "afregning/eksport.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "afregning/eksport_intern.h"
#include "base/id.h"
#include "base/tid.h"

const char *const eksport_kanal[EKSPORT_KANALER] = {"loen", "nemkonto", "leverandoer"};

enum { BETALINGER_MAX = 1000000 };

static struct betaling payment_row(const struct store_rows *rows, size_t at)
{
    struct store_value svar = store_at(rows, at, 7), aarsag = store_at(rows, at, 8);
    struct store_value ny = store_at(rows, at, 9);

    return (struct betaling){
        .id = store_at(rows, at, 0).s,
        .eksport = store_at(rows, at, 1).i,
        .kanal = store_at(rows, at, 2).s,
        .modtager = store_at(rows, at, 3).s,
        .beloeb = {store_at(rows, at, 4).i},
        .dispositionsdato = {(int32_t)store_at(rows, at, 5).i},
        .igen = store_at(rows, at, 6).s,
        .svar = svar.type == STORE_NULL ? STR_EMPTY : svar.s,
        .aarsag = aarsag.type == STORE_NULL ? STR_EMPTY : aarsag.s,
        .ny = ny.type == STORE_NULL ? STR_EMPTY : ny.s,
    };
}

static bool payments(struct store *store, struct arena *arena, enum sql statement,
                     const struct store_value *args, size_t count, struct betaling **out,
                     size_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, statement, args, count, BETALINGER_MAX, &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct betaling);
    for (size_t i = 0; i < rows.count; i++) (*out)[i] = payment_row(&rows, i);
    *antal = rows.count;
    return true;
}

bool betaling_liste(struct store *store, struct arena *arena, int kommune, int64_t koersel,
                    struct betaling **out, size_t *antal, struct err *err)
{
    return payments(store, arena, SQL_AFREGNING_BETALING_LISTE,
                    ARGS(STORE_I(kommune), STORE_I(koersel)), out, antal, err);
}

bool betaling_side(struct store *store, struct arena *arena, int kommune, int64_t koersel,
                   int64_t eksport, struct str id, size_t hoejst, struct betaling **out,
                   size_t *antal, struct err *err)
{
    return payments(store, arena, SQL_AFREGNING_BETALING_SIDE,
                    ARGS(STORE_I(kommune), STORE_I(koersel), STORE_I(eksport), STORE_S(id),
                         STORE_I((int64_t)hoejst)),
                    out, antal, err);
}

bool betaling_er_tilbage(const struct betaling *betaling)
{
    return str_is(betaling->svar, "afvist") || str_is(betaling->svar, "retur");
}

/* ---- which payments */

bool eksport_er_negativ(const struct journal_raekke *raekke)
{
    return raekke->debet == KONTO_SKYLDIG;
}

static int kanal_of(struct str kanal)
{
    for (int i = 0; i < EKSPORT_KANALER; i++)
        if (str_is(kanal, eksport_kanal[i])) return i;
    return -1;
}

static int by_payee(const void *a, const void *b)
{
    const struct journal_raekke *const *x = a, *const *y = b;
    int order = kanal_of((*x)->kanal) - kanal_of((*y)->kanal);

    if (order == 0) order = str_cmp((*x)->modtager, (*y)->modtager);
    if (order == 0 && kanal_of((*x)->kanal) == EKSPORT_LEVERANDOER) {
        order = str_cmp((*x)->anbringelse, (*y)->anbringelse);
        if (order == 0) order = str_cmp((*x)->ydelse, (*y)->ydelse);
        if (order == 0)
            order = ((*x)->maaned.nr > (*y)->maaned.nr) - ((*x)->maaned.nr < (*y)->maaned.nr);
    }
    if (order == 0) order = ((*x)->nr > (*y)->nr) - ((*x)->nr < (*y)->nr);
    return order;
}

/* A payee is paid once on a channel, but a supplier once for each invoice: a run has one on a key,
 * and what is drawn from it has its key. */
static bool together(const struct journal_raekke *a, const struct journal_raekke *b)
{
    if (!str_eq(a->kanal, b->kanal) || !str_eq(a->modtager, b->modtager)) return false;
    return kanal_of(a->kanal) != EKSPORT_LEVERANDOER ||
           (str_eq(a->anbringelse, b->anbringelse) && str_eq(a->ydelse, b->ydelse) &&
            a->maaned.nr == b->maaned.nr);
}

static bool add_payment(struct eksportering *e, const struct journal_raekke **linje, size_t linjer,
                        struct err *err)
{
    struct ny_betaling *b = &e->betaling[e->betalinger];
    struct id id;

    *b = (struct ny_betaling){.kanal = kanal_of(linje[0]->kanal),
                              .modtager = linje[0]->modtager,
                              .linje = linje,
                              .linjer = linjer,
                              .igen = STR_EMPTY};
    for (size_t i = 0; i < linjer; i++) {
        if (eksport_er_negativ(linje[i]))
            TRY(oere_sub(b->beloeb, linje[i]->beloeb, &b->beloeb, err));
        else
            TRY(oere_add(b->beloeb, linje[i]->beloeb, &b->beloeb, err));
    }
    ASSERT(b->beloeb.oere >= 0); /* no more is drawn than is paid */
    if (b->beloeb.oere == 0) return true;
    TRY(id_make(&id, err));
    b->id = str_copy(e->arena, id_str(&id));
    e->betalinger++;
    return true;
}

/* What the run owes, gathered by channel and payee; invoices one by one. */
static bool payments_of_run(struct eksportering *e, struct err *err)
{
    const struct journal_raekke **r =
        ARENA_ARRAY(e->arena, e->raekker, const struct journal_raekke *);
    size_t n = 0;

    for (size_t i = 0; i < e->raekker; i++) {
        const struct journal_raekke *row = &e->journal[i];
        if (row->kredit != KONTO_SKYLDIG && row->debet != KONTO_SKYLDIG) continue;
        ASSERT(kanal_of(row->kanal) >= 0);
        r[n++] = row;
    }
    if (n > 0) qsort(r, n, sizeof(*r), by_payee);
    e->betaling = ARENA_ARRAY(e->arena, n, struct ny_betaling);
    for (size_t i = 0, next; i < n; i = next) {
        for (next = i + 1; next < n && together(r[next], r[i]); next++) continue;
        TRY(add_payment(e, &r[i], next - i, err));
    }
    return true;
}

/* ---- what came back, once more */

/* A row that has been sent, and the payment it left with. */
struct sendt {
    struct str betaling;
    const struct journal_raekke *raekke;
};

static int by_payment(const void *a, const void *b)
{
    const struct sendt *x = a, *y = b;
    int order = str_cmp(x->betaling, y->betaling);

    return order != 0 ? order : (x->raekke->nr > y->raekke->nr) - (x->raekke->nr < y->raekke->nr);
}

static int by_number(const void *key, const void *item)
{
    const int64_t *nr = key;
    const struct journal_raekke *raekke = item;

    return (*nr > raekke->nr) - (*nr < raekke->nr);
}

/* By payment: what left with each. */
static struct sendt *sent_rows(struct eksportering *e, const struct store_rows *linjer,
                               size_t *antal)
{
    struct sendt *out = ARENA_ARRAY(e->arena, linjer->count, struct sendt);
    size_t n = 0;

    for (size_t i = 0; i < linjer->count && e->raekker > 0; i++) {
        int64_t nr = store_at(linjer, i, 0).i;
        const struct journal_raekke *r =
            bsearch(&nr, e->journal, e->raekker, sizeof(*e->journal), by_number);
        if (r != NULL) out[n++] = (struct sendt){store_at(linjer, i, 1).s, r};
    }
    if (n > 0) qsort(out, n, sizeof(*out), by_payment);
    *antal = n;
    return out;
}

static int by_id(const void *a, const void *b)
{
    return str_cmp((*(const struct betaling *const *)a)->id,
                   (*(const struct betaling *const *)b)->id);
}

static int find_id(const void *key, const void *item)
{
    return str_cmp(*(const struct str *)key, (*(const struct betaling *const *)item)->id);
}

/* The payment that was made first of those that sent one another again. */
static struct str first_of(const struct betaling **alle, size_t antal, const struct betaling *b)
{
    struct str id = b->id;

    for (;;) {
        const struct betaling **at = bsearch(&id, alle, antal, sizeof(*alle), find_id);
        if (at == NULL || (*at)->igen.n == 0) return id;
        id = (*at)->igen;
    }
}

/* The rows of an earlier payment: those it was made of, through every time it was sent again. */
static bool rows_of_payment(struct eksportering *e, const struct sendt *sendt, size_t antal,
                            struct str betaling, struct ny_betaling *out)
{
    size_t low = 0, high = antal;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (str_cmp(sendt[mid].betaling, betaling) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    while (high < antal && str_eq(sendt[high].betaling, betaling)) high++;
    out->linje = ARENA_ARRAY(e->arena, high - low, const struct journal_raekke *);
    while (low < high) out->linje[out->linjer++] = sendt[low++].raekke;
    return out->linjer > 0;
}

static int by_channel(const void *a, const void *b)
{
    const struct ny_betaling *x = a, *y = b;
    int order = x->kanal - y->kanal;

    return order != 0 ? order : str_cmp(x->igen, y->igen);
}

static bool payments_again(struct eksportering *e, struct err *err)
{
    struct betaling *alle;
    struct store_rows linjer;
    size_t antal, sendte;

    TRY(betaling_liste(e->store, e->arena, e->adgang->kommune, e->koersel.loebenr, &alle, &antal,
                       err));
    TRY(store_query(e->store, e->arena, SQL_AFREGNING_BETALING_LINJE_LISTE,
                    ARGS(STORE_I(e->adgang->kommune), STORE_I(e->koersel.loebenr)), ROWS_MAX,
                    &linjer, err));
    struct sendt *sendt = sent_rows(e, &linjer, &sendte);
    const struct betaling **efter_id = ARENA_ARRAY(e->arena, antal, const struct betaling *);
    for (size_t i = 0; i < antal; i++) efter_id[i] = &alle[i];
    if (antal > 0) qsort(efter_id, antal, sizeof(*efter_id), by_id);
    e->betaling = ARENA_ARRAY(e->arena, antal, struct ny_betaling);
    for (size_t i = 0; i < antal; i++) {
        struct id id;
        if (!betaling_er_tilbage(&alle[i]) || alle[i].ny.n > 0) continue;
        struct ny_betaling *b = &e->betaling[e->betalinger++];
        *b = (struct ny_betaling){.kanal = kanal_of(alle[i].kanal),
                                  .modtager = alle[i].modtager,
                                  .beloeb = alle[i].beloeb,
                                  .igen = alle[i].id};
        TRY(id_make(&id, err));
        b->id = str_copy(e->arena, id_str(&id));
        bool found = rows_of_payment(e, sendt, sendte, first_of(efter_id, antal, &alle[i]), b);
        ASSERT(found);
    }
    /* They come as they were sent: by export. */
    if (e->betalinger > 0) qsort(e->betaling, e->betalinger, sizeof(*e->betaling), by_channel);
    return true;
}

/* ---- writing */

struct raekker { /* where one has come to in the payments, and in the rows of one */
    const struct eksportering *e;
    size_t betaling;
    size_t linje;
};

static bool next_payment(void *ctx, struct store_value *args, bool *end, struct err *err)
{
    struct raekker *r = ctx;
    const struct eksportering *e = r->e;

    (void)err;
    *end = r->betaling == e->betalinger;
    if (*end) return true;
    const struct ny_betaling *b = &e->betaling[r->betaling++];
    args[0] = STORE_I(e->adgang->kommune);
    args[1] = STORE_S(b->id);
    args[2] = STORE_I(e->koersel.loebenr);
    args[3] = STORE_I(e->nr);
    args[4] = STORE_S(str_from(eksport_kanal[b->kanal]));
    args[5] = STORE_S(b->modtager);
    args[6] = STORE_I(b->beloeb.oere);
    args[7] = STORE_I(e->dispositionsdato.dag);
    args[8] = STORE_S(b->igen);
    return true;
}

static bool next_again(void *ctx, struct store_value *args, bool *end, struct err *err)
{
    struct raekker *r = ctx;

    (void)err;
    while (r->betaling < r->e->betalinger && r->e->betaling[r->betaling].igen.n == 0) r->betaling++;
    *end = r->betaling == r->e->betalinger;
    if (*end) return true;
    const struct ny_betaling *b = &r->e->betaling[r->betaling++];
    args[0] = STORE_I(r->e->adgang->kommune);
    args[1] = STORE_S(b->igen);
    args[2] = STORE_S(b->id);
    return true;
}

/* A payment that is sent again has the rows of the first one, which stand there already. */
static bool next_line(void *ctx, struct store_value *args, bool *end, struct err *err)
{
    struct raekker *r = ctx;
    const struct ny_betaling *b = NULL;

    (void)err;
    for (; r->betaling < r->e->betalinger; r->betaling++, r->linje = 0) {
        b = &r->e->betaling[r->betaling];
        if (b->igen.n == 0 && r->linje < b->linjer) break;
    }
    *end = r->betaling == r->e->betalinger;
    if (*end) return true;
    args[0] = STORE_I(r->e->adgang->kommune);
    args[1] = STORE_I(b->linje[r->linje++]->nr);
    args[2] = STORE_S(b->id);
    return true;
}

static bool write_payments(struct eksportering *e, struct err *err)
{
    struct raekker betalinger = {.e = e}, igen = {.e = e}, linjer = {.e = e};

    TRY(store_exec_each(e->store, SQL_AFREGNING_BETALING_INSERT, next_payment, &betalinger, NULL,
                        err));
    TRY(store_exec_each(e->store, SQL_AFREGNING_BETALING_IGEN_INSERT, next_again, &igen, NULL,
                        err));
    return store_exec_each(e->store, SQL_AFREGNING_BETALING_LINJE_INSERT, next_line, &linjer, NULL,
                           err);
}

/* One row for each payment: out of what is owed, or out of what came back. */
static bool write_journal(struct eksportering *e, struct err *err)
{
    struct journal_raekke *r = ARENA_ARRAY(e->arena, e->betalinger, struct journal_raekke);

    for (size_t i = 0; i < e->betalinger; i++) {
        const struct ny_betaling *b = &e->betaling[i];
        bool igen = b->igen.n > 0;
        r[i] = (struct journal_raekke){
            .art = igen ? JOURNAL_GENUDBETALING : JOURNAL_UDBETALING,
            .debet = igen ? KONTO_AFVIST : KONTO_SKYLDIG,
            .kredit = KONTO_UDBETALT,
            .beloeb = b->beloeb,
            .koersel = e->koersel.loebenr,
            .anbringelse = STR_EMPTY,
            .ydelse = STR_EMPTY,
            .modtager = b->modtager,
            .kanal = str_from(eksport_kanal[b->kanal]),
            .skat = STR_EMPTY,
            .aar = dato_year(e->dispositionsdato),
            .reference = b->id,
            .bruger = e->adgang->bruger,
            .tid_us = e->now_us,
        };
    }
    return journal_skriv(e->store, e->arena, e->adgang->kommune, r, e->betalinger, &e->hoved, err);
}

struct str eksport_manifest_navn(struct arena *arena, int kommune, int64_t nr)
{
    return str_format(arena, "%04d-%06lld-manifest.json", kommune, (long long)nr);
}

static void add_manifest(struct eksportering *e)
{
    struct buf out;

    buf_init(&out, e->arena);
    buf_format(&out, "{\"format\":1,\"kommune\":%d,\"koersel\":%lld,\"eksport\":%lld,",
               e->adgang->kommune, (long long)e->koersel.loebenr, (long long)e->nr);
    buf_format(&out, "\"dispositionsdato\":\"%.*s\",\"tid\":\"%.*s\",\"filer\":[",
               STR_ARG(dato_iso(e->arena, e->dispositionsdato)),
               STR_ARG(tid_tekst(e->arena, e->now_us)));
    for (size_t i = 0; i < e->filer; i++) {
        struct hash hash = hash_of(e->fil[i].bytes);
        buf_format(&out, "%s\n{\"fil\":\"%.*s\",\"kanal\":\"%.*s\",\"antal\":%lld,", i ? "," : "",
                   STR_ARG(e->fil[i].navn), STR_ARG(e->fil[i].kanal), (long long)e->fil[i].antal);
        buf_format(&out, "\"sum_oere\":%lld,\"sha256\":\"%s\"}", (long long)e->fil[i].sum.oere,
                   hash.hex);
    }
    buf_format(&out,
               "],\n\"hoved\":{\"kommune\":%d,\"nr\":%lld,\"hash\":\"%s\",\"tid\":\"%.*s\"}}\n",
               e->adgang->kommune, (long long)e->hoved.nr, e->hoved.hash,
               STR_ARG(tid_tekst(e->arena, e->now_us)));
    struct eksport_fil *fil = &e->fil[e->filer];
    *fil = (struct eksport_fil){.kanal = STR("manifest"),
                                .navn = eksport_manifest_navn(e->arena, e->adgang->kommune, e->nr),
                                .bytes = buf_str(&out)};
}

static bool write_file(struct eksportering *e, size_t at, struct err *err)
{
    const struct eksport_fil *fil = &e->fil[at];
    struct hash hash;

    TRY(indhold_gem_fil(e->store, e->arena, e->adgang->kommune, fil->bytes, &hash, err));
    return store_exec(e->store, SQL_AFREGNING_EKSPORT_FIL_INSERT,
                      ARGS(STORE_I(e->adgang->kommune), STORE_I(e->nr), STORE_I((int64_t)at + 1),
                           STORE_S(fil->kanal), STORE_S(fil->navn), STORE_S(str_from(hash.hex)),
                           STORE_I((int64_t)fil->bytes.n), STORE_I(fil->antal),
                           STORE_I(fil->sum.oere)),
                      NULL, err);
}

static bool write_export(struct eksportering *e, struct err *err)
{
    struct hash manifest;
    int kommune = e->adgang->kommune;

    TRY(write_journal(e, err));
    add_manifest(e);
    TRY(indhold_gem(e->store, kommune, "manifest", e->fil[e->filer].bytes, &manifest, err));
    TRY(store_exec(e->store, SQL_AFREGNING_EKSPORT_INSERT,
                   ARGS(STORE_I(kommune), STORE_I(e->nr), STORE_I(e->koersel.loebenr),
                        STORE_S(str_from(manifest.hex)), STORE_I(e->hoved.nr),
                        STORE_S(str_from(e->hoved.hash)), STORE_I(e->naeste_post),
                        STORE_S(e->adgang->bruger), STORE_I(e->now_us)),
                   NULL, err));
    for (size_t i = 0; i < e->filer; i++) TRY(write_file(e, i, err));
    TRY(write_payments(e, err));
    e->filer++; /* the manifest goes last */
    return true;
}

/* ---- the stored files */

static bool stored_file(struct eksportering *e, struct str kanal, struct str navn, struct str hash,
                        struct eksport_fil *out, struct err *err)
{
    *out = (struct eksport_fil){.kanal = kanal, .navn = navn};
    return indhold_hent_fil(e->store, e->arena, e->adgang->kommune, hash, &out->bytes, err);
}

static bool stored_export(struct eksportering *e, int64_t nr, struct str manifest,
                          struct eksport_resultat *out, size_t *plads, struct err *err)
{
    struct store_rows rows;
    int kommune = e->adgang->kommune;

    TRY(store_query(e->store, e->arena, SQL_AFREGNING_EKSPORT_FILER,
                    ARGS(STORE_I(kommune), STORE_I(nr)), RUNS_MAX, &rows, err));
    out->fil = arena_grow(e->arena, out->fil, out->filer, plads, out->filer + rows.count + 1,
                          sizeof(*out->fil));
    for (size_t i = 0; i < rows.count; i++) {
        struct eksport_fil *fil = &out->fil[out->filer++];
        TRY(stored_file(e, store_at(&rows, i, 0).s, store_at(&rows, i, 1).s,
                        store_at(&rows, i, 2).s, fil, err));
        fil->antal = store_at(&rows, i, 3).i;
        fil->sum.oere = store_at(&rows, i, 4).i;
    }
    return stored_file(e, STR("manifest"), eksport_manifest_navn(e->arena, e->adgang->kommune, nr),
                       manifest, &out->fil[out->filer++], err);
}

/* Payments of the newest export, whose files begin at `first`: a channel may have several files. */
static void count_newest(struct eksport_resultat *out, size_t first)
{
    for (int kanal = 0; kanal < EKSPORT_KANALER; kanal++) {
        for (size_t i = first; i < out->filer; i++) {
            if (!str_is(out->fil[i].kanal, eksport_kanal[kanal])) continue;
            out->betalinger += (size_t)out->fil[i].antal;
            out->sum.oere += out->fil[i].sum.oere;
            break;
        }
    }
}

static bool stored(struct eksportering *e, struct eksport_resultat *out, struct err *err)
{
    struct store_rows rows;
    size_t plads = 0, first = 0;

    *out = (struct eksport_resultat){0};
    TRY(store_query(e->store, e->arena, SQL_AFREGNING_EKSPORT_LISTE,
                    ARGS(STORE_I(e->adgang->kommune), STORE_I(e->koersel.loebenr)), RUNS_MAX, &rows,
                    err));
    for (size_t i = 0; i < rows.count; i++) {
        out->nr = store_at(&rows, i, 0).i;
        out->hoved_nr = store_at(&rows, i, 2).i;
        first = out->filer;
        snprintf(out->hoved, sizeof(out->hoved), "%.*s", STR_ARG(store_at(&rows, i, 3).s));
        TRY(stored_export(e, out->nr, store_at(&rows, i, 1).s, out, &plads, err));
    }
    count_newest(out, first);
    return true;
}

/* ---- the whole */

static bool begin(struct eksportering *e, int64_t loebenr, struct err *err)
{
    struct store_rows rows;

    TRY(koersel_find(e->store, e->arena, e->adgang->kommune, loebenr, &e->koersel, err));
    TRY(store_query(e->store, e->arena, SQL_AFREGNING_EKSPORT_SIDSTE,
                    ARGS(STORE_I(e->adgang->kommune)), 1, &rows, err));
    e->nr = rows.count == 0 ? 1 : store_at(&rows, 0, 0).i + 1;
    e->foerste_post = e->naeste_post = rows.count == 0 ? 1 : store_at(&rows, 0, 1).i;
    return journal_af_koersel(e->store, e->arena, e->adgang->kommune, loebenr, &e->journal,
                              &e->raekker, err);
}

static void result_of(const struct eksportering *e, struct eksport_resultat *out)
{
    *out = (struct eksport_resultat){.nr = e->nr, .filer = e->filer, .hoved_nr = e->hoved.nr};
    out->fil = ARENA_ARRAY(e->arena, e->filer, struct eksport_fil);
    memcpy(out->fil, e->fil, e->filer * sizeof(*out->fil));
    memcpy(out->hoved, e->hoved.hash, sizeof(out->hoved));
    out->betalinger = e->betalinger;
    for (size_t i = 0; i < e->betalinger; i++) out->sum.oere += e->betaling[i].beloeb.oere;
}

static bool move_on(struct eksportering *e, struct err *err)
{
    TRY(koersel_flyt(e->store, e->adgang, &e->koersel, KOERSEL_EKSPORTERET, STR_EMPTY, e->now_us,
                     err));
    if (e->betalinger > 0) return true;
    /* Nothing was to be paid, so nothing is to be answered. */
    TRY(koersel_find(e->store, e->arena, e->adgang->kommune, e->koersel.loebenr, &e->koersel, err));
    return koersel_flyt(e->store, e->adgang, &e->koersel, KOERSEL_KVITTERET, STR_EMPTY, e->now_us,
                        err);
}

static bool make(struct eksportering *e, bool igen, struct eksport_resultat *out, struct err *err)
{
    struct dato i_dag = dato_of_us(e->now_us);

    TRY(kanal_dispositionsdato_check(&e->opsaetning->lukkedage, i_dag, e->dispositionsdato, err));
    if (igen)
        TRY(payments_again(e, err));
    else
        TRY(payments_of_run(e, err));
    TRY(eksport_data(e, err));
    TRY(eksport_filer(e, err));
    TRY(write_export(e, err));
    TRY(move_on(e, err));
    result_of(e, out);
    return true;
}

static bool export_once(struct eksportering *e, int64_t loebenr, const struct dato *dato,
                        struct eksport_resultat *out, enum afregning_udfald *udfald,
                        struct err *err)
{
    TRY(begin(e, loebenr, err));
    e->dispositionsdato = dato == NULL ? e->koersel.dispositionsdato : *dato;
    *udfald = AFREGNING_ALLEREDE;
    if (e->koersel.tilstand > KOERSEL_GODKENDT && e->koersel.tilstand != KOERSEL_OPGIVET)
        return stored(e, out, err);
    *udfald = AFREGNING_FORKERT_TRIN;
    if (e->koersel.tilstand != KOERSEL_GODKENDT) return true;
    *udfald = AFREGNING_GJORT;
    return make(e, false, out, err);
}

static bool export_again(struct eksportering *e, int64_t loebenr, struct dato dato,
                         struct eksport_resultat *out, enum afregning_udfald *udfald,
                         struct err *err)
{
    TRY(begin(e, loebenr, err));
    e->dispositionsdato = dato;
    *udfald = AFREGNING_INTET;
    if (e->koersel.tilstand == KOERSEL_EKSPORTERET) return true;
    *udfald = AFREGNING_FORKERT_TRIN;
    if (e->koersel.tilstand != KOERSEL_DELVIST_AFVIST) return true;
    *udfald = AFREGNING_GJORT;
    return make(e, true, out, err);
}

static struct eksportering *new_export(struct store *store, struct arena *arena,
                                       const struct adgang *adgang,
                                       const struct eksport_opsaetning *opsaetning, int64_t now_us)
{
    struct eksportering *e = ARENA_NEW(arena, struct eksportering);

    e->store = store;
    e->arena = arena;
    e->adgang = adgang;
    e->opsaetning = opsaetning;
    e->now_us = now_us;
    return e;
}

static bool finish(struct store *store, bool ok, const enum afregning_udfald *udfald,
                   struct err *err)
{
    if (!ok) return at_rollback(store);
    if (*udfald == AFREGNING_GJORT) return store_commit(store, err) || at_rollback(store);
    store_rollback(store);
    return true;
}

bool koersel_eksporter(struct store *store, struct arena *arena, const struct adgang *adgang,
                       int64_t loebenr, const struct eksport_opsaetning *opsaetning,
                       const struct dato *dispositionsdato, int64_t now_us,
                       struct eksport_resultat *out, enum afregning_udfald *udfald, struct err *err)
{
    struct eksportering *e = new_export(store, arena, adgang, opsaetning, now_us);

    TRY(adgang_kraev(adgang, RET_EKSPORT, err));
    TRY(store_begin(store, STORE_WRITE, err));
    bool ok = export_once(e, loebenr, dispositionsdato, out, udfald, err);
    return finish(store, ok, udfald, err);
}

bool koersel_eksporter_igen(struct store *store, struct arena *arena, const struct adgang *adgang,
                            int64_t loebenr, const struct eksport_opsaetning *opsaetning,
                            struct dato dispositionsdato, int64_t now_us,
                            struct eksport_resultat *out, enum afregning_udfald *udfald,
                            struct err *err)
{
    struct eksportering *e = new_export(store, arena, adgang, opsaetning, now_us);

    TRY(adgang_kraev(adgang, RET_EKSPORT, err));
    TRY(store_begin(store, STORE_WRITE, err));
    bool ok = export_again(e, loebenr, dispositionsdato, out, udfald, err);
    return finish(store, ok, udfald, err);
}
