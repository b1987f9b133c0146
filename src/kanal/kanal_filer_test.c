/*
 * One run over every channel: the sums of all its files are equal to the øre.
 *
 * With KANAL_UD=folder the files are left there, for tests/cli/kanal.sh to look at with other
 * programs.
 */
#include "base/test_help.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/fil.h"
#include "kanal/kanal_test_data.h"

static void leave(struct proeve *p, const char *before, const struct kanal_fil *fil)
{
    const char *folder = getenv("KANAL_UD");

    if (folder == NULL) return;
    const char *path = str_format(&p->arena, "%s/%s%s", folder, before, fil->navn.p).p;
    if (!fil_write(path, fil->bytes, &p->err)) fail_msg("%s: %s", p->err.place, p->err.text);
}

static int64_t pain_sum(struct proeve *p, enum kanal_slags slags, enum kanal_pain version)
{
    struct kanal_fil fil;
    struct kanal_pain001 back;

    assert_true(kanal_pain001_write(&p->arena, &p->e, slags, version, &fil, &p->err));
    assert_true(kanal_pain001_read(&p->arena, "f", fil.bytes, &back, &p->err));
    leave(p, version == KANAL_PAIN_03 ? "v03-" : "v09-", &fil);
    return back.sum.oere;
}

static int64_t posting_sum(struct proeve *p, enum kanal_g68 g68)
{
    struct kanal_postering_valg valg = {g68, 482, 1, STR("9000001")};
    struct kanal_filer filer;
    struct kanal_postering back;
    int64_t next;

    assert_true(kanal_postering_write(&p->arena, &p->e, &valg, &filer, &next, &p->err));
    assert_int_equal(filer.count, 1);
    assert_true(kanal_postering_read(&p->arena, "f", filer.fil[0].bytes, &back, &p->err));
    leave(p, g68 == KANAL_G68_INGEN ? "" : "g68-", &filer.fil[0]);
    return back.udbetalt.oere;
}

static void a_bank_run_has_one_sum(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct proeve p;
        enum kanal_slags slags = i == 0 ? KANAL_SEND_NEMKONTO : KANAL_SEND_LEVERANDOER;

        proeve_init(&p, 500 + (uint64_t)i, 60, slags);
        int64_t sum = proeve_sum(&p);
        assert_int_equal(pain_sum(&p, slags, KANAL_PAIN_03), sum);
        assert_int_equal(pain_sum(&p, slags, KANAL_PAIN_09), sum);
        assert_int_equal(posting_sum(&p, KANAL_G68_INGEN), sum);
        assert_int_equal(posting_sum(&p, KANAL_G68_REGISTRERET), sum);
        proeve_release(&p);
    }
}

static void a_pay_run_has_one_sum(void **state)
{
    static const enum kanal_loen_form forms[] = {KANAL_LOEN_LINJER, KANAL_LOEN_PERSONER,
                                                 KANAL_LOEN_XLSX};
    struct proeve p;
    (void)state;

    proeve_init(&p, 600, 60, KANAL_SEND_LOEN);
    for (size_t i = 0; i < 3; i++) {
        struct kanal_fil fil;
        assert_true(kanal_loen_write(&p.arena, &p.e, forms[i], &fil, &p.err));
        assert_int_equal(fil.sum.oere, proeve_sum(&p));
        leave(&p, "", &fil);
    }
    assert_int_equal(posting_sum(&p, KANAL_G68_INGEN), proeve_sum(&p));
    proeve_release(&p);
}

/* No file of any kind is named by a person. */
static void no_file_name_holds_a_number_of_a_person(void **state)
{
    struct proeve p;
    struct kanal_fil fil;
    (void)state;

    proeve_init(&p, 700, 3, KANAL_SEND_LOEN);
    for (int form = KANAL_LOEN_LINJER; form <= KANAL_LOEN_XLSX; form++) {
        assert_true(kanal_loen_write(&p.arena, &p.e, (enum kanal_loen_form)form, &fil, &p.err));
        int digits = 0;
        for (size_t i = 0; i < fil.navn.n; i++) {
            bool digit = fil.navn.p[i] >= '0' && fil.navn.p[i] <= '9';
            digits = digit ? digits + 1 : 0;
            assert_true(digits < 8);
        }
    }
    proeve_release(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bank_run_has_one_sum),
        cmocka_unit_test(a_pay_run_has_one_sum),
        cmocka_unit_test(no_file_name_holds_a_number_of_a_person),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
