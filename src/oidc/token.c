/*
 * token: what an ID token says, and whether it counts (OpenID Connect Core 1.0, section 3.1.3.7).
 *
 * The signature is looked at before anything that was signed is read. Times are whole seconds; a
 * token whose times are written otherwise is refused.
 */
#include <sodium.h>
#include <string.h>

#include "oidc/intern.h"

enum { AUDIENCES_MAX = 16, SUBJECT_MAX = 255, FRESH_S = 300 };

/* ---- who made it, and for whom */

static bool same_secret(struct str a, struct str b)
{
    return a.n == b.n && a.n > 0 && sodium_memcmp(a.p, b.p, a.n) == 0;
}

static bool check_audience(const json_t *claims, struct str client, struct err *err)
{
    const json_t *aud = json_object_get(claims, "aud");
    const json_t *azp = json_object_get(claims, "azp");

    if (json_array_size(aud) > AUDIENCES_MAX || !oidc_json_has(aud, client))
        return oidc_wrong(err, "det er udstedt til en anden", "it was issued to somebody else");
    /* Of several, one is who asked for it; that must be us. */
    if (json_array_size(aud) > 1 && azp == NULL)
        return oidc_wrong(err, "det er udstedt til flere", "it was issued to more than one");
    if (azp != NULL && !(json_is_string(azp) && oidc_json_has(azp, client)))
        return oidc_wrong(err, "det er udstedt til en anden", "it was issued to somebody else");
    return true;
}

/* ---- when */

static bool seconds(const json_t *claims, const char *name, int64_t *out)
{
    const json_t *value = json_object_get(claims, name);

    if (!json_is_integer(value)) return false;
    *out = json_integer_value(value);
    /* So that a few minutes can be added to it or taken from it. */
    return *out >= 0 && *out < INT64_MAX / 2;
}

static bool check_times(const json_t *claims, int64_t now, struct err *err)
{
    int64_t exp = 0, iat = 0, nbf = 0;

    if (!seconds(claims, "exp", &exp) || !seconds(claims, "iat", &iat))
        return oidc_wrong(err, "der mangler tider i det", "times are missing in it");
    if (now >= exp + OIDC_SKEW_S) return oidc_wrong(err, "det er udløbet", "it has expired");
    if (iat > now + OIDC_SKEW_S)
        return oidc_wrong(err, "det er udstedt i fremtiden; er urene ens?",
                          "it was issued in the future; do the clocks agree?");
    if (now - iat > OIDC_TOKEN_AGE_S)
        return oidc_wrong(err, "det er for gammelt; er urene ens?",
                          "it is too old; do the clocks agree?");
    if (json_object_get(claims, "nbf") == NULL) return true;
    if (seconds(claims, "nbf", &nbf) && nbf <= now + OIDC_SKEW_S) return true;
    return oidc_wrong(err, "det gælder ikke endnu", "it is not valid yet");
}

/* ---- how the user came in there */

static bool any_word(const json_t *value, const struct oidc_words *words)
{
    for (size_t i = 0; i < words->count; i++)
        if (oidc_json_has(value, words->word[i])) return true;
    return false;
}

static bool two_factors(const json_t *claims, const struct oidc_setup *setup)
{
    const json_t *acr = json_object_get(claims, "acr");

    return setup->altid_to || (json_is_string(acr) && any_word(acr, &setup->acr)) ||
           any_word(json_object_get(claims, "amr"), &setup->amr);
}

static bool check_login(const json_t *claims, const struct oidc_expected *expected, int64_t now,
                        struct err *err)
{
    const struct oidc_setup *setup = expected->setup;
    int64_t limit = setup->max_alder_s, then = 0;

    if (!two_factors(claims, setup))
        return oidc_wrong(err, "der er ikke logget ind med to faktorer",
                          "the login was not with two factors");
    if (expected->fresh && (limit == 0 || limit > FRESH_S)) limit = FRESH_S;
    if (limit == 0) return true;
    if (!seconds(claims, "auth_time", &then))
        return oidc_wrong(err, "der står ikke, hvornår der er logget ind",
                          "it does not say when the login was");
    if (then > now + OIDC_SKEW_S)
        return oidc_wrong(err, "der er logget ind i fremtiden; er urene ens?",
                          "the login was in the future; do the clocks agree?");
    return now - then <= limit + OIDC_SKEW_S ||
           oidc_wrong(err, "det er for længe siden, der er logget ind",
                      "the login was too long ago");
}

/* ---- who it is */

static bool read_subject(struct arena *arena, const json_t *claims, const struct oidc_setup *setup,
                         struct oidc_subject *out, struct err *err)
{
    struct str sub = oidc_json_text(claims, "sub");
    struct str emne = oidc_json_text(claims, str_c(arena, setup->krav));

    if (sub.n == 0 || sub.n > SUBJECT_MAX)
        return oidc_wrong(err, "der står ikke, hvem det er", "it does not say who it is");
    if (emne.n > SUBJECT_MAX || !oidc_plain(emne)) {
        return err_begge(
            err, ERR_ACCESS, NULL,
            "Svaret fra udbyderen gælder ikke: det har ikke kravet %.*s, eller det er "
            "ikke 1-%d tegn uden mellemrum",
            "The answer of the provider is not valid: it does not have the claim %.*s, or that is "
            "not 1-%d characters without spaces",
            STR_ARG(setup->krav), SUBJECT_MAX);
    }
    *out = (struct oidc_subject){.emne = emne};
    return true;
}

bool oidc_claims_check(struct arena *arena, struct str json, const struct oidc_expected *expected,
                       struct oidc_subject *out, struct err *err)
{
    const json_t *claims = oidc_json(arena, json);
    const struct oidc_setup *setup = expected->setup;
    int64_t now = expected->now_us / 1000000;

    if (claims == NULL)
        return oidc_wrong(err, "indholdet kan ikke læses", "the content cannot be read");
    if (!str_eq(oidc_json_text(claims, "iss"), setup->udsteder))
        return oidc_wrong(err, "det er udstedt af en anden", "it was issued by somebody else");
    TRY(check_audience(claims, setup->klient, err));
    TRY(check_times(claims, now, err));
    if (!same_secret(oidc_json_text(claims, "nonce"), expected->nonce))
        return oidc_wrong(err, "det hører til et andet login", "it belongs to another login");
    TRY(check_login(claims, expected, now, err));
    return read_subject(arena, claims, setup, out, err);
}

enum oidc_outcome oidc_token_check(struct arena *arena, struct str token,
                                   const struct oidc_keys *keys,
                                   const struct oidc_expected *expected, struct oidc_subject *out,
                                   struct err *err)
{
    struct oidc_jws jws;

    if (!oidc_jws_read(arena, token, &jws, err)) return OIDC_WRONG;
    const struct oidc_key *key = oidc_key_find(keys, &jws);
    if (key == NULL) return OIDC_UNKNOWN_KEY;
    if (!oidc_signature_ok(key, &jws)) {
        oidc_wrong(err, "underskriften er forkert", "the signature is wrong");
        return OIDC_WRONG;
    }
    return oidc_claims_check(arena, jws.payload, expected, out, err) ? OIDC_RIGHT : OIDC_WRONG;
}
