/*
 * aktiv_svar: the answer to a request for a file beside the pages.
 */
#include "side/aktiv.h"

void aktiv_svar(struct web_request *request, bool gzip, struct web_response *response)
{
    const struct aktiv *a = aktiv_find(request->sti);
    response->rute = "/aktiv/{fil}";
    if (a == NULL) {
        response->status = 404;
        response->type = "text/plain; charset=utf-8";
        response->body = STR_EMPTY;
        return;
    }
    bool zipped = gzip && a->gzip.n > 0;
    response->status = 200;
    response->type = a->type;
    response->body = zipped ? a->gzip : a->bytes;
    web_hoved(request, response, "Cache-Control", STR("public, max-age=31536000, immutable"));
    if (a->gzip.n > 0) {
        web_hoved(request, response, "Vary", STR("Accept-Encoding"));
    }
    if (zipped) {
        web_hoved(request, response, "Content-Encoding", STR("gzip"));
    }
}
