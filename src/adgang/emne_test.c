/*
 * emne: who is tied to what, journeys that are used once, and the login by a tie, on both engines.
 */
#define TEST_BEGGE
#include "adgang/emne.h"
#include "adgang/test_session.h"

#define ISSUER "https://id.example.dk"
#define OTHER "https://andet.example.dk"

static bool give(struct test_case *t, const struct adgang *af, const char *navn,
                 const char *udsteder, const char *emne)
{
    return emne_giv(t->store, &t->arena, af, str_from(navn), str_from(udsteder), str_from(emne),
                    NOW, &t->err);
}

static bool take(struct test_case *t, const struct adgang *af, const char *navn,
                 const char *udsteder)
{
    return emne_tag(t->store, &t->arena, af, str_from(navn), str_from(udsteder), NOW, &t->err);
}

static struct emne_login login_of(const char *emne)
{
    return (struct emne_login){.kommune = 773,
                               .udsteder = STR(ISSUER),
                               .emne = str_from(emne),
                               .medarbejdere = true,
                               .familier = true};
}

static struct session_svar enter(struct test_case *t, struct emne_login login, int64_t now_us)
{
    struct session_svar svar;

    assert_ok(emne_log_ind(t->store, &t->arena, &login, now_us, &svar, &t->err), t->err);
    assert_int_equal(svar.art == SESSION_INDE, svar.cookie.n > 0);
    return svar;
}

static int64_t rows_in(struct test_case *t, enum sql statement, struct str bruger)
{
    const struct store_value args[] = {STORE_I(773), STORE_S(bruger)};
    struct store_rows rows;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(store_query(t->store, &t->arena, statement, args, 2, 100, &rows, &t->err), t->err);
    store_rollback(t->store);
    return (int64_t)rows.count;
}

/* A member of a family; the tie to a person is of no matter here. */
static struct adgang member(struct test_case *t, const struct adgang *leder, const char *navn)
{
    struct adgang_bruger *all;

    assert_ok(familie_giv(t->store, &t->arena, leder, str_from(navn),
                          str_format(&t->arena, "P-%s", navn), NOW, &t->err),
              t->err);
    size_t n = list(t, NOW, &all);
    for (size_t i = 0; i < n; i++)
        if (str_is(all[i].navn, navn))
            return (struct adgang){773, all[i].id, all[i].navn, all[i].roller};
    fail();
    return (struct adgang){0};
}

/* ---- ties */

static void a_tie_opens_and_ends(void **state)
{
    struct test_case t;

    open_new(&t, *state);
    struct adgang anna = new_user(&t, "anna", ROLLE_LEDER);
    assert_int_equal(enter(&t, login_of("S-1"), NOW).art, SESSION_AFVIST);
    assert_ok(give(&t, &t.rod, "anna", ISSUER, "S-1"), t.err);
    struct session_svar svar = enter(&t, login_of("S-1"), NOW);
    assert_true(str_eq(svar.bruger, anna.bruger));
    struct session s = open_with(&t, svar.cookie, NOW);
    assert_true(s.aaben && s.frisk && !s.skift);
    assert_str(s.udsteder, ISSUER);
    assert_true(str_eq(s.adgang.bruger, anna.bruger));
    assert_int_equal(s.slut_us, NOW + SESSION_STILLE_US);
    assert_false(is_open(&t, svar.cookie, NOW + SESSION_STILLE_US));
    /* Another subject of the same user takes the place of the first, and ends the session. */
    assert_ok(give(&t, &t.rod, "Anna", ISSUER, "S-2"), t.err);
    assert_false(is_open(&t, svar.cookie, NOW));
    assert_int_equal(enter(&t, login_of("S-1"), NOW).art, SESSION_AFVIST);
    svar = enter(&t, login_of("S-2"), NOW);
    assert_int_equal(svar.art, SESSION_INDE);
    assert_ok(take(&t, &t.rod, "anna", ISSUER), t.err);
    assert_false(is_open(&t, svar.cookie, NOW));
    assert_int_equal(enter(&t, login_of("S-2"), NOW).art, SESSION_AFVIST);
    /* Nothing is there to take: nothing is written. */
    int64_t before = rows_in(&t, SQL_ADGANG_EMNE_LIST, anna.bruger);
    assert_int_equal(before, 3);
    assert_ok(take(&t, &t.rod, "anna", ISSUER), t.err);
    assert_ok(take(&t, &t.rod, "anna", OTHER), t.err);
    assert_int_equal(rows_in(&t, SQL_ADGANG_EMNE_LIST, anna.bruger), before);
    close_case(&t);
}

static void nothing_is_made_by_a_login(void **state)
{
    struct test_case t;
    struct adgang_bruger *all;

    open_new(&t, *state);
    (void)new_user(&t, "anna", ROLLE_LEDER);
    assert_ok(give(&t, &t.rod, "anna", ISSUER, "S-1"), t.err);
    size_t before = list(&t, NOW, &all);
    static const char *const none[] = {"S-2", "s-1", "S-1 ", "anna", "", "0101019999"};
    for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
        assert_int_equal(enter(&t, login_of(none[i]), NOW).art, SESSION_AFVIST);
    /* The same subject of another issuer is somebody else. */
    struct emne_login other = login_of("S-1");
    other.udsteder = STR(OTHER);
    assert_int_equal(enter(&t, other, NOW).art, SESSION_AFVIST);
    other.udsteder = STR(ISSUER "/");
    assert_int_equal(enter(&t, other, NOW).art, SESSION_AFVIST);
    assert_int_equal(list(&t, NOW, &all), before);
    close_case(&t);
}

static void a_subject_has_one_user(void **state)
{
    struct test_case t;
    struct emne *ties;
    size_t n;

    open_new(&t, *state);
    (void)new_user(&t, "anna", ROLLE_LEDER);
    (void)new_user(&t, "bo", ROLLE_LEDER);
    assert_ok(give(&t, &t.rod, "anna", ISSUER, "S-1"), t.err);
    assert_refused_as(give(&t, &t.rod, "bo", ISSUER, "S-1"), t.err, ERR_INPUT, "en anden bruger");
    assert_ok(give(&t, &t.rod, "bo", OTHER, "S-1"), t.err);
    assert_ok(give(&t, &t.rod, "anna", OTHER, "S-9"), t.err);
    assert_ok(take(&t, &t.rod, "anna", ISSUER), t.err);
    assert_ok(give(&t, &t.rod, "bo", ISSUER, "S-1"), t.err);
    assert_ok(emne_liste(t.store, &t.arena, &t.rod, STR("bo"), &ties, &n, &t.err), t.err);
    assert_int_equal(n, 2);
    assert_ok(emne_liste(t.store, &t.arena, &t.rod, STR("anna"), &ties, &n, &t.err), t.err);
    assert_int_equal(n, 1);
    assert_str(ties[0].udsteder, OTHER);
    assert_str(ties[0].emne, "S-9");
    close_case(&t);
}

/* Rows that somebody wrote by hand open to neither, and can be put right. */
static void two_by_hand_open_nothing(void **state)
{
    struct test_case t;
    struct session_svar svar;

    open_new(&t, *state);
    (void)new_user(&t, "anna", ROLLE_LEDER);
    struct adgang bo = new_user(&t, "bo", ROLLE_LEDER);
    assert_ok(give(&t, &t.rod, "anna", ISSUER, "S-1"), t.err);
    const struct store_value args[] = {STORE_I(773),         STORE_S(bo.bruger),  STORE_I(1),
                                       STORE_S(STR(ISSUER)), STORE_S(STR("S-1")), STORE_I(1),
                                       STORE_S(STR_EMPTY),   STORE_I(NOW)};
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    assert_ok(store_exec(t.store, SQL_ADGANG_EMNE_INSERT, args, 8, NULL, &t.err), t.err);
    assert_ok(store_commit(t.store, &t.err), t.err);
    struct emne_login login = login_of("S-1");
    assert_refused_as(emne_log_ind(t.store, &t.arena, &login, NOW, &svar, &t.err), t.err, ERR_IO,
                      "samme emne");
    assert_ok(take(&t, &t.rod, "bo", ISSUER), t.err);
    assert_int_equal(enter(&t, login, NOW).art, SESSION_INDE);
    close_case(&t);
}

static void who_may_tie(void **state)
{
    struct test_case t;
    struct emne *ties;
    size_t n;

    open_new(&t, *state);
    struct adgang anna = new_user(&t, "anna", ROLLE_LEDER);
    struct adgang bo = new_user(&t, "bo", ROLLE_OEKONOMI);
    struct adgang mor = member(&t, &anna, "mor");
    /* Of staff only one with the role; not oneself either. */
    assert_refused_as(give(&t, &anna, "bo", ISSUER, "S-1"), t.err, ERR_ACCESS, "adgang");
    assert_refused_as(give(&t, &bo, "bo", ISSUER, "S-1"), t.err, ERR_ACCESS, "adgang");
    assert_refused_as(take(&t, &bo, "bo", ISSUER), t.err, ERR_ACCESS, "adgang");
    assert_refused_as(give(&t, &mor, "mor", ISSUER, "S-1"), t.err, ERR_ACCESS, "adgang");
    assert_refused_as(give(&t, &bo, "mor", ISSUER, "S-1"), t.err, ERR_ACCESS, "adgang");
    /* Of a family also who lets families in. */
    assert_ok(give(&t, &anna, "mor", ISSUER, "F-1"), t.err);
    assert_ok(give(&t, &t.rod, "mor", ISSUER, "F-2"), t.err);
    assert_refused_as(give(&t, &t.rod, "nobody", ISSUER, "F-3"), t.err, ERR_INPUT, "findes ikke");
    assert_ok(emne_liste(t.store, &t.arena, &mor, STR("mor"), &ties, &n, &t.err), t.err);
    assert_int_equal(n, 1);
    assert_refused_as(emne_liste(t.store, &t.arena, &bo, STR("mor"), &ties, &n, &t.err), t.err,
                      ERR_ACCESS, "adgang");
    close_case(&t);
}

static void what_is_no_subject(void **state)
{
    struct test_case t;
    char long_one[EMNE_MAX + 2];

    open_new(&t, *state);
    (void)new_user(&t, "anna", ROLLE_LEDER);
    memset(long_one, 'x', sizeof(long_one));
    long_one[EMNE_MAX] = '\0';
    assert_ok(give(&t, &t.rod, "anna", ISSUER, long_one), t.err);
    long_one[EMNE_MAX] = 'x';
    long_one[EMNE_MAX + 1] = '\0';
    assert_refused_as(give(&t, &t.rod, "anna", ISSUER, long_one), t.err, ERR_INPUT, "1-255");
    assert_refused_as(give(&t, &t.rod, "anna", ISSUER, ""), t.err, ERR_INPUT, "1-255");
    assert_refused_as(give(&t, &t.rod, "anna", ISSUER, "a b"), t.err, ERR_INPUT, "mellemrum");
    assert_refused_as(give(&t, &t.rod, "anna", "id.example.dk", "S"), t.err, ERR_INPUT, "https");
    static const char *const cpr[] = {"0101019999", "010101-9999"};
    for (size_t i = 0; i < 2; i++) {
        assert_false(give(&t, &t.rod, "anna", ISSUER, cpr[i]));
        assert_int_equal(t.err.kind, ERR_INPUT);
        assert_null(strstr(t.err.text, cpr[i]));
        memset(&t.err, 0, sizeof(t.err));
    }
    close_case(&t);
}

static void a_provider_is_for_some(void **state)
{
    struct test_case t;

    open_new(&t, *state);
    struct adgang anna = new_user(&t, "anna", ROLLE_LEDER);
    (void)member(&t, &anna, "mor");
    assert_ok(give(&t, &t.rod, "anna", ISSUER, "S-1"), t.err);
    assert_ok(give(&t, &t.rod, "mor", ISSUER, "F-1"), t.err);
    struct emne_login s = login_of("S-1"), f = login_of("F-1");
    s.familier = f.familier = false;
    assert_int_equal(enter(&t, s, NOW).art, SESSION_INDE);
    assert_int_equal(enter(&t, f, NOW).art, SESSION_AFVIST);
    s.familier = f.familier = true;
    s.medarbejdere = f.medarbejdere = false;
    assert_int_equal(enter(&t, s, NOW).art, SESSION_AFVIST);
    struct session_svar svar = enter(&t, f, NOW);
    assert_int_equal(svar.art, SESSION_INDE);
    assert_str(open_with(&t, svar.cookie, NOW).person, "P-mor");
    close_case(&t);
}

/* A login ends the browser's session before it, and a password another chose stands in no way. */
static void rotation(void **state)
{
    struct test_case t;

    open_new(&t, *state);
    struct konto anna = new_konto(&t, "anna", ROLLE_LEDER);
    assert_ok(give(&t, &t.rod, "anna", ISSUER, "S-1"), t.err);
    assert_ok(kode_saet(t.store, &t.arena, &t.rod, STR("anna"), STR(KODE), NOW, &t.err), t.err);
    struct session_svar local = log_in(&t, &anna, NOW);
    assert_true(open_with(&t, local.cookie, NOW).skift);
    assert_int_equal(open_with(&t, local.cookie, NOW).udsteder.n, 0);
    struct emne_login login = login_of("S-1");
    login.gammel = local.cookie;
    struct session_svar svar = enter(&t, login, NOW);
    assert_false(is_open(&t, local.cookie, NOW));
    assert_false(open_with(&t, svar.cookie, NOW).skift);
    assert_ok(session_luk(t.store, &t.arena, svar.cookie, NOW, &t.err), t.err);
    assert_false(is_open(&t, svar.cookie, NOW));
    close_case(&t);
}

/* ---- journeys */

static struct rejse begin_journey(struct test_case *t, int64_t now_us)
{
    const struct rejse_plan plan = {
        .kommune = 773, .udbyder = STR("mitid"), .til = STR("/familie"), .fra = STR("192.0.2.1")};
    struct rejse rejse;
    int vent = 0;

    assert_ok(rejse_begynd(t->store, &t->arena, &plan, now_us, &rejse, &vent, &t->err), t->err);
    assert_int_equal(vent, 0);
    return rejse;
}

static bool end_journey(struct test_case *t, struct str cookie, struct str state, int64_t now_us,
                        struct rejse *out)
{
    bool found = false;

    assert_ok(rejse_slut(t->store, &t->arena, 773, cookie, state, now_us, out, &found, &t->err),
              t->err);
    return found;
}

static void a_journey_is_used_once(void **state)
{
    struct test_case t;
    struct rejse back;

    open_new(&t, *state);
    struct rejse a = begin_journey(&t, NOW), b = begin_journey(&t, NOW);
    assert_int_equal(a.state.n, 64);
    assert_int_equal(a.verifier.n, 64);
    assert_false(str_eq(a.state, a.nonce) || str_eq(a.state, a.verifier));
    assert_false(str_eq(a.state, b.state) || str_eq(a.nonce, b.nonce));
    /* What another browser began, or nobody, ends nothing. */
    assert_false(end_journey(&t, a.cookie, b.state, NOW, &back));
    assert_false(end_journey(&t, a.cookie, STR_EMPTY, NOW, &back));
    assert_false(end_journey(&t, STR_EMPTY, a.state, NOW, &back));
    assert_false(end_journey(&t, b.cookie, a.state, NOW, &back));
    assert_true(end_journey(&t, a.cookie, a.state, NOW, &back));
    assert_str(back.udbyder, "mitid");
    assert_str(back.til, "/familie");
    assert_true(str_eq(back.nonce, a.nonce) && str_eq(back.verifier, a.verifier));
    assert_false(end_journey(&t, a.cookie, a.state, NOW, &back));
    assert_true(end_journey(&t, b.cookie, b.state, NOW, &back));
    close_case(&t);
}

static void a_journey_takes_ten_minutes_at_most(void **state)
{
    struct test_case t;
    struct rejse back;

    open_new(&t, *state);
    struct rejse a = begin_journey(&t, NOW), b = begin_journey(&t, NOW), c = begin_journey(&t, NOW);
    assert_true(end_journey(&t, a.cookie, a.state, NOW + REJSE_US - 1, &back));
    assert_false(end_journey(&t, b.cookie, b.state, NOW + REJSE_US, &back));
    /* It was used up by that. */
    assert_false(end_journey(&t, b.cookie, b.state, NOW, &back));
    /* A clock that was set back makes none longer. */
    assert_false(end_journey(&t, c.cookie, c.state, NOW - 1, &back));
    struct rejse old = begin_journey(&t, NOW);
    (void)begin_journey(&t, NOW + REJSE_US + 1);
    assert_false(end_journey(&t, old.cookie, old.state, NOW, &back));
    close_case(&t);
}

/* The database has nothing of a journey that could be used. */
static void a_database_that_is_read_gives_no_journey(void **state)
{
    struct test_case t;
    struct store_rows rows;

    open_new(&t, *state);
    struct rejse a = begin_journey(&t, NOW);
    struct hash hash = hash_of(a.cookie);
    const struct store_value args[] = {STORE_I(773), STORE_S(str_from(hash.hex))};
    assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
    assert_ok(store_query(t.store, &t.arena, SQL_ADGANG_REJSE_FIND, args, 2, 1, &rows, &t.err),
              t.err);
    store_rollback(t.store);
    assert_int_equal(rows.count, 1);
    assert_false(str_is(a.state, hash.hex) || str_is(a.nonce, hash.hex) ||
                 str_is(a.verifier, hash.hex));
    close_case(&t);
}

static void many_from_one_address_wait(void **state)
{
    struct test_case t;
    const struct rejse_plan other = {
        .kommune = 773, .udbyder = STR("mitid"), .til = STR("/"), .fra = STR("192.0.2.2")};
    struct rejse rejse;
    int vent = 0, begun = 0;

    open_new(&t, *state);
    const struct rejse_plan plan = {
        .kommune = 773, .udbyder = STR("mitid"), .til = STR("/"), .fra = STR("192.0.2.1")};
    while (vent == 0 && begun < 100) {
        assert_ok(rejse_begynd(t.store, &t.arena, &plan, NOW, &rejse, &vent, &t.err), t.err);
        begun += vent == 0;
    }
    assert_int_equal(begun, 50);
    assert_in_range(vent, 1, 60);
    assert_ok(rejse_begynd(t.store, &t.arena, &other, NOW, &rejse, &vent, &t.err), t.err);
    assert_int_equal(vent, 0);
    /* One who comes in there makes it free again; one who does not, does not. */
    (void)new_user(&t, "anna", ROLLE_LEDER);
    assert_ok(give(&t, &t.rod, "anna", ISSUER, "S-1"), t.err);
    struct emne_login login = login_of("S-2");
    login.fra = plan.fra;
    assert_int_equal(enter(&t, login, NOW).art, SESSION_AFVIST);
    assert_ok(rejse_begynd(t.store, &t.arena, &plan, NOW, &rejse, &vent, &t.err), t.err);
    assert_true(vent > 0);
    login.emne = STR("S-1");
    assert_int_equal(enter(&t, login, NOW).art, SESSION_INDE);
    assert_ok(rejse_begynd(t.store, &t.arena, &plan, NOW, &rejse, &vent, &t.err), t.err);
    assert_int_equal(vent, 0);
    close_case(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(a_tie_opens_and_ends),
        BOTH(nothing_is_made_by_a_login),
        BOTH(a_subject_has_one_user),
        BOTH(two_by_hand_open_nothing),
        BOTH(who_may_tie),
        BOTH(what_is_no_subject),
        BOTH(a_provider_is_for_some),
        BOTH(rotation),
        BOTH(a_journey_is_used_once),
        BOTH(a_journey_takes_ten_minutes_at_most),
        BOTH(a_database_that_is_read_gives_no_journey),
        BOTH(many_from_one_address_wait),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
