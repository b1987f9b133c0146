/* dato_engelsk: days in English. */
#include "base/dato_engelsk.h"

#include "base/err.h"

const char *maaned_navn_engelsk(int month)
{
    static const char *const MONTHS[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};

    ASSERT(month >= 1 && month <= 12);
    return MONTHS[month - 1];
}

struct str dato_engelsk(struct arena *arena, struct dato d)
{
    int year = 0;
    int month = 0;
    int day = 0;

    dato_civil(d, &year, &month, &day);
    return str_format(arena, "%d %s %d", day, maaned_navn_engelsk(month), year);
}
