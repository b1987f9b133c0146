/*
 * server: the process that binds, starts the workers, starts them anew and lets them end.
 *
 * It answers nothing itself and opens no database, so that nothing can make it fall. Signals are
 * blocked and waited for.
 */
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "web/intern.h"

enum {
    ARBEJDERE_MAX = 64,
    FORBINDELSER_MAX = 16384,
    SUND_US = 10 * 1000 * 1000, /* a worker that lived so long is started at once */
    VENT_MIN_US = 100 * 1000,
    VENT_MAX_US = 30 * 1000 * 1000,
    STOP_US = 10 * 1000 * 1000,
    FILER_UDOVER = 64, /* open files beside connections */
};

struct plads {
    pid_t pid; /* 0: none runs */
    int64_t startet_us;
    int64_t vent_us;
    int64_t igen_us; /* when the next is started */
};

struct mester {
    const struct web_opsaetning *opsaetning;
    const struct web_program *program;
    struct web_lyt lyt;
    sigset_t signaler;
    struct plads plads[ARBEJDERE_MAX + 1];
    int pladser; /* the workers, and who works beside them */
    bool stopper;
};

static bool tjek(const struct web_opsaetning *o, struct err *err)
{
    struct rlimit filer;

    if (o->arbejdere < 1 || o->arbejdere > ARBEJDERE_MAX)
        return err_set(err, ERR_INPUT, "--workers", "Antallet af arbejdere er 1-%d", ARBEJDERE_MAX);
    if (o->forbindelser < 1 || o->forbindelser > FORBINDELSER_MAX || o->sekunder < 1)
        return err_set(err, ERR_INPUT, NULL, "Forbindelser er 1-%d, og sekunder mindst 1",
                       FORBINDELSER_MAX);
    if (o->arena_max < 2 * o->body_max + (1 << 20))
        return err_set(err, ERR_INPUT, NULL, "En forespørgsel skal have plads til sin krop");
    if (getrlimit(RLIMIT_NOFILE, &filer) != 0)
        return err_set(err, ERR_IO, NULL, "Systemets loft er ukendt: %s", strerror(errno));
    rlim_t behov = (rlim_t)o->forbindelser + FILER_UDOVER;
    if (filer.rlim_cur >= behov) return true;
    filer.rlim_cur = filer.rlim_max;
    if (filer.rlim_max < behov || setrlimit(RLIMIT_NOFILE, &filer) != 0)
        return err_set(err, ERR_LIMIT, NULL,
                       "Systemet tillader kun %" PRIu64 " åbne filer; der skal bruges %d",
                       (uint64_t)filer.rlim_cur, o->forbindelser + FILER_UDOVER);
    return true;
}

/* ---- one worker ---- */

static _Noreturn void bliv_arbejder(struct mester *m, int nr, pid_t far, int klar_fd)
{
    struct web_arbejder a = {
        .opsaetning = m->opsaetning,
        .program = m->program,
        .lyt_fd = m->lyt.fd,
        .nr = nr,
        .klar_fd = klar_fd,
    };

    /* It ends when the first process is gone, however that went. */
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != far) _exit(WEB_SLUT);
    exit(nr < m->opsaetning->arbejdere ? web_arbejder(&a) : web_baggrund(&a));
}

static bool start_arbejder(struct mester *m, int nr, int klar_fd)
{
    struct plads *p = &m->plads[nr];
    pid_t far = getpid();

    fflush(stdout);
    p->startet_us = web_ur_us();
    p->pid = fork();
    if (p->pid == 0) bliv_arbejder(m, nr, far, klar_fd);
    if (p->pid > 0) return true;
    p->pid = 0;
    p->igen_us = p->startet_us + VENT_MAX_US;
    return false;
}

/* The first time a worker tells how its start went, and a failure is the server's. */
static bool foerste_start(struct mester *m, int nr, struct err *err)
{
    struct err svar = ERR_INIT;
    int roer[2];

    if (pipe(roer) != 0) return err_set(err, ERR_IO, NULL, "Intet rør: %s", strerror(errno));
    bool startet = start_arbejder(m, nr, roer[1]);
    close(roer[1]);
    ssize_t n = startet ? read(roer[0], &svar, sizeof(svar)) : 0;
    close(roer[0]);
    if (n != (ssize_t)sizeof(svar))
        return err_set(err, ERR_IO, NULL, "En arbejder kunne ikke begynde");
    if (svar.kind == ERR_NONE) return true;
    *err = svar;
    return false;
}

/* ---- their deaths ---- */

static void doed(struct mester *m, struct plads *p, int status)
{
    int64_t nu = web_ur_us();
    bool sund = nu - p->startet_us >= SUND_US;

    p->pid = 0;
    if (m->stopper) return;
    if (WIFSIGNALED(status))
        web_log_haendelse("arbejder død af signal", WTERMSIG(status));
    else
        web_log_haendelse("arbejder holdt op med kode", WEXITSTATUS(status));
    p->vent_us = sund || p->vent_us == 0 ? VENT_MIN_US : p->vent_us * 2;
    if (p->vent_us > VENT_MAX_US) p->vent_us = VENT_MAX_US;
    p->igen_us = nu + p->vent_us;
}

static void saml_doede(struct mester *m)
{
    int status = 0;
    pid_t pid = 0;

    while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
        for (int i = 0; i < m->pladser; i++)
            if (m->plads[i].pid == pid) doed(m, &m->plads[i], status);
}

static int levende(const struct mester *m)
{
    int antal = 0;

    for (int i = 0; i < m->pladser; i++) antal += m->plads[i].pid != 0;
    return antal;
}

static void send_alle(struct mester *m, int signal)
{
    for (int i = 0; i < m->pladser; i++)
        if (m->plads[i].pid != 0) kill(m->plads[i].pid, signal);
}

/* Waits for a signal at most so long; 0 when none came. */
static int vent(struct mester *m, int64_t us)
{
    struct timespec t = {us / 1000000, us % 1000000 * 1000};
    int signal = us > 0 ? sigtimedwait(&m->signaler, NULL, &t) : 0;

    if (signal == SIGCHLD || signal <= 0) saml_doede(m);
    return signal > 0 ? signal : 0;
}

static void stop_alle(struct mester *m)
{
    int64_t slut = web_ur_us() + STOP_US;

    m->stopper = true;
    web_lyt_slut(&m->lyt);
    send_alle(m, SIGTERM);
    while (levende(m) > 0 && web_ur_us() < slut) {
        int signal = vent(m, slut - web_ur_us());
        if (signal == SIGTERM || signal == SIGINT) break; /* asked twice */
    }
    if (levende(m) > 0) web_log_haendelse("arbejdere stoppet hårdt", levende(m));
    send_alle(m, SIGKILL);
    for (int i = 0; i < m->pladser; i++)
        if (m->plads[i].pid != 0) waitpid(m->plads[i].pid, NULL, 0);
}

/* Starts those whose time has come; how long until the next. */
static int64_t start_igen(struct mester *m)
{
    int64_t nu = web_ur_us(), naeste = VENT_MAX_US;

    for (int i = 0; i < m->pladser; i++) {
        struct plads *p = &m->plads[i];
        if (p->pid != 0) continue;
        if (p->igen_us <= nu)
            (void)start_arbejder(m, i, -1);
        else if (p->igen_us - nu < naeste)
            naeste = p->igen_us - nu;
    }
    return naeste;
}

static bool start_alle(struct mester *m, struct err *err)
{
    for (int i = 0; i < m->pladser; i++)
        if (!foerste_start(m, i, err)) return false;
    printf("lytter på %s\n", m->lyt.vist);
    fflush(stdout);
    return true;
}

bool web_server(const struct web_opsaetning *opsaetning, const struct web_program *program,
                struct err *err)
{
    struct mester m = {
        .opsaetning = opsaetning,
        .program = program,
        .pladser = opsaetning->arbejdere + (program->arbejd != NULL),
    };
    sigset_t foer;
    int signal = 0;

    TRY(tjek(opsaetning, err));
    TRY(web_lyt(&m.lyt, opsaetning, err));
    sigemptyset(&m.signaler);
    sigaddset(&m.signaler, SIGCHLD);
    sigaddset(&m.signaler, SIGTERM);
    sigaddset(&m.signaler, SIGINT);
    sigprocmask(SIG_BLOCK, &m.signaler, &foer);
    bool ok = start_alle(&m, err);
    while (ok && signal != SIGTERM && signal != SIGINT) signal = vent(&m, start_igen(&m));
    stop_alle(&m);
    sigprocmask(SIG_SETMASK, &foer, NULL);
    return ok;
}
