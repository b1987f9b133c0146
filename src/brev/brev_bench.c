/*
 * brev_bench: letters per second on one core, from structs to PDF/A bytes.
 */
#include <stdio.h>
#include <time.h>

#include "brev/brev_test_data.h"

static int64_t now_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void measure(struct brev_trykkeri *trykkeri, const char *navn,
                    const struct brev_maaned *brev, int breve)
{
    struct err err = ERR_INIT;
    size_t bytes = 0;
    int64_t start = now_us();

    for (int i = 0; i < breve; i++) {
        struct arena arena;
        struct str pdf = STR_EMPTY;
        arena_init(&arena, (size_t)64 << 20);
        bool ok = brev_maaned_pdf(&arena, trykkeri, brev, &pdf, &err);
        ASSERT(ok);
        bytes += pdf.n;
        arena_release(&arena);
    }
    int64_t us = now_us() - start;
    printf("%-28s %6lld us a letter, %5lld letters/s, %6zu bytes each\n", navn,
           (long long)(us / breve), (long long)((int64_t)breve * 1000000 / us),
           bytes / (size_t)breve);
}

int main(void)
{
    struct arena arena;
    struct brev_trykkeri *trykkeri = NULL;
    struct err err = ERR_INIT;

    arena_init(&arena, (size_t)256 << 20);
    if (!brev_trykkeri_open(&arena, &brev_filer_debian, &trykkeri, &err)) {
        fprintf(stderr, "%s: %s\n", err.place, err.text);
        return 1;
    }
    struct brev_maaned et = data_boern(&arena, 1);
    struct brev_maaned to = data_boern(&arena, 2);
    struct brev_maaned alt = data_alt(&arena);
    struct brev_maaned tolv = data_boern(&arena, 12);
    measure(trykkeri, "one child, 2 pages", &et, 200);
    measure(trykkeri, "two children", &to, 200);
    measure(trykkeri, "all sections, 4 pages", &alt, 200);
    measure(trykkeri, "twelve children, 10 pages", &tolv, 50);
    brev_trykkeri_close(trykkeri);
    arena_release(&arena);
    return 0;
}
