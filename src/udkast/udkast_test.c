/*
 * udkast: saved, proposed by one, put in force by another, and never another afterwards; what is in
 * force over the files; what is refused. On both engines.
 */
#include "register/test_register.h"

#include "base/fil.h"
#include "base/id.h"
#include "udkast/udkast.h"

enum { MORSOE = 773 };

struct proeve {
    struct test_register t;
    struct haandbog_tekster filer;
    struct adgang hanne; /* writes */
    struct adgang lis;   /* puts in force */
};

static void begin(struct proeve *p, struct test_store *place)
{
    struct fund_liste fund;

    test_register_open(&p->t, place);
    p->hanne =
        (struct adgang){MORSOE, STR("u-hanne"), STR("hanne"), 1u << ROLLE_HAANDBOGSANSVARLIG};
    p->lis = (struct adgang){MORSOE, STR("u-lis"), STR("lis"), 1u << ROLLE_LEDER};
    fund_init(&fund, &p->t.arena);
    assert_ok(haandbog_tekster_laes(&p->t.arena, "haandboeger/morsoe", &p->filer, &fund, &p->t.err),
              p->t.err);
    assert_int_equal(p->filer.versioner, 1);
    p->t.now_us = (int64_t)test_dag("2021-08-20").dag * 86400 * 1000000;
}

/* The text with every `fra` replaced. */
static struct str replaced(struct arena *arena, struct str text, const char *fra, const char *til)
{
    struct buf out;
    size_t at, n = 0;

    buf_init(&out, arena);
    while (str_find(text, str_from(fra), &at)) {
        buf_add(&out, str_sub(text, 0, at));
        buf_c(&out, til);
        text = str_sub(text, at + str_from(fra).n, text.n);
        n++;
    }
    assert_true(n > 0);
    buf_add(&out, text);
    return buf_str(&out);
}

/* A correction of Morsø's handbook, known from the middle of June: the highest level is more. */
static struct str correction(struct proeve *p)
{
    struct arena *a = &p->t.arena;
    struct str text = p->filer.version[0].tekst;

    text = replaced(a, text, "  takster      kl  # R029",
                    "  retter       2021-01-01, kendt fra 2021-06-15\n  takster      kl");
    text = replaced(a, text, "     5 |        9 |", "     5 |       10 |");
    text = replaced(a, text, "én til rådighed      | pædagogisk | stor           |      40.506,12",
                    "én til rådighed      | pædagogisk | stor           |      45.006,80");
    return replaced(a, text, "    5 | 40.506,12", "    5 | 45.006,80");
}

static bool save(struct proeve *p, const struct adgang *who, struct str id, int64_t efter,
                 struct udkast_tekst tekst, struct udkast_tjek *tjek)
{
    struct udkast_ny ny = {id, efter, tekst};
    bool gemt = false;

    p->t.err = (struct err)ERR_INIT;
    p->t.now_us += 60000000;
    assert_ok(store_begin(p->t.store, STORE_WRITE, &p->t.err), p->t.err);
    bool ok = udkast_gem(p->t.store, &p->t.arena, who, &p->filer, &ny, p->t.now_us, tjek, &gemt,
                         &p->t.err);
    if (ok) assert_ok(store_commit(p->t.store, &p->t.err), p->t.err);
    store_rollback(p->t.store);
    return ok && gemt;
}

static struct udkast found(struct proeve *p, struct str id)
{
    struct udkast u;

    p->t.err = (struct err)ERR_INIT;
    assert_ok(store_begin(p->t.store, STORE_READ, &p->t.err), p->t.err);
    assert_ok(udkast_find(p->t.store, &p->t.arena, MORSOE, id, &u, &p->t.err), p->t.err);
    store_rollback(p->t.store);
    return u;
}

enum hvad { FORESLAA, IKRAFT, AFVIS, OPGIV };

static bool act(struct proeve *p, const struct adgang *who, struct str id, enum hvad hvad)
{
    struct udkast u = found(p, id);
    struct store *s = p->t.store;
    int64_t nr = 0;
    bool ok = false;

    p->t.now_us += 60000000;
    assert_ok(store_begin(s, STORE_WRITE, &p->t.err), p->t.err);
    switch (hvad) {
    case FORESLAA:
        ok = udkast_foreslaa(s, &p->t.arena, who, &p->filer, &u, p->t.now_us, &p->t.err);
        break;
    case IKRAFT:
        ok = udkast_ikraft(s, &p->t.arena, who, &p->filer, &u, p->t.now_us, &nr, &p->t.err);
        break;
    case AFVIS: ok = udkast_afvis(s, who, &u, STR("se trin 5"), p->t.now_us, &p->t.err); break;
    case OPGIV: ok = udkast_opgiv(s, who, &u, STR("ikke mere"), p->t.now_us, &p->t.err); break;
    }
    if (ok) assert_ok(store_commit(s, &p->t.err), p->t.err);
    store_rollback(s);
    return ok;
}

static void refused(const struct proeve *p, enum err_kind kind, const char *words)
{
    size_t at;

    if (p->t.err.kind != kind || !str_find(str_from(p->t.err.text), str_from(words), &at))
        fail_msg("%d: %s", (int)p->t.err.kind, p->t.err.text);
    if (kind != ERR_ACCESS && p->t.err.engelsk[0] == '\0')
        fail_msg("not in English: %s", p->t.err.text);
}

static struct udkast_gaeldende in_force(struct proeve *p)
{
    struct udkast_gaeldende g;

    p->t.err = (struct err)ERR_INIT;
    assert_ok(store_begin(p->t.store, STORE_READ, &p->t.err), p->t.err);
    assert_ok(udkast_gaeldende(p->t.store, &p->t.arena, MORSOE, &p->filer, &g, &p->t.err),
              p->t.err);
    store_rollback(p->t.store);
    return g;
}

static struct str new_id(struct proeve *p)
{
    struct id id;

    assert_ok(id_make(&id, &p->t.err), p->t.err);
    return str_copy(&p->t.arena, id_str(&id));
}

static bool says(const struct udkast_tjek *tjek, const char *kode, bool fejl)
{
    for (size_t i = 0; i < tjek->fund.count; i++)
        if (str_is(str_from(tjek->fund.fund[i].kode), kode) && tjek->fund.fund[i].fejl == fejl)
            return true;
    return false;
}

static struct brok highest(const struct plan *plan)
{
    return plan->trin[plan->trin_antal - 1].vederlag;
}

static void clean(const struct udkast_tjek *tjek)
{
    for (size_t i = 0; i < tjek->fund.count; i++)
        if (tjek->fund.fund[i].fejl)
            print_error("%s:%d: %.*s\n", tjek->fund.fund[i].sted.fil, tjek->fund.fund[i].sted.linje,
                        STR_ARG(tjek->fund.fund[i].tekst.dansk));
    for (size_t i = 0; i < tjek->eksempler_fejl; i++)
        print_error("%.*s\n", STR_ARG(tjek->eksempel[i].forklaring.dansk));
    assert_true(udkast_kan_foreslaas(tjek));
}

/* ---- */

static void one_proposes_another_puts_in_force(void **state)
{
    struct proeve p;
    struct udkast_tjek tjek;
    struct haandbog_samling samling;
    struct fund_liste fund;

    begin(&p, *state);
    struct str id = new_id(&p);
    struct udkast_tekst tekst = {UDKAST_HAANDBOG, STR("2021-01-01.r1.md"), correction(&p), 0};
    assert_true(save(&p, &p.hanne, id, 0, tekst, &tjek));
    clean(&tjek);
    assert_true(tjek.eksempler > 50 && tjek.haandbog != NULL);
    assert_int_equal(in_force(&p).nr, 0);
    assert_false(act(&p, &p.lis, id, IKRAFT));
    refused(&p, ERR_INPUT, "kladde");
    assert_true(act(&p, &p.hanne, id, FORESLAA));
    assert_false(act(&p, &p.hanne, id, IKRAFT));
    refused(&p, ERR_ACCESS, "en anden skal");
    assert_true(act(&p, &p.lis, id, IKRAFT));
    assert_int_equal(found(&p, id).tilstand, UDKAST_I_KRAFT);
    assert_false(act(&p, &p.lis, id, IKRAFT));

    struct udkast_gaeldende g = in_force(&p);
    assert_int_equal(g.nr, 1);
    fund_init(&fund, &p.t.arena);
    assert_ok(udkast_samling(&p.t.arena, &g, NULL, &samling, &fund, &p.t.err), p.t.err);
    assert_int_equal(samling.count, 2);
    struct dato dag = test_dag("2021-10-01");
    assert_int_equal(highest(plan_on(&samling.planer, dag, test_dag("2021-06-14"))).t, 9);
    assert_int_equal(highest(plan_on(&samling.planer, dag, test_dag("2021-06-15"))).t, 10);
    test_register_close(&p.t);
}

static void whoever_wrote_in_it_is_no_other(void **state)
{
    struct proeve p;
    struct udkast_tjek tjek;
    struct adgang hans = {MORSOE, STR("u-hans"), STR("hans"), 1u << ROLLE_HAANDBOGSANSVARLIG};

    begin(&p, *state);
    struct str id = new_id(&p);
    struct udkast_tekst tekst = {UDKAST_HAANDBOG, STR("2021-01-01.r1.md"), correction(&p), 0};
    assert_true(save(&p, &hans, id, 0, tekst, &tjek));
    tekst.tekst = str_format(&p.t.arena, "%.*s\nEn linje til.\n", STR_ARG(tekst.tekst));
    assert_true(save(&p, &p.hanne, id, 1, tekst, &tjek));
    assert_true(act(&p, &p.hanne, id, FORESLAA));
    assert_false(act(&p, &hans, id, IKRAFT)); /* has the right, and wrote the first text */
    refused(&p, ERR_ACCESS, "en anden skal");
    assert_true(act(&p, &p.lis, id, IKRAFT));
    test_register_close(&p.t);
}

static void who_may_what(void **state)
{
    struct proeve p;
    struct udkast_tjek tjek;
    struct adgang anna = {MORSOE, STR("u-anna"), STR("anna"), 1u << ROLLE_OEKONOMI};

    begin(&p, *state);
    struct str id = new_id(&p);
    struct udkast_tekst tekst = {UDKAST_HAANDBOG, STR("2021-01-01.r1.md"), correction(&p), 0};
    assert_false(save(&p, &p.lis, id, 0, tekst, &tjek));
    refused(&p, ERR_ACCESS, "skrive og foreslå");
    assert_true(save(&p, &p.hanne, id, 0, tekst, &tjek));
    assert_false(act(&p, &p.lis, id, FORESLAA));
    refused(&p, ERR_ACCESS, "skrive og foreslå");
    assert_true(act(&p, &p.hanne, id, FORESLAA));
    assert_false(act(&p, &anna, id, IKRAFT));
    refused(&p, ERR_ACCESS, "sætte en håndbog");
    assert_false(act(&p, &anna, id, AFVIS));
    assert_true(act(&p, &p.lis, id, AFVIS));
    assert_int_equal(found(&p, id).tilstand, UDKAST_KLADDE);
    assert_str(found(&p, id).begrundelse, "se trin 5");
    assert_true(act(&p, &p.hanne, id, OPGIV));
    assert_false(act(&p, &p.hanne, id, FORESLAA));
    refused(&p, ERR_INPUT, "opgivet");
    test_register_close(&p.t);
}

static void errors_and_failed_examples_stop_it(void **state)
{
    struct proeve p;
    struct udkast_tjek tjek;

    begin(&p, *state);
    struct str id = new_id(&p);
    struct udkast_tekst tekst = {UDKAST_HAANDBOG, STR("2021-01-01.r1.md"), correction(&p), 0};
    struct str ret = tekst.tekst;
    tekst.tekst = replaced(&p.t.arena, ret, "  model        trin", "  model        urimelig");
    assert_true(save(&p, &p.hanne, id, 0, tekst, &tjek)); /* a draft may have errors */
    assert_true(tjek.fund.fejl > 0);
    assert_int_equal(found(&p, id).fejl, (int64_t)tjek.fund.fejl);
    assert_false(act(&p, &p.hanne, id, FORESLAA));
    refused(&p, ERR_INPUT, "fejl");
    tekst.tekst = replaced(&p.t.arena, ret, "    5 | 45.006,80", "    5 | 45.006,81");
    assert_true(save(&p, &p.hanne, id, 1, tekst, &tjek));
    assert_int_equal(tjek.fund.fejl, 0);
    assert_true(tjek.eksempler_fejl > 0);
    assert_false(act(&p, &p.hanne, id, FORESLAA));
    refused(&p, ERR_INPUT, "giver et andet svar");
    test_register_close(&p.t);
}

static void saved_by_two_at_once(void **state)
{
    struct proeve p;
    struct udkast_tjek tjek;

    begin(&p, *state);
    struct str id = new_id(&p);
    struct udkast_tekst tekst = {UDKAST_HAANDBOG, STR("2021-01-01.r1.md"), correction(&p), 0};
    assert_true(save(&p, &p.hanne, id, 0, tekst, &tjek));
    assert_false(save(&p, &p.hanne, id, 0, tekst, &tjek)); /* the same again: once */
    assert_int_equal(p.t.err.kind, ERR_NONE);
    assert_true(act(&p, &p.hanne, id, FORESLAA));
    tekst.tekst = str_format(&p.t.arena, "%.*s\nEn linje til.\n", STR_ARG(tekst.tekst));
    assert_false(save(&p, &p.hanne, id, 0, tekst, &tjek));
    refused(&p, ERR_CONFLICT, "En anden har gemt");
    assert_true(save(&p, &p.hanne, id, 1, tekst, &tjek));
    assert_int_equal(found(&p, id).tilstand, UDKAST_KLADDE); /* what was proposed is another text */
    assert_int_equal(found(&p, id).tekst, 2);
    test_register_close(&p.t);
}

static void what_is_in_force_stands(void **state)
{
    struct proeve p;
    struct udkast_tjek tjek;
    struct arena *a = &p.t.arena;

    begin(&p, *state);
    struct udkast_tekst tekst = {UDKAST_HAANDBOG, STR("2021-01-01.md"),
                                 str_format(a, "%.*s\nMere.\n", STR_ARG(p.filer.version[0].tekst)),
                                 0};
    assert_true(save(&p, &p.hanne, new_id(&p), 0, tekst, &tjek));
    assert_true(says(&tjek, "i-kraft", true));

    /* Rates: a row in force stands, a correction of it is a row, and next year's are new. */
    struct str kl = p.filer.takster[0].tekst;
    const char *row = "vederlag_døgn;;kr/vederlag/døgn;2021-01-01;2021-12-31;147,60;endelig;;";
    tekst = (struct udkast_tekst){
        UDKAST_TAKSTER, STR("kl"),
        replaced(a, kl, row,
                 "vederlag_døgn;;kr/vederlag/døgn;2021-01-01;2021-12-31;148,60;endelig;;"),
        0};
    assert_true(save(&p, &p.hanne, new_id(&p), 0, tekst, &tjek));
    assert_true(says(&tjek, "i-kraft", true));
    struct str id = new_id(&p);
    tekst.tekst = str_format(a,
                             "%.*s"
                             "vederlag_døgn;;kr/vederlag/døgn;2022-01-01;2022-12-31;150,10;endelig;"
                             ";KL's brev om takster for 2022;\n",
                             STR_ARG(kl));
    assert_true(save(&p, &p.hanne, id, 0, tekst, &tjek));
    assert_int_equal(tjek.fund.fejl, 0);
    assert_int_equal(tjek.gaelder_fra.dag, test_dag("2022-01-01").dag);
    assert_true(act(&p, &p.hanne, id, FORESLAA));
    assert_true(act(&p, &p.lis, id, IKRAFT));
    struct udkast_gaeldende g = in_force(&p);
    size_t n = 0;
    for (size_t i = 0; i < g.antal; i++)
        n += g.tekst[i].slags == UDKAST_TAKSTER && str_eq(g.tekst[i].tekst, tekst.tekst);
    assert_int_equal(n, 1);
    test_register_close(&p.t);
}

/* A rate that is corrected afterwards is no fault of the version it changes: that stands, its
 * examples are those of its time, and the money follows the correction. */
static void a_corrected_rate_leaves_the_version(void **state)
{
    struct proeve p;
    struct udkast_tjek tjek;
    struct haandbog_samling samling;
    struct fund_liste fund;
    const struct eksempel_resultat *eksempel;
    struct arena *a = &p.t.arena;

    begin(&p, *state);
    struct str id = new_id(&p);
    struct udkast_tekst tekst = {
        UDKAST_TAKSTER, STR("kl"),
        str_format(a,
                   "%.*skost_og_logi;alder 0-9;kr/døgn;2021-01-01;2021-12-31;200;rettet;"
                   "2021-08-01;KL, rettet;\n",
                   STR_ARG(p.filer.takster[0].tekst)),
        0};
    assert_true(save(&p, &p.hanne, id, 0, tekst, &tjek));
    clean(&tjek);
    assert_true(says(&tjek, "i-kraft", false)); /* it is told */
    assert_true(act(&p, &p.hanne, id, FORESLAA));
    assert_true(act(&p, &p.lis, id, IKRAFT));

    struct udkast_gaeldende g = in_force(&p);
    fund_init(&fund, a);
    assert_ok(udkast_samling(a, &g, NULL, &samling, &fund, &p.t.err), p.t.err);
    assert_ok(udkast_efterse(a, &g, &samling, true, &fund, &eksempel, &p.t.err), p.t.err);
    assert_int_equal(fund.fejl, 0);
    assert_null(eksempel);
    const struct takst *t = takst_on(&samling.planer.plan[0]->takster, STR("kost_og_logi"), 5,
                                     test_dag("2021-05-01"), DATO_MAX);
    assert_int_equal(t->beloeb.oere, 20000);

    /* A new version of the text is tried with the rates there are now. */
    tekst = (struct udkast_tekst){UDKAST_HAANDBOG, STR("2021-01-01.r1.md"), correction(&p), 0};
    assert_true(save(&p, &p.hanne, new_id(&p), 0, tekst, &tjek));
    assert_false(udkast_kan_foreslaas(&tjek));
    test_register_close(&p.t);
}

/* Two drafts of the same name: the second was written over what no longer holds. */
static void the_second_of_two_is_looked_at_again(void **state)
{
    struct proeve p;
    struct udkast_tjek tjek;
    struct arena *a = &p.t.arena;

    begin(&p, *state);
    struct str en = new_id(&p), to = new_id(&p);
    struct udkast_tekst tekst = {
        UDKAST_TAKSTER, STR("lokal"),
        STR("takst;nøgle;enhed;fra;til_og_med;beløb;status;kendt_fra;"
            "kilde;begrundelse\n"
            "tillæg;;kr/døgn;2022-01-01;2022-12-31;10;endelig;;byrådet;\n"),
        0};
    assert_true(save(&p, &p.hanne, en, 0, tekst, &tjek));
    tekst.tekst = replaced(a, tekst.tekst, ";10;", ";11;");
    assert_true(save(&p, &p.hanne, to, 0, tekst, &tjek));
    assert_true(act(&p, &p.hanne, en, FORESLAA));
    assert_true(act(&p, &p.hanne, to, FORESLAA));
    assert_true(act(&p, &p.lis, en, IKRAFT));
    assert_false(act(&p, &p.lis, to, IKRAFT));
    refused(&p, ERR_INPUT, "siden udkastet blev skrevet");
    assert_true(act(&p, &p.lis, to, AFVIS));
    tekst.tekst = replaced(a, tekst.tekst, ";11;", ";12;");
    assert_true(save(&p, &p.hanne, to, 1, tekst, &tjek));
    assert_true(act(&p, &p.hanne, to, FORESLAA));
    assert_true(act(&p, &p.lis, to, IKRAFT));

    struct udkast_kraft *k;
    size_t n;
    assert_ok(store_begin(p.t.store, STORE_READ, &p.t.err), p.t.err);
    assert_ok(udkast_kraefter(p.t.store, a, MORSOE, &k, &n, &p.t.err), p.t.err);
    store_rollback(p.t.store);
    assert_int_equal(n, 2);
    assert_true(k[0].gaelder && !k[1].gaelder && k[0].efter == k[1].nr);
    assert_str(k[0].foreslaaet_af, "u-hanne");
    assert_str(k[0].bruger, "u-lis");
    test_register_close(&p.t);
}

static void another_kommune_sees_nothing(void **state)
{
    struct proeve p;
    struct udkast_tjek tjek;
    struct udkast *liste;
    struct udkast u;
    size_t n;

    begin(&p, *state);
    struct str id = new_id(&p);
    struct udkast_tekst tekst = {UDKAST_HAANDBOG, STR("2021-01-01.r1.md"), correction(&p), 0};
    assert_true(save(&p, &p.hanne, id, 0, tekst, &tjek));
    assert_ok(store_begin(p.t.store, STORE_READ, &p.t.err), p.t.err);
    assert_ok(udkast_liste(p.t.store, &p.t.arena, 851, &liste, &n, &p.t.err), p.t.err);
    assert_int_equal(n, 0);
    assert_false(udkast_find(p.t.store, &p.t.arena, 851, id, &u, &p.t.err));
    store_rollback(p.t.store);
    p.hanne.kommune = 851;
    assert_true(save(&p, &p.hanne, id, 0, tekst, &tjek)); /* an id is the kommune's own */
    assert_true(says(&tjek, "i-kraft", true));            /* and the handbook is not */
    test_register_close(&p.t);
}

static void names(void **state)
{
    struct err err = ERR_INIT;
    enum udkast_slags slags;
    struct str navn;
    static const char *const bad[] = {"2021-13-01.md", "kl",         ".csv", "KL.csv",
                                      "../kl.csv",     "håndbog.md", "",     "2021-01-01.r0.md"};

    (void)state;
    assert_ok(udkast_navn_parse(STR("2021-01-01.r2.md"), &slags, &navn, &err), err);
    assert_int_equal(slags, UDKAST_HAANDBOG);
    assert_ok(udkast_navn_parse(STR("kl-2.csv"), &slags, &navn, &err), err);
    assert_int_equal(slags, UDKAST_TAKSTER);
    assert_str(navn, "kl-2");
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        err = (struct err)ERR_INIT;
        assert_false(udkast_navn_parse(str_from(bad[i]), &slags, &navn, &err));
        assert_int_equal(err.kind, ERR_INPUT);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(one_proposes_another_puts_in_force),
        BOTH(whoever_wrote_in_it_is_no_other),
        BOTH(who_may_what),
        BOTH(errors_and_failed_examples_stop_it),
        BOTH(saved_by_two_at_once),
        BOTH(what_is_in_force_stands),
        BOTH(a_corrected_rate_leaves_the_version),
        BOTH(the_second_of_two_is_looked_at_again),
        BOTH(another_kommune_sees_nothing),
        cmocka_unit_test(names),
    };
    return cmocka_run_group_tests(tests, start_both, stop_both);
}
