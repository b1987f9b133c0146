/*
 * sundhed: whether the program can serve, for whoever watches over it: 200 when the database
 * answers with a read (or the program has none), else 503.
 */
#include "side/ruter.h"

static bool reads(struct store *store)
{
    struct err ignored = ERR_INIT;
    int version = 0;
    if (store == NULL) return true;
    return store_version(store, &version, &ignored) && version > 0;
}

bool side_sundhed(struct side *s, struct err *err)
{
    (void)err;
    bool ok = reads(s->app->store);
    s->response->status = ok ? 200 : 503;
    s->response->type = "application/json";
    s->response->body = ok ? STR("{\"status\":\"ok\"}\n") : STR("{\"status\":\"fejl\"}\n");
    web_hoved(s->request, s->response, "Cache-Control", STR("no-store"));
    return true;
}
