/*
 * jwks: the keys a provider signs with (RFC 7517), of those kinds we use.
 *
 * A key for something else, of another kind or with numbers that cannot be right is left out: a
 * list is shared by many, and one odd key must not lock everybody out. A symmetric key ("oct") is
 * never used, so no public text can become the secret of a signature.
 */
#include "oidc/intern.h"

enum { KEYS_MAX = 64, RSA_MIN = 2048 / 8, RSA_MAX = 8192 / 8, EXPONENT_MAX = 8, EC_BYTES = 32 };

/* A number as base64url, without the zero bytes some put before it. */
static bool number(struct arena *arena, const json_t *jwk, const char *name, struct str *out)
{
    if (!oidc_base64(arena, oidc_json_text(jwk, name), out)) return false;
    while (out->n > 1 && out->p[0] == '\0') *out = str_sub(*out, 1, out->n);
    return out->n > 0;
}

static bool read_rsa(struct arena *arena, const json_t *jwk, struct oidc_key *key)
{
    key->type = OIDC_RSA;
    if (!number(arena, jwk, "n", &key->n) || !number(arena, jwk, "e", &key->e)) return false;
    bool odd = ((unsigned char)key->e.p[key->e.n - 1] & 1) == 1;
    bool more_than_1 = key->e.n > 1 || key->e.p[0] != 1;
    bool top = key->n.n > RSA_MIN || ((unsigned char)key->n.p[0] & 0x80) != 0;
    return odd && more_than_1 && key->e.n <= EXPONENT_MAX && top && key->n.n >= RSA_MIN &&
           key->n.n <= RSA_MAX;
}

static bool read_ec(struct arena *arena, const json_t *jwk, struct oidc_key *key)
{
    key->type = OIDC_EC;
    return str_is(oidc_json_text(jwk, "crv"), "P-256") &&
           oidc_base64(arena, oidc_json_text(jwk, "x"), &key->x) && key->x.n == EC_BYTES &&
           oidc_base64(arena, oidc_json_text(jwk, "y"), &key->y) && key->y.n == EC_BYTES;
}

static bool for_signatures(const json_t *jwk)
{
    const json_t *use = json_object_get(jwk, "use");
    const json_t *ops = json_object_get(jwk, "key_ops");

    return (use == NULL || oidc_json_has(use, STR("sig"))) &&
           (ops == NULL || oidc_json_has(ops, STR("verify")));
}

static bool read_key(struct arena *arena, const json_t *jwk, struct oidc_key *key)
{
    struct str type = oidc_json_text(jwk, "kty");

    if (!json_is_object(jwk) || !for_signatures(jwk)) return false;
    *key = (struct oidc_key){.kid = oidc_json_text(jwk, "kid"), .alg = oidc_json_text(jwk, "alg")};
    if (str_is(type, "RSA")) return read_rsa(arena, jwk, key);
    return str_is(type, "EC") && read_ec(arena, jwk, key);
}

bool oidc_keys_read(struct arena *arena, struct str json, struct oidc_keys *out, struct err *err)
{
    const json_t *root = oidc_json(arena, json);
    const json_t *list = json_object_get(root, "keys");
    size_t count = json_array_size(list);
    struct oidc_keys keys = {0};

    if (count == 0 || count > KEYS_MAX) {
        return err_begge(
            err, ERR_IO, NULL,
            "Udbyderens liste over nøgler er ikke, som den skal være: den skal være "
            "JSON med 1-%d nøgler",
            "The provider's list of keys is not as it must be: it must be JSON with 1-%d keys",
            KEYS_MAX);
    }
    keys.key = ARENA_ARRAY(arena, count, struct oidc_key);
    for (size_t i = 0; i < count; i++)
        if (read_key(arena, json_array_get(list, i), &keys.key[keys.count])) keys.count++;
    if (keys.count == 0) {
        return err_begge(
            err, ERR_IO, NULL,
            "Udbyderens liste har ingen nøgle til underskrifter, vi kan bruge (RSA med "
            "mindst 2048 bit eller P-256)",
            "The provider's list has no key for signatures that we can use (RSA of at least 2048 "
            "bits, or P-256)");
    }
    *out = keys;
    return true;
}
