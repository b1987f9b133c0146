/*
 * sag: the facts of placements as plain data.
 *
 * A sag is one child in one family. Sager that share plejefamilie.id are siblings in the family's
 * sense. Intervals are half-open [fra, til); an open end is DATO_MAX. Every interval may say from
 * which day it was known (kendt_fra; DATO_MIN: always). Where two facts of the same kind cover the
 * same day, the one known last holds.
 *
 * The same facts are written as JSON (docs/sag.schema.json). Ids are opaque text without personal
 * data: never a CPR number.
 */
#ifndef SAG_SAG_H
#define SAG_SAG_H

#include "base/brok.h"
#include "base/dato.h"
#include "base/oere.h"

enum art { ART_DOEGN, ART_AFLASTNING, ART_AKUT, ART_NETVAERK, ART_ANTAL };

enum godkendelse {
    GODKENDELSE_ALMEN,
    GODKENDELSE_FORSTAERKET,
    GODKENDELSE_SPECIALISERET,
    GODKENDELSE_KONKRET,
    GODKENDELSE_ANTAL,
};

enum situation_art {
    SITUATION_EFTERSKOLE,
    SITUATION_EFTERVAERN,
    SITUATION_OPHOLD_I_AFLASTNING, /* the child stays with a relief family */
    SITUATION_HJEMMEBESOEG,
    SITUATION_ANTAL,
};

enum ophoer_art {
    OPHOER_OPSIGELSE,      /* notice given on dato */
    OPHOER_FAKTISK,        /* the stay was broken off on dato */
    OPHOER_MISLIGHOLDELSE, /* breach by the family; dato is the first day without right */
    OPHOER_ADOPTION,       /* takes effect on dato */
    OPHOER_ANTAL,
};

enum aftale_art {
    AFTALE_TILLAEG,    /* an amount on top of a ydelse */
    AFTALE_ERSTATNING, /* an amount instead of a ydelse */
    AFTALE_VILKAAR,    /* a changed term */
    AFTALE_ANTAL,
};

enum aftale_pr { PR_MAANED, PR_DOEGN, PR_ANTAL };

enum aftale_vilkaar {
    VILKAAR_FORTSAETTER_EFTER_18, /* the contract runs on in [fra, til) */
    VILKAAR_VARSEL,               /* notice of `dage` days when it is given in [fra, til) */
    VILKAAR_ANTAL,
};

struct periode {
    struct dato fra;
    struct dato til;
    struct dato kendt_fra;
};

struct indplacering {
    struct periode periode;
    int trin;             /* 0 when placed by a number of vederlag */
    struct brok vederlag; /* the number when trin is 0 */
    bool har_besluttet;
    struct dato besluttet;
};

struct situation {
    struct periode periode;
    enum situation_art art;
};

struct aftale {
    struct periode periode;
    enum aftale_art art;
    struct str ydelse; /* folded line name; empty for a term */
    struct oere beloeb;
    enum aftale_pr pr;
    enum aftale_vilkaar vilkaar;
    int dage;
    struct str begrundelse;
    struct str besluttet_af;
};

struct ophoer {
    enum ophoer_art art;
    struct dato dato;
    struct dato kendt_fra;
};

struct sag {
    struct str id;
    struct str familie; /* plejefamilie.id */
    enum godkendelse godkendelse;
    struct dato foedt;
    enum art art;
    struct dato indflyttet;
    struct dato fraflyttet; /* DATO_MAX while the child lives there */
    struct dato kendt_fra;  /* of the placement */
    struct dato fraflyttet_kendt_fra;
    int kommune; /* anbringende kommune, 3 digits */
    struct indplacering *indplacering;
    size_t indplaceringer;
    struct situation *situation;
    size_t situationer;
    struct aftale *aftale;
    size_t aftaler;
    struct periode *doegn; /* relief: the nights [fra, til) the child was there */
    size_t doegn_antal;
    bool har_ophoer;
    struct ophoer ophoer;
};

struct sager {
    struct sag *sag;
    size_t count;
};

const char *art_navn(enum art art);                 /* "døgnpleje" */
const char *art_kode(enum art art);                 /* "doegn" */
const char *situation_navn(enum situation_art art); /* "ophold i aflastning" */
const char *situation_kode(enum situation_art art); /* "ophold_i_aflastning" */
const char *ophoer_navn(enum ophoer_art art);       /* "faktisk ophør" */

static inline bool periode_on(struct periode p, struct dato day)
{
    return p.fra.dag <= day.dag && day.dag < p.til.dag;
}

/* Reads the facts format. All or nothing: an error names the JSON pointer of the place (or line and
 * column of broken JSON), what was expected and what was found. Refused: unknown or repeated keys,
 * wrong types, impossible dates, intervals that end before they start, repeated ids, ids that look
 * like CPR numbers, text that is not UTF-8, nesting beyond 16, more than 200,000 sager. */
bool sag_read_json(struct arena *arena, const char *file, struct str text, struct sager *out,
                   struct err *err) MUST_CHECK;
/* The JSON Schema (draft 2020-12) of the format, made from the same tables that read it. */
void sag_schema(struct buf *out);
/* Writes the facts format; reading it back gives equal facts. */
void sag_write_json(struct buf *out, const struct sager *sager);

#endif
