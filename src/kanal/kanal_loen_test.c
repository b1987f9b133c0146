/*
 * loen: the payroll rows, the sums per person and the workbook have the same numbers.
 *
 * The workbook is read back with a small unzip (zlib) and a look for its cells; libreoffice and
 * Excel are not needed.
 */
#include "base/test_help.h"

#include <stdlib.h>
#include <zlib.h>

#include "base/csv.h"
#include "kanal/intern.h"
#include "kanal/kanal_test_data.h"

static struct kanal_fil write_it(struct proeve *p, enum kanal_loen_form form)
{
    struct kanal_fil fil = {0};

    if (!kanal_loen_write(&p->arena, &p->e, form, &fil, &p->err)) {
        fail_msg("%s: %s", p->err.place, p->err.text);
    }
    assert_int_equal(fil.sum.oere, proeve_sum(p));
    assert_int_equal(fil.antal, p->e.count);
    return fil;
}

static void check_row(struct proeve *p, const struct kanal_betaling *b, const struct kanal_linje *l,
                      const struct kanal_loen_raekke *r)
{
    assert_str(r->betaling, str_c(&p->arena, b->id));
    assert_str(r->cpr, str_c(&p->arena, b->modtager.nummer));
    assert_str(r->navn, str_c(&p->arena, l->kontrakthaver_navn));
    assert_str(r->ydelse, str_c(&p->arena, l->ydelse));
    assert_str(r->titel, str_c(&p->arena, l->titel));
    assert_int_equal(r->maaned.nr, l->maaned.nr);
    assert_int_equal(r->indkomstaar, l->indkomstaar);
    assert_int_equal(r->beloeb.oere, l->beloeb.oere);
    assert_int_equal(r->dispositionsdato.dag, p->e.dispositionsdato.dag);
}

static void rows_come_back_equal(void **state)
{
    uint64_t froe = 2;
    (void)state;

    for (int i = 0; i < 100; i++) {
        struct proeve p;
        struct kanal_loen back;
        size_t row = 0;

        proeve_init(&p, test_random(&froe), (size_t)test_between(&froe, 1, 30), KANAL_SEND_LOEN);
        struct kanal_fil fil = write_it(&p, KANAL_LOEN_LINJER);
        assert_true(str_eq(fil.bytes, write_it(&p, KANAL_LOEN_LINJER).bytes));
        assert_str(fil.navn, "0101-000017-loen-linjer.csv");
        assert_true(str_starts(fil.bytes, STR("\xEF\xBB\xBF"
                                              "betalingsid;cpr;kontrakthaver;")));
        if (!kanal_loen_read(&p.arena, "f.csv", fil.bytes, &back, &p.err)) {
            fail_msg("%s: %s", p.err.place, p.err.text);
        }
        for (size_t b = 0; b < p.e.count; b++) {
            for (size_t k = 0; k < p.betaling[b].linje_count; k++) {
                check_row(&p, &p.betaling[b], &p.betaling[b].linjer[k], &back.raekke[row++]);
            }
        }
        assert_int_equal(row, back.count);
        assert_int_equal(back.betalinger, p.e.count);
        assert_int_equal(back.sum.oere, proeve_sum(&p));
        proeve_release(&p);
    }
}

static int64_t amount_of(struct str cell)
{
    struct oere value = {0};
    bool negative = str_starts(cell, STR("-"));

    assert_true(kanal_decimal_read(negative ? str_sub(cell, 1, cell.n) : cell, ',', &value));
    return negative ? -value.oere : value.oere;
}

/* One row per contract holder and income year, and the same sum. */
static void persons_have_the_sums_of_their_rows(void **state)
{
    struct proeve p;
    struct csv csv;
    int64_t total = 0;
    (void)state;

    proeve_init(&p, 31, 500, KANAL_SEND_LOEN);
    struct kanal_fil fil = write_it(&p, KANAL_LOEN_PERSONER);
    assert_true(csv_read(&p.arena, "f", fil.bytes, &csv, &p.err));
    assert_true(csv.rows < 200);
    for (size_t i = 0; i + 1 < csv.rows; i++) {
        struct str cpr = csv_at(&csv, i, 0).text;
        int64_t sum = 0;
        int64_t payments = 0;
        assert_true(i == 0 || str_cmp(csv_at(&csv, i - 1, 0).text, cpr) < 0);
        for (size_t b = 0; b < p.e.count; b++) {
            if (!str_eq(p.betaling[b].modtager.nummer, cpr)) continue;
            sum += p.betaling[b].beloeb.oere;
            payments++;
        }
        assert_int_equal(amount_of(csv_at(&csv, i, 4).text), sum);
        assert_str(csv_at(&csv, i, 2).text, "2021");
        assert_str(csv_at(&csv, i, 3).text, str_format(&p.arena, "%lld", (long long)payments).p);
        total += sum;
    }
    assert_int_equal(total, proeve_sum(&p));
    assert_str(csv_at(&csv, csv.rows - 1, 0).text, "KONTROL");
    assert_str(csv_at(&csv, csv.rows - 1, 3).text, "500");
    assert_int_equal(amount_of(csv_at(&csv, csv.rows - 1, 4).text), total);
    proeve_release(&p);
}

/* A digit changed anywhere in an amount is found by the control row. */
static void the_control_row_finds_a_changed_amount(void **state)
{
    struct proeve p;
    struct kanal_loen back;
    (void)state;

    proeve_init(&p, 32, 5, KANAL_SEND_LOEN);
    struct kanal_fil fil = write_it(&p, KANAL_LOEN_LINJER);
    char *bytes = str_c(&p.arena, fil.bytes);
    int found = 0;
    for (size_t i = 3; i + 3 < fil.bytes.n; i++) {
        /* The last digit before the line end is the last øre of an amount. */
        if (bytes[i] < '0' || bytes[i] > '9' || bytes[i + 1] != '\r') continue;
        struct err err = ERR_INIT;
        char kept = bytes[i];
        bytes[i] = kept == '9' ? '0' : (char)(kept + 1);
        assert_false(kanal_loen_read(&p.arena, "f", (struct str){bytes, fil.bytes.n}, &back, &err));
        assert_true(has(err.text, "Kontrolrækken"));
        bytes[i] = kept;
        found++;
    }
    assert_true(found >= 6);
    assert_true(kanal_loen_read(&p.arena, "f", (struct str){bytes, fil.bytes.n}, &back, &p.err));
    proeve_release(&p);
}

/* ---- the workbook */

static uint32_t little(const char *at, int bytes)
{
    uint32_t value = 0;

    for (int i = bytes; i-- > 0;) value = (value << 8) | (unsigned char)at[i];
    return value;
}

/* The bytes of one member of a zip file, found through its central directory. */
static struct str unzip(struct arena *arena, struct str zip, const char *name)
{
    size_t end = zip.n - 22;

    assert_int_equal(little(zip.p + end, 4), 0x06054b50);
    size_t at = little(zip.p + end + 16, 4);
    for (uint32_t n = little(zip.p + end + 10, 2); n > 0; n--) {
        const char *entry = zip.p + at;
        size_t name_n = little(entry + 28, 2);
        at += 46 + name_n + little(entry + 30, 2) + little(entry + 32, 2);
        if (!str_is((struct str){entry + 46, name_n}, name)) continue;
        const char *local = zip.p + little(entry + 42, 4);
        const char *data = local + 30 + little(local + 26, 2) + little(local + 28, 2);
        size_t size = little(entry + 24, 4);
        char *out = arena_alloc(arena, size + 1);
        z_stream z = {.next_in = (Bytef *)(uintptr_t)data,
                      .avail_in = little(entry + 20, 4),
                      .next_out = (Bytef *)out,
                      .avail_out = (uInt)size};
        assert_int_equal(inflateInit2(&z, -15), Z_OK);
        assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
        inflateEnd(&z);
        return (struct str){out, size};
    }
    fail_msg("%s is not in the file", name);
    return STR_EMPTY;
}

/* The text between a cell's <v> and </v>; false when the sheet has no such cell. Cells are asked
 * for in the order they stand, and what was passed is taken off the sheet. */
static bool cell_value(struct arena *arena, struct str *sheet, const char *cell, struct str *out)
{
    struct str mark = str_format(arena, "<c r=\"%s\"", cell);
    size_t at, from, to;

    if (!str_find(*sheet, mark, &at)) return false;
    *sheet = str_sub(*sheet, at, sheet->n);
    struct str rest = str_sub(*sheet, 0, 300);
    assert_true(str_find(rest, STR("<v>"), &from));
    assert_true(str_find(rest, STR("</v>"), &to));
    *out = str_sub(rest, from + 3, to);
    return true;
}

/* The øre nearest to a decimal with any number of decimals, without floating point. */
static int64_t nearest_oere(struct str text)
{
    bool negative = str_starts(text, STR("-"));
    struct str digits = negative ? str_sub(text, 1, text.n) : text;
    struct str whole = digits;
    int64_t part = 0;
    size_t mark;

    if (str_find(digits, STR("."), &mark)) {
        struct str more = str_sub(digits, mark + 1, digits.n);
        whole = str_sub(digits, 0, mark);
        for (size_t i = 0; i < 3; i++) part = part * 10 + (i < more.n ? more.p[i] - '0' : 0);
        part = (part + 5) / 10;
    }
    int64_t kroner = 0;
    assert_true(kanal_number(whole, &kroner));
    int64_t oere = kroner * 100 + part;
    return negative ? -oere : oere;
}

static int64_t amount_cell(struct arena *arena, struct str *sheet, char column, size_t row)
{
    struct str value = STR_EMPTY;

    assert_true(cell_value(arena, sheet, str_format(arena, "%c%zu", column, row).p, &value));
    return nearest_oere(value);
}

/* Both sheets, cell by cell. */
static void check_book(struct proeve *p, struct str zip)
{
    struct str persons = unzip(&p->arena, zip, "xl/worksheets/sheet1.xml");
    struct str lines = unzip(&p->arena, zip, "xl/worksheets/sheet2.xml");
    struct str strings = unzip(&p->arena, zip, "xl/sharedStrings.xml");
    size_t row = 2;
    int64_t of_persons = 0;
    size_t at;

    for (size_t b = 0; b < p->e.count; b++) {
        for (size_t k = 0; k < p->betaling[b].linje_count; k++) {
            assert_int_equal(amount_cell(&p->arena, &lines, 'H', row++),
                             p->betaling[b].linjer[k].beloeb.oere);
        }
        /* A CPR is text, with its leading zero if it has one. */
        struct str cpr = str_format(&p->arena, ">%.*s<", STR_ARG(p->betaling[b].modtager.nummer));
        assert_true(str_find(strings, cpr, &at));
    }
    assert_int_equal(amount_cell(&p->arena, &lines, 'H', row), proeve_sum(p));
    assert_int_equal(amount_cell(&p->arena, &lines, 'H', row + 1), 0);
    struct str value;
    size_t person = 2;
    while (cell_value(&p->arena, &persons, str_format(&p->arena, "C%zu", person).p, &value)) {
        assert_str(value, "2021");
        of_persons += amount_cell(&p->arena, &persons, 'E', person++);
    }
    assert_true(person > 2);
    assert_int_equal(of_persons, proeve_sum(p));
    assert_int_equal(amount_cell(&p->arena, &persons, 'E', person), proeve_sum(p));
}

static void the_workbook_has_the_same_numbers(void **state)
{
    uint64_t froe = 41;
    (void)state;

    for (int i = 0; i < 40; i++) {
        struct proeve p;

        proeve_init(&p, test_random(&froe), (size_t)test_between(&froe, 1, 20), KANAL_SEND_LOEN);
        struct kanal_fil fil = write_it(&p, KANAL_LOEN_XLSX);
        assert_str(fil.navn, "0101-000017-loen.xlsx");
        check_book(&p, fil.bytes);
        assert_true(str_eq(fil.bytes, write_it(&p, KANAL_LOEN_XLSX).bytes));
        proeve_release(&p);
    }
}

/* Amounts of every size, with all endings of two digits: what the library prints of the double
 * rounds back to the øre. */
static void every_amount_survives_its_double(void **state)
{
    enum { AMOUNTS = 4000 };
    struct proeve p;
    uint64_t froe = 51;
    (void)state;

    proeve_init(&p, 51, 1, KANAL_SEND_LOEN);
    struct kanal_linje *l = ARENA_ARRAY(&p.arena, AMOUNTS, struct kanal_linje);
    int64_t sum = 0;
    for (size_t i = 0; i < AMOUNTS; i++) {
        int64_t most = INT64_C(1) << test_between(&froe, 1, 35);
        int64_t oere = i < 1000 ? (int64_t)i + 1 : test_between(&froe, 1, most);
        bool drawn = sum > oere && (i % 3 == 0 || sum + oere > KANAL_BELOEB_MAX_OERE);
        l[i] = p.betaling[0].linjer[0];
        l[i].beloeb.oere = drawn ? -oere : oere;
        sum += l[i].beloeb.oere;
    }
    p.betaling[0].linjer = l;
    p.betaling[0].linje_count = AMOUNTS;
    p.betaling[0].beloeb.oere = sum;
    check_book(&p, write_it(&p, KANAL_LOEN_XLSX).bytes);
    proeve_release(&p);
}

static void text_that_is_not_text_is_refused(void **state)
{
    struct proeve p;
    struct kanal_fil fil;
    (void)state;

    proeve_init(&p, 61, 1, KANAL_SEND_LOEN);
    struct kanal_linje l = p.betaling[0].linjer[0];
    p.betaling[0].linjer = &l;
    p.betaling[0].linje_count = 1;
    p.betaling[0].beloeb = l.beloeb;
    static const struct str wrong[] = {{"a\nb", 3},
                                       {"\x1B[2J", 4},
                                       {"S\xF8ren", 5},
                                       {"a\xE2\x80\xAE"
                                        "b",
                                        5}};
    for (size_t i = 0; i < 4; i++) {
        struct err err = ERR_INIT;
        l.titel = wrong[i];
        assert_false(kanal_loen_write(&p.arena, &p.e, KANAL_LOEN_LINJER, &fil, &err));
        assert_true(has(err.text, "ikke ren tekst"));
    }
    proeve_release(&p);
}

static void a_hundred_thousand_payments_fit(void **state)
{
    struct proeve p;
    struct kanal_loen back;
    (void)state;

    proeve_begin(&p, 71, 100000, KANAL_SEND_LOEN, true);
    struct kanal_fil fil = write_it(&p, KANAL_LOEN_LINJER);
    assert_true(kanal_loen_read(&p.arena, "f", fil.bytes, &back, &p.err));
    assert_int_equal(back.sum.oere, proeve_sum(&p));
    proeve_release(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_come_back_equal),
        cmocka_unit_test(persons_have_the_sums_of_their_rows),
        cmocka_unit_test(the_control_row_finds_a_changed_amount),
        cmocka_unit_test(the_workbook_has_the_same_numbers),
        cmocka_unit_test(every_amount_survives_its_double),
        cmocka_unit_test(text_that_is_not_text_is_refused),
        cmocka_unit_test(a_hundred_thousand_payments_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
