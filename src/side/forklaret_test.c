/*
 * forklaret: what an English page shows of a line that stands on several rules.
 */
#include "base/test_help.h"

#include "beregning/print_test_data.h"
#include "side/forklaret.h"

static struct arena arena;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, (size_t)64 << 20);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

/* A line of three pieces, each by a rule in a section of its own. */
static struct linje three_sections(const struct linje *linje, struct plan_ydelse *regel)
{
    static const char *const AFSNIT[] = {"Kost", "Logi", "Alder"};
    struct forklaring_del *del = ARENA_ARRAY(&arena, 3, struct forklaring_del);
    struct linje ud = *linje;

    assert_int_equal(linje->forklaring.dele, 2);
    for (size_t i = 0; i < 3; i++) {
        del[i] = linje->forklaring.del[i < 2 ? i : 1];
        regel[i] = *del[i].regel;
        regel[i].afsnit = str_from(AFSNIT[i]);
        del[i].regel = &regel[i];
    }
    del[2].vist = (struct oere){0};
    ud.forklaring.del = del;
    ud.forklaring.dele = 3;
    return ud;
}

/* Only the words of the handbook are Danish. */
static void each_section_is_told_apart(void **state)
{
    struct side s = {.arena = &arena, .engelsk = true};
    struct sag sag = data_sag(&arena, "A1", dato_make(2011, 6, 16), 3);
    struct beregning b = data_beregn(&arena, &sag, 1);
    struct plan_ydelse regel[3];
    struct linje linje = three_sections(&b.sag[0].linje[1], regel);

    (void)state;
    assert_str(oversat_citeret(&arena, forklaret_linje(&s, &linje, STR_EMPTY).regel),
               "The handbook, section “Kost”; The handbook, section “Logi”; The handbook, section "
               "“Alder”");
    s.engelsk = false;
    assert_str(oversat_tekst(&arena, forklaret_linje(&s, &linje, STR_EMPTY).regel),
               "Håndbogen, afsnittet Kost; Håndbogen, afsnittet Logi; Håndbogen, afsnittet Alder");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_section_is_told_apart),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
