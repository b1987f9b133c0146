/*
 * aar: the statement of a year, as blocks.
 *
 * Invariant: the posts make the totals by tax class, and these what was paid, before anything is
 * printed. Posts of one month, ydelse, tax class and month concerned are one row.
 */
#include "brev/ord.h"

#include "brev/ark.h"

static const struct blok_kolonne totaler[] = {{"", 780, false}, {"Beløb", 220, true}};
static const struct blok_kolonne maaneder[] = {
    {"Ydelse", 370, false}, {"Gælder", 200, false}, {"Skat", 220, false}, {"Beløb", 210, true}};
static const struct blok_kolonne boern[] = {
    {"Barn", 340, false}, {"Før skat", 220, true}, {"Skattefrit", 220, true}, {"I alt", 220, true}};

static void check_sums(const struct brev_aar *b)
{
    struct oere a_indkomst = {0};
    struct oere skattefri = {0};
    struct oere rettelser = {0};

    for (size_t i = 0; i < b->poster; i++) {
        const struct brev_aar_post *p = &b->post[i];
        ASSERT(p->betalt.nr / 12 == b->aar);
        ASSERT(i == 0 || b->post[i - 1].betalt.nr <= p->betalt.nr);
        brev_plus(p->skat == SKAT_A_INDKOMST ? &a_indkomst : &skattefri, p->beloeb);
        if (p->rettelse) brev_plus(&rettelser, p->beloeb);
    }
    ASSERT(a_indkomst.oere == b->a_indkomst.oere);
    ASSERT(skattefri.oere == b->skattefri.oere);
    ASSERT(rettelser.oere == b->rettelser.oere);
    brev_plus(&a_indkomst, skattefri);
    ASSERT(a_indkomst.oere == b->udbetalt.oere);
}

static void total(struct blok_liste *liste, enum raekke_art art, const char *navn, struct oere a)
{
    struct str celle[] = {str_from(navn), oere_kr(liste->arena, a)};

    brev_raekke(liste, art, celle, 2);
}

static void add_totaler(struct blok_liste *liste, const struct brev_aar *b)
{
    blok_tabel(liste, totaler, 2);
    total(liste, RAEKKE_LINJE, "Før skat (A-indkomst)", b->a_indkomst);
    total(liste, RAEKKE_LINJE, "Skattefrit", b->skattefri);
    total(liste, RAEKKE_SUM, "Udbetalt i alt", b->udbetalt);
    if (b->rettelser.oere != 0) {
        total(liste, RAEKKE_LINJE, "Heraf rettelser for andre måneder", b->rettelser);
    }
}

/* ---- by month ---- */

static bool same_row(const struct brev_aar_post *a, const struct brev_aar_post *b)
{
    return a->betalt.nr == b->betalt.nr && a->maaned.nr == b->maaned.nr && a->skat == b->skat &&
           a->rettelse == b->rettelse && str_eq(a->titel, b->titel);
}

/* Post i is the first of its row within the month that begins at `fra`. */
static bool first_of_row(const struct brev_aar *b, size_t fra, size_t i)
{
    for (size_t k = fra; k < i; k++) {
        if (same_row(&b->post[k], &b->post[i])) return false;
    }
    return true;
}

static void add_maaned(struct blok_liste *liste, const struct brev_aar *b, size_t fra, size_t til)
{
    struct arena *arena = liste->arena;
    struct str navn = ord_stort(arena, maaned_tekst(arena, b->post[fra].betalt));
    struct oere ialt = {0};

    brev_raekke(liste, RAEKKE_GRUPPE, &navn, 1);
    for (size_t i = fra; i < til; i++) {
        const struct brev_aar_post *p = &b->post[i];
        struct oere sum = {0};
        brev_plus(&ialt, p->beloeb);
        if (!first_of_row(b, fra, i)) continue;
        for (size_t k = i; k < til; k++) {
            if (same_row(p, &b->post[k])) brev_plus(&sum, b->post[k].beloeb);
        }
        struct str titel = p->titel;
        if (p->rettelse) titel = str_format(arena, "%.*s, rettelse", STR_ARG(titel));
        struct str celle[] = {titel, maaned_tekst(arena, p->maaned), brev_skat(arena, p->skat),
                              oere_kr(arena, sum)};
        brev_raekke(liste, RAEKKE_LINJE, celle, 4);
    }
    struct str celle[] = {
        str_format(arena, "Udbetalt i %s", maaned_navn(b->post[fra].betalt.nr % 12 + 1)), STR_EMPTY,
        STR_EMPTY, oere_kr(arena, ialt)};
    brev_raekke(liste, RAEKKE_DELSUM, celle, 4);
}

static void add_maaneder(struct blok_liste *liste, const struct brev_aar *b)
{
    blok_c(liste, BLOK_H2, "Måned for måned");
    blok_c(liste, BLOK_AFSNIT,
           "Overskriften er den måned, vi betalte. Under »Gælder« står den "
           "måned, pengene er for.");
    blok_hold(liste);
    blok_tabel(liste, maaneder, 4);
    for (size_t i = 0, til = 0; i < b->poster; i = til) {
        til = i;
        while (til < b->poster && b->post[til].betalt.nr == b->post[i].betalt.nr) til++;
        add_maaned(liste, b, i, til);
    }
    struct str celle[] = {STR("Udbetalt i alt"), STR_EMPTY, STR_EMPTY,
                          oere_kr(liste->arena, b->udbetalt)};
    brev_raekke(liste, RAEKKE_SUM, celle, 4);
}

/* ---- by child ---- */

static bool first_of_child(const struct brev_aar *b, size_t i)
{
    for (size_t k = 0; k < i; k++) {
        if (str_eq(b->post[k].barn, b->post[i].barn)) return false;
    }
    return true;
}

static void add_barn(struct blok_liste *liste, const struct brev_aar *b, struct str navn)
{
    struct arena *arena = liste->arena;
    struct oere a_indkomst = {0};
    struct oere skattefri = {0};

    for (size_t i = 0; i < b->poster; i++) {
        const struct brev_aar_post *p = &b->post[i];
        if (!str_eq(p->barn, navn)) continue;
        brev_plus(p->skat == SKAT_A_INDKOMST ? &a_indkomst : &skattefri, p->beloeb);
    }
    struct oere ialt = a_indkomst;
    brev_plus(&ialt, skattefri);
    struct str celle[] = {navn, oere_kr(arena, a_indkomst), oere_kr(arena, skattefri),
                          oere_kr(arena, ialt)};
    brev_raekke(liste, RAEKKE_LINJE, celle, 4);
}

static void add_boern(struct blok_liste *liste, const struct brev_aar *b)
{
    struct arena *arena = liste->arena;

    blok_c(liste, BLOK_H2, "Barn for barn");
    blok_tabel(liste, boern, 4);
    for (size_t i = 0; i < b->poster; i++) {
        if (first_of_child(b, i)) add_barn(liste, b, b->post[i].barn);
    }
    struct str celle[] = {STR("I alt"), oere_kr(arena, b->a_indkomst), oere_kr(arena, b->skattefri),
                          oere_kr(arena, b->udbetalt)};
    brev_raekke(liste, RAEKKE_SUM, celle, 4);
}

struct blad brev_aar_blad(struct arena *arena, const struct brev_aar *b)
{
    struct str titel = str_format(arena, "Årsopgørelse %d", b->aar);

    check_sums(b);
    struct blad blad =
        brev_blad(arena, &b->afsender, &b->modtager, titel, b->dato, b->journal, b->opdigtet);
    struct blok_liste *liste = &blad.liste;
    struct str beloeb = brev_kr(arena, b->udbetalt);
    blok_add(liste, BLOK_H1, titel);
    blok_format(liste, BLOK_STOR, "Vi udbetalte %.*s i %d.", STR_ARG(beloeb), b->aar);
    blok_c(liste, BLOK_AFSNIT,
           "Her er det, vi har udbetalt for de børn, du har haft i pleje. Vi "
           "har talt det med i den måned, hvor vi betalte.");
    if (b->opdigtet) brev_boks_opdigtet(liste);
    add_totaler(liste, b);
    if (b->poster > 0) add_boern(liste, b);
    if (b->poster > 0) add_maaneder(liste, b);
    brev_uenig(liste, &b->afsender);
    return blad;
}

bool brev_aar_pdf(struct arena *arena, struct brev_trykkeri *trykkeri, const struct brev_aar *brev,
                  struct str *pdf, struct err *err)
{
    struct blad blad = brev_aar_blad(arena, brev);

    return ark_pdf(arena, trykkeri, &blad, pdf, err);
}
