/*
 * hash: SHA-256 through libsodium.
 */
#include "base/hash.h"

#include <sodium.h>

struct hash hash_of(struct str bytes)
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    struct hash hash;

    /* Idempotent, and refuses only when the system has no source of randomness. */
    ASSERT(sodium_init() >= 0);
    _Static_assert(sizeof(hash.hex) == 2 * sizeof(digest) + 1, "two digits per byte and a NUL");
    int refused = crypto_hash_sha256(digest, (const unsigned char *)bytes.p, bytes.n);
    ASSERT(refused == 0);
    sodium_bin2hex(hash.hex, sizeof(hash.hex), digest, sizeof(digest));
    return hash;
}
