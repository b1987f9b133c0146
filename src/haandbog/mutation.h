/*
 * mutation: damages every rule and every rate, one small way at a time, and sees who notices.
 *
 * A mutant is one replacement in one file. It is judged in memory: compiled, checked, its examples
 * run. Who survives that is compared with the original, line by line, on a fixed grid (every age,
 * level, number and kind in every month in force) and on 10,000 seeded random cases. A survivor
 * that changes an amount is a hole in the checker or in the handbook's examples.
 *
 * Most mutants need little of that, and every shortcut is exact. A block that is still one whole
 * block is read alone: an error of form in it is one in the handbook, and when only examples and
 * comments differ the plan is the original's. A rate file is read alone first, likewise. Equal plan
 * bytes mean that only examples that were themselves touched run again; equal bytes of what amounts
 * are made of (mutation_penge_hash) mean that no amount can differ.
 */
#ifndef HAANDBOG_MUTATION_H
#define HAANDBOG_MUTATION_H

#include "haandbog/haandbog.h"

/* ---- the mutants of a text ---- */

enum mutant_art {
    MUTANT_SLET, /* a character */
    MUTANT_INDSAET_CIFFER,
    MUTANT_INDSAET_KOMMA,
    MUTANT_INDSAET_PUNKTUM,
    MUTANT_INDSAET_BOGSTAV,
    MUTANT_ERSTAT_CIFFER,
    MUTANT_ERSTAT_KOMMA,
    MUTANT_ERSTAT_PUNKTUM,
    MUTANT_ERSTAT_BOGSTAV,
    MUTANT_BYT, /* a character and the next */
    MUTANT_LINJE_SLET,
    MUTANT_LINJE_GENTAG,
    MUTANT_LINJE_BYT, /* a line and the next */
    MUTANT_CELLE_BYT, /* a cell and its right neighbour */
    MUTANT_ARTER,
};

/* The bytes [fra, til) are replaced. */
struct mutant {
    uint32_t fra;
    uint32_t til;
    uint8_t art;
    uint8_t tegn; /* which character of the class was drawn; of cells what stands between them */
};

struct mutanter {
    struct mutant *mutant;
    size_t count;
    size_t capacity;
};

/* Every mutant of the bytes [fra, til) that differs from the original, in order of place. The same
 * seed draws the same characters. `skille` is what stands between the cells of a table. */
void mutation_find(struct arena *arena, struct str tekst, size_t fra, size_t til, char skille,
                   uint64_t seed, struct mutanter *out);
/* The text with the mutant in it. */
struct str mutation_apply(struct arena *arena, struct str tekst, const struct mutant *mutant);
const char *mutant_art_navn(enum mutant_art art); /* "ciffer indsat" */

/* ---- amounts on the grid and on random cases ---- */

struct gitter;

enum { GITTER_TILFAELDE = 10000 };

/* The cases of a plan; their answers are computed when first needed and kept on the arena. */
struct gitter *gitter_new(struct arena *arena, const struct plan *plan, uint64_t seed);
/* Whether some line of some case differs. *hvor then tells which, on scratch. */
bool gitter_forskel(struct gitter *gitter, const struct plan *plan, struct arena *scratch,
                    struct str *hvor);
/* Hash of all that an amount, its receiver or its absence is made of; names of sources and other
 * words are left out, and rates of days out of force. */
struct hash mutation_penge_hash(struct arena *scratch, const struct plan *plan);

/* ---- the handbooks and rate files there are ---- */

struct korpus_fil {
    const char *sti;
    struct str tekst;
    bool takst;               /* a rate file */
    size_t bog;               /* of a handbook: its index in korpus.bog */
    struct takst_tabel rater; /* of a rate file: its rows, sorted */
    size_t foerste;           /* its mutants in korpus.nr: [foerste, foerste + antal) */
    size_t antal;
    struct mutanter mutanter;
};

struct korpus_bog;

struct korpus {
    struct arena *arena;
    struct korpus_fil *fil;
    size_t filer;
    struct korpus_bog *bog;
    size_t boeger;
    struct takst_kilde takster;
    size_t mutanter; /* of all files */
};

/* Reads mappe/haandboeger and mappe/takster. A handbook must have no errors and no failing
 * example before it can be damaged. */
bool korpus_load(struct arena *arena, const char *mappe, uint64_t seed, struct korpus *out,
                 struct err *err) MUST_CHECK;
/* The same from memory: one handbook and its rate files. */
bool korpus_from(struct arena *arena, const char *sti, struct str tekst,
                 const struct takst_kilde *takster, uint64_t seed, struct korpus *out,
                 struct err *err) MUST_CHECK;
/* Numbers of mutants, ascending: `antal` in all, the same share of each file. */
void korpus_sample(struct arena *arena, const struct korpus *korpus, size_t antal, uint64_t seed,
                   uint32_t **nr, size_t *count);
/* The file and mutant of a number. */
const struct korpus_fil *korpus_mutant(const struct korpus *korpus, uint32_t nr,
                                       struct mutant *out);

/* ---- judging ---- */

enum dom {
    DOM_FEJL,        /* the checker tells an error */
    DOM_BEMAERKNING, /* the checker tells a remark the original has not, and nothing accepts it */
    DOM_EKSEMPEL,    /* only an example fails */
    DOM_UAENDRET,    /* survives, and is made of the same amounts */
    DOM_LIGE,        /* survives, is made otherwise, and no amount differs on any case */
    DOM_AENDRET,     /* survives, and an amount differs */
    DOM_STYRTET,     /* the program itself stopped */
    DOM_ANTAL,
};

/* Judges one mutant. scratch is emptied first; *hvor (may be NULL) tells which amount differs. */
enum dom mutation_judge(const struct korpus *korpus, uint32_t nr, struct arena *scratch,
                        struct str *hvor);

/* Judges many in `jobs` processes; svar[i] answers nr[i]. A process that stops is started again
 * after the mutant it stopped on. Progress goes to stderr when `fremdrift` is set. */
bool mutation_run(const struct korpus *korpus, const uint32_t *nr, size_t count, int jobs,
                  bool fremdrift, uint8_t *svar, struct err *err) MUST_CHECK;

/* The table by file and every survivor that changes an amount; with `lige` also those of DOM_LIGE.
 * Returns how many mutants fail the proof: changed amounts and stopped programs. */
size_t mutation_report(struct buf *out, const struct korpus *korpus, const uint32_t *nr,
                       size_t count, const uint8_t *svar, bool lige);

#endif
