/*
 * A run leaves the house and is answered; decisions on money: asked for as a browser asks.
 */
#include "maanedsside/test_maaned.h"

#include "afregning/beslutning.h"
#include "afregning/eksport_vis.h"

static void begin(struct by *by)
{
    assert_ok(store_begin(by->ts.t.store, STORE_READ, &by->ts.t.err), by->ts.t.err);
}

/* The town's setup, as `serve --opsaetning` reads it. */
static void give_setup(struct by *by)
{
    struct side_app *app = by->ts.program.ctx;
    struct err err = ERR_INIT;

    app->eksport = ARENA_NEW(&app->arena, struct eksport_opsaetning);
    assert_ok(eksport_opsaetning_laes(&app->arena, "demo/opsaetning.csv", app->eksport, &err), err);
}

static void send_july(struct by *by)
{
    settle_july(by);
    give_setup(by);
    assert_int_equal(POST(by, anna, "/maaned/4/eksport", "dag", "2021-07-30").status, 303);
    work(by);
}

/* A receipt for every payment of a channel in the newest export; `afvist` of them are rejected. */
static struct str answers(struct by *by, const char *kanal, size_t afvist)
{
    struct test_afregning *t = &by->ts.t;
    struct betaling *b;
    struct buf out;
    int64_t nyeste = 0;
    size_t n;

    begin(by);
    assert_ok(betaling_liste(t->store, &t->arena, TEST_KOMMUNE, 4, &b, &n, &t->err), t->err);
    store_rollback(t->store);
    for (size_t i = 0; i < n; i++)
        if (b[i].eksport > nyeste) nyeste = b[i].eksport;
    buf_init(&out, &t->arena);
    buf_c(&out, "betalingsid;status;årsag\n");
    for (size_t i = 0; i < n; i++) {
        if (b[i].eksport != nyeste || !str_is(b[i].kanal, kanal)) continue;
        bool nej = afvist > 0;
        if (nej) afvist--;
        buf_format(&out, "%.*s;%s;%s\n", STR_ARG(b[i].id), nej ? "afvist" : "udført",
                   nej ? "kontoen <er> lukket" : "");
    }
    return buf_str(&out);
}

/* As a browser sends a form with a file. */
static struct web_response upload(struct by *by, struct test_bruger hvem, const char *kanal,
                                  struct str indhold)
{
    struct web_felt felt[] = {{STR("csrf"), hvem.csrf}, {STR("kanal"), str_from(kanal)}};
    struct web_fil fil = {STR("fil"), STR("svar.csv"), STR("text/csv"), indhold};
    struct web_request request = {.method = WEB_POST,
                                  .site = STR("same-origin"),
                                  .form = {felt, 2},
                                  .fil = &fil,
                                  .filer = indhold.n > 0 ? 1 : 0};

    return test_side_send(&by->ts, hvem, &request, "/maaned/4/kvittering");
}

/* ---- tests */

/* What leaves is stored, told with its sums and hash, and the same each time; who fetched it
 * is remembered. */
static void files_leave_once_and_are_served_as_stored(void **state)
{
    struct by by;
    struct journal_raekke *r;
    struct eksport_gemt *g;
    struct visning_linje *v;
    size_t n, hentet;

    open_town(&by, *state);
    settle_july(&by);
    assert_says(ASK(&by, anna, "/maaned/4"), "kan ikke laves her");
    assert_int_equal(POST(&by, anna, "/maaned/4/eksport", "dag", "2021-07-30").status, 400);
    give_setup(&by);
    struct web_response page = ASK(&by, anna, "/maaned/4");
    assert_says(page, "value=\"2021-07-30\"");
    assert_says(page, "Lav filerne");
    assert_not(ASK(&by, bo, "/maaned/4"), "Lav filerne");
    struct web_response nej = POST(&by, anna, "/maaned/4/eksport", "dag", "2021-07-31");
    assert_int_equal(nej.status, 400);
    assert_says(nej, "<a href=\"#eksport-dag\">");
    assert_says(nej, "value=\"2021-07-31\"");
    nej = POST(&by, anna, "/maaned/4/eksport", "dag", "1821-07-30");
    assert_says(nej, "Året 1821 kan ikke passe");
    assert_int_equal(POST(&by, bo, "/maaned/4/eksport", "dag", "2021-07-30").status, 403);
    assert_int_equal(POST(&by, anna, "/maaned/4/eksport", "dag", "2021-07-30").status, 303);
    assert_says(ASK(&by, anna, "/maaned/4"), "Filerne laves.");
    work(&by);
    size_t raekker = test_journal(&by.ts.t, &r);
    assert_int_equal(POST(&by, anna, "/maaned/4/eksport", "dag", "2021-07-30").status, 303);
    work(&by);
    assert_int_equal(test_journal(&by.ts.t, &r), raekker);
    page = ASK(&by, anna, "/maaned/4");
    struct test_afregning *t = &by.ts.t;
    begin(&by);
    assert_ok(eksport_gemte(t->store, &t->arena, TEST_KOMMUNE, 4, &g, &n, &t->err), t->err);
    store_rollback(t->store);
    assert_true(n >= 5);
    for (size_t i = 0; i < n; i++) {
        const char *sti =
            str_c(&t->arena, str_format(&t->arena, "/maaned/4/filer/%.*s", STR_ARG(g[i].navn)));
        struct web_response fil = ASK(&by, anna, sti), igen = ASK(&by, anna, sti);
        assert_int_equal(fil.status, 200);
        assert_true(str_eq(fil.body, igen.body));
        assert_int_equal(fil.body.n, g[i].bytes);
        struct hash hash = hash_of(fil.body);
        assert_string_equal(hash.hex, g[i].hash.hex);
        assert_says(page, hash.hex);
        assert_says(page, sti);
        assert_int_equal(ASK(&by, rikke, sti).status, 403);
        assert_int_equal(ASK(&by, bo, sti).status, 403);
        const char *anden =
            str_c(&t->arena, str_format(&t->arena, "/maaned/3/filer/%.*s", STR_ARG(g[i].navn)));
        assert_int_equal(ASK(&by, anna, anden).status, 404);
    }
    assert_int_equal(ASK(&by, anna, "/maaned/4/filer/findes-ikke.csv").status, 404);
    begin(&by);
    assert_ok(visning_af(t->store, &t->arena, TEST_KOMMUNE, VISNING_KOERSEL, STR("4"), 0, INT64_MAX,
                         1000, &v, &hentet, &t->err),
              t->err);
    store_rollback(t->store);
    size_t antal = 0;
    for (size_t i = 0; i < hentet; i++) antal += str_is(v[i].handling, "hent");
    assert_int_equal(antal, 2 * n);
    close_town(&by);
}

/* Answers are read; what came back is told, sent again, and the run closed when all is answered. */
static void answers_are_read_and_what_came_back_is_sent_again(void **state)
{
    struct by by;
    struct web_response r;

    open_town(&by, *state);
    send_july(&by);
    assert_int_equal(upload(&by, by.anna, "loen", STR_EMPTY).status, 400);
    r = upload(&by, by.anna, "loen", STR("betalingsid;status;årsag\nukendt;udført;\n"));
    assert_says(r, "<option value=\"loen\" selected>");
    assert_int_equal(r.status, 400);
    assert_says(r, "Linje 2:");
    assert_int_equal(upload(&by, by.rikke, "loen", answers(&by, "loen", 0)).status, 403);
    assert_int_equal(upload(&by, by.anna, "loen", answers(&by, "loen", 0)).status, 303);
    assert_int_equal(upload(&by, by.anna, "nemkonto", answers(&by, "nemkonto", 2)).status, 303);
    assert_int_equal(upload(&by, by.anna, "nemkonto", answers(&by, "nemkonto", 2)).status, 303);
    assert_int_equal(find_run(&by, 4).tilstand, KOERSEL_DELVIST_AFVIST);
    r = ASK(&by, anna, "/maaned/4");
    assert_says(r, "2 betalinger kom tilbage");
    assert_says(r, "Send dem igen");
    r = ASK(&by, rikke, "/maaned/4/tilbage");
    assert_says(r, "kontoen &lt;er&gt; lukket");
    assert_int_equal(POST(&by, anna, "/maaned/4/igen", "dag", "i morgen").status, 400);
    assert_int_equal(POST(&by, anna, "/maaned/4/igen", "dag", "2021-08-03").status, 303);
    work(&by);
    assert_says(ASK(&by, anna, "/maaned/4/tilbage"), "Ingen betalinger er kommet tilbage");
    assert_int_equal(POST(&by, anna, "/maaned/4/afslut", "x", "").status, 400);
    assert_int_equal(upload(&by, by.anna, "nemkonto", answers(&by, "nemkonto", 0)).status, 303);
    assert_says(ASK(&by, anna, "/maaned/4"), "Afslut kørslen");
    assert_int_equal(POST(&by, anna, "/maaned/4/afslut", "x", "").status, 303);
    assert_int_equal(find_run(&by, 4).tilstand, KOERSEL_AFSLUTTET);
    close_town(&by);
}

/* Payees, and the letter of one. */
static void each_payee_has_a_letter(void **state)
{
    struct by by;
    struct koersel_modtager *m;
    size_t n;

    open_town(&by, *state);
    settle_july(&by);
    struct test_afregning *t = &by.ts.t;
    struct koersel k = find_run(&by, 4);
    begin(&by);
    assert_ok(
        koersel_modtagere(t->store, &t->arena, TEST_KOMMUNE, &k, STR_EMPTY, 10, &m, &n, &t->err),
        t->err);
    store_rollback(t->store);
    assert_int_equal(n, 10);
    assert_says(ASK(&by, rikke, "/maaned/4/modtagere"), "Hent brevet");
    assert_not(ASK(&by, rikke, "/maaned/4/modtagere?efter=zzz"), "Hent brevet");
    struct web_response brev =
        ASK(&by, rikke,
            str_c(&t->arena, str_format(&t->arena, "/maaned/4/brev/%.*s", STR_ARG(m[0].modtager))));
    assert_int_equal(brev.status, 200);
    assert_true(str_starts(brev.body, STR("%PDF-")));
    assert_int_equal(ASK(&by, rikke, "/maaned/4/brev/ingen").status, 404);
    close_town(&by);
}

#define ID1 "abcdefghijklmnopqrst"
#define ID2 "abcdefghijklmnopqrsu"

static size_t open_decisions(struct by *by)
{
    struct beslutning_aaben *b;
    size_t n;

    begin(by);
    assert_ok(
        beslutning_liste(by->ts.t.store, &by->ts.t.arena, TEST_KOMMUNE, &b, &n, &by->ts.t.err),
        by->ts.t.err);
    store_rollback(by->ts.t.store);
    return n;
}

/* A decision is made once, however often its form is sent; wrong ones come back with what was
 * typed; an open one is taken back. */
static void decisions_are_made_once_and_taken_back(void **state)
{
    struct by by;
    struct web_response r;
    struct test_afregning *t;

    open_town(&by, *state);
    t = &by.ts.t;
    struct udgave u = test_udgave(t, by.ts.loebenr[2]);
    const char *sted = str_c(&t->arena, u.forskel[0].anbringelse);
    const char *hvem =
        str_c(&t->arena, str_format(&t->arena, "%s", str_c(&t->arena, u.forskel[0].modtager)));
    assert_says(ASK(&by, rikke, "/maaned/penge"), "Ingen beslutninger venter.");
    assert_not(ASK(&by, rikke, "/maaned/penge"), "Ny beslutning");
    assert_int_equal(ASK(&by, rikke, "/maaned/penge/aconto").status, 403);
    assert_int_equal(ASK(&by, bo, "/maaned/penge/gave").status, 404);
    static const char *const SLAGS[] = {"aconto",     "faktura",      "kreditnota",
                                        "modregning", "eftergivelse", "mellemregning"};
    for (size_t i = 0; i < sizeof(SLAGS) / sizeof(*SLAGS); i++) {
        const char *sti = str_c(&t->arena, str_format(&t->arena, "/maaned/penge/%s", SLAGS[i]));
        assert_int_equal(ASK(&by, bo, sti).status, 200);
        assert_int_equal(POST(&by, bo, sti, "beloeb", "<x>").status, 400);
        assert_int_equal(POST(&by, rikke, sti, "beloeb", "1").status, 403);
    }
    r = POST(&by, bo, "/maaned/penge/aconto", "id", ID1, "anbringelse", sted, "ydelse", "vederlag",
             "maaned", "2021-07", "modtager", hvem, "kanal", "loen", "skat", "a_indkomst", "beloeb",
             "1.000,00", "begrundelse", "");
    assert_int_equal(r.status, 400);
    assert_says(r, "<a href=\"#begrundelse\">Skriv, hvorfor det er besluttet.</a>");
    assert_says(r, "value=\"1.000,00\"");
    for (int i = 0; i < 2; i++) {
        r = POST(&by, bo, "/maaned/penge/aconto", "id", ID1, "anbringelse", sted, "ydelse",
                 "vederlag", "maaned", "2021-07", "modtager", hvem, "kanal", "loen", "skat",
                 "a_indkomst", "beloeb", "1.000,00", "begrundelse", "<haster>");
        assert_int_equal(r.status, 303);
        assert_int_equal(open_decisions(&by), 1);
    }
    r = POST(&by, bo, "/maaned/penge/modregning", "id", ID2, "modtager", hvem, "kanal", "loen",
             "beloeb", "10", "begrundelse", "x");
    assert_int_equal(r.status, 400);
    assert_says(r, "skylder intet");
    assert_says(ASK(&by, rikke, "/maaned/penge"), "Aconto");
    assert_says(ASK(&by, rikke, "/maaned/penge"),
                "Besluttet af bo.web: <span lang=\"da\">&lt;haster&gt;</span>");
    assert_not(ASK(&by, rikke, "/maaned/penge"), "Tag tilbage");
    assert_int_equal(POST(&by, rikke, "/maaned/penge/" ID1 "/tilbage", "x", "").status, 403);
    assert_int_equal(POST(&by, bo, "/maaned/penge/" ID1 "/tilbage", "x", "").status, 303);
    assert_int_equal(open_decisions(&by), 0);
    assert_int_equal(POST(&by, bo, "/maaned/penge/" ID1 "/tilbage", "x", "").status, 400);
    assert_int_equal(POST(&by, bo, "/maaned/penge/" ID2 "/tilbage", "x", "").status, 404);
    close_town(&by);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(files_leave_once_and_are_served_as_stored),
        BOTH(answers_are_read_and_what_came_back_is_sent_again),
        BOTH(each_payee_has_a_letter),
        BOTH(decisions_are_made_once_and_taken_back),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
