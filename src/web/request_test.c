/* Addresses, header fields and answers. */
#include "base/test_help.h"

#include <string.h>

#include "web/intern.h"

static struct arena arena;
static struct web_request r;

static bool adresse(const char *target)
{
    struct err err = ERR_INIT;

    r = (struct web_request){.arena = &arena};
    bool ok = web_adresse(&r, str_from(target), &err);
    assert_int_equal(ok, err.kind == ERR_NONE);
    return ok;
}

static void addresses(void **state)
{
    struct str v;
    struct err err = ERR_INIT;

    (void)state;
    assert_true(adresse("/"));
    assert_str(r.sti, "/");
    assert_int_equal(r.query.antal, 0);
    assert_true(adresse("/a%20b/%C3%A6/c+d/?x=1+2&y=%26%3D&z"));
    assert_str(r.sti, "/a b/\xC3\xA6/c+d/");
    assert_int_equal(r.query.antal, 3);
    assert_true(web_felt(&r.query, "x", &v, &err));
    assert_str(v, "1 2");
    assert_true(web_felt(&r.query, "y", &v, &err));
    assert_str(v, "&=");
    assert_true(web_felt(&r.query, "z", &v, &err));
    assert_str(v, "");
    assert_true(web_felt(&r.query, "w", &v, &err));
    assert_str(v, "");
    assert_true(adresse("/a?b=c?d=e/../f"));
    assert_true(web_felt(&r.query, "b", &v, &err));
    assert_str(v, "c?d=e/../f");
    assert_true(adresse("/.../a.b/..c?"));
    assert_str(r.sti, "/.../a.b/..c");
    assert_true(adresse("/?a=%0D%0A%09"));
}

static void refused_addresses(void **state)
{
    static const char *const galt[] = {
        "",
        "a",
        "*",
        "http://x/",
        "x:80",
        "//",
        "//x",
        "/a//b",
        "/a//",
        "/.",
        "/..",
        "/a/../b",
        "/a/./b",
        "/a/.",
        "/%2e%2E/a",
        "/%2e",
        "/.%2e/a",
        "/a%2Fb",
        "/a%2fb",
        "/a%5Cb",
        "/a\\b",
        "/a%00",
        "/a%0a",
        "/a%7F",
        "/a%C2%80",
        "/%",
        "/%4",
        "/%4g",
        "/%g4",
        "/%%41",
        "/%u0041",
        "/%C0%AE",
        "/%FF",
        "/%ED%A0%80",
        "/%C3",
        "/\xC3\xA6",
        "/a b",
        "/a#b",
        "/a?b#c",
        "/a\tb",
        "/<a>",
        "/\"",
        "/{a}",
        "/a|b",
        "/a^b",
        "/`",
        "/?=a",
        "/?&",
        "/?a&",
        "/?a=%",
        "/?a=%0",
        "/?a=%00",
        "/?a=%01",
        "/?a%0a=b",
        "/?a=%FF",
        "/?a=%C2%9B",
        "/?a=\xC3\xA6",
        "/?a=b c",
        "/?a=%F4%90%80%80",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(galt) / sizeof(*galt); i++)
        if (adresse(galt[i])) fail_msg("%s gave %.*s", galt[i], STR_ARG(r.sti));
}

static void a_field_stands_once(void **state)
{
    struct str v = STR("urørt");
    struct err err = ERR_INIT;

    (void)state;
    assert_true(adresse("/?a=1&b=2&a=1"));
    assert_false(web_felt(&r.query, "a", &v, &err));
    assert_int_equal(err.kind, ERR_INPUT);
    assert_str(v, "urørt");
    err = (struct err)ERR_INIT;
    assert_true(web_felt(&r.query, "b", &v, &err));
    assert_str(v, "2");
}

static void too_many_fields(void **state)
{
    static char target[8192] = "/?";

    (void)state;
    for (size_t i = 0; i < 2000; i++) memcpy(target + 2 + 2 * i, "a&", 3);
    target[2 + 2 * 2000 - 1] = '\0';
    assert_true(adresse(target));
    assert_int_equal(r.query.antal, 2000);
    memcpy(target + 2 + 2 * 2000 - 1, "&a", 3);
    assert_false(adresse(target));
}

/* Any text comes back as it was, however much of it is escaped. */
static void random_addresses_come_back(void **state)
{
    static const char *const tegn[] = {"a", "Z", "9", "-", "\xC3\xA6", "\xE2\x82\xAC",
                                       " ", "%", "+", "&", "=",        "\xF0\x9F\x8E\x88",
                                       "?", "#", "{", "\""};
    uint64_t froe = 7;

    (void)state;
    for (int gang = 0; gang < 2000; gang++) {
        struct buf target, ren;
        buf_init(&target, &arena);
        buf_init(&ren, &arena);
        buf_c(&target, "/");
        buf_c(&ren, "/");
        for (int64_t n = test_between(&froe, 0, 20); n > 0; n--) {
            const char *t = tegn[test_between(&froe, 0, 15)];
            bool roligt = strlen(t) == 1 && strchr("aZ9-+&=", t[0]) != NULL;
            buf_c(&ren, t);
            if (roligt && test_between(&froe, 0, 1) == 0) {
                buf_c(&target, t);
                continue;
            }
            for (; *t != '\0'; t++)
                buf_format(&target, test_between(&froe, 0, 1) == 0 ? "%%%02x" : "%%%02X",
                           (unsigned char)*t);
        }
        struct err err = ERR_INIT;
        r = (struct web_request){.arena = &arena};
        assert_true(web_adresse(&r, buf_str(&target), &err));
        assert_true(str_eq(r.sti, buf_str(&ren)));
        arena_release(&arena);
        arena_init(&arena, 1 << 20);
    }
}

#define LINJE(n, v)                                                                                \
    {                                                                                              \
        {(n), sizeof(n) - 1},                                                                      \
        {                                                                                          \
            (v), sizeof(v) - 1                                                                     \
        }                                                                                          \
    }
#define ANTAL(l) (sizeof(l) / sizeof(*(l)))

static void header_fields(void **state)
{
    static const struct web_linje linjer[] = {
        LINJE("HOST", "x.dk"),
        LINJE("Cookie", "a=1; b = 2;c=3=4; ;=5; d; a=6; \"e\"=7"),
        LINJE("Origin", "https://x.dk"),
        LINJE("sec-fetch-site", "same-origin"),
        LINJE("Accept-Language", "da"),
        LINJE("Accept-Language", "en"),
        LINJE("Authorization", "bearer abc.d-e_f"),
        LINJE("Idempotency-Key", "\"k 1\""),
        LINJE("X-Any", "\x80"),
    };
    struct err err = ERR_INIT;
    struct str v;

    (void)state;
    r = (struct web_request){.arena = &arena};
    assert_true(web_laes_hoved(&r, linjer, ANTAL(linjer), &err));
    assert_str(r.host, "x.dk");
    assert_str(r.origin, "https://x.dk");
    assert_str(r.site, "same-origin");
    assert_str(r.sprog, "da");
    assert_str(r.bearer, "abc.d-e_f");
    assert_str(r.noegle, "\"k 1\"");
    assert_int_equal(r.cookies.antal, 3);
    assert_true(web_felt(&r.cookies, "c", &v, &err));
    assert_str(v, "3=4");
    assert_false(web_felt(&r.cookies, "a", &v, &err));
}

static void none_of_them(void **state)
{
    static const struct web_linje linjer[] = {LINJE("Host", "x"),
                                              LINJE("Authorization", "Basic x")};
    struct err err = ERR_INIT;

    (void)state;
    r = (struct web_request){.arena = &arena};
    assert_true(web_laes_hoved(&r, linjer, ANTAL(linjer), &err));
    assert_str(r.bearer, "");
    assert_str(r.origin, "");
    assert_str(r.noegle, "");
    assert_int_equal(r.cookies.antal, 0);
}

static void refused_fields(void **state)
{
    static char lang[257];
    const struct web_linje galt[][2] = {
        {LINJE("Cookie", "a=1"), LINJE("cookie", "b=2")},
        {LINJE("Origin", ""), LINJE("Origin", "https://x")},
        {LINJE("Content-Type", "a/b"), LINJE("Content-Type", "a/b")},
        {LINJE("Authorization", "Bearer"), LINJE("A", "")},
        {LINJE("Authorization", "Bearer "), LINJE("A", "")},
        {LINJE("Authorization", "Bearer a b"), LINJE("A", "")},
        {LINJE("Cookie", "a=\xC3\xA6"), LINJE("A", "")},
        {LINJE("Idempotency-Key", "a\tb"), LINJE("A", "")},
        {{STR("Idempotency-Key"), {lang, 256}}, LINJE("A", "")},
    };

    (void)state;
    memset(lang, 'k', 256);
    for (size_t i = 0; i < ANTAL(galt); i++) {
        struct err err = ERR_INIT;
        r = (struct web_request){.arena = &arena};
        assert_false(web_laes_hoved(&r, galt[i], 2, &err));
        assert_int_equal(err.kind, ERR_INPUT);
    }
}

static bool proxy(const char *fra, const char *igen, const char *skema)
{
    struct err err = ERR_INIT;
    const struct web_linje linjer[] = {
        {STR("X-Forwarded-For"), str_from(fra)},
        {STR("x-forwarded-proto"), str_from(skema)},
        {STR("X-Forwarded-For"), str_from(igen)},
    };

    r = (struct web_request){.arena = &arena};
    return web_bag_proxy(&r, linjer, igen == NULL ? 2 : 3, &err);
}

static void the_server_in_front(void **state)
{
    (void)state;
    assert_true(proxy("192.0.2.7", NULL, "https"));
    assert_str(r.fra, "192.0.2.7");
    assert_true(r.sikker);
    assert_true(proxy("evil, 198.51.100.1 ,2001:db8::1", NULL, "http"));
    assert_str(r.fra, "2001:db8::1");
    assert_false(r.sikker);
    assert_false(proxy("", NULL, "https"));
    assert_false(proxy("unknown", NULL, "https"));
    assert_false(proxy("192.0.2.7,", NULL, "https"));
    assert_false(proxy("192.0.2.7", "192.0.2.8", "https"));
}

static void answers(void **state)
{
    struct web_response svar = {0};
    struct str v;
    struct err err = ERR_INIT;

    (void)state;
    r = (struct web_request){.arena = &arena, .sikker = true};
    web_kort_svar(&r, &svar, 413);
    assert_int_equal(svar.status, 413);
    assert_true(svar.body.n > 0);
    assert_true(web_felt(&svar.hoved, "Content-Security-Policy", &v, &err));
    assert_true(str_starts(v, STR("default-src 'none'")));
    assert_true(web_felt(&svar.hoved, "Strict-Transport-Security", &v, &err));
    assert_true(v.n > 0);
    r.sikker = false;
    svar = (struct web_response){0};
    web_kort_svar(&r, &svar, 400);
    assert_true(web_felt(&svar.hoved, "Strict-Transport-Security", &v, &err));
    assert_true(v.n == 0);
    /* The value is the answer's own. */
    char plads[] = "/a";
    web_hoved(&r, &svar, "Location", str_from(plads));
    plads[1] = 'b';
    assert_true(web_felt(&svar.hoved, "Location", &v, &err));
    assert_str(v, "/a");
}

static int begin(void **state)
{
    (void)state;
    arena_init(&arena, 1 << 20);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

#define TEST(navn) cmocka_unit_test_setup_teardown(navn, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(addresses),
        TEST(refused_addresses),
        TEST(a_field_stands_once),
        TEST(too_many_fields),
        TEST(random_addresses_come_back),
        TEST(header_fields),
        TEST(none_of_them),
        TEST(refused_fields),
        TEST(the_server_in_front),
        TEST(answers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
