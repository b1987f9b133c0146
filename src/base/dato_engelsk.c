/* dato_engelsk: the names of months in English. */
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
