/*
 * web/intern: what the files of this room share.
 */
#ifndef WEB_INTERN_H
#define WEB_INTERN_H

#include <sys/types.h>

#include "web/web.h"

/* ---- taking a request apart ---- */

/* Whether a name that was sent is this one; `navn` is in lower case. */
bool web_navn_er(struct str sendt, const char *navn);
/* A character that a name of a method or a header field may have. */
bool web_token_tegn(char c);
bool web_token(struct str s);
/* Nothing but printable ASCII and spaces. */
bool web_ascii(struct str s);
/* UTF-8 without control characters; `linjer` allows line ends and tabs. */
bool web_ren_tekst(struct str s, bool linjer);
/* Undoes %XX, and '+' for a space in forms. False for an escape that is none. */
bool web_afkod(struct arena *arena, struct str s, bool form, struct str *out);
/* "a=b&c=d", decoded. */
bool web_felter_laes(struct arena *arena, struct str s, struct web_felter *out,
                     struct err *err) MUST_CHECK;
/* The sender's address and TLS, as the server in front tells them. */
bool web_bag_proxy(struct web_request *request, const struct web_linje *linje, size_t antal,
                   struct err *err) MUST_CHECK;
/* A parameter of a header's value (`; navn=værdi`, quoted or not). False when it is malformed or
 * stands twice; without a pointer when it is not there. */
bool web_parameter(struct str linje, const char *navn, struct str *out);
bool web_multipart(struct web_request *request, struct str type_linje, struct err *err) MUST_CHECK;

/* ---- listening (lyt.c) ---- */

struct web_lyt {
    int fd;
    const char *socket; /* the file to remove at the end; NULL for a port */
    char vist[128];     /* the address as it is told, with the port the system chose */
};

/* Binds and listens. A socket file that nobody answers on any more is replaced. */
bool web_lyt(struct web_lyt *lyt, const struct web_opsaetning *opsaetning,
             struct err *err) MUST_CHECK;
void web_lyt_slut(struct web_lyt *lyt);

/* ---- a worker (arbejder.c) ---- */

struct web_svar;

struct web_arbejder {
    const struct web_opsaetning *opsaetning;
    const struct web_program *program;
    int lyt_fd;
    int nr;      /* 0 is the one that calls hvil */
    int klar_fd; /* where it tells that it has started, or why not; -1: nobody listens */
};

/* How a worker ends. */
enum { WEB_SLUT = 0, WEB_START_FEJL = 3, WEB_STOPPET = 4 };

/* Serves until SIGTERM; the code to exit with. Signals are blocked but where it waits. */
int web_arbejder(const struct web_arbejder *arbejder);
/* Works until SIGTERM, and answers nobody: web_program.arbejd. */
int web_baggrund(const struct web_arbejder *arbejder);

/* ---- what is told on standard error (log.c) ---- */

/* Something happened to the server: a line of JSON with a word and a number. */
void web_log_haendelse(const char *haendelse, int64_t tal);

struct web_log {
    uint64_t nr;
    const char *metode; /* NULL: there was none to read */
    const char *rute;   /* NULL: none answered */
    int status;         /* 0: the sender went away before it was answered */
    int64_t us;
    size_t bytes;
};
void web_log_svar(const struct web_log *svar);

int64_t web_ur_us(void); /* a clock that only goes forward */

#endif
