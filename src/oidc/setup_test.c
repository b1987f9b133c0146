/* The setup of a provider: what is read, and what is refused with words that help. */
#include "base/test_help.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "oidc/oidc.h"

static struct arena arena;
static struct err err;
static char folder[64];

static const char *in_folder(const char *name)
{
    return str_c(&arena, str_format(&arena, "%s/%s", folder, name));
}

static void write_file(const char *name, const char *text, mode_t mode)
{
    const char *path = in_folder(name);
    size_t n = strlen(text);

    unlink(path);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, mode);
    assert_true(fd >= 0);
    assert_int_equal(fchmod(fd, mode), 0);
    assert_int_equal(write(fd, text, n), (ssize_t)n);
    close(fd);
}

static int begin(void **state)
{
    (void)state;
    arena_init(&arena, 8 << 20);
    memset(&err, 0, sizeof(err));
    snprintf(folder, sizeof(folder), "/tmp/vederlag-oidc.XXXXXX");
    if (mkdtemp(folder) == NULL) return 1;
    write_file("hemmelig", "s3cret\n", 0600);
    return 0;
}

static int end(void **state)
{
    (void)state;
    unlink(in_folder("hemmelig"));
    unlink(in_folder("henvisning"));
    unlink(in_folder("u.csv"));
    rmdir(folder);
    arena_release(&arena);
    return 0;
}

/* A file that is right, but for one key that says something else; NULL leaves it out. */
static bool read_but(const char *key, const char *value, struct oidc_setup *out)
{
    static const char *const row[][2] = {
        {"kode", "mitid"},
        {"navn", "MitID"},
        {"hvem", "alle"},
        {"udsteder", "https://id.example.dk"},
        {"klient", "vederlag"},
        {"hemmelighed", "hemmelig"},
        {"retur", "https://vederlag.example.dk/log-ind/oidc/svar"},
        {"acr", "high"},
    };
    struct buf buf;
    bool found = false;

    buf_init(&buf, &arena);
    buf_c(&buf, "nøgle;værdi\n");
    for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
        bool this = strcmp(row[i][0], key) == 0;
        const char *says = this ? value : row[i][1];
        found = found || this;
        if (says != NULL) buf_format(&buf, "%s;%s\n", row[i][0], says);
    }
    if (!found && value != NULL) buf_format(&buf, "%s;%s\n", key, value);
    write_file("u.csv", str_c(&arena, buf_str(&buf)), 0644);
    return oidc_setup_read(&arena, in_folder("u.csv"), out, &err);
}

static void what_is_read(void **state)
{
    struct oidc_setup s;
    (void)state;
    assert_ok(read_but("amr", "mfa  hwk", &s), err);
    assert_str(s.kode, "mitid");
    assert_str(s.navn_en, "MitID");
    assert_str(s.krav, "sub");
    assert_str(s.scope, "openid");
    assert_str(s.hemmelig, "s3cret");
    assert_int_equal(s.hvem, OIDC_ALLE);
    assert_int_equal(s.acr.count, 1);
    assert_int_equal(s.amr.count, 2);
    assert_str(s.amr.word[1], "hwk");
    assert_int_equal(s.max_alder_s, 0);
    assert_false(s.altid_to);
    assert_null(s.ca);
    assert_ok(read_but("ca", "ca.pem", &s), err);
    assert_string_equal(s.ca, in_folder("ca.pem"));
    assert_ok(read_but("ca", "/etc/ca.pem", &s), err);
    assert_string_equal(s.ca, "/etc/ca.pem");
    assert_ok(read_but("hvem", "familier", &s), err);
    assert_int_equal(s.hvem, OIDC_FAMILIER);
    assert_ok(read_but("login_minutter", "30", &s), err);
    assert_int_equal(s.max_alder_s, 1800);
    assert_ok(read_but("udsteder", "http://127.0.0.1:8080", &s), err);
    assert_ok(read_but("scope", "ssn openid", &s), err);
}

static void what_is_refused(void **state)
{
    static const struct {
        const char *key, *value, *words;
    } wrong[] = {
        {"kode", NULL, "kode mangler"},
        {"kode", "Mit ID", "a-z"},
        {"kode", "mitid-mitid-mitid-mitid", "a-z"},
        {"hvem", "børn", "medarbejdere eller familier"},
        {"udsteder", "http://id.example.dk", "https"},
        {"udsteder", "id.example.dk", "https"},
        {"udsteder", "https://id.example.dk?x=1", "https"},
        {"udsteder", "https://bruger@id.example.dk", "https"},
        {"udsteder", "https://", "https"},
        {"udsteder", "http://127.0.0.1.example.dk", "https"},
        {"udsteder", "http://localhost@example.dk", "https"},
        {"retur", "http://vederlag.example.dk/log-ind/oidc/svar", "retur"},
        {"retur", "/log-ind/oidc/svar", "retur"},
        {"klient", "en klient", "klient"},
        {"acr", NULL, "to faktorer"},
        {"acr", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17", "16 ord"},
        {"to_faktorer", "altid", "to faktorer"},
        {"to_faktorer", "nej", "to faktorer"},
        {"scope", "profile", "openid"},
        {"login_minutter", "0", "1-1440"},
        {"login_minutter", "1441", "1-1440"},
        {"login_minutter", "ti", "1-1440"},
        {"hemmelighed", "ingen", "findes ikke"},
        {"ukendt", "1", "kendes ikke"},
    };
    struct oidc_setup s;
    (void)state;
    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
        assert_refused_as(read_but(wrong[i].key, wrong[i].value, &s), err, ERR_INPUT,
                          wrong[i].words);
    write_file("u.csv", "nøgle;værdi\nkode;a\nkode;b\n", 0644);
    assert_refused_as(oidc_setup_read(&arena, in_folder("u.csv"), &s, &err), err, ERR_INPUT,
                      "to gange");
    write_file("u.csv", "key;value\nkode;a\n", 0644);
    assert_refused_as(oidc_setup_read(&arena, in_folder("u.csv"), &s, &err), err, ERR_INPUT,
                      "nøgle;værdi");
}

static void a_secret_is_secret(void **state)
{
    static const mode_t open_to_others[] = {0640, 0604, 0660, 0644, 0611};
    struct oidc_setup s;
    char long_one[600];
    (void)state;
    for (size_t i = 0; i < sizeof(open_to_others) / sizeof(*open_to_others); i++) {
        write_file("hemmelig", "s3cret\n", open_to_others[i]);
        assert_refused_as(read_but("x", NULL, &s), err, ERR_INPUT, "0600");
    }
    write_file("hemmelig", "s3cret", 0400);
    assert_ok(read_but("x", NULL, &s), err);
    assert_str(s.hemmelig, "s3cret");
    write_file("hemmelig", "\n", 0600);
    assert_refused_as(read_but("x", NULL, &s), err, ERR_INPUT, "én linje");
    write_file("hemmelig", "to linjer\nher\n", 0600);
    assert_refused_as(read_but("x", NULL, &s), err, ERR_INPUT, "én linje");
    memset(long_one, 'x', sizeof(long_one));
    long_one[513] = '\0';
    write_file("hemmelig", long_one, 0600);
    assert_refused_as(read_but("x", NULL, &s), err, ERR_INPUT, "én linje");
    long_one[512] = '\0';
    write_file("hemmelig", long_one, 0600);
    assert_ok(read_but("x", NULL, &s), err);
    assert_int_equal(symlink("hemmelig", in_folder("henvisning")), 0);
    assert_refused_as(read_but("hemmelighed", "henvisning", &s), err, ERR_INPUT, "henvisning");
    assert_refused_as(read_but("hemmelighed", ".", &s), err, ERR_INPUT, "almindelig fil");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_read, begin, end),
        cmocka_unit_test_setup_teardown(what_is_refused, begin, end),
        cmocka_unit_test_setup_teardown(a_secret_is_secret, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
