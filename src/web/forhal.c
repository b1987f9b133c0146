/*
 * forhal: where a connection waits until its head is whole, and where it is turned away.
 *
 * A head is only looked at, so it must fit in what the system keeps unread: over TCP any does; over
 * a socket file one that comes in more than some 200 writes does not, and times out. A server in
 * front writes a head in one.
 */
#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "web/forbindelse.h"

enum {
    TOEM_US = 1000 * 1000,
    HELE_GANGE = 10,    /* times the silent seconds: a request in all */
    TOEM_MAX = 1 << 20, /* bytes that are thrown away for a sender who has been refused */
};

void web_frigiv(struct web_vaerk *v, struct web_forbindelse *f)
{
    ASSERT(f->trin != WEB_LEDIG && v->optaget > 0);
    if (f->krop != NULL) v->kroppe -= (size_t)f->head.laengde;
    arena_release(&f->arena);
    f->krop = NULL;
    f->trin = WEB_LEDIG;
    v->optaget--;
}

void web_luk(struct web_vaerk *v, struct web_forbindelse *f)
{
    ASSERT(f->trin == WEB_FORHAL || f->trin == WEB_TOEMMES);
    close(f->fd);
    web_frigiv(v, f);
}

/* The sender must have the answer before the connection goes: closing with something unread would
 * take the answer back. */
static void toem(struct web_vaerk *v, struct web_forbindelse *f)
{
    char spild[16 * 1024];

    for (;;) {
        ssize_t n = recv(f->fd, spild, sizeof(spild), MSG_DONTWAIT);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
        if (n > 0) f->smidt_n += (size_t)n;
        if (n <= 0 || f->smidt_n > TOEM_MAX) {
            web_luk(v, f);
            return;
        }
    }
}

/* Statuses that a person at a form may meet; others are for programs. */
static bool for_people(int status)
{
    return status == 400 || status == 413 || status == 431;
}

static struct str svar_bytes(struct web_vaerk *v, struct web_forbindelse *f, int status)
{
    const struct web_program *p = v->arbejder->program;
    /* What was read of the request went with the arena. */
    struct web_request intet = {
        .arena = &f->arena, .nr = f->request.nr, .sikker = f->request.sikker};
    struct buf buf;

    web_kort_svar(&f->request, &f->response, status);
    if (p->fejlside != NULL && for_people(status)) p->fejlside(p->ctx, &intet, &f->response);
    buf_init(&buf, &f->arena);
    buf_format(&buf, "HTTP/1.1 %d %s\r\nConnection: close\r\nContent-Type: %s\r\n", status,
               MHD_get_reason_phrase_for((unsigned)status), f->response.type);
    for (size_t i = 0; i < f->response.hoved.antal; i++) {
        const struct web_felt *h = &f->response.hoved.felt[i];
        buf_format(&buf, "%.*s: %.*s\r\n", STR_ARG(h->navn), STR_ARG(h->vaerdi));
    }
    buf_format(&buf, "Content-Length: %zu\r\n\r\n", f->response.body.n);
    if (!str_is(f->head.metode, "HEAD")) buf_add(&buf, f->response.body);
    return buf_str(&buf);
}

void web_afvis(struct web_vaerk *v, struct web_forbindelse *f, int status)
{
    ASSERT(f->trin == WEB_FORHAL);
    arena_release(&f->arena);
    if (f->krop != NULL) v->kroppe -= (size_t)f->head.laengde;
    f->krop = NULL;
    arena_init(&f->arena, 1 << 20);
    f->request.arena = &f->arena;
    struct str svar = svar_bytes(v, f, status);
    /* A new connection has room for so few bytes; if not, the sender is told nothing. */
    ssize_t sendt = send(f->fd, svar.p, svar.n, MSG_DONTWAIT | MSG_NOSIGNAL);
    web_log_svar(&(struct web_log){
        .nr = f->request.nr,
        .status = status,
        .us = web_ur_us() - f->kom_us,
        .bytes = sendt < 0 ? 0 : f->response.body.n,
    });
    f->trin = WEB_TOEMMES;
    f->smidt_n = 0;
    f->frist_us = web_ur_us() + TOEM_US;
    shutdown(f->fd, SHUT_WR);
    toem(v, f);
}

static void lad_ind(struct web_vaerk *v, struct web_forbindelse *f)
{
    struct epoll_event ingen = {0};

    epoll_ctl(v->epoll, EPOLL_CTL_DEL, f->fd, &ingen);
    f->trin = WEB_INDE;
    f->frist_us = f->kom_us + HELE_GANGE * (int64_t)v->arbejder->opsaetning->sekunder * 1000000;
    v->ny = f;
    /* On failure the socket is closed there. */
    bool ok = MHD_add_connection(v->daemon, f->fd, (const struct sockaddr *)&f->hvem, f->hvem_n) ==
              MHD_YES;
    if (!ok && v->ny != NULL) web_frigiv(v, f);
    v->ny = NULL;
}

void web_forhal(struct web_vaerk *v, struct web_forbindelse *f, bool gaaet)
{
    struct err err = ERR_INIT;
    ssize_t n = 0;

    if (f->trin == WEB_TOEMMES) {
        toem(v, f);
        return;
    }
    if (f->trin != WEB_FORHAL) return;
    do n = recv(f->fd, f->hoved, sizeof(f->hoved), MSG_PEEK | MSG_DONTWAIT);
    while (n < 0 && errno == EINTR);
    if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
    if (n <= 0) {
        web_luk(v, f);
        return;
    }
    f->set_n = (size_t)n;
    int status = web_head_laes((struct str){f->hoved, f->set_n}, &f->head, &err);
    if (status == 0 && !gaaet) return;
    if (status == 200) {
        f->hel_us = web_ur_us();
        status = web_begynd(v, f);
    }
    if (status == 200)
        lad_ind(v, f);
    else
        web_afvis(v, f, status == 0 ? 400 : status);
}
