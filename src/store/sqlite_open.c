/*
 * store/sqlite_open: opening, making and copying an SQLite database.
 *
 * Invariants: (1) a database of ours is in WAL mode and carries our application number; (2) closing
 * a connection neither checkpoints nor removes the log (SQLite would do both without the lock);
 * (3) a backup stands under its name when it is whole.
 */
#include "store/sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fil.h"

enum {
    APPLICATION_ID = 0x5664726C, /* "Vdrl" */
    CHECKPOINT_PAGES = 1000,
    TIDY_PAGES = 250, /* often: while it goes on nobody may write */
    PATH_BYTES = 4096,
};

#define APPLICATION_ID_TEXT "1449423468"
_Static_assert(APPLICATION_ID == 1449423468, "the number and its text are one");

bool sqlite_number(struct sqlite *sqlite, const char *sql, int64_t *out, struct err *err)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(sqlite->db, sql, -1, &statement, NULL);

    if (code == SQLITE_OK) code = sqlite3_step(statement);
    bool ok = code == SQLITE_ROW;
    if (ok)
        *out = sqlite3_column_int64(statement, 0);
    else
        sqlite_failed(sqlite, "åbning", code, err);
    sqlite3_finalize(statement);
    return ok;
}

static bool is_wal(struct sqlite *sqlite, const char *sql, bool *out, struct err *err)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(sqlite->db, sql, -1, &statement, NULL);

    if (code == SQLITE_OK) code = sqlite3_step(statement);
    const char *mode = code == SQLITE_ROW ? (const char *)sqlite3_column_text(statement, 0) : NULL;
    bool ok = mode != NULL;
    bool wal = ok && strcmp(mode, "wal") == 0;
    if (code == SQLITE_ROW) code = ok ? sqlite3_step(statement) : SQLITE_NOMEM;
    /* What the answer tells is written only at the end. */
    ok = ok && code == SQLITE_DONE;
    if (ok)
        *out = wal;
    else
        sqlite_failed(sqlite, "åbning", code, err);
    sqlite3_finalize(statement);
    return ok;
}

static int note_wal_pages(void *ctx, sqlite3 *db, const char *name, int pages)
{
    struct sqlite *sqlite = ctx;

    (void)db;
    (void)name;
    if (pages < sqlite->moved_pages) sqlite->moved_pages = 0; /* it has begun anew */
    sqlite->wal_pages = pages;
    return SQLITE_OK;
}

/* The connection's own settings; none of them writes. */
static bool set_up(struct sqlite *sqlite, struct err *err)
{
    static const char settings[] =
        "PRAGMA synchronous = FULL; PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON;"
        "PRAGMA recursive_triggers = ON; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;"
        "PRAGMA cell_size_check = ON";
    sqlite3 *db = sqlite->db;
    int ok = 0;

    sqlite3_extended_result_codes(db, 1);
    sqlite3_busy_timeout(db, STORE_WAIT_MS);
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, &ok);
    ASSERT(ok == 1);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, &ok);
    sqlite3_wal_autocheckpoint(db, 0);
    sqlite3_wal_hook(db, note_wal_pages, sqlite);
    int code = sqlite_run(sqlite, settings);
    if (code == SQLITE_OK) {
        code = sqlite3_prepare_v3(db, "ROLLBACK", -1, SQLITE_PREPARE_PERSISTENT, &sqlite->rollback,
                                  NULL);
    }
    return code == SQLITE_OK || sqlite_failed(sqlite, "åbning", code, err);
}

/* Under the lock: gives a file without content its mode and number. A kill in between leaves a
 * file that still counts as empty here. */
static bool make_if_blank(struct sqlite *sqlite, struct err *err)
{
    int64_t number = 0;
    int64_t objects = 0;
    bool wal = false;

    TRY(sqlite_number(sqlite, "PRAGMA application_id", &number, err));
    TRY(sqlite_number(sqlite, "SELECT count(*) FROM sqlite_schema", &objects, err));
    if (number != 0 || objects != 0) return true;
    /* Person data: only the owner, until somebody decides otherwise. */
    if (chmod(sqlite3_db_filename(sqlite->db, "main"), 0600) != 0) {
        return err_set(err, ERR_IO, sqlite->store.shown,
                       "Databasens rettigheder kan ikke sættes (systemets fejl %d)", errno);
    }
    TRY(is_wal(sqlite, "PRAGMA journal_mode = WAL", &wal, err));
    /* A failed write or sync shows only as the old answer; the file is still blank then. */
    if (!wal) {
        return err_set(err, ERR_IO, sqlite->store.shown,
                       "Databasen kan ikke oprettes i WAL-tilstand; se efter, om disken virker, og "
                       "prøv igen");
    }
    int code = sqlite_run(sqlite, "PRAGMA application_id = " APPLICATION_ID_TEXT);
    if (code != SQLITE_OK) return sqlite_failed(sqlite, "oprettelse", code, err);
    sqlite->wrote = true;
    return true;
}

/* A database that is there already waits for nobody. */
static bool make(struct sqlite *sqlite, struct err *err)
{
    int64_t number = 0;

    TRY(sqlite_number(sqlite, "PRAGMA application_id", &number, err));
    if (number != 0) return true;
    TRY(sqlite_lock_take(sqlite, STORE_WAIT_MS, err));
    bool ok = make_if_blank(sqlite, err);
    sqlite_lock_release(sqlite);
    return ok;
}

/* Another program's file, or an empty one, is not ours to use. */
static bool check_ours(struct sqlite *sqlite, struct err *err)
{
    int64_t number = 0;
    bool wal = false;

    TRY(sqlite_number(sqlite, "PRAGMA application_id", &number, err));
    if (number != APPLICATION_ID) {
        return err_set(err, ERR_INPUT, sqlite->store.shown,
                       "Filen er ikke en database fra Vederlag; se efter, om stien er rigtig");
    }
    TRY(is_wal(sqlite, "PRAGMA journal_mode", &wal, err));
    if (wal) return true;
    return err_set(err, ERR_INPUT, sqlite->store.shown,
                   "Databasen er ikke i WAL-tilstand; et andet program har ændret den");
}

static bool check_path(const char *path, bool create, const char *shown, struct err *err)
{
    /* Names that SQLite reads as something other than a file. */
    if (path[0] == '\0' || path[0] == ':' || strncmp(path, "file:", 5) == 0) {
        return err_set(err, ERR_INPUT, shown, "Adressen skal være sqlite: og stien til en fil");
    }
    if (fil_is_folder(path)) {
        return err_set(err, ERR_IO, shown, "Stien er en mappe; angiv databasens fil");
    }
    if (create || fil_exists(path)) return true;
    return err_set(err, ERR_IO, shown,
                   "Databasen findes ikke; se efter, om stien er rigtig, eller opret den først");
}

static bool open_file(struct sqlite *sqlite, const char *path, bool create, struct err *err)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (create ? SQLITE_OPEN_CREATE : 0);
    int code = sqlite3_open_v2(path, &sqlite->db, flags, NULL);

    if (code != SQLITE_OK && sqlite->db == NULL) {
        return err_set(err, ERR_IO, sqlite->store.shown, "Der er ikke hukommelse til databasen");
    }
    if (code != SQLITE_OK) return sqlite_failed(sqlite, "åbning", code, err);
    /* SQLite would silently open a file it may not write. */
    if (sqlite3_db_readonly(sqlite->db, "main") != 0) {
        return sqlite_failed(sqlite, "åbning", SQLITE_READONLY, err);
    }
    TRY(set_up(sqlite, err));
    TRY(sqlite_lock_open(sqlite, err));
    if (create) TRY(make(sqlite, err));
    return check_ours(sqlite, err);
}

bool sqlite_open(struct arena *arena, const char *path, bool create, int statements,
                 struct store **out, struct err *err)
{
    struct sqlite *sqlite = ARENA_NEW(arena, struct sqlite);

    sqlite->store.engine = &sqlite_engine;
    sqlite->store.which = STORE_SQLITE;
    sqlite->statement = ARENA_ARRAY(arena, (size_t)statements, sqlite3_stmt *);
    sqlite->lock.fd = -1;
    sqlite->checkpoint_pages = CHECKPOINT_PAGES;
    sqlite->tidy_pages = TIDY_PAGES;
    snprintf(sqlite->store.shown, sizeof(sqlite->store.shown), "sqlite:%s", path);
    ASSERT(sqlite3_libversion_number() >= 3038000); /* STRICT tables and RETURNING */
    TRY(check_path(path, create, sqlite->store.shown, err));
    if (!open_file(sqlite, path, create, err)) {
        sqlite3_finalize(sqlite->rollback);
        sqlite3_close(sqlite->db);
        sqlite_lock_close(sqlite);
        return false;
    }
    *out = &sqlite->store;
    return true;
}

/* ---- backup */

/* The copy is left as one file, without a log beside it. */
static int copy_all(sqlite3 *from, sqlite3 *to)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");

    if (backup == NULL) return sqlite3_extended_errcode(to);
    int code = sqlite3_backup_step(backup, -1);
    int end = sqlite3_backup_finish(backup);
    if (code != SQLITE_DONE) return end == SQLITE_OK ? code : end;
    return end;
}

static bool copy_to(struct sqlite *sqlite, const char *path, struct err *err)
{
    sqlite3 *to = NULL;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    int code = sqlite3_open_v2(path, &to, flags, NULL);

    if (code == SQLITE_OK) {
        sqlite3_exec(to, "PRAGMA synchronous = FULL", NULL, NULL, NULL);
        code = copy_all(sqlite->db, to);
    }
    sqlite3_close(to);
    return code == SQLITE_OK || sqlite_failed(sqlite, "sikkerhedskopi", code, err);
}

/* A name is durable when its folder has been synced. */
static bool sync_folder(const char *path)
{
    char folder[PATH_BYTES];
    const char *slash = strrchr(path, '/');

    snprintf(folder, sizeof(folder), "%.*s.", slash == NULL ? 0 : (int)(slash - path) + 1, path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return false;
    bool ok = fsync(fd) == 0 || errno == EINVAL;
    close(fd);
    return ok;
}

static bool cannot(const char *path, const char *what, int code, struct err *err)
{
    return err_set(err, ERR_IO, path, "Sikkerhedskopien kan ikke %s (systemets fejl %d)", what,
                   code);
}

bool sqlite_backup(struct store *store, const char *path, struct err *err)
{
    struct sqlite *sqlite = (struct sqlite *)store;
    char fresh[PATH_BYTES];
    int n = snprintf(fresh, sizeof(fresh), "%s.ny-%ld", path, (long)getpid());

    if (n < 0 || (size_t)n >= sizeof(fresh)) return cannot(path, "skrives", ENAMETOOLONG, err);
    if (fil_exists(path)) {
        return err_set(err, ERR_INPUT, path,
                       "Der ligger allerede noget under det navn; vælg et nyt til kopien");
    }
    unlink(fresh);
    int fd = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) return cannot(path, "skrives", errno, err);
    close(fd);
    if (!copy_to(sqlite, fresh, err)) {
        unlink(fresh);
        return false;
    }
    if (rename(fresh, path) == 0 && sync_folder(path)) return true;
    int code = errno;
    unlink(fresh);
    return cannot(path, "lægges på plads", code, err);
}
