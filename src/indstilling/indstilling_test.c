/*
 * indstilling: every move, who may make it, who sees what, and that a level comes into the register
 * once. On both engines. Cites R041 R043 R059 R062 R065 R068 R072 R073 R078 R080 R355 R357.
 */
#include "indstilling/test_indstilling.h"

#include <string.h>

/* ---- pure ---- */

static void the_table_of_moves(void **state)
{
    /* From (row) to (column), in the order of the enumeration. */
    static const char *const kan[INDSTILLING_TILSTANDE] = {
        "11.....1", "1.11111.", ".111111.", "........",
        ".....11.", "........", "........", "........",
    };
    static const bool traek[] = {true, true, true, false, false, false, false, false};

    (void)state;
    for (int fra = 0; fra < INDSTILLING_TILSTANDE; fra++) {
        for (int til = 0; til < INDSTILLING_TILSTANDE; til++) {
            bool venter = til == INDSTILLING_TRUKKET ? traek[fra] : kan[fra][til] == '1';
            if (til == INDSTILLING_GODKENDT) venter = fra == INDSTILLING_AFVENTER_LEDER;
            if (til == INDSTILLING_AFVIST)
                venter = fra == INDSTILLING_INDSTILLET || fra == INDSTILLING_DAGSORDEN ||
                         fra == INDSTILLING_AFVENTER_LEDER;
            if (indstilling_kan_flytte((enum indstilling_tilstand)fra,
                                       (enum indstilling_tilstand)til) != venter)
                fail_msg("%d → %d", fra, til);
        }
    }
}

static void levels_as_text(void **state)
{
    struct arena arena;
    struct err err = ERR_INIT;
    struct niveau n;

    (void)state;
    arena_init(&arena, 1 << 20);
    assert_ok(niveau_laes(STR("trin=3"), &n, &err), err);
    assert_str(niveau_tekst(&arena, n), "trin 3");
    assert_ok(niveau_laes(STR("vederlag=4,5"), &n, &err), err);
    assert_str(niveau_tekst(&arena, n), "4,5 vederlag");
    static const char *const galt[] = {"",           "trin=",  "trin=0",    "trin=100",
                                       "trin=-1",    "trin 3", "vederlag=", "vederlag=-2",
                                       "vederlag=0", "3"};
    for (size_t i = 0; i < sizeof(galt) / sizeof(*galt); i++) {
        err = (struct err)ERR_INIT;
        assert_afvist(niveau_laes(str_from(galt[i]), &n, &err), err, ERR_INPUT);
        assert_false(niveau_sagt(n));
    }
    arena_release(&arena);
}

static void when_a_leader_must_approve(void **state)
{
    struct test_plan p;
    struct niveau tre = {3, BROK_NUL}, fire = {4, BROK_NUL}, syv = {0, {7, 1}};

    (void)state;
    test_plan_make(&p);
    struct plan_afgoerelse *a = &p.plan.indplacering.afgoerelse;
    assert_false(niveau_kraever_leder(&p.plan, tre));
    assert_true(niveau_kraever_leder(&p.plan, fire));
    assert_true(niveau_kraever_leder(&p.plan, syv)); /* more than the 6 vederlag of step 3 */
    a->leder_over = (struct plan_niveau){MODEL_VEDERLAG, {8, 1}, {8, 1}};
    assert_false(niveau_kraever_leder(&p.plan, fire)); /* 8 vederlag */
    a->leder = LEDER_ALDRIG;
    assert_false(niveau_kraever_leder(&p.plan, fire));
    a->leder = LEDER_ALTID;
    assert_true(niveau_kraever_leder(&p.plan, tre));
    a->leder = LEDER_UKENDT; /* what is not said does not let a level past */
    assert_true(niveau_kraever_leder(&p.plan, tre));
}

static struct indstilling_svar svar(enum svar_slags slags, const char *noegle, const char *vaerdi)
{
    return (struct indstilling_svar){slags,     str_from(noegle), str_from(vaerdi),
                                     STR_EMPTY, STR_EMPTY,        0};
}

static void guidance_says_what_answers_point_to(void **state)
{
    struct arena arena;
    struct test_plan p;
    struct vejled v;
    struct indstilling_svar s[] = {
        svar(SVAR_KRITERIUM, "stoette", "meget"),
        svar(SVAR_TEGN, "tegn.soevn", "1"),
        svar(SVAR_TEGN, "tegn.angst", "0"),
    };
    struct indstilling_svarene alle = {s, 3, 0};

    (void)state;
    arena_init(&arena, 1 << 20);
    test_plan_make(&p);
    vejled(&arena, &p.plan, &alle, &v);
    assert_int_equal(v.linjer, 2);
    assert_true(v.linje[0].svar == &p.svar[2]);
    assert_int_equal(v.linje[0].tegn, 1);
    assert_null(v.linje[1].besvaret);
    assert_int_equal(v.ubesvaret, 1);
    assert_int_equal(v.summer, 1);
    assert_int_equal(v.sum[0].antal, 1);
    assert_true(brok_eq(v.sum[0].niveau.fra, brok_int(3)));
    /* An answer the handbook no longer has points nowhere, and is not made into another. */
    s[0].vaerdi = STR("rigtig meget");
    vejled(&arena, &p.plan, &alle, &v);
    assert_null(v.linje[0].svar);
    assert_non_null(v.linje[0].besvaret);
    assert_int_equal(v.summer, 0);
    arena_release(&arena);
}

static void demands_are_held_against_what_is_known(void **state)
{
    struct arena arena;
    struct test_plan p;
    struct kontrol k[KONTROLLER];
    struct indstilling i = {.anbringelse = STR("A1"), .fra = dato_make(2021, 6, 15)};
    struct indstilling_svar s[] = {svar(SVAR_OPLYSNING, "arbejde", "1,5"),
                                   svar(SVAR_OPLYSNING, "uddannelse", "nej")};
    struct indstilling_svarene alle = {s, 2, 0};
    struct indstilling_barn barn = {STR("A2"), {2, BROK_NUL}};
    struct indstilling_forhold f = {.foedt = dato_make(2010, 6, 16), .har_godkendelse = true};

    (void)state;
    arena_init(&arena, 1 << 20);
    test_plan_make(&p);
    f.godkendelse = register_tom(SLAGS_GODKENDELSE);
    f.godkendelse.godkendelse.belastning = STR("middel");
    f.godkendelse.godkendelse.antal_boern = 1;
    f.godkendelse.godkendelse.alder_fra = 11;
    f.godkendelse.godkendelse.alder_til = 17;
    indstilling_kontrol(&arena, &p.plan, &i, &alle, &f, (struct niveau){3, BROK_NUL}, k);
    assert_int_equal(k[KONTROL_GODKENDELSE].svar, KONTROL_OK);
    assert_int_equal(k[KONTROL_ANTAL].svar, KONTROL_OK);
    assert_int_equal(k[KONTROL_ALDER].svar, KONTROL_IKKE); /* ten until the day after */
    assert_int_equal(k[KONTROL_BELASTNING].svar, KONTROL_OK);
    assert_int_equal(k[KONTROL_ARBEJDE].svar, KONTROL_OK);
    assert_int_equal(k[KONTROL_UDDANNELSE].svar, KONTROL_OK);
    f.andre = &barn;
    f.andre_antal = 1;
    s[0].vaerdi = STR("1,75");
    indstilling_kontrol(&arena, &p.plan, &i, &alle, &f, (struct niveau){4, BROK_NUL}, k);
    assert_int_equal(k[KONTROL_GODKENDELSE].svar, KONTROL_IKKE);
    assert_int_equal(k[KONTROL_ANTAL].svar, KONTROL_IKKE);
    assert_int_equal(k[KONTROL_BELASTNING].svar, KONTROL_VURDER);
    assert_str(k[KONTROL_BELASTNING].fundet, "trin 2; i alt 12 vederlag med dette barn");
    assert_int_equal(k[KONTROL_ARBEJDE].svar, KONTROL_IKKE);
    assert_int_equal(k[KONTROL_UDDANNELSE].svar, KONTROL_IKKE);
    /* What nobody knows is neither met nor not met. */
    f.har_godkendelse = false;
    alle.antal = 0;
    indstilling_kontrol(&arena, &p.plan, &i, &alle, &f, (struct niveau){4, BROK_NUL}, k);
    assert_int_equal(k[KONTROL_GODKENDELSE].svar, KONTROL_UOPLYST);
    assert_int_equal(k[KONTROL_ANTAL].svar, KONTROL_UOPLYST);
    assert_int_equal(k[KONTROL_ARBEJDE].svar, KONTROL_UOPLYST);
    assert_int_equal(k[KONTROL_UDDANNELSE].svar, KONTROL_UOPLYST);
    assert_true(k[KONTROL_ANTAL].godkendelse_tier);
    /* Before a level is chosen its demands wait, and are not called unmet. */
    indstilling_kontrol(&arena, &p.plan, &i, &alle, &f, NIVEAU_INTET, k);
    assert_int_equal(k[KONTROL_GODKENDELSE].svar, KONTROL_VENTER);
    assert_int_equal(k[KONTROL_RETNING].svar, KONTROL_VENTER);
    /* A level of which the handbook demands nothing is for a person. */
    p.plan.indplacering.krav_antal = 0;
    indstilling_kontrol(&arena, &p.plan, &i, &alle, &f, (struct niveau){4, BROK_NUL}, k);
    assert_int_equal(k[KONTROL_ERFARING].svar, KONTROL_VURDER);
    arena_release(&arena);
}

/* ---- in the database ---- */

static void a_draft_is_begun_once(void **state)
{
    struct test_sag t;

    test_sag_open(&t, *state);
    struct str id = test_new_id(&t);
    assert_afvist(test_ny(&t, &t.oekonomi, id, "A1"), t.r.err, ERR_ACCESS);
    assert_afvist(test_ny(&t, &t.medlem, id, "A1"), t.r.err, ERR_ACCESS);
    assert_ok(test_ny(&t, &t.raadgiver, id, "A1"), t.r.err);
    assert_ok(test_ny(&t, &t.raadgiver, id, "A1"), t.r.err); /* sent twice: still one */
    assert_afvist(test_ny(&t, &t.raadgiver, test_new_id(&t), "A1"), t.r.err, ERR_INPUT);
    assert_afvist(test_ny(&t, &t.raadgiver, test_new_id(&t), "A9"), t.r.err, ERR_INPUT);
    assert_afvist(test_ny(&t, &t.raadgiver, STR("x"), "A2"), t.r.err, ERR_INPUT);
    t.p.plan.indplacering.kriterier = 0;
    assert_afvist(test_ny(&t, &t.raadgiver, test_new_id(&t), "A2"), t.r.err, ERR_INPUT);
    struct indstilling i = test_find(&t, id);
    assert_int_equal(i.trin_antal, 1);
    assert_str(i.familie, "F1");
    test_register_close(&t.r);
}

static void answers_are_the_handbooks(void **state)
{
    struct test_sag t;
    struct indstilling_svarene s;

    test_sag_open(&t, *state);
    struct str id = test_new_id(&t);
    assert_ok(test_ny(&t, &t.raadgiver, id, "A1"), t.r.err);
    static const struct {
        enum svar_slags slags;
        const char *noegle, *vaerdi;
    } galt[] = {{SVAR_KRITERIUM, "stoette", "vildt"}, {SVAR_KRITERIUM, "andet", "lidt"},
                {SVAR_KRITERIUM, "varighed", "lidt"}, {SVAR_TEGN, "tegn.soevn", "2"},
                {SVAR_TEGN, "tegn.ro", "1"},          {SVAR_TEGN, "soevn", "1"},
                {SVAR_OPLYSNING, "skonummer", "43"}};
    for (size_t n = 0; n < sizeof(galt) / sizeof(*galt); n++)
        assert_afvist(test_svar(&t, id, galt[n].slags, galt[n].noegle, galt[n].vaerdi, ""), t.r.err,
                      ERR_INPUT);
    assert_ok(test_svar(&t, id, SVAR_KRITERIUM, "stoette", "lidt", ""), t.r.err);
    assert_ok(test_svar(&t, id, SVAR_KRITERIUM, "stoette", "meget", "sover ikke"), t.r.err);
    assert_ok(test_svar(&t, id, SVAR_KRITERIUM, "stoette", "meget", "sover ikke"), t.r.err);
    assert_ok(test_svar(&t, id, SVAR_TEGN, "tegn.angst", "0", ""), t.r.err); /* says nothing */
    assert_ok(test_svar(&t, id, SVAR_OPLYSNING, "arbejde", "1,5", ""), t.r.err);
    assert_ok(store_begin(t.r.store, STORE_READ, &t.r.err), t.r.err);
    assert_ok(indstilling_svarene(t.r.store, &t.r.arena, TEST_KOMMUNE, id, &s, &t.r.err), t.r.err);
    store_rollback(t.r.store);
    assert_int_equal(s.antal, 2);
    const struct indstilling_svar *v = indstilling_svar_find(&s, SVAR_KRITERIUM, STR("stoette"));
    assert_non_null(v);
    assert_str(v->vaerdi, "meget");
    assert_true(v->tekst.n > 0);
    test_register_close(&t.r);
}

static void a_proposal_is_whole(void **state)
{
    struct test_sag t;

    test_sag_open(&t, *state);
    struct str id = test_new_id(&t);
    assert_ok(test_ny(&t, &t.raadgiver, id, "A1"), t.r.err);
    assert_afvist(test_send(&t, &t.raadgiver, id, 3, "stort behov"), t.r.err, ERR_INPUT);
    assert_ok(test_svar(&t, id, SVAR_KRITERIUM, "stoette", "noget", ""), t.r.err);
    assert_afvist(test_send(&t, &t.raadgiver, id, 3, "stort behov"), t.r.err, ERR_INPUT);
    assert_non_null(strstr(t.r.err.text, "Hvor længe?"));
    assert_ok(test_svar(&t, id, SVAR_KRITERIUM, "varighed", "", "mange år"), t.r.err);
    assert_afvist(test_send(&t, &t.raadgiver, id, 3, "  \n "), t.r.err, ERR_INPUT);
    assert_afvist(test_send(&t, &t.raadgiver, id, 5, "stort behov"), t.r.err, ERR_INPUT);
    assert_afvist(test_send(&t, &t.raadgiver, id, 0, "stort behov"), t.r.err, ERR_INPUT);
    assert_afvist(test_send(&t, &t.oekonomi, id, 3, "stort behov"), t.r.err, ERR_ACCESS);
    assert_ok(test_send(&t, &t.raadgiver, id, 3, "stort behov"), t.r.err);
    assert_afvist(test_send(&t, &t.raadgiver, id, 3, "stort behov"), t.r.err, ERR_INPUT);
    assert_afvist(test_svar(&t, id, SVAR_KRITERIUM, "stoette", "lidt", ""), t.r.err, ERR_INPUT);
    assert_int_equal(test_tilstand(&t, id), INDSTILLING_INDSTILLET);
    test_register_close(&t.r);
}

/* A level that stands may be raised and never lowered here, whoever asks. */
static void the_handbooks_direction_holds(void **state)
{
    struct test_sag t;

    test_sag_open(&t, *state);
    struct str id = test_new_id(&t);
    assert_ok(test_ny(&t, &t.raadgiver, id, "A2"), t.r.err);
    assert_ok(test_svar(&t, id, SVAR_KRITERIUM, "stoette", "lidt", ""), t.r.err);
    assert_ok(test_svar(&t, id, SVAR_KRITERIUM, "varighed", "", "år"), t.r.err);
    assert_afvist(test_send(&t, &t.raadgiver, id, 1, "mindre behov"), t.r.err, ERR_INPUT);
    assert_string_equal(t.r.err.text,
                        "Niveauet kan ikke blive trin 1: håndbogen siger, at niveauet "
                        "kan hæves, men aldrig sænkes");
    assert_string_equal(err_paa_side(&t.r.err, true),
                        "The level cannot become level 1: the handbook says that the level can be "
                        "raised, but never lowered");
    assert_ok(test_send(&t, &t.raadgiver, id, 3, "større behov"), t.r.err);
    struct udvalgsmoede m = test_moede(&t, "2021-07-10");
    assert_ok(test_paa(&t, id, &m, 0), t.r.err);
    assert_afvist(test_beslut(&t, &t.medlem, id, JA(1)), t.r.err, ERR_INPUT);
    struct register_fakta *f;
    assert_int_equal(test_niveauer(&t, "A2", &f), 1);
    test_register_close(&t.r);
}

static void the_udvalg_decides_and_the_level_is_registered_once(void **state)
{
    struct test_sag t;
    struct register_fakta *f;

    test_sag_open(&t, *state);
    struct str id = test_indstillet(&t, "A1", 3);
    struct udvalgsmoede m = test_moede(&t, "2021-07-10");
    /* Not before it is on an agenda, and by nobody else than the udvalg. */
    assert_afvist(test_beslut(&t, &t.medlem, id, JA(3)), t.r.err, ERR_ACCESS);
    assert_ok(test_paa(&t, id, &m, 0), t.r.err);
    assert_afvist(test_beslut(&t, &t.raadgiver, id, JA(3)), t.r.err, ERR_ACCESS);
    assert_afvist(test_beslut(&t, &t.leder, id, JA(3)), t.r.err, ERR_ACCESS);
    assert_afvist(test_beslut(&t, &t.oekonomi, id, JA(3)), t.r.err, ERR_ACCESS);
    assert_afvist(test_beslut(&t, &t.medlem, id,
                              (struct beslutning){.niveau = {3, BROK_NUL}, .tekst = STR(" ")}),
                  t.r.err, ERR_INPUT);
    assert_int_equal(test_niveauer(&t, "A1", &f), 0);
    assert_ok(test_beslut(&t, &t.medlem, id, JA(3)), t.r.err);
    assert_int_equal(test_tilstand(&t, id), INDSTILLING_BESLUTTET);
    assert_afvist(test_beslut(&t, &t.medlem2, id, JA(2)), t.r.err, ERR_CONFLICT);
    assert_afvist(test_godkend(&t, &t.leder, id, JA(0)), t.r.err, ERR_CONFLICT);
    assert_int_equal(test_niveauer(&t, "A1", &f), 1);
    assert_int_equal(f[0].indplacering.trin, 3);
    assert_int_equal(f[0].fra.dag, dato_make(2021, 6, 15).dag);
    assert_int_equal(f[0].indplacering.besluttet.dag, dato_make(2021, 7, 1).dag);
    assert_str(f[0].indplacering.organ, "Niveauudvalget");
    assert_str(f[0].indplacering.kriterier, "stoette,varighed");
    assert_true(f[0].indplacering.tekst.n > 0);
    test_register_close(&t.r);
}

static void above_the_limit_another_leader_approves(void **state)
{
    struct test_sag t;
    struct register_fakta *f;

    test_sag_open(&t, *state);
    t.p.plan.indplacering.afgoerelse.beslutter = BESLUTTER_LEDER;
    struct str id = test_indstillet(&t, "A1", 4);
    assert_afvist(test_godkend(&t, &t.leder, id, JA(0)), t.r.err, ERR_INPUT);
    assert_ok(test_beslut(&t, &t.leder, id, JA(4)), t.r.err);
    assert_int_equal(test_tilstand(&t, id), INDSTILLING_AFVENTER_LEDER);
    assert_int_equal(test_niveauer(&t, "A1", &f), 0);
    assert_afvist(test_beslut(&t, &t.leder2, id, JA(3)), t.r.err, ERR_CONFLICT);
    assert_afvist(test_godkend(&t, &t.leder, id, JA(0)), t.r.err, ERR_ACCESS);
    assert_afvist(test_godkend(&t, &t.medlem, id, JA(0)), t.r.err, ERR_ACCESS);
    assert_ok(test_godkend(&t, &t.leder2, id, JA(0)), t.r.err);
    assert_int_equal(test_tilstand(&t, id), INDSTILLING_GODKENDT);
    assert_afvist(test_godkend(&t, &t.leder2, id, JA(0)), t.r.err, ERR_CONFLICT);
    assert_int_equal(test_niveauer(&t, "A1", &f), 1);
    assert_int_equal(f[0].indplacering.trin, 4);
    test_register_close(&t.r);
}

/* A leader who proposed it does not approve it either; and may say no. */
static void a_leader_may_say_no(void **state)
{
    struct test_sag t;
    struct register_fakta *f;
    struct beslutning nej = {.nej = true, .tekst = STR_EMPTY};

    test_sag_open(&t, *state);
    t.p.plan.indplacering.afgoerelse.beslutter = BESLUTTER_FAMILIERAADGIVER;
    struct str id = test_new_id(&t);
    assert_ok(test_ny(&t, &t.raadgiver, id, "A1"), t.r.err);
    assert_ok(test_svar(&t, id, SVAR_KRITERIUM, "stoette", "meget", ""), t.r.err);
    assert_ok(test_svar(&t, id, SVAR_KRITERIUM, "varighed", "", "år"), t.r.err);
    assert_ok(test_send(&t, &t.leder, id, 4, "stort behov"), t.r.err);
    assert_ok(test_beslut(&t, &t.raadgiver2, id, JA(4)), t.r.err);
    assert_afvist(test_godkend(&t, &t.leder, id, JA(0)), t.r.err, ERR_ACCESS);
    assert_afvist(test_godkend(&t, &t.leder2, id, nej), t.r.err, ERR_INPUT);
    nej.tekst = STR("det er ikke belyst");
    assert_ok(test_godkend(&t, &t.leder2, id, nej), t.r.err);
    assert_int_equal(test_tilstand(&t, id), INDSTILLING_AFVIST);
    assert_int_equal(test_niveauer(&t, "A1", &f), 0);
    assert_ok(test_ny(&t, &t.raadgiver, test_new_id(&t), "A1"), t.r.err); /* a new one may begin */
    test_register_close(&t.r);
}

/* Where the handbook names nobody: the udvalg or a leader, and always a leader afterwards. The
 * register tells who decided, not who approved. */
static void where_the_handbook_is_silent(void **state)
{
    struct test_sag t;
    struct register_fakta *f;

    test_sag_open(&t, *state);
    t.p.plan.indplacering.afgoerelse.beslutter = BESLUTTER_UKENDT;
    t.p.plan.indplacering.afgoerelse.udvalg = STR_EMPTY;
    t.p.plan.indplacering.afgoerelse.leder = LEDER_UKENDT;
    struct str a = test_indstillet(&t, "A1", 1);
    struct udvalgsmoede m = test_moede(&t, "2021-07-10");
    assert_afvist(test_beslut(&t, &t.raadgiver2, a, JA(1)), t.r.err, ERR_ACCESS);
    assert_ok(test_paa(&t, a, &m, 0), t.r.err);
    assert_ok(test_beslut(&t, &t.medlem, a, JA(1)), t.r.err);
    assert_int_equal(test_tilstand(&t, a), INDSTILLING_AFVENTER_LEDER);
    assert_ok(test_godkend(&t, &t.leder, a, JA(0)), t.r.err);
    assert_int_equal(test_niveauer(&t, "A1", &f), 1);
    assert_str(f[0].indplacering.organ, "udvalg");
    struct str b = test_indstillet(&t, "A2", 2);
    assert_ok(test_beslut(&t, &t.leder, b, JA(2)), t.r.err);
    assert_ok(test_godkend(&t, &t.leder2, b, JA(0)), t.r.err);
    assert_int_equal(test_niveauer(&t, "A2", &f), 2);
    assert_true(str_is(f[0].indplacering.organ, "leder") ||
                str_is(f[1].indplacering.organ, "leder"));
    test_register_close(&t.r);
}

static bool sees(struct test_sag *t, const struct adgang *som, struct str id)
{
    struct indstilling i, *liste;
    size_t n = 0;
    bool i_listen = false;

    assert_ok(store_begin(t->r.store, STORE_READ, &t->r.err), t->r.err);
    assert_ok(indstilling_find(t->r.store, &t->r.arena, som, id, &i, &t->r.err), t->r.err);
    assert_ok(indstilling_liste(t->r.store, &t->r.arena, som, false, 0, 50, &liste, &n, &t->r.err),
              t->r.err);
    store_rollback(t->r.store);
    for (size_t at = 0; at < n; at++) i_listen = i_listen || str_eq(liste[at].id, id);
    assert_int_equal(i.id.n > 0, i_listen);
    return i_listen;
}

static size_t meetings(struct test_sag *t, const struct adgang *som, struct str moede,
                       size_t *punkter)
{
    struct udvalgsmoede *m;
    struct indstilling *i;
    size_t n = 0;

    assert_ok(store_begin(t->r.store, STORE_READ, &t->r.err), t->r.err);
    assert_ok(udvalgsmoede_liste(t->r.store, &t->r.arena, som, &m, &n, &t->r.err), t->r.err);
    assert_ok(udvalgsmoede_punkter(t->r.store, &t->r.arena, som, moede, &i, punkter, &t->r.err),
              t->r.err);
    store_rollback(t->r.store);
    return n;
}

static void members_see_what_is_on_their_agenda(void **state)
{
    struct test_sag t;
    size_t punkter = 0;

    test_sag_open(&t, *state);
    struct str a = test_indstillet(&t, "A1", 3), b = test_indstillet(&t, "A2", 3);
    struct udvalgsmoede m = test_moede(&t, "2021-07-10");
    assert_int_equal(m.deltagere, 2);
    assert_false(sees(&t, &t.medlem, a));
    assert_ok(test_paa(&t, a, &m, 0), t.r.err);
    assert_true(sees(&t, &t.medlem, a));
    assert_false(sees(&t, &t.medlem, b));
    assert_true(sees(&t, &t.raadgiver, b));
    assert_int_equal(meetings(&t, &t.medlem, m.id, &punkter), 1);
    assert_int_equal(punkter, 1);
    /* One who is no longer invited sees neither the meeting nor the case, and decides nothing. */
    test_begin(&t);
    assert_ok(udvalgsmoede_deltager(t.r.store, &t.r.arena, &t.konsulent, &m, t.medlem.bruger, false,
                                    t.r.now_us, &t.r.err),
              t.r.err);
    test_end(&t, true);
    assert_false(sees(&t, &t.medlem, a));
    assert_int_equal(meetings(&t, &t.medlem, m.id, &punkter), 0);
    assert_int_equal(punkter, 0);
    assert_afvist(test_beslut(&t, &t.medlem, a, JA(3)), t.r.err, ERR_ACCESS);
    assert_true(sees(&t, &t.medlem2, a));
    /* Off the agenda, and it is gone for the member. */
    test_begin(&t);
    struct indstilling i = test_find(&t, a);
    assert_ok(indstilling_tilbage(t.r.store, &t.r.arena, &t.konsulent, &i, STR("ikke belyst"),
                                  t.r.now_us, &t.r.err),
              t.r.err);
    test_end(&t, true);
    assert_false(sees(&t, &t.medlem2, a));
    /* Who took it off did not propose it, and its reasons are still the proposal's. */
    i = test_find(&t, a);
    assert_true(str_eq(indstilling_indsendt(&i)->bruger, t.raadgiver.bruger));
    assert_int_equal(indstilling_forslag(&i)->nr, indstilling_indsendt(&i)->nr);
    assert_int_equal(indstilling_forslag(&i)->niveau.trin, 3);
    /* A user who is no member is not invited. */
    test_begin(&t);
    assert_afvist(
        test_end(&t, udvalgsmoede_deltager(t.r.store, &t.r.arena, &t.konsulent, &m,
                                           t.oekonomi.bruger, true, t.r.now_us, &t.r.err)),
        t.r.err, ERR_INPUT);
    test_register_close(&t.r);
}

static size_t waits(struct test_sag *t, const struct adgang *som,
                    enum indstilling_tilstand tilstand)
{
    struct indstilling *i;
    size_t n = 0;

    assert_ok(store_begin(t->r.store, STORE_READ, &t->r.err), t->r.err);
    assert_ok(indstilling_venter(t->r.store, &t->r.arena, som, tilstand, &i, &n, &t->r.err),
              t->r.err);
    store_rollback(t->r.store);
    return n;
}

/* A task stands with who may do it, and is gone when it is done. */
static void what_waits_and_for_whom(void **state)
{
    struct test_sag t;

    test_sag_open(&t, *state);
    struct str a = test_indstillet(&t, "A1", 4), b = test_indstillet(&t, "A2", 3);
    struct udvalgsmoede m = test_moede(&t, "2021-07-10");
    assert_int_equal(waits(&t, &t.konsulent, INDSTILLING_INDSTILLET), 2);
    assert_int_equal(waits(&t, &t.medlem, INDSTILLING_DAGSORDEN), 0);
    assert_ok(test_paa(&t, a, &m, 0), t.r.err);
    assert_ok(test_paa(&t, b, &m, 0), t.r.err);
    assert_int_equal(waits(&t, &t.konsulent, INDSTILLING_INDSTILLET), 0);
    assert_int_equal(waits(&t, &t.medlem, INDSTILLING_DAGSORDEN), 2);
    assert_ok(test_beslut(&t, &t.medlem, a, JA(4)), t.r.err);
    assert_ok(test_beslut(&t, &t.medlem, b, JA(3)), t.r.err);
    assert_int_equal(waits(&t, &t.medlem, INDSTILLING_DAGSORDEN), 0);
    assert_int_equal(waits(&t, &t.leder, INDSTILLING_AFVENTER_LEDER), 1);
    assert_int_equal(waits(&t, &t.medlem, INDSTILLING_AFVENTER_LEDER), 0); /* it decided itself */
    assert_ok(test_godkend(&t, &t.leder, a, JA(0)), t.r.err);
    assert_int_equal(waits(&t, &t.leder2, INDSTILLING_AFVENTER_LEDER), 0);
    test_register_close(&t.r);
}

static void an_agenda_has_an_order(void **state)
{
    struct test_sag t;
    struct indstilling *i;
    size_t n = 0;

    test_sag_open(&t, *state);
    struct str a = test_indstillet(&t, "A1", 3), b = test_indstillet(&t, "A2", 3);
    struct udvalgsmoede m = test_moede(&t, "2021-07-10");
    assert_ok(test_paa(&t, a, &m, 0), t.r.err);
    assert_ok(test_paa(&t, b, &m, 0), t.r.err);
    assert_ok(test_paa(&t, a, &m, 5), t.r.err); /* moved to the end */
    assert_ok(store_begin(t.r.store, STORE_READ, &t.r.err), t.r.err);
    assert_ok(udvalgsmoede_punkter(t.r.store, &t.r.arena, &t.medlem, m.id, &i, &n, &t.r.err),
              t.r.err);
    store_rollback(t.r.store);
    assert_int_equal(n, 2);
    assert_true(str_eq(i[0].id, b) && str_eq(i[1].id, a));
    assert_int_equal(i[1].trin_antal, 4);
    assert_afvist(test_paa(&t, a, &m, 1000), t.r.err, ERR_INPUT);
    t.r.now_us += 30 * TEST_DOEGN; /* the meeting has been held */
    assert_afvist(test_paa(&t, a, &m, 1), t.r.err, ERR_INPUT);
    test_register_close(&t.r);
}

static void it_may_be_taken_back(void **state)
{
    struct test_sag t;

    test_sag_open(&t, *state);
    struct str id = test_indstillet(&t, "A1", 3);
    test_begin(&t);
    struct indstilling i = test_find(&t, id);
    assert_afvist(test_end(&t, indstilling_traek(t.r.store, &t.r.arena, &t.medlem, &i, STR("x"),
                                                 t.r.now_us, &t.r.err)),
                  t.r.err, ERR_ACCESS);
    test_begin(&t);
    assert_ok(indstilling_traek(t.r.store, &t.r.arena, &t.raadgiver, &i, STR("ny oplysning"),
                                t.r.now_us, &t.r.err),
              t.r.err);
    test_end(&t, true);
    assert_int_equal(test_tilstand(&t, id), INDSTILLING_TRUKKET);
    assert_afvist(test_send(&t, &t.raadgiver, id, 3, "igen"), t.r.err, ERR_INPUT);
    test_register_close(&t.r);
}

/* A contract that was asked for comes with the level, in the same registration. */
static void a_contract_comes_with_the_level(void **state)
{
    struct test_sag t;
    struct register_fakta *k, *f;
    size_t n = 0;

    test_sag_open(&t, *state);
    struct str id = test_new_id(&t);
    assert_ok(test_ny(&t, &t.raadgiver, id, "A1"), t.r.err);
    assert_ok(test_svar(&t, id, SVAR_KRITERIUM, "stoette", "noget", ""), t.r.err);
    assert_ok(test_svar(&t, id, SVAR_KRITERIUM, "varighed", "", "år"), t.r.err);
    assert_ok(test_svar(&t, id, SVAR_OPLYSNING, "kontrakthaver", "P17", ""), t.r.err);
    assert_ok(test_svar(&t, id, SVAR_OPLYSNING, "bilag", "S2021-7", ""), t.r.err);
    assert_ok(test_send(&t, &t.raadgiver, id, 2, "behov"), t.r.err);
    struct udvalgsmoede m = test_moede(&t, "2021-07-10");
    assert_ok(test_paa(&t, id, &m, 0), t.r.err);
    assert_ok(test_beslut(&t, &t.medlem, id, JA(2)), t.r.err);
    assert_int_equal(test_niveauer(&t, "A1", &f), 1);
    assert_str(f[0].indplacering.bilag, "S2021-7");
    assert_ok(store_begin(t.r.store, STORE_READ, &t.r.err), t.r.err);
    assert_ok(register_fakta_af(t.r.store, &t.r.arena, TEST_KOMMUNE, INT64_MAX, SLAGS_KONTRAKT,
                                STR("A1"), &k, &n, &t.r.err),
              t.r.err);
    store_rollback(t.r.store);
    const struct register_fakta *ny = NULL;
    for (size_t i = 0; i < n; i++)
        if (str_is(k[i].kontrakt.holder, "P17")) ny = &k[i];
    assert_non_null(ny);
    assert_int_equal(ny->kontrakt.model, KONTRAKT_TRIN);
    assert_int_equal(ny->fra.dag, f[0].fra.dag);
    assert_int_equal(ny->nr, f[0].nr);
    test_register_close(&t.r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_of_moves),
        cmocka_unit_test(levels_as_text),
        cmocka_unit_test(when_a_leader_must_approve),
        cmocka_unit_test(guidance_says_what_answers_point_to),
        cmocka_unit_test(demands_are_held_against_what_is_known),
        BOTH(a_draft_is_begun_once),
        BOTH(answers_are_the_handbooks),
        BOTH(a_proposal_is_whole),
        BOTH(the_handbooks_direction_holds),
        BOTH(the_udvalg_decides_and_the_level_is_registered_once),
        BOTH(above_the_limit_another_leader_approves),
        BOTH(a_leader_may_say_no),
        BOTH(where_the_handbook_is_silent),
        BOTH(members_see_what_is_on_their_agenda),
        BOTH(what_waits_and_for_whom),
        BOTH(an_agenda_has_an_order),
        BOTH(it_may_be_taken_back),
        BOTH(a_contract_comes_with_the_level),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
