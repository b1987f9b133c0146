/*
 * vederlag-mutation: damages the handbooks and rates in a folder and says what nobody noticed.
 *
 *     vederlag-mutation --all | --sample N [--seed S] [--jobs N] [--file PART] [--equal] [FOLDER]
 *
 * Exit 0 when no survivor changes an amount, 1 when one does, 2 when it cannot be told.
 */
#include <errno.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "haandbog/mutation.h"

enum { EXIT_PROVEN, EXIT_HOLES, EXIT_UNKNOWN };

#define LOFT ((size_t)4 << 30)

enum { BEHOLD = 512 << 20 };

struct valgt {
    bool alle;
    bool lige; /* name also survivors that are made otherwise and amount to the same */
    unsigned long antal;
    unsigned long seed;
    unsigned long jobs;
    const char *fil; /* only files whose path holds this */
    const char *mappe;
};

static bool number(const char *text, unsigned long *out)
{
    char *end = NULL;
    errno = 0;
    *out = text == NULL ? 0 : strtoul(text, &end, 10);
    return text != NULL && errno == 0 && end != text && *end == '\0';
}

static bool read_args(int argc, char **argv, struct valgt *v)
{
    *v = (struct valgt){.seed = 1, .jobs = 2, .mappe = "."};
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--all") == 0) {
            v->alle = true;
        } else if (strcmp(argv[i], "--equal") == 0) {
            v->lige = true;
        } else if (strcmp(argv[i], "--sample") == 0) {
            TRY(number(argv[++i], &v->antal));
        } else if (strcmp(argv[i], "--seed") == 0) {
            TRY(number(argv[++i], &v->seed));
        } else if (strcmp(argv[i], "--jobs") == 0) {
            TRY(number(argv[++i], &v->jobs));
        } else if (strcmp(argv[i], "--file") == 0) {
            v->fil = argv[++i];
            if (v->fil == NULL) return false;
        } else if (argv[i][0] != '-') {
            v->mappe = argv[i];
        } else {
            return false;
        }
    }
    return v->alle != (v->antal > 0) && v->jobs > 0 && v->jobs <= 16;
}

/* Every number of the files that were asked for. */
static void choose_all(struct arena *arena, const struct korpus *korpus, const char *part,
                       uint32_t **nr, size_t *count)
{
    *count = 0;
    *nr = ARENA_ARRAY(arena, korpus->mutanter, uint32_t);
    for (size_t i = 0; i < korpus->filer; i++) {
        const struct korpus_fil *fil = &korpus->fil[i];
        if (part != NULL && strstr(fil->sti, part) == NULL) continue;
        for (size_t n = 0; n < fil->antal; n++) (*nr)[(*count)++] = (uint32_t)(fil->foerste + n);
    }
}

static long milliseconds(void)
{
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) return 0;
    return (long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool run(struct arena *arena, const struct valgt *v, size_t *holes, struct err *err)
{
    struct korpus korpus;
    uint32_t *nr = NULL;
    size_t count = 0;
    struct buf out;
    TRY(korpus_load(arena, v->mappe, v->seed, &korpus, err));
    if (v->alle)
        choose_all(arena, &korpus, v->fil, &nr, &count);
    else
        korpus_sample(arena, &korpus, v->antal, v->seed, &nr, &count);
    uint8_t *svar = ARENA_ARRAY(arena, count, uint8_t);
    long start = milliseconds();
    bool fremdrift = isatty(STDERR_FILENO) == 1;
    TRY(mutation_run(&korpus, nr, count, (int)v->jobs, fremdrift, svar, err));
    long ms = milliseconds() - start;
    buf_init(&out, arena);
    *holes = mutation_report(&out, &korpus, nr, count, svar, v->lige);
    fwrite(out.p, 1, out.n, stdout);
    printf("\n%zu mutanter på %ld,%ld sekunder i %lu processer: %ld i sekundet (frø %lu)\n", count,
           ms / 1000, ms % 1000 / 100, v->jobs, (long)count * 1000 / (ms > 0 ? ms : 1), v->seed);
    printf("%zu overlevende ændrer et beløb eller stopper programmet\n", *holes);
    return true;
}

int main(int argc, char **argv)
{
    static struct arena arena;
    struct valgt v;
    struct err err = ERR_INIT;
    size_t holes = 0;
    if (!read_args(argc, argv, &v)) {
        fprintf(stderr,
                "brug: vederlag-mutation --all | --sample ANTAL [--seed FRØ] [--jobs ANTAL] "
                "[--file DEL] [--equal] [MAPPE]\n");
        return EXIT_UNKNOWN;
    }
    /* Each mutant frees its memory; giving it back to the system every time costs half the run. */
    mallopt(M_TRIM_THRESHOLD, BEHOLD);
    mallopt(M_MMAP_THRESHOLD, BEHOLD);
    arena_init(&arena, LOFT);
    bool ok = run(&arena, &v, &holes, &err);
    arena_release(&arena);
    if (!ok) {
        fprintf(stderr, "%s%sfejl: %s\n", err.place, err.place[0] != '\0' ? ": " : "", err.text);
        return EXIT_UNKNOWN;
    }
    return holes > 0 ? EXIT_HOLES : EXIT_PROVEN;
}
