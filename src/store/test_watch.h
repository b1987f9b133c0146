/*
 * test_watch: a VFS laid around SQLite's own. It looks at every write, sync and truncation of a
 * database, its log or its journal, and at the removal of a log: each must happen while this
 * process holds the lock beside the database. Only for *_test.c; include it after test_store.h.
 */
#ifndef STORE_TEST_WATCH_H
#define STORE_TEST_WATCH_H

#include "store/test_store.h"

#include <fcntl.h>
#include <sys/file.h>

#include <sqlite3.h>

static struct {
    long writes;
    long breaches;
    long kill_at; /* the write at which the process ends itself; 0 is never */
} watch;

static sqlite3_vfs *real_vfs;
static sqlite3_vfs watch_vfs;

struct watch_file {
    sqlite3_file base; /* first, as SQLite sees it */
    bool watched;
    char lock[300];
    sqlite3_file real; /* last: it goes on behind this struct */
};

static inline sqlite3_file *real_of(sqlite3_file *file)
{
    return &((struct watch_file *)(void *)file)->real;
}

/* True when the lock cannot be had, and its holder has written our number in it. */
static inline bool lock_is_ours(const char *path)
{
    char text[32] = {0};
    int fd = open(path, O_RDWR | O_CLOEXEC);

    if (fd < 0) return false;
    bool held = flock(fd, LOCK_EX | LOCK_NB) != 0;
    bool read_well = pread(fd, text, sizeof(text) - 1, 0) > 0;
    close(fd);
    return held && read_well && strtol(text, NULL, 10) == (long)getpid();
}

static inline void look(const char *lock)
{
    watch.writes++;
    if (watch.writes == watch.kill_at) kill(getpid(), SIGKILL);
    if (!lock_is_ours(lock)) watch.breaches++;
}

static inline void look_at(sqlite3_file *file)
{
    const struct watch_file *watched = (struct watch_file *)(void *)file;

    if (watched->watched) look(watched->lock);
}

static inline int x_close(sqlite3_file *file)
{
    return real_of(file)->pMethods->xClose(real_of(file));
}

static inline int x_read(sqlite3_file *file, void *to, int n, sqlite3_int64 at)
{
    return real_of(file)->pMethods->xRead(real_of(file), to, n, at);
}

static inline int x_write(sqlite3_file *file, const void *from, int n, sqlite3_int64 at)
{
    look_at(file);
    return real_of(file)->pMethods->xWrite(real_of(file), from, n, at);
}

static inline int x_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    look_at(file);
    return real_of(file)->pMethods->xTruncate(real_of(file), size);
}

static inline int x_sync(sqlite3_file *file, int flags)
{
    look_at(file);
    return real_of(file)->pMethods->xSync(real_of(file), flags);
}

static inline int x_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static inline int x_lock(sqlite3_file *file, int level)
{
    return real_of(file)->pMethods->xLock(real_of(file), level);
}

static inline int x_unlock(sqlite3_file *file, int level)
{
    return real_of(file)->pMethods->xUnlock(real_of(file), level);
}

static inline int x_check(sqlite3_file *file, int *out)
{
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), out);
}

static inline int x_control(sqlite3_file *file, int what, void *arg)
{
    return real_of(file)->pMethods->xFileControl(real_of(file), what, arg);
}

static inline int x_sector(sqlite3_file *file)
{
    return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static inline int x_traits(sqlite3_file *file)
{
    return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static inline int x_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
    return real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, out);
}

static inline int x_shm_lock(sqlite3_file *file, int offset, int n, int flags)
{
    return real_of(file)->pMethods->xShmLock(real_of(file), offset, n, flags);
}

static inline void x_shm_barrier(sqlite3_file *file)
{
    real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static inline int x_shm_unmap(sqlite3_file *file, int remove)
{
    return real_of(file)->pMethods->xShmUnmap(real_of(file), remove);
}

/* Version 2: without the memory-mapped reading of version 3. */
static const sqlite3_io_methods watch_methods = {
    2,          x_close,       x_read,      x_write,   x_truncate, x_sync,   x_size,
    x_lock,     x_unlock,      x_check,     x_control, x_sector,   x_traits, x_shm_map,
    x_shm_lock, x_shm_barrier, x_shm_unmap, NULL,      NULL,
};

static inline int x_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags,
                         int *out)
{
    struct watch_file *watched = (struct watch_file *)(void *)file;
    const int kinds = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;

    (void)vfs;
    watched->watched = (flags & kinds) != 0;
    if (watched->watched) {
        /* The database's own name, also for its log. */
        int length = (int)strlen(name);
        if ((flags & SQLITE_OPEN_WAL) != 0) length -= (int)strlen("-wal");
        if ((flags & SQLITE_OPEN_MAIN_JOURNAL) != 0) length -= (int)strlen("-journal");
        snprintf(watched->lock, sizeof(watched->lock), "%.*s-lock", length, name);
    }
    int code = real_vfs->xOpen(real_vfs, name, &watched->real, flags, out);
    file->pMethods = watched->real.pMethods == NULL ? NULL : &watch_methods;
    return code;
}

static inline int x_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    char lock[300];
    size_t n = strlen(name);

    (void)vfs;
    if (n > 4 && strcmp(name + n - 4, "-wal") == 0) {
        snprintf(lock, sizeof(lock), "%.*s-lock", (int)n - 4, name);
        look(lock);
    }
    return real_vfs->xDelete(real_vfs, name, sync);
}

/* Every database opened from now on is watched. */
static inline void watch_install(void)
{
    real_vfs = sqlite3_vfs_find(NULL);
    watch_vfs = *real_vfs;
    watch_vfs.zName = "watch";
    watch_vfs.szOsFile = (int)sizeof(struct watch_file) + real_vfs->szOsFile;
    watch_vfs.xOpen = x_open;
    watch_vfs.xDelete = x_delete;
    assert_int_equal(sqlite3_vfs_register(&watch_vfs, 1), SQLITE_OK);
}

static inline void watch_reset(void)
{
    memset(&watch, 0, sizeof(watch));
}

#endif
