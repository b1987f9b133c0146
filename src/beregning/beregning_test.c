/*
 * beregning: named situations with amounts worked out by hand, in øre.
 *
 * A vederlag is 148 kr a day and a month 30,41 days, so trin 3 (six vederlag) is 6 × 148 × 30,41 =
 * 27.004,08 kr. Unless a test says otherwise, the child was born on 1 February 2013 and has lived
 * there since 1 January 2020, and the month is June 2021.
 */
#include "base/test_help.h"

#include "beregning/beregning_test_data.h"

enum { TRIN_3 = 2700408 };

static struct arena arena;

static int start(void **state)
{
    (void)state;
    arena_init(&arena, (size_t)1 << 26);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

/* ---- asking ---- */

/* The first of the cases in one month under some versions, as known. */
static const struct sag_beregning *ask_all(const struct plan *const *planer, size_t antal_planer,
                                           struct barn *const *boern, size_t antal,
                                           const char *maaned, struct dato kendt)
{
    struct sag *sag = ARENA_ARRAY(&arena, antal, struct sag);
    struct plan_samling samling = {planer, antal_planer};
    struct beregning *b = ARENA_NEW(&arena, struct beregning);
    struct err err = ERR_INIT;
    struct maaned m;
    for (size_t i = 0; i < antal; i++) sag[i] = boern[i]->sag;
    assert_true(maaned_parse(str_from(maaned), &m, &err));
    struct sager sager = {sag, antal};
    if (!beregning_month(&arena, &samling, &sager, m, kendt, b, &err)) fail_msg("%s", err.text);
    return &b->sag[0];
}

static const struct sag_beregning *ask(const struct bog *bog, struct barn *barn, const char *maaned)
{
    const struct plan *plan = &bog->plan;
    return ask_all(&plan, 1, &barn, 1, maaned, DATO_MAX);
}

static const struct linje *line(const struct sag_beregning *svar, const char *ydelse)
{
    const struct linje *found = NULL;
    for (size_t i = 0; i < svar->linjer; i++) {
        if (!str_is(svar->linje[i].ydelse, ydelse)) continue;
        if (found != NULL) fail_msg("%s stands twice", ydelse);
        found = &svar->linje[i];
    }
    return found;
}

static const struct mangel *lack(const struct sag_beregning *svar, const char *ydelse)
{
    for (size_t i = 0; i < svar->mangler; i++)
        if (str_is(svar->mangel[i].ydelse, ydelse)) return &svar->mangel[i];
    return NULL;
}

static void pays(const struct sag_beregning *svar, const char *ydelse, int64_t oere)
{
    const struct linje *l = line(svar, ydelse);
    const struct mangel *m = lack(svar, ydelse);
    if (m != NULL) fail_msg("%s lacks %.*s", ydelse, STR_ARG(m->mangler));
    if (l == NULL) fail_msg("no line %s", ydelse);
    assert_int_equal(l->beloeb.oere, oere);
}

static void lacks(const struct sag_beregning *svar, const char *ydelse, const char *mangler)
{
    const struct mangel *m = lack(svar, ydelse);
    assert_null(line(svar, ydelse));
    if (m == NULL) fail_msg("%s lacks nothing", ydelse);
    assert_str(m->mangler, mangler);
    assert_true(m->grund.n > 0);
}

static void nothing(const struct sag_beregning *svar, const char *ydelse)
{
    assert_null(line(svar, ydelse));
    assert_null(lack(svar, ydelse));
}

static void pays_nothing_at_all(const struct sag_beregning *svar)
{
    assert_int_equal(svar->linjer, 0);
    assert_int_equal(svar->mangler, 0);
}

/* Whether the line's explanation says so, and its numbers add up. R138 */
static const struct forklaring *explained(const struct sag_beregning *svar, const char *ydelse)
{
    const struct linje *l = line(svar, ydelse);
    int64_t vist = 0;
    struct brok sum = BROK_NUL;
    struct err err = ERR_INIT;
    assert_non_null(l);
    for (size_t i = 0; i < l->forklaring.dele; i++) {
        const struct forklaring_del *del = &l->forklaring.del[i];
        vist += del->vist.oere;
        assert_true(brok_add(sum, del->beloeb, &sum, &err));
        assert_true(del->regel->kilde.n > 0);
    }
    assert_true(brok_eq(sum, l->forklaring.foer));
    assert_int_equal(vist + l->forklaring.afrunding.oere, l->beloeb.oere);
    return &l->forklaring;
}

/* ---- levels: R003-R007, R034-R036, R110, N1, N2 ---- */

static void five_levels(void **state)
{
    /* R003 R004 R005 R006 R007: n × 148 × 30,41 */
    static const int64_t oere[TRIN] = {1350204, 1800272, 2700408, 3150476, 4050612};
    static const char *const maaned[] = {"2021-02", "2021-06", "2021-07"};
    struct bog *bog = bog_2021(&arena);
    (void)state;
    for (int trin = 1; trin <= TRIN; trin++) {
        struct barn *b = barn_ny(&arena, "A");
        b->indplacering[0].trin = trin;
        for (size_t m = 0; m < 3; m++) pays(ask(bog, b, maaned[m]), "vederlag", oere[trin - 1]);
    }
}

/* N1: three published month amounts (3 × 4.489 = 13.467) are not trin 1 (13.502,04). N2: the
 * published 4.489 is used as it stands; 147,60 × 365/12 would be 4.489,50. */
static void a_published_month_amount_is_data(void **state)
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    bog->ydelse[L_VEDERLAG].beloeb =
        BOG_FORMEL(&arena, "kr/måned", bog_antal(0), bog_sats(bog, T_MAANED, false));
    b->indplacering[0].trin = 1;
    pays(ask(bog, b, "2021-06"), "vederlag", 1346700);
}

static void a_doegn_family_gets_four_lines(void **state) /* R110 R119 R093 */
{
    struct bog *bog = bog_2021(&arena);
    const struct sag_beregning *svar = ask(bog, barn_ny(&arena, "A"), "2021-06");
    (void)state;
    pays(svar, "vederlag", TRIN_3);
    pays(svar, "kost_og_logi", 579000); /* 30 × 193 */
    pays(svar, "lommepenge", 13714);    /* 30/7 × 32 = 137,142… */
    pays(svar, "beklaedning", 50571);   /* 30/7 × 118 = 505,714… */
    assert_int_equal(svar->beregnet.oere, TRIN_3 + 579000 + 13714 + 50571);
    assert_int_equal(line(svar, "vederlag")->skat, SKAT_A_INDKOMST);
    assert_int_equal(line(svar, "vederlag")->kanal, KANAL_LOEN);
    assert_int_equal(line(svar, "vederlag")->modtager, MODTAGER_KONTRAKTHAVER);
    assert_int_equal(line(svar, "kost_og_logi")->skat, SKAT_SKATTEFRI_TIL_LOVENS_SATS);
    assert_int_equal(line(svar, "lommepenge")->skat, SKAT_SKATTEFRI);
    assert_int_equal(line(svar, "beklaedning")->kanal, KANAL_NEMKONTO);
}

/* The issue's example: a child of twelve on trin 3 in June 2021, and at efterskole in August. */
static void the_example_of_the_issue(void **state)
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A1");
    (void)state;
    b->sag.foedt = dag("2009-03-14");
    b->indplacering[0].har_besluttet = true;
    b->indplacering[0].besluttet = dag("2019-12-14");
    barn_situation(b, SITUATION_EFTERSKOLE, "2021-08-01", "2022-07-01");
    pays(ask(bog, b, "2021-06"), "vederlag", TRIN_3);
    pays(ask(bog, b, "2021-06"), "kost_og_logi", 618000); /* 30 × 206 */
    const struct sag_beregning *svar = ask(bog, b, "2021-09");
    pays(svar, "vederlag", 1350204);
    lacks(svar, "kost_og_logi", "takst kost_andel");
    assert_str(lack(svar, "kost_og_logi")->grund, "KL takster 2021");
}

static void a_changed_level_is_paid_and_remarked(void **state) /* R034 R035 */
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    b->indplacering[0].periode.til = dag("2021-06-16");
    barn_trin(b, 2, "2021-06-16", NULL);
    const struct sag_beregning *svar = ask(bog, b, "2021-06");
    /* 15/30 × 27.004,08 + 15/30 × 18.002,72 */
    pays(svar, "vederlag", 2250340);
    assert_int_equal(explained(svar, "vederlag")->antal_bemaerkninger, 1);
    assert_int_equal(explained(ask(bog, b, "2021-05"), "vederlag")->antal_bemaerkninger, 0);
    bog->plan.retning = RETNING_GENFORHANDLES;
    assert_int_equal(explained(ask(bog, b, "2021-06"), "vederlag")->antal_bemaerkninger, 0);
}

static void a_level_is_never_lowered(void **state) /* R036 */
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    bog->plan.retning = RETNING_ALDRIG_NED;
    b->indplacering[0].periode.til = dag("2021-06-16");
    struct indplacering *ny = barn_trin(b, 2, "2021-06-16", NULL);
    lacks(ask(bog, b, "2021-06"), "vederlag", "indplacering");
    pays(ask(bog, b, "2021-06"), "kost_og_logi", 579000);
    pays(ask(bog, b, "2021-05"), "vederlag", TRIN_3);
    ny->trin = 4; /* 15/30 × 27.004,08 + 15/30 × 31.504,76 */
    pays(ask(bog, b, "2021-06"), "vederlag", 2925442);
}

/* A decision that stood above another one for a while ends: the other holds again, also when a
 * later level is held against it. R036 */
static void a_level_seen_again_counts_as_earlier(void **state)
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    bog->plan.retning = RETNING_ALDRIG_NED;
    b->indplacering[0].trin = 5;
    barn_trin(b, 3, "2020-01-01", "2021-03-01")->periode.kendt_fra = dag("2020-02-01");
    barn_trin(b, 4, "2021-06-01", NULL)->periode.kendt_fra = dag("2021-05-20");
    pays(ask(bog, b, "2021-04"), "vederlag", 4050612);
    lacks(ask(bog, b, "2021-06"), "vederlag", "indplacering");
}

static void a_level_must_be_known_and_single(void **state)
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    barn_trin(b, 4, "2021-06-10", "2021-06-11");
    lacks(ask(bog, b, "2021-06"), "vederlag", "indplacering");
    b->indplacering[1].periode.kendt_fra = dag("2021-06-01");
    /* 29/30 × 27.004,08 + 1/30 × 31.504,76 = 26.103,944 + 1.050,158… */
    pays(ask(bog, b, "2021-06"), "vederlag", 2715410);
    b->sag.indplaceringer = 0;
    lacks(ask(bog, b, "2021-06"), "vederlag", "indplacering");
    b->sag.indplaceringer = 1;
    b->indplacering[0].trin = 6;
    lacks(ask(bog, b, "2021-06"), "vederlag", "indplacering");
}

static void a_transition_chooses_the_model(void **state)
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    bog->plan.model[MODEL_VEDERLAG] = true;
    bog->plan.overgang =
        (struct plan_overgang){true, dag("2020-01-02"), MODEL_TRIN, MODEL_VEDERLAG};
    lacks(ask(bog, b, "2021-06"), "vederlag", "indplacering");
    bog->plan.overgang.dato = dag("2020-01-01");
    pays(ask(bog, b, "2021-06"), "vederlag", TRIN_3);
    b->indplacering[0].trin = 0;
    b->indplacering[0].vederlag = (struct brok){9, 2};
    lacks(ask(bog, b, "2021-06"), "vederlag", "indplacering");
    bog->plan.overgang.findes = false; /* 4,5 × 148 × 30,41 */
    pays(ask(bog, b, "2021-06"), "vederlag", 2025306);
    b->indplacering[0].vederlag = brok_int(11);
    lacks(ask(bog, b, "2021-06"), "vederlag", "indplacering");
}

/* ---- age: R011, R012, R015-R023, R031, N14, N15 ---- */

struct alder_raekke {
    const char *foedt;
    int64_t kost;
    int64_t lommepenge; /* 0: no line */
    int64_t beklaedning;
};

static void costs_follow_age(void **state)
{
    static const struct alder_raekke r[] = {
        {"2021-02-01", 579000, 0, 50571},      /* R011 R019 R020 */
        {"2018-07-01", 579000, 0, 50571},      /* R019: turns three in July */
        {"2018-06-01", 579000, 13714, 50571},  /* R015: 32 × 30/7 */
        {"2011-06-02", 616700, 13714, 50571},  /* 1 × 193 + 29 × 206 */
        {"2011-06-01", 618000, 13714, 50571},  /* R012 N14: ten, but not yet eleven */
        {"2010-06-01", 618000, 29571, 59143},  /* R016 R021: 69 and 138 × 30/7 */
        {"2007-06-01", 618000, 59143, 69000},  /* R017 R022: 138 and 161 × 30/7 */
        {"2005-06-01", 618000, 119143, 75857}, /* R018 R023: 278 and 177 × 30/7 */
    };
    struct bog *bog = bog_2021(&arena);
    (void)state;
    for (size_t i = 0; i < sizeof r / sizeof r[0]; i++) {
        struct barn *b = barn_ny(&arena, "A");
        b->sag.foedt = dag(r[i].foedt);
        b->sag.indflyttet = dag("2021-05-01");
        const struct sag_beregning *svar = ask(bog, b, "2021-06");
        pays(svar, "kost_og_logi", r[i].kost);
        pays(svar, "beklaedning", r[i].beklaedning);
        if (r[i].lommepenge == 0)
            nothing(svar, "lommepenge");
        else
            pays(svar, "lommepenge", r[i].lommepenge);
    }
}

static void a_birthday_counts_as_chosen(void **state) /* R031 N15 */
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    b->sag.foedt = dag("2011-06-16");
    pays(ask(bog, b, "2021-06"), "kost_og_logi", 598500); /* 15 × 193 + 15 × 206 */
    const struct forklaring *f = explained(ask(bog, b, "2021-06"), "kost_og_logi");
    assert_int_equal(f->dele, 2);
    assert_int_equal(f->del[0].dage, 15);
    assert_str(f->del[1].led[0].faktor[0].note, "fyldt 10 år den 16. juni 2021");
    bog->plan.valg.alder = ALDER_FOERSTE_I_MAANEDEN;
    pays(ask(bog, b, "2021-06"), "kost_og_logi", 618000);
    bog->plan.valg.alder = ALDER_FOERSTE_I_MAANEDEN_EFTER;
    pays(ask(bog, b, "2021-06"), "kost_og_logi", 579000);
    pays(ask(bog, b, "2021-07"), "kost_og_logi", 638600); /* 31 × 206 */
    b->sag.foedt = dag("2011-06-01");                     /* also when it is the 1st */
    pays(ask(bog, b, "2021-06"), "kost_og_logi", 579000);
}

static void born_on_29_february(void **state) /* N15 */
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    for (size_t i = 0; i < 14; i++) /* rates of 2021, moved to reach 2018 */
        bog->takst[i].fra = dag("2018-01-01");
    bog->plan.gaelder_fra = dag("2018-01-01");
    b->sag.foedt = dag("2008-02-29"); /* ten in 2018, which has no such day */
    b->sag.indflyttet = dag("2017-01-01");
    b->indplacering[0].periode.fra = dag("2017-01-01");
    pays(ask(bog, b, "2018-02"), "kost_og_logi", 540400); /* 28 × 193 */
    bog->plan.valg.skuddag = SKUDDAG_28_FEBRUAR;
    pays(ask(bog, b, "2018-02"), "kost_og_logi", 541700); /* 27 × 193 + 206 */
}

static void from_23_years_no_rule_speaks(void **state)
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    bog->plan.opsigelse.atten = false;
    b->sag.foedt = dag("1998-06-20");
    pays(ask(bog, b, "2021-05"), "vederlag", TRIN_3);
    lacks(ask(bog, b, "2021-06"), "vederlag", "alder");
}

/* ---- the third child: R013 ---- */

/* The first child's line when the others are there too. */
static const struct sag_beregning *ask_family(const struct bog *bog, struct barn *const *boern,
                                              size_t antal)
{
    const struct plan *plan = &bog->plan;
    return ask_all(&plan, 1, boern, antal, "2021-06", DATO_MAX);
}

static void the_third_and_fourth_child_of_one_municipality(void **state)
{
    struct bog *bog = bog_2021(&arena);
    struct barn *f[5];
    (void)state;
    for (size_t i = 0; i < 5; i++)
        f[i] = barn_ny(&arena, (const char *[]){"A", "B", "C", "D", "E"}[i]);
    f[0]->sag.indflyttet = dag("2020-06-01");
    pays(ask_family(bog, f, 2), "kost_og_logi", 579000);
    pays(ask_family(bog, f, 3), "kost_og_logi", 531000); /* 30 × 177 */
    assert_str(explained(ask_family(bog, f, 3), "kost_og_logi")->del[0].note, "3. barn i familien");
    pays(ask_family(bog, f, 4), "kost_og_logi", 531000);
    lacks(ask_family(bog, f, 5), "kost_og_logi", "regel for 5. barn");
    pays(ask_family(bog, f, 5), "vederlag", TRIN_3);
    f[1]->sag.kommune = 787;
    pays(ask_family(bog, f, 3), "kost_og_logi", 579000);
    bog->plan.valg.tredje = TREDJE_FRA_3_SAMME_STED;
    pays(ask_family(bog, f, 3), "kost_og_logi", 531000);
    pays(ask_family(bog, f, 5), "kost_og_logi", 531000);
    f[1]->sag.familie = STR("G");
    pays(ask_family(bog, f, 3), "kost_og_logi", 579000);
}

static void who_is_third_when_they_came_together(void **state)
{
    struct bog *bog = bog_2021(&arena);
    struct barn *f[3] = {barn_ny(&arena, "A"), barn_ny(&arena, "B"), barn_ny(&arena, "C")};
    (void)state;
    f[1]->sag.foedt = dag("2012-04-02");
    f[2]->sag.foedt = dag("2009-04-02");
    pays(ask_family(bog, f, 3), "kost_og_logi", 531000); /* the youngest */
    f[0]->sag.indflyttet = dag("2019-12-31");
    pays(ask_family(bog, f, 3), "kost_og_logi", 579000); /* came first */
    bog->plan.valg.raekkefoelge = RAEKKE_ALDER;
    pays(ask_family(bog, f, 3), "kost_og_logi", 531000);
    f[1]->sag.foedt = f[2]->sag.foedt = f[0]->sag.foedt; /* of one age: who came last */
    pays(ask_family(bog, f, 3), "kost_og_logi", 579000);
}

static void which_children_count(void **state)
{
    struct bog *bog = bog_2021(&arena);
    struct barn *f[3] = {barn_ny(&arena, "A"), barn_ny(&arena, "B"), barn_ny(&arena, "C")};
    (void)state;
    f[0]->sag.indflyttet = dag("2020-06-01");
    f[1]->sag.art = ART_NETVAERK;
    pays(ask_family(bog, f, 3), "kost_og_logi", 531000);
    f[1]->sag.art = ART_AFLASTNING;
    pays(ask_family(bog, f, 3), "kost_og_logi", 579000);
    f[1]->sag.art = ART_DOEGN;
    f[1]->sag.fraflyttet = dag("2021-06-21"); /* 20 × 177 + 10 × 193 */
    pays(ask_family(bog, f, 3), "kost_og_logi", 547000);
    f[1]->sag.fraflyttet_kendt_fra = dag("2021-07-01");
    const struct plan *plan = &bog->plan;
    pays(ask_all(&plan, 1, f, 3, "2021-06", dag("2021-06-30")), "kost_og_logi", 531000);
}

/* ---- kinds: R009, R110-R112, R115-R118 ---- */

static void relief_is_paid_by_the_night(void **state) /* R009 R115 R116 R118 */
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    b->sag.art = ART_AFLASTNING;
    b->indplacering[0].trin = 1; /* no matter */
    pays_nothing_at_all(ask(bog, b, "2021-06"));
    b->sag.doegn_antal = 2;
    b->doegn[0] = periode("2021-06-04", "2021-06-06");
    b->doegn[1] = periode("2021-06-30", "2021-07-02");
    const struct sag_beregning *svar = ask(bog, b, "2021-06");
    pays(svar, "vederlag", 310800);    /* 3 × 7 × 148 = 3 × 1.036 */
    pays(svar, "kost_og_logi", 57900); /* 3 × 193 */
    nothing(svar, "lommepenge");
    nothing(svar, "beklaedning");
    pays(ask(bog, b, "2021-07"), "vederlag", 103600);
    b->doegn[1] = periode("2021-06-05", "2021-06-07"); /* the 5th is told twice, paid once */
    pays(ask(bog, b, "2021-06"), "vederlag", 310800);
    b->sag.fraflyttet = dag("2021-06-05");
    lacks(ask(bog, b, "2021-06"), "vederlag", "døgn");
}

static void a_network_family_gets_no_vederlag(void **state) /* R111 R112 */
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    b->sag.art = ART_NETVAERK;
    b->sag.indplaceringer = 0;
    const struct sag_beregning *svar = ask(bog, b, "2021-06");
    nothing(svar, "vederlag");
    pays(svar, "kost_og_logi", 579000);
    pays(svar, "lommepenge", 13714);
    pays(svar, "beklaedning", 50571);
}

static void what_the_source_does_not_say_is_a_lack(void **state) /* N3 */
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    b->sag.art = ART_AKUT;
    const struct sag_beregning *svar = ask(bog, b, "2021-06");
    lacks(svar, "vederlag", "regel for akut");
    lacks(svar, "kost_og_logi", "regel for akut");
    assert_int_equal(svar->beregnet.oere, 0);
    assert_int_equal(lack(svar, "vederlag")->fra.dag, dag("2021-06-01").dag);
    assert_int_equal(lack(svar, "vederlag")->til.dag, dag("2021-07-01").dag);
}

/* ---- part months and weeks: R136, R137, N15 ---- */

static void moving_in_and_out(void **state) /* R137 */
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    b->sag.indflyttet = dag("2021-06-11");
    const struct sag_beregning *svar = ask(bog, b, "2021-06");
    pays(svar, "vederlag", 1800272);    /* 20/30 × 27.004,08 */
    pays(svar, "kost_og_logi", 386000); /* 20 × 193 */
    pays(svar, "lommepenge", 9143);     /* 20/7 × 32 */
    bog->plan.valg.indflytningsdag_taeller = false;
    pays(ask(bog, b, "2021-06"), "kost_og_logi", 366700); /* 19 × 193 */
    b->sag.indflyttet = dag("2020-01-01");
    b->sag.fraflyttet = dag("2021-06-11");
    pays(ask(bog, b, "2021-06"), "kost_og_logi", 193000); /* 10 × 193 */
    bog->plan.valg.fraflytningsdag_taeller = true;
    pays(ask(bog, b, "2021-06"), "kost_og_logi", 212300); /* 11 × 193 */
}

static void part_months_as_chosen(void **state) /* R137 */
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    b->sag.indflyttet = dag("2021-07-11");
    struct plan_ydelse *y = &bog->ydelse[L_VEDERLAG];
    pays(ask(bog, b, "2021-07"), "vederlag", 1829309); /* 21/31 × 27.004,08 = 18.293,086… */
    y->del = DEL_30;
    pays(ask(bog, b, "2021-07"), "vederlag", 1890286); /* 21/30 × 27.004,08 = 18.902,856 */
    pays(ask(bog, b, "2021-08"), "vederlag", TRIN_3);  /* whole and even */
    y->del = DEL_DOEGNSATS;
    y->doegnsats = BOG_FORMEL(&arena, "kr/døgn", bog_antal(0), bog_sats(bog, T_DOEGN, false));
    pays(ask(bog, b, "2021-07"), "vederlag", 1864800); /* 21 × 6 × 148 */
    pays(ask(bog, b, "2021-08"), "vederlag", TRIN_3);
}

/* A month of 31 days with two levels is not even: 15/30 of one and 16/30 of the other. R137 */
static void an_uneven_month(void **state)
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    bog->ydelse[L_VEDERLAG].del = DEL_30;
    b->indplacering[0].periode.til = dag("2021-07-16");
    struct indplacering *ny = barn_trin(b, 4, "2021-07-16", NULL);
    /* 15/30 × 27.004,08 + 16/30 × 31.504,76 = 13.502,04 + 16.802,538… */
    pays(ask(bog, b, "2021-07"), "vederlag", 3030458);
    ny->trin = 3; /* a decision that changes nothing */
    pays(ask(bog, b, "2021-07"), "vederlag", TRIN_3);
    assert_int_equal(explained(ask(bog, b, "2021-07"), "vederlag")->dele, 1);
}

static void weeks_as_chosen(void **state) /* R136 */
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    struct plan_ydelse *y = &bog->ydelse[L_LOMMEPENGE];
    (void)state;
    pays(ask(bog, b, "2021-07"), "lommepenge", 14171); /* 31/7 × 32 */
    y->uge = UGE_365_84;
    pays(ask(bog, b, "2021-07"), "lommepenge", 13905); /* 365/84 × 32 = 139,047… */
    y->uge = UGE_52_12;
    pays(ask(bog, b, "2021-07"), "lommepenge", 13867); /* 52/12 × 32 = 138,666… */
    y->uge = UGE_30_7;
    pays(ask(bog, b, "2021-07"), "lommepenge", 13714); /* 30/7 × 32 */
    b->sag.fraflyttet = dag("2021-07-11");
    pays(ask(bog, b, "2021-07"), "lommepenge", 4424); /* 10/31 × 137,142… */
}

static void rounded_once_by_name(void **state)
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    struct plan_ydelse *y = &bog->ydelse[L_LOMMEPENGE]; /* 137,142… kr */
    (void)state;
    y->afrund = AFRUND_OP;
    pays(ask(bog, b, "2021-06"), "lommepenge", 13715);
    y->afrund_step = 100;
    pays(ask(bog, b, "2021-06"), "lommepenge", 13800);
    const struct forklaring *f = explained(ask(bog, b, "2021-06"), "lommepenge");
    assert_int_equal(f->afrunding.oere, 13800 - 13715);
    y->afrund = AFRUND_NED;
    pays(ask(bog, b, "2021-06"), "lommepenge", 13700);
}

/* ---- situations: R010, R037, R126, R127, N4 ---- */

static void efterskole(void **state) /* R010 R037 R126 R127 N4 */
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    b->indplacering[0].trin = 4;
    barn_situation(b, SITUATION_EFTERSKOLE, "2021-08-09", "2022-07-01");
    const struct sag_beregning *svar = ask(bog, b, "2021-08");
    pays(svar, "vederlag", 1814790); /* 8/31 × 31.504,76 + 23/31 × 13.502,04 = 18.147,903… */
    lacks(svar, "kost_og_logi", "takst kost_andel");
    assert_int_equal(lack(svar, "kost_og_logi")->fra.dag, dag("2021-08-09").dag);
    pays(svar, "beklaedning", 52257); /* 31/7 × 118 */
    assert_int_equal(explained(svar, "vederlag")->del[1].antal_grunde, 1);
    assert_str(explained(svar, "vederlag")->del[1].grunde[0], "efterskole");
    /* The share is declared: 20 × 70 kr of a month is deducted. */
    bog->takst[bog->foerste[T_KOST_ANDEL]].ukendt = false;
    bog->takst[bog->foerste[T_KOST_ANDEL]].beloeb.oere = 7000;
    pays(ask(bog, b, "2021-09"), "kost_og_logi", 439000); /* 30 × 193 − 1.400 */
    /* 31 × 193 − 23/31 × 1.400 = 5.983 − 1.038,709… */
    pays(ask(bog, b, "2021-08"), "kost_og_logi", 494429);
    bog->takst[bog->foerste[T_KOST_ANDEL]].beloeb.oere = 30000; /* 6.000 > 30 × 193 */
    lacks(ask(bog, b, "2021-09"), "kost_og_logi", "beløb");
}

static void a_step_down(void **state)
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    bog->plan.situation[SITUATION_EFTERSKOLE].virkning[L_VEDERLAG] =
        (struct plan_virkning){.art = VIRKNING_TRIN_NED, .trin = 1};
    barn_situation(b, SITUATION_EFTERSKOLE, "2021-06-01", NULL);
    pays(ask(bog, b, "2021-06"), "vederlag", 1800272);
    b->indplacering[0].trin = 1;
    pays(ask(bog, b, "2021-06"), "vederlag", 1350204);
    b->indplacering[0].trin = 0;
    b->indplacering[0].vederlag = brok_int(6);
    bog->plan.model[MODEL_VEDERLAG] = true;
    lacks(ask(bog, b, "2021-06"), "vederlag", "indplacering");
    bog->plan.situation[SITUATION_EFTERSKOLE].virkning[L_VEDERLAG] =
        (struct plan_virkning){.art = VIRKNING_SOM_VEDERLAG, .vederlag = brok_int(2)};
    pays(ask(bog, b, "2021-06"), "vederlag", 900136); /* 2 × 148 × 30,41 */
}

static void two_situations(void **state)
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    barn_situation(b, SITUATION_EFTERSKOLE, "2021-01-01", NULL);
    barn_situation(b, SITUATION_HJEMMEBESOEG, "2021-06-10", "2021-06-12");
    barn_situation(b, SITUATION_HJEMMEBESOEG, "2021-06-11", "2021-06-13");
    pays(ask(bog, b, "2021-06"), "vederlag", 1350204);
    bog->plan.situation[SITUATION_HJEMMEBESOEG].virkning[L_VEDERLAG].art = VIRKNING_STOPPER;
    lacks(ask(bog, b, "2021-06"), "vederlag", "situation");
    pays(ask(bog, b, "2021-07"), "vederlag", 1350204);
    b->sag.situationer = 0;
    barn_situation(b, SITUATION_HJEMMEBESOEG, "2021-06-10", "2021-06-13");
    pays(ask(bog, b, "2021-06"), "vederlag", 2430367); /* 27/30 × 27.004,08 = 24.303,672 */
    bog->plan.situation[SITUATION_HJEMMEBESOEG].findes = false;
    lacks(ask(bog, b, "2021-06"), "beklaedning", "situation hjemmebesøg");
}

/* ---- the end: R094-R101 ---- */

static void eighteen(void **state) /* R094 */
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    b->sag.foedt = dag("2003-06-10");
    pays(ask(bog, b, "2021-06"), "vederlag", TRIN_3);
    pays_nothing_at_all(ask(bog, b, "2021-07"));
    barn_vilkaar(b, VILKAAR_FORTSAETTER_EFTER_18, 0, "2021-07-01", "2021-07-21");
    pays(ask(bog, b, "2021-07"), "kost_og_logi", 412000); /* 20 × 206 */
    bog->plan.opsigelse.atten = false;
    pays(ask(bog, b, "2021-08"), "kost_og_logi", 638600);
}

static void adoption(void **state) /* R095 */
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    barn_ophoer(b, OPHOER_ADOPTION, "2021-06-16");
    pays(ask(bog, b, "2021-06"), "vederlag", TRIN_3 / 2);
    pays(ask(bog, b, "2021-06"), "kost_og_logi", 289500);
    pays_nothing_at_all(ask(bog, b, "2021-07"));
}

static void notice_given(void **state) /* R096 R097 R101 */
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    b->sag.indflyttet = dag("2021-03-16");
    b->sag.fraflyttet = dag("2021-06-21");
    barn_ophoer(b, OPHOER_OPSIGELSE, "2021-06-15"); /* the day before three months */
    const struct sag_beregning *svar = ask(bog, b, "2021-06");
    pays(svar, "vederlag", 2520381);    /* 28/30 × 27.004,08 = 25.203,808 */
    pays(svar, "kost_og_logi", 386000); /* 20 × 193: R101 */
    const struct forklaring *f = explained(svar, "vederlag");
    assert_int_equal(f->dele, 2); /* before and after the word was given */
    assert_int_equal(f->del[0].antal_grunde, 0);
    assert_int_equal(f->del[1].antal_grunde, 1);
    assert_str(f->del[1].grunde[0], "opsigelse: varsel på 14 dage, til og med 28. juni 2021");
    barn_ophoer(b, OPHOER_OPSIGELSE, "2021-06-16");
    pays(ask(bog, b, "2021-06"), "vederlag", TRIN_3);
    pays(ask(bog, b, "2021-07"), "vederlag", 1306649); /* 15/31 × 27.004,08 = 13.066,490… */
    nothing(ask(bog, b, "2021-07"), "kost_og_logi");
    bog->plan.opsigelse.til = VARSEL_FOERSTE_ELLER_15; /* 16 July becomes 1 August */
    pays(ask(bog, b, "2021-07"), "vederlag", TRIN_3);
    pays_nothing_at_all(ask(bog, b, "2021-08"));
}

static void broken_off(void **state) /* R099 R101 */
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    b->sag.fraflyttet = dag("2021-06-11"); /* nothing is said of why: an actual interruption */
    pays(ask(bog, b, "2021-06"), "vederlag", TRIN_3);
    pays(ask(bog, b, "2021-06"), "kost_og_logi", 193000);
    pays(ask(bog, b, "2021-07"), "vederlag", 871099); /* 10/31 × 27.004,08 = 8.710,993… */
    nothing(ask(bog, b, "2021-07"), "beklaedning");
    b->sag.indflyttet = dag("2021-04-15");             /* two months: 14 days */
    pays(ask(bog, b, "2021-06"), "vederlag", 2160326); /* 24/30 × 27.004,08 = 21.603,264 */
    struct aftale *a = barn_vilkaar(b, VILKAAR_VARSEL, 5, "2021-06-01", NULL);
    pays(ask(bog, b, "2021-06"), "vederlag", 1350204); /* agreed otherwise: 15/30 */
    a->periode.fra = dag("2021-06-12");                /* not yet when it happened */
    pays(ask(bog, b, "2021-06"), "vederlag", 2160326);
}

/* An actual interruption counts from the day after the last counted day there, also when the day
 * written beside it is another; and it tells the departure when nothing else does. R099 */
static void the_notice_counts_from_the_departure(void **state)
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    b->sag.fraflyttet = dag("2021-06-11");
    barn_ophoer(b, OPHOER_FAKTISK, "2021-06-20");
    pays(ask(bog, b, "2021-07"), "vederlag", 871099); /* to 10 July, 30 days from 11 June */
    b->sag.fraflyttet = DATO_MAX;
    pays(ask(bog, b, "2021-06"), "kost_og_logi", 366700); /* 19 × 193 */
    bog->plan.valg.fraflytningsdag_taeller = true;
    pays(ask(bog, b, "2021-06"), "kost_og_logi", 386000);
    pays(ask(bog, b, "2021-07"), "vederlag", 1742199); /* to 20 July: 20/31 = 17.421,987 */
}

static void breach(void **state) /* R100 R101 */
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    b->sag.fraflyttet = dag("2021-06-16");
    barn_ophoer(b, OPHOER_MISLIGHOLDELSE, "2021-06-11");
    pays(ask(bog, b, "2021-06"), "vederlag", 900136);     /* 10/30 */
    pays(ask(bog, b, "2021-06"), "kost_og_logi", 289500); /* 15 × 193 */
}

/* Facts in a notice are those of the last day there; two agreed notices are for a person. R099 */
static void during_the_notice(void **state)
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    b->sag.fraflyttet = dag("2021-06-11");
    b->indplacering[0].periode.til = dag("2021-06-11");
    pays(ask(bog, b, "2021-06"), "vederlag", TRIN_3);
    barn_vilkaar(b, VILKAAR_VARSEL, 10, "2021-01-01", NULL);
    barn_vilkaar(b, VILKAAR_VARSEL, 15, "2021-06-01", NULL);
    const struct sag_beregning *svar = ask(bog, b, "2021-06");
    lacks(svar, "vederlag", "aftale");
    assert_int_equal(lack(svar, "vederlag")->fra.dag, dag("2021-06-21").dag);
    assert_int_equal(lack(svar, "vederlag")->til.dag, dag("2021-06-26").dag);
    b->aftale[1].periode.kendt_fra = dag("2021-06-01");
    pays(ask(bog, b, "2021-06"), "vederlag", 2250340); /* 25/30 */
}

/* ---- handbooks in time ---- */

/* A notice outlives the handbook: the days are not nothing, but lack the next one. */
static void a_notice_runs_out_of_the_handbook(void **state)
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    b->sag.fraflyttet = dag("2021-12-20");
    pays(ask(bog, b, "2021-12"), "vederlag", TRIN_3);
    lacks(ask(bog, b, "2022-01"), "alle", "håndbog");
    pays_nothing_at_all(ask(bog, b, "2022-02"));
    const struct plan_udenfor u = {dag("2021-12-25"), dag("2022-01-01"), STR("ikke besluttet")};
    bog->plan.udenfor = &u;
    bog->plan.udenfor_antal = 1;
    const struct sag_beregning *svar = ask(bog, b, "2021-12");
    lacks(svar, "alle", "håndbog");
    assert_str(lack(svar, "alle")->grund, "ikke besluttet");
    assert_int_equal(svar->linjer, 0);
}

static void without_a_handbook(void **state)
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    lacks(ask(bog, b, "2020-12"), "alle", "håndbog");
    b->sag.indflyttet = dag("2021-01-01");
    pays_nothing_at_all(ask(bog, b, "2020-12"));
    barn_ophoer(b, OPHOER_FAKTISK, "2021-02-11");
    pays_nothing_at_all(ask(bog, b, "2022-01")); /* left by what is known, though no day is told */
}

/* Three versions in one month with three receivers: three lines, each rounded for itself. */
static void versions_meet_inside_a_month(void **state)
{
    struct bog *bog[3];
    const struct plan *planer[3];
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    for (int i = 0; i < 3; i++) {
        bog[i] = bog_2021(&arena);
        planer[i] = &bog[i]->plan;
        for (int y = 0; y < Y_ANTAL; y++) bog[i]->ydelse[y].skat = (enum skat)i;
    }
    bog[0]->plan.gaelder_til = bog[1]->plan.gaelder_fra = dag("2021-06-11");
    bog[1]->plan.gaelder_til = bog[2]->plan.gaelder_fra = dag("2021-06-21");
    bog[2]->ydelse[L_LOMMEPENGE].afrund = AFRUND_OP;
    const struct sag_beregning *svar = ask_all(planer, 3, &b, 1, "2021-06", DATO_MAX);
    assert_int_equal(svar->linjer, 12);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(svar->linje[i].beloeb.oere, 900136);
        assert_int_equal(svar->linje[i].skat, i);
        /* 10/7 × 32 = 45,714… */
        assert_int_equal(svar->linje[6 + i].beloeb.oere, i == 2 ? 4572 : 4571);
    }
    for (int y = 0; y < Y_ANTAL; y++)
        bog[1]->ydelse[y].skat = bog[2]->ydelse[y].skat = SKAT_A_INDKOMST;
    svar = ask_all(planer, 3, &b, 1, "2021-06", DATO_MAX);
    pays(svar, "vederlag", TRIN_3);
    pays(svar, "lommepenge", 13715); /* by the rule of the last day: up */
}

/* A line that cannot be paid in one receiver's part is not paid in the other's either. */
static void a_lack_stops_every_part_of_a_line(void **state)
{
    struct bog *bog[2] = {bog_2021(&arena), bog_2021(&arena)};
    const struct plan *planer[2] = {&bog[0]->plan, &bog[1]->plan};
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    bog[0]->plan.gaelder_til = bog[1]->plan.gaelder_fra = dag("2021-06-11");
    bog[1]->ydelse[L_KOST].modtager = MODTAGER_BARN;
    bog[1]->takst[bog[1]->foerste[T_KOST_ANDEL]].ukendt = false;
    bog[1]->takst[bog[1]->foerste[T_KOST_ANDEL]].beloeb.oere = 90000;
    barn_situation(b, SITUATION_EFTERSKOLE, "2021-06-11", NULL);
    const struct sag_beregning *svar = ask_all(planer, 2, &b, 1, "2021-06", DATO_MAX);
    lacks(svar, "kost_og_logi", "beløb");
    assert_int_equal(svar->linjer, 3);
}

/* ---- agreements and what was known ---- */

static void a_supplement(void **state)
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    barn_beloeb(b, AFTALE_TILLAEG, "vederlag", 150000, "2021-06-11", NULL);
    pays(ask(bog, b, "2021-06"), "vederlag", TRIN_3 + 100000); /* 20/30 of 1.500 kr */
    struct aftale *a = barn_beloeb(b, AFTALE_TILLAEG, "vederlag", 1000, "2021-06-21", NULL);
    a->pr = PR_DOEGN; /* known equally late: they add up */
    pays(ask(bog, b, "2021-06"), "vederlag", TRIN_3 + 100000 + 10 * 1000);
    a->periode.kendt_fra = dag("2021-06-01"); /* known later: it takes the other's place */
    pays(ask(bog, b, "2021-06"), "vederlag", TRIN_3 + 50000 + 10 * 1000);
}

static void an_amount_instead(void **state)
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    barn_beloeb(b, AFTALE_ERSTATNING, "vederlag", 1500000, "2021-06-01", NULL);
    b->sag.indplaceringer = 0; /* nobody needs it now */
    pays(ask(bog, b, "2021-06"), "vederlag", 1500000);
    barn_beloeb(b, AFTALE_TILLAEG, "vederlag", 30000, "2021-06-01", NULL);
    pays(ask(bog, b, "2021-06"), "vederlag", 1530000);
    barn_beloeb(b, AFTALE_ERSTATNING, "vederlag", 1600000, "2021-06-30", NULL);
    lacks(ask(bog, b, "2021-06"), "vederlag", "aftale");
}

/* An agreement about what the handbook does not give is never passed over in silence. */
static void an_agreement_that_cannot_be_paid(void **state)
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    b->sag.foedt = dag("2019-06-11"); /* lommepenge begins at three */
    barn_beloeb(b, AFTALE_TILLAEG, "lommepenge", 10000, "2021-06-01", NULL);
    lacks(ask(bog, b, "2021-06"), "lommepenge", "aftale");
    b->aftale[0].ydelse = STR("lommepenger");
    lacks(ask(bog, b, "2021-06"), "lommepenger", "aftale");
    pays(ask(bog, b, "2021-06"), "vederlag", TRIN_3);
    nothing(ask(bog, b, "2021-06"), "lommepenge");
    b->sag.art = ART_NETVAERK;
    b->aftale[0].ydelse = STR("vederlag");
    lacks(ask(bog, b, "2021-06"), "vederlag", "aftale");
    b->sag.fraflyttet = dag("2021-06-11"); /* the agreement runs on, but not for this family */
    pays_nothing_at_all(ask(bog, b, "2021-08"));
    b->aftale[0].ydelse = STR("lommepenger");
    pays_nothing_at_all(ask(bog, b, "2021-08"));
}

static void what_was_known(void **state)
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    const struct plan *plan = &bog->plan;
    (void)state;
    barn_trin(b, 4, "2021-06-16", NULL)->periode.kendt_fra = dag("2021-07-10");
    b->sag.fraflyttet = dag("2021-06-21");
    b->sag.fraflyttet_kendt_fra = dag("2021-07-20");
    const struct sag_beregning *svar = ask_all(&plan, 1, &b, 1, "2021-06", dag("2021-07-09"));
    pays(svar, "vederlag", TRIN_3);
    pays(svar, "kost_og_logi", 579000);
    svar = ask_all(&plan, 1, &b, 1, "2021-06", dag("2021-07-10"));
    pays(svar, "vederlag", 2925442); /* 15/30 × 27.004,08 + 15/30 × 31.504,76 */
    pays(svar, "kost_og_logi", 579000);
    svar = ask_all(&plan, 1, &b, 1, "2021-06", dag("2021-07-20"));
    pays(svar, "kost_og_logi", 386000);
    b->sag.kendt_fra = dag("2021-06-05");
    pays_nothing_at_all(ask_all(&plan, 1, &b, 1, "2021-06", dag("2021-06-04")));
}

/* A rate corrected later, and one that ends: R030. */
static void rates_in_time(void **state)
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    const struct plan *plan = &bog->plan;
    (void)state;
    struct takst *t = &bog->takst[bog->foerste[T_DOEGN]];
    t->til = dag("2021-06-16");
    lacks(ask(bog, b, "2021-06"), "vederlag", "takst vederlag_døgn_afrundet");
    t->til = dag("2022-01-01");
    t->kendt_fra = dag("2021-07-01");
    lacks(ask_all(&plan, 1, &b, 1, "2021-06", dag("2021-06-30")), "vederlag",
          "takst vederlag_døgn_afrundet");
    pays(ask(bog, b, "2021-06"), "vederlag", TRIN_3);
}

static void the_explanation_tells_all(void **state) /* R138 */
{
    struct bog *bog = bog_2021(&arena);
    struct barn *b = barn_ny(&arena, "A");
    (void)state;
    b->indplacering[0].har_besluttet = true;
    b->indplacering[0].besluttet = dag("2020-12-14");
    const struct forklaring *f = explained(ask(bog, b, "2021-06"), "vederlag");
    assert_int_equal(f->dele, 1);
    assert_true(f->hele_maaneden);
    const struct forklaring_led *led = &f->del[0].led[0];
    assert_int_equal(led->faktorer, 3);
    assert_true(brok_eq(led->faktor[0].vaerdi, brok_int(6)));
    assert_str(led->faktor[0].note, "trin 3, besluttet 14. december 2020");
    assert_non_null(led->faktor[1].takst);
    assert_str(led->faktor[1].takst->kilde, "KL takster 2021");
    assert_true(brok_eq(led->faktor[2].vaerdi, (struct brok){3041, 100}));
    assert_true(brok_eq(led->gange, brok_int(1)));
    explained(ask(bog, b, "2021-06"), "lommepenge");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(five_levels),
        TEST(a_published_month_amount_is_data),
        TEST(a_doegn_family_gets_four_lines),
        TEST(the_example_of_the_issue),
        TEST(a_changed_level_is_paid_and_remarked),
        TEST(a_level_is_never_lowered),
        TEST(a_level_seen_again_counts_as_earlier),
        TEST(a_level_must_be_known_and_single),
        TEST(a_transition_chooses_the_model),
        TEST(costs_follow_age),
        TEST(a_birthday_counts_as_chosen),
        TEST(born_on_29_february),
        TEST(from_23_years_no_rule_speaks),
        TEST(the_third_and_fourth_child_of_one_municipality),
        TEST(who_is_third_when_they_came_together),
        TEST(which_children_count),
        TEST(relief_is_paid_by_the_night),
        TEST(a_network_family_gets_no_vederlag),
        TEST(what_the_source_does_not_say_is_a_lack),
        TEST(moving_in_and_out),
        TEST(part_months_as_chosen),
        TEST(an_uneven_month),
        TEST(weeks_as_chosen),
        TEST(rounded_once_by_name),
        TEST(efterskole),
        TEST(a_step_down),
        TEST(two_situations),
        TEST(eighteen),
        TEST(adoption),
        TEST(notice_given),
        TEST(broken_off),
        TEST(the_notice_counts_from_the_departure),
        TEST(breach),
        TEST(during_the_notice),
        TEST(a_notice_runs_out_of_the_handbook),
        TEST(without_a_handbook),
        TEST(versions_meet_inside_a_month),
        TEST(a_lack_stops_every_part_of_a_line),
        TEST(a_supplement),
        TEST(an_amount_instead),
        TEST(an_agreement_that_cannot_be_paid),
        TEST(what_was_known),
        TEST(rates_in_time),
        TEST(the_explanation_tells_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
