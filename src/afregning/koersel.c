/*
 * koersel: runs and the states they move through.
 *
 * The state of a run is its newest move. The table below is the only place that says which moves
 * there are.
 */
#include "afregning/intern.h"

static const struct {
    const char *kode;
    const char *navn;
    unsigned til; /* bit per state it may move to */
} TILSTAND[KOERSEL_TILSTANDE] = {
    [KOERSEL_KLADDE] = {"kladde", "kladde", 1u << KOERSEL_BEREGNET | 1u << KOERSEL_OPGIVET},
    [KOERSEL_BEREGNET] = {"beregnet", "beregnet",
                          1u << KOERSEL_BEREGNET | 1u << KOERSEL_GODKENDT | 1u << KOERSEL_OPGIVET},
    [KOERSEL_GODKENDT] = {"godkendt", "godkendt", 1u << KOERSEL_EKSPORTERET},
    [KOERSEL_EKSPORTERET] = {"eksporteret", "eksporteret",
                             1u << KOERSEL_DELVIST_AFVIST | 1u << KOERSEL_KVITTERET},
    [KOERSEL_DELVIST_AFVIST] = {"delvist_afvist", "delvist afvist", 1u << KOERSEL_EKSPORTERET},
    /* A payment may come back after it was carried out, and after the run was closed. */
    [KOERSEL_KVITTERET] = {"kvitteret", "kvitteret",
                           1u << KOERSEL_AFSLUTTET | 1u << KOERSEL_DELVIST_AFVIST},
    [KOERSEL_AFSLUTTET] = {"afsluttet", "afsluttet", 1u << KOERSEL_DELVIST_AFVIST},
    [KOERSEL_OPGIVET] = {"opgivet", "opgivet", 0},
};

const char *koersel_tilstand_kode(enum koersel_tilstand tilstand)
{
    ASSERT(tilstand < KOERSEL_TILSTANDE);
    return TILSTAND[tilstand].kode;
}

const char *koersel_tilstand_navn(enum koersel_tilstand tilstand)
{
    ASSERT(tilstand < KOERSEL_TILSTANDE);
    return TILSTAND[tilstand].navn;
}

bool koersel_kan_flytte(enum koersel_tilstand fra, enum koersel_tilstand til)
{
    ASSERT(fra < KOERSEL_TILSTANDE);
    ASSERT(til < KOERSEL_TILSTANDE);
    return (TILSTAND[fra].til & 1u << til) != 0;
}

static const char *const UDFALD[AFREGNING_UDFALD] = {
    [AFREGNING_GJORT] = "gjort",
    [AFREGNING_ALLEREDE] = "det er gjort før; intet er ændret",
    [AFREGNING_FORKERT_TRIN] = "kørslen er ikke der, hvor det kan gøres",
    [AFREGNING_ANDEN_UDGAVE] =
        "kørslen er beregnet igen, siden du så den; se den nye beregning, og "
        "godkend så den",
    [AFREGNING_FORAELDET] =
        "en anden kørsel er godkendt, eller en beslutning er taget tilbage, siden denne blev "
        "beregnet; beregn den igen",
    [AFREGNING_FORBI] = "en senere kørsel har afregnet måneden eller vidst mere; opgiv denne, og "
                        "opret en ny",
    [AFREGNING_SAMME_PERSON] =
        "den, der har lavet eller beregnet kørslen, kan ikke godkende den; en anden skal gøre det",
    [AFREGNING_HAR_AENDRET] =
        "den, der har ændret en konto, et niveau eller en aftale i kørslen eller besluttet penge i "
        "den, kan ikke godkende den; en anden skal gøre det",
    [AFREGNING_UDEN_GRUND] = "der er ingen andre til at godkende; en leder kan gøre det med en "
                             "begrundelse",
    [AFREGNING_INTET] = "der er intet at gøre det ved",
    [AFREGNING_FOR_MEGET] = "beløbet er større end det, der er",
};

const char *afregning_udfald_tekst(enum afregning_udfald udfald)
{
    ASSERT(udfald < AFREGNING_UDFALD);
    return UDFALD[udfald];
}

static const char *const OUTCOME[AFREGNING_UDFALD] = {
    [AFREGNING_GJORT] = "done",
    [AFREGNING_ALLEREDE] = "it was done before; nothing was changed",
    [AFREGNING_FORKERT_TRIN] = "the run is not where that can be done",
    [AFREGNING_ANDEN_UDGAVE] = "the run was computed again since you saw it; look at the new "
                               "computation, and then approve it",
    [AFREGNING_FORAELDET] = "another run was approved, or a decision taken back, since this one "
                            "was computed; compute it again",
    [AFREGNING_FORBI] = "a later run has settled the month or known more; give this one up, and "
                        "make a new one",
    [AFREGNING_SAMME_PERSON] = "who made or computed the run cannot approve it; another person "
                               "must do it",
    [AFREGNING_HAR_AENDRET] = "who changed an account, a level or an agreement in the run, or "
                              "decided money in it, cannot approve it; another person must do it",
    [AFREGNING_UDEN_GRUND] = "there is nobody else to approve; a leader can do it with a reason",
    [AFREGNING_INTET] = "there is nothing to do it to",
    [AFREGNING_FOR_MEGET] = "the amount is greater than there is",
};

const char *afregning_udfald_engelsk(enum afregning_udfald udfald)
{
    ASSERT(udfald < AFREGNING_UDFALD);
    return OUTCOME[udfald];
}

/* ---- reading */

static enum koersel_tilstand tilstand_of(struct str kode)
{
    for (int i = 0; i < KOERSEL_TILSTANDE; i++)
        if (str_is(kode, TILSTAND[i].kode)) return (enum koersel_tilstand)i;
    ASSERT(false);
    return KOERSEL_OPGIVET;
}

static struct koersel koersel_row(const struct store_rows *rows, size_t at)
{
    struct store_value udgave = store_at(rows, at, 9);

    return (struct koersel){
        .loebenr = store_at(rows, at, 0).i,
        .maaned = {(int32_t)store_at(rows, at, 1).i},
        .skaeringsdato = {(int32_t)store_at(rows, at, 2).i},
        .dispositionsdato = {(int32_t)store_at(rows, at, 3).i},
        .ekstra = store_at(rows, at, 4).i != 0,
        .bruger = store_at(rows, at, 5).s,
        .tid_us = store_at(rows, at, 6).i,
        .tilstand = tilstand_of(store_at(rows, at, 7).s),
        .flytninger = store_at(rows, at, 8).i,
        .udgave = udgave.type == STORE_NULL ? 0 : udgave.i,
    };
}

bool koersel_find(struct store *store, struct arena *arena, int kommune, int64_t loebenr,
                  struct koersel *out, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_AFREGNING_KOERSEL_FIND,
                    ARGS(STORE_I(kommune), STORE_I(loebenr)), 1, &rows, err));
    if (rows.count == 0) {
        err_set(err, ERR_INPUT, store_shown(store),
                "Der er ingen kørsel nr. %lld; se vederlag run list", (long long)loebenr);
        return err_side(err, "Der er ingen kørsel med det nummer; se dem under Månedsafregning",
                        "There is no run with that number; see them under Monthly settlement");
    }
    *out = koersel_row(&rows, 0);
    return true;
}

bool koersel_godkendt_grund(struct store *store, struct arena *arena, int kommune, int64_t loebenr,
                            struct str *out, struct err *err)
{
    struct store_rows rows;

    *out = STR_EMPTY;
    TRY(store_query(store, arena, SQL_AFREGNING_FLYTNING_GRUND,
                    ARGS(STORE_I(kommune), STORE_I(loebenr),
                         STORE_S(str_from(koersel_tilstand_kode(KOERSEL_GODKENDT)))),
                    1, &rows, err));
    return rows.count == 0 ||
           register_tekst(store, arena, kommune, store_at(&rows, 0, 0).s, out, err);
}

bool koersel_liste(struct store *store, struct arena *arena, int kommune, struct koersel **out,
                   size_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_AFREGNING_KOERSEL_LISTE, ARGS(STORE_I(kommune)), RUNS_MAX,
                    &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct koersel);
    for (size_t i = 0; i < rows.count; i++) (*out)[i] = koersel_row(&rows, i);
    *antal = rows.count;
    return true;
}

bool koersel_er_godkendt(enum koersel_tilstand tilstand)
{
    return tilstand >= KOERSEL_GODKENDT && tilstand != KOERSEL_OPGIVET;
}

/* The two reasons of AFREGNING_FORBI. */
static bool has_passed(const struct koersel *anden, const struct koersel *k)
{
    bool maaned = !k->ekstra && !anden->ekstra && anden->maaned.nr >= k->maaned.nr;

    return koersel_er_godkendt(anden->tilstand) &&
           (maaned || anden->skaeringsdato.dag > k->skaeringsdato.dag);
}

static bool computed_anew(const struct koersel *anden, const struct koersel *k)
{
    return !k->ekstra && !anden->ekstra && anden->maaned.nr == k->maaned.nr &&
           anden->tilstand == KOERSEL_BEREGNET && anden->loebenr > k->loebenr;
}

const struct koersel *koersel_overhalet(const struct koersel *alle, size_t antal,
                                        const struct koersel *k)
{
    const struct koersel *godkendt = NULL, *nyere = NULL;

    if (k->tilstand != KOERSEL_KLADDE && k->tilstand != KOERSEL_BEREGNET) return NULL;
    for (size_t i = 0; i < antal; i++) {
        const struct koersel *a = &alle[i];
        if (a->loebenr == k->loebenr) continue;
        /* The first that did it: what came after took over from that one. */
        if (has_passed(a, k) && (godkendt == NULL || a->loebenr < godkendt->loebenr)) godkendt = a;
        if (computed_anew(a, k) && (nyere == NULL || a->loebenr > nyere->loebenr)) nyere = a;
    }
    return godkendt != NULL ? godkendt : nyere;
}

bool afregning_sidste(struct store *store, struct arena *arena, int kommune, struct afregning *out,
                      struct err *err)
{
    struct store_rows rows;

    *out = (struct afregning){0};
    TRY(store_query(store, arena, SQL_AFREGNING_SIDSTE, ARGS(STORE_I(kommune)), 1, &rows, err));
    if (rows.count == 0) return true;
    *out = (struct afregning){
        .nr = store_at(&rows, 0, 0).i,
        .koersel = store_at(&rows, 0, 1).i,
        .udgave = store_at(&rows, 0, 2).i,
        .fra_maaned = {(int32_t)store_at(&rows, 0, 3).i},
        .til_maaned = {(int32_t)store_at(&rows, 0, 4).i},
        .skaering = store_at(&rows, 0, 5).i,
    };
    return true;
}

struct str aftryk_kendt(const struct store_rows *rows, int64_t maaned)
{
    struct str known = STR_EMPTY;

    for (size_t i = 0; i < rows->count; i++)
        if (store_at(rows, i, 0).i == maaned) known = store_at(rows, i, 1).s;
    return known;
}

/* ---- moving */

bool koersel_flyt(struct store *store, const struct adgang *adgang, const struct koersel *koersel,
                  enum koersel_tilstand til, struct str begrundelse, int64_t now_us,
                  struct err *err)
{
    struct arena arena;
    struct str id = STR_EMPTY;
    bool ok = true;

    ASSERT(koersel->flytninger == 0 || koersel_kan_flytte(koersel->tilstand, til));
    arena_init(&arena, 1 << 20);
    if (begrundelse.n > 0)
        ok = register_tekst_skriv(store, adgang->kommune, begrundelse, 0, &arena, &id, err);
    const char *fra = koersel->flytninger == 0 ? "" : koersel_tilstand_kode(koersel->tilstand);
    ok = ok &&
         store_exec(store, SQL_AFREGNING_FLYTNING_INSERT,
                    ARGS(STORE_I(adgang->kommune), STORE_I(koersel->loebenr),
                         STORE_I(koersel->flytninger + 1), STORE_S(str_from(fra)),
                         STORE_S(str_from(koersel_tilstand_kode(til))), STORE_S(adgang->bruger),
                         STORE_I(now_us), begrundelse.n > 0 ? STORE_S(id) : STORE_NUL),
                    NULL, err);
    arena_release(&arena);
    return ok;
}

bool koersel_sidste_skaering(struct store *store, struct arena *arena, int kommune,
                             const struct afregning *sidste, struct dato *out, struct err *err)
{
    struct koersel k;

    *out = DATO_MIN;
    if (sidste->nr == 0) return true;
    TRY(koersel_find(store, arena, kommune, sidste->koersel, &k, err));
    *out = k.skaeringsdato;
    return true;
}

/* The month settlement began with: what is before it was paid elsewhere, and is never computed. */
static bool foerste_maaned(struct store *store, struct arena *arena, int kommune,
                           struct maaned *out, struct err *err)
{
    struct store_rows rows;

    *out = (struct maaned){0};
    TRY(store_query(store, arena, SQL_AFREGNING_FIND, ARGS(STORE_I(kommune), STORE_I(1)), 1, &rows,
                    err));
    if (rows.count > 0) out->nr = (int32_t)store_at(&rows, 0, 3).i;
    return true;
}

static bool check_maaned(struct arena *arena, const struct koersel_ny *ny,
                         const struct afregning *sidste, struct maaned foerste, struct err *err)
{
    if (sidste->nr > 0 && ny->maaned.nr < foerste.nr) {
        return err_begge(
            err, ERR_INPUT, "måned",
            "Der er afregnet fra %s%.0s; tidligere måneder er betalt uden om programmet "
            "og afregnes ikke her. Vælg den måned eller en senere",
            "Settlement began with %.0s%s; earlier months were paid outside the "
            "program and are not settled here. Choose that month or a later one",
            str_c(arena, maaned_tekst(arena, foerste)), str_c(arena, maaned_iso(arena, foerste)));
    }
    if (ny->ekstra && (sidste->nr == 0 || ny->maaned.nr > sidste->til_maaned.nr)) {
        return err_begge(err, ERR_INPUT, "måned",
                         "En ekstra kørsel tager kun måneder, der er afregnet; lav en almindelig",
                         "An extra run takes only months that are settled; make an ordinary one");
    }
    if (!ny->ekstra && sidste->nr != 0 && ny->maaned.nr <= sidste->til_maaned.nr) {
        return err_begge(err, ERR_INPUT, "måned",
                         "Måneden er afregnet; lav en ekstra kørsel til rettelser i den",
                         "The month is settled; make an extra run for corrections of it");
    }
    return true;
}

/* Whether the run may be made, as far as can be seen now. */
static bool check_ny(const struct koersel_ny *ny, struct dato sidste_skaering, struct err *err)
{
    if (ny->skaeringsdato.dag < sidste_skaering.dag) {
        int y, m, d;
        dato_civil(sidste_skaering, &y, &m, &d);
        return err_begge(err, ERR_INPUT, "skæringsdato",
                         "Den kørsel, der sidst er godkendt, brugte, hvad der var kendt den "
                         "%04d-%02d-%02d; vælg den dag eller en senere",
                         "The run approved last used what was known on %04d-%02d-%02d; choose "
                         "that day or a later one",
                         y, m, d);
    }
    if (!dato_bank_day(ny->dispositionsdato)) {
        struct dato foer = dato_bank_day_not_after(ny->dispositionsdato);
        int y, m, d;
        dato_civil(foer, &y, &m, &d);
        return err_begge(err, ERR_INPUT, "dispositionsdato",
                         "Dagen er ikke en bankdag; den nærmeste før er %04d-%02d-%02d",
                         "The day is no bank day; the nearest before it is %04d-%02d-%02d", y, m,
                         d);
    }
    if (ny->skaeringsdato.dag < maaned_first(ny->maaned).dag) {
        return err_begge(
            err, ERR_INPUT, "skæringsdato",
            "Skæringsdatoen ligger før måneden begynder; vælg en dag i eller efter den",
            "The cut-off date lies before the month begins; choose a day in it or "
            "after it");
    }
    return true;
}

static bool opret(struct store *store, struct arena *arena, const struct adgang *adgang,
                  const struct koersel_ny *ny, int64_t now_us, int64_t *loebenr, struct err *err)
{
    struct afregning sidste;
    struct maaned foerste;
    struct dato skaering;
    struct store_rows rows;

    TRY(afregning_sidste(store, arena, adgang->kommune, &sidste, err));
    TRY(koersel_sidste_skaering(store, arena, adgang->kommune, &sidste, &skaering, err));
    TRY(foerste_maaned(store, arena, adgang->kommune, &foerste, err));
    TRY(check_ny(ny, skaering, err));
    TRY(check_maaned(arena, ny, &sidste, foerste, err));
    TRY(store_query(store, arena, SQL_AFREGNING_KOERSEL_SIDSTE, ARGS(STORE_I(adgang->kommune)), 1,
                    &rows, err));
    *loebenr = rows.count == 0 ? 1 : store_at(&rows, 0, 0).i + 1;
    TRY(store_exec(store, SQL_AFREGNING_KOERSEL_INSERT,
                   ARGS(STORE_I(adgang->kommune), STORE_I(*loebenr), STORE_I(ny->maaned.nr),
                        STORE_I(ny->skaeringsdato.dag), STORE_I(ny->dispositionsdato.dag),
                        STORE_I(ny->ekstra), STORE_S(adgang->bruger), STORE_I(now_us)),
                   NULL, err));
    struct koersel ingen = {.loebenr = *loebenr};
    return koersel_flyt(store, adgang, &ingen, KOERSEL_KLADDE, STR_EMPTY, now_us, err);
}

bool koersel_opret(struct store *store, const struct adgang *adgang, const struct koersel_ny *ny,
                   int64_t now_us, int64_t *loebenr, struct err *err)
{
    struct arena arena;

    TRY(adgang_kraev(adgang, RET_KOERSEL, err));
    arena_init(&arena, 1 << 20);
    bool ok = store_begin(store, STORE_WRITE, err) &&
              opret(store, &arena, adgang, ny, now_us, loebenr, err) && store_commit(store, err);
    if (!ok) store_rollback(store);
    arena_release(&arena);
    return ok;
}

/* One move without anything else to it. */
static bool flyt_kun(struct store *store, struct arena *arena, const struct adgang *adgang,
                     int64_t loebenr, enum koersel_tilstand til, int64_t now_us,
                     enum afregning_udfald *udfald, struct err *err)
{
    struct koersel k;

    TRY(koersel_find(store, arena, adgang->kommune, loebenr, &k, err));
    *udfald = k.tilstand == til                     ? AFREGNING_ALLEREDE
              : koersel_kan_flytte(k.tilstand, til) ? AFREGNING_GJORT
                                                    : AFREGNING_FORKERT_TRIN;
    if (*udfald != AFREGNING_GJORT) return true;
    return koersel_flyt(store, adgang, &k, til, STR_EMPTY, now_us, err);
}

static bool flyt_alene(struct store *store, const struct adgang *adgang, int64_t loebenr,
                       enum koersel_tilstand til, int64_t now_us, enum afregning_udfald *udfald,
                       struct err *err)
{
    struct arena arena;

    arena_init(&arena, 1 << 20);
    bool ok = store_begin(store, STORE_WRITE, err) &&
              flyt_kun(store, &arena, adgang, loebenr, til, now_us, udfald, err) &&
              store_commit(store, err);
    if (!ok) store_rollback(store);
    arena_release(&arena);
    return ok;
}

bool koersel_opgiv(struct store *store, const struct adgang *adgang, int64_t loebenr,
                   int64_t now_us, enum afregning_udfald *udfald, struct err *err)
{
    TRY(adgang_kraev(adgang, RET_KOERSEL, err));
    return flyt_alene(store, adgang, loebenr, KOERSEL_OPGIVET, now_us, udfald, err);
}

bool koersel_afslut(struct store *store, const struct adgang *adgang, int64_t loebenr,
                    int64_t now_us, enum afregning_udfald *udfald, struct err *err)
{
    TRY(adgang_kraev(adgang, RET_EKSPORT, err));
    return flyt_alene(store, adgang, loebenr, KOERSEL_AFSLUTTET, now_us, udfald, err);
}
