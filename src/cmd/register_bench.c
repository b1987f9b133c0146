/*
 * register_bench: how fast a register is filled and read.
 *
 * An invented municipality (demo.h) of 1,000, 10,000 and 100,000 placements: imported into an empty
 * database, imported again (nothing to register), read whole, and one family at a time. One thread,
 * in processor time; a server's is not in it. Arguments: the database's URL ("-": a new SQLite file
 * in /tmp) and the largest number of placements.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "demo/demo.h"
#include "register/register.h"

#define LIMIT ((size_t)8 << 30)

enum { FAMILIES = 2000 };

/* Of this process: on a machine others use too, the wall tells about them. */
static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int64_t since(int64_t *start)
{
    int64_t now = now_ms();
    int64_t took = now - *start;

    *start = now;
    return took;
}

static _Noreturn void stop(const struct err *err)
{
    fprintf(stderr, "register_bench: %s: %s\n", err->place, err->text);
    exit(1);
}

static long peak_mb(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

static struct str facts(struct arena *arena, int antal)
{
    const struct demo_args args = {antal, 1, 101, maaned_make(2024, 6), DEMO_TRIN};
    struct sager sager;
    struct buf buf;

    demo_make(arena, &args, &sager);
    buf_init(&buf, arena);
    sag_write_json(&buf, &sager);
    return buf_str(&buf);
}

static size_t import(struct store *store, const struct adgang *adgang, struct str tekst)
{
    const struct register_import valg = {.kendt = DATO_MAX};
    struct register_fil fil = {"demo.json", tekst};
    struct register_importeret ud;
    struct arena arena;
    struct err err = ERR_INIT;

    arena_init(&arena, LIMIT);
    if (!register_importer(store, &arena, adgang, &fil, 1, &valg, 1, &ud, &err)) stop(&err);
    if (ud.fund.fejl > 0) {
        fprintf(stderr, "%s %.*s\n", ud.fund.fund[0].sted.fil,
                STR_ARG(ud.fund.fund[0].tekst.dansk));
        exit(1);
    }
    size_t antal = ud.nye + ud.rettet;
    arena_release(&arena);
    return antal;
}

static void run(struct store *store, int kommune, int antal)
{
    const struct adgang adgang = {kommune, STR("bruger-1"), STR("anna"), ~0u};
    struct register_udsnit ud, en;
    struct arena arena;
    struct err err = ERR_INIT;

    arena_init(&arena, LIMIT);
    struct str tekst = facts(&arena, antal);
    int64_t start = now_ms();
    size_t skrevet = import(store, &adgang, tekst);
    int64_t foerst = since(&start);
    size_t igen = import(store, &adgang, tekst);
    int64_t anden = since(&start);
    if (!store_begin(store, STORE_READ, &err)) stop(&err);
    if (!register_read(store, &arena, kommune, 1, NULL, 0, &ud, &err)) stop(&err);
    int64_t laest = since(&start);
    size_t familier = 0;
    for (size_t i = 0; i < ud.sager.count && familier < FAMILIES; familier++) {
        struct str id = ud.sager.sag[i].familie;
        if (!register_read(store, &arena, kommune, 1, &id, 1, &en, &err)) stop(&err);
        i += en.sager.count;
    }
    int64_t enkelt = since(&start);
    store_rollback(store);
    printf("%7d placements: import %6ld ms (%zu facts), again %5ld ms (%zu), read %5ld ms, "
           "a family %4ld us; peak %ld MB\n",
           antal, (long)foerst, skrevet, (long)anden, igen, (long)laest,
           (long)(enkelt * 1000 / (int64_t)(familier == 0 ? 1 : familier)), peak_mb());
    arena_release(&arena);
}

int main(int argc, char **argv)
{
    char dir[] = "/tmp/vederlag-bench.XXXXXX";
    char url[128];
    struct arena arena;
    struct store *store = NULL;
    struct err err = ERR_INIT;
    int most = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 100000;

    arena_init(&arena, LIMIT);
    if (mkdtemp(dir) == NULL) return 1;
    snprintf(url, sizeof(url), "sqlite:%s/register.db", dir);
    const char *used = argc > 1 && argv[1][0] != '-' ? argv[1] : url;
    if (!store_open(&arena, used, true, &store, &err)) stop(&err);
    if (!store_migrate(store, 1, &err)) stop(&err);
    int kommune = 101;
    for (int antal = 1000; antal <= most; antal *= 10) {
        struct str token;
        if (!adgang_noegle_lav(&arena, kommune, STR("anna"), &token, &err)) stop(&err);
        if (!adgang_kommune_opret(store, &arena, kommune, STR("Prøve"), STR("anna"), token, 1,
                                  &err))
            stop(&err);
        run(store, kommune++, antal);
    }
    store_close(store);
    arena_release(&arena);
    snprintf(url, sizeof(url), "%s/register.db", dir);
    unlink(url);
    rmdir(dir);
    return 0;
}
