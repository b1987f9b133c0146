/*
 * session: who has come in by the web, with a local account.
 *
 * A login takes a name, a password and a code of the second factor. It opens a session: 256 random
 * bits in a cookie, of which the database knows only the SHA-256. A session ends after 15 minutes
 * in which nothing is done, after 8 hours whatever is done, at logout, and when somebody with the
 * right ends all of a user's. What the user may do is looked up anew each time.
 *
 * Who has just been given an account has a password that another chose and no second factor yet.
 * Within SESSION_FOERSTE_US that password alone opens a session, in which nothing may be done but
 * to make the second factor (skift and uden_totp), and that ends the session.
 *
 * An unknown name, a wrong password, a wrong or used code and an account that is closed are one
 * answer (SESSION_AFVIST), after the same work. Attempts are counted before the password is looked
 * at, so many at once are no way round: after five in vain a name must wait 2, 4, 8 … at most 60
 * seconds between two attempts, an address after fifty. A browser from which the user has logged in
 * before is counted for itself, so that a stranger who guesses keeps the user out of no such
 * browser; and an hour without attempts forgets them. Names that nobody has are counted too.
 *
 * Nothing here logs, or repeats in an error, a password, a code or an id of a session.
 */
#ifndef ADGANG_SESSION_H
#define ADGANG_SESSION_H

#include "adgang/adgang.h"

#define SESSION_STILLE_US (INT64_C(15) * 60 * 1000000)        /* the longest silence */
#define SESSION_LAENGST_US (INT64_C(8) * 3600 * 1000000)      /* the longest session */
#define SESSION_FOERSTE_US (INT64_C(7) * 24 * 3600 * 1000000) /* how long a first password lasts */
#define SESSION_FRISK_US (INT64_C(10) * 60 * 1000000) /* how long the second factor is fresh */
#define SESSION_ENHED_US (INT64_C(180) * 24 * 3600 * 1000000) /* how long a browser is known */

struct session {
    bool aaben; /* false: nobody is there, and nothing below is set */
    struct adgang adgang;
    struct str person;   /* who the user is in the register (person.id); empty for staff */
    struct str csrf;     /* 64 hex digits, for the hidden field `csrf` */
    struct str hash;     /* what the database knows the session by; may be logged */
    bool frisk;          /* the second factor was given within SESSION_FRISK_US */
    bool skift;          /* the password was chosen by another and is to be changed first */
    bool uden_totp;      /* there is no second factor yet */
    bool roer;           /* session_roer is due */
    struct str udsteder; /* the provider it was opened through (emne.h); empty: a local account */
    int64_t slut_us;     /* when it ends if nothing more is done */
};

struct session_login {
    int kommune;       /* 0: the only one of the database */
    struct str navn;   /* as typed */
    struct str kode;   /* the password */
    struct str totp;   /* the code of the second factor; spaces are left out */
    struct str fra;    /* the sender's address, or empty; only its hash is kept, for an hour */
    struct str enhed;  /* the browser's own cookie from an earlier login, or empty */
    struct str gammel; /* the cookie of a session that ends with this login, or empty */
};

enum session_art {
    SESSION_INDE,
    SESSION_AFVIST, /* one text for all reasons */
    SESSION_VENT,   /* nothing was looked at: too many attempts of late */
};

struct session_svar {
    enum session_art art;
    int vent_sekunder; /* of SESSION_VENT */
    struct str cookie; /* of SESSION_INDE: the session's cookie */
    struct str enhed;  /* the browser's own cookie, for SESSION_ENHED_US */
    struct str bruger; /* bruger.id */
};

/* The form of both cookies: "773." and 43 characters of base64url. False is no error: it is none of
 * ours. */
bool session_cookie_laes(struct str cookie, int *kommune);

/* In transactions of its own, since the password is looked at outside of them (some 100 ms and
 * 46 MiB). False: the database failed, or `kommune` is none (ERR_INPUT). */
bool session_log_ind(struct store *store, struct arena *arena, const struct session_login *login,
                     int64_t now_us, struct session_svar *out, struct err *err) MUST_CHECK;

/* Opens a session for a user of a kommune whose people are invented, without its password; for
 * trying the program. Refused (ERR_ACCESS) in any other kommune. In a transaction of its own. */
bool session_proeve(struct store *store, struct arena *arena, int kommune, struct str navn,
                    int64_t now_us, struct session_svar *out, struct err *err) MUST_CHECK;

/* Who the cookie's session belongs to; inside a transaction of either kind. A cookie that is empty
 * or none of ours, or whose session has ended, gives out->aaben false. */
bool session_aabn(struct store *store, struct arena *arena, struct str cookie, int64_t now_us,
                  struct session *out, struct err *err) MUST_CHECK;
/* Says that the session was used; inside a write transaction. Due about once a minute (roer). */
bool session_roer(struct store *store, const struct session *session, int64_t now_us,
                  struct err *err) MUST_CHECK;

/* The user's own change of password. SESSION_INDE: done, all of the user's other sessions have
 * ended, and this one goes on under a new id, in out->cookie. SESSION_AFVIST: the earlier password
 * was another, or the session has ended. Counted as attempts are. False with ERR_INPUT: the new one
 * cannot be used (kode_god). In transactions of its own. */
bool session_skift_kode(struct store *store, struct arena *arena, struct str cookie,
                        struct str gammel, struct str ny, int64_t now_us, struct session_svar *out,
                        struct err *err) MUST_CHECK;

/* The second factor once more, for what needs a fresh one. SESSION_INDE: the session goes on under
 * a new id, in out->cookie. Counted as attempts are. In transactions of its own. */
bool session_bekraeft(struct store *store, struct arena *arena, struct str cookie, struct str totp,
                      int64_t now_us, struct session_svar *out, struct err *err) MUST_CHECK;

/* Ends the session; one that has ended is fine. In a transaction of its own. */
bool session_luk(struct store *store, struct arena *arena, struct str cookie, int64_t now_us,
                 struct err *err) MUST_CHECK;
/* Ends all sessions of a user, and forgets the browsers: one's own, or with RET_BRUGERE, or of a
 * member of a family with RET_GIV_FAMILIE. In a transaction of its own. */
bool session_luk_alle(struct store *store, struct arena *arena, const struct adgang *af,
                      struct str navn, int64_t now_us, size_t *antal, struct err *err) MUST_CHECK;

/* Whether a form's field is the session's csrf; in constant time. */
bool session_csrf_ok(const struct session *session, struct str felt);

#endif
