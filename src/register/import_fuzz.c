/*
 * import_fuzz: the libFuzzer harness of imports. Its corpus is tests/fuzz/import/.
 *
 * An input is some files, each after a line "=== NAME". They are imported into a new kommune: that
 * says what is wrong, or registers all of it; then the same again registers nothing, and what the
 * register exports is read back as what is known.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "register/register.h"

#define LIMIT ((size_t)256 << 20)
#define NOW_US INT64_C(1622548800000000)
enum { KOMMUNE = 999, FILER_MAX = 6 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char folder[64];
static struct arena kept; /* of the database that is open */
static struct store *store;
static const struct adgang anna = {KOMMUNE, {"anna", 4}, {"anna", 4}, ~0u};

static void need(bool ok, const struct err *err)
{
    if (ok) return;
    fprintf(stderr, "import_fuzz: %s: %s\n", err->place, err->text);
    abort();
}

static void remove_database(void)
{
    static const char *const END[] = {"", "-wal", "-shm", "-lock"};

    for (size_t i = 0; i < sizeof(END) / sizeof(*END); i++) {
        char path[96];
        snprintf(path, sizeof(path), "%s/f.db%s", folder, END[i]);
        unlink(path);
    }
}

static void end(void)
{
    if (store != NULL) {
        store_close(store);
        arena_release(&kept);
        store = NULL;
    }
    remove_database();
    rmdir(folder);
}

/* A database with one empty kommune; made anew once something was registered in it. */
static void open_database(void)
{
    struct err err = ERR_INIT;
    struct str token;
    char url[96];

    if (store != NULL) return;
    if (folder[0] == '\0') {
        const char *tmp = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
        snprintf(folder, sizeof(folder), "%s/vederlag-fuzz.XXXXXX", tmp);
        if (mkdtemp(folder) == NULL || atexit(end) != 0) abort();
    }
    remove_database();
    snprintf(url, sizeof(url), "sqlite:%s/f.db", folder);
    arena_init(&kept, LIMIT);
    need(store_open(&kept, url, true, &store, &err), &err);
    need(store_migrate(store, NOW_US, &err), &err);
    need(adgang_noegle_lav(&kept, KOMMUNE, STR("anna"), &token, &err), &err);
    need(
        adgang_kommune_opret(store, &kept, KOMMUNE, STR("Prøve"), STR("anna"), token, NOW_US, &err),
        &err);
}

static void close_database(void)
{
    store_close(store);
    arena_release(&kept);
    store = NULL;
}

/* Cuts the input at its "=== NAME" lines. */
static size_t files_of(struct arena *arena, struct str input, struct register_fil *fil)
{
    struct str line;
    size_t n = 0;

    while (input.n > 0 && n < FILER_MAX) {
        size_t at;
        if (!str_starts(input, STR("=== "))) return n;
        input = str_sub(input, 4, input.n);
        str_split(&input, '\n', &line);
        fil[n].navn = str_c(arena, str_copy(arena, line));
        if (!str_find(input, STR("\n=== "), &at)) at = input.n;
        fil[n].tekst = str_sub(input, 0, at < input.n ? at + 1 : at);
        input = str_sub(input, at < input.n ? at + 1 : at, input.n);
        n++;
    }
    return n;
}

/* What was registered is known, and read as facts again. */
static void again(struct arena *arena, const struct register_fil *fil, size_t n)
{
    const struct register_import valg = {.kendt = DATO_MAX};
    struct register_importeret ud;
    struct register_udsnit u;
    struct sager sager;
    struct buf json;
    struct err err = ERR_INIT;
    int64_t nr;

    need(register_importer(store, arena, &anna, fil, n, &valg, NOW_US + 1, &ud, &err), &err);
    if (ud.fund.fejl > 0 || ud.nye > 0 || ud.rettet > 0 || ud.tilbagekaldt > 0) abort();
    need(store_begin(store, STORE_READ, &err), &err);
    need(register_newest(store, KOMMUNE, &nr, &err), &err);
    need(register_read(store, arena, KOMMUNE, nr, NULL, 0, &u, &err), &err);
    store_rollback(store);
    buf_init(&json, arena);
    sag_write_json(&json, &u.sager);
    need(sag_read_json(arena, "registret", buf_str(&json), &sager, &err), &err);
    if (sager.count != u.sager.count) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct register_import valg = {.kendt = DATO_MAX};
    struct register_fil fil[FILER_MAX];
    struct register_importeret ud;
    struct err err = ERR_INIT;
    struct arena arena;

    open_database();
    arena_init(&arena, LIMIT);
    size_t n = files_of(&arena, (struct str){(const char *)data, size}, fil);
    if (n > 0) {
        bool ok = register_importer(store, &arena, &anna, fil, n, &valg, NOW_US, &ud, &err);
        if (store_in_transaction(store)) abort();
        if (!ok && err.kind != ERR_INPUT) need(ok, &err);
        if (ok && ud.fund.fejl == 0) {
            again(&arena, fil, n);
            close_database();
        }
    }
    arena_release(&arena);
    return 0;
}
