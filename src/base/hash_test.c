/*
 * hash: the vectors of FIPS 180-4 and its examples.
 */
#include "base/test_help.h"

#include <string.h>

#include "base/hash.h"

static void known_vectors(void **state)
{
    (void)state;
    assert_string_equal(hash_of(STR_EMPTY).hex,
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_string_equal(hash_of(STR("abc")).hex,
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_string_equal(
        hash_of(STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")).hex,
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

static void million_a(void **state)
{
    struct arena arena;

    (void)state;
    arena_init(&arena, 2u << 20);
    char *text = arena_alloc(&arena, 1000000);
    memset(text, 'a', 1000000);
    assert_string_equal(hash_of((struct str){text, 1000000}).hex,
                        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    arena_release(&arena);
}

static void nul_counts(void **state)
{
    (void)state;
    assert_string_not_equal(hash_of(STR("a\0b")).hex, hash_of(STR("a\0c")).hex);
    assert_string_not_equal(hash_of(STR("a\0")).hex, hash_of(STR("a")).hex);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_vectors),
        cmocka_unit_test(million_a),
        cmocka_unit_test(nul_counts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
