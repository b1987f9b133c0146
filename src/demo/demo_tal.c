/*
 * demo_tal: the numbers behind the demo municipality, and the chance that picks among them.
 *
 * A tag in a comment is a row of docs/kilder.md, "Demo municipality"; (D) is derived there; "ours"
 * is a choice without a published figure. A change here changes every demo municipality.
 */
#include "demo/demo_tal.h"

#include "base/err.h"
#include "sag/sag.h"

#define TABEL(...)                                                                                 \
    {                                                                                              \
        (const struct baand[]){__VA_ARGS__},                                                       \
            sizeof((const struct baand[]){__VA_ARGS__}) / sizeof(struct baand)                     \
    }

/* FAM18: families with one, two, three and four children. */
const struct fordeling tal_boern = TABEL({1, 1, 570}, {2, 2, 330}, {3, 3, 80}, {4, 4, 20});

/* SOU10: network families are 11,1 % of family care. Relief and emergency: ours. */
const struct fordeling tal_art =
    TABEL({ART_DOEGN, ART_DOEGN, 740}, {ART_AFLASTNING, ART_AFLASTNING, 150},
          {ART_AKUT, ART_AKUT, 16}, {ART_NETVAERK, ART_NETVAERK, 94});

/* Ours. */
const struct fordeling tal_godkendelse =
    TABEL({GODKENDELSE_ALMEN, GODKENDELSE_ALMEN, 800},
          {GODKENDELSE_FORSTAERKET, GODKENDELSE_FORSTAERKET, 150},
          {GODKENDELSE_SPECIALISERET, GODKENDELSE_SPECIALISERET, 50});

/* AGE18: half are 12-17. EFT18 (D): 15,5 % are 18 or more. The split below 12: ours. */
const struct fordeling tal_alder_bestand =
    TABEL({0, 2, 40}, {3, 5, 65}, {6, 11, 240}, {12, 14, 220}, {15, 17, 280}, {18, 21, 155});

/* BEGUN22: 485 of 3.501 begun were under 5 and about half were 12-17. */
const struct fordeling tal_alder_ny = TABEL({0, 4, 139}, {5, 11, 361}, {12, 17, 500});

/* EXIT17 (D): an exit of about 0,15 a year leaves these shares at 1, 2, 4, 8 and more years. */
const struct fordeling tal_forloebet =
    TABEL({1, 365, 139}, {366, 730, 120}, {731, 1461, 192}, {1462, 2922, 248}, {2923, 5844, 301});

/* EXIT17 (D): short placements last 3 months in the mean. */
const struct fordeling tal_kort_dage =
    TABEL({1, 30, 283}, {31, 91, 349}, {92, 182, 233}, {183, 365, 117}, {366, 548, 18});

/* Ours. */
const struct fordeling tal_akut_dage = TABEL({1, 14, 500}, {15, 42, 350}, {43, 90, 150});

/* EXIT17 and BREAK16 (D): 27 % break down. The rest: ours. */
const struct fordeling tal_ophoer = TABEL(
    {OPHOER_OPSIGELSE, OPHOER_OPSIGELSE, 680}, {OPHOER_FAKTISK, OPHOER_FAKTISK, 270},
    {OPHOER_MISLIGHOLDELSE, OPHOER_MISLIGHOLDELSE, 20}, {OPHOER_ADOPTION, OPHOER_ADOPTION, 30});

/* ANK17: most children give 4-7 vederlag, 6 in the mean. With levels worth 3, 4, 6, 7 and 9 the
 * mean is 6, and so it is of the numbers. The weights themselves: ours. */
const struct fordeling tal_trin =
    TABEL({1, 1, 60}, {2, 2, 170}, {3, 3, 430}, {4, 4, 250}, {5, 5, 90});
const struct fordeling tal_vederlag =
    TABEL({3, 3, 50}, {4, 4, 125}, {5, 5, 190}, {6, 6, 275}, {7, 7, 190}, {8, 8, 110}, {9, 9, 60});

/* Ours, all of these. */
const struct fordeling tal_borte =
    TABEL({BORTE_ALDRIG, BORTE_ALDRIG, 550}, {BORTE_AFLASTNING, BORTE_AFLASTNING, 330},
          {BORTE_HJEMME, BORTE_HJEMME, 120});
const struct fordeling tal_aftale =
    TABEL({DEMO_INGEN_AFTALE, DEMO_INGEN_AFTALE, 935}, {DEMO_TILLAEG, DEMO_TILLAEG, 40},
          {DEMO_ERSTATNING, DEMO_ERSTATNING, 10}, {DEMO_VARSEL, DEMO_VARSEL, 15});
const struct fordeling tal_aflastning_uger = TABEL({2, 2, 450}, {3, 3, 200}, {4, 4, 350});
const struct fordeling tal_nyt_niveau =
    TABEL({NIVEAU_SOM_FOER, NIVEAU_SOM_FOER, 930}, {NIVEAU_NYT, NIVEAU_NYT, 40},
          {NIVEAU_RETTET_SENT, NIVEAU_RETTET_SENT, 30});

/* ---- chance ---- */

#define SPRING 0x9E3779B97F4A7C15u

/* The last steps of splitmix64, by Sebastiano Vigna (public domain). */
static uint64_t bland(uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

struct noegle noegle_make(uint64_t seed, int nr)
{
    uint64_t z = bland(seed + SPRING);

    return (struct noegle){bland(z + SPRING * ((uint64_t)nr + 1))};
}

int traek(struct noegle noegle, enum formaal formaal, int k, int low, int high)
{
    ASSERT(low <= high);
    ASSERT(k >= 0 && k < 1 << 16);
    uint64_t z = bland(noegle.z + SPRING * (((uint64_t)formaal << 16 | (uint64_t)k) + 1));
    uint64_t span = (uint64_t)(high - low) + 1;
    return low + (int)(((z >> 32) * span) >> 32);
}

bool traek_promille(struct noegle noegle, enum formaal formaal, int k, int promille)
{
    return traek(noegle, formaal, k, 0, 999) < promille;
}

/* One number chooses the row, and one at a counter far from any other the value in it. */
int traek_af(struct noegle noegle, enum formaal formaal, int k, const struct fordeling *tabel)
{
    int rest = traek(noegle, formaal, k, 0, 999);

    for (size_t i = 0; i < tabel->count; i++) {
        const struct baand *baand = &tabel->baand[i];
        if (rest < baand->vaegt) {
            return traek(noegle, formaal, k + (1 << 15), baand->low, baand->high);
        }
        rest -= baand->vaegt;
    }
    assert_failed("the weights of a table make a thousand", __FILE__, __LINE__);
}
