/*
 * pain.001: random payments written, read back and held against what was given; and every change
 * of the bytes that would change what is paid is refused by the reader.
 */
#include "base/test_help.h"

#include "kanal/kanal_test_data.h"

static const char *expected_name(const struct kanal_modtager *m)
{
    static const char *const plain[] = {
        "Åse Ørsted Ærø", "Søren Bækgård",    "Ida Ågård-Nygård",  "Muller + Sønner ApS",
        "Jose Pena",      "Lukasz Zolw",      "O'Brien (vikar)",   "Bo",
        "Æblegården I/S", "Maria 'Mie' Kjær", "Strasse, nr. 5 (x)"};

    for (size_t i = 0; i < PROEVE_NAVNE; i++) {
        if (str_is(m->navn, proeve_navne[i])) return plain[i];
    }
    return "?";
}

static void check_payment(struct proeve *p, const struct kanal_betaling *sent,
                          const struct kanal_pain001_betaling *got, enum kanal_slags slags)
{
    const struct kanal_modtager *m = &sent->modtager;
    bool own = m->konto.reg.n > 0;
    bool hidden = own && m->art == KANAL_PERSON;

    assert_str(got->id, str_c(&p->arena, sent->id));
    assert_int_equal(got->beloeb.oere, sent->beloeb.oere);
    assert_str(got->navn, expected_name(m));
    assert_str(got->nummer, hidden ? "" : str_c(&p->arena, m->nummer));
    assert_str(got->iban, own ? str_c(&p->arena, kanal_iban(&p->arena, m->konto)) : "");
    assert_true(got->er_virksomhed == (m->art == KANAL_VIRKSOMHED && !hidden));
    assert_str(got->tekst, str_c(&p->arena, sent->tekst));
    assert_str(got->reference,
               slags == KANAL_SEND_LEVERANDOER ? str_c(&p->arena, sent->reference) : "");
}

static void round_trip(uint64_t froe, size_t count, enum kanal_slags slags, enum kanal_pain version)
{
    struct proeve p;
    struct kanal_fil fil, again;
    struct kanal_pain001 back;

    proeve_begin(&p, froe, count, slags, count > 1000);
    if (froe % 2 == 0) p.e.bic = STR("DABADKKK");
    if (!kanal_pain001_write(&p.arena, &p.e, slags, version, &fil, &p.err) ||
        !kanal_pain001_read(&p.arena, "f.xml", fil.bytes, &back, &p.err)) {
        fail_msg("%s: %s", p.err.place, p.err.text);
    }
    assert_true(kanal_pain001_write(&p.arena, &p.e, slags, version, &again, &p.err));
    assert_true(str_eq(fil.bytes, again.bytes));
    assert_int_equal(back.count, count);
    assert_int_equal(back.sum.oere, proeve_sum(&p));
    assert_int_equal(fil.sum.oere, proeve_sum(&p));
    assert_int_equal(back.version, version);
    assert_int_equal(back.dispositionsdato.dag, p.e.dispositionsdato.dag);
    assert_str(back.message_id, slags == KANAL_SEND_NEMKONTO ? "VEDERLAG-0101-NK-0000000017"
                                                             : "VEDERLAG-0101-LV-0000000017");
    assert_str(back.oprettet, "2021-06-04T09:46:40Z");
    assert_str(back.afsender, "Ærøskøbing Prøvekommune");
    assert_str(back.iban, "DK5000400440116243");
    assert_str(back.bic, froe % 2 == 0 ? "DABADKKK" : "");
    assert_str(fil.navn, slags == KANAL_SEND_NEMKONTO ? "0101-000017-nemkonto.xml"
                                                      : "0101-000017-leverandoer.xml");
    for (size_t i = 0; i < count; i++) check_payment(&p, &p.betaling[i], &back.betaling[i], slags);
    proeve_release(&p);
}

static void payments_come_back_equal(void **state)
{
    uint64_t froe = 1;
    (void)state;

    for (int i = 0; i < 200; i++) {
        size_t count = (size_t)test_between(&froe, 1, 12);
        round_trip(test_random(&froe), count,
                   i % 2 == 0 ? KANAL_SEND_NEMKONTO : KANAL_SEND_LEVERANDOER,
                   i % 4 < 2 ? KANAL_PAIN_03 : KANAL_PAIN_09);
    }
}

static void a_hundred_thousand_payments_fit(void **state)
{
    (void)state;
    round_trip(99, 100000, KANAL_SEND_NEMKONTO, KANAL_PAIN_03);
}

static void long_names_are_cut_and_bad_ones_refused(void **state)
{
    struct proeve p;
    struct kanal_fil fil;
    struct kanal_pain001 back;
    struct buf buf;
    (void)state;

    proeve_init(&p, 5, 2, KANAL_SEND_NEMKONTO);
    buf_init(&buf, &p.arena);
    for (int i = 0; i < 75; i++) buf_c(&buf, "å");
    p.betaling[0].modtager.navn = buf_str(&buf);
    assert_true(
        kanal_pain001_write(&p.arena, &p.e, KANAL_SEND_NEMKONTO, KANAL_PAIN_03, &fil, &p.err));
    assert_true(kanal_pain001_read(&p.arena, "f", fil.bytes, &back, &p.err));
    assert_int_equal(str_width(back.betaling[0].navn), KANAL_NAVN_MAX);
    assert_int_equal(back.betaling[0].navn.n, 2 * KANAL_NAVN_MAX);
    p.betaling[1].modtager.navn = str_from(proeve_navne[PROEVE_NAVNE]);
    assert_false(
        kanal_pain001_write(&p.arena, &p.e, KANAL_SEND_NEMKONTO, KANAL_PAIN_03, &fil, &p.err));
    assert_true(has(p.err.text, "U+1EC5"));
    assert_true(has(p.err.place, str_c(&p.arena, p.betaling[1].id)));
    proeve_release(&p);
}

/* A CPR stands in the file only where NemKonto needs it. */
static void an_own_account_hides_the_cpr(void **state)
{
    struct proeve p;
    struct kanal_fil fil;
    size_t at;
    (void)state;

    proeve_init(&p, 6, 1, KANAL_SEND_NEMKONTO);
    p.betaling[0].modtager.konto = (struct kanal_konto){STR("1234"), STR("567")};
    assert_true(
        kanal_pain001_write(&p.arena, &p.e, KANAL_SEND_NEMKONTO, KANAL_PAIN_03, &fil, &p.err));
    assert_false(str_find(fil.bytes, p.betaling[0].modtager.nummer, &at));
    assert_false(str_find(fil.navn, p.betaling[0].modtager.nummer, &at));
    p.betaling[0].modtager.konto = (struct kanal_konto){STR_EMPTY, STR_EMPTY};
    assert_true(
        kanal_pain001_write(&p.arena, &p.e, KANAL_SEND_NEMKONTO, KANAL_PAIN_03, &fil, &p.err));
    assert_true(str_find(fil.bytes, p.betaling[0].modtager.nummer, &at));
    proeve_release(&p);
}

/* The whole file, as a person has looked it through. */
static void a_file_looks_like_this(void **state)
{
    static const char expected[] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\"><CstmrCdtTrfInitn>\n"
        "<GrpHdr><MsgId>VEDERLAG-0101-NK-0000000017</MsgId><CreDtTm>2021-06-04T09:46:40Z</CreDtTm>"
        "<NbOfTxs>1</NbOfTxs><CtrlSum>27004.08</CtrlSum><InitgPty><Nm>Ærøskøbing "
        "Prøvekommune</Nm><Id><OrgId><Othr><Id>12345678</Id><SchmeNm><Cd>COID</Cd></SchmeNm>"
        "</Othr></OrgId></Id></InitgPty></GrpHdr>\n"
        "<PmtInf><PmtInfId>VEDERLAG-0101-NK-0000000017-1</PmtInfId><PmtMtd>TRF</PmtMtd>"
        "<BtchBookg>true</BtchBookg><NbOfTxs>1</NbOfTxs><CtrlSum>27004.08</CtrlSum><PmtTpInf>"
        "<SvcLvl><Cd>NURG</Cd></SvcLvl></PmtTpInf><ReqdExctnDt><Dt>2021-06-30</Dt></ReqdExctnDt>"
        "<Dbtr><Nm>Ærøskøbing Prøvekommune</Nm><Id><OrgId><Othr><Id>12345678</Id><SchmeNm><Cd>COID"
        "</Cd></SchmeNm></Othr></OrgId></Id></Dbtr><DbtrAcct><Id><IBAN>DK5000400440116243</IBAN>"
        "</Id><Ccy>DKK</Ccy></DbtrAcct><DbtrAgt><FinInstnId><BICFI>DABADKKK</BICFI></FinInstnId>"
        "</DbtrAgt><ChrgBr>SHAR</ChrgBr>\n"
        "<CdtTrfTxInf><PmtId><InstrId>a1</InstrId><EndToEndId>a1</EndToEndId></PmtId><Amt>"
        "<InstdAmt Ccy=\"DKK\">27004.08</InstdAmt></Amt><Cdtr><Nm>O&apos;Brien + Søn</Nm><Id>"
        "<PrvtId><Othr><Id>7101921234</Id><SchmeNm><Cd>SOSE</Cd></SchmeNm></Othr></PrvtId></Id>"
        "</Cdtr><RmtInf><Ustrd>Kost og logi juni</Ustrd></RmtInf></CdtTrfTxInf>\n"
        "</PmtInf></CstmrCdtTrfInitn></Document>\n";
    struct proeve p;
    struct kanal_fil fil;
    (void)state;

    proeve_init(&p, 8, 1, KANAL_SEND_NEMKONTO);
    struct kanal_linje line = {.ydelse = STR("k"), .titel = STR("K"), .beloeb = {2700408}};
    p.e.bic = STR("DABADKKK");
    p.betaling[0] = (struct kanal_betaling){
        .id = STR("a1"),
        .modtager = {KANAL_PERSON, STR("7101921234"), STR("O'Brien & Søn"), {{0}, {0}}},
        .beloeb = {2700408},
        .tekst = STR("Kost og logi juni"),
        .linjer = &line,
        .linje_count = 1};
    assert_true(
        kanal_pain001_write(&p.arena, &p.e, KANAL_SEND_NEMKONTO, KANAL_PAIN_09, &fil, &p.err));
    assert_str(fil.bytes, expected);
    proeve_release(&p);
}

/* One digit, letter or tag changed in any place: the reader refuses it, or gives other values that
 * show the change; it never gives the same payments with another sum. */
static void every_changed_byte_is_noticed(void **state)
{
    struct proeve p;
    struct kanal_fil fil;
    struct kanal_pain001 first, back;
    (void)state;

    proeve_init(&p, 21, 2, KANAL_SEND_LEVERANDOER);
    assert_true(
        kanal_pain001_write(&p.arena, &p.e, KANAL_SEND_LEVERANDOER, KANAL_PAIN_03, &fil, &p.err));
    assert_true(kanal_pain001_read(&p.arena, "f", fil.bytes, &first, &p.err));
    char *bytes = str_c(&p.arena, fil.bytes);
    size_t read = 0;
    for (size_t i = 0; i < fil.bytes.n; i++) {
        struct arena scratch;
        struct err err = ERR_INIT;
        char kept = bytes[i];
        bytes[i] = kept >= '0' && kept <= '8' ? (char)(kept + 1) : kept == 'x' ? 'y' : 'x';
        arena_init(&scratch, 1 << 22);
        if (kanal_pain001_read(&scratch, "f", (struct str){bytes, fil.bytes.n}, &back, &err)) {
            read++;
            assert_int_equal(back.sum.oere, first.sum.oere);
            assert_int_equal(back.count, first.count);
            for (size_t k = 0; k < back.count; k++) {
                assert_int_equal(back.betaling[k].beloeb.oere, first.betaling[k].beloeb.oere);
                assert_str(back.betaling[k].iban, str_c(&scratch, first.betaling[k].iban));
            }
        } else {
            assert_true(err.text[0] != '\0' && err.place[0] != '\0');
        }
        arena_release(&scratch);
        bytes[i] = kept;
    }
    /* Names, texts, dates, ids and the sender may be other valid ones. */
    assert_true(read > 0 && read < fil.bytes.n / 3);
    proeve_release(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(payments_come_back_equal),
        cmocka_unit_test(a_hundred_thousand_payments_fit),
        cmocka_unit_test(long_names_are_cut_and_bad_ones_refused),
        cmocka_unit_test(an_own_account_hides_the_cpr),
        cmocka_unit_test(a_file_looks_like_this),
        cmocka_unit_test(every_changed_byte_is_noticed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
