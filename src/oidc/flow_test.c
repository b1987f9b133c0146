/* The way to a provider and back, with a provider that is a table: what is fetched and how often,
 * and everything it could answer that it should not. */
#define TEST_BEGGE
#include "oidc/test_oidc.h"

#define BASE ISSUER
#define VERIFIER "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
#define CALLBACK "https://vederlag.example.dk/log-ind/oidc/svar"

/* What the provider answers, and what it was asked. */
struct fake {
    bool down;
    int discovery_status, token_status, keys_status;
    struct str discovery, keys, token_body;
    int discoveries, key_lists, tokens;
    struct str form, user, password;
    size_t max;
    const char *ca;
};

struct test {
    struct arena arena;
    struct err err;
    struct fake fake;
    struct oidc_setup setup;
    struct oidc_provider provider;
    int64_t now_us;
};

static struct test t;
static const struct oidc_journey journey = {
    {"state", 5}, {NONCE, sizeof(NONCE) - 1}, {VERIFIER, sizeof(VERIFIER) - 1}};

static bool answer(void *ctx, struct arena *arena, const struct oidc_request *r, int *status,
                   struct str *body, struct err *err)
{
    struct fake *f = ctx;
    (void)arena;
    assert_true(oidc_url_ok(r->url));
    assert_in_range(r->time_ms, 1, OIDC_TIME_MS);
    f->ca = r->ca;
    if (f->down) return err_begge(err, ERR_IO, NULL, "nede", "enough of that");
    if (str_is(r->url, BASE "/.well-known/openid-configuration")) {
        f->discoveries++;
        *status = f->discovery_status;
        *body = f->discovery;
    } else if (str_is(r->url, BASE "/jwks")) {
        f->key_lists++;
        *status = f->keys_status;
        *body = f->keys;
    } else {
        assert_str(r->url, BASE "/token");
        f->tokens++;
        f->form = r->form;
        f->user = r->user;
        f->password = r->password;
        *status = f->token_status;
        *body = f->token_body;
    }
    return true;
}

#define DISCOVERY                                                                                  \
    "\"issuer\":\"" ISSUER "\",\"authorization_endpoint\":\"" BASE                                 \
    "/auth\",\"token_endpoint\":\"" BASE "/token\",\"jwks_uri\":\"" BASE                           \
    "/jwks\",\"end_session_endpoint\":\"" BASE "/end\""

static struct str keys_of(int key, const char *kid)
{
    return str_format(&t.arena, "{\"keys\":[%.*s]}", STR_ARG(jwk(&t.arena, key, kid, "")));
}

static void say_token(int key, const char *kid, const char *name, const char *instead)
{
    struct str token = make_token(&t.arena, header_of(&t.arena, "RS256", kid),
                                  claims_but(&t.arena, name, instead), key, "RS256");

    t.fake.token_body = str_format(
        &t.arena, "{\"access_token\":\"x\",\"token_type\":\"Bearer\",\"id_token\":\"%.*s\"}",
        STR_ARG(token));
}

static int begin(void **state)
{
    (void)state;
    t = (struct test){.err = ERR_INIT, .now_us = NOW};
    arena_init(&t.arena, 64 << 20);
    t.setup = (struct oidc_setup){.kode = STR("mitid"),
                                  .udsteder = STR(ISSUER),
                                  .klient = STR(CLIENT),
                                  .hemmelig = STR("s3:cr/t"),
                                  .retur = STR(CALLBACK),
                                  .krav = STR("sub"),
                                  .scope = STR("openid"),
                                  .acr = {{STR("high")}, 1}};
    t.fake = (struct fake){.discovery_status = 200,
                           .token_status = 200,
                           .keys_status = 200,
                           .discovery = STR("{" DISCOVERY "}"),
                           .keys = keys_of(RSA_A, "a")};
    say_token(RSA_A, "a", "x", "\"x\":1");
    oidc_provider_init(&t.provider, &t.setup, (struct oidc_fetch){answer, &t.fake});
    return 0;
}

static int end(void **state)
{
    (void)state;
    oidc_provider_release(&t.provider);
    arena_release(&t.arena);
    return 0;
}

static bool start(struct str *url)
{
    return oidc_begin(&t.provider, &t.arena, &journey, false, t.now_us, url, &t.err);
}

static bool finish(struct oidc_subject *out)
{
    const struct oidc_answer a = {.code = STR("c0de")};

    return oidc_finish(&t.provider, &t.arena, &journey, &a, false, t.now_us, out, &t.err);
}

static bool has(struct str text, const char *part)
{
    size_t at;

    return str_find(text, str_from(part), &at);
}

/* ---- */

static void the_address(void **state)
{
    static const char *const part[] = {
        BASE "/auth?response_type=code&client_id=vederlag",
        "&redirect_uri=https%3A%2F%2Fvederlag.example.dk%2Flog-ind%2Foidc%2Fsvar",
        ("&scope=openid&state=state&nonce=" NONCE),
        /* The example of RFC 7636, appendix B. */
        "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256",
        "&acr_values=high",
    };
    struct str url;
    (void)state;
    assert_ok(start(&url), t.err);
    for (size_t i = 0; i < sizeof(part) / sizeof(*part); i++)
        if (!has(url, part[i])) fail_msg("no %s in %.*s", part[i], STR_ARG(url));
    assert_false(has(url, "prompt") || has(url, "max_age") || has(url, "s3"));
    t.provider.setup.max_alder_s = 60;
    assert_ok(start(&url), t.err);
    assert_true(has(url, "&max_age=60"));
    assert_ok(oidc_begin(&t.provider, &t.arena, &journey, true, NOW, &url, &t.err), t.err);
    assert_true(has(url, "&prompt=login&max_age=0"));
    assert_int_equal(t.fake.discoveries, 1);
    assert_ok(oidc_logout(&t.provider, &t.arena, STR("https://v/"), NOW, &url, &t.err), t.err);
    assert_str(url, BASE "/end?client_id=vederlag&post_logout_redirect_uri=https%3A%2F%2Fv%2F");
}

static void the_code_becomes_a_subject(void **state)
{
    struct oidc_subject got;
    (void)state;
    assert_ok(finish(&got), t.err);
    assert_str(got.emne, "S-1");
    assert_str(t.fake.form, "grant_type=authorization_code&code=c0de&redirect_uri=https%3A%2F%2F"
                            "vederlag.example.dk%2Flog-ind%2Foidc%2Fsvar&code_verifier=" VERIFIER);
    assert_str(t.fake.user, "vederlag");
    assert_str(t.fake.password, "s3%3Acr%2Ft");
    /* All of it is remembered for an hour, but for the token. */
    t.now_us += 100 * INT64_C(1000000);
    assert_ok(finish(&got), t.err);
    assert_int_equal(t.fake.discoveries, 1);
    assert_int_equal(t.fake.key_lists, 1);
    assert_int_equal(t.fake.tokens, 2);
}

static void the_secret_as_a_field(void **state)
{
    struct oidc_subject got;
    (void)state;
    t.fake.discovery =
        STR("{" DISCOVERY ",\"token_endpoint_auth_methods_supported\":[\"client_secret_post\"]}");
    assert_ok(finish(&got), t.err);
    assert_true(has(t.fake.form, "&client_id=vederlag&client_secret=s3%3Acr%2Ft"));
    assert_int_equal(t.fake.user.n, 0);
}

static void what_was_fetched_grows_old(void **state)
{
    struct str url;
    (void)state;
    assert_ok(start(&url), t.err);
    t.now_us += INT64_C(3600) * 1000000 - 1;
    assert_ok(start(&url), t.err);
    assert_int_equal(t.fake.discoveries, 1);
    t.now_us += 1;
    assert_ok(start(&url), t.err);
    assert_int_equal(t.fake.discoveries, 2);
    /* Also when the clock was set back. */
    t.now_us = NOW - 1;
    assert_ok(start(&url), t.err);
    assert_int_equal(t.fake.discoveries, 3);
}

/* A new key is fetched once; one that nobody has is not looked for again and again. */
static void new_keys(void **state)
{
    struct oidc_subject got;
    (void)state;
    assert_ok(finish(&got), t.err);
    t.fake.keys = keys_of(RSA_B, "b");
    say_token(RSA_B, "b", "x", "\"x\":1");
    assert_refused_as(finish(&got), t.err, ERR_ACCESS, "ukendt nøgle");
    assert_int_equal(t.fake.key_lists, 1);
    t.now_us += 61 * INT64_C(1000000);
    assert_ok(finish(&got), t.err);
    assert_int_equal(t.fake.key_lists, 2);
    t.now_us += 61 * INT64_C(1000000);
    say_token(RSA_A, "c", "x", "\"x\":1");
    for (int i = 0; i < 10; i++) assert_refused_as(finish(&got), t.err, ERR_ACCESS, "ukendt nøgle");
    assert_int_equal(t.fake.key_lists, 3);
    /* A token that is wrong by itself fetches nothing. */
    t.now_us += 61 * INT64_C(1000000);
    say_token(RSA_B, "b", "aud", "\"aud\":\"other\"");
    assert_refused_as(finish(&got), t.err, ERR_ACCESS, "til en anden");
    assert_int_equal(t.fake.key_lists, 3);
}

static void a_provider_that_is_down(void **state)
{
    struct str url;
    struct oidc_subject got;
    (void)state;
    t.fake.down = true;
    assert_refused_as(start(&url), t.err, ERR_IO, "nede");
    t.fake.down = false;
    /* Nobody waits for it again for a while. */
    assert_refused_as(start(&url), t.err, ERR_IO, "for lidt siden");
    assert_refused_as(finish(&got), t.err, ERR_IO, "for lidt siden");
    assert_int_equal(t.fake.discoveries, 0);
    t.now_us += 10 * INT64_C(1000000);
    assert_ok(start(&url), t.err);
    t.fake.token_status = 503;
    assert_refused_as(finish(&got), t.err, ERR_IO, "503");
    t.fake.token_status = 200;
    assert_refused_as(finish(&got), t.err, ERR_IO, "for lidt siden");
    t.now_us += 10 * INT64_C(1000000);
    assert_ok(finish(&got), t.err);
}

static void what_a_browser_may_bring(void **state)
{
    struct oidc_subject got;
    struct oidc_answer a = {.code = STR("c0de")};
    char long_one[OIDC_CODE_MAX + 2];
    (void)state;
    memset(long_one, 'x', sizeof(long_one));
    const struct str wrong[] = {STR_EMPTY, STR("a b"), STR("a\nb"), {long_one, OIDC_CODE_MAX + 1}};
    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
        a.code = wrong[i];
        assert_refused_as(
            oidc_finish(&t.provider, &t.arena, &journey, &a, false, NOW, &got, &t.err), t.err,
            ERR_ACCESS, "ingen kode");
    }
    assert_int_equal(t.fake.tokens, 0);
    a = (struct oidc_answer){STR("c0de"), STR(ISSUER)};
    assert_ok(oidc_finish(&t.provider, &t.arena, &journey, &a, false, NOW, &got, &t.err), t.err);
    a.iss = STR("https://other.example.dk");
    assert_refused_as(oidc_finish(&t.provider, &t.arena, &journey, &a, false, NOW, &got, &t.err),
                      t.err, ERR_ACCESS, "en anden udbyder");
    assert_int_equal(t.fake.tokens, 1);
}

/* A provider that says it names itself, must. */
static void the_issuer_in_the_answer(void **state)
{
    struct oidc_subject got;
    (void)state;
    t.fake.discovery =
        STR("{" DISCOVERY ",\"authorization_response_iss_parameter_supported\":true}");
    assert_refused_as(finish(&got), t.err, ERR_ACCESS, "en anden udbyder");
    assert_int_equal(t.fake.tokens, 0);
}

static void answers_that_are_none(void **state)
{
    struct oidc_subject got;
    static const char *const body[] = {
        "", "{}", "[]", "{\"id_token\":1}", "<html>", "{\"id_token\":\"a\",\"id_token\":\"b\"}"};
    (void)state;
    for (size_t i = 0; i < sizeof(body) / sizeof(*body); i++) {
        t.fake.token_body = str_from(body[i]);
        assert_refused_as(finish(&got), t.err, ERR_IO, "intet ID-token");
    }
    t.fake.token_status = 400;
    assert_refused_as(finish(&got), t.err, ERR_ACCESS, "brugt eller udløbet");
    t.fake.token_status = 401;
    assert_refused_as(finish(&got), t.err, ERR_IO, "401");
    t.fake.token_status = 302;
    assert_refused_as(finish(&got), t.err, ERR_IO, "302");
    t.fake.token_status = 200;
    say_token(RSA_A, "a", "nonce", "\"nonce\":\"other\"");
    assert_refused_as(finish(&got), t.err, ERR_ACCESS, "et andet login");
    t.fake.keys_status = 404;
    t.provider.keys_us = 0;
    assert_refused_as(finish(&got), t.err, ERR_IO, "404");
}

static void discoveries_that_are_refused(void **state)
{
    static const struct {
        const char *from, *to, *words;
    } wrong[] = {
        {"\"issuer\":\"" ISSUER "\"", "\"issuer\":\"" ISSUER "/\"", "anden udsteder"},
        {"\"issuer\":\"" ISSUER "\"", "\"x\":1", "anden udsteder"},
        {BASE "/token", "http://id.example.dk/token", "med https"},
        {BASE "/token", "http://127.0.0.1/token", "med https"},
        {BASE "/jwks", "file:///etc/passwd", "med https"},
        {BASE "/auth", "javascript:alert(1)", "med https"},
        {BASE "/auth", "https://id.example.dk/a b", "med https"},
        {"\"jwks_uri\"", "\"jwks\"", "med https"},
        {"{\"issuer\"", "{\"response_types_supported\":[\"id_token\"],\"issuer\"", "»code«"},
        {"{\"issuer\"", "{\"code_challenge_methods_supported\":[\"plain\"],\"issuer\"", "S256"},
        {"{\"issuer\"", "{\"id_token_signing_alg_values_supported\":[\"HS256\"],\"issuer\"",
         "RS256"},
        {"{\"issuer\"", "{\"token_endpoint_auth_methods_supported\":[\"none\"],\"issuer\"",
         "hemmelighed"},
        {"{\"issuer\"", "{\"issuer\":\"x\",\"issuer\"", "ikke JSON"},
        {"{\"issuer\"", "[{\"issuer\"", "ikke JSON"},
    };
    struct str whole = STR("{" DISCOVERY "}");
    struct oidc_discovery out;
    (void)state;
    assert_ok(oidc_discovery_read(&t.arena, whole, STR(ISSUER), &out, &t.err), t.err);
    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
        size_t at = 0;
        assert_true(str_find(whole, str_from(wrong[i].from), &at));
        struct str made = str_format(&t.arena, "%.*s%s%s", (int)at, whole.p, wrong[i].to,
                                     whole.p + at + strlen(wrong[i].from));
        assert_refused_as(oidc_discovery_read(&t.arena, made, STR(ISSUER), &out, &t.err), t.err,
                          ERR_IO, wrong[i].words);
    }
    /* A place to log out that cannot be used is none. */
    struct str odd = str_format(&t.arena, "{%s}",
                                "\"issuer\":\"" ISSUER "\",\"authorization_endpoint\":\"" BASE
                                "/auth\",\"token_endpoint\":\"" BASE "/token\",\"jwks_uri\":\"" BASE
                                "/jwks\",\"end_session_endpoint\":\"x\"");
    assert_ok(oidc_discovery_read(&t.arena, odd, STR(ISSUER), &out, &t.err), t.err);
    assert_int_equal(out.end_session.n, 0);
}

static void lists_of_keys(void **state)
{
    static const char *const none[] = {
        "",
        "{}",
        "{\"keys\":[]}",
        "{\"keys\":{}}",
        "[]",
        "{\"keys\":[1,\"a\",null,{}]}",
        "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}",
        "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}",
        "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-521\",\"x\":\"AA\",\"y\":\"AA\"}]}",
        "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}]}",
    };
    struct oidc_keys out;
    (void)state;
    for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++) {
        assert_false(oidc_keys_read(&t.arena, str_from(none[i]), &out, &t.err));
        assert_int_equal(t.err.kind, ERR_IO);
        memset(&t.err, 0, sizeof(t.err));
    }
    struct str enc = str_format(&t.arena, "{\"keys\":[%.*s,%.*s]}",
                                STR_ARG(jwk(&t.arena, RSA_A, "a", ",\"use\":\"enc\"")),
                                STR_ARG(jwk(&t.arena, EC_A, "b", ",\"key_ops\":[\"sign\"]")));
    assert_refused_as(oidc_keys_read(&t.arena, enc, &out, &t.err), t.err, ERR_IO, "ingen nøgle");
    /* An exponent that is even or 1 signs nothing; more keys than anybody has are not read. */
    struct str n = test_number(&t.arena, test_key[RSA_A], OSSL_PKEY_PARAM_RSA_N, 0);
    static const char *const e[] = {"AQ", "Ag", "AAAA", "AQEBAQEBAQEB"};
    for (size_t i = 0; i < sizeof(e) / sizeof(*e); i++) {
        struct str odd =
            str_format(&t.arena, "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"%.*s\",\"e\":\"%s\"}]}",
                       STR_ARG(n), e[i]);
        assert_refused_as(oidc_keys_read(&t.arena, odd, &out, &t.err), t.err, ERR_IO,
                          "ingen nøgle");
    }
    struct buf many;
    buf_init(&many, &t.arena);
    for (int i = 0; i < 65; i++)
        buf_format(&many, "%s%.*s", i == 0 ? "{\"keys\":[" : ",",
                   STR_ARG(jwk(&t.arena, EC_A, "b", "")));
    buf_c(&many, "]}");
    assert_refused_as(oidc_keys_read(&t.arena, buf_str(&many), &out, &t.err), t.err, ERR_IO,
                      "1-64");
}

/* A point that is not on the curve is a key of nothing. */
static void a_point_off_the_curve(void **state)
{
    struct oidc_keys keys;
    struct oidc_subject got;
    const struct oidc_expected expected = {&t.setup, STR(NONCE), false, NOW};
    (void)state;
    struct str x = test_number(&t.arena, test_key[EC_A], OSSL_PKEY_PARAM_EC_PUB_X, 32);
    struct str list = str_format(&t.arena,
                                 "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"e\",\"x\":"
                                 "\"%.*s\",\"y\":\"%.*s\"}]}",
                                 STR_ARG(x), STR_ARG(x));
    assert_ok(oidc_keys_read(&t.arena, list, &keys, &t.err), t.err);
    struct str token = make_token(&t.arena, header_of(&t.arena, "ES256", "e"),
                                  claims_but(&t.arena, "x", "\"x\":1"), EC_A, "ES256");
    assert_int_equal(oidc_token_check(&t.arena, token, &keys, &expected, &got, &t.err), OIDC_WRONG);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        T(the_address),
        T(the_code_becomes_a_subject),
        T(the_secret_as_a_field),
        T(what_was_fetched_grows_old),
        T(new_keys),
        T(a_provider_that_is_down),
        T(what_a_browser_may_bring),
        T(the_issuer_in_the_answer),
        T(answers_that_are_none),
        T(discoveries_that_are_refused),
        T(lists_of_keys),
        T(a_point_off_the_curve),
    };

    return cmocka_run_group_tests(tests, make_test_keys, free_test_keys);
}
