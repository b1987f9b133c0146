/*
 * postering: random payments as G69/G68 records, read back, balanced and held against the lines.
 */
#include "base/test_help.h"

#include "kanal/kanal_test_data.h"

static struct kanal_postering_valg choice(enum kanal_g68 g68)
{
    return (struct kanal_postering_valg){g68, 482, 1000, STR("9000001")};
}

/* G68 of type 01 pays to NemKonto alone. */
static void no_own_accounts(struct proeve *p)
{
    for (size_t i = 0; i < p->e.count; i++) {
        p->betaling[i].modtager.konto = (struct kanal_konto){STR_EMPTY, STR_EMPTY};
    }
}

static void check_lines(struct proeve *p, const struct kanal_postering *back, enum kanal_g68 g68,
                        size_t first, size_t *g69, size_t *g68_at)
{
    for (size_t b = first; *g69 < back->g69_count; b++) {
        const struct kanal_betaling *sent = &p->betaling[b];
        for (size_t k = 0; k < sent->linje_count; k++) {
            const struct kanal_linje *l = &sent->linjer[k];
            const struct kanal_g69_post *got = &back->g69[(*g69)++];
            assert_int_equal(got->kredit ? -got->beloeb.oere : got->beloeb.oere, l->beloeb.oere);
            assert_str(got->konto, str_c(&p->arena, l->kontostreng));
            assert_str(got->barn_cpr, str_c(&p->arena, l->barn_cpr));
            assert_str(got->betaling, str_c(&p->arena, sent->id));
            assert_int_equal(got->loebenr, 1000 + (int64_t)b);
            assert_int_equal(got->dato.dag, p->e.dispositionsdato.dag);
        }
        if (g68 != KANAL_G68_UDBETAL) {
            const struct kanal_g69_post *counter = &back->g69[(*g69)++];
            assert_true(counter->kredit);
            assert_str(counter->konto, "9000001");
            assert_int_equal(counter->beloeb.oere, sent->beloeb.oere);
        }
        if (g68 == KANAL_G68_INGEN) continue;
        const struct kanal_g68_post *paid = &back->g68[(*g68_at)++];
        assert_int_equal(paid->type, g68);
        assert_int_equal(paid->beloeb.oere, sent->beloeb.oere);
        assert_str(paid->modtager.nummer, str_c(&p->arena, sent->modtager.nummer));
        assert_int_equal(paid->modtager.art, sent->modtager.art);
        assert_str(paid->tekst, str_c(&p->arena, sent->tekst));
        assert_str(paid->noegle,
                   str_format(&p->arena, "0000000017101%07lld", 1000 + (long long)b).p);
    }
}

static void round_trip(uint64_t froe, size_t count, enum kanal_g68 g68, size_t files)
{
    struct proeve p;
    struct kanal_filer filer, again;
    struct kanal_postering_valg valg = choice(g68);
    int64_t next, next_again, sum = 0;
    size_t first = 0;

    proeve_begin(&p, froe, count, KANAL_SEND_NEMKONTO, count > 1000);
    if (g68 == KANAL_G68_UDBETAL) no_own_accounts(&p);
    if (!kanal_postering_write(&p.arena, &p.e, &valg, &filer, &next, &p.err)) {
        fail_msg("%s: %s", p.err.place, p.err.text);
    }
    assert_true(kanal_postering_write(&p.arena, &p.e, &valg, &again, &next_again, &p.err));
    assert_int_equal(next, 1000 + (int64_t)count);
    assert_true(files == 0 || filer.count == files);
    for (size_t i = 0; i < filer.count; i++) {
        struct kanal_postering back;
        size_t g69 = 0, g68_at = 0;
        assert_true(str_eq(filer.fil[i].bytes, again.fil[i].bytes));
        if (!kanal_postering_read(&p.arena, "f.txt", filer.fil[i].bytes, &back, &p.err)) {
            fail_msg("%s: %s", p.err.place, p.err.text);
        }
        assert_int_equal(back.maskinnr, 482);
        assert_int_equal(back.kommune_nr, 101);
        assert_int_equal(back.udbetalt.oere, filer.fil[i].sum.oere);
        check_lines(&p, &back, g68, first, &g69, &g68_at);
        assert_int_equal(g69, back.g69_count);
        assert_int_equal(g68_at, back.g68_count);
        first += filer.fil[i].antal;
        sum += back.udbetalt.oere;
    }
    assert_int_equal(first, count);
    assert_int_equal(sum, proeve_sum(&p));
    proeve_release(&p);
}

static void postings_come_back_equal(void **state)
{
    uint64_t froe = 3;
    (void)state;

    for (int i = 0; i < 300; i++) {
        size_t count = (size_t)test_between(&froe, 1, 15);
        round_trip(test_random(&froe), count, (enum kanal_g68)(i % 3), 1);
    }
}

/* The record number has five digits, so a large export becomes several files. */
static void a_hundred_thousand_payments_become_files(void **state)
{
    (void)state;
    /* Two records for each, 99,999 in a file. */
    round_trip(5, 100000, KANAL_G68_INGEN, 3);
}

/* The bytes themselves, ISO 8859-1. */
static void a_file_looks_like_this(void **state)
{
    static const char expected[] =
        "Z300 01016      1811\r\n"
        "000G6900001010101NORFLYD&10300482&1040001000&11020210630&11152822001&112000002700408 "
        "&113D&1142021&116a1&11720210630004820001000&13202&1337201150001&153Kost og logi 2021-06"
        "\r\n"
        "000G6900002010101NORFLYD&10300482&1040001000&11020210630&11152822002&112000000000008 "
        "&113K&1142021&116a1&11720210630004820001000&153T\xF8j + sko 2021-05\r\n"
        "000G6900003010101NORFLYD&10300482&1040001000&11020210630&1119000001&112000002700400 "
        "&113K&1142021&116a1&11720210630004820001000&153Udbetalt\r\n"
        "000G68000040101001&020101&0300&0800002700400&09+&1002&117101921234&1220210630"
        "&1620210630004820001000&1700000000171010001000&40Pleje\xF8l\r\n"
        "SLUTD00004\r\n";
    const struct kanal_linje lines[] = {
        {.ydelse = STR("k"),
         .titel = STR("Kost og logi"),
         .maaned = maaned_make(2021, 6),
         .beloeb = {2700408},
         .kontostreng = STR("52822001"),
         .barn_cpr = STR("7201150001")},
        {.ydelse = STR("t"),
         .titel = STR("Tøj & sko"),
         .maaned = maaned_make(2021, 5),
         .beloeb = {-8},
         .kontostreng = STR("52822002")},
    };
    struct kanal_postering_valg valg = choice(KANAL_G68_REGISTRERET);
    struct kanal_filer filer;
    struct proeve p;
    int64_t next;
    (void)state;

    proeve_init(&p, 8, 1, KANAL_SEND_NEMKONTO);
    p.betaling[0] = (struct kanal_betaling){
        .id = STR("a1"),
        .modtager = {KANAL_PERSON, STR("7101921234"), STR("Bo"), {{0}, {0}}},
        .beloeb = {2700400},
        .tekst = STR("Plejeøl"),
        .linjer = lines,
        .linje_count = 2};
    assert_true(kanal_postering_write(&p.arena, &p.e, &valg, &filer, &next, &p.err));
    assert_int_equal(filer.count, 1);
    assert_str(filer.fil[0].bytes, expected);
    assert_str(filer.fil[0].navn, "0101-000017-postering.txt");
    proeve_release(&p);
}

static void what_cannot_be_booked_is_refused(void **state)
{
    struct proeve p;
    struct kanal_filer filer;
    int64_t next;
    (void)state;

    proeve_init(&p, 9, 3, KANAL_SEND_NEMKONTO);
    no_own_accounts(&p);
    struct {
        struct kanal_postering_valg valg;
        const char *said;
    } cases[] = {
        {{KANAL_G68_INGEN, 0, 1, STR("1")}, "Maskinnummeret"},
        {{KANAL_G68_INGEN, 100000, 1, STR("1")}, "Maskinnummeret"},
        {{KANAL_G68_INGEN, 1, 0, STR("1")}, "Ekspeditionsnumrene"},
        {{KANAL_G68_INGEN, 1, 9999998, STR("1")}, "Ekspeditionsnumrene"},
        {{KANAL_G68_INGEN, 1, 1, STR("")}, "Modkontoen"},
        {{KANAL_G68_REGISTRERET, 1, 1, STR("1234567890123456")}, "Modkontoen"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct err err = ERR_INIT;
        assert_false(kanal_postering_write(&p.arena, &p.e, &cases[i].valg, &filer, &next, &err));
        assert_true(has(err.text, cases[i].said));
    }
    struct kanal_postering_valg pay = {KANAL_G68_UDBETAL, 1, 9999997, STR_EMPTY};
    assert_true(kanal_postering_write(&p.arena, &p.e, &pay, &filer, &next, &p.err));
    assert_int_equal(next, 10000000);
    p.betaling[1].modtager.konto = (struct kanal_konto){STR("1234"), STR("1")};
    struct err err = ERR_INIT;
    assert_false(kanal_postering_write(&p.arena, &p.e, &pay, &filer, &next, &err));
    assert_true(has(err.text, "NemKonto"));
    p.betaling[1].modtager.nummer = STR_EMPTY;
    struct err no_number = ERR_INIT;
    struct kanal_postering_valg registered = choice(KANAL_G68_REGISTRERET);
    assert_false(kanal_postering_write(&p.arena, &p.e, &registered, &filer, &next, &no_number));
    assert_true(has(no_number.text, "CPR- eller CVR-nummer"));
    proeve_release(&p);
}

/* Any byte changed: refused, or the same amounts on the same balance. */
static void every_changed_byte_is_noticed(void **state)
{
    struct proeve p;
    struct kanal_filer filer;
    struct kanal_postering_valg valg = choice(KANAL_G68_REGISTRERET);
    struct kanal_postering first, back;
    int64_t next;
    (void)state;

    proeve_init(&p, 22, 3, KANAL_SEND_NEMKONTO);
    assert_true(kanal_postering_write(&p.arena, &p.e, &valg, &filer, &next, &p.err));
    struct str whole = filer.fil[0].bytes;
    assert_true(kanal_postering_read(&p.arena, "f", whole, &first, &p.err));
    char *bytes = str_c(&p.arena, whole);
    for (size_t i = 0; i < whole.n; i++) {
        struct arena scratch;
        struct err err = ERR_INIT;
        char kept = bytes[i];
        bytes[i] = kept >= '0' && kept <= '8' ? (char)(kept + 1) : kept == '0' ? '1' : 'x';
        arena_init(&scratch, 1 << 22);
        if (kanal_postering_read(&scratch, "f", (struct str){bytes, whole.n}, &back, &err)) {
            assert_int_equal(back.udbetalt.oere, first.udbetalt.oere);
            assert_int_equal(back.g69_count, first.g69_count);
            for (size_t k = 0; k < back.g69_count; k++) {
                assert_int_equal(back.g69[k].beloeb.oere, first.g69[k].beloeb.oere);
                assert_int_equal(back.g69[k].kredit, first.g69[k].kredit);
            }
        }
        arena_release(&scratch);
        bytes[i] = kept;
    }
    /* Cut anywhere, it is not a whole file. */
    for (size_t n = 0; n < whole.n; n++) {
        struct arena scratch;
        struct err err = ERR_INIT;
        arena_init(&scratch, 1 << 22);
        assert_false(kanal_postering_read(&scratch, "f", (struct str){bytes, n}, &back, &err));
        arena_release(&scratch);
    }
    proeve_release(&p);
}

/* A payment of as many lines as a file has records, and one more; fields out of order. */
static void the_edges_of_a_file_hold(void **state)
{
    struct proeve p;
    struct kanal_filer filer;
    struct kanal_postering_valg valg = choice(KANAL_G68_INGEN);
    struct kanal_postering back;
    struct err err = ERR_INIT, order = ERR_INIT;
    int64_t next;
    size_t at;
    (void)state;

    proeve_init(&p, 23, 1, KANAL_SEND_NEMKONTO);
    struct kanal_linje *l = ARENA_ARRAY(&p.arena, KANAL_POSTER_MAX, struct kanal_linje);
    for (size_t i = 0; i < KANAL_POSTER_MAX; i++) {
        l[i] = p.betaling[0].linjer[0];
        l[i].beloeb.oere = 1;
    }
    p.betaling[0].linjer = l;
    p.betaling[0].linje_count = KANAL_POSTER_MAX - 1;
    p.betaling[0].beloeb.oere = KANAL_POSTER_MAX - 1;
    assert_true(kanal_postering_write(&p.arena, &p.e, &valg, &filer, &next, &p.err));
    assert_int_equal(filer.count, 1);
    assert_true(str_ends(filer.fil[0].bytes, STR("SLUTD99999\r\n")));
    p.betaling[0].linje_count++;
    p.betaling[0].beloeb.oere++;
    assert_false(kanal_postering_write(&p.arena, &p.e, &valg, &filer, &next, &err));
    assert_true(has(err.text, "flere linjer"));
    p.betaling[0].linje_count = 1;
    p.betaling[0].beloeb.oere = 1;
    assert_true(kanal_postering_write(&p.arena, &p.e, &valg, &filer, &next, &p.err));
    char *bytes = str_c(&p.arena, filer.fil[0].bytes);
    struct str text = {bytes, filer.fil[0].bytes.n};
    assert_true(str_find(text, STR("&113D&1142021"), &at));
    memcpy(bytes + at, "&1142021&113D", 13);
    assert_false(kanal_postering_read(&p.arena, "f", text, &back, &order));
    assert_true(has(order.text, "stigende orden"));
    proeve_release(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(postings_come_back_equal),
        cmocka_unit_test(a_hundred_thousand_payments_become_files),
        cmocka_unit_test(a_file_looks_like_this),
        cmocka_unit_test(what_cannot_be_booked_is_refused),
        cmocka_unit_test(every_changed_byte_is_noticed),
        cmocka_unit_test(the_edges_of_a_file_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
