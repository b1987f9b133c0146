/*
 * fremdrift: what is drawn, when, and that it is gone afterwards. The terminal is a pseudo one.
 */
#define _XOPEN_SOURCE 700 /* posix_openpt */

#include "base/test_help.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "cmd/fremdrift.h"

static void the_text_tells_how_far(void **state)
{
    char text[FREMDRIFT_BYTES];
    char longest[300];

    (void)state;
    fremdrift_tekst(text, "Beregner", 0, 100);
    assert_string_equal(text, "Beregner [....................] 0 af 100");
    fremdrift_tekst(text, "Beregner", 50, 100);
    assert_string_equal(text, "Beregner [##########..........] 50 af 100");
    fremdrift_tekst(text, "Beregner", 100, 100);
    assert_string_equal(text, "Beregner [####################] 100 af 100");
    fremdrift_tekst(text, "Beregner", 1, 3);
    assert_string_equal(text, "Beregner [######..............] 1 af 3");
    fremdrift_tekst(text, "Læser", 7, 0);
    assert_string_equal(text, "Læser: 7");
    fremdrift_tekst(text, "Beregner", 9, 3);
    assert_string_equal(text, "Beregner [####################] 3 af 3");
    memset(longest, 'x', sizeof(longest) - 1);
    longest[sizeof(longest) - 1] = '\0';
    fremdrift_tekst(text, longest, SIZE_MAX - 1, SIZE_MAX);
    assert_non_null(strstr(text, "[####################] 18446744073709551614 af"));
}

static void the_bar_never_goes_back(void **state)
{
    static const size_t totals[] = {1, 2, 19, 20, 21, 39, 40, 41, 999, 8703};

    (void)state;
    for (size_t t = 0; t < sizeof(totals) / sizeof(*totals); t++) {
        size_t last = 0;
        for (size_t done = 0; done <= totals[t]; done++) {
            char text[FREMDRIFT_BYTES];
            size_t full = 0;
            fremdrift_tekst(text, "x", done, totals[t]);
            for (const char *c = text; *c != '\0'; c++) full += *c == '#';
            assert_true(full >= last);
            assert_true(full <= 20);
            last = full;
        }
        assert_int_equal(last, 20);
    }
}

/* A terminal: what is written to `in` comes out of `out`. */
struct terminal {
    int in;
    int out;
};

static void terminal_open(struct terminal *t)
{
    struct termios raw;

    t->out = posix_openpt(O_RDWR | O_NOCTTY);
    assert_true(t->out >= 0);
    assert_int_equal(grantpt(t->out), 0);
    assert_int_equal(unlockpt(t->out), 0);
    t->in = open(ptsname(t->out), O_RDWR | O_NOCTTY);
    assert_true(t->in >= 0);
    assert_int_equal(tcgetattr(t->in, &raw), 0);
    raw.c_oflag &= ~(tcflag_t)OPOST;
    assert_int_equal(tcsetattr(t->in, TCSANOW, &raw), 0);
}

/* What has been drawn since the last call. The terminal hands it over in its own time: until it has
 * been quiet for a while. */
static size_t terminal_read(const struct terminal *t, char *out, size_t size)
{
    struct pollfd ready = {.fd = t->out, .events = POLLIN};
    size_t n = 0;

    while (n < size - 1 && poll(&ready, 1, 200) == 1) {
        ssize_t got = read(t->out, out + n, size - 1 - n);
        if (got <= 0) break;
        n += (size_t)got;
    }
    out[n] = '\0';
    return n;
}

static void terminal_close(const struct terminal *t)
{
    close(t->in);
    close(t->out);
}

static void short_work_draws_nothing(void **state)
{
    struct terminal t;
    struct fremdrift f;
    char seen[4096];

    (void)state;
    terminal_open(&t);
    fremdrift_init_on(&f, "Beregner", t.in);
    assert_true(f.terminal);
    for (size_t i = 0; i < 1000; i++) fremdrift_vis(&f, i, 1000);
    fremdrift_slut(&f);
    assert_int_equal(terminal_read(&t, seen, sizeof(seen)), 0);
    terminal_close(&t);
}

static void long_work_is_drawn_seldom_and_erased(void **state)
{
    struct terminal t;
    struct fremdrift f;
    char seen[4096];
    size_t times = 0;

    (void)state;
    terminal_open(&t);
    fremdrift_init_on(&f, "Beregner", t.in);
    f.started_us -= 600000; /* as if it had begun then */
    f.drawn_us -= 600000;
    for (size_t i = 0; i < 300; i++) {
        const struct timespec pause = {0, 1000000};
        fremdrift_vis(&f, i, 300);
        nanosleep(&pause, NULL);
    }
    assert_true(terminal_read(&t, seen, sizeof(seen)) > 0);
    assert_memory_equal(seen, "\rBeregner [....................] 0 af 300\x1b[K", 41);
    for (const char *c = seen; *c != '\0'; c++) times += *c == '\r';
    /* 300 calls in 0.3 s and more: one drawing for each tenth begun, however slow the machine. */
    assert_true(times >= 3);
    assert_true((int64_t)times <= (f.drawn_us - f.started_us - 600000) / 100000 + 1);
    assert_null(strchr(seen, '\n'));
    fremdrift_slut(&f);
    assert_int_equal(terminal_read(&t, seen, sizeof(seen)), 4);
    assert_string_equal(seen, "\r\x1b[K");
    fremdrift_slut(&f);
    assert_int_equal(terminal_read(&t, seen, sizeof(seen)), 0);
    terminal_close(&t);
}

static void a_file_gets_nothing(void **state)
{
    struct fremdrift f;
    int ends[2];
    char seen[16];

    (void)state;
    assert_int_equal(pipe(ends), 0);
    fremdrift_init_on(&f, "Beregner", ends[1]);
    f.started_us -= 600000;
    f.drawn_us -= 600000;
    fremdrift_vis(&f, 1, 2);
    fremdrift_slut(&f);
    assert_int_equal(fcntl(ends[0], F_SETFL, O_NONBLOCK), 0);
    assert_true(read(ends[0], seen, sizeof(seen)) <= 0);
    close(ends[0]);
    close(ends[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_text_tells_how_far),
        cmocka_unit_test(the_bar_never_goes_back),
        cmocka_unit_test(short_work_draws_nothing),
        cmocka_unit_test(long_work_is_drawn_seldom_and_erased),
        cmocka_unit_test(a_file_gets_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
