/*
 * kvittering_pain002: a bank's status report, ISO 20022 pain.002.
 *
 * Any version of pain.002.001 is taken; what is read of it is the same in all. A status stands on
 * the group, on the payment information or on a transaction; the innermost holds. Elements that say
 * nothing about a status are passed over, since banks send more than they have to.
 *
 * Invariants: (1) the report names our message; (2) a status this table does not know is a finding,
 * never a guess.
 */
#include "kanal/intern.h"

struct status {
    const char *kode;
    enum kanal_udfald udfald;
    bool endelig;
};

/* ISO 20022 external code set, payment transaction and group status. PART says only that the
 * transactions differ. */
static const struct status koder[] = {
    {"RCVD", KANAL_AFVENTER, false},   {"PDNG", KANAL_AFVENTER, false},
    {"PATC", KANAL_AFVENTER, false},   {"ACTC", KANAL_AFVENTER, false},
    {"PART", KANAL_AFVENTER, false},   {"ACCP", KANAL_ACCEPTERET, false},
    {"ACSP", KANAL_ACCEPTERET, false}, {"ACWC", KANAL_ACCEPTERET, false},
    {"ACWP", KANAL_ACCEPTERET, false}, {"ACSC", KANAL_ACCEPTERET, true},
    {"ACCC", KANAL_ACCEPTERET, true},  {"RJCT", KANAL_AFVIST, true},
    {"CANC", KANAL_AFVIST, true},
};

/* What a level says; kode empty: nothing. */
struct udsagn {
    const struct status *status;
    struct str kode;
    struct str aarsag;
};

static const struct status *find_code(struct str kode)
{
    for (size_t i = 0; i < sizeof(koder) / sizeof(koder[0]); i++) {
        if (str_is(kode, koder[i].kode)) return &koder[i];
    }
    return NULL;
}

static void add_part(struct buf *buf, struct str part)
{
    if (part.n == 0) return;
    if (buf->n > 0) buf_c(buf, "; ");
    buf_add(buf, part);
}

/* "AC01; text" of every StsRsnInf. */
static struct str reasons(struct kanal_laeser *l, struct kanal_xml *level)
{
    struct buf buf;

    buf_init(&buf, l->arena);
    for (struct kanal_xml *at = level->foerste; at != NULL; at = at->naeste) {
        if (!str_is(at->navn, "StsRsnInf")) continue;
        struct kanal_xml *reason = kanal_xml_find(at, "Rsn");
        if (reason != NULL) {
            add_part(&buf, kanal_xml_text_of(reason, "Cd"));
            add_part(&buf, kanal_xml_text_of(reason, "Prtry"));
        }
        for (struct kanal_xml *more = at->foerste; more != NULL; more = more->naeste) {
            if (str_is(more->navn, "AddtlInf")) add_part(&buf, more->tekst);
        }
    }
    return kanal_plain(l->arena, buf_str(&buf));
}

/* Falls back on what the level around it says. */
static struct udsagn read_level(struct kanal_laeser *l, struct kanal_xml *level, const char *tag,
                                struct udsagn around)
{
    struct kanal_xml *found = kanal_xml_find(level, tag);

    if (found == NULL) return around;
    struct udsagn u = {find_code(found->tekst), found->tekst, reasons(l, level)};
    if (u.status == NULL) {
        kanal_laeser_fund(l, found->linje, 0, "kvittering-status",
                          FUND_ORD("Statuskoden er ukendt", "The status code is not known"))
            ->raad =
            FUND_ORD("bed banken om en kode fra ISO 20022, for eksempel ACCP, ACSC eller RJCT",
                     "ask the bank for a code of ISO 20022, for example ACCP, ACSC or RJCT");
        return around;
    }
    return u;
}

static void answer(struct kanal_svar *svar, const struct udsagn *u)
{
    if (u->status == NULL) return;
    svar->udfald = u->status->udfald;
    svar->endelig = u->status->endelig;
    svar->kode = u->kode;
    svar->aarsag = u->aarsag;
}

/* ---- counts and sums */

static void check_totals(struct kanal_laeser *l, struct kanal_xml *level)
{
    struct kanal_xml *count = kanal_xml_find(level, "OrgnlNbOfTxs");
    struct kanal_xml *sum = kanal_xml_find(level, "OrgnlCtrlSum");
    int64_t number;
    struct oere total, sent = {0};
    struct err ignored = ERR_INIT;

    if (count != NULL &&
        (!kanal_number(count->tekst, &number) || number != (int64_t)l->sendt->count)) {
        kanal_laeser_fund(
            l, count->linje, 0, "kvittering-antal",
            fund_ord(l->arena, "Banken melder et andet antal betalinger end de %zu, der er sendt",
                     "The bank reports a different number of payments from the %zu that were sent",
                     l->sendt->count));
    }
    for (size_t i = 0; i < l->sendt->count; i++) {
        if (!oere_add(sent, l->sendt->sendt[i].beloeb, &sent, &ignored)) sent.oere = INT64_MAX;
    }
    if (sum != NULL && (!kanal_bank_amount(sum->tekst, &total) || total.oere != sent.oere)) {
        kanal_laeser_fund(l, sum->linje, 0, "kvittering-sum",
                          FUND_ORD("Banken melder en anden sum end den sendte",
                                   "The bank reports a different sum from the one sent"));
    }
}

static void check_amount(struct kanal_laeser *l, struct kanal_xml *tx, size_t at)
{
    struct kanal_xml *original = kanal_xml_find(tx, "OrgnlTxRef");
    struct kanal_xml *amount = original == NULL ? NULL : kanal_xml_find(original, "Amt");
    struct kanal_xml *instructed = amount == NULL ? NULL : kanal_xml_find(amount, "InstdAmt");
    struct oere value;

    if (instructed == NULL) return;
    if (!str_is(instructed->ccy, "DKK") || !kanal_bank_amount(instructed->tekst, &value) ||
        value.oere != l->sendt->sendt[at].beloeb.oere) {
        kanal_laeser_fund(l, instructed->linje, 0, "kvittering-beløb",
                          FUND_ORD("Banken melder et andet beløb end det sendte",
                                   "The bank reports a different amount from the one sent"));
    }
}

/* ---- levels */

static void read_transaction(struct kanal_laeser *l, struct kanal_xml *tx, struct udsagn around)
{
    struct str id = kanal_xml_text_of(tx, "OrgnlEndToEndId");
    size_t at;

    if (id.n == 0) id = kanal_xml_text_of(tx, "OrgnlInstrId");
    if (!kanal_sendt_find(l, id, &at)) {
        kanal_laeser_fund(
            l, tx->linje, 0, "kvittering-ukendt",
            FUND_ORD("Kvitteringen nævner en betaling, der ikke er sendt i denne eksport",
                     "The receipt names a payment that was not sent in this export"));
        return;
    }
    if (l->svar[at].naevnt) {
        kanal_laeser_fund(l, tx->linje, 0, "kvittering-dobbelt",
                          fund_ord(l->arena, "Kvitteringen nævner betaling %.*s to gange",
                                   "The receipt names the payment %.*s twice",
                                   STR_ARG(l->sendt->sendt[at].id)));
        return;
    }
    struct udsagn u = read_level(l, tx, "TxSts", around);
    l->svar[at].naevnt = true;
    answer(&l->svar[at], &u);
    check_amount(l, tx, at);
}

/* Those not named by a transaction have what their group says; PART says nothing of them. */
static void answer_rest(struct kanal_laeser *l, struct udsagn group)
{
    if (group.status == NULL || str_is(group.kode, "PART")) return;
    for (size_t i = 0; i < l->sendt->count; i++) {
        if (l->svar[i].naevnt) continue;
        answer(&l->svar[i], &group);
        l->svar[i].naevnt = true;
    }
}

/* We send one payment information in a message, so its status covers all. */
static void read_payment(struct kanal_laeser *l, struct kanal_xml *info, struct udsagn *group)
{
    struct str id = kanal_xml_text_of(info, "OrgnlPmtInfId");
    struct str expected = str_format(l->arena, "%.*s-1", STR_ARG(l->sendt->message_id));

    /* The name stands in the report for completeness; some banks write NOTPROVIDED. */
    if (!str_eq(id, expected) && !str_is(id, "NOTPROVIDED")) {
        kanal_laeser_fund(
            l, info->linje, 0, "kvittering-besked",
            FUND_ORD("Kvitteringen nævner en anden samling af betalinger end den sendte",
                     "The receipt names another group of payments than the one sent"));
        return;
    }
    check_totals(l, info);
    *group = read_level(l, info, "PmtInfSts", *group);
    for (struct kanal_xml *at = info->foerste; at != NULL; at = at->naeste) {
        if (str_is(at->navn, "TxInfAndSts")) read_transaction(l, at, *group);
    }
}

static bool wrong(struct kanal_laeser *l, struct kanal_xml *at, struct err *err, const char *dansk,
                  const char *engelsk)
{
    err_begge_tekst(err, ERR_INPUT, NULL, dansk, engelsk);
    return err_at(err, "%s:%d", l->file, at->linje);
}

static bool find_parts(struct kanal_laeser *l, struct kanal_xml *root, struct str ns,
                       struct kanal_xml **report, struct kanal_xml **group, struct err *err)
{
    if (!str_starts(ns, STR("urn:iso:std:iso:20022:tech:xsd:pain.002.001.")) ||
        !str_is(root->navn, "Document")) {
        return wrong(l, root, err, "Filen er ikke en pain.002; hent bankens statusrapport",
                     "The file is no pain.002; fetch the bank's status report");
    }
    *report = kanal_xml_find(root, "CstmrPmtStsRpt");
    if (*report == NULL || (*report)->naeste != NULL) {
        return wrong(l, root, err, "<Document> skal have ét <CstmrPmtStsRpt> i sig",
                     "<Document> must have one <CstmrPmtStsRpt> in it");
    }
    struct kanal_xml *header = kanal_xml_find(*report, "GrpHdr");
    *group = kanal_xml_find(*report, "OrgnlGrpInfAndSts");
    if (header == NULL || *group == NULL) {
        return wrong(l, *report, err, "<GrpHdr> eller <OrgnlGrpInfAndSts> mangler",
                     "<GrpHdr> or <OrgnlGrpInfAndSts> is missing");
    }
    l->id = kanal_xml_text_of(header, "MsgId");
    if (l->id.n == 0) return wrong(l, header, err, "<MsgId> mangler", "<MsgId> is missing");
    if (l->sendt->message_id.n == 0 ||
        !str_eq(kanal_xml_text_of(*group, "OrgnlMsgId"), l->sendt->message_id)) {
        return wrong(l, *group, err, "Kvitteringen hører til en anden fil end den sendte",
                     "The receipt belongs to another file than the one sent");
    }
    return true;
}

bool kanal_pain002_read(struct kanal_laeser *l, struct str text, struct err *err)
{
    struct kanal_xml *root, *report = NULL, *group = NULL;
    struct str ns;

    TRY(kanal_xml_read(l->arena, l->file, text, &root, &ns, err));
    TRY(find_parts(l, root, ns, &report, &group, err));
    check_totals(l, group);
    struct udsagn said = read_level(l, group, "GrpSts", (struct udsagn){0});
    size_t infos = 0;
    for (struct kanal_xml *at = report->foerste; at != NULL; at = at->naeste) {
        if (!str_is(at->navn, "OrgnlPmtInfAndSts")) continue;
        if (infos++ > 0) {
            return wrong(l, at, err, "Kvitteringen har mere end én <OrgnlPmtInfAndSts>",
                         "The receipt has more than one <OrgnlPmtInfAndSts>");
        }
        read_payment(l, at, &said);
    }
    answer_rest(l, said);
    return true;
}
