/*
 * faktura: a supplier is paid what a person decided, once, and no later run touches it; what is
 * owed between the family and others is told in a letter and nowhere else. On both engines.
 */
#include "afregning/test_eftersyn.h"

#include "afregning/breve.h"
#include "afregning/doctor.h"

/* pango sorts fonts in a thread of its own, which may still hold them when the test ends. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig";
}

#define SAGER(foedt) FIL(SAG("S1", "F1", foedt, "3") ",\n" S2)

static void begin(struct test_afregning *t, struct test_store *place)
{
    struct register_person p = {.id = STR("V1"),
                                .virksomhed = true,
                                .navn = STR("Opdigtet Lejrskole & Søn"),
                                .cpr = STR("99999999"),
                                .adresse = STR_EMPTY,
                                .postnummer = STR_EMPTY,
                                .by_navn = STR_EMPTY};
    bool skrevet;

    test_afregning_open(t, place);
    test_facts(t, SAGER("2011-06-16"));
    test_persons(t);
    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    assert_ok(register_person_skriv(t->store, &t->arena, TEST_KOMMUNE, 0, &p, &skrevet, &t->err),
              t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
}

static struct beslutning_ny invoice(const char *nummer, int64_t oere)
{
    return (struct beslutning_ny){.art = BESLUTNING_FAKTURA,
                                  .modtager = STR("V1"),
                                  .anbringelse = STR("S1"),
                                  .ydelse = STR("lejrskole"),
                                  .maaned = {2021 * 12 + 4},
                                  .beloeb = {oere},
                                  .nummer = str_from(nummer),
                                  .begrundelse = STR("aftalt i handleplanen")};
}

static struct str pay(struct test_afregning *t, const char *nummer, int64_t oere)
{
    struct beslutning_ny ny = invoice(nummer, oere);
    struct str id;

    assert_int_equal(test_decide(t, &t->anna, &ny, &id), AFREGNING_GJORT);
    return id;
}

static size_t open_decisions(struct test_afregning *t)
{
    struct beslutning_aaben *b;
    size_t n;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(beslutning_liste(t->store, &t->arena, TEST_KOMMUNE, &b, &n, &t->err), t->err);
    store_rollback(t->store);
    return n;
}

static int64_t granted(struct test_afregning *t)
{
    return test_tilkendt(t, "S1", "lejrskole", "2021-05");
}

static void expect_well(struct test_afregning *t)
{
    struct doctor_svar svar;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(afregning_doctor(t->store, &t->arena, TEST_KOMMUNE, NULL, &svar, &t->err), t->err);
    store_rollback(t->store);
    for (size_t i = 0; i < svar.antal; i++)
        print_message("%s: %.*s\n", svar.brud[i].krav->id, STR_ARG(svar.brud[i].hvor));
    assert_int_equal(svar.i_alt, 0);
}

static void what_is_wrong_is_refused(void **state)
{
    static const char lang[] = "123456789012345678901234567890123456";
    struct test_afregning t;
    enum afregning_udfald udfald;
    struct beslutning_ny ny = invoice("A-1", 125000);
    struct str id, igen;

    begin(&t, *state);
#define REFUSED(felt, vaerdi, hvorfor)                                                             \
    do {                                                                                           \
        struct beslutning_ny bad = ny;                                                             \
        bad.felt = vaerdi;                                                                         \
        assert_refused(                                                                            \
            beslutning_ny(t.store, &t.arena, &t.bo, &bad, t.now_us, &id, &udfald, &t.err), t.err,  \
            hvorfor);                                                                              \
    } while (0)
    REFUSED(modtager, STR("F1-K"), "virksomhed");
    REFUSED(modtager, STR("V9"), "virksomhed");
    REFUSED(anbringelse, STR("S9"), "S9");
    REFUSED(ydelse, STR_EMPTY, "ydelse");
    REFUSED(nummer, STR("  "), "nummer");
    REFUSED(nummer, str_from(lang), "tegn");
    REFUSED(nummer, STR("№ 5"), "U+2116");
    REFUSED(begrundelse, STR_EMPTY, "grund");
    ny.art = BESLUTNING_ACONTO;
    REFUSED(kanal, STR("leverandoer"), "loen eller nemkonto");
    ny.art = BESLUTNING_MELLEMREGNING;
    REFUSED(tekst, STR(" "), "tekst");
    REFUSED(tekst, STR("cykel"), "person");
#undef REFUSED
    assert_int_equal(open_decisions(&t), 0);
    /* The same number twice, but for what was taken back. */
    id = pay(&t, "A-1", 125000);
    ny = invoice(" A-1 ", 99900);
    assert_int_equal(test_decide(&t, &t.anna, &ny, &igen), AFREGNING_ALLEREDE);
    assert_ok(beslutning_tag_tilbage(t.store, &t.bo, id, t.now_us, &t.err), t.err);
    assert_int_equal(test_decide(&t, &t.anna, &ny, &igen), AFREGNING_GJORT);
    test_settle(&t, "2021-05", false);
    assert_int_equal(granted(&t), 99900);
    assert_int_equal(test_decide(&t, &t.anna, &ny, &igen), AFREGNING_ALLEREDE);
    test_afregning_close(&t);
}

/* Over 10 years: 206 kr. a day becomes 207 kr. */
static void new_rate(struct test_afregning *t)
{
    const struct haandbog *h = &t->haandbog.haandbog[0];
    struct str kl = h->takstfil[0].tekst;
    struct haandbog_tekst version = {STR("2021-01-01.md"), h->dokument.tekst}, takster;
    struct fund_liste fund;
    struct buf ny;
    size_t at;

    assert_true(str_find(kl, STR(";206;"), &at));
    buf_init(&ny, &t->arena);
    buf_add(&ny, str_sub(kl, 0, at));
    buf_c(&ny, ";207;");
    buf_add(&ny, str_sub(kl, at + 5, kl.n));
    takster = (struct haandbog_tekst){h->takstfil[0].navn, buf_str(&ny)};
    fund_init(&fund, &t->arena);
    assert_ok(
        haandbog_load_tekster(&t->arena, &version, 1, &takster, 1, &t->haandbog, &fund, &t->err),
        t->err);
    assert_int_equal(fund.fejl, 0);
}

/* Later runs, a correction of the family and one of the rates leave an invoice alone. */
static void no_run_reclaims_it(void **state)
{
    struct test_afregning t;
    struct register_fakta f = {
        .slags = SLAGS_ANBRINGELSE, .ejer = STR("S1"), .id = STR("S1"), .tilbagekaldt = true};

    begin(&t, *state);
    test_settle(&t, "2021-05", false);
    pay(&t, "A-1", 125000);
    int64_t nr = test_settle(&t, "2021-06", false);
    assert_int_equal(granted(&t), 125000);
    assert_int_equal(open_decisions(&t), 0);
    struct udgave u = test_udgave(&t, nr);
    const struct forskel *sidste = &u.forskel[u.forskelle - 1];
    assert_true(str_is(sidste->art, "faktura") && str_is(sidste->kanal, "leverandoer"));
    assert_true(str_is(sidste->skat, "skattefri"));
    nr = test_settle(&t, "2021-06", true); /* nobody is touched */
    assert_int_equal(test_udgave(&t, nr).forskelle, 0);
    test_facts(&t, SAGER("2011-05-01")); /* older: the family is computed anew */
    nr = test_settle(&t, "2021-06", true);
    assert_true(test_udgave(&t, nr).forskelle > 0);
    assert_int_equal(granted(&t), 125000);
    new_rate(&t); /* everybody is computed anew */
    nr = test_settle(&t, "2021-06", true);
    assert_true(test_udgave(&t, nr).forskelle > 0);
    assert_int_equal(granted(&t), 125000);
    int64_t credit = test_konto(&t, KONTO_TILGODEHAVENDE);
    test_fact(&t, &f); /* the placement was never true: what the family got is owed, no more */
    test_settle(&t, "2021-06", true);
    assert_true(test_konto(&t, KONTO_TILGODEHAVENDE) < credit);
    assert_int_equal(granted(&t), 125000);
    test_facts(&t, SAGER("2011-05-01"));
    pay(&t, "B-1", 100);
    test_settle(&t, "2021-06", true);
    assert_int_equal(granted(&t), 125100);
    expect_well(&t);
    test_afregning_close(&t);
}

static void two_on_one_key(void **state)
{
    struct test_afregning t;

    begin(&t, *state);
    test_settle(&t, "2021-05", false);
    pay(&t, "A-1", 125000);
    t.now_us++;
    pay(&t, "A-2", 5000);
    test_settle(&t, "2021-06", false);
    assert_int_equal(granted(&t), 125000);
    assert_int_equal(open_decisions(&t), 1); /* the second waits */
    test_settle(&t, "2021-06", true);
    assert_int_equal(granted(&t), 130000);
    assert_int_equal(open_decisions(&t), 0);
    test_settle(&t, "2021-07", false); /* once */
    assert_int_equal(granted(&t), 130000);
    expect_well(&t);
    test_afregning_close(&t);
}

static void taken_back_in_between(void **state)
{
    struct test_afregning t;

    begin(&t, *state);
    struct str id = pay(&t, "A-1", 125000);
    int64_t nr = test_run_new(&t, "2021-05", false);
    test_calc(&t, nr);
    assert_ok(beslutning_tag_tilbage(t.store, &t.bo, id, t.now_us, &t.err), t.err);
    assert_int_equal(test_try_approve(&t, &t.bo, nr, NULL, NULL), AFREGNING_FORAELDET);
    test_calc(&t, nr);
    assert_int_equal(test_try_approve(&t, &t.bo, nr, NULL, NULL), AFREGNING_GJORT);
    assert_int_equal(granted(&t), 0);
    expect_well(&t);
    test_afregning_close(&t);
}

/* A placement that is learned of after the cut of the run: the invoice waits for it. */
static void a_later_placement_waits(void **state)
{
    struct test_afregning t;
    struct beslutning_ny ny = invoice("A-1", 125000);
    struct str id;

    begin(&t, *state);
    int64_t nr = test_run_new(&t, "2021-05", false);
    test_facts(&t, FIL(SAG("S3", "F3", "2010-01-01", "2")));
    ny.anbringelse = STR("S3");
    assert_int_equal(test_decide(&t, &t.anna, &ny, &id), AFREGNING_GJORT);
    test_calc(&t, nr);
    assert_int_equal(test_try_approve(&t, &t.bo, nr, NULL, NULL), AFREGNING_GJORT);
    assert_int_equal(open_decisions(&t), 1);
    test_settle(&t, "2021-06", false);
    assert_int_equal(open_decisions(&t), 0);
    assert_int_equal(test_tilkendt(&t, "S3", "lejrskole", "2021-05"), 125000);
    test_afregning_close(&t);
}

/* ---- out of the house */

static const struct eksport_fil *file_of(const struct eksport_resultat *r, const char *kanal)
{
    for (size_t i = 0; i < r->filer; i++)
        if (str_is(r->fil[i].kanal, kanal)) return &r->fil[i];
    fail_msg("no file of %s", kanal);
    return NULL;
}

static void expect_invoices(struct test_afregning *t, const struct eksport_fil *fil, size_t antal,
                            int64_t sum)
{
    struct kanal_pain001 pain;

    assert_ok(kanal_pain001_read(&t->arena, "l", fil->bytes, &pain, &t->err), t->err);
    assert_int_equal(pain.count, antal);
    assert_int_equal(pain.sum.oere, sum);
    assert_int_equal(fil->sum.oere, sum);
    for (size_t i = 0; i < pain.count; i++) {
        const struct kanal_pain001_betaling *b = &pain.betaling[i];
        bool first = b->beloeb.oere == 125000;
        assert_true(b->er_virksomhed);
        assert_true(str_is(b->nummer, "99999999"));
        assert_true(str_is(b->reference, first ? "A-1" : "A-2"));
        assert_true(str_is(b->tekst, first ? "Faktura A-1" : "Faktura A-2"));
    }
}

static struct eksport_resultat again(struct test_afregning *t, int64_t nr)
{
    struct eksport_resultat r;
    enum afregning_udfald udfald;

    assert_ok(koersel_eksporter_igen(t->store, &t->arena, &t->bo, nr, &EFTERSYN_OPSAETNING,
                                     test_dag("2021-06-15"), t->now_us, &r, &udfald, &t->err),
              t->err);
    assert_int_equal(udfald, AFREGNING_GJORT);
    return r;
}

/* One payment for each invoice, with its number; one that comes back is sent again with it. */
static void each_is_paid_by_itself(void **state)
{
    struct test_afregning t;
    struct beslutning_ny ny = invoice("A-2", 7500);
    struct eksport_resultat r;
    struct betaling *b;
    struct str id;
    size_t n, sent = 0;

    begin(&t, *state);
    pay(&t, "A-1", 125000);
    ny.anbringelse = STR("S2");
    assert_int_equal(test_decide(&t, &t.anna, &ny, &id), AFREGNING_GJORT);
    int64_t nr = test_settle(&t, "2021-05", false);
    int64_t owed = test_konto(&t, KONTO_SKYLDIG);
    r = test_export(&t, nr);
    assert_int_equal(r.sum.oere, owed);
    expect_invoices(&t, file_of(&r, "leverandoer"), 2, 132500);
    expect_well(&t);
    /* Rejected on three channels at once, sent again each in its own file; then once more. */
    for (int round = 0; round < 2; round++) {
        test_answer(&t, nr, "nemkonto", true);
        test_answer(&t, nr, "loen", true);
        test_answer(&t, nr, "leverandoer", true);
        int64_t back = test_konto(&t, KONTO_AFVIST);
        r = again(&t, nr);
        assert_int_equal(r.betalinger, 3);
        assert_int_equal(r.sum.oere, back);
        expect_invoices(&t, file_of(&r, "leverandoer"), 1,
                        file_of(&r, "leverandoer")->sum.oere == 7500 ? 7500 : 125000);
        assert_int_equal(file_of(&r, "loen")->sum.oere + file_of(&r, "nemkonto")->sum.oere +
                             file_of(&r, "leverandoer")->sum.oere,
                         back);
        expect_well(&t);
    }
    test_answer(&t, nr, "nemkonto", false);
    test_answer(&t, nr, "loen", false);
    test_answer(&t, nr, "leverandoer", false);
    assert_ok(store_begin(t.store, STORE_READ, &t.err), t.err);
    assert_ok(betaling_liste(t.store, &t.arena, TEST_KOMMUNE, nr, &b, &n, &t.err), t.err);
    store_rollback(t.store);
    for (size_t i = 0; i < n; i++)
        sent += str_is(b[i].modtager, "V1") && str_is(b[i].svar, "godtaget");
    assert_int_equal(sent, 2);
    expect_well(&t);
    test_afregning_close(&t);
}

/* ---- credit notes */

static struct beslutning_ny credit(const char *faktura, const char *nummer, int64_t oere)
{
    return (struct beslutning_ny){.art = BESLUTNING_KREDITNOTA,
                                  .modtager = STR("V1"),
                                  .faktura = str_from(faktura),
                                  .nummer = str_from(nummer),
                                  .beloeb = {oere},
                                  .begrundelse = STR("barnet var hjemme to dage")};
}

static void what_no_credit_note_may(struct test_afregning *t)
{
    struct beslutning_ny ny = credit("A-1", "K-1", 30000);
    enum afregning_udfald udfald;
    struct str id;

#define REFUSED(felt, vaerdi, hvorfor)                                                             \
    do {                                                                                           \
        struct beslutning_ny bad = ny;                                                             \
        bad.felt = vaerdi;                                                                         \
        assert_refused(                                                                            \
            beslutning_ny(t->store, &t->arena, &t->bo, &bad, t->now_us, &id, &udfald, &t->err),    \
            t->err, hvorfor);                                                                      \
    } while (0)
    REFUSED(faktura, STR("A-9"), "ingen godkendt faktura");
    REFUSED(faktura, STR("A-3"), "tages tilbage"); /* decided and not approved */
    REFUSED(faktura, STR(" "), "fakturaens nummer");
    REFUSED(nummer, STR_EMPTY, "nummer");
    REFUSED(modtager, STR("F1-K"), "virksomhed");
    REFUSED(beloeb.oere, 0, "nul");
#undef REFUSED
    ny.beloeb.oere = 125001;
    assert_int_equal(test_decide(t, &t->anna, &ny, &id), AFREGNING_FOR_MEGET);
}

/* Of an approved invoice, never more than it; owed by the supplier until it is drawn from what is
 * paid later, invoice by invoice. */
static void a_credit_note_is_drawn(void **state)
{
    struct test_afregning t;
    struct beslutning_ny ny = credit("A-1", "K-1", 30000), more;
    struct eksport_resultat r;
    struct str id, taget;

    begin(&t, *state);
    pay(&t, "A-1", 125000);
    test_export(&t, test_settle(&t, "2021-05", false));
    pay(&t, "A-3", 20000);
    what_no_credit_note_may(&t);
    t.now_us++;
    assert_int_equal(test_decide(&t, &t.anna, &ny, &id), AFREGNING_GJORT);
    assert_int_equal(test_decide(&t, &t.anna, &ny, &taget), AFREGNING_ALLEREDE);
    more = credit("A-1", "K-2", 95001); /* more than is left of it */
    assert_int_equal(test_decide(&t, &t.anna, &more, &taget), AFREGNING_FOR_MEGET);
    more.beloeb.oere = 95000;
    assert_int_equal(test_decide(&t, &t.anna, &more, &taget), AFREGNING_GJORT);
    assert_ok(beslutning_tag_tilbage(t.store, &t.bo, taget, t.now_us, &t.err), t.err);
    test_settle(&t, "2021-06", false); /* A-3 came first on the key; the credit note waits */
    assert_int_equal(granted(&t), 145000);
    test_export(&t, test_settle(&t, "2021-06", true));
    assert_int_equal(granted(&t), 115000);
    assert_int_equal(test_konto(&t, KONTO_TILGODEHAVENDE), -30000);
    expect_well(&t);
    struct beslutning_ny draw = {.art = BESLUTNING_MODREGNING,
                                 .modtager = STR("V1"),
                                 .kanal = STR("leverandoer"),
                                 .beloeb = {30000},
                                 .begrundelse = STR("aftalt med leverandøren")};
    struct beslutning_ny other = invoice("B-2", 15000);
    assert_int_equal(test_decide(&t, &t.anna, &draw, &id), AFREGNING_GJORT);
    pay(&t, "B-1", 20000);
    other.anbringelse = STR("S2");
    assert_int_equal(test_decide(&t, &t.anna, &other, &id), AFREGNING_GJORT);
    int64_t nr = test_settle(&t, "2021-07", false);
    assert_int_equal(test_konto(&t, KONTO_TILGODEHAVENDE), 0);
    r = test_export(&t, nr); /* one invoice is drawn whole, the other in part */
    struct kanal_pain001 pain;
    assert_ok(kanal_pain001_read(&t.arena, "l", file_of(&r, "leverandoer")->bytes, &pain, &t.err),
              t.err);
    assert_int_equal(pain.count, 1);
    assert_int_equal(pain.sum.oere, 5000);
    expect_well(&t);
    test_afregning_close(&t);
}

/* ---- letters */

struct kasse { /* what came by post */
    struct test_afregning *t;
    size_t breve;
    size_t til_f1;
    struct str f1;
    size_t erstattede;
    struct str navn; /* whose letter could not show a character, and the words */
};

static bool take(void *ctx, const struct brev_forsendelse *brev, struct err *err)
{
    struct kasse *k = ctx;

    (void)err;
    k->breve++;
    k->erstattede += brev->erstattede;
    if (brev->erstattede > 0)
        k->navn = str_format(&k->t->arena, "%.*s: %.*s", STR_ARG(brev->modtager),
                             STR_ARG(brev->erstattet[0].tekst));
    assert_false(str_is(brev->cpr, "99999999"));
    if (!str_is(brev->cpr, "7101921000")) return true;
    k->til_f1++;
    k->f1 = str_copy(&k->t->arena, brev->pdf);
    return true;
}

static struct kasse letters(struct test_afregning *t, int64_t nr, int aar)
{
    struct brev_afsender afsender = {.kommune = STR("Prøve Kommune"), .cvr = STR("12345678")};
    struct breve_valg valg = {&afsender, test_dag("2021-05-25")};
    struct brev_trykkeri *trykkeri;
    struct kasse k = {.t = t};
    size_t antal;

    assert_ok(brev_trykkeri_open(&t->arena, &brev_filer_debian, &trykkeri, &t->err), t->err);
    assert_ok(aar > 0 ? breve_aar(t->store, &t->arena, &t->anna, aar, &valg, trykkeri, take, &k,
                                  &antal, &t->err)
                      : breve_koersel(t->store, &t->arena, &t->anna, nr, &valg, trykkeri, take, &k,
                                      &antal, &t->err),
              t->err);
    brev_trykkeri_close(trykkeri);
    assert_int_equal(antal, k.breve);
    return k;
}

static struct beslutning_ny between(const char *maaned)
{
    return (struct beslutning_ny){.art = BESLUTNING_MELLEMREGNING,
                                  .modtager = STR("F1-K"),
                                  .maaned = test_maaned(maaned),
                                  .beloeb = {40000},
                                  .tekst = STR("Forældrenes del af cyklen"),
                                  .begrundelse = STR("aftalt med forældrene")};
}

/* It moves no money and is told once; the suppliers get no letter of either kind. */
static void mellemregning_is_only_told(void **state)
{
    struct test_afregning t;
    struct beslutning_ny ny = between("2021-05"), later = between("2021-06");
    struct journal_raekke *r;
    struct str id, taget;

    begin(&t, *state);
    pay(&t, "A-1", 125000);
    int64_t nr = test_run_new(&t, "2021-05", false);
    test_calc(&t, nr);
    t.now_us++;
    assert_int_equal(test_decide(&t, &t.anna, &ny, &id), AFREGNING_GJORT);
    assert_int_equal(test_try_approve(&t, &t.bo, nr, NULL, NULL), AFREGNING_GJORT);
    struct kasse uden = letters(&t, nr, 0); /* decided after the computation: waits */
    assert_int_equal(uden.til_f1, 1);
    test_export(&t, nr);
    ny.familien_skylder = true;
    assert_int_equal(test_decide(&t, &t.anna, &ny, &taget), AFREGNING_GJORT);
    assert_int_equal(test_decide(&t, &t.anna, &later, &id), AFREGNING_GJORT);
    assert_int_equal(open_decisions(&t), 3);
    assert_ok(beslutning_tag_tilbage(t.store, &t.bo, taget, t.now_us, &t.err), t.err);
    size_t rows = test_journal(&t, &r);
    int64_t ekstra = test_settle(&t, "2021-05", true); /* nothing but that to tell */
    assert_int_equal(test_journal(&t, &r), rows);
    assert_int_equal(open_decisions(&t), 1);
    struct kasse med = letters(&t, ekstra, 0);
    assert_int_equal(med.breve, 1);
    assert_int_equal(med.til_f1, 1);
    assert_true(str_eq(med.f1, letters(&t, ekstra, 0).f1)); /* the same letter again */
    assert_int_equal(letters(&t, test_settle(&t, "2021-05", true), 0).breve, 0);
    test_settle(&t, "2021-06", false);
    assert_int_equal(open_decisions(&t), 0);
    struct kasse aar = letters(&t, 0, 2021);
    assert_int_equal(aar.breve, 2);
    expect_well(&t);
    test_afregning_close(&t);
}

/* A name that was stored before such were refused stops nobody's letter: it is set with a �, and
 * whose it is and which words are told. */
static void an_old_emoji_stops_no_letter(void **state)
{
    struct test_afregning t;

    begin(&t, *state);
    pay(&t, "A-1", 125000);
    int64_t nr = test_settle(&t, "2021-05", false);
    test_export(&t, nr);
    struct kasse foer = letters(&t, nr, 0), foer_aar = letters(&t, 0, 2021);
    assert_int_equal(foer.erstattede, 0);
    const struct store_value args[] = {
        STORE_I(TEST_KOMMUNE),      STORE_S(STR("F1-K")),       STORE_S(STR("person")),
        STORE_S(STR("Bo 😀 Prøve")), STORE_S(STR("7101921000")), STORE_S(STR("Vej 1")),
        STORE_S(STR("7900")),       STORE_S(STR("Nykøbing")),   STORE_I(0),
        STORE_S(STR("bo pr|ve"))};
    assert_ok(store_begin(t.store, STORE_WRITE, &t.err), t.err);
    assert_ok(store_exec(t.store, SQL_REGISTER_PERSON_RET, args, 10, NULL, &t.err), t.err);
    assert_ok(store_commit(t.store, &t.err), t.err);
    struct kasse nu = letters(&t, nr, 0);
    assert_int_equal(nu.breve, foer.breve);
    assert_int_equal(nu.erstattede, 1);
    assert_str(nu.navn, "F1-K: Bo 😀 Prøve");
    assert_true(nu.f1.n > 0);
    struct kasse aar = letters(&t, 0, 2021);
    assert_int_equal(aar.breve, foer_aar.breve);
    assert_int_equal(aar.erstattede, 1);
    test_afregning_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(what_is_wrong_is_refused),
        BOTH(no_run_reclaims_it),
        BOTH(two_on_one_key),
        BOTH(taken_back_in_between),
        BOTH(a_later_placement_waits),
        BOTH(each_is_paid_by_itself),
        BOTH(a_credit_note_is_drawn),
        BOTH(mellemregning_is_only_told),
        BOTH(an_old_emoji_stops_no_letter),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
