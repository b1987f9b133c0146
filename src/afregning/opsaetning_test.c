/* opsaetning: the setup of a municipality's files and letters, read from a file. */
#include "base/test_help.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "afregning/eksport.h"
#include "base/fil.h"

#define HEAD "nøgle;værdi\n"
#define NEEDED "navn;Prøve\ncvr;12345678\nregistreringsnummer;0400\nkontonummer;123\n"

static struct arena arena;
static char folder[64];

static int begin(void **state)
{
    (void)state;
    arena_init(&arena, 64u << 20);
    snprintf(folder, sizeof(folder), "/tmp/vederlag-opsaetning-XXXXXX");
    return mkdtemp(folder) == NULL;
}

static int end(void **state)
{
    const char *sti = str_c(&arena, str_format(&arena, "%s/o.csv", folder));

    (void)state;
    unlink(sti);
    arena_release(&arena);
    return rmdir(folder);
}

static bool laes(const char *tekst, struct eksport_opsaetning *out, struct err *err)
{
    const char *sti = str_c(&arena, str_format(&arena, "%s/o.csv", folder));

    assert_ok(fil_write(sti, str_from(tekst), err), *err);
    return eksport_opsaetning_laes(&arena, sti, out, err);
}

static void what_is_not_said_has_a_default(void **state)
{
    struct eksport_opsaetning o;
    struct err err = ERR_INIT;

    (void)state;
    assert_ok(laes(HEAD NEEDED, &o, &err), err);
    assert_str(o.kommune_navn, "Prøve");
    assert_str(o.konto.reg, "0400");
    assert_str(o.hjemmel, "alle");
    assert_str(o.kontoudtog, "Plejevederlag");
    assert_int_equal(o.maskinnr, 0);
    assert_false(o.har_kontoplan);
    assert_int_equal(o.kontaktlinjer, 0);
    assert_int_equal(o.lukkedage.count, 0);
}

/* It stands in every letter. */
static void what_letters_cannot_show_is_refused(void **state)
{
    struct eksport_opsaetning o;
    struct err err = ERR_INIT;

    (void)state;
    assert_refused(laes(HEAD NEEDED "kontakt;Ring 😀\n", &o, &err), err,
                   "kontakt har tegnet »😀« (U+1F600) efter »Ring«");
}

static void what_is_said_is_taken(void **state)
{
    struct eksport_opsaetning o;
    struct err err = ERR_INIT;

    (void)state;
    assert_ok(laes(HEAD NEEDED "hjemmel;barnets lov\nkontoudtog;Aflønning\nmaskinnummer;00042\n"
                               "kontakt;Telefon 1 | post@eksempel.example|\n",
                   &o, &err),
              err);
    assert_str(o.hjemmel, "barnets lov");
    assert_str(o.kontoudtog, "Aflønning");
    assert_int_equal(o.maskinnr, 42);
    assert_int_equal(o.kontaktlinjer, 2);
    assert_str(o.kontakt[1], "post@eksempel.example");
}

static void what_is_wrong_is_refused(void **state)
{
    static const struct {
        const char *tekst;
        const char *words;
    } wrong[] = {
        {"key;value\n" NEEDED, "Første linje"},
        {HEAD "navn;Prøve\n", "cvr mangler"},
        {HEAD NEEDED "farve;blå\n", "farve kendes ikke"},
        {HEAD NEEDED "navn;Igen\n", "navn står to gange"},
        {HEAD NEEDED "maskinnummer;100000\n", "maskinnummer"},
        {HEAD NEEDED "maskinnummer;7x\n", "maskinnummer"},
        {HEAD "navn;Prøve\ncvr;12345678\nregistreringsnummer;400\nkontonummer;1\n", "4 cifre"},
        {HEAD NEEDED "kontoudtog;Vederlag ☃\n", "U+2603"},
    };
    struct eksport_opsaetning o;
    struct err err = ERR_INIT;

    (void)state;
    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
        assert_refused(laes(wrong[i].tekst, &o, &err), err, wrong[i].words);
}

static void a_statement_has_room_for_the_month(void **state)
{
    struct eksport_opsaetning o;
    struct err err = ERR_INIT;
    struct buf text;

    (void)state;
    for (size_t n = 120; n <= 121; n++) {
        buf_init(&text, &arena);
        buf_c(&text, HEAD NEEDED "kontoudtog;");
        buf_fill(&text, 'a', n);
        buf_char(&text, '\n');
        const char *tekst = str_c(&arena, buf_str(&text));
        if (n == 120)
            assert_ok(laes(tekst, &o, &err), err);
        else
            assert_refused(laes(tekst, &o, &err), err, "120 tegn");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_said_has_a_default),
        cmocka_unit_test(what_is_said_is_taken),
        cmocka_unit_test(what_letters_cannot_show_is_refused),
        cmocka_unit_test(what_is_wrong_is_refused),
        cmocka_unit_test(a_statement_has_room_for_the_month),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
