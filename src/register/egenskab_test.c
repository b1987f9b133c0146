/*
 * Properties of the register on random histories, on both engines: what is read at a number is what
 * a slow, day-by-day look at all registrations up to it says, and it never changes afterwards; and
 * an import ends with what the file's own semantics (sag.h) say holds each day.
 */
#include "register/test_register.h"

enum {
    DAYS = 40,
    EVENTS = 60,
    IDS = 3,
    FIRST = 18628, /* 2021-01-01 */
};

/* ---- one fact at a time, with retractions ---- */

struct haendelse {
    int64_t nr;
    struct register_fakta f;
};

static struct dato day(int n)
{
    return (struct dato){FIRST + n};
}

static struct register_fakta random_fact(uint64_t *seed)
{
    static const enum register_slags slags[] = {
        SLAGS_INDPLACERING, SLAGS_INDPLACERING, SLAGS_AFTALE, SLAGS_AFTALE,  SLAGS_AFTALE,
        SLAGS_SITUATION,    SLAGS_DOEGN,        SLAGS_OPHOER, SLAGS_KONTRAKT};
    static const char *const id[IDS] = {"a", "b", "c"};
    struct register_fakta f = {.slags = slags[test_between(seed, 0, 8)], .ejer = STR("S1")};
    int fra = (int)test_between(seed, 0, DAYS - 2);

    f.id = str_from(id[test_between(seed, 0, IDS - 1)]);
    f.fra = day(fra);
    f.til = test_between(seed, 0, 3) == 0 ? DATO_MAX : day((int)test_between(seed, fra + 1, DAYS));
    f.tilbagekaldt = test_between(seed, 0, 4) == 0;
    int v = (int)test_between(seed, 1, 5);
    if (f.slags == SLAGS_INDPLACERING) {
        f.indplacering.trin = v;
        f.indplacering.vederlag = BROK_NUL;
        f.indplacering.besluttet = DATO_MIN;
    } else if (f.slags == SLAGS_AFTALE) {
        f.aftale.art = (enum aftale_art)test_between(seed, 0, 2);
        bool vilkaar = f.aftale.art == AFTALE_VILKAAR;
        f.aftale.ydelse = vilkaar ? STR_EMPTY : v > 3 ? STR("vederlag") : STR("kost_og_logi");
        f.aftale.beloeb.oere = vilkaar ? 0 : 100 * v;
        if (vilkaar) f.aftale.vilkaar = v > 3 ? VILKAAR_FORTSAETTER_EFTER_18 : VILKAAR_VARSEL;
        if (vilkaar && v <= 3) f.aftale.dage = 10 * v;
    } else if (f.slags == SLAGS_SITUATION) {
        f.situation.art = (enum situation_art)(v % SITUATION_ANTAL);
    } else if (f.slags == SLAGS_OPHOER) {
        f.ophoer.art = (enum ophoer_art)(v % OPHOER_ANTAL);
    } else if (f.slags == SLAGS_KONTRAKT) {
        f.kontrakt.holder = v > 2 ? STR("P1") : STR("P2");
        f.kontrakt.model = KONTRAKT_TRIN;
        f.kontrakt.underskrevet = DATO_MIN;
    }
    return f;
}

/* Registers it under a number of its own; refused (nothing to take back) draws none. */
static int64_t put(struct test_register *t, const struct register_fakta *f)
{
    int64_t nr = 0;
    bool skrevet = false;

    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    assert_ok(register_begin(t->store, &t->adgang, STR("test"), ++t->now_us, &nr, &t->err), t->err);
    bool ok = register_ret(t->store, &t->arena, &t->adgang, nr, f, &skrevet, &t->err) && skrevet;
    if (!ok && t->err.kind != ERR_NONE && !f->tilbagekaldt) fail_msg("%s", t->err.text);
    t->err = (struct err)ERR_INIT;
    if (ok)
        assert_ok(store_commit(t->store, &t->err), t->err);
    else
        store_rollback(t->store);
    return ok ? nr : 0;
}

static void put_placement(struct test_register *t)
{
    const struct register_fakta start[] = {
        {.slags = SLAGS_PLEJEFAMILIE, .id = STR("F1")},
        {.slags = SLAGS_BARN, .id = STR("B1"), .barn = {{FIRST - 3000}}},
        {.slags = SLAGS_ANBRINGELSE,
         .id = STR("S1"),
         .fra = {FIRST},
         .til = DATO_MAX,
         .anbringelse = {STR("F1"), STR("B1"), ART_DOEGN, 101}},
    };

    for (size_t i = 0; i < 3; i++) assert_true(put(t, &start[i]) > 0);
}

/* Whether `b` can only hold where `a` does not. */
static bool same_group(const struct register_fakta *a, const struct register_fakta *b)
{
    if (a->slags != b->slags) return false;
    if (a->slags == SLAGS_INDPLACERING || a->slags == SLAGS_KONTRAKT) return true;
    if (a->slags != SLAGS_AFTALE || a->aftale.art != b->aftale.art) return false;
    if (a->aftale.art == AFTALE_VILKAAR) return a->aftale.vilkaar == b->aftale.vilkaar;
    return a->aftale.art == AFTALE_ERSTATNING && str_eq(a->aftale.ydelse, b->aftale.ydelse);
}

/* Which events are the newest of their fact at nr, and not taken back. */
static size_t current(const struct haendelse *h, size_t n, int64_t nr, const struct haendelse **ud)
{
    size_t antal = 0;

    for (size_t i = 0; i < n; i++) {
        bool newest = h[i].nr <= nr;
        for (size_t j = 0; j < n && newest; j++) {
            bool same = h[j].f.slags == h[i].f.slags && str_eq(h[j].f.id, h[i].f.id);
            if (same && h[j].nr > h[i].nr && h[j].nr <= nr) newest = false;
        }
        if (newest && !h[i].f.tilbagekaldt) ud[antal++] = &h[i];
    }
    return antal;
}

/* Of those that hold on the day, in one text whose lines are sorted by how they were found. */
static void expect_day(const struct haendelse **h, size_t n, int dag, char set[64][80],
                       size_t *lines)
{
    *lines = 0;
    for (size_t i = 0; i < n; i++) {
        const struct register_fakta *f = &h[i]->f;
        bool holds = f->fra.dag <= FIRST + dag && FIRST + dag < f->til.dag;
        for (size_t j = 0; j < n && holds; j++) {
            const struct register_fakta *g = &h[j]->f;
            if (!same_group(f, g) || h[j]->nr <= h[i]->nr) continue;
            if (g->fra.dag <= FIRST + dag && FIRST + dag < g->til.dag) holds = false;
        }
        char *out = set[*lines];
        if (!holds || f->slags == SLAGS_OPHOER) continue;
        if (f->slags == SLAGS_INDPLACERING) snprintf(out, 80, "trin %d", f->indplacering.trin);
        if (f->slags == SLAGS_KONTRAKT)
            snprintf(out, 80, "holder %.*s", STR_ARG(f->kontrakt.holder));
        if (f->slags == SLAGS_SITUATION) snprintf(out, 80, "situation %d", (int)f->situation.art);
        if (f->slags == SLAGS_DOEGN) snprintf(out, 80, "nat %.*s", STR_ARG(f->id));
        if (f->slags == SLAGS_AFTALE)
            snprintf(out, 80, "aftale %d %.*s %d %d %d", (int)f->aftale.art,
                     STR_ARG(f->aftale.ydelse), (int)f->aftale.beloeb.oere, (int)f->aftale.vilkaar,
                     f->aftale.dage);
        (*lines)++;
    }
}

static void read_day(const struct sag *s, const struct register_sag *til, int dag, char set[64][80],
                     size_t *lines)
{
    struct dato d = day(dag);
    size_t n = 0;

    for (size_t i = 0; i < s->indplaceringer; i++)
        if (periode_on(s->indplacering[i].periode, d))
            snprintf(set[n++], 80, "trin %d", s->indplacering[i].trin);
    for (size_t i = 0; i < til->holdere; i++)
        if (til->holder[i].fra.dag <= d.dag && d.dag < til->holder[i].til.dag)
            snprintf(set[n++], 80, "holder %.*s", STR_ARG(til->holder[i].person));
    for (size_t i = 0; i < s->situationer; i++)
        if (periode_on(s->situation[i].periode, d))
            snprintf(set[n++], 80, "situation %d", (int)s->situation[i].art);
    for (size_t i = 0; i < s->doegn_antal; i++)
        if (periode_on(s->doegn[i], d)) snprintf(set[n++], 80, "nat");
    for (size_t i = 0; i < s->aftaler; i++) {
        const struct aftale *a = &s->aftale[i];
        if (!periode_on(a->periode, d)) continue;
        snprintf(set[n++], 80, "aftale %d %.*s %d %d %d", (int)a->art, STR_ARG(a->ydelse),
                 (int)a->beloeb.oere, (int)a->vilkaar, a->dage);
    }
    *lines = n;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void check_at(struct test_register *t, const struct haendelse *h, size_t n, int64_t nr)
{
    static char expected[64][80], found[64][80];
    const struct haendelse *nu[EVENTS];
    size_t antal = current(h, n, nr, nu);
    struct register_udsnit ud = test_read(t, nr);

    if (nr < 3) {
        assert_int_equal(ud.sager.count, 0);
        return;
    }
    assert_int_equal(ud.sager.count, 1);
    const struct haendelse *slut = NULL;
    for (size_t i = 0; i < antal; i++)
        if (nu[i]->f.slags == SLAGS_OPHOER && (slut == NULL || nu[i]->nr > slut->nr)) slut = nu[i];
    assert_int_equal(ud.sager.sag->har_ophoer, slut != NULL);
    if (slut != NULL) {
        assert_int_equal(ud.sager.sag->ophoer.dato.dag, slut->f.fra.dag);
        assert_int_equal(ud.sager.sag->ophoer.art, slut->f.ophoer.art);
    }
    for (int d = 0; d < DAYS + 2; d++) {
        size_t a = 0, b = 0;
        expect_day(nu, antal, d, expected, &a);
        read_day(ud.sager.sag, ud.til, d, found, &b);
        for (size_t i = 0; i < a; i++)
            if (strncmp(expected[i], "nat", 3) == 0) expected[i][3] = '\0';
        assert_int_equal(a, b);
        qsort(expected, a, 80, by_text);
        qsort(found, b, 80, by_text);
        for (size_t i = 0; i < a; i++) assert_string_equal(expected[i], found[i]);
    }
}

static void history_reads_as_told(void **state)
{
    const struct test_store *place = *state;
    int histories = place->engine == STORE_SQLITE ? 12 : 3;
    uint64_t seed = 7;

    for (int i = 0; i < histories; i++) {
        struct haendelse h[EVENTS];
        struct str foer[EVENTS + 4];
        struct test_register t;
        size_t n = 0;
        test_register_open(&t, *state);
        put_placement(&t);
        for (int e = 0; e < EVENTS; e++) {
            struct register_fakta f = random_fact(&seed);
            int64_t nr = put(&t, &f);
            if (nr == 0) continue;
            assert_int_equal(nr, 4 + (int64_t)n);
            h[n++] = (struct haendelse){nr, f};
            foer[nr] = test_json(&t, nr);
        }
        for (int64_t nr = 0; nr < 4 + (int64_t)n; nr++) {
            check_at(&t, h, n, nr);
            if (nr > 3) assert_str(test_json(&t, nr), str_c(&t.arena, foer[nr]));
        }
        test_register_close(&t);
    }
}

/* ---- which family a placement is in ---- */

enum { HOMES = 5, PLACES = 6, MOVES = 50, GONE = HOMES + 3 }; /* GONE: FX is taken back */

static const char *const HOME[HOMES] = {"F1", "F10", "F2", "FZ", "Fa"}; /* bytewise */
static const char *const PLACE[PLACES] = {"S1", "S10", "S2", "SZ", "Sa", "Sz"};

/* Where each placement is as known at a number: an index of HOME, or -1. */
struct flytning {
    int hjem[PLACES];
};

static void put_homes(struct test_register *t)
{
    struct register_fakta barn = {.slags = SLAGS_BARN, .id = STR("B1"), .barn = {{FIRST - 3000}}};

    assert_true(put(t, &barn) > 0);
    for (int i = 0; i < HOMES; i++) {
        struct register_fakta f = {.slags = SLAGS_PLEJEFAMILIE, .id = str_from(HOME[i])};
        assert_int_equal(put(t, &f), 2 + i);
    }
    struct register_fakta forbi = {.slags = SLAGS_PLEJEFAMILIE, .id = STR("FX")};
    assert_int_equal(put(t, &forbi), GONE - 1);
    forbi.tilbagekaldt = true;
    assert_int_equal(put(t, &forbi), GONE);
}

/* The families after one of them, known at a number: in the order they were put. */
static void expect_families(struct test_register *t, int64_t nr, int efter, size_t hoejst)
{
    struct str *id;
    size_t antal, at = 0;

    assert_ok(register_familier(t->store, &t->arena, TEST_KOMMUNE, nr,
                                efter < 0 ? STR_EMPTY : str_from(HOME[efter]), hoejst, &id, &antal,
                                &t->err),
              t->err);
    for (int i = efter + 1; i < HOMES && at < hoejst; i++) {
        if (i == HOMES - 2 && nr == GONE - 1) assert_str(id[at++], "FX");
        if (nr < 2 + i || at == hoejst) continue;
        assert_true(at < antal);
        assert_str(id[at++], HOME[i]);
    }
    assert_int_equal(at, antal);
}

/* Moves one, or takes it back; returns the number, or 0 when it was refused. */
static int64_t move(struct test_register *t, uint64_t *seed, struct flytning *nu)
{
    int sted = (int)test_between(seed, 0, PLACES - 1);
    int hjem = (int)test_between(seed, 0, HOMES - 1);
    struct register_fakta f = {.slags = SLAGS_ANBRINGELSE,
                               .id = str_from(PLACE[sted]),
                               .fra = {FIRST},
                               .til = DATO_MAX,
                               .tilbagekaldt = test_between(seed, 0, 4) == 0,
                               .anbringelse = {str_from(HOME[hjem]), STR("B1"), ART_DOEGN, 101}};
    int64_t nr = put(t, &f);

    if (nr > 0) nu->hjem[sted] = f.tilbagekaldt ? -1 : hjem;
    return nr;
}

static void expect_homes(struct test_register *t, int64_t nr, const struct flytning *f, int fra,
                         int til)
{
    struct register_hjem *hjem;
    size_t antal, at = 0;

    assert_ok(register_familier_anbringelser(t->store, &t->arena, TEST_KOMMUNE, nr,
                                             str_from(HOME[fra]), str_from(HOME[til]), &hjem,
                                             &antal, &t->err),
              t->err);
    for (int h = fra; h <= til; h++) {
        for (int s = 0; s < PLACES; s++) {
            if (f->hjem[s] != h) continue;
            assert_true(at < antal);
            assert_str(hjem[at].familie, HOME[h]);
            assert_str(hjem[at++].anbringelse, PLACE[s]);
        }
    }
    assert_int_equal(at, antal);
}

static void families_have_the_placements_of_the_moment(void **state)
{
    uint64_t seed = 23;

    for (int i = 0; i < 4; i++) {
        struct flytning then[MOVES + GONE + 1];
        struct flytning nu = {{-1, -1, -1, -1, -1, -1}};
        struct test_register t;
        int64_t newest = 0;
        test_register_open(&t, *state);
        put_homes(&t);
        for (int e = 0; e < MOVES; e++) {
            int64_t nr = move(&t, &seed, &nu);
            if (nr == 0) continue;
            then[nr] = nu;
            newest = nr;
        }
        assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
        for (int64_t nr = 1; nr <= newest; nr++)
            expect_families(&t, nr, (int)test_between(&seed, -1, HOMES - 1),
                            (size_t)test_between(&seed, 1, HOMES + 1));
        for (int64_t nr = GONE + 1; nr <= newest; nr++) {
            int fra = (int)test_between(&seed, 0, HOMES - 1);
            expect_homes(&t, nr, &then[nr], fra, (int)test_between(&seed, fra, HOMES - 1));
        }
        assert_ok(store_commit(t.store, &t.err), t.err);
        test_register_close(&t);
    }
}

/* ---- files ---- */

/* A random period with the time of its knowing. */
static void random_period(struct test_register *t, uint64_t *seed, struct buf *b, int kendt)
{
    int fra = (int)test_between(seed, 0, DAYS - 2);
    int til = (int)test_between(seed, fra + 1, DAYS);
    struct str a = dato_iso(&t->arena, day(fra));
    struct str c = dato_iso(&t->arena, day(til));
    struct str k = dato_iso(&t->arena, day(kendt));

    buf_format(b, "\"fra\":\"%.*s\",\"til\":\"%.*s\",\"kendt_fra\":\"%.*s\"}", STR_ARG(a),
               STR_ARG(c), STR_ARG(k));
}

/* No two of a list are known on the same day: which holds is then never a conflict. */
static struct str random_file(struct test_register *t, uint64_t *seed)
{
    struct buf b;

    buf_init(&b, &t->arena);
    buf_c(&b, "{\"sager\":[{\"id\":\"S1\",\"plejefamilie\":{\"id\":\"F1\"},"
              "\"barn\":{\"foedt\":\"2011-05-05\"},\"anbringelse\":{\"art\":\"doegn\","
              "\"indflyttet\":\"2021-01-01\"},\"indplacering\":[");
    int n = (int)test_between(seed, 0, 6);
    for (int i = 0; i < n; i++) {
        buf_format(&b, "%s{\"trin\":%d,", i > 0 ? "," : "", (int)test_between(seed, 1, 3));
        random_period(t, seed, &b, 1 + (i * 17) % DAYS);
    }
    buf_c(&b, "],\"aftaler\":[");
    n = (int)test_between(seed, 0, 7);
    for (int i = 0; i < n; i++) {
        static const char *const art[] = {"tillaeg", "erstatning"};
        static const char *const ydelse[] = {"vederlag", "kost"};
        buf_format(&b, "%s{\"art\":\"%s\",\"ydelse\":\"%s\",\"beloeb_oere\":%d,\"pr\":\"doegn\",",
                   i > 0 ? "," : "", art[test_between(seed, 0, 1)],
                   ydelse[test_between(seed, 0, 1)], 100 * (int)test_between(seed, 1, 3));
        random_period(t, seed, &b, 1 + (i * 13) % DAYS);
    }
    buf_c(&b, "]}]}");
    return buf_str(&b);
}

/* The level of a day as sag.h has it; 0 for none. */
static int level_on(const struct sag *s, struct dato d, struct dato kendt)
{
    const struct indplacering *best = NULL;

    for (size_t i = 0; i < s->indplaceringer; i++) {
        const struct indplacering *p = &s->indplacering[i];
        if (!periode_on(p->periode, d) || p->periode.kendt_fra.dag > kendt.dag) continue;
        if (best == NULL || p->periode.kendt_fra.dag > best->periode.kendt_fra.dag) best = p;
    }
    return best == NULL ? 0 : best->trin;
}

/* The amount of the agreement known last of that kind on a day; 0 for none. */
static int64_t amount_on(const struct sag *s, enum aftale_art art, const char *ydelse,
                         struct dato d, struct dato kendt)
{
    const struct aftale *best = NULL;

    for (size_t i = 0; i < s->aftaler; i++) {
        const struct aftale *a = &s->aftale[i];
        if (a->art != art || !str_is(a->ydelse, ydelse)) continue;
        if (!periode_on(a->periode, d) || a->periode.kendt_fra.dag > kendt.dag) continue;
        if (best == NULL || a->periode.kendt_fra.dag > best->periode.kendt_fra.dag) best = a;
    }
    return best == NULL ? 0 : best->beloeb.oere;
}

static void check_file(const struct sag *fil, const struct sag *laest, struct dato kendt)
{
    for (int n = 0; n < DAYS + 1; n++) {
        struct dato d = day(n);
        assert_int_equal(level_on(fil, d, kendt), level_on(laest, d, DATO_MAX));
        for (int a = 0; a < 4; a++) {
            enum aftale_art art = a < 2 ? AFTALE_TILLAEG : AFTALE_ERSTATNING;
            const char *ydelse = a % 2 == 0 ? "vederlag" : "kost";
            assert_int_equal(amount_on(fil, art, ydelse, d, kendt),
                             amount_on(laest, art, ydelse, d, DATO_MAX));
        }
    }
}

/* A history played in, file after file; and what is exported is known already. */
static void files_end_as_they_say(void **state)
{
    const struct test_store *place = *state;
    int files = place->engine == STORE_SQLITE ? 60 : 10;
    uint64_t seed = 11;

    struct test_register t;
    test_register_open(&t, *state);
    for (int i = 0; i < files; i++) {
        struct str tekst = random_file(&t, &seed);
        struct sager fil;
        assert_ok(sag_read_json(&t.arena, "", tekst, &fil, &t.err), t.err);
        for (int k = 0; k <= DAYS; k += 10) {
            struct register_import valg = {.kendt = day(k), .erstat = true};
            struct register_importeret ud = test_import_as(&t, tekst, valg);
            assert_int_equal(ud.fund.fejl, 0);
            struct register_udsnit laest = test_read(&t, -1);
            assert_int_equal(laest.sager.count, 1);
            check_file(fil.sag, laest.sager.sag, day(k));
            ud = test_import_as(&t, tekst, valg);
            assert_int_equal(ud.nr, 0);
            ud = test_import_as(&t, test_json(&t, -1), valg);
            assert_int_equal(ud.nr, 0);
        }
    }
    test_register_close(&t);
}

/* Without erstat nothing is lost that the file does not speak of. */
static void a_fresh_import_is_exact(void **state)
{
    const struct test_store *place = *state;
    int files = place->engine == STORE_SQLITE ? 30 : 5;
    uint64_t seed = 13;

    for (int i = 0; i < files; i++) {
        struct test_register t;
        struct sager fil;
        test_register_open(&t, *state);
        struct str tekst = random_file(&t, &seed);
        assert_ok(sag_read_json(&t.arena, "", tekst, &fil, &t.err), t.err);
        test_import(&t, tekst);
        struct register_udsnit laest = test_read(&t, -1);
        check_file(fil.sag, laest.sager.sag, DATO_MAX);
        assert_int_equal(test_import(&t, tekst).nr, 0);
        assert_int_equal(test_import(&t, test_json(&t, -1)).nr, 0);
        test_register_close(&t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(history_reads_as_told),
        BOTH(families_have_the_placements_of_the_moment),
        BOTH(files_end_as_they_say),
        BOTH(a_fresh_import_is_exact),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
