/*
 * err: the first text wins, texts are cut between letters, a broken assertion stops the process.
 */
#include "base/test_help.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void first_text_wins(void **state)
{
    struct err err = ERR_INIT;

    (void)state;
    assert_false(err_set(&err, ERR_INPUT, "a.csv:1:2", "fejl %d", 7));
    assert_int_equal(err.kind, ERR_INPUT);
    assert_string_equal(err.place, "a.csv:1:2");
    assert_string_equal(err.text, "fejl 7");
    assert_false(err_set(&err, ERR_IO, "b.csv", "en anden"));
    assert_false(err_at(&err, "c.csv"));
    assert_int_equal(err.kind, ERR_INPUT);
    assert_string_equal(err.place, "a.csv:1:2");
    assert_string_equal(err.text, "fejl 7");
}

static void place_is_filled_once(void **state)
{
    struct err err = ERR_INIT;

    (void)state;
    assert_false(err_at(&err, "ingen fejl endnu"));
    assert_int_equal(err.kind, ERR_NONE);
    assert_string_equal(err.place, "");
    err_set(&err, ERR_LIMIT, NULL, "loft");
    assert_string_equal(err.place, "");
    err_at(&err, "%s:%d", "x", 3);
    err_at(&err, "y");
    assert_string_equal(err.place, "x:3");
    err = (struct err)ERR_INIT;
    err_set(&err, ERR_LIMIT, "x", "loft");
    err_at(&err, "y");
    assert_string_equal(err.place, "x");
}

/* Long texts of letters of 1, 2, 3 and 4 bytes, at every offset, stay valid UTF-8. */
static void cut_between_letters(void **state)
{
    static const char *const letters[] = {"a", "æ", "…", "\xF0\x9F\x98\x80"};

    (void)state;
    for (size_t which = 0; which < 4; which++) {
        for (int shift = 0; shift < 5; shift++) {
            struct err err = ERR_INIT;
            struct err ignored = ERR_INIT;
            char text[4096] = "";
            size_t n = (size_t)shift;
            memset(text, 'x', n);
            while (n < 2000) {
                memcpy(text + n, letters[which], strlen(letters[which]));
                n += strlen(letters[which]);
            }
            text[n] = '\0';
            err_set(&err, ERR_INPUT, text, "%s", text);
            struct str place = str_from(err.place);
            struct str cut = str_from(err.text);
            assert_true(place.n <= sizeof(err.place) - 1 && place.n >= sizeof(err.place) - 9);
            assert_true(cut.n <= sizeof(err.text) - 1 && cut.n >= sizeof(err.text) - 9);
            assert_true(str_check_utf8(&place, "", &ignored));
            assert_true(str_check_utf8(&cut, "", &ignored));
        }
    }
}

static void longest_text_is_whole(void **state)
{
    struct err err = ERR_INIT;
    char text[sizeof(err.text)];

    (void)state;
    memset(text, 'x', sizeof(text));
    text[sizeof(text) - 1] = '\0';
    err_set(&err, ERR_INPUT, NULL, "%s", text);
    assert_string_equal(err.text, text);
}

/* What pages say, in both languages; an error that was recorded before keeps what it says. */
static void what_pages_say(void **state)
{
    (void)state;
    struct err err = ERR_INIT;

    assert_false(err_begge(&err, ERR_INPUT, "navn", "Skriv navnet", "Write the name"));
    assert_false(err_begge(&err, ERR_INPUT, "fra", "Skriv dagen", "Write the day"));
    assert_string_equal(err_paa_side(&err, false), "Skriv navnet");
    assert_string_equal(err_paa_side(&err, true), "Write the name");
    err = (struct err)ERR_INIT;
    assert_false(
        err_begge(&err, ERR_INPUT, NULL, "%s har %d tegn", "%s has %d characters", "x", 7));
    assert_string_equal(err_paa_side(&err, false), "x har 7 tegn");
    assert_string_equal(err_paa_side(&err, true), "x has 7 characters");
    err = (struct err)ERR_INIT;
    assert_false(err_begge_tekst(&err, ERR_INPUT, NULL, "100 %", "100 per cent, %s"));
    assert_string_equal(err_paa_side(&err, false), "100 %");
    assert_string_equal(err_paa_side(&err, true), "100 per cent, %s");
    err = (struct err)ERR_INIT;
    assert_false(err_side(&err, "Intet", "Nothing"));
    assert_int_equal(err.kind, ERR_NONE);
    err_set(&err, ERR_INPUT, NULL, "der er ingen; se vederlag run list");
    assert_string_equal(err_paa_side(&err, true), "der er ingen; se vederlag run list");
    assert_false(err_side(&err, "Der er ingen; se Månedsafregning", "There is none"));
    assert_string_equal(err.text, "der er ingen; se vederlag run list");
    assert_string_equal(err_paa_side(&err, false), "Der er ingen; se Månedsafregning");
    assert_string_equal(err_paa_side(&err, true), "There is none");
}

static void broken_assertion_stops(void **state)
{
    (void)state;
    int one = 1;
    ASSERT(one == 1);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (freopen("/dev/null", "w", stderr) == NULL) _exit(9);
        ASSERT(one == 2);
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGABRT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_text_wins),        cmocka_unit_test(place_is_filled_once),
        cmocka_unit_test(cut_between_letters),    cmocka_unit_test(longest_text_is_whole),
        cmocka_unit_test(broken_assertion_stops), cmocka_unit_test(what_pages_say),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
