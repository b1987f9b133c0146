/*
 * aktiv_side: the answer to a request for a file beside the pages.
 */
#include "side/aktiv.h"
#include "side/ruter.h"

bool side_aktiv(struct side *s, struct err *err)
{
    struct web_request *request = s->request;
    const struct aktiv *a = aktiv_find(request->sti);
    if (a == NULL) return side_findes_ikke(err);
    bool zipped = request->gzip && a->gzip.n > 0;
    s->response->status = 200;
    s->response->type = a->type;
    s->response->body = zipped ? a->gzip : a->bytes;
    web_hoved(request, s->response, "Cache-Control", STR("public, max-age=31536000, immutable"));
    if (a->gzip.n > 0) web_hoved(request, s->response, "Vary", STR("Accept-Encoding"));
    if (zipped) web_hoved(request, s->response, "Content-Encoding", STR("gzip"));
    return true;
}
