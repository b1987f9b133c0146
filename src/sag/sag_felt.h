/*
 * sag_felt: the one description of the facts format.
 *
 * The reader (sag_json.c, sag_vaerdi.c), the writer (sag_json_write.c) and the schema
 * (sag_schema.c) all walk these tables, so that they cannot disagree. Only they and sag.c include
 * this header.
 *
 * A record is read into plain structs by offset. Records that JSON nests but C does not (barn,
 * plejefamilie, anbringelse) are objects with the same base as what holds them.
 */
#ifndef SAG_SAG_FELT_H
#define SAG_SAG_FELT_H

#include "sag/sag.h"

enum felt_type {
    FELT_ID,       /* struct str: an opaque id */
    FELT_KODE,     /* struct str: a folded name */
    FELT_TEKST,    /* struct str: one line of free text */
    FELT_DATO,     /* struct dato */
    FELT_TAL,      /* int */
    FELT_OERE,     /* struct oere */
    FELT_ORD,      /* an enum, written as one of `ord` */
    FELT_VEDERLAG, /* struct brok: an integer, or text with at most two decimals */
    FELT_OBJEKT,
    FELT_LISTE, /* of objects: a pointer and a count */
};

struct felt {
    const char *noegle;
    const char *tekst; /* what it is, in Danish, for the schema and for messages */
    enum felt_type type;
    bool kraevet;
    bool kan_null; /* null means the same as a missing key */
    bool altid;    /* written also when it says no more than a missing key */
    bool kun_laes; /* another way to write something that has its own place */
    size_t offset; /* into the record; for FELT_OBJEKT of the struct inside */
    size_t antal;  /* FELT_LISTE: offset of the size_t count */
    size_t har;    /* 1 + offset of a bool that tells whether it was there; 0 for none */
    int64_t min;   /* FELT_TAL, FELT_OERE: least and most; FELT_LISTE: max only */
    int64_t max;
    struct dato mangler; /* FELT_DATO: the day that a missing key means */
    const char *const *ord;
    size_t ord_antal;
    const struct objekt *objekt;
    const char *hvis;  /* key of an earlier FELT_ORD: this key is there exactly when that one */
    unsigned hvis_ord; /* has one of these values (bit per value) */
};

/* Two days of a record that must come in order. */
struct felt_orden {
    size_t tidlig; /* offsets */
    size_t sen;
    bool lige;          /* may be the same day */
    const char *objekt; /* the place that is named: a key, in this object of the record or in */
    const char *noegle; /* the record itself (NULL) */
    const char *tekst;  /* what must hold, one Danish sentence part */
    const char *tidlig_navn;
    const char *sen_navn;
};

struct objekt {
    const char *navn; /* in the schema's $defs */
    const char *tekst;
    const struct felt *felt;
    size_t felter;
    size_t bytes;         /* of a record in a list; 0 when it has the base of its holder */
    const char *en_af[2]; /* exactly one of these keys; NULL for no such rule */
    const struct felt_orden *orden;
    size_t ordner;
    const char *schema; /* what the schema must say besides, as a JSON object; NULL for nothing */
};

extern const struct objekt felt_fil; /* the whole file, a struct sager */

extern const char *const felt_art[ART_ANTAL];
extern const char *const felt_situation[SITUATION_ANTAL];

enum {
    FELT_ID_MAX = 64,
    FELT_KODE_MAX = 64,
    FELT_TEKST_MAX = 1000, /* code points */
    FELT_VEDERLAG_MAX = 99,
};

/* The field of a key; NULL when there is none. */
const struct felt *felt_find(const struct objekt *objekt, struct str noegle);
/* Whether the key belongs in this record, by the values of earlier keys. */
bool felt_gaelder(const struct objekt *objekt, const struct felt *felt, const void *record);

static inline bool felt_har_bit(unsigned bits, unsigned value)
{
    return ((bits >> value) & 1u) != 0;
}

/* What lies at an offset of a record. Memory is copied, so that no rule on types is bent. */
unsigned felt_hent_ord(const void *record, const struct felt *felt);
struct dato felt_hent_dato(const void *record, size_t offset);

/* What texts must look like, for the schema; the reader checks the same by hand and the tests
 * compare. */
#define FELT_ID_PATTERN                                                                            \
    "^(?!([06][1-9]|[1278][0-9]|[39][01])(0[1-9]|1[0-2])[0-9]{2}-?[0-9]{4}$)[A-Za-z0-9._-]{1,64}$"
#define FELT_KODE_PATTERN "^[a-z][a-z0-9_]{0,63}$"
#define FELT_TEKST_PATTERN "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"
#define FELT_DATO_PATTERN                                                                          \
    "^(19[0-9]{2}|2[01][0-9]{2}|2200)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
#define FELT_VEDERLAG_PATTERN "^(?!0{1,2}([.,]0{1,2})?$)[0-9]{1,2}([.,][0-9]{1,2})?$"

#endif
