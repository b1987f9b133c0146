/*
 * oidc: login through an OpenID Connect provider: the way there, and what it answers.
 *
 * The authorization code flow with PKCE (S256), and nothing else. What the provider is, it tells in
 * its discovery document; whom it has let in, it tells in an ID token, whose signature is checked
 * with the provider's published keys. The room knows nothing of pages, users or databases: it makes
 * an address to go to, and turns the code that comes back into a subject.
 *
 * Invariants: (1) a token counts only when everything about it was checked: algorithm of the list,
 * key of that kind and name, signature, issuer, audience, times, nonce, and what the setup asks for
 * of the login itself; (2) what is fetched has a ceiling and a time, follows no redirect, and comes
 * over HTTPS (HTTP only on this machine, for trials); (3) no error repeats a token, a code, a
 * secret or a subject.
 *
 * Errors: ERR_IO, the provider cannot be reached or is not as it should be; ERR_ACCESS, what came
 * lets nobody in; ERR_INPUT, our own setup is wrong.
 */
#ifndef OIDC_OIDC_H
#define OIDC_OIDC_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum {
    OIDC_SKEW_S = 60,          /* how much two clocks may differ */
    OIDC_TOKEN_AGE_S = 600,    /* an ID token older than this lets nobody in */
    OIDC_TIME_MS = 5000,       /* for all that is fetched in one answer */
    OIDC_TOKEN_MAX = 16 << 10, /* bytes of an ID token */
    OIDC_JSON_MAX = 256 << 10, /* bytes of anything fetched */
    OIDC_CODE_MAX = 2048,      /* of the code a browser brings */
    OIDC_WORDS_MAX = 16,
};

/* ---- the setup: a file of `nøgle;værdi` (docs/drift.md) ---- */

/* Whom a provider may let in. */
enum oidc_hvem { OIDC_ALLE, OIDC_MEDARBEJDERE, OIDC_FAMILIER };

struct oidc_words {
    struct str word[OIDC_WORDS_MAX];
    size_t count;
};

struct oidc_setup {
    struct str kode;    /* "mitid": in our addresses */
    struct str navn;    /* "MitID": on the button */
    struct str navn_en; /* on the English page */
    enum oidc_hvem hvem;
    struct str udsteder;   /* the issuer, to the letter */
    struct str klient;     /* client_id */
    struct str hemmelig;   /* client_secret, from a file only its owner may read */
    struct str retur;      /* our callback, as it is registered with the provider */
    struct str krav;       /* the claim that tells who it is: "sub" */
    struct str scope;      /* "openid" */
    struct oidc_words acr; /* of these, or amr, one says that two factors were given */
    struct oidc_words amr;
    bool altid_to;       /* the provider lets nobody in with one factor */
    int64_t max_alder_s; /* the login there may be this old; 0: not asked */
    const char *ca;      /* a file of certificates to trust instead of the system's; may be NULL */
};

/* Reads the file, and the file of the secret that it names (beside it). */
bool oidc_setup_read(struct arena *arena, const char *path, struct oidc_setup *out,
                     struct err *err) MUST_CHECK;
/* An address something may be fetched from: https, or http on this machine; without user, query or
 * fragment when it is an issuer. */
bool oidc_url_ok(struct str url);

/* ---- fetching ---- */

struct oidc_request {
    struct str url;
    struct str form; /* POST with this body; empty: GET */
    struct str user; /* both for Basic, when not empty */
    struct str password;
    const char *ca;
    int64_t time_ms;
    size_t max; /* bytes of the answer; at most OIDC_JSON_MAX */
};

/* How things are fetched; tests put their own here. */
struct oidc_fetch {
    bool (*fetch)(void *ctx, struct arena *arena, const struct oidc_request *request, int *status,
                  struct str *body, struct err *err);
    void *ctx;
};

/* By libcurl. Once in a process, before the first fetch. */
bool oidc_http_start(struct err *err) MUST_CHECK;
struct oidc_fetch oidc_http(void);

/* ---- the provider's own words ---- */

struct oidc_discovery {
    struct str authorize;   /* authorization_endpoint */
    struct str token;       /* token_endpoint */
    struct str jwks;        /* jwks_uri */
    struct str end_session; /* may be empty */
    bool secret_in_form;    /* the client's secret is sent as a field, not as Basic */
    bool says_iss;          /* answers in the browser name the issuer (RFC 9207) */
};

enum oidc_key_type { OIDC_RSA, OIDC_EC };

/* A key for signatures; numbers are big-endian bytes. */
struct oidc_key {
    enum oidc_key_type type;
    struct str kid;  /* may be empty */
    struct str alg;  /* may be empty */
    struct str n, e; /* RSA: 2048-8192 bits */
    struct str x, y; /* EC, P-256 */
};

struct oidc_keys {
    struct oidc_key *key;
    size_t count;
};

/* Keys that are for something else, or of a kind we do not use, are left out. */
bool oidc_keys_read(struct arena *arena, struct str json, struct oidc_keys *out,
                    struct err *err) MUST_CHECK;
bool oidc_discovery_read(struct arena *arena, struct str json, struct str issuer,
                         struct oidc_discovery *out, struct err *err) MUST_CHECK;

/* ---- the ID token ---- */

/* What a token must say. */
struct oidc_expected {
    const struct oidc_setup *setup;
    struct str nonce;
    bool fresh; /* the login itself must be a few minutes old at most */
    int64_t now_us;
};

struct oidc_subject {
    struct str emne; /* the value of the setup's claim; it may be anything, also a CPR number */
};

enum oidc_outcome {
    OIDC_RIGHT,
    OIDC_UNKNOWN_KEY, /* signed with a key that is not in the list: fetch it anew, once */
    OIDC_WRONG,       /* err says why */
};

enum oidc_outcome oidc_token_check(struct arena *arena, struct str token,
                                   const struct oidc_keys *keys,
                                   const struct oidc_expected *expected, struct oidc_subject *out,
                                   struct err *err) MUST_CHECK;

/* ---- the whole way ---- */

/* What binds a journey to one browser; the caller makes it and keeps it. */
struct oidc_journey {
    struct str state, nonce;
    struct str verifier; /* of PKCE: 43-128 characters of [A-Za-z0-9-._~] */
};

/* A provider as a worker knows it: the setup, and what was fetched, for an hour. After a failure
 * nothing is fetched for 10 seconds, so that a provider that is down does not hold up everybody. */
struct oidc_provider {
    struct oidc_setup setup;
    struct oidc_fetch fetch;
    struct arena discovery_arena, keys_arena;
    struct oidc_discovery discovery;
    struct oidc_keys keys;
    int64_t discovery_us, keys_us; /* when it was fetched; 0: it is not there */
    int64_t down_us;               /* when it failed; 0: it did not */
};

void oidc_provider_init(struct oidc_provider *provider, const struct oidc_setup *setup,
                        struct oidc_fetch fetch);
void oidc_provider_release(struct oidc_provider *provider);

/* The address to send the browser to. `fresh`: the user must log in there once more. */
bool oidc_begin(struct oidc_provider *provider, struct arena *arena,
                const struct oidc_journey *journey, bool fresh, int64_t now_us, struct str *url,
                struct err *err) MUST_CHECK;

/* What the browser brought back. */
struct oidc_answer {
    struct str code;
    struct str iss; /* may be empty */
};
/* Turns the code into a subject. */
bool oidc_finish(struct oidc_provider *provider, struct arena *arena,
                 const struct oidc_journey *journey, const struct oidc_answer *answer, bool fresh,
                 int64_t now_us, struct oidc_subject *out, struct err *err) MUST_CHECK;

/* Where to log out there too; empty when the provider has no such place. */
bool oidc_logout(struct oidc_provider *provider, struct arena *arena, struct str back,
                 int64_t now_us, struct str *url, struct err *err) MUST_CHECK;

#endif
