/*
 * laas: locking and opening the secrets of second factors.
 *
 * The key lives in this file alone, from laas_noegle_brug to the end of the process.
 */
#include "adgang/laas.h"

#include <sodium.h>
#include <string.h>

#include "adgang/adgang.h"

#define KEY_HEAD "vederlag-totp-1:"
#define LOCKED "1:"

enum {
    KEY_BYTES = crypto_secretbox_KEYBYTES,
    NONCE_BYTES = crypto_secretbox_NONCEBYTES,
    MAC_BYTES = crypto_secretbox_MACBYTES,
    PLAIN_MAX = 256,
    SEALED_MAX = NONCE_BYTES + MAC_BYTES + PLAIN_MAX,
    KEY_HEX = 2 * KEY_BYTES,
};

static struct {
    bool there;
    unsigned char key[KEY_BYTES];
} lock;

bool laas_har_noegle(void)
{
    return lock.there;
}

bool laas_er_lukket(struct str gemt)
{
    return str_starts(gemt, STR(LOCKED));
}

/* ---- the key */

bool laas_noegle_lav(struct arena *arena, const char *sti, struct err *err)
{
    unsigned char key[KEY_BYTES];
    char hex[KEY_HEX + 1];

    ASSERT(sodium_init() >= 0);
    randombytes_buf(key, sizeof(key));
    sodium_bin2hex(hex, sizeof(hex), key, sizeof(key));
    bool ok = adgang_noegle_skriv(sti, str_format(arena, KEY_HEAD "%s", hex), err);
    sodium_memzero(key, sizeof(key));
    sodium_memzero(hex, sizeof(hex));
    return ok;
}

bool laas_noegle_brug(struct arena *arena, const char *sti, struct err *err)
{
    struct str tekst;
    size_t n = 0;

    lock.there = false;
    if (sti == NULL || sti[0] == '\0') return true;
    ASSERT(sodium_init() >= 0);
    TRY(adgang_noegle_laes(arena, sti, &tekst, err));
    struct str hex = str_sub(tekst, sizeof(KEY_HEAD) - 1, tekst.n);
    bool ok = str_starts(tekst, STR(KEY_HEAD)) && hex.n == KEY_HEX &&
              sodium_hex2bin(lock.key, sizeof(lock.key), hex.p, hex.n, NULL, &n, NULL) == 0 &&
              n == KEY_BYTES;
    lock.there = ok;
    return ok ||
           err_begge(
               err, ERR_INPUT, sti,
               "Filen er ingen nøgle til engangskoder; lav en med »vederlag adgang "
               "totp-noegle FIL«",
               "The file is no key for one-time codes; make one with “vederlag adgang totp-noegle "
               "FIL”");
}

/* ---- what is kept */

/* Whose it is stands before it, so that a box opens in its own row alone. */
static struct str owner(struct arena *arena, int kommune, struct str bruger)
{
    return str_format(arena, "%03d:%.*s:", kommune, STR_ARG(bruger));
}

struct str laas_luk(struct arena *arena, int kommune, struct str bruger, struct str hemmelighed)
{
    unsigned char sealed[SEALED_MAX];
    char text[sodium_base64_ENCODED_LEN(SEALED_MAX, sodium_base64_VARIANT_ORIGINAL)];

    if (!lock.there) return hemmelighed;
    struct str plain =
        str_format(arena, "%.*s%.*s", STR_ARG(owner(arena, kommune, bruger)), STR_ARG(hemmelighed));
    ASSERT(plain.n <= PLAIN_MAX);
    randombytes_buf(sealed, NONCE_BYTES);
    int made = crypto_secretbox_easy(sealed + NONCE_BYTES, (const unsigned char *)plain.p, plain.n,
                                     sealed, lock.key);
    ASSERT(made == 0);
    sodium_bin2base64(text, sizeof(text), sealed, NONCE_BYTES + MAC_BYTES + plain.n,
                      sodium_base64_VARIANT_ORIGINAL);
    return str_format(arena, LOCKED "%s", text);
}

static bool unseal(struct arena *arena, struct str gemt, struct str *plain)
{
    unsigned char sealed[SEALED_MAX];
    struct str text = str_sub(gemt, sizeof(LOCKED) - 1, gemt.n);
    size_t n = 0;

    if (sodium_base642bin(sealed, sizeof(sealed), text.p, text.n, NULL, &n, NULL,
                          sodium_base64_VARIANT_ORIGINAL) != 0 ||
        n <= NONCE_BYTES + MAC_BYTES)
        return false;
    size_t bytes = n - NONCE_BYTES - MAC_BYTES;
    unsigned char *room = arena_alloc(arena, bytes);
    *plain = (struct str){(char *)room, bytes};
    return crypto_secretbox_open_easy(room, sealed + NONCE_BYTES, n - NONCE_BYTES, sealed,
                                      lock.key) == 0;
}

bool laas_op(struct arena *arena, int kommune, struct str bruger, struct str gemt,
             struct str *hemmelighed, struct err *err)
{
    struct str plain;

    *hemmelighed = gemt;
    if (!laas_er_lukket(gemt)) return true;
    struct str whose = owner(arena, kommune, bruger);
    if (lock.there && unseal(arena, gemt, &plain) && str_starts(plain, whose)) {
        *hemmelighed = str_sub(plain, whose.n, plain.n);
        return true;
    }
    return err_begge(
        err, ERR_IO, NULL,
        "En hemmelighed til engangskoder er låst og kan ikke låses op; giv programmet "
        "den rigtige nøglefil med VEDERLAG_TOTP_NOEGLE",
        "A secret for one-time codes is locked and cannot be unlocked; give the program the right "
        "key file with VEDERLAG_TOTP_NOEGLE");
}
