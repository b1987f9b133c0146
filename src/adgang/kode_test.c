/*
 * kode: which passwords and codes are right, who may set them, and who is a member of a family.
 */
#define TEST_BEGGE
#include "adgang/test_session.h"

/* ---- codes: the test vectors of RFC 6238, appendix B, of which apps show the last six digits */

static void codes_are_those_of_the_standard(void **state)
{
    static const struct {
        int64_t seconds;
        const char *code;
    } vector[] = {
        {59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
        {1234567890, "005924"}, {2000000000, "279037"}, {INT64_C(20000000000), "353130"},
    };
    const struct str secret = STR("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    char code[TOTP_CIFRE + 1];
    struct err err = ERR_INIT;

    (void)state;
    for (size_t i = 0; i < sizeof(vector) / sizeof(*vector); i++) {
        assert_ok(totp_kode(secret, vector[i].seconds / TOTP_SEKUNDER, code, &err), err);
        assert_string_equal(code, vector[i].code);
    }
    assert_refused_as(totp_kode(STR("GEZ!"), 1, code, &err), err, ERR_INPUT, "A-Z");
    assert_refused_as(totp_kode(STR_EMPTY, 1, code, &err), err, ERR_INPUT, "A-Z");
}

/* A code holds in its own step and in those beside it, and never after one that was used. */
static void a_code_holds_for_three_steps(void **state)
{
    const struct str secret = STR("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    const int64_t step = 50000000;
    char code[TOTP_CIFRE + 1];
    struct err err = ERR_INIT;

    (void)state;
    assert_ok(totp_kode(secret, step, code, &err), err);
    struct str given = str_from(code);
    for (int64_t d = -3; d <= 3; d++) {
        int64_t found = totp_trin(secret, given, (step + d) * STEP_US, 0);
        assert_int_equal(found, d >= -1 && d <= 1 ? step : -1);
    }
    assert_int_equal(totp_trin(secret, given, (step + 2) * STEP_US - 1, 0), step);
    assert_int_equal(totp_trin(secret, given, step * STEP_US, step), -1);
    assert_int_equal(totp_trin(secret, given, step * STEP_US, step - 1), step);
    assert_int_equal(totp_trin(secret, str_sub(given, 0, 5), step * STEP_US, 0), -1);
    assert_int_equal(totp_trin(STR_EMPTY, given, step * STEP_US, 0), -1);
}

/* ---- passwords */

static bool is_good(struct arena *arena, const char *kode, bool medarbejder, const char *why)
{
    struct err err = ERR_INIT;
    bool ok = kode_god(arena, str_from(kode), STR("anna-holm"), medarbejder, &err);

    if (!ok && strstr(err.text, why) == NULL) fail_msg("no >%s< in: %s", why, err.text);
    if (!ok) assert_null(strstr(err.text, kode));
    if (!ok) assert_null(strstr(err.engelsk, kode));
    if (!ok) test_begge(&err);
    return ok;
}

static void passwords_are_judged(void **state)
{
    static const char *const good[] = {
        "torsk paraply gevind sopran", "æblegrød på loftet 7",    "kxqvtzmwplrhgdb",
        "mandat-ribs-kupé-flonel",     "4830 trapper til Uranus",
    };
    static const char *const bad[][2] = {
        {"kort kode nr 4", "mindst 15"},
        {"password1234567", "et eller to ord"},
        {"Sommerferie2026!", "et eller to ord"},
        {"adgangskode-adgangskode-1", "et eller to ord"},
        {"P4ssw0rd P4ssw0rd 99", "et eller to ord"},
        {"123456789012345", "følger efter hinanden"},
        {"qwertyuiopasdfgh", "følger efter hinanden"},
        {"zzzzzzzzzzzzzzzz", "igen og igen"},
        {"xk7mxk7mxk7mxk7m", "igen og igen"},
        {"abcdefghijklmnopq", "følger efter hinanden"},
        {"anna-holm-anna-holm1", "ligner brugernavnet"},
        {"anna-holm 2026 1", "ligner brugernavnet"},
        {"torsk\tparaply gevind", "ikke kan ses"},
        {"torsk\377paraply gevind", "ikke kan ses"},
        {"torsk\342\200\217paraply gevind", "ikke kan ses"},
    };
    struct arena arena;

    (void)state;
    arena_init(&arena, 16 << 20);
    for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
        if (!is_good(&arena, good[i], true, "")) fail_msg("refused: %s", good[i]);
    }
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        if (is_good(&arena, bad[i][0], true, bad[i][1])) fail_msg("taken: %s", bad[i][0]);
    }
    /* A member of a family may do with twelve. */
    assert_false(is_good(&arena, "torsk gevind", true, "mindst 15"));
    assert_true(is_good(&arena, "torsk gevind", false, ""));
    assert_false(is_good(&arena, "torsk gevin", false, "mindst 12"));
    arena_release(&arena);
}

/* Two of the words as people put them together, long enough to be judged by them. */
static struct str put_together(struct arena *arena, size_t i, size_t k)
{
    static const char *const tail[] = {"", "1", "2026", "!", "123!"};
    const char *one = kode_ord[i];
    const char *two = kode_ord[(i * 7 + k * 53) % kode_ord_antal];
    struct buf kode;

    buf_init(&kode, arena);
    do {
        buf_format(&kode, "%s-%s", one, two);
    } while (str_width(buf_str(&kode)) < KODE_MIN_MEDARBEJDER);
    buf_c(&kode, tail[k % (sizeof(tail) / sizeof(*tail))]);
    return buf_str(&kode);
}

/* More than 3,000 that are guessed first. */
static void common_words_are_refused(void **state)
{
    struct arena arena;
    size_t tried = 0;

    (void)state;
    arena_init(&arena, 256 << 20);
    for (size_t i = 1; i < kode_ord_antal; i++) {
        if (strcmp(kode_ord[i - 1], kode_ord[i]) >= 0) fail_msg("out of order: %s", kode_ord[i]);
    }
    for (size_t i = 0; i < kode_ord_antal; i++) {
        for (size_t k = 0; k < 9; k++) {
            struct err err = ERR_INIT;
            struct str kode = put_together(&arena, i, k);
            bool taken = kode_god(&arena, kode, STR("nn"), true, &err);
            if (taken) fail_msg("taken: %.*s", STR_ARG(kode));
            tried++;
        }
    }
    assert_true(tried > 3000);
    arena_release(&arena);
}

/* What chance makes is taken: letters, and four words that are each common. */
static void chance_is_taken(void **state)
{
    struct arena arena;
    struct buf longest;
    struct err err = ERR_INIT;
    uint64_t seed = 6;

    (void)state;
    arena_init(&arena, 64 << 20);
    for (int i = 0; i < 300; i++) {
        struct buf kode;
        buf_init(&kode, &arena);
        for (int k = 0; k < 16; k++) buf_char(&kode, (char)test_between(&seed, 'a', 'z'));
        assert_ok(kode_god(&arena, buf_str(&kode), STR("anna"), true, &err), err);
    }
    assert_ok(kode_god(&arena, STR("kaffe fodbold mormor tiger"), STR("anna"), true, &err), err);
    buf_init(&longest, &arena);
    for (int k = 0; k < KODE_MAX; k++) buf_c(&longest, test_random(&seed) % 2 == 0 ? "æ" : "ø");
    assert_ok(kode_god(&arena, buf_str(&longest), STR("anna"), true, &err), err);
    buf_char(&longest, 'x');
    assert_refused_as(kode_god(&arena, buf_str(&longest), STR("anna"), true, &err), err, ERR_INPUT,
                      "højst 256");
    arena_release(&arena);
}

static void a_password_is_kept_as_argon2id(void **state)
{
    char one[KODE_HASH_SIZE];
    char two[KODE_HASH_SIZE];
    struct err err = ERR_INIT;

    (void)state;
    assert_ok(kode_hash(STR(KODE), one, &err), err);
    assert_ok(kode_hash(STR(KODE), two, &err), err);
#ifdef VEDERLAG_DEBUG
    assert_true(str_starts(str_from(one), STR("$argon2id$v=19$m=1024,t=1,p=1$")));
#else
    assert_true(str_starts(str_from(one), STR("$argon2id$v=19$m=47104,t=2,p=1$")));
#endif
    assert_string_not_equal(one, two);
    assert_true(kode_passer(str_from(one), STR(KODE)));
    assert_true(kode_passer(str_from(two), STR(KODE)));
    assert_false(kode_passer(str_from(one), STR("torsk paraply gevind sopra")));
    assert_false(kode_passer(STR_EMPTY, STR(KODE)));
    assert_false(kode_passer(STR("sludder"), STR(KODE)));
    assert_false(kode_er_gammel(str_from(one)));
}

static int64_t processor_ns(void)
{
    struct timespec t;

    assert_int_equal(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t), 0);
    return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

/* Whoever has no account costs a guesser as much work as one who has. */
static void nobody_takes_as_long(void **state)
{
    char hash[KODE_HASH_SIZE];
    struct err err = ERR_INIT;
    int alike = 0;

    (void)state;
    assert_ok(kode_hash(STR(KODE), hash, &err), err);
    for (int i = 0; i < 9; i++) {
        int64_t a = processor_ns();
        assert_false(kode_passer(STR_EMPTY, STR("forkert")));
        int64_t b = processor_ns();
        assert_false(kode_passer(str_from(hash), STR("forkert")));
        int64_t c = processor_ns();
        if ((b - a) * 2 > c - b && (c - b) * 2 > b - a) alike++;
    }
    assert_true(alike >= 5);
}

/* ---- who may */

static bool set_by(struct test_case *t, const struct adgang *af, const char *navn)
{
    return kode_saet(t->store, &t->arena, af, str_from(navn), STR(KODE), NOW, &t->err);
}

static bool give_by(struct test_case *t, const struct adgang *af, const char *navn,
                    const char *person)
{
    return familie_giv(t->store, &t->arena, af, str_from(navn), str_from(person), NOW, &t->err);
}

/* For each role: over itself always; over staff with RET_BRUGERE; over a member of a family with
 * RET_GIV_FAMILIE or RET_BRUGERE. */
static void who_may_set_a_password(void **state)
{
    struct test_case t;

    open_new(&t, *state);
    struct adgang kim = new_user(&t, "kim", ROLLE_FAMILIEPLEJEKONSULENT);
    (void)new_user(&t, "target", ROLLE_UDVALG);
    assert_ok(give_by(&t, &kim, "mor", "P1"), t.err);
    for (int i = 0; i < ROLLE_ANTAL; i++) {
        enum rolle rolle = (enum rolle)i;
        if (rolle == ROLLE_PLEJEFAMILIE) continue;
        const char *navn = rolle_kode(rolle);
        struct adgang one = new_user(&t, navn, rolle);
        assert_ok(set_by(&t, &one, navn), t.err);
        if (rolle_har(rolle, RET_BRUGERE))
            assert_ok(set_by(&t, &one, "target"), t.err);
        else
            assert_refused_as(set_by(&t, &one, "target"), t.err, ERR_ACCESS,
                              "kræver rollen adgang");
        if (rolle_har(rolle, RET_BRUGERE) || rolle_har(rolle, RET_GIV_FAMILIE))
            assert_ok(set_by(&t, &one, "mor"), t.err);
        else
            assert_refused_as(set_by(&t, &one, "mor"), t.err, ERR_ACCESS, "kræver rollen adgang");
    }
    assert_refused_as(set_by(&t, &t.rod, "nobody"), t.err, ERR_INPUT, "findes ikke");
    assert_refused_as(kode_saet(t.store, &t.arena, &t.rod, STR("target"), STR("kort"), NOW, &t.err),
                      t.err, ERR_INPUT, "mindst 15");
    close_case(&t);
}

static void a_second_factor_is_told_once(void **state)
{
    struct test_case t;
    struct str secret;
    struct str again;
    struct str uri;

    open_new(&t, *state);
    struct adgang anna = new_user(&t, "anna", ROLLE_LEDER);
    struct adgang bo = new_user(&t, "bo", ROLLE_LEDER);
    assert_ok(totp_lav(t.store, &t.arena, &anna, STR("Anna"), NOW, &secret, &uri, &t.err), t.err);
    assert_int_equal(secret.n, 32);
    struct str expected = str_format(&t.arena,
                                     "otpauth://totp/Vederlag%%20773:anna?secret=%.*s&issuer="
                                     "Vederlag%%20773&algorithm=SHA1&digits=6&period=30",
                                     STR_ARG(secret));
    assert_true(str_eq(uri, expected));
    assert_ok(totp_lav(t.store, &t.arena, &t.rod, STR("anna"), NOW, &again, &uri, &t.err), t.err);
    assert_false(str_eq(secret, again));
    assert_refused_as(totp_lav(t.store, &t.arena, &bo, STR("anna"), NOW, &again, &uri, &t.err),
                      t.err, ERR_ACCESS, "kræver rollen adgang");
    close_case(&t);
}

/* ---- members of a family */

static struct str person_of(struct test_case *t, const char *navn)
{
    struct str id;
    struct str person;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(adgang_find(t->store, &t->arena, 773, str_from(navn), &id, &t->err), t->err);
    assert_true(id.n > 0);
    assert_ok(familie_person(t->store, &t->arena, 773, id, &person, &t->err), t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
    return person;
}

static bool take_by(struct test_case *t, const struct adgang *af, const char *navn)
{
    return familie_tag(t->store, &t->arena, af, str_from(navn), NOW, &t->err);
}

static void a_member_is_one_person(void **state)
{
    struct test_case t;

    open_new(&t, *state);
    struct adgang kim = new_user(&t, "kim", ROLLE_FAMILIEPLEJEKONSULENT);
    assert_ok(give_by(&t, &kim, "Mor.Holm", "P1"), t.err);
    assert_str(person_of(&t, "mor.holm"), "P1");
    assert_ok(give_by(&t, &kim, "mor.holm", "P1"), t.err);
    assert_refused_as(give_by(&t, &kim, "far.holm", "P1"), t.err, ERR_INPUT, "allerede en bruger");
    assert_ok(give_by(&t, &kim, "far.holm", "P2"), t.err);
    assert_refused_as(give_by(&t, &t.rod, "ny", "P3"), t.err, ERR_ACCESS, "leder");
    assert_refused_as(give_by(&t, &kim, "kim", "P3"), t.err, ERR_INPUT, "er medarbejder");
    /* Taken back, it may be given to another user, and the same user may be another person. */
    assert_refused_as(take_by(&t, &t.rod, "mor.holm"), t.err, ERR_ACCESS, "leder");
    assert_ok(take_by(&t, &kim, "mor.holm"), t.err);
    assert_int_equal(person_of(&t, "mor.holm").n, 0);
    assert_ok(take_by(&t, &kim, "mor.holm"), t.err);
    assert_ok(give_by(&t, &kim, "ny.holm", "P1"), t.err);
    assert_refused_as(give_by(&t, &kim, "mor.holm", "P1"), t.err, ERR_INPUT, "allerede en bruger");
    assert_ok(give_by(&t, &kim, "mor.holm", "P4"), t.err);
    assert_str(person_of(&t, "mor.holm"), "P4");
    assert_str(person_of(&t, "ny.holm"), "P1");
    assert_int_equal(person_of(&t, "kim").n, 0);
    close_case(&t);
}

/* Nobody is both: what one may see of the one never adds to what one may see of the other. */
static void a_member_is_no_member_of_staff(void **state)
{
    struct test_case t;

    open_new(&t, *state);
    struct adgang kim = new_user(&t, "kim", ROLLE_FAMILIEPLEJEKONSULENT);
    assert_ok(give_by(&t, &kim, "mor", "P1"), t.err);
    for (int i = 0; i < ROLLE_ANTAL; i++) {
        assert_refused_as(set_role(&t, &t.rod, "mor", (enum rolle)i, true), t.err, ERR_INPUT,
                          "kan ikke have andre roller");
        assert_refused_as(set_role(&t, &t.rod, "mor", (enum rolle)i, false), t.err, ERR_INPUT,
                          "kan ikke have andre roller");
    }
    assert_refused_as(set_role(&t, &t.rod, "kim", ROLLE_PLEJEFAMILIE, true), t.err, ERR_INPUT,
                      "adgang familie");
    struct str token = token_for(&t, 773, "far");
    assert_refused_as(make_user(&t, &t.rod, "far", ROLLE_PLEJEFAMILIE, token), t.err, ERR_INPUT,
                      "adgang familie");
    close_case(&t);
}

static void a_member_logs_in_as_the_person(void **state)
{
    struct test_case t;
    struct konto mor = {0};
    struct str uri;

    open_new(&t, *state);
    struct adgang kim = new_user(&t, "kim", ROLLE_FAMILIEPLEJEKONSULENT);
    assert_ok(give_by(&t, &kim, "mor", "P1"), t.err);
    mor.adgang.navn = STR("mor");
    assert_ok(kode_saet(t.store, &t.arena, &kim, STR("mor"), STR("torsk gevind"), NOW, &t.err),
              t.err);
    assert_ok(totp_lav(t.store, &t.arena, &kim, STR("mor"), NOW, &mor.totp, &uri, &t.err), t.err);
    struct session_login typed = words(&t, &mor, NOW);
    typed.kode = STR("torsk gevind");
    struct str cookie = try_login(&t, typed, NOW).cookie;
    struct session s = open_with(&t, cookie, NOW);
    assert_true(s.aaben);
    assert_true(s.skift);
    assert_str(s.person, "P1");
    assert_int_equal(s.adgang.roller, 1u << ROLLE_PLEJEFAMILIE);
    assert_true(adgang_har(&s.adgang, RET_EGEN_FAMILIE));
    assert_false(adgang_har(&s.adgang, RET_LAES_PERSON));
    assert_ok(take_by(&t, &kim, "mor"), t.err);
    assert_false(is_open(&t, cookie, NOW));
    typed.totp = code_at(&t, mor.totp, NOW + STEP_US);
    cookie = try_login(&t, typed, NOW + STEP_US).cookie;
    assert_true(is_open(&t, cookie, NOW + STEP_US));
    assert_int_equal(open_with(&t, cookie, NOW + STEP_US).person.n, 0);
    close_case(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_are_those_of_the_standard),
        cmocka_unit_test(a_code_holds_for_three_steps),
        cmocka_unit_test(passwords_are_judged),
        cmocka_unit_test(common_words_are_refused),
        cmocka_unit_test(chance_is_taken),
        cmocka_unit_test(a_password_is_kept_as_argon2id),
        cmocka_unit_test(nobody_takes_as_long),
        BOTH(who_may_set_a_password),
        BOTH(a_second_factor_is_told_once),
        BOTH(a_member_is_one_person),
        BOTH(a_member_is_no_member_of_staff),
        BOTH(a_member_logs_in_as_the_person),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
