/*
 * Every address of the program, asked by everybody: nobody, each role, a family about itself and
 * about another. What must come of it is said by the table of routes; a page that is added is
 * tested without a word, unless a part of its address is of a new kind (VALID).
 */
#include "side/test_side.h"

#include "cmd/sider.h"

enum { FREMMEDE = 10000, STI_MAX = 200 };

/* The first that answers is taken: what stands in a part of an address. Families, placements and
 * persons are those of the first placement of the town. */
static const struct {
    const char *del;
    const char *vaerdi;
    const char *under; /* only in addresses that begin so */
} VALID[] = {
    {"kode", "morsoe", ""},
    {"version", "2021-01-01", ""},
    {"gammel", "2021-01-01", ""},
    {"fil", "vederlag.css", ""},
    {"familie", "FAMILIE", ""},
    {"anbringelse", "STED", ""},
    {"modtager", "HOLDER", ""},
    {"person", "HOLDER", ""},
    {"nr", "3", ""},
    {"linje", "1", ""},
    {"forskel", "1", ""},
    {"grund", "kendt", ""},
    {"moede", "abcdefghijklmnopqrst", ""},
    {"brev", "afgoerelse", ""},
    {"aar", "2021", ""},
    {"art", "flyttet", ""},
    {"anker", "vederlag", ""},
    {"navn", "ingen.csv", ""},
    {"slags", "modregning", "/maaned"},
    {"slags", "situation", ""},
    {"udkast", "abcdefghijklmnopqrst", ""},
    {"takster", "kl", ""},
    {"moede", "abcdefghijklmnopqrst", ""},
    {"id", "abcdefghijklmnopqrst", ""},
};

struct everybody {
    struct test_side ts;
    const struct side_rute *rute;
    size_t ruter;
    struct test_bruger ingen;
    struct test_bruger rolle[ROLLE_ANTAL]; /* plejefamilie: of the town's first family */
    struct test_bruger anden;              /* a member of another family */
    struct str familie;
    struct str fremmed; /* that other one's family */
    struct str sted;    /* a placement of the first family */
};

static struct str holder(struct everybody *e, struct str familie)
{
    return str_format(&e->ts.t.arena, "%.*s-K", STR_ARG(familie));
}

static void two_families(struct everybody *e)
{
    struct test_afregning *t = &e->ts.t;
    struct register_udsnit u = test_udsnit(t->store, &t->arena, -1);

    e->familie = u.sager.sag[0].familie;
    e->sted = u.sager.sag[0].id;
    for (size_t i = 0; i < u.sager.count && e->fremmed.n == 0; i++)
        if (!str_eq(u.sager.sag[i].familie, e->familie)) e->fremmed = u.sager.sag[i].familie;
    assert_true(e->fremmed.n > 0);
}

static void open_everybody(struct everybody *e, struct test_store *place)
{
    *e = (struct everybody){0};
    test_side_open_all(&e->ts, place, SIDER, SIDER_ANTAL);
    const struct side_app *app = e->ts.program.ctx;
    e->rute = app->rute;
    e->ruter = app->ruter;
    two_families(e);
    for (enum rolle r = 0; r < ROLLE_ANTAL; r++) {
        if (r == ROLLE_PLEJEFAMILIE)
            e->rolle[r] = test_side_familie(&e->ts, holder(e, e->familie));
        else
            e->rolle[r] = test_side_stab(&e->ts, rolle_kode(r), r);
    }
    e->anden = test_side_familie(&e->ts, holder(e, e->fremmed));
}

/* ---- addresses */

static struct str value_of(struct everybody *e, const struct side_rute *rute, struct str del)
{
    for (size_t i = 0; i < sizeof(VALID) / sizeof(*VALID); i++) {
        if (!str_is(del, VALID[i].del)) continue;
        if (!str_starts(str_from(rute->rute.sti), str_from(VALID[i].under))) continue;
        if (strcmp(VALID[i].vaerdi, "FAMILIE") == 0) return e->familie;
        if (strcmp(VALID[i].vaerdi, "STED") == 0) return e->sted;
        if (strcmp(VALID[i].vaerdi, "HOLDER") == 0) return holder(e, e->familie);
        if (strcmp(VALID[i].vaerdi, "STED") == 0) return e->sted;
        return str_from(VALID[i].vaerdi);
    }
    fail_msg("%s: say in VALID what {%.*s} is", rute->rute.sti, STR_ARG(del));
    return STR_EMPTY;
}

/* The route's address with `foreign` in the part with that number; -1: all parts are valid. */
static const char *address(struct everybody *e, const struct side_rute *rute, int part,
                           struct str foreign)
{
    struct str rest = str_from(rute->rute.sti);
    struct buf out;
    int at = 0;

    buf_init(&out, &e->ts.t.arena);
    while (rest.n > 0) {
        size_t open, close;
        if (!str_find(rest, STR("{"), &open)) break;
        assert_true(str_find(rest, STR("}"), &close));
        buf_add(&out, str_sub(rest, 0, open));
        buf_add(&out, at == part ? foreign : value_of(e, rute, str_sub(rest, open + 1, close)));
        rest = str_sub(rest, close + 1, rest.n);
        at++;
    }
    buf_add(&out, rest);
    return str_c(&e->ts.t.arena, buf_str(&out));
}

static int parts_of(const struct side_rute *rute)
{
    int n = 0;

    for (const char *p = rute->rute.sti; *p != '\0'; p++) n += *p == '{';
    return n;
}

/* ---- asking */

/* As a browser with our own page open sends an empty form, or opens the page. */
static struct web_response send_as(struct everybody *e, const struct side_rute *rute,
                                   struct test_bruger b, const char *adresse)
{
    struct web_felt felt = {STR("csrf"), b.csrf};
    struct web_request request = {.method = rute->rute.method};

    if (rute->rute.method == WEB_GET) return test_side_send(&e->ts, b, &request, adresse);
    request.site = STR("same-origin");
    request.form = (struct web_felter){&felt, 1};
    return test_side_send(&e->ts, b, &request, adresse);
}

/* Whether the table lets somebody with that role in. */
static bool lets_in(const struct side_rute *rute, enum rolle rolle)
{
    switch (rute->krav) {
    case SIDE_ALLE:
    case SIDE_INDE: return true;
    case SIDE_FAMILIEN: return rolle == ROLLE_PLEJEFAMILIE;
    case SIDE_STAB: return rolle != ROLLE_PLEJEFAMILIE;
    case SIDE_RET: return rolle_har(rolle, rute->ret);
    case SIDE_EN_RET:
        for (enum ret r = 0; r < RET_ANTAL; r++)
            if (((unsigned)rute->ret & 1u << r) != 0 && rolle_har(rolle, r)) return true;
        return false;
    }
    return false;
}

static const char *method_name(const struct side_rute *rute)
{
    static const char *const NAVN[] = {
        [WEB_GET] = "GET", [WEB_POST] = "POST", [WEB_PUT] = "PUT", [WEB_DELETE] = "DELETE"};

    return NAVN[rute->rute.method];
}

/* Logging out ends the session it is asked with; coming in asks for a password. */
static bool changes_who_asks(const struct side_rute *rute)
{
    return strcmp(rute->rute.sti, "/log-ud") == 0 || strncmp(rute->rute.sti, "/log-ind", 8) == 0;
}

/* ---- tests */

static void nobody_sees_only_what_is_open(void **state)
{
    struct everybody e;
    size_t til_doeren = 0;

    open_everybody(&e, *state);
    for (size_t i = 0; i < e.ruter; i++) {
        const struct side_rute *r = &e.rute[i];
        if (r->krav == SIDE_ALLE) continue;
        struct web_response svar = send_as(&e, r, e.ingen, address(&e, r, -1, STR_EMPTY));
        if (svar.status != 303 || !str_starts(test_side_til(svar), STR("/log-ind")))
            fail_msg("%s %s answers nobody with %d", method_name(r), r->rute.sti, svar.status);
        til_doeren++;
    }
    assert_true(til_doeren > 10);
    test_side_close(&e.ts);
}

static void each_role_opens_what_the_table_says(void **state)
{
    struct everybody e;

    open_everybody(&e, *state);
    for (size_t i = 0; i < e.ruter; i++) {
        const struct side_rute *r = &e.rute[i];
        const char *adresse = address(&e, r, -1, STR_EMPTY);
        for (enum rolle rolle = 0; rolle < ROLLE_ANTAL; rolle++) {
            if (changes_who_asks(r)) continue;
            /* A page before may have ended the session: a new second factor does. */
            test_side_inde(&e.ts, &e.rolle[rolle]);
            int status = send_as(&e, r, e.rolle[rolle], adresse).status;
            /* Staff that came to a family's address is led to its own. */
            bool led_away =
                r->krav == SIDE_FAMILIEN && rolle != ROLLE_PLEJEFAMILIE && status == 303;
            bool refused = status == 403 || led_away;
            if (refused == lets_in(r, rolle) || status >= 500)
                fail_msg("%s %s answers %s with %d", method_name(r), adresse, rolle_kode(rolle),
                         status);
        }
    }
    test_side_close(&e.ts);
}

/* Another site's form, a form without its token, and one with another's. */
static void a_write_is_from_our_own_page(void **state)
{
    struct everybody e;
    size_t writes = 0;

    open_everybody(&e, *state);
    for (size_t i = 0; i < e.ruter; i++) {
        const struct side_rute *r = &e.rute[i];
        if (r->rute.method == WEB_GET || r->krav == SIDE_ALLE) continue;
        const char *adresse = address(&e, r, -1, STR_EMPTY);
        enum rolle rolle = 0;
        while (!lets_in(r, rolle)) assert_true(++rolle < ROLLE_ANTAL);
        struct test_bruger b = e.rolle[rolle];
        struct web_felt felt[] = {{STR("csrf"), b.csrf}, {STR("csrf"), e.anden.csrf}};
        struct web_request fra[] = {
            {.site = STR("cross-site"), .form = {&felt[0], 1}},
            {.form = {&felt[0], 1}},
            {.site = STR("same-origin")},
            {.site = STR("same-origin"), .form = {&felt[1], 1}},
            {.origin = STR("https://ond.example"), .form = {&felt[0], 1}},
            {.origin = STR("null"), .form = {&felt[0], 1}},
            {.origin = STR("null"), .site = STR("cross-site"), .form = {&felt[0], 1}},
        };
        for (size_t k = 0; k < sizeof(fra) / sizeof(*fra); k++) {
            fra[k].method = r->rute.method;
            int status = test_side_send(&e.ts, b, &fra[k], adresse).status;
            if (status != 403)
                fail_msg("%s %s, forged in way %zu, answers %d", method_name(r), adresse, k,
                         status);
        }
        /* What no form sends is told so, whoever sends it. */
        struct web_request json = {.method = r->rute.method,
                                   .site = STR("same-origin"),
                                   .type = STR("application/json"),
                                   .body = STR("{}"),
                                   .form = {&felt[0], 1}};
        int status = test_side_send(&e.ts, b, &json, adresse).status;
        if (status != 415) fail_msg("%s %s answers JSON with %d", method_name(r), adresse, status);
        writes++;
    }
    assert_true(writes > 3);
    test_side_close(&e.ts);
}

/* What Chromium and Firefox send from a page of ours, which says no-referrer. */
static void a_browser_writes_null_for_our_own_page(void **state)
{
    struct everybody e;

    open_everybody(&e, *state);
    struct test_bruger b = e.rolle[ROLLE_LEDER];
    struct web_felt felt = {STR("csrf"), b.csrf};
    struct web_request ud = {
        .method = WEB_POST, .origin = STR("null"), .site = STR("same-origin"), .form = {&felt, 1}};
    assert_int_equal(test_side_send(&e.ts, b, &ud, "/log-ud").status, 303);
    test_side_close(&e.ts);
}

/* A family that puts another's id anywhere in an address is told what an unknown id is told. */
static void another_familys_ids_open_nothing(void **state)
{
    struct everybody e;

    open_everybody(&e, *state);
    struct test_bruger mig = e.rolle[ROLLE_PLEJEFAMILIE];
    for (size_t i = 0; i < e.ruter; i++) {
        const struct side_rute *r = &e.rute[i];
        if (r->krav != SIDE_FAMILIEN || parts_of(r) == 0) continue;
        int mine = send_as(&e, r, mig, address(&e, r, -1, STR_EMPTY)).status;
        struct web_response fremmed = send_as(&e, r, mig, address(&e, r, 0, e.fremmed));
        struct web_response ukendt = send_as(&e, r, mig, address(&e, r, 0, STR("F999999")));
        if (fremmed.status != 404 || ukendt.status != 404 || mine == 403)
            fail_msg("%s %s: %d, %d, %d", method_name(r), r->rute.sti, mine, fremmed.status,
                     ukendt.status);
        assert_int_equal(fremmed.body.n, ukendt.body.n);
        /* and the other one with mine */
        assert_int_equal(send_as(&e, r, e.anden, address(&e, r, -1, STR_EMPTY)).status, 404);
    }
    test_side_close(&e.ts);
}

static uint64_t draw(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

/* Ids of the form of ours: a neighbour's number, another kind's, drawn letters. */
static struct str foreign_id(struct everybody *e, uint64_t *seed)
{
    static const char *const FORM[][2] = {{"F", ""}, {"D", ""}, {"B", ""}, {"F", "-K"}, {"", ""}};
    static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyz234567";
    char text[32];
    size_t at = draw(seed) % 8;

    if (at < 5) {
        return str_format(&e->ts.t.arena, "%s%06llu%s", FORM[at][0],
                          (unsigned long long)(1000 + draw(seed) % 900000), FORM[at][1]);
    }
    for (size_t i = 0; i < 20; i++) text[i] = LETTERS[draw(seed) % (sizeof(LETTERS) - 1)];
    return str_copy(&e->ts.t.arena, (struct str){text, 20});
}

static void ten_thousand_foreign_ids_give_no_hit(void **state)
{
    struct everybody e;
    uint64_t seed = 2021;
    size_t asked = 0;

    open_everybody(&e, *state);
    while (asked < FREMMEDE) {
        const struct side_rute *r = &e.rute[draw(&seed) % e.ruter];
        int parts = parts_of(r);
        if (r->rute.method != WEB_GET || r->krav == SIDE_ALLE || parts == 0) continue;
        enum rolle rolle = draw(&seed) % ROLLE_ANTAL;
        if (!lets_in(r, rolle)) continue;
        struct str id = foreign_id(&e, &seed);
        const char *adresse = address(&e, r, (int)(draw(&seed) % (uint64_t)parts), id);
        struct arena arena;
        arena_init(&arena, (size_t)1 << 26);
        struct web_request request = {.arena = &arena};
        int status = test_side_send(&e.ts, e.rolle[rolle], &request, adresse).status;
        if (status != 404) fail_msg("%s answers %s with %d", adresse, rolle_kode(rolle), status);
        arena_release(&arena);
        asked++;
    }
    test_side_close(&e.ts);
}

/* Who may not open a page is told so whatever stands in its address; who may, that it is not
 * there. */
static void an_id_that_cannot_be_is_none(void **state)
{
    static const char *const UMULIG[] = {"x%20y", "%3Cb%3E", "-1", "%C3%A6", "99999999999999999999",
                                         "..a"};
    struct everybody e;
    int forkerte = 0;

    open_everybody(&e, *state);
    for (size_t i = 0; i < e.ruter; i++) {
        const struct side_rute *r = &e.rute[i];
        int parts = parts_of(r);
        if (changes_who_asks(r) || strcmp(r->rute.sti, "/aktiv/{fil}") == 0) continue;
        for (enum rolle rolle = 0; parts > 0 && rolle < ROLLE_ANTAL; rolle++) {
            const char *umulig = UMULIG[(i + (size_t)rolle) % (sizeof(UMULIG) / sizeof(*UMULIG))];
            const char *adresse = address(&e, r, (int)(i % (size_t)parts), str_from(umulig));
            int status = send_as(&e, r, e.rolle[rolle], adresse).status;
            bool led_away = r->krav == SIDE_FAMILIEN && rolle != ROLLE_PLEJEFAMILIE;
            int ventet = lets_in(r, rolle) ? 404 : 403;
            if (status == ventet || (led_away && status == 303)) continue;
            print_error("%s %s answers %s with %d, not %d\n", method_name(r), adresse,
                        rolle_kode(rolle), status, ventet);
            forkerte++;
        }
    }
    assert_int_equal(forkerte, 0);
    test_side_close(&e.ts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(nobody_sees_only_what_is_open),    BOTH(each_role_opens_what_the_table_says),
        BOTH(a_write_is_from_our_own_page),     BOTH(a_browser_writes_null_for_our_own_page),
        BOTH(another_familys_ids_open_nothing), BOTH(ten_thousand_foreign_ids_give_no_hit),
        BOTH(an_id_that_cannot_be_is_none),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
