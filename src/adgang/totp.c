/*
 * totp: codes of a second factor (RFC 6238 with HMAC-SHA-1, which is what apps read), and the
 * letters their secrets are written in (RFC 4648, base32 without padding).
 */
#include "adgang/kode.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "adgang/adgang_intern.h"

enum { SECRET_MAX = 64, SHA1_BYTES = 20 };

/* The value of a letter; -1 when it is none. */
static int letter_value(char c)
{
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a';
    if (c >= '2' && c <= '7') return c - '2' + 26;
    return -1;
}

/* How many bytes; 0 when the text is no base32 or too long. */
static size_t read_base32(struct str text, unsigned char out[SECRET_MAX])
{
    unsigned bits = 0;
    int held = 0;
    size_t n = 0;

    for (size_t i = 0; i < text.n; i++) {
        int value = letter_value(text.p[i]);
        if (value < 0) return 0;
        bits = (bits << 5 | (unsigned)value) & 0xFFFu;
        held += 5;
        if (held < 8) continue;
        held -= 8;
        if (n == SECRET_MAX) return 0;
        out[n++] = (unsigned char)(bits >> held);
    }
    return n;
}

bool totp_kode(struct str hemmelighed, int64_t trin, char out[TOTP_CIFRE + 1], struct err *err)
{
    unsigned char secret[SECRET_MAX];
    unsigned char counter[8];
    unsigned char mac[SHA1_BYTES];
    unsigned n = 0;
    size_t length = read_base32(hemmelighed, secret);

    if (length == 0 || trin < 0) {
        return err_begge(err, ERR_INPUT, NULL,
                         "Hemmeligheden skal være bogstaverne A-Z og cifrene 2-7",
                         "The secret must be the letters A-Z and the digits 2-7");
    }
    for (int i = 0; i < 8; i++) counter[i] = (unsigned char)((uint64_t)trin >> (56 - 8 * i));
    bool made = HMAC(EVP_sha1(), secret, (int)length, counter, sizeof(counter), mac, &n) != NULL;
    sodium_memzero(secret, sizeof(secret));
    if (!made || n != sizeof(mac)) {
        return err_begge(err, ERR_IO, NULL, "Biblioteket libcrypto regner ikke HMAC-SHA-1",
                         "The library libcrypto does not compute HMAC-SHA-1");
    }
    unsigned at = mac[SHA1_BYTES - 1] & 15u;
    unsigned value = (mac[at] & 127u) << 24 | (unsigned)mac[at + 1] << 16 |
                     (unsigned)mac[at + 2] << 8 | mac[at + 3];
    int written = snprintf(out, TOTP_CIFRE + 1, "%06u", value % 1000000u);
    ASSERT(written == TOTP_CIFRE);
    return true;
}

/* The six digits without the spaces an app shows between them. */
static bool read_code(struct str text, char out[TOTP_CIFRE + 1])
{
    size_t n = 0;

    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c == ' ') continue;
        if (c < '0' || c > '9' || n == TOTP_CIFRE) return false;
        out[n++] = c;
    }
    out[n] = '\0';
    return n == TOTP_CIFRE;
}

int64_t totp_trin(struct str hemmelighed, struct str kode, int64_t now_us, int64_t sidst)
{
    const int64_t now = now_us / (INT64_C(1000000) * TOTP_SEKUNDER);
    char given[TOTP_CIFRE + 1];
    char right[TOTP_CIFRE + 1];
    int64_t found = -1;

    if (!read_code(kode, given)) return -1;
    for (int64_t trin = now - 1; trin <= now + 1; trin++) {
        struct err own = ERR_INIT;
        if (!totp_kode(hemmelighed, trin, right, &own)) return -1;
        if (sodium_memcmp(given, right, TOTP_CIFRE) == 0 && trin > sidst) found = trin;
    }
    sodium_memzero(right, sizeof(right));
    return found;
}
