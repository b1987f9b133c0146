/* Bodies of forms: both ways a browser sends one, and what is no such thing. */
#include "base/test_help.h"

#include <string.h>

#include "web/intern.h"

static struct arena arena;
static struct web_request r;

static bool krop(const char *type, struct str body)
{
    struct err err = ERR_INIT;

    r = (struct web_request){.arena = &arena, .body = body};
    bool ok = web_laes_body(&r, str_from(type), &err);
    assert_int_equal(ok, err.kind == ERR_NONE);
    return ok;
}

static void urlencoded(void **state)
{
    struct err err = ERR_INIT;
    struct str v;

    (void)state;
    assert_true(krop("Application/X-WWW-Form-Urlencoded ; Charset=\"UTF-8\"",
                     STR("a=%C3%A6+b%0D%0Ac&tom=&valg=1&valg=2")));
    assert_str(r.type, "application/x-www-form-urlencoded");
    assert_int_equal(r.form.antal, 4);
    assert_true(web_felt(&r.form, "a", &v, &err));
    assert_str(v, "\xC3\xA6 b\r\nc");
    assert_false(web_felt(&r.form, "valg", &v, &err));
    assert_true(krop("application/x-www-form-urlencoded", STR("")));
    assert_int_equal(r.form.antal, 0);
    assert_false(krop("application/x-www-form-urlencoded; charset=iso-8859-1", STR("a=b")));
    assert_false(krop("application/x-www-form-urlencoded; charset", STR("a=b")));
    assert_false(krop("application/x-www-form-urlencoded", STR("a=%E6")));
    assert_false(krop("application/x-www-form-urlencoded", STR("a=b&&c=d")));
    assert_false(krop("application/x-www-form-urlencoded", STR("a=b\x00")));
}

static void other_bodies_are_kept(void **state)
{
    (void)state;
    assert_true(krop("application/JSON; charset=utf-8", STR("{\"a\":1}&b=c")));
    assert_str(r.type, "application/json");
    assert_int_equal(r.form.antal, 0);
    assert_str(r.body, "{\"a\":1}&b=c");
    assert_true(krop("", STR("x")));
    assert_str(r.type, "");
}

static void multipart(void **state)
{
    struct err err = ERR_INIT;
    struct str v;

    (void)state;
    assert_true(
        krop("multipart/form-data; boundary=\"a b\"",
             STR("--a b\r\n"
                 "Content-Disposition: form-data; name=\"t\"\r\n\r\n"
                 "linje 1\r\n--a\r\n\r\n"
                 "--a b\r\n"
                 "content-disposition: form-data; name=\"f\"; filename=\"..\xC3\xA6/x.csv\"\r\n"
                 "Content-Type: Text/CSV; charset=utf-8\r\n\r\n"
                 "\x00\xFF\r\n\r\n--a b-\r\n"
                 "--a b\r\n"
                 "Content-Disposition: form-data; name=f; filename=\"\"\r\n\r\n\r\n"
                 "--a b\r\n"
                 "Content-Disposition: form-data; name=\"filename\"\r\n\r\nx\r\n"
                 "--a b--\r\n")) == false); /* "--a b-" goes on with neither end */
    assert_true(
        krop("multipart/form-data; boundary=skel",
             STR("--skel\r\n"
                 "Content-Disposition: form-data; name=\"t\"\r\n\r\n"
                 "linje 1\r\n--ske\r\n\r\n"
                 "--skel\r\n"
                 "content-disposition: form-data; name=\"f\"; filename=\"..\xC3\xA6/x.csv\"\r\n"
                 "Content-Type: Text/CSV; charset=utf-8\r\n\r\n"
                 "\x00\xFF\r\n\r\n"
                 "--skel\r\n"
                 "Content-Disposition: form-data; name=f; filename=\"\"\r\n\r\n\r\n"
                 "--skel\r\n"
                 "Content-Disposition: form-data; name=\"filename\"\r\n\r\n\r\n"
                 "--skel--\r\n")));
    assert_int_equal(r.form.antal, 2);
    assert_true(web_felt(&r.form, "t", &v, &err));
    assert_str(v, "linje 1\r\n--ske\r\n");
    assert_str(r.form.felt[1].navn, "filename");
    assert_int_equal(r.filer, 1);
    assert_str(r.fil[0].felt, "f");
    assert_str(r.fil[0].navn, "..\xC3\xA6/x.csv");
    assert_str(r.fil[0].type, "text/csv");
    assert_int_equal(r.fil[0].indhold.n, 4);
    assert_memory_equal(r.fil[0].indhold.p, "\x00\xFF\r\n", 4);
    /* No parts at all is what a form without fields sends. */
    assert_true(krop("multipart/form-data; boundary=s", STR("--s--")));
    assert_int_equal(r.form.antal + r.filer, 0);
}

#define DEL "Content-Disposition: form-data; name=\"a\""

static void refused_multipart(void **state)
{
    static const struct {
        const char *type, *krop;
    } galt[] = {
        {"multipart/form-data", "--s--"},
        {"multipart/form-data; boundary=", "--s--"},
        {"multipart/form-data; boundary=\"\"", "----"},
        {"multipart/form-data; boundary=\"s", "--s--"},
        {"multipart/form-data; boundary=\"s \"", "--s --"},
        {"multipart/form-data; boundary=s; boundary=t", "--s--"},
        {"multipart/form-data; boundary=s x", "--s--"},
        {"multipart/form-data; boundary=s;", "--s--"},
        {"multipart/form-data; boundary=01234567890123456789012345678901234567890123456789"
         "012345678901234567890",
         "--01234567890123456789012345678901234567890123456789012345678901234567890--"},
        {"multipart/form-data; boundary=s", ""},
        {"multipart/form-data; boundary=s", "--s"},
        {"multipart/form-data; boundary=s", "--s-"},
        {"multipart/form-data; boundary=s", "--s--x"},
        {"multipart/form-data; boundary=s", "--s--\r\nmere"},
        {"multipart/form-data; boundary=s", "foer\r\n--s--"},
        {"multipart/form-data; boundary=s", "\r\n--s--"},
        {"multipart/form-data; boundary=s", "--s\r\n--s--"},
        {"multipart/form-data; boundary=s", "--s\r\n\r\n--s--"},
        {"multipart/form-data; boundary=s", "--s\r\n\r\nx\r\n--s--"},
        {"multipart/form-data; boundary=s", "--s\r\n" DEL "\r\n\r\nx"},
        {"multipart/form-data; boundary=s", "--s\r\n" DEL "\r\n\r\nx\r\n--s"},
        {"multipart/form-data; boundary=s", "--s\r\n" DEL "\r\n\r\nx\n--s--"},
        {"multipart/form-data; boundary=s", "--s\n" DEL "\r\n\r\nx\r\n--s--"},
        {"multipart/form-data; boundary=s", "--s\r\n" DEL "\n\nx\r\n--s--"},
        {"multipart/form-data; boundary=s", "--s\r\n" DEL "\r\nx\r\n--s--"},
        {"multipart/form-data; boundary=s", "--s\r\n" DEL "\r\n" DEL "\r\n\r\nx\r\n--s--"},
        {"multipart/form-data; boundary=s", "--s\r\n" DEL "; name=b\r\n\r\nx\r\n--s--"},
        {"multipart/form-data; boundary=s", "--s\r\n" DEL "; filename*=b\r\n\r\nx\r\n--s--"},
        {"multipart/form-data; boundary=s",
         "--s\r\n" DEL "; filename=\"a\\\"b\"\r\n\r\nx\r\n--s--"},
        {"multipart/form-data; boundary=s", "--s\r\n" DEL "\r\n x: y\r\n\r\nx\r\n--s--"},
        {"multipart/form-data; boundary=s", "--s\r\n" DEL "\r\nContent-Transfer-Encoding: base64"
                                            "\r\n\r\nx\r\n--s--"},
        {"multipart/form-data; boundary=s", "--s\r\n" DEL "\r\n\r\n\xE6\r\n--s--"},
        {"multipart/form-data; boundary=s", "--s\r\n" DEL "\r\n\r\n\x01\r\n--s--"},
        {"multipart/form-data; boundary=s", "--s\r\nContent-Disposition: form-data; name=\"\""
                                            "\r\n\r\nx\r\n--s--"},
        {"multipart/form-data; boundary=s", "--s\r\nContent-Disposition: attachment; name=a"
                                            "\r\n\r\nx\r\n--s--"},
        {"multipart/form-data; boundary=s", "--s\r\nContent-Type: a/b\r\n\r\nx\r\n--s--"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(galt) / sizeof(*galt); i++)
        if (krop(galt[i].type, str_from(galt[i].krop))) fail_msg("%s", galt[i].krop);
}

static void too_many_parts(void **state)
{
    struct buf body;

    (void)state;
    for (int dele = 999; dele <= 1001; dele++) {
        buf_init(&body, &arena);
        for (int i = 0; i < dele; i++) buf_c(&body, "--s\r\n" DEL "\r\n\r\nx\r\n");
        buf_c(&body, "--s--\r\n");
        assert_int_equal(krop("multipart/form-data; boundary=s", buf_str(&body)), dele < 1001);
    }
}

/* ---- what is written by the book comes back ---- */

enum { FELTER = 6 };

static struct str tilfaeldig(uint64_t *froe, bool fil)
{
    static const char *const tegn[] = {"a", "\r\n", "--", "\r\n--", "--skel", "\xC3\xA6", "=", "&"};
    struct buf buf;

    buf_init(&buf, &arena);
    for (int64_t n = test_between(froe, 0, 12); n > 0; n--) {
        if (fil && test_between(froe, 0, 3) == 0)
            buf_char(&buf, (char)test_between(froe, 0, 255));
        else
            buf_c(&buf, tegn[test_between(froe, 0, 7)]);
    }
    return buf_str(&buf);
}

static void random_multipart_comes_back(void **state)
{
    uint64_t froe = 11;
    size_t afvist = 0, laest = 0;

    (void)state;
    for (int gang = 0; gang < 3000; gang++) {
        struct str indhold[FELTER];
        bool fil[FELTER];
        struct buf body;
        size_t at = 0, felter = 0, filer = 0;
        bool skel_i = false;
        buf_init(&body, &arena);
        for (int i = 0; i < FELTER; i++) {
            fil[i] = test_between(&froe, 0, 1) == 1;
            indhold[i] = tilfaeldig(&froe, fil[i]);
            buf_format(&body, "--skel\r\nContent-Disposition: form-data; name=\"n%d\"%s\r\n\r\n", i,
                       fil[i] ? "; filename=\"x\"" : "");
            buf_add(&body, indhold[i]);
            buf_c(&body, "\r\n");
            /* The sender chooses a boundary that its contents do not have; this one does not. */
            struct buf med;
            buf_init(&med, &arena);
            buf_c(&med, "\r\n");
            buf_add(&med, indhold[i]);
            skel_i = skel_i || str_find(buf_str(&med), STR("\r\n--skel"), &at);
        }
        buf_c(&body, "--skel--\r\n");
        if (skel_i) {
            /* Cut in another way, or refused; never out of bounds. */
            afvist += !krop("multipart/form-data; boundary=skel", buf_str(&body));
        } else {
            laest++;
            assert_true(krop("multipart/form-data; boundary=skel", buf_str(&body)));
            for (int i = 0; i < FELTER; i++)
                assert_true(str_eq(fil[i] ? r.fil[filer++].indhold : r.form.felt[felter++].vaerdi,
                                   indhold[i]));
            assert_int_equal(r.form.antal, felter);
            assert_int_equal(r.filer, filer);
        }
        arena_release(&arena);
        arena_init(&arena, 1 << 20);
    }
    assert_true(laest > 300 && afvist > 300);
}

static int begin(void **state)
{
    (void)state;
    arena_init(&arena, 4 << 20);
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
        TEST(urlencoded),        TEST(other_bodies_are_kept), TEST(multipart),
        TEST(refused_multipart), TEST(too_many_parts),        TEST(random_multipart_comes_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
