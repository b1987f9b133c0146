/*
 * rute: which row of a table of routes a request belongs to.
 */
#include "web/intern.h"

/* "{navn}" gives navn. */
static bool er_hul(struct str del, struct str *navn)
{
    if (del.n < 3 || del.p[0] != '{' || del.p[del.n - 1] != '}') return false;
    *navn = str_sub(del, 1, del.n - 1);
    return true;
}

/* Walks pattern and path side by side; `dele` may be NULL, to only count. */
static bool passer(struct str moenster, struct str sti, struct web_felt *dele, size_t *antal)
{
    struct str m, s, navn;

    *antal = 0;
    for (;;) {
        bool flere = str_split(&moenster, '/', &m);
        if (flere != str_split(&sti, '/', &s)) return false;
        if (!flere) return true;
        if (!er_hul(m, &navn)) {
            if (!str_eq(m, s)) return false;
        } else if (s.n == 0) {
            return false;
        } else {
            if (dele != NULL) dele[*antal] = (struct web_felt){navn, s};
            ++*antal;
        }
    }
}

static const struct web_rute *raekke(const void *ruter, size_t bredde, size_t nr)
{
    return (const struct web_rute *)(const void *)((const char *)ruter + nr * bredde);
}

enum web_fundet web_rute_find(struct web_request *request, const void *ruter, size_t antal,
                              size_t bredde, size_t *nr)
{
    enum web_fundet fundet = WEB_UKENDT;
    size_t huller = 0;

    ASSERT(bredde >= sizeof(struct web_rute));
    request->dele = (struct web_felter){0};
    for (size_t i = 0; i < antal; i++) {
        const struct web_rute *rute = raekke(ruter, bredde, i);
        struct str moenster = str_from(rute->sti);
        if (!passer(moenster, request->sti, NULL, &huller)) continue;
        fundet = WEB_FORKERT_METODE;
        if (rute->method != request->method) continue;
        request->dele.felt = ARENA_ARRAY(request->arena, huller, struct web_felt);
        bool igen = passer(moenster, request->sti, request->dele.felt, &request->dele.antal);
        ASSERT(igen && request->dele.antal == huller);
        *nr = i;
        return WEB_FUNDET;
    }
    return fundet;
}

struct str web_del(const struct web_request *request, const char *navn)
{
    for (size_t i = 0; i < request->dele.antal; i++)
        if (str_is(request->dele.felt[i].navn, navn)) return request->dele.felt[i].vaerdi;
    return STR_EMPTY;
}
