/*
 * ord: the head of a letter, its small words, and its sums.
 */
#include "brev/ord.h"

void brev_plus(struct oere *sum, struct oere a)
{
    struct err err = ERR_INIT;
    bool fits = oere_add(*sum, a, sum, &err);

    ASSERT(fits);
}

void brev_minus(struct oere *sum, struct oere a)
{
    struct err err = ERR_INIT;
    bool fits = oere_sub(*sum, a, sum, &err);

    ASSERT(fits);
}

struct str brev_konto(enum modtager modtager, enum kanal kanal)
{
    if (modtager == MODTAGER_BARN) return STR("Barnets NemKonto");
    return kanal == KANAL_LOEN ? STR("Løn") : STR("NemKonto");
}

struct str brev_skat(struct arena *arena, enum skat skat)
{
    return ord_stort(arena, ord_skat(skat));
}

struct str brev_kr(struct arena *arena, struct oere a)
{
    return blok_fast(arena, oere_kr(arena, a));
}

struct str brev_saetning(struct arena *arena, struct str s)
{
    struct str tekst = ord_stort(arena, str_trim(s));

    if (tekst.n == 0 || str_ends(tekst, STR(".")) || str_ends(tekst, STR("?"))) return tekst;
    return str_format(arena, "%.*s.", STR_ARG(tekst));
}

/* ---- the head ---- */

static struct str ren(struct arena *arena, struct str s)
{
    return str_clip(str_trim(ord_ren(arena, s)), 200);
}

static void fill_modtager(struct arena *arena, const struct brev_modtager *m, struct blad *blad)
{
    size_t n = m->adresse_skjult ? 0 : m->adresselinjer;
    struct str *linje = ARENA_ARRAY(arena, n + 1, struct str);

    linje[0] = ren(arena, m->navn);
    for (size_t i = 0; i < n; i++) linje[i + 1] = ren(arena, m->adresse[i]);
    blad->modtager = linje;
    blad->modtagerlinjer = n + 1;
}

static void fill_hoejre(struct arena *arena, const struct brev_afsender *a, struct dato dato,
                        struct str journal, struct blad *blad)
{
    struct str *linje = ARENA_ARRAY(arena, a->kontaktlinjer + 2, struct str);
    size_t n = 0;

    linje[n++] = dato_tekst(arena, dato);
    if (journal.n > 0) {
        linje[n++] = ren(arena, str_format(arena, "Journalnummer %.*s", STR_ARG(journal)));
    }
    for (size_t i = 0; i < a->kontaktlinjer; i++) linje[n++] = ren(arena, a->kontakt[i]);
    blad->hoejre = linje;
    blad->hoejrelinjer = n;
}

struct blad brev_blad(struct arena *arena, const struct brev_afsender *afsender,
                      const struct brev_modtager *modtager, struct str titel, struct dato dato,
                      struct str journal, bool opdigtet)
{
    struct blad blad = {.titel = titel,
                        .afsender = ren(arena, afsender->kommune),
                        .afdeling = ren(arena, afsender->afdeling),
                        .fod = opdigtet ? STR("Eksempel: beløbene er opdigtede") : STR_EMPTY,
                        .dato_iso = dato_iso(arena, dato),
                        .liste = {.arena = arena}};

    fill_modtager(arena, modtager, &blad);
    fill_hoejre(arena, afsender, dato, journal, &blad);
    return blad;
}

void brev_boks_opdigtet(struct blok_liste *liste)
{
    blok_c(liste, BLOK_BOKS,
           "Brevet er et eksempel. Beløbene i håndbogen er opdigtede. Ingen kommune har vedtaget "
           "dem.");
}

void brev_uenig(struct blok_liste *liste, const struct brev_afsender *afsender)
{
    if (afsender->uenig.n == 0 && afsender->kontaktlinjer == 0) return;
    blok_c(liste, BLOK_H2, "Er du uenig, eller vil du spørge om noget?");
    if (afsender->uenig.n > 0) blok_add(liste, BLOK_AFSNIT, afsender->uenig);
    if (afsender->kontaktlinjer == 0) return;
    blok_c(liste, BLOK_AFSNIT, "Sådan får du fat i os:");
    blok_hold(liste);
    for (size_t i = 0; i < afsender->kontaktlinjer; i++) {
        blok_add(liste, BLOK_PUNKT, afsender->kontakt[i]);
        blok_hold(liste);
    }
    liste->blok[liste->count - 1].foelges = false;
}

void brev_raekke(struct blok_liste *liste, enum raekke_art art, const struct str *celle, int antal)
{
    blok_raekke(liste, art);
    for (int i = 0; i < antal; i++) blok_celle(liste, i, celle[i]);
}
