/*
 * log: lines of JSON on standard error, one write each, so that workers never mix theirs.
 *
 * A line has no path, no query and no address of a sender: only the route's pattern, which has no
 * ids in it, and a random number that the error page shows too.
 */
#include "web/intern.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

int64_t web_ur_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* The log tells the system's time, also where the program's clock is set by hand. */
static void tid(char *out, size_t plads)
{
    struct timespec t;
    struct tm tm;
    char dag[32];

    clock_gettime(CLOCK_REALTIME, &t);
    gmtime_r(&t.tv_sec, &tm);
    strftime(dag, sizeof(dag), "%Y-%m-%dT%H:%M:%S", &tm);
    snprintf(out, plads, "%s.%06ldZ", dag, t.tv_nsec / 1000);
}

static void skriv(const char *linje, int n)
{
    /* There is nobody to tell that the log cannot be written. */
    if (n > 0 && write(STDERR_FILENO, linje, (size_t)n) < 0) return;
}

void web_log_haendelse(const char *haendelse, int64_t tal)
{
    char t[64], linje[256];

    tid(t, sizeof(t));
    skriv(linje, snprintf(linje, sizeof(linje),
                          "{\"tid\":\"%s\",\"haendelse\":\"%s\",\"tal\":%" PRId64 "}\n", t,
                          haendelse, tal));
}

void web_log_fejl(const char *haendelse, const struct err *err)
{
    struct arena arena;
    struct buf buf;
    char t[64];

    tid(t, sizeof(t));
    arena_init(&arena, 64 << 10);
    if (setjmp(arena.boundary) == 0) {
        arena.has_boundary = true;
        buf_init(&buf, &arena);
        buf_format(&buf, "{\"tid\":\"%s\",\"haendelse\":\"%s\",\"tekst\":", t, haendelse);
        buf_json(&buf, str_from(err->text));
        buf_c(&buf, "}\n");
        skriv(buf.p, (int)buf.n);
    }
    arena_release(&arena);
}

static void ord_eller_null(char *out, size_t plads, const char *ord)
{
    if (ord == NULL)
        snprintf(out, plads, "null");
    else
        snprintf(out, plads, "\"%s\"", ord);
}

void web_log_svar(const struct web_log *svar)
{
    char t[64], rute[256], metode[32], linje[768];

    tid(t, sizeof(t));
    ord_eller_null(rute, sizeof(rute), svar->rute);
    ord_eller_null(metode, sizeof(metode), svar->metode);
    skriv(linje, snprintf(linje, sizeof(linje),
                          "{\"tid\":\"%s\",\"nr\":\"%016" PRIx64 "\",\"metode\":%s,\"rute\":%s,"
                          "\"status\":%d,\"us\":%" PRId64 ",\"byte\":%zu}\n",
                          t, svar->nr, metode, rute, svar->status, svar->us, svar->bytes));
}
