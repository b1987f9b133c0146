/*
 * csv: what is taken and what is refused where, cells written and read back, and any bytes at all.
 */
#include "base/test_help.h"

#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"

/* A constant text in a table; STR is for use inside functions. */
#define LIT(literal)                                                                               \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }

static struct arena arena;

static int begin(void **state)
{
    (void)state;
    arena_init(&arena, 512u << 20);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static struct csv taken(struct str text)
{
    struct err err = ERR_INIT;
    struct csv csv = {0};

    if (!csv_read(&arena, "f.csv", text, &csv, &err)) fail_msg("%s %s", err.place, err.text);
    return csv;
}

static void cells_and_places(void **state)
{
    (void)state;
    struct csv csv = taken(STR("# om\n\nnavn;beløb\nåse;\"1;2\"\n\n#x;y;z\n\"a \"\"b\"\"\";\n"));
    assert_string_equal(csv.file, "f.csv");
    assert_int_equal(csv.columns, 2);
    assert_int_equal(csv.rows, 2);
    assert_str(csv.head[0].text, "navn");
    assert_str(csv.head[1].text, "beløb");
    assert_int_equal(csv.head[1].line, 3);
    assert_int_equal(csv.head[1].col, 6);
    assert_str(csv_at(&csv, 0, 0).text, "åse");
    assert_str(csv_at(&csv, 0, 1).text, "1;2");
    assert_int_equal(csv_at(&csv, 0, 1).line, 4);
    assert_int_equal(csv_at(&csv, 0, 1).col, 5);
    assert_str(csv_at(&csv, 1, 0).text, "a \"b\"");
    assert_str(csv_at(&csv, 1, 1).text, "");
    assert_int_equal(csv_at(&csv, 1, 1).line, 7);
    assert_int_equal(csv_at(&csv, 1, 1).col, 11);
}

static void line_ends_and_marks(void **state)
{
    static const struct str same[] = {
        LIT("a;b\n1;2\n"),
        LIT("a;b\n1;2"),
        LIT("a;b\r\n1;2\r\n"),
        LIT("a;b\r\n1;2"),
        LIT("\xEF\xBB\xBF"
            "a;b\n1;2\n"),
        LIT("a;b\r\n\r\n1;2\n"),
        LIT("\"a\";\"b\"\r\n\"1\";\"2\"\r\n"),
        LIT("a;b\n1;2\r"),
    };

    (void)state;
    for (size_t i = 0; i < sizeof(same) / sizeof(*same); i++) {
        struct csv csv = taken(same[i]);
        assert_int_equal(csv.columns, 2);
        assert_int_equal(csv.rows, 1);
        assert_str(csv.head[0].text, "a");
        assert_str(csv.head[1].text, "b");
        assert_str(csv_at(&csv, 0, 0).text, "1");
        assert_str(csv_at(&csv, 0, 1).text, "2");
    }
    assert_int_equal(taken(STR("a;b")).rows, 0);
    assert_int_equal(taken(STR("\"\"\n\"\"\n")).rows, 1);
}

static void refused(void **state)
{
    static const struct {
        struct str text;
        const char *place;
        const char *word;
    } cases[] = {
        {LIT(""), "f.csv", "tom"},
        {LIT("# kun\n\n"), "f.csv", "tom"},
        {LIT("a;b\n1\n"), "f.csv:2:1", "1 celle; overskriften har 2"},
        {LIT("a;b\n1;2;3\n"), "f.csv:2:5", "3 celler; overskriften har 2"},
        {LIT("a;b;c\nå;2\n"), "f.csv:2:3", "2 celler; overskriften har 3"},
        {LIT("a;b\n1;2;\n"), "f.csv:2:5", "3 celler"},
        {LIT("a,b\n1;2\n"), "f.csv:2:3", "semikolon"},
        {LIT("a;b\n1;\"2\n"), "f.csv:2:3", "lukkes"},
        {LIT("a;b\n1;\"2"), "f.csv:2:3", "lukkes"},
        {LIT("a;b\n1;\"2\n3\";\"4\"\n"), "f.csv:2:3", "lukkes"},
        {LIT("a;b\n1;\"2\"\"\n"), "f.csv:2:3", "lukkes"},
        {LIT("a;b\nå;\"2\"x\n"), "f.csv:2:6", "semikolon"},
        {LIT("a;b\nåx\"y;2\n"), "f.csv:2:3", "kun"},
        {LIT("a;b\n1; \"2\"\n"), "f.csv:2:4", "anførselstegn"},
        {LIT("a;b\n1\r;2\n"), "f.csv:2:2", "CR"},
        {LIT("a;b\n1;\xE6\n"), "f.csv:2:3", "Windows-1252"},
        {LIT("a;b\n1;\0\n"), "f.csv:2:3", "NUL"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct err err = ERR_INIT;
        struct csv csv = {.columns = 77};
        assert_false(csv_read(&arena, "f.csv", cases[i].text, &csv, &err));
        assert_int_equal(err.kind, ERR_INPUT);
        assert_string_equal(err.place, cases[i].place);
        assert_non_null(strstr(err.text, cases[i].word));
        test_begge(&err);
        assert_int_equal(csv.columns, 77);
    }
}

static struct str written(struct str text)
{
    struct buf buf;

    buf_init(&buf, &arena);
    csv_add_cell(&buf, text);
    return buf_str(&buf);
}

static void cells_written(void **state)
{
    (void)state;
    assert_str(written(STR("a")), "a");
    assert_str(written(STR_EMPTY), "");
    assert_str(written(STR("a;b")), "\"a;b\"");
    assert_str(written(STR("a\"b")), "\"a\"\"b\"");
    assert_str(written(STR("a\nb")), "\"a\nb\"");
    assert_str(written(STR("=1+1")), "'=1+1");
    assert_str(written(STR("=A1;B1")), "\"'=A1;B1\"");
    assert_str(written(STR("@x")), "'@x");
    assert_str(written(STR("+45 12")), "'+45 12");
    assert_str(written(STR("-5,00")), "-5,00");
    assert_str(written(STR("-27.004,08")), "-27.004,08");
    assert_str(written(STR("-1-1")), "'-1-1");
    assert_str(written(STR("-")), "'-");
    assert_str(written(STR("\t=1")), "'\t=1");
    assert_str(written(STR("27.004,08")), "27.004,08");
    /* A line that starts with # would be skipped, and a space at an end is easily lost. */
    assert_str(written(STR("#1")), "\"#1\"");
    assert_str(written(STR(" a")), "\" a\"");
    assert_str(written(STR("a ")), "\"a \"");
    assert_str(written(STR("a b")), "a b");
}

/* What a spreadsheet and we agree is a number below zero, by a regular expression. */
static struct str expected_back(const regex_t *number, struct str text)
{
    if (text.n == 0 || strchr("=+-@\t", text.p[0]) == NULL) return text;
    if (regexec(number, str_c(&arena, text), 0, NULL, 0) == 0) return text;
    return str_format(&arena, "'%.*s", STR_ARG(text));
}

static void cells_come_back(void **state)
{
    static const char *const alphabet[] = {"a", "æ", ";", "\"", "#", " ", "=",  "-",
                                           "1", ",", ".", "+",  "@", "'", "\t", "0"};
    uint64_t random = 3;
    regex_t number;

    (void)state;
    assert_int_equal(regcomp(&number, "^-([0-9]+|[1-9][0-9]{0,2}([.][0-9]{3})+)(,[0-9]+)?$",
                             REG_EXTENDED | REG_NOSUB),
                     0);
    for (int round = 0; round < 2000; round++) {
        size_t columns = (size_t)test_between(&random, 2, 5);
        size_t cells = columns * (size_t)test_between(&random, 1, 4);
        struct str texts[20];
        struct buf file;
        buf_init(&file, &arena);
        for (size_t i = 0; i < cells; i++) {
            struct buf cell;
            buf_init(&cell, &arena);
            int64_t letters = test_between(&random, 0, 7);
            for (int64_t j = 0; j < letters; j++) {
                buf_c(&cell, alphabet[test_between(&random, 0, 15)]);
            }
            texts[i] = buf_str(&cell);
            csv_add_cell(&file, texts[i]);
            buf_c(&file, i % columns < columns - 1 ? ";" : round % 2 == 0 ? "\n" : "\r\n");
        }
        struct csv csv = taken(buf_str(&file));
        assert_int_equal(csv.columns, columns);
        assert_int_equal(csv.rows, cells / columns - 1);
        for (size_t i = 0; i < cells; i++) {
            assert_str(csv.head[i].text, str_c(&arena, expected_back(&number, texts[i])));
        }
    }
    regfree(&number);
}

/* Any bytes: taken with equal rows, or refused with a place; never read past the end. */
static void any_text(void **state)
{
    static const char alphabet[] = "aa;;\"\n\n\r#\xC3\xA6";
    uint64_t random = 4;
    int fine = 0;

    (void)state;
    for (int round = 0; round < 30000; round++) {
        struct err err = ERR_INIT;
        struct csv csv = {0};
        size_t n = (size_t)test_between(&random, 0, 14);
        char *exact = malloc(n == 0 ? 1 : n); /* the sanitizer sees a byte read too far */
        assert_non_null(exact);
        for (size_t i = 0; i < n; i++) {
            exact[i] = alphabet[test_between(&random, 0, (int64_t)sizeof(alphabet) - 2)];
        }
        if (csv_read(&arena, "f", (struct str){exact, n}, &csv, &err)) {
            fine++;
            assert_true(csv.columns > 0);
            for (size_t i = 0; i < csv.columns * (csv.rows + 1); i++) {
                assert_true(csv.head[i].line > 0 && csv.head[i].col > 0);
                assert_true(csv.head[i].text.n <= n);
            }
        } else {
            assert_int_equal(err.kind, ERR_INPUT);
            assert_true(err.place[0] == 'f' && err.text[0] != '\0');
        }
        free(exact);
    }
    assert_true(fine > 1000);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(cells_and_places), TEST(line_ends_and_marks), TEST(refused),
        TEST(cells_written),    TEST(cells_come_back),     TEST(any_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
