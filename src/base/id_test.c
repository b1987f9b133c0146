#include "base/test_help.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/id.h"

static void forget(void)
{
    unsetenv("VEDERLAG_FROE");
    unsetenv("VEDERLAG_NU");
}

static int by_text(const void *a, const void *b)
{
    return strcmp(((const struct id *)a)->c, ((const struct id *)b)->c);
}

static void ids_differ_and_have_their_form(void **state)
{
    enum { COUNT = 100000 };
    static struct id made[COUNT];
    long seen[128] = {0};
    struct err err = ERR_INIT;

    (void)state;
    forget();
    for (int i = 0; i < COUNT; i++) {
        assert_true(id_make(&made[i], &err));
        assert_int_equal(strlen(made[i].c), ID_CHARS);
        assert_int_equal(strspn(made[i].c, "abcdefghijklmnopqrstuvwxyz234567"), ID_CHARS);
        assert_true(id_valid(id_str(&made[i])));
        for (int c = 0; c < ID_CHARS; c++) seen[(int)made[i].c[c]]++;
    }
    qsort(made, COUNT, sizeof(*made), by_text);
    for (int i = 1; i < COUNT; i++) assert_int_not_equal(by_text(&made[i - 1], &made[i]), 0);
    /* Each character one time in 32: 62,500, within six standard deviations. */
    for (const char *c = "abcdefghijklmnopqrstuvwxyz234567"; *c != '\0'; c++) {
        assert_in_range(seen[(int)*c], 61000, 64000);
    }
}

static void what_could_be_a_cpr_number_is_no_id(void **state)
{
    (void)state;
    assert_true(id_valid(STR("abcdefghijklmnopqrst")));
    assert_true(id_valid(STR("uvwxyz23456a23456a23")));
    assert_false(id_valid(STR("abcdefghijklmn234567")));
    assert_false(id_valid(STR("234567abcdefghijklmn")));
    assert_false(id_valid(STR("a2345672345bcdefghij")));
    assert_false(id_valid(STR("abcdefghijklmnopqrs")));
    assert_false(id_valid(STR("abcdefghijklmnopqrstu")));
    assert_false(id_valid(STR("Abcdefghijklmnopqrst")));
    assert_false(id_valid(STR("abcdefghijklmnopqrs8")));
    assert_false(id_valid(STR("abcdefghijklmnopqrs0")));
    assert_false(id_valid(STR("abcdefghijklmnopqr-s")));
    assert_false(id_valid(STR_EMPTY));
}

static void make_three(struct id out[3])
{
    struct err err = ERR_INIT;

    for (int i = 0; i < 3; i++) assert_true(id_make(&out[i], &err));
}

/* The first three of a process of its own. */
static void made_by_process(struct id out[3], const char *now, const char *mixed)
{
    int end[2];
    int status = 1;

    assert_int_equal(pipe(end), 0);
    pid_t child = fork();
    if (child == 0) {
        setenv("VEDERLAG_FROE", "7", 1);
        if (now != NULL) setenv("VEDERLAG_NU", now, 1);
        if (mixed != NULL) id_mix(str_from(mixed));
        make_three(out);
        ssize_t n = write(end[1], out, 3 * sizeof(*out));
        _exit(n == (ssize_t)(3 * sizeof(*out)) ? 0 : 1);
    }
    close(end[1]);
    assert_int_equal(read(end[0], out, 3 * sizeof(*out)), 3 * sizeof(*out));
    close(end[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void seeded_processes_make_the_same_ids(void **state)
{
    enum { KINDS = 4 };
    struct id made[KINDS * 3];
    struct id again[3];

    (void)state;
    forget();
    made_by_process(&made[0], NULL, NULL);
    made_by_process(&made[3], "2021-06-01T12:00:00", NULL);
    made_by_process(&made[6], NULL, "run new");
    made_by_process(&made[9], NULL, "run calc");
    made_by_process(again, NULL, "run calc");
    assert_memory_equal(again, &made[9], sizeof(again));
    for (int i = 0; i < KINDS * 3; i++) {
        for (int j = 0; j < i; j++) assert_int_not_equal(by_text(&made[i], &made[j]), 0);
    }
    /* On every machine. */
    assert_string_equal(made[0].c, "5zf7blx2ofcogfz623yi");
}

static void seeded_ids_follow_from_the_seed(void **state)
{
    struct id first[3];
    struct id second[3];
    struct err err = ERR_INIT;
    struct id id;

    (void)state;
    setenv("VEDERLAG_FROE", "7", 1);
    make_three(first);
    make_three(second); /* the counter has gone on */
    for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) assert_int_not_equal(by_text(&first[i], &second[j]), 0);
    }
    static const char *const bad[] = {"", "x", "7 ", "-1", "1.5", "1234567890123456789"};
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        setenv("VEDERLAG_FROE", bad[i], 1);
        memset(&err, 0, sizeof(err));
        assert_false(id_make(&id, &err));
        assert_string_equal(err.place, "VEDERLAG_FROE");
        assert_int_equal(err.kind, ERR_INPUT);
    }
    forget();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seeded_processes_make_the_same_ids), /* before this one makes any */
        cmocka_unit_test(seeded_ids_follow_from_the_seed),
        cmocka_unit_test(ids_differ_and_have_their_form),
        cmocka_unit_test(what_could_be_a_cpr_number_is_no_id),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
