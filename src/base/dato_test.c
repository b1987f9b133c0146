/*
 * dato: every day from 1900-01-01 to 2200-12-31 against a calendar that only counts, one day at a
 * time; birthdays, Easter by a second method, public holidays and bank days by list.
 */
#include "base/test_help.h"

#include <stdio.h>

#include "base/dato.h"

/* The counting calendar. It knows where it starts and how long months are, and nothing else. */
struct count {
    int year;
    int month;
    int day;
    int weekday; /* 1 = Monday; 1900-01-01 was one */
    int dag;
    int week;
    int week_year;
};

#define COUNT_START ((struct count){1900, 1, 1, 1, -25567, 1, 1900})

static int month_length(int year, int month)
{
    if (month == 4 || month == 6 || month == 9 || month == 11) return 30;
    if (month != 2) return 31;
    if (year % 400 == 0) return 29;
    if (year % 100 == 0) return 28;
    return year % 4 == 0 ? 29 : 28;
}

static void count_on(struct count *c)
{
    c->dag++;
    c->day++;
    if (c->day > month_length(c->year, c->month)) {
        c->day = 1;
        c->month++;
    }
    if (c->month > 12) {
        c->month = 1;
        c->year++;
    }
    c->weekday = c->weekday == 7 ? 1 : c->weekday + 1;
    if (c->weekday != 1) return;
    /* Week 1 is the one that holds 4 January, so its Monday is 29 December up to 4 January. */
    bool late = c->month == 12 && c->day >= 29;
    c->week++;
    if (late || (c->month == 1 && c->day <= 4)) {
        c->week = 1;
        c->week_year = c->year + (late ? 1 : 0);
    }
}

static void check_text(struct dato d, const struct count *c)
{
    struct arena arena;
    struct err err = ERR_INIT;
    struct dato back = {0};
    char expected[32];

    arena_init(&arena, 1u << 16);
    snprintf(expected, sizeof(expected), "%04d-%02d-%02d", c->year, c->month, c->day);
    struct str text = dato_iso(&arena, d);
    assert_str(text, expected);
    assert_true(dato_parse(text, &back, &err));
    assert_int_equal(back.dag, d.dag);
    arena_release(&arena);
}

static void check_day(const struct count *c)
{
    struct dato d = dato_make(c->year, c->month, c->day);
    int year = 0;
    int month = 0;
    int day = 0;

    assert_int_equal(d.dag, c->dag);
    dato_civil(d, &year, &month, &day);
    assert_true(year == c->year && month == c->month && day == c->day);
    assert_int_equal(dato_weekday(d), c->weekday);
    dato_iso_week(d, &year, &month);
    assert_int_equal(year, c->week_year);
    assert_int_equal(month, c->week);
    assert_int_equal(maaned_of(d).nr, maaned_make(c->year, c->month).nr);
    assert_int_equal(maaned_first(maaned_of(d)).dag, c->dag - c->day + 1);
    assert_int_equal(maaned_days(maaned_of(d)), month_length(c->year, c->month));
    assert_int_equal(maaned_end(maaned_of(d)).dag - maaned_first(maaned_of(d)).dag,
                     month_length(c->year, c->month));
    assert_int_equal(dato_school_year(d), c->month < 8 ? c->year - 1 : c->year);
    check_text(d, c);
}

static void every_day(void **state)
{
    (void)state;
    struct count c = COUNT_START;
    for (; c.year <= 2200; count_on(&c)) check_day(&c);
    assert_int_equal(c.dag, DATO_MAX.dag);
    assert_int_equal(COUNT_START.dag, DATO_MIN.dag);
    int year = 0;
    int month = 0;
    int day = 0;
    dato_civil(DATO_MAX, &year, &month, &day);
    assert_true(year == 2201 && month == 1 && day == 1);
    assert_int_equal(dato_make(1970, 1, 1).dag, 0);
}

static void days_that_exist(void **state)
{
    (void)state;
    for (int year = 1890; year <= 2210; year++) {
        for (int month = -1; month <= 14; month++) {
            for (int day = -1; day <= 33; day++) {
                bool exists = year >= 1900 && year <= 2200 && month >= 1 && month <= 12 &&
                              day >= 1 && day <= month_length(year, month);
                assert_int_equal(dato_valid(year, month, day), exists);
            }
        }
    }
    assert_false(dato_valid(1900, 2, 29));
    assert_true(dato_valid(2000, 2, 29));
    assert_false(dato_valid(2100, 2, 29));
}

static void refused_texts(void **state)
{
    static const char *const dates[] = {
        "",           "2021-6-16",   "2021-06-1",   "16-06-2021", "2021/06/16", "2021-02-29",
        "2021-13-01", "2021-00-10",  "2021-06-00",  "2021-06-31", "1899-12-31", "2201-01-01",
        "20210616",   "2021-06-16 ", " 2021-06-16", "2021-06-1x", "+021-06-16", "2021-06-1\xC3",
        "0000-00-00", "2021-06-161", "9999-99-99",
    };
    static const char *const months[] = {"",        "2021-6",  "2021-13", "2021-00",    "1899-12",
                                         "2201-01", "2021/06", "202106",  "2021-06-01", "2021-0x"};

    (void)state;
    for (size_t i = 0; i < sizeof(dates) / sizeof(*dates); i++) {
        struct err err = ERR_INIT;
        struct dato d = {-77};
        if (dato_parse(str_from(dates[i]), &d, &err)) fail_msg("taken: >%s<", dates[i]);
        assert_int_equal(err.kind, ERR_INPUT);
        test_begge(&err);
        assert_null(strstr(err.text, "»«"));
        assert_int_equal(d.dag, -77);
    }
    for (size_t i = 0; i < sizeof(months) / sizeof(*months); i++) {
        struct err err = ERR_INIT;
        struct maaned m = {-77};
        if (maaned_parse(str_from(months[i]), &m, &err)) fail_msg("taken: >%s<", months[i]);
        assert_int_equal(err.kind, ERR_INPUT);
        test_begge(&err);
        assert_null(strstr(err.text, "»«"));
        assert_int_equal(m.nr, -77);
    }
}

static void month_numbers(void **state)
{
    static const char *const refused[] = {"",       "22799",   "26412", "024257",
                                          "24257 ", "2021-06", "-1"};
    struct maaned m = {-77};

    (void)state;
    for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
        if (maaned_nr_parse(str_from(refused[i]), &m)) fail_msg("taken: >%s<", refused[i]);
        assert_int_equal(m.nr, -77);
    }
    assert_true(maaned_nr_parse(STR("24257"), &m));
    assert_int_equal(m.nr, maaned_make(2021, 6).nr);
    assert_true(maaned_nr_parse(STR("22800"), &m));
    assert_int_equal(m.nr, maaned_make(1900, 1).nr);
    assert_true(maaned_nr_parse(STR("26411"), &m));
    assert_int_equal(m.nr, maaned_make(2200, 12).nr);
}

static void texts(void **state)
{
    struct arena arena;

    (void)state;
    arena_init(&arena, 4u << 20);
    assert_str(dato_tekst(&arena, dato_make(2021, 6, 16)), "16. juni 2021");
    assert_str(dato_tekst(&arena, dato_make(2000, 2, 29)), "29. februar 2000");
    assert_str(maaned_tekst(&arena, maaned_make(2021, 6)), "juni 2021");
    assert_string_equal(maaned_navn(1), "januar");
    assert_string_equal(maaned_navn(3), "marts");
    assert_string_equal(maaned_navn(12), "december");
    for (int year = 1900; year <= 2200; year++) {
        for (int month = 1; month <= 12; month++) {
            struct err err = ERR_INIT;
            struct maaned back = {0};
            struct maaned m = maaned_make(year, month);
            assert_true(maaned_parse(maaned_iso(&arena, m), &back, &err));
            assert_int_equal(back.nr, m.nr);
            assert_int_equal(m.nr, year * 12 + month - 1);
        }
    }
    assert_str(maaned_iso(&arena, maaned_make(1999, 9)), "1999-09");
    arena_release(&arena);
}

/* Walks one month at a time, then shortens the day until it exists. */
static struct dato months_by_walk(int year, int month, int day, int count)
{
    for (; count > 0; count--) {
        if (++month == 13) {
            month = 1;
            year++;
        }
    }
    for (; count < 0; count++) {
        if (--month == 0) {
            month = 12;
            year--;
        }
    }
    if (year < 1900) return DATO_MIN;
    if (year > 2200) return DATO_MAX;
    while (day > month_length(year, month)) day--;
    return dato_make(year, month, day);
}

static void months_added(void **state)
{
    uint64_t random = 3;

    (void)state;
    struct count c = {2019, 1, 1, 2, dato_make(2019, 1, 1).dag, 1, 2019};
    for (; c.year < 2025; count_on(&c)) {
        for (int n = -30; n <= 30; n++) {
            struct dato sum = dato_plus_months_clamped(dato_make(c.year, c.month, c.day), n);
            assert_int_equal(sum.dag, months_by_walk(c.year, c.month, c.day, n).dag);
        }
    }
    for (int i = 0; i < 20000; i++) {
        int year = (int)test_between(&random, 1900, 2200);
        int month = (int)test_between(&random, 1, 12);
        int day = (int)test_between(&random, 1, month_length(year, month));
        int n = (int)test_between(&random, -4000, 4000);
        struct dato sum = dato_plus_months_clamped(dato_make(year, month, day), n);
        assert_int_equal(sum.dag, months_by_walk(year, month, day, n).dag);
    }
    assert_int_equal(dato_plus_months_clamped(DATO_MIN, INT32_MIN).dag, DATO_MIN.dag);
    assert_int_equal(dato_plus_months_clamped(DATO_MIN, INT32_MAX).dag, DATO_MAX.dag);
}

/* Age by counting birthdays, one day at a time, over a life of 30 years. */
static void check_life(int year, int month, int day, enum skuddag rule)
{
    struct dato born = dato_make(year, month, day);
    struct count c = {year, month, day, 1, born.dag, 0, 0};
    int age = -1;

    assert_int_equal(dato_age(born, dato_plus(born, -1), rule), -1);
    for (; c.year <= year + 30 && c.year <= 2200; count_on(&c)) {
        bool birthday = c.month == month && c.day == day;
        if (month == 2 && day == 29 && month_length(c.year, 2) == 28) {
            birthday =
                rule == SKUDDAG_1_MARTS ? c.month == 3 && c.day == 1 : c.month == 2 && c.day == 28;
        }
        if (birthday) {
            age++;
            assert_int_equal(dato_turns(born, age, rule).dag, c.dag);
        }
        assert_int_equal(dato_age(born, (struct dato){c.dag}, rule), age);
    }
}

static void ages(void **state)
{
    uint64_t random = 4;

    (void)state;
    for (int year = 1904; year <= 2196; year += 4) {
        if (month_length(year, 2) == 28) continue;
        check_life(year, 2, 29, SKUDDAG_1_MARTS);
        check_life(year, 2, 29, SKUDDAG_28_FEBRUAR);
    }
    for (int i = 0; i < 100; i++) {
        int year = (int)test_between(&random, 1900, 2200);
        int month = (int)test_between(&random, 1, 12);
        int day = (int)test_between(&random, 1, month_length(year, month));
        check_life(year, month, day, i % 2 == 0 ? SKUDDAG_1_MARTS : SKUDDAG_28_FEBRUAR);
    }
}

static void ages_known(void **state)
{
    struct dato leap_day = dato_make(2004, 2, 29);

    (void)state;
    assert_int_equal(dato_turns(leap_day, 18, SKUDDAG_1_MARTS).dag, dato_make(2022, 3, 1).dag);
    assert_int_equal(dato_turns(leap_day, 18, SKUDDAG_28_FEBRUAR).dag, dato_make(2022, 2, 28).dag);
    assert_int_equal(dato_turns(leap_day, 20, SKUDDAG_28_FEBRUAR).dag, dato_make(2024, 2, 29).dag);
    assert_int_equal(dato_age(leap_day, dato_make(2022, 2, 28), SKUDDAG_1_MARTS), 17);
    assert_int_equal(dato_age(leap_day, dato_make(2022, 2, 28), SKUDDAG_28_FEBRUAR), 18);
    assert_int_equal(dato_turns(dato_make(2190, 5, 1), 11, SKUDDAG_1_MARTS).dag, DATO_MAX.dag);
    assert_int_equal(dato_turns(dato_make(2190, 5, 1), INT32_MAX, SKUDDAG_1_MARTS).dag,
                     DATO_MAX.dag);
    assert_int_equal(dato_age(dato_make(2190, 5, 1), DATO_MAX, SKUDDAG_1_MARTS), 10);
    assert_int_equal(dato_age(dato_make(2190, 1, 1), DATO_MAX, SKUDDAG_1_MARTS), 11);
}

/* Clavius' method as Knuth gives it (TAOCP 1.3.2, exercise 14), by golden number and epact. */
static struct dato easter_by_epact(int year)
{
    int golden = year % 19 + 1;
    int century = year / 100 + 1;
    int skipped_leap = 3 * century / 4 - 12;
    int moon = (8 * century + 5) / 25 - 5;
    int sunday = 5 * year / 4 - skipped_leap - 10;
    int epact = (11 * golden + 20 + moon - skipped_leap) % 30;

    if (epact < 0) epact += 30;
    if ((epact == 25 && golden > 11) || epact == 24) epact++;
    int full_moon = 44 - epact;
    if (full_moon < 21) full_moon += 30;
    int day = full_moon + 7 - (sunday + full_moon) % 7;
    return day > 31 ? dato_make(year, 4, day - 31) : dato_make(year, 3, day);
}

static void easter(void **state)
{
    static const struct {
        int year;
        int month;
        int day;
    } known[] = {
        {1943, 4, 25}, {1961, 4, 2},  {2000, 4, 23}, {2019, 4, 21}, {2020, 4, 12}, {2021, 4, 4},
        {2022, 4, 17}, {2023, 4, 9},  {2024, 3, 31}, {2025, 4, 20}, {2026, 4, 5},  {2038, 4, 25},
        {1954, 4, 18}, {1981, 4, 19}, {1913, 3, 23}, {2008, 3, 23},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
        assert_int_equal(dato_easter(known[i].year).dag,
                         dato_make(known[i].year, known[i].month, known[i].day).dag);
    }
    for (int year = 1900; year <= 2200; year++) {
        assert_int_equal(dato_easter(year).dag, easter_by_epact(year).dag);
        assert_int_equal(dato_weekday(dato_easter(year)), 7);
        assert_true(dato_easter(year).dag >= dato_make(year, 3, 22).dag);
        assert_true(dato_easter(year).dag <= dato_make(year, 4, 25).dag);
    }
}

/* The days of a year where the answer is yes, as MMDD, against a list that ends with 0. */
static void check_list(int year, bool (*yes)(struct dato d), const int *list)
{
    for (int month = 1; month <= 12; month++) {
        for (int day = 1; day <= month_length(year, month); day++) {
            if (!yes(dato_make(year, month, day))) continue;
            if (*list != month * 100 + day) fail_msg("%d: %d-%d, not %d", year, month, day, *list);
            list++;
        }
    }
    assert_int_equal(*list, 0);
}

static bool closed_weekday(struct dato d)
{
    return dato_weekday(d) <= 5 && !dato_bank_day(d);
}

static void holidays_by_list(void **state)
{
    static const int y2019[] = {101, 418, 419, 421, 422, 517, 530, 609, 610, 1225, 1226, 0};
    static const int y2023[] = {101, 406, 407, 409, 410, 505, 518, 528, 529, 1225, 1226, 0};
    static const int y2024[] = {101, 328, 329, 331, 401, 509, 519, 520, 1225, 1226, 0};
    static const int y2026[] = {101, 402, 403, 405, 406, 514, 524, 525, 1225, 1226, 0};

    (void)state;
    check_list(2019, dato_public_holiday, y2019);
    check_list(2023, dato_public_holiday, y2023);
    check_list(2024, dato_public_holiday, y2024);
    check_list(2026, dato_public_holiday, y2026);
}

/* The days Danish banks were closed on weekdays, as published by Nationalbanken. */
static void bank_days_by_list(void **state)
{
    static const int y2023[] = {406, 407, 410, 505, 518, 519, 529, 605, 1225, 1226, 0};
    static const int y2024[] = {101, 328, 329, 401, 509, 510, 520, 605, 1224, 1225, 1226, 1231, 0};

    (void)state;
    check_list(2023, closed_weekday, y2023);
    check_list(2024, closed_weekday, y2024);
}

static bool moving(int from_easter, int year)
{
    return from_easter == -3 || from_easter == -2 || from_easter == 0 || from_easter == 1 ||
           from_easter == 39 || from_easter == 49 || from_easter == 50 ||
           (from_easter == 26 && year < 2024);
}

static void holidays_every_day(void **state)
{
    struct dato last_bank_day = {0};
    bool seen = false;
    int store_bededage = 0;

    (void)state;
    for (struct count c = COUNT_START; c.year <= 2200; count_on(&c)) {
        struct dato d = {c.dag};
        int from_easter = c.dag - easter_by_epact(c.year).dag;
        int date = c.month * 100 + c.day;
        bool holiday = date == 101 || date == 1225 || date == 1226 || moving(from_easter, c.year);
        assert_int_equal(dato_public_holiday(d), holiday);
        if (from_easter == 26 && holiday) store_bededage++;
        bool open = c.weekday < 6 && !holiday && from_easter != 40 && date != 605 && date != 1224 &&
                    date != 1231;
        assert_int_equal(dato_bank_day(d), open);
        if (open) {
            last_bank_day = d;
            seen = true;
        }
        if (seen) assert_int_equal(dato_bank_day_not_after(d).dag, last_bank_day.dag);
    }
    assert_int_equal(store_bededage, 2023 - 1900 + 1);
}

static void small_ones(void **state)
{
    struct dato a = dato_make(2021, 1, 1);
    struct dato b = dato_make(2021, 1, 2);

    (void)state;
    assert_int_equal(dato_cmp(a, b), -1);
    assert_int_equal(dato_cmp(b, a), 1);
    assert_int_equal(dato_cmp(a, a), 0);
    assert_int_equal(dato_min(a, b).dag, a.dag);
    assert_int_equal(dato_max(a, b).dag, b.dag);
    assert_int_equal(dato_plus(a, 1).dag, b.dag);
    assert_int_equal(dato_year(a), 2021);
    assert_int_equal(dato_year(dato_plus(a, -1)), 2020);
    assert_int_equal(dato_school_year(dato_make(2021, 7, 31)), 2020);
    assert_int_equal(dato_school_year(dato_make(2021, 8, 1)), 2021);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day),
        cmocka_unit_test(days_that_exist),
        cmocka_unit_test(refused_texts),
        cmocka_unit_test(texts),
        cmocka_unit_test(month_numbers),
        cmocka_unit_test(months_added),
        cmocka_unit_test(ages),
        cmocka_unit_test(ages_known),
        cmocka_unit_test(easter),
        cmocka_unit_test(holidays_by_list),
        cmocka_unit_test(bank_days_by_list),
        cmocka_unit_test(holidays_every_day),
        cmocka_unit_test(small_ones),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
