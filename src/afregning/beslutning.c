/*
 * beslutning: a person's decisions on money: aconto, modregning, eftergivelse.
 *
 * A decision does nothing by itself. The next computation that was begun after it carries out an
 * aconto; the next approval draws or waives.
 */
#include "afregning/beslutning.h"

#include "afregning/journal.h"
#include "afregning/udgave.h"
#include "base/id.h"

enum { BESLUTNINGER_MAX = 100000 };

bool beslutning_aabne(struct store *store, struct arena *arena, int kommune,
                      struct beslutning **out, size_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_AFREGNING_BESLUTNING_AABEN, ARGS(STORE_I(kommune)),
                    BESLUTNINGER_MAX, &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct beslutning);
    for (size_t i = 0; i < rows.count; i++) {
        (*out)[i] = (struct beslutning){
            .id = store_at(&rows, i, 0).s,
            .art = store_at(&rows, i, 1).s,
            .anbringelse = store_at(&rows, i, 2).s,
            .ydelse = store_at(&rows, i, 3).s,
            .modtager = store_at(&rows, i, 4).s,
            .kanal = store_at(&rows, i, 5).s,
            .skat = store_at(&rows, i, 6).s,
            .maaned = {(int32_t)store_at(&rows, i, 7).i},
            .beloeb_oere = store_at(&rows, i, 8).i,
            .pr_maaned_oere = store_at(&rows, i, 9).i,
            .bruger = store_at(&rows, i, 11).s,
            .tid_us = store_at(&rows, i, 12).i,
        };
    }
    *antal = rows.count;
    return true;
}

/* What rows carry out of a decision. */
static int64_t done_of(const struct journal_raekke *r, size_t antal, struct str id)
{
    int64_t done = 0;

    for (size_t i = 0; i < antal; i++)
        if (str_eq(r[i].reference, id)) done += r[i].beloeb.oere;
    return done;
}

/* What the payee owes on the channel, less what open decisions will still take. */
static bool owed(struct store *store, struct arena *arena, int kommune,
                 const struct beslutning_ny *ny, int64_t *out, struct err *err)
{
    struct journal_raekke *r;
    struct beslutning *b;
    size_t n, aabne;

    *out = 0;
    TRY(journal_af_modtager(store, arena, kommune, ny->modtager, &r, &n, err));
    for (size_t i = 0; i < n; i++) {
        if (!str_eq(r[i].kanal, ny->kanal)) continue;
        if (r[i].debet == KONTO_TILGODEHAVENDE) *out += r[i].beloeb.oere;
        if (r[i].kredit == KONTO_TILGODEHAVENDE) *out -= r[i].beloeb.oere;
    }
    TRY(beslutning_aabne(store, arena, kommune, &b, &aabne, err));
    for (size_t i = 0; i < aabne; i++)
        if (!str_is(b[i].art, "aconto") && str_eq(b[i].modtager, ny->modtager) &&
            str_eq(b[i].kanal, ny->kanal))
            *out -= b[i].beloeb_oere - done_of(r, n, b[i].id);
    return true;
}

static const char *const ART[BESLUTNING_ARTER] = {"aconto", "modregning", "eftergivelse"};

static bool skriv(struct store *store, struct arena *arena, const struct adgang *adgang,
                  const struct beslutning_ny *ny, int64_t now_us, struct id *id, struct err *err)
{
    struct str tekst;

    TRY(id_make(id, err));
    TRY(register_tekst_skriv(store, adgang->kommune, ny->begrundelse, arena, &tekst, err));
    return store_exec(store, SQL_AFREGNING_BESLUTNING_INSERT,
                      ARGS(STORE_I(adgang->kommune), STORE_S(id_str(id)),
                           STORE_S(str_from(ART[ny->art])), STORE_S(ny->anbringelse),
                           STORE_S(ny->ydelse), STORE_S(ny->modtager), STORE_S(ny->kanal),
                           STORE_S(ny->skat), STORE_I(ny->maaned.nr), STORE_I(ny->beloeb.oere),
                           STORE_I(ny->pr_maaned.oere), STORE_S(tekst), STORE_S(adgang->bruger),
                           STORE_I(now_us)),
                      NULL, err);
}

static bool check(const struct beslutning_ny *ny, struct err *err)
{
    if (ny->begrundelse.n == 0)
        return err_set(err, ERR_INPUT, "begrundelse", "En beslutning om penge skal have en grund");
    if (ny->beloeb.oere <= 0 || ny->pr_maaned.oere < 0)
        return err_set(err, ERR_INPUT, "beløb", "Beløbet skal være større end nul");
    return true;
}

static bool beslut(struct store *store, struct arena *arena, const struct adgang *adgang,
                   const struct beslutning_ny *ny, int64_t now_us, struct id *id,
                   enum afregning_udfald *udfald, struct err *err)
{
    int64_t left = 0;

    *udfald = AFREGNING_GJORT;
    if (ny->art != BESLUTNING_ACONTO) {
        TRY(owed(store, arena, adgang->kommune, ny, &left, err));
        if (left <= 0)
            *udfald = AFREGNING_INTET;
        else if (ny->beloeb.oere > left)
            *udfald = AFREGNING_FOR_MEGET;
    }
    if (*udfald != AFREGNING_GJORT) return true;
    return skriv(store, arena, adgang, ny, now_us, id, err);
}

bool beslutning_ny(struct store *store, struct arena *arena, const struct adgang *adgang,
                   const struct beslutning_ny *ny, int64_t now_us, struct str *id,
                   enum afregning_udfald *udfald, struct err *err)
{
    struct id made;

    TRY(adgang_kraev(adgang, RET_BESLUT_PENGE, err));
    TRY(check(ny, err));
    TRY(store_begin(store, STORE_WRITE, err));
    if (!beslut(store, arena, adgang, ny, now_us, &made, udfald, err)) return at_rollback(store);
    TRY(store_commit(store, err));
    *id = *udfald == AFREGNING_GJORT ? str_copy(arena, id_str(&made)) : STR_EMPTY;
    return true;
}

bool beslutning_tag_tilbage(struct store *store, const struct adgang *adgang, struct str id,
                            int64_t now_us, struct err *err)
{
    TRY(adgang_kraev(adgang, RET_BESLUT_PENGE, err));
    TRY(store_begin(store, STORE_WRITE, err));
    bool ok = store_exec(store, SQL_AFREGNING_BESLUTNING_SLUT_INSERT,
                         ARGS(STORE_I(adgang->kommune), STORE_S(id), STORE_S(STR("taget tilbage")),
                              STORE_S(adgang->bruger), STORE_I(now_us)),
                         NULL, err);
    if (ok) return store_commit(store, err);
    return at_rollback(store);
}

/* ---- for people */

bool tilgodehavende_liste(struct store *store, struct arena *arena, int kommune,
                          struct tilgodehavende **out, size_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_AFREGNING_TILGODEHAVENDE, ARGS(STORE_I(kommune)), ROWS_MAX,
                    &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct tilgodehavende);
    for (size_t i = 0; i < rows.count; i++)
        (*out)[i] = (struct tilgodehavende){
            store_at(&rows, i, 0).s, store_at(&rows, i, 1).s, {store_at(&rows, i, 2).i}};
    *antal = rows.count;
    return true;
}

bool beslutning_liste(struct store *store, struct arena *arena, int kommune,
                      struct beslutning_aaben **out, size_t *antal, struct err *err)
{
    struct beslutning *b;

    TRY(beslutning_aabne(store, arena, kommune, &b, antal, err));
    *out = ARENA_ARRAY(arena, *antal, struct beslutning_aaben);
    for (size_t i = 0; i < *antal; i++)
        (*out)[i] = (struct beslutning_aaben){b[i].id,     b[i].art,          b[i].modtager,
                                              b[i].kanal,  b[i].anbringelse,  b[i].ydelse,
                                              b[i].maaned, {b[i].beloeb_oere}};
    return true;
}
