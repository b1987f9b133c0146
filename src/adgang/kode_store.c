/*
 * kode/store: local accounts in the database: passwords, second factors, and who a member of a
 * foster family is in the register.
 *
 * Invariants: (1) who sets something has the right in the transaction that does it; (2) setting a
 * password or a second factor ends the user's sessions in the same transaction; (3) everything that
 * is done leaves a row in bruger_haendelse or bruger_person; (4) no error and no row repeats a
 * password or a secret, but for the row that keeps it.
 */
#include "adgang/kode.h"

#include <sodium.h>
#include <string.h>

#include "adgang/adgang_intern.h"
#include "adgang/laas.h"

/* ---- shared with sessions */

bool adgang_konto_laes(struct store *store, struct arena *arena, int kommune, struct str bruger,
                       struct konto_laest *out, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_S(bruger)};
    struct store_rows rows;

    *out = (struct konto_laest){.kode = STR_EMPTY, .hemmelighed = STR_EMPTY};
    out->gemt = out->laast = STR_EMPTY;
    TRY(adgang_ask(store, arena, SQL_ADGANG_KODE_FIND, args, 2, 1, &rows, err));
    if (rows.count > 0) {
        out->kode = store_at(&rows, 0, 0).s;
        out->skift = store_at(&rows, 0, 1).i == 1;
        out->kode_us = store_at(&rows, 0, 2).i;
    }
    TRY(adgang_ask(store, arena, SQL_ADGANG_TOTP_FIND, args, 2, 1, &rows, err));
    if (rows.count == 0) return true;
    out->gemt = store_at(&rows, 0, 0).s;
    out->trin = store_at(&rows, 0, 1).i;
    TRY(laas_op(arena, kommune, bruger, out->gemt, &out->hemmelighed, err));
    if (laas_har_noegle() && !laas_er_lukket(out->gemt))
        out->laast = laas_luk(arena, kommune, bruger, out->hemmelighed);
    return true;
}

bool adgang_totp_brug(struct store *store, int kommune, struct str bruger,
                      const struct konto_laest *konto, int64_t trin, bool *ny, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_S(bruger), STORE_S(konto->gemt),
                                       STORE_I(trin)};
    const struct store_value laas[] = {STORE_I(kommune), STORE_S(bruger), STORE_S(konto->gemt),
                                       STORE_S(konto->laast)};
    int64_t changed = 0;

    TRY(adgang_change(store, SQL_ADGANG_TOTP_USE, args, 4, &changed, err));
    *ny = changed == 1;
    return !*ny || konto->laast.n == 0 || adgang_add(store, SQL_ADGANG_TOTP_LAAS, laas, 4, err);
}

bool adgang_haendelse(struct store *store, struct arena *arena, int kommune, struct str bruger,
                      const char *art, struct str af, int64_t now_us, struct err *err)
{
    const struct store_value who[] = {STORE_I(kommune), STORE_S(bruger)};
    struct store_rows rows;

    TRY(adgang_ask(store, arena, SQL_ADGANG_HAENDELSE_NEWEST, who, 2, 1, &rows, err));
    const struct store_value args[] = {
        STORE_I(kommune),
        STORE_S(bruger),
        STORE_I(rows.count == 0 ? 1 : store_at(&rows, 0, 0).i + 1),
        STORE_S(str_from(art)),
        STORE_S(af),
        STORE_I(now_us),
    };
    return adgang_add(store, SQL_ADGANG_HAENDELSE_INSERT, args, 6, err);
}

bool adgang_luk_sessioner(struct store *store, int kommune, struct str bruger, int64_t *antal,
                          struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_S(bruger)};

    TRY(adgang_change(store, SQL_ADGANG_SESSION_END_ALL, args, 2, antal, err));
    return adgang_add(store, SQL_ADGANG_ENHED_END_ALL, args, 2, err);
}

bool adgang_kraev_over(struct store *store, struct arena *arena, const struct adgang *af,
                       const struct bruger *bruger, struct err *err)
{
    const bool familie = bruger->roller == 1u << ROLLE_PLEJEFAMILIE;
    struct err own = ERR_INIT;

    if (str_eq(af->bruger, bruger->id)) return true;
    if (familie && adgang_kraev_nu(store, arena, af, RET_GIV_FAMILIE, &own)) return true;
    return adgang_kraev_nu(store, arena, af, RET_BRUGERE, err);
}

/* ---- what is done to an account */

/* One doing, as adgang_write passes it on. */
struct work {
    struct arena *arena;
    const struct adgang *af;
    struct str navn;
    struct str person;
    const char *hash; /* of the new password */
    char secret[64];  /* the new second factor */
    int64_t now_us;
};

/* The user, over whom the one who asks has a say. */
static bool find_under(struct store *store, const struct work *w, struct bruger *bruger,
                       struct err *err)
{
    struct str kept;

    TRY(adgang_find_anden(store, w->arena, w->af, w->navn, &kept, bruger, err));
    return adgang_kraev_over(store, w->arena, w->af, bruger, err);
}

/* What every change of an account ends with. */
static bool close_off(struct store *store, const struct work *w, const struct bruger *bruger,
                      const char *art, struct err *err)
{
    TRY(adgang_luk_sessioner(store, w->af->kommune, bruger->id, NULL, err));
    return adgang_haendelse(store, w->arena, w->af->kommune, bruger->id, art, w->af->bruger,
                            w->now_us, err);
}

static bool set_kode(struct store *store, void *ctx, struct err *err)
{
    const struct work *w = ctx;
    struct bruger bruger;

    TRY(find_under(store, w, &bruger, err));
    const struct store_value args[] = {
        STORE_I(w->af->kommune),    STORE_S(bruger.id),
        STORE_S(str_from(w->hash)), STORE_I(!str_eq(bruger.id, w->af->bruger)),
        STORE_I(w->now_us),
    };
    TRY(adgang_add(store, SQL_ADGANG_KODE_PUT, args, 5, err));
    return close_off(store, w, &bruger, "kode", err);
}

/* Looks at the user before the costly hash is made; the transaction that sets it looks again. */
static bool look(struct store *store, const struct work *w, struct str *kept, bool *medarbejder,
                 struct err *err)
{
    struct bruger bruger;

    TRY(adgang_begin(store, STORE_READ, err));
    bool ok = adgang_find_anden(store, w->arena, w->af, w->navn, kept, &bruger, err) &&
              adgang_kraev_over(store, w->arena, w->af, &bruger, err);
    TRY(adgang_end(store, ok, err));
    *medarbejder = (bruger.roller & (1u << ROLLE_PLEJEFAMILIE)) == 0;
    return true;
}

bool kode_saet(struct store *store, struct arena *arena, const struct adgang *af, struct str navn,
               struct str kode, int64_t now_us, struct err *err)
{
    struct work w = {.arena = arena, .af = af, .navn = navn, .now_us = now_us};
    char hash[KODE_HASH_SIZE];
    struct str kept;
    bool medarbejder = true;

    TRY(look(store, &w, &kept, &medarbejder, err));
    TRY(kode_god(arena, kode, kept, medarbejder, err));
    TRY(kode_hash(kode, hash, err));
    w.hash = hash;
    return adgang_write(store, set_kode, &w, err);
}

static bool close_konto(struct store *store, void *ctx, struct err *err)
{
    const struct work *w = ctx;
    struct bruger bruger;

    TRY(find_under(store, w, &bruger, err));
    const struct store_value args[] = {STORE_I(w->af->kommune), STORE_S(bruger.id)};
    TRY(adgang_add(store, SQL_ADGANG_KODE_END, args, 2, err));
    TRY(adgang_add(store, SQL_ADGANG_TOTP_END, args, 2, err));
    return close_off(store, w, &bruger, "lukket", err);
}

bool kode_luk(struct store *store, struct arena *arena, const struct adgang *af, struct str navn,
              int64_t now_us, struct err *err)
{
    struct work w = {.arena = arena, .af = af, .navn = navn, .now_us = now_us};

    return adgang_write(store, close_konto, &w, err);
}

/* ---- the second factor */

/* 160 bits. */
static void make_secret(char out[33])
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    unsigned char bytes[32];

    ASSERT(sodium_init() >= 0);
    randombytes_buf(bytes, sizeof(bytes));
    for (int i = 0; i < 32; i++) out[i] = letters[bytes[i] & 31];
    out[32] = '\0';
    sodium_memzero(bytes, sizeof(bytes));
}

static bool set_totp(struct store *store, void *ctx, struct err *err)
{
    const struct work *w = ctx;
    struct bruger bruger;

    TRY(find_under(store, w, &bruger, err));
    struct str gemt = laas_luk(w->arena, w->af->kommune, bruger.id, str_from(w->secret));
    const struct store_value args[] = {STORE_I(w->af->kommune), STORE_S(bruger.id), STORE_S(gemt),
                                       STORE_I(w->now_us)};
    TRY(adgang_add(store, SQL_ADGANG_TOTP_PUT, args, 4, err));
    return close_off(store, w, &bruger, "totp", err);
}

bool totp_lav(struct store *store, struct arena *arena, const struct adgang *af, struct str navn,
              int64_t now_us, struct str *hemmelighed, struct str *uri, struct err *err)
{
    struct work w = {.arena = arena, .af = af, .navn = navn, .now_us = now_us};
    struct str kept;

    TRY(adgang_navn_parse(arena, navn, &kept, err));
    make_secret(w.secret);
    TRY(adgang_write(store, set_totp, &w, err));
    *hemmelighed = str_copy(arena, str_from(w.secret));
    *uri = str_format(arena,
                      "otpauth://totp/Vederlag%%20%03d:%.*s?secret=%s&issuer=Vederlag%%20%03d"
                      "&algorithm=SHA1&digits=%d&period=%d",
                      af->kommune, STR_ARG(kept), w.secret, af->kommune, TOTP_CIFRE, TOTP_SEKUNDER);
    sodium_memzero(w.secret, sizeof(w.secret));
    return true;
}

/* ---- members of a family */

/* The newest tie of a user: nr 0 when there was none, person empty when there is none now. */
static bool read_tie(struct store *store, struct arena *arena, int kommune, struct str bruger,
                     int64_t *nr, struct str *person, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_S(bruger)};
    struct store_rows rows;

    *nr = 0;
    *person = STR_EMPTY;
    TRY(adgang_ask(store, arena, SQL_ADGANG_PERSON_NEWEST, args, 2, 1, &rows, err));
    if (rows.count == 0) return true;
    *nr = store_at(&rows, 0, 0).i;
    if (store_at(&rows, 0, 2).i == 1) *person = store_at(&rows, 0, 1).s;
    return true;
}

bool familie_person(struct store *store, struct arena *arena, int kommune, struct str bruger,
                    struct str *person, struct err *err)
{
    int64_t nr = 0;

    return read_tie(store, arena, kommune, bruger, &nr, person, err);
}

/* Nobody else is that person now. */
static bool is_free(struct store *store, const struct work *w, struct str bruger, struct err *err)
{
    enum { BRUGERE_MAX = 1000 };
    const struct store_value args[] = {STORE_I(w->af->kommune), STORE_S(w->person)};
    struct store_rows rows;

    TRY(adgang_ask(store, w->arena, SQL_ADGANG_PERSON_BRUGERE, args, 2, BRUGERE_MAX, &rows, err));
    for (size_t i = 0; i < rows.count; i++) {
        struct str other = store_at(&rows, i, 0).s;
        struct str person;
        if (str_eq(other, bruger)) continue;
        TRY(familie_person(store, w->arena, w->af->kommune, other, &person, err));
        if (!str_eq(person, w->person)) continue;
        err_set(err, ERR_INPUT, NULL,
                "Personen har allerede en bruger; tag først den tilbage med »vederlag adgang "
                "familie NAVN --tag«");
        return err_side(err, "Personen har allerede en bruger; tag først den fra personen",
                        "The person already has a user; take that from the person first");
    }
    return true;
}

static bool add_tie(struct store *store, const struct work *w, struct str bruger, int64_t nr,
                    struct str person, bool givet, struct err *err)
{
    const struct store_value args[] = {
        STORE_I(w->af->kommune), STORE_S(bruger),        STORE_I(nr + 1),    STORE_S(person),
        STORE_I(givet),          STORE_S(w->af->bruger), STORE_I(w->now_us),
    };

    TRY(adgang_add(store, SQL_ADGANG_PERSON_INSERT, args, 7, err));
    TRY(adgang_luk_sessioner(store, w->af->kommune, bruger, NULL, err));
    return adgang_haendelse(store, w->arena, w->af->kommune, bruger, "familie", w->af->bruger,
                            w->now_us, err);
}

/* The member's user by its name, made when it is not there. */
static bool find_member(struct store *store, const struct work *w, struct id *made,
                        struct str *bruger, struct err *err)
{
    struct bruger there;
    struct str kept;

    TRY(adgang_navn_parse(w->arena, w->navn, &kept, err));
    TRY(adgang_find(store, w->arena, w->af->kommune, kept, bruger, err));
    if (bruger->n == 0) {
        TRY(adgang_bruger_lav(store, w->af->kommune, kept, ROLLE_PLEJEFAMILIE, w->af->bruger,
                              w->now_us, made, err));
        *bruger = id_str(made);
        return true;
    }
    TRY(adgang_bruger_laes(store, w->arena, w->af->kommune, *bruger, &there, err));
    if (there.roller == 1u << ROLLE_PLEJEFAMILIE) return true;
    return err_begge(
        err, ERR_INPUT, NULL,
        "Brugeren er medarbejder; et medlem af en plejefamilie får sin egen bruger",
        "The user is a member of staff; a member of a foster family gets a user of their own");
}

static bool give(struct store *store, void *ctx, struct err *err)
{
    const struct work *w = ctx;
    struct str bruger;
    struct str now;
    struct id made;
    int64_t nr = 0;

    TRY(adgang_kraev_nu(store, w->arena, w->af, RET_GIV_FAMILIE, err));
    TRY(find_member(store, w, &made, &bruger, err));
    TRY(read_tie(store, w->arena, w->af->kommune, bruger, &nr, &now, err));
    if (str_eq(now, w->person)) return true;
    TRY(is_free(store, w, bruger, err));
    return add_tie(store, w, bruger, nr, w->person, true, err);
}

bool familie_giv(struct store *store, struct arena *arena, const struct adgang *af, struct str navn,
                 struct str person, int64_t now_us, struct err *err)
{
    struct work w = {.arena = arena, .af = af, .navn = navn, .person = person, .now_us = now_us};

    ASSERT(person.n > 0);
    return adgang_write(store, give, &w, err);
}

static bool take(struct store *store, void *ctx, struct err *err)
{
    const struct work *w = ctx;
    struct bruger bruger;
    struct str person;
    struct str kept;
    int64_t nr = 0;

    TRY(adgang_kraev_nu(store, w->arena, w->af, RET_GIV_FAMILIE, err));
    TRY(adgang_find_anden(store, w->arena, w->af, w->navn, &kept, &bruger, err));
    TRY(read_tie(store, w->arena, w->af->kommune, bruger.id, &nr, &person, err));
    if (person.n == 0) return true;
    return add_tie(store, w, bruger.id, nr, person, false, err);
}

bool familie_tag(struct store *store, struct arena *arena, const struct adgang *af, struct str navn,
                 int64_t now_us, struct err *err)
{
    struct work w = {.arena = arena, .af = af, .navn = navn, .now_us = now_us};

    return adgang_write(store, take, &w, err);
}
