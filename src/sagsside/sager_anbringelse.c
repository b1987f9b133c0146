/*
 * sager_anbringelse: one placement: what holds at the top, and its line of time.
 */
#include "sagsside/sager_anbringelse.h"

#include <string.h>

#include "beregning/ord.h"
#include "sagsside/sager_navn.h"
#include "sagsside/sagsside.h"
#include "sagsside/skabelon.h"

enum { NOEGLER_MAX = 16, VEJE_MAX = 12, BLIKKE_MAX = 200 };

/* ---- the facts at the top */

struct top {
    struct side *s;
    const struct sag *sag;
    const struct register_sag *til;
    const struct sager_kendt *kendt;
    struct sager_noegle *noegle;
    size_t antal;
};

static void put(struct top *t, const char *dansk, const char *engelsk, struct str vaerdi,
                struct str til)
{
    if (vaerdi.n == 0) return;
    ASSERT(t->antal < NOEGLER_MAX);
    t->noegle[t->antal++] =
        (struct sager_noegle){side_tekst(t->s, dansk, engelsk), vaerdi, til, false};
}

static void put_lack(struct top *t, const char *dansk, const char *engelsk)
{
    put(t, dansk, engelsk, side_tekst(t->s, "mangler", "missing"), STR_EMPTY);
    t->noegle[t->antal - 1].mangler = true;
}

/* The day that is looked at: today, or the last one of a stay that is over. */
static struct dato the_day(const struct side *s, const struct sag *sag)
{
    struct dato last = dato_plus(sag->fraflyttet, -1);

    return dato_max(sag->indflyttet, dato_min(s->i_dag, last));
}

static void put_level(struct top *t, struct dato dag)
{
    const struct sag *sag = t->sag;

    for (size_t i = 0; i < sag->indplaceringer; i++) {
        const struct indplacering *p = &sag->indplacering[i];
        if (!periode_on(p->periode, dag)) continue;
        struct str niveau = sager_niveau(t->s, p->trin, p->vederlag);
        put(t, "Vederlag", "Fee",
            str_format(t->s->arena, "%.*s %.*s", STR_ARG(niveau),
                       STR_ARG(sager_periode(t->s, p->periode.fra, p->periode.til))),
            STR_EMPTY);
        return;
    }
    /* Relief is paid by the night, and has no level. */
    if (t->sag->art != ART_AFLASTNING) put_lack(t, "Vederlag", "Fee");
}

static void put_situations(struct top *t, struct dato dag)
{
    for (size_t i = 0; i < t->sag->situationer; i++) {
        const struct situation *x = &t->sag->situation[i];
        if (!periode_on(x->periode, dag)) continue;
        put(t, "Situation", "Situation",
            str_format(t->s->arena, "%s %.*s", SAGER_SITUATION[x->art].tekst[t->s->engelsk],
                       STR_ARG(sager_periode(t->s, x->periode.fra, x->periode.til))),
            STR_EMPTY);
    }
}

static bool put_people(struct top *t, struct dato dag, struct err *err)
{
    struct side *s = t->s;
    struct relation *r;
    struct str navn;
    size_t n, foer = t->antal;

    for (size_t i = 0; i < t->til->holdere; i++) {
        const struct register_holder *h = &t->til->holder[i];
        if (h->fra.dag > dag.dag || dag.dag >= h->til.dag) continue;
        TRY(sager_navn_da(s, h->person, t->kendt, &navn, err));
        put(t, "Kontrakt med", "Contract with", navn, STR_EMPTY);
    }
    if (t->antal == foer) put_lack(t, "Kontrakt med", "Contract with");
    TRY(relation_af_sag(s->app->store, s->arena, s->app->kommune, t->sag->familie, t->sag->id,
                        s->i_dag, &r, &n, err));
    for (size_t i = 0; i < n && t->antal < NOEGLER_MAX; i++) {
        TRY(sager_bruger(s, r[i].bruger, &navn, err));
        put(t, "Sagen er hos", "The case is with",
            str_format(s->arena, "%.*s (%s)", STR_ARG(navn), relation_slags_navn(r[i].slags)),
            STR_EMPTY);
    }
    return true;
}

static bool top_facts(struct top *t, struct err *err)
{
    struct side *s = t->s;
    const struct sag *sag = t->sag;
    struct dato dag = the_day(s, sag);
    struct str plejere, familie = sag->familie;

    TRY(sager_plejepersoner(s, sag->familie, dag, &plejere, err));
    if (plejere.n > 0)
        familie = str_format(s->arena, "%.*s (%.*s)", STR_ARG(plejere), STR_ARG(sag->familie));
    put(t, "Familie", "Family", familie,
        str_format(s->arena, "/familier/%.*s", STR_ARG(sag->familie)));
    put(t, "Født", "Born", side_dato(s, sag->foedt), STR_EMPTY);
    put(t, "Flyttet ind", "Moved in", side_dato(s, sag->indflyttet), STR_EMPTY);
    if (sag->fraflyttet.dag != DATO_MAX.dag)
        put(t, "Flyttet ud", "Moved out", side_dato(s, sag->fraflyttet), STR_EMPTY);
    put_level(t, dag);
    put_situations(t, dag);
    if (!t->til->har_godkendelse)
        put_lack(t, "Godkendelse", "Approval");
    else
        put(t, "Godkendelse", "Approval",
            str_from(SAGER_GODKENDELSE[sag->godkendelse].tekst[s->engelsk]), STR_EMPTY);
    if (sag->har_ophoer)
        put(t, "Ophør", "Termination",
            str_format(s->arena, "%.*s, %.*s",
                       STR_ARG(ord_stort(s->arena, str_from(ophoer_navn(sag->ophoer.art)))),
                       STR_ARG(side_dato(s, sag->ophoer.dato))),
            STR_EMPTY);
    return put_people(t, dag, err);
}

static bool key_facts(struct side *s, const struct register_fakta *foer,
                      const struct sager_kendt *kendt, struct sager_anbringelse *page,
                      struct err *err)
{
    struct register_udsnit u;
    struct top t = {.s = s, .kendt = kendt};

    TRY(register_read(s->app->store, s->arena, s->app->kommune, kendt->nr,
                      &foer->anbringelse.plejefamilie, 1, &u, err));
    t.noegle = ARENA_ARRAY(s->arena, NOEGLER_MAX, struct sager_noegle);
    for (size_t i = 0; i < u.sager.count; i++) {
        if (!str_eq(u.sager.sag[i].id, foer->id)) continue;
        t.sag = &u.sager.sag[i];
        t.til = &u.til[i];
    }
    if (t.sag == NULL) return true;
    struct str alder = sager_alder(s, t.sag->foedt, the_day(s, t.sag));
    page->under = str_format(s->arena, "%.*s%s%.*s", STR_ARG(alder), alder.n > 0 ? ", " : "",
                             STR_ARG(side_art_ord(s, t.sag->art)));
    TRY(top_facts(&t, err));
    page->noegle = t.noegle;
    page->noegle_antal = t.antal;
    return true;
}

/* ---- the page */

static void ways_to_register(struct side *s, struct sager_anbringelse *page)
{
    static const struct {
        enum register_slags slags;
        const char *tekst[2];
    } VEJ[] = {
        {SLAGS_ANBRINGELSE, {"Flyttet ind eller ud", "Moved in or out"}},
        {SLAGS_SITUATION,
         {"Efterskole, efterværn, hjemmebesøg …", "Boarding school, aftercare, visit at home …"}},
        {SLAGS_DOEGN, {"Døgn i aflastning", "Nights of relief"}},
        {SLAGS_AFTALE, {"Aftale om et tillæg eller andre vilkår", "Agreement"}},
        {SLAGS_OPHOER, {"Opsigelse eller ophør", "Notice or termination"}},
        {SLAGS_KONTRAKT, {"Kontrakt", "Contract"}},
        {SLAGS_BARN, {"Ret barnets fødselsdato", "Correct the child's birth date"}},
    };
    struct sager_vej *row = ARENA_ARRAY(s->arena, VEJE_MAX, struct sager_vej);
    size_t n = 0;

    for (size_t i = 0; i < sizeof(VEJ) / sizeof(*VEJ); i++)
        row[n++] =
            (struct sager_vej){str_format(s->arena, "/anbringelser/%.*s/registrer/%s",
                                          STR_ARG(page->id), register_slags_kode(VEJ[i].slags)),
                               str_from(VEJ[i].tekst[s->engelsk])};
    if (side_maa(s, SIDE_RET, RET_INDSTIL)) {
        row[n++] = (struct sager_vej){
            str_format(s->arena, "/indstillinger/ny?anbringelse=%.*s", STR_ARG(page->id)),
            side_tekst(s, "Indstil et niveau", "Propose a level")};
        row[n++] = (struct sager_vej){
            str_format(s->arena, "/opsigelser/ny?anbringelse=%.*s", STR_ARG(page->id)),
            side_tekst(s, "Hør familien om en opsigelse", "Hear the family about a termination")};
    }
    page->vej = row;
    page->vej_antal = n;
}

static bool fill(struct side *s, const struct register_fakta *foer, const struct register_fakta *nu,
                 const struct sager_kendt *kendt, struct sager_anbringelse *page, struct err *err)
{
    struct str vis, orden;
    bool kan_rette = side_maa(s, SIDE_RET, RET_REGISTRER) && !nu->tilbagekaldt;

    TRY(sager_felt(&s->request->query, "vis", &vis, err));
    TRY(sager_felt(&s->request->query, "orden", &orden, err));
    if (sager_find(SAGER_TIDSLINJE, SAGER_TIDSLINJE_ANTAL, vis) == SAGER_TIDSLINJE_ANTAL)
        vis = STR_EMPTY;
    page->efter_nr = str_is(orden, "registreret");
    page->vis_antal =
        sager_valgene(s, SAGER_TIDSLINJE, SAGER_TIDSLINJE_ANTAL, NULL, vis, &page->vis);
    page->ukendt = foer == NULL;
    if (nu->tilbagekaldt) TRY(sager_registreret(s, nu->nr, &page->tilbage, err));
    if (kan_rette && !kendt->da) ways_to_register(s, page);
    TRY(sager_gjort(s, &page->besked, err));
    if (foer == NULL) return true;
    if (!foer->tilbagekaldt) TRY(key_facts(s, foer, kendt, page, err));
    return sager_tidslinje(s, foer, kendt, vis, page->efter_nr, kan_rette, &page->post,
                           &page->post_antal, err);
}

bool side_sager_anbringelse(struct side *s, struct err *err)
{
    struct sager_anbringelse page = {
        .id = web_del(s->request, "anbringelse"), .under = STR_EMPTY, .tilbage = STR_EMPTY};
    const struct register_fakta *foer, *nu;
    struct sager_kendt kendt;

    TRY(sager_kendt(s, &kendt, err));
    TRY(sager_sted(s, page.id, kendt.nr, &foer, &nu, err));
    TRY(side_set(s, VISNING_ANBRINGELSE, page.id, "sagsbehandling", 1, err));
    page.kendt = kendt.skrevet;
    if (kendt.fejl.n > 0) side_afvis(s, "kendt", kendt.fejl);
    page.banner = kendt.banner;
    TRY(sager_navn_da(s, (foer != NULL ? foer : nu)->anbringelse.barn, &kendt, &page.barn, err));
    TRY(fill(s, foer, nu, &kendt, &page, err));
    html_sager_anbringelse(&s->h, &page);
    return side_vis_med(s, page.barn);
}

/* ---- who has seen it */

bool side_sager_anbringelse_set(struct side *s, struct err *err)
{
    struct sager_set page = {.id = web_del(s->request, "anbringelse")};
    const struct register_fakta *foer, *nu;
    struct visning_linje *l;
    size_t n;

    TRY(sager_sted(s, page.id, INT64_MAX, &foer, &nu, err));
    TRY(sager_navn(s, nu->anbringelse.barn, &page.barn, err));
    TRY(visning_af(s->app->store, s->arena, s->app->kommune, VISNING_ANBRINGELSE, page.id, 0,
                   INT64_MAX, BLIKKE_MAX, &l, &n, err));
    TRY(side_set(s, VISNING_LOG, page.id, "hvem har set sagen", (int64_t)n, err));
    struct sager_blik *row = ARENA_ARRAY(s->arena, n, struct sager_blik);
    for (size_t i = 0; i < n; i++) {
        row[i].naar = side_tid(s, l[i].tid_us);
        row[i].hvad = side_visning_ord(s, l[i].formaal);
        TRY(sager_bruger(s, l[i].bruger, &row[i].hvem, err));
    }
    page.blik = row;
    page.blik_antal = n;
    html_sager_set(&s->h, &page);
    return side_vis(s, "Hvem har set sagen", "Who has seen the case");
}
