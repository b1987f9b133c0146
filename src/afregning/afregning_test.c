/* Settlement on both engines: runs, differences, approval, the journal. */
#include "afregning/test_afregning.h"

#include "afregning/overblik.h"

static struct register_fakta fact(enum register_slags slags, const char *ejer, const char *id)
{
    return (struct register_fakta){.slags = slags,
                                   .ejer = str_from(ejer),
                                   .id = str_from(id),
                                   .fra = DATO_MIN,
                                   .til = DATO_MAX};
}

/* R032: a month is settled once it has been lived. */
static void a_month_becomes_money(void **state)
{
    struct test_afregning t;
    struct godkendelse_resultat r;

    test_afregning_open(&t, *state);
    test_facts(&t, FIL(S1 ",\n" S2));
    int64_t nr = test_run_new(&t, "2021-06", false);
    struct udgave_resultat u = test_calc(&t, nr);
    /* S1: 27.004,08 + 5.985,00 + 69 and 118-138 kr. a week; worked in the handbook's examples. */
    assert_int_equal(u.par, 2);
    assert_int_equal(u.forskelle, 8);
    assert_int_equal(u.op.oere, u.beregnet.oere);
    assert_int_equal(u.ned.oere, 0);
    assert_int_equal(test_try_approve(&t, &t.bo, nr, NULL, &r), AFREGNING_GJORT);
    assert_int_equal(r.raekker, 8);
    assert_int_equal(r.skyldig.oere, u.beregnet.oere);
    assert_int_equal(test_tilkendt(&t, "S1", "vederlag", "2021-06"), 2700408);
    assert_int_equal(test_tilkendt(&t, "S1", "kost_og_logi", "2021-06"), 598500);
    assert_int_equal(test_tilkendt(&t, "S2", "vederlag", "2021-06"), 1800272);
    assert_int_equal(test_konto(&t, KONTO_SKYLDIG), u.beregnet.oere);
    assert_int_equal(test_konto(&t, KONTO_TILKENDT), -u.beregnet.oere);
    /* Again: nothing new, and a month that is settled needs an extra run. */
    struct koersel_ny ny = {test_maaned("2021-06"), test_dag("2021-06-30"), test_dag("2021-06-30"),
                            false};
    assert_refused(koersel_opret(t.store, &t.anna, &ny, t.now_us, &nr, &t.err), t.err, "ekstra");
    nr = test_run_new(&t, "2021-06", true);
    u = test_calc(&t, nr);
    assert_int_equal(u.forskelle, 0);
    assert_int_equal(u.par, 0);
    test_afregning_close(&t);
}

/* A birth date corrected after the month was settled: a difference, and only for that family; paid
 * in a run between the months (R140). */
static void a_correction_is_a_difference(void **state)
{
    struct test_afregning t;

    test_afregning_open(&t, *state);
    test_facts(&t, FIL(S1 ",\n" S2));
    test_settle(&t, "2021-06", false);
    test_facts(&t, FIL(SAG("S1", "F1", "2011-06-11", "3")));
    int64_t nr = test_run_new(&t, "2021-06", true);
    struct udgave_resultat u = test_calc(&t, nr);
    assert_int_equal(u.par, 1);
    /* Ten years old five days earlier: 5 × (206 − 193) kr. */
    assert_int_equal(u.forskelle, 1);
    assert_int_equal(u.op.oere, 6500);
    struct udgave v = test_udgave(&t, nr);
    assert_str(v.forskel[0].ydelse, "kost_og_logi");
    assert_int_equal(v.forskel[0].tilkendt.oere, 598500);
    assert_int_equal(v.forskel[0].beregnet.oere, 605000);
    assert_true(v.forskel[0].efter > 0);
    assert_int_equal(test_try_approve(&t, &t.bo, nr, NULL, NULL), AFREGNING_GJORT);
    /* And back: a tilgodehavende, not netted with what is owed. */
    int64_t skyldig = test_konto(&t, KONTO_SKYLDIG);
    test_facts(&t, FIL(S1));
    test_settle(&t, "2021-06", true);
    assert_int_equal(test_konto(&t, KONTO_SKYLDIG), skyldig);
    assert_int_equal(test_konto(&t, KONTO_TILGODEHAVENDE), -6500);
    assert_int_equal(test_tilkendt(&t, "S1", "kost_og_logi", "2021-06"), 598500);
    test_afregning_close(&t);
}

/* A line that can no longer be computed reclaims nothing; N4, kost and logi are one printed sum. */
static void what_cannot_be_computed_is_not_reclaimed(void **state)
{
    struct test_afregning t;

    test_afregning_open(&t, *state);
    test_facts(&t, FIL(S1));
    test_settle(&t, "2021-06", false);
    struct register_fakta f = fact(SLAGS_SITUATION, "S1", "efterskole");
    f.situation.art = SITUATION_EFTERSKOLE;
    f.fra = test_dag("2021-06-01");
    f.til = test_dag("2021-07-01");
    test_fact(&t, &f);
    int64_t nr = test_run_new(&t, "2021-06", true);
    struct udgave_resultat u = test_calc(&t, nr);
    assert_true(u.mangler > 0);
    assert_int_equal(test_try_approve(&t, &t.bo, nr, NULL, NULL), AFREGNING_GJORT);
    assert_int_equal(test_tilkendt(&t, "S1", "kost_og_logi", "2021-06"), 598500);
    assert_int_equal(test_tilkendt(&t, "S1", "vederlag", "2021-06"), 1350204);
    /* What lacks is computed again in the next run, though nothing touched it. */
    u = test_calc(&t, test_run_new(&t, "2021-06", true));
    assert_int_equal(u.par, 1);
    assert_int_equal(u.forskelle, 0);
    /* The situation was never true: everything comes back. */
    f.tilbagekaldt = true;
    test_fact(&t, &f);
    test_settle(&t, "2021-06", true);
    assert_int_equal(test_tilkendt(&t, "S1", "vederlag", "2021-06"), 2700408);
    test_afregning_close(&t);
}

/* The situation of the last day of the stay holds while the notice runs on: learned of late, it
 * changes the months of the notice too. */
static void a_situation_reaches_into_the_notice(void **state)
{
    struct test_afregning t;
    struct register_fakta f;

    test_afregning_open(&t, *state);
    test_facts(&t, FIL(S1));
    f = fact(SLAGS_ANBRINGELSE, "", "S1");
    f.fra = test_dag("2020-01-01");
    f.til = test_dag("2021-06-24");
    f.anbringelse.plejefamilie = STR("F1");
    f.anbringelse.barn = STR("S1-B");
    f.anbringelse.art = ART_DOEGN;
    f.anbringelse.kommune = 773;
    test_fact(&t, &f);
    test_settle(&t, "2021-06", false);
    test_settle(&t, "2021-07", false);
    int64_t juni = test_tilkendt(&t, "S1", "vederlag", "2021-06");
    int64_t juli = test_tilkendt(&t, "S1", "vederlag", "2021-07");
    assert_true(juni > 0 && juli > 0);
    f = fact(SLAGS_SITUATION, "S1", "s1");
    f.situation.art = SITUATION_EFTERVAERN;
    f.fra = test_dag("2021-06-20");
    f.til = test_dag("2021-06-30");
    test_fact(&t, &f);
    test_settle(&t, "2021-07", true);
    assert_true(test_tilkendt(&t, "S1", "vederlag", "2021-06") < juni);
    assert_true(test_tilkendt(&t, "S1", "vederlag", "2021-07") < juli);
    /* Another end of it, all within June: July is as it was, for the stay did not end under it. */
    f.til = test_dag("2021-06-22");
    test_fact(&t, &f);
    test_settle(&t, "2021-07", true);
    assert_int_equal(test_tilkendt(&t, "S1", "vederlag", "2021-07"), juli);
    test_afregning_close(&t);
}

/* Only a placement that was never true gives zero. */
static void what_was_never_true_is_zero(void **state)
{
    struct test_afregning t;
    struct register_fakta f = fact(SLAGS_ANBRINGELSE, "", "S1");

    test_afregning_open(&t, *state);
    test_facts(&t, FIL(S1 ",\n" S2));
    test_settle(&t, "2021-06", false);
    f.tilbagekaldt = true;
    test_fact(&t, &f);
    int64_t nr = test_settle(&t, "2021-06", true);
    assert_int_equal(test_tilkendt(&t, "S1", "vederlag", "2021-06"), 0);
    assert_int_equal(test_tilkendt(&t, "S1", "kost_og_logi", "2021-06"), 0);
    assert_int_equal(test_tilkendt(&t, "S2", "vederlag", "2021-06"), 1800272);
    bool ens = false;
    struct str foerste;
    assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
    assert_ok(udgave_genberegn(t.store, &t.arena, TEST_KOMMUNE, nr, 0, &ens, &foerste, &t.err),
              t.err);
    store_rollback(t.store);
    assert_true(ens);
    test_afregning_close(&t);
}

/* Months that no run took are taken by the next one. */
static void a_missed_month_is_caught_up(void **state)
{
    struct test_afregning t;

    test_afregning_open(&t, *state);
    test_facts(&t, FIL(S1));
    test_settle(&t, "2021-03", false);
    test_settle(&t, "2021-06", false);
    assert_int_equal(test_tilkendt(&t, "S1", "vederlag", "2021-02"), 0);
    assert_int_equal(test_tilkendt(&t, "S1", "vederlag", "2021-03"), 2700408);
    assert_int_equal(test_tilkendt(&t, "S1", "vederlag", "2021-04"), 2700408);
    assert_int_equal(test_tilkendt(&t, "S1", "vederlag", "2021-05"), 2700408);
    test_afregning_close(&t);
}

/* Facts learned after the cut wait, also when they are there when the run is computed. */
static void what_is_learned_later_waits(void **state)
{
    struct test_afregning t;

    test_afregning_open(&t, *state);
    test_facts(&t, FIL(S1));
    int64_t nr = test_run_new(&t, "2021-06", false);
    test_facts(&t, FIL(S2));
    struct udgave_resultat u = test_calc(&t, nr);
    assert_int_equal(u.par, 1);
    assert_int_equal(test_try_approve(&t, &t.bo, nr, NULL, NULL), AFREGNING_GJORT);
    test_settle(&t, "2021-06", true);
    assert_int_equal(test_tilkendt(&t, "S2", "vederlag", "2021-06"), 1800272);
    test_afregning_close(&t);
}

/* The number of the run that has overtaken one; 0: none. */
static int64_t overtaker(struct test_afregning *t, int64_t nr)
{
    const struct koersel *o = NULL;
    struct koersel *k;
    size_t n;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(koersel_liste(t->store, &t->arena, t->anna.kommune, &k, &n, &t->err), t->err);
    store_rollback(t->store);
    for (size_t i = 0; i < n; i++)
        if (k[i].loebenr == nr) o = koersel_overhalet(k, n, &k[i]);
    return o == NULL ? 0 : o->loebenr;
}

/* A run may not know less than one that is approved: rates would be unlearned. */
static void a_cut_does_not_go_back(void **state)
{
    struct test_afregning t;
    struct udgave_resultat u;
    enum afregning_udfald udfald;
    int64_t nr;

    test_afregning_open(&t, *state);
    test_facts(&t, FIL(S1));
    int64_t early = test_run_new(&t, "2021-06", false);
    int64_t same = test_run_new(&t, "2021-07", false); /* a month later: time has passed */
    int64_t ekstra;
    assert_int_equal(overtaker(&t, early), 0);
    test_calc(&t, same);
    assert_int_equal(overtaker(&t, early), 0); /* of another month, and not approved */
    assert_int_equal(test_try_approve(&t, &t.bo, same, NULL, NULL), AFREGNING_GJORT);
    assert_ok(koersel_beregn(t.store, &t.arena, &t.anna, early, &t.haandbog, t.now_us, NULL, &u,
                             &udfald, &t.err),
              t.err);
    assert_int_equal(udfald, AFREGNING_FORBI);
    assert_int_equal(overtaker(&t, early), same);
    assert_int_equal(overtaker(&t, same), 0);
    /* two extra runs of a month may both be wanted, until one knows more */
    ekstra = test_run_new(&t, "2021-07", true);
    test_calc(&t, test_run_new(&t, "2021-07", true));
    assert_int_equal(overtaker(&t, ekstra), 0);
    t.now_us += TEST_DAG_US;
    int64_t senere = test_settle(&t, "2021-07", true);
    assert_int_equal(overtaker(&t, ekstra), senere);
    struct koersel_ny ny = {
        test_maaned("2021-07"), {test_i_dag(&t).dag - 1}, test_dag("2021-07-30"), true};
    assert_refused(koersel_opret(t.store, &t.anna, &ny, t.now_us, &nr, &t.err), t.err,
                   "sidst er godkendt");
    test_afregning_close(&t);
}

/* What came before the first settled month was paid elsewhere: no run computes it, and none says
 * that it will. */
static void nothing_before_the_first_month(void **state)
{
    struct test_afregning t;
    int64_t nr;

    test_afregning_open(&t, *state);
    test_facts(&t, FIL(S1));
    test_settle(&t, "2021-06", false);
    for (int ekstra = 0; ekstra < 2; ekstra++) {
        struct koersel_ny ny = {test_maaned("2021-05"), test_i_dag(&t), test_dag("2021-06-30"),
                                ekstra != 0};
        assert_refused(koersel_opret(t.store, &t.anna, &ny, t.now_us, &nr, &t.err), t.err,
                       "afregnet fra juni 2021");
    }
    assert_int_equal(test_udgave(&t, test_settle(&t, "2021-06", true)).forskelle, 0);
    test_afregning_close(&t);
}

/* ---- approval */

/* R362, R366: decided by another, and told who. */
static void two_people(void **state)
{
    struct test_afregning t;

    test_afregning_open(&t, *state);
    test_facts(&t, FIL(S1));
    int64_t nr = test_run_new(&t, "2021-06", false);
    struct adgang ingen = {TEST_KOMMUNE, STR("u-x"), STR("x"), 1u << ROLLE_REVISION};
    enum afregning_udfald udfald;
    struct godkendelse_resultat r;
    assert_int_equal(test_try_approve(&t, &t.bo, nr, NULL, NULL), AFREGNING_FORKERT_TRIN);
    test_calc(&t, nr);
    assert_refused(
        koersel_godkend(t.store, &t.arena, &ingen, nr, 0, STR_EMPTY, t.now_us, &r, &udfald, &t.err),
        t.err, "");
    assert_int_equal(test_try_approve(&t, &t.anna, nr, "selv", NULL), AFREGNING_SAMME_PERSON);
    assert_int_equal(test_konto(&t, KONTO_SKYLDIG), 0);
    assert_int_equal(test_try_approve(&t, &t.bo, nr, NULL, NULL), AFREGNING_GJORT);
    assert_int_equal(test_try_approve(&t, &t.bo, nr, NULL, NULL), AFREGNING_ALLEREDE);
    test_afregning_close(&t);
}

/* Who set a level that is new in the run may not approve it; a leader may when nobody else can. */
static void the_one_who_decided_does_not_approve(void **state)
{
    struct test_afregning t;
    struct adgang carla = {TEST_KOMMUNE, STR("u-carla"), STR("carla"),
                           1u << ROLLE_LEDER | 1u << ROLLE_OEKONOMI};

    test_afregning_open(&t, *state);
    struct adgang anna = t.anna;
    t.anna = carla; /* registers the levels */
    test_facts(&t, FIL(S1));
    t.anna = anna;
    int64_t nr = test_run_new(&t, "2021-06", false);
    test_calc(&t, nr);
    struct str token;
    const enum rolle rolle = ROLLE_OEKONOMI;
    assert_ok(adgang_noegle_lav(&t.arena, TEST_KOMMUNE, STR("bo"), &token, &t.err), t.err);
    assert_ok(adgang_bruger_opret(t.store, &t.arena, &t.rod, STR("bo"), &rolle, 1, token, t.now_us,
                                  &t.err),
              t.err);
    assert_int_equal(test_try_approve(&t, &carla, nr, "haster", NULL), AFREGNING_HAR_AENDRET);
    assert_ok(
        adgang_rolle_saet(t.store, &t.arena, &t.rod, STR("bo"), rolle, false, t.now_us, &t.err),
        t.err);
    assert_int_equal(test_try_approve(&t, &carla, nr, NULL, NULL), AFREGNING_UDEN_GRUND);
    assert_int_equal(test_try_approve(&t, &carla, nr, "der er ikke andre", NULL), AFREGNING_GJORT);
    test_afregning_close(&t);
}

/* Two runs computed from one state: the second is out of date, and the database says so too. */
static void a_stale_run_is_refused(void **state)
{
    struct test_afregning t;
    struct journal_raekke *r;
    struct journal_hoved hoved;

    test_afregning_open(&t, *state);
    test_facts(&t, FIL(S1));
    int64_t a = test_run_new(&t, "2021-06", false);
    int64_t b = test_run_new(&t, "2021-06", false);
    test_calc(&t, a);
    test_calc(&t, b);
    assert_int_equal(test_try_approve(&t, &t.bo, a, NULL, NULL), AFREGNING_GJORT);
    assert_int_equal(test_try_approve(&t, &t.bo, b, NULL, NULL), AFREGNING_FORAELDET);
    /* Past all checks of ours: the key has been granted after that row. */
    test_journal(&t, &r);
    struct journal_raekke again = r[0];
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    assert_refused(journal_skriv(t.store, &t.arena, TEST_KOMMUNE, &again, 1, &hoved, &t.err), t.err,
                   "journal_kommune_anbringelse_ydelse_modtager_kanal_skat");
    store_rollback(t.store);
    assert_int_equal(test_konto(&t, KONTO_TILKENDT), -test_konto(&t, KONTO_SKYLDIG));
    test_afregning_close(&t);
}

/* ---- decisions */

/* F1's contract holder, so that decisions can name somebody. */
static void payee(struct test_afregning *t)
{
    test_fil(t, "personer.csv",
             "id;art;navn;cpr;adresse;postnummer;by_navn;beskyttet\n"
             "F1-K;person;Clara Birk;6703701003;Engvej 1;7900;Nykøbing M;nej\n");
}

/* What was granted before on the one line of the run that is S1's board and lodging, and how much
 * of it was paid ahead and is taken off here. */
static void assert_ahead(struct test_afregning *t, int64_t nr, int64_t tilkendt, int64_t oere)
{
    struct udgave u = test_udgave(t, nr);
    struct oere forud = {0};
    size_t i = 0;

    while (i < u.forskelle && !str_is(u.forskel[i].ydelse, "kost_og_logi")) i++;
    assert_true(i < u.forskelle);
    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(overblik_forud(t->store, &t->arena, t->anna.kommune, &u.forskel[i], &forud, &t->err),
              t->err);
    store_rollback(t->store);
    assert_int_equal(forud.oere, oere);
    assert_int_equal(u.forskel[i].tilkendt.oere, tilkendt);
}

static void aconto_is_taken_off_later(void **state)
{
    struct test_afregning t;
    struct beslutning_ny ny = {.art = BESLUTNING_ACONTO,
                               .modtager = STR("F1-K"),
                               .kanal = STR("nemkonto"),
                               .skat = STR("skattefri_til_lovens_sats"),
                               .anbringelse = STR("S1"),
                               .ydelse = STR("kost_og_logi"),
                               .maaned = test_maaned("2021-06"),
                               .beloeb = {400000}};
    struct register_fakta f = fact(SLAGS_SITUATION, "S1", "efterskole");
    enum afregning_udfald udfald;
    struct str id;

    test_afregning_open(&t, *state);
    test_facts(&t, FIL(S1));
    payee(&t);
    f.situation.art = SITUATION_EFTERSKOLE;
    f.fra = test_dag("2021-06-01");
    f.til = test_dag("2021-07-01");
    test_fact(&t, &f);
    test_settle(&t, "2021-06", false);
    assert_int_equal(test_tilkendt(&t, "S1", "kost_og_logi", "2021-06"), 0);
    assert_refused(beslutning_ny(t.store, &t.arena, &t.anna, &ny, t.now_us, &id, &udfald, &t.err),
                   t.err, "grund");
    ny.begrundelse = STR("familien har lagt ud");
    assert_ok(beslutning_ny(t.store, &t.arena, &t.anna, &ny, t.now_us, &id, &udfald, &t.err),
              t.err);
    test_settle(&t, "2021-06", true);
    assert_int_equal(test_tilkendt(&t, "S1", "kost_og_logi", "2021-06"), 400000);
    test_settle(&t, "2021-06", true); /* once */
    assert_int_equal(test_tilkendt(&t, "S1", "kost_og_logi", "2021-06"), 400000);
    f.tilbagekaldt = true;
    test_fact(&t, &f);
    int64_t nr = test_run_new(&t, "2021-06", true);
    test_calc(&t, nr);
    assert_ahead(&t, nr, 400000, 400000);
    assert_int_equal(test_try_approve(&t, &t.bo, nr, NULL, NULL), AFREGNING_GJORT);
    assert_int_equal(test_tilkendt(&t, "S1", "kost_og_logi", "2021-06"), 598500);
    assert_ahead(&t, nr, 400000, 400000); /* afterwards too: it tells of before the run */
    /* Corrected once more: what was paid ahead is taken off already. */
    test_facts(&t, FIL(SAG("S1", "F1", "2011-05-01", "3")));
    int64_t igen = test_run_new(&t, "2021-06", true);
    test_calc(&t, igen);
    assert_ahead(&t, igen, 598500, 0);
    assert_ahead(&t, nr, 400000, 400000);
    test_afregning_close(&t);
}

static void a_person_decides_how_it_is_drawn(void **state)
{
    struct test_afregning t;
    struct beslutning_ny ny = {.art = BESLUTNING_MODREGNING,
                               .modtager = STR("F1-K"),
                               .kanal = STR("nemkonto"),
                               .skat = STR(""),
                               .anbringelse = STR(""),
                               .ydelse = STR(""),
                               .beloeb = {10000},
                               .pr_maaned = {4000},
                               .begrundelse = STR("aftalt med familien")};
    struct str id;

    test_afregning_open(&t, *state);
    test_facts(&t, FIL(SAG("S1", "F1", "2011-05-01", "3")));
    assert_int_equal(test_decide(&t, &t.anna, &ny, &id), AFREGNING_INTET);
    test_settle(&t, "2021-05", false);
    test_facts(&t, FIL(S1)); /* born later: 31 × 13 kr. too much */
    test_settle(&t, "2021-06", false);
    assert_int_equal(test_konto(&t, KONTO_TILGODEHAVENDE), -40300);
    ny.beloeb.oere = 40301;
    assert_int_equal(test_decide(&t, &t.anna, &ny, &id), AFREGNING_FOR_MEGET);
    ny.beloeb.oere = 10000;
    assert_int_equal(test_decide(&t, &t.anna, &ny, &id), AFREGNING_GJORT);
    static const char *const maaned[] = {"2021-07", "2021-08", "2021-09", "2021-10"};
    static const int64_t staar[] = {-36300, -32300, -30300, -30300};
    for (size_t i = 0; i < 4; i++) {
        test_settle(&t, maaned[i], false);
        assert_int_equal(test_konto(&t, KONTO_TILGODEHAVENDE), staar[i]);
    }
    ny.art = BESLUTNING_EFTERGIVELSE;
    ny.beloeb.oere = 30300;
    assert_int_equal(test_decide(&t, &t.anna, &ny, &id), AFREGNING_GJORT);
    test_settle(&t, "2021-11", false);
    assert_int_equal(test_konto(&t, KONTO_TILGODEHAVENDE), 0);
    assert_int_equal(test_konto(&t, KONTO_EFTERGIVET), -30300);
    test_afregning_close(&t);
}

/* What is granted by hand must be payable: one unknown payee would stop everybody's export. */
static void an_aconto_names_what_is_there(void **state)
{
    struct test_afregning t;
    const struct beslutning_ny good = {.art = BESLUTNING_ACONTO,
                                       .modtager = STR("F1-K"),
                                       .kanal = STR("nemkonto"),
                                       .skat = STR("skattefri"),
                                       .anbringelse = STR("S1"),
                                       .ydelse = STR("kost_og_logi"),
                                       .maaned = test_maaned("2021-06"),
                                       .beloeb = {400000},
                                       .begrundelse = STR("haster")};
    struct beslutning_ny bad[6] = {good, good, good, good, good, good};
    static const char *const words[] = {"F9-K", "S9", "skat", "måned", "ydelse", "hører ikke til"};
    enum afregning_udfald udfald;
    struct str id;

    test_afregning_open(&t, *state);
    test_facts(&t, FIL(S1));
    payee(&t);
    test_fil(&t, "personer.csv",
             "id;art;navn;cpr;adresse;postnummer;by_navn;beskyttet\n"
             "F2-K;person;En Anden;6703701011;Engvej 2;7900;Nykøbing M;nej\n");
    bad[0].modtager = STR("F9-K");
    bad[1].anbringelse = STR("S9");
    bad[2].skat = STR("gratis");
    bad[3].maaned.nr = 0;
    bad[4].ydelse = STR_EMPTY;
    bad[5].modtager = STR("F2-K"); /* a person, but of no concern to the placement */
    for (size_t i = 0; i < 6; i++)
        assert_refused(
            beslutning_ny(t.store, &t.arena, &t.anna, &bad[i], t.now_us, &id, &udfald, &t.err),
            t.err, words[i]);
    assert_ok(beslutning_ny(t.store, &t.arena, &t.anna, &good, t.now_us, &id, &udfald, &t.err),
              t.err);
    test_afregning_close(&t);
}

/* Money ahead is taken off when the line is computed, so it is not given where none will be. */
static void an_aconto_is_on_a_month_of_the_placement(void **state)
{
    struct test_afregning t;
    struct beslutning_ny ny = {.art = BESLUTNING_ACONTO,
                               .modtager = STR("F1-K"),
                               .kanal = STR("nemkonto"),
                               .skat = STR("skattefri"),
                               .anbringelse = STR("S1"),
                               .ydelse = STR("kost_og_logi"),
                               .maaned = test_maaned("2019-12"),
                               .beloeb = {400000},
                               .begrundelse = STR("haster")};
    struct register_fakta *sted;
    enum afregning_udfald udfald;
    struct str id;
    size_t n;

    test_afregning_open(&t, *state);
    test_facts(&t, FIL(S1));
    payee(&t);
    assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
    assert_ok(register_fakta_af(t.store, &t.arena, t.anna.kommune, INT64_MAX, SLAGS_ANBRINGELSE,
                                STR("S1"), &sted, &n, &t.err),
              t.err);
    store_rollback(t.store);
    ny.maaned = maaned_of(dato_plus(sted[0].fra, -40));
    assert_refused(beslutning_ny(t.store, &t.arena, &t.anna, &ny, t.now_us, &id, &udfald, &t.err),
                   t.err, "begynder først den");
    sted[0].til = test_dag("2021-07-01");
    test_fact(&t, &sted[0]);
    ny.maaned = test_maaned("2021-07");
    assert_refused(beslutning_ny(t.store, &t.arena, &t.anna, &ny, t.now_us, &id, &udfald, &t.err),
                   t.err, "er slut den");
    ny.maaned = test_maaned("2021-06");
    assert_int_equal(test_decide(&t, &t.anna, &ny, &id), AFREGNING_GJORT);
    ny.maaned = maaned_of(sted[0].fra);
    assert_int_equal(test_decide(&t, &t.anna, &ny, &id), AFREGNING_GJORT);
    /* After a notice something may be due while it runs, and how long is not for us to say. */
    struct register_fakta f = fact(SLAGS_OPHOER, "S1", "o1");
    f.fra = test_dag("2021-06-28");
    f.ophoer.art = OPHOER_OPSIGELSE;
    test_fact(&t, &f);
    ny.maaned = test_maaned("2021-07");
    assert_int_equal(test_decide(&t, &t.anna, &ny, &id), AFREGNING_GJORT);
    ny.maaned = test_maaned("2022-02");
    assert_int_equal(test_decide(&t, &t.anna, &ny, &id), AFREGNING_GJORT);
    test_afregning_close(&t);
}

/* Where everything lacks, a mistyped ydelse would be granted as if it were one of the lacking. */
static void an_aconto_is_on_a_known_ydelse(void **state)
{
    struct test_afregning t;
    struct beslutning_ny ny = {.art = BESLUTNING_ACONTO,
                               .modtager = STR("F1-K"),
                               .kanal = STR("nemkonto"),
                               .skat = STR("skattefri"),
                               .anbringelse = STR("S1"),
                               .ydelse = STR("kost_og_lgi"),
                               .maaned = test_maaned("2022-01"),
                               .beloeb = {400000},
                               .begrundelse = STR("haster")};
    struct udgave_resultat u;
    enum afregning_udfald udfald;
    struct str id, ubrugt;

    test_afregning_open(&t, *state);
    test_facts(&t, FIL(S1));
    payee(&t);
    int64_t nr = test_run_new(&t, "2022-01", false);
    /* Before anything has been computed, the computation refuses it, and names it. */
    assert_ok(beslutning_ny(t.store, &t.arena, &t.anna, &ny, t.now_us, &id, &udfald, &t.err),
              t.err);
    assert_refused(koersel_beregn(t.store, &t.arena, &t.anna, nr, &t.haandbog, t.now_us, NULL, &u,
                                  &udfald, &t.err),
                   t.err, str_c(&t.arena, id));
    assert_ok(beslutning_tag_tilbage(t.store, &t.bo, id, t.now_us, &t.err), t.err);
    u = test_calc(&t, nr);
    assert_int_equal(u.mangler, 1); /* everything: the handbook ends with 2021 */
    assert_refused(
        beslutning_ny(t.store, &t.arena, &t.anna, &ny, t.now_us, &ubrugt, &udfald, &t.err), t.err,
        "vederlag, kost_og_logi");
    ny.ydelse = STR("kost_og_logi");
    assert_ok(beslutning_ny(t.store, &t.arena, &t.anna, &ny, t.now_us, &id, &udfald, &t.err),
              t.err);
    test_calc(&t, nr);
    assert_int_equal(test_try_approve(&t, &t.bo, nr, NULL, NULL), AFREGNING_GJORT);
    assert_int_equal(test_tilkendt(&t, "S1", "kost_og_logi", "2022-01"), 400000);
    test_afregning_close(&t);
}

/* Whoever decided on money does not approve the run that carries it out. */
static void the_one_who_waived_does_not_approve(void **state)
{
    struct test_afregning t;
    struct beslutning_ny ny = {.art = BESLUTNING_EFTERGIVELSE,
                               .modtager = STR("F1-K"),
                               .kanal = STR("nemkonto"),
                               .skat = STR(""),
                               .anbringelse = STR(""),
                               .ydelse = STR(""),
                               .beloeb = {10000},
                               .begrundelse = STR("aftalt med familien")};
    struct str id;

    test_afregning_open(&t, *state);
    test_facts(&t, FIL(SAG("S1", "F1", "2011-05-01", "3")));
    test_settle(&t, "2021-05", false);
    test_facts(&t, FIL(S1));
    test_settle(&t, "2021-06", false);
    assert_int_equal(test_decide(&t, &t.bo, &ny, &id), AFREGNING_GJORT);
    int64_t nr = test_run_new(&t, "2021-07", false);
    test_calc(&t, nr);
    assert_int_equal(test_try_approve(&t, &t.bo, nr, NULL, NULL), AFREGNING_HAR_AENDRET);
    struct adgang dorte = {TEST_KOMMUNE, STR("u-dorte"), STR("dorte"), 1u << ROLLE_OEKONOMI};
    assert_int_equal(test_try_approve(&t, &dorte, nr, NULL, NULL), AFREGNING_GJORT);
    assert_int_equal(test_konto(&t, KONTO_EFTERGIVET), -10000);
    test_afregning_close(&t);
}

/* ---- rates that are issued again */

static void a_new_rate_settles_everybody(void **state)
{
    struct test_afregning t;
    struct haandbog_tekst version, takster;
    struct fund_liste fund;
    struct buf ny;
    size_t at;

    test_afregning_open(&t, *state);
    test_facts(&t, FIL(S1 ",\n" S2));
    test_settle(&t, "2021-05", false);
    const struct haandbog *h = &t.haandbog.haandbog[0];
    struct str kl = h->takstfil[0].tekst;
    version = (struct haandbog_tekst){STR("2021-01-01.md"), h->dokument.tekst};
    /* Over 10 years: 206 kr. becomes 207 kr. */
    assert_true(str_find(kl, STR(";206;"), &at));
    buf_init(&ny, &t.arena);
    buf_add(&ny, str_sub(kl, 0, at));
    buf_c(&ny, ";207;");
    buf_add(&ny, str_sub(kl, at + 5, kl.n));
    takster = (struct haandbog_tekst){h->takstfil[0].navn, buf_str(&ny)};
    fund_init(&fund, &t.arena);
    assert_ok(haandbog_load_tekster(&t.arena, &version, 1, &takster, 1, &t.haandbog, &fund, &t.err),
              t.err);
    assert_int_equal(fund.fejl, 0);
    int64_t nr = test_run_new(&t, "2021-05", true);
    struct udgave_resultat u = test_calc(&t, nr);
    assert_int_equal(u.par, 2);
    assert_int_equal(u.forskelle, 1); /* S2 is over 10 */
    assert_int_equal(u.op.oere, 3100);
    assert_int_equal(test_try_approve(&t, &t.bo, nr, NULL, NULL), AFREGNING_GJORT);
    u = test_calc(&t, test_run_new(&t, "2021-05", true));
    assert_int_equal(u.par, 0);
    test_afregning_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(a_month_becomes_money),
        BOTH(a_correction_is_a_difference),
        BOTH(what_cannot_be_computed_is_not_reclaimed),
        BOTH(a_situation_reaches_into_the_notice),
        BOTH(what_was_never_true_is_zero),
        BOTH(a_missed_month_is_caught_up),
        BOTH(what_is_learned_later_waits),
        BOTH(a_cut_does_not_go_back),
        BOTH(nothing_before_the_first_month),
        BOTH(two_people),
        BOTH(the_one_who_decided_does_not_approve),
        BOTH(a_stale_run_is_refused),
        BOTH(aconto_is_taken_off_later),
        BOTH(a_person_decides_how_it_is_drawn),
        BOTH(an_aconto_names_what_is_there),
        BOTH(an_aconto_is_on_a_month_of_the_placement),
        BOTH(an_aconto_is_on_a_known_ydelse),
        BOTH(the_one_who_waived_does_not_approve),
        BOTH(a_new_rate_settles_everybody),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
