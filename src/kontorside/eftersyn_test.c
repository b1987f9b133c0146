/*
 * Accounts by two persons, the audit's pages, and who has access: as a browser asks.
 */
#include "kontorside/test_kontor.h"

#include "adgang/konto.h"
#include "adgang/relation.h"
#include "base/orden.h"
#include "base/tid.h"

static struct web_response post(struct by *by, struct test_bruger b, const char *adresse,
                                const char *const *felter)
{
    return test_side_post(&by->ts, b, adresse, felter);
}
#define POST(by, b, adresse, ...)                                                                  \
    post((by), (b), (adresse), (const char *const[]){__VA_ARGS__, NULL})

static const char *text(struct by *by, struct str s)
{
    return str_c(&by->ts.t.arena, s);
}

/* ---- accounts */

static struct register_konto paid_to(struct by *by)
{
    struct test_afregning *t = &by->ts.t;
    struct register_konto k;
    int64_t nr;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(register_newest(t->store, TEST_KOMMUNE, &nr, &t->err), t->err);
    assert_ok(register_konto(t->store, &t->arena, TEST_KOMMUNE, by->person, nr, &k, &t->err),
              t->err);
    store_rollback(t->store);
    return k;
}

static void an_account_takes_two_persons(void **state)
{
    struct test_bruger bo;
    struct web_response r;
    struct by by;

    open_town(&by, *state);
    bo = test_side_stab(&by.ts, "bodil", ROLLE_OEKONOMI);
    struct str tekst =
        henvendelse_konto_tekst(&by.ts.t.arena, STR("1234"), STR("567890"), STR("Ny bank"));
    struct str id = written(&by, HENVENDELSE_KONTO, text(&by, tekst));
    const char *foreslaa = address(&by, "/konto", id);
    assert_says(ask(&by, by.anna, foreslaa), "567890");
    r = POST(&by, by.anna, foreslaa, "x", "y");
    assert_int_equal(r.status, 303);
    const char *svar = text(&by, test_side_til(r));
    /* Once more is the same proposal. */
    assert_str(test_side_til(POST(&by, by.anna, foreslaa, "x", "y")), svar);
    assert_says(ask(&by, by.anna, svar), "Du har selv foreslået kontoen");
    assert_int_equal(POST(&by, by.anna, svar, "svar", "godkend").status, 400);
    assert_false(paid_to(&by).har_konto);
    assert_says(ask(&by, bo, "/opgaver?slags=konti"), "Svar på en ny konto");
    assert_false(test_side_har(ask(&by, by.anna, "/opgaver?slags=konti"), "Svar på en ny konto"));
    assert_int_equal(POST(&by, bo, svar, "svar", "måske").status, 400);
    assert_int_equal(POST(&by, by.eva, svar, "svar", "godkend").status, 403);
    assert_int_equal(POST(&by, bo, svar, "svar", "godkend").status, 303);
    assert_int_equal(POST(&by, bo, svar, "svar", "afvis").status, 303); /* answered already */
    assert_str(paid_to(&by).kontonummer, "567890");
    assert_says(ask(&by, bo, svar), "Godkendt af bodil");
    assert_says(ask(&by, bo, "/opgaver?slags=konti"), "intet, der venter");
    assert_int_equal(ask(&by, by.eva, svar).status, 404);
    close_town(&by);
}

static void a_message_of_another_kind_has_no_account(void **state)
{
    struct by by;

    open_town(&by, *state);
    struct str id = written(&by, HENVENDELSE_ANDET, "Ny konto: registreringsnummer 1, kontonummer");
    assert_int_equal(ask(&by, by.anna, address(&by, "/konto", id)).status, 404);
    id = written(&by, HENVENDELSE_KONTO, "Ny konto: registreringsnummer 12, kontonummer 3");
    assert_int_equal(ask(&by, by.anna, address(&by, "/konto", id)).status, 404);
    assert_int_equal(POST(&by, by.anna, address(&by, "/konto", id), "x", "y").status, 404);
    close_town(&by);
}

/* ---- only one's own cases */

static void who_has_cases_sees_no_others(void **state)
{
    struct relation r = {.slags = RELATION_RAADGIVER, .til = DATO_MAX};
    struct by by;

    open_town(&by, *state);
    struct test_afregning *t = &by.ts.t;
    struct test_bruger lene = test_side_stab(&by.ts, "lene", ROLLE_LEDER);
    struct str id = written(&by, HENVENDELSE_FLYTTET, "Flyttet");
    assert_says(ask(&by, by.eva, "/henvendelser"), "Et barn er flyttet");
    assert_int_equal(POST(&by, lene, "/adgang/sager", "kraeves", "ja").status, 303);
    assert_false(test_side_har(ask(&by, by.eva, "/henvendelser"), "Et barn er flyttet"));
    assert_int_equal(ask(&by, by.eva, address(&by, "", id)).status, 404);
    assert_says(ask(&by, by.anna, "/henvendelser"), "Et barn er flyttet");
    /* A case is given on the user's page. */
    assert_int_equal(POST(&by, lene, "/adgang/bruger/eva/sag", "anbringelse", "findes-ikke",
                          "slags", "raadgiver")
                         .status,
                     400);
    assert_int_equal(POST(&by, lene, "/adgang/bruger/eva/sag", "anbringelse", text(&by, by.sted),
                          "slags", "raadgiver")
                         .status,
                     303);
    assert_says(ask(&by, by.eva, "/henvendelser"), "Et barn er flyttet");
    assert_int_equal(ask(&by, by.eva, address(&by, "", id)).status, 200);
    /* The child's case is not the family's: what is about no child is for who has the family. */
    struct str sted = by.sted;
    by.sted = STR_EMPTY;
    struct str om_familien = written(&by, HENVENDELSE_HUSSTAND, "Farmor er flyttet ind");
    by.sted = sted;
    assert_int_equal(ask(&by, by.eva, address(&by, "", om_familien)).status, 404);
    assert_false(test_side_har(ask(&by, by.eva, "/henvendelser"), address(&by, "", om_familien)));
    assert_int_equal(POST(&by, lene, "/adgang/bruger/eva/sag", "anbringelse", text(&by, by.sted),
                          "slags", "raadgiver", "slut", "ja")
                         .status,
                     303);
    assert_false(test_side_har(ask(&by, by.eva, "/henvendelser"), "Et barn er flyttet"));
    r.familie = by.familie;
    r.fra = dato_of_us(t->now_us);
    assert_ok(relation_saet(t->store, &t->arena, &lene.adgang, STR("eva"), &r, t->now_us, &t->err),
              t->err);
    assert_says(ask(&by, by.eva, "/henvendelser"), "Et barn er flyttet");
    assert_int_equal(POST(&by, by.eva, "/adgang/sager", "kraeves", "nej").status, 403);
    /* A member of a foster family has none. */
    struct err nej = ERR_INIT;
    assert_false(
        relation_saet(t->store, &t->arena, &lene.adgang, by.mor.adgang.navn, &r, t->now_us, &nej));
    assert_non_null(strstr(nej.text, "medlem af en plejefamilie"));
    close_town(&by);
}

/* ---- the audit */

static void the_auditor_asks_whether_all_is_well(void **state)
{
    struct web_response r;
    struct by by;

    open_town(&by, *state);
    struct test_bruger rikke = test_side_stab(&by.ts, "rikke", ROLLE_REVISION);
    r = ask(&by, rikke, "/revision");
    assert_says(r, "juni 2021");
    assert_int_equal(ask(&by, by.anna, "/revision").status, 403);
    r = POST(&by, rikke, "/revision/krav", "x", "y");
    assert_int_equal(r.status, 200);
    assert_says(r, "krav holder");
    assert_says(r, "D70");
    r = POST(&by, rikke, "/revision/journal", "x", "y");
    assert_says(r, "Alt er, som det blev gemt");
    assert_says(r, "&quot;kommune&quot;:");
    close_town(&by);
}

/* An earlier head is sent as a file. */
static struct web_response send_head(struct by *by, struct test_bruger b, struct str hoved)
{
    struct web_felt csrf = {STR("csrf"), b.csrf};
    struct web_fil fil = {STR("hoved"), STR("hoved.json"), STR("application/json"), hoved};
    struct web_request request = {.method = WEB_POST,
                                  .site = STR("same-origin"),
                                  .form = {&csrf, 1},
                                  .fil = &fil,
                                  .filer = 1};

    return test_side_send(&by->ts, b, &request, "/revision/journal");
}

static void an_earlier_head_is_held_against_the_journal(void **state)
{
    struct web_response r;
    struct by by;

    open_town(&by, *state);
    struct test_bruger rikke = test_side_stab(&by.ts, "rikke", ROLLE_REVISION);
    struct str nul = STR("0000000000000000000000000000000000000000000000000000000000000000");
    struct str falsk = str_format(&by.ts.t.arena, "{\"kommune\":%d,\"nr\":3,\"hash\":\"%.*s\"}",
                                  TEST_KOMMUNE, STR_ARG(nul));
    r = send_head(&by, rikke, falsk);
    assert_int_equal(r.status, 200);
    assert_says(r, "Der er fundet 1");
    r = send_head(&by, rikke, STR("intet hoved"));
    assert_int_equal(r.status, 400);
    assert_says(r, "Filen har intet hoved");
    close_town(&by);
}

static void who_saw_whom_is_itself_logged(void **state)
{
    struct web_response r;
    struct by by;

    open_town(&by, *state);
    struct test_bruger rikke = test_side_stab(&by.ts, "rikke", ROLLE_REVISION);
    struct str id = written(&by, HENVENDELSE_UENIG, "For lidt");
    ask(&by, by.anna, address(&by, "", id));
    const char *soeg =
        text(&by, str_format(&by.ts.t.arena, "/revision/visninger?art=plejefamilie&id=%.*s",
                             STR_ARG(by.familie)));
    r = ask(&by, rikke, soeg);
    assert_says(r, "inge</th>");
    assert_says(r, ">henvendelser</td>");
    r = ask(&by, rikke, text(&by, str_format(&by.ts.t.arena, "%s&sprog=en", soeg)));
    assert_says(r, ">messages</td>");
    assert_false(test_side_har(r, ">henvendelser</td>"));
    r = ask(&by, rikke, "/revision/visninger?bruger=rikke");
    assert_says(r, "Loggen over visninger");
    assert_int_equal(ask(&by, rikke, "/revision/visninger?bruger=findes-ikke").status, 400);
    assert_int_equal(ask(&by, rikke, "/revision/visninger?dag=i-gaar").status, 400);
    r = ask(&by, rikke, "/revision/visninger?dag=1821-06-25");
    assert_says(r, "Året 1821 kan ikke passe");
    r = ask(&by, rikke, "/revision/kendt?anbringelse=S&kendt=1821-06-25&sprog=en");
    assert_says(r, "The year 1821 cannot be right; write a year from 1980 to 2051.");
    assert_says(ask(&by, rikke, "/revision/visninger?dag=2021-06-25"), "inge</th>");
    assert_says(ask(&by, rikke, "/revision/visninger?dag=2020-01-01"), "Ingen visninger");
    /* Who gives access reads the log too, but no names of persons. */
    r = ask(&by, by.rod, soeg);
    assert_says(r, "inge</th>");
    assert_false(test_side_har(r, "Plejefamilie: "));
    assert_int_equal(ask(&by, by.rod, "/revision/kendt").status, 403);
    assert_int_equal(ask(&by, by.anna, soeg).status, 403);
    close_town(&by);
}

static void what_was_known_when_is_told(void **state)
{
    struct web_response r;
    struct by by;

    open_town(&by, *state);
    struct test_bruger rikke = test_side_stab(&by.ts, "rikke", ROLLE_REVISION);
    const char *sti =
        text(&by, str_format(&by.ts.t.arena, "/revision/kendt?anbringelse=%.*s", STR_ARG(by.sted)));
    assert_says(ask(&by, rikke, sti), "Som det var kendt");
    assert_says(ask(&by, rikke, sti), ", indtil videre");
    r = ask(&by, rikke, text(&by, str_format(&by.ts.t.arena, "%s&sprog=en", sti)));
    assert_says(r, "As it was known on ");
    assert_says(r, "placement ");
    assert_false(test_side_har(r, "registrering "));
    assert_false(test_side_har(r, "indtil videre"));
    r = ask(&by, rikke, text(&by, str_format(&by.ts.t.arena, "%s&kendt=2021-01-01", sti)));
    assert_int_equal(r.status, 400);
    assert_says(r, "ikke kendt den dag");
    r = ask(&by, rikke, text(&by, str_format(&by.ts.t.arena, "%s&kendt=x", sti)));
    assert_says(r, "Skriv dagen som");
    close_town(&by);
}

/* ---- access */

/* The first password that a page shows. */
static struct str shown(struct by *by, struct web_response r)
{
    size_t a, b;
    struct str rest = r.body;

    assert_int_equal(r.status, 200);
    assert_true(str_find(rest, STR("hemmelighed\"><code>"), &a));
    rest = str_sub(rest, a + sizeof("hemmelighed\"><code>") - 1, rest.n);
    assert_true(str_find(rest, STR("</code>"), &b));
    return str_copy(&by->ts.t.arena, str_sub(rest, 0, b));
}

/* The code an app shows now. */
static struct str code_now(struct by *by, struct str hemmelighed)
{
    struct test_afregning *t = &by->ts.t;
    char kode[TOTP_CIFRE + 1];

    assert_ok(totp_kode(hemmelighed, t->now_us / 1000000 / TOTP_SEKUNDER, kode, &t->err), t->err);
    return str_copy(&t->arena, str_from(kode));
}

static struct str cookie_of(struct by *by, struct web_response r)
{
    for (size_t i = 0; i < r.hoved.antal; i++) {
        struct str v = r.hoved.felt[i].vaerdi, dele;
        if (!str_is(r.hoved.felt[i].navn, "Set-Cookie") || !str_starts(v, STR("vederlag=")))
            continue;
        v = str_sub(v, sizeof("vederlag=") - 1, v.n);
        assert_true(str_split(&v, ';', &dele));
        return str_copy(&by->ts.t.arena, dele);
    }
    return STR_EMPTY;
}

static struct test_bruger log_in(struct by *by, const char *navn, struct str kode, struct str totp)
{
    const struct test_bruger ingen = {0};
    struct test_bruger b = {0};
    struct web_response r = POST(by, ingen, "/log-ind", "navn", navn, "kode", text(by, kode),
                                 "totp", text(by, totp), "til", "/opgaver");

    b.cookie = cookie_of(by, r);
    if (b.cookie.n > 0) b.csrf = session_csrf_af(&by->ts.t.arena, b.cookie);
    return b;
}

/* From being made to having chosen a password and a second factor of its own. */
static void a_new_colleague_comes_in(void **state)
{
    struct web_response r;
    struct by by;

    open_town(&by, *state);
    assert_int_equal(ask(&by, by.anna, "/adgang/ny").status, 403);
    assert_int_equal(POST(&by, by.anna, "/adgang/ny", "navn", "nina").status, 403);
    assert_int_equal(POST(&by, by.rod, "/adgang/ny", "navn", "nina").status, 400); /* no role */
    assert_int_equal(POST(&by, by.rod, "/adgang/ny", "navn", "!", "rolle-leder", "ja").status, 400);
    struct str kode =
        shown(&by, POST(&by, by.rod, "/adgang/ny", "navn", "nina", "rolle-leder", "ja"));
    r = POST(&by, by.rod, "/adgang/ny", "navn", "nina", "rolle-leder", "ja");
    assert_int_equal(r.status, 400); /* once */
    assert_int_equal(log_in(&by, "nina", STR("forkert"), STR_EMPTY).cookie.n, 0);
    struct test_bruger nina = log_in(&by, "nina", kode, STR_EMPTY);
    assert_true(nina.cookie.n > 0);
    /* Nothing can be done but to make the second factor. */
    assert_str(test_side_til(ask(&by, nina, "/opgaver")), "/engangskode");
    assert_str(test_side_til(ask(&by, nina, "/adgangskode")), "/engangskode");
    assert_says(ask(&by, nina, "/engangskode"), "app til engangskoder");
    r = POST(&by, nina, "/engangskode", "x", "y");
    assert_says(r, "<path d=\"M");
    struct str hemmelighed = shown(&by, r);
    assert_str(test_side_til(ask(&by, nina, "/opgaver")), "/log-ind?til=%2Fopgaver");
    /* The first password alone opens nothing more. */
    assert_int_equal(log_in(&by, "nina", kode, STR_EMPTY).cookie.n, 0);
    nina = log_in(&by, "nina", kode, code_now(&by, hemmelighed));
    assert_true(nina.cookie.n > 0);
    assert_str(test_side_til(ask(&by, nina, "/opgaver")), "/adgangskode");
    r = POST(&by, nina, "/adgangskode", "gammel", "x", "ny", "torsk paraply gevind", "igen",
             "torsk paraply gevind");
    assert_int_equal(r.status, 400);
    assert_says(r, "<a href=\"#gammel\">Den nuværende adgangskode passer ikke.</a>");
    r = POST(&by, nina, "/adgangskode", "gammel", text(&by, kode), "ny", "torsk paraply gevind",
             "igen", "torsk paraply gevind");
    assert_int_equal(r.status, 303);
    nina.cookie = cookie_of(&by, r);
    assert_int_equal(ask(&by, nina, "/opgaver").status, 200);
    assert_says(ask(&by, nina, "/min-konto"), "Leder");
    by.ts.t.now_us += INT64_C(120) * 1000000;
    nina = log_in(&by, "nina", STR("torsk paraply gevind"), code_now(&by, hemmelighed));
    assert_true(nina.cookie.n > 0);
    r = POST(&by, nina, "/engangskode", "totp", "000000");
    assert_int_equal(r.status, 400);
    assert_says(r, "<a href=\"#totp\">");
    assert_says(r, "aria-describedby=\"totp-fejl\" aria-invalid=\"true\"");
    close_town(&by);
}

static void a_first_password_lasts_a_week(void **state)
{
    struct by by;

    open_town(&by, *state);
    struct str kode =
        shown(&by, POST(&by, by.rod, "/adgang/ny", "navn", "nina", "rolle-leder", "ja"));
    by.ts.t.now_us += SESSION_FOERSTE_US;
    assert_int_equal(log_in(&by, "nina", kode, STR_EMPTY).cookie.n, 0);
    close_town(&by);
}

static struct konto_bruger user(struct by *by, const char *navn)
{
    struct test_afregning *t = &by->ts.t;
    struct konto_bruger k;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(konto_find(t->store, &t->arena, TEST_KOMMUNE, str_from(navn), t->now_us, &k, &t->err),
              t->err);
    store_rollback(t->store);
    return k;
}

static void roles_are_given_and_taken(void **state)
{
    struct web_response r;
    struct by by;

    open_town(&by, *state);
    assert_says(ask(&by, by.rod, "/adgang"), "inge</a>");
    assert_int_equal(ask(&by, by.anna, "/adgang").status, 403);
    assert_int_equal(ask(&by, by.anna, "/adgang/bruger/eva").status, 404);
    assert_int_equal(ask(&by, by.rod, "/adgang/bruger/findes-ikke").status, 404);
    r = POST(&by, by.rod, "/adgang/bruger/eva/rolle", "rolle", "leder", "givet", "ja");
    assert_int_equal(r.status, 303);
    assert_true((user(&by, "eva").bruger.roller & 1u << ROLLE_LEDER) != 0);
    r = POST(&by, by.rod, "/adgang/bruger/eva/rolle", "rolle", "leder", "givet", "nej");
    assert_true((user(&by, "eva").bruger.roller & 1u << ROLLE_LEDER) == 0);
    r = POST(&by, by.rod, "/adgang/bruger/rod/rolle", "rolle", "leder", "givet", "ja");
    assert_int_equal(r.status, 400);
    assert_says(r, "Ingen giver sig selv en rolle");
    r = POST(&by, by.rod, "/adgang/bruger/rod/rolle", "rolle", "adgang", "givet", "nej");
    assert_int_equal(r.status, 400);
    r = POST(&by, by.anna, "/adgang/bruger/eva/rolle", "rolle", "leder", "givet", "ja");
    assert_int_equal(r.status, 403);
    r = POST(&by, by.rod, "/adgang/bruger/rod/kode", "x", "y");
    assert_int_equal(r.status, 403); /* one's own is changed where the present one is asked for */
    assert_int_equal(POST(&by, by.rod, "/adgang/bruger/eva/log-ud", "x", "y").status, 303);
    assert_int_equal(ask(&by, by.eva, "/opgaver").status, 303);
    shown(&by, POST(&by, by.rod, "/adgang/ny", "navn", "nina", "rolle-leder", "ja"));
    shown(&by, POST(&by, by.rod, "/adgang/bruger/nina/kode", "x", "y"));
    assert_true(user(&by, "nina").har_kode);
    assert_int_equal(POST(&by, by.rod, "/adgang/bruger/nina/luk", "x", "y").status, 303);
    assert_false(user(&by, "nina").har_kode);
    assert_says(ask(&by, by.anna, "/adgang/roller"), "Godkende en kørsel");
    close_town(&by);
}

static void a_family_is_found_by_name_and_let_in(void **state)
{
    struct web_response r;
    struct by by;

    open_town(&by, *state);
    struct test_bruger karen = test_side_stab(&by.ts, "karen", ROLLE_FAMILIEPLEJEKONSULENT);
    struct konto_bruger mor = user(&by, text(&by, by.mor.adgang.navn));
    assert_true(str_eq(mor.person, by.person));
    r = ask(&by, karen, "/adgang?vis=familier");
    assert_says(r, text(&by, by.mor.adgang.navn));
    const char *ud = text(
        &by, str_format(&by.ts.t.arena, "/adgang/bruger/%.*s/ud", STR_ARG(by.mor.adgang.navn)));
    const char *ind =
        text(&by, str_format(&by.ts.t.arena, "/adgang/familie/%.*s", STR_ARG(by.person)));
    assert_int_equal(ask(&by, by.rod, ind).status, 403);
    assert_int_equal(ask(&by, karen, "/adgang/familie/findes-ikke").status, 404);
    /* The person has a user; a second one is refused. */
    r = POST(&by, karen, ind, "navn", "en-anden");
    assert_int_equal(r.status, 400);
    assert_int_equal(POST(&by, karen, ud, "x", "y").status, 303);
    assert_int_equal(ask(&by, by.mor, "/min-konto").status, 303);
    assert_int_equal(POST(&by, karen, ind, "navn", "eva").status, 400); /* a colleague's name */
    struct str kode = shown(&by, POST(&by, karen, ind, "navn", "mor.ny"));
    assert_true(str_eq(user(&by, "mor.ny").person, by.person));
    assert_true(log_in(&by, "mor.ny", kode, STR_EMPTY).cookie.n > 0);
    /* By the beginning of a name. */
    struct test_afregning *t = &by.ts.t;
    struct register_person p;
    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(register_person(t->store, &t->arena, TEST_KOMMUNE, by.person, &p, &t->err), t->err);
    store_rollback(t->store);
    struct str rest = p.navn, fornavn;
    assert_true(str_split(&rest, ' ', &fornavn));
    struct web_response fundet = POST(&by, karen, "/adgang/familie", "navn", text(&by, fornavn));
    assert_says(fundet, ind);
    /* No address holds a person's name, and none is searched by one; a number is refused. */
    assert_says(fundet, "<form method=\"post\" action=\"/adgang/familie\"");
    struct html h;
    html_init(&h, &t->arena, false);
    buf_c(&h.buf, "/adgang/familie?navn=");
    html_procent(&h, fornavn);
    assert_false(test_side_har(ask(&by, karen, text(&by, buf_str(&h.buf))), ind));
    static const char *const NUMMER[] = {
        "/adgang/familie?navn=0101701234", "/adgang?navn=010170-1234",
        "/henvendelser?vis=010170%201234", "/revision/visninger?id=0101701234",
        "/forside-der-ikke-er?0101701234=x"};
    for (size_t i = 0; i < sizeof(NUMMER) / sizeof(*NUMMER); i++) {
        struct web_response nej = ask(&by, karen, NUMMER[i]);
        assert_int_equal(nej.status, 400);
        assert_says(nej, "ligner et CPR-nummer");
        assert_false(test_side_har(nej, "1234"));
    }
    assert_int_equal(ask(&by, karen, "/henvendelser?vis=2021-06-01%2010:30").status, 404);
    assert_int_equal(ask(&by, karen, "/henvendelser?vis=x0101701234").status, 404);
    assert_int_equal(ask(&by, karen, "/henvendelser?vis=9901701234").status, 404);
    close_town(&by);
}

/* Everybody who holds a contract gets a user. */
static void let_all_in(struct by *by)
{
    struct test_afregning *t = &by->ts.t;
    struct register_udsnit u = test_udsnit(t->store, &t->arena, -1);
    struct str inde = by->person;

    for (size_t i = 0; i < u.sager.count; i++) {
        size_t at;
        if (u.til[i].holdere == 0) continue;
        struct str person = u.til[i].holder[0].person;
        if (str_find(inde, person, &at)) continue;
        inde = str_format(&t->arena, "%.*s %.*s", STR_ARG(inde), STR_ARG(person));
        (void)test_side_familie(&by->ts, person);
    }
}

/* What stands between `foer` and `efter`, from *at, which is moved behind it; empty: no more. */
static struct str next_between(struct str body, const char *foer, const char *efter, size_t *at)
{
    size_t fra, til;
    struct str rest = str_sub(body, *at, body.n);

    if (!str_find(rest, str_from(foer), &fra)) return STR_EMPTY;
    rest = str_sub(rest, fra + str_from(foer).n, rest.n);
    assert_true(str_find(rest, str_from(efter), &til));
    *at = (size_t)(rest.p - body.p) + til;
    return str_sub(rest, 0, til);
}

/* By the name that is shown, as Danish has it: aa is the last letter, and of a member of a family
 * it is the person's name and not the user's. */
static void users_stand_by_what_they_are_called(void **state)
{
    struct by by;
    size_t aase, zenia, n = 0, at = 0;
    bool som_brugernavne = true;

    open_town(&by, *state);
    (void)test_side_stab(&by.ts, "aase", ROLLE_LEDER);
    (void)test_side_stab(&by.ts, "zenia", ROLLE_LEDER);
    struct web_response r = ask(&by, by.rod, "/adgang");
    assert_true(str_find(r.body, STR(">aase</a>"), &aase));
    assert_true(str_find(r.body, STR(">zenia</a>"), &zenia));
    assert_true(zenia < aase);
    let_all_in(&by);
    struct test_bruger karen = test_side_stab(&by.ts, "karen", ROLLE_FAMILIEPLEJEKONSULENT);
    r = ask(&by, karen, "/adgang?vis=familier");
    struct str foer = STR_EMPTY, foer_bruger = STR_EMPTY;
    for (;; n++) {
        struct str bruger = next_between(r.body, "\"/adgang/bruger/", "\">", &at);
        if (bruger.n == 0) break;
        struct str noegle =
            orden_noegle(&by.ts.t.arena, next_between(r.body, "<br>", "</th>", &at));
        assert_true(str_cmp(foer, noegle) <= 0);
        som_brugernavne = som_brugernavne && str_cmp(foer_bruger, bruger) < 0;
        foer = noegle;
        foer_bruger = bruger;
    }
    assert_true(n > 2);
    assert_false(som_brugernavne);
    close_town(&by);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(an_account_takes_two_persons),
        BOTH(a_message_of_another_kind_has_no_account),
        BOTH(who_has_cases_sees_no_others),
        BOTH(the_auditor_asks_whether_all_is_well),
        BOTH(an_earlier_head_is_held_against_the_journal),
        BOTH(who_saw_whom_is_itself_logged),
        BOTH(what_was_known_when_is_told),
        BOTH(a_new_colleague_comes_in),
        BOTH(a_first_password_lasts_a_week),
        BOTH(roles_are_given_and_taken),
        BOTH(a_family_is_found_by_name_and_let_in),
        BOTH(users_stand_by_what_they_are_called),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
