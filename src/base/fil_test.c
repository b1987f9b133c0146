/*
 * fil: files of every size around the limit, refusals, and that a path never holds a part.
 */
#include "base/test_help.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fil.h"

static struct arena arena;
static char folder[64];

static int begin(void **state)
{
    (void)state;
    arena_init(&arena, 64u << 20);
    snprintf(folder, sizeof(folder), "/tmp/vederlag-fil-XXXXXX");
    return mkdtemp(folder) == NULL;
}

static const char *in_folder(const char *name)
{
    return str_c(&arena, str_format(&arena, "%s/%s", folder, name));
}

static int end(void **state)
{
    struct err err = ERR_INIT;
    struct str *names = NULL;
    size_t count = 0;

    (void)state;
    if (!fil_list(&arena, folder, &names, &count, &err)) return 1;
    for (size_t i = 0; i < count; i++) {
        if (remove(in_folder(names[i].p)) != 0) return 1;
    }
    arena_release(&arena);
    return rmdir(folder);
}

static void put(const char *path, struct str text)
{
    struct err err = ERR_INIT;

    if (!fil_write(path, text, &err)) fail_msg("%s %s", err.place, err.text);
}

static struct str get(const char *path)
{
    struct err err = ERR_INIT;
    struct str text = STR_EMPTY;

    if (!fil_read(&arena, path, 1 << 20, &text, &err)) fail_msg("%s %s", err.place, err.text);
    return text;
}

static size_t files(void)
{
    struct err err = ERR_INIT;
    struct str *names = NULL;
    size_t count = 0;

    assert_true(fil_list(&arena, folder, &names, &count, &err));
    return count;
}

static void written_and_read(void **state)
{
    static const size_t sizes[] = {0, 1, 4095, 4096, 4097, 100000};
    const char *path = in_folder("a.txt");

    (void)state;
    for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
        char *bytes = arena_alloc(&arena, sizes[i]);
        for (size_t j = 0; j < sizes[i]; j++) bytes[j] = (char)(j * 7);
        put(path, (struct str){bytes, sizes[i]});
        struct str back = get(path);
        assert_true(str_eq(back, (struct str){bytes, sizes[i]}));
        assert_int_equal(back.p[back.n], '\0');
        assert_int_equal(files(), 1);
    }
}

static void the_limit_is_exact(void **state)
{
    const char *path = in_folder("a.txt");
    struct err err = ERR_INIT;
    struct str text = STR("urørt");

    (void)state;
    put(path, STR("12345"));
    assert_true(fil_read(&arena, path, 5, &text, &err));
    assert_str(text, "12345");
    text = STR("urørt");
    assert_false(fil_read(&arena, path, 4, &text, &err));
    assert_int_equal(err.kind, ERR_LIMIT);
    assert_string_equal(err.place, path);
    assert_str(text, "urørt");
}

static void check_unreadable(const char *path, const char *word)
{
    struct err err = ERR_INIT;
    struct str text = STR("urørt");

    assert_false(fil_read(&arena, path, 100, &text, &err));
    assert_int_equal(err.kind, ERR_IO);
    assert_string_equal(err.place, path);
    if (strstr(err.text, word) == NULL) fail_msg("no >%s< in >%s<", word, err.text);
    assert_str(text, "urørt");
}

static void unreadable(void **state)
{
    (void)state;
    put(in_folder("a.txt"), STR("x"));
    check_unreadable(in_folder("mangler"), "findes ikke");
    check_unreadable(in_folder("a.txt/b"), "ikke en mappe");
    check_unreadable("", "findes ikke");
    check_unreadable(folder, "mappe");
    /* A pipe nobody writes to must not make the run wait. */
    assert_int_equal(mkfifo(in_folder("pipe"), 0600), 0);
    check_unreadable(in_folder("pipe"), "almindelig fil");
}

static void check_unwritable(const char *path, const char *word)
{
    struct err err = ERR_INIT;
    size_t before = files();

    assert_false(fil_write(path, STR("y"), &err));
    assert_int_equal(err.kind, ERR_IO);
    if (strstr(err.text, word) == NULL) fail_msg("no >%s< in >%s<", word, err.text);
    assert_int_equal(files(), before);
}

static void unwritable_leaves_nothing(void **state)
{
    char *long_name = arena_alloc(&arena, 6000);

    (void)state;
    put(in_folder("a.txt"), STR("x"));
    assert_int_equal(mkdir(in_folder("sub"), 0700), 0);
    check_unwritable(in_folder("mangler/a.txt"), "findes ikke");
    check_unwritable(in_folder("a.txt/b"), "ikke en mappe");
    check_unwritable(in_folder("sub"), "mappe");
    memset(long_name, 'x', 5000);
    check_unwritable(long_name, "langt");
    long_name[300] = '\0';
    check_unwritable(in_folder(long_name), "langt");
    assert_str(get(in_folder("a.txt")), "x");
}

/* The system refuses half-way through: the old bytes stay and no part is left. */
static void refused_half_way(void **state)
{
    const char *path = in_folder("a.txt");
    struct err err = ERR_INIT;
    struct rlimit old;
    char *bytes = arena_alloc(&arena, 100000);

    (void)state;
    put(path, STR("de gamle"));
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    struct rlimit low = {50000, old.rlim_max};
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    struct sigaction before;
    assert_int_equal(sigaction(SIGXFSZ, &ignore, &before), 0);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &low), 0);
    bool ok = fil_write(path, (struct str){bytes, 100000}, &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    assert_int_equal(sigaction(SIGXFSZ, &before, NULL), 0);
    assert_false(ok);
    assert_int_equal(err.kind, ERR_IO);
    assert_str(get(path), "de gamle");
    assert_int_equal(files(), 1);
}

/* A reader beside the writer sees all of one version every time. */
static void reader_sees_whole_versions(void **state)
{
    const char *path = in_folder("a.txt");
    enum { SIZE = 60000 };
    char *versions[2] = {arena_alloc(&arena, SIZE), arena_alloc(&arena, SIZE)};

    (void)state;
    memset(versions[0], 'a', SIZE);
    memset(versions[1], 'b', SIZE);
    put(path, (struct str){versions[0], SIZE});
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        for (int i = 0; i < 300; i++) {
            struct err err = ERR_INIT;
            struct arena own;
            struct str text = STR_EMPTY;
            arena_init(&own, 1 << 20);
            if (!fil_read(&own, path, SIZE, &text, &err)) _exit(1);
            struct str whole = {versions[text.p[0] == 'b'], SIZE};
            if (!str_eq(text, whole)) _exit(2);
            arena_release(&own);
        }
        _exit(0);
    }
    int status = 0;
    pid_t ended = 0;
    for (int i = 1; ended == 0; i++) {
        put(path, (struct str){versions[i % 2], SIZE});
        ended = waitpid(child, &status, WNOHANG);
    }
    assert_int_equal(ended, child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void rights_are_kept(void **state)
{
    const char *path = in_folder("a.txt");
    struct stat st;

    (void)state;
    put(path, STR("x"));
    assert_int_equal(chmod(path, 0600), 0);
    put(path, STR("y"));
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_str(get(path), "y");
}

static void other_files_beside_are_left(void **state)
{
    const char *path = in_folder("a.txt");
    const char *taken = str_c(&arena, str_format(&arena, "%s.ny-%ld-0", path, (long)getpid()));
    FILE *file = fopen(taken, "w");

    (void)state;
    assert_non_null(file);
    fputs("en andens", file);
    assert_int_equal(fclose(file), 0);
    put(path, STR("x"));
    assert_str(get(path), "x");
    assert_str(get(taken), "en andens");
    assert_int_equal(files(), 2);
}

static void path_without_folder(void **state)
{
    char before[4096];

    (void)state;
    assert_non_null(getcwd(before, sizeof(before)));
    assert_int_equal(chdir(folder), 0);
    put("a.txt", STR("x"));
    assert_str(get("a.txt"), "x");
    assert_int_equal(chdir(before), 0);
    assert_str(get(in_folder("a.txt")), "x");
}

static void two_names_are_sorted(void **state)
{
    struct err err = ERR_INIT;
    struct str *names = NULL;
    size_t count = 0;

    (void)state;
    /* Whichever order the folder has by itself, some of these pairs come out of it reversed. */
    for (char letter = 'a'; letter < 'u'; letter++) {
        char first[] = {letter, '\0'};
        char second[] = {letter, letter, '\0'};
        put(in_folder(letter % 2 == 0 ? first : second), STR("x"));
        put(in_folder(letter % 2 == 0 ? second : first), STR("x"));
        assert_true(fil_list(&arena, folder, &names, &count, &err));
        assert_int_equal(count, 2);
        assert_str(names[0], first);
        assert_str(names[1], second);
        assert_int_equal(remove(in_folder(first)), 0);
        assert_int_equal(remove(in_folder(second)), 0);
    }
}

static void folders(void **state)
{
    static const char *const made[] = {"b", "a", "a-b", "B", "æ", ".skjult", "aa"};
    static const char *const sorted[] = {".skjult", "B", "a", "a-b", "aa", "b", "æ"};
    struct err err = ERR_INIT;
    struct str *names = NULL;
    size_t count = 77;

    (void)state;
    assert_true(fil_list(&arena, folder, &names, &count, &err));
    assert_int_equal(count, 0);
    for (size_t i = 0; i < 7; i++) put(in_folder(made[i]), STR("x"));
    assert_true(fil_list(&arena, folder, &names, &count, &err));
    assert_int_equal(count, 7);
    for (size_t i = 0; i < 7; i++) {
        assert_str(names[i], sorted[i]);
        assert_int_equal(names[i].p[names[i].n], '\0');
    }
    assert_true(fil_is_folder(folder) && fil_exists(folder));
    assert_true(fil_exists(in_folder("a")));
    assert_false(fil_is_folder(in_folder("a")));
    assert_false(fil_exists(in_folder("c")) || fil_is_folder(in_folder("c")));
    assert_false(fil_list(&arena, in_folder("c"), &names, &count, &err));
    assert_int_equal(err.kind, ERR_IO);
    assert_int_equal(count, 7);
    err = (struct err)ERR_INIT;
    assert_false(fil_list(&arena, in_folder("a"), &names, &count, &err));
}

/* Reading into an arena that is full jumps, and leaves no open file behind. */
static void full_arena_holds_nothing(void **state)
{
    const char *path = in_folder("a.txt");

    (void)state;
    put(path, STR("0123456789012345678901234567890123456789"));
    int before = dup(0);
    close(before);
    for (volatile int i = 0; i < 3; i++) {
        struct arena tiny;
        arena_init(&tiny, 16);
        if (setjmp(tiny.boundary) == 0) {
            struct err err = ERR_INIT;
            struct str text = STR_EMPTY;
            struct str *names = NULL;
            size_t count = 0;
            tiny.has_boundary = true;
            bool ok = i == 0 ? fil_list(&tiny, folder, &names, &count, &err)
                             : fil_read(&tiny, path, 100, &text, &err);
            if (i > 0 || !ok || count != 1) fail_msg("no jump");
        }
        arena_release(&tiny);
    }
    int after = dup(0);
    close(after);
    assert_int_equal(before, after);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(written_and_read),
        TEST(the_limit_is_exact),
        TEST(unreadable),
        TEST(unwritable_leaves_nothing),
        TEST(refused_half_way),
        TEST(reader_sees_whole_versions),
        TEST(rights_are_kept),
        TEST(other_files_beside_are_left),
        TEST(path_without_folder),
        TEST(two_names_are_sorted),
        TEST(folders),
        TEST(full_arena_holds_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
