/*
 * kvittering: what each report makes of the payments, every refusal, and hostile XML.
 *
 * KANAL_KORPUS=folder writes the reports as seeds for the fuzz corpus.
 */
#include "base/test_fund.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fil.h"
#include "base/hash.h"
#include "kanal/kanalfil_fuzz.h"
#include "kanal/kvittering_fuzz.h"

struct laest {
    struct arena arena;
    struct fund_liste fund;
    struct kanal_kvittering k;
    struct err err;
    bool god;
};

static void keep_seed(struct str text)
{
    const char *folder = getenv("KANAL_KORPUS");
    char path[512];
    struct err err = ERR_INIT;

    if (folder == NULL || text.n > 5000) return;
    snprintf(path, sizeof(path), "%s/%.12s", folder, hash_of(text).hex);
    assert_true(fil_write(path, text, &err));
}

static void read_it(struct laest *l, struct str text)
{
    *l = (struct laest){0};
    arena_init(&l->arena, 64u << 20);
    fund_init(&l->fund, &l->arena);
    keep_seed(text);
    l->god = kanal_kvittering_read(&l->arena, "k.xml", text, kvittering_sendt(), &l->k, &l->fund,
                                   &l->err);
}

/* One letter per payment: A accepted, E accepted and final, R rejected, - pending. */
static void answers(const char *text, const char *expected, const char *reason)
{
    struct laest l;
    char got[8] = "";

    read_it(&l, str_from(text));
    if (!l.god) {
        fail_msg("%s: %s; %.*s\n%s", l.err.place, l.err.text,
                 STR_ARG(l.fund.count > 0 ? l.fund.fund[0].tekst.dansk : STR_EMPTY), text);
    }
    for (size_t i = 0; i < l.k.count; i++) {
        const struct kanal_svar *s = &l.k.svar[i];
        got[i] = s->udfald == KANAL_AFVIST       ? 'R'
                 : s->udfald == KANAL_RETUR      ? 'T'
                 : s->udfald == KANAL_ACCEPTERET ? (s->endelig ? 'E' : 'A')
                                                 : '-';
    }
    assert_string_equal(got, expected);
    if (reason != NULL) assert_str(l.k.svar[0].aarsag, reason);
    arena_release(&l.arena);
}

/* Refused; with a kode it is a finding, else the text of the error. */
static void refused(const char *text, const char *kode, const char *said)
{
    struct laest l;

    read_it(&l, str_from(text));
    assert_false(l.god);
    assert_null(l.k.svar);
    const char *got = l.err.text;
    if (kode != NULL) {
        assert_true(l.fund.fejl > 0);
        assert_string_equal(l.fund.fund[0].kode, kode);
        assert_fund_begge(&l.fund);
        got = str_c(&l.arena, l.fund.fund[0].tekst.dansk);
        assert_non_null(strstr(l.err.text, "intet af den er brugt"));
    }
    if (strstr(got, said) == NULL) fail_msg("expected %s, got %s (%s)", said, got, l.err.place);
    arena_release(&l.arena);
}

static void every_level_can_answer(void **state)
{
    (void)state;
    answers(PAIN002_HEAD PAIN002_GROUP("<GrpSts>ACCP</GrpSts>") PAIN002_END, "AAA", "");
    answers(PAIN002_HEAD PAIN002_GROUP("<GrpSts>ACSC</GrpSts>") PAIN002_END, "EEE", "");
    answers(PAIN002_HEAD PAIN002_GROUP("<GrpSts>ACTC</GrpSts>") PAIN002_END, "---", "");
    answers(PAIN002_HEAD PAIN002_GROUP("<GrpSts>RJCT</GrpSts>" PAIN002_WHY("DUPL", "Set før"))
                PAIN002_END,
            "RRR", "DUPL; Set før");
    /* The payment information beats the group, a transaction beats both. */
    answers(PAIN002_HEAD PAIN002_GROUP("<GrpSts>ACTC</GrpSts>")
                PAIN002_PAYMENT("<PmtInfSts>ACCP</PmtInfSts>" PAIN002_TX(
                    "a1", "RJCT", PAIN002_WHY("AC04", "Kontoen er lukket"))) PAIN002_END,
            "RAA", "AC04; Kontoen er lukket");
    /* PART says nothing of those it does not name. */
    answers(PAIN002_HEAD PAIN002_GROUP("<GrpSts>PART</GrpSts>") PAIN002_PAYMENT(
                PAIN002_TX("a3", "ACSC", "")
                    PAIN002_TX("a1", "RJCT", "<StsRsnInf><Rsn><Prtry>X7</Prtry></Rsn></StsRsnInf>"))
                PAIN002_END,
            "R-E", "X7");
    answers(PAIN002_HEAD PAIN002_GROUP("") PAIN002_PAYMENT("<PmtInfSts>ACSP</PmtInfSts>")
                PAIN002_END,
            "AAA", "");
    answers(PAIN002_HEAD PAIN002_GROUP("") PAIN002_END, "---", "");
    /* InstrId stands in where there is no EndToEndId. */
    answers(PAIN002_HEAD PAIN002_GROUP("") PAIN002_PAYMENT(
                "<TxInfAndSts><OrgnlInstrId>a2</OrgnlInstrId><TxSts>PDNG</TxSts></TxInfAndSts>")
                PAIN002_END,
            "---", "");
    /* A prefix, a later version, matching counts and sums, spaces between elements. */
    answers("<n:Document xmlns:n=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\">\n "
            "<n:CstmrPmtStsRpt><n:GrpHdr><n:MsgId>R</n:MsgId></n:GrpHdr> <n:OrgnlGrpInfAndSts>"
            "<n:OrgnlMsgId>VEDERLAG-0101-NK-0000000017</n:OrgnlMsgId>"
            "<n:OrgnlNbOfTxs>3</n:OrgnlNbOfTxs><n:OrgnlCtrlSum>27007.58</n:OrgnlCtrlSum>"
            "<n:GrpSts>ACSC</n:GrpSts></n:OrgnlGrpInfAndSts>\n</n:CstmrPmtStsRpt></n:Document>",
            "EEE", "");
    answers(PAIN002_HEAD PAIN002_GROUP("") PAIN002_PAYMENT(
                PAIN002_TX("a2", "ACSC",
                           "<OrgnlTxRef><Amt><InstdAmt Ccy=\"DKK\">2.5</InstdAmt></Amt>"
                           "</OrgnlTxRef>")) PAIN002_END,
            "-E-", NULL);
}

/* PART on the group has not named the payments it does not list; ACTC has. */
static void part_names_nobody(void **state)
{
    struct laest l;
    (void)state;

    read_it(&l, STR(PAIN002_HEAD PAIN002_GROUP("<GrpSts>PART</GrpSts>")
                        PAIN002_PAYMENT(PAIN002_TX("a1", "PDNG", "")) PAIN002_END));
    assert_true(l.god && l.k.svar[0].naevnt && !l.k.svar[1].naevnt && !l.k.svar[2].naevnt);
    arena_release(&l.arena);
    read_it(&l, STR(PAIN002_HEAD PAIN002_GROUP("<GrpSts>ACTC</GrpSts>") PAIN002_END));
    assert_true(l.god && l.k.svar[1].naevnt && l.k.afventer == 3);
    arena_release(&l.arena);
}

static void trouble_is_named_and_nothing_used(void **state)
{
    (void)state;
    refused(PAIN002_HEAD PAIN002_GROUP("")
                PAIN002_PAYMENT(PAIN002_TX("a1", "ACSC", "") PAIN002_TX("a9", "ACSC", ""))
                    PAIN002_END,
            "kvittering-ukendt", "ikke er sendt i denne eksport");
    refused(PAIN002_HEAD PAIN002_GROUP("")
                PAIN002_PAYMENT(PAIN002_TX("a1", "ACSC", "") PAIN002_TX("a1", "RJCT", ""))
                    PAIN002_END,
            "kvittering-dobbelt", "a1 to gange");
    refused(PAIN002_HEAD PAIN002_GROUP("<GrpSts>OK</GrpSts>") PAIN002_END, "kvittering-status",
            "ukendt");
    refused(PAIN002_HEAD PAIN002_GROUP("<OrgnlNbOfTxs>2</OrgnlNbOfTxs>") PAIN002_END,
            "kvittering-antal", "de 3, der er sendt");
    refused(PAIN002_HEAD PAIN002_GROUP("<OrgnlCtrlSum>27007.59</OrgnlCtrlSum>") PAIN002_END,
            "kvittering-sum", "anden sum");
    refused(PAIN002_HEAD PAIN002_GROUP("") PAIN002_PAYMENT("<OrgnlCtrlSum>1</OrgnlCtrlSum>")
                PAIN002_END,
            "kvittering-sum", "anden sum");
    refused(PAIN002_HEAD PAIN002_GROUP("") PAIN002_PAYMENT(
                PAIN002_TX("a2", "ACSC",
                           "<OrgnlTxRef><Amt><InstdAmt Ccy=\"DKK\">2.51</InstdAmt></Amt>"
                           "</OrgnlTxRef>")) PAIN002_END,
            "kvittering-beløb", "andet beløb");
    refused(PAIN002_HEAD PAIN002_GROUP("") PAIN002_PAYMENT(
                PAIN002_TX("a2", "ACSC",
                           "<OrgnlTxRef><Amt><InstdAmt Ccy=\"EUR\">2.50</InstdAmt></Amt>"
                           "</OrgnlTxRef>")) PAIN002_END,
            "kvittering-beløb", "andet beløb");
    static const char other[] = PAIN002_HEAD PAIN002_GROUP(
        "") "<OrgnlPmtInfAndSts><OrgnlPmtInfId>X</OrgnlPmtInfId></OrgnlPmtInfAndSts>" PAIN002_END;
    refused(other, "kvittering-besked", "anden samling");
}

static void a_report_on_something_else_is_refused(void **state)
{
    (void)state;
    refused("<Document xmlns=\"" PAIN002_NS "\"><CstmrPmtStsRpt><GrpHdr><MsgId>R</MsgId></GrpHdr>"
            "<OrgnlGrpInfAndSts><OrgnlMsgId>VEDERLAG-0101-NK-0000000018</OrgnlMsgId>"
            "</OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>",
            NULL, "en anden fil");
    refused("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\"><A></A></Document>",
            NULL, "ikke en pain.002");
    refused("<Document><CstmrPmtStsRpt></CstmrPmtStsRpt></Document>", NULL, "xmlns mangler");
    refused("<Document xmlns=\"" PAIN002_NS "\"></Document>", NULL, "ét <CstmrPmtStsRpt>");
    refused(PAIN002_HEAD PAIN002_END, NULL, "mangler");
    refused(PAIN002_HEAD PAIN002_GROUP("") PAIN002_PAYMENT("") PAIN002_PAYMENT("") PAIN002_END,
            NULL, "mere end én");
}

/* No DTD, no entities, no instructions, no depth, no half files. */
static void hostile_xml_is_refused(void **state)
{
    struct arena arena;
    struct buf buf;
    (void)state;

    refused("<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
            "<Document xmlns=\"" PAIN002_NS "\">&b;</Document>",
            NULL, "DTD");
    refused("<!DOCTYPE d SYSTEM \"file:///etc/passwd\"><Document/>", NULL, "DTD");
    refused(PAIN002_HEAD "<X>&nix;</X>" PAIN002_END, NULL, "velformet");
    refused("<?php x?>" PAIN002_HEAD PAIN002_GROUP("") PAIN002_END, NULL, "");
    refused("<Document xmlns=\"" PAIN002_NS "\"><?php x?></Document>", NULL, "behandlingsinstruks");
    refused("<Document xmlns=\"" PAIN002_NS "\"><![CDATA[x]]></Document>", NULL, "CDATA");
    refused("<Document xmlns=\"" PAIN002_NS "\">x<A/></Document>", NULL, "både tekst og");
    refused("<Document xmlns=\"" PAIN002_NS "\"><A/>x</Document>", NULL, "både tekst og");
    refused("<Document xmlns=\"" PAIN002_NS "\"><A b=\"c\"/></Document>", NULL, "attribut");
    refused("<Document xmlns=\"" PAIN002_NS "\"><n:A/></Document>", NULL, "præfiks");
    refused("<Document xmlns=\"" PAIN002_NS "\"><A>\xF8</A></Document>", NULL, "");
    refused(PAIN002_HEAD PAIN002_GROUP(""), NULL, "velformet");
    refused("<", NULL, "");
    refused("<?xml version=\"1.0\" encoding=\"UTF-16\"?><Document/>", NULL, "");
    arena_init(&arena, 1 << 20);
    buf_init(&buf, &arena);
    buf_c(&buf, "<Document xmlns=\"" PAIN002_NS "\">");
    for (int i = 0; i < 40; i++) buf_c(&buf, "<A>");
    for (int i = 0; i < 40; i++) buf_c(&buf, "</A>");
    buf_c(&buf, "</Document>");
    refused(str_c(&arena, buf_str(&buf)), NULL, "32 inden i hinanden");
    arena_release(&arena);
}

static void a_csv_receipt_is_read(void **state)
{
    (void)state;
    answers("betalingsid;status;årsag\na1;accepteret;\na2;udført;\na3;afvist;Ukendt lønnummer\n",
            "AER", "");
    answers("\xEF\xBB\xBF"
            "betalingsid;status;årsag;beløb\r\na3;afventer;;27004,08\r\na1;afvist;"
            "\"lukket; sig til\";1,00\r\n",
            "R--", "lukket; sig til");
    refused("betalingsid;status\na1;accepteret\n", NULL, "Første række");
    refused("betalingsid;status;årsag\n", NULL, "ingen rækker");
    refused("", NULL, "tom");
    refused("betalingsid;status;årsag\na4;accepteret;\n", "kvittering-ukendt", "ikke sendt");
    refused("betalingsid;status;årsag\na1;accepteret;\na1;accepteret;\n", "kvittering-dobbelt",
            "to gange");
    refused("betalingsid;status;årsag\na1;ok;\n", "kvittering-status", "accepteret, udført");
    refused("betalingsid;status;årsag\na1;afvist; \n", "kvittering-årsag", "årsag");
    refused("betalingsid;status;årsag\na1;retur;\n", "kvittering-årsag", "retur");
    answers("betalingsid;status;årsag\na1;retur;kontoen er lukket\n", "T--", "kontoen er lukket");
    refused("betalingsid;status;årsag;beløb\na1;accepteret;;1,01\n", "kvittering-beløb",
            "et andet end det sendte");
    refused("betalingsid;status;årsag;beløb\na1;accepteret;;1.00\n", "kvittering-beløb", "komma");
}

/* All trouble is told at once. */
static void all_findings_are_told(void **state)
{
    struct laest l;
    (void)state;

    read_it(&l, STR("betalingsid;status;årsag\nx;accepteret;\ny;accepteret;\na1;ja;\n"));
    assert_false(l.god);
    assert_int_equal(l.fund.fejl, 3);
    assert_int_equal(l.fund.fund[1].sted.linje, 3);
    assert_non_null(strstr(l.err.text, "3 fejl"));
    arena_release(&l.arena);
}

/* A reason is shown on pages and terminals. */
static void a_reason_cannot_steer(void **state)
{
    (void)state;
    answers(PAIN002_HEAD PAIN002_GROUP("<GrpSts>RJCT</GrpSts><StsRsnInf><AddtlInf>a\xE2\x80\xAE"
                                       "b\tc</AddtlInf></StsRsnInf>") PAIN002_END,
            "RRR", "a b c");
    answers("betalingsid;status;årsag\na1;afvist;x\xE2\x80\xAEy\n", "R--", "x y");
}

static void replay(const char *folder, size_t least, void (*fuzz)(const uint8_t *, size_t))
{
    struct arena arena;
    struct str *names;
    size_t count;
    struct err err = ERR_INIT;

    arena_init(&arena, 64u << 20);
    assert_true(fil_list(&arena, folder, &names, &count, &err));
    assert_true(count >= least);
    for (size_t i = 0; i < count; i++) {
        struct str text;
        struct str path = str_format(&arena, "%s/%.*s", folder, STR_ARG(names[i]));
        assert_true(fil_read(&arena, path.p, 1 << 20, &text, &err));
        fuzz((const uint8_t *)text.p, text.n);
    }
    arena_release(&arena);
}

static void the_corpus_is_replayed(void **state)
{
    (void)state;
    replay("tests/fuzz/kvittering", 20, kvittering_fuzz);
    replay("tests/fuzz/kanalfil", 8, kanalfil_fuzz);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_level_can_answer),
        cmocka_unit_test(part_names_nobody),
        cmocka_unit_test(trouble_is_named_and_nothing_used),
        cmocka_unit_test(a_report_on_something_else_is_refused),
        cmocka_unit_test(hostile_xml_is_refused),
        cmocka_unit_test(a_csv_receipt_is_read),
        cmocka_unit_test(all_findings_are_told),
        cmocka_unit_test(a_reason_cannot_steer),
        cmocka_unit_test(the_corpus_is_replayed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
