/*
 * api_felt: the one description of what goes in and out (private to the room).
 *
 * An object is a table of fields. What writes an answer, what reads a body and what prints the
 * schema all walk the same table, so that they cannot disagree. Some answers are printed by the
 * rooms that know them (a placement's facts, an explanation): those tables only describe, and the
 * tests hold every answer against its schema.
 */
#ifndef API_API_FELT_H
#define API_API_FELT_H

#include <jansson.h>

#include "base/dato.h"
#include "base/oere.h"
#include "base/str.h"

enum api_type {
    API_TEKST,  /* struct str */
    API_ID,     /* struct str, an opaque id */
    API_DATO,   /* struct dato; open at its end (DATO_MIN, DATO_MAX) is null */
    API_MAANED, /* struct maaned; 0 is null */
    API_TID,    /* int64_t, microseconds UTC */
    API_OERE,   /* struct oere */
    API_TAL,    /* int64_t */
    API_INT,    /* int */
    API_ANTAL,  /* size_t */
    API_SAND,   /* bool */
    API_ORD,    /* an enum, written by `kode` */
    API_OBJEKT, /* a struct inside the record */
    API_LISTE,  /* of objects: a pointer and a count */
    API_TEKSTER /* of struct str: a pointer and a count */
};

/* What something is, in both languages: for the reference and for messages. The description in
 * OpenAPI has the Danish. */
struct api_begge {
    const char *dansk;
    const char *engelsk;
};
#define API_BEGGE(dansk, engelsk)                                                                  \
    {                                                                                              \
        (dansk), (engelsk)                                                                         \
    }

struct api_objekt;

struct api_felt {
    const char *navn;
    enum api_type type;
    struct api_begge tekst; /* what it is */
    size_t offset;          /* into the record; for a table that only describes 0 */
    size_t antal;           /* lists: offset of the size_t count */
    size_t hvis;            /* 1 + offset of a bool: null unless it is true; 0 for none */
    bool kan_null;          /* may be null: an empty text, an open day, a number of 0 */
    bool kan_mangle;        /* need not be there; of an answer: only printed ones */
    int64_t min;            /* of a body: least and most of a number, most bytes of a text */
    int64_t max;
    const char *(*kode)(int); /* API_ORD: the word of each value */
    int ord;                  /* how many values */
    const struct api_objekt *objekt;
};

struct api_objekt {
    const char *navn; /* in the schemas: "Koersel" */
    struct api_begge tekst;
    const struct api_felt *felt;
    size_t felter;
    size_t bytes; /* of a record */
    bool mere;    /* further fields may stand here */
};
#define API_OBJEKT_AF(navn, dansk, engelsk, felter, type)                                          \
    {                                                                                              \
        (navn), {(dansk), (engelsk)}, (felter), sizeof(felter) / sizeof(*(felter)), sizeof(type),  \
            false                                                                                  \
    }
/* One that only describes what another room prints. */
#define API_PRINTET(navn, dansk, engelsk, felter, mere)                                            \
    {                                                                                              \
        (navn), {(dansk), (engelsk)}, (felter), sizeof(felter) / sizeof(*(felter)), 0, (mere)      \
    }

/* Writes a record as a JSON object. */
void api_skriv(struct buf *out, const struct api_objekt *objekt, const void *record);
/* "2021-06-25T07:00:00Z" */
struct str api_tid(struct arena *arena, int64_t us);

enum { API_DYBDE_MAX = 16 /* of a body; the facts have six */ };

/* Reads a body by its table into the record. All or nothing: false with the JSON pointer of the
 * place. Refused: what is no JSON or no UTF-8, keys that are unknown or stand twice, wrong types,
 * nesting beyond API_DYBDE_MAX. An empty body is an empty object. */
bool api_laes(struct arena *arena, struct str krop, const struct api_objekt *objekt, void *record,
              struct err *err) MUST_CHECK;

/* The schema of an object as JSON; others are referred to by name. */
void api_skema(struct buf *out, const struct api_objekt *objekt);

#endif
