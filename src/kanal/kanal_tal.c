/*
 * kanal_tal: amounts, times, names and account numbers as text, and an index of texts.
 *
 * Invariants: (1) an amount is written with two decimals and read back only in that form; (2) the
 * check digits of an IBAN follow ISO 7064 MOD 97-10.
 */
#include <string.h>

#include "kanal/intern.h"

bool kanal_digits(struct str s, size_t min, size_t max)
{
    if (s.n < min || s.n > max) return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    }
    return true;
}

bool kanal_number(struct str s, int64_t *out)
{
    int64_t value = 0;

    if (!kanal_digits(s, 1, 18)) return false;
    for (size_t i = 0; i < s.n; i++) value = value * 10 + (s.p[i] - '0');
    *out = value;
    return true;
}

struct str kanal_decimal(struct arena *arena, struct oere beloeb, char mark)
{
    bool negative = beloeb.oere < 0;
    uint64_t size = negative ? 0u - (uint64_t)beloeb.oere : (uint64_t)beloeb.oere;

    return str_format(arena, "%s%llu%c%02llu", negative ? "-" : "",
                      (unsigned long long)(size / 100), mark, (unsigned long long)(size % 100));
}

bool kanal_decimal_read(struct str s, char mark, struct oere *out)
{
    int64_t kroner, oere;

    if (s.n < 4 || s.p[s.n - 3] != mark) return false;
    struct str whole = str_sub(s, 0, s.n - 3);
    if (whole.n > 1 && whole.p[0] == '0') return false;
    if (whole.n > 15 || !kanal_number(whole, &kroner)) return false;
    if (!kanal_number(str_sub(s, s.n - 2, s.n), &oere)) return false;
    out->oere = kroner * 100 + oere;
    return true;
}

bool kanal_bank_amount(struct str s, struct oere *out)
{
    struct str whole = s;
    struct str rest = STR_EMPTY;
    size_t mark;
    int64_t kroner, part = 0;

    if (str_find(s, STR("."), &mark)) {
        whole = str_sub(s, 0, mark);
        rest = str_sub(s, mark + 1, s.n);
        if (rest.n > 2 || !kanal_number(rest, &part)) return false;
        if (rest.n == 1) part *= 10;
    }
    if (whole.n > 15 || !kanal_number(whole, &kroner)) return false;
    out->oere = kroner * 100 + part;
    return true;
}

struct str kanal_file_name(struct arena *arena, const struct kanal_eksport *eksport,
                           const char *what, const char *ending)
{
    return str_format(arena, "%04d-%06lld-%s.%s", eksport->kommune_nr,
                      (long long)eksport->eksport_nr, what, ending);
}

struct str kanal_time(struct arena *arena, int64_t us)
{
    enum { DAY_SECONDS = 86400 };
    int64_t seconds = us / 1000000;
    int year, month, day;

    ASSERT(us >= 0);
    dato_civil((struct dato){(int32_t)(seconds / DAY_SECONDS)}, &year, &month, &day);
    int rest = (int)(seconds % DAY_SECONDS);
    return str_format(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", year, month, day, rest / 3600,
                      rest / 60 % 60, rest % 60);
}

/* ---- accounts */

bool kanal_konto_valid(struct kanal_konto konto)
{
    return kanal_digits(konto.reg, 4, 4) && kanal_digits(konto.konto, 1, 10);
}

/* The number of a text of digits and capital letters modulo 97; A is 10. */
static int mod97(struct str s)
{
    int rest = 0;

    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        rest = c >= 'A' ? (rest * 100 + (c - 'A' + 10)) % 97 : (rest * 10 + (c - '0')) % 97;
    }
    return rest;
}

struct str kanal_iban(struct arena *arena, struct kanal_konto konto)
{
    char zeros[] = "0000000000";

    ASSERT(kanal_konto_valid(konto));
    struct str bban = str_format(arena, "%.*s%.*s%.*s", STR_ARG(konto.reg),
                                 (int)(10 - konto.konto.n), zeros, STR_ARG(konto.konto));
    struct str turned = str_format(arena, "%.*sDK00", STR_ARG(bban));
    struct str iban = str_format(arena, "DK%02d%.*s", 98 - mod97(turned), STR_ARG(bban));
    ASSERT(kanal_iban_valid(iban));
    return iban;
}

bool kanal_iban_valid(struct str iban)
{
    char turned[18];

    if (iban.n != sizeof(turned) || !str_starts(iban, STR("DK"))) return false;
    if (!kanal_digits(str_sub(iban, 2, iban.n), 16, 16)) return false;
    memcpy(turned, iban.p + 4, 14);
    memcpy(turned + 14, iban.p, 4);
    return mod97((struct str){turned, sizeof(turned)}) == 1;
}

/* ---- index */

void kanal_index_init(struct kanal_index *index, struct arena *arena, size_t count)
{
    size_t size = 16;

    while (size < count * 2) size *= 2;
    index->plads = ARENA_ARRAY(arena, size, const struct str *);
    index->mask = size - 1;
}

/* FNV-1a; ids are random, so nobody gains from choosing them alike. */
static uint64_t hash_text(struct str s)
{
    uint64_t hash = UINT64_C(14695981039346656037);

    for (size_t i = 0; i < s.n; i++) {
        hash = (hash ^ (unsigned char)s.p[i]) * UINT64_C(1099511628211);
    }
    return hash ^ (hash >> 32);
}

const struct str *kanal_index_find(struct kanal_index *index, const struct str *text, bool add)
{
    size_t at = (size_t)hash_text(*text) & index->mask;

    while (index->plads[at] != NULL) {
        if (str_eq(*index->plads[at], *text)) return index->plads[at];
        at = (at + 1) & index->mask;
    }
    if (add) index->plads[at] = text;
    return NULL;
}
