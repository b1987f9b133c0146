/*
 * web/forbindelse: one connection of a worker, from accept to close. It carries one request: what a
 * sender writes after it is never read.
 *
 * The head is looked at while it still lies in the system's buffer, so that only what was found
 * strict is given to libmicrohttpd, which reads it again, reads the body and sends the answer.
 */
#ifndef WEB_FORBINDELSE_H
#define WEB_FORBINDELSE_H

#include <netinet/in.h>
#include <sys/socket.h>

#include <microhttpd.h>

#include "web/intern.h"

enum web_trin {
    WEB_LEDIG,   /* no connection */
    WEB_FORHAL,  /* its head has not come whole */
    WEB_INDE,    /* libmicrohttpd has it */
    WEB_TOEMMES, /* it was refused; what the sender still writes is thrown away for a moment */
};

enum { WEB_VENT_MAX = 32 };

struct web_forbindelse {
    enum web_trin trin;
    int fd;
    int64_t kom_us;   /* when it came */
    int64_t frist_us; /* when it is closed, whatever it does */
    int64_t hel_us;   /* when its head was whole */
    bool besvaret;
    struct MHD_Connection *venter; /* its answer is made and waits (web_program.gem); else NULL */
    struct sockaddr_storage hvem;
    socklen_t hvem_n;
    char fra[INET6_ADDRSTRLEN];
    struct web_head head;
    struct web_request request;
    struct web_response response;
    struct arena arena; /* the request's */
    char *krop;
    size_t krop_n;
    size_t set_n; /* bytes of the head that had come when it was last looked at */
    size_t smidt_n;
    char hoved[WEB_HOVED_MAX];
};

struct web_vaerk {
    const struct web_arbejder *arbejder;
    struct MHD_Daemon *daemon;
    int epoll;
    struct web_forbindelse *plads;
    size_t pladser;
    size_t optaget;
    size_t kroppe;                              /* bytes of bodies that are on their way */
    struct web_forbindelse *ny;                 /* on its way into libmicrohttpd */
    struct web_forbindelse *vent[WEB_VENT_MAX]; /* whose answers wait to be kept */
    size_t venter;
    size_t vent_bytes;   /* of memory that these hold */
    int64_t vent_fra_us; /* when the first of them began to wait */
    bool har_svaret;     /* something was answered since program->bagefter */
    bool stopper;
};

/* ---- forhal.c ---- */

/* Something came, or the sender went (`gaaet`). */
void web_forhal(struct web_vaerk *v, struct web_forbindelse *f, bool gaaet);
/* Answers with a status and few words, and lets go. */
void web_afvis(struct web_vaerk *v, struct web_forbindelse *f, int status);
/* Closes one that libmicrohttpd does not have. */
void web_luk(struct web_vaerk *v, struct web_forbindelse *f);
/* The place is free again; its memory is given back. */
void web_frigiv(struct web_vaerk *v, struct web_forbindelse *f);

/* ---- svar.c ---- */

/* Begins the request of a whole head: address, fields and room for the body. The status to refuse
 * with, or 200. */
int web_begynd(struct web_vaerk *v, struct web_forbindelse *f);
/* Lets the program keep what the waiting answers wait for, and these go. */
void web_gem_ventende(struct web_vaerk *v);
/* Lets the program do what no answer waits for, when something was answered and nothing waits. */
void web_bagefter(struct web_vaerk *v);
/* Starts libmicrohttpd with our callbacks. */
bool web_daemon(struct web_vaerk *v, struct err *err) MUST_CHECK;

#endif
