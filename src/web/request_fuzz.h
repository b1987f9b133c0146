/*
 * request_fuzz: any bytes as a request. For request_fuzz.c and the test that replays the corpus.
 *
 * Input that begins with "krop TYPE\n" is a body of that type; any other is what a connection sent.
 * It is refused with a reason, or everything that comes out holds what web.h promises.
 */
#ifndef WEB_REQUEST_FUZZ_H
#define WEB_REQUEST_FUZZ_H

#include <string.h>

#include "web/intern.h"

enum { REQUEST_FUZZ_LIMIT = 8 << 20 };

static inline void request_fuzz_felter(const struct web_felter *felter)
{
    for (size_t i = 0; i < felter->antal; i++) {
        ASSERT(web_ren_tekst(felter->felt[i].navn, true));
        ASSERT(web_ren_tekst(felter->felt[i].vaerdi, true));
    }
}

static inline bool request_fuzz_inde(struct str indre, struct str ydre)
{
    return indre.n == 0 || (indre.p >= ydre.p && indre.p + indre.n <= ydre.p + ydre.n);
}

static inline void request_fuzz_krop(struct arena *arena, struct str type, struct str body)
{
    struct web_request r = {.arena = arena, .body = body};
    struct err err = ERR_INIT;
    size_t bytes = 0;

    if (!web_laes_body(&r, type, &err)) {
        ASSERT(err.kind == ERR_INPUT || err.kind == ERR_LIMIT);
        return;
    }
    request_fuzz_felter(&r.form);
    for (size_t i = 0; i < r.filer; i++) {
        ASSERT(request_fuzz_inde(r.fil[i].indhold, body));
        ASSERT(r.fil[i].felt.n > 0 && web_ren_tekst(r.fil[i].navn, false));
        bytes += r.fil[i].indhold.n;
    }
    ASSERT(bytes <= body.n);
}

static inline void request_fuzz_sti(struct str sti)
{
    size_t at = 0;

    ASSERT(sti.n > 0 && sti.p[0] == '/' && web_ren_tekst(sti, false));
    ASSERT(!str_find(sti, STR("//"), &at) && !str_find(sti, STR("/../"), &at));
    ASSERT(!str_find(sti, STR("/./"), &at) && memchr(sti.p, '\\', sti.n) == NULL);
    ASSERT(!str_ends(sti, STR("/..")) && !str_ends(sti, STR("/.")));
}

/* As long as the head is not whole, no part of it is taken for a whole one. */
static inline void request_fuzz_stykker(struct str bytes, const struct web_head *hel)
{
    static struct web_head head;

    for (size_t n = 0; n < hel->bytes; n += 1 + hel->bytes / 16) {
        struct err err = ERR_INIT;
        ASSERT(web_head_laes(str_sub(bytes, 0, n), &head, &err) == 0);
    }
}

static inline void request_fuzz_hoved(struct arena *arena, struct str bytes)
{
    static struct web_head head;
    struct web_request r = {.arena = arena};
    struct err err = ERR_INIT;
    int status = web_head_laes(bytes, &head, &err);

    ASSERT((status == 0 || status == 200) == (err.kind == ERR_NONE));
    if (status != 200) return;
    ASSERT(head.bytes <= bytes.n && head.antal <= WEB_LINJER_MAX && head.laengde >= 0);
    ASSERT(web_head_vaerdi(&head, "host").n > 0);
    ASSERT(web_head_vaerdi(&head, "transfer-encoding").n == 0);
    request_fuzz_stykker(bytes, &head);
    if (!web_adresse(&r, head.target, &err)) return;
    request_fuzz_sti(r.sti);
    request_fuzz_felter(&r.query);
    if (!web_laes_hoved(&r, head.linje, head.antal, &err)) return;
    ASSERT(web_ascii(r.host) && web_ascii(r.origin) && web_ascii(r.bearer) && web_ascii(r.noegle));
    request_fuzz_felter(&r.cookies);
    if (web_bag_proxy(&r, head.linje, head.antal, &err)) ASSERT(r.fra.n > 0);
    size_t laengde = (size_t)head.laengde;
    if (laengde > bytes.n - head.bytes) return;
    request_fuzz_krop(arena, web_head_vaerdi(&head, "content-type"),
                      str_sub(bytes, head.bytes, head.bytes + laengde));
}

static inline void request_fuzz(const uint8_t *data, size_t size)
{
    static struct arena arena;
    struct str linje, rest = {(const char *)data, size};

    arena_init(&arena, REQUEST_FUZZ_LIMIT);
    if (setjmp(arena.boundary) == 0) {
        arena.has_boundary = true;
        if (size == 0) rest = STR_EMPTY;
        if (!str_starts(rest, STR("krop ")))
            request_fuzz_hoved(&arena, rest);
        else if (str_split(&rest, '\n', &linje) && linje.n < size)
            request_fuzz_krop(&arena, str_sub(linje, 5, linje.n), rest);
    }
    arena_release(&arena);
}

#endif
