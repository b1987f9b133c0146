/*
 * svar: a request on its way through libmicrohttpd, and the program's answer back.
 *
 * libmicrohttpd is given only heads that web_head_laes passed, and is asked for nothing it read
 * itself but the body's bytes, whose number must be the one we read. Every answer closes its
 * connection.
 *
 * Invariant: an answer that waits for something to be kept is not given to libmicrohttpd before the
 * program has said that it is kept. Its connection is suspended meanwhile: for one round of the
 * worker's loop, or as many as the program is busy in, up to a limit.
 */
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "base/tid.h"
#include "web/forbindelse.h"

enum {
    SVAR_SEKUNDER = 60,      /* a handler that is not done then has hung: its worker ends */
    HOVED_BYTES = 64 * 1024, /* room for the answer's header when the program used all it had */
    MHD_BYTES = 64 * 1024,   /* of one connection: head, its parts, a piece of the body */
    KROPPE_MAX = 4,          /* times body_max: bodies on their way in one worker */
    VENT_BYTES = 64 << 20,   /* of answers that wait; more, and they are kept at once */
};

static enum web_method metode(struct str s)
{
    if (str_is(s, "POST")) return WEB_POST;
    if (str_is(s, "PUT")) return WEB_PUT;
    return str_is(s, "DELETE") ? WEB_DELETE : WEB_GET;
}

static const char *metode_ord(const struct web_forbindelse *f)
{
    static const char *const ord[] = {"GET", "POST", "PUT", "DELETE"};

    return str_is(f->head.metode, "HEAD") ? "HEAD" : ord[f->request.method];
}

/* ---- the beginning ---- */

static bool laes_hovedet(struct web_vaerk *v, struct web_forbindelse *f, struct err *err)
{
    struct web_request *r = &f->request;

    r->method = metode(f->head.metode);
    r->fra = str_from(f->fra);
    TRY(web_adresse(r, f->head.target, err));
    TRY(web_laes_hoved(r, f->head.linje, f->head.antal, err));
    if (!v->arbejder->opsaetning->bag_proxy) return true;
    return web_bag_proxy(r, f->head.linje, f->head.antal, err);
}

int web_begynd(struct web_vaerk *v, struct web_forbindelse *f)
{
    const struct web_opsaetning *o = v->arbejder->opsaetning;
    struct err err = ERR_INIT;
    size_t n = (size_t)f->head.laengde;

    if (n > o->body_max) return 413;
    if (n > 0 && v->kroppe + n > KROPPE_MAX * o->body_max) return 503;
    arena_init(&f->arena, o->arena_max);
    f->request.arena = &f->arena;
    if (setjmp(f->arena.boundary) != 0) return 503;
    f->arena.has_boundary = true;
    if (!laes_hovedet(v, f, &err)) return 400;
    if (n > 0) {
        f->krop = arena_alloc(&f->arena, n);
        v->kroppe += n;
    }
    f->krop_n = 0;
    return 200;
}

/* ---- the answer ---- */

static void koer(struct web_vaerk *v, struct web_forbindelse *f)
{
    const struct web_program *p = v->arbejder->program;
    struct web_request *r = &f->request;
    struct err err = ERR_INIT;

    f->response = (struct web_response){0};
    r->body = f->krop == NULL ? STR_EMPTY : (struct str){f->krop, f->krop_n};
    if (setjmp(f->arena.boundary) != 0) {
        arena_release(&f->arena);
        if (p->afbrudt != NULL) p->afbrudt(p->ctx);
        arena_init(&f->arena, v->arbejder->opsaetning->arena_max);
        web_kort_svar(r, &f->response, 503);
        return;
    }
    f->arena.has_boundary = true;
    if (!tid_now_us(&r->now_us, &err)) {
        web_kort_svar(r, &f->response, 500);
    } else if (!web_laes_body(r, web_head_vaerdi(&f->head, "content-type"), &err)) {
        web_kort_svar(r, &f->response, 400);
        if (p->fejlside != NULL) p->fejlside(p->ctx, r, &f->response);
    } else {
        p->svar(p->ctx, r, &f->response);
        ASSERT(f->response.status >= 200 && f->response.status <= 599);
    }
}

static bool saet_hoved(struct web_forbindelse *f, struct MHD_Response *ud)
{
    bool ok = MHD_add_response_header(ud, "Connection", "close") == MHD_YES;

    if (f->response.type != NULL)
        ok = ok && MHD_add_response_header(ud, "Content-Type", f->response.type) == MHD_YES;
    for (size_t i = 0; i < f->response.hoved.antal; i++) {
        const struct web_felt *h = &f->response.hoved.felt[i];
        ok = ok && MHD_add_response_header(ud, str_c(&f->arena, h->navn),
                                           str_c(&f->arena, h->vaerdi)) == MHD_YES;
    }
    return ok;
}

/* The body is copied: the request's memory is given back before it is sent. */
static enum MHD_Result send_svar(struct web_forbindelse *f, struct MHD_Connection *forbindelse)
{
    struct MHD_Response *ud = MHD_create_response_from_buffer(
        f->response.body.n, (void *)(uintptr_t)f->response.body.p, MHD_RESPMEM_MUST_COPY);

    if (ud == NULL) return MHD_NO;
    enum MHD_Result ok = MHD_NO;
    if (saet_hoved(f, ud)) ok = MHD_queue_response(forbindelse, (unsigned)f->response.status, ud);
    MHD_destroy_response(ud);
    return ok;
}

static enum MHD_Result afsend(struct web_vaerk *v, struct web_forbindelse *f,
                              struct MHD_Connection *forbindelse)
{
    f->arena.limit += HOVED_BYTES;
    enum MHD_Result ok = send_svar(f, forbindelse);
    f->besvaret = ok == MHD_YES;
    if (f->besvaret)
        web_log_svar(&(struct web_log){
            .nr = f->request.nr,
            .metode = metode_ord(f),
            .rute = f->response.rute,
            .status = f->response.status,
            .us = web_ur_us() - f->hel_us,
            .bytes = f->response.body.n,
        });
    if (f->krop != NULL) v->kroppe -= (size_t)f->head.laengde;
    f->krop = NULL;
    arena_release(&f->arena);
    return ok;
}

/* ---- answers that wait ---- */

/* Another answer, in place of the first, whose page still lies in the memory that this one is made
 * in; only where that runs out is it let go, and the answer a short one. */
static void ugemt(struct web_vaerk *v, struct web_forbindelse *f)
{
    const struct web_program *p = v->arbejder->program;

    if (setjmp(f->arena.boundary) == 0) {
        f->arena.has_boundary = true;
        p->ugemt(p->ctx, &f->request, &f->response);
    } else {
        arena_release(&f->arena);
        arena_init(&f->arena, v->arbejder->opsaetning->arena_max);
        web_kort_svar(&f->request, &f->response, 503);
    }
    f->arena.has_boundary = false;
    f->response.gem = NULL;
}

void web_gem_ventende(struct web_vaerk *v)
{
    const struct web_program *p = v->arbejder->program;
    struct web_gem gem[WEB_VENT_MAX];
    size_t n = v->venter;

    if (n == 0) return;
    for (size_t i = 0; i < n; i++) gem[i] = (struct web_gem){v->vent[i]->response.gem, false};
    alarm(SVAR_SEKUNDER);
    p->gem(p->ctx, gem, n);
    for (size_t i = 0; i < n; i++)
        if (!gem[i].gemt) ugemt(v, v->vent[i]);
    alarm(0);
    v->venter = v->vent_bytes = 0;
    for (size_t i = 0; i < n; i++) MHD_resume_connection(v->vent[i]->venter);
}

void web_bagefter(struct web_vaerk *v)
{
    const struct web_program *p = v->arbejder->program;

    if (!v->har_svaret || v->venter > 0 || p->bagefter == NULL) return;
    v->har_svaret = false;
    alarm(SVAR_SEKUNDER);
    p->bagefter(p->ctx);
    alarm(0);
}

static void vent(struct web_vaerk *v, struct web_forbindelse *f, struct MHD_Connection *forbindelse)
{
    MHD_suspend_connection(forbindelse);
    f->venter = forbindelse;
    if (v->venter == 0) v->vent_fra_us = web_ur_us();
    v->vent[v->venter++] = f;
    v->vent_bytes += f->arena.used;
    if (v->venter == WEB_VENT_MAX || v->vent_bytes > VENT_BYTES) web_gem_ventende(v);
}

static enum MHD_Result besvar(struct web_vaerk *v, struct web_forbindelse *f,
                              struct MHD_Connection *forbindelse)
{
    if (f->krop_n != (size_t)f->head.laengde) return MHD_NO;
    alarm(SVAR_SEKUNDER);
    koer(v, f);
    alarm(0);
    v->har_svaret = true;
    f->arena.has_boundary = false;
    if (f->response.gem == NULL) return afsend(v, f, forbindelse);
    vent(v, f, forbindelse);
    return MHD_YES;
}

/* ---- what libmicrohttpd calls ---- */

static struct web_forbindelse *fra_kontekst(struct MHD_Connection *forbindelse)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(forbindelse, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    ASSERT(info != NULL && info->socket_context != NULL);
    return info->socket_context;
}

static enum MHD_Result modtag(void *ctx, struct MHD_Connection *forbindelse, const char *url,
                              const char *method, const char *version, const char *data, size_t *n,
                              void **kendt)
{
    struct web_vaerk *v = ctx;
    struct web_forbindelse *f = fra_kontekst(forbindelse);

    (void)url;
    (void)version;
    if (*kendt == NULL) {
        /* Both have read the same bytes; if not, nothing is believed. */
        *kendt = f;
        return str_is(f->head.metode, method) ? MHD_YES : MHD_NO;
    }
    if (*n == 0 && f->besvaret) return MHD_NO;
    if (*n == 0) return f->venter != NULL ? afsend(v, f, forbindelse) : besvar(v, f, forbindelse);
    if (f->krop == NULL || *n > (size_t)f->head.laengde - f->krop_n) return MHD_NO;
    memcpy(f->krop + f->krop_n, data, *n);
    f->krop_n += *n;
    *n = 0;
    return MHD_YES;
}

static void meld(void *ctx, struct MHD_Connection *forbindelse, void **kontekst,
                 enum MHD_ConnectionNotificationCode hvad)
{
    struct web_vaerk *v = ctx;

    (void)forbindelse;
    if (hvad == MHD_CONNECTION_NOTIFY_STARTED) {
        ASSERT(v->ny != NULL);
        *kontekst = v->ny;
        v->ny = NULL;
        return;
    }
    struct web_forbindelse *f = *kontekst;
    if (!f->besvaret)
        web_log_svar(&(struct web_log){
            .nr = f->request.nr,
            .metode = metode_ord(f),
            .us = web_ur_us() - f->hel_us,
        });
    web_frigiv(v, f);
}

bool web_daemon(struct web_vaerk *v, struct err *err)
{
    const struct web_opsaetning *o = v->arbejder->opsaetning;

    v->daemon = MHD_start_daemon(
        MHD_USE_EPOLL | MHD_USE_NO_LISTEN_SOCKET | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, modtag,
        v, MHD_OPTION_CONNECTION_LIMIT, (unsigned)o->forbindelser + 8,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)o->sekunder, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)MHD_BYTES, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_NOTIFY_CONNECTION, meld, v,
        MHD_OPTION_END);
    return v->daemon != NULL ||
           err_set(err, ERR_IO, NULL, "Serveren kan ikke begynde: libmicrohttpd siger nej");
}
