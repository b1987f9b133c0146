/*
 * plan: names, which version and which row hold, and that every part of a plan is in its bytes.
 */
#include "base/test_help.h"

#include <string.h>

#include "plan/plan.h"

static void names(void **state)
{
    (void)state;
    assert_string_equal(modtager_kode(MODTAGER_BARN), "barn");
    assert_string_equal(modtager_navn(MODTAGER_BARN), "barnets NemKonto");
    assert_string_equal(modtager_navn(MODTAGER_KONTRAKTHAVER), "kontrakthaver");
    assert_string_equal(kanal_kode(KANAL_LOEN), "loen");
    assert_string_equal(kanal_navn(KANAL_NEMKONTO), "via NemKonto");
    assert_string_equal(skat_kode(SKAT_A_INDKOMST), "a_indkomst");
    assert_string_equal(skat_navn(SKAT_SKATTEFRI_TIL_LOVENS_SATS), "skattefri til lovens sats");
}

static struct plan version(int fra_year, int til_year, struct dato kendt)
{
    return (struct plan){.gaelder_fra = dato_make(fra_year, 1, 1),
                         .gaelder_til = til_year == 0 ? DATO_MAX : dato_make(til_year, 1, 1),
                         .kendt_fra = kendt};
}

static void which_version(void **state)
{
    struct plan a = version(2020, 2021, DATO_MIN), b = version(2021, 2023, DATO_MIN);
    struct plan b1 = version(2021, 2023, dato_make(2021, 6, 1));
    struct plan b2 = version(2021, 2022, dato_make(2021, 9, 1)), c = version(2023, 0, DATO_MIN);
    const struct plan *alle[] = {&c, &b2, &a, &b, &b1}; /* any order */
    struct plan_samling s = {.plan = alle, .count = 5};
    (void)state;
    assert_null(plan_on(&s, dato_make(2019, 12, 31), DATO_MAX));
    assert_ptr_equal(plan_on(&s, dato_make(2020, 1, 1), DATO_MAX), &a);
    assert_ptr_equal(plan_on(&s, dato_make(2021, 1, 1), dato_make(2021, 5, 31)), &b);
    assert_ptr_equal(plan_on(&s, dato_make(2021, 1, 1), dato_make(2021, 6, 1)), &b1);
    assert_ptr_equal(plan_on(&s, dato_make(2021, 1, 1), DATO_MAX), &b2);
    /* The correction says that the version ends; the old one does not come back. */
    assert_null(plan_on(&s, dato_make(2022, 5, 1), DATO_MAX));
    assert_ptr_equal(plan_on(&s, dato_make(2022, 5, 1), dato_make(2021, 8, 1)), &b1);
    assert_ptr_equal(plan_on(&s, dato_make(2040, 5, 1), DATO_MIN), &c);
    s.count = 0;
    assert_null(plan_on(&s, dato_make(2021, 1, 1), DATO_MAX));
}

static struct takst row(uint64_t *random, const struct str *navn)
{
    int64_t fra = test_between(random, 0, 60), kendt = test_between(random, 0, 3);
    bool alder = str_is(*navn, "b");
    int alder_fra = alder ? (int)test_between(random, 0, 20) : -1;
    return (struct takst){
        .navn = *navn,
        .alder_fra = alder_fra,
        .alder_til = alder ? alder_fra + (int)test_between(random, 0, 5) : -1,
        .fra = dato_plus(dato_make(2021, 1, 1), (int32_t)fra),
        .til = dato_plus(dato_make(2021, 1, 2), (int32_t)(fra + test_between(random, 0, 30))),
        .beloeb = {test_between(random, 1, 1000000)},
        .kendt_fra = kendt == 0 ? DATO_MIN : dato_make(2021, 1, (int)kendt),
        .kilde = STR("kilde")};
}

/* Against takst_on, which knows nothing of the offsets. */
static void which_row(void **state)
{
    const struct str navn[] = {STR("a"), STR("b"), STR("c")};
    uint64_t random = 5;
    struct arena arena;
    (void)state;
    arena_init(&arena, 1u << 20);
    for (int round = 0; round < 200; round++) {
        struct takst takst[30];
        size_t foerste[4] = {0};
        struct plan plan = {.takst_navne = navn, .takst_antal = 3, .takst_foerste = foerste};
        plan.takster = (struct takst_tabel){.takst = takst, .count = 30};
        for (size_t i = 0; i < 30; i++) takst[i] = row(&random, &navn[i % 3]);
        takst_sort(&plan.takster);
        for (size_t i = 0; i <= 3; i++) foerste[i] = i * 10;
        for (int i = 0; i < 50; i++) {
            size_t nr = (size_t)test_between(&random, 0, 2);
            int alder = (int)test_between(&random, -1, 22);
            struct dato dag =
                dato_plus(dato_make(2021, 1, 1), (int32_t)test_between(&random, 0, 95));
            struct dato kendt = dato_make(2021, 1, (int)test_between(&random, 1, 3));
            assert_ptr_equal(plan_takst_on(&plan, (int)nr, alder, dag, kendt),
                             takst_on(&plan.takster, navn[nr], alder, dag, kendt));
        }
    }
    arena_release(&arena);
}

/* ---- bytes ---- */

struct modelplan {
    struct plan plan;
    struct plan_linje linje[1];
    struct plan_trin trin[1];
    struct plan_ydelse ydelse[1];
    struct plan_faktor faktor[2];
    struct plan_led led[1];
    struct plan_valg_tekst valg[1];
    struct plan_udenfor udenfor[1];
    struct takst takst[1];
    struct str navne[1];
    size_t foerste[2];
};

static void model(struct modelplan *m)
{
    memset(m, 0, sizeof *m);
    m->linje[0] = (struct plan_linje){STR("kost"), STR("kost"), STR("Kost")};
    m->trin[0] = (struct plan_trin){.nr = 1, .vederlag = {3, 1}, .belastning = STR("lav")};
    m->faktor[0] = (struct plan_faktor){.art = FAKTOR_TAL, .tal = {2, 1}};
    m->faktor[1] = (struct plan_faktor){.art = FAKTOR_TAKST, .takst = 0};
    m->led[0] = (struct plan_led){.faktor = m->faktor, .faktorer = 2};
    m->ydelse[0].beloeb = (struct plan_formel){.led = m->led, .antal = 1, .tekst = STR("2 × x")};
    m->valg[0] = (struct plan_valg_tekst){.noegle = STR("n"), .vaerdi = STR("v")};
    m->udenfor[0] = (struct plan_udenfor){{1}, {2}, STR("grund")};
    m->takst[0] = (struct takst){.navn = STR("kost"), .fra = {0}, .til = {9}, .kilde = STR("k")};
    m->navne[0] = STR("kost");
    m->foerste[1] = 1;
    m->plan.haandbog = STR("Prøve");
    m->plan.linje = m->linje;
    m->plan.trin = m->trin;
    m->plan.ydelse = m->ydelse;
    m->plan.valg_tekst = m->valg;
    m->plan.udenfor = m->udenfor;
    m->plan.takst_navne = m->navne;
    m->plan.takst_foerste = m->foerste;
    m->plan.takster = (struct takst_tabel){.takst = m->takst, .count = 1};
    m->plan.linjer = m->plan.trin_antal = m->plan.ydelser = m->plan.valg_tekster =
        m->plan.udenfor_antal = m->plan.takst_antal = 1;
}

static struct hash sealed(struct modelplan *m)
{
    struct arena arena;
    arena_init(&arena, 1u << 20);
    plan_seal(&arena, &m->plan);
    arena_release(&arena);
    return m->plan.hash;
}

#define CHANGE(where, value)                                                                       \
    do {                                                                                           \
        model(&m);                                                                                 \
        m.where = (value);                                                                         \
        assert_string_not_equal(sealed(&m).hex, before.hex);                                       \
    } while (0)
#define NO_CHANGE(where, value)                                                                    \
    do {                                                                                           \
        model(&m);                                                                                 \
        m.where = (value);                                                                         \
        assert_string_equal(sealed(&m).hex, before.hex);                                           \
    } while (0)

static void every_part_is_in_the_bytes(void **state)
{
    static struct modelplan m;
    (void)state;
    model(&m);
    struct hash before = sealed(&m);
    CHANGE(plan.haandbog, STR("Prøve2"));
    CHANGE(plan.kommunekode, 101);
    CHANGE(plan.opdigtet, true);
    CHANGE(plan.gaelder_til.dag, 7);
    CHANGE(plan.kendt_fra.dag, 7);
    CHANGE(plan.retning, RETNING_ALDRIG_NED);
    CHANGE(plan.model[MODEL_VEDERLAG], true);
    CHANGE(plan.vederlag_max.t, 3);
    CHANGE(plan.valg.uge, UGE_30_7);
    CHANGE(plan.valg.skuddag, SKUDDAG_28_FEBRUAR);
    CHANGE(valg[0].kilde, STR("x"));
    CHANGE(linje[0].titel, STR("Kosten"));
    CHANGE(trin[0].vederlag.t, 4);
    CHANGE(faktor[0].tal.t, 3);
    CHANGE(faktor[1].efter_alder, true);
    CHANGE(faktor[1].divider, true);
    CHANGE(led[0].minus, true);
    CHANGE(ydelse[0].for_art[ART_AKUT], FOR_UKENDT);
    CHANGE(ydelse[0].ukendt_grund[ART_AKUT], STR("x"));
    CHANGE(ydelse[0].fra_alder, 3);
    CHANGE(ydelse[0].del, DEL_30);
    CHANGE(ydelse[0].afrund, AFRUND_OP);
    CHANGE(ydelse[0].afrund_step, 100);
    CHANGE(ydelse[0].kanal, KANAL_NEMKONTO);
    CHANGE(ydelse[0].kilde, STR("x"));
    CHANGE(ydelse[0].afsnit, STR("x"));
    CHANGE(plan.situation[SITUATION_HJEMMEBESOEG].findes, true);
    CHANGE(plan.situation[0].virkning[0].art, VIRKNING_STOPPER);
    CHANGE(plan.opsigelse.stop[OPHOER_ADOPTION][0], STOP_STRAKS);
    CHANGE(plan.opsigelse.atten, true);
    CHANGE(plan.overgang.dato.dag, 3);
    CHANGE(udenfor[0].grund, STR("x"));
    CHANGE(takst[0].beloeb.oere, 1);
    CHANGE(takst[0].status, TAKST_ANTAGET);
    CHANGE(takst[0].begrundelse, STR("x"));
    NO_CHANGE(plan.fil, "x.md");
    NO_CHANGE(ydelse[0].sted.linje, 9);
    NO_CHANGE(ydelse[0].anker, STR("x"));
    NO_CHANGE(takst[0].sted.linje, 9);
}

static void rules_and_rates_hash_apart(void **state)
{
    static struct modelplan m;
    (void)state;
    model(&m);
    sealed(&m);
    struct hash regler = m.plan.regler_hash, takster = m.plan.takster_hash;
    m.takst[0].beloeb.oere = 5;
    sealed(&m);
    assert_string_equal(m.plan.regler_hash.hex, regler.hex);
    assert_string_not_equal(m.plan.takster_hash.hex, takster.hex);
    model(&m);
    m.trin[0].nr = 2;
    sealed(&m);
    assert_string_not_equal(m.plan.regler_hash.hex, regler.hex);
    assert_string_equal(m.plan.takster_hash.hex, takster.hex);
}

static void which_kinds_need_a_level(void **state)
{
    static struct modelplan m;
    (void)state;
    model(&m);
    for (int i = 0; i < ART_ANTAL; i++) m.ydelse[0].for_art[i] = FOR_IKKE;
    m.ydelse[0].for_art[ART_DOEGN] = FOR_GIVER;
    m.faktor[0].art = FAKTOR_VEDERLAG_TRIN; /* the same for all */
    assert_false(plan_kraever_niveau(&m.plan, ART_DOEGN));
    m.faktor[0].art = FAKTOR_VEDERLAG;
    assert_true(plan_kraever_niveau(&m.plan, ART_DOEGN));
    assert_false(plan_kraever_niveau(&m.plan, ART_NETVAERK));
    m.ydelse[0].tredje = m.ydelse[0].beloeb;
    m.ydelse[0].beloeb.antal = 0;
    assert_false(plan_kraever_niveau(&m.plan, ART_DOEGN));
    m.ydelse[0].har_tredje = true;
    assert_true(plan_kraever_niveau(&m.plan, ART_DOEGN));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names),
        cmocka_unit_test(which_version),
        cmocka_unit_test(which_row),
        cmocka_unit_test(which_kinds_need_a_level),
        cmocka_unit_test(every_part_is_in_the_bytes),
        cmocka_unit_test(rules_and_rates_hash_apart),
    };
    return cmocka_run_group_tests_name("plan", tests, NULL, NULL);
}
