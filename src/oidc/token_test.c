/* ID tokens: every claim wrong in turn, every way to sign wrongly, and what is too long. */
#include "oidc/test_oidc.h"

struct test {
    struct arena arena;
    struct err err;
    struct oidc_setup setup;
    struct oidc_keys keys;
    struct oidc_expected expected;
    struct oidc_subject got;
};

static struct test t;

/* The list has RSA_A as "a", EC_A as "e", and a key that is none of ours. */
static int begin(void **state)
{
    (void)state;
    t = (struct test){.err = ERR_INIT};
    arena_init(&t.arena, 64 << 20);
    t.setup = (struct oidc_setup){.udsteder = STR(ISSUER),
                                  .klient = STR(CLIENT),
                                  .krav = STR("sub"),
                                  .acr = {{STR("substantial"), STR("high")}, 2}};
    t.expected = (struct oidc_expected){.setup = &t.setup, .nonce = STR(NONCE), .now_us = NOW};
    struct str list = str_format(
        &t.arena, "{\"keys\":[%.*s,%.*s,{\"kty\":\"oct\",\"kid\":\"h\",\"k\":\"AAAA\"}]}",
        STR_ARG(jwk(&t.arena, RSA_A, "a", ",\"use\":\"sig\"")),
        STR_ARG(jwk(&t.arena, EC_A, "e", ",\"alg\":\"ES256\"")));
    assert_ok(oidc_keys_read(&t.arena, list, &t.keys, &t.err), t.err);
    assert_int_equal(t.keys.count, 2);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_release(&t.arena);
    return 0;
}

static enum oidc_outcome check(struct str token)
{
    memset(&t.err, 0, sizeof(t.err));
    return oidc_token_check(&t.arena, token, &t.keys, &t.expected, &t.got, &t.err);
}

static void right(struct str token)
{
    if (check(token) != OIDC_RIGHT) fail_msg("%s", t.err.text);
    assert_int_equal(t.err.kind, ERR_NONE);
}

static void wrong(struct str token, const char *words)
{
    t.got = (struct oidc_subject){.emne = STR("untouched")};
    assert_int_equal(check(token), OIDC_WRONG);
    assert_int_equal(t.err.kind, ERR_ACCESS);
    if (strstr(t.err.text, words) == NULL) fail_msg("no >%s< in: %s", words, t.err.text);
    assert_true(str_is(t.got.emne, "untouched"));
    /* Nothing of what came is repeated. */
    assert_null(strstr(t.err.text, "S-1"));
    assert_null(strstr(t.err.text, NONCE));
}

/* Signed rightly with RSA_A; one claim is otherwise. */
static struct str with(const char *name, const char *instead)
{
    return make_token(&t.arena, header_of(&t.arena, "RS256", "a"),
                      claims_but(&t.arena, name, instead), RSA_A, "RS256");
}

static struct str with_time(const char *name, int64_t from_now)
{
    struct str text = str_format(&t.arena, "\"%s\":%lld", name, (long long)(NOW_S + from_now));

    return with(name, str_c(&t.arena, text));
}

static struct str with_header(const char *header)
{
    return make_token(&t.arena, str_from(header), claims_but(&t.arena, "x", "\"x\":1"), RSA_A,
                      "RS256");
}

/* ---- right ones */

static void three_algorithms(void **state)
{
    (void)state;
    struct str claims = claims_but(&t.arena, "x", "\"x\":1");
    right(make_token(&t.arena, header_of(&t.arena, "RS256", "a"), claims, RSA_A, "RS256"));
    assert_true(str_is(t.got.emne, "S-1"));
    right(make_token(&t.arena, header_of(&t.arena, "PS256", "a"), claims, RSA_A, "PS256"));
    right(make_token(&t.arena, header_of(&t.arena, "ES256", "e"), claims, EC_A, "ES256"));
    /* Some tokens have no name of a key; one key of the kind is plain enough. */
    right(with_header("{\"alg\":\"RS256\"}"));
    right(with_header("{\"alg\":\"RS256\",\"kid\":\"a\",\"typ\":\"jwt\"}"));
}

static void times_at_the_edge(void **state)
{
    (void)state;
    right(with_time("exp", -OIDC_SKEW_S + 1));
    wrong(with_time("exp", -OIDC_SKEW_S), "udløbet");
    right(with_time("iat", OIDC_SKEW_S));
    wrong(with_time("iat", OIDC_SKEW_S + 1), "fremtiden");
    right(with_time("iat", -OIDC_TOKEN_AGE_S));
    wrong(with_time("iat", -OIDC_TOKEN_AGE_S - 1), "for gammelt");
    right(with_time("nbf", OIDC_SKEW_S));
    wrong(with_time("nbf", OIDC_SKEW_S + 1), "endnu");
}

/* ---- each claim wrong */

static void issuer_and_audience(void **state)
{
    (void)state;
    wrong(with("iss", ""), "udstedt af en anden");
    wrong(with("iss", "\"iss\":\"https://id.example.dk/\""), "udstedt af en anden");
    wrong(with("iss", "\"iss\":[\"" ISSUER "\"]"), "udstedt af en anden");
    wrong(with("aud", ""), "til en anden");
    wrong(with("aud", "\"aud\":\"other\""), "til en anden");
    wrong(with("aud", "\"aud\":[]"), "til en anden");
    wrong(with("aud", "\"aud\":[[\"" CLIENT "\"]]"), "til en anden");
    wrong(with("aud", "\"aud\":{\"" CLIENT "\":1}"), "til en anden");
    right(with("aud", "\"aud\":[\"" CLIENT "\"]"));
    wrong(with("aud", "\"aud\":[\"" CLIENT "\",\"other\"]"), "til flere");
    right(with("aud", "\"aud\":[\"other\",\"" CLIENT "\"],\"azp\":\"" CLIENT "\""));
    wrong(with("aud", "\"aud\":[\"other\",\"" CLIENT "\"],\"azp\":\"other\""), "til en anden");
    wrong(with("azp", "\"azp\":\"other\""), "til en anden");
    wrong(with("azp", "\"azp\":[\"" CLIENT "\"]"), "til en anden");
    wrong(with("aud", "\"aud\":[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"10\","
                      "\"11\",\"12\",\"13\",\"14\",\"15\",\"" CLIENT "\",\"17\"],"
                      "\"azp\":\"" CLIENT "\""),
          "til en anden");
}

static void times_that_are_none(void **state)
{
    static const char *const value[] = {"\"1622549000\"", "1622549000.5", "null", "-1", "true"};
    static const char *const name[] = {"exp", "iat"};
    (void)state;
    for (size_t k = 0; k < 2; k++) {
        wrong(with(name[k], ""), "mangler tider");
        for (size_t i = 0; i < sizeof(value) / sizeof(*value); i++) {
            struct str text = str_format(&t.arena, "\"%s\":%s", name[k], value[i]);
            wrong(with(name[k], str_c(&t.arena, text)), "mangler tider");
        }
    }
    wrong(with("exp", "\"exp\":9223372036854775807"), "mangler tider");
    wrong(with("exp", "\"exp\":99999999999999999999"), "kan ikke læses");
    wrong(with("nbf", "\"nbf\":\"0\""), "endnu");
}

static void nonce_of_another_login(void **state)
{
    (void)state;
    wrong(with("nonce", ""), "et andet login");
    wrong(with("nonce", "\"nonce\":\"\""), "et andet login");
    wrong(with("nonce", "\"nonce\":\"nonce-nonce-nonce-noncf\""), "et andet login");
    wrong(with("nonce", "\"nonce\":[\"" NONCE "\"]"), "et andet login");
    /* An empty nonce of ours fits nothing either. */
    t.expected.nonce = STR_EMPTY;
    wrong(with("nonce", "\"nonce\":\"\""), "et andet login");
}

static void two_factors(void **state)
{
    (void)state;
    right(with("acr", "\"acr\":\"substantial\""));
    wrong(with("acr", "\"acr\":\"low\""), "to faktorer");
    wrong(with("acr", ""), "to faktorer");
    wrong(with("acr", "\"acr\":[\"high\"]"), "to faktorer");
    t.setup.amr = (struct oidc_words){{STR("mfa")}, 1};
    right(with("acr", ""));
    right(with("acr", "\"acr\":\"low\""));
    t.setup.acr.count = 0;
    wrong(with("amr", "\"amr\":[\"pwd\"]"), "to faktorer");
    wrong(with("amr", ""), "to faktorer");
    t.setup.altid_to = true;
    right(with("amr", ""));
}

static void how_old_the_login_is(void **state)
{
    (void)state;
    right(with("auth_time", ""));
    t.setup.max_alder_s = 3600;
    right(with_time("auth_time", -3600 - OIDC_SKEW_S));
    wrong(with_time("auth_time", -3600 - OIDC_SKEW_S - 1), "for længe siden");
    wrong(with_time("auth_time", OIDC_SKEW_S + 1), "fremtiden");
    wrong(with("auth_time", ""), "hvornår");
    wrong(with("auth_time", "\"auth_time\":\"1622548780\""), "hvornår");
    t.expected.fresh = true;
    right(with_time("auth_time", -300));
    wrong(with_time("auth_time", -1000), "for længe siden");
    t.setup.max_alder_s = 0;
    wrong(with_time("auth_time", -1000), "for længe siden");
}

static void who_it_is(void **state)
{
    (void)state;
    wrong(with("sub", ""), "hvem det er");
    wrong(with("sub", "\"sub\":7"), "hvem det er");
    wrong(with("sub", "\"sub\":\"S 1\""), "kravet sub");
    wrong(with("sub", "\"sub\":\"S\\u00e6\""), "kravet sub");
    wrong(with("sub", "\"sub\":\"a\\u0000b\""), "kan ikke læses");
    t.setup.krav = STR("https://data.gov.dk/model/core/eid/cprUuid");
    wrong(with("x", "\"x\":1"), "cprUuid");
    right(with("x", "\"https://data.gov.dk/model/core/eid/cprUuid\":\"0a1b\""));
    assert_true(str_is(t.got.emne, "0a1b"));
}

/* ---- signed wrongly */

static void other_algorithms(void **state)
{
    static const char *const alg[] = {"none",  "None",  "HS256", "HS512",  "RS512", "RS1",
                                      "ES384", "EdDSA", "rs256", "RS256 ", ""};
    (void)state;
    for (size_t i = 0; i < sizeof(alg) / sizeof(*alg); i++) {
        struct str token = make_token(&t.arena, header_of(&t.arena, alg[i], "a"),
                                      claims_but(&t.arena, "x", "\"x\":1"), RSA_A, "RS256");
        wrong(token, "en måde, vi godtager");
    }
    wrong(with_header("{\"kid\":\"a\"}"), "en måde, vi godtager");
    wrong(with_header("{\"alg\":[\"RS256\"],\"kid\":\"a\"}"), "en måde, vi godtager");
    wrong(with_header("{\"alg\":\"none\",\"alg\":\"RS256\"}"), "hoved kan ikke læses");
    struct str text =
        str_format(&t.arena, "%.*s.%.*s.", STR_ARG(b64(&t.arena, header_of(&t.arena, "none", "a"))),
                   STR_ARG(b64(&t.arena, claims_but(&t.arena, "x", "\"x\":1"))));
    wrong(text, "en måde, vi godtager");
}

/* The public key as the secret of a HMAC: the classic. */
static void public_key_as_secret(void **state)
{
    unsigned char mac[32];
    unsigned n = 0;
    (void)state;
    struct str secret = jwk(&t.arena, RSA_A, "a", "");
    struct str text =
        str_format(&t.arena, "%.*s.%.*s", STR_ARG(b64(&t.arena, header_of(&t.arena, "HS256", "a"))),
                   STR_ARG(b64(&t.arena, claims_but(&t.arena, "x", "\"x\":1"))));
    assert_non_null(HMAC(EVP_sha256(), secret.p, (int)secret.n, (const unsigned char *)text.p,
                         text.n, mac, &n));
    wrong(str_format(&t.arena, "%.*s.%.*s", STR_ARG(text),
                     STR_ARG(oidc_base64_make(&t.arena, mac, n))),
          "en måde, vi godtager");
}

static void keys_of_others(void **state)
{
    struct str claims = claims_but(&t.arena, "x", "\"x\":1");
    (void)state;
    struct str rs = header_of(&t.arena, "RS256", "a"), es = header_of(&t.arena, "ES256", "e");
    wrong(make_token(&t.arena, rs, claims, RSA_B, "RS256"), "underskriften");
    wrong(make_token(&t.arena, es, claims, EC_B, "ES256"), "underskriften");
    /* The same key, the other padding. */
    wrong(make_token(&t.arena, rs, claims, RSA_A, "PS256"), "underskriften");
    wrong(make_token(&t.arena, header_of(&t.arena, "PS256", "a"), claims, RSA_A, "RS256"),
          "underskriften");
    wrong(make_token(&t.arena, rs, claims, RSA_A, "RS512"), "underskriften");
    /* A key of the other kind by that name is no key for it. */
    assert_int_equal(
        check(make_token(&t.arena, header_of(&t.arena, "ES256", "a"), claims, EC_A, "ES256")),
        OIDC_UNKNOWN_KEY);
    assert_int_equal(
        check(make_token(&t.arena, header_of(&t.arena, "RS256", "e"), claims, RSA_A, "RS256")),
        OIDC_UNKNOWN_KEY);
    assert_int_equal(
        check(make_token(&t.arena, header_of(&t.arena, "RS256", "b"), claims, RSA_B, "RS256")),
        OIDC_UNKNOWN_KEY);
    assert_int_equal(
        check(make_token(&t.arena, header_of(&t.arena, "RS256", "h"), claims, RSA_A, "RS256")),
        OIDC_UNKNOWN_KEY);
    assert_int_equal(t.err.kind, ERR_NONE);
}

/* A key inside the token is an invitation that is not followed. */
static void key_in_the_token(void **state)
{
    struct str claims = claims_but(&t.arena, "x", "\"x\":1");
    struct str header = str_format(&t.arena, "{\"alg\":\"RS256\",\"kid\":\"a\",\"jwk\":%.*s}",
                                   STR_ARG(jwk(&t.arena, RSA_B, "a", "")));
    (void)state;
    wrong(make_token(&t.arena, header, claims, RSA_B, "RS256"), "underskriften");
    wrong(with_header("{\"alg\":\"RS256\",\"kid\":\"a\",\"crit\":[\"b64\"],\"b64\":false}"),
          "udvidelser");
    wrong(with_header("{\"alg\":\"RS256\",\"kid\":\"a\",\"typ\":\"at+jwt\"}"), "anden slags");
    wrong(with_header("{\"alg\":\"RS256\",\"kid\":\"a\",\"typ\":1}"), "anden slags");
}

static void a_bit_that_is_changed(void **state)
{
    struct str whole[] = {
        with("x", "\"x\":1"),
        make_token(&t.arena, header_of(&t.arena, "ES256", "e"),
                   claims_but(&t.arena, "x", "\"x\":1"), EC_A, "ES256"),
    };
    (void)state;
    for (size_t k = 0; k < 2; k++) {
        right(whole[k]);
        for (size_t i = 0; i < whole[k].n; i++) {
            char *copy = str_c(&t.arena, whole[k]);
            copy[i] = copy[i] == 'A' ? 'B' : 'A';
            assert_int_not_equal(check(str_from(copy)), OIDC_RIGHT);
        }
        for (size_t n = 0; n < whole[k].n; n++)
            assert_int_not_equal(check(str_sub(whole[k], 0, n)), OIDC_RIGHT);
    }
}

/* (r, n - s) is another signature of the same; (0, 0) is of nothing. */
static void odd_curve_signatures(void **state)
{
    struct str text =
        str_format(&t.arena, "%.*s.%.*s", STR_ARG(b64(&t.arena, header_of(&t.arena, "ES256", "e"))),
                   STR_ARG(b64(&t.arena, claims_but(&t.arena, "x", "\"x\":1"))));
    unsigned char zero[72] = {0};
    (void)state;
    for (size_t n = 0; n <= sizeof(zero); n += 8) {
        wrong(str_format(&t.arena, "%.*s.%.*s", STR_ARG(text),
                         STR_ARG(oidc_base64_make(&t.arena, zero, n))),
              "underskriften");
    }
    zero[63] = 1;
    zero[31] = 1;
    wrong(str_format(&t.arena, "%.*s.%.*s", STR_ARG(text),
                     STR_ARG(oidc_base64_make(&t.arena, zero, 64))),
          "underskriften");
}

/* ---- shape and size */

static void shapes(void **state)
{
    static const char *const shape[] = {
        "", ".", "..", "...", "a.b.c", "e30.e30.", "e30.e30.AA", "e30.e30.AA.AA.AA", "====.e30.AA"};
    (void)state;
    for (size_t i = 0; i < sizeof(shape) / sizeof(*shape); i++) wrong(str_from(shape[i]), "gælder");
    struct str token = with("x", "\"x\":1");
    wrong(str_format(&t.arena, "%.*s=", STR_ARG(token)), "kan ikke læses");
    wrong(str_format(&t.arena, "%.*s\n", STR_ARG(token)), "kan ikke læses");
    wrong(str_format(&t.arena, " %.*s", STR_ARG(token)), "hoved");
    wrong(str_format(&t.arena, "%.*s.", STR_ARG(token)), "underskrevet token");
    wrong(make_token(&t.arena, header_of(&t.arena, "RS256", "a"), STR("[]"), RSA_A, "RS256"),
          "indholdet");
    wrong(make_token(&t.arena, header_of(&t.arena, "RS256", "a"), STR("{} "), RSA_A, "RS256"),
          "udstedt af en anden");
    wrong(with("x", "\"sub\":\"S-2\""), "indholdet");
}

static void sizes(void **state)
{
    struct buf long_one;
    (void)state;
    buf_init(&long_one, &t.arena);
    buf_c(&long_one, "\"x\":\"");
    buf_fill(&long_one, 'x', 11000);
    buf_c(&long_one, "\"");
    right(with("x", str_c(&t.arena, buf_str(&long_one))));
    buf_init(&long_one, &t.arena);
    buf_c(&long_one, "\"x\":\"");
    buf_fill(&long_one, 'x', OIDC_TOKEN_MAX);
    buf_c(&long_one, "\"");
    wrong(with("x", str_c(&t.arena, buf_str(&long_one))), "for langt");
    buf_init(&long_one, &t.arena);
    buf_c(&long_one, "\"sub\":\"");
    buf_fill(&long_one, 's', 256);
    buf_c(&long_one, "\"");
    wrong(with("sub", str_c(&t.arena, buf_str(&long_one))), "hvem det er");
    buf_init(&long_one, &t.arena);
    buf_c(&long_one, "\"x\":");
    buf_fill(&long_one, '[', 5000);
    buf_fill(&long_one, ']', 5000);
    wrong(with("x", str_c(&t.arena, buf_str(&long_one))), "indholdet");
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        T(three_algorithms),
        T(times_at_the_edge),
        T(issuer_and_audience),
        T(times_that_are_none),
        T(nonce_of_another_login),
        T(two_factors),
        T(how_old_the_login_is),
        T(who_it_is),
        T(other_algorithms),
        T(public_key_as_secret),
        T(keys_of_others),
        T(key_in_the_token),
        T(a_bit_that_is_changed),
        T(odd_curve_signatures),
        T(shapes),
        T(sizes),
    };

    return cmocka_run_group_tests(tests, make_test_keys, free_test_keys);
}
