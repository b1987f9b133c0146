/*
 * dato: civil days, months, ages, weeks, bank days and school years.
 *
 * A day is a number: days since 1970-01-01 in the proleptic Gregorian calendar. Supported: years
 * 1900 up to and including 2200; what lies outside is refused by the parser and by arithmetic.
 * Intervals are half-open [fra, til) everywhere. No clock and no time zone in here.
 */
#ifndef BASE_DATO_H
#define BASE_DATO_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct dato {
    int32_t dag; /* 0 = 1970-01-01 */
};

/* A calendar month: year × 12 + (month − 1). */
struct maaned {
    int32_t nr;
};

#define DATO_MIN ((struct dato){-25567}) /* 1900-01-01 */
#define DATO_MAX ((struct dato){84371})  /* 2201-01-01: the end of every open interval */

/* Which day counts as the birthday of someone born on 29 February, in other years.
 * Law: none; the municipality's choice, and therefore a parameter. */
enum skuddag { SKUDDAG_1_MARTS, SKUDDAG_28_FEBRUAR };

bool dato_valid(int year, int month, int day);       /* 1900-2200 and a day that exists */
struct dato dato_make(int year, int month, int day); /* asserts dato_valid */
void dato_civil(struct dato d, int *year, int *month, int *day);
int dato_year(struct dato d);
/* Exactly "ÅÅÅÅ-MM-DD", a day that exists. */
bool dato_parse(struct str text, struct dato *out, struct err *err) MUST_CHECK;
struct str dato_iso(struct arena *arena, struct dato d);   /* "2021-06-16" */
struct str dato_tekst(struct arena *arena, struct dato d); /* "16. juni 2021" */
static inline struct dato dato_plus(struct dato d, int32_t days)
{
    return (struct dato){d.dag + days};
}
static inline int dato_cmp(struct dato a, struct dato b)
{
    return a.dag < b.dag ? -1 : a.dag > b.dag;
}
static inline struct dato dato_min(struct dato a, struct dato b)
{
    return a.dag < b.dag ? a : b;
}
static inline struct dato dato_max(struct dato a, struct dato b)
{
    return a.dag > b.dag ? a : b;
}

int dato_weekday(struct dato d);                         /* 1 = Monday … 7 = Sunday */
void dato_iso_week(struct dato d, int *year, int *week); /* ISO 8601 */
/* The same day of the month n months later (n may be negative); a day that does not exist there
 * becomes the last day of that month. What lies outside the supported years gives DATO_MIN or
 * DATO_MAX. */
struct dato dato_plus_months_clamped(struct dato d, int months);

struct maaned maaned_make(int year, int month);
bool maaned_parse(struct str text, struct maaned *out, struct err *err) MUST_CHECK; /* "2021-06" */
/* A month's number in digits, as stored: "24257" is June 2021. */
bool maaned_nr_parse(struct str text, struct maaned *out) MUST_CHECK;
struct maaned maaned_of(struct dato d);
struct dato maaned_first(struct maaned m);
struct dato maaned_end(struct maaned m);                       /* first day of the next month */
int maaned_days(struct maaned m);                              /* 28-31 */
struct str maaned_iso(struct arena *arena, struct maaned m);   /* "2021-06" */
struct str maaned_tekst(struct arena *arena, struct maaned m); /* "juni 2021" */
const char *maaned_navn(int month);                            /* 1 → "januar" */

/* The day someone born on `born` turns `age` (age ≥ 0; age 0 is the birth itself); DATO_MAX
 * when that is after the supported years. */
struct dato dato_turns(struct dato born, int age, enum skuddag rule);
/* Whole years on day d; −1 before the birth. */
int dato_age(struct dato born, struct dato d, enum skuddag rule);

struct dato dato_easter(int year); /* Easter Sunday, Gregorian */
/* Danish public holidays. Law: lov 214/2023 moved store bededag out from 2024-01-01. */
bool dato_public_holiday(struct dato d);
/* Not Saturday, Sunday, public holiday, day after Ascension, 5 June, 24 or 31 December: the days
 * Danish banks settle. */
bool dato_bank_day(struct dato d);
struct dato dato_bank_day_not_after(struct dato d);
/* The school year (1 August up to 31 July) that holds d, named by its first year. */
int dato_school_year(struct dato d);

#endif
