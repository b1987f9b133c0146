/*
 * kanal_loen_laes: reads back the payroll rows, and holds the control row against them.
 */
#include "base/csv.h"
#include "kanal/intern.h"
#include "kanal/loen.h"

static bool wrong(const struct csv *csv, struct csv_cell cell, struct err *err, const char *what)
{
    err_begge_tekst(err, ERR_INPUT, NULL, what, KANAL_EGEN_FIL);
    return err_at(err, "%s:%d:%d", csv->file, cell.line, cell.col);
}

static bool signed_amount(struct str text, struct oere *out)
{
    bool negative = text.n > 0 && text.p[0] == '-';

    if (!kanal_decimal_read(negative ? str_sub(text, 1, text.n) : text, ',', out)) return false;
    if (negative) out->oere = -out->oere;
    return true;
}

/* csv_add_cell puts an apostrophe before what a spreadsheet would run. */
static struct str unguard(struct str text)
{
    if (text.n < 2 || text.p[0] != '\'') return text;
    char c = text.p[1];
    return c == '=' || c == '+' || c == '-' || c == '@' ? str_sub(text, 1, text.n) : text;
}

static bool read_row(const struct csv *csv, size_t at, struct kanal_loen_raekke *r, struct err *err)
{
    struct csv_cell cells[LOEN_KOLONNER];
    struct err bad = ERR_INIT;
    int64_t year;

    for (size_t i = 0; i < LOEN_KOLONNER; i++) cells[i] = csv_at(csv, at, i);
    r->betaling = unguard(cells[LOEN_BETALING].text);
    r->cpr = cells[LOEN_CPR].text;
    r->navn = unguard(cells[LOEN_NAVN].text);
    r->ydelse = unguard(cells[LOEN_YDELSE].text);
    r->titel = unguard(cells[LOEN_TITEL].text);
    if (!kanal_digits(r->cpr, 10, 10))
        return wrong(csv, cells[LOEN_CPR], err, "CPR-nummeret skal være 10 cifre");
    if (!kanal_digits(cells[LOEN_AAR].text, 4, 4) || !kanal_number(cells[LOEN_AAR].text, &year)) {
        return wrong(csv, cells[LOEN_AAR], err, "Indkomståret skal være fire cifre");
    }
    r->indkomstaar = (int)year;
    if (!dato_parse(cells[LOEN_DATO].text, &r->dispositionsdato, &bad)) {
        return wrong(csv, cells[LOEN_DATO], err, bad.text);
    }
    if (!maaned_parse(cells[LOEN_MAANED].text, &r->maaned, &bad)) {
        return wrong(csv, cells[LOEN_MAANED], err, bad.text);
    }
    return signed_amount(cells[LOEN_BELOEB].text, &r->beloeb) ||
           wrong(csv, cells[LOEN_BELOEB], err, "Beløbet skal have komma og to decimaler");
}

/* Rows of one payment stand together. */
static bool count_payment(struct kanal_index *seen, const struct csv *csv, struct kanal_loen *out,
                          size_t at, struct err *err)
{
    if (at > 0 && str_eq(out->raekke[at - 1].betaling, out->raekke[at].betaling)) return true;
    if (kanal_index_find(seen, &out->raekke[at].betaling, true) != NULL) {
        return wrong(csv, csv_at(csv, at, LOEN_BETALING), err,
                     "Rækkerne for en betaling skal stå samlet");
    }
    out->betalinger++;
    return true;
}

static bool check_control(struct arena *arena, const struct csv *csv, const struct kanal_loen *loen,
                          struct err *err)
{
    size_t last = csv->rows - 1;
    const struct str expected[LOEN_KOLONNER] = {
        [LOEN_BETALING] = STR("KONTROL"),
        [LOEN_NAVN] = str_format(arena, "%zu betalinger", loen->betalinger),
        [LOEN_TITEL] = str_format(arena, "%zu linjer", loen->count),
        [LOEN_BELOEB] = kanal_decimal(arena, loen->sum, ','),
    };

    for (size_t i = 0; i < LOEN_KOLONNER; i++) {
        struct csv_cell cell = csv_at(csv, last, i);
        if (str_eq(cell.text, expected[i])) continue;
        return wrong(csv, cell, err, "Kontrolrækken passer ikke med rækkerne over den");
    }
    return true;
}

bool kanal_loen_read(struct arena *arena, const char *file, struct str text, struct kanal_loen *out,
                     struct err *err)
{
    struct csv csv;
    struct kanal_loen loen = {0};
    struct kanal_index seen;

    TRY(csv_read(arena, file, text, &csv, err));
    for (size_t i = 0; i < LOEN_KOLONNER; i++) {
        if (csv.columns != LOEN_KOLONNER ||
            !str_is(csv.head[i].text, kanal_loen_navn((enum loen_kolonne)i))) {
            return err_begge(err, ERR_INPUT, file, "Filen er ikke en lønfil: forkerte overskrifter",
                             "The file is no payroll file: wrong headings");
        }
    }
    if (csv.rows < 2)
        return err_begge(err, ERR_INPUT, file, "Filen har ingen rækker", "The file has no rows");
    loen.count = csv.rows - 1;
    loen.raekke = ARENA_ARRAY(arena, loen.count, struct kanal_loen_raekke);
    kanal_index_init(&seen, arena, loen.count);
    for (size_t i = 0; i < loen.count; i++) {
        TRY(read_row(&csv, i, &loen.raekke[i], err));
        TRY(count_payment(&seen, &csv, &loen, i, err));
        TRY(oere_add(loen.sum, loen.raekke[i].beloeb, &loen.sum, err));
    }
    TRY(check_control(arena, &csv, &loen, err));
    *out = loen;
    return true;
}
