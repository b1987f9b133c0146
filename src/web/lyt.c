/*
 * lyt: the listening socket.
 */
#include "web/intern.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { VENTENDE = 1024 };

union adresse {
    struct sockaddr sa;
    struct sockaddr_in in;
    struct sockaddr_in6 in6;
    struct sockaddr_un un;
};

static bool port_laes(const char *s, in_port_t *out)
{
    int port = 0;

    if (*s == '\0' || strlen(s) > 5 || strspn(s, "0123456789") != strlen(s)) return false;
    for (; *s != '\0'; s++) port = port * 10 + (*s - '0');
    if (port > 65535) return false;
    *out = htons((in_port_t)port);
    return true;
}

/* "127.0.0.1:8080" or "[::1]:8080". */
static bool port_adresse(const char *tekst, union adresse *a, socklen_t *n)
{
    char vaert[64];
    const char *kolon = strrchr(tekst, ':');
    bool seks = tekst[0] == '[';
    size_t laengde = kolon == NULL ? 0 : (size_t)(kolon - tekst);

    memset(a, 0, sizeof(*a));
    if (laengde < 3 || laengde >= sizeof(vaert)) return false;
    if (seks && kolon[-1] != ']') return false;
    snprintf(vaert, sizeof(vaert), "%.*s", (int)(seks ? laengde - 2 : laengde),
             seks ? tekst + 1 : tekst);
    if (seks) {
        a->in6.sin6_family = AF_INET6;
        *n = sizeof(a->in6);
        return inet_pton(AF_INET6, vaert, &a->in6.sin6_addr) == 1 &&
               port_laes(kolon + 1, &a->in6.sin6_port);
    }
    a->in.sin_family = AF_INET;
    *n = sizeof(a->in);
    return inet_pton(AF_INET, vaert, &a->in.sin_addr) == 1 && port_laes(kolon + 1, &a->in.sin_port);
}

static bool hjemme(const union adresse *a)
{
    if (a->sa.sa_family == AF_INET) return ntohl(a->in.sin_addr.s_addr) >> 24 == 127;
    return IN6_IS_ADDR_LOOPBACK(&a->in6.sin6_addr);
}

/* A file that a server left behind when it was killed; one that somebody listens on stays. */
static bool ryd_efterladt(const struct sockaddr_un *un, struct err *err)
{
    struct stat st;

    if (lstat(un->sun_path, &st) != 0) return true;
    if (!S_ISSOCK(st.st_mode)) {
        return err_set(err, ERR_IO, un->sun_path,
                       "Her ligger en fil, der ikke er en sokkel; vælg et andet navn");
    }
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool optaget = fd >= 0 && connect(fd, (const struct sockaddr *)un, sizeof(*un)) == 0;
    if (fd >= 0) close(fd);
    if (optaget) return err_set(err, ERR_IO, un->sun_path, "En anden server lytter allerede her");
    unlink(un->sun_path);
    return true;
}

static bool bind_sokkel(struct web_lyt *lyt, const char *sti, struct err *err)
{
    union adresse a;

    memset(&a, 0, sizeof(a));
    a.un.sun_family = AF_UNIX;
    if (strlen(sti) == 0 || strlen(sti) >= sizeof(a.un.sun_path))
        return err_set(err, ERR_INPUT, "--listen", "Sokkelfilens navn er tomt eller for langt");
    memcpy(a.un.sun_path, sti, strlen(sti) + 1);
    TRY(ryd_efterladt(&a.un, err));
    lyt->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (lyt->fd < 0) return err_set(err, ERR_IO, NULL, "Ingen sokkel: %s", strerror(errno));
    /* For the group too: the server in front runs as somebody else. */
    mode_t foer = umask(0117);
    int fejl = bind(lyt->fd, &a.sa, sizeof(a.un)) == 0 ? 0 : errno;
    umask(foer);
    if (fejl != 0) return err_set(err, ERR_IO, sti, "Kan ikke lytte her: %s", strerror(fejl));
    lyt->socket = sti;
    snprintf(lyt->vist, sizeof(lyt->vist), "unix:%s", sti);
    return true;
}

static void vis_adresse(struct web_lyt *lyt)
{
    union adresse a;
    socklen_t n = sizeof(a);
    char vaert[INET6_ADDRSTRLEN] = "";

    if (getsockname(lyt->fd, &a.sa, &n) != 0) return;
    if (a.sa.sa_family == AF_INET6) {
        inet_ntop(AF_INET6, &a.in6.sin6_addr, vaert, sizeof(vaert));
        snprintf(lyt->vist, sizeof(lyt->vist), "http://[%s]:%d", vaert, ntohs(a.in6.sin6_port));
    } else {
        inet_ntop(AF_INET, &a.in.sin_addr, vaert, sizeof(vaert));
        snprintf(lyt->vist, sizeof(lyt->vist), "http://%s:%d", vaert, ntohs(a.in.sin_port));
    }
}

static bool bind_port(struct web_lyt *lyt, const struct web_opsaetning *o, struct err *err)
{
    union adresse a;
    socklen_t n = 0;
    int ja = 1;

    if (!port_adresse(o->adresse, &a, &n)) {
        return err_set(err, ERR_INPUT, "--listen",
                       "Adressen skal være fx 127.0.0.1:8080, [::1]:8080 eller unix:/sti/sokkel");
    }
    if (!hjemme(&a) && !o->aaben) {
        return err_set(err, ERR_INPUT, "--listen",
                       "Adressen kan nås udefra; sæt en server med TLS foran, og lyt på 127.0.0.1 "
                       "(eller sig --aaben, hvis det er meningen)");
    }
    lyt->fd = socket(a.sa.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (lyt->fd < 0) return err_set(err, ERR_IO, NULL, "Ingen sokkel: %s", strerror(errno));
    setsockopt(lyt->fd, SOL_SOCKET, SO_REUSEADDR, &ja, sizeof(ja));
    if (bind(lyt->fd, &a.sa, n) != 0) {
        return err_set(err, ERR_IO, o->adresse, "Kan ikke lytte her: %s", strerror(errno));
    }
    vis_adresse(lyt);
    return true;
}

bool web_lyt(struct web_lyt *lyt, const struct web_opsaetning *opsaetning, struct err *err)
{
    const char *a = opsaetning->adresse;

    *lyt = (struct web_lyt){.fd = -1};
    bool ok = strncmp(a, "unix:", 5) == 0 ? bind_sokkel(lyt, a + 5, err)
                                          : bind_port(lyt, opsaetning, err);
    if (ok && listen(lyt->fd, VENTENDE) != 0)
        ok = err_set(err, ERR_IO, a, "Kan ikke lytte her: %s", strerror(errno));
    if (!ok) web_lyt_slut(lyt);
    return ok;
}

void web_lyt_slut(struct web_lyt *lyt)
{
    if (lyt->fd >= 0) close(lyt->fd);
    lyt->fd = -1;
    if (lyt->socket != NULL) unlink(lyt->socket);
    lyt->socket = NULL;
}
