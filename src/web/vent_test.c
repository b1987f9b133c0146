/*
 * Answers that wait to be kept: while somebody else writes, other requests are answered, and a
 * waiting answer is not sent before it is kept; what comes afterwards comes after they are sent.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/test_help.h"
#include "web/web.h"

/* What the test and the server's process tell each other. */
static struct {
    atomic_bool travlt;
    atomic_int svaret; /* answers made */
    atomic_int spurgt; /* how often it was asked whether somebody writes */
    atomic_int gemt;   /* answers kept */
    atomic_int laest;  /* answers the test has had */
    atomic_int bagefter;
    atomic_int for_tidligt; /* so often it was called before an answer was there to be had */
    atomic_bool stop;       /* the next who asks whether somebody writes ends the server */
    atomic_int efter_stop;  /* how often it was asked after that */
} * delt;

enum { UDSKYD_MS = 1500 };

static void pause_ms(int ms)
{
    struct timespec t = {0, ms * 1000000L};
    nanosleep(&t, NULL);
}

static char sti[64];

/* /gem waits to be kept, everything else does not. */
static void svar(void *ctx, struct web_request *request, struct web_response *response)
{
    (void)ctx;
    delt->svaret++;
    response->status = 200;
    response->type = "text/plain; charset=utf-8";
    response->body = STR("svar\n");
    response->rute = "/";
    if (str_is(request->sti, "/gem")) response->gem = delt;
}

static void gem(void *ctx, struct web_gem *alle, size_t antal)
{
    (void)ctx;
    for (size_t i = 0; i < antal; i++) alle[i].gemt = true;
    delt->gemt += (int)antal;
}

static bool travlt(void *ctx)
{
    (void)ctx;
    delt->spurgt++;
    if (delt->stop) {
        delt->efter_stop++;
        kill(getpid(), SIGTERM); /* is taken when the loop waits next */
    }
    return delt->travlt;
}

static void bagefter(void *ctx)
{
    (void)ctx;
    delt->bagefter++;
    /* Nothing more is sent while this waits, so what is not with the test by then never was. */
    for (int i = 0; i < 400 && delt->laest < delt->gemt; i++) pause_ms(5);
    if (delt->laest < delt->gemt) delt->for_tidligt++;
}

static void ugemt(void *ctx, struct web_request *request, struct web_response *response)
{
    (void)ctx;
    (void)request;
    response->status = 500;
}

static pid_t begin_server(int forbindelser)
{
    static char adresse[80];
    struct web_program program = {
        .svar = svar, .gem = gem, .travlt = travlt, .bagefter = bagefter, .ugemt = ugemt};
    struct web_opsaetning o = {.adresse = adresse,
                               .arbejdere = 1,
                               .body_max = 1000,
                               .arena_max = 4 << 20,
                               .forbindelser = forbindelser,
                               .udskyd_ms = UDSKYD_MS,
                               .sekunder = 10};
    struct err err = ERR_INIT;

    snprintf(sti, sizeof(sti), "/tmp/vederlag-vent.%ld", (long)getpid());
    snprintf(adresse, sizeof(adresse), "unix:%s", sti);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child > 0) return child;
    if (freopen("/dev/null", "w", stdout) == NULL || freopen("/dev/null", "w", stderr) == NULL)
        _exit(9);
    _exit(web_server(&o, &program, &err) ? 0 : 1);
}

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int connect_to(void)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);

    assert_true(fd >= 0);
    snprintf(at.sun_path, sizeof(at.sun_path), "%s", sti);
    for (int i = 0; connect(fd, (struct sockaddr *)&at, sizeof(at)) != 0; i++) {
        assert_true(i < 500);
        pause_ms(10);
    }
    return fd;
}

/* Sends a request for the path; the answer is read later. */
static int ask(const char *hvad)
{
    char text[100];
    int fd = connect_to();
    int n = snprintf(text, sizeof(text), "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", hvad);

    assert_int_equal(write(fd, text, (size_t)n), n);
    return fd;
}

/* Whether an answer has come within the time; the connection stays. */
static bool has_come(int fd, int ms)
{
    char byte;

    for (; ms >= 0; ms -= 5) {
        if (recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 1) return true;
        pause_ms(5);
    }
    return false;
}

/* `gemt`: it had to be kept. */
static void take_answer(int fd, bool gemt)
{
    char text[1000] = {0};
    size_t n = 0;
    ssize_t part;

    while ((part = read(fd, text + n, sizeof(text) - 1 - n)) > 0) n += (size_t)part;
    close(fd);
    assert_int_equal(strncmp(text, "HTTP/1.1 200 ", 13), 0);
    assert_non_null(strstr(text, "\r\n\r\nsvar\n"));
    if (gemt) delt->laest++;
}

static void others_are_answered_while_somebody_writes(void **state)
{
    (void)state;
    delt->travlt = true;
    int a = ask("/gem");
    int b = ask("/");
    take_answer(b, false);
    assert_false(has_come(a, 30));
    assert_int_equal(delt->gemt, 0);
    int c = ask("/gem");
    delt->travlt = false;
    take_answer(a, true);
    take_answer(c, true);
    assert_int_equal(delt->gemt, 2);
    assert_true(delt->spurgt > 1);
    for (int i = 0; i < 400 && delt->bagefter == 0; i++) pause_ms(5);
    assert_true(delt->bagefter > 0);
    take_answer(ask("/"), false); /* it is done with what came afterwards */
    assert_int_equal(delt->for_tidligt, 0);
}

/* One who writes for long is waited for after all. */
static void nobody_waits_for_ever(void **state)
{
    int64_t begyndt = now_ms();

    (void)state;
    delt->travlt = true;
    take_answer(ask("/gem"), true);
    assert_int_equal(delt->gemt, 1);
    assert_true(now_ms() - begyndt >= UDSKYD_MS);
}

/* Where there is room for two, both wait and a third comes: they are kept at once, and none is
 * thrown out for it. */
static void a_waiting_answer_gives_no_place(void **state)
{
    int64_t begyndt = now_ms();

    (void)state;
    delt->travlt = true;
    int a = ask("/gem"), b = ask("/gem");
    for (int i = 0; i < 200 && delt->svaret < 2; i++) pause_ms(5);
    int c = ask("/");
    take_answer(a, true);
    take_answer(b, true);
    take_answer(c, false);
    assert_int_equal(delt->gemt, 2);
    assert_true(delt->spurgt < 500);
    assert_true(now_ms() - begyndt < UDSKYD_MS);
}

static void one_that_is_slow_gives_place_first(void **state)
{
    int langsom[4];

    (void)state;
    delt->travlt = true;
    int a = ask("/gem");
    for (int i = 0; i < 200 && delt->svaret == 0; i++) pause_ms(5);
    for (int i = 0; i < 4; i++) langsom[i] = connect_to();
    take_answer(a, true);
    for (int i = 0; i < 4; i++) close(langsom[i]);
}

static void what_waits_is_answered_when_the_server_stops(void **state)
{
    pid_t *server = *state;
    int status = 0;

    delt->travlt = delt->stop = true;
    take_answer(ask("/gem"), true);
    assert_true(delt->efter_stop < 5);
    assert_int_equal(kill(*server, SIGTERM), 0);
    assert_int_equal(waitpid(*server, &status, 0), *server);
    *server = 0;
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static int start_with(void **state, int forbindelser)
{
    static pid_t server;
    char navn[] = "/tmp/vederlag-vent.XXXXXX";
    int fd = mkstemp(navn);

    if (fd < 0 || unlink(navn) != 0 || ftruncate(fd, sizeof(*delt)) != 0) return -1;
    delt = mmap(NULL, sizeof(*delt), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    if (delt == MAP_FAILED) return -1;
    server = begin_server(forbindelser);
    *state = &server;
    return 0;
}

static int start(void **state)
{
    return start_with(state, 50);
}

static int start_small(void **state)
{
    return start_with(state, 2);
}

static int stop(void **state)
{
    pid_t *server = *state;

    if (*server > 0) {
        kill(*server, SIGKILL);
        waitpid(*server, NULL, 0);
    }
    unlink(sti);
    munmap(delt, sizeof(*delt));
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(others_are_answered_while_somebody_writes, start, stop),
        cmocka_unit_test_setup_teardown(nobody_waits_for_ever, start, stop),
        cmocka_unit_test_setup_teardown(a_waiting_answer_gives_no_place, start_small, stop),
        cmocka_unit_test_setup_teardown(one_that_is_slow_gives_place_first, start_small, stop),
        cmocka_unit_test_setup_teardown(what_waits_is_answered_when_the_server_stops, start, stop),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
