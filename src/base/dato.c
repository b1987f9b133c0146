/*
 * dato: the civil calendar by whole-number arithmetic.
 *
 * Invariants: (1) dato_make and dato_civil are each other's inverse on every supported day;
 * (2) no function here reads a clock. Every function is O(1).
 */
#include "base/dato.h"

#include <limits.h>

enum { YEAR_MIN = 1900, YEAR_MAX = 2200, STORE_BEDEDAG_LAST = 2023 };

static const char *const months[12] = {
    "januar", "februar", "marts",     "april",   "maj",      "juni",
    "juli",   "august",  "september", "oktober", "november", "december",
};

static bool leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in(int year, int month)
{
    static const int days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    ASSERT(month >= 1 && month <= 12);
    return month == 2 && leap(year) ? 29 : days[month - 1];
}

/* Days since 1970-01-01 for a year after 0. The year is counted from 1 March, so that the leap day
 * is its last; 719468 is the day number of 1970-01-01 counted from 0000-03-01. */
static int32_t day_number(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int from_march = (month + 9) % 12;
    int in_year = (153 * from_march + 2) / 5 + day - 1;

    ASSERT(y >= 0 && y < 100000);
    return y * 365 + y / 4 - y / 100 + y / 400 + in_year - 719468;
}

bool dato_valid(int year, int month, int day)
{
    if (year < YEAR_MIN || year > YEAR_MAX) return false;
    if (month < 1 || month > 12) return false;
    return day >= 1 && day <= days_in(year, month);
}

struct dato dato_make(int year, int month, int day)
{
    ASSERT(dato_valid(year, month, day));
    return (struct dato){day_number(year, month, day)};
}

void dato_civil(struct dato d, int *year, int *month, int *day)
{
    enum { ERA = 146097 }; /* days in 400 years */
    int64_t from_march_0 = (int64_t)d.dag + 719468;
    int64_t era = (from_march_0 >= 0 ? from_march_0 : from_march_0 - (ERA - 1)) / ERA;
    int in_era = (int)(from_march_0 - era * ERA);
    int year_in_era = (in_era - in_era / 1460 + in_era / 36524 - in_era / (ERA - 1)) / 365;
    int in_year = in_era - (365 * year_in_era + year_in_era / 4 - year_in_era / 100);
    int from_march = (5 * in_year + 2) / 153;

    *day = in_year - (153 * from_march + 2) / 5 + 1;
    *month = from_march < 10 ? from_march + 3 : from_march - 9;
    *year = year_in_era + (int)(era * 400) + (*month <= 2 ? 1 : 0);
    ASSERT(*month >= 1 && *month <= 12);
    ASSERT(*day >= 1 && *day <= 31);
}

int dato_year(struct dato d)
{
    int year, month, day;

    dato_civil(d, &year, &month, &day);
    return year;
}

/* The digits [from, to) as a number; false when one of them is no digit. */
static bool digits(struct str text, size_t from, size_t to, int *out)
{
    int value = 0;

    for (size_t i = from; i < to; i++) {
        if (text.p[i] < '0' || text.p[i] > '9') return false;
        value = value * 10 + (text.p[i] - '0');
    }
    *out = value;
    return true;
}

bool dato_parse(struct str text, struct dato *out, struct err *err)
{
    struct str shown = str_clip(text, 40);
    int year = 0;
    int month = 0;
    int day = 0;

    if (text.n == 0)
        return err_begge(err, ERR_INPUT, NULL,
                         "Datoen mangler; skriv år, måned og dag som 2021-06-16",
                         "The date is missing; write year, month and day as 2021-06-16");
    if (text.n != 10 || text.p[4] != '-' || text.p[7] != '-' || !digits(text, 0, 4, &year) ||
        !digits(text, 5, 7, &month) || !digits(text, 8, 10, &day)) {
        return err_begge(
            err, ERR_INPUT, NULL, "»%.*s« er ikke en dato; skriv år, måned og dag som 2021-06-16",
            "“%.*s” is not a date; write year, month and day as 2021-06-16", STR_ARG(shown));
    }
    if (year < YEAR_MIN || year > YEAR_MAX) {
        return err_begge(err, ERR_INPUT, NULL, "Datoen »%.*s« ligger uden for årene %d-%d",
                         "The date “%.*s” is outside of the years %d-%d", STR_ARG(shown), YEAR_MIN,
                         YEAR_MAX);
    }
    if (!dato_valid(year, month, day)) {
        return err_begge(err, ERR_INPUT, NULL, "Dagen »%.*s« findes ikke i kalenderen",
                         "The day “%.*s” is not in the calendar", STR_ARG(shown));
    }
    *out = dato_make(year, month, day);
    return true;
}

struct str dato_iso(struct arena *arena, struct dato d)
{
    int year = 0;
    int month = 0;
    int day = 0;

    dato_civil(d, &year, &month, &day);
    return str_format(arena, "%04d-%02d-%02d", year, month, day);
}

struct str dato_tekst(struct arena *arena, struct dato d)
{
    int year = 0;
    int month = 0;
    int day = 0;

    dato_civil(d, &year, &month, &day);
    return str_format(arena, "%d. %s %d", day, maaned_navn(month), year);
}

int dato_weekday(struct dato d)
{
    /* Day 0 was a Thursday. */
    int from_monday = (int)(((int64_t)d.dag + 3) % 7);

    return (from_monday + 7) % 7 + 1;
}

static int year_of(struct dato d)
{
    int year = 0;
    int month = 0;
    int day = 0;

    dato_civil(d, &year, &month, &day);
    return year;
}

void dato_iso_week(struct dato d, int *year, int *week)
{
    /* A week belongs to the year that holds its Thursday. */
    struct dato thursday = dato_plus(d, 4 - dato_weekday(d));

    *year = year_of(thursday);
    *week = (thursday.dag - day_number(*year, 1, 1)) / 7 + 1;
    ASSERT(*week >= 1 && *week <= 53);
}

struct dato dato_plus_months_clamped(struct dato d, int count)
{
    int year = 0;
    int month = 0;
    int day = 0;

    dato_civil(d, &year, &month, &day);
    int64_t nr = (int64_t)maaned_of(d).nr + count;
    if (nr < YEAR_MIN * 12) return DATO_MIN;
    if (nr >= (YEAR_MAX + 1) * 12) return DATO_MAX;
    int last = days_in((int)(nr / 12), (int)(nr % 12) + 1);
    return dato_make((int)(nr / 12), (int)(nr % 12) + 1, day < last ? day : last);
}

struct maaned maaned_make(int year, int month)
{
    ASSERT(year >= YEAR_MIN && year <= YEAR_MAX);
    ASSERT(month >= 1 && month <= 12);
    return (struct maaned){year * 12 + month - 1};
}

bool maaned_parse(struct str text, struct maaned *out, struct err *err)
{
    struct str shown = str_clip(text, 40);
    int year = 0;
    int month = 0;

    if (text.n == 0)
        return err_begge(err, ERR_INPUT, NULL, "Måneden mangler; skriv år og måned som 2021-06",
                         "The month is missing; write year and month as 2021-06");
    if (text.n != 7 || text.p[4] != '-' || !digits(text, 0, 4, &year) ||
        !digits(text, 5, 7, &month) || month < 1 || month > 12) {
        return err_begge(err, ERR_INPUT, NULL,
                         "»%.*s« er ikke en måned; skriv år og måned som 2021-06",
                         "“%.*s” is not a month; write year and month as 2021-06", STR_ARG(shown));
    }
    if (year < YEAR_MIN || year > YEAR_MAX) {
        return err_begge(err, ERR_INPUT, NULL, "Måneden »%.*s« ligger uden for årene %d-%d",
                         "The month “%.*s” is outside of the years %d-%d", STR_ARG(shown), YEAR_MIN,
                         YEAR_MAX);
    }
    *out = maaned_make(year, month);
    return true;
}

bool maaned_nr_parse(struct str text, struct maaned *out)
{
    int64_t nr = 0;

    if (!str_int(text, &nr) || nr < YEAR_MIN * 12 || nr >= (YEAR_MAX + 1) * 12) return false;
    out->nr = (int32_t)nr;
    return true;
}

struct maaned maaned_of(struct dato d)
{
    int year = 0;
    int month = 0;
    int day = 0;

    dato_civil(d, &year, &month, &day);
    return (struct maaned){year * 12 + month - 1};
}

struct dato maaned_first(struct maaned m)
{
    ASSERT(m.nr >= 0);
    return (struct dato){day_number(m.nr / 12, m.nr % 12 + 1, 1)};
}

struct dato maaned_end(struct maaned m)
{
    return maaned_first((struct maaned){m.nr + 1});
}

int maaned_days(struct maaned m)
{
    int days = maaned_end(m).dag - maaned_first(m).dag;

    ASSERT(days >= 28 && days <= 31);
    return days;
}

struct str maaned_iso(struct arena *arena, struct maaned m)
{
    return str_format(arena, "%04d-%02d", (int)(m.nr / 12), (int)(m.nr % 12) + 1);
}

struct str maaned_tekst(struct arena *arena, struct maaned m)
{
    return str_format(arena, "%s %d", maaned_navn(m.nr % 12 + 1), (int)(m.nr / 12));
}

const char *maaned_navn(int month)
{
    ASSERT(month >= 1 && month <= 12);
    return months[month - 1];
}

/* The birthday in a year, also one outside the supported years. */
static struct dato birthday(struct dato born, int year, enum skuddag rule)
{
    int birth_year = 0;
    int month = 0;
    int day = 0;

    dato_civil(born, &birth_year, &month, &day);
    if (month == 2 && day == 29 && !leap(year)) {
        month = rule == SKUDDAG_1_MARTS ? 3 : 2;
        day = rule == SKUDDAG_1_MARTS ? 1 : 28;
    }
    return (struct dato){day_number(year, month, day)};
}

struct dato dato_turns(struct dato born, int age, enum skuddag rule)
{
    int year = year_of(born);

    ASSERT(age >= 0);
    if (age > YEAR_MAX - year) return DATO_MAX;
    return birthday(born, year + age, rule);
}

int dato_age(struct dato born, struct dato d, enum skuddag rule)
{
    if (dato_cmp(d, born) < 0) return -1;
    int age = year_of(d) - year_of(born);
    return dato_cmp(d, birthday(born, year_of(d), rule)) < 0 ? age - 1 : age;
}

struct dato dato_easter(int year)
{
    ASSERT(year >= YEAR_MIN && year <= YEAR_MAX);
    /* The anonymous Gregorian method (Nature, 1876; Butcher). The letters are its own. */
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int d = b / 4;
    int e = b % 4;
    int f = (b + 8) / 25;
    int g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4;
    int k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;

    struct dato easter = dato_make(year, n / 31, n % 31 + 1);
    ASSERT(dato_weekday(easter) == 7);
    return easter;
}

/* Days that move with Easter. Law: lov nr. 214 af 6. marts 2023, § 1, in force from 2024-01-01,
 * ended store bededag (the fourth Friday after Easter). */
static bool moving_holiday(int days_from_easter, int year)
{
    switch (days_from_easter) {
    case -3: /* skærtorsdag */
    case -2: /* langfredag */
    case 0:  /* påskedag */
    case 1:  /* 2. påskedag */
    case 39: /* Kristi himmelfartsdag */
    case 49: /* pinsedag */
    case 50: /* 2. pinsedag */ return true;
    case 26: return year <= STORE_BEDEDAG_LAST;
    default: return false;
    }
}

bool dato_public_holiday(struct dato d)
{
    int year = 0;
    int month = 0;
    int day = 0;

    dato_civil(d, &year, &month, &day);
    if (month == 1 && day == 1) return true;
    if (month == 12 && (day == 25 || day == 26)) return true;
    if (year < YEAR_MIN || year > YEAR_MAX) return false;
    return moving_holiday(d.dag - dato_easter(year).dag, year);
}

bool dato_bank_day(struct dato d)
{
    int year = 0;
    int month = 0;
    int day = 0;

    if (dato_weekday(d) >= 6 || dato_public_holiday(d)) return false;
    dato_civil(d, &year, &month, &day);
    if (month == 6 && day == 5) return false;
    if (month == 12 && (day == 24 || day == 31)) return false;
    if (year < YEAR_MIN || year > YEAR_MAX) return true;
    return d.dag - dato_easter(year).dag != 40;
}

struct dato dato_bank_day_not_after(struct dato d)
{
    /* The longest closed stretch, around Easter or Christmas, is below ten days. */
    int tried = 0;

    while (!dato_bank_day(d)) {
        d = dato_plus(d, -1);
        tried++;
        ASSERT(tried < 10);
    }
    return d;
}

int dato_school_year(struct dato d)
{
    struct maaned m = maaned_of(d);

    return m.nr % 12 + 1 >= 8 ? m.nr / 12 : m.nr / 12 - 1;
}
