/*
 * intern: what the files of the room share. Only for src/oidc.
 */
#ifndef OIDC_INTERN_H
#define OIDC_INTERN_H

#include <stdio.h>

#include <jansson.h>

#include "oidc/oidc.h"

/* JSON that is an object, without duplicate keys; freed with the arena. NULL: it is none. */
const json_t *oidc_json(struct arena *arena, struct str text);
/* The text under a key; empty when there is none or it is no text. Lives as long as the object. */
struct str oidc_json_text(const json_t *object, const char *key);
/* Whether a value is the text, or a list that has it. */
bool oidc_json_has(const json_t *value, struct str text);
/* Base64url without padding, and nothing but it. */
bool oidc_base64(struct arena *arena, struct str text, struct str *out);
struct str oidc_base64_make(struct arena *arena, const unsigned char *bytes, size_t n);
/* Percent-encoded but for A-Z a-z 0-9 - . _ ~ */
void oidc_percent(struct buf *buf, struct str text);
/* An address on this machine. */
bool oidc_url_here(struct str url);
/* Printable ASCII without spaces. */
bool oidc_plain(struct str text);

/* ---- signatures ---- */

/* That a token does not count, and why, in both languages. Always returns false. */
bool oidc_wrong(struct err *err, const char *hvorfor, const char *why);
/* A token taken apart: what was signed, the algorithm, the key's name. */
struct oidc_jws {
    struct str alg;
    struct str kid;
    struct str payload; /* decoded */
    struct str signed_part;
    struct str signature; /* decoded */
};
/* Refuses other algorithms than RS256, PS256 and ES256, extensions, and other kinds of token. */
bool oidc_jws_read(struct arena *arena, struct str token, struct oidc_jws *out,
                   struct err *err) MUST_CHECK;
/* The key a token says it is signed with, of the kind its algorithm wants; NULL: there is none. */
const struct oidc_key *oidc_key_find(const struct oidc_keys *keys, const struct oidc_jws *jws);
bool oidc_signature_ok(const struct oidc_key *key, const struct oidc_jws *jws);
/* What a token says, once its signature was found right. */
bool oidc_claims_check(struct arena *arena, struct str json, const struct oidc_expected *expected,
                       struct oidc_subject *out, struct err *err) MUST_CHECK;

#endif
