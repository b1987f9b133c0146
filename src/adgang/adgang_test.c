/*
 * adgang: what each role may do (as docs/adgang.md says), names, tokens and their files; and users,
 * roles and tokens in the database, on both engines.
 */
#define TEST_BEGGE
#include "adgang/test_adgang.h"

#include <sys/stat.h>

#include "base/hash.h"

/* ---- roles and rights */

/* The cells of a row "| a | b |", trimmed; how many there are. */
static size_t read_row(struct str line, struct str *cell, size_t max)
{
    struct str part;
    size_t n = 0;

    if (!str_starts(line, STR("| ")) || !str_ends(line, STR("|"))) return 0;
    line = str_sub(line, 1, line.n - 1);
    while (str_split(&line, '|', &part)) {
        assert_true(n < max);
        cell[n++] = str_trim(part);
    }
    return n;
}

/* The table in docs/adgang.md has a row for each right and a column for each role, in our order;
 * "ja" where the role has the right and nothing where it has not. */
static void rights_are_as_documented(void **state)
{
    struct arena arena;
    struct str text;
    struct str line;
    struct str cell[ROLLE_ANTAL + 1];
    struct err err = ERR_INIT;
    size_t row = 0;
    size_t checked = 0;

    (void)state;
    arena_init(&arena, 1 << 20);
    assert_ok(fil_read(&arena, "docs/adgang.md", 100000, &text, &err), err);
    while (str_split(&text, '\n', &line)) {
        if (read_row(line, cell, ROLLE_ANTAL + 1) != ROLLE_ANTAL + 1) continue;
        if (str_starts(cell[0], STR("-"))) continue;
        for (int i = 0; i < ROLLE_ANTAL; i++) {
            enum rolle rolle = (enum rolle)i;
            if (row == 0) {
                assert_str(cell[i + 1], rolle_navn(rolle));
                continue;
            }
            enum ret ret = (enum ret)(row - 1);
            assert_str(cell[0], ret_navn(ret));
            assert_str(cell[i + 1], rolle_har(rolle, ret) ? "ja" : "");
            checked++;
        }
        row++;
    }
    assert_int_equal(checked, ROLLE_ANTAL * RET_ANTAL);
    arena_release(&arena);
}

/* Who may do what follows from the roles alone, and a refusal names what is missing. */
static void a_user_has_what_its_roles_have(void **state)
{
    (void)state;
    for (unsigned roller = 0; roller < 1u << ROLLE_ANTAL; roller++) {
        struct adgang adgang = {773, STR("id"), STR("anna"), roller};
        for (int r = 0; r < RET_ANTAL; r++) {
            enum ret ret = (enum ret)r;
            struct err err = ERR_INIT;
            bool expected = false;
            for (int i = 0; i < ROLLE_ANTAL; i++) {
                if ((roller >> i & 1) == 1 && rolle_har((enum rolle)i, ret)) expected = true;
            }
            assert_int_equal(adgang_har(&adgang, ret), expected);
            if (expected)
                assert_ok(adgang_kraev(&adgang, ret, &err), err);
            else
                assert_refused_as(adgang_kraev(&adgang, ret, &err), err, ERR_ACCESS, ret_navn(ret));
        }
    }
}

static void role_words_read_back(void **state)
{
    struct err err = ERR_INIT;
    enum rolle rolle;

    (void)state;
    for (int i = 0; i < ROLLE_ANTAL; i++) {
        assert_ok(rolle_parse(str_from(rolle_kode((enum rolle)i)), &rolle, &err), err);
        assert_int_equal(rolle, i);
        assert_ok(rolle_parse(str_from(rolle_navn((enum rolle)i)), &rolle, &err), err);
        assert_int_equal(rolle, i);
    }
    assert_refused_as(rolle_parse(STR("chef"), &rolle, &err), err, ERR_INPUT,
                      "revision, analytiker");
    assert_refused_as(rolle_parse(STR_EMPTY, &rolle, &err), err, ERR_INPUT, "familierådgiver");
}

/* ---- names */

static void names_are_folded_or_refused(void **state)
{
    static const char *const good[][2] = {
        {"Søren", "soeren"},
        {"ÅSE-Mærsk.2", "aase-maersk.2"},
        {"a1", "a1"},
        {"familie-nord", "familie-nord"},
        {"az12345678", "az12345678"},
        {"0099999999", "0099999999"}, /* no day and no month */
        {"1234567890123456789012345678901234567890", "1234567890123456789012345678901234567890"},
    };
    static const char *const bad[] = {
        "",
        "a",
        "-a",
        "a-",
        ".",
        "..",
        "a b",
        "a/b",
        "../rod",
        "a_b",
        "é1",
        "a\nb",
        "aa:bb",
        "æøå/",
        "a\x80",
        "ab-",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    };
    static const char *const cpr[] = {
        "7101921234", "710192-1234",   "71-01-92-1234",  "x7101921234",     "0101921234",
        "3112991234", "91.12.92.1234", "a-7101921234-b", "999910119212345",
    };
    struct arena arena;
    struct err err = ERR_INIT;
    struct str navn;

    (void)state;
    arena_init(&arena, 1 << 20);
    for (size_t i = 0; i + 1 < sizeof(good) / sizeof(*good); i++) {
        assert_ok(adgang_navn_parse(&arena, str_from(good[i][0]), &navn, &err), err);
        assert_str(navn, good[i][1]);
    }
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        assert_refused_as(adgang_navn_parse(&arena, str_from(bad[i]), &navn, &err), err, ERR_INPUT,
                          "2-40 tegn");
    }
    for (size_t i = 0; i < sizeof(cpr) / sizeof(*cpr); i++) {
        assert_false(adgang_navn_parse(&arena, str_from(cpr[i]), &navn, &err));
        assert_non_null(strstr(err.text, "ligner et cpr-nummer"));
        assert_null(strstr(err.text, "1234"));
        err = (struct err)ERR_INIT;
    }
    arena_release(&arena);
}

/* ---- tokens and their files */

static void tokens_are_new_each_time_and_tell_whose(void **state)
{
    struct arena arena;
    struct err err = ERR_INIT;
    struct str seen[200];

    (void)state;
    arena_init(&arena, 1 << 20);
    for (int i = 0; i < 200; i++) {
        assert_ok(adgang_noegle_lav(&arena, 773, STR("Anna"), &seen[i], &err), err);
        assert_true(str_starts(seen[i], STR("vederlag-1:773:anna:")));
        assert_int_equal(seen[i].n, 20 + 43);
        assert_true(adgang_noegle_er_for(seen[i], 773, STR("anna")));
        for (int j = 0; j < i; j++) assert_false(str_eq(seen[i], seen[j]));
    }
    assert_false(adgang_noegle_er_for(seen[0], 774, STR("anna")));
    assert_false(adgang_noegle_er_for(seen[0], 773, STR("ann")));
    assert_false(adgang_noegle_er_for(str_sub(seen[0], 0, seen[0].n - 1), 773, STR("anna")));
    assert_false(adgang_noegle_er_for(STR_EMPTY, 773, STR("anna")));
    assert_refused_as(adgang_noegle_lav(&arena, 100, STR("anna"), &seen[0], &err), err, ERR_INPUT,
                      "101");
    assert_refused_as(adgang_noegle_lav(&arena, 1000, STR("anna"), &seen[0], &err), err, ERR_INPUT,
                      "999");
    arena_release(&arena);
}

struct files {
    struct arena arena;
    struct err err;
    char dir[64];
    struct str token;
};

static void files_start(struct files *f)
{
    *f = (struct files){.dir = "/tmp/vederlag-adgang.XXXXXX"};
    arena_init(&f->arena, 1 << 20);
    assert_non_null(mkdtemp(f->dir));
    assert_ok(adgang_noegle_lav(&f->arena, 773, STR("anna"), &f->token, &f->err), f->err);
}

static void files_stop(struct files *f)
{
    const char *const away[] = {"rm", "-rf", f->dir, NULL};

    assert_int_equal(test_run(away), 0);
    arena_release(&f->arena);
}

static const char *path_in(struct files *f, const char *name)
{
    return str_c(&f->arena, str_format(&f->arena, "%s/%s", f->dir, name));
}

/* The files of tokens are the command line's alone, which is Danish. */
#undef TEST_SPROG
#define TEST_SPROG(e) (void)0

static void a_token_file_is_its_owners_alone(void **state)
{
    struct files f;
    struct stat st;
    struct str back;

    (void)state;
    files_start(&f);
    const char *path = path_in(&f, "anna.noegle");
    mode_t before = umask(0777);
    bool ok = adgang_noegle_skriv(path, f.token, &f.err);
    umask(before);
    assert_ok(ok, f.err);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    assert_ok(adgang_noegle_laes(&f.arena, path, &back, &f.err), f.err);
    assert_true(str_eq(back, f.token));
    assert_refused_as(adgang_noegle_skriv(path, STR("noget andet"), &f.err), f.err, ERR_IO,
                      "ligger allerede");
    assert_ok(adgang_noegle_laes(&f.arena, path, &back, &f.err), f.err);
    assert_true(str_eq(back, f.token));
    assert_refused_as(adgang_noegle_skriv(path_in(&f, "x/y"), f.token, &f.err), f.err, ERR_IO,
                      "mappen findes ikke");
    files_stop(&f);
}

static void a_file_others_can_reach_is_refused(void **state)
{
    static const mode_t open_modes[] = {0640, 0604, 0620, 0602, 0610, 0601, 0666, 0777};
    struct files f;
    struct str back;

    (void)state;
    files_start(&f);
    const char *path = path_in(&f, "anna.noegle");
    const char *link = path_in(&f, "link.noegle");
    const char *pipe = path_in(&f, "pipe.noegle");
    assert_refused_as(adgang_noegle_laes(&f.arena, path, &back, &f.err), f.err, ERR_ACCESS,
                      "findes ikke");
    assert_ok(adgang_noegle_skriv(path, f.token, &f.err), f.err);
    for (size_t i = 0; i < sizeof(open_modes) / sizeof(*open_modes); i++) {
        assert_int_equal(chmod(path, open_modes[i]), 0);
        assert_refused_as(adgang_noegle_laes(&f.arena, path, &back, &f.err), f.err, ERR_ACCESS,
                          "læses af andre");
    }
    assert_int_equal(chmod(path, 0400), 0);
    assert_ok(adgang_noegle_laes(&f.arena, path, &back, &f.err), f.err);
    assert_int_equal(symlink(path, link), 0);
    assert_refused_as(adgang_noegle_laes(&f.arena, link, &back, &f.err), f.err, ERR_ACCESS,
                      "henvisning");
    assert_refused_as(adgang_noegle_skriv(link, f.token, &f.err), f.err, ERR_IO, "ligger allerede");
    assert_int_equal(mkfifo(pipe, 0600), 0);
    assert_refused_as(adgang_noegle_laes(&f.arena, pipe, &back, &f.err), f.err, ERR_ACCESS,
                      "almindelig fil");
    assert_refused_as(adgang_noegle_laes(&f.arena, f.dir, &back, &f.err), f.err, ERR_ACCESS,
                      "almindelig fil");
    if (geteuid() == 0) {
        assert_int_equal(chown(path, 12345, 12345), 0);
        assert_refused_as(adgang_noegle_laes(&f.arena, path, &back, &f.err), f.err, ERR_ACCESS,
                          "ejes af en anden");
    }
    files_stop(&f);
}

static void a_long_file_is_no_token(void **state)
{
    struct files f;
    struct buf text;
    struct str back;

    (void)state;
    files_start(&f);
    const char *path = path_in(&f, "anna.noegle");
    buf_init(&text, &f.arena);
    buf_fill(&text, 'x', 256);
    assert_ok(adgang_noegle_skriv(path, buf_str(&text), &f.err), f.err);
    assert_refused_as(adgang_noegle_laes(&f.arena, path, &back, &f.err), f.err, ERR_ACCESS,
                      "for lang");
    files_stop(&f);
}

#undef TEST_SPROG
#define TEST_SPROG(e) test_begge(&(e))

/* ---- login */

static void the_first_user_can_only_look_after_users(void **state)
{
    struct test_case t;

    open_new(&t, *state);
    assert_int_equal(t.rod.kommune, 773);
    assert_int_equal(t.rod.roller, 1u << ROLLE_ADGANG);
    assert_str(t.rod.navn, "rod");
    assert_true(adgang_har(&t.rod, RET_BRUGERE));
    assert_false(adgang_har(&t.rod, RET_LAES_PERSON));
    /* Nor is the kommune made twice, and nothing of the second attempt stays. */
    struct adgang_bruger *all;
    struct str token = token_for(&t, 773, "bo");
    assert_refused_as(make_kommune(&t, 773, "bo", token), t.err, ERR_INPUT, "oprettet i forvejen");
    assert_int_equal(list(&t, NOW, &all), 1);
    close_case(&t);
}

static void every_token_that_does_not_open_gives_one_error(void **state)
{
    struct test_case t;
    struct adgang got;
    struct str anna;
    struct str forged;
    char first[768];

    open_new(&t, *state);
    (void)new_user(&t, "anna", ROLLE_LEDER);
    anna = token_for(&t, 773, "anna"); /* one that nobody registered */
    assert_false(login(&t, 773, "anna", anna, NOW, &got));
    assert_int_equal(t.err.kind, ERR_ACCESS);
    assert_null(strstr(t.err.text, "vederlag-1"));
    memcpy(first, t.err.text, sizeof(first));
    t.err = (struct err)ERR_INIT;
    char *changed = str_c(&t.arena, t.token);
    changed[t.token.n - 1] = changed[t.token.n - 1] == 'A' ? 'E' : 'A';
    forged = str_from(changed);
    assert_true(adgang_noegle_er_for(forged, 773, STR("rod")));
    const struct {
        const char *navn;
        struct str token;
        int64_t now_us;
    } bad[] = {
        {"anna", STR_EMPTY, NOW}, {"anna", t.token, NOW}, /* another's */
        {"rod", forged, NOW},     {"rod", str_sub(t.token, 0, t.token.n - 1), NOW},
        {"nobody", t.token, NOW}, {"../rod", t.token, NOW},
        {"", STR_EMPTY, NOW},     {"rod", t.token, NOW + 365 * DAY_US}, /* a year after */
    };
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        assert_false(login(&t, 773, bad[i].navn, bad[i].token, bad[i].now_us, &got));
        assert_int_equal(t.err.kind, ERR_ACCESS);
        assert_string_equal(t.err.text, first);
        t.err = (struct err)ERR_INIT;
    }
    assert_ok(login(&t, 0, "ROD", t.token, NOW + 365 * DAY_US - 1, &got), t.err);
    close_case(&t);
}

static void a_renewed_token_replaces_and_a_closed_one_ends(void **state)
{
    struct test_case t;
    struct adgang got;
    struct adgang_bruger *all;

    open_new(&t, *state);
    struct str first = token_for(&t, 773, "anna");
    struct str second = token_for(&t, 773, "anna");
    assert_ok(make_user(&t, &t.rod, "anna", ROLLE_LEDER, first), t.err);
    assert_ok(renew(&t, &t.rod, "Anna", second, NOW + DAY_US), t.err);
    assert_refused_as(login(&t, 773, "anna", first, NOW, &got), t.err, ERR_ACCESS, "ikke adgang");
    assert_ok(login(&t, 773, "anna", second, NOW, &got), t.err);
    assert_refused_as(login(&t, 773, "anna", second, NOW + DAY_US, &got), t.err, ERR_ACCESS,
                      "ikke adgang");
    assert_int_equal(list(&t, NOW, &all), 2);
    assert_true(all[0].udloeber_us == NOW + DAY_US);
    for (int i = 0; i < 2; i++) assert_ok(withdraw(&t, &t.rod, "anna"), t.err);
    assert_refused_as(login(&t, 773, "anna", second, NOW, &got), t.err, ERR_ACCESS, "ikke adgang");
    assert_int_equal(list(&t, NOW, &all), 2);
    assert_true(all[0].udloeber_us == 0);
    assert_ok(renew(&t, &t.rod, "anna", first, 0), t.err);
    assert_ok(login(&t, 773, "anna", first, NOW, &got), t.err);
    assert_refused_as(renew(&t, &t.rod, "anna", first, NOW), t.err, ERR_INPUT, "efter nu");
    struct str nobody = token_for(&t, 773, "nobody");
    assert_refused_as(renew(&t, &t.rod, "nobody", nobody, 0), t.err, ERR_INPUT, "findes ikke");
    assert_refused_as(withdraw(&t, &t.rod, "nobody"), t.err, ERR_INPUT, "findes ikke");
    close_case(&t);
}

static void kommuner_do_not_see_each_other(void **state)
{
    struct test_case t;
    struct adgang got;
    struct str navn;

    open_new(&t, *state);
    struct str other = token_for(&t, 740, "rod");
    assert_ok(make_kommune(&t, 740, "rod", other), t.err);
    assert_refused_as(login(&t, 0, "rod", t.token, NOW, &got), t.err, ERR_INPUT,
                      "740 Prøvekommunen, 773 Prøvekommunen");
    assert_refused_as(login(&t, 751, "rod", t.token, NOW, &got), t.err, ERR_INPUT,
                      "ikke kommune 751");
    assert_refused_as(login(&t, 740, "rod", t.token, NOW, &got), t.err, ERR_ACCESS, "ikke adgang");
    assert_refused_as(login(&t, 773, "rod", other, NOW, &got), t.err, ERR_ACCESS, "ikke adgang");
    assert_ok(login(&t, 740, "rod", other, NOW, &got), t.err);
    assert_false(str_eq(got.bruger, t.rod.bruger));
    struct adgang anna = new_user(&t, "anna", ROLLE_LEDER);
    assert_refused_as(withdraw(&t, &got, "anna"), t.err, ERR_INPUT, "findes ikke");
    assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
    assert_ok(adgang_navn(t.store, &t.arena, 740, anna.bruger, &navn, &t.err), t.err);
    assert_str(navn, "");
    assert_ok(adgang_navn(t.store, &t.arena, 773, anna.bruger, &navn, &t.err), t.err);
    assert_str(navn, "anna");
    assert_ok(store_commit(t.store, &t.err), t.err);
    close_case(&t);
}

static void an_empty_database_says_what_to_do(void **state)
{
    struct test_case t;
    struct adgang got;

    open_empty(&t, *state);
    struct str token = token_for(&t, 773, "rod");
    assert_refused_as(login(&t, 0, "rod", token, NOW, &got), t.err, ERR_INPUT, "kommune opret");
    assert_refused_as(make_kommune(&t, 99, "rod", token), t.err, ERR_INPUT, "fra 101 til 999");
    static const char *const bad[] = {"", "  ", "a\x1b[2J", "a\xff"};
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        assert_refused_as(adgang_kommune_opret(t.store, &t.arena, 773, str_from(bad[i]), STR("rod"),
                                               token, NOW, &t.err),
                          t.err, ERR_INPUT, "Kommunens navn");
    }
    close_case(&t);
}

/* ---- roles in the database */

static void roles_are_given_and_taken(void **state)
{
    struct test_case t;
    struct adgang_bruger *all;

    open_new(&t, *state);
    (void)new_user(&t, "bo", ROLLE_UDVALG);
    (void)new_user(&t, "anna", ROLLE_LEDER);
    for (int i = 0; i < 2; i++)
        assert_ok(set_role(&t, &t.rod, "anna", ROLLE_OEKONOMI, true), t.err);
    assert_int_equal(list(&t, NOW, &all), 3);
    assert_str(all[0].navn, "anna");
    assert_str(all[1].navn, "bo");
    assert_str(all[2].navn, "rod");
    assert_int_equal(all[0].roller, 1u << ROLLE_LEDER | 1u << ROLLE_OEKONOMI);
    assert_int_equal(all[1].roller, 1u << ROLLE_UDVALG);
    assert_true(all[2].udloeber_us == NOW + 365 * DAY_US);
    for (int i = 0; i < 2; i++) assert_ok(set_role(&t, &t.rod, "anna", ROLLE_LEDER, false), t.err);
    assert_int_equal(list(&t, NOW, &all), 3);
    assert_int_equal(all[0].roller, 1u << ROLLE_OEKONOMI);
    assert_ok(set_role(&t, &t.rod, "anna", ROLLE_LEDER, true), t.err);
    assert_int_equal(list(&t, NOW, &all), 3);
    assert_int_equal(all[0].roller, 1u << ROLLE_LEDER | 1u << ROLLE_OEKONOMI);
    struct str token = token_for(&t, 773, "anna");
    assert_refused_as(make_user(&t, &t.rod, "ANNA", ROLLE_LEDER, token), t.err, ERR_INPUT,
                      "allerede en bruger");
    assert_refused_as(set_role(&t, &t.rod, "nobody", ROLLE_LEDER, true), t.err, ERR_INPUT,
                      "findes ikke");
    close_case(&t);
}

/* Each role but one is refused everything here, and what was refused left nothing. */
static void only_the_role_adgang_changes_users(void **state)
{
    struct test_case t;
    struct adgang_bruger *before;
    struct adgang_bruger *after;

    open_new(&t, *state);
    for (int i = 0; i < ROLLE_ANTAL; i++) {
        enum rolle rolle = (enum rolle)i;
        /* Members of families are kode_test's. */
        if (rolle == ROLLE_ADGANG || rolle == ROLLE_PLEJEFAMILIE) continue;
        (void)new_user(&t, rolle_kode(rolle), rolle);
    }
    size_t n = list(&t, NOW, &before);
    assert_int_equal(n, ROLLE_ANTAL - 1);
    for (size_t i = 0; i < n; i++) {
        struct adgang af = {773, before[i].id, before[i].navn, before[i].roller};
        struct str fresh = token_for(&t, 773, "ny");
        struct str leder = token_for(&t, 773, "leder");
        if (before[i].roller == 1u << ROLLE_ADGANG) continue;
        assert_refused_as(make_user(&t, &af, "ny", ROLLE_LEDER, fresh), t.err, ERR_ACCESS,
                          "rollen adgang");
        assert_refused_as(set_role(&t, &af, "leder", ROLLE_UDVALG, true), t.err, ERR_ACCESS,
                          "rollen adgang");
        assert_refused_as(renew(&t, &af, "leder", leder, 0), t.err, ERR_ACCESS, "rollen adgang");
        assert_refused_as(withdraw(&t, &af, "leder"), t.err, ERR_ACCESS, "rollen adgang");
    }
    assert_int_equal(list(&t, NOW, &after), n);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(after[i].roller, before[i].roller);
        assert_true(after[i].udloeber_us == before[i].udloeber_us);
    }
    close_case(&t);
}

/* A right that was taken since the login is gone. */
static void rights_are_looked_up_anew(void **state)
{
    struct test_case t;

    open_new(&t, *state);
    struct adgang anna = new_user(&t, "anna", ROLLE_ADGANG);
    assert_ok(set_role(&t, &t.rod, "anna", ROLLE_ADGANG, false), t.err);
    assert_true(adgang_har(&anna, RET_BRUGERE)); /* as she was let in */
    assert_refused_as(set_role(&t, &anna, "rod", ROLLE_LEDER, true), t.err, ERR_ACCESS,
                      "rollen adgang");
    close_case(&t);
}

static void nobody_helps_itself_and_somebody_is_left(void **state)
{
    struct test_case t;

    open_new(&t, *state);
    assert_refused_as(set_role(&t, &t.rod, "rod", ROLLE_OEKONOMI, true), t.err, ERR_ACCESS,
                      "sig selv");
    assert_refused_as(set_role(&t, &t.rod, "rod", ROLLE_ADGANG, false), t.err, ERR_INPUT, "sidste");
    assert_refused_as(withdraw(&t, &t.rod, "rod"), t.err, ERR_INPUT, "sidste");
    struct adgang anna = new_user(&t, "anna", ROLLE_ADGANG);
    /* One who has the role and no token helps nobody. */
    assert_ok(withdraw(&t, &t.rod, "anna"), t.err);
    assert_refused_as(set_role(&t, &t.rod, "rod", ROLLE_ADGANG, false), t.err, ERR_INPUT, "sidste");
    struct str token = token_for(&t, 773, "anna");
    assert_ok(renew(&t, &t.rod, "anna", token, 0), t.err);
    assert_ok(set_role(&t, &anna, "rod", ROLLE_OEKONOMI, true), t.err);
    assert_ok(set_role(&t, &t.rod, "rod", ROLLE_ADGANG, false), t.err);
    assert_refused_as(withdraw(&t, &anna, "anna"), t.err, ERR_INPUT, "sidste");
    assert_ok(withdraw(&t, &anna, "rod"), t.err);
    close_case(&t);
}

/* ---- what is kept */

/* The database's bytes hold no token, only its hash. */
static void a_token_is_nowhere_in_the_database(void **state)
{
    struct test_case t;
    struct str bytes;
    size_t at;

    open_new(&t, *state);
    const char *copy = str_c(&t.arena, str_format(&t.arena, "%s/kopi.db", sqlite.dir));
    assert_ok(store_backup(t.store, copy, &t.err), t.err);
    assert_ok(fil_read(&t.arena, copy, 16 << 20, &bytes, &t.err), t.err);
    struct hash hash = hash_of(t.token);
    assert_true(str_find(bytes, str_from(hash.hex), &at));
    assert_false(str_find(bytes, str_sub(t.token, t.token.n - 43, t.token.n), &at));
    assert_false(str_find(bytes, STR("vederlag-1:"), &at));
    close_case(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rights_are_as_documented),
        cmocka_unit_test(a_user_has_what_its_roles_have),
        cmocka_unit_test(role_words_read_back),
        cmocka_unit_test(names_are_folded_or_refused),
        cmocka_unit_test(tokens_are_new_each_time_and_tell_whose),
        cmocka_unit_test(a_token_file_is_its_owners_alone),
        cmocka_unit_test(a_file_others_can_reach_is_refused),
        cmocka_unit_test(a_long_file_is_no_token),
        BOTH(the_first_user_can_only_look_after_users),
        BOTH(every_token_that_does_not_open_gives_one_error),
        BOTH(a_renewed_token_replaces_and_a_closed_one_ends),
        BOTH(kommuner_do_not_see_each_other),
        BOTH(an_empty_database_says_what_to_do),
        BOTH(roles_are_given_and_taken),
        BOTH(only_the_role_adgang_changes_users),
        BOTH(rights_are_looked_up_anew),
        BOTH(nobody_helps_itself_and_somebody_is_left),
        {"a_token_is_nowhere_in_the_database_sqlite", a_token_is_nowhere_in_the_database, NULL,
         NULL, &sqlite},
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
