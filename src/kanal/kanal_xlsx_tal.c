/*
 * kanal_xlsx_tal: numbers in a workbook, where the format knows nothing but floating point.
 *
 * The only file of the program with an amount in a double (tools/float_allowed.txt). A sheet cell
 * is a double by the format's own definition, and the library takes one. The conversion is the last
 * thing that happens to an amount: one division of a whole number below 2^53 by 100, which gives
 * the double nearest to the decimal; nothing is computed with it. Its shortest decimal, and what
 * the library prints of it (16 digits), rounds back to the same øre: kanal_xlsx_test.c proves it
 * for amounts of every size.
 */
#include <xlsxwriter.h>

#include "kanal/intern.h"

static bool fits(struct oere beloeb)
{
    return beloeb.oere <= KANAL_XLSX_MAX_OERE && beloeb.oere >= -KANAL_XLSX_MAX_OERE;
}

static lxw_row_t row_of(int row)
{
    ASSERT(row >= 0 && row < 1048576);
    return (lxw_row_t)row;
}

bool kanal_xlsx_amount(lxw_worksheet *sheet, int row, int column, struct oere beloeb,
                       lxw_format *format)
{
    ASSERT(fits(beloeb));
    return worksheet_write_number(sheet, row_of(row), (lxw_col_t)column,
                                  (double)beloeb.oere / 100.0, format) == LXW_NO_ERROR;
}

bool kanal_xlsx_count(lxw_worksheet *sheet, int row, int column, int64_t count, lxw_format *format)
{
    ASSERT(count >= 0 && count <= KANAL_XLSX_MAX_OERE);
    return worksheet_write_number(sheet, row_of(row), (lxw_col_t)column, (double)count, format) ==
           LXW_NO_ERROR;
}

bool kanal_xlsx_formula(lxw_worksheet *sheet, int row, int column, const char *formula,
                        struct oere value, lxw_format *format)
{
    ASSERT(fits(value));
    return worksheet_write_formula_num(sheet, row_of(row), (lxw_col_t)column, formula, format,
                                       (double)value.oere / 100.0) == LXW_NO_ERROR;
}

void kanal_xlsx_width(lxw_worksheet *sheet, int column, int tenths)
{
    worksheet_set_column(sheet, (lxw_col_t)column, (lxw_col_t)column, (double)tenths / 10.0, NULL);
}
