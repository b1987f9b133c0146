/*
 * load: which files are versions, where rates are found, and what versions do to each other.
 */
#include "base/test_fund.h"
#include "base/test_help.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fil.h"
#include "haandbog/compile_test_data.h"
#include "haandbog/haandbog.h"

struct proeve {
    struct arena arena;
    struct fund_liste fund;
    struct haandbog_samling samling;
    struct err err;
    char rod[64];
    struct str filer[16];
    size_t antal;
};

static int setup(void **state)
{
    static struct proeve p;
    p = (struct proeve){.rod = "/tmp/vederlag_load_XXXXXX"};
    arena_init(&p.arena, 64u << 20);
    fund_init(&p.fund, &p.arena);
    *state = &p;
    return mkdtemp(p.rod) == NULL;
}

static int teardown(void **state)
{
    struct proeve *p = *state;
    for (size_t i = p->antal; i-- > 0;) (void)remove(str_c(&p->arena, p->filer[i]));
    (void)rmdir(p->rod);
    arena_release(&p->arena);
    return 0;
}

static const char *path(struct proeve *p, const char *navn)
{
    return str_c(&p->arena, str_format(&p->arena, "%s/%s", p->rod, navn));
}

static void folder(struct proeve *p, const char *navn)
{
    assert_int_equal(mkdir(path(p, navn), 0700), 0);
    p->filer[p->antal++] = str_from(path(p, navn));
}

static void file(struct proeve *p, const char *navn, struct str tekst)
{
    struct err err = ERR_INIT;
    assert_true(fil_write(path(p, navn), tekst, &err));
    p->filer[p->antal++] = str_from(path(p, navn));
}

/* The handbook in force from `fra`, with more entries in its head. */
static struct str handbook(struct proeve *p, const char *fra, const char *flere)
{
    struct str hele = STR(TEST_HAANDBOG);
    size_t dato = 0, kilde = 0;
    assert_true(str_find(hele, STR("2021-01-01\n"), &dato));
    assert_true(str_find(hele, STR("  kilde         \"prøven\""), &kilde));
    return str_format(&p->arena, "%.*s%s\n%.*s%s%.*s", (int)dato, hele.p, fra,
                      (int)(kilde - dato - 11), hele.p + dato + 11, flere, (int)(hele.n - kilde),
                      hele.p + kilde);
}

static void rates(struct proeve *p)
{
    folder(p, "takster");
    file(p, "takster/kl.csv", STR(TEST_CSV));
}

static bool load(struct proeve *p, const char *navn)
{
    fund_init(&p->fund, &p->arena);
    p->err = (struct err){0};
    bool ok = haandbog_load(&p->arena, path(p, navn), false, &p->samling, &p->fund, &p->err);
    assert_fund_begge(&p->fund);
    return ok;
}

static void assert_one(const struct proeve *p, const char *kode)
{
    for (size_t i = 0; i < p->fund.count && p->fund.count != 1; i++)
        print_error("%s: %.*s\n", p->fund.fund[i].kode, STR_ARG(p->fund.fund[i].tekst.dansk));
    assert_int_equal(p->fund.count, 1);
    assert_int_equal(p->fund.fejl, 1);
    assert_string_equal(p->fund.fund[0].kode, kode);
}

static void a_folder_of_versions(void **state)
{
    struct proeve *p = *state;
    rates(p);
    folder(p, "h");
    file(p, "h/README.md", STR("ingen version"));
    file(p, "h/2021-01-01.md", handbook(p, "2021-01-01", ""));
    file(p, "h/2021-01-01.r10.md",
         handbook(p, "2021-01-01", "  retter 2021-01-01, kendt fra 2021-09-01\n"));
    file(p, "h/2021-01-01.r2.md",
         handbook(p, "2021-01-01", "  retter 2021-01-01, kendt fra 2021-06-01\n"));
    file(p, "h/2022-01-01.md", handbook(p, "2022-01-01", ""));
    assert_true(load(p, "h/"));
    assert_int_equal(p->fund.count, 0);
    assert_int_equal(p->samling.count, 4);
    const struct plan *const *plan = p->samling.planer.plan;
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(plan[i]->gaelder_til.dag, dato_make(2022, 1, 1).dag);
    assert_int_equal(plan[1]->kendt_fra.dag, dato_make(2021, 6, 1).dag);
    assert_int_equal(plan[3]->gaelder_til.dag, DATO_MAX.dag);
    struct dato dag = dato_make(2021, 2, 1);
    assert_ptr_equal(plan_on(&p->samling.planer, dag, dag), plan[0]);
    assert_ptr_equal(plan_on(&p->samling.planer, dag, DATO_MAX), plan[2]);
    assert_ptr_equal(plan_on(&p->samling.planer, dato_make(2030, 1, 1), dag), plan[3]);
    struct hash hash = plan[0]->hash;
    assert_true(load(p, "h/2021-01-01.md"));
    assert_int_equal(p->fund.count, 0);
    assert_int_equal(p->samling.count, 1);
    assert_int_equal(p->samling.planer.plan[0]->gaelder_til.dag, DATO_MAX.dag);
    assert_string_equal(p->samling.planer.plan[0]->hash.hex, hash.hex);
}

static void names_and_headers_agree(void **state)
{
    struct proeve *p = *state;
    rates(p);
    file(p, "2021-02-01.md", handbook(p, "2021-01-01", ""));
    assert_true(load(p, "2021-02-01.md"));
    assert_one(p, "version");
    file(p, "2021-01-01.r1.md", handbook(p, "2021-01-01", ""));
    assert_true(load(p, "2021-01-01.r1.md"));
    assert_one(p, "version");
    file(p, "2021-01-01.md",
         handbook(p, "2021-01-01", "  retter 2021-01-01, kendt fra 2021-06-01\n"));
    assert_true(load(p, "2021-01-01.md"));
    assert_one(p, "version");
    file(p, "2021-1-01.md", handbook(p, "2021-01-01", ""));
    assert_true(load(p, "2021-1-01.md"));
    assert_one(p, "version");
    file(p, "fri.md", handbook(p, "2021-01-01", ""));
    assert_true(load(p, "fri.md"));
    assert_int_equal(p->fund.count, 0);
    /* A period that cannot be read says nothing of the name. */
    file(p, "2021-03-01.md", handbook(p, "2021-03-01 til og med 2021-11-31", ""));
    assert_true(load(p, "2021-03-01.md"));
    assert_one(p, "dato");
    file(p, "2021-01-01.r01.md",
         handbook(p, "2021-01-01", "  retter 2021-01-01, kendt fra 2021-06-01\n"));
    assert_true(load(p, "2021-01-01.r01.md"));
    assert_one(p, "version");
}

static void corrections_stand_in_order(void **state)
{
    struct proeve *p = *state;
    rates(p);
    folder(p, "h");
    file(p, "h/2022-01-01.md", handbook(p, "2022-01-01", ""));
    file(p, "h/2021-01-01.r1.md",
         handbook(p, "2021-01-01", "  retter 2021-01-01, kendt fra 2021-06-01\n"));
    assert_true(load(p, "h"));
    assert_one(p, "version");
    file(p, "h/2021-01-01.md", handbook(p, "2021-01-01", ""));
    assert_true(load(p, "h"));
    assert_int_equal(p->fund.count, 0);
    file(p, "h/2021-01-01.r2.md",
         handbook(p, "2021-01-01", "  retter 2021-01-01, kendt fra 2021-06-01\n"));
    assert_true(load(p, "h"));
    assert_one(p, "version");
    file(p, "h/2023-01-01.txt", STR("x"));
    assert_true(load(p, "h"));
    assert_int_equal(p->fund.count, 2);
}

static void invented_amounts_say_so(void **state)
{
    struct proeve *p = *state;
    rates(p);
    folder(p, "eksempel-x");
    file(p, "eksempel-x/2021-01-01.md", handbook(p, "2021-01-01", ""));
    assert_true(load(p, "eksempel-x"));
    assert_one(p, "mangler-nøgle");
    file(p, "eksempel-x/2021-01-01.md", handbook(p, "2021-01-01", "  opdigtet \"beløbene\"\n"));
    assert_true(load(p, "eksempel-x"));
    assert_int_equal(p->fund.count, 0);
    file(p, "2021-01-01.md", handbook(p, "2021-01-01", "  opdigtet \"beløbene\"\n"));
    assert_true(load(p, "2021-01-01.md"));
    assert_one(p, "version");
    char here[512];
    assert_non_null(getcwd(here, sizeof here));
    assert_int_equal(chdir(path(p, "eksempel-x")), 0);
    fund_init(&p->fund, &p->arena);
    assert_true(haandbog_load(&p->arena, ".", false, &p->samling, &p->fund, &p->err));
    assert_int_equal(p->fund.count, 0);
    assert_true(haandbog_load(&p->arena, "2021-01-01.md", false, &p->samling, &p->fund, &p->err));
    assert_int_equal(p->fund.count, 0);
    assert_int_equal(chdir(here), 0);
}

static void the_nearest_rates(void **state)
{
    struct proeve *p = *state;
    folder(p, "a");
    folder(p, "a/takster");
    folder(p, "a/b");
    file(p, "a/b/fri.md", handbook(p, "2021-01-01", ""));
    assert_true(load(p, "a/b/fri.md"));
    assert_one(p, "navn");
    file(p, "a/takster/kl.csv", STR(TEST_CSV));
    assert_true(load(p, "a/b/fri.md"));
    assert_int_equal(p->fund.count, 0);
    folder(p, "a/b/takster");
    assert_true(load(p, "a/b/fri.md"));
    assert_one(p, "navn");
}

static void one_rate_file_is_blamed_once(void **state)
{
    struct proeve *p = *state;
    folder(p, "takster");
    file(p, "takster/kl.csv", STR(TEST_CSV "skaev;;kr/km;2021-01-01;2021-12-31;2;hest;;KL;\n"));
    folder(p, "h");
    file(p, "h/2021-01-01.md", handbook(p, "2021-01-01", ""));
    file(p, "h/2022-01-01.md", handbook(p, "2022-01-01", ""));
    assert_true(load(p, "h"));
    assert_one(p, "takst-status");
}

static void nothing_to_load(void **state)
{
    struct proeve *p = *state;
    folder(p, "tom");
    assert_false(load(p, "tom"));
    assert_int_equal(p->err.kind, ERR_INPUT);
    assert_false(load(p, "findes_ikke.md"));
    assert_true(p->err.kind != ERR_NONE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_folder_of_versions),
        TEST(names_and_headers_agree),
        TEST(corrections_stand_in_order),
        TEST(invented_amounts_say_so),
        TEST(the_nearest_rates),
        TEST(nothing_to_load),
        TEST(one_rate_file_is_blamed_once),
    };
    return cmocka_run_group_tests_name("load", tests, NULL, NULL);
}
