/*
 * tid: the clock, and the Danish rule for summer time.
 */
#include "base/tid.h"

#include <stdlib.h>
#include <time.h>

enum { HOUR_S = 3600, DAY_S = 24 * HOUR_S };

#define SECOND_US INT64_C(1000000)

/* Rounds down, also before 1970. */
static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

/* 01:00 UTC of the month's last Sunday, in seconds. */
static int64_t change_of_clock(int year, int month)
{
    struct dato last = dato_plus(maaned_end(maaned_make(year, month)), -1);
    struct dato sunday = dato_plus(last, -(dato_weekday(last) % 7));

    return (int64_t)sunday.dag * DAY_S + HOUR_S;
}

/* How far Denmark's clock is ahead of UTC. */
static int64_t ahead_s(int64_t second_utc)
{
    int year = 0;
    int month = 0;
    int day = 0;

    /* On the days around New Year it is winter in any case, so UTC's year will do. */
    dato_civil((struct dato){(int32_t)floor_div(second_utc, DAY_S)}, &year, &month, &day);
    bool summer = second_utc >= change_of_clock(year, 3) && second_utc < change_of_clock(year, 10);
    return summer ? 2 * HOUR_S : HOUR_S;
}

/* What the clock shows, as seconds since it showed 1970-01-01 00:00:00; never outside the supported
 * years. */
static int64_t shown_s(int64_t us_utc)
{
    const int64_t first = (int64_t)DATO_MIN.dag * DAY_S;
    const int64_t end = (int64_t)DATO_MAX.dag * DAY_S;
    int64_t second = floor_div(us_utc, SECOND_US);

    if (second < first) return first;
    if (second >= end - HOUR_S) return end - 1;
    return second + ahead_s(second);
}

struct dato dato_of_us(int64_t us_utc)
{
    /* Beyond the last second there is the end itself. */
    if (floor_div(us_utc, SECOND_US) >= (int64_t)DATO_MAX.dag * DAY_S - HOUR_S) return DATO_MAX;
    return (struct dato){(int32_t)floor_div(shown_s(us_utc), DAY_S)};
}

struct str tid_tekst(struct arena *arena, int64_t us_utc)
{
    int64_t shown = shown_s(us_utc);
    int64_t day = floor_div(shown, DAY_S);
    int second = (int)(shown - day * DAY_S);
    struct str iso = dato_iso(arena, (struct dato){(int32_t)day});

    return str_format(arena, "%.*s %02d:%02d:%02d", STR_ARG(iso), second / HOUR_S, second / 60 % 60,
                      second % 60);
}

/* "HH:MM:SS" as seconds, or −1. */
static int read_clock(struct str text)
{
    static const char form[] = "00:00:00";

    if (text.n != sizeof(form) - 1) return -1;
    for (size_t i = 0; i < text.n; i++) {
        bool digit = text.p[i] >= '0' && text.p[i] <= '9';
        if (form[i] == '0' ? !digit : text.p[i] != form[i]) return -1;
    }
    int hour = (text.p[0] - '0') * 10 + text.p[1] - '0';
    int minute = (text.p[3] - '0') * 10 + text.p[4] - '0';
    int second = (text.p[6] - '0') * 10 + text.p[7] - '0';
    if (hour > 23 || minute > 59 || second > 59) return -1;
    return (hour * 60 + minute) * 60 + second;
}

bool tid_parse(struct str text, int64_t *us_utc, struct err *err)
{
    enum { DAY_CHARS = 10 };
    struct err own = ERR_INIT;
    struct dato day;
    int clock = -1;

    if (text.n > DAY_CHARS && text.p[DAY_CHARS] == 'T' &&
        dato_parse(str_sub(text, 0, DAY_CHARS), &day, &own)) {
        clock = read_clock(str_sub(text, DAY_CHARS + 1, text.n));
    }
    if (clock < 0) {
        return err_begge(err, ERR_INPUT, NULL,
                         "Tidspunktet skal skrives ÅÅÅÅ-MM-DDTTT:MM:SS i dansk tid, fx "
                         "2021-06-01T13:05:09",
                         "The time is written YYYY-MM-DDThh:mm:ss in Danish time, for example "
                         "2021-06-01T13:05:09");
    }
    int64_t shown = (int64_t)day.dag * DAY_S + clock;
    /* Summer time first: of two answers it is the earlier one. */
    for (int64_t ahead = 2 * HOUR_S; ahead >= HOUR_S; ahead -= HOUR_S) {
        int64_t second = shown - ahead;
        if (second < (int64_t)DATO_MIN.dag * DAY_S || ahead_s(second) != ahead) continue;
        *us_utc = second * SECOND_US;
        return true;
    }
    return err_begge(err, ERR_INPUT, NULL,
                     "Tidspunktet findes ikke: uret stilles en time frem i den nat",
                     "The time does not exist: the clock is set an hour forward that night");
}

static bool system_us(int64_t *us_utc, struct err *err)
{
    struct timespec now;

    if (clock_gettime(CLOCK_REALTIME, &now) != 0) {
        return err_begge(err, ERR_IO, NULL, "Systemets ur kan ikke læses",
                         "The system's clock cannot be read");
    }
    *us_utc = (int64_t)now.tv_sec * SECOND_US + now.tv_nsec / 1000;
    return true;
}

/* A clock that goes on from `start`. */
static bool moved_us(int64_t start, int64_t *us_utc, struct err *err)
{
    static bool known;
    static int64_t ahead;
    int64_t now = 0;

    TRY(system_us(&now, err));
    if (!known) {
        ahead = start - now;
        known = true;
    }
    *us_utc = now + ahead;
    return true;
}

bool tid_now_us(int64_t *us_utc, struct err *err)
{
    const char *given = getenv("VEDERLAG_NU");
    int64_t start;

    if (given == NULL) return system_us(us_utc, err);
    struct str text = str_from(given);
    bool goes = text.n > 0 && text.p[text.n - 1] == '+';
    if (goes) text = str_sub(text, 0, text.n - 1);
    if (!tid_parse(text, &start, err)) return err_at(err, "VEDERLAG_NU");
    if (goes) return moved_us(start, us_utc, err);
    *us_utc = start;
    return true;
}
