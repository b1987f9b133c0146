/*
 * min_konto: what a user sees of its own access: what it may, where it is logged in, and for a
 * family who has looked at it.
 */
#include <stdlib.h>

#include "adgang/konto.h"
#include "adgang/visning.h"
#include "beregning/ord.h"
#include "register/register.h"
#include "side/doer.h"
#include "side/indgang.h"
#include "side/ruter.h"
#include "side/side_ord.h"
#include "side/skabelon.h"

enum { SET_MAX = 50 };

static bool sessions(struct side *s, struct min_konto *page, struct err *err)
{
    struct konto_session *k;
    size_t n;
    TRY(konto_sessioner(s->app->store, s->arena, s->app->kommune, s->hvem.bruger,
                        s->request->now_us, &k, &n, err));
    struct min_konto_session *row = ARENA_ARRAY(s->arena, n, struct min_konto_session);
    for (size_t i = 0; i < n; i++)
        row[i] = (struct min_konto_session){side_tid(s, k[i].aabnet_us), side_tid(s, k[i].set_us)};
    page->session = row;
    page->session_antal = n;
    return true;
}

/* Who of the staff saw the family; what its own members saw is left out. */
static bool seen_of(struct side *s, struct str familie, struct min_konto_set *row, size_t *antal,
                    struct err *err)
{
    const struct visning_soegning soeg = {
        .art = STR("plejefamilie"), .id = familie, .til_us = INT64_MAX};
    struct visning_linje *l;
    size_t n;
    TRY(visning_soeg(s->app->store, s->arena, s->app->kommune, &soeg, 0, (size_t)4 * SET_MAX, &l,
                     &n, err));
    for (size_t i = 0; i < n && *antal < SET_MAX; i++) {
        struct str navn;
        if (str_is(l[i].formaal, "egen sag")) continue;
        TRY(adgang_navn(s->app->store, s->arena, s->app->kommune, l[i].bruger, &navn, err));
        row[(*antal)++] = (struct min_konto_set){side_tid(s, l[i].tid_us), navn,
                                                 side_visning_ord(s, l[i].formaal)};
    }
    return true;
}

static bool seen(struct side *s, struct min_konto *page, struct err *err)
{
    struct min_konto_set *row = ARENA_ARRAY(s->arena, SET_MAX, struct min_konto_set);
    struct str *familie;
    size_t n;
    int64_t nr;
    page->familie = side_maa(s, SIDE_FAMILIEN, 0);
    if (!page->familie) return true;
    TRY(register_newest(s->app->store, s->app->kommune, &nr, err));
    TRY(register_person_familier(s->app->store, s->arena, s->app->kommune, nr, s->person, s->i_dag,
                                 &familie, &n, err));
    for (size_t i = 0; i < n; i++) TRY(seen_of(s, familie[i], row, &page->set_antal, err));
    page->set = row;
    return true;
}

static struct str roles(const struct side *s)
{
    struct buf out;
    buf_init(&out, s->arena);
    for (int i = 0; i < ROLLE_ANTAL; i++) {
        if ((s->hvem.roller & 1u << i) == 0) continue;
        if (out.n > 0) buf_c(&out, ", ");
        buf_add(&out, side_rolle_ord(s, (enum rolle)i));
    }
    return ord_stort(s->arena, buf_str(&out));
}

bool side_min_konto(struct side *s, struct err *err)
{
    struct min_konto page = {.csrf = s->csrf, .navn = s->hvem.navn, .roller = roles(s)};
    TRY(sessions(s, &page, err));
    TRY(seen(s, &page, err));
    html_min_konto(&s->h, &page);
    return side_vis(s, "Min adgang", "My access");
}

bool side_min_konto_luk(struct side *s, struct err *err)
{
    size_t antal;
    TRY(session_luk_alle(s->app->store, s->arena, &s->hvem, s->hvem.navn, s->request->now_us,
                         &antal, err));
    side_saet_cookie(s, side_cookie_navn(s->app), STR_EMPTY, 0);
    return side_videre(s, STR("/"));
}
