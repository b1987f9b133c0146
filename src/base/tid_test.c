#include "base/test_help.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/tid.h"

#define SECOND INT64_C(1000000)
#define HOUR (3600 * SECOND)

static struct arena arena;

static int start(void **state)
{
    (void)state;
    arena_init(&arena, 1 << 30);
    /* The C library's own reading of the same rule, without tables. */
    setenv("TZ", "CET-1CEST,M3.5.0/2,M10.5.0/3", 1);
    tzset();
    return 0;
}

static int stop(void **state)
{
    (void)state;
    arena_release(&arena);
    unsetenv("VEDERLAG_NU");
    return 0;
}

static void check_against_library(int64_t second)
{
    time_t when = (time_t)second;
    struct tm tm;
    char text[32];
    int64_t again = 0;
    struct err err = ERR_INIT;
    struct arena small;

    arena_init(&small, 1 << 12);
    assert_non_null(localtime_r(&when, &tm));
    strftime(text, sizeof(text), "%Y-%m-%d %H:%M:%S", &tm);
    assert_str(tid_tekst(&small, second * SECOND + 999999), text);
    struct dato day = dato_of_us(second * SECOND + 999999);
    assert_str(dato_iso(&small, day), (text[10] = '\0', text));
    text[10] = 'T';
    assert_true(tid_parse(str_from(text), &again, &err));
    /* The hour that comes twice is read as the first. */
    bool second_time =
        !tm.tm_isdst && tm.tm_mon == 9 && tm.tm_hour == 2 && tm.tm_wday == 0 && tm.tm_mday > 24;
    assert_true(again == second * SECOND - (second_time ? HOUR : 0));
    arena_release(&small);
}

static void danish_time_is_as_the_library_has_it(void **state)
{
    uint64_t random = 20210601;
    int64_t first = (int64_t)dato_make(1990, 1, 1).dag * 86400 - 3600;
    int64_t end = (int64_t)dato_make(2101, 1, 1).dag * 86400 - 3600;

    (void)state;
    /* Every half hour of the days around both changes of the clock, and of New Year. */
    for (int year = 1990; year <= 2100; year++) {
        for (int month = 3; month <= 10; month += 7) {
            int64_t from = (int64_t)dato_make(year, month, 24).dag * 86400;
            for (int i = 0; i < 9 * 48; i++) check_against_library(from + i * 1800);
            for (int i = 0; i < 9 * 24; i++) check_against_library(from + i * 3600 - 1);
        }
        int64_t new_year = (int64_t)dato_make(year, 1, 1).dag * 86400;
        for (int i = -4; i < 4; i++) check_against_library(new_year + i * 1800);
        check_against_library(new_year - 1);
    }
    for (int i = 0; i < 100000; i++) check_against_library(test_between(&random, first, end - 1));
}

static void known_moments(void **state)
{
    (void)state;
    assert_str(tid_tekst(&arena, 0), "1970-01-01 01:00:00");
    assert_str(tid_tekst(&arena, -1), "1970-01-01 00:59:59");
    /* 2021-03-28 01:00 UTC: 02:00 becomes 03:00. */
    assert_str(tid_tekst(&arena, 1616893200 * SECOND - 1), "2021-03-28 01:59:59");
    assert_str(tid_tekst(&arena, 1616893200 * SECOND), "2021-03-28 03:00:00");
    /* 2021-10-31 01:00 UTC: 03:00 becomes 02:00. */
    assert_str(tid_tekst(&arena, 1635642000 * SECOND - 1), "2021-10-31 02:59:59");
    assert_str(tid_tekst(&arena, 1635642000 * SECOND), "2021-10-31 02:00:00");
    /* The evening of 31 May in UTC is the night of 1 June here. */
    assert_str(dato_iso(&arena, dato_of_us(1622498400 * SECOND)), "2021-06-01");
    assert_str(dato_iso(&arena, dato_of_us(1622498400 * SECOND - 1)), "2021-05-31");
}

static void moments_outside_the_years_are_held_at_the_edge(void **state)
{
    int64_t end = (int64_t)DATO_MAX.dag * 86400 * SECOND - HOUR;

    (void)state;
    assert_int_equal(dato_of_us(INT64_MIN).dag, DATO_MIN.dag);
    assert_int_equal(dato_of_us(INT64_MAX).dag, DATO_MAX.dag);
    assert_int_equal(dato_of_us(end - 1).dag, DATO_MAX.dag - 1);
    assert_int_equal(dato_of_us(end).dag, DATO_MAX.dag);
    assert_str(tid_tekst(&arena, INT64_MAX), "2200-12-31 23:59:59");
    assert_str(tid_tekst(&arena, end - 1), "2200-12-31 23:59:59");
    assert_str(tid_tekst(&arena, INT64_MIN), "1900-01-01 00:00:00");
}

static void unreadable_moments_are_refused(void **state)
{
    static const char *const bad[] = {
        "",
        "2021-06-01",
        "2021-06-01T",
        "2021-06-01 13:05:09",
        "2021-06-01T13:05",
        "2021-06-01T13:05:9",
        "2021-06-01T13:05:090",
        "2021-06-01T24:00:00",
        "2021-06-01T23:60:00",
        "2021-06-01T23:59:60",
        "2021-06-31T00:00:00",
        "2021-06-01T+1:00:00",
        "2021-06-01T13.05.09",
        "2021-06-01T13:05:09Z",
        "1899-12-31T00:00:00",
        "2021-03-28T02:00:00", /* skipped */
        "2021-03-28T02:59:59",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        struct err err = ERR_INIT;
        int64_t out = 77;
        assert_false(tid_parse(str_from(bad[i]), &out, &err));
        assert_int_equal(err.kind, ERR_INPUT);
        assert_non_null(strstr(err.text, "Tidspunktet"));
        test_begge(&err);
        assert_int_equal(out, 77);
    }
}

static void clock_is_the_systems_or_the_given(void **state)
{
    struct err err = ERR_INIT;
    int64_t now = 0;

    (void)state;
    unsetenv("VEDERLAG_NU");
    int64_t before = (int64_t)time(NULL) * SECOND;
    assert_true(tid_now_us(&now, &err));
    assert_true(now >= before - SECOND);
    assert_true(now <= ((int64_t)time(NULL) + 2) * SECOND);
    setenv("VEDERLAG_NU", "2021-06-01T13:05:09", 1);
    for (int i = 0; i < 2; i++) {
        assert_true(tid_now_us(&now, &err));
        assert_true(now == 1622545509 * SECOND);
    }
    setenv("VEDERLAG_NU", "2021-06-01T13:05:09+", 1);
    assert_true(tid_now_us(&now, &err));
    assert_true(now == 1622545509 * SECOND);
    nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
    int64_t later = 0;
    assert_true(tid_now_us(&later, &err));
    assert_true(later >= now + 2000 && later < now + 600 * SECOND);
    setenv("VEDERLAG_NU", "+", 1);
    assert_false(tid_now_us(&now, &err));
    err.kind = ERR_NONE;
    setenv("VEDERLAG_NU", "", 1);
    assert_false(tid_now_us(&now, &err));
    assert_string_equal(err.place, "VEDERLAG_NU");
    assert_int_equal(err.kind, ERR_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(danish_time_is_as_the_library_has_it),
        cmocka_unit_test(known_moments),
        cmocka_unit_test(moments_outside_the_years_are_held_at_the_edge),
        cmocka_unit_test(unreadable_moments_are_refused),
        cmocka_unit_test(clock_is_the_systems_or_the_given),
    };

    return cmocka_run_group_tests(tests, start, stop);
}
