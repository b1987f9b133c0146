/* Routes: which row answers, what the holes hold, and what is said when none does. */
#include "base/test_help.h"

#include "web/web.h"

struct raekke {
    struct web_rute rute;
    int tal;
};

static const struct raekke ruter[] = {
    {{WEB_GET, "/"}, 0},
    {{WEB_GET, "/familie/ny"}, 1},
    {{WEB_GET, "/familie/{id}"}, 2},
    {{WEB_POST, "/familie/{id}"}, 3},
    {{WEB_GET, "/familie/{id}/betaling/{nr}"}, 4},
    {{WEB_DELETE, "/sag/{a}/{b}/{c}"}, 5},
    {{WEB_GET, "/{}/x"}, 6},
};

static struct arena arena;

static enum web_fundet find(struct web_request *r, enum web_method metode, const char *sti, int *nr)
{
    size_t fundet = 99;

    *r = (struct web_request){.arena = &arena, .method = metode, .sti = str_from(sti)};
    enum web_fundet svar =
        web_rute_find(r, ruter, sizeof(ruter) / sizeof(*ruter), sizeof(*ruter), &fundet);
    *nr = (int)fundet;
    return svar;
}

static void the_first_that_fits(void **state)
{
    struct web_request r;
    int nr = 0;

    (void)state;
    assert_int_equal(find(&r, WEB_GET, "/", &nr), WEB_FUNDET);
    assert_int_equal(nr, 0);
    assert_int_equal(find(&r, WEB_GET, "/familie/ny", &nr), WEB_FUNDET);
    assert_int_equal(nr, 1);
    assert_int_equal(r.dele.antal, 0);
    assert_int_equal(find(&r, WEB_GET, "/familie/\xC3\xA6 b", &nr), WEB_FUNDET);
    assert_int_equal(nr, 2);
    assert_str(web_del(&r, "id"), "\xC3\xA6 b");
    assert_str(web_del(&r, "nr"), "");
    assert_int_equal(find(&r, WEB_POST, "/familie/ny", &nr), WEB_FUNDET);
    assert_int_equal(nr, 3);
    assert_int_equal(find(&r, WEB_GET, "/familie/F1/betaling/{nr}", &nr), WEB_FUNDET);
    assert_int_equal(nr, 4);
    assert_str(web_del(&r, "id"), "F1");
    assert_str(web_del(&r, "nr"), "{nr}");
    assert_int_equal(find(&r, WEB_DELETE, "/sag/1/2/3", &nr), WEB_FUNDET);
    assert_str(web_del(&r, "c"), "3");
    /* A hole without a name is no hole. */
    assert_int_equal(find(&r, WEB_GET, "/{}/x", &nr), WEB_FUNDET);
}

static void none_fits(void **state)
{
    static const char *const ukendte[] = {
        "/x",
        "/familie",
        "/familie/",
        "/familie/a/betaling",
        "/familie/a/betaling/1/",
        "/familie/a/b",
        "/Familie/ny",
        "//",
        "/a/x",
    };
    struct web_request r;
    int nr = 0;

    (void)state;
    for (size_t i = 0; i < sizeof(ukendte) / sizeof(*ukendte); i++) {
        assert_int_equal(find(&r, WEB_GET, ukendte[i], &nr), WEB_UKENDT);
        assert_int_equal(nr, 99);
    }
    assert_int_equal(find(&r, WEB_PUT, "/familie/a", &nr), WEB_FORKERT_METODE);
    assert_int_equal(find(&r, WEB_POST, "/", &nr), WEB_FORKERT_METODE);
    assert_int_equal(nr, 99);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_first_that_fits, begin, end),
        cmocka_unit_test_setup_teardown(none_fits, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
