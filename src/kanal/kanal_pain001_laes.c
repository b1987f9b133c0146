/*
 * kanal_pain001_laes: reads back the pain.001 that this room writes.
 *
 * A second way from bytes to amounts, which shares nothing with the writer but the tag names.
 * Anything the writer does not write is refused, so that a change of the writer shows here.
 */
#include "kanal/intern.h"

struct laes {
    struct arena *arena;
    const char *file;
    struct kanal_pain001 *out;
    struct kanal_index seen;
    struct err *err;
};

static bool wrong(struct laes *l, struct kanal_xml *at, const char *what)
{
    err_begge_tekst(l->err, ERR_INPUT, NULL, what, KANAL_EGEN_FIL);
    return err_at(l->err, "%s:%d", l->file, at->linje);
}

/* The element must be next. */
static bool take(struct laes *l, struct kanal_xml *parent, struct kanal_xml **at, const char *navn,
                 struct kanal_xml **out)
{
    *out = kanal_xml_take(at, navn);
    if (*out != NULL) return true;
    err_begge(l->err, ERR_INPUT, NULL, "Her skulle <%s> stå i <%.*s>",
              "Here <%s> should stand in <%.*s>", navn, STR_ARG(parent->navn));
    return err_at(l->err, "%s:%d", l->file, *at != NULL ? (*at)->linje : parent->linje);
}

static bool take_text(struct laes *l, struct kanal_xml *parent, struct kanal_xml **at,
                      const char *navn, struct str *out)
{
    struct kanal_xml *found;

    TRY(take(l, parent, at, navn, &found));
    if (found->foerste != NULL || found->tekst.n == 0) {
        return wrong(l, found, "Elementet skulle have tekst i sig");
    }
    *out = found->tekst;
    return true;
}

/* The element with exactly this text. */
static bool take_fixed(struct laes *l, struct kanal_xml *parent, struct kanal_xml **at,
                       const char *navn, const char *text)
{
    struct str found;

    TRY(take_text(l, parent, at, navn, &found));
    return str_is(found, text) || wrong(l, parent, "Et felt har en anden værdi, end det skal have");
}

static bool at_end(struct laes *l, struct kanal_xml *at)
{
    return at == NULL || wrong(l, at, "Elementet hører ikke til her");
}

/* Down through elements that hold one element each: path is "A/B/C"; out is the innermost. */
static bool down(struct laes *l, struct kanal_xml *parent, struct kanal_xml **at, const char *path,
                 struct kanal_xml **out)
{
    struct str rest = str_from(path);
    struct str step;
    struct kanal_xml *here = parent;

    while (str_split(&rest, '/', &step)) {
        const char *navn = str_c(l->arena, step);
        struct kanal_xml *found;
        TRY(take(l, here, at, navn, &found));
        if (here != parent) TRY(at_end(l, *at));
        here = found;
        at = &found->foerste;
    }
    *out = here;
    return true;
}

/* <Id><OrgId|PrvtId><Othr><Id>…</Id><SchmeNm><Cd>COID|SOSE */
static bool party_id(struct laes *l, struct kanal_xml *parent, struct kanal_xml **at, bool *company,
                     struct str *number)
{
    struct kanal_xml *id, *kind, *other, *scheme;

    TRY(take(l, parent, at, "Id", &id));
    *company = kanal_xml_find(id, "OrgId") != NULL;
    struct kanal_xml *next = id->foerste;
    TRY(take(l, id, &next, *company ? "OrgId" : "PrvtId", &kind));
    TRY(at_end(l, next));
    next = kind->foerste;
    TRY(take(l, kind, &next, "Othr", &other));
    TRY(at_end(l, next));
    next = other->foerste;
    TRY(take_text(l, other, &next, "Id", number));
    TRY(take(l, other, &next, "SchmeNm", &scheme));
    TRY(at_end(l, next));
    next = scheme->foerste;
    TRY(take_fixed(l, scheme, &next, "Cd", *company ? "COID" : "SOSE"));
    TRY(at_end(l, next));
    size_t digits = *company ? 8 : 10;
    return kanal_digits(*number, digits, digits) || wrong(l, other, "Nummeret har forkert længde");
}

static bool iban(struct laes *l, struct kanal_xml *holder, struct str *out)
{
    struct kanal_xml *next = holder->foerste;
    struct kanal_xml *found;

    TRY(take(l, holder, &next, "Id", &found));
    struct kanal_xml *inner = found->foerste;
    TRY(take_text(l, found, &inner, "IBAN", out));
    TRY(at_end(l, inner));
    return kanal_iban_valid(*out) || wrong(l, found, "IBAN har forkerte kontrolcifre");
}

static bool number_and_sum(struct laes *l, struct kanal_xml *parent, struct kanal_xml **at,
                           int64_t *count, struct oere *sum)
{
    struct str text;

    TRY(take_text(l, parent, at, "NbOfTxs", &text));
    if (!kanal_number(text, count)) return wrong(l, parent, "NbOfTxs er ikke et tal");
    TRY(take_text(l, parent, at, "CtrlSum", &text));
    return kanal_decimal_read(text, '.', sum) || wrong(l, parent, "CtrlSum er ikke et beløb");
}

/* Name and CVR of the sender; the debtor must be the same. */
static bool sender(struct laes *l, struct kanal_xml *party, struct str *name, struct str *cvr)
{
    struct kanal_xml *next = party->foerste;
    bool company;

    TRY(take_text(l, party, &next, "Nm", name));
    TRY(party_id(l, party, &next, &company, cvr));
    if (!company) return wrong(l, party, "Afsenderen skal have et CVR-nummer");
    return at_end(l, next);
}

static bool group_header(struct laes *l, struct kanal_xml *header, int64_t *count)
{
    struct kanal_pain001 *out = l->out;
    struct kanal_xml *next = header->foerste;
    struct kanal_xml *party;

    TRY(take_text(l, header, &next, "MsgId", &out->message_id));
    TRY(take_text(l, header, &next, "CreDtTm", &out->oprettet));
    TRY(number_and_sum(l, header, &next, count, &out->sum));
    TRY(take(l, header, &next, "InitgPty", &party));
    TRY(sender(l, party, &out->afsender, &out->cvr));
    return at_end(l, next);
}

static bool debtor_agent(struct laes *l, struct kanal_xml *info, struct kanal_xml **at)
{
    struct kanal_xml *agent, *id;

    TRY(down(l, info, at, "DbtrAgt/FinInstnId", &agent));
    struct kanal_xml *next = agent->foerste;
    const char *tag = l->out->version == KANAL_PAIN_03 ? "BIC" : "BICFI";
    if (kanal_xml_find(agent, tag) != NULL) {
        TRY(take_text(l, agent, &next, tag, &l->out->bic));
        return at_end(l, next);
    }
    TRY(down(l, agent, &next, "Othr/Id", &id));
    return str_is(id->tekst, "NOTPROVIDED") || wrong(l, id, "Banken skal være NOTPROVIDED");
}

static bool debtor(struct laes *l, struct kanal_xml *info, struct kanal_xml **at)
{
    struct kanal_xml *party, *account;
    struct str name, cvr;

    TRY(take(l, info, at, "Dbtr", &party));
    TRY(sender(l, party, &name, &cvr));
    if (!str_eq(name, l->out->afsender) || !str_eq(cvr, l->out->cvr)) {
        return wrong(l, party, "Betaleren er en anden end afsenderen");
    }
    TRY(take(l, info, at, "DbtrAcct", &account));
    TRY(iban(l, account, &l->out->iban));
    struct kanal_xml *next = account->foerste->naeste;
    TRY(take_fixed(l, account, &next, "Ccy", "DKK"));
    TRY(at_end(l, next));
    TRY(debtor_agent(l, info, at));
    return take_fixed(l, info, at, "ChrgBr", "SHAR");
}

static bool execution_date(struct laes *l, struct kanal_xml *info, struct kanal_xml **at)
{
    struct kanal_xml *found;

    TRY(down(l, info, at, l->out->version == KANAL_PAIN_03 ? "ReqdExctnDt" : "ReqdExctnDt/Dt",
             &found));
    return dato_parse(found->tekst, &l->out->dispositionsdato, l->err) ||
           err_at(l->err, "%s:%d", l->file, found->linje);
}

static bool payment_head(struct laes *l, struct kanal_xml *info, struct kanal_xml **at,
                         int64_t count)
{
    struct str text;
    struct kanal_xml *level;
    int64_t counted;
    struct oere sum;

    TRY(take_text(l, info, at, "PmtInfId", &text));
    TRY(take_fixed(l, info, at, "PmtMtd", "TRF"));
    TRY(take_fixed(l, info, at, "BtchBookg", "true"));
    TRY(number_and_sum(l, info, at, &counted, &sum));
    if (counted != count || sum.oere != l->out->sum.oere) {
        return wrong(l, info, "Antal eller sum er en anden i PmtInf end i GrpHdr");
    }
    TRY(down(l, info, at, "PmtTpInf/SvcLvl/Cd", &level));
    if (!str_is(level->tekst, "NURG")) return wrong(l, level, "SvcLvl skal være NURG");
    TRY(execution_date(l, info, at));
    return debtor(l, info, at);
}

static bool payment_id(struct laes *l, struct kanal_xml *tx, struct kanal_xml **at,
                       struct kanal_pain001_betaling *b)
{
    struct kanal_xml *id;
    struct str instruction;

    TRY(take(l, tx, at, "PmtId", &id));
    struct kanal_xml *next = id->foerste;
    TRY(take_text(l, id, &next, "InstrId", &instruction));
    TRY(take_text(l, id, &next, "EndToEndId", &b->id));
    TRY(at_end(l, next));
    if (!str_eq(instruction, b->id)) return wrong(l, id, "InstrId og EndToEndId er forskellige");
    if (b->id.n > KANAL_ID_MAX) return wrong(l, id, "EndToEndId er over 35 tegn");
    return kanal_index_find(&l->seen, &b->id, true) == NULL ||
           wrong(l, id, "Betalingens id står to gange");
}

static bool amount(struct laes *l, struct kanal_xml *tx, struct kanal_xml **at,
                   struct kanal_pain001_betaling *b)
{
    struct kanal_xml *found;

    TRY(down(l, tx, at, "Amt/InstdAmt", &found));
    if (!str_is(found->ccy, "DKK")) return wrong(l, found, "Beløbet skal være i DKK");
    if (!kanal_decimal_read(found->tekst, '.', &b->beloeb) || b->beloeb.oere == 0) {
        return wrong(l, found, "Beløbet skal være over 0 med to decimaler");
    }
    return true;
}

static bool creditor(struct laes *l, struct kanal_xml *tx, struct kanal_xml **at,
                     struct kanal_pain001_betaling *b)
{
    struct kanal_xml *party, *account;

    TRY(take(l, tx, at, "Cdtr", &party));
    struct kanal_xml *next = party->foerste;
    TRY(take_text(l, party, &next, "Nm", &b->navn));
    if (next != NULL) TRY(party_id(l, party, &next, &b->er_virksomhed, &b->nummer));
    TRY(at_end(l, next));
    account = kanal_xml_take(at, "CdtrAcct");
    if (account == NULL) {
        return b->nummer.n > 0 || wrong(l, party, "Modtageren har hverken konto eller nummer");
    }
    TRY(iban(l, account, &b->iban));
    return at_end(l, account->foerste->naeste);
}

static bool remittance(struct laes *l, struct kanal_xml *tx, struct kanal_xml **at,
                       struct kanal_pain001_betaling *b)
{
    struct kanal_xml *found, *structured, *document, *code;

    found = kanal_xml_take(at, "RmtInf");
    if (found == NULL) return true;
    struct kanal_xml *next = found->foerste;
    if (kanal_xml_find(found, "Ustrd") != NULL) {
        TRY(take_text(l, found, &next, "Ustrd", &b->tekst));
        return at_end(l, next);
    }
    TRY(take(l, tx, &next, "Strd", &structured));
    TRY(at_end(l, next));
    next = structured->foerste;
    TRY(take(l, structured, &next, "RfrdDocInf", &document));
    struct kanal_xml *inner = document->foerste;
    TRY(down(l, document, &inner, "Tp/CdOrPrtry/Cd", &code));
    if (!str_is(code->tekst, "CINV")) return wrong(l, code, "Bilaget skal være en faktura (CINV)");
    TRY(take_text(l, document, &inner, "Nb", &b->reference));
    TRY(at_end(l, inner));
    if (next != NULL) TRY(take_text(l, structured, &next, "AddtlRmtInf", &b->tekst));
    return at_end(l, next);
}

static bool transaction(struct laes *l, struct kanal_xml *tx, struct kanal_pain001_betaling *b)
{
    struct kanal_xml *next = tx->foerste;

    TRY(payment_id(l, tx, &next, b));
    TRY(amount(l, tx, &next, b));
    TRY(creditor(l, tx, &next, b));
    TRY(remittance(l, tx, &next, b));
    return at_end(l, next);
}

static bool transactions(struct laes *l, struct kanal_xml *info, struct kanal_xml *at,
                         int64_t count)
{
    struct kanal_pain001 *out = l->out;
    struct oere sum = {0};

    for (struct kanal_xml *tx = at; tx != NULL; tx = tx->naeste) out->count++;
    if ((int64_t)out->count != count) return wrong(l, info, "NbOfTxs er et andet antal");
    out->betaling = ARENA_ARRAY(l->arena, out->count, struct kanal_pain001_betaling);
    kanal_index_init(&l->seen, l->arena, out->count);
    for (size_t i = 0; i < out->count; i++) {
        struct kanal_xml *tx;
        TRY(take(l, info, &at, "CdtTrfTxInf", &tx));
        TRY(transaction(l, tx, &out->betaling[i]));
        TRY(oere_add(sum, out->betaling[i].beloeb, &sum, l->err));
    }
    return sum.oere == out->sum.oere || wrong(l, info, "CtrlSum er en anden sum");
}

static bool version_of(struct laes *l, struct kanal_xml *root, struct str ns)
{
    if (str_is(ns, "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03")) {
        l->out->version = KANAL_PAIN_03;
    } else if (str_is(ns, "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09")) {
        l->out->version = KANAL_PAIN_09;
    } else {
        return wrong(l, root, "Filen er ikke pain.001.001.03 eller .09");
    }
    return str_is(root->navn, "Document") || wrong(l, root, "Roden skal være <Document>");
}

bool kanal_pain001_read(struct arena *arena, const char *file, struct str text,
                        struct kanal_pain001 *out, struct err *err)
{
    struct kanal_pain001 made = {0};
    struct laes l = {.arena = arena, .file = file, .out = &made, .err = err};
    struct kanal_xml *root, *message, *header, *info;
    struct str ns;
    int64_t count;

    TRY(kanal_xml_read(arena, file, text, &root, &ns, err));
    TRY(version_of(&l, root, ns));
    struct kanal_xml *next = root->foerste;
    TRY(take(&l, root, &next, "CstmrCdtTrfInitn", &message));
    TRY(at_end(&l, next));
    next = message->foerste;
    TRY(take(&l, message, &next, "GrpHdr", &header));
    TRY(take(&l, message, &next, "PmtInf", &info));
    TRY(at_end(&l, next));
    TRY(group_header(&l, header, &count));
    next = info->foerste;
    TRY(payment_head(&l, info, &next, count));
    TRY(transactions(&l, info, next, count));
    *out = made;
    return true;
}
