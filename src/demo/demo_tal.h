/*
 * demo_tal: chance and shares for the demo municipality.
 *
 * Chance is counter-based: a number depends on the seed, the placement, the purpose and a counter,
 * and on nothing drawn before it. So a new purpose or more placements change nothing there was.
 */
#ifndef DEMO_DEMO_TAL_H
#define DEMO_DEMO_TAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a number is drawn for. The order decides the facts: new purposes go last. */
enum formaal {
    TIL_STOERRELSE,
    TIL_ART,
    TIL_GODKENDELSE,
    TIL_SOESKENDE,
    TIL_SOESKENDE_AAR,
    TIL_BESTAND,
    TIL_ALDER,
    TIL_FOEDSELSDAG,
    TIL_FORLOEBET,
    TIL_FORLOEBET_DAG,
    TIL_INDFLYTNING,
    TIL_KORT,
    TIL_KORT_DAGE,
    TIL_SLUT,
    TIL_SLUT_DAG,
    TIL_EFTERVAERN,
    TIL_EFTERVAERN_DAG,
    TIL_OPHOER,
    TIL_OPHOER_KENDT,
    TIL_OPHOER_SENT,
    TIL_KENDT,
    TIL_KENDT_SENT,
    TIL_NIVEAU,
    TIL_BESLUTTET,
    TIL_NYT_NIVEAU,
    TIL_NYT_NIVEAU_DAG,
    TIL_NYT_NIVEAU_KENDT,
    TIL_NYT_NIVEAU_OP,
    TIL_EFTERSKOLE,
    TIL_EFTERSKOLE_DAG,
    TIL_EFTERSKOLE_RETTET,
    TIL_BORTE,
    TIL_BORTE_UGER,
    TIL_BORTE_NAETTER,
    TIL_WEEKEND_UGER,
    TIL_WEEKEND,
    TIL_WEEKEND_NAETTER,
    TIL_WEEKEND_KENDT,
    TIL_AFTALE,
    TIL_AFTALE_DAG,
    TIL_AFTALE_MAANEDER,
    TIL_AFTALE_BELOEB,
};

/* A placement's chance. */
struct noegle {
    uint64_t z;
};

struct noegle noegle_make(uint64_t seed, int nr);
/* A number in [low, high]. */
int traek(struct noegle noegle, enum formaal formaal, int k, int low, int high);
/* True in so many of a thousand cases. */
bool traek_promille(struct noegle noegle, enum formaal formaal, int k, int promille);

/* One row of a table: numbers in [low, high], each as likely, together `vaegt` of a thousand. */
struct baand {
    int low;
    int high;
    int vaegt;
};

struct fordeling {
    const struct baand *baand;
    size_t count;
};

/* The tables, whose sources stand beside them in demo_tal.c. */
extern const struct fordeling tal_boern;           /* children in a family */
extern const struct fordeling tal_art;             /* enum art */
extern const struct fordeling tal_godkendelse;     /* enum godkendelse, but for network families */
extern const struct fordeling tal_alder_bestand;   /* age in years when the 24 months begin */
extern const struct fordeling tal_alder_ny;        /* age in years at move-in */
extern const struct fordeling tal_forloebet;       /* days a running placement has lasted */
extern const struct fordeling tal_kort_dage;       /* days a short placement lasts */
extern const struct fordeling tal_akut_dage;       /* days an emergency placement lasts */
extern const struct fordeling tal_ophoer;          /* enum ophoer_art, before the age of 18 */
extern const struct fordeling tal_trin;            /* level 1-5 */
extern const struct fordeling tal_vederlag;        /* number of vederlag */
extern const struct fordeling tal_borte;           /* enum borte */
extern const struct fordeling tal_aftale;          /* enum demo_aftale */
extern const struct fordeling tal_aflastning_uger; /* weeks between two stays in relief */
extern const struct fordeling tal_nyt_niveau;      /* enum nyt_niveau */

enum borte { BORTE_ALDRIG, BORTE_AFLASTNING, BORTE_HJEMME };
enum demo_aftale {
    DEMO_INGEN_AFTALE,
    DEMO_TILLAEG,
    DEMO_ERSTATNING,
    DEMO_VARSEL,
};
enum nyt_niveau { NIVEAU_SOM_FOER, NIVEAU_NYT, NIVEAU_RETTET_SENT };

/* Shares of a thousand, sourced as the tables are. */
enum {
    PROMILLE_BESTAND = 641,    /* DST18 (D): 3.871 begin a year for 13.823 placed */
    PROMILLE_KORT = 400,       /* EXIT17 (D): 550; ours is lower, so that the stock is steady */
    PROMILLE_SLUT_MAANED = 11, /* EXIT17 (D): 0,13 a year for those that are not short */
    PROMILLE_EFTERVAERN = 700, /* ours, as are all below */
    PROMILLE_SOESKENDE = 600,  /* of the later children of a family */
    PROMILLE_EFTERSKOLE = 150, /* of those who live there when the school year begins */
    PROMILLE_EFTERSKOLE_RETTET = 200, /* of those who go */
    PROMILLE_OPHOER_SENT = 120,
    PROMILLE_ANBRINGELSE_SENT = 20,
    PROMILLE_WEEKEND_AFLYST = 100,
    PROMILLE_WEEKEND_LANG = 250,
    PROMILLE_WEEKEND_SENT = 50,
    PROMILLE_NIVEAU_OP = 700,
};

int traek_af(struct noegle noegle, enum formaal formaal, int k, const struct fordeling *tabel);

#endif
