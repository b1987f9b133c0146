/*
 * err: how a failure of the outside world travels up.
 *
 * Three kinds of trouble have three forms here. Our own mistake stops the run (ASSERT). The world
 * (input, disk, a limit) makes a function return false with the reason in the caller's struct err,
 * always the last parameter. What the rules refuse is not an error at all but data in a result.
 *
 * The first text set wins: layers on the way up may add a place, never overwrite.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>
#include <stddef.h>

enum err_kind {
    ERR_NONE,
    ERR_INPUT,    /* what we were given is wrong; the text says where and what to do */
    ERR_LIMIT,    /* a declared ceiling was reached */
    ERR_OVERFLOW, /* an exact computation does not fit; never a wrapped number */
    ERR_IO,       /* a file or the system refused */
    ERR_ACCESS,   /* who asks may not; nothing was done */
    ERR_CONFLICT, /* somebody else was in the way; nothing was done, and it may be tried again */
};

struct err {
    enum err_kind kind;
    char place[256];   /* file:line:col or a JSON pointer; empty when unknown */
    char text[768];    /* one impersonal Danish sentence, UTF-8 */
    char engelsk[768]; /* the same for the English pages; empty when it is said in Danish alone */
    char side[768];    /* … for the Danish pages, where text names a command; else empty */
};

/* A zeroed struct err is "no error". */
#define ERR_INIT                                                                                   \
    {                                                                                              \
        0                                                                                          \
    }

/* Records the error unless one is recorded already. Always returns false, so that a caller can
 * write `return err_set(...)`. place may be NULL. */
bool err_set(struct err *err, enum err_kind kind, const char *place, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The same in both languages, for what reaches pages: two formats of the same arguments in the
 * same order. An argument that is a word of one language is passed over by %.0s in the other. */
bool err_begge(struct err *err, enum err_kind kind, const char *place, const char *dansk,
               const char *engelsk, ...)
    __attribute__((format(printf, 4, 6), format(printf, 5, 6)));
/* For two texts that are whole already. */
bool err_begge_tekst(struct err *err, enum err_kind kind, const char *place, const char *dansk,
                     const char *engelsk);

/* What pages say instead of a text that names a command: which page or button to use. Adds to an
 * error that has neither yet. Always returns false. */
bool err_side(struct err *err, const char *dansk, const char *engelsk);
/* The text for a page in that language; Danish where there is no English one. */
const char *err_paa_side(const struct err *err, bool engelsk);

/* Fills the place of a recorded error that has none yet. Always returns false. */
bool err_at(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

#define MUST_CHECK __attribute__((warn_unused_result))

/* Passes failure up. Nothing to clean: memory hangs on arenas. */
#define TRY(call)                                                                                  \
    do {                                                                                           \
        if (!(call)) return false;                                                                 \
    } while (0)

/* On in release too: a stopped run can be repeated, a wrong payment must be reclaimed. */
_Noreturn void assert_failed(const char *condition, const char *file, int line);
#define ASSERT(condition)                                                                          \
    do {                                                                                           \
        if (!(condition)) assert_failed(#condition, __FILE__, __LINE__);                           \
    } while (0)

#endif
