/*
 * kvittering_csv: the receipt for payroll and suppliers, as a person or another system can write
 * it: betalingsid;status;årsag, and optionally beløb.
 */
#include "base/csv.h"
#include "kanal/intern.h"

struct ord {
    const char *ord;
    enum kanal_udfald udfald;
    bool endelig;
};

static const struct ord ordene[] = {
    {"accepteret", KANAL_ACCEPTERET, false}, {"udført", KANAL_ACCEPTERET, true},
    {"afvist", KANAL_AFVIST, true},          {"retur", KANAL_RETUR, true},
    {"afventer", KANAL_AFVENTER, false},
};

static const struct ord *find_word(struct str text)
{
    for (size_t i = 0; i < sizeof(ordene) / sizeof(ordene[0]); i++) {
        if (str_is(text, ordene[i].ord)) return &ordene[i];
    }
    return NULL;
}

static bool check_head(const struct csv *csv, struct err *err)
{
    static const char *const heads[] = {"betalingsid", "status", "årsag", "beløb"};
    bool good = csv->columns == 3 || csv->columns == 4;

    for (size_t i = 0; good && i < csv->columns; i++) good = str_is(csv->head[i].text, heads[i]);
    return good ||
           err_begge(err, ERR_INPUT, csv->file,
                     "Første række skal være betalingsid;status;årsag og kan have beløb som "
                     "fjerde kolonne",
                     "The first row must be betalingsid;status;årsag and may have beløb as a "
                     "fourth column");
}

static void check_amount(struct kanal_laeser *l, struct csv_cell cell, size_t at)
{
    struct oere amount;

    if (cell.text.n == 0) return;
    if (!kanal_decimal_read(cell.text, ',', &amount)) {
        kanal_laeser_fund(l, cell.line, cell.col, "kvittering-beløb",
                          FUND_ORD("Beløbet skal have komma og to decimaler og ingen punktummer",
                                   "The amount must have a comma, two decimals and no points"));
    } else if (amount.oere != l->sendt->sendt[at].beloeb.oere) {
        kanal_laeser_fund(l, cell.line, cell.col, "kvittering-beløb",
                          FUND_ORD("Beløbet er et andet end det sendte",
                                   "The amount is not the one that was sent"));
    }
}

static void read_row(struct kanal_laeser *l, const struct csv *csv, size_t row)
{
    struct csv_cell id = csv_at(csv, row, 0);
    struct csv_cell status = csv_at(csv, row, 1);
    struct csv_cell reason = csv_at(csv, row, 2);
    const struct ord *word = find_word(status.text);
    size_t at;

    if (!kanal_sendt_find(l, id.text, &at)) {
        kanal_laeser_fund(l, id.line, id.col, "kvittering-ukendt",
                          FUND_ORD("Betalingen er ikke sendt i denne eksport",
                                   "The payment was not sent in this export"));
        return;
    }
    if (l->svar[at].naevnt) {
        kanal_laeser_fund(l, id.line, id.col, "kvittering-dobbelt",
                          FUND_ORD("Betalingen står to gange", "The payment appears twice"));
        return;
    }
    if (word == NULL) {
        kanal_laeser_fund(
            l, status.line, status.col, "kvittering-status",
            FUND_ORD("Status skal være accepteret, udført, afvist, retur eller afventer",
                     "The status must be accepteret, udført, afvist, retur or afventer"));
        return;
    }
    bool back = word->udfald == KANAL_AFVIST || word->udfald == KANAL_RETUR;
    if (back && str_trim(reason.text).n == 0) {
        kanal_laeser_fund(l, reason.line, reason.col, "kvittering-årsag",
                          FUND_ORD("En betaling, der er afvist eller retur, skal have en årsag",
                                   "A payment that was rejected or returned must have a reason"));
    }
    if (csv->columns == 4) check_amount(l, csv_at(csv, row, 3), at);
    l->svar[at] = (struct kanal_svar){word->udfald, word->endelig, true, status.text,
                                      kanal_plain(l->arena, reason.text)};
}

bool kanal_kvittering_csv(struct kanal_laeser *l, struct str text, struct err *err)
{
    struct csv csv;

    TRY(csv_read(l->arena, l->file, text, &csv, err));
    TRY(check_head(&csv, err));
    if (csv.rows == 0)
        return err_begge(err, ERR_INPUT, l->file, "Kvitteringen har ingen rækker",
                         "The receipt has no rows");
    for (size_t i = 0; i < csv.rows; i++) read_row(l, &csv, i);
    return true;
}
