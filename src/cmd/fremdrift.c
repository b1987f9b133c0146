/*
 * fremdrift: the bar, and when it is drawn.
 */
#include "cmd/fremdrift.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/err.h"

enum {
    SILENT_US = 500000,
    BETWEEN_US = 100000,
    BAR = 20,
};

/* Not the program's own clock (tid.h): that one may be set, and need not move. */
static int64_t clock_us(void)
{
    struct timespec now = {0};

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void fremdrift_init_on(struct fremdrift *f, const char *label, int fd)
{
    *f = (struct fremdrift){.label = label, .fd = fd, .terminal = isatty(fd) == 1};
    f->started_us = clock_us();
    f->drawn_us = f->started_us;
}

void fremdrift_init(struct fremdrift *f, const char *label)
{
    fremdrift_init_on(f, label, STDERR_FILENO);
}

void fremdrift_tekst(char out[FREMDRIFT_BYTES], const char *label, size_t done, size_t total)
{
    char bar[BAR + 1];
    size_t full = 0;
    int n;

    if (total == 0) {
        n = snprintf(out, FREMDRIFT_BYTES, "%.100s: %zu", label, done);
    } else {
        if (done > total) done = total;
        /* A quotient, so that no product can overflow. */
        full = done == total ? BAR : total >= BAR ? done / (total / BAR) : done * BAR / total;
        if (full > BAR) full = BAR;
        memset(bar, '.', BAR);
        memset(bar, '#', full);
        bar[BAR] = '\0';
        n = snprintf(out, FREMDRIFT_BYTES, "%.100s [%s] %zu af %zu", label, bar, done, total);
    }
    ASSERT(n > 0 && n < FREMDRIFT_BYTES);
}

/* Whether the terminal took it is nothing to stop for. */
static void draw(const struct fremdrift *f, const char *text)
{
    size_t n = strlen(text);

    while (n > 0) {
        ssize_t put = write(f->fd, text, n);
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) return;
        text += put;
        n -= (size_t)put;
    }
}

void fremdrift_vis(struct fremdrift *f, size_t done, size_t total)
{
    char text[FREMDRIFT_BYTES];
    char line[FREMDRIFT_BYTES + 8];

    if (!f->terminal) return;
    int64_t now_us = clock_us();
    if (now_us - f->started_us < SILENT_US || now_us - f->drawn_us < BETWEEN_US) return;
    fremdrift_tekst(text, f->label, done, total);
    snprintf(line, sizeof(line), "\r%s\x1b[K", text);
    draw(f, line);
    f->drawn = true;
    f->drawn_us = now_us;
}

void fremdrift_slut(struct fremdrift *f)
{
    if (f->drawn) draw(f, "\r\x1b[K");
    f->drawn = false;
}
