/*
 * arbejder: one worker's loop: it accepts, lets whole heads in, and keeps the time.
 *
 * Invariants: (1) signals are taken only while it waits, so that a handler is never cut; (2) a
 * place is either free or in exactly one of the steps of forbindelse.h; (3) when all places are
 * taken, the connection whose request has been incomplete the longest gives way: a sender that is
 * slow on purpose can only push out its own kind, since a whole request is answered at once or
 * waits to be kept, and one that waits does not give way.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <unistd.h>

#include <sodium.h>

#include "base/tid.h"
#include "web/forbindelse.h"

enum {
    HAENDELSER = 64,
    HOVED_US = 10 * 1000 * 1000, /* a head must have come whole by then */
    STOP_US = 9 * 1000 * 1000,
    ADGANG_PR_GANG = 8, /* connections taken at a time, so that other workers get some */
    UDSKYD_MS = 200, /* so long answers wait for another who writes before they do it in earnest */
};

static volatile sig_atomic_t stop_bedt;

static void bed_om_stop(int signal)
{
    (void)signal;
    stop_bedt = 1;
}

/* ---- places ---- */

static struct web_forbindelse *ledig(struct web_vaerk *v)
{
    for (size_t i = 0; i < v->pladser; i++)
        if (v->plads[i].trin == WEB_LEDIG) return &v->plads[i];
    return NULL;
}

/* Of two the one to give way: still without an answer, then come first. An answer that waits to be
 * kept never does. */
static bool viger(const struct web_forbindelse *a, const struct web_forbindelse *b)
{
    if (a->venter != NULL && !a->besvaret) return false;
    if (b == NULL || a->besvaret != b->besvaret) return b == NULL || !a->besvaret;
    return a->kom_us < b->kom_us;
}

static void skaf_plads(struct web_vaerk *v)
{
    struct web_forbindelse *aeldst = NULL;

    for (size_t i = 0; i < v->pladser; i++)
        if (viger(&v->plads[i], aeldst)) aeldst = &v->plads[i];
    if (aeldst == NULL) return; /* all wait to be kept */
    ASSERT(aeldst->trin != WEB_LEDIG);
    if (aeldst->trin == WEB_INDE)
        shutdown(aeldst->fd, SHUT_RDWR); /* libmicrohttpd closes it when it sees that */
    else
        web_luk(v, aeldst);
}

static void beskriv(struct web_forbindelse *f)
{
    const struct sockaddr_in *in = (const void *)&f->hvem;
    const struct sockaddr_in6 *in6 = (const void *)&f->hvem;

    if (f->hvem.ss_family == AF_INET)
        inet_ntop(AF_INET, &in->sin_addr, f->fra, sizeof(f->fra));
    else if (f->hvem.ss_family == AF_INET6)
        inet_ntop(AF_INET6, &in6->sin6_addr, f->fra, sizeof(f->fra));
    else
        memcpy(f->fra, "unix", sizeof("unix"));
}

static void tag_imod(struct web_vaerk *v, int fd, const struct sockaddr_storage *hvem, socklen_t n)
{
    struct web_forbindelse *f = ledig(v);
    struct epoll_event e = {.events = EPOLLIN | EPOLLRDHUP | EPOLLET, .data.ptr = f};

    ASSERT(f != NULL);
    f->trin = WEB_FORHAL;
    f->fd = fd;
    f->hvem = *hvem;
    f->hvem_n = n;
    f->kom_us = web_ur_us();
    f->frist_us = f->kom_us + HOVED_US;
    f->besvaret = false;
    f->venter = NULL;
    f->krop = NULL;
    f->set_n = 0;
    f->head = (struct web_head){0};
    f->request = (struct web_request){0};
    f->response = (struct web_response){0};
    randombytes_buf(&f->request.nr, sizeof(f->request.nr));
    beskriv(f);
    arena_init(&f->arena, 0);
    v->optaget++;
    if (epoll_ctl(v->epoll, EPOLL_CTL_ADD, fd, &e) != 0) web_luk(v, f);
}

static bool nogen_banker(const struct web_vaerk *v)
{
    struct pollfd p = {.fd = v->arbejder->lyt_fd, .events = POLLIN};
    return poll(&p, 1, 0) == 1;
}

/* Accepts at most so many; false when there were no more. */
static bool adgang(struct web_vaerk *v, int antal)
{
    struct sockaddr_storage hvem;

    for (int i = 0; i < antal; i++) {
        if (v->optaget == v->pladser && !nogen_banker(v)) return false;
        if (v->optaget == v->pladser) skaf_plads(v);
        if (v->optaget == v->pladser) return true; /* the next round finds a place */
        socklen_t n = sizeof(hvem);
        memset(&hvem, 0, sizeof(hvem));
        int fd = accept(v->arbejder->lyt_fd, (struct sockaddr *)&hvem, &n);
        if (fd < 0) return false;
        if (fcntl(fd, F_SETFL, O_NONBLOCK) != 0 || fcntl(fd, F_SETFD, FD_CLOEXEC) != 0)
            close(fd);
        else
            tag_imod(v, fd, &hvem, n);
    }
    return true;
}

/* ---- time ---- */

static void hold_frister(struct web_vaerk *v, int64_t nu)
{
    for (size_t i = 0; i < v->pladser; i++) {
        struct web_forbindelse *f = &v->plads[i];
        if (f->trin == WEB_LEDIG || nu < f->frist_us) continue;
        if (f->trin == WEB_INDE)
            shutdown(f->fd, SHUT_RDWR);
        else if (f->trin == WEB_FORHAL && f->set_n > 0)
            web_afvis(v, f, 408);
        else
            web_luk(v, f);
    }
}

/* What happens once a second. */
static void hvert_sekund(struct web_vaerk *v, int64_t *sidst)
{
    const struct web_program *p = v->arbejder->program;
    struct err err = ERR_INIT;
    int64_t nu = web_ur_us(), ur = 0;

    if (nu - *sidst < 1000000) return;
    *sidst = nu;
    hold_frister(v, nu);
    if (p->hvil == NULL || v->arbejder->nr != 0 || v->stopper) return;
    if (tid_now_us(&ur, &err)) p->hvil(p->ctx, ur);
}

/* ---- stopping ---- */

/* No more are accepted; those that have sent nothing go; the others get time to end. */
static void begynd_stop(struct web_vaerk *v)
{
    v->stopper = true;
    while (adgang(v, ADGANG_PR_GANG) && v->optaget < v->pladser) continue;
    close(v->arbejder->lyt_fd);
    for (size_t i = 0; i < v->pladser; i++)
        if (v->plads[i].trin == WEB_FORHAL) web_forhal(v, &v->plads[i], false);
    for (size_t i = 0; i < v->pladser; i++)
        if (v->plads[i].trin == WEB_FORHAL && v->plads[i].set_n == 0) web_luk(v, &v->plads[i]);
}

/* ---- the loop ---- */

/* Whether it is better to answer others first than to wait for the one who writes. */
static bool udskyd(const struct web_vaerk *v)
{
    const struct web_program *p = v->arbejder->program;
    const struct web_opsaetning *o = v->arbejder->opsaetning;
    int64_t hoejst = (o->udskyd_ms > 0 ? o->udskyd_ms : UDSKYD_MS) * INT64_C(1000);

    if (p->travlt == NULL || v->stopper || v->optaget == v->pladser) return false;
    return web_ur_us() - v->vent_fra_us < hoejst && p->travlt(p->ctx);
}

/* Answers what can be answered now. Those that must be kept first are kept when there are no more
 * of them, all in one. */
static void koer_daemon(struct web_vaerk *v)
{
    for (int i = 0; i < HAENDELSER; i++) {
        unsigned MHD_LONG_LONG ms = 1;
        MHD_run(v->daemon);
        if (MHD_get_timeout(v->daemon, &ms) == MHD_YES && ms == 0) continue;
        if (v->venter == 0 || udskyd(v)) return;
        web_gem_ventende(v);
    }
    web_gem_ventende(v);
}

static void en_gang(struct web_vaerk *v, const sigset_t *aabne)
{
    struct epoll_event e[HAENDELSER];
    unsigned MHD_LONG_LONG ms = 1000;
    bool travl = MHD_get_timeout(v->daemon, &ms) == MHD_YES && ms < 1000;
    if (v->venter > 0 && (!travl || ms > 1)) ms = 1, travl = true;
    int n = epoll_pwait(v->epoll, e, HAENDELSER, travl ? (int)ms : 1000, aabne);

    for (int i = 0; i < n; i++) {
        if (e[i].data.ptr == v && !v->stopper)
            (void)adgang(v, ADGANG_PR_GANG);
        else if (e[i].data.ptr != v && e[i].data.ptr != v->daemon)
            web_forhal(v, e[i].data.ptr, (e[i].events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0);
    }
    koer_daemon(v);
    web_bagefter(v);
}

static void loekke(struct web_vaerk *v, const sigset_t *aabne)
{
    int64_t sidst = web_ur_us(), slut = 0;

    for (;;) {
        en_gang(v, aabne);
        hvert_sekund(v, &sidst);
        if (stop_bedt && !v->stopper) {
            begynd_stop(v);
            slut = web_ur_us() + STOP_US;
        }
        if (v->stopper && (v->optaget == 0 || web_ur_us() >= slut)) return;
    }
}

static bool goer_klar(struct web_vaerk *v, struct err *err)
{
    const union MHD_DaemonInfo *info;
    struct epoll_event lyt = {.events = EPOLLIN | EPOLLEXCLUSIVE, .data.ptr = v};

    TRY(web_daemon(v, err));
    info = MHD_get_daemon_info(v->daemon, MHD_DAEMON_INFO_EPOLL_FD);
    struct epoll_event daemon = {.events = EPOLLIN, .data.ptr = v->daemon};
    v->epoll = epoll_create1(EPOLL_CLOEXEC);
    if (info == NULL || v->epoll < 0 ||
        epoll_ctl(v->epoll, EPOLL_CTL_ADD, info->epoll_fd, &daemon) != 0 ||
        epoll_ctl(v->epoll, EPOLL_CTL_ADD, v->arbejder->lyt_fd, &lyt) != 0)
        return err_set(err, ERR_IO, NULL, "Serveren kan ikke vente: %s", strerror(errno));
    return true;
}

static void signaler(sigset_t *aabne)
{
    struct sigaction stop = {.sa_handler = bed_om_stop};
    struct sigaction intet = {.sa_handler = SIG_IGN};
    sigset_t lukkede;

    sigaction(SIGTERM, &stop, NULL);
    sigaction(SIGINT, &stop, NULL);
    sigaction(SIGPIPE, &intet, NULL);
    sigemptyset(&lukkede);
    sigemptyset(aabne);
    sigaddset(&lukkede, SIGTERM);
    sigaddset(&lukkede, SIGINT);
    sigprocmask(SIG_SETMASK, &lukkede, NULL);
}

/* To the one that waits for it; otherwise to the log. */
static void sig_klar(const struct web_arbejder *a, const struct err *err)
{
    if (a->klar_fd < 0) {
        if (err->kind != ERR_NONE) web_log_fejl("arbejder kan ikke begynde", err);
        return;
    }
    if (write(a->klar_fd, err, sizeof(*err)) < 0) return;
    close(a->klar_fd);
}

int web_arbejder(const struct web_arbejder *arbejder)
{
    struct web_vaerk v = {.arbejder = arbejder, .epoll = -1};
    const struct web_program *p = arbejder->program;
    struct err err = ERR_INIT;
    struct arena arena;
    sigset_t aabne;

    stop_bedt = 0;
    signaler(&aabne);
    v.pladser = (size_t)arbejder->opsaetning->forbindelser;
    arena_init(&arena, (v.pladser + 1) * sizeof(struct web_forbindelse));
    v.plads = ARENA_ARRAY(&arena, v.pladser, struct web_forbindelse);
    bool ok = goer_klar(&v, &err) && (p->start == NULL || p->start(p->ctx, &err));
    sig_klar(arbejder, &err);
    if (ok) {
        loekke(&v, &aabne);
        if (p->stop != NULL) p->stop(p->ctx);
    }
    if (v.daemon != NULL) MHD_stop_daemon(v.daemon);
    if (v.epoll >= 0) close(v.epoll);
    arena_release(&arena);
    return ok ? WEB_SLUT : WEB_START_FEJL;
}

/* ---- work beside the pages ---- */

enum { SE_EFTER_MS = 300 };

int web_baggrund(const struct web_arbejder *arbejder)
{
    const struct web_program *p = arbejder->program;
    const struct timespec pause = {0, SE_EFTER_MS * 1000000L};
    struct err err = ERR_INIT;
    sigset_t aabne;
    int64_t nu = 0;

    stop_bedt = 0;
    signaler(&aabne);
    close(arbejder->lyt_fd);
    bool ok = p->start == NULL || p->start(p->ctx, &err);
    sig_klar(arbejder, &err);
    while (ok && !stop_bedt) {
        struct err ignored = ERR_INIT;
        /* A signal that came meanwhile ends the pause at once. */
        if (!tid_now_us(&nu, &ignored) || !p->arbejd(p->ctx, nu))
            pselect(0, NULL, NULL, NULL, &pause, &aabne);
    }
    if (ok && p->stop != NULL) p->stop(p->ctx);
    return ok ? WEB_SLUT : WEB_START_FEJL;
}
