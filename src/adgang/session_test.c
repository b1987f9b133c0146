/*
 * session: who gets in and who does not, how long, and what a guesser can do, on both engines.
 */
#define TEST_BEGGE
#include "adgang/test_session.h"

/* ---- the way in */

static void the_right_one_comes_in(void **state)
{
    struct test_case t;

    open_new(&t, *state);
    struct konto anna = new_konto(&t, "anna", ROLLE_LEDER);
    struct session_svar svar = log_in(&t, &anna, NOW);
    assert_true(str_eq(svar.bruger, anna.adgang.bruger));
    struct session s = open_with(&t, svar.cookie, NOW);
    assert_true(s.aaben);
    assert_true(s.frisk);
    assert_false(s.skift);
    assert_false(s.roer);
    assert_int_equal(s.adgang.kommune, 773);
    assert_int_equal(s.adgang.roller, 1u << ROLLE_LEDER);
    assert_true(str_eq(s.adgang.bruger, anna.adgang.bruger));
    assert_str(s.adgang.navn, "anna");
    assert_int_equal(s.person.n, 0);
    assert_int_equal(s.slut_us, NOW + SESSION_STILLE_US);
    /* A name as people write it, a code as an app shows it, and no word of the kommune. */
    struct str code = code_at(&t, anna.totp, NOW + STEP_US);
    struct session_login typed = words(&t, &anna, NOW + STEP_US);
    typed.kommune = 0;
    typed.navn = STR("ANNA");
    typed.totp = str_format(&t.arena, " %.3s %.3s", code.p, code.p + 3);
    assert_int_equal(try_login(&t, typed, NOW + STEP_US).art, SESSION_INDE);
    close_case(&t);
}

/* Each of these is refused in the same way; an hour between them, so that none has to wait. */
static void everyone_else_gets_one_answer(void **state)
{
    enum { WRONG = 8 };
    struct test_case t;
    struct session_login wrong[WRONG];
    int64_t now_us = NOW;

    open_new(&t, *state);
    struct konto anna = new_konto(&t, "anna", ROLLE_LEDER);
    struct konto bo = {.adgang = new_user(&t, "bo", ROLLE_LEDER)};
    (void)log_in(&t, &anna, now_us);
    /* The code was used. */
    assert_int_equal(try_login(&t, words(&t, &anna, now_us), now_us).art, SESSION_AFVIST);
    for (int i = 0; i < WRONG; i++) wrong[i] = words(&t, &anna, now_us + (i + 1) * HOUR_US);
    wrong[0].kode = STR("torsk paraply gevind sopraN");
    wrong[1].totp = wrong_code(&t, anna.totp, now_us + 2 * HOUR_US);
    wrong[2].navn = STR("nobody");
    wrong[3].navn = bo.adgang.navn; /* no password, no second factor */
    wrong[4].navn = STR("101010-1010");
    wrong[5].kode = STR_EMPTY;
    wrong[6].totp = STR("12345");
    wrong[7].kode = str_format(&t.arena, "%5000s", "x");
    for (int i = 0; i < WRONG; i++) {
        now_us += HOUR_US;
        struct session_svar svar = try_login(&t, wrong[i], now_us);
        if (svar.art != SESSION_AFVIST) fail_msg("%d came in", i);
        assert_int_equal(svar.bruger.n, 0);
        assert_int_equal(svar.enhed.n, 0);
    }
    (void)log_in(&t, &anna, now_us);
    close_case(&t);
}

static void a_kommune_that_is_not_there_is_an_error(void **state)
{
    struct test_case t;
    struct session_svar svar;

    open_new(&t, *state);
    struct konto anna = new_konto(&t, "anna", ROLLE_LEDER);
    struct session_login login = words(&t, &anna, NOW);
    login.kommune = 740;
    assert_refused_as(session_log_ind(t.store, &t.arena, &login, NOW, &svar, &t.err), t.err,
                      ERR_INPUT, "ikke kommune 740");
    close_case(&t);
}

/* The same name, password and second factor in two kommuner are two accounts. */
static void kommuner_are_apart(void **state)
{
    struct test_case t;
    struct adgang rod;
    struct konto other;

    open_new(&t, *state);
    struct str token = token_for(&t, 740, "rod");
    assert_ok(make_kommune(&t, 740, "rod", token), t.err);
    assert_ok(login(&t, 740, "rod", token, NOW, &rod), t.err);
    other.adgang = rod;
    give_konto(&t, &other);
    struct konto own = {.adgang = t.rod};
    give_konto(&t, &own);
    struct session_login crossed = words(&t, &own, NOW);
    crossed.kommune = 740;
    assert_int_equal(try_login(&t, crossed, NOW).art, SESSION_AFVIST);
    struct session_svar svar = log_in(&t, &own, NOW);
    assert_true(is_open(&t, svar.cookie, NOW));
    struct str moved = str_format(&t.arena, "740%.*s", (int)svar.cookie.n - 3, svar.cookie.p + 3);
    assert_false(is_open(&t, moved, NOW));
    assert_ok(session_luk(t.store, &t.arena, moved, NOW, &t.err), t.err);
    assert_true(is_open(&t, svar.cookie, NOW));
    size_t n = 0;
    assert_ok(session_luk_alle(t.store, &t.arena, &rod, STR("rod"), NOW, &n, &t.err), t.err);
    assert_int_equal(n, 0);
    assert_true(is_open(&t, svar.cookie, NOW));
    close_case(&t);
}

/* ---- how long */

static void a_session_ends_by_itself(void **state)
{
    struct test_case t;

    open_new(&t, *state);
    struct konto anna = new_konto(&t, "anna", ROLLE_LEDER);
    struct str cookie = log_in(&t, &anna, NOW).cookie;
    assert_true(is_open(&t, cookie, NOW + 15 * MINUTE_US - 1));
    assert_false(is_open(&t, cookie, NOW + 15 * MINUTE_US));
    assert_false(is_open(&t, cookie, NOW - 1)); /* before it was opened */
    int64_t now_us = NOW;
    while (now_us + 14 * MINUTE_US < NOW + SESSION_LAENGST_US) {
        now_us += 14 * MINUTE_US;
        struct session s = open_with(&t, cookie, now_us);
        assert_true(s.aaben);
        assert_true(s.roer);
        assert_false(s.frisk);
        touch(&t, cookie, now_us);
        assert_false(open_with(&t, cookie, now_us + 59 * SECOND_US).roer);
    }
    assert_int_equal(open_with(&t, cookie, now_us).slut_us, NOW + SESSION_LAENGST_US);
    assert_true(is_open(&t, cookie, NOW + SESSION_LAENGST_US - 1));
    assert_false(is_open(&t, cookie, NOW + SESSION_LAENGST_US));
    close_case(&t);
}

static void a_session_is_ended(void **state)
{
    struct test_case t;
    size_t n = 0;

    open_new(&t, *state);
    struct konto anna = new_konto(&t, "anna", ROLLE_LEDER);
    struct konto bo = new_konto(&t, "bo", ROLLE_OEKONOMI);
    struct str one = log_in(&t, &anna, NOW).cookie;
    struct str two = log_in(&t, &anna, NOW + STEP_US).cookie;
    struct str his = log_in(&t, &bo, NOW).cookie;
    assert_false(str_eq(one, two));
    assert_ok(session_luk(t.store, &t.arena, one, NOW, &t.err), t.err);
    assert_false(is_open(&t, one, NOW + STEP_US));
    assert_ok(session_luk(t.store, &t.arena, one, NOW, &t.err), t.err);
    assert_ok(session_luk(t.store, &t.arena, STR("sludder"), NOW, &t.err), t.err);
    assert_true(is_open(&t, two, NOW + STEP_US));
    assert_refused_as(session_luk_alle(t.store, &t.arena, &bo.adgang, STR("anna"), NOW, &n, &t.err),
                      t.err, ERR_ACCESS, "kræver rollen adgang");
    assert_true(is_open(&t, two, NOW + STEP_US));
    struct str three = log_in(&t, &anna, NOW + 2 * STEP_US).cookie;
    assert_ok(session_luk_alle(t.store, &t.arena, &t.rod, STR("Anna"), NOW, &n, &t.err), t.err);
    assert_int_equal(n, 2);
    assert_false(is_open(&t, two, NOW + 2 * STEP_US));
    assert_false(is_open(&t, three, NOW + 2 * STEP_US));
    assert_true(is_open(&t, his, NOW + STEP_US));
    assert_ok(session_luk_alle(t.store, &t.arena, &bo.adgang, STR("bo"), NOW, &n, &t.err), t.err);
    assert_int_equal(n, 1);
    assert_false(is_open(&t, his, NOW + STEP_US));
    close_case(&t);
}

/* A login ends the session the browser had, and what an account is changed by ends all. */
static void old_ids_die(void **state)
{
    struct test_case t;
    struct str uri;

    open_new(&t, *state);
    struct konto anna = new_konto(&t, "anna", ROLLE_LEDER);
    struct str first = log_in(&t, &anna, NOW).cookie;
    struct session_login again = words(&t, &anna, NOW + STEP_US);
    again.gammel = first;
    struct str second = try_login(&t, again, NOW + STEP_US).cookie;
    assert_false(is_open(&t, first, NOW + STEP_US));
    assert_true(is_open(&t, second, NOW + STEP_US));
    assert_ok(totp_lav(t.store, &t.arena, &t.rod, STR("anna"), NOW, &anna.totp, &uri, &t.err),
              t.err);
    assert_false(is_open(&t, second, NOW + STEP_US));
    struct str third = log_in(&t, &anna, NOW + STEP_US).cookie;
    assert_ok(kode_saet(t.store, &t.arena, &t.rod, STR("anna"), STR(KODE), NOW, &t.err), t.err);
    assert_false(is_open(&t, third, NOW + STEP_US));
    struct str fourth = log_in(&t, &anna, NOW + 2 * STEP_US).cookie;
    assert_true(open_with(&t, fourth, NOW + 2 * STEP_US).skift);
    assert_ok(kode_luk(t.store, &t.arena, &t.rod, STR("anna"), NOW, &t.err), t.err);
    assert_false(is_open(&t, fourth, NOW + 2 * STEP_US));
    assert_int_equal(try_login(&t, words(&t, &anna, NOW + 3 * STEP_US), NOW + 3 * STEP_US).art,
                     SESSION_AFVIST);
    close_case(&t);
}

static void roles_hold_at_once(void **state)
{
    struct test_case t;

    open_new(&t, *state);
    struct konto anna = new_konto(&t, "anna", ROLLE_LEDER);
    struct str cookie = log_in(&t, &anna, NOW).cookie;
    assert_ok(set_role(&t, &t.rod, "anna", ROLLE_REVISION, true), t.err);
    assert_ok(set_role(&t, &t.rod, "anna", ROLLE_LEDER, false), t.err);
    assert_int_equal(open_with(&t, cookie, NOW).adgang.roller, 1u << ROLLE_REVISION);
    assert_ok(set_role(&t, &t.rod, "anna", ROLLE_REVISION, false), t.err);
    assert_int_equal(open_with(&t, cookie, NOW).adgang.roller, 0);
    close_case(&t);
}

/* ---- cookies and csrf */

static void only_cookies_of_ours_are_read(void **state)
{
    static const char good[] = "773.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA-_";
    struct test_case t;
    char changed[sizeof(good)];
    int kommune = 0;

    open_new(&t, *state);
    assert_true(session_cookie_laes(STR(good), &kommune));
    assert_int_equal(kommune, 773);
    assert_false(is_open(&t, STR(good), NOW));
    assert_false(is_open(&t, STR_EMPTY, NOW));
    for (size_t i = 0; i + 1 < sizeof(good); i++) {
        for (int c = 1; c < 256; c++) {
            memcpy(changed, good, sizeof(good));
            changed[i] = (char)c;
            bool digit = c >= '0' && c <= '9';
            bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
            bool expected = i < 3 ? digit : i == 3 ? c == '.' : digit || letter;
            bool read = session_cookie_laes((struct str){changed, sizeof(good) - 1}, &kommune);
            assert_int_equal(read, expected);
        }
    }
    for (size_t n = 0; n < sizeof(good) - 1; n++) {
        assert_false(session_cookie_laes((struct str){good, n}, &kommune));
    }
    close_case(&t);
}

static void the_csrf_belongs_to_the_session(void **state)
{
    struct test_case t;

    open_new(&t, *state);
    struct konto anna = new_konto(&t, "anna", ROLLE_LEDER);
    struct str cookie = log_in(&t, &anna, NOW).cookie;
    struct session one = open_with(&t, cookie, NOW);
    struct session two = open_with(&t, log_in(&t, &anna, NOW + STEP_US).cookie, NOW + STEP_US);
    assert_true(session_csrf_ok(&one, one.csrf));
    assert_true(session_csrf_ok(&one, open_with(&t, cookie, NOW + MINUTE_US).csrf));
    assert_false(session_csrf_ok(&one, two.csrf));
    assert_false(session_csrf_ok(&two, one.csrf));
    assert_false(session_csrf_ok(&one, STR_EMPTY));
    assert_false(session_csrf_ok(&one, str_sub(one.csrf, 0, 63)));
    assert_false(session_csrf_ok(&one, one.hash));
    struct session nobody = {0};
    assert_false(session_csrf_ok(&nobody, STR_EMPTY));
    close_case(&t);
}

/* Nothing in the database's files opens a session. */
static void the_database_holds_no_cookie(void **state)
{
    struct test_case t;
    struct str file;
    size_t at = 0;

    open_new(&t, *state);
    struct konto anna = new_konto(&t, "anna", ROLLE_LEDER);
    struct session_svar svar = log_in(&t, &anna, NOW);
    struct session s = open_with(&t, svar.cookie, NOW);
    const char *path = t.url.c + strlen("sqlite:");
    struct str names[] = {str_from(path), str_format(&t.arena, "%s-wal", path)};
    bool hashed = false;
    for (size_t i = 0; i < 2; i++) {
        assert_ok(fil_read(&t.arena, str_c(&t.arena, names[i]), 64 << 20, &file, &t.err), t.err);
        assert_false(str_find(file, str_sub(svar.cookie, 4, svar.cookie.n), &at));
        assert_false(str_find(file, str_sub(svar.enhed, 4, svar.enhed.n), &at));
        assert_false(str_find(file, s.csrf, &at));
        assert_false(str_find(file, STR(KODE), &at));
        hashed = hashed || str_find(file, s.hash, &at);
    }
    assert_true(hashed);
    close_case(&t);
}

/* ---- guessing */

/* A thousand guesses in a minute: at most ten are looked at, and the one whose browser is known
 * comes in all the while. */
static void a_guesser_waits_and_the_user_does_not(void **state)
{
    struct test_case t;
    int looked_at = 0;

    open_new(&t, *state);
    struct konto anna = new_konto(&t, "anna", ROLLE_LEDER);
    struct str enhed = log_in(&t, &anna, NOW).enhed;
    int64_t now_us = NOW + STEP_US;
    struct session_login guess = words(&t, &anna, now_us);
    guess.kode = STR("abcdefg hijklmnop");
    for (int i = 0; i < 1000; i++) {
        struct session_svar svar = try_login(&t, guess, now_us + i * 59 * 1000);
        assert_int_not_equal(svar.art, SESSION_INDE);
        if (svar.art == SESSION_AFVIST) looked_at++;
        if (svar.art == SESSION_VENT) assert_in_range(svar.vent_sekunder, 1, 60);
    }
    assert_in_range(looked_at, 6, 10);
    now_us += 59 * SECOND_US;
    struct session_login own = words(&t, &anna, now_us);
    assert_int_equal(try_login(&t, own, now_us).art, SESSION_VENT);
    own.enhed = enhed;
    struct session_svar svar = try_login(&t, own, now_us);
    assert_int_equal(svar.art, SESSION_INDE);
    assert_false(str_eq(svar.enhed, enhed));
    /* From a browser that is not known, the wait ends. */
    now_us += MINUTE_US;
    assert_int_equal(try_login(&t, words(&t, &anna, now_us), now_us).art, SESSION_INDE);
    close_case(&t);
}

/* What is known of a browser helps its own user only, once, and not for ever. */
static void a_known_browser_is_one_users(void **state)
{
    struct test_case t;

    open_new(&t, *state);
    struct konto anna = new_konto(&t, "anna", ROLLE_LEDER);
    struct konto bo = new_konto(&t, "bo", ROLLE_LEDER);
    struct str hers = log_in(&t, &anna, NOW).enhed;
    struct session_login wrong = words(&t, &bo, NOW);
    wrong.kode = STR("abcdefg hijklmnop");
    for (int i = 0; i < 5; i++) assert_int_equal(try_login(&t, wrong, NOW).art, SESSION_AFVIST);
    struct session_login with = words(&t, &bo, NOW);
    with.enhed = hers;
    assert_int_equal(try_login(&t, with, NOW).art, SESSION_VENT);
    wrong.navn = anna.adgang.navn;
    for (int i = 0; i < 5; i++) assert_int_equal(try_login(&t, wrong, NOW).art, SESSION_AFVIST);
    with = words(&t, &anna, NOW + STEP_US);
    with.enhed = hers;
    assert_int_equal(try_login(&t, with, NOW + STEP_US).art, SESSION_INDE);
    /* It was changed for a new one. */
    for (int i = 0; i < 5; i++) {
        (void)try_login(&t, wrong, NOW + STEP_US + (i + 1) * MINUTE_US);
    }
    int64_t now_us = NOW + STEP_US + 5 * MINUTE_US;
    with = words(&t, &anna, now_us);
    with.enhed = hers;
    assert_int_equal(try_login(&t, with, now_us).art, SESSION_VENT);
    /* A browser that is guessed at by itself waits too. */
    struct str new_one = log_in(&t, &anna, now_us + 2 * MINUTE_US).enhed;
    wrong.enhed = new_one;
    now_us += 3 * MINUTE_US;
    for (int i = 0; i < 5; i++) assert_int_equal(try_login(&t, wrong, now_us).art, SESSION_AFVIST);
    assert_int_equal(try_login(&t, wrong, now_us).art, SESSION_VENT);
    close_case(&t);
}

/* Nobody can see from the waiting which names there are, and an hour forgets. */
static void unknown_names_wait_likewise(void **state)
{
    struct test_case t;

    open_new(&t, *state);
    struct konto anna = new_konto(&t, "anna", ROLLE_LEDER);
    struct session_login known = words(&t, &anna, NOW);
    known.kode = STR("abcdefg hijklmnop");
    struct session_login unknown = known;
    unknown.navn = STR("nobody");
    for (int i = 0; i < 8; i++) {
        struct session_svar a = try_login(&t, known, NOW + i * SECOND_US);
        struct session_svar b = try_login(&t, unknown, NOW + i * SECOND_US);
        assert_int_equal(a.art, b.art);
        assert_int_equal(a.vent_sekunder, b.vent_sekunder);
    }
    int64_t later = NOW + 61 * MINUTE_US;
    for (int i = 0; i < 5; i++) assert_int_equal(try_login(&t, known, later).art, SESSION_AFVIST);
    assert_int_equal(try_login(&t, known, later).art, SESSION_VENT);
    close_case(&t);
}

/* The rule for waiting: none at first, doubling, a ceiling; and it is reached for each address. */
static void waiting_doubles_to_a_ceiling(void **state)
{
    static const int expected[] = {0, 0, 0, 0, 0, 2, 4, 8, 16, 32, 60, 60};
    struct test_case t;
    int64_t now_us = NOW;

    for (int i = 0; i < 12; i++) assert_int_equal(forsoeg_vent_sekunder(i, 5), expected[i]);
    assert_int_equal(forsoeg_vent_sekunder(INT64_C(1000000000000), 5), 60);
    open_new(&t, *state);
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    for (int i = 0; i < 60; i++) {
        struct forsoeg f[2] = {{hash_of(str_format(&t.arena, "navn:%d", i)), 5, 0},
                               {hash_of(STR("fra:192.0.2.7")), 50, 0}};
        int vent = 0;
        assert_ok(forsoeg_tael(t.store, &t.arena, 773, f, 2, now_us, &vent, &t.err), t.err);
        assert_int_equal(vent, forsoeg_vent_sekunder(i, 50));
        /* A name that was not looked at is not counted. */
        if (vent > 0) {
            assert_ok(forsoeg_tael(t.store, &t.arena, 773, f, 1, now_us, &vent, &t.err), t.err);
            assert_int_equal(f[0].antal, 1);
            assert_int_equal(vent, 0);
            now_us += forsoeg_vent_sekunder(i, 50) * SECOND_US;
            assert_ok(forsoeg_tael(t.store, &t.arena, 773, &f[1], 1, now_us, &vent, &t.err), t.err);
            assert_int_equal(vent, 0);
        }
    }
    assert_ok(store_commit(t.store, &t.err), t.err);
    close_case(&t);
}

/* ---- once more, and another password */

static struct session_svar confirm_with(struct test_case *t, struct str cookie, struct str code,
                                        int64_t now_us)
{
    struct session_svar svar;

    assert_ok(session_bekraeft(t->store, &t->arena, cookie, code, now_us, &svar, &t->err), t->err);
    return svar;
}

static void the_second_factor_is_given_again(void **state)
{
    struct test_case t;
    int64_t now_us = NOW + 12 * MINUTE_US;

    open_new(&t, *state);
    struct konto anna = new_konto(&t, "anna", ROLLE_LEDER);
    struct str used = code_at(&t, anna.totp, NOW);
    struct str cookie = log_in(&t, &anna, NOW).cookie;
    assert_true(open_with(&t, cookie, NOW + 10 * MINUTE_US - 1).frisk);
    assert_false(open_with(&t, cookie, NOW + 10 * MINUTE_US).frisk);
    assert_int_equal(confirm_with(&t, cookie, used, NOW).art, SESSION_AFVIST);
    struct session_svar svar = confirm_with(&t, cookie, code_at(&t, anna.totp, now_us), now_us);
    assert_int_equal(svar.art, SESSION_INDE);
    assert_false(is_open(&t, cookie, now_us));
    assert_true(open_with(&t, svar.cookie, now_us).frisk);
    assert_int_equal(open_with(&t, svar.cookie, now_us + 14 * MINUTE_US).slut_us,
                     now_us + SESSION_STILLE_US);
    /* It makes no session longer than eight hours. */
    assert_false(is_open(&t, svar.cookie, NOW + SESSION_LAENGST_US));
    assert_int_equal(confirm_with(&t, svar.cookie, code_at(&t, anna.totp, now_us), now_us).art,
                     SESSION_AFVIST);
    assert_int_equal(confirm_with(&t, STR_EMPTY, code_at(&t, anna.totp, now_us), now_us).art,
                     SESSION_AFVIST);
    close_case(&t);
}

static void guessing_codes_ends_the_session(void **state)
{
    struct test_case t;
    int64_t now_us = NOW;
    int wrong = 0;

    open_new(&t, *state);
    struct konto anna = new_konto(&t, "anna", ROLLE_LEDER);
    struct str cookie = log_in(&t, &anna, NOW).cookie;
    while (is_open(&t, cookie, now_us)) {
        struct str code = wrong_code(&t, anna.totp, now_us);
        if (confirm_with(&t, cookie, code, now_us).art == SESSION_AFVIST) wrong++;
        now_us += SECOND_US;
        if (wrong < 10) touch(&t, cookie, now_us);
        assert_true(now_us < NOW + 10 * MINUTE_US);
    }
    assert_int_equal(wrong, 10);
    close_case(&t);
}

static struct session_svar change_to(struct test_case *t, struct str cookie, const char *gammel,
                                     const char *ny, int64_t now_us)
{
    struct session_svar svar;

    assert_ok(session_skift_kode(t->store, &t->arena, cookie, str_from(gammel), str_from(ny),
                                 now_us, &svar, &t->err),
              t->err);
    return svar;
}

static void a_password_is_changed_by_its_user(void **state)
{
    static const char new_kode[] = "mandat ribs kupé flonel";
    struct test_case t;
    struct session_svar svar;

    open_new(&t, *state);
    struct konto anna = new_konto(&t, "anna", ROLLE_LEDER);
    assert_ok(kode_saet(t.store, &t.arena, &t.rod, STR("anna"), STR(KODE), NOW, &t.err), t.err);
    struct str other = log_in(&t, &anna, NOW).cookie;
    struct str cookie = log_in(&t, &anna, NOW + STEP_US).cookie;
    int64_t now_us = NOW + STEP_US;
    assert_true(open_with(&t, cookie, now_us).skift);
    assert_int_equal(change_to(&t, cookie, "en helt anden kode her", new_kode, now_us).art,
                     SESSION_AFVIST);
    assert_int_equal(change_to(&t, STR_EMPTY, KODE, new_kode, now_us).art, SESSION_AFVIST);
    assert_refused_as(session_skift_kode(t.store, &t.arena, cookie, STR(KODE), STR("kort"), now_us,
                                         &svar, &t.err),
                      t.err, ERR_INPUT, "mindst 15");
    assert_refused_as(
        session_skift_kode(t.store, &t.arena, cookie, STR(KODE), STR(KODE), now_us, &svar, &t.err),
        t.err, ERR_INPUT, "den samme");
    svar = change_to(&t, cookie, KODE, new_kode, now_us);
    assert_int_equal(svar.art, SESSION_INDE);
    assert_false(is_open(&t, cookie, now_us));
    assert_false(is_open(&t, other, now_us));
    assert_false(open_with(&t, svar.cookie, now_us).skift);
    struct session_login login = words(&t, &anna, now_us + STEP_US);
    assert_int_equal(try_login(&t, login, now_us + STEP_US).art, SESSION_AFVIST);
    login.kode = STR(new_kode);
    assert_int_equal(try_login(&t, login, now_us + STEP_US).art, SESSION_INDE);
    close_case(&t);
}

/* A hash with lower costs is made anew when its user comes by. */
static void an_old_hash_is_made_anew(void **state)
{
    struct test_case t;
    struct konto_laest konto;
    char weak[KODE_HASH_SIZE];

    open_new(&t, *state);
    struct konto anna = new_konto(&t, "anna", ROLLE_LEDER);
    assert_int_equal(crypto_pwhash_str(weak, KODE, strlen(KODE), 1, 512 << 10), 0);
    assert_true(kode_er_gammel(str_from(weak)));
    const struct store_value args[] = {STORE_I(773), STORE_S(anna.adgang.bruger),
                                       STORE_S(str_from(weak)), STORE_I(0), STORE_I(NOW)};
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    assert_ok(store_exec(t.store, SQL_ADGANG_KODE_PUT, args, 5, NULL, &t.err), t.err);
    assert_ok(store_commit(t.store, &t.err), t.err);
    struct session_login wrong = words(&t, &anna, NOW);
    wrong.kode = STR("abcdefg hijklmnop");
    assert_int_equal(try_login(&t, wrong, NOW).art, SESSION_AFVIST);
    (void)log_in(&t, &anna, NOW);
    assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
    assert_ok(adgang_konto_laes(t.store, &t.arena, 773, anna.adgang.bruger, &konto, &t.err), t.err);
    assert_ok(store_commit(t.store, &t.err), t.err);
    assert_false(kode_er_gammel(konto.kode));
    assert_true(kode_passer(konto.kode, STR(KODE)));
    (void)log_in(&t, &anna, NOW + STEP_US);
    close_case(&t);
}

/* ---- any order */

enum { KEPT = 40, ACTS = 300 };

struct kept {
    struct str cookie;
    size_t owner;
    bool open;
    int64_t opened_us;
    int64_t seen_us;
};

static bool should_be_open(const struct kept *k, int64_t now_us)
{
    return k->open && now_us - k->opened_us < SESSION_LAENGST_US &&
           now_us - k->seen_us < SESSION_STILLE_US;
}

static struct str open_one(struct test_case *t, const struct adgang *who, int64_t now_us)
{
    const struct session_raekke row = {.kommune = 773,
                                       .bruger = who->bruger,
                                       .aabnet_us = now_us,
                                       .set_us = now_us,
                                       .frisk_us = now_us};
    struct str cookie;

    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    assert_ok(session_lav(t->store, &t->arena, &row, &cookie, &t->err), t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
    return cookie;
}

static void act_once(struct test_case *t, const struct adgang *user, struct kept *kept, size_t *n,
                     uint64_t *seed, int64_t *now_us)
{
    struct kept *one = *n > 0 ? &kept[test_random(seed) % *n] : NULL;
    size_t owner = test_random(seed) % 2;
    size_t ended = 0;

    switch (test_random(seed) % 6) {
    case 0:
        if (*n == KEPT) return;
        kept[(*n)++] =
            (struct kept){open_one(t, &user[owner], *now_us), owner, true, *now_us, *now_us};
        return;
    case 1:
        if (one == NULL || !should_be_open(one, *now_us)) return;
        touch(t, one->cookie, *now_us);
        one->seen_us = *now_us;
        return;
    case 2:
        if (one == NULL) return;
        assert_ok(session_luk(t->store, &t->arena, one->cookie, *now_us, &t->err), t->err);
        one->open = false;
        return;
    case 3:
        if (test_random(seed) % 4 != 0) return;
        assert_ok(session_luk_alle(t->store, &t->arena, &t->rod, user[owner].navn, *now_us, &ended,
                                   &t->err),
                  t->err);
        for (size_t i = 0; i < *n; i++) kept[i].open = kept[i].open && kept[i].owner != owner;
        return;
    default: *now_us += test_between(seed, 1, 10 * 60) * SECOND_US;
    }
}

static void any_order_ends_as_the_rules_say(void **state)
{
    struct test_case t;
    struct kept kept[KEPT];
    uint64_t seed = 20261125;
    int64_t now_us = NOW;
    size_t n = 0;
    size_t open = 0;

    open_new(&t, *state);
    const struct adgang user[2] = {new_user(&t, "anna", ROLLE_LEDER),
                                   new_user(&t, "bo", ROLLE_UDVALG)};
    for (int i = 0; i < ACTS; i++) {
        act_once(&t, user, kept, &n, &seed, &now_us);
        for (size_t k = 0; k < n; k++) {
            struct session s = open_with(&t, kept[k].cookie, now_us);
            assert_int_equal(s.aaben, should_be_open(&kept[k], now_us));
            if (!s.aaben) continue;
            assert_true(str_eq(s.adgang.bruger, user[kept[k].owner].bruger));
            open++;
        }
    }
    assert_true(open > 20);
    close_case(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(the_right_one_comes_in),
        BOTH(everyone_else_gets_one_answer),
        BOTH(a_kommune_that_is_not_there_is_an_error),
        BOTH(kommuner_are_apart),
        BOTH(a_session_ends_by_itself),
        BOTH(a_session_is_ended),
        BOTH(old_ids_die),
        BOTH(roles_hold_at_once),
        BOTH(only_cookies_of_ours_are_read),
        BOTH(the_csrf_belongs_to_the_session),
        {"the_database_holds_no_cookie", the_database_holds_no_cookie, NULL, NULL, &sqlite},
        BOTH(a_guesser_waits_and_the_user_does_not),
        BOTH(a_known_browser_is_one_users),
        BOTH(unknown_names_wait_likewise),
        BOTH(waiting_doubles_to_a_ceiling),
        BOTH(the_second_factor_is_given_again),
        BOTH(guessing_codes_ends_the_session),
        BOTH(a_password_is_changed_by_its_user),
        BOTH(an_old_hash_is_made_anew),
        BOTH(any_order_ends_as_the_rules_say),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
