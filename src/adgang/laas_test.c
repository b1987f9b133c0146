/*
 * laas: a secret that is locked opens with its key, in its own row, and nowhere else.
 */
#include "adgang/test_session.h"

#include <sys/stat.h>
#include <unistd.h>

#include "adgang/laas.h"

static const char *key_file(struct test_case *t, const char *navn)
{
    const char *sti = str_c(&t->arena, str_format(&t->arena, "%s/%s", sqlite.dir, navn));

    (void)unlink(sti);
    assert_ok(laas_noegle_lav(&t->arena, sti, &t->err), t->err);
    return sti;
}

static void use_key(struct test_case *t, const char *sti)
{
    assert_ok(laas_noegle_brug(&t->arena, sti, &t->err), t->err);
}

static struct str kept(struct test_case *t, const struct konto *k)
{
    struct konto_laest laest;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(adgang_konto_laes(t->store, &t->arena, 773, k->adgang.bruger, &laest, &t->err),
              t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
    assert_true(str_eq(laest.hemmelighed, k->totp));
    return laest.gemt;
}

static void a_key_lies_in_a_file_of_its_owners_alone(void **state)
{
    struct test_case t;
    struct stat st;

    open_new(&t, *state);
    const char *sti = key_file(&t, "totp.noegle");
    assert_int_equal(stat(sti, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_false(laas_noegle_lav(&t.arena, sti, &t.err)); /* none is written over */
    memset(&t.err, 0, sizeof(t.err));
    use_key(&t, sti);
    assert_true(laas_har_noegle());
    assert_int_equal(chmod(sti, 0644), 0);
    assert_false(laas_noegle_brug(&t.arena, sti, &t.err));
    assert_false(laas_har_noegle());
    memset(&t.err, 0, sizeof(t.err));
    (void)unlink(sti);
    assert_ok(adgang_noegle_skriv(sti, STR("vederlag-totp-1:00"), &t.err), t.err);
    assert_false(laas_noegle_brug(&t.arena, sti, &t.err));
    assert_false(laas_har_noegle());
    memset(&t.err, 0, sizeof(t.err));
    use_key(&t, NULL);
    close_case(&t);
}

static void a_locked_secret_opens_in_its_own_row(void **state)
{
    struct test_case t;
    struct str ud;

    open_new(&t, *state);
    use_key(&t, key_file(&t, "totp.noegle"));
    struct str et = laas_luk(&t.arena, 773, STR("anna"), STR("HEMMELIG"));
    assert_true(laas_er_lukket(et));
    assert_false(str_eq(et, laas_luk(&t.arena, 773, STR("anna"), STR("HEMMELIG"))));
    assert_ok(laas_op(&t.arena, 773, STR("anna"), et, &ud, &t.err), t.err);
    assert_str(ud, "HEMMELIG");
    assert_false(laas_op(&t.arena, 773, STR("bo"), et, &ud, &t.err));
    assert_false(laas_op(&t.arena, 740, STR("anna"), et, &ud, &t.err));
    assert_false(laas_op(&t.arena, 773, STR("anna"), str_sub(et, 0, et.n - 4), &ud, &t.err));
    assert_false(laas_op(&t.arena, 773, STR("anna"), STR("1:"), &ud, &t.err));
    use_key(&t, key_file(&t, "en-anden.noegle"));
    assert_false(laas_op(&t.arena, 773, STR("anna"), et, &ud, &t.err));
    use_key(&t, NULL);
    assert_false(laas_op(&t.arena, 773, STR("anna"), et, &ud, &t.err));
    assert_int_equal(t.err.kind, ERR_IO);
    memset(&t.err, 0, sizeof(t.err));
    assert_ok(laas_op(&t.arena, 773, STR("anna"), STR("AABEN"), &ud, &t.err), t.err);
    assert_str(ud, "AABEN");
    close_case(&t);
}

static void who_has_a_locked_secret_comes_in(void **state)
{
    struct test_case t;

    open_new(&t, *state);
    use_key(&t, key_file(&t, "totp.noegle"));
    struct konto k = new_konto(&t, "anna", ROLLE_LEDER);
    assert_true(laas_er_lukket(kept(&t, &k)));
    log_in(&t, &k, NOW);
    assert_true(laas_er_lukket(kept(&t, &k)));
    use_key(&t, NULL);
    close_case(&t);
}

/* A secret that lay open is locked at the next login. */
static void an_open_secret_is_locked_when_it_is_used(void **state)
{
    struct test_case t;

    open_new(&t, *state);
    struct konto k = new_konto(&t, "anna", ROLLE_LEDER);
    assert_false(laas_er_lukket(kept(&t, &k)));
    log_in(&t, &k, NOW);
    assert_false(laas_er_lukket(kept(&t, &k)));
    use_key(&t, key_file(&t, "totp.noegle"));
    log_in(&t, &k, NOW + 10 * MINUTE_US);
    assert_true(laas_er_lukket(kept(&t, &k)));
    log_in(&t, &k, NOW + 20 * MINUTE_US);
    use_key(&t, NULL);
    close_case(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        {"a_key_lies_in_a_file_of_its_owners_alone", a_key_lies_in_a_file_of_its_owners_alone, NULL,
         NULL, &sqlite},
        {"a_locked_secret_opens_in_its_own_row", a_locked_secret_opens_in_its_own_row, NULL, NULL,
         &sqlite},
        BOTH(who_has_a_locked_secret_comes_in),
        BOTH(an_open_secret_is_locked_when_it_is_used),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
