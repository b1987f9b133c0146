/*
 * udkast_store: the rows of drafts, and of what is in force.
 */
#include "base/hash.h"
#include "base/id.h"
#include "base/tegn.h"
#include "base/tid.h"
#include "udkast/udkast.h"

enum { ROWS_MAX = 100000 };

#define ARGS(...)                                                                                  \
    (const struct store_value[]){__VA_ARGS__},                                                     \
        sizeof((const struct store_value[]){__VA_ARGS__}) / sizeof(struct store_value)

/* ---- reading */

static bool slags_of(struct str kode, enum udkast_slags *out)
{
    for (int i = 0; i < UDKAST_SLAGS; i++) {
        if (!str_is(kode, udkast_slags_kode((enum udkast_slags)i))) continue;
        *out = (enum udkast_slags)i;
        return true;
    }
    return false;
}

static bool state_of(struct str kode, enum udkast_tilstand *out)
{
    for (int i = 0; i < UDKAST_TILSTANDE; i++) {
        if (!str_is(kode, udkast_tilstand_kode((enum udkast_tilstand)i))) continue;
        *out = (enum udkast_tilstand)i;
        return true;
    }
    return false;
}

static bool unreadable(struct err *err)
{
    return err_begge(err, ERR_INPUT, "udkast", "Et udkast kan ikke læses; hent en sikkerhedskopi",
                     "A draft cannot be read; fetch a backup");
}

static bool read_row(const struct store_rows *rows, size_t at, struct udkast *out, struct err *err)
{
    *out = (struct udkast){
        .id = store_at(rows, at, 0).s,
        .navn = store_at(rows, at, 2).s,
        .bruger = store_at(rows, at, 3).s,
        .tid_us = store_at(rows, at, 4).i,
        .tekst = store_at(rows, at, 5).i,
        .hash = store_at(rows, at, 6).s,
        .grundlag = store_at(rows, at, 7).s,
        .fejl = store_at(rows, at, 8).i,
        .bemaerkninger = store_at(rows, at, 9).i,
        .eksempler = store_at(rows, at, 10).i,
        .eksempler_fejl = store_at(rows, at, 11).i,
        .skrevet_af = store_at(rows, at, 12).s,
        .skrevet_us = store_at(rows, at, 13).i,
        .trin = store_at(rows, at, 14).i,
        .begrundelse = store_at(rows, at, 16).s,
        .flyttet_af = store_at(rows, at, 17).s,
        .flyttet_us = store_at(rows, at, 18).i,
    };
    bool read = slags_of(store_at(rows, at, 1).s, &out->slags) &&
                state_of(store_at(rows, at, 15).s, &out->tilstand);
    return read || unreadable(err);
}

/* *findes false: there is none. */
static bool find(struct store *store, struct arena *arena, int kommune, struct str id,
                 struct udkast *out, bool *findes, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_UDKAST_FIND, ARGS(STORE_I(kommune), STORE_S(id)), 1, &rows,
                    err));
    *findes = rows.count > 0;
    return !*findes || read_row(&rows, 0, out, err);
}

bool udkast_find(struct store *store, struct arena *arena, int kommune, struct str id,
                 struct udkast *out, struct err *err)
{
    bool findes;

    TRY(find(store, arena, kommune, id, out, &findes, err));
    return findes ||
           err_begge(err, ERR_INPUT, "udkast", "Udkastet findes ikke", "There is no such draft");
}

bool udkast_liste(struct store *store, struct arena *arena, int kommune, struct udkast **out,
                  size_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_UDKAST_ALLE, ARGS(STORE_I(kommune)), ROWS_MAX, &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct udkast);
    for (size_t i = 0; i < rows.count; i++) TRY(read_row(&rows, i, &(*out)[i], err));
    *antal = rows.count;
    return true;
}

static bool is_as_stored(struct str tekst, struct str hash, struct err *err)
{
    struct hash is = hash_of(tekst);

    return str_eq(str_from(is.hex), hash) ||
           err_begge(err, ERR_INPUT, "udkast",
                     "Teksten %.12s… er ændret i databasen; hent en sikkerhedskopi",
                     "The text %.12s… was changed in the database; fetch a backup", hash.p);
}

bool udkast_hent(struct store *store, struct arena *arena, int kommune, struct str id, int64_t nr,
                 struct str *tekst, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_UDKAST_TEKST_HENT,
                    ARGS(STORE_I(kommune), STORE_S(id), STORE_I(nr)), 1, &rows, err));
    if (rows.count == 0)
        return err_begge(err, ERR_INPUT, "udkast", "Teksten findes ikke", "There is no such text");
    *tekst = store_at(&rows, 0, 0).s;
    return is_as_stored(*tekst, store_at(&rows, 0, 1).s, err);
}

bool udkast_kraefter(struct store *store, struct arena *arena, int kommune,
                     struct udkast_kraft **out, size_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_UDKAST_IKRAFT_ALLE, ARGS(STORE_I(kommune)), ROWS_MAX, &rows,
                    err));
    struct udkast_kraft *k = ARENA_ARRAY(arena, rows.count, struct udkast_kraft);
    for (size_t i = 0; i < rows.count; i++) {
        k[i] = (struct udkast_kraft){
            .nr = store_at(&rows, i, 0).i,
            .navn = store_at(&rows, i, 2).s,
            .efter = store_at(&rows, i, 3).i,
            .gaelder = true,
            .udkast = store_at(&rows, i, 4).s,
            .tekst = store_at(&rows, i, 5).i,
            .hash = store_at(&rows, i, 6).s,
            .gaelder_fra = {(int32_t)store_at(&rows, i, 7).i},
            .foreslaaet_af = store_at(&rows, i, 8).s,
            .bruger = store_at(&rows, i, 9).s,
            .tid_us = store_at(&rows, i, 10).i,
        };
        if (!slags_of(store_at(&rows, i, 1).s, &k[i].slags)) return unreadable(err);
        for (size_t m = 0; m < i; m++)
            if (k[m].efter == k[i].nr) k[i].gaelder = false;
    }
    *out = k;
    *antal = rows.count;
    return true;
}

/* ---- what is in force */

bool udkast_nyeste(struct store *store, int kommune, int64_t *nr, struct err *err)
{
    struct store_rows rows;
    struct arena scratch;

    arena_init(&scratch, 1 << 16);
    bool ok =
        store_query(store, &scratch, SQL_UDKAST_NYESTE, ARGS(STORE_I(kommune)), 1, &rows, err);
    if (ok) *nr = rows.count == 0 ? 0 : store_at(&rows, 0, 0).i;
    arena_release(&scratch);
    return ok;
}

static void put_over(struct udkast_tekst *tekst, size_t *antal, struct udkast_tekst ny)
{
    for (size_t i = 0; i < *antal; i++)
        if (tekst[i].slags == ny.slags && str_eq(tekst[i].navn, ny.navn)) {
            tekst[i] = ny;
            return;
        }
    tekst[(*antal)++] = ny;
}

static bool rates_there_were(struct store *store, struct arena *arena, int kommune,
                             const struct haandbog_tekster *filer, struct udkast_gaeldende *out,
                             struct err *err)
{
    struct store_rows rows;
    size_t n = 0;

    TRY(store_query(store, arena, SQL_UDKAST_IKRAFT_TAKSTER, ARGS(STORE_I(kommune)), ROWS_MAX,
                    &rows, err));
    struct udkast_tekst *tekst =
        ARENA_ARRAY(arena, filer->takst_antal + rows.count, struct udkast_tekst);
    for (size_t i = 0; i < filer->takst_antal; i++)
        tekst[n++] = (struct udkast_tekst){UDKAST_TAKSTER, filer->takster[i].navn,
                                           filer->takster[i].tekst, 0};
    for (size_t i = 0; i < rows.count; i++) {
        struct udkast_tekst *t = &tekst[n++];
        *t = (struct udkast_tekst){UDKAST_TAKSTER, store_at(&rows, i, 1).s, store_at(&rows, i, 3).s,
                                   store_at(&rows, i, 0).i};
        TRY(is_as_stored(t->tekst, store_at(&rows, i, 2).s, err));
    }
    out->takster = tekst;
    out->takst_antal = n;
    return true;
}

bool udkast_gaeldende(struct store *store, struct arena *arena, int kommune,
                      const struct haandbog_tekster *filer, struct udkast_gaeldende *out,
                      struct err *err)
{
    struct haandbog_tekster f = filer == NULL ? (struct haandbog_tekster){0} : *filer;
    struct store_rows rows;
    size_t n = 0;

    TRY(store_query(store, arena, SQL_UDKAST_IKRAFT_TEKSTER, ARGS(STORE_I(kommune)), ROWS_MAX,
                    &rows, err));
    size_t most = f.versioner + f.takst_antal + rows.count;
    struct udkast_tekst *tekst = ARENA_ARRAY(arena, most, struct udkast_tekst);
    *out = (struct udkast_gaeldende){0};
    for (size_t i = 0; i < f.versioner; i++)
        tekst[n++] =
            (struct udkast_tekst){UDKAST_HAANDBOG, f.version[i].navn, f.version[i].tekst, 0};
    for (size_t i = 0; i < f.takst_antal; i++)
        tekst[n++] =
            (struct udkast_tekst){UDKAST_TAKSTER, f.takster[i].navn, f.takster[i].tekst, 0};
    for (size_t i = 0; i < rows.count; i++) {
        struct udkast_tekst ny = {.nr = store_at(&rows, i, 0).i,
                                  .navn = store_at(&rows, i, 2).s,
                                  .tekst = store_at(&rows, i, 4).s};
        if (!slags_of(store_at(&rows, i, 1).s, &ny.slags)) return unreadable(err);
        TRY(is_as_stored(ny.tekst, store_at(&rows, i, 3).s, err));
        put_over(tekst, &n, ny);
        if (ny.nr > out->nr) out->nr = ny.nr;
    }
    out->tekst = tekst;
    out->antal = n;
    return rates_there_were(store, arena, kommune, &f, out, err);
}

/* ---- writing */

static bool add_move(struct store *store, const struct adgang *adgang, struct str id, int64_t nr,
                     enum udkast_tilstand til, int64_t tekst, struct str begrundelse,
                     int64_t now_us, struct err *err)
{
    return store_exec(store, SQL_UDKAST_TRIN_INDSAET,
                      ARGS(STORE_I(adgang->kommune), STORE_S(id), STORE_I(nr),
                           STORE_S(str_from(udkast_tilstand_kode(til))), STORE_I(tekst),
                           STORE_S(begrundelse), STORE_S(adgang->bruger), STORE_I(now_us)),
                      NULL, err);
}

static bool move(struct store *store, const struct adgang *adgang, const struct udkast *u,
                 enum udkast_tilstand til, struct str begrundelse, int64_t now_us, struct err *err)
{
    if (!udkast_kan_flytte(u->tilstand, til)) /* %.0s passes over the word of the other language. */
        return err_begge(err, ERR_INPUT, "udkast", "Udkastet er %s%.0s og kan ikke blive %s%.0s",
                         "The draft is %.0s%s and cannot become %.0s%s",
                         udkast_tilstand_navn(u->tilstand), udkast_tilstand_engelsk(u->tilstand),
                         udkast_tilstand_navn(til), udkast_tilstand_engelsk(til));
    return add_move(store, adgang, u->id, u->trin + 1, til, u->tekst, begrundelse, now_us, err);
}

/* The hash of the text of that name in force; empty when there is none. */
static struct str hash_in_force(struct arena *arena, const struct udkast_gaeldende *g,
                                const struct udkast_tekst *tekst)
{
    for (size_t i = 0; i < g->antal; i++) {
        if (g->tekst[i].slags != tekst->slags || !str_eq(g->tekst[i].navn, tekst->navn)) continue;
        struct hash hash = hash_of(g->tekst[i].tekst);
        return str_copy(arena, str_from(hash.hex));
    }
    return STR_EMPTY;
}

static bool add_text(struct store *store, struct arena *arena, const struct adgang *adgang,
                     const struct udkast_ny *ny, struct str grundlag,
                     const struct udkast_tjek *tjek, int64_t now_us, struct err *err)
{
    struct hash hash = hash_of(ny->tekst.tekst);
    struct buf fund;

    buf_init(&fund, arena);
    fund_print_json(&fund, &tjek->fund);
    return store_exec(store, SQL_UDKAST_TEKST_INDSAET,
                      ARGS(STORE_I(adgang->kommune), STORE_S(ny->id), STORE_I(ny->efter + 1),
                           STORE_S(str_from(hash.hex)), STORE_S(grundlag),
                           STORE_I((int64_t)tjek->fund.fejl), STORE_I((int64_t)tjek->bemaerkninger),
                           STORE_I((int64_t)tjek->eksempler),
                           STORE_I((int64_t)tjek->eksempler_fejl), STORE_S(buf_str(&fund)),
                           STORE_S(ny->tekst.tekst), STORE_S(adgang->bruger), STORE_I(now_us)),
                      NULL, err);
}

static bool add_draft(struct store *store, const struct adgang *adgang, const struct udkast_ny *ny,
                      int64_t now_us, struct err *err)
{
    return store_exec(store, SQL_UDKAST_INDSAET,
                      ARGS(STORE_I(adgang->kommune), STORE_S(ny->id),
                           STORE_S(str_from(udkast_slags_kode(ny->tekst.slags))),
                           STORE_S(ny->tekst.navn), STORE_S(adgang->bruger), STORE_I(now_us)),
                      NULL, err);
}

/* Whether the text may be saved over what is there. */
static bool check_over(const struct udkast_ny *ny, const struct udkast *u, struct err *err)
{
    if (u->slags != ny->tekst.slags || !str_eq(u->navn, ny->tekst.navn))
        return err_begge(err, ERR_INPUT, "navn", "Udkastet er til %.*s", "The draft is for %.*s",
                         STR_ARG(u->navn));
    if (u->tilstand == UDKAST_I_KRAFT || u->tilstand == UDKAST_OPGIVET)
        return err_begge(err, ERR_INPUT, "udkast", "Udkastet er %s%.0s; begynd et nyt",
                         "The draft is %.0s%s; begin a new one", udkast_tilstand_navn(u->tilstand),
                         udkast_tilstand_engelsk(u->tilstand));
    if (u->tekst != ny->efter)
        return err_begge(err, ERR_CONFLICT, "udkast",
                         "En anden har gemt udkastet imens; åbn det igen, og skriv ændringen ind",
                         "Somebody else has saved the draft meanwhile; open it again, and write "
                         "the change into it");
    return true;
}

bool udkast_gem(struct store *store, struct arena *arena, const struct adgang *adgang,
                const struct haandbog_tekster *filer, const struct udkast_ny *ny, int64_t now_us,
                struct udkast_tjek *tjek, bool *gemt, struct err *err)
{
    struct udkast u;
    struct udkast_gaeldende g;
    struct hash hash = hash_of(ny->tekst.tekst);
    bool findes;

    *gemt = false;
    TRY(adgang_kraev(adgang, RET_HAANDBOG_SKRIV, err));
    if (!id_valid(ny->id))
        return err_begge(err, ERR_INPUT, "udkast", "Udkastet findes ikke",
                         "There is no such draft");
    if (udkast_er_tomt(ny->tekst.tekst))
        return err_begge(err, ERR_INPUT, "tekst",
                         "Der er ingen tekst i det, du sendte, og intet er gemt. Skal udkastet "
                         "ikke bruges, så opgiv det.",
                         "There is no text in what you sent, and nothing was saved. If the draft "
                         "is not to be used, give it up.");
    TRY(udkast_gaeldende(store, arena, adgang->kommune, filer, &g, err));
    TRY(udkast_tjek(arena, adgang->kommune, &g, &ny->tekst, dato_of_us(now_us), tjek, err));
    TRY(find(store, arena, adgang->kommune, ny->id, &u, &findes, err));
    if (findes && str_eq(u.hash, str_from(hash.hex)) && u.slags == ny->tekst.slags &&
        str_eq(u.navn, ny->tekst.navn) && udkast_kan_flytte(u.tilstand, UDKAST_OPGIVET))
        return true;
    if (findes) TRY(check_over(ny, &u, err));
    if (!findes && ny->efter != 0)
        return err_begge(err, ERR_INPUT, "udkast", "Udkastet findes ikke",
                         "There is no such draft");
    if (!findes) TRY(add_draft(store, adgang, ny, now_us, err));
    TRY(add_text(store, arena, adgang, ny, hash_in_force(arena, &g, &ny->tekst), tjek, now_us,
                 err));
    *gemt = true;
    if (findes && u.tilstand == UDKAST_KLADDE) return true;
    return add_move(store, adgang, ny->id, findes ? u.trin + 1 : 1, UDKAST_KLADDE, ny->efter + 1,
                    STR_EMPTY, now_us, err);
}

/* ---- into force */

struct klar { /* a draft that may go on */
    struct udkast_gaeldende g;
    struct udkast_tekst tekst;
    struct udkast_tjek tjek;
};

/* Its newest text still has no errors, its examples pass, and what it was written over holds. */
static bool ready(struct store *store, struct arena *arena, const struct adgang *adgang,
                  const struct haandbog_tekster *filer, const struct udkast *u, int64_t now_us,
                  struct klar *k, struct err *err)
{
    *k = (struct klar){.tekst = {u->slags, u->navn, STR_EMPTY, 0}};
    TRY(udkast_gaeldende(store, arena, adgang->kommune, filer, &k->g, err));
    TRY(udkast_hent(store, arena, adgang->kommune, u->id, u->tekst, &k->tekst.tekst, err));
    if (!str_eq(hash_in_force(arena, &k->g, &k->tekst), u->grundlag))
        return err_begge(
            err, ERR_INPUT, "udkast",
            "En anden tekst er sat i kraft, siden udkastet blev skrevet; åbn udkastet, se "
            "forskellen, og gem det igen",
            "Another text has been put in force since the draft was written; open "
            "the draft, see the difference, and save it again");
    TRY(udkast_tjek(arena, adgang->kommune, &k->g, &k->tekst, dato_of_us(now_us), &k->tjek, err));
    if (k->tjek.fund.fejl > 0)
        return err_begge(err, ERR_INPUT, "udkast", "Udkastet har fejl: %s%.0s",
                         "The draft has errors: %.0s%s",
                         FUND_BEGGE(arena, k->tjek.fund.fund[0].tekst));
    if (k->tjek.eksempler_fejl > 0)
        return err_begge(err, ERR_INPUT, "udkast", "Eksemplet \"%.*s\" giver et andet svar",
                         "The example “%.*s” gives another answer",
                         STR_ARG(k->tjek.eksempel[0].navn));
    return true;
}

bool udkast_foreslaa(struct store *store, struct arena *arena, const struct adgang *adgang,
                     const struct haandbog_tekster *filer, const struct udkast *u, int64_t now_us,
                     struct err *err)
{
    struct klar k;

    TRY(adgang_kraev(adgang, RET_HAANDBOG_SKRIV, err));
    if (!udkast_kan_flytte(u->tilstand, UDKAST_FORESLAAET))
        return move(store, adgang, u, UDKAST_FORESLAAET, STR_EMPTY, now_us, err);
    TRY(ready(store, arena, adgang, filer, u, now_us, &k, err));
    return move(store, adgang, u, UDKAST_FORESLAAET, STR_EMPTY, now_us, err);
}

bool udkast_er_egen(struct store *store, struct arena *arena, const struct adgang *adgang,
                    const struct udkast *u, bool *egen, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_UDKAST_SKREVET_AF,
                    ARGS(STORE_I(adgang->kommune), STORE_S(u->id), STORE_S(adgang->bruger)), 1,
                    &rows, err));
    *egen = store_at(&rows, 0, 0).i > 0 || str_eq(u->flyttet_af, adgang->bruger);
    return true;
}

static bool is_another(struct store *store, struct arena *arena, const struct adgang *adgang,
                       const struct udkast *u, struct err *err)
{
    bool egen;

    TRY(udkast_er_egen(store, arena, adgang, u, &egen, err));
    return !egen ||
           err_begge(err, ERR_ACCESS, "udkast",
                     "Du har selv skrevet eller foreslået udkastet; en anden skal sætte det "
                     "i kraft",
                     "You wrote or proposed the draft yourself; another person must put it in "
                     "force");
}

static bool in_force_before(struct store *store, struct arena *arena, int kommune,
                            const struct udkast *u, int64_t *efter, int64_t *nr, struct err *err)
{
    struct udkast_kraft *k;
    size_t n;

    TRY(udkast_kraefter(store, arena, kommune, &k, &n, err));
    *efter = 0;
    *nr = n == 0 ? 0 : k[0].nr;
    for (size_t i = 0; i < n && *efter == 0; i++)
        if (k[i].slags == u->slags && str_eq(k[i].navn, u->navn)) *efter = k[i].nr;
    return true;
}

bool udkast_ikraft(struct store *store, struct arena *arena, const struct adgang *adgang,
                   const struct haandbog_tekster *filer, const struct udkast *u, int64_t now_us,
                   int64_t *nr, struct err *err)
{
    struct klar k;
    int64_t efter = 0, sidste = 0;

    TRY(adgang_kraev(adgang, RET_HAANDBOG_IKRAFT, err));
    if (!udkast_kan_flytte(u->tilstand, UDKAST_I_KRAFT))
        return move(store, adgang, u, UDKAST_I_KRAFT, STR_EMPTY, now_us, err);
    TRY(is_another(store, arena, adgang, u, err));
    TRY(ready(store, arena, adgang, filer, u, now_us, &k, err));
    TRY(in_force_before(store, arena, adgang->kommune, u, &efter, &sidste, err));
    TRY(store_exec(store, SQL_UDKAST_IKRAFT_INDSAET,
                   ARGS(STORE_I(adgang->kommune), STORE_I(sidste + 1),
                        STORE_S(str_from(udkast_slags_kode(u->slags))), STORE_S(u->navn),
                        STORE_I(efter), STORE_S(u->id), STORE_I(u->tekst), STORE_S(u->hash),
                        STORE_I(k.tjek.gaelder_fra.dag), STORE_S(u->flyttet_af),
                        STORE_S(adgang->bruger), STORE_I(now_us)),
                   NULL, err));
    *nr = sidste + 1;
    return move(store, adgang, u, UDKAST_I_KRAFT, STR_EMPTY, now_us, err);
}

static bool check_reason(struct str *begrundelse, struct err *err)
{
    *begrundelse = str_trim(*begrundelse);
    if (begrundelse->n == 0)
        return err_begge(err, ERR_INPUT, "begrundelse", "Skriv en begrundelse", "Write a reason");
    if (tegn_antal(*begrundelse) > UDKAST_BEGRUNDELSE_MAX)
        return err_begge(
            err, ERR_INPUT, "begrundelse", "Begrundelsen er for lang: skriv højst %d tegn",
            "The reason is too long: write at most %d characters", UDKAST_BEGRUNDELSE_MAX);
    return tegn_tjek(*begrundelse, TEGN_LINJER, (struct tegn_hvad){"Begrundelsen", "The reason"},
                     err);
}

bool udkast_afvis(struct store *store, const struct adgang *adgang, const struct udkast *u,
                  struct str begrundelse, int64_t now_us, struct err *err)
{
    TRY(adgang_kraev(adgang, RET_HAANDBOG_IKRAFT, err));
    TRY(check_reason(&begrundelse, err));
    if (u->tilstand != UDKAST_FORESLAAET)
        return err_begge(err, ERR_INPUT, "udkast", "Udkastet er ikke foreslået",
                         "The draft is not proposed");
    return move(store, adgang, u, UDKAST_KLADDE, begrundelse, now_us, err);
}

bool udkast_opgiv(struct store *store, const struct adgang *adgang, const struct udkast *u,
                  struct str begrundelse, int64_t now_us, struct err *err)
{
    TRY(adgang_kraev(adgang, RET_HAANDBOG_SKRIV, err));
    TRY(check_reason(&begrundelse, err));
    return move(store, adgang, u, UDKAST_OPGIVET, begrundelse, now_us, err);
}
