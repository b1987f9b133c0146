/*
 * session: cookies and what follows from them and from the clock alone. No SQL.
 */
#include "adgang/session.h"

#include <sodium.h>

#include "adgang/session_intern.h"

enum {
    SECRET_BYTES = 32,
    SECRET_CHARS = 43, /* base64url without padding */
    HEAD_CHARS = 4,    /* "773." */
};

bool session_cookie_laes(struct str cookie, int *kommune)
{
    int value = 0;

    if (cookie.n != HEAD_CHARS + SECRET_CHARS || cookie.p[HEAD_CHARS - 1] != '.') return false;
    for (size_t i = 0; i < cookie.n; i++) {
        char c = cookie.p[i];
        bool digit = c >= '0' && c <= '9';
        if (i < HEAD_CHARS - 1) {
            if (!digit) return false;
            value = value * 10 + c - '0';
        } else if (i >= HEAD_CHARS) {
            bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!digit && !letter && c != '-' && c != '_') return false;
        }
    }
    *kommune = value;
    return true;
}

struct str session_cookie_lav(struct arena *arena, int kommune)
{
    unsigned char secret[SECRET_BYTES];
    char text[SECRET_CHARS + 1];

    ASSERT(kommune >= 0 && kommune <= 999);
    ASSERT(sodium_init() >= 0);
    randombytes_buf(secret, sizeof(secret));
    sodium_bin2base64(text, sizeof(text), secret, sizeof(secret),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    struct str cookie = str_format(arena, "%03d.%s", kommune, text);
    sodium_memzero(secret, sizeof(secret));
    sodium_memzero(text, sizeof(text));
    ASSERT(cookie.n == HEAD_CHARS + SECRET_CHARS);
    return cookie;
}

/* The csrf is on every page; the id of the session cannot be found from it. */
struct str session_csrf_af(struct arena *arena, struct str cookie)
{
    struct hash hash = hash_of(str_format(arena, "vederlag csrf 1 %.*s", STR_ARG(cookie)));

    return str_copy(arena, str_from(hash.hex));
}

bool session_csrf_ok(const struct session *session, struct str felt)
{
    if (!session->aaben || felt.n != session->csrf.n) return false;
    return sodium_memcmp(felt.p, session->csrf.p, felt.n) == 0;
}

/* A clock that was set back must not make a session longer than it is. */
bool session_lever(int64_t aabnet_us, int64_t set_us, int64_t now_us)
{
    return now_us >= aabnet_us && now_us - aabnet_us < SESSION_LAENGST_US &&
           now_us - set_us < SESSION_STILLE_US;
}

int64_t session_slut(int64_t aabnet_us, int64_t set_us)
{
    int64_t stille = set_us + SESSION_STILLE_US;
    int64_t laengst = aabnet_us + SESSION_LAENGST_US;

    return stille < laengst ? stille : laengst;
}

int forsoeg_vent_sekunder(int64_t antal, int64_t frit)
{
    enum { LONGEST = 60, LAST_STEP = 5 };
    int64_t over = antal - frit;

    if (over < 0) return 0;
    if (over >= LAST_STEP) return LONGEST;
    return 2 << over;
}
