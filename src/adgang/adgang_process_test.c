/*
 * adgang: several at once, each in a process of its own, on both engines.
 */
#include "adgang/emne.h"
#include "adgang/test_adgang.h"

enum { RACERS = 4, ROUNDS = 6 };

/* ---- somebody in the way */

/* Another connection that keeps others from writing until it is let go. */
struct blocker {
    struct store *store;
    PGconn *conn;
};

static void block(struct test_case *t, const struct test_store *place, struct blocker *b)
{
    *b = (struct blocker){0};
    if (place->engine == STORE_SQLITE) {
        assert_ok(store_open(&t->arena, t->url.c, false, &b->store, &t->err), t->err);
        assert_ok(store_begin(b->store, STORE_WRITE, &t->err), t->err);
        return;
    }
    b->conn = PQconnectdb(t->url.c);
    PGresult *result = PQexec(b->conn, "BEGIN; LOCK TABLE bruger_rolle IN EXCLUSIVE MODE");
    assert_int_equal(PQresultStatus(result), PGRES_COMMAND_OK);
    PQclear(result);
}

/* Nothing is locked any more when this returns: a server lets go of what a closed connection held
 * in its own time, but of a transaction that was rolled back before it answers. */
static void let_go(struct blocker *b)
{
    store_close(b->store);
    if (b->conn == NULL) return;
    PGresult *result = PQexec(b->conn, "ROLLBACK");
    assert_int_equal(PQresultStatus(result), PGRES_COMMAND_OK);
    PQclear(result);
    PQfinish(b->conn);
}

static void who_is_blocked_is_told_to_try_again(void **state)
{
    struct test_case t;
    struct blocker blocker;
    struct adgang_bruger *all;

    open_new(&t, *state);
    (void)new_user(&t, "anna", ROLLE_LEDER);
    store_set_wait(t.store, 50);
    block(&t, *state, &blocker);
    assert_refused_as(set_role(&t, &t.rod, "anna", ROLLE_UDVALG, true), t.err, ERR_CONFLICT,
                      "intet er gjort; prøv igen");
    let_go(&blocker);
    store_set_wait(t.store, 5000);
    assert_int_equal(list(&t, NOW, &all), 2);
    assert_int_equal(all[0].roller, 1u << ROLLE_LEDER);
    assert_ok(set_role(&t, &t.rod, "anna", ROLLE_UDVALG, true), t.err);
    close_case(&t);
}

/* ---- races */

/* One racer: opens its own connection, waits for the start, does its thing, and ends with the kind
 * of its error. */
static _Noreturn void run_racer(const struct test_case *parent, int start, int number,
                                bool (*act)(struct test_case *t, int number))
{
    struct test_case t = {.url = parent->url, .err = ERR_INIT, .rod = parent->rod};
    char byte;

    arena_init(&t.arena, 16 << 20);
    if (!store_open(&t.arena, t.url.c, false, &t.store, &t.err)) _exit(99);
    if (read(start, &byte, 1) != 0) _exit(98);
    bool ok = act(&t, number);
    store_close(t.store);
    _exit(ok ? 0 : (int)t.err.kind);
}

/* How each of them ended. */
static void race(const struct test_case *t, int racers,
                 bool (*act)(struct test_case *t, int number), int *ended)
{
    pid_t child[RACERS];
    int start[2];

    assert_true(racers <= RACERS);
    assert_int_equal(pipe(start), 0);
    for (int i = 0; i < racers; i++) {
        child[i] = fork();
        assert_true(child[i] >= 0);
        if (child[i] != 0) continue;
        close(start[1]); /* or the start would never come */
        run_racer(t, start[0], i, act);
    }
    test_pause_ms(50);
    close(start[1]);
    for (int i = 0; i < racers; i++) ended[i] = test_wait(child[i]);
    close(start[0]);
}

static bool make_anna(struct test_case *t, int number)
{
    (void)number;
    return make_user(t, &t->rod, "anna", ROLLE_LEDER, token_for(t, 773, "anna"));
}

static void one_of_many_makes_the_user(void **state)
{
    struct test_case t;
    struct adgang_bruger *all;
    int ended[RACERS];
    int made = 0;

    open_new(&t, *state);
    race(&t, RACERS, make_anna, ended);
    for (int i = 0; i < RACERS; i++) {
        if (ended[i] == 0)
            made++;
        else if (ended[i] != ERR_INPUT)
            assert_int_equal(ended[i], ERR_CONFLICT);
    }
    assert_int_equal(made, 1);
    assert_int_equal(list(&t, NOW, &all), 2);
    assert_int_equal(all[0].roller, 1u << ROLLE_LEDER);
    close_case(&t);
}

static bool make_773(struct test_case *t, int number)
{
    (void)number;
    return make_kommune(t, 773, "rod", token_for(t, 773, "rod"));
}

static void one_of_many_makes_the_kommune(void **state)
{
    struct test_case t;
    struct adgang_bruger *all;
    int ended[RACERS];
    int made = 0;

    open_empty(&t, *state);
    race(&t, RACERS, make_773, ended);
    for (int i = 0; i < RACERS; i++) {
        if (ended[i] == 0)
            made++;
        else if (ended[i] != ERR_INPUT)
            assert_int_equal(ended[i], ERR_CONFLICT);
    }
    assert_int_equal(made, 1);
    assert_int_equal(list(&t, NOW, &all), 1);
    close_case(&t);
}

static struct adgang two[2];

static bool take_the_others_role(struct test_case *t, int number)
{
    return set_role(t, &two[number], number == 0 ? "bo" : "anna", ROLLE_ADGANG, false);
}

static bool give_up_ones_own_role(struct test_case *t, int number)
{
    return set_role(t, &two[number], number == 0 ? "anna" : "bo", ROLLE_ADGANG, false);
}

/* Two are left who can let people in; at once they would shut each other, or themselves, out. */
static void check_somebody_is_left(struct test_store *place,
                                   bool (*act)(struct test_case *t, int number))
{
    struct test_case t;

    open_new(&t, place);
    two[0] = new_user(&t, "anna", ROLLE_ADGANG);
    two[1] = new_user(&t, "bo", ROLLE_ADGANG);
    assert_ok(set_role(&t, &two[0], "rod", ROLLE_ADGANG, false), t.err);
    for (int round = 0; round < ROUNDS; round++) {
        struct adgang_bruger *all;
        int ended[RACERS];
        int left = -1;

        race(&t, 2, act, ended);
        assert_true((ended[0] == 0) != (ended[1] == 0));
        size_t n = list(&t, NOW, &all);
        for (size_t i = 0; i < n; i++) {
            if ((all[i].roller & (1u << ROLLE_ADGANG)) == 0) continue;
            assert_int_equal(left, -1);
            left = str_is(all[i].navn, "anna") ? 0 : 1;
        }
        assert_true(left >= 0);
        /* Both again, for the next round. */
        assert_ok(set_role(&t, &two[left], left == 0 ? "bo" : "anna", ROLLE_ADGANG, true), t.err);
    }
    close_case(&t);
}

static void two_do_not_shut_each_other_out(void **state)
{
    check_somebody_is_left(*state, take_the_others_role);
}

static void two_do_not_both_leave(void **state)
{
    check_somebody_is_left(*state, give_up_ones_own_role);
}

/* ---- an answer of a provider that several bring, and a subject for several */

static struct rejse journey;

static bool bring_it_back(struct test_case *t, int number)
{
    struct rejse back;
    bool found = false;

    (void)number;
    TRY(rejse_slut(t->store, &t->arena, 773, journey.cookie, journey.state, NOW, &back, &found,
                   &t->err));
    return found || err_set(&t->err, ERR_INPUT, NULL, "used");
}

static void one_of_many_uses_the_journey(void **state)
{
    const struct rejse_plan plan = {.kommune = 773, .udbyder = STR("mitid"), .til = STR("/")};
    struct test_case t;

    open_new(&t, *state);
    for (int round = 0; round < ROUNDS; round++) {
        int ended[RACERS], vent = 0, used = 0;

        assert_ok(rejse_begynd(t.store, &t.arena, &plan, NOW, &journey, &vent, &t.err), t.err);
        race(&t, RACERS, bring_it_back, ended);
        for (int i = 0; i < RACERS; i++) {
            used += ended[i] == 0;
            assert_true(ended[i] == 0 || ended[i] == ERR_INPUT || ended[i] == ERR_CONFLICT);
        }
        assert_int_equal(used, 1);
    }
    close_case(&t);
}

static int subject;

static bool tie_the_subject(struct test_case *t, int number)
{
    return emne_giv(t->store, &t->arena, &t->rod, number == 0 ? STR("anna") : STR("bo"),
                    STR("https://id.example.dk"), str_format(&t->arena, "S-%d", subject), NOW,
                    &t->err);
}

static void two_are_not_one_subject(void **state)
{
    struct test_case t;

    open_new(&t, *state);
    (void)new_user(&t, "anna", ROLLE_LEDER);
    (void)new_user(&t, "bo", ROLLE_LEDER);
    for (int round = 0; round < ROUNDS; round++) {
        int ended[RACERS];

        subject = round; /* another each time; who got one may have the next too */
        race(&t, 2, tie_the_subject, ended);
        assert_true((ended[0] == 0) != (ended[1] == 0));
    }
    close_case(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(who_is_blocked_is_told_to_try_again),
        BOTH(one_of_many_makes_the_user),
        BOTH(one_of_many_makes_the_kommune),
        BOTH(two_do_not_shut_each_other_out),
        BOTH(two_do_not_both_leave),
        BOTH(one_of_many_uses_the_journey),
        BOTH(two_are_not_one_subject),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
