/*
 * oversat_test: both languages of every sentence, and the sentences as they are written.
 */
#include "base/test_help.h"

#include "beregning/ord.h"
#include "beregning/oversat.h"
#include "beregning/oversat_ord.h"

static struct arena arena;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, (size_t)64 << 20);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

/* "the program's words <somebody else's>" */
static struct str shown(struct oversat o)
{
    struct buf out;

    buf_init(&out, &arena);
    for (size_t i = 0; i < o.bid_antal; i++)
        buf_format(&out, o.bid[i].dansk ? "<%.*s>" : "%.*s", STR_ARG(o.bid[i].tekst));
    return buf_str(&out);
}

static void says(const char *dansk, const char *engelsk)
{
    struct str fik = shown(oversat_af(&arena, str_from(dansk), true));

    if (!str_is(fik, engelsk)) fail_msg("%s: %.*s, not %s", dansk, STR_ARG(fik), engelsk);
}

/* Only the program's words: nothing of it is left in Danish. */
static void own(struct str dansk)
{
    struct oversat o = oversat_af(&arena, dansk, true);

    assert_int_equal(o.bid_antal, 1);
    if (o.bid[0].dansk) fail_msg("in Danish alone: %.*s", STR_ARG(dansk));
    assert_true(o.bid[0].tekst.n > 0);
}

/* The signs of a sentence, in order. */
static struct str signs(const char *s)
{
    struct buf out;

    buf_init(&out, &arena);
    for (; *s != '\0'; s++)
        if (strchr(OVERSAT_TEGN, *s) != NULL) buf_char(&out, *s);
    return buf_str(&out);
}

static void both_languages(const struct oversat_par *par, size_t antal)
{
    assert_true(antal > 0);
    for (size_t i = 0; i < antal; i++) {
        assert_true(par[i].dansk[0] != '\0');
        assert_true(par[i].engelsk[0] != '\0');
        assert_true(str_eq(signs(par[i].dansk), signs(par[i].engelsk)));
        for (size_t k = 0; k < i; k++) assert_string_not_equal(par[i].dansk, par[k].dansk);
    }
}

static void lists_have_both_languages(void **state)
{
    (void)state;
    both_languages(OVERSAT_SAETNING, OVERSAT_SAETNINGER);
    both_languages(OVERSAT_LISTE, OVERSAT_LISTER);
    both_languages(OVERSAT_ENHED, OVERSAT_ENHEDER);
}

static void closed_lists(void **state)
{
    (void)state;
    for (int i = 0; i < ART_ANTAL; i++) own(str_from(art_navn((enum art)i)));
    for (int i = 0; i < SITUATION_ANTAL; i++) own(str_from(situation_navn((enum situation_art)i)));
    for (int i = 0; i < OPHOER_ANTAL; i++) own(str_from(ophoer_navn((enum ophoer_art)i)));
    for (int i = 0; i < KRAV_GODKENDELSER; i++)
        own(str_from(plan_godkendelse_navn((enum plan_godkendelse)i)));
    for (int i = 0; i < SKAT_ANTAL; i++) own(ord_skat((enum skat)i));
    for (int i = 0; i < MODTAGER_ANTAL; i++)
        for (int k = 0; k < KANAL_ANTAL; k++)
            own(ord_til(&arena,
                        &(struct linje){.modtager = (enum modtager)i, .kanal = (enum kanal)k}));
    for (int i = 0; i < ENHED_ANTAL; i++) {
        struct forklaring_faktor f = {.vaerdi = brok_int(2)};
        f.enhed.potens[i] = 1;
        own(ord_faktor(&arena, &f));
    }
}

static void rounding(void **state)
{
    static const int64_t STEP[] = {1, 100, 500};

    (void)state;
    for (size_t i = 0; i < sizeof(STEP) / sizeof(*STEP); i++)
        for (int k = AFRUND_HALVE_OP; k <= AFRUND_OP; k++)
            own(ord_afrunding(
                &arena, &(struct forklaring){.afrund = (enum afrunding)k, .afrund_step = STEP[i]}));
    says("afrundet til nærmeste 5,00 kr., ned", "rounded to the nearest 5,00 kr., down");
}

static void source_of_a_rate(void **state)
{
    (void)state;
    for (int i = 0; i <= TAKST_FREMSKRIVNING; i++) {
        struct takst t = {.kilde = STR("KL, punkt 4"), .status = (enum takst_status)i};
        struct oversat o = oversat_af(&arena, ord_takst_kilde(&arena, &t), true);
        assert_int_equal(o.bid_antal, 2);
        assert_true(o.bid[0].dansk && str_is(o.bid[0].tekst, "KL, punkt 4"));
        assert_false(o.bid[1].dansk);
    }
}

static void periods(void **state)
{
    struct dato jun1 = dato_make(2021, 6, 1), jun16 = dato_make(2021, 6, 16);

    (void)state;
    own(ord_periode(&arena, jun1, jun16));
    own(ord_periode(&arena, jun1, DATO_MAX));
    says("1.-15. juni", "1-15 June");
    says("16. juni", "16 June");
    says("28. maj-2. juni", "28 May-2 June");
    says("28. december 2020-2. januar 2021", "28 December 2020-2 January 2021");
    says("fra 1. juni 2021", "from 1 June 2021");
    says("hele måneden, 30 af 30 dage", "the whole month, 30 of 30 days");
    says("16.-30. juni, 15 af 30 dage", "16-30 June, 15 of 30 days");
    says("1. januar 2021 til og med 31. marts 2021", "1 January 2021 to 31 March 2021");
}

static void sums(void **state)
{
    (void)state;
    says("148,00 kr/døgn", "148,00 kr/day");
    says("1.234,00 kr/måned", "1.234,00 kr/month");
    says("6 vederlag", "6 fees");
    says("1 vederlag", "1 fee");
    says("160,00 kr/vederlag/døgn", "160,00 kr/fee/day");
    says("365/12 døgn/måned", "365/12 days/month");
    says("15 døgn", "15 days");
    says("1 døgn", "1 day");
    says("365/84 uger × 12 af 30 dage", "365/84 weeks × 12 of 30 days");
    says("12 dage / 7", "12 days / 7");
}

static void notes(void **state)
{
    (void)state;
    says("fyldt 10 år den 16. juni 2021", "turned 10 on 16 June 2021");
    says("11-13 år", "aged 11-13");
    says("under 10 år", "aged under 10");
    says("trin 3, besluttet 14. december 2020", "level 3, decided 14 December 2020");
    says("3. barn i familien", "child number 3 in the family");
    says("aftalt tillæg: nat, og dag (besluttet af leder)",
         "agreed supplement: <nat, og dag> (decided by <leder>)");
    says("opsigelse: varsel på 30 dage og derefter til den 1. eller den 15., til og med 14. juli "
         "2021",
         "notice: a notice of 30 days and then to the 1st or the 15th, to 14 July 2021");
    says("Håndbogen, afsnittet Honorering", "The handbook, section <Honorering>");
}

static void lacks(void **state)
{
    (void)state;
    says("takst kost andel", "rate <kost andel>");
    says("situation efterskole", "situation: boarding school");
    says("regel for netværk", "rule for network care");
    says("anbringelsen er fra 1. marts 2021 eller senere og skal indplaceres med antal vederlag",
         "the placement is from 1 March 2021 or later and must be placed by a number of fees");
    says("efterskole og ophold i aflastning ændrer begge ydelsen samme dag, og håndbogen siger "
         "ikke hvordan",
         "boarding school and stay in relief care both change the payment on one day, and the "
         "handbook does not say how");
    says("kilden trykker kun kost og logi samlet", "<kilden trykker kun kost og logi samlet>");
}

/* What only begins like a sentence is somebody else's. */
static void not_ours(void **state)
{
    (void)state;
    says("under 10 år og 3 måneder", "<under 10 år og 3 måneder>");
    says("trin 3,", "<trin 3,>");
    says("32. undecember", "<32. undecember>");
    says("6 vederlag/", "<6 vederlag/>");
    says("takst ", "<takst >");
    says("\xff", "<\xff>");
}

static void danish_view(void **state)
{
    struct oversat o = oversat_af(&arena, STR("under 10 år"), false);

    (void)state;
    assert_int_equal(o.bid_antal, 1);
    assert_false(o.bid[0].dansk);
    assert_true(str_is(o.bid[0].tekst, "under 10 år"));
    assert_int_equal(oversat_af(&arena, STR_EMPTY, true).bid_antal, 0);
    assert_int_equal(oversat_stort(&arena, STR_EMPTY, true).bid_antal, 0);
}

static void together(void **state)
{
    struct oversat navn = oversat_stort(&arena, STR("takst kost andel"), true);
    struct oversat grund = oversat_af(&arena, STR("ingen sats gælder 1. juni 2021"), true);
    struct oversat o = oversat_sammen(&arena, navn, ": ", grund);

    (void)state;
    assert_true(str_is(shown(o), "Rate <kost andel>: no rate holds on 1 June 2021"));
    assert_true(str_is(oversat_tekst(&arena, o), "Rate kost andel: no rate holds on 1 June 2021"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_have_both_languages),
        cmocka_unit_test(closed_lists),
        cmocka_unit_test(rounding),
        cmocka_unit_test(source_of_a_rate),
        cmocka_unit_test(periods),
        cmocka_unit_test(sums),
        cmocka_unit_test(notes),
        cmocka_unit_test(lacks),
        cmocka_unit_test(not_ours),
        cmocka_unit_test(danish_view),
        cmocka_unit_test(together),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
