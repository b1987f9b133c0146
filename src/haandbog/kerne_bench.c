/*
 * kerne_bench: how fast a year is paid, in columns and by the scalar reader.
 *
 * An invented population (kerne_test_data.h) of 10,000, 100,000 and 1,000,000 placements over the
 * twelve months of 2021 under haandboeger/morsoe: taking it apart into columns, making the months'
 * tables, running them; then, for 10,000, the scalar reader, its explanations printed as JSON, and
 * a cold `vederlag calc --explain` of one case. Single thread. Every row is the least, the median
 * a cold `vederlag calc --explain` of one case. One thread. Every row is the least, the median
 * machine disturbs least; the cold start is by the clock on the wall. Run from the top of the tree.
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

#include "base/fil.h"
#include "beregning/kerne.h"
#include "haandbog/kerne_test_data.h"

#define LIMIT ((size_t)16 << 30)
#define YEAR 2021
#define MONTHS 12
#define ROUNDS 7
#define COLD_ROUNDS 25
#define HANDBOOK "haandboeger/morsoe"
#define CASE_FILE "build/bench_case.json"
#define PROGRAM "build/vederlag"

extern char **environ;

/* ---- time ---- */

struct tider {
    int64_t ns[COLD_ROUNDS];
    size_t antal;
};

static int64_t now_ns(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static int cmp_ns(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

static void keep(struct tider *t, int64_t ns)
{
    ASSERT(t->antal < COLD_ROUNDS);
    t->ns[t->antal++] = ns;
}

static int64_t median(const struct tider *t)
{
    return t->ns[t->antal / 2];
}

/* One row: milliseconds with two decimals, and how many a second at the median. */
static void print_row(const char *what, struct tider *t, int64_t units, const char *unit)
{
    qsort(t->ns, t->antal, sizeof(int64_t), cmp_ns);
    int64_t ns[] = {t->ns[0], median(t), t->ns[t->antal - 1]};
    printf("  %-34s", what);
    for (int i = 0; i < 3; i++)
        printf(" %7lld.%02lld", (long long)(ns[i] / 1000000), (long long)(ns[i] / 10000 % 100));
    if (units > 0) printf("   %12lld %s/s", (long long)(units * 1000000000 / ns[1]), unit);
    printf("\n");
}

static _Noreturn void stop(const char *what, const struct err *err)
{
    fprintf(stderr, "kerne_bench: %s: %s %s\n", what, err->place, err->text);
    exit(1);
}

/* ---- a year in columns ---- */

struct aar {
    const struct plan_samling *planer;
    struct sager sager;
    int64_t *out; /* the last month's amounts */
    struct kerne_soejler soejler;
    struct kerne_maaned maaned[MONTHS];
    uint64_t sum; /* of all amounts, so that nothing is left out */
};

static void make_columns(struct arena *arena, struct aar *a)
{
    struct kerne_afvist afvist;
    struct err err = ERR_INIT;
    if (!kerne_soejler_make(arena, a->planer, &a->sager, dato_make(YEAR, 1, 1),
                            dato_make(YEAR + 1, 1, 1), DATO_MAX, &a->soejler, &afvist, &err))
        stop("columns", &err);
    ASSERT(afvist.grund == NULL);
}

static void make_tables(struct arena *arena, struct aar *a)
{
    struct kerne_afvist afvist;
    struct err err = ERR_INIT;
    for (int m = 0; m < MONTHS; m++) {
        if (!kerne_maaned_make(arena, a->planer, &a->soejler, maaned_make(YEAR, m + 1),
                               &a->maaned[m], &afvist, &err))
            stop("tables", &err);
        ASSERT(afvist.grund == NULL);
    }
}

static void run_year(struct aar *a)
{
    size_t n = a->sager.count;
    for (int m = 0; m < MONTHS; m++) kerne_run(&a->maaned[m], &a->soejler, 0, n, a->out, n);
}

/* Whose amounts the kernel gave, and what they add up to in December. */
static size_t count_done(struct aar *a)
{
    size_t done = 0, n = a->sager.count;
    for (size_t i = 0; i < n; i++) done += a->soejler.grund[i] == KERNE_KAN;
    for (size_t i = 0; i < n * a->soejler.linjer; i++)
        if (a->out[i] >= 0) a->sum += (uint64_t)a->out[i];
    return done;
}

static int64_t measure_columns(const struct plan_samling *planer, size_t antal)
{
    struct arena people, arena;
    struct aar a = {.planer = planer};
    struct tider columns = {{0}, 0}, tables = {{0}, 0}, run = {{0}, 0};
    arena_init(&people, LIMIT);
    befolkning_make(&people, planer->plan[0], 2021, antal, YEAR, &a.sager);
    a.out = ARENA_ARRAY(&people, antal * planer->plan[0]->linjer, int64_t);
    for (int r = 0; r < ROUNDS; r++) {
        arena_init(&arena, LIMIT);
        int64_t t0 = now_ns(CLOCK_PROCESS_CPUTIME_ID);
        make_columns(&arena, &a);
        int64_t t1 = now_ns(CLOCK_PROCESS_CPUTIME_ID);
        make_tables(&arena, &a);
        int64_t t2 = now_ns(CLOCK_PROCESS_CPUTIME_ID);
        run_year(&a);
        keep(&columns, t1 - t0);
        keep(&tables, t2 - t1);
        keep(&run, now_ns(CLOCK_PROCESS_CPUTIME_ID) - t2);
        if (r == ROUNDS - 1) {
            size_t done = count_done(&a);
            printf("%zu placements, %d months: the kernel does %zu of them (December: %llu øre)\n",
                   antal, MONTHS, done, (unsigned long long)a.sum);
        }
        arena_release(&arena);
    }
    int64_t units = (int64_t)antal * MONTHS;
    print_row("columns, once a year", &columns, (int64_t)antal, "placements");
    print_row("tables of 12 months", &tables, 0, "");
    print_row("run", &run, units, "placement-months");
    arena_release(&people);
    return median(&run) * 1000 / units;
}

/* ---- the scalar reader ---- */

static int64_t measure_scalar(const struct plan_samling *planer, size_t antal)
{
    struct arena people, arena;
    struct sager sager;
    struct tider t = {{0}, 0};
    struct err err = ERR_INIT;
    arena_init(&people, LIMIT);
    befolkning_make(&people, planer->plan[0], 2021, antal, YEAR, &sager);
    for (int r = 0; r < ROUNDS; r++) {
        int64_t start = now_ns(CLOCK_PROCESS_CPUTIME_ID);
        for (int m = 1; m <= MONTHS; m++) {
            struct beregning b;
            arena_init(&arena, LIMIT);
            if (!beregning_month(&arena, planer, &sager, maaned_make(YEAR, m), DATO_MAX, &b, &err))
                stop("scalar", &err);
            arena_release(&arena);
        }
        keep(&t, now_ns(CLOCK_PROCESS_CPUTIME_ID) - start);
    }
    int64_t units = (int64_t)antal * MONTHS;
    print_row("scalar reader, 12 months", &t, units, "placement-months");
    arena_release(&people);
    return median(&t) * 1000 / units;
}

static void measure_explanations(const struct plan_samling *planer, size_t antal)
{
    struct arena people, arena;
    struct sager sager;
    struct tider t = {{0}, 0};
    struct err err = ERR_INIT;
    int64_t lines = 0;
    arena_init(&people, LIMIT);
    befolkning_make(&people, planer->plan[0], 2021, antal, YEAR, &sager);
    for (int r = 0; r < ROUNDS; r++) {
        struct beregning b;
        struct buf out;
        arena_init(&arena, LIMIT);
        int64_t start = now_ns(CLOCK_PROCESS_CPUTIME_ID);
        if (!beregning_month(&arena, planer, &sager, maaned_make(YEAR, 6), DATO_MAX, &b, &err))
            stop("explanations", &err);
        buf_init(&out, &arena);
        beregning_print_json(&out, &b, true);
        keep(&t, now_ns(CLOCK_PROCESS_CPUTIME_ID) - start);
        lines = 0;
        for (size_t i = 0; i < b.count; i++) lines += (int64_t)b.sag[i].linjer;
        arena_release(&arena);
    }
    print_row("June computed, explained as JSON", &t, lines, "explanations");
    arena_release(&people);
}

/* ---- one case, cold ---- */

static void write_case(const struct plan_samling *planer)
{
    struct arena arena;
    struct sager sager;
    struct buf out;
    struct err err = ERR_INIT;
    arena_init(&arena, LIMIT);
    befolkning_make(&arena, planer->plan[0], 4, 1, YEAR, &sager);
    buf_init(&out, &arena);
    sag_write_json(&out, &sager);
    if (!fil_write(CASE_FILE, buf_str(&out), &err)) stop(CASE_FILE, &err);
    arena_release(&arena);
}

static void measure_cold(const char *handbook)
{
    char *args[] = {(char[]){PROGRAM},      (char[]){"calc"},
                    (char[]){"--haandbog"}, NULL,
                    (char[]){"--facts"},    (char[]){CASE_FILE},
                    (char[]){"--month"},    (char[]){"2021-06"},
                    (char[]){"--explain"},  NULL};
    char sti[256];
    struct tider t = {{0}, 0};
    posix_spawn_file_actions_t quiet;
    snprintf(sti, sizeof(sti), "%s", handbook);
    args[3] = sti;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
    for (int r = 0; r < COLD_ROUNDS; r++) {
        pid_t pid;
        int status = 0;
        int64_t start = now_ns(CLOCK_MONOTONIC);
        if (posix_spawn(&pid, PROGRAM, &quiet, NULL, args, environ) != 0 ||
            waitpid(pid, &status, 0) < 0 || status != 0) {
            fprintf(stderr, "kerne_bench: %s failed; is it built? (make)\n", PROGRAM);
            exit(1);
        }
        keep(&t, now_ns(CLOCK_MONOTONIC) - start);
    }
    posix_spawn_file_actions_destroy(&quiet);
    print_row("cold calc --explain of one case", &t, 0, "");
}

int main(void)
{
    static const size_t sizes[] = {10000, 100000, 1000000};
    struct arena arena;
    struct haandbog_samling samling;
    struct fund_liste fund;
    struct err err = ERR_INIT;
    arena_init(&arena, LIMIT);
    fund_init(&fund, &arena);
    if (!haandbog_load(&arena, HANDBOOK, true, &samling, &fund, &err)) stop(HANDBOOK, &err);
    ASSERT(fund.fejl == 0);
    printf("%s, %d rounds; milliseconds: least, median, greatest\n", HANDBOOK, ROUNDS);
    int64_t kernel_ps = 0;
    for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
        int64_t ps = measure_columns(&samling.planer, sizes[i]);
        if (i == 0) kernel_ps = ps;
    }
    printf("%zu placements, the other reader\n", sizes[0]);
    int64_t scalar_ps = measure_scalar(&samling.planer, sizes[0]);
    measure_explanations(&samling.planer, sizes[0]);
    printf("  kernel : scalar at %zu = 1 : %lld (%lld and %lld ps a placement-month)\n", sizes[0],
           (long long)(scalar_ps / kernel_ps), (long long)kernel_ps, (long long)scalar_ps);
    write_case(&samling.planer);
    measure_cold(HANDBOOK);
    arena_release(&arena);
    return 0;
}
