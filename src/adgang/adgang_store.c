/*
 * adgang/store: users, roles and tokens in the database.
 *
 * Invariants: (1) rows are only added; (2) who changes something has the right in the transaction
 * that does it; (3) some user with the role `adgang` always has a token that works, unless time
 * takes it; (4) what is compared with a token's hash is compared in constant time.
 */
#include "adgang/adgang_intern.h"

#include <inttypes.h>
#include <sodium.h>

#include "base/hash.h"
#include "base/id.h"
#include "base/orden.h"

enum {
    BRUGERE_MAX = 10000,
    NAVN_MAX = 100,
};

#define AAR_US (INT64_C(365) * 24 * 3600 * 1000000)

static bool works(const struct bruger *bruger, int64_t now_us)
{
    return bruger->hash.n > 0 && bruger->udloeber_us > now_us;
}

static struct adgang_bruger *in_order(struct arena *arena, const struct adgang_bruger *list,
                                      size_t n)
{
    struct orden_navn *navn = ARENA_ARRAY(arena, n, struct orden_navn);
    struct adgang_bruger *out = ARENA_ARRAY(arena, n, struct adgang_bruger);

    for (size_t i = 0; i < n; i++)
        navn[i] = (struct orden_navn){orden_noegle(arena, list[i].navn), list[i].navn, i};
    orden_sort(navn, n);
    for (size_t i = 0; i < n; i++) out[i] = list[navn[i].plads];
    return out;
}

bool adgang_brugere(struct store *store, struct arena *arena, int kommune, int64_t now_us,
                    struct adgang_bruger **out, size_t *antal, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune)};
    struct store_rows rows;

    TRY(adgang_ask(store, arena, SQL_ADGANG_BRUGER_LIST, args, 1, BRUGERE_MAX, &rows, err));
    struct adgang_bruger *list = ARENA_ARRAY(arena, rows.count, struct adgang_bruger);
    for (size_t i = 0; i < rows.count; i++) {
        struct bruger bruger;
        TRY(adgang_bruger_laes(store, arena, kommune, store_at(&rows, i, 0).s, &bruger, err));
        list[i] = (struct adgang_bruger){
            .id = bruger.id,
            .navn = store_at(&rows, i, 1).s,
            .roller = bruger.roller,
            .har_noegle = works(&bruger, now_us),
            .udloeber_us = works(&bruger, now_us) ? bruger.udloeber_us : 0,
        };
    }
    *out = in_order(arena, list, rows.count);
    *antal = rows.count;
    return true;
}

bool adgang_navn(struct store *store, struct arena *arena, int kommune, struct str bruger,
                 struct str *out, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_S(bruger)};
    struct store_rows rows;

    TRY(adgang_ask(store, arena, SQL_ADGANG_BRUGER_NAVN, args, 2, 1, &rows, err));
    *out = rows.count == 0 ? STR_EMPTY : store_at(&rows, 0, 0).s;
    return true;
}

/* ---- login */

/* Both are hashed and compared, also when there is nothing to compare with. */
static bool opens(const struct bruger *bruger, struct str token, int64_t now_us)
{
    static const char nothing[] =
        "0000000000000000000000000000000000000000000000000000000000000000";
    struct hash given = hash_of(token);
    const size_t n = sizeof(given.hex) - 1;
    bool has = bruger->hash.n == n;
    bool same = sodium_memcmp(given.hex, has ? bruger->hash.p : nothing, n) == 0;

    return same && has && works(bruger, now_us);
}

static bool login(struct store *store, struct arena *arena, int kommune, struct str navn,
                  struct str token, int64_t now_us, struct adgang *out, struct err *err)
{
    struct err own = ERR_INIT;
    struct bruger bruger = {.hash = STR_EMPTY};
    struct str kept = STR_EMPTY;
    struct str id = STR_EMPTY;

    TRY(adgang_find_kommune(store, arena, &kommune, NULL, err));
    if (adgang_navn_parse(arena, navn, &kept, &own)) {
        TRY(adgang_find(store, arena, kommune, kept, &id, err));
    }
    if (id.n > 0) TRY(adgang_bruger_laes(store, arena, kommune, id, &bruger, err));
    if (!opens(&bruger, token, now_us)) {
        return err_begge(
            err, ERR_ACCESS, NULL,
            "Nøglen giver ikke adgang; få en ny af en bruger med rollen adgang",
            "The token gives no access; get a new one from a user with the role of access");
    }
    ASSERT(adgang_noegle_er_for(token, kommune, kept));
    *out = (struct adgang){kommune, id, kept, bruger.roller};
    return true;
}

bool adgang_login(struct store *store, struct arena *arena, int kommune, struct str navn,
                  struct str token, int64_t now_us, struct adgang *out, struct err *err)
{
    TRY(adgang_begin(store, STORE_READ, err));
    return adgang_end(store, login(store, arena, kommune, navn, token, now_us, out, err), err);
}

bool adgang_kommune(struct store *store, struct arena *arena, int kommune, int *out,
                    struct str *navn, struct err *err)
{
    *out = kommune;
    TRY(adgang_begin(store, STORE_READ, err));
    return adgang_end(store, adgang_find_kommune(store, arena, out, navn, err), err);
}

/* ---- adding */

static bool add_bruger(struct store *store, int kommune, struct str id, struct str navn,
                       int64_t now_us, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_S(id), STORE_S(navn),
                                       STORE_I(now_us)};

    return adgang_add(store, SQL_ADGANG_BRUGER_INSERT, args, 4, err);
}

static bool add_rolle(struct store *store, int kommune, struct bruger *bruger, enum rolle rolle,
                      bool givet, struct str af, int64_t now_us, struct err *err)
{
    const struct store_value args[] = {
        STORE_I(kommune),
        STORE_S(bruger->id),
        STORE_I(bruger->rolle_nr + 1),
        STORE_S(str_from(rolle_kode(rolle))),
        STORE_I(givet),
        STORE_S(af),
        STORE_I(now_us),
    };

    TRY(adgang_add(store, SQL_ADGANG_ROLLE_INSERT, args, 7, err));
    bruger->rolle_nr++;
    return true;
}

/* hash empty: the earlier tokens are taken back. */
static bool add_noegle(struct store *store, int kommune, const struct bruger *bruger,
                       struct str hash, int64_t udloeber_us, struct str af, int64_t now_us,
                       struct err *err)
{
    const struct store_value args[] = {
        STORE_I(kommune), STORE_S(bruger->id),  STORE_I(bruger->noegle_nr + 1),
        STORE_S(hash),    STORE_I(udloeber_us), STORE_S(af),
        STORE_I(now_us),
    };

    return adgang_add(store, SQL_ADGANG_NOEGLE_INSERT, args, 7, err);
}

bool adgang_bruger_lav(struct store *store, int kommune, struct str navn, enum rolle rolle,
                       struct str af, int64_t now_us, struct id *id, struct err *err)
{
    TRY(id_make(id, err));
    struct bruger bruger = {.id = id_str(id)};
    TRY(add_bruger(store, kommune, bruger.id, navn, now_us, err));
    return add_rolle(store, kommune, &bruger, rolle, true, af, now_us, err);
}

/* A user that is not there yet, with its roles and its token. */
static bool make_bruger(struct store *store, int kommune, struct str navn, const enum rolle *roller,
                        size_t antal, struct str token, struct str af, int64_t now_us,
                        struct err *err)
{
    struct hash hash = hash_of(token);
    struct id id;

    ASSERT(token.n == 0 || adgang_noegle_er_for(token, kommune, navn));
    TRY(id_make(&id, err));
    struct bruger bruger = {.id = id_str(&id)};
    TRY(add_bruger(store, kommune, bruger.id, navn, now_us, err));
    for (size_t i = 0; i < antal; i++) {
        TRY(add_rolle(store, kommune, &bruger, roller[i], true, af, now_us, err));
    }
    if (token.n == 0) return true;
    return add_noegle(store, kommune, &bruger, str_from(hash.hex), now_us + AAR_US, af, now_us,
                      err);
}

/* ---- a kommune */

bool adgang_kommune_check(int kommune, struct err *err)
{
    enum { FIRST = 101, LAST = 999 };

    if (kommune >= FIRST && kommune <= LAST) return true;
    return err_begge(err, ERR_INPUT, NULL, "En kommunekode er et tal fra %d til %d, fx 773",
                     "The code of a municipality is a number from %d to %d, for example 773", FIRST,
                     LAST);
}

static bool check_kommune_navn(struct str navn, struct err *err)
{
    struct err own = ERR_INIT;
    bool ok =
        str_check_utf8(&navn, "", &own) && str_trim(navn).n > 0 && str_width(navn) <= NAVN_MAX;

    for (size_t i = 0; ok && i < navn.n; i++) ok = str_steering(navn, i) == 0;
    if (ok) return true;
    return err_begge(
        err, ERR_INPUT, NULL, "Kommunens navn er 1-%d tegn i UTF-8 uden styretegn, fx Morsø",
        "The name of the municipality is 1-%d characters in UTF-8 without control characters, for "
        "example Morsø",
        NAVN_MAX);
}

static bool make_kommune(struct store *store, struct arena *arena, int kommune, struct str navn,
                         struct str bruger, struct str token, int64_t now_us, struct err *err)
{
    const enum rolle rolle = ROLLE_ADGANG;
    const struct store_value args[] = {STORE_I(kommune), STORE_S(navn)};
    struct store_rows rows;

    TRY(adgang_kommuner(store, arena, &rows, err));
    for (size_t i = 0; i < rows.count; i++) {
        if (store_at(&rows, i, 0).i != kommune) continue;
        return err_begge(
            err, ERR_INPUT, NULL,
            "Kommune %03d er oprettet i forvejen; nye brugere oprettes med »vederlag "
            "adgang opret«",
            "Municipality %03d is there already; new users are made with “vederlag adgang opret”",
            kommune);
    }
    TRY(adgang_add(store, SQL_ADGANG_KOMMUNE_INSERT, args, 2, err));
    return make_bruger(store, kommune, bruger, &rolle, 1, token, STR_EMPTY, now_us, err);
}

bool adgang_kommune_opret(struct store *store, struct arena *arena, int kommune, struct str navn,
                          struct str bruger, struct str token, int64_t now_us, struct err *err)
{
    struct str kept;

    TRY(adgang_kommune_check(kommune, err));
    TRY(check_kommune_navn(navn, err));
    TRY(adgang_navn_parse(arena, bruger, &kept, err));
    TRY(adgang_begin(store, STORE_WRITE, err));
    bool ok = make_kommune(store, arena, kommune, str_trim(navn), kept, token, now_us, err);
    return adgang_end(store, ok, err);
}

/* ---- what a user with the role adgang does */

/* Somebody else can let people in. */
static bool is_not_last(struct store *store, struct arena *arena, const struct adgang *af,
                        struct str id, int64_t now_us, struct err *err)
{
    struct adgang_bruger *all;
    size_t n;

    TRY(adgang_brugere(store, arena, af->kommune, now_us, &all, &n, err));
    for (size_t i = 0; i < n; i++) {
        bool can = (all[i].roller & (1u << ROLLE_ADGANG)) != 0 && all[i].har_noegle;
        if (can && !str_eq(all[i].id, id)) return true;
    }
    return err_begge(
        err, ERR_INPUT, NULL,
        "Brugeren er den sidste med rollen adgang og en nøgle, der virker; giv først "
        "en anden rollen, for ellers kan ingen lukkes ind mere",
        "The user is the last with the role of access and a token that works; give somebody else "
        "the role first, or nobody can be let in any more");
}

/* A member of a family is no member of staff, so that what one may see of the one cannot add to
 * what one may see of the other. */
static bool is_staff(enum rolle rolle, unsigned roller, struct err *err)
{
    if ((roller & (1u << ROLLE_PLEJEFAMILIE)) != 0) {
        return err_begge(
            err, ERR_INPUT, NULL,
            "Brugeren er medlem af en plejefamilie og kan ikke have andre roller; "
            "opret en anden bruger til en medarbejder",
            "The user is a member of a foster family and cannot have other roles; make another "
            "user for a member of staff");
    }
    if (rolle != ROLLE_PLEJEFAMILIE) return true;
    err_set(err, ERR_INPUT, NULL,
            "Rollen plejefamilie gives til en ny bruger med »vederlag adgang familie NAVN "
            "--person ID«");
    return err_side(err, "Rollen plejefamilie gives til en ny bruger: vælg »Familier« under Adgang",
                    "The role of foster family is given to a new user: choose “Families” under "
                    "Access");
}

static bool opret(struct store *store, struct arena *arena, const struct adgang *af,
                  struct str navn, const enum rolle *roller, size_t antal, struct str token,
                  int64_t now_us, struct err *err)
{
    struct str kept;
    struct str id;

    TRY(adgang_kraev_nu(store, arena, af, RET_BRUGERE, err));
    TRY(adgang_navn_parse(arena, navn, &kept, err));
    TRY(adgang_find(store, arena, af->kommune, kept, &id, err));
    if (id.n > 0) {
        return err_begge(err, ERR_INPUT, NULL, "Der er allerede en bruger, der hedder %.*s",
                         "There is already a user called %.*s", STR_ARG(kept));
    }
    return make_bruger(store, af->kommune, kept, roller, antal, token, af->bruger, now_us, err);
}

bool adgang_bruger_opret(struct store *store, struct arena *arena, const struct adgang *af,
                         struct str navn, const enum rolle *roller, size_t antal, struct str token,
                         int64_t now_us, struct err *err)
{
    ASSERT(antal > 0);
    for (size_t i = 0; i < antal; i++) TRY(is_staff(roller[i], 0, err));
    TRY(adgang_begin(store, STORE_WRITE, err));
    bool ok = opret(store, arena, af, navn, roller, antal, token, now_us, err);
    return adgang_end(store, ok, err);
}

static bool saet(struct store *store, struct arena *arena, const struct adgang *af, struct str navn,
                 enum rolle rolle, bool givet, int64_t now_us, struct err *err)
{
    struct bruger bruger;
    struct str kept;

    TRY(adgang_kraev_nu(store, arena, af, RET_BRUGERE, err));
    TRY(adgang_find_anden(store, arena, af, navn, &kept, &bruger, err));
    TRY(is_staff(rolle, bruger.roller, err));
    if (((bruger.roller & (1u << rolle)) != 0) == givet) return true;
    if (givet && str_eq(bruger.id, af->bruger)) {
        return err_begge(
            err, ERR_ACCESS, NULL,
            "Ingen giver sig selv en rolle; det gør en anden bruger med rollen adgang",
            "Nobody gives themselves a role; another user with the role of access does that");
    }
    if (!givet && rolle == ROLLE_ADGANG) {
        TRY(is_not_last(store, arena, af, bruger.id, now_us, err));
    }
    return add_rolle(store, af->kommune, &bruger, rolle, givet, af->bruger, now_us, err);
}

bool adgang_rolle_saet(struct store *store, struct arena *arena, const struct adgang *af,
                       struct str navn, enum rolle rolle, bool givet, int64_t now_us,
                       struct err *err)
{
    TRY(adgang_begin(store, STORE_WRITE, err));
    return adgang_end(store, saet(store, arena, af, navn, rolle, givet, now_us, err), err);
}

static bool ny(struct store *store, struct arena *arena, const struct adgang *af, struct str navn,
               struct str token, int64_t udloeber_us, int64_t now_us, struct err *err)
{
    struct bruger bruger;
    struct str kept;
    struct hash hash = hash_of(token);

    TRY(adgang_kraev_nu(store, arena, af, RET_BRUGERE, err));
    TRY(adgang_find_anden(store, arena, af, navn, &kept, &bruger, err));
    ASSERT(adgang_noegle_er_for(token, af->kommune, kept));
    if (udloeber_us == 0) udloeber_us = now_us + AAR_US;
    if (udloeber_us <= now_us) {
        return err_begge(err, ERR_INPUT, NULL, "En nøgle skal udløbe efter nu",
                         "A token must expire later than now");
    }
    return add_noegle(store, af->kommune, &bruger, str_from(hash.hex), udloeber_us, af->bruger,
                      now_us, err);
}

bool adgang_noegle_ny(struct store *store, struct arena *arena, const struct adgang *af,
                      struct str navn, struct str token, int64_t udloeber_us, int64_t now_us,
                      struct err *err)
{
    TRY(adgang_begin(store, STORE_WRITE, err));
    return adgang_end(store, ny(store, arena, af, navn, token, udloeber_us, now_us, err), err);
}

static bool luk(struct store *store, struct arena *arena, const struct adgang *af, struct str navn,
                int64_t now_us, struct err *err)
{
    struct bruger bruger;
    struct str kept;

    TRY(adgang_kraev_nu(store, arena, af, RET_BRUGERE, err));
    TRY(adgang_find_anden(store, arena, af, navn, &kept, &bruger, err));
    if (bruger.hash.n == 0) return true;
    TRY(is_not_last(store, arena, af, bruger.id, now_us, err));
    return add_noegle(store, af->kommune, &bruger, STR_EMPTY, 0, af->bruger, now_us, err);
}

bool adgang_noegle_luk(struct store *store, struct arena *arena, const struct adgang *af,
                       struct str navn, int64_t now_us, struct err *err)
{
    TRY(adgang_begin(store, STORE_WRITE, err));
    return adgang_end(store, luk(store, arena, af, navn, now_us, err), err);
}
