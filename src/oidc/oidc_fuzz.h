/*
 * oidc_fuzz: any bytes as what a provider answers. For oidc_fuzz.c and the test that replays the
 * corpus.
 *
 * The first byte tells what the rest is: 'd' a discovery document, 'k' a list of keys, 'c' the
 * claims of a token, else an ID token, checked with two fixed keys. It is refused with a reason, or
 * what comes out holds what oidc.h promises. No fuzzer can sign, so a token that counts would be a
 * finding; what lies behind the signature is reached by 'c'.
 */
#ifndef OIDC_OIDC_FUZZ_H
#define OIDC_OIDC_FUZZ_H

#include "oidc/intern.h"

enum { OIDC_FUZZ_LIMIT = 16 << 20 };

/* The public halves of two keys of RFC 7515 (A.2 and A.3). */
#define OIDC_FUZZ_KEYS                                                                             \
    "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"e\","                                  \
    "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","                                       \
    "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"},"                                      \
    "{\"kty\":\"RSA\",\"kid\":\"a\",\"e\":\"AQAB\",\"n\":\""                                       \
    "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0B"   \
    "m4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5" \
    "rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGh"  \
    "yxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ\"}]}"

static inline void oidc_fuzz_discovery(struct arena *arena, struct str json)
{
    struct oidc_discovery d;
    struct err err = ERR_INIT;

    if (!oidc_discovery_read(arena, json, STR("https://id.example.dk"), &d, &err)) {
        ASSERT(err.kind == ERR_IO && err.text[0] != '\0');
        return;
    }
    ASSERT(str_starts(d.authorize, STR("https://")) && oidc_url_ok(d.authorize));
    ASSERT(str_starts(d.token, STR("https://")) && oidc_url_ok(d.token));
    ASSERT(str_starts(d.jwks, STR("https://")) && oidc_url_ok(d.jwks));
    ASSERT(d.end_session.n == 0 || oidc_url_ok(d.end_session));
}

/* Every key that is kept can be asked whether it signed something. */
static inline void oidc_fuzz_keys(struct arena *arena, struct str json)
{
    struct oidc_keys keys;
    struct err err = ERR_INIT;

    if (!oidc_keys_read(arena, json, &keys, &err)) {
        ASSERT(err.kind == ERR_IO && err.text[0] != '\0');
        return;
    }
    ASSERT(keys.count > 0 && keys.count <= 64);
    for (size_t i = 0; i < keys.count && i < 4; i++) {
        struct oidc_jws jws = {.alg = keys.key[i].type == OIDC_EC ? STR("ES256") : STR("RS256"),
                               .signed_part = STR("x.y"),
                               .signature = str_format(arena, "%064d", 1)};
        if (keys.key[i].alg.n > 0) jws.alg = keys.key[i].alg;
        bool ours =
            str_is(jws.alg, "RS256") || str_is(jws.alg, "PS256") || str_is(jws.alg, "ES256");
        struct oidc_keys one = {&keys.key[i], 1};
        if (ours && oidc_key_find(&one, &jws) != NULL)
            ASSERT(!oidc_signature_ok(&keys.key[i], &jws));
    }
}

static inline void oidc_fuzz_token(struct arena *arena, struct str token)
{
    const struct oidc_setup setup = {.udsteder = STR("https://id.example.dk"),
                                     .klient = STR("vederlag"),
                                     .krav = STR("sub"),
                                     .altid_to = true};
    const struct oidc_expected expected = {
        .setup = &setup, .nonce = STR("nonce"), .now_us = INT64_C(1622548800000000)};
    struct oidc_subject subject;
    struct oidc_keys keys;
    struct err err = ERR_INIT;

    ASSERT(oidc_keys_read(arena, STR(OIDC_FUZZ_KEYS), &keys, &err) && keys.count == 2);
    enum oidc_outcome outcome = oidc_token_check(arena, token, &keys, &expected, &subject, &err);
    ASSERT(outcome != OIDC_RIGHT);
    ASSERT((outcome == OIDC_WRONG) == (err.kind == ERR_ACCESS));
}

/* What was signed, as if it had been rightly: no fuzzer gets past the signature to it. */
static inline void oidc_fuzz_claims(struct arena *arena, struct str json)
{
    const struct oidc_setup setup = {.udsteder = STR("https://id.example.dk"),
                                     .klient = STR("vederlag"),
                                     .krav = STR("sub"),
                                     .amr = {{STR("mfa")}, 1},
                                     .max_alder_s = 60};
    const struct oidc_expected expected = {
        .setup = &setup, .nonce = STR("nonce"), .now_us = INT64_C(1622548800000000)};
    struct oidc_subject subject;
    struct err err = ERR_INIT;

    if (!oidc_claims_check(arena, json, &expected, &subject, &err)) {
        ASSERT(err.kind == ERR_ACCESS && err.text[0] != '\0');
        return;
    }
    ASSERT(oidc_plain(subject.emne) && subject.emne.n <= 255);
}

static inline void oidc_fuzz(const uint8_t *data, size_t size)
{
    static struct arena arena;

    if (size == 0) return;
    struct str rest = {(const char *)data + 1, size - 1};
    arena_init(&arena, OIDC_FUZZ_LIMIT);
    if (setjmp(arena.boundary) == 0) {
        arena.has_boundary = true;
        switch (data[0]) {
        case 'd': oidc_fuzz_discovery(&arena, rest); break;
        case 'k': oidc_fuzz_keys(&arena, rest); break;
        case 'c': oidc_fuzz_claims(&arena, rest); break;
        default: oidc_fuzz_token(&arena, rest); break;
        }
    }
    arena_release(&arena);
}

#endif
