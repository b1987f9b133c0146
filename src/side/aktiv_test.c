/*
 * The files beside the pages: whole, found by address, and every address in a style leads to one.
 */
#include "base/test_help.h"
#include "side/aktiv.h"

#include <string.h>

#include "base/hash.h"

static const struct aktiv *by_name(const char *navn)
{
    return aktiv_find(aktiv_adresse(navn));
}

static void test_bytes_are_what_the_hash_says(void **state)
{
    (void)state;
    assert_true(aktiv_antal > 20);
    for (size_t i = 0; i < aktiv_antal; i++) {
        const struct aktiv *a = &aktiv_alle[i];
        assert_true(a->bytes.n > 0);
        assert_string_equal(a->hash, hash_of(a->bytes).hex);
        char part[13] = {0};
        memcpy(part, a->hash, sizeof(part) - 1);
        assert_non_null(strstr(a->adresse, part));
    }
}

static void test_each_has_an_address_of_its_own(void **state)
{
    (void)state;
    for (size_t i = 0; i < aktiv_antal; i++) {
        assert_ptr_equal(aktiv_find(str_from(aktiv_alle[i].adresse)), &aktiv_alle[i]);
        assert_ptr_equal(by_name(aktiv_alle[i].navn), &aktiv_alle[i]);
    }
}

static void test_another_address_finds_nothing(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",
        "/aktiv/",
        "/aktiv/vederlag.css",              /* without hash */
        "/aktiv/vederlag.000000000000.css", /* of another build */
        "vederlag.css",
    };
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        assert_null(aktiv_find(str_from(wrong[i])));
    }
}

static void test_compressed_twins_are_gzip_and_smaller(void **state)
{
    (void)state;
    size_t twins = 0;
    for (size_t i = 0; i < aktiv_antal; i++) {
        struct str zip = aktiv_alle[i].gzip;
        if (zip.n == 0) continue;
        twins++;
        assert_true(zip.n < aktiv_alle[i].bytes.n);
        assert_memory_equal(zip.p, "\x1f\x8b\x08", 3);
    }
    assert_true(twins >= 5);
    assert_true(by_name("vederlag.css")->gzip.n > 0);
}

/* Walks url(…) in a style; each must be the address of a file here. */
static size_t check_urls(struct str css)
{
    size_t found = 0, at;
    while (str_find(css, STR("url("), &at)) {
        css = str_sub(css, at + 4, css.n);
        assert_true(str_find(css, STR(")"), &at));
        struct str url = str_sub(css, 0, at);
        if (aktiv_find(url) == NULL) fail_msg("no such file: %.*s", STR_ARG(url));
        found++;
    }
    return found;
}

static void test_every_url_in_a_style_is_ours(void **state)
{
    (void)state;
    assert_true(check_urls(by_name("vederlag.css")->bytes) > 25);
    size_t at;
    assert_false(str_find(by_name("vederlag.css")->bytes, STR("http"), &at));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes_are_what_the_hash_says),
        cmocka_unit_test(test_each_has_an_address_of_its_own),
        cmocka_unit_test(test_another_address_finds_nothing),
        cmocka_unit_test(test_compressed_twins_are_gzip_and_smaller),
        cmocka_unit_test(test_every_url_in_a_style_is_ours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
