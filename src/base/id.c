/*
 * id: bytes from libsodium, five bits of each.
 *
 * With a seed the bytes are SHA-256 of the seed, what was mixed in and a counter; so they are the
 * same on every machine.
 */
#include "base/id.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

enum { DIGITS_MAX = 5, SEED_MAX = 18 };

/* The process's own, since a seeded id follows from how many were made before it. */
static struct {
    struct hash mixed;
    bool has_mixed;
    unsigned long count;
} process;

static bool is_digit(char c)
{
    return c >= '2' && c <= '7';
}

bool id_valid(struct str text)
{
    int digits = 0;

    if (text.n != ID_CHARS) return false;
    for (size_t i = 0; i < text.n; i++) {
        bool letter = text.p[i] >= 'a' && text.p[i] <= 'z';
        if (!letter && !is_digit(text.p[i])) return false;
        digits = letter ? 0 : digits + 1;
        if (digits > DIGITS_MAX) return false;
    }
    return true;
}

void id_mix(struct str text)
{
    ASSERT(process.count == 0);
    process.mixed = hash_of(text);
    process.has_mixed = true;
}

static bool check_seed(const char *seed, struct err *err)
{
    size_t n = strlen(seed);

    if (n > 0 && n <= SEED_MAX && strspn(seed, "0123456789") == n) return true;
    return err_set(err, ERR_INPUT, "VEDERLAG_FROE",
                   "Frøet skal være et helt tal på højst %d cifre, fx 7", SEED_MAX);
}

/* 32 bytes as 64 hex digits hold more than the twenty that are needed. */
static void seeded_bytes(const char *seed, unsigned char bytes[ID_CHARS])
{
    char text[256];
    const char *now = getenv("VEDERLAG_NU");

    int n = snprintf(text, sizeof(text), "%s %lu %s %.40s", seed, process.count,
                     process.has_mixed ? process.mixed.hex : "", now == NULL ? "" : now);
    ASSERT(n > 0 && (size_t)n < sizeof(text));
    struct hash hash = hash_of((struct str){text, (size_t)n});
    size_t got = 0;
    int failed = sodium_hex2bin(bytes, ID_CHARS, hash.hex, (size_t)ID_CHARS * 2, NULL, &got, NULL);
    ASSERT(failed == 0 && got == ID_CHARS);
}

bool id_make(struct id *out, struct err *err)
{
    static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
    const char *seed = getenv("VEDERLAG_FROE");
    unsigned char bytes[ID_CHARS];

    ASSERT(sodium_init() >= 0);
    if (seed != NULL) TRY(check_seed(seed, err));
    do {
        process.count++;
        if (seed == NULL)
            randombytes_buf(bytes, sizeof(bytes));
        else
            seeded_bytes(seed, bytes);
        for (int i = 0; i < ID_CHARS; i++) out->c[i] = alphabet[bytes[i] & 31];
        out->c[ID_CHARS] = '\0';
    } while (!id_valid(id_str(out)));
    return true;
}
