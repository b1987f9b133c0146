/*
 * kontoplan and lukkedage: strict tables, gaps and overlaps, and lookups that never guess.
 */
#include "base/test_help.h"

#include "base/fil.h"
#include "kanal/kanal_test_data.h"

#define HEAD "fra;til;ydelse;art;hjemmel;alder_fra;alder_til;konto;tekst;kilde\n"

static void refused(const char *rows, const char *place, const char *said)
{
    struct arena arena;
    struct kanal_kontoplan plan;
    struct err err = ERR_INIT;

    arena_init(&arena, 1 << 24);
    struct str text = str_format(&arena, HEAD "%s", rows);
    if (kanal_kontoplan_read(&arena, "k.csv", text, &plan, &err) || !has(err.text, said) ||
        strcmp(err.place, place) != 0) {
        fail_msg("%s\nexpected %s: %s\n     got %s: %s", rows, place, said, err.place, err.text);
    }
    arena_release(&arena);
}

static void a_wrong_cell_is_named(void **state)
{
    (void)state;
    refused("2021-02-30;;v;doegnpleje;BL;0;17;1;;k\n", "k.csv:2:1", "");
    refused("2021-01-01;2020-01-01;v;doegnpleje;BL;0;17;1;;k\n", "k.csv:2:12", "før fra");
    refused("2021-01-01;;;doegnpleje;BL;0;17;1;;k\n", "k.csv:2:13", "alle");
    refused("2021-01-01;;v;;BL;0;17;1;;k\n", "k.csv:2:13", "alle");
    refused("2021-01-01;;v;d;BL;x;17;1;;k\n", "k.csv:2:20", "helt antal år");
    refused("2021-01-01;;v;d;BL;0;;1;;k\n", "k.csv:2:22", "helt antal år");
    refused("2021-01-01;;v;d;BL;10;9;1;;k\n", "k.csv:2:23", "under alder_fra");
    refused("2021-01-01;;v;d;BL;0;17;5.28.22;;k\n", "k.csv:2:25", "uden punktummer");
    refused("2021-01-01;;v;d;BL;0;17;1234567890123456;;k\n", "k.csv:2:25", "1-15 cifre");
    refused("2021-01-01;;v;d;BL;0;17;;;k\n", "k.csv:2:25", "1-15 cifre");
    refused("2021-01-01;;v;d;BL;0;17;1;;\n", "k.csv:2:28", "Kilden mangler");
    refused("", "k.csv", "1-5000 rækker");
}

static void overlaps_are_named_by_line(void **state)
{
    (void)state;
    refused("2021-01-01;;v;d;BL;0;17;1;;k\n2022-01-01;;v;d;BL;17;20;2;;k\n", "k.csv:3", "linje 2");
    refused("2021-01-01;2021-12-31;v;d;BL;0;17;1;;k\n2021-12-31;;v;d;BL;0;17;2;;k\n", "k.csv:3",
            "linje 2");
    refused("2021-01-01;;v;alle;BL;0;17;1;;k\n2021-01-01;;v;d;BL;0;17;2;;k\n", "k.csv:3",
            "linje 2");
    refused("2021-01-01;;v;d;alle;0;17;1;;k\n2021-01-01;;v;alle;BL;5;6;2;;k\n", "k.csv:3",
            "linje 2");
}

static void gaps_are_named_by_line(void **state)
{
    (void)state;
    /* Ages 6-7 are nobody's. */
    refused("2021-01-01;;v;d;BL;0;5;1;;k\n2021-01-01;;v;d;BL;8;17;2;;k\n", "k.csv:2", "hul");
    /* 2022-01-01 to 2022-01-31. */
    refused("2021-01-01;2021-12-31;v;d;BL;0;17;1;;k\n2022-02-01;;v;d;BL;0;17;2;;k\n", "k.csv:2",
            "2022-01-01");
    /* The old band went to 17, the new ones begin at 6 from a later day. */
    refused("2021-01-01;2021-12-31;v;d;BL;0;17;1;;k\n2022-01-01;;v;d;BL;6;17;2;;k\n", "k.csv:2",
            "2022-01-01 ved 0 år");
    /* A hole in the middle of a square. */
    refused("2021-01-01;2021-01-31;v;d;BL;0;9;1;;k\n2021-02-01;2021-02-28;v;d;BL;0;3;1;;k\n"
            "2021-02-01;2021-02-28;v;d;BL;5;9;1;;k\n2021-03-01;;v;d;BL;0;9;1;;k\n",
            "k.csv:2", "2021-02-01 ved 4 år");
}

/* A small second reading: is any (day, age) of the key's square without a row, or with two? */
static bool square_is_whole(const int (*row)[4], size_t count)
{
    int low_d = 99, high_d = 0, low_a = 99, high_a = 0;

    for (size_t i = 0; i < count; i++) {
        if (row[i][0] < low_d) low_d = row[i][0];
        if (row[i][1] > high_d) high_d = row[i][1];
        if (row[i][2] < low_a) low_a = row[i][2];
        if (row[i][3] > high_a) high_a = row[i][3];
    }
    for (int d = low_d; d <= high_d; d++) {
        for (int a = low_a; a <= high_a; a++) {
            int rows = 0;
            for (size_t i = 0; i < count; i++) {
                rows += row[i][0] <= d && d <= row[i][1] && row[i][2] <= a && a <= row[i][3];
            }
            if (rows != 1) return false;
        }
    }
    return true;
}

/* Random rectangles of days and ages, some of them cut from a whole square: the reader accepts
 * exactly those that tile it. */
static void whole_tables_and_only_those_are_accepted(void **state)
{
    uint64_t froe = 77;
    int accepted = 0;
    (void)state;

    for (int i = 0; i < 4000; i++) {
        struct arena arena;
        struct buf buf;
        struct kanal_kontoplan plan;
        struct err err = ERR_INIT;
        int row[6][4] = {{1, (int)test_between(&froe, 2, 9), 0, (int)test_between(&froe, 1, 9)}};
        size_t count = 1;

        /* Cut a row in two along days or ages, some times; then maybe nudge one edge. */
        for (int64_t cuts = test_between(&froe, 0, 5); cuts > 0; cuts--) {
            size_t at = (size_t)test_between(&froe, 0, (int64_t)count - 1);
            int low = test_between(&froe, 0, 1) == 0 ? 0 : 2;
            if (row[at][low] >= row[at][low + 1]) continue;
            memcpy(row[count], row[at], sizeof(row[at]));
            int cut = (int)test_between(&froe, row[at][low], row[at][low + 1] - 1);
            row[at][low + 1] = cut;
            row[count++][low] = cut + 1;
        }
        if (test_between(&froe, 0, 2) == 0) {
            int *edge = &row[test_between(&froe, 0, (int64_t)count - 1)][test_between(&froe, 0, 3)];
            *edge += test_between(&froe, 0, 1) == 0 && *edge > 1 ? -1 : 1;
        }
        bool sound = true;
        arena_init(&arena, 1 << 22);
        buf_init(&buf, &arena);
        buf_c(&buf, HEAD);
        for (size_t k = 0; k < count; k++) {
            sound = sound && row[k][0] <= row[k][1] && row[k][2] <= row[k][3];
            buf_format(&buf, "2021-01-%02d;2021-01-%02d;v;d;BL;%d;%d;1;;k\n", row[k][0], row[k][1],
                       row[k][2], row[k][3]);
        }
        bool whole = sound && square_is_whole((const int(*)[4])row, count);
        bool read = kanal_kontoplan_read(&arena, "k", buf_str(&buf), &plan, &err);
        if (read != whole)
            fail_msg("whole %d, read %d:\n%.*s", whole, read, STR_ARG(buf_str(&buf)));
        accepted += read;
        arena_release(&arena);
    }
    assert_true(accepted > 1000 && accepted < 3900);
}

static void find(const struct kanal_kontoplan *plan, const char *day, const char *ydelse,
                 const char *art, const char *hjemmel, int alder, const char *konto)
{
    struct arena arena;
    struct dato dag;
    struct str mangel = STR_EMPTY;
    struct err err = ERR_INIT;

    arena_init(&arena, 1 << 16);
    assert_true(dato_parse(str_from(day), &dag, &err));
    const struct kanal_kontoplan_raekke *r = kanal_kontoplan_find(
        &arena, plan, dag, str_from(ydelse), str_from(art), str_from(hjemmel), alder, &mangel);
    if (konto == NULL) {
        assert_null(r);
        assert_true(mangel.n > 0);
    } else {
        assert_non_null(r);
        assert_str(r->konto, konto);
    }
    arena_release(&arena);
}

static void a_lookup_never_guesses(void **state)
{
    struct arena arena;
    struct kanal_kontoplan plan;
    struct err err = ERR_INIT;
    (void)state;

    arena_init(&arena, 1 << 20);
    assert_true(kanal_kontoplan_read(
        &arena, "k",
        STR(HEAD "2021-01-01;2021-12-31;v;d;BL;0;17;11;;k\n2022-01-01;;v;d;BL;0;17;12;;k\n"
                 "2021-01-01;;v;a;alle;0;17;13;;k\n"),
        &plan, &err));
    find(&plan, "2021-12-31", "v", "d", "BL", 17, "11");
    find(&plan, "2022-01-01", "v", "d", "BL", 0, "12");
    find(&plan, "2199-01-01", "v", "d", "BL", 0, "12");
    find(&plan, "2021-06-01", "v", "a", "SL", 3, "13");
    find(&plan, "2020-12-31", "v", "d", "BL", 0, NULL);
    find(&plan, "2021-06-01", "v", "d", "BL", 18, NULL);
    find(&plan, "2021-06-01", "v", "d", "SL", 3, NULL);
    find(&plan, "2021-06-01", "v", "D", "BL", 3, NULL);
    find(&plan, "2021-06-01", "x", "d", "BL", 3, NULL);
    find(&plan, "2021-06-01", "v", "alle", "BL", -1, NULL);
    arena_release(&arena);
}

static void the_example_tables_can_be_read(void **state)
{
    struct arena arena;
    struct kanal_kontoplan plan;
    struct kanal_lukkedage days;
    struct str text;
    struct err err = ERR_INIT;
    (void)state;

    arena_init(&arena, 1 << 22);
    assert_true(fil_read(&arena, "kontoplaner/eksempel.csv", 1 << 20, &text, &err));
    if (!kanal_kontoplan_read(&arena, "kontoplaner/eksempel.csv", text, &plan, &err)) {
        fail_msg("%s: %s", err.place, err.text);
    }
    assert_true(has(str_c(&arena, text), "opdigtet"));
    find(&plan, "2021-06-01", "vederlag", "doegn", "SL § 66", 12, "528220010");
    find(&plan, "2024-06-01", "vederlag", "doegn", "BL § 43", 12, "528220011");
    find(&plan, "2024-06-01", "lommepenge", "netvaerk", "BL § 43", 12, "528220401");
    find(&plan, "2021-06-01", "vederlag", "netvaerk", "SL § 66", 12, NULL);
    find(&plan, "2021-06-01", "vederlag", "doegn", "SL § 76", 19, "528225010");
    assert_true(fil_read(&arena, "lukkedage/eksempel.csv", 1 << 20, &text, &err));
    if (!kanal_lukkedage_read(&arena, "lukkedage/eksempel.csv", text, &days, &err)) {
        fail_msg("%s: %s", err.place, err.text);
    }
    assert_true(days.count > 0);
    arena_release(&arena);
}

/* ---- bank days */

static void closed_days_are_read_strictly(void **state)
{
    static const char *const wrong[][2] = {
        {"dag;grund;kilde\n2021-06-01;a;b\n", "Første række"},
        {"dato;grund;kilde\n2021-06-31;a;b\n", ""},
        {"dato;grund;kilde\n2021-06-02;a;b\n2021-06-01;a;b\n", "stigende"},
        {"dato;grund;kilde\n2021-06-01;a;b\n2021-06-01;a;b\n", "stigende"},
        {"dato;grund;kilde\n2021-06-01;;b\n", "Grund og kilde"},
        {"dato;grund;kilde\n2021-06-01;a;\n", "Grund og kilde"},
    };
    (void)state;

    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        struct arena arena;
        struct kanal_lukkedage days;
        struct err err = ERR_INIT;
        arena_init(&arena, 1 << 16);
        assert_false(kanal_lukkedage_read(&arena, "l.csv", str_from(wrong[i][0]), &days, &err));
        assert_true(has(err.text, wrong[i][1]) && has(err.place, "l.csv"));
        arena_release(&arena);
    }
}

static struct dato day(int year, int month, int d)
{
    return dato_make(year, month, d);
}

static void bank_days_are_found(void **state)
{
    const struct dato extra[] = {dato_make(2021, 6, 29), dato_make(2021, 6, 30)};
    const struct kanal_lukkedage days = {extra, 2};
    struct err err = ERR_INIT;
    (void)state;

    assert_true(kanal_bankdag(NULL, day(2021, 6, 30)));
    assert_false(kanal_bankdag(&days, day(2021, 6, 30)));
    assert_false(kanal_bankdag(&days, day(2021, 6, 27)));
    assert_int_equal(kanal_bankdag_efter(NULL, day(2021, 6, 28), 1).dag, day(2021, 6, 29).dag);
    /* New Year: 31 December is closed for banks. */
    assert_int_equal(kanal_bankdag_efter(NULL, day(2021, 12, 30), 1).dag, day(2022, 1, 3).dag);
    assert_int_equal(kanal_bankdag_efter(&days, day(2021, 6, 28), 1).dag, day(2021, 7, 1).dag);
    assert_int_equal(kanal_bankdag_efter(NULL, day(2021, 6, 25), 2).dag, day(2021, 6, 29).dag);
    /* Two open days ahead: seen from Friday the 25th, Tuesday is the first. */
    assert_true(kanal_dispositionsdato_check(NULL, day(2021, 6, 25), day(2021, 6, 29), &err));
    assert_false(kanal_dispositionsdato_check(NULL, day(2021, 6, 25), day(2021, 6, 28), &err));
    assert_true(has(err.text, "2021-06-29"));
    struct err closed = ERR_INIT;
    assert_false(kanal_dispositionsdato_check(&days, day(2021, 6, 25), day(2021, 6, 29), &closed));
    assert_true(has(closed.text, "ikke en bankdag") && has(closed.text, "2021-07-01"));
    struct err past = ERR_INIT;
    assert_false(kanal_dispositionsdato_check(NULL, day(2021, 6, 25), day(2021, 6, 24), &past));
}

/* On every day of fifty years: it is a bank day, later, and none lies between. */
static void the_next_bank_day_is_the_next(void **state)
{
    const struct dato extra[] = {dato_make(2021, 6, 29), dato_make(2021, 6, 30)};
    const struct kanal_lukkedage days = {extra, 2};
    (void)state;

    for (int32_t d = dato_make(2000, 1, 10).dag; d < dato_make(2050, 1, 1).dag; d++) {
        struct dato found = kanal_bankdag_efter(&days, (struct dato){d}, 1);
        assert_true(kanal_bankdag(&days, found) && found.dag > d && found.dag - d <= 7);
        for (int32_t k = d + 1; k < found.dag; k++) {
            assert_false(kanal_bankdag(&days, (struct dato){k}));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wrong_cell_is_named),
        cmocka_unit_test(overlaps_are_named_by_line),
        cmocka_unit_test(gaps_are_named_by_line),
        cmocka_unit_test(whole_tables_and_only_those_are_accepted),
        cmocka_unit_test(a_lookup_never_guesses),
        cmocka_unit_test(the_example_tables_can_be_read),
        cmocka_unit_test(closed_days_are_read_strictly),
        cmocka_unit_test(bank_days_are_found),
        cmocka_unit_test(the_next_bank_day_is_the_next),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
