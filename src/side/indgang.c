/*
 * indgang: who is asking, and whether a write comes from our own pages.
 *
 * Invariants: (1) a request without a session that works is nobody's; (2) nothing is written for a
 * browser unless it says that the page was ours (Sec-Fetch-Site or Origin) and the form holds the
 * session's token.
 */
#include "side/indgang.h"

enum { ADDRESS_MAX = 1024 };

const char *side_cookie_navn(const struct side_app *app)
{
    return app->opsaetning.usikker_cookie ? "vederlag" : "__Host-vederlag";
}

struct str side_cookie(const struct side *s)
{
    struct err ignored = ERR_INIT;
    struct str cookie = STR_EMPTY;
    if (!web_felt(&s->request->cookies, side_cookie_navn(s->app), &cookie, &ignored))
        return STR_EMPTY;
    return cookie;
}

void side_saet_cookie(struct side *s, const char *navn, struct str vaerdi, int64_t sekunder)
{
    web_hoved(s->request, s->response, "Set-Cookie",
              str_format(s->arena, "%s=%.*s; Path=/; HttpOnly; SameSite=Lax%s; Max-Age=%lld", navn,
                         STR_ARG(vaerdi), s->app->opsaetning.usikker_cookie ? "" : "; Secure",
                         (long long)sekunder));
}

struct str side_egen_adresse(struct str til)
{
    bool ours = til.n > 0 && til.n <= ADDRESS_MAX && til.p[0] == '/' &&
                (til.n < 2 || (til.p[1] != '/' && til.p[1] != '\\'));
    for (size_t i = 0; i < til.n; i++) ours = ours && (unsigned char)til.p[i] > ' ';
    return ours ? til : STR("/");
}

/* ---- who */

static bool open_session(struct side *s, struct str cookie, struct err *err)
{
    struct store *store = s->app->store;
    TRY(store_begin(store, STORE_READ, err));
    bool ok = session_aabn(store, s->arena, cookie, s->request->now_us, &s->session, err);
    store_rollback(store);
    return ok;
}

/* The session was used: about once a minute that is written. */
static bool touch_session(struct side *s, struct err *err)
{
    struct store *store = s->app->store;
    TRY(store_begin(store, STORE_WRITE, err));
    if (session_roer(store, &s->session, s->request->now_us, err)) return store_commit(store, err);
    store_rollback(store);
    return false;
}

bool side_hvem(struct side *s, struct err *err)
{
    struct str cookie = side_cookie(s);
    if (s->app->store == NULL || cookie.n == 0) return true;
    TRY(open_session(s, cookie, err));
    /* A session of another kommune of the same database opens nothing here. */
    if (!s->session.aaben || s->session.adgang.kommune != s->app->kommune) return true;
    s->inde = true;
    s->hvem = s->session.adgang;
    s->csrf = s->session.csrf;
    s->person = s->session.person;
    /* A page about persons has its own commit, which writes it too (gem.h). */
    return !s->session.roer || s->rute->data == SIDE_VISER || touch_session(s, err);
}

/* ---- from where */

/* "https://host" or "http://host" of the request itself. */
static bool own_origin(const struct web_request *request)
{
    struct str rest = request->origin;
    if (str_starts(rest, STR("https://")))
        rest = str_sub(rest, 8, rest.n);
    else if (str_starts(rest, STR("http://")))
        rest = str_sub(rest, 7, rest.n);
    else
        return false;
    return str_eq(rest, request->host);
}

bool side_egen_side(const struct side *s, struct err *err)
{
    const struct web_request *r = s->request;
    bool says_site = r->site.n > 0;
    /* A browser that is told to send no referrer writes »null« for a page of ours too; then it is
     * Sec-Fetch-Site that must be there. */
    bool says_origin = r->origin.n > 0 && !str_is(r->origin, "null");
    bool ours = (says_site || says_origin) && (!says_site || str_is(r->site, "same-origin")) &&
                (!says_origin || own_origin(r));
    return ours ||
           err_begge(err, ERR_ACCESS, NULL, "Formularen kom ikke fra en af vores egne sider.",
                     "The form did not come from one of our own pages.");
}

bool side_csrf(const struct side *s, struct err *err)
{
    struct str token = STR_EMPTY;
    TRY(web_felt(&s->request->form, "csrf", &token, err));
    return session_csrf_ok(&s->session, token) ||
           err_begge(err, ERR_ACCESS, NULL, "Formularen er for gammel. Åbn siden igen.",
                     "The form is too old. Open the page again.");
}
