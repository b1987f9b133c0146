/*
 * mutation_koer: many mutants in several processes, and the report.
 *
 * Process j of n judges every n-th mutant from the j-th, and writes one byte for each down its own
 * pipe, in order. So when a process stops, the parent knows on which mutant, marks it, and starts
 * another after it. Nothing is shared but the corpus, which no process changes for another.
 */
#include "haandbog/mutation.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { JOBS_MAX = 16, TRIN_AF_FREMDRIFT = 512 };

struct koersel {
    const struct korpus *korpus;
    const uint32_t *nr;
    size_t count;
    size_t jobs;
    uint8_t *svar;
    bool fremdrift;
    size_t faerdige;
    time_t start;
};

/* One process. */
struct job {
    pid_t pid; /* 0: not running */
    int fd;
    size_t naeste; /* index in nr of its next answer */
};

/* ---- the child ---- */

static _Noreturn void child(const struct koersel *k, size_t fra, int fd)
{
    static struct arena scratch;
    for (size_t i = fra; i < k->count; i += k->jobs) {
        uint8_t dom = (uint8_t)mutation_judge(k->korpus, k->nr[i], &scratch, NULL);
        if (write(fd, &dom, 1) != 1) _exit(1);
    }
    _exit(0);
}

static bool start_job(const struct koersel *k, struct job *job, struct err *err)
{
    int ends[2];
    if (job->naeste >= k->count) return true;
    if (pipe(ends) != 0)
        return err_set(err, ERR_IO, NULL, "systemet gav ingen pipe: %s", strerror(errno));
    fflush(NULL);
    job->pid = fork();
    if (job->pid == 0) {
        close(ends[0]);
        child(k, job->naeste, ends[1]);
    }
    close(ends[1]);
    job->fd = ends[0];
    if (job->pid > 0) return true;
    close(ends[0]);
    job->pid = 0;
    return err_set(err, ERR_IO, NULL, "systemet gav ingen proces: %s", strerror(errno));
}

/* ---- the parent ---- */

static void show_progress(struct koersel *k)
{
    if (!k->fremdrift || k->faerdige % TRIN_AF_FREMDRIFT != 0) return;
    long seconds = (long)(time(NULL) - k->start);
    fprintf(stderr, "\r%zu af %zu mutanter, %ld i sekundet ", k->faerdige, k->count,
            (long)k->faerdige / (seconds > 0 ? seconds : 1));
}

static void take_answers(struct koersel *k, struct job *job, const uint8_t *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++, job->naeste += k->jobs) {
        ASSERT(job->naeste < k->count && bytes[i] < DOM_ANTAL);
        k->svar[job->naeste] = bytes[i];
        k->faerdige++;
        show_progress(k);
    }
}

/* The process has ended: at its end, or on a mutant. */
static bool end_job(struct koersel *k, struct job *job, struct err *err)
{
    int status = 0;
    close(job->fd);
    while (waitpid(job->pid, &status, 0) < 0 && errno == EINTR) {
    }
    job->pid = 0;
    if (job->naeste >= k->count) return true;
    k->svar[job->naeste] = DOM_STYRTET;
    k->faerdige++;
    job->naeste += k->jobs;
    return start_job(k, job, err);
}

static bool read_job(struct koersel *k, struct job *job, struct err *err)
{
    uint8_t bytes[512];
    ssize_t n = read(job->fd, bytes, sizeof bytes);
    if (n < 0 && errno == EINTR) return true;
    if (n < 0) return err_set(err, ERR_IO, NULL, "en proces svarer ikke: %s", strerror(errno));
    if (n == 0) return end_job(k, job, err);
    take_answers(k, job, bytes, (size_t)n);
    return true;
}

static bool wait_jobs(struct koersel *k, struct job *job, struct err *err)
{
    for (;;) {
        struct pollfd poll_fd[JOBS_MAX];
        struct job *who[JOBS_MAX];
        nfds_t running = 0;
        for (size_t i = 0; i < k->jobs; i++) {
            if (job[i].pid == 0) continue;
            who[running] = &job[i];
            poll_fd[running++] = (struct pollfd){.fd = job[i].fd, .events = POLLIN};
        }
        if (running == 0) return true;
        if (poll(poll_fd, running, -1) < 0 && errno != EINTR)
            return err_set(err, ERR_IO, NULL, "ventetiden blev afbrudt: %s", strerror(errno));
        for (nfds_t i = 0; i < running; i++)
            if (poll_fd[i].revents != 0) TRY(read_job(k, who[i], err));
    }
}

bool mutation_run(const struct korpus *korpus, const uint32_t *nr, size_t count, int jobs,
                  bool fremdrift, uint8_t *svar, struct err *err)
{
    struct job job[JOBS_MAX] = {0};
    struct koersel k = {korpus, nr, count, 1, svar, fremdrift, 0, time(NULL)};
    if (jobs > 1) k.jobs = jobs < JOBS_MAX ? (size_t)jobs : JOBS_MAX;
    for (size_t i = 0; i < k.jobs; i++) {
        job[i].naeste = i;
        TRY(start_job(&k, &job[i], err));
    }
    TRY(wait_jobs(&k, job, err));
    if (fremdrift) fprintf(stderr, "\r%zu mutanter dømt                        \n", k.faerdige);
    return true;
}
