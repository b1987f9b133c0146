/*
 * lukkedage: bank days, with a table of further days on which nothing is to be paid.
 *
 * base/dato knows the days Danish banks are closed by law and custom. A municipality, its bank or a
 * payment system may close on others: those stand in a CSV file, one row each, with a reason and a
 * source. The table only closes days; it never opens one.
 */
#include "base/csv.h"
#include "kanal/intern.h"

enum { DAYS_MAX = 10000 };

static bool row_wrong(const struct csv *csv, struct csv_cell cell, struct err *err,
                      const char *what)
{
    err_set(err, ERR_INPUT, NULL, "%s", what);
    return err_at(err, "%s:%d:%d", csv->file, cell.line, cell.col);
}

static bool read_days(const struct csv *csv, struct dato *day, struct err *err)
{
    for (size_t i = 0; i < csv->rows; i++) {
        struct csv_cell cell = csv_at(csv, i, 0);
        struct err bad = ERR_INIT;
        if (!dato_parse(cell.text, &day[i], &bad)) return row_wrong(csv, cell, err, bad.text);
        if (i > 0 && day[i].dag <= day[i - 1].dag) {
            return row_wrong(csv, cell, err,
                             "Datoerne skal stå i stigende orden, hver dag én gang");
        }
        for (size_t k = 1; k < 3; k++) {
            if (csv_at(csv, i, k).text.n > 0) continue;
            return row_wrong(csv, csv_at(csv, i, k), err, "Grund og kilde skal stå der");
        }
    }
    return true;
}

bool kanal_lukkedage_read(struct arena *arena, const char *file, struct str text,
                          struct kanal_lukkedage *out, struct err *err)
{
    struct csv csv;

    TRY(csv_read(arena, file, text, &csv, err));
    if (csv.columns != 3 || !str_is(csv.head[0].text, "dato") ||
        !str_is(csv.head[1].text, "grund") || !str_is(csv.head[2].text, "kilde")) {
        return err_set(err, ERR_INPUT, file, "Første række skal være dato;grund;kilde");
    }
    if (csv.rows > DAYS_MAX) {
        return err_set(err, ERR_LIMIT, file, "Filen har over %d dage", DAYS_MAX);
    }
    struct dato *day = ARENA_ARRAY(arena, csv.rows, struct dato);
    TRY(read_days(&csv, day, err));
    *out = (struct kanal_lukkedage){day, csv.rows};
    return true;
}

bool kanal_bankdag(const struct kanal_lukkedage *lukkedage, struct dato d)
{
    size_t low = 0;
    size_t high = lukkedage == NULL ? 0 : lukkedage->count;

    if (!dato_bank_day(d)) return false;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (lukkedage->dag[middle].dag == d.dag) return false;
        if (lukkedage->dag[middle].dag < d.dag) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return true;
}

struct dato kanal_bankdag_efter(const struct kanal_lukkedage *lukkedage, struct dato d, int n)
{
    ASSERT(n >= 1);
    while (n > 0 && d.dag < DATO_MAX.dag - 1) {
        d = dato_plus(d, 1);
        if (kanal_bankdag(lukkedage, d)) n--;
    }
    return d;
}

bool kanal_dispositionsdato_check(const struct kanal_lukkedage *lukkedage, struct dato i_dag,
                                  struct dato dispositionsdato, struct err *err)
{
    struct dato first = kanal_bankdag_efter(lukkedage, i_dag, 2);
    int year, month, day;

    dato_civil(first, &year, &month, &day);
    if (!kanal_bankdag(lukkedage, dispositionsdato)) {
        return err_begge(err, ERR_INPUT, NULL,
                         "Dispositionsdatoen er ikke en bankdag; vælg en bankdag, tidligst "
                         "%04d-%02d-%02d",
                         "The payment date is no bank day; choose a bank day, not before "
                         "%04d-%02d-%02d",
                         year, month, day);
    }
    if (dispositionsdato.dag < first.dag) {
        return err_begge(
            err, ERR_INPUT, NULL,
            "Dispositionsdatoen skal ligge mindst to bankdage fremme; vælg tidligst "
            "%04d-%02d-%02d",
            "The payment date must lie at least two bank days ahead; choose none before "
            "%04d-%02d-%02d",
            year, month, day);
    }
    return true;
}
