/*
 * fil: whole files, read into an arena and written by renaming.
 *
 * Invariants: (1) nothing outside the arena is held while the arena is asked for memory, since it
 * may jump away; (2) a path never holds a part of what was written.
 */
#include "base/fil.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_BYTES = 4096 };

static const char *why(int code)
{
    switch (code) {
    case ENOENT: return "den findes ikke";
    case EACCES:
    case EPERM: return "brugeren har ikke adgang";
    case EISDIR: return "det er en mappe";
    case ENOTDIR: return "en del af stien er ikke en mappe";
    case ENOSPC: return "disken er fuld";
    case EDQUOT: return "brugerens plads på disken er opbrugt";
    case EFBIG: return "filen bliver større, end systemet tillader";
    case EROFS: return "disken er skrivebeskyttet";
    case ENAMETOOLONG: return "navnet er for langt";
    case ELOOP: return "stien har en ring af henvisninger";
    case EMFILE:
    case ENFILE: return "der er for mange åbne filer";
    case EIO: return "disken melder fejl";
    case EEXIST:
    case ENOTEMPTY: return "der ligger allerede noget";
    default: return NULL;
    }
}

/* "what" is what could not be done, with the advice in it. */
static bool refused(struct err *err, const char *path, const char *what, int code)
{
    const char *reason = why(code);

    if (reason != NULL) return err_set(err, ERR_IO, path, "%s: %s", what, reason);
    return err_set(err, ERR_IO, path, "%s: systemet svarer med fejl %d", what, code);
}

static bool too_big(struct err *err, const char *path, size_t limit)
{
    return err_set(err, ERR_LIMIT, path,
                   "Filen er for stor; den må højst fylde %zu byte, så del den op", limit);
}

/* Fills room until the file ends or room is full. */
static bool read_all(int fd, char *room, size_t size, size_t *got)
{
    *got = 0;
    while (*got < size) {
        ssize_t n = read(fd, room + *got, size - *got);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return false;
        if (n == 0) break;
        *got += (size_t)n;
    }
    return true;
}

static bool check_regular(const struct stat *st, const char *path, size_t limit, struct err *err)
{
    if (S_ISDIR(st->st_mode)) {
        return err_set(err, ERR_IO, path, "Stien er en mappe; angiv en fil");
    }
    if (!S_ISREG(st->st_mode)) {
        return err_set(err, ERR_IO, path, "Stien er ikke en almindelig fil; angiv en fil");
    }
    ASSERT(st->st_size >= 0);
    if ((uintmax_t)st->st_size > limit) return too_big(err, path, limit);
    return true;
}

bool fil_read(struct arena *arena, const char *path, size_t limit, struct str *out, struct err *err)
{
    static const char cannot[] = "Filen kan ikke læses; se efter, om sti og rettigheder passer";
    struct stat st;
    bool ok = false;

    if (stat(path, &st) != 0) return refused(err, path, cannot, errno);
    TRY(check_regular(&st, path, limit, err));
    /* One byte more than the file had, so that growth in the meantime shows; the arena gives
     * zeroed memory, so a NUL follows the text. */
    size_t size = (size_t)st.st_size;
    char *room = arena_alloc(arena, size + 2);
    size_t got = 0;
    /* Not blocking, in case the path has become a pipe since. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) return refused(err, path, cannot, errno);
    if (fstat(fd, &st) != 0) {
        refused(err, path, cannot, errno);
        goto out;
    }
    if (!check_regular(&st, path, limit, err)) goto out;
    if (!read_all(fd, room, size + 1, &got)) {
        refused(err, path, cannot, errno);
        goto out;
    }
    if (got != size) {
        err_set(err, ERR_IO, path, "Filen blev ændret, mens den blev læst; prøv igen");
        goto out;
    }
    *out = (struct str){room, size};
    ok = true;
out:
    close(fd);
    return ok;
}

/* Opens a new file beside path, under a name nobody has; its name goes to fresh. */
static int open_beside(const char *path, char fresh[PATH_BYTES])
{
    for (int attempt = 0; attempt < 1000; attempt++) {
        int n = snprintf(fresh, PATH_BYTES, "%s.ny-%ld-%d", path, (long)getpid(), attempt);
        if (n < 0 || n >= PATH_BYTES) {
            errno = ENAMETOOLONG;
            return -1;
        }
        int fd = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0 || errno != EEXIST) return fd;
    }
    return -1;
}

static bool write_all(int fd, struct str text)
{
    size_t done = 0;

    while (done < text.n) {
        ssize_t n = write(fd, text.p + done, text.n - done);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return false;
        done += (size_t)n;
    }
    return fsync(fd) == 0;
}

/* A rename is durable only when the folder has been synced too. */
static bool sync_folder_of(const char *path)
{
    char folder[PATH_BYTES];
    const char *slash = strrchr(path, '/');
    size_t n = slash == NULL ? 0 : (size_t)(slash - path) + 1;

    if (n >= sizeof(folder)) return false;
    if (n > 0) memcpy(folder, path, n);
    if (n == 0) folder[n++] = '.';
    folder[n] = '\0';
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return errno == EACCES; /* a folder one may write in but not list */
    /* Some file systems cannot sync a folder and say so with EINVAL. */
    bool ok = fsync(fd) == 0 || errno == EINVAL;
    close(fd);
    return ok;
}

bool fil_write(const char *path, struct str text, struct err *err)
{
    static const char cannot[] = "Filen kan ikke skrives; se efter, om mappe og rettigheder passer";
    char fresh[PATH_BYTES];
    struct stat old;
    int fd = open_beside(path, fresh);

    if (fd < 0) return refused(err, path, cannot, errno);
    /* A file kept from others stays so. */
    bool ok = true;
    if (stat(path, &old) == 0 && S_ISREG(old.st_mode)) ok = fchmod(fd, old.st_mode & 0777) == 0;
    ok = ok && write_all(fd, text);
    int code = errno;
    if (close(fd) != 0 && ok) {
        ok = false;
        code = errno;
    }
    if (ok && rename(fresh, path) != 0) {
        ok = false;
        code = errno;
    }
    if (!ok) {
        unlink(fresh);
        return refused(err, path, cannot, code);
    }
    if (!sync_folder_of(path)) return refused(err, path, cannot, errno);
    return true;
}

bool fil_is_folder(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool fil_exists(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0;
}

/* What a folder's names need, and where they go on the second walk. */
struct names {
    size_t count;
    size_t bytes; /* with a NUL each */
    struct str *list;
    char *room;
    size_t count_max;
    size_t bytes_max;
};

static bool take_name(struct names *names, const char *name)
{
    size_t n = strlen(name) + 1;

    if (names->list != NULL) {
        if (names->count == names->count_max || n > names->bytes_max - names->bytes) return false;
        memcpy(names->room + names->bytes, name, n);
        names->list[names->count] = (struct str){names->room + names->bytes, n - 1};
    }
    names->count++;
    names->bytes += n;
    return true;
}

static bool walk(const char *path, struct names *names, struct err *err)
{
    static const char cannot[] = "Mappen kan ikke læses; se efter, om sti og rettigheder passer";
    DIR *dir = opendir(path);
    bool ok = true;

    if (dir == NULL) return refused(err, path, cannot, errno);
    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(dir);
        if (entry == NULL) {
            if (errno != 0) ok = refused(err, path, cannot, errno);
            break;
        }
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        if (take_name(names, entry->d_name)) continue;
        ok = err_set(err, ERR_IO, path, "Mappen blev ændret, mens den blev læst; prøv igen");
        break;
    }
    closedir(dir);
    return ok;
}

static int by_bytes(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

bool fil_list(struct arena *arena, const char *path, struct str **names, size_t *count,
              struct err *err)
{
    struct names need = {0};

    TRY(walk(path, &need, err));
    struct names filled = {.count_max = need.count, .bytes_max = need.bytes};
    filled.list = ARENA_ARRAY(arena, need.count, struct str);
    filled.room = arena_alloc(arena, need.bytes);
    TRY(walk(path, &filled, err));
    if (filled.count > 1) qsort(filled.list, filled.count, sizeof(*filled.list), by_bytes);
    *names = filled.list;
    *count = filled.count;
    return true;
}
