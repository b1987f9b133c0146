/*
 * web: requests and answers over HTTP; knows nothing of the field.
 *
 * A request reaches the program whole: its head was found strict (web_stramt), its body is read,
 * its fields are taken apart. The program gives an answer that is whole too: nothing is streamed,
 * so an error on the way becomes an error page and never half a page. Everything of a request lies
 * on its arena, which has a ceiling; reaching it is the answer 503.
 *
 * A field that stands twice is refused (400) where it is read, unless it is read as a list.
 */
#ifndef WEB_WEB_H
#define WEB_WEB_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum web_method {
    WEB_GET, /* HEAD too: the server leaves the body out */
    WEB_POST,
    WEB_PUT,
    WEB_DELETE,
};

/* A name and its value, decoded; UTF-8 without control characters but line ends and tabs. */
struct web_felt {
    struct str navn;
    struct str vaerdi;
};

struct web_felter {
    struct web_felt *felt;
    size_t antal;
};

/* A file in a form (multipart/form-data). */
struct web_fil {
    struct str felt;
    struct str navn; /* as the sender called it: never a path of ours */
    struct str type;
    struct str indhold;
};

struct web_request {
    struct arena *arena;
    enum web_method method;
    struct str sti;          /* "/familie/F000012", decoded, begins with '/', no "." or ".." part */
    struct web_felter query; /* after '?' */
    struct web_felter form;  /* of a form's body */
    struct web_felter cookies;
    struct web_felter dele; /* what web_rute_find found in the path: {id} → "id" */
    struct web_fil *fil;
    size_t filer;
    struct str type;   /* Content-Type without parameters, lower case */
    struct str body;   /* as it was sent */
    struct str host;   /* Host */
    struct str origin; /* Origin, or empty */
    struct str site;   /* Sec-Fetch-Site, or empty */
    struct str sprog;  /* Accept-Language, or empty */
    struct str bearer; /* the token of Authorization: Bearer, or empty */
    struct str noegle; /* Idempotency-Key, or empty */
    struct str fra;    /* the sender's address, for limits; never logged with a person */
    bool gzip;         /* the sender takes a compressed answer */
    bool sikker;       /* over TLS, as the server in front says */
    int64_t now_us;
    uint64_t nr; /* a random number that log and error page share */
};

struct web_response {
    int status;       /* 200, 303 … */
    const char *type; /* "text/html; charset=utf-8" */
    struct str body;
    struct web_felter hoved; /* further header fields; web_hoved adds one */
    size_t plads;            /* capacity of hoved */
    const char *rute;        /* the pattern that answered, for the log: has no ids in it */
    void *gem; /* what must be kept before the answer goes (web_program.gem); NULL: nothing */
};

/* What an answer waits for. */
struct web_gem {
    void *hvad; /* web_response.gem */
    bool gemt;  /* it is kept for good: the answer may go */
};

/* The only value of a field that may stand once; empty when it is not there. False (ERR_INPUT)
 * when it stands twice. */
bool web_felt(const struct web_felter *felter, const char *navn, struct str *out,
              struct err *err) MUST_CHECK;
/* The same for fields that cannot stand twice (dele). */
struct str web_del(const struct web_request *request, const char *navn);

/* Adds a header field. The value is ASSERTed to have no line end. */
void web_hoved(struct web_request *request, struct web_response *response, const char *navn,
               struct str vaerdi);

/* A short answer in plain words, with the headers that keep it from being anything else: what the
 * server says when it turns a request away, and what is left to say when a page cannot be made. The
 * request may be one of which nothing was read but its arena and number. */
void web_kort_svar(struct web_request *request, struct web_response *response, int status);

/* ---- routes ---- */

/* The table of routes lives with the program; its rows begin with this. A pattern's part {id} fits
 * one part of a path. Of patterns that fit, the first in the table answers. */
struct web_rute {
    enum web_method method;
    const char *sti; /* "/familie/{id}/betaling/{nr}" */
};

enum web_fundet {
    WEB_FUNDET,
    WEB_UKENDT,         /* no pattern fits the path: 404 */
    WEB_FORKERT_METODE, /* one fits, with another method: 405 */
};

/* Finds the route of a request and fills in request->dele. `ruter` has `antal` rows of `bredde`
 * bytes, each beginning with a struct web_rute. */
enum web_fundet web_rute_find(struct web_request *request, const void *ruter, size_t antal,
                              size_t bredde, size_t *nr);

/* ---- taking a request apart; what the server uses, and the tests ---- */

/* One header field as it was sent. */
struct web_linje {
    struct str navn;
    struct str vaerdi;
};

enum {
    WEB_HOVED_MAX = 16 * 1024, /* bytes of a request's head; more is 431 */
    WEB_LINJER_MAX = 100,      /* header fields; more is 431 */
};

/* The head of a request, cut at its line ends; everything points into the bytes. */
struct web_head {
    struct str metode;
    struct str target;
    struct web_linje linje[WEB_LINJER_MAX];
    size_t antal;
    size_t bytes;    /* of the head, with the empty line that ends it */
    int64_t laengde; /* Content-Length; 0 where there is none */
};

/* Cuts the head off the beginning of what a connection sent. Returns 200 when it is whole and may
 * be answered; 0 when more must come; else the status to refuse with, and err says why. Lines end
 * with CR LF and no other way; the rest is web_stramt, that a body's length is told by
 * Content-Length (411 for chunks), and that only a POST or PUT has one. */
int web_head_laes(struct str bytes, struct web_head *head, struct err *err) MUST_CHECK;
/* The value of the only line of that name (lower case); empty when there is none. */
struct str web_head_vaerdi(const struct web_head *head, const char *navn);

/* Whether the head of a request may be answered at all: exactly one Host, at most one
 * Content-Length of digits alone, no Transfer-Encoding beside it and none but "chunked", names of
 * token characters, values without control characters, no folded lines. False: 400, and the
 * connection is closed before the body is read. */
bool web_stramt(const struct web_linje *linje, size_t antal, struct err *err) MUST_CHECK;
/* A path and its query as sent ("/a%20b?c=d"), into request->sti and query. Refused are bad
 * escapes, bytes that are not UTF-8, NUL and control characters, "//", the parts "." and "..", and
 * a '/' or '\\' that is hidden in an escape. */
bool web_adresse(struct web_request *request, struct str target, struct err *err) MUST_CHECK;
/* The header fields into the request's. */
bool web_laes_hoved(struct web_request *request, const struct web_linje *linje, size_t antal,
                    struct err *err) MUST_CHECK;
/* The body by its type, into form and files; a body of another type is only kept. */
bool web_laes_body(struct web_request *request, struct str type_linje, struct err *err) MUST_CHECK;

/* ---- telling whoever runs the server ---- */

/* A failure that the one who asked gets a page about: a line of JSON on standard error with a word
 * and the error's text, which must name nobody. */
void web_log_fejl(const char *haendelse, const struct err *err);

/* ---- serving ---- */

/* The program behind the server. */
struct web_program {
    /* Called once in each worker before it answers; false stops the server. */
    bool (*start)(void *ctx, struct err *err);
    void (*stop)(void *ctx);
    /* Answers; must set status. An arena that is full jumps back into the server. */
    void (*svar)(void *ctx, struct web_request *request, struct web_response *response);
    /* Called after such a jump, before 503 is answered: what svar had begun is undone here. */
    void (*afbrudt)(void *ctx);
    /* Keeps what answers wait for and says of each whether it is kept. Called with all that were
     * made since the last time, so that one commit does for all of them, and before any of them is
     * sent. May be NULL when no answer waits. */
    void (*gem)(void *ctx, struct web_gem *gem, size_t antal);
    /* Whether gem would have to wait for somebody else now; then other requests are answered first,
     * for a little while. May be NULL: never. */
    bool (*travlt)(void *ctx);
    /* Called after requests were answered, when no answer waits to be kept and those there were
     * have been given to the network: what they need not wait for. May be NULL. */
    void (*bagefter)(void *ctx);
    /* What it waited for was not kept: makes another answer in its place, with nothing of the
     * first. response->gem is still there to read. */
    void (*ugemt)(void *ctx, struct web_request *request, struct web_response *response);
    /* Makes a page of the short answer to a request that could not be read (400, 413, 431); may be
     * NULL. Of the request its form may be missing, or all but its number. */
    void (*fejlside)(void *ctx, struct web_request *request, struct web_response *response);
    /* What to do now and then in one worker (jobs); may be NULL. Called at most once a second. */
    void (*hvil)(void *ctx, int64_t now_us);
    /* Does one piece of the long work that waits; false: there was none. Called in a process of its
     * own beside the workers, which is started anew like them; NULL: there is no such process. */
    bool (*arbejd)(void *ctx, int64_t now_us);
    void *ctx;
};

struct web_opsaetning {
    const char *adresse; /* "127.0.0.1:8080", "[::1]:8080" or "unix:/run/vederlag.sock" */
    int arbejdere;       /* worker processes; 1-64 */
    size_t body_max;     /* bytes; a larger body is 413 */
    size_t arena_max;    /* ceiling of one request's memory */
    int forbindelser;    /* most connections of a worker at once */
    int sekunder;        /* a connection that is silent so long is closed */
    int udskyd_ms;       /* how long an answer waits while `travlt` says so; 0: 200 */
    bool bag_proxy;      /* X-Forwarded-For and -Proto of the server in front are believed */
    bool aaben;          /* another address than loopback or a socket file is allowed */
};

/* Serves until SIGTERM or SIGINT, then lets what has begun end (at most 10 s) and returns true. A
 * worker that dies is started anew. Prints "lytter på …" to standard output when it listens. For
 * each answer a line of JSON on standard error: time, number, method, route, status, µs, bytes. */
bool web_server(const struct web_opsaetning *opsaetning, const struct web_program *program,
                struct err *err) MUST_CHECK;

#endif
