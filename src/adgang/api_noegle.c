/*
 * api_noegle: tokens of other programs.
 *
 * Invariants: (1) the database never knows a token, only its SHA-256; (2) what a token may is never
 * more than its user may in the same transaction; (3) nothing tells why a token does not open.
 */
#include "adgang/api_noegle.h"

#include <sodium.h>
#include <stdio.h>

#include "adgang/adgang_intern.h"
#include "base/hash.h"

#define DAG_US (INT64_C(24) * 3600 * 1000000)
#define FORM "vederlag-api-1:%03d:"

enum { NOEGLER_MAX = 10000, SECRET_BYTES = 32, SECRET_CHARS = 43 };

static const struct {
    const char *kode;
    const char *tekst;
    const char *engelsk;
} OMRAADER[OMRAADE_ANTAL] = {
    [OMRAADE_STATUS] = {"status:laes", "se, hvordan det står til", "see how things stand"},
    [OMRAADE_REGISTER_LAES] = {"register:laes", "læse familier, anbringelser og deres historie",
                               "read families, placements and their history"},
    [OMRAADE_REGISTER_SKRIV] = {"register:skriv", "registrere fakta", "register facts"},
    [OMRAADE_KOERSEL_LAES] = {"koersel:laes", "læse kørsler, forskelle og forklaringer",
                              "read runs, differences and explanations"},
    [OMRAADE_KOERSEL_SKRIV] = {"koersel:skriv", "oprette og beregne kørsler",
                               "make and compute runs"},
    [OMRAADE_KOERSEL_GODKEND] = {"koersel:godkend", "godkende kørsler", "approve runs"},
    [OMRAADE_JOURNAL_LAES] = {"journal:laes", "læse journalen og tilgodehavender",
                              "read the journal and what families owe"},
    [OMRAADE_HENVENDELSE_LAES] = {"henvendelse:laes", "læse henvendelser fra familier",
                                  "read messages from families"},
    [OMRAADE_HENVENDELSE_SKRIV] = {"henvendelse:skriv", "svare på henvendelser", "answer messages"},
};

const char *omraade_kode(enum omraade omraade)
{
    ASSERT(omraade < OMRAADE_ANTAL);
    return OMRAADER[omraade].kode;
}

const char *omraade_tekst(enum omraade omraade)
{
    ASSERT(omraade < OMRAADE_ANTAL);
    return OMRAADER[omraade].tekst;
}

const char *omraade_engelsk(enum omraade omraade)
{
    ASSERT(omraade < OMRAADE_ANTAL);
    return OMRAADER[omraade].engelsk;
}

static bool is_space(char c)
{
    return c == ' ' || c == ',';
}

static bool unknown(struct str ord, struct err *err)
{
    char alle[400] = "";
    size_t n = 0;

    for (int i = 0; i < OMRAADE_ANTAL; i++) {
        int skrevet =
            snprintf(alle + n, sizeof(alle) - n, "%s%s", i > 0 ? ", " : "", OMRAADER[i].kode);
        ASSERT(skrevet > 0 && n + (size_t)skrevet < sizeof(alle));
        n += (size_t)skrevet;
    }
    struct str vist = str_clip(ord, 40);
    return err_begge(err, ERR_INPUT, NULL, "»%.*s« er ikke et område; vælg blandt %s",
                     "“%.*s” is not an area; choose among %s", STR_ARG(vist), alle);
}

bool omraade_parse(struct str koder, unsigned *out, struct err *err)
{
    unsigned bits = 0;
    size_t at = 0;

    while (at < koder.n) {
        size_t til = at;
        while (til < koder.n && !is_space(koder.p[til])) til++;
        struct str ord = str_sub(koder, at, til);
        int i = 0;
        while (ord.n > 0 && i < OMRAADE_ANTAL && !str_is(ord, OMRAADER[i].kode)) i++;
        if (i == OMRAADE_ANTAL) return unknown(ord, err);
        if (ord.n > 0) bits |= 1u << i;
        at = til + 1;
    }
    *out = bits;
    return true;
}

struct str omraade_koder(struct arena *arena, unsigned omraader, const char *mellem)
{
    struct buf out;

    buf_init(&out, arena);
    for (int i = 0; i < OMRAADE_ANTAL; i++) {
        if ((omraader & 1u << i) == 0) continue;
        if (out.n > 0) buf_c(&out, mellem);
        buf_c(&out, OMRAADER[i].kode);
    }
    return buf_str(&out);
}

bool api_noegle_lav(struct arena *arena, int kommune, struct str *token, struct err *err)
{
    unsigned char secret[SECRET_BYTES];
    char text[SECRET_CHARS + 1];

    TRY(adgang_kommune_check(kommune, err));
    ASSERT(sodium_init() >= 0);
    randombytes_buf(secret, sizeof(secret));
    sodium_bin2base64(text, sizeof(text), secret, sizeof(secret),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    *token = str_format(arena, FORM "%s", kommune, text);
    sodium_memzero(secret, sizeof(secret));
    sodium_memzero(text, sizeof(text));
    return true;
}

/* ---- made and taken back */

static bool check_ny(const struct api_noegle_ny *ny, const struct bruger *bruger, struct err *err)
{
    if (ny->omraader == 0) {
        return err_begge(err, ERR_INPUT, NULL, "En nøgle skal have mindst ét område",
                         "A token must have at least one area");
    }
    if (ny->dage < 1 || ny->dage > API_NOEGLE_DAGE_MAX) {
        return err_begge(err, ERR_INPUT, NULL, "En nøgle gælder i 1-%d dage",
                         "A token is good for 1-%d days", API_NOEGLE_DAGE_MAX);
    }
    if (bruger->roller == 0 || (bruger->roller & 1u << ROLLE_PLEJEFAMILIE) != 0) {
        return err_begge(err, ERR_INPUT, NULL,
                         "En nøgle til andre programmer hører til en medarbejder med en rolle",
                         "A token for other programs belongs to a member of staff with a role");
    }
    return true;
}

static bool opret(struct store *store, struct arena *arena, const struct adgang *af,
                  const struct api_noegle_ny *ny, struct str token, int64_t now_us, struct str *ud,
                  struct err *err)
{
    struct hash hash = hash_of(token);
    struct bruger bruger;
    struct str kept, navn;
    struct id id;

    TRY(adgang_kraev_nu(store, arena, af, RET_BRUGERE, err));
    TRY(adgang_find_anden(store, arena, af, ny->bruger, &kept, &bruger, err));
    TRY(adgang_navn_parse(arena, ny->navn, &navn, err));
    TRY(check_ny(ny, &bruger, err));
    TRY(id_make(&id, err));
    const struct store_value args[] = {
        STORE_I(af->kommune),
        STORE_S(id_str(&id)),
        STORE_S(str_from(hash.hex)),
        STORE_S(bruger.id),
        STORE_S(navn),
        STORE_S(omraade_koder(arena, ny->omraader, " ")),
        STORE_I(now_us + ny->dage * DAG_US),
        STORE_S(af->bruger),
        STORE_I(now_us),
    };
    TRY(adgang_add(store, SQL_ADGANG_API_NOEGLE_INSERT, args, 9, err));
    *ud = str_copy(arena, id_str(&id));
    return true;
}

bool api_noegle_opret(struct store *store, struct arena *arena, const struct adgang *af,
                      const struct api_noegle_ny *ny, struct str token, int64_t now_us,
                      struct str *id, struct err *err)
{
    TRY(adgang_begin(store, STORE_WRITE, err));
    return adgang_end(store, opret(store, arena, af, ny, token, now_us, id, err), err);
}

static bool luk(struct store *store, struct arena *arena, const struct adgang *af, struct str id,
                int64_t now_us, struct err *err)
{
    struct api_noegle *alle;
    size_t n, i = 0;

    TRY(adgang_kraev_nu(store, arena, af, RET_BRUGERE, err));
    TRY(api_noegle_liste(store, arena, af->kommune, &alle, &n, err));
    while (i < n && !str_eq(alle[i].id, id)) i++;
    if (i == n) {
        return err_begge(err, ERR_INPUT, NULL,
                         "Der er ingen nøgle med det id; se vederlag adgang api-noegle liste",
                         "There is no token with that id; see vederlag adgang api-noegle liste");
    }
    const struct store_value args[] = {STORE_I(af->kommune), STORE_S(id), STORE_S(af->bruger),
                                       STORE_I(now_us)};
    return adgang_add(store, SQL_ADGANG_API_NOEGLE_LUK, args, 4, err);
}

bool api_noegle_luk(struct store *store, struct arena *arena, const struct adgang *af,
                    struct str id, int64_t now_us, struct err *err)
{
    TRY(adgang_begin(store, STORE_WRITE, err));
    return adgang_end(store, luk(store, arena, af, id, now_us, err), err);
}

/* ---- read */

static bool of_row(const struct store_rows *rows, size_t at, struct api_noegle *out,
                   struct err *err)
{
    *out = (struct api_noegle){
        .id = store_at(rows, at, 0).s,
        .bruger = store_at(rows, at, 1).s,
        .navn = store_at(rows, at, 2).s,
        .udloeber_us = store_at(rows, at, 4).i,
        .lukket = store_at(rows, at, 5).i != 0,
    };
    return omraade_parse(store_at(rows, at, 3).s, &out->omraader, err);
}

bool api_noegle_liste(struct store *store, struct arena *arena, int kommune,
                      struct api_noegle **out, size_t *antal, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune)};
    struct store_rows rows;

    TRY(adgang_ask(store, arena, SQL_ADGANG_API_NOEGLE_LISTE, args, 1, NOEGLER_MAX, &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct api_noegle);
    for (size_t i = 0; i < rows.count; i++) TRY(of_row(&rows, i, &(*out)[i], err));
    *antal = rows.count;
    return true;
}

static bool refused(struct err *err)
{
    return err_begge(
        err, ERR_ACCESS, NULL, "Nøglen giver ikke adgang; få en ny af en bruger med rollen adgang",
        "The token gives no access; get a new one from a user with the role of access");
}

bool api_noegle_aabn(struct store *store, struct arena *arena, int kommune, struct str token,
                     int64_t now_us, struct adgang *hvem, struct api_noegle *noegle,
                     struct err *err)
{
    struct hash hash = hash_of(token);
    const struct store_value args[] = {STORE_I(kommune), STORE_S(str_from(hash.hex))};
    struct store_rows rows;
    struct bruger bruger;
    struct str navn;

    TRY(adgang_ask(store, arena, SQL_ADGANG_API_NOEGLE_FIND, args, 2, 1, &rows, err));
    if (rows.count == 0) return refused(err);
    TRY(of_row(&rows, 0, noegle, err));
    if (noegle->lukket || noegle->udloeber_us <= now_us) return refused(err);
    TRY(adgang_bruger_laes(store, arena, kommune, noegle->bruger, &bruger, err));
    if (bruger.roller == 0 || (bruger.roller & 1u << ROLLE_PLEJEFAMILIE) != 0) return refused(err);
    TRY(adgang_navn(store, arena, kommune, noegle->bruger, &navn, err));
    *hvem = (struct adgang){kommune, noegle->bruger, navn, bruger.roller};
    return true;
}
