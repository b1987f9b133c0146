/*
 * jws: a signed token in its compact form (RFC 7515), and whether its signature is right.
 *
 * The algorithm is one of a list of three, all with public keys, and the key must be of the kind
 * the algorithm wants and not be meant for another: so "none", a HMAC with a public key for its
 * secret, and a signature read as another kind are nothing that could be tried. A key that lies in
 * the token itself, or whose address does (jwk, jku, x5c, x5u), is not looked at.
 */
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>
#include <string.h>
#include <strings.h>

#include "oidc/intern.h"

enum { EC_HALF = 32, DER_MAX = 80 };

bool oidc_wrong(struct err *err, const char *hvorfor, const char *why)
{
    char dansk[200], engelsk[200];

    (void)snprintf(dansk, sizeof(dansk), "Svaret fra udbyderen gælder ikke: %s", hvorfor);
    (void)snprintf(engelsk, sizeof(engelsk), "The answer of the provider is not valid: %s", why);
    return err_begge_tekst(err, ERR_ACCESS, NULL, dansk, engelsk);
}

static bool known_alg(struct str alg)
{
    return str_is(alg, "RS256") || str_is(alg, "PS256") || str_is(alg, "ES256");
}

static bool read_header(struct arena *arena, struct str text, struct oidc_jws *out, struct err *err)
{
    struct str bytes;
    const json_t *header = NULL;

    if (oidc_base64(arena, text, &bytes)) header = oidc_json(arena, bytes);
    if (header == NULL)
        return oidc_wrong(err, "dets hoved kan ikke læses", "its head cannot be read");
    out->alg = oidc_json_text(header, "alg");
    out->kid = oidc_json_text(header, "kid");
    if (!known_alg(out->alg)) {
        return oidc_wrong(err,
                          "det er ikke underskrevet på en måde, vi godtager (RS256, PS256, ES256)",
                          "it is not signed in a way we accept (RS256, PS256, ES256)");
    }
    if (json_object_get(header, "crit") != NULL)
        return oidc_wrong(err, "det har ukendte udvidelser", "it has unknown extensions");
    const json_t *type = json_object_get(header, "typ");
    if (type == NULL || strcasecmp(json_is_string(type) ? json_string_value(type) : "", "JWT") == 0)
        return true;
    return oidc_wrong(err, "det er en anden slags end et ID-token",
                      "it is of another kind than an ID token");
}

bool oidc_jws_read(struct arena *arena, struct str token, struct oidc_jws *out, struct err *err)
{
    struct str rest = token, part[3] = {{0}};
    size_t parts = 0;

    *out = (struct oidc_jws){0};
    if (token.n > OIDC_TOKEN_MAX) return oidc_wrong(err, "det er for langt", "it is too long");
    while (parts < 3 && str_split(&rest, '.', &part[parts])) parts++;
    size_t dots = 0;
    for (size_t i = 0; i < token.n; i++) dots += token.p[i] == '.';
    if (parts != 3 || dots != 2)
        return oidc_wrong(err, "det er ikke et underskrevet token", "it is not a signed token");
    TRY(read_header(arena, part[0], out, err));
    out->signed_part = str_sub(token, 0, part[0].n + 1 + part[1].n);
    if (oidc_base64(arena, part[1], &out->payload) && oidc_base64(arena, part[2], &out->signature))
        return true;
    return oidc_wrong(err, "det kan ikke læses", "it cannot be read");
}

/* ---- keys */

static bool fits(const struct oidc_key *key, const struct oidc_jws *jws)
{
    enum oidc_key_type type = str_is(jws->alg, "ES256") ? OIDC_EC : OIDC_RSA;

    return key->type == type && (key->alg.n == 0 || str_eq(key->alg, jws->alg));
}

const struct oidc_key *oidc_key_find(const struct oidc_keys *keys, const struct oidc_jws *jws)
{
    const struct oidc_key *found = NULL;

    for (size_t i = 0; i < keys->count; i++) {
        const struct oidc_key *key = &keys->key[i];
        if (!fits(key, jws)) continue;
        if (jws->kid.n > 0 && !str_eq(key->kid, jws->kid)) continue;
        /* Without a name, or with one that two have, it must be plain which is meant. */
        if (found != NULL) return NULL;
        found = key;
    }
    return found;
}

static EVP_PKEY *make_key(const char *type, OSSL_PARAM_BLD *build)
{
    EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
    OSSL_PARAM *params = build == NULL ? NULL : OSSL_PARAM_BLD_to_param(build);
    EVP_PKEY *key = NULL;

    if (ctx == NULL || params == NULL || EVP_PKEY_fromdata_init(ctx) != 1 ||
        EVP_PKEY_fromdata(ctx, &key, EVP_PKEY_PUBLIC_KEY, params) != 1)
        key = NULL;
    OSSL_PARAM_free(params);
    EVP_PKEY_CTX_free(ctx);
    return key;
}

static BIGNUM *big(struct str bytes)
{
    return BN_bin2bn((const unsigned char *)bytes.p, (int)bytes.n, NULL);
}

static EVP_PKEY *rsa_key(const struct oidc_key *key)
{
    OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
    BIGNUM *n = big(key->n), *e = big(key->e);
    EVP_PKEY *out = NULL;

    if (build != NULL && n != NULL && e != NULL &&
        OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_N, n) == 1 &&
        OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_E, e) == 1)
        out = make_key("RSA", build);
    OSSL_PARAM_BLD_free(build);
    BN_free(n);
    BN_free(e);
    return out;
}

/* A point that is not on the curve is refused by OpenSSL. */
static EVP_PKEY *ec_key(const struct oidc_key *key)
{
    OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
    unsigned char point[1 + 2 * EC_HALF] = {4}; /* 4: both coordinates follow */
    EVP_PKEY *out = NULL;

    memcpy(point + 1, key->x.p, EC_HALF);
    memcpy(point + 1 + EC_HALF, key->y.p, EC_HALF);
    if (build != NULL &&
        OSSL_PARAM_BLD_push_utf8_string(build, OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) == 1 &&
        OSSL_PARAM_BLD_push_octet_string(build, OSSL_PKEY_PARAM_PUB_KEY, point, sizeof(point)) == 1)
        out = make_key("EC", build);
    OSSL_PARAM_BLD_free(build);
    return out;
}

/* ---- signatures */

/* r and s beside each other, as JOSE has them, to the form OpenSSL reads. */
static int ec_der(struct str signature, unsigned char out[DER_MAX])
{
    ECDSA_SIG *sig = ECDSA_SIG_new();
    BIGNUM *r = NULL, *s = NULL;
    int n = -1;

    if (signature.n == 2 * EC_HALF) {
        r = big(str_sub(signature, 0, EC_HALF));
        s = big(str_sub(signature, EC_HALF, signature.n));
    }
    if (sig != NULL && r != NULL && s != NULL && ECDSA_SIG_set0(sig, r, s) == 1) {
        r = s = NULL;
        n = i2d_ECDSA_SIG(sig, NULL);
        if (n > 0 && n <= DER_MAX) n = i2d_ECDSA_SIG(sig, &out);
    }
    BN_free(r);
    BN_free(s);
    ECDSA_SIG_free(sig);
    return n;
}

static bool verify(EVP_PKEY *key, bool pss, struct str text, const unsigned char *signature,
                   size_t n)
{
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    EVP_PKEY_CTX *how = NULL; /* belongs to ctx */

    bool ok = ctx != NULL && EVP_DigestVerifyInit(ctx, &how, EVP_sha256(), NULL, key) == 1;
    if (ok && pss) {
        ok = EVP_PKEY_CTX_set_rsa_padding(how, RSA_PKCS1_PSS_PADDING) == 1 &&
             EVP_PKEY_CTX_set_rsa_mgf1_md(how, EVP_sha256()) == 1 &&
             EVP_PKEY_CTX_set_rsa_pss_saltlen(how, RSA_PSS_SALTLEN_DIGEST) == 1;
    }
    ok = ok && EVP_DigestVerify(ctx, signature, n, (const unsigned char *)text.p, text.n) == 1;
    EVP_MD_CTX_free(ctx);
    return ok;
}

bool oidc_signature_ok(const struct oidc_key *key, const struct oidc_jws *jws)
{
    unsigned char der[DER_MAX];
    const unsigned char *signature = (const unsigned char *)jws->signature.p;
    size_t n = jws->signature.n;

    ASSERT(fits(key, jws));
    EVP_PKEY *made = key->type == OIDC_EC ? ec_key(key) : rsa_key(key);
    bool ok = made != NULL;
    if (ok && key->type == OIDC_EC) {
        int size = ec_der(jws->signature, der);
        ok = size > 0 && size <= DER_MAX;
        signature = der;
        n = ok ? (size_t)size : 0;
    }
    ok = ok && verify(made, str_is(jws->alg, "PS256"), jws->signed_part, signature, n);
    EVP_PKEY_free(made);
    return ok;
}
