/*
 * kanal_pain001: credit transfers as an ISO 20022 pain.001 message.
 *
 * One payment information with one date and one account; one transaction per payment. The layout
 * and what of it is Danish practice are in docs/kanaler.md.
 *
 * Invariants: (1) NbOfTxs and CtrlSum are counted from what is written; (2) a CPR is written only
 * where NemKonto needs it; (3) the bytes depend on the export alone.
 */
#include "kanal/intern.h"

struct skriver {
    struct arena *arena;
    struct kanal_xml_ud xml;
    const struct kanal_eksport *e;
    enum kanal_slags slags;
    enum kanal_pain version;
    struct err *err;
};

struct str kanal_message_id(struct arena *arena, const struct kanal_eksport *eksport,
                            enum kanal_slags slags)
{
    ASSERT(slags == KANAL_SEND_NEMKONTO || slags == KANAL_SEND_LEVERANDOER);
    return str_format(arena, "VEDERLAG-%04d-%s-%010lld", eksport->kommune_nr,
                      slags == KANAL_SEND_NEMKONTO ? "NK" : "LV", (long long)eksport->eksport_nr);
}

static void line_end(struct skriver *s)
{
    buf_char(s->xml.buf, '\n');
}

static void open(struct skriver *s, const char *tag)
{
    kanal_xml_open(&s->xml, tag);
}

static void shut(struct skriver *s, const char *tag)
{
    kanal_xml_close(&s->xml, tag);
}

static void leaf(struct skriver *s, const char *tag, struct str text)
{
    kanal_xml_leaf(&s->xml, tag, text);
}

/* Bank characters, at most so many of them. */
static bool bank_text(struct skriver *s, struct str text, size_t most, struct str *out)
{
    TRY(kanal_tegn(s->arena, str_trim(text), out, s->err));
    *out = str_trim(str_clip(*out, most));
    return true;
}

/* <Id> of a company by its CVR number. */
static void company_id(struct skriver *s, struct str cvr)
{
    buf_c(s->xml.buf, "<Id><OrgId><Othr>");
    leaf(s, "Id", cvr);
    buf_c(s->xml.buf, "<SchmeNm><Cd>COID</Cd></SchmeNm></Othr></OrgId></Id>");
}

static void person_id(struct skriver *s, struct str cpr)
{
    buf_c(s->xml.buf, "<Id><PrvtId><Othr>");
    leaf(s, "Id", cpr);
    buf_c(s->xml.buf, "<SchmeNm><Cd>SOSE</Cd></SchmeNm></Othr></PrvtId></Id>");
}

static void sums(struct skriver *s, struct str sum)
{
    leaf(s, "NbOfTxs", str_format(s->arena, "%zu", s->e->count));
    leaf(s, "CtrlSum", sum);
}

static void group_header(struct skriver *s, struct str sum, struct str name)
{
    open(s, "GrpHdr");
    leaf(s, "MsgId", kanal_message_id(s->arena, s->e, s->slags));
    leaf(s, "CreDtTm", kanal_time(s->arena, s->e->oprettet_us));
    sums(s, sum);
    open(s, "InitgPty");
    leaf(s, "Nm", name);
    company_id(s, s->e->cvr);
    shut(s, "InitgPty");
    shut(s, "GrpHdr");
    line_end(s);
}

static void debtor(struct skriver *s, struct str name)
{
    open(s, "Dbtr");
    leaf(s, "Nm", name);
    company_id(s, s->e->cvr);
    shut(s, "Dbtr");
    buf_c(s->xml.buf, "<DbtrAcct><Id>");
    leaf(s, "IBAN", kanal_iban(s->arena, s->e->konto));
    buf_c(s->xml.buf, "</Id><Ccy>DKK</Ccy></DbtrAcct><DbtrAgt><FinInstnId>");
    if (s->e->bic.n > 0) {
        leaf(s, s->version == KANAL_PAIN_03 ? "BIC" : "BICFI", s->e->bic);
    } else {
        buf_c(s->xml.buf, "<Othr><Id>NOTPROVIDED</Id></Othr>");
    }
    buf_c(s->xml.buf, "</FinInstnId></DbtrAgt><ChrgBr>SHAR</ChrgBr>");
}

static void payment_head(struct skriver *s, struct str sum, struct str name)
{
    struct str date = dato_iso(s->arena, s->e->dispositionsdato);

    open(s, "PmtInf");
    leaf(s, "PmtInfId",
         str_format(s->arena, "%.*s-1", STR_ARG(kanal_message_id(s->arena, s->e, s->slags))));
    leaf(s, "PmtMtd", STR("TRF"));
    leaf(s, "BtchBookg", STR("true"));
    sums(s, sum);
    buf_c(s->xml.buf, "<PmtTpInf><SvcLvl><Cd>NURG</Cd></SvcLvl></PmtTpInf>");
    open(s, "ReqdExctnDt");
    if (s->version == KANAL_PAIN_09) {
        leaf(s, "Dt", date);
    } else {
        kanal_xml_text(s->xml.buf, date);
    }
    shut(s, "ReqdExctnDt");
    debtor(s, name);
    line_end(s);
}

static bool creditor(struct skriver *s, const struct kanal_betaling *b)
{
    const struct kanal_modtager *m = &b->modtager;
    bool own = m->konto.reg.n > 0;
    struct str name;

    TRY(bank_text(s, m->navn, KANAL_NAVN_MAX, &name));
    open(s, "Cdtr");
    leaf(s, "Nm", name);
    if (m->art == KANAL_VIRKSOMHED && m->nummer.n > 0) company_id(s, m->nummer);
    if (m->art == KANAL_PERSON && !own) person_id(s, m->nummer);
    shut(s, "Cdtr");
    if (!own) return true;
    buf_c(s->xml.buf, "<CdtrAcct><Id>");
    leaf(s, "IBAN", kanal_iban(s->arena, m->konto));
    buf_c(s->xml.buf, "</Id></CdtrAcct>");
    return true;
}

static bool remittance(struct skriver *s, const struct kanal_betaling *b)
{
    struct str text, reference;

    TRY(bank_text(s, b->tekst, KANAL_TEKST_MAX, &text));
    TRY(bank_text(s, b->reference, KANAL_REFERENCE_MAX, &reference));
    if (text.n == 0 && s->slags == KANAL_SEND_NEMKONTO) return true;
    open(s, "RmtInf");
    if (s->slags == KANAL_SEND_NEMKONTO) {
        leaf(s, "Ustrd", text);
    } else {
        buf_c(s->xml.buf, "<Strd><RfrdDocInf><Tp><CdOrPrtry><Cd>CINV</Cd></CdOrPrtry></Tp>");
        leaf(s, "Nb", reference);
        buf_c(s->xml.buf, "</RfrdDocInf>");
        if (text.n > 0) leaf(s, "AddtlRmtInf", text);
        shut(s, "Strd");
    }
    shut(s, "RmtInf");
    return true;
}

static bool transaction(struct skriver *s, const struct kanal_betaling *b)
{
    buf_c(s->xml.buf, "<CdtTrfTxInf><PmtId>");
    leaf(s, "InstrId", b->id);
    leaf(s, "EndToEndId", b->id);
    buf_c(s->xml.buf, "</PmtId><Amt><InstdAmt Ccy=\"DKK\">");
    buf_add(s->xml.buf, kanal_decimal(s->arena, b->beloeb, '.'));
    buf_c(s->xml.buf, "</InstdAmt></Amt>");
    TRY(creditor(s, b));
    TRY(remittance(s, b));
    shut(s, "CdtTrfTxInf");
    line_end(s);
    return true;
}

static bool document(struct skriver *s, struct oere total)
{
    struct str sum = kanal_decimal(s->arena, total, '.');
    struct str name;

    TRY(bank_text(s, s->e->kommune_navn, KANAL_NAVN_MAX, &name));
    buf_format(s->xml.buf,
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document "
               "xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.%02d\">",
               (int)s->version);
    open(s, "CstmrCdtTrfInitn");
    line_end(s);
    group_header(s, sum, name);
    payment_head(s, sum, name);
    for (size_t i = 0; i < s->e->count; i++) {
        const struct kanal_betaling *b = &s->e->betalinger[i];
        if (!transaction(s, b)) return err_at(s->err, "betaling %.*s", STR_ARG(b->id));
    }
    buf_c(s->xml.buf, "</PmtInf></CstmrCdtTrfInitn></Document>\n");
    return true;
}

/* What was written is read again with the strict reader before anyone gets it. */
static bool read_back(const struct kanal_fil *fil, struct str message_id, struct err *err)
{
    struct arena scratch;
    struct kanal_pain001 back;

    arena_init(&scratch, (size_t)2 << 30);
    if (setjmp(scratch.boundary) != 0) {
        arena_release(&scratch);
        return err_begge(err, ERR_IO, NULL,
                         "Der er ikke hukommelse nok til at læse filen igen; intet er gjort",
                         "There is not enough memory to read the file back; nothing was done");
    }
    scratch.has_boundary = true;
    bool good = kanal_pain001_read(&scratch, fil->navn.p, fil->bytes, &back, err);
    if (good) {
        ASSERT(back.count == fil->antal);
        ASSERT(back.sum.oere == fil->sum.oere);
        ASSERT(str_eq(back.message_id, message_id));
    }
    arena_release(&scratch);
    return good;
}

bool kanal_pain001_write(struct arena *arena, const struct kanal_eksport *eksport,
                         enum kanal_slags slags, enum kanal_pain version, struct kanal_fil *out,
                         struct err *err)
{
    struct buf buf;
    struct skriver s = {arena, {&buf}, eksport, slags, version, err};
    struct oere sum;

    ASSERT(slags == KANAL_SEND_NEMKONTO || slags == KANAL_SEND_LEVERANDOER);
    ASSERT(version == KANAL_PAIN_03 || version == KANAL_PAIN_09);
    TRY(kanal_check(arena, eksport, slags, err));
    TRY(kanal_sum(eksport, &sum, err));
    buf_init(&buf, arena);
    TRY(document(&s, sum));
    const char *what = slags == KANAL_SEND_NEMKONTO ? "nemkonto" : "leverandoer";
    struct kanal_fil fil = {kanal_file_name(arena, eksport, what, "xml"), buf_str(&buf),
                            eksport->count, sum};
    TRY(read_back(&fil, kanal_message_id(arena, eksport, slags), err));
    *out = fil;
    return true;
}
