/*
 * register/tabel: the one description of the fact tables, for this room only.
 *
 * Reading, writing, comparing, importing and showing walk these columns, so that they cannot
 * disagree. The columns stand in the order of the statements in register_fakta.sql.
 */
#ifndef REGISTER_TABEL_H
#define REGISTER_TABEL_H

#include "register/register.h"

enum kolonne_type {
    KOL_DAG,
    KOL_DAG_UKENDT, /* may be NULL: DATO_MIN */
    KOL_TAL,        /* int */
    KOL_TAL_UKENDT, /* int, may be NULL: `ukendt` */
    KOL_LANG,       /* int64_t, also what lies in a struct oere or brok */
    KOL_TEKST,
    KOL_TEKST_UKENDT, /* may be NULL: empty */
    KOL_ORD,          /* an enum, as one of `ord` */
};

/* A word of the register, and how people read it: [0] in Danish, [1] in English. */
struct tabel_ord {
    const char *kode;
    const char *vist[2];
};

struct kolonne {
    const char *navn;
    const char *vist[2]; /* for people, as above; NULL for what they are not shown */
    enum kolonne_type type;
    size_t offset; /* in struct register_fakta */
    const struct tabel_ord *ord;
    size_t ord_antal;
    int ukendt;
    int mindst; /* of a whole number that is said; hoejst 0: any from 0 up */
    int hoejst;
    unsigned aftaler; /* bits of enum aftale_art that have the column; 0: it is always there */
};

struct tabel {
    const char *navn;
    const char *vist;
    const char *engelsk;
    bool har_ejer;
    const struct kolonne *kolonne;
    size_t kolonner;
    enum sql alle; /* kommune, nr */
    enum sql ejer; /* kommune, nr, ejer; the id where there is no owner */
    enum sql indsaet;
};

enum { TABEL_ARGS_MAX = 16 };

extern const struct tabel tabeller[SLAGS_ANTAL];

/* "ingen" or "intet", before what a kind of fact is called: ingen anbringelse, intet barn. */
const char *tabel_ingen(const char *hvad);

/* A row as the statements give it; texts are copied to the arena. */
bool tabel_laes(enum register_slags slags, const struct store_value *row, struct arena *arena,
                struct register_fakta *out, struct err *err) MUST_CHECK;
/* The arguments of `indsaet`, at most TABEL_ARGS_MAX; returns how many. */
size_t tabel_args(const struct register_fakta *fakta, int kommune, struct store_value *args);
/* Whether the columns say the same, apart from ids and nr. */
bool tabel_lig(const struct register_fakta *a, const struct register_fakta *b);
/* Whether the column belongs to this fact. */
bool tabel_gaelder(const struct kolonne *kolonne, const struct register_fakta *fakta);
/* Whether the value is an end that is open; its text says so without the column's name. */
bool tabel_aaben(const struct kolonne *kolonne, const struct register_fakta *fakta);
/* The value as text for people: dates and words in Danish or English, amounts; "" when not known.
 * What somebody wrote stays as it was written. */
struct str tabel_vist(struct arena *arena, const struct kolonne *kolonne,
                      const struct register_fakta *fakta, bool engelsk);
/* A total order of what the columns say; 0 exactly when tabel_lig. */
int tabel_indhold(const struct register_fakta *a, const struct register_fakta *b);
/* The value as JSON, and in CSV without the quotes: ISO days (an open end is null), øre, codes;
 * empty when not known. */
struct str tabel_json(struct arena *arena, const struct kolonne *kolonne,
                      const struct register_fakta *fakta);
int tabel_orden(const struct register_fakta *a, const struct register_fakta *b); /* ejer, id */

#endif
