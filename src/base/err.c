/*
 * err: recording a failure once, and stopping on our own mistakes.
 *
 * Invariants: (1) the first text wins; (2) a text cut by its ceiling never ends inside a letter.
 */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

__attribute__((format(printf, 3, 0))) static void put(char *to, size_t size, const char *format,
                                                      va_list args)
{
    int written = vsnprintf(to, size, format, args);

    if (written < 0) {
        to[0] = '\0';
        return;
    }
    if ((size_t)written < size) return;
    /* Cut: drop the last code point whole, since it may have lost its tail. */
    size_t end = size - 1;
    while (end > 0 && ((unsigned char)to[end - 1] & 0xC0u) == 0x80u) end--;
    if (end > 0 && (unsigned char)to[end - 1] >= 0xC0u) end--;
    to[end] = '\0';
}

/* So that a plain place goes through the same cut as a formatted one. */
__attribute__((format(printf, 3, 4))) static void put_format(char *to, size_t size,
                                                             const char *format, ...)
{
    va_list args;

    va_start(args, format);
    put(to, size, format, args);
    va_end(args);
}

bool err_set(struct err *err, enum err_kind kind, const char *place, const char *format, ...)
{
    va_list args;

    ASSERT(err != NULL);
    ASSERT(kind != ERR_NONE);
    if (err->kind != ERR_NONE) return false;
    err->kind = kind;
    put_format(err->place, sizeof(err->place), "%s", place == NULL ? "" : place);
    va_start(args, format);
    put(err->text, sizeof(err->text), format, args);
    va_end(args);
    return false;
}

bool err_begge(struct err *err, enum err_kind kind, const char *place, const char *dansk,
               const char *engelsk, ...)
{
    va_list args;

    ASSERT(err != NULL);
    ASSERT(kind != ERR_NONE);
    if (err->kind != ERR_NONE) return false;
    err->kind = kind;
    put_format(err->place, sizeof(err->place), "%s", place == NULL ? "" : place);
    va_start(args, engelsk);
    put(err->text, sizeof(err->text), dansk, args);
    va_end(args);
    va_start(args, engelsk);
    put(err->engelsk, sizeof(err->engelsk), engelsk, args);
    va_end(args);
    return false;
}

bool err_begge_tekst(struct err *err, enum err_kind kind, const char *place, const char *dansk,
                     const char *engelsk)
{
    ASSERT(err != NULL);
    if (err->kind != ERR_NONE) return false;
    put_format(err->engelsk, sizeof(err->engelsk), "%s", engelsk);
    return err_set(err, kind, place, "%s", dansk);
}

bool err_side(struct err *err, const char *dansk, const char *engelsk)
{
    ASSERT(err != NULL);
    if (err->kind == ERR_NONE || err->side[0] != '\0' || err->engelsk[0] != '\0') return false;
    put_format(err->side, sizeof(err->side), "%s", dansk);
    put_format(err->engelsk, sizeof(err->engelsk), "%s", engelsk);
    return false;
}

const char *err_paa_side(const struct err *err, bool engelsk)
{
    if (engelsk && err->engelsk[0] != '\0') return err->engelsk;
    return err->side[0] != '\0' ? err->side : err->text;
}

bool err_at(struct err *err, const char *format, ...)
{
    va_list args;

    ASSERT(err != NULL);
    if (err->kind == ERR_NONE || err->place[0] != '\0') return false;
    va_start(args, format);
    put(err->place, sizeof(err->place), format, args);
    va_end(args);
    return false;
}

_Noreturn void assert_failed(const char *condition, const char *file, int line)
{
    fprintf(stderr, "vederlag: intern fejl, kørslen er stoppet: %s (%s:%d)\n", condition, file,
            line);
    fflush(stderr);
    abort();
}
