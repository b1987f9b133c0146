/*
 * The property the settlement stands on: any order of learning the same facts, in any number of
 * runs, ends with the same amounts granted as computing once with all of them.
 *
 * A history draws a small world of true facts. In one kommune they are learned in random order,
 * many of them first wrongly, some that were never true and are taken back, with runs in between;
 * in another all are told at once.
 *
 * VEDERLAG_HISTORIER      how many histories on each engine (50)
 * VEDERLAG_HISTORIE_FRA   the seed of the first (1000); a failure tells the seed of its history
 * VEDERLAG_PROEVE         only tests that fit, for instance '*sqlite'
 */
#include "afregning/genberegn.h"
#include "afregning/linjer.h"
#include "afregning/test_afregning.h"

#include <stdlib.h>

enum { FAKTA_MAX = 200, VERSIONER_MAX = 6 };
#define FOERSTE_MAANED "2021-01"
#define SIDSTE_MAANED "2021-05"

/* A fact and what was thought of it before. */
struct kaede {
    struct register_fakta version[VERSIONER_MAX]; /* the last one is true */
    int antal;
    int laert;
    int efter; /* index of the fact that must be known first; -1: none */
    int ogsaa; /* and of another; -1: none */
};

struct verden {
    uint64_t seed;
    struct arena *arena;
    struct kaede kaede[FAKTA_MAX];
    int antal;
};

static int draw(struct verden *v, int low, int high)
{
    return (int)test_between(&v->seed, low, high);
}

static bool chance(struct verden *v, int percent)
{
    return draw(v, 1, 100) <= percent;
}

static struct dato day(struct verden *v, const char *fra, const char *til)
{
    return (struct dato){draw(v, test_dag(fra).dag, test_dag(til).dag)};
}

static struct str name(struct verden *v, const char *prefix, int a, int b)
{
    return str_format(v->arena, "%s%d-%d", prefix, a, b);
}

static int add(struct verden *v, struct register_fakta f, int efter)
{
    ASSERT(v->antal < FAKTA_MAX);
    v->kaede[v->antal] = (struct kaede){.version = {f}, .antal = 1, .efter = efter, .ogsaa = -1};
    return v->antal++;
}

/* What was thought before: another day, another level, another amount. */
static struct register_fakta wrong(struct verden *v, struct register_fakta f)
{
    int shift = draw(v, -20, 20);

    switch (f.slags) {
    case SLAGS_BARN: f.barn.foedt.dag += shift * 20; break;
    case SLAGS_ANBRINGELSE:
        if (f.til.dag != DATO_MAX.dag) f.til.dag = f.fra.dag + draw(v, 1, 150);
        if (chance(v, 50)) f.til = DATO_MAX;
        break;
    case SLAGS_INDPLACERING: f.indplacering.trin = draw(v, 1, 5); break;
    case SLAGS_AFTALE: f.aftale.beloeb.oere += draw(v, 1, 9) * 1000; break;
    case SLAGS_KONTRAKT: f.kontrakt.holder = name(v, "P", 9, draw(v, 1, 2)); break;
    case SLAGS_SITUATION:
    case SLAGS_DOEGN: f.til.dag += draw(v, 1, 10); break;
    default: break;
    }
    return f;
}

/* Gives a chain earlier versions: wrong ones, or a retraction of a fact that is true after all. */
static void misunderstand(struct verden *v, struct kaede *k)
{
    struct register_fakta sand = k->version[k->antal - 1];

    if (sand.slags == SLAGS_PLEJEFAMILIE || !chance(v, 45)) return;
    k->version[0] = wrong(v, sand);
    k->antal = 1;
    if (chance(v, 30) && sand.slags >= SLAGS_INDPLACERING) {
        k->version[1] = sand;
        k->version[1].tilbagekaldt = true;
        k->antal = 2;
    }
    k->version[k->antal++] = sand;
}

/* A fact that was never true: told, and taken back. */
static void decoy(struct verden *v, struct register_fakta f, int efter)
{
    int at;

    f.id = name(v, "falsk", v->antal, 0);
    at = add(v, f, efter);
    v->kaede[at].version[1] = f;
    v->kaede[at].version[1].tilbagekaldt = true;
    v->kaede[at].antal = 2;
}

static struct register_fakta part(enum register_slags slags, struct str ejer, struct str id)
{
    return (struct register_fakta){.slags = slags, .ejer = ejer, .id = id};
}

static void levels(struct verden *v, struct str sag, struct dato fra, int efter)
{
    struct register_fakta f = part(SLAGS_INDPLACERING, sag, STR("i1"));
    int trin = draw(v, 1, 5);

    f.fra = fra;
    f.til = DATO_MAX;
    f.indplacering.trin = trin;
    f.indplacering.vederlag = BROK_NUL;
    f.indplacering.besluttet = DATO_MIN;
    bool two = chance(v, 40);
    if (two) f.til = (struct dato){fra.dag + draw(v, 20, 120)};
    add(v, f, efter);
    if (!two) return;
    f.id = STR("i2");
    f.fra = f.til;
    f.til = DATO_MAX;
    f.indplacering.trin = draw(v, trin, 5);
    add(v, f, efter);
}

static void contracts(struct verden *v, struct str sag, struct dato fra, int family, int efter)
{
    struct register_fakta f = part(SLAGS_KONTRAKT, sag, STR("k1"));

    f.fra = fra;
    f.til = DATO_MAX;
    f.kontrakt.holder = name(v, "P", family, 1);
    f.kontrakt.model = KONTRAKT_TRIN;
    f.kontrakt.underskrevet = DATO_MIN;
    bool two = chance(v, 20);
    if (two) f.til = (struct dato){fra.dag + draw(v, 20, 120)};
    if (chance(v, 95)) add(v, f, efter);
    if (!two) return;
    f.id = STR("k2");
    f.fra = f.til;
    f.til = DATO_MAX;
    f.kontrakt.holder = name(v, "P", family, 2);
    add(v, f, efter);
}

static void situations(struct verden *v, struct str sag, int efter)
{
    for (int i = 0, n = draw(v, 0, 2); i < n; i++) {
        struct register_fakta f = part(SLAGS_SITUATION, sag, name(v, "s", i, 0));
        f.situation.art = (enum situation_art)draw(v, 0, SITUATION_ANTAL - 1);
        f.fra = i == 0 ? day(v, "2021-01-01", "2021-02-20") : day(v, "2021-03-10", "2021-05-01");
        f.til = (struct dato){f.fra.dag + draw(v, 1, 15)};
        add(v, f, efter);
        if (chance(v, 20)) decoy(v, f, efter);
    }
}

static void agreements(struct verden *v, struct str sag, int efter)
{
    for (int i = 0, n = draw(v, 0, 2); i < n; i++) {
        struct register_fakta f = part(SLAGS_AFTALE, sag, name(v, "a", i, 0));
        bool more = i == 0;
        f.fra = day(v, "2021-01-01", "2021-04-20");
        f.til = (struct dato){f.fra.dag + draw(v, 5, 80)};
        f.aftale.art = more ? AFTALE_TILLAEG : AFTALE_ERSTATNING;
        f.aftale.ydelse = more ? STR("vederlag") : STR("kost_og_logi");
        f.aftale.beloeb.oere = draw(v, 1, 50) * 1000;
        f.aftale.pr = more ? PR_MAANED : PR_DOEGN;
        f.aftale.besluttet_af = STR("leder");
        add(v, f, efter);
        if (chance(v, 15)) decoy(v, f, efter);
    }
}

static void nights(struct verden *v, struct str sag, int efter)
{
    for (int i = 0; i < 4; i++) {
        struct register_fakta f = part(SLAGS_DOEGN, sag, name(v, "d", i, 0));
        f.fra = (struct dato){test_dag("2021-01-08").dag + 35 * i + draw(v, 0, 5)};
        f.til = (struct dato){f.fra.dag + draw(v, 1, 3)};
        add(v, f, efter);
    }
}

static void child(struct verden *v, int family, int number, int family_at)
{
    struct str barn = name(v, "B", family, number);
    struct register_fakta b = part(SLAGS_BARN, STR_EMPTY, barn);
    struct register_fakta a = part(SLAGS_ANBRINGELSE, STR_EMPTY, name(v, "S", family, number));

    b.barn.foedt = day(v, "2003-06-01", "2018-12-31");
    int barn_at = add(v, b, family_at);
    a.fra = day(v, "2020-09-01", "2021-04-10");
    a.til = chance(v, 30) ? (struct dato){a.fra.dag + draw(v, 20, 200)} : DATO_MAX;
    a.anbringelse.plejefamilie = name(v, "F", family, 0);
    a.anbringelse.barn = barn;
    a.anbringelse.art = chance(v, 20) ? ART_AFLASTNING : chance(v, 20) ? ART_NETVAERK : ART_DOEGN;
    a.anbringelse.kommune = 773;
    int at = add(v, a, barn_at);
    contracts(v, a.id, a.fra, family, at);
    if (a.anbringelse.art == ART_AFLASTNING) {
        nights(v, a.id, at);
        return;
    }
    if (a.anbringelse.art == ART_DOEGN) levels(v, a.id, a.fra, at);
    situations(v, a.id, at);
    agreements(v, a.id, at);
}

/* Something was thought before all that is known of the chain. */
static void thought_first(struct kaede *k, struct register_fakta f)
{
    if (k->antal == VERSIONER_MAX) return;
    memmove(&k->version[1], &k->version[0], (size_t)k->antal * sizeof(k->version[0]));
    k->version[0] = f;
    k->antal++;
}

/* The other family's fact; -1 when there is only one. */
static int other_family(const struct verden *v, struct str familie)
{
    for (int i = 0; i < v->antal; i++) {
        const struct register_fakta *f = &v->kaede[i].version[0];
        if (f->slags == SLAGS_PLEJEFAMILIE && !str_eq(f->id, familie)) return i;
    }
    return -1;
}

/* A placement was thought to be in another family, of another kind or from another day, or not to
 * be at all for a while. */
static void misplace(struct verden *v, struct kaede *k)
{
    struct register_fakta sand = k->version[k->antal - 1], f = sand;
    int other = other_family(v, sand.anbringelse.plejefamilie);

    if (chance(v, 25)) {
        f.anbringelse.art = f.anbringelse.art == ART_DOEGN ? ART_AFLASTNING : ART_DOEGN;
        thought_first(k, f);
    }
    if (chance(v, 25)) {
        f.fra.dag += draw(v, -40, 40);
        if (f.til.dag <= f.fra.dag) f.til = DATO_MAX;
        thought_first(k, f);
    }
    if (other >= 0 && chance(v, 30)) {
        f.anbringelse.plejefamilie = v->kaede[other].version[0].id;
        k->ogsaa = other;
        thought_first(k, f);
    }
    if (k->antal + 1 < VERSIONER_MAX && chance(v, 15)) {
        struct register_fakta tilbage = sand;
        tilbage.tilbagekaldt = true;
        k->version[k->antal++] = tilbage;
        k->version[k->antal++] = sand;
    }
}

static void ending_of(struct verden *v, struct str sag, int efter)
{
    struct register_fakta f = part(SLAGS_OPHOER, sag, STR("o1"));

    f.fra = day(v, "2021-01-05", "2021-05-20");
    f.til = f.fra;
    f.ophoer.art = (enum ophoer_art)draw(v, 0, OPHOER_ANTAL - 1);
    f.ophoer.part = STR("kommune");
    int at = add(v, f, efter);
    if (!chance(v, 40)) return;
    f.fra.dag += draw(v, -15, 15);
    f.til = f.fra;
    thought_first(&v->kaede[at], f);
}

static void terms(struct verden *v, struct str sag, int efter)
{
    struct register_fakta f = part(SLAGS_AFTALE, sag, STR("v1"));

    f.fra = day(v, "2020-10-01", "2021-04-20");
    f.til = (struct dato){f.fra.dag + draw(v, 5, 300)};
    f.aftale.art = AFTALE_VILKAAR;
    f.aftale.vilkaar = (enum aftale_vilkaar)draw(v, 0, VILKAAR_ANTAL - 1);
    f.aftale.dage = f.aftale.vilkaar == VILKAAR_VARSEL ? draw(v, 1, 90) : REGISTER_TAL_UKENDT;
    f.aftale.besluttet_af = STR("leder");
    add(v, f, efter);
    if (chance(v, 25)) decoy(v, f, efter);
}

/* A placement that never was, of the same child or a stranger: it moves its siblings' places. */
static void phantom(struct verden *v, struct register_fakta f, int at)
{
    int other = other_family(v, f.anbringelse.plejefamilie);

    if (other >= 0 && chance(v, 50)) f.anbringelse.plejefamilie = v->kaede[other].version[0].id;
    f.fra = day(v, "2020-09-01", "2021-04-10");
    f.til = DATO_MAX;
    decoy(v, f, at);
    v->kaede[v->antal - 1].ogsaa = other;
}

/* What worlds have had since; the draws of those before it are as they were. */
static void further(struct verden *v)
{
    int antal = v->antal;

    for (int i = 0; i < antal; i++) {
        struct kaede *k = &v->kaede[i];
        struct register_fakta sand = k->version[k->antal - 1];
        if (sand.slags != SLAGS_ANBRINGELSE) continue;
        if (chance(v, 25)) ending_of(v, sand.id, i);
        if (chance(v, 25)) terms(v, sand.id, i);
        if (chance(v, 15)) phantom(v, sand, i);
        misplace(v, k);
    }
}

static void world(struct verden *v, struct arena *arena, uint64_t seed)
{
    *v = (struct verden){.seed = seed, .arena = arena};
    for (int f = 1, families = draw(v, 1, 2); f <= families; f++) {
        int at = add(v, part(SLAGS_PLEJEFAMILIE, STR_EMPTY, name(v, "F", f, 0)), -1);
        for (int c = 1, children = draw(v, 1, 3); c <= children; c++) child(v, f, c, at);
    }
    for (int i = 0; i < v->antal; i++)
        if (v->kaede[i].antal == 1) misunderstand(v, &v->kaede[i]);
}

/* ---- learning */

static void learn(struct test_afregning *t, struct register_fakta *fakta, int antal)
{
    bool skrevet;
    int64_t nr;

    t->now_us += TEST_DAG_US;
    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    assert_ok(register_begin(t->store, &t->anna, STR("prøve"), t->now_us, &nr, &t->err), t->err);
    for (int i = 0; i < antal; i++)
        assert_ok(register_ret(t->store, &t->arena, &t->anna, nr, &fakta[i], &skrevet, &t->err),
                  t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
}

/* A few of the facts that may be learned now; 0 when all are. No fact twice in one registering. */
static int pick(struct verden *v, struct register_fakta *out)
{
    int n = 0, most = draw(v, 1, 8);
    bool known[FAKTA_MAX];

    for (int i = 0; i < v->antal; i++) {
        const struct kaede *c = &v->kaede[i];
        known[i] = c->laert > 0 && !c->version[c->laert - 1].tilbagekaldt;
    }
    for (int pass = 0; pass < 3 && n < most; pass++) {
        int start = draw(v, 0, v->antal - 1);
        for (int k = 0; k < v->antal && n < most; k++) {
            struct kaede *c = &v->kaede[(start + k) % v->antal];
            if (c->laert == c->antal || (c->efter >= 0 && !known[c->efter])) continue;
            if (c->ogsaa >= 0 && !known[c->ogsaa]) continue;
            if (pass == 0 && !chance(v, 50)) continue;
            if (pass > 0 && n > 0) break;
            out[n] = c->version[c->laert++];
            if (out[n++].tilbagekaldt) known[(start + k) % v->antal] = false;
        }
    }
    return n;
}

static bool all_learned(const struct verden *v)
{
    for (int i = 0; i < v->antal; i++)
        if (v->kaede[i].laert < v->kaede[i].antal) return false;
    return true;
}

static void settle(struct test_afregning *t, struct maaned maaned, bool ekstra)
{
    struct str iso = maaned_iso(&t->arena, maaned);

    test_settle(t, str_c(&t->arena, iso), ekstra);
}

static void piece_by_piece(struct test_afregning *t, struct verden *v)
{
    struct register_fakta fakta[FAKTA_MAX];
    struct maaned next = test_maaned(FOERSTE_MAANED), last = test_maaned(SIDSTE_MAANED);
    struct maaned settled = {0}; /* up to and including; 0: none */

    while (!all_learned(v)) {
        int n = pick(v, fakta);
        if (n > 0) learn(t, fakta, n);
        if (!chance(v, 30)) continue;
        if (settled.nr > 0 && (next.nr > last.nr || chance(v, 40))) {
            settle(t, settled, true);
            continue;
        }
        /* Now and then a month is missed, and caught up by the next. */
        if (settled.nr > 0 && next.nr < last.nr && chance(v, 25)) next.nr++;
        settle(t, next, false);
        settled = next;
        next.nr++;
    }
    if (settled.nr == 0) {
        settle(t, next, false);
        next.nr++;
    }
    if (next.nr <= last.nr) settle(t, last, false);
}

static void at_once(struct test_afregning *t, const struct verden *v)
{
    struct register_fakta fakta[FAKTA_MAX];
    int n = 0;

    for (int i = 0; i < v->antal; i++) {
        const struct register_fakta *sand = &v->kaede[i].version[v->kaede[i].antal - 1];
        if (!sand->tilbagekaldt) fakta[n++] = *sand;
    }
    learn(t, fakta, n);
    settle(t, test_maaned(FOERSTE_MAANED), false);
    settle(t, test_maaned(SIDSTE_MAANED), false);
}

/* ---- comparing */

/* What is granted, key by key, and what cannot be computed, as sorted lines of text. */
struct slutning {
    struct str *linje;
    size_t antal;
};

static int by_text(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static bool lacks(const struct udgave *u, const struct journal_raekke *r)
{
    for (size_t i = 0; i < u->mangler; i++) {
        const struct udgave_mangel *m = &u->mangel[i];
        if (m->maaned.nr != r->maaned.nr || !str_eq(m->anbringelse, r->anbringelse)) continue;
        if (str_is(m->ydelse, "alle") || str_eq(m->ydelse, r->ydelse)) return true;
    }
    return false;
}

static bool newest(const struct journal_raekke *r, size_t n, size_t at)
{
    for (size_t i = at + 1; i < n; i++)
        if (r[i].har_efter && r[i].efter == r[at].nr) return false;
    return true;
}

static struct slutning ending(struct test_afregning *t, int64_t last)
{
    struct udgave u = test_udgave(t, last);
    struct journal_raekke *r;
    size_t n = test_journal(t, &r);
    struct slutning s = {ARENA_ARRAY(&t->arena, n + u.mangler, struct str), 0};

    for (size_t i = 0; i < n; i++) {
        if (!r[i].har_efter || r[i].tilkendt.oere == 0 || !newest(r, n, i)) continue;
        if (lacks(&u, &r[i])) continue;
        s.linje[s.antal++] =
            str_format(&t->arena, "%.*s %d %.*s %.*s %.*s %.*s %lld", STR_ARG(r[i].anbringelse),
                       r[i].maaned.nr, STR_ARG(r[i].ydelse), STR_ARG(r[i].modtager),
                       STR_ARG(r[i].kanal), STR_ARG(r[i].skat), (long long)r[i].tilkendt.oere);
    }
    for (size_t i = 0; i < u.mangler; i++)
        s.linje[s.antal++] = str_format(&t->arena, "mangler %.*s %d %.*s %.*s %d %d",
                                        STR_ARG(u.mangel[i].anbringelse), u.mangel[i].maaned.nr,
                                        STR_ARG(u.mangel[i].ydelse), STR_ARG(u.mangel[i].mangler),
                                        u.mangel[i].fra.dag, u.mangel[i].til.dag);
    if (s.antal > 0) qsort(s.linje, s.antal, sizeof(*s.linje), by_text);
    return s;
}

static void compare(const struct slutning *a, const struct slutning *b, uint64_t seed)
{
    for (size_t i = 0; i < a->antal || i < b->antal; i++) {
        struct str x = i < a->antal ? a->linje[i] : STR_EMPTY;
        struct str y = i < b->antal ? b->linje[i] : STR_EMPTY;
        if (str_eq(x, y)) continue;
        fail_msg("history %llu: piece by piece >%.*s<, at once >%.*s<", (unsigned long long)seed,
                 STR_ARG(x), STR_ARG(y));
    }
}

static struct str facts_of(struct test_afregning *t, const struct register_udsnit *ud, size_t fra,
                           size_t til)
{
    struct buf out;

    buf_init(&out, &t->arena);
    linjer_fakta_skriv(&out, ud, fra, til);
    return buf_str(&out);
}

/* A family's facts alone are its part of all, the first time they are read and from the memory. */
static void check_kept(struct test_afregning *t, int64_t loebenr)
{
    static struct grundlag_lager lager;
    struct grundlag alle = {0};
    size_t fra = 0, til;

    assert_ok(grundlag_hent(t->store, &t->arena, t->anna.kommune, loebenr, 0, &alle, &t->err),
              t->err);
    for (; fra < alle.udsnit.sager.count; fra = til) {
        struct str familie = alle.udsnit.sager.sag[fra].familie;
        for (til = fra + 1; til < alle.udsnit.sager.count; til++)
            if (!str_eq(alle.udsnit.sager.sag[til].familie, familie)) break;
        struct str ventet = facts_of(t, &alle.udsnit, fra, til);
        for (int gang = 0; gang < 3; gang++) {
            struct grundlag en = {0};
            if (gang != 2) lager_ny_gang(&lager);
            assert_ok(grundlag_familie(t->store, &t->arena, t->anna.kommune,
                                       gang == 0 ? NULL : &lager, &alle.koersel, familie, NULL, 0,
                                       &en, &t->err),
                      t->err);
            struct str faaet = facts_of(t, &en.udsnit, 0, en.udsnit.sager.count);
            if (!str_eq(faaet, ventet)) fail_msg("%d: %.*s", gang, STR_ARG(faaet));
            /* What a reader does with its own cases does not reach the next. */
            memset(en.udsnit.sager.sag, 0, en.udsnit.sager.count * sizeof(*en.udsnit.sager.sag));
        }
    }
    lager_slip(&lager);
}

/* Computing again reads the handbook anew, which takes longer than a history: done for some. */
static void check_books(struct test_afregning *t, int64_t last, bool again)
{
    struct journal_hoved hoved;
    int64_t raekker, brud;
    bool ens = true;
    struct str foerste = STR_EMPTY;

    assert_true(test_konto(t, KONTO_SKYLDIG) >= 0);
    assert_true(test_konto(t, KONTO_TILGODEHAVENDE) <= 0);
    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(
        journal_efterse(t->store, &t->arena, t->anna.kommune, &raekker, &brud, &hoved, &t->err),
        t->err);
    assert_int_equal(brud, 0);
    assert_int_equal(hoved.nr, raekker);
    if (again) {
        assert_ok(udgave_genberegn(t->store, &t->arena, t->anna.kommune, last, 0, &ens, &foerste,
                                   &t->err),
                  t->err);
        check_kept(t, last);
    }
    store_rollback(t->store);
    if (!ens) fail_msg("not the same again: %.*s", STR_ARG(foerste));
}

static int64_t last_run(struct test_afregning *t)
{
    test_settle(t, SIDSTE_MAANED, true);
    struct koersel *k;
    size_t n;
    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(koersel_liste(t->store, &t->arena, t->anna.kommune, &k, &n, &t->err), t->err);
    store_rollback(t->store);
    return k[0].loebenr;
}

/* `videre`: also what worlds have had since the seeds of what was once found. */
static void one_history(struct test_afregning *t, uint64_t seed, bool videre, int number)
{
    struct verden *v = ARENA_NEW(&t->arena, struct verden);

    world(v, &t->arena, seed);
    if (videre) further(v);
    test_kommune(t, 101 + 2 * number);
    t->now_us = test_us("2021-01-02");
    piece_by_piece(t, v);
    int64_t now = t->now_us;
    int64_t last = last_run(t);
    struct slutning a = ending(t, last);
    check_books(t, last, seed % 8 == 0);
    test_kommune(t, 102 + 2 * number);
    t->now_us = now - 2 * TEST_DAG_US;
    at_once(t, v);
    t->now_us = now;
    last = last_run(t);
    struct slutning b = ending(t, last);
    compare(&a, &b, seed);
}

static int64_t number_of(const char *name, int64_t otherwise)
{
    const char *word = getenv(name);

    return word == NULL ? otherwise : strtoll(word, NULL, 10);
}

static void any_order_ends_the_same(void **state)
{
    const int64_t n = number_of("VEDERLAG_HISTORIER", 50);
    const uint64_t first = (uint64_t)number_of("VEDERLAG_HISTORIE_FRA", 1000);
    const int per_database = 100;

    for (int64_t done = 0; done < n;) {
        struct test_afregning t;
        test_afregning_open(&t, *state);
        for (int i = 0; i < per_database && done < n; i++, done++)
            one_history(&t, first + (uint64_t)done, true, i + 1);
        test_afregning_close(&t);
        test_store_drop(*state);
        if (n > 500) print_message("%lld histories\n", (long long)done);
    }
}

/* Histories in which something was once forgotten. */
static void what_was_found_stays_mended(void **state)
{
    static const struct {
        uint64_t seed;
        bool videre;
    } fundet[] = {
        {4451, false}, /* a situation of the last day, changed, reaches into the notice */
        {9438, false}, /* the same */
        {1014, true},  /* a placement in another family after all, nights before its stay */
    };
    struct test_afregning t;

    test_afregning_open(&t, *state);
    for (int i = 0; i < (int)(sizeof(fundet) / sizeof(*fundet)); i++)
        one_history(&t, fundet[i].seed, fundet[i].videre, i + 1);
    test_afregning_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(what_was_found_stays_mended),
        BOTH(any_order_ends_the_same),
    };

    cmocka_set_test_filter(getenv("VEDERLAG_PROEVE"));
    return cmocka_run_group_tests(tests, start_both, stop_both);
}
