/*
 * kanal: what must hold before a file is written.
 *
 * Invariants: (1) an error names the payment by its id, or by its place when the id itself is
 * wrong, and never shows a CPR, a name or an account; (2) what passes can be written.
 */
#include <stdio.h>

#include "kanal/intern.h"

enum { TEXT_BYTES_MAX = 1000 };

bool kanal_sum(const struct kanal_eksport *eksport, struct oere *out, struct err *err)
{
    struct oere sum = {0};

    for (size_t i = 0; i < eksport->count; i++) {
        TRY(oere_add(sum, eksport->betalinger[i].beloeb, &sum, err));
    }
    *out = sum;
    return true;
}

/* Letters and signs on one line: no line breaks, nothing that steers a terminal. */
static bool is_plain_text(struct str text)
{
    struct err ignored = ERR_INIT;

    if (text.n > TEXT_BYTES_MAX || !str_check_utf8(&text, "", &ignored)) return false;
    for (size_t i = 0; i < text.n; i++) {
        if (str_steering(text, i) > 0) return false;
    }
    return true;
}

/* ---- the head */

static bool check_bic(struct str bic)
{
    if (bic.n != 8 && bic.n != 11) return false;
    for (size_t i = 0; i < bic.n; i++) {
        bool letter = bic.p[i] >= 'A' && bic.p[i] <= 'Z';
        bool digit = bic.p[i] >= '0' && bic.p[i] <= '9';
        if (!letter && (i < 6 || !digit)) return false;
    }
    return true;
}

static bool check_sender(const struct kanal_eksport *e, enum kanal_slags slags, struct err *err)
{
    if (str_trim(e->kommune_navn).n == 0 || !is_plain_text(e->kommune_navn)) {
        return err_begge(err, ERR_INPUT, NULL,
                         "Kommunens navn mangler eller er ikke ren tekst; skriv det på én linje",
                         "The municipality's name is missing or is not plain text; write it "
                         "on one line");
    }
    if (!kanal_digits(e->cvr, 8, 8)) {
        return err_begge(err, ERR_INPUT, NULL, "Kommunens CVR-nummer skal være 8 cifre",
                         "The municipality's CVR number must be 8 digits");
    }
    if (slags != KANAL_SEND_NEMKONTO && slags != KANAL_SEND_LEVERANDOER) return true;
    if (!kanal_konto_valid(e->konto)) {
        return err_begge(err, ERR_INPUT, NULL,
                         "Kommunens konto skal have et registreringsnummer på 4 cifre og et "
                         "kontonummer på højst 10 cifre",
                         "The municipality's account must have a sort code of 4 digits and "
                         "an account number of at most 10 digits");
    }
    if (e->bic.n > 0 && !check_bic(e->bic)) {
        return err_begge(err, ERR_INPUT, NULL,
                         "Bankens BIC skal være 8 eller 11 store bogstaver og cifre, eller tom",
                         "The bank's BIC must be 8 or 11 capital letters and digits, or "
                         "empty");
    }
    return true;
}

static bool check_head(const struct kanal_eksport *e, enum kanal_slags slags, struct err *err)
{
    if (e->kommune_nr < 1 || e->kommune_nr > 999) {
        return err_begge(err, ERR_INPUT, NULL, "Kommunenummeret skal være et tal fra 1 til 999",
                         "The number of the municipality must be from 1 to 999");
    }
    if (e->eksport_nr < 1 || e->eksport_nr > INT64_C(9999999999)) {
        return err_begge(err, ERR_INPUT, NULL,
                         "Eksportnummeret skal være et tal fra 1 til 9999999999",
                         "The number of the export must be from 1 to 9999999999");
    }
    if (e->oprettet_us < 0 || e->oprettet_us / 86400000000 >= DATO_MAX.dag) {
        return err_begge(err, ERR_INPUT, NULL,
                         "Eksportens tidspunkt ligger uden for årene 1970-2200",
                         "The time of the export lies outside the years 1970-2200");
    }
    if (dato_cmp(e->dispositionsdato, (struct dato){0}) < 0 ||
        dato_cmp(e->dispositionsdato, DATO_MAX) >= 0) {
        return err_begge(err, ERR_INPUT, NULL, "Dispositionsdatoen ligger uden for årene 1970-2200",
                         "The payment date lies outside the years 1970-2200");
    }
    if (e->count == 0)
        return err_begge(err, ERR_INPUT, NULL,
                         "Eksporten har ingen betalinger, så der er intet at sende",
                         "The export has no payments, so there is nothing to send");
    if (e->count > KANAL_BETALINGER_MAX) {
        return err_begge(err, ERR_LIMIT, NULL, "Eksporten har %zu betalinger; højst %d kan sendes",
                         "The export has %zu payments; at most %d can be sent", e->count,
                         KANAL_BETALINGER_MAX);
    }
    return check_sender(e, slags, err);
}

/* ---- one payment */

static bool check_id(struct str id)
{
    if (id.n == 0 || id.n > KANAL_ID_MAX) return false;
    for (size_t i = 0; i < id.n; i++) {
        char c = id.p[i];
        bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!fits && c != '-') return false;
    }
    return true;
}

static bool wrong_number(const struct kanal_betaling *b, bool person, struct err *err)
{
    if (person)
        return err_begge(err, ERR_INPUT, NULL,
                         "Betaling %.*s: modtagerens CPR-nummer skal være 10 cifre uden bindestreg",
                         "Payment %.*s: the payee's CPR number must be 10 digits without a hyphen",
                         STR_ARG(b->id));
    return err_begge(err, ERR_INPUT, NULL,
                     "Betaling %.*s: modtagerens CVR-nummer skal være 8 cifre",
                     "Payment %.*s: the payee's CVR number must be 8 digits", STR_ARG(b->id));
}

static bool check_payee(const struct kanal_betaling *b, enum kanal_slags slags, struct err *err)
{
    const struct kanal_modtager *m = &b->modtager;
    bool person = m->art == KANAL_PERSON;
    bool no_number = m->nummer.n == 0 && m->konto.reg.n > 0;

    if (!kanal_digits(m->nummer, person ? 10 : 8, person ? 10 : 8) &&
        !(no_number && slags != KANAL_SEND_LOEN)) {
        return wrong_number(b, person, err);
    }
    if (str_trim(m->navn).n == 0) {
        return err_begge(err, ERR_INPUT, NULL, "Betaling %.*s: modtagerens navn mangler",
                         "Payment %.*s: the payee's name is missing", STR_ARG(b->id));
    }
    if ((m->konto.reg.n > 0 || m->konto.konto.n > 0) && !kanal_konto_valid(m->konto)) {
        return err_begge(err, ERR_INPUT, NULL,
                         "Betaling %.*s: modtagerens konto skal have et registreringsnummer på 4 "
                         "cifre og et kontonummer på højst 10 cifre; begge tomme er NemKonto",
                         "Payment %.*s: the payee's account must have a sort code of 4 "
                         "digits and an account number of at most 10 digits; both empty "
                         "means NemKonto",
                         STR_ARG(b->id));
    }
    if (slags == KANAL_SEND_LOEN && !person) {
        return err_begge(err, ERR_INPUT, NULL,
                         "Betaling %.*s: løn udbetales til en person, ikke til et CVR-nummer",
                         "Payment %.*s: payroll pays a person, not a CVR number", STR_ARG(b->id));
    }
    return true;
}

static bool check_pay_line(const struct kanal_eksport *e, const struct kanal_betaling *b,
                           const struct kanal_linje *l, struct err *err)
{
    int year = dato_year(e->dispositionsdato);

    if (!str_eq(l->kontrakthaver_cpr, b->modtager.nummer)) {
        return err_begge(err, ERR_INPUT, NULL,
                         "Betaling %.*s: en lønlinje har en anden kontrakthaver end modtageren; "
                         "del betalingen",
                         "Payment %.*s: a payroll line has another contract holder than the "
                         "payee; divide the payment",
                         STR_ARG(b->id));
    }
    if (str_trim(l->kontrakthaver_navn).n == 0) {
        return err_begge(err, ERR_INPUT, NULL, "Betaling %.*s: kontrakthaverens navn mangler",
                         "Payment %.*s: the contract holder's name is missing", STR_ARG(b->id));
    }
    if (l->indkomstaar != year) {
        return err_begge(err, ERR_INPUT, NULL,
                         "Betaling %.*s: indkomståret er %d, men dispositionsdatoen ligger i %d; "
                         "A-indkomst hører til det år, den udbetales i",
                         "Payment %.*s: the income year is %d, but the payment date lies in "
                         "%d; A-indkomst (taxed pay) belongs to the year it is paid in",
                         STR_ARG(b->id), l->indkomstaar, year);
    }
    return true;
}

static bool check_line(const struct kanal_eksport *e, const struct kanal_betaling *b,
                       const struct kanal_linje *l, enum kanal_slags slags, struct err *err)
{
    if (l->beloeb.oere == 0 || l->beloeb.oere > KANAL_BELOEB_MAX_OERE ||
        l->beloeb.oere < -KANAL_BELOEB_MAX_OERE) {
        return err_begge(err, ERR_INPUT, NULL,
                         "Betaling %.*s: en linje er på 0 kr. eller større, end den må være",
                         "Payment %.*s: a line is 0 kr. or greater than it may be", STR_ARG(b->id));
    }
    if (l->ydelse.n == 0 || l->titel.n == 0) {
        return err_begge(
            err, ERR_INPUT, NULL, "Betaling %.*s: en linje mangler ydelsens kode eller navn",
            "Payment %.*s: a line lacks the code or the name of what is paid", STR_ARG(b->id));
    }
    if (!is_plain_text(l->ydelse) || !is_plain_text(l->titel) ||
        !is_plain_text(l->kontrakthaver_navn)) {
        return err_begge(err, ERR_INPUT, NULL,
                         "Betaling %.*s: et navn i en linje er ikke ren tekst",
                         "Payment %.*s: a name in a line is not plain text", STR_ARG(b->id));
    }
    if (slags == KANAL_SEND_LOEN) TRY(check_pay_line(e, b, l, err));
    if (slags == KANAL_SEND_POSTERING && !kanal_digits(l->kontostreng, 1, KANAL_KONTOSTRENG_MAX)) {
        return err_begge(
            err, ERR_INPUT, NULL,
            "Betaling %.*s: linjen »%.*s« har ingen kontostreng på højst %d cifre; ret "
            "kontoplanen",
            "Payment %.*s: the line “%.*s” has no account string of at most %d "
            "digits; mend the chart of accounts",
            STR_ARG(b->id), STR_ARG(str_clip(l->titel, 60)), KANAL_KONTOSTRENG_MAX);
    }
    if (l->barn_cpr.n > 0 && !kanal_digits(l->barn_cpr, 10, 10)) {
        return err_begge(
            err, ERR_INPUT, NULL, "Betaling %.*s: barnets CPR-nummer skal være 10 cifre eller tomt",
            "Payment %.*s: the child's CPR number must be 10 digits or empty", STR_ARG(b->id));
    }
    return true;
}

static bool check_amount(const struct kanal_betaling *b, struct err *err)
{
    struct oere sum = {0};

    if (b->beloeb.oere <= 0) {
        return err_begge(
            err, ERR_INPUT, NULL,
            "Betaling %.*s er på 0 kr. eller mindre; et tilgodehavende sendes ikke, men "
            "trækkes efter en persons beslutning",
            "Payment %.*s is 0 kr. or less; what is owed is not sent, but "
            "drawn after a person's decision",
            STR_ARG(b->id));
    }
    if (b->beloeb.oere > KANAL_BELOEB_MAX_OERE) {
        return err_begge(err, ERR_INPUT, NULL, "Betaling %.*s er over 999.999.999,99 kr.",
                         "Payment %.*s is more than 999.999.999,99 kr.", STR_ARG(b->id));
    }
    for (size_t i = 0; i < b->linje_count; i++) {
        TRY(oere_add(sum, b->linjer[i].beloeb, &sum, err));
    }
    if (sum.oere != b->beloeb.oere) {
        return err_begge(
            err, ERR_INPUT, NULL, "Betaling %.*s: linjerne giver ikke betalingens beløb",
            "Payment %.*s: the lines do not come to the amount of the payment", STR_ARG(b->id));
    }
    return true;
}

static bool check_texts(const struct kanal_betaling *b, enum kanal_slags slags, struct err *err)
{
    if (str_width(b->tekst) > KANAL_TEKST_MAX) {
        return err_begge(err, ERR_INPUT, NULL,
                         "Betaling %.*s: teksten til kontoudtoget er over %d tegn",
                         "Payment %.*s: the text for the account statement has more than %d "
                         "characters",
                         STR_ARG(b->id), KANAL_TEKST_MAX);
    }
    if (slags == KANAL_SEND_LEVERANDOER && str_trim(b->reference).n == 0) {
        return err_begge(err, ERR_INPUT, NULL, "Betaling %.*s: fakturaens nummer mangler",
                         "Payment %.*s: the number of the invoice is missing", STR_ARG(b->id));
    }
    if (str_width(b->reference) > KANAL_REFERENCE_MAX) {
        return err_begge(err, ERR_INPUT, NULL, "Betaling %.*s: fakturaens nummer er over %d tegn",
                         "Payment %.*s: the number of the invoice has more than %d "
                         "characters",
                         STR_ARG(b->id), KANAL_REFERENCE_MAX);
    }
    return true;
}

static bool check_payment(const struct kanal_eksport *e, size_t at, enum kanal_slags slags,
                          struct kanal_index *seen, struct err *err)
{
    const struct kanal_betaling *b = &e->betalinger[at];

    if (!check_id(b->id)) {
        return err_begge(err, ERR_INPUT, NULL,
                         "Betaling nr. %zu: dens id skal være 1-%d tegn af A-Z, a-z, 0-9 og "
                         "bindestreg",
                         "Payment no. %zu: its id must be 1-%d characters of A-Z, a-z, 0-9 "
                         "and hyphen",
                         at + 1, KANAL_ID_MAX);
    }
    if (str_eq(b->id, b->modtager.nummer)) {
        return err_begge(err, ERR_INPUT, NULL,
                         "Betaling nr. %zu: et CPR- eller CVR-nummer må ikke være id",
                         "Payment no. %zu: a CPR or CVR number may not be an id", at + 1);
    }
    if (kanal_index_find(seen, &b->id, true) != NULL) {
        return err_begge(err, ERR_INPUT, NULL, "Betaling %.*s står to gange i eksporten",
                         "Payment %.*s appears twice in the export", STR_ARG(b->id));
    }
    if (b->linje_count == 0) {
        return err_begge(err, ERR_INPUT, NULL, "Betaling %.*s har ingen linjer",
                         "Payment %.*s has no lines", STR_ARG(b->id));
    }
    TRY(check_payee(b, slags, err));
    for (size_t i = 0; i < b->linje_count; i++) {
        TRY(check_line(e, b, &b->linjer[i], slags, err));
    }
    TRY(check_texts(b, slags, err));
    return check_amount(b, err);
}

bool kanal_check(struct arena *scratch, const struct kanal_eksport *eksport, enum kanal_slags slags,
                 struct err *err)
{
    struct kanal_index seen;
    struct oere sum;

    TRY(check_head(eksport, slags, err));
    kanal_index_init(&seen, scratch, eksport->count);
    for (size_t i = 0; i < eksport->count; i++) TRY(check_payment(eksport, i, slags, &seen, err));
    return kanal_sum(eksport, &sum, err);
}
