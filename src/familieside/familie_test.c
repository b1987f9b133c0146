/*
 * A family's pages, asked for as a browser asks, on an invented municipality that has settled.
 */
#include "side/test_side.h"

#include "afregning/eksport.h"
#include "familieside/familie_side.h"
#include "familieside/familieside.h"
#include "henvendelse/henvendelse.h"
#include "indstilling/indstilling.h"
#include "indstilling/partshoering.h"

enum { MAANEDER = TEST_MAANEDER };

struct by { /* a town, and who of it asks */
    struct test_side ts;
    struct test_bruger b;
};

static void open_town(struct by *by, struct test_store *place)
{
    *by = (struct by){0};
    test_side_open(&by->ts, place, &FAMILIESIDE);
}

static void close_town(struct by *by)
{
    test_side_close(&by->ts);
}

static struct web_response ask(struct by *by, const char *adresse)
{
    return test_side_ask(&by->ts, by->b, adresse);
}

static struct web_response ask_id(struct by *by, const char *form, struct str id, int64_t nr)
{
    struct str adresse = str_format(&by->ts.t.arena, "/familie/%.*s%s", STR_ARG(id), form);

    if (nr > 0) adresse = str_format(&by->ts.t.arena, "%.*s%lld", STR_ARG(adresse), (long long)nr);
    return ask(by, str_c(&by->ts.t.arena, adresse));
}

#define POST(by, adresse, ...) TEST_POST(&(by)->ts, (by)->b, adresse, __VA_ARGS__)

static struct str location(struct web_response r)
{
    return test_side_til(r);
}

static bool has(struct web_response r, const char *text)
{
    return test_side_har(r, text);
}

/* The amount as a page writes it. */
static const char *amount(struct by *by, int64_t oere)
{
    struct html h;

    html_init(&h, &by->ts.t.arena, false);
    html_oere(&h, (struct oere){oere});
    return str_c(&by->ts.t.arena, buf_str(&h.buf));
}

/* Every family of the town, and what the journal says its placements were granted in a run. */
struct facit {
    struct str familie;
    int64_t oere;
};

static struct register_udsnit everybody(struct by *by)
{
    return test_udsnit(by->ts.t.store, &by->ts.t.arena, -1);
}

static int64_t granted(struct by *by, const struct register_udsnit *u, struct str familie,
                       int64_t loebenr)
{
    struct journal_raekke *r;
    size_t n = test_journal(&by->ts.t, &r);
    int64_t sum = 0;

    for (size_t i = 0; i < n; i++) {
        if (r[i].koersel != loebenr || r[i].kredit != KONTO_SKYLDIG) continue;
        for (size_t k = 0; k < u->sager.count; k++)
            if (str_eq(u->sager.sag[k].id, r[i].anbringelse) &&
                str_eq(u->sager.sag[k].familie, familie))
                sum += r[i].beloeb.oere;
    }
    return sum;
}

static struct str holder(struct by *by, struct str familie)
{
    return str_format(&by->ts.t.arena, "%.*s-K", STR_ARG(familie));
}

/* ---- tests */

static void amounts_are_the_journals(void **state)
{
    struct by by;
    size_t vist = 0;

    open_town(&by, *state);
    struct register_udsnit u = everybody(&by);
    for (size_t i = 0; i < u.sager.count; i++) {
        struct str familie = u.sager.sag[i].familie;
        if (i > 0 && str_eq(u.sager.sag[i - 1].familie, familie)) continue;
        by.b = test_side_familie(&by.ts, holder(&by, familie));
        struct web_response front = ask_id(&by, "", familie, 0);
        assert_int_equal(front.status, 200);
        for (int m = 0; m < MAANEDER; m++) {
            int64_t oere = granted(&by, &u, familie, by.ts.loebenr[m]);
            if (oere == 0) continue;
            assert_says(front, amount(&by, oere));
            struct web_response page = ask_id(&by, "/betaling/", familie, by.ts.loebenr[m]);
            assert_int_equal(page.status, 200);
            assert_says(page, amount(&by, oere));
            vist++;
        }
    }
    assert_true(vist > 60);
    close_town(&by);
}

static void a_family_sees_only_itself(void **state)
{
    struct by by;

    open_town(&by, *state);
    struct register_udsnit u = everybody(&by);
    struct str min = u.sager.sag[0].familie;
    struct web_response ukendt, fremmed;

    by.b = (struct test_bruger){0};
    assert_int_equal(ask(&by, "/familie").status, 303); /* to the door */
    by.b = test_side_familie(&by.ts, holder(&by, min));
    ukendt = ask(&by, "/familie/F999999");
    assert_int_equal(ukendt.status, 404);
    for (size_t i = 0; i < u.sager.count; i++) {
        struct str familie = u.sager.sag[i].familie;
        if (str_eq(familie, min)) continue;
        fremmed = ask_id(&by, "", familie, 0);
        assert_int_equal(fremmed.status, 404);
        assert_int_equal(fremmed.body.n, ukendt.body.n);
        assert_int_equal(ask_id(&by, "/betaling/", familie, by.ts.loebenr[0]).status, 404);
    }
    assert_int_equal(ask_id(&by, "/betaling/", min, 77).status, 404);
    assert_int_equal(ask_id(&by, "/betaling/0", min, 0).status, 404);
    assert_int_equal(ask_id(&by, "/betaling/1x", min, 0).status, 404);
    assert_int_equal(ask_id(&by, "/betaling/", min, by.ts.loebenr[2]).status, 200);
    by.b = test_side_familie(&by.ts, STR("ingen"));
    assert_says(ask(&by, "/familie"), "ikke registreret som plejeforælder");
    close_town(&by);
}

static void why_is_answered_first_and_adds_up(void **state)
{
    struct by by;
    size_t svar[GRUND_ANTAL] = {0}, i_alt = 0;
    struct err err = ERR_INIT;

    open_town(&by, *state);
    struct register_udsnit u = everybody(&by);
    assert_ok(store_begin(by.ts.t.store, STORE_READ, &err), err);
    for (size_t i = 0; i < u.sager.count; i++) {
        struct familie_kreds k;
        struct familie_betaling *b;
        size_t n;
        struct str familie = u.sager.sag[i].familie;
        if (i > 0 && str_eq(u.sager.sag[i - 1].familie, familie)) continue;
        assert_ok(
            familie_kreds(by.ts.t.store, &by.ts.t.arena, TEST_KOMMUNE, NULL, familie, &k, &err),
            err);
        assert_ok(familie_betalinger(&k, &b, &n, &err), err);
        for (size_t j = 0; j + 1 < n; j++) {
            struct familie_koersel nu, foer;
            struct familie_aendring *a;
            size_t antal;
            int64_t sum = 0;
            assert_ok(familie_koersel(&k, &b[j].koersel, &nu, &err), err);
            assert_ok(familie_koersel(&k, &b[j + 1].koersel, &foer, &err), err);
            familie_sammenlign(&by.ts.t.arena, &foer, &nu, &a, &antal);
            for (size_t m = 0; m < antal; m++) {
                sum += a[m].forskel.oere;
                svar[a[m].grund]++;
                i_alt++;
            }
            assert_int_equal(sum, b[j].beloeb.oere - b[j + 1].beloeb.oere);
        }
    }
    store_rollback(by.ts.t.store);
    print_message("reasons:");
    for (size_t i = 0; i < GRUND_ANTAL; i++) print_message(" %zu", svar[i]);
    print_message(" of %zu\n", i_alt);
    /* A difference without a reason is rare. */
    assert_true(i_alt > 30);
    assert_true(svar[GRUND_ANDET] * 10 <= i_alt);
    close_town(&by);
}

/* The payments of a family, and how many there are for a month. */
static size_t payments_of(struct by *by, struct str familie, const char *maaned,
                          struct familie_betaling *out)
{
    struct test_afregning *t = &by->ts.t;
    struct familie_betaling *b;
    struct familie_kreds k;
    size_t n, fundet = 0;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(familie_kreds(t->store, &t->arena, TEST_KOMMUNE, NULL, familie, &k, &t->err), t->err);
    assert_ok(familie_betalinger(&k, &b, &n, &t->err), t->err);
    store_rollback(t->store);
    for (size_t i = 0; i < n; i++) {
        if (b[i].koersel.maaned.nr != test_maaned(maaned).nr) continue;
        if (fundet++ == 0) *out = b[i];
    }
    return fundet;
}

/* A month that was computed in two runs is one payment: the newest until one is approved, then that
 * one. One that was given up is none. */
static void a_month_computed_twice_is_paid_once(void **state)
{
    struct by by;
    struct familie_betaling b = {0};
    enum afregning_udfald udfald;

    open_town(&by, *state);
    struct test_afregning *t = &by.ts.t;
    struct register_udsnit u = everybody(&by);
    struct str familie = u.sager.sag[0].familie;
    assert_int_equal(payments_of(&by, familie, "2021-07", &b), 0);
    int64_t foerste = test_run_new(t, "2021-07", false), anden = test_run_new(t, "2021-07", false);
    int64_t tredje = test_run_new(t, "2021-07", false);
    test_calc(t, foerste);
    assert_int_equal(payments_of(&by, familie, "2021-07", &b), 1);
    assert_int_equal(b.koersel.loebenr, foerste);
    test_calc(t, anden);
    test_calc(t, tredje);
    assert_int_equal(payments_of(&by, familie, "2021-07", &b), 1);
    assert_int_equal(b.koersel.loebenr, tredje);
    assert_int_equal(b.trin, FAMILIE_BEREGNET);
    assert_ok(koersel_opgiv(t->store, &t->anna, tredje, t->now_us, &udfald, &t->err), t->err);
    assert_int_equal(payments_of(&by, familie, "2021-07", &b), 1);
    assert_int_equal(b.koersel.loebenr, anden);
    /* the older one is approved after all */
    assert_int_equal(test_try_approve(t, &t->bo, foerste, NULL, NULL), AFREGNING_GJORT);
    assert_int_equal(payments_of(&by, familie, "2021-07", &b), 1);
    assert_int_equal(b.koersel.loebenr, foerste);
    assert_int_equal(b.trin, FAMILIE_GODKENDT);
    assert_int_equal(b.beloeb.oere, granted(&by, &u, familie, foerste));
    assert_true(b.beloeb.oere > 0);
    close_town(&by);
}

static void both_languages_and_two_clicks(void **state)
{
    struct by by;

    open_town(&by, *state);
    struct register_udsnit u = everybody(&by);
    struct str familie = u.sager.sag[0].familie;
    by.b = test_side_familie(&by.ts, holder(&by, familie));
    struct web_response front = ask(&by, "/familie");
    struct web_response page = ask_id(&by, "/betaling/", familie, by.ts.loebenr[2]);
    assert_says(front, "<h1>Jeres penge</h1>");
    assert_says(front, "Se, hvad pengene er for");
    assert_says(front, "Børn hos jer");
    assert_says(page, "<details class=\"linje\"");
    assert_says(page, "KL");
    assert_says(page, "/haandbog/morsoe/2021-01-01#");
    assert_says(page, "Jeg er uenig / jeg forstår det ikke");
    assert_says(ask(&by, "/familie?sprog=en"), "<h1>Your money</h1>");
    struct web_response english = ask_id(&by, "/betaling/3?sprog=en", familie, 0);
    assert_says(english, "What is the money for?");
    assert_false(has(english, "Hvad er pengene for?"));
    close_town(&by);
}

static void hostile_names_are_text(void **state)
{
    struct by by;
    bool skrevet;

    open_town(&by, *state);
    struct register_udsnit u = everybody(&by);
    struct str familie = u.sager.sag[0].familie;
    struct register_person p = {.id = u.til[0].barn, .navn = STR("<script>alert(1)</script> \"'&")};
    struct test_afregning *t = &by.ts.t;
    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    assert_ok(register_person_skriv(t->store, &t->arena, TEST_KOMMUNE, 0, &p, &skrevet, &t->err),
              t->err);
    p = (struct register_person){.id = holder(&by, familie),
                                 .navn = STR("<b>\"Ond\"</b>"),
                                 .adresse = STR("Hemmelig Vej 1"),
                                 .beskyttet = true};
    assert_ok(register_person_skriv(t->store, &t->arena, TEST_KOMMUNE, 0, &p, &skrevet, &t->err),
              t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
    by.b = test_side_familie(&by.ts, holder(&by, familie));
    struct web_response r[] = {ask(&by, "/familie"),
                               ask_id(&by, "/betaling/", familie, by.ts.loebenr[2])};
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(r[i].status, 200);
        assert_false(has(r[i], "<script>alert"));
        assert_false(has(r[i], "<b>\"Ond"));
        assert_false(has(r[i], "Hemmelig Vej"));
        assert_says(r[i], "&lt;script&gt;alert(1)&lt;/script&gt;");
    }
    close_town(&by);
}

#define ID "abcdefghijklmnopqrst"
#define ID2 "abcdefghijklmnopqrsu"

static void answer(struct by *by, const struct adgang *hvem_svarer, const struct henvendelse *h,
                   const char *tekst)
{
    struct err err = ERR_INIT;

    assert_ok(store_begin(by->ts.t.store, STORE_WRITE, &err), err);
    assert_ok(henvendelse_skriv(by->ts.t.store, &by->ts.t.arena, hvem_svarer, h, true,
                                str_from(tekst), by->ts.t.now_us, &err),
              err);
    assert_ok(store_commit(by->ts.t.store, &err), err);
}

static struct henvendelse read_case(struct by *by, struct str id)
{
    struct henvendelse h;
    struct err err = ERR_INIT;

    assert_ok(store_begin(by->ts.t.store, STORE_READ, &err), err);
    assert_ok(henvendelse_find(by->ts.t.store, &by->ts.t.arena, TEST_KOMMUNE, id, &h, &err), err);
    store_rollback(by->ts.t.store);
    return h;
}

/* A message may have pictures, and nothing that hides. */
static void writes_with_pictures(struct by *by, const char *sag)
{
    struct web_response r = POST(by, sag, "tekst", "Tak\xE2\x80\xAE, men nej.");

    assert_int_equal(r.status, 400);
    assert_says(r, "Teksten har usynlige tegn");
    assert_says(r, "efter »Tak«");
    r = POST(by, sag, "tekst", " \n");
    assert_int_equal(r.status, 400);
    assert_says(r, "Skriv det, du vil sige.");
    assert_int_equal(POST(by, sag, "tekst", "Tak 👍🏽, men nej.").status, 303);
}

/* Nothing is written without a text, and what was chosen stays. What is not about the text is told
 * of at no field. */
static void is_refused(struct by *by, const char *linje)
{
    struct web_response tom = POST(by, linje, "id", ID, "art", "forstaar_ikke", "tekst", " \n ");
    struct web_response uden = POST(by, linje, "id", "x", "art", "uenig", "tekst", "Hvorfor?");

    assert_int_equal(tom.status, 400);
    assert_says(tom, "Skriv, hvad det drejer sig om.");
    assert_says(tom, "id=\"tekst-fejl\"");
    assert_says(tom, "value=\"forstaar_ikke\" checked");
    assert_int_equal(uden.status, 400);
    assert_says(uden, "Åbn siden igen, og prøv en gang til.");
    assert_false(has(uden, "tekst-fejl"));
}

static void a_family_disagrees_and_is_answered(void **state)
{
    struct by by;
    struct henvendelse *h, en;
    size_t n;
    struct err err = ERR_INIT;

    open_town(&by, *state);
    struct register_udsnit u = everybody(&by);
    struct str familie = u.sager.sag[0].familie, anden = STR_EMPTY;
    struct udgave udg = test_udgave(&by.ts.t, by.ts.loebenr[2]);
    const struct forskel *min = NULL, *fremmed = NULL;
    for (size_t i = 0; i < udg.forskelle; i++) {
        const struct forskel *f = &udg.forskel[i];
        if (str_eq(f->anbringelse, u.sager.sag[0].id)) min = f;
        if (str_ends(f->modtager, STR("-K")) && !str_starts(f->modtager, familie)) fremmed = f;
    }
    assert_non_null(min);
    assert_non_null(fremmed);
    anden = str_sub(fremmed->modtager, 0, fremmed->modtager.n - 2);
    by.b = test_side_familie(&by.ts, holder(&by, familie));
    const char *linje =
        str_c(&by.ts.t.arena, str_format(&by.ts.t.arena, "/familie/%.*s/betaling/3/linje/%lld",
                                         STR_ARG(familie), (long long)min->nr));
    assert_says(ask(&by, linje), amount(&by, min->beregnet.oere));
    /* a line of another family, in my own payment's address */
    assert_int_equal(ask_id(&by, "/betaling/3/linje/", familie, fremmed->nr).status, 404);
    is_refused(&by, linje);
    struct web_response sendt =
        POST(&by, linje, "id", ID, "art", "uenig", "tekst", "Hvorfor? <script>x</script>");
    assert_int_equal(sendt.status, 303);
    /* sent again, it is not there twice */
    assert_int_equal(POST(&by, linje, "id", ID, "art", "uenig", "tekst", "Hvorfor?").status, 303);
    assert_ok(store_begin(by.ts.t.store, STORE_READ, &err), err);
    assert_ok(henvendelse_liste(by.ts.t.store, &by.ts.t.arena, TEST_KOMMUNE, false, &h, &n, &err),
              err);
    store_rollback(by.ts.t.store);
    assert_int_equal(n, 1);
    assert_int_equal(h[0].art, HENVENDELSE_UENIG);
    assert_true(str_eq(h[0].linje.ydelse, min->ydelse));
    assert_int_equal(h[0].linje.maaned.nr, min->maaned.nr);
    assert_true(str_is(h[0].rolle, "oekonomi"));
    struct web_response side = ask(&by, str_c(&by.ts.t.arena, location(sendt)));
    assert_says(side, "Hvorfor? &lt;script&gt;x&lt;/script&gt;");
    assert_says(side, "Modtaget");
    /* the kommune answers; the family sees it and writes again */
    struct adgang bo = {TEST_KOMMUNE, by.ts.t.rod.bruger, STR("rod"), 1u << ROLLE_OEKONOMI};
    answer(&by, &bo, &h[0], "Fordi taksten.");
    side = ask(&by, str_c(&by.ts.t.arena, location(sendt)));
    assert_says(side, "Fordi taksten.");
    assert_says(side, "Besvaret");
    const char *sag = str_c(&by.ts.t.arena, location(sendt));
    writes_with_pictures(&by, sag);
    en = read_case(&by, h[0].id);
    assert_int_equal(en.tilstand, HENVENDELSE_I_GANG);
    assert_true(str_eq(en.ansvarlig, bo.bruger));
    /* another family neither reads nor writes it */
    by.b = test_side_familie(&by.ts, holder(&by, anden));
    assert_int_equal(ask(&by, sag).status, 404);
    assert_int_equal(POST(&by, sag, "tekst", "hej").status, 404);
    assert_int_equal(ask_id(&by, "/henvendelser/" ID, anden, 0).status, 404);
    assert_int_equal(POST(&by, linje, "id", ID2, "tekst", "hej").status, 404);
    close_town(&by);
}

static void a_change_is_told_and_an_account_twice(void **state)
{
    struct by by;
    struct henvendelse *h;
    struct henvendelse_besked *b;
    size_t n, m;
    struct err err = ERR_INIT;

    open_town(&by, *state);
    struct register_udsnit u = everybody(&by);
    struct str familie = u.sager.sag[0].familie;
    const char *barn = str_c(&by.ts.t.arena, u.sager.sag[0].id);
    const char *flyttet =
        str_c(&by.ts.t.arena,
              str_format(&by.ts.t.arena, "/familie/%.*s/fortael/flyttet", STR_ARG(familie)));
    const char *konto =
        str_c(&by.ts.t.arena,
              str_format(&by.ts.t.arena, "/familie/%.*s/fortael/konto", STR_ARG(familie)));
    by.b = test_side_familie(&by.ts, holder(&by, familie));
    assert_int_equal(ask(&by, flyttet).status, 200);
    assert_int_equal(ask_id(&by, "/fortael/uenig", familie, 0).status, 404);
    assert_int_equal(ask_id(&by, "/fortael/noget", familie, 0).status, 404);
    struct web_response forkert =
        POST(&by, flyttet, "id", ID, "barn", barn, "dag", "1. juni", "tekst", "Flyttet ud");
    assert_int_equal(forkert.status, 400);
    assert_says(forkert, "Skriv dagen som");
    assert_says(forkert, ">Flyttet ud</textarea>");
    forkert = POST(&by, flyttet, "id", ID, "barn", barn, "dag", "1821-06-01", "tekst", "Ud");
    assert_int_equal(forkert.status, 400);
    assert_says(forkert, "Året 1821 kan ikke passe");
    forkert = POST(&by, flyttet, "id", ID, "barn", "D999999", "dag", "2021-06-20", "tekst", "Ud");
    assert_int_equal(forkert.status, 400);
    assert_says(forkert, "Vælg et af jeres børn");
    assert_int_equal(
        POST(&by, flyttet, "id", ID, "barn", barn, "dag", "2021-06-20", "tekst", "Flyttet ud")
            .status,
        303);
    assert_int_equal(POST(&by, konto, "id", ID2, "reg", "12", "konto", "1").status, 400);
    struct web_response spoerg = POST(&by, konto, "id", ID2, "reg", "1234", "konto", "0012345678");
    assert_int_equal(spoerg.status, 200);
    assert_says(spoerg, "Ja, det er min konto");
    assert_ok(store_begin(by.ts.t.store, STORE_READ, &err), err);
    assert_ok(
        henvendelse_familiens(by.ts.t.store, &by.ts.t.arena, TEST_KOMMUNE, familie, &h, &n, &err),
        err);
    store_rollback(by.ts.t.store);
    assert_int_equal(n, 1); /* nothing is sent before it is confirmed */
    assert_int_equal(h[0].dag.dag, test_dag("2021-06-20").dag);
    assert_true(str_is(h[0].linje.anbringelse, barn));
    assert_true(h[0].frist.dag > test_i_dag(&by.ts.t).dag);
    assert_int_equal(
        POST(&by, konto, "id", ID2, "reg", "1234", "konto", "0012345678", "bekraeft", "ja").status,
        303);
    assert_ok(store_begin(by.ts.t.store, STORE_READ, &err), err);
    assert_ok(
        henvendelse_beskeder(by.ts.t.store, &by.ts.t.arena, TEST_KOMMUNE, STR(ID2), &b, &m, &err),
        err);
    store_rollback(by.ts.t.store);
    assert_int_equal(m, 1);
    size_t at;
    assert_true(str_find(b[0].tekst, STR("registreringsnummer 1234, kontonummer 0012345678"), &at));
    assert_says(ask(&by, "/familie"), "(2 venter på svar)");
    /* a form that is not ours is refused */
    struct web_request fremmed = {.method = WEB_POST, .site = STR("cross-site")};
    struct web_response r = test_side_send(&by.ts, by.b, &fremmed, flyttet);
    assert_int_equal(r.status, 403);
    close_town(&by);
}

struct brevet { /* the letter of one payee of a run */
    struct by *by;
    struct str cpr;
    struct str pdf;
};

static bool take(void *ctx, const struct brev_forsendelse *brev, struct err *err)
{
    struct brevet *b = ctx;

    (void)err;
    if (str_eq(brev->cpr, b->cpr)) b->pdf = str_copy(&b->by->ts.t.arena, brev->pdf);
    return true;
}

/* What a family gets is what Digital Post was given. */
static void a_letter_is_the_same_bytes(void **state)
{
    struct by by;
    struct register_person p;
    struct err err = ERR_INIT;
    size_t antal;

    open_town(&by, *state);
    struct register_udsnit u = everybody(&by);
    struct str familie = u.sager.sag[0].familie, anden = STR_EMPTY;
    for (size_t i = 0; i < u.sager.count && anden.n == 0; i++)
        if (!str_eq(u.sager.sag[i].familie, familie)) anden = u.sager.sag[i].familie;
    by.b = test_side_familie(&by.ts, holder(&by, familie));
    assert_ok(store_begin(by.ts.t.store, STORE_READ, &err), err);
    assert_ok(register_person(by.ts.t.store, &by.ts.t.arena, TEST_KOMMUNE, holder(&by, familie), &p,
                              &err),
              err);
    store_rollback(by.ts.t.store);
    struct brevet b = {&by, p.cpr, STR_EMPTY};
    struct brev_afsender afsender = {.kommune =
                                         ((struct side_app *)by.ts.program.ctx)->kommune_navn};
    struct breve_valg valg = {&afsender, DATO_MIN};
    struct brev_trykkeri *trykkeri;
    assert_ok(brev_trykkeri_open(&by.ts.t.arena, &brev_filer_debian, &trykkeri, &err), err);
    assert_ok(breve_koersel(by.ts.t.store, &by.ts.t.arena, &by.ts.t.anna, by.ts.loebenr[2], &valg,
                            trykkeri, take, &b, &antal, &err),
              err);
    brev_trykkeri_close(trykkeri);
    assert_true(b.pdf.n > 0);
    struct web_response liste = ask_id(&by, "/dokumenter", familie, 0);
    assert_says(liste, "Betaling for juni 2021, til");
    const char *adresse =
        str_c(&by.ts.t.arena, str_format(&by.ts.t.arena, "/familie/%.*s/dokumenter/3/%.*s",
                                         STR_ARG(familie), STR_ARG(holder(&by, familie))));
    for (int i = 0; i < 2; i++) {
        struct web_response r = ask(&by, adresse);
        assert_int_equal(r.status, 200);
        assert_string_equal(r.type, "application/pdf");
        assert_true(str_eq(r.body, b.pdf));
    }
    /* another's letter by way of one's own family, and one's own by way of another's */
    assert_int_equal(ask(&by, str_c(&by.ts.t.arena,
                                    str_format(&by.ts.t.arena, "/familie/%.*s/dokumenter/3/%.*s-K",
                                               STR_ARG(familie), STR_ARG(anden))))
                         .status,
                     404);
    by.b = test_side_familie(&by.ts, holder(&by, anden));
    assert_int_equal(ask(&by, adresse).status, 404);
    close_town(&by);
}

/* ---- a level that was decided ---- */

/* A placement in care today on one step, whose level can be decided anew as it is. */
static const struct sag *on_a_step(const struct register_udsnit *u)
{
    for (size_t i = 0; i < u->sager.count; i++) {
        const struct sag *s = &u->sager.sag[i];
        if (s->art == ART_DOEGN && s->fraflyttet.dag == DATO_MAX.dag && !s->har_ophoer &&
            s->indflyttet.dag <= test_dag("2021-06-01").dag && s->indplaceringer == 1 &&
            s->indplacering[0].trin > 0)
            return s;
    }
    fail_msg("no placement");
    return NULL;
}

/* The town follows the handbook of Morsø as its own. */
static const struct plan *own_handbook(struct by *by)
{
    struct side_app *app = by->ts.program.ctx;

    for (size_t i = 0; i < app->haandboeger; i++)
        if (str_is(app->haandbog[i].kode, "morsoe"))
            app->haandbog[i].samling.haandbog[0].plan->kommunekode = TEST_KOMMUNE;
    return plan_on(&side_egen_haandbog(app)->samling.planer, test_dag("2021-06-01"), DATO_MAX);
}

static void decide(struct by *by, const struct plan *plan, const struct sag *sag, struct str id)
{
    struct test_afregning *t = &by->ts.t;
    struct adgang rie = test_side_stab(&by->ts, "rie", ROLLE_FAMILIERAADGIVER).adgang;
    struct adgang lis = test_side_stab(&by->ts, "lis", ROLLE_LEDER).adgang;
    struct adgang lone = test_side_stab(&by->ts, "lone", ROLLE_LEDER).adgang;
    struct beslutning b = {.niveau = {sag->indplacering[0].trin, BROK_NUL}, .tekst = STR("enige")};
    struct indstilling i;

    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    assert_ok(indstilling_ny(t->store, &t->arena, &rie, plan, id, sag->id, test_dag("2021-06-01"),
                             t->now_us, &t->err),
              t->err);
    assert_ok(indstilling_find(t->store, &t->arena, &rie, id, &i, &t->err), t->err);
    for (size_t n = 0; n < plan->indplacering.kriterier; n++) {
        struct svar_ny svar = {SVAR_KRITERIUM, plan->indplacering.kriterium[n].kode, STR_EMPTY,
                               STR("se undersøgelsen")};
        assert_ok(
            indstilling_svar_skriv(t->store, &t->arena, &rie, plan, &i, &svar, t->now_us, &t->err),
            t->err);
    }
    assert_ok(indstilling_send(t->store, &t->arena, &rie, plan, &i, b.niveau, STR("behovet"),
                               t->now_us, &t->err),
              t->err);
    assert_ok(indstilling_find(t->store, &t->arena, &rie, id, &i, &t->err), t->err);
    assert_ok(indstilling_beslut(t->store, &t->arena, &lis, plan, &i, &b, t->now_us, &t->err),
              t->err);
    assert_ok(indstilling_find(t->store, &t->arena, &rie, id, &i, &t->err), t->err);
    assert_ok(indstilling_godkend(t->store, &t->arena, &lone, plan, &i, &b, t->now_us, &t->err),
              t->err);
    assert_ok(partshoering_send(t->store, &t->arena, &rie, plan, STR("bbbbbbbbbbbbbbbbbbbb"),
                                sag->id, STR("<i>samarbejdet</i>"), test_dag("2021-07-20"),
                                t->now_us, &t->err),
              t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
}

static void a_decision_is_the_familys(void **state)
{
    struct by by;

    open_town(&by, *state);
    struct register_udsnit u = everybody(&by);
    const struct sag *sag = on_a_step(&u);
    struct str anden = STR_EMPTY;
    for (size_t i = 0; i < u.sager.count && anden.n == 0; i++)
        if (!str_eq(u.sager.sag[i].familie, sag->familie)) anden = u.sager.sag[i].familie;
    by.b = test_side_familie(&by.ts, holder(&by, sag->familie));
    assert_false(has(ask_id(&by, "/dokumenter", sag->familie, 0), "Afgørelser og kontrakter"));
    decide(&by, own_handbook(&by), sag, STR("aaaaaaaaaaaaaaaaaaaa"));
    struct web_response liste = ask_id(&by, "/dokumenter", sag->familie, 0);
    assert_says(liste, "Afgørelser og kontrakter");
    assert_says(liste, "I kan svare til og med tirsdag den 20. juli 2021");
    assert_says(liste, "&lt;i&gt;samarbejdet&lt;/i&gt;");
    struct web_response r =
        ask_id(&by, "/afgoerelser/aaaaaaaaaaaaaaaaaaaa/kontrakt", sag->familie, 0);
    assert_int_equal(r.status, 200);
    assert_true(str_starts(r.body, STR("%PDF-1.4")));
    r = ask_id(&by, "/afgoerelser/aaaaaaaaaaaaaaaaaaaa/andet", sag->familie, 0);
    assert_int_equal(r.status, 404);
    /* Another family finds it neither at its own address nor at this one's. */
    by.b = test_side_familie(&by.ts, holder(&by, anden));
    r = ask_id(&by, "/afgoerelser/aaaaaaaaaaaaaaaaaaaa/kontrakt", sag->familie, 0);
    assert_int_equal(r.status, 404);
    r = ask_id(&by, "/afgoerelser/aaaaaaaaaaaaaaaaaaaa/kontrakt", anden, 0);
    assert_int_equal(r.status, 404);
    close_town(&by);
}

/* ---- a year */

/* The three months leave together, so all of it is paid in June. */
static void pay(struct by *by)
{
    struct test_afregning *t = &by->ts.t;
    struct dato dag = test_dag("2021-06-30");
    struct eksport_opsaetning o;

    assert_ok(eksport_opsaetning_laes(&t->arena, "demo/opsaetning.csv", &o, &t->err), t->err);
    for (int m = 0; m < MAANEDER; m++) {
        enum afregning_udfald udfald;
        struct eksport_resultat r;
        assert_ok(koersel_eksporter(t->store, &t->arena, &t->anna, by->ts.loebenr[m], &o, &dag,
                                    t->now_us, &r, &udfald, &t->err),
                  t->err);
        assert_int_equal(udfald, AFREGNING_GJORT);
    }
}

/* What the journal says was sent to whoever holds contracts in a family, or is a child there. */
static int64_t sent_to(struct by *by, struct str familie)
{
    struct test_afregning *t = &by->ts.t;
    struct journal_raekke *r;
    struct familie_kreds k;
    size_t n = test_journal(t, &r);
    int64_t sum = 0;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(familie_kreds(t->store, &t->arena, TEST_KOMMUNE, NULL, familie, &k, &t->err), t->err);
    store_rollback(t->store);
    for (size_t i = 0; i < n; i++)
        for (size_t m = 0; m < k.modtagere; m++)
            if (str_eq(r[i].modtager, k.modtager[m]) && r[i].aar == 2021 &&
                !str_is(r[i].kanal, "leverandoer"))
                sum += r[i].kredit == KONTO_UDBETALT ? r[i].beloeb.oere : 0;
    return sum;
}

/* The letter that breve_aar makes of the year for that person. */
static struct str year_letter(struct by *by, struct str person)
{
    struct test_afregning *t = &by->ts.t;
    struct brev_afsender afsender = {.kommune =
                                         ((struct side_app *)by->ts.program.ctx)->kommune_navn};
    struct breve_valg valg = {&afsender, test_i_dag(t)};
    struct brev_trykkeri *trykkeri;
    struct register_person p;
    size_t antal;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(register_person(t->store, &t->arena, TEST_KOMMUNE, person, &p, &t->err), t->err);
    store_rollback(t->store);
    struct brevet b = {by, p.cpr, STR_EMPTY};
    assert_ok(brev_trykkeri_open(&t->arena, &brev_filer_debian, &trykkeri, &t->err), t->err);
    assert_ok(
        breve_aar(t->store, &t->arena, &t->anna, 2021, &valg, trykkeri, take, &b, &antal, &t->err),
        t->err);
    brev_trykkeri_close(trykkeri);
    return b.pdf;
}

/* The page of a year has the journal's sums for every family, a link to each payment, and the
 * letter of the year byte for byte; who is of another family finds none of it. */
static void a_year_is_the_journals_and_the_letters(void **state)
{
    struct by by;
    size_t vist = 0;

    open_town(&by, *state);
    struct register_udsnit u = everybody(&by);
    struct str familie = u.sager.sag[0].familie;
    by.b = test_side_familie(&by.ts, holder(&by, familie));
    assert_says(ask_id(&by, "/aar", familie, 0), "Der er ikke udbetalt noget til jer endnu");
    assert_int_equal(ask_id(&by, "/aar/", familie, 2021).status, 404);
    pay(&by);
    for (size_t i = 0; i < u.sager.count; i++) {
        struct str f = u.sager.sag[i].familie;
        int64_t oere = sent_to(&by, f);
        if ((i > 0 && str_eq(u.sager.sag[i - 1].familie, f)) || oere == 0) continue;
        by.b = test_side_familie(&by.ts, holder(&by, f));
        struct web_response side = ask_id(&by, "/aar", f, 0);
        assert_int_equal(side.status, 200);
        const char *stort = str_c(
            &by.ts.t.arena, str_format(&by.ts.t.arena, "beloeb-stort\">%s</", amount(&by, oere)));
        assert_says(side, stort);
        vist++;
    }
    assert_true(vist > 20);
    by.b = test_side_familie(&by.ts, holder(&by, familie));
    assert_says(ask_id(&by, "", familie, 0), "/aar\"");
    struct web_response side = ask_id(&by, "/aar/", familie, 2021);
    assert_says(side, "/betaling/1\">april 2021</a>");
    assert_says(side, "/betaling/3\">juni 2021</a>");
    const char *form = str_c(&by.ts.t.arena, str_format(&by.ts.t.arena, "/aar/2021/%.*s",
                                                        STR_ARG(holder(&by, familie))));
    assert_says(side, form);
    struct web_response pdf = ask_id(&by, form, familie, 0);
    assert_string_equal(pdf.type, "application/pdf");
    struct str brev = year_letter(&by, holder(&by, familie));
    assert_true(brev.n > 0);
    assert_true(str_eq(pdf.body, brev));
    assert_int_equal(ask_id(&by, "/aar/", familie, 2020).status, 404);
    assert_int_equal(ask_id(&by, "/aar/2021/ingen", familie, 0).status, 404);
    for (size_t i = 0; i < u.sager.count; i++) {
        struct str anden = u.sager.sag[i].familie;
        if (str_eq(anden, familie)) continue;
        assert_int_equal(ask_id(&by, "/aar/2021", anden, 0).status, 404);
        assert_int_equal(ask_id(&by, form, anden, 0).status, 404);
        break;
    }
    close_town(&by);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(a_decision_is_the_familys),
        BOTH(amounts_are_the_journals),
        BOTH(a_family_sees_only_itself),
        BOTH(why_is_answered_first_and_adds_up),
        BOTH(both_languages_and_two_clicks),
        BOTH(hostile_names_are_text),
        BOTH(a_family_disagrees_and_is_answered),
        BOTH(a_change_is_told_and_an_account_twice),
        BOTH(a_letter_is_the_same_bytes),
        BOTH(a_month_computed_twice_is_paid_once),
        BOTH(a_year_is_the_journals_and_the_letters),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
