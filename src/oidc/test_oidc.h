/*
 * test_oidc: keys, and tokens signed with them. Only for this room's tests and its fuzz corpus.
 */
#ifndef OIDC_TEST_OIDC_H
#define OIDC_TEST_OIDC_H

#include "base/test_help.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rsa.h>

#include "oidc/intern.h"

#define ISSUER "https://id.example.dk"
#define CLIENT "vederlag"
#define NONCE "nonce-nonce-nonce-nonce"
#define NOW_S INT64_C(1622548800)
#define NOW (NOW_S * 1000000)

enum { RSA_A, RSA_B, EC_A, EC_B, TEST_KEYS };

static EVP_PKEY *test_key[TEST_KEYS];

static inline int make_test_keys(void **state)
{
    (void)state;
    test_key[RSA_A] = EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)2048);
    test_key[RSA_B] = EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)2048);
    test_key[EC_A] = EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
    test_key[EC_B] = EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
    for (int i = 0; i < TEST_KEYS; i++) assert_non_null(test_key[i]);
    return 0;
}

static inline int free_test_keys(void **state)
{
    (void)state;
    for (int i = 0; i < TEST_KEYS; i++) EVP_PKEY_free(test_key[i]);
    return 0;
}

static inline struct str b64(struct arena *arena, struct str text)
{
    return oidc_base64_make(arena, (const unsigned char *)text.p, text.n);
}

static inline struct str test_number(struct arena *arena, EVP_PKEY *key, const char *name, int size)
{
    unsigned char bytes[1024];
    BIGNUM *n = NULL;

    assert_int_equal(EVP_PKEY_get_bn_param(key, name, &n), 1);
    int got = size > 0 ? BN_bn2binpad(n, bytes, size) : BN_bn2bin(n, bytes);
    BN_free(n);
    return oidc_base64_make(arena, bytes, (size_t)got);
}

/* One key as it stands in a list; `more` begins with a comma, or is empty. */
static inline struct str jwk(struct arena *arena, int key, const char *kid, const char *more)
{
    EVP_PKEY *k = test_key[key];

    if (key == RSA_A || key == RSA_B) {
        return str_format(arena, "{\"kty\":\"RSA\",\"kid\":\"%s\",\"n\":\"%.*s\",\"e\":\"%.*s\"%s}",
                          kid, STR_ARG(test_number(arena, k, OSSL_PKEY_PARAM_RSA_N, 0)),
                          STR_ARG(test_number(arena, k, OSSL_PKEY_PARAM_RSA_E, 0)), more);
    }
    return str_format(
        arena, "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"%s\",\"x\":\"%.*s\",\"y\":\"%.*s\"%s}",
        kid, STR_ARG(test_number(arena, k, OSSL_PKEY_PARAM_EC_PUB_X, 32)),
        STR_ARG(test_number(arena, k, OSSL_PKEY_PARAM_EC_PUB_Y, 32)), more);
}

/* r and s beside each other. */
static inline struct str raw_ecdsa(struct arena *arena, const unsigned char *der, size_t n)
{
    unsigned char raw[64];
    ECDSA_SIG *sig = d2i_ECDSA_SIG(NULL, &der, (long)n);

    assert_non_null(sig);
    assert_int_equal(BN_bn2binpad(ECDSA_SIG_get0_r(sig), raw, 32), 32);
    assert_int_equal(BN_bn2binpad(ECDSA_SIG_get0_s(sig), raw + 32, 32), 32);
    ECDSA_SIG_free(sig);
    return oidc_base64_make(arena, raw, sizeof(raw));
}

/* The signature of a text by an algorithm; alg "RS512" too, which we do not take. */
static inline struct str test_sign(struct arena *arena, int key, const char *alg, struct str text)
{
    unsigned char out[1024];
    size_t n = sizeof(out);
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    EVP_PKEY_CTX *how = NULL;
    const EVP_MD *md = strstr(alg, "512") != NULL ? EVP_sha512() : EVP_sha256();

    assert_int_equal(EVP_DigestSignInit(ctx, &how, md, NULL, test_key[key]), 1);
    if (alg[0] == 'P') {
        assert_int_equal(EVP_PKEY_CTX_set_rsa_padding(how, RSA_PKCS1_PSS_PADDING), 1);
        assert_int_equal(EVP_PKEY_CTX_set_rsa_pss_saltlen(how, RSA_PSS_SALTLEN_DIGEST), 1);
    }
    assert_int_equal(EVP_DigestSign(ctx, out, &n, (const unsigned char *)text.p, text.n), 1);
    EVP_MD_CTX_free(ctx);
    if (key == EC_A || key == EC_B) return raw_ecdsa(arena, out, n);
    return oidc_base64_make(arena, out, n);
}

/* A token of any header and any claims, signed as `alg` says whatever the header says. */
static inline struct str make_token(struct arena *arena, struct str header, struct str claims,
                                    int key, const char *alg)
{
    struct str text =
        str_format(arena, "%.*s.%.*s", STR_ARG(b64(arena, header)), STR_ARG(b64(arena, claims)));

    return str_format(arena, "%.*s.%.*s", STR_ARG(text), STR_ARG(test_sign(arena, key, alg, text)));
}

static inline struct str header_of(struct arena *arena, const char *alg, const char *kid)
{
    return str_format(arena, "{\"alg\":\"%s\",\"kid\":\"%s\",\"typ\":\"JWT\"}", alg, kid);
}

/* Claims that are right, but for one that is written otherwise: "exp": "\"exp\":1" or "" (left
 * out). One they do not have is added. */
static inline struct str claims_but(struct arena *arena, const char *name, const char *instead)
{
    const struct {
        const char *name;
        struct str text;
    } claim[] = {
        {"iss", STR("\"iss\":\"" ISSUER "\"")},
        {"sub", STR("\"sub\":\"S-1\"")},
        {"aud", STR("\"aud\":\"" CLIENT "\"")},
        {"exp", str_format(arena, "\"exp\":%lld", (long long)NOW_S + 300)},
        {"iat", str_format(arena, "\"iat\":%lld", (long long)NOW_S - 5)},
        {"nonce", STR("\"nonce\":\"" NONCE "\"")},
        {"auth_time", str_format(arena, "\"auth_time\":%lld", (long long)NOW_S - 20)},
        {"acr", STR("\"acr\":\"high\"")},
        {"amr", STR("\"amr\":[\"pwd\",\"mfa\"]")},
    };
    struct buf buf;
    bool found = false;

    buf_init(&buf, arena);
    for (size_t i = 0; i < sizeof(claim) / sizeof(*claim); i++) {
        bool this = strcmp(name, claim[i].name) == 0;
        struct str text = this ? str_from(instead) : claim[i].text;
        found = found || this;
        if (text.n > 0) buf_format(&buf, "%s%.*s", buf.n > 0 ? "," : "", STR_ARG(text));
    }
    if (!found) buf_format(&buf, ",%s", instead);
    return str_format(arena, "{%.*s}", STR_ARG(buf_str(&buf)));
}

#endif
