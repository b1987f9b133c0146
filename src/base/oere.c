/*
 * oere: sums, reading and writing of amounts.
 *
 * Invariant: oere_parse(oere_text(a)) is a for every amount, also the outermost ones.
 */
#include "base/oere.h"

bool oere_add(struct oere a, struct oere b, struct oere *out, struct err *err)
{
    int64_t sum = 0;

    if (__builtin_add_overflow(a.oere, b.oere, &sum)) {
        return err_begge(err, ERR_OVERFLOW, NULL, "Summen af to beløb er for stor til at regne med",
                         "The sum of two amounts is too large to compute with");
    }
    out->oere = sum;
    return true;
}

bool oere_sub(struct oere a, struct oere b, struct oere *out, struct err *err)
{
    int64_t difference = 0;

    if (__builtin_sub_overflow(a.oere, b.oere, &difference)) {
        return err_begge(err, ERR_OVERFLOW, NULL,
                         "Forskellen på to beløb er for stor til at regne med",
                         "The difference of two amounts is too large to compute with");
    }
    out->oere = difference;
    return true;
}

bool oere_parse(struct str text, struct oere *out, struct err *err)
{
    int64_t value = 0;
    int decimals = 0;

    TRY(brok_scan(text, 19, 2, &value, &decimals, err));
    ASSERT(decimals >= 0 && decimals <= 2);
    static const int64_t per_unit[] = {100, 10, 1};
    if (__builtin_mul_overflow(value, per_unit[decimals], &value)) {
        struct str shown = str_clip(text, 40);
        return err_begge(err, ERR_OVERFLOW, NULL, "Beløbet »%.*s« er for stort til at regne med",
                         "The amount “%.*s” is too large to compute with", STR_ARG(shown));
    }
    out->oere = value;
    return true;
}

struct str oere_text(struct arena *arena, struct oere a)
{
    struct err err = ERR_INIT;
    struct brok kroner = BROK_NUL;
    bool fits = brok_make(a.oere, 100, &kroner, &err);

    ASSERT(fits);
    return brok_text(arena, kroner, 2);
}

struct str oere_kr(struct arena *arena, struct oere a)
{
    struct str text = oere_text(arena, a);

    return str_format(arena, "%.*s kr.", STR_ARG(text));
}
