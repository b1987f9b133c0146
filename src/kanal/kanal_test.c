/*
 * kanal: what is refused before anything is written, account numbers, and the characters of banks.
 */
#include "base/test_help.h"

#include "kanal/intern.h"
#include "kanal/kanal_test_data.h"

static void amounts_are_written_and_read_exactly(void **state)
{
    struct arena arena;
    struct oere back;
    uint64_t froe = 7;
    (void)state;

    arena_init(&arena, 1 << 26);
    assert_str(kanal_decimal(&arena, (struct oere){2700408}, ','), "27004,08");
    assert_str(kanal_decimal(&arena, (struct oere){-5}, '.'), "-0.05");
    assert_str(kanal_decimal(&arena, (struct oere){INT64_MIN}, '.'), "-92233720368547758.08");
    for (int i = 0; i < 20000; i++) {
        int64_t oere = test_between(&froe, 0, INT64_C(1) << test_between(&froe, 0, 56));
        assert_true(
            kanal_decimal_read(kanal_decimal(&arena, (struct oere){oere}, ','), ',', &back));
        assert_int_equal(back.oere, oere);
    }
    static const char *const wrong[] = {"",
                                        "1",
                                        "1,5",
                                        "01,00",
                                        ",50",
                                        "1,505",
                                        "-1,00",
                                        "1.000,00",
                                        "1.00",
                                        "1,0x",
                                        "+1,00",
                                        " 1,00",
                                        "1234567890123456,00"};
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        assert_false(kanal_decimal_read(str_from(wrong[i]), ',', &back));
    }
    static const char *const bank[] = {"12", "12.5", "0012.50", "0.07"};
    static const int64_t oere[] = {1200, 1250, 1250, 7};
    for (size_t i = 0; i < 4; i++) {
        assert_true(kanal_bank_amount(str_from(bank[i]), &back));
        assert_int_equal(back.oere, oere[i]);
    }
    assert_false(kanal_bank_amount(STR("1.234"), &back));
    assert_false(kanal_bank_amount(STR("1."), &back));
    assert_false(kanal_bank_amount(STR(".5"), &back));
    assert_false(kanal_bank_amount(STR("1,5"), &back));
    assert_str(kanal_time(&arena, INT64_C(1622800000123456)), "2021-06-04T09:46:40Z");
    assert_str(kanal_time(&arena, 0), "1970-01-01T00:00:00Z");
    arena_release(&arena);
}

/* DK50 0040 0440 1162 43 is the registry's own example. */
static void danish_iban_has_its_check_digits(void **state)
{
    struct proeve p;
    (void)state;

    proeve_init(&p, 3, 1, KANAL_SEND_NEMKONTO);
    assert_str(kanal_iban(&p.arena, (struct kanal_konto){STR("0040"), STR("440116243")}),
               "DK5000400440116243");
    for (int i = 0; i < 2000; i++) {
        struct kanal_konto konto = proeve_konto(&p);
        struct str iban = kanal_iban(&p.arena, konto);
        assert_true(kanal_iban_valid(iban));
        /* Any one digit changed is found. */
        char *changed = str_c(&p.arena, iban);
        size_t at = (size_t)test_between(&p.froe, 2, 17);
        changed[at] = (char)('0' + (changed[at] - '0' + (int)test_between(&p.froe, 1, 9)) % 10);
        assert_false(kanal_iban_valid(str_from(changed)));
    }
    assert_false(kanal_iban_valid(STR("SE5000400440116243")));
    assert_false(kanal_iban_valid(STR("DK500040044011624")));
    assert_false(kanal_konto_valid((struct kanal_konto){STR("123"), STR("1")}));
    assert_false(kanal_konto_valid((struct kanal_konto){STR("1234"), STR("12345678901")}));
    assert_false(kanal_konto_valid((struct kanal_konto){STR("1234"), STR_EMPTY}));
    proeve_release(&p);
}

static void text_becomes_bank_characters_or_is_refused(void **state)
{
    struct arena arena;
    struct str out;
    struct err err = ERR_INIT;
    static const char *const pairs[][2] = {
        {"Åse Ørsted, Ærø (æøå) 1/2 + 3: 'x'?-.", "Åse Ørsted, Ærø (æøå) 1/2 + 3: 'x'?-."},
        {"Müller & Sønner ApS", "Muller + Sønner ApS"},
        {"José Peña Łukasz Żółw", "Jose Pena Lukasz Zolw"},
        {"Björn Ängström", "Bjørn Ængstrøm"},
        {"100 % – \"ja\"…", "100 pct - 'ja'..."},
        {"a;b_c<d>e@f#g", "a,b-c(d)e(a)fnr.g"},
    };
    (void)state;

    arena_init(&arena, 1 << 20);
    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
        assert_true(kanal_tegn(&arena, str_from(pairs[i][0]), &out, &err));
        assert_str(out, pairs[i][1]);
        /* What has been through comes through unchanged. */
        assert_true(kanal_tegn(&arena, out, &out, &err));
        assert_str(out, pairs[i][1]);
    }
    static const char *const refused[] = {"a\nb",         "a\tb",  "日本",
                                          "\xE2\x82\xAC", "a\x7F", "\xF0\x9F\x98\x80"};
    for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
        struct err bad = ERR_INIT;
        assert_false(kanal_tegn(&arena, str_from(refused[i]), &out, &bad));
        assert_true(has(bad.text, "U+"));
    }
    struct err bad = ERR_INIT;
    assert_false(kanal_tegn(&arena, STR("S\xF8ren"), &out, &bad));
    arena_release(&arena);
}

/* ---- refusals */

static void refuse(struct proeve *p, enum kanal_slags slags, const char *said)
{
    p->err = (struct err)ERR_INIT;
    if (kanal_check(&p->arena, &p->e, slags, &p->err) || !has(p->err.text, said)) {
        fail_msg("expected >%s<, got >%s<", said, p->err.text);
    }
    if (p->err.engelsk[0] == '\0') fail_msg("not in English: %s", p->err.text);
    /* No CPR, name or account in an error. */
    for (size_t i = 0; i < p->e.count; i++) {
        const struct kanal_modtager *m = &p->betaling[i].modtager;
        assert_true(m->nummer.n < 8 || !has(p->err.text, str_c(&p->arena, m->nummer)));
        assert_true(m->navn.n < 3 || !has(p->err.text, str_c(&p->arena, m->navn)));
    }
}

static void the_head_is_checked(void **state)
{
    struct proeve p;
    (void)state;

    proeve_init(&p, 11, 3, KANAL_SEND_NEMKONTO);
    const struct kanal_eksport good = p.e;
    assert_true(kanal_check(&p.arena, &p.e, KANAL_SEND_NEMKONTO, &p.err));
    struct {
        struct kanal_eksport e;
        const char *said;
    } cases[15];
    size_t n = 0;
#define CASE(change, text)                                                                         \
    do {                                                                                           \
        p.e = good;                                                                                \
        change;                                                                                    \
        cases[n].e = p.e;                                                                          \
        cases[n++].said = text;                                                                    \
    } while (0)
    CASE(p.e.kommune_nr = 0, "Kommunenummeret");
    CASE(p.e.kommune_nr = 1000, "Kommunenummeret");
    CASE(p.e.eksport_nr = 0, "Eksportnummeret");
    CASE(p.e.eksport_nr = INT64_C(10000000000), "Eksportnummeret");
    CASE(p.e.oprettet_us = -1, "tidspunkt");
    CASE(p.e.oprettet_us = INT64_MAX, "tidspunkt");
    CASE(p.e.dispositionsdato = DATO_MAX, "Dispositionsdatoen");
    CASE(p.e.count = 0, "ingen betalinger");
    CASE(p.e.kommune_navn = STR("  "), "navn mangler");
    CASE(p.e.kommune_navn = STR("Ny\nby"), "navn mangler");
    CASE(p.e.cvr = STR("1234567"), "CVR-nummer");
    CASE(p.e.konto.reg = STR("40"), "Kommunens konto");
    CASE(p.e.bic = STR("DABADKK"), "BIC");
    CASE(p.e.bic = STR("DABADKK1xxx"), "BIC");
    CASE(p.e.konto.konto = STR_EMPTY, "Kommunens konto");
#undef CASE
    for (size_t i = 0; i < n; i++) {
        p.e = cases[i].e;
        refuse(&p, KANAL_SEND_NEMKONTO, cases[i].said);
    }
    p.e = good;
    p.e.bic = STR("DABADKKKXXX");
    assert_true(kanal_check(&p.arena, &p.e, KANAL_SEND_NEMKONTO, &(struct err)ERR_INIT));
    proeve_release(&p);
}

/* Amounts of 0 and below, ids of 35 and 36 characters, sums, numbers and texts. */
static void every_payment_is_checked(void **state)
{
    struct proeve p;
    (void)state;

    proeve_init(&p, 12, 3, KANAL_SEND_NEMKONTO);
    struct kanal_betaling *b = &p.betaling[1];
    const struct kanal_betaling good = *b;
#define REFUSED(change, slags, text)                                                               \
    do {                                                                                           \
        *b = good;                                                                                 \
        change;                                                                                    \
        refuse(&p, slags, text);                                                                   \
    } while (0)
    REFUSED(b->beloeb.oere = 0, KANAL_SEND_NEMKONTO, "0 kr. eller mindre");
    REFUSED(b->beloeb.oere = -1, KANAL_SEND_NEMKONTO, "0 kr. eller mindre");
    REFUSED(b->beloeb.oere++, KANAL_SEND_NEMKONTO, "linjerne giver ikke");
    REFUSED(b->beloeb.oere = KANAL_BELOEB_MAX_OERE + 1, KANAL_SEND_NEMKONTO, "over 999.999.999,99");
    REFUSED(b->id = STR("123456789012345678901234567890123456"), KANAL_SEND_NEMKONTO, "1-35 tegn");
    REFUSED(b->id = STR(""), KANAL_SEND_NEMKONTO, "1-35 tegn");
    REFUSED(b->id = STR("a b"), KANAL_SEND_NEMKONTO, "1-35 tegn");
    REFUSED(b->id = STR("ab/c"), KANAL_SEND_NEMKONTO, "1-35 tegn");
    REFUSED(b->id = p.betaling[0].id, KANAL_SEND_NEMKONTO, "to gange");
    REFUSED(b->id = b->modtager.nummer, KANAL_SEND_NEMKONTO, "må ikke være id");
    REFUSED(b->linje_count = 0, KANAL_SEND_NEMKONTO, "ingen linjer");
    REFUSED(b->modtager.nummer = STR("710192-1234"), KANAL_SEND_NEMKONTO, "CPR-nummer");
    REFUSED(b->modtager.nummer = STR("710192123"), KANAL_SEND_NEMKONTO, "CPR-nummer");
    REFUSED(b->modtager.art = KANAL_VIRKSOMHED, KANAL_SEND_NEMKONTO, "CVR-nummer");
    REFUSED(b->modtager.navn = STR(" "), KANAL_SEND_NEMKONTO, "navn mangler");
    REFUSED(b->modtager.konto.reg = STR("12"), KANAL_SEND_NEMKONTO, "modtagerens konto");
    REFUSED((b->modtager.konto = (struct kanal_konto){STR_EMPTY, STR("1")}), KANAL_SEND_NEMKONTO,
            "modtagerens konto");
    REFUSED(b->reference = STR_EMPTY, KANAL_SEND_LEVERANDOER, "fakturaens nummer mangler");
    REFUSED(b->reference = STR("123456789012345678901234567890123456"), KANAL_SEND_NEMKONTO,
            "over 35");
#undef REFUSED
    char long_text[142];
    memset(long_text, 'x', sizeof(long_text));
    *b = good;
    b->tekst = (struct str){long_text, 141};
    refuse(&p, KANAL_SEND_NEMKONTO, "over 140 tegn");
    *b = good;
    b->tekst = (struct str){long_text, 140};
    b->id = STR("12345678901234567890123456789012345");
    assert_true(kanal_check(&p.arena, &p.e, KANAL_SEND_NEMKONTO, &(struct err)ERR_INIT));
    proeve_release(&p);
}

/* A-indkomst belongs to the contract holder and to the year it is paid out in. */
static void pay_lines_are_checked(void **state)
{
    struct proeve p;
    (void)state;

    proeve_init(&p, 13, 2, KANAL_SEND_LOEN);
    assert_true(kanal_check(&p.arena, &p.e, KANAL_SEND_LOEN, &p.err));
    struct kanal_linje line = p.betaling[1].linjer[0];
    struct kanal_linje good = line;
    p.betaling[1].linjer = &line;
    p.betaling[1].linje_count = 1;
    p.betaling[1].beloeb = line.beloeb;
    line.indkomstaar = 2020;
    refuse(&p, KANAL_SEND_LOEN, "hører til det år");
    line = good;
    line.kontrakthaver_cpr = STR("7101921234");
    refuse(&p, KANAL_SEND_LOEN, "anden kontrakthaver");
    line = good;
    line.kontrakthaver_navn = STR_EMPTY;
    refuse(&p, KANAL_SEND_LOEN, "kontrakthaverens navn");
    line = good;
    line.beloeb.oere = 0;
    refuse(&p, KANAL_SEND_LOEN, "linje er på 0 kr.");
    line = good;
    line.titel = STR_EMPTY;
    refuse(&p, KANAL_SEND_LOEN, "mangler ydelsens");
    line = good;
    line.kontostreng = STR("1.2.3");
    assert_true(kanal_check(&p.arena, &p.e, KANAL_SEND_LOEN, &(struct err)ERR_INIT));
    refuse(&p, KANAL_SEND_POSTERING, "kontostreng");
    line = good;
    line.barn_cpr = STR("123");
    refuse(&p, KANAL_SEND_LOEN, "barnets CPR");
    line = good;
    p.betaling[1].modtager.art = KANAL_VIRKSOMHED;
    p.betaling[1].modtager.nummer = STR("12345678");
    refuse(&p, KANAL_SEND_LOEN, "løn udbetales til en person");
    proeve_release(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(amounts_are_written_and_read_exactly),
        cmocka_unit_test(danish_iban_has_its_check_digits),
        cmocka_unit_test(text_becomes_bank_characters_or_is_refused),
        cmocka_unit_test(the_head_is_checked),
        cmocka_unit_test(every_payment_is_checked),
        cmocka_unit_test(pay_lines_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
