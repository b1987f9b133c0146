/*
 * dokument: a handbook file cut into prose and rule statements, with places.
 *
 * The layer below meaning: it knows kinds of statement and their closed lists of keys
 * (docs/sprog.md), but not what a value means. Every piece of text keeps its place, so that every
 * later message can point at it.
 */
#ifndef HAANDBOG_DOKUMENT_H
#define HAANDBOG_DOKUMENT_H

#include "base/fund.h"
#include "base/str.h"

enum regel_art {
    REGEL_HAANDBOG,
    REGEL_VALG,
    REGEL_TRIN,
    REGEL_TAKST,
    REGEL_YDELSE,
    REGEL_SITUATION,
    REGEL_OPSIGELSE,
    REGEL_OVERGANG,
    REGEL_KRITERIUM,
    REGEL_INDIKATORER,
    REGEL_KRAV,
    REGEL_AFGOERELSE,
    REGEL_SAMMENLIGN,
    REGEL_MODSTRID,
    REGEL_ACCEPTERET,
    REGEL_EKSEMPEL,
    REGEL_EKSEMPLER,
    REGEL_ANTAL,
};

struct regel_tekst {
    struct str tekst; /* trimmed, without comment */
    struct sted sted;
};

struct regel_post {
    struct regel_tekst noegle;
    struct regel_tekst vaerdi; /* empty text when the line has only a key */
    struct str bemaerkning;    /* the comment of the line without #, for fmt */
};

struct regel_raekke {
    const struct regel_tekst *celle;
    size_t celler;
    struct str bemaerkning;
    int linje;
};

/* A line of the statement as it stood, in order, so that fmt can write it back. */
enum regel_linje_art { LINJE_POST, LINJE_RAEKKE, LINJE_BEMAERKNING, LINJE_TOM };
struct regel_linje {
    enum regel_linje_art art;
    size_t nr; /* index in post or raekke; unused otherwise */
    struct str bemaerkning;
};

struct regel {
    enum regel_art art;
    struct sted sted;         /* of the kind word */
    struct regel_tekst hoved; /* the rest of the head line */
    struct str bemaerkning;   /* comment on the head line */
    const struct regel_post *post;
    size_t poster;
    const struct regel_raekke *raekke; /* the first is the head; 0 rows: no table */
    size_t raekker;
    const struct regel_linje *linje;
    size_t linjer;
    size_t blok;       /* index of its block */
    struct str afsnit; /* text of the nearest heading above */
    struct str anker;  /* id for links, unique in the document: "regel-ydelse-vederlag", "-2" … */
};

struct dokument_linje {
    struct str tekst; /* without line end */
    bool regel;       /* inside a rule block, fences included */
    bool kode;        /* inside another fenced block, fences included */
    int overskrift;   /* heading level 1-6, else 0 */
};

struct regel_blok {
    int fra_linje; /* the opening fence, 1-based */
    int til_linje; /* the closing fence */
};

struct dokument {
    const char *fil;
    struct str tekst; /* whole, after a byte order mark */
    const struct dokument_linje *linje;
    size_t linjer;
    const struct regel_blok *blok;
    size_t blokke;
    const struct regel *regel;
    size_t regler;
};

/* Reads the text of one handbook. Mistakes of form become findings; what can be understood is in
 * *out all the same. False only for text that is not UTF-8 or over 2 MB. */
bool dokument_read(struct arena *arena, const char *fil, struct str tekst, struct dokument *out,
                   struct fund_liste *fund, struct err *err) MUST_CHECK;

/* The text in its one canonical layout: prose untouched, rule blocks aligned. Idempotent; reading
 * the result gives the same statements. Refuses (false) a document with errors of form. */
bool dokument_fmt(struct arena *arena, const struct dokument *dokument, struct buf *out,
                  struct err *err) MUST_CHECK;

const char *regel_art_ord(enum regel_art art); /* "håndbog" */
/* The entry of that key, or NULL; the first when there are several. */
const struct regel_post *regel_find(const struct regel *regel, const char *noegle);

#endif
