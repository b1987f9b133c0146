/*
 * adgang/noegle: the text of a token, and the file that keeps it.
 *
 * Invariants: (1) a token's file is never readable by others, not even while it is written; (2) a
 * file that was there is left alone; (3) no error repeats a token.
 */
#include "adgang/adgang_intern.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FORM "vederlag-1:%03d:%.*s:"

enum {
    SECRET_BYTES = 32,
    SECRET_CHARS = 43, /* base64url without padding */
    FILE_MAX = 256,
};

bool adgang_noegle_lav(struct arena *arena, int kommune, struct str navn, struct str *token,
                       struct err *err)
{
    unsigned char secret[SECRET_BYTES];
    char text[SECRET_CHARS + 1];
    struct str kept;

    TRY(adgang_kommune_check(kommune, err));
    TRY(adgang_navn_parse(arena, navn, &kept, err));
    ASSERT(sodium_init() >= 0);
    randombytes_buf(secret, sizeof(secret));
    sodium_bin2base64(text, sizeof(text), secret, sizeof(secret),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    *token = str_format(arena, FORM "%s", kommune, STR_ARG(kept), text);
    sodium_memzero(secret, sizeof(secret));
    sodium_memzero(text, sizeof(text));
    return true;
}

static bool is_secret(struct str text)
{
    unsigned char secret[SECRET_BYTES];
    size_t n = 0;

    if (text.n != SECRET_CHARS) return false;
    bool ok = sodium_base642bin(secret, sizeof(secret), text.p, text.n, NULL, &n, NULL,
                                sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0;
    sodium_memzero(secret, sizeof(secret));
    return ok && n == sizeof(secret);
}

bool adgang_noegle_er_for(struct str token, int kommune, struct str navn)
{
    char head[80];

    if (kommune < 0 || kommune > 999 || navn.n > 40) return false;
    int n = snprintf(head, sizeof(head), FORM, kommune, STR_ARG(navn));
    ASSERT(n > 0 && (size_t)n < sizeof(head));
    if (!str_starts(token, str_from(head))) return false;
    return is_secret(str_sub(token, (size_t)n, token.n));
}

/* ---- files */

static bool cannot(struct err *err, const char *sti, const char *what, int code)
{
    switch (code) {
    case ENOENT: return err_set(err, ERR_ACCESS, sti, "%s: den findes ikke", what);
    case EACCES:
    case EPERM: return err_set(err, ERR_ACCESS, sti, "%s: systemet giver ikke adgang", what);
    case EEXIST: return err_set(err, ERR_IO, sti, "%s: der ligger allerede en fil", what);
    case ENOSPC: return err_set(err, ERR_IO, sti, "%s: disken er fuld", what);
    default: return err_set(err, ERR_IO, sti, "%s: systemet svarer med fejl %d", what, code);
    }
}

static bool write_all(int fd, struct str text)
{
    while (text.n > 0) {
        ssize_t n = write(fd, text.p, text.n);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return false;
        text = str_sub(text, (size_t)n, text.n);
    }
    return true;
}

bool adgang_noegle_skriv(const char *sti, struct str token, struct err *err)
{
    static const char what[] = "Nøglefilen kan ikke skrives";
    int fd = open(sti, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

    if (fd < 0 && errno == ENOENT) {
        return err_set(err, ERR_IO, sti, "%s: mappen findes ikke", what);
    }
    if (fd < 0) return cannot(err, sti, what, errno);
    /* The process's mask may have taken away more than it should. */
    bool ok =
        fchmod(fd, 0600) == 0 && write_all(fd, token) && write_all(fd, STR("\n")) && fsync(fd) == 0;
    int code = errno;
    if (close(fd) != 0 && ok) {
        ok = false;
        code = errno;
    }
    if (ok) return true;
    unlink(sti);
    return cannot(err, sti, what, code);
}

/* What others could have read or changed is no longer a secret of one person. */
static bool check_kept(const char *sti, const struct stat *st, struct err *err)
{
    if (!S_ISREG(st->st_mode)) {
        return err_set(err, ERR_ACCESS, sti, "Nøglefilen er ikke en almindelig fil");
    }
    if (st->st_uid != geteuid()) {
        return err_set(err, ERR_ACCESS, sti,
                       "Nøglefilen ejes af en anden end den, der kører programmet");
    }
    if ((st->st_mode & 0077) != 0) {
        return err_set(err, ERR_ACCESS, sti,
                       "Nøglefilen kan læses af andre; få en ny nøgle, og sæt filens rettigheder "
                       "til 0600");
    }
    if (st->st_size > FILE_MAX) {
        return err_set(err, ERR_ACCESS, sti, "Filen er ikke en nøglefil: den er for lang");
    }
    return true;
}

bool adgang_noegle_laes(struct arena *arena, const char *sti, struct str *token, struct err *err)
{
    static const char what[] = "Nøglefilen kan ikke læses";
    char *room = arena_alloc(arena, FILE_MAX + 1);
    struct stat st;
    /* Not blocking, in case it is a pipe. */
    int fd = open(sti, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);

    if (fd < 0 && errno == ELOOP) {
        return err_set(err, ERR_ACCESS, sti, "Nøglefilen er en henvisning til en anden fil");
    }
    if (fd < 0) return cannot(err, sti, what, errno);
    bool ok = fstat(fd, &st) == 0 || cannot(err, sti, what, errno);
    ok = ok && check_kept(sti, &st, err);
    ssize_t n = ok ? read(fd, room, FILE_MAX) : 0;
    if (n < 0) ok = cannot(err, sti, what, errno);
    close(fd);
    if (!ok) return false;
    if (n > 0 && room[n - 1] == '\n') n--;
    *token = (struct str){room, (size_t)n};
    return true;
}
