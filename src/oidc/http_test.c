/* Fetching, from a server on this machine that answers as it should not: too much, too late, with a
 * redirect, or not at all. */
#include "base/test_help.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "oidc/oidc.h"

static struct arena arena;
static struct err err;
static pid_t server;
static int port;

/* ---- the server, in a process of its own */

static void send_all(int fd, const char *text, size_t n)
{
    while (n > 0) {
        ssize_t sent = send(fd, text, n, MSG_NOSIGNAL);
        if (sent <= 0) return;
        text += sent;
        n -= (size_t)sent;
    }
}

static void say(int fd, const char *text)
{
    send_all(fd, text, strlen(text));
}

/* `n` bytes; `told` says so first. */
static void send_long(int fd, size_t n, bool told)
{
    char head[100], piece[1024];

    memset(piece, 'x', sizeof(piece));
    if (told)
        snprintf(head, sizeof(head), "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n", n);
    else
        snprintf(head, sizeof(head), "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
    say(fd, head);
    for (size_t sent = 0; sent < n; sent += sizeof(piece)) send_all(fd, piece, sizeof(piece));
}

/* Says back what it was sent; the body comes with the head here. */
static void echo(int fd, const char *request, size_t n)
{
    char head[100];

    snprintf(head, sizeof(head), "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n", n);
    say(fd, head);
    send_all(fd, request, n);
}

static void answer(int fd)
{
    char request[4096];
    ssize_t n = recv(fd, request, sizeof(request) - 1, 0);

    if (n <= 0) return;
    request[n] = '\0';
    if (strstr(request, " /echo ") != NULL) echo(fd, request, (size_t)n);
    if (strstr(request, " /long ") != NULL) send_long(fd, OIDC_JSON_MAX + 1024, true);
    if (strstr(request, " /untold ") != NULL) send_long(fd, OIDC_JSON_MAX + 1024, false);
    if (strstr(request, " /fits ") != NULL) send_long(fd, OIDC_JSON_MAX, true);
    if (strstr(request, " /on ") != NULL)
        say(fd, "HTTP/1.1 302 Found\r\nLocation: /echo\r\nContent-Length: 0\r\n\r\n");
    if (strstr(request, " /none ") != NULL) say(fd, "no HTTP at all");
    /* The client has long gone when this ends. */
    if (strstr(request, " /late ") != NULL) sleep(3);
    if (strstr(request, " /slow ") != NULL) {
        say(fd, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        for (int i = 0; i < 30; i++) {
            say(fd, "x");
            nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
        }
    }
}

static void serve(int listener)
{
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0) continue;
        if (fork() == 0) {
            answer(fd);
            _exit(0);
        }
        close(fd);
    }
}

static int start_server(void **state)
{
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t size = sizeof(address);
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    (void)state;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, (struct sockaddr *)&address, sizeof(address)) != 0) return 1;
    if (listen(listener, 16) != 0) return 1;
    if (getsockname(listener, (struct sockaddr *)&address, &size) != 0) return 1;
    port = ntohs(address.sin_port);
    server = fork();
    if (server == 0) {
        signal(SIGCHLD, SIG_IGN);
        serve(listener);
    }
    close(listener);
    arena_init(&arena, 64 << 20);
    return oidc_http_start(&err) ? 0 : 1;
}

static int stop_server(void **state)
{
    (void)state;
    kill(server, SIGKILL);
    waitpid(server, NULL, 0);
    arena_release(&arena);
    return 0;
}

/* ---- */

static struct oidc_request to(const char *path)
{
    return (struct oidc_request){
        .url = str_format(&arena, "http://127.0.0.1:%d%s", port, path),
        .time_ms = 10000, /* a busy machine is no fault */
        .max = OIDC_JSON_MAX,
    };
}

static bool fetch(struct oidc_request request, int *status, struct str *body)
{
    struct oidc_fetch http = oidc_http();

    return http.fetch(http.ctx, &arena, &request, status, body, &err);
}

static bool has(struct str text, const char *part)
{
    size_t at;

    return str_find(text, str_from(part), &at);
}

static void what_is_sent(void **state)
{
    struct oidc_request request = to("/echo");
    struct str body;
    int status = 0;
    (void)state;
    assert_ok(fetch(request, &status, &body), err);
    assert_int_equal(status, 200);
    assert_true(str_starts(body, STR("GET /echo HTTP/1.1\r\n")));
    assert_true(has(body, "Accept: application/json\r\n"));
    assert_false(has(body, "Authorization") || has(body, "Cookie"));
    request.form = STR("grant_type=authorization_code&code=x");
    request.user = STR("vederlag");
    request.password = STR("s3%3Acret");
    assert_ok(fetch(request, &status, &body), err);
    assert_true(str_starts(body, STR("POST /echo HTTP/1.1\r\n")));
    /* "vederlag:s3%3Acret" */
    assert_true(has(body, "Authorization: Basic dmVkZXJsYWc6czMlM0FjcmV0\r\n"));
    assert_true(has(body, "Content-Type: application/x-www-form-urlencoded\r\n"));
    assert_true(str_ends(body, STR("\r\n\r\ngrant_type=authorization_code&code=x")));
}

static void what_is_too_much(void **state)
{
    struct str body;
    int status = 0;
    (void)state;
    assert_ok(fetch(to("/fits"), &status, &body), err);
    assert_int_equal(body.n, OIDC_JSON_MAX);
    assert_refused_as(fetch(to("/long"), &status, &body), err, ERR_IO, "for langt");
    assert_refused_as(fetch(to("/untold"), &status, &body), err, ERR_IO, "for langt");
    struct oidc_request small = to("/echo");
    small.max = 10;
    assert_refused_as(fetch(small, &status, &body), err, ERR_IO, "for langt");
}

static void what_is_too_late(void **state)
{
    struct str body;
    int status = 0;
    (void)state;
    struct oidc_request late = to("/late"), slow = to("/slow");
    late.time_ms = slow.time_ms = 500;
    assert_refused_as(fetch(late, &status, &body), err, ERR_IO, "i tide");
    /* A byte now and then keeps nobody waiting. */
    assert_refused_as(fetch(slow, &status, &body), err, ERR_IO, "i tide");
}

static void what_is_no_answer(void **state)
{
    struct oidc_request nobody = to("/");
    struct str body;
    int status = 0;
    (void)state;
    assert_ok(fetch(to("/on"), &status, &body), err);
    assert_int_equal(status, 302);
    assert_int_equal(body.n, 0);
    assert_refused_as(fetch(to("/none"), &status, &body), err, ERR_IO, "kan ikke nås");
    assert_refused_as(fetch(to("/closes"), &status, &body), err, ERR_IO, "kan ikke nås");
    nobody.url = STR("http://127.0.0.1:1/");
    assert_refused_as(fetch(nobody, &status, &body), err, ERR_IO, "kan ikke nås");
    /* TLS where there is none. */
    nobody.url = str_format(&arena, "https://127.0.0.1:%d/echo", port);
    assert_refused_as(fetch(nobody, &status, &body), err, ERR_IO, "kan ikke nås");
}

/* What is on this machine is not asked through the house's proxy; what is elsewhere, is. */
static void proxies(void **state)
{
    struct oidc_request elsewhere = to("/echo");
    struct str body;
    int status = 0;
    (void)state;
    assert_int_equal(setenv("http_proxy", "http://127.0.0.1:1", 1), 0);
    assert_ok(fetch(to("/echo"), &status, &body), err);
    struct str proxy = str_format(&arena, "http://127.0.0.1:%d", port);
    assert_int_equal(setenv("https_proxy", str_c(&arena, proxy), 1), 0);
    elsewhere.url = STR("https://id.example.dk/echo");
    /* Our server is no proxy and closes; without one there would be a name to look up first. */
    assert_false(fetch(elsewhere, &status, &body));
    assert_int_equal(err.kind, ERR_IO);
    assert_null(strstr(err.text, "resolve"));
    memset(&err, 0, sizeof(err));
    unsetenv("http_proxy");
    unsetenv("https_proxy");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_sent),     cmocka_unit_test(what_is_too_much),
        cmocka_unit_test(what_is_too_late), cmocka_unit_test(what_is_no_answer),
        cmocka_unit_test(proxies),
    };

    return cmocka_run_group_tests(tests, start_server, stop_server);
}
