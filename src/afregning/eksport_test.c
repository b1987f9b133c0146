/* Exports and receipts on both engines: money leaves once, and what comes back is sent again. */
#include "afregning/test_afregning.h"

#include "afregning/doctor.h"
#include "afregning/eksport.h"

static const char PERSONER[] = "id;art;navn;cpr;adresse;postnummer;by_navn;beskyttet\n"
                               "S1-B;person;Alma Birk;7606114001;;;;nej\n"
                               "S2-B;person;Bo Eg;6102094002;;;;nej\n"
                               "F1-K;person;Clara Birk;6703701003;Engvej 1;7900;Nykøbing M;nej\n"
                               "F2-K;person;Dines Eg;6803701004;Engvej 2;7900;Nykøbing M;ja\n";

static const char KONTOPLAN[] = "fra;til;ydelse;art;hjemmel;alder_fra;alder_til;konto;tekst;kilde\n"
                                "2019-01-01;;vederlag;alle;alle;0;22;52820001;vederlag;opdigtet\n"
                                "2019-01-01;;kost_og_logi;alle;alle;0;22;52820002;kost;opdigtet\n"
                                "2019-01-01;;beklaedning;alle;alle;0;22;52820003;tøj;opdigtet\n"
                                "2019-01-01;;lommepenge;alle;alle;0;22;52820004;penge;opdigtet\n";

static struct eksport_opsaetning opsaetning(struct test_afregning *t)
{
    struct eksport_opsaetning o = {
        .kommune_navn = STR("Prøve Kommune"),
        .cvr = STR("12345678"),
        .konto = {STR("0400"), STR("1234567890")},
        .bic = STR(""),
        .hjemmel = STR("alle"),
        .kontoudtog = STR("Aflønning"),
        .maskinnr = 7,
        .modkonto = STR("99000001"),
        .tilgodehavende_konto = STR("99000002"),
        .har_kontoplan = true,
    };

    assert_ok(kanal_kontoplan_read(&t->arena, "kontoplan.csv", str_from(KONTOPLAN), &o.kontoplan,
                                   &t->err),
              t->err);
    return o;
}

static struct eksport_resultat export(struct test_afregning *t, int64_t nr,
                                      enum afregning_udfald expected)
{
    struct eksport_opsaetning o = opsaetning(t);
    struct eksport_resultat r = {0};
    enum afregning_udfald udfald;

    assert_ok(koersel_eksporter(t->store, &t->arena, &t->anna, nr, &o, NULL, t->now_us, &r, &udfald,
                                &t->err),
              t->err);
    assert_int_equal(udfald, expected);
    return r;
}

static const struct eksport_fil *file_of(const struct eksport_resultat *r, const char *ending)
{
    for (size_t i = 0; i < r->filer; i++)
        if (str_ends(r->fil[i].navn, str_from(ending))) return &r->fil[i];
    fail_msg("no file %s", ending);
    return NULL;
}

static struct betaling *payments(struct test_afregning *t, int64_t nr, size_t *antal)
{
    struct betaling *b;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(betaling_liste(t->store, &t->arena, t->anna.kommune, nr, &b, antal, &t->err), t->err);
    store_rollback(t->store);
    return b;
}

static enum koersel_tilstand state_of(struct test_afregning *t, int64_t nr)
{
    struct koersel k;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(koersel_find(t->store, &t->arena, t->anna.kommune, nr, &k, &t->err), t->err);
    store_rollback(t->store);
    return k.tilstand;
}

/* Answers one channel: payments of `afvist` are rejected, the others accepted. */
static bool answer(struct test_afregning *t, int64_t nr, int64_t eksport, const char *kanal,
                   const char *afvist, struct kvitter_resultat *r)
{
    size_t n;
    struct betaling *b = payments(t, nr, &n);
    struct fund_liste fund;
    enum afregning_udfald udfald;
    struct buf text;

    buf_init(&text, &t->arena);
    buf_c(&text, "betalingsid;status;årsag\n");
    for (size_t i = 0; i < n; i++) {
        if (b[i].eksport != eksport || !str_is(b[i].kanal, kanal)) continue;
        bool no = afvist != NULL && str_is(b[i].modtager, afvist);
        buf_format(&text, "%.*s;%s;%s\n", STR_ARG(b[i].id), no ? "afvist" : "udført",
                   no ? "kontoen er lukket" : "");
    }
    fund_init(&fund, &t->arena);
    bool ok = koersel_kvitter(t->store, &t->arena, &t->anna, nr, eksport, str_from(kanal),
                              "svar.csv", buf_str(&text), t->now_us, r, &fund, &udfald, &t->err);
    for (size_t i = 0; i < fund.count; i++)
        fail_msg("%s: %.*s", fund.fund[i].kode, STR_ARG(fund.fund[i].tekst.dansk));
    if (ok) assert_int_equal(udfald, AFREGNING_GJORT);
    return ok;
}

/* Every sum is the same to the øre: run, files, journal. */
static void sums_are_one(void **state)
{
    struct test_afregning t;
    struct kanal_pain001 pain;
    struct kanal_loen loen;

    test_afregning_open(&t, *state);
    test_facts(&t, FIL(S1 ",\n" S2));
    test_fil(&t, "personer.csv", PERSONER);
    int64_t nr = test_settle(&t, "2021-06", false);
    int64_t owed = test_konto(&t, KONTO_SKYLDIG);
    struct eksport_resultat r = export(&t, nr, AFREGNING_GJORT);
    assert_int_equal(r.sum.oere, owed);
    assert_int_equal(test_konto(&t, KONTO_SKYLDIG), 0);
    assert_int_equal(test_konto(&t, KONTO_UDBETALT), owed);
    const struct eksport_fil *csv = file_of(&r, "loen-linjer.csv");
    const struct eksport_fil *xml = file_of(&r, "nemkonto.xml");
    assert_ok(kanal_loen_read(&t.arena, "l", csv->bytes, &loen, &t.err), t.err);
    assert_ok(kanal_pain001_read(&t.arena, "n", xml->bytes, &pain, &t.err), t.err);
    assert_int_equal(loen.sum.oere, 2700408 + 1800272);
    assert_int_equal(loen.sum.oere + pain.sum.oere, owed);
    assert_int_equal(pain.count, 2);
    assert_str(pain.betaling[0].tekst, "Aflønning juni 2021");
    assert_int_equal(file_of(&r, "postering.txt")->sum.oere, owed);
    /* No number of a person stands in the name of a file or in the manifest. */
    size_t at;
    for (size_t i = 0; i < r.filer; i++) {
        assert_false(str_find(r.fil[i].navn, STR("6703701003"), &at));
        if (str_is(r.fil[i].kanal, "manifest"))
            assert_false(str_find(r.fil[i].bytes, STR("6703701003"), &at));
    }
    assert_int_equal(state_of(&t, nr), KOERSEL_EKSPORTERET);
    test_afregning_close(&t);
}

static void again_is_the_same_bytes(void **state)
{
    struct test_afregning t;

    test_afregning_open(&t, *state);
    test_facts(&t, FIL(S1));
    test_fil(&t, "personer.csv", PERSONER);
    int64_t nr = test_settle(&t, "2021-06", false);
    struct eksport_resultat a = export(&t, nr, AFREGNING_GJORT);
    t.now_us += TEST_DAG_US;
    struct journal_raekke *rows;
    size_t before = test_journal(&t, &rows);
    struct eksport_resultat b = export(&t, nr, AFREGNING_ALLEREDE);
    assert_int_equal(test_journal(&t, &rows), before);
    assert_int_equal(a.filer, b.filer);
    assert_int_equal(a.betalinger, b.betalinger);
    assert_int_equal(a.sum.oere, b.sum.oere);
    for (size_t i = 0; i < a.filer; i++) {
        assert_true(str_eq(a.fil[i].navn, b.fil[i].navn));
        assert_true(str_eq(a.fil[i].bytes, b.fil[i].bytes));
    }
    test_afregning_close(&t);
}

/* A rejected payment is sent again as it was, though the facts say something else by now. */
static void rejected_is_sent_again(void **state)
{
    struct test_afregning t;
    struct kvitter_resultat r;
    struct eksport_resultat again;
    enum afregning_udfald udfald;
    size_t n;

    test_afregning_open(&t, *state);
    test_facts(&t, FIL(S1 ",\n" S2));
    test_fil(&t, "personer.csv", PERSONER);
    int64_t nr = test_settle(&t, "2021-06", false);
    int64_t sent = test_konto(&t, KONTO_SKYLDIG);
    struct eksport_resultat first = export(&t, nr, AFREGNING_GJORT);
    assert_ok(answer(&t, nr, first.nr, "loen", NULL, &r), t.err);
    assert_int_equal(r.godtaget, 2);
    assert_int_equal(state_of(&t, nr), KOERSEL_EKSPORTERET);
    assert_ok(answer(&t, nr, first.nr, "loen", NULL, &r), t.err);
    assert_int_equal(r.kendt, 2);
    assert_refused(answer(&t, nr, first.nr, "loen", "F1-K", &r), t.err, "tidligere");
    struct eksport_opsaetning o = opsaetning(&t);
    struct dato day = {test_i_dag(&t).dag + 20};
    while (!kanal_bankdag(&o.lukkedage, day)) day.dag++;
    assert_ok(koersel_eksporter_igen(t.store, &t.arena, &t.anna, nr, &o, day, t.now_us, &again,
                                     &udfald, &t.err),
              t.err);
    assert_int_equal(udfald, AFREGNING_INTET);
    assert_ok(answer(&t, nr, first.nr, "nemkonto", "F1-K", &r), t.err);
    assert_int_equal(r.godtaget, 1);
    assert_int_equal(r.afvist, 1);
    assert_int_equal(state_of(&t, nr), KOERSEL_DELVIST_AFVIST);
    int64_t back = test_konto(&t, KONTO_AFVIST);
    assert_true(back > 0);
    assert_int_equal(test_konto(&t, KONTO_UDBETALT), sent - back);
    test_facts(&t, FIL(SAG("S1", "F1", "2011-06-20", "3")));
    assert_ok(koersel_eksporter_igen(t.store, &t.arena, &t.anna, nr, &o, day, t.now_us, &again,
                                     &udfald, &t.err),
              t.err);
    assert_int_equal(udfald, AFREGNING_GJORT);
    assert_int_equal(again.betalinger, 1);
    assert_int_equal(again.sum.oere, back);
    assert_int_equal(test_konto(&t, KONTO_AFVIST), 0);
    assert_int_equal(test_konto(&t, KONTO_UDBETALT), sent);
    /* It comes back once more, and is sent a third time. */
    assert_ok(answer(&t, nr, again.nr, "nemkonto", "F1-K", &r), t.err);
    assert_int_equal(state_of(&t, nr), KOERSEL_DELVIST_AFVIST);
    assert_ok(koersel_eksporter_igen(t.store, &t.arena, &t.anna, nr, &o, day, t.now_us, &again,
                                     &udfald, &t.err),
              t.err);
    assert_int_equal(again.sum.oere, back);
    assert_ok(answer(&t, nr, again.nr, "nemkonto", NULL, &r), t.err);
    assert_int_equal(state_of(&t, nr), KOERSEL_KVITTERET);
    payments(&t, nr, &n);
    assert_int_equal(n, 6);
    assert_ok(koersel_afslut(t.store, &t.anna, nr, t.now_us, &udfald, &t.err), t.err);
    assert_int_equal(udfald, AFREGNING_GJORT);
    assert_int_equal(state_of(&t, nr), KOERSEL_AFSLUTTET);
    test_afregning_close(&t);
}

/* Answers with one word for F1's payment, and nothing of the others. */
static bool answer_f1(struct test_afregning *t, int64_t nr, int64_t eksport, const char *kanal,
                      const char *word, struct kvitter_resultat *r)
{
    size_t n;
    struct betaling *b = payments(t, nr, &n);
    struct fund_liste fund;
    enum afregning_udfald udfald = AFREGNING_UDFALD;
    struct buf text;

    buf_init(&text, &t->arena);
    buf_c(&text, "betalingsid;status;årsag\n");
    for (size_t i = 0; i < n; i++)
        if (b[i].eksport == eksport && str_is(b[i].kanal, kanal) && str_is(b[i].modtager, "F1-K"))
            buf_format(&text, "%.*s;%s\n", STR_ARG(b[i].id), word);
    fund_init(&fund, &t->arena);
    bool ok = koersel_kvitter(t->store, &t->arena, &t->anna, nr, eksport, str_from(kanal),
                              "svar.csv", buf_str(&text), t->now_us, r, &fund, &udfald, &t->err);
    if (ok) assert_int_equal(udfald, AFREGNING_GJORT);
    return ok;
}

static void expect_answer(struct test_afregning *t, int64_t nr, int64_t eksport, const char *word,
                          size_t retur, size_t kendt)
{
    struct kvitter_resultat r;

    assert_ok(answer_f1(t, nr, eksport, "nemkonto", word, &r), t->err);
    assert_int_equal(r.retur, retur);
    assert_int_equal(r.kendt, kendt);
}

/* Carried out, receipted, closed: and then the money comes back. It is sent again as it was,
 * however often it is told; the resent one may come back too. */
static void returned_is_sent_again(void **state)
{
    struct test_afregning t;
    struct kvitter_resultat r;
    struct eksport_resultat again;
    enum afregning_udfald udfald;

    test_afregning_open(&t, *state);
    test_facts(&t, FIL(S1 ",\n" S2));
    test_fil(&t, "personer.csv", PERSONER);
    int64_t nr = test_settle(&t, "2021-06", false);
    int64_t sent = test_konto(&t, KONTO_SKYLDIG);
    int64_t first = export(&t, nr, AFREGNING_GJORT).nr;
    assert_ok(answer(&t, nr, first, "loen", NULL, &r), t.err);
    assert_ok(answer(&t, nr, first, "nemkonto", NULL, &r), t.err);
    assert_ok(koersel_afslut(t.store, &t.anna, nr, t.now_us, &udfald, &t.err), t.err);
    expect_answer(&t, nr, first, "udført;", 0, 1); /* an old receipt, read once more */
    assert_int_equal(state_of(&t, nr), KOERSEL_AFSLUTTET);
    assert_refused(answer_f1(&t, nr, first, "nemkonto", "afvist;lukket", &r), t.err, "retur");
    expect_answer(&t, nr, first, "retur;lukket", 1, 0);
    assert_int_equal(state_of(&t, nr), KOERSEL_DELVIST_AFVIST);
    int64_t back = test_konto(&t, KONTO_AFVIST);
    assert_true(back > 0);
    assert_int_equal(test_konto(&t, KONTO_UDBETALT), sent - back);
    expect_answer(&t, nr, first, "retur;lukket", 0, 1); /* twice is once */
    expect_answer(&t, nr, first, "udført;", 0, 1);
    assert_refused(answer_f1(&t, nr, first, "nemkonto", "afvist;lukket", &r), t.err, "begge");
    assert_int_equal(test_konto(&t, KONTO_AFVIST), back);
    test_facts(&t, FIL(SAG("S1", "F1", "2011-06-20", "3"))); /* not computed anew */
    struct eksport_opsaetning o = opsaetning(&t);
    struct dato day = {test_i_dag(&t).dag + 20};
    while (!kanal_bankdag(&o.lukkedage, day)) day.dag++;
    for (int round = 0; round < 2; round++) {
        assert_ok(koersel_eksporter_igen(t.store, &t.arena, &t.anna, nr, &o, day, t.now_us, &again,
                                         &udfald, &t.err),
                  t.err);
        assert_int_equal(udfald, AFREGNING_GJORT);
        assert_int_equal(again.betalinger, 1);
        assert_int_equal(again.sum.oere, back);
        expect_answer(&t, nr, first, "retur;lukket", 0,
                      1); /* the first one is sent again already */
        assert_int_equal(state_of(&t, nr), KOERSEL_EKSPORTERET);
        if (round == 0) expect_answer(&t, nr, again.nr, "retur;lukket igen", 1, 0);
    }
    assert_ok(answer_f1(&t, nr, again.nr, "nemkonto", "udført;", &r), t.err);
    assert_int_equal(state_of(&t, nr), KOERSEL_KVITTERET);
    assert_int_equal(test_konto(&t, KONTO_UDBETALT), sent);
    assert_int_equal(test_konto(&t, KONTO_AFVIST), 0);
    struct doctor_svar svar;
    assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
    assert_ok(afregning_doctor(t.store, &t.arena, TEST_KOMMUNE, NULL, &svar, &t.err), t.err);
    store_rollback(t.store);
    assert_int_equal(svar.i_alt, 0);
    test_afregning_close(&t);
}

/* What is missing stops all of it, by name; nothing is half sent. */
static void what_is_missing_is_named(void **state)
{
    struct test_afregning t;
    struct eksport_opsaetning o;
    struct eksport_resultat r;
    enum afregning_udfald udfald;

    test_afregning_open(&t, *state);
    test_facts(&t, FIL(S1 ",\n" S2));
    int64_t nr = test_settle(&t, "2021-06", false);
    o = opsaetning(&t);
    assert_refused(
        koersel_eksporter(t.store, &t.arena, &t.anna, nr, &o, NULL, t.now_us, &r, &udfald, &t.err),
        t.err, "F1-K (person), F2-K (person)");
    test_fil(&t, "personer.csv", PERSONER);
    o.kontoplan.count--; /* no account for lommepenge */
    assert_refused(
        koersel_eksporter(t.store, &t.arena, &t.anna, nr, &o, NULL, t.now_us, &r, &udfald, &t.err),
        t.err, "lommepenge");
    assert_int_equal(state_of(&t, nr), KOERSEL_GODKENDT);
    assert_int_equal(test_konto(&t, KONTO_UDBETALT), 0);
    export(&t, nr, AFREGNING_GJORT);
    test_afregning_close(&t);
}

/* A run in which nobody is owed anything has no payments, and can be closed. */
static void nothing_to_pay(void **state)
{
    struct test_afregning t;
    enum afregning_udfald udfald;

    test_afregning_open(&t, *state);
    test_facts(&t, FIL(S1));
    test_fil(&t, "personer.csv", PERSONER);
    test_settle(&t, "2021-06", false);
    int64_t nr = test_settle(&t, "2021-06", true);
    struct eksport_resultat r = export(&t, nr, AFREGNING_GJORT);
    assert_int_equal(r.betalinger, 0);
    assert_int_equal(r.filer, 1); /* the manifest */
    assert_int_equal(state_of(&t, nr), KOERSEL_KVITTERET);
    assert_ok(koersel_afslut(t.store, &t.anna, nr, t.now_us, &udfald, &t.err), t.err);
    assert_int_equal(udfald, AFREGNING_GJORT);
    test_afregning_close(&t);
}

/* The page of a run that was sent asks for these at each look: what stands in the payments
 * themselves and in the stored files, which may be many and large, is not read for it. */
static void what_was_sent_is_summed_by_index(void **state)
{
    /* As each engine tells that the index alone is read, and that something is sorted. */
    static const struct {
        const char *kun_indeks, *sorteret;
    } ORD[] = {
        [STORE_SQLITE] = {"b USING COVERING INDEX betaling_koersel (", "TEMP B-TREE"},
        [STORE_POSTGRES] = {"Index Only Scan using betaling_koersel on betaling b", "Sort"},
    };
    const struct test_store *place = *state;
    struct test_afregning t;
    struct str plan;
    size_t at;

    test_afregning_open(&t, *state);
    assert_ok(store_explain(t.store, &t.arena, SQL_AFREGNING_BETALING_SUMMER, &plan, &t.err),
              t.err);
    assert_true(str_find(plan, str_from(ORD[place->engine].kun_indeks), &at));
    assert_false(str_find(plan, str_from(ORD[place->engine].sorteret), &at));
    assert_ok(store_explain(t.store, &t.arena, SQL_AFREGNING_EKSPORT_GEMTE, &plan, &t.err), t.err);
    assert_false(str_find(plan, STR("indhold"), &at));
    test_afregning_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(sums_are_one),
        BOTH(again_is_the_same_bytes),
        BOTH(rejected_is_sent_again),
        BOTH(returned_is_sent_again),
        BOTH(what_is_missing_is_named),
        BOTH(nothing_to_pay),
        BOTH(what_was_sent_is_summed_by_index),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
