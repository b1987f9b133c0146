/*
 * check_takst: the rates themselves, used or not: two rows for one day, jumps, rates nobody uses.
 *
 * All rows are in the order of takst_sort, so that the rows of one name stand together. Cost: n log
 * n in the rows.
 */
#include "haandbog/check.h"

#include <stdlib.h>

/* ---- two rows for one age and one day ---- */

static int by_known(const void *left, const void *right)
{
    const struct takst *a = *(const struct takst *const *)left;
    const struct takst *b = *(const struct takst *const *)right;
    int order = dato_cmp(a->kendt_fra, b->kendt_fra);

    if (order == 0) order = dato_cmp(a->fra, b->fra);
    if (order == 0) order = (a->sted.linje > b->sted.linje) - (a->sted.linje < b->sted.linje);
    return order != 0 ? order : (a > b) - (a < b);
}

static void report_overlap(const struct tjek *t, const struct takst *a, const struct takst *b,
                           int alder)
{
    bool a_sidst = a->sted.linje > b->sted.linje;
    const struct takst *sidst = a_sidst ? a : b;
    const struct takst *foerst = a_sidst ? b : a;
    struct dato fra = dato_max(a->fra, b->fra);
    struct str dag = dato_iso(t->arena, fra);
    struct fund_ord for_alder = tjek_alder(t->arena, alder, alder);

    fund_begge(t->fund, true, "overlap", sidst->navn, sidst->sted,
               "takst %.*s har to satser%s%.0s den %.*s",
               "the rate %.*s has two rows%.0s%s on %.*s", STR_ARG(sidst->navn),
               FUND_BEGGE(t->arena, for_alder), STR_ARG(dag))
        ->raad = fund_ord(t->arena, "den anden står i linje %d", "the other stands in line %d",
                          foerst->sted.linje);
}

/* Among rows known from one day, the one of each age that reaches furthest so far. */
struct vidde {
    const struct takst *laengst[ALDRE];
};

static void check_row(const struct tjek *t, struct vidde *vidde, const struct takst *takst)
{
    int fra = takst->alder_fra < 0 ? UDEN_ALDER : takst->alder_fra;
    int til = takst->alder_fra < 0 ? UDEN_ALDER : takst->alder_til;
    bool sagt = false;

    for (int alder = fra; alder <= til; alder++) {
        const struct takst *anden = vidde->laengst[alder];
        bool samme = anden != NULL && anden->kendt_fra.dag == takst->kendt_fra.dag;
        if (samme && takst->fra.dag < anden->til.dag && !sagt) {
            report_overlap(t, takst, anden, alder == UDEN_ALDER ? -1 : alder);
            sagt = true;
        }
        if (!samme || takst->til.dag > anden->til.dag) vidde->laengst[alder] = takst;
    }
}

static void check_overlap(const struct tjek *t, const struct takst *raekke, size_t antal)
{
    const struct takst **orden = ARENA_ARRAY(t->arena, antal, const struct takst *);
    struct vidde vidde = {{NULL}};

    if (antal < 2) return;
    for (size_t i = 0; i < antal; i++) orden[i] = &raekke[i];
    qsort(orden, antal, sizeof(*orden), by_known);
    for (size_t i = 0; i < antal; i++) check_row(t, &vidde, orden[i]);
}

/* ---- jumps ---- */

/* The last two known amounts of one band of ages, by the day they begin. */
struct trappe {
    const struct takst *foer;
    const struct takst *nu;
};

static bool is_jump(struct oere fra, struct oere til)
{
    int64_t forskel = til.oere > fra.oere ? til.oere - fra.oere : fra.oere - til.oere;

    return forskel * 100 > fra.oere * 15; /* amounts are at most 10 million kroner */
}

static bool in_period(const struct plan *plan, const struct takst *takst)
{
    return takst->fra.dag < plan->gaelder_til.dag && takst->til.dag > plan->gaelder_fra.dag;
}

static void check_jump(const struct tjek *t, const struct takst *foer, const struct takst *takst)
{
    if (!in_period(t->plan, foer) && !in_period(t->plan, takst)) return;
    if (takst->begrundelse.n > 0 || !is_jump(foer->beloeb, takst->beloeb)) return;
    struct str dag = dato_iso(t->arena, takst->fra);
    struct fund_ord alder = tjek_alder(t->arena, takst->alder_fra, takst->alder_til);
    fund_begge(t->fund, false, "takst-spring", takst->navn, takst->sted,
               "takst %.*s%s%.0s springer fra %.*s til %.*s den %.*s, mere end 15 %%",
               "the rate %.*s%.0s%s jumps from %.*s to %.*s on %.*s, more than 15 %%",
               STR_ARG(takst->navn), FUND_BEGGE(t->arena, alder),
               STR_ARG(oere_kr(t->arena, foer->beloeb)), STR_ARG(oere_kr(t->arena, takst->beloeb)),
               STR_ARG(dag))
        ->raad = FUND_ORD("er tallet rigtigt, så skriv hvorfor i begrundelse",
                          "if the number is right, write why in “begrundelse”");
}

/* Rows with the same ages follow each other by the day they begin, but for other bands that begin
 * at the same age. */
static void check_jumps(const struct tjek *t, const struct takst *raekke, size_t antal)
{
    struct trappe trappe[ALDRE] = {{NULL, NULL}};

    for (size_t i = 0; i < antal; i++) {
        const struct takst *takst = &raekke[i];
        struct trappe *trin = &trappe[takst->alder_til < 0 ? UDEN_ALDER : takst->alder_til];
        if (takst->ukendt) continue;
        bool nyt = trin->nu == NULL || trin->nu->alder_fra != takst->alder_fra;
        if (nyt) {
            *trin = (struct trappe){.nu = takst};
            continue;
        }
        if (trin->nu->fra.dag < takst->fra.dag) trin->foer = trin->nu;
        trin->nu = takst;
        if (trin->foer != NULL) check_jump(t, trin->foer, takst);
    }
}

/* ---- use ---- */

static bool is_among(struct str navn, const struct str *navne, size_t antal)
{
    for (size_t i = 0; i < antal; i++) {
        if (str_eq(navne[i], navn)) return true;
    }
    return false;
}

void check_takster(struct tjek *t, const struct str *tekst_takst, size_t tekst_antal)
{
    const struct takst_tabel *tabel = &t->haandbog->takster_alle;
    const struct plan *plan = t->plan;
    size_t slut = 0;

    for (size_t i = 0; i < tabel->count; i = slut) {
        struct str navn = tabel->takst[i].navn;
        for (slut = i; slut < tabel->count && str_eq(tabel->takst[slut].navn, navn);) slut++;
        check_overlap(t, &tabel->takst[i], slut - i);
        bool regnes = is_among(navn, plan->takst_navne, plan->takst_antal);
        if (regnes || is_among(navn, tekst_takst, tekst_antal)) {
            check_jumps(t, &tabel->takst[i], slut - i);
            continue;
        }
        fund_begge(t->fund, false, "takst-ubrugt", navn, tabel->takst[i].sted,
                   "takst %.*s bliver ikke brugt i håndbogen",
                   "the rate %.*s is not used in the handbook", STR_ARG(navn));
    }
}
