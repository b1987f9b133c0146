/*
 * orden: Danish order, whatever the letters are made of.
 */
#include "base/orden.h"

#include "base/test_help.h"

static void names_in_danish_order(void **state)
{
    (void)state;
    static const char *const navn[] = {
        "",         "3F",    "Ab",     "Abel-Ø Dum", "Abel Ødum", "Abelin", "Bo",
        "Borg",     "Émile", "Émilie", "Oehler",     "Œhlert",    "Over",   "Yde",
        "Yücel",    "Zoë",   "Æbelø",  "Ärla",       "Ødegaard",  "Öland",  "Ølund",
        "Aabenraa", "Åberg", "Ågesen", "Aagaard",    "ÅÅ",
    };
    struct arena arena;

    arena_init(&arena, 1 << 20);
    for (size_t i = 0; i + 1 < sizeof(navn) / sizeof(*navn); i++) {
        struct str a = orden_noegle(&arena, str_from(navn[i]));
        struct str b = orden_noegle(&arena, str_from(navn[i + 1]));
        if (str_cmp(a, b) >= 0) fail_msg("%s before %s", navn[i], navn[i + 1]);
    }
    arena_release(&arena);
}

static void the_same_name(void **state)
{
    (void)state;
    struct arena arena;

    arena_init(&arena, 1 << 20);
    assert_str(orden_noegle(&arena, STR("Søren AAGAARD")), "s|ren }g}rd");
    assert_str(orden_noegle(&arena, STR("SØREN Ågård")), "s|ren }g}rd");
    assert_str(orden_noegle(&arena, STR("d'Arc, Jean-Þór {x}")), "darc jean thor x");
    assert_str(orden_noegle(&arena, STR("Иван")), "Иван");
    arena_release(&arena);
}

static void names_of_one_key_by_themselves(void **state)
{
    (void)state;
    struct orden_navn navn[] = {
        {STR("b"), STR("B"), 0},
        {STR("a"), STR("á"), 1},
        {STR("a"), STR("A"), 2},
        {STR("a"), STR("a"), 3},
    };

    orden_sort(navn, 0);
    orden_sort(navn, 4);
    static const size_t plads[] = {2, 3, 1, 0};
    for (size_t i = 0; i < 4; i++) assert_int_equal(navn[i].plads, plads[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_in_danish_order),
        cmocka_unit_test(the_same_name),
        cmocka_unit_test(names_of_one_key_by_themselves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
