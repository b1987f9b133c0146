/*
 * Users tied to providers of logins, as a browser asks.
 */
#include "kontorside/test_kontor.h"

#include "adgang/emne.h"
#include "oidc/oidc.h"

#define UDSTEDER "https://login.example"
#define EVA "/adgang/bruger/eva/login"

static struct web_response post(struct by *by, struct test_bruger b, const char *adresse,
                                const char *const *felter)
{
    return test_side_post(&by->ts, b, adresse, felter);
}
#define POST(by, b, adresse, ...)                                                                  \
    post((by), (b), (adresse), (const char *const[]){__VA_ARGS__, NULL})

/* As when serve was given the provider's file; it is asked for nothing here. */
static void know_provider(struct by *by, struct oidc_provider *provider)
{
    struct side_app *app = by->ts.program.ctx;
    const struct oidc_setup setup = {.kode = STR("kom"),
                                     .navn = STR("Kommunens login"),
                                     .navn_en = STR("The municipality's login"),
                                     .udsteder = STR(UDSTEDER)};

    oidc_provider_init(provider, &setup, (struct oidc_fetch){0});
    app->udbyder = provider;
    app->udbydere = 1;
}

static void forget_providers(struct by *by)
{
    struct side_app *app = by->ts.program.ctx;

    app->udbydere = 0;
}

static void assert_tied(struct by *by, const char *navn, const char *emne)
{
    struct test_afregning *t = &by->ts.t;
    struct emne *row;
    size_t n;

    assert_ok(emne_liste(t->store, &t->arena, &by->rod.adgang, str_from(navn), &row, &n, &t->err),
              t->err);
    assert_int_equal(n, emne == NULL ? 0 : 1);
    if (emne != NULL) assert_str(row[0].emne, emne);
}

static void a_user_is_tied_and_untied(void **state)
{
    struct oidc_provider provider;
    struct by by;

    open_town(&by, *state);
    /* Without a provider there is nothing to tie to, and nothing said of it. */
    assert_false(test_side_har(ask(&by, by.rod, "/adgang/bruger/eva"), "Login hos en udbyder"));
    assert_int_equal(ask(&by, by.rod, EVA).status, 404);
    know_provider(&by, &provider);
    assert_says(ask(&by, by.rod, "/adgang/bruger/eva"), "Login hos en udbyder");
    assert_says(ask(&by, by.rod, EVA), "Ikke bundet endnu");
    assert_says(ask(&by, by.rod, EVA), "Kommunens login");
    assert_int_equal(POST(&by, by.rod, EVA, "udbyder", "kom", "emne", " 7d1c-<b>0a77</b> ").status,
                     303);
    assert_tied(&by, "eva", "7d1c-<b>0a77</b>");
    assert_says(ask(&by, by.rod, EVA), "7d1c-&lt;b&gt;0a77");
    /* Her session ended, as a tie is a way in. */
    assert_int_equal(ask(&by, by.eva, "/opgaver").status, 303);
    assert_int_equal(POST(&by, by.rod, EVA, "udbyder", "kom", "tag", "ja").status, 303);
    assert_tied(&by, "eva", NULL);
    forget_providers(&by);
    close_town(&by);
}

static void what_may_not_be_tied(void **state)
{
    struct oidc_provider provider;
    struct web_response r;
    struct by by;

    open_town(&by, *state);
    know_provider(&by, &provider);
    r = POST(&by, by.rod, EVA, "udbyder", "kom", "emne", "010190-1234");
    assert_int_equal(r.status, 400);
    assert_says(r, "ligner et cpr-nummer");
    assert_says(r, "<a href=\"#emne-kom\">");
    assert_says(r, "aria-describedby=\"emne-kom-fejl emne-hjaelp-kom\"");
    assert_false(test_side_har(r, "010190"));
    assert_int_equal(POST(&by, by.rod, EVA, "udbyder", "kom", "emne", "to ord").status, 400);
    assert_int_equal(POST(&by, by.rod, EVA, "udbyder", "findes-ikke", "emne", "x").status, 404);
    assert_int_equal(
        POST(&by, by.rod, "/adgang/bruger/hans/login", "udbyder", "kom", "emne", "subjekt-1")
            .status,
        303);
    r = POST(&by, by.rod, EVA, "udbyder", "kom", "emne", "subjekt-1");
    assert_int_equal(r.status, 400);
    assert_says(r, "hører til en anden bruger");
    assert_tied(&by, "eva", NULL);
    /* Who may not give access does not see it either. */
    assert_int_equal(ask(&by, by.anna, EVA).status, 403);
    assert_int_equal(POST(&by, by.anna, EVA, "udbyder", "kom", "emne", "x").status, 403);
    forget_providers(&by);
    close_town(&by);
}

/* The same refusals in the English view: what the lower rooms say, in its language. */
static void refusals_are_said_in_the_view_s_language(void **state)
{
    struct oidc_provider provider;
    struct web_response r;
    struct by by;

    open_town(&by, *state);
    know_provider(&by, &provider);
    r = POST(&by, by.rod, EVA "?sprog=en", "udbyder", "kom", "emne", "010190-1234");
    assert_int_equal(r.status, 400);
    assert_says(r, "The subject looks like a CPR number");
    assert_false(test_side_har(r, "ligner"));
    r = POST(&by, by.rod, EVA "?sprog=en", "udbyder", "kom", "emne", "to ord");
    assert_says(r, "characters without spaces");
    assert_false(test_side_har(r, "mellemrum"));
    r = POST(&by, by.rod, "/adgang/ny?sprog=en", "navn", "?", "rolle-leder", "ja");
    assert_int_equal(r.status, 400);
    assert_says(r, "A user name is 2-40 characters");
    forget_providers(&by);
    close_town(&by);
}

/* A tie of a provider that serve no longer knows is told of, for it is still there. */
static void an_old_provider_is_shown(void **state)
{
    struct oidc_provider provider;
    struct by by;

    open_town(&by, *state);
    struct test_afregning *t = &by.ts.t;
    know_provider(&by, &provider);
    assert_ok(emne_giv(t->store, &t->arena, &by.rod.adgang, STR("eva"),
                       STR("https://gammel.example"), STR("abc"), t->now_us, &t->err),
              t->err);
    assert_says(ask(&by, by.rod, EVA), "https://gammel.example");
    forget_providers(&by);
    close_town(&by);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(a_user_is_tied_and_untied),
        BOTH(what_may_not_be_tied),
        BOTH(refusals_are_said_in_the_view_s_language),
        BOTH(an_old_provider_is_shown),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
