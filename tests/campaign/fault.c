/*
 * fault: makes one call to the system fail, in a program that knows nothing of it.
 *
 * A library laid before the C library (LD_PRELOAD). It sees the calls of the program, of SQLite,
 * libpq and jansson at the border to the system, so that the program under test is the real one,
 * and nothing of this is ever part of it. Told by the environment:
 *
 *   VEDERLAG_FAULT_PROGRAM=PATH  only a process that runs this file (a real path) is touched
 *   VEDERLAG_FAULT_DIR=PATH      only files in here count
 *   VEDERLAG_FAULT_LOG=FILE      a line "fired" when it has happened, and at an ordinary end a line
 *                                "KIND COUNT" for each kind
 *   VEDERLAG_FAULT="KIND N HOW"  the N-th call of the kind fails; nothing fails when it is unset
 *
 * KIND: alloc, write, sync, truncate, open, remove, rename, read, map, lock, connect, send, recv;
 *       commit (a COMMIT sent to a server); change (any of write, sync, truncate, remove, rename);
 *       disk (N is the number of bytes that may be written before the disk is full; HOW is once or
 *       ever).
 * HOW:  once   that call, and it does nothing
 *       ever   that call and all of its kind after it
 *       late   it is done, and then reported as failed
 *       torn   a write does half of it, then fails
 *       kill   the process ends by SIGKILL instead of doing it
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum kind {
    ALLOC,
    WRITE,
    SYNC,
    TRUNCATE,
    OPEN,
    REMOVE,
    RENAME,
    READ,
    MAP,
    LOCK,
    CONNECT,
    SEND,
    RECV,
    COMMIT,
    CHANGE,
    DISK,
    KINDS,
};

static const char *const kind_name[KINDS] = {
    "alloc", "write", "sync",    "truncate", "open", "remove", "rename", "read",
    "map",   "lock",  "connect", "send",     "recv", "commit", "change", "disk",
};

enum how { ONCE, EVER, LATE, TORN, KILL, HOWS };

static const char *const how_name[HOWS] = {"once", "ever", "late", "torn", "kill"};

/* What is to become of one call. */
enum fate { DO_IT, FAIL_IT, DO_AND_FAIL, HALVE_IT };

enum { SECONDS_MAX = 120 }; /* what hangs ends by SIGALRM */

static bool active;
static char dir[4096];
static size_t dir_length;
static int log_fd = -1;
static enum kind fault_kind = KINDS;
static long fault_at;
static enum how fault_how;
static long seen[KINDS];
static long written; /* bytes, for DISK */
static bool fired;

/* ---- the real calls */

#define REAL(name)                                                                                 \
    static __typeof__(name) *real_##name;                                                          \
    if (real_##name == NULL) {                                                                     \
        void *found = dlsym(RTLD_NEXT, #name);                                                     \
        memcpy(&real_##name, &found, sizeof(found));                                               \
    }

/* ---- what to do */

static void say(const char *text)
{
    REAL(write)
    if (log_fd >= 0) (void)!real_write(log_fd, text, strlen(text));
}

static bool hits(enum kind kind)
{
    seen[kind]++;
    if (fault_kind != kind) return false;
    return fault_how == EVER ? seen[kind] >= fault_at : seen[kind] == fault_at;
}

static enum fate fate_of(enum kind kind)
{
    if (!active) return DO_IT;
    bool hit = hits(kind);
    if (kind == WRITE || kind == SYNC || kind == TRUNCATE || kind == REMOVE || kind == RENAME) {
        hit = hits(CHANGE) || hit;
    }
    if (!hit) return DO_IT;
    if (!fired) say("fired\n");
    fired = true;
    switch (fault_how) {
    case KILL: kill(getpid(), SIGKILL); break;
    case LATE: return DO_AND_FAIL;
    case TORN: return kind == WRITE ? HALVE_IT : FAIL_IT;
    default: break;
    }
    return FAIL_IT;
}

static bool is_watched_path(const char *path)
{
    char real[4096];

    if (!active) return false;
    if (path[0] != '/') {
        if (getcwd(real, sizeof(real)) == NULL) return false;
        return strncmp(real, dir, dir_length) == 0;
    }
    return strncmp(path, dir, dir_length) == 0;
}

static bool is_watched(int fd)
{
    char link[64];
    char path[4096];

    if (!active || fd < 0) return false;
    snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, sizeof(path) - 1);
    if (n < 0) return false;
    path[n] = '\0';
    return strncmp(path, dir, dir_length) == 0;
}

static int fail(int code)
{
    errno = code;
    return -1;
}

/* ---- beginning and end */

static void read_fault(const char *text)
{
    char kind[16] = "";
    char how[8] = "";
    const char *space = strchr(text, ' ');
    const char *last = strrchr(text, ' ');

    if (space == NULL || last == space) goto bad;
    snprintf(kind, sizeof(kind), "%.*s", (int)(space - text), text);
    snprintf(how, sizeof(how), "%s", last + 1);
    fault_at = strtol(space + 1, NULL, 10);
    for (int i = 0; i < KINDS; i++) {
        if (strcmp(kind, kind_name[i]) == 0) fault_kind = (enum kind)i;
    }
    int found = 0;
    while (found < HOWS && strcmp(how, how_name[found]) != 0) found++;
    fault_how = (enum how)found;
    if (fault_kind != KINDS && found < HOWS && fault_at > 0) return;
bad:
    fprintf(stderr, "fault: not understood: VEDERLAG_FAULT=%s\n", text);
    abort();
}

__attribute__((constructor)) static void begin(void)
{
    const char *program = getenv("VEDERLAG_FAULT_PROGRAM");
    const char *fault = getenv("VEDERLAG_FAULT");
    const char *where = getenv("VEDERLAG_FAULT_DIR");
    const char *log = getenv("VEDERLAG_FAULT_LOG");
    char self[4096];
    ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);

    if (n < 0 || program == NULL || where == NULL) return;
    self[n] = '\0';
    if (strcmp(self, program) != 0) return;
    if (fault != NULL && fault[0] != '\0') read_fault(fault);
    snprintf(dir, sizeof(dir), "%s", where);
    dir_length = strlen(dir);
    REAL(open)
    if (log != NULL) log_fd = real_open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    alarm(SECONDS_MAX);
    active = true;
}

__attribute__((destructor)) static void end(void)
{
    char line[64];

    if (!active) return;
    active = false;
    seen[DISK] = written;
    for (int i = 0; i < KINDS; i++) {
        snprintf(line, sizeof(line), "%s %ld\n", kind_name[i], seen[i]);
        say(line);
    }
}

/* ---- memory */

/* What the loader asks for before the real functions are known. */
static _Alignas(16) char early[65536];
static size_t early_used;

static bool is_early(const void *p)
{
    return (uintptr_t)p >= (uintptr_t)early && (uintptr_t)p < (uintptr_t)early + sizeof(early);
}

static void *take_early(size_t size)
{
    size_t at = early_used;

    if (size > sizeof(early) - at - 16) abort();
    early_used += (size + 15) & ~(size_t)15;
    return early + at;
}

struct range {
    uintptr_t from;
    uintptr_t to;
};

static struct range watched[32];
static int watched_count;

/* The program itself comes first, without a name. */
static int note_object(struct dl_phdr_info *info, size_t size, void *ctx)
{
    static const char *const library[] = {"libsqlite3.so", "libpq.so", "libjansson.so"};
    int *number = ctx;
    bool ours = (*number)++ == 0;

    (void)size;
    for (size_t i = 0; i < sizeof(library) / sizeof(*library); i++) {
        ours = ours || strstr(info->dlpi_name, library[i]) != NULL;
    }
    for (int i = 0; ours && i < info->dlpi_phnum && watched_count < 32; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        if (part->p_type != PT_LOAD || (part->p_flags & PF_X) == 0) continue;
        uintptr_t from = info->dlpi_addr + part->p_vaddr;
        watched[watched_count++] = (struct range){from, from + part->p_memsz};
    }
    return 0;
}

/* True when memory asked for from this place is to be refused. */
static bool is_refused(const void *caller)
{
    if (!active) return false;
    if (watched_count == 0) {
        int number = 0;
        dl_iterate_phdr(note_object, &number);
    }
    for (int i = 0; i < watched_count; i++) {
        if ((uintptr_t)caller < watched[i].from || (uintptr_t)caller >= watched[i].to) continue;
        if (fate_of(ALLOC) == DO_IT) return false;
        errno = ENOMEM;
        return true;
    }
    return false;
}

/* The memory functions are looked up once; a look-up may itself ask for memory, which the compiler
 * does not expect of it. */
static volatile bool looking;

#define MEMORY(name, early_answer)                                                                 \
    static __typeof__(name) *real_##name;                                                          \
    if (real_##name == NULL) {                                                                     \
        if (looking) return early_answer;                                                          \
        looking = true;                                                                            \
        void *found = dlsym(RTLD_NEXT, #name);                                                     \
        memcpy(&real_##name, &found, sizeof(found));                                               \
        looking = false;                                                                           \
    }

void *malloc(size_t size)
{
    MEMORY(malloc, take_early(size))
    if (is_refused(__builtin_return_address(0))) return NULL;
    return real_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    MEMORY(calloc, take_early(count * size))
    if (is_refused(__builtin_return_address(0))) return NULL;
    return real_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    MEMORY(realloc, NULL)
    if (is_refused(__builtin_return_address(0))) return NULL;
    if (!is_early(old)) return real_realloc(old, size);
    size_t left = (size_t)(early + sizeof(early) - (char *)old);
    void *copy = malloc(size);
    if (copy != NULL) memcpy(copy, old, size < left ? size : left);
    return copy;
}

char *strdup(const char *text)
{
    REAL(strdup)
    if (is_refused(__builtin_return_address(0))) return NULL;
    return real_strdup(text);
}

void free(void *p)
{
    MEMORY(free, )
    if (!is_early(p)) real_free(p);
}

/* ---- files */

/* How much of n bytes the disk still takes; −1 when it is no question. */
static ssize_t room_left(size_t n)
{
    if (!active || fault_kind != DISK || (fault_how == ONCE && fired)) return -1;
    if (written + (long)n <= fault_at) return -1;
    if (!fired) say("fired\n");
    fired = true;
    return fault_at > written ? fault_at - written : 0;
}

/* What a write of n bytes is allowed to do: all of it (false), or *part of it and then an error. */
static bool is_cut(int fd, size_t n, size_t *part, bool *late)
{
    *late = false;
    if (!is_watched(fd)) return false;
    ssize_t room = room_left(n);
    enum fate fate = room >= 0 ? FAIL_IT : fate_of(WRITE);
    *part = room >= 0 ? (size_t)room : fate == HALVE_IT ? n / 2 : 0;
    *late = fate == DO_AND_FAIL;
    written += (long)(fate == DO_IT || *late ? n : *part);
    return fate == FAIL_IT || fate == HALVE_IT;
}

/* A disk that becomes full in the middle of a write has taken a part of it. */
#define WRITE_CALL(full, partly)                                                                   \
    size_t part = 0;                                                                               \
    bool late = false;                                                                             \
    if (is_cut(fd, n, &part, &late)) {                                                             \
        ssize_t done = part > 0 ? (partly) : 0;                                                    \
        if (fault_kind == DISK && done > 0) return done;                                           \
        return fail(fault_kind == DISK ? ENOSPC : EIO);                                            \
    }                                                                                              \
    ssize_t done = (full);                                                                         \
    return late ? fail(EIO) : done;

ssize_t write(int fd, const void *from,
              size_t n){REAL(write) WRITE_CALL(real_write(fd, from, n), real_write(fd, from, part))}

ssize_t pwrite(int fd, const void *from, size_t n, off_t at){
    REAL(pwrite) WRITE_CALL(real_pwrite(fd, from, n, at), real_pwrite(fd, from, part, at))}

ssize_t pwrite64(int fd, const void *from, size_t n, off64_t at)
{
    REAL(pwrite64)
    WRITE_CALL(real_pwrite64(fd, from, n, at), real_pwrite64(fd, from, part, at))
}

/* A call that answers 0 or −1: done, refused, or done and then called a failure. */
#define SIMPLE_CALL(watched_now, kind, call)                                                       \
    enum fate fate = (watched_now) ? fate_of(kind) : DO_IT;                                        \
    if (fate == FAIL_IT || fate == HALVE_IT) return fail(EIO);                                     \
    int answer = (call);                                                                           \
    return fate == DO_IT ? answer : fail(EIO);

int fsync(int fd)
{
    REAL(fsync)
    SIMPLE_CALL(is_watched(fd), SYNC, real_fsync(fd))
}

int fdatasync(int fd)
{
    REAL(fdatasync)
    SIMPLE_CALL(is_watched(fd), SYNC, real_fdatasync(fd))
}

int ftruncate(int fd, off_t size)
{
    REAL(ftruncate)
    SIMPLE_CALL(is_watched(fd), TRUNCATE, real_ftruncate(fd, size))
}

int ftruncate64(int fd, off64_t size)
{
    REAL(ftruncate64)
    SIMPLE_CALL(is_watched(fd), TRUNCATE, real_ftruncate64(fd, size))
}

int unlink(const char *path)
{
    REAL(unlink)
    SIMPLE_CALL(is_watched_path(path), REMOVE, real_unlink(path))
}

int rename(const char *from, const char *to)
{
    REAL(rename)
    SIMPLE_CALL(is_watched_path(to), RENAME, real_rename(from, to))
}

int flock(int fd, int operation)
{
    REAL(flock)
    bool takes = (operation & LOCK_UN) == 0;
    SIMPLE_CALL(takes && is_watched(fd), LOCK, real_flock(fd, operation))
}

/* The mode is there only with O_CREAT; a name for it does no harm otherwise. */
#define OPEN_CALL(name)                                                                            \
    REAL(name)                                                                                     \
    va_list args;                                                                                  \
    va_start(args, flags);                                                                         \
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(args, mode_t) : 0;                 \
    va_end(args);                                                                                  \
    if (is_watched_path(path) && fate_of(OPEN) != DO_IT) return fail(EIO);                         \
    return real_##name(path, flags, mode);

int open(const char *path, int flags, ...)
{
    OPEN_CALL(open)
}

int open64(const char *path, int flags, ...){OPEN_CALL(open64)}

ssize_t read(int fd, void *to, size_t n)
{
    REAL(read)
    if (is_watched(fd) && fate_of(READ) != DO_IT) return fail(EIO);
    return real_read(fd, to, n);
}

ssize_t pread(int fd, void *to, size_t n, off_t at)
{
    REAL(pread)
    if (is_watched(fd) && fate_of(READ) != DO_IT) return fail(EIO);
    return real_pread(fd, to, n, at);
}

ssize_t pread64(int fd, void *to, size_t n, off64_t at)
{
    REAL(pread64)
    if (is_watched(fd) && fate_of(READ) != DO_IT) return fail(EIO);
    return real_pread64(fd, to, n, at);
}

void *mmap64(void *at, size_t n, int protection, int flags, int fd, off64_t offset)
{
    REAL(mmap64)
    if (is_watched(fd) && fate_of(MAP) != DO_IT) {
        errno = ENOMEM;
        return MAP_FAILED;
    }
    return real_mmap64(at, n, protection, flags, fd, offset);
}

/* ---- the network */

/* A connection that fails is cut: what was sent arrives; what comes is lost, also an answer that
 * was quicker than the cut. */
static int cut_fd = -1;

int connect(int fd, __CONST_SOCKADDR_ARG address, socklen_t length)
{
    REAL(connect)
    if (fate_of(CONNECT) != DO_IT) return fail(ECONNREFUSED);
    if (fd == cut_fd) cut_fd = -1;
    return real_connect(fd, address, length);
}

ssize_t send(int fd, const void *from, size_t n, int flags)
{
    REAL(send)
    enum fate fate = fate_of(SEND);
    /* With the byte that ends it: an isolation level is named READ COMMITTED. */
    if (memmem(from, n, "COMMIT", sizeof("COMMIT")) != NULL) {
        enum fate commit = fate_of(COMMIT);
        if (fate == DO_IT) fate = commit;
    }
    ssize_t done = fate == DO_AND_FAIL ? real_send(fd, from, n, flags) : 0;

    (void)done;
    if (fate == DO_IT) return real_send(fd, from, n, flags);
    shutdown(fd, SHUT_RDWR);
    cut_fd = fd;
    return fail(ECONNRESET);
}

ssize_t recv(int fd, void *to, size_t n, int flags)
{
    REAL(recv)
    if (fate_of(RECV) == DO_IT && fd != cut_fd) return real_recv(fd, to, n, flags);
    shutdown(fd, SHUT_RDWR);
    return fail(ECONNRESET);
}
