/*
 * store/sqlite_lock: the one lock that writes and checkpoints are done under.
 *
 * flock belongs to the open file, so it also keeps two connections of one process apart, and it
 * falls when the process ends, however it ends. The file holds the number of the process that last
 * had it, for the one who waits; it is never removed.
 */
#include "store/sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
    PATH_BYTES = 4096,
    PID_BYTES = 20,
    POLL_MS_MAX = 2,
};

/* The lock may be taken by everyone who may write the database. */
static int open_lock(const char *path, mode_t mode)
{
    int fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);

    if (fd >= 0 || errno != ENOENT) return fd;
    fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0 && errno == EEXIST) return open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (fd >= 0 && fchmod(fd, mode) != 0) {
        int code = errno;
        close(fd);
        errno = code;
        return -1;
    }
    return fd;
}

bool sqlite_lock_open(struct sqlite *sqlite, struct err *err)
{
    char path[PATH_BYTES];
    /* The name with links followed, so that one file has one lock. */
    const char *name = sqlite3_db_filename(sqlite->db, "main");
    struct stat st;

    ASSERT(name != NULL);
    int n = snprintf(path, sizeof(path), "%s-lock", name);
    if (n < 0 || (size_t)n >= sizeof(path)) {
        return err_begge(err, ERR_IO, sqlite->store.shown, "Stien til databasen er for lang",
                         "The path of the database is too long");
    }
    mode_t mode = stat(name, &st) == 0 && st.st_size > 0 ? st.st_mode & 0666 : 0600;
    sqlite->lock.fd = open_lock(path, mode);
    if (sqlite->lock.fd >= 0) return true;
    return err_begge(
        err, ERR_IO, sqlite->store.shown,
        "Låsefilen %s kan ikke åbnes (systemets fejl %d); se efter, om mappe og "
        "rettigheder passer",
        "The lock file %s cannot be opened (the system's error %d); see whether folder and "
        "permissions are right",
        path, errno);
}

static void write_pid(int fd)
{
    char text[PID_BYTES + 1];

    snprintf(text, sizeof(text), "%-*ld\n", PID_BYTES - 1, (long)getpid());
    /* Only for people; the lock holds without it. */
    ssize_t written = pwrite(fd, text, PID_BYTES, 0);
    (void)written;
}

static long read_pid(int fd)
{
    char text[PID_BYTES + 1] = {0};

    if (pread(fd, text, PID_BYTES, 0) <= 0) return 0;
    return strtol(text, NULL, 10);
}

bool sqlite_lock_try(struct sqlite *sqlite)
{
    struct file_lock *lock = &sqlite->lock;

    ASSERT(!lock->held);
    while (flock(lock->fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EINTR) return false;
    }
    lock->held = true;
    write_pid(lock->fd);
    return true;
}

bool sqlite_lock_taken(struct sqlite *sqlite)
{
    struct file_lock *lock = &sqlite->lock;

    ASSERT(!lock->held);
    /* Shared: two who ask are not in each other's way. */
    if (flock(lock->fd, LOCK_SH | LOCK_NB) != 0) return true;
    int failed = flock(lock->fd, LOCK_UN);
    ASSERT(failed == 0);
    return false;
}

static int64_t clock_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool sqlite_lock_take(struct sqlite *sqlite, int wait_ms, struct err *err)
{
    int64_t until = clock_ms() + wait_ms;
    int64_t pause = 1;

    while (!sqlite_lock_try(sqlite)) {
        int code = errno;
        int64_t left = until - clock_ms();
        if (code != EWOULDBLOCK) {
            return err_begge(err, ERR_IO, sqlite->store.shown,
                             "Databasens låsefil kan ikke låses (systemets fejl %d)",
                             "The database's lock file cannot be locked (the system's error %d)",
                             code);
        }
        if (left <= 0) {
            sqlite->store.conflict = true;
            return err_begge(
                err, ERR_IO, sqlite->store.shown,
                "En anden skriver i databasen (proces %ld); prøv igen om lidt",
                "Somebody else is writing in the database (process %ld); try again in a little "
                "while",
                read_pid(sqlite->lock.fd));
        }
        struct timespec sleep = {0, (long)(left < pause ? left : pause) * 1000000};
        nanosleep(&sleep, NULL);
        pause = pause * 2 < POLL_MS_MAX ? pause * 2 : POLL_MS_MAX;
    }
    return true;
}

void sqlite_lock_release(struct sqlite *sqlite)
{
    if (!sqlite->lock.held) return;
    int failed = flock(sqlite->lock.fd, LOCK_UN);
    ASSERT(failed == 0);
    sqlite->lock.held = false;
}

void sqlite_lock_close(struct sqlite *sqlite)
{
    if (sqlite->lock.fd >= 0) close(sqlite->lock.fd);
    sqlite->lock = (struct file_lock){-1, false};
}
