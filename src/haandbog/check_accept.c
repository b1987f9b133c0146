/*
 * check_accept: remarks the handbook has taken note of.
 *
 * An accepted remark stays in the list with its reason; an acceptance nothing answers to becomes a
 * remark itself, so that none outlives what it was for. The compiler knows which codes there are.
 */
#include "haandbog/check.h"

static bool matches(const struct accept *accept, const struct fund *fund)
{
    return str_is(accept->kode, fund->kode) &&
           (accept->emne.n == 0 || str_eq(accept->emne, fund->emne));
}

static bool is_own(const struct tjek *t, const struct fund *fund, size_t nr, size_t fra)
{
    return nr >= fra || tjek_samme_fil(fund->sted.fil, t->haandbog->dokument.fil);
}

/* How many remarks it accepts. */
static size_t apply(struct tjek *t, const struct accept *accept, size_t fra, size_t til)
{
    size_t antal = 0;

    for (size_t i = 0; i < til; i++) {
        struct fund *fund = &t->fund->fund[i];
        if (fund->fejl || fund->accepteret) continue;
        if (!matches(accept, fund) || !is_own(t, fund, i, fra)) continue;
        fund->accepteret = true;
        fund->grund = accept->grund;
        antal++;
    }
    return antal;
}

static struct str nearest_subject(const struct tjek *t, const struct accept *accept, size_t til)
{
    for (size_t i = 0; i < til; i++) {
        const struct fund *fund = &t->fund->fund[i];
        if (str_is(accept->kode, fund->kode) && !fund->accepteret && fund->emne.n > 0) {
            return fund->emne;
        }
    }
    return STR_EMPTY;
}

void check_accept(struct tjek *t, size_t fra)
{
    size_t til = t->fund->count;

    for (size_t i = 0; i < t->haandbog->accepter; i++) {
        const struct accept *accept = &t->haandbog->accept[i];
        if (apply(t, accept, fra, til) > 0) continue;
        struct str andet = nearest_subject(t, accept, til);
        fund_begge(t->fund, false, "accept-ubrugt", accept->emne, accept->sted,
                   "der er ingen bemærkning %.*s%s%.0s%.*s at acceptere",
                   "there is no remark “%.*s%.0s%s%.*s” to accept", STR_ARG(accept->kode),
                   accept->emne.n > 0 ? " om " : "", accept->emne.n > 0 ? " " : "",
                   STR_ARG(accept->emne))
            ->raad = andet.n > 0
                         ? fund_ord(t->arena, "mente du %.*s %.*s?", "did you mean “%.*s %.*s”?",
                                    STR_ARG(accept->kode), STR_ARG(andet))
                         : FUND_ORD("slet posten", "delete the entry");
    }
}
