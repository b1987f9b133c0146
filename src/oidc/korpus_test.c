/* Every kept input of the fuzzer, once more; and some of them are of those that get far. */
#include "base/test_help.h"

#include "base/fil.h"
#include "oidc/oidc_fuzz.h"

static void kept_inputs(void **state)
{
    static struct arena arena;
    struct str *name = NULL;
    size_t count = 0;
    struct err err = ERR_INIT;
    (void)state;
    arena_init(&arena, 64 << 20);
    assert_ok(fil_list(&arena, "tests/fuzz/oidc", &name, &count, &err), err);
    assert_true(count >= 15);
    for (size_t i = 0; i < count; i++) {
        struct str bytes;
        const char *path =
            str_c(&arena, str_format(&arena, "tests/fuzz/oidc/%.*s", STR_ARG(name[i])));
        assert_ok(fil_read(&arena, path, 1 << 20, &bytes, &err), err);
        oidc_fuzz((const uint8_t *)bytes.p, bytes.n);
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(kept_inputs)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
